"""German sentences of the monitoring report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from sozdesk.features.offerings.terms import Monitoring, MonitoringImprint, UnevenReport
from sozdesk.kernel import german

NOT_SHOWN: Final = "n. v."
NOT_SHOWN_MEANS: Final = (
    "n. v. = nicht veröffentlicht. Zahlen unter {threshold} Personen werden nicht veröffentlicht, "
    "dazu so viele weitere, dass sich keine ausrechnen lässt."
)
WITHHELD: Final = (
    "Die Anzahl Personen pro Gemeinde und pro Kategorie ist zurückbehalten: Ab welcher Anzahl sie "
    "veröffentlicht werden darf, ist noch nicht erfasst (Wert «kleine Anzahl» bei den Werten des "
    "Verfahrens, festzulegen durch das Kantonale Sozialamt)."
)
TOO_FEW: Final = (
    "Die Anzahl Personen pro Gemeinde und pro Kategorie ist nicht veröffentlicht: Es sind so wenige, "
    "dass sich einzelne ausrechnen liessen."
)
INTERNAL: Final = "intern, mit kleinen Anzahlen"
NO_REPORTS: Final = "Für dieses Jahr ist noch kein Jahresbericht erfasst."
NO_NEEDS: Final = "Es ist keine Suche ohne Ergebnis gezählt."
NEEDS_INTRO: Final = (
    "Suchen im Katalog, die kein passendes Angebot oder keinen freien Platz fanden. Gezählt sind "
    "Suchen, keine Personen."
)
COUNTED: Final = (
    "Stand je am 31. Dezember{now}. Anerkannt sind Angebote mit einem gültigen Entscheid."
)
WITHOUT_WITHDRAWN: Final = "Zurückgezogene Gesuche sind nicht gezählt."
ONE_EACH: Final = "Wer Angebote in mehreren Kategorien hat, ist in jeder gezählt, im Total einmal."
SOURCE: Final = "Kantonales Sozialamt, Entscheide über die Anerkennung und Jahresberichte"
RECOGNISED, NO_MORE = "anerkannt", "nicht mehr anerkannt"


EMPTY_TITLE: Final = "Bis {year} ist kein Angebot anerkannt"
EMPTY_TEXT: Final = (
    "Der Bericht zählt aus, was erfasst ist: Entscheide über die Anerkennung, Jahresberichte der "
    "Anbietenden und Suchen ohne Ergebnis. Wählen Sie sonst ein anderes Jahr."
)


def title(year: int) -> str:
    """Of the document."""
    return f"Monitoringbericht Integrationsangebote {year}"


def received(content: Monitoring) -> str:
    """«52 von 60 Jahresberichten erfasst»."""
    return f"{content.received} von {german.plural(content.expected, 'Jahresbericht', 'Jahresberichten')} erfasst"


def use(imprint: MonitoringImprint) -> str:
    """For whom the document is."""
    return "zur Veröffentlichung" if imprint.public else INTERNAL


def counted(day: date) -> str:
    """On which days the figures over the years were counted."""
    return COUNTED.format(now="" if _ended(day) else f", {day.year} am {german.day(day)}")


def _ended(day: date) -> bool:
    return (day.month, day.day) == (12, 31)


def uneven(found: Sequence[UnevenReport], sums: UnevenReport | None, *, named: bool) -> str:
    """Why the figures by category and by municipality differ; ``sums`` are those of all reports.

    ``sums`` is None where they must not be told, ``named`` says whose reports they are.
    """
    one = len(found) == 1
    reports = german.plural(len(found), "Jahresbericht", "Jahresberichte")
    why = f"{reports}, {'dessen' if one else 'deren'} Summen nicht übereinstimmen"
    whose = f": {'; '.join(map(_whose, found))}" if named else ""
    return f"{_sums(sums)} Grund: {why}{whose}."


def _sums(sums: UnevenReport | None) -> str:
    if sums is None:
        return "Die Zahlen nach Angeboten und nach Gemeinden sind nicht gleich."
    (by_offering, by_town), (amount, of_towns) = sums.assignments, sums.amounts
    return (
        f"Nach Angeboten sind es {german.count(by_offering)} Zuweisungen und "
        f"{german.amount(amount)} Franken, nach Gemeinden {german.count(by_town)} und "
        f"{german.amount(of_towns)} Franken."
    )


def _whose(one: UnevenReport) -> str:
    """«Kurszentrum Muster (16 und 20 Zuweisungen)»: by offering, then by municipality."""
    (by_offering, by_town), (amount, of_towns) = one.assignments, one.amounts
    said = []
    if by_offering != by_town:
        said.append(f"{german.count(by_offering)} und {german.count(by_town)} Zuweisungen")
    if amount != of_towns:
        said.append(f"{german.amount(amount)} und {german.amount(of_towns)} Franken")
    return f"{one.provider} ({', '.join(said)})"


def over_time(now: int, then: int, first: int, day: date) -> str:
    """The finding of the chart over time; ``day`` is the one on which ``now`` was counted."""
    many = german.plural(now, "Angebot", "Angebote")
    when = f"Ende {day.year}" if _ended(day) else f"Am {german.day(day)}"
    finding = f"{when} {'ist' if now == 1 else 'sind'} {many} anerkannt"
    if not then or first == day.year:
        return finding
    if now == then:
        return f"{finding}, gleich viele wie {first}"
    return f"{finding}, {german.count(abs(now - then))} {'mehr' if now > then else 'weniger'} als {first}"


def by_category(name: str, count: int) -> str:
    """The finding of the chart by category."""
    return f"Die meisten anerkannten Angebote: {name} ({german.count(count)})"


def small(threshold: int) -> str:
    """What «n. v.» means."""
    return NOT_SHOWN_MEANS.format(threshold=threshold)
