"""The right side of the page: one measure with its five tabs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sozdesk.archive.traces import Trace
from sozdesk.features.strategy import texts
from sozdesk.features.strategy.terms import PovertyStrategy
from sozdesk.features.strategy.ui import words
from sozdesk.features.strategy.ui.area_data import DetailData, load_traces
from sozdesk.features.strategy.ui.measure_part import MeasurePart
from sozdesk.features.strategy.ui.reference_part import ReferencePart
from sozdesk.features.strategy.ui.relation_part import RelationPart
from sozdesk.features.strategy.ui.task_part import TaskPart
from sozdesk.features.strategy.ui.timeline import TimelinePart
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, labels, layouts, states
from sozdesk.widgets.history_part import HistoryPart
from sozdesk.widgets.tabs import Tabs

_Part = TypeVar("_Part", bound=QWidget)
STATUS, REFERENCES, TASKS, RELATIONS, HISTORY = range(5)
"""Numbers of the tabs."""


class MeasureDetail(QWidget):
    """Stays while another measure is chosen; a tab is filled when it is looked at."""

    measure_wanted = Signal(object)
    """Id of a measure that this one is tied to."""

    def __init__(
        self, desk: Desk, navigator: Navigator, commands: Callable[[], Sequence[QAction]]
    ) -> None:
        super().__init__()
        self.desk = desk
        self.data: DetailData | None = None
        self._stale: set[int] = set()
        self._title = labels.record_title("")
        self._facts = layouts.Flow(spacing=14, below=2)
        self._more = layouts.row()
        self._commands = commands
        self._navigator = navigator
        self._lay_out()

    # ------------------------------------------------------------------ tabs, made when looked at

    @cached_property
    def status(self) -> TimelinePart:
        """The aim and all entries."""
        return self._placed(STATUS, TimelinePart(self.desk))

    @cached_property
    def references(self) -> ReferencePart:
        """What the measure refers to."""
        return self._placed(REFERENCES, ReferencePart(self.desk))

    @cached_property
    def tasks(self) -> TaskPart:
        """What is to do."""
        return self._placed(TASKS, TaskPart(self.desk))

    @cached_property
    def relations(self) -> RelationPart:
        """Other measures, and the line over the periods."""
        made = self._placed(RELATIONS, RelationPart(self.desk))
        made.measure_wanted.connect(self.measure_wanted)
        return made

    @cached_property
    def history(self) -> HistoryPart:
        """Who changed what."""
        return self._placed(HISTORY, HistoryPart(self._navigator))

    def _placed(self, number: int, part: _Part) -> _Part:
        layout = self._pages[number].layout()
        assert layout is not None
        layout.addWidget(part)
        return part

    def _part(self, number: int) -> MeasurePart:
        parts: tuple[Callable[[], MeasurePart], ...] = (
            lambda: self.status,
            lambda: self.references,
            lambda: self.tasks,
            lambda: self.relations,
        )
        return parts[number]()

    # ------------------------------------------------------------------ head

    def _lay_out(self) -> None:
        titles = ("Stand", "Verweise", "Aufgaben", "Verbindungen", "Verlauf")
        self._pages = [layouts.box(layouts.column()) for _ in titles]
        self.tabs = Tabs(list(zip(titles, self._pages, strict=True)))
        self.tabs.changed.connect(self._fill)
        head = layouts.row(self._title, layouts.column(layouts.box(self._more), None, spacing=0))
        head.setStretch(0, 1)
        column = layouts.column(layouts.box(head), self._facts, self.tabs, None, spacing=6)
        column.setContentsMargins(20, 14, 20, 20)
        self.setLayout(column)

    def show_data(self, data: DetailData) -> None:
        """Show another measure, or other values."""
        self.data = data
        row = data.details.row
        self._title.setText(texts.measure_label(row.number, row.title))
        self._show_facts(data)
        self._show_commands()
        self._show_counts(data)
        self._stale = {STATUS, REFERENCES, TASKS, RELATIONS, HISTORY}
        self._fill(self.tabs.current())

    def _show_facts(self, data: DetailData) -> None:
        """State, priority, horizon, Armutsstrategie; in two lines where there is no room."""
        row = data.details.row
        symbol, word = words.symbol(row.state), texts.word(row.state)
        said = words.tags(row)
        if row.poverty_strategy is PovertyStrategy.INFERRED:
            said.append(f"{texts.POVERTY_STRATEGY}: {data.poverty_grounds}")
        self._facts.clear()
        self._facts.add(states.StateLabel(symbol, word, bold=True, coloured=True))
        for one in said:
            self._facts.add(labels.text(one, wrap=False))

    def _show_commands(self) -> None:
        layouts.empty(self._more)
        commands = list(self._commands())
        if commands and self.data is not None:
            number = self.data.details.row.number
            self._more.addWidget(
                buttons.more_button(commands, f"Weitere Befehle zu Massnahme {number}")
            )

    def _show_counts(self, data: DetailData) -> None:
        details = data.details
        counts = {
            REFERENCES: ("Verweise", len(details.references)),
            TASKS: ("Aufgaben", len(details.tasks)),
            RELATIONS: ("Verbindungen", len(details.relations) + len(data.lineage)),
        }
        for number, (word, count) in counts.items():
            self.tabs.set_title(number, f"{word} ({count})" if count else word)

    def _fill(self, number: int) -> None:
        """The content of a tab, once per measure."""
        if self.data is None or number not in self._stale:
            return
        self._stale.discard(number)
        if number == HISTORY:
            details = self.data.details
            self.desk.call(
                lambda archive: load_traces(archive, details), done=self._show_traces, owner=self
            )
        else:
            self._part(number).show_data(self.data)
            layouts.keys_in_order(self)

    def _show_traces(self, found: tuple[Trace, ...]) -> None:
        self.history.show_traces(found)
        layouts.keys_in_order(self)

    def title(self) -> str:
        """The title shown now."""
        return self._title.text()
