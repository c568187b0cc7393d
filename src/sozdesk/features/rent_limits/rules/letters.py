"""Who is written to, at which level, together with whom, and which days belong into the calendar."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from sozdesk.features.rent_limits.terms import (
    NEEDED_FIELDS,
    REMINDERS,
    DeadlineKind,
    DeadlineRow,
    LetterField,
    LetterKind,
    LetterTarget,
    RoundRow,
)

_PUBLICATION_AFTER = timedelta(days=14)
"""From the last deadline to the reminder to publish: time to record what came on the last day."""
_NO_PERSON = (
    "abteilung",
    "amt",
    "behörde",
    "dienst",
    "dienste",
    "gemeinde",
    "kanzlei",
    "rat",
    "sekretariat",
    "stelle",
    "team",
    "verwaltung",
)
"""Ends of words that name an office."""


def next_reminder(written: Iterable[tuple[LetterKind, date]], today: date) -> LetterKind:
    """The level of the next reminder: first, then second, and second again after that.

    ``written`` are the letters of a municipality with their days. On the day of a reminder it is
    the same level again, because writing once more replaces what was written.
    """
    done = [(day, kind) for kind, day in written if kind in REMINDERS]
    if not done:
        return LetterKind.FIRST_REMINDER
    last_day, last = max(done, key=lambda one: (one[0], REMINDERS.index(one[1])))
    return last if last_day == today else LetterKind.SECOND_REMINDER


def waits(due_on: date, today: date, *, extended: bool) -> bool:
    """Whether a reminder would come too early: more time was granted, and it is not over."""
    return extended and due_on >= today


def grouped(targets: Sequence[LetterTarget]) -> tuple[tuple[LetterTarget, ...], ...]:
    """The municipalities that share one e-mail: same address, same letter, same deadline.

    Only those with an address, in the order in which they come. A receipt is about one return.
    """
    groups: dict[tuple[str, ...], list[LetterTarget]] = {}
    for target in targets:
        address = target.addressee.email.casefold()
        if address:
            about = str(target.returned.id) if target.returned else ""
            key = (address, target.kind, target.due_on.isoformat(), about)
            groups.setdefault(key, []).append(target)
    return tuple(tuple(group) for group in groups.values())


def answers_for_all(targets: Sequence[LetterTarget]) -> bool:
    """Whether one e-mail goes to a service about all municipalities that it declares for."""
    served = targets[0].addressee.served
    return len(served) > 1 and set(served) <= {target.bfs_number for target in targets}


def names_a_person(name: str) -> bool:
    """Whether somebody can be greeted by this name: «Rita Beispiel», not «Sozialhilfebehörde»."""
    words = name.casefold().split()
    return len(words) > 1 and not any(word.endswith(_NO_PERSON) for word in words)


def missing_fields(kind: LetterKind, used: Collection[str]) -> tuple[LetterField, ...]:
    """What a template of this kind must contain and does not; of alternatives the first."""
    return tuple(group[0] for group in NEEDED_FIELDS[kind] if not set(group) & set(used))


def deadlines(round_: RoundRow, extended: Mapping[date, Sequence[str]]) -> tuple[DeadlineRow, ...]:
    """The days of an Erhebung for the calendar; ``extended`` names who has time until when."""
    last = max([round_.due_on, *extended])
    days = [
        DeadlineRow(kind=DeadlineKind.CALL, day=round_.call_on),
        DeadlineRow(kind=DeadlineKind.DUE, day=round_.due_on),
        *(
            DeadlineRow(kind=DeadlineKind.EXTENDED, day=day, names=tuple(extended[day]))
            for day in sorted(extended)
        ),
        DeadlineRow(kind=DeadlineKind.VALID_FROM, day=round_.valid_from),
        DeadlineRow(kind=DeadlineKind.PUBLICATION, day=last + _PUBLICATION_AFTER),
    ]
    return tuple(sorted(days, key=lambda row: row.day))
