"""What becomes of a checked return: may it be recorded, is it new, is it late."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import TypeVar

from sozdesk.features.rent_limits.rules.bases import comparable, yearly_amounts
from sozdesk.features.rent_limits.terms import (
    Code,
    Declaration,
    ReadCell,
    ReturnState,
    reason_key,
)
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.german import clean


def may_record(findings: Sequence[Finding]) -> bool:
    """Only what is unreadable, not attributable or incomplete keeps a return out."""
    return all(finding.severity is not Severity.STOP for finding in findings)


def says_its_limits(declaration: Declaration) -> bool:
    """Whether an overview of an earlier year says enough of a municipality to be recorded.

    Why there are no limits; else amounts, and what they are: net or gross, per month or per year.
    Not every size: an earlier overview may have asked for fewer.
    """
    if declaration.no_limits_reason is not None:
        return bool(declaration.no_limits_reason.strip())
    known = declaration.rent_kind is not None and declaration.interval is not None
    return known and bool(declaration.amounts)


def same_limits(one: Declaration, other: Declaration) -> bool:
    """Whether two declarations state the same amounts on the same basis."""
    return (one.amounts, one.rent_kind, one.interval) == (
        other.amounts,
        other.rent_kind,
        other.interval,
    )


_INCOMPLETE = frozenset(
    {
        Code.UNREADABLE_FIELD,
        Code.MISSING_AMOUNT,
        Code.MISSING_RENT_KIND,
        Code.MISSING_INTERVAL,
        Code.MISSING_REASON,
    }
)
"""What the municipality can still answer; everything else that stops says nothing about its limits."""


def may_keep(findings: Sequence[Finding]) -> bool:
    """Whether a return may lie in the file undecided or as Rückfrage: answers may lack, no more."""
    return all(
        finding.code in _INCOMPLETE for finding in findings if finding.severity is Severity.STOP
    )


def open_hints(findings: Sequence[Finding], reasons: Collection[str]) -> tuple[Finding, ...]:
    """Prüfhinweise without a reason; ``reasons`` holds the ``reason_key`` of those that have one."""
    return tuple(
        finding
        for finding in findings
        if finding.severity is Severity.HINT and reason_key(finding) not in reasons
    )


def with_cells(findings: Sequence[Finding], cells: Mapping[str, ReadCell]) -> tuple[Finding, ...]:
    """The findings with the place in the file, where the field of a finding has one."""
    return tuple(
        replace(finding, cell=f"{cells[finding.field].sheet}!{cells[finding.field].address}")
        if finding.field in cells
        else finding
        for finding in findings
    )


def same_content(one: Declaration, other: Declaration) -> bool:
    """Whether two declarations say the same («identisch»); spaces in texts do not count."""
    return one == other or _plain(one) == _plain(other)


def _plain(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return dict(value)
    if is_dataclass(value):
        return tuple(_plain(getattr(value, field.name)) for field in fields(value))
    return value


@dataclass(frozen=True, slots=True)
class EarlierReturn:
    """A return that is there already, to compare with it what comes in."""

    declaration: Declaration
    revision: int
    received_on: date
    hashes: frozenset[str]
    """SHA-256 of its files."""


_Earlier = TypeVar("_Earlier", bound=EarlierReturn)


def repeated(
    declared: Declaration, received_on: date, sha256: str, earlier: Sequence[_Earlier]
) -> _Earlier | None:
    """Which of the earlier returns (newest first) comes in once more; None if this is news.

    The newest one is repeated by the same content. One that was corrected since is repeated only by
    its own file, or by what was received before the correction: whoever writes the old amounts
    again later goes back to them.
    """
    for one in earlier:
        newest = earlier[0]
        again = one is newest or sha256 in one.hashes or received_on < newest.received_on
        if again and same_content(one.declaration, declared):
            return one
    return None


def change_from(
    declared: Declaration,
    recorded: Declaration | None,
    start: date,
    *,
    chosen: bool | None = None,
) -> date | None:
    """First day of the change outside the Erhebung (Änderung) that a declaration is; else None.

    Without a recorded return it is the return. Beside one it is a change if it holds from later
    on; else it says what the return should have said (Berichtigung). ``start`` is the first day of
    the Erhebung's year, ``chosen`` what a person says against the rule.
    """
    day = declared.valid_from
    if recorded is None or day is None or chosen is False:
        return None
    later = day > max(start, recorded.valid_from or start)
    return day if later or chosen else None


def recorded_state(declaration: Declaration, previous: Declaration | None) -> ReturnState:
    """The state of a municipality once this declaration is recorded.

    Without an earlier declaration nothing contradicts «unverändert».
    """
    if declaration.no_limits_reason is not None:
        return ReturnState.NO_LIMITS
    if declaration.unchanged and (previous is None or _equal_amounts(declaration, previous)):
        return ReturnState.CONFIRMED_UNCHANGED
    return ReturnState.RECORDED


def _equal_amounts(declaration: Declaration, previous: Declaration) -> bool:
    same = yearly_amounts(declaration) == yearly_amounts(previous)
    return same and comparable(declaration, previous)


def late(received_on: date | None, due_on: date) -> bool:
    """Whether a return came after the due date; the due date itself is in time."""
    return received_on is not None and received_on > due_on


def overdue_days(due_on: date, today: date, received_on: date | None) -> int:
    """Days since the due date without an answer; 0 if there is one or if there is still time."""
    return max(0, (today - due_on).days) if received_on is None else 0


def days_left(due_on: date, today: date, received_on: date | None) -> int:
    """Days until the due date while an answer is missing; 0 on the day itself, and past it."""
    return max(0, (due_on - today).days) if received_on is None else 0
