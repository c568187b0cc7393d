"""Real pages of the billing over a real encrypted file."""

from __future__ import annotations

from typing import Any

import pytest

from dialog_letters import every_dialog_gives_a_letter_once
from look_kit import look
from sozdesk.archive.store import Archive
from sozdesk.runtime.desk import InlineDesk

__all__ = ["every_dialog_gives_a_letter_once", "look"]


@pytest.fixture
def desk(qapp: Any, casework: Archive) -> InlineDesk:
    made = InlineDesk()
    made.adopt(casework)
    return made
