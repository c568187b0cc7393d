"""What the area of a Sozialdienst shows, read in one go on the archive thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.terms import (
    Derivation,
    OwnRow,
    ReturnState,
    SendTo,
    TrackingRow,
)
from sozdesk.features.rent_limits.ui.round_data import DetailData

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

Key = tuple[int, int, date | None]
"""BFS number, year, first day of a change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnData:
    """Every own declaration, newest year first."""

    rows: tuple[OwnRow, ...]
    derivations: Mapping[Key, Derivation]
    year: int
    """The one that is declared now."""
    due_on: date
    today: date
    send_to: SendTo
    office: str
    person: str
    read_only: bool

    @property
    def left(self) -> tuple[OwnRow, ...]:
        """What of this year is still to do."""
        return queries.left_to_declare(self.rows, self.today)

    @property
    def done(self) -> tuple[OwnRow, ...]:
        """What of this year is declared."""
        return tuple(
            row
            for row in self.rows
            if row.year == self.year and row.change_from is None and row.declared is not None
        )

    def of(self, bfs_number: int) -> tuple[OwnRow, ...]:
        """Everything of one municipality, newest year first; within it the return first."""
        return tuple(row for row in self.rows if row.municipality.bfs_number == bfs_number)

    def after(self, key: Key) -> OwnRow | None:
        """The next municipality that is left, in the order of the list and round again."""
        order = [row for row in self.rows if row.year == self.year and row.change_from is None]
        numbers = [row.municipality.bfs_number for row in order]
        start = numbers.index(key[0]) + 1 if key[0] in numbers else 0
        left = self.left
        return next((row for row in (*order[start:], *order[:start]) if row in left), None)


def load(archive: Archive) -> OwnData:
    """Everything the area shows."""
    context = archive.context()
    rows = archive.query(queries.own_rows, context.today)
    year = queries.declaring_year(context.today)
    found = {
        row.key: archive.query(queries.derivation, row.begun.id)
        for row in rows
        if row.begun is not None
    }
    return OwnData(
        rows=rows,
        derivations={key: one for key, one in found.items() if one is not None},
        year=year,
        due_on=archive.query(queries.round_or_usual, year).due_on,
        today=context.today,
        send_to=archive.query(queries.send_to, context.today),
        office=archive.info.office_name,
        person=context.staff_name,
        read_only=archive.read_only,
    )


def detail_data(data: OwnData, row: OwnRow) -> DetailData:
    """The same as the pages of the KSA show of a municipality, so that it looks the same."""
    of_year = [one for one in data.of(row.municipality.bfs_number) if one.year == row.year]
    changes = [one for one in of_year if one.change_from is not None]
    returns = [one for one in of_year if one.change_from is None]
    town, newest = row.municipality, row.revisions[0] if row.revisions else None
    return DetailData(
        tracking=TrackingRow(
            bfs_number=town.bfs_number,
            name=town.short_name,
            official_name=town.official_name,
            district=town.district,
            state=newest.state if newest else ReturnState.OPEN,
            due_on=row.due_on,
            received_on=newest.received_on if newest else None,
            late=False,
            overdue_days=0,
            open_hints=0,
            hints=0,
            declaration_id=newest.id if newest else None,
        ),
        year=row.year,
        revisions=tuple(one for each in returns for one in each.revisions),
        changes=tuple(one for each in reversed(changes) for one in each.revisions),
        previous=returns[0].previous if returns else row.previous,
        earlier_notes=(),
        comparison="",
        read_only=data.read_only,
    )
