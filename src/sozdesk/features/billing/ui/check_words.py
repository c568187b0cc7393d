"""What the detail of a received bill says: facts, and what it waits for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sozdesk.features.billing.reports import voucher as vouchers
from sozdesk.features.billing.rules import answering
from sozdesk.features.billing.terms.accounts import PaymentRow, SettlementRow
from sozdesk.features.billing.terms.answers import AnswerBill, AnswerStep
from sozdesk.features.billing.texts.papers import persons_deleted
from sozdesk.features.billing.ui.check_data import ShownBill
from sozdesk.kernel import german
from sozdesk.kernel.swiss_time import swiss_clock

_MOST_NAMED: Final = 5


def facts(shown: ShownBill) -> Iterator[tuple[str, str]]:
    """The lines above the buttons."""
    detail = shown.detail
    bill = detail.bill
    yield "Zeitraum", f"{german.day(bill.first_day)} bis {german.day(bill.last_day)}"
    yield "Verlangt", f"CHF {german.amount(bill.canton)} auf {bill.lines} Zeilen"
    checks = [line.check for line in detail.lines if line.check]
    if checks:
        own = sum(one.canton for one in checks)
        found = sum(bool(one.findings) for one in checks)
        hints = german.plural(found, "Zeile", "Zeilen")
        yield "KSA rechnet", f"CHF {german.amount(own)}, {hints} mit Hinweisen"
    for finding in detail.findings:
        yield "Ganze Abrechnung", finding.message
    if bill.decided:
        open_lines = bill.lines - bill.decided
        rest = f", {german.plural(open_lines, 'Zeile', 'Zeilen')} offen" if open_lines else ""
        yield "Anerkannt", f"CHF {german.amount(bill.accepted or 0)}{rest}"
    yield from _way(shown)


def has_letter(bill: AnswerBill) -> bool:
    """Whether something is decided that a letter could say, and its persons are still known."""
    return bill.decided > 0 and bill.persons_deleted_on is None


def origin(bill: AnswerBill) -> str:
    """«Sozialdienst Beispieltal, eingelesen am 04.01.2027»."""
    if bill.received_at is None:
        return bill.office_name
    return f"{bill.office_name}, eingelesen am {german.day(swiss_clock(bill.received_at).date())}"


def _way(shown: ShownBill) -> Iterator[tuple[str, str]]:
    """Who did what when."""
    bill = shown.detail.bill
    if bill.checked_by and bill.checked_on:
        yield "Geprüft", f"{german.day(bill.checked_on)}, {bill.checked_by}"
    if bill.hearing_until and bill.stage in answering.UNANSWERED:
        left = german.days_left(bill.hearing_until, shown.today)
        yield "Stellungnahme bis", f"{german.day(bill.hearing_until)} ({left})"
    if bill.statement_on:
        yield "Stellungnahme vom", f"{german.day(bill.statement_on)}{_stated(shown)}"
    if bill.answered_on:
        yield "Freigegeben", f"{german.day(bill.answered_on)}, {bill.released_by}"
    if shown.payment is not None:
        yield from _payment(shown.payment)
    for one in shown.differences:
        yield "Differenz", difference(one)
    if bill.persons_deleted_on:
        yield "Datenschutz", persons_deleted(bill.persons_deleted_on)


def _stated(shown: ShownBill) -> str:
    """«, zu Zeile 3 und 5», or to how many where these are many."""
    lines = [str(line.position) for line in shown.detail.lines if line.statement]
    if len(lines) > _MOST_NAMED:
        return f", zu {len(lines)} Zeilen"
    return f", zu Zeile {german.enumeration(lines)}" if lines else ""


def _payment(row: PaymentRow) -> Iterator[tuple[str, str]]:
    yield "Beleg", f"{vouchers.voucher_name(row)}, CHF {german.amount(row.amount)}"
    if not row.released_by:
        yield "Visum 2", "nicht freigegeben"
        return
    paid = f"bezahlt am {german.day(row.paid_on)}" if row.paid_on else "noch nicht bezahlt"
    more = "" if row.is_credit else f", {paid}"
    yield "Visum 2", f"freigegeben von {row.released_by}{more}"


def difference(row: SettlementRow) -> str:
    """«CHF -125.50, wartet auf den nächsten Beleg. Abrechnung 4/2026: Jahresbericht meldet weniger»."""
    state = "verrechnet" if row.settled else "wartet auf den nächsten Beleg der Gemeinde"
    return f"CHF {german.amount(row.amount)}, {state}. {row.text}"


def plan_words(shown: ShownBill) -> str:
    """What a voucher would hold."""
    plan = shown.plan
    if plan is None:
        return ""
    paper = "Gutschrift" if plan.amount <= 0 else "Auszahlung"
    said = f"{paper} von CHF {german.amount(plan.amount)} in {len(plan.parts)} Zeilen."
    missing = german.plural(shown.without_account, "Zeile", "Zeilen")
    return f"{said} {missing} ohne Konto." if shown.without_account else said


def waits_for(shown: ShownBill) -> str:
    """Why the answer cannot be released yet, as long as it is not."""
    if shown.detail.bill.stage not in answering.UNANSWERED:
        return ""
    reason = shown.detail.why_not[AnswerStep.RELEASE]
    return f"Noch nicht freizugeben: {reason}" if reason else ""
