"""The tab «Angebote» of a case: what is enacted, who takes part, what it costs."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import usecases
from sozdesk.features.cases.terms import (
    TOPIC,
    CaseRow,
    EnactmentRow,
    FollowUpRow,
    IncentiveRow,
    InterruptionRow,
    ThirdPartyRow,
)
from sozdesk.features.cases.texts import enactments as said
from sozdesk.features.cases.ui import enactment_data
from sozdesk.features.cases.ui import enactment_words as words
from sozdesk.features.cases.ui.enactment_data import CaseEnactments, EnactedLine
from sozdesk.features.cases.ui.enactment_facts import EnactmentFactsView
from sozdesk.features.cases.ui.participation_dialogs import (
    FollowUpDialog,
    IncentiveDialog,
    InterruptionDialog,
    ParticipationDialog,
    RulingDialog,
    ThirdPartyDialog,
)
from sozdesk.features.cases.ui.subpages import open_subpage
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.command_dialog import CommandDialog
from sozdesk.widgets.parts import Part as Tab
from sozdesk.widgets.parts import PartTable
from sozdesk.widgets.rows_part import LinesPart, Removal
from sozdesk.widgets.table import Column

_EMPTY = (
    "Noch kein Angebot verfügt. Suchen Sie unter «Angebote», was passt, und verfügen Sie es hier: mit "
    "Preis, Dauer und Kostengutsprache."
)
_BACK = "Bearbeiten › Rückgängig holt es zurück."


class Part(Tab):
    """The tab «Angebote»."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk)
        self.navigator = navigator
        self.case: CaseRow | None = None
        self.data: CaseEnactments | None = None
        self._build_table()
        self._build_lines()
        self.facts = EnactmentFactsView()
        below = layouts.column(
            self.facts, self.interruptions, self.third_parties, self.follow_ups, spacing=16
        )
        self.detail = layouts.box(below)
        self.setLayout(
            layouts.column(
                self.table.view,
                self.empty,
                self._commands(),
                self.detail,
                layouts.line(),
                self.incentives,
                None,
                spacing=12,
            )
        )
        desk.changed.connect(self._on_changed)

    @property
    def widget(self) -> QWidget:
        """What the tab shows."""
        return self

    def _build_table(self) -> None:
        columns = (
            Column(
                title="Verfügtes Angebot",
                text=lambda line: line.row.offering_title,
                second=lambda line: words.second_line(line.row),
                symbol=lambda line: words.ruling_symbol(line.row),
                spoken=_spoken,
                stretch=True,
            ),
            Column(
                title="Teilnahme",
                text=lambda line: words.state(line.row, line.state),
                symbol=lambda line: words.state_symbol(line.state),
            ),
        )
        self.table = PartTable("Verfügte Angebote", columns)
        self.table.view.opened.connect(lambda _line: self.change())
        self.table.view.menu_for = lambda _line: self._menu()
        self.table.view.current_row_changed.connect(lambda _line: self._show_current())
        self.empty = labels.text(_EMPTY, "body", "text2")

    def _build_lines(self) -> None:
        self.interruptions = LinesPart(
            self.desk,
            ("Unterbrüche", "Unterbruch"),
            Column(title="Unterbruch", text=words.interruption, second=_note, stretch=True),
            self._interruption_dialog,
            Removal(usecases.remove_interruption, usecases.RemoveRow),
            nothing="Keine Unterbrüche.",
        )
        self.third_parties = LinesPart(
            self.desk,
            ("Zahlungen Dritter", "Zahlung"),
            Column(
                title="Zahlung", text=words.third_party, second=words.third_party_days, stretch=True
            ),
            self._third_party_dialog,
            Removal(usecases.remove_third_party, usecases.RemoveRow),
            nothing="Keine: IV, ALV, Stipendien, Eltern oder andere zahlen nichts.",
        )
        self.follow_ups = LinesPart(
            self.desk,
            ("Nachfragen nach der Ablösung", "Nachfrage"),
            Column(title="Nachfrage", text=self._follow_up, second=_result, stretch=True),
            self._follow_up_dialog,
            None,
            hint=said.FOLLOW_UP_UNPAID,
            nothing="",
        )
        self.incentives = LinesPart(
            self.desk,
            ("Anreizbeiträge an Arbeitgebende", "Anreizbeitrag"),
            Column(
                title="Anreizbeitrag",
                text=words.incentive,
                second=words.incentive_days,
                stretch=True,
            ),
            self._incentive_dialog,
            Removal(usecases.remove_incentive, usecases.RemoveRow),
            hint=said.INCENTIVE_BILLING,
            nothing="",
        )

    def _commands(self) -> QWidget:
        self.enact_button = self.command("Angebot &verfügen …", self.enact, icon="plus")
        self.part_button = self.command("&Teilnahme …", self.change_participation)
        self.ruling_button = self.command("Verfügung &zuordnen …", self.link_ruling)
        self.invoice_button = self.command("&Rechnung erfassen …", self.add_invoice)
        self.invoices_button = buttons.button("Rechnungen ans&ehen", self.open_invoices)
        self.table.needs_row(
            self.part_button, self.ruling_button, self.invoice_button, self.invoices_button
        )
        self.plan_button = self.command("Nachfragen vor&merken", self.plan_follow_ups)
        return layouts.Flow(
            self.enact_button,
            self.part_button,
            self.ruling_button,
            self.invoice_button,
            self.invoices_button,
            self.plan_button,
            spacing=8,
        )

    def _menu(self) -> list[Any]:
        return [
            self.entry("Verfügtes Angebot ändern …", self.change),
            self.entry("Teilnahme …", self.change_participation),
            self.entry("Verfügung zuordnen …", self.link_ruling),
            self.entry("Rechnung erfassen …", self.add_invoice),
            self.entry("Entfernen", self.remove_current),
        ]

    # ------------------------------------------------------------------ data

    def show_case(self, case: CaseRow) -> None:
        """Show this case."""
        self.case = case
        self.reload()

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics and self.case is not None:
            self.reload()

    def reload(self) -> None:
        """Read everything of the case again."""
        if self.case is None:
            return
        case_id = self.case.id
        self.desk.call(
            lambda archive: enactment_data.load(archive, case_id), done=self._show, owner=self
        )

    def _show(self, data: CaseEnactments) -> None:
        if self.case is None or data.case_id != self.case.id:
            return
        self.data = data
        self.table.set_rows(data.lines)
        self.empty.setVisible(not data.lines)
        self.incentives.show_rows(data.incentives)
        ended = self.case.support_ended_on is not None
        self.plan_button.setVisible(ended and any(line.row.began_on for line in data.lines))
        self._show_current()

    def _show_current(self) -> None:
        line = self.current()
        self.detail.setVisible(line is not None)
        if line is None:
            return
        self.facts.show_row(line.row, line.state)
        self.interruptions.show_rows(line.interruptions)
        self.third_parties.show_rows(line.third_parties)
        self.follow_ups.show_rows(line.follow_ups)
        self.follow_ups.setVisible(bool(line.follow_ups))

    def current(self) -> EnactedLine | None:
        """The line that commands are about."""
        line: EnactedLine | None = self.table.current()
        return line

    # ------------------------------------------------------------------ commands

    def enact(self) -> None:
        """The form of a new one."""
        if self.case is not None:
            open_subpage(self.desk, self.navigator, "enact_page", case_id=self.case.id)

    def change(self) -> None:
        """The form of the current one."""
        line = self.current()
        if line is not None and self.case is not None and self.may_change():
            open_subpage(
                self.desk,
                self.navigator,
                "enact_page",
                case_id=self.case.id,
                enactment_id=line.id,
            )

    def change_participation(self) -> None:
        """Begin, end, result."""
        line = self.current()
        if line is not None and self.data is not None:
            ParticipationDialog(self, self.desk, line.row, self.data.today).present()

    def link_ruling(self) -> None:
        """The Verfügung of the current one."""
        line = self.current()
        if line is not None and self.data is not None:
            RulingDialog(self, self.desk, line.row, self.data.rulings).present()

    def add_invoice(self) -> None:
        """The form of an invoice for the current one."""
        line = self.current()
        if line is not None:
            open_subpage(
                self.desk,
                self.navigator,
                "invoice_page",
                provider_id=line.row.provider_id,
                enactment_id=line.id,
            )

    def open_invoices(self) -> None:
        """The invoices of the current one."""
        line = self.current()
        if line is not None:
            name = f"{said.case_name(line.row.case_number)}, {line.row.offering_title}"
            open_subpage(self.desk, self.navigator, "invoices_page", enactment=line.id, name=name)

    def plan_follow_ups(self) -> None:
        """Note the Nachfragen of the dated months."""
        if self.case is not None:
            self.run(usecases.plan_follow_ups, usecases.PlanFollowUps(case_id=self.case.id))

    def remove_current(self) -> None:
        """Ask, then remove what was enacted by mistake."""
        line = self.current()
        if line is not None:
            command = usecases.RemoveRow(id=line.id, base_version=line.row.version)
            question = f"Verfügtes Angebot «{line.row.offering_title}» entfernen?"
            self.remove(question, _BACK, usecases.remove_enactment, command)

    # ------------------------------------------------------------------ dialogs

    def _enacted(self) -> EnactmentRow | None:
        line = self.current()
        return None if line is None else line.row

    def _interruption_dialog(self, row: InterruptionRow | None) -> CommandDialog | None:
        what = self._enacted()
        if what is None or self.data is None:
            return None
        return InterruptionDialog(self, self.desk, what, self.data.today, row)

    def _third_party_dialog(self, row: ThirdPartyRow | None) -> CommandDialog | None:
        what = self._enacted()
        if what is None or self.data is None:
            return None
        return ThirdPartyDialog(self, self.desk, what, self.data.today, row)

    def _follow_up_dialog(self, row: FollowUpRow | None) -> CommandDialog | None:
        if row is None or self.data is None:
            return None
        return FollowUpDialog(self, self.desk, row, self.data.today)

    def _incentive_dialog(self, row: IncentiveRow | None) -> CommandDialog | None:
        if self.data is None:
            return None
        known = (self.data.members, self.data.rulings, self.data.today)
        return IncentiveDialog(self, self.desk, self.data.case_id, known, row)

    def _follow_up(self, row: FollowUpRow) -> str:
        assert self.data is not None
        return words.follow_up(row, self.data.today)


def _spoken(line: EnactedLine) -> str:
    row = line.row
    return f"{row.offering_title}, {words.second_line(row)}, {words.ruling(row)}"


def _note(row: InterruptionRow) -> str:
    return row.note or "ohne Bemerkung"


def _result(row: FollowUpRow) -> str:
    return row.result.replace("\n", ", ") or "noch kein Ergebnis"


def build(desk: Desk, navigator: Navigator) -> Part:
    """The part."""
    return Part(desk, navigator)
