"""A KSA and a Sozialdienst that know each other: catalogue read, key compared, one bill issued."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

import bill_file_kit as kit
import case_kit
from sozdesk.archive.store import Archive
from sozdesk.exchange import keys
from sozdesk.features.billing import queries, rules, usecases
from sozdesk.features.billing.files import read_bill
from sozdesk.features.billing.records import (
    BillLineCostRecord,
    BillLineRecord,
    BillRecord,
)
from sozdesk.features.billing.terms import Claim
from sozdesk.features.billing.terms.bill_files import ReadBill, SentLine, WrittenBill
from sozdesk.features.cases.usecases import LoadCaseReference, load_case_reference
from sozdesk.features.offerings import usecases as offerings
from sozdesk.features.offerings.records import (
    DecisionRecord,
    ProviderReportRecord,
    ReportedMunicipalityRecord,
)
from sozdesk.features.offerings.terms import (
    DatedKind,
    OfferingState,
    OrganisationType,
    PriceUnit,
    Vat,
)
from sozdesk.features.offices.terms import Job
from sozdesk.features.offices.usecases import AddService, JoinService, add_service, join_service
from sozdesk.kernel.context import Context
from sozdesk.kernel.rows_json import to_json
from sozdesk.kernel.usecase import Outcome, usecase

SERVICE = "Sozialdienst Beispieltal"
LONG_AGO = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Course:
    """The course of the KSA's catalogue, and what a bill says of it."""

    id: UUID
    provider_id: UUID
    tariff_id: UUID

    def claim(self, **changes: Any) -> Claim:
        """Anna Muster's claim for January 2026."""
        made = kit.claim()
        costs = tuple(replace(one, provider_id=self.provider_id) for one in made.costs)
        return replace(made, **{"offering_id": self.id, "costs": costs, **changes})

    def line(self, **changes: Any) -> SentLine:
        """900 francs, 860 at most, half of it from the canton."""
        made = kit.line()
        costs = tuple(replace(one, provider_id=self.provider_id) for one in made.costs)
        mine = {
            "offering_id": self.id,
            "provider_id": self.provider_id,
            "tariff_id": self.tariff_id,
            "costs": costs,
        }
        return replace(made, **{**mine, **changes})


FEBRUARY = (date(2026, 2, 1), date(2026, 2, 28))


def too_much(course: Course) -> SentLine:
    """February 2026 without the Maximaltarif: 450.00 instead of 430.00, as second line."""
    first, last = FEBRUARY
    cost = replace(
        course.line().costs[0],
        invoice_line_id=UUID(int=60),
        number="R-2",
        first_day=first,
        last_day=last,
        invoiced_on=last,
    )
    return course.line(
        position=2,
        first_day=first,
        last_day=last,
        month=first,
        days=28,
        eligible=90_000,
        canton=45_000,
        municipality=45_000,
        costs=(cost,),
    )


def stock(ksa: Archive) -> Course:
    """Reference data, one recognised course of 900 francs a month, 860 at most, half from the canton."""
    ksa.run(offerings.load_offering_reference, offerings.LoadOfferingReference())
    ksa.run(load_case_reference, LoadCaseReference())
    provider = ksa.run(
        offerings.add_provider,
        offerings.AddProvider(
            name="Kurszentrum Muster", organisation_type=OrganisationType.ASSOCIATION
        ),
    ).value
    offering = ksa.run(
        offerings.add_offering,
        offerings.AddOffering(
            provider_id=provider, title="Tagesstruktur", category_code="employment"
        ),
    ).value
    made = {}
    for kind, values in (
        (
            DatedKind.PRICE,
            {
                "offering_id": offering,
                "amount": 90_000,
                "unit": PriceUnit.MONTH,
                "vat": Vat.EXEMPT,
            },
        ),
        (
            DatedKind.TARIFF,
            {
                "category_code": "employment",
                "regime_code": "social_assistance",
                "unit": "month",
                "amount": 86_000,
                "pro_rata": "calendar_days",
                "citation": "§ 1 Test",
            },
        ),
        (
            DatedKind.REGIME_RATE,
            {
                "regime_code": "social_assistance",
                "category_code": "employment",
                "billable": "yes",
                "rate": 5_000,
                "cost_bearer": "canton",
            },
        ),
    ):
        command = offerings.AddDatedValue(
            kind=kind, valid_from=LONG_AGO, ended_on=None, values=values
        )
        made[kind] = ksa.run(offerings.add_dated_value, command).value
    case_kit.row(
        ksa,
        DecisionRecord,
        provider_id=provider,
        offering_id=offering,
        kind="recognised",
        decided_on=LONG_AGO,
        valid_from=LONG_AGO,
        sent_on=LONG_AGO,
    )
    ksa.run(
        offerings.set_offering_states,
        offerings.SetOfferingStates(
            offerings=((offering, _version(ksa, offering)),), state=OfferingState.PUBLISHED
        ),
    )
    ksa.run(offerings.export_catalogue, offerings.ExportCatalogue())
    return Course(id=offering, provider_id=provider, tariff_id=made[DatedKind.TARIFF])


def _version(archive: Archive, offering_id: UUID) -> int:
    from sozdesk.features.offerings import queries as known

    row = archive.query(known.offering, offering_id, date(2027, 1, 5))
    assert row is not None
    return row.version


def share_catalogue(ksa: Archive, service: Archive) -> None:
    """The Sozialdienst reads the catalogue after the phone call."""
    data = ksa.run(offerings.export_catalogue, offerings.ExportCatalogue()).value.content
    compared = keys.fingerprint(json.loads(data.split(b"\n")[1])["key"])
    service.run(offerings.import_catalogue, offerings.ImportCatalogue(data=data, trust=compared))


def joined(ksa: Archive, bfs_number: int = kit.BFS, name: str = SERVICE) -> UUID:
    """At the KSA a Sozialdienst bills for a municipality since 2020; answers its id."""
    made: UUID = ksa.run(add_service, AddService(name=name)).value
    ksa.run(
        join_service,
        JoinService(bfs_number=bfs_number, service_id=made, jobs=(Job.BILLS,), valid_from=LONG_AGO),
    )
    return made


@usecase(undoable=False)
def _seal(session: Session, command: tuple[UUID, tuple[Claim, ...]], context: Context) -> Outcome:
    bill_id, claims = command
    usecases.seal_bill(session, session.get_one(BillRecord, bill_id), claims, context)
    return Outcome(frozenset({"billing"}), "Test")


def issued(
    service: Archive,
    lines: tuple[SentLine, ...] = (kit.line(),),
    claims: tuple[Claim, ...] = (kit.claim(),),
    **more: Any,
) -> UUID:
    """A bill of Liestal for the first quarter of 2026, issued and sealed; answers its id."""
    values = {
        "origin": "own",
        "state": "issued",
        "bfs_number": kit.BFS,
        "year": 2026,
        "number": 1,
        "first_day": date(2026, 1, 1),
        "last_day": date(2026, 3, 31),
        "cut_off": date(2026, 4, 30),
        "drafted_on": date(2026, 4, 19),
        "issued_on": date(2026, 4, 20),
        **rules.sums_of(lines),
        **more,
    }
    values.setdefault("sequence", values["number"])
    bill = case_kit.row(service, BillRecord, **values)
    for line in lines:
        _write_line(service, bill, line)
    service.run(_seal, (bill, claims))
    return bill


def _write_line(archive: Archive, bill_id: UUID, line: SentLine) -> None:
    stored = {
        name: getattr(line, name)
        for name in SentLine.__dataclass_fields__
        if name not in ("steps", "costs")
    }
    row = case_kit.row(
        archive,
        BillLineRecord,
        bill_id=bill_id,
        last_name="Muster",
        first_name="Anna",
        steps=to_json(line.steps),
        **{**stored, "tariff_unit": line.tariff_unit.value, "pro_rata": line.pro_rata.value},
    )
    for cost in line.costs:
        names = type(cost).__dataclass_fields__
        values = {name: getattr(cost, name) for name in names}
        case_kit.row(archive, BillLineCostRecord, line_id=row, **values)


def negated(line: SentLine) -> SentLine:
    """The line that takes another one back."""
    names = ("cost", "third_party", "eligible", "canton", "municipality")
    costs = tuple(replace(one, amount=-one.amount) for one in line.costs)
    return replace(line, costs=costs, **{name: -getattr(line, name) for name in names})


def written(service: Archive, bill_id: UUID) -> WrittenBill:
    """The file for the KSA."""
    made: WrittenBill = service.query(usecases.bill_file, bill_id)
    service.run(usecases.note_bill_file, usecases.note_of(bill_id, made))
    return made


def read(ksa: Archive, folder: Path, file: WrittenBill | bytes, name: str = "x.szb") -> ReadBill:
    """A file as the KSA reads it, through the disk."""
    data, name = (file, name) if isinstance(file, bytes) else (file.data, file.name)
    path = folder / name
    path.write_bytes(data)
    return read_bill(path, ksa.query(queries.reading_key))


def receive(ksa: Archive, *bills: ReadBill, compared: bool = True) -> tuple[UUID, ...]:
    """Read bills in after the phone call; answers their ids."""
    prints = tuple(one.fingerprint for one in bills) if compared else ()
    command = usecases.ReceiveBills(bills=bills, compared=prints)
    made: tuple[UUID, ...] = ksa.run(usecases.receive_bills, command).value
    return made


def reported(ksa: Archive, course: Course, year: int, amounts: Mapping[int, int | None]) -> None:
    """The yearly report of the course's provider: municipality → Rappen, or nothing said."""
    report = case_kit.row(
        ksa,
        ProviderReportRecord,
        provider_id=course.provider_id,
        year=year,
        received_on=date(2027, 1, 4),
        amount=sum(amount or 0 for amount in amounts.values()),
        file_name="Jahresbericht.xlsx",
    )
    for town, amount in amounts.items():
        case_kit.row(
            ksa, ReportedMunicipalityRecord, report_id=report, bfs_number=town, amount=amount
        )


def foreign_file(ksa: Archive, **changes: Any) -> bytes:
    """A bill file that this test wrote itself, rightly encrypted and signed by the key of the kit."""
    from sozdesk.features.offerings import queries as known
    from sozdesk.features.offerings.terms import KeyPurpose

    head = {name: changes.pop(name) for name in ("sample", "content_version") if name in changes}
    secret = changes.pop("secret", kit.SECRET)
    pair = ksa.query(known.office_key, KeyPurpose.ENCRYPTION)
    assert pair is not None
    content = kit.content(encryption_key=kit.new_recipient(), **changes)
    return kit.file_of(content, pair.public.decode(), secret, **head)
