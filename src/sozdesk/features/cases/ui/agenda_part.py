"""«Sitzung vorbereiten»: the Traktandenliste of one Sitzung, what waits, and the prints."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from sozdesk.features.cases import texts, usecases
from sozdesk.features.cases.terms import AgendaJob, ApplicationRow
from sozdesk.features.cases.ui import meeting_data
from sozdesk.features.cases.ui.meeting_data import MeetingData
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.handing_out import noting
from sozdesk.widgets import buttons, labels, layouts, save_path
from sozdesk.widgets.parts import Part, PartTable, stacked
from sozdesk.widgets.table import Column

_FILTERS: Final = "PDF (*.pdf);;Word (*.docx)"
_NO_ITEM: Final = (
    "Noch kein Traktandum. Nehmen Sie unten die Anträge, die beschlossen werden sollen."
)
_NONE_WAITS: Final = "Kein Antrag wartet auf eine Sitzung."


class AgendaPart(Part):
    """Order by buttons or Alt+arrow keys; every step is one act, so that Ctrl+Z takes it back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.data: MeetingData | None = None
        self.agenda = PartTable("Traktanden", _AGENDA)
        self.waiting = PartTable("Anträge, die warten", _WAITING)
        self.no_item = labels.text(_NO_ITEM, "body", "text2")
        self.none_waits = labels.text(_NONE_WAITS, "body", "text2")
        self.up_button = self.command("Nach &oben", partial(self.shift, -1))
        self.up_button.setShortcut("Alt+Up")
        self.down_button = self.command("Nach &unten", partial(self.shift, 1))
        self.down_button.setShortcut("Alt+Down")
        self.off_button = self.command("&Wegnehmen", self.take_off)
        self.put_button = self.command("&Traktandieren", self.put_on, icon="plus")
        self.all_button = self.command("A&lle traktandieren", self.put_all)
        self.agenda.needs_row(self.up_button, self.down_button, self.off_button)
        self.waiting.needs_row(self.put_button, self.all_button)
        self.waiting.view.opened.connect(lambda _row: self.put_on())
        self.prints = [
            buttons.button(f"{what} speichern …", partial(self.print, what), icon="file-text")
            for what in (meeting_data.AGENDA, meeting_data.APPLICATIONS)
        ]
        self.setLayout(
            stacked(
                self.agenda.view,
                self.no_item,
                layouts.Flow(self.up_button, self.down_button, self.off_button, spacing=8),
                layouts.Flow(*self.prints, spacing=8),
                labels.section("Anträge, die warten"),
                self.waiting.view,
                self.none_waits,
                layouts.Flow(self.put_button, self.all_button, spacing=8),
            )
        )

    def show_data(self, data: MeetingData) -> None:
        """Show the Traktanden of a Sitzung."""
        self.data = data
        self.agenda.set_rows(data.agenda)
        self.waiting.set_rows(data.waiting)
        self.no_item.setVisible(not data.agenda)
        self.none_waits.setVisible(not data.waiting)
        for button in self.prints:
            button.setEnabled(bool(data.agenda))

    # ------------------------------------------------------------------ commands

    def shift(self, step: int) -> None:
        """The current Traktandum one place up or down."""
        row, data = self.agenda.current(), self.data
        if row is None or data is None:
            return
        ids = [one.id for one in data.agenda]
        place = ids.index(row.id)
        wanted = place + step
        if 0 <= wanted < len(ids):
            ids[place], ids[wanted] = ids[wanted], ids[place]
            self._set(ids)

    def take_off(self) -> None:
        """The current Traktandum waits again."""
        row, data = self.agenda.current(), self.data
        if row is not None and data is not None:
            self._set([one.id for one in data.agenda if one.id != row.id])

    def put_on(self) -> None:
        """The current Antrag comes last on the list."""
        row = self.waiting.current()
        if row is not None:
            self._append([row])

    def put_all(self) -> None:
        """Everything that waits."""
        if self.data is not None:
            self._append(self.data.waiting)

    def _append(self, rows: Sequence[ApplicationRow]) -> None:
        if self.data is not None and self.may_change():
            self._set([one.id for one in (*self.data.agenda, *rows)])

    def _set(self, ids: list[UUID]) -> None:
        assert self.data is not None
        command = usecases.SetAgenda(meeting_id=self.data.meeting.id, application_ids=tuple(ids))
        self.run(usecases.set_agenda, command)

    def print(self, what: str) -> None:
        """Traktandenliste or Anträge as a document."""
        if self.data is None:
            return
        day = self.data.meeting.held_on.isoformat()
        path = save_path.ask(self, self.desk, f"{what} speichern", f"{what}_{day}.pdf", _FILTERS)
        if path is not None:
            load = partial(meeting_data.load_job, meeting_id=self.data.meeting.id)
            write = partial(self._write, what, path)
            self.desk.call(load, done=write, failed=self._failed, owner=self)

    def _write(self, what: str, path: Path, job: AgendaJob) -> None:
        handed = usecases.HandOutAgenda(meeting_id=job.meeting.id)
        save = noting(self.desk, (usecases.hand_out_agenda, handed), meeting_data.save_print)
        worker.run(save, job, what, path, failed=self._failed, owner=self)


def _below(row: ApplicationRow) -> str:
    return f"Fall {row.case_number}, {row.case_name}, {texts.word(row.kind)}"


def _state(row: ApplicationRow) -> str:
    if row.resolved is None:
        return ""
    return ", ".join(filter(None, (texts.word(row.resolved), row.resolution_number)))


_AGENDA = (
    Column(title="Nr.", text=lambda row: str(row.agenda_number), width=44),
    Column(title="Antrag", text=lambda row: row.title, second=_below, stretch=True, least=180),
    Column(title="Beschluss", text=_state, tone="text2", least=90),
)
_WAITING = (
    Column(title="Antrag", text=lambda row: row.title, second=_below, stretch=True, least=180),
    Column(title="Stand", text=_state, tone="text2", least=90),
)
