"""The lines of the list below an overview that is read in: municipalities, and rows left out. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Declaration,
    LeftOut,
    OverviewTable,
    TableResult,
    TableRow,
)
from sozdesk.features.rent_limits.texts import tables
from sozdesk.kernel import german
from sozdesk.kernel.findings import stops
from sozdesk.widgets.rows import Group
from sozdesk.widgets.states import State

_MOST_SINGLE = 300
"""So many rows that are left out are listed one by one."""
UNCLEAR, LEFT_OUT = "unclear", "left_out"
_GROUPS = {
    TableResult.REFUSED.value: "Nicht verwertbar",
    TableResult.CONFIRM.value: "Zu bestätigen",
    UNCLEAR: "Warten auf eine Angabe",
    TableResult.READY.value: "Bereit",
    TableResult.TAKEN.value: "Bereits erfasst",
    LEFT_OUT: "Ausgelassene Zeilen",
}
"""In the order of the list: what needs a person comes first."""
_SYMBOLS = {
    TableResult.REFUSED.value: State.UNUSABLE,
    TableResult.CONFIRM.value: State.HINT,
    UNCLEAR: State.OPEN,
    TableResult.READY.value: State.OK,
    TableResult.TAKEN.value: State.IDENTICAL,
    LEFT_OUT: State.REFUSED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line; ``ticked`` None = nothing can be recorded here."""

    row: int
    """Number of the row in the table."""
    group: str
    name: str
    seen: str
    """The name as it stands in the table."""
    amounts: str
    hint: str
    symbol: str
    ticked: bool | None
    decision: str
    """The word beside the box."""
    suggestion: int | None = None
    """BFS number that a person can confirm by ticking."""
    may_choose: bool = False
    """Whether somebody can say which municipality it is."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What the action bar counts."""

    ready: int
    """Will be recorded."""
    open: int
    """Need a person first."""
    taken: int
    held: int
    """Could be recorded and were unticked."""


def entries_of(
    table: OverviewTable, rows: Iterable[TableRow], unticked: Collection[int]
) -> tuple[Entry, ...]:
    """All lines, grouped in the order of the work."""
    found = [_entry(row, unticked) for row in rows]
    found += _left_out(table.left_out)
    order = list(_GROUPS)
    return tuple(sorted(found, key=lambda one: order.index(one.group)))


def group_of(entries: Sequence[Entry]) -> dict[str, Group]:
    """The group rows with how many lines they hold."""
    held = [entry.group for entry in entries]
    return {key: Group(key, title, german.count(held.count(key))) for key, title in _GROUPS.items()}


def totals(entries: Sequence[Entry]) -> Totals:
    """Counts for the action bar."""
    open_ = {TableResult.REFUSED.value, TableResult.CONFIRM.value, UNCLEAR}
    ready = [entry for entry in entries if entry.group == TableResult.READY]
    return Totals(
        ready=sum(bool(entry.ticked) for entry in ready),
        open=sum(entry.group in open_ for entry in entries),
        taken=sum(entry.group == TableResult.TAKEN for entry in entries),
        held=sum(not entry.ticked for entry in ready),
    )


def _entry(row: TableRow, unticked: Collection[int]) -> Entry:
    line = row.line
    group = _group(row)
    confirm = row.result is TableResult.CONFIRM
    ticked = line.row not in unticked if row.result is TableResult.READY else None
    return Entry(
        row=line.row,
        group=group,
        name=_name(row),
        seen=line.seen,
        amounts=amounts_words(line.declaration),
        hint=_hint(row),
        symbol=_symbol(row, group),
        ticked=False if confirm else ticked,
        decision=_decision(row, ticked),
        suggestion=line.bfs_number if confirm else None,
        may_choose=confirm or (row.result is TableResult.REFUSED and not line.lacks_only_basis),
    )


def _group(row: TableRow) -> str:
    if row.result is TableResult.IDENTICAL:
        return TableResult.TAKEN.value
    return UNCLEAR if row.line.lacks_only_basis else row.result.value


def _name(row: TableRow) -> str:
    name = row.line.name or row.line.seen or "ohne Namen"
    return f"{name}?" if row.result is TableResult.CONFIRM else name


def amounts_words(declared: Declaration) -> str:
    """«1'050 · 1'250 · – · netto pro Monat», or that there are none."""
    if declared.no_limits_reason is not None:
        return f"keine Grenzwerte: {declared.no_limits_reason}"
    amounts = (declared.amounts.get(category) for category in MAIN_CATEGORIES)
    figures = " · ".join("–" if one is None else german.short_amount(one) for one in amounts)
    basis = [texts.word(one) for one in (declared.rent_kind, declared.interval) if one]
    return f"{figures}  {' '.join(basis)}".rstrip()


def _hint(row: TableRow) -> str:
    """What is to be said: why not, what to confirm, what is there already, else the notes."""
    line = row.line
    if row.result in (TableResult.IDENTICAL, TableResult.TAKEN):
        return tables.already_there(
            texts.word(row.standing) if row.standing else "",
            same=row.result is TableResult.IDENTICAL,
            same_amounts=row.same_amounts,
        )
    found = stops(line.findings) or line.findings
    words = [_with_cell(one.cell, one.message) for one in found]
    return " ".join(dict.fromkeys(words)) or "keine Hinweise"


def _with_cell(cell: str, message: str) -> str:
    place = cell.rpartition("!")[2]
    return f"{place}: {message}" if place else message


def _symbol(row: TableRow, group: str) -> str:
    noted = row.result is TableResult.READY and row.line.findings
    return State.NOTE if noted else _SYMBOLS[group]


def _decision(row: TableRow, ticked: bool | None) -> str:
    if row.result is TableResult.READY:
        return "ja" if ticked else "nein"
    if row.result is TableResult.CONFIRM:
        return "bestätigen"
    return "nicht nötig" if _group(row) == TableResult.TAKEN else "noch nicht möglich"


def _left_out(rows: Iterable[LeftOut]) -> list[Entry]:
    """One line per row; of a very long table one per run of rows with the same reason."""
    told = [one for one in rows if one.reason != "empty"]
    if len(told) <= _MOST_SINGLE:
        return [_left_out_line(one.row, f"Zeile {one.row}", one.text, one.words) for one in told]
    runs = [list(run) for _reason, run in groupby(told, key=lambda one: one.reason)]
    return [
        _left_out_line(
            run[0].row,
            f"Zeilen {run[0].row} bis {run[-1].row}" if len(run) > 1 else f"Zeile {run[0].row}",
            german.plural(len(run), "Zeile", "Zeilen") if len(run) > 1 else run[0].text,
            run[0].words,
        )
        for run in runs
    ]


def _left_out_line(row: int, name: str, text: str, words: str) -> Entry:
    return Entry(
        row=row,
        group=LEFT_OUT,
        name=name,
        seen="",
        amounts=text,
        hint=words,
        symbol=_SYMBOLS[LEFT_OUT],
        ticked=None,
        decision="",
    )
