"""The board: four columns by state."""

from __future__ import annotations

from measures_page_kit import dialog_of, sentences
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sozdesk.features.strategy.ui.page import BOARD, LIST, build


def shown(page):
    """Word of each column → numbers in it."""
    return {
        column.table.accessibleName(): [row.number for row in column.model.rows()]
        for column in page.board.columns
    }


def test_the_columns_add_up_to_all_measures(page):
    page.view.set_value(BOARD)
    found = shown(page)
    assert list(found) == ["Geplant", "In Umsetzung", "Umgesetzt", "Abgeschlossen ohne Umsetzung"]
    assert len(found["In Umsetzung"]) == 21
    assert len(found["Umgesetzt"]) + len(found["Abgeschlossen ohne Umsetzung"]) == 19
    assert found["Abgeschlossen ohne Umsetzung"] == ["1.2", "2.1", "2.3", "3.6", "5.4"]
    assert "Keine Massnahme" in sentences(page.board)


def test_filters_and_search_narrow_the_board_too(page):
    page.view.set_value(BOARD)
    page.filters.choose("poverty")
    assert sum(map(len, shown(page).values())) == 13
    page.filters.choose("all")
    page.search.setText("obdachlose")
    assert shown(page)["In Umsetzung"] == ["5.3"]


def test_enter_on_a_card_opens_its_detail(page):
    page.view.set_value(BOARD)
    table = page.board.columns[1].table
    table.select_key(page.board.columns[1].model.rows()[2].id)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert page.split.isVisible()
    assert page.detail.title().startswith("1.6 ")


def test_the_choice_is_remembered_but_not_what_a_card_opened(page, navigation, desk, qtbot):
    page.view.set_value(BOARD)
    page.board.opened.emit(page.data.shown.measures[0])
    assert page.view.value() == LIST
    assert navigation.views == {"strategy": "board"}
    again = build(desk, navigation)
    qtbot.addWidget(again)
    assert again.view.value() == BOARD


def test_the_state_of_a_selected_card_is_recorded(page):
    page.view.set_value(BOARD)
    column = page.board.columns[2]
    column.table.select_key(column.model.rows()[0].id)
    page.commands.record()
    assert sentences(dialog_of(page))[1] == "1.1 Anpassung des Grundbedarfs an die Teuerung"
