"""From nothing to an open office and back: with the real desk, its thread and a real file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize

from fixtures_archive import PASSWORD
from fixtures_shell import PERSON, unlock
from sozdesk.settings.declared import RECENT_FILES
from sozdesk.shell.first_start import FirstStart
from sozdesk.shell.unlock import Unlock
from sozdesk.shell.workspace import Workspace
from sozdesk.widgets import file_prompts


def shows(window, kind):
    return lambda: isinstance(window.centralWidget(), kind)


def fill_first_start(page, folder):
    page.office.choice.set_value("ksa")
    page.next()
    page.file.person.set_value(PERSON)
    file_prompts.set_next_path(folder / "ksa.sozdesk")
    page.file.choose()
    page.next()
    page.password.new.first.set_value(PASSWORD)
    page.password.new.second.set_value(PASSWORD)
    page.next()


def test_a_new_office_is_set_up_locked_unlocked_and_closed(qtbot, real_window, tmp_path):
    window, path = real_window, tmp_path / "neu" / "ksa.sozdesk"
    window.start()
    page = window.centralWidget()
    assert isinstance(page, FirstStart)
    fill_first_start(page, path.parent)
    qtbot.waitUntil(lambda: page.step == 3)
    sheet = tmp_path / "blatt.pdf"
    file_prompts.set_next_path(sheet)
    page.recovery.save()
    assert sheet.read_bytes().startswith(b"%PDF")

    page.next()
    qtbot.waitUntil(shows(window, Workspace))
    qtbot.waitUntil(lambda: window.centralWidget().status.text("person") == PERSON)
    window.lock()
    qtbot.waitUntil(shows(window, Unlock))
    assert window.desk.file is None
    assert not path.with_suffix(".holder").exists()

    unlock(window, path)
    qtbot.waitUntil(shows(window, Workspace))
    assert window.settings.get(RECENT_FILES) == (str(path),)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.desk.file is None


def test_leaving_backs_up_what_changed(qtbot, real_window, tmp_path):
    window = real_window
    window.start()
    page = window.centralWidget()
    fill_first_start(page, tmp_path / "neu")
    qtbot.waitUntil(lambda: page.step == 3)
    file_prompts.set_next_path(tmp_path / "blatt.pdf")
    page.recovery.save()
    page.next()
    qtbot.waitUntil(shows(window, Workspace))
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert len(list((tmp_path / "neu" / "ksa-Sicherungen").glob("*.sozdesk"))) == 1


@pytest.mark.parametrize(
    ("width", "height", "maximised"), [(1366, 728, True), (1280, 1024, False), (1920, 1040, False)]
)
def test_on_a_small_screen_the_window_takes_all_of_it(window, width, height, maximised):
    window.appear(QSize(width, height))
    assert window.isMaximized() is maximised
    assert window.isVisible()


@pytest.mark.parametrize("office", ["ksa", "service"])
def test_the_sample_of_an_office_opens_and_says_that_it_is_invented(qtbot, real_window, office):
    from sozdesk.widgets import messages

    window = real_window
    messages.set_next_answer("close")
    window.start(sample=office)
    qtbot.waitUntil(shows(window, Workspace))
    assert window.desk.file.info.sample
    assert window.desk.file.info.office_kind == office
    assert "frei erfunden" in messages.shown()[-1]
    assert window.centralWidget().top.sample
