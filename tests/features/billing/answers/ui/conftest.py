"""Real pages of the billing over real encrypted files."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dialog_letters import every_dialog_gives_a_letter_once
from look_kit import look, shown
from sozdesk.runtime.desk import InlineDesk

FEATURES = Path(__file__).parents[3]
for place in ("offerings/ui", "billing"):
    sys.path.insert(0, str(FEATURES / place))

from offering_pages_kit import Navigation  # noqa: E402 - found through the lines above

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
