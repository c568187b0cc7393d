"""Sentences about notes, tasks, what is due, and Grundsatzentscheide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from sozdesk.features.cases.terms.work import (
    CaseDueKind,
    CaseDueRow,
    ExpiredRemedy,
    PolicyChange,
    PolicyChangeKind,
    PolicyDecision,
    PolicyPreview,
    PolicyRow,
    PolicyStanding,
)
from sozdesk.kernel import german

TITLE_NEEDED: Final = "Schreiben Sie einen Titel."
TEXT_NEEDED: Final = "Schreiben Sie, was besprochen oder gesehen wurde."
NOTE_IN_FUTURE: Final = "Das Datum einer Aktennotiz liegt nicht in der Zukunft. Prüfen Sie es."
TASK_NEEDED: Final = "Schreiben Sie, was zu tun ist."
TOPIC_NEEDED: Final = "Schreiben Sie, worüber entschieden wurde, zum Beispiel «Zahnbehandlung»."
DECISION_NEEDED: Final = "Schreiben Sie, was entschieden wurde."
AMOUNT_NEGATIVE: Final = "Ein Betrag ist nicht kleiner als null."
ENDS_BEFORE_START: Final = "Der letzte Tag liegt vor dem ersten. Prüfen Sie beide."
NO_MUNICIPALITY: Final = (
    "Ihre Stelle ist für keine Gemeinde zuständig. Tragen Sie die Zuständigkeit unter «Gemeinden und "
    "Stellen» ein."
)
NO_OWN_MUNICIPALITY: Final = "Diese Gemeinde gehört nicht zu Ihrer Stelle."
CANTONAL_ONLY: Final = "Grundsatzentscheide der Gemeinden liest nur das Kantonale Sozialamt ein."
CALCULATED: Final = "berechnet, bitte prüfen"
CONFIDENTIAL: Final = "Vertraulich. Enthält besonders schützenswerte Personendaten; nach der Stellvertretung vernichten."
SUBSTITUTE_NEEDED: Final = "Schreiben Sie, wer die Stellvertretung übernimmt."
SUBSTITUTE_PURPOSE: Final = "Stellvertretung"
AUTHORITY: Final = "Sozialhilfebehörde"
ADDRESSEE: Final = "Adressat/in der Verfügung"
POLICY_SOURCE: Final = (
    "Grundsatzentscheide, wie die Gemeinden sie dem Kantonalen Sozialamt gemeldet haben "
    "(Massnahme 1.4 der Sozialhilfestrategie)."
)

DUE_WORDS: Final[Mapping[CaseDueKind, str]] = {
    CaseDueKind.REMEDY: "Rechtsmittelfrist",
    CaseDueKind.ORDER: "Auflage zur Wohnung",
    CaseDueKind.TASK: "Aufgabe",
    CaseDueKind.ENDING: "Angebot endet",
    CaseDueKind.FOLLOW_UP: "Nachfrage nach der Ablösung",
    CaseDueKind.STATEMENT: "Stellungnahme zur Abrechnung",
}
CHANGE_WORDS: Final[Mapping[PolicyChangeKind, str]] = {
    PolicyChangeKind.NEW: "neu",
    PolicyChangeKind.CHANGED: "geändert",
    PolicyChangeKind.GONE: "entfallen",
}


def substitute_written(cases: int) -> str:
    """The act of handing out a Stellvertretungsblatt."""
    return f"Stellvertretungsblatt ausgegeben: {german.plural(cases, 'Fall', 'Fälle')}"


def meeting_purpose(held_on: date) -> str:
    """What the papers of a Sitzung are for."""
    return f"Sitzung vom {german.day(held_on)}"


def ruling_purpose(number: str | None) -> str:
    """What a Verfügung is handed out for; None for a draft."""
    return "Entwurf einer Verfügung lesen" if number is None else f"Verfügung {number} eröffnen"


def notes_written(number: int) -> str:
    """The act of handing out the notes of a case."""
    return f"Fall {number}: Aktennotizen ausgegeben"


def task_name(number: int | None) -> str:
    """«Fall 12: Aufgabe», «Aufgabe»: where an act took place."""
    return "Aufgabe" if number is None else f"Fall {number}: Aufgabe"


def due_title(row: CaseDueRow) -> str:
    """«Fall 12: Rechtsmittelfrist»: names no person, also not in a task that does."""
    words = DUE_WORDS[row.kind]
    return words if row.case_number is None else f"Fall {row.case_number}: {words}"


def due_detail(row: CaseDueRow) -> str:
    """«Verfügung 2027-001, berechnet, bitte prüfen»."""
    return f"{row.what}, {CALCULATED}" if row.kind is CaseDueKind.REMEDY else row.what


_MOST_NAMED: Final = 6


def expired_words(rows: Sequence[ExpiredRemedy]) -> str:
    """«3 Rechtsmittelfristen sind ohne Anfechtung abgelaufen (berechnet, bitte prüfen).»."""
    what = german.plural(len(rows), "Rechtsmittelfrist ist", "Rechtsmittelfristen sind")
    return f"{what} ohne Anfechtung abgelaufen ({CALCULATED})."


def expired_line(row: ExpiredRemedy) -> str:
    """«2026-021, Fall 21: Frist bis 21.12.2026, rechtskräftig seit 22.12.2026 (berechnet …)»."""
    until, since = german.day(row.last), german.day(row.final_on)
    return (
        f"{row.number}, Fall {row.case_number}: Frist bis {until}, "
        f"rechtskräftig seit {since} ({CALCULATED})"
    )


def final_question(number: int) -> str:
    """Asked once for all of them."""
    what = german.plural(number, "Verfügung", "Verfügungen")
    return f"{what} als rechtskräftig eintragen?"


def final_basis(rows: Sequence[ExpiredRemedy]) -> str:
    """Which they are, and from when."""
    shown = [
        f"{row.number} (Fall {row.case_number}, Frist bis {german.day(row.last)})"
        for row in rows[:_MOST_NAMED]
    ]
    more = len(rows) - len(shown)
    named = ", ".join(shown) + (f" und {german.count(more)} weitere" if more else "")
    return (
        f"{named}. Als Tag gilt je der erste nach der Frist ({CALCULATED}). Eine Einsprache, die noch "
        "unterwegs ist, erfassen Sie zuerst im Fall."
    )


HIT_WORDS: Final[Mapping[str, str]] = {
    "case_note": "Aktennotiz",
    "case_task": "Aufgabe",
    "case_attachment": "Anhang",
    "application": "Antrag",
    "ruling": "Verfügung",
    "policy_decision": "Grundsatzentscheid",
}
"""Kinds of the search that lead to a case, or to the Grundsatzentscheide."""


def week_words(day: date, today: date) -> str:
    """«Überfällig», «Diese Woche», «Nächste Woche», «Woche vom 18.01.2027»."""
    if day < today:
        return "Überfällig"
    weeks = (_monday(day) - _monday(today)).days // 7
    if weeks < 2:
        return ("Diese Woche", "Nächste Woche")[weeks]
    return f"Woche vom {german.day(_monday(day))}"


def _monday(day: date) -> date:
    return date.fromordinal(day.toordinal() - day.weekday())


def policy_same_day(topic: str, day: date) -> str:
    """Two decisions on one topic begin on one day."""
    return (
        f"Zu «{topic}» gilt schon ein Entscheid ab {german.day(day)}. Ändern Sie jenen, oder "
        "schreiben Sie einen anderen ersten Tag."
    )


def policy_name(municipality: str, topic: str) -> str:
    """«Grundsatzentscheid Liestal, Zahnbehandlung»: where an act took place."""
    return f"Grundsatzentscheid {municipality}, {topic}"


def amount_words(row: PolicyDecision) -> str:
    """«CHF 1'000.00 pro Jahr und Kind»; empty without an amount."""
    if row.amount is None:
        return ""
    return f"CHF {german.amount(row.amount)} {row.amount_note}".rstrip()


def span_words(row: PolicyRow) -> str:
    """«seit 01.01.2026», «01.01.2025 bis 31.12.2025»."""
    first = german.day(row.valid_from)
    return f"seit {first}" if row.until is None else f"{first} bis {german.day(row.until)}"


def policy_words(row: PolicyDecision | None) -> str:
    """A decision in one line, to compare two."""
    if row is None:
        return ""
    last = f", bis {german.day(row.ended_on)}" if row.ended_on else ""
    number = f"Beschluss {row.resolution_number} vom " if row.resolution_number else "vom "
    parts = (row.decision, amount_words(row), f"{number}{german.day(row.decided_on)}")
    return "; ".join(filter(None, parts)) + last


def policies_declared(number: int) -> str:
    """The act of writing the file."""
    if not number:
        return "Keine Grundsatzentscheide gemeldet"
    return f"{german.plural(number, 'Grundsatzentscheid', 'Grundsatzentscheide')} gemeldet"


def policies_read(preview: PolicyPreview) -> str:
    """The act of reading a file in."""
    changes = len(preview.changes)
    changed = f"{german.plural(changes, 'Grundsatzentscheid', 'Grundsatzentscheide')} geändert"
    parts = [changed] if changes or not preview.without else []
    return f"Meldung von {preview.office} eingelesen: {', '.join([*parts, *_without(preview)])}"


def preview_words(preview: PolicyPreview) -> str:
    """«2 Änderungen. Bubendorf: keine Grundsatzentscheide.»: what a file says, in short."""
    changes = len(preview.changes)
    parts = [german.plural(changes, "Änderung", "Änderungen")] if changes else []
    parts += _without(preview)
    return " ".join(f"{one}." for one in parts or ["Nichts ändert sich"])


def _without(preview: PolicyPreview) -> list[str]:
    names = german.enumeration(list(preview.without))
    return [f"{names}: keine Grundsatzentscheide"] if names else []


def standing_words(row: PolicyStanding) -> str:
    """«noch nicht gemeldet», «keine Grundsatzentscheide», «3 Grundsatzentscheide»."""
    if row.declared_at is None:
        return "noch nicht gemeldet"
    if not row.decisions:
        return "keine Grundsatzentscheide"
    return german.plural(row.decisions, "Grundsatzentscheid", "Grundsatzentscheide")


def standings_words(rows: Sequence[PolicyStanding]) -> str:
    """«3 von 86 Gemeinden haben gemeldet, davon 1 ohne Grundsatzentscheid»."""
    told = [row for row in rows if row.declared_at is not None]
    none = sum(1 for row in told if not row.decisions)
    verb = "hat" if len(told) == 1 else "haben"
    without = f", davon {none} ohne Grundsatzentscheid" if none else ""
    return f"{len(told)} von {german.plural(len(rows), 'Gemeinde', 'Gemeinden')} {verb} gemeldet{without}"


def change_line(one: PolicyChange) -> str:
    """«Liestal, Zahnbehandlung ab 01.01.2027: neu»."""
    where = f"{one.municipality}, {one.topic} ab {german.day(one.valid_from)}"
    return f"{where}: {CHANGE_WORDS[one.kind]}"


# ------------------------------------------------------------------ files that are refused

Refusal = tuple[str, str]
NOT_FOUND: Final[Refusal] = (
    "Die Datei lässt sich nicht lesen.",
    "Prüfen Sie, ob sie noch da ist und kein anderes Programm sie festhält.",
)
TOO_BIG: Final[Refusal] = (
    "Die Datei ist viel zu gross für eine Meldung von Grundsatzentscheiden.",
    "Prüfen Sie, ob Sie die richtige Datei gewählt haben.",
)
NOT_OURS: Final[Refusal] = (
    "Das ist keine Meldung von Grundsatzentscheiden.",
    "Wählen Sie die Datei, deren Name auf .szg endet.",
)
TOO_NEW: Final[Refusal] = (
    "Die Meldung stammt aus einer neueren Version von SozDesk.",
    "Lassen Sie SozDesk auf die neuste Version bringen.",
)
WRONG_KIND: Final[Refusal] = (
    "Die Datei ist von SozDesk, meldet aber keine Grundsatzentscheide.",
    "Wählen Sie die Datei, deren Name auf .szg endet.",
)
DAMAGED: Final[Refusal] = (
    "Die Meldung ist beschädigt, oder jemand hat sie verändert. Es ist nichts eingelesen.",
    "Lassen Sie sich die Datei noch einmal schicken.",
)
FOR_SAMPLE_ONLY: Final[Refusal] = (
    "Die Meldung enthält Beispieldaten und gehört nicht in eine echte Ablage.",
    "Verlangen Sie die richtige Datei.",
)
REAL_INTO_SAMPLE: Final[Refusal] = (
    "Die Meldung enthält echte Daten und gehört nicht in die Beispieldatei.",
    "Öffnen Sie die echte Ablage.",
)


def broken(what: str) -> Refusal:
    """Signed, but not what it should be."""
    return (
        f"Die Meldung lässt sich nicht verwenden: {what}",
        "Lassen Sie sich die Datei noch einmal schicken.",
    )


def unknown_municipality(number: int) -> Refusal:
    """A number that is no municipality of the canton."""
    return (
        f"Die Meldung nennt eine Gemeinde mit der BFS-Nr. {number}, die es hier nicht gibt.",
        "Fragen Sie bei der Stelle nach, die sie geschickt hat.",
    )


def not_served(office: str, municipality: str) -> Refusal:
    """An office declares for a municipality that is not its own."""
    return (
        f"«{office}» ist nicht für {municipality} zuständig.",
        "Prüfen Sie die Zuständigkeit unter «Gemeinden und Stellen».",
    )


def older(municipality: str, day: date) -> Refusal:
    """Something newer was read in before."""
    what = f"Die Meldung ist älter als die vom {german.day(day)}, die für {municipality} gilt."
    return what, "Verlangen Sie die neuste Meldung."
