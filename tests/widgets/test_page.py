from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
    QWidgetItem,
)

from sozdesk.kernel.findings import Finding, Severity
from sozdesk.widgets import buttons, labels, layouts, theme
from sozdesk.widgets.chips import Chip, ChipBar
from sozdesk.widgets.facts import Event, Facts, Timeline
from sozdesk.widgets.finding_block import FindingBlock
from sozdesk.widgets.list_detail import ListDetail
from sozdesk.widgets.list_pane import ListPane
from sozdesk.widgets.page import ActionBar, EmptyState, Page, Step, page_of
from sozdesk.widgets.progress import Segment, SegmentedBar, WorkProgress
from sozdesk.widgets.sheet import SheetExcerpt, letters, marks_of
from sozdesk.widgets.table import Column, RowsModel, TableView
from sozdesk.widgets.tabs import Tabs


def shown_texts(widget: QWidget) -> list[str]:
    return [
        label.text()
        for label in widget.findChildren(QLabel)
        if label.isVisibleTo(widget) and label.text()
    ]


@pytest.fixture
def split(qtbot) -> ListDetail:
    model = RowsModel((Column(title="Gemeinde", text=str),))
    model.set_rows(["Aesch", "Buus"])
    made = ListDetail(ListPane(TableView(model, "Gemeinden"), ("Gemeinde", "Gemeinden")))
    qtbot.addWidget(made)
    return made


def test_a_page_shows_title_facts_and_its_commands_in_order(qtbot):
    page = Page("Mietzinsgrenzwerte 2027", "Frist 31.12.2026")
    qtbot.addWidget(page)
    page.head.set_actions(
        buttons.button("Erinnern …"),
        primary=buttons.button("Einlesen …", primary=True),
        more=[buttons.action("Formulare erstellen …", lambda: None)],
    )

    assert shown_texts(page)[:2] == ["Mietzinsgrenzwerte 2027", "Frist 31.12.2026"]
    assert [b.text() for b in page.head.findChildren(QPushButton)] == ["Einlesen …", "Erinnern …"]


def test_the_back_arrow_has_a_name_a_tip_and_a_key(qtbot):
    went: list[bool] = []
    page = Page("Einlesen", back=lambda: went.append(True))
    qtbot.addWidget(page)

    page.head.back_button.click()

    assert went == [True]
    assert page.head.back_button.accessibleName() == "Zurück"
    assert page.head.back_button.shortcut().toString() == "Alt+Left"


def test_actions_go_below_the_title_in_a_narrow_window(qtbot):
    page = Page("Mietzinsgrenzwerte 2027", "Frist 31.12.2026")
    qtbot.addWidget(page)
    last = buttons.button("Veröffentlichen …")
    page.head.set_actions(buttons.button("Rückmeldungen einlesen …"), last)
    page.resize(1000, 400)
    page.show()
    assert last.mapTo(page, last.rect().topLeft()).y() == 16

    page.resize(480, 400)
    qtbot.waitUntil(lambda: last.mapTo(page, last.rect().topLeft()).y() > 60)

    assert last.mapTo(page, last.rect().bottomRight()).x() < page.width()


def test_a_notice_takes_the_place_of_the_one_before_and_can_be_settled(qtbot):
    page = Page("Deklaration")
    qtbot.addWidget(page)
    page.show_notice("Erste Meldung")

    page.show_notice("Zweite Meldung")
    assert page.notice() == "Zweite Meldung"
    page.clear_notice()

    assert page.notice() == ""


@pytest.mark.parametrize(("state", "left"), [("ok", ""), ("hint", "Meldung")])
def test_a_notice_of_success_goes_when_the_page_is_left(qtbot, state, left):
    page = Page("Deklaration")
    qtbot.addWidget(page)
    page.show()
    page.show_notice("Meldung", state=state)

    page.hide()

    assert page.notice() == left


def known_items() -> set[int]:
    """What PySide6 knows as items of a layout."""
    known = shiboken6.getAllValidWrappers()
    return {id(one) for one in known if isinstance(one, QWidgetItem)}


def test_nothing_is_kept_of_what_qt_deletes_by_itself(qtbot):
    """PySide6 would take the next widget or event at that address for what was there before."""
    before = known_items()
    page = Page("Fälle")
    qtbot.addWidget(page)
    first, second = QPushButton("Erster"), QPushButton("Zweiter")
    page.set_content(layouts.box(layouts.column(first, layouts.row(second))))
    page.show()
    for _time in range(2):
        page.show_notice("Gespeichert.", state="ok")
        assert page.notice() == "Gespeichert."
        assert list(layouts.widgets_of(first.parentWidget().layout())) == [first, second]
        page.hide()
        page.show()
    page.add_tools(QPushButton("Dritter"))  # a layout with a widget, put into one that is shown
    second.setParent(None)
    assert known_items() <= before


@pytest.mark.parametrize(
    ("state", "ground"),
    [("ok", "ok_bg"), ("hint", "warn_bg"), ("unusable", "err_bg"), ("identical", "neutral_bg")],
)
def test_a_notice_stands_on_the_ground_of_its_state(qtbot, state, ground):
    page = Page("Deklaration")
    qtbot.addWidget(page)
    notice = page.show_notice("Gespeichert", state=state)
    page.show()

    assert notice.grab().toImage().pixelColor(4, 4) == theme.color(ground)


def test_a_widget_finds_its_page(qtbot):
    page, alone = Page("Übersicht"), QWidget()
    qtbot.addWidget(page)
    qtbot.addWidget(alone)
    inner = labels.body("Text")
    page.set_content(layouts.box(layouts.column(inner)), scroll=True)

    assert page_of(inner) is page
    assert page_of(alone) is None


def test_the_action_bar_says_what_will_happen(qtbot):
    bar = ActionBar(buttons.button("8 erfassen", primary=True))
    qtbot.addWidget(bar)

    bar.set_message("8 von 14 werden erfasst", "2 Entscheide sind noch offen")

    assert bar.message() == "8 von 14 werden erfasst 2 Entscheide sind noch offen"
    assert bar.minimumHeight() == 48


def test_work_says_how_far_it_is_and_can_be_cancelled(qtbot):
    cancelled: list[bool] = []
    work = WorkProgress("{done} von {total} Dateien gelesen", lambda: cancelled.append(True))
    qtbot.addWidget(work)

    work.set_progress(1037, 2131)
    work.findChild(QPushButton).click()

    assert work.words() == "1'037 von 2'131 Dateien gelesen"
    assert cancelled == [True]


def test_an_empty_page_names_the_next_step_and_how_the_job_runs(qtbot):
    empty = EmptyState(
        "calendar-clock",
        "Eröffnen Sie die Erhebung 2027",
        "Verschickt wird nichts von selbst.",
        buttons.button("Erhebung 2027 eröffnen …", primary=True),
        steps_title="So läuft die Erhebung",
        steps=[Step("November", "Formulare erstellen")],
    )
    qtbot.addWidget(empty)

    texts = shown_texts(empty)

    assert texts[0] == "Eröffnen Sie die Erhebung 2027"
    assert texts[-3:] == ["1.", "November", "Formulare erstellen"]


def test_a_wide_window_shows_list_and_detail_side_by_side(split):
    split.resize(1000, 500)
    split.show()
    split.set_detail(labels.body("Aesch im Einzelnen"))

    assert not split.is_narrow()
    assert split.pane.isVisible()
    assert "Aesch im Einzelnen" in shown_texts(split)


def test_a_narrow_window_shows_one_after_the_other(split, qtbot):
    split.resize(700, 500)
    split.show()
    split.set_detail(labels.body("Aesch im Einzelnen"))
    assert "Aesch im Einzelnen" not in shown_texts(split)

    split.pane.table.select_first()
    qtbot.keyClick(split.pane.table, Qt.Key.Key_Return)
    assert not split.pane.isVisible()
    assert "Aesch im Einzelnen" in shown_texts(split)
    next(b for b in split.findChildren(QPushButton) if b.text() == "‹ Zurück zur Liste").click()

    assert split.pane.isVisible()


def test_without_a_row_the_detail_says_what_to_do(split):
    split.resize(1000, 500)
    split.show()

    assert "Wählen Sie links eine Zeile." in shown_texts(split)


def test_two_columns_become_one_where_there_is_no_room(qtbot):
    left, right = labels.body("links"), labels.body("rechts")
    columns = layouts.Columns(layouts.column(left), layouts.column(right))
    qtbot.addWidget(columns)
    columns.resize(900, 200)
    columns.show()
    assert right.mapTo(columns, right.rect().topLeft()).x() > 400

    columns.resize(500, 200)

    qtbot.waitUntil(lambda: right.mapTo(columns, right.rect().topLeft()).x() == 0)


def test_tabs_change_with_the_arrow_keys(qtbot):
    tabs = Tabs([("Deklaration", QWidget()), ("Verlauf", QWidget())])
    qtbot.addWidget(tabs)

    with qtbot.waitSignal(tabs.changed) as signal:
        qtbot.keyClick(tabs, Qt.Key.Key_Right)
    tabs.set_title(1, "Verlauf (3)")

    assert signal.args == [1]
    assert tabs.current() == 1


def test_the_tab_key_reaches_the_chosen_tab_and_then_what_stands_under_it(qtbot):
    first, second = QPushButton("Person ändern"), QPushButton("Aufenthalt erfassen")
    tabs = Tabs([("Person", first), ("Aufenthalt", second)])
    qtbot.addWidget(tabs)
    tabs.choose(1)  # as a page does that opens at its second tab
    layouts.keys_in_order(tabs)
    tabs.show()
    tabs.activateWindow()
    qtbot.waitUntil(tabs.isActiveWindow)
    tabs.setFocus()
    reached = []
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget() or tabs, Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert reached == [tabs.current_button(), second]
    assert tabs.current() == 1


def test_tabs_that_do_not_fit_stand_in_two_lines(qtbot):
    names = ("Deklaration", "Prüfhinweise (2)", "Rückfrage", "Schriftverkehr", "Zeitreihe")
    tabs = Tabs([(name, QWidget()) for name in names])
    qtbot.addWidget(tabs)
    tabs.show()
    for width, lines in ((900, 1), (300, 2)):
        tabs.resize(width, 300)
        qtbot.waitUntil(
            lambda lines=lines: len({made.y() for made in tabs._buttons}) == lines, timeout=2000
        )
    assert all(made.width() == made.sizeHint().width() for made in tabs._buttons)


def test_one_chip_is_always_on_and_stays_on_after_a_reload(qtbot):
    bar = ChipBar()
    qtbot.addWidget(bar)
    chips = [
        Chip("all", "Alle", 86),
        Chip("late", "Überfällig", 3, "overdue", "seit dem 31.12.2026"),
    ]
    bar.set_chips(chips)
    assert bar.current() == "all"

    with qtbot.waitSignal(bar.chosen) as signal:
        bar.choose("late")
    bar.set_chips([Chip("all", "Alle", 86), Chip("late", "Überfällig", 2, "overdue")])

    assert signal.args == ["late"]
    assert bar.current() == "late"
    assert bar.buttons()[1].accessibleName() == "Überfällig 2"


def test_a_chip_is_high_enough_to_be_hit(qtbot):
    bar = ChipBar()
    qtbot.addWidget(bar)
    bar.set_chips([Chip("all", "Alle", 86)])

    assert bar.buttons()[0].sizeHint().height() == 26


def test_the_bar_of_an_erhebung_says_its_content_in_words(qtbot):
    bar = SegmentedBar(
        [
            Segment("recorded", 53, "erfasst"),
            Segment("open", 0, "offen"),
            Segment("overdue", 3, "überfällig"),
        ]
    )
    qtbot.addWidget(bar)

    assert bar.accessibleName() == "53 erfasst und 3 überfällig"


def test_segments_share_the_width_by_their_counts(qtbot):
    bar = SegmentedBar([Segment("recorded", 3, "erfasst"), Segment("open", 1, "offen")])
    qtbot.addWidget(bar)
    bar.resize(402, 8)  # 2 px between the two leave 400

    first, second = bar._places()

    assert (first.width(), second.width()) == (300, 100)
    assert second.right() == 401


def test_facts_and_timeline_are_plain_texts_that_can_be_read(qtbot):
    facts = Facts([("Beschluss", "Sozialhilfebehörde, 24.11.2026")])
    line = Timeline([Event("queried", "21.12.2026", "Rückfrage", "Änderung bei 3 Personen.")])
    for widget in (facts, line):
        qtbot.addWidget(widget)

    assert shown_texts(facts) == ["Beschluss", "Sozialhilfebehörde, 24.11.2026"]
    assert shown_texts(line) == ["21.12.2026", "Rückfrage", "Änderung bei 3 Personen."]


def test_an_event_may_have_a_note_and_commands_of_its_own(qtbot):
    done: list[str] = []
    change = buttons.action("Ändern …", lambda: done.append("changed"))
    event = Event("open", "01.01.2027", "geplant", "Text", note="abgeleitet", actions=(change,))
    line = Timeline([event, Event("open", "01.01.2026", "geplant")])
    qtbot.addWidget(line)

    assert shown_texts(line)[:4] == ["01.01.2027", "geplant", "abgeleitet", "Text"]
    (more,) = line.findChildren(QToolButton)
    assert more.accessibleName() == "Befehle zu 01.01.2027, geplant"
    more.menu().actions()[0].trigger()
    assert done == ["changed"]


def test_an_event_of_the_timeline_may_have_a_command_that_names_it(qtbot):
    done: list[str] = []
    again = Event(
        "note",
        "05.01.2027",
        "Aufruf",
        "Geschrieben von Anna Muster",
        link="Nochmals schreiben …",
        clicked=lambda: done.append("again"),
    )
    line = Timeline([again, Event("received", "08.12.2026", "Eingegangen")])
    qtbot.addWidget(line)

    (link,) = line.findChildren(QPushButton)
    link.click()

    assert done == ["again"]
    assert link.text() == "Nochmals schreiben …"
    assert link.toolTip() == "Nochmals schreiben … Aufruf"


@pytest.mark.parametrize(
    ("number", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (52, "BA")]
)
def test_columns_of_a_sheet_are_named_as_in_excel(number, name):
    assert letters(number) == name


def test_marks_hold_the_gravest_finding_of_a_cell(qtbot):
    findings = [
        Finding("a", Severity.HINT, "hoch", cell="Erhebung!C13"),
        Finding("b", Severity.STOP, "fehlt", cell="Erhebung!C13"),
        Finding("c", Severity.NOTE, "ohne Zelle"),
    ]

    marks = marks_of(findings)
    sheet = SheetExcerpt(
        11, [("Haushalt", "2026", "2027"), ("1 Person", "900", ""), ("", "", "")], marks
    )
    qtbot.addWidget(sheet)

    assert marks == {"Erhebung!C13": Severity.STOP}
    assert sheet.accessibleName() == "Ausschnitt der Tabelle, Zeilen 11 bis 13, markiert: C13"
    assert sheet._place("C13") == (2, 2)
    assert sheet._place("D99") is None


def test_a_finding_says_what_where_and_why(qtbot):
    finding = Finding(
        "c", Severity.HINT, "1'298 statt 1'100 (+18,0 %).", "Vorjahr: keine", cell="Blatt!C13"
    )
    block = FindingBlock(finding, buttons.button("Rückfrage stellen …"), place="2 Personen")
    qtbot.addWidget(block)

    assert shown_texts(block) == [
        "Prüfhinweis",
        "Zelle C13, 2 Personen",
        "1'298 statt 1'100 (+18,0 %).",
        "Vorjahr: keine",
    ]


def test_a_long_tab_behind_takes_no_room(qtbot):
    short, long = QWidget(), QWidget()
    short.setMinimumHeight(40)
    long.setMinimumHeight(900)
    tabs = Tabs([("Angaben", short), ("Verlauf", long)])
    qtbot.addWidget(tabs)
    head = tabs.sizeHint().height()
    assert head < 200
    assert tabs.minimumSizeHint().height() < 200

    tabs.choose(1)

    assert tabs.sizeHint().height() == tabs.minimumSizeHint().height() == head + 860


def test_a_long_text_behind_takes_no_room_where_it_would_wrap(qtbot):
    short, long = labels.body("Kurz."), labels.body("Ein Satz mit vielen Wörtern. " * 200)
    tabs = Tabs([("Angaben", short), ("Verlauf", long)])
    qtbot.addWidget(tabs)
    assert tabs.heightForWidth(400) < 200
    tabs.choose(1)
    assert tabs.heightForWidth(400) > 900
