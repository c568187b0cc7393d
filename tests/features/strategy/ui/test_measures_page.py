"""The list of the measures: counts of any day, filters, search, periods, files."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from types import SimpleNamespace
from uuid import UUID

import openpyxl
import pytest
from measures_page_kit import (
    at,
    buttons_of,
    chips,
    dialog_of,
    facts,
    fill,
    groups,
    menu_words,
    numbers,
    sentences,
)
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sozdesk.features.strategy.terms import CarryOverKind, ClosingReason, MeasureState
from sozdesk.features.strategy.ui import lists
from sozdesk.features.strategy.ui.detail import REFERENCES
from sozdesk.features.strategy.ui.page import BOARD, LIST
from sozdesk.features.strategy.usecases import (
    AddMeasure,
    AddTask,
    CarryOver,
    ChangeMeasure,
    add_measure,
    add_task,
    carry_over,
    change_measure,
)
from sozdesk.widgets import accessibility, file_prompts, messages

TODAY = date(2027, 1, 5)


def row(page, number):
    return next(one for one in page.data.shown.measures if one.number == number)


def choose(page, *wanted):
    """Select several rows of the list."""
    page.table.clearSelection()
    for number in wanted:
        line = page.model.line_of(row(page, number).id)
        index = page.model.index(line, 0)
        flags = page.table.selectionModel().SelectionFlag
        page.table.selectionModel().setCurrentIndex(index, flags.Select | flags.Rows)


# ------------------------------------------------------------------ counts


def test_the_page_opens_with_the_figures_of_the_printed_report(page):
    assert page.head.title() == "Massnahmen 2021–2024"
    assert facts(page) == "19 von 40 umgesetzt / abgeschlossen, 21 in Umsetzung"
    assert groups(page) == [
        ("1 Materielle Unterstützung", "3 von 7"),
        ("2 Persönliche Sozialhilfe und Beratung", "3 von 7"),
        ("3 Erwerbsintegration und soziale Integration", "5 von 6"),
        ("4 Aus- und Weiterbildung", "4 von 6"),
        ("5 Zusammenarbeit zwischen Kanton und Gemeinden", "3 von 5"),
        ("6 Interinstitutionelle Zusammenarbeit", "1 von 5"),
        ("Präventive Massnahmen", "0 von 4"),
    ]
    assert chips(page) == {
        "Alle": 40,
        "In Umsetzung": 21,
        "Umgesetzt / abgeschlossen": 19,
        "Priorität 1": 12,
        "Armutsstrategie": 13,
    }


def test_before_the_decision_of_june_2021_everything_is_planned(page):
    page.day.input.set_value(date(2021, 5, 31))

    assert facts(page) == "0 von 40 umgesetzt / abgeschlossen, 40 geplant"
    assert chips(page)["Geplant"] == 40
    assert {note for _title, note in groups(page)} == {
        "0 von 4",
        "0 von 5",
        "0 von 6",
        "0 von 7",
    }


def test_a_day_counts_only_when_it_is_written_out(page):
    page.day.input.clear()
    for part in ("31.12.2", "31.12.20", "31.12.202"):
        page.day.input.setText(part)
        assert page.data.shown.as_of == date(2024, 12, 31)
    page.day.input.setText("31.12.2023")
    assert page.data.shown.as_of == date(2023, 12, 31)


def test_a_day_typed_in_another_way_counts_on_leaving_the_field(page):
    page.day.input.setText("3.1.22")
    assert page.data.shown.as_of == date(2024, 12, 31)
    page.day.input.editingFinished.emit()
    assert page.data.shown.as_of == date(2022, 1, 3)


def test_the_usual_days_are_today_and_the_ends_of_the_years(page):
    assert menu_words(page.day.usual) == [
        "Heute, 05.01.2027",
        "31.12.2024",
        "31.12.2023",
        "31.12.2022",
        "31.12.2021",
    ]
    page.day.usual.menu().actions()[0].trigger()
    assert page.data.shown.as_of == TODAY


# ------------------------------------------------------------------ filters and search


def test_chips_keep_what_they_say_and_the_groups_go_on_counting_all(page):
    page.filters.choose("done")
    assert len(numbers(page)) == 19
    assert groups(page)[0] == ("1 Materielle Unterstützung", "3 von 7")
    page.filters.choose("poverty")
    assert len(numbers(page)) == 13
    assert "5.3" in numbers(page)


def test_more_filters_add_a_chip_that_stays_on_another_day(page):
    page.filters.more.menu()
    words = menu_words(page.filters.more)
    assert words[:3] == ["Priorität 2 (20)", "Priorität 3 (8)", "1 Materielle Unterstützung (7)"]
    page.filters.more.menu().actions()[2].trigger()
    assert numbers(page) == ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"]
    page.day.input.set_value(date(2023, 12, 31))
    assert len(numbers(page)) == 7
    assert chips(page)["1 Materielle Unterstützung"] == 7


def test_who_is_responsible_becomes_a_filter(page, strategy, desk):
    one = row(page, "2.4")
    changes = {"responsible_body": "VSO BL"}
    command = ChangeMeasure(id=one.id, base_version=one.version, changes=changes)
    desk.run(change_measure, command)

    assert menu_words(page.filters.more)[-1] == "Zuständig: VSO BL (1)"
    page.filters.more.menu().actions()[-1].trigger()
    assert numbers(page) == ["2.4"]
    assert dict(page.filter_words()) == {"Filter": "Zuständig: VSO BL"}


def test_the_search_looks_into_numbers_titles_and_aims(page):
    QTest.keyClicks(page, "f", Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    QTest.keyClicks(page.search, "notschlafst")
    assert numbers(page) == ["5.3"]
    page.search.setText("Obdachlose Menschen")
    assert numbers(page) == ["5.3"]
    page.search.setText("7.2")
    assert numbers(page) == ["7.2"]


def test_filters_that_keep_nothing_say_so_and_can_be_lifted(page):
    page.filters.choose("done")
    page.search.setText("7.1")
    assert "Keine Massnahme passt zu diesen Filtern." in sentences(page)
    page.split.pane.filter_cleared.emit()
    assert len(numbers(page)) == 40


def test_late_tasks_are_those_of_today_also_on_an_earlier_day(page, desk):
    for number, due in (("1.3", TODAY - timedelta(1)), ("1.4", TODAY)):
        task = AddTask(measure_id=row(page, number).id, title="Tun", due_on=due)
        desk.run(add_task, task)
    assert page.data.shown.as_of == date(2024, 12, 31)
    assert chips(page)["Überfällig"] == 1
    page.filters.choose("overdue")
    assert numbers(page) == ["1.3"]


def test_silent_measures_have_a_chip_on_the_days_on_which_there_are_some(page):
    assert "Ohne Stand seit einem Jahr" not in chips(page)
    page.show_day(date(2026, 1, 1))
    assert chips(page)["Ohne Stand seit einem Jahr"] == 21


# ------------------------------------------------------------------ the period that is empty


def test_the_new_period_says_how_many_are_expected_and_where_they_are_published(page):
    page.periods.set_value("2025-2028")

    assert page.head.title() == "Massnahmen 2025–2028"
    assert facts(page) == "19 erwartet, 0 erfasst – noch nicht erfasst"
    (words,) = [text for text in sentences(page) if "Quelle:" in text]
    assert words.startswith("19 erwartet, 0 erfasst – noch nicht erfasst. Quelle: Kantonale")
    assert {"Massnahmen einlesen …", "Massnahme hinzufügen …"} <= set(buttons_of(page))
    assert "Stand erfassen …" not in buttons_of(page)
    assert page.periods.currentText() == "2025–2028: noch nicht erfasst"


def test_measures_that_were_entered_are_counted_beside_the_expected_ones(page, desk):
    page.open_target(period="2025-2028")
    period = page.data.shown.period
    desk.run(add_measure, AddMeasure(period_id=period.id, number="1.1", title="Neu"))
    assert facts(page) == "0 von 1 umgesetzt / abgeschlossen, 1 geplant (19 erwartet, 1 erfasst)"
    assert page.data.shown.as_of == TODAY
    assert numbers(page) == ["1.1"]


def test_a_measure_is_entered_by_hand_and_a_number_twice_is_refused(page):
    page.commands.add_measure()
    dialog = dialog_of(page)
    fill(dialog, number="1.3", title="Noch eine")
    assert dialog.form["number"].finding().message == (
        "Die Nummer 1.3 hat schon eine andere Massnahme."
    )
    fill(dialog, number="1.8")
    assert facts(page) == (
        "19 von 41 umgesetzt / abgeschlossen, 21 in Umsetzung, 1 geplant (40 erwartet, 41 erfasst)"
    )


def test_a_file_from_before_the_measures_loads_them_with_one_button(page_over, archive, navigation):
    page = page_over(archive)
    assert "Laden Sie die Massnahmen 2021–2024" in sentences(page)
    assert [text for text in buttons_of(page) if "Stand" in text] == []
    (button,) = [b for b in page.findChildren(type(page.filters.more)) if "laden" in b.text()]
    button.click()
    assert facts(page) == "19 von 40 umgesetzt / abgeschlossen, 21 in Umsetzung"
    assert navigation.said == [
        "Massnahmen geladen: 40 Massnahmen, Perioden 2021–2024 und 2025–2028."
    ]


def test_the_link_of_the_empty_page_opens_the_handbook(page_over, archive, navigation):
    page = page_over(archive)
    (link,) = [b for b in page.findChildren(type(page.filters.more)) if "Handbuch" in b.text()]
    link.click()
    assert navigation.books == ["massnahmen"]


# ------------------------------------------------------------------ Stand erfassen


def test_the_same_entry_for_two_measures_changes_the_counts_of_its_day_only(page, navigation):
    page.show_day(TODAY)
    choose(page, "1.3", "1.4")
    page.commands.record()
    dialog = dialog_of(page)
    assert "2 Massnahmen: 1.3 und 1.4" in sentences(dialog)
    assert dialog.form["as_of"].value() == TODAY
    fill(dialog, state=MeasureState.IMPLEMENTED, reason=ClosingReason.LAW, decided_by="Landrat")

    assert facts(page) == "21 von 40 umgesetzt / abgeschlossen, 19 in Umsetzung"
    assert groups(page)[0] == ("1 Materielle Unterstützung", "5 von 7")
    assert navigation.said == ["Stand per 05.01.2027 für 2 Massnahmen erfasst."]
    page.show_day(date(2024, 12, 31))
    assert facts(page) == "19 von 40 umgesetzt / abgeschlossen, 21 in Umsetzung"


def test_an_entry_after_the_shown_day_is_said_and_its_day_offered(page, navigation):
    choose(page, "1.3")
    page.commands.record()
    dialog = dialog_of(page)
    assert dialog.form["as_of"].value() == TODAY  # the day of the page has an entry already
    fill(dialog, state=MeasureState.CLOSED, reason=ClosingReason.NOT_PURSUED)

    assert navigation.said == [
        "Stand per 05.01.2027 für 1 Massnahme erfasst. Die Seite zeigt den 31.12.2024."
    ]
    (offer,) = navigation.offers[0]
    assert offer.words == "Stand per 05.01.2027 zeigen"
    offer.go()
    assert facts(page) == "20 von 40 umgesetzt / abgeschlossen, 20 in Umsetzung"


def test_what_is_refused_stands_beside_the_fields(page):
    choose(page, "1.3", "1.4")
    page.commands.record()
    dialog = dialog_of(page)
    fill(dialog, as_of=date(2024, 12, 31), state=MeasureState.IMPLEMENTED)
    assert dialog.form["as_of"].finding().message.startswith("Massnahme 1.3: Per 31.12.2024")
    assert dialog.form["reason"].finding().message == (
        "Sagen Sie, wodurch die Massnahme umgesetzt oder abgeschlossen ist."
    )
    fill(dialog, as_of=None)
    assert dialog.form["as_of"].finding().message == "Tragen Sie den Tag ein."


def test_only_what_is_done_is_asked_for_its_reason(page):
    page.commands.record()
    dialog = dialog_of(page)
    dialog.form["state"].set_value(MeasureState.IMPLEMENTED)
    dialog.form["reason"].set_value(ClosingReason.LAW)
    assert dialog.form["reason"].isVisible()
    dialog.form["state"].set_value(MeasureState.IN_PROGRESS)
    assert not dialog.form["reason"].isVisible()
    assert dialog.form["reason"].value() is None


def test_figures_are_put_into_the_text_from_a_menu(page):
    page.show_day(TODAY)
    page.commands.record()
    dialog = dialog_of(page)
    text = dialog.form["text"].input
    text.set_value("Erreicht sind ")
    text.insert_field("prio1.umgesetzt")
    assert text.value() == "Erreicht sind {prio1.umgesetzt}"
    assert dialog.form["reason"].value() is ClosingReason.LAW  # as it was until now
    fill(dialog)
    assert row(page, "1.1").status.text == "Erreicht sind {prio1.umgesetzt}"
    assert "Erreicht sind 10" in sentences(page.detail.status.timeline)


def test_who_decided_is_chosen_or_typed(page):
    choose(page, "1.3")
    page.commands.record()
    dialog = dialog_of(page)
    field = dialog.form["decided_by"].input
    words = [field.itemText(number) for number in range(field.count())]
    assert words == ["KSA", "KKSH", "FKSH", "Regierungsrat", "Landrat"]
    assert field.value() == ""
    fill(dialog, decided_by="  Stimmvolk ", text="Zwei Zeilen\nText")
    page.show_day(TODAY)
    assert row(page, "1.3").status.decided_by == "Stimmvolk"
    assert row(page, "1.3").status.text == "Zwei Zeilen\nText"


def test_the_menu_of_a_row_is_for_all_selected_ones(page):
    choose(page, "1.3", "1.4")
    assert [entry.text() for entry in page.table.menu_for(row(page, "1.4"))] == [
        "Stand erfassen für 2 Massnahmen …"
    ]
    assert [entry.text() for entry in page.table.menu_for(row(page, "7.1"))] == [
        "Stand erfassen …",
        "Massnahme ändern …",
        "Massnahme entfernen …",
    ]


def test_ctrl_e_records_for_the_selected_measures(page, qtbot):
    page.window().activateWindow()
    page.table.setFocus()
    action = next(entry for entry in page.actions() if entry.shortcut().toString() == "Ctrl+E")
    action.trigger()
    assert sentences(dialog_of(page))[1] == "1.1 Anpassung des Grundbedarfs an die Teuerung"


# ------------------------------------------------------------------ going there


def test_the_search_of_the_window_opens_a_measure_whatever_is_filtered(page):
    page.filters.choose("done")
    page.view.set_value(BOARD)
    detail = at(page, "7.2")
    assert detail.title().startswith("7.2 Stärkung der Schuldenprävention")
    assert page.split.isVisible()


def test_filters_go_with_the_measures_they_were_meant_for(page, desk):
    period = next(one for one in page.data.periods if one.code == "2025-2028")
    desk.run(add_measure, AddMeasure(period_id=period.id, number="1.1", title="Zugang"))
    page.search.setText("6.1")
    page.filters.choose("done")
    page.reload()
    assert page.search.text() == "6.1"  # the same measures: nothing is taken from whoever typed
    page.periods.set_value("2025-2028")
    assert (page.search.text(), page.filter_words(), numbers(page)) == ("", [], ["1.1"])
    page.search.setText("6.1")
    desk.run(add_measure, AddMeasure(period_id=period.id, number="1.2", title="Neu"))
    assert numbers(page) == ["1.1", "1.2"]


def test_a_link_of_the_start_page_is_not_narrowed_by_an_old_word(page, desk):
    task = AddTask(measure_id=row(page, "2.4").id, title="Tun", due_on=date(2026, 1, 1))
    desk.run(add_task, task)
    page.search.setText("6.1")
    page.open_target(period="2021-2024", chip="overdue")
    assert numbers(page) == ["2.4"]


def test_a_sentence_about_the_shown_day_goes_with_that_day(page, navigation):
    navigation.say("Die Seite zeigt den 31.12.2024.")
    page.show_day(date(2023, 12, 31))
    assert navigation.said == []
    navigation.say("Die Seite zeigt den 31.12.2023.")
    page.periods.set_value("2025-2028")
    assert navigation.said == []


def test_esc_in_the_filter_shows_the_selected_measure_again(page, qtbot):
    page.table.select_key(row(page, "7.3").id)
    page.search.setText("7.3")
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    place = page.table.visualRect(page.table.currentIndex())
    assert page.table.current_row().number == "7.3"
    assert page.table.viewport().rect().contains(place.center())


def test_the_search_leads_to_the_references_of_a_measure(page):
    page.open_target(period="2021-2024", number="1.1", references=True)
    assert page.detail.tabs.current() == REFERENCES
    assert page.detail.title().startswith("1.1 ")
    page.open_target(number="1.2")
    page.detail.tabs.choose(0)
    page.open_target(number="1.1")
    assert page.detail.tabs.current() == 0


def test_the_start_page_opens_the_late_ones(page, desk):
    desk.run(
        add_task, AddTask(measure_id=row(page, "2.4").id, title="Tun", due_on=date(2026, 1, 1))
    )
    page.open_target(chip="overdue")
    assert numbers(page) == ["2.4"]


def test_an_unknown_target_changes_nothing(page):
    page.open_target(period="1999-2000", number="9.9", chip="nothing")
    assert page.head.title() == "Massnahmen 2021–2024"
    assert len(numbers(page)) == 40


def test_the_share_of_the_list_is_remembered(page, navigation):
    page.split.share_changed.emit(0.4)
    assert navigation.shares == {"strategy": 0.4}


@pytest.mark.parametrize(
    ("command", "module", "arguments"),
    [
        ("open_texts", "texts_page", ("2021-2024", date(2024, 12, 31))),
        ("open_report", "report_page", ("2021-2024", date(2024, 12, 31))),
        ("open_import", "import_page", ("2021-2024",)),
    ],
)
def test_sub_pages_are_asked_for_the_period_and_the_day(
    page, navigation, monkeypatch, command, module, arguments
):
    asked = []

    def build(_desk, _navigator, *rest):
        asked.append(rest)
        return page

    name = f"sozdesk.features.strategy.ui.{module}"
    monkeypatch.setitem(sys.modules, name, SimpleNamespace(build=build))
    getattr(page.commands, command)()
    assert asked == [arguments]
    assert navigation.subpages == [page]


# ------------------------------------------------------------------ the list as a file


def exported(page, tmp_path, qtbot, navigation, **how):
    path = tmp_path / "liste.xlsx"
    file_prompts.set_next_path(path)
    page.commands.export(**how)
    qtbot.waitUntil(lambda: navigation.said == ["Die Liste steht in «liste.xlsx»."])
    book = openpyxl.load_workbook(path)
    return [[cell.value for cell in line] for sheet in book for line in sheet.iter_rows()]


def line_of(cells, number):
    return next(line for line in cells if line and line[0] == number)


def test_the_list_leaves_with_the_grouped_word_of_the_report(page, tmp_path, qtbot, navigation):
    cells = exported(page, tmp_path, qtbot, navigation)
    assert line_of(cells, "Nr.")[:5] == ["Nr.", "Massnahme", "Priorität", "Stand", "Handlungsfeld"]
    assert line_of(cells, "1.2")[2:5] == [
        1,
        "umgesetzt / abgeschlossen",
        "1 Materielle Unterstützung",
    ]
    assert line_of(cells, "7.1")[3:5] == ["in Umsetzung", "Präventive Massnahmen"]
    words = " ".join(str(value) for line in cells for value in line if value)
    assert "abgeschlossen ohne Umsetzung" not in words
    assert "Stand 31.12.2024" in words


def test_the_exact_state_leaves_only_on_demand(page, tmp_path, qtbot, navigation):
    page.filters.choose("done")
    cells = exported(page, tmp_path, qtbot, navigation, fine=True)
    assert line_of(cells, "1.2")[3] == "abgeschlossen ohne Umsetzung"
    assert line_of(cells, "1.1")[3] == "umgesetzt"
    assert not any(line[0] == "7.1" for line in cells)
    words = " ".join(str(value) for line in cells for value in line if value)
    assert "Umgesetzt / abgeschlossen" in words


def test_a_list_that_cannot_be_written_says_why(page, tmp_path, qtbot):
    folder = tmp_path / "liste.xlsx"
    folder.mkdir()
    file_prompts.set_next_path(folder)
    messages.set_next_answer(True)
    page.commands.export()
    shown = []
    qtbot.waitUntil(lambda: bool(shown.extend(messages.shown()) or shown))
    assert "liste.xlsx" in shown[0]


def test_where_a_measure_goes_on_is_a_column_of_its_own(page, desk):
    period = next(one for one in page.data.periods if one.code == "2025-2028")
    target = []
    new = AddMeasure(period_id=period.id, number="1.1", title="Neu")
    desk.run(add_measure, new, done=lambda outcome: target.append(outcome.value))
    merged = CarryOver(
        measure_id=row(page, "1.6").id, kind=CarryOverKind.MERGED, target_id=target[0]
    )
    desk.run(carry_over, merged)
    column = next(c for c in lists.columns() if c.column.title == "Weiterführung")
    words = {number: column.cell(row(page, number)) for number in ("1.1", "1.2", "1.3", "1.6")}
    assert words == {
        "1.1": "",
        "1.2": "nicht weitergeführt",
        "1.3": "2025–2028",
        "1.6": "2025–2028: 1.1",
    }


def test_a_measure_that_is_gone_leaves_the_usual_period(page):
    page.open_measure(UUID(int=5))
    assert page.head.title() == "Massnahmen 2021–2024"


def test_no_file_is_written_when_the_question_is_closed(page, navigation):
    file_prompts.set_next_path(None)
    page.commands.export()
    assert navigation.said == []


# ------------------------------------------------------------------ a Sozialdienst


def test_a_sozialdienst_reads_everything_and_is_told_who_writes(service_page):
    page = service_page
    assert facts(page) == "19 von 40 umgesetzt / abgeschlossen, 21 in Umsetzung"
    assert (
        "Die Massnahmen führt das Kantonale Sozialamt. In der Datei eines Sozialdienstes lassen "
        "sie sich nur lesen." in sentences(page)
    )
    writing = ("erfassen", "hinzufügen", "ändern", "Entfernen", "einlesen")
    for tab in range(5):
        page.detail.tabs.choose(tab)
        assert [w for w in buttons_of(page) if any(verb in w for verb in writing)] == []
    assert page.table.menu_for(row(page, "1.1")) == []
    assert [entry.text() for entry in page.commands.menu()] == [
        "Liste exportieren …",
    ]
    page.commands.record()
    page.periods.set_value("2025-2028")
    assert [w for w in buttons_of(page) if any(verb in w for verb in writing)] == []


def test_the_menu_of_the_page_at_the_ksa(page):
    assert [entry.text() for entry in page.commands.menu() if entry.text()] == [
        "Texte …",
        "Massnahmen einlesen …",
        "Massnahme hinzufügen …",
        "Periode hinzufügen …",
        "Periode ändern …",
        "Liste exportieren …",
        "Liste mit genauem Stand exportieren …",
    ]


# ------------------------------------------------------------------ keyboard, narrow, remembered


def test_nobody_is_left_out(page):
    for view in (BOARD, LIST):
        page.view.set_value(view)
        assert accessibility.problems(page) == []
    for tab in range(5):
        page.detail.tabs.choose(tab)
        assert accessibility.problems(page) == []
    page.resize(800, 420)
    assert [found for found in accessibility.problems(page) if "mnemonic" in found] == []


def test_coming_here_the_list_has_the_focus(page):
    page.search.setFocus()
    page.hide()
    page.show()
    assert page.focusWidget() is page.table


# ------------------------------------------------------------------ periods, and measures that go


def entry(actions, words):
    """The command with these words."""
    (found,) = [action for action in actions if action.text() == words]
    return found


def test_the_next_period_is_added_and_shown(page):
    entry(page.commands.menu(), "Periode hinzufügen …").trigger()
    dialog = dialog_of(page)
    assert (dialog.form["first_year"].value(), dialog.form["last_year"].value()) == (2029, 2032)
    fill(dialog, first_year=2028)
    assert dialog.form["first_year"].finding().message == (
        "Vom 01.01.2025 bis 31.12.2028 gibt es schon eine Periode."
    )
    fill(dialog, first_year=2029, expected=12, source="Bericht 2028")
    assert page.data.shown.period.code == "2029-2032"
    assert "12 erwartet" in facts(page)


def test_what_is_known_about_the_period_is_changed(page):
    page.open_target(period="2025-2028")
    entry(page.commands.menu(), "Periode ändern …").trigger()
    fill(dialog_of(page), expected=20)
    assert page.data.shown.period.expected == 20


def test_a_measure_is_removed_after_it_was_said_what_goes_with_it(page, navigation):
    at(page, "1.4")
    messages.set_next_answer(False, True)
    remove = entry(page.commands.of_measures(page.selected_rows()), "Massnahme entfernen …")
    remove.trigger()
    assert "1.4" in numbers(page)
    remove.trigger()
    assert "1.4" not in numbers(page)
    assert navigation.said == ["2021–2024: Massnahme 1.4 entfernt."]
    said = messages.shown()
    assert len(said) == 2
    assert "Massnahme 1.4 " in said[0]
    assert "Mit ihr entfernt: 2 Stände" in said[0]
    assert "Rückgängig holt alles zurück" in said[0]


def test_a_sozialdienst_is_offered_neither(service_page):
    words = [action.text() for action in service_page.commands.menu()]
    assert not [word for word in words if "Periode" in word]
    rows = service_page.data.shown.measures[:1]
    assert service_page.commands.of_measures(rows) == []
