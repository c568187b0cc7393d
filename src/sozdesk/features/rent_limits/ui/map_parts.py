"""The parts of the map page: one map with its table, and the small maps of all sizes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from sozdesk.documents.choropleth import Choropleth
from sozdesk.documents.municipal_map import MunicipalMap
from sozdesk.documents.report import SAMPLE_MARK
from sozdesk.features.rent_limits.terms import MAIN_CATEGORIES, Category, MapSubject
from sozdesk.features.rent_limits.texts import SELF_DECLARED, household
from sozdesk.features.rent_limits.ui import map_lists
from sozdesk.features.rent_limits.ui.map_data import Shown
from sozdesk.widgets import buttons, labels, layouts, theme
from sozdesk.widgets.list_columns import ListColumn, columns_of
from sozdesk.widgets.list_pane import FilterInput, ListPane
from sozdesk.widgets.map_legend import MapLegend
from sozdesk.widgets.map_view import MapView
from sozdesk.widgets.table import RowsModel, TableView

_NOUN = ("Gemeinde", "Gemeinden")
_TABLE_WIDTH = 440
_SIDE_BY_SIDE = 780
"""Below this width the table stands under the map, and both scroll."""
_STACKED_TABLE = 320
_CELL = 312
"""Width of a small map: three beside each other in the usual window."""
_NO_LIMIT = 16_777_215
"""Qt's own largest size."""


class MapAndTable(QWidget):
    """Something drawn on the left, its table on the right; below each other where it is narrow."""

    def __init__(self, left: QWidget, right: QWidget, width: int) -> None:
        super().__init__()
        self._right, self._wanted = right, width
        self._edge = QFrame()
        theme.surface(self._edge, "line")
        self._box = layouts.row(left, self._edge, right, spacing=0)
        self._box.setStretch(0, 1)
        self.setLayout(self._box)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Side by side or below each other."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrow is possible: then it is high."""
        return QSize(theme.px(320), super().minimumSizeHint().height())

    def _arrange(self) -> None:
        narrow = self.width() < theme.px(_SIDE_BY_SIDE)
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        wanted = theme.px(self._wanted)
        self._right.setMinimumSize(*((0, theme.px(_STACKED_TABLE)) if narrow else (wanted, 0)))
        self._right.setMaximumWidth(_NO_LIMIT if narrow else wanted)
        self._edge.setMaximumSize(*((_NO_LIMIT, 1) if narrow else (1, _NO_LIMIT)))
        self._edge.setMinimumSize(1, 1)


class MunicipalityTable(QWidget):
    """The table with its title and what can be done with the municipality that is chosen."""

    chosen = Signal(object)
    """BFS number, or None."""
    opened = Signal(int)
    history_wanted = Signal(int)
    export_wanted = Signal()

    def __init__(self, columns: Sequence[ListColumn]) -> None:
        super().__init__()
        self.columns = columns
        model = RowsModel(columns_of(columns), key=lambda line: line.bfs_number)
        self.table = TableView(model, "Gleicher Inhalt als Tabelle", lead=16)
        self.table.sort_by("Gemeinde")
        self.table.menu_for = lambda line: [
            buttons.action("Gemeinde öffnen", partial(self.opened.emit, line.bfs_number)),
            buttons.action("Zeitreihe", partial(self.history_wanted.emit, line.bfs_number)),
        ]
        pane = ListPane(self.table, _NOUN)
        pane.export_requested.connect(lambda _text: self.export_wanted.emit())
        self.open_link = buttons.link("Gemeinde öffnen", partial(self._emit, self.opened))
        self.history_link = buttons.link("Zeitreihe", partial(self._emit, self.history_wanted))
        actions = layouts.row(self.open_link, self.history_link, None, spacing=16)
        self.filter = FilterInput(model)
        pane.filter_cleared.connect(self.filter.clear)
        title = labels.strong("Gleicher Inhalt als Tabelle", wrap=False)
        first = layouts.row(title, None, self.filter)
        head = layouts.column(first, actions, spacing=2, margins=(16, 10, 12, 4))
        whole = layouts.column(head, pane, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.table.current_row_changed.connect(self._on_current)
        self.table.opened.connect(lambda line: self.opened.emit(line.bfs_number))
        self._on_current(None)

    def show_lines(self, lines: Sequence[object]) -> None:
        """Show other lines; selection and sorting stay."""
        self.table.rows_model.set_rows(lines)

    def select(self, bfs_number: int | None) -> None:
        """Make a municipality current, also one that the filter left out."""
        if bfs_number is not None and not self.table.select_key(bfs_number):
            self.filter.clear()
            self.table.select_key(bfs_number)

    def current(self) -> int | None:
        """BFS number of the current line."""
        line = self.table.current_row()
        return line.bfs_number if line is not None else None

    def _emit(self, signal: SignalInstance) -> None:
        signal.emit(self.current())

    def _on_current(self, line: object | None) -> None:
        for link in (self.open_link, self.history_link):
            link.setEnabled(line is not None)
        self.chosen.emit(self.current())


class OneSize(QWidget):
    """A large map with legend and source, and its table."""

    def __init__(self) -> None:
        super().__init__()
        self.map = MapView(QSize(300, 170))
        self.unit = labels.text("", "column")
        self.legend = MapLegend()
        self.source = labels.text("", "status", "text2")
        self.table = MunicipalityTable(map_lists.LINES)
        left = layouts.column(
            self.map,
            self.unit,
            self.legend,
            4,
            self.source,
            spacing=6,
            margins=(24, 8, 20, 12),
        )
        left.setStretch(0, 1)
        whole = layouts.column(MapAndTable(layouts.box(left), self.table, _TABLE_WIDTH))
        self.setLayout(whole)
        self.map.clicked.connect(self.table.select)
        self.map.opened.connect(self.table.opened)
        self.table.chosen.connect(self.map.select)

    def show_map(self, shown: Shown, drawn: MunicipalMap, *, sample: bool) -> None:
        """Show another map; what is selected stays selected."""
        content = shown.content
        self.map.show_map(drawn, content)
        self.unit.setText(content.unit)
        self.legend.set_entries(content.legend)
        self.source.setText(remarks(content.notes, drawn, sample=sample))
        self.table.show_lines(shown.lines)


def remarks(notes: Sequence[str], drawn: MunicipalMap, *, sample: bool) -> str:
    """What stands under a map: notes, then sources, one per line."""
    invented = f" ({SAMPLE_MARK})" if sample else ""
    said = [" ".join(notes)] if notes else []
    return "\n".join([*said, f"{drawn.source}. Grenzwerte: {SELF_DECLARED}{invented}."])


class AllSizes(QWidget):
    """Six small maps, below them a table with a column for each size."""

    size_wanted = Signal(object)
    """The :class:`Category` of the map whose title was pressed."""

    def __init__(self, subject: MapSubject) -> None:
        super().__init__()
        self.cells = [_Cell(size, self.size_wanted) for size in MAIN_CATEGORIES]
        self.table = MunicipalityTable(map_lists.sizes_columns(subject))
        self.table.setMinimumHeight(theme.px(_STACKED_TABLE))
        self.source = labels.text("", "status", "text2")
        flow = layouts.Flow(*self.cells, spacing=20)
        above = layouts.column(flow, self.source, spacing=10, margins=(24, 10, 20, 12))
        whole = layouts.column(above, layouts.line(), self.table, spacing=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        for cell in self.cells:
            cell.map.clicked.connect(self.table.select)
            cell.map.opened.connect(self.table.opened)
            self.table.chosen.connect(cell.map.select)

    def show_maps(self, shown: Sequence[Shown], drawn: MunicipalMap, *, sample: bool) -> None:
        """Show another year."""
        for cell, one in zip(self.cells, shown, strict=True):
            cell.show_map(drawn, one.content)
        notes = dict.fromkeys(note for one in shown for note in one.content.notes)
        self.source.setText(remarks(tuple(notes), drawn, sample=sample))
        self.table.show_lines(map_lists.sizes_lines(shown))


class _Cell(QWidget):
    """One small map: its size as a link to the large one, the map, the legend."""

    def __init__(self, size: Category, wanted: SignalInstance) -> None:
        super().__init__()
        self.link = buttons.link(household(size), partial(wanted.emit, size))
        self.facts = labels.text("", "status", "text2")
        self.map = MapView(QSize(_CELL, round(_CELL * 0.53)), fine=True)
        self.legend = MapLegend(small=True)
        column = layouts.column(self.link, self.facts, self.map, self.legend, spacing=4)
        self.setLayout(column)
        self.setFixedWidth(theme.px(_CELL))

    def show_map(self, drawn: MunicipalMap, content: Choropleth) -> None:
        """Show another map."""
        self.facts.setText(content.facts)
        self.map.show_map(drawn, content)
        self.legend.set_entries(content.legend)
        self.legend.setFixedHeight(self.legend.heightForWidth(theme.px(_CELL)))
