"""Contact persons and members: enter and change."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.features.offices import texts, usecases
from sozdesk.features.offices.terms import BodyFunction, BodyMemberRow, ContactRow
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, TextInput, Tick
from sozdesk.widgets.typed import DateInput

Owner = tuple[int | None, UUID | None]
"""BFS number of the municipality or id of the service that a person belongs to."""

_NAME = "Tragen Sie den Namen ein."


class ContactDialog(CommandDialog):
    """A person to ask; ``contact`` None enters a new one."""

    def __init__(
        self, parent: QWidget, desk: Desk, owner: Owner, contact: ContactRow | None = None
    ) -> None:
        title = "Kontakt ändern" if contact else "Neuer Kontakt"
        super().__init__(parent, desk, title)
        self._owner, self._contact = owner, contact
        self.put("name", Field("&Name", TextInput(), width=320), needed=_NAME)
        self.put("function", Field("&Funktion", TextInput(), optional=True, width=320))
        self.put("email", Field("&E-Mail", TextInput(), optional=True, width=320))
        self.put("phone", Field("&Telefon", TextInput(), optional=True, width=200))
        tick = Tick("&Hauptkontakt: steht auf Formularen und Briefen")
        self.put("main", Field("Hauptkontakt", tick, show_label=False))
        if contact:
            self.show_row(contact)

    def act(self) -> Act | None:
        """Enter the person, or change what differs."""
        if self._contact is None:
            bfs_number, service_id = self._owner
            values = self.form.values()
            return usecases.add_contact, usecases.AddContact(
                bfs_number=bfs_number, service_id=service_id, **values
            )
        changes = self.form.changes()
        command = usecases.ChangeContact(
            id=self._contact.id, base_version=self._contact.version, changes=changes
        )
        return (usecases.change_contact, command) if changes else None


class MemberDialog(CommandDialog):
    """A member with function and term; ``member`` None enters a new one."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        owner: Owner,
        today: date,
        member: BodyMemberRow | None = None,
    ) -> None:
        title = "Mitglied ändern" if member else "Mitglied eintragen"
        super().__init__(parent, desk, title)
        self._owner, self._member = owner, member
        functions = Choice(
            [(function, texts.BODY_FUNCTIONS[function]) for function in BodyFunction]
        )
        self.put("name", Field("&Name", TextInput(), width=320), needed=_NAME)
        self.put("function", Field("&Funktion", functions, width=200))
        self.put(
            "valid_from",
            Field("Im Amt &ab", DateInput(near=today), hint="Erster Tag, zum Beispiel 01.07.2027"),
            needed="Tragen Sie den ersten Tag im Amt ein.",
        )
        self.put(
            "ended_on",
            Field(
                "&Letzter Tag", DateInput(near=today), hint="Leer, solange es dauert", optional=True
            ),
        )
        if member:
            self.show_row(member)

    def act(self) -> Act | None:
        """Enter the person, or change what differs."""
        if self._member is None:
            bfs_number, service_id = self._owner
            return usecases.add_body_member, usecases.AddBodyMember(
                bfs_number=bfs_number, service_id=service_id, **self.form.values()
            )
        changes = self.form.changes()
        command = usecases.ChangeBodyMember(
            id=self._member.id, base_version=self._member.version, changes=changes
        )
        return (usecases.change_body_member, command) if changes else None
