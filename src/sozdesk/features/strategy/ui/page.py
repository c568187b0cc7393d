"""The area «Massnahmen»: a strategy period as it stands on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property, partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from sozdesk.features.strategy import reports, texts
from sozdesk.features.strategy.terms import TOPIC, MeasureRow
from sozdesk.features.strategy.ui import area_data, empty_pages, lists, words
from sozdesk.features.strategy.ui.area_data import AreaData, DetailData, Wanted
from sozdesk.features.strategy.ui.board import Board
from sozdesk.features.strategy.ui.commands import Commands
from sozdesk.features.strategy.ui.detail import REFERENCES, MeasureDetail
from sozdesk.features.strategy.ui.tools import DayChooser, FilterBar
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.inputs import Choice
from sozdesk.widgets.list_columns import columns_of
from sozdesk.widgets.list_detail import ListDetail
from sozdesk.widgets.list_pane import FilterInput, ListPane
from sozdesk.widgets.page import Page
from sozdesk.widgets.segments import Segments
from sozdesk.widgets.table import Group, RowsModel, TableView

LIST, BOARD = "list", "board"
_KEY = "strategy"
_SHARE = 0.57
_NOTHING = "Keine Massnahme passt zu diesen Filtern."


def build(desk: Desk, navigator: Navigator) -> QWidget:
    """The page of the area."""
    return MeasuresPage(desk, navigator)


class MeasuresPage(Page):
    """List with detail, or board; every count is that of the chosen day."""

    handbook_place = "massnahmen"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Massnahmen")
        self.desk, self.navigator = desk, navigator
        self.data: AreaData | None = None
        self.detail: MeasureDetail | None = None
        self._wanted = Wanted()
        self._goal: UUID | str | None = None
        """Id or number of the measure that shall be shown when the period is read."""
        self._chip = ""
        self._to_references = False
        self._filling = False
        self._empty: QWidget | None = None
        self.commands = Commands(self)
        self._build_tools()
        self._build_content()
        self._build_actions()
        desk.changed.connect(self._on_changed)
        self.reload()

    # ------------------------------------------------------------------ building

    def _build_tools(self) -> None:
        self.model = RowsModel(
            columns_of(lists.columns()), key=lambda row: row.id, group_of=self._group_of
        )
        self.periods = Choice(())
        self.periods.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.periods.changed.connect(self._on_period)
        label = labels.secondary("&Periode", wrap=False)
        label.setBuddy(self.periods)
        self.periods.setAccessibleName("Periode")
        self.day = DayChooser()
        self.day.chosen.connect(self.show_day)
        self.view = Segments(
            "Ansicht", [(LIST, "Liste", "Ansicht Liste"), (BOARD, "Tafel", "Ansicht Tafel")]
        )
        self.view.set_value(self.navigator.view_of(_KEY, LIST))
        self.view.changed.connect(self._on_view)
        choice = layouts.row(label, self.periods, 12, self.day, None)
        self._choices = layouts.box(choice)
        self.search = FilterInput(self.model)
        self.search.textChanged.connect(lambda _text: self._search())
        self.search.left_downwards.connect(self._enter_list)
        self.add_tools(self._choices, self.search, self.view)
        self.read_only = labels.secondary(texts.CANTONAL_ONLY)
        self.add_tools(self.read_only)
        self.filters = FilterBar()
        self.filters.chosen.connect(self._filter)
        self.add_tools(self.filters)

    def _build_content(self) -> None:
        self.table = TableView(self.model, "Massnahmen", multi=True)
        self.table.menu_for = self._row_commands
        self.table.current_row_changed.connect(self._on_row)
        pane = ListPane(self.table, ("Massnahme", "Massnahmen"), _NOTHING)
        pane.export_requested.connect(lambda _text: self.commands.export())
        pane.filter_cleared.connect(self.clear_filters)
        self.split = ListDetail(pane, share=self.navigator.share_of(_KEY, _SHARE))
        self.split.share_changed.connect(partial(self.navigator.remember_share, _KEY))
        self._views = QStackedWidget()
        self._views.addWidget(self.split)
        self.set_content(self._views)

    @cached_property
    def board(self) -> Board:
        """Made when it is first looked at: four more lists take their time."""
        made = Board(self._row_commands)
        made.opened.connect(self._open_from_board)
        self._views.addWidget(made)
        return made

    def _fill_board(self) -> None:
        """Only while it is shown."""
        if self.data is None or self.view.value() != BOARD:
            return
        current = self.filters.current()
        self.board.set_keep(current.keeps if current else None)
        self.board.set_search(self.search.text())
        self.board.show_data(self.data)

    def _build_actions(self) -> None:
        """The command of the window's menu «Bearbeiten»."""
        record = buttons.action("Stand &erfassen …", self.commands.record, key="Ctrl+E")
        record.setParent(self)
        self.addAction(record)

    # ------------------------------------------------------------------ data

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read the period again as it stands on the day."""
        wanted = self._wanted
        self.desk.call(lambda archive: area_data.load(archive, wanted), done=self._show, owner=self)

    def _show(self, data: AreaData) -> None:
        self._filling = True
        if area_data.measure_ids(self.data) != area_data.measure_ids(data):
            self.clear_filters()  # they were meant for other measures
        self.data = data
        self._show_head(data)
        if data.shown is None or not data.shown.measures:
            self._show_empty(data)
        else:
            self._show_measures(data)
        self._filling = False
        self._load_detail(self.table.current_row())

    def _show_head(self, data: AreaData) -> None:
        shown = data.shown
        recorded = shown is not None and bool(shown.measures)
        self.head.set_title(f"Massnahmen {shown.period.name}" if shown else "Massnahmen")
        self.head.set_facts(reports.summary(shown) if shown else "Noch keine Periode")
        self._show_commands(data, recorded=recorded)
        self._choices.setVisible(shown is not None)
        self.read_only.setVisible(data.service)
        for widget in (self.view, self.filters, self.search, self.day):
            widget.setVisible(recorded)
        if shown is not None:
            self._wanted = Wanted(period=shown.period.code, as_of=self._wanted.as_of)
            choices = [(row.code, words.period_choice(row)) for row in data.periods]
            self.periods.set_choices(choices)
            self.periods.set_value(shown.period.code)
            self.day.show_day(shown.as_of, shown.period, data.today)

    def _show_commands(self, data: AreaData, *, recorded: bool) -> None:
        record = buttons.button(
            "Stand &erfassen …", self.commands.record, icon="plus", primary=True
        )
        record.setToolTip("Für die gewählten Massnahmen (Ctrl+E)")
        record.setEnabled(data.may_write)
        report = buttons.button("Beri&cht …", self.commands.open_report, icon="file-text")
        self.head.set_actions(
            *([report] if recorded else []),
            primary=record if recorded and not data.service else None,
            more=self.commands.menu() if data.shown is not None else [],
        )

    def _show_empty(self, data: AreaData) -> None:
        if data.shown is None:
            help_ = partial(self.navigator.open_handbook, self.handbook_place)
            made = empty_pages.no_period(
                self.commands.load, help_, may_load=data.may_write or data.service
            )
        else:
            made = empty_pages.no_measure(
                data.shown.period,
                self.commands.open_import,
                self.commands.add_measure,
                service=data.service,
                may_write=data.may_write,
            )
        self.model.set_rows(())
        self._drop_empty()
        self._empty = made
        self._views.addWidget(made)
        self._views.setCurrentWidget(made)

    def _drop_empty(self) -> None:
        if self._empty is not None:
            self._views.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None

    def _show_measures(self, data: AreaData) -> None:
        assert data.shown is not None
        self._drop_empty()
        self.filters.show_data(data)
        self.filters.choose(self._chip)
        self._chip = ""
        self._set_keep()
        self.model.set_rows(data.shown.measures)
        self._show_view()
        self._go_to_goal()
        self._keep_current()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Coming here with a key, one goes on with keys."""
        super().showEvent(event)
        if not event.spontaneous() and self.table.isVisibleTo(self):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _group_of(self, row: MeasureRow) -> Group:
        assert self.data is not None
        return lists.group_of(self.data, row)

    # ------------------------------------------------------------------ choosing

    def _on_period(self) -> None:
        if not self._filling and self.periods.value():
            self.navigator.forget_said()
            self._wanted = Wanted(period=self.periods.value())
            self.reload()

    def show_day(self, day: date) -> None:
        """Everything as it stood on a day."""
        self.navigator.forget_said()
        self._wanted = Wanted(period=self._wanted.period, as_of=day)
        self.reload()

    def _on_view(self) -> None:
        self.navigator.remember_view(_KEY, self.view.value())
        self._show_view()

    def _show_list(self) -> None:
        """The list for once; what the person chose stays remembered."""
        blocked = self.view.blockSignals(True)
        self.view.set_value(LIST)
        self.view.blockSignals(blocked)
        self._show_view()

    def _show_view(self) -> None:
        self._fill_board()
        on_board = self.view.value() == BOARD
        self._views.setCurrentWidget(self.board if on_board else self.split)

    def _filter(self) -> None:
        if not self._filling:
            self._set_keep()
            self._keep_current()
            self._fill_board()

    def _set_keep(self) -> None:
        """A new function each time: what it keeps depends on the day."""
        current = self.filters.current()
        self.model.set_keep(current.keeps if current else None)

    def _enter_list(self) -> None:
        """From the filter on with keys; Enter opens there."""
        if self.table.isVisibleTo(self):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self) -> None:
        self._keep_current()
        self.table.scrollTo(self.table.currentIndex())
        self._fill_board()

    def _keep_current(self) -> None:
        """Something is always selected where there is something."""
        if self.table.current_row() is None:
            self.table.select_first()

    def clear_filters(self) -> None:
        """Show all measures."""
        self.search.clear()
        self.filters.choose(lists.ALL)

    def filter_words(self) -> list[tuple[str, str]]:
        """What an exported list leaves out, in words."""
        searched = self.search.text().strip()
        found = [("Gesucht", f"«{searched}»")] if searched else []
        return [*self.filters.words(), *found]

    def selected_rows(self) -> tuple[MeasureRow, ...]:
        """The measures that commands are about."""
        if self.view.value() == BOARD:
            return self.board.selected_rows()
        current = self.table.current_row()
        return self.table.selected_rows() or ((current,) if current else ())

    def _row_commands(self, row: MeasureRow) -> Sequence[QAction]:
        """Of the current row, or of all selected ones if it is among them."""
        selected = self.selected_rows()
        return self.commands.of_measures(selected if row in selected else (row,))

    # ------------------------------------------------------------------ detail

    def _on_row(self, row: MeasureRow | None) -> None:
        """While the list is filled it passes through several; the last one is read."""
        if not self._filling:
            self._load_detail(row)

    def _load_detail(self, row: MeasureRow | None) -> None:
        if row is None or self.data is None:
            self.detail = None
            self.split.set_detail(None)
            return
        area = self.data
        self.desk.call(
            lambda archive: area_data.load_detail(archive, area, row.id),
            done=self._show_detail,
            owner=self,
        )

    def _show_detail(self, data: DetailData | None) -> None:
        row = self.table.current_row()
        if data is None or row is None or row.id != data.details.row.id:
            return  # another row is current by now
        if self.detail is None:
            self.detail = MeasureDetail(self.desk, self.navigator, self._detail_commands)
            self.detail.measure_wanted.connect(self.open_measure)
            self.split.set_detail(self.detail)
            self.detail.status.record_wanted.connect(self._record_current)
        self.detail.show_data(data)
        if self._to_references and not self._filling:
            self._to_references = False
            self.detail.tabs.choose(REFERENCES)

    def _detail_commands(self) -> Sequence[QAction]:
        row = self.table.current_row()
        return self.commands.of_measures((row,) if row else ())

    def _record_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.commands.record_of((row,))

    # ------------------------------------------------------------------ going there

    def _open_from_board(self, row: MeasureRow) -> None:
        self.open_measure(row.id)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_measure(self, measure_id: UUID) -> None:
        """Show a measure, also one of another period."""
        self._goal = measure_id
        if self.data is not None and self._is_shown(measure_id):
            self._go_to_goal()
        else:
            self._wanted = Wanted(measure=measure_id)
            self.reload()

    def _is_shown(self, measure_id: UUID) -> bool:
        shown = self.data.shown if self.data else None
        return shown is not None and any(row.id == measure_id for row in shown.measures)

    def _go_to_goal(self) -> None:
        goal, self._goal = self._goal, None
        rows = self.data.shown.measures if self.data and self.data.shown else ()
        key = next((row.id for row in rows if goal in (row.id, row.number)), None)
        if key is None:
            return
        if not self.table.select_key(key):
            self.clear_filters()
            self._set_keep()
            self.table.select_key(key)
        self._show_list()
        self.split.show_detail()

    def open_target(self, **target: object) -> None:
        """``period`` (code), ``number`` of a measure, ``day`` and ``chip`` choose what is shown.

        ``references``: the tab «Verweise» of the measure.
        """
        period, number = target.get("period"), target.get("number")
        day, chip = target.get("day"), target.get("chip")
        if isinstance(chip, str):
            self.clear_filters()
            self._chip = chip
        self._to_references = bool(target.get("references"))
        if isinstance(number, str):
            self._goal = number
        self._wanted = Wanted(
            period=period if isinstance(period, str) else self._wanted.period,
            as_of=day if isinstance(day, date) else self._wanted.as_of,
        )
        self.reload()
