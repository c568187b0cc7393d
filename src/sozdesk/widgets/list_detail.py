"""List on the left, detail on the right; below 900 px of window they become two steps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from sozdesk.widgets import buttons, labels, layouts, theme
from sozdesk.widgets.list_pane import ListPane

_NARROW = 900


class ListDetail(QWidget):
    """Shows a :class:`ListPane` beside a detail that scrolls.

    ``share`` = part of the width that the list gets (0.5–0.6). Call :meth:`set_detail` whenever
    another row is current. In a narrow window, opening a row shows the detail alone and the back
    arrow returns to the list.
    """

    share_changed = Signal(float)
    """The person moved the splitter (remember it per page)."""

    def __init__(
        self, pane: ListPane, *, share: float = 0.52, hint: str = "Wählen Sie links eine Zeile."
    ) -> None:
        super().__init__()
        self.pane = pane
        self._share = share
        self._hint = hint
        self._narrow = False
        self._on_detail = False
        self._area: QScrollArea | None = None
        self._back = buttons.link("‹ Zurück zur Liste", self.show_list)
        self._back_row = layouts.box(layouts.row(self._back, None, margins=(20, 8, 20, 0)))
        self._back_row.hide()
        self._stack = QStackedLayout()
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._back_row)
        layouts.nest(column, self._stack, 1)
        self._right = right
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(pane)
        self._splitter.addWidget(right)
        self._splitter.splitterMoved.connect(self._remember)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)
        pane.table.opened.connect(lambda _row: self.show_detail())
        self.set_detail(None)

    def set_detail(self, detail: QWidget | None) -> None:
        """Show a detail; None shows the hint what to do. The one before is deleted."""
        shown = detail or layouts.box(
            layouts.column(labels.text(self._hint, "body", "text2"), None, margins=(20, 24, 20, 0))
        )
        area = layouts.scroll(shown, "Einzelheiten")
        self._stack.addWidget(area)
        self._stack.setCurrentWidget(area)
        if self._area is not None:
            self._stack.removeWidget(self._area)
            self._area.deleteLater()
        self._area = area

    def holds_detail(self, widget: QWidget) -> bool:
        """Whether a widget stands in the detail."""
        return self._area is not None and self._area.isAncestorOf(widget)

    def scroll_to_top(self) -> None:
        """Show the beginning of the detail: it is about another record."""
        if self._area is not None:
            self._area.verticalScrollBar().setValue(0)

    def show_detail(self) -> None:
        """In a narrow window: the second step."""
        self._on_detail = True
        self._arrange()

    def show_list(self) -> None:
        """In a narrow window: back to the first step."""
        self._on_detail = False
        self._arrange()
        self.pane.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_narrow(self) -> bool:
        """Whether list and detail are two steps just now."""
        return self._narrow

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """One or two panes."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """The window is known now."""
        super().showEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self._narrow = self.window().width() < theme.px(_NARROW)
        self.pane.setVisible(not (self._narrow and self._on_detail))
        self._right.setVisible(not self._narrow or self._on_detail)
        self._back_row.setVisible(self._narrow)
        left = round(self.width() * self._share)
        self._splitter.setSizes([left, self.width() - left])

    def _remember(self, position: int, _handle: int) -> None:
        self._share = position / max(1, self.width())
        self.share_changed.emit(self._share)


def detail(*items: layouts.Item, spacing: int = 10) -> QWidget:
    """The content of a detail with its margins, from top to bottom."""
    return layouts.box(layouts.column(*items, None, spacing=spacing, margins=(20, 14, 20, 20)))


def detail_head(title: str, facts: str, *actions: QWidget) -> QWidget:
    """Title of the record, one line of facts, its commands on the right."""
    words = layouts.column(labels.record_title(title), labels.secondary(facts), spacing=3)
    buttons_row = layouts.column(layouts.row(*actions), None, spacing=0)
    line = layouts.row(words, buttons_row)
    line.setStretch(0, 1)
    return layouts.box(line)
