"""Other bills that a received one is checked against, read in a few large questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from sozdesk.features.billing import rules
from sozdesk.features.billing.queries.earlier import LINE_COLUMNS, claimed_line, counts
from sozdesk.features.billing.queries.provider_costs import provider_costs
from sozdesk.features.billing.queries.received import Received, ReceivedBill
from sozdesk.features.billing.records import BillLineCostRecord, BillLineRecord
from sozdesk.features.billing.rules.splitting import month_of, next_month
from sozdesk.features.billing.terms import (
    ClaimedCost,
    ClaimedLine,
    ClaimEnactment,
    Earlier,
    LineDecision,
)
from sozdesk.features.billing.terms.bill_files import BillContent
from sozdesk.features.billing.terms.checks import (
    OtherCost,
    OtherLine,
    OtherWorkload,
    ProviderTotal,
)
from sozdesk.features.offerings import queries as offerings
from sozdesk.kernel import german

_CHUNK = 500
"""Values of one question."""


class Others:
    """Lines, costs and sums of standing received bills around those that are checked.

    A bill meets itself here too: the rules compare with other municipalities and other dates only.
    """

    def __init__(
        self,
        session: Session,
        received: Received,
        content: Callable[[UUID], BillContent],
        named: Callable[[ReceivedBill], str],
        chosen: Sequence[tuple[ReceivedBill, BillContent]],
    ) -> None:
        self._session = session
        self._standing = received.standing()
        self._bills = received.bills
        self._names = {key: named(bill) for key, bill in received.bills.items()}
        self._before = {bill.id: received.standing_before(bill) for bill, _content in chosen}
        self._cancelled = {bill.id: received.cancelled_before(bill) for bill, _content in chosen}
        contents = [one for _bill, one in chosen if one.cancels is None]
        self._earlier = self._load_earlier(contents)
        self._billed = self._load_billed(contents)
        self._sharing: set[UUID] = set()
        self.lines: Mapping[str, Sequence[OtherLine]] = self._load_lines(contents)
        """Person → lines."""
        self.costs: Mapping[tuple[UUID, str], Sequence[OtherCost]] = self._load_costs(contents)
        """Provider and invoice → costs."""
        self.workloads: Mapping[str, Sequence[OtherWorkload]] = self._load_workloads(content)
        """Person → what it attended."""
        self._totals = self._load_totals(contents)

    # ------------------------------------------------------------------ answers

    def earlier(
        self, bill: ReceivedBill, content: BillContent, closed_years: tuple[int, ...]
    ) -> Earlier:
        """What stood when the bill was issued, of its own persons, with the answers it was made with."""
        known = {(one.year, one.number) for one in content.answered}
        return Earlier(
            lines=tuple(
                line if self._answered(one, known) else replace(line, answer=None)
                for one, line in self._lines_of(self._before[bill.id], content)
            ),
            closed_years=closed_years,
            taken_back=tuple(
                line
                for one, line in self._decided_in_cancelled(bill, content)
                if self._answered(one, known)
            ),
        )

    def taken_back(self, bill: ReceivedBill, content: BillContent) -> tuple[ClaimedLine, ...]:
        """What was refused or reduced for good in bills that were cancelled since, of its own persons."""
        return tuple(line for _one, line in self._decided_in_cancelled(bill, content))

    def _decided_in_cancelled(
        self, bill: ReceivedBill, content: BillContent
    ) -> Iterator[tuple[UUID, ClaimedLine]]:
        for one, line in self._lines_of(self._cancelled[bill.id], content):
            adverse = line.answer is not None and line.answer.decision is not LineDecision.ACCEPTED
            if adverse and self._bills[one].answered:
                yield one, line

    def _lines_of(
        self, bills: Collection[UUID], content: BillContent
    ) -> Iterator[tuple[UUID, ClaimedLine]]:
        """Bill and line, with the decision if there is one, and why it is claimed again."""
        resumed = {(one.year, one.number, one.position): one.reason for one in content.resumed}
        for person_id in _persons([content]):
            for one, position, line in self._earlier.get(person_id, ()):
                if one in bills:
                    reason = resumed.get((*self._numbered(one), position), "")
                    yield one, replace(line, resumed=reason)

    def _numbered(self, bill_id: UUID) -> tuple[int, int]:
        bill = self._bills[bill_id]
        return bill.year, bill.number

    def _answered(self, bill_id: UUID, known: Collection[tuple[int, int]]) -> bool:
        """The answer is final here, and the municipality computed with it."""
        bill = self._bills[bill_id]
        return bill.answered and self._numbered(bill_id) in known

    def billed_before(self, bill: ReceivedBill) -> Mapping[UUID, int]:
        """Enactment → Rappen that earlier bills hold."""
        total: dict[UUID, int] = defaultdict(int)
        for one in self._before[bill.id]:
            for enactment_id, amount in self._billed.get(one, ()):
                total[enactment_id] += amount
        return total

    def provider_totals(self, content: BillContent) -> tuple[ProviderTotal, ...]:
        """What the providers of a bill report of its years, as far as their reports are there."""
        asked = dict.fromkeys(
            (cost.last_day.year, cost.provider_id) for line in content.lines for cost in line.costs
        )
        found = (self._totals.get((content.bfs_number, *one)) for one in asked)
        return tuple(one for one in found if one is not None)

    # ------------------------------------------------------------------ reading

    def _load_earlier(
        self, contents: Sequence[BillContent]
    ) -> Mapping[UUID, list[tuple[UUID, int, ClaimedLine]]]:
        """Person → bill, position and line of what stood or was cancelled before, of all months.

        A limit may hold over a whole offering, whenever its months were billed.
        """
        table, found = BillLineRecord, defaultdict(list)
        ids: set[UUID] = set().union(*self._before.values(), *self._cancelled.values())
        for chunk in _chunks(_persons(contents)) if ids else ():
            query = select(*LINE_COLUMNS).where(table.person_id.in_(chunk))
            rows = self._session.execute(query.order_by(table.bill_id, table.position))
            lines = [row for row in rows if row.bill_id in ids]
            parts = self._parts_of(row.id for row in lines)
            for row in lines:
                bill = self._bills[row.bill_id]
                name = f"{bill.number}/{bill.year}"
                line = claimed_line(row, parts.get(row.id, ()), answered=name)
                found[row.person_id].append((row.bill_id, row.position, line))
        return found

    def _parts_of(self, lines: Iterable[UUID]) -> Mapping[UUID, list[ClaimedCost]]:
        part = BillLineCostRecord
        found: dict[UUID, list[ClaimedCost]] = defaultdict(list)
        for chunk in _chunks(lines):
            query = select(part.line_id, part.invoice_line_id, part.first_day, part.last_day).where(
                part.line_id.in_(chunk)
            )
            for line_id, invoice_line_id, first, last in self._session.execute(
                query.order_by(part.first_day, part.invoice_line_id)
            ):
                found[line_id].append(
                    ClaimedCost(invoice_line_id=invoice_line_id, first=first, last=last)
                )
        return found

    def _load_billed(
        self, contents: Sequence[BillContent]
    ) -> Mapping[UUID, list[tuple[UUID, int]]]:
        """Bill → Rappen per enactment, of the enactments in question."""
        part, line = BillLineCostRecord, BillLineRecord
        found: dict[UUID, list[tuple[UUID, int]]] = defaultdict(list)
        if not any(self._before.values()):
            return found
        for chunk in _chunks({one.id for one in _enactments(contents)}):
            query = (
                select(line.bill_id, part.enactment_id, func.sum(part.amount))
                .join(line, line.id == part.line_id)
                .where(part.enactment_id.in_(chunk), counts())
                .group_by(line.bill_id, part.enactment_id)
            )
            for bill_id, enactment_id, amount in self._session.execute(query):
                found[bill_id].append((enactment_id, amount))
        return found

    def _load_lines(self, contents: Sequence[BillContent]) -> Mapping[str, list[OtherLine]]:
        """Lines in the months of the bills, of their persons."""
        table, lines = BillLineRecord, [line for one in contents for line in one.lines]
        found: dict[str, list[OtherLine]] = defaultdict(list)
        if not lines:
            return found
        first = min(one.first_day for one in lines)
        last = max(one.last_day for one in lines)
        asked = {
            key
            for one in contents
            for claim in one.claims
            for key in rules.looked_up_as(claim.person)
        }
        query = select(
            table.bill_id,
            table.bfs_number,
            table.offering_id,
            table.first_day,
            table.last_day,
            table.ahv_number,
            table.last_name,
            table.first_name,
            table.birth_date,
        ).where(table.last_day >= month_of(first), table.first_day < next_month(last), counts())
        for row in self._session.execute(query):
            if row.bill_id not in self._standing:
                continue
            for key in asked.intersection(rules.listed_as(row)):
                self._sharing.add(row.bill_id)
                found[key].append(
                    OtherLine(
                        bill=self._names[row.bill_id],
                        bfs_number=row.bfs_number,
                        offering_id=row.offering_id,
                        first_day=row.first_day,
                        last_day=row.last_day,
                    )
                )
        return found

    def _load_costs(
        self, contents: Sequence[BillContent]
    ) -> Mapping[tuple[UUID, str], list[OtherCost]]:
        """The invoices of the bills wherever they stand, and others with a date one period around.

        An invoice that is claimed twice under a number typed otherwise has nearly the same date.
        """
        costs = [cost for one in contents for line in one.lines for cost in line.costs]
        asked = {(one.provider_id, german.number_key(one.number)) for one in costs}
        days = [one.invoiced_on for one in costs]
        around = max((one.last_day - one.first_day for one in contents), default=timedelta())
        part = BillLineCostRecord
        numbers = [part.number.in_(chunk) for chunk in _chunks({one.number for one in costs})]
        if days:
            first, last = min(days) - around, max(days) + around
            numbers.append(part.invoiced_on.between(first, last))
        found: dict[tuple[UUID, str], set[OtherCost]] = defaultdict(set)
        for condition in numbers:
            for one, cost in self._costs_where(condition, asked):
                found[one].add(cost)
        return {key: sorted(those, key=_order) for key, those in found.items()}

    def _costs_where(
        self, condition: ColumnElement[bool], asked: Collection[tuple[UUID, str]]
    ) -> Iterator[tuple[tuple[UUID, str], OtherCost]]:
        part, line = BillLineCostRecord, BillLineRecord
        query = (
            select(
                line.bill_id,
                line.bfs_number,
                line.offering_id,
                line.ahv_number,
                line.last_name,
                line.first_name,
                line.birth_date,
                part.provider_id,
                part.number,
                part.invoice_line_id,
                part.invoiced_on,
                part.first_day,
                part.last_day,
            )
            .join(line, line.id == part.line_id)
            .where(condition, counts())
        )
        for row in self._session.execute(query):
            key = row.provider_id, german.number_key(row.number)
            if key in asked and row.bill_id in self._standing:
                yield (
                    key,
                    OtherCost(
                        bill=self._names[row.bill_id],
                        bfs_number=row.bfs_number,
                        offering_id=row.offering_id,
                        invoice_line_id=row.invoice_line_id,
                        person=rules.listed_as(row),
                        invoiced_on=row.invoiced_on,
                        first_day=row.first_day,
                        last_day=row.last_day,
                    ),
                )

    def _load_workloads(
        self, content: Callable[[UUID], BillContent]
    ) -> Mapping[str, list[OtherWorkload]]:
        """Of the bills that share a person: their enactments say from when to when, and how much."""
        found: dict[str, list[OtherWorkload]] = defaultdict(list)
        for bill_id in sorted(self._sharing):
            for person, one in rules.workloads_of(content(bill_id), self._names[bill_id]):
                for key in self.lines.keys() & rules.listed_as(person):
                    found[key].append(one)
        return found

    def _load_totals(
        self, contents: Sequence[BillContent]
    ) -> Mapping[tuple[int, int, UUID], ProviderTotal]:
        costs = (cost for one in contents for line in one.lines for cost in line.costs)
        years = sorted({one.last_day.year for one in costs})
        return {key: total for year in years for key, total in self._totals_of(year)}

    def _totals_of(self, year: int) -> Iterator[tuple[tuple[int, int, UUID], ProviderTotal]]:
        """Municipality, year and provider → reported and billed, of the reports that are there."""
        reports = offerings.provider_reports(self._session, year)
        if not reports:
            return
        billed = provider_costs(self._session, year)
        names = {one.id: one.name for one in offerings.providers(self._session)}
        for row in reports:
            provider_id = row.report.provider_id
            for town in row.report.municipalities:
                if town.amount is not None:
                    yield (
                        (town.bfs_number, year, provider_id),
                        ProviderTotal(
                            year=year,
                            provider_name=names.get(provider_id, ""),
                            reported=town.amount,
                            billed=billed.get((town.bfs_number, provider_id), 0),
                        ),
                    )


def _persons(contents: Iterable[BillContent]) -> dict[UUID, None]:
    """Each once, also under the ids of entries that were merged with it."""
    persons = (claim.person for one in contents for claim in one.claims)
    return dict.fromkeys(key for one in persons for key in (one.id, *one.earlier_ids))


def _enactments(contents: Iterable[BillContent]) -> Iterator[ClaimEnactment]:
    return (one for content in contents for claim in content.claims for one in claim.enactments)


def _order(cost: OtherCost) -> tuple[int, str, date, date, UUID]:
    return cost.bfs_number, cost.bill, cost.invoiced_on, cost.first_day, cost.invoice_line_id


def _chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    ordered = sorted(values)
    for at in range(0, len(ordered), _CHUNK):
        yield ordered[at : at + _CHUNK]
