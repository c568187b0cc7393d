"""The first start, unlocking, the handbook, the search, backups: what stands around every area."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count

from PySide6.QtWidgets import QDialog, QWidget

from fixtures_archive import PASSWORD
from screens.rent_scenes import rent_area
from screens.scene_kit import Scene, open_dialog, shown_dialog
from screens.stage import Stage, settle
from sozdesk.app import demo
from sozdesk.shell.first_start import FirstStart
from sozdesk.shell.first_start_steps import SKIP_CONSEQUENCE, SKIP_QUESTION, SKIP_VERB
from sozdesk.shell.handbook import Handbook
from sozdesk.shell.unlock import Unlock
from sozdesk.widgets import messages

_PASSWORD_STEP = 2
_NEW_FILES = count()


def first_start(stage: Stage) -> None:
    stage.window.show_first_start()


def unlock(stage: Stage) -> None:
    stage.window.show_unlock(stage.sample / demo.FILE_NAME)


def file_history(stage: Stage) -> QWidget:
    stage.workspace.show_file_history()
    return open_dialog()


def search_results(stage: Stage) -> None:
    stage.open_area("start")
    settle()
    field = stage.workspace.top.search
    field.setFocus()
    field.setText("sis")
    field.textEdited.emit("sis")


def handbook(stage: Stage) -> QDialog:
    rent_area(stage)
    stage.workspace.open_handbook("erhebung#einlesen")
    return open_dialog()


def handbook_search(query: str) -> Callable[[Stage], QDialog]:
    """Something typed into the field of the handbook."""

    def go(stage: Stage) -> QDialog:
        rent_area(stage)
        stage.workspace.open_handbook("melden")
        book = open_dialog()
        assert isinstance(book, Handbook)
        book.field.setText(query)
        return book

    return go


def first_start_of_a_service(stage: Stage) -> None:
    page = stage.window.show_first_start()
    page.office.choice.set_value("service")
    page.office.own.set_value((2883, 2889, 2893))


def typed_password(password: str) -> Scene:
    """The third step of the first start, with what is said about a password."""

    def scene(stage: Stage) -> None:
        start_step(_PASSWORD_STEP)(stage)
        page = stage.window.centralWidget()
        assert isinstance(page, FirstStart)
        page.password.new.first.set_value(password)

    return scene


def without_sheet(stage: Stage) -> QDialog:
    """What is asked before somebody goes on without a recovery sheet."""
    start_step(3)(stage)
    roles = messages.Role
    answers = [("yes", SKIP_VERB, roles.DestructiveRole), ("no", "Abbrechen", roles.RejectRole)]
    return shown_dialog(
        messages.MessageDialog(stage.window, SKIP_QUESTION, SKIP_CONSEQUENCE, answers)
    )


def restore_dialog(stage: Stage) -> QDialog:
    """The backups of the sample, with one made just now."""
    stage.open_area("start")
    stage.workspace.backup_now()
    stage.lock()
    page = stage.window.centralWidget()
    assert isinstance(page, Unlock)
    page.restore()
    return open_dialog()


def wrong_password(stage: Stage) -> None:
    unlock(stage)
    page = stage.window.centralWidget()
    assert isinstance(page, Unlock)
    page.password.set_value("vergessen, leider")
    page.open_button.click()


def start_step(number: int) -> Scene:
    """A later step of the first start, with everything before it filled in."""

    def scene(stage: Stage) -> None:
        stage.lock()
        page = stage.window.show_first_start()
        page.file.person.set_value("Anna Muster")
        target = stage.sample / f"neu-{os.getpid()}-{next(_NEW_FILES)}.sozdesk"
        page.file._path, page.file._chosen = target, True
        for _ in range(number):
            if page.step == _PASSWORD_STEP:
                page.password.new.first.set_value(PASSWORD)
                page.password.new.second.set_value(PASSWORD)
            page.next()
        assert page.step == number

    return scene
