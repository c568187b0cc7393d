"""Sentences of the recognition: Gesuch, enclosures, criteria, decision, conditions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from sozdesk.features.offerings.terms import DecisionKind, WindowRow
from sozdesk.features.offerings.texts.words import word
from sozdesk.kernel import german

OUTSIDE_WINDOW: Final = "ausserhalb des Fensters für Gesuche"
ALREADY_SENT: Final = "Der Entscheid ist versandt. Was versandt ist, bleibt, wie es ist."
REQUEST_CLOSED: Final = (
    "Der Entscheid zu diesem Gesuch ist versandt. Das Gesuch bleibt, wie es ist."
)
ONLY_RENEWED: Final = (
    "Der Entscheid zu diesem Gesuch ist versandt. Eine Beilage, die da war, lässt sich erneuern; "
    "sonst bleibt das Gesuch, wie es ist."
)
NO_CRITERIA: Final = "Für den Tag des Eingangs gilt keine Fassung der Kriterien."
COVERED_NOT_ASSESSED: Final = (
    "Der Bedarf ist gedeckt: Das Gesuch kann ohne Beurteilung abgewiesen werden."
)
NOT_COMPLETE: Final = "Zuerst muss das Gesuch vollständig sein."
NO_LONGER_COMPLETE: Final = "Das Gesuch ist nicht mehr vollständig."
NEVER_RECOGNISED: Final = "Hier war nie etwas anerkannt: Es gibt keine Anerkennung, die endet."
NOT_DRAFTED: Final = "Zuerst braucht es einen Entwurf des Entscheids."
NOT_RELEASED: Final = "Zuerst gibt eine zweite Person den Entscheid frei."
NOT_ADVERSE: Final = "Nur vor einem Entscheid nötig, der die Anbieterin oder den Anbieter belastet."
NO_SECOND_PERSON: Final = "Nach den Werten des Verfahrens ist keine zweite Person nötig."
SAME_PERSON: Final = "Wer den Entscheid vorbereitet hat, gibt ihn nicht selbst frei."
DECISION_EXISTS: Final = "Zu diesem Gesuch gibt es schon einen Entscheid."
NEED_NOT_CHECKED: Final = "Der Bedarf ist noch nicht geprüft."
NEED_NOT_COVERED: Final = "Die Bedarfsprüfung sagt nicht, dass der Bedarf gedeckt ist."
NEED_IS_COVERED: Final = "Die Bedarfsprüfung sagt, dass der Bedarf gedeckt ist."
NOT_ASSESSED: Final = "Noch sind nicht alle Kriterien beurteilt."
NO_REQUEST: Final = "Dafür braucht es ein Gesuch."
ENDS_NO_REQUEST: Final = "Beendet eine Anerkennung, entscheidet aber nicht über ein Gesuch."

DECIDED_ON_MISSING: Final = "Das Datum des Entscheids fehlt."
DECIDED_LATER: Final = "Das Datum des Entscheids liegt nach dem Versand."
VALID_FROM_MISSING: Final = "Der erste Tag fehlt: Ab wann gilt der Entscheid?"
REASONS_MISSING: Final = "Die Begründung fehlt."
HEARING_MISSING: Final = (
    "Vor diesem Entscheid gibt das KSA Gelegenheit zur Stellungnahme. Erfassen Sie das rechtliche "
    "Gehör."
)
CONDITIONS_MISSING: Final = "«Anerkannt mit Auflagen» braucht mindestens eine Auflage."
CONDITIONS_WITHOUT_KIND: Final = (
    "Zu diesem Entscheid gehören keine Auflagen. Wählen Sie «anerkannt mit Auflagen» oder entfernen "
    "Sie die Auflagen."
)
ONLY_WITH_CONDITIONS: Final = "Auflagen gibt es nur zu «anerkannt mit Auflagen»."
REMEDY_MISSING: Final = (
    "Am Tag des Entscheids gilt keine Rechtsmittelbelehrung. Erfassen Sie den Text unter «Tarife "
    "und Kategorien › Rechtsmittelbelehrung»."
)
REMEDY_UNCHECKED: Final = (
    "Die Rechtsmittelbelehrung ist noch nicht geprüft. Vergleichen Sie Frist und Instanz mit dem "
    "geltenden Recht und setzen Sie unter «Tarife und Kategorien › Rechtsmittelbelehrung» das "
    "Häkchen «Mit dem geltenden Recht verglichen»."
)
OFFERING_OF_ANOTHER: Final = "Das Angebot gehört zu einer anderen Anbieterin oder einem anderen."
IN_FUTURE: Final = "Dieser Tag liegt in der Zukunft."
INSPECTED_INTRO: Final = "Der Auszug wird nur eingesehen und nicht aufbewahrt. Halten Sie fest, wer ihn wann gesehen hat."
NO_COVERED_NEED: Final = (
    "Für diese Angebotssparte ist am Tag des Eingangs kein «Bedarf gedeckt» erfasst."
)
NO_PROVIDER: Final = "Erfassen Sie zuerst die Anbieterin oder den Anbieter im Bereich «Angebote»."
SEEN_ON_MISSING: Final = "Schreiben Sie, wann der Auszug eingesehen wurde."
SEEN_BY_MISSING: Final = "Schreiben Sie, wer den Auszug eingesehen hat."
INSPECTION_MISSING: Final = "Wählen Sie, was die Einsicht ergeben hat."
NEXT_LOOK_MISSING: Final = "Schreiben Sie, bis wann der nächste Auszug einzusehen ist."
NOT_INSPECTED: Final = "Eine Einsicht gehört nur zu Beilagen, die nicht aufbewahrt werden."
WAIVED_AND_THERE: Final = "Eine Beilage ist entweder da oder erlassen."
WAIVER_REASON: Final = "Schreiben Sie, warum die Beilage erlassen wird."
POINTS_RANGE: Final = "Ein Kriterium hat 0 bis 3 Punkte."
POINTS_REASON: Final = "Schreiben Sie zu 0 Punkten, was fehlt."
VERSION_USED: Final = (
    "Nach dieser Fassung ist schon ein Gesuch beurteilt. Erfassen Sie eine neue Fassung und geben Sie "
    "dieser einen letzten Tag."
)
NAME_TAKEN: Final = "Eine Fassung mit diesem Namen gibt es schon."
CRITERION_MISSING: Final = "Schreiben Sie das Kriterium."
WEIGHT_RANGE: Final = "Ein Gewicht liegt zwischen 1 und 10."
CONDITION_TEXT: Final = "Schreiben Sie, was zu erfüllen ist."
DUE_MISSING: Final = "Schreiben Sie, bis wann."
KIND_USED: Final = "Diese Beilage ist in Gesuchen erfasst. Setzen Sie sie auf «nicht verlangt», statt sie zu entfernen."
CODE_TAKEN: Final = "Diese Beilage gibt es schon."
WINDOW_USED: Final = "In diesem Fenster sind Gesuche eingegangen. Es lässt sich nicht entfernen."
YEARS_MISSING: Final = (
    "Für diesen Tag ist nicht erfasst, wie viele Jahre eine Anerkennung nach GfS gilt."
)
PARTNER_MISSING: Final = "Schreiben Sie, mit wem die Vereinbarung besteht."
PROGRAMME_MISSING: Final = "Schreiben Sie, um welches Programm es geht."
OFFERING_TWICE: Final = "Ein Angebot steht zweimal in der Vereinbarung."
RUNNING: Final = (
    "Laufende Teilnahmen ändert SozDesk nicht. Ab diesem Tag zahlt der Kanton keinen Beitrag mehr; "
    "die Gemeinden entscheiden, wie es für die Teilnehmenden weitergeht. Wer teilnimmt, zeigt die "
    "Liste, sobald Fälle erfasst sind."
)
"""What a withdrawal does to those who take part."""


def window_words(window: WindowRow | None) -> str:
    """«Fenster 01.10.2026–31.10.2026» or «ausserhalb des Fensters für Gesuche»."""
    if window is None:
        return OUTSIDE_WINDOW
    return f"Fenster {german.day(window.opens)}–{german.day(window.closes)}"


NO_ENCLOSURE_MISSING: Final = "Es fehlt keine verlangte Beilage, die sich so erfassen lässt."


def enclosures_recorded(number: int) -> str:
    """For the Verlauf."""
    return f"{german.plural(number, 'Beilage', 'Beilagen')} als eingegangen erfasst"


def lacking(missing: Sequence[str], expired: Sequence[str]) -> str:
    """«Es fehlen: Leitbild und Zertifizierung. Abgelaufen: …»."""
    parts = []
    if missing:
        verb = "Es fehlt" if len(missing) == 1 else "Es fehlen"
        parts.append(f"{verb}: {german.enumeration(list(missing))}.")
    if expired:
        parts.append(f"Abgelaufen: {german.enumeration(list(expired))}.")
    return " ".join(parts)


def not_there_before(received_on: date) -> str:
    """Complete or decided before it came in."""
    return f"Das Gesuch ging erst am {german.day(received_on)} ein."


def heard_early(received_on: date) -> str:
    """A hearing before the Gesuch."""
    return f"Das Gehör liegt vor dem Eingang des Gesuchs am {german.day(received_on)}."


def heard_late(decided_on: date) -> str:
    """A hearing after the decision."""
    return (
        f"Das Gehör liegt nach dem Entscheid vom {german.day(decided_on)}. Ändern Sie zuerst das "
        "Datum des Entscheids."
    )


def received_late(complete_on: date) -> str:
    """Received after it was complete."""
    return f"Das Gesuch ist seit {german.day(complete_on)} vollständig und kann nicht später eingegangen sein."


def paper_later(received_on: date) -> str:
    """Complete before the last paper came."""
    return f"Die letzte verlangte Beilage ging erst am {german.day(received_on)} ein."


def open_twice(received_on: date) -> str:
    """Two Gesuche for one thing."""
    return f"Dazu ist noch ein zweites Gesuch offen, vom {german.day(received_on)}."


def need_covered(since: date, segment: str, reason: str) -> str:
    """«Bedarf gedeckt seit 01.01.2025 (Coaching): …»."""
    where = f" ({segment})" if segment else ""
    why = f": {reason}" if reason else "."
    return f"Bedarf gedeckt seit {german.day(since)}{where}{why}"


def unmet(numbers: Sequence[int]) -> str:
    """A mandatory criterion without a point."""
    one = len(numbers) == 1
    said = german.enumeration([str(number) for number in numbers])
    return (
        f"{'Das zwingende Kriterium' if one else 'Die zwingenden Kriterien'} {said} "
        f"{'hat' if one else 'haben'} keinen Punkt: Eine Anerkennung ist nur mit Auflage möglich."
    )


def other_recognition(number: str, first: date, last: date | None) -> str:
    """The validity reaches into another recognition."""
    which = f"Entscheid {number}" if number else "ein früherer Entscheid"
    end = f"bis {german.day(last)}" if last else "ohne Ende"
    return (
        f"Für diese Zeit gilt schon {which} ({german.day(first)} {end}). Ab dem neuen ersten Tag gilt "
        "dieser Entscheid."
    )


def not_possible(kind: DecisionKind, why: str) -> str:
    """Why a kind of decision cannot be taken now."""
    return f"«{word(kind)}» ist jetzt nicht möglich. {why}"


def only_kinds(kinds: Sequence[DecisionKind], why: str) -> str:
    """Which decisions are possible already."""
    said = german.enumeration([f"«{word(kind)}»" for kind in kinds])
    return f"Möglich sind jetzt nur {said}. {why}"


def no_longer(since: date) -> str:
    """The mark of an offering whose recognition is gone."""
    return f"Nicht mehr anerkannt seit {german.day(since)}."


def received(where: str, day: date) -> str:
    """For the Verlauf."""
    return f"{where}: Gesuch vom {german.day(day)} erfasst"
