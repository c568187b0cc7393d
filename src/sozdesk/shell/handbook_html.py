"""A page of the handbook as rich text in the colours and sizes of the program."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from string import Template

from PySide6.QtCore import QSize

from sozdesk.documents.handbook_blocks import (
    Block,
    Grid,
    Heading,
    Line,
    Listing,
    Page,
    Paragraph,
    Picture,
    Run,
)
from sozdesk.widgets import theme

SizeOf = Callable[[str], QSize | None]
"""How large a picture is shown, in logical px; None if the file is missing."""

_STYLE = Template("""
body { color: $text; font-size: ${body}px; }
h2 { font-size: ${title}px; font-weight: 600; margin: 0 0 ${gap}px 0; }
h3 { font-size: ${head}px; font-weight: 600; margin: ${wide}px 0 ${small}px 0; }
p { margin: 0 0 ${gap}px 0; line-height: 135%; }
p.picture { line-height: 100%; margin: 0 0 ${small}px 0; }
p.alt { color: $text2; font-size: ${note}px; }
li { margin: 0 0 ${small}px 0; line-height: 135%; }
td { padding: ${tiny}px ${wide}px ${tiny}px 0; }
code { background-color: $neutral_bg; font-family: monospace; font-size: ${note}px; }
a { color: $accent; text-decoration: underline; }
""")
_TAGS = {"bold": "b", "italic": "i", "code": "code"}


def style_sheet(percent: int) -> str:
    """The style of every page at a size of type; the factor of the program counts too."""
    sizes = {"body": 15, "title": 22, "head": 17, "note": 13}
    gaps = {"gap": 9, "wide": 18, "small": 5, "tiny": 3}
    lengths = {name: theme.px(size * percent / 100) for name, size in (sizes | gaps).items()}
    return _STYLE.substitute(theme.current()._asdict(), **lengths)


def page_html(page: Page, size_of: SizeOf) -> str:
    """The body of a page."""
    return "".join(_block(block, size_of) for block in page.blocks)


def _block(block: Block, size_of: SizeOf) -> str:
    match block:
        case Heading():
            return _heading(block)
        case Paragraph():
            return f"<p>{_line(block.line)}</p>"
        case Listing():
            tag = "ol" if block.numbered else "ul"
            items = "".join(f"<li>{_line(item)}</li>" for item in block.items)
            return f"<{tag}>{items}</{tag}>"
        case Grid():
            rows = "".join(f"<tr>{_cells(row)}</tr>" for row in block.rows)
            return f"<table>{rows}</table>"
        case Picture():
            return _picture(block, size_of(block.file))


def _heading(block: Heading) -> str:
    tag = f"h{block.level + 1}"
    anchor = f'<a name="{escape(block.anchor)}"></a>' if block.anchor else ""
    return f"<{tag}>{anchor}{_line(block.line)}</{tag}>"


def _cells(row: tuple[Line, ...]) -> str:
    return "".join(f"<td>{_line(cell)}</td>" for cell in row)


def _picture(block: Picture, size: QSize | None) -> str:
    """The picture with its words below; the words alone where there is no picture."""
    words = f'<p class="alt">{escape(block.alt)}</p>'
    if size is None:
        return words
    shown = f'src="bilder/{escape(block.file)}" width="{size.width()}" height="{size.height()}"'
    return f'<p class="picture"><img {shown}></p>{words}'


def _line(line: Line) -> str:
    return "".join(_run(run) for run in line)


def _run(run: Run) -> str:
    text = escape(run.text)
    tag = _TAGS.get(run.style)
    if tag:
        text = f"<{tag}>{text}</{tag}>"
    return f'<a href="{escape(_address(run.link))}">{text}</a>' if run.link else text


def _address(place: str) -> str:
    name, _, anchor = place.partition("#")
    return f"{name}.html#{anchor}" if anchor else f"{name}.html"
