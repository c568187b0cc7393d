"""A list of offered dwellings, pasted or from a file, as the cells of its lines."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from sozdesk.documents.csv_read import parse_csv
from sozdesk.documents.sheets import Sheet, cell_text
from sozdesk.documents.untrusted import RefusedFile
from sozdesk.features.rent_limits.files.table_reading import read_table_file
from sozdesk.features.rent_limits.texts import tables
from sozdesk.kernel import german
from sozdesk.kernel.errors import ReturnFileError

_SEPARATED = re.compile(r'[\t;|"]')
"""What only a table has; blanks and commas also stand in lines that somebody typed."""
_SPACED = re.compile(r"([;|]) +")


def offers_text(path: Path) -> str:
    """The first filled sheet of an xlsx, ods or csv as Excel would paste it: cells apart by tabs.

    Raises:
        ReturnFileError: the file cannot be read or used; the sentence says why.
    """
    return next((text for sheet in read_table_file(path) if (text := _lines(sheet))), "")


def _lines(sheet: Sheet) -> str:
    rows = ([german.clean(cell_text(cell)) for cell in row] for row in sheet.rows)
    written = io.StringIO()
    lines = csv.writer(written, delimiter="\t", lineterminator="\n")
    lines.writerows(row for row in rows if any(row))
    return written.getvalue()


def pasted_rows(text: str) -> Sequence[Sequence[str]]:
    """The cells of a pasted list, line by line; lines without separators are one cell each.

    Raises:
        ReturnFileError: there are too many lines.
    """
    if not _SEPARATED.search(text):
        return [[line] for line in text.splitlines()]
    try:
        sheet = parse_csv(_SPACED.sub(r"\1", text))
    except RefusedFile as refusal:
        raise ReturnFileError(tables.table_refused(refusal.reason, "Liste")) from None
    return [[cell_text(cell) for cell in row] for row in sheet.rows]
