"""How table cells are drawn: symbol, box, text, a second line, one line under the row.

Everything a cell needs is looked up; fonts and colours come cached from the theme.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sozdesk.widgets import icons, marks, states, theme
from sozdesk.widgets.rows import CELL_ROLE, Cell, Column, Group, RowsModel
from sozdesk.widgets.tokens import Tone

Index = QModelIndex | QPersistentModelIndex
PAD = 10
"""Space left and right of the text of a cell."""
_GAP = 7
_BOX = 16
_BOX_GAP = 8
_FOLD = 22
_FOLD_PAD = 8
_WRAPPED = int(
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
)


class CellDelegate(QStyledItemDelegate):
    """Draws the cells of a :class:`RowsModel`; ``lead`` is the left margin of the first column."""

    def __init__(self, model: RowsModel, lead: int) -> None:
        super().__init__()
        self._model = model
        self._lead = lead
        self.hovered = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell or group row."""
        painter.save()
        painter.setClipRect(option.rect)
        group = self._model.group(index.row())
        if group is not None:
            self._paint_group(painter, option.rect, group)
        else:
            self._paint_ground(painter, option, index.row())
            self._paint_cell(painter, option.rect, index)
        _line_below(painter, option.rect)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, line: int) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.color("sel"))
        elif line == self.hovered:
            painter.fillRect(option.rect, theme.color("hover"))

    def _paint_group(self, painter: QPainter, rect: QRect, group: Group) -> None:
        painter.fillRect(rect, theme.color("header"))
        folded = self._model.is_folded(group.key)
        ratio = painter.device().devicePixelRatioF()
        chevron = icons.pixmap("chevron-right" if folded else "chevron-down", 16, "text2", ratio)
        left = rect.left() + theme.px(6)
        painter.drawPixmap(left, rect.center().y() - theme.px(8), chevron)
        left += theme.px(_FOLD)
        room = _title_room(group, rect.width())
        painter.setFont(theme.font("body", bold=True))
        painter.setPen(theme.color("text"))
        painter.drawText(QRect(left, rect.top(), room, rect.height()), _WRAPPED, group.title)
        left += min(room, text_width(group.title, bold=True)) + theme.px(_BOX_GAP)
        note = QRect(left, rect.top(), max(0, rect.right() - left), rect.height())
        _draw_text(painter, note, group.note, "text2", role="small")

    def group_height(self, group: Group, width: int) -> int:
        """How high the words of a group row are where they have to wrap."""
        metrics = QFontMetrics(theme.font("body", bold=True))
        room = QRect(0, 0, _title_room(group, width), 0)
        return metrics.boundingRect(room, _WRAPPED, group.title).height() + theme.px(_FOLD_PAD)

    def _paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        cell: Cell | None = index.data(CELL_ROLE)
        if cell is None:
            return
        column = self._model.columns[index.column()]
        inner = self.inner(rect, index.column())
        first = self._first_line(inner, cell)
        left = self._paint_marks(painter, first, cell)
        first.setLeft(left)
        tone: Tone = "text2" if cell.has_box and cell.ticked is None else cell.tone
        _draw_text(painter, first, cell.text, tone, bold=cell.bold, column=column)
        if cell.second:
            second = QRect(left, first.bottom() - 1, inner.right() - left + 1, theme.px(19))
            _draw_text(painter, second, cell.second, "text2", role="small", column=column)

    def _first_line(self, inner: QRect, cell: Cell) -> QRect:
        if not cell.second:
            return QRect(inner)
        return QRect(inner.left(), inner.center().y() - theme.px(19), inner.width(), theme.px(20))

    def _paint_marks(self, painter: QPainter, rect: QRect, cell: Cell) -> int:
        """Box and symbol before the text; answers where the text begins."""
        left = rect.left()
        if cell.has_box:
            edge = theme.px(_BOX)
            place = QRect(left, rect.center().y() - edge // 2 + 1, edge, edge)
            marks.paint_box(
                painter, place, ticked=bool(cell.ticked), enabled=cell.ticked is not None
            )
            left += edge + theme.px(_BOX_GAP)
        if cell.symbol:
            edge = theme.px(states.SIZE)
            states.paint(painter, cell.symbol, left, rect.center().y() - edge / 2 + 1)
            left += edge + theme.px(_GAP)
        return left

    def is_on_box(self, rect: QRect, column: int, x: int) -> bool:
        """Whether a click at ``x`` in a cell with a box means the box: it, and what lies left of it."""
        beside = theme.px(_BOX + _BOX_GAP // 2)
        alone = self._model.columns[column].box_alone
        return not alone or x <= self.inner(rect, column).left() + beside

    def inner(self, rect: QRect, column: int) -> QRect:
        """The rectangle of a cell without its margins."""
        left = theme.px(self._lead if self._is_first(column) else PAD)
        return rect.adjusted(left, 0, -theme.px(PAD), -1)

    def _is_first(self, column: int) -> bool:
        return column == 0

    def wanted_width(self, line: int, column: int) -> int:
        """Width a cell needs to show everything; 0 on group rows."""
        cell = self._model.cell(line, column)
        return 0 if cell is None else self.width_of(cell, column)

    def width_of(self, cell: Cell, column: int) -> int:
        """Width a cell of a column needs to show everything."""
        width = text_width(cell.text, bold=cell.bold)
        if cell.second:
            width = max(width, QFontMetrics(theme.font("small")).horizontalAdvance(cell.second))
        width += theme.px(states.SIZE + _GAP) if cell.symbol else 0
        width += theme.px(_BOX + _BOX_GAP) if cell.has_box else 0
        return width + theme.px((self._lead if self._is_first(column) else PAD) + PAD) + 3

    def is_cut(self, line: int, column: int, width: int) -> bool:
        """Whether the text of a cell does not fit into a width."""
        return self.wanted_width(line, column) - 3 > width

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """For Qt's own double click on the column border."""
        return QSize(self.wanted_width(index.row(), index.column()), option.rect.height())


def _title_room(group: Group, width: int) -> int:
    """Width for the title of a group: its note is never cut."""
    note = QFontMetrics(theme.font("small")).horizontalAdvance(group.note)
    return max(theme.px(_FOLD), width - theme.px(6 + _FOLD + _BOX_GAP + PAD) - note)


def text_width(text: str, *, bold: bool = False) -> int:
    """Width of a text in a table cell."""
    return QFontMetrics(theme.font("body", bold=bold)).horizontalAdvance(text)


def _draw_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    tone: Tone,
    *,
    role: theme.TextRole = "body",
    bold: bool = False,
    column: Column | None = None,
) -> None:
    painter.setFont(theme.font(role, bold=bold))
    painter.setPen(theme.color(tone))
    side = Qt.AlignmentFlag.AlignLeft
    mode = Qt.TextElideMode.ElideRight
    if column is not None and column.align == "right":
        side = Qt.AlignmentFlag.AlignRight
    if column is not None and column.elide == "middle":
        mode = Qt.TextElideMode.ElideMiddle
    shown = painter.fontMetrics().elidedText(text, mode, rect.width() + 1)
    painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter), shown)


def _line_below(painter: QPainter, rect: QRect) -> None:
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
