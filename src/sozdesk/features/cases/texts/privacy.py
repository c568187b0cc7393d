"""Which table holds what of a person, for which job, on which legal basis, and how long.

The page of data protection and the Auskunft are made from this and from the data model: a table
with persons that is missing here fails a test.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sozdesk.features.cases.terms.dated import CaseValueRow
from sozdesk.features.cases.terms.privacy import DeletionStep
from sozdesk.features.cases.terms.words import DeletionKind
from sozdesk.kernel import german
from sozdesk.kernel.dated import on

_CASE: Final = "bis zur Löschung des Falls"
_SHG: Final = "SHG, SHV (SGS 850, 850.11)"
TO_CHECK: Final = " (zu prüfen)"
"""For the office: a basis that nobody has confirmed yet; not for the person's own paper."""
_OFFER: Final = f"§ 16 SHG, § 25b SHV, § 21b kAV{TO_CHECK}"
_IDG: Final = "IDG (SGS 162)"
_BILL: Final = "als Beleg, bis zur Löschung der Abrechnung"


@dataclass(frozen=True, slots=True)
class TableNote:
    """What a table with personal data is for."""

    title: str
    job: str
    basis: str = _SHG
    keep: str = _CASE


PROTECTED: Final[Mapping[str, TableNote]] = {
    "person": TableNote("Person", "erkennen, wer unterstützt wird; Verfügung zustellen"),
    "residence": TableNote(
        "Ausweis", "Regime und damit den Ansatz des Kantons bestimmen", "§ 1 kAV (SGS 850.19)"
    ),
    "regime_override": TableNote("Regime von Hand", "Regime begründet abweichend festhalten"),
    "person_language": TableNote("Sprache", "passendes Angebot finden", _OFFER),
    "representative": TableNote("gesetzliche Vertretung", "richtig zustellen und anhören"),
    "support_case": TableNote("Fall", "Zuständigkeit der Gemeinde und Dauer der Unterstützung"),
    "case_member": TableNote("Haushalt", "wissen, wer mitunterstützt wird"),
    "tenancy": TableNote("Wohnung", "Miete mit dem Grenzwert vergleichen", "§ 6 SHG, § 11 SHV"),
    "rent_measure": TableNote("Auflage oder Kürzung", "Fristen bei der Wohnungssuche", "§ 11 SHV"),
    "search_effort": TableNote("Suchbemühung", "Auflage beurteilen", "§ 11 SHV"),
    "application": TableNote("Antrag und Beschluss", "Entscheid der Behörde nachvollziehen"),
    "ruling": TableNote("Verfügung", "Anspruch, Begründung und Rechtsmittel belegen"),
    "enactment": TableNote("verfügtes Angebot", "Teilnahme und Kostengutsprache führen", _OFFER),
    "participation": TableNote("Teilnahme", "Dauer und Ergebnis festhalten", _OFFER),
    "interruption": TableNote("Unterbruch", "Rechnung und Abrechnung prüfen", _OFFER),
    "follow_up": TableNote("Nachfrage nach der Ablösung", "Wirkung des Angebots kennen", _OFFER),
    "incentive": TableNote(
        "Anreizbeitrag", "Beitrag an Arbeitgebende belegen", "§ 17 SHG, § 25 SHV"
    ),
    "invoice_line": TableNote("Zeile einer Rechnung", "Rechnung prüfen, Kanton abrechnen", _OFFER),
    "third_party_payment": TableNote(
        "Zahlung Dritter", "Kosten um Beiträge Dritter kürzen", _OFFER
    ),
    "case_task": TableNote("Aufgabe", "Fristen einhalten, Stellvertretung"),
    "case_note": TableNote("Aktennotiz", "Gespräche nachvollziehen"),
    "case_attachment": TableNote("Anhang", "Belege zum Fall"),
    "handover_draft": TableNote("vorbereitetes Übergabeblatt", "zu zweit freigeben", _IDG),
    "legal_hold": TableNote("Sperre der Löschung", "Verfahren sichern", _IDG),
    "person_access": TableNote(
        "Zugriff",
        "belegen, wer wann was mit den Angaben tat",
        _IDG,
        "bleibt als Nachweis, ohne Empfänger/in und Zweck",
    ),
    "bill": TableNote(
        "Abrechnung", "Kantonsanteil belegen und zahlen", _OFFER, "bleibt: nennt keine Person"
    ),
    "bill_line": TableNote("Zeile einer Abrechnung", "Kantonsanteil abrechnen", _OFFER, _BILL),
    "bill_line_cost": TableNote(
        "Rechnung in einer Abrechnung", "jede Rechnung nur einmal abrechnen", _OFFER, _BILL
    ),
    "bill_claim": TableNote(
        "Datei einer Abrechnung",
        "der Kanton rechnet mit denselben Angaben nach",
        _OFFER,
        _BILL,
    ),
    "bill_left_out": TableNote(
        "in einer Abrechnung nicht verlangt", "sagen, warum nicht", _OFFER, _BILL
    ),
}
"""Table → what for. Tables that only name a case or person by key are meant too.

What lies in a file or a list of a bill has an entry of its own, though no table.
"""

_STEPS: Final[Mapping[DeletionStep, str]] = {
    DeletionStep.WAITING: "noch nicht",
    DeletionStep.DUE: "kann vorgemerkt werden",
    DeletionStep.LISTED: "vorgemerkt",
    DeletionStep.OFFERED: "dem Archiv angeboten",
    DeletionStep.ANSWERED: "Archiv hat geantwortet",
    DeletionStep.APPROVED: "freigegeben",
    DeletionStep.DELETED: "gelöscht",
}

NOT_CLOSED: Final[Mapping[DeletionKind, str]] = {
    DeletionKind.CASE: "Der Fall ist nicht abgeschlossen.",
    DeletionKind.BILL: "Die Abrechnung ist noch offen.",
}
NO_RETENTION: Final[Mapping[DeletionKind, str]] = {
    DeletionKind.CASE: "Die Aufbewahrung von Fällen ist nicht erfasst: «Aufbewahrung erfassen».",
    DeletionKind.BILL: "Die Aufbewahrung von Abrechnungen ist nicht erfasst: «Aufbewahrung erfassen».",
}


def kept(kind: DeletionKind, values: Sequence[CaseValueRow], day: date) -> str:
    """«Abrechnungen, Aufbewahrung: 10 Jahre ab 01.01.2010, Quelle …»; or that none holds."""
    told = [f"{KINDS[kind]}, Aufbewahrung: {_years(one)}" for one in values]
    return "\n".join(told if on(day, values) else [*told, NO_RETENTION[kind]])


def which(row: CaseValueRow) -> str:
    """«Abrechnungen, ab 01.01.2010»."""
    return f"{KINDS[DeletionKind(row.part)]}, ab {german.day(row.valid_from)}"


def _years(row: CaseValueRow) -> str:
    last = f" bis {german.day(row.ended_on)}" if row.ended_on else ""
    sources = "; ".join(filter(None, (row.citation, row.source)))
    source = f", Quelle: {sources}" if sources else ""
    return (
        f"{german.plural(row.value, 'Jahr', 'Jahre')} ab {german.day(row.valid_from)}{last}{source}"
    )


CONTESTED: Final = "Eine Verfügung ist angefochten und noch nicht rechtskräftig."
NO_RECIPIENT: Final = "Schreiben Sie, wer die Angaben erhält."
NO_PURPOSE: Final = "Schreiben Sie, wozu die Angaben gebraucht werden."
SAME_PERSON: Final = "Eine zweite Person gibt die Löschung frei: nicht, wer vorgemerkt hat."
NOT_OFFERED: Final = "Bieten Sie die Akten zuerst dem zuständigen Archiv an."
NOT_ANSWERED: Final = "Erfassen Sie zuerst, was das Archiv geantwortet hat."
NOT_APPROVED: Final = "Die Löschung ist noch nicht freigegeben."
NO_ARCHIVE: Final = "Schreiben Sie, welches Archiv zuständig ist."
ANSWER_BEFORE_OFFER: Final = "Die Antwort kann nicht vor dem Angebot liegen."
HOLD_ORDER: Final = "Der letzte Tag liegt vor dem ersten."
ALREADY_LISTED: Final = "Das ist schon vorgemerkt."
NOT_LISTED: Final = "Das steht nicht mehr auf der Löschliste."
GONE: Final = "Diesen Fall oder diese Abrechnung gibt es nicht mehr."
DIFFERS: Final = "Die beiden Passwörter sind verschieden."
OTHER_WAY: Final = (
    "Mindestens 12 Zeichen. Teilen Sie es auf einem anderen Weg mit. Die Datei öffnet sich auch mit "
    "dem Programm age (kostenlos)."
)
NO_CASES: Final = "Diese Datei führt keine Fälle."
ASK_FOR_DISCLOSURE: Final = (
    "Was Abrechnungen von einer Person sagen, gibt das Fenster aus: «Abrechnung», «…», "
    "«Datenschutz …», «Auskunft für eine Person …»."
)
TOO_SHORT: Final = "Das Passwort der Datei braucht mindestens zwölf Zeichen."
NO_DELETIONS: Final = (
    "Noch nichts ist abgeschlossen. Hier steht dann, was abgeschlossen ist, mit dem Tag, von dem an es "
    "gelöscht werden darf."
)
NO_ACCESSES: Final = "Noch hat niemand eine Person geöffnet oder Angaben ausgegeben. Jeder Zugriff steht danach hier."


_NOUNS: Final[Mapping[DeletionKind, tuple[str, str]]] = {
    DeletionKind.CASE: ("Fall", "Fälle"),
    DeletionKind.BILL: ("Abrechnung", "Abrechnungen"),
}


KINDS: Final[Mapping[DeletionKind, str]] = {kind: nouns[1] for kind, nouns in _NOUNS.items()}
"""«Fälle», «Abrechnungen»."""


def subject_name(kind: DeletionKind, number: int, year: int | None, place: str) -> str:
    """«Fall 12», «Abrechnung Liestal 3/2027»."""
    return f"Fall {number}" if kind is DeletionKind.CASE else f"Abrechnung {place} {number}/{year}"


def counted(kinds: Sequence[DeletionKind]) -> str:
    """«1 Fall», «2 Fälle und 1 Abrechnung»."""
    numbers = ((kinds.count(kind), noun) for kind, noun in _NOUNS.items())
    return german.enumeration([german.plural(count, *noun) for count, noun in numbers if count])


SEE_NUMBERS: Final = "Die Nummern zeigt «sozdesk cases list --state all»."


def no_case(numbers: Sequence[int]) -> str:
    """Cases that were named and are not there."""
    named = german.enumeration([str(one) for one in numbers])
    one = len(numbers) == 1
    return f"{'Den Fall' if one else 'Die Fälle'} {named} gibt es in dieser Datei nicht."


def step_word(step: DeletionStep) -> str:
    """The German word of a step."""
    return _STEPS[step]


def told(birth_date: date | None, cases: Sequence[int]) -> str:
    """«geboren 17.05.1990, Fall 12»: who it is among persons of the same name."""
    born = f"geboren {german.day(birth_date)}" if birth_date else "ohne Geburtsdatum"
    numbers = f"Fall {', '.join(map(str, cases))}" if cases else "in keinem Fall"
    return f"{born}, {numbers}"


def runs_until(closed_on: date) -> str:
    """What is closed on a day to come is not over yet."""
    return f"Läuft noch bis {german.day(closed_on)}."
