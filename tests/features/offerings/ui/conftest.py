"""Real pages of the offerings over a real encrypted file."""

from __future__ import annotations

import pytest
import reports_kit as kit
from offering_pages_kit import Navigation

from look_kit import look, shown
from sozdesk.runtime.desk import InlineDesk

__all__ = ["look", "shown"]


@pytest.fixture
def navigation():
    return Navigation()


@pytest.fixture
def desk(qapp, platform):
    made = InlineDesk()
    made.adopt(platform)
    return made


@pytest.fixture
def made(platform):
    return kit.provider_with_offerings(platform)
