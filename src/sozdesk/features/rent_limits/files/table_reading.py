"""The overview of an earlier year: from the sheets of a file to what each municipality declared.

Three kinds of file: the open data csv and the overview that SozDesk itself writes need no question;
any other table is read by its heads, by what somebody said of the same heads before, and by what a
person chooses now. Pure: nothing is asked of the data file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sozdesk.documents.csv_read import read_tables
from sozdesk.documents.report import SAMPLE_MARK
from sozdesk.documents.sheets import Sheet, address, cell_text
from sozdesk.documents.untrusted import MAX_FILE, Refusal, RefusedFile
from sozdesk.exchange import mapping
from sozdesk.exchange.mapping import Columns, Head
from sozdesk.exchange.table_cells import row_text
from sozdesk.exchange.table_rows import SKIP_WORDS, Reading, read_rows
from sozdesk.features.rent_limits.files import table_fields as keys
from sozdesk.features.rent_limits.files import table_own as own
from sozdesk.features.rent_limits.files.recognition import Register
from sozdesk.features.rent_limits.files.table_lines import Setting, lines_of
from sozdesk.features.rent_limits.terms import (
    Interval,
    LeftOut,
    OverviewTable,
    Remembered,
    RentKind,
    TableBasis,
    TableChoice,
    TableOrigin,
)
from sozdesk.features.rent_limits.texts import tables
from sozdesk.kernel import german
from sozdesk.kernel.errors import ReturnFileError
from sozdesk.kernel.municipality import Municipality

_YEAR = re.compile(r"(?<![.\d])\b(20\d\d)\b(?!\d)")
_MOST_TITLES = 10


def read_table_file(path: Path) -> tuple[Sheet, ...]:
    """The sheets of an .xlsx, .ods or .csv; raises ReturnFileError with what to do."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise RefusedFile(Refusal.TOO_BIG)
        return read_tables(path.read_bytes())
    except FileNotFoundError:
        reason: str = Refusal.NOT_FOUND
    except OSError:
        reason = Refusal.UNREADABLE
    except RefusedFile as refusal:
        reason = refusal.reason
    raise ReturnFileError(tables.table_refused(reason, path.name))


def read_overview(
    sheets: Sequence[Sheet],
    *,
    municipalities: Sequence[Municipality],
    year: int,
    choice: TableChoice | None = None,
    memory: Mapping[str, Remembered] | None = None,
) -> OverviewTable:
    """What the sheets say about the limits of ``year``.

    ``choice`` is what a person says; ``memory`` maps heads to what was said of them before. A sheet
    name in ``choice`` that there is not means the best sheet.
    """
    request = _Request(Register(municipalities), year, choice or TableChoice(), memory or {})
    filled = [sheet for sheet in sheets if any(map(row_text, sheet.rows))]
    sheet, head = _chosen(filled, request)
    names = tuple(one.name for one in filled)
    if (written := own.long_columns(sheet)) is not None:
        return _long(sheet, names, written, request)
    return _wide(sheet, head, names, filled, request)


@dataclass(frozen=True, slots=True)
class _Request:
    """What is asked of the sheets."""

    register: Register
    year: int
    choice: TableChoice
    memory: Mapping[str, Remembered]

    def setting(
        self, sheet: Sheet, basis: TableBasis, sizes: Sequence[str], columns: Columns
    ) -> Setting:
        """What all rows of the sheet have in common."""
        return Setting(
            sheet=sheet.name,
            register=self.register,
            year=self.year,
            basis=basis,
            sizes=sizes,
            columns=columns,
            places=self.choice.places,
        )


def _chosen(sheets: Sequence[Sheet], request: _Request) -> tuple[Sheet, Head]:
    """The sheet that somebody chose, else the one whose heads say most; visible ones first."""
    named = [sheet for sheet in sheets if sheet.name == request.choice.sheet]
    scheme = keys.scheme(request.register)

    def points(one: tuple[Sheet, Head]) -> tuple[bool, int, bool]:
        sheet, head = one
        written = own.is_overview(sheet) or own.long_columns(sheet) is not None
        return written, mapping.head_points(head, scheme), sheet.visible

    found = [(sheet, mapping.find_head(sheet, scheme)) for sheet in named[:1] or sheets]
    return max(found, key=points, default=(Sheet("", True, ()), Head(0, 0, ())))


# ------------------------------------------------------------------ one row per municipality


def _wide(
    sheet: Sheet,
    head: Head,
    names: tuple[str, ...],
    sheets: Sequence[Sheet],
    request: _Request,
) -> OverviewTable:
    scheme = keys.scheme(request.register)
    proposal = mapping.propose(sheet, head, scheme, str(request.year))
    year = own.year_of(sheet)
    known = None if year else request.memory.get(head.key)
    columns = _columns(sheet, proposal.columns, known, request.choice)
    reading = read_rows(sheet, head, columns, scheme)
    is_own = year is not None or own.is_table(head)
    rows = own.completed(reading.rows, sheet, sheets, scheme) if is_own else reading.rows
    basis = _basis(sheet, head, known, request.choice)
    sizes = [key for key in keys.SIZE_KEYS if key in columns]
    lines, left = lines_of(rows, request.setting(sheet, basis, sizes, columns))
    return replace(
        _seen(sheet, names, head),
        heads_key="" if year else head.key,
        origin=_origin(is_own=year is not None, known=known is not None),
        columns=columns,
        unsure={} if known else _unsure(proposal.unsure, columns),
        basis=basis,
        years=(year,) if year else _years(sheet, head),
        unread=own.unread(sheets) if year else (),
        lines=lines,
        left_out=_left_out(reading, left),
    )


def _seen(sheet: Sheet, names: tuple[str, ...], head: Head) -> OverviewTable:
    """The sheet as people see it, before anything is read from it."""
    texts = tuple(tuple(german.clean(cell_text(cell)) for cell in row) for row in sheet.rows)
    width = len(texts[0]) if texts else 0
    return OverviewTable(
        sheet=sheet.name,
        sheets=names,
        rows=texts,
        head=(head.first, head.end),
        heads=tuple(head.words(column) for column in range(width)),
        heads_key="",
        origin=TableOrigin.OWN,
        columns={},
        sample=any(SAMPLE_MARK in text for row in texts for text in row),
    )


def _origin(*, is_own: bool, known: bool) -> TableOrigin:
    if is_own:
        return TableOrigin.OWN
    return TableOrigin.REMEMBERED if known else TableOrigin.PROPOSED


def _columns(
    sheet: Sheet, proposed: Columns, known: Remembered | None, choice: TableChoice
) -> Columns:
    """What was remembered or proposed, with what somebody chose; no column means two things."""
    width = len(sheet.rows[0]) if sheet.rows else 0
    start = {k: c for k, c in known.columns.items() if c < width} if known else proposed
    chosen = {key: c for key, c in choice.columns.items() if c is not None}
    kept = {
        key: column
        for key, column in start.items()
        if key not in choice.columns and column not in chosen.values()
    }
    return {key: c for key, c in {**kept, **chosen}.items() if key in keys.LABELS}


def _unsure(
    unsure: Mapping[str, tuple[int, ...]], columns: Columns
) -> Mapping[str, tuple[int, ...]]:
    """Only fields that nobody gave a column, and columns that mean nothing else."""
    taken = set(columns.values())
    open_ = {key: tuple(c for c in found if c not in taken) for key, found in unsure.items()}
    return {key: found for key, found in open_.items() if key not in columns and found}


def _basis(sheet: Sheet, head: Head, known: Remembered | None, choice: TableChoice) -> TableBasis:
    """What holds for all rows: as somebody says now, as the title says, as was said before."""
    kind = mapping.stated(sheet, head, keys.WORDS_FOR_ALL[keys.RENT_KIND])
    interval = mapping.stated(sheet, head, keys.WORDS_FOR_ALL[keys.INTERVAL])
    sources = {
        key: f"Zelle {address(*found.place)}: «{found.words}»"
        for key, found, chosen in (
            (keys.RENT_KIND, kind, choice.rent_kind),
            (keys.INTERVAL, interval, choice.interval),
        )
        if found is not None and chosen is None
    }
    return TableBasis(
        choice.rent_kind or (RentKind(kind.value) if kind else known.rent_kind if known else None),
        choice.interval
        or (Interval(interval.value) if interval else known.interval if known else None),
        choice.valid_from,
        sources,
    )


def _left_out(reading: Reading, more: Sequence[LeftOut]) -> tuple[LeftOut, ...]:
    skipped = [
        LeftOut(row.number, row.reason.value, SKIP_WORDS[row.reason], row.text)
        for row in reading.skipped
    ]
    return tuple(sorted((*skipped, *more), key=lambda one: one.row))


# ------------------------------------------------------------------ one amount per row


def _long(
    sheet: Sheet, names: tuple[str, ...], written: own.LongColumns, request: _Request
) -> OverviewTable:
    head = Head(written.row, written.row + 1, tuple((head,) for head in written.heads))
    reading = read_rows(sheet, head, written.columns, keys.long_scheme(request.register))
    rows, odd = own.gathered(reading.rows, request.year)
    sizes = [key for key in keys.SIZE_KEYS if any(key in row.cells for row in rows)]
    basis = TableBasis(request.choice.rent_kind, request.choice.interval, request.choice.valid_from)
    lines, left = lines_of(rows, request.setting(sheet, basis, sizes, {}))
    others = own.other_years(reading.rows, request.year)
    others += own.without_values(reading.rows)
    return replace(
        _seen(sheet, names, head),
        columns=written.columns,
        basis=basis,
        years=own.years_of(reading.rows),
        lines=own.with_odd_rows(lines, odd),
        left_out=_left_out(reading, (*left, *others)),
    )


def _years(sheet: Sheet, head: Head) -> tuple[int, ...]:
    """Years of the title, without those of days such as 15.12.2025."""
    above = sheet.rows[: min(head.first, _MOST_TITLES)]
    titles = (cell for row in above for cell in row if isinstance(cell, str))
    return tuple(sorted({int(year) for text in titles for year in _YEAR.findall(text)}))
