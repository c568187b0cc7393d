"""Dialogs of a case: opened, changed, moved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.terms import CaseRow
from sozdesk.features.cases.terms.case_list import CaseLine, EarlierCase
from sozdesk.features.cases.ui.area_data import AreaData, staff_choices
from sozdesk.features.cases.ui.person_entry import HALF, WIDE, PersonEntry, beside
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, Input, TextArea, TextInput
from sozdesk.widgets.municipalities import MunicipalityInput
from sozdesk.widgets.typed import DateInput

_NEEDED_PLACE = "Wählen Sie die Gemeinde."
_NEEDED_DAY = "Schreiben Sie den Tag."
_MAIN = (
    "Der Fall trägt den Namen der Hauptperson. Die anderen nehmen Sie danach in den Haushalt auf."
)
_DOSSIER = "Nummer im Fallführungssystem, damit sich beides findet."
_END = (
    "Ablösung: letzter Tag des letzten unterstützten Monats, also das Ende eines Monats. "
    "Leer lassen, solange es offen ist."
)
_REPAYMENT = "Ab diesem Tag laufen die Jahre, nach denen eine Rückerstattung verjährt."


def _place_field(data: AreaData) -> Field:
    """The office's own municipalities; where none was entered any of the canton."""
    if not data.own:
        return Field("Ge&meinde", MunicipalityInput(data.places), width=HALF)
    choice: Input = Choice([(one.bfs_number, one.short_name) for one in data.own])
    return Field("Ge&meinde", choice, width=HALF)


class OpenCaseDialog(CommandDialog):
    """A new case with its main person; who had one here is asked about."""

    def __init__(self, parent: QWidget, desk: Desk, data: AreaData) -> None:
        super().__init__(parent, desk, "Fall erfassen", action="E&rfassen", intro=_MAIN)
        self._earlier: EarlierCase | None = None
        self.entry = PersonEntry(self)
        self._build_reentry()
        self.body.addWidget(layouts.line())
        self.put("bfs_number", _place_field(data), needed=_NEEDED_PLACE)
        opened = Field("&Eröffnet am", DateInput(near=data.today))
        self.put("opened_on", opened, needed=_NEEDED_DAY)
        beside(self, "bfs_number", "opened_on")
        dossier = TextInput(placeholder="im Fallführungssystem")
        self.put("dossier_number", Field("&Dossier", dossier, width=HALF, optional=True))
        people = Choice(staff_choices(data.staff), empty="noch niemand")
        self.put("responsible_id", Field("&Zuständig", people, width=HALF, optional=True))
        beside(self, "dossier_number", "responsible_id")
        self.form["opened_on"].set_value(data.today)
        self.form["responsible_id"].set_value(data.me)
        self.form.mark_clean()
        self.entry.taken_changed.connect(self._ask_earlier)
        self.form["bfs_number"].input.changed.connect(self._ask_earlier)

    def _build_reentry(self) -> None:
        self._was = labels.body("")
        self.reopen_button = buttons.button("Wieder öffnen", self._reopen)
        self._was_box = layouts.box(layouts.column(self._was, self.reopen_button, spacing=6))
        self.body.addWidget(self._was_box)
        why = "Zum Beispiel: andere Notlage, der frühere Fall gehört zu einer anderen Person."
        reason = Field("Oder neuer Fall, &weil", TextArea(lines=2), hint=why)
        self.put("new_because", reason)
        self._show_earlier(())

    def _ask_earlier(self) -> None:
        taken, place = self.entry.taken, self.form["bfs_number"].value()
        if taken is None or place is None:
            self._show_earlier(())
            return
        self.desk.call(
            lambda archive: archive.query(queries.earlier_cases, taken.id, place),
            done=self._show_earlier,
            owner=self,
        )

    def _show_earlier(self, rows: Sequence[EarlierCase]) -> None:
        own = [row for row in rows if row.main and row.last_day is not None]
        self._earlier = own[0] if own else None
        self._was_box.setVisible(self._earlier is not None)
        self.form["new_because"].setVisible(self._earlier is not None)
        if self._earlier is not None and self._earlier.last_day is not None:
            self._was.setText(
                f"Diese Person war bis {german.day(self._earlier.last_day)} im Fall "
                f"{self._earlier.number} dieser Gemeinde."
            )
            self.reopen_button.setText(f"Fall {self._earlier.number} wieder &öffnen")

    def _reopen(self) -> None:
        assert self._earlier is not None
        command = usecases.ReopenCase(id=self._earlier.id, base_version=self._earlier.version)
        self.desk.run(
            usecases.reopen_case, command, done=self._close, failed=self._failed, owner=self
        )

    def act(self) -> Act | None:
        """Open the case, with a known person or a new one."""
        values, taken = self.form.values(), self.entry.taken
        command = usecases.OpenCase(
            bfs_number=values["bfs_number"],
            opened_on=values["opened_on"],
            dossier_number=values["dossier_number"],
            responsible_id=values["responsible_id"],
            members=(usecases.NewMember(person_id=taken.id),) if taken else (),
            new_person=None if taken else usecases.AddPerson(**self.entry.values()),
            new_because=values["new_because"],
        )
        return usecases.open_case, command


class ChangeCaseDialog(CommandDialog):
    """Dates, dossier, responsible person."""

    def __init__(self, parent: QWidget, desk: Desk, data: AreaData, row: CaseRow) -> None:
        super().__init__(parent, desk, f"Fall {row.number} bearbeiten")
        self._row = row
        dossier = Field("&Dossier", TextInput(), width=240, optional=True, hint=_DOSSIER)
        self.put("dossier_number", dossier)
        choices = staff_choices(data.staff)
        if row.responsible_id and row.responsible_id not in {one for one, _ in choices}:
            choices.append((row.responsible_id, row.responsible))
        people = Choice(choices, empty="noch niemand")
        self.put("responsible_id", Field("&Zuständig", people, width=300, optional=True))
        near = DateInput(near=data.today)
        self.put("opened_on", Field("&Eröffnet am", near, width=130), needed=_NEEDED_DAY)
        closed = Field("A&bgeschlossen am", DateInput(near=data.today), optional=True)
        self.put("closed_on", closed)
        beside(self, "opened_on", "closed_on")
        ended = Field("Ab&lösung", DateInput(near=data.today), optional=True, hint=_END)
        self.put("support_ended_on", ended)
        repaid = Field(
            "&Rückerstattung: Frist ab", DateInput(near=data.today), optional=True, hint=_REPAYMENT
        )
        self.put("repayment_starts_on", repaid)
        self.show_row(row)

    def act(self) -> Act | None:
        """Change what differs."""
        changes = self.form.changes()
        command = usecases.ChangeCase(
            id=self._row.id, base_version=self._row.version, changes=changes
        )
        return (usecases.change_case, command) if changes else None


class MoveDialog(CommandDialog):
    """First day elsewhere, and where."""

    def __init__(self, parent: QWidget, desk: Desk, data: AreaData, row: CaseLine) -> None:
        intro = (
            "Der Fall wird am Vortag abgeschlossen. Gehört die neue Gemeinde zu Ihrer Stelle, geht "
            "er dort mit demselben Haushalt weiter. Die Wohnung erfassen Sie dort neu."
        )
        super().__init__(
            parent, desk, f"Wegzug, Fall {row.number}", action="Wegzug &erfassen", intro=intro
        )
        self._row = row
        day = "Von diesem Tag an rechnet die neue Gemeinde ab."
        first = Field("Erster &Tag am neuen Ort", DateInput(near=data.today), hint=day)
        self.put("moved_on", first, needed=_NEEDED_DAY)
        outside = "Ausserhalb des Kantons leer lassen."
        place = MunicipalityInput(data.places)
        self.put(
            "moved_to", Field("Neue &Gemeinde", place, width=WIDE, optional=True, hint=outside)
        )

    def act(self) -> Act | None:
        """Close here, go on there."""
        command = usecases.MoveCase(
            id=self._row.id, base_version=self._row.version, **self.form.values()
        )
        return usecases.move_case, command
