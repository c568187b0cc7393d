"""What must be true of persons, cases and households before they are recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sozdesk.features.cases.rules.persons import ahv_findings
from sozdesk.features.cases.texts import casework as said
from sozdesk.kernel.dated import Dated
from sozdesk.kernel.findings import Finding, stop

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from – to, both inclusive; no end while it goes on."""

    valid_from: date
    ended_on: date | None


def person_findings(
    last_name: str, birth_date: date | None, ahv_number: str, missing_because: str, today: date
) -> tuple[Finding, ...]:
    """A person needs a name, was born, and has an AHV number or a reason why not."""
    found: list[Finding] = []
    if not last_name:
        found.append(stop("name_missing", said.NAME_MISSING, "last_name"))
    if birth_date is not None and birth_date > today:
        found.append(stop("born_later", said.BORN_LATER, "birth_date"))
    return (*found, *ahv_findings(ahv_number, missing_because))


def span_findings(new: Dated, others: Iterable[Dated]) -> tuple[Finding, ...]:
    """A value from a day on ends after it began and reaches into no other one of the same kind."""
    if new.ended_on is not None and new.ended_on < new.valid_from:
        return (stop("ends_before", said.ENDS_BEFORE, "ended_on"),)
    found: list[Finding] = []
    for other in others:
        if other.valid_from == new.valid_from:
            found.append(stop("same_day", said.same_day(new.valid_from), "valid_from"))
        elif other.valid_from < new.valid_from:
            if other.ended_on is not None and other.ended_on >= new.valid_from:
                found.append(stop("overlap", said.overlap(other.ended_on), "valid_from"))
        elif new.ended_on is not None and new.ended_on >= other.valid_from:
            found.append(stop("overlap", said.overlap_later(other.valid_from), "ended_on"))
    return tuple(found)


def is_month_end(day: date) -> bool:
    """Whether it is the last day of its month."""
    return (day + ONE_DAY).day == 1


def case_findings(
    opened_on: date, closed_on: date | None, support_ended_on: date | None
) -> tuple[Finding, ...]:
    """A case is closed after it was opened; an Ablösung is the last day of a supported month."""
    found: list[Finding] = []
    if closed_on is not None and closed_on < opened_on:
        found.append(stop("closed_before", said.CLOSED_BEFORE, "closed_on"))
    if support_ended_on is not None and not is_month_end(support_ended_on):
        found.append(stop("no_month_end", said.NO_MONTH_END, "support_ended_on"))
    if support_ended_on is not None and support_ended_on < opened_on:
        found.append(stop("ended_before", said.ENDED_BEFORE_OPENED, "support_ended_on"))
    return tuple(found)


def household_findings(
    begins: Iterable[date], opened_before: date, opened_on: date, closed_on: date | None
) -> tuple[Finding, ...]:
    """Nobody is in the household outside the days of its case.

    ``begins`` are first days of its members; who came with the opening follows another day of opening.
    """
    found: list[Finding] = []
    days = [opened_on if day == opened_before else day for day in begins]
    if any(day < opened_on for day in days):
        found.append(stop("outside", said.MEMBERS_BEFORE, "opened_on"))
    if closed_on is not None and any(day > closed_on for day in days):
        found.append(stop("outside", said.MEMBERS_AFTER, "closed_on"))
    return tuple(found)


def member_findings(
    new: Dated, others: Sequence[Dated], opened_on: date, closed_on: date | None
) -> tuple[Finding, ...]:
    """A household is that of the days of the case, and everybody is in it once on a day."""
    if new.ended_on is not None and new.ended_on < new.valid_from:
        return (stop("ends_before", said.ENDS_BEFORE, "ended_on"),)
    found: list[Finding] = []
    if new.valid_from < opened_on or (closed_on is not None and new.valid_from > closed_on):
        found.append(stop("outside", said.outside(opened_on, closed_on), "valid_from"))
    if closed_on is not None and new.ended_on is not None and new.ended_on > closed_on:
        found.append(stop("outside", said.outside(opened_on, closed_on), "ended_on"))
    if any(_meet(new, other) for other in others):
        found.append(stop("twice", said.TWICE, "valid_from"))
    return tuple(found)


def _meet(one: Dated, other: Dated) -> bool:
    begins_late = one.ended_on is not None and other.valid_from > one.ended_on
    ends_early = other.ended_on is not None and other.ended_on < one.valid_from
    return not (begins_late or ends_early)


def move_findings(
    moved_on: date, moved_to: int | None, own: int, opened_on: date, closed_on: date | None
) -> tuple[Finding, ...]:
    """Whoever moves was here before, goes to another municipality, and the case still runs."""
    found: list[Finding] = []
    if closed_on is not None:
        found.append(stop("closed", said.closed_already(closed_on)))
    if moved_on <= opened_on:
        found.append(stop("moved_before", said.moved_before(opened_on), "moved_on"))
    if moved_to == own:
        found.append(stop("same_place", said.SAME_PLACE, "moved_to"))
    return tuple(found)
