"""A decision of the past is taken as the letter says, unless it cannot be."""

from __future__ import annotations

from datetime import date

import pytest
from platform_kit import offering, provider

from sozdesk.archive.store import Archive
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.terms import DecisionKind
from sozdesk.features.offerings.usecases import RecordEarlierDecision, record_earlier_decision
from sozdesk.kernel.errors import RuleViolation

DAY = date(2027, 1, 5)


def test_an_earlier_recognition_counts_from_its_day_to_its_last(platform: Archive) -> None:
    who = provider(platform)
    course = offering(platform, who)
    command = RecordEarlierDecision(
        provider_id=who,
        offering_id=course,
        kind=DecisionKind.RECOGNISED,
        number="2024-007",
        decided_on=date(2024, 11, 20),
        valid_from=date(2025, 1, 1),
        valid_to=date(2026, 12, 31),
    )
    platform.run(record_earlier_decision, command)
    for day, expected in (
        (date(2024, 12, 31), False),
        (date(2025, 1, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ):
        assert platform.query(queries.offering, course, day).recognition.recognised is expected


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"decided_on": date(2027, 1, 6)}, "decided_on"),
        ({"valid_to": date(2024, 12, 31)}, "valid_to"),
        ({"number": "2024-007"}, "number"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    platform: Archive, changes: dict[str, object], field: str
) -> None:
    who = provider(platform)
    first = {
        "provider_id": who,
        "offering_id": None,
        "kind": DecisionKind.RECOGNISED,
        "decided_on": date(2024, 11, 20),
        "valid_from": date(2025, 1, 1),
    }
    platform.run(record_earlier_decision, RecordEarlierDecision(**first, number="2024-007"))
    with pytest.raises(RuleViolation) as caught:
        platform.run(record_earlier_decision, RecordEarlierDecision(**{**first, **changes}))
    assert [one.field for one in caught.value.findings] == [field]


def test_the_offering_of_somebody_else_is_refused(platform: Archive) -> None:
    course = offering(platform, provider(platform))
    with pytest.raises(RuleViolation) as caught:
        platform.run(
            record_earlier_decision,
            RecordEarlierDecision(
                provider_id=provider(platform, "Werkstatt Beispiel"),
                offering_id=course,
                kind=DecisionKind.REVOKED,
                decided_on=DAY,
                valid_from=DAY,
            ),
        )
    assert [one.field for one in caught.value.findings] == ["offering_id"]
