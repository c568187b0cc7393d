"""What the tests of the strategy ask again and again."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.strategy import queries
from sozdesk.features.strategy.records import MeasureRecord
from sozdesk.kernel.errors import RuleViolation

JUNE = date(2026, 6, 30)


def period(archive, code="2021-2024"):
    """A period by its code."""
    return archive.query(queries.period_of, code)


def details_of_number(session: Session, period_id, number, as_of):
    """Everything about a measure by its number within a period; None if it is not there."""
    found = session.scalar(
        select(MeasureRecord.id).where(
            MeasureRecord.period_id == period_id, MeasureRecord.number == number
        )
    )
    return queries.details(session, found, as_of) if found else None


def details(archive, number, day=JUNE, code="2021-2024"):
    """The same in a file."""
    return archive.query(details_of_number, period(archive, code).id, number, day)


def refusal(archive, usecase, command):
    """What a use case says when it refuses."""
    with pytest.raises(RuleViolation) as caught:
        archive.run(usecase, command)
    return str(caught.value)
