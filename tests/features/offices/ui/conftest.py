"""The real page over a real encrypted file; the window around it only takes notes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from look_kit import usual_look
from sozdesk.features.offices.ui.page import build
from sozdesk.runtime import worker
from sozdesk.runtime.desk import InlineDesk
from sozdesk.widgets import messages


class NotingNavigator:
    """What the page asked the window to do."""

    def __init__(self):
        self.said = []
        self.histories = []
        self.shares = {}

    def share_of(self, page, usual):
        return self.shares.get(page, usual)

    def remember_share(self, page, share):
        self.shares[page] = share

    def show_history(self, title, table, row_id):
        self.histories.append((title, table, row_id))

    def say(self, sentence):
        self.said.append(sentence)


@pytest.fixture(autouse=True)
def look(qapp):
    usual_look(qapp)
    yield
    messages.shown()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def navigator():
    return NotingNavigator()


@pytest.fixture
def desk(archive, qapp):
    made = InlineDesk()
    made.adopt(archive)
    return made


@pytest.fixture
def page(desk, navigator, qtbot):
    """Shown in a window of 1280 × 800."""
    made = build(desk, navigator)
    qtbot.addWidget(made)
    made.resize(1064, 740)
    made.show()
    yield made
    worker.wait_for_all()
