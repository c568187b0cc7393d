"""The real page of the Erhebung on a real file, and a navigator that remembers."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from returns_examples import CHANGE, NO_CONTACT, declared, entry, open_round, record

from look_kit import usual_look
from sozdesk.features.rent_limits.terms import Attachment
from sozdesk.features.rent_limits.ui.page import build
from sozdesk.runtime.desk import InlineDesk
from sozdesk.widgets import messages

AESCH, LIESTAL, BOECKTEN, ITINGEN, SISSACH = 2761, 2829, 2842, 2849, 2861
LATE = date(2027, 1, 3)
SCAN = b"%PDF-1.4 invented"


class Navigation:
    """What the page asked of the main window."""

    def __init__(self):
        self.areas, self.subpages, self.histories, self.said, self.books = [], [], [], [], []
        self.shares, self.offers, self.offered = {}, [], []

    def open_area(self, key, **target):
        self.areas.append((key, target))

    def open_subpage(self, widget):
        self.subpages.append(widget)

    def back(self):
        self.subpages.pop()

    def close_subpage(self, widget):
        self.subpages.remove(widget)

    def show_history(self, title, table, row_id):
        self.histories.append((title, table, row_id))

    def show_file_history(self):
        self.histories.append(("", "", None))

    def share_of(self, page, usual):
        return self.shares.get(page, usual)

    def remember_share(self, page, share):
        self.shares[page] = share

    def say(self, sentence, *offers):
        self.said.append(sentence)
        self.offers.append(offers[0] if offers else None)
        self.offered.append([offer.words for offer in offers])

    def open_handbook(self, place):
        self.books.append(place)


@pytest.fixture(autouse=True)
def look(qapp):
    usual_look(qapp)
    yield
    messages.shown()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def desk(archive, qapp):
    made = InlineDesk()
    made.adopt(archive)
    return made


@pytest.fixture
def navigation():
    return Navigation()


@pytest.fixture
def empty_area(qtbot, desk, navigation):
    return shown(qtbot, desk, navigation)


@pytest.fixture
def area(qtbot, archive, desk, navigation):
    """2027: three recorded (one late, one corrected), one to check, one queried, 81 overdue."""
    hand_in(archive)
    return shown(qtbot, desk, navigation)


def shown(qtbot, desk, navigation):
    made = build(desk, navigation)
    made.resize(1064, 720)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def hand_in(archive):
    open_round(archive, year=2026)
    record(archive, entry(declared(BOECKTEN, 1000, year=2026)), year=2026)
    open_round(archive)
    scan = Attachment("Protokollauszug.pdf", SCAN)
    record(
        archive,
        entry(declared(BOECKTEN, 1060), attachments=(scan,)),
        entry(declared(LIESTAL, 1200), received_on=LATE),
        entry(declared(AESCH, 1000)),
        entry(declared(ITINGEN, 1200), CHANGE, NO_CONTACT, decision="keep"),
        entry(declared(SISSACH, 1200), CHANGE, decision="query", query_text="Stimmt das so?"),
    )
    record(archive, entry(declared(AESCH, 1100), received_on=date(2026, 12, 20)))


def cells(table, row=0):
    """The visible texts of one line."""
    return table.shown_text().rows[row]


def button(widget, text):
    """The visible button with these words."""
    QApplication.processEvents()  # a layout shows new widgets with the next round of events
    found = [b for b in widget.findChildren(QPushButton) if plain(b.text()) == text]
    return next(b for b in found if b.isVisibleTo(widget))


def words(widget):
    """Every text that is visible in a widget."""
    QApplication.processEvents()
    return [
        label.text()
        for label in widget.findChildren(QLabel)
        if label.isVisibleTo(widget) and label.text()
    ]


def plain(text):
    return text.replace("&", "")


def in_next_dialog(act):
    """Do something in the dialog that opens next, as soon as it is there."""

    def attempt():
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(10, attempt)
        else:
            act(dialog)

    QTimer.singleShot(0, attempt)
