"""Reading in a list of providers and offerings on the real page over a real file."""

from __future__ import annotations

from datetime import date

import pytest
from list_kit import COURSE, workbook
from offering_pages_kit import words_of
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

from sozdesk.features.offerings import queries
from sozdesk.features.offerings.texts.list_import import LABELS
from sozdesk.features.offerings.ui import list_import_words
from sozdesk.features.offerings.ui import page as offerings_page
from sozdesk.features.offerings.ui.list_import_page import build
from sozdesk.features.offerings.ui.subpages import SUBPAGES
from sozdesk.widgets import accessibility, file_prompts, messages

TODAY = date(2027, 1, 5)
OWN_HEADS = {**LABELS, "name": "Wer macht es", "title": "Angebot"}


@pytest.fixture
def page(desk, navigation, shown):
    return shown(build(desk, navigation))


@pytest.fixture
def read(qtbot, page, tmp_path):
    """Writes a file, reads it on the page and waits for the preview."""

    def reading(content, name="angebote.xlsx"):
        path = tmp_path / name
        path.write_bytes(content)
        asked = page._asked
        page.open(path)
        qtbot.waitUntil(lambda: page._asked > asked and not page._work.is_busy(), timeout=20_000)
        QApplication.processEvents()

    return reading


def say_day(page, text="1.1.2027"):
    page.day_input.setText(text)
    page.day_input.editingFinished.emit()


def test_the_empty_page_says_what_is_read_and_leads_to_the_handbook(page, navigation) -> None:
    said = " ".join(words_of(page))
    assert "Ziehen Sie Ihre Liste hierher" in said
    assert "Eine Zeile je Angebot" in said
    assert page.record_button.isHidden()
    assert page.day.isHidden()
    assert accessibility.problems(page) == []


def test_prices_wait_for_their_day_and_then_all_rows_are_recorded(
    page, read, platform, navigation
) -> None:
    read(workbook(COURSE))
    assert page.bar.message() == (
        "1 Zeile bereit Sagen Sie, ab welchem Tag die Preise der Liste gelten."
    )
    assert not page.record_button.isEnabled()
    assert page.grid.isHidden()
    assert accessibility.problems(page) == []
    say_day(page)
    assert page.bar.message() == "1 Zeile wird erfasst"
    page.record_button.click()
    (offering,) = platform.query(queries.offerings, TODAY)
    assert (offering.title, offering.price.valid_from) == ("Deutsch im Alltag", date(2027, 1, 1))
    assert navigation.said == [
        "Liste eingelesen: 1 neu. Neue Angebote stehen als Entwurf im Verzeichnis."
    ]
    assert navigation.left == [page]


def test_the_same_list_again_has_nothing_to_record(page, read, desk, navigation, shown) -> None:
    read(workbook(COURSE))
    say_day(page)
    page.record_button.click()
    read(workbook(COURSE))
    say_day(page)
    assert page.bar.message() == "Nichts zu erfassen 1 unverändert"
    assert page.head._facts.text().startswith(
        "angebote.xlsx, Blatt «Angebote». Noch ist nichts erfasst."
    )


def test_a_cell_that_cannot_be_read_is_named_and_nothing_can_be_recorded(page, read) -> None:
    read(workbook({**COURSE, "iban": "CH93 0076 2011 6238 5295 8"}))
    say_day(page)
    assert page.bar.message().startswith("1 Zeile nicht verwertbar")
    assert not page.record_button.isEnabled()
    said = [one.message for one in page.plan.rows[0].findings]
    assert said == [
        "Die Prüfziffer von «CH93 0076 2011 6238 5295 8» stimmt nicht. Vergleichen Sie die Nummer."
    ]
    assert list_import_words.said(page.plan.rows[0]).sentences[0][1].startswith("Zelle H2: ")
    assert page.list.table.shown_text().rows[0][-1] == "nicht verwertbar: IBAN"
    page.record()
    assert page.plan.to_record == 0


def test_a_column_that_nobody_recognises_is_chosen_in_the_grid_and_remembered(
    page, read, platform, desk, navigation, shown
) -> None:
    read(workbook(COURSE, heads=OWN_HEADS))
    assert "Keine Spalte ist als «Anbieter/in» erkannt" in page.notice()
    assert page.grid.isVisible()
    page.grid.strip.boxes[0].set_value("name")
    say_day(page)
    assert page.bar.message() == "1 Zeile wird erfasst"
    page.record_button.click()
    assert [row.name for row in platform.query(queries.providers)] == ["Kurszentrum Muster"]
    read(workbook(COURSE, heads=OWN_HEADS), "naechstes-jahr.xlsx")
    assert page.table.remembered
    assert "Spalten wie beim letzten Mal." in page.head._facts.text()
    assert page.grid.isHidden()


def test_a_column_can_be_left_unread(page, read) -> None:
    read(workbook(COURSE))
    iban = list(LABELS).index("iban")
    page.choose_column(iban, None)
    assert "Nicht eingelesen: Spalte H «IBAN»." in page.notice()
    page.columns_button.click()
    assert page.grid.isHidden()
    page.resize(900, 420)
    page.columns_button.click()
    assert page.side.isHidden()
    assert page.columns_button.text() == "Zeilen &zeigen"


def test_a_file_can_be_chosen_dropped_and_read_again(page, qtbot, tmp_path) -> None:
    path = tmp_path / "angebote.csv"
    path.write_text("Anbieter/in;Art;Telefon\r\nVerein Erfunden;Verein;061 000 00 00\r\n", "utf-8")
    file_prompts.set_next_path(path)
    page.ask_file()
    qtbot.waitUntil(lambda: page.table is not None)
    assert page.day.isHidden()
    path.write_text("Anbieter/in;Art;Telefon\r\n;;\r\n", "utf-8")
    page.again_button.click()
    qtbot.waitUntil(lambda: not page.plan.rows)
    assert "weder Anbieter/innen noch Angebote" in page.notice()
    path.write_text("Anbieter/in;Art;Telefon\r\nVerein Neu;Verein;061 000 00 00\r\n", "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    page.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, none))
    qtbot.waitUntil(lambda: bool(page.plan.rows))
    assert page.plan.rows[0].line.name == "Verein Neu"


def test_an_old_excel_file_is_refused_with_what_to_do(page, qtbot, tmp_path) -> None:
    path = tmp_path / "liste.xls"
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600))
    messages.set_next_answer(True)
    page.open(path)
    qtbot.waitUntil(lambda: not page._work.is_busy())
    QApplication.processEvents()
    assert any("«liste.xls»" in str(one) for one in messages.shown())
    assert page.table is None


def test_the_empty_area_and_its_menu_lead_to_the_page(desk, navigation, shown) -> None:
    area = shown(offerings_page.OfferingsPage(desk, navigation))
    words = ["Liste e&inlesen …"]
    assert [one.text() for one in area.findChildren(QPushButton) if one.text() in words] == words
    next(one for one in area.findChildren(QPushButton) if one.text() in words).click()
    (opened,) = navigation.subpages
    assert opened.handbook_place == "angebote-einlesen"
    assert ("Liste e&inlesen …", "list_import_page") in SUBPAGES
