"""The map page on a real file: map and table say the same, and everything can be written."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import openpyxl
import pytest
from page_kit import (
    AESCH,
    BOECKTEN,
    LIESTAL,
    SISSACH,
    area,
    button,
    desk,
    look,
    navigation,
    shown,
    words,
)
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton
from returns_examples import declared, entry, open_round, record

from sozdesk.documents.choropleth import Texture
from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.terms import Category, Extras, Interval, MapSubject, RentKind
from sozdesk.features.rent_limits.ui.history_page import HistoryPage
from sozdesk.features.rent_limits.ui.map_classes import MapClassesDialog, read_limits
from sozdesk.features.rent_limits.ui.map_lists import LINES
from sozdesk.features.rent_limits.ui.map_page import MapPage
from sozdesk.features.rent_limits.ui.map_parts import MunicipalityTable
from sozdesk.kernel import entry as typing_entry
from sozdesk.kernel import places
from sozdesk.settings.declared import MAP_FILE
from sozdesk.settings.store import Settings
from sozdesk.widgets import accessibility, file_prompts

__all__ = ["area", "desk", "look", "navigation"]

P1, P2, SIX = Category.P1, Category.P2, Category.FURTHER


@pytest.fixture
def filled(archive):
    """2026: Böckten 1'000 net. 2027: Böckten 1'060, Aesch 1'100 gross, Liestal 12'000 a year."""
    open_round(archive, 2026)
    open_round(archive, 2027)
    record(archive, entry(declared(BOECKTEN, 1000, year=2026)), year=2026)
    stated = Extras(ancillary_amounts={P1: 15_000})
    record(
        archive,
        entry(declared(BOECKTEN, 1060)),
        entry(declared(AESCH, 1100, rent_kind=RentKind.GROSS, extras=stated)),
        entry(declared(LIESTAL, 12_000, interval=Interval.YEAR)),
        entry(declared(SISSACH, 1200, rent_kind=RentKind.GROSS)),
    )
    return archive


@pytest.fixture
def page(qtbot, filled, desk, navigation):
    return opened(qtbot, desk, navigation)


def opened(qtbot, desk, navigation, year=2027):
    made = MapPage(desk, navigation, year)
    made.resize(1064, 720)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_filter_narrows_the_table_and_a_click_on_the_map_lifts_it(page):
    page.one.table.filter.setText("böck")
    assert list(rows(page.one.table)) == ["Böckten"]
    page.one.map.clicked.emit(AESCH)
    assert page.one.table.current() == AESCH
    assert page.one.table.filter.text() == ""


def rows(table):
    return {row[0]: row[1:] for row in table.table.shown_text().rows}


def fills(page):
    return page.one.map._content.fills


# ------------------------------------------------------------------ one size


def test_map_and_table_say_the_same(page):
    found = rows(page.one.table)
    assert len(found) == 86
    assert found["Böckten"] == ("1'060.00", "+6,0 %", "netto")
    assert found["Aesch"] == ("950.00", "", "aus brutto umgerechnet")
    assert found["Liestal"] == ("1'000.00", "", "netto")
    assert found["Sissach"] == ("", "", "nur brutto")
    assert found["Allschwil"] == ("", "", "noch keine Angabe")
    assert fills(page)[SISSACH] is Texture.DOTS
    assert fills(page)[BOECKTEN] != fills(page)[AESCH]
    assert (
        "Netto pro Monat, Stand 05.01.2027: 3 von 86 Gemeinden, davon 1 aus brutto"
        in words(page.head)[1]
    )


def test_the_source_stands_under_the_map(page):
    said = page.one.source.text()
    assert "Quelle: Bundesamt für Statistik (BFS), GEOSTAT. Grenzwerte: Selbstdeklaration" in said
    assert "Beträge pro Jahr sind durch 12 geteilt." in said
    assert "Klassen vorgeschlagen nach den Werten von 2027." in said


def test_another_household_another_basis_another_year(page):
    page.household.set_value(SIX)
    assert rows(page.one.table)["Böckten"][0] == "2'005.00"  # 1'855 for five, and 150
    page.subject.set_value(MapSubject.GROSS)
    assert rows(page.one.table)["Sissach"][0] == "2'250.00"  # 1'200 × 1.75 and 150
    page.household.set_value(P1)
    page.years.set_value(2026)
    assert rows(page.one.table)["Böckten"] == ("", "", "nur netto")
    page.subject.set_value(MapSubject.NET)
    assert rows(page.one.table)["Böckten"] == ("1'000.00", "", "netto")
    assert page.one.unit.text() == "CHF netto pro Monat, 1 Person (Anzahl Gemeinden)"


def test_the_change_is_shown_with_what_it_is_made_of(page):
    page.subject.set_value(MapSubject.CHANGE)
    found = rows(page.one.table)
    assert found["Böckten"] == ("1'060.00", "+6,0 %", "netto")
    assert found["Aesch"] == ("1'100.00", "", "kein Vorjahr")
    assert page.one.unit.text() == "Änderung zu 2026, 1 Person (Anzahl Gemeinden)"
    assert "1 von 86 Gemeinden vergleichbar" in words(page.head)[1]


def test_a_year_that_was_read_is_not_read_again(page, statements):
    page.years.set_value(2026)
    with statements() as seen:
        page.years.set_value(2027)
        page.household.set_value(P2)
        page.subject.set_value(MapSubject.CHANGE)
    assert seen == []


def test_what_changes_in_the_file_changes_on_the_map(page, filled, desk):
    command = usecases.RecordReturns(year=2027, entries=(entry(declared(2762, 990)),))
    desk.run(usecases.record_returns, command)
    assert rows(page.one.table)["Allschwil"] == ("990.00", "", "netto")


# ------------------------------------------------------------------ selecting


def test_a_click_on_the_map_selects_in_the_table_and_back(page, qtbot):
    at = page.one.map.point_of(LIESTAL)
    qtbot.mouseClick(page.one.map, Qt.MouseButton.LeftButton, pos=at)
    assert page.one.table.current() == LIESTAL
    page.one.table.table.setFocus()
    qtbot.keyClick(page.one.table.table, Qt.Key.Key_Down)
    assert page.one.map._selected == page.one.table.current() != LIESTAL


def test_the_selection_stays_from_size_to_size(page):
    page.one.table.select(BOECKTEN)
    page.household.set_value(P2)
    assert (page.one.table.current(), page.one.map._selected) == (BOECKTEN, BOECKTEN)


def test_a_municipality_is_opened_by_link_enter_and_double_click(page, navigation, qtbot):
    page.one.table.select(BOECKTEN)
    button(page, "Gemeinde öffnen").click()
    qtbot.keyClick(page.one.table.table, Qt.Key.Key_Return)
    qtbot.mouseDClick(page.one.map, Qt.MouseButton.LeftButton, pos=page.one.map.point_of(BOECKTEN))
    wanted = ("rent_limits", {"year": 2027, "bfs": BOECKTEN})
    assert navigation.areas == [wanted] * 3


def test_without_a_municipality_there_is_nothing_to_open(qtbot):
    table = MunicipalityTable(LINES)
    qtbot.addWidget(table)
    assert table.current() is None
    assert not table.open_link.isEnabled()
    assert not table.history_link.isEnabled()


def test_the_time_series_lies_on_top_of_the_map(page, navigation, qtbot):
    page.one.table.select(BOECKTEN)
    button(page, "Zeitreihe").click()
    series = navigation.subpages[0]
    qtbot.addWidget(series)
    assert isinstance(series, HistoryPage)
    assert series.head.title() == "Böckten: Zeitreihe"
    commands = [one.text() for one in page.one.table.table.row_menu().actions()]
    assert commands == ["Gemeinde öffnen", "Zeitreihe"]


def test_keys_go_on_in_the_table(page):
    assert QApplication.focusWidget() is None or page.one.table.table.hasFocus()
    assert accessibility.problems(page) == []


# ------------------------------------------------------------------ all sizes


def test_all_sizes_stand_beside_each_other_with_one_table(page):
    page.one.table.select(LIESTAL)
    button(page, "Alle Grössen").click()
    titles = [cell.link.text() for cell in page.all.cells]
    assert titles == [
        "1 Person",
        "2 Personen",
        "3 Personen",
        "4 Personen",
        "5 Personen",
        "6 Personen",
    ]
    found = rows(page.all.table)
    assert found["Böckten"] == (
        "1'060.00",
        "1'272.00",
        "1'484.00",
        "1'696.00",
        "1'855.00",
        "2'005.00",
    )
    assert found["Aesch"] == ("950.00", "", "", "", "", "")
    assert page.all.table.current() == LIESTAL
    assert "alle Haushaltsgrössen" in words(page.head)[1]
    assert accessibility.problems(page) == []


def test_a_small_map_leads_to_the_large_one(page):
    button(page, "Alle Grössen").click()
    page.all.cells[2].link.click()
    assert page.one.isVisible()
    assert page.household.value() is Category.P3
    button(page, "Alle Grössen").click()
    page.all.cells[2].link.click()  # the size that is chosen already
    assert page.one.isVisible()


def test_all_sizes_follow_year_and_subject(page):
    button(page, "Alle Grössen").click()
    page.years.set_value(2026)
    assert rows(page.all.table)["Böckten"][0] == "1'000.00"
    page.years.set_value(2027)
    page.subject.set_value(MapSubject.CHANGE)
    assert set(rows(page.all.table)["Böckten"]) == {"+6,0 %", "+5,5 %"}
    button(page, "Eine Grösse").click()
    assert page.one.isVisible()


# ------------------------------------------------------------------ written


def waiting(qtbot, page):
    qtbot.waitUntil(lambda: page.notice() != "", timeout=60_000)
    return page.notice()


@pytest.mark.parametrize(("name", "start"), [("karte.svg", b"<svg"), ("karte.png", b"\x89PNG")])
def test_the_picture_is_written_as_its_name_says(qtbot, page, tmp_path, name, start):
    file_prompts.set_next_path(tmp_path / name)
    button(page, "Bild speichern …").click()
    assert waiting(qtbot, page) == f"«{name}» geschrieben."
    assert (tmp_path / name).read_bytes().startswith(start)


def test_the_picture_of_all_sizes_holds_six_maps(qtbot, page, tmp_path):
    button(page, "Alle Grössen").click()
    file_prompts.set_next_path(tmp_path / "alle.svg")
    button(page, "Bild speichern …").click()
    waiting(qtbot, page)
    svg = (tmp_path / "alle.svg").read_text("utf-8")
    assert svg.count(f'xlink:href="#g{LIESTAL}"') == 6
    assert "Selbstdeklaration der Gemeinden; vom Kanton nicht standardmässig überprüft" in svg


def test_the_print_holds_table_and_map(qtbot, page, tmp_path):
    file_prompts.set_next_path(tmp_path / "karte.pdf")
    button(page, "Drucken …").click()
    assert waiting(qtbot, page) == "«karte.pdf» geschrieben."
    assert button(page, "PDF öffnen und drucken").isEnabled()
    text = "\n".join(one.extract_text() for one in PdfReader(tmp_path / "karte.pdf").pages)
    assert "Böckten" in text
    assert "1'060.00" in text
    assert "noch keine Angabe (82)" in text
    assert text.count("Quelle: Bundesamt für Statistik (BFS), GEOSTAT") == 1


def test_nothing_is_written_if_nobody_names_a_file(page):
    file_prompts.set_next_path(None, None)
    button(page, "Bild speichern …").click()
    button(page, "Drucken …").click()
    assert page.notice() == ""


def test_the_table_is_exported_as_it_is_seen(qtbot, page, tmp_path):
    file_prompts.set_next_path(tmp_path / "karte.xlsx")
    button(page, "Liste exportieren …").click()
    waiting(qtbot, page)
    sheet = openpyxl.load_workbook(tmp_path / "karte.xlsx").worksheets[0]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    head = next(line for line in lines if line[0] == "Gemeinde")
    assert head[:4] == ["Gemeinde", "CHF pro Monat", "Änderung", "Angabe"]
    assert ["Böckten", 1060, 0.06, "netto"] in [line[:4] for line in lines]


def test_all_sizes_are_exported_with_full_titles(qtbot, page, tmp_path):
    button(page, "Alle Grössen").click()
    file_prompts.set_next_path(tmp_path / "karte.csv")
    next(
        one for one in page.all.findChildren(type(page.all_link)) if one.text().startswith("Liste")
    ).click()
    waiting(qtbot, page)
    text = (tmp_path / "karte.csv").read_text("utf-8-sig")
    head = next(iter(csv.reader(StringIO(text), delimiter=";")))
    assert head == [
        "Gemeinde",
        "1 Person",
        "2 Personen",
        "3 Personen",
        "4 Personen",
        "5 Personen",
        "6 Personen",
        "Quelle",
    ]


# ------------------------------------------------------------------ classes


def dialog_of(page):
    page.set_classes()
    QApplication.processEvents()
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, MapClassesDialog))


def test_classes_are_set_in_a_dialog_and_show_on_the_map(page, filled):
    dialog = dialog_of(page)
    assert dialog.form["valid_from"].value() == date(2026, 1, 1)  # so that no year is left out
    dialog.form["limits"].input.setText("900; 1'000")
    assert dialog.preview.text() == "bis 900; 901 bis 1'000; über 1'000"
    dialog.form["source"].set_value("Weisung 12")
    dialog.accept()
    row = filled.query(queries.map_classes_on, date(2027, 1, 1))[RentKind.NET, P1]
    assert row.limits == (90_000, 100_000)
    legend = [(entry.words, entry.count) for entry in page.one.map._content.legend[:3]]
    assert legend == [("bis 900", 0), ("901 bis 1'000", 2), ("über 1'000", 1)]
    assert "vorgeschlagen" not in page.one.source.text()
    again = dialog_of(page)
    assert again.form["limits"].value() == (90_000, 100_000)
    assert again.form["valid_from"].value() == date(2027, 1, 1)
    again.reject()


def test_the_dialog_proposes_what_the_map_shows_of_the_chosen_size(page):
    page.subject.set_value(MapSubject.CHANGE)
    dialog = dialog_of(page)
    assert dialog.form["rent_kind"].value() is RentKind.NET
    before = dialog.form["limits"].value()
    dialog.form["category"].input.set_value(P2)
    assert dialog.form["limits"].value() != before
    dialog.form.mark_clean()
    dialog.reject()


def test_limits_that_do_not_rise_are_said_at_the_field(page):
    dialog = dialog_of(page)
    dialog.form["limits"].input.setText("900; 800")
    assert dialog.preview.text() == ""
    dialog.form["source"].set_value("Weisung")
    dialog.accept()
    assert dialog.form["limits"].finding().message.startswith("Schreiben Sie ein bis fünf")
    dialog.form["limits"].input.setText("viel")
    dialog.accept()
    assert "kein Betrag" in dialog.form["limits"].finding().message
    dialog.form["limits"].set_value(None)
    dialog.form["valid_from"].set_value(None)
    dialog.form["source"].set_value("")
    dialog.accept()
    assert dialog.form["limits"].finding().message == "Geben Sie die Obergrenzen ein."
    assert dialog.form["source"].finding() is not None
    dialog.form.mark_clean()
    dialog.reject()


@pytest.mark.parametrize(
    ("text", "limits"),
    [("850", (85_000,)), (" 850 ;900.50; 1'000 ;", (85_000, 90_050, 100_000)), (";", ())],
)
def test_limits_are_read_as_people_write_them(text, limits):
    assert read_limits(text) == limits


def test_a_limit_that_is_no_amount_is_named():
    with pytest.raises(typing_entry.EntryError, match="«viel» ist kein Betrag"):
        read_limits("850; viel")


def test_a_copy_for_reading_sets_no_classes(qtbot, filled, desk, navigation, monkeypatch):
    assert commands(opened(qtbot, desk, navigation)) == [("Klassen festlegen …", True)]
    monkeypatch.setattr(type(filled), "read_only", property(lambda _self: True))
    assert commands(opened(qtbot, desk, navigation)) == [("Klassen festlegen …", False)]


def commands(page):
    """What the button «…» offers, and whether it can be chosen."""
    more = next(one for one in page.head.findChildren(QToolButton) if one.menu())
    return [(one.text(), one.isEnabled()) for one in more.menu().actions()]


# ------------------------------------------------------------------ nothing there, another map


def test_an_empty_file_says_what_to_do(qtbot, archive, desk, navigation):
    open_round(archive, 2027)
    page = opened(qtbot, desk, navigation)
    assert "Erfassen Sie zuerst Rückmeldungen" in words(page)
    assert not page.tools.isVisible()
    button(page, "Im Handbuch lesen (F1)").click()
    assert navigation.books == ["karte"]
    assert accessibility.problems(page) == []
    record(archive, entry(declared(BOECKTEN, 1060)))
    page.reload()
    assert page.tools.isVisible()
    assert rows(page.one.table)["Böckten"][0] == "1'060.00"


def test_what_was_there_and_is_undone_leaves_the_page_empty(qtbot, archive, desk, navigation):
    open_round(archive, 2027)
    record(archive, entry(declared(BOECKTEN, 1060)))
    page = opened(qtbot, desk, navigation)
    desk.call(lambda opened_: opened_.undo_last())
    assert "Erfassen Sie zuerst Rückmeldungen" in words(page)


def test_a_year_without_values_is_shown_if_another_one_has_some(qtbot, filled, desk, navigation):
    open_round(filled, 2028)
    page = opened(qtbot, desk, navigation, 2028)
    assert "0 von 86 Gemeinden" in words(page.head)[1]
    assert set(fills(page).values()) == {Texture.DIAGONAL}


def test_a_map_file_that_is_gone_is_said_above_the_map(qtbot, filled, desk, navigation, tmp_path):
    Settings().set(MAP_FILE, str(tmp_path / "weg.geojson"))
    page = opened(qtbot, desk, navigation)
    assert page.notice() == (
        "«weg.geojson» lässt sich nicht lesen. Gezeigt ist die mitgelieferte Karte."
    )
    button(page, "Karte wählen").click()
    assert navigation.areas == [("settings", {"section": "map"})]


def test_another_map_file_counts_when_one_comes_back(qtbot, page, tmp_path):
    path = tmp_path / "eigene.geojson"
    content = places.resource("map", "municipalities.geojson").read_text("utf-8")
    path.write_text(content.replace('"attribution"', '"other"'), "utf-8")
    Settings().set(MAP_FILE, str(path))
    before = page.data.common.drawn
    page.hide()
    page.show()
    assert page.data.common.drawn is not before


# ------------------------------------------------------------------ the way there


def test_the_map_is_opened_from_the_page_of_the_erhebung(qtbot, area, navigation):
    button(area, "Karte").click()
    opened_map = navigation.subpages[0]
    qtbot.addWidget(opened_map)
    assert isinstance(opened_map, MapPage)
    assert opened_map.data.round.year == 2027
    names = [one.text() for one in area._menu_actions()]
    assert "Karte" in names
    assert "&Karte" in [one.text() for one in area.actions()]
    area._open_map()
    qtbot.addWidget(navigation.subpages[1])


def test_without_an_erhebung_the_key_opens_nothing(qtbot, desk, navigation):
    empty = shown(qtbot, desk, navigation)
    empty._open_map()
    assert navigation.subpages == []


def test_the_narrow_page_has_the_table_below_the_map(page):
    page.resize(640, 420)
    QApplication.processEvents()
    map_bottom = page.one.map.mapTo(page.one, page.one.map.rect().bottomLeft()).y()
    table_top = page.one.table.mapTo(page.one, page.one.table.rect().topLeft()).y()
    assert table_top > map_bottom
    page.resize(1064, 720)
    QApplication.processEvents()
    assert page.one.table.x() > page.one.map.x()
