"""``sozdesk round table``: last year's overview from somebody's own table. The same as the window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozdesk.app.round_options import (
    add_step,
    day_argument,
    finding_json,
    offer_json,
    print_finding,
    print_json,
)
from sozdesk.documents.report import SAMPLE_MARK
from sozdesk.documents.sheets import column_letters
from sozdesk.exchange.mapping import columns_named
from sozdesk.exchange.table_rows import Skip
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import files, queries, texts, usecases
from sozdesk.features.rent_limits.files import table_fields as fields
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Interval,
    LeftOut,
    OverviewTable,
    Remembered,
    RentKind,
    TableChoice,
    TableOrigin,
    TableResult,
    TableRow,
)
from sozdesk.features.rent_limits.texts import tables
from sozdesk.features.rent_limits.usecases import wording
from sozdesk.kernel import german
from sozdesk.kernel.errors import ReturnFileError
from sozdesk.kernel.findings import Severity

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_NONE = "-"
"""Instead of a column: the table has none."""


def add_command(steps: Any) -> None:
    """Declare ``round table``."""
    words = "Übersicht eines früheren Jahres einlesen (xlsx, ods, csv)"
    step = add_step(steps, "table", words, read_table)
    _explain(step)
    _add_options(step)
    offer_json(step)


def _explain(step: argparse.ArgumentParser) -> None:
    """What it does, and the names of the fields."""
    names = ", ".join(fields.SHORT_NAMES)
    step.formatter_class = argparse.RawDescriptionHelpFormatter
    step.description = (
        "Liest die Übersicht eines früheren Jahres. Ohne --record wird nur gezeigt, was erfasst\n"
        "würde. Zeilen, die keine Gemeinde sind, werden ausgelassen und aufgezählt."
    )
    step.epilog = (
        f"Felder für --columns: {names}.\n"
        "Die Spalte ist ein Buchstabe (C) oder der Kopf der Spalte; «-» heisst: gibt es nicht.\n"
        'Beispiel: --columns gemeinde=A p1=C p2="2 Personen" p5=-'
    )


def _add_options(step: argparse.ArgumentParser) -> None:
    step.add_argument("path", type=Path, metavar="DATEI", help="Tabelle (.xlsx, .ods, .csv)")
    step.add_argument("--sheet", default="", metavar="NAME", help="das Blatt, sonst das passendste")
    step.add_argument(
        "--columns",
        nargs="+",
        type=_assignment,
        default=[],
        metavar="FELD=SPALTE",
        help="welche Spalte was bedeutet; sonst wie beim letzten Mal oder am Kopf erkannt",
    )
    step.add_argument("--kind", choices=list(RentKind), help="netto (net) oder brutto (gross)")
    step.add_argument("--interval", choices=list(Interval), help="pro Monat oder pro Jahr")
    step.add_argument("--valid-from", type=day_argument, metavar="TAG", help="gültig ab")
    step.add_argument("--record", action="store_true", help="erfassen, nicht nur zeigen")


def _assignment(text: str) -> tuple[str, str]:
    """«p1=C» as field and column."""
    name, equals, column = text.partition("=")
    key = fields.field_named(name)
    if not equals or not column.strip() or key is None:
        names = ", ".join(fields.SHORT_NAMES)
        raise argparse.ArgumentTypeError(
            f"«{text}» passt nicht. Schreiben Sie FELD=SPALTE mit einem dieser Felder: {names}"
        )
    return key, column.strip()


def read_table(archive: Archive, options: argparse.Namespace) -> int:
    """Read, show and (with ``--record``) record; answers 1 if anything is refused or unclear."""
    table = _table(archive, options)
    rows: tuple[TableRow, ...] = archive.query(queries.table_preview, options.year, table.lines)
    questions = list(_questions(table, options))
    recorded: Sequence[int] = ()
    if options.record and not questions:
        recorded = _record(archive, options, table, rows)
    results = [_result(row, recorded) for row in rows]
    if options.json:
        print_json(_as_json(table, rows, results, questions))
    else:
        _print_rows(table, rows, results)
        _print_end(results, options.record, questions)
    for question in questions:
        print(question, file=sys.stderr)
    for note in _notes(archive, table, options.year):
        print(note, file=sys.stderr)
    unclear = {"refused", "confirm", "unclear"} & set(results)
    return 1 if questions or unclear or _nameless(table) else 0


# ---------------------------------------------------------------- reading


def _table(archive: Archive, options: argparse.Namespace) -> OverviewTable:
    """The table with the choices of the command line; what was remembered only without columns."""
    if not 2000 <= options.year <= 2100:
        raise ReturnFileError(wording.year_unlikely(options.year))
    sheets = files.read_table_file(options.path)
    municipalities = archive.query(offices.municipalities, date(options.year, 1, 1))
    memory: Mapping[str, Remembered] = {}
    if not options.columns:
        memory = archive.query(queries.remembered_columns)

    def read(columns: Mapping[str, int | None]) -> OverviewTable:
        return files.read_overview(
            sheets,
            municipalities=municipalities,
            year=options.year,
            choice=TableChoice(
                sheet=options.sheet,
                columns=columns,
                rent_kind=RentKind(options.kind) if options.kind else None,
                interval=Interval(options.interval) if options.interval else None,
                valid_from=options.valid_from,
            ),
            memory=memory,
        )

    table = read({})
    if options.sheet and options.sheet not in table.sheets:
        raise ReturnFileError(tables.no_such_sheet(options.sheet, table.sheets))
    return read(_chosen(table, options.columns)) if options.columns else table


def _chosen(table: OverviewTable, given: Iterable[tuple[str, str]]) -> dict[str, int | None]:
    """Field → column as somebody named it; raises ReturnFileError if there is no such column."""
    chosen: dict[str, int | None] = {}
    for key, words in given:
        found = columns_named(table.heads, words)
        if words != _NONE and len(found) != 1:
            raise ReturnFileError(
                tables.no_such_column(
                    words, fields.column_list(table, found or range(len(table.heads)))
                )
            )
        chosen[key] = None if words == _NONE else found[0]
    return chosen


def _record(
    archive: Archive,
    options: argparse.Namespace,
    table: OverviewTable,
    rows: Sequence[TableRow],
) -> Sequence[int]:
    ready = tuple(row.line.declaration for row in rows if row.result is TableResult.READY)
    command = usecases.RecordOverview(
        year=options.year,
        declarations=ready,
        file_name=options.path.name,
        heads=table.heads_key,
        columns=table.to_remember,
    )
    recorded: Sequence[int] = archive.run(usecases.record_overview, command).value
    return recorded


# ---------------------------------------------------------------- what is unclear


def _questions(table: OverviewTable, options: argparse.Namespace) -> Iterator[str]:
    """What the table does not say, and how to say it here."""
    if table.origin is TableOrigin.OWN and options.year not in table.years:
        yield tables.other_year_of_file(table.years, options.year)
    yield from _questions_about_columns(table, {key for key, _words in options.columns})
    if table.asks_rent_kind:
        yield f"{tables.KIND_UNKNOWN} Sagen Sie es mit --kind net oder --kind gross."
    if table.asks_interval:
        yield f"{tables.INTERVAL_UNKNOWN} Sagen Sie es mit --interval month oder --interval year."


def _questions_about_columns(table: OverviewTable, said: Collection[str]) -> Iterator[str]:
    for key, columns in table.unsure.items():
        words, example = fields.column_list(table, columns), column_letters(columns[0])
        yield tables.several_columns(fields.LABELS[key], words, f"{_short_name(key)}={example}")
    known = {*table.columns, *table.unsure}
    if not known & {fields.MUNICIPALITY, fields.BFS_NUMBER}:
        yield tables.no_place_column(fields.column_list(table, range(len(table.heads))))
    elif table.origin is TableOrigin.PROPOSED:
        for key in fields.SIZE_KEYS:
            if key not in known and key not in said:
                yield tables.no_size_column(fields.LABELS[key], _short_name(key))


def _short_name(key: str) -> str:
    names = {value: name for name, value in fields.SHORT_NAMES.items()}
    return names.get(key, fields.LABELS[key])


def _notes(archive: Archive, table: OverviewTable, year: int) -> Iterator[str]:
    """What somebody should look at, and that keeps nothing out."""
    if table.sample and not archive.context().sample:
        yield tables.sample_table(SAMPLE_MARK)
    if table.origin is not TableOrigin.OWN and table.years and year not in table.years:
        yield tables.other_year_in_title(table.years, year)
    yield from map(tables.unread_sheet, table.unread)
    if table.unread_columns:
        yield tables.unread_columns(fields.column_list(table, table.unread_columns))
    rounds = archive.query(queries.rounds)
    if year in queries.running_years(archive.info.office_kind, rounds, archive.context().today):
        yield tables.running(year)


# ---------------------------------------------------------------- output


def _result(row: TableRow, recorded: Sequence[int]) -> str:
    if row.result is TableResult.READY and row.line.bfs_number in recorded:
        return "recorded"
    if row.result is TableResult.REFUSED and row.line.lacks_only_basis:
        return "unclear"
    return row.result.value


_WORDS: Mapping[str, str] = {
    **{result.value: texts.word(result) for result in TableResult},
    "recorded": "erfasst",
    "unclear": "noch unklar",
}


def _print_rows(table: OverviewTable, rows: Sequence[TableRow], results: Sequence[str]) -> None:
    for row, result in zip(rows, results, strict=True):
        line = row.line
        name = line.name or line.seen
        print(f"{name} · Zeile {line.row} · {_WORDS[result]} · {_amounts(row)}")
        for finding in line.findings if result not in {"unclear", "identical", "taken"} else ():
            print_finding(finding)
    told = [one for one in table.left_out if one.reason != Skip.EMPTY]
    empty = len(table.left_out) - len(told)
    print(f"{tables.rows_left_out(len(told), empty)}")
    for one in told:
        print(f"    Zeile {one.row}, {one.words}: {one.text}")


def _amounts(row: TableRow) -> str:
    """«1'050 / 1'250 / – netto pro Monat», or why there are none."""
    declared = row.line.declaration
    if declared.no_limits_reason is not None:
        return f"keine Grenzwerte: {declared.no_limits_reason}"
    amounts = (declared.amounts.get(category) for category in MAIN_CATEGORIES)
    figures = " / ".join("–" if one is None else german.short_amount(one) for one in amounts)
    basis = [texts.word(one) for one in (declared.rent_kind, declared.interval) if one is not None]
    return " ".join([figures, *basis])


def _print_end(results: Sequence[str], record: bool, questions: Sequence[str]) -> None:
    parts = [
        f"{german.count(results.count(key))} {words}"
        for key, words in _WORDS.items()
        if key in results
    ]
    read = german.plural(len(results), "Gemeinde", "Gemeinden")
    print(f"{read} gelesen: {', '.join(parts)}." if parts else f"{read} gelesen.")
    if "confirm" in results:
        print(tables.CONFIRM_IN_WINDOW)
    if "ready" in results and not record:
        print("Erfassen: mit --record.")
    elif record and questions:
        print("Es wurde nichts erfasst.")


def _nameless(table: OverviewTable) -> list[LeftOut]:
    """Rows with figures and no municipality: nobody wants to lose them without looking."""
    return [one for one in table.left_out if one.reason == Skip.NAMELESS]


def _as_json(
    table: OverviewTable,
    rows: Sequence[TableRow],
    results: Sequence[str],
    questions: Sequence[str],
) -> dict[str, object]:
    return {
        "sheet": table.sheet,
        "origin": table.origin.value,
        "columns": {key: column_letters(column) for key, column in table.columns.items()},
        "questions": list(questions),
        "municipalities": [
            {
                "row": row.line.row,
                "bfs": row.line.bfs_number,
                "name": row.line.name,
                "seen": row.line.seen,
                "result": result,
                "stops": _findings(row, Severity.STOP),
                "notes": _findings(row, Severity.NOTE),
            }
            for row, result in zip(rows, results, strict=True)
        ],
        "left_out": [
            {"row": one.row, "reason": one.reason, "text": one.text} for one in table.left_out
        ],
    }


def _findings(row: TableRow, severity: Severity) -> list[dict[str, str]]:
    return [finding_json(one) for one in row.line.findings if one.severity is severity]
