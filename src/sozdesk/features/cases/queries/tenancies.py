"""Dwellings beside the limits of their municipality, what was ordered, and counts for November."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sozdesk.features.cases import rules
from sozdesk.features.cases.queries.persons import case, cases
from sozdesk.features.cases.records import RentMeasureRecord, SearchEffortRecord, TenancyRecord
from sozdesk.features.cases.terms import (
    AncillaryKind,
    CaseRow,
    RentMeasure,
    ShareBy,
    TenancyForm,
)
from sozdesk.features.cases.terms.tenancies import (
    DwellingRow,
    HouseholdCount,
    RentMeasureRow,
    RentRow,
    SearchEffortRow,
    TenancyRow,
)
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import queries as rent_limits
from sozdesk.features.rent_limits.terms import LimitSpanRow

_Spans = Mapping[int, Sequence[LimitSpanRow]]


def tenancy_row(row: TenancyRecord) -> TenancyRow:
    """The frozen row of a record."""
    return TenancyRow(
        id=row.id,
        version=row.version,
        case_id=row.case_id,
        valid_from=row.valid_from,
        ended_on=row.ended_on,
        address=row.address,
        rooms=row.rooms,
        net_rent=row.net_rent,
        ancillary=row.ancillary,
        ancillary_kind=AncillaryKind(row.ancillary_kind),
        form=TenancyForm(row.form),
        persons=row.persons,
        supported=row.supported,
        share_by=ShareBy(row.share_by),
        agreed_share=row.agreed_share,
    )


def tenancies_of(session: Session, case_id: UUID) -> tuple[TenancyRow, ...]:
    """The dwellings of a case, latest first."""
    table = TenancyRecord
    query = select(table).where(table.case_id == case_id).order_by(table.valid_from.desc())
    return tuple(tenancy_row(row) for row in session.scalars(query))


def dwellings_of(session: Session, case_id: UUID, today: date) -> tuple[DwellingRow, ...]:
    """The same with comparison and what was ordered; one that is over is compared on its last day."""
    found = case(session, case_id, today)
    if found is None:
        return ()
    rows = tenancies_of(session, case_id)
    measures = _measures(session, [row.id for row in rows])
    spans = rent_limits.limit_history(session, found.bfs_number)
    return tuple(_dwelling(row, spans, measures.get(row.id, ()), today) for row in rows)


def _dwelling(
    row: TenancyRow,
    spans: Sequence[LimitSpanRow],
    measures: tuple[RentMeasureRow, ...],
    today: date,
) -> DwellingRow:
    day = min(max(today, row.valid_from), row.ended_on or date.max)
    return DwellingRow(tenancy=row, check=rules.rent_check(row, spans, day), measures=measures)


def limit_on(session: Session, tenancy: TenancyRow, day: date, today: date) -> int | None:
    """Rappen per month for all who live in a dwelling, as it is valid on a day; None if not known."""
    found = case(session, tenancy.case_id, today)
    spans = rent_limits.limit_history(session, found.bfs_number) if found else ()
    return rules.rent_check(tenancy, spans, day).limit


def _measures(
    session: Session, tenancy_ids: Collection[UUID]
) -> Mapping[UUID, tuple[RentMeasureRow, ...]]:
    table = RentMeasureRecord
    query = (
        select(table)
        .where(table.tenancy_id.in_(tenancy_ids))
        .order_by(table.ordered_on.desc(), table.id.desc())
    )
    rows = session.scalars(query).all()
    efforts = _efforts(session, [row.id for row in rows])
    found: dict[UUID, list[RentMeasureRow]] = defaultdict(list)
    for row in rows:
        found[row.tenancy_id].append(measure_row(row, tuple(efforts.get(row.id, ()))))
    return {key: tuple(of_one) for key, of_one in found.items()}


def measure_row(
    row: RentMeasureRecord, efforts: tuple[SearchEffortRow, ...] = ()
) -> RentMeasureRow:
    """The frozen row of a record."""
    return RentMeasureRow(
        id=row.id,
        version=row.version,
        tenancy_id=row.tenancy_id,
        kind=RentMeasure(row.kind),
        ordered_on=row.ordered_on,
        deadline=row.deadline,
        reduced_to=row.reduced_to,
        limit_then=row.limit_then,
        lifted_on=row.lifted_on,
        note=row.note,
        efforts=efforts,
    )


def _efforts(session: Session, ids: Collection[UUID]) -> Mapping[UUID, list[SearchEffortRow]]:
    table = SearchEffortRecord
    query = (
        select(table)
        .where(table.measure_id.in_(ids))
        .order_by(table.shown_on.desc(), table.id.desc())
    )
    found: dict[UUID, list[SearchEffortRow]] = defaultdict(list)
    for row in session.scalars(query):
        made = SearchEffortRow(id=row.id, version=row.version, shown_on=row.shown_on, text=row.text)
        found[row.measure_id].append(made)
    return found


# ------------------------------------------------------------------ all of them


def running_rents(session: Session, today: date) -> tuple[RentRow, ...]:
    """The running dwellings of all open cases, by number of the case."""
    return _rents(session, _open_cases(session, today), today)


def _open_cases(session: Session, day: date) -> Mapping[UUID, CaseRow]:
    return {
        one.id: one
        for one in cases(session, day)
        if one.opened_on <= day and (one.closed_on is None or one.closed_on >= day)
    }


def _rents(session: Session, known: Mapping[UUID, CaseRow], today: date) -> tuple[RentRow, ...]:
    table = TenancyRecord
    query = select(table).where(
        table.valid_from <= today, or_(table.ended_on.is_(None), table.ended_on >= today)
    )
    rows = [tenancy_row(row) for row in session.scalars(query) if row.case_id in known]
    measures = _measures(session, [row.id for row in rows])
    spans = _spans(session, {known[row.case_id].bfs_number for row in rows})
    towns = {one.bfs_number: one.short_name for one in offices.all_municipalities(session)}
    made = (
        _rent_row(known[row.case_id], row, spans, measures.get(row.id, ()), towns, today)
        for row in rows
    )
    return tuple(sorted(made, key=lambda one: one.case_number))


def _spans(session: Session, numbers: Iterable[int]) -> _Spans:
    return {one: rent_limits.limit_history(session, one) for one in numbers}


def _rent_row(
    of_case: CaseRow,
    row: TenancyRow,
    spans: _Spans,
    measures: tuple[RentMeasureRow, ...],
    towns: Mapping[int, str],
    today: date,
) -> RentRow:
    number = of_case.bfs_number
    return RentRow(
        case_id=of_case.id,
        case_number=of_case.number,
        case_name=of_case.name,
        bfs_number=number,
        town=towns.get(number, str(number)),
        dwelling=_dwelling(row, spans[number], measures, today),
        changes=tuple(rules.limit_changes(row, measures, spans[number], today)),
    )


def household_counts(session: Session, day: date) -> tuple[HouseholdCount, ...]:
    """Supported households per municipality of the office, by size, and how many lie above the limit."""
    known = {key: one for key, one in _open_cases(session, day).items() if one.supported}
    rents = {
        row.case_id: row for row in _rents(session, known, day) if row.dwelling.tenancy.supported
    }
    return tuple(
        _count(
            town.bfs_number,
            town.short_name,
            [rents.get(key) for key, one in known.items() if one.bfs_number == town.bfs_number],
        )
        for town in offices.own_municipalities(session, day)
    )


def _count(bfs_number: int, town: str, rows: Sequence[RentRow | None]) -> HouseholdCount:
    compared = [row for row in rows if row and row.dwelling.check.comparison is not None]
    return HouseholdCount(
        bfs_number=bfs_number,
        town=town,
        by_size=Counter(row.dwelling.tenancy.persons for row in compared),
        above=sum(row.dwelling.check.is_above for row in compared),
        unknown=len(rows) - len(compared),
    )
