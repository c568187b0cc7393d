"""The pages of a Sozialdienst on its real file in December."""

from __future__ import annotations

import pytest
from own_examples import BRETZWIL, own, own_template
from page_kit import look, navigation
from PySide6.QtCore import Qt

from sozdesk.features.rent_limits.terms import Offer
from sozdesk.features.rent_limits.ui.declare_page import DeclarePage
from sozdesk.features.rent_limits.ui.own_area import OwnArea
from sozdesk.features.rent_limits.ui.own_known import Opened
from sozdesk.runtime.desk import InlineDesk

__all__ = ["look", "navigation", "own", "own_template"]

OFFERS = "\n".join(
    ["Zimmer\tMiete"]
    + [f"1.5\t{francs}" for francs in range(600, 1000, 20)]  # 20: 600, 620 … 980
    + ["2.5\t1'100.00", "2,5\t1200"]
)
LISTED = tuple(Offer(15, francs * 100) for francs in range(600, 1000, 20))


@pytest.fixture
def desk(own, qapp):
    made = InlineDesk()
    made.adopt(own)
    return made


@pytest.fixture
def open_form(qtbot, own, desk, navigation):
    """The page of one declaration, as the area opens it."""

    def open_(bfs=BRETZWIL, year=2027, **opened):
        page = DeclarePage(desk, navigation, Opened(bfs_number=bfs, year=year, **opened))
        page.resize(1064, 720)
        qtbot.addWidget(page)
        navigation.open_subpage(page)
        page.show()
        return page

    return open_


@pytest.fixture
def open_area(qtbot, own, desk, navigation):
    """The area; call it once the file holds what the test needs."""

    def open_():
        page = OwnArea(desk, navigation)
        page.resize(1064, 720)
        qtbot.addWidget(page)
        page.show()
        qtbot.waitExposed(page)
        return page

    return open_


def shortcut(qtbot, widget, key):
    """Ctrl and a letter, and Ctrl let go of: the next test must not find it pressed."""
    widget.window().activateWindow()
    qtbot.waitUntil(widget.window().isActiveWindow)
    qtbot.keyClick(widget, key, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyRelease(widget, Qt.Key.Key_Control)


def typed(page, **values):
    """Type, and wait no longer for the check."""
    for key, value in values.items():
        page.form[key].set_value(value)
    page.check_now()


def said(page):
    """Field → code of what is said beside it."""
    return {key: one.code for key, one in page.form.findings()}
