"""The check of a received bill, by hand: permit and regime, Ablösung, the age of the kindergarten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from checking_kit import (
    JANUARY,
    LAST,
    LONG_AGO,
    SWISS,
    basis,
    found,
    only,
    with_claim,
    with_enactment,
)

import bill_file_kit as kit
from sozdesk.features.billing.terms import (
    Absence,
    Claim,
    RegimeSpan,
    ResidenceSpan,
)
from sozdesk.features.billing.terms.bill_files import BillContent
from sozdesk.features.billing.terms.checks import (
    CheckCode,
    Kindergarten,
)
from sozdesk.features.cases.terms import Permit
from sozdesk.kernel.findings import Severity


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
