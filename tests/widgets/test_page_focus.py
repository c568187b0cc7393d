"""What had the focus goes: the focus stays on the page, never in a field at the top of the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from sozdesk.widgets import buttons, layouts
from sozdesk.widgets.inputs import TextInput
from sozdesk.widgets.page import ActionBar, Page


@pytest.fixture
def window(qtbot) -> QWidget:
    """A page below a search box, in a window that has the keys."""
    shown, made = QWidget(), Page("Sitzungen")
    shown.search = QLineEdit()
    shown.setLayout(layouts.column(shown.search, made))
    qtbot.addWidget(shown)
    made.set_content(layouts.box(layouts.column(TextInput(), TextInput())))
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


@pytest.fixture
def page(window) -> Page:
    return window.findChild(Page)


def focused_button(page: Page):
    made = buttons.button("Schliessen")
    page.show_notice("Geschrieben.", made, state="ok")
    QApplication.processEvents()  # shown by the layout
    made.setFocus()
    assert QApplication.focusWidget() is made
    return made


def test_closing_a_message_leaves_the_focus_on_the_page(page):
    focused_button(page)

    page.clear_notice()

    assert QApplication.focusWidget() is page


def test_a_button_that_is_switched_off_hands_the_focus_to_the_next(page):
    off, following = buttons.button("Traktandieren"), buttons.button("Alle traktandieren")
    page.set_content(layouts.box(layouts.row(off, following)))
    QApplication.processEvents()
    off.setFocus()

    off.setEnabled(False)

    assert QApplication.focusWidget() is following


def test_a_bar_that_goes_leaves_the_focus_on_the_page(page):
    last = buttons.button("Fertig stellen …")
    page.set_bar(ActionBar(last))
    QApplication.processEvents()
    last.setFocus()

    page.set_bar(None)

    assert QApplication.focusWidget() is page


def test_tab_still_leaves_the_page(page):
    field = page.findChildren(TextInput)[-1]
    field.setFocus()

    field.focusNextPrevChild(True)

    assert QApplication.focusWidget() is page.window().search


def test_a_page_built_anew_behind_a_dialog_has_the_focus_afterwards(page, qtbot):
    page.findChildren(TextInput)[0].setFocus()
    dialog = QWidget()
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    page.set_content(layouts.box(layouts.column(TextInput())))

    dialog.close()
    page.window().activateWindow()

    qtbot.waitUntil(lambda: QApplication.focusWidget() is page)


def test_tab_goes_from_what_is_above_to_the_content_however_late_it_was_made(page, qtbot):
    filters, field = TextInput(), TextInput()
    page.set_content(layouts.box(layouts.column(field)))
    page.add_tools(filters)
    QApplication.processEvents()
    filters.setFocus()

    qtbot.keyClick(filters, Qt.Key.Key_Tab)

    assert QApplication.focusWidget() is field
