"""The Verlauf in words: columns of the file and their values. Pure."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sozdesk.kernel import german

_COLUMNS = {
    "active": "aktiv",
    "address": "Adresse",
    "amount": "Betrag",
    "blocks": "Zusatzfragen",
    "call_on": "Versand am",
    "contact_email": "E-Mail der Kontaktperson",
    "contact_name": "Kontaktperson",
    "contact_phone": "Telefon der Kontaktperson",
    "day": "Tag",
    "decided_on": "Beschluss vom",
    "decision_body": "Beschlossen von",
    "decision_number": "Beschluss Nr.",
    "decision_pending": "Beschluss ausstehend",
    "district": "Bezirk",
    "due_on": "Frist",
    "email": "E-Mail",
    "ended_on": "letzter Tag",
    "file_name": "Datei",
    "function": "Funktion",
    "interval": "pro Monat oder Jahr",
    "last_reviewed_on": "zuletzt überprüft am",
    "main": "Hauptkontakt",
    "meeting_on": "Sitzung vom",
    "method": "Grundlage",
    "method_text": "Grundlage in Worten",
    "name": "Name",
    "no_limits_reason": "keine Grenzwerte, weil",
    "office_name": "Name der Stelle",
    "official_name": "amtlicher Name",
    "phone": "Telefon",
    "queried_on": "Rückfrage vom",
    "query_text": "Text der Rückfrage",
    "reason": "Begründung",
    "received_on": "eingegangen am",
    "recorded_at": "erfasst am",
    "recorded_by": "erfasst von",
    "remark": "Bemerkung",
    "rent_kind": "netto oder brutto",
    "revision": "Version",
    "role": "Aufgabe",
    "short_name": "Kurzname",
    "sign": "Kürzel",
    "source": "Quelle",
    "state": "Stand",
    "unchanged": "unverändert",
    "unit": "Einheit",
    "valid_from": "gültig ab",
    "valid_to": "gültig bis",
    "value": "Wert",
    "via": "eingegangen per",
    "year": "Jahr",
}
_VALUES = {
    "annual": "pro Jahr",
    "confirmed_unchanged": "unverändert bestätigt",
    "email": "E-Mail",
    "file": "Datei",
    "gross": "brutto",
    "letter": "Brief",
    "month": "pro Monat",
    "municipal_council": "Gemeinderat",
    "net": "netto",
    "no_limits": "keine Grenzwerte festgelegt",
    "open": "offen",
    "phone": "Telefon",
    "queried": "Rückfrage",
    "received": "eingegangen",
    "recorded": "erfasst",
    "reminded": "erinnert",
    "social_authority": "Sozialhilfebehörde",
    "year": "pro Jahr",
}
_AMOUNTS = {"amount"}
_WORDED = {"state", "via", "rent_kind", "interval", "decision_body"}


def field_change(column: str, old: object, new: object) -> str:
    """«Frist: 31.12.2026 → 15.01.2027»; empty for columns that mean nothing to people."""
    name = _COLUMNS.get(column)
    if name is None:
        return ""
    before, after = value_words(column, old), value_words(column, new)
    if old is None:
        return f"{name}: {after}" if after else ""
    return f"{name}: {before or 'leer'} → {after or 'leer'}"


def value_words(column: str, value: object) -> str:
    """One value as people write it."""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if column in _AMOUNTS and isinstance(value, int):
        return german.amount(value)
    if isinstance(value, datetime):
        return f"{german.day(value.astimezone().date())}, {value.astimezone():%H:%M}"
    if isinstance(value, date):
        return german.day(value)
    if value is None or isinstance(value, dict | list | UUID):
        return ""
    return _VALUES.get(str(value), str(value)) if column in _WORDED else str(value)
