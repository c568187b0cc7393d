"""The open file in the main window: bars, keys, pages, undo, search, lock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from fixtures_archive import PASSWORD
from sozdesk.archive.file_info import RenameOffice, rename_office
from sozdesk.archive.journal_history import TRACE
from sozdesk.features.offices.usecases import AddContact, add_contact
from sozdesk.features.rent_limits.usecases import OpenRound, open_round
from sozdesk.runtime.desk import InlineDesk
from sozdesk.shell import start_rows
from sozdesk.shell.history_dialog import HistoryDialog
from sozdesk.shell.search_box import PLACEHOLDERS
from sozdesk.shell.unlock import Unlock
from sozdesk.widgets import messages
from sozdesk.widgets.page import Page


class FormPage(Page):
    """A page with something typed in it."""

    handbook_place = "erhebung#von-hand"

    def __init__(self):
        super().__init__("Formular", back=lambda: None)
        self.stored = 0
        self.line = QLineEdit()
        holder = QWidget()
        QVBoxLayout(holder).addWidget(self.line)
        self.set_content(holder)

    def has_changes(self):
        return True

    def store_draft(self):
        self.stored += 1


def press(window, key, modifier=Qt.KeyboardModifier.NoModifier):
    window.activateWindow()
    QTest.keyClick(window, key, modifier)


def words(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


@pytest.mark.parametrize("width", [910, 1000, 1280])
def test_the_words_in_the_search_are_never_cut(window, workspace, width):
    window.resize(width, 512)
    QApplication.processEvents()
    field = workspace.top.search
    margins = field.textMargins()
    room = field.width() - margins.left() - margins.right() - 6
    assert field.placeholderText() in PLACEHOLDERS
    assert field.fontMetrics().horizontalAdvance(field.placeholderText()) <= room


def test_a_wide_window_says_what_is_searched(window, workspace):
    window.resize(1280, 800)
    QApplication.processEvents()
    assert workspace.top.search.placeholderText() == "Gemeinde, Stelle, Massnahme, Angebot …"


def test_the_bars_say_whose_file_it_is(workspace):
    assert workspace.status.text("person") == "Monika Brodbeck"
    assert workspace.status.text("file") == "ksa.sozdesk"
    assert workspace.status.text("saved").startswith("Gespeichert um ")
    assert workspace.status.text("backup") == "Noch keine Sicherung"
    assert workspace.top.sample is False


def test_an_empty_office_is_told_what_to_do_next(workspace):
    assert "Eröffnen Sie die Erhebung" in words(workspace)


def test_an_opened_erhebung_appears_by_itself(workspace, window, qtbot):
    window.desk.run(open_round, OpenRound(year=2027))
    qtbot.waitUntil(lambda: "Mietzinsgrenzwerte 2027" in words(workspace))
    assert "0 von 86 eingegangen" in words(workspace)


def test_control_and_a_number_open_the_areas(workspace, window):
    press(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert workspace.stack.area == "settings"
    press(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert workspace.stack.area == "start"


def test_alt_left_leaves_a_sub_page_and_then_returns_to_the_area_before(workspace, window, qtbot):
    workspace.open_area("settings")
    page = Page("Unterseite", back=workspace.back)
    workspace.open_subpage(page)
    qtbot.waitUntil(page.head.back_button.isVisible)
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: workspace.stack.currentWidget() is not page)
    assert workspace.stack.area == "settings"
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert workspace.stack.area == "start"


def test_a_look_at_another_area_keeps_what_is_typed_on_a_sub_page(workspace, window):
    form = FormPage()
    workspace.open_area("offices")
    workspace.open_subpage(form)
    form.line.setText("Begründung")
    press(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert workspace.stack.currentWidget() is not form
    assert workspace.has_changes()

    workspace.navigation.chosen.emit("offices")

    assert workspace.stack.currentWidget() is form
    assert form.line.text() == "Begründung"


def test_the_area_that_is_shown_asks_before_it_leaves_its_sub_page(workspace):
    form = FormPage()
    workspace.open_area("offices")
    workspace.open_subpage(form)
    messages.set_next_answer(False, True)

    workspace.navigation.chosen.emit("offices")
    assert workspace.stack.currentWidget() is form
    assert form.stored == 0

    workspace.navigation.chosen.emit("offices")
    assert workspace.stack.currentWidget() is not form
    assert form.stored == 1
    assert messages.shown()[0].startswith("Eine Eingabe ist noch nicht gespeichert.")


def test_a_search_target_under_something_typed_asks_first_and_marks_where_one_stays(workspace):
    form = FormPage()
    workspace.open_area("offices")
    workspace.open_subpage(form)
    workspace.open_area("start")
    messages.set_next_answer(False)
    workspace.open_area("offices", bfs=2761)
    assert workspace.stack.area == "start"
    assert form.stored == 0


def test_a_sub_page_that_is_done_goes_without_taking_the_person_elsewhere(workspace):
    form = FormPage()
    workspace.open_area("offices")
    workspace.open_subpage(form)
    workspace.open_area("start")
    shown = workspace.stack.currentWidget()
    workspace.close_subpage(form)
    assert workspace.stack.currentWidget() is shown
    workspace.open_area("offices")
    assert not workspace.stack.has_sub_page()


def test_an_untouched_sub_page_is_left_without_a_question(workspace):
    workspace.open_area("offices")
    workspace.open_subpage(Page("Unterseite", back=workspace.back))
    workspace.navigation.chosen.emit("offices")
    assert not workspace.stack.has_sub_page()


def test_control_z_takes_back_the_last_step_and_says_which(workspace, window, qtbot):
    window.desk.run(rename_office, RenameOffice(office_name="KSA Liestal"))
    assert window.desk.file.info.office_name == "KSA Liestal"
    assert workspace.menus.undo.text() == "&Rückgängig: Name der Stelle: KSA Liestal"
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.desk.file.info.office_name == "Kantonales Sozialamt"
    qtbot.waitUntil(lambda: "Rückgängig: Name der Stelle: KSA Liestal" in words(workspace))


def test_the_search_finds_a_municipality_and_opens_it(workspace, window, monkeypatch):
    opened = []
    monkeypatch.setattr(workspace, "open_area", lambda key, **target: opened.append((key, target)))
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(workspace.top.search, "2829")
    assert workspace.top.search.results() == ("Liestal",)
    QTest.keyClick(workspace.top.search, Qt.Key.Key_Return)
    assert opened == [("offices", {"bfs": 2829})]
    assert workspace.top.search.results() == ()


def test_the_search_leads_to_the_limits_of_the_erhebung_first_where_one_works_on_it(
    workspace, window
):
    window.desk.run(open_round, OpenRound(year=2027))
    for area, details in (
        ("offices", ["Bezirk Liestal, BFS-Nr. 2829", "Grenzwerte 2027"]),
        ("rent_limits", ["Grenzwerte 2027", "Bezirk Liestal, BFS-Nr. 2829"]),
    ):
        workspace.open_area(area)
        workspace.top.search.setFocus()
        workspace.top.search.clear()
        QTest.keyClicks(workspace.top.search, "2829")
        shown = [workspace.top.search._list.item(line) for line in range(2)]
        spoken = [one.data(Qt.ItemDataRole.AccessibleTextRole) for one in shown]
        assert spoken == [f"Liestal, {detail}" for detail in details]
    QTest.keyClick(workspace.top.search, Qt.Key.Key_Return)
    assert workspace.stack.currentWidget().round.table.current_row().bfs_number == 2829


def test_the_search_knows_umlauts_and_contacts(workspace, window):
    window.desk.run(
        add_contact, AddContact(bfs_number=2829, name="Zoë Häring", function="Sozialdienst")
    )
    workspace.top.search.setFocus()
    QTest.keyClicks(workspace.top.search, "haering")
    assert workspace.top.search.results() == ("Zoë Häring",)


def test_the_search_says_that_it_found_nothing(workspace):
    workspace.top.search.setFocus()
    QTest.keyClicks(workspace.top.search, "xyz")
    assert workspace.top.search.results()[0].startswith("Nichts gefunden")
    QTest.keyClick(workspace.top.search, Qt.Key.Key_Escape)
    assert workspace.top.search.results() == ()


def test_the_results_stay_below_the_field_when_the_window_is_resized(workspace, window, qtbot):
    field = workspace.top.search
    field.setFocus()
    QTest.keyClicks(field, "2829")
    results = next(found for found in window.findChildren(QListWidget) if found.isVisible())
    before = results.pos()
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: field.mapTo(window, QPoint(0, field.height() + 2)) != before)
    below = field.mapTo(window, QPoint(0, field.height() + 2))
    assert results.pos() == below
    assert field.width() <= results.width() < window.width() - below.x()


@pytest.mark.parametrize(("width", "navigation"), [(1280, 216), (1000, 52)])
def test_the_navigation_shrinks_in_a_narrow_window(workspace, window, qtbot, width, navigation):
    window.resize(width, 600)
    qtbot.waitUntil(lambda: workspace.navigation.width() == navigation)


def test_noting_that_a_file_was_written_does_not_take_away_that_it_was_said(workspace, window):
    workspace.say("Geschrieben: «Auskunft.pdf».")

    window.desk.changed.emit(frozenset({TRACE}))
    assert "Geschrieben: «Auskunft.pdf»." in texts(workspace)

    window.desk.changed.emit(frozenset({"cases"}))
    QApplication.processEvents()
    assert "Geschrieben: «Auskunft.pdf»." not in words(workspace)


def test_f6_goes_from_the_filters_to_the_list_below(workspace, window):
    workspace.open_area("offices")
    page = workspace.stack.currentWidget()
    filters = next(one for one in page.findChildren(QLineEdit) if one.isVisible())
    filters.setFocus()

    press(window, Qt.Key.Key_F6)

    reached = QApplication.focusWidget()
    assert page.isAncestorOf(reached)
    assert not workspace.top.search.hasFocus()


def test_what_was_found_has_the_focus_once_it_is_open(workspace, window):
    workspace.top.search.setFocus()
    QTest.keyClicks(workspace.top.search, "2829")
    QTest.keyClick(workspace.top.search, Qt.Key.Key_Return)

    assert workspace.stack.currentWidget().isAncestorOf(QApplication.focusWidget())


def test_f6_goes_round_the_panes(workspace, window):
    workspace.open_area("settings")
    seen = set()
    for _ in range(3):
        press(window, Qt.Key.Key_F6)
        focus = window.focusWidget()
        seen |= {
            name
            for name, pane in {
                "search": workspace.top.search,
                "navigation": workspace.navigation,
                "page": workspace.stack,
            }.items()
            if pane is focus or pane.isAncestorOf(focus)
        }
    assert seen == {"search", "navigation", "page"}


def test_f1_opens_the_place_of_the_page(workspace, window):
    workspace.open_subpage(FormPage())
    press(window, Qt.Key.Key_F1)
    from sozdesk.shell.handbook import Handbook

    book = workspace.findChild(Handbook)
    assert book.browser.source().fileName() == "erhebung.html"
    assert book.browser.source().fragment() == "von-hand"


def help_menu(workspace):
    menu = next(
        action.menu() for action in workspace.top.menus.actions() if action.text() == "&Hilfe"
    )
    return {action.text().replace("&", ""): action for action in menu.actions() if action.text()}


def test_the_menu_of_help_leads_to_all_of_it(workspace, window, tmp_path, qtbot):
    from sozdesk.shell.handbook import Handbook
    from sozdesk.widgets import file_prompts

    entries = help_menu(workspace)
    assert list(entries) == [
        "Handbuch",
        "Suchen im Handbuch …",
        "Abkürzungen",
        "Tasten",
        "Handbuch als PDF …",
        "Über SozDesk",
    ]
    entries["Abkürzungen"].trigger()
    book = workspace.findChild(Handbook)
    assert book.browser.place() == "abkuerzungen"
    entries["Tasten"].trigger()
    assert book.browser.place() == "tasten"
    entries["Suchen im Handbuch …"].trigger()
    assert book.browser.place() == "tasten"
    assert book.focusWidget() is book.field
    file_prompts.set_next_path(tmp_path / "handbuch.pdf")
    entries["Handbuch als PDF …"].trigger()
    qtbot.waitUntil(lambda: book.notice().startswith("Gespeichert"), timeout=20_000)
    entries["Über SozDesk"].trigger()
    assert workspace.stack.area == "settings"


def test_a_closed_handbook_opens_again_at_the_place_of_the_page(workspace, window):
    from sozdesk.shell.handbook import Handbook

    press(window, Qt.Key.Key_F1)
    book = workspace.findChild(Handbook)
    assert book.browser.place() == "fenster#uebersicht"
    book.close()
    workspace.open_area("offices")
    press(window, Qt.Key.Key_F1)
    assert workspace.findChildren(Handbook) == [book]
    assert book.isVisible()
    assert book.browser.place() == "gemeinden"


def test_locking_keeps_what_is_typed_and_shows_nothing_any_more(workspace, window, office_path):
    page = FormPage()
    workspace.open_subpage(page)
    stored = []
    page.store_draft = lambda: stored.append(window.desk.file is not None)
    window.lock()
    assert stored == [True]
    assert isinstance(window.centralWidget(), Unlock)
    assert window.desk.file is None
    assert window.centralWidget().path == office_path


def test_the_locked_page_says_whose_password_and_leads_back_to_the_same_area(
    workspace, window, office_path
):
    workspace.open_area("settings")
    window.lock()
    page = window.centralWidget()
    assert "Die Datei ist gesperrt. Geben Sie das Passwort von Monika Brodbeck ein." in texts(page)
    page.password.set_value(PASSWORD)
    page.open_button.click()
    assert window.centralWidget().stack.area == "settings"


def test_what_happened_is_said_until_the_page_is_left(workspace, window):
    workspace.say("Die Erhebung 2027 ist eröffnet.")
    assert "Die Erhebung 2027 ist eröffnet." in texts(workspace)
    workspace.open_area("offices")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert "Die Erhebung 2027 ist eröffnet." not in texts(workspace)


def test_a_trace_does_not_take_away_what_was_said_of_the_file_that_left(workspace, window):
    workspace.say("Geschrieben: «Auskunft.pdf».")
    window.desk.changed.emit(frozenset({"trace"}))
    assert "Geschrieben: «Auskunft.pdf»." in texts(workspace)
    window.desk.changed.emit(frozenset({"cases", "trace"}))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert "Geschrieben: «Auskunft.pdf»." not in texts(workspace)


def test_a_locked_window_hears_of_changes_without_trouble(workspace, window, qtbot):
    window.lock()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with qtbot.captureExceptions() as exceptions:
        window.desk.changed.emit(frozenset({"offices"}))
    assert exceptions == []


def test_menus_name_the_keys_as_the_handbook_does(workspace):
    native = QKeySequence.SequenceFormat.NativeText
    assert workspace.menus.undo.shortcut().toString(native) == "Ctrl+Z"
    assert QKeySequence("Ctrl+Shift+S").toString(native) == "Ctrl+Shift+S"


def test_an_open_dialog_does_not_stay_over_a_locked_file(workspace, window, qtbot):
    workspace.show_file_history()
    dialog = workspace.findChild(HistoryDialog)
    gone = []
    dialog.finished.connect(gone.append)
    window.lock()
    assert gone == [QDialog.DialogCode.Rejected]


def test_the_file_is_locked_after_fifteen_minutes_without_input(workspace, window, qtbot):
    clock = [0]
    window.auto_lock.now = lambda: clock[0]
    window.auto_lock.start()
    clock[0] = 14 * 60_000
    window.auto_lock.look()
    assert window.desk.file is not None
    press(window, Qt.Key.Key_Shift)
    clock[0] = 28 * 60_000
    window.auto_lock.look()
    assert window.desk.file is not None
    clock[0] = 29 * 60_000
    window.auto_lock.look()
    assert isinstance(window.centralWidget(), Unlock)


def test_a_key_after_a_long_sleep_locks_before_anything_else_happens(workspace, window):
    clock = [0]
    window.auto_lock.now = lambda: clock[0]
    window.auto_lock.start()
    clock[0] = 60 * 60_000
    press(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.centralWidget(), Unlock)


def test_leaving_asks_about_typed_things_and_can_be_cancelled(workspace, window):
    workspace.open_subpage(FormPage())
    messages.set_next_answer(False)
    window.close()
    assert window.isVisible()
    assert window.desk.file is not None
    messages.set_next_answer(True)
    window.close()
    assert not window.isVisible()
    assert window.desk.file is None


def test_the_history_of_the_file_lists_every_step(workspace, window):
    workspace.show_file_history()
    dialog = workspace.findChild(HistoryDialog)
    from sozdesk.widgets.table import TableView

    rows = dialog.findChild(TableView).rows_model.rows()
    assert rows[-1].summary == "Datei angelegt: Kantonales Sozialamt"
    assert {row.staff_name for row in rows} == {"Monika Brodbeck"}


def test_the_history_of_a_record_shows_old_and_new_values(workspace, window):
    window.desk.run(rename_office, RenameOffice(office_name="KSA Liestal"))
    workspace.show_history("Stelle", "office_info", window.desk.file.info.file_id)
    dialog = workspace.findChild(HistoryDialog)
    assert "Name der Stelle: Kantonales Sozialamt → KSA Liestal" in words(dialog)


def test_an_expected_error_nobody_handles_becomes_a_box(workspace, window):
    def refuse(_archive):
        from sozdesk.kernel.errors import DiskFull

        raise DiskFull("Der Datenträger ist voll.", "Schaffen Sie Platz.")

    messages.shown()
    messages.set_next_answer("close")
    window.desk.call(refuse)
    assert messages.shown() == ("Der Datenträger ist voll. Schaffen Sie Platz.",)


def test_a_crash_is_told_with_its_number_and_without_data(workspace, window, qtbot):
    messages.shown()
    messages.set_next_answer("close")
    window.report_crash("4711abcd")
    qtbot.waitUntil(lambda: not messages_waiting())
    assert "4711abcd" in messages.shown()[0]


def messages_waiting():
    return bool(messages._answers)


def test_a_second_start_brings_the_window_forward_and_keeps_the_open_file(workspace, window):
    window.come_forward()
    window.come_forward(str(window.desk.file.path))
    assert window.centralWidget() is workspace
    assert isinstance(window.desk, InlineDesk)


def test_a_double_click_on_another_file_asks_before_it_closes_this_one(workspace, window, tmp_path):
    other = tmp_path / "andere.sozdesk"
    messages.shown()
    messages.set_next_answer("no")
    window.come_forward(str(other))
    assert window.centralWidget() is workspace
    messages.set_next_answer("yes")
    window.come_forward(str(other))
    assert window.centralWidget().path == other
    assert window.desk.file is None
    asked = messages.shown()
    assert len(asked) == 2
    assert "«ksa.sozdesk» wird dafür gesichert und geschlossen." in asked[0]


def test_a_double_click_while_a_dialog_is_open_changes_nothing_under_it(
    workspace, window, qtbot, tmp_path
):
    dialog = QDialog(window)
    dialog.setModal(True)
    dialog.show()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    messages.shown()
    messages.set_next_answer("yes")
    window.come_forward(str(tmp_path / "andere.sozdesk"))
    assert messages_waiting()
    messages._answers.clear()
    assert dialog.isVisible()
    assert window.centralWidget() is workspace


def test_two_double_clicks_ask_one_question(workspace, window, qtbot, tmp_path):
    """The second comes while the question of the first is on the screen."""
    asked = []

    def click_again():
        asked.append(QApplication.activeModalWidget())
        window.come_forward(str(tmp_path / "dritte.sozdesk"))
        asked.append(QApplication.activeModalWidget())
        asked[0].reject()

    QTimer.singleShot(100, click_again)
    window.come_forward(str(tmp_path / "andere.sozdesk"))
    assert asked[0] is not None
    assert asked[1] is asked[0]
    assert window.centralWidget() is workspace


def test_a_double_click_while_a_password_is_asked_for_asks_for_that_of_the_other_file(
    window, office_path, tmp_path
):
    window.show_unlock(office_path)
    window.come_forward(str(tmp_path / "andere.sozdesk"))
    assert window.centralWidget().path == tmp_path / "andere.sozdesk"


def test_the_appearance_can_be_chosen_in_the_menu(workspace, window):
    from sozdesk.settings.declared import APPEARANCE, Appearance
    from sozdesk.widgets import theme

    workspace.window_commands.set_appearance("dark")
    assert theme.current().dark
    assert window.settings.get(APPEARANCE) is Appearance.DARK
    workspace.window_commands.set_appearance("light")
    assert not theme.current().dark


def test_a_narrow_navigation_still_shows_that_there_is_something_to_do(workspace):
    item = workspace.navigation._items["rent_limits"]
    item.set_count(0, "")
    item.set_narrow(True)
    nothing = item.grab().toImage()
    item.set_count(3, "")
    assert item.grab().toImage() != nothing


def test_a_frist_with_a_link_begins_where_those_without_one_begin(workspace, qtbot):
    page = workspace.stack.currentWidget()
    plain = start_rows.deadline(date(2027, 1, 4), "Grenzwerte melden", "2 fehlen", date(2027, 1, 1))
    linked = replace(plain, title="1 Stellungnahme", bill_id=UUID(int=1))
    made = page._deadlines((plain, linked))
    qtbot.addWidget(made)
    made.resize(420, 200)
    made.show()
    QApplication.processEvents()

    label = next(one for one in made.findChildren(QLabel) if one.text() == plain.title)
    link = next(one for one in made.findChildren(QPushButton) if one.text() == linked.title)

    edge_of_link = 3  # two of the frame that the focus paints, and one of padding
    assert label.mapTo(made, label.contentsRect().topLeft()).x() == (
        link.mapTo(made, QPoint(0, 0)).x() + edge_of_link
    )
