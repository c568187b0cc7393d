"""The Verlauf: of one record with old and new values, or of the whole file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from sozdesk.archive.journal_history import ActRow, HistoryRow, history, recent
from sozdesk.archive.store import Archive
from sozdesk.runtime.desk import Desk
from sozdesk.shell.history_words import row_lines
from sozdesk.shell.status_bar import moment_words
from sozdesk.widgets import buttons, labels, layouts, theme
from sozdesk.widgets.facts import Event, Timeline
from sozdesk.widgets.table import Column, RowsModel, TableView
from sozdesk.widgets.theme import px

_MOST = 1000
_PARTS = {"declaration": ("declaration_amount", "finding_note", "return_document")}
"""Tables whose rows are told together with the record they belong to."""


def show_record_history(parent: QWidget, desk: Desk, title: str, table: str, row_id: UUID) -> None:
    """Open the dialog for one record."""
    dialog = HistoryDialog(parent, f"Verlauf: {title}")
    desk.call(partial(_record_rows, table, row_id), done=dialog.show_rows, owner=dialog)
    dialog.open()


def show_file_history(parent: QWidget, desk: Desk) -> None:
    """Open the dialog for the whole file."""
    dialog = HistoryDialog(parent, "Verlauf der ganzen Datei")
    desk.call(_all_acts, done=dialog.show_acts, owner=dialog)
    dialog.open()


def _record_rows(table: str, row_id: UUID, archive: Archive) -> tuple[tuple[HistoryRow, ...], date]:
    rows = archive.query(history, table, row_id, parts=_PARTS.get(table, ()))
    return rows, archive.context().today


def _all_acts(archive: Archive) -> tuple[tuple[ActRow, ...], date]:
    return archive.query(recent, _MOST), archive.context().today


class HistoryDialog(QDialog):
    """Newest on top; Esc closes."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Verlauf")
        theme.surface(self, "page")
        self.resize(px(720), px(480))
        self._body = QVBoxLayout()
        box = QDialogButtonBox()
        close = buttons.button("Schliessen", self.reject)
        box.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(12))
        column.addWidget(labels.record_title(title))
        layouts.nest(column, self._body, 1)
        column.addWidget(box)

    def show_rows(self, answer: tuple[tuple[HistoryRow, ...], date]) -> None:
        """The changes of one record."""
        rows, today = answer
        events = [_event(acts, today) for acts in _by_act(rows)]
        self._put(Timeline(events) if events else labels.body("Dieser Eintrag ist unverändert."))

    def show_acts(self, answer: tuple[tuple[ActRow, ...], date]) -> None:
        """Everything that happened."""
        acts, today = answer
        model = RowsModel(_columns(today), key=lambda act: act.id)
        model.set_rows(acts)
        layouts.empty(self._body)
        table = TableView(model, "Verlauf der ganzen Datei", lead=0)
        self._body.addWidget(table)
        table.setFocus()

    def _put(self, content: QWidget) -> None:
        layouts.empty(self._body)
        self._body.addWidget(layouts.scroll(layouts.box(layouts.column(content, None)), "Verlauf"))


def _columns(today: date) -> tuple[Column, ...]:
    return (
        Column(title="Wann", text=lambda act: moment_words(act.at, today), sort_key=lambda a: a.at),
        Column(title="Was", text=_summary, stretch=True, tip=_summary),
        Column(title="Wer", text=lambda act: act.staff_name),
    )


def _summary(act: ActRow) -> str:
    words = act.summary or "Angaben gelöscht"
    return f"{words} (rückgängig gemacht)" if act.undone else words


def _by_act(rows: Sequence[HistoryRow]) -> list[list[HistoryRow]]:
    """The changes of each act together, newest act first, the record itself before its parts."""
    acts: dict[UUID, list[HistoryRow]] = {}
    for row in reversed(rows):
        acts.setdefault(row.act.id, []).append(row)
    return [sorted(found, key=_is_part) for found in reversed(acts.values())]


def _is_part(row: HistoryRow) -> bool:
    return any(row.table in parts for parts in _PARTS.values())


def _event(rows: Sequence[HistoryRow], today: date) -> Event:
    act, op = rows[0].act, rows[0].op
    lines = [line for row in rows for line in _row_lines(row)]
    state = {"insert": "open", "delete": "refused"}.get(op.value, "received")
    when = moment_words(act.at, today)
    return Event(state, when, _summary(act), "\n".join([act.staff_name, *dict.fromkeys(lines)]))


def _row_lines(row: HistoryRow) -> list[str]:
    if row.erased:
        return ["Die Angaben dazu sind gelöscht."]
    return row_lines(row.table, row.fields)
