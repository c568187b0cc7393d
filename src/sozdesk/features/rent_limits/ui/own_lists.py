"""The list of a Sozialdienst: own municipalities × years, grouped by year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from sozdesk.documents.report import Kind
from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.terms import SIZES, Category, Declaration, OwnRow
from sozdesk.kernel import german
from sozdesk.widgets.list_columns import ListColumn
from sozdesk.widgets.table import Column, Group


def declared_of(row: OwnRow) -> Declaration | None:
    """What a line shows: the draft, else what is declared."""
    begun = row.draft or row.declared
    return begun.declaration if begun is not None else None


def columns(today: Callable[[], date]) -> list[ListColumn]:
    """Beschluss below the name, a day below the state, amounts as declared."""
    name = Column(
        title="Gemeinde",
        text=lambda row: row.municipality.short_name,
        second=_number,
        tip=_tip,
        stretch=True,
    )
    state = Column(
        title="Stand",
        text=lambda row: texts.own_state(row, today()),
        symbol=lambda row: texts.own_symbol(row, today()),
        second=_day,
    )
    return [
        ListColumn(name, value=_name),
        ListColumn(state),
        *(_amount_column(size) for size in SIZES),
    ]


def _amount_column(size: Category) -> ListColumn:
    """«1 P.»: the column is as narrow as its amounts."""

    def rappen(row: OwnRow) -> int | None:
        declared = declared_of(row)
        return declared.amounts.get(size) if declared else None

    def text(row: OwnRow) -> str:
        amount = rappen(row)
        return "" if amount is None else german.amount(amount)

    column = Column(
        title=f"{texts.word(size).partition(' ')[0]} P.",
        key=texts.word(size),
        text=text,
        align="right",
        spoken=lambda row: f"{texts.word(size)}: {text(row) or 'leer'}",
    )
    return ListColumn(column, Kind.AMOUNT, rappen)


def _start(row: OwnRow) -> str:
    """«ab 01.07.2027» of a change."""
    return f"ab {german.day(row.change_from)}" if row.change_from else ""


def _name(row: OwnRow) -> str:
    """In files: «Bretzwil», «Bretzwil, ab 01.07.2027»."""
    return ", ".join(filter(None, (row.municipality.short_name, _start(row))))


def _tip(row: OwnRow) -> str:
    return ", ".join(filter(None, (_start(row), decision(row))))


def _number(row: OwnRow) -> str:
    """Of the Beschluss, else its day: it stands below the name."""
    declared = declared_of(row)
    found = declared.decision if declared is not None else None
    return f"Nr. {found.number}" if found is not None and found.number else decision(row)


def _day(row: OwnRow) -> str:
    """When it was saved or declared; of a change from when it holds."""
    if row.change_from is not None:
        return f"gilt {_start(row)}"
    begun = row.draft or row.declared
    return f"am {german.day(begun.received_on)}" if begun is not None else ""


def decision(row: OwnRow) -> str:
    """«24.11.2026, Nr. 2026-118»."""
    declared = declared_of(row)
    if declared is None:
        return ""
    found = declared.decision
    day = german.day(found.decided_on) if found.decided_on else ""
    number = f"Nr. {found.number}" if found.number else ""
    return "ausstehend" if found.pending else ", ".join(filter(None, (day, number)))


IN_FILES = (
    ListColumn(
        Column(title="Jahr", text=lambda row: str(row.year)), Kind.INTEGER, lambda row: row.year
    ),
    ListColumn(Column(title="Beschluss", text=decision)),
)
"""On the screen the year heads its group, and the Beschluss stands below the name."""


def group_of(rows: Sequence[OwnRow], row: OwnRow) -> Group:
    """The year of a line, and how many of its municipalities are declared."""
    of_year = [one for one in rows if one.year == row.year and one.change_from is None]
    done = sum(one.declared is not None for one in of_year)
    return Group(row.year, str(row.year), f"{done} von {len(of_year)} gemeldet")
