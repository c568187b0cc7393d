"""The whole handbook as one pdf to print: contents with page numbers, bookmarks, tags, pictures."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import sozdesk
from sozdesk.documents.handbook import START, handbook, picture_file
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
    sections,
)
from sozdesk.documents.pdf import as_json, compile_template
from sozdesk.documents.safe_write import write_bytes
from sozdesk.kernel import german

TITLE = "SozDesk Handbuch"
_WINDOW_PIXELS, _WINDOW_PERCENT = 1104, 84
"""A picture of the whole window, and which part of the width it gets."""


def write_handbook(path: Path) -> Path:
    """Write the handbook of this version to ``path``; raises DocumentWriteError."""
    pages = handbook()
    files = {file for page in pages for file in _pictures(page)}
    found = {file: where.read_bytes() for file in files if (where := picture_file(file))}
    write_bytes(path, handbook_pdf(pages, found))
    return path


def handbook_pdf(
    pages: Sequence[Page],
    pictures: Mapping[str, bytes],
    *,
    version: str = sozdesk.__version__,
    dated: date = sozdesk.DATED,
) -> bytes:
    """The pages as a pdf (PDF/A-2a, PDF/UA-1); ``pictures`` by file name, missing ones are named.

    The instant in its properties is the day of the version, so that a version has always the same
    bytes.
    """
    content = {
        "title": TITLE,
        "version": f"Version {version}",
        "dated": f"Stand {german.day(dated)}",
        "intro": [_line(line, frozenset()) for line in _introduction(pages)],
        "pages": [_page(page, _places(pages), pictures) for page in pages if page.name != START],
    }
    files = {_as_text(file): _numbers(picture) for file, picture in pictures.items()}
    created = datetime.combine(dated, time(), UTC)
    return compile_template(
        "handbook.typ", {"handbook.json": as_json(content), **files}, created=created
    )


def _introduction(pages: Sequence[Page]) -> Iterator[Line]:
    """What the contents page says before its first list; its links become the contents."""
    start = next((page for page in pages if page.name == START), None)
    for block in start.blocks if start else ():
        if isinstance(block, Listing):
            return
        if isinstance(block, Paragraph):
            yield block.line


def _places(pages: Sequence[Page]) -> frozenset[str]:
    """Everything a link may lead to."""
    printed = [page for page in pages if page.name != START]
    return frozenset(part.place for page in printed for part in sections(page))


def _pictures(page: Page) -> Iterator[str]:
    return (block.file for block in page.blocks if isinstance(block, Picture))


def _page(page: Page, places: frozenset[str], pictures: Mapping[str, bytes]) -> dict[str, Any]:
    return {"blocks": [_block(block, page.name, places, pictures) for block in page.blocks]}


def _block(
    block: Block, page: str, places: frozenset[str], pictures: Mapping[str, bytes]
) -> dict[str, Any]:
    match block:
        case Heading():
            label = f"{page}#{block.anchor}" if block.anchor else page
            known = label if block.level == 1 or block.anchor else ""
            return {
                "kind": "heading",
                "level": block.level,
                "line": _line(block.line, places),
                "label": known,
            }
        case Paragraph():
            return {"kind": "paragraph", "line": _line(block.line, places)}
        case Listing():
            items = [_line(item, places) for item in block.items]
            return {"kind": "steps" if block.numbered else "points", "items": items}
        case Grid():
            rows = [[_line(cell, places) for cell in row] for row in block.rows]
            return {"kind": "grid", "rows": rows}
        case Picture():
            picture = pictures.get(block.file, b"")
            file = _as_text(block.file) if picture else ""
            return {"kind": "picture", "file": file, "alt": block.alt, "width": _width(picture)}


def _width(picture: bytes) -> float:
    """Percent of the width of the text; a dialog is not blown up to the size of a window."""
    pixels = int.from_bytes(picture[16:20])  # the head of a PNG: width at 16, height at 20
    return min(100.0, pixels * _WINDOW_PERCENT / _WINDOW_PIXELS)


def _as_text(file: str) -> str:
    return f"bilder/{file}.json"


def _numbers(picture: bytes) -> bytes:
    """Typst takes only text from memory: the bytes of a picture are written as numbers."""
    return json.dumps(list(picture), separators=(",", ":")).encode()


def _line(line: Line, places: frozenset[str]) -> list[dict[str, str]]:
    return [_run(run, places) for run in line]


def _run(run: Run, places: frozenset[str]) -> dict[str, str]:
    link = run.link if run.link in places else ""
    return {"text": run.text, "style": run.style, "link": link}
