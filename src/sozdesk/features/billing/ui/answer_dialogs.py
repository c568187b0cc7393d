"""Dialogs of the answer: decide, hear, take position, pay, settle a difference."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.features.billing.terms import LineDecision, SettleBy
from sozdesk.features.billing.terms.accounts import PaymentRow
from sozdesk.features.billing.terms.answers import AnswerBill, AnswerDetail, AnswerLine, LineChoice
from sozdesk.features.billing.texts import paying, word
from sozdesk.features.billing.usecases import answer_book, answers, decisions, payments
from sozdesk.kernel import german
from sozdesk.kernel.findings import Severity
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, TextArea, TextInput
from sozdesk.widgets.typed import AmountInput, DateInput

_WIDE = 420
VERBS: Final = {
    LineDecision.ACCEPTED: "A&nerkennen",
    LineDecision.REDUCED: "&Kürzen",
    LineDecision.REFUSED: "Ab&lehnen",
    LineDecision.QUERY: "&Rückfragen",
}
_SETTLE = [(one, word(one)) for one in SettleBy]


class DecisionDialog(CommandDialog):
    """One decision on one or several lines; only what this decision needs is asked."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        bill_id: UUID,
        lines: Sequence[AnswerLine],
        decision: LineDecision,
    ) -> None:
        count = german.plural(len(lines), "Zeile", "Zeilen")
        title = f"{count}: {word(decision)}"
        super().__init__(parent, desk, title, action=VERBS[decision])
        self._bill_id, self._lines, self._decision = bill_id, lines, decision
        if decision is LineDecision.REDUCED:
            self._ask_amount(lines[0])
        if decision is LineDecision.ACCEPTED:
            field = Field("&Rückforderung verrechnen", Choice(_SETTLE), width=300)
            self.put("settle_by", field)
        else:
            said = "Was möchten Sie &wissen?" if decision is LineDecision.QUERY else "&Grund"
            hint = "Die Gemeinde liest ihn bei der Zeile."
            self.put("reason", Field(said, TextArea(lines=3), hint=hint, width=_WIDE))
            self.form["reason"].set_value(_known_reason(lines, decision))
        self.form.mark_clean()

    def _ask_amount(self, line: AnswerLine) -> None:
        hint = f"Verlangt: {german.amount(line.canton)}"
        if line.check:
            hint = f"{hint}. Das KSA rechnet {german.amount(line.check.canton)}."
        self.put("canton", Field("Anerkannter Kantons&anteil in CHF", AmountInput(), hint=hint))
        known = line.accepted if line.decision is LineDecision.REDUCED else None
        own = line.check.canton if line.check else 0
        less = own if 0 < own < line.canton else None  # the whole amount would be no reduction
        self.form["canton"].set_value(known if known is not None else less)

    def act(self) -> Act:
        """Decide on all lines at once."""
        values = self.form.values()
        choice = LineChoice(decision=self._decision, **values)
        made = tuple(
            decisions.DecidedLine(id=line.id, base_version=line.version, choice=choice)
            for line in self._lines
        )
        command = decisions.DecideLines(bill_id=self._bill_id, lines=made)
        return decisions.decide_lines, command


def _known_reason(lines: Sequence[AnswerLine], decision: LineDecision) -> str:
    """What was written before, or what the check has against a single line.

    A price below the catalogue is no reason to pay less; what is only to be looked at may be asked.
    """
    if len(lines) != 1:
        return ""
    (line,) = lines
    weighty = {Severity.STOP, Severity.HINT} if decision is LineDecision.QUERY else {Severity.STOP}
    found = [one.message for one in line.findings if one.severity in weighty]
    return line.reason or " ".join(found)


class HearingDialog(CommandDialog):
    """«Entwurf zur Stellungnahme»: until when."""

    def __init__(self, parent: QWidget, desk: Desk, detail: AnswerDetail, today: date) -> None:
        intro = (
            "Der Entwurf wird festgehalten und als Datei für die Gemeinde geschrieben. "
            f"{german.plural(detail.bill.adverse, 'Zeile weicht', 'Zeilen weichen')} von der "
            "Abrechnung ab."
        )
        super().__init__(
            parent, desk, "Entwurf zur Stellungnahme", action="&Entwurf festhalten", intro=intro
        )
        self._bill = detail.bill
        hint = "Das KSA hat keine Frist erfasst."
        if detail.hearing_until:
            hint = "Berechnet, bitte prüfen."
        field = Field("Stellungnahme &bis", DateInput(near=today), hint=hint)
        self.put("until", field, needed="Schreiben Sie, bis wann die Stellungnahme läuft.")
        self.form["until"].set_value(detail.hearing_until)
        self.form.mark_clean()

    def act(self) -> Act:
        """Freeze the draft."""
        command = answers.SendHearing(
            bill_id=self._bill.id, base_version=self._bill.version, **self.form.values()
        )
        return answers.send_hearing, command


class PaperStatementDialog(CommandDialog):
    """«Stellungnahme erfassen»: what came on paper, for one line or several."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        bill: AnswerBill,
        lines: Sequence[AnswerLine],
        today: date,
    ) -> None:
        names = german.enumeration([str(line.position) for line in lines])
        super().__init__(
            parent,
            desk,
            "Stellungnahme erfassen",
            action="&Erfassen",
            intro=f"Für Stellungnahmen, die nicht als Datei kamen. Zeile {names}.",
        )
        self._bill, self._lines = bill, lines
        day = Field("Ein&gang", DateInput(near=today))
        self.put("stated_on", day, needed="Schreiben Sie, wann sie eingegangen ist.")
        self.form["stated_on"].set_value(today)
        self.put("words", Field("&Stellungnahme", TextArea(lines=4), width=_WIDE))
        self.form["words"].set_value(lines[0].statement if len(lines) == 1 else "")
        self.form.mark_clean()

    def act(self) -> Act:
        """Record it."""
        values = self.form.values()
        command = answers.RecordStatement(
            bill_id=self._bill.id,
            base_version=self._bill.version,
            stated_on=values["stated_on"],
            statements={line.id: values["words"] for line in self._lines},
        )
        return answers.record_statement, command


class ResumeDialog(CommandDialog):
    """«Zeile wieder aufnehmen»: why; without a reason it stays as the KSA decided."""

    def __init__(self, parent: QWidget, desk: Desk, line: AnswerLine) -> None:
        decided = "abgelehnt" if line.decision is LineDecision.REFUSED else "gekürzt"
        intro = (
            f"Das KSA hat die Zeile {decided}: {line.reason} Mit einem Grund kommt sie in die "
            "nächste Abrechnung. Eine berichtigte Rechnung ist eine neue Zeile und braucht das nicht."
        )
        super().__init__(parent, desk, "Zeile wieder aufnehmen", action="&Übernehmen", intro=intro)
        self._line = line
        hint = "Das KSA liest ihn. Ohne Namen von Personen. Leer: Es bleibt beim Entscheid."
        reason = Field("&Grund", TextArea(lines=3), optional=True, hint=hint, width=_WIDE)
        self.put("reason", reason)
        self.form["reason"].set_value(line.resumed)
        self.form.mark_clean()

    def act(self) -> Act | None:
        """Take it up, or leave it."""
        if not self.form.changes():
            return None
        command = answer_book.ResumeLine(
            id=self._line.id, base_version=self._line.version, **self.form.values()
        )
        return answer_book.resume_line, command


class OwnStatementDialog(CommandDialog):
    """«Stellung nehmen»: what the municipality says to one line of the draft."""

    def __init__(self, parent: QWidget, desk: Desk, bill: AnswerBill, line: AnswerLine) -> None:
        accepted = "offen" if line.accepted is None else german.amount(line.accepted)
        intro = (
            f"Zeile {line.position}, {line.offering}: verlangt {german.amount(line.canton)}, "
            f"anerkannt {accepted}. {line.reason}"
        )
        super().__init__(parent, desk, "Stellung nehmen", intro=intro)
        self._bill, self._line = bill, line
        self.put("words", Field("Stellungnah&me", TextArea(lines=4), width=_WIDE))
        self.form["words"].set_value(line.statement)
        self.form.mark_clean()

    def act(self) -> Act:
        """Keep the words; the file is written for all lines together."""
        command = answer_book.KeepStatement(
            bill_id=self._bill.id,
            base_version=self._bill.version,
            statements={self._line.id: self.form["words"].value()},
        )
        return answer_book.keep_statement, command


class PaymentDialog(CommandDialog):
    """«Auszahlungsbeleg»: reference, and what the voucher will hold."""

    def __init__(self, parent: QWidget, desk: Desk, bill: AnswerBill, said: str) -> None:
        super().__init__(parent, desk, "Auszahlungsbeleg", action="&Beleg erstellen", intro=said)
        self._bill = bill
        hint = "Steht auf der Zahlung, damit die Gemeinde sie zuordnet."
        reference = Field("&Referenz", TextInput(limit=140), hint=hint, optional=True, width=_WIDE)
        self.put("reference", reference)
        self.form["reference"].set_value(bill.name)
        self.form.mark_clean()

    def act(self) -> Act:
        """Make the voucher: Visum 1."""
        command = payments.MakePayment(
            bill_ids=(self._bill.id,), reference=self.form["reference"].value()
        )
        return payments.make_payment, command


class ReleasePaymentDialog(CommandDialog):
    """«Beleg freigeben»: Visum 2; the day of the payment if it is known already."""

    def __init__(self, parent: QWidget, desk: Desk, row: PaymentRow, today: date) -> None:
        intro = f"{_paper_words(row)} Visum 1: {row.checked_by}."
        super().__init__(parent, desk, "Beleg freigeben", action="&Freigeben", intro=intro)
        self._row = row
        if not row.is_credit:
            hint = "Leer, solange nicht bezahlt ist. Später: «Als bezahlt eintragen …»."
            day = Field("Bezahlt &am", DateInput(near=today), optional=True, hint=hint)
            self.put("paid_on", day)
        self.form.mark_clean()

    def act(self) -> Act:
        """Visum 2."""
        command = payments.ReleasePayment(
            id=self._row.id, base_version=self._row.version, **self.form.values()
        )
        return payments.release_payment, command


class PaidDialog(CommandDialog):
    """«Als bezahlt eintragen»: the day of the payment of a released voucher."""

    def __init__(self, parent: QWidget, desk: Desk, row: PaymentRow, today: date) -> None:
        intro = f"{_paper_words(row)} Freigegeben von {row.released_by}."
        super().__init__(parent, desk, "Als bezahlt eintragen", action="&Eintragen", intro=intro)
        self._row = row
        day = Field("Bezahlt &am", DateInput(near=today))
        self.put("paid_on", day, needed="Schreiben Sie den Tag der Zahlung.")
        self.form["paid_on"].set_value(today)
        self.form.mark_clean()

    def act(self) -> Act:
        """Its bills are settled."""
        command = payments.EnterPaid(
            id=self._row.id, base_version=self._row.version, **self.form.values()
        )
        return payments.enter_paid, command


def _paper_words(row: PaymentRow) -> str:
    name = paying.paper(row.year, row.number, credit=row.is_credit)
    return f"{name}, CHF {german.amount(row.amount)}."


class DifferenceDialog(CommandDialog):
    """«Differenz erfassen»: what was found after the answer."""

    def __init__(self, parent: QWidget, desk: Desk, bill: AnswerBill) -> None:
        intro = (
            f"{bill.name} ist beantwortet. Was später auffällt, wird als eigene Zeile verrechnet."
        )
        super().__init__(parent, desk, "Differenz erfassen", action="&Erfassen", intro=intro)
        self._bill = bill
        self.put("text", Field("&Grund", TextInput(limit=200), width=_WIDE))
        hint = "Mit Minus, was die Gemeinde zurückzahlt."
        self.put("amount", Field("&Betrag in CHF", AmountInput(), hint=hint))
        self.put("settle_by", Field("&Verrechnen", Choice(_SETTLE), width=300))
        self.form.mark_clean()

    def act(self) -> Act:
        """Enter it."""
        command = payments.AddSettlement(bill_id=self._bill.id, **self.form.values())
        return payments.add_settlement, command
