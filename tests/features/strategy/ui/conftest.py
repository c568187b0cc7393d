"""The real page over a real encrypted file with the 40 measures."""

from __future__ import annotations

import pytest
from measures_page_kit import Navigation
from PySide6.QtCore import QCoreApplication, QEvent

from look_kit import usual_look
from sozdesk.features.strategy.ui.page import build
from sozdesk.runtime import worker
from sozdesk.runtime.desk import InlineDesk
from sozdesk.widgets import messages


@pytest.fixture(autouse=True)
def look(qapp):
    usual_look(qapp)
    yield
    messages.shown()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def navigation():
    return Navigation()


@pytest.fixture
def desk(qapp):
    return InlineDesk()


@pytest.fixture
def page_over(desk, navigation, qtbot):
    """Shows the page of a file in a window of 1280 × 800."""

    def show(archive):
        desk.adopt(archive)
        made = build(desk, navigation)
        qtbot.addWidget(made)
        made.resize(1064, 740)
        made.show()
        return made

    yield show
    worker.wait_for_all()


@pytest.fixture
def page(page_over, strategy):
    return page_over(strategy)


@pytest.fixture
def service_page(page_over, service_strategy):
    return page_over(service_strategy)
