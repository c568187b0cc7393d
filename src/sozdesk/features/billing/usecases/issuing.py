"""Bills that are issued: numbered, frozen, and taken back only by another bill."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.archive.updates import refuse
from sozdesk.features.billing import queries, reports
from sozdesk.features.billing.records import BillLineCostRecord, BillLineRecord, BillRecord
from sozdesk.features.billing.terms import BillOrigin, BillState, DraftBill, Period
from sozdesk.features.billing.texts import bills as texts
from sozdesk.features.billing.texts.papers import gone
from sozdesk.features.billing.usecases.bill_sealing import claims_behind, seal_bill, seal_cancelling
from sozdesk.features.billing.usecases.common import CHANGED, own_bill, own_draft
from sozdesk.features.billing.usecases.drafts import FIGURES, PassBill, computed, where
from sozdesk.features.billing.usecases.holding import free_cases, hold_cases
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import stop
from sozdesk.kernel.usecase import Outcome, usecase


@usecase(undoable=False)
def issue_bill(session: Session, command: PassBill, context: Context) -> Outcome:
    """Give a draft the next number of its municipality and year, and freeze it.

    ``Outcome.value`` is the name («3/2027»).

    Raises:
        RuleViolation: it is an accrual or empty, a second person has not released it, or what it
            rests on has changed since.
        Outdated: it was changed since it was seen.
        ReturnFileError: the scans that must travel with it are too big.
    """
    row = own_draft(session, command.id, command.base_version)
    if row.accrual:
        refuse([stop("accrual", texts.ACCRUAL_STAYS)])
    if queries.needs_release(session, context.today) and not row.released_by:
        refuse([stop("second_person", texts.SECOND_PERSON)])
    period = Period(first=row.first_day, last=row.last_day, cut_off=row.cut_off)
    made = computed(session, row.bfs_number, period, context.watch, accrual=False)
    if not made.lines:
        refuse([stop("no_lines", texts.NO_LINES)])
    if _figures(made) != _stored(session, row):
        refuse([stop("outdated", texts.OUTDATED)])
    claims = claims_behind(session, row, period)  # before it is issued: then its days are billed
    _number(session, row, context)
    session.flush()
    seal_bill(session, row, claims, context)
    _freeze_pdf(session, row, context)
    hold_cases(session, row, context)
    name = f"{row.number}/{row.year}"
    amount = german.amount(row.canton)
    return Outcome(
        CHANGED, f"{where(session, row)}: Abrechnung {name} gestellt, CHF {amount}", name
    )


def _freeze_pdf(session: Session, row: BillRecord, context: Context) -> None:
    """Who is paid, and the QR bill, stay as they were on this day."""
    paper = queries.bill_paper(session, row.id, context)
    row.pdf_sha256 = blobs.put(session, reports.bill_pdf(paper))
    session.flush()


def _number(session: Session, row: BillRecord, context: Context) -> None:
    table = BillRecord
    of_town = (table.origin == BillOrigin.OWN.value, table.bfs_number == row.bfs_number)
    highest = select(func.max(table.number)).where(*of_town, table.year == row.year)
    last = select(func.max(table.sequence)).where(*of_town)
    row.number = (session.scalar(highest) or 0) + 1
    row.sequence = (session.scalar(last) or 0) + 1
    row.state = BillState.ISSUED.value
    row.issued_on = context.today


def _figures(made: DraftBill) -> list[tuple[object, ...]]:
    """What of each line must not have changed since the draft, in its order."""
    return [
        (
            one.person.id,
            one.offering.id,
            one.line.first,
            one.line.last,
            one.line.tariff.id,
            *(getattr(one.line, part) for part in FIGURES),
        )
        for one in made.lines
    ]


def _stored(session: Session, row: BillRecord) -> list[tuple[object, ...]]:
    table = BillLineRecord
    query = (
        select(
            table.person_id,
            table.offering_id,
            table.first_day,
            table.last_day,
            table.tariff_id,
            *(getattr(table, part) for part in FIGURES),
        )
        .where(table.bill_id == row.id)
        .order_by(table.position)
    )
    return [tuple(one) for one in session.execute(query)]


@usecase(undoable=False)
def cancel_bill(session: Session, command: PassBill, context: Context) -> Outcome:
    """Take a bill back: a new one with its own number and every line negated; its days are free again.

    ``Outcome.value`` is the id of the new bill.

    Raises:
        RuleViolation: it is a draft, takes a bill back itself, is taken back already, a hearing runs,
            or its persons are deleted.
    """
    row = own_bill(session, command.id, command.base_version)
    _may_cancel(session, row)
    free_cases(session, row, context)
    taken = BillRecord(
        id=context.new_id(),
        origin=row.origin,
        bfs_number=row.bfs_number,
        year=row.year,
        first_day=row.first_day,
        last_day=row.last_day,
        cut_off=row.cut_off,
        drafted_on=context.today,
        drafted_by=context.staff_name,
        office_name=row.office_name,
        cancels_id=row.id,
        content_sha256=None,  # set below, and the Verlauf wants to know what it was
        pdf_sha256=None,
        left_out=[],
        **{part: -getattr(row, part) for part in FIGURES},
    )
    _number(session, taken, context)
    session.add(taken)
    session.flush()
    _negate_lines(session, row, taken, context)
    seal_cancelling(session, taken, row, context)
    _freeze_pdf(session, taken, context)
    hold_cases(session, taken, context)
    summary = f"{where(session, row)}: Abrechnung {row.number}/{row.year} storniert"
    return Outcome(CHANGED, summary, taken.id)


def _may_cancel(session: Session, row: BillRecord) -> None:
    if row.state == BillState.DRAFT.value or row.origin != BillOrigin.OWN.value:
        refuse([stop("not_issued", texts.NOT_ISSUED)])
    if row.cancels_id is not None:
        refuse([stop("is_cancellation", texts.IS_CANCELLATION)])
    if row.persons_deleted_on is not None:
        refuse([stop("persons_deleted", gone(row.persons_deleted_on)[0])])
    if row.state == BillState.HEARING.value:
        refuse([stop("hearing_runs", texts.HEARING_RUNS)])
    if session.scalar(select(BillRecord.id).where(BillRecord.cancels_id == row.id)):
        refuse([stop("already_cancelled", texts.ALREADY_CANCELLED)])


_ANSWERED = frozenset(
    {
        "decision",
        "accepted_eligible",
        "accepted_canton",
        "decision_reason",
        "settle_by",
        "statement",
        "resumed",
        "findings",
    }
)
"""What the KSA said of the bill that is taken back: not of the new one."""


def _negate_lines(session: Session, row: BillRecord, taken: BillRecord, context: Context) -> None:
    lines = session.scalars(
        select(BillLineRecord)
        .where(BillLineRecord.bill_id == row.id)
        .order_by(BillLineRecord.position)
    ).all()
    for line in lines:
        values = dict(_copied(line, _ANSWERED | {"bill_id"}))
        values |= {part: -values[part] for part in FIGURES}
        values["steps"] = [_negated(step) for step in line.steps]
        made = BillLineRecord(id=context.new_id(), bill_id=taken.id, **values)
        session.add(made)
        session.flush()
        parts = select(BillLineCostRecord).where(BillLineCostRecord.line_id == line.id)
        for part in session.scalars(parts.order_by(BillLineCostRecord.id)).all():
            copied = dict(_copied(part, {"line_id"}))
            copied["amount"] = -part.amount
            session.add(BillLineCostRecord(id=context.new_id(), line_id=made.id, **copied))
    session.flush()


def _copied(row: Any, without: frozenset[str] | set[str]) -> Iterator[tuple[str, Any]]:
    for column in row.__table__.columns.keys():  # noqa: SIM118 - a collection of columns, no mapping
        if column not in {"id", "version", *without}:
            yield column, getattr(row, column)


def _negated(step: dict[str, Any]) -> dict[str, Any]:
    amount = step["amount"]
    return {**step, "amount": None if amount is None else -amount}
