"""Which cells of a workbook hold formulas.

:func:`~sozdesk.documents.sheets.read_sheets` answers what a formula last showed. Whoever must not
believe that, because the sheet it looks at may be missing or newer, asks here where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import join, normpath
from typing import TYPE_CHECKING

from sozdesk.documents.packages import is_zip, unpack
from sozdesk.documents.sheets import ODS_REPEATED, ODS_TAG
from sozdesk.documents.untrusted import MAX_COLUMNS, MAX_ROWS

if TYPE_CHECKING:
    from lxml.etree import _Element

Places = frozenset[tuple[int, int]]
"""0-based rows and columns."""

_CELL = re.compile(
    rb"<(?:[^\s<>/:\"']+:)?c\s(?:[\w:]+=\"[^\"<>]*\"\s+)*?r=\"([A-Z]{1,2})(\d{1,4})\"[^<>]*>"
    rb"\s*<(?:[^\s<>/:\"']+:)?f(?=[\s/>])([^<>]*)>"
)
_SPREADS = re.compile(rb"\bt=\"(?:array|dataTable)\"")
_SPAN = re.compile(rb"\bref=\"([A-Z]{1,2})(\d{1,4})(?::([A-Z]{1,2})(\d{1,4}))?\"")
_ODS_NAME = re.compile(rb"\stable:name=\"([^\"<>]*)\"")

_ODS_MATRIX = re.compile(rb"matrix-(columns|rows)-spanned=\"(\d{1,4})\"")


def formula_cells(content: bytes) -> Mapping[str, Places]:
    """Sheet name → the cells with a formula; nothing for a csv. Only for bytes that were read before."""
    if not is_zip(content):
        return {}
    parts = unpack(content)
    found = _ods(parts["content.xml"]) if "content.xml" in parts else _xlsx(parts)
    return {name: frozenset(places) for name, places in list(found)}


# ------------------------------------------------------------------ xlsx


def _xlsx(parts: Mapping[str, bytes]) -> Iterator[tuple[str, Iterator[tuple[int, int]]]]:
    for name, part in _sheet_parts(parts):
        yield name, _places_in(parts.get(part, b""))


def _sheet_parts(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Name and part of every sheet, as the workbook and its relations say."""
    targets = {
        one.get("Id"): one.get("Target") or ""
        for one in _elements(parts, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    for sheet in _elements(parts, "xl/workbook.xml", "sheet"):
        key = next((value for name, value in sheet.items() if name.endswith("}id")), None)
        yield sheet.get("name") or "", normpath(join("/xl", targets.get(key, ""))).lstrip("/")


def _elements(parts: Mapping[str, bytes], part: str, tag: str) -> Iterator[_Element]:
    from lxml import etree  # noqa: PLC0415 - heavy, only when a workbook is read

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(parts.get(part) or b"<none/>", parser)
    return iter(()) if root is None else root.iter(f"{{*}}{tag}")


def _places_in(sheet: bytes) -> Iterator[tuple[int, int]]:
    for column, row, attributes in _CELL.findall(sheet):
        span = _SPAN.search(attributes) if _SPREADS.search(attributes) else None
        yield int(row) - 1, _number(column)
        if span:
            yield from _spread(*span.groups())


def _spread(
    left: bytes, top: bytes, right: bytes | None, bottom: bytes | None
) -> Iterator[tuple[int, int]]:
    """An array formula stands in its first cell only and fills all of its span."""
    last_row = min(int(bottom or top), MAX_ROWS)
    last_column = min(_number(right or left), MAX_COLUMNS)
    for row in range(int(top) - 1, last_row):
        for column in range(_number(left), last_column + 1):
            yield row, column


def _number(letters: bytes) -> int:
    """``A`` → 0, ``AA`` → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


# ------------------------------------------------------------------ ods


def _ods(content: bytes) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    from html import unescape  # noqa: PLC0415 - names of sheets only

    places: list[tuple[int, int]] = []
    rows = range(0)
    column = 0
    for closing, tag, attributes in ODS_TAG.findall(content):
        if closing:
            continue
        repeated = ODS_REPEATED.search(attributes)
        count = int(repeated[1]) if repeated else 1
        if tag == b"table":
            named = _ODS_NAME.search(attributes)
            places, rows = [], range(0)
            yield unescape(named[1].decode("utf-8", "replace")) if named else "", places
        elif tag == b"table-row":
            rows, column = range(rows.stop, rows.stop + count), 0
        else:
            if b"table:formula=" in attributes:
                wide, high = _matrix(attributes)
                columns = range(column, column + min(max(count, wide), MAX_COLUMNS))
                filled = range(rows.start, max(rows.stop, rows.start + high))[:MAX_ROWS]
                places += [(row, one) for row in filled for one in columns]
            column += count


def _matrix(attributes: bytes) -> tuple[int, int]:
    """Columns and rows that the formula fills."""
    found = dict(_ODS_MATRIX.findall(attributes))
    return int(found.get(b"columns", 1)), int(found.get(b"rows", 1))
