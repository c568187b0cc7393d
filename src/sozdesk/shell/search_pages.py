"""What the search field finds among the pages: areas, and the pages behind their first one."""

from __future__ import annotations

from collections.abc import Iterator

from sozdesk.kernel import german
from sozdesk.shell.areas import Area, areas_for
from sozdesk.shell.search_box import SearchResult

_LEAST = 3
"""Letters: fewer begin the names of too many pages."""


def pages_found(office: str, text: str) -> tuple[SearchResult, ...]:
    """Pages of an office of this kind; every word of ``text`` begins one of their name."""
    typed = german.search_key(text).split()
    if len("".join(typed)) < _LEAST:
        return ()
    pages = (page for area in areas_for(office) for page in _pages(area))
    return tuple(page for page in pages if _begins(typed, page.title))


def _pages(area: Area) -> Iterator[SearchResult]:
    yield SearchResult(area.title, "Bereich", area.key, ())
    for page, words in area.pages().items():
        title = words.replace("&", "").removesuffix(" …")
        yield SearchResult(title, f"Seite in {area.title}", area.key, (("page", page),))


def _begins(typed: list[str], title: str) -> bool:
    words = german.search_key(title.replace("/", " ")).split()
    return all(any(word.startswith(one) for word in words) for one in typed)
