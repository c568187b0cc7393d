"""Buttons: primary, plain, link, icon. ``…`` at the end of a text if a dialog follows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QSizePolicy, QToolButton

from sozdesk.widgets import icons, theme
from sozdesk.widgets.tokens import Tone

Slot = Callable[[], object]

_LEAST_LINK = 160
_LINK_FRAME = 8
"""Room for the focus ring and a pixel of air on both sides of a link."""


def press_with_enter(focused: QAbstractButton, event: QKeyEvent) -> bool:
    """Enter presses the button that has the focus, as Space does; True if the key was Enter.

    A key that is held down presses once.
    """
    if not is_enter(event):
        return False
    event.accept()
    if not event.isAutoRepeat():
        focused.click()
    return True


def is_enter(event: QKeyEvent) -> bool:
    """Whether it is one of the two Enter keys."""
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Button(QPushButton):
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter is for this button; Qt would hand it to the default button of a dialog."""
        if not press_with_enter(self, event):
            super().keyPressEvent(event)


class _WrappingLink(_Button):
    """A sentence as a link: it breaks into lines where a button would be cut or push the page."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words
        self.setAccessibleName(words.replace("&&", "&"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A few words beside each other."""
        return QSize(theme.px(_LEAST_LINK), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break the sentence anew."""
        super().resizeEvent(event)
        folded = self._folded(self.width() - theme.px(_LINK_FRAME))
        if folded != self.text():
            self.setText(folded)

    def _folded(self, room: int) -> str:
        metrics = self.fontMetrics()
        lines: list[str] = []
        for word in self._words.split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and metrics.horizontalAdvance(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return "\n".join(lines)


class _IconButton(QToolButton):
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter is for this button, too."""
        if not press_with_enter(self, event):
            super().keyPressEvent(event)


def button(
    text: str,
    clicked: Slot | None = None,
    *,
    icon: str = "",
    primary: bool = False,
    tip: str = "",
    key: str = "",
) -> QPushButton:
    """A button with a verb; ``&`` marks the mnemonic. At most one ``primary`` per page."""
    made = _Button(text)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setAutoDefault(False)
    if primary:
        theme.give(made, primary="true")
    if icon:
        icons.dress(made, icon, tone="on_accent" if primary else "text")
    _finish(made, clicked, tip, key)
    return made


def link(
    text: str, clicked: Slot | None = None, *, tip: str = "", wrap: bool = False
) -> QPushButton:
    """An underlined link that leads to another place; reached with the Tab key like a button.

    ``wrap`` for whole sentences, which break into lines where there is no room.
    """
    made = _WrappingLink(text) if wrap else _Button(text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if not wrap:
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setAutoDefault(False)
    theme.give(made, role="link")
    _finish(made, clicked, tip, "")
    return made


def icon_button(
    icon: str, name: str, clicked: Slot | None = None, *, key: str = "", tone: Tone = "text"
) -> QToolButton:
    """An icon alone: only for ``…``, ``?``, lock, back, open/close. ``name`` is its tool tip too."""
    made = _IconButton()
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setFixedSize(theme.px(30), theme.px(30))
    icons.dress(made, icon, size=18, tone=tone)
    made.setAccessibleName(name)
    _finish(made, clicked, f"{name} ({_native(key)})" if key else name, key)
    return made


def _finish(made: QPushButton | QToolButton, clicked: Slot | None, tip: str, key: str) -> None:
    if clicked is not None:
        made.clicked.connect(lambda *_: clicked())
    if tip:
        made.setToolTip(tip)
    if key:
        made.setShortcut(QKeySequence(key))


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def action(text: str, triggered: Slot, *, key: str = "", enabled: bool = True) -> QAction:
    """A command for menus; ``key`` such as ``Ctrl+E``."""
    made = QAction(text)
    made.triggered.connect(lambda *_: triggered())
    made.setEnabled(enabled)
    if key:
        made.setShortcut(QKeySequence(key))
    return made


def more_button(actions: list[QAction], name: str = "Weitere Befehle") -> QToolButton:
    """The ``…`` button with a menu of the rarer commands."""
    made = icon_button("ellipsis", name)
    menu = QMenu(made)
    fill_menu(menu, actions)
    made.setMenu(menu)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return made


def gap() -> QAction:
    """A line between two groups of a menu."""
    made = QAction()
    made.setSeparator(True)
    return made


def fill_menu(menu: QMenu, actions: list[QAction]) -> None:
    """Put commands into a menu, which then owns them."""
    for entry in actions:
        if entry.parent() is None:
            entry.setParent(menu)
        menu.addAction(entry)
