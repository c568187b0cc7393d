"""The template of a period: what it asks, what it explains, and that it comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from measure_tables_kit import CODE, HEAD, row, table_of
from sozdesk.archive.store import Archive
from sozdesk.documents.report import SAMPLE_MARK
from sozdesk.features.strategy import queries
from sozdesk.features.strategy.files import template_name, write_template
from sozdesk.features.strategy.terms import Horizon


def base_of(archive: Archive, code: str = CODE):
    period = archive.query(queries.period_of, code)
    return archive.query(queries.import_base, period, archive.context().today)


def written(archive: Archive, code: str = CODE, *, as_csv: bool = False) -> bytes:
    return write_template(base_of(archive, code), archive.context(), as_csv=as_csv)


def opened(content: bytes):
    return openpyxl.load_workbook(BytesIO(content))


def explanations(content: bytes) -> dict[str, list[str]]:
    """First word of each row → the rest."""
    rows = opened(content)["Erläuterungen"].iter_rows(values_only=True)
    return {cells[0]: [text for text in cells[1:] if text] for cells in rows if cells[0]}


def test_the_same_period_and_day_give_the_same_bytes(strategy: Archive) -> None:
    assert written(strategy) == written(strategy)
    assert template_name(base_of(strategy)) == "Massnahmen 2025-2028 Vorlage.xlsx"


def test_the_columns_stand_in_the_first_row_and_numbers_stay_texts(strategy: Archive) -> None:
    sheet = opened(written(strategy))["Massnahmen"]
    assert tuple(cell.value for cell in sheet[1]) == HEAD
    assert sheet.max_row == 1
    assert sheet.column_dimensions["A"].width >= 8
    book = opened(written(strategy))
    style = book["Massnahmen"].column_dimensions["A"]
    assert style.number_format == "@"
    assert sheet.column_dimensions["M"].number_format == "dd.mm.yyyy"


def test_lists_offer_the_words_that_are_read(strategy: Archive) -> None:
    book = opened(written(strategy))
    sheet, lists = book["Massnahmen"], book["_sozdesk"]
    assert lists.sheet_state == "hidden"
    offered = {}
    for check in sheet.data_validations.dataValidation:
        column = str(check.sqref).partition("2:")[0]
        if check.type == "list":
            last = int(check.formula1.rpartition("$")[2])
            offered[column] = [lists[f"{column}{n}"].value for n in range(1, last + 1)]
    assert offered["E"] == ["Erste", "Zweite", "Dritte"]
    assert offered["F"] == ["kurzfristig", "mittelfristig", "langfristig"]
    assert offered["G"] == ["ja", "nein", "erschlossen"]
    assert offered["K"] == ["geplant", "in Umsetzung", "umgesetzt", "abgeschlossen ohne Umsetzung"]
    assert offered["L"][0] == "durch Gesetz oder Verordnung"
    assert offered["C"][0] == "1 Materielle Unterstützung"
    assert offered["C"][2] == "3 Arbeitsmarktintegration und soziale Integration"
    assert offered["C"][6] == "Präventive Massnahmen"


def test_the_explanations_name_source_number_and_words(strategy: Archive) -> None:
    told = explanations(written(strategy))
    assert told["Erwartet"] == ["19 Massnahmen"]
    assert "Umsetzungsagenda 2025–2028" in told["Amtliche Quelle"][0]
    assert told["Nummer"][0].startswith("Muss ausgefüllt sein. ")
    assert told["Horizont"][1] == "kurzfristig · mittelfristig · langfristig"
    assert "Nummern der Periode 2021–2024." in explanations_of_carry_over(written(strategy))
    assert SAMPLE_MARK not in told


def explanations_of_carry_over(content: bytes) -> str:
    rows = opened(content)["Erläuterungen"].iter_rows(values_only=True)
    return next(cells[1] for cells in rows if cells[0] == "Führt fort")


def test_the_first_period_has_none_before_and_a_sample_says_so(strategy: Archive) -> None:
    base = replace(base_of(strategy, "2021-2024"))
    base = replace(base, period=replace(base.period, expected=None, source=""))
    context = replace(strategy.context(), sample=True)
    told = explanations(write_template(base, context, as_csv=False))
    assert SAMPLE_MARK in told
    assert not {"Erwartet", "Amtliche Quelle"} & set(told)
    assert len(told["Führt fort"]) == 1


def test_a_csv_holds_the_heads_alone(strategy: Archive) -> None:
    content = written(strategy, as_csv=True)
    assert content == "\ufeff".encode() + (";".join(HEAD) + "\r\n").encode()
    assert table_of(content).lines == ()


def fill(content: bytes) -> bytes:
    book = opened(content)
    cells = row(
        "1.10",
        "Erfunden",
        action_field="1 Materielle Unterstützung",
        priority="Zweite",
        horizon="langfristig",
        continues="1.6, 1.7",
        state="in Umsetzung",
        as_of=date(2025, 12, 31),
    )
    for column, value in enumerate(cells, 1):
        book["Massnahmen"].cell(2, column, value)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def check(content: bytes) -> None:
    read = table_of(content)
    assert read.findings == ()
    assert [(line.number, line.title, line.priority) for line in read.lines] == [
        ("1.10", "Erfunden", 2)
    ]
    line = read.lines[0]
    assert (line.horizon, line.continues) == (Horizon.LONG, ("1.6", "1.7"))
    assert str(line.as_of) == "2025-12-31"
    assert line.findings == ()


def test_the_filled_template_comes_back_without_a_question(strategy: Archive) -> None:
    check(fill(written(strategy)))


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_the_template_comes_back_after_libreoffice_saved_it(
    strategy: Archive, kind: str, tmp_path: Path, libreoffice: Callable[[Path, str], Path]
) -> None:
    source = tmp_path / "vorlage.xlsx"
    source.write_bytes(fill(written(strategy)))
    check(libreoffice(source, kind).read_bytes())
