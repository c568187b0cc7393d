"""The handbook window: places, contents, search, back and forward, sizes, pdf."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QStyleOptionViewItem, QWidget

from sozdesk.kernel import places
from sozdesk.shell import handbook_text
from sozdesk.shell.areas import KSA, SERVICE, areas_for
from sozdesk.shell.handbook import open_at, page_file
from sozdesk.shell.handbook_text import HandbookText
from sozdesk.widgets import file_prompts, messages, theme
from sozdesk.widgets.accessibility import problems

FOLDER = places.resource("handbook")
PAGES = sorted(path.name for path in FOLDER.glob("*.html"))


@pytest.fixture
def book(qtbot, settings):
    parent = QWidget()
    qtbot.addWidget(parent)
    shown = open_at(parent, "erhebung#schwellen")
    shown.resize(980, 700)
    yield shown
    handbook_text._Reading.size = handbook_text._NORMAL


def press(widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifier)


def search(book, query):
    book.search()
    QTest.keyClicks(book.field, query)


@pytest.mark.parametrize("office", [KSA, SERVICE])
def test_every_area_has_its_page(office):
    for area in areas_for(office):
        assert page_file(area.handbook) == f"{area.handbook}.html"


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_pages_and_swiss_spelling_is_kept(page):
    text = (FOLDER / page).read_text("utf-8")
    links = re.findall(r'href="([^"#]+)', text)
    assert set(links) <= set(PAGES)
    assert chr(0xDF) not in text


def test_an_unknown_place_opens_the_first_page(book):
    book.go_to("gibt-es-nicht")
    assert book.browser.source().fileName() == "start.html"
    assert "Handbuch" in book.browser.toPlainText()


def test_it_opens_at_the_heading_and_the_contents_mark_it(book):
    assert book.browser.place() == "erhebung#schwellen"
    assert book.contents.shown_place() == "erhebung#schwellen"
    assert book.browser.verticalScrollBar().value() > 0
    bold = [
        book.contents.topLevelItem(row).text(0)
        for row in range(book.contents.topLevelItemCount())
        if book.contents.topLevelItem(row).font(0).weight() == theme.font("label").weight()
    ]
    assert bold == ["Die Erhebung"]


def test_the_mark_follows_who_scrolls(book):
    bar = book.browser.verticalScrollBar()
    bar.triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
    assert book.contents.shown_place() == "erhebung"
    bar.triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
    assert book.contents.shown_place().startswith("erhebung#")


def test_a_click_in_the_contents_opens_the_place(book):
    item = book.contents._items["personen#austritt"]
    book.contents.itemClicked.emit(item, 0)
    assert book.browser.place() == "personen#austritt"
    assert book.browser.hasFocus() or book.focusWidget() is book.browser


def test_back_and_forward_lead_along_the_way(book, qtbot):
    assert not book.back_button.isEnabled()
    book.go_to("personen")
    book.back_button.click()
    assert book.browser.source().fileName() == "erhebung.html"
    book.forward_button.click()
    assert book.browser.source().fileName() == "personen.html"
    with qtbot.waitActive(book):
        book.activateWindow()
    press(book.browser, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: book.browser.place() == "erhebung#schwellen")
    press(book.browser, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: book.browser.place() == "personen")


def test_a_link_between_pages_is_followed(book):
    book.go_to("sicherung")
    book.browser.setSource(book.browser.source().resolved("personen.html#schluessel"))
    assert book.browser.place() == "personen#schluessel"


def test_typing_lists_results_and_enter_opens_the_first(book):
    search(book, "passwort vergessen")
    assert book.results.isVisible()
    assert book.results.hits()[0].place == "personen#vergessen"
    press(book.field, Qt.Key.Key_Return)
    assert book.browser.isVisible()
    assert book.browser.place() == "personen#vergessen"
    marked = {one.cursor.selectedText() for one in book.browser.extraSelections()}
    assert {"Passwort", "vergessen"} <= marked


def test_arrow_keys_choose_among_the_results(book):
    search(book, "passwort")
    press(book.field, Qt.Key.Key_Down)
    press(book.field, Qt.Key.Key_Down)
    press(book.field, Qt.Key.Key_Up)
    wanted = book.results.hits()[1].place
    press(book.field, Qt.Key.Key_Return)
    assert book.browser.place() == wanted


def test_escape_leaves_the_search_first_and_then_the_window(book):
    search(book, "passwort")
    press(book.field, Qt.Key.Key_Escape)
    assert book.isVisible()
    assert book.field.text() == ""
    assert book.browser.isVisible()
    assert book.browser.place() == "erhebung#schwellen"
    press(book.browser, Qt.Key.Key_Escape)
    assert not book.isVisible()


def test_who_finds_nothing_is_told_what_to_do(book):
    search(book, "parkplatz")
    assert book.results.hits() == ()
    assert book.results.sentence() == (
        "Nichts gefunden zu «parkplatz». Versuchen Sie ein anderes oder kürzeres Wort, oder öffnen "
        "Sie eine Seite im Inhalt."
    )
    book.field.setText("p")
    assert book.results.sentence() == "Tippen Sie mindestens 2 Buchstaben."


def test_a_result_is_as_high_as_its_lines_at_this_width(book):
    book.resize(600, 420)
    search(book, "rueckmeldung erfassen")
    shown = book.results.list
    option = QStyleOptionViewItem()
    for row in range(shown.count()):
        index = shown.model().index(row, 0)
        wanted = shown.itemDelegate().sizeHint(option, index)
        place = shown.visualItemRect(shown.item(row))
        assert (place.height(), place.width()) == (wanted.height(), shown.viewport().width())


def test_too_many_results_ask_for_another_word(book):
    search(book, "en")
    assert len(book.results.hits()) == 30
    assert book.results.sentence() == (
        "Die ersten 30 Stellen im Handbuch. Ein weiteres Wort grenzt sie ein."
    )


def test_the_results_come_back_with_control_f(book):
    search(book, "passwort")
    press(book.field, Qt.Key.Key_Return)
    book.search()
    assert book.results.isVisible()
    assert book.field.selectedText() == "passwort"


def test_the_type_grows_and_shrinks_and_the_place_stays(book):
    keys = {
        key.toString() for action in book.actions() for key in action.shortcuts() if key.count()
    }
    assert {"Ctrl++", "Ctrl+-", "Ctrl+0", "Ctrl+F"} <= keys
    larger = next(a for a in book.actions() if QKeySequence("Ctrl++") in a.shortcuts())
    before = book.browser.document().size().height()
    larger.trigger()
    assert book.browser.percent() == 115
    assert book.browser.document().size().height() > before
    assert book.browser.place() == "erhebung#schwellen"
    assert book.contents.shown_place() == "erhebung#schwellen"
    for _ in range(20):
        book.browser.resize_type(1)
    assert book.browser.percent() == 200
    book.browser.resize_type(0)
    assert book.browser.percent() == 100


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_nothing_is_cut_and_nobody_left_out(book, qapp, mode):
    theme.apply(qapp, mode)
    assert problems(book) == []
    search(book, "passwort")
    assert problems(book) == []
    theme.apply(qapp, "light")


def test_a_narrow_window_shows_contents_or_text(book, qtbot):
    book.resize(520, 480)
    qtbot.waitUntil(lambda: not book.contents.isVisible())
    assert book.browser.isVisible()
    book.contents_button.click()
    assert book.contents.isVisible()
    assert not book.browser.isVisible()
    book.contents.chosen.emit("tasten")
    assert book.browser.isVisible()
    assert not book.contents.isVisible()
    assert problems(book) == []


def test_the_contents_can_be_put_away_and_brought_back(book):
    book.contents_button.click()
    assert not book.contents.isVisible()
    book.contents_button.click()
    assert book.contents.isVisible()
    assert book.browser.isVisible()


def test_where_it_is_open_it_stays_open_when_one_wants_to_search(book):
    assert open_at(book.parentWidget()) is book
    assert book.browser.place() == "erhebung#schwellen"


@pytest.fixture
def picture(tmp_path, monkeypatch):
    """The one picture of the guide «erhebung», 1104 px wide."""
    path = tmp_path / "erhebung.png"
    image = QImage(1104, 690, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    image.save(str(path))
    monkeypatch.setattr(handbook_text, "picture_file", {"erhebung.png": path}.get)
    return path


def image_width(text: HandbookText) -> float:
    """Of the first picture of the page, as it is laid out."""
    block = text.document().begin()
    while block.isValid():
        for fragment in block.begin():
            shown = fragment.fragment().charFormat()
            if shown.isImageFormat():
                return shown.toImageFormat().width()
        block = block.next()
    return 0


def test_a_picture_is_as_wide_as_the_line_and_follows_the_window(book, picture, qtbot):
    book.go_to("tasten")
    book.go_to("erhebung")
    room = book.browser.lineWrapColumnOrWidth() - 2 * book.browser.document().documentMargin()
    assert image_width(book.browser) == room
    book.resize(800, 700)
    qtbot.waitUntil(lambda: 0 < image_width(book.browser) < room)


def test_a_missing_picture_leaves_its_words(book, monkeypatch):
    monkeypatch.setattr(handbook_text, "picture_file", lambda _file: None)
    book.go_to("tasten")
    book.go_to("erhebung")
    assert image_width(book.browser) == 0
    assert "Der Stand der Erhebung: links die Gemeinden" in book.browser.toPlainText()


def test_the_whole_handbook_is_saved_as_a_pdf(book, qtbot, tmp_path):
    file_prompts.set_next_path(tmp_path / "handbuch.pdf")
    book.pdf_button.click()
    assert not book.pdf_button.isEnabled()
    qtbot.waitUntil(book.pdf_button.isEnabled, timeout=20_000)
    assert (tmp_path / "handbuch.pdf").read_bytes().startswith(b"%PDF")
    assert book.notice() == "Gespeichert als «handbuch.pdf»"


def test_a_pdf_that_cannot_be_written_says_why(book, qtbot, tmp_path):
    messages.shown()
    messages.set_next_answer("close")
    file_prompts.set_next_path(tmp_path / "fehlt" / "handbuch.pdf")
    book.save_pdf()
    qtbot.waitUntil(book.pdf_button.isEnabled, timeout=20_000)
    assert messages.shown()[0].startswith("«handbuch.pdf» konnte nicht geschrieben werden")
    assert book.notice() == ""


def test_giving_up_the_question_writes_nothing(book):
    file_prompts.set_next_path(None)
    book.save_pdf()
    assert book.pdf_button.isEnabled()
