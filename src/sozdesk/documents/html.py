"""Report → one web page that needs nothing else: no script, no font, no picture from elsewhere.

Only facts, tables, notes and sources; everything is text, and only what begins with ``http://`` or
``https://`` becomes a link.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from sozdesk.documents.report import (
    FIGURES,
    SAMPLE_MARK,
    Group,
    Kind,
    Report,
    Row,
    Table,
    cell_text,
)
from sozdesk.kernel import german

_STYLE = (
    "body{font-family:sans-serif;margin:2rem;color:#1c2126}"
    "table{border-collapse:collapse;width:100%}"
    "caption{text-align:left;font-weight:bold;padding:.5rem 0}"
    "th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #c9ced3}"
    ".figure{text-align:right;white-space:nowrap}"
)


def write_html(report: Report) -> bytes:
    """A whole page in UTF-8; the same report gives the same bytes."""
    return "\n".join(_page(report)).encode() + b"\n"


def _page(report: Report) -> Iterator[str]:
    title = escape(report.title)
    yield "<!DOCTYPE html>"
    yield '<html lang="de-CH"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title><style>{_STYLE}</style></head><body>"
    yield f"<h1>{title}</h1>"
    if report.sample:
        yield f"<p><strong>{SAMPLE_MARK}</strong></p>"
    if report.subtitle:
        yield f"<p>{escape(report.subtitle)}</p>"
    yield f"<p>Stand {german.day(report.dated)}</p>"
    for fact in report.facts:
        yield f"<p>{escape(fact.label)}: {escape(fact.value)}</p>"
    for table in report.tables:
        yield from _table(table)
    for note in (*report.notes, *report.sources):
        yield f"<p>{escape(note)}</p>"
    yield "</body></html>"


def _table(table: Table) -> Iterator[str]:
    yield f"<table><caption>{escape(table.title)}</caption>"
    heads = "".join(f'<th scope="col">{escape(column.title)}</th>' for column in table.columns)
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    kinds = [column.kind for column in table.columns]
    for row in table.rows:
        yield _group(row, len(kinds)) if isinstance(row, Group) else _row(row, kinds)
    yield "</tbody></table>"
    for note in table.notes:
        yield f"<p>{escape(note)}</p>"


def _group(group: Group, width: int) -> str:
    return f'<tr><th scope="colgroup" colspan="{width}">{escape(group.title)}</th></tr>'


def _row(row: Row, kinds: list[Kind]) -> str:
    return "<tr>" + "".join(map(_cell, row, kinds)) + "</tr>"


def _cell(value: object, kind: Kind) -> str:
    text = cell_text(value, kind)  # type: ignore[arg-type]
    shown = escape(text, quote=False).replace("\n", "<br>")
    if text.startswith(("https://", "http://")) and not text.split()[1:]:
        shown = f'<a href="{escape(text, quote=True)}">{shown}</a>'
    figure = ' class="figure"' if kind in (*FIGURES, Kind.INTEGER) else ""
    return f"<td{figure}>{shown}</td>"
