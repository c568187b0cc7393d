"""What an import would do: everything parsed first, then everything checked, nothing written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sqlalchemy.orm import Session

from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.terms import Job
from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.queries.declarations import (
    Revisions,
    changes_until,
    recorded_by_municipality,
    recorded_changes,
    revisions_until,
)
from sozdesk.features.rent_limits.queries.rounds import opened_round
from sozdesk.features.rent_limits.queries.settings import index_values, thresholds
from sozdesk.features.rent_limits.terms import (
    Declaration,
    DeclarationRow,
    IndexValue,
    MunicipalityFacts,
    NoteRow,
    PreviewResult,
    PreviewRow,
    Recognition,
    ReturnFile,
    ReturnState,
    RoundRow,
    Thresholds,
)
from sozdesk.kernel.findings import Finding, hints, stops

History = Mapping[int, Sequence[Declaration]]
"""BFS number → what was recorded before, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What the checks of one declaration need besides it: enough to check every key press."""

    history: Sequence[Declaration]
    """Earlier declarations of the municipality, newest first."""
    facts: MunicipalityFacts | None
    index: Sequence[IndexValue]
    thresholds: Thresholds
    today: date

    def check(self, declaration: Declaration) -> tuple[Finding, ...]:
        """What the declaration shows by itself and beside the earlier ones."""
        return rules.check_declaration(
            declaration,
            history=self.history,
            facts=self.facts,
            index=self.index,
            thresholds=self.thresholds,
            today=self.today,
        )


@dataclass(frozen=True)
class _Known:
    """What the file holds already, read once for the whole import."""

    round: RoundRow
    revisions: Mapping[int, Revisions]
    """Year → returns."""
    changes: Mapping[int, Revisions]
    facts: Mapping[int, MunicipalityFacts]
    returns: Mapping[int, Declaration]
    """BFS number → the return of this year that a change changes: recorded, or in this import."""

    @property
    def year(self) -> int:
        """The year that the import is for."""
        return self.round.year

    @cached_property
    def history(self) -> History:
        """What was recorded in earlier years."""
        return _history(self, self.year - 1)

    @cached_property
    def history_of_changes(self) -> History:
        """The same with this year, for the checks of a change."""
        return _history(self, self.year)


@dataclass(frozen=True, slots=True)
class _Earlier(rules.EarlierReturn):
    """A return of a municipality, in the file or earlier in the same import."""

    waits: bool
    """Is the newest and lies in the file undecided or incomplete: once more, it may be recorded."""


_Series = tuple[int, date | None]
"""BFS number, and the first day of a change; None = the return."""
_Earliers = dict[_Series, tuple[_Earlier, ...]]
"""What is there already, newest first."""


def preview(
    session: Session, year: int, files: Sequence[ReturnFile], today: date
) -> tuple[PreviewRow, ...]:
    """One row per file (or per municipality in it), parallel to ``files``.

    Raises NotFound if the Erhebung was not opened.
    """
    round_ = opened_round(session, year)
    revisions = revisions_until(session, year)
    known = _Known(
        round_,
        revisions,
        changes_until(session, year),
        municipality_facts(session, round_.valid_from),
        recorded_by_municipality(revisions.get(year, {})),
    )
    order = sorted(range(len(files)), key=lambda number: files[number].received_on or today)
    in_order = [(number, files[number]) for number in order]
    starts, known = _told_apart(in_order, known)
    checked = _check(session, known, in_order, starts, today)
    earlier = _earlier(known)
    rows: dict[int, PreviewRow] = {}
    for number in order:
        row = _preview_row(files[number], checked[number], known, earlier, today, starts[number])
        rows[number] = row
        _remember(earlier, row, today)
    return tuple(rows[number] for number in range(len(files)))


def _told_apart(
    files: Sequence[tuple[int, ReturnFile]], known: _Known
) -> tuple[Mapping[int, date | None], _Known]:
    """Number of the file → first day of the change that it is, by rule or as somebody chose.

    None = the return. ``files`` are in order of receipt: a change may come with its return.
    """
    starts: dict[int, date | None] = {}
    returns = dict(known.returns)
    for number, file in files:
        declared = file.declaration
        if declared is None:
            starts[number] = None
            continue
        before = returns.get(declared.bfs_number)
        start = rules.change_from(declared, before, known.round.valid_from, chosen=file.as_change)
        if start is None and rules.may_record(file.findings):
            returns[declared.bfs_number] = declared
        starts[number] = start
    return starts, replace(known, returns=returns)


def municipality_facts(session: Session, day: date) -> Mapping[int, MunicipalityFacts]:
    """BFS number → what the checks need to know besides the declarations, as of ``day``."""
    deciding = offices.services_by_municipality(session, Job.DECIDES, day)
    declaring = offices.services_by_municipality(session, Job.DECLARES, day)
    services = {**declaring, **deciding}
    approved = offices.subsidy_rules_on(session, day)
    return {
        row.bfs_number: MunicipalityFacts(
            bfs_number=row.bfs_number,
            name=row.short_name,
            district=row.district,
            service=services[row.bfs_number].name if row.bfs_number in services else None,
            rent_subsidy_rules_on=approved.get(row.bfs_number),
        )
        for row in offices.municipalities(session, day)
    }


def _check(
    session: Session,
    known: _Known,
    files: Sequence[tuple[int, ReturnFile]],
    starts: Mapping[int, date | None],
    today: date,
) -> Mapping[int, tuple[Finding, ...]]:
    """Number of the file → all its findings, with cells; ``files`` in order of receipt."""
    incoming = {
        number: file.declaration
        for number, file in files
        if file.declaration is not None and rules.may_record(file.findings)
    }  # a refused file must not move the medians
    index, limits = index_values(session), thresholds(session, today)
    checks: dict[int, tuple[Finding, ...]] = {}
    for as_change in (False, True):
        part = {n: one for n, one in incoming.items() if (starts[n] is not None) is as_change}
        if not part:
            continue
        found = rules.check_round(
            list(part.values()),
            known=_complete(_of(known, known.year)),
            history=known.history_of_changes if as_change else known.history,
            facts=known.facts,
            index=index,
            thresholds=limits,
            today=today,
        )
        checks |= dict(zip(part, found, strict=True))
    return {
        number: rules.with_cells((*file.findings, *checks.get(number, ())), file.cells)
        for number, file in files
    }


def _of(known: _Known, year: int) -> Revisions:
    return known.revisions.get(year, {})


def _complete(revisions: Revisions) -> Mapping[int, Declaration]:
    """BFS number → the newest return that is complete: what lacks an answer is no comparison."""
    newest = {
        bfs_number: next((row for row in rows if rules.may_record(row.findings)), None)
        for bfs_number, rows in revisions.items()
    }
    return {bfs_number: row.declaration for bfs_number, row in newest.items() if row}


def _history(known: _Known, last: int) -> History:
    """What was recorded up to the year ``last``: per year its changes, then its return."""
    years = sorted({known.year, *known.revisions, *known.changes}, reverse=True)
    history: dict[int, list[Declaration]] = {}
    for year in (year for year in years if year <= last):
        for bfs_number, rows in known.changes.get(year, {}).items():
            held = (row.declaration for row in reversed(recorded_changes(rows)))
            history.setdefault(bfs_number, []).extend(held)
        returns = (
            known.returns if year == known.year else recorded_by_municipality(_of(known, year))
        )
        for bfs_number, declared in returns.items():
            history.setdefault(bfs_number, []).append(declared)
    return history


def _earlier(known: _Known) -> _Earliers:
    found: _Earliers = {
        (bfs_number, None): _stored(rows) for bfs_number, rows in _of(known, known.year).items()
    }
    for bfs_number, rows in known.changes.get(known.year, {}).items():
        for day in dict.fromkeys(row.change_from for row in rows):
            found[bfs_number, day] = _stored([row for row in rows if row.change_from == day])
    return found


def _stored(rows: Sequence[DeclarationRow]) -> tuple[_Earlier, ...]:
    return tuple(
        _Earlier(
            row.declaration,
            row.revision,
            row.received_on,
            frozenset(document.sha256 for document in row.documents),
            waits=row is rows[0] and _waits(row),
        )
        for row in rows
    )


def _waits(row: DeclarationRow) -> bool:
    return row.state is ReturnState.RECEIVED or not rules.may_record(row.findings)


def _remember(earlier: _Earliers, row: PreviewRow, today: date) -> None:
    """A later file of the same municipality is compared with this one."""
    declared = row.file.declaration
    if declared is None or row.result not in {PreviewResult.READY, PreviewResult.HINTS}:
        return
    series = (declared.bfs_number, row.change_from)
    before = earlier.get(series, ())
    if before and rules.same_content(before[0].declaration, declared):
        revision, before = before[0].revision, before[1:]
    else:
        revision = before[0].revision + 1 if before else 1
    received_on = row.file.received_on or today
    hashes = frozenset({row.file.sha256} - {""})
    one = _Earlier(declared, revision, received_on, hashes, waits=False)
    earlier[series] = (one, *before)


def _preview_row(
    file: ReturnFile,
    findings: tuple[Finding, ...],
    known: _Known,
    earlier: _Earliers,
    today: date,
    change_from: date | None,
) -> PreviewRow:
    bfs_number = file.declaration.bfs_number if file.declaration else file.suggested_bfs
    before = earlier.get((bfs_number, change_from), ()) if bfs_number and file.declaration else ()
    same = _same(before, file, today)
    row = PreviewRow(
        file=file,
        bfs_number=bfs_number,
        name=_name(file, bfs_number, known.facts),
        result=_result(file, findings, same, replaced=same is not None and same is not before[0]),
        findings=findings,
        supersedes=before[0].revision if before and not same else None,
        identical_to=same.received_on if same else None,
        change_from=change_from,
    )
    return _with_last_year(row, known) if bfs_number else row


def _same(before: Sequence[_Earlier], file: ReturnFile, today: date) -> _Earlier | None:
    if file.declaration is None:
        return None
    return rules.repeated(file.declaration, file.received_on or today, file.sha256, before)


def _with_last_year(row: PreviewRow, known: _Known) -> PreviewRow:
    """Add what was declared before (a change: what held until then), and noted last year."""
    number = row.bfs_number or 0
    history = known.history if row.change_from is None else known.history_of_changes
    before = history.get(number, ())
    earlier = [
        one
        for one in before
        if row.change_from is None or (one.valid_from or date.min) < row.change_from
    ]
    revisions = _of(known, known.year - 1).get(number, ())
    notes = tuple(note for revision in revisions for note in revision.notes)
    previous = earlier[0] if earlier and earlier[0].year >= known.year - 1 else None
    return replace(row, previous=previous, earlier_notes=_about(notes, row.findings))


def _about(notes: Sequence[NoteRow], findings: Sequence[Finding]) -> tuple[NoteRow, ...]:
    """The reasons given for the same code and category."""
    asked = {(finding.code, finding.subject) for finding in findings}
    return tuple(note for note in notes if (note.code, note.subject) in asked)


def _name(file: ReturnFile, bfs_number: int | None, facts: Mapping[int, MunicipalityFacts]) -> str:
    found = facts.get(bfs_number) if bfs_number else None
    return found.name if found else file.name_seen


def _result(
    file: ReturnFile, findings: tuple[Finding, ...], same: _Earlier | None, *, replaced: bool
) -> PreviewResult:
    """``replaced`` = it lies in the file, and a later return took its place."""
    if file.manual:
        return PreviewResult.MANUAL
    if replaced and rules.may_keep(findings):
        return PreviewResult.IDENTICAL
    if stops(findings) or file.declaration is None:
        return PreviewResult.REFUSED
    if file.recognition is Recognition.NAME and not _confirmed_before(file, same):
        return PreviewResult.CONFIRM
    if same is not None and not same.waits:
        return PreviewResult.IDENTICAL
    return PreviewResult.HINTS if hints(findings) else PreviewResult.READY


def _confirmed_before(file: ReturnFile, same: _Earlier | None) -> bool:
    """Whether somebody confirmed the municipality of this very file: it lies with its return."""
    return same is not None and file.sha256 in same.hashes
