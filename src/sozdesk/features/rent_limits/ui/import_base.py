"""What the import asks of the file: once at the start, and again whenever something changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.terms import PreviewRow, ReturnFile
from sozdesk.kernel.municipality import Municipality

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


@dataclass(frozen=True, slots=True)
class Base:
    """What does not change while returns are decided."""

    today: date
    sample: bool
    municipalities: tuple[Municipality, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """One row of the preview, and the day of receipt of what it would replace."""

    row: PreviewRow
    replaces_from: date | None


def load_base(archive: Archive, year: int) -> Base:
    """Raises NotFound if the Erhebung was not opened."""
    context = archive.context()
    archive.query(queries.opened_round, year)
    places = archive.query(offices.municipalities, context.today)
    return Base(context.today, context.sample, tuple(places))


def check(
    archive: Archive, year: int, files: Sequence[ReturnFile], today: date
) -> tuple[Checked, ...]:
    """The preview of the files, parallel to them; nothing is written."""
    rows: tuple[PreviewRow, ...] = archive.query(queries.preview, year, files, today)
    stored = archive.query(queries.revisions_of_year, year)
    received = {
        (bfs, one.revision): one.received_on for bfs, found in stored.items() for one in found
    }
    return tuple(
        Checked(row, received.get((row.bfs_number or 0, row.supersedes or 0))) for row in rows
    )


def moment(archive: Archive) -> datetime:
    """The instant for a document."""
    return archive.context().now
