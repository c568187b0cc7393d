"""The Erhebungen."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.rent_limits.records import RoundRecord
from sozdesk.features.rent_limits.terms import Block, RoundRow
from sozdesk.kernel.errors import NotFound


def rounds(session: Session) -> tuple[RoundRow, ...]:
    """All Erhebungen, newest year first."""
    query = select(RoundRecord).order_by(RoundRecord.year.desc())
    return tuple(_row(record) for record in session.scalars(query))


def round_of(session: Session, year: int) -> RoundRow | None:
    """The Erhebung for a year of validity, or None if it was not opened."""
    record = session.scalar(select(RoundRecord).where(RoundRecord.year == year))
    return _row(record) if record else None


def opened_round(session: Session, year: int) -> RoundRow:
    """The same; NotFound if it was not opened."""
    found = round_of(session, year)
    if found is None:
        raise NotFound(
            f"Die Erhebung {year} ist noch nicht eröffnet.", "Eröffnen Sie die Erhebung zuerst."
        )
    return found


def _row(record: RoundRecord) -> RoundRow:
    return RoundRow(
        id=record.id,
        version=record.version,
        year=record.year,
        call_on=record.call_on,
        due_on=record.due_on,
        valid_from=record.valid_from,
        blocks=frozenset(Block(block) for block in record.blocks),
    )
