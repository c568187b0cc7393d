"""Report → pdf: tagged (PDF/A-2a and PDF/UA-1), with our own fonts, the same bytes every time.

Typst compiles from bytes in memory: no file with personal data is written on the way. The text
reaches the template as JSON, so that nothing in it is ever read as markup.
Not checked with veraPDF, which cannot be had offline.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sozdesk.documents import charts, palette
from sozdesk.documents.glyphs import drawable
from sozdesk.documents.report import (
    RIGHT,
    SAMPLE_MARK,
    Block,
    Chart,
    Column,
    Fact,
    Facts,
    Group,
    Heading,
    LetterHead,
    Paragraph,
    Report,
    Row,
    Table,
    Value,
    cell_text,
    unbroken,
)
from sozdesk.kernel import german, places

_LANDSCAPE_FROM = 7
"""Columns of the widest table from which the pages lie on their side."""

_NARROW = 26
"""Signs after which text wraps in columns that are not wide."""


def write_pdf(report: Report) -> bytes:
    """The report as a pdf; with a body as a text document."""
    if report.body:
        return _document(report)
    files = {"report.json": as_json(_content(report))}
    for number, picture in enumerate(report.pictures):
        files[_picture_name(number)] = picture.svg.encode()
    return compile_template("report.typ", files, created=report.created)


def _document(report: Report) -> bytes:
    """Title page, table of contents, chapters."""
    files = {
        _picture_name(number): charts.chart_svg(block).encode()
        for number, block in enumerate(report.body)
        if isinstance(block, Chart)
    }
    body = [_block(block, number) for number, block in enumerate(report.body)]
    more = {"body": body, "stamp": report.stamp, "layout": report.layout}
    files["report.json"] = as_json({**_content(report), **more})
    return compile_template("document.typ", files, created=report.created)


def compile_template(template: str, files: Mapping[str, bytes], *, created: datetime) -> bytes:
    """A template of ``resources/typst`` with its data files as pdf; ``created`` is UTC."""
    import typst  # noqa: PLC0415 - heavy, only when a pdf is written

    content: Any = {
        "main.typ": places.resource("typst", template).read_bytes(),
        "tables.typ": places.resource("typst", "tables.typ").read_bytes(),
        "colours.json": as_json(palette.COLOURS),
        **files,
    }
    pdf: bytes = typst.compile(
        content,
        format="pdf",
        font_paths=[str(places.resource("fonts"))],
        ignore_system_fonts=True,
        pdf_standards=["a-2a", "ua-1"],
        timestamp=int(created.timestamp()),
    )
    return pdf


def as_json(content: Mapping[str, Any]) -> bytes:
    """Data for a template, with signs only that our fonts can draw."""
    return json.dumps(_drawable(content), ensure_ascii=False, sort_keys=True).encode()


def _drawable(value: Any) -> Any:
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, Mapping):
        return {key: _drawable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(part) for part in value]
    return value


def _content(report: Report) -> dict[str, Any]:
    widest = max((len(table.columns) for table in report.tables), default=0)
    return {
        "title": report.title,
        "subtitle": report.subtitle,
        "dated": german.day(report.dated),
        "sample_mark": SAMPLE_MARK if report.sample else "",
        "landscape": widest >= _LANDSCAPE_FROM,
        "facts": _facts(report.facts),
        "tables": [_table(table) for table in report.tables],
        "pictures": [
            {
                "file": _picture_name(number),
                "alt": picture.alt,
                "caption": picture.caption,
                "slip": picture.slip,
            }
            for number, picture in enumerate(report.pictures)
        ],
        "remarks_last": report.remarks_last,
        "notes": report.notes,
        "sources": report.sources,
        "signatures": [{"name": one.name, "function": one.function} for one in report.signatures],
    }


def _facts(facts: Iterable[Fact]) -> list[dict[str, str]]:
    return [{"label": fact.label, "value": fact.value} for fact in facts]


def _block(block: Block, number: int) -> dict[str, Any]:
    """One part of a text document; ``number`` names the file of a chart."""
    match block:
        case LetterHead():
            lines = (block.sender, block.address, block.place_and_day)
            names = ("sender", "address", "place")
            return {
                "kind": "head",
                **{key: unbroken(one) for key, one in zip(names, lines, strict=True)},
            }
        case Heading():
            return {
                "kind": "heading",
                "level": block.level,
                "text": block.text,
                "numbered": block.numbered,
            }
        case Paragraph():
            return {"kind": "paragraph", "text": unbroken(block.text)}
        case Facts():
            return {"kind": "facts", "lines": _facts(block.lines)}
        case Table():
            return {"kind": "table", "table": _table(block)}
        case Chart():
            return {
                "kind": "chart",
                "file": _picture_name(number),
                "caption": block.title,
                "alt": block.alt,
                "source": block.source,
            }


def _picture_name(number: int) -> str:
    return f"picture-{number}.svg"


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "intro": table.intro,
        "size": 7.5 if len(table.columns) > 12 else 8.5,
        "columns": [_column(column, index, table) for index, column in enumerate(table.columns)],
        "rows": [_row(row, table.columns) for row in table.rows],
        "notes": table.notes,
    }


def _column(column: Column, index: int, table: Table) -> dict[str, Any]:
    cells = [cell_text(row[index], column.kind) for row in table.values()]
    longest = max((len(text) for text in cells), default=0)
    return {
        "title": _broken(column.title, max(min(longest, _NARROW), 9)),
        "right": column.kind in RIGHT,
        "wide": column.wide,
    }


def _row(row: Row | Group, columns: tuple[Column, ...]) -> dict[str, Any]:
    if isinstance(row, Group):
        return {"group": True, "cells": [row.title]}
    cells = [_cell(value, column) for value, column in zip(row, columns, strict=True)]
    return {"group": False, "cells": cells}


def _cell(value: Value, column: Column) -> str:
    text = cell_text(value, column.kind)
    return text if column.wide else _broken(text, _NARROW)


def _broken(text: str, width: int) -> str:
    """Lines of ``width`` signs, because Typst gives such columns all the room that they ask for."""
    return "\n".join(textwrap.wrap(text, width, break_long_words=False))
