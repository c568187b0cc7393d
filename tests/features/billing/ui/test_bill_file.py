"""«Datei für das KSA …» on the page of the Sozialdienst."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

import bill_world as world
from sozdesk.features.billing.records import BillRecord
from sozdesk.features.billing.ui import page as bills_page
from sozdesk.features.cases import queries as cases
from sozdesk.runtime.desk import InlineDesk
from sozdesk.widgets import file_prompts, messages


@pytest.fixture
def ksa(archive):
    world.stock(archive)
    world.joined(archive)
    return archive


def opened(qtbot, archive):
    desk = InlineDesk()
    desk.adopt(archive)
    window = SimpleNamespace(
        share_of=lambda _page, usual: usual,
        remember_share=lambda _page, _share: None,
        open_subpage=lambda _page: None,
        open_handbook=lambda _place: None,
        back=lambda: None,
    )
    made = bills_page.build(desk, window)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def button(page):
    QApplication.processEvents()
    (found,) = (
        one
        for one in page.findChildren(QPushButton)
        if one.text() == "Datei für das &KSA …" and one.isVisibleTo(page)
    )
    return found


def words(page):
    return " ".join(one.text() for one in page.findChildren(QLabel))


def test_an_issued_bill_is_written_for_the_ksa_and_read_there(qtbot, ksa, casework, tmp_path):
    world.share_catalogue(ksa, casework)
    world.issued(casework)
    page = opened(qtbot, casework)
    path = tmp_path / "abrechnung.szb"
    file_prompts.set_next_path(path)
    button(page).click()
    qtbot.waitUntil(lambda: not page.work.is_busy())
    assert "Nur das Kantonale Sozialamt kann öffnen" in words(page)
    read = world.read(ksa, tmp_path, path.read_bytes())
    assert read.content is not None
    assert read.content.canton == 43_000


def test_without_a_place_nothing_is_written_and_without_a_key_it_says_what_to_do(
    qtbot, casework, tmp_path
):
    world.issued(casework)
    page = opened(qtbot, casework)
    file_prompts.set_next_path(None)
    button(page).click()
    file_prompts.set_next_path(tmp_path / "a.szb")
    button(page).click()
    assert "Der Schlüssel des Kantonalen Sozialamts fehlt" in words(page)
    assert list(tmp_path.glob("*.szb")) == []


@pytest.mark.parametrize("place", ["a.szb", "fehlt/a.szb"])
def test_only_a_file_that_was_written_is_noted(qtbot, ksa, casework, tmp_path, place):
    world.share_catalogue(ksa, casework)
    bill = world.issued(casework)
    page = opened(qtbot, casework)
    file_prompts.set_next_path(tmp_path / place)
    messages.set_next_answer(*([] if place == "a.szb" else [True]))
    button(page).click()
    qtbot.waitUntil(lambda: not page.work.is_busy())
    QApplication.processEvents()
    noted = casework.query(cases.accesses)
    sent = casework.query(lambda session: session.get(BillRecord, bill).file_sha256)
    written = (tmp_path / place).exists()
    assert written is (place == "a.szb")
    assert (bool(noted), sent is not None) == (written, written)


def test_after_the_file_is_written_the_tab_stays_and_enter_does_not_begin_again(
    qtbot, ksa, casework, tmp_path
):
    world.share_catalogue(ksa, casework)
    world.issued(casework)
    page = opened(qtbot, casework)
    page.view.tabs.choose(2)
    file_prompts.set_next_path(tmp_path / "a.szb")
    found = button(page)
    found.setFocus()
    found.click()
    before = page.view
    qtbot.waitUntil(lambda: page.view is not before)
    assert page.view.tabs.current() == 2
    assert page.window().focusWidget() is page.view.tabs.current_button()
