"""What the tests of bills share; here also so that they find the kits beside it."""

from __future__ import annotations

import pytest

import bill_world as world
from bill_world import Course
from sozdesk.archive.store import Archive


@pytest.fixture
def course(archive: Archive) -> Course:
    """The course of a KSA for which a Sozialdienst bills Liestal, and Muttenz itself."""
    made = world.stock(archive)
    world.joined(archive)
    return made
