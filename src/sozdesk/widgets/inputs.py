"""What people type or choose into.

Every input has ``value()``, ``set_value()``, ``changed`` and ``problem()``: the German sentence if
the text cannot be read, else an empty text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Protocol

from PySide6.QtCore import QRect, QSize, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from sozdesk.kernel import german
from sozdesk.widgets import buttons, icons, labels, layouts, theme
from sozdesk.widgets.marks import CheckBox, RadioButton
from sozdesk.widgets.tokens import Tone


class Input(Protocol):
    """What a :class:`sozdesk.widgets.fields.Field` can hold."""

    @property
    def changed(self) -> SignalInstance:
        """Fires when a person or the program changed the value."""
        ...

    def value(self) -> Any:
        """The value, or None if empty; an unreadable text counts as empty."""
        ...

    def set_value(self, value: Any) -> None:
        """Show a value."""
        ...

    def problem(self) -> str:
        """Why the text cannot be read, else empty."""
        ...

    def focus_target(self) -> QWidget:
        """The widget that takes keys, is the label's buddy and gets the red outline."""
        ...


class TextInput(QLineEdit):
    """One line of text; the value is cleaned (NFC, trimmed)."""

    changed = Signal()

    def __init__(self, *, placeholder: str = "", limit: int = 200) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setMaxLength(limit)
        self.textChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> str:
        """The cleaned text."""
        return german.clean(self.text())

    def set_value(self, value: str | None) -> None:
        """Show a text."""
        self.setText(value or "")

    def problem(self) -> str:
        """Any text can be read."""
        return ""

    def focus_target(self) -> QWidget:
        """Itself."""
        return self


class TextArea(QPlainTextEdit):
    """A few lines of text; Tab leaves it."""

    changed = Signal()

    def __init__(self, *, lines: int = 3) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.px(20 * lines + 12))
        self.textChanged.connect(self.changed.emit)

    def value(self) -> str:
        """The text, trimmed; lines stay."""
        return "\n".join(german.clean(line) for line in self.toPlainText().strip().splitlines())

    def set_value(self, value: str | None) -> None:
        """Show a text."""
        self.setPlainText(value or "")

    def problem(self) -> str:
        """Any text can be read."""
        return ""

    def focus_target(self) -> QWidget:
        """Itself."""
        return self


class PasswordInput(QWidget):
    """A password with a button that shows it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self.eye = buttons.icon_button("eye", "Passwort zeigen")
        self.eye.setCheckable(True)
        self.eye.toggled.connect(lambda on: self._show(shown=on))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self.line, 1)
        row.addWidget(self.eye)
        self.setFocusProxy(self.line)

    def _show(self, *, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.line.setEchoMode(mode.Normal if shown else mode.Password)
        name = "Passwort verbergen" if shown else "Passwort zeigen"
        icons.dress(self.eye, "eye-off" if shown else "eye", size=18)
        self.eye.setAccessibleName(name)
        self.eye.setToolTip(name)

    def value(self) -> str:
        """The password exactly as typed."""
        return self.line.text()

    def set_value(self, value: str | None) -> None:
        """Set or, with None, forget it."""
        self.line.setText(value or "")

    def problem(self) -> str:
        """Any password can be read."""
        return ""

    def focus_target(self) -> QWidget:
        """The line."""
        return self.line


def lines_before_eyes(*inputs: PasswordInput) -> None:
    """Tab goes through the lines first: nobody shows a password before it is typed."""
    for before, after in pairwise([inputs[-1].line, *(entry.eye for entry in inputs)]):
        QWidget.setTabOrder(before, after)


class _ChoiceItem(QStyledItemDelegate):
    """List rows of 30 px, so that they can be hit."""

    def sizeHint(self, option: Any, index: Any) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the words."""
        return QSize(super().sizeHint(option, index).width(), theme.px(30))


class Choice(QComboBox):
    """One of a list: pairs of value and words; ``empty`` adds a first line without a value."""

    changed = Signal()

    def __init__(self, choices: Sequence[tuple[Any, str]], *, empty: str | None = None) -> None:
        super().__init__()
        self._values: list[Any] = []
        """Kept here: Qt would hand back a plain text for a member of a StrEnum."""
        self.setItemDelegate(_ChoiceItem(self))
        self.set_choices(choices if empty is None else [(None, empty), *choices])
        self.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer other values; the first one is chosen."""
        self._values = []
        self.clear()
        self._values = [value for value, _words in choices]
        self.addItems([words for _value, words in choices])

    def offer(self, choices: Sequence[tuple[Any, str]], everything: str) -> None:
        """Other choices below one for all; what was chosen stays if it is still there."""
        before = self.value()
        self.set_choices([(None, everything), *choices])
        self.setCurrentIndex(self._values.index(before) if before in self._values else 0)

    def value(self) -> Any:
        """The chosen value; None if nothing is chosen."""
        place = self.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else None

    def set_value(self, value: Any) -> None:
        """Choose a value; one that is not in the list chooses nothing."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def problem(self) -> str:
        """A choice can always be read."""
        return ""

    def focus_target(self) -> QWidget:
        """Itself."""
        return self

    def wheelEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        """Scrolling a form must not change a choice by accident."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The frame by the style, the arrow by us."""
        super().paintEvent(event)
        _paint_arrow(self)


def _paint_arrow(box: QComboBox) -> None:
    painter = QPainter(box)
    edge = theme.px(16)
    left = box.width() - edge - theme.px(7)
    tone: Tone = "text" if box.isEnabled() else "textd"
    picture = icons.pixmap("chevron-down", 16, tone, box.devicePixelRatioF())
    painter.drawPixmap(QRect(left, (box.height() - edge) // 2, edge, edge), picture)
    painter.end()


class SuggestedInput(QComboBox):
    """One line of text with the usual words to choose from; the value is cleaned."""

    changed = Signal()

    def __init__(self, words: Sequence[str], *, limit: int = 200) -> None:
        super().__init__()
        self.setItemDelegate(_ChoiceItem(self))
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(list(words))
        self.setEditText("")
        line = self.lineEdit()
        assert line is not None
        line.setMaxLength(limit)
        self.editTextChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> str:
        """The cleaned text."""
        return german.clean(self.currentText())

    def set_value(self, value: str | None) -> None:
        """Show a text, whether it is among the usual ones or not."""
        self.setEditText(value or "")

    def problem(self) -> str:
        """Any text can be read."""
        return ""

    def focus_target(self) -> QWidget:
        """Itself."""
        return self

    def wheelEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        """Scrolling a form must not change it by accident."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The frame by the style, the arrow by us."""
        super().paintEvent(event)
        _paint_arrow(self)


class Tick(CheckBox):
    """A check box as an input; ``value()`` is True or False."""

    changed = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.toggled.connect(lambda _on: self.changed.emit())

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: bool | None) -> None:
        """Tick it or not."""
        self.setChecked(bool(value))

    def problem(self) -> str:
        """A box can always be read."""
        return ""

    def focus_target(self) -> QWidget:
        """Itself."""
        return self


class RadioChoice(QWidget):
    """One of a few, all visible. Choices are (value, words) or (value, words, explanation)."""

    changed = Signal()

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[Any, str] | tuple[Any, str, str]],
        *,
        across: bool = True,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._values = [choice[0] for choice in choices]
        self._group = QButtonGroup(self)
        self._below: dict[Any, QVBoxLayout] = {}
        holder = QHBoxLayout(self) if across else QVBoxLayout(self)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.setSpacing(theme.px(16 if across else 8))
        for number, choice in enumerate(choices):
            layouts.nest(holder, self._option(number, choice))
        if across:
            holder.addStretch(1)
        self._group.idToggled.connect(self._on_toggled)

    def _option(self, number: int, choice: tuple[Any, ...]) -> QVBoxLayout:
        explained = len(choice) > 2
        button = RadioButton(choice[1], strong=explained)
        self._group.addButton(button, number)
        option = layouts.column(button, spacing=0)
        below = layouts.column(spacing=6, margins=(28, 0, 0, 0))
        if explained:
            button.setAccessibleDescription(choice[2])
            below.addWidget(labels.text(choice[2], "body", "text2"))
        layouts.nest(option, below)
        self._below[choice[0]] = below
        return option

    def put_below(self, value: Any, widget: QWidget) -> None:
        """Show a widget under one of the choices."""
        self._below[value].addWidget(widget)

    def value(self) -> Any:
        """The chosen value, None if nothing is chosen."""
        number = self._group.checkedId()
        return self._values[number] if number >= 0 else None

    def set_value(self, value: Any) -> None:
        """Choose a value; one that is not offered chooses nothing."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)

    def problem(self) -> str:
        """A choice can always be read."""
        return ""

    def focus_target(self) -> QWidget:
        """The chosen button, else the first."""
        chosen = self._group.checkedButton()
        return chosen or self._group.buttons()[0]

    def _on_toggled(self, _number: int, on: bool) -> None:
        if on:
            self.changed.emit()
