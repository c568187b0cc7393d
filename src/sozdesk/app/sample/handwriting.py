"""What happens to a form on its way: rows pushed down, tabs moved, the hidden sheet lost.

Works on the bytes of a workbook that SozDesk itself wrote, so plain patterns are enough; forms
that come from outside are never touched with this.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from html import escape, unescape

_FIXED_TIME = (2027, 1, 5, 0, 0, 0)


def insert_rows(workbook: bytes, sheet: str, before: int, number: int = 1) -> bytes:
    """Push all rows from ``before`` (1-based) down, as «Zeilen einfügen» does."""

    def moved(match: re.Match[str]) -> str:
        row = int(match["row"])
        return f"{match['head']}{row + number if row >= before else row}"

    def references(match: re.Match[str]) -> str:
        return re.sub(r"(?P<head>\$?[A-Z]{1,2}\$?)(?P<row>\d+)", moved, match.group(0))

    def change(xml: str) -> str:
        xml = re.sub(r'(?P<head><row r=")(?P<row>\d+)', moved, xml)
        xml = re.sub(r'(?P<head><c r="[A-Z]+)(?P<row>\d+)', moved, xml)
        return re.sub(r'(?:ref|sqref)="[^"]*"|<f>[^<]*</f>', references, xml)

    return _edit(workbook, _part_of(workbook, sheet), change)


def retype(workbook: bytes, old: str, new: str) -> bytes:
    """Overwrite a text cell."""
    was, typed = (f">{escape(text, quote=False)}</t>" for text in (old, new))
    return _edit(workbook, "xl/sharedStrings.xml", lambda xml: xml.replace(was, typed))


def move_sheet_to_front(workbook: bytes, sheet: str) -> bytes:
    """Make ``sheet`` the first tab."""

    def change(xml: str) -> str:
        entry = _entry(xml, sheet)
        return xml.replace(entry, "").replace("<sheets>", f"<sheets>{entry}")

    return _edit(workbook, "xl/workbook.xml", change)


def remove_sheet(workbook: bytes, sheet: str) -> bytes:
    """Drop a tab, as somebody does who copies only the visible sheet into a new workbook."""
    return _edit(workbook, "xl/workbook.xml", lambda xml: xml.replace(_entry(xml, sheet), ""))


def _entry(xml: str, sheet: str) -> str:
    entries = re.findall(r"<sheet [^>]*/>", xml)
    return str(next(entry for entry in entries if f'name="{escape(sheet)}"' in entry))


def _part_of(workbook: bytes, sheet: str) -> str:
    """Path of the sheet inside the package."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        book = package.read("xl/workbook.xml").decode()
        links = package.read("xl/_rels/workbook.xml.rels").decode()
    link = re.search(r'r:id="(\w+)"', _entry(book, sheet))
    targets: dict[str, str] = dict(re.findall(r'Id="(\w+)"[^>]*Target="([^"]*)"', links))
    assert link is not None
    return f"xl/{unescape(targets[link[1]])}"


def _edit(workbook: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The package with one part changed, written with fixed times."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                content = change(content.decode()).encode()
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            copy.writestr(entry, content)
    return target.getvalue()
