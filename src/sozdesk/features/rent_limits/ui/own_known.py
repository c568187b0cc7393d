"""What the page of an own declaration asks of the file, once: enough to check every key press."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sozdesk.archive import drafts
from sozdesk.features.rent_limits import queries, rules
from sozdesk.features.rent_limits.terms import (
    Block,
    Contact,
    Declaration,
    Derivation,
    OwnRow,
    RoundRow,
    Seen,
)
from sozdesk.kernel.errors import NotFound

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Which declaration: of a municipality and year, or a new Beschluss (Änderung) in the year."""

    bfs_number: int
    year: int
    is_change: bool = False
    change_from: date | None = None
    """First day of a change that lies in the file already."""

    @property
    def form_key(self) -> str:
        """Under which what is typed and not saved is kept."""
        kind = f"change.{self.change_from or 'new'}" if self.is_change else "year"
        return f"rent_limits.declare.{self.year}.{self.bfs_number}.{kind}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnKnown:
    """Everything that the page shows and compares with."""

    opened: Opened
    row: OwnRow
    round: RoundRow
    contact: Contact
    background: queries.Background
    derivation: Derivation | None
    draft: Mapping[str, Any]
    """What was typed before and not saved."""
    today: date

    @property
    def seen(self) -> Seen | None:
        """The newest revision."""
        newest = self.row.revisions[0] if self.row.revisions else None
        return Seen(id=newest.id, version=newest.version) if newest else None

    @property
    def previous(self) -> Declaration | None:
        """What stands beside the fields."""
        return self.row.previous

    def first(self) -> Declaration:
        """What the form shows at first: what was begun, else last year's values."""
        if self.row.begun is not None:
            return self.row.begun.declaration
        history = self.background.history
        before = self.previous or (history[0] if history else None)
        return rules.prefilled(
            rules.index_with_its_basis(before, before) if before is not None else None,
            bfs_number=self.opened.bfs_number,
            year=self.opened.year,
            valid_from=None if self.opened.is_change else self.round.valid_from,
            contact=self.contact,
        )

    def older(self) -> int | None:
        """The year of the values that a new form shows, if they are older than last year's."""
        history = self.background.history
        if self.row.begun is not None or self.previous is not None or not history:
            return None
        return history[0].year

    def blocks(self, *declarations: Declaration) -> frozenset[Block]:
        """The optional blocks that are asked for or answered."""
        earlier = [self.previous] if self.previous is not None else []
        answered = (rules.blocks_of(one) for one in (*earlier, *declarations))
        return self.round.blocks.union(*answered)


def load(archive: Archive, opened: Opened) -> OwnKnown:
    """Raises NotFound for a municipality that the office does not declare for."""
    context, ask = archive.context(), archive.query
    number, year, start = opened.bfs_number, opened.year, opened.change_from
    if opened.is_change and start is None:
        row = _new_change(archive, opened, context.today)
    else:
        row = ask(queries.own_row, context.today, number, year, start)
    if row is None:
        raise NotFound("Für diese Gemeinde meldet Ihre Stelle nicht.", "Laden Sie die Seite neu.")
    draft = ask(drafts.draft_of, opened.form_key, None, context.staff_id)
    since = start or date.max if opened.is_change else None
    return OwnKnown(
        opened=opened,
        row=row,
        round=ask(queries.round_or_usual, year),
        contact=_contact(archive, number, year, context.today),
        background=ask(queries.own_background, number, year, since, context.today),
        derivation=ask(queries.derivation, row.begun.id) if row.begun else None,
        draft=draft.content if draft else {},
        today=context.today,
    )


def _contact(archive: Archive, bfs_number: int, year: int, today: date) -> Contact:
    """Who the office knows there, else who stands in its newest declaration of this year."""
    known: Contact = archive.query(queries.own_contact, bfs_number, today)
    if known.name:
        return known
    rows: tuple[OwnRow, ...] = archive.query(queries.own_rows, today)
    named = [
        revision
        for row in rows
        for revision in row.revisions
        if row.year == year and revision.declaration.contact.name
    ]
    newest = max(named, key=lambda revision: revision.received_on, default=None)
    return newest.declaration.contact if newest is not None else known


def _new_change(archive: Archive, opened: Opened, today: date) -> OwnRow | None:
    """A change that has no day yet: it changes what holds at the end of the year."""
    row: OwnRow | None = archive.query(
        queries.own_row, today, opened.bfs_number, opened.year, date.max
    )
    return None if row is None else replace(row, change_from=None)
