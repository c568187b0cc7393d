from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QRect, Qt

from sozdesk.widgets import buttons, theme
from sozdesk.widgets.list_pane import FilterInput, ListPane
from sozdesk.widgets.prepared_search import prepare_search
from sozdesk.widgets.table import Column, Group, RowsModel, TableView


@dataclass(frozen=True)
class Town:
    number: int
    name: str
    district: str = "Sissach"
    days: int | None = None
    ticked: bool | None = None


TOWNS = (Town(1, "Zwingen", "Laufen"), Town(2, "Äsch", "Arlesheim", 5), Town(3, "Buus", days=2))
COLUMNS = (
    Column(title="Gemeinde", text=lambda town: town.name, stretch=True),
    Column(
        title="Stand",
        text=lambda town: "überfällig" if town.days else "offen",
        symbol=lambda town: "overdue" if town.days else "open",
        spoken=lambda town: (
            f"Stand: überfällig, seit {town.days} Tagen" if town.days else "Stand: offen"
        ),
    ),
    Column(
        title="Tage",
        text=lambda town: str(town.days or ""),
        sort_key=lambda town: town.days,
        align="right",
    ),
    Column(title="Bezirk", text=lambda town: town.district, hidden=True),
)


def model_of(*rows: Town, **how: object) -> RowsModel:
    model = RowsModel(COLUMNS, key=lambda town: town.number, **how)
    model.set_rows(rows or TOWNS)
    return model


@pytest.fixture
def table(qtbot) -> TableView:
    view = TableView(model_of(), "Gemeinden")
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show()
    return view


def test_a_column_of_one_letter_makes_no_scroll_bar(qtbot):
    narrow = Column(title="N", text=lambda town: str(town.number))
    model = RowsModel((narrow, narrow, *COLUMNS), key=lambda town: town.number)
    model.set_rows(TOWNS)
    view = TableView(model, "Gemeinden")
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show()
    qtbot.waitExposed(view)

    assert view.horizontalScrollBar().maximum() == 0


def names(model: RowsModel) -> list[str]:
    return [town.name for town in model.rows()]


def test_sorting_is_german_whatever_the_computer_speaks():
    model = model_of()

    model.sort(0)

    assert names(model) == ["Äsch", "Buus", "Zwingen"]


def test_rows_without_a_value_stand_at_the_end_of_an_ascending_list():
    model = model_of()

    model.sort(2)

    assert names(model) == ["Buus", "Äsch", "Zwingen"]


def test_searching_takes_ae_for_a_umlaut_and_looks_into_all_cells():
    model = model_of()

    model.set_search("aesch")
    assert names(model) == ["Äsch"]
    model.set_search("laufen offen")
    assert names(model) == ["Zwingen"]


def test_a_key_only_looks_at_what_the_keys_before_it_left():
    looked = []
    name = Column(title="Gemeinde", text=lambda town: looked.append(town.name) or town.name)
    model = RowsModel((name,), key=lambda town: town.number)
    model.set_keep(lambda town: looked.append(f"chip {town.name}") or town.name != "Buus")
    model.set_rows(TOWNS)
    model.set_search("z")
    assert looked == ["chip Zwingen", "chip Äsch", "chip Buus", "Zwingen", "Äsch"]
    looked.clear()
    model.take_searched(["zwingen", "zw: left out by the first key", "buus"])
    model.set_search("zw")
    assert names(model) == ["Zwingen"]
    model.set_search("left")
    assert names(model) == ["Äsch"]
    model.set_search("")
    assert (names(model), looked) == (["Zwingen", "Äsch"], [])
    model.sort(0)
    assert names(model) == ["Äsch", "Zwingen"]
    model.set_keep(None)
    assert names(model) == ["Äsch", "Buus", "Zwingen"]


def test_a_chip_and_a_search_narrow_the_list_together():
    model = model_of()
    model.set_keep(lambda town: town.days is not None)

    model.set_search("buus")

    assert names(model) == ["Buus"]
    assert model.total() == 3


def test_groups_gather_their_rows_and_fold():
    model = model_of(group_of=lambda town: Group(town.district, town.district, "1 von 1"))
    assert [model.group(line) is not None for line in range(6)] == [True, False] * 3

    model.fold("Arlesheim", folded=True)

    assert names(model) == ["Zwingen", "Buus"]
    assert model.rowCount() == 5


def test_the_current_row_survives_a_reload_even_if_it_stands_elsewhere(table):
    table.select_key(3)

    table.rows_model.set_rows((Town(3, "Buus"), Town(1, "Zwingen")))

    assert table.current_row() == Town(3, "Buus")


def test_a_row_that_disappeared_is_announced_once(table, qtbot):
    table.select_key(3)

    with qtbot.waitSignal(table.current_row_changed) as signal:
        table.rows_model.set_rows(TOWNS[:1])

    assert signal.args == [None]


def test_enter_opens_the_current_row(table, qtbot):
    table.select_key(2)

    with qtbot.waitSignal(table.opened) as signal:
        qtbot.keyClick(table, Qt.Key.Key_Return)

    assert signal.args == [TOWNS[1]]


def test_letters_lead_to_a_row_whatever_column_was_clicked(table, qtbot):
    table.setCurrentIndex(table.rows_model.index(0, 2))
    with qtbot.waitSignal(table.current_row_changed):
        qtbot.keyClicks(table, "bu")
    assert table.current_row().name == "Buus"
    assert table.selected_rows() == (table.current_row(),)


def test_space_ticks_the_box_and_leaves_the_decision_to_the_page(qtbot):
    column = Column(title="Erfassen?", text=lambda _town: "ja", check=lambda town: town.ticked)
    model = RowsModel((column,), key=lambda town: town.number)
    model.set_rows((Town(1, "Zwingen", ticked=False), Town(2, "Buus", ticked=None)))
    view = TableView(model, "Rückmeldungen")
    qtbot.addWidget(view)
    ticked: list[object] = []
    view.ticked.connect(lambda row, on: ticked.append((row.name, on)))

    view.select_key(1)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    view.select_key(2)
    qtbot.keyClick(view, Qt.Key.Key_Space)

    assert ticked == [("Zwingen", True)]


def test_a_click_on_the_box_ticks_it(qtbot):
    column = Column(title="Erfassen?", text=lambda _town: "ja", check=lambda town: town.ticked)
    model = RowsModel((column,), key=lambda town: town.number)
    model.set_rows((Town(1, "Zwingen", ticked=True),))
    view = TableView(model, "Rückmeldungen")
    qtbot.addWidget(view)
    view.show()

    with qtbot.waitSignal(view.ticked) as signal:
        place = view.visualRect(model.index(0, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert signal.args[1] is False


def test_left_and_right_fold_the_current_group(qtbot):
    model = model_of(group_of=lambda town: Group(town.district, town.district))
    view = TableView(model, "Gemeinden")
    qtbot.addWidget(view)
    view.setCurrentIndex(model.index(0, 0))

    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert model.is_folded("Laufen")
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert not model.is_folded("Laufen")


def test_a_screen_reader_hears_the_state_behind_a_symbol():
    model = model_of()

    spoken = model.data(model.index(1, 1), Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == "Stand: überfällig, seit 5 Tagen"


def test_a_screen_reader_hears_how_the_list_is_sorted():
    model = model_of()
    model.sort(0, Qt.SortOrder.DescendingOrder)

    head = model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)

    assert head == "Gemeinde, absteigend sortiert"


def test_a_click_on_the_head_sorts_and_a_second_one_turns_round(table):
    table.horizontalHeader().sectionClicked.emit(0)
    assert names(table.rows_model) == ["Äsch", "Buus", "Zwingen"]

    table.horizontalHeader().sectionClicked.emit(0)
    assert names(table.rows_model) == ["Zwingen", "Buus", "Äsch"]


def test_the_column_menu_shows_a_hidden_column(table):
    menu = table.column_menu()
    entry = next(action for action in menu.actions() if action.text() == "Bezirk")
    assert table.isColumnHidden(3)

    entry.trigger()

    assert not table.isColumnHidden(3)


def test_the_last_visible_column_cannot_be_hidden(table):
    for number in (1, 2):
        table.setColumnHidden(number, True)

    entry = next(action for action in table.column_menu().actions() if action.text() == "Gemeinde")

    assert not entry.isEnabled()


def test_an_export_gets_what_the_list_shows(qtbot, table):
    pane = ListPane(table, ("Gemeinde", "Gemeinden"))
    qtbot.addWidget(pane)
    table.sort_by("Gemeinde")
    table.rows_model.set_keep(lambda town: town.days is not None)

    with qtbot.waitSignal(pane.export_requested) as signal:
        pane._export.click()

    assert signal.args[0].titles == ("Gemeinde", "Stand", "Tage")
    assert signal.args[0].rows == (("Äsch", "überfällig", "5"), ("Buus", "überfällig", "2"))


def test_a_list_that_says_nothing_elsewhere_offers_no_export(qtbot, table):
    pane = ListPane(table, ("Schreiben", "Schreiben"), export=False)
    qtbot.addWidget(pane)
    pane.show()

    assert not pane._export.isVisible()
    assert pane._count.text() == "3 Schreiben"


def test_the_count_says_how_many_of_how_many_and_how_many_are_chosen(qtbot, table):
    pane = ListPane(table, ("Gemeinde", "Gemeinden"))
    qtbot.addWidget(pane)
    assert pane._count.text() == "3 Gemeinden"

    table.select_key(1)
    assert pane._count.text() == "3 Gemeinden, 1 ausgewählt"
    table.rows_model.set_search("buus")
    assert pane._count.text() == "1 von 3 Gemeinden"


def test_a_filter_that_keeps_nothing_says_so_and_offers_to_lift_it(qtbot, table):
    pane = ListPane(table, ("Gemeinde", "Gemeinden"), "Keine Gemeinde passt zu diesen Filtern.")
    qtbot.addWidget(pane)
    pane.show()

    table.rows_model.set_search("Genf")

    assert table.isHidden()
    assert not pane._nothing.isHidden()


def test_a_cut_name_is_told_in_full_by_the_tool_tip(qtbot):
    long = Town(1, "Verein für Sozialpsychiatrie Baselland und Umgebung im Oberbaselbiet")
    view = TableView(model_of(long), "Gemeinden")
    qtbot.addWidget(view)
    view.resize(240, 100)
    view.show()

    place = view.visualRect(view.rows_model.index(0, 0)).center()

    assert view._tip_at(place) == long.name


def test_the_context_menu_offers_the_commands_of_the_current_row(table):
    table.select_key(3)
    assert table.row_menu() is None

    table.menu_for = lambda town: [buttons.action(f"{town.name} öffnen", lambda: None)]

    assert [entry.text() for entry in table.row_menu().actions()] == ["Buus öffnen"]


def test_one_ring_surrounds_the_whole_current_row(table, qtbot):
    table.select_key(1)
    with qtbot.waitActive(table):
        table.activateWindow()
    table.setFocus()
    image = table.viewport().grab().toImage()
    accent = theme.color("accent").rgb()
    middle = table.rowViewportPosition(0) + table.rowHeight(0) // 2

    assert image.pixel(1, middle) == accent
    assert image.pixel(image.width() - 2, middle) == accent
    inner = [image.pixel(table.columnViewportPosition(n), middle) for n in (1, 2)]
    assert accent not in inner


def test_the_ring_leaves_the_first_letter_free_in_a_table_without_margin(qtbot):
    view = TableView(model_of(), "Beträge", lead=0)
    qtbot.addWidget(view)
    cell = QRect(0, 0, 100, 30)
    assert view.itemDelegate().inner(cell, 0).left() == 6  # the ring is 2 px wide


def test_rows_follow_the_size_factor_at_run_time(qapp, table):
    assert table.rowHeight(0) == 30

    theme.apply(qapp, "light", 1.2)

    assert table.rowHeight(0) == 36


def test_a_table_in_a_detail_is_exactly_as_high_as_its_rows(qtbot):
    view = TableView(model_of(), "Beträge", lead=0, row=28)
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()

    view.fit_height()

    assert view.height() == 28 + 3 * 28 + 2


def test_cells_are_made_when_they_are_first_seen_and_never_again_while_drawing(qtbot):
    asked: list[str] = []

    def text(town: Town) -> str:
        asked.append(town.name)
        return town.name

    model = RowsModel((Column(title="Gemeinde", text=text),), key=lambda town: town.number)
    model.set_rows([*TOWNS, *(Town(1000 + number, "fern") for number in range(2000))])
    assert asked == [], "thousands of rows cost nothing before they are seen"
    view = TableView(model, "Gemeinden")
    qtbot.addWidget(view)
    view.show()
    view.grab()
    assert len(asked) < 1000, "only what was measured or drawn"
    asked.clear()
    view.grab()

    assert asked == []


def test_columns_fit_new_rows_but_a_width_chosen_by_hand_and_a_hidden_column_stay(table):
    table.horizontalHeader().resizeSection(1, 177)
    table.setColumnHidden(2, True)

    table.rows_model.set_rows((Town(9, "Sozialdienst Unteres Fünflibertal und Umgebung"),))

    assert table.columnWidth(1) == 177
    assert table.isColumnHidden(2)
    assert table.columnWidth(0) == table.viewport().width() - 177


def test_two_thousand_rows_are_only_looked_up_while_scrolling(qtbot, qapp):
    model = model_of(*(Town(number, f"Gemeinde {number}") for number in range(2131)))
    view = TableView(model, "Gemeinden")
    qtbot.addWidget(view)
    view.resize(500, 600)
    view.show()

    view.scrollToBottom()

    assert view.rowAt(view.viewport().height() - 5) == 2130
    assert model.line_of(2130) == 2130


def test_the_filter_narrows_while_typing_and_escape_lifts_it(qtbot):
    model = model_of()
    line = FilterInput(model)
    qtbot.addWidget(line)

    qtbot.keyClicks(line, "buus")
    assert names(model) == ["Buus"]
    qtbot.keyClick(line, Qt.Key.Key_Escape)

    assert len(names(model)) == 3


def test_a_filling_column_without_a_title_gives_way_before_the_table_scrolls(qtbot):
    filler = Column(title="", text=lambda _town: "", width=40, stretch=True)
    columns = (Column(title="Gemeinde", text=lambda town: town.name, width=120), filler)
    model = RowsModel(columns, key=lambda town: town.number)
    model.set_rows(TOWNS)
    view = TableView(model, "Gemeinden")
    qtbot.addWidget(view)
    view.resize(170, 300)
    view.show()
    qtbot.waitExposed(view)

    assert view.horizontalScrollBar().maximum() == 0


def test_a_long_title_of_a_group_wraps_and_leaves_its_note_whole(qtbot):
    title = "Eine Verfügung, die nicht in Kraft ist. Ein Angebot, das nicht anerkannt ist."
    model = model_of(group_of=lambda town: Group(town.district, title, "CHF 12'345.00"))
    view = TableView(model, "Gemeinden", row=44)
    qtbot.addWidget(view)
    view.resize(1200, 400)
    view.show()
    one_line = view.rowHeight(0)
    assert one_line < view.rowHeight(1)
    view.resize(320, 400)
    assert view.rowHeight(0) > one_line
    view.resize(1200, 400)
    assert view.rowHeight(0) == one_line


def test_a_row_has_its_height_also_where_a_group_stood_before(qtbot):
    model = model_of(group_of=lambda town: Group(town.district, town.district))
    view = TableView(model, "Gemeinden", row=46)
    qtbot.addWidget(view)
    model.set_rows((TOWNS[0], replace(TOWNS[0], number=4), *TOWNS[1:]))
    heights = [view.rowHeight(line) for line in range(model.rowCount())]
    group, row = heights[:2]
    assert heights == [group, row, row, group, row, group, row]
    assert row > group


def test_a_group_has_one_line_also_where_its_rows_have_two(qtbot):
    model = model_of(group_of=lambda town: Group(town.district, town.district))
    view = TableView(model, "Gemeinden", row=46)
    qtbot.addWidget(view)
    view.show()
    heights = {
        model.group(line) is not None: view.rowHeight(line) for line in range(model.rowCount())
    }
    assert heights == {True: theme.row_height(30), False: theme.row_height(46)}


def test_a_row_that_the_program_chooses_is_alone_also_while_ctrl_is_held(qtbot):
    view = TableView(model_of(), "Gemeinden", multi=True)
    qtbot.addWidget(view)
    first, second = (view.rows_model.row(line) for line in (0, 1))
    held = Qt.KeyboardModifier.ControlModifier
    qtbot.keyPress(view, Qt.Key.Key_Control, held)
    try:
        assert view.select_key(first.number)
        assert view.select_key(second.number)
        assert view.selected_rows() == (second,)
    finally:
        qtbot.keyRelease(view, Qt.Key.Key_Control)


def test_a_hidden_column_is_measured_when_it_is_shown(qtbot) -> None:
    model = RowsModel(COLUMNS, key=lambda town: town.number)
    view = TableView(model, "Gemeinden")
    qtbot.addWidget(view)
    view.resize(700, 300)
    view.show()
    model.set_rows([replace(TOWNS[0], district="Bezirk mit einem sehr langen Namen")])
    view.column_menu().actions()[3].setChecked(True)
    assert view.columnWidth(3) > view.columnWidth(1)


def test_what_was_prepared_for_other_rows_is_not_taken() -> None:
    class Waiting:
        def call(self, function, *, done, owner):
            self.finish = lambda: done(function(None))

    desk = Waiting()
    model = RowsModel(COLUMNS, key=lambda town: town.number)
    model.set_rows(TOWNS[:1])
    prepare_search(desk, model)
    model.set_rows(TOWNS[1:2])
    desk.finish()
    model.set_search("buus")
    assert model.rows() == ()
    model.set_search("aesch")
    assert model.rows() == TOWNS[1:2]


def test_a_column_is_as_wide_as_what_a_filter_hides_needs(qtbot):
    model = model_of()
    model.set_keep(lambda town: town.number == 1)
    view = TableView(model, "Gemeinden")
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show()
    model.set_rows([Town(1, "Buus", days=1), Town(2, "Buus", days=1_234_567_890_123)])

    model.set_keep(None)

    assert not view.itemDelegate().is_cut(1, 2, view.columnWidth(2))
