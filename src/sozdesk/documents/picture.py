"""SVG → PNG, through the same program that sets our pdf files: no window, our own fonts."""

from __future__ import annotations

from typing import Any

from sozdesk.kernel import places

_PPI = 192.0
"""Pixels per inch; a px of the picture is a 96th of an inch, so two pixels."""
_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image("picture.svg", alt: "")
"""


def png(svg: str) -> bytes:
    """The picture in pixels, the same every time."""
    import typst  # noqa: PLC0415 - heavy, only when a picture is written

    content: Any = {"main.typ": _PAGE, "picture.svg": svg.encode()}
    made: bytes = typst.compile(
        content,
        format="png",
        ppi=_PPI,
        font_paths=[str(places.resource("fonts"))],
        ignore_system_fonts=True,
    )
    return made
