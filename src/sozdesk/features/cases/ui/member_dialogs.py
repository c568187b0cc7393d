"""Dialogs of a household: somebody comes, a state changes, a row was wrong."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import usecases
from sozdesk.features.cases.terms import CaseRow, MemberRow
from sozdesk.features.cases.ui.person_entry import PersonEntry, beside
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Tick
from sozdesk.widgets.typed import DateInput

_NEEDED_DAY = "Schreiben Sie den Tag."
_KEYS = ("valid_from", "ended_on", "supported", "main")


def _put_fields(dialog: CommandDialog) -> None:
    """From – to, whether supported, whether the case bears the name."""
    first = Field("Im Haushalt se&it", DateInput())
    dialog.put("valid_from", first, needed=_NEEDED_DAY)
    dialog.put("ended_on", Field("Let&zter Tag", DateInput(), optional=True))
    beside(dialog, "valid_from", "ended_on")
    supported = Tick("&Unterstützt")
    dialog.put("supported", Field("Unterstützt", supported, show_label=False))
    main = Tick("&Hauptperson: Der Fall trägt diesen Namen")
    dialog.put("main", Field("Hauptperson", main, show_label=False))


class AddMemberDialog(CommandDialog):
    """A person in the household from a day on: a known one or a new one.

    ``family`` is the name that the household bears: most who come have it too.
    """

    def __init__(self, parent: QWidget, desk: Desk, case: CaseRow, family: str = "") -> None:
        super().__init__(parent, desk, "Person in den Haushalt aufnehmen", action="Aufneh&men")
        self._case = case
        self.entry = PersonEntry(self)
        _put_fields(self)
        self.form.set_values({"valid_from": case.opened_on, "supported": True, "last_name": family})

    def act(self) -> Act | None:
        """Add the person, entered in the same act if it is new."""
        taken = self.entry.taken
        person: UUID | usecases.AddPerson = (
            taken.id if taken else usecases.AddPerson(**self.entry.values())
        )
        values = {key: self.form[key].value() for key in _KEYS}
        command = usecases.AddMember(case_id=self._case.id, person=person, **values)
        return usecases.add_member, command


class MemberStateDialog(CommandDialog):
    """Another state of somebody who is in the household: a row of its own from a day on."""

    def __init__(self, parent: QWidget, desk: Desk, row: MemberRow) -> None:
        intro = "Die Zeile, die bisher gilt, endet am Vortag."
        super().__init__(parent, desk, f"{row.person.name}: neuer Stand", intro=intro)
        self._row = row
        _put_fields(self)
        self.form.set_values({"supported": not row.supported, "main": row.main})

    def act(self) -> Act | None:
        """Add the row."""
        command = usecases.AddMember(
            case_id=self._row.case_id, person=self._row.person.id, **self.form.values()
        )
        return usecases.add_member, command


class ChangeMemberDialog(CommandDialog):
    """A row that was wrong, or somebody who left."""

    def __init__(self, parent: QWidget, desk: Desk, row: MemberRow) -> None:
        super().__init__(parent, desk, f"{row.person.name}: Zeile ändern")
        self._row = row
        _put_fields(self)
        self.show_row(row)

    def act(self) -> Act | None:
        """Change what differs."""
        changes = self.form.changes()
        command = usecases.ChangeMember(
            id=self._row.id, base_version=self._row.version, changes=changes
        )
        return (usecases.change_member, command) if changes else None
