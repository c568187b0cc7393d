"""Walks a page and says what people with keyboard, screen reader or big letters would stumble over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from sozdesk.widgets import theme
from sozdesk.widgets.tokens import Tone, contrast

LEAST_TARGET = 26
"""Height of what is clicked, in logical px before the size factor."""
LEAST_CONTRAST = 4.5
_MNEMONIC = re.compile(r"&([^&\s])")
_INPUTS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)
_TEXTS: tuple[Tone, ...] = (
    "text",
    "text2",
    "accent",
    "ok",
    "warn",
    "err",
    "query",
    "info",
    "neutral",
)
_GROUNDS: tuple[Tone, ...] = ("page", "field", "raised", "chrome", "header", "hover")


def problems(widget: QWidget) -> list[str]:
    """Everything wrong on a shown page, one English sentence each; empty = good."""
    seen = list(_visible(widget))
    found = [*_unnamed(seen), *_bare_icons(seen), *_same_mnemonics(seen)]
    found += [*_small_targets(seen), *_cut_texts(seen), *low_contrasts()]
    return found


def _visible(widget: QWidget) -> Iterator[QWidget]:
    """The widget and its visible children, without the insides of Qt's own composites."""
    yield widget
    for child in widget.findChildren(QWidget):
        inside = isinstance(child.parentWidget(), QLineEdit | QComboBox | QAbstractSpinBox)
        if child.isVisibleTo(widget) and not inside and not child.isWindow():
            yield child


def _name(widget: QWidget) -> str:
    words = widget.accessibleName() or getattr(widget, "text", lambda: "")()
    return f"{type(widget).__name__} «{words}»"


def _unnamed(seen: list[QWidget]) -> Iterator[str]:
    buddies = {id(label.buddy()) for label in seen if isinstance(label, QLabel) and label.buddy()}
    for widget in seen:
        named = id(widget) in buddies or widget.accessibleName()
        if isinstance(widget, _INPUTS) and not _is_inner(widget) and not named:
            yield f"{_name(widget)} has neither a label nor an accessible name"


def _is_inner(widget: QWidget) -> bool:
    """Parts of Qt's own views (the corner, the head) are not inputs of ours."""
    return type(widget).__name__ in ("QHeaderView", "Header", "QTableCornerButton")


def _bare_icons(seen: list[QWidget]) -> Iterator[str]:
    for widget in seen:
        if not isinstance(widget, QAbstractButton) or widget.text() or _is_inner(widget):
            continue
        if not widget.accessibleName() or not widget.toolTip():
            yield f"{_name(widget)} is an icon without an accessible name and a tool tip"


def _same_mnemonics(seen: list[QWidget]) -> Iterator[str]:
    letters = [
        (match.group(1).casefold(), name)
        for text, name in _marked_texts(seen)
        if (match := _MNEMONIC.search(text.replace("&&", "")))
    ]
    twice = [
        letter for letter, times in Counter(letter for letter, _ in letters).items() if times > 1
    ]
    for letter in twice:
        users = ", ".join(name for used, name in letters if used == letter)
        yield f"mnemonic «{letter}» is used more than once: {users}"


def _marked_texts(seen: list[QWidget]) -> Iterator[tuple[str, str]]:
    """Texts in which ``&`` is a mnemonic, and whose they are; labels only mark one with a buddy.

    The menus of a bar count: Alt and a letter open the menu, whatever the page has in mind.
    """
    for widget in seen:
        if isinstance(widget, QMenuBar):
            yield from ((menu.text(), f"menu «{menu.text()}»") for menu in widget.actions())
        elif isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy()):
            yield widget.text(), _name(widget)


def _small_targets(seen: list[QWidget]) -> Iterator[str]:
    least = theme.px(LEAST_TARGET)
    for widget in seen:
        takes_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
        aimed_at = isinstance(widget, QAbstractButton | QLineEdit | QComboBox)
        if takes_keys and aimed_at and widget.height() < least and not _in_field_frame(widget):
            yield f"{_name(widget)} is only {widget.height()} px high"


def _in_field_frame(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return parent is not None and parent.property("role") == "field"


def _cut_texts(seen: list[QWidget]) -> Iterator[str]:
    for widget in seen:
        if isinstance(widget, QLabel) and widget.text() and _is_label_cut(widget):
            yield f"{_name(widget)} is cut: {widget.size().width()} × {widget.size().height()} px"
        elif isinstance(widget, QAbstractButton) and widget.text() and _is_button_cut(widget):
            yield f"{_name(widget)} is cut: {widget.width()} px"


def _is_label_cut(label: QLabel) -> bool:
    label.ensurePolished()
    words = label.text().replace("&&", "\0").replace("&", "") if label.buddy() else label.text()
    metrics = QFontMetrics(label.font())
    room = label.contentsRect()
    flags = int(Qt.TextFlag.TextWordWrap) if label.wordWrap() else 0
    needed = metrics.boundingRect(QRect(QPoint(), room.size()), flags, words)
    return needed.width() > room.width() + 1 or needed.height() > room.height() + 2


def _is_button_cut(button: QAbstractButton) -> bool:
    button.ensurePolished()
    words = button.text().replace("&&", "\0").replace("&", "")
    metrics = QFontMetrics(button.font())
    lines = words.split("\n")
    width = max(map(metrics.horizontalAdvance, lines))
    if len(lines) * metrics.lineSpacing() > button.height() + 2:
        return True
    if not button.icon().isNull():
        width += button.iconSize().width()
    if isinstance(button, QCheckBox | QRadioButton):
        width = button.sizeHint().width()
    return width > button.width()


def low_contrasts() -> list[str]:
    """Pairs of text and ground in the colours in force that lie under 4.5 : 1."""
    names = theme.current()
    return [
        f"{text} on {ground} has only {ratio:.1f} : 1"
        for text in _TEXTS
        for ground in _GROUNDS
        if (ratio := contrast(getattr(names, text), getattr(names, ground))) < LEAST_CONTRAST
    ]
