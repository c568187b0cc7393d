"""Received bills checked by the KSA: what the rules need of the file, read once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.exchange import envelope
from sozdesk.features.billing import rules
from sozdesk.features.billing.queries.check_others import Others
from sozdesk.features.billing.queries.claims import catalogue, figures, offering_facts
from sozdesk.features.billing.queries.received import Received, ReceivedBill
from sozdesk.features.billing.records import ClosedYearRecord
from sozdesk.features.billing.rules import Catalogue
from sozdesk.features.billing.terms import BillFile, DraftBill, Earlier, OfferingFacts, Period
from sozdesk.features.billing.terms.bill_files import BILL_VERSION, BillContent
from sozdesk.features.billing.terms.checks import (
    CheckAround,
    CheckBasis,
    CheckedBill,
    Kindergarten,
)
from sozdesk.features.billing.texts import bill_files as texts
from sozdesk.features.billing.texts import papers
from sozdesk.features.cases import queries as cases
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.terms import ValueKey
from sozdesk.features.offices import queries as offices
from sozdesk.kernel.errors import NotFound

Change = Callable[[Catalogue], Catalogue]
"""Another catalogue in place of the own one: what would be, if."""
Stood = Callable[[Earlier], Earlier]
"""What would stand before a bill in place of what stood."""


def check_bill(session: Session, bill_id: UUID) -> CheckedBill:
    """One received bill; NotFound if it or its persons are gone or it was not received."""
    return check_bills(session, [bill_id])[0]


def check_bills(session: Session, ids: Sequence[UUID]) -> tuple[CheckedBill, ...]:
    """Received bills in the order of their ids; NotFound if one is gone or was not received."""
    work = CheckWork(session, ids)
    return tuple(work.checked(bill_id) for bill_id in ids)


def bills_of_period(
    session: Session, first: date | None = None, last: date | None = None
) -> tuple[UUID, ...]:
    """Received bills whose period lies between two days, by municipality and number.

    A bill whose persons are deleted cannot be checked again, nor one that takes such a bill back.
    """
    bills = Received(session).bills
    whole = {key for key, one in bills.items() if one.content_sha256 is not None}
    chosen = [
        one
        for key, one in bills.items()
        if key in whole
        and (one.cancels_id is None or one.cancels_id in whole)
        and (first is None or one.first_day >= first)
        and (last is None or one.last_day <= last)
    ]
    chosen.sort(key=lambda one: (one.bfs_number, one.year, one.number))
    return tuple(one.id for one in chosen)


class CheckWork:
    """What all bills of one check share."""

    def __init__(self, session: Session, ids: Iterable[UUID]) -> None:
        self._session = session
        self._received = Received(session)
        self._names = {
            one.bfs_number: one.short_name for one in offices.all_municipalities(session)
        }
        self._contents: dict[UUID, BillContent] = {}
        chosen = [(self._bill(one), self.content(one)) for one in ids]
        self._facts = self._offerings(content for _bill, content in chosen)
        self._regime_rules = cases.regime_rules(session)
        self._catalogues: dict[date, Catalogue] = {}
        self._kindergartens: dict[date, Kindergarten] = {}
        closed = session.execute(select(ClosedYearRecord.year, ClosedYearRecord.closed_on))
        self._closed = {row.year: row.closed_on for row in closed}
        self._others = Others(session, self._received, self.content, self._named, chosen)

    def checked(self, bill_id: UUID, changed: Change = lambda known: known) -> CheckedBill:
        """Everything that was found in one bill, with the own catalogue or another one."""
        bill, content = self._bill(bill_id), self.content(bill_id)
        period = Period(first=bill.first_day, last=bill.last_day, cut_off=bill.cut_off)
        known = changed(self._catalogue(period))
        basis = CheckBasis(
            offerings=self._facts,
            parents=known.parents,
            regime_rules=self._regime_rules,
            kindergarten=self._kindergarten(bill.last_day),
        )
        cancelled = bill.cancels_id
        around = CheckAround(
            figures=figures(self._session, period),
            earlier=self._earlier(bill, content),
            billed_before=self._others.billed_before(bill),
            lines=self._others.lines,
            costs=self._others.costs,
            workloads=self._others.workloads,
            cancelled=self.content(cancelled).lines if cancelled else None,
            provider_totals=self._others.provider_totals(content),
            received=self._received.of_town(bill.bfs_number),
            taken_back=self._others.taken_back(bill, content),
        )
        findings, lines = rules.check(content, basis, known, around)
        return CheckedBill(
            bill_id=bill_id,
            name=self._named(bill),
            content=content,
            findings=findings,
            lines=lines,
        )

    def computed(self, bill_id: UUID, changed: Change, stood: Stood) -> DraftBill:
        """A bill computed with another catalogue and other earlier lines than the own ones."""
        bill, content = self._bill(bill_id), self.content(bill_id)
        period = Period(first=bill.first_day, last=bill.last_day, cut_off=bill.cut_off)
        return rules.draft(
            content.claims,
            self._facts,
            changed(self._catalogue(period)),
            period,
            figures(self._session, period),
            stood(self._earlier(bill, content)),
        )

    def knows(self, offering_id: UUID) -> bool:
        """Whether the KSA has the offering, so that its lines can be computed."""
        return offering_id in self._facts

    def _earlier(self, bill: ReceivedBill, content: BillContent) -> Earlier:
        closed = (year for year, day in self._closed.items() if day <= bill.received_on)
        return self._others.earlier(bill, content, tuple(closed))

    def content(self, bill_id: UUID) -> BillContent:
        """What the file of a bill says; it was checked when it was read in."""
        found = self._contents.get(bill_id)
        if found is None:
            sha256 = self._bill(bill_id).content_sha256
            if sha256 is None:
                raise NotFound(*papers.NOT_TO_CHECK)
            text = blobs.get(self._session, sha256)
            found = self._contents[bill_id] = stored_content(text)
        return found

    def _bill(self, bill_id: UUID) -> ReceivedBill:
        bill = self._received.bills.get(bill_id)
        if bill is None:
            raise NotFound(*texts.BILL_GONE)
        return bill

    def _named(self, bill: ReceivedBill) -> str:
        town = self._names.get(bill.bfs_number, str(bill.bfs_number))
        return texts.bill_name(town, bill.year, bill.number)

    def _offerings(self, contents: Iterable[BillContent]) -> Mapping[UUID, OfferingFacts]:
        ids = {line.offering_id for one in contents for line in one.lines}
        return offering_facts(self._session, ids)

    def _catalogue(self, period: Period) -> Catalogue:
        found = self._catalogues.get(period.last)
        if found is None:
            found = self._catalogues[period.last] = catalogue(self._session, period)
        return found

    def _kindergarten(self, day: date) -> Kindergarten:
        found = self._kindergartens.get(day)
        if found is None:
            age = offerings.value_on(self._session, ValueKey.KINDERGARTEN_AGE, day)
            stichtag = offerings.value_on(self._session, ValueKey.KINDERGARTEN_DAY, day)
            found = self._kindergartens[day] = Kindergarten(
                age=age.value if age else None,
                day=stichtag.value if stichtag else None,
                source=age.source if age else "",
            )
        return found


def stored_content(text: bytes) -> BillContent:
    """The content of a signed text that lies in the own file."""
    opened = envelope.unseal(text, BillFile.BILL.value, BILL_VERSION)
    content = rules.content_from_json(opened.content)
    assert isinstance(content, BillContent)  # nothing else is ever read in
    return content
