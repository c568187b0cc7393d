"""Real pages of the cases over a real encrypted file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from dialog_letters import every_dialog_gives_a_letter_once
from look_kit import usual_look
from sozdesk.runtime import worker
from sozdesk.runtime.desk import InlineDesk
from sozdesk.widgets import messages

__all__ = ["every_dialog_gives_a_letter_once"]


@pytest.fixture(autouse=True)
def look(qapp):
    usual_look(qapp)
    yield
    worker.wait_for_all()
    messages.shown()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def desk(qapp, casework):
    made = InlineDesk()
    made.adopt(casework)
    return made


@pytest.fixture
def shown(qtbot):
    """Shows a page or a part in a window of 1064 × 740."""

    def show(widget):
        qtbot.addWidget(widget)
        widget.resize(1064, 740)
        widget.show()
        return widget

    return show
