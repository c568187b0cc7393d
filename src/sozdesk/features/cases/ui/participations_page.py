"""«Teilnahmen»: everybody who takes part in something, with filters for what needs somebody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import queries
from sozdesk.features.cases.terms import (
    TOPIC,
    EnactmentRow,
    ParticipationLine,
    ParticipationState,
)
from sozdesk.features.cases.texts import enactments as said
from sozdesk.features.cases.ui import enactment_words as words
from sozdesk.features.cases.ui import long_list
from sozdesk.features.cases.ui.enactment_facts import EnactmentFactsView
from sozdesk.features.cases.ui.long_list import Ask, ChipFilter, LongListPage
from sozdesk.features.cases.ui.subpages import open_subpage
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, layouts
from sozdesk.widgets.list_detail import detail, detail_head
from sozdesk.widgets.list_page import ListLook
from sozdesk.widgets.page import EmptyState
from sozdesk.widgets.states import State, StateLabel
from sozdesk.widgets.table import Column

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_EMPTY = (
    "Eine Teilnahme entsteht, wenn in einem Fall ein Angebot verfügt wird: Fall öffnen, «Angebote», "
    "«Angebot verfügen …»."
)
_FACTS = "Verfügte Angebote aller Fälle, wer teilnimmt und was dazu noch fehlt."
_RUNNING = (ParticipationState.RUNNING, ParticipationState.INTERRUPTED)
_CHIPS: Final[Sequence[ChipFilter]] = (
    ("running", "Läuft", State.RECEIVED, lambda line: line.state in _RUNNING),
    ("soon", "Endet in 30 Tagen", State.REMINDED, lambda line: line.ends_soon),
    ("ruling", "Ohne eröffnete Verfügung", State.HINT, lambda line: line.without_ruling),
    ("invoice", "Seit 60 Tagen ohne Rechnung", State.HINT, lambda line: line.without_invoice),
    (
        "recognition",
        "Anerkennung endet",
        State.OVERDUE,
        lambda line: line.recognition_ends is not None,
    ),
    (long_list.ALL, "Alle", "", lambda _line: True),
)


def build(desk: Desk, navigator: Navigator, **target: object) -> QWidget:
    """The page; ``chip`` is the filter to begin with."""
    page = ParticipationsPage(desk, navigator)
    page.open_target(**target)
    return page


def _hints(line: ParticipationLine, row: EnactmentRow) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if line.recognition_ends is not None:
        found.append((State.OVERDUE, said.recognition_ends(line.recognition_ends)))
    if line.without_ruling:
        found.append((State.HINT, f"{words.ruling(row)}: Abgerechnet wird erst danach."))
    if line.ends_soon:
        found.append((State.REMINDED, f"Endet am {german.day(row.ended_on or row.last_day)}."))
    if line.without_invoice:
        since = row.invoiced_until or row.began_on or row.first_day
        found.append((State.HINT, f"Seit {german.day(since)} ist nichts verrechnet."))
    return found


def _state(line: ParticipationLine) -> str:
    return said.state_word(line.state)


_COLUMNS = (
    Column(
        title="Person und Angebot",
        text=lambda line: line.person_name,
        second=lambda line: f"{line.offering_title}, {line.provider_name}",
        symbol=lambda line: words.state_symbol(line.state),
        spoken=lambda line: f"{line.person_name}, {line.offering_title}, {_state(line)}",
        sort_key=lambda line: german.sort_key(line.person_name),
        stretch=True,
        least=180,
    ),
    Column(
        title="Fall",
        text=lambda line: str(line.case_number),
        align="right",
        sort_key=lambda line: line.case_number,
    ),
    Column(
        title="Bis",
        text=lambda line: german.day(line.last),
        sort_key=lambda line: line.last,
    ),
    Column(
        title="Verfügung",
        text=lambda line: line.ruling_number or ("Entwurf" if line.has_ruling else "fehlt"),
        symbol=words.ruling_symbol,
        tip=words.ruling,
    ),
    Column(
        title="Verrechnet",
        text=lambda line: german.amount(line.invoiced),
        second=lambda line: f"von {german.amount(line.approved)}",
        align="right",
        sort_key=lambda line: line.invoiced,
    ),
    Column(title="Teilnahme", text=_state, hidden=True),
    Column(title="Gemeinde", text=lambda line: line.municipality, hidden=True),
    Column(
        title="Von",
        text=lambda line: german.day(line.first),
        sort_key=lambda line: line.first,
        hidden=True,
    ),
    Column(title="Pensum", text=words.workload, hidden=True),
    Column(
        title="Anerkannt bis",
        text=lambda line: german.day(line.recognition_ends) if line.recognition_ends else "",
        hidden=True,
    ),
)


class ParticipationsPage(LongListPage):
    """List with detail."""

    handbook_place = "teilnahmen#liste"
    recent = timedelta(days=365)
    topics = frozenset({TOPIC, "offerings"})
    columns = _COLUMNS
    chip_filters = _CHIPS
    look = ListLook(
        key="participations",
        name="Teilnahmen",
        noun=("Teilnahme", "Teilnahmen"),
        nothing="Keine Teilnahme passt zu diesen Filtern.",
        share=0.6,
    )

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        empty = EmptyState("users", "Noch nimmt niemand teil", _EMPTY)
        super().__init__("Teilnahmen", _FACTS, desk, navigator, empty)
        self.head.set_actions(self.earlier_button)
        self.reload()

    def open_target(self, **target: object) -> None:
        """``chip``: the filter to begin with; ``enactment``: the id of the one to show."""
        chip = target.get("chip")
        if chip in {key for key, *_rest in _CHIPS}:
            self.chips.choose(str(chip))
        wanted = target.get("enactment")
        if isinstance(wanted, UUID):
            self.chips.choose(long_list.ALL)
            self.bring(wanted)

    @staticmethod
    def read_rows(archive: Archive, ask: Ask) -> tuple[ParticipationLine, ...]:
        """Without what ended long ago."""
        return archive.query(
            queries.participations, ask.today, since=ask.since, also=ask.also, first=ask.first
        )

    @staticmethod
    def read_row(archive: Archive, row_id: UUID) -> EnactmentRow | None:
        """The enactment."""
        return archive.query(queries.enactment, row_id)

    def make_detail(self, found: EnactmentRow) -> QWidget:
        """Facts, what it lacks, ways on."""
        line = self.table.current_row()
        assert isinstance(line, ParticipationLine)  # else nothing would be shown
        facts = EnactmentFactsView()
        facts.show_row(found, line.state)
        where = f"{said.case_name(found.case_number)}, {line.municipality}"
        days = said.span(found.first_day, found.last_day)
        head = detail_head(found.offering_title, f"{found.person_name}, {where}, {days}")
        hints = [StateLabel(state, sentence, wrap=True) for state, sentence in _hints(line, found)]
        open_case = buttons.button("&Fall öffnen", self.open_case)
        invoice = buttons.button("&Rechnung erfassen …", self.add_invoice, icon="plus")
        invoice.setEnabled(self.may_write())
        return detail(head, *hints, facts, layouts.Flow(open_case, invoice, spacing=8))

    # ------------------------------------------------------------------ commands

    def commands(self) -> list[QAction]:
        """Of the current line."""
        return [
            buttons.action("Fall öffnen", self.open_case),
            buttons.action("Rechnung erfassen …", self.add_invoice, enabled=self.may_write()),
        ]

    def open_row(self) -> None:
        """Enter leaves for the case."""
        self.open_case()

    def open_case(self) -> None:
        """Leave for the case of the current line."""
        line = self.table.current_row()
        if line is not None:
            self.navigator.back()
            self.navigator.open_area("cases", case=line.case_id)

    def add_invoice(self) -> None:
        """The form of an invoice for the current line."""
        line = self.table.current_row()
        if line is not None:
            open_subpage(
                self.desk,
                self.navigator,
                "invoice_page",
                provider_id=line.provider_id,
                enactment_id=line.id,
            )
