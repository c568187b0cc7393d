"""Every widget test starts with the light theme at normal size and leaves no widget behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from sozdesk.widgets import messages, theme


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    if theme.mode() is not theme.Mode.LIGHT or theme.factor() != 1.0:
        theme.apply(qapp, "light")
    yield
    messages.shown()
    # without an event loop nobody deletes what was closed, and every change of the theme gets slower
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
