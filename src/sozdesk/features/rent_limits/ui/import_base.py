"""What the import asks of the file: once at the start, and again whenever something changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import queries, rules
from sozdesk.features.rent_limits.terms import (
    DeclarationRow,
    PreviewResult,
    PreviewRow,
    ReturnFile,
)
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
    """One row of the preview, and what the file holds of its municipality already."""

    row: PreviewRow
    replaces_from: date | None
    """Day of receipt of what it would replace."""
    overtaken_by: date | None
    """Day of receipt of the correction that took its place already."""


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
    returns = archive.query(queries.revisions_of_year, year)
    changes = archive.query(queries.changes_of_year, year)
    stored = {
        number: (*returns.get(number, ()), *changes.get(number, ()))
        for number in {*returns, *changes}
    }
    return tuple(_checked(row, stored.get(row.bfs_number or 0, ())) for row in rows)


def _checked(row: PreviewRow, stored: Sequence[DeclarationRow]) -> Checked:
    """``stored`` of the municipality in the file, newest first: its return and its changes."""
    revisions = [one for one in stored if one.change_from == row.change_from]
    received = {one.revision: one.received_on for one in revisions}
    newest = revisions[0] if revisions else None
    overtaken = newest is not None and _is_overtaken(row, newest)
    return Checked(
        row,
        received.get(row.supersedes or 0),
        newest.received_on if newest is not None and overtaken else None,
    )


def _is_overtaken(row: PreviewRow, newest: DeclarationRow) -> bool:
    declared = row.file.declaration
    if declared is None or row.result is not PreviewResult.IDENTICAL:
        return False
    return not rules.same_content(declared, newest.declaration)


def moment(archive: Archive) -> datetime:
    """The instant for a document."""
    return archive.context().now
