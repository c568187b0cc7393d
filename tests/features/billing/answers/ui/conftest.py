"""Real pages of the billing over real encrypted files."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from dialog_letters import every_dialog_gives_a_letter_once
from look_kit import usual_look
from sozdesk.runtime import worker
from sozdesk.runtime.desk import InlineDesk
from sozdesk.widgets import messages

FEATURES = Path(__file__).parents[3]
for place in ("offerings/ui", "billing"):
    sys.path.insert(0, str(FEATURES / place))

from offering_pages_kit import Navigation  # noqa: E402 - found through the lines above

__all__ = ["every_dialog_gives_a_letter_once"]


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
def desk(qapp, archive):
    made = InlineDesk()
    made.adopt(archive)
    return made


@pytest.fixture
def service_desk(qapp, service_archive):
    made = InlineDesk()
    made.adopt(service_archive)
    return made


@pytest.fixture
def shown(qtbot):
    """Shows a page in a window of 1064 × 740."""

    def show(widget):
        qtbot.addWidget(widget)
        widget.resize(1064, 740)
        widget.show()
        return widget

    return show
