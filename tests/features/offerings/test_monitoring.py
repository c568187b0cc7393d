"""The monitoring report, for the office and for everybody."""

from __future__ import annotations

from datetime import date

import platform_kit
import pytest
import reports_kit as kit

from documents.pdf_text import pages
from documents.workbook_text import opened
from docx_kit import document_text
from sozdesk.features.offerings import queries, reports
from sozdesk.features.offerings.records import UnmetNeedRecord
from sozdesk.features.offerings.terms import (
    DatedKind,
    DecisionKind,
    MonitoringImprint,
    Unmet,
    ValueKey,
)
from sozdesk.kernel.errors import Cancelled


@pytest.fixture
def made(platform, tmp_path):
    """One recorded report: 20 assignments of Liestal, 4 of Sissach."""
    found = kit.provider_with_offerings(platform)
    kit.record(platform, kit.form(platform, tmp_path))
    return found


def threshold(archive, value: int) -> None:
    platform_kit.dated(
        archive,
        DatedKind.VALUE,
        date(2026, 1, 1),
        key=ValueKey.SMALL_COUNT,
        value=value,
        source="Test",
    )


def report(archive, *, public: bool, year: int = kit.YEAR):
    context = archive.context()
    imprint = MonitoringImprint(
        now=context.now,
        today=context.today,
        office="Kantonales Sozialamt",
        sample=False,
        public=public,
    )
    return reports.monitoring_report(
        archive.query(queries.monitoring, year, context.today), imprint
    )


def table(archive, title: str, *, public: bool = False, year: int = kit.YEAR):
    found = {one.title: one for one in report(archive, public=public, year=year).tables}
    return {row[0]: row[1:] for row in found[title].values()}


def test_offerings_and_providers_are_counted_from_the_first_recognition_on(platform, made):
    """Recognised since 1 January 2025: of 2022 to 2024 nothing is on record, which is not zero."""
    rows = table(platform, "Anerkannte Angebote")
    assert rows["Grundkompetenzkurs"] == (1, 1)
    assert rows["Total"] == (2, 2)
    assert table(platform, "Anbietende pro Kategorie")["Total"] == (1, 1)
    assert report(platform, public=True).charts[0].categories == ("2025", "2026")
    assert list(table(platform, "Entscheide")) == ["2025", "2026"]


def test_five_years_are_compared_at_most(platform, made):
    platform_kit.recognised(platform, made.id, made.course, date(2019, 5, 1))
    rows = table(platform, "Anerkannte Angebote")
    assert rows["Grundkompetenzkurs"] == (1, 1, 1, 1, 1)
    assert rows["Total"] == (1, 1, 1, 2, 2)


def test_a_year_before_every_recognition_has_no_bar(platform, made):
    """In 2024 a Gesuch was refused: a decision, yet nothing that could be counted."""
    platform_kit.recognised(
        platform, made.id, made.course, date(2024, 3, 1), kind=DecisionKind.REFUSED
    )
    assert report(platform, public=True).charts[0].categories == ("2025", "2026")
    assert list(table(platform, "Entscheide")) == ["2024", "2025", "2026"]


def test_a_year_that_has_not_ended_is_counted_today_and_says_so(platform, made):
    """The programme ends in March; on 5 January it is still recognised."""
    platform_kit.recognised(
        platform, made.id, made.programme, date(2027, 3, 1), kind=DecisionKind.REVOKED
    )
    found = report(platform, public=True, year=2027)
    assert found.charts[0].title == "Am 05.01.2027 sind 2 Angebote anerkannt, gleich viele wie 2025"
    assert table(platform, "Anerkannte Angebote", year=2027)["Total"] == (2, 2, 2)
    assert found.tables[0].notes == (
        (
            "Stand je am 31. Dezember, 2027 am 05.01.2027. Anerkannt sind Angebote mit einem "
            "gültigen Entscheid."
        ),
    )
    ended = report(platform, public=True)
    assert ended.charts[0].title == "Ende 2026 sind 2 Angebote anerkannt, gleich viele wie 2025"
    assert ended.tables[0].notes[0].startswith("Stand je am 31. Dezember. ")


_USE, _COSTS, _TOWNS = (
    "Plätze und Auslastung 2026",
    "Kosten pro Programmart 2026",
    "Zuweisungen 2026",
)


def notes_of(archive, *titles: str, public: bool = False) -> list[str]:
    found = {one.title: one for one in report(archive, public=public).tables}
    return [found[title].notes[-1] for title in titles]


def test_what_does_not_add_up_is_explained_below_every_table_that_it_concerns(platform, tmp_path):
    """By offering 16 + 8 and 34'800.00; by municipality 10 + 4 and 30'000.00 + 4'000.00."""
    kit.provider_with_offerings(platform)
    typed = {"municipality_2829_assignments": 10, "municipality_2861_amount": 4000}
    kit.record(platform, kit.form(platform, tmp_path, **typed))
    said = (
        "Nach Angeboten sind es 24 Zuweisungen und 34'800.00 Franken, nach Gemeinden 14 und "
        "34'000.00 Franken. Grund: 1 Jahresbericht, dessen Summen nicht übereinstimmen"
    )
    whose = ": Kurszentrum Muster (24 und 14 Zuweisungen, 34'800.00 und 34'000.00 Franken)."
    assert notes_of(platform, _USE, _COSTS, _TOWNS) == [f"{said}{whose}"] * 3
    threshold(platform, 4)
    assert notes_of(platform, _USE, _COSTS, _TOWNS, public=True) == [f"{said}."] * 3


def test_the_published_explanation_tells_no_sum_that_is_withheld(platform, tmp_path):
    kit.provider_with_offerings(platform)
    kit.record(platform, kit.form(platform, tmp_path, municipality_2829_assignments=10))
    assert notes_of(platform, _USE, public=True) == [
        (
            "Die Zahlen nach Angeboten und nach Gemeinden sind nicht gleich. Grund: 1 Jahresbericht, "
            "dessen Summen nicht übereinstimmen."
        )
    ]


def test_reports_that_add_up_need_no_explanation(platform, made):
    assert all("Grund" not in note for note in notes_of(platform, _USE, _COSTS))
    assert not {one.title: one for one in report(platform, public=False).tables}[_TOWNS].notes


def test_what_ended_in_the_year_is_not_counted_on_its_last_day(platform, made):
    platform_kit.recognised(
        platform, made.id, made.course, date(2026, 10, 1), kind=DecisionKind.REVOKED
    )
    assert table(platform, "Anerkannte Angebote")["Total"] == (2, 1)
    first = report(platform, public=True).charts[0]
    assert first.title == "Ende 2026 ist 1 Angebot anerkannt, 1 weniger als 2025"
    assert [one.values[-1] for one in first.series] == [1, 1]
    assert table(platform, "Entscheide")["2026"] == (0, 0, 0, 1)


def test_decisions_are_counted_in_the_year_in_which_they_were_made(platform, made):
    for kind in (DecisionKind.REFUSED, DecisionKind.REFUSED_NEED_COVERED, DecisionKind.NOT_ENTERED):
        platform_kit.recognised(platform, made.id, made.course, date(2026, 3, 1), kind=kind)
    platform_kit.recognised(
        platform, made.id, made.course, date(2026, 3, 1), kind=DecisionKind.REQUEST_WITHDRAWN
    )
    rows = table(platform, "Entscheide")
    assert rows["2025"] == (2, 0, 0, 0)
    assert rows["2026"] == (0, 0, 3, 0)


def test_places_utilisation_and_costs_stand_by_category(platform, made):
    assert table(platform, "Plätze und Auslastung 2026")["Grundkompetenzkurs"] == (
        1,
        12,
        "87,5 %",
        18,
        16,
    )
    assert table(platform, "Kosten pro Programmart 2026")["Beschäftigungsprogramm"] == (
        1_560_000,
        195_000,
    )


def test_the_internal_report_has_every_municipality(platform, made):
    rows = table(platform, "Zuweisungen 2026")
    assert len(rows) == 87
    assert rows["Liestal"] == ("2829", 20, 3_000_000)
    assert rows["Sissach"] == ("2861", 4, 480_000)
    assert rows["Total"] == ("", 24, 3_480_000)
    assert report(platform, public=False).stamp == "intern, mit kleinen Anzahlen"


def test_the_public_report_without_a_threshold_withholds_the_counts_and_says_so(platform, made):
    found = report(platform, public=True)
    assert "Zuweisungen 2026" not in [one.title for one in found.tables]
    text = document_text(reports.WRITERS["docx"](found))
    assert "Ab welcher Anzahl sie veröffentlicht werden darf, ist noch nicht erfasst" in text
    assert "Sissach" not in text
    use = table(platform, "Plätze und Auslastung 2026", public=True)
    assert use["Grundkompetenzkurs"] == (1, 12, "87,5 %", "n. v.", "n. v.")


def test_the_public_report_leaves_small_counts_and_their_amounts_out(platform, made):
    """Sissach's 4 are below 5; Liestal must go too, or 24 − 20 would tell it."""
    threshold(platform, 5)
    rows = table(platform, "Zuweisungen 2026", public=True)
    assert rows["Sissach"] == ("2861", "n. v.", "n. v.")
    assert rows["Liestal"] == ("2829", "n. v.", "n. v.")
    assert rows["Aesch (BL)"] == ("2761", 0, 0)
    assert rows["Total"] == ("", 24, 3_480_000)
    notes = next(
        one for one in report(platform, public=True).tables if one.title == "Zuweisungen 2026"
    ).notes
    assert notes[0].startswith("n. v. = nicht veröffentlicht. Zahlen unter 5 Personen")


def test_a_threshold_below_every_count_hides_nothing(platform, made):
    threshold(platform, 4)
    rows = table(platform, "Zuweisungen 2026", public=True)
    assert rows["Sissach"] == ("2861", 4, 480_000)
    assert not any(one.notes for one in report(platform, public=True).tables[5:])


def test_a_total_that_gives_itself_away_is_told_nowhere(platform, tmp_path):
    """Only Liestal assigns, three persons: neither table may tell the total."""
    kit.provider_with_offerings(platform)
    path = kit.form(
        platform,
        tmp_path,
        offering_1_assignments=3,
        offering_2_assignments=None,
        municipality_2829_assignments=3,
        municipality_2861_assignments=None,
        municipality_2861_amount=None,
    )
    kit.record(platform, path)
    threshold(platform, 5)
    found = report(platform, public=True)
    assert "Zuweisungen 2026" not in [one.title for one in found.tables]
    text = document_text(reports.WRITERS["docx"](found))
    assert "Es sind so wenige, dass sich einzelne ausrechnen liessen." in text


def test_needs_without_an_offering_are_added_up_the_most_wanted_first(platform, made):
    def add(session):
        for month, criteria, searches in (
            (1, "Kinderbetreuung bei Sissach", 3),
            (2, "Kinderbetreuung bei Sissach", 4),
            (2, "Deutsch C1", 5),
        ):
            session.add(
                UnmetNeedRecord(
                    id=platform.context().new_id(),
                    month=date(2026, month, 1),
                    criteria=criteria,
                    why=Unmet.NOTHING_FOUND.value,
                    searches=searches,
                )
            )
        session.flush()

    platform_kit.write_directly(platform, add)
    rows = table(platform, "Bedarf ohne Angebot")
    assert list(rows.items()) == [("Kinderbetreuung bei Sissach", (7,)), ("Deutsch C1", (5,))]


def test_an_empty_file_makes_a_report_that_says_so(platform):
    found = report(platform, public=True)
    text = document_text(reports.WRITERS["docx"](found))
    assert "Für dieses Jahr ist noch kein Jahresbericht erfasst." in text
    assert "Es ist keine Suche ohne Ergebnis gezählt." in text
    assert found.charts == ()


def test_the_three_files_say_the_same_and_come_out_alike_twice(platform, made):
    content = platform.query(queries.monitoring, kit.YEAR, kit.TODAY)
    context = platform.context()
    imprint = MonitoringImprint(
        now=context.now, today=context.today, office="KSA", sample=True, public=False
    )
    endings = list(reports.WRITERS)
    first = reports.monitoring_files(content, imprint, endings)
    assert first == reports.monitoring_files(content, imprint, endings)
    assert [name for name, _ in first] == [
        f"monitoring_angebote_2026_intern.{ending}" for ending in ("docx", "pdf", "xlsx")
    ]
    book = opened(first[2][1])
    lines = [[cell.value for cell in row][:4] for row in book["Zuweisungen 2026"].iter_rows()]
    assert ["Liestal", "2829", 20, 30_000] in lines
    assert ["Total", None, 24, 34_800] in lines
    assert "Beispieldaten – frei erfunden" in pages(first[1][1])[0]
    with pytest.raises(Cancelled):
        reports.monitoring_files(content, imprint, endings, cancelled=lambda: True)
