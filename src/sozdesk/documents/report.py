"""What a document says, before it is a file: one neutral model that every writer understands.

A report holds values, not formatted text: amounts in Rappen, changes in hundredths of a percent,
days as dates. The writers decide how a figure looks; this module says how it reads in German.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sozdesk.kernel import german

SAMPLE_MARK = "Beispieldaten – frei erfunden"
"""Stands on every page and every export of a sample file."""


class Layout(StrEnum):
    """How a text document (docx, pdf) begins and ends."""

    REPORT = "report"
    """Title page with the facts, table of contents, every chapter on a new page."""
    LETTER = "letter"
    """At once; the lines to sign on follow the body, in Word too."""
    SHEET = "sheet"
    """One sheet to hand out: title and facts, no contents, larger letters."""


class Kind(StrEnum):
    """What the figures of a column are."""

    TEXT = "text"
    AMOUNT = "amount"
    """Rappen."""
    CHANGE = "change"
    """Hundredths of a percent with a sign; 0 reads «gleich»."""
    DATE = "date"
    INTEGER = "integer"
    """A whole number that names or stands alone (BFS number); to the left."""
    COUNT = "count"
    """How many; with apostrophes, to the right."""


FIGURES = (Kind.AMOUNT, Kind.CHANGE)
"""Kinds that are hundredths of what people read."""
RIGHT = (*FIGURES, Kind.COUNT)
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


TOTAL: Final = "Total"
"""The first text of a row that adds up the others."""


def is_total(row: Row) -> bool:
    """Whether a row adds up the others: it is set off."""
    return next((value for value in row if isinstance(value, str)), "") == TOTAL


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
    slip: bool = False
    """A payment part: printed 210 mm wide at the foot of an upright page, as a bank reads it."""


class ChartKind(StrEnum):
    """How the figures of a chart are drawn."""

    DOUGHNUT = "doughnut"
    """One category; the whole stands in the middle."""
    STACKED_BARS = "stacked_bars"
    """One bar per category, lying, from top to bottom."""


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of thing that is counted, with a figure per category."""

    label: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart as its figures, so that every writer can draw it: a picture, or one of Excel's own.

    At most three series, from what is done to what is not: filled, hatched, empty.
    """

    kind: ChartKind
    title: str
    """Says the finding."""
    unit: str
    """What is counted («Massnahmen»)."""
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    source: str

    @property
    def alt(self) -> str:
        """The figures in words, for those who do not see the chart."""
        said = (
            (f"{category}: " if len(self.categories) > 1 else "")
            + german.enumeration([f"{one.values[at]} {one.label}" for one in self.series])
            for at, category in enumerate(self.categories)
        )
        return f"{self.title}. {'; '.join(said)}."


@dataclass(frozen=True, slots=True)
class Heading:
    """A title in a text document; level 1 begins on a new page."""

    level: int
    """1 to 3."""
    text: str
    numbered: bool = True
    """The writers count; False for a title that brings a number of its own."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Lines «label: value» below each other; a value may have several lines."""

    lines: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class LetterHead:
    """Who writes, to whom (at the place of a window envelope), and where and when; lines of text."""

    sender: str
    """The first line stands out."""
    address: str
    place_and_day: str


Block = LetterHead | Heading | Paragraph | Facts | Table | Chart
"""What a text document is made of; tables and charts are numbered and get their title as caption."""


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
    """Lines to sign on, after everything else; only on paper (pdf) and in letters."""
    body: tuple[Block, ...] = ()
    """What a text document (docx, pdf) says in its order, after a title page with the facts and a
    table of contents; it is printed instead of tables and pictures, which are for a workbook."""
    layout: Layout = Layout.REPORT
    """How a text document begins."""
    charts: tuple[Chart, ...] = ()
    """What a workbook draws on a sheet of its own."""
    stamp: str = ""
    """Stands at the foot beside the day («Entwurf»), on the first page of a letter at the top too; on
    every sheet of a workbook beside the day above the table."""
    sample: bool = False


def unbroken(text: str) -> str:
    """«§ 6 Abs. 3» stays on one line: no-break spaces after the sign, around and after «Abs.»."""
    return _LAW.sub("\u00a0", text)


_LAW = re.compile(r"(?<=§) (?=\d)| (?=Abs\.)|(?<=Abs\.) (?=\d)")


def heading_numbers(levels: Sequence[int]) -> list[str]:
    """How numbered headings count: (1, 2, 2, 1) → «1», «1.1», «1.2», «2»."""
    counts, said = [0, 0, 0], []
    for level in levels:
        counts[level - 1] += 1
        counts[level:] = [0] * (3 - level)
        said.append(".".join(map(str, counts[:level])))
    return said


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
    return german.count(value) if kind is Kind.COUNT else str(value)
