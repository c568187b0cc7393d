"""Bills as they are stored: the list, one with its lines, and who is paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sozdesk.archive.journal_history import last_act_on
from sozdesk.features.billing.queries.frozen import frozen_bill
from sozdesk.features.billing.records import (
    BillLineCostRecord,
    BillLineRecord,
    BillRecord,
    CreditorRecord,
    DebtorRecord,
)
from sozdesk.features.billing.terms import (
    BillDetail,
    BillLineCostRow,
    BillLineRow,
    BillOrigin,
    BillPaper,
    BillParties,
    BillRow,
    BillState,
    LeftOutRow,
    Payee,
    Step,
)
from sozdesk.features.billing.texts.papers import gone
from sozdesk.features.cases import queries as cases
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.terms import PriceUnit
from sozdesk.features.offices import queries as offices
from sozdesk.kernel.context import Context
from sozdesk.kernel.dated import on
from sozdesk.kernel.errors import NotFound


def own_bills(session: Session) -> tuple[BillRow, ...]:
    """Bills and drafts of the own municipalities, the latest first."""
    table = BillRecord
    query = select(table).where(table.origin == BillOrigin.OWN.value)
    return _rows(session, session.scalars(query))


def invoices_since(session: Session, bill_id: UUID) -> int:
    """How many invoices were entered or changed since a draft was computed; 0 if it is none."""
    record = session.get(BillRecord, bill_id)
    if record is None or record.state != BillState.DRAFT.value:
        return 0
    drafted = last_act_on(session, BillRecord, bill_id, "draft_bill")
    return cases.invoices_after(session, drafted, record.bfs_number, record.last_day)


def bill(session: Session, bill_id: UUID) -> BillDetail | None:
    """One bill with its lines and what it leaves out; None if it is gone."""
    record = session.get(BillRecord, bill_id)
    if record is None:
        return None
    (row,) = _rows(session, [record])
    return BillDetail(
        row=row,
        lines=_lines(session, bill_id),
        left_out=tuple(left_out_row(one) for one in record.left_out),
    )


def bill_paper(session: Session, bill_id: UUID, context: Context) -> BillPaper:
    """What the documents of a bill are made of; NotFound if it is gone, or its persons are."""
    detail = bill(session, bill_id)
    if detail is None:
        raise NotFound("Diese Abrechnung gibt es nicht mehr.", "Laden Sie die Seite neu.")
    if detail.row.persons_deleted_on is not None:
        raise NotFound(*gone(detail.row.persons_deleted_on))
    day = detail.row.issued_on or detail.row.drafted_on
    record = session.get_one(BillRecord, bill_id)
    return BillPaper(
        detail=detail,
        parties=parties(session, detail.row.bfs_number, day),
        regimes={row.code: row.name for row in offerings.all_regimes(session)},
        office=record.office_name,
        now=context.now,
        sample=context.sample,
        frozen_pdf=frozen_bill(session, bill_id),
    )


def _rows(session: Session, records: Iterable[BillRecord]) -> tuple[BillRow, ...]:
    around = _surroundings(session)
    return tuple(sorted((_row(one, around) for one in records), key=_latest_first, reverse=True))


class _Surroundings(NamedTuple):
    """What names and counts bills."""

    municipalities: Mapping[int, str]
    lines: Mapping[UUID, int]
    numbers: Mapping[UUID, str]
    """Bill → «3/2026»."""
    takers: Mapping[UUID, str]
    """Bill → number of the one that takes it back."""


def _surroundings(session: Session) -> _Surroundings:
    names = {one.bfs_number: one.short_name for one in offices.all_municipalities(session)}
    line, table = BillLineRecord, BillRecord
    counted = select(line.bill_id, func.count().label("lines")).group_by(line.bill_id)
    counts = {one.bill_id: one.lines for one in session.execute(counted)}
    bills = session.execute(select(table.id, table.number, table.year, table.cancels_id)).all()
    numbers = {one.id: f"{one.number}/{one.year}" for one in bills}
    takers = {one.cancels_id: numbers[one.id] for one in bills if one.cancels_id is not None}
    return _Surroundings(names, counts, numbers, takers)


_PLAIN = (
    "id",
    "version",
    "bfs_number",
    "year",
    "number",
    "first_day",
    "last_day",
    "cut_off",
    "accrual",
    "drafted_on",
    "drafted_by",
    "released_by",
    "issued_on",
    "hearing_until",
    "statement_on",
    "persons_deleted_on",
    "cost",
    "third_party",
    "eligible",
    "canton",
    "municipality",
)


def _row(one: BillRecord, around: _Surroundings) -> BillRow:
    return BillRow(
        **{name: getattr(one, name) for name in _PLAIN},
        state=BillState(one.state),
        municipality_name=around.municipalities.get(one.bfs_number, str(one.bfs_number)),
        cancels=around.numbers.get(one.cancels_id, "") if one.cancels_id else "",
        cancelled_by=around.takers.get(one.id, ""),
        lines=around.lines.get(one.id, 0),
    )


def _latest_first(row: BillRow) -> tuple[date, bool, int, str]:
    return (row.last_day, row.number is None, row.number or 0, str(row.id))


def _lines(session: Session, bill_id: UUID) -> tuple[BillLineRow, ...]:
    table = BillLineRecord
    query = select(table).where(table.bill_id == bill_id).order_by(table.position)
    costs = _costs(session, bill_id)
    return tuple(_line(one, costs.get(one.id, [])) for one in session.scalars(query))


def _line(one: BillLineRecord, costs: Iterable[BillLineCostRow]) -> BillLineRow:
    return BillLineRow(
        position=one.position,
        person_id=one.person_id,
        last_name=one.last_name,
        first_name=one.first_name,
        birth_date=one.birth_date,
        ahv_number=one.ahv_number,
        offering_number=one.offering_number,
        offering_title=one.offering_title,
        provider_name=one.provider_name,
        regime_code=one.regime_code,
        first_day=one.first_day,
        last_day=one.last_day,
        days=one.days,
        tariff_unit=PriceUnit(one.tariff_unit),
        tariff_amount=one.tariff_amount,
        rate=one.rate,
        cost=one.cost,
        third_party=one.third_party,
        eligible=one.eligible,
        canton=one.canton,
        municipality=one.municipality,
        late=one.late,
        steps=tuple(Step(**step) for step in one.steps),
        costs=tuple(costs),
    )


def _costs(session: Session, bill_id: UUID) -> Mapping[UUID, list[BillLineCostRow]]:
    part, line = BillLineCostRecord, BillLineRecord
    query = (
        select(part.line_id, part.number, part.first_day, part.last_day, part.amount)
        .join(line, line.id == part.line_id)
        .where(line.bill_id == bill_id)
        .order_by(part.first_day, part.number, part.id)
    )
    found: dict[UUID, list[BillLineCostRow]] = defaultdict(list)
    for line_id, number, first, last, amount in session.execute(query):
        found[line_id].append(
            BillLineCostRow(number=number, first_day=first, last_day=last, amount=amount)
        )
    return found


def left_out_row(stored: Mapping[str, Any]) -> LeftOutRow:
    """What was left out, from its frozen words."""
    return LeftOutRow(
        person_id=UUID(stored["person_id"]),
        last_name=stored["last_name"],
        first_name=stored["first_name"],
        ahv_number=stored["ahv_number"],
        offering_number=stored["offering_number"],
        offering_title=stored["offering_title"],
        number=stored["number"],
        first_day=date.fromisoformat(stored["first_day"]),
        last_day=date.fromisoformat(stored["last_day"]),
        cost=stored["cost"],
        reasons=tuple(stored["reasons"]),
        billed_in=stored.get("billed_in", ""),
        enactment_id=UUID(stored["enactment_id"]) if "enactment_id" in stored else None,
    )


def parties(session: Session, bfs_number: int, day: date) -> BillParties:
    """Creditor of a municipality and debtor on a day."""
    own = [one for one in payees(session) if one.bfs_number == bfs_number]
    return BillParties(creditor=on(day, own), debtor=on(day, debtors(session)))


def payees(session: Session) -> tuple[Payee, ...]:
    """Whom the canton pays, by municipality and day."""
    table = CreditorRecord
    query = select(table).order_by(table.bfs_number, table.valid_from)
    return tuple(
        Payee(**_address(one), iban=one.iban, bfs_number=one.bfs_number)
        for one in session.scalars(query)
    )


def debtors(session: Session) -> tuple[Payee, ...]:
    """To whom bills are addressed, by day."""
    query = select(DebtorRecord).order_by(DebtorRecord.valid_from)
    return tuple(Payee(**_address(one)) for one in session.scalars(query))


def _address(one: CreditorRecord | DebtorRecord) -> dict[str, Any]:
    return {
        "id": one.id,
        "version": one.version,
        "valid_from": one.valid_from,
        "ended_on": one.ended_on,
        "name": one.name,
        "street": one.street,
        "postcode": one.postcode,
        "town": one.town,
    }
