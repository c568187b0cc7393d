"""Tables of measures as they come: what is read, which cell is not, and that nothing raises."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measure_tables_kit import HEAD, csv, row, said, table, table_of, workbook
from sozdesk.documents.sheets import Sheet
from sozdesk.features.strategy.files import measures_in, read_measures
from sozdesk.features.strategy.terms import (
    ClosingReason,
    Horizon,
    MeasureState,
    PovertyStrategy,
)
from sozdesk.kernel.errors import ReturnFileError
from sozdesk.kernel.findings import stops

FULL = row(
    "1.1",
    "Erfundener Titel",
    action_field="1 Materielle Unterstützung",
    aim="Erfundenes Ziel",
    priority="Erste",
    horizon="mittelfristig",
    poverty_strategy="ja",
    responsible_body="Kantonales Sozialamt",
    responsible_people="A. Muster, B. Beispiel",
    continues="1.6, 1.7",
    state="umgesetzt",
    reason="durch Anpassung der Abläufe",
    as_of=date(2025, 12, 31),
)


def only(read):
    assert len(read.lines) == 1, read
    return read.lines[0]


def test_a_whole_row_of_the_template_is_read() -> None:
    line = only(table(FULL))
    assert (line.row, line.number, line.title) == (2, "1.1", "Erfundener Titel")
    assert (line.action_field, line.aim) == ("1 Materielle Unterstützung", "Erfundenes Ziel")
    assert (line.priority, line.horizon) == (1, Horizon.MEDIUM)
    assert line.poverty_strategy is PovertyStrategy.YES
    assert line.responsible_body == "Kantonales Sozialamt"
    assert line.responsible_people == "A. Muster, B. Beispiel"
    assert line.continues == ("1.6", "1.7")
    assert (line.state, line.reason) == (MeasureState.IMPLEMENTED, ClosingReason.PROCESS)
    assert line.as_of == date(2025, 12, 31)
    assert line.findings == ()
    assert line.cells["title"] == "Massnahmen!B2"


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_a_csv_in_any_coding_and_with_any_separator_says_the_same(coding: str, mark: str) -> None:
    lines = [mark.join(HEAD[:3]), mark.join(("1.1", "Überprüfung der Fälle", "1"))]
    line = only(table_of("\r\n".join(lines).encode(coding)))
    assert (line.number, line.title, line.action_field) == ("1.1", "Überprüfung der Fälle", "1")


def test_columns_in_another_order_and_with_other_names_are_found() -> None:
    head = ("Massnahme", "Nr.", "HF", "Prio", "Federführung", "Weiterführung von")
    content = workbook(("Erfundener Titel", "2.3", 2, 3, "KSA", "2.4 und 2.5"), head=head)
    line = only(table_of(content))
    assert (line.title, line.number, line.action_field) == ("Erfundener Titel", "2.3", "2")
    assert (line.priority, line.responsible_body) == (3, "KSA")
    assert line.continues == ("2.4", "2.5")


def test_titles_headings_and_empty_rows_are_left_out_and_counted() -> None:
    content = csv(
        "Handlungsfeld 1;;;",
        "1.1;Erfunden A;1;",
        ";;;",
        "Präventive Massnahmen;;;",
        "7.1;Erfunden B;7;",
        "Total 2;;;",
        "Quelle: erfunden;;;",
    )
    read = table_of(content)
    assert [line.number for line in read.lines] == ["1.1", "7.1"]
    assert [(one.row, one.words) for one in read.unread] == [
        (2, "Zwischentitel"),
        (5, "Zwischentitel"),
        (7, "Total oder Kennzahl"),
        (8, "Fussnote oder Anmerkung"),
    ]


def test_a_head_that_repeats_is_no_measure() -> None:
    head = ";".join(HEAD)
    read = table_of(csv("1.1;Erfunden A;1", head, "1.2;Erfunden B;1"))
    assert [line.number for line in read.lines] == ["1.1", "1.2"]


@pytest.mark.parametrize(
    ("cells", "number", "title"),
    [
        (row(None, "Erfundene ohne Nummer"), "", "Erfundene ohne Nummer"),
        (row(None, "Gesamtkonzept, erfunden", aim="Ziel"), "", "Gesamtkonzept, erfunden"),
        (row("1.1", None), "1.1", ""),
        (row("1.1", None, priority=1), "1.1", ""),
        (row(None, None, priority=1), "", ""),
    ],
)
def test_a_row_that_somebody_forgot_half_of_is_not_passed_over(cells, number, title) -> None:
    read = table(row("1.1", "Erfunden", priority=2), cells)
    assert (read.lines[1].number, read.lines[1].title, read.lines[1].row) == (number, title, 3)
    assert read.lines[1].cells["number"] == "Massnahmen!A3"


def test_a_number_in_a_number_cell_is_read_as_written() -> None:
    assert [line.number for line in table(row(1.3), row("1.10"), row(" 2.1. ")).lines] == [
        "1.3",
        "1.10",
        "2.1",
    ]


def test_a_day_instead_of_a_number_is_explained() -> None:
    line = only(table(row(date(2025, 3, 1), continues=date(2025, 6, 1))))
    assert line.number == ""
    advice = "Formatieren Sie die Spalte als Text und schreiben Sie die Nummer noch einmal."
    assert said(line.findings) == [
        ("A2", f"Excel hat aus der Nummer ein Datum gemacht (01.03.2025). {advice}"),
        ("J2", f"Excel hat aus der Nummer ein Datum gemacht (01.06.2025). {advice}"),
    ]


def test_a_formula_is_never_believed_even_if_it_shows_the_right_value() -> None:
    line = only(table(row("1.1", "=B1", priority="=1")))
    assert (line.title, line.priority) == ("", None)
    advice = "Ihr Ergebnis kann veraltet sein: Ersetzen Sie sie durch den Wert selbst."
    assert said(line.findings) == [
        ("B2", f"Titel: Hier steht eine Formel. {advice}"),
        ("E2", f"Priorität: Hier steht eine Formel. {advice}"),
    ]


def test_a_row_of_formulas_alone_is_found_too() -> None:
    calculated = row("=A2", "=B2")
    read = table(row("1.1"), row(None, None), calculated, row("1.2"), calculated)
    assert [line.row for line in read.lines] == [2, 4, 5, 6]
    assert [cell for cell, _ in said(read.lines[1].findings)] == ["A4", "B4"]
    assert [cell for cell, _ in said(read.lines[3].findings)] == ["A6", "B6"]


def test_a_formula_in_a_csv_is_found_by_its_sign() -> None:
    line = only(table_of(csv('1.1;"=HYPERLINK(""x"")";1')))
    assert line.title == ""
    assert [cell for cell, _ in said(line.findings)] == ["B2"]


def test_words_that_nobody_knows_are_named_with_what_is_possible() -> None:
    line = only(
        table(
            row(
                "1.1",
                priority="dringend",
                horizon="bald",
                poverty_strategy="vielleicht",
                state="halb fertig",
                as_of="irgendwann",
                continues="die alte",
            )
        )
    )
    assert said(line.findings) == [
        (
            "E2",
            (
                "Priorität: «dringend» steht nicht in der Liste. "
                "Möglich sind «Erste», «Zweite» und «Dritte»."
            ),
        ),
        (
            "F2",
            (
                "Horizont: «bald» steht nicht in der Liste. "
                "Möglich sind «kurzfristig», «mittelfristig» und «langfristig»."
            ),
        ),
        (
            "G2",
            (
                "Armutsstrategie: «vielleicht» steht nicht in der Liste. "
                "Möglich sind «ja», «nein» und «erschlossen»."
            ),
        ),
        ("J2", "«die alte» nennt keine Nummern. Schreiben Sie sie so: 1.6, 1.7"),
        (
            "K2",
            (
                "Stand: «halb fertig» steht nicht in der Liste. Möglich sind «geplant», "
                "«in Umsetzung», «umgesetzt» und «abgeschlossen ohne Umsetzung»."
            ),
        ),
        (
            "M2",
            "Stand per: «irgendwann» ist kein Datum. Schreiben Sie das Datum so: 24.11.2026",
        ),
    ]


def test_a_column_in_which_nothing_can_be_read_is_still_that_column() -> None:
    read = table(row("1.1", priority="hm"), row("1.2", priority="tja"))
    assert all(line.priority is None and line.findings for line in read.lines)


@pytest.mark.parametrize(
    ("priority", "expected"), [(1, 1), ("1", 1), ("erste", 1), ("2. Priorität", 2), ("Dritte", 3)]
)
def test_priorities_may_be_written_in_several_ways(priority: object, expected: int) -> None:
    assert only(table(row("1.1", priority=priority))).priority == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1.6,1.7", ("1.6", "1.7")),
        ("1.6; 1.7", ("1.6", "1.7")),
        ("1.6 1.6", ("1.6",)),
        (1.6, ("1.6",)),
    ],
)
def test_numbers_before_may_be_parted_in_several_ways(cell: object, expected) -> None:
    assert only(table(row("1.1", continues=cell))).continues == expected


def test_a_text_is_never_cut_off() -> None:
    line = only(table(row("1.1", aim="x" * 2001)))
    assert said(line.findings) == [
        ("D2", "Ziel: Der Text ist länger als 2'000 Zeichen. Kürzen Sie ihn.")
    ]


# ------------------------------------------------------------------ the table as a whole


def table_findings(content: bytes) -> list[str]:
    return [one.message for one in table_of(content).findings]


def test_a_table_without_the_columns_that_matter_is_not_read() -> None:
    read = table_of(workbook(("a", "b"), head=("Datum", "Betrag")))
    assert read.lines == ()
    assert [one.message for one in read.findings][:2] == [
        "Keine Spalte heisst «Nummer». Nennen Sie die Spalte so wie in der Vorlage.",
        "Keine Spalte heisst «Titel». Nennen Sie die Spalte so wie in der Vorlage.",
    ]


def test_two_columns_of_one_name_must_be_told_apart() -> None:
    content = workbook(("1.1", "Erfunden", "Anders"), head=("Nummer", "Titel", "Titel"))
    assert table_findings(content) == [
        "Titel: Mehrere Spalten passen, B «Titel» und C «Titel». Nennen Sie nur eine davon «Titel»."
    ]
    assert stops(table_of(content).findings)


def test_two_columns_that_fit_a_word_equally_must_be_told_apart() -> None:
    content = workbook(
        ("1.1", "Erfunden", "Amt A", "Amt B"),
        head=("Nummer", "Titel", "Zuständig", "Zuständigkeit"),
    )
    assert table_findings(content) == [
        (
            "Zuständige Stelle: Mehrere Spalten passen, C «Zuständig» und D «Zuständigkeit». "
            "Nennen Sie nur eine davon «Zuständige Stelle»."
        )
    ]


def test_columns_and_sheets_that_are_not_read_are_named() -> None:
    book = openpyxl.load_workbook(
        _bytes(workbook(("1.1", "A", "z"), head=("Nr.", "Titel", "Farbe")))
    )
    other = book.create_sheet("Weitere")
    for cells in (("Nummer", "Titel"), ("1.2", "B")):
        other.append(cells)
    book.create_sheet("Notizen").append(("nur Text",))
    read = table_of(_saved(book))
    assert [one.message for one in read.findings] == [
        "Nicht eingelesen: Spalte C «Farbe».",
        "Das Blatt «Weitere» wird nicht eingelesen. Stellen Sie alle Massnahmen auf ein Blatt.",
    ]
    assert not stops(read.findings)
    assert [line.number for line in read.lines] == ["1.1"]


@pytest.mark.parametrize("content", [b"", b"\r\n\r\n", csv(), workbook()])
def test_an_empty_file_or_template_holds_no_lines(content: bytes) -> None:
    read = table_of(content)
    assert (read.lines, read.unread, stops(read.findings)) == ((), (), ())


def _bytes(content: bytes):
    from io import BytesIO

    return BytesIO(content)


def _saved(book) -> bytes:
    buffer = _bytes(b"")
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("weg.xlsx", None, "«weg.xlsx» gibt es nicht. Prüfen Sie Ordner und Schreibweise."),
        (
            "scan.pdf",
            b"%PDF-1.7\x00\x01",
            "«scan.pdf» ist keine Tabelle. Gelesen werden .xlsx, .ods und .csv.",
        ),
        (
            "gross.csv",
            b"x" * (5 * 1024 * 1024 + 1),
            "«gross.csv» ist zu gross. Gelesen werden höchstens 5 MB, 5'000 Zeilen und 256 Spalten.",
        ),
        (
            "lang.csv",
            b"1.1;Titel\n" * 5001,
            "«lang.csv» ist zu gross. Gelesen werden höchstens 5 MB, 5'000 Zeilen und 256 Spalten.",
        ),
        (
            "kaputt.xlsx",
            b"PK\x03\x04kaputt",
            (
                "«kaputt.xlsx» lässt sich nicht lesen. "
                "Speichern Sie die Tabelle noch einmal als .xlsx oder .csv."
            ),
        ),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, name, content, sentence) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ReturnFileError) as refused:
        read_measures(path)
    assert str(refused.value) == sentence


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(ReturnFileError, match="lässt sich nicht lesen"):
        read_measures(tmp_path)


def test_a_file_is_read_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "massnahmen.xlsx"
    path.write_bytes(workbook(row("1.1")))
    read = read_measures(path)
    assert (read.name, read.sheet, len(read.lines)) == ("massnahmen.xlsx", "Massnahmen", 1)


# ------------------------------------------------------------------ anything at all

CELLS = st.one_of(
    st.just(""),
    st.sampled_from(
        [*HEAD, "1.1", "1.2", "7.1", "=A1", "Handlungsfeld 1", "Total", "umgesetzt", "k. A.", "–"]
    ),
    st.text(max_size=12),
    st.integers(-5, 60_000),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.just(time(1, 2)),
    st.just(timedelta(hours=3)),
)


@st.composite
def grids(draw) -> Sheet:
    width = draw(st.integers(0, 14))
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=8))
    if draw(st.booleans()):
        rows = [[*HEAD, ""][:width] + [""] * max(0, width - 14), *rows]
    name = draw(st.sampled_from(["Massnahmen", "Erläuterungen", "_sozdesk", ""]))
    return Sheet(name, draw(st.booleans()), tuple(map(tuple, rows)))


@given(
    st.lists(grids(), max_size=3),
    st.frozensets(st.tuples(st.integers(0, 9), st.integers(0, 15)), max_size=4),
)
def test_over_any_grid_there_are_rows_or_findings_and_nothing_raises(sheets, formulas) -> None:
    read = measures_in(sheets, {sheet.name: formulas for sheet in sheets}, "x.xlsx")
    rows = [line.row for line in read.lines]
    assert rows == sorted(set(rows))
    assert not {*rows} & {one.row for one in read.unread}
    for line in read.lines:
        assert all(finding.cell and finding.message for finding in line.findings)
        assert line.number or line.findings or "number" in line.cells
