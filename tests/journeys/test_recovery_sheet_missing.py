"""Without a recovery sheet the start page says so, until one is saved; whatever the office."""

from __future__ import annotations

import pytest

from fixtures_archive import FAST_KDF, PASSWORD, fixed_clock
from fixtures_shell import SAMPLE_PASSWORD, build_sample, unlock
from sozdesk.app.office_file import new_file
from sozdesk.features.rent_limits.usecases import OpenRound, open_round
from sozdesk.shell.files import lacks_sheet
from sozdesk.shell.start_page import StartPage
from sozdesk.widgets import file_prompts
from sozdesk.widgets.buttons import QPushButton

SENTENCE = "Kein Wiederherstellungsblatt gespeichert."


def start_page(window) -> StartPage:
    page = window.centralWidget().stack.currentWidget()
    assert isinstance(page, StartPage)
    return page


def press_link(page) -> None:
    link = next(
        button for button in page.findChildren(QPushButton) if button.text() == "Blatt erstellen …"
    )
    link.click()


@pytest.fixture(params=["ksa", "service"])
def office(request, window, tmp_path):
    """The open file of each kind of office, whose sheet nobody saved."""
    made = new_file(
        tmp_path / "amt.sozdesk",
        office_kind=request.param,
        municipalities=(2883,) if request.param == "service" else (),
        person_name="Anna Muster",
        password=PASSWORD,
        clock=fixed_clock,
        kdf=FAST_KDF,
    )
    made.archive.close(backup=False)
    unlock(window, tmp_path / "amt.sozdesk")
    return window


def test_the_start_page_says_it_and_makes_one(office, tmp_path):
    page = start_page(office)
    assert page.notice().startswith(SENTENCE)
    file_prompts.set_next_path(tmp_path / "blatt.pdf")
    press_link(page)
    assert (tmp_path / "blatt.pdf").read_bytes().startswith(b"%PDF")
    assert page.notice() == ""
    assert not lacks_sheet(office.desk._archive)


def test_giving_up_keeps_the_sentence(office):
    page = start_page(office)
    file_prompts.set_next_path(None)
    press_link(page)
    assert page.notice().startswith(SENTENCE)
    file_prompts.set_next_path(None)
    press_link(page)
    assert lacks_sheet(office.desk._archive)


def test_the_sentence_stays_when_something_else_changes(workspace, window):
    assert start_page(window).notice().startswith(SENTENCE)
    window.desk.run(open_round, OpenRound(year=2027))
    assert start_page(window).notice().startswith(SENTENCE)


def test_the_settings_make_one_too(workspace, window, tmp_path):
    workspace.open_area("settings")
    section = workspace.stack.currentWidget().sections["file"]
    file_prompts.set_next_path(tmp_path / "blatt.pdf")
    section.sheet_button.click()
    assert section.sheet_button.isEnabled()
    workspace.open_area("start")
    assert start_page(window).notice() == ""


def test_a_sample_needs_no_sheet(window, tmp_path):
    build_sample(tmp_path / "beispiel.sozdesk")
    unlock(window, tmp_path / "beispiel.sozdesk", SAMPLE_PASSWORD)
    assert start_page(window).notice() == ""
