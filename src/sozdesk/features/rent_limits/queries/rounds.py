"""The Erhebungen."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.records import RoundRecord
from sozdesk.features.rent_limits.terms import Block, RoundRow
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.ids import natural_id


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


def round_or_usual(session: Session, year: int) -> RoundRow:
    """The Erhebung of a year; where the file has none, what it usually is (version 0).

    In the file of a Sozialdienst nobody opens an Erhebung: it is the canton's.
    """
    usual = RoundRow(
        id=natural_id("round", year),
        version=0,
        year=year,
        blocks=frozenset(),
        **rules.usual_days(year),
    )
    return round_of(session, year) or usual


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
