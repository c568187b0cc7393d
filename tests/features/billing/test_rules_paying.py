"""What is paid from which account, and what waits for the next bill."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.billing.rules import paying
from sozdesk.features.billing.terms.accounts import AccountKind, PayLine, PostingRow, SettlementRow
from sozdesk.kernel.lineage import lineage

DAY = date(2027, 1, 5)
PARENTS = {"german": "basic_skills", "basic_skills": None}
FIRST, SECOND = UUID(int=1), UUID(int=2)


def posting(account: str, regime="", category="", valid_from=date(2026, 1, 1), ended_on=None):
    return PostingRow(
        id=UUID(int=9),
        version=1,
        regime_code=regime,
        category_code=category,
        valid_from=valid_from,
        ended_on=ended_on,
        account=account,
        cost_centre="KSA",
    )


def line(amount: int, *, bill=FIRST, regime="sh", category="german", later=False) -> PayLine:
    return PayLine(
        bill_id=bill,
        bill=f"Abrechnung {bill.int}/2026",
        regime_code=regime,
        regime=regime.upper(),
        category_code=category,
        category=category,
        amount=amount,
        later=later,
    )


def account(regime: str, category: str, *rows: PostingRow) -> str | None:
    found = paying.posting_of(regime, lineage(category, PARENTS), rows, DAY)
    return found.account if found else None


def test_the_most_specific_account_wins():
    rows = [
        posting("all"),
        posting("category", category="basic_skills"),
        posting("regime", regime="sh"),
        posting("both", regime="sh", category="basic_skills"),
        posting("nearest", regime="sh", category="german"),
    ]
    assert account("sh", "german", *rows) == "nearest"
    assert account("sh", "german", *rows[:4]) == "both"
    assert account("sh", "german", *rows[:3]) == "regime"
    assert account("sh", "german", *rows[:2]) == "category"
    assert account("sh", "german", *rows[:1]) == "all"
    assert account("sh", "german") is None


def test_an_account_holds_from_its_day_to_its_last():
    old = posting("old", ended_on=date(2026, 12, 31))
    new = posting("new", valid_from=date(2027, 1, 1))
    assert account("sh", "german", old, new) == "new"
    assert account("sh", "german", old) is None


def plan(*lines: PayLine, waiting=(), rows=None):
    known = (posting("3636"),) if rows is None else rows
    return paying.payment_plan(lines, waiting, known, PARENTS, DAY)


def test_lines_are_gathered_by_bill_regime_and_category():
    made = plan(line(100), line(50), line(7, regime="asyl"), line(3, bill=SECOND))
    assert [(one.text, one.amount, one.account, one.cost_centre) for one in made.parts] == [
        ("Abrechnung 1/2026: german, SH", 150, "3636", "KSA"),
        ("Abrechnung 1/2026: german, ASYL", 7, "3636", "KSA"),
        ("Abrechnung 2/2026: german, SH", 3, "3636", "KSA"),
    ]
    assert made.amount == 160


def test_a_difference_of_an_earlier_bill_is_a_line_of_its_own():
    waiting = SettlementRow(
        id=UUID(int=3),
        version=1,
        bill_id=SECOND,
        bfs_number=2829,
        text="Abrechnung 2/2025: zu viel",
        amount=-40,
        settled=False,
    )
    made = plan(line(100), waiting=[waiting])
    assert [(one.text, one.amount) for one in made.parts][1:] == [
        ("Abrechnung 2/2025: zu viel", -40)
    ]
    assert made.amount == 60


def test_what_is_taken_back_with_the_next_bill_is_carried_and_not_paid():
    made = plan(line(100), line(-30, later=True), line(-20, later=True), line(5, later=True))
    assert made.carried == ((FIRST, -50),)
    assert made.amount == 105


def test_a_sum_of_nothing_has_no_part():
    assert plan(line(100), line(-100)).parts == ()


def test_without_an_account_the_part_says_so():
    made = plan(line(100), rows=())
    assert paying.without_account(made.parts) == made.parts
    assert paying.without_account(plan(line(100)).parts) == ()


@given(
    st.lists(
        st.builds(
            line,
            st.integers(-10_000, 10_000),
            bill=st.sampled_from([FIRST, SECOND]),
            regime=st.sampled_from(["sh", "asyl"]),
            later=st.booleans(),
        )
    )
)
def test_no_rappen_is_lost_between_lines_parts_and_what_is_carried(lines):
    made = plan(*lines)
    assert made.amount + sum(amount for _bill, amount in made.carried) == sum(
        one.amount for one in lines
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("CH93 0076 2011 6238 5295 7", "CH9300762011623852957"),
        ("ch9300762011623852957", "CH9300762011623852957"),
        ("CH93 0076 2011 6238 5295 8", None),
        ("DE89 3704 0044 0532 0130 00", None),
        ("LI21 0881 0000 2324 013A A", "LI21088100002324013AA"),
        ("keine", None),
        ("", None),
    ],
)
def test_an_iban_is_kept_without_blanks_or_refused(typed, kept):
    assert paying.iban_of(typed) == kept


def test_values_are_whole():
    assert [one.field for one in paying.name_findings(AccountKind.CREDITOR, "")] == ["name"]
    assert paying.name_findings(AccountKind.DEBTOR, "Kanton") == ()
    assert [one.field for one in paying.iban_findings("x")] == ["iban"]
    assert paying.iban_findings("CH9300762011623852957") == ()
    for postcode, town in (("", "Liestal"), ("4410", "")):
        assert [one.field for one in paying.address_findings(postcode, town)] == ["town"]
    assert paying.address_findings("4410", "Liestal") == ()
    assert [one.field for one in paying.posting_findings("")] == ["account"]
    assert paying.posting_findings("3636") == ()


def test_a_value_ends_after_it_begins_and_has_a_first_day_of_its_own():
    first = posting("3636")
    assert paying.span_findings(DAY, None, [first]) == ()
    assert [one.field for one in paying.span_findings(DAY, date(2026, 1, 1), [])] == ["ended_on"]
    same = paying.span_findings(first.valid_from, None, [first])
    assert [one.field for one in same] == ["valid_from"]
