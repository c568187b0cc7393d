"""What the KSA finds in a bill: every check with its sentence, and silence where all is right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

import bill_file_kit as kit
from sozdesk.features.billing import rules
from sozdesk.features.billing.terms import (
    Absence,
    BillingFigures,
    Claim,
    ClaimedCost,
    ClaimedLine,
    ClaimEnactment,
    Earlier,
    FinancingSpan,
    LineAnswer,
    LineDecision,
    OfferingFacts,
    PriceSpan,
    RegimeSpan,
    ResidenceSpan,
    Span,
)
from sozdesk.features.billing.terms.bill_files import BillContent, BillNumber, IssuedBill, SentLine
from sozdesk.features.billing.terms.checks import (
    CheckAround,
    CheckBasis,
    CheckCode,
    CheckedLine,
    Kindergarten,
    OtherCost,
    OtherLine,
    OtherWorkload,
    ProviderTotal,
)
from sozdesk.features.cases import texts as cases_texts
from sozdesk.features.cases.terms import Permit, RegimeRule, RulingNature
from sozdesk.features.offerings.terms import (
    Billable,
    CostBearer,
    Financing,
    PriceUnit,
    ProRata,
    RegimeRateRow,
    TariffRow,
)
from sozdesk.kernel.findings import Finding, Severity

LONG_AGO = date(2020, 1, 1)
JANUARY, LAST = kit.JANUARY
ANNA = "7569217076985"


def tariff(amount: int = 86_000, **more: Any) -> TariffRow:
    values = {
        "id": kit.TARIFF,
        "version": 1,
        "category_code": "employment",
        "regime_code": "social_assistance",
        "unit": PriceUnit.MONTH,
        "valid_from": LONG_AGO,
        "ended_on": None,
        "pro_rata": ProRata.CALENDAR_DAYS,
        "cap_kind": None,
        "cap_amount": None,
        "citation": "§ 25b SHV",
        "source": "Test",
        **more,
    }
    return TariffRow(amount=amount, **values)


def rate(hundredths: int = 5_000) -> RegimeRateRow:
    return RegimeRateRow(
        id=UUID(int=99),
        version=1,
        regime_code="social_assistance",
        category_code="employment",
        valid_from=LONG_AGO,
        ended_on=None,
        billable=Billable.YES,
        rate=hundredths,
        cost_bearer=CostBearer.CANTON,
        citation="§ 25c SHV",
        source="Test",
    )


def facts(**changes: Any) -> OfferingFacts:
    made = OfferingFacts(
        id=kit.OFFERING,
        number=1,
        title="Tagesstruktur",
        provider_id=kit.PROVIDER,
        provider_name="Kurszentrum Muster",
        category_code="employment",
        recognised=(Span(first=LONG_AGO, last=None),),
        financing=(FinancingSpan(first=LONG_AGO, last=None, financing=Financing.PER_PERSON),),
        prices=(PriceSpan(first=LONG_AGO, last=None, amount=90_000, unit=PriceUnit.MONTH),),
    )
    return replace(made, **changes)


SWISS = RegimeRule(
    valid_from=LONG_AGO,
    ended_on=None,
    permit=None,
    refugee=False,
    regime_code="social_assistance",
    citation="§ 4 SHG",
)


def basis(**changes: Any) -> CheckBasis:
    offerings = changes.pop("offerings", (facts(),))
    values: dict[str, Any] = {"parents": {"employment": None}, "regime_rules": (SWISS,), **changes}
    return CheckBasis(offerings={one.id: one for one in offerings}, **values)


def around(**changes: Any) -> CheckAround:
    changes.setdefault("received", (IssuedBill(2026, 1, 1),))
    return CheckAround(figures=BillingFigures(running_month_counts=True), **changes)


def check(
    content: BillContent,
    of: CheckBasis | None = None,
    beside: CheckAround | None = None,
    *,
    tariffs: tuple[TariffRow, ...] = (tariff(),),
    share: RegimeRateRow | None = None,
) -> tuple[tuple[Finding, ...], tuple[CheckedLine, ...]]:
    of = of or basis()
    catalogue = rules.Catalogue(rates=(share or rate(),), tariffs=tariffs, parents=of.parents)
    return rules.check(content, of, catalogue, beside or around())


def found(content: BillContent, *more: Any, **options: Any) -> list[Finding]:
    """Everything that was found, of the bill first."""
    whole, lines = check(content, *more, **options)
    return [*whole, *(finding for line in lines for finding in line.findings)]


def only(code: CheckCode, content: BillContent, *more: Any, **options: Any) -> Finding:
    """The one finding of this check."""
    (one,) = [one for one in found(content, *more, **options) if one.code == code]
    return one


def enacted(**changes: Any) -> ClaimEnactment:
    return replace(kit.claim().enactments[0], **changes)


def with_claim(**changes: Any) -> BillContent:
    return kit.content(claims=(kit.claim(**changes),))


def with_enactment(**changes: Any) -> BillContent:
    return with_claim(enactments=(enacted(**changes),))


# ------------------------------------------------------------------ nothing


def test_a_bill_that_is_right_has_no_finding_and_the_ksa_computes_the_same_rappen() -> None:
    whole, (line,) = check(kit.content())
    assert (whole, line.findings) == ((), ())
    (own,) = line.own
    assert (own.cost, own.eligible, own.canton, own.municipality) == (
        90_000,
        86_000,
        43_000,
        47_000,
    )
    assert line.canton == 43_000


# ------------------------------------------------------------------ the file


@pytest.mark.parametrize(
    ("changes", "code", "sentence"),
    [
        (
            {"canton": 44_000},
            CheckCode.FILE_SUM,
            "Summe Kantonsanteil: im Kopf 440.00, Zeilen 430.00.",
        ),
        ({"line_count": 2}, CheckCode.FILE_COUNT, "Anzahl Zeilen: im Kopf 2, in der Datei 1."),
        (
            {"lines_sha256": "0"},
            CheckCode.FILE_HASH,
            "Die Prüfsumme der Zeilen stimmt nicht: Es sind nicht die Zeilen, die gestellt wurden.",
        ),
    ],
)
def test_sum_count_and_hash_of_the_file(
    changes: dict[str, Any], code: CheckCode, sentence: str
) -> None:
    one = only(code, kit.content(**changes))
    assert (one.message, one.severity) == (sentence, Severity.STOP)


@pytest.mark.parametrize(
    ("content", "known", "said"),
    [
        ({"number": 5}, (), "fehlen Nr. 1–4/2026."),
        ({"number": 2}, (), "fehlt Nr. 1/2026."),
        ({"number": 6}, ((2026, 2, 2), (2026, 7, 7)), "fehlen Nr. 1 und 3–5/2026."),
        ({"number": 1, "sequence": 3}, ((2025, 1, 1),), "fehlt 1 Abrechnung aus anderen Jahren."),
        (
            {"number": 2, "sequence": 4},
            (),
            "fehlen Nr. 1/2026 und 2 Abrechnungen aus anderen Jahren.",
        ),
    ],
)
def test_earlier_bills_that_nobody_read_in_are_named(
    content: dict[str, int], known: Any, said: str
) -> None:
    received = tuple(IssuedBill(*one) for one in known)
    one = only(CheckCode.MISSING_BILLS, kit.content(**content), None, around(received=received))
    assert said in one.message
    assert one.severity is Severity.HINT


def test_no_bill_is_missing_where_all_before_it_are_there() -> None:
    own = (IssuedBill(2025, 1, 1), IssuedBill(2026, 1, 2), IssuedBill(2026, 2, 3))
    later = IssuedBill(2026, 9, 10)
    bill = kit.content(number=2, sequence=3)
    assert found(bill, None, around(received=(*own, later))) == []


def test_a_line_of_another_municipality_is_found() -> None:
    content = kit.content(lines=(kit.line(bfs_number=2770),))
    one = only(CheckCode.OTHER_MUNICIPALITY, content)
    assert one.message == "Die Zeile gehört zu einer anderen Gemeinde (BFS-Nr. 2770)."


def negated(line: SentLine) -> SentLine:
    names = ("cost", "third_party", "eligible", "canton", "municipality")
    return replace(line, costs=(), **{name: -getattr(line, name) for name in names})


def test_a_cancelling_bill_is_the_negative_of_the_one_it_takes_back() -> None:
    cancelling = kit.content(
        number=2, cancels=BillNumber(year=2026, number=1), lines=(negated(kit.line()),)
    )
    assert found(cancelling, None, around(cancelled=(kit.line(),))) == []
    other = around(cancelled=(kit.line(canton=42_999, municipality=47_001),))
    one = only(CheckCode.CANCELS_OTHERWISE, cancelling, None, other)
    assert one.message == "Zeile 1 ist nicht das Gegenteil der stornierten Zeile."
    stranger = around(cancelled=(kit.line(person_id=UUID(int=77)),))
    assert only(CheckCode.CANCELS_OTHERWISE, cancelling, None, stranger)
    fewer = only(CheckCode.CANCELS_OTHERWISE, cancelling, None, around())
    assert fewer.message == "Storniert werden 1 Zeilen, die stornierte Abrechnung hat 0."


# ------------------------------------------------------------------ computed anew


def test_another_tariff_is_said_with_both_figures_and_the_reason() -> None:
    own = (tariff(84_000, valid_from=date(2025, 7, 1)),)
    one = only(CheckCode.COMPUTED_OTHERWISE, kit.content(), tariffs=own)
    assert one.message == (
        "KSA rechnet: anrechenbar 840.00 statt 860.00; Kantonsanteil 420.00 statt 430.00; "
        "Anteil der Gemeinde 480.00 statt 470.00, weil der Maximaltarif ab 01.07.2025 840.00 "
        "pro Monat ist."
    )
    assert (one.severity, one.value, one.detail) == (Severity.STOP, 42_000, "§ 25b SHV")


def test_a_canton_that_would_pay_more_is_a_hint() -> None:
    one = only(CheckCode.COMPUTED_OTHERWISE, kit.content(), share=rate(6_000))
    assert "weil der Ansatz ab 01.01.2020 60" in one.message
    assert (one.severity, one.value) == (Severity.HINT, 51_600)


def test_what_the_ksa_would_not_claim_is_named_with_its_reason() -> None:
    one = only(CheckCode.NOT_COMPUTED, kit.content(), tariffs=())
    assert one.message == (
        "Das Kantonale Sozialamt berechnet für diese Tage nichts: Tarif fehlt "
        "(social_assistance): Abrechnung gesperrt."
    )
    assert (one.severity, one.value) == (Severity.STOP, 0)
    nothing = only(
        CheckCode.NOT_COMPUTED,
        kit.content(lines=(kit.line(first_day=date(2027, 1, 1), last_day=date(2027, 1, 31)),)),
    )
    assert nothing.message == "Das Kantonale Sozialamt berechnet für diese Tage nichts."


def test_a_line_over_fewer_days_says_which_days_count() -> None:
    ruling = replace(kit.claim().enactments[0].ruling, in_force_from=date(2026, 1, 15))
    one = only(CheckCode.COMPUTED_OTHERWISE, with_enactment(ruling=ruling))
    assert "weil die Tage 15.01.2026 bis 31.01.2026 anrechenbar sind" in one.message


def test_a_cap_that_is_not_of_the_own_catalogue_is_found_even_if_it_is_the_same() -> None:
    own = (tariff(id=UUID(int=45)),)
    one = only(CheckCode.OTHER_TARIFF, kit.content(), tariffs=own)
    assert one.severity is Severity.STOP
    assert one.message.startswith("Der Maximaltarif dieser Zeile ist nicht jener")


def test_a_line_of_an_offering_that_no_claim_names_is_not_computed() -> None:
    alone = kit.content(lines=(kit.line(offering_id=UUID(int=46)),))
    known = basis(offerings=(facts(id=UUID(int=46)),))
    assert CheckCode.NOT_COMPUTED in {one.code for one in found(alone, known)}


def test_two_lines_of_the_ksa_for_one_of_the_municipality_are_added_up() -> None:
    """A tariff that changes on the 16th: 15/31 of 860 and 16/31 of 860 are 416.13 and 443.87."""
    own = (tariff(86_000), tariff(86_000, id=UUID(int=44), valid_from=date(2026, 1, 16)))
    whole, (line,) = check(kit.content(), tariffs=own)
    assert whole == ()
    assert [one.eligible for one in line.own] == [41_613, 44_387]
    assert sum(one.cost for one in line.own) == 90_000


# ------------------------------------------------------------------ catalogue


def test_an_offering_that_the_catalogue_does_not_know() -> None:
    one = only(CheckCode.UNKNOWN_OFFERING, kit.content(), basis(offerings=()))
    assert one.message == "Dieses Angebot steht nicht im Katalog des Kantonalen Sozialamts."


def test_that_the_offering_is_unknown_is_said_once() -> None:
    """Its words become the reason of a refusal."""
    codes = [one.code for one in found(kit.content(), basis(offerings=()))]
    assert codes == [CheckCode.UNKNOWN_OFFERING]


def test_days_on_which_the_offering_is_not_recognised() -> None:
    part = facts(recognised=(Span(first=LONG_AGO, last=date(2026, 1, 20)),))
    one = only(CheckCode.NOT_RECOGNISED, kit.content(), basis(offerings=(part,)))
    assert one.message == "Angebot 1 ist 21.01.2026 bis 31.01.2026 nicht anerkannt."
    gap = facts(
        recognised=(
            Span(first=LONG_AGO, last=date(2026, 1, 9)),
            Span(first=date(2026, 1, 11), last=None),
        )
    )
    one = only(CheckCode.NOT_RECOGNISED, kit.content(), basis(offerings=(gap,)))
    assert one.message == "Angebot 1 ist 10.01.2026 nicht anerkannt."


def test_an_offering_under_an_agreement_is_not_paid_per_person() -> None:
    agreed = facts(
        financing=(
            FinancingSpan(first=date(2026, 1, 10), last=None, financing=Financing.PER_AGREEMENT),
        )
    )
    one = only(CheckCode.OBJECT_FINANCED, kit.content(), basis(offerings=(agreed,)))
    assert one.message == (
        "Angebot 1 ist 10.01.2026 bis 31.01.2026 nicht pro Person finanziert "
        "(Leistungsvereinbarung)."
    )


def test_a_price_that_is_not_that_of_the_catalogue() -> None:
    dear = facts(
        prices=(PriceSpan(first=LONG_AGO, last=None, amount=88_000, unit=PriceUnit.MONTH),)
    )
    one = only(CheckCode.PRICE_DIFFERS, kit.content(), basis(offerings=(dear,)))
    assert one.message == (
        "Vereinbart sind 900.00 pro Monat, im Katalog stehen am 01.01.2026 880.00 pro Monat."
    )
    assert one.severity is Severity.HINT
    cheap = facts(
        prices=(PriceSpan(first=LONG_AGO, last=None, amount=95_000, unit=PriceUnit.MONTH),)
    )
    one = only(CheckCode.PRICE_DIFFERS, kit.content(), basis(offerings=(cheap,)))
    assert one.severity is Severity.NOTE  # cheaper than the catalogue: only said
    over = facts(prices=(PriceSpan(first=LONG_AGO, last=LONG_AGO, amount=1, unit=PriceUnit.DAY),))
    one = only(CheckCode.PRICE_DIFFERS, kit.content(), basis(offerings=(over,)))
    assert one.message == "Im Katalog steht am 01.01.2026 kein Preis."


def test_a_closed_year() -> None:
    closed = around(earlier=Earlier(closed_years=(2026,)))
    assert only(CheckCode.CLOSED_YEAR, kit.content(), None, closed).message == (
        "Das Jahr 2026 ist abgeschlossen."
    )


# ------------------------------------------------------------------ what was enacted


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


def before(first: date, last: date, answer: LineAnswer | None, **more: Any) -> ClaimedLine:
    """The days of the invoice in an earlier bill."""
    return ClaimedLine(
        person_id=kit.PERSON,
        offering_id=kit.OFFERING,
        tariff_id=kit.TARIFF,
        month=first,
        regime_code="social_assistance",
        bfs_number=kit.BFS,
        rate=5_000,
        third_party=0,
        eligible=86_000,
        canton=43_000,
        costs=(ClaimedCost(invoice_line_id=kit.INVOICE_LINE, first=first, last=last),),
        answer=answer,
        **more,
    )


def test_days_that_were_refused_before_are_pointed_at_and_others_are_not() -> None:
    said = []
    for days in (kit.JANUARY, FEBRUARY):
        line = before(*days, REFUSED, resumed="Liegt bei.")
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
        beside = around(taken_back=(before(*kit.JANUARY, answer),))
        one = only(CheckCode.REFUSED_BEFORE, kit.content(), None, beside)
        assert (one.severity, one.message) == (Severity.HINT, sentence)
    for line in (before(*FEBRUARY, REFUSED), before(*kit.JANUARY, None)):
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


# ------------------------------------------------------------------ the person


def person(**changes: Any) -> Claim:
    return kit.claim(person=replace(kit.claim().person, **changes))


def residence(permit: Permit | None, first: date = LONG_AGO, *, refugee: bool = False) -> Any:
    return (ResidenceSpan(first=first, last=None, permit=permit, refugee=refugee),)


ASYLUM = replace(SWISS, permit=Permit.N, regime_code="asylum_seekers", citation="Art. 1 AsylG")


def test_a_regime_that_is_not_that_of_the_permit() -> None:
    content = kit.content(claims=(person(residences=residence(Permit.N)),))
    one = only(CheckCode.REGIME_DIFFERS, content, basis(regime_rules=(SWISS, ASYLUM)))
    assert one.message == (
        "Abgerechnet als «social_assistance»; mit Ausweis N gehört die Person am 01.01.2026 zu "
        "«asylum_seekers»."
    )
    assert (one.severity, one.detail) == (Severity.STOP, "Art. 1 AsylG")


def test_a_permit_that_changes_inside_the_line_is_found_on_its_day() -> None:
    spans = (
        ResidenceSpan(first=LONG_AGO, last=date(2026, 1, 19), permit=None, refugee=False),
        ResidenceSpan(first=date(2026, 1, 20), last=None, permit=Permit.N, refugee=False),
    )
    content = kit.content(claims=(person(residences=spans),))
    one = only(CheckCode.REGIME_DIFFERS, content, basis(regime_rules=(SWISS, ASYLUM)))
    assert "am 20.01.2026" in one.message


def test_without_a_permit_or_a_rule_nobody_can_say() -> None:
    for residences in ((), residence(Permit.F, refugee=True)):
        one = only(CheckCode.REGIME_DIFFERS, kit.content(claims=(person(residences=residences),)))
        assert one.severity is Severity.HINT
        assert "sagt keine Regel" in one.message


def test_the_refugee_flag_is_named() -> None:
    rule = replace(ASYLUM, permit=Permit.F, refugee=True)
    content = kit.content(claims=(person(residences=residence(Permit.F, refugee=True)),))
    one = only(CheckCode.REGIME_DIFFERS, content, basis(regime_rules=(rule,)))
    assert "mit Ausweis F, Flüchtling gehört" in one.message


def test_a_regime_that_was_set_with_a_reason_is_a_note() -> None:
    regimes = (RegimeSpan(first=JANUARY, last=LAST, code="social_assistance", reason="Härtefall."),)
    one = only(CheckCode.REGIME_SET, with_claim(regimes=regimes))
    assert one.message == "Das Regime «social_assistance» hat die Gemeinde gesetzt: Härtefall."
    assert one.severity is Severity.NOTE


def support(**changes: Any) -> BillContent:
    return with_claim(support=(replace(kit.claim().support[0], **changes),))


def test_a_closed_case_without_a_day_of_the_end_of_support() -> None:
    one = only(CheckCode.SUPPORT_END_MISSING, support(closed_on=date(2026, 2, 3)))
    assert one.message == (
        "Der Fall ist seit 03.02.2026 abgeschlossen, der Tag der Ablösung fehlt."
    )
    for changes in (
        {"closed_on": date(2026, 2, 3), "support_ended_on": date(2026, 1, 31)},
        {"closed_on": date(2026, 2, 3), "moved_on": date(2026, 2, 1)},
    ):
        codes = {one.code for one in found(support(**changes))}
        assert CheckCode.SUPPORT_END_MISSING not in codes


def test_a_long_pause_without_a_day_of_the_end_of_support() -> None:
    long = Absence(first=date(2025, 9, 1), last=date(2025, 12, 31), reason="Krankheit")
    one = only(CheckCode.SUPPORT_END_MISSING, with_enactment(interruptions=(long,)))
    assert one.message.startswith(
        "Während einer ganzen Abrechnungsperiode oder länger unterbrochen"
    )
    for days, count in ((90, 1), (89, 0)):  # the period of the bill has 90 days
        first = date(2025, 12, 31) - timedelta(days=days - 1)
        pause = replace(long, first=first, last=date(2025, 12, 31))
        said = found(with_enactment(interruptions=(pause,)))
        assert sum(one.code == CheckCode.SUPPORT_END_MISSING for one in said) == count
    short = replace(long, first=date(2026, 1, 10), last=None)
    codes = {one.code for one in found(with_enactment(interruptions=(short,)))}
    assert CheckCode.SUPPORT_END_MISSING not in codes


CHILD = Kindergarten(age=4, day=731, source="§ 7 Bildungsgesetz")
EARLY = {"employment": "early_language", "early_language": None}


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2021, 7, 31), "01.08.2025"),
        (date(2021, 8, 1), ""),
        (date(2020, 1, 1), "01.08.2024"),
    ],
)
def test_a_child_that_was_four_on_the_31st_of_july_belongs_to_the_kindergarten(
    born: date, expected: str
) -> None:
    content = kit.content(claims=(person(birth_date=born),))
    early = basis(parents=EARLY, kindergarten=CHILD)
    said = [one for one in found(content, early) if one.code == CheckCode.KINDERGARTEN_AGE]
    sentence = f"Das Kind ist ab {expected} im Kindergartenalter."  # never when it was born
    assert [one.message for one in said] == [sentence] * bool(expected)
    assert all(one.detail == "§ 7 Bildungsgesetz" for one in said)


def test_a_missing_figure_or_birth_date_is_not_checked_and_says_so() -> None:
    one = only(CheckCode.KINDERGARTEN_UNCHECKED, kit.content(), basis(parents=EARLY))
    assert one.severity is Severity.NOTE
    assert "nicht geprüft" in one.message
    unborn = kit.content(claims=(person(birth_date=None),))
    one = only(CheckCode.KINDERGARTEN_UNCHECKED, unborn, basis(parents=EARLY, kindergarten=CHILD))
    assert one.message.endswith("Das Geburtsdatum fehlt.")


def test_categories_that_name_each_other_are_looked_at_once() -> None:
    circle = basis(parents={"employment": "support", "support": "employment"})
    assert found(kit.content(), circle) == []


# ------------------------------------------------------------------ other lines


def other_cost(**changes: Any) -> CheckAround:
    made = OtherCost(
        bill="Abrechnung Muttenz 2/2026",
        bfs_number=2770,
        offering_id=kit.OFFERING,
        invoice_line_id=kit.INVOICE_LINE,
        person=(ANNA,),
        invoiced_on=LAST,
        first_day=date(2026, 1, 1),
        last_day=LAST,
    )
    return around(costs={(kit.PROVIDER, "r1"): (replace(made, **changes),)})


def test_the_same_invoice_in_a_bill_of_another_municipality() -> None:
    one = only(CheckCode.SAME_INVOICE, kit.content(), None, other_cost())
    assert one.message.endswith("steht auch in Abrechnung Muttenz 2/2026.")


def test_another_line_of_one_invoice_in_the_next_bill_is_right_another_date_is_not() -> None:
    assert found(kit.content(), None, other_cost(bfs_number=kit.BFS)) == []
    dated = other_cost(bfs_number=kit.BFS, invoiced_on=date(2026, 2, 3))
    one = only(CheckCode.SAME_INVOICE, kit.content(), None, dated)
    assert one.message == (
        "Rechnung R-1 hat zwei Daten (31.01.2026 und 03.02.2026): Eine Rechnungsnummer zählt einmal."
    )


def test_an_invoice_that_was_entered_twice_is_found_in_the_next_bill() -> None:
    twice = {"bfs_number": kit.BFS, "invoice_line_id": UUID(int=67)}
    one = only(CheckCode.SAME_INVOICE, kit.content(), None, other_cost(**twice))
    assert one.message.endswith("steht auch in Abrechnung Muttenz 2/2026.")
    for other in (
        {"person": ("7561234567897",)},
        {"offering_id": UUID(int=3)},
        {"first_day": date(2026, 2, 1), "last_day": date(2026, 2, 28)},
        {"first_day": date(2025, 12, 1), "last_day": date(2025, 12, 31)},
    ):
        assert found(kit.content(), None, other_cost(**twice, **other)) == []


def again(**changes: Any) -> BillContent:
    cost = replace(kit.line().costs[0], invoice_line_id=UUID(int=67), **changes)
    return kit.content(lines=(kit.line(), kit.line(position=2, costs=(cost,))))


def test_the_same_invoice_twice_in_one_bill() -> None:
    messages = {one.message for one in found(again()) if one.code == CheckCode.SAME_INVOICE}
    assert messages == {
        "Rechnung R-1 ist auch in Zeile 1 verlangt.",
        "Rechnung R-1 ist auch in Zeile 2 verlangt.",
    }
    dated = {
        one.message
        for one in found(again(invoiced_on=date(2026, 2, 3)))
        if one.code == CheckCode.SAME_INVOICE
    }
    assert len(dated) == 2
    assert all("zwei Daten" in one for one in dated)


def test_two_persons_on_one_invoice_are_right() -> None:
    friend = replace(kit.claim().person, id=UUID(int=8), ahv_number=None, last_name="Freund")
    cost = replace(kit.line().costs[0], invoice_line_id=UUID(int=67))
    content = kit.content(
        lines=(kit.line(), kit.line(position=2, person_id=UUID(int=8), costs=(cost,))),
        claims=(kit.claim(), kit.claim(person=friend)),
    )
    assert CheckCode.SAME_INVOICE not in {one.code for one in found(content)}


def other_line(**changes: Any) -> CheckAround:
    made = OtherLine(
        bill="Abrechnung Muttenz 2/2026",
        bfs_number=2770,
        offering_id=kit.OFFERING,
        first_day=date(2026, 1, 20),
        last_day=LAST,
    )
    return around(lines={ANNA: (replace(made, **changes),)})


def test_two_municipalities_claim_the_month_of_a_move() -> None:
    one = only(CheckCode.MOVE_MONTH, kit.content(), None, other_line())
    assert one.message == (
        "Für den gleichen Monat verlangt auch Abrechnung Muttenz 2/2026 (20.01.2026 bis "
        "31.01.2026)."
    )
    assert one.severity is Severity.STOP
    part = kit.content(lines=(kit.line(last_day=date(2026, 1, 19)),))
    assert only(CheckCode.MOVE_MONTH, part, None, other_line()).severity is Severity.HINT


def test_two_municipalities_claim_the_same_days_for_other_offerings() -> None:
    other = other_line(offering_id=UUID(int=3))
    one = only(CheckCode.MOVE_MONTH, kit.content(), None, other)
    assert one.message == (
        "Für den gleichen Monat verlangt auch Abrechnung Muttenz 2/2026 (20.01.2026 bis "
        "31.01.2026) für ein anderes Angebot."
    )
    assert one.severity is Severity.HINT
    both = around(lines={ANNA: (*other.lines[ANNA], *other_line().lines[ANNA])})
    assert only(CheckCode.MOVE_MONTH, kit.content(), None, both).severity is Severity.STOP


@pytest.mark.parametrize(
    "changes",
    [
        {"bfs_number": kit.BFS},
        {"first_day": date(2026, 2, 1), "last_day": date(2026, 2, 28)},
        {"first_day": date(2025, 12, 1), "last_day": date(2025, 12, 31)},
    ],
)
def test_another_month_or_the_same_municipality_is_no_move(changes: Any) -> None:
    assert found(kit.content(), None, other_line(**changes)) == []


def attended(workload: int, **changes: Any) -> CheckAround:
    made = OtherWorkload(
        bill="Abrechnung Muttenz 2/2026",
        offering_id=UUID(int=3),
        first=date(2026, 1, 10),
        last=date(2026, 1, 20),
        workload=workload,
    )
    return around(workloads={ANNA: (replace(made, **changes),)})


def test_offerings_at_once_above_full_time() -> None:
    one = only(CheckCode.ABOVE_FULL_TIME, kit.content(), None, attended(60))
    assert one.message == (
        "Zusammen 110 % Pensum 10.01.2026 bis 20.01.2026, mit Abrechnung Muttenz 2/2026: mehr als "
        "100 %."
    )
    assert found(kit.content(), None, attended(50)) == []
    later = attended(60, first=date(2026, 2, 1), last=date(2026, 2, 28))
    assert found(kit.content(), None, later) == []


def test_two_enactments_of_one_offering_at_once_count_once() -> None:
    twice = attended(60, offering_id=kit.OFFERING)
    assert found(kit.content(), None, twice) == []
    both = around(
        workloads={
            ANNA: (
                *attended(60).workloads[ANNA],
                *attended(70, offering_id=kit.OFFERING, bill="").workloads[ANNA],
            )
        }
    )
    one = only(CheckCode.ABOVE_FULL_TIME, kit.content(), None, both)
    assert one.message.startswith("Zusammen 130 % Pensum")


def test_what_a_bill_says_of_the_pensum_is_handed_to_the_check_of_others() -> None:
    content = with_claim(
        enactments=(
            enacted(began_on=date(2026, 1, 5), ended_on=date(2026, 6, 30)),
            enacted(id=UUID(int=9), workload=None),
            enacted(id=UUID(int=10), began_on=date(2027, 1, 1)),
        )
    )
    assert list(rules.workloads_of(content, "Liestal 1/2026")) == [
        (
            content.claims[0].person,
            OtherWorkload(
                bill="Liestal 1/2026",
                offering_id=kit.OFFERING,
                first=date(2026, 1, 5),
                last=date(2026, 6, 30),
                workload=50,
            ),
        )
    ]


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether each of two entries finds the other, under one key."""
    person = kit.claim().person
    first, second = replace(person, **one), replace(person, **other)
    ways = [
        set(rules.looked_up_as(mine)) & set(rules.listed_as(theirs))
        for mine, theirs in ((first, second), (second, first))
    ]
    assert len(ways[0]) == len(ways[1]) <= 1
    return len(ways[0]) == 1


def test_a_person_is_known_by_the_ahv_number_or_by_name_and_birth_date() -> None:
    none = {"ahv_number": None}
    assert same({}, {"last_name": "Ledig"})
    assert same({}, none)
    assert same({**none, "last_name": "Müller"}, {**none, "last_name": "MUELLER "})
    assert same({"last_name": "Müller"}, {**none, "last_name": "Mueller"})
    assert not same({}, {"ahv_number": "7561234567897"})
    assert not same(none, {**none, "birth_date": None})
    assert not same({}, {**none, "first_name": "Beat"})


def test_the_move_of_a_person_is_found_where_one_side_has_no_ahv_number() -> None:
    mine = kit.content(claims=(kit.claim(person=replace(kit.claim().person, ahv_number=None)),))
    keys = rules.listed_as(kit.claim().person)
    listed = around(lines=dict.fromkeys(keys, other_line().lines[ANNA]))
    only(CheckCode.MOVE_MONTH, mine, None, listed)


def total(reported: int, billed: int) -> CheckAround:
    one = ProviderTotal(
        year=2026, provider_name="Kurszentrum Muster", reported=reported, billed=billed
    )
    return around(provider_totals=(one,))


def test_what_the_provider_reports_of_the_year() -> None:
    one = only(CheckCode.PROVIDER_TOTAL, kit.content(), None, total(80_000, 90_000))
    assert one.message == (
        "Kurszentrum Muster meldet für 2026 800.00 aus dieser Gemeinde, verlangt sind 900.00."
    )
    assert one.severity is Severity.HINT
    less = only(CheckCode.PROVIDER_TOTAL, kit.content(), None, total(99_000, 90_000))
    assert less.severity is Severity.NOTE
    assert found(kit.content(), None, total(90_000, 90_000)) == []
