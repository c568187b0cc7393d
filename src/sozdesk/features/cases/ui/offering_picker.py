"""Choose an offering of the catalogue: search while typing, Enter takes the current one."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from sozdesk.features.cases.texts import enactments as said
from sozdesk.features.offerings.terms import OfferingRow
from sozdesk.kernel import german
from sozdesk.widgets import buttons, labels, layouts, theme
from sozdesk.widgets.rows import RowsModel
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column, TableView

_HEIGHT = 232
_NOTHING = "Kein Angebot des Katalogs passt dazu."
_NO_CATALOGUE = (
    "Diese Ablage enthält noch keinen Katalog. Lesen Sie unter «Angebote» den Katalog des KSA ein."
)


class _Search(QLineEdit):
    """Down and Enter go on to the list."""

    down = Signal()
    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys that leave the field."""
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif buttons.is_enter(event):
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class OfferingPicker(QWidget):
    """An input: ``value()`` is the id of an offering. ``words`` says one that the catalogue lacks."""

    changed = Signal()

    def __init__(self, rows: Sequence[OfferingRow], words: str = "") -> None:
        super().__init__()
        self._rows = {row.id: row for row in rows}
        self._words = words
        self._chosen: UUID | None = None
        self.search = _Search()
        self.search.setPlaceholderText("Titel, Anbieter/in, Nummer, Kategorie")
        self.model = RowsModel(_COLUMNS, key=lambda row: row.id)
        self.search.textChanged.connect(self._narrow)
        self.table = TableView(self.model, "Angebote des Katalogs", lead=8, row=50)
        self.table.setFixedHeight(theme.px(_HEIGHT))
        self.table.opened.connect(lambda _row: self.take())
        self.search.down.connect(self.table.setFocus)
        self.search.taken.connect(self.take)
        self.nothing = labels.secondary(_NOTHING if rows else _NO_CATALOGUE)
        self.take_button = buttons.button("Dieses Angebot &wählen", self.take)
        choosing = layouts.column(
            self.search, self.table, self.nothing, self.take_button, spacing=6
        )
        self.choosing = layouts.box(choosing)
        self.name = labels.strong("")
        self.about = labels.secondary("")
        self.other_button = buttons.link("Anderes Angebot", self._choose_again)
        self.chosen = layouts.box(
            layouts.column(self.name, self.about, self.other_button, spacing=2)
        )
        self.setLayout(layouts.column(self.choosing, self.chosen, spacing=0))
        self.model.set_rows(rows)
        self._narrow("")
        self._show()

    def _narrow(self, text: str) -> None:
        self.model.set_search(text)
        found = bool(self.model.rows())
        self.nothing.setVisible(not found)
        self.table.setVisible(found)
        self.take_button.setEnabled(found)
        if self.table.current_row() is None:
            self.table.select_first()

    def take(self) -> None:
        """Choose the current offering."""
        row = self.table.current_row()
        if row is not None:
            self.set_value(row.id)

    def _choose_again(self) -> None:
        self.set_value(None)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def freeze(self) -> None:
        """The offering of an enactment stays what it is."""
        self.other_button.hide()

    def row(self) -> OfferingRow | None:
        """The chosen offering as it stands today."""
        return self._rows.get(self._chosen) if self._chosen is not None else None

    def value(self) -> UUID | None:
        """The id of the chosen offering."""
        return self._chosen

    def set_value(self, value: UUID | None) -> None:
        """Choose an offering, or none."""
        if value == self._chosen:
            return
        self._chosen = value
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        row = self.row()
        self.choosing.setVisible(self._chosen is None)
        self.chosen.setVisible(self._chosen is not None)
        self.name.setText(_label(row) if row else self._words)
        about = _about(row) if row else "Der Katalog enthält dieses Angebot nicht mehr."
        self.about.setText(about)

    def problem(self) -> str:
        """A choice can always be read."""
        return ""

    def focus_target(self) -> QWidget:
        """The search, or the way back to it."""
        return self.search if self._chosen is None else self.other_button


def _label(row: OfferingRow) -> str:
    return f"{row.title} (Nr. {row.number})"


def _about(row: OfferingRow) -> str:
    return f"{row.provider_name}, {row.category_name}; {recognition(row)}"


def recognition(row: OfferingRow) -> str:
    """«anerkannt bis 31.12.2027» today."""
    if not row.recognition.recognised:
        return "heute nicht anerkannt"
    until = row.recognition.until
    return f"anerkannt bis {german.day(until)}" if until else "anerkannt"


def _price(row: OfferingRow) -> str:
    if row.price is None:
        return "kein Preis"
    return f"{german.amount(row.price.amount)} {said.per_unit(row.price.unit)}"


_COLUMNS = (
    Column(
        title="Angebot",
        text=_label,
        second=_about,
        symbol=lambda row: State.RECORDED if row.recognition.recognised else State.REFUSED,
        sort_key=lambda row: german.sort_key(row.title),
        stretch=True,
        least=200,
    ),
    Column(title="Preis", text=_price, align="right"),
)
