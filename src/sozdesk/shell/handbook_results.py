"""What the search in the handbook found: page and heading, and a line with the words marked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from sozdesk.kernel.german import plural
from sozdesk.shell.handbook_search import LEAST, MOST, Hit, Marked
from sozdesk.widgets import labels, layouts, theme
from sozdesk.widgets.rows import Index
from sozdesk.widgets.theme import px
from sozdesk.widgets.tokens import Tone

_HIT = int(Qt.ItemDataRole.UserRole)
_LINES = 2
"""Most lines of a title, and of the text below it."""


class Results(QWidget):
    """A sentence with the number, and the list; a click or Enter opens a result."""

    chosen = Signal(object)
    """The :class:`~sozdesk.shell.handbook_search.Hit`."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence = labels.secondary("")
        self.list = _ResultList()
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        layouts.nest(column, layouts.row(self._sentence, margins=(14, 4, 12, 8)))
        column.addWidget(self.list, 1)
        column.addStretch()

    def show_hits(self, query: str, hits: tuple[Hit, ...]) -> None:
        """List what was found, the first one chosen."""
        self.list.fill(hits)
        self.list.setVisible(bool(hits))
        self._sentence.setText(_sentence(query.strip(), len(hits)))

    def sentence(self) -> str:
        """What is said above the list."""
        return self._sentence.text()

    def hits(self) -> tuple[Hit, ...]:
        """What is listed."""
        return tuple(self.list.item(row).data(_HIT) for row in range(self.list.count()))

    def move(self, step: int) -> None:  # type: ignore[override]
        """Choose the result above or below."""
        last = self.list.count() - 1
        self.list.setCurrentRow(max(0, min(last, self.list.currentRow() + step)))

    def open_current(self) -> None:
        """Open the chosen result."""
        self._choose(self.list.currentItem())

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_HIT))


def _sentence(query: str, number: int) -> str:
    if number == MOST:
        return f"Die ersten {MOST} Stellen im Handbuch. Ein weiteres Wort grenzt sie ein."
    if number:
        return f"{plural(number, 'Stelle', 'Stellen')} im Handbuch"
    if max((len(word) for word in query.split()), default=0) < LEAST:
        return f"Tippen Sie mindestens {LEAST} Buchstaben."
    return (
        f"Nichts gefunden zu «{query}». Versuchen Sie ein anderes oder kürzeres Wort, oder öffnen "
        "Sie eine Seite im Inhalt."
    )


class _ResultList(QListWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Suchergebnisse")
        self.setItemDelegate(_ResultDelegate(self))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # one width, one wrap
        self.setMouseTracking(True)

    def fill(self, hits: tuple[Hit, ...]) -> None:
        """List the results."""
        self.clear()
        for hit in hits:
            item = QListWidgetItem(hit.title.text, self)
            item.setData(_HIT, hit)
            spoken = f"{hit.title.text}: {hit.line.text}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.setCurrentRow(0 if hits else -1)


class _ResultDelegate(QStyledItemDelegate):
    """Two texts, one below the other; found words bold in the accent colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one result."""
        state = QStyle.StateFlag
        painter.save()
        if state.State_Selected in option.state:
            painter.fillRect(option.rect, theme.color("sel"))
        elif state.State_MouseOver in option.state:
            painter.fillRect(option.rect, theme.color("hover"))
        hit: Hit = index.data(_HIT)
        inside = _inside(option.rect)
        title = _laid_out(hit.title, theme.font("label"), inside.width())
        line = _laid_out(hit.line, theme.font("small"), inside.width())
        _draw(painter, title, QPointF(inside.topLeft()), "text")
        below = QPointF(inside.left(), inside.top() + title.boundingRect().height() + px(2))
        _draw(painter, line, below, "text2")
        painter.setPen(theme.color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """As high as its texts at this width."""
        view = self.parent()
        assert isinstance(view, QListWidget)
        width = view.viewport().width()
        hit: Hit = index.data(_HIT)
        inside = _inside(QRect(0, 0, width, 0)).width()
        title = _laid_out(hit.title, theme.font("label"), inside)
        line = _laid_out(hit.line, theme.font("small"), inside)
        height = title.boundingRect().height() + line.boundingRect().height()
        return QSize(width, round(height) + px(18))


def _inside(rect: QRect) -> QRect:
    return rect.adjusted(px(14), px(8), -px(12), -px(8))


def _laid_out(marked: Marked, font: QFont, width: int) -> QTextLayout:
    """The text in its lines; what is longer than they may be is not shown."""
    layout = QTextLayout(marked.text, font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.setFormats([_format(begin, end) for begin, end in marked.spans])
    layout.beginLayout()
    top = 0.0
    for _ in range(_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def _format(begin: int, end: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.Bold)
    look.setForeground(theme.color("accent"))
    made.start, made.length, made.format = begin, end - begin, look
    return made


def _draw(painter: QPainter, layout: QTextLayout, place: QPointF, tone: Tone) -> None:
    painter.setPen(theme.color(tone))
    layout.draw(painter, place)
