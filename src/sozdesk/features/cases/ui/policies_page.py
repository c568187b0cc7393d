"""«Grundsatzentscheide»: the municipality's own, at the KSA those of all that declared them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from sozdesk.archive.file_info import OfficeKind
from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.files import policies as files
from sozdesk.features.cases.reports import work as reports
from sozdesk.features.cases.terms import TOPIC
from sozdesk.features.cases.terms.work import PolicyFile, PolicyPreview, PolicyRow, PolicyStanding
from sozdesk.features.cases.texts import work as said
from sozdesk.features.cases.ui.policy_dialogs import MergeDialog, PolicyDialog
from sozdesk.features.cases.ui.policy_parts import DecisionsPart, StandingPane, Topic
from sozdesk.features.cases.ui.work_files import WorkFiles, imprint_of
from sozdesk.features.offices import queries as offices
from sozdesk.kernel import german
from sozdesk.kernel.municipality import Municipality
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, file_prompts, layouts
from sozdesk.widgets.chips import Chip, ChipBar
from sozdesk.widgets.inputs import Choice
from sozdesk.widgets.list_detail import ListDetail
from sozdesk.widgets.list_pane import FilterInput, ListPane
from sozdesk.widgets.page import EmptyState, Page, Step
from sozdesk.widgets.table import Column, RowsModel, TableView

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_ALL_TOWNS = ((None, "alle Gemeinden"),)
_NOW, _ALL, _STANDING = "now", "all", "standing"
_CHIPS = (Chip(_NOW, "Gelten heute"), Chip(_ALL, "Alle"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyData:
    """What the page shows."""

    rows: tuple[PolicyRow, ...]
    standings: tuple[PolicyStanding, ...]
    """Of all municipalities; at the KSA only."""
    own: tuple[Municipality, ...]
    cantonal: bool
    may_write: bool
    imprint: reports.Imprint


def load(archive: Archive) -> PolicyData:
    """All decisions; they are few."""
    today = archive.context().today
    cantonal = archive.info.office_kind is OfficeKind.KSA
    return PolicyData(
        rows=archive.query(queries.policies),
        standings=archive.query(queries.policy_standings, today) if cantonal else (),
        own=archive.query(offices.own_municipalities, today),
        cantonal=cantonal,
        may_write=not archive.read_only,
        imprint=imprint_of(archive),
    )


def build(desk: Desk, navigator: Navigator) -> QWidget:
    """The sub-page."""
    return PoliciesPage(desk, navigator)


class PoliciesPage(Page):
    """Topics on the left, what each municipality decided on the right, side by side."""

    handbook_place = "grundsatzentscheide"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Grundsatzentscheide", back=navigator.back)
        self._desk, self._navigator = desk, navigator
        self.data: PolicyData | None = None
        self.split: ListDetail | None = None
        self.files = WorkFiles(self, desk)
        self.model = RowsModel(_topic_columns(), key=lambda topic: topic.name)
        self.chips = ChipBar()
        self.chips.set_chips(_CHIPS)
        self.chips.chosen.connect(lambda _key: self._show_rows())
        self.town = Choice(_ALL_TOWNS)
        self.town.setAccessibleName("Gemeinde")
        self.town.changed.connect(self._show_rows)
        self.filter = FilterInput(self.model)
        self.add_tools(self.chips, self.town, self.filter)
        self.export_button = buttons.button("&Liste exportieren …", self.export)
        desk.changed.connect(self._on_changed)
        self.reload()

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read the decisions again."""
        self._desk.call(load, done=self._show, owner=self)

    def _show(self, data: PolicyData) -> None:
        if self.data is None:
            self._set_commands(data)
        self.data = data
        towns = {row.bfs_number: row.municipality for row in data.rows}
        chosen = self.town.value()
        by_name = sorted(towns.items(), key=lambda town: german.sort_key(town[1]))
        self.town.set_choices([*_ALL_TOWNS, *by_name])
        self.town.set_value(chosen if chosen in towns else None)
        self._show_rows()

    def _set_commands(self, data: PolicyData) -> None:
        if data.cantonal:
            self.head.set_title("Grundsatzentscheide der Gemeinden")
            self.main_button = buttons.button(
                "Meldung ein&lesen …", self.read, icon="download", primary=True
            )
            self.export_button.setText("Liste ex&portieren …")
            self.chips.set_chips(
                [*_CHIPS, Chip(_STANDING, "Stand der Meldungen")],
            )
            self.head.set_actions(self.export_button, primary=self.main_button)
        else:
            self.main_button = buttons.button(
                "Neuer &Grundsatzentscheid …", self.add, icon="plus", primary=True
            )
            self.declare_button = buttons.button("Dem KSA &melden …", self.declare)
            self.declare_button.setEnabled(data.may_write)
            self.head.set_actions(self.declare_button, self.export_button, primary=self.main_button)
        self.main_button.setEnabled(data.may_write)

    # ------------------------------------------------------------------ showing

    def shown(self) -> tuple[PolicyRow, ...]:
        """What chip and municipality leave over."""
        if self.data is None:
            return ()
        today, town = self.data.imprint.today, self.town.value()
        return tuple(
            row
            for row in self.data.rows
            if (town is None or row.bfs_number == town)
            and (self.chips.current() != _NOW or _holds(row, today))
        )

    def _show_rows(self) -> None:
        data = self.data
        if data is None:
            return
        self.head.set_facts(_facts(data))
        told = any(row.declared_at for row in data.standings)
        standing = data.cantonal and told and (not data.rows or self.chips.current() == _STANDING)
        self.export_button.setEnabled(bool(data.rows) or told)
        self.town.setVisible(not standing)
        self.filter.setVisible(not standing)
        if standing or not data.rows:
            self.split = None
            self.set_content(self._standing(data) if standing else self._empty(data))
            return
        if self.split is None:
            self._build_split()
        rows = self.shown()
        names = dict.fromkeys(row.topic for row in rows)
        before = self.table.current_row()
        self.model.set_rows(
            tuple(Topic(name, tuple(row for row in rows if row.topic == name)) for name in names)
        )
        if before is None or not self.table.select_key(before.name):
            self.table.select_first()
        self._show_topic(self.table.current_row())

    def _standing(self, data: PolicyData) -> QWidget:
        pane = StandingPane()
        pane.show_rows(data.standings)
        return pane

    def _build_split(self) -> None:
        self.table = TableView(self.model, "Themen", row=50)
        self.table.current_row_changed.connect(self._show_topic)
        pane = ListPane(self.table, ("Thema", "Themen"), export=False)
        pane.filter_cleared.connect(self._clear_filters)
        self.split = ListDetail(pane, share=0.34)
        self.part = DecisionsPart(self._desk, self.edit)
        self.split.set_detail(layouts.box(layouts.column(self.part, margins=(20, 14, 20, 20))))
        self.set_content(self.split)

    def _clear_filters(self) -> None:
        self.filter.clear()
        self.town.set_value(None)
        self.chips.choose(_ALL)

    def _show_topic(self, topic: Topic | None) -> None:
        self.part.show_topic(topic)

    def _empty(self, data: PolicyData) -> QWidget:
        if data.cantonal:
            read = buttons.button("Meldung &wählen …", self.read, icon="folder-open")
            return EmptyState(
                "scale",
                "Noch keine Gemeinde hat gemeldet",
                "Die Sozialdienste schicken eine Datei «grundsatzentscheide-….szg» ohne Personendaten.",
                read,
                steps_title="So läuft es",
                steps=(
                    Step("Einlesen", "SozDesk prüft Unterschrift und Zuständigkeit."),
                    Step(
                        "Vergleichen", "Beim ersten Mal vergleichen Sie den Schlüssel am Telefon."
                    ),
                    Step("Übersicht", "Pro Thema stehen die Gemeinden nebeneinander."),
                ),
            )
        return EmptyState(
            "scale",
            "Noch kein Grundsatzentscheid",
            "Was die Sozialhilfebehörde zu situationsbedingten Leistungen generell beschlossen hat: "
            "Thema, Entscheid, Betrag, gültig ab.",
            steps_title="So läuft es",
            steps=(
                Step("Erfassen", "Ein Entscheid pro Thema; ein neuer löst den früheren ab."),
                Step("Melden", "Die Datei geht ohne Personendaten an das KSA."),
            ),
        )

    # ------------------------------------------------------------------ commands

    def add(self) -> None:
        """A new decision, on the topic that is shown."""
        topic = self.table.current_row() if self.split is not None else None
        self.edit(None, topic.name if topic else "")

    def edit(self, row: PolicyRow | None, topic: str = "") -> None:
        """The dialog of a decision."""
        if self.data is not None:
            topics = tuple(dict.fromkeys(one.topic for one in self.data.rows))
            today = self.data.imprint.today
            PolicyDialog(
                self, self._desk, self.data.own, topics, today, row=row, topic=topic
            ).present()

    def declare(self) -> None:
        """Write the file for the KSA."""
        self._desk.run(
            usecases.declare_policies,
            usecases.DeclarePolicies(),
            done=self._save_declared,
            failed=self.files.work.failed,
            owner=self,
        )

    def _save_declared(self, outcome: Outcome) -> None:
        file: PolicyFile = outcome.value
        title = "Meldung für das Kantonale Sozialamt speichern"
        self.files.save_made(title, file.name, files.FILTERS, lambda: file.content)

    def read(self) -> None:
        """Choose the file of a municipality, see what changes, read it in."""
        path = file_prompts.open_file(self, "Meldung einlesen", files.FILTERS)
        if path is not None:
            self.files.work.start(
                files.read_file, path, what="Die Meldung wird gelesen", done=self._look
            )

    def _look(self, data: bytes) -> None:
        def look(archive: Archive) -> PolicyPreview:
            preview: PolicyPreview = archive.query(
                usecases.policy_preview, data, archive.context().today
            )
            return preview

        self._desk.call(
            look, done=partial(self._ask, data), failed=self.files.work.failed, owner=self
        )

    def _ask(self, data: bytes, preview: PolicyPreview) -> None:
        dialog = MergeDialog(self, self._desk, data, preview)
        dialog.acted.connect(self._merged)
        dialog.present()

    def _merged(self, outcome: Outcome) -> None:
        words = outcome.summary or "Diese Meldung ist schon eingelesen"
        self._navigator.say(f"{words}.")

    def export(self) -> None:
        """What is shown, as xlsx, pdf or csv."""
        if self.data is not None:
            report = reports.policies_report(self.shown(), self.data.imprint, self.data.standings)
            self.files.save_table(report, "Grundsatzentscheide")


def _holds(row: PolicyRow, today: date) -> bool:
    return row.valid_from <= today and (row.until is None or row.until >= today)


def _facts(data: PolicyData) -> str:
    if data.cantonal:
        return said.standings_words(data.standings)
    if not data.rows:
        return "Situationsbedingte Leistungen"
    towns = len({row.bfs_number for row in data.rows})
    topics = len({row.topic for row in data.rows})
    said_towns = german.plural(towns, "Gemeinde", "Gemeinden")
    return (
        f"Situationsbedingte Leistungen: {german.plural(topics, 'Thema', 'Themen')}, {said_towns}"
    )


def _topic_columns() -> tuple[Column, ...]:
    return (
        Column(
            title="Thema",
            text=lambda topic: topic.name,
            second=lambda topic: _topic_below(topic.rows),
            stretch=True,
        ),
    )


def _topic_below(rows: Sequence[PolicyRow]) -> str:
    """«3 Gemeinden, CHF 300.00 bis 1'000.00»."""
    towns = {row.bfs_number for row in rows}
    parts = [german.plural(len(towns), "Gemeinde", "Gemeinden")]
    amounts = sorted({row.amount for row in rows if row.amount is not None})
    if amounts:
        high = f" bis {german.amount(amounts[-1])}" if len(amounts) > 1 else ""
        parts.append(f"CHF {german.amount(amounts[0])}{high}")
    return ", ".join(parts)
