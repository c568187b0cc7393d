"""«Tarife und Kategorien»: the dated values of the KSA's catalogue, each with source and history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings import texts, usecases
from sozdesk.features.offerings.terms import TOPIC, Billable, CategoryRow, DatedKind, Financing
from sozdesk.features.offerings.texts.figures import IF_UNSET
from sozdesk.features.offerings.ui import tariff_data
from sozdesk.features.offerings.ui.dated_dialog import DatedDialog
from sozdesk.features.offerings.ui.tariff_data import Line, TariffsData
from sozdesk.kernel import german
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.list_detail import ListDetail
from sozdesk.widgets.list_pane import ListPane
from sozdesk.widgets.page import Page
from sozdesk.widgets.parts import Part, PartTable, stacked
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column, RowsModel, TableView

_FACTS = "Ein neuer Wert gilt ab seinem Tag. Was früher galt, bleibt, wie es war."
_BACK = "Bearbeiten › Rückgängig holt den Wert zurück."
KINDS: Final[Mapping[DatedKind, str]] = {
    DatedKind.REGIME_RATE: "Wie viel der Kanton pro Regime und Kategorie bezahlt.",
    DatedKind.TARIFF: "Bis zu diesem Betrag rechnet der Kanton ab. Was darüber liegt, trägt die "
    "Gemeinde.",
    DatedKind.CATEGORY: "Arten von Angeboten mit Rechtsgrundlage und Finanzierung.",
    DatedKind.COVERED_NEED: "Wo der Bedarf gedeckt ist, werden neue Gesuche abgewiesen.",
    DatedKind.REGIME: "Nach welchem Recht eine Person unterstützt wird.",
    DatedKind.VALUE: "Fristen und Grenzen der Anerkennung und der Abrechnung mit den Gemeinden.",
    DatedKind.REMEDY: "Der Text am Schluss der Entscheide.",
}
"""The kinds of the page in the order of their use, each with its sentence."""
_HEAD = 18
_NOTHING = "nichts"
"""What the canton pays where nothing can be billed, in the matrix."""
"""Letters of a regime above its column: its tip says the whole name."""
_LONG = 44
"""Letters of a value in its column."""
_LOCKING = (DatedKind.REGIME_RATE, DatedKind.TARIFF)
"""Without them nothing can be billed."""
_PLURALS: Final[Mapping[DatedKind, str]] = {
    DatedKind.REGIME_RATE: "Ansätze",
    DatedKind.TARIFF: "Maximaltarife",
    DatedKind.CATEGORY: "Kategorien",
    DatedKind.COVERED_NEED: "Bedarf gedeckt",
    DatedKind.REGIME: "Unterstützungsregimes",
    DatedKind.VALUE: "Werte des Verfahrens",
    DatedKind.REMEDY: "Rechtsmittelbelehrung",
}


def build(desk: Desk, navigator: Navigator, **target: object) -> QWidget:
    """The page; ``kind`` chooses whose values are shown."""
    page = TariffsPage(desk, navigator)
    page.open_target(**target)
    return page


class TariffsPage(Page):
    """The kinds on the left, the values of one kind on the right."""

    handbook_place = "tarife"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Tarife und Kategorien", _FACTS, back=navigator.back)
        self.desk = desk
        self.data: TariffsData | None = None
        self.model = RowsModel(self._columns(), key=lambda kind: kind)
        self.table = TableView(self.model, "Arten von Werten", row=50, sortable=False)
        self.table.current_row_changed.connect(self._show_kind)
        pane = ListPane(self.table, ("Art", "Arten"), export=False)
        self.split = ListDetail(pane, share=0.27)
        self.part = ValuesPart(desk)
        self.set_content(self.split)
        self.split.set_detail(layouts.box(layouts.column(self.part, margins=(20, 14, 20, 20))))
        desk.changed.connect(self._on_changed)
        self.model.set_rows(tuple(KINDS))
        self.table.select_first()
        self.reload()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                title="Werte",
                text=lambda kind: _PLURALS[kind],
                second=self._below,
                symbol=self._symbol,
                stretch=True,
            ),
        )

    def _below(self, kind: DatedKind) -> str:
        return attention(self.data, kind) if self.data else ""

    def _symbol(self, kind: DatedKind) -> str:
        return State.HINT if self.data and is_open(self.data, kind) else State.OK

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read the values again."""
        self.desk.call(tariff_data.load, done=self._show, owner=self)

    def _show(self, data: TariffsData) -> None:
        self.data = data
        self.model.set_rows(tuple(KINDS))
        self._show_kind(self.table.current_row())

    def _show_kind(self, kind: DatedKind | None) -> None:
        if kind is not None and self.data is not None:
            self.part.show_kind(self.data, kind)

    def open_target(self, **target: object) -> None:
        """``kind``: the kind of value to show."""
        kind = target.get("kind")
        if isinstance(kind, DatedKind):
            self.table.select_key(kind)


def missing(data: TariffsData, kind: DatedKind) -> int:
    """How many values are missing, where that locks bills."""
    if kind is DatedKind.TARIFF:
        return len(data.missing_tariffs)
    if kind is DatedKind.REGIME_RATE:
        cells = (
            tariff_data.rate_cell(data.rates.get((regime.code, category.code)))
            for regime in data.known.regimes
            for category in data.known.categories
            if category.parent_code is None and category.financing is Financing.PER_PERSON
        )
        return sum(cell == tariff_data.MISSING_RATE for cell in cells)
    return 0


def is_open(data: TariffsData, kind: DatedKind) -> bool:
    """Whether something of a kind is missing or has to be checked."""
    nothing = kind in _LOCKING and not _today(data, kind)
    return nothing or bool(missing(data, kind)) or any(one.to_check for one in _today(data, kind))


def _today(data: TariffsData, kind: DatedKind) -> list[Line]:
    return [line for line in data.lines[kind] if line.holds]


def attention(data: TariffsData, kind: DatedKind) -> str:
    """«12 gelten heute, 3 fehlen: Abrechnung gesperrt, 5 zu prüfen»."""
    lines = _today(data, kind)
    if kind in _LOCKING and not lines:
        return "keine erfasst: Abrechnung gesperrt"
    parts = [f"{len(lines)} gelten heute" if len(lines) != 1 else "1 gilt heute"]
    if lacking := missing(data, kind):
        verb = "fehlt" if lacking == 1 else "fehlen"
        parts.append(f"{lacking} {verb}: Abrechnung gesperrt")
    if unchecked := sum(line.to_check for line in lines):
        parts.append(f"{unchecked} zu prüfen")
    if kind is DatedKind.VALUE and data.unset:
        parts.append(f"{len(data.unset)} nicht festgelegt")
    return ", ".join(parts)


class ValuesPart(Part):
    """The values of one kind: a matrix for the rates, then every dated value with its source."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.data: TariffsData | None = None
        self.kind = DatedKind.REGIME_RATE
        self._goal: UUID | None = None
        self._title, self._said = labels.record_title(""), labels.text("", "body", "text2")
        self._lacking = labels.body("")
        self._matrix = layouts.column()
        self.table = PartTable("Werte", _COLUMNS)
        self.table.view.opened.connect(lambda _line: self.change())
        self.table.view.menu_for = lambda _line: self._menu()
        self.table.view.current_row_changed.connect(self._show_whole)
        self.whole = labels.body("")
        self.source = labels.secondary("")
        self.empty = labels.text("", "body", "text2")
        self.add_button = self.command("&Neuer Wert …", self.add, icon="plus")
        self.change_button = self.command("Ände&rn …", self.change)
        self.end_button = self.command("&Letzten Tag setzen …", self.end)
        self.remove_button = self.command("Entfernen", self.remove_current)
        for_row = (self.change_button, self.end_button, self.remove_button)
        self.table.needs_row(*for_row)
        commands = layouts.Flow(self.add_button, *for_row, spacing=8)
        self.setLayout(
            stacked(
                self._title,
                self._said,
                self._lacking,
                layouts.box(self._matrix),
                commands,
                self.table.view,
                self.empty,
                self.whole,
                self.source,
            )
        )

    def may_change(self) -> bool:
        """The catalogue is the KSA's."""
        return super().may_change() and (self.data is None or self.data.may_write)

    def _menu(self) -> list[QAction]:
        entries = (
            ("Ändern …", self.change),
            ("Letzten Tag setzen …", self.end),
            ("Entfernen", self.remove_current),
        )
        return [self.entry(*one) for one in entries]

    def show_kind(self, data: TariffsData, kind: DatedKind) -> None:
        """Show the values of a kind."""
        self.data, self.kind = data, kind
        self._title.setText(_PLURALS[kind])
        self._said.setText(KINDS[kind])
        self._show_lacking(data)
        layouts.empty(self._matrix)
        if kind is DatedKind.REGIME_RATE:
            self._matrix.addWidget(_matrix(data))
        lines = data.lines[kind]
        self.table.set_rows(lines)
        if self._goal is not None and self._select(self._goal):
            self._goal = None
        self._show_whole(self.table.current())
        self.empty.setText(f"{texts.word(kind)}: noch kein Wert erfasst.")
        self.empty.setVisible(not lines)
        self.add_button.setText(f"{texts.word(kind)} erfassen …")

    def _show_lacking(self, data: TariffsData) -> None:
        if self.kind is DatedKind.VALUE:
            unset = [f"{texts.word(key)} – {IF_UNSET[key]}" for key in data.unset]
            self._lacking.setText("\n".join(("Nicht festgelegt:", *unset)))
            self._lacking.setVisible(bool(unset))
            return
        found = data.missing_tariffs if self.kind is DatedKind.TARIFF else ()
        shown = german.enumeration([one.name for one in found[:6]])
        more = f" und {len(found) - 6} weitere" if len(found) > 6 else ""
        self._lacking.setText(f"Tarif fehlt, Abrechnung gesperrt: {shown}{more}." if found else "")
        self._lacking.setVisible(bool(found))

    def _show_whole(self, line: Line | None) -> None:
        """Below the table, where a long text and its source have the lines that they need."""
        parts = (line.value, tariff_data.terms(line.row), _text_of(line)) if line else ()
        self.whole.setText("\n".join(filter(None, parts)))
        self.source.setText(f"Quelle: {line.source or 'keine Angabe'}" if line else "")
        self.whole.setVisible(line is not None)
        self.source.setVisible(line is not None)

    # ------------------------------------------------------------------ commands

    def _dialog(self, **more: Any) -> None:
        assert self.data is not None
        dialog = DatedDialog(self, self.desk, self.kind, self.data.known, **more)
        dialog.acted.connect(self._bring)
        dialog.present()

    def _bring(self, outcome: Outcome) -> None:
        """A new value is selected, now or as soon as the list has it."""
        if outcome.value is not None and not self._select(outcome.value):
            self._goal = outcome.value

    def _select(self, key: UUID) -> bool:
        """Make a value current and have it seen; False if the list has it not yet."""
        view = self.table.view
        found = view.select_key(key)
        if found:
            QTimer.singleShot(0, view, self._reveal)  # the pane grows with the list first
        return found

    def _reveal(self) -> None:
        view = self.table.view
        row = view.visualRect(view.currentIndex())
        layouts.reveal(view, row.translated(view.viewport().pos()))

    def add(self) -> None:
        """Enter a value from a day on: a Maximaltarif that is missing, else about the current one."""
        line = self.table.current()
        keys = (
            *("code", "category_code", "regime_code", "unit", "key", "name", "financing"),
            "citation",
        )
        given = {key: getattr(line.row, key) for key in keys if line and hasattr(line.row, key)}
        missing = self.data.missing_tariffs if self.data else ()
        if self.kind is DatedKind.TARIFF and missing:
            given |= {
                "category_code": missing[0].category_code,
                "regime_code": missing[0].regime_code,
            }
        self._dialog(given=given)

    def change(self) -> None:
        """Correct the current value."""
        line = self.table.current()
        if line is not None and self.may_change():
            self._dialog(row=line.row)

    def end(self) -> None:
        """Let the current value run out."""
        line = self.table.current()
        if line is not None:
            self._dialog(row=line.row, only_end=True)

    def remove_current(self) -> None:
        """Remove a value that is wrong altogether."""
        line = self.table.current()
        if line is not None:
            command = usecases.RemoveDatedValue(
                kind=self.kind, id=line.row.id, base_version=line.row.version
            )
            day = german.day(line.row.valid_from)
            question = f"{texts.word(self.kind)} ab {day} entfernen?"
            self.remove(question, _BACK, usecases.remove_dated_value, command)


def _matrix(data: TariffsData) -> QWidget:
    """Categories down, regimes across: what the canton pays today."""

    def cell(code: str, category: CategoryRow) -> str:
        row = data.rates.get((code, category.code))
        if row is None and category.financing is not Financing.PER_PERSON:
            return "–"
        if row is None and category.parent_code is not None:
            row = data.rates.get((code, category.parent_code))
        return tariff_data.rate_cell(row)

    def short(code: str, category: CategoryRow) -> str:
        """So that every regime has room."""
        said = cell(code, category)
        return _NOTHING if said == texts.word(Billable.NO) else said

    def column(code: str, name: str) -> Column:
        return Column(
            title=name if len(name) <= _HEAD else f"{name[:_HEAD].rstrip()}…",
            key=code,
            head_tip=name,
            text=lambda category: short(code, category),
            spoken=lambda category: f"{name}: {cell(code, category)}",
            tone=lambda category: (
                "warn" if cell(code, category) == tariff_data.MISSING_RATE else "text"
            ),
            tip=lambda category: f"{name}: {cell(code, category)}",
        )

    first = Column(
        title="Kategorie",
        text=lambda row: row.name,
        tip=lambda row: row.name,
        stretch=True,
        least=180,
    )
    columns = (first, *(column(row.code, row.name) for row in data.known.regimes))
    model = RowsModel(columns, key=lambda row: row.code)
    view = TableView(model, "Ansätze von heute", lead=0, sortable=False)
    model.set_rows(data.known.categories)
    view.fit_height()
    return view


def _text_of(line: Line) -> str:
    """What a category is, in the words of the catalogue; the text of a remedy is its value."""
    text = getattr(line.row, "text", "")
    return "" if text == line.value else text


def _below(line: Line) -> str:
    until = f" bis {german.day(line.row.ended_on)}" if line.row.ended_on else ""
    holds = "gilt heute" if line.holds else "gilt heute nicht"
    check = ["zu prüfen"] if line.to_check else []
    parts = [f"ab {german.day(line.row.valid_from)}{until}", holds, *check, line.source]
    return ", ".join(filter(None, parts))


def _short(line: Line) -> str:
    """The whole text stands below the table."""
    value = line.value
    return value if len(value) <= _LONG else f"{value[:_LONG].rstrip()} …"


def _mark(line: Line) -> str:
    if not line.holds:
        return State.IDENTICAL
    return State.HINT if line.to_check else State.RECORDED


_COLUMNS = (
    Column(
        title="Wert",
        text=lambda line: line.what,
        second=_below,
        symbol=_mark,
        bold=lambda line: line.holds,
        tip=_below,
        stretch=True,
        least=200,
    ),
    Column(title="Gilt", text=_short, tip=lambda line: line.value, least=120),
)
