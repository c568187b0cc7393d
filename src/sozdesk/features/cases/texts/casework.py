"""Sentences about persons, cases, moves and what is handed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from sozdesk.features.cases.terms import Need, Sex
from sozdesk.features.cases.terms.handover import HandoverDraft
from sozdesk.features.cases.texts.words import shown_ahv, word
from sozdesk.kernel import german

NAME_MISSING: Final = "Schreiben Sie den Namen der Person."
BORN_LATER: Final = "Das Geburtsdatum liegt in der Zukunft."
ENDS_BEFORE: Final = "Der letzte Tag liegt vor dem ersten."
CLOSED_BEFORE: Final = "Der Abschluss liegt vor der Eröffnung."
NO_MONTH_END: Final = "Die Ablösung ist der letzte Tag des letzten unterstützten Monats. Schreiben Sie ein Monatsende."
ENDED_BEFORE_OPENED: Final = "Die Ablösung liegt vor der Eröffnung des Falls."
TWICE: Final = (
    "Diese Person ist an diesen Tagen schon im Haushalt. Beenden Sie zuerst die andere Zeile."
)
SAME_PLACE: Final = "Der Fall ist schon in dieser Gemeinde. Wählen Sie die neue."
NO_REASON: Final = "Schreiben Sie einen Grund."
NOT_PREPARED: Final = (
    "Nach der Einstellung «zweite Person gibt frei» wird das Blatt zuerst vorbereitet. Danach meldet "
    "sich eine zweite Person an und gibt es frei."
)
NO_DRAFT: Final = "Dieses Übergabeblatt wartet nicht mehr auf die Freigabe."
OWN_SHEET: Final = "Wer das Blatt vorbereitet hat, gibt es nicht selbst frei."
FOREIGN_MUNICIPALITY: Final = "Diese Gemeinde gehört nicht zu Ihrer Stelle."
SAME_PERSON: Final = "Wählen Sie zwei verschiedene Personen."
NO_REGIME: Final = "Dieses Regime gibt es an diesem Tag nicht."
NO_LANGUAGE: Final = "Schreiben Sie die Sprache."
LANGUAGE_TWICE: Final = "Diese Sprache ist schon erfasst."
NO_NAME: Final = "Schreiben Sie den Namen."

REFERRING: Final[Mapping[str, tuple[str, str]]] = {
    "application": ("Antrag", "Anträge"),
    "bill_line": ("Zeile einer Abrechnung", "Zeilen von Abrechnungen"),
    "case_attachment": ("Datei", "Dateien"),
    "case_member": ("Zeile eines Haushalts", "Zeilen von Haushalten"),
    "case_note": ("Notiz", "Notizen"),
    "case_task": ("Aufgabe", "Aufgaben"),
    "enactment": ("verfügtes Angebot", "verfügte Angebote"),
    "incentive": ("Anreizbeitrag", "Anreizbeiträge"),
    "handover_draft": ("vorbereitetes Übergabeblatt", "vorbereitete Übergabeblätter"),
    "legal_hold": ("Sperre", "Sperren"),
    "ruling": ("Verfügung", "Verfügungen"),
    "support_case": ("Nachfolgefall", "Nachfolgefälle"),
    "tenancy": ("Wohnung", "Wohnungen"),
}
"""What refers to a person or a case, one and many."""


def case_name(number: int) -> str:
    """«Fall 12»: how the Verlauf names it, which names no person."""
    return f"Fall {number}"


def persons_of(case_numbers: Sequence[int]) -> str:
    """How the Verlauf names a person: by the cases, never by name."""
    if not case_numbers:
        return "Person ohne Fall"
    word = "Fall" if len(case_numbers) == 1 else "Fälle"
    return f"{word} {german.enumeration([str(number) for number in case_numbers])}: Person"


def same_day(day: date) -> str:
    """Two values cannot begin on the same day."""
    return f"Ab {german.day(day)} gilt schon etwas. Ändern Sie jene Zeile."


def overlap(last_day: date) -> str:
    """The one before still holds."""
    return f"Die frühere Zeile gilt bis {german.day(last_day)}. Beginnen Sie danach."


def overlap_later(first_day: date) -> str:
    """The next one holds already."""
    return f"Ab {german.day(first_day)} gilt schon eine spätere Zeile. Enden Sie davor."


def outside(opened_on: date, closed_on: date | None) -> str:
    """Days that are not those of the case."""
    until = f" bis {german.day(closed_on)}" if closed_on else ""
    return f"Der Fall dauert ab {german.day(opened_on)}{until}. Wählen Sie einen Tag darin."


def closed_already(closed_on: date) -> str:
    """Nobody moves out of a closed case."""
    return f"Der Fall ist seit {german.day(closed_on)} abgeschlossen."


def moved_before(opened_on: date) -> str:
    """The first day elsewhere comes after the case was opened."""
    return f"Der Fall ist seit {german.day(opened_on)} offen. Der Wegzug kommt danach."


def ahv_taken(name: str) -> str:
    """Somebody else has this number."""
    return f"Diese AHV-Nummer hat schon {name}. Vergleichen Sie die Nummer oder nehmen Sie jene Person."


def still_there(number: int) -> str:
    """The person is in a running case of the same municipality."""
    return (
        f"Die Person ist noch im Fall {number} dieser Gemeinde. "
        "Beenden Sie zuerst dort die Zugehörigkeit oder führen Sie jenen Fall weiter."
    )


def was_there(number: int, last_day: date) -> str:
    """The person was in a case of the same municipality."""
    return (
        f"Die Person war bis {german.day(last_day)} im Fall {number} dieser Gemeinde. "
        "Öffnen Sie jenen wieder, oder schreiben Sie, warum es ein neuer Fall ist."
    )


def in_use(what: str, uses: Mapping[str, int]) -> str:
    """What refers to something that shall be removed."""
    found = [german.plural(count, *REFERRING[table]) for table, count in uses.items() if count]
    return f"{what} bleibt: Es verweisen darauf {german.enumeration(found)}."


def waits_for_release(prepared_on: date) -> str:
    """Said to whoever prepared a sheet."""
    return f"Das Blatt wartet seit {german.day(prepared_on)} auf die Freigabe."


def prepared_for(draft: HandoverDraft) -> str:
    """What the second person releases."""
    return (
        f"Vorbereitet von {draft.prepared_by} am {german.day(draft.prepared_on)} für "
        f"{draft.recipient}, Zweck: {draft.purpose}."
    )


def reopened(number: int) -> str:
    """Line of the Verlauf."""
    return f"{case_name(number)}: wieder geöffnet"


def new_in_spite(number: int) -> str:
    """Title of the note that keeps the reason for a new case."""
    return f"Neuer Fall statt Wiedereröffnung von Fall {number}"


def moved(number: int, successor: int | None) -> str:
    """Line of the Verlauf."""
    more = f", weiter als Fall {successor}" if successor is not None else ""
    return f"{case_name(number)}: Wegzug{more}"


SET_ASIDE: Final = "Beim Zusammenführen anders"
"""Over what an entry that was merged held otherwise."""


def merged_note(kept: Sequence[str]) -> str:
    """What the person that was merged held otherwise; lines «Feld: Wert»."""
    return "Angaben der zusammengeführten Person, die anders waren:\n" + "\n".join(kept)


MEMBER: Final = "Haushalt"
OPEN_ALREADY: Final = "Der Fall ist offen."
MEMBERS_BEFORE: Final = "Jemand ist schon vor diesem Tag im Haushalt. Ändern Sie zuerst jene Zeile."
MEMBERS_AFTER: Final = (
    "Jemand kommt erst nach diesem Tag in den Haushalt. Ändern Sie zuerst jene Zeile."
)


def followed(number: int) -> str:
    """A case that another one follows stays closed."""
    return f"Ihm folgt Fall {number}. Führen Sie jenen weiter."


MERGED: Final = "Personen zusammengeführt"
PERSON_FIELDS: Final[Mapping[str, str]] = {
    "last_name": "Name",
    "first_name": "Vorname",
    "birth_date": "Geburtsdatum",
    "sex": "Geschlecht",
    "ahv_number": "AHV-Nummer",
    "ahv_missing_because": "AHV-Nummer fehlt, weil",
    "nationality": "Staatsangehörigkeit",
    "address": "Adresse",
    "education": "Ausbildung",
    "goals": "Ziele",
    "early_language_need": "Förderbedarf gemäss Sprachstanderhebung",
}
"""Columns of a person in the order of the form."""


def person_value(column: str, value: object) -> str:
    """A value of a person as people read it; closed lists may come as stored."""
    if value is None or value == "":
        return "leer"
    if isinstance(value, date):
        return german.day(value)
    if column == "sex":
        return word(Sex(str(value)))
    if column == "early_language_need":
        return word(Need(str(value)))
    if column == "ahv_number":
        return shown_ahv(str(value))
    return " / ".join(str(value).splitlines())


def days(first: date, last: date | None) -> str:
    """«1.6.2025 – 31.12.2026», «seit 1.6.2025»."""
    if last is None:
        return f"seit {german.day(first)}"
    return f"{german.day(first)} – {german.day(last)}"
