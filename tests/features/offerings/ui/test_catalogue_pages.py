"""Writing and reading the catalogue on the real pages over two real files."""

from __future__ import annotations

import json

import pytest
from catalogue_kit import change, forged, print_of, read, resigned, stocked, written
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel

from look_kit import usual_look
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.ui import catalogue_import_page, catalogue_page
from sozdesk.runtime import worker
from sozdesk.runtime.desk import InlineDesk
from sozdesk.widgets import accessibility, file_prompts, messages


class Window:
    """What the page asked of the main window."""

    def __init__(self):
        self.said, self.left, self.books, self.shares, self.areas = [], [], [], {}, []

    def open_area(self, key, **target):
        self.areas.append(key)

    def back(self):
        self.left.append("back")

    def close_subpage(self, widget):
        self.left.append(widget)

    def say(self, sentence, *offers):
        self.said.append(sentence)

    def open_handbook(self, place):
        self.books.append(place)

    def share_of(self, page, usual):
        return self.shares.get(page, usual)

    def remember_share(self, page, share):
        self.shares[page] = share


@pytest.fixture(autouse=True)
def look(qapp):
    usual_look(qapp)
    yield
    messages.shown()
    worker.wait_for_all()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window():
    return Window()


def shown(qtbot, archive, window, module):
    desk = InlineDesk()
    desk.adopt(archive)
    made = module.build(desk, window)
    made.resize(1064, 740)
    qtbot.addWidget(made)
    made.show()
    return made


def words(page):
    QApplication.processEvents()
    return " | ".join(
        label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)
    )


# ------------------------------------------------------------------ KSA


def test_an_empty_platform_says_what_to_do_first(qtbot, platform, window):
    page = shown(qtbot, platform, window, catalogue_page)
    assert "Setzen Sie Angebote auf die Plattform" in words(page)
    assert not page.write_button.isEnabled()
    assert not page.website_button.isEnabled()
    page.focusProxy().click()
    assert window.areas == ["offerings"]


def test_the_catalogue_is_written_and_kept_with_its_key(qtbot, platform, window, tmp_path):
    german, _ = stocked(platform)
    page = shown(qtbot, platform, window, catalogue_page)
    assert "Noch kein Katalog geschrieben" in words(page)
    path = tmp_path / "katalog.szk"
    file_prompts.set_next_path(path)
    page.write_button.click()
    qtbot.waitUntil(lambda: "«katalog.szk» geschrieben." in page.notice(), timeout=20_000)
    shown_print = print_of(path.read_bytes())
    assert f"Katalog Nr. 1 vom 05.01.2027, unverändert. Schlüssel: {shown_print}" in words(page)
    assert "Schlüssel, am Telefon vorzulesen" in words(page)
    change(platform, german, capacity=14)
    page.reload()
    assert "seither 1 geändert" in words(page)
    page.view.set_value(0)
    (row,) = page.changes.table.rows_model.rows()
    assert row.name == "1 Deutsch im Alltag"
    assert "bisher: 12" in words(page)
    assert accessibility.problems(page) == []


def test_the_catalogue_just_written_is_the_one_that_is_shown(qtbot, platform, window, tmp_path):
    german, _ = stocked(platform)
    written(platform)
    change(platform, german, capacity=14)
    page = shown(qtbot, platform, window, catalogue_page)
    assert page.table.current_row().serial == 1
    file_prompts.set_next_path(tmp_path / "zwei.szk")
    page.write_button.click()
    qtbot.waitUntil(lambda: "«zwei.szk» geschrieben." in page.notice(), timeout=20_000)
    assert page.table.current_row().serial == 2


def test_an_earlier_catalogue_is_saved_as_it_was(qtbot, platform, window, tmp_path):
    stocked(platform)
    data = written(platform).content
    page = shown(qtbot, platform, window, catalogue_page)
    file_prompts.set_next_path(tmp_path / "noch einmal.szk")
    page.save_again(page.data.files[0])
    qtbot.waitUntil(lambda: "geschrieben" in page.notice(), timeout=20_000)
    assert (tmp_path / "noch einmal.szk").read_bytes() == data


def test_the_list_for_the_website_lies_in_the_folder(qtbot, platform, window, tmp_path):
    stocked(platform)
    page = shown(qtbot, platform, window, catalogue_page)
    file_prompts.set_next_path(tmp_path)
    page.website_button.click()
    said = "Liste Nr. 1 für die Website veröffentlicht: 2 neu."
    qtbot.waitUntil(lambda: page.notice() == said, timeout=20_000)
    assert {"angebote.csv", "angebote.html", "angebote_offene_daten.csv"} <= {
        one.name for one in tmp_path.iterdir()
    }
    assert page.website.table.rows_model.rows() == ()


def test_a_new_key_is_asked_about_first(qtbot, platform, window):
    stocked(platform)
    old = print_of(written(platform).content)
    page = shown(qtbot, platform, window, catalogue_page)
    messages.set_next_answer(False)
    page.renew()
    assert page.data.draft.fingerprint == old
    messages.set_next_answer(True)
    page.renew()
    assert page.data.draft.fingerprint != old
    assert "Der neue Schlüssel ist gemacht" in page.notice()


def test_the_list_is_exported_as_it_is_seen(qtbot, platform, window, tmp_path):
    stocked(platform)
    page = shown(qtbot, platform, window, catalogue_page)
    file_prompts.set_next_path(tmp_path / "liste.csv")
    page.changes.export_requested.emit(page.changes.table.shown_text())
    qtbot.waitUntil(lambda: "«liste.csv» geschrieben." in page.notice(), timeout=20_000)
    assert "Angebot;1 Deutsch im Alltag;neu" in (tmp_path / "liste.csv").read_text("utf-8-sig")


# ------------------------------------------------------------------ Sozialdienst


@pytest.fixture
def catalogue(platform, tmp_path):
    stocked(platform)
    path = tmp_path / "katalog-2027-01-05.szk"
    path.write_bytes(written(platform).content)
    return path


@pytest.fixture
def reading(qtbot, service_platform, window):
    return shown(qtbot, service_platform, window, catalogue_import_page)


def look_at(qtbot, page, path):
    before = page.preview
    page.open(path)
    qtbot.waitUntil(lambda: page.preview is not before, timeout=5_000)


def test_first_contact_asks_for_the_phone_and_then_reads_in(
    qtbot, reading, window, catalogue, service_platform
):
    assert "Noch kein Katalog eingelesen" in words(reading)
    look_at(qtbot, reading, catalogue)
    assert print_of(catalogue.read_bytes()) in words(reading)
    assert not reading.record_button.isEnabled()
    assert "Der Schlüssel ist noch zu vergleichen" in reading.bar.message()
    reading.compared.click()
    assert reading.record_button.isEnabled()
    assert accessibility.problems(reading) == []
    reading.record_button.click()
    assert window.left == [reading]
    assert window.said[0].startswith("Katalog Nr. 1 eingelesen: ")
    assert len(service_platform.query(queries.offerings, service_platform.context().today)) == 2


def test_a_known_key_needs_no_question_and_shows_old_and_new(
    qtbot, service_platform, platform, window, catalogue, tmp_path
):
    data = catalogue.read_bytes()
    read(service_platform, data, print_of(data))
    change(platform, platform.query(queries.offerings, platform.context().today)[0].id, capacity=14)
    newer = tmp_path / "neu.szk"
    newer.write_bytes(written(platform).content)
    page = shown(qtbot, service_platform, window, catalogue_import_page)
    assert "Eingelesen: Katalog Nr. 1 vom 05.01.2027" in words(page)
    look_at(qtbot, page, newer)
    assert page.question.isHidden()
    assert (page.bar.message(), page.record_button.isEnabled()) == ("1 geändert", True)
    assert "bisher: 12" in words(page)
    page.record_button.click()
    page = shown(qtbot, service_platform, window, catalogue_import_page)
    page.open(catalogue)
    qtbot.waitUntil(lambda: "ist älter als der eingelesene" in page.notice(), timeout=5_000)
    assert page.preview is None


def test_the_same_file_has_nothing_to_read_in(qtbot, service_platform, window, catalogue):
    data = catalogue.read_bytes()
    read(service_platform, data, print_of(data))
    page = shown(qtbot, service_platform, window, catalogue_import_page)
    look_at(qtbot, page, catalogue)
    assert page.bar.message() == "Unverändert seit dem Katalog Nr. 1 vom 05.01.2027."
    assert not page.record_button.isEnabled()


def test_a_dropped_file_that_was_changed_is_refused_in_words(qtbot, reading, catalogue):
    catalogue.write_bytes(catalogue.read_bytes().replace(b"120050", b"120051", 1))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(catalogue))])
    drop = QDropEvent(
        QPoint(10, 10),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    reading.dropEvent(drop)
    qtbot.waitUntil(lambda: bool(reading.notice()), timeout=20_000)
    assert "Die Unterschrift stimmt nicht" in reading.notice()
    assert reading.preview is None


def test_a_file_that_is_gone_is_said(qtbot, reading, tmp_path):
    file_prompts.set_next_path(tmp_path / "fehlt.szk")
    reading.ask_file()
    qtbot.waitUntil(lambda: bool(reading.notice()), timeout=5_000)
    assert reading.notice().startswith("«fehlt.szk»: Die Datei lässt sich nicht öffnen.")


def test_a_refused_file_leaves_nothing_to_read_in_of_the_one_before(
    qtbot, reading, catalogue, tmp_path
):
    look_at(qtbot, reading, catalogue)
    reading.compared.click()
    assert reading.record_button.isEnabled()
    broken = tmp_path / "kaputt.szk"
    broken.write_bytes(catalogue.read_bytes()[:-3])
    reading.open(broken)
    qtbot.waitUntil(lambda: bool(reading.notice()), timeout=5_000)
    assert reading.notice().startswith("«kaputt.szk»: Der Katalog ist beschädigt")
    assert reading.preview is None
    assert not reading.record_button.isVisibleTo(reading)
    assert reading.question.isHidden()
    assert "Deutsch im Alltag" not in words(reading)
    assert "Noch kein Katalog eingelesen" in words(reading)
    reading.record()
    assert reading.preview is None
    look_at(qtbot, reading, catalogue)
    assert (reading.notice(), reading.record_button.isEnabled()) == ("", False)
    assert "Deutsch im Alltag" in words(reading)


def test_a_catalogue_of_a_day_to_come_is_warned_about(
    qtbot, reading, platform, catalogue, tmp_path
):
    content = json.loads(catalogue.read_bytes().split(b"\n")[2])
    later = tmp_path / "morgen.szk"
    content["as_of"] = "2027-01-06"
    later.write_bytes(resigned(platform, catalogue.read_bytes(), content))
    look_at(qtbot, reading, later)
    assert reading.notice().startswith(
        "Dieser Katalog ist vom 06.01.2027, auf diesem Computer ist erst der 05.01.2027."
    )


def test_another_key_than_before_shows_both_and_asks_for_the_phone(
    qtbot, service_platform, window, catalogue, tmp_path
):
    data = catalogue.read_bytes()
    read(service_platform, data, print_of(data))
    strange = tmp_path / "fremd.szk"
    strange.write_bytes(forged(data, serial=2)[1])
    page = shown(qtbot, service_platform, window, catalogue_import_page)
    look_at(qtbot, page, strange)
    said = words(page)
    assert "mit einem anderen Schlüssel unterschrieben als bisher" in said
    assert f"Bisher: {print_of(data)}" in said
    assert print_of(strange.read_bytes()) in said
    assert not page.record_button.isEnabled()
