"""The list of an Erhebung: counts, filters, the overview, and files that say what is seen."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import openpyxl
import pytest
from page_kit import (
    AESCH,
    BOECKTEN,
    ITINGEN,
    LIESTAL,
    SISSACH,
    area,
    button,
    cells,
    desk,
    hand_in,
    look,
    navigation,
    shown,
    words,
)
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from returns_examples import declared, entry, record

from sozdesk.features.rent_limits.ui.round_page import OVERVIEW, TRACKING, YEARLY_NET
from sozdesk.widgets import accessibility, file_prompts, theme

__all__ = ["area", "desk", "look", "navigation"]


def counts(page):
    return {made.chip.key: made.chip.count for made in page.chips.buttons()}


def names(page):
    return [row[0] for row in page.table.shown_text().rows]


def select(page, bfs):
    assert page.table.select_key(bfs)
    return page.table.currentIndex().row()


def test_the_head_says_year_day_and_deadline(area):
    assert area.round.head.title() == "Mietzinsgrenzwerte 2027"
    assert area.round.progress.text() == "5 von 86 eingegangen, 81 überfällig"


def test_the_chips_count_in_the_order_of_the_work_and_add_up(area):
    found = counts(area.round)
    assert found == {
        "all": 86,
        "received": 1,
        "queried": 1,
        "overdue": 81,
        "open": 0,
        "recorded": 3,
        "late": 1,
    }
    assert sum(found.values()) - found["all"] - found["late"] == 86


def test_the_bar_says_its_parts_in_words(area):
    words = "3 erfasst, 1 zu prüfen, 1 Rückfrage und 81 überfällig"
    assert area.round.bar.accessibleName() == words


@pytest.mark.parametrize(
    ("chip", "expected"),
    [
        ("received", ["Itingen"]),
        ("queried", ["Sissach"]),
        ("recorded", ["Aesch", "Böckten", "Liestal"]),
        ("late", ["Liestal"]),
        ("open", []),
    ],
)
def test_a_chip_shows_its_municipalities(area, chip, expected):
    area.round.choose_chip(chip)
    assert names(area.round) == expected


def test_chip_and_typed_filter_narrow_together_and_are_taken_away_together(area):
    page = area.round
    page.choose_chip("recorded")
    page.filter.setText("boeckten")
    assert names(page) == ["Böckten"]
    page.choose_chip("queried")
    assert names(page) == []
    button(page, "Filter aufheben").click()
    assert len(names(page)) == 86
    assert page.filter.text() == ""


def test_the_list_says_state_day_and_hints(area):
    table = area.round.table
    line = cells(table, select(area.round, ITINGEN))
    assert line == ("Itingen", "eingegangen", "08.12.2026", "2, noch offen")
    assert cells(table, select(area.round, BOECKTEN))[1:] == ("erfasst", "08.12.2026", "keine")
    overdue = [row for row in table.shown_text().rows if row[1] == "überfällig"]
    assert overdue[0][2:] == ("seit 5 Tagen", "")


def test_what_came_late_is_said_to_those_who_listen(area):
    table = area.round.table
    line = select(area.round, LIESTAL)
    column = [one.title for one in table.rows_model.columns].index("Eingang / Frist")
    spoken = table.rows_model.cell(line, column).spoken
    assert spoken == "Eingang oder Frist: 03.01.2027, nach der Frist"


def test_the_overview_shows_the_amounts_as_declared_and_the_change(area):
    page = area.round
    page.view.set_value(OVERVIEW)
    table = page.lists[OVERVIEW][0].table
    line = table.rows_model.line_of(BOECKTEN)
    assert cells(table, line) == (
        "Böckten",
        "netto pro Monat",
        "1'060.00",
        "1'272.00",
        "1'484.00",
        "1'696.00",
        "1'855.00",
        "150.00",
        "gleich bis +6,0 %",
    )
    assert cells(table, table.rows_model.line_of(SISSACH))[1:3] == ("Rückfrage", "")
    assert cells(table, table.rows_model.line_of(LIESTAL))[-1] == "kein Vorjahr"


def test_the_yearly_net_rent_is_twelve_months_and_a_fifth(area):
    page = area.round
    page.view.set_value(YEARLY_NET)
    table = page.lists[YEARLY_NET][0].table
    line = cells(table, table.rows_model.line_of(BOECKTEN))
    assert line[:3] == ("Böckten", "Nettomiete pro Monat", "15'264.00")  # 1060 * 12 * 1.2
    assert line[-1] == "2'160.00"  # 150 * 12 * 1.2


def test_enter_in_the_overview_opens_the_municipality(area):
    page = area.round
    page.view.set_value(OVERVIEW)
    table = page.lists[OVERVIEW][0].table
    table.select_key(LIESTAL)
    table.opened.emit(table.current_row())
    assert page.view.value() == TRACKING
    assert page.table.current_row().bfs_number == LIESTAL
    assert page.detail.data.tracking.bfs_number == LIESTAL


def exported(qtbot, page, path):
    file_prompts.set_next_path(path)
    button(page, "Liste exportieren …").click()
    qtbot.waitUntil(lambda: "geschrieben" in page.notice())
    return path


def test_the_list_shows_when_the_version_came_that_counts_and_tells_of_the_first(area):
    table = area.round.table
    rows = {row[0]: row[1:3] for row in table.shown_text().rows}
    assert rows["Aesch"] == ("erfasst", "20.12.2026")
    (aesch,) = (row for row in area.data.shown.rows if row.tracking.name == "Aesch")
    assert table.rows_model.columns[2].tip(aesch) == "Erste Rückmeldung am 08.12.2026"


def test_unchanged_is_short_in_the_list_and_whole_in_the_tip(area, archive, desk):
    same = declared(BOECKTEN, 1000, unchanged=True)
    record(archive, entry(same, received_on=date(2027, 1, 4)))
    area.reload()
    table = area.round.table
    (row,) = (one for one in area.data.shown.rows if one.tracking.name == "Böckten")
    state = table.rows_model.columns[1]
    assert (state.text(row), state.tip(row)) == ("unverändert", "unverändert bestätigt")
    assert area.round.lists[0][1][1].cell(row) == "unverändert bestätigt"


def test_the_yearly_net_rent_says_what_is_added_and_by_which_law(area):
    area.round.view.set_value(2)
    facts = (
        "Nettomiete im Jahr plus 20 % Nebenkosten, gerechnet nach Vo MBG § 1 (SGS 844.11), "
        "gilt seit 01.01.2024"
    )
    assert facts in words(area.round.head)
    area.round.view.set_value(0)
    assert "Gültig ab 01.01.2027. Frist 31.12.2026" in words(area.round.head)


def test_the_exported_csv_holds_exactly_the_seen_rows_and_columns(qtbot, area, tmp_path):
    page = area.round
    page.choose_chip("recorded")
    path = exported(qtbot, page, tmp_path / "liste.csv")
    rows = list(csv.reader(StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert rows == [
        ["Gemeinde", "Stand", "Eingang / Frist", "Prüfhinweise"],
        ["Aesch", "erfasst", "20.12.2026", "keine"],  # the version that counts
        ["Böckten", "erfasst", "08.12.2026", "keine"],
        ["Liestal", "erfasst", "03.01.2027", "keine"],
    ]


def test_a_column_that_is_switched_on_is_exported_as_a_number(qtbot, area, tmp_path):
    page = area.round
    page.choose_chip("late")
    page.table.column_menu().actions()[
        [one.title for one in page.table.rows_model.columns].index("1 Person")
    ].toggle()
    path = exported(qtbot, page, tmp_path / "liste.xlsx")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    lines = [
        [cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)
    ]
    head = next(n for n, line in enumerate(lines) if line[:1] == ["Gemeinde"])
    assert lines[head][-1] == "1 Person"
    assert lines[head + 1] == ["Liestal", "erfasst", "03.01.2027", "keine", 1200]


def test_the_exported_overview_is_the_overview(qtbot, area, tmp_path):
    page = area.round
    page.view.set_value(OVERVIEW)
    page.filter.setText("Böckten")
    path = exported(qtbot, page, tmp_path / "übersicht.csv")
    rows = list(csv.reader(StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert rows[1][2:8] == ["1060.00", "1272.00", "1484.00", "1696.00", "1855.00", "150.00"]


def test_the_start_page_opens_year_filter_and_municipality(area):
    area.open_target(year=2026, chip="recorded", bfs=BOECKTEN)
    page = area.round
    assert page.head.title() == "Mietzinsgrenzwerte 2026"
    assert names(page) == ["Böckten"]
    area.open_target(bfs=AESCH)
    assert page.table.current_row().bfs_number == AESCH
    assert page.chips.current() == "all"


def test_the_year_is_chosen_on_the_page(area):
    page = area.round
    page.years.set_value(2026)
    assert page.head.title() == "Mietzinsgrenzwerte 2026"
    assert counts(page)["recorded"] == 1
    page.years.set_value(2027)
    assert counts(page)["recorded"] == 3


class Paints(QObject):
    """Which year stands in the detail whenever the list is painted."""

    def __init__(self, page):
        super().__init__()
        self.page, self.details = page, []
        page.table.viewport().installEventFilter(self)

    def eventFilter(self, _watched, event):  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self.details.append(self.page.detail.data.year)
        return False


def test_another_year_is_painted_in_the_list_before_the_detail_is_read(area, qtbot):
    page = area.round
    page.table.select_key(BOECKTEN)
    qtbot.waitUntil(lambda: page.detail.data.tracking.bfs_number == BOECKTEN)
    QApplication.processEvents()
    paints = Paints(page)
    page.years.set_value(2026)
    assert paints.details == []
    qtbot.waitUntil(lambda: page.detail.data.year == 2026)
    assert paints.details == [2027]


@pytest.mark.parametrize(("mode", "factor"), [("light", 1.0), ("dark", 1.3)])
def test_every_view_can_be_read_and_operated(qtbot, qapp, archive, desk, navigation, mode, factor):
    theme.apply(qapp, mode, factor)
    hand_in(archive)
    area = shown(qtbot, desk, navigation)
    area.resize(1280, 760)
    for number in (TRACKING, OVERVIEW, YEARLY_NET):
        area.round.view.set_value(number)
        qapp.processEvents()
        assert accessibility.problems(area) == []
