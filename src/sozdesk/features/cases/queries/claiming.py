"""What of a municipality's cases a bill needs: a few questions per bill, columns only."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Subquery,
    func,
    or_,
    select,
    type_coerce,
    union,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from sozdesk.archive.columns import rows
from sozdesk.features.cases.queries.claimed_regimes import regimes_of
from sozdesk.features.cases.queries.rulings import ruling_spans
from sozdesk.features.cases.records import (
    CaseAttachmentRecord,
    CaseMemberRecord,
    CaseRecord,
    EnactmentRecord,
    InterruptionRecord,
    InvoiceLineRecord,
    InvoiceRecord,
    ParticipationRecord,
    PersonRecord,
    ResidenceRecord,
    RulingRecord,
    ThirdPartyPaymentRecord,
)
from sozdesk.features.cases.terms import CasePart
from sozdesk.features.cases.terms.claiming import (
    Claimable,
    CostFact,
    EnactedFact,
    InterruptionFact,
    Key,
    PaidFact,
    PersonFact,
    ResidenceFact,
    RulingDays,
    SupportFact,
)
from sozdesk.features.cases.terms.rulings import RulingSpan

_Fact = TypeVar("_Fact")


class BilledBefore(NamedTuple):
    """What bills hold that stand."""

    lines: Subquery
    """``invoice_line_id``, ``amount`` (Rappen of it) and ``whole`` (a tariff over the whole offering)."""
    third_parties: Subquery
    """``person_id``, ``offering_id`` and ``amount`` (Rappen of third parties that were deducted)."""


def claimable(
    session: Session, bfs_number: int, first: date, last: date, before: BilledBefore
) -> Claimable:
    """Enactments of the days, and those that bills do not hold as they stand now, with what belongs to them.

    These are enactments with an invoice that is not wholly billed, after the period too: whoever
    looks for it reads why it is not in the bill; those with other payments of third parties than
    were deducted; and all of a person with an open invoice before the period. Invoices of months
    that no bill touches again stay out, and so does what other municipalities have of the same
    persons.
    """
    enacted = _enacted(session, bfs_number, _pairs(bfs_number, first, last, before).subquery())
    costs = _costs(session, _chosen(enacted), first, before)
    earliest = min([first, *(one[0].first_day for one in costs.values())])
    latest = max([last, *(one.last_day for its in costs.values() for one in its)])
    return _around(session, bfs_number, enacted, costs, (earliest, latest))


def enacted_today(
    session: Session, bfs_number: int, enactment_ids: Iterable[UUID], days: tuple[date, date]
) -> Claimable:
    """Enactments and others of the same persons and offerings as they stand today, without invoices."""
    table = EnactmentRecord
    wanted = _among(table.id, json.dumps([one.hex for one in enactment_ids]))
    pairs = select(table.person_id, table.offering_id).where(wanted).distinct()
    enacted = _enacted(session, bfs_number, pairs.subquery())
    return _around(session, bfs_number, enacted, {}, days)


def _chosen(enacted: Iterable[EnactedFact]) -> str:
    return json.dumps([one.key for one in enacted])


def _around(
    session: Session,
    bfs_number: int,
    enacted: list[EnactedFact],
    costs: dict[Key, list[CostFact]],
    days: tuple[date, date],
) -> Claimable:
    """What belongs to enactments, with the regimes of some days."""
    chosen = _chosen(enacted)
    who = json.dumps(list({one.person for one in enacted}))
    persons = _people(session, who)
    residences = _residences(session, who)
    return Claimable(
        enacted=enacted,
        costs=costs,
        persons=persons,
        residences=residences,
        support=_support(session, bfs_number, persons),
        regimes=regimes_of(session, persons, residences, *days),
        rulings=_rulings(session, bfs_number, enacted),
        interruptions=_interruptions(session, chosen),
        paid=_paid(session, chosen),
        vouchers=_vouchers(session, chosen),
    )


def municipalities_with_cases(session: Session) -> frozenset[int]:
    """BFS numbers of the municipalities that the file holds cases of."""
    return frozenset(session.scalars(select(CaseRecord.bfs_number).distinct()))


def _pairs(bfs_number: int, first: date, last: date, before: BilledBefore) -> Select[UUID, UUID]:
    """Person and offering of every enactment that matters."""
    enactment, case, line, billed = EnactmentRecord, CaseRecord, InvoiceLineRecord, before.lines
    otherwise = _paid_otherwise(bfs_number, before.third_parties).subquery()
    open_lines = (
        select(line.enactment_id)
        .outerjoin(billed, billed.c.invoice_line_id == line.id)
        .where(func.coalesce(billed.c.amount, 0) != line.amount)
    )
    return (
        select(enactment.person_id, enactment.offering_id)
        .join(case, case.id == enactment.case_id)
        .outerjoin(otherwise, _of_pair(otherwise))
        .where(
            case.bfs_number == bfs_number,
            or_(
                (enactment.first_day <= last) & (enactment.last_day >= first),
                enactment.id.in_(open_lines),
                enactment.person_id.in_(_persons_with_late(first, billed)),
                otherwise.c.person_id.is_not(None),
            ),
        )
        .distinct()
    )


def _paid_otherwise(bfs_number: int, deducted: Subquery) -> Select[UUID, UUID]:
    """Billed persons and offerings of which third parties pay other amounts than were deducted."""
    table, enactment, case = ThirdPartyPaymentRecord, EnactmentRecord, CaseRecord
    paid = (
        select(enactment.person_id, enactment.offering_id, func.sum(table.amount).label("amount"))
        .join(enactment, enactment.id == table.enactment_id)
        .join(case, case.id == enactment.case_id)
        .where(case.bfs_number == bfs_number)
        .group_by(enactment.person_id, enactment.offering_id)
        .subquery()
    )
    same = (paid.c.person_id == deducted.c.person_id) & (
        paid.c.offering_id == deducted.c.offering_id
    )
    return (
        select(deducted.c.person_id, deducted.c.offering_id)
        .outerjoin(paid, same)
        .where(func.coalesce(paid.c.amount, 0) != deducted.c.amount)
    )


def _of_pair(pairs: Subquery) -> ColumnElement[bool]:
    return (EnactmentRecord.person_id == pairs.c.person_id) & (
        EnactmentRecord.offering_id == pairs.c.offering_id
    )


def _enacted(session: Session, bfs_number: int, pairs: Subquery) -> list[EnactedFact]:
    """All that the municipality enacted of these persons and offerings."""
    enactment, part, person = EnactmentRecord, ParticipationRecord, PersonRecord
    case = CaseRecord
    query = (
        select(
            _key(enactment.id),
            _key(enactment.person_id),
            _key(enactment.offering_id),
            _key(enactment.ruling_id),
            enactment.id,
            enactment.offering_id,
            enactment.first_day,
            enactment.last_day,
            enactment.workload,
            enactment.unit,
            enactment.price,
            enactment.approved,
            enactment.units_possible,
            enactment.without_share,
            enactment.gfs_free,
            part.began_on,
            part.ended_on,
        )
        .join(pairs, _of_pair(pairs))
        .join(case, case.id == enactment.case_id)
        .join(person, person.id == enactment.person_id)
        .outerjoin(part, part.enactment_id == enactment.id)
        .where(case.bfs_number == bfs_number)
        .order_by(
            person.name_sort,
            person.id,
            enactment.offering_number,
            enactment.offering_id,
            enactment.first_day,
            enactment.id,
        )
    )
    return [EnactedFact._make(row) for row in rows(session, query)]


def _costs(
    session: Session, chosen: str, first: date, before: BilledBefore
) -> dict[Key, list[CostFact]]:
    """Invoices of the days, and of earlier ones those of months that are touched again."""
    billed = before.lines
    line, invoice, enactment = InvoiceLineRecord, InvoiceRecord, EnactmentRecord
    credited = InvoiceRecord.__table__.alias()
    query = (
        select(
            _key(line.enactment_id),
            _key(line.invoice_id),
            line.id,
            invoice.provider_id,
            invoice.number,
            invoice.invoiced_on,
            invoice.recorded_on,
            line.first_day,
            line.last_day,
            line.amount,
            line.units,
            line.possible,
            line.absent,
            func.coalesce(credited.c.number, ""),
        )
        .join(invoice, invoice.id == line.invoice_id)
        .join(enactment, enactment.id == line.enactment_id)
        .outerjoin(billed, billed.c.invoice_line_id == line.id)
        .outerjoin(credited, credited.c.id == invoice.credits_id)
        .where(
            _among(line.enactment_id, chosen),
            or_(
                line.last_day >= first,
                billed.c.whole,
                func.coalesce(billed.c.amount, 0) != line.amount,
                _touched(first, before.lines),
            ),
        )
        .order_by(line.first_day, invoice.number, line.id)
    )
    return _grouped(session, query, CostFact._make)


def _touched(first: date, billed: Subquery) -> ColumnElement[bool]:
    """Billed invoices before the period of persons with an open one, or with somebody else's payment."""
    of_paid = EnactmentRecord.__table__.alias()
    paid = select(of_paid.c.person_id).join(
        ThirdPartyPaymentRecord, ThirdPartyPaymentRecord.enactment_id == of_paid.c.id
    )
    return EnactmentRecord.person_id.in_(union(_persons_with_late(first, billed), paid))


def _persons_with_late(first: date, billed: Subquery) -> Select[UUID]:
    """Persons with an open invoice before the period, as a refused one: a limit over all offerings moves."""
    late, of_late = InvoiceLineRecord.__table__.alias(), EnactmentRecord.__table__.alias()
    again = billed.alias()
    return (
        select(of_late.c.person_id)
        .join(late, late.c.enactment_id == of_late.c.id)
        .outerjoin(again, again.c.invoice_line_id == late.c.id)
        .where(late.c.first_day < first, func.coalesce(again.c.amount, 0) != late.c.amount)
    )


def _people(session: Session, chosen: str) -> dict[Key, PersonFact]:
    who = PersonRecord
    query = select(
        _key(who.id), who.id, who.last_name, who.first_name, who.birth_date, who.ahv_number
    ).where(_among(who.id, chosen))
    return {row[0]: PersonFact._make(row[1:]) for row in rows(session, query)}


def _residences(session: Session, chosen: str) -> dict[Key, list[ResidenceFact]]:
    table = ResidenceRecord
    query = (
        select(_key(table.person_id), table.valid_from, table.ended_on, table.permit, table.refugee)
        .where(_among(table.person_id, chosen))
        .order_by(table.valid_from)
    )
    return _grouped(session, query, ResidenceFact._make)


def _support(
    session: Session, bfs_number: int, persons: Collection[Key]
) -> dict[Key, list[SupportFact]]:
    """Person → days of support by the municipality; another state of a member ends the one before."""
    member, case = CaseMemberRecord, CaseRecord
    query = (
        select(
            _key(member.person_id).label("person"),
            _key(member.case_id).label("case"),
            member.valid_from,
            member.ended_on,
            member.supported,
            case.opened_on,
            case.closed_on,
            case.support_ended_on,
            case.moved_on,
        )
        .join(case, case.id == member.case_id)
        .where(case.bfs_number == bfs_number)
        .order_by(member.person_id, member.case_id, member.valid_from)
    )
    members = [row for row in rows(session, query) if row.person in persons]
    found: dict[Key, list[SupportFact]] = defaultdict(list)
    for row, following in pairwise([*members, None]):
        if row is not None and row.supported:
            found[row.person].append(_supported(row, following, bfs_number))
    return found


def _supported(row: Any, following: Any, bfs_number: int) -> SupportFact:
    same = following is not None and (following.person, following.case) == (row.person, row.case)
    ends = [row.ended_on]
    if same:
        ends.append(following.valid_from - timedelta(days=1))
    if row.support_ended_on is None and row.moved_on is None:
        ends.append(row.closed_on)
    return SupportFact(
        person=row.person,
        first=max(row.valid_from, row.opened_on),
        last=min((day for day in ends if day is not None), default=None),
        bfs_number=bfs_number,
        support_ended_on=row.support_ended_on,
        closed_on=row.closed_on,
        moved_on=row.moved_on,
    )


def _rulings(
    session: Session, bfs_number: int, enacted: Iterable[EnactedFact]
) -> dict[Key, RulingDays]:
    """What the enactments rest on; what replaces a Verfügung is in its case."""
    ruling, case = RulingRecord, CaseRecord
    asked = json.dumps([*{one.ruling for one in enacted if one.ruling is not None}])
    query = (
        select(_key(ruling.id), ruling.ruled_on, ruling.limit_amount)
        .join(case, case.id == ruling.case_id)
        .where(_among(ruling.id, asked), case.bfs_number == bfs_number)
    )
    more = {row[0]: row for row in rows(session, query)}
    of_cases = select(ruling.case_id).where(_among(ruling.id, asked))
    return {
        key: _ruling(span, more[key][1], more[key][2])
        for span in ruling_spans(session, of_cases).values()
        if (key := span.ruling_id.hex) in more
    }


def _ruling(span: RulingSpan, ruled_on: date | None, limit_amount: int | None) -> RulingDays:
    return RulingDays(
        span.number,
        span.nature,
        ruled_on or span.first,
        span.first,
        span.last,
        limit_amount,
        span.contested,
    )


def _interruptions(session: Session, chosen: str) -> dict[Key, list[InterruptionFact]]:
    table, part = InterruptionRecord, ParticipationRecord
    query = (
        select(_key(part.enactment_id), table.first_day, table.last_day, table.reason)
        .join(part, part.id == table.participation_id)
        .where(_among(part.enactment_id, chosen))
        .order_by(table.first_day, table.id)
    )
    return _grouped(session, query, InterruptionFact._make)


def _paid(session: Session, chosen: str) -> dict[Key, list[PaidFact]]:
    table = ThirdPartyPaymentRecord
    query = (
        select(_key(table.enactment_id), table.first_day, table.last_day, table.amount, table.payer)
        .where(_among(table.enactment_id, chosen))
        .order_by(table.first_day, table.id)
    )
    return _grouped(session, query, PaidFact._make)


def _vouchers(session: Session, chosen: str) -> dict[Key, list[str]]:
    table, line = CaseAttachmentRecord, InvoiceLineRecord
    query = (
        select(_key(table.owner_id), table.sha256)
        .join(line, line.invoice_id == table.owner_id)
        .where(table.owner_kind == CasePart.INVOICE.value, _among(line.enactment_id, chosen))
        .distinct()
        .order_by(table.owner_id, table.sha256)
    )
    found: dict[Key, list[str]] = defaultdict(list)
    for row in rows(session, query):
        found[row[0]].append(row[1])
    return found


def _grouped(session: Session, query: Any, make: Callable[[Any], _Fact]) -> dict[Key, list[_Fact]]:
    """By the key in the first column."""
    found: dict[Key, list[_Fact]] = defaultdict(list)
    for row in rows(session, query):
        found[row[0]].append(make(row))
    return found


def _among(column: InstrumentedAttribute[Any], keys: str) -> ColumnElement[bool]:
    """Whether an id is in a JSON list of keys: thousands go as one value, looked up by an index."""
    return column.in_(select(func.json_each(keys).table_valued("value").c.value))


def _key(column: InstrumentedAttribute[Any]) -> ColumnElement[Key]:
    return type_coerce(column, String)


def enacted_persons() -> Subquery:
    """Id of every enactment with its case and the person that it is for today."""
    table = EnactmentRecord
    return select(table.id, table.case_id, table.person_id).subquery()
