"""Words and sentences of the catalogue file and of the list for the website."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from sozdesk.features.offerings.terms.catalogue import (
    CatalogueChange,
    CataloguePreview,
    CatalogueSubject,
    ChangeKind,
    KeyTrust,
    PlatformDraft,
)
from sozdesk.features.rent_limits.terms import OwnNews
from sozdesk.kernel import german

Refusal = tuple[str, str]
"""What happened, and what to do."""

SUBJECTS: Final[Mapping[CatalogueSubject, str]] = {
    CatalogueSubject.OFFERING: "Angebot",
    CatalogueSubject.PROVIDER: "Anbieter/in",
    CatalogueSubject.CATEGORY: "Kategorie",
    CatalogueSubject.COVERED_NEED: "Bedarf gedeckt",
    CatalogueSubject.REGIME: "Unterstützungsregime",
    CatalogueSubject.RATE: "Ansatz",
    CatalogueSubject.TARIFF: "Maximaltarif",
    CatalogueSubject.VALUE: "Wert des Verfahrens",
}
KINDS: Final[Mapping[ChangeKind, str]] = {
    ChangeKind.NEW: "neu",
    ChangeKind.CHANGED: "geändert",
    ChangeKind.GONE: "gestrichen",
}
PLATFORM_COLUMNS: Final[Mapping[str, str]] = {
    "title": "Angebot",
    "provider": "Anbieter/in",
    "category": "Kategorie",
    "audience": "Zielgruppe",
    "content": "Inhalt",
    "languages": "Sprachen",
    "places": "Orte",
    "childcare": "Kinderbetreuung",
    "starts": "Beginn",
    "duration": "Dauer",
    "price": "Preis (Franken)",
    "phone": "Telefon",
    "email": "E-Mail",
    "link": "Website",
}
"""Key of a column of the list for the website → its head."""
TRUST: Final[Mapping[KeyTrust, str]] = {
    KeyTrust.KNOWN: "bekannt",
    KeyTrust.ENDORSED: "neu, vom bisherigen Schlüssel bestätigt",
    KeyTrust.FIRST: "noch nicht verglichen",
    KeyTrust.CHANGED: "anders als bisher",
    KeyTrust.RETIRED: "gilt nicht mehr",
}

ASK_AGAIN: Final = "Verlangen Sie den Katalog beim Kantonalen Sozialamt noch einmal."
UNREADABLE: Final = "Prüfen Sie, ob die Datei noch dort liegt, und wählen Sie sie noch einmal."
TOO_BIG: Final[Refusal] = (
    "Die Datei ist zu gross: Ein Katalog hat höchstens 20 MB.",
    "Wählen Sie die Datei «katalog-….szk» des Kantonalen Sozialamts.",
)
NOT_OURS: Final[Refusal] = (
    "Diese Datei ist kein Katalog des Kantonalen Sozialamts.",
    "Wählen Sie die Datei «katalog-….szk».",
)
TOO_NEW: Final[Refusal] = (
    "Dieser Katalog wurde mit einer neueren SozDesk-Version erstellt.",
    "Installieren Sie die neue Version und lesen Sie den Katalog danach ein.",
)
WRONG_KIND: Final[Refusal] = (
    "Diese Datei kommt aus SozDesk, ist aber kein Katalog.",
    "Wählen Sie die Datei «katalog-….szk».",
)
DAMAGED: Final[Refusal] = (
    "Der Katalog ist beschädigt oder wurde verändert: Die Unterschrift stimmt nicht.",
    ASK_AGAIN,
)
NOT_FOUND: Final[Refusal] = ("Die Datei lässt sich nicht öffnen.", UNREADABLE)
FOR_SAMPLE_ONLY: Final[Refusal] = (
    "Dieser Katalog enthält frei erfundene Beispieldaten.",
    "Lesen Sie ihn nur in einer Datei mit Beispieldaten ein.",
)
NOT_FOR_KSA: Final[Refusal] = (
    "Den Katalog führt das Kantonale Sozialamt selbst; hier wird keiner eingelesen.",
    "Öffnen Sie die Datei eines Sozialdienstes.",
)
COMPARE: Final = (
    "Rufen Sie das Kantonale Sozialamt an und vergleichen Sie die acht Zifferngruppen. Stimmen sie "
    "überein, bestätigen Sie das. Verwenden Sie eine Telefonnummer, die Sie schon kennen, nicht "
    "eine aus der Nachricht mit dem Katalog."
)
FIRST_CONTACT: Final = "Diesen Schlüssel kennt Ihre Datei noch nicht."
CHANGED_KEY: Final = (
    "Der Katalog ist mit einem anderen Schlüssel unterschrieben als bisher, und der bisherige "
    "bestätigt ihn nicht."
)
OTHER_FINGERPRINT: Final = (
    "Der angegebene Fingerabdruck passt nicht zum Schlüssel dieser Datei.",
    "Lesen Sie den Katalog nicht ein und fragen Sie beim Kantonalen Sozialamt nach.",
)
NOTHING_PUBLISHED: Final[Refusal] = (
    "Es steht kein Angebot auf der Plattform.",
    "Setzen Sie zuerst anerkannte Angebote auf «auf der Plattform».",
)
KEY_RENEWED: Final = "Neuer Schlüssel für den Katalog; der bisherige bestätigt ihn"
KEY_MADE: Final = "Der neue Schlüssel ist gemacht. Schreiben Sie einen Katalog, damit die Sozialdienste ihn erhalten."
READ_OUT: Final = (
    "Wer den Katalog zum ersten Mal einliest, ruft an und vergleicht diese acht Zifferngruppen. "
    "Sie sind kein Geheimnis."
)
SEND_IT: Final = (
    "Senden Sie die Datei den Sozialdiensten; sie enthält keine Daten von unterstützten Personen."
)
NO_KEY: Final[Refusal] = (
    "Es gibt noch keinen Schlüssel.",
    "Er entsteht mit dem ersten Katalog.",
)


def untrusted(changed: bool, fingerprint: str) -> Refusal:
    """Nobody compared the key yet."""
    said = CHANGED_KEY if changed else FIRST_CONTACT
    return f"{said} Sein Fingerabdruck: {fingerprint}.", COMPARE


def older(serial: int, as_of: date, known: int, known_day: date) -> Refusal:
    """The file is older than what was read already."""
    earlier = f"Nr. {serial} vom {german.day(as_of)}"
    there = f"Nr. {known} vom {german.day(known_day)}"
    said = f"Dieser Katalog ({earlier}) ist älter als der eingelesene ({there})."
    return said, "Wählen Sie den neusten Katalog."


def two_of_a_number(serial: int) -> Refusal:
    """Two different files with one number."""
    return (
        f"Ein anderer Katalog mit der Nr. {serial} ist schon eingelesen.",
        "Fragen Sie beim Kantonalen Sozialamt, welcher gilt, und verlangen Sie einen mit neuer Nummer.",
    )


TABLES: Final[Mapping[str, str]] = {
    "municipality": "Gemeinde",
    "offering_category": "Kategorie",
    "regime": "Unterstützungsregime",
    "regime_rate": "Ansatz",
    "tariff": "Maximaltarif",
    "offering_value": "Wert des Verfahrens",
    "covered_need": "Bedarf gedeckt",
    "provider": "Anbieter/in",
    "provider_contact": "Kontakt",
    "provider_place": "Ort",
    "offering": "Angebot",
    "offering_start": "Beginn",
    "offering_language": "Sprache",
    "offering_place": "Ort",
    "offering_price": "Preis",
    "recognition_decision": "Entscheid",
    "service_agreement": "Leistungsvereinbarung",
    "agreement_offering": "Leistungsvereinbarung",
}
"""Table of a catalogue → what one of its rows is called."""
PARTS: Final[Mapping[str, str]] = {
    "as_of": "Stand",
    "encryption_key": "Schlüssel",
    "limits": "Mietzinsgrenzwerte",
    "tables": "Tabellen",
}
"""The other parts of a catalogue."""
COLUMNS: Final[Mapping[str, str]] = {
    "absences_invoiced": "Absenzen verrechnet",
    "address": "Adresse",
    "age_from": "Alter ab",
    "age_to": "Alter bis",
    "agreement_id": "Leistungsvereinbarung",
    "amount": "Betrag",
    "audience": "Zielgruppe",
    "begins": "Erster Tag",
    "bfs_number": "Gemeinde",
    "billable": "Abrechenbar",
    "cap_amount": "Obergrenze",
    "cap_kind": "Art der Obergrenze",
    "capacity": "Plätze",
    "category_code": "Kategorie",
    "checked_on": "Geprüft am",
    "childcare": "Kinderbetreuung",
    "citation": "Rechtsgrundlage",
    "closed_on": "Letzter Tag",
    "code": "Code",
    "contact_id": "Kontakt",
    "content": "Inhalt",
    "cost_bearer": "Rest trägt",
    "decided_on": "Datum des Entscheids",
    "district": "Bezirk",
    "email": "E-Mail",
    "ended_on": "Letzter Tag",
    "ends": "Letzter Tag",
    "financing": "Finanzierung",
    "for_mothers": "Für Mütter",
    "for_refugees": "Für Flüchtlinge",
    "for_women": "Für Frauen",
    "free_as_of": "Freie Plätze, Stand",
    "free_places": "Freie Plätze",
    "function": "Funktion",
    "goals": "Ziele",
    "id": "Kennung",
    "includes_meals": "Verpflegung inbegriffen",
    "includes_travel": "Fahrkosten inbegriffen",
    "insured_by": "Versicherung",
    "key": "Wert",
    "kind": "Entscheid",
    "language": "Sprache",
    "legal_form": "Rechtsform",
    "link": "Link",
    "main": "Hauptkontakt",
    "minimum_units": "Mindestens verrechnet",
    "name": "Name",
    "needed": "Verlangtes Niveau",
    "note": "Bemerkung",
    "notice_period": "Kündigungsfrist",
    "number": "Nummer",
    "offering_id": "Angebot",
    "official_name": "Amtlicher Name",
    "organisation_type": "Art der Organisation",
    "parent_code": "Gehört zur Kategorie",
    "partner": "Partner",
    "phone": "Telefon",
    "place_id": "Ort",
    "position": "Reihenfolge",
    "pro_rata": "Anteilige Berechnung",
    "programme": "Programm",
    "provider_id": "Anbieter/in",
    "rate": "Ansatz",
    "reached": "Erreichtes Niveau",
    "reason": "Begründung",
    "regime_code": "Unterstützungsregime",
    "segment": "Angebotssparte",
    "sent_on": "Versandt am",
    "short_name": "Kurzname",
    "source": "Quelle",
    "starts_any_time": "Beginn jederzeit",
    "starts_on": "Beginn",
    "state": "Stand",
    "text": "Text",
    "title": "Titel",
    "town": "Ort",
    "trial_phase": "Probezeit",
    "unit": "Einheit",
    "valid_from": "Erster Tag",
    "valid_to": "Letzter Tag",
    "value": "Wert",
    "vat": "MWST",
    "vat_rate": "MWST-Satz",
    "website": "Website",
    "weeks_max": "Dauer bis",
    "weeks_min": "Dauer ab",
    "wheelchair": "Rollstuhlgängig",
    "with_health_impairment": "Bei gesundheitlicher Einschränkung",
    "workload_from": "Pensum ab",
    "workload_note": "Pensum, Bemerkung",
    "workload_to": "Pensum bis",
}
"""Column of a catalogue → its German label."""


def broken_content(place: str) -> Refusal:
    """Signed, but not what a catalogue holds."""
    return (
        f"Der Inhalt des Katalogs ist nicht verwertbar{f' ({place})' if place else ''}.",
        f"Es wurde nichts eingelesen. {ASK_AGAIN}",
    )


def not_writable(place: str) -> Refusal:
    """What the office's own data hold does not fit into a catalogue."""
    return (
        f"Eine Angabe passt nicht in den Katalog ({place}).",
        "Berichtigen Sie sie und schreiben Sie den Katalog danach.",
    )


def file_name(day: date, number: int = 1) -> str:
    """«katalog-2027-01-05.szk»; the second one of a day «katalog-2027-01-05-2.szk»."""
    return f"katalog-{day.isoformat()}{f'-{number}' if number > 1 else ''}.szk"


def in_the_way(name: str) -> Refusal:
    """The place of the catalogue is taken by another file."""
    return (
        f"Dort liegt schon eine andere Datei «{name}»; sie wird nicht überschrieben.",
        "Wählen Sie einen anderen Ort oder Namen, oder verschieben Sie die vorhandene Datei.",
    )


def titled(serial: int, day: date) -> str:
    """«Katalog Nr. 3 vom 05.01.2027»."""
    return f"Katalog Nr. {serial} vom {german.day(day)}"


def exported(serial: int, offerings: int) -> str:
    """For the Verlauf."""
    return f"Katalog Nr. {serial} geschrieben: {german.plural(offerings, 'Angebot', 'Angebote')}"


def unchanged(serial: int, day: date) -> str:
    """Nothing to write, nothing to read."""
    return f"Unverändert seit {titled(serial, day).replace('Katalog', 'dem Katalog', 1)}."


def imported(serial: int, changes: Sequence[CatalogueChange]) -> str:
    """For the Verlauf."""
    return f"Katalog Nr. {serial} eingelesen: {counted(changes)}"


def counted(changes: Iterable[CatalogueChange]) -> str:
    """«12 neu, 3 geändert, 1 gestrichen»; «keine Änderung»."""
    kinds = [one.kind for one in changes]
    said = [f"{kinds.count(kind)} {word}" for kind, word in KINDS.items() if kind in kinds]
    return ", ".join(said) or "keine Änderung"


def counted_by_subject(changes: Sequence[CatalogueChange]) -> tuple[str, ...]:
    """«Angebot: 180 neu», a line for each subject in the order of reading."""
    return tuple(
        f"{words}: {counted(found)}"
        for subject, words in SUBJECTS.items()
        if (found := [one for one in changes if one.subject is subject])
    )


def limits_counted(limits: Mapping[int, int]) -> str:
    """«Mietzinsgrenzwerte 2027: 81 Gemeinden»; empty if none come in."""
    said = [
        f"{year}: {german.plural(number, 'Gemeinde', 'Gemeinden')}"
        for year, number in sorted(limits.items())
        if number
    ]
    return f"Mietzinsgrenzwerte {', '.join(said)}" if said else ""


def own_limits(news: Sequence[OwnNews]) -> tuple[str, ...]:
    """«Bretzwil: Grenzwerte 2026 vom KSA, bisher noch nicht gemeldet»; towns alike in one line."""
    kinds = dict.fromkeys(map(_kind_of, news))
    return tuple(
        f"{german.enumeration([one.name for one in news if _kind_of(one) == kind])}: "
        f"{_own_words(*kind)}"
        for kind in kinds
    )


def _kind_of(one: OwnNews) -> tuple[int, bool, bool]:
    return one.year, one.comes_in, one.known


def _own_words(year: int, comes_in: bool, known: bool) -> str:
    if not comes_in:
        return (
            f"Grenzwerte {year} vom KSA werden nicht erfasst, bis Sie selbst gemeldet haben; "
            "die Meldung bleibt offen"
        )
    before = "bisher andere vom KSA" if known else "bisher noch nicht gemeldet"
    return f"Grenzwerte {year} vom KSA, {before}"


def ahead(preview: CataloguePreview) -> str:
    """A warning if the catalogue is of a day that is still to come here; else empty."""
    day, today = preview.content.as_of, preview.looked_on
    if day <= today:
        return ""
    return (
        f"Dieser Katalog ist vom {german.day(day)}, auf diesem Computer ist erst der "
        f"{german.day(today)}. Prüfen Sie das Datum des Computers; stimmt es, fragen Sie beim "
        "Kantonalen Sozialamt nach"
    )


def remarks(preview: CataloguePreview) -> tuple[str, ...]:
    """What somebody should know before reading it in, a sentence each without its full stop."""
    return tuple(filter(None, (ahead(preview), *own_limits(preview.own_limits))))


def list_published(number: int, changes: Sequence[CatalogueChange]) -> str:
    """For the Verlauf."""
    return f"Liste Nr. {number} für die Website veröffentlicht: {counted(changes)}"


def list_unchanged(number: int, day: date) -> str:
    """Nothing new to publish."""
    return f"Unverändert seit der Liste Nr. {number} vom {german.day(day)}."


def already_read(preview: CataloguePreview) -> str:
    """The file that was read last."""
    return unchanged(preview.serial, preview.content.as_of)


def new_towns(names: Sequence[str]) -> str:
    """«Neue Gemeinden: Neutal»; empty if there are none."""
    return f"Neue Gemeinden: {german.enumeration(list(names))}" if names else ""


def changed_fields(change: CatalogueChange) -> tuple[str, ...]:
    """«Plätze: 12 → 14» for what changed; what is new or gone says only its name."""
    if change.kind is not ChangeKind.CHANGED:
        return ()
    return tuple(
        f"{one.label}: {_one_line(one.before)} → {_one_line(one.after)}" for one in change.fields
    )


def _one_line(text: str) -> str:
    return "; ".join(text.splitlines()) or "leer"


PLATFORM_TITLE: Final = "Anerkannte Integrationsangebote"
PLATFORM_NEWS: Final = "Änderungen der Liste der Integrationsangebote"


def listed(number: int) -> str:
    """«180 Angebote»."""
    return german.plural(number, "Angebot", "Angebote")


def only_in_catalogue(number: int) -> tuple[str, ...]:
    """Why the catalogue holds more than the list; nothing if it does not."""
    if not number:
        return ()
    what = german.plural(number, "weiteres Angebot steht", "weitere Angebote stehen")
    verb = "ist" if number == 1 else "sind"
    they = "es" if number == 1 else "sie"
    where = f"{what} nur im Katalog der Sozialdienste, nicht in dieser Liste"
    return (f"{where}: Heute {verb} {they} nicht mehr anerkannt oder nicht mehr im Angebot.",)


def since(draft: PlatformDraft) -> str:
    """«Seit der Liste Nr. 3 vom 05.01.2027»."""
    if draft.last is None:
        return "Erste Liste"
    return f"Seit der Liste Nr. {draft.last.number} vom {german.day(draft.last.published_on)}"
