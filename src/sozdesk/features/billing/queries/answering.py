"""Bills as the KSA answers them, and the answers as the municipality reads them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from sozdesk.features.billing.queries.line_checks import own_check
from sozdesk.features.billing.records import (
    BillLineCostRecord,
    BillLineRecord,
    BillRecord,
    PaymentRecord,
)
from sozdesk.features.billing.rules import answering
from sozdesk.features.billing.terms import (
    BillOrigin,
    BillState,
    LineDecision,
    SettleBy,
    Step,
)
from sozdesk.features.billing.terms.answers import (
    AnswerBill,
    AnswerDetail,
    AnswerFacts,
    AnswerLine,
    LineCheck,
    OwnCheck,
    TakenBack,
)
from sozdesk.features.billing.texts import offering_words
from sozdesk.features.billing.texts.papers import NO_NAME
from sozdesk.features.cases import queries as cases
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.terms import ValueKey
from sozdesk.features.offices import queries as offices
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.findings import Finding, Severity

_SHOWN_OWN = tuple(
    state.value
    for state in (BillState.ISSUED, BillState.HEARING, BillState.ANSWERED, BillState.SETTLED)
)


_Head = Any
"""A :class:`BillRecord`, or its columns as :func:`_heads` asks for them."""


class _Counted(NamedTuple):
    """What the lines of a bill come to."""

    lines: int
    decided: int
    adverse: int
    queries: int
    accepted: int | None


_NONE = _Counted(0, 0, 0, 0, None)


def received_bills(session: Session, context: Context) -> tuple[AnswerBill, ...]:
    """Every bill that the KSA has read, newest period first, then by municipality and number."""
    query = _heads().where(BillRecord.origin == BillOrigin.RECEIVED.value)
    return _bills(session, session.execute(query).all(), context)


def waiting_bills(session: Session, context: Context) -> tuple[AnswerBill, ...]:
    """Of these only what is not settled yet: the navigation asks for it at every change."""
    table = BillRecord
    query = _heads().where(
        table.origin == BillOrigin.RECEIVED.value,
        table.state.in_(
            [one.value for one in (BillState.RECEIVED, BillState.HEARING, BillState.ANSWERED)]
        ),
    )
    return _bills(session, session.execute(query).all(), context)


def own_bills_sent(session: Session, context: Context) -> tuple[AnswerBill, ...]:
    """Every bill that the municipality has issued, in the same order."""
    table = BillRecord
    query = _heads().where(
        table.origin == BillOrigin.OWN.value, table.state.in_(_SHOWN_OWN), table.number.is_not(None)
    )
    return _bills(session, session.execute(query).all(), context)


def answer_detail(session: Session, bill_id: UUID, context: Context) -> AnswerDetail:
    """One bill with its lines and next steps; NotFound if it is gone."""
    row = session.get(BillRecord, bill_id)
    if row is None:
        raise NotFound("Diese Abrechnung gibt es nicht mehr.", "Laden Sie die Seite neu.")
    (bill,) = _bills(session, [row], context)
    open_bill = bill.stage in answering.UNANSWERED and row.origin == BillOrigin.RECEIVED.value
    check = own_check(session, bill_id) if open_bill else OwnCheck()
    lines = _in_words(session, lines_of(session, bill_id, check.lines), bill_id, context.today)
    facts = facts_of(session, row, [line.decision for line in lines], context)
    return AnswerDetail(
        bill=bill,
        lines=lines,
        why_not=dict(answering.why_not(facts)),
        hearing_until=hearing_ends(session, context.today),
        second_person=facts.second_person,
        address=_address(session, bill.bfs_number),
        findings=check.findings,
    )


def hearing_ends(session: Session, today: date) -> date | None:
    """The date for the Stellungnahme, a working day; None if the KSA entered no figure."""
    days = offerings.value_on(session, ValueKey.HEARING_DAYS, today)
    return None if days is None else cases.working_day_after(session, today, days.value)


def _address(session: Session, bfs_number: int) -> tuple[str, ...]:
    town = offices.municipality(session, bfs_number)
    return tuple(town.address.splitlines()) if town else ()


def facts_of(
    session: Session,
    row: BillRecord,
    decisions: Sequence[LineDecision | None],
    context: Context,
) -> AnswerFacts:
    """What the next steps of a bill depend on."""
    shared = _Shared.of(session, [row], context)
    return _facts(row, tuple(decisions), shared, context)


class _Shared(NamedTuple):
    """What the next steps of all bills of a list depend on."""

    second: bool
    """Two persons check and release."""
    unanswered: frozenset[UUID]
    """Bills that others take back and that have no final answer yet."""
    released: frozenset[UUID]
    """Vouchers with both Visum."""

    @classmethod
    def of(cls, session: Session, rows: Sequence[_Head], context: Context) -> _Shared:
        table = BillRecord
        taken_back = {row.cancels_id for row in rows if row.cancels_id is not None}
        found = session.scalars(
            select(table.id).where(
                table.id.in_(taken_back),
                table.state.in_([one.value for one in (BillState.RECEIVED, BillState.HEARING)]),
            )
        )
        vouchers = {row.payment_id for row in rows if row.payment_id is not None}
        released = session.scalars(
            select(PaymentRecord.id).where(
                PaymentRecord.id.in_(vouchers), PaymentRecord.released_by != ""
            )
        )
        return cls(needs_second_person(session, context), frozenset(found), frozenset(released))


def _facts(
    row: _Head,
    decisions: tuple[LineDecision | None, ...],
    shared: _Shared,
    context: Context,
) -> AnswerFacts:
    return AnswerFacts(
        state=BillState(row.state),
        decisions=decisions,
        checked_by=row.checked_by,
        hearing_until=row.hearing_until,
        statement_on=row.statement_on,
        paid=row.payment_id is not None,
        voucher_released=row.payment_id in shared.released,
        second_person=shared.second,
        person=context.staff_name,
        today=context.today,
        cancels_open=row.cancels_id in shared.unanswered,
    )


def needs_second_person(session: Session, context: Context) -> bool:
    """Whether the KSA set that two persons check and release."""
    found = offerings.value_on(session, ValueKey.BILLING_SECOND_PERSON, context.today)
    return found is not None and found.value == 1


def lines_of(
    session: Session, bill_id: UUID, checks: Mapping[int, LineCheck] | None = None
) -> tuple[AnswerLine, ...]:
    """The lines of a bill by position; ``checks`` are those of the KSA's computation."""
    table = BillLineRecord
    found = session.scalars(select(table).where(table.bill_id == bill_id).order_by(table.position))
    before = taken_back_lines(session, bill_id)
    return tuple(
        line_row(row, (checks or {}).get(row.position), before.get(row.position)) for row in found
    )


def _in_words(
    session: Session, lines: tuple[AnswerLine, ...], bill_id: UUID, day: date
) -> tuple[AnswerLine, ...]:
    """Lines with what their rate depends on, in the words of the catalogue, and their invoices."""
    categories = {code: one.name for code, one in offerings.known_categories(session, day).items()}
    regimes = {one.code: one.name for one in offerings.all_regimes(session)}
    cost, line = BillLineCostRecord, BillLineRecord
    numbers: dict[UUID, dict[str, None]] = defaultdict(dict)
    query = (
        select(cost.line_id, cost.number)
        .join(line, line.id == cost.line_id)
        .where(line.bill_id == bill_id)
        .order_by(cost.first_day, cost.number)
    )
    for line_id, number in session.execute(query):
        numbers[line_id][number] = None
    return tuple(
        replace(
            one,
            regime=regimes.get(one.regime_code, one.regime_code),
            category=categories.get(one.category_code, one.category_code),
            invoices=tuple(numbers.get(one.id, ())),
        )
        for one in lines
    )


def taken_back_lines(session: Session, bill_id: UUID) -> Mapping[int, BillLineRecord]:
    """Position → the line of the bill that this one takes back; empty if it takes none back."""
    bill, table = BillRecord, BillLineRecord
    query = (
        select(table)
        .join(bill, bill.cancels_id == table.bill_id)
        .where(bill.id == bill_id, bill.origin == BillOrigin.RECEIVED.value)
    )
    return {row.position: row for row in session.scalars(query)}


def line_row(
    row: BillLineRecord, check: LineCheck | None = None, before: BillLineRecord | None = None
) -> AnswerLine:
    """A line as frozen row; ``before`` is the one that it takes back."""
    frozen = tuple(finding_from_json(one) for one in row.findings)
    return AnswerLine(
        id=row.id,
        version=row.version,
        position=row.position,
        person=f"{row.last_name} {row.first_name}".strip() or NO_NAME,
        birth_date=row.birth_date,
        offering=offering_words(row.offering_number, row.offering_title),
        provider_id=row.provider_id,
        provider=row.provider_name,
        category_code=row.category_code,
        regime_code=row.regime_code,
        bfs_number=row.bfs_number,
        first_day=row.first_day,
        last_day=row.last_day,
        late=row.late,
        cost=row.cost,
        third_party=row.third_party,
        eligible=row.eligible,
        canton=row.canton,
        municipality=row.municipality,
        rate=row.rate,
        tariff_amount=row.tariff_amount,
        steps=tuple(Step(**one) for one in row.steps),
        findings=frozen or (check.findings if check else ()),
        decision=LineDecision(row.decision) if row.decision else None,
        accepted=row.accepted_canton,
        accepted_eligible=row.accepted_eligible,
        reason=row.decision_reason,
        settle_by=SettleBy(row.settle_by) if row.settle_by else None,
        statement=row.statement,
        resumed=row.resumed,
        check=check,
        taken_back=None
        if before is None
        else TakenBack(before.accepted_eligible or 0, before.accepted_canton or 0),
    )


def finding_from_json(stored: Mapping[str, Any]) -> Finding:
    """A finding as it was frozen with the answer."""
    return Finding(
        code=stored["code"],
        severity=Severity(stored["severity"]),
        message=stored["message"],
        detail=stored["detail"],
    )


def municipality_names(session: Session) -> Mapping[int, str]:
    """BFS number → name, also of municipalities of former days."""
    return {row.bfs_number: row.official_name for row in offices.all_municipalities(session)}


# ------------------------------------------------------------------ the list


def _heads() -> Select[Any]:
    """What a row of the list is made of, columns only: what a bill leaves out may be long."""
    more = ("number", "state", "cancels_id", "answer_released_by")
    return select(*(getattr(BillRecord, name) for name in (*_AS_STORED, *more)))


def _bills(session: Session, rows: Sequence[_Head], context: Context) -> tuple[AnswerBill, ...]:
    names = municipality_names(session)
    counted = _counted(session, rows)
    shared, cancelled = _Shared.of(session, rows, context), _cancelled(session, rows)
    made = []
    for row in rows:
        lines = counted.get(row.id, _NONE)
        facts = _facts(row, _decisions(lines), shared, context)
        name = names.get(row.bfs_number, str(row.bfs_number))
        made.append(_bill(row, name, lines, facts, cancelled=row.id in cancelled))
    made.sort(key=lambda bill: (-bill.first_day.toordinal(), bill.municipality, bill.number))
    return tuple(made)


def _cancelled(session: Session, rows: Sequence[_Head]) -> Collection[UUID | None]:
    table = BillRecord
    query = select(table.cancels_id).where(
        table.cancels_id.in_([row.id for row in rows]), table.state != BillState.DRAFT.value
    )
    return set(session.scalars(query))


def _counted(session: Session, rows: Sequence[_Head]) -> Mapping[UUID, _Counted]:
    """Bill → how many lines, decided, adverse, asked; and what is accepted so far."""
    table = BillLineRecord
    adverse = table.decision.in_([one.value for one in answering.ADVERSE])
    asked = table.decision == LineDecision.QUERY.value
    query = (
        select(
            table.bill_id,
            func.count(),
            func.count(table.decision),
            func.sum(case((adverse, 1), else_=0)),
            func.sum(case((asked, 1), else_=0)),
            func.sum(table.accepted_canton),
        )
        .where(table.bill_id.in_([row.id for row in rows]))
        .group_by(table.bill_id)
    )
    return {bill_id: _Counted(*numbers) for bill_id, *numbers in session.execute(query)}


_AS_STORED = (
    *("id", "version", "bfs_number", "year", "first_day", "last_day", "canton", "office_name"),
    *("received_at", "checked_by", "checked_on", "hearing_until", "statement_on", "answered_on"),
    *("answer_sha256", "payment_id", "booked_on", "booked_by", "persons_deleted_on"),
)
"""Columns of a bill that its row calls the same."""


def _bill(
    row: _Head, name: str, counted: _Counted, facts: AnswerFacts, *, cancelled: bool
) -> AnswerBill:
    return AnswerBill(
        **{column: getattr(row, column) for column in _AS_STORED},
        municipality=name,
        number=row.number or 0,
        state=facts.state,
        stage=answering.stage_of(facts),
        accepted=counted.accepted,
        lines=counted.lines,
        decided=counted.decided,
        adverse=counted.adverse,
        released_by=row.answer_released_by,
        cancels=row.cancels_id is not None,
        cancelled=cancelled,
    )


def _decisions(counted: _Counted) -> tuple[LineDecision | None, ...]:
    """As many decisions of each sort as there are; which line they belong to does not matter here."""
    reduced = counted.adverse - counted.queries
    return (
        *[LineDecision.ACCEPTED] * (counted.decided - counted.adverse),
        *[LineDecision.REDUCED] * reduced,
        *[LineDecision.QUERY] * counted.queries,
        *[None] * (counted.lines - counted.decided),
    )
