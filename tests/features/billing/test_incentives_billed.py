"""Anreizbeiträge (§ 17 SHG, § 25 SHV): billed only where the catalogue has an offering with rate and tariff."""

from __future__ import annotations

from datetime import date

import case_kit
import claim_kit
from sozdesk.archive.store import Archive
from sozdesk.features.billing import queries, rules
from sozdesk.features.billing.terms import DraftBill, Period
from sozdesk.features.offerings.records import OfferingRecord, RegimeRateRecord, TariffRecord

QUARTER = Period(first=date(2026, 1, 1), last=date(2026, 3, 31))


def drafted(archive: Archive) -> DraftBill:
    return rules.draft(*archive.query(queries.draft_input, case_kit.BFS, QUARTER))


def enacted_incentive(archive: Archive) -> None:
    """900.00 for January, invoiced by an employer; its category is one of the catalogue's own."""
    put = claim_kit.billable(archive, months=1)
    claim_kit.change(archive, OfferingRecord, put.offering, category_code="incentive")


def test_without_a_row_in_the_catalogue_nothing_of_it_is_billed(casework: Archive) -> None:
    enacted_incentive(casework)
    bill = drafted(casework)
    assert bill.lines == ()
    (left,) = [one for one in bill.left_out if one.cost]
    assert left.cost == 90_000
    assert [one.split(" (")[0] for one in left.reasons] == ["Ansatz fehlt", "Tarif fehlt"]


def test_with_rate_and_tariff_it_is_a_line_like_any_other(casework: Archive) -> None:
    """900.00 against at most 800.00 a month, 50 %: 400.00 of the canton, 500.00 of the municipality."""
    enacted_incentive(casework)
    row = {"regime_code": "social_assistance", "category_code": "incentive", "source": "Test"}
    row |= {"valid_from": claim_kit.LONG_AGO, "citation": "§ 25 SHV"}
    case_kit.row(casework, RegimeRateRecord, **row, billable="yes", rate=5000)
    case_kit.row(
        casework, TariffRecord, **row, unit="month", amount=80_000, pro_rata="calendar_days"
    )
    (line,) = drafted(casework).lines
    made = line.line
    assert (made.cost, made.eligible, made.canton, made.municipality) == (
        90_000,
        80_000,
        40_000,
        50_000,
    )
