"""The tab «Verlauf»: every act that touched the record or one of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from sozdesk.archive.traces import Trace
from sozdesk.kernel import german
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, labels
from sozdesk.widgets.parts import stacked
from sozdesk.widgets.table import Column, RowsModel, TableView


class HistoryPart(QWidget):
    """Newest on top; Enter shows old and new values."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self._navigator = navigator
        self.model = RowsModel(_COLUMNS, key=lambda trace: trace.act.id)
        self.view = TableView(self.model, "Verlauf", lead=0, row=50, sortable=False)
        self.view.opened.connect(self._open)
        self.open_button = buttons.button(
            "Alte und neue &Werte …", self._open_current, icon="history"
        )
        self.empty = labels.text(
            "Seit der Einrichtung der Datei ist hier nichts geändert worden.", "body", "text2"
        )
        self.setLayout(stacked(self.view, self.empty, self.open_button))

    def show_traces(self, traces: Sequence[Trace]) -> None:
        """Show other acts."""
        self.model.set_rows(traces)
        self.view.fit_height()
        self.view.select_first()
        self.view.setVisible(bool(traces))
        self.open_button.setVisible(bool(traces))
        self.empty.setVisible(not traces)

    def _open_current(self) -> None:
        trace = self.view.current_row()
        if trace is not None:
            self._open(trace)

    def _open(self, trace: Trace) -> None:
        self._navigator.show_history(trace.record, trace.table, trace.row_id)


def _when(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{german.day(local.date())}, {local:%H:%M}"


def _what(trace: Trace) -> str:
    said = trace.act.summary or "Angaben gelöscht"
    return f"{said} (rückgängig gemacht)" if trace.act.undone else said


_COLUMNS = (
    Column(
        title="Was",
        text=_what,
        second=lambda trace: f"{_when(trace.act.at)}, {trace.act.staff_name}",
        stretch=True,
    ),
)
