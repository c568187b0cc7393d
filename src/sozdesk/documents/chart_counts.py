"""How counted things are drawn: a doughnut, or lying bars. Everything is placed in px from the top.

Told apart by filling, not by colour: filled, hatched, empty, from what is done to what is not.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sozdesk.documents import palette
from sozdesk.documents.palette import ChartColours
from sozdesk.documents.report import SAMPLE_MARK, Chart, ChartKind

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH = 560
"""Of every chart, in px."""
_DOUGHNUT = 220
_RING = 0.36
_RADIUS = 88
_LINE = 15
_ROW = 38
_BAR = 22
_KEY = 30
_NAMES = 214
"""Room for the names of the bars."""
_NAME_SIGNS = 33
_SUMS = 62
"""Room for «19 von 40» behind the bars; longer words take more."""
_SIGN = 5.6
"""About the width of a sign of 12 px."""
_SWATCH = 14
_TITLE_SIGNS = 74
_FRAME = 16
"""Around a picture that stands alone."""
_MARK = 32
"""Room for the mark of sample data."""
_HATCH = "////"


def height_of(chart: Chart) -> int:
    """The height of the drawing itself, in px."""
    if chart.kind is ChartKind.DOUGHNUT:
        return _DOUGHNUT
    return _KEY + _ROW * max(1, len(chart.categories)) + 4


def frame_of(chart: Chart, *, sample: bool) -> tuple[int, int]:
    """Room above and below for the title and the source of a picture that stands alone, in px."""
    return _FRAME + _MARK * sample + 21 * len(_title(chart)) + 8, _FRAME + 20


def draw(axes: Axes, chart: Chart, colours: ChartColours, *, top: int = 0) -> None:
    """Draw it into axes whose units are px, y downwards, ``top`` px below their edge."""
    if chart.kind is ChartKind.DOUGHNUT:
        _doughnut(axes, chart, colours, top)
    else:
        _key(axes, chart, colours, top)
        _bars(axes, chart, colours, top + _KEY)


def draw_frame(
    axes: Axes, chart: Chart, colours: ChartColours, height: int, *, sample: bool
) -> None:
    """Title above, source below, and over all that the data are invented."""
    if sample:
        _sample_mark(axes, colours)
    for number, line in enumerate(_title(chart)):
        y = _FRAME + _MARK * sample + 12 + 21 * number
        axes.text(_FRAME, y, line, size=15, weight=600, color=colours.text)
    axes.text(_FRAME, height - _FRAME, f"Quelle: {chart.source}", size=11, color=colours.grey)


def _sample_mark(axes: Axes, colours: ChartColours) -> None:
    """As on maps: bold, in a broken line."""
    axes.text(
        WIDTH - _FRAME - 6,
        _FRAME + 5,
        SAMPLE_MARK,
        size=12,
        weight=600,
        color=colours.text,
        horizontalalignment="right",
        verticalalignment="center",
        bbox={"facecolor": "none", "edgecolor": palette.WARN, "linestyle": (0, (4, 3)), "pad": 5},
    )


def _title(chart: Chart) -> list[str]:
    return textwrap.wrap(chart.title, _TITLE_SIGNS, break_on_hyphens=False)


def _look(number: int, colours: ChartColours) -> dict[str, Any]:
    """Filled, hatched, empty."""
    accent = colours.series[0]
    return {
        "facecolor": accent if number == 0 else "none",
        "edgecolor": accent,
        "hatch": _HATCH if number == 1 else None,
        "linewidth": 1.2,
    }


# ------------------------------------------------------------------ doughnut


def _doughnut(axes: Axes, chart: Chart, colours: ChartColours, top: int) -> None:
    from matplotlib.patches import Wedge  # noqa: PLC0415 - heavy, only when a chart is drawn

    middle = (WIDTH / 2, top + _DOUGHNUT / 2)
    counts = [one.values[0] for one in chart.series]
    for number, begin, end in _parts(counts):
        wedge = Wedge(middle, _RADIUS, begin, end, width=_RADIUS * _RING, **_look(number, colours))
        axes.add_patch(wedge)
    if not any(counts):
        axes.add_patch(
            Wedge(
                middle,
                _RADIUS,
                0,
                360,
                width=_RADIUS * _RING,
                facecolor="none",
                edgecolor=colours.line,
            )
        )
    x, y = middle
    centred: dict[str, Any] = {"horizontalalignment": "center", "verticalalignment": "center"}
    axes.text(x, y - 8, str(sum(counts)), size=30, weight=600, **centred)
    axes.text(x, y + 20, chart.unit, size=12, color=colours.grey, **centred)
    _beside(axes, chart, colours, middle)


def _parts(counts: list[int]) -> Iterator[tuple[int, float, float]]:
    """Number, begin and end in degrees of each part that is not empty; clockwise from the top."""
    whole, done = sum(counts), 0
    for number, count in enumerate(counts):
        if count:
            yield number, -90 + 360 * done / whole, -90 + 360 * (done + count) / whole
        done += count


def _beside(axes: Axes, chart: Chart, colours: ChartColours, middle: tuple[float, float]) -> None:
    """What each part is, beside it, moved apart where two would lie on each other."""
    from math import cos, radians, sin  # noqa: PLC0415 - used here only

    counts = [one.values[0] for one in chart.series]
    sides: dict[bool, list[tuple[float, int, float]]] = {True: [], False: []}
    for number, begin, end in _parts(counts):
        angle = radians((begin + end) / 2)
        right = cos(angle) >= -1e-9
        sides[right].append((middle[1] + _RADIUS * sin(angle), number, cos(angle)))
    for right, labels in sides.items():
        above = float("-inf")
        for wanted, number, x in sorted(labels):
            y = max(wanted, above + 2.4 * _LINE)
            above = y
            turn = 1 if right else -1
            edge, place = middle[0] + _RADIUS * x, middle[0] + turn * (_RADIUS + 26)
            axes.plot([edge, place - 4 * turn], [wanted, y], color=colours.grey, linewidth=1)
            said = f"{counts[number]} {chart.series[number].label}"
            axes.text(
                place,
                y,
                "\n".join(textwrap.wrap(said, 24)),
                size=13,
                weight=600,
                color=colours.text,
                verticalalignment="center",
                horizontalalignment="left" if right else "right",
            )


# ------------------------------------------------------------------ bars


def _key(axes: Axes, chart: Chart, colours: ChartColours, top: int) -> None:
    """What filled, hatched and empty mean, above the bars."""
    from matplotlib.patches import Rectangle  # noqa: PLC0415 - heavy, only when a chart is drawn

    x = float(_NAMES)
    for number, one in enumerate(chart.series):
        axes.add_patch(Rectangle((x, top + 5), _SWATCH, _SWATCH, **_look(number, colours)))
        x += _SWATCH + 6
        axes.text(x, top + 12, one.label, size=12, color=colours.text, verticalalignment="center")
        x += len(one.label) * _SIGN + 14


def _bars(axes: Axes, chart: Chart, colours: ChartColours, top: int) -> None:
    sums = [sum(one.values[at] for one in chart.series) for at in range(len(chart.categories))]
    said = [f"{chart.series[0].values[at]} von {one}" for at, one in enumerate(sums)]
    room = max(_SUMS, 8 + _SIGN * max(map(len, said), default=0))
    scale = (WIDTH - _NAMES - room) / max(1, *sums, 1)
    for at, category in enumerate(chart.categories):
        middle = top + _ROW * at + _ROW / 2
        axes.text(
            _NAMES - 10,
            middle,
            "\n".join(textwrap.wrap(category, _NAME_SIGNS, break_on_hyphens=False)),
            size=12,
            color=colours.text,
            horizontalalignment="right",
            verticalalignment="center",
        )
        end = _bar(axes, chart, at, middle, scale, colours)
        axes.text(
            end + 8, middle, said[at], size=12, color=colours.text, verticalalignment="center"
        )


def _bar(
    axes: Axes, chart: Chart, at: int, middle: float, scale: float, colours: ChartColours
) -> float:
    """One bar with a figure in each part; answers where it ends."""
    from matplotlib.patches import Rectangle  # noqa: PLC0415 - heavy, only when a chart is drawn

    x = float(_NAMES)
    for number, one in enumerate(chart.series):
        width = one.values[at] * scale
        if not width:
            continue
        place = (x, middle - _BAR / 2)
        axes.add_patch(Rectangle(place, width, _BAR, **_look(number, colours)))
        axes.text(
            x + width / 2,
            middle,
            str(one.values[at]),
            size=12,
            weight=600,
            color=colours.ground if number == 0 else colours.text,
            horizontalalignment="center",
            verticalalignment="center",
            bbox={"facecolor": colours.ground, "edgecolor": "none", "pad": 1.5}
            if number == 1
            else None,
        )
        x += width
    return x
