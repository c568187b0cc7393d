"""Overviews of earlier years in somebody's own table: what is read, what is left out, what is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from returns_examples import declared
from returns_kit import MUNICIPALITIES
from table_kit import (
    AESCH,
    ARLESHEIM,
    LIESTAL,
    SISSACH,
    TABLES,
    UGLY,
    by_name,
    csv_of,
    francs,
    left_out,
    read,
    ugly,
    xlsx,
)

from sozdesk.documents.csv import excel_csv, open_data_csv
from sozdesk.documents.csv_read import read_tables
from sozdesk.documents.sheets import Sheet
from sozdesk.documents.xlsx import write_xlsx
from sozdesk.features.rent_limits.files import read_overview, read_table_file
from sozdesk.features.rent_limits.reports import overview_report
from sozdesk.features.rent_limits.reports.opendata import open_data, open_data_changes
from sozdesk.features.rent_limits.reports.publication import publication_report
from sozdesk.features.rent_limits.terms import (
    Audience,
    Category,
    Decision,
    DecisionBody,
    Imprint,
    Interval,
    Method,
    OverviewRow,
    PublishedRow,
    Remembered,
    RentKind,
    ReturnState,
    RoundRow,
    TableOrigin,
)
from sozdesk.kernel.errors import ReturnFileError
from sozdesk.kernel.findings import Severity
from sozdesk.kernel.ids import natural_id

HEAD = "Gemeinde;1 Person;2 Personen;3 Personen;4 Personen;5 Personen;jede weitere"
SOUND = ";900;1100;1300;1500;1650;120"


def said(line):
    """Cell and sentence of every finding."""
    return [(found.cell, found.message) for found in line.findings]


def messages(line):
    return [found.message for found in line.findings]


# ------------------------------------------------------------------ the ugly table


@pytest.fixture(params=["excel", "libreoffice.xlsx", "libreoffice.ods", "libreoffice.csv"])
def table(request):
    """The same table as written by Excel's format and as LibreOffice saved it again."""
    content = ugly() if request.param == "excel" else (TABLES / request.param).read_bytes()
    return read(content)


def test_the_columns_are_found_in_two_lines_of_merged_heads(table):
    assert table.columns == {
        "municipality": 0,
        "bfs_number": 1,
        **{f"amount_p{n}": n + 1 for n in range(1, 6)},
        "amount_further": 7,
        "decided_on": 8,
        "remark": 9,
    }
    assert table.head == (3, 5)
    assert table.heads[2] == "Grenzwerte · 1 Pers."
    assert table.unsure == {}
    assert table.origin is TableOrigin.PROPOSED
    assert table.years == (2026,)


def test_the_title_says_net_and_per_month_for_all(table):
    assert (table.basis.rent_kind, table.basis.interval) == (RentKind.NET, Interval.MONTH)
    title = "Mietzinsgrenzwerte 2026 (netto, ohne Nebenkosten, CHF pro Monat)"
    assert table.basis.sources == dict.fromkeys(("rent_kind", "interval"), f"Zelle A2: «{title}»")
    assert not table.asks_rent_kind


def test_a_plain_row_is_read_to_the_rappen(table):
    line = by_name(table)["Aesch"]
    assert (line.row, line.seen, line.bfs_number, line.sure) == (7, "Aesch (BL)", AESCH, True)
    assert francs(line) == [1050, 1250, 1450, 1650, 1800, 150]
    assert line.declaration.decision.decided_on == date(2025, 11, 20)
    assert (line.declaration.year, line.declaration.bfs_number) == (2026, AESCH)
    assert line.findings == ()


def test_amounts_as_text_with_footnotes_are_read_and_the_footnotes_kept(table):
    line = by_name(table)["Arlesheim"]
    assert (line.bfs_number, line.seen) == (ARLESHEIM, "Arlesheim")
    assert francs(line) == [1100, 1300, 1500, 1700, 1850]
    assert Category.FURTHER not in line.declaration.amounts
    assert line.declaration.decision.decided_on == date(2025, 12, 3)
    notes = ["Fussnote 1): provisorisch bis Ende März", "Fussnote 2): inkl. Garage"]
    assert messages(line) == [f"{note}." for note in notes]
    assert line.declaration.remark == "; ".join(notes)


def test_a_missing_amount_keeps_the_municipality_out(table):
    line = by_name(table)["Liestal"]
    ((cell, message),) = said(line)
    assert cell.endswith("!C11")
    assert message.startswith("1 Person: Der Betrag fehlt.")
    assert line.findings[0].severity is Severity.STOP


def test_an_unreadable_amount_names_its_cell(table):
    ((cell, message),) = said(by_name(table)["Pratteln"])
    assert cell.endswith("!D12")
    assert message.startswith("2 Personen: «12oo» ist kein Betrag.")


def test_no_limits_come_with_the_reason_that_the_table_gives(table):
    line = by_name(table)["Sissach"]
    assert (line.bfs_number, line.findings) == (SISSACH, ())
    assert line.declaration.no_limits_reason == "Einzelfallprüfung"
    assert (line.declaration.amounts, line.declaration.remark) == ({}, "")


def test_a_misspelt_name_is_a_suggestion(table):
    line = by_name(table)["Gelterkinden"]
    assert (line.seen, line.sure) == ("Gelterkindn", False)
    assert messages(line) == [
        "In der Tabelle steht «Gelterkindn». Bestätigen Sie, dass Gelterkinden gemeint ist."
    ]


def test_every_other_row_is_listed_with_its_reason(table):
    assert left_out(table) == {
        1: "Titel",
        2: "Titel",
        4: "Kopfzeile",
        5: "Kopfzeile",
        6: "Zwischentitel",
        9: "Total oder Kennzahl",
        10: "Zwischentitel",
        13: "Kopfzeile",
        14: "Kopfzeile",
        15: "Zwischentitel",
        17: "Gemeinde ohne Beträge",
        19: "Total oder Kennzahl",
        20: "Total oder Kennzahl",
        22: "Fussnote oder Anmerkung",
        23: "Fussnote oder Anmerkung",
        24: "Fussnote oder Anmerkung",
    }
    rows = [line.row for line in table.lines] + [one.row for one in table.left_out]
    assert sorted(rows) == list(range(1, len(UGLY) + 1))


# ------------------------------------------------------------------ what is asked once


def test_what_the_table_does_not_say_is_asked_and_never_guessed():
    table = read(csv_of(HEAD, f"Aesch{SOUND}"))
    (line,) = table.lines
    assert (table.asks_rent_kind, table.asks_interval) == (True, True)
    assert line.lacks_only_basis
    assert messages(line) == [
        "Die Tabelle sagt nicht, ob die Beträge netto oder brutto sind.",
        "Die Tabelle sagt nicht, ob die Beträge pro Monat oder pro Jahr gelten.",
    ]
    assert line.declaration.valid_from is None


def test_what_is_said_once_holds_for_all_rows_that_say_nothing():
    table = read(
        csv_of(f"{HEAD};netto/brutto", f"Aesch{SOUND};brutto", f"Liestal{SOUND};"),
        rent_kind=RentKind.NET,
        interval=Interval.YEAR,
        valid_from=date(2026, 4, 1),
    )
    lines = by_name(table)
    kinds = {name: line.declaration.rent_kind for name, line in lines.items()}
    assert kinds == {"Aesch": RentKind.GROSS, "Liestal": RentKind.NET}
    assert {line.declaration.interval for line in table.lines} == {Interval.YEAR}
    assert {line.declaration.valid_from for line in table.lines} == {date(2026, 4, 1)}


def test_a_title_that_names_both_kinds_leaves_the_question_open():
    table = read(csv_of("netto oder brutto, wie deklariert", HEAD, f"Aesch{SOUND}"))
    assert table.basis.rent_kind is None
    assert table.asks_rent_kind


def test_the_word_jahr_in_a_title_is_no_interval():
    table = read(csv_of("Übersicht über das Jahr 2026, netto", HEAD, f"Aesch{SOUND}"))
    assert table.basis.interval is None


@pytest.mark.parametrize("words", ["pro Monat/Jahr", "pro Monat oder Jahr", "pro Jahr/Monat"])
def test_a_head_that_names_both_intervals_says_nothing(words):
    table = read(csv_of(f"{HEAD};{words}", f"Aesch{SOUND};pro Jahr", f"Liestal{SOUND};"))
    assert table.basis.interval is None
    assert by_name(table)["Aesch"].declaration.interval is Interval.YEAR
    assert by_name(table)["Liestal"].declaration.interval is None


def test_the_units_of_a_column_count_for_its_rows():
    table = read(csv_of(f"{HEAD};Einheit", f"Aesch{SOUND};CHF pro Jahr"), rent_kind=RentKind.NET)
    assert table.lines[0].declaration.interval is Interval.YEAR


def test_an_amount_may_say_itself_that_it_is_gross():
    table = read(
        csv_of(HEAD, "Aesch;900 brutto;1100;1300;1500;1650;120", f"Liestal{SOUND}"),
        rent_kind=RentKind.NET,
        interval=Interval.MONTH,
    )
    lines = by_name(table)
    assert lines["Aesch"].declaration.rent_kind is RentKind.GROSS
    assert francs(lines["Aesch"])[0] == 900
    assert lines["Liestal"].declaration.rent_kind is RentKind.NET


def test_an_amount_that_contradicts_its_row_keeps_the_municipality_out():
    table = read(
        csv_of(
            f"{HEAD};netto/brutto",
            "Aesch;900 brutto;1100;1300;1500;1650;120;netto",
            f"Liestal{SOUND};netto",
        ),
        interval=Interval.MONTH,
    )
    assert said(table.lines[0]) == [
        (
            "Tabelle!B2",
            "«900 brutto» passt nicht zu netto in derselben Zeile. Berichtigen Sie die Tabelle.",
        )
    ]


def test_a_footnote_that_says_gross_keeps_the_municipality_out():
    table = read(
        csv_of("Nettomieten pro Monat", HEAD, f"Aesch 1){SOUND}", "1) brutto, mit Nebenkosten")
    )
    assert messages(table.lines[0])[-1] == (
        "«Fussnote 1): brutto, mit Nebenkosten» passt nicht zu netto in derselben Zeile. "
        "Berichtigen Sie die Tabelle."
    )


# ------------------------------------------------------------------ whose row


def test_number_and_name_that_differ_must_be_confirmed():
    table = read(csv_of(f"BFS-Nr.;{HEAD}", f"{LIESTAL};Aesch{SOUND}"))
    line = table.lines[0]
    assert (line.name, line.sure) == ("Liestal", False)
    assert messages(line)[0] == (
        "Die Nummer 2829 gehört zu Liestal, daneben steht «Aesch». "
        "Bestätigen Sie, dass Liestal gemeint ist."
    )


def test_a_foreign_number_is_refused():
    table = read(csv_of(f"BFS-Nr.;{HEAD}", f"2701;Basel{SOUND}", f"{LIESTAL};Liestal{SOUND}"))
    line = table.lines[0]
    assert (line.bfs_number, line.seen) == (None, "Basel")
    assert messages(line)[0].startswith("Die Gemeindenummer 2701 gehört zu keiner Gemeinde")


def test_a_number_that_is_none_is_refused():
    table = read(csv_of(f"BFS-Nr.;{HEAD}", f"x;Basel{SOUND}", f"{LIESTAL};Liestal{SOUND}"))
    assert messages(table.lines[0])[0].startswith("«x» ist keine Gemeinde der Liste.")


def test_an_unknown_name_is_refused():
    table = read(csv_of(HEAD, f"Hintertupfingen{SOUND}", f"Liestal{SOUND}"))
    assert messages(table.lines[0])[0].startswith("«Hintertupfingen» ist keine Gemeinde der Liste.")


def test_numbers_alone_are_enough():
    table = read(csv_of("BFS-Nr.;1 Person;2 Personen", f"{LIESTAL};900;1100"))
    assert (table.lines[0].name, table.lines[0].seen) == ("Liestal", "2829")


def test_a_running_number_is_no_bfs_number():
    table = read(csv_of(f"Nr.;{HEAD}", f"1;Aesch{SOUND}", f"2;Liestal{SOUND}"))
    assert "bfs_number" not in table.columns
    assert [line.name for line in table.lines] == ["Aesch", "Liestal"]


def test_somebody_says_whose_row_it_is():
    table = read(csv_of(HEAD, f"Hintertupfingen{SOUND}", f"Aesch{SOUND}"), places={2: SISSACH})
    line = table.lines[0]
    assert (line.name, line.sure, line.declaration.bfs_number) == ("Sissach", True, SISSACH)


# ------------------------------------------------------------------ the same municipality twice


def test_the_same_row_twice_counts_once():
    table = read(csv_of(HEAD, f"Aesch{SOUND}", f"Liestal{SOUND}", f"Aesch (BL){SOUND}"),
                 rent_kind=RentKind.NET, interval=Interval.MONTH)  # fmt: skip
    assert [line.row for line in table.lines] == [2, 3]
    assert left_out(table)[4] == "gleich wie Zeile 2"


def test_different_rows_of_one_municipality_keep_only_that_one_out():
    other = ";950;1100;1300;1500;1650;120"
    table = read(csv_of(HEAD, f"Aesch{SOUND}", f"Liestal{SOUND}", f"Aesch{other}"),
                 rent_kind=RentKind.NET, interval=Interval.MONTH)  # fmt: skip
    lines = {line.row: line for line in table.lines}
    words = (
        "Aesch steht mehrmals in der Tabelle, mit verschiedenen Angaben: Zeilen 2 und 4. "
        "Berichtigen Sie die Tabelle."
    )
    assert (messages(lines[2]), messages(lines[3]), messages(lines[4])) == ([words], [], [words])


def test_a_mere_suggestion_does_not_disturb_the_right_row():
    other = ";950;1100;1300;1500;1650;120"
    table = read(csv_of(HEAD, f"Lisetal{other}", f"Liestal{SOUND}"),
                 rent_kind=RentKind.NET, interval=Interval.MONTH)  # fmt: skip
    lines = {line.row: line for line in table.lines}
    assert messages(lines[3]) == []
    assert len(messages(lines[2])) == 2


# ------------------------------------------------------------------ odd content


def test_rows_of_other_years_are_left_out():
    table = read(csv_of(f"Jahr;{HEAD}", f"2025;Aesch{SOUND}", f"2026;Aesch{SOUND}"))
    assert [line.row for line in table.lines] == [3]
    assert left_out(table)[2] == "gilt für ein anderes Jahr"


def test_limits_from_after_the_year_do_not_fit():
    table = read(
        csv_of(f"{HEAD};gültig ab", f"Aesch{SOUND};1.7.2027", f"Liestal{SOUND};1. Juli 2026"),
        rent_kind=RentKind.NET,
        interval=Interval.MONTH,
    )
    lines = by_name(table)
    assert said(lines["Aesch"]) == [
        (
            "Tabelle!H2",
            (
                "Gültig ab 01.07.2027 ist nach dem Jahr 2026. "
                "Prüfen Sie das Datum in der Tabelle oder das Jahr."
            ),
        )
    ]
    assert lines["Liestal"].findings == ()
    assert lines["Liestal"].declaration.valid_from == date(2026, 7, 1)


def test_a_fact_that_cannot_be_read_becomes_a_remark():
    table = read(
        csv_of(
            f"{HEAD};Beschluss vom;Bemerkung",
            f"Aesch{SOUND};Ende 2024;alt",
            f"Liestal{SOUND};2.12.2025;",
        ),
        rent_kind=RentKind.NET,
        interval=Interval.MONTH,
    )
    line = by_name(table)["Aesch"]
    assert line.declaration.decision.decided_on is None
    assert line.declaration.remark == "alt; Beschluss vom: Ende 2024"
    assert [found.severity for found in line.findings] == [Severity.NOTE]


@pytest.mark.parametrize("amount", ["0", "-900"])
def test_nothing_or_less_is_no_limit(amount):
    table = read(csv_of(HEAD, f"Aesch;{amount};1100;1300;1500;1650;120"))
    assert "ist kein Grenzwert" in messages(table.lines[0])[0] + messages(table.lines[0])[-1]


def test_further_persons_may_cost_nothing_more():
    table = read(csv_of(HEAD, "Aesch;900;1100;1300;1500;1650;0", "Liestal;900;1100;1300;1500;1650;keine"),
                 rent_kind=RentKind.NET, interval=Interval.MONTH)  # fmt: skip
    lines = by_name(table)
    assert lines["Aesch"].declaration.amounts[Category.FURTHER] == 0
    assert Category.FURTHER not in lines["Liestal"].declaration.amounts
    assert (lines["Aesch"].findings, lines["Liestal"].findings) == ((), ())


def test_an_overview_with_fewer_sizes_is_read_with_those():
    table = read(csv_of("Gemeinde;1 P;2 P;3 P;4 P;pro weitere Person", "Aesch;900;1100;1300;1500;120"),
                 rent_kind=RentKind.NET, interval=Interval.MONTH)  # fmt: skip
    (line,) = table.lines
    assert francs(line) == [900, 1100, 1300, 1500, 120]
    assert line.findings == ()


@pytest.mark.parametrize(
    ("cell", "remark", "reason"),
    [
        ("x", "Einzelfall", "Einzelfall"),
        ("ja", "", "In der Übersicht 2026 ohne Grund angegeben"),
        ("werden neu berechnet", "Antwort folgt", "werden neu berechnet"),
        ("Grund: kleine Gemeinde", "", "kleine Gemeinde"),
    ],
)
def test_a_column_may_say_that_there_are_no_limits(cell, remark, reason):
    table = read(
        csv_of(
            f"{HEAD};keine Grenzwerte;Bemerkung",
            f"Aesch;;;;;;;{cell};{remark}",
            f"Liestal{SOUND};nein;",
        )
    )
    lines = by_name(table)
    assert lines["Aesch"].declaration.no_limits_reason == reason
    assert lines["Aesch"].findings == ()
    assert lines["Liestal"].declaration.no_limits_reason is None


def test_amounts_and_no_limits_at_once_contradict():
    table = read(csv_of(f"{HEAD};keine Grenzwerte", f"Aesch{SOUND};x", f"Liestal{SOUND};"))
    assert said(by_name(table)["Aesch"]) == [
        ("Tabelle!B2", "Die Zeile nennt Beträge und zugleich «x». Berichtigen Sie die Tabelle.")
    ]


def test_figures_without_a_name_are_listed():
    table = read(csv_of(HEAD, f"Aesch{SOUND}", SOUND))
    assert left_out(table)[3] == "Zahlen ohne Namen"


# ------------------------------------------------------------------ columns that somebody chooses


def test_a_chosen_column_takes_the_place_of_a_proposed_one():
    content = csv_of("Ort;1 Person;2 Personen;neu", "Aesch;850;1100;900")
    table = read(content, columns={"amount_p1": 3})
    assert table.columns == {"municipality": 0, "amount_p1": 3, "amount_p2": 2}
    again = read(content, columns={"amount_p2": None, "amount_p1": 2})
    assert again.columns == {"municipality": 0, "amount_p1": 2}


def test_two_columns_that_fit_are_asked_about_until_somebody_chooses():
    content = csv_of("Gemeinde;1 Person;1 Person", "Aesch;850;900")
    assert read(content).unsure == {"amount_p1": (1, 2)}
    chosen = read(content, columns={"amount_p1": 2})
    assert (chosen.unsure, chosen.columns["amount_p1"]) == ({}, 2)


def test_the_same_heads_are_remembered_with_what_was_said():
    content = csv_of("A;B;C", "Aesch;900;1100", "Liestal;950;1150")
    first = read(content)
    memory = {
        first.heads_key: Remembered(
            {"municipality": 0, "amount_p1": 1, "amount_p2": 2}, RentKind.GROSS, Interval.MONTH
        )
    }
    table = read(content, memory=memory)
    assert table.origin is TableOrigin.REMEMBERED
    assert [francs(line) for line in table.lines] == [[900, 1100], [950, 1150]]
    assert all(line.findings == () for line in table.lines)
    assert table.basis.rent_kind is RentKind.GROSS


def test_the_title_outdoes_what_was_remembered():
    content = csv_of("Mietzinse netto", HEAD, f"Aesch{SOUND}")
    memory = {read(content).heads_key: Remembered({"municipality": 0}, RentKind.GROSS)}
    assert read(content, memory=memory).basis.rent_kind is RentKind.NET


def test_columns_that_no_longer_exist_are_forgotten():
    content = csv_of(HEAD, f"Aesch{SOUND}")
    memory = {read(content).heads_key: Remembered({"municipality": 0, "amount_p1": 99, "x": 1})}
    assert read(content, memory=memory).columns == {"municipality": 0}


def test_the_best_sheet_is_read_unless_somebody_names_another():
    content = xlsx(
        ("Notizen", (("Protokoll", "vom", "Montag"),)),
        ("Leer", ()),
        ("2026", (("Gemeinde", "1 Person", "2 Personen"), ("Aesch", 900, 1100))),
    )
    assert (read(content).sheet, read(content).sheets) == ("2026", ("Notizen", "2026"))
    assert read(content, sheet="Notizen").lines == ()
    assert read(content, sheet="gibt es nicht").sheet == "2026"


def test_an_empty_file_is_an_empty_table():
    table = read(b"")
    assert (table.sheet, table.sheets, table.lines, table.rows) == ("", (), (), ())


# ------------------------------------------------------------------ what SozDesk wrote itself

ROUND = RoundRow(
    id=natural_id("round", 2026),
    version=1,
    year=2026,
    call_on=date(2025, 11, 1),
    due_on=date(2025, 12, 31),
    valid_from=date(2026, 1, 1),
    blocks=frozenset(),
)
NOW = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
BY_NUMBER = {town.bfs_number: town for town in MUNICIPALITIES}


def overview_row(number, current, state=ReturnState.RECORDED, previous=None):
    town = BY_NUMBER[number]
    return OverviewRow(
        bfs_number=number,
        official_name=town.official_name,
        name=town.short_name,
        district=town.district,
        state=state,
        current=current,
        previous=previous,
    )


YOUNG = {**declared(AESCH).amounts, Category.YOUNG_ADULT: 700_00}
WRITTEN = (
    overview_row(
        AESCH,
        declared(AESCH, 1000.5, year=2026, amounts=YOUNG),
        previous=declared(AESCH, 950, year=2025),
    ),
    overview_row(
        ARLESHEIM,
        declared(
            ARLESHEIM,
            1100,
            year=2026,
            rent_kind=RentKind.GROSS,
            interval=Interval.YEAR,
            valid_from=date(2026, 4, 1),
            decision=Decision(
                decided_on=date(2026, 2, 3), body=DecisionBody.MUNICIPAL_COUNCIL, number="26-7"
            ),
            method=Method.OTHER,
            method_text="eigene Umfrage",
        ),
    ),
    overview_row(
        LIESTAL,
        declared(LIESTAL, 1200, year=2026, unchanged=True, last_reviewed_on=date(2025, 10, 1)),
        ReturnState.CONFIRMED_UNCHANGED,
    ),
    overview_row(
        SISSACH,
        declared(
            SISSACH, year=2026, amounts={}, rent_kind=None, interval=None, no_limits_reason="klein"
        ),
        ReturnState.NO_LIMITS,
    ),
    overview_row(2831, None, ReturnState.OPEN),
    overview_row(
        2862,
        declared(
            2862, 1000, year=2026, decision=Decision(pending=True, meeting_on=date(2026, 2, 2))
        ),
    ),
)


def published(row):
    """What an overview says of a declaration; contacts and the like are not part of it."""
    current = row.current
    return (
        dict(current.amounts),
        current.rent_kind,
        current.interval,
        current.no_limits_reason,
    )


@pytest.mark.parametrize("sample", [False, True])
@pytest.mark.parametrize("by_district", [False, True])
def test_the_overview_that_the_program_writes_is_read_without_any_question(sample, by_district):
    report = overview_report(
        WRITTEN, ROUND, NOW, today=date(2026, 1, 5), sample=sample, by_district=by_district
    )
    table = read(write_xlsx(report))
    assert (table.origin, table.years, table.sample) == (TableOrigin.OWN, (2026,), sample)
    assert not table.asks_rent_kind
    assert table.heads_key == ""
    lines = {line.bfs_number: line for line in table.lines}
    expected = {row.bfs_number: published(row) for row in WRITTEN if row.current}
    assert {
        n: published(overview_row(n, line.declaration)) for n, line in lines.items()
    } == expected
    assert all(line.findings == () and line.sure for line in table.lines)
    assert "Gemeinde ohne Beträge" in left_out(table).values()  # Pratteln, which is missing


def test_basis_and_beschluss_come_back_from_the_second_sheet():
    report = overview_report(WRITTEN, ROUND, NOW, today=date(2026, 1, 5), sample=False)
    lines = {line.bfs_number: line.declaration for line in read(write_xlsx(report)).lines}
    for number in (AESCH, ARLESHEIM, LIESTAL):
        before = next(row.current for row in WRITTEN if row.bfs_number == number)
        after = lines[number]
        assert after.valid_from == before.valid_from
        assert after.decision == before.decision
        assert (after.method, after.method_text) == (before.method, before.method_text)
        assert (after.unchanged, after.last_reviewed_on) == (
            before.unchanged,
            before.last_reviewed_on,
        )
        assert after.remark == ""
    assert lines[2862].decision == Decision(pending=True, meeting_on=date(2026, 2, 2))


def as_published(*rows, **values):
    return [
        PublishedRow(
            bfs_number=row.bfs_number,
            official_name=row.official_name,
            name=row.name,
            district=row.district,
            declaration=row.current,
            missing_reason="" if row.current else "Beschluss folgt",
            **values,
        )
        for row in rows
    ]


@pytest.mark.parametrize("sample", [False, True])
def test_the_open_data_that_the_program_writes_is_read_without_any_question(sample):
    table = read(open_data_csv(open_data(as_published(*WRITTEN), ROUND, sample=sample)))
    assert (table.origin, table.years, table.sample) == (TableOrigin.OWN, (2026,), sample)
    with_amounts = [row for row in WRITTEN if row.current and row.current.amounts]
    expected = {row.bfs_number: published(row) for row in with_amounts}
    lines = {line.bfs_number: line for line in table.lines}
    assert {
        n: published(overview_row(n, line.declaration)) for n, line in lines.items()
    } == expected
    assert all(line.findings == () for line in table.lines)


def test_open_data_says_from_when_and_lists_the_rows_without_a_value():
    table = read(open_data_csv(open_data(as_published(*WRITTEN), ROUND, sample=False)))
    days = {line.bfs_number: line.declaration.valid_from for line in table.lines}
    assert (days[ARLESHEIM], days[AESCH]) == (date(2026, 4, 1), None)
    without = [one.text for one in table.left_out if one.reason == "no_amounts"]
    assert ["Pratteln" in without[0], "Sissach" in without[1], len(without)] == [True, True, 2]


def test_a_file_of_changes_is_read_with_its_first_day():
    july = date(2026, 7, 1)
    change = declared(AESCH, 1200, year=2026, valid_from=july)
    changes = open_data_changes(as_published(WRITTEN[0], changes=(change,)), sample=False)
    (line,) = read(open_data_csv(changes)).lines
    assert (line.declaration.valid_from, line.findings) == (july, ())
    assert line.declaration.amounts == change.amounts
    october = replace(change, valid_from=date(2026, 10, 1))
    twice = open_data_changes(as_published(WRITTEN[0], changes=(change, october)), sample=False)
    (line,) = read(open_data_csv(twice)).lines
    assert line.findings[-1].severity is Severity.STOP


@pytest.mark.parametrize("sample", [False, True])
def test_the_first_table_saved_as_csv_for_excel_needs_no_question_either(sample):
    report = overview_report(WRITTEN, ROUND, NOW, today=date(2026, 1, 5), sample=sample)
    table = read(excel_csv(report, report.tables[0]))
    assert (table.unsure, table.asks_rent_kind, table.asks_interval) == ({}, False, False)
    lines = {line.bfs_number: line for line in table.lines}
    expected = {row.bfs_number: published(row) for row in WRITTEN if row.current}
    assert {
        n: published(overview_row(n, line.declaration)) for n, line in lines.items()
    } == expected
    assert all(line.findings == () for line in table.lines)
    assert lines[ARLESHEIM].declaration.valid_from == date(2026, 4, 1)
    assert lines[2862].declaration.decision == Decision(pending=True, meeting_on=date(2026, 2, 2))


def test_a_published_version_is_read_and_its_changes_are_named():
    change = declared(AESCH, 1200, year=2026, valid_from=date(2026, 7, 1))
    rows = [
        PublishedRow(
            bfs_number=row.bfs_number,
            official_name=row.official_name,
            name=row.name,
            district=row.district,
            declaration=row.current,
            changes=(change,) if row.bfs_number == AESCH else (),
            missing_reason="" if row.current else "Beschluss folgt",
        )
        for row in WRITTEN
    ]
    imprint = Imprint(
        label="2026-1",
        audience=Audience.MUNICIPALITIES,
        day=date(2026, 1, 5),
        now=NOW,
        office="Kantonales Sozialamt",
        content_sha256="0" * 64,
    )
    table = read(write_xlsx(publication_report(rows, ROUND, (), imprint)))
    assert (table.origin, table.unread) == (TableOrigin.OWN, ("Änderungen",))
    lines = {line.bfs_number: line for line in table.lines}
    expected = {row.bfs_number: published(row) for row in WRITTEN if row.current}
    assert {
        n: published(overview_row(n, line.declaration)) for n, line in lines.items()
    } == expected
    assert all(line.findings == () for line in table.lines)


def long(*rows, head="jahr,bfs_gemeindenummer,gemeinde,kategorie,wert,einheit,basis"):
    return "\n".join([head, *rows]).encode()


def five(number, name, year=2026, unit="CHF pro Monat", basis="netto"):
    sizes = ("1 Person", *(f"{n} Personen" for n in range(2, 6)))
    return [
        f"{year},{number},{name},{size},{900 + 100 * n}.00,{unit},{basis}"
        for n, size in enumerate(sizes)
    ]


def test_open_data_of_several_years_is_read_for_one_of_them():
    content = long(*five(AESCH, "Aesch (BL)", 2025), *five(AESCH, "Aesch (BL)"))
    table = read(content)
    assert table.years == (2025, 2026)
    assert francs(table.lines[0]) == [900, 1000, 1100, 1200, 1300]
    assert [one.row for one in table.left_out if one.reason == "other_year"] == [2, 3, 4, 5, 6]


def test_columns_of_open_data_may_stand_in_another_order():
    head = "gemeinde,wert,kategorie,basis,einheit,jahr,bfs_gemeindenummer"
    table = read(long("Aesch (BL),900.00,1 Person,netto,CHF pro Monat,2026,2761", head=head))
    assert francs(table.lines[0]) == [900]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("2026,2761,Aesch (BL),Garage,90.00,CHF pro Monat,netto", "Die Kategorie «Garage»"),
        ("2026,2761,Aesch (BL),1 Person,990.00,CHF pro Monat,netto", "«900.00» und «990.00»"),
        ("2026,2761,Aesch (BL),6 Personen,,CHF pro Monat,netto", "Die Kategorie «6 Personen»"),
        ("2026,2761,Aesch (BL),Notwohnung,50.00,CHF pro Monat,brutto", "«netto» und «brutto»"),
        ("2026,2761,Aesch (BL),Notwohnung,50.00,CHF pro Jahr,netto", "«CHF pro Monat» und"),
    ],
)
def test_rows_that_contradict_keep_only_their_municipality_out(row, words):
    table = read(long(*five(AESCH, "Aesch (BL)"), *five(LIESTAL, "Liestal"), row))
    lines = by_name(table)
    assert words in " ".join(messages(lines["Aesch"]))
    assert lines["Aesch"].findings[-1].severity is Severity.STOP
    assert lines["Liestal"].findings == ()


def test_a_size_that_others_have_may_not_lack():
    table = read(long(*five(AESCH, "Aesch (BL)"), *five(LIESTAL, "Liestal")[:4]))
    assert messages(by_name(table)["Liestal"])[0].startswith("5 Personen: Der Betrag fehlt.")


# ------------------------------------------------------------------ files


def test_a_file_is_read_from_its_place(tmp_path):
    path = tmp_path / "uebersicht.xlsx"
    path.write_bytes(ugly())
    assert read_table_file(path)[0].name == "Übersicht"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("fehlt.xlsx", None, "«fehlt.xlsx» gibt es nicht."),
        ("bild.csv", b"\x89PNG\x00\x01", "«bild.csv» ist keine Tabelle."),
        ("gross.csv", b"a;b\n" * 5_001, "«gross.csv» ist zu gross."),
        ("kaputt.xlsx", b"PK\x03\x04 nothing", "«kaputt.xlsx» lässt sich nicht lesen."),
    ],
)
def test_a_file_that_is_no_table_says_what_to_do(tmp_path, name, content, words):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ReturnFileError, match=words):
        read_table_file(tmp_path / name)


def test_a_folder_is_no_table(tmp_path):
    with pytest.raises(ReturnFileError, match="lässt sich nicht lesen"):
        read_table_file(tmp_path)


def test_a_huge_file_is_not_even_opened(tmp_path):
    path = tmp_path / "riesig.xlsx"
    with path.open("wb") as file:
        file.truncate(6 * 1024 * 1024)
    with pytest.raises(ReturnFileError, match="zu gross"):
        read_table_file(path)


# ------------------------------------------------------------------ whatever comes

CELL = st.one_of(
    st.sampled_from(
        [
            *("", "–", "k. A.", "keine", "netto", "brutto", "Aesch", "Lisetal", "2761", "1'050 1)"),
            *("Gemeinde", "BFS-Nr.", "1 Person", "2 Personen", "jahr", "kategorie", "wert"),
            *(
                "900 netto",
                "1) brutto",
                "Bezirk Liestal",
                "Median",
                "1.7.2027",
                "Jahr",
                "gültig ab",
            ),
        ]
    ),
    st.text(max_size=6),
    st.integers(-10, 3000),
    st.floats(),
    st.dates(),
    st.booleans(),
)


@given(
    st.integers(1, 7).flatmap(
        lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=10)
    )
)
def test_any_sheet_is_read_without_losing_a_row_or_half_a_municipality(rows):
    sheet = Sheet("x", True, rows)
    table = read_overview([sheet], municipalities=MUNICIPALITIES, year=2026)
    numbers = sorted([one.row for one in table.left_out] + [line.row for line in table.lines])
    shown = len(rows) if table.rows else 0
    assert numbers == list(range(1, shown + 1))
    for line in table.lines:
        stopped = any(found.severity is Severity.STOP for found in line.findings)
        declaration = line.declaration
        complete = declaration.no_limits_reason is not None or bool(declaration.amounts)
        assert stopped or complete


def test_reading_twice_gives_the_same():
    sheets = read_tables(ugly())
    one, two = (read_overview(sheets, municipalities=MUNICIPALITIES, year=2026) for _ in range(2))
    assert one == two
