"""What stands above the results: the search field, the municipality, and the chips."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from sozdesk.features.offerings import texts
from sozdesk.features.offerings.terms import CefrLevel, PriceUnit, ProviderRow, Wanted
from sozdesk.features.offerings.texts import searching as said
from sozdesk.features.offerings.ui.menu_chip import MenuChip, ToggleChip
from sozdesk.features.offerings.ui.search_data import SearchData
from sozdesk.widgets import labels, layouts, theme
from sozdesk.widgets.inputs import Choice
from sozdesk.widgets.municipalities import MunicipalityInput
from sozdesk.widgets.typed import AmountInput, NumberInput

RADII = (5, 10, 15, 20, 30)
WEEKS = (2, 4, 8, 12)
_EXAMPLE = "Was suchen Sie? Zum Beispiel: deutsch b1 kinder sissach"
_LEVEL_TIP = (
    "Was die Person auf Deutsch kann. Gezeigt wird, was höchstens so viel verlangt und nicht "
    "darunter endet; ohne Angabe passt es auch."
)
_HIDDEN_TIP = "Auch Angebote, die nicht anerkannt oder nicht auf der Plattform sind, mit dem Grund"


class SearchField(QLineEdit):
    """Searches while typing; Down and Enter lead to the results, Esc empties it."""

    left_downwards = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_EXAMPLE)
        self.setAccessibleName("Angebote suchen")
        self.setMaxLength(200)
        self.setClearButtonEnabled(False)
        self.setMinimumWidth(theme.px(200))
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        key.setContext(Qt.ShortcutContext.WindowShortcut)
        key.activated.connect(self._take_focus)

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys that mean the list, not the text."""
        down = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in down:
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class ProviderChip(ToggleChip):
    """Only one provider, reached from elsewhere; a click shows the others again and hides the chip."""

    def __init__(self, providers: Mapping[UUID, ProviderRow]) -> None:
        super().__init__("Anbieter/in", "Ein Klick zeigt wieder alle Anbieter/innen")
        self.providers = providers
        self._chosen: UUID | None = None
        self.clicked.connect(lambda: self.set_value(None))
        self.hide()

    def value(self) -> UUID | None:  # type: ignore[override]
        """Id of the provider; None for all."""
        return self._chosen if self.isChecked() else None

    def set_value(self, value: UUID | None) -> None:  # type: ignore[override]
        """Show one provider that is known, or all."""
        row = self.providers.get(value) if value is not None else None
        self._chosen = row.id if row else None
        if row:
            self.set_chip(replace(self.chip, word=f"Anbieter/in: {row.name}"))
        self.setChecked(row is not None)
        self.setVisible(row is not None)


class SearchFilters(QWidget):
    """Everything that can be asked for; ``changed`` fires with every key and click."""

    changed = Signal()

    def __init__(self, data: SearchData) -> None:
        super().__init__()
        self._setting = False
        self.text = SearchField()
        self._make_place(data)
        self._make_chips(data)
        line = layouts.row(self.text, self._place, spacing=12)
        line.setStretch(0, 1)
        self.from_text = labels.secondary("")
        self.from_text.hide()
        self.setLayout(layouts.column(line, self.from_text, self._flow, spacing=8))
        self.text.textChanged.connect(lambda _text: self._tell())
        for part in self._parts().values():
            part.changed.connect(self._tell)
        self._own = data.own
        self.near.set_value(data.own)

    def _make_place(self, data: SearchData) -> None:
        self.near = MunicipalityInput(data.municipalities)
        self.near.setMinimumWidth(theme.px(150))
        self.near.setMaximumWidth(theme.px(190))
        self.near.setAccessibleName("Entfernung von der Gemeinde")
        self.km = Choice([(km, f"bis {km} km") for km in RADII], empty="jede Entfernung")
        self.km.setAccessibleName("Umkreis")
        label = labels.secondary("b&ei", wrap=False)
        label.setBuddy(self.near)
        self._place = layouts.box(layouts.row(label, self.near, self.km, spacing=6))

    def _make_chips(self, data: SearchData) -> None:
        categories = [(row.code, row.name) for row in data.index.categories]
        self.category = MenuChip("Kategorie", categories, off="Alle Kategorien")
        levels = [(level, said.can(level)) for level in CefrLevel]
        self.level = MenuChip("Deutsch", levels, off="Jeder Sprachstand", tip=_LEVEL_TIP)
        self.groups = MenuChip("Für wen", list(said.GROUPS.items()), off="Für alle", several=True)
        weeks = [(number, said.within(number)) for number in WEEKS]
        self.weeks = MenuChip("Beginn", weeks, off="Jeder Beginn")
        self.childcare = ToggleChip(said.WITH_CHILDCARE, "Auch nach Absprache")
        self.free = ToggleChip(said.FREE_PLACES)
        self.wheelchair = ToggleChip("Rollstuhlgängig")
        self.hidden = ToggleChip("Auch andere", _HIDDEN_TIP)
        self.provider = ProviderChip(data.providers)
        self._make_figures()
        self._flow = layouts.Flow(
            self.provider,
            self.category,
            self.level,
            self.childcare,
            self.free,
            self.weeks,
            self.groups,
            self.wheelchair,
            self.priced,
            self._price,
            self.aged,
            self._age,
            self.hidden,
        )
        self._flow.setAccessibleName("Filter")

    def _make_figures(self) -> None:
        """Two chips that open an input beside them."""
        self.priced, self.aged = ToggleChip("Preis bis …"), ToggleChip("Alter …")
        self.max_price, self.age = AmountInput(), NumberInput(width=56)
        self.max_price.setAccessibleName("Preis höchstens")
        self.age.setAccessibleName("Alter der Person")
        units = [(unit, texts.per_unit(unit)) for unit in PriceUnit]
        self.unit = Choice(units, empty="in jeder Einheit")
        self.unit.setAccessibleName("Einheit des Preises")
        self._price = layouts.box(layouts.row(self.max_price, self.unit, spacing=4))
        self._age = layouts.box(layouts.row(self.age, spacing=4))
        for chip, inputs in ((self.priced, self._price), (self.aged, self._age)):
            inputs.hide()
            chip.toggled.connect(inputs.setVisible)

    def _parts(self) -> Mapping[str, Any]:
        """Field of :class:`Wanted` → the part that holds it; and the two chips."""
        names = ("near", "km", "category", "level", "groups", "weeks", "childcare", "free")
        more = ("provider", "wheelchair", "hidden", "max_price", "unit", "age", "priced", "aged")
        return {name: getattr(self, name) for name in (*names, *more)}

    def _tell(self) -> None:
        if not self._setting:
            self.changed.emit()

    # ------------------------------------------------------------------ what is asked for

    def wanted(self) -> Wanted:
        """What stands there now."""
        priced = self.priced.value() and self.max_price.value() is not None
        return Wanted(
            text=self.text.text(),
            category=self.category.value(),
            near=self.near.value(),
            km=self.km.value() if self.near.value() is not None else None,
            level=self.level.value(),
            groups=self.groups.value(),
            age=self.age.value() if self.aged.value() else None,
            weeks=self.weeks.value(),
            free=self.free.value(),
            max_price=self.max_price.value() if priced else None,
            unit=self.unit.value() if priced else None,
            childcare=self.childcare.value(),
            provider=self.provider.value(),
            wheelchair=self.wheelchair.value(),
            hidden=self.hidden.value(),
        )

    def show_wanted(self, wanted: Wanted) -> None:
        """Show filters and text, and tell once."""
        self._setting = True
        self.text.setText(wanted.text)
        for name, part in self._parts().items():
            if name not in ("priced", "aged"):
                part.set_value(getattr(wanted, name))
        self.priced.set_value(wanted.max_price is not None)
        self.aged.set_value(wanted.age is not None)
        self._setting = False
        self.changed.emit()

    def show_place_of_text(self, named: str) -> None:
        """«bis 15 km von Sissach»: a typed place counts instead of the field; empty if none does."""
        self.from_text.setText(
            f"Gesucht wird {named}, wie im Text; «bei» gilt nicht." if named else ""
        )
        self.from_text.setVisible(bool(named))

    def clear(self) -> None:
        """No filter; distances begin at the own municipality again."""
        self.show_wanted(Wanted(near=self._own))
