"""The list of the invoices: columns only, so that tens of thousands of rows cost no objects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, String, and_, func, or_, select, type_coerce
from sqlalchemy.orm import Session, aliased

from sozdesk.archive.journal_history import touched_after
from sozdesk.features.cases.queries.invoices import LATEST_FIRST, naming, open_or_since
from sozdesk.features.cases.records import (
    CaseRecord,
    EnactmentRecord,
    InvoiceLineRecord,
    InvoiceRecord,
    PersonRecord,
)
from sozdesk.features.cases.terms import ListedInvoice
from sozdesk.features.cases.texts import enactments as said


def listed_invoices(
    session: Session,
    *,
    since: date | None = None,
    also: Collection[UUID] = (),
    first: int | None = None,
    enactment_id: UUID | None = None,
) -> tuple[ListedInvoice, ...]:
    """Invoices, the latest first: all, or those of ``since`` or later.

    With ``since`` unpaid ones come, too, and ``also`` (ids), however old they are. ``first``: only so
    many. ``enactment_id``: only invoices that name it.
    """
    table, credited = InvoiceRecord, aliased(InvoiceRecord)
    only = open_or_since(since, also)
    if enactment_id is not None:
        only = and_(only, naming(enactment_id))
    query = (
        select(
            type_coerce(table.id, String).label("key"),
            table.id,
            table.provider_name,
            table.number,
            table.invoiced_on,
            table.paid_on,
            func.coalesce(credited.number, ""),
        )
        .outerjoin(credited, credited.id == table.credits_id)
        .where(only)
        .order_by(*LATEST_FIRST)
        .limit(first)
    )
    rows = session.execute(query).all()
    wanted = table.id.in_(select(table.id).where(only))
    if first is not None:
        wanted = type_coerce(table.id, String).in_([row[0] for row in rows])
    lines = _lines(session, wanted)
    nothing = _summed(())
    return tuple(ListedInvoice._make((*rest, *lines.get(key, nothing))) for key, *rest in rows)


class _Line(NamedTuple):
    """A line as it is put in order and shown."""

    first_day: str
    case_number: int
    name_sort: str
    id: str
    name: str
    offering: str
    amount: int


def _lines(session: Session, wanted: ColumnElement[bool]) -> Mapping[str, tuple[str, str, int]]:
    """Stored id of an invoice → whom and what it is about, and its sum.

    Ids and days stay as they are stored, and lines are put together here: both are several times as
    fast as making objects of them and having the database order everything.
    """
    line, what, case, who = InvoiceLineRecord, EnactmentRecord, CaseRecord, PersonRecord
    query = (
        select(
            type_coerce(line.invoice_id, String),
            type_coerce(line.first_day, String),
            case.number,
            who.name_sort,
            type_coerce(line.id, String),
            func.trim(who.last_name + " " + who.first_name),
            what.offering_title,
            line.amount,
        )
        .join(InvoiceRecord, InvoiceRecord.id == line.invoice_id)
        .join(what, what.id == line.enactment_id)
        .join(case, case.id == what.case_id)
        .join(who, who.id == what.person_id)
        .where(wanted)
    )
    found: dict[str, list[_Line]] = defaultdict(list)
    for invoice_id, *row in session.execute(query):
        found[invoice_id].append(_Line(*row))
    return {key: _summed(lines) for key, lines in found.items()}


def _summed(lines: Sequence[_Line]) -> tuple[str, str, int]:
    """Persons with their cases, offerings, sum."""
    if len(lines) == 1:  # nearly all of them
        one = lines[0]
        return f"{one.name} ({said.case_name(one.case_number)})", one.offering, one.amount
    lines = sorted(lines)
    people = (f"{one.name} ({said.case_name(one.case_number)})" for one in lines)
    return (
        ", ".join(dict.fromkeys(people)),
        ", ".join(dict.fromkeys(one.offering for one in lines)),
        sum(one.amount for one in lines),
    )


def invoices_after(session: Session, seq: int, bfs_number: int, last_day: date) -> int:
    """How many invoices of a municipality, for days until one, were entered or changed after an act.

    ``seq`` is the place of that act in the Verlauf.
    """
    table, line, enacted = InvoiceRecord, InvoiceLineRecord, EnactmentRecord
    query = (
        select(func.count(table.id.distinct()))
        .join(line, line.invoice_id == table.id)
        .join(enacted, enacted.id == line.enactment_id)
        .join(CaseRecord, CaseRecord.id == enacted.case_id)
        .where(
            CaseRecord.bfs_number == bfs_number,
            line.first_day <= last_day,
            or_(table.id.in_(touched_after(table, seq)), line.id.in_(touched_after(line, seq))),
        )
    )
    return session.scalar(query) or 0
