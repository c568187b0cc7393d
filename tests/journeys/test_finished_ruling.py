"""A finished Verfügung in the real window: back, another area and the lock go on."""

from __future__ import annotations

import logging

import case_window_kit as kit
import pytest
from PySide6.QtCore import QCoreApplication, QEvent

import case_kit
from fixtures_shell import unlock
from sozdesk.features.cases import usecases
from sozdesk.features.cases.terms import RulingNature
from sozdesk.features.cases.ui import ruling_page
from sozdesk.shell.unlock import Unlock
from sozdesk.widgets import accessibility, messages


@pytest.fixture
def drafted(tmp_path):
    """A Sozialdienst with a whole draft: the file and the id of the draft."""
    path = tmp_path / "liestal.sozdesk"
    archive = kit.new_office(path)
    case = case_kit.case(archive, [case_kit.person(archive)])
    draft = usecases.DraftRuling(case_id=case, nature=RulingNature.GRANT)
    made = archive.run(usecases.draft_ruling, draft).value
    words = {
        "addressee": "Anna Muster",
        "subject": "Tagesstruktur",
        "considerations": "Gestützt auf § 16 SHG.",
        "disposition": "Bewilligt.",
    }
    change = usecases.ChangeRuling(id=made, base_version=1, changes=words)
    archive.run(usecases.change_ruling, change)
    archive.close(backup=False)
    return path, made


@pytest.fixture
def workspace(window, drafted):
    unlock(window, drafted[0])
    return window.centralWidget()


@pytest.fixture
def finished(workspace, window, drafted):
    """A draft that was changed, previewed and finished; what was deleted is gone."""
    workspace.open_area("cases")
    page = ruling_page.build(window.desk, workspace, ruling_id=drafted[1])
    workspace.open_subpage(page)
    page.form["facts"].set_value("Anna sucht Arbeit.")
    page.tabs.choose(ruling_page.READING)
    messages.set_next_answer(True)
    page.finish_button.click()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert page.data.ruling.finalised_on is not None
    return page


def test_a_finished_ruling_has_no_changes_and_is_left_by_its_arrow(finished, workspace):
    assert not finished.has_changes()
    finished.leave()
    assert workspace.stack.currentWidget() is not finished


def test_the_area_is_shown_from_a_finished_ruling(finished, workspace):
    workspace.open_area("cases")
    assert workspace.stack.currentWidget() is not finished


def test_the_file_is_locked_from_a_finished_ruling(finished, window):
    window.lock()
    assert isinstance(window.centralWidget(), Unlock)


@pytest.mark.parametrize("step", ["has_changes", "store_draft"])
def test_a_page_that_fails_is_logged_and_the_lock_goes_on(
    finished, workspace, window, caplog, step
):
    def fail():
        raise RuntimeError("Anna Muster")

    finished.has_changes = lambda: True
    setattr(finished, step, fail)
    with caplog.at_level(logging.ERROR):
        window.lock()
    assert isinstance(window.centralWidget(), Unlock)
    assert "RulingPage: RuntimeError" in caplog.text
    assert "Anna" not in caplog.text


@pytest.mark.parametrize("size", [(1280, 720), (1280, 480), (960, 540)])
def test_no_line_of_the_document_is_cut_where_the_window_is_low(finished, window, size):
    window.resize(*size)
    QCoreApplication.processEvents()
    QCoreApplication.processEvents()
    assert accessibility.problems(finished) == []
