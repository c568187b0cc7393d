"""«Kontakte übernehmen»: whom the returns name, beside whom the office knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtWidgets import QWidget

from sozdesk.features.offices.usecases import (
    AddContact,
    ChangeContact,
    TakeContacts,
    take_contacts,
)
from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.terms import NamedContact
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import errors, labels, messages, theme
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.table import Column, RowsModel, TableView

_INTRO = (
    "Diese Personen stehen in den erfassten Rückmeldungen. Wo schon jemand bekannt ist, kreuzen "
    "Sie selber an: Dieselbe Person wird ergänzt, eine andere wird der Hauptkontakt."
)
_ALL_KNOWN = "Die Kontakte der erfassten Rückmeldungen sind alle bekannt."
_MOST_LINES = 10
_WIDTH = 900


def offer_contacts(page: QWidget, desk: Desk, navigator: Navigator, year: int) -> None:
    """Show whom the recorded returns of a year name, then enter those who are chosen."""

    def show(found: Sequence[NamedContact]) -> None:
        if not found:
            messages.inform(page, _ALL_KNOWN, "Es gibt nichts zu übernehmen.")
            return
        dialog = ContactsDialog(page, desk, found)
        dialog.accepted.connect(lambda: navigator.say(dialog.said()))
        dialog.present()

    desk.call(
        lambda archive: archive.query(queries.named_contacts, year, archive.context().today),
        done=show,
        failed=partial(errors.show, page),
        owner=page,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One municipality in the dialog."""

    named: NamedContact
    ticked: bool


class ContactsDialog(CommandDialog):
    """Closes when the contacts are entered."""

    def __init__(self, parent: QWidget, desk: Desk, found: Sequence[NamedContact]) -> None:
        super().__init__(
            parent,
            desk,
            "Kontakte aus den Rückmeldungen übernehmen",
            action="Kontakte &übernehmen",
            intro=_INTRO,
        )
        self.lines = [Line(one, one.known is None) for one in found]
        self.model = RowsModel(_COLUMNS, key=lambda line: line.named.bfs_number)
        self.table = TableView(self.model, "Kontakte der Rückmeldungen", lead=0, row=32)
        self.table.ticked.connect(self._tick)
        high = min(len(self.lines), _MOST_LINES)
        self.table.setMinimumHeight(theme.px(32) + theme.row_height(32) * high + 4)
        self.body.addWidget(self.table, 1)
        self._count = labels.secondary("")
        self.body.addWidget(self._count)
        self.setMinimumWidth(theme.px(_WIDTH))
        self._show()

    def _show(self) -> None:
        self.model.set_rows(self.lines)
        number = german.plural(len(self.lines), "Kontakt", "Kontakten")
        self._count.setText(f"{len(self._chosen())} von {number} gewählt")

    def _tick(self, line: Line, wanted: bool) -> None:
        number = line.named.bfs_number
        self.lines = [
            replace(one, ticked=wanted) if one.named.bfs_number == number else one
            for one in self.lines
        ]
        self._show()

    def _chosen(self) -> list[NamedContact]:
        return [line.named for line in self.lines if line.ticked]

    def check(self) -> Sequence[Finding]:
        """Somebody must be chosen."""
        found = list(super().check())
        if not self._chosen():
            words = "Wählen Sie mindestens einen Kontakt."
            found.append(Finding("nobody", Severity.STOP, words))
        return found

    def act(self) -> Act:
        """Enter them all, in one step."""
        chosen = self._chosen()
        command = TakeContacts(
            added=tuple(_added(one) for one in chosen if not is_same_person(one)),
            changed=tuple(_changed(one) for one in chosen if is_same_person(one)),
        )
        return take_contacts, command

    def said(self) -> str:
        """What happened."""
        number = german.plural(len(self._chosen()), "Kontakt", "Kontakte")
        return f"{number} aus den Rückmeldungen eingetragen."


def is_same_person(named: NamedContact) -> bool:
    """Whether the municipality's own contact has this name, so that only the rest is new."""
    known = named.known
    if known is None or known.bfs_number is None:
        return False
    return german.search_key(known.name) == german.search_key(named.contact.name)


def _added(named: NamedContact) -> AddContact:
    person = named.contact
    return AddContact(
        bfs_number=named.bfs_number,
        name=person.name,
        email=person.email,
        phone=person.phone,
        main=True,
    )


def _changed(named: NamedContact) -> ChangeContact:
    """What the return leaves out stays."""
    assert named.known is not None
    new = {"email": named.contact.email, "phone": named.contact.phone}
    return ChangeContact(
        id=named.known.id,
        base_version=named.known.version,
        changes={key: value for key, value in new.items() if value},
    )


def _known_words(line: Line) -> str:
    known = line.named.known
    if known is None:
        return "noch kein Kontakt"
    return ", ".join(filter(None, (known.name, known.email, known.phone)))


def _spoken(line: Line) -> str:
    chosen = "wird eingetragen" if line.ticked else "wird nicht eingetragen"
    return f"{line.named.name}, {chosen}"


_COLUMNS = (
    Column(
        title="Gemeinde",
        text=lambda line: line.named.name,
        check=lambda line: line.ticked,
        spoken=_spoken,
    ),
    Column(title="Name", text=lambda line: line.named.contact.name),
    Column(title="E-Mail", text=lambda line: line.named.contact.email),
    Column(title="Telefon", text=lambda line: line.named.contact.phone),
    Column(
        title="Bisher bekannt",
        text=_known_words,
        tip=_known_words,
        tone=lambda line: "text" if line.named.known else "text2",
        stretch=True,
    ),
)
