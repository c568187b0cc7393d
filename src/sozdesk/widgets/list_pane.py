"""A table with what belongs below it: the count and «Liste exportieren …»."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sozdesk.kernel import german
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.table import TableView


class ListPane(QWidget):
    """A table with its count and «Liste exportieren …» below.

    ``noun`` = («Gemeinde», «Gemeinden»). ``export_requested`` carries a :class:`TableText`.
    ``empty_text`` is shown with «Filter aufheben» when a filter keeps nothing.
    """

    export_requested = Signal(object)
    filter_cleared = Signal()

    def __init__(self, table: TableView, noun: tuple[str, str], empty_text: str = "") -> None:
        super().__init__()
        self.table = table
        self._noun = noun
        self._count = labels.secondary("", wrap=False)
        self._export = buttons.link("Liste exportieren …", self._request_export)
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
        holder.addLayout(foot)
        table.rows_model.lines_changed.connect(self._count_again)
        table.selectionModel().selectionChanged.connect(lambda *_: self._count_again())
        self._count_again()

    def _request_export(self) -> None:
        self.export_requested.emit(self.table.shown_text())

    def _count_again(self) -> None:
        model = self.table.rows_model
        shown, total = len(model.rows()), model.total()
        selected = len(self.table.selected_rows())
        words = german.plural(total, *self._noun)
        if shown != total:
            words = f"{german.count(shown)} von {words}"
        self._count.setText(f"{words}, {selected} ausgewählt" if selected else words)
        self._export.setEnabled(shown > 0)
        filtered_out = total > 0 and shown == 0 and model.rowCount() == 0
        self.table.setVisible(not filtered_out)
        self._nothing.setVisible(filtered_out)
