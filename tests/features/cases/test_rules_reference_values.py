"""What a dated value of the case work must say."""

from __future__ import annotations

from typing import Any

import pytest

from sozdesk.features.cases import rules
from sozdesk.features.cases.terms import CaseDated

WHOLE: dict[CaseDated, dict[str, Any]] = {
    CaseDated.REGIME_RULE: {"regime_code": "provisional"},
    CaseDated.HOLIDAY: {"day": "2027-01-01", "name": "Neujahr"},
    CaseDated.REMEDY: {"decider": "authority", "text": "Einsprache", "days": 10},
    CaseDated.VALUE: {"key": "repayment_years", "value": 10},
    CaseDated.DELEGATION: {
        "bfs_number": 2829,
        "kind": "expenses",
        "decider": "president",
        "citation": "§ 26a Abs. 2 SHV",
    },
}


def codes(kind: CaseDated, /, **more: Any) -> list[tuple[str, str]]:
    found = rules.reference_findings(kind, {**WHOLE[kind], **more})
    return [(one.code, one.field) for one in found]


@pytest.mark.parametrize("kind", CaseDated)
def test_a_whole_value_is_accepted_and_every_gap_has_its_field(kind: CaseDated) -> None:
    assert codes(kind) == []
    for field in WHOLE[kind]:
        assert ("missing", field) in codes(kind, **{field: None})


@pytest.mark.parametrize(("days", "wrong"), [(0, True), (1, False), (90, False), (91, True)])
def test_a_remedy_has_one_to_ninety_days(days: int, wrong: bool) -> None:
    assert codes(CaseDated.REMEDY, days=days) == ([("days_range", "days")] if wrong else [])


def test_the_authority_is_not_delegated_to() -> None:
    assert codes(CaseDated.DELEGATION, decider="authority") == [("authority", "decider")]


@pytest.mark.parametrize(
    ("key", "value", "wrong"),
    [
        ("repayment_years", -1, True),
        ("repayment_years", 0, False),
        ("retention_years", 0, True),
        ("retention_years", 1, False),
        ("second_person", 1, False),
        ("second_person", 2, True),
    ],
)
def test_figures_stay_in_their_range(key: str, value: int, wrong: bool) -> None:
    expected = [("value_range", "value")] if wrong else []
    assert codes(CaseDated.VALUE, key=key, value=value) == expected
