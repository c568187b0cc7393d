"""Setting up a file, the list of municipalities, and their MBG-Reglement."""

# ruff: noqa: ARG001 - every use case is handed a context, also those that need none of it
from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive.file_info import OfficeKind
from sozdesk.features.offices import queries, rules, texts
from sozdesk.features.offices.records import (
    MembershipRecord,
    MunicipalityRecord,
    SocialServiceRecord,
    SubsidyRulesRecord,
)
from sozdesk.features.offices.terms import TOPIC, Job, ServiceKind
from sozdesk.features.offices.usecases.updates import change, cleaned, existing, refuse
from sozdesk.kernel import german, places
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.municipality import Municipality
from sozdesk.kernel.usecase import Outcome, usecase

_CHANGED = frozenset({TOPIC})


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpOffice:
    """The first act in a new file."""

    kind: OfficeKind
    name: str = ""
    """What the office calls itself; :func:`office_name` if left empty."""
    municipalities: tuple[int, ...] = ()
    """A service's municipalities, by BFS number."""
    valid_from: date | None = None
    """First day of the service's memberships; today if left out."""


@usecase(undoable=False)
def set_up_office(session: Session, command: SetUpOffice, context: Context) -> Outcome:
    """Load the municipalities; enter the office itself, with all jobs for its municipalities.

    ``Outcome.value`` is the id of the office's own row. Raises RuleViolation for a foreign number.
    """
    name = german.clean(command.name) or office_name(command.kind, command.municipalities)
    reference = _reference()
    refuse(rules.foreign_findings(command.municipalities, reference))
    session.add_all(_municipality_record(row) for row in reference)
    office = SocialServiceRecord(
        id=context.new_id(),
        kind=_kind(command).value,
        name=name,
        name_sort=_sort(name),
    )
    session.add(office)
    session.flush()
    session.add_all(
        _membership(office.id, bfs_number, job, command.valid_from or context.today)
        for bfs_number in command.municipalities
        for job in Job
    )
    session.flush()
    return Outcome(_CHANGED, texts.set_up(office.name, len(reference)), office.id)


def office_name(kind: OfficeKind, municipalities: Sequence[int]) -> str:
    """What an office is called if nobody says otherwise: «Sozialdienst Böckten und Itingen».

    Raises RuleViolation for a service without municipalities, or with a foreign number.
    """
    if kind is OfficeKind.KSA:
        return texts.SERVICE_KINDS[ServiceKind.CANTONAL_OFFICE]
    reference = _reference()
    refuse(rules.foreign_findings(municipalities, reference))
    refuse(rules.some_municipality_findings(municipalities))
    names = {row.bfs_number: row.short_name for row in reference}
    return texts.service_name([names[bfs_number] for bfs_number in municipalities])


def _kind(command: SetUpOffice) -> ServiceKind:
    if command.kind is OfficeKind.KSA:
        return ServiceKind.CANTONAL_OFFICE
    return ServiceKind.MUNICIPAL if len(command.municipalities) == 1 else ServiceKind.REGIONAL


def _reference() -> tuple[Municipality, ...]:
    """The municipalities of the canton (BFS numbers and names as of 2024)."""
    with places.database("reference", "municipalities.csv").open(encoding="utf-8") as file:
        return tuple(
            Municipality(int(row["bfs_number"]), row["name"], row["short_name"], row["district"])
            for row in csv.DictReader(file)
        )


def _municipality_record(row: Municipality) -> MunicipalityRecord:
    return MunicipalityRecord(
        id=natural_id("municipality", row.bfs_number),
        bfs_number=row.bfs_number,
        official_name=row.official_name,
        short_name=row.short_name,
        name_sort=_sort(row.short_name),
        district=row.district,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        address=cleaned(row.address),
    )


def _membership(service_id: UUID, bfs_number: int, job: Job, valid_from: date) -> MembershipRecord:
    return MembershipRecord(
        id=natural_id("membership", bfs_number, job, valid_from.isoformat()),
        bfs_number=bfs_number,
        job=job.value,
        service_id=service_id,
        valid_from=valid_from,
    )


def _sort(name: str) -> str:
    return german.sort_key(name)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMunicipalities:
    """Municipalities that are not in the file yet, for example after a merger."""

    municipalities: tuple[Municipality, ...]


@usecase(undoable=True)
def add_municipalities(session: Session, command: AddMunicipalities, context: Context) -> Outcome:
    """Enter new municipalities; RuleViolation for a number that is taken."""
    for row in command.municipalities:
        refuse(rules.name_findings(row.short_name))
    refuse(rules.number_findings(_taken(session, command.municipalities)))
    session.add_all(_municipality_record(row) for row in command.municipalities)
    session.flush()
    return Outcome(_CHANGED, texts.municipalities_added(len(command.municipalities)))


def _taken(session: Session, rows: Iterable[Municipality]) -> list[Municipality]:
    wanted = {row.bfs_number for row in rows}
    return [row for row in queries.all_municipalities(session) if row.bfs_number in wanted]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMunicipality:
    """New values for some of ``official_name, short_name, district, valid_from, valid_to, address``."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_municipality(session: Session, command: ChangeMunicipality, context: Context) -> Outcome:
    """Change names, address or days of a municipality; its BFS number never changes."""
    row = change(
        session,
        MunicipalityRecord,
        command.id,
        command.base_version,
        command.changes,
        texts.THE_MUNICIPALITY,
    )
    refuse(rules.name_findings(row.short_name))
    if row.valid_from is not None:
        refuse(rules.span_findings(row.valid_from, row.valid_to))
    row.name_sort = _sort(row.short_name)
    session.flush()
    return Outcome(_CHANGED, texts.changed(row.short_name))


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveSubsidyRules:
    """«MBG-Reglement genehmigt am …»."""

    bfs_number: int
    approved_on: date
    ended_on: date | None = None


@usecase(undoable=True)
def approve_subsidy_rules(
    session: Session, command: ApproveSubsidyRules, context: Context
) -> Outcome:
    """Enter the approval of a municipality's Mietzinsbeitragsreglement; value = its id."""
    found = queries.municipality(session, command.bfs_number)
    if found is None:
        raise NotFound(texts.municipality_unknown(command.bfs_number), texts.CHECK_NUMBER)
    refuse(rules.span_findings(command.approved_on, command.ended_on))
    summary = texts.subsidy_rules_approved(found.short_name, command.approved_on)
    row = _subsidy_rules(command.bfs_number, command.approved_on, command.ended_on)
    if session.get(SubsidyRulesRecord, row.id) is not None:
        return Outcome(summary=summary, value=row.id)
    session.add(row)
    session.flush()
    return Outcome(_CHANGED, summary, row.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSubsidyRules:
    """The last day on which a Reglement is in force, or None to take that back."""

    id: UUID
    base_version: int
    ended_on: date | None
    approved_on: date | None = None
    """Another day of approval, if the one entered was wrong."""


@usecase(undoable=True)
def change_subsidy_rules(
    session: Session, command: ChangeSubsidyRules, context: Context
) -> Outcome:
    """Set the last day of a Mietzinsbeitragsreglement, or correct the day of its approval."""
    row = existing(
        session,
        SubsidyRulesRecord,
        command.id,
        command.base_version,
        texts.THE_SUBSIDY_RULES,
    )
    approved_on = command.approved_on or row.valid_from
    refuse(rules.span_findings(approved_on, command.ended_on))
    if approved_on == row.valid_from:
        row.ended_on = command.ended_on
    else:
        _move_approval(session, row, approved_on, command.ended_on)
    session.flush()
    return Outcome(_CHANGED, texts.changed(texts.SUBSIDY_RULES))


def _move_approval(
    session: Session, row: SubsidyRulesRecord, approved_on: date, ended_on: date | None
) -> None:
    """The day is part of the id, so that the same approval entered twice is one row."""
    moved = _subsidy_rules(row.bfs_number, approved_on, ended_on)
    is_free = session.get(SubsidyRulesRecord, moved.id) is None
    refuse(rules.approval_findings(approved_on, is_free=is_free))
    session.delete(row)
    session.add(moved)


def _subsidy_rules(bfs_number: int, approved_on: date, ended_on: date | None) -> SubsidyRulesRecord:
    return SubsidyRulesRecord(
        id=natural_id("subsidy_rules", bfs_number, approved_on.isoformat()),
        bfs_number=bfs_number,
        valid_from=approved_on,
        ended_on=ended_on,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveSubsidyRules:
    """An approval that was entered by mistake."""

    id: UUID
    base_version: int


@usecase(undoable=True)
def remove_subsidy_rules(
    session: Session, command: RemoveSubsidyRules, context: Context
) -> Outcome:
    """Delete an approval; to end a Reglement, use :func:`change_subsidy_rules`."""
    row = existing(
        session, SubsidyRulesRecord, command.id, command.base_version, texts.THE_SUBSIDY_RULES
    )
    session.delete(row)
    session.flush()
    return Outcome(_CHANGED, texts.removed(texts.SUBSIDY_RULES))
