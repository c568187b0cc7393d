"""The handbook: the pages of ``resources/handbook`` in their order, with their pictures.

The window, its search and the pdf all read from here, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from sozdesk.documents.handbook_blocks import Page, links
from sozdesk.documents.handbook_parser import parse
from sozdesk.kernel import places

START = "start"
"""The page with the contents: its links are the order of the pages."""


@cache
def handbook() -> tuple[Page, ...]:
    """All pages: the contents first, then as they are linked there, then any others by name."""
    folder = places.resource("handbook")
    found = {
        path.stem: parse(path.stem, path.read_text("utf-8"))
        for path in sorted(folder.glob("*.html"))
    }
    return in_order(found[START], tuple(found.values()))


def in_order(contents: Page, pages: Sequence[Page]) -> tuple[Page, ...]:
    """The contents, then the pages in the order of its links, then those that it forgot."""
    wanted = [contents.name, *(link.partition("#")[0] for link in links(contents))]
    rank = {name: place for place, name in reversed(list(enumerate(wanted)))}
    return tuple(sorted(pages, key=lambda page: (rank.get(page.name, len(rank)), page.name)))


def picture_file(file: str) -> Path | None:
    """Where a picture lies; None if nobody has made it yet (``dev.py screens --handbook``)."""
    path = places.resource("handbook", "bilder", file)
    return path if path.is_file() else None
