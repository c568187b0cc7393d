"""Choosing one or several municipalities by name or BFS number.

Typing offers those that match; Enter takes the marked one. Several stand as small chips in the
field; backspace in the empty line removes the last one.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from sozdesk.kernel import german
from sozdesk.kernel.municipality import Municipality
from sozdesk.widgets import icons, layouts, marks, theme
from sozdesk.widgets.rows import Index

_PLACEHOLDER = "Name oder BFS-Nummer"
_MOST = 8
"""Suggestions shown at once; more typing finds the rest."""


def matching(text: str, places: Sequence[Municipality]) -> tuple[Municipality, ...]:
    """Those whose name starts with the text, then those that hold it; or by BFS number."""
    wanted = german.search_key(text)
    if not wanted:
        return ()
    if wanted.isdigit():
        return tuple(m for m in places if str(m.bfs_number).startswith(wanted))
    keys = [(german.search_key(m.official_name), m) for m in places]
    first = [m for key, m in keys if key.startswith(wanted)]
    return (*first, *(m for key, m in keys if wanted in key and not key.startswith(wanted)))


def district_line(place: Municipality) -> str:
    """«Bezirk Laufen, BFS-Nr. 2792»."""
    district = place.district
    named = district if district.startswith("Bezirk") or not district else f"Bezirk {district}"
    return ", ".join(filter(None, (named, f"BFS-Nr. {place.bfs_number}")))


class _Suggestion(QStyledItemDelegate):
    """Name with the typed letters in 600, district and number in grey on the right."""

    def __init__(self, popup: SuggestionList) -> None:
        super().__init__(popup)
        self._popup = popup

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802 - Qt's name and signature
        """30 px high."""
        return QSize(theme.px(240), theme.px(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one suggestion."""
        place = self._popup.places[index.row()]
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.color("sel"))
        rect = option.rect.adjusted(theme.px(12), 0, -theme.px(12), 0)
        self._paint_name(painter, rect, place.official_name)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, int(side), district_line(place))
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRect, name: str) -> None:
        typed = self._popup.typed
        bold = name[: len(typed)] if name.casefold().startswith(typed.casefold()) else ""
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font("body", bold=True))
        centre = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(rect, centre, bold)
        rect.setLeft(rect.left() + painter.fontMetrics().horizontalAdvance(bold))
        painter.setFont(theme.font("body"))
        painter.drawText(rect, centre, name[len(bold) :])


class SuggestionList(QListView):
    """The list below the line; never takes the focus."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self.places: tuple[Municipality, ...] = ()
        self.typed = ""
        self._words = QStringListModel(self)
        self.setModel(self._words)
        self.setItemDelegate(_Suggestion(self))
        self.setWindowFlags(Qt.WindowType.ToolTip)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("Vorschläge")
        theme.give(self, role="popup")

    def offer(self, typed: str, places: Sequence[Municipality], anchor: QWidget) -> None:
        """Show suggestions below ``anchor``; hides itself without any."""
        self.typed, self.places = typed, tuple(places[:_MOST])
        self._words.setStringList([f"{m.official_name}, {district_line(m)}" for m in self.places])
        if not self.places:
            self.hide()
            return
        self.setCurrentIndex(self._words.index(0))
        height = len(self.places) * theme.px(30) + 2
        self.setGeometry(
            QRect(
                anchor.mapToGlobal(QPoint(0, anchor.height() + 3)),
                QSize(max(anchor.width(), theme.px(320)), height),
            )
        )
        self.show()

    def marked(self) -> Municipality | None:
        """The suggestion that Enter would take."""
        row = self.currentIndex().row()
        return self.places[row] if self.places and 0 <= row < len(self.places) else None

    def move(self, step: int) -> None:  # type: ignore[override]
        """Mark the next or previous suggestion."""
        row = min(max(self.currentIndex().row() + step, 0), len(self.places) - 1)
        self.setCurrentIndex(self._words.index(row))


class _Completing(QObject):
    """Connects a line with its suggestions: typing offers, arrows mark, Enter and click take."""

    taken = Signal(object)

    def __init__(self, line: QLineEdit, anchor: QWidget, places: Sequence[Municipality]) -> None:
        super().__init__(line)
        self.line, self.anchor = line, anchor
        self.places = tuple(places)
        self.hidden: set[int] = set()
        self.list = SuggestionList(line)
        self.list.clicked.connect(lambda _index: self.take())
        line.textEdited.connect(self.offer)
        line.installEventFilter(self)

    def offer(self, text: str) -> None:
        """Show what matches."""
        free = [m for m in self.places if m.bfs_number not in self.hidden]
        self.list.offer(text.strip(), matching(text, free), self.anchor)

    def take(self) -> None:
        """Take the marked suggestion."""
        place = self.list.marked()
        self.list.hide()
        if place is not None:
            self.taken.emit(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keys that belong to the list while it is open."""
        if event.type() == QEvent.Type.FocusOut:
            self.list.hide()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._use_key(event)
        return super().eventFilter(watched, event)

    def _use_key(self, event: QKeyEvent) -> bool:
        if not self.list.isVisible():
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.list.move(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif event.key() == Qt.Key.Key_Escape:
            self.list.hide()
        else:
            return False
        return True


class MunicipalityInput(QLineEdit):
    """One municipality; ``value()`` is its BFS number or None."""

    changed = Signal()

    def __init__(self, places: Sequence[Municipality]) -> None:
        super().__init__()
        self._places = tuple(places)
        self._chosen: int | None = None
        self.setPlaceholderText(_PLACEHOLDER)
        self.setMinimumWidth(theme.px(260))
        self._completing = _Completing(self, self, self._places)
        self._completing.taken.connect(lambda place: self.set_value(place.bfs_number))
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._settle)

    def value(self) -> int | None:
        """BFS number of the chosen municipality."""
        return self._chosen

    def set_value(self, value: int | None) -> None:
        """Choose by BFS number; an unknown one chooses nothing."""
        found = [m for m in self._places if m.bfs_number == value]
        self._chosen = found[0].bfs_number if found else None
        self.setText(found[0].official_name if found else "")
        self.changed.emit()

    def problem(self) -> str:
        """A text that is no municipality."""
        if self._chosen is not None or not self.text().strip():
            return ""
        return (
            f"«{self.text().strip()}» ist keine Gemeinde aus der Liste. Wählen Sie einen Vorschlag."
        )

    def focus_target(self) -> QWidget:
        """Itself."""
        return self

    def _on_edited(self, _text: str) -> None:
        self._chosen = None
        self.changed.emit()

    def _settle(self) -> None:
        """A complete name or number counts without a choice from the list."""
        wanted = german.search_key(self.text())
        exact = [
            m
            for m in self._places
            if wanted in (german.search_key(m.official_name), str(m.bfs_number))
        ]
        if self._chosen is None and len(exact) == 1:
            self.set_value(exact[0].bfs_number)


class _TakenChip(QAbstractButton):
    """A chosen municipality in the field; the button removes it."""

    def __init__(self, place: Municipality) -> None:
        super().__init__()
        self.setText(place.official_name)
        self.setAccessibleName(f"{place.official_name} entfernen")
        self.setToolTip(f"{place.official_name} entfernen")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Name and cross."""
        width = QFontMetrics(theme.font("body")).horizontalAdvance(self.text())
        return QSize(width + theme.px(36), theme.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Frame, name, cross."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.setBrush(theme.color("neutral_bg"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font("body"))
        centre = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self.rect().adjusted(theme.px(9), 0, 0, -1), centre, self.text())
        edge = theme.px(14)
        left = self.width() - edge - theme.px(6)
        cross = icons.pixmap("x", 14, "text2", self.devicePixelRatioF())
        painter.drawPixmap(QRect(left, (self.height() - edge) // 2, edge, edge), cross)
        marks.paint_focus(painter, self)
        painter.end()


class MunicipalitiesInput(QFrame):
    """Several municipalities; ``value()`` is a tuple of BFS numbers in the order of choosing."""

    changed = Signal()

    def __init__(self, places: Sequence[Municipality]) -> None:
        super().__init__()
        self._places = {place.bfs_number: place for place in places}
        self._chosen: list[int] = []
        theme.give(self, role="field")
        self.line = QLineEdit()
        self._flow = layouts.FlowLayout(5)
        self._completing = _Completing(self.line, self, places)
        self._completing.taken.connect(lambda place: self._take(place.bfs_number))
        self.line.installEventFilter(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.px(5), theme.px(3), theme.px(5), theme.px(3))
        layouts.nest(whole, self._flow)
        self.setFocusProxy(self.line)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._fill()

    def value(self) -> tuple[int, ...]:
        """BFS numbers."""
        return tuple(self._chosen)

    def set_value(self, value: Sequence[int] | None) -> None:
        """Choose these; unknown numbers are left out."""
        self._chosen = [number for number in value or () if number in self._places]
        self._fill()
        self.changed.emit()

    def problem(self) -> str:
        """A text that was not taken from the list."""
        text = self.line.text().strip()
        return (
            f"«{text}» ist noch nicht gewählt. Nehmen Sie einen Vorschlag mit Enter."
            if text
            else ""
        )

    def focus_target(self) -> QWidget:
        """The line."""
        return self.line

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Wherever the field is clicked, typing goes into its line."""
        super().mousePressEvent(event)
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)

    def _take(self, number: int) -> None:
        self.line.clear()
        self.set_value([*self._chosen, number])

    def _remove(self, number: int) -> None:
        self.set_value([kept for kept in self._chosen if kept != number])
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        self._flow.removeWidget(self.line)
        layouts.empty(self._flow)
        for number in self._chosen:
            chip = _TakenChip(self._places[number])
            chip.clicked.connect(lambda *_, n=number: self._remove(n))
            self._flow.addWidget(chip)
        self._flow.addWidget(self.line)
        self._completing.hidden = set(self._chosen)
        hint = "" if self._chosen else _PLACEHOLDER
        self.line.setPlaceholderText(hint)
        room = self.line.fontMetrics().horizontalAdvance(hint) + theme.px(24)
        self.line.setMinimumWidth(max(theme.px(110), room))
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The frame shows the focus; backspace removes the last one."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            theme.give(self, focus="true" if event.type() == QEvent.Type.FocusIn else "")
        is_back = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Backspace
        if (
            is_back
            and event.type() == QEvent.Type.KeyPress
            and not self.line.text()
            and self._chosen
        ):
            self._remove(self._chosen[-1])
            return True
        return super().eventFilter(watched, event)
