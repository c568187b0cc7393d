"""Whom and from where the canton pays, to whom bills go, and which years are closed: dated values.

Three use cases for all kinds: what differs between them is one line of a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import updates
from sozdesk.archive.file_info import OfficeKind, file_info
from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.billing.queries import accounts as queries
from sozdesk.features.billing.records import (
    ClosedYearRecord,
    CreditorRecord,
    DebtorRecord,
    PostingRecord,
)
from sozdesk.features.billing.rules import paying
from sozdesk.features.billing.terms.accounts import AccountKind
from sozdesk.features.billing.texts import paying as texts
from sozdesk.features.billing.usecases.answer_common import (
    CHANGED,
    existing,
    refuse_cantonal,
    refuse_service,
)
from sozdesk.features.offices import queries as offices
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import Finding, stop
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase

_TABLES: Final[Mapping[AccountKind, tuple[Any, tuple[str, ...]]]] = {
    AccountKind.CREDITOR: (CreditorRecord, ("bfs_number",)),
    AccountKind.DEBTOR: (DebtorRecord, ()),
    AccountKind.POSTING: (PostingRecord, ("regime_code", "category_code")),
}
"""The table of a kind, and the columns that say whose value it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAccountValue:
    """A value from a day on; ``values`` are the other columns of its table."""

    kind: AccountKind
    valid_from: date
    values: Mapping[str, object]
    ended_on: date | None = None


@usecase(undoable=True)
def add_account_value(session: Session, command: AddAccountValue, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Enter a value; ``Outcome.value`` is its id. RuleViolation names the fields that are wrong."""
    _refuse_others(session, command.kind)
    table, key = _TABLES[command.kind]
    values = {name: _stored(name, value) for name, value in command.values.items()}
    subject = [str(values.get(name) or "") for name in key]
    row = table(
        id=natural_id(table.__tablename__, *subject, command.valid_from.isoformat()),
        valid_from=command.valid_from,
        ended_on=command.ended_on,
        **values,
    )
    _check(session, command.kind, row)
    session.add(row)
    session.flush()
    return Outcome(CHANGED, f"{_name(command.kind, row)} erfasst", row.id)


def _refuse_others(session: Session, kind: AccountKind) -> None:
    """Accounts are the KSA's, to whom bills go is the Sozialdienst's; who is paid, both know."""
    if kind is AccountKind.POSTING:
        refuse_service(session)
    elif kind is AccountKind.DEBTOR:
        refuse_cantonal(session)


def _stored(name: str, value: object) -> object:
    if name == "iban" and isinstance(value, str):
        return paying.iban_of(value) or german.clean(value)
    if value is None:
        return ""
    return cleaned(value) if isinstance(value, str) else value


def _check(session: Session, kind: AccountKind, row: Any) -> None:
    table, key = _TABLES[kind]
    same = [getattr(table, name) == getattr(row, name) for name in key]
    with session.no_autoflush:
        others = [one for one in session.scalars(select(table).where(*same)) if one is not row]
        known = kind is not AccountKind.CREDITOR or offices.municipality(session, row.bfs_number)
    found: list[Finding] = [] if known else [stop("no_town", texts.UNKNOWN_TOWN, "bfs_number")]
    if kind is AccountKind.POSTING:
        found += paying.posting_findings(row.account)
    else:
        found += paying.name_findings(kind, row.name)
        if file_info(session).office_kind is OfficeKind.SERVICE:
            found += paying.address_findings(row.postcode, row.town)
    if kind is AccountKind.CREDITOR:
        found += paying.iban_findings(row.iban)
    refuse((*found, *paying.span_findings(row.valid_from, row.ended_on, others)))


def _name(kind: AccountKind, row: Any) -> str:
    return f"{texts.KINDS[kind]} ab {german.day(row.valid_from)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAccountValue:
    """New values for some columns; whose value it is and its first day stay."""

    kind: AccountKind
    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_account_value(
    session: Session,
    command: ChangeAccountValue,
    context: Context,  # noqa: ARG001 - every use case is handed a context
) -> Outcome:
    """Change a value; RuleViolation if it were wrong, Outdated if somebody was faster."""
    _refuse_others(session, command.kind)
    table, _key = _TABLES[command.kind]
    changes = {
        name: value if name == "ended_on" else _stored(name, value)
        for name, value in command.changes.items()
    }
    row = updates.change(
        session, table, command.id, command.base_version, changes, texts.KINDS[command.kind]
    )
    _check(session, command.kind, row)
    session.flush()
    return Outcome(CHANGED, f"{_name(command.kind, row)} geändert")


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveAccountValue:
    """A value that is wrong altogether."""

    kind: AccountKind
    id: UUID
    base_version: int


@usecase(undoable=True)
def remove_account_value(
    session: Session,
    command: RemoveAccountValue,
    context: Context,  # noqa: ARG001 - every use case is handed a context
) -> Outcome:
    """Remove a value; bills and vouchers that were made with it keep their words."""
    _refuse_others(session, command.kind)
    table, _key = _TABLES[command.kind]
    row = existing(session, table, command.id, command.base_version, texts.KINDS[command.kind])
    name = _name(command.kind, row)
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, f"{name} entfernt")


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseYear:
    """A year of account."""

    year: int


@usecase(undoable=True)
def close_year(session: Session, command: CloseYear, context: Context) -> Outcome:
    """No line of this year is taken any more; RuleViolation while the year runs."""
    refuse_service(session)
    if command.year >= context.today.year:
        refuse([stop("year_runs", texts.YEAR_RUNS, "year")])
    if any(row.year == command.year for row in queries.closed_years(session)):
        refuse([stop("year_closed", texts.YEAR_CLOSED, "year")])
    row = ClosedYearRecord(
        id=natural_id("closed_year", command.year),
        year=command.year,
        closed_on=context.today,
        closed_by=context.staff_name,
    )
    session.add(row)
    session.flush()
    return Outcome(CHANGED, texts.year_closed(command.year), row.id)


@usecase(undoable=True)
def reopen_year(session: Session, command: CloseYear, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Take lines of this year again; RuleViolation if it is not closed."""
    refuse_service(session)
    row = session.scalar(select(ClosedYearRecord).where(ClosedYearRecord.year == command.year))
    if row is None:
        refuse([stop("year_open", texts.YEAR_OPEN, "year")])
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.year_reopened(command.year))
