"""What may be published for whom, and what differs from what was published before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sozdesk.features.rent_limits.terms import (
    Amendment,
    AmendmentRow,
    Audience,
    Decision,
    Declaration,
    Extras,
    Method,
    PublicationDraft,
    PublishedRow,
)
from sozdesk.features.rent_limits.texts import published as words
from sozdesk.kernel.findings import Finding, Severity


def for_audience(declaration: Declaration, audience: Audience) -> Declaration:
    """The declaration with only what may leave the office and is printed for the audience.

    Every answer stands here by name: a new one stays in the office until somebody adds it. Never the
    contact, the remark and counts of households. For the public also no text that a municipality
    wrote in its own words: nobody there expected it to be read by everybody.
    """
    public = audience is Audience.PUBLIC
    own_words = not public and declaration.method is Method.OTHER
    reason = declaration.no_limits_reason
    return Declaration(
        bfs_number=declaration.bfs_number,
        year=declaration.year,
        amounts=declaration.amounts,
        rent_kind=declaration.rent_kind,
        interval=declaration.interval,
        valid_from=declaration.valid_from,
        decision=_decision_for(declaration.decision, public=public),
        method=declaration.method,
        method_text=declaration.method_text if own_words else "",
        unchanged=declaration.unchanged,
        last_reviewed_on=declaration.last_reviewed_on if declaration.unchanged else None,
        no_limits_reason="" if public and reason is not None else reason,
        extras=Extras(
            ancillary_amounts=declaration.extras.ancillary_amounts,
            counter_amounts=declaration.extras.counter_amounts,
        ),
    )


def _decision_for(decision: Decision, *, public: bool) -> Decision:
    """Either the day of the Beschluss or that of the meeting to come: only one of them is printed."""
    return Decision(
        decided_on=None if decision.pending else decision.decided_on,
        body=decision.body,
        number="" if public else decision.number,
        pending=decision.pending,
        meeting_on=decision.meeting_on if decision.pending else None,
    )


def row_for_audience(row: PublishedRow, audience: Audience) -> PublishedRow:
    """A municipality with only what is printed for the audience; once more changes nothing."""
    declared = row.declaration
    return replace(
        row,
        declaration=declared and for_audience(declared, audience),
        previous=_to_compare(row.previous) if declared else None,
        changes=tuple(for_audience(change, audience) for change in row.changes),
    )


def _to_compare(previous: Declaration | None) -> Declaration | None:
    """Of last year only what the change is reckoned from."""
    if previous is None or not previous.amounts:
        return None
    return Declaration(
        bfs_number=previous.bfs_number,
        year=previous.year,
        amounts=previous.amounts,
        rent_kind=previous.rent_kind,
        interval=previous.interval,
    )


def with_reasons(rows: Sequence[PublishedRow], reasons: Mapping[int, str]) -> list[PublishedRow]:
    """The rows with the stated reason where nothing is recorded."""
    return [
        replace(row, missing_reason="" if row.declaration else reasons.get(row.bfs_number, ""))
        for row in rows
    ]


def may_publish(
    draft: PublicationDraft,
    *,
    reasons: Mapping[int, str],
    reason: str,
    decided_by: str,
    decided_on: date | None,
    today: date,
) -> tuple[Finding, ...]:
    """Why a version cannot be published yet; empty if it can."""
    return (
        *_nothing_new(draft),
        *_unexplained(draft, reasons),
        *_uncorrected(draft, reason),
        *_undecided(draft, decided_by, decided_on, today),
    )


def _stop(code: str, message: str, field: str) -> Finding:
    return Finding(code, Severity.STOP, message, field=field)


def _nothing_new(draft: PublicationDraft) -> Iterator[Finding]:
    if draft.same_as_before and draft.before is not None:
        message = words.nothing_new(draft.before.label, draft.before.published_on)
        yield _stop("nothing_new", message, "audience")


def _unexplained(draft: PublicationDraft, reasons: Mapping[int, str]) -> Iterator[Finding]:
    """Never silently incomplete."""
    names = [row.name for row in draft.missing if not reasons.get(row.bfs_number, "").strip()]
    if names:
        yield _stop("missing_unexplained", words.unexplained(names), "missing_reason")


def _uncorrected(draft: PublicationDraft, reason: str) -> Iterator[Finding]:
    """Who corrects what was published says why."""
    corrected = any(row.kind is not Amendment.SUPPLEMENT for row in draft.amendments)
    if corrected and not reason.strip():
        yield _stop("correction_unexplained", words.CORRECTION_UNEXPLAINED, "reason")


def _undecided(
    draft: PublicationDraft, decided_by: str, decided_on: date | None, today: date
) -> Iterator[Finding]:
    """For everybody only after somebody decided so."""
    if draft.audience is not Audience.PUBLIC:
        return
    if not decided_by.strip():
        yield _stop("decision_missing", words.DECIDED_BY_MISSING, "decided_by")
    if decided_on is None:
        yield _stop("decision_day_missing", words.DECIDED_ON_MISSING, "decided_on")
    elif decided_on > today:
        yield _stop("decision_in_future", words.DECIDED_LATER, "decided_on")


def held_in_version(row: PublishedRow, day: date) -> Declaration | None:
    """What a version says that holds on ``day``: its last change by then, else the return."""
    begun = [change for change in row.changes if change.valid_from and change.valid_from <= day]
    return begun[-1] if begun else row.declaration


# ------------------------------------------------------------------ what differs


def amendments(
    before: Sequence[PublishedRow], now: Sequence[PublishedRow]
) -> tuple[AmendmentRow, ...]:
    """The erratum list: corrections answer by answer, what was missing, what is withdrawn.

    A new change outside the Erhebung is none: what was published before stays true. One that was
    published and says something else now is corrected, one that is gone is withdrawn. Whatever else
    differs has a line.
    """
    earlier = {row.bfs_number: row for row in before}
    found: list[AmendmentRow] = []
    for row in now:
        found += _amended(earlier.pop(row.bfs_number, None), row)
    found += (_line(row, Amendment.WITHDRAWAL) for row in earlier.values())
    return tuple(found)


def _amended(before: PublishedRow | None, row: PublishedRow) -> Iterator[AmendmentRow]:
    if before is None:
        yield _line(row, Amendment.SUPPLEMENT)
        return
    for what, old, new in words.name_differences(before, row):
        yield _line(row, Amendment.CORRECTION, what, old, new)
    yield from _compared(row, before.declaration, row.declaration)
    if before.declaration and row.declaration:
        last = words.last_year(row.declaration.year - 1)
        yield from _compared(row, before.previous, row.previous, last)
    now = {change.valid_from: change for change in row.changes}
    for change in before.changes:
        what = words.change_from(change.valid_from)
        yield from _compared(row, change, now.get(change.valid_from), what)


def _compared(
    row: PublishedRow, before: Declaration | None, now: Declaration | None, what: str = ""
) -> Iterator[AmendmentRow]:
    """``what`` is compared, if it is not the return itself."""
    if before is not None and now is not None:
        for answer, old, new in words.differences(before, now):
            named = f"{what}, {answer}" if what else answer
            yield _line(row, Amendment.CORRECTION, named, old, new)
    elif now is not None:
        yield _line(row, Amendment.SUPPLEMENT, what)
    elif before is not None:
        yield _line(row, Amendment.WITHDRAWAL, what)


def _line(
    row: PublishedRow, kind: Amendment, what: str = "", before: str = "", now: str = ""
) -> AmendmentRow:
    return AmendmentRow(
        bfs_number=row.bfs_number, name=row.name, kind=kind, what=what, before=before, now=now
    )
