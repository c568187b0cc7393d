"""Providers' invoices, and what a draft of one is compared with; columns only, no records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from sozdesk.features.cases import rules
from sozdesk.features.cases.queries.enactments import enactment
from sozdesk.features.cases.queries.rulings import ruling_spans
from sozdesk.features.cases.records import (
    CaseRecord,
    EnactmentRecord,
    InvoiceLineRecord,
    InvoiceRecord,
    PersonRecord,
    RulingRecord,
    ThirdPartyPaymentRecord,
)
from sozdesk.features.cases.terms import (
    Enacted,
    InvoicedEnactment,
    InvoiceDraft,
    InvoiceFacts,
    InvoiceLineRow,
    InvoiceRow,
    SameNumber,
    ServicePeriod,
)
from sozdesk.features.cases.texts import enactments as said
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.terms import PriceUnit, Vat
from sozdesk.features.offices import queries as offices
from sozdesk.kernel import german

LATEST_FIRST = (
    InvoiceRecord.invoiced_on.desc(),
    InvoiceRecord.provider_name,
    InvoiceRecord.number.desc(),
    InvoiceRecord.id,
)


def invoices(
    session: Session,
    enactment_id: UUID | None = None,
    *,
    since: date | None = None,
    also: Collection[UUID] = (),
) -> tuple[InvoiceRow, ...]:
    """Invoices, the latest first: all, those that name an enactment, or those of ``since`` or later.

    With ``since`` unpaid ones come, too, and ``also`` (ids), however old they are.
    """
    only = open_or_since(since, also)
    if enactment_id is not None:
        only = and_(only, naming(enactment_id))
    return _rows(session, only)


def invoice(session: Session, invoice_id: UUID) -> InvoiceRow | None:
    """One of them, None if it is gone."""
    return next(iter(_rows(session, InvoiceRecord.id == invoice_id)), None)


def naming(enactment_id: UUID) -> ColumnElement[bool]:
    """Invoices with a line about an enactment."""
    line = InvoiceLineRecord
    return InvoiceRecord.id.in_(select(line.invoice_id).where(line.enactment_id == enactment_id))


def open_or_since(since: date | None, also: Collection[UUID]) -> ColumnElement[bool]:
    """Invoices of that day or later, unpaid ones, and ``also``; all without a day."""
    table = InvoiceRecord
    if since is None:
        return true()
    return or_(table.invoiced_on >= since, table.paid_on.is_(None), table.id.in_(also))


def _rows(session: Session, only: ColumnElement[bool]) -> tuple[InvoiceRow, ...]:
    table, credited = InvoiceRecord, aliased(InvoiceRecord)
    query = (
        select(*table.__table__.columns, credited.number.label("credits_number"))
        .outerjoin(credited, credited.id == table.credits_id)
        .where(only)
        .order_by(*LATEST_FIRST)
    )
    lines = _lines(session, select(table.id).where(only))
    return tuple(_invoice(row, lines.get(row.id, ())) for row in session.execute(query))


def _invoice(row: Any, lines: tuple[InvoiceLineRow, ...]) -> InvoiceRow:
    return InvoiceRow(
        id=row.id,
        version=row.version,
        provider_id=row.provider_id,
        provider_name=row.provider_name,
        number=row.number,
        invoiced_on=row.invoiced_on,
        paid_on=row.paid_on,
        vat=Vat(row.vat),
        vat_rate=row.vat_rate,
        credits_id=row.credits_id,
        credits_number=row.credits_number or "",
        recorded_on=row.recorded_on,
        note=row.note,
        lines=lines,
    )


def _lines(session: Session, wanted: Select[UUID]) -> Mapping[UUID, tuple[InvoiceLineRow, ...]]:
    table, what, case, who = InvoiceLineRecord, EnactmentRecord, CaseRecord, PersonRecord
    query = (
        select(
            *table.__table__.columns,
            what.case_id,
            what.offering_title,
            case.number,
            case.bfs_number,
            who.last_name,
            who.first_name,
        )
        .join(what, what.id == table.enactment_id)
        .join(case, case.id == what.case_id)
        .join(who, who.id == what.person_id)
        .where(table.invoice_id.in_(wanted))
        .order_by(table.first_day, case.number, who.name_sort, table.id)
    )
    found: dict[UUID, list[InvoiceLineRow]] = defaultdict(list)
    for row in session.execute(query):
        found[row.invoice_id].append(_line(row))
    return {key: tuple(rows) for key, rows in found.items()}


def _line(row: Any) -> InvoiceLineRow:
    return InvoiceLineRow(
        id=row.id,
        enactment_id=row.enactment_id,
        case_id=row.case_id,
        case_number=row.number,
        person_name=f"{row.last_name} {row.first_name}".strip(),
        offering_title=row.offering_title,
        bfs_number=row.bfs_number,
        first_day=row.first_day,
        last_day=row.last_day,
        units=row.units,
        possible=row.possible,
        absent=row.absent,
        amount=row.amount,
    )


def enacted(session: Session, since: date, also: Collection[UUID] = ()) -> tuple[Enacted, ...]:
    """Enactments that an invoice may name, by provider and person: no older ones but ``also`` (ids)."""
    table, case, who = EnactmentRecord, CaseRecord, PersonRecord
    query = (
        select(
            table.id,
            case.number,
            who.last_name,
            who.first_name,
            table.offering_title,
            table.provider_id,
            table.provider_name,
            table.first_day,
            table.last_day,
            table.unit,
            table.price,
        )
        .join(case, case.id == table.case_id)
        .join(who, who.id == table.person_id)
        .where(or_(table.last_day >= since, table.id.in_(also)))
        .order_by(table.provider_name, who.name_sort, table.first_day.desc(), table.id)
    )
    return tuple(
        Enacted(
            id=row.id,
            case_number=row.number,
            person_name=f"{row.last_name} {row.first_name}".strip(),
            offering_title=row.offering_title,
            provider_id=row.provider_id,
            provider_name=row.provider_name,
            first_day=row.first_day,
            last_day=row.last_day,
            unit=PriceUnit(row.unit),
            price=row.price,
        )
        for row in session.execute(query)
    )


# ------------------------------------------------------------------ what a draft is compared with


def invoice_facts(
    session: Session, draft: InvoiceDraft, invoice_id: UUID | None = None
) -> InvoiceFacts:
    """Everything that the rules need for a draft; ``invoice_id`` is itself, if it is changed."""
    wanted = {line.enactment_id for line in draft.lines if line.enactment_id is not None}
    return InvoiceFacts(
        draft=draft,
        enactments=_enactments(session, draft, wanted, invoice_id),
        same_number=_same_number(session, draft, invoice_id),
        credited=_credited(session, draft, invoice_id),
        taken_back=invoice(session, draft.credits_id) if draft.credits_id else None,
    )


def _enactments(
    session: Session, draft: InvoiceDraft, ids: set[UUID], invoice_id: UUID | None
) -> tuple[InvoicedEnactment, ...]:
    table, case = EnactmentRecord, CaseRecord
    found = session.execute(
        select(*table.__table__.columns, case.number)
        .join(case, case.id == table.case_id)
        .where(table.id.in_(ids))
    ).all()
    days = {line.enactment_id: line.first_day for line in draft.lines if line.first_day}
    asked = {row.id: (row.offering_id, days.get(row.id, row.first_day)) for row in found}
    absences = offerings.absences_invoiced(session, set(asked.values()))
    others = _others(session, ids, invoice_id)
    paid = _paid(session, ids)
    granted = _granted(session, {row.ruling_id for row in found if row.ruling_id}, invoice_id)
    spans = ruling_spans(session, {row.case_id for row in found if row.ruling_id})
    return tuple(
        InvoicedEnactment(
            id=row.id,
            label=f"{said.case_name(row.number)}, {row.offering_title}",
            provider_id=row.provider_id,
            first_day=row.first_day,
            last_day=row.last_day,
            unit=PriceUnit(row.unit),
            price=row.price,
            approved=row.approved,
            units_possible=row.units_possible,
            absences_invoiced=absences[asked[row.id]],
            others=others.get(row.id, ()),
            third_party=paid.get(row.id, 0),
            ruling_id=row.ruling_id,
            ruling_limit=granted.get(row.ruling_id, (None, 0))[0],
            ruling_invoiced=granted.get(row.ruling_id, (None, 0))[1],
            ruling_span=spans.get(row.ruling_id),
        )
        for row in found
    )


def _granted(
    session: Session, ids: set[UUID], invoice_id: UUID | None
) -> Mapping[UUID | None, tuple[int | None, int]]:
    """Verfügung → its Kostengutsprache, and what other invoices hold of all its enactments."""
    ruling, what, line = RulingRecord, EnactmentRecord, InvoiceLineRecord
    mine = line.enactment_id == what.id
    if invoice_id is not None:
        mine = and_(mine, line.invoice_id != invoice_id)
    query = (
        select(ruling.id, ruling.limit_amount, func.coalesce(func.sum(line.amount), 0))
        .join(what, what.ruling_id == ruling.id)
        .outerjoin(line, mine)
        .where(ruling.id.in_(ids))
        .group_by(ruling.id)
    )
    return {row[0]: (row[1], int(row[2])) for row in session.execute(query)}


def _others(
    session: Session, ids: set[UUID], invoice_id: UUID | None
) -> Mapping[UUID, tuple[ServicePeriod, ...]]:
    line, invoice = InvoiceLineRecord, InvoiceRecord
    query = (
        select(line.enactment_id, invoice.number, line.first_day, line.last_day, line.amount)
        .join(invoice, invoice.id == line.invoice_id)
        .where(line.enactment_id.in_(ids))
        .order_by(line.first_day, invoice.number)
    )
    if invoice_id is not None:
        query = query.where(line.invoice_id != invoice_id)
    found: dict[UUID, list[ServicePeriod]] = defaultdict(list)
    for row in session.execute(query):
        found[row.enactment_id].append(
            ServicePeriod(
                number=row.number,
                first_day=row.first_day,
                last_day=row.last_day,
                amount=row.amount,
            )
        )
    return {key: tuple(rows) for key, rows in found.items()}


def _paid(session: Session, ids: set[UUID]) -> Mapping[UUID, int]:
    table = ThirdPartyPaymentRecord
    query = (
        select(table.enactment_id, func.sum(table.amount))
        .where(table.enactment_id.in_(ids))
        .group_by(table.enactment_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _same_number(
    session: Session, draft: InvoiceDraft, invoice_id: UUID | None
) -> SameNumber | None:
    """The invoice of this provider with the same number, whichever municipality paid it."""
    table = InvoiceRecord
    wanted = german.number_key(draft.number)
    if draft.provider_id is None or not wanted:
        return None
    numbers = session.scalars(select(table.number).where(table.provider_id == draft.provider_id))
    same = [number for number in numbers if german.number_key(number) == wanted]
    query = select(table.id, table.invoiced_on).where(
        table.provider_id == draft.provider_id, table.number.in_(same)
    )
    for row in session.execute(query):
        if row.id != invoice_id:
            return SameNumber(invoiced_on=row.invoiced_on, where=_where(session, row.id))
    return None


def _where(session: Session, invoice_id: UUID) -> str:
    """«Fall 12 (Liestal), Fall 14 (Sissach)»."""
    names = {row.bfs_number: row.short_name for row in offices.all_municipalities(session)}
    wanted = select(InvoiceRecord.id).where(InvoiceRecord.id == invoice_id)
    lines = _lines(session, wanted).get(invoice_id, ())
    places = (
        f"{said.case_name(line.case_number)} ({names.get(line.bfs_number, line.bfs_number)})"
        for line in lines
    )
    return ", ".join(dict.fromkeys(places)) or "ohne Zeile"


def _credited(session: Session, draft: InvoiceDraft, invoice_id: UUID | None) -> int | None:
    """What the invoice that is taken back still holds."""
    if draft.credits_id is None:
        return None
    line, invoice = InvoiceLineRecord, InvoiceRecord
    query = (
        select(func.coalesce(func.sum(line.amount), 0))
        .join(invoice, invoice.id == line.invoice_id)
        .where((invoice.id == draft.credits_id) | (invoice.credits_id == draft.credits_id))
    )
    if invoice_id is not None:
        query = query.where(invoice.id != invoice_id)
    return int(session.scalar(query) or 0)


def service_span(session: Session, enactment_id: UUID) -> tuple[date, date] | None:
    """Days that an invoice for an enactment would be about next: after the last invoiced one."""
    row = enactment(session, enactment_id)
    if row is None:
        return None
    last = min(row.ended_on or row.last_day, row.last_day)
    return rules.next_service(row.began_on or row.first_day, last, row.invoiced_until)
