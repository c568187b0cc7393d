"""Rules of memberships and signatures. Pure: rows and days come in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sozdesk.features.offices import texts
from sozdesk.features.offices.terms import BodyFunction, BodyMemberRow, MembershipRow, Signatory
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.municipality import Municipality

FIRST_LINE = (BodyFunction.PRESIDENT, BodyFunction.VICE_PRESIDENT)
SECOND_LINE = (BodyFunction.SECRETARY, BodyFunction.HEAD)
"""Präsidium (or its deputy) signs first, then the Aktuariat; without one of them the Leitung."""


def overlap(
    first_from: date, first_to: date | None, second_from: date, second_to: date | None
) -> bool:
    """Whether two spans of days (both ends inclusive, None = open) share a day."""
    return first_from <= (second_to or date.max) and second_from <= (first_to or date.max)


def may_join(
    valid_from: date,
    ended_on: date | None,
    others: Iterable[MembershipRow],
    *,
    itself: UUID | None = None,
) -> tuple[Finding, ...]:
    """Why a service cannot take over a job for these days; empty if it can.

    ``others`` are the memberships of the same municipality and job: one service per day.
    ``itself`` names the membership that is being changed.
    """
    return span_findings(valid_from, ended_on) + tuple(
        _stop("membership_overlaps", texts.overlapping(other), "valid_from")
        for other in others
        if other.id != itself and overlap(valid_from, ended_on, other.valid_from, other.ended_on)
    )


def span_findings(valid_from: date, ended_on: date | None) -> tuple[Finding, ...]:
    """A last day must not lie before the first one."""
    if ended_on is None or ended_on >= valid_from:
        return ()
    return (_stop("ends_before_start", texts.ends_before_start(valid_from, ended_on), "ended_on"),)


def name_findings(name: str) -> tuple[Finding, ...]:
    """A person or an office needs a name."""
    return () if name.strip() else (_stop("name_missing", texts.NAME_MISSING, "name"),)


def number_findings(taken: Iterable[Municipality]) -> tuple[Finding, ...]:
    """A BFS number belongs to one municipality for ever."""
    return tuple(
        _stop("number_taken", texts.number_taken(row.bfs_number, row.official_name), "bfs_number")
        for row in taken
    )


def foreign_findings(
    bfs_numbers: Iterable[int], known: Iterable[Municipality]
) -> tuple[Finding, ...]:
    """Numbers that belong to no municipality of the canton."""
    here = {row.bfs_number for row in known}
    return tuple(
        _stop("foreign_number", texts.foreign_number(number), "municipalities")
        for number in bfs_numbers
        if number not in here
    )


def some_municipality_findings(bfs_numbers: Sequence[int]) -> tuple[Finding, ...]:
    """A service works for somebody."""
    return (
        () if bfs_numbers else (_stop("no_municipality", texts.NO_MUNICIPALITY, "municipalities"),)
    )


def approval_findings(approved_on: date, *, is_free: bool) -> tuple[Finding, ...]:
    """A municipality's Reglement is approved once on a day."""
    if is_free:
        return ()
    return (_stop("approval_twice", texts.approval_twice(approved_on), "approved_on"),)


def owner_findings(bfs_number: int | None, service_id: UUID | None) -> tuple[Finding, ...]:
    """A person belongs to a municipality or to a service, never to both or to none."""
    if (bfs_number is None) != (service_id is None):
        return ()
    return (_stop("owner_unclear", texts.OWNER_UNCLEAR, "owner"),)


def _stop(code: str, message: str, field: str) -> Finding:
    return Finding(code, Severity.STOP, message, field=field)


def signing(members: Sequence[BodyMemberRow], day: date) -> tuple[Signatory, ...]:
    """One or two lines of signature on ``day``; empty if nobody who signs is in office."""
    in_office = [
        member for member in members if overlap(day, day, member.valid_from, member.ended_on)
    ]
    lines = (_first_of(in_office, FIRST_LINE), _first_of(in_office, SECOND_LINE))
    return tuple(
        Signatory(
            name=member.name, function=member.function, title=texts.BODY_FUNCTIONS[member.function]
        )
        for member in lines
        if member
    )


def _first_of(
    members: Sequence[BodyMemberRow], functions: Sequence[BodyFunction]
) -> BodyMemberRow | None:
    """Who comes first by function, then by the newest term: the successor signs."""
    ranked = sorted(
        (member for member in members if member.function in functions),
        key=lambda member: (functions.index(member.function), -member.valid_from.toordinal()),
    )
    return ranked[0] if ranked else None
