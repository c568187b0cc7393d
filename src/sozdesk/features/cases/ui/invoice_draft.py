"""An invoice as the form shows it, and what was typed of it as JSON while the file is locked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, Final
from uuid import UUID

from sozdesk.features.cases.terms import InvoiceDraft, InvoiceRow, LineDraft
from sozdesk.features.offerings.terms import Vat

_DAYS: Final = ("invoiced_on", "paid_on", "first_day", "last_day")
_IDS: Final = ("provider_id", "credits_id", "id", "enactment_id")


def to_json(draft: InvoiceDraft) -> dict[str, Any]:
    """Days and ids as texts."""
    values = {one.name: _plain(getattr(draft, one.name)) for one in fields(draft)}
    lines = [
        {one.name: _plain(getattr(line, one.name)) for one in fields(line)} for line in draft.lines
    ]
    return {**values, "lines": lines}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def from_json(stored: Mapping[str, Any]) -> InvoiceDraft:
    """The way back from :func:`to_json`."""
    lines = tuple(LineDraft(**_read(line)) for line in stored["lines"])
    values = {**_read(stored), "vat": Vat(stored["vat"]), "lines": lines}
    return InvoiceDraft(**values)


def _read(stored: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(stored)
    for key in values.keys() & set(_DAYS):
        values[key] = date.fromisoformat(values[key]) if values[key] else None
    for key in values.keys() & set(_IDS):
        values[key] = UUID(values[key]) if values[key] else None
    return values


def draft_of(row: InvoiceRow) -> InvoiceDraft:
    """A recorded invoice as the form shows it."""
    return InvoiceDraft(
        provider_id=row.provider_id,
        number=row.number,
        invoiced_on=row.invoiced_on,
        paid_on=row.paid_on,
        vat=row.vat,
        vat_rate=row.vat_rate,
        credits_id=row.credits_id,
        note=row.note,
        lines=tuple(
            LineDraft(
                id=line.id,
                enactment_id=line.enactment_id,
                first_day=line.first_day,
                last_day=line.last_day,
                units=line.units,
                possible=line.possible,
                absent=line.absent,
                amount=line.amount,
            )
            for line in row.lines
        ),
    )
