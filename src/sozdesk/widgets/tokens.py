"""The colours of SozDesk by name, light and dark.

The only place with hex values. Contrast was measured against the worst surface each one is used on.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtGui import QColor, QPalette

from sozdesk.documents import palette as paper

Tone = Literal[
    "page", "field", "raised", "chrome", "nav", "header", "text", "text2", "textd", "line", "line2",
    "control", "accent", "accent_hover", "on_accent", "sel", "hover", "ok", "ok_bg", "warn",
    "warn_bg", "err", "err_bg", "query", "query_bg", "info", "info_bg", "neutral", "neutral_bg",
]  # fmt: skip
"""Name of a colour; no page ever names a colour in another way."""


class Tokens(NamedTuple):
    """One complete set of colours, each as ``#rrggbb``.

    A named tuple: a dataclass of this many fields takes 4 ms to make, before the first window.
    """

    dark: bool
    page: str
    field: str
    raised: str
    chrome: str
    nav: str
    header: str
    text: str
    text2: str
    textd: str
    line: str
    line2: str
    control: str
    accent: str
    accent_hover: str
    on_accent: str
    sel: str
    hover: str
    ok: str
    ok_bg: str
    warn: str
    warn_bg: str
    err: str
    err_bg: str
    query: str
    query_bg: str
    info: str
    info_bg: str
    neutral: str
    neutral_bg: str


LIGHT = Tokens(
    dark=False,
    page="#FFFFFF",
    field="#FFFFFF",
    raised="#FFFFFF",
    chrome="#F3F4F5",
    nav="#ECEEF0",
    header="#F7F8F9",
    text="#1C2126",
    text2="#545D66",
    textd="#8A929A",
    line="#DFE2E5",
    line2="#C9CED3",
    control="#7C858E",
    accent="#1B5E8C",
    accent_hover="#154C72",
    on_accent="#FFFFFF",
    sel="#E0ECF5",
    hover="#F1F4F6",
    ok="#1D6B3C",
    ok_bg="#E9F4EC",
    warn="#8A5200",
    warn_bg="#FDF3E1",
    err="#B3261E",
    err_bg="#FCEDEB",
    query="#6B3FA0",
    query_bg="#F3EDFA",
    info="#1B5E8C",
    info_bg="#E8F1F8",
    neutral="#5B6570",
    neutral_bg="#F0F2F4",
)

DARK = Tokens(
    dark=True,
    page="#23282D",
    field="#1C2024",
    raised="#2B3137",
    chrome="#1D2125",
    nav="#191C20",
    header="#282D33",
    text="#E7EAED",
    text2="#AEB6BE",
    textd="#78818A",
    line="#353C43",
    line2="#4A525A",
    control="#8A95A0",
    accent="#8CC3EC",
    accent_hover="#A9D3F2",
    on_accent="#0D2231",
    sel="#28435A",
    hover="#2B3137",
    ok="#7FCB98",
    ok_bg="#22352A",
    warn="#EDB65A",
    warn_bg="#3A3122",
    err="#FF9C92",
    err_bg="#402A2A",
    query="#C6A6F2",
    query_bg="#332C42",
    info="#8CC3EC",
    info_bg="#25384A",
    neutral="#AEB6BE",
    neutral_bg="#2E343A",
)


class MapColours(NamedTuple):
    """What a map is filled with, each as ``#rrggbb``."""

    ramp: tuple[str, ...]
    """Six shades; more = further from the ground of the page."""
    hatch: str
    ground: str
    """Under a hatch."""


MAP_LIGHT = MapColours(paper.RAMP, paper.HATCH, paper.HATCH_GROUND)
"""The same as on paper."""
MAP_DARK = MapColours(
    ("#1E3648", "#25506F", "#33729C", "#5A9AC6", "#96C3E2", "#DCEDF8"), "#8F99A3", DARK.page
)


def from_palette(palette: QPalette) -> Tokens:
    """The colours of a contrast theme of the system: only what the system itself offers."""
    role = QPalette.ColorRole
    back, fore = palette.color(role.Window).name(), palette.color(role.WindowText).name()
    mark = palette.color(role.Highlight).name()
    return Tokens(
        dark=palette.color(role.Window).lightness() < 128,
        page=back, field=back, raised=back, chrome=back, nav=back, header=back,
        text=fore, text2=fore, textd=fore, line=fore, line2=fore, control=fore,
        accent=fore, accent_hover=mark, on_accent=back, sel=back, hover=back,
        ok=fore, ok_bg=back, warn=fore, warn_bg=back, err=fore, err_bg=back,
        query=fore, query_bg=back, info=fore, info_bg=back, neutral=fore, neutral_bg=back,
    )  # fmt: skip


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours (WCAG 2, 1 to 21)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    rgb = QColor(colour)
    channels = (rgb.redF(), rgb.greenF(), rgb.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
