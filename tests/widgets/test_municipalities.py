from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from sozdesk.kernel.municipality import Municipality
from sozdesk.widgets.municipalities import (
    MunicipalitiesInput,
    MunicipalityInput,
    district_line,
    matching,
)

PLACES = (
    Municipality(2761, "Aesch (BL)", "Aesch", "Bezirk Arlesheim"),
    Municipality(2792, "Wahlen", "Wahlen", "Laufen"),
    Municipality(2895, "Waldenburg", "Waldenburg", "Bezirk Waldenburg"),
    Municipality(2858, "Rünenberg", "Rünenberg", "Bezirk Sissach"),
)


def found(text: str) -> list[int]:
    return [place.bfs_number for place in matching(text, PLACES)]


def test_names_that_begin_with_the_letters_come_before_names_that_hold_them():
    assert found("wa") == [2792, 2895]
    assert found("berg") == [2858]


@pytest.mark.parametrize("typed", ["ruenen", "RÜN", "runen"])
def test_umlauts_may_be_typed_in_any_way(typed):
    assert found(typed) == [2858]


def test_a_number_finds_by_its_first_digits():
    assert found("27") == [2761, 2792]


def test_the_district_is_named_once():
    assert district_line(PLACES[1]) == "Bezirk Laufen, BFS-Nr. 2792"
    assert district_line(PLACES[2]) == "Bezirk Waldenburg, BFS-Nr. 2895"


def test_enter_takes_the_marked_suggestion(qtbot):
    line = MunicipalityInput(PLACES)
    qtbot.addWidget(line)
    line.show()

    qtbot.keyClicks(line, "Wa")
    qtbot.keyClick(line, Qt.Key.Key_Down)
    qtbot.keyClick(line, Qt.Key.Key_Return)

    assert line.value() == 2895
    assert line.text() == "Waldenburg"


def test_a_click_anywhere_in_the_field_of_several_leads_to_its_line(qtbot):
    whole = QWidget()
    field, other = MunicipalitiesInput(PLACES), QLineEdit()
    field.set_value((2792,))
    row = QVBoxLayout(whole)
    row.addWidget(other)
    row.addWidget(field)
    qtbot.addWidget(whole)
    whole.resize(600, 120)
    whole.show()
    other.setFocus()
    right = QPoint(field.width() - 8, field.height() // 2)
    assert field.childAt(right) is None
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=right)
    assert whole.focusWidget() is field.line


@pytest.mark.parametrize("typed", ["wahlen", "2792"])
def test_a_complete_name_or_number_needs_no_choice(qtbot, typed):
    line = MunicipalityInput(PLACES)
    qtbot.addWidget(line)
    qtbot.keyClicks(line, typed)

    line.editingFinished.emit()

    assert line.value() == 2792


def test_a_name_from_elsewhere_is_told(qtbot):
    line = MunicipalityInput(PLACES)
    qtbot.addWidget(line)

    qtbot.keyClicks(line, "Genf")

    assert line.value() is None
    assert line.problem().startswith("«Genf» ist keine Gemeinde aus der Liste.")


def test_several_are_gathered_and_backspace_takes_the_last_away(qtbot):
    field = MunicipalitiesInput(PLACES)
    qtbot.addWidget(field)
    field.show()
    for typed in ("wahl", "2761"):
        qtbot.keyClicks(field.line, typed)
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.value() == (2792, 2761)

    qtbot.keyClick(field.line, Qt.Key.Key_Backspace)

    assert field.value() == (2792,)


def test_one_that_is_chosen_is_not_offered_again(qtbot):
    field = MunicipalitiesInput(PLACES)
    qtbot.addWidget(field)
    field.show()
    field.set_value([2792])

    qtbot.keyClicks(field.line, "wa")

    assert [place.bfs_number for place in field._completing.list.places] == [2895]


def test_a_forgotten_text_is_told(qtbot):
    field = MunicipalitiesInput(PLACES)
    qtbot.addWidget(field)

    field.line.setText("Wal")

    assert field.problem() == "«Wal» ist noch nicht gewählt. Nehmen Sie einen Vorschlag mit Enter."
