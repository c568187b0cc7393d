"""What the dialogs about letters show, read on the archive thread."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sozdesk.features.rent_limits import files, queries
from sozdesk.features.rent_limits.terms import (
    LetterJob,
    LetterKind,
    LetterRow,
    LetterTarget,
    ReminderRow,
)
from sozdesk.features.rent_limits.texts import word

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedJob:
    """A job with what is wrong with its templates: sentences that name the letter."""

    job: LetterJob
    problems: tuple[str, ...]
    written_on: date | None = None
    """Of a call: when it was last written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderData:
    """Who is without an answer."""

    rows: tuple[ReminderRow, ...]
    today: date


def _writer(archive: Archive) -> queries.Writer:
    return queries.Writer(archive.context(), archive.staff)


def _checked(job: LetterJob, written_on: date | None = None) -> CheckedJob:
    problems = tuple(
        f"Vorlage «{word(template.kind)}»: {finding.message}"
        for template in job.templates.values()
        for finding in files.template_findings(template)
    )
    return CheckedJob(job=job, problems=problems, written_on=written_on)


def load_call(archive: Archive, year: int) -> CheckedJob:
    """The call, and when it was last written."""
    written = archive.query(queries.letters, year)
    days = [
        row.written_on for rows in written.values() for row in rows if row.kind is LetterKind.CALL
    ]
    job = archive.query(queries.call_job, year, _writer(archive))
    return _checked(job, max(days, default=None))


def load_reminders(archive: Archive, year: int) -> ReminderData:
    """Who is without an answer."""
    today = archive.context().today
    return ReminderData(rows=archive.query(queries.reminder_rows, year, today), today=today)


def load_reminder_job(archive: Archive, year: int, chosen: Mapping[int, LetterKind]) -> CheckedJob:
    """Reminders to those who were chosen."""
    return _checked(archive.query(queries.reminder_job, year, chosen, _writer(archive)))


def load_receipts(archive: Archive, ids: Collection[UUID]) -> CheckedJob:
    """Receipts of these returns."""
    return _checked(archive.query(queries.receipt_job, ids, _writer(archive)))


def load_again(archive: Archive, year: int, letter: LetterRow) -> CheckedJob:
    """One letter once more."""
    writer = _writer(archive)
    if letter.kind is not LetterKind.RECEIPT:
        return _checked(archive.query(queries.letter_again_job, year, letter, writer))
    job = archive.query(queries.receipt_job, _returned(archive, year, letter), writer)
    job = replace(job, day=letter.written_on)
    same = [one for one in job.targets if _file_of(job, one) == letter.file_name]
    return _checked(replace(job, targets=tuple(same or job.targets[:1])))


def _returned(archive: Archive, year: int, letter: LetterRow) -> list[UUID]:
    """Returns and changes of the municipality, newest first."""
    revisions = archive.query(queries.revisions, year, letter.bfs_number)
    changes = archive.query(queries.changes_of_year, year, letter.bfs_number).get(
        letter.bfs_number, ()
    )
    return [row.id for row in (*changes, *revisions)]


def _file_of(job: LetterJob, target: LetterTarget) -> str:
    alone = replace(job, targets=tuple(one for one in job.targets if one is target))
    return next(iter(files.file_names(alone)), "")


def load_calendar(archive: Archive, year: int) -> LetterJob:
    """The days of the Erhebung."""
    return archive.query(queries.calendar_job, year, _writer(archive))
