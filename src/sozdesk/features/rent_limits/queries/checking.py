"""What an import would do: everything parsed first, then everything checked, nothing written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.terms import Job
from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.queries.declarations import (
    Revisions,
    recorded,
    revisions_until,
)
from sozdesk.features.rent_limits.queries.rounds import opened_round
from sozdesk.features.rent_limits.queries.settings import index_values, thresholds
from sozdesk.features.rent_limits.terms import (
    Declaration,
    DeclarationRow,
    MunicipalityFacts,
    NoteRow,
    PreviewResult,
    PreviewRow,
    Recognition,
    ReturnFile,
    ReturnState,
)
from sozdesk.kernel.findings import Finding, hints, stops


@dataclass(frozen=True, slots=True)
class _Known:
    """What the file holds already, read once for the whole import."""

    revisions: Mapping[int, Revisions]
    facts: Mapping[int, MunicipalityFacts]
    year: int


@dataclass(frozen=True, slots=True)
class _Earlier(rules.EarlierReturn):
    """A return of a municipality, in the file or earlier in the same import."""

    waits: bool
    """Is the newest and lies in the file undecided or incomplete: once more, it may be recorded."""


_Earliers = dict[int, tuple[_Earlier, ...]]
"""BFS number → what is there already, newest first."""


def preview(
    session: Session, year: int, files: Sequence[ReturnFile], today: date
) -> tuple[PreviewRow, ...]:
    """One row per file (or per municipality in it), parallel to ``files``.

    Raises NotFound if the Erhebung was not opened.
    """
    round_ = opened_round(session, year)
    known = _Known(
        revisions_until(session, year), municipality_facts(session, round_.valid_from), year
    )
    order = sorted(range(len(files)), key=lambda number: files[number].received_on or today)
    checked = _check(session, known, [(number, files[number]) for number in order], today)
    earlier = _earlier(known.revisions.get(year, {}))
    rows: dict[int, PreviewRow] = {}
    for number in order:
        row = _preview_row(files[number], checked[number], known, earlier, today)
        rows[number] = row
        _remember(earlier, row, today)
    return tuple(rows[number] for number in range(len(files)))


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
    session: Session, known: _Known, files: Sequence[tuple[int, ReturnFile]], today: date
) -> Mapping[int, tuple[Finding, ...]]:
    """Number of the file → all its findings, with cells; ``files`` in order of receipt."""
    incoming = {
        number: file.declaration
        for number, file in files
        if file.declaration is not None and rules.may_record(file.findings)
    }  # a refused file must not move the medians
    found = rules.check_round(
        list(incoming.values()),
        known=_complete(_of(known, known.year)),
        history=_history(known),
        facts=known.facts,
        index=index_values(session),
        thresholds=thresholds(session, today),
        today=today,
    )
    checks = dict(zip(incoming, found, strict=True))
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


def _history(known: _Known) -> Mapping[int, Sequence[Declaration]]:
    """BFS number → what was recorded in earlier years, newest year first."""
    earlier = sorted((year for year in known.revisions if year < known.year), reverse=True)
    history: dict[int, list[Declaration]] = {}
    for year in earlier:
        for bfs_number, rows in _of(known, year).items():
            if (found := recorded(rows)) is not None:
                history.setdefault(bfs_number, []).append(found)
    return history


def _earlier(revisions: Revisions) -> _Earliers:
    return {
        bfs_number: tuple(
            _Earlier(
                row.declaration,
                row.revision,
                row.received_on,
                frozenset(document.sha256 for document in row.documents),
                waits=row is rows[0] and _waits(row),
            )
            for row in rows
        )
        for bfs_number, rows in revisions.items()
    }


def _waits(row: DeclarationRow) -> bool:
    return row.state is ReturnState.RECEIVED or not rules.may_record(row.findings)


def _remember(earlier: _Earliers, row: PreviewRow, today: date) -> None:
    """A later file of the same municipality is compared with this one."""
    declared = row.file.declaration
    if declared is None or row.result not in {PreviewResult.READY, PreviewResult.HINTS}:
        return
    before = earlier.get(declared.bfs_number, ())
    if before and rules.same_content(before[0].declaration, declared):
        revision, before = before[0].revision, before[1:]
    else:
        revision = before[0].revision + 1 if before else 1
    received_on = row.file.received_on or today
    hashes = frozenset({row.file.sha256} - {""})
    one = _Earlier(declared, revision, received_on, hashes, waits=False)
    earlier[declared.bfs_number] = (one, *before)


def _preview_row(
    file: ReturnFile,
    findings: tuple[Finding, ...],
    known: _Known,
    earlier: _Earliers,
    today: date,
) -> PreviewRow:
    bfs_number = file.declaration.bfs_number if file.declaration else file.suggested_bfs
    before = earlier.get(bfs_number, ()) if bfs_number and file.declaration else ()
    same = _same(before, file, today)
    row = PreviewRow(
        file=file,
        bfs_number=bfs_number,
        name=_name(file, bfs_number, known.facts),
        result=_result(file, findings, same, replaced=same is not None and same is not before[0]),
        findings=findings,
        supersedes=before[0].revision if before and not same else None,
        identical_to=same.received_on if same else None,
    )
    return _with_last_year(row, known) if bfs_number else row


def _same(before: Sequence[_Earlier], file: ReturnFile, today: date) -> _Earlier | None:
    if file.declaration is None:
        return None
    return rules.repeated(file.declaration, file.received_on or today, file.sha256, before)


def _with_last_year(row: PreviewRow, known: _Known) -> PreviewRow:
    """Add what was declared and noted last year."""
    revisions = _of(known, known.year - 1).get(row.bfs_number or 0, ())
    notes = tuple(note for revision in revisions for note in revision.notes)
    return replace(row, previous=recorded(revisions), earlier_notes=_about(notes, row.findings))


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
