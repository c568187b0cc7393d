"""The overview: everything as declared, nothing compared that has not the same basis."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from sozdesk.documents.report import Group, Report, Table, Value
from sozdesk.features.rent_limits.reports import overview_report, write_overview
from sozdesk.features.rent_limits.reports.subsidy import ancillary_share
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Category,
    Contact,
    Decision,
    DecisionBody,
    Declaration,
    Extras,
    Interval,
    Method,
    OverviewRow,
    RentKind,
    ReturnState,
    RoundRow,
)
from sozdesk.kernel.errors import DocumentWriteError

ROUND = RoundRow(
    id=UUID(int=1),
    version=1,
    year=2027,
    call_on=date(2026, 11, 1),
    due_on=date(2026, 12, 31),
    valid_from=date(2027, 1, 1),
    blocks=frozenset(),
)
NOW = datetime(2027, 1, 5, 10, tzinfo=UTC)
TODAY = date(2027, 1, 5)
FRANCS = dict(zip(MAIN_CATEGORIES, (1000, 1250, 1500, 1700, 1900, 200), strict=True))
AMOUNTS = {category: francs * 100 for category, francs in FRANCS.items()}


def declared(year: int = 2027, **changes: Any) -> Declaration:
    usual: dict[str, Any] = {
        "bfs_number": 2842,
        "year": year,
        "amounts": AMOUNTS,
        "rent_kind": RentKind.NET,
        "interval": Interval.MONTH,
        "valid_from": date(year, 1, 1),
        "method": Method.ADVERTS,
        "decision": Decision(
            decided_on=date(year - 1, 11, 24),
            body=DecisionBody.SOCIAL_AUTHORITY,
            number="2026-41",
        ),
    }
    return Declaration(**usual | changes)


def overview_row(
    name: str = "Böckten",
    bfs: int = 2842,
    *,
    current: Declaration | None = None,
    previous: Declaration | None = None,
    state: ReturnState = ReturnState.RECORDED,
    district: str = "Sissach",
) -> OverviewRow:
    return OverviewRow(
        bfs_number=bfs,
        official_name=name,
        name=name,
        district=district,
        state=state,
        current=current,
        previous=previous,
    )


def report_of(*rows: OverviewRow, **options: Any) -> Report:
    return overview_report(rows, ROUND, NOW, today=TODAY, **({"sample": False} | options))


def table_of(report: Report, title: str) -> Table:
    return next(table for table in report.tables if table.title == title)


def cells(table: Table, number: int = 0) -> Mapping[str, Value]:
    """The cells of one municipality by column key."""
    keys = [column.key for column in table.columns]
    return dict(zip(keys, table.values()[number], strict=True))


def declared_cells(row: OverviewRow, **options: Any) -> Mapping[str, Value]:
    return cells(table_of(report_of(row, **options), "Grenzwerte"))


def change_cells(current: Declaration, previous: Declaration | None) -> Mapping[str, Value]:
    report = report_of(overview_row(current=current, previous=previous))
    return cells(table_of(report, "Veränderung"))


# ------------------------------------------------------------------ as declared


def test_amounts_stand_as_declared_with_their_basis() -> None:
    yearly = {category: 12 * rappen for category, rappen in AMOUNTS.items()}
    found = declared_cells(
        overview_row(
            current=declared(amounts=yearly, interval=Interval.YEAR, rent_kind=RentKind.GROSS)
        )
    )
    assert found["p1"] == 1_200_000
    assert found["further"] == 240_000
    assert (found["basis"], found["einheit"]) == ("brutto", "pro Jahr")


def test_optional_categories_have_a_column_only_if_somebody_declared_them() -> None:
    extra = {**AMOUNTS, Category.SHARED: 60_000}
    with_extra = declared_cells(overview_row(current=declared(amounts=extra)))
    assert with_extra["shared"] == 60_000
    assert "young_adult" not in with_extra
    assert "shared" not in declared_cells(overview_row(current=declared()))


@pytest.mark.parametrize("state", [ReturnState.OPEN, ReturnState.REMINDED])
def test_a_missing_municipality_is_listed_with_the_stated_reason(state: ReturnState) -> None:
    row = overview_row(state=state)
    found = declared_cells(row, missing_reasons={2842: "Beschluss erst im Februar"})
    assert found["stand"] == "fehlt"
    assert found["bemerkung"] == "Grund: Beschluss erst im Februar"
    assert found["p1"] is None
    fact = report_of(row, missing_reasons={2842: "Beschluss erst im Februar"}).facts[-1]
    assert fact.value == "1 (Böckten). Grund: Beschluss erst im Februar"


def test_a_municipality_without_limits_is_listed_with_its_reason() -> None:
    none = Declaration(bfs_number=2842, year=2027, no_limits_reason="niemand unterstützt wird")
    found = declared_cells(overview_row(current=none, state=ReturnState.NO_LIMITS))
    assert found["stand"] == "keine Grenzwerte festgelegt"
    assert found["bemerkung"] == "Grund: niemand unterstützt wird"


def test_another_first_day_than_that_of_the_year_is_said_beside_the_limits() -> None:
    march = declared(valid_from=date(2027, 3, 1))
    assert declared_cells(overview_row(current=march))["bemerkung"] == "gültig ab 01.03.2027"
    pending = replace(march, decision=Decision(pending=True))
    assert declared_cells(overview_row(current=pending))["bemerkung"] == (
        "gültig ab 01.03.2027; Beschluss ausstehend"
    )
    assert declared_cells(overview_row(current=declared()))["bemerkung"] == ""
    assert declared_cells(overview_row(current=declared(valid_from=None)))["bemerkung"] == ""


def test_the_day_of_a_review_stands_only_where_the_limits_are_the_same() -> None:
    reviewed = declared(unchanged=True, last_reviewed_on=date(2026, 10, 1))
    higher = declared(2026, amounts={**AMOUNTS, Category.P1: 90_000})

    def day(previous: Declaration) -> Value:
        row = overview_row(current=reviewed, previous=previous)
        table = table_of(report_of(row), "Basis und Beschluss")
        return cells(table)["zuletzt_ueberprueft"]

    assert day(declared(2026)) == date(2026, 10, 1)
    assert day(higher) is None


def test_a_pending_decision_is_said_with_its_meeting() -> None:
    pending = Decision(pending=True, meeting_on=date(2027, 1, 14))
    row = overview_row(current=declared(decision=pending))
    assert declared_cells(row)["bemerkung"] == "Beschluss ausstehend, Sitzung vom 14.01.2027"
    grounds = cells(table_of(report_of(row), "Basis und Beschluss"))
    assert grounds["beschluss_vom"] == "ausstehend"


def test_basis_and_decision_are_listed() -> None:
    found = cells(table_of(report_of(overview_row(current=declared())), "Basis und Beschluss"))
    assert found["gueltig_ab"] == date(2027, 1, 1)
    assert found["methode"] == "Inserate, Beobachtung des Wohnungsmarkts"
    assert found["beschluss_vom"] == date(2026, 11, 24)
    assert found["beschluss_durch"] == "Sozialhilfebehörde"
    assert found["beschluss_nummer"] == "2026-41"


def test_another_basis_is_said_in_the_words_of_the_municipality() -> None:
    other = declared(method=Method.OTHER, method_text="Vergleich mit Genossenschaften")
    found = cells(table_of(report_of(overview_row(current=other)), "Basis und Beschluss"))
    assert found["methode"] == "andere: Vergleich mit Genossenschaften"


def test_what_belongs_to_the_office_is_not_in_the_overview() -> None:
    private = declared(
        remark="Frau Muster, 4410 Liestal",
        contact=Contact(name="Beat Beispiel", email="b@example.ch", phone="061 000 00 00"),
        extras=Extras(households_above="7"),
    )
    said = repr(report_of(overview_row(current=private)))
    for word in ("Muster", "Beispiel", "example.ch", "061 000", "'7'"):
        assert word not in said


def test_the_head_counts_answers_and_names_who_is_not_recorded() -> None:
    report = report_of(
        overview_row(current=declared()),
        overview_row("Anwil", 2841, state=ReturnState.QUERIED),
        overview_row("Laufen", 2787, state=ReturnState.OPEN),
    )
    assert [(fact.label, fact.value) for fact in report.facts] == [
        ("Gültig ab", "01.01.2027"),
        ("Rückmeldungen", "2 von 3 Gemeinden"),
        ("Rückfrage offen", "1 Gemeinde"),
        ("Nicht erfasst", "2 (Anwil, Laufen)"),
    ]


def test_a_basis_that_nobody_stated_is_said() -> None:
    silent = overview_row(current=declared(method=None))
    assert cells(table_of(report_of(silent), "Basis und Beschluss"))["methode"] == "nicht angegeben"


def test_the_source_is_said() -> None:
    assert report_of(overview_row()).sources == (
        "Selbstdeklaration der Gemeinden; vom Kanton nicht standardmässig überprüft",
    )


# ------------------------------------------------------------------ change to last year


def test_the_change_is_given_per_category_on_equal_basis() -> None:
    old = {**AMOUNTS, Category.P2: 120_000}  # 1200 -> 1250 = +4.17 %
    found = change_cells(declared(), declared(2026, amounts=old))
    assert found["p1"] == 0
    assert found["p2"] == 417
    assert found["vergleich"] == "gleiche Basis"


def test_net_is_not_compared_with_gross() -> None:
    found = change_cells(declared(), declared(2026, rent_kind=RentKind.GROSS))
    assert found["p1"] is None
    assert found["vergleich"] == "Basis gemischt"


def test_month_and_year_are_compared_over_a_year() -> None:
    """1'000 a month are 12'000 a year: last year 10'000, so +20 %."""
    old = {category: 12 * rappen for category, rappen in AMOUNTS.items()}
    yearly = declared(2026, amounts={**old, Category.P1: 1_000_000}, interval=Interval.YEAR)
    found = change_cells(declared(), yearly)
    assert (found["p1"], found["p2"]) == (2_000, 0)
    assert found["vergleich"] == "gleiche Basis"


def test_the_list_says_the_change_of_a_municipality_in_a_word() -> None:
    def said(**old: Any) -> Value:
        previous = declared(2026, **old)
        found = declared_cells(overview_row(current=declared(), previous=previous))
        return found["veraenderung"]

    lower = {category: rappen * 100 // 125 for category, rappen in AMOUNTS.items()}
    assert said() == "gleich"
    assert said(amounts=lower) == "+25,0 %"
    assert said(amounts={**AMOUNTS, Category.P2: 120_000}) == "gleich bis +4,2 %"
    assert said(rent_kind=RentKind.GROSS) == "Basis gemischt"


def test_without_last_year_there_is_no_change() -> None:
    row = overview_row(current=declared())
    assert declared_cells(row)["veraenderung"] == "kein Vorjahr"
    assert "Veränderung" not in [table.title for table in report_of(row).tables]


# ------------------------------------------------------------------ converted, and Vo MBG § 1


def test_converted_amounts_need_stated_ancillary_costs() -> None:
    stated = Extras(ancillary_amounts={Category.P1: 18_000})
    report = report_of(
        overview_row(current=declared(extras=stated)),
        overview_row("Anwil", 2841, current=declared()),
    )
    table = table_of(report, "Umgerechnet")
    found = cells(table)
    assert len(table.values()) == 1
    assert (found["basis"], found["umgerechnet"]) == ("netto", "brutto")
    assert found["umgerechnet_p1"] == 118_000
    assert found["umgerechnet_p2"] is None
    assert found["herkunft"] == "gerechnet mit den Nebenkosten der Gemeinde"


def test_amounts_that_the_municipality_states_itself_are_named_as_hers() -> None:
    def converted(**stated: Any) -> Mapping[str, Value]:
        own = declared(extras=Extras(**stated))
        return cells(table_of(report_of(overview_row(current=own)), "Umgerechnet"))

    whole = converted(counter_amounts={Category.P1: 121_000})
    assert (whole["umgerechnet_p1"], whole["herkunft"]) == (121_000, "von der Gemeinde angegeben")
    both = converted(
        counter_amounts={Category.P1: 121_000}, ancillary_amounts={Category.P2: 20_000}
    )
    # two persons: 1'250 and 200 francs of Nebenkosten
    assert (both["umgerechnet_p2"], both["herkunft"]) == (
        145_000,
        "von der Gemeinde angegeben: 1 Person",
    )


def test_there_is_no_table_of_converted_amounts_if_nobody_stated_ancillary_costs() -> None:
    titles = [table.title for table in report_of(overview_row(current=declared())).tables]
    assert "Umgerechnet" not in titles


def test_the_view_for_rent_subsidies_is_yearly_net_rent_plus_a_fifth() -> None:
    table = table_of(
        report_of(overview_row(current=declared())), "Jahresnettomiete (Mietzinsbeiträge)"
    )
    assert cells(table)["jahresnettomiete_p1"] == 1_440_000  # 1000 × 12 × 1.2
    assert "plus 20 % Nebenkosten" in table.intro
    assert "Vo MBG § 1 (SGS 844.11)" in table.intro


def test_gross_rents_without_ancillary_costs_are_not_in_the_view_for_rent_subsidies() -> None:
    report = report_of(overview_row(current=declared(rent_kind=RentKind.GROSS)))
    assert "Jahresnettomiete (Mietzinsbeiträge)" not in [table.title for table in report.tables]


def test_the_share_of_the_ancillary_costs_is_dated_and_has_a_source() -> None:
    share = ancillary_share(date(2027, 1, 1))
    assert (share.share_hundredths, share.valid_from) == (2000, date(2024, 1, 1))
    assert share.source == "Vo MBG § 1 (SGS 844.11)"


# ------------------------------------------------------------------ order


def test_municipalities_stand_in_german_order() -> None:
    rows = [
        overview_row(name, 2800 + number)
        for number, name in enumerate(["Zwingen", "Äsch", "Böckten", "Arlesheim"])
    ]
    table = table_of(report_of(*rows), "Grenzwerte")
    assert [row[1] for row in table.values()] == ["Arlesheim", "Äsch", "Böckten", "Zwingen"]


def test_grouped_by_district_every_district_opens_with_its_name() -> None:
    rows = (
        overview_row("Sissach", 2861),
        overview_row("Laufen", 2787, district="Laufen"),
        overview_row("Buus", 2844),
    )
    table = table_of(report_of(*rows, by_district=True), "Grenzwerte")
    said = [row.title if isinstance(row, Group) else row[1] for row in table.rows]
    assert said == ["Bezirk Laufen", "Laufen", "Bezirk Sissach", "Buus", "Sissach"]
    assert "bezirk" not in [column.key for column in table.columns]


# ------------------------------------------------------------------ files


def rows_of_three() -> list[OverviewRow]:
    stated = Extras(ancillary_amounts=dict.fromkeys(AMOUNTS, 18_000))
    return [
        overview_row(current=declared(), previous=declared(2026)),
        overview_row(
            "Anwil", 2841, current=declared(bfs_number=2841, extras=stated, unchanged=True)
        ),
        overview_row("Laufen", 2787, state=ReturnState.REMINDED, district="Laufen"),
    ]


def written(folder: Path, *, sample: bool = True) -> Mapping[str, Path]:
    folder.mkdir()
    paths = write_overview(
        folder, rows_of_three(), ROUND, NOW, today=TODAY, sample=sample, missing_reason="Umzug"
    )
    return {path.suffix: path for path in paths}


def test_the_overview_is_written_as_workbook_pdf_and_csv_twice_the_same(
    tmp_path: Path,
) -> None:
    first, again = written(tmp_path / "a"), written(tmp_path / "b")
    assert sorted(first) == [".csv", ".pdf", ".xlsx"]
    assert all(first[kind].read_bytes() == again[kind].read_bytes() for kind in first)


def test_the_written_files_say_what_was_approved(
    tmp_path: Path, approved: Callable[[str, str], None]
) -> None:
    files = written(tmp_path / "a")
    approved("overview.csv.txt", files[".csv"].read_text(encoding="utf-8"))
    approved("overview.xlsx.txt", _cells_of(files[".xlsx"]))
    pages = [page.extract_text() for page in PdfReader(files[".pdf"]).pages]
    approved("overview.pdf.txt", "\f".join(pages) + "\n")


@pytest.mark.parametrize("sample", [False, True])
def test_every_file_of_the_overview_says_that_it_stays_in_the_house(
    tmp_path: Path, *, sample: bool
) -> None:
    files = written(tmp_path / "a", sample=sample)
    inside = "KSA-intern, nicht zur Weitergabe"
    declared_themselves = "Selbstdeklaration der Gemeinden; vom Kanton nicht standardmässig"
    pages = [page.extract_text() for page in PdfReader(files[".pdf"]).pages]
    lines = files[".csv"].read_text(encoding="utf-8-sig").splitlines()
    assert inside in pages[0]
    assert declared_themselves in pages[0]
    assert all(inside in line and declared_themselves in line for line in lines[1:])
    for sheet in load_workbook(files[".xlsx"]).worksheets:
        said = str([cell.value for row in sheet.iter_rows() for cell in row])
        assert inside in said or sheet.title == "Erläuterungen", sheet.title
        assert declared_themselves in said, sheet.title


def _cells_of(path: Path) -> str:
    lines = []
    for sheet in load_workbook(path).worksheets:
        lines.append(f"== {sheet.title}")
        for row in sheet.iter_rows():
            filled = [f"{cell.coordinate}={cell.value!r}" for cell in row if cell.value is not None]
            lines += [" | ".join(filled)] if filled else []
    return "\n".join(lines) + "\n"


def test_a_missing_folder_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DocumentWriteError, match="gibt es nicht"):
        write_overview(tmp_path / "fehlt", rows_of_three(), ROUND, NOW, today=TODAY, sample=False)


@pytest.mark.slow
@pytest.mark.libreoffice
def test_libreoffice_opens_the_overview_and_prints_every_table_with_its_head(
    tmp_path: Path, libreoffice: Callable[[Path, str], Path]
) -> None:
    printed = libreoffice(written(tmp_path / "a")[".xlsx"], "pdf")
    text = "\n".join(page.extract_text() for page in PdfReader(printed).pages)
    assert text.count("BFS-Nr.") == 5
    assert "14'400.00" in text  # 1000 × 12 × 1.2
