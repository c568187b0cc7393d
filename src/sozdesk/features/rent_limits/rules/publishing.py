"""What may be published for whom, and what differs from what was published before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sozdesk.features.rent_limits.terms import (
    Amendment,
    AmendmentRow,
    Audience,
    Contact,
    Declaration,
    Extras,
    PublicationDraft,
    PublishedRow,
)
from sozdesk.features.rent_limits.texts import published as words
from sozdesk.kernel.findings import Finding, Severity


def for_audience(declaration: Declaration, audience: Audience) -> Declaration:
    """The declaration with only what may leave the office.

    Never the contact, the remark and counts of households. For the public also no text that a
    municipality wrote in its own words: nobody there expected it to be read by everybody.
    """
    extras = declaration.extras
    kept = replace(
        declaration,
        contact=Contact(),
        remark="",
        extras=Extras(
            ancillary_mode=extras.ancillary_mode,
            ancillary_amounts=extras.ancillary_amounts,
            heating_included=extras.heating_included,
        ),
    )
    if audience is not Audience.PUBLIC:
        return kept
    return replace(
        kept,
        method_text="",
        decision=replace(kept.decision, number=""),
        no_limits_reason=None if kept.no_limits_reason is None else "",
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


# ------------------------------------------------------------------ what differs


def amendments(
    before: Sequence[PublishedRow], now: Sequence[PublishedRow]
) -> tuple[AmendmentRow, ...]:
    """The erratum list: corrections answer by answer, what was missing, what is withdrawn.

    Changes outside the Erhebung are none: what was published about it stays true.
    """
    earlier = {row.bfs_number: row for row in before}
    found: list[AmendmentRow] = []
    for row in now:
        known = earlier.get(row.bfs_number)
        found += _amended(known.declaration if known else None, row)
    return tuple(found)


def _amended(before: Declaration | None, row: PublishedRow) -> Iterator[AmendmentRow]:
    now = row.declaration
    if before is None and now is None:
        return
    if before is None:
        yield _line(row, Amendment.SUPPLEMENT)
    elif now is None:
        yield _line(row, Amendment.WITHDRAWAL)
    else:
        for what, old, new in words.differences(before, now):
            yield _line(row, Amendment.CORRECTION, what, old, new)


def _line(
    row: PublishedRow, kind: Amendment, what: str = "", before: str = "", now: str = ""
) -> AmendmentRow:
    return AmendmentRow(
        bfs_number=row.bfs_number, name=row.name, kind=kind, what=what, before=before, now=now
    )
