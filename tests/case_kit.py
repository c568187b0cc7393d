"""Persons, cases, Verfügungen, enactments and invoices for tests, written past the use cases.

Every use case has its own tests; what only needs rows to stand on takes them from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive.base import Record
from sozdesk.archive.store import Archive
from sozdesk.features.cases import records
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.usecase import Outcome, usecase

BFS = 2829
"""Liestal, in every test that needs one municipality."""
JANUARY = date(2026, 1, 1)
DECEMBER = date(2026, 12, 31)


@dataclass(frozen=True, slots=True)
class Write:
    """A row of a table, id left to the file."""

    table: type[Record]
    values: dict[str, Any]


@usecase(undoable=True)
def write(session: Session, command: Write, context: Context) -> Outcome:
    """Write a row; ``Outcome.value`` is its id."""
    row = command.table(id=context.new_id(), **command.values)
    session.add(row)
    session.flush()
    return Outcome(frozenset({"cases", "billing"}), "Testzeile", row.id)


def row(archive: Archive, table: type[Record], **values: Any) -> UUID:
    """Any row; answers its id."""
    made: UUID = archive.run(write, Write(table, values)).value
    return made


def person(
    archive: Archive,
    last_name: str = "Muster",
    first_name: str = "Anna",
    *,
    permit: str | None = None,
    refugee: bool = False,
    **more: Any,
) -> UUID:
    """A person with a permit since 2020 (None: Swiss)."""
    values = {
        "birth_date": date(1990, 5, 17),
        "sex": "2",
        "ahv_missing_because": "Test",
        "name_sort": " ".join(german.sort_key(f"{last_name} {first_name}")),
        **more,
    }
    made = row(archive, records.PersonRecord, last_name=last_name, first_name=first_name, **values)
    row(
        archive,
        records.ResidenceRecord,
        person_id=made,
        valid_from=date(2020, 1, 1),
        permit=permit,
        refugee=refugee,
    )
    return made


def case(
    archive: Archive,
    people: Iterable[UUID],
    number: int = 1,
    bfs_number: int = BFS,
    **more: Any,
) -> UUID:
    """An open case of a municipality; the first person gives it its name, all are supported."""
    values = {"opened_on": date(2025, 6, 1), **more}
    made = row(archive, records.CaseRecord, number=number, bfs_number=bfs_number, **values)
    for place, one in enumerate(people):
        row(
            archive,
            records.CaseMemberRecord,
            case_id=made,
            person_id=one,
            valid_from=values["opened_on"],
            supported=True,
            main=place == 0,
        )
    return made


def tenancy(archive: Archive, case_id: UUID, net_rent: int, **more: Any) -> UUID:
    """A dwelling of a family of one since January 2026, Nebenkosten akonto."""
    values = {
        "valid_from": date(2026, 1, 1),
        "address": "Hauptstrasse 4",
        "ancillary_kind": "on_account",
        "form": "family",
        "persons": 1,
        "supported": 1,
        "share_by": "heads",
        **more,
    }
    return row(archive, records.TenancyRecord, case_id=case_id, net_rent=net_rent, **values)


def ruling(archive: Archive, case_id: UUID, number: str = "2026-001", **more: Any) -> UUID:
    """A Verfügung that is finalised, notified and rechtskräftig since January 2026."""
    values = {
        "nature": "grant",
        "decider": "authority",
        "ruled_on": date(2025, 12, 10),
        "finalised_on": date(2025, 12, 10),
        "notified_on": date(2025, 12, 12),
        "notified_by": "registered_mail",
        "final_on": date(2025, 12, 23),
        "valid_from": JANUARY,
        **more,
    }
    return row(archive, records.RulingRecord, case_id=case_id, number=number, **values)


def enactment(
    archive: Archive,
    case_id: UUID,
    person_id: UUID,
    offering_id: UUID,
    ruling_id: UUID | None,
    **more: Any,
) -> UUID:
    """An offering enacted for the year 2026 at 900 francs a month; participation runs since January."""
    values = {
        "offering_number": 1,
        "offering_title": "Tagesstruktur",
        "category_code": "employment",
        "provider_id": UUID(int=7),
        "provider_name": "Kurszentrum Muster",
        "first_day": JANUARY,
        "last_day": DECEMBER,
        "unit": "month",
        "price": 90_000,
        "approved": 1_080_000,
        "workload": 50,
        **more,
    }
    made = row(
        archive,
        records.EnactmentRecord,
        case_id=case_id,
        person_id=person_id,
        offering_id=offering_id,
        ruling_id=ruling_id,
        **values,
    )
    row(
        archive,
        records.ParticipationRecord,
        enactment_id=made,
        began_on=values["first_day"],
    )
    return made


def invoice(
    archive: Archive,
    enactment_id: UUID,
    amount: int,
    first_day: date,
    last_day: date,
    number: str = "R-1",
    **more: Any,
) -> UUID:
    """An invoice of one line; answers the id of the line."""
    line = {key: more.pop(key) for key in ("units", "possible", "absent") if key in more}
    values = {
        "provider_id": UUID(int=7),
        "provider_name": "Kurszentrum Muster",
        "invoiced_on": last_day,
        "recorded_on": last_day,
        "vat": "exempt",
        **more,
    }
    made = row(archive, records.InvoiceRecord, number=number, **values)
    return row(
        archive,
        records.InvoiceLineRecord,
        invoice_id=made,
        enactment_id=enactment_id,
        first_day=first_day,
        last_day=last_day,
        amount=amount,
        **line,
    )
