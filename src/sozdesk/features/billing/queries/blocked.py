"""What standing bills hold of the cases though today it would be blocked; read when somebody asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import extract, select
from sqlalchemy.orm import Session

from sozdesk.features.billing import rules, texts
from sozdesk.features.billing.queries.claims import as_claims, figures, offering_facts
from sozdesk.features.billing.queries.earlier import counts, standing
from sozdesk.features.billing.records import (
    BillLineCostRecord,
    BillLineRecord,
    BillRecord,
    ClosedYearRecord,
)
from sozdesk.features.billing.terms import BillingFigures, DraftLeftOut, HeldDays, Period
from sozdesk.features.billing.texts import bills as bill_texts
from sozdesk.features.cases import queries as cases
from sozdesk.features.offerings import queries as offerings


def blocked_today(
    session: Session, bfs_number: int, case_id: UUID | None = None
) -> tuple[DraftLeftOut, ...]:
    """Billed days of a municipality, or of one case, that a bill of today would leave out.

    Years that the KSA has closed stay out, and lines that it has refused for good.
    """
    held = tuple(_held(session, bfs_number, case_id))
    if not held:
        return ()
    days = (min(one.first for one in held), max(one.last for one in held))
    found = cases.enacted_today(session, bfs_number, {one.enactment_id for one in held}, days)
    claims = as_claims(found, {})
    return rules.blocked_today(
        claims,
        offering_facts(session, {one.offering_id for one in claims}),
        held,
        {row.code: row.name for row in offerings.all_regimes(session)},
    )


def told_of_case(session: Session, bfs_number: int, case_id: UUID) -> tuple[str, ...]:
    """«Muster Anna, 01.02.2027 bis 31.03.2027: Verrechnet mit 1/2027 …», for the page of a case."""
    found = blocked_today(session, bfs_number, case_id)
    told = tuple(
        f"{one.person.last_name} {one.person.first_name}, "
        f"{bill_texts.days_words(one.first, one.last)}: {' '.join(one.reasons)}"
        for one in found
    )
    return (*told, texts.CANCEL_IF_SO) if told else ()


def _held(session: Session, bfs_number: int, case_id: UUID | None) -> Iterator[HeldDays]:
    part, line, bill, enacted = (
        BillLineCostRecord,
        BillLineRecord,
        BillRecord,
        cases.enacted_persons(),
    )
    query = (
        select(
            part.enactment_id,
            part.first_day,
            part.last_day,
            part.amount,
            line.regime_code,
            bill.number,
            bill.year,
            bill.last_day.label("until"),
        )
        .join(line, line.id == part.line_id)
        .join(bill, bill.id == line.bill_id)
        .where(
            bill.id.in_(standing(bfs_number)),
            counts(),
            extract("year", part.last_day).not_in(select(ClosedYearRecord.year)),
        )
        .order_by(part.first_day, bill.year, bill.number, part.id)
    )
    if case_id is not None:
        mine = select(enacted.c.id).where(enacted.c.case_id == case_id)
        query = query.where(part.enactment_id.in_(mine))
    rows = session.execute(query).all()
    of_day = _figures(session, {row.until for row in rows})
    for row in rows:
        yield HeldDays(*row[:5], f"{row.number}/{row.year}", of_day[row.until])


def _figures(session: Session, days: set[date]) -> Mapping[date, BillingFigures]:
    """The KSA's figures of the last days of bills."""
    return {day: figures(session, Period(first=day, last=day)) for day in days}
