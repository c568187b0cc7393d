"""A map as SVG: title, shapes, legend, notes, sources. For files and prints, always in light colours.

Text stays text in Source Sans 3. The same content gives the same bytes: every figure is rounded,
nothing depends on the moment or the machine.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from sozdesk.documents import palette
from sozdesk.documents.choropleth import Choropleth, Fill, LegendEntry, Texture
from sozdesk.documents.glyphs import drawable
from sozdesk.documents.municipal_map import Line, MunicipalMap
from sozdesk.documents.report import SAMPLE_MARK

WIDTH = 960
"""Of every picture, in px; the height follows."""
_EDGE = 24
_INNER = WIDTH - 2 * _EDGE
_BORDER_WORDS = "Bezirksgrenze"
_TITLE_LETTERS, _NOTE_LETTERS = 72, 140
"""After so many letters a line wraps; rather too early than over the edge."""
_HIGHEST = 620
"""Of the shapes in px: a map that is higher than wide stays narrower."""


@dataclass(frozen=True, slots=True)
class _Look:
    """Of a legend, in px."""

    size: int
    row: int
    swatch: int


_LARGE, _SMALL = _Look(13, 22, 27), _Look(12, 19, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around one map or several: sources below, and whether all is invented."""

    sources: tuple[str, ...]
    """Without the one of the map itself."""
    sample: bool = False


def map_svg(drawn: MunicipalMap, content: Choropleth, frame: Frame) -> str:
    """One map with its legend below."""
    scale = min(_INNER / drawn.width, _HIGHEST / drawn.height)
    sheet = _Sheet(frame.sample)
    sheet.head(content.title, content.facts)
    sheet.move(8)
    sheet.put(_shapes(drawn, content, scale), x=(WIDTH - drawn.width * scale) / 2)
    sheet.move(drawn.height * scale + 24)
    sheet.text(content.unit, 13, weight=600)
    sheet.move(6)
    sheet.legend(content.legend, columns=4, left=_EDGE, width=_INNER)
    sheet.foot(content.notes, (drawn.source, *frame.sources))
    return sheet.svg(drawn, scale)


def multiples_svg(
    drawn: MunicipalMap, title: str, contents: Sequence[Choropleth], frame: Frame
) -> str:
    """Small maps beside each other, each with its own legend; notes that are equal stand once."""
    columns, gap = 3, 24
    width = (_INNER - gap * (columns - 1)) / columns
    scale = min(width / drawn.width, width / drawn.height)
    sheet = _Sheet(frame.sample)
    sheet.head(title, "")
    for start in range(0, len(contents), columns):
        sheet.move(14)
        top = sheet.y
        bottoms = []
        for number, content in enumerate(contents[start : start + columns]):
            sheet.y = top
            left = _EDGE + number * (width + gap)
            sheet.small_map(drawn, content, scale, left, width)
            bottoms.append(sheet.y)
        sheet.y = max(bottoms)
    notes = dict.fromkeys(note for content in contents for note in content.notes)
    sheet.foot(tuple(notes), (drawn.source, *frame.sources))
    return sheet.svg(drawn, scale)


# ------------------------------------------------------------------ the sheet


class _Sheet:
    """Elements from top to bottom; ``y`` is where the next one begins."""

    def __init__(self, sample: bool) -> None:
        self.y = float(_EDGE)
        self._parts: list[str] = []
        if sample:
            self._sample_mark()

    def move(self, down: float) -> None:
        """Leave room."""
        self.y += down

    def put(self, elements: Iterable[str], *, x: float) -> None:
        """Elements of their own origin, at the left edge ``x``."""
        self._parts.append(f'<g transform="translate({_n(x)} {_n(self.y)})">')
        self._parts += elements
        self._parts.append("</g>")

    def text(
        self, words: str, size: int, *, x: float = _EDGE, weight: int = 400, grey: bool = False
    ) -> None:
        """One line, and down to the next."""
        self._parts.append(_text(words, size, x, self.y + size, weight=weight, grey=grey))
        self.y += size + 4

    def head(self, title: str, facts: str) -> None:
        """Title and one line of facts."""
        for line in textwrap.wrap(title, _TITLE_LETTERS):
            self.text(line, 20, weight=600)
        if facts:
            self.text(facts, 13, grey=True)

    def small_map(
        self, drawn: MunicipalMap, content: Choropleth, scale: float, left: float, width: float
    ) -> None:
        """A map in a column of ``width`` px, with its legend."""
        self.text(content.name, 14, x=left, weight=600)
        self.text(content.facts, 12, x=left, grey=True)
        self.move(4)
        self.put(_shapes(drawn, content, scale, small=True), x=left)
        self.move(drawn.height * scale + 10)
        classes = [entry for entry in content.legend if not isinstance(entry.fill, Texture)]
        others = [entry for entry in content.legend if isinstance(entry.fill, Texture)]
        for entries, columns in ((classes, 2), (others, 1)):
            self.legend(entries, columns=columns, left=left, width=width, small=True)

    def legend(
        self,
        entries: Sequence[LegendEntry],
        *,
        columns: int,
        left: float,
        width: float,
        small: bool = False,
    ) -> None:
        """Column by column; below a large map with the line of the districts."""
        look = _SMALL if small else _LARGE
        rows = -(-(len(entries) + (not small)) // columns)
        places = [
            (left + number // rows * (width / columns), self.y + number % rows * look.row)
            for number in range(len(entries) + (not small))
        ]
        for entry, place in zip(entries, places, strict=False):
            self._parts += _legend_entry(entry, *place, look)
        if not small:
            self._parts += _border_entry(*places[-1], look)
        self.y += rows * look.row

    def foot(self, notes: Iterable[str], sources: Iterable[str]) -> None:
        """Notes, then the sources."""
        self.move(12)
        for sentence in (*notes, *sources):
            for line in textwrap.wrap(sentence, _NOTE_LETTERS):
                self.text(line, 12, grey=True)

    def _sample_mark(self) -> None:
        left, width = WIDTH - _EDGE - 190, 190
        self._parts.append(
            f'<rect x="{left}" y="{_EDGE - 4}" width="{width}" height="24" rx="4" fill="none" '
            f'stroke="{palette.WARN}" stroke-dasharray="4 3"/>'
        )
        self._parts.append(
            _text(SAMPLE_MARK, 13, left + width / 2, _EDGE + 12.5, weight=600, middle=True)
        )

    def svg(self, drawn: MunicipalMap, scale: float) -> str:
        """The whole picture."""
        height = _n(self.y + _EDGE)
        head = (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
            "font-family=\"'Source Sans 3', sans-serif\">"
        )
        ground = f'<rect width="{WIDTH}" height="{height}" fill="{palette.PAPER}"/>'
        shared = ("<defs>", *_PATTERNS, *_outlines(drawn, scale), "</defs>")
        parts = [head, *shared, ground, *self._parts, "</svg>"]
        return "\n".join(parts) + "\n"


# ------------------------------------------------------------------ elements


def _n(value: float) -> str:
    """A figure as short as it can be, to a tenth."""
    return f"{round(value, 1):g}" if abs(value) < 100_000 else f"{value:.0f}"


def _text(
    words: str,
    size: int,
    x: float,
    y: float,
    *,
    weight: int = 400,
    grey: bool = False,
    middle: bool = False,
) -> str:
    anchor = ' text-anchor="middle"' if middle else ""
    colour = palette.WARN if middle else palette.GREY if grey else palette.TEXT
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="{size}" font-weight="{weight}" '
        f'fill="{colour}"{anchor}>{escape(drawable(words), quote=False)}</text>'
    )


def _pattern(texture: Texture, drawing: str, *, rotated: bool = False) -> str:
    turned = ' patternTransform="rotate(45)"' if rotated else ""
    return (
        f'<pattern id="{texture}" patternUnits="userSpaceOnUse" width="6" height="6"{turned}>'
        f'<rect width="6" height="6" fill="{palette.HATCH_GROUND}"/>{drawing}</pattern>'
    )


_PATTERNS = (
    _pattern(
        Texture.DIAGONAL,
        f'<path d="M3 0v6" stroke="{palette.HATCH}" stroke-width="1"/>',
        rotated=True,
    ),
    _pattern(Texture.DOTS, f'<circle cx="3" cy="3" r="1.2" fill="{palette.HATCH}"/>'),
    _pattern(Texture.LINES, f'<path d="M0 3h6" stroke="{palette.HATCH}" stroke-width="1"/>'),
)


def _colour(fill: Fill) -> str:
    return f"url(#{fill})" if isinstance(fill, Texture) else palette.RAMP[fill]


def _outlines(drawn: MunicipalMap, scale: float) -> Iterator[str]:
    """The shapes once, without colour: every map of the picture uses them."""
    for shape in drawn.shapes:
        rings = "".join(f"{_path(ring[:-1], scale)}Z" for ring in shape.rings)
        yield f'<path id="g{shape.bfs_number}" fill-rule="evenodd" d="{rings}"/>'
    lines = "".join(_path(line, scale) for line in drawn.outlines)
    yield f'<path id="bezirke" fill="none" d="{lines}"/>'


def _path(line: Line, scale: float) -> str:
    return "M" + "L".join(f"{_n(x * scale)} {_n(y * scale)}" for x, y in line)


def _shapes(
    drawn: MunicipalMap, content: Choropleth, scale: float, *, small: bool = False
) -> Iterator[str]:
    """Municipalities, then the lines of the districts, then the minus signs."""
    border, outline = (0.6, 0.9) if small else (1, 1.3)
    yield f'<g stroke="{palette.PAPER}" stroke-width="{border}" stroke-linejoin="round">'
    for shape in drawn.shapes:
        fill = content.fills.get(shape.bfs_number)
        colour = palette.HATCH_GROUND if fill is None else _colour(fill)
        yield f'<use xlink:href="#g{shape.bfs_number}" fill="{colour}"/>'
    yield "</g>"
    yield (
        f'<use xlink:href="#bezirke" stroke="{palette.TEXT}" stroke-width="{outline}" '
        'stroke-linejoin="round" stroke-linecap="round"/>'
    )
    for shape in drawn.shapes:
        if shape.bfs_number in content.falling:
            yield from _minus(shape.label[0] * scale, shape.label[1] * scale)


def _minus(x: float, y: float) -> Iterator[str]:
    for colour, width, length in ((palette.PAPER, 5, 11), (palette.TEXT, 2, 8)):
        yield (
            f'<path d="M{_n(x - length / 2)} {_n(y)}h{length}" stroke="{colour}" '
            f'stroke-width="{width}"/>'
        )


def _legend_entry(entry: LegendEntry, x: float, y: float, look: _Look) -> Iterator[str]:
    yield (
        f'<rect x="{_n(x + 0.5)}" y="{_n(y + 0.5)}" width="{look.swatch}" height="{look.size + 2}" '
        f'fill="{_colour(entry.fill)}" stroke="{palette.GREY}" stroke-width="1"/>'
    )
    if entry.falling:
        yield from _minus(x + look.swatch / 2 + 0.5, y + look.size / 2 + 1.5)
    yield _legend_words(f"{entry.words} ({entry.count})", x, y, look)


def _border_entry(x: float, y: float, look: _Look) -> Iterator[str]:
    yield (
        f'<path d="M{_n(x)} {_n(y + look.size / 2 + 1.5)}h{look.swatch + 1}" '
        f'stroke="{palette.TEXT}" stroke-width="1.3"/>'
    )
    yield _legend_words(_BORDER_WORDS, x, y, look)


def _legend_words(words: str, x: float, y: float, look: _Look) -> str:
    return _text(words, look.size, x + look.swatch + 9, y + look.size - 0.5)
