"""Searching in the handbook while typing. Pure: no Qt, no file.

One result is one section (a page and one of its headings). All words must stand in it, its heading
or the title of its page; ü = ue = u, and a part of a word is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sozdesk.documents.handbook import START
from sozdesk.documents.handbook_blocks import Page, Section, lines, sections
from sozdesk.kernel import german

LEAST = 2
"""Letters from which on a word is searched."""
MOST = 30
"""Results that are worth looking through; more are left out."""
_AROUND = 140
"""Most signs of the line that is shown."""
_BEFORE = 45
"""Signs before the first found word, if the line has to be cut."""

Spans = tuple[tuple[int, int], ...]
"""Begin and end of the words that are marked in a text."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and where the searched words stand in it."""

    text: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Hit:
    """One result."""

    place: str
    """``page`` or ``page#heading``, to open it."""
    title: Marked
    """«Page › Heading», or the page alone for its beginning."""
    line: Marked


@dataclass(frozen=True, slots=True)
class _Entry:
    """A section, ready to be searched."""

    section: Section
    lines: tuple[str, ...]
    title_key: str
    heading_key: str
    text_key: str


def words_of(query: str) -> tuple[str, ...]:
    """The words that are searched, each once; single letters are none."""
    words = (word for word in query.split() if len(word) >= LEAST)
    return tuple(dict.fromkeys(key for word in words if (key := german.search_key(word))))


def find(pages: tuple[Page, ...], query: str) -> tuple[Hit, ...]:
    """The sections that hold all words, at most :data:`MOST`: words in the heading come first."""
    words = words_of(query)
    if not words:
        return ()
    found = [entry for entry in _entries(pages) if _holds_all(entry, words)]
    best = sorted(found, key=lambda entry: _rank(entry, words))[:MOST]
    return tuple(_hit(entry, words) for entry in best)


@cache
def _entries(pages: tuple[Page, ...]) -> tuple[_Entry, ...]:
    """The contents are left out: they only repeat the titles."""
    texts = (page for page in pages if page.name != START)
    return tuple(_entry(section) for page in texts for section in sections(page))


def _entry(section: Section) -> _Entry:
    texts = tuple(text for block in section.blocks for text in lines(block))
    return _Entry(
        section=section,
        lines=texts,
        title_key=german.search_key(section.page.title),
        heading_key=german.search_key(section.heading),
        text_key=german.search_key(" ".join(texts)),
    )


def _holds_all(entry: _Entry, words: Iterable[str]) -> bool:
    """All words somewhere; one at least in the section itself, not only in the page's title."""
    own = f"{entry.heading_key} {entry.text_key}"
    everything = f"{entry.title_key} {own}"
    return all(word in everything for word in words) and any(word in own for word in words)


def _rank(entry: _Entry, words: Sequence[str]) -> int:
    """How many words miss the heading; the order of the handbook decides the rest."""
    return sum(word not in entry.heading_key for word in words)


def _hit(entry: _Entry, words: Sequence[str]) -> Hit:
    section = entry.section
    title = section.page.title
    if section.anchor:
        title = f"{title} › {section.heading}"
    return Hit(section.place, mark(title, words), _shown_line(entry, words))


def _shown_line(entry: _Entry, words: Sequence[str]) -> Marked:
    """The line with the most different words, cut round the first one."""
    best = max(entry.lines, key=lambda text: _different(text, words), default="")
    marked = mark(best, words)
    if len(best) <= _AROUND:
        return marked
    first = marked.spans[0][0] if marked.spans else 0
    return mark(_cut(best, first), words)


def _different(text: str, words: Iterable[str]) -> int:
    key = german.search_key(text)
    return sum(word in key for word in words)


def _cut(text: str, first: int) -> str:
    """At most :data:`_AROUND` signs at word boundaries, with «…» where something is left out."""
    begin = text.rfind(" ", 0, first - _BEFORE) + 1 if first > _BEFORE else 0
    rest = text[begin:]
    if len(rest) > _AROUND:
        rest = f"{rest[: rest.rfind(' ', 0, _AROUND)].rstrip(',;:')} …"
    return f"… {rest}" if begin else rest


def mark(text: str, words: Iterable[str]) -> Marked:
    """The text with all places of the words, in order and without overlaps."""
    spans = sorted(span for word in words for span in german.search_spans(text, word))
    return Marked(text, tuple(_merged(spans)))


def _merged(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    current: tuple[int, int] | None = None
    for begin, end in spans:
        if current is None or begin > current[1]:
            if current is not None:
                yield current
            current = (begin, end)
        else:
            current = (current[0], max(current[1], end))
    if current is not None:
        yield current
