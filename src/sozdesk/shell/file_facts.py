"""What the bars show of the open file. Runs on the archive thread; free of Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sozdesk.archive.backup import Reason, backups
from sozdesk.archive.journal_history import recent
from sozdesk.archive.store import Archive
from sozdesk.features.rent_limits import queries, texts
from sozdesk.shell import start_query
from sozdesk.shell.start_rows import Point
from sozdesk.shell.status_bar import Status


@dataclass(frozen=True, slots=True)
class Count:
    """How much is to do in an area, and what (tool tip)."""

    area: str
    number: int
    tip: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The status line, and what «Rückgängig» would take back (empty: nothing)."""

    status: Status
    undo_sentence: str
    counts: tuple[Count, ...] = ()


def facts(archive: Archive) -> Facts:
    """Read the facts of this moment."""
    newest = archive.query(recent, 1)
    kept = backups(archive.path)
    undoable = None if archive.read_only else archive.last_undoable()
    status = Status(
        saved_at=newest[0].at if newest else None,
        backup_at=kept[0].taken_at if kept else None,
        today=archive.context().today,
        file_name=archive.path.name,
        person=archive.staff.name,
        is_sample_day=archive.info.sample_today is not None,
    )
    return Facts(status, undoable.summary if undoable else "", _counts(archive))


def back_up(archive: Archive) -> Facts:
    """Make a verified backup now, and read the facts anew."""
    archive.backup(Reason.DEMAND)
    return facts(archive)


def _counts(archive: Archive) -> tuple[Count, ...]:
    if archive.info.office_kind != "ksa":
        return (
            _own_count(archive),
            _count("cases", start_query.case_points(archive)),
            _count("billing", start_query.billing_points(archive)),
        )
    return (
        _count("rent_limits", start_query.points(archive)),
        _count("strategy", start_query.measure_points(archive)),
        _count("offerings", start_query.offering_points(archive)),
        _count("billing", start_query.billing_points(archive)),
    )


def _count(area: str, points: Sequence[Point]) -> Count:
    tip = ", ".join(f"{point.number} {point.word}" for point in points)
    return Count(area, sum(point.number for point in points), tip)


def _own_count(archive: Archive) -> Count:
    """Municipalities that a service has not declared yet."""
    today = archive.context().today
    left = queries.left_to_declare(start_query.own_rows(archive), today)
    words = Counter(texts.own_state(row, today) for row in left)
    tip = ", ".join(f"{number} {word}" for word, number in words.items())
    return Count("rent_limits", len(left), tip)
