"""«Schlüssel der Stellen» (KSA): whose signatures are taken; confirmed or revoked here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from sozdesk.exchange import keys
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.terms import TOPIC, KeyPurpose
from sozdesk.features.offerings.terms.catalogue import TrustedKeyRow
from sozdesk.features.offerings.texts import office_keys as texts
from sozdesk.features.offerings.usecases import PassKey, confirm_key, revoke_key
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import labels, layouts, messages
from sozdesk.widgets.page import Page
from sozdesk.widgets.parts import Part, PartTable, stacked
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_HINT: Final = (
    "Sozialdienste und Gemeinden unterschreiben Abrechnungen und Meldungen. Ein neuer Schlüssel wird "
    "beim Einlesen am Telefon verglichen und steht danach hier."
)
_NOTHING: Final = "Noch kein Schlüssel. Der erste kommt mit der ersten Datei einer Stelle."
_REVOKE: Final = (
    "Danach nimmt das KSA keine Datei mehr an, die damit unterschrieben ist, und schreibt der Stelle "
    "keine Antworten, bis jemand den Schlüssel wieder bestätigt."
)


def build(desk: Desk, navigator: Navigator) -> QWidget:
    """The sub-page."""
    return OfficeKeysPage(desk, navigator)


def _load(archive: Archive) -> tuple[TrustedKeyRow, ...]:
    """Keys that sign, those that count first."""
    rows = [row for row in archive.query(queries.trusted_keys) if row.purpose is KeyPurpose.SIGNING]
    return tuple(
        sorted(rows, key=lambda row: (row.retired_on is not None, german.sort_key(row.office_name)))
    )


class OfficeKeysPage(Page):
    """One list."""

    handbook_place = "abrechnung-pruefen#schluessel"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Schlüssel der Stellen", back=navigator.back)
        self.desk = desk
        self.part = KeysPart(desk)
        self.set_content(
            layouts.box(layouts.column(self.part, None, margins=(24, 14, 20, 20))), scroll=True
        )
        desk.changed.connect(self._on_changed)
        self.reload()

    def _on_changed(self, topics: frozenset[str]) -> None:
        if topics & {TOPIC, "billing", "cases"}:
            self.reload()

    def reload(self) -> None:
        """Read the keys again."""
        self.desk.call(_load, done=self.part.show_rows, owner=self)


class KeysPart(Part):
    """Keys with «bestätigen» and «widerrufen»."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.empty = labels.text(_NOTHING, "body", "text2")
        self.table = PartTable("Schlüssel", (_OFFICE,))
        self.table.view.current_row_changed.connect(self._on_row)
        self.confirm_button = self.command("Wieder &bestätigen …", self.confirm)
        self.revoke_button = self.command("&Widerrufen …", self.revoke)
        self.fingerprint = labels.text("", "section", selectable=True)
        line = layouts.Flow(self.confirm_button, self.revoke_button, spacing=8)
        hint = labels.text(_HINT, "body", "text2")
        self.setLayout(stacked(hint, line, self.table.view, self.empty, self.fingerprint))

    def show_rows(self, rows: tuple[TrustedKeyRow, ...]) -> None:
        """Show the keys."""
        self.table.set_rows(rows)
        self.empty.setVisible(not rows)
        self._on_row(self.table.current())

    def _on_row(self, row: TrustedKeyRow | None) -> None:
        self.fingerprint.setText(_digits(row) if row else "")
        self.confirm_button.setVisible(row is not None and row.retired_on is not None)
        self.revoke_button.setVisible(row is not None and row.retired_on is None)

    def confirm(self) -> None:
        """The current key was compared by phone."""
        row = self.table.current()
        if row is None:
            return
        text = f"{_digits(row)}\n\n{texts.COMPARE_OFFICE}"
        if messages.ask(
            self, f"Schlüssel von {row.office_name} bestätigen?", text, action="Stimmt überein"
        ):
            self.run(confirm_key, PassKey(id=row.id, base_version=row.version))

    def revoke(self) -> None:
        """The current key counts no more."""
        row = self.table.current()
        if row is None:
            return
        question = f"Schlüssel von {row.office_name} widerrufen?"
        if messages.ask_loss(self, question, _REVOKE, action="Widerrufen"):
            self.run(revoke_key, PassKey(id=row.id, base_version=row.version))


def _digits(row: TrustedKeyRow) -> str:
    return keys.fingerprint(row.public)


def _standing(row: TrustedKeyRow) -> str:
    """«verglichen am 05.01.2027, Anna Muster», «gilt nicht mehr seit 05.01.2027»."""
    if row.retired_on is not None:
        return f"gilt nicht mehr seit {german.day(row.retired_on)}"
    how = "verglichen" if row.confirmed_by else "vom bisherigen Schlüssel bestätigt"
    by = f", {row.confirmed_by}" if row.confirmed_by else ""
    return f"{how} am {german.day(row.confirmed_on)}{by}"


_OFFICE: Final = Column(
    title="Stelle",
    text=lambda row: row.office_name,
    second=_standing,
    symbol=lambda row: State.RECORDED if row.retired_on is None else State.CLOSED,
    stretch=True,
)
