"""Charts as SVG: the one place that knows matplotlib. Imported when the first chart is drawn.

Text stays text in Source Sans 3; the same figures give the same bytes.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from html import escape
from io import StringIO
from typing import TYPE_CHECKING, Any

from sozdesk.documents import chart_counts, palette
from sozdesk.documents.palette import ChartColours
from sozdesk.documents.report import Chart
from sozdesk.kernel import german, places

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MARKERS = ("o", "s", "^", "D", "v")
"""One per line: colour alone must not tell them apart."""
_FONT = "Source Sans 3"
_LABEL_ROOM = 78
"""Of the words beside the ends of the lines, in px."""
_LINE_HEIGHT = 15
_LOCK = threading.Lock()
"""The settings of matplotlib belong to the whole process."""


@dataclass(frozen=True, slots=True)
class Step:
    """An amount that holds from a day to a day, both inclusive.

    Steps of another ``basis`` are never connected, nor are steps with a gap between them.
    """

    since: date
    until: date
    rappen: int
    basis: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line with the words beside its end."""

    label: str
    steps: tuple[Step, ...]
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class Break:
    """A day on which the basis changes, and what is written there."""

    day: date
    words: str


@lru_cache(maxsize=64)
def line_chart(
    lines: tuple[Line, ...],
    breaks: tuple[Break, ...] = (),
    *,
    dark: bool = False,
    width: int = 460,
    height: int = 260,
) -> str:
    """Years on x, CHF on y, a step line per entry (at most five), with direct labels.

    ``width`` and ``height`` are px of the picture, which has no ground of its own.
    """
    colours = palette.CHART_DARK if dark else palette.CHART
    with _LOCK:
        _register_fonts()
        import matplotlib  # noqa: PLC0415 - heavy, only when a chart is drawn

        with matplotlib.rc_context(_settings(colours)):
            figure, axes = _empty(width, height)
            _draw_axes(axes, lines, colours)
            _draw_breaks(axes, breaks, colours)
            ends = [_draw_line(axes, line, number, colours) for number, line in enumerate(lines)]
            _draw_labels(axes, lines, ends, height, colours)
            return _svg(figure)


@lru_cache(maxsize=64)
def chart_svg(
    chart: Chart, *, dark: bool = False, alone: bool = False, sample: bool = False
) -> str:
    """A doughnut or bars of what is counted, on no ground of its own.

    ``alone``: on white, with its title above and its source below, for who sets it elsewhere; it
    says in words what it shows, and, if so, that it is of ``sample`` data.
    """
    colours = palette.CHART_DARK if dark else palette.CHART
    top, bottom = chart_counts.frame_of(chart, sample=sample) if alone else (0, 0)
    height = top + chart_counts.height_of(chart) + bottom
    with _LOCK:
        _register_fonts()
        import matplotlib  # noqa: PLC0415 - heavy, only when a chart is drawn

        with matplotlib.rc_context(_settings(colours)):
            figure, axes = _sheet(chart_counts.WIDTH, height)
            chart_counts.draw(axes, chart, colours, top=top)
            if alone:
                figure.set_facecolor(colours.ground)
                chart_counts.draw_frame(axes, chart, colours, height, sample=sample)
            return _described(_svg(figure), chart) if alone else _svg(figure)


def _described(svg: str, chart: Chart) -> str:
    """With title and description, which screen readers and layout programs take over."""
    said = f"<title>{escape(chart.title)}</title>\n <desc>{escape(chart.alt)}</desc>"
    start = svg.index(">", svg.index("<svg")) + 1
    return f'{svg[: start - 1]} role="img">\n {said}{svg[start:]}'


def chart_size(chart: Chart) -> tuple[int, int]:
    """Width and height of its drawing in px, without title and source."""
    return chart_counts.WIDTH, chart_counts.height_of(chart)


@cache
def _register_fonts() -> None:
    from matplotlib import font_manager  # noqa: PLC0415 - heavy, only when a chart is drawn

    for cut in ("Regular", "Semibold"):
        font_manager.fontManager.addfont(places.resource("fonts", f"SourceSans3-{cut}.ttf"))


def _settings(colours: ChartColours) -> Any:
    return {
        "svg.fonttype": "none",
        "svg.hashsalt": "sozdesk",
        "font.family": [_FONT],
        "font.size": 12,
        "hatch.linewidth": 1.1,
        "text.color": colours.text,
        "axes.edgecolor": colours.line,
        "xtick.color": colours.grey,
        "ytick.color": colours.grey,
    }


def _blank(width: int, height: int) -> Figure:
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415 - heavy
    from matplotlib.figure import Figure  # noqa: PLC0415 - heavy

    figure = Figure(figsize=(width / 72, height / 72), facecolor="none")
    FigureCanvasSVG(figure)
    return figure


def _sheet(width: int, height: int) -> tuple[Figure, Axes]:
    """Axes over the whole picture, in px from the top left."""
    figure = _blank(width, height)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    return figure, axes


def _empty(width: int, height: int) -> tuple[Figure, Axes]:
    figure = _blank(width, height)
    left, bottom, top = 44 / width, 26 / height, 22 / height
    axes = figure.add_axes((left, bottom, 1 - left - _LABEL_ROOM / width, 1 - bottom - top))
    axes.set_facecolor("none")
    return figure, axes


def _svg(figure: Figure) -> str:
    buffer = StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return buffer.getvalue()


# ------------------------------------------------------------------ drawing


def _x(day: date) -> float:
    """A day as a part of its year: 1 July 2027 is about 2027.5."""
    return day.year + (day.timetuple().tm_yday - 1) / 365.25


def _draw_axes(axes: Axes, lines: Sequence[Line], colours: ChartColours) -> None:
    steps = [step for line in lines for step in line.steps]
    first = min((step.since.year for step in steps), default=2000)
    last = max((step.until.year for step in steps), default=first)
    highest = max((step.rappen for step in steps), default=100) / 100
    lowest = min((step.rappen for step in steps), default=0) / 100
    room = max(highest - lowest, highest / 10) * 0.12
    axes.set_xlim(first, last + 1)
    axes.set_ylim(max(0, lowest - room), highest + room)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    years = range(first, last + 1, max(1, (last - first) // 12 + 1))
    axes.set_xticks([year + 0.5 for year in years], [str(year) for year in years])
    axes.set_xticks(range(first, last + 2), minor=True)
    axes.tick_params(length=0)
    axes.tick_params(axis="x", which="minor", length=5, color=colours.line)
    axes.yaxis.set_major_formatter(lambda value, _place: german.count(round(value)))
    axes.grid(axis="y", color=colours.line, linewidth=1)
    axes.set_axisbelow(True)
    axes.annotate(
        "CHF pro Monat", (0, 1), (-40, 9), "axes fraction", "offset points", color=colours.grey
    )


def _draw_breaks(axes: Axes, breaks: Sequence[Break], colours: ChartColours) -> None:
    for one in breaks:
        axes.axvline(_x(one.day), color=colours.grey, linewidth=1, linestyle=(0, (4, 3)))
        axes.annotate(
            one.words,
            (_x(one.day), 1),
            (0, 9),
            ("data", "axes fraction"),
            "offset points",
            horizontalalignment="center",
            color=colours.text,
        )


def _draw_line(axes: Axes, line: Line, number: int, colours: ChartColours) -> float | None:
    """Draw a line; answers the height of its end in francs."""
    colour = colours.series[number]
    for run in _runs(line.steps):
        xs = [x for step in run for x in (_x(step.since), _x(step.until + timedelta(days=1)))]
        ys = [step.rappen / 100 for step in run for _ in range(2)]
        axes.plot(xs, ys, color=colour, linewidth=2, solid_capstyle="butt", solid_joinstyle="miter")
        axes.plot(
            xs[::2], ys[::2], color=colour, marker=_MARKERS[number], markersize=6, linestyle="none"
        )
    return line.steps[-1].rappen / 100 if line.steps else None


def _runs(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """Steps that follow each other without a gap on the same basis."""
    run: list[Step] = []
    for step in steps:
        if run and (step.basis != run[-1].basis or step.since > run[-1].until + timedelta(days=1)):
            yield run
            run = []
        run.append(step)
    if run:
        yield run


def _draw_labels(
    axes: Axes,
    lines: Sequence[Line],
    ends: Sequence[float | None],
    height: int,
    colours: ChartColours,
) -> None:
    """Words beside the ends, moved apart where they would lie on each other."""
    low, high = axes.get_ylim()
    least = _LINE_HEIGHT * (high - low) / (height - 48)
    places = sorted((end, number) for number, end in enumerate(ends) if end is not None)
    above = float("-inf")
    for end, number in places:
        above = max(end, above + least)
        axes.annotate(
            lines[number].label,
            (1, above),
            (7, 0),
            ("axes fraction", "data"),
            "offset points",
            verticalalignment="center",
            color=colours.series[number],
            fontweight=600,
            annotation_clip=False,
        )
