"""«Grundlagen der Fallarbeit»: the dated values that cases rest on, each with its source; the template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import texts, usecases
from sozdesk.features.cases.terms import TOPIC, CaseDated
from sozdesk.features.cases.ui import reference_data
from sozdesk.features.cases.ui.reference_data import TEMPLATE, Line, SettingsData
from sozdesk.features.cases.ui.reference_dialog import ReferenceDialog
from sozdesk.features.cases.ui.template_part import TemplatePart
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

_FACTS: Final = "Ein neuer Wert gilt ab seinem Tag. Was früher galt, bleibt, wie es war."
_BACK: Final = "Bearbeiten › Rückgängig holt den Wert zurück."
SAID: Final[Mapping[CaseDated, str]] = {
    CaseDated.REGIME_RULE: "Welches Regime aus Ausweis und Flüchtlingseigenschaft folgt. Die Zuordnung "
    "ist ein Vorschlag: vergleichen Sie sie mit § 1 kAV und der SHV.",
    CaseDated.REMEDY: "Text und Frist am Schluss der Verfügungen, je nachdem, wer entscheidet. Was fertig "
    "gestellt ist, behält seinen Text.",
    CaseDated.DELEGATION: "Was eine Gemeinde dem Präsidium oder dem Sozialdienst überlässt. Mitgeliefert "
    f"ist keine. {texts.OFFERING_LAW} Offizielle Quelle: SGS 850.11, bl.clex.ch.",
    CaseDated.HOLIDAY: "An diesen Tagen endet keine Frist. Berechnete Fristen sind immer zu prüfen.",
    CaseDated.VALUE: "Fristen und Zahlen der Fallarbeit.",
}
"""The kinds of the page in the order of their use, each with its sentence."""
_PLURALS: Final[Mapping[str, str]] = {
    CaseDated.REGIME_RULE: "Regeln der Regimes",
    CaseDated.REMEDY: "Rechtsmittelbelehrungen",
    CaseDated.DELEGATION: "Delegationen",
    CaseDated.HOLIDAY: "Feiertage",
    CaseDated.VALUE: "Werte",
    TEMPLATE: "Vorlage der Verfügung",
}
_LONG: Final = 44
"""Letters of a value in its column."""


def build(desk: Desk, navigator: Navigator, **target: object) -> QWidget:
    """The page; ``kind`` chooses whose values are shown."""
    page = CaseSettingsPage(desk, navigator)
    page.open_target(**target)
    return page


class CaseSettingsPage(Page):
    """The kinds on the left, the values of one kind on the right."""

    handbook_place = "verfuegung#grundlagen"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Grundlagen der Fallarbeit", _FACTS, back=navigator.back)
        self.desk = desk
        self.data: SettingsData | None = None
        self.model = RowsModel(self._columns(), key=str)
        self.table = TableView(self.model, "Arten von Werten", row=50, sortable=False)
        self.table.current_row_changed.connect(self._show_kind)
        pane = ListPane(self.table, ("Art", "Arten"), export=False)
        self.split = ListDetail(pane, share=0.27)
        self.values, self.template = ValuesPart(desk), TemplatePart(desk)
        parts = layouts.column(self.values, self.template, margins=(20, 14, 20, 20))
        self.set_content(self.split)
        self.split.set_detail(layouts.box(parts))
        self.setFocusProxy(self.table)
        desk.changed.connect(self._on_changed)
        self.model.set_rows((*map(str, SAID), TEMPLATE))
        self.table.select_first()
        self.reload()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                title="Grundlagen",
                text=lambda kind: _PLURALS[kind],
                second=self._below,
                symbol=lambda kind: State.HINT if self._to_check(kind) else State.OK,
                stretch=True,
            ),
        )

    def _to_check(self, kind: str) -> int:
        if self.data is None:
            return 0
        if kind == TEMPLATE:
            return len(self.data.template_findings)
        return len(self._open(kind))

    def _open(self, kind: str) -> list[Line]:
        """Values that hold and are to be checked. Of holidays a whole row has one source."""
        assert self.data is not None
        return [one for one in self.data.lines[CaseDated(kind)] if one.to_check and one.holds]

    def _below(self, kind: str) -> str:
        if self.data is None:
            return ""
        if kind == TEMPLATE:
            return "eigene" if self.data.template.name else "mitgeliefert"
        found = len(self.data.lines[CaseDated(kind)])
        if not found:
            return "keine erfasst"
        check = self._to_check(kind)
        if not check:
            return german.plural(found, "Wert", "Werte")
        if kind == CaseDated.HOLIDAY:
            sources = {line.source for line in self._open(kind)}
            return f"{german.plural(len(sources), 'Quelle', 'Quellen')} zu prüfen"
        return f"{german.count(check)} zu prüfen"

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read the values again."""
        self.desk.call(reference_data.load, done=self._show, owner=self)

    def _show(self, data: SettingsData) -> None:
        self.data = data
        self.model.set_rows((*map(str, SAID), TEMPLATE))
        self._show_kind(self.table.current_row())

    def _show_kind(self, kind: str | None) -> None:
        if kind is None or self.data is None:
            return
        self.values.setVisible(kind != TEMPLATE)
        self.template.setVisible(kind == TEMPLATE)
        if kind == TEMPLATE:
            self.template.show_data(self.data)
        else:
            self.values.show_kind(self.data, CaseDated(kind))

    def open_target(self, **target: object) -> None:
        """``kind``: the kind of value to show."""
        if target.get("kind"):
            self.table.select_key(str(target["kind"]))


class ValuesPart(Part):
    """The values of one kind with their days, sources and commands."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.data: SettingsData | None = None
        self.kind = CaseDated.REGIME_RULE
        self._goal: UUID | None = None
        self._title, self._said = labels.section(""), labels.body("")
        self.table = PartTable("Werte", _COLUMNS)
        self.table.view.menu_for = lambda _line: self._menu()
        self.table.view.opened.connect(lambda _line: self.change())
        self.table.view.current_row_changed.connect(self._show_whole)
        self.empty = labels.text("", "body", "text2")
        self.whole, self.source = labels.body(""), labels.secondary("")
        self.add_button = self.command("Erfassen …", self.add, icon="plus")
        self.change_button = self.command("Ände&rn …", self.change)
        self.remove_button = self.command("Entfernen", self.remove_current)
        self.table.needs_row(self.change_button, self.remove_button)
        commands = (self.add_button, self.change_button, self.remove_button)
        self.setLayout(
            stacked(
                self._title,
                self._said,
                layouts.Flow(*commands, spacing=8),
                self.table.view,
                self.empty,
                self.whole,
                self.source,
            )
        )

    def _menu(self) -> list[QAction]:
        return [self.entry("Ändern …", self.change), self.entry("Entfernen", self.remove_current)]

    def show_kind(self, data: SettingsData, kind: CaseDated) -> None:
        """Show the values of a kind."""
        self.data, self.kind = data, kind
        self._title.setText(_PLURALS[kind])
        self._said.setText(SAID[kind])
        lines = data.lines[kind]
        self.table.set_rows(lines)
        if self._goal is not None and self.table.view.select_key(self._goal):
            self._goal = None
        self._show_whole(self.table.current())
        self.empty.setText(f"{_PLURALS[kind]}: noch nichts erfasst.")
        self.empty.setVisible(not lines)
        self.add_button.setText(f"{texts.word(kind)} erfassen …")

    def _show_whole(self, line: Line | None) -> None:
        """Below the table, where a long text and its source have the lines that they need."""
        self.whole.setText(line.value if line else "")
        self.source.setText(f"Quelle: {line.source or 'keine Angabe'}" if line else "")
        self.whole.setVisible(line is not None and len(line.value) > _LONG)
        self.source.setVisible(line is not None)

    # ------------------------------------------------------------------ commands

    def add(self) -> None:
        """Enter a value from a day on."""
        if self.data is not None:
            dialog = ReferenceDialog(self, self.desk, self.kind, self.data.known)
            dialog.acted.connect(self._bring)
            dialog.present()

    def _bring(self, outcome: Outcome) -> None:
        if not self.table.view.select_key(outcome.value):
            self._goal = outcome.value

    def change(self) -> None:
        """Correct the current value, or let it run out."""
        line = self.table.current()
        if line is not None and self.data is not None and self.may_change():
            known = self.data.known
            ReferenceDialog(self, self.desk, self.kind, known, row=line.row).present()

    def remove_current(self) -> None:
        """Remove a value that is wrong altogether."""
        line = self.table.current()
        if line is not None:
            command = usecases.RemoveReferenceValue(
                kind=self.kind, id=line.row.id, base_version=line.row.version
            )
            question = f"{texts.word(self.kind)} «{line.what}» entfernen?"
            self.remove(question, _BACK, usecases.remove_reference_value, command)


def _below(line: Line) -> str:
    first, last = getattr(line.row, "valid_from", None), getattr(line.row, "ended_on", None)
    days = (f"ab {german.day(first)}" if first else "", f"bis {german.day(last)}" if last else "")
    check = "zu prüfen" if line.to_check else ""
    return ", ".join(filter(None, (" ".join(filter(None, days)), check)))


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
        stretch=True,
        least=200,
    ),
    Column(title="Gilt", text=_short, tip=lambda line: line.value, least=120),
)
