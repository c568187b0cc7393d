"""Vouchers, credit notes, differences, accounts and closed years of the KSA."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from uuid import UUID

import pytest
from openpyxl import load_workbook

import bill_kit as kit
from bill_kit import ACCEPT, LIESTAL, SISSACH, Line, reduce
from fixtures_archive import TEST_NOW
from sozdesk.features.billing.queries import accounts as queries
from sozdesk.features.billing.queries import parties
from sozdesk.features.billing.reports.figures import Imprint
from sozdesk.features.billing.reports.voucher import voucher_report, write_voucher
from sozdesk.features.billing.terms import BillState, LineDecision, SettleBy
from sozdesk.features.billing.terms.accounts import AccountKind
from sozdesk.features.billing.terms.answers import LineChoice
from sozdesk.features.billing.usecases import accounts, payments
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation

IBAN = "CH9300762011623852957"
SINCE = date(2026, 1, 1)
IMPRINT = Imprint(now=TEST_NOW, today=date(2027, 1, 5), office="Amt", sample=False)
TWO = (Line(100_000), Line(50_000))


def creditor(archive, bfs_number=LIESTAL, **more) -> UUID:
    values = {
        "bfs_number": bfs_number,
        "name": "Einwohnergemeinde Liestal",
        "street": "Rathausstrasse 36",
        "postcode": "4410",
        "town": "Liestal",
        "iban": "CH93 0076 2011 6238 5295 7",
        **more,
    }
    command = accounts.AddAccountValue(kind=AccountKind.CREDITOR, valid_from=SINCE, values=values)
    return archive.run(accounts.add_account_value, command).value


def posting(archive, account="3636.00", regime="", category="", cost_centre="2510") -> UUID:
    values = {
        "regime_code": regime,
        "category_code": category,
        "account": account,
        "cost_centre": cost_centre,
    }
    command = accounts.AddAccountValue(kind=AccountKind.POSTING, valid_from=SINCE, values=values)
    return archive.run(accounts.add_account_value, command).value


def answered(archive, lines=TWO, *choices, number=1, bfs_number=LIESTAL) -> UUID:
    made = kit.bill(archive, lines, number=number, bfs_number=bfs_number)
    kit.decide(archive, made, *(choices or [ACCEPT] * len(lines)))
    archive.run(_answer, _Answer(made))
    return made


class _Answer:
    def __init__(self, bill_id):
        self.bill_id = bill_id


def _answer(session, command, context):
    """The state that the final answer leaves, without its file."""
    from sozdesk.features.billing.records import BillRecord
    from sozdesk.kernel.usecase import Outcome

    session.get(BillRecord, command.bill_id).state = "answered"
    session.flush()
    return Outcome(frozenset({"billing"}), "Test")


_answer.undoable = True


def pay(archive, *bills: UUID, reference="Q1 2026"):
    made = archive.run(
        payments.make_payment, payments.MakePayment(bill_ids=bills, reference=reference)
    )
    return archive.query(queries.payment, made.value)


def release(archive, row):
    command = payments.ReleasePayment(
        id=row.id, base_version=row.version, paid_on=date(2027, 1, 20)
    )
    archive.run(payments.release_payment, command)


def test_a_voucher_names_who_is_paid_how_much_from_which_account(archive):
    creditor(archive)
    posting(archive)
    row = pay(archive, answered(archive, (Line(100_000), Line(50_000)), ACCEPT, reduce(30_000)))
    assert (row.year, row.number, row.amount) == (2027, 1, 110_000)
    assert row.creditor == "Einwohnergemeinde Liestal\nRathausstrasse 36\n4410 Liestal"
    assert (row.iban, row.reference, row.checked_by, row.released_by) == (
        IBAN,
        "Q1 2026",
        "Anna Muster",
        "",
    )
    assert [(one.account, one.cost_centre, one.amount) for one in row.parts] == [
        ("3636.00", "2510", 110_000)
    ]
    assert not row.is_credit


def test_visum_2_settles_the_bill_and_two_persons_are_needed_if_set(archive):
    creditor(archive)
    made = answered(archive)
    row = pay(archive, made)
    assert kit.detail(archive, made).bill.state is BillState.ANSWERED
    kit.value(archive, "billing_second_person", 1)
    with pytest.raises(RuleViolation, match="Anna Muster hat Visum 1"):
        release(archive, row)
    archive.undo_last()
    release(archive, row)
    paid = archive.query(queries.payment, row.id)
    assert (paid.released_by, paid.paid_on) == ("Anna Muster", date(2027, 1, 20))
    assert kit.detail(archive, made).bill.state is BillState.SETTLED
    with pytest.raises(RuleViolation, match="schon freigegeben"):
        release(archive, paid)
    with pytest.raises(Outdated):
        release(archive, row)


def test_numbers_are_gapless_and_several_bills_of_a_town_share_a_voucher(archive):
    creditor(archive)
    creditor(archive, SISSACH, name="Einwohnergemeinde Sissach")
    first = pay(archive, answered(archive), answered(archive, number=2))
    second = pay(archive, answered(archive, bfs_number=SISSACH))
    assert [first.number, second.number] == [1, 2]
    assert (first.amount, second.amount) == (240_000, 120_000)


def test_a_voucher_is_for_one_town_one_answered_bill_once(archive):
    creditor(archive)
    here, there = answered(archive), answered(archive, bfs_number=SISSACH)
    with pytest.raises(RuleViolation, match="gilt für eine Gemeinde"):
        pay(archive, here, there)
    with pytest.raises(RuleViolation, match="mindestens eine"):
        pay(archive)
    open_bill = kit.bill(archive, number=9)
    with pytest.raises(RuleViolation, match="noch nicht freigegeben"):
        pay(archive, open_bill)
    pay(archive, here)
    with pytest.raises(RuleViolation, match="schon einen Beleg"):
        pay(archive, here)


def test_without_a_creditor_nothing_is_paid_and_no_number_is_lost(archive):
    made = answered(archive)
    with pytest.raises(NotFound, match="Für Liestal ist keine Zahlungsadresse erfasst"):
        pay(archive, made)
    creditor(archive)
    assert pay(archive, made).number == 1


def test_what_comes_below_zero_is_a_credit_note_without_iban(archive):
    creditor(archive)
    row = pay(archive, answered(archive, (Line(10_000, sign=-1),)))
    assert (row.amount, row.iban, row.is_credit) == (-8_000, "", True)


def test_a_takeback_can_wait_for_the_next_bill_as_a_line_of_its_own(archive):
    creditor(archive)
    later = LineChoice(decision=LineDecision.ACCEPTED, settle_by=SettleBy.NEXT_BILL)
    first = pay(archive, answered(archive, (Line(100_000), Line(10_000, sign=-1)), ACCEPT, later))
    assert first.amount == 80_000
    second = pay(archive, answered(archive, number=2))
    assert [(one.text, one.amount) for one in second.parts][1:] == [
        ("Abrechnung 1/2026: Rückforderung, mit der nächsten Abrechnung verrechnet", -8_000)
    ]
    assert second.amount == 112_000
    third = pay(archive, answered(archive, number=3))
    assert third.amount == 120_000


def difference(archive, bill_id, amount, settle_by, text="zu viel bezahlt"):
    command = payments.AddSettlement(bill_id=bill_id, text=text, amount=amount, settle_by=settle_by)
    return archive.run(payments.add_settlement, command).value


def test_a_difference_found_later_is_credited_at_once_or_waits(archive):
    creditor(archive)
    posting(archive)
    made = answered(archive)
    pay(archive, made)
    paper = archive.query(queries.payment, difference(archive, made, -5_000, SettleBy.CREDIT))
    assert (paper.number, paper.amount, paper.is_credit) == (2, -5_000, True)
    assert [(one.text, one.account) for one in paper.parts] == [
        ("Abrechnung 1/2026: zu viel bezahlt", "3636.00")
    ]
    assert difference(archive, made, 700, SettleBy.NEXT_BILL) is None
    assert [one.amount for one in archive.query(queries.open_settlements, LIESTAL)] == [700]
    assert pay(archive, answered(archive, number=2)).amount == 120_700
    assert archive.query(queries.open_settlements, LIESTAL) == ()


def test_a_difference_has_amount_and_words_and_an_answered_bill(archive):
    with pytest.raises(RuleViolation) as caught:
        difference(archive, kit.bill(archive), None, SettleBy.CREDIT, text=" ")
    assert [one.code for one in caught.value.findings] == [
        "not_answered",
        "amount_missing",
        "text_missing",
    ]


def test_the_most_specific_account_of_the_day_is_used_and_a_missing_one_is_said(archive):
    from sozdesk.features.billing.rules import paying

    creditor(archive)
    posting(archive, "4000", regime="asylum")
    plan = archive.query(queries.payment_plan, [answered(archive)], date(2027, 1, 5))
    assert [one.account for one in paying.without_account(plan.parts)] == [""]


# ------------------------------------------------------------------ values


def test_an_iban_is_checked_when_it_is_entered(archive):
    with pytest.raises(RuleViolation, match="Diese IBAN stimmt nicht"):
        creditor(archive, iban="CH93 0076 2011 6238 5295 8")
    with pytest.raises(RuleViolation, match="Wählen Sie die Gemeinde"):
        creditor(archive, 9999)
    creditor(archive)
    assert archive.query(parties, LIESTAL, date(2027, 1, 5)).creditor.iban == IBAN
    assert archive.query(parties, LIESTAL, date(2025, 12, 31)).creditor is None


def test_a_value_has_a_day_of_its_own_is_changed_ended_and_removed(archive):
    made = posting(archive)
    with pytest.raises(RuleViolation, match="gilt schon ein Wert"):
        posting(archive, "4000")

    def change(**changes):
        (row,) = archive.query(queries.postings)
        archive.run(
            accounts.change_account_value,
            accounts.ChangeAccountValue(
                kind=AccountKind.POSTING, id=made, base_version=row.version, changes=changes
            ),
        )

    change(account=" 3637 ", ended_on=date(2026, 12, 31))
    (row,) = archive.query(queries.postings)
    assert (row.account, row.ended_on) == ("3637", date(2026, 12, 31))
    with pytest.raises(RuleViolation, match="vor dem ersten"):
        change(ended_on=date(2025, 1, 1))
    with pytest.raises(RuleViolation, match="Schreiben Sie das Konto"):
        change(account="")
    archive.run(
        accounts.remove_account_value,
        accounts.RemoveAccountValue(kind=AccountKind.POSTING, id=made, base_version=row.version),
    )
    assert archive.query(queries.postings) == ()


def test_a_year_is_closed_after_its_end_and_can_be_opened_again(archive):
    with pytest.raises(RuleViolation, match="erst nach seinem Ende"):
        archive.run(accounts.close_year, accounts.CloseYear(year=2027))
    archive.run(accounts.close_year, accounts.CloseYear(year=2026))
    (row,) = archive.query(queries.closed_years)
    assert (row.year, row.closed_by) == (2026, "Anna Muster")
    with pytest.raises(RuleViolation, match="schon abgeschlossen"):
        archive.run(accounts.close_year, accounts.CloseYear(year=2026))
    archive.run(accounts.reopen_year, accounts.CloseYear(year=2026))
    with pytest.raises(RuleViolation, match="nicht abgeschlossen"):
        archive.run(accounts.reopen_year, accounts.CloseYear(year=2026))
    assert archive.query(queries.closed_years) == ()


def test_only_the_ksa_pays(service_archive):
    with pytest.raises(RuleViolation, match="Kantonale Sozialamt"):
        pay(service_archive)
    with pytest.raises(RuleViolation, match="Kantonale Sozialamt"):
        posting(service_archive)


def test_a_released_voucher_waits_for_its_payment(archive):
    creditor(archive)
    made = answered(archive)
    row = pay(archive, made)
    release_only = payments.ReleasePayment(id=row.id, base_version=row.version)
    with pytest.raises(RuleViolation) as found:
        archive.run(payments.enter_paid, entered(row, date(2027, 1, 4)))
    assert "zuerst frei" in str(found.value)
    assert stand_in_workbook(row) == "Stand 05.01.2027 · nicht freigegeben"
    archive.run(payments.release_payment, release_only)
    row = archive.query(queries.payment, row.id)
    assert (row.released_by, row.paid_on) == ("Anna Muster", None)
    assert stand_in_workbook(row) == "Stand 05.01.2027"
    assert kit.detail(archive, made).bill.state is BillState.ANSWERED
    for wrong in (None, date(2027, 1, 6)):
        with pytest.raises(RuleViolation) as found:
            archive.run(payments.enter_paid, entered(row, wrong))
        assert found.value.findings[0].field == "paid_on"
    done = archive.run(payments.enter_paid, entered(row, date(2027, 1, 4)))
    assert done.summary == "Auszahlungsbeleg 2027-001 bezahlt am 04.01.2027"
    paper = voucher_report(archive.query(queries.payment, row.id), IMPRINT)
    said = {one.label: one.value for one in paper.facts}
    assert said["Freigegeben"] == "05.01.2027, Anna Muster (Visum 2)"
    row = archive.query(queries.payment, row.id)
    assert row.paid_on == date(2027, 1, 4)
    assert kit.detail(archive, made).bill.state is BillState.SETTLED
    with pytest.raises(RuleViolation) as found:
        archive.run(payments.enter_paid, entered(row, date(2027, 1, 4)))
    assert "schon als bezahlt" in str(found.value)


def stand_in_workbook(row) -> str:
    """What stands above the accounts of a voucher."""
    sheet = load_workbook(BytesIO(write_voucher(row, IMPRINT, "xlsx")))["Kontierung"]
    return sheet["A2"].value


def entered(row, day):
    return payments.EnterPaid(id=row.id, base_version=row.version, paid_on=day)


def test_a_credit_note_is_settled_when_it_is_released(archive):
    creditor(archive)
    made = answered(archive, (Line(10_000, sign=-1),), ACCEPT)
    row = pay(archive, made)
    assert row.is_credit
    archive.run(
        payments.release_payment, payments.ReleasePayment(id=row.id, base_version=row.version)
    )
    assert kit.detail(archive, made).bill.state is BillState.SETTLED
