"""Einstellungen › Personen: who may open the file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from sozdesk.archive.persons import (
    add_person,
    admit,
    change_password,
    remove_person,
    without_access,
)
from sozdesk.archive.staff import AddStaff, StaffMember, staff
from sozdesk.archive.store import Archive
from sozdesk.kernel.errors import Cancelled, RuleViolation, SozDeskError, WrongPassword
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.runtime.desk import Desk
from sozdesk.shell.new_password import NewPassword
from sozdesk.widgets import buttons, errors, labels, layouts, messages
from sozdesk.widgets.dialogs import Dialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import PasswordInput, TextInput
from sozdesk.widgets.table import Column, RowsModel, TableView
from sozdesk.widgets.theme import px

_WHAT = (
    "Jede Person hat ihr eigenes Passwort. So steht im Verlauf, wer etwas geändert hat. Wer austritt, "
    "bleibt im Verlauf genannt, kann die Datei aber nicht mehr öffnen."
)


class PeopleSection(QWidget):
    """List, add, remove, change the own password."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._outside: frozenset[UUID | None] = frozenset()
        self.model = RowsModel(_columns(self._access), key=lambda person: person.id)
        self.table = TableView(self.model, "Personen", lead=0, row=28)
        self.add_button = buttons.button("Person aufneh&men …", self._add, icon="user-plus")
        self.remove_button = buttons.button("A&ustritt eintragen …", self._remove)
        self.admit_button = buttons.button("&Zugang geben …", self._admit)
        self.password_button = buttons.button(
            "Eigenes &Passwort ändern …", self._change_password, icon="key-round"
        )
        self._build()
        desk.changed.connect(self.reload)
        self.reload()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(labels.body(_WHAT))
        column.addWidget(self.table)
        acts = (self.add_button, self.remove_button, self.admit_button, self.password_button)
        column.addWidget(layouts.Flow(*acts, spacing=8))
        file = self._desk.file
        for act in acts:
            act.setEnabled(file is not None and not file.read_only)

    def reload(self, _topics: frozenset[str] = frozenset()) -> None:
        """Show who is there now."""
        self._desk.call(_people, done=self._show, owner=self)

    def _show(self, found: tuple[tuple[StaffMember, ...], frozenset[UUID | None]]) -> None:
        people, self._outside = found
        self.admit_button.setVisible(bool(self._outside))
        self.model.set_rows(people)
        self.table.fit_height()

    def _access(self, person: StaffMember) -> str:
        if not person.active:
            return "ausgetreten"
        return "nein" if person.id in self._outside else "ja"

    def _admit(self) -> None:
        person: StaffMember | None = self.table.current_row()
        if person is None or person.id not in self._outside:
            messages.inform(self, "Wählen Sie in der Liste eine Person ohne Zugang.")
            return
        AdmitDialog(self, self._desk, person, done=self.reload).present()

    def _add(self) -> None:
        AddPersonDialog(self, self._desk, done=self.reload).present()

    def _change_password(self) -> None:
        ChangePasswordDialog(self, self._desk).present()

    def _remove(self) -> None:
        person: StaffMember | None = self.table.current_row()
        if person is None:
            messages.inform(self, "Wählen Sie zuerst eine Person in der Liste.")
            return
        sure = messages.ask_loss(
            self,
            f"Austritt von {person.name} eintragen?",
            "Das Passwort der Person öffnet die Datei danach nicht mehr. Im Verlauf bleibt sie genannt.",
            action="Austritt eintragen",
        )
        if sure:
            self._desk.call(partial(_end_access, person), done=self._removed, owner=self)

    def _removed(self, _none: None) -> None:
        self.reload()


class AddPersonDialog(Dialog):
    """Name, sign, function, first password."""

    def __init__(self, parent: QWidget, desk: Desk, *, done: object) -> None:
        super().__init__(parent, "Person aufnehmen", action="Aufneh&men")
        self._desk = desk
        self._done = done
        self.name = self.form.add("name", Field("&Name", TextInput()))
        self.sign = self.form.add(
            "sign",
            Field(
                "&Kürzel",
                TextInput(limit=8),
                hint="Steht beim Öffnen zur Auswahl; leer = Initialen.",
                optional=True,
                width=120,
            ),
        )
        self.function = self.form.add("function", Field("&Funktion", TextInput(), optional=True))
        self.password = NewPassword()
        self.name.input.changed.connect(lambda: self.password.know(self.name.value()))
        for widget in (self.name, self.sign, self.function, self.password):
            self.body.addWidget(widget)
        self.name.focus()

    def accept(self) -> None:
        """Take the person in; the dialog closes when that worked."""
        if not self.name.value():
            self.name.set_finding(Finding("name", Severity.STOP, "Geben Sie den Namen ein."))
            self.name.focus()
            return
        if not self.password.check():
            return
        self.action_button.setEnabled(False)
        work = partial(
            _add_person,
            self.name.value(),
            self.sign.value(),
            self.function.value(),
            self.password.value(),
        )
        self._desk.call(work, done=self._added, failed=self._failed, owner=self)

    def _added(self, _person: StaffMember) -> None:
        self._done()  # type: ignore[operator]
        QDialog.accept(self)

    def _failed(self, error: SozDeskError) -> None:
        self.action_button.setEnabled(True)
        errors.show(self, error, form=self.summary)


class AdmitDialog(Dialog):
    """A new password for a person who lost the access when the key was renewed."""

    def __init__(
        self, parent: QWidget, desk: Desk, person: StaffMember, *, done: Callable[[], None]
    ) -> None:
        super().__init__(parent, f"Zugang für {person.name}", action="Zugang &geben")
        self._desk, self._person, self._done = desk, person, done
        self.password = NewPassword((person.name,))
        self.body.addWidget(self.password)

    def accept(self) -> None:
        """Give it; the dialog closes when that worked."""
        if not self.password.check():
            return
        self.action_button.setEnabled(False)
        work = partial(_admit, self._person, self.password.value())
        self._desk.call(work, done=self._admitted, failed=self._failed, owner=self)

    def _admitted(self, _none: None) -> None:
        self._done()
        QDialog.accept(self)

    def _failed(self, error: SozDeskError) -> None:
        self.action_button.setEnabled(True)
        errors.show(self, error, form=self.summary)


class ChangePasswordDialog(Dialog):
    """The old password and a new one twice."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, "Eigenes Passwort ändern", action="Ä&ndern")
        self._desk = desk
        self.old = Field("&Bisheriges Passwort", PasswordInput(), width=340)
        self.password = NewPassword()
        self.body.addWidget(self.old)
        self.body.addWidget(self.password)
        self.old.focus()

    def accept(self) -> None:
        """Change it; the dialog closes when that worked."""
        if not self.password.check():
            return
        self.action_button.setEnabled(False)
        work = partial(_change_password, self.old.value(), self.password.value())
        self._desk.call(work, done=self._changed, failed=self._failed, owner=self)

    def _changed(self, _none: None) -> None:
        QDialog.accept(self)

    def _failed(self, error: SozDeskError) -> None:
        self.action_button.setEnabled(True)
        if isinstance(error, Cancelled):
            return
        field = self.old if isinstance(error, WrongPassword) else self.password.first
        if isinstance(error, WrongPassword | RuleViolation):
            field.set_finding(Finding("password", Severity.STOP, str(error)))
            field.focus()
        else:
            errors.show(self, error)


def _columns(access: Callable[[StaffMember], str]) -> tuple[Column, ...]:
    return (
        Column(title="Name", text=lambda person: person.name, stretch=True),
        Column(title="Kürzel", text=lambda person: person.sign),
        Column(title="Funktion", text=lambda person: person.function),
        Column(title="Zugang", text=access),
    )


def _people(archive: Archive) -> tuple[tuple[StaffMember, ...], frozenset[UUID | None]]:
    """Everybody, and who has no access although nobody entered an exit."""
    return archive.query(staff), frozenset(person.id for person in without_access(archive))


def _admit(person: StaffMember, password: str, archive: Archive) -> None:
    admit(archive, person, password)


def _add_person(
    name: str, sign: str, function: str, password: str, archive: Archive
) -> StaffMember:

    return add_person(archive, AddStaff(name=name, sign=sign, function=function), password)


def _end_access(person: StaffMember, archive: Archive) -> None:
    remove_person(archive, person)


def _change_password(old: str, new: str, archive: Archive) -> None:
    change_password(archive, old=old, new=new)
