"""What manual entry asks of the file, once: enough to check every key press without asking again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sozdesk.archive import drafts
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import queries, rules
from sozdesk.features.rent_limits.terms import (
    RECORDED_STATES,
    Code,
    Contact,
    Declaration,
    DeclarationRow,
    IndexValue,
    MunicipalityFacts,
    NoteRow,
    PreviewRow,
    ReturnFile,
    RoundRow,
    Thresholds,
)
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.municipality import Municipality

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


_MISSING = frozenset(
    {
        Code.FURTHER_MISSING,
        Code.METHOD_MISSING,
        Code.VALID_FROM_MISSING,
        Code.DECISION_MISSING,
        Code.NO_CONTACT,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything about the municipalities that an entry is compared with."""

    today: date
    round: RoundRow
    municipalities: tuple[Municipality, ...]
    history: Mapping[int, tuple[Declaration, ...]]
    """BFS number → declarations of earlier years, newest first; beside a change also of this year."""
    stored: Mapping[int, tuple[DeclarationRow, ...]]
    """BFS number → what came in for this year, newest first; none beside a change."""
    notes: Mapping[int, tuple[NoteRow, ...]]
    """BFS number → reasons given last year."""
    facts: Mapping[int, MunicipalityFacts]
    index: Sequence[IndexValue]
    thresholds: Thresholds
    draft: Mapping[str, Any]
    by_email: Mapping[str, frozenset[int]]
    """Address of a known contact → whom it answers for."""

    def sent_by(self, address: str) -> int | None:
        """The municipality of the only known contact with this address."""
        found = self.by_email.get(address.casefold(), frozenset())
        return next(iter(found)) if len(found) == 1 else None

    def previous(self, bfs_number: int | None) -> Declaration | None:
        """Last year's declaration, or the newest before; beside a change what held last."""
        earlier = self.history.get(bfs_number or 0, ())
        return earlier[0] if earlier else None

    def holds(self, bfs_number: int) -> Declaration:
        """What a change begins with: the limits that hold, without what is decided anew."""
        return rules.prefilled(
            self.previous(bfs_number),
            bfs_number=bfs_number,
            year=self.round.year,
            valid_from=None,
            contact=Contact(),
        )

    def newest(self, bfs_number: int | None) -> DeclarationRow | None:
        """What came in last for this year; none beside a change."""
        rows = self.stored.get(bfs_number or 0, ())
        return rows[0] if rows else None

    def is_recorded(self, bfs_number: int | None) -> bool:
        """Whether a return of this year counts, so that another one is a Berichtigung."""
        return any(row.state in RECORDED_STATES for row in self.stored.get(bfs_number or 0, ()))

    def name(self, bfs_number: int | None) -> str:
        """Short name of the municipality, empty if none is chosen."""
        found = (one for one in self.municipalities if one.bfs_number == bfs_number)
        return next((one.short_name for one in found), "")

    def reasons(self, bfs_number: int | None) -> tuple[NoteRow, ...]:
        """Reasons that were given before: last year, and for what came in this year."""
        newest = self.newest(bfs_number)
        return (*self.notes.get(bfs_number or 0, ()), *(newest.notes if newest else ()))

    def check(self, declaration: Declaration) -> tuple[Finding, ...]:
        """What the declaration shows by itself and beside the earlier ones."""
        background = queries.Background(
            history=self.history.get(declaration.bfs_number, ()),
            facts=self.facts.get(declaration.bfs_number),
            index=self.index,
            thresholds=self.thresholds,
            today=self.today,
        )
        return background.check(declaration)


def load(archive: Archive, year: int, form: str, *, change: bool) -> Known:
    """What an entry needs; ``change`` if it is an Änderung, ``form`` is the key of its draft.

    Raises NotFound if the Erhebung was not opened.
    """
    context, ask = archive.context(), archive.query
    round_: RoundRow = ask(queries.opened_round, year)
    draft = ask(drafts.draft_of, form, None, context.staff_id)
    last = ask(queries.revisions_of_year, year - 1)
    return Known(
        today=context.today,
        round=round_,
        municipalities=tuple(ask(offices.municipalities, context.today)),
        history=_history(archive, year if change else year - 1),
        stored={} if change else ask(queries.revisions_of_year, year),
        notes={bfs: tuple(n for row in rows for n in row.notes) for bfs, rows in last.items()},
        facts=ask(queries.municipality_facts, round_.valid_from),
        index=ask(queries.index_values),
        thresholds=ask(queries.thresholds, context.today),
        draft=draft.content if draft else {},
        by_email=ask(offices.by_email, context.today),
    )


def _history(archive: Archive, last: int) -> dict[int, tuple[Declaration, ...]]:
    """What was declared up to the year ``last``."""
    history: dict[int, tuple[Declaration, ...]] = {}
    for round_ in archive.query(queries.rounds):  # newest first
        if round_.year > last:
            continue
        for bfs, declaration in archive.query(queries.declared_last, round_.year).items():
            history[bfs] = (*history.get(bfs, ()), declaration)
    return history


def check_beside_others(archive: Archive, year: int, file: ReturnFile) -> PreviewRow:
    """The preview of one typed return: also beside the other municipalities of the year."""
    (row,) = archive.query(queries.preview, year, (file,), archive.context().today)
    found: PreviewRow = row
    return found


def while_typing(declaration: Declaration, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """What is said at once; that something is missing is said only after the main button."""
    if not declaration.amounts and declaration.no_limits_reason is None:
        return ()
    return tuple(
        one for one in findings if one.severity is not Severity.STOP and one.code not in _MISSING
    )
