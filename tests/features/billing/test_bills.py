"""Bills of a Sozialdienst in its real file: drafted, issued, cancelled, and what comes with the next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

import case_kit
import claim_kit
from sozdesk.archive.store import Archive
from sozdesk.features.billing import queries, usecases
from sozdesk.features.billing.records import BillRecord, ClosedYearRecord
from sozdesk.features.billing.terms import BillDetail, BillState, Period
from sozdesk.features.billing.usecases import MakeDraft, PassBill
from sozdesk.features.cases import records
from sozdesk.features.offerings.records import AgreementOfferingRecord, AgreementRecord
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation

Q1 = MakeDraft(bfs_number=case_kit.BFS, first_day=date(2026, 1, 1), last_day=date(2026, 3, 31))
SISSACH = 2861
Q2 = replace(Q1, first_day=date(2026, 4, 1), last_day=date(2026, 6, 30))


def draft(archive: Archive, command: MakeDraft = Q1) -> BillDetail:
    made: UUID = archive.run(usecases.draft_bill, command).value
    return found(archive, made)


def found(archive: Archive, bill_id: UUID) -> BillDetail:
    detail = archive.query(queries.bill, bill_id)
    assert detail is not None
    return detail


def shown(detail: BillDetail) -> PassBill:
    return PassBill(id=detail.row.id, base_version=detail.row.version)


def issue(archive: Archive, detail: BillDetail) -> BillDetail:
    archive.run(usecases.issue_bill, shown(detail))
    return found(archive, detail.row.id)


def test_a_quarter_of_three_invoices_is_drafted_with_its_sums(casework: Archive) -> None:
    claim_kit.billable(casework)
    bill = draft(casework)
    assert [(one.first_day.month, one.cost, one.canton) for one in bill.lines] == [
        (1, 90_000, 45_000),
        (2, 90_000, 45_000),
        (3, 90_000, 45_000),
    ]
    row = bill.row
    assert (row.cost, row.eligible, row.canton, row.municipality) == (
        270_000,
        270_000,
        135_000,
        135_000,
    )
    assert (row.state, row.number, row.municipality_name) == (BillState.DRAFT, None, "Liestal")
    assert bill.left_out == ()
    assert bill.lines[0].name == "Muster Anna"
    assert [(one.number, one.amount) for one in bill.lines[0].costs] == [("R-1", 90_000)]
    assert [step.text for step in bill.lines[0].steps] == [
        "Kosten laut Rechnung",
        "Maximaltarif ab 01.01.2020, pro Monat",
        "Maximaltarif der Periode",
        "anrechenbar in dieser Periode",
        "Kantonsanteil 50,0 %, Ansatz ab 01.01.2020",
    ]


def test_drafting_again_replaces_the_draft(casework: Archive) -> None:
    put = claim_kit.billable(casework, months=2)
    first = draft(casework)
    assert [one.reasons for one in first.left_out] == [("Keine Rechnung erfasst.",)]
    case_kit.invoice(casework, put.enactment, 90_000, date(2026, 3, 1), date(2026, 3, 31), "R-3")
    second = draft(casework)
    assert casework.query(queries.bill, first.row.id) is None
    assert [one.id for one in casework.query(queries.own_bills)] == [second.row.id]
    assert second.row.canton == 135_000


def test_an_issued_bill_has_the_next_number_of_its_year_and_is_frozen(casework: Archive) -> None:
    put = claim_kit.billable(casework)
    bill = issue(casework, draft(casework))
    assert (bill.row.name, bill.row.state) == ("1/2026", BillState.ISSUED)
    assert bill.row.issued_on == date(2027, 1, 5)
    case_kit.invoice(casework, put.enactment, 90_000, date(2026, 4, 1), date(2026, 4, 30), "R-4")
    assert issue(casework, draft(casework, Q2)).row.name == "2/2026"
    with pytest.raises(RuleViolation, match="ist gestellt"):
        casework.run(usecases.remove_draft, shown(found(casework, bill.row.id)))


def test_issuing_is_not_undone(casework: Archive) -> None:
    assert not usecases.issue_bill.undoable  # type: ignore[attr-defined]
    assert not usecases.cancel_bill.undoable  # type: ignore[attr-defined]


def test_what_was_billed_is_not_billed_again_and_late_invoices_come_marked(
    casework: Archive,
) -> None:
    put = claim_kit.billable(casework, months=2)
    issue(casework, draft(casework))
    again = draft(casework)
    assert again.lines == ()
    assert [one.reasons[0] for one in again.left_out] == [
        "Schon abgerechnet in einer früheren Abrechnung.",
        "Schon abgerechnet in einer früheren Abrechnung.",
        "Keine Rechnung erfasst.",
    ]
    case_kit.invoice(casework, put.enactment, 20_000, date(2026, 2, 1), date(2026, 2, 28), "R-2b")
    (line,) = draft(casework, Q2).lines
    # 900.00 of 1'000.00 are billed: 100.00 are left of the new 200.00
    assert (line.late, line.cost, line.eligible, line.canton) == (True, 20_000, 10_000, 5_000)


def test_an_empty_draft_is_not_issued(casework: Archive) -> None:
    claim_kit.billable(casework, months=0)
    with pytest.raises(RuleViolation, match="keine Zeile"):
        casework.run(usecases.issue_bill, shown(draft(casework)))


def test_a_draft_that_rests_on_something_older_is_not_issued(casework: Archive) -> None:
    put = claim_kit.billable(casework)
    bill = draft(casework)
    case_kit.invoice(casework, put.enactment, 1_000, date(2026, 1, 1), date(2026, 1, 31), "R-9")
    with pytest.raises(RuleViolation, match="Rechnen Sie neu"):
        casework.run(usecases.issue_bill, shown(bill))


def test_cancelling_negates_every_line_and_frees_its_days(casework: Archive) -> None:
    claim_kit.billable(casework)
    bill = issue(casework, draft(casework))
    taken = found(casework, casework.run(usecases.cancel_bill, shown(bill)).value)
    assert (taken.row.name, taken.row.cancels) == ("2/2026", "1/2026")
    assert found(casework, bill.row.id).row.cancelled_by == "2/2026"
    assert taken.row.canton == -135_000
    assert [one.canton for one in taken.lines] == [-45_000] * 3
    assert [one.costs[0].amount for one in taken.lines] == [-90_000] * 3
    assert taken.lines[0].steps[0].amount == -90_000
    assert draft(casework).row.canton == 135_000
    with pytest.raises(RuleViolation, match="schon storniert"):
        casework.run(usecases.cancel_bill, shown(bill))
    with pytest.raises(RuleViolation, match="wird nicht storniert"):
        casework.run(usecases.cancel_bill, shown(taken))


def test_a_draft_is_removed_not_cancelled(casework: Archive) -> None:
    claim_kit.billable(casework)
    bill = draft(casework)
    with pytest.raises(RuleViolation, match="gestellte Abrechnung"):
        casework.run(usecases.cancel_bill, shown(bill))
    casework.run(usecases.remove_draft, shown(bill))
    assert casework.query(queries.own_bills) == ()


def test_a_second_person_releases_where_the_canton_wants_it(casework: Archive) -> None:
    claim_kit.billable(casework)
    claim_kit.value(casework, "billing_second_person", 1)
    bill = draft(casework)
    with pytest.raises(RuleViolation, match="zweite Person"):
        casework.run(usecases.issue_bill, shown(bill))
    with pytest.raises(RuleViolation, match="nicht selbst frei"):
        casework.run(usecases.release_bill, shown(bill))
    claim_kit.change(casework, BillRecord, bill.row.id, drafted_by="anna  MUSTER")
    with pytest.raises(RuleViolation, match="nicht selbst frei"):
        casework.run(usecases.release_bill, shown(found(casework, bill.row.id)))
    claim_kit.change(casework, BillRecord, bill.row.id, drafted_by="Bea Beispiel")
    casework.run(usecases.release_bill, shown(found(casework, bill.row.id)))
    released = found(casework, bill.row.id)
    assert released.row.released_by
    assert issue(casework, released).row.name == "1/2026"


def test_somebody_else_was_faster(casework: Archive) -> None:
    claim_kit.billable(casework)
    bill = draft(casework)
    with pytest.raises(Outdated):
        casework.run(
            usecases.remove_draft, PassBill(id=bill.row.id, base_version=bill.row.version + 1)
        )


def test_the_accrual_of_a_year_holds_what_is_not_billed_and_what_is_expected(
    casework: Archive,
) -> None:
    """Three months are billed; nine months at 900.00 are still to come: 450.00 each."""
    claim_kit.billable(casework)
    issue(casework, draft(casework))
    year = replace(Q1, last_day=date(2026, 12, 31), accrual=True)
    accrual = draft(casework, year)
    assert accrual.row.canton == 9 * 45_000
    assert {cost.number for one in accrual.lines for cost in one.costs} == {"erwartet"}
    for use in (usecases.issue_bill, usecases.release_bill):
        with pytest.raises(RuleViolation, match="Abgrenzung"):
            casework.run(use, shown(accrual))
    with pytest.raises(RuleViolation, match="ganzes Jahr"):
        draft(casework, replace(Q1, accrual=True))


def test_who_may_be_billed_and_when(casework: Archive, archive: Archive) -> None:
    claim_kit.billable(casework)
    with pytest.raises(RuleViolation, match="rechnet nicht mit dieser Datei"):
        draft(casework, replace(Q1, bfs_number=2761))
    with pytest.raises(RuleViolation, match="läuft noch"):
        draft(casework, replace(Q1, last_day=date(2027, 1, 31)))
    with pytest.raises(RuleViolation, match="Sozialdienst"):
        draft(archive)


def test_a_person_who_moved_within_the_month_and_one_who_left(casework: Archive) -> None:
    """Support ends on 31 January; in February the case is closed: only January is claimed."""
    put = claim_kit.billable(casework)
    claim_kit.change(
        casework,
        records.CaseRecord,
        put.case,
        support_ended_on=date(2026, 1, 31),
        closed_on=date(2026, 2, 15),
    )
    bill = draft(casework)
    assert [one.first_day for one in bill.lines] == [date(2026, 1, 1)]
    assert {one.reasons for one in bill.left_out} == {("Nach der Ablösung am 31.01.2026.",)}


def test_a_member_who_is_no_longer_supported(casework: Archive) -> None:
    put = claim_kit.billable(casework)
    case_kit.row(
        casework,
        records.CaseMemberRecord,
        case_id=put.case,
        person_id=put.person,
        valid_from=date(2026, 3, 1),
        supported=False,
        main=True,
    )
    bill = draft(casework)
    assert [one.first_day.month for one in bill.lines] == [1, 2]


def test_a_ruling_that_was_not_notified_orders_nothing(casework: Archive) -> None:
    put = claim_kit.billable(casework)
    claim_kit.change(casework, records.RulingRecord, put.ruling, notified_on=None)
    bill = draft(casework)
    assert bill.lines == ()
    assert bill.left_out[0].reasons == (
        "Keine Verfügung in Kraft ordnet das Angebot an (§ 16 SHG).",
    )


def test_an_agreement_that_pays_leaves_the_days_out(casework: Archive) -> None:
    put = claim_kit.billable(casework)
    agreement = case_kit.row(
        casework,
        AgreementRecord,
        partner="Kurszentrum Muster",
        programme="Programm R",
        begins=date(2026, 3, 1),
    )
    case_kit.row(
        casework, AgreementOfferingRecord, agreement_id=agreement, offering_id=put.offering
    )
    bill = draft(casework)
    assert [one.first_day.month for one in bill.lines] == [1, 2]
    assert bill.left_out[0].reasons == (
        "Von einer Leistungsvereinbarung bezahlt (§ 25c SHV, § 4 Abs. 4 kAV).",
    )


def test_a_third_party_an_interruption_and_a_scan_come_with_the_claim(casework: Archive) -> None:
    put = claim_kit.billable(casework, months=1)
    case_kit.row(
        casework,
        records.ThirdPartyPaymentRecord,
        enactment_id=put.enactment,
        payer="iv",
        first_day=date(2026, 1, 1),
        last_day=date(2026, 1, 31),
        amount=40_000,
    )
    bill = draft(casework)
    assert (bill.row.third_party, bill.row.canton, bill.row.municipality) == (
        40_000,
        25_000,
        25_000,
    )
    (claim,) = casework.query(
        queries.claims_of, case_kit.BFS, Period(first=Q1.first_day, last=Q1.last_day)
    )
    assert [(one.amount, one.payer) for one in claim.deductions] == [(40_000, "iv")]
    assert claim.enactments[0].ruling is not None
    assert claim.enactments[0].ruling.number == "2026-001"
    assert [one.code for one in claim.regimes] == ["social_assistance"]


def paid_by_iv(archive: Archive, enactment: UUID, amount: int, month: int = 2) -> UUID:
    return case_kit.row(
        archive,
        records.ThirdPartyPaymentRecord,
        enactment_id=enactment,
        payer="iv",
        first_day=date(2026, month, 1),
        last_day=date(2026, month, 28),
        amount=amount,
    )


def test_a_payment_for_an_ended_enactment_comes_with_the_next_bill(casework: Archive) -> None:
    """Enacted to 31 March and billed; the IV's 310.00 for February are entered after that."""
    put = claim_kit.billable(casework, last_day=date(2026, 3, 31))
    issue(casework, draft(casework))
    assert draft(casework, Q2).lines == ()
    payment = paid_by_iv(casework, put.enactment, 31_000)
    second = draft(casework, Q2)
    (line,) = second.lines
    # 900.00 − 310.00 = 590.00 of February count, half of the 310.00 goes back
    assert (line.cost, line.third_party, line.eligible, line.canton) == (
        0,
        31_000,
        -31_000,
        -15_500,
    )
    assert line.late
    issue(casework, second)
    third = replace(Q2, first_day=date(2026, 7, 1), last_day=date(2026, 9, 30))
    assert draft(casework, third).lines == ()
    claim_kit.change(casework, records.ThirdPartyPaymentRecord, payment, amount=11_000)
    (line,) = draft(casework, third).lines
    assert (line.third_party, line.canton) == (-20_000, 10_000)


def test_a_payment_on_one_enactment_finds_the_costs_of_the_one_before(casework: Archive) -> None:
    """February was billed under the first enactment, the payment is entered on the second."""
    put = claim_kit.billable(casework, last_day=date(2026, 3, 31))
    issue(casework, draft(casework))
    again = case_kit.enactment(
        casework, put.case, put.person, put.offering, put.ruling, first_day=date(2026, 4, 1)
    )
    case_kit.invoice(casework, again, 90_000, date(2026, 4, 1), date(2026, 4, 30), "R-4")
    paid_by_iv(casework, again, 31_000)
    february, april = draft(casework, Q2).lines
    assert (february.third_party, february.canton) == (31_000, -15_500)
    assert (april.third_party, april.canton) == (0, 45_000)


def test_a_bill_holds_nothing_of_another_municipality(casework: Archive) -> None:
    """From Liestal to Sissach on 1 April, in the same offering."""
    put = claim_kit.billable(casework)
    paid_by_iv(casework, put.enactment, 31_000)
    issue(casework, draft(casework))
    claim_kit.change(casework, records.CaseRecord, put.case, moved_on=date(2026, 4, 1))
    sissach = case_kit.case(
        casework, [put.person], 2, bfs_number=SISSACH, opened_on=date(2026, 4, 1)
    )
    ruling = case_kit.ruling(casework, sissach, "2026-002", valid_from=date(2026, 4, 1))
    there = case_kit.enactment(
        casework, sissach, put.person, put.offering, ruling, first_day=date(2026, 4, 1)
    )
    case_kit.invoice(casework, there, 90_000, date(2026, 4, 1), date(2026, 4, 30), "R-4")
    second = draft(casework, replace(Q2, bfs_number=SISSACH))
    assert [(one.first_day.month, one.canton) for one in second.lines] == [(4, 45_000)]
    assert {one.number for one in second.left_out} == {""}
    period = Period(first=Q2.first_day, last=Q2.last_day)
    (claim,) = casework.query(queries.claims_of, SISSACH, period)
    assert [one.id for one in claim.enactments] == [there]
    assert [one.number for one in claim.costs] == ["R-4"]
    assert claim.deductions == ()


def test_a_contested_ruling_is_said_on_the_line_and_in_the_claim(casework: Archive) -> None:
    put = claim_kit.billable(casework, months=1)
    table = records.RulingRecord
    claim_kit.change(casework, table, put.ruling, contested_on=date(2026, 1, 9), final_on=None)
    (line,) = draft(casework).lines
    assert line.canton == 45_000
    assert line.steps[-1].text.startswith("Verfügung 2026-001 ist angefochten.")
    period = Period(first=Q1.first_day, last=Q1.last_day)
    (claim,) = casework.query(queries.claims_of, case_kit.BFS, period)
    assert claim.enactments[0].ruling is not None
    assert claim.enactments[0].ruling.contested


def test_a_regime_that_the_office_set_splits_the_line(casework: Archive) -> None:
    put = claim_kit.billable(casework, months=1)
    case_kit.row(
        casework,
        records.RegimeOverrideRecord,
        person_id=put.person,
        valid_from=date(2026, 1, 16),
        regime_code="refugees",
        reason="Asylentscheid liegt vor",
    )
    bill = draft(casework)
    # 15 of 31 days of 900.00 against 15/31 of 1'000.00; the rest has no rate
    assert [(one.cost, one.canton) for one in bill.lines] == [(43_548, 21_774)]
    assert bill.left_out[0].reasons == (
        "Ansatz fehlt (refugees): Abrechnung gesperrt.",
        "Tarif fehlt (refugees): Abrechnung gesperrt.",
    )


def test_a_closed_year_and_figures_of_the_canton(casework: Archive) -> None:
    claim_kit.billable(casework)
    claim_kit.value(casework, "billing_cut_off_days", 30)
    claim_kit.value(casework, "running_month_counts", 1)
    case_kit.row(casework, ClosedYearRecord, year=2026, closed_on=date(2027, 1, 4))
    first = casework.query(queries.proposed, date(2027, 1, 5), 2)
    assert [(one.first, one.last, one.cut_off) for one in first] == [
        (date(2026, 10, 1), date(2026, 12, 31), date(2027, 1, 30)),
        (date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 30)),
    ]
    known = casework.query(queries.figures, first[0])
    assert known.running_month_counts is True
    assert draft(casework).left_out[0].reasons == ("Das Jahr 2026 ist abgeschlossen.",)


def test_a_bill_that_is_gone(casework: Archive) -> None:
    assert casework.query(queries.bill, UUID(int=1)) is None
    with pytest.raises(NotFound):
        casework.run(usecases.issue_bill, PassBill(id=UUID(int=1), base_version=1))
