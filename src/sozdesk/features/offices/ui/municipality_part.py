"""The tab «Angaben» of a municipality: names, district, days, MBG-Reglement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QAction

from sozdesk.features.offices import usecases
from sozdesk.features.offices.terms import SubsidyRulesRow
from sozdesk.features.offices.ui import words
from sozdesk.features.offices.ui.known import KnownMunicipality
from sozdesk.features.offices.ui.office_dialogs import ApprovalDialog, ChangeMunicipalityDialog
from sozdesk.kernel import german
from sozdesk.kernel.municipality import Municipality
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.parts import Part, PartTable, stacked
from sozdesk.widgets.table import Column


class MunicipalityPart(Part):
    """Facts of a municipality and the approvals of its Reglement."""

    def __init__(self, desk: Desk, today: date) -> None:
        super().__init__(desk)
        self._today = today
        self._known: KnownMunicipality | None = None
        self.districts: Sequence[str] = ()
        """To choose from; set by the page."""
        self.facts = Facts()
        self.change_button = self.command("An&gaben ändern …", self.change, icon="pencil")
        self.table = PartTable("MBG-Reglement", self._columns(), row=28)
        self.sentence = labels.text(_NO_RULES, "body", "text2")
        self.approve_button = self.command("&Reglement eintragen …", self.approve, icon="plus")
        self.correct_button = self.command("Reg&lement ändern …", self.correct)
        self.remove_button = self.command("Löschen", self.remove_current)
        self.table.needs_row(self.correct_button, self.remove_button)
        self.table.view.opened.connect(lambda _row: self.correct())
        self.table.view.menu_for = self._menu
        title = labels.section("MBG-Reglement")
        acts = (self.approve_button, self.correct_button, self.remove_button)
        items = (self.facts, layouts.row(self.change_button, None), 8, title, self.table.view)
        self.setLayout(stacked(*items, self.sentence, layouts.Flow(*acts, spacing=8)))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                title="Genehmigt am",
                text=lambda row: german.day(row.valid_from),
                tone=lambda row: words.span_tone(row.ended_on, self._today),
            ),
            Column(
                title="In Kraft bis",
                text=lambda row: german.day(row.ended_on) if row.ended_on else "auf Weiteres",
                stretch=True,
            ),
        )

    def show_municipality(self, known: KnownMunicipality) -> None:
        """Show another municipality, or other values."""
        self._known = known
        place = known.details.row.municipality
        self.facts.set_facts(
            [
                ("Amtlicher Name", place.official_name),
                ("Kurzname", place.short_name),
                ("Bezirk", place.district),
                ("BFS-Nummer", str(place.bfs_number)),
                ("Postadresse", place.address or words.NOT_YET),
                ("Besteht", words.existence(place.valid_from, place.valid_to)),
            ]
        )
        self.table.set_rows(known.approvals)
        self.sentence.setVisible(not known.approvals)

    def _place(self) -> Municipality:
        assert self._known is not None
        return self._known.details.row.municipality

    def change(self) -> None:
        """Change names, district, address or days."""
        if self._known is not None:
            row = self._known.details.row
            ChangeMunicipalityDialog(self, self.desk, row, self.districts, self._today).present()

    def approve(self) -> None:
        """Enter an approval."""
        if self._known is not None:
            ApprovalDialog(self, self.desk, self._place(), self._today).present()

    def correct(self) -> None:
        """Change the current approval."""
        row = self.table.current()
        if row is not None and self.may_change():
            ApprovalDialog(self, self.desk, self._place(), self._today, row).present()

    def remove_current(self) -> None:
        """Delete an approval that never was."""
        row = self.table.current()
        if row is not None:
            command = usecases.RemoveSubsidyRules(id=row.id, base_version=row.version)
            question = f"Genehmigung vom {german.day(row.valid_from)} löschen?"
            self.remove(question, _REMOVE, usecases.remove_subsidy_rules, command)

    def _menu(self, _row: SubsidyRulesRow) -> list[QAction]:
        return [
            self.entry("Reglement ändern …", self.correct),
            self.entry("Löschen", self.remove_current),
        ]


_NO_RULES = (
    "Kein Mietzinsbeitragsreglement eingetragen. Tragen Sie ein, wann es genehmigt worden ist: Sinkt "
    "ein Grenzwert trotz Reglement, gibt es dazu einen Prüfhinweis."
)
_REMOVE = (
    "Löschen ist für Versehen da. Gilt das Reglement nicht mehr, tragen Sie den letzten Tag ein."
)
