"""The tabs «Kontakte» and «Behörde» of a municipality, and those of a service."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QAction

from sozdesk.features.offices import queries, rules, texts, usecases
from sozdesk.features.offices.terms import BodyMemberRow, ContactRow, Signatory
from sozdesk.features.offices.ui import words
from sozdesk.features.offices.ui.people_dialogs import ContactDialog, MemberDialog, Owner
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.fields import Field
from sozdesk.widgets.parts import Part, PartTable, stacked
from sozdesk.widgets.table import Column
from sozdesk.widgets.typed import DateInput

_BACK = "Bearbeiten › Rückgängig holt den Eintrag zurück."


class ContactsPart(Part):
    """Who to ask; the main contact stands first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._owner: Owner = (None, None)
        self.sentence = labels.text("", "body", "text2")
        self.table = PartTable("Kontakte", _CONTACT_COLUMNS)
        self.add_button = self.command("&Neuer Kontakt …", self.add, icon="user-plus")
        self.change_button = self.command("&Kontakt ändern …", self.change)
        self.remove_button = self.command("Löschen", self.remove_current)
        self.table.needs_row(self.change_button, self.remove_button)
        self.table.view.opened.connect(lambda _row: self.change())
        self.table.view.menu_for = self._menu
        acts = (self.add_button, self.change_button, self.remove_button)
        self.setLayout(stacked(self.table.view, self.sentence, layouts.Flow(*acts, spacing=8)))

    def show_contacts(self, owner: Owner, contacts: Sequence[ContactRow], sentence: str) -> None:
        """Show the contacts of another owner, or other ones."""
        self._owner = owner
        self.sentence.setText(sentence)
        self.table.set_rows(contacts)

    def add(self) -> None:
        """Enter a person."""
        ContactDialog(self, self.desk, self._owner).present()

    def change(self) -> None:
        """Change the current person."""
        contact = self.table.current()
        if contact is not None and self.may_change():
            ContactDialog(self, self.desk, self._owner, contact).present()

    def make_main(self) -> None:
        """The current person becomes the main contact."""
        contact = self.table.current()
        if contact is not None:
            command = usecases.ChangeContact(
                id=contact.id, base_version=contact.version, changes={"main": True}
            )
            self.run(usecases.change_contact, command)

    def remove_current(self) -> None:
        """Delete the current person."""
        contact = self.table.current()
        if contact is not None:
            command = usecases.RemoveContact(id=contact.id, base_version=contact.version)
            question = f"Kontakt {contact.name} löschen?"
            self.remove(question, _BACK, usecases.remove_contact, command)

    def _menu(self, _row: ContactRow) -> list[QAction]:
        return [
            self.entry("Kontakt ändern …", self.change),
            self.entry("Zum Hauptkontakt machen", self.make_main),
            self.entry("Löschen", self.remove_current),
        ]


def _function(row: ContactRow) -> str:
    return ", ".join(filter(None, (row.function, "Hauptkontakt" if row.main else "")))


_CONTACT_COLUMNS = (
    Column(title="Name", text=lambda row: row.name, second=_function),
    Column(
        title="E-Mail und Telefon",
        text=lambda row: row.email or row.phone,
        second=lambda row: row.phone if row.email else "",
        stretch=True,
    ),
)


class MembersPart(Part):
    """Members with function and term, and who signs on a day."""

    def __init__(self, desk: Desk, today: date) -> None:
        super().__init__(desk)
        self._owner: Owner = (None, None)
        self._today = today
        self._members: Sequence[BodyMemberRow] = ()
        self.table = PartTable("Mitglieder", self._columns())
        self.empty = labels.text(_NO_MEMBERS, "body", "text2")
        self.add_button = self.command("&Mitglied eintragen …", self.add, icon="user-plus")
        self.change_button = self.command("Mitglied ände&rn …", self.change)
        self.remove_button = self.command("Löschen", self.remove_current)
        self.table.needs_row(self.change_button, self.remove_button)
        self.table.view.opened.connect(lambda _row: self.change())
        self.table.view.menu_for = self._menu
        self.day = Field("&Unterzeichnet am", DateInput(near=today))
        self.day.set_value(today)
        self.day.input.changed.connect(self._ask_who_signs)
        self.signing = labels.body("")
        acts = (self.add_button, self.change_button, self.remove_button)
        buttons_row = layouts.Flow(*acts, spacing=8)
        items = (self.table.view, self.empty, buttons_row, 8, self.day, self.signing)
        self.setLayout(stacked(*items))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                title="Name",
                text=lambda row: row.name,
                second=lambda row: texts.BODY_FUNCTIONS[row.function],
                tone=lambda row: words.span_tone(row.ended_on, self._today),
            ),
            Column(
                title="Im Amt",
                text=self._in_office,
                second=lambda row: words.span(row.valid_from, row.ended_on, self._today),
                symbol=lambda row: words.span_state(row.valid_from, row.ended_on, self._today),
                stretch=True,
            ),
        )

    def _in_office(self, row: BodyMemberRow) -> str:
        return words.span_word(row.valid_from, row.ended_on, self._today, now="im Amt")

    def show_members(self, owner: Owner, members: Sequence[BodyMemberRow]) -> None:
        """Show the members of another owner, or other ones."""
        self._owner, self._members = owner, members
        self.table.set_rows(members)
        self.empty.setVisible(not members)
        self._ask_who_signs()

    def _ask_who_signs(self) -> None:
        day = self.day.value()
        bfs_number, service_id = self._owner
        if day is None or (bfs_number is None and service_id is None):
            self.signing.setText("")
        elif bfs_number is None:
            self._show_signing(rules.signing(self._members, day))
        else:
            self.desk.query(
                queries.signatories, bfs_number, day, done=self._show_signing, owner=self
            )

    def _show_signing(self, found: Sequence[Signatory]) -> None:
        self.signing.setText(words.signing(found) or words.NOBODY_SIGNS)

    def add(self) -> None:
        """Enter a person."""
        MemberDialog(self, self.desk, self._owner, self._today).present()

    def change(self) -> None:
        """Change the current person, for example the last day of the term."""
        member = self.table.current()
        if member is not None and self.may_change():
            MemberDialog(self, self.desk, self._owner, self._today, member).present()

    def remove_current(self) -> None:
        """Delete the current person."""
        member = self.table.current()
        if member is not None:
            command = usecases.RemoveBodyMember(id=member.id, base_version=member.version)
            text = f"Endet die Amtsdauer, tragen Sie besser den letzten Tag ein. {_BACK}"
            question = f"{member.name} löschen?"
            self.remove(question, text, usecases.remove_body_member, command)

    def _menu(self, _row: BodyMemberRow) -> list[QAction]:
        return [
            self.entry("Mitglied ändern …", self.change),
            self.entry("Löschen", self.remove_current),
        ]


_NO_MEMBERS = (
    "Noch niemand eingetragen. Dokumente nennen, wer am Tag des Dokuments unterschreibt: zuerst "
    "das Präsidium, dann Aktuariat oder Leitung."
)
