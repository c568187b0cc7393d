"""Anträge, Sitzungen and Verfügungen by their use cases, and what they refuse."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

import case_kit
from sozdesk.archive.store import Archive
from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.terms import (
    ApplicationKind,
    ApplicationRow,
    Resolved,
    RulingNature,
    RulingRow,
)
from sozdesk.kernel.errors import RuleViolation
from sozdesk.kernel.usecase import UseCase

TODAY = date(2027, 1, 5)


def a_case(archive: Archive, **more: Any) -> UUID:
    """Anna Muster of Liestal with her address."""
    address = "Beispielweg 3\n4410 Liestal"
    return case_kit.case(archive, [case_kit.person(archive, address=address)], **more)


def application(archive: Archive, case_id: UUID, **more: Any) -> UUID:
    """An Antrag for an offering of 4 January 2027."""
    values: dict[str, Any] = {
        "kind": ApplicationKind.OFFERING,
        "title": "Tagesstruktur 50 %",
        "reasons": "Frau Muster sucht Arbeit.",
        "proposal": "Tagesstruktur vom 01.02. bis 30.04.2027.",
        "submitted_on": date(2027, 1, 4),
        **more,
    }
    made: UUID = archive.run(
        usecases.add_application, usecases.AddApplication(case_id=case_id, **values)
    ).value
    return made


def row_of(archive: Archive, application_id: UUID) -> ApplicationRow:
    row = archive.query(queries.application_of, application_id)
    assert row is not None
    return row


def ruling_row(archive: Archive, ruling_id: UUID) -> RulingRow:
    row = archive.query(queries.ruling_of, ruling_id)
    assert row is not None
    return row


def meeting(archive: Archive, *applications: UUID, held_on: date = TODAY) -> UUID:
    """A Sitzung with these Traktanden."""
    made: UUID = archive.run(
        usecases.add_meeting,
        usecases.AddMeeting(bfs_number=case_kit.BFS, held_on=held_on, place="Gemeindehaus"),
    ).value
    archive.run(
        usecases.set_agenda, usecases.SetAgenda(meeting_id=made, application_ids=applications)
    )
    return made


def resolution(archive: Archive, application_id: UUID, **more: Any) -> usecases.Resolution:
    values: dict[str, Any] = {"resolved": Resolved.GRANTED, "number": "2027-12", **more}
    return usecases.Resolution(
        application_id=application_id,
        base_version=row_of(archive, application_id).version,
        **values,
    )


def resolve(archive: Archive, *resolutions: usecases.Resolution, on: date = TODAY) -> None:
    command = usecases.RecordResolutions(resolved_on=on, resolutions=resolutions)
    archive.run(usecases.record_resolutions, command)


def resolved_application(archive: Archive, case_id: UUID, **more: Any) -> UUID:
    """An Antrag that the authority granted on 5 January 2027."""
    made = application(archive, case_id, **more)
    meeting(archive, made)
    resolve(archive, resolution(archive, made))
    return made


def draft(archive: Archive, case_id: UUID, application_id: UUID | None = None, **more: Any) -> UUID:
    """A whole draft; ``more`` are its columns."""
    nature = more.pop("nature", RulingNature.GRANT)
    replaces = more.pop("replaces_id", None)
    made: UUID = archive.run(
        usecases.draft_ruling,
        usecases.DraftRuling(
            case_id=case_id, application_id=application_id, nature=nature, replaces_id=replaces
        ),
    ).value
    values = {
        "subject": "Tagesstruktur 50 %",
        "considerations": "Gestützt auf § 16 SHG.",
        "disposition": "Frau Muster besucht die Tagesstruktur.",
        **more,
    }
    change(archive, made, **values)
    return made


def change(archive: Archive, ruling_id: UUID, **values: Any) -> None:
    version = ruling_row(archive, ruling_id).version
    command = usecases.ChangeRuling(id=ruling_id, base_version=version, changes=values)
    archive.run(usecases.change_ruling, command)


def finalise(archive: Archive, ruling_id: UUID) -> str:
    row = ruling_row(archive, ruling_id)
    command = usecases.FinaliseRuling(id=row.id, base_version=row.version)
    number: str = archive.run(usecases.finalise_ruling, command).value
    return number


def refused(archive: Archive, usecase: UseCase, command: object) -> list[tuple[str, str]]:
    """(code, field) of every finding."""
    with pytest.raises(RuleViolation) as caught:
        archive.run(usecase, command)
    return [(one.code, one.field) for one in caught.value.findings]
