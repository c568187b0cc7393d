"""Separated values from outside as a plain sheet, whatever program wrote them.

Nobody says how such a file was written. The bytes tell the encoding, the lines tell the separator;
what is no text or too big is refused, and nothing else raises.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable

from sozdesk.documents.packages import is_zip
from sozdesk.documents.sheets import OLE, Sheet, read_sheets
from sozdesk.documents.untrusted import MAX_COLUMNS, MAX_FILE, MAX_ROWS, Refusal, RefusedFile

SEPARATORS = "\t;|,"
"""From the surest to the one that also stands in amounts (1050,00)."""

_SEPARATED = 0.8
"""A separator is taken if nearly as many lines have it as have the most frequent one."""
_LATIN = 0.7
"""Part of the letters of a German text that have the zero."""
_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_QUOTED = re.compile(r'"[^"]*"')
_SAID = re.compile(r'"?sep=([\t;|,])"?\r?\n', re.IGNORECASE)
"""How Excel is told the separator; no line of the table."""


def read_tables(content: bytes) -> tuple[Sheet, ...]:
    """All sheets of an .xlsx or .ods, or the one table of a csv; raises :class:`RefusedFile`."""
    if is_zip(content) or content.startswith(OLE):
        return read_sheets(content)
    return (read_csv(content),)


def read_csv(content: bytes, name: str = "Tabelle") -> Sheet:
    """One table of texts, all rows equally long; raises :class:`RefusedFile`.

    Encodings: UTF-8, UTF-16 and Windows-1252, with or without byte order mark. Separators:
    tabulator, semicolon, bar, comma. A quoted text may hold separators and line ends.
    """
    if len(content) > MAX_FILE:
        raise RefusedFile(Refusal.TOO_BIG)
    return parse_csv(_decoded(content), name)


def parse_csv(text: str, name: str = "Tabelle") -> Sheet:
    """The same of a text, for example a pasted one; raises :class:`RefusedFile`."""
    said = _SAID.match(text)
    rows = _rows(text[said.end() :], said[1]) if said else _rows(text, _separator(text))
    width = max(map(len, rows), default=0)
    return Sheet(name, True, tuple((*row, *[""] * (width - len(row))) for row in rows))


def _decoded(content: bytes) -> str:
    for coding in _codings(content):
        try:
            text = content.decode(coding)
        except UnicodeError:
            continue
        if not _NOT_TEXT.search(text):
            return text
    raise RefusedFile(Refusal.NOT_A_WORKBOOK)


def _codings(content: bytes) -> tuple[str, ...]:
    """By the mark at the beginning; else Latin letters in UTF-16 have a zero before or behind them."""
    for mark, coding in _BOMS.items():
        if content.startswith(mark):
            return (coding,)
    if b"\0" not in content:
        return ("utf-8", "cp1252")
    halves = {"utf-16-be": content[::2], "utf-16-le": content[1::2]}
    return tuple(coding for coding, half in halves.items() if half.count(0) >= _LATIN * len(half))


def _separator(text: str) -> str:
    """The first of the separators that stands, outside of quotes, in nearly all lines that have one.

    With a space behind it a mark belongs to a sentence, unless there is no other.
    """
    is_closed = text.count('"') % 2 == 0
    lines = (_QUOTED.sub("", text) if is_closed else text).splitlines()
    for behind in (r"(?! )", ""):
        marks = {mark: re.compile(re.escape(mark) + behind) for mark in SEPARATORS}
        counts = {
            mark: sum(bool(one.search(line)) for line in lines) for mark, one in marks.items()
        }
        if most := max(counts.values()):
            return next(mark for mark in SEPARATORS if counts[mark] >= _SEPARATED * most)
    return SEPARATORS[0]


def _rows(text: str, separator: str) -> list[list[str]]:
    """Strictly quoted, or else without quotes: an open one would swallow the lines behind it."""
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        lines = io.StringIO(text, newline="")
        try:
            return _limited(csv.reader(lines, delimiter=separator, quoting=quoting, strict=True))
        except csv.Error:
            continue
    raise RefusedFile(Refusal.UNREADABLE)


def _limited(reader: Iterable[list[str]]) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in reader:
        if len(rows) == MAX_ROWS or len(row) > MAX_COLUMNS:
            raise RefusedFile(Refusal.TOO_BIG)
        rows.append(row)
    return rows
