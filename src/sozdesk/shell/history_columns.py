"""What the columns of the file are called, and how their values are written. Pure words, no logic.

A key is ``column``, or ``table.column`` where a column means something else in one table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

from sozdesk.archive.file_info import OfficeKind
from sozdesk.archive.staff import Role
from sozdesk.features.offices.terms import BodyFunction, Job, ServiceKind
from sozdesk.features.offices.texts import BODY_FUNCTIONS, JOBS, SERVICE_KINDS
from sozdesk.features.rent_limits.terms import (
    Audience,
    Block,
    Category,
    DecisionBody,
    Interval,
    LetterKind,
    Method,
    ReceivedVia,
    RentKind,
    ReturnState,
)
from sozdesk.features.rent_limits.texts import (
    field_label,
    household,
    index_figure,
    limit_words,
    word,
)
from sozdesk.kernel import german
from sozdesk.shell import history_cases, history_measures, history_offerings

COLUMNS: Mapping[str, str] = {
    **history_cases.COLUMNS,
    **history_measures.COLUMNS,
    **history_offerings.COLUMNS,
    "active": "aktiv",
    "address": "Adresse",
    "addressee": "geht an",
    "amount": "Betrag",
    "audience": "Kreis",
    "bfs_number": "BFS-Nummer",
    "blocks": "Zusatzfragen",
    "body": "Text der E-Mail",
    "call_on": "Versand am",
    "category": "Grösse des Haushalts",
    "change_from": "Änderung ab",
    "contact_email": "E-Mail der Kontaktperson",
    "contact_name": "Kontaktperson",
    "contact_phone": "Telefon der Kontaktperson",
    "content_sha256": "Prüfsumme der Angaben",
    "created_at": "angelegt am",
    "day": "Tag",
    "deadline_extension.reason": "Grund",
    "decided_by": "beschlossen von",
    "decided_on": "Beschluss vom",
    "decision_body": "Beschlossen von",
    "decision_number": "Beschluss Nr.",
    "decision_pending": "Beschluss ausstehend",
    "district": "Bezirk",
    "document_name": "eigene Vorlage",
    "due_on": "Frist",
    "email": "E-Mail",
    "ended_on": "letzter Tag",
    "file_name": "Datei",
    "function": "Funktion",
    "granted_by": "erstreckt von",
    "granted_on": "erstreckt am",
    "heads": "Köpfe der Spalten",
    "interval": "pro Monat oder Jahr",
    "job": "Aufgabe",
    "key": "Prüfschwelle",
    "key_mark": "Kennzeichen des Schlüssels",
    "kind": "Art der Stelle",
    "last_reviewed_on": "zuletzt überprüft am",
    "letter.kind": "Schreiben",
    "letter_attachment.kind": "Schreiben",
    "letter_attachment.name": "Beilage",
    "letter_template.kind": "Schreiben",
    "letter_template.subject": "Betreff",
    "limits": "Obergrenzen der Klassen",
    "made_at": "erstellt am",
    "made_by": "erstellt von",
    "main": "Hauptkontakt",
    "meeting_on": "Sitzung vom",
    "method": "Basis",
    "method_text": "Basis in Worten",
    "name": "Name",
    "no_limits_reason": "keine Grenzwerte, weil",
    "municipality.address": "Postadresse",
    "noted_at": "zur Kenntnis genommen am",
    "noted_by": "zur Kenntnis genommen von",
    "number": "Nummer",
    "office_kind": "Art der Stelle",
    "office_name": "Name der Stelle",
    "sequence": "Laufnummer",
    "official_name": "amtlicher Name",
    "phone": "Telefon",
    "publication.decided_on": "beschlossen am",
    "publication.reason": "Grund",
    "publication_file.name": "Datei",
    "published_at": "veröffentlicht um",
    "published_by": "veröffentlicht von",
    "published_on": "veröffentlicht am",
    "queried_on": "Rückfrage vom",
    "query_text": "Text der Rückfrage",
    "reason": "zur Kenntnis genommen, weil",
    "received_on": "eingegangen am",
    "recorded_at": "erfasst am",
    "recorded_by": "erfasst von",
    "remark": "Bemerkung",
    "rent_kind": "netto oder brutto",
    "return_document.name": "Datei",
    "revision": "Version",
    "role": "Aufgabe",
    "sample": "Beispieldaten",
    "sample_today": "heute in den Beispieldaten",
    "series": "Index",
    "short_name": "Kurzname",
    "sign": "Kürzel",
    "size": "Grösse der Datei",
    "source": "Quelle",
    "state": "Stand",
    "subject": "Prüfhinweis zu",
    "subsidy_rules.valid_from": "MBG-Reglement genehmigt am",
    "unchanged": "unverändert",
    "unit": "Einheit",
    "until": "Frist bis",
    "valid_from": "gültig ab",
    "valid_to": "gültig bis",
    "value": "Wert",
    "via": "eingegangen per",
    "written_at": "geschrieben um",
    "written_by": "geschrieben von",
    "written_on": "geschrieben am",
    "year": "Jahr",
}

SILENT = (
    history_cases.SILENT
    | history_measures.SILENT
    | history_offerings.SILENT
    | frozenset(
        {
            "id",
            "version",
            "name_sort",
            "position",
            "sha256",
            "declaration_id",
            "round_id",
            "service_id",
            "staff_id",
            "column_mapping.columns",
            "column_mapping.purpose",
            "declaration.findings",
            "derivation.content",
            "document_sha256",
            "finding_note.code",
            "finding_note.value",
            "finding_note.year",
            "publication.amendments",
            "publication.content",
            "publication.missing",
            "publication_id",
        }
    )
)
"""Columns for the machine: the Verlauf says what they mean in other words, or on another line."""

ANSWERS = "declaration.extras"
"""The answers to sheet 2, several in one column; their names are those of the form."""

_ENUMS: Mapping[str, type[StrEnum]] = {
    "declaration.decision_body": DecisionBody,
    "declaration.interval": Interval,
    "declaration.method": Method,
    "declaration.rent_kind": RentKind,
    "declaration.state": ReturnState,
    "declaration.via": ReceivedVia,
    "declaration_amount.category": Category,
    "letter.kind": LetterKind,
    "letter_attachment.kind": LetterKind,
    "letter_template.kind": LetterKind,
    "map_classes.rent_kind": RentKind,
    "publication.audience": Audience,
}
_ROLES = {
    Role.CLERK: "Sachbearbeitung",
    Role.HEAD: "Leitung",
    Role.AUTHORITY: "Behörde, liest",
    Role.DEPUTY: "Stellvertretung",
    Role.AUDITOR: "Revision, liest",
}
_OFFICE_KINDS = {OfficeKind.KSA: "Kantonales Sozialamt", OfficeKind.SERVICE: "Sozialdienst"}


def _blocks(values: Iterable[str]) -> str:
    return german.enumeration([word(Block(value)) for value in values]) or "keine"


def _subject(value: str) -> str:
    """A Prüfhinweis concerns a size of household or a field; others name nothing."""
    if value in frozenset(Category):
        return word(Category(value))
    try:
        return field_label(value)
    except KeyError:
        return ""


def _size(size: int) -> str:
    return f"{german.count(max(1, size // 1024))} KB"


def _words_of(kind: type[StrEnum]) -> Callable[[str], str]:
    return lambda value: word(kind(value))


VALUES: Mapping[str, Callable[[Any], str]] = {
    **history_cases.VALUES,
    **history_measures.VALUES,
    **history_offerings.VALUES,
    **{key: _words_of(kind) for key, kind in _ENUMS.items()},
    "body_member.function": lambda value: BODY_FUNCTIONS[BodyFunction(value)],
    "declaration_amount.amount": german.amount,
    "finding_note.subject": _subject,
    "index_value.value": index_figure,
    "map_classes.category": lambda value: household(Category(value)),
    "map_classes.limits": lambda value: german.enumeration([german.amount(one) for one in value]),
    "membership.job": lambda value: JOBS[Job(value)],
    "office_info.office_kind": lambda value: _OFFICE_KINDS[OfficeKind(value)],
    "publication_file.size": _size,
    "letter_attachment.size": _size,
    "report_file.size": _size,
    "return_document.size": _size,
    "round.blocks": _blocks,
    "social_service.kind": lambda value: SERVICE_KINDS[ServiceKind(value)],
    "staff_role.role": lambda value: _ROLES[Role(value)],
    "threshold.key": limit_words,
    "threshold.value": german.count,
}
"""How a value is written where it is not simply a text, a number, a day, or yes and no."""
