"""One received bill: what is found, what is decided, what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from sozdesk.features.billing.queries.answer_files import answer_file
from sozdesk.features.billing.reports import answer as letters
from sozdesk.features.billing.reports import voucher as vouchers
from sozdesk.features.billing.rules import answering
from sozdesk.features.billing.terms import LineDecision
from sozdesk.features.billing.terms.accounts import PaymentRow
from sozdesk.features.billing.terms.answer_files import WrittenFile
from sozdesk.features.billing.terms.answers import AnswerLine, AnswerStep, LineChoice
from sozdesk.features.billing.texts import answer_files as file_texts
from sozdesk.features.billing.texts import answers as texts
from sozdesk.features.billing.ui import answer_rows as rows
from sozdesk.features.billing.ui import check_words
from sozdesk.features.billing.ui.answer_dialogs import (
    VERBS,
    DecisionDialog,
    DifferenceDialog,
    HearingDialog,
    PaidDialog,
    PaperStatementDialog,
    PaymentDialog,
    ReleasePaymentDialog,
)
from sozdesk.features.billing.ui.answered_page import ShownPart
from sozdesk.features.billing.ui.check_data import ShownBill, load_bill
from sozdesk.features.billing.ui.save_file import ANSWER, LETTER, VOUCHER, save
from sozdesk.features.billing.usecases import answers, decisions
from sozdesk.kernel.usecase import Outcome, UseCase
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import buttons, labels, layouts, messages
from sozdesk.widgets.command_dialog import CommandDialog
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.list_detail import detail_head
from sozdesk.widgets.page_work import PageWork
from sozdesk.widgets.table import RowsModel, TableView

_KEYS: Final = {
    "A": LineDecision.ACCEPTED,
    "K": LineDecision.REDUCED,
    "L": LineDecision.REFUSED,
    "R": LineDecision.QUERY,
}
_HINT: Final = (
    "Tasten in der Liste: A anerkennen, K kürzen, L ablehnen, R rückfragen, Entf zurücknehmen. Mit "
    "Shift oder Ctrl wählen Sie mehrere Zeilen."
)
_FINAL: Final = (
    "Die Antwort wird festgehalten und ändert sich nicht mehr. Spätere Fehler werden als Differenz "
    "verrechnet."
)


class BillDetail(ShownPart):
    """The detail of the page «Abrechnung» of the KSA."""

    def __init__(self, desk: Desk, work: PageWork) -> None:
        super().__init__(desk)
        self.work = work
        self.shown: ShownBill | None = None
        self._head = layouts.column()
        self._head_box = layouts.box(self._head)
        self.facts = Facts()
        self.next = labels.text("", "body", "text2")
        self._steps = layouts.Flow(spacing=8)
        self._decide = layouts.Flow(spacing=8)
        self.hint = labels.secondary(_HINT)
        self._build_table()
        self._line = layouts.column(spacing=6)
        self._line_box = layouts.box(self._line)
        for stop in self.stops():
            stop.setParent(self)  # F6 comes to the first
        self._column = layouts.column(
            self._head_box,
            self.facts,
            self._steps,
            self.next,
            layouts.line(),
            self._decide,
            self.table,
            self._line_box,
            self.hint,
            None,
            spacing=10,
            margins=(20, 14, 20, 20),
        )
        self.setLayout(self._column)
        self._low = False

    def stops(self) -> Iterable[QWidget]:
        """The lines first: they are what one works with."""
        return (self.table, self._line_box, self._decide, self._steps, self._head_box)

    def set_low(self, *, low: bool) -> None:
        """In a low window the facts stand below the lines, which are what one works with."""
        if low == self._low:
            return
        self._low = low
        for one, above in ((self.next, self._steps), (self.facts, self._head_box)):
            self._column.removeWidget(one)
            before = self.table if low else above
            self._column.insertWidget(self._column.indexOf(before) + 1, one)

    def _build_table(self) -> None:
        self.model = RowsModel(rows.columns(checking=True), key=lambda line: line.id)
        self.table = TableView(self.model, "Zeilen", lead=0, row=44, multi=True, sortable=False)
        self.table.menu_for = lambda _line: self._menu()
        self.table.current_row_changed.connect(self._show_line)
        for key, decision in _KEYS.items():
            self._shortcut(key, partial(self.decide, decision))
        self._shortcut("Del", self.take_back)

    def _shortcut(self, key: str, action: Callable[[], None]) -> None:
        made = QShortcut(QKeySequence(key), self.table)
        made.setContext(Qt.ShortcutContext.WidgetShortcut)
        made.activated.connect(action)

    # ------------------------------------------------------------------ showing

    def show_bill(self, shown: ShownBill) -> None:
        """Show a bill, or the same one after something was decided."""
        same = self.shown is not None and self.shown.detail.bill.id == shown.detail.bill.id
        had_focus = self._has_focus()
        self.shown = shown
        bill = shown.detail.bill
        layouts.empty(self._head)
        said = f"{texts.STAGES[bill.stage]}, {check_words.origin(bill)}"
        layouts.put(self._head, detail_head(bill.name, said, self._more()))
        self.facts.set_facts(list(check_words.facts(shown)))
        self._show_steps(shown)
        rows.show_columns(self.table, checked=any(line.check for line in shown.detail.lines))
        self.model.set_rows(shown.detail.lines)
        self.table.fit_height()
        if not same or self.table.current_row() is None:
            self.table.select_first()
        self._show_line(self.table.current_row())
        if had_focus and not self._has_focus():  # what was pressed is gone
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_steps(self, shown: ShownBill) -> None:
        self._steps.clear()
        for words, action, step in self._commands():
            if not shown.detail.why_not[step]:
                self._steps.add(self.command(words, action))
        if shown.payment is not None:
            self._add_voucher(shown.payment)
        self._show_decisions(may_decide=not shown.detail.why_not[AnswerStep.DECIDE])
        self.next.setText(check_words.waits_for(shown))
        self.next.setVisible(bool(check_words.waits_for(shown)))

    def _has_focus(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _add_voucher(self, payment: PaymentRow) -> None:
        if not payment.released_by:
            self._steps.add(self.command("Beleg &freigeben …", self.release_payment))
        elif payment.paid_on is None:
            self._steps.add(self.command("Als bezahl&t eintragen …", self.enter_paid))
        for kind, words in (("pdf", "Beleg als &PDF …"), ("xlsx", "Beleg als Ex&cel …")):
            self._steps.add(buttons.button(words, partial(self.save_voucher, kind)))

    def _show_decisions(self, *, may_decide: bool) -> None:
        self._decide.clear()
        if may_decide:
            for decision in LineDecision:
                self._decide.add(self.command(VERBS[decision], partial(self.decide, decision)))
            propose = self.command("&Vorschläge annehmen", self.take_proposals)
            propose.setEnabled(self.may_change() and bool(self._proposals()))
            propose.setToolTip("Für Zeilen ohne Entscheid, zu denen die Prüfung etwas vorschlägt")
            self._decide.add(propose)
        for widget in (self._decide, self.hint):
            widget.setVisible(may_decide)

    def _commands(self) -> Iterator[tuple[str, Callable[[], None], AnswerStep]]:
        bill = self.shown.detail.bill if self.shown else None
        if bill is not None and not bill.checked_by:
            yield "Prüfung ab&schliessen", self.finish, AnswerStep.CHECK
        yield "Entwurf zur Stellungnah&me …", self.hear, AnswerStep.HEAR
        yield "Stellungnahme erfassen …", self.state, AnswerStep.STATE
        yield "Entwurf &zurücknehmen", self.withdraw, AnswerStep.WITHDRAW
        yield "Antwort &freigeben", self.release, AnswerStep.RELEASE
        yield "Aus&zahlungsbeleg …", self.pay, AnswerStep.PAY

    def _more(self) -> QWidget:
        assert self.shown is not None
        bill = self.shown.detail.bill
        answered = bill.stage not in answering.UNANSWERED
        entries = [
            buttons.action(
                "&Brief speichern …", self.save_letter, enabled=check_words.has_letter(bill)
            ),
            buttons.action(
                "&Antwortdatei speichern …", self.save_answer, enabled=bool(bill.answer_sha256)
            ),
            buttons.action(
                "&Differenz erfassen …",
                self.add_difference,
                enabled=answered and bill.persons_deleted_on is None,
            ),
        ]
        return buttons.more_button(entries)

    def _show_line(self, line: AnswerLine | None) -> None:
        rows.explain(self._line, line, own=False)

    def _menu(self) -> Sequence[QAction]:
        return [
            self.entry(VERBS[decision].replace("&", ""), partial(self.decide, decision))
            for decision in LineDecision
        ]

    # ------------------------------------------------------------------ deciding

    def _chosen(self) -> tuple[AnswerLine, ...]:
        return self.table.selected_rows()

    def decide(self, decision: LineDecision) -> None:
        """Decide on the selected lines; asks only what the decision needs."""
        if self.shown is None or not self._may_decide():
            return
        lines = self._chosen()
        if decision is LineDecision.REDUCED:
            lines = lines[:1]
        if not lines:
            return
        takes_back = any(line.canton < 0 for line in lines)
        if decision is LineDecision.ACCEPTED and not takes_back:
            choice = LineChoice(decision=decision)
            self._run([(line, choice) for line in lines])
            return
        bill_id = self.shown.detail.bill.id
        DecisionDialog(self, self.desk, bill_id, lines, decision).present()

    def _may_decide(self) -> bool:
        shown = self.shown
        return bool(shown and self.may_change() and not shown.detail.why_not[AnswerStep.DECIDE])

    def _run(
        self,
        choices: Sequence[tuple[AnswerLine, LineChoice | None]],
        done: Callable[[Outcome], None] | None = None,
    ) -> None:
        assert self.shown is not None
        made = tuple(
            decisions.DecidedLine(id=line.id, base_version=line.version, choice=choice)
            for line, choice in choices
        )
        command = decisions.DecideLines(bill_id=self.shown.detail.bill.id, lines=made)
        self.desk.run(decisions.decide_lines, command, done=done, failed=self._failed, owner=self)

    def take_back(self) -> None:
        """The selected lines are open again."""
        if self._may_decide() and self._chosen():
            self._run([(line, None) for line in self._chosen()])

    def _proposals(self) -> list[tuple[AnswerLine, LineChoice]]:
        lines = self.shown.detail.lines if self.shown else ()
        return answering.proposals(lines)

    def take_proposals(self) -> None:
        """Decide as the check proposes, where nothing is decided yet."""
        if not self._may_decide() or not (found := self._proposals()):
            return
        assert self.shown is not None
        open_lines = sum(line.decision is None for line in self.shown.detail.lines)
        adverse = any(choice.decision in answering.ADVERSE for _line, choice in found)
        asked = texts.proposals_asked([(line.canton, choice) for line, choice in found], open_lines)
        if adverse and not messages.ask(self, "Vorschläge annehmen?", asked, action="Annehmen"):
            return
        said = texts.proposals_taken([one.decision for _line, one in found], open_lines)
        self._run(found, lambda _outcome: self.work.notice(said, "ok"))

    # ------------------------------------------------------------------ next steps

    def _say(self, outcome: Outcome) -> None:
        self.work.notice(f"{outcome.summary}.", "ok")

    def _say_and_save(self, outcome: Outcome) -> None:
        self._say(outcome)
        self._save_answer_to(outcome.value)

    def _ask(self, dialog: CommandDialog) -> None:
        dialog.acted.connect(self._say)
        dialog.present()

    def _step(
        self, usecase: UseCase, command: object, done: Callable[[Outcome], None] | None = None
    ) -> None:
        self.desk.run(usecase, command, done=done or self._say, failed=self._failed, owner=self)

    def finish(self) -> None:
        """The check is done."""
        assert self.shown is not None
        bill = self.shown.detail.bill
        command = decisions.FinishCheck(bill_id=bill.id, base_version=bill.version)
        self._step(decisions.finish_check, command)

    def hear(self) -> None:
        """Send the draft."""
        assert self.shown is not None
        dialog = HearingDialog(self, self.desk, self.shown.detail, self.shown.today)
        dialog.acted.connect(self._say_and_save)
        dialog.present()

    def state(self) -> None:
        """What came on paper, for the selected lines."""
        assert self.shown is not None
        lines = self._chosen() or self.shown.detail.lines
        bill = self.shown.detail.bill
        self._ask(PaperStatementDialog(self, self.desk, bill, lines, self.shown.today))

    def withdraw(self) -> None:
        """Take the draft back."""
        assert self.shown is not None
        bill = self.shown.detail.bill
        text = "Die Gemeinde erhält danach einen neuen Entwurf mit neuer Frist."
        if messages.ask(self, "Entwurf zurücknehmen?", text, action="Zurücknehmen"):
            command = answers.WithdrawHearing(bill_id=bill.id, base_version=bill.version)
            self._step(answers.withdraw_hearing, command)

    def release(self) -> None:
        """The answer is final."""
        assert self.shown is not None
        bill = self.shown.detail.bill
        if messages.ask(self, f"Antwort auf {bill.name} freigeben?", _FINAL, action="Freigeben"):
            command = answers.ReleaseAnswer(bill_id=bill.id, base_version=bill.version)
            self._step(answers.release_answer, command, self._say_and_save)

    def pay(self) -> None:
        """Make the voucher."""
        assert self.shown is not None
        said = check_words.plan_words(self.shown)
        self._ask(PaymentDialog(self, self.desk, self.shown.detail.bill, said))

    def release_payment(self) -> None:
        """Visum 2."""
        assert self.shown is not None
        if self.shown.payment is not None:
            self._ask(ReleasePaymentDialog(self, self.desk, self.shown.payment, self.shown.today))

    def enter_paid(self) -> None:
        """The day of the payment."""
        assert self.shown is not None
        if self.shown.payment is not None:
            self._ask(PaidDialog(self, self.desk, self.shown.payment, self.shown.today))

    def add_difference(self) -> None:
        """What was found after the answer."""
        assert self.shown is not None
        self._ask(DifferenceDialog(self, self.desk, self.shown.detail.bill))

    # ------------------------------------------------------------------ papers

    def save_answer(self) -> None:
        """The file for the municipality."""
        assert self.shown is not None
        self._save_answer_to(self.shown.detail.bill.id)

    def _save_answer_to(self, bill_id: UUID) -> None:
        done = partial(self._save_answer, bill_id)
        self.desk.query(answer_file, bill_id, done=done, failed=self._failed, owner=self)

    def _save_answer(self, bill_id: UUID, file: WrittenFile) -> None:
        letter = ("Brief speichern …", partial(self._save_letter_to, bill_id))
        title = "Antwortdatei speichern"
        save(
            self.work,
            self.desk,
            title,
            file.name,
            ANSWER,
            lambda _end: file.content,
            said=file_texts.SEND_IT,
            then=letter,
        )

    def _save_letter_to(self, bill_id: UUID) -> None:
        """The letter of the bill that a file was saved for, whichever is shown by now."""
        self.desk.call(
            lambda archive: load_bill(archive, bill_id),
            done=self._save_letter,
            failed=self.work.failed,
            owner=self.work.page,
        )

    def save_letter(self) -> None:
        """The answer as a letter."""
        assert self.shown is not None
        self._save_letter(self.shown)

    def _save_letter(self, shown: ShownBill) -> None:
        detail, imprint = shown.detail, shown.imprint
        if not check_words.has_letter(detail.bill):
            self.work.notice(texts.no_letter(detail.bill.name), "note")
            return
        name = f"{letters.letter_name(detail)}.pdf"
        make = _as_released(shown.letter) or partial(letters.write_answer, detail, imprint)
        save(self.work, self.desk, "Brief speichern", name, LETTER, make)

    def save_voucher(self, kind: str) -> None:
        """The voucher on paper («pdf») or as a workbook («xlsx»)."""
        assert self.shown is not None
        row, imprint = self.shown.payment, self.shown.imprint
        if row is not None:
            released = _as_released(self.shown.voucher)
            make = released or partial(vouchers.write_voucher, row, imprint)
            name = f"{vouchers.voucher_name(row)}.{kind}"
            save(self.work, self.desk, "Beleg speichern", name, VOUCHER[kind], make)


def _as_released(frozen: Mapping[str, bytes]) -> Callable[[str], bytes] | None:
    """What hands out a frozen document by its ending; None where nothing is frozen yet."""
    return (lambda ending: frozen.get(ending, frozen["pdf"])) if frozen else None
