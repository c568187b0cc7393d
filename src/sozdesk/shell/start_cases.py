"""What the start page says about the cases of a Sozialdienst, made from rows. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from sozdesk.features.cases.terms.work import CaseDueKind, CaseDueRow, ExpiredRemedy
from sozdesk.features.cases.texts import work as said
from sozdesk.kernel import german
from sozdesk.shell.start_rows import Deadline, Point, deadline

AHEAD: Final = timedelta(days=28)
"""How far the start page looks."""
_MOST_DEADLINES = 8
_CASES_SHOWN = 4
_PAGE = "week_page"
_LATE: Final = (
    (
        CaseDueKind.ORDER,
        "Auflage zur Wohnung ist abgelaufen",
        "Auflagen zur Wohnung sind abgelaufen",
    ),
    (CaseDueKind.TASK, "Aufgabe ist überfällig", "Aufgaben sind überfällig"),
    (
        CaseDueKind.FOLLOW_UP,
        "Nachfrage nach der Ablösung ist überfällig",
        "Nachfragen nach der Ablösung sind überfällig",
    ),
)
_EXPIRED = (
    "Verfügung lässt sich als rechtskräftig eintragen",
    "Verfügungen lassen sich als rechtskräftig eintragen",
)
_ENDING = ("Angebot endet in den nächsten 4 Wochen", "Angebote enden in den nächsten 4 Wochen")


def case_points(rows: Sequence[CaseDueRow], today: date) -> tuple[Point, ...]:
    """One point for each kind of thing that is late, then the offerings that end soon."""
    return tuple(_points(rows, today))


def expired_points(rows: Sequence[ExpiredRemedy]) -> tuple[Point, ...]:
    """One proposal for all Fristen that ran out without an Anfechtung; nothing about it is late."""
    if not rows:
        return ()
    where = _cases([row.case_number for row in rows])
    return (
        _point("note", len(rows), f"{where}: Frist ohne Anfechtung abgelaufen", *_EXPIRED, "month"),
    )


def _points(rows: Sequence[CaseDueRow], today: date) -> Iterator[Point]:
    for kind, one, many in _LATE:
        late = [row for row in rows if row.kind is kind and row.day < today]
        if late:
            yield _point("overdue", len(late), _where(late), one, many, "late")
    ending = [row for row in rows if row.kind is CaseDueKind.ENDING]
    if ending:
        yield _point("hint", len(ending), _where(ending), *_ENDING, "month")


def _point(symbol: str, number: int, where: str, one: str, many: str, chip: str) -> Point:
    return Point(
        symbol,
        number,
        one if number == 1 else many,
        german.plural(number, one, many),
        where,
        "Ansehen",
        chip,
        area="cases",
        page=_PAGE,
    )


def _where(rows: Sequence[CaseDueRow]) -> str:
    """«Fall 12: Mietvertrag verlangen» of one, «Fälle 3, 12 und 2 weitere» of several."""
    if len(rows) == 1:
        number = rows[0].case_number
        what = said.due_detail(rows[0])
        return what if number is None else f"Fall {number}: {what}"
    return _cases([row.case_number for row in rows if row.case_number is not None])


def _cases(found: Sequence[int]) -> str:
    numbers = sorted(set(found))
    shown = [str(number) for number in numbers[:_CASES_SHOWN]]
    more = len(numbers) - len(shown)
    if not shown:
        return "ohne Fall"
    words = f"{', '.join(shown)} und {more} weitere" if more else german.enumeration(shown)
    return f"{'Fall' if len(numbers) == 1 else 'Fälle'} {words}"


def case_deadlines(rows: Sequence[CaseDueRow], today: date) -> tuple[Deadline, ...]:
    """The next days; what is late stands under «Braucht Aufmerksamkeit».

    Stellungnahmen have lines of their own (:mod:`~sozdesk.shell.start_billing`).
    """
    coming = [row for row in rows if row.day >= today and row.kind is not CaseDueKind.STATEMENT][
        :_MOST_DEADLINES
    ]
    return tuple(
        deadline(row.day, said.due_title(row), said.due_detail(row), today) for row in coming
    )
