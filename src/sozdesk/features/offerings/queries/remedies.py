"""The Rechtsmittelbelehrungen."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.offerings.records import RemedyRecord
from sozdesk.features.offerings.terms import RemedyRow


def remedies(session: Session) -> tuple[RemedyRow, ...]:
    """Every Rechtsmittelbelehrung, newest first."""
    found = session.scalars(select(RemedyRecord).order_by(RemedyRecord.valid_from.desc()))
    return tuple(
        RemedyRow(
            id=row.id,
            version=row.version,
            valid_from=row.valid_from,
            ended_on=row.ended_on,
            text=row.text,
            source=row.source,
            checked=row.checked,
        )
        for row in found
    )
