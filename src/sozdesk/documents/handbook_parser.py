"""Small HTML of our own → blocks: h2 (title), h3, p, ul, ol, table, img; in lines b, i, code, a."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import PurePosixPath

from sozdesk.documents.handbook_blocks import (
    Block,
    Grid,
    Heading,
    Line,
    Listing,
    Page,
    Paragraph,
    Picture,
    Run,
    plain,
)

_INLINE = {"b": "bold", "i": "italic", "code": "code"}
_CELLS = {"td", "th"}
_LISTS = {"ul", "ol"}
_LINES = {"p", "li", "h2", "h3", "title", *_CELLS}
"""Tags that hold a line; ``title`` is read, but is no text of the page."""
_HOLDERS = {"html", "head", "body", "tr", "table", *_LISTS}
_SPACE = re.compile(r"[ \t\r\n\f]+")


def parse(name: str, source: str) -> Page:
    """Take a page apart; unknown tags are passed over, their text stays. Never fails."""
    parser = _Parser(name)
    parser.feed(source)
    parser.close()
    parser.end_line()
    return Page(name, parser.title, tuple(parser.blocks), tuple(parser.unknown))


class _Parser(HTMLParser):
    """Collects blocks; whitespace counts as one space, as in every browser."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self._name = name
        self.title = ""
        self.blocks: list[Block] = []
        self.unknown: list[str] = []
        self._runs: list[Run] = []
        """Pieces of the line that is being collected."""
        self._styles: list[str] = []
        self._link = ""
        self._anchor = ""
        self._kind = "p"
        """The tag of that line."""
        self._items: list[Line] = []
        self._cells: list[Line] = []
        self._rows: list[tuple[Line, ...]] = []

    # ------------------------------------------------------------------ what the parser calls

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag in _INLINE:
            self._styles.append(_INLINE[tag])
        elif tag == "a":
            self._anchor = given.get("name", self._anchor)
            self._link = _place(given.get("href", ""), self._name)
        elif tag == "img":
            self.end_line()
            self.blocks.append(
                Picture(PurePosixPath(given.get("src", "")).name, given.get("alt", ""))
            )
        elif tag in _LINES | _HOLDERS:
            self.end_line()
            self._kind = tag if tag in _LINES else "p"
        else:
            self.unknown.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _INLINE and self._styles:
            self._styles.pop()
        elif tag == "a":
            self._link = ""
        elif tag in _LINES | _HOLDERS:
            self.end_line(of_cell=tag in _CELLS)
            self._kind = "p"
        self._end_group(tag)

    def handle_data(self, data: str) -> None:
        style = self._styles[-1] if self._styles else ""
        self._runs.append(Run(_SPACE.sub(" ", data), style, self._link))

    # ------------------------------------------------------------------ blocks

    def end_line(self, *, of_cell: bool = False) -> None:
        """What was collected becomes a line of its kind; only a cell may be empty."""
        line = _joined(self._runs)
        self._runs = []
        if not line and not of_cell:
            return
        if self._kind == "title":
            self.title = plain(line)
        elif self._kind == "li":
            self._items.append(line)
        elif self._kind in _CELLS:
            self._cells.append(line)
        elif self._kind in {"h2", "h3"}:
            self.blocks.append(Heading(line, int(self._kind[1]) - 1, self._anchor))
            self._anchor = ""
        else:
            self.blocks.append(Paragraph(line))

    def _end_group(self, tag: str) -> None:
        if tag in _LISTS and self._items:
            self.blocks.append(Listing(tuple(self._items), numbered=tag == "ol"))
            self._items = []
        elif tag == "tr" and self._cells:
            self._rows.append(tuple(self._cells))
            self._cells = []
        elif tag == "table" and self._rows:
            self.blocks.append(Grid(tuple(self._rows)))
            self._rows = []


def _place(link: str, page: str) -> str:
    """``personen.html#schluessel`` or ``#schluessel`` as a place."""
    file, _, anchor = link.partition("#")
    name = file.removesuffix(".html") or (page if anchor else "")
    return f"{name}#{anchor}" if anchor else name


def _joined(runs: Sequence[Run]) -> Line:
    """Neighbours of one style in one, single spaces, none at the ends."""
    found: list[Run] = []
    for run in runs:
        text = run.text
        if not found or found[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if text and found and (found[-1].style, found[-1].link) == (run.style, run.link):
            found[-1] = replace(run, text=found[-1].text + text)
        elif text:
            found.append(replace(run, text=text))
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
    return tuple(run for run in found if run.text)
