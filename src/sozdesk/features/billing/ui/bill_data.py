"""What the page of the bills shows, read at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sozdesk.features.billing import queries
from sozdesk.features.billing.terms import BillDetail, BillParties, BillRow, Payee, Period
from sozdesk.features.billing.terms.figures import Names
from sozdesk.features.billing.ui.account_values import ValueChoices
from sozdesk.features.offerings import queries as offerings
from sozdesk.kernel.municipality import Municipality

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class BillsData:
    """All bills, and what a new one may be for."""

    bills: tuple[BillRow, ...]
    municipalities: tuple[Municipality, ...]
    periods: tuple[Period, ...]
    """That are over, the latest first."""
    running: Period
    """The one that is not over yet."""
    unbilled: frozenset[int]
    """Municipalities with something to bill in the latest period that is over."""
    release: bool
    """A second person releases bills before they are issued."""
    today: date
    read_only: bool


def load(archive: Archive) -> BillsData:
    """The list."""
    today = archive.context().today
    periods = archive.query(queries.proposed, today)
    bills = archive.query(queries.own_bills)
    return BillsData(
        bills=bills,
        municipalities=archive.query(queries.municipalities, today),
        periods=periods,
        running=archive.query(queries.running, today),
        unbilled=archive.query(queries.unbilled, bills, periods[0]),
        release=archive.query(queries.needs_release, today),
        today=today,
        read_only=archive.read_only,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BillData:
    """One bill."""

    detail: BillDetail
    parties: BillParties
    regimes: dict[str, str]
    since: int
    """Invoices that were entered or changed since a draft was computed."""


def load_bill(archive: Archive, bill_id: UUID) -> BillData | None:
    """The chosen bill; None if it is gone meanwhile."""
    detail = archive.query(queries.bill, bill_id)
    if detail is None:
        return None
    day = detail.row.issued_on or detail.row.drafted_on
    return BillData(
        detail=detail,
        parties=archive.query(queries.parties, detail.row.bfs_number, day),
        regimes={row.code: row.name for row in archive.query(offerings.all_regimes)},
        since=archive.query(queries.invoices_since, bill_id),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PayeesData:
    """Creditors and debtors."""

    creditors: tuple[Payee, ...]
    debtors: tuple[Payee, ...]
    towns: Names
    choices: ValueChoices


def load_payees(archive: Archive) -> PayeesData:
    """All dated entries."""
    today = archive.context().today
    own = archive.query(queries.municipalities, today)
    return PayeesData(
        creditors=archive.query(queries.payees),
        debtors=archive.query(queries.debtors),
        towns={one.bfs_number: one.short_name for one in own},
        choices=ValueChoices(today=today, municipalities=own, address=True),
    )
