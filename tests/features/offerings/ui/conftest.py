"""Real pages of the offerings over a real encrypted file."""

from __future__ import annotations

import pytest
import reports_kit as kit
from offering_pages_kit import Navigation
from PySide6.QtCore import QCoreApplication, QEvent

from look_kit import usual_look
from sozdesk.runtime import worker
from sozdesk.runtime.desk import InlineDesk
from sozdesk.widgets import messages


@pytest.fixture(autouse=True)
def look(qapp):
    usual_look(qapp)
    yield
    worker.wait_for_all()
    messages.shown()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def navigation():
    return Navigation()


@pytest.fixture
def desk(qapp, platform):
    made = InlineDesk()
    made.adopt(platform)
    return made


@pytest.fixture
def made(platform):
    return kit.provider_with_offerings(platform)


@pytest.fixture
def shown(qtbot):
    """Shows a page or a part in a window of 1064 × 740."""

    def show(widget):
        qtbot.addWidget(widget)
        widget.resize(1064, 740)
        widget.show()
        return widget

    return show
