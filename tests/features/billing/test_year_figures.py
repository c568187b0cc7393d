"""Totals and Abgrenzung over bills in a real file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from test_payments import answered, creditor, difference, pay, release

import bill_kit as kit
import claim_kit
from bill_kit import ACCEPT, LIESTAL, SISSACH, Line
from fixtures_archive import TEST_NOW
from sozdesk.features.billing.queries import accounts
from sozdesk.features.billing.queries import year_figures as queries
from sozdesk.features.billing.records import BillRecord, PaymentRecord
from sozdesk.features.billing.reports.figures import Imprint, accrual_report
from sozdesk.features.billing.terms import LineDecision, SettleBy
from sozdesk.features.billing.terms.answers import LineChoice
from sozdesk.features.offerings.usecases import LoadOfferingReference, load_offering_reference

IMPRINT = Imprint(now=TEST_NOW, today=date(2027, 1, 5), office="Amt", sample=False)
Q2 = {"first_day": date(2026, 4, 1), "last_day": date(2026, 6, 30)}


def test_totals_add_up_by_category_municipality_and_regime_of_a_year_or_period(archive):
    archive.run(load_offering_reference, LoadOfferingReference())
    kit.bill(archive, [Line(100_000), Line(50_000, category="employment")])
    kit.bill(archive, [Line(20_000)], bfs_number=SISSACH, **Q2)
    kit.bill(archive, [Line(1)], number=9, first_day=date(2025, 10, 1), last_day=date(2025, 12, 31))
    kit.bill(archive, [Line(7)], origin="own", number=8)
    found = archive.query(queries.totals, 2026)
    assert [row.claimed for row in found.categories][-1] == 80_000 + 40_000 + 16_000
    assert {row.name for row in found.municipalities} == {"Liestal", "Sissach", "Total"}
    assert len(found.categories) == 3
    assert found.categories[0].name != "employment"  # the words of the catalogue
    assert found.periods == (
        (date(2026, 1, 1), date(2026, 3, 31)),
        (Q2["first_day"], Q2["last_day"]),
    )
    quarter = archive.query(queries.totals, 2026, Q2["first_day"], Q2["last_day"])
    assert [row.claimed for row in quarter.municipalities] == [16_000, 16_000]
    assert archive.query(queries.bill_years) == (2026, 2025)
    assert archive.query(queries.totals, 2020).categories == ()


def paid_of(archive, year=2026) -> dict[str, list[tuple[str, int, int]]]:
    """(name, accepted, paid) of every table of the totals, and of the reconciliation."""
    found = archive.query(queries.totals, year)
    tables = {
        "category": found.categories,
        "town": found.municipalities,
        "regime": found.regimes,
    }
    said = {
        key: [(row.name, row.accepted, row.paid) for row in rows] for key, rows in tables.items()
    }
    rows = archive.query(queries.reconciliation, year)
    return said | {"providers": [(row.provider, row.accepted, row.unpaid) for row in rows]}


def test_what_is_taken_back_with_the_next_bill_is_paid_with_the_next_bill(archive):
    """800.00 and a Rückforderung of 80.00 that waits: 800.00 is paid, then 720.00 in all."""
    archive.run(load_offering_reference, LoadOfferingReference())
    creditor(archive)
    later = LineChoice(decision=LineDecision.ACCEPTED, settle_by=SettleBy.NEXT_BILL)
    lines = (Line(100_000), Line(10_000, sign=-1))
    release(archive, pay(archive, answered(archive, lines, ACCEPT, later)))
    assert paid_of(archive)["town"][-1] == ("Total", 72_000, 80_000)
    assert paid_of(archive)["providers"] == [("Kurszentrum Muster", 72_000, -8_000)]
    following = pay(archive, answered(archive, number=2))
    assert following.amount == 120_000 - 8_000
    assert paid_of(archive)["town"][-1] == ("Total", 192_000, 80_000), "the voucher is not paid"
    release(archive, following)
    assert {rows[-1] for key, rows in paid_of(archive).items() if key != "providers"} == {
        ("Total", 192_000, 192_000)
    }
    assert paid_of(archive)["providers"] == [("Kurszentrum Muster", 192_000, 0)]
    assert all(len(rows) == 2 for key, rows in paid_of(archive).items() if key != "providers")


def test_a_difference_found_later_is_a_line_of_its_own_and_paid_with_its_paper(archive):
    """1'200.00 are paid; 50.00 come back as a Gutschrift, 7.00 are added with the next bill."""
    archive.run(load_offering_reference, LoadOfferingReference())
    creditor(archive)
    made = answered(archive)
    release(archive, pay(archive, made))
    credit = archive.query(accounts.payment, difference(archive, made, -5_000, SettleBy.CREDIT))
    difference(archive, made, 700, SettleBy.NEXT_BILL)
    found = paid_of(archive)
    for key in ("category", "regime"):
        *_rows, own, total = found[key]
        assert own == ("Spätere Differenzen", -4_300, 0)
        assert total == ("Total", 115_700, 120_000)
    assert found["town"] == [("Liestal", 115_700, 120_000), ("Total", 115_700, 120_000)]
    assert ("Spätere Differenzen", -4_300, -4_300) in found["providers"]
    release(archive, credit)
    assert paid_of(archive)["category"][-2:] == [
        ("Spätere Differenzen", -4_300, -5_000),
        ("Total", 115_700, 115_000),
    ]
    release(archive, pay(archive, answered(archive, number=2)))
    found = paid_of(archive)
    assert found["town"][-1] == ("Total", 235_700, 235_700)
    assert ("Spätere Differenzen", -4_300, 0) in found["providers"]
    total = archive.query(queries.totals, 2026).categories[-1]
    assert (total.lines, total.claimed, total.reduced) == (4, 240_000, -4_300)


def test_the_abgrenzung_knows_what_is_paid_cancelled_and_missing(archive):
    first = kit.bill(archive, [Line(100_000)])
    kit.bill(archive, [Line(50_000)], number=2, **Q2)
    kit.bill(archive, [Line(50_000, sign=-1)], number=3, cancels_id=first)
    (row,) = archive.query(queries.accruals, 2026)
    assert (row.bfs_number, row.municipality) == (LIESTAL, "Liestal")
    assert row.unanswered == 80_000 + 40_000 - 40_000
    # only the second quarter stands: 400 francs over three months, nine months are missing
    assert (row.months, row.per_month, row.expected) == (9, 13_333, 120_000)
    unknown = replace(row, expected=None, per_month=None)
    (table,) = accrual_report(2026, (unknown,), IMPRINT).tables
    assert [line[5] for line in table.rows] == [None, None]  # nothing is no estimate of 0.00
    (table,) = accrual_report(2026, (row,), IMPRINT).tables
    assert "Zahlungen nach dem 31.12.2026 zählen als nicht bezahlt" in table.notes[0]


def test_the_abgrenzung_knows_what_is_settled_later(archive):
    """720.00 accepted, of which 80.00 are taken back with the next bill; 50.00 come back after it."""
    creditor(archive)
    later = LineChoice(decision=LineDecision.ACCEPTED, settle_by=SettleBy.NEXT_BILL)
    year = {"first_day": date(2026, 1, 1), "last_day": date(2026, 12, 31)}
    made = kit.bill(archive, (Line(100_000), Line(10_000, sign=-1)), **year)
    kit.decide(archive, made, ACCEPT, later)
    claim_kit.change(archive, BillRecord, made, state="answered", accepted=72_000)
    voucher = pay(archive, made)
    assert [row.unpaid for row in archive.query(queries.accruals, 2026)] == [72_000]
    release(archive, voucher)
    claim_kit.change(archive, PaymentRecord, voucher.id, paid_on=date(2026, 12, 20))
    assert [row.unpaid for row in archive.query(queries.accruals, 2026)] == [-8_000]
    difference(archive, made, -5_000, SettleBy.NEXT_BILL)
    assert [row.unpaid for row in archive.query(queries.accruals, 2026)] == [-13_000]
    second = answered(archive, number=2)
    claim_kit.change(archive, BillRecord, second, accepted=120_000)
    release(archive, pay(archive, second))  # in January 2027
    (row,) = archive.query(queries.accruals, 2026)
    assert row.unpaid == 120_000 - 13_000, "on 31 December nothing of it was paid"
    assert archive.query(queries.accruals, 2027)[0].unpaid == 0


def test_the_questions_do_not_grow_with_the_bills(archive, statements):
    kit.bill(archive)
    with statements() as one:
        archive.query(queries.totals, 2026)
        archive.query(queries.reconciliation, 2026)
        archive.query(queries.accruals, 2026)
    for number in range(2, 6):
        kit.bill(archive, number=number)
    with statements() as five:
        archive.query(queries.totals, 2026)
        archive.query(queries.reconciliation, 2026)
        archive.query(queries.accruals, 2026)
    assert len(five) == len(one)
