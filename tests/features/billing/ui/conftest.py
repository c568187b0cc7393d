"""Real pages of the billing over a real encrypted file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from dialog_letters import every_dialog_gives_a_letter_once
from look_kit import usual_look
from sozdesk.archive.store import Archive
from sozdesk.runtime import worker
from sozdesk.runtime.desk import InlineDesk
from sozdesk.widgets import messages

__all__ = ["every_dialog_gives_a_letter_once"]


@pytest.fixture(autouse=True)
def look(qapp: Any) -> Iterator[None]:
    usual_look(qapp)
    yield
    worker.wait_for_all()
    messages.shown()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def desk(qapp: Any, casework: Archive) -> InlineDesk:
    made = InlineDesk()
    made.adopt(casework)
    return made
