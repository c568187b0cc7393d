"""The check of a received bill, by hand: the file, the computation, the catalogue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from checking_kit import (
    LONG_AGO,
    around,
    basis,
    check,
    facts,
    found,
    only,
    rate,
    tariff,
    with_enactment,
)

import bill_file_kit as kit
from sozdesk.features.billing.terms import (
    Earlier,
    FinancingSpan,
    PriceSpan,
    Span,
)
from sozdesk.features.billing.terms.bill_files import BillNumber, IssuedBill, SentLine
from sozdesk.features.billing.terms.checks import (
    CheckCode,
)
from sozdesk.features.offerings.terms import (
    Financing,
    PriceUnit,
)
from sozdesk.kernel.findings import Severity


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
    assert {one.code for one in found(alone, basis(offerings=()))} == {
        CheckCode.NOT_COMPUTED,
        CheckCode.UNKNOWN_OFFERING,
    }


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
