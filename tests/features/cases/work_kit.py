"""A case with everything that can be due, at the Sozialdienst of Liestal."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import case_kit
from sozdesk.archive.staff import Staff
from sozdesk.archive.store import Archive
from sozdesk.features.cases import records
from sozdesk.features.cases.usecases import (
    AddCaseTask,
    AddNote,
    AddPolicy,
    add_case_task,
    add_note,
    add_policy,
)
from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.terms import Job
from sozdesk.features.offices.usecases import JoinService, join_service


def clerk(archive: Archive) -> UUID:
    """Anna Muster, who made the file."""

    def ask(session):
        return session.query(Staff).one().id

    return archive.query(ask)


def serves(archive: Archive, *numbers: int) -> None:
    """The office of the file works for these municipalities since 2020."""
    (service,) = [
        row
        for row in archive.query(offices.services, date(2027, 1, 5))
        if row.name == archive.info.office_name
    ]
    for number in numbers:
        join(archive, service.id, number)


def join(archive: Archive, service_id: UUID, number: int) -> None:
    command = JoinService(
        service_id=service_id, bfs_number=number, jobs=tuple(Job), valid_from=date(2020, 1, 1)
    )
    archive.run(join_service, command)


def task(archive: Archive, case_id: UUID | None, title: str, day: date, **more: Any) -> UUID:
    command = AddCaseTask(case_id=case_id, title=title, due_on=day, **more)
    return archive.run(add_case_task, command).value


def note(archive: Archive, case_id: UUID, day: date, title: str, text: str = "Text.") -> UUID:
    command = AddNote(case_id=case_id, noted_on=day, title=title, text=text)
    return archive.run(add_note, command).value


def policy(archive: Archive, topic: str, day: date = date(2027, 1, 1), **more: Any) -> UUID:
    values = {
        "bfs_number": case_kit.BFS,
        "decision": "Bis zum Betrag ohne Antrag",
        "decided_on": date(2026, 11, 10),
        "resolution_number": "2026/88",
        "amount": 50_000,
        "amount_note": "pro Jahr",
        **more,
    }
    return archive.run(add_policy, AddPolicy(topic=topic, valid_from=day, **values)).value


def everything_due(archive: Archive) -> UUID:
    """Case 12 of Anna Muster with one thing of each kind in January 2027; answers its id."""
    who = case_kit.person(archive)
    case = case_kit.case(archive, [who], number=12, responsible_id=clerk(archive))
    ruling = case_kit.ruling(
        archive,
        case,
        "2026-031",
        ruled_on=date(2026, 12, 29),
        finalised_on=date(2026, 12, 29),
        notified_on=date(2026, 12, 30),
        remedy_days=10,
        final_on=None,
    )
    enacted = case_kit.enactment(
        archive, case, who, UUID(int=1), ruling, last_day=date(2027, 1, 31)
    )
    past = case_kit.enactment(
        archive, case, who, UUID(int=2), ruling, last_day=date(2026, 10, 31), offering_title="Kurs"
    )
    dwelling = case_kit.tenancy(archive, case, 180_000)
    case_kit.row(
        archive,
        records.RentMeasureRecord,
        tenancy_id=dwelling,
        kind="order",
        ordered_on=date(2026, 7, 1),
        deadline=date(2027, 1, 15),
    )
    case_kit.row(
        archive,
        records.FollowUpRecord,
        participation_id=participation_of(archive, past),
        due_on=date(2027, 1, 29),
    )
    task(archive, case, "Mietvertrag verlangen", date(2027, 1, 4))
    assert enacted != past
    return case


def participation_of(archive: Archive, enactment: UUID) -> UUID:
    def ask(session):
        table = records.ParticipationRecord
        return session.query(table).filter(table.enactment_id == enactment).one().id

    return archive.query(ask)
