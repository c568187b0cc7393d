"""The page of the report over a real file, and a window that takes notes."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from sozdesk.features.strategy.ui.report_page import build
from sozdesk.runtime.desk import InlineDesk
from sozdesk.widgets.page import Notice
from sozdesk.widgets.svg_picture import SvgPicture


class ReportWindow:
    """What the page asked of the main window."""

    def __init__(self):
        self.subpages, self.books, self.shares = [], [], {}

    def back(self):
        self.subpages.clear()

    def open_subpage(self, widget):
        self.subpages.append(widget)

    def share_of(self, page, usual):
        return self.shares.get(page, usual)

    def remember_share(self, page, share):
        self.shares[page] = share

    def open_handbook(self, place):
        self.books.append(place)


def show_report(qtbot, archive, window, code="2021-2024", day=date(2024, 12, 31)):
    """The page, shown, with its charts drawn."""
    desk = InlineDesk()
    desk.adopt(archive)
    page = build(desk, window, code, day)
    qtbot.addWidget(page)
    page.resize(1064, 740)
    page.show()
    qtbot.waitUntil(
        lambda: not any(one.is_empty() for one in page.findChildren(SvgPicture)), timeout=60_000
    )
    return page


def in_dialog(act):
    """Do something in the dialog that opens next, as soon as it is there."""

    def attempt():
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(10, attempt)
        else:
            act(dialog)

    QTimer.singleShot(0, attempt)


def words_on(widget):
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]


def notice_of(page):
    found = [one for one in page.findChildren(Notice) if one.isVisibleTo(page)]
    return found[-1].words if found else ""


def press(widget, text):
    """Click the visible button of this name; without its mnemonic."""
    button = next(
        one
        for one in widget.findChildren(QPushButton)
        if one.text().replace("&", "") == text and one.isVisibleTo(widget)
    )
    button.click()


def has_button(widget, text):
    return any(
        one.text().replace("&", "") == text and one.isVisibleTo(widget)
        for one in widget.findChildren(QPushButton)
    )
