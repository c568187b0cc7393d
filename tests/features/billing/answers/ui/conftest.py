"""Real pages of the billing over real encrypted files."""

from __future__ import annotations

import pytest

from dialog_letters import every_dialog_gives_a_letter_once
from look_kit import look, shown
from navigation_kit import Navigation
from sozdesk.runtime.desk import InlineDesk

__all__ = ["every_dialog_gives_a_letter_once", "look", "shown"]


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
