"""Bills in a row: whatever comes late, is taken back or refused, they are the year billed at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import draft_kit as kit
import pytest
from draft_kit import claim, cost, enactment, offering, quarter, tariff
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.billing import rules
from sozdesk.features.billing.rules import Catalogue
from sozdesk.features.billing.terms import (
    BillingFigures,
    Claim,
    ClaimedLine,
    Deduction,
    DraftBill,
    Earlier,
    LineAnswer,
    LineDecision,
    Period,
    RegimeSpan,
)
from sozdesk.features.offerings.terms import CapKind, PriceUnit, ProRata

NOTHING = Earlier()
OTHER = UUID(int=61)
LATER = UUID(int=51)
"""Another enactment of the same offering."""
MARCH = (date(2027, 3, 1), date(2027, 3, 31))
LATE = date(2027, 4, 20)
IN_TIME = quarter(1, date(2027, 4, 10))
ASYLUM = "asylum"


def drafted(
    *claims: Claim,
    known: Catalogue | None = None,
    period: Period = IN_TIME,
    earlier: Earlier = NOTHING,
) -> DraftBill:
    return rules.draft(
        claims,
        {kit.OFFERING: offering(), OTHER: offering(id=OTHER, number=13)},
        known or kit.catalogue(),
        period,
        BillingFigures(running_month_counts=None),
        earlier,
    )


def figures(bill: DraftBill) -> list[tuple[int, int, int]]:
    """New cost, what is eligible of it and before, and the canton's Rappen."""
    return [(one.line.cost, one.line.eligible, one.line.canton) for one in bill.lines]


def left_out(bill: DraftBill) -> list[tuple[str, str]]:
    return [(one.number, " ".join(one.reasons)) for one in bill.left_out if one.number]


# ------------------------------------------------------------------ another part of the month comes late


REGIMES = (
    RegimeSpan(first=kit.LONG_AGO, last=date(2027, 3, 10), code="social_assistance"),
    RegimeSpan(first=date(2027, 3, 11), last=date(2030, 12, 31), code=ASYLUM),
)
FIRST_TEN = cost(MARCH[0], date(2027, 3, 10), 100_000, units=300, possible=300)
REST = cost(date(2027, 3, 11), MARCH[1], 200_000, "R-2", units=700, possible=700, recorded_on=LATE)


def two_regimes(pro_rata: ProRata) -> Catalogue:
    """1'000.00 at 50 %, and 1'240.00 at 100 %."""
    return kit.catalogue(
        tariff(pro_rata=pro_rata),
        tariff(124_000, pro_rata=pro_rata, regime_code=ASYLUM),
        rates=(kit.rate(), kit.rate(10_000, regime_code=ASYLUM)),
    )


@pytest.mark.parametrize(
    ("pro_rata", "alone", "again", "late"),
    [
        # 1'000.00 for the month, of which 10 of 31 days are 322.58; 21 of 31 of 1'240.00 are 840.00
        (ProRata.STARTED_MONTH, (100_000, 50_000), (-67_742, -33_871), (84_000, 84_000)),
        # 3 of 3 days; then 3 of 10 days are 300.00, and 7 of 10 of 1'240.00 are 868.00
        (ProRata.ACTUAL_DAYS, (100_000, 50_000), (-70_000, -35_000), (86_800, 86_800)),
        # nothing while the month is not whole; then 322.58 and 840.00
        (ProRata.NONE, (0, 0), (32_258, 16_129), (84_000, 84_000)),
    ],
)
def test_the_regime_billed_first_stands_again_when_the_rest_of_its_month_comes(
    pro_rata: ProRata, alone: tuple[int, int], again: tuple[int, int], late: tuple[int, int]
) -> None:
    both, known = claim(FIRST_TEN, REST, regimes=REGIMES), two_regimes(pro_rata)
    first = drafted(both, known=known)
    assert figures(first) == [(100_000, *alone)]
    second = drafted(both, known=known, period=quarter(2), earlier=kit.billed(NOTHING, first))
    assert figures(second) == [(0, *again), (200_000, *late)]
    at_once = drafted(both, known=known, period=kit.YEAR)
    assert [one[2] for one in figures(at_once)] == [alone[1] + again[1], late[1]]


def test_a_started_month_with_two_tariffs_is_shared_when_its_rest_comes() -> None:
    """1'000.00, from the 11th 1'240.00: first alone 1'000.00, then 322.58 and 840.00, at 50 %."""
    known = kit.catalogue(
        tariff(pro_rata=ProRata.STARTED_MONTH, ended_on=date(2027, 3, 10)),
        tariff(124_000, pro_rata=ProRata.STARTED_MONTH, valid_from=date(2027, 3, 11)),
    )
    both = claim(FIRST_TEN, REST)
    first = drafted(both, known=known)
    second = drafted(both, known=known, period=quarter(2), earlier=kit.billed(NOTHING, first))
    assert figures(first) == [(100_000, 100_000, 50_000)]
    assert figures(second) == [(0, -67_742, -33_871), (200_000, 84_000, 42_000)]


def test_a_billed_regime_whose_invoice_is_not_at_hand_stays_as_it_was_billed() -> None:
    """A claim names only the invoices of the months that it touches: without them nothing is computed anew."""
    known = two_regimes(ProRata.STARTED_MONTH)
    first = drafted(claim(FIRST_TEN, regimes=REGIMES), known=known)
    second = drafted(
        claim(REST, regimes=REGIMES),
        known=known,
        period=quarter(2),
        earlier=kit.billed(NOTHING, first),
    )
    assert figures(second) == [(200_000, 124_000, 124_000)]


def test_a_month_that_nothing_moved_is_not_computed_anew_with_a_corrected_tariff() -> None:
    """January was billed; its tariff is corrected in place; a late invoice for March is about March."""
    january = cost(kit.JANUARY, date(2027, 1, 31), 90_000, "R-0")
    march = cost(*MARCH, 90_000, recorded_on=LATE)
    first = drafted(claim(january, march))
    lower = kit.catalogue(tariff(amount=50_000, id=tariff().id))
    second = drafted(
        claim(january, march),
        known=lower,
        period=quarter(2),
        earlier=kit.billed(NOTHING, first),
    )
    assert figures(second) == [(90_000, 50_000, 25_000)]


# ------------------------------------------------------------------ credit notes take units back


PER_DAY = (enactment(unit=PriceUnit.DAY, price=11_000),)
NINETY = kit.catalogue(tariff(9_000, PriceUnit.DAY))
TEN_DAYS = cost(*MARCH, 110_000, units=1_000, possible=1_000)


def credit(units: int | None, possible: int | None = None) -> Any:
    return cost(
        *MARCH, -22_000, "G-1", credits="R-1", units=units, possible=possible, recorded_on=LATE
    )


@pytest.mark.parametrize(
    ("units", "eligible", "canton"),
    [
        (200, 72_000, 36_000),  # 8 days at 90.00
        (None, 88_000, 44_000),  # no day back, only the price: 880.00 lie below 10 days at 90.00
        (0, 88_000, 44_000),
    ],
)
def test_a_credit_note_takes_its_days_back_from_the_tariff_per_day(
    units: int | None, eligible: int, canton: int
) -> None:
    """Ten days at 110.00, at most 90.00 a day: 900.00. Back come 220.00."""
    both = claim(TEN_DAYS, credit(units), enactments=PER_DAY)
    at_once = drafted(both, known=NINETY, period=kit.YEAR)
    assert figures(at_once) == [(88_000, eligible, canton)]
    assert left_out(at_once) == []
    first = drafted(both, known=NINETY)
    assert figures(first) == [(110_000, 90_000, 45_000)]
    second = drafted(both, known=NINETY, period=quarter(2), earlier=kit.billed(NOTHING, first))
    assert figures(second) == [(-22_000, eligible - 90_000, canton - 45_000)]


@pytest.mark.parametrize("possible", [None, 0, 1_000])
def test_a_credit_note_leaves_the_possible_days_as_they_were(possible: int | None) -> None:
    """8 of 10 days of 1'000.00 are 800.00, whatever the note says of possible days."""
    known = kit.catalogue(tariff(pro_rata=ProRata.ACTUAL_DAYS))
    both = claim(TEN_DAYS, credit(200, possible), enactments=PER_DAY)
    assert figures(drafted(both, known=known, period=kit.YEAR)) == [(88_000, 80_000, 40_000)]


def test_a_credit_note_alone_is_nothing_and_locks_nothing() -> None:
    """Its invoice was never billed: the municipality bears the 220.00, no cap is asked for."""
    known = kit.catalogue(tariff(pro_rata=ProRata.ACTUAL_DAYS))
    bill = drafted(claim(credit(None), enactments=PER_DAY), known=known, period=kit.YEAR)
    assert (figures(bill), left_out(bill)) == ([(-22_000, 0, 0)], [])
    assert [one.text for one in bill.lines[0].line.steps][2] == (
        "Kein Maximaltarif nötig: die Gutschriften sind so hoch wie die Kosten"
    )


# ------------------------------------------------------------------ what the KSA refused


def answer(decision: LineDecision, eligible: int = 0) -> LineAnswer:
    return LineAnswer(
        decision=decision, eligible=eligible, canton=eligible // 2, reason="Doppelt", bill="1/2027"
    )


REFUSED = answer(LineDecision.REFUSED)
SAID = "Abgelehnt mit Antwort auf Abrechnung 1/2027: Doppelt."


def with_answer(earlier: Earlier, place: int, said: LineAnswer, resumed: str = "") -> Earlier:
    """A line of the bills that stand was answered for good."""
    lines = list(earlier.lines)
    lines[place] = replace(lines[place], answer=said, resumed=resumed)
    return replace(earlier, lines=tuple(lines))


@pytest.mark.parametrize(
    "cap", [{}, {"cap_kind": CapKind.PER_OFFERING, "cap_amount": 86_000}], ids=["month", "offering"]
)
def test_what_a_refused_line_had_taken_of_the_limit_goes_to_the_other_invoice(
    cap: dict[str, Any],
) -> None:
    """R-1 took the 860.00; R-2 of 500.00 got nothing. R-1 is refused: R-2 gets its 500.00, canton 250.00."""
    known = kit.catalogue(tariff(86_000, **cap))
    month = (kit.JANUARY, date(2027, 1, 31)) if cap else MARCH
    both = claim(cost(*MARCH, 90_000), cost(*month, 50_000, "R-2", recorded_on=LATE))
    first = drafted(both, known=known)
    standing = kit.billed(NOTHING, first)
    second = drafted(both, known=known, period=quarter(2), earlier=standing)
    standing = with_answer(kit.billed(standing, second), 0, REFUSED)
    third = drafted(both, known=known, period=quarter(3), earlier=standing)
    held = sum(one.line.canton for one in second.lines if one.costs)
    assert sum(one.line.canton for one in third.lines) + held == 25_000
    assert left_out(third) == [("R-1", SAID)]
    again = drafted(both, known=known, period=quarter(4), earlier=kit.billed(standing, third))
    assert again.lines == ()


def test_two_offerings_share_what_a_refusal_gave_back() -> None:
    """1'000.00 for a person's month: the second offering got 100.00 of 700.00; the first is refused."""
    known = kit.catalogue(kit.capped(CapKind.PER_PERSON_MONTH, 100_000))
    claims = (
        claim(cost(*MARCH, 90_000)),
        claim(cost(*MARCH, 70_000, "R-2"), offering_id=OTHER),
    )
    first = drafted(*claims, known=known)
    assert [one[1] for one in figures(first)] == [90_000, 10_000]
    standing = with_answer(kit.billed(NOTHING, first), 0, REFUSED)
    second = drafted(*claims, known=known, period=quarter(2), earlier=standing)
    assert figures(second) == [(0, 60_000, 30_000)]


def test_a_credit_note_of_one_offering_gives_the_other_its_part_of_the_month() -> None:
    """1'000.00 for a person's month, 900.00 and 100.00 of 700.00; 400.00 back: 500.00 and 500.00."""
    known = kit.catalogue(kit.capped(CapKind.PER_PERSON_MONTH, 100_000))
    back = cost(*MARCH, -40_000, "G-1", recorded_on=LATE)
    claims = (
        claim(cost(*MARCH, 70_000, "R-2"), offering_id=OTHER),
        claim(cost(*MARCH, 90_000), back),
    )
    first = drafted(claims[1], claims[0], known=known)
    assert [one[1] for one in figures(first)] == [90_000, 10_000]
    second = drafted(
        claims[1],
        claims[0],
        known=known,
        period=quarter(2),
        earlier=kit.billed(NOTHING, first),
    )
    assert [one[1] for one in figures(second)] == [-40_000, 40_000]


def test_a_refused_difference_without_an_invoice_is_not_claimed_again() -> None:
    """The 161.29 for the first ten days came with the rest of the month; the KSA refuses only them."""
    known, both = two_regimes(ProRata.NONE), claim(FIRST_TEN, REST, regimes=REGIMES)
    first = drafted(both, known=known)
    standing = kit.billed(NOTHING, first)
    second = drafted(both, known=known, period=quarter(2), earlier=standing)
    assert figures(second)[0] == (0, 32_258, 16_129)
    standing = with_answer(kit.billed(standing, second), 1, REFUSED)
    late = cost(*MARCH, 10_000, "R-3", recorded_on=date(2027, 7, 2))
    more = claim(FIRST_TEN, REST, late, regimes=REGIMES)
    third = drafted(more, known=known, period=quarter(3), earlier=standing)
    # 10/31 of 100.00 are new; the refused 322.58 do not come back
    assert figures(third)[0] == (3_225, 3_225, 1_613)
    resumed = with_answer(standing, 1, REFUSED, "Der Monat ist ganz.")
    taken_up = drafted(both, known=known, period=quarter(3), earlier=resumed)
    assert figures(taken_up) == [(0, 32_258, 16_129)]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (REFUSED, SAID),
        (
            answer(LineDecision.REDUCED, 60_000),
            "Gekürzt mit Antwort auf Abrechnung 1/2027: Doppelt.",
        ),
    ],
)
def test_what_was_decided_stays_decided_when_the_bill_is_taken_back(
    said: LineAnswer, sentence: str
) -> None:
    bill = claim(cost(*MARCH, 90_000))
    (held,) = kit.billed(NOTHING, drafted(bill)).lines
    again = drafted(bill, earlier=Earlier(taken_back=(replace(held, answer=said),)))
    assert (again.lines, left_out(again)) == ((), [("R-1", sentence)])
    resumed = replace(held, answer=said, resumed="Der Beleg liegt bei.")
    taken_up = drafted(bill, earlier=Earlier(taken_back=(resumed,)))
    assert figures(taken_up) == [(90_000, 90_000, 45_000)]
    assert taken_up.lines[0].line.steps[-1].text == (
        f"{sentence} Wieder aufgenommen: Der Beleg liegt bei."
    )


# ------------------------------------------------------------------ the unit of the price changes


def test_a_late_payment_finds_the_tariff_of_the_unit_that_was_agreed_on_its_days() -> None:
    """January per day, from February per month; the IV pays 310.00 for billed March: 155.00 go back."""
    enacted = (
        enactment(unit=PriceUnit.DAY, last=date(2027, 1, 31)),
        enactment(id=LATER, first=date(2027, 2, 1), began_on=date(2027, 2, 1)),
    )
    known = kit.catalogue(tariff(100_000), tariff(9_000, PriceUnit.DAY))
    costs = (
        cost(kit.JANUARY, date(2027, 1, 31), 90_000, "R-0", units=1_000, possible=1_000),
        cost(*MARCH, 90_000, enactment_id=LATER),
    )
    first = drafted(claim(*costs, enactments=enacted), known=known)
    assert figures(first) == [(90_000, 90_000, 45_000), (90_000, 90_000, 45_000)]
    paid = Deduction(first=MARCH[0], last=MARCH[1], amount=31_000, payer="iv")
    second = drafted(
        claim(*costs, enactments=enacted, deductions=(paid,)),
        known=known,
        period=quarter(2),
        earlier=kit.billed(NOTHING, first),
    )
    assert figures(second) == [(0, -31_000, -15_500)]
    assert left_out(second) == []


# ------------------------------------------------------------------ for every input


PERIODS = (*(quarter(number, quarter(number).last) for number in (1, 2, 3, 4)), kit.YEAR, kit.YEAR)
"""A bill per quarter with cut-off at its end, one for what came late, one for what was refused."""
a_day = st.integers(0, 364).map(lambda days: kit.JANUARY + timedelta(days=days))
units = st.sampled_from(list(PriceUnit))


@dataclass(frozen=True)
class Year:
    """Claims, what the catalogue says, what the KSA refuses of every bill, and when a payment is known."""

    claims: tuple[Claim, ...]
    known: Catalogue
    refused: tuple[frozenset[int], ...]
    paid_from: int

    def at(self, place: int) -> tuple[Claim, ...]:
        """What the municipality knows when it makes the bill of this place."""
        cut_off = PERIODS[place].cut_off
        return tuple(
            replace(
                one,
                costs=tuple(
                    invoice
                    for invoice in one.costs
                    if cut_off is None or invoice.recorded_on <= cut_off
                ),
                deductions=one.deductions if place >= self.paid_from else (),
            )
            for one in self.claims
        )


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Rates and tariffs of two regimes that change on a day; often tariffs in two units side by side."""
    rates, tariffs = [], []
    for regime in ("social_assistance", ASYLUM):
        turn = draw(a_day)
        for first in (kit.LONG_AGO, turn):
            share = draw(st.integers(0, 10_000))
            rates.append(kit.rate(share, regime_code=regime, valid_from=first))
        for unit in draw(st.sets(units, min_size=1, max_size=2)):
            turn = draw(a_day)
            for first in (kit.LONG_AGO, turn):
                tariffs.append(
                    tariff(
                        draw(st.integers(1, 200_000)),
                        unit,
                        draw(st.sampled_from(list(ProRata))),
                        id=UUID(int=2_000 + len(tariffs)),
                        regime_code=regime,
                        valid_from=first,
                        cap_kind=draw(st.none() | st.sampled_from(list(CapKind))),
                        cap_amount=draw(st.integers(0, 300_000)),
                    )
                )
    return kit.catalogue(*tariffs, rates=tuple(rates))


@st.composite
def invoices(draw: st.DrawFn, place: int) -> list[Any]:
    """Months, parts of months, credit notes, late ones; of two enactments with prices in two units."""
    found = []
    for number in range(draw(st.integers(1, 5))):
        first = kit.JANUARY + timedelta(days=draw(st.integers(0, 300)))
        last = first + timedelta(days=draw(st.integers(0, 60)))
        found.append(
            cost(
                first,
                last,
                draw(st.integers(-50_000, 250_000)),
                f"R-{place}-{number}",
                enactment_id=draw(st.sampled_from([kit.ENACTMENT, LATER])),
                recorded_on=last + timedelta(days=draw(st.integers(0, 150))),
                units=draw(st.integers(0, 3_000)),
                possible=draw(st.integers(1, 3_000)),
            )
        )
    return found


@st.composite
def payments(draw: st.DrawFn) -> tuple[Deduction, ...]:
    drawn = draw(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 90_000)), max_size=2))
    return tuple(
        Deduction(
            first=kit.JANUARY + timedelta(days=start),
            last=kit.JANUARY + timedelta(days=start + 30),
            amount=amount,
            payer="iv",
        )
        for start, amount in drawn
    )


@st.composite
def years(draw: st.DrawFn) -> Year:
    """One or two offerings of a person whose regime changes on a day."""
    turn = draw(a_day)
    regimes = (
        RegimeSpan(first=kit.LONG_AGO, last=turn, code="social_assistance"),
        RegimeSpan(first=turn + timedelta(days=1), last=date(2030, 12, 31), code=ASYLUM),
    )
    claims = tuple(
        claim(
            *draw(invoices(place)),
            deductions=draw(payments()),
            offering_id=(kit.OFFERING, OTHER)[place],
            enactments=(enactment(unit=draw(units)), enactment(id=LATER, unit=draw(units))),
            regimes=regimes,
        )
        for place in range(draw(st.integers(1, 2)))
    )
    refused = draw(st.tuples(*[st.frozensets(st.integers(0, 5), max_size=2)] * (len(PERIODS) - 1)))
    return Year(claims, draw(catalogues()), refused, draw(st.integers(0, len(PERIODS) - 1)))


def in_a_row(year: Year) -> tuple[list[DraftBill], Earlier]:
    """The bills, each made after the answer to the one before; and what stands of them in the end."""
    earlier, bills = NOTHING, []
    for place, period in enumerate(PERIODS):
        bill = drafted(*year.at(place), known=year.known, period=period, earlier=earlier)
        bills.append(bill)
        count = len(earlier.lines)
        earlier = kit.billed(earlier, bill)
        if place < len(year.refused):
            for number in year.refused[place]:
                at = count + number
                if at < len(earlier.lines) and earlier.lines[at].costs:
                    earlier = with_answer(earlier, at, REFUSED)
    return bills, earlier


def standing(earlier: Earlier) -> Sequence[ClaimedLine]:
    return [one for one in earlier.lines if one.answer is None]


def cost_days(bill: DraftBill) -> Collection[tuple[UUID, date]]:
    return [
        (part.invoice_line_id, part.first + timedelta(days=offset))
        for one in bill.lines
        for part in one.costs
        for offset in range((part.last - part.first).days + 1)
    ]


@given(years())
def test_the_parts_are_the_cost_in_every_bill_of_a_row(year: Year) -> None:
    bills, _earlier = in_a_row(replace(year, refused=()))
    seen: set[tuple[UUID, date]] = set()
    for bill in bills:
        for one in bill.lines:
            line = one.line
            assert line.canton + line.municipality + line.third_party == line.cost
            assert line.cost == sum(part.amount for part in one.costs)
        days = cost_days(bill)
        assert len(days) == len(set(days) - seen), "a day of an invoice is claimed once"
        seen.update(days)


@given(years())
def test_the_bills_of_a_year_are_the_year_billed_at_once(year: Year) -> None:
    """However late an invoice or a payment comes, whatever is taken back, and without what was refused."""
    _bills, earlier = in_a_row(year)
    refused = tuple(one for one in earlier.lines if one.answer is not None)
    at_once = drafted(
        *year.claims, known=year.known, period=kit.YEAR, earlier=Earlier(lines=refused)
    )
    for part in ("third_party", "eligible", "canton"):
        stands = sum(getattr(one, part) for one in standing(earlier))
        assert stands == at_once.total(part), part


@given(years())
def test_nothing_is_claimed_anew_when_nothing_has_moved(year: Year) -> None:
    _bills, earlier = in_a_row(year)
    again = drafted(*year.claims, known=year.known, period=kit.YEAR, earlier=earlier)
    assert again.lines == ()


@given(years())
def test_no_limit_is_ever_exceeded(year: Year) -> None:
    _bills, earlier = in_a_row(year)
    of_tariff: dict[Any, int] = {}
    for one in standing(earlier):
        key = (one.offering_id, one.tariff_id, one.month)
        of_tariff[key] = of_tariff.get(key, 0) + one.eligible
    rows = {row.id: row for row in year.known.tariffs}
    assert min([0, *of_tariff.values()]) == 0
    for (_offering, tariff_id, month), eligible in of_tariff.items():
        row = rows[tariff_id]
        if row.unit in (PriceUnit.MONTH, PriceUnit.COURSE, PriceUnit.FLAT):
            assert eligible <= row.amount
        if row.cap_kind is CapKind.PER_OFFERING or (month and row.cap_kind):
            assert eligible <= row.cap_amount
