"""The colours on paper: the light ones of the screen, readable in black and white too."""

from __future__ import annotations

HEAD = "#E4EFF6"
"""Ground of the head of a table."""
GROUP = "#F3F4F5"
"""Ground of a row that opens a group."""
LINE = "#DFE2E5"
GREY = "#545D66"
"""Text that stands where a figure is missing, and small print."""
WARN = "#8A5200"
"""The sample mark."""

COLOURS = {"head": HEAD, "group": GROUP, "line": LINE, "grey": GREY, "warn": WARN}
"""The same by name, for the templates."""
