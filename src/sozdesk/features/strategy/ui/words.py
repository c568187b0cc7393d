"""How the page says things: states with their symbols, counts, spans. Pure."""

from __future__ import annotations

from datetime import date
from typing import Final

from sozdesk.features.strategy import texts
from sozdesk.features.strategy.terms import (
    CarryOverKind,
    CarryOverRow,
    MeasureRow,
    MeasureState,
    PeriodRow,
    PovertyStrategy,
    StatusRow,
    TaskRow,
    period_name,
)
from sozdesk.kernel import german
from sozdesk.widgets.states import State

_SYMBOLS: Final = {
    MeasureState.PLANNED: State.OPEN,
    MeasureState.IN_PROGRESS: State.RECEIVED,
    MeasureState.IMPLEMENTED: State.RECORDED,
    MeasureState.CLOSED: State.CLOSED,
}
AFTER_THE_DAY: Final = "nach dem gewählten Tag"


def symbol(state: MeasureState) -> State:
    """The symbol of a state; its shape tells it apart, not its colour."""
    return _SYMBOLS[state]


def short_state(state: MeasureState) -> str:
    """The word for a narrow column; the symbol says that it was not carried out."""
    return "abgeschlossen" if state is MeasureState.CLOSED else texts.word(state)


def capital(words: str) -> str:
    """At the beginning of a line."""
    return words[:1].upper() + words[1:]


def period_choice(period: PeriodRow) -> str:
    """A period in the list of periods; an empty one says so."""
    return period.name if period.recorded else f"{period.name}: {texts.NOT_RECORDED}"


def tags(row: MeasureRow) -> list[str]:
    """What stands beside the state: priority, horizon, Armutsstrategie."""
    found = [f"Priorität {row.priority}"] if row.priority else []
    found += [texts.word(row.horizon)] if row.horizon else []
    if row.poverty_strategy is PovertyStrategy.YES:
        found.append(texts.POVERTY_STRATEGY)
    return found


def poverty(row: MeasureRow) -> str:
    """«ja», «nein», «erschlossen»."""
    return texts.word(row.poverty_strategy)


def status_title(entry: StatusRow) -> str:
    """«Umgesetzt (Gesetz)»."""
    said = capital(texts.word(entry.state))
    return f"{said} ({texts.word(entry.reason)})" if entry.reason else said


def status_note(entry: StatusRow, as_of: date) -> str:
    """What is small below it: who decided, where it comes from, that it is later than the day."""
    parts = [AFTER_THE_DAY] if entry.as_of > as_of else []
    parts += [f"entschieden: {entry.decided_by}"] if entry.decided_by else []
    parts += [texts.INFERRED] if entry.inferred else []
    return ", ".join(parts)


def task_state(task: TaskRow, today: date) -> str:
    """Tick, red triangle or ring."""
    if task.done_on is not None:
        return State.OK
    return State.OVERDUE if task.due_on < today else State.OPEN


def task_words(task: TaskRow, today: date) -> str:
    """«Frist 01.12.2026, seit 35 Tagen überfällig», «erledigt am 30.11.2026»."""
    if task.done_on is not None:
        return f"erledigt am {german.day(task.done_on)}"
    left = german.days_left(task.due_on, today)
    return f"Frist {german.day(task.due_on)}, {left}"


UNASSIGNED: Final = "noch nicht zugeordnet"


def origin(line: CarryOverRow) -> str:
    """Where a line begins: «1.6 Niederschwelligen Zugang …»."""
    return texts.measure_label(line.measure_number, line.measure_title)


def destination(line: CarryOverRow) -> str:
    """Where a line ends: «2025–2028: 1.2 Titel», «2025–2028: noch nicht zugeordnet»."""
    if line.kind is CarryOverKind.DROPPED:
        return texts.word(line.kind)
    label = texts.measure_label(line.target_number, line.target_title)
    return f"{period_name(line.target_period)}: {label if line.target_id else UNASSIGNED}"


def onward(line: CarryOverRow) -> str:
    """«zusammengelegt, 2025–2028: noch nicht zugeordnet», without the reason."""
    said = destination(line)
    return said if line.kind is CarryOverKind.DROPPED else f"{texts.word(line.kind)}, {said}"


def carry_over(line: CarryOverRow) -> str:
    """«zusammengelegt, 2025–2028: noch nicht zugeordnet. Wird mit 1.7 verbunden.», in full."""
    said = onward(line)
    return f"{said}. {line.reason}" if line.reason else said
