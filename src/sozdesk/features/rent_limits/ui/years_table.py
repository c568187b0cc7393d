"""All years of one municipality side by side: amounts, change, Beschluss, Basis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.reports import lines
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Category,
    Declaration,
    Method,
    OverviewRow,
    OwnRow,
)
from sozdesk.kernel import german
from sozdesk.widgets.table import Column, RowsModel, TableView

_METHODS = {
    Method.ADVERTS: "Inserate",
    Method.PERCENTILE: "Perzentil",
    Method.OWN_CASES: "eigene Fälle",
    Method.INDEX: "Index",
    Method.EL_MAXIMA: "EL-Maxima",
    Method.NEIGHBOURS: "Nachbarn",
    Method.UNCHANGED: "unverändert",
    Method.OTHER: "andere",
}
"""In one word: years stand side by side."""


@dataclass(frozen=True, slots=True)
class _Line:
    title: str
    cells: tuple[str, ...]


def years_table(rows: Sequence[OwnRow]) -> TableView:
    """One column per declared year or change, the newest first."""
    shown = [row for row in rows if row.declared is not None]
    found = _lines(shown)
    columns = [
        Column(title="", key="Angabe", text=lambda line: line.title),
        *(_column(number, row) for number, row in enumerate(shown)),
        Column(title="", key="Rest", text=lambda _line: "", spoken=lambda _line: "", stretch=True),
    ]
    model = RowsModel(columns, key=lambda line: line.title)
    model.set_rows(found)
    table = TableView(model, "Alle Jahre", lead=0, row=28, sortable=False)
    table.fit_height()
    return table


def _column(number: int, row: OwnRow) -> Column:
    title = str(row.year) if row.change_from is None else f"ab {german.day(row.change_from)}"
    return Column(
        title=title,
        text=lambda line: line.cells[number],
        align="right",
        tip=lambda line: line.cells[number],
    )


def _lines(rows: Sequence[OwnRow]) -> list[_Line]:
    declared = [row.declared.declaration for row in rows if row.declared is not None]
    used = {category for one in declared for category in one.amounts}
    categories = [one for one in Category if one in MAIN_CATEGORIES or one in used]

    def line(title: str, words: Callable[[Declaration], str]) -> _Line:
        return _Line(title, tuple(words(one) for one in declared))

    amounts = [line(texts.word(one), _amount(one)) for one in categories]
    facts = [
        line("Beträge", _amounts_are),
        line("Gültig ab", lambda one: german.day(one.valid_from) if one.valid_from else ""),
        line("Beschluss vom", _day),
        line("Beschluss-Nr.", lambda one: one.decision.number),
        line("Basis", lambda one: _METHODS[one.method] if one.method else ""),
    ]
    change = _Line("Änderung", tuple(_change(row) for row in rows))
    return [*amounts, change, *facts]


def _amount(category: Category) -> Callable[[Declaration], str]:
    return lambda one: german.amount(one.amounts[category]) if category in one.amounts else ""


def _amounts_are(declared: Declaration) -> str:
    if declared.no_limits_reason is not None:
        return "keine Grenzwerte"
    kind, interval = declared.rent_kind, declared.interval
    words = (texts.word(kind) if kind else "", texts.word(interval) if interval else "")
    return ", ".join(filter(None, words)).replace(", pro ", ", ")


def _day(declared: Declaration) -> str:
    decision = declared.decision
    if decision.pending:
        return "ausstehend"
    return german.day(decision.decided_on) if decision.decided_on else ""


def _change(row: OwnRow) -> str:
    """«+3,0 %», «gleich bis +5,3 %» against what held before."""
    assert row.declared is not None
    town = row.municipality
    pair = OverviewRow(
        bfs_number=town.bfs_number,
        official_name=town.official_name,
        name=town.short_name,
        district=town.district,
        state=row.declared.state,
        current=row.declared.declaration,
        previous=row.previous,
    )
    return lines.change_span(pair)
