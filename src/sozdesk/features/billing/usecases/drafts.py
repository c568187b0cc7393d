"""Drafts of bills: computed, stored, computed anew, released, removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import journal
from sozdesk.archive.file_info import file_info
from sozdesk.archive.updates import refuse
from sozdesk.features.billing import queries, rules
from sozdesk.features.billing.records import BillLineCostRecord, BillLineRecord, BillRecord
from sozdesk.features.billing.terms import (
    BillOrigin,
    BillState,
    DraftBill,
    DraftLeftOut,
    DraftLine,
    Period,
)
from sozdesk.features.billing.texts import bills as texts
from sozdesk.features.billing.usecases.common import CHANGED, own_draft, refuse_ksa
from sozdesk.features.offices import queries as offices
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import stop
from sozdesk.kernel.ids import NewId
from sozdesk.kernel.usecase import Outcome, usecase
from sozdesk.kernel.watch import Watch

FIGURES = ("cost", "third_party", "eligible", "canton", "municipality")
"""Amounts that a bill sums up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeDraft:
    """A municipality and a period; an accrual (Abgrenzung) adds what is expected and is never issued."""

    bfs_number: int
    first_day: date
    last_day: date
    cut_off: date | None = None
    accrual: bool = False


@usecase(undoable=True)
def draft_bill(session: Session, command: MakeDraft, context: Context) -> Outcome:
    """Compute the bill of a period and keep it as a draft; a draft of the same days gives way to it.

    ``Outcome.value`` is its id. RuleViolation in the file of the KSA, for a municipality that this
    office does not bill for, or while the period runs (unless it is an accrual).
    """
    _may_draft(session, command, context)
    _drop_draft(session, command)
    period = Period(first=command.first_day, last=command.last_day, cut_off=command.cut_off)
    watch = context.watch
    made = computed(session, command.bfs_number, period, watch, accrual=command.accrual)
    blocked = () if command.accrual else queries.blocked_today(session, command.bfs_number)
    row = BillRecord(
        id=context.new_id(),
        origin=BillOrigin.OWN.value,
        state=BillState.DRAFT.value,
        bfs_number=command.bfs_number,
        year=command.last_day.year,
        first_day=command.first_day,
        last_day=command.last_day,
        cut_off=command.cut_off,
        accrual=command.accrual,
        drafted_on=context.today,
        drafted_by=context.staff_name,
        office_name=file_info(session).office_name,
        left_out=[_left_out(one) for one in (*blocked, *made.left_out)],
        **{part: made.total(part) for part in FIGURES},
    )
    session.add(row)
    session.flush()
    lines, costs = _rows(row.id, made.lines, context.new_id)
    for some in watch.batches(lines):
        journal.add_rows(session, BillLineRecord, some)
    for some in watch.batches(costs):
        journal.add_rows(session, BillLineCostRecord, some)
    return Outcome(CHANGED, _summary(session, row), row.id)


def computed(
    session: Session, bfs_number: int, period: Period, watch: Watch, *, accrual: bool
) -> DraftBill:
    """What the file says today of a period."""
    watch.look()
    found = queries.draft_input(session, bfs_number, period)
    if accrual:
        found = found._replace(
            claims=tuple(rules.with_expected(one, period) for one in found.claims)
        )
    return rules.draft(*found, watch.through)


def _may_draft(session: Session, command: MakeDraft, context: Context) -> None:
    refuse_ksa(session)
    own = queries.municipalities(session, context.today)
    if command.bfs_number not in {one.bfs_number for one in own}:
        refuse([stop("not_own", texts.NOT_OWN, "bfs_number")])
    if command.accrual:
        first, last = command.first_day, command.last_day
        if (first, last) != (date(first.year, 1, 1), date(first.year, 12, 31)):
            refuse([stop("accrual_year", texts.ACCRUAL_YEAR, "period")])
    elif command.last_day >= context.today:
        refuse([stop("period_runs", texts.PERIOD_RUNS, "period")])


def _drop_draft(session: Session, command: MakeDraft) -> None:
    table = BillRecord
    same = select(table).where(
        table.origin == BillOrigin.OWN.value,
        table.state == BillState.DRAFT.value,
        table.bfs_number == command.bfs_number,
        table.first_day == command.first_day,
        table.last_day == command.last_day,
        table.accrual.is_(command.accrual),
    )
    for row in session.scalars(same).all():
        remove_with_lines(session, row)


def remove_with_lines(session: Session, row: BillRecord) -> None:
    """Delete a draft, lines first."""
    lines = session.scalars(select(BillLineRecord).where(BillLineRecord.bill_id == row.id)).all()
    part, line = BillLineCostRecord, BillLineRecord
    parts = select(part).join(line, line.id == part.line_id).where(line.bill_id == row.id)
    for one in session.scalars(parts).all():
        session.delete(one)
    session.flush()
    for gone in lines:
        session.delete(gone)
    session.flush()
    session.delete(row)
    session.flush()


def _rows(
    bill_id: UUID, lines: Iterable[DraftLine], new_id: NewId
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Of the lines, and of their costs."""
    made: list[dict[str, Any]] = []
    costs: list[dict[str, Any]] = []
    for position, one in enumerate(lines, 1):
        line_id = new_id()
        head = {"id": line_id, "bill_id": bill_id, "position": position}
        made.append({**head, **_line(one)})
        costs += (
            {
                "id": new_id(),
                "line_id": line_id,
                "invoice_line_id": part.invoice_line_id,
                "enactment_id": part.enactment_id,
                "provider_id": part.provider_id,
                "number": part.number,
                "invoiced_on": part.invoiced_on,
                "first_day": part.first,
                "last_day": part.last,
                "amount": part.amount,
            }
            for part in one.costs
        )
    return made, costs


def _line(one: DraftLine) -> dict[str, Any]:
    line, person, facts = one.line, one.person, one.offering
    return {
        "person_id": person.id,
        "last_name": person.last_name,
        "first_name": person.first_name,
        "birth_date": person.birth_date,
        "ahv_number": person.ahv_number,
        "offering_id": facts.id,
        "offering_number": facts.number,
        "offering_title": facts.title,
        "provider_id": facts.provider_id,
        "provider_name": facts.provider_name,
        "category_code": facts.category_code,
        "regime_code": line.regime_code,
        "bfs_number": line.bfs_number,
        "first_day": line.first,
        "last_day": line.last,
        "days": line.days,
        "tariff_id": line.tariff.id,
        "tariff_unit": line.tariff.unit.value,
        "tariff_amount": line.tariff.amount,
        "pro_rata": line.tariff.pro_rata.value,
        "tariff_citation": line.tariff.citation,
        "rate": line.rate.rate or 0,
        "rate_citation": line.rate.citation,
        "month": one.month,
        **{part: getattr(line, part) for part in FIGURES},
        "late": one.late,
        "steps": [
            {"text": step.text, "amount": step.amount, "source": step.source} for step in line.steps
        ],
    }


def _left_out(one: DraftLeftOut) -> dict[str, Any]:
    return {
        "person_id": str(one.person.id),
        "last_name": one.person.last_name,
        "first_name": one.person.first_name,
        "ahv_number": one.person.ahv_number,
        "offering_number": one.offering.number if one.offering else None,
        "offering_title": one.offering.title if one.offering else "",
        "enactment_id": str(one.enactment_id),
        "number": one.number,
        "first_day": one.first.isoformat(),
        "last_day": one.last.isoformat(),
        "cost": one.cost,
        "reasons": list(one.reasons),
        "billed_in": one.billed_in,
    }


def _summary(session: Session, row: BillRecord) -> str:
    kind = "Abgrenzung" if row.accrual else "Abrechnung entworfen"
    return f"{where(session, row)}: {kind}, Kantonsanteil CHF {german.amount(row.canton)}"


def where(session: Session, row: BillRecord) -> str:
    """«Liestal, 1. Quartal 2027»."""
    found = offices.municipality(session, row.bfs_number)
    name = found.short_name if found else str(row.bfs_number)
    return f"{name}, {texts.period_words(row.first_day, row.last_day)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassBill:
    """A bill, as it was when it was looked at."""

    id: UUID
    base_version: int


@usecase(undoable=True)
def remove_draft(session: Session, command: PassBill, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a draft; its invoices stay and come with the next one."""
    row = own_draft(session, command.id, command.base_version)
    summary = f"{where(session, row)}: Entwurf entfernt"
    remove_with_lines(session, row)
    return Outcome(CHANGED, summary)


@usecase(undoable=True)
def release_bill(session: Session, command: PassBill, context: Context) -> Outcome:
    """Release a draft as a second person; RuleViolation if whoever drafted it does."""
    row = own_draft(session, command.id, command.base_version)
    if row.accrual:
        refuse([stop("accrual", texts.ACCRUAL_STAYS)])
    if german.same_name(row.drafted_by, context.staff_name):
        refuse([stop("own_draft", texts.OWN_DRAFT)])
    row.released_by = context.staff_name
    session.flush()
    return Outcome(CHANGED, f"{where(session, row)}: Abrechnung freigegeben")
