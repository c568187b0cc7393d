"""A text with bound figures: typed with fields in braces, shown below as the report says it."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from sozdesk.features.strategy.rules import FIELD, FigureField
from sozdesk.widgets import buttons, labels, layouts, theme
from sozdesk.widgets.inputs import TextArea

PREVIEW = "So steht es im Bericht"
_WAIT = 120
"""Milliseconds after the last key until the preview is written anew."""


class FigureText(QWidget):
    """An input for a :class:`sozdesk.widgets.fields.Field`, or alone on a page.

    ``FigureText(rules.figure_fields(view), lines=6)`` in a form::

        form.add("text", Field("&Bericht", FigureText(fields, lines=6), optional=True))

    ``value()`` is the text with its fields in braces, as it is stored. ``set_fields`` shows the
    figures of another day. ``read_only`` leaves only the text as the report says it. ``menu_words``
    carries the mnemonic of the menu button: another letter where Z is taken.
    """

    changed = Signal()

    def __init__(
        self,
        fields: Sequence[FigureField] = (),
        *,
        lines: int = 6,
        read_only: bool = False,
        menu_words: str = "&Zahl einsetzen …",
    ) -> None:
        super().__init__()
        self.area = TextArea(lines=lines)
        self._marks = _Marks(self.area.document())
        self.menu_button = buttons.button(menu_words, self.open_menu, icon="plus")
        self.menu = QMenu(self.menu_button)
        self.preview = labels.text("", selectable=True)
        self.preview.setTextFormat(Qt.TextFormat.RichText)
        self._preview_box = layouts.box(
            layouts.column(labels.secondary(PREVIEW), self.preview, spacing=4)
        )
        self._timer = QTimer(self, singleShot=True, interval=_WAIT)
        self._timer.timeout.connect(self._show_preview)
        self._values: dict[str, str] = {}
        self._read_only = read_only
        self._lay_out()
        self.set_fields(fields)
        self._told = self.value()
        self.area.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(8))
        whole.addWidget(self.area)
        layouts.nest(whole, layouts.row(self.menu_button, None))
        whole.addWidget(self._preview_box)
        self.area.setVisible(not self._read_only)
        self.menu_button.setVisible(not self._read_only)
        if not self._read_only:
            self.setFocusProxy(self.area)

    # ------------------------------------------------------------------ the input of a field

    def value(self) -> str:
        """The text as it is stored."""
        return self.area.value()

    def set_value(self, value: str | None) -> None:
        """Show a text; the cursor stands at its end."""
        self.area.set_value(value)
        self.area.moveCursor(QTextCursor.MoveOperation.End)
        self._show_preview()

    def problem(self) -> str:
        """Any text can be kept; what is wrong with a field the check of the texts says."""
        return ""

    def focus_target(self) -> QWidget:
        """The text."""
        return self.area

    # ------------------------------------------------------------------ fields

    def set_fields(self, fields: Sequence[FigureField]) -> None:
        """Other figures: those of another day or period."""
        self._values = {field.name: field.value for field in fields}
        self._marks.set_known(self._values)
        self._fill_menu(fields)
        self._show_preview()

    def _fill_menu(self, fields: Sequence[FigureField]) -> None:
        self.menu.clear()
        for group, members in groupby(fields, key=lambda field: field.group):
            below = self.menu.addMenu(group.replace("&", "&&"))
            for field in members:
                words = f"{field.value}\t{field.label}"
                entry = buttons.action(words, partial(self.insert_field, field.name))
                buttons.fill_menu(below, [entry])
        self.menu_button.setEnabled(bool(fields))

    def open_menu(self) -> None:
        """Show the groups of figures below the button."""
        self.menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))

    def insert_field(self, name: str) -> None:
        """Put a field where the cursor stands, in place of what is selected."""
        self.area.textCursor().insertText(f"{{{name}}}")
        self.area.setFocus()

    def replace(self, start: int, end: int, words: str) -> None:
        """Put other words in place of a stretch of the text; can be taken back with Ctrl+Z."""
        cursor = self.area.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words)

    def select(self, start: int, end: int) -> None:
        """Show where something stands in the text."""
        cursor = self.area.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.area.setTextCursor(cursor)
        self.area.setFocus()
        layouts.reveal(self.area)

    # ------------------------------------------------------------------ the preview

    def _on_changed(self) -> None:
        self._timer.start()
        if self.value() != self._told:  # colours alone count as a change of the area, too
            self._told = self.value()
            self.changed.emit()

    def _show_preview(self) -> None:
        self._timer.stop()
        text = self.area.toPlainText()
        self._preview_box.setVisible(self._read_only or FIELD.search(text) is not None)
        self.preview.setText(_rich(text, self._values.get))


class _Marks(QSyntaxHighlighter):
    """Fields stand out from the words around them; one that nobody knows is underlined."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._known: frozenset[str] = frozenset()
        theme.events().changed.connect(self.rehighlight)

    def set_known(self, names: Iterable[str]) -> None:
        self._known = frozenset(names)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        for match in FIELD.finditer(text):
            known = match[1].strip() in self._known
            self.setFormat(match.start(), len(match[0]), _format(known=known))


def _format(*, known: bool) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(theme.color("accent" if known else "err"))
    look.setFontUnderline(not known)
    look.setFontWeight(QFont.Weight.DemiBold)
    return look


def _rich(text: str, value_of: Callable[[str], str | None]) -> str:
    """The text with its figures in bold; an unknown field stays as it was typed."""
    parts: list[str] = []
    last = 0
    for match in FIELD.finditer(text):
        value = value_of(match[1].strip())
        shown = html.escape(match[0]) if value is None else f"<b>{html.escape(value)}</b>"
        parts += [html.escape(text[last : match.start()]), shown]
        last = match.end()
    whole = "".join([*parts, html.escape(text[last:])])
    return whole.replace("\n", "<br>")
