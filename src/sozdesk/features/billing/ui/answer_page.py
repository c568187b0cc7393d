"""«Antworten des KSA» at a Sozialdienst: every difference line by line, Stellungnahme, booking."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from sozdesk.features.billing.terms import BillFile, BillState
from sozdesk.features.billing.terms.answers import AnswerBill
from sozdesk.features.billing.ui.answer_detail import FINAL, AnswerDetail, state_of
from sozdesk.features.billing.ui.answered_page import AnsweredPage
from sozdesk.features.billing.ui.check_data import CheckData
from sozdesk.features.billing.ui.save_file import ANSWER
from sozdesk.features.billing.usecases import answer_book
from sozdesk.kernel import german
from sozdesk.kernel.usecase import UseCase
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons
from sozdesk.widgets.page import EmptyState, Step
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column

_SYMBOLS: Final = {
    BillState.DRAFT: State.OPEN,
    BillState.ISSUED: State.OPEN,
    BillState.RECEIVED: State.RECEIVED,
    BillState.HEARING: State.QUERIED,
    BillState.ANSWERED: State.RECEIVED,
    BillState.SETTLED: State.CLOSED,
}
_HOW: Final = (
    Step("Einlesen", "die Antwortdatei des KSA, zuerst den Entwurf, später den Entscheid"),
    Step("Stellung nehmen", "zu jeder Zeile, die anders ist; die Datei geht an das KSA"),
    Step("Verbuchen", "was nicht anerkannt ist, bleibt bei der Gemeinde"),
)


def build(desk: Desk, navigator: Navigator, **target: object) -> QWidget:
    """The page; ``bill_id`` shows a bill."""
    page = AnswerPage(desk, navigator)
    page.open_target(**target)
    return page


class AnswerPage(AnsweredPage):
    """Own bills and what the KSA says to them."""

    handbook_place = "abrechnung-pruefen#antwort"
    reads = BillFile.ANSWER
    filters = ANSWER
    share = 0.38

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(
            desk, navigator, "Antworten des KSA", _STATE, key="billing.answers", back=navigator.back
        )

    def build_tools(self) -> None:
        """The search, and in the head the way to the file."""
        self.add_tools(None, self.search)
        self.read_button = buttons.button(
            "Antwort &einlesen …", self.ask_file, icon="download", primary=True
        )
        self.head.set_actions(primary=self.read_button)

    def show_head(self, data: CheckData) -> None:
        """What waits for the municipality."""
        self.read_button.setEnabled(data.may_write)
        self.search.setVisible(bool(data.bills))
        waiting = sum(bill.state is BillState.HEARING for bill in data.bills)
        final = sum(bill.state is BillState.ANSWERED for bill in data.bills)
        said = [f"{waiting} zur Stellungnahme"] if waiting else []
        said += [f"{final} zu verbuchen"] if final else []
        self.head.set_facts(", ".join(said))

    def empty(self, data: CheckData) -> EmptyState:  # noqa: ARG002 - the other page needs it
        """How an answer goes."""
        help_ = partial(self.navigator.open_handbook, self.handbook_place)
        return EmptyState(
            "receipt",
            "Noch keine Abrechnung gestellt",
            "Hier stehen die gestellten Abrechnungen mit der Antwort des KSA.",
            steps_title="So läuft die Antwort",
            steps=_HOW,
            help_link=buttons.link("Im Handbuch lesen (F1)", help_),
        )

    def new_detail(self) -> AnswerDetail:
        """Differences, Stellungnahme, booking."""
        return AnswerDetail(self.desk, self.work)

    def act(self, data: bytes) -> tuple[UseCase, object]:
        """Write the KSA's decisions to the own bill."""
        return answer_book.read_answer, answer_book.ReadAnswer(data=data)


def _in_two(bill: AnswerBill) -> tuple[str, str]:
    """«Stellungnahme», below it «bis 04.01.2027»: both lines stay readable in a narrow list."""
    first, _, rest = state_of(bill).replace(",", "").partition(" ")
    return first, rest


def _difference(bill: AnswerBill) -> str:
    """What was not accepted, under the state."""
    if bill.state not in FINAL or bill.accepted is None or bill.accepted == bill.canton:
        return ""
    return f"Differenz {german.amount(bill.accepted - bill.canton)}"


_STATE: Final = Column(
    title="Stand",
    text=lambda bill: _in_two(bill)[0],
    second=lambda bill: _in_two(bill)[1] or _difference(bill),
    symbol=lambda bill: _SYMBOLS[bill.state],
)
