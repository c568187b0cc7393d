"""The figures of the monitoring report, from decisions, yearly reports and searches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sozdesk.features.offerings import rules
from sozdesk.features.offerings.queries.decisions import decision_facts
from sozdesk.features.offerings.queries.values import categories, known_categories, value_on
from sozdesk.features.offerings.queries.yearly_reports import provider_reports, report_lines
from sozdesk.features.offerings.records import (
    DecisionRecord,
    OfferingRecord,
    UnmetNeedRecord,
)
from sozdesk.features.offerings.terms import (
    CategoryCount,
    CategoryFigures,
    DecisionCount,
    DecisionKind,
    Monitoring,
    MunicipalSum,
    NeedCount,
    OfferingFigures,
    ProviderReportRow,
    ValueKey,
)
from sozdesk.features.offices import queries as offices
from sozdesk.kernel import german

YEARS = 5
"""How many years are compared, the last one with them."""
MOST_NEEDS = 10


def monitoring(session: Session, year: int, today: date) -> Monitoring:
    """Everything that the report on a year says; counts are those of 31 December, or of today."""
    first, last = _first_year(session, year), date(year, 12, 31)
    names = [(row.code, row.name) for row in categories(session, last)]
    counts, providers = _counts(session, range(first, year + 1), today)
    ended = known_categories(session, last)
    stray = sorted({one.code for one in counts if one.once} - {code for code, _name in names})
    ordered = (*names, *((code, ended[code].name if code in ended else code) for code in stray))
    lines = report_lines(session, year, last)
    threshold = value_on(session, ValueKey.SMALL_COUNT, last)
    reports = provider_reports(session, year)
    return Monitoring(
        year=year,
        first_year=first,
        counted_on=min(last, today),
        categories=ordered,
        counts=counts,
        providers=providers,
        figures=_figures(session, reports, ordered),
        municipal=_municipal(session, reports, last),
        uneven=tuple(
            found
            for line in lines
            if line.row and (found := rules.uneven_report(line.provider.name, line.row.report))
        ),
        decisions=_decisions(session, range(first, year + 1)),
        needs=_needs(session, year),
        expected=sum(line.provider.owes for line in lines),
        received=sum(line.provider.owes and line.row is not None for line in lines),
        threshold=threshold.value if threshold else None,
    )


def _first_year(session: Session, year: int) -> int:
    """Before the first decision nothing is on record, and that is not the same as none."""
    table = DecisionRecord
    query = select(func.min(table.decided_on), func.min(table.valid_from))
    known = [
        day.year
        for day in session.execute(query.where(table.sent_on.is_not(None))).one()
        if day is not None and day.year <= year
    ]
    earliest = year - YEARS + 1
    return max(earliest, min(known, default=earliest))


def _counts(
    session: Session, years: Sequence[int], today: date
) -> tuple[tuple[CategoryCount, ...], tuple[tuple[int, int], ...]]:
    """Recognised offerings and their providers by year and category, and providers by year."""
    facts, table = decision_facts(session), OfferingRecord
    rows = session.execute(select(table.id, table.provider_id, table.category_code)).all()
    counts, providers = [], []
    for year in years:
        now: dict[str, list[UUID]] = defaultdict(list)
        once: dict[str, int] = defaultdict(int)
        for row in rows:
            recognised, ever = rules.recognised_at(
                min(date(year, 12, 31), today),
                facts.of_offering.get(row.id, ()),
                facts.of_provider.get(row.provider_id, ()),
            )
            once[row.category_code] += ever
            if recognised:
                now[row.category_code].append(row.provider_id)
        counts += [
            CategoryCount(
                year=year,
                code=code,
                offerings=len(now[code]),
                once=number,
                providers=len(set(now[code])),
            )
            for code, number in sorted(once.items())
        ]
        providers.append((year, len({one for ids in now.values() for one in ids})))
    return tuple(counts), tuple(providers)


def _figures(
    session: Session,
    reports: Sequence[ProviderReportRow],
    names: Sequence[tuple[str, str]],
) -> tuple[CategoryFigures, ...]:
    """The reported offerings by category; categories that nobody reported on are left out."""
    table = OfferingRecord
    code_of: Mapping[UUID, str] = {
        row.id: row.category_code for row in session.execute(select(table.id, table.category_code))
    }
    grouped: dict[str, list[OfferingFigures]] = defaultdict(list)
    for row in reports:
        for one in row.report.offerings:
            grouped[code_of[one.offering_id]].append(one)
    return tuple(_of_category(code, name, grouped[code]) for code, name in names if grouped[code])


def _of_category(code: str, name: str, rows: Sequence[OfferingFigures]) -> CategoryFigures:
    return CategoryFigures(
        code=code,
        name=name,
        offerings=len(rows),
        places=rules.sum_of(one.places for one in rows),
        utilisation=rules.weighted_utilisation((one.utilisation, one.places) for one in rows),
        participants=rules.sum_of(one.participants for one in rows),
        assignments=rules.sum_of(one.assignments for one in rows),
        amount=rules.sum_of(one.amount for one in rows),
    )


def _municipal(
    session: Session, reports: Sequence[ProviderReportRow], day: date
) -> tuple[MunicipalSum, ...]:
    assigned: dict[int, int] = defaultdict(int)
    amounts: dict[int, int] = defaultdict(int)
    for row in reports:
        for one in row.report.municipalities:
            assigned[one.bfs_number] += one.assignments or 0
            amounts[one.bfs_number] += one.amount or 0
    towns = sorted(
        offices.municipalities(session, day), key=lambda town: german.sort_key(town.official_name)
    )
    return tuple(
        MunicipalSum(
            bfs_number=town.bfs_number,
            name=town.official_name,
            assignments=assigned[town.bfs_number],
            amount=amounts[town.bfs_number],
        )
        for town in towns
    )


_REFUSED = (
    DecisionKind.REFUSED,
    DecisionKind.REFUSED_NEED_COVERED,
    DecisionKind.NOT_ENTERED,
)


def _decisions(session: Session, years: Sequence[int]) -> tuple[DecisionCount, ...]:
    """Sent decisions by the year in which they were made."""
    table = DecisionRecord
    query = select(table.decided_on, table.kind).where(
        table.sent_on.is_not(None),
        table.decided_on >= date(years[0], 1, 1),
        table.decided_on <= date(years[-1], 12, 31),
    )
    made = [(day.year, DecisionKind(kind)) for day, kind in session.execute(query) if day]
    return tuple(
        DecisionCount(
            year=year,
            granted=made.count((year, DecisionKind.RECOGNISED)),
            with_conditions=made.count((year, DecisionKind.WITH_CONDITIONS)),
            refused=sum(made.count((year, kind)) for kind in _REFUSED),
            revoked=sum(made.count((year, kind)) for kind in rules.ENDS),
        )
        for year in years
    )


def _needs(session: Session, year: int) -> tuple[NeedCount, ...]:
    table = UnmetNeedRecord
    searches = func.sum(table.searches)
    query = (
        select(table.criteria, searches)
        .where(table.month >= date(year, 1, 1), table.month <= date(year, 12, 31))
        .group_by(table.criteria)
        .order_by(searches.desc(), table.criteria)
        .limit(MOST_NEEDS)
    )
    return tuple(
        NeedCount(criteria=criteria, searches=count) for criteria, count in session.execute(query)
    )
