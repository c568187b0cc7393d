"""Names for the screen reader, and mnemonics that are used once, on every page of the shell."""

from __future__ import annotations

import re
from datetime import date

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QWidget,
)

from fixtures_shell import build_sample, create
from sozdesk.features.strategy.ui.comparison_page import ComparisonPage
from sozdesk.runtime.desk import InlineDesk
from sozdesk.shell.files import Makers
from sozdesk.shell.first_start import FirstStart
from sozdesk.shell.restore_dialog import RestoreDialog
from sozdesk.shell.settings_people import AddPersonDialog, ChangePasswordDialog
from sozdesk.shell.sheet_dialog import SheetDialog
from sozdesk.shell.unlock import Unlock

NEEDS_A_NAME = (QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)


def letters(texts):
    return [match.group(1).lower() for text in texts for match in re.finditer(r"&([^&\s])", text)]


def mnemonics(root: QWidget):
    labels = [label.text() for label in root.findChildren(QLabel) if label.buddy() is not None]
    buttons = [button.text() for button in root.findChildren(QAbstractButton)]
    bars = [
        action.text()
        for bar in root.findChildren(QMenuBar)
        for action in bar.actions()
        if action.menu()
    ]
    return letters([*labels, *buttons, *bars])


def is_part_of_another(child: QWidget):
    """Heads of tables and the lists of combo boxes speak through their owners."""
    if isinstance(child, QHeaderView):
        return True
    parent = child.parentWidget()
    while parent is not None and not isinstance(parent, QComboBox):
        parent = parent.parentWidget()
    return parent is not None


def nameless(root: QWidget):
    inputs = [
        type(child).__name__
        for kind in NEEDS_A_NAME
        for child in root.findChildren(kind)
        if not child.accessibleName() and not is_part_of_another(child)
    ]
    buttons = [
        type(button).__name__
        for button in root.findChildren(QAbstractButton)
        if not (button.accessibleName() or button.text() or button.objectName().startswith("qt_"))
    ]
    return inputs + buttons


def once(found):
    return sorted(letter for letter in set(found) if found.count(letter) > 1)


@pytest.mark.parametrize("step", range(4))
def test_the_steps_of_the_first_start(qtbot, settings, tmp_path, step):
    page = FirstStart(
        InlineDesk(), Makers(create=create, build_sample=build_sample), folder=tmp_path
    )
    qtbot.addWidget(page)
    shown = (page.office, page.file, page.password, page.recovery)[step]
    bar = letters([page.back_button.text(), page.next_button.text()])
    assert once(mnemonics(shown) + bar) == []
    assert nameless(page) == []


def test_the_unlock_window(window, office_path):
    window.show_unlock(office_path)
    page = window.centralWidget()
    assert isinstance(page, Unlock)
    assert once(mnemonics(page)) == []
    assert nameless(page) == []


@pytest.mark.parametrize("area", ["start", "settings"])
def test_the_pages_of_the_shell_with_menus_and_bars(workspace, area):
    workspace.open_area(area)
    page = workspace.stack.currentWidget()
    assert once(mnemonics(page) + mnemonics(workspace.top)) == []
    assert nameless(workspace) == []


def page_of_measures(workspace, opened):
    """The area, or the sub-page that one of its commands opens."""
    workspace.open_area("strategy", period="2021-2024", number="1.1")
    commands = workspace.stack.currentWidget().commands
    if opened:
        getattr(commands, opened)()
    QApplication.processEvents()
    return workspace.stack.currentWidget()


@pytest.mark.parametrize("opened", ["", "open_report", "open_texts", "open_import"])
def test_the_pages_of_the_measures_leave_the_letters_of_the_menus_alone(workspace, opened):
    page = page_of_measures(workspace, opened)
    menus = letters([action.text() for action in workspace.top.menus.actions()])
    assert sorted(menus) == ["a", "b", "d", "h", "x"]
    assert set(mnemonics(page)) & set(menus) == set()


def test_the_comparison_of_reports_leaves_the_letters_of_the_menus_alone(workspace):
    report = page_of_measures(workspace, "open_report")
    days = (date(2023, 12, 31), date(2024, 12, 31))
    page = ComparisonPage(workspace.window().desk, workspace, report.data, *days)
    workspace.open_subpage(page)
    menus = letters([action.text() for action in workspace.top.menus.actions()])
    assert set(mnemonics(page)) & set(menus) == set()


def test_the_dialogs_of_the_shell(workspace, window, office_path):
    desk = window.desk
    dialogs = [
        AddPersonDialog(workspace, desk, done=lambda: None),
        ChangePasswordDialog(workspace, desk),
        SheetDialog(workspace, desk, office_path, None),
        RestoreDialog(workspace, desk, office_path, None),
    ]
    for dialog in dialogs:
        assert once(mnemonics(dialog)) == [], dialog.windowTitle()
        assert nameless(dialog) == [], dialog.windowTitle()


def test_menu_entries_have_their_own_letters_and_keys(workspace):
    bar = workspace.top.menus
    keys = []
    for menu in (action.menu() for action in bar.actions()):
        assert once(letters([entry.text() for entry in menu.actions()])) == []
        keys += [entry.shortcut().toString() for entry in menu.actions()]
    used = [key for key in keys if key]
    assert sorted(set(used)) == sorted(used)
