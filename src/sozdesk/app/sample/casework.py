"""Invented cases of a Sozialdienst over a year: persons, dwellings, Verfügungen, offerings, invoices.

Every line goes through the use cases of the window, many in one act: a commit each would take minutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from sozdesk.app.sample.case_people import CASES, INVENTED, YEAR, Invented
from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.terms import (
    TOPIC,
    AncillaryKind,
    ApplicationKind,
    EnactmentDraft,
    EnactmentRow,
    InvoiceDraft,
    LineDraft,
    Notification,
    PersonPart,
    Resolved,
    RulingNature,
    RulingRow,
    Sex,
    ShareBy,
    TenancyForm,
)
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.terms import Financing, OfferingRow, PriceUnit
from sozdesk.kernel.context import Context
from sozdesk.kernel.usecase import Outcome, usecase

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_BEFORE: Final = 21
"""Days from the Beschluss to the first day of an offering."""
_UNITS_A_MONTH: Final = {PriceUnit.DAY: 800, PriceUnit.HOUR: 600, PriceUnit.MONTH: 100}
"""Hundredths of the unit of the price: eight days, six hours a month, or the month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCases:
    """The municipalities of the service, in their order."""

    bfs_numbers: tuple[int, ...]


@usecase(undoable=False)
def open_cases(session: Session, command: OpenCases, context: Context) -> Outcome:
    """Cases, households, permits, dwellings, and the Verfügungen of January."""
    for number, one in enumerate(CASES):
        bfs = command.bfs_numbers[one.place % len(command.bfs_numbers)]
        case, people = _open(session, one, bfs, context)
        _dwelling(session, one, case, context)
        for category, first, last in one.offering:
            child = category == "early_language"
            known = _offered(session, category, first)
            _enact(
                session,
                (case, people[-1] if child else people[0], bfs),
                known[number % len(known)],
                (first, last),
                context,
            )
    return Outcome(frozenset({TOPIC}), f"Beispielfälle angelegt: {len(CASES)}")


def _open(
    session: Session, one: Invented, bfs: int, context: Context
) -> tuple[UUID, tuple[UUID, ...]]:
    first = _person(session, one, one.first_name, one.sex, one.born, context)
    rest = [_person(session, one, name, sex, born, context) for name, sex, born in one.others]
    people = (first, *rest)
    opened = usecases.OpenCase(
        bfs_number=bfs,
        opened_on=date(YEAR - 1, 10, 1),
        members=tuple(usecases.NewMember(person_id=person) for person in people),
        dossier_number=f"BSP-{one.born:%y%m%d}",
    )
    case: UUID = usecases.open_case(session, opened, context).value
    return case, people


def _person(
    session: Session, one: Invented, first_name: str, sex: Sex, born: date, context: Context
) -> UUID:
    added = usecases.AddPerson(
        last_name=one.last_name,
        first_name=first_name,
        birth_date=born,
        sex=sex,
        ahv_missing_because=INVENTED,
        nationality="" if one.permit else "Schweiz",
    )
    person: UUID = usecases.add_person(session, added, context).value
    part = usecases.AddPersonPart(
        kind=PersonPart.RESIDENCE,
        person_id=person,
        values={
            "valid_from": max(born, date(2022, 1, 1)),
            "permit": one.permit,
            "refugee": one.refugee,
        },
    )
    usecases.add_person_part(session, part, context)
    return person


def _dwelling(session: Session, one: Invented, case: UUID, context: Context) -> None:
    if not one.rent:
        return
    persons = 1 + len(one.others)
    added = usecases.AddTenancy(
        case_id=case,
        valid_from=date(YEAR - 1, 10, 1),
        address="Beispielweg 1",
        rooms=one.rooms,
        net_rent=one.rent * 100,
        ancillary=15_000,
        ancillary_kind=AncillaryKind.ON_ACCOUNT,
        form=TenancyForm.FAMILY if persons > 1 else TenancyForm.SUBTENANCY,
        persons=persons,
        supported=persons,
        share_by=ShareBy.HEADS,
    )
    usecases.add_tenancy(session, added, context)


def _offered(session: Session, category: str, first: date) -> list[OfferingRow]:
    """Of a category, recognised, priced and paid per person on the first day, by number."""
    return [
        row
        for row in sorted(offerings.recognised_on(session, first), key=lambda row: row.number)
        if row.category_code == category
        and row.price is not None
        and row.financing is Financing.PER_PERSON
    ]


def _enact(
    session: Session,
    whose: tuple[UUID, UUID, int],
    row: OfferingRow,
    days: tuple[date, date],
    context: Context,
) -> None:
    case, person, bfs = whose
    assert row.price is not None, "only offerings with a price are chosen"
    months = (days[1].year - days[0].year) * 12 + days[1].month - days[0].month + 1
    approved = row.price.amount * _units(row.price.unit, months)
    ruling = _ruling(session, case, bfs, row, approved, days[0], context)
    enacted: UUID = usecases.enact_offering(
        session,
        usecases.EnactOffering(
            draft=EnactmentDraft(
                case_id=case,
                person_id=person,
                offering_id=row.id,
                first_day=days[0],
                last_day=days[1],
                workload=50,
                unit=row.price.unit,
                price=row.price.amount,
                approved=approved,
                units_possible=_UNITS_A_MONTH.get(row.price.unit),
                ruling_id=ruling,
                note=INVENTED,
            )
        ),
        context,
    ).value
    found = queries.enactment(session, enacted)
    assert found is not None, "it was enacted a line above"
    assert found.participation_id is not None, "every enactment has one"
    begun = usecases.ChangeParticipation(
        id=found.participation_id,
        base_version=found.participation_version,
        changes={"began_on": days[0]},
    )
    usecases.change_participation(session, begun, context)


def _units(unit: PriceUnit, months: int) -> int:
    if unit in _UNITS_A_MONTH:
        return months * _UNITS_A_MONTH[unit] // 100
    return months if unit is PriceUnit.MONTH else 1


def _ruling(
    session: Session,
    case: UUID,
    bfs: int,
    row: OfferingRow,
    approved: int,
    first: date,
    context: Context,
) -> UUID:
    """Antrag, Sitzung, Beschluss, Verfügung, Eröffnung, all some days before the offering begins."""
    decided = first - timedelta(days=_BEFORE)
    application = usecases.AddApplication(
        case_id=case,
        kind=ApplicationKind.OFFERING,
        title=f"Angebot {row.number}: {row.title}",
        submitted_on=decided - timedelta(days=14),
        reasons=f"Das Angebot passt zum Ziel der Person. {INVENTED}.",
        proposal="Das Angebot wird bewilligt.",
    )
    made: UUID = usecases.add_application(session, application, context).value
    _resolve(session, made, bfs, decided, context)
    drafted = usecases.DraftRuling(case_id=case, nature=RulingNature.GRANT, application_id=made)
    ruling: UUID = usecases.draft_ruling(session, drafted, context).value
    _finish(session, ruling, approved, first, decided, context)
    return ruling


def _resolve(
    session: Session, application: UUID, bfs: int, decided: date, context: Context
) -> None:
    meetings = [
        one for one in queries.meetings(session) if (one.bfs_number, one.held_on) == (bfs, decided)
    ]
    meeting: UUID = (
        meetings[0].id
        if meetings
        else usecases.add_meeting(
            session,
            usecases.AddMeeting(bfs_number=bfs, held_on=decided, place="Gemeindehaus"),
            context,
        ).value
    )
    waiting = [one.id for one in queries.agenda(session, meeting)]
    usecases.set_agenda(
        session,
        usecases.SetAgenda(meeting_id=meeting, application_ids=(*waiting, application)),
        context,
    )
    row = queries.application_of(session, application)
    assert row is not None
    resolution = usecases.Resolution(
        application_id=application,
        base_version=row.version,
        resolved=Resolved.GRANTED,
        number=f"{decided.year}-{len(waiting) + 1:02}",
        extract="Die Behörde bewilligt das Angebot.",
    )
    usecases.record_resolutions(
        session,
        usecases.RecordResolutions(resolved_on=decided, resolutions=(resolution,)),
        context,
    )


def _finish(
    session: Session, ruling: UUID, approved: int, first: date, decided: date, context: Context
) -> None:
    def row() -> RulingRow:
        found = queries.ruling_of(session, ruling)
        assert found is not None
        return found

    name = row().addressee.splitlines()[0]
    changes = {
        "addressee": f"{name}\nBeispielweg 1\n4000 Beispielort",
        "facts": INVENTED,
        "considerations": "Das Angebot ist anerkannt (§ 16 SHG).",
        "limit_amount": approved,
        "valid_from": first,
        "ruled_on": decided,
    }
    usecases.change_ruling(
        session,
        usecases.ChangeRuling(id=ruling, base_version=row().version, changes=changes),
        context,
    )
    usecases.finalise_ruling(
        session, usecases.FinaliseRuling(id=ruling, base_version=row().version), context
    )
    usecases.notify_ruling(
        session,
        usecases.NotifyRuling(
            id=ruling,
            base_version=row().version,
            notified_on=decided + timedelta(days=2),
            notified_by=Notification.TRACKED_MAIL,
        ),
        context,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceMonths:
    """Months for which the providers send invoices; first days."""

    months: tuple[date, ...]


@usecase(undoable=False)
def record_invoices(session: Session, command: InvoiceMonths, context: Context) -> Outcome:
    """One invoice a month for what runs by month, day or hour; one for a whole course at its end."""
    number = 0
    for enacted in queries.enactments(session):
        for first, last in _service_periods(enacted, command.months):
            usecases.add_invoice(session, _invoice(enacted, first, last), context)
            number += 1
    return Outcome(frozenset({TOPIC}), f"Beispielrechnungen angelegt: {number}")


def _service_periods(enacted: EnactmentRow, months: Sequence[date]) -> Iterator[tuple[date, date]]:
    for month in months:
        end = (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        first, last = max(month, enacted.first_day), min(end, enacted.last_day)
        if first > last:
            continue
        if enacted.unit in (PriceUnit.COURSE, PriceUnit.FLAT):
            if enacted.last_day == last:
                yield enacted.first_day, enacted.last_day
        else:
            yield first, last


def _invoice(enacted: EnactmentRow, first: date, last: date) -> usecases.AddInvoice:
    units = _UNITS_A_MONTH.get(enacted.unit)
    amount = enacted.price if units is None else enacted.price * units // 100
    line = LineDraft(
        enactment_id=enacted.id,
        first_day=first,
        last_day=last,
        units=units,
        possible=units,
        amount=amount,
    )
    return usecases.AddInvoice(
        draft=InvoiceDraft(
            provider_id=enacted.provider_id,
            number=f"{last:%Y%m}-{enacted.case_number}-{enacted.offering_number}",
            invoiced_on=last,
            lines=(line,),
            note=INVENTED,
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSupport:
    """The Ablösungen of the sample."""


@usecase(undoable=False)
def end_support(session: Session, command: EndSupport, context: Context) -> Outcome:
    """Enter the Ablösung of who is not supported any more."""
    for one, row in zip(CASES, queries.cases(session, context.today), strict=True):
        if one.ended_on:
            changed = usecases.ChangeCase(
                id=row.id, base_version=row.version, changes={"support_ended_on": one.ended_on}
            )
            usecases.change_case(session, changed, context)
    return Outcome(frozenset({TOPIC}), "Beispiel: Ablösung erfasst")
