"""What «Sitzungen» shows, read on the archive thread; what it prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from sozdesk.archive import drafts
from sozdesk.archive.file_info import OfficeKind
from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.cases import queries, reports
from sozdesk.features.cases.terms import AgendaJob, ApplicationRow, Decider, GivenNumber, MeetingRow
from sozdesk.features.offices import queries as offices

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

DRAFT: Final = "cases.resolutions"
"""Under which name unsaved Beschlüsse are kept while the file is locked."""
AGENDA, APPLICATIONS = "Traktandenliste", "Anträge"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingsData:
    """All Sitzungen, and what a new one can choose from."""

    meetings: tuple[MeetingRow, ...]
    municipalities: tuple[tuple[int, str], ...]
    """Of the cases in this file; all of the canton while there is no case."""
    waiting: int
    today: date
    may_write: bool
    typed: dict[str, Any]
    """What was typed before the file was locked: id of the Sitzung → values."""


def load(archive: Archive) -> MeetingsData:
    """Everything the list shows."""
    context = archive.context()
    own = {row.bfs_number for row in archive.query(queries.cases, context.today)}
    places = archive.query(offices.municipalities, context.today)
    shown = tuple(
        (row.bfs_number, row.short_name) for row in places if not own or row.bfs_number in own
    )
    kept = archive.query(drafts.draft_of, DRAFT, None, context.staff_id)
    return MeetingsData(
        meetings=archive.query(queries.meetings),
        municipalities=shown,
        waiting=sum(len(archive.query(queries.waiting, number)) for number in own),
        today=context.today,
        may_write=archive.info.office_kind is OfficeKind.SERVICE,
        typed=dict(kept.content) if kept else {},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingData:
    """One Sitzung with its Traktanden and what waits for one."""

    meeting: MeetingRow
    agenda: tuple[ApplicationRow, ...]
    waiting: tuple[ApplicationRow, ...]
    undrafted: tuple[ApplicationRow, ...]
    """Decided ones whose Verfügung comes next."""
    given: tuple[GivenNumber, ...]
    """Numbers of the authority's Beschlüsse."""
    today: date


def load_meeting(archive: Archive, meeting: MeetingRow) -> MeetingData:
    """Everything the detail shows."""
    return MeetingData(
        meeting=meeting,
        agenda=archive.query(queries.agenda, meeting.id),
        waiting=archive.query(queries.waiting, meeting.bfs_number),
        undrafted=archive.query(queries.undrafted, meeting.id),
        given=archive.query(queries.given_numbers, meeting.bfs_number, Decider.AUTHORITY),
        today=archive.context().today,
    )


def load_job(archive: Archive, meeting_id: UUID) -> AgendaJob:
    """What the prints say."""
    context = archive.context()
    return archive.query(queries.agenda_job, meeting_id, context.now, context.today)


def save_print(job: AgendaJob, what: str, path: Path) -> None:
    """For the worker; DocumentWriteError if it cannot be written."""
    make = reports.agenda_report if what == AGENDA else reports.applications_report
    ending = "docx" if path.suffix.lower() == ".docx" else "pdf"
    write_bytes(path, reports.write_meeting(make(job), ending))
