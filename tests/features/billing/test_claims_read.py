"""Claims are read in a few questions however many there are, and the ids in them are whole."""

from __future__ import annotations

from collections import Counter
from datetime import date

from sqlalchemy import event
from sqlalchemy.engine import Engine

import case_kit
import claim_kit
from sozdesk.features.billing import queries, rules
from sozdesk.features.billing.rules import computing
from sozdesk.features.billing.terms import Period

QUARTER = Period(first=date(2026, 1, 1), last=date(2026, 3, 31))


def drafted(casework):
    return rules.draft(*casework.query(queries.draft_input, case_kit.BFS, QUARTER))


def statements(casework):
    asked = Counter()

    def count(_connection, _cursor, statement, _parameters, _context, _many):
        asked[statement] += 1

    event.listen(Engine, "before_cursor_execute", count)
    try:
        made = drafted(casework)
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    return sum(asked.values()), len(made.lines)


def test_more_persons_ask_no_more_questions(casework):
    first = claim_kit.billable(casework, months=1)
    few = statements(casework)
    person = case_kit.person(casework, last_name="Zweite")
    case = case_kit.case(casework, [person], number=2)
    ruling = case_kit.ruling(casework, case, "2026-002")
    second = case_kit.enactment(casework, case, person, first.offering, ruling)
    days = (date(2026, 1, 1), date(2026, 1, 31))
    case_kit.invoice(casework, second, 90_000, *days, "R-2")
    assert few[1] == 1
    assert statements(casework) == (few[0], 2)


def test_a_line_is_explained_when_it_is_opened(casework, monkeypatch):
    claim_kit.billable(casework, months=1)
    opened = []
    steps = computing._steps
    monkeypatch.setattr(computing, "_steps", lambda *of: opened.append(of) or steps(*of))
    (line,) = [one.line for one in drafted(casework).lines]
    assert (line.cost, line.canton, opened) == (90_000, 45_000, [])
    assert [one.amount for one in line.steps] == [90_000, 100_000, 100_000, 90_000, 45_000]
    assert len(opened) == 1


def test_the_same_claims_make_the_same_bill(casework):
    claim_kit.billable(casework)
    assert drafted(casework) == drafted(casework)


def test_an_invoice_after_the_period_says_all_that_stands_against_it(casework):
    """Enacted after the period, invoiced before its Verfügung holds: it was absent, without a word."""
    person = case_kit.person(casework)
    case = case_kit.case(casework, [person])
    ruling = case_kit.ruling(casework, case, valid_from=date(2026, 7, 1))
    offered = claim_kit.offering(casework)
    claim_kit.catalogue(casework)
    july = date(2026, 7, 1)
    enacted = case_kit.enactment(casework, case, person, offered, ruling, first_day=july)
    case_kit.invoice(casework, enacted, 40_000, date(2026, 6, 15), date(2026, 6, 30), "R-77")
    (left_out,) = drafted(casework).left_out
    assert (left_out.number, left_out.cost) == ("R-77", 40_000)
    assert "Nach dem 31.03.2026: kommt mit der nächsten Abrechnung." in left_out.reasons
    assert (
        "Verfügung 2026-001 gilt vom 01.07.2026 an: an diesem Tag nicht in Kraft."
        in left_out.reasons
    )
