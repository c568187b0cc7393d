"""A table with what belongs below it: the count and «Liste exportieren …»."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from sozdesk.kernel import german
from sozdesk.widgets import buttons, labels, layouts, theme
from sozdesk.widgets.rows import RowsModel
from sozdesk.widgets.table import TableView

_PAUSE = 150
"""Milliseconds between two keys of somebody who still types."""


class ListPane(QWidget):
    """A table with its count and «Liste exportieren …» below.

    ``noun`` = («Gemeinde», «Gemeinden»). ``export_requested`` carries a :class:`TableText`.
    ``empty_text`` is shown with «Filter aufheben» when a filter keeps nothing. A list that says
    nothing outside of the program has no ``export``.
    """

    export_requested = Signal(object)
    filter_cleared = Signal()

    def __init__(
        self,
        table: TableView,
        noun: tuple[str, str],
        empty_text: str = "",
        *,
        export: bool = True,
    ) -> None:
        super().__init__()
        self.table = table
        self._noun = noun
        self._count = labels.secondary("", wrap=False)
        self._export = buttons.link("Liste exportieren …", self._request_export)
        if not export:
            self._export.hide()
        self._nothing = layouts.box(
            layouts.column(
                labels.body(empty_text or "Nichts passt zu diesen Filtern."),
                buttons.link("Filter aufheben", self.filter_cleared.emit),
                None,
                spacing=4,
                margins=(24, 20, 24, 0),
            )
        )
        foot = layouts.row(self._count, None, self._export, margins=(24, 0, 14, 0))
        holder = QVBoxLayout(self)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.setSpacing(0)
        holder.addWidget(table, 1)
        holder.addWidget(self._nothing, 1)
        holder.addWidget(layouts.line())
        layouts.nest(holder, foot)
        table.rows_model.lines_changed.connect(self._count_again)
        table.selectionModel().selectionChanged.connect(lambda *_: self._count_again())
        self._count_again()

    def offer_export(self, *, offered: bool) -> None:
        """Whether «Liste exportieren …» stands below."""
        self._export.setVisible(offered)

    def _request_export(self) -> None:
        self.export_requested.emit(self.table.shown_text())

    def _count_again(self) -> None:
        model = self.table.rows_model
        shown, total = model.count(), model.total()
        selected = len(self.table.selected_rows())
        words = german.plural(total, *self._noun)
        if shown != total:
            words = f"{german.count(shown)} von {words}"
        self._count.setText(f"{words}, {selected} ausgewählt" if selected else words)
        self._export.setEnabled(shown > 0)
        filtered_out = total > 0 and shown == 0 and model.rowCount() == 0
        self.table.setVisible(not filtered_out)
        self._nothing.setVisible(filtered_out)


class FilterInput(QLineEdit):
    """«Liste filtern (Ctrl+F)» above a list: narrows it while typing, Esc empties it."""

    left_downwards = Signal()
    """The down arrow key: on to the list, if the page does so."""
    rested = Signal()
    """A moment after the last key: time for what follows the current row and takes long."""

    def __init__(self, model: RowsModel) -> None:
        super().__init__()
        self.setPlaceholderText("Liste filtern (Ctrl+F)")
        self.setAccessibleName("Liste filtern")
        self.setFixedWidth(theme.px(200))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.rested)
        self.textEdited.connect(lambda _text: self._pause.start())  # it comes before textChanged
        self.textChanged.connect(model.set_search)
        self._key = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        self._key.setContext(Qt.ShortcutContext.WindowShortcut)
        self._key.activated.connect(self._take_focus)

    def is_typing(self) -> bool:
        """Whether a key was just pressed: ``rested`` comes."""
        return self._pause.isActive()

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc empties the filter first; only an empty one lets Esc through."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)
