"""The list: columns on screen and in files, filters above it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from sozdesk.documents.report import Kind
from sozdesk.features.strategy import rules, texts
from sozdesk.features.strategy.terms import MeasureRow, MeasureState, period_name
from sozdesk.features.strategy.ui import words
from sozdesk.features.strategy.ui.area_data import AreaData
from sozdesk.kernel import german
from sozdesk.widgets.chips import Chip
from sozdesk.widgets.list_columns import ListColumn
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column, Group

ALL, IN_PROGRESS, DONE, PLANNED, POVERTY, OVERDUE, SILENT = (
    "all",
    "in_progress",
    "done",
    "planned",
    "poverty",
    "overdue",
    "silent",
)
_ONLY_WHERE_SOME = (PLANNED, OVERDUE, SILENT)


def _since(row: MeasureRow) -> date | None:
    return row.status.as_of if row.status else None


def _next(row: MeasureRow) -> str:
    """«2025–2028: 1.2, 1.4», «nicht weitergeführt»."""
    if not row.continued_in:
        return texts.word(row.carry_over) if row.carry_over else ""
    where = period_name(row.continued_in)
    return f"{where}: {', '.join(row.continued_as)}" if row.continued_as else where


def _priority(row: MeasureRow) -> str:
    return str(row.priority or "")


def _state_tip(row: MeasureRow) -> str:
    return texts.word(row.state) if row.state is MeasureState.CLOSED else ""


def columns(*, fine: bool = False) -> tuple[ListColumn, ...]:
    """All columns; in a file the state is grouped as in the report unless ``fine``."""
    number = Column(
        title="Nr.",
        text=lambda row: row.number,
        sort_key=lambda row: rules.position_of(row.number),
        tone="text2",
    )
    title = Column(title="Massnahme", text=lambda row: row.title, stretch=True, least=180)
    level = Column(
        title="Priorität", text=_priority, align="right", sort_key=lambda row: row.priority
    )
    return (
        ListColumn(number),
        ListColumn(title),
        ListColumn(level, Kind.INTEGER, lambda row: row.priority),
        _state_column(fine=fine),
        *hidden_columns(),
    )


def _state_column(*, fine: bool) -> ListColumn:
    column = Column(
        title="Stand",
        text=lambda row: words.short_state(row.state),
        symbol=lambda row: words.symbol(row.state),
        spoken=lambda row: f"Stand: {texts.word(row.state)}",
        tip=_state_tip,
    )
    return ListColumn(column, value=lambda row: texts.state_words(row.state, fine=fine))


def hidden_columns() -> tuple[ListColumn, ...]:
    """Shown by the menu on the head; the search looks into them, too."""
    since = Column(
        title="Stand seit",
        text=lambda row: german.day(row.status.as_of) if row.status else "",
        sort_key=_since,
        hidden=True,
    )
    simple: dict[str, Callable[[MeasureRow], str]] = {
        "Horizont": lambda row: texts.word(row.horizon) if row.horizon else "",
        "Armutsstrategie": words.poverty,
        "Zuständig": lambda row: row.responsible_body,
        "Personen": lambda row: row.responsible_people,
        "Weiterführung": _next,
        "Ziel": lambda row: row.aim,
    }
    return (
        ListColumn(since, Kind.DATE, _since),
        *(
            ListColumn(Column(title=title, text=text, hidden=True))
            for title, text in simple.items()
        ),
    )


def field_column(data: AreaData) -> ListColumn:
    """What the group rows say, as a column of a file."""
    column = Column(title="Handlungsfeld", text=lambda row: data.fields[row.field_number].label)
    return ListColumn(column)


def group_of(data: AreaData, row: MeasureRow) -> Group:
    """«1 Materielle Unterstützung  3 von 7»; of all measures, whatever is filtered."""
    counts = data.tallies[row.field_number]
    label = data.fields[row.field_number].label
    return Group(row.field_number, label, f"{counts.done} von {counts.total}")


# ------------------------------------------------------------------ filters


@dataclass(frozen=True, slots=True)
class Filter:
    """What a chip keeps."""

    key: str
    word: str
    keeps: Callable[[MeasureRow], bool]
    state: str = ""
    tip: str = ""

    def chip(self, data: AreaData) -> Chip:
        """The chip with its count."""
        return Chip(self.key, self.word, self.count(data), self.state, self.tip)

    def count(self, data: AreaData) -> int:
        """How many measures it keeps."""
        return sum(map(self.keeps, data.shown.measures)) if data.shown else 0


def filters(data: AreaData) -> list[Filter]:
    """The chips in the order of the work; some only where there is a measure."""
    found = [
        Filter(ALL, "Alle", lambda _row: True),
        *_of_states(),
        priority(1),
        Filter(POVERTY, texts.POVERTY_STRATEGY, lambda row: row.from_poverty_strategy),
        Filter(
            OVERDUE,
            "Überfällig",
            lambda row: bool(row.overdue_tasks),
            State.OVERDUE,
            tip="Mit einer Aufgabe, deren Frist heute vorbei ist",
        ),
        Filter(SILENT, "Ohne Stand seit einem Jahr", data.is_silent, State.HINT),
    ]
    return [one for one in found if one.key not in _ONLY_WHERE_SOME or one.count(data)]


def _of_states() -> Iterator[Filter]:
    planned, running = MeasureState.PLANNED, MeasureState.IN_PROGRESS
    yield Filter(PLANNED, "Geplant", lambda row: row.state is planned, State.OPEN)
    yield Filter(IN_PROGRESS, "In Umsetzung", lambda row: row.state is running, State.RECEIVED)
    yield Filter(
        DONE,
        "Umgesetzt / abgeschlossen",
        lambda row: row.done,
        State.RECORDED,
        tip="Umgesetzt, oder abgeschlossen ohne Umsetzung",
    )


def priority(level: int) -> Filter:
    """Measures of a priority."""
    return Filter(f"priority_{level}", f"Priorität {level}", lambda row: row.priority == level)


def more_filters(data: AreaData) -> list[Filter]:
    """What «Filter» adds: the other priorities, the fields of action, who is responsible."""
    found = [priority(2), priority(3)]
    found += [_of_field(number, row.label) for number, row in data.fields.items()]
    bodies = {row.responsible_body for row in data.shown.measures} if data.shown else set()
    found += [_of_body(name) for name in sorted(bodies, key=german.sort_key) if name]
    return [one for one in found if one.count(data)]


def _of_field(number: int, label: str) -> Filter:
    return Filter(f"field_{number}", label, lambda row: row.field_number == number)


def _of_body(name: str) -> Filter:
    return Filter(f"body_{name}", f"Zuständig: {name}", lambda row: row.responsible_body == name)
