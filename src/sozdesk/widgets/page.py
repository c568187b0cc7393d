"""The frame of every page: head, tools, content, action bar; and what an empty page says.

From top to bottom: title with actions, one line of facts, a notice if something happened, tools
(progress, chips, filter), a line, the content, the action bar.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QHideEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sozdesk.widgets import buttons, icons, labels, layouts, states, theme
from sozdesk.widgets.announce import announce
from sozdesk.widgets.buttons import Slot
from sozdesk.widgets.tokens import Tone

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class PageHead(QWidget):
    """Title, one line of facts, actions on the right: at most one primary, two plain, then ``…``.

    Where title and actions do not fit side by side, the actions go below the facts.
    """

    def __init__(self, title: str, facts: str = "", *, back: Slot | None = None) -> None:
        super().__init__()
        self._title = labels.page_title(title)
        self._title.setMinimumHeight(theme.px(30))
        self._facts = labels.text(facts, "small", "text2")
        self._actions = layouts.row()
        self._holder = layouts.box(self._actions)
        self.back_button = None
        self._grid = QGridLayout(self)
        left = 14 if back else 24
        self._grid.setContentsMargins(theme.px(left), theme.px(16), theme.px(20), theme.px(14))
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(3))
        self._grid.setColumnStretch(1, 1)
        if back is not None:
            self.back_button = buttons.icon_button("arrow-left", "Zurück", back, key="Alt+Left")
            self._grid.addWidget(self.back_button, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self._title, 0, 1)
        self._grid.addWidget(self._facts, 1, 1, 1, 2)
        self._facts.setVisible(bool(facts))
        self._below = False
        self._place_actions()

    def _place_actions(self) -> None:
        row, column = (2, 1) if self._below else (0, 2)
        self._grid.addWidget(self._holder, row, column, _LEFT if self._below else _RIGHT)
        self._grid.setRowMinimumHeight(2, theme.px(38) if self._below else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Actions beside the title or below it."""
        super().resizeEvent(event)
        words = QFontMetrics(theme.font("page_title")).horizontalAdvance(self._title.text())
        needed = words + self._holder.sizeHint().width() + theme.px(80)
        below = needed > self.width() and self._holder.sizeHint().width() > theme.px(40)
        if below != self._below:
            self._below = below
            self._place_actions()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The actions alone must fit."""
        margins = theme.px(24 + 20)
        width = max(self._holder.sizeHint().width(), self._title.minimumSizeHint().width())
        return QSize(width + margins, super().minimumSizeHint().height())

    def set_title(self, title: str) -> None:
        """Another title."""
        self._title.setText(title)

    def title(self) -> str:
        """The title as shown."""
        return self._title.text()

    def set_facts(self, facts: str) -> None:
        """Another line of facts."""
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))

    def set_actions(
        self,
        *plain: QWidget,
        primary: QWidget | None = None,
        more: Sequence[QAction] = (),
    ) -> None:
        """The commands of the page, from the most to the least important."""
        layouts.empty(self._actions)
        for widget in ([primary] if primary else []) + list(plain):
            self._actions.addWidget(widget)
        if more:
            self._actions.addWidget(buttons.more_button(list(more)))


class Notice(QFrame):
    """A bar that says what happened and what to do; stays until it is settled."""

    def __init__(self, state: str, words: str, *actions: QWidget) -> None:
        super().__init__()
        theme.give(self, role="notice", tone=states.tone_of(state))
        self.words, self.state = words, state
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(12), theme.px(5), theme.px(8), theme.px(5))
        line.setSpacing(theme.px(10))
        line.addWidget(states.Symbol(state))
        line.addWidget(labels.body(words), 1)
        for widget in actions:
            line.addWidget(widget)


class ActionBar(QWidget):
    """The 48 px at the bottom of a page that ends in a decision: what will happen, then buttons."""

    def __init__(self, *actions: QWidget) -> None:
        super().__init__()
        theme.surface(self, "chrome")
        self._symbol = states.Symbol(states.State.HINT)
        self._symbol.hide()
        self._strong = labels.strong("", wrap=False)
        self._rest = labels.text("", "body", "text2")
        self._slot = QHBoxLayout()
        line = layouts.row(
            self._symbol, self._strong, self._rest, self._slot, margins=(24, 8, 16, 8)
        )
        line.setStretch(2, 1)
        for widget in actions:
            line.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(layouts.line())
        layouts.nest(whole, line)
        self.setMinimumHeight(theme.px(48))

    def set_message(self, strong: str = "", rest: str = "", state: str = "") -> None:
        """«8 von 14 werden erfasst» and «2 Entscheide sind noch offen»."""
        self._strong.setText(strong)
        self._strong.setVisible(bool(strong))
        self._rest.setText(rest)
        self._symbol.setVisible(bool(state))
        if state:
            self._symbol.set_state(state)

    def message(self) -> str:
        """Both parts of the message as one text."""
        return f"{self._strong.text()} {self._rest.text()}".strip()

    def show_progress(self, widget: QWidget | None) -> None:
        """Put a progress bar between message and buttons; None takes it away."""
        layouts.empty(self._slot)
        if widget is not None:
            self._slot.addWidget(widget, 1)


class Page(QWidget):
    """Base of all pages. Build with ``head``, ``add_tools``, ``set_content`` and ``set_bar``."""

    opened_with: tuple[str, Mapping[str, object]] | None = None
    """Module and target of a sub-page: how to make it again."""

    def __init__(self, title: str, facts: str = "", *, back: Slot | None = None) -> None:
        super().__init__()
        theme.surface(self, "page")
        self.head = PageHead(title, facts, back=back)
        self._notices = layouts.column(spacing=6, margins=(24, 0, 20, 0))
        self._notice: Notice | None = None
        self._tools = layouts.column(spacing=10, margins=(24, 0, 20, 0))
        self._tools_end = layouts.line()
        self._content = QVBoxLayout()
        self._bar = QVBoxLayout()
        whole = self._page_column = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        layouts.nest(whole, self._notices)
        layouts.nest(whole, self._tools)
        whole.addWidget(self._tools_end)
        layouts.nest(whole, self._content, 1)
        layouts.nest(whole, self._bar)

    def add_tools(self, *widgets: QWidget | None) -> None:
        """One more row below the head; the first widget gets the room, None is a stretch."""
        line = layouts.row(*widgets, spacing=12)
        if widgets and widgets[0] is not None:
            line.setStretch(0, 1)
        if self._tools.count():
            self._tools.takeAt(self._tools.count() - 1)
        layouts.nest(self._tools, line)
        self._tools.addSpacing(theme.px(11))

    def set_content(self, widget: QWidget, *, scroll: bool = False, line: bool = True) -> None:
        """The content; ``scroll`` for forms and texts (lists scroll themselves)."""
        layouts.empty(self._content)
        self._content.addWidget(layouts.scroll(widget) if scroll else widget)
        self._tools_end.setVisible(line)

    def set_bar(self, bar: ActionBar | None) -> None:
        """The action bar at the bottom."""
        layouts.empty(self._bar)
        if bar is not None:
            self._bar.addWidget(bar)

    def show_notice(self, words: str, *actions: QWidget, state: str = "hint") -> Notice:
        """A bar below the head, in place of the one before."""
        self.clear_notice()
        notice = self._notice = Notice(state, words, *actions)
        self._notices.addWidget(notice)
        announce(self, words)
        self._notices.setContentsMargins(theme.px(24), 0, theme.px(20), theme.px(12))
        return notice

    def clear_notice(self) -> None:
        """Take the notice away."""
        self._notice = None
        layouts.empty(self._notices)
        self._notices.setContentsMargins(theme.px(24), 0, theme.px(20), 0)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """What went well is no news any more when one comes back."""
        super().hideEvent(event)
        if self._notice is not None and self._notice.state == "ok" and not event.spontaneous():
            self.clear_notice()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name and call
        """Tab, in the order in which one reads, also for what was made late.

        If what had the focus was hidden or switched off, it stays on the page: Qt would go on to the
        first field of the window, and what is typed next would land there.
        """
        layouts.keys_in_order(*self.stops())
        lost = QApplication.focusWidget()
        if lost is None or lost is self or not self.isVisible() or not self.isAncestorOf(lost):
            return super().focusNextPrevChild(forward)
        if lost.isVisible() and lost.isEnabled():
            return super().focusNextPrevChild(forward)
        (_after(lost, self) or self).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def stops(self) -> Iterable[QWidget]:
        """What Tab leads through, one after the other; inside each it is the order of its layout."""
        return layouts.widgets_of(self._page_column)

    def event(self, event: QEvent) -> bool:
        """Coming back from a dialog during which the page was built anew, the focus is here, too."""
        if event.type() == QEvent.Type.WindowActivate and self.isVisible():
            held = self.window().focusWidget()
            if held is None or not held.isVisible():
                self.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
        return super().event(event)

    def notice(self) -> str:
        """The words of the notice shown now, empty if there is none."""
        return self._notice.words if self._notice is not None else ""


def _after(lost: QWidget, page: Page) -> QWidget | None:
    """What comes after a widget on the way of Tab, up to the end of its page."""
    found = lost.nextInFocusChain()
    while found is not None and found is not page and found is not lost:
        takes = found.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and found.isVisible() and found.isEnabled() and page.isAncestorOf(found):
            return found
        found = found.nextInFocusChain()
    return None


def page_of(widget: QWidget) -> Page | None:
    """The page a widget stands on."""
    current: QWidget | None = widget
    while current is not None and not isinstance(current, Page):
        current = current.parentWidget()
    return current


class IconLabel(QLabel):
    """A picture from the icon set that follows theme and scaling; decoration."""

    def __init__(self, name: str, size: int = 16, tone: Tone = "text") -> None:
        super().__init__()
        self._name, self._edge, self._tone = name, size, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._draw()
        theme.events().changed.connect(self._draw)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another screen, another pixel ratio."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._draw()

    def _draw(self) -> None:
        picture: QPixmap = icons.pixmap(
            self._name, self._edge, self._tone, self.devicePixelRatioF()
        )
        self.setPixmap(picture)
        self.setFixedSize(QSize(theme.px(self._edge), theme.px(self._edge)))


@dataclass(frozen=True, slots=True)
class Step:
    """One line of «So läuft die Erhebung»: when, and what happens."""

    when: str
    what: str


class EmptyState(QWidget):
    """What an empty page says: the next step as a title, two lines, a button, how the job runs."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        *actions: QWidget,
        steps_title: str = "",
        steps: Sequence[Step] = (),
        help_link: QWidget | None = None,
    ) -> None:
        super().__init__()
        block = layouts.column(
            IconLabel(icon, 40, "text2"),
            labels.text(title, "empty_title"),
            labels.text(text, "body", "text2"),
            layouts.row(*actions, None, spacing=12),
            spacing=8,
        )
        block.insertSpacing(3, theme.px(6))
        if steps:
            block.addSpacing(theme.px(12))
            block.addWidget(layouts.line())
            block.addSpacing(theme.px(6))
            block.addWidget(labels.text(steps_title, "column", "text2"))
            layouts.nest(block, _steps(steps))
        if help_link is not None:
            layouts.nest(block, layouts.row(help_link, None))
        holder = layouts.box(block)
        holder.setMaximumWidth(theme.px(560))
        inner = layouts.box(
            layouts.column(None, _centred(holder), None, None, margins=(24, 20, 20, 20))
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(layouts.scroll(inner))


def _centred(widget: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addStretch(1)
    line.addWidget(widget, 1000)
    line.addStretch(1)
    return line


def _steps(steps: Sequence[Step]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(12))
    grid.setVerticalSpacing(theme.px(6))
    grid.setColumnStretch(2, 1)
    for number, step in enumerate(steps):
        grid.addWidget(labels.strong(f"{number + 1}.", wrap=False), number, 0)
        grid.addWidget(labels.strong(step.when, wrap=False), number, 1)
        grid.addWidget(labels.text(step.what, "body", "text2"), number, 2)
    return grid
