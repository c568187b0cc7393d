"""A Sozialdienst whose clerk can bill: one offering with rate and tariff, one person in it, for tests.

What the KSA's catalogue would bring is written past the use cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

import case_kit
from sozdesk.archive.base import Record
from sozdesk.archive.store import Archive
from sozdesk.features.offerings.records import (
    DecisionRecord,
    OfferingRecord,
    OfferingValueRecord,
    ProviderRecord,
    RegimeRateRecord,
    TariffRecord,
)
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.usecase import Outcome, usecase

LONG_AGO = date(2020, 1, 1)
FIRST_QUARTER = (date(2026, 1, 1), date(2026, 3, 31))


@dataclass(frozen=True)
class Billable:
    """Ids of what stands in the file."""

    offering: UUID
    person: UUID
    case: UUID
    ruling: UUID
    enactment: UUID


def offering(archive: Archive, title: str = "Tagesstruktur", number: int = 1) -> UUID:
    """A recognised offering of a provider of its own, in the category «Beschäftigungsprogramm»."""
    provider = case_kit.row(
        archive,
        ProviderRecord,
        name="Kurszentrum Muster",
        name_sort="kurszentrum muster",
        organisation_type="association",
    )
    made = case_kit.row(
        archive,
        OfferingRecord,
        number=number,
        provider_id=provider,
        category_code="employment",
        title=title,
        title_sort=" ".join(german.sort_key(title)),
        audience="both",
        childcare="no",
        state="published",
    )
    case_kit.row(
        archive,
        DecisionRecord,
        provider_id=provider,
        offering_id=made,
        kind="recognised",
        decided_on=LONG_AGO,
        valid_from=LONG_AGO,
        sent_on=LONG_AGO,
    )
    return made


def catalogue(archive: Archive, tariff: int = 100_000, **more: Any) -> None:
    """Half of at most 1'000 francs a month, by calendar days, in Sozialhilfe."""
    case_kit.row(
        archive,
        RegimeRateRecord,
        regime_code="social_assistance",
        category_code="employment",
        valid_from=LONG_AGO,
        billable="yes",
        rate=5000,
        citation="§ 25b SHV",
        source="Test",
    )
    add_tariff(archive, tariff, **more)


def add_tariff(archive: Archive, amount: int, **more: Any) -> UUID:
    """A Maximaltarif of the category in Sozialhilfe: per month, by calendar days, since 2020."""
    values = {
        "regime_code": "social_assistance",
        "category_code": "employment",
        "valid_from": LONG_AGO,
        "unit": "month",
        "pro_rata": "calendar_days",
        "citation": "§ 25b SHV",
        "source": "Test",
        **more,
    }
    return case_kit.row(archive, TariffRecord, amount=amount, **values)


def value(archive: Archive, key: str, figure: int) -> None:
    """A figure of the KSA since 2020."""
    case_kit.row(
        archive,
        OfferingValueRecord,
        key=key,
        valid_from=LONG_AGO,
        value=figure,
        source="Test",
    )


def billable(archive: Archive, *, months: int = 3, **more: Any) -> Billable:
    """Anna Muster takes part since January 2026; an invoice of 900 francs for each of the first months."""
    offered = offering(archive)
    catalogue(archive)
    person = case_kit.person(archive)
    case = case_kit.case(archive, [person])
    ruling = case_kit.ruling(archive, case)
    enacted = case_kit.enactment(archive, case, person, offered, ruling, **more)
    for month in range(1, months + 1):
        first = date(2026, month, 1)
        last = date(2026, month, (31, 28, 31, 30, 31, 30)[month - 1])
        case_kit.invoice(archive, enacted, 90_000, first, last, f"R-{month}")
    return Billable(offered, person, case, ruling, enacted)


@dataclass(frozen=True, slots=True)
class Change:
    """Columns of a row."""

    table: type[Record]
    id: UUID
    values: dict[str, Any]


@usecase(undoable=True)
def write_columns(session: Session, command: Change, context: Context) -> Outcome:
    """Set columns past the use cases."""
    row = session.get_one(command.table, command.id)
    for column, figure in command.values.items():
        setattr(row, column, figure)
    session.flush()
    return Outcome(frozenset({"cases", "billing"}), "Testzeile geändert")


def change(archive: Archive, table: type[Record], row_id: UUID, **values: Any) -> None:
    """Set columns of any row."""
    archive.run(write_columns, Change(table, row_id, values))
