"""The tabs of a provider: what it is, its contacts and places, what it offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal

from sozdesk.archive.file_info import OfficeKind
from sozdesk.features.offerings import texts, usecases
from sozdesk.features.offerings.terms import (
    OfferingRow,
    PlaceRow,
    ProviderContactRow,
)
from sozdesk.features.offerings.ui import offering_words as words
from sozdesk.features.offerings.ui.provider_data import ProviderLine
from sozdesk.features.offerings.ui.provider_dialogs import ContactDialog, PlaceDialog
from sozdesk.kernel import german
from sozdesk.kernel.municipality import Municipality
from sozdesk.kernel.usecase import UseCase
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.parts import Part, PartTable, stacked
from sozdesk.widgets.table import Column

_BACK = "Bearbeiten › Rückgängig holt alles zurück."


class ProviderPart(Part):
    """A tab that is filled again and again; changes are the KSA's."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.line: ProviderLine | None = None

    def may_change(self) -> bool:
        """The providers are written at the KSA only."""
        file = self.desk.file
        kind = file.info.office_kind if file else None
        return super().may_change() and kind is not OfficeKind.SERVICE

    def shown(self) -> ProviderLine:
        """What the tab shows; its commands only exist while it shows something."""
        assert self.line is not None
        return self.line


class FactsPart(ProviderPart):
    """Name, address, account, recognition; below it who is recognised under the GfS, to read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.facts = Facts()
        self.note = labels.body("")
        column = Column(
            title="Gemeinde",
            text=lambda row: row.municipality,
            second=words.municipal,
            stretch=True,
        )
        self.municipal = PartTable("Anerkennungen nach GfS", (column,))
        title = labels.section("Anerkennungen nach GfS")
        self._municipal = layouts.box(layouts.column(title, self.municipal.view, spacing=6))
        self.setLayout(stacked(self.facts, self.note, self._municipal))

    def show_line(self, line: ProviderLine) -> None:
        """Show another provider."""
        self.line = line
        row = line.row
        said = [
            ("Rechtsform", row.legal_form),
            ("Art", texts.word(row.organisation_type)),
            ("Adresse", row.address),
            ("E-Mail", row.email),
            ("Telefon", row.phone),
            ("Website", row.website),
            ("IBAN", _grouped(row.iban)),
            ("Anerkennung", line.recognition_words),
            ("Letzter Tag", german.day(row.closed_on) if row.closed_on else ""),
        ]
        self.facts.set_facts([(key, value) for key, value in said if value])
        self.note.setText(row.note)
        self.note.setVisible(bool(row.note))
        self.municipal.set_rows(line.municipal)
        self._municipal.setVisible(bool(line.municipal))


def _grouped(iban: str) -> str:
    """In groups of four, as it stands on a bill."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))


class LinesPart(ProviderPart):
    """A table of parts of the provider with «hinzufügen», «ändern», «Entfernen»."""

    noun = ""
    words = ("", "")
    """Of the buttons that add and change; both lists stand on one tab, so each has its letters."""
    remover: UseCase

    def __init__(self, desk: Desk, nothing: str, column: Column) -> None:
        super().__init__(desk)
        self.empty = labels.text(nothing, "body", "text2")
        self.table = PartTable(self.noun, (column,))
        self.table.view.opened.connect(lambda _row: self.change())
        self.table.view.menu_for = lambda _row: [
            self.entry(f"{self.noun} ändern …", self.change),
            self.entry("Entfernen", self.remove_current),
        ]
        self.add_button = self.command(self.words[0], self.add, icon="plus")
        self.change_button = self.command(self.words[1], self.change)
        self.remove_button = self.command("Entfernen", self.remove_current)
        self.table.needs_row(self.change_button, self.remove_button)
        commands = (self.add_button, self.change_button, self.remove_button)
        self.setLayout(stacked(self.table.view, self.empty, layouts.Flow(*commands, spacing=8)))

    def show_rows(self, line: ProviderLine, rows: Sequence[Any]) -> None:
        """Show the parts of another provider."""
        self.line = line
        self.table.set_rows(rows)
        self.empty.setVisible(not rows)

    def add(self) -> None:
        """Enter one."""
        self.open_dialog(None)

    def change(self) -> None:
        """Change the current one."""
        row = self.table.current()
        if row is not None and self.may_change():
            self.open_dialog(row)

    def open_dialog(self, row: Any) -> None:
        """The dialog for a new one (None) or for one that is there."""
        raise NotImplementedError

    def remove_current(self) -> None:
        """Remove the current one."""
        row = self.table.current()
        if row is not None:
            command = usecases.RemoveRow(id=row.id, base_version=row.version)
            question = f"{self.noun} «{row.name}» entfernen?"
            self.remove(question, _BACK, type(self).remover, command)


class ContactsPart(LinesPart):
    """Whom to ask."""

    noun = "Kontakt"
    words = ("Kontakt hin&zufügen …", "Kontakt änd&ern …")
    remover = staticmethod(usecases.remove_provider_contact)

    def __init__(self, desk: Desk) -> None:
        column = Column(title="Kontakt", text=lambda row: row.name, second=_reach, stretch=True)
        super().__init__(desk, "Noch kein Kontakt erfasst.", column)

    def open_dialog(self, row: ProviderContactRow | None) -> None:
        """Name, function, how to reach."""
        ContactDialog(self, self.desk, self.shown().id, row).present()


def _reach(row: ProviderContactRow) -> str:
    parts = ("Hauptkontakt" if row.main else "", row.function, row.phone, row.email)
    return ", ".join(filter(None, parts)) or "keine weiteren Angaben"


class PlacesPart(LinesPart):
    """Where the provider works."""

    noun = "Ort"
    words = ("Ort hinzu&fügen …", "Ort ände&rn …")
    remover = staticmethod(usecases.remove_place)

    def __init__(self, desk: Desk, places: Callable[[], Sequence[Municipality]]) -> None:
        self._municipalities = places
        column = Column(title="Ort", text=lambda row: row.name, second=_place, stretch=True)
        super().__init__(desk, "Noch kein Ort erfasst.", column)

    def open_dialog(self, row: PlaceRow | None) -> None:
        """Municipality or town, name, address."""
        PlaceDialog(self, self.desk, self.shown().id, self._municipalities(), row).present()


def _place(row: PlaceRow) -> str:
    address = " ".join(row.address.split())
    outside = "" if row.bfs_number else "ausserhalb des Kantons"
    wheels = "rollstuhlgängig" if row.wheelchair else ""
    return ", ".join(filter(None, (row.town, address, outside, wheels)))


class OfferedPart(ProviderPart):
    """What the provider offers; Enter leads there."""

    wanted = Signal(object)
    """Id of an offering."""
    new_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.empty = labels.text("Noch kein Angebot erfasst.", "body", "text2")
        column = Column(
            title="Angebot",
            text=words.label,
            second=_offered,
            symbol=words.state_symbol,
            stretch=True,
        )
        self.table = PartTable("Angebote", (column,))
        self.table.view.opened.connect(lambda row: self.wanted.emit(row.id))
        self.add_button = self.command("&Neues Angebot …", self.new_wanted.emit, icon="plus")
        self.open_button = buttons.button("Ansehen", self._open)
        self.table.needs_row(self.open_button)
        commands = layouts.Flow(self.add_button, self.open_button, spacing=8)
        self.setLayout(stacked(self.table.view, self.empty, commands))

    def show_line(self, line: ProviderLine) -> None:
        """Show the offerings of another provider."""
        self.line = line
        self.table.set_rows(line.offerings)
        self.empty.setVisible(not line.offerings)

    def _open(self) -> None:
        row = self.table.current()
        if row is not None:
            self.wanted.emit(row.id)


def _offered(row: OfferingRow) -> str:
    said = (row.category_name, texts.word(row.state), words.recognition(row.recognition))
    return ", ".join(said)
