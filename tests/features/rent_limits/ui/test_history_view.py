"""The time series of a municipality on the screen: sentence, chart, and all figures as a table."""

from __future__ import annotations

from datetime import date

import pytest
from page_kit import BOECKTEN, area, button, desk, look, navigation, words
from PySide6.QtWidgets import QApplication
from returns_examples import declared, entry, open_round, record

from sozdesk.features.rent_limits import usecases
from sozdesk.features.rent_limits.terms import Declaration, Interval, RentKind
from sozdesk.features.rent_limits.ui.detail import HISTORY
from sozdesk.features.rent_limits.ui.history_page import HistoryPage
from sozdesk.features.rent_limits.ui.history_view import HistoryView
from sozdesk.widgets import accessibility, theme

__all__ = ["area", "desk", "look", "navigation"]

JULY = date(2027, 7, 1)


@pytest.fixture
def years(archive):
    """2026: 12'000 a year, net. 2027: 1'060 net, from July 1'200 gross."""
    open_round(archive, 2026)
    open_round(archive, 2027)
    record(archive, entry(declared(first=12_000, year=2026, interval=Interval.YEAR)), year=2026)
    record(archive, entry(declared(first=1060)))
    changed = declared(first=1200, valid_from=JULY, rent_kind=RentKind.GROSS)
    record(archive, entry(changed, change_from=JULY))
    return archive


def shown(qtbot, widget):
    widget.resize(700, 720)
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def drawn(qtbot, view):
    qtbot.waitUntil(lambda: not view.chart.is_empty(), timeout=30_000)
    return view


def test_the_figures_stand_in_the_table_newest_first(qtbot, years, desk):
    view = drawn(qtbot, shown(qtbot, HistoryView(desk, BOECKTEN)))
    lines = view.table.shown_text().rows
    assert [line[:3] for line in lines] == [
        ("01.07.2027", "1'200.00", "1'440.00"),
        ("01.01.2027", "1'060.00", "1'272.00"),
        ("01.01.2026", "1'000.00", "1'200.00"),
    ]
    model = view.table.rows_model
    assert [model.cell(line, 0).second for line in range(3)] == [
        "brutto, Änderung",
        "netto",
        "netto",
    ]
    assert model.cell(0, 6).spoken == "jede weitere Person: 150.00"


def test_sentence_notes_and_source_stand_around_the_chart(qtbot, years, desk):
    view = drawn(qtbot, shown(qtbot, HistoryView(desk, BOECKTEN)))
    assert view.finding.text() == "1 Person: 1'200 Franken brutto seit 2027."
    assert view.notes.text().startswith("Beträge pro Jahr sind durch 12 geteilt. Eine Lücke heisst")
    assert view.notes.text().endswith("vom Kanton nicht standardmässig überprüft.")
    assert view.chart.accessibleName().startswith("Liniendiagramm: CHF pro Monat")
    assert accessibility.problems(view) == []


def test_what_is_recorded_later_appears(qtbot, years, desk):
    view = drawn(qtbot, shown(qtbot, HistoryView(desk, BOECKTEN)))
    open_round(years, 2028)
    command = usecases.RecordReturns(
        year=2028, entries=(entry(declared(first=1250, year=2028, rent_kind=RentKind.GROSS)),)
    )
    desk.run(usecases.record_returns, command)
    assert view.table.shown_text().rows[0][:2] == ("01.01.2028", "1'250.00")


def test_the_chart_follows_the_theme(qtbot, years, desk, qapp):
    view = drawn(qtbot, shown(qtbot, HistoryView(desk, BOECKTEN)))
    light = view.chart.grab().toImage()
    theme.apply(qapp, "dark")
    qtbot.waitUntil(lambda: view.chart.grab().toImage() != light, timeout=30_000)
    theme.apply(qapp, "light")


def test_without_values_there_is_a_sentence_and_no_chart(qtbot, archive, desk):
    view = shown(qtbot, HistoryView(desk, BOECKTEN))
    assert view.finding.text() == "Noch keine Werte erfasst."
    assert not view.chart.isVisible()
    assert not view.table.isVisible()
    assert view.notes.text() == ""


def test_no_limits_stand_in_the_table_without_a_chart(qtbot, archive, desk):
    open_round(archive, 2027)
    none = Declaration(bfs_number=BOECKTEN, year=2027, no_limits_reason="keine Haushalte")
    record(archive, entry(none))
    view = shown(qtbot, HistoryView(desk, BOECKTEN))
    assert view.table.rows_model.cell(0, 0).second == "keine Grenzwerte"
    assert not view.chart.isVisible()


def test_the_page_names_the_municipality_and_leads_to_it(qtbot, years, desk, navigation):
    page = shown(qtbot, HistoryPage(desk, navigation, BOECKTEN))
    drawn(qtbot, page.view)
    assert page.head.title() == "Böckten: Zeitreihe"
    assert "Bezirk Sissach, BFS-Nr. 2842" in words(page.head)
    button(page, "Gemeinde öffnen").click()
    assert navigation.areas == [("rent_limits", {"bfs": BOECKTEN})]
    assert accessibility.problems(page) == []


def test_a_number_from_elsewhere_keeps_the_plain_title(qtbot, archive, desk, navigation):
    page = shown(qtbot, HistoryPage(desk, navigation, 1))
    assert page.head.title() == "Zeitreihe"


def test_it_is_a_tab_of_the_municipality(qtbot, area):
    area.open_target(bfs=BOECKTEN)
    detail = area.round.detail
    detail.choose_tab(HISTORY)
    QApplication.processEvents()
    (view,) = detail.findChildren(HistoryView)
    drawn(qtbot, view)
    assert [line[:2] for line in view.table.shown_text().rows] == [
        ("01.01.2027", "1'060.00"),
        ("01.01.2026", "1'000.00"),
    ]


def test_without_an_answer_a_link_leads_to_it(qtbot, area, navigation):
    area.open_target(bfs=2762)
    button(area.round.detail, "Zeitreihe").click()
    qtbot.addWidget(navigation.subpages[0])
    assert isinstance(navigation.subpages[0], HistoryPage)
