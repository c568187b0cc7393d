"""What a page of the handbook is made of, whoever shows it: window, search, pdf."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one style; ``link`` is a place («personen#schluessel») or empty."""

    text: str
    style: str = ""
    """``bold``, ``italic``, ``code`` or empty."""
    link: str = ""


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is the title of the page; ``anchor`` is empty or the part after ``#``."""

    line: Line
    level: int
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    line: Line


@dataclass(frozen=True, slots=True)
class Listing:
    """Points, or numbered steps."""

    items: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table without a head."""

    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A file below ``bilder/`` and what it shows; the file may be missing."""

    file: str
    alt: str


Block = Heading | Paragraph | Listing | Grid | Picture


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the handbook."""

    name: str
    title: str
    """Short, for lists."""
    blocks: tuple[Block, ...]
    unknown: tuple[str, ...] = ()
    """Tags that were passed over."""


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading of a page, or before the first one (no ``anchor``)."""

    page: Page
    heading: str
    anchor: str
    blocks: tuple[Block, ...]

    @property
    def place(self) -> str:
        """``page`` or ``page#anchor``."""
        return f"{self.page.name}#{self.anchor}" if self.anchor else self.page.name


def plain(line: Line) -> str:
    """A line without its styles."""
    return "".join(run.text for run in line)


def lines(block: Block) -> Iterator[str]:
    """The text of a block, line by line."""
    match block:
        case Heading() | Paragraph():
            yield plain(block.line)
        case Listing():
            yield from (plain(item) for item in block.items)
        case Grid():
            yield from (" ".join(plain(cell) for cell in row) for row in block.rows)
        case Picture():
            yield block.alt


def sections(page: Page) -> tuple[Section, ...]:
    """The page, cut at its headings of the second level; the title belongs to the first part."""
    found = [Section(page, page.title, "", ())]
    for block in page.blocks:
        if isinstance(block, Heading) and block.level > 1:
            found.append(Section(page, plain(block.line), block.anchor, ()))
        elif not isinstance(block, Heading):
            found[-1] = replace(found[-1], blocks=(*found[-1].blocks, block))
    return tuple(found)


def links(page: Page) -> tuple[str, ...]:
    """The places that a page leads to, in order."""
    found = (run.link for block in page.blocks for line in _styled(block) for run in line)
    return tuple(link for link in found if link)


def _styled(block: Block) -> Iterator[Line]:
    match block:
        case Heading() | Paragraph():
            yield block.line
        case Listing():
            yield from block.items
        case Grid():
            yield from (cell for row in block.rows for cell in row)
        case Picture():
            pass
