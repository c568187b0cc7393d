"""What a document says, before it is a file: one neutral model that every writer understands.

A report holds values, not formatted text: amounts in Rappen, changes in hundredths of a percent,
days as dates. The writers decide how a figure looks; this module says how it reads in German.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sozdesk.kernel import german

SAMPLE_MARK = "Beispieldaten – frei erfunden"
"""Stands on every page and every export of a sample file."""


class Kind(StrEnum):
    """What the figures of a column are."""

    TEXT = "text"
    AMOUNT = "amount"
    """Rappen."""
    CHANGE = "change"
    """Hundredths of a percent with a sign; 0 reads «gleich»."""
    DATE = "date"
    INTEGER = "integer"


FIGURES = (Kind.AMOUNT, Kind.CHANGE)
"""Kinds that stand to the right."""

Value = str | int | date | None
"""One cell. A column of figures may hold a text where there is no figure («Basis gemischt»)."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``key`` names it in open data files (snake_case), ``title`` for people."""

    key: str
    title: str
    kind: Kind = Kind.TEXT
    wide: bool = False
    """Long text: takes the room that is left and wraps."""


@dataclass(frozen=True, slots=True)
class Group:
    """A row across all columns that opens a group, for example a district."""

    title: str


Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table, one sheet of a workbook."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row | Group, ...]
    intro: str = ""
    """One or two sentences between the title and the head of the table."""
    notes: tuple[str, ...] = ()
    """Sentences below the table."""

    def values(self) -> tuple[Row, ...]:
        """The rows without the group rows."""
        return tuple(row for row in self.rows if not isinstance(row, Group))


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the head: «Rückmeldungen: 81 von 86»."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A map or a chart; the pdf prints it below the tables, a workbook holds none.

    ``alt`` says in words what the picture shows, for those who do not see it.
    """

    svg: str
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """One line to sign on; both empty = whoever signs writes name and function by hand."""

    name: str = ""
    function: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole document. ``created`` goes into the file's properties, ``dated`` is printed."""

    title: str
    created: datetime
    """Instant, UTC."""
    dated: date
    """Day at the office («Stand»)."""
    subtitle: str = ""
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
    pictures: tuple[Picture, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    remarks_last: bool = False
    """Notes and sources stand at the end of a pdf instead of before the tables."""
    signatures: tuple[Signature, ...] = ()
    """Lines to sign on, after everything else; only on paper (pdf)."""
    sample: bool = False


def cell_text(value: Value, kind: Kind) -> str:
    """A value as people read it: ``1'050.00``, ``+5,3 %``, ``gleich``, ``01.01.2027``."""
    if value is None:
        return ""
    if isinstance(value, date):
        return german.day(value)
    if isinstance(value, str):
        return value
    if kind is Kind.AMOUNT:
        return german.amount(value)
    if kind is Kind.CHANGE:
        return german.percent(value, signed=True) if value else "gleich"
    return str(value)
