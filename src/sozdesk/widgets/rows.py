"""What a table shows: columns, and one model over frozen rows with precomputed cells.

``data()`` only looks up: all texts, sort keys and symbols are made once, when rows are set.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from sozdesk.kernel import german
from sozdesk.widgets.tokens import Tone

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
CELL_ROLE = int(Role.UserRole) + 1
"""Gives the delegate the whole :class:`Cell`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: how a row becomes a cell. Every function gets the row.

    ``check`` True/False draws a box, None draws a pale box that cannot be ticked; the text of the
    column is the word beside it, and a click on it ticks, too, unless ``box_alone``. ``width`` in logical px; without one the column fits its content.
    ``stretch`` takes what is left. ``tone`` and ``bold`` may be values or functions.
    """

    title: str
    text: Callable[[Any], str]
    key: str = ""
    """Stable name for settings and exports; the title if empty."""
    align: Literal["left", "right"] = "left"
    sort_key: Callable[[Any], Any] | None = None
    symbol: Callable[[Any], str] | None = None
    tone: Tone | Callable[[Any], Tone] = "text"
    bold: bool | Callable[[Any], bool] = False
    second: Callable[[Any], str] | None = None
    check: Callable[[Any], bool | None] | None = None
    box_alone: bool = False
    head_tip: str = ""
    """Tool tip of the title."""
    elide: Literal["right", "middle"] = "right"
    width: int = 0
    least: int = 0
    """Never narrower than this, in logical px (something of this width stands above the column)."""
    most: int = 0
    """Never wider than this because of its content, in logical px; 0: as wide as it needs."""
    stretch: bool = False
    hidden: bool = False
    """Hidden at first; the menu on the head shows it."""
    spoken: Callable[[Any], str] | None = None
    """What a screen reader says instead of «title: text»."""
    tip: Callable[[Any], str] | None = None

    @property
    def name(self) -> str:
        """The stable name."""
        return self.key or self.title


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, ready to be drawn."""

    text: str
    symbol: str
    tone: Tone
    bold: bool
    second: str
    has_box: bool
    ticked: bool | None
    spoken: str
    tip: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group row: «1 Materielle Unterstützung  3 von 7»."""

    key: Hashable
    title: str
    note: str = ""
    counted: tuple[str, str] | None = None
    """One and many of what its lines are: the note is then how many of them are shown."""


@dataclass(slots=True)
class _Line:
    row: Any
    columns: Sequence[Column]
    group: Hashable | None
    cells: dict[int, Cell] | None = None
    """Made when they are first seen: of thousands of lines only a screen is."""
    haystack: str | None = None
    """What a search looks at; made with the first one."""

    def cell(self, number: int) -> Cell:
        """The cell of a column."""
        if self.cells is None:
            self.cells = {}
        made = self.cells.get(number)
        if made is None:
            made = self.cells[number] = _cell(self.columns[number], self.row)
        return made

    def searched(self) -> str:
        """The words of all cells, as a search compares them."""
        if self.haystack is None:
            self.haystack = searched(self.columns, self.row)
        return self.haystack


def searched(columns: Sequence[Column], row: Any) -> str:
    """What a search in a row looks at: the texts of all cells, hidden ones too."""
    texts = [column.text(row) for column in columns]
    texts += [column.second(row) for column in columns if column.second]
    return german.search_key(" ".join(texts))


class RowsModel(QAbstractTableModel):
    """The one table model: shows, sorts, filters and groups frozen rows.

    ``key`` gives each row its identity, so that the selection survives a reload.
    ``group_of`` puts rows under group rows, in the order in which the groups first appear.
    """

    lines_changed = Signal()
    """After rows, filter, sorting or folding changed."""
    rows_set = Signal()
    """After other rows were set."""

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        key: Callable[[Any], Hashable] = lambda row: row,
        group_of: Callable[[Any], Group] | None = None,
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.key = key
        self._group_of = group_of
        self._all: list[_Line] = []
        self._ordered: list[_Line] | None = None
        """All lines as they are sorted; None: to be made anew, as the two that follow from it."""
        self._passing: list[_Line] | None = None
        """Those of them that pass the chips."""
        self._found: list[_Line] | None = None
        """Those of them that hold all words of the search."""
        self._groups: dict[Hashable, Group] = {}
        self._folded: set[Hashable] = set()
        self._visible: list[_Line | Group] = []
        self._search = ""
        self._keep: Callable[[Any], bool] | None = None
        self.generation = 0
        """How often rows were set."""
        self.sorted_by: int | None = None
        self.descending = False

    # ------------------------------------------------------------ what to show

    def set_rows(self, rows: Iterable[Any]) -> None:
        """Show other rows; filter and sorting stay."""
        self._groups = {}
        self.generation += 1
        if self._group_of is None:
            self._all = [_Line(row, self.columns, None) for row in rows]
        else:
            self._all = [self._line(row, self._group_of(row)) for row in rows]
        self._ordered = None
        self._refresh()
        self.rows_set.emit()

    def searching(self) -> Callable[[], tuple[str, ...]]:
        """Makes what a search looks at in each row; may run on another thread."""
        columns, rows = self.columns, [line.row for line in self._all]
        return lambda: tuple(searched(columns, row) for row in rows)

    def take_searched(self, haystacks: Sequence[str]) -> None:
        """What :meth:`searching` made for the rows of now."""
        for line, haystack in zip(self._all, haystacks, strict=True):
            line.haystack = haystack

    def set_search(self, text: str) -> None:
        """Keep only rows with all these words in some cell; ü = ue = u."""
        search = german.search_key(text)
        if search != self._search:
            if not search.startswith(self._search):
                self._found = None  # else only what was found can be found
            self._search = search
            self._refresh()

    def set_keep(self, keep: Callable[[Any], bool] | None) -> None:
        """Keep only rows for which this is true (chips); None keeps all."""
        if keep is not self._keep:
            self._keep, self._passing = keep, None
            self._refresh()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, German and stable; -1 = as the rows came."""
        self.sorted_by = column if column >= 0 else None
        self.descending = order == Qt.SortOrder.DescendingOrder
        self._ordered = None
        self._refresh()

    def fold(self, group: Hashable, *, folded: bool) -> None:
        """Close or open a group."""
        (self._folded.add if folded else self._folded.discard)(group)
        self._refresh()

    def is_folded(self, group: Hashable) -> bool:
        """Whether a group is closed."""
        return group in self._folded

    # ------------------------------------------------------------ what is there

    def row(self, line: int) -> Any | None:
        """The frozen row on a line; None for a group row."""
        item = self._item(line)
        return item.row if isinstance(item, _Line) else None

    def group(self, line: int) -> Group | None:
        """The group row on a line, None for a usual row."""
        item = self._item(line)
        return item if isinstance(item, Group) else None

    def rows(self) -> tuple[Any, ...]:
        """All rows after filtering, in the order shown (folded groups included not)."""
        return tuple(item.row for item in self._visible if isinstance(item, _Line))

    def count(self) -> int:
        """Number of rows after filtering, without those of folded groups."""
        if self._group_of is None:
            return len(self._visible)
        return sum(isinstance(item, _Line) for item in self._visible)

    def has_groups(self) -> bool:
        """Whether rows stand under group rows."""
        return self._group_of is not None

    def total(self) -> int:
        """Number of rows before filtering."""
        return len(self._all)

    def line_of(self, key: Hashable) -> int:
        """The line a row stands on, -1 if it is not shown."""
        for number, item in enumerate(self._visible):
            if isinstance(item, _Line) and self.key(item.row) == key:
                return number
        return -1

    def cell(self, line: int, column: int) -> Cell | None:
        """A cell, None on group rows."""
        item = self._item(line)
        return item.cell(column) if isinstance(item, _Line) else None

    def cells_of(self, column: int, most: int) -> Iterator[Cell]:
        """Cells of a column, of rows that the filters hide too; of so many rows at most."""
        return (line.cell(column) for line in self._all[:most])

    def _item(self, line: int) -> _Line | Group | None:
        return self._visible[line] if 0 <= line < len(self._visible) else None

    # ------------------------------------------------------------ Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        """Lines, group rows included."""
        return 0 if parent.isValid() else len(self._visible)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        """Columns, hidden ones included."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Looks up; a cell is computed when it is first seen."""
        item = self._item(index.row())
        if isinstance(item, Group):
            return _group_data(item, index.column(), role, folded=item.key in self._folded)
        if item is None:
            return None
        return _cell_data(item.cell(index.column()), role)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Titles; read out with the direction of sorting."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        title = self.columns[section].title
        if role == Role.DisplayRole:
            return title
        if role == Role.ToolTipRole:
            return self.columns[section].head_tip or None
        if role == Role.AccessibleTextRole and section == self.sorted_by:
            return f"{title}, {'absteigend' if self.descending else 'aufsteigend'} sortiert"
        return title if role == Role.AccessibleTextRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything can be selected; boxes can be ticked."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        cell = self.cell(index.row(), index.column())
        if cell and cell.has_box and cell.ticked is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    # ------------------------------------------------------------ inside

    def _line(self, row: Any, group: Group) -> _Line:
        self._groups[group.key] = group
        return _Line(row, self.columns, group.key)

    def _refresh(self) -> None:
        self.beginResetModel()
        lines = self._kept()
        self._visible = self._grouped(lines) if self._group_of else [*lines]
        self.endResetModel()
        self.lines_changed.emit()

    def _kept(self) -> list[_Line]:
        """Sorted lines that pass the chips and hold all words of the search; one pass for each word.

        A key only looks at what the keys before it left: of thousands of lines some dozens.
        """
        if self._ordered is None:
            self._ordered, self._passing = self._sorted(), None
        if self._passing is None:
            keep, self._found = self._keep, None
            self._passing = [one for one in self._ordered if keep is None or keep(one.row)]
        found = self._passing if self._found is None else self._found
        for word in self._search.split():
            found = [line for line in found if word in (line.haystack or line.searched())]
        self._found = found
        return found

    def _sorted(self) -> list[_Line]:
        if self.sorted_by is None:
            return self._all
        column = self.columns[self.sorted_by]
        key = column.sort_key or (lambda row: german.sort_key(column.text(row)))
        return sorted(
            self._all, key=lambda line: _none_last(key(line.row)), reverse=self.descending
        )

    def _grouped(self, lines: list[_Line]) -> list[_Line | Group]:
        shown: list[_Line | Group] = []
        for key, group in self._groups.items():
            members = [line for line in lines if line.group == key]
            if members:
                note = german.plural(len(members), *group.counted) if group.counted else group.note
                shown.append(replace(group, note=note))
                shown.extend([] if key in self._folded else members)
        return shown


def _none_last(key: Any) -> tuple[bool, Any]:
    """Rows without a value stand at the end instead of raising."""
    return (key is None, 0 if key is None else key)


def _cell(column: Column, row: Any) -> Cell:
    text = column.text(row)
    spoken = column.spoken(row) if column.spoken else f"{column.title}: {text or 'leer'}"
    ticked = column.check(row) if column.check else None
    if column.check and ticked is not None:
        spoken = f"{spoken}, {'angekreuzt' if ticked else 'nicht angekreuzt'}"
    return Cell(
        text=text,
        symbol=column.symbol(row) if column.symbol else "",
        tone=column.tone(row) if callable(column.tone) else column.tone,
        bold=column.bold(row) if callable(column.bold) else column.bold,
        second=column.second(row) if column.second else "",
        has_box=column.check is not None,
        ticked=ticked,
        spoken=spoken,
        tip=column.tip(row) if column.tip else "",
    )


def _cell_data(cell: Cell, role: int) -> Any:
    if role == Role.DisplayRole:
        return cell.text
    if role == Role.AccessibleTextRole:
        return cell.spoken
    if role == CELL_ROLE:
        return cell
    if role == Role.CheckStateRole and cell.has_box:
        return Qt.CheckState.Checked if cell.ticked else Qt.CheckState.Unchecked
    return None


def _group_data(group: Group, column: int, role: int, *, folded: bool) -> Any:
    if column > 0:
        return None
    if role == Role.DisplayRole:
        return group.title
    if role == Role.AccessibleTextRole:
        return f"Gruppe {group.title}, {group.note}, {'zu' if folded else 'offen'}"
    return None
