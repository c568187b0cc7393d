"""«Texte des Berichts»: writing with figures, repairing what stands out, saving, leaving."""

from __future__ import annotations

from datetime import date

import pytest
from measure_kit import details_of_number
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

from look_kit import usual_look
from sozdesk.archive import drafts
from sozdesk.features.strategy import queries, usecases
from sozdesk.features.strategy.terms import ChapterKey
from sozdesk.features.strategy.ui import texts_page
from sozdesk.runtime.desk import InlineDesk
from sozdesk.widgets import accessibility, messages
from sozdesk.widgets.finding_block import FindingBlock

PERIOD, NEXT, DAY = "2021-2024", "2025-2028", date(2024, 12, 31)
ENTRY = "2.3 2024-12-31"
SLIP = "Die Budget- und Schuldenberatung übernimmt das Assessmentcenter (Massnahme 7.3)."


class Navigation:
    """What the page asked of the main window."""

    def __init__(self):
        self.said, self.left, self.books, self.shares = [], 0, [], {}

    def say(self, sentence, *_offers):
        self.said.append(sentence)

    def back(self):
        self.left += 1

    def close_subpage(self, _widget):
        self.left += 1

    def share_of(self, page, usual):
        return self.shares.get(page, usual)

    def remember_share(self, page, share):
        self.shares[page] = share

    def open_handbook(self, place):
        self.books.append(place)


@pytest.fixture(autouse=True)
def _look(qapp):
    usual_look(qapp)
    yield
    messages.shown()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def texts_navigation():
    return Navigation()


@pytest.fixture
def opened(qtbot, strategy, texts_navigation):
    """Opens the page; the file is that of the KSA."""
    return opener(qtbot, strategy, texts_navigation)


def opener(qtbot, archive, navigation):
    desk = InlineDesk()
    desk.adopt(archive)

    def open_page(place="outlook", period=PERIOD, day=DAY):
        page = texts_page.build(desk, navigation, period, day)
        page.resize(1064, 700)
        qtbot.addWidget(page)
        page.show()
        qtbot.waitExposed(page)
        if page.data:
            assert page.table.select_key(place)
        return page

    return open_page


def type_in(page, text):
    """As somebody types, and the pause after it."""
    page.detail.editor.area.setPlainText(text)
    page.detail.check_now()


def stored(archive, key=ChapterKey.OUTLOOK):
    period = archive.query(queries.period_of, PERIOD)
    return next(one.text for one in archive.query(queries.chapters, period.id) if one.key is key)


def press(page, text):
    QApplication.processEvents()
    found = [one for one in page.findChildren(QPushButton) if one.text().replace("&", "") == text]
    next(one for one in found if one.isVisibleTo(page)).click()


def hints(page):
    """The sentences of the findings below the text."""
    QApplication.processEvents()
    return [
        block.finding.message
        for block in page.detail.findChildren(FindingBlock)
        if block.isVisibleTo(page)
    ]


def titles(page):
    QApplication.processEvents()
    return [one.text() for one in page.detail.findChildren(QLabel) if one.isVisibleTo(page)]


def cell(page, place):
    page.table.select_key(place)
    row = page.table.current_row()
    return page._model.columns[1].text(row)


def dialog():
    (found,) = [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, QDialog) and one.isVisible()
    ]
    return found


def test_the_list_has_the_chapters_in_the_order_of_the_report_then_the_measures(opened):
    page = opened()
    assert page.head.title() == "Texte des Berichts 2021–2024"
    assert page.head._facts.text() == "Stand per 31.12.2024, keine Prüfhinweise"
    shown = [row[0] for row in page.table.shown_text().rows]
    assert shown[:3] == [
        "Einleitung",
        "Umsetzungsstand insgesamt",
        "Handlungsfeld 1: Materielle Unterstützung",
    ]
    assert shown[8:11] == [
        "Präventive Massnahmen",
        "Gesamtwürdigung und Ausblick",
        "1.1 Anpassung des Grundbedarfs an die Teuerung",
    ]
    assert len(shown) == 50


def test_the_preview_shows_the_figures_of_the_day(opened):
    page = opened("overall")
    assert "<b>19</b> von <b>40</b> Massnahmen" in page.detail.editor.preview.text()
    earlier = opened("overall", day=date(2023, 12, 31))
    assert "<b>7</b> von <b>40</b> Massnahmen" in earlier.detail.editor.preview.text()


def test_a_number_is_put_in_from_the_menu(qtbot, opened):
    page = opened()
    editor = page.detail.editor
    editor.set_value("Umgesetzt sind ")
    page.detail.editor.menu_button.click()
    assert editor.menu.isVisible()
    groups = {one.text(): one.menu() for one in editor.menu.actions()}
    (entry,) = [
        one
        for one in groups["Handlungsfeld 3 Erwerbsintegration und soziale Integration"].actions()
        if one.text() == "5\tumgesetzt / abgeschlossen"
    ]
    entry.trigger()
    editor.menu.close()
    assert editor.value() == "Umgesetzt sind {hf3.umgesetzt}"
    qtbot.waitUntil(lambda: "<b>5</b>" in editor.preview.text())


def test_saving_with_ctrl_s_keeps_every_text_that_was_changed(qtbot, opened, strategy):
    page = opened()
    assert not page.save_button.isEnabled()
    type_in(page, "Ein Ausblick.")
    page.table.select_key("introduction")
    type_in(page, "Eine Einleitung.")
    assert page.bar.message() == "2 Texte geändert noch nicht gespeichert"
    page.activateWindow()
    page.detail.editor.area.setFocus()
    qtbot.waitUntil(page.detail.editor.area.hasFocus)
    qtbot.keyClick(page.detail.editor.area, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyRelease(page.detail.editor.area, Qt.Key.Key_Control)
    assert stored(strategy) == "Ein Ausblick."
    assert stored(strategy, ChapterKey.INTRODUCTION) == "Eine Einleitung."
    assert page.bar.message() == ""
    assert not page.has_changes()
    assert page.detail.editor.value() == "Eine Einleitung."


def test_the_text_of_a_measure_is_saved_in_its_entry(opened, strategy):
    page = opened(ENTRY)
    type_in(page, "Neuer Stand.")
    page.save()
    period = strategy.query(queries.period_of, PERIOD)
    details = strategy.query(details_of_number, period.id, "2.3", DAY)
    assert details.row.status.text == "Neuer Stand."


def test_what_is_typed_stays_while_one_looks_at_another_text(opened):
    page = opened()
    type_in(page, "Halb fertig")
    page.table.select_key("introduction")
    assert cell(page, "outlook") == "geändert"
    assert page.detail.editor.value() == "Halb fertig"
    type_in(page, page.detail.line.text)
    assert not page.has_changes()


def test_a_wrong_number_is_repaired_with_one_click(opened, strategy):
    page = opened()
    type_in(page, "Bisher sind 18 Massnahmen umgesetzt.")
    assert titles(page).count("Prüfhinweise (1)") == 1
    press(page, "Als Feld einsetzen")
    assert page.detail.editor.value() == "Bisher sind {umgesetzt} Massnahmen umgesetzt."
    assert hints(page) == []
    page.save()
    assert stored(strategy) == "Bisher sind {umgesetzt} Massnahmen umgesetzt."


def test_the_slip_of_the_printed_report_is_repaired_with_one_click(opened):
    page = opened(ENTRY)
    type_in(page, SLIP)
    (said,) = hints(page)
    assert said.startswith("Massnahme 7.3 heisst «Ausbau regionaler sozialer Anlaufstellen».")
    press(page, "Massnahme 7.2 einsetzen")
    assert page.detail.editor.value() == SLIP.replace("7.3", "7.2")


def test_a_title_is_repaired_and_a_place_is_shown(opened):
    page = opened()
    type_in(page, "Die Massnahme «Optimierung der Audit» läuft.")
    press(page, "Im Text zeigen")
    assert page.detail.editor.area.textCursor().selectedText() == "Optimierung der Audit"
    press(page, "Richtigen Titel einsetzen")
    assert page.detail.editor.value() == "Die Massnahme «Optimierung der Audits» läuft."


def test_a_right_number_is_only_offered_as_a_field(opened):
    page = opened()
    type_in(page, "Bisher sind 19 Massnahmen umgesetzt.")
    assert "Zahlen, die Felder sein könnten (1)" in titles(page)
    assert "Kein Fehler …" not in [one.text() for one in page.findChildren(QPushButton)]
    assert page.head._facts.text() == "Stand per 31.12.2024, keine Prüfhinweise"


def test_an_unknown_field_is_an_error_that_nobody_can_dismiss(opened):
    page = opened()
    type_in(page, "Es sind {umgesezt}.")
    assert hints(page)[0].startswith("Das Feld «{umgesezt}» gibt es nicht.")
    page.detail.editor.set_value("Es sind {umgesezt}.")
    assert "{umgesezt}" in page.detail.editor.preview.text()
    assert "<b>" not in page.detail.editor.preview.text()
    shown = [one.text() for one in page.detail.findChildren(QPushButton) if one.isVisible()]
    assert "Kein Fehler …" not in shown


def test_no_error_is_noted_with_its_reason_and_taken_back(opened, strategy):
    page = opened()
    type_in(page, "Bisher sind 18 Massnahmen umgesetzt.")
    page.save()
    assert cell(page, "outlook") == "1 Prüfhinweis"
    press(page, "Kein Fehler …")
    asked = dialog()
    asked.form["reason"].set_value("Zählung der Direktion")
    asked.action_button.click()
    assert "Als kein Fehler vermerkt (1)" in titles(page)
    assert cell(page, "outlook") == ""
    period = strategy.query(queries.period_of, PERIOD)
    (row,) = strategy.query(queries.text_findings, period, DAY)
    assert (row.dismissed, row.reason) == (True, "Zählung der Direktion")
    press(page, "Wieder als Prüfhinweis zeigen")
    assert "Prüfhinweise (1)" in titles(page)
    assert not strategy.query(queries.text_findings, period, DAY)[0].dismissed


def test_no_error_leaves_the_other_hint_of_the_sentence(opened):
    page = opened()
    type_in(page, "Die Massnahmen: 18 umgesetzt, 22 in Umsetzung.")
    page.save()
    assert "Prüfhinweise (2)" in titles(page)
    press(page, "Kein Fehler …")
    dialog().action_button.click()
    assert {"Prüfhinweise (1)", "Als kein Fehler vermerkt (1)"} <= set(titles(page))
    assert cell(page, "outlook") == "1 Prüfhinweis"


def test_the_check_waits_until_one_stops_typing(qtbot, opened):
    page = opened()
    page.detail.editor.area.setPlainText("Bisher sind 18 Massnahmen umgesetzt.")
    qtbot.waitUntil(lambda: len(hints(page)) == 1)
    assert page.head._facts.text() == "Stand per 31.12.2024, 1 Prüfhinweis"


@pytest.mark.parametrize(
    ("answer", "left", "kept"),
    [
        (messages.Unsaved.SAVE, 1, "Neu."),
        (messages.Unsaved.DISCARD, 1, None),
        (messages.Unsaved.CANCEL, 0, None),
    ],
)
def test_leaving_asks_whether_to_save(opened, strategy, texts_navigation, answer, left, kept):
    page = opened()
    before = stored(strategy)
    type_in(page, "Neu.")
    messages.set_next_answer(answer)
    page.leave()
    assert texts_navigation.left == left
    assert stored(strategy) == (kept or before)
    assert page.has_changes() is (left == 0)


def test_leaving_without_changes_asks_nothing(opened, texts_navigation):
    opened().leave()
    assert texts_navigation.left == 1


def test_a_lock_keeps_what_was_typed_and_the_next_opening_brings_it_back(opened, strategy):
    first = opened()
    type_in(first, "Halb fertig")
    first.store_draft()
    again = opened()
    assert again.notice() == "Was Sie zuletzt nicht gespeichert haben, ist wieder da."
    assert again.detail.editor.value() == "Halb fertig"
    again.save()
    assert stored(strategy) == "Halb fertig"
    assert strategy.query(drafts.drafts, strategy.context().staff_id) == ()


def test_what_came_back_can_be_dropped(opened, strategy):
    first = opened()
    type_in(first, "Halb fertig")
    first.store_draft()
    again = opened()
    press(again, "Verwerfen")
    assert again.notice() == ""
    assert again.detail.editor.value() == stored(strategy)
    assert strategy.query(drafts.drafts, strategy.context().staff_id) == ()


def test_somebody_else_was_faster(opened, strategy):
    page = opened()
    type_in(page, "Meiner.")
    other = opened()
    type_in(other, "Ihrer.")
    other.save()
    page.save()
    assert "wurde in der Zwischenzeit geändert" in page.notice()
    assert page.detail.editor.value() == "Meiner."
    assert stored(strategy) == "Ihrer."
    press(page, "Neu laden")
    assert page.detail.editor.value() == "Ihrer."


def test_an_entry_that_is_gone_is_no_reason_to_keep_asking(opened, strategy):
    page = opened(ENTRY)
    type_in(page, "Weg damit")
    period = strategy.query(queries.period_of, PERIOD)
    entry = strategy.query(details_of_number, period.id, "2.3", DAY).row.status
    strategy.run(
        usecases.remove_status, usecases.RemoveStatus(id=entry.id, base_version=entry.version)
    )
    page.reload()
    page.save()
    assert not page.has_changes()
    assert page.notice() == (
        "Den Stand der Massnahme 2.3 gibt es nicht mehr. Ihr Text dazu ist nicht gespeichert."
    )


def test_other_figures_reach_the_open_text(opened, strategy):
    page = opened("overall")
    period = strategy.query(queries.period_of, PERIOD)
    row = strategy.query(details_of_number, period.id, "7.1", DAY).row
    change = usecases.ChangeStatus(
        id=row.status.id,
        base_version=row.status.version,
        changes={"state": "implemented", "reason": "law"},
    )
    page._desk.run(usecases.change_status, change)
    assert "<b>20</b> von <b>40</b> Massnahmen" in page.detail.editor.preview.text()


def test_a_period_without_measures_says_what_comes_first(opened, texts_navigation):
    page = opened(period=NEXT)
    shown = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert "Zuerst braucht es die Massnahmen 2025–2028" in shown
    assert not page.has_changes()
    press(page, "Im Handbuch lesen (F1)")
    assert texts_navigation.books == ["massnahmen-texte"]
    press(page, "Zurück zu den Massnahmen")
    assert texts_navigation.left == 1
    assert opened(period="1999-2002").data is None


def test_a_sozialdienst_reads_the_texts_as_the_report_says_them(
    qtbot, service_strategy, texts_navigation
):
    page = opener(qtbot, service_strategy, texts_navigation)("overall")
    shown = titles(page)
    assert any("lassen sie sich nur lesen" in one for one in shown)
    assert any("<b>19</b> von <b>40</b>" in one for one in shown)
    assert page.head._facts.text() == "Stand per 31.12.2024"
    assert not page.detail.editor.area.isVisible()
    assert not page.detail.editor.menu_button.isVisible()
    assert not page.save_button.isVisible()
    page.table.select_key(ENTRY)
    assert not page.detail.editor.area.isVisible()


def test_the_page_can_be_read_out_and_used_with_the_keyboard(opened):
    page = opened()
    type_in(page, "Bisher sind 18 Massnahmen umgesetzt.")
    assert accessibility.problems(page) == []


def test_the_width_of_the_list_is_remembered(opened, texts_navigation):
    page = opened()
    page.split.share_changed.emit(0.5)
    assert texts_navigation.shares == {"strategy.texts": 0.5}


class LateDesk(InlineDesk):
    """What is read comes later, as from the archive thread; what is written is done at once."""

    late = False

    def __init__(self):
        super().__init__()
        self.waiting = []

    def run(self, usecase, command, **answers):
        InlineDesk.call(self, lambda archive: archive.run(usecase, command), **answers)

    def call(self, *args, **kwargs):
        if self.late:
            self.waiting.append(lambda: InlineDesk.call(self, *args, **kwargs))
        else:
            super().call(*args, **kwargs)

    def let_come(self):
        for work in self.waiting:
            work()
        self.waiting.clear()


@pytest.fixture
def late_page(qtbot, strategy, texts_navigation):
    desk = LateDesk()
    desk.adopt(strategy)
    page = texts_page.build(desk, texts_navigation, PERIOD, DAY)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    assert page.table.select_key("outlook")
    desk.late = True
    return desk, page


def test_ones_own_saving_is_not_taken_for_somebody_elses(late_page, strategy, texts_navigation):
    desk, page = late_page
    type_in(page, "Ein Ausblick mit {total} Massnahmen.")
    page.save()
    assert page.notice() == ""
    assert not page.has_changes()
    desk.let_come()
    assert stored(strategy) == "Ein Ausblick mit {total} Massnahmen."
    assert (page.bar.message(), page.notice()) == ("", "")
    assert texts_navigation.said == ["Text «Gesamtwürdigung und Ausblick» geschrieben."]


def test_who_goes_on_typing_while_it_is_read_again_saves_that_too(late_page, strategy):
    desk, page = late_page
    type_in(page, "Erster Satz.")
    page.save()
    type_in(page, "Erster Satz. Zweiter Satz.")
    desk.let_come()
    assert page.has_changes()
    page.save()
    desk.let_come()
    assert stored(strategy) == "Erster Satz. Zweiter Satz."
    assert page.notice() == ""
