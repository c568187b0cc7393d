"""«Grenzwert herleiten»: from offers, with an index, beside the district; figures by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import Workbook
from own_examples import BRETZWIL, LAUWIL, REIGOLDSWIL, canton, finish, own_declared
from own_kit import LISTED, OFFERS, desk, look, navigation, own, own_template
from page_kit import button, words
from PySide6.QtCore import QPoint

from sozdesk.archive import drafts
from sozdesk.features.rent_limits import usecases
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Around,
    Category,
    ComparisonBasis,
    Declaration,
    IndexBasis,
    IndexValue,
    Interval,
    Offer,
    RentKind,
)
from sozdesk.features.rent_limits.ui import own_known
from sozdesk.features.rent_limits.ui.derive_page import DerivePage
from sozdesk.features.rent_limits.ui.own_known import Opened
from sozdesk.widgets import accessibility, file_prompts, layouts, messages
from sozdesk.widgets.table import TableView

__all__ = ["desk", "look", "navigation", "own", "own_template"]

OFFERS_TAB, INDEX_TAB, DISTRICT_TAB = range(3)
LIK = "Landesindex der Konsumentenpreise"
LANGENBRUCK, WALDENBURG, ZIEFEN, SISSACH = 2888, 2895, 2834, 2861
GROSS = {"rent_kind": RentKind.GROSS}


@pytest.fixture
def open_page(qtbot, own, desk, navigation):
    def open_(declaration=None, tab=OFFERS_TAB, bfs=BRETZWIL):
        known = own_known.load(own, Opened(bfs_number=bfs, year=2027))
        page = DerivePage(desk, navigation, known, declaration or known.first())
        page.resize(1064, 720)
        qtbot.addWidget(page)
        navigation.open_subpage(page)
        page.show()
        page.tabs.choose(tab)
        return page

    return open_


@pytest.fixture
def last_year(own):
    """810, 972, 1'134, 1'296, 1'418, 150 net per month."""
    finish(own, own_declared(first=810, year=2026))


def set_index(archive, value, day, series=LIK, source="BFS, su-d-05.02.08"):
    command = usecases.SetIndexValue(series=series, day=day, value=value, source=source)
    archive.run(usecases.set_index_value, command)


def paste(page, text, **values):
    offers = page.offers
    for key, value in values.items():
        offers.form[key].set_value(value)
    offers.take_text(text)


def line(table, name):
    """The texts of one line of a table with input fields, below its first column."""
    grid = table.layout()
    cells = {grid.getItemPosition(grid.indexOf(one))[:2]: one for one in layouts.widgets_of(grid)}
    texts = [
        [
            cells[place].text() if hasattr(cells[place], "text") else ""
            for place in sorted(cells)
            if place[0] == row
        ]
        for row in range(grid.rowCount())
    ]
    return next(row[1:] for row in texts if row and row[0] == name)


# ------------------------------------------------------------------ offers


def test_a_pasted_list_gives_the_quantile_and_what_it_means(last_year, open_page):
    page = open_page()
    assert page.bar.message() == "Fügen Sie die Liste der Inserate ein"
    paste(page, OFFERS)
    assert page.bar.message() == "Wählen Sie das Quantil"
    assert not page.enter_button.isEnabled()
    paste(page, OFFERS, percent=40, period="Sept. bis Nov. 2026", source="Portale")
    assert "22 Inserate gelesen" in words(page)
    # of 20 rents 600, 620 … 980 the 8th is 740; 8 of 20 cost at most that
    assert line(page.offers.table, "1 Person") == [
        "1",
        "2",
        "20",
        "600",
        "680",
        "780",
        "880",
        "980",
        "740",
        "740",
        "810",
        "8 von 20 (40,0 %)",
    ]
    assert line(page.offers.table, "2 Personen")[2:] == [
        "2",
        "1'100",
        "1'100",
        "1'100",
        "1'200",
        "1'200",
        "1'100",
        "1'100",
        "972",
        "1 von 2 (50,0 %)",
    ]
    few = "2 Personen: nur 2 Inserate. Mit weniger als 20 sagt ein Quantil wenig."
    assert few in words(page)
    found = page.offers.derivation()
    assert found.amounts == {Category.P1: 740_00, Category.P2: 1100_00}
    assert (found.rent_kind, found.interval) == (RentKind.NET, Interval.MONTH)
    assert found.basis.offers[:20] == LISTED
    assert (found.basis.period, found.basis.source) == ("Sept. bis Nov. 2026", "Portale")
    assert page.bar.message() == "2 Beträge netto pro Monat"


def test_what_rounding_down_leaves_is_said(open_page):
    page = open_page()
    # ten rents 901 … 910: 30 % is the third, 903, rounded to 900; to 5 francs 905 with five below
    paste(
        page, "Zimmer\tMiete\n" + "\n".join(f"1.5\t{rent}" for rent in range(901, 911)), percent=30
    )
    assert line(page.offers.table, "1 Person")[-4:] == ["903", "900", "", "0 von 10 (0,0 %)"]
    said = "Abgerundet, darum liegen weniger als 30 % bis zum Ergebnis: 1 Person."
    assert said in "\n".join(words(page)).splitlines()
    page.offers.form["step"].set_value(500)
    page.offers.read_now()
    assert line(page.offers.table, "1 Person")[-4:] == ["903", "905", "", "5 von 10 (50,0 %)"]
    assert said not in "\n".join(words(page))


def test_offers_that_suit_no_household_are_named_with_their_rooms(open_page):
    page = open_page()
    paste(page, OFFERS + "\n5.5\t2'100\n6\t2'400", percent=40)
    said = "2 Inserate passen zu keinem Haushalt: 1 mit 5.5 und 1 mit 6 Zimmern."
    assert "24 Inserate gelesen" in words(page)
    assert said in words(page)
    page.offers.form["most_p5"].set_value(60)
    page.offers.read_now()
    assert said not in words(page)


def test_a_numbering_beside_the_rooms_is_asked_about(open_page):
    page = open_page()
    paste(page, "1\t3.5\t1450\n2\t2.5\t1100", percent=40)
    assert "0 Inserate gelesen, 2 Zeilen nicht" in words(page)
    assert not page.enter_button.isEnabled()


def test_a_list_that_is_too_long_is_refused_until_it_is_shorter(open_page):
    page = open_page()
    paste(page, "1.5\t800\n" * 5_001, percent=40)
    said = "«Liste» ist zu gross. Gelesen werden höchstens 5 MB, 5'000 Zeilen und 256 Spalten."
    assert said in words(page)
    paste(page, OFFERS)
    assert said not in words(page)


def test_no_percentile_is_proposed(open_page):
    page = open_page()
    assert page.offers.form["percent"].value() is None
    assert "Nicht vorgeschrieben: Die Behörde wählt das Quantil und kann es begründen." in words(
        page
    )


@pytest.mark.parametrize("percent", [0, 100])
def test_an_impossible_quantile_is_named(open_page, percent):
    page = open_page()
    paste(page, OFFERS, percent=percent)
    assert page.bar.message() == "Das Quantil liegt zwischen 1 und 99 Prozent"
    assert page.offers.derivation() is None


def test_the_rooms_of_a_household_can_be_changed(open_page):
    page = open_page()
    paste(page, OFFERS, percent=40, least_p1=20, most_p1=25)
    assert line(page.offers.table, "1 Person")[2] == "2"
    paste(page, "9\t800")
    assert page.bar.message() == "Kein Inserat passt zu den Zimmern der Haushalte"
    page.offers.form["least_p1"].input.focus_target().setText("viele")
    assert page.offers.form["least_p1"].input.problem() == "Schreiben Sie die Zimmer so: 3.5"


def test_lines_that_are_no_offer_are_listed_with_their_number(open_page):
    page = open_page()
    lines = ["1.5\t800", *[f"1.5\tauf Anfrage {number}" for number in range(6)], "2.5\t1000"]
    paste(page, "\n".join(lines))
    shown = words(page)
    assert "2 Inserate gelesen, 6 Zeilen nicht" in shown
    (unread,) = [text for text in shown if text.startswith("Zeile ")]
    assert unread.splitlines()[0].startswith("Zeile 2 «1.5\tauf Anfrage 0»: Es fehlt")
    assert unread.splitlines()[-1] == "und 1 weitere"


def test_further_columns_of_excel_do_no_harm(qtbot, open_page):
    page = open_page()
    text = "Ort\tZimmer\tBrutto\tNetto\nBretzwil, Dorf\t3.5\t1'650\t1'450.00"
    page.offers.form["text"].input.insertPlainText(text)
    qtbot.waitUntil(lambda: bool(page.offers.reading.offers))
    assert page.offers.reading.offers == (Offer(35, 1450_00),)


def test_a_list_comes_from_a_file_too(qtbot, open_page, tmp_path):
    book = Workbook()
    for row in (["Nettomiete", "Zimmer"], [800, 1.5], [1450.5, "3.5"]):
        book.active.append(row)
    book.save(tmp_path / "inserate.xlsx")
    page = open_page()
    file_prompts.set_next_path(tmp_path / "inserate.xlsx")
    button(page, "Datei wählen …").click()
    qtbot.waitUntil(lambda: bool(page.offers.reading.offers), timeout=30_000)
    assert [(one.rooms, one.rent) for one in page.offers.reading.offers] == [
        (15, 800_00),
        (35, 1450_50),
    ]


def test_a_file_that_is_no_list_is_named(qtbot, open_page, tmp_path):
    path = tmp_path / "bild.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    page = open_page()
    file_prompts.set_next_path(path)
    messages.set_next_answer("close")
    button(page, "Datei wählen …").click()
    qtbot.waitUntil(lambda: bool(messages._shown), timeout=30_000)
    assert "bild.xlsx" in " ".join(messages.shown())


def test_a_pasted_list_that_is_not_entered_is_there_again_next_time(own, open_page, navigation):
    page = open_page()
    paste(page, OFFERS, percent=40)
    page.leave()
    assert page not in navigation.subpages
    again = open_page()
    assert len(again.offers.reading.offers) == 22
    assert again.offers.percent() == 40
    again.enter()
    assert own.query(drafts.draft_of, again._key, None, own.context().staff_id) is None
    assert open_page().offers.reading.offers == ()


def test_what_is_derived_goes_to_the_form(open_page, navigation):
    page = open_page()
    handed = []
    page.derived.connect(handed.append)
    paste(page, OFFERS, percent=40)
    found = page.offers.derivation()
    page.enter_button.click()
    assert handed == [found]
    assert page not in navigation.subpages
    assert not page.has_changes()


def test_that_gross_amounts_will_go_is_said_before(open_page):
    page = open_page(own_declared(rent_kind=RentKind.GROSS))
    paste(page, OFFERS, percent=40)
    assert page.bar.message() == (
        "2 Beträge netto pro Monat Die Meldung ist brutto pro Monat; ihre übrigen Beträge werden "
        "geleert"
    )


def test_gross_limits_of_last_year_stand_not_beside_net_results(own, open_page):
    finish(own, own_declared(first=810, year=2026, rent_kind=RentKind.GROSS))
    page = open_page()
    paste(page, OFFERS, percent=40)
    assert line(page.offers.table, "1 Person")[-2] == ""


def test_limits_per_year_are_compared_per_month(own, open_page):
    amounts = {Category.P1: 12_000_00}
    finish(
        own,
        own_declared(
            year=2026,
            interval=Interval.YEAR,
            amounts={**own_declared().amounts, **amounts},
        ),
    )
    page = open_page()
    paste(page, OFFERS, percent=40)
    assert line(page.offers.table, "1 Person")[-2] == "1'000"  # 12'000 / 12


# ------------------------------------------------------------------ index


def test_old_limits_go_with_the_index_from_the_last_adjustment_on(own, last_year, open_page):
    set_index(own, 106_000, date(2025, 11, 30))
    set_index(own, 107_400, date(2026, 11, 30))
    page = open_page(tab=INDEX_TAB)
    form = page.index.form
    form["series"].set_value(LIK)
    # 810 x 107.4 / 106.0 = 820.698, rounded to 10: 820; 972 x … = 984.84: 980
    assert line(page.index.table, "1 Person") == ["810.00", "820.00", "+1,2 %"]
    assert line(page.index.table, "2 Personen") == ["972.00", "980.00", "+0,8 %"]
    form["step"].set_value(500)
    assert line(page.index.table, "2 Personen") == ["972.00", "985.00", "+1,3 %"]
    sources = [text for text in words(page) if "su-d-05.02.08" in text]
    assert len(sources[0].splitlines()) == 2
    assert "106,0" in sources[0]
    assert "30.11.2026" in sources[0]
    found = page.index.derivation()
    assert found.amounts[Category.P1] == 820_00
    assert found.basis == IndexBasis(
        old=own_declared(first=810, year=2026).amounts,
        base=IndexValue(LIK, date(2025, 11, 30), 106_000, "BFS, su-d-05.02.08"),
        now=IndexValue(LIK, date(2026, 11, 30), 107_400, "BFS, su-d-05.02.08"),
        step=500,
    )
    assert page.enter_button.isEnabled()


def test_the_most_current_series_is_proposed_and_the_reference_rate_is_no_index(own, open_page):
    series = open_page(tab=INDEX_TAB).index.form["series"].input
    assert [series.itemText(number) for number in range(series.count())] == ["BFS Mietpreisindex"]
    set_index(own, 106_000, date(2025, 11, 30))
    set_index(own, 107_400, date(2026, 11, 30))
    assert open_page(tab=INDEX_TAB).index.form["series"].value() == LIK


def test_values_of_days_to_come_are_not_offered(own, last_year, open_page):
    set_index(own, 106_000, date(2025, 11, 30))
    set_index(own, 107_400, date(2026, 11, 30))
    set_index(own, 109_000, date(2027, 11, 30))
    assert open_page(tab=INDEX_TAB).index.form["now"].value().day == date(2026, 11, 30)


def test_without_a_newer_value_there_is_nothing_to_carry_forward(own, last_year, open_page):
    set_index(own, 105_000, date(2024, 11, 30))
    set_index(own, 106_000, date(2025, 11, 30))
    page = open_page(tab=INDEX_TAB)
    page.index.form["series"].set_value(LIK)
    assert page.bar.message() == (
        "Die Beträge gelten seit 01.01.2026, der neuste Stand ist vom 30.11.2025. "
        "Tragen Sie einen neueren Stand ein"
    )
    open_series = button(page, "Indexreihen öffnen …")
    assert open_series.mapTo(page, QPoint()).y() < page.index.table.mapTo(page, QPoint()).y()
    assert not page.enter_button.isEnabled()


def test_a_missing_series_leads_to_where_the_office_enters_values(
    own, last_year, open_page, navigation
):
    page = open_page(tab=INDEX_TAB)
    page.show_index(())
    assert any("keine Indexreihe mit mindestens zwei Werten" in text for text in words(page))
    assert page.index.derivation() is None
    button(page, "Indexreihen öffnen …").click()
    assert navigation.subpages[-1].head.title() == "Indexreihen"
    set_index(own, 106_000, date(2025, 11, 30))
    set_index(own, 107_400, date(2026, 11, 30))
    page._on_changed(frozenset({"rent_limits"}))
    assert page.index.form["series"].value() == LIK
    assert line(page.index.table, "1 Person")[1] == "820.00"


def test_without_last_year_there_is_nothing_to_carry_forward(own, open_page):
    """What stands in the form may be carried forward already: nothing is indexed twice."""
    set_index(own, 106_000, date(2025, 11, 30))
    set_index(own, 107_400, date(2026, 11, 30))
    page = open_page(own_declared(), tab=INDEX_TAB)
    assert any(text.startswith("Es sind keine bisherigen Beträge da") for text in words(page))
    assert page.index.derivation() is None


def test_the_index_does_not_run_backwards(own, last_year, open_page):
    set_index(own, 106_000, date(2025, 11, 30))
    set_index(own, 107_400, date(2026, 11, 30))
    page = open_page(tab=INDEX_TAB)
    base, now = (page.index.form[key].value() for key in ("base", "now"))
    page.index.form["base"].set_value(now)
    page.index.form["now"].set_value(base)
    assert page.index.derivation() is None
    assert "muss jünger sein" in page.bar.message()


# ------------------------------------------------------------------ district


def others(*numbers, **changes):
    """790, 800, 810 … for one person."""
    return [
        own_declared(number, 790 + 10 * place, year=2026, **changes)
        for place, number in enumerate(numbers)
    ]


def test_the_district_shows_smallest_median_and_largest_on_an_equal_basis(
    own, last_year, open_page
):
    canton(
        own,
        *others(LAUWIL, REIGOLDSWIL, LANGENBRUCK),
        own_declared(WALDENBURG, 1500, year=2026, rent_kind=RentKind.GROSS),
    )
    page = open_page(tab=DISTRICT_TAB)
    page.compare.form["around"].set_value(Around.DISTRICT)
    said = (
        "3 Gemeinden im Bezirk Waldenburg, Übersicht 2026, netto pro Monat; 1 nicht netto "
        "gemeldete ist weggelassen."
    )
    assert said in words(page)
    # 790, 800, 810 and the own 810 last year
    assert line(page.compare.table, "1 Person") == [
        "3",
        "790.00",
        "800.00",
        "810.00",
        "800.00",
        "810.00",
        "+1,3 %",
    ]
    found = page.compare.derivation()
    assert found.basis == ComparisonBasis(
        year=2026,
        around=Around.DISTRICT,
        district="Waldenburg",
        names=("Langenbruck", "Lauwil", "Reigoldswil"),
        step=1000,
    )
    assert found.amounts[Category.P1] == 800_00


def test_a_neighbour_that_declares_per_year_stands_there_per_month(own, last_year, open_page):
    yearly = own_declared(LAUWIL, 9_480, year=2026, interval=Interval.YEAR)
    canton(own, yearly, *others(REIGOLDSWIL, LANGENBRUCK))
    page = open_page(tab=DISTRICT_TAB)
    tables = page.compare.findChildren(TableView)
    rows = {row[0]: row for row in tables[0].shown_text().rows}
    assert rows["Lauwil"][1] == "790.00"  # 9'480 / 12
    assert rows["Lauwil"][-1].endswith("pro Jahr gemeldet")
    assert "gemeldet" not in rows["Langenbruck"][-1]


def test_neighbours_of_another_district_count_too(own, open_page):
    finish(own, own_declared(REIGOLDSWIL, 805, year=2026))
    canton(own, *others(LAUWIL, LANGENBRUCK, ZIEFEN, SISSACH))  # 790, 800, 810, 820
    page = open_page(tab=DISTRICT_TAB, bfs=REIGOLDSWIL)
    assert (
        "3 Gemeinden im Bezirk Waldenburg und in der Nachbarschaft, Übersicht 2026, netto pro "
        "Monat."
    ) in words(page)
    both = page.compare.derivation()
    assert both.basis.names == ("Langenbruck", "Lauwil", "Ziefen")  # Sissach is far away
    assert both.basis.around is Around.BOTH
    page.compare.form["around"].set_value(Around.NEIGHBOURS)
    assert "2 Gemeinden in der Nachbarschaft" in " ".join(words(page))
    assert page.bar.message() == "Mit weniger als 3 Gemeinden sagt der Median nichts"
    page.compare.form["around"].set_value(Around.DISTRICT)
    assert page.compare.lines[0].middle == 795_00  # between 790 and 800


def test_medians_are_rounded_as_chosen(own, last_year, open_page):
    canton(own, *(own_declared(one, 803, year=2026) for one in (LAUWIL, REIGOLDSWIL, LANGENBRUCK)))
    page = open_page(tab=DISTRICT_TAB)
    assert page.compare.derivation().amounts[Category.P1] == 800_00
    page.compare.form["step"].set_value(500)
    assert page.compare.derivation().amounts[Category.P1] == 805_00
    assert line(page.compare.table, "1 Person")[4] == "805.00"


def test_with_two_municipalities_nothing_is_entered(own, last_year, open_page):
    canton(own, *others(LAUWIL, REIGOLDSWIL))
    page = open_page(tab=DISTRICT_TAB)
    assert page.bar.message() == "Mit weniger als 3 Gemeinden sagt der Median nichts"
    assert not page.enter_button.isEnabled()


def test_without_an_overview_it_says_so(last_year, open_page):
    page = open_page(tab=DISTRICT_TAB)
    assert any("noch keine Übersicht eingelesen" in text for text in words(page))
    assert not page.enter_button.isEnabled()


def test_gross_beside_net_is_not_compared(own, last_year, open_page):
    canton(own, *others(LAUWIL, REIGOLDSWIL, LANGENBRUCK, **GROSS))
    page = open_page(tab=DISTRICT_TAB)
    page.compare.form["around"].set_value(Around.DISTRICT)
    assert any(
        text.startswith("Im Bezirk Waldenburg meldet niemand netto pro Monat.")
        for text in words(page)
    )


def test_before_net_or_gross_is_chosen_nothing_is_compared(own, open_page):
    canton(own, *others(LAUWIL, REIGOLDSWIL, LANGENBRUCK))
    empty = Declaration(bfs_number=BRETZWIL, year=2027, amounts={})
    page = open_page(empty, tab=DISTRICT_TAB)
    assert any(text.startswith("Wählen Sie in der Meldung zuerst, ob") for text in words(page))


def test_a_missing_overview_is_read_in_from_here_and_compared_at_once(
    own, last_year, open_page, navigation
):
    page = open_page(tab=DISTRICT_TAB)
    button(page, "Übersicht des Kantons einlesen …").click()
    assert navigation.subpages[-1].head.title() == "Übersicht eines früheren Jahres einlesen"
    assert page.compare.derivation() is None
    assert page.compare.lacking() == ""

    canton(own, *others(LAUWIL, REIGOLDSWIL, LANGENBRUCK))
    page._on_changed(frozenset({"rent_limits"}))

    assert page.compare.derivation().amounts[Category.P1] == 800_00
    assert page.enter_button.isEnabled()


def test_only_what_enough_municipalities_declare_is_entered(own, last_year, open_page):
    one, *rest = others(LAUWIL, REIGOLDSWIL, LANGENBRUCK)
    emergency = replace(one, amounts={**one.amounts, Category.EMERGENCY: 200_00})
    canton(own, emergency, *rest)
    page = open_page(tab=DISTRICT_TAB)
    assert Category.EMERGENCY not in page.compare.derivation().amounts
    assert set(page.compare.derivation().amounts) == set(MAIN_CATEGORIES)


def test_what_this_municipality_does_not_declare_is_not_entered_either(own, last_year, open_page):
    with_shared = [
        replace(one, amounts={**one.amounts, Category.SHARED: 500_00})
        for one in others(LAUWIL, REIGOLDSWIL, LANGENBRUCK)
    ]
    canton(own, *with_shared)
    page = open_page(tab=DISTRICT_TAB)
    assert line(page.compare.table, "WG oder Einzelzimmer")[0] == "3"
    assert Category.SHARED not in page.compare.derivation().amounts


def test_how_many_are_enough_is_a_threshold_of_the_file(own, last_year, open_page):
    limit = usecases.SetThreshold(
        key="neighbours_min", valid_from=date(2026, 1, 1), value=2, source="Beispiel"
    )
    own.run(usecases.set_threshold, limit)
    canton(own, *others(LAUWIL, REIGOLDSWIL))
    page = open_page(tab=DISTRICT_TAB)
    assert page.compare.derivation().amounts[Category.P1] == 800_00  # between 790 and 800: 795


def test_the_chosen_series_stays_when_values_are_entered(own, last_year, open_page):
    set_index(own, 106_000, date(2025, 11, 30))
    set_index(own, 107_400, date(2026, 11, 30))
    page = open_page(tab=INDEX_TAB)
    page.index.form["series"].set_value("BFS Mietpreisindex")
    set_index(own, 107_500, date(2026, 12, 1))
    page._on_changed(frozenset({"rent_limits"}))
    assert page.index.form["series"].value() == "BFS Mietpreisindex"


def test_nothing_is_handed_over_before_everything_is_chosen(open_page, navigation):
    page = open_page()
    handed = []
    page.derived.connect(handed.append)
    page.enter()
    assert handed == []
    assert page in navigation.subpages
    page.leave()  # nothing was pasted: nothing is kept
    assert page not in navigation.subpages


@pytest.mark.parametrize("tab", [OFFERS_TAB, INDEX_TAB, DISTRICT_TAB])
def test_every_control_is_named_and_large_enough(own, last_year, open_page, tab):
    canton(own, *others(LAUWIL, REIGOLDSWIL, LANGENBRUCK))
    set_index(own, 106_000, date(2025, 11, 30))
    set_index(own, 107_400, date(2026, 11, 30))
    page = open_page(tab=tab)
    paste(page, OFFERS, percent=40)
    assert words(page)
    assert accessibility.problems(page) == []
