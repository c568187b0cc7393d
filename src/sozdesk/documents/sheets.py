"""Workbooks from outside as plain sheets, with the address of every cell.

Only cached values are read: no formulas, no macros, no links. The package is checked first
(``packages``), then the few parts that hold cells go to calamine as a plain package, so that
nothing can be read that was not checked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO

from sozdesk.documents.packages import is_zip, pack_plain, refuse_doctypes, unpack
from sozdesk.documents.untrusted import (
    MAX_COLUMNS,
    MAX_FILE,
    MAX_ROWS,
    MAX_SHEETS,
    Refusal,
    RefusedFile,
)
from sozdesk.kernel import german

Cell = int | float | str | bool | date | datetime | time | timedelta
"""What stands in a cell; an empty one is ``""``."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet from A1 on: ``rows[0][0]`` is A1. All rows are equally long."""

    name: str
    visible: bool
    rows: Sequence[Sequence[Cell]]

    def at(self, row: int, column: int) -> Cell:
        """The cell at 0-based row and column; outside of the sheet it is empty."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return ""


def address(row: int, column: int) -> str:
    """0-based row and column as people name the cell: (14, 2) → ``C15``."""
    return f"{column_letters(column)}{row + 1}"


def column_letters(column: int) -> str:
    """A 0-based column as people name it: 2 → ``C``, 26 → ``AA``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_text(cell: Cell) -> str:
    """A cell as it looked: 1050.0 → ``1050``, a day → ``31.12.2026``, yes → ``WAHR``."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "WAHR" if cell else "FALSCH"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, date):
        return german.day(cell)
    return str(cell)


def read_sheets(content: bytes) -> tuple[Sheet, ...]:
    """All sheets of an .xlsx or .ods in their order; raises :class:`RefusedFile`."""
    if content.startswith(OLE):
        raise RefusedFile(_kind_of_old_file(content))
    if len(content) > MAX_FILE:
        raise RefusedFile(Refusal.TOO_BIG)
    if not is_zip(content):
        raise RefusedFile(Refusal.NOT_A_WORKBOOK)
    return _read_parts(unpack(content))


def is_workbook(parts: Mapping[str, bytes]) -> bool:
    """Whether the parts of a package make a workbook (and not just a zip folder)."""
    return "[Content_Types].xml" in parts or "META-INF/manifest.xml" in parts


def _kind_of_old_file(content: bytes) -> Refusal:
    import olefile  # noqa: PLC0415 - only for the few files that need it

    try:
        with olefile.OleFileIO(BytesIO(content)) as container:
            names = {path[0].lower() for path in container.listdir()}
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return Refusal.UNREADABLE
    if "encryptedpackage" in names:
        return Refusal.PASSWORD_PROTECTED
    return Refusal.OLD_EXCEL if names & {"workbook", "book"} else Refusal.NOT_A_WORKBOOK


def _read_parts(parts: dict[str, bytes]) -> tuple[Sheet, ...]:
    if not is_workbook(parts):
        raise RefusedFile(Refusal.NOT_A_WORKBOOK)
    _refuse_active_content(parts)
    if "content.xml" in parts:
        _check_ods_cells(parts["content.xml"])
        kept = {name: parts[name] for name in parts if "/" not in name or name.startswith("META")}
    else:
        kept = {
            name: _EMPTY_XLSX_CELL.sub(b"", data)
            for name, data in parts.items()
            if _holds_cells(name)
        }
        for data in kept.values():
            _check_xlsx_cells(data)
    return _sheets_of(pack_plain(kept))


_WITHOUT_CELLS = ("xl/drawings", "xl/charts", "xl/theme", "docProps")


def _holds_cells(name: str) -> bool:
    """Everything but drawings, charts, printer settings and pictures."""
    return name.endswith((".xml", ".rels")) and not name.startswith(_WITHOUT_CELLS)


def _refuse_active_content(parts: Mapping[str, bytes]) -> None:
    types = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types or any(_is_macro(name.lower()) for name in parts):
        raise RefusedFile(Refusal.MACROS)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise RefusedFile(Refusal.PASSWORD_PROTECTED)
    refuse_doctypes(parts)


def _is_macro(name: str) -> bool:
    """VBA and Excel 4 macro sheets; LibreOffice's ``Basic`` modules and scripts."""
    if name.endswith("vbaproject.bin") or "/macrosheets/" in name:
        return True
    module = name.startswith("basic/") and not name.endswith(("script-lb.xml", "script-lc.xml"))
    return module or name.startswith("scripts/")


# ------------------------------------------------------------------ how many cells
# calamine makes room for the whole rectangle from the first to the last cell: two cells in the
# far corners would ask for 17 billion. So the addresses are checked before it sees them.

_EMPTY_XLSX_CELL = re.compile(rb"<(?:[^\s<>/:\"']+:)?c(?:\s[\w:]+=\"[^\"<>]*\")*\s*/>")
"""Only coloured, perhaps far outside: taken out, because nothing stands in them."""
_XLSX_CELL = re.compile(rb"<(?:[^\s<>/:\"']+:)?c[\s/>]")
_XLSX_ADDRESSED = re.compile(
    rb"<(?:[^\s<>/:\"']+:)?c\s(?:[\w:]+=\"[^\"<>]*\"\s)*?r=\"([A-Z]{1,2})(\d{1,4})\""
)


def _check_xlsx_cells(data: bytes) -> None:
    """Refuse sheets whose cells lie outside the limits or do not say where they stand."""
    addressed = _XLSX_ADDRESSED.findall(data)
    if len(addressed) != len(_XLSX_CELL.findall(data)):
        raise RefusedFile(Refusal.ZIP_BOMB)
    if any(len(column) == 2 and column > b"IV" for column, _ in addressed) or any(
        len(row) == 4 and int(row) > MAX_ROWS for _, row in addressed
    ):
        raise RefusedFile(Refusal.ZIP_BOMB)


ODS_TAG = re.compile(
    rb"<(/?)table:(table|table-row|table-cell|covered-table-cell)"
    rb"(?=[\s/>])((?:[^<>\"']|\"[^\"<]*\")*)>"
)
_ODS_ANY = re.compile(rb"<(?:/?)table:(?:table|table-row|table-cell|covered-table-cell)(?=[\s/>])")
ODS_REPEATED = re.compile(rb"-repeated=\"(\d{1,7})\"")


def _check_ods_cells(data: bytes) -> None:
    """Refuse sheets that unfold to more rows or columns than the limits allow."""
    tags = ODS_TAG.findall(data)
    if len(tags) != len(_ODS_ANY.findall(data)):
        raise RefusedFile(Refusal.ZIP_BOMB)
    if data.count(b"-repeated=") != len(ODS_REPEATED.findall(data)):
        raise RefusedFile(Refusal.ZIP_BOMB)
    row = column = 0
    for closing, tag, attributes in tags:
        if closing:
            continue
        match = ODS_REPEATED.search(attributes)
        repeat = int(match[1]) if match else 1
        if tag == b"table":
            row = 0
        elif tag == b"table-row":
            row, column = row + repeat, 0
        else:
            column += repeat
            filled = b"value-type=" in attributes or not attributes.endswith(b"/")
            if filled and (row > MAX_ROWS or column > MAX_COLUMNS):
                raise RefusedFile(Refusal.ZIP_BOMB)


def _sheets_of(package: bytes) -> tuple[Sheet, ...]:
    from python_calamine import (  # noqa: PLC0415 - heavy, only when a workbook is read
        CalamineError,
        CalamineWorkbook,
        SheetVisibleEnum,
    )

    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(package))
        metadata = workbook.sheets_metadata
        if len(metadata) > MAX_SHEETS:
            raise RefusedFile(Refusal.ZIP_BOMB)
        return tuple(
            Sheet(
                sheet.name,
                sheet.visible == SheetVisibleEnum.Visible,
                _rows(workbook.get_sheet_by_name(sheet.name)),
            )
            for sheet in metadata
        )
    except (CalamineError, ValueError, OSError):
        raise RefusedFile(Refusal.UNREADABLE) from None


def _rows(sheet: object) -> Sequence[Sequence[Cell]]:
    if sheet.total_height > MAX_ROWS:  # type: ignore[attr-defined]
        raise RefusedFile(Refusal.ZIP_BOMB)
    return sheet.to_python(skip_empty_area=False)  # type: ignore[attr-defined, no-any-return]
