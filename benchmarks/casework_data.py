"""A region's lifetime for the benchmarks: invented cases, participations, invoices and their Verlauf."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from prepared import KEY
from sqlalchemy.orm import Session

from sozdesk.archive.file_info import OfficeKind
from sozdesk.archive.new_file import StartFile, fill_new_file
from sozdesk.archive.store import Archive, open_with_key
from sozdesk.features.cases.records import (
    CaseMemberRecord,
    CaseNoteRecord,
    CaseRecord,
    EnactmentRecord,
    InvoiceLineRecord,
    InvoiceRecord,
    ParticipationRecord,
    PersonRecord,
    ResidenceRecord,
    RulingRecord,
)
from sozdesk.features.cases.usecases import LoadCaseReference, load_case_reference
from sozdesk.features.offerings.records import (
    DecisionRecord,
    OfferingPriceRecord,
    OfferingRecord,
    ProviderRecord,
    RegimeRateRecord,
    TariffRecord,
)
from sozdesk.features.offerings.usecases import LoadOfferingReference, load_offering_reference
from sozdesk.features.offices.usecases import SetUpOffice, set_up_office
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.ids import seeded_ids
from sozdesk.kernel.usecase import Outcome, usecase

NOW = datetime(2027, 4, 5, 10, 0, tzinfo=UTC)
TODAY = date(2027, 4, 5)
QUARTER = (date(2027, 1, 1), date(2027, 3, 31))
BFS = (2829, 2831, 2825)
"""Three municipalities of a region."""
REGIMES = ("social_assistance", "refugees", "provisional")
OFFERINGS = 40
NOTES = 16
"""Of each case."""
PRICE, TARIFF, RATE = 90_000, 80_000, 5_000
_LAST = ("Muster", "Beispiel", "Erfunden", "Probe", "Test", "Vorlage", "Entwurf", "Skizze")
_FIRST = ("Anna", "Bruno", "Clara", "David", "Erika", "Fatima", "Goran", "Hanna", "Ivo", "Jana")


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything."""

    cases: int
    participations: int
    billed_months: int
    """Months of the quarter with an invoice per running participation."""


REGION = Size(cases=5_000, participations=20_000, billed_months=3)


def new_archive(path: Path) -> Archive:
    """An empty file of a Sozialdienst with the reference data."""
    command = StartFile(
        office_kind=OfficeKind.SERVICE, office_name="Sozialdienst Region", person_name="Anna Muster"
    )
    fill_new_file(path, KEY, command, clock=lambda: NOW, new_id=seeded_ids(1))
    archive = open_with_key(path, KEY, clock=lambda: NOW, new_id=seeded_ids(2))
    archive.run(
        set_up_office,
        SetUpOffice(kind=OfficeKind.SERVICE, name="Sozialdienst Region", municipalities=BFS),
    )
    archive.run(load_offering_reference, LoadOfferingReference())
    archive.run(load_case_reference, LoadCaseReference())
    return archive


def fill(archive: Archive, size: Size) -> None:
    """Everything, a hundred cases per act as an office would add them over years."""
    offerings = archive.run(make_catalogue, None).value
    step = 100
    for start in range(0, size.cases, step):
        numbers = range(start + 1, min(start + step, size.cases) + 1)
        archive.run(make_cases, (list(numbers), size, offerings))


@usecase(undoable=False)
def make_catalogue(session: Session, command: None, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a command
    """A provider, offerings recognised since 2026, a price, a rate and a tariff for each regime."""
    provider = ProviderRecord(
        id=context.new_id(),
        name="Kurszentrum Muster",
        name_sort="kurszentrum muster",
        organisation_type="association",
        iban="",
    )
    session.add(provider)
    session.flush()
    made = []
    for number in range(1, OFFERINGS + 1):
        offering = OfferingRecord(
            id=context.new_id(),
            number=number,
            provider_id=provider.id,
            category_code="employment",
            title=f"Tagesstruktur {number}",
            title_sort=f"tagesstruktur {number:04}",
            audience="both",
            childcare="no",
            state="published",
        )
        session.add(offering)
        session.flush()
        _recognise(session, context, provider.id, offering.id, number)
        made.append((offering.id, provider.id, number))
    for regime in REGIMES:
        _rate_and_tariff(session, context, regime)
    session.flush()
    return Outcome(frozenset({"offerings"}), "Katalog", tuple(made))


def _recognise(
    session: Session, context: Context, provider: UUID, offering: UUID, number: int
) -> None:
    session.add(
        DecisionRecord(
            id=context.new_id(),
            provider_id=provider,
            offering_id=offering,
            kind="recognised",
            number=f"2026-{number:03}",
            decided_on=date(2025, 12, 1),
            valid_from=date(2026, 1, 1),
            sent_on=date(2025, 12, 2),
        )
    )
    session.add(
        OfferingPriceRecord(
            id=context.new_id(),
            offering_id=offering,
            valid_from=date(2026, 1, 1),
            amount=PRICE,
            unit="month",
            vat="exempt",
        )
    )


def _rate_and_tariff(session: Session, context: Context, regime: str) -> None:
    common = {"regime_code": regime, "category_code": "employment", "valid_from": date(2026, 1, 1)}
    session.add(
        RegimeRateRecord(
            id=context.new_id(),
            billable="yes",
            rate=RATE,
            cost_bearer="municipality",
            citation="Beispiel",
            **common,
        )
    )
    session.add(
        TariffRecord(
            id=context.new_id(),
            unit="month",
            amount=TARIFF,
            pro_rata="calendar_days",
            citation="Beispiel",
            **common,
        )
    )


@usecase(undoable=False)
def make_cases(
    session: Session,
    command: tuple[list[int], Size, tuple[tuple[UUID, UUID, int], ...]],
    context: Context,
) -> Outcome:
    """Cases with one or two persons, four participations each, invoices of the quarter."""
    numbers, size, offerings = command
    each = size.participations // size.cases
    dice = random.Random(numbers[0])
    for number in numbers:
        people = [_person(session, context, dice) for _ in range(dice.choice((1, 1, 2)))]
        case = _case(session, context, number, people)
        ruling = _ruling(session, context, case, number)
        for place in range(NOTES):
            _note(session, context, case, place)
        for place in range(each):
            offering = offerings[dice.randrange(len(offerings))]
            running = place == each - 1 or dice.random() < 0.2
            _participation(session, context, (case, people[0], ruling), offering, running, size)
    session.flush()
    session.expunge_all()
    return Outcome(frozenset({"cases"}), f"Fälle {numbers[0]} bis {numbers[-1]}")


def _person(session: Session, context: Context, dice: random.Random) -> UUID:
    last, first = f"{dice.choice(_LAST)}{dice.randrange(900)}", dice.choice(_FIRST)
    row = PersonRecord(
        id=context.new_id(),
        last_name=last,
        first_name=first,
        name_sort=" ".join(german.sort_key(f"{last} {first}")),
        birth_date=date(1960, 1, 1) + timedelta(days=dice.randrange(16_000)),
        sex=dice.choice("12"),
        ahv_missing_because="Beispiel",
    )
    session.add(row)
    permit, refugee = dice.choice(((None, False), ("B", True), ("F", False)))
    session.add(
        ResidenceRecord(
            id=context.new_id(),
            person_id=row.id,
            valid_from=date(2020, 1, 1),
            permit=permit,
            refugee=refugee,
        )
    )
    return row.id


def _case(session: Session, context: Context, number: int, people: list[UUID]) -> UUID:
    row = CaseRecord(
        id=context.new_id(),
        number=number,
        dossier_number=f"D-{number:05}",
        bfs_number=BFS[number % len(BFS)],
        opened_on=date(2026, 1, 1),
    )
    session.add(row)
    for place, person in enumerate(people):
        session.add(
            CaseMemberRecord(
                id=context.new_id(),
                case_id=row.id,
                person_id=person,
                valid_from=date(2026, 1, 1),
                supported=True,
                main=place == 0,
            )
        )
    return row.id


def _note(session: Session, context: Context, case: UUID, place: int) -> None:
    session.add(
        CaseNoteRecord(
            id=context.new_id(),
            case_id=case,
            noted_on=date(2026, 1, 5) + timedelta(days=20 * place),
            title="Gespräch",
            text="Frei erfundene Aktennotiz über den Verlauf der Teilnahme.",
            author="Anna Muster",
        )
    )


def _ruling(session: Session, context: Context, case: UUID, number: int) -> UUID:
    row = RulingRecord(
        id=context.new_id(),
        case_id=case,
        number=f"2026-{number:05}",
        nature="grant",
        decider="authority",
        ruled_on=date(2025, 12, 10),
        finalised_on=date(2025, 12, 10),
        notified_on=date(2025, 12, 12),
        notified_by="registered_mail",
        valid_from=date(2026, 1, 1),
    )
    session.add(row)
    return row.id


def _participation(
    session: Session,
    context: Context,
    whose: tuple[UUID, UUID, UUID],
    offering: tuple[UUID, UUID, int],
    running: bool,
    size: Size,
) -> None:
    case, person, ruling = whose
    first, last = (
        (date(2026, 7, 1), date(2027, 6, 30)) if running else (date(2026, 1, 1), date(2026, 6, 30))
    )
    row = EnactmentRecord(
        id=context.new_id(),
        case_id=case,
        ruling_id=ruling,
        person_id=person,
        offering_id=offering[0],
        offering_number=offering[2],
        offering_title=f"Tagesstruktur {offering[2]}",
        category_code="employment",
        provider_id=offering[1],
        provider_name="Kurszentrum Muster",
        first_day=first,
        last_day=last,
        workload=50,
        unit="month",
        price=PRICE,
        approved=PRICE * 12,
    )
    session.add(row)
    session.add(ParticipationRecord(id=context.new_id(), enactment_id=row.id, began_on=first))
    if running:
        for month in range(1, size.billed_months + 1):
            _invoice(session, context, row.id, offering[1], month)


def _invoice(
    session: Session, context: Context, enactment: UUID, provider: UUID, month: int
) -> None:
    first = date(2027, month, 1)
    last = date(2027, month + 1, 1) - timedelta(days=1)
    row = InvoiceRecord(
        id=context.new_id(),
        provider_id=provider,
        provider_name="Kurszentrum Muster",
        number=str(context.new_id()),
        invoiced_on=last,
        recorded_on=last,
        vat="exempt",
    )
    session.add(row)
    session.add(
        InvoiceLineRecord(
            id=context.new_id(),
            invoice_id=row.id,
            enactment_id=enactment,
            first_day=first,
            last_day=last,
            amount=PRICE,
        )
    )
