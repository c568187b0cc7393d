"""Where the keyboard leads on the page on which the KSA decides."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget

import bill_kit as kit
from bill_kit import Line
from sozdesk.features.billing.terms import LineDecision
from sozdesk.features.billing.ui import check_page
from sozdesk.shell import panes

LINES = (Line(100_000), Line(50_000), Line(30_000))


@pytest.fixture
def arrive(desk, navigation, qtbot):
    """Come to the page as to an area of a window, from another one."""
    window = QStackedWidget()
    window.addWidget(QPushButton("Vorher"))
    qtbot.addWidget(window)
    window.resize(1064, 740)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.currentWidget().setFocus()

    def come():
        page = check_page.build(desk, navigation)
        window.addWidget(page)
        window.setCurrentWidget(page)
        QCoreApplication.processEvents()
        return page

    yield come
    window.close()


@pytest.fixture
def area(arrive, archive, service_archive):
    kit.know_each_other(archive, service_archive)
    kit.bill(archive, LINES)
    return arrive()


def way(page, qtbot):
    """The parts of the page that Tab leads through until it is back."""
    parts = {
        "list": page.table,
        "stages": page.chips,
        "filters": page.narrowing,
        "lines": page.detail.table,
        "line": page.detail._line_box,
        "decisions": page.detail._decide,
        "steps": page.detail._steps,
        "more": page.detail._head_box,
        "head": page.head,
    }
    found = []
    while found.count("list") < 2 and len(found) < 20:
        focus = QApplication.focusWidget()
        here = next(
            (name for name, one in parts.items() if one is focus or one.isAncestorOf(focus)),
            str(focus),
        )
        found += [here] if found[-1:] != [here] else []
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    return found


def test_who_comes_to_the_page_is_in_the_list(area):
    assert QApplication.focusWidget() is area.table


def test_tab_leads_from_the_list_to_its_filters_to_the_lines_and_to_the_head(area, qtbot):
    first = ["list", "stages", "filters", "lines", "line", "decisions", "more", "head", "list"]
    assert way(area, qtbot) == first
    area.detail.table.selectAll()
    area.detail.decide(LineDecision.ACCEPTED)
    QCoreApplication.processEvents()  # now the check can be finished
    area.detail.table.select_key(area.detail.model.rows()[1].id)
    area.table.setFocus()
    assert way(area, qtbot) == [*first[:6], "steps", *first[6:]]


def test_f6_leads_from_the_list_to_the_lines(area):
    panes.move(panes.panes_of(area), 1)
    assert QApplication.focusWidget() is area.detail.table


def test_an_empty_page_leads_through_what_it_offers(arrive, qtbot):
    page = arrive()
    reached = []
    while QApplication.focusWidget() not in reached:
        reached.append(QApplication.focusWidget())
        qtbot.keyClick(reached[-1], Qt.Key.Key_Tab)
    assert len(reached) > 1
    assert all(page.isAncestorOf(one) for one in reached)
