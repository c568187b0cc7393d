"""The table as it is, with a choice above every column: what it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from sozdesk.documents.sheets import column_letters
from sozdesk.widgets import labels, layouts, theme
from sozdesk.widgets.inputs import Choice
from sozdesk.widgets.rows import Column, RowsModel
from sozdesk.widgets.table import TableView

_MOST_CELLS = 2_000
"""So many are drawn at most: the first rows are enough to know the columns."""
_LEAST_ROWS = 20
_MOST_COLUMNS = 40
_MOST_LETTERS = 26
_LEAST_WIDTH = 176
"""«Staatsangehörigkeit» in the box above, whole."""
NOTHING = "nicht lesen"


class LeftOut(Protocol):
    """One row that is not read, and why."""

    @property
    def row(self) -> int:
        """As people count, from 1."""

    @property
    def words(self) -> str:
        """The reason."""


class ShownTable(Protocol):
    """A table as it is understood with the columns that are chosen."""

    @property
    def sheet(self) -> str:
        """Name of the sheet."""

    @property
    def rows(self) -> Sequence[tuple[str, ...]]:
        """The sheet as people see it."""

    @property
    def head(self) -> tuple[int, int]:
        """First line of the head and the line after it, from 0."""

    @property
    def heads(self) -> tuple[str, ...]:
        """Per column the words of its head."""

    @property
    def columns(self) -> Mapping[str, int]:
        """Field → column."""

    @property
    def left_out(self) -> Sequence[LeftOut]:
        """Rows that are not read."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the sheet; ``left_out`` says why it is not read."""

    number: int
    cells: tuple[str, ...]
    left_out: str
    mapped: frozenset[int]


class SheetColumns(QWidget):
    """Rows of a sheet below boxes that follow the columns while one scrolls."""

    chosen = Signal(int, object)
    """Column from 0, and the key of the field or None."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        """``fields`` are what a column may mean: key → words."""
        super().__init__()
        self.setAccessibleName("Tabelle mit den Bedeutungen der Spalten")
        self.strip = ColumnStrip(fields)
        self.strip.chosen.connect(self.chosen)
        self.table: TableView | None = None
        self.more = labels.secondary("")
        self._shape: tuple[str, int, int] | None = None
        self._place = QVBoxLayout()
        foot = layouts.box(layouts.row(self.more, margins=(24, 2, 24, 4)))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.strip)
        layouts.nest(whole, self._place, 1)
        whole.addWidget(foot)

    def show_table(self, table: ShownTable, *, fixed: bool) -> None:
        """Show the first rows; ``fixed`` = the columns are certain and there is nothing to choose."""
        width = min(_MOST_COLUMNS, len(table.heads))
        lines = _lines(table, width)
        shape = (table.sheet, width, len(table.rows))
        if shape != self._shape or self.table is None:
            self._build(lines, width)
        assert self.table is not None
        self.table.rows_model.set_rows(lines)
        if shape != self._shape:
            self._shape = shape
            # Later: a table that is not laid out yet cannot be scrolled.
            QTimer.singleShot(0, self.table, partial(self._scroll_to, table.head[0]))
        self.strip.setVisible(not fixed and width > 0)
        self.strip.show_columns(table, width, self.table)
        left = len(table.rows) - len(lines)
        self.more.setText(f"Gezeigt sind die ersten {len(lines)} Zeilen." if left else "")
        self.more.setVisible(left > 0)

    def _scroll_to(self, line: int) -> None:
        """Begin at the head of the table; what stands above it is a step upwards."""
        assert self.table is not None
        index = self.table.rows_model.index(line, 0)
        self.table.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)

    def _build(self, lines: tuple[_Line, ...], width: int) -> None:
        layouts.empty(self._place)
        number = Column(
            title="Zeile",
            text=lambda line: str(line.number),
            align="right",
            tone="text2",
            tip=lambda line: line.left_out,
            spoken=lambda line: f"Zeile {line.number} {line.left_out}",
        )
        columns = [number, *(_column(place, lines) for place in range(width))]
        model = RowsModel(columns, key=lambda line: line.number)
        self.table = TableView(model, "Erste Zeilen der Tabelle", row=26, sortable=False)
        self._place.addWidget(self.table)


def _lines(table: ShownTable, width: int) -> tuple[_Line, ...]:
    most = max(_LEAST_ROWS, _MOST_CELLS // max(1, width))
    left_out = {one.row: one.words for one in table.left_out}
    mapped = frozenset(table.columns.values())
    return tuple(
        _Line(number, row[:width], left_out.get(number, ""), mapped)
        for number, row in enumerate(table.rows[:most], 1)
    )


def _column(place: int, lines: tuple[_Line, ...]) -> Column:
    """Columns that mean something, in rows that are read, stand in full ink."""
    cells = [line.cells[place] for line in lines if line.cells[place]]
    figures = sum(cell[:1].isdigit() for cell in cells)
    return Column(
        title=column_letters(place),
        least=_LEAST_WIDTH,
        text=lambda line: _short(line.cells[place]),
        tip=lambda line: line.cells[place] if len(line.cells[place]) > _MOST_LETTERS else "",
        align="right" if cells and 2 * figures > len(cells) else "left",
        tone=lambda line: "text" if place in line.mapped and not line.left_out else "text2",
    )


def _short(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…"


class ColumnStrip(QWidget):
    """One choice per column; keeps above its column when the table scrolls sideways."""

    chosen = Signal(int, object)

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__()
        self._choices = ((None, NOTHING), *fields.items())
        self.boxes: list[Choice] = []
        self._table: TableView | None = None
        self._showing = False
        self.setMinimumHeight(theme.px(38))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One row of boxes."""
        return QSize(theme.px(400), theme.px(38))

    def show_columns(self, shown: ShownTable, width: int, table: TableView) -> None:
        """Boxes for the columns of a table, showing what they mean."""
        if table is not self._table or len(self.boxes) != width:
            self._make(width, table)
        meaning = {column: key for key, column in shown.columns.items()}
        self._showing = True
        for column, box in enumerate(self.boxes):
            box.set_value(meaning.get(column))
            box.setAccessibleName(_name(column, shown.heads))
            box.setToolTip(shown.heads[column])
        self._showing = False
        self._arrange()

    def _make(self, width: int, table: TableView) -> None:
        for box in self.boxes:
            box.setParent(None)
            box.deleteLater()
        self.boxes = [self._box(column) for column in range(width)]
        self._table = table
        table.horizontalHeader().sectionResized.connect(lambda *_: self._arrange())
        table.horizontalScrollBar().valueChanged.connect(lambda _value: self._arrange())

    def _box(self, column: int) -> Choice:
        box = Choice(self._choices)
        box.setParent(self)
        box.changed.connect(partial(self._choose, column))
        box.installEventFilter(self)
        box.show()
        return box

    def _choose(self, column: int) -> None:
        if not self._showing:
            self.chosen.emit(column, self.boxes[column].value())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The table has another width, too."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Every box above its column; the first column of the table is the number of the row."""
        if self._table is None:
            return
        head, gap = self._table.horizontalHeader(), theme.px(4)
        for column, box in enumerate(self.boxes):
            left = head.sectionViewportPosition(column + 1) + gap
            width = head.sectionSize(column + 1) - 2 * gap
            box.setGeometry(left, theme.px(5), max(width, 1), theme.px(28))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A box that gets the focus is scrolled into view with its column."""
        if event.type() == QEvent.Type.FocusIn and watched in self.boxes:
            assert self._table is not None
            line = max(0, self._table.rowAt(0))
            column = self.boxes.index(watched) + 1
            self._table.scrollTo(self._table.rows_model.index(line, column))
        return super().eventFilter(watched, event)


def _name(column: int, heads: tuple[str, ...]) -> str:
    head = f" «{heads[column]}»" if heads[column] else ""
    return f"Spalte {column_letters(column)}{head} bedeutet"
