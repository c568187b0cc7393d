"""What the start page says, made from rows. Pure: no Qt, no file, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from sozdesk.features.offerings.terms import DueKind, DueRow
from sozdesk.features.rent_limits import queries, texts
from sozdesk.features.rent_limits.terms import (
    REMINDERS,
    OverviewRow,
    OwnRow,
    ReturnState,
    RoundRow,
    TrackingRow,
)
from sozdesk.features.rent_limits.texts import word
from sozdesk.features.strategy.terms import Attention, MeasureRow, PeriodView
from sozdesk.kernel import german
from sozdesk.kernel.german import plural

_NAMES_SHOWN = 3
_SOON = 10
"""Days before a deadline from which it is coloured."""


@dataclass(frozen=True, slots=True)
class Point:
    """One line of «Braucht Aufmerksamkeit»; ``chip`` is the filter that shows its municipalities."""

    symbol: str
    number: int
    word: str
    title: str
    detail: str
    verb: str
    chip: str
    remind: bool = False
    """The verb opens the reminders."""
    area: str = "rent_limits"
    period: str = ""
    """Code of the strategy period whose measures it is about."""
    page: str = ""
    """The page behind the area's first one that shows it."""


@dataclass(frozen=True, slots=True)
class OwnPoint:
    """One municipality of a service, and what to do with its declaration."""

    symbol: str
    title: str
    detail: str
    verb: str
    bfs_number: int
    declare: bool
    """The verb opens the form; else it shows what was declared."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One line of «Fristen»."""

    day: date
    title: str
    detail: str
    left: str
    urgency: Literal["past", "soon", "later"]
    page: str = ""
    """The page behind the area «Abrechnung» that shows ``bill_id``."""
    bill_id: UUID | None = None
    """The bill that a click opens."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of «Jahr in Zahlen»."""

    title: str
    value: str
    change: str = ""


# ------------------------------------------------------------------ needs attention


def points(rows: Sequence[TrackingRow]) -> tuple[Point, ...]:
    """What needs a person, the most urgent first."""
    candidates = (_overdue(rows), _to_check(rows), _queried(rows))
    return tuple(point for point in candidates if point is not None)


def _overdue(rows: Sequence[TrackingRow]) -> Point | None:
    late = [row for row in rows if queries.is_overdue(row)]
    if not late:
        return None
    longest = max(row.overdue_days for row in late)
    days = plural(longest, "Tag", "Tage")
    if any(row.overdue_days != longest for row in late):
        days = f"bis {days}"
    title = (
        f"{late[0].name} ist {days} überfällig"
        if len(late) == 1
        else f"{len(late)} Gemeinden sind {days} überfällig"
    )
    detail = f"{_names(late)}{_reminded(late)}"
    return Point(
        "overdue", len(late), "überfällig", title, detail, "Erinnern", "overdue", remind=True
    )


def _reminded(rows: Sequence[TrackingRow]) -> str:
    """«: 1. Erinnerung ohne Antwort», if all were reminded equally often."""
    times = {row.reminders for row in rows}
    if len(times) > 1 or times == {0}:
        return ""
    kind = REMINDERS[min(times.pop(), len(REMINDERS)) - 1]
    return f": {word(kind)} ohne Antwort"


def _to_check(rows: Sequence[TrackingRow]) -> Point | None:
    waiting = [row for row in rows if row.state is ReturnState.RECEIVED]
    if not waiting:
        return None
    oldest = min(waiting, key=_received)
    since = f"Älteste vom {german.day(_received(oldest))}: {oldest.name}"
    verb = "wartet" if len(waiting) == 1 else "warten"
    title = f"{plural(len(waiting), 'Rückmeldung', 'Rückmeldungen')} {verb} auf einen Entscheid"
    return Point("received", len(waiting), "zu prüfen", title, since, "Prüfen", "received")


def _queried(rows: Sequence[TrackingRow]) -> Point | None:
    asked = [row for row in rows if row.state is ReturnState.QUERIED]
    if not asked:
        return None
    title = f"{plural(len(asked), 'Rückfrage', 'Rückfragen')} ohne Antwort"
    return Point("queried", len(asked), "Rückfrage", title, _names(asked), "Ansehen", "queried")


def _received(row: TrackingRow) -> date:
    return row.received_on or date.max


def _names(rows: Sequence[TrackingRow]) -> str:
    """«Bretzwil, Liedertswil, Nenzlingen und 4 weitere»."""
    names = [row.name for row in rows[:_NAMES_SHOWN]]
    more = len(rows) - len(names)
    return f"{', '.join(names)} und {more} weitere" if more else german.enumeration(names)


def measure_points(found: Attention) -> tuple[Point, ...]:
    """What needs a person about the measures."""
    silent = [found.silent] if found.silent else []
    return (*map(_late_tasks, found.late), *map(_silent, silent))


def _late_tasks(shown: PeriodView) -> Point:
    """One point for each period: each leads to the list that shows its measures."""
    number = sum(row.overdue_tasks for row in shown.measures)
    name = shown.period.name
    what = plural(
        number, f"Aufgabe zu Massnahmen {name} ist", f"Aufgaben zu Massnahmen {name} sind"
    )
    return Point(
        "overdue",
        number,
        "überfällig",
        f"{what} überfällig",
        _measures(shown.measures),
        "Ansehen",
        "overdue",
        area="strategy",
        period=shown.period.code,
    )


def _silent(shown: PeriodView) -> Point:
    what = plural(len(shown.measures), "Massnahme", "Massnahmen")
    return Point(
        "hint",
        len(shown.measures),
        "ohne Stand seit einem Jahr",
        f"{what} ohne Stand seit einem Jahr",
        _measures(shown.measures),
        "Stand erfassen",
        "silent",
        area="strategy",
        period=shown.period.code,
    )


def _measures(rows: Sequence[MeasureRow]) -> str:
    """«1.3 Basis für Grenzwerte …» of one, «Massnahmen 1.3 und 7.1» of several."""
    if len(rows) == 1:
        return f"{rows[0].number} {rows[0].title}"
    return f"Massnahmen {german.enumeration([row.number for row in rows])}"


def catalogue_points(*, lacking: bool) -> tuple[Point, ...]:
    """At a service without a catalogue: how its offerings come into the file."""
    if not lacking:
        return ()
    point = Point(
        "hint",
        1,
        "kein Katalog",
        "Katalog des KSA einlesen",
        "Damit stehen Integrationsangebote, Tarife und veröffentlichte Grenzwerte hier bereit",
        "Einlesen",
        "",
        area="offerings",
        page="catalogue_import_page",
    )
    return (point,)


def offering_points(rows: Sequence[DueRow], today: date) -> tuple[Point, ...]:
    """What needs a person about the recognition: one point for each kind of thing that is due."""
    words = (
        (DueKind.CONDITION, "Auflage ist überfällig", "Auflagen sind überfällig", True),
        (
            DueKind.REQUEST,
            "Gesuch wartet auf einen Entscheid",
            "Gesuche warten auf einen Entscheid",
            False,
        ),
        (DueKind.ENDING, "Anerkennung endet bald", "Anerkennungen enden bald", False),
        (
            DueKind.ENDED,
            "Angebot ist abgelaufen und noch auf der Plattform",
            "Angebote sind abgelaufen und noch auf der Plattform",
            False,
        ),
        (DueKind.ENCLOSURE, "Beilage läuft ab", "Beilagen laufen ab", False),
    )
    found = (
        (
            kind,
            one,
            many,
            [row for row in rows if row.kind is kind and (not late or row.day < today)],
        )
        for kind, one, many, late in words
    )
    return tuple(_offering_point(*parts) for parts in found if parts[3])


def _offering_point(kind: DueKind, one: str, many: str, rows: Sequence[DueRow]) -> Point:
    names = list(dict.fromkeys(row.title for row in rows))
    more = f" und {len(names) - _NAMES_SHOWN} weitere" if len(names) > _NAMES_SHOWN else ""
    shown = ", ".join(names[:_NAMES_SHOWN]) if more else german.enumeration(names)
    return Point(
        _OFFERING_SYMBOLS[kind],
        len(rows),
        many,
        plural(len(rows), one, many),
        f"{shown}{more}",
        "Ansehen",
        kind.value,
        area="offerings",
        page="recognition_page",
    )


_OFFERING_SYMBOLS = {
    DueKind.CONDITION: "overdue",
    DueKind.REQUEST: "received",
    DueKind.ENDING: "hint",
    DueKind.ENDED: "overdue",
    DueKind.ENCLOSURE: "hint",
}


# ------------------------------------------------------------------ deadlines and figures


def deadlines(round_: RoundRow, rows: Sequence[TrackingRow], today: date) -> tuple[Deadline, ...]:
    """The days of an Erhebung that are still to come, or past with something missing."""
    missing = [row for row in rows if row.received_on is None]
    usual = sum(not row.extended for row in missing)
    lines = []
    if usual or round_.due_on >= today:
        detail = f"{plural(usual, 'Gemeinde fehlt', 'Gemeinden fehlen')} noch"
        lines.append(deadline(round_.due_on, "Rückmeldungen", detail, today))
    for day in sorted({row.due_on for row in missing if row.extended}):
        waiting = [row for row in missing if row.extended and row.due_on == day]
        detail = _names(waiting)
        lines.append(deadline(day, "Rückmeldungen, Frist erstreckt", detail, today))
    if round_.valid_from >= today:
        title = f"Grenzwerte {round_.year} gelten"
        lines.append(deadline(round_.valid_from, title, "", today))
    return tuple(sorted(lines, key=lambda line: line.day))


def own_deadlines(round_: RoundRow, rows: Sequence[OwnRow], today: date) -> tuple[Deadline, ...]:
    """The days of a service: until when to declare, and from when the limits hold."""
    left = queries.left_to_declare(rows, today)
    lines = []
    if rows and (left or round_.due_on >= today):
        number = plural(len(left), "Gemeinde fehlt", "Gemeinden fehlen")
        detail = f"{number} noch" if left else "alles gemeldet"
        lines.append(deadline(round_.due_on, "Grenzwerte melden", detail, today))
    if rows and round_.valid_from >= today:
        lines.append(deadline(round_.valid_from, f"Grenzwerte {round_.year} gelten", "", today))
    return tuple(sorted(lines, key=lambda line: line.day))


def own_points(rows: Sequence[OwnRow], today: date) -> tuple[OwnPoint, ...]:
    """One line for each municipality of a service, in the order of the rows."""
    return tuple(
        OwnPoint(
            texts.own_symbol(row, today),
            row.municipality.short_name,
            texts.own_detail(row, today),
            texts.own_verb(row),
            row.municipality.bfs_number,
            declare=not row.is_done,
        )
        for row in rows
    )


def deadline(day: date, title: str, detail: str, today: date) -> Deadline:
    """One line of «Fristen», coloured by the days that are left."""
    left = (day - today).days
    urgency: Literal["past", "soon", "later"] = (
        "past" if left < 0 else "soon" if left <= _SOON else "later"
    )
    return Deadline(day, title, detail, german.days_left(day, today), urgency)


def figures(rows: Sequence[OverviewRow]) -> tuple[Figure, ...]:
    """«Jahr in Zahlen» in words; nothing as long as nobody declared an amount."""
    found = queries.year_figures(rows)
    if found is None:
        return ()
    moved = {
        "mit Erhöhung": found.raised,
        "mit Senkung": found.lowered,
        "ohne Änderung": found.equal,
    }
    return (
        *_median(found),
        *(
            Figure(f"Gemeinden {how}", f"{number} von {found.compared}")
            for how, number in moved.items()
        ),
    )


def _median(found: queries.YearFigures) -> tuple[Figure, ...]:
    limit = found.median
    if limit is None:
        return ()
    title = f"Median 1 Person, {word(limit.rent_kind)} {word(limit.interval)}"
    change = german.change(limit.before, limit.now) if limit.before else ""
    return (Figure(title, f"CHF {german.short_amount(limit.now)}", change),)
