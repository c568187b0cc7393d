"""Providers' invoices and what third parties pay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import refuse
from sozdesk.features.cases import queries, rules
from sozdesk.features.cases.records import (
    EnactmentRecord,
    InvoiceLineRecord,
    InvoiceRecord,
    ThirdPartyPaymentRecord,
)
from sozdesk.features.cases.terms import CasePart, InvoiceDraft, LineDraft, Payer
from sozdesk.features.cases.texts import enactments as said
from sozdesk.features.cases.texts import invoices as said_of_invoices
from sozdesk.features.cases.usecases.billed import refuse_billed_lines, refuse_deducted
from sozdesk.features.cases.usecases.common import (
    CHANGED,
    RemoveRow,
    case_of,
    change,
    existing,
    found,
    refuse_cantonal,
)
from sozdesk.features.cases.usecases.enactments import has_files
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import stop
from sozdesk.kernel.usecase import Outcome, usecase

THE_INVOICE = "Die Rechnung"
_LINE_COLUMNS = (
    "enactment_id",
    "first_day",
    "last_day",
    "units",
    "possible",
    "absent",
    "amount",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddInvoice:
    """A provider's invoice with its lines, as it was checked."""

    draft: InvoiceDraft


@usecase(undoable=True)
def add_invoice(session: Session, command: AddInvoice, context: Context) -> Outcome:
    """Record an invoice; ``Outcome.value`` is its id.

    Raises:
        RuleViolation: something is missing, or this provider's number is recorded already.
    """
    refuse_cantonal(session)
    draft = _checked(session, command.draft, None)
    row = InvoiceRecord(
        id=context.new_id(),
        provider_name=_provider_name(session, draft),
        recorded_on=context.today,
        **_head(draft),
    )
    session.add(row)
    session.flush()
    for line in draft.lines:
        session.add(InvoiceLineRecord(id=context.new_id(), invoice_id=row.id, **_values(line)))
    session.flush()
    name = said_of_invoices.invoice_name(row.number)
    lines = said_of_invoices.line_count(len(draft.lines))
    return Outcome(CHANGED, f"{name} erfasst, {lines}", row.id)


def _checked(session: Session, draft: InvoiceDraft, invoice_id: UUID | None) -> InvoiceDraft:
    tidy = replace(draft, number=german.clean(draft.number), note=german.clean(draft.note))
    refuse(rules.invoice_findings(queries.invoice_facts(session, tidy, invoice_id)))
    for line in tidy.lines:
        assert line.enactment_id is not None
        found(session, EnactmentRecord, line.enactment_id, "Dieses verfügte Angebot")
    return tidy


def _provider_name(session: Session, draft: InvoiceDraft) -> str:
    """As it was when the offering was enacted."""
    what = EnactmentRecord
    query = select(what.provider_name).where(what.id == draft.lines[0].enactment_id)
    return session.scalars(query).one()


def _head(draft: InvoiceDraft) -> dict[str, object]:
    return {
        "provider_id": draft.provider_id,
        "number": draft.number,
        "invoiced_on": draft.invoiced_on,
        "paid_on": draft.paid_on,
        "vat": draft.vat.value,
        "vat_rate": draft.vat_rate,
        "credits_id": draft.credits_id,
        "note": draft.note,
    }


def _values(line: LineDraft) -> dict[str, object]:
    return {key: getattr(line, key) for key in _LINE_COLUMNS}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeInvoice:
    """An invoice as it shall be; lines keep their ids, those that are missing go."""

    id: UUID
    base_version: int
    draft: InvoiceDraft


@usecase(undoable=True)
def change_invoice(session: Session, command: ChangeInvoice, context: Context) -> Outcome:
    """Change an invoice and its lines.

    Raises:
        Outdated: somebody was faster.
        RuleViolation: something is missing, or an issued bill rests on what would be different.
    """
    refuse_cantonal(session)
    row = existing(session, InvoiceRecord, command.id, command.base_version, THE_INVOICE)
    draft = _checked(session, command.draft, row.id)
    refuse_billed_lines(session, _different(session, row, draft))
    for column, value in _head(draft).items():
        setattr(row, column, value)
    row.provider_name = _provider_name(session, draft)
    _set_lines(session, row, draft.lines, context)
    session.flush()
    return Outcome(CHANGED, f"{said_of_invoices.invoice_name(row.number)} geändert")


_NAMED_IN_BILLS = ("provider_id", "number", "invoiced_on", "credits_id")
"""What of an invoice as a whole a bill names."""


def _different(session: Session, row: InvoiceRecord, draft: InvoiceDraft) -> set[UUID]:
    """Lines that would be gone, or not what they are."""
    table = InvoiceLineRecord
    lines = list(session.scalars(select(table).where(table.invoice_id == row.id)))
    if any(getattr(row, key) != getattr(draft, key) for key in _NAMED_IN_BILLS):
        return {one.id for one in lines}
    wanted = {one.id: _values(one) for one in draft.lines}
    return {
        one.id
        for one in lines
        if wanted.get(one.id) != {key: getattr(one, key) for key in _LINE_COLUMNS}
    }


def _set_lines(
    session: Session, row: InvoiceRecord, lines: tuple[LineDraft, ...], context: Context
) -> None:
    table = InvoiceLineRecord
    known = {
        one.id: one for one in session.scalars(select(table).where(table.invoice_id == row.id))
    }
    for line in lines:
        record = known.pop(line.id, None) if line.id is not None else None
        if record is None:
            session.add(table(id=context.new_id(), invoice_id=row.id, **_values(line)))
            continue
        for column, value in _values(line).items():
            setattr(record, column, value)
    for record in known.values():
        session.delete(record)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayInvoice:
    """The day on which an invoice was paid; None: it was not."""

    id: UUID
    base_version: int
    paid_on: date | None


@usecase(undoable=True)
def pay_invoice(session: Session, command: PayInvoice, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Say when an invoice was paid."""
    refuse_cantonal(session)
    changes = {"paid_on": command.paid_on}
    row = change(session, InvoiceRecord, command.id, command.base_version, changes, THE_INVOICE)
    session.flush()
    what = "als bezahlt erfasst" if row.paid_on else "wieder offen"
    return Outcome(CHANGED, f"{said_of_invoices.invoice_name(row.number)} {what}")


@usecase(undoable=True)
def remove_invoice(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove an invoice with its lines.

    RuleViolation: a bill rests on it, or a credit note or files belong to it.
    """
    refuse_cantonal(session)
    row = existing(session, InvoiceRecord, command.id, command.base_version, THE_INVOICE)
    if session.scalar(select(func.count()).where(InvoiceRecord.credits_id == row.id)):
        refuse([stop("credited", said_of_invoices.CREDITED)])
    if has_files(session, CasePart.INVOICE, row.id):
        refuse([stop("files", said_of_invoices.HAS_FILES)])
    table = InvoiceLineRecord
    lines = list(session.scalars(select(table).where(table.invoice_id == row.id)))
    refuse_billed_lines(session, [line.id for line in lines])
    for line in lines:
        session.delete(line)
    session.flush()
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, f"{said_of_invoices.invoice_name(row.number)} entfernt")


# ------------------------------------------------------------------ third parties


@dataclass(frozen=True, slots=True, kw_only=True)
class AddThirdParty:
    """What somebody else pays for days of an enactment; Rappen."""

    enactment_id: UUID
    payer: Payer
    first_day: date
    last_day: date
    amount: int
    received_on: date | None = None


@usecase(undoable=True)
def add_third_party(session: Session, command: AddThirdParty, context: Context) -> Outcome:
    """Record a payment of a third party; ``Outcome.value`` is its id."""
    refuse_cantonal(session)
    row = ThirdPartyPaymentRecord(
        id=context.new_id(),
        enactment_id=command.enactment_id,
        payer=command.payer.value,
        first_day=command.first_day,
        last_day=command.last_day,
        amount=command.amount,
        received_on=command.received_on,
    )
    number = _check_third_party(session, row)
    session.add(row)
    session.flush()
    return Outcome(CHANGED, said.in_case(number, "Zahlung Dritter erfasst"), row.id)


def _check_third_party(session: Session, row: ThirdPartyPaymentRecord) -> int:
    """Refuse what makes no sense; answers the number of the case."""
    found(session, EnactmentRecord, row.enactment_id, "Dieses verfügte Angebot")
    what = queries.enactment(session, row.enactment_id)
    assert what is not None
    refuse(
        rules.third_party_findings(
            first=row.first_day,
            last=row.last_day,
            amount=row.amount,
            days=(what.first_day, what.last_day),
            paid_by_others=what.third_party,
            invoiced=what.invoiced,
        )
    )
    return what.case_number


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeThirdParty:
    """New values for some columns of :class:`AddThirdParty`, the enactment aside."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_third_party(session: Session, command: ChangeThirdParty, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Change a payment of a third party; RuleViolation: a bill has taken it off already."""
    refuse_cantonal(session)
    before = found(session, ThirdPartyPaymentRecord, command.id, "Diese Zahlung")
    held = (before.enactment_id, before.first_day, before.last_day)
    figures = (before.first_day, before.last_day, before.amount)
    changes = {
        key: value.value if isinstance(value, Payer) else value
        for key, value in command.changes.items()
    }
    table = ThirdPartyPaymentRecord
    row = change(session, table, command.id, command.base_version, changes, "Die Zahlung")
    if figures != (row.first_day, row.last_day, row.amount):
        refuse_deducted(session, *held)
    number = _check_third_party(session, row)
    session.flush()
    return Outcome(CHANGED, said.in_case(number, "Zahlung Dritter geändert"))


@usecase(undoable=True)
def remove_third_party(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a payment of a third party; RuleViolation: a bill has taken it off already."""
    refuse_cantonal(session)
    table = ThirdPartyPaymentRecord
    row = existing(session, table, command.id, command.base_version, "Die Zahlung")
    refuse_deducted(session, row.enactment_id, row.first_day, row.last_day)
    what = found(session, EnactmentRecord, row.enactment_id, "Dieses verfügte Angebot")
    number = case_of(session, what.case_id).number
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, said.in_case(number, "Zahlung Dritter entfernt"))
