"""The area «Abrechnung» of the KSA: received bills on the left, one with its lines on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from sozdesk.features.billing.rules import answering
from sozdesk.features.billing.terms import BillFile
from sozdesk.features.billing.terms.answers import AnswerBill, CheckStage
from sozdesk.features.billing.texts import answers as texts
from sozdesk.features.billing.texts.bills import period_words
from sozdesk.features.billing.ui import answer_rows as rows
from sozdesk.features.billing.ui import subpages
from sozdesk.features.billing.ui.answered_page import AnsweredPage
from sozdesk.features.billing.ui.check_data import CheckData
from sozdesk.features.billing.ui.check_detail import BillDetail
from sozdesk.features.billing.ui.save_file import STATEMENT
from sozdesk.features.billing.usecases import answers
from sozdesk.kernel import german
from sozdesk.kernel.usecase import UseCase
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, layouts, theme
from sozdesk.widgets.chips import Chip, ChipBar
from sozdesk.widgets.inputs import Choice
from sozdesk.widgets.page import EmptyState, Step
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column

Pages = Mapping[str, Callable[[Desk, Navigator], QWidget]]
"""Module → what builds its page."""

_ALL: Final = "all"
_LOW: Final = 560
_HOW: Final = (
    Step("Einlesen", "Dateien der Gemeinden; jede Zeile wird nachgerechnet"),
    Step("Entscheiden", "anerkennen, kürzen, ablehnen, rückfragen; Kürzungen gehen als Entwurf"),
    Step("Antworten", "nach der Stellungnahme freigeben, Antwortdatei senden, auszahlen"),
)

_EMPTY: Final = "Hier stehen die Abrechnungen der Gemeinden mit dem Ergebnis der Prüfung."
_NO_CATALOGUE: Final = (
    "Schreiben Sie zuerst einen Katalog und senden Sie ihn den Sozialdiensten: Er bringt ihnen den "
    "Schlüssel, mit dem sie Abrechnungen für das KSA verschlüsseln."
)


def build(
    desk: Desk,
    navigator: Navigator,
    pages: Pages | None = None,
    **target: object,
) -> QWidget:
    """The page of the area; ``bill_id`` shows a bill, ``pages`` are those of the cases."""
    page = CheckPage(desk, navigator, pages or {})
    page.open_target(**target)
    return page


class CheckPage(AnsweredPage):
    """What came from the municipalities, and what becomes of it."""

    handbook_place = "abrechnung-pruefen"
    reads = BillFile.STATEMENT
    filters = STATEMENT
    share = 0.41

    def __init__(self, desk: Desk, navigator: Navigator, pages: Pages) -> None:
        self._pages = pages
        super().__init__(desk, navigator, "Abrechnung", _STATE, key="billing.check")

    def build_tools(self) -> None:
        """Stages, periods, search."""
        self._wanted_chip = ""
        self._counts = ""
        self._filling = False
        self.chips = ChipBar("Nach Stand filtern")
        self.chips.chosen.connect(lambda _key: self._filter())
        self.periods = Choice((), empty="alle Zeiträume")
        self.periods.changed.connect(self._filter)
        self.periods.setAccessibleName("Zeitraum")
        self.periods.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.narrowing = layouts.box(layouts.row(self.periods, self.search, None))
        self.add_tools(self.chips)  # with the whole width: where they wrap, the list would jump
        self.add_tools(self.narrowing)

    def tools(self) -> tuple[QWidget, ...]:
        """Stages first."""
        return (self.chips, self.narrowing)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In a low window the room is for the lines; the chips say what the facts say."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        low = self.height() < theme.px(_LOW)
        self.head.set_facts("" if low else self._counts)
        if isinstance(self.detail, BillDetail):
            self.detail.set_low(low=low)

    def show_head(self, data: CheckData) -> None:
        """How many bills wait for what, and the commands."""
        self.narrowing.setVisible(bool(data.bills))
        self.chips.setVisible(bool(data.bills))
        counted = {stage: _count(data, stage) for stage in CheckStage}
        said = [
            f"{german.count(counted[stage])} {texts.STAGES[stage]}"
            for stage in CheckStage
            if counted[stage] and stage is not CheckStage.PAID
        ]
        self._counts = ", ".join(said) if data.bills else ""
        self._fold()
        state = buttons.button("Stellungnahme einlesen …", self.ask_file)
        state.setEnabled(data.may_write)
        more = [
            buttons.action(words, partial(self._open, module)) for words, module in self._offered()
        ]
        if data.bills:
            self.head.set_actions(state, primary=self._read_button(data), more=more)
        else:
            self.head.set_actions(more=more)

    def _read_button(self, data: CheckData) -> QPushButton:
        read = buttons.button("&Einlesen …", self.open_import, icon="download", primary=True)
        read.setEnabled(data.may_write)
        return read

    def empty(self, data: CheckData) -> EmptyState:
        """How a bill goes; without a catalogue nobody can send one."""
        action, words = self._read_button(data), _EMPTY
        if not data.has_key:
            action = buttons.button("Zum &Katalog", self._open_catalogue, primary=True)
            words = _NO_CATALOGUE
        help_ = partial(self.navigator.open_handbook, self.handbook_place)
        return EmptyState(
            "receipt",
            "Noch keine Abrechnung eingelesen",
            words,
            action,
            steps_title="So läuft eine Abrechnung",
            steps=_HOW,
            help_link=buttons.link("Im Handbuch lesen (F1)", help_),
        )

    def _open_catalogue(self) -> None:
        self.navigator.open_area("offerings", page="catalogue_page")

    def new_detail(self) -> BillDetail:
        """What is found, what is decided, what comes next."""
        made = BillDetail(self.desk, self.work)
        made.set_low(low=self.height() < theme.px(_LOW))
        return made

    def act(self, data: bytes) -> tuple[UseCase, object]:
        """Take a Stellungnahme."""
        return answers.read_statement, answers.ReadStatement(data=data)

    def _offered(self) -> list[tuple[str, str]]:
        """Words and module of every page behind this one."""
        return [*subpages.CANTONAL, *(one for one in subpages.OF_CASES if one[1] in self._pages)]

    def _open(self, module: str) -> None:
        if module in self._pages:
            self.navigator.open_subpage(self._pages[module](self.desk, self.navigator))
        else:
            subpages.open_subpage(self.desk, self.navigator, module)

    def open_import(self) -> None:
        """Read files of municipalities; the first bill of them is shown then."""
        subpages.open_subpage(self.desk, self.navigator, "import_page", received=self.show_bill)

    # ------------------------------------------------------------------ choosing

    def fill(self, data: CheckData) -> None:
        """Show other bills under the same filters."""
        self._filling = True
        self.chips.set_chips(_chips(data))
        chosen = self.periods.value()
        self.periods.set_choices([(None, "alle Zeiträume"), *_periods(data)])
        self.periods.set_value(chosen)
        self.model.set_rows(data.bills)
        self._filling = False
        self._filter()
        self._take_chip()

    def is_filling(self) -> bool:
        """While the rows are replaced."""
        return self._filling

    def _filter(self) -> None:
        if self._filling:
            return
        self.model.set_keep(_keeper(self.chips.current(), self.periods.value()))
        if self.table.current_row() is None:
            self.table.select_first()

    def show_all(self) -> None:
        """Show every bill."""
        self.search.clear()
        self.periods.set_value(None)
        self.chips.choose(_ALL)

    def open_target(self, **target: object) -> None:
        """``bill_id``: the bill to show; ``page``: one behind the list; ``chip``: a stage."""
        page = target.get("page")
        if page in {module for _words, module in self._offered()}:
            self._open(str(page))
        self._wanted_chip = str(target.get("chip") or "")
        self._take_chip()
        super().open_target(**target)

    def _take_chip(self) -> None:
        if self._wanted_chip and self.data is not None and self.data.bills:
            self.periods.set_value(None)
            self.chips.choose(self._wanted_chip)
            self._wanted_chip = ""


def _count(data: CheckData, stage: CheckStage) -> int:
    return sum(bill.stage is stage for bill in data.bills)


def _chips(data: CheckData) -> list[Chip]:
    found = [Chip(_ALL, "Alle", len(data.bills))]
    counted = [(stage, _count(data, stage)) for stage in CheckStage]
    found += [
        Chip(stage.value, texts.STAGES[stage], count, rows.STAGES[stage])
        for stage, count in counted
        if count
    ]
    return found


def _periods(data: CheckData) -> list[tuple[object, str]]:
    return [(span, period_words(*span)) for span in data.periods]


def _keeper(chip: str, period: object) -> Callable[[AnswerBill], bool]:
    def keep(bill: AnswerBill) -> bool:
        fits = period is None or (bill.first_day, bill.last_day) == period
        return fits and chip in ("", _ALL, bill.stage.value)

    return keep


def _state_words(bill: AnswerBill) -> str:
    return texts.STAGES[bill.stage]


def _state_second(bill: AnswerBill) -> str:
    if bill.stage is CheckStage.HEARING and bill.hearing_until:
        return f"bis {german.day(bill.hearing_until)}"
    if bill.stage not in answering.UNANSWERED:
        return f"anerkannt {german.amount(bill.accepted or 0)}"
    if bill.adverse:
        return f"{german.plural(bill.adverse, 'Zeile', 'Zeilen')} abweichend"
    return ""


def _symbol(bill: AnswerBill) -> State:
    return rows.STAGES[bill.stage]


_STATE: Final = Column(
    title="Stand",
    text=_state_words,
    second=_state_second,
    symbol=_symbol,
    sort_key=lambda bill: list(CheckStage).index(bill.stage),
)
