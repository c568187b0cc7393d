"""What the KSA reduced or refused, in the bills after it; all figures by hand, 1'000.00 a month at most, half the canton's."""

from __future__ import annotations

from dataclasses import replace

import draft_kit as kit
import pytest
from draft_kit import MARCH, NOTHING, claim, cost, drafted, figures, quarter
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.billing.rules import answered as rules
from sozdesk.features.billing.terms import ClaimedLine, DraftBill, Earlier, LineAnswer, LineDecision

REASON = "Der Ausweis fehlt."


def answered(bill: DraftBill, decision: LineDecision, eligible: int, canton: int) -> Earlier:
    """The first line of a bill with the KSA's answer, the rest as claimed."""
    first, *rest = kit.billed(NOTHING, bill).lines
    answer = LineAnswer(
        decision=decision, eligible=eligible, canton=canton, reason=REASON, bill="1/2027"
    )
    return Earlier(lines=(replace(first, answer=answer), *rest))


def refused(bill: DraftBill) -> Earlier:
    return answered(bill, LineDecision.REFUSED, 0, 0)


def after(earlier: Earlier, *costs) -> DraftBill:
    return drafted(claim(*costs), period=quarter(2), earlier=earlier)


INVOICE = cost(*MARCH, 90_000)


def resumed(earlier: Earlier) -> Earlier:
    """The municipality takes what was refused up again."""
    again = (replace(one, resumed="Der Ausweis liegt bei.") for one in earlier.lines)
    return Earlier(lines=tuple(again))


def test_refused_days_stay_left_out_with_the_answer_until_they_are_taken_up_again() -> None:
    before = refused(drafted(claim(INVOICE)))
    second = after(before, INVOICE)
    assert second.lines == ()
    left_out = [one for one in second.left_out if one.cost]
    assert [(one.first, one.last, one.cost, one.reasons) for one in left_out] == [
        (*MARCH, 90_000, ("Abgelehnt mit Antwort auf Abrechnung 1/2027: Der Ausweis fehlt.",))
    ]
    third = after(resumed(before), INVOICE)
    assert figures(third) == [(90_000, 90_000, 45_000, 45_000)]
    assert third.lines[0].late
    assert third.lines[0].line.steps[-1].text == (
        "Abgelehnt mit Antwort auf Abrechnung 1/2027: Der Ausweis fehlt. "
        "Wieder aufgenommen: Der Ausweis liegt bei."
    )


def test_what_is_claimed_again_is_not_claimed_a_third_time() -> None:
    before = resumed(refused(drafted(claim(INVOICE))))
    again = kit.billed(before, after(before, INVOICE))
    assert after(again, INVOICE).lines == ()


def test_what_is_refused_a_second_time_has_to_be_taken_up_a_second_time() -> None:
    before = resumed(refused(drafted(claim(INVOICE))))
    twice = Earlier(lines=(*before.lines, *refused(after(before, INVOICE)).lines))
    assert after(twice, INVOICE).lines == ()
    assert figures(after(resumed(twice), INVOICE)) == [(90_000, 90_000, 45_000, 45_000)]


def test_a_refused_invoice_counts_again_where_its_credit_note_was_billed() -> None:
    """450.00 claimed, 450.00 taken back in the next bill, then the first is refused: 0.00 in all."""
    credit = cost(*MARCH, -90_000, "G-1", credits=INVOICE.number)
    first = drafted(claim(INVOICE))
    both = kit.billed(
        kit.billed(NOTHING, first), after(kit.billed(NOTHING, first), INVOICE, credit)
    )
    assert [one.canton for one in both.lines] == [45_000, -45_000]
    before = Earlier(lines=(*refused(first).lines, *both.lines[1:]))
    assert figures(after(before, INVOICE, credit)) == [(90_000, 90_000, 45_000, 45_000)]


def test_a_corrected_invoice_is_another_line_and_the_credit_note_stays_out_with_the_first() -> None:
    """900.00 refused, taken back by a credit note, 850.00 invoiced instead."""
    before = refused(drafted(claim(INVOICE)))
    credit = cost(*MARCH, -90_000, "G-1", credits=INVOICE.number)
    corrected = cost(*MARCH, 85_000, "R-2")
    second = after(before, INVOICE, credit, corrected)
    assert figures(second) == [(85_000, 85_000, 42_500, 42_500)]
    assert sorted(one.cost for one in second.left_out if one.cost) == [-90_000, 90_000]
    both = after(resumed(before), INVOICE, credit, corrected)
    assert [both.total(part) for part in ("cost", "eligible", "canton")] == [85_000, 85_000, 42_500]


def test_a_refused_line_leaves_the_whole_cap_to_the_others() -> None:
    """900.00 refused; a new invoice of 1'100.00 for March alone would be 1'000.00, both together too."""
    before = refused(drafted(claim(INVOICE)))
    other = cost(*MARCH, 110_000, "R-2")
    assert figures(after(before, INVOICE, other)) == [(110_000, 100_000, 50_000, 60_000)]
    both = after(resumed(before), INVOICE, other)
    assert both.total("eligible") == 100_000


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (10_000, (10_000, 10_000, 5_000, 5_000)),  # only the new 100.00, not the 200.00 taken away
        (50_000, (50_000, 30_000, 15_000, 35_000)),  # 700.00 count, 300.00 are left of the month
        (-10_000, (-10_000, 0, 0, -10_000)),  # 800.00 were invoiced, 700.00 accepted
        (-30_000, (-30_000, -10_000, -5_000, -25_000)),  # 600.00 invoiced: 100.00 go back
        (-90_000, (-90_000, -70_000, -35_000, -55_000)),  # all back: what the canton paid
    ],
)
def test_after_a_reduction_of_900_to_700_more_of_the_month_counts_by_itself(amount, expected):
    before = answered(drafted(claim(INVOICE)), LineDecision.REDUCED, 70_000, 35_000)
    second = after(before, INVOICE, cost(*MARCH, amount, "R-2"))
    assert figures(second) == [expected]
    assert "Was das KSA früher gekürzt hat" in str(second.lines[0].line.steps)


def test_a_reduction_alone_brings_no_line() -> None:
    before = answered(drafted(claim(INVOICE)), LineDecision.REDUCED, 70_000, 35_000)
    assert after(before, INVOICE).lines == ()


def test_the_canton_takes_back_no_more_than_it_paid() -> None:
    """Accepted at a lower rate than claimed: 700.00 count, 200.00 were paid."""
    before = answered(drafted(claim(INVOICE)), LineDecision.REDUCED, 70_000, 20_000)
    second = after(before, INVOICE, cost(*MARCH, -90_000, "G-1"))
    assert figures(second) == [(-90_000, -70_000, -20_000, -70_000)]


def test_an_accepted_line_counts_as_claimed() -> None:
    before = answered(drafted(claim(INVOICE)), LineDecision.ACCEPTED, 90_000, 45_000)
    assert figures(after(before, INVOICE, cost(*MARCH, 30_000, "R-2"))) == [
        (30_000, 10_000, 5_000, 25_000)
    ]


_invoices = st.lists(st.integers(-60_000, 150_000).filter(bool), min_size=1, max_size=4)


@given(st.lists(st.tuples(_invoices, st.sampled_from(list(LineDecision)), st.integers(0, 100))))
def test_however_bills_are_answered_a_month_never_gets_more_than_its_cap(rounds) -> None:
    """And never more than what its invoices cost; what counts after the answers is what was paid."""
    known, earlier = [], NOTHING
    for place, (amounts, decision, share) in enumerate(rounds):
        known += [cost(*MARCH, one, f"R-{place}-{at}") for at, one in enumerate(amounts)]
        bill = after(earlier, *known)
        made = kit.billed(NOTHING, bill).lines
        earlier = Earlier(lines=(*earlier.lines, *(_answer(one, decision, share) for one in made)))
        total = sum(_paid(one)[0] for one in earlier.lines)
        canton = sum(_paid(one)[1] for one in earlier.lines)
        assert total <= 100_000
        assert canton <= 50_000
        assert total <= max(0, sum(one.amount for one in known if one.amount > 0))


def _answer(line: ClaimedLine, decision: LineDecision, share: int) -> ClaimedLine:
    """A final answer; only what asks for money is reduced or refused."""
    if decision is LineDecision.REDUCED and line.canton > 1:
        canton = max(1, line.canton * share // 101)
        said = LineAnswer(decision=decision, eligible=canton * 2, canton=canton)
    elif decision is LineDecision.REFUSED and line.canton > 0:
        said = LineAnswer(decision=decision, eligible=0, canton=0)
    else:
        accepted = LineDecision.ACCEPTED
        said = LineAnswer(decision=accepted, eligible=line.eligible, canton=line.canton)
    return replace(line, answer=said)


def _paid(line: ClaimedLine) -> tuple[int, int]:
    assert line.answer is not None
    return line.answer.eligible, line.answer.canton


@pytest.mark.parametrize(
    ("decision", "standing", "cancelled"),
    [
        (LineDecision.REFUSED, True, True),
        (LineDecision.REDUCED, False, True),
        (LineDecision.ACCEPTED, False, False),
        (None, False, False),
    ],
)
def test_a_reduced_line_is_taken_up_again_only_when_its_bill_is_cancelled(
    decision: LineDecision | None, standing: bool, cancelled: bool
) -> None:
    assert rules.may_resume(decision, cancelled=False) is standing
    assert rules.may_resume(decision, cancelled=True) is cancelled
