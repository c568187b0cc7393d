"""The list of the cases: columns, and the filters above it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sozdesk.features.cases import texts
from sozdesk.features.cases.terms.case_list import CaseLine
from sozdesk.features.cases.ui.area_data import AreaData
from sozdesk.kernel import german
from sozdesk.widgets.chips import Chip
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column

RUNNING, NO_END, CLOSED, ALL = "running", "no_end", "closed", "all"
END_OPEN = "Ablösung offen"


def state_words(line: CaseLine, day: date) -> str:
    """«laufend», «abgeschlossen»."""
    return "laufend" if line.is_running(day) else "abgeschlossen"


def state_symbol(line: CaseLine, day: date) -> str:
    """Look here, on its way, or done."""
    if line.lacks_end(day):
        return State.HINT
    return State.RECEIVED if line.is_running(day) else State.CLOSED


def state_detail(line: CaseLine, day: date) -> str:
    """What follows from the state: an open Ablösung, or from or until when it lasts."""
    if line.lacks_end(day):
        return END_OPEN
    if line.moved_on is not None:
        return f"Wegzug {german.day(line.moved_on)}"
    if line.closed_on is not None:
        return f"bis {german.day(line.closed_on)}"
    return f"seit {german.day(line.opened_on)}"


def columns(day: Callable[[], date]) -> list[Column]:
    """All columns; what is hidden is still found by the filter."""
    return [
        Column(
            title="Nr.",
            text=lambda row: str(row.number),
            sort_key=lambda row: row.number,
            tone="text2",
        ),
        Column(
            title="Name",
            text=lambda row: row.name or "noch niemand",
            second=lambda row: ", ".join(filter(None, (row.municipality, row.dossier_number))),
            sort_key=lambda row: german.sort_key(row.name),
            stretch=True,
            least=140,
        ),
        Column(
            title="Personen",
            text=lambda row: str(row.persons),
            second=lambda row: f"{row.supported} unterstützt" if row.persons else "",
            align="right",
            sort_key=lambda row: row.persons,
        ),
        Column(
            title="Stand",
            text=lambda row: state_words(row, day()),
            second=lambda row: state_detail(row, day()),
            symbol=lambda row: state_symbol(row, day()),
            least=128,
        ),
        *_hidden(),
    ]


def _hidden() -> list[Column]:
    since = Column(
        title="Seit",
        text=lambda row: german.day(row.opened_on),
        sort_key=lambda row: row.opened_on,
        hidden=True,
    )
    simple: dict[str, Callable[[CaseLine], str]] = {
        "Gemeinde": lambda row: row.municipality,
        "Zuständig": lambda row: row.responsible,
        "Dossier": lambda row: row.dossier_number,
        "Alle Personen": lambda row: row.people,
        "AHV-Nummern": _numbers,
    }
    return [since, *(Column(title=title, text=text, hidden=True) for title, text in simple.items())]


def _numbers(row: CaseLine) -> str:
    """With and without dots: either spelling finds them."""
    shown = map(texts.shown_ahv, row.ahv_numbers.split())
    return f"{', '.join(shown)} {row.ahv_numbers}".strip()


@dataclass(frozen=True, slots=True)
class Filter:
    """What a chip keeps."""

    key: str
    word: str
    keeps: Callable[[CaseLine], bool]
    state: str = ""
    tip: str = ""

    def chip(self, data: AreaData) -> Chip:
        """The chip, with its count if all cases are there."""
        count = sum(map(self.keeps, data.lines)) if data.whole else None
        return Chip(self.key, self.word, count, self.state, self.tip)


def filters(data: AreaData) -> list[Filter]:
    """In the order of the work."""
    day = data.today
    tip = "Niemand wird mehr unterstützt, und der letzte unterstützte Monat ist nicht erfasst"
    return [
        Filter(RUNNING, "Laufend", lambda row: row.is_running(day), State.RECEIVED),
        Filter(NO_END, END_OPEN, lambda row: row.lacks_end(day), State.HINT, tip),
        Filter(CLOSED, "Abgeschlossen", lambda row: not row.is_running(day), State.CLOSED),
        Filter(ALL, "Alle", lambda _row: True),
    ]
