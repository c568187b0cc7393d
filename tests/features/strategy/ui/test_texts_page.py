"""«Texte des Berichts»: writing with figures, repairing what stands out, saving, leaving."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

from sozdesk.archive import drafts
from sozdesk.features.strategy import queries, usecases
from sozdesk.features.strategy.terms import ChapterKey
from sozdesk.features.strategy.ui import texts_page
from sozdesk.runtime.desk import InlineDesk
from sozdesk.widgets import accessibility, messages, theme
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
    theme.apply(qapp, "light")
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
    page.reload()
    page.save()
    assert not page.has_changes()


def test_other_figures_reach_the_open_text(opened, strategy):
    page = opened("overall")
    period = strategy.query(queries.period_of, PERIOD)
    row = strategy.query(queries.details_of_number, period.id, "7.1", DAY).row
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
