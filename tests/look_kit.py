"""The look in which pages are tested, and the window that they are shown in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from sozdesk.runtime import worker
from sozdesk.widgets import messages, theme


def usual_look(app: QApplication) -> None:
    """Light, 100 %; only if it is another: every widget that was left behind is styled anew."""
    if theme.mode() is not theme.Mode.LIGHT or theme.factor() != 1.0:
        theme.apply(app, "light")


@pytest.fixture(autouse=True)
def look(qapp):
    """Every test begins in the usual look and leaves neither work nor widgets behind."""
    usual_look(qapp)
    yield
    worker.wait_for_all()
    messages.shown()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def shown(qtbot):
    """Shows a page or a part in a window of 1064 × 740."""

    def show(widget):
        qtbot.addWidget(widget)
        widget.resize(1064, 740)
        widget.show()
        return widget

    return show
