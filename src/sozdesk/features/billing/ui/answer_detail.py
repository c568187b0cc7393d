"""One own bill with the answer of the KSA: what differs, what the municipality says, the booking."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sozdesk.features.billing.rules import answered
from sozdesk.features.billing.terms import BillState, LineDecision
from sozdesk.features.billing.terms.answers import AnswerBill, AnswerLine
from sozdesk.features.billing.texts import word
from sozdesk.features.billing.texts.bills import answer_state
from sozdesk.features.billing.ui import answer_rows as rows
from sozdesk.features.billing.ui.answer_dialogs import OwnStatementDialog, ResumeDialog
from sozdesk.features.billing.ui.answered_page import ShownPart
from sozdesk.features.billing.ui.check_data import ShownBill
from sozdesk.features.billing.ui.save_file import STATEMENT, save
from sozdesk.features.billing.usecases import answer_book
from sozdesk.kernel import german
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import labels, layouts, messages
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.list_detail import detail_head
from sozdesk.widgets.page_work import PageWork
from sozdesk.widgets.parts import PartTable

FINAL: Final = (BillState.ANSWERED, BillState.SETTLED)


class AnswerDetail(ShownPart):
    """One own bill: differences, statement, booking."""

    def __init__(self, desk: Desk, work: PageWork) -> None:
        super().__init__(desk)
        self.work = work
        self.shown: ShownBill | None = None
        self._head = layouts.column()
        self.facts = Facts()
        self.hint = labels.text("", "body", "text2")
        self.table = PartTable("Zeilen", rows.columns(checking=False))
        self.table.view.current_row_changed.connect(self._show_line)
        self.table.view.opened.connect(lambda _line: self.state())
        self._line = layouts.column(spacing=6)
        self.state_button = self.command("&Stellung nehmen …", self.state)
        self.file_button = self.command("Stellungnahme speichern …", self.save_statement)
        self.resume_button = self.command("&Wieder aufnehmen …", self.resume)
        self.book_button = self.command("&Verbuchen", self.book)
        self.table.needs_row(self.state_button)
        self.setLayout(
            layouts.column(
                layouts.box(self._head),
                self.facts,
                layouts.Flow(
                    self.state_button,
                    self.file_button,
                    self.resume_button,
                    self.book_button,
                    spacing=8,
                ),
                self.hint,
                self.table.view,
                layouts.box(self._line),
                None,
                spacing=10,
                margins=(20, 14, 20, 20),
            )
        )

    def show_bill(self, shown: ShownBill) -> None:
        """Show a bill: what differs first, and chosen as soon as an answer is new."""
        before, self.shown = self.shown, shown
        bill = shown.detail.bill
        layouts.empty(self._head)
        layouts.put(self._head, detail_head(bill.name, state_of(bill)))
        self.facts.set_facts(list(_facts(shown)))
        hearing = bill.state is BillState.HEARING
        self.state_button.setVisible(hearing)
        self.file_button.setVisible(hearing)
        said = any(line.statement for line in shown.detail.lines)
        self.file_button.setEnabled(said)
        self.book_button.setVisible(bill.state is BillState.ANSWERED)
        self.hint.setText(_hint(bill))
        self.hint.setVisible(bool(_hint(bill)))
        self.table.set_rows(sorted(shown.detail.lines, key=_differs_first))
        if before is None or before.detail.bill.answer_sha256 != bill.answer_sha256:
            self.table.view.select_first()
        self._show_line(self.table.current())

    def _show_line(self, line: AnswerLine | None) -> None:
        self.resume_button.setVisible(self._may_resume(line))
        rows.explain(self._line, line, own=True)

    def state(self) -> None:
        """Say something to the current line."""
        line = self.table.current()
        shown = self.shown
        hearing = shown is not None and shown.detail.bill.state is BillState.HEARING
        if shown is not None and hearing and line is not None and self.may_change():
            OwnStatementDialog(self, self.desk, shown.detail.bill, line).present()

    def _may_resume(self, line: AnswerLine | None) -> bool:
        """Decided for good: only then it can be taken up again."""
        if self.shown is None or line is None or self.shown.detail.bill.state not in FINAL:
            return False
        cancelled = self.shown.detail.bill.cancelled
        return answered.may_resume(line.decision, cancelled=cancelled)

    def resume(self) -> None:
        """The next bill claims the current line again."""
        line = self.table.current()
        if line is not None and self._may_resume(line):
            ResumeDialog(self, self.desk, line).present()

    def save_statement(self) -> None:
        """The file of the Stellungnahme for the KSA."""
        assert self.shown is not None
        command = answer_book.WriteStatement(bill_id=self.shown.detail.bill.id)
        self.desk.run(
            answer_book.write_statement,
            command,
            done=self._save_statement,
            failed=self._failed,
            owner=self,
        )

    def _save_statement(self, outcome: Outcome) -> None:
        file = outcome.value
        title, name = "Stellungnahme speichern", file.name
        save(self.work, self.desk, title, name, STATEMENT, lambda _end: file.content)

    def book(self) -> None:
        """The answer goes into the books."""
        assert self.shown is not None
        bill = self.shown.detail.bill
        own = sum(-(line.difference or 0) for line in self.shown.detail.lines)
        text = f"CHF {german.amount(own)} bleiben bei der Gemeinde. Bearbeiten › Rückgängig holt es zurück."
        if messages.ask(self, f"Antwort auf {bill.name} verbuchen?", text, action="Verbuchen"):
            command = answer_book.BookAnswer(bill_id=bill.id, base_version=bill.version)
            self.run(answer_book.book_answer, command)


def _differs_first(line: AnswerLine) -> tuple[bool, int]:
    same = line.decision in (None, LineDecision.ACCEPTED)
    return same, line.position


def _facts(shown: ShownBill) -> Iterator[tuple[str, str]]:
    bill = shown.detail.bill
    yield "Zeitraum", f"{german.day(bill.first_day)} bis {german.day(bill.last_day)}"
    yield "Verlangt", f"CHF {german.amount(bill.canton)}"
    if bill.decided:
        asked = sum(line.accepted is None for line in shown.detail.lines)
        rest = f", {german.plural(asked, 'Rückfrage', 'Rückfragen')} offen" if asked else ""
        own = sum(-(line.difference or 0) for line in shown.detail.lines)
        yield "Anerkannt", f"CHF {german.amount(bill.accepted or 0)}{rest}"
        yield "Nicht anerkannt", f"CHF {german.amount(own)}, bleiben bei der Gemeinde"
    if bill.hearing_until and bill.state is BillState.HEARING:
        left = german.days_left(bill.hearing_until, shown.today)
        yield "Stellungnahme bis", f"{german.day(bill.hearing_until)} ({left})"
    if bill.answered_on:
        yield "Entscheid vom", german.day(bill.answered_on)
    if bill.booked_on:
        yield "Verbucht", f"{german.day(bill.booked_on)}, {bill.booked_by}"


def state_of(bill: AnswerBill) -> str:
    """«Stellungnahme bis 04.01.2027»."""
    if bill.state in (BillState.HEARING, BillState.ANSWERED):
        return answer_state(bill.state, bill.hearing_until, bill.statement_on)
    return word(bill.state)


def _hint(bill: AnswerBill) -> str:
    if bill.state is BillState.ISSUED:
        return "Noch keine Antwort eingelesen."
    if bill.state is BillState.HEARING and bill.statement_on:
        return (
            f"Stellungnahme am {german.day(bill.statement_on)} erfasst: Speichern Sie die Datei und "
            "senden Sie sie dem KSA. Danach folgt dessen Entscheid."
        )
    if bill.state is BillState.HEARING:
        return (
            "Entwurf der Antwort: Nehmen Sie zu den Zeilen Stellung, die anders sind als verlangt."
        )
    return ""
