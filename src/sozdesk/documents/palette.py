"""The colours on paper: the light ones of the screen, readable in black and white too."""

from __future__ import annotations

from typing import NamedTuple

HEAD = "#E4EFF6"
"""Ground of the head of a table."""
GROUP = "#F3F4F5"
"""Ground of a row that opens a group."""
LINE = "#DFE2E5"
GREY = "#545D66"
"""Text that stands where a figure is missing, and small print."""
WARN = "#8A5200"
"""The sample mark."""
LINK = "#1B5E8C"

COLOURS = {"head": HEAD, "group": GROUP, "line": LINE, "grey": GREY, "warn": WARN, "link": LINK}
"""The same by name, for the templates."""

# ------------------------------------------------------------------ maps and charts

RAMP = ("#E4EFF6", "#BFD9EA", "#8FBCD9", "#5897C2", "#2B6C9E", "#0C406B")
"""Six classes of one hue, light to dark: exports and prints always use it."""
HATCH = "#6B747D"
HATCH_GROUND = "#F3F4F5"
TEXT = "#1C2126"
PAPER = "#FFFFFF"


class ChartColours(NamedTuple):
    """What a chart is drawn in; a chart has at most five lines."""

    text: str
    grey: str
    line: str
    series: tuple[str, ...]
    ground: str
    """What lies behind; figures on hatched and filled areas are set in it."""


CHART = ChartColours(
    TEXT, GREY, LINE, ("#1B5E8C", "#C2701C", "#1D6B3C", "#6B3FA0", "#5B6570"), PAPER
)
CHART_DARK = ChartColours(
    "#E7EAED",
    "#AEB6BE",
    "#353C43",
    ("#8CC3EC", "#EDB65A", "#7FCB98", "#C6A6F2", "#AEB6BE"),
    "#23282D",
)
"""On a dark screen."""
