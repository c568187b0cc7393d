"""Real pages of the cases over a real encrypted file."""

from __future__ import annotations

import pytest

from dialog_letters import every_dialog_gives_a_letter_once
from look_kit import look, shown
from sozdesk.runtime.desk import InlineDesk

__all__ = ["every_dialog_gives_a_letter_once", "look", "shown"]


@pytest.fixture
def desk(qapp, casework):
    made = InlineDesk()
    made.adopt(casework)
    return made
