"""The check of a received bill, by hand: the Verfügung, the Kostengutsprache, earlier decisions, units."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from checking_kit import around, check, enacted, found, only, with_enactment

import bill_file_kit as kit
from sozdesk.features.billing.terms import (
    Claim,
    Earlier,
    LineAnswer,
    LineDecision,
)
from sozdesk.features.billing.terms.checks import (
    CheckCode,
)
from sozdesk.features.cases import texts as cases_texts
from sozdesk.features.cases.terms import RulingNature
from sozdesk.features.offerings.terms import (
    PriceUnit,
)
from sozdesk.kernel.findings import Severity


def test_days_outside_the_ruling_and_outside_the_enacted_days() -> None:
    ruling = replace(kit.claim().enactments[0].ruling, in_force_to=date(2026, 1, 20))
    one = only(CheckCode.OUTSIDE_RULING, with_enactment(ruling=ruling))
    assert one.message == (
        "Die Tage 21.01.2026 bis 31.01.2026 liegen ausserhalb der Verfügung 2026-001."
    )
    one = only(CheckCode.OUTSIDE_RULING, with_enactment(first=date(2026, 1, 5)))
    assert one.message == (
        "Die Tage 01.01.2026 bis 04.01.2026 sind nicht verfügt; verfügt ist 05.01.2026 bis "
        "31.12.2026."
    )


def test_a_contested_ruling_is_a_hint_and_costs_nothing() -> None:
    contested = replace(kit.claim().enactments[0].ruling, contested=True)
    content = with_enactment(ruling=contested)
    one = only(CheckCode.RULING_CONTESTED, content)
    assert one.severity is Severity.HINT
    assert one.message == f"Verfügung 2026-001 ist angefochten. {cases_texts.SUSPENDED}"
    _whole, (line,) = check(content)
    assert line.canton == 43_000


def test_no_ruling_or_a_refusal() -> None:
    refusal = replace(kit.claim().enactments[0].ruling, nature=RulingNature.REFUSAL)
    for ruling in (None, refusal):
        one = only(CheckCode.OUTSIDE_RULING, with_enactment(ruling=ruling))
        assert one.message == "Es ist keine Verfügung angegeben."
    unknown = kit.line(costs=(replace(kit.line().costs[0], enactment_id=UUID(int=55)),))
    assert only(CheckCode.OUTSIDE_RULING, kit.content(lines=(unknown,)))


def test_more_than_the_approved_amount_over_all_bills_is_said_once() -> None:
    before = around(billed_before={kit.ENACTMENT: 1_000_000})
    two = kit.content(lines=(kit.line(), kit.line(position=2)))
    one = only(CheckCode.ABOVE_APPROVED, two, None, before)
    assert one.message == (
        "Mit allen Abrechnungen 10'900.00, Kostengutsprache 10'800.00: 100.00 darüber."
    )
    limit = replace(kit.claim().enactments[0].ruling, limit_amount=89_900)
    lower = only(CheckCode.ABOVE_APPROVED, with_enactment(ruling=limit))
    assert lower.message == (
        "Mit allen Abrechnungen 900.00, Kostengutsprache der Verfügung 2026-001 899.00: 1.00 darüber."
    )
    assert only(CheckCode.ABOVE_APPROVED, with_enactment(ruling=None, approved=0))


def test_another_tariff_says_what_the_municipality_computed_with() -> None:
    line = kit.line(tariff_id=UUID(int=98))
    one = only(CheckCode.OTHER_TARIFF, kit.content(lines=(line,), catalogue_serial=3))
    assert one.message.endswith("Die Gemeinde rechnete mit Katalog Nr. 3 (§ 1 Test; § 2 Test).")
    bare = replace(line, tariff_citation="", rate_citation="")
    one = only(CheckCode.OTHER_TARIFF, kit.content(lines=(bare,), catalogue_serial=None))
    assert one.message.endswith("Die Gemeinde rechnete ohne Katalog.")


REFUSED = LineAnswer(
    decision=LineDecision.REFUSED, eligible=0, canton=0, reason="Kein Beleg.", bill="1/2026"
)
FEBRUARY = (date(2026, 2, 1), date(2026, 2, 28))


def test_days_that_were_refused_before_are_pointed_at_and_others_are_not() -> None:
    said = []
    for days in (kit.JANUARY, FEBRUARY):
        line = kit.claimed(*days, REFUSED, resumed="Liegt bei.")
        said.append(found(kit.content(), None, around(earlier=Earlier(lines=(line,)))))
    assert [[one.message for one in those] for those in said] == [
        ["Abgelehnt mit Antwort auf Abrechnung 1/2026: Kein Beleg. Wieder aufgenommen: Liegt bei."],
        [],
    ]


def test_what_was_decided_in_a_bill_cancelled_since_is_said() -> None:
    reduced = replace(REFUSED, decision=LineDecision.REDUCED, canton=30_000)
    for answer, sentence in (
        (REFUSED, "In der stornierten Abrechnung 1/2026 endgültig abgelehnt: Kein Beleg."),
        (
            reduced,
            "In der stornierten Abrechnung 1/2026 endgültig auf 300.00 Kantonsanteil gekürzt: Kein Beleg.",
        ),
    ):
        beside = around(taken_back=(kit.claimed(*kit.JANUARY, answer),))
        one = only(CheckCode.REFUSED_BEFORE, kit.content(), None, beside)
        assert (one.severity, one.message) == (Severity.HINT, sentence)
    for line in (kit.claimed(*FEBRUARY, REFUSED), kit.claimed(*kit.JANUARY, None)):
        assert found(kit.content(), None, around(taken_back=(line,))) == []


def test_all_enactments_of_one_ruling_share_its_limit() -> None:
    """Two offerings of 900.00 each, 300.00 billed before; the Verfügung allows 2'000.00 together."""
    limit = replace(kit.claim().enactments[0].ruling, limit_amount=200_000)
    other = enacted(id=UUID(int=55), ruling=limit, approved=100_000)
    cost = replace(kit.line().costs[0], enactment_id=other.id, invoice_line_id=UUID(int=66))
    second = kit.line(position=2, costs=(cost,))
    content = kit.content(
        lines=(kit.line(), second), claims=(kit.claim(enactments=(enacted(ruling=limit), other)),)
    )
    before = around(billed_before={kit.ENACTMENT: 30_000})
    assert CheckCode.ABOVE_APPROVED in {
        one.code for one in check(content, None, before)[1][1].findings
    }
    one = only(CheckCode.ABOVE_APPROVED, content, None, before)
    assert one.message == (
        "Mit allen Abrechnungen 2'100.00, Kostengutsprache der Verfügung 2026-001 2'000.00: 100.00 "
        "darüber."
    )
    assert CheckCode.ABOVE_APPROVED not in {one.code for one in found(content)}


def test_a_credit_note_is_never_above_the_approved_amount() -> None:
    credit = replace(kit.line().costs[0], amount=-5_000)
    content = kit.content(lines=(kit.line(costs=(credit,)),))
    before = around(billed_before={kit.ENACTMENT: 2_000_000})
    assert CheckCode.ABOVE_APPROVED not in {one.code for one in found(content, None, before)}


def invoiced(**changes: Any) -> Claim:
    return kit.claim(costs=(replace(kit.claim().costs[0], **changes),))


def test_more_units_than_possible() -> None:
    content = kit.content(claims=(invoiced(units=2_100, possible=2_000),))
    one = only(CheckCode.UNITS_ABOVE_POSSIBLE, content)
    assert one.message == "Rechnung R-1: 21 besucht, möglich sind 20."
    fine = kit.content(claims=(invoiced(units=2_000, possible=2_000),))
    assert CheckCode.UNITS_ABOVE_POSSIBLE not in {one.code for one in found(fine)}


def test_more_days_than_the_pensum_allows() -> None:
    """January 2026 has 22 weekdays; at 50 % eleven days at most."""
    by_day = enacted(unit=PriceUnit.DAY)
    for units, expected in ((1_150, True), (1_100, False)):
        content = kit.content(claims=(replace(invoiced(units=units), enactments=(by_day,)),))
        codes = {one.code for one in found(content)}
        assert (CheckCode.UNITS_ABOVE_POSSIBLE in codes) is expected
    content = kit.content(claims=(replace(invoiced(units=1_150), enactments=(by_day,)),))
    assert only(CheckCode.UNITS_ABOVE_POSSIBLE, content).message == (
        "Rechnung R-1: 11.5 Tage besucht, bei einem Pensum von 50 % sind es höchstens 11 Werktage."
    )
