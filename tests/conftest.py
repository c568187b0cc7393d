"""What every test shares."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("ci", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("ci")

_WHOLE_WINDOWS = {"ui", "journeys", "shell"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pages and windows over real files are for ``dev.py test``, so that ``check`` stays quick."""
    for item in items:
        if _WHOLE_WINDOWS & set(item.path.parts):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def no_answer_left() -> Iterator[None]:
    """An answer that a test prepared and did not use must not answer for the next one."""
    yield
    if messages := sys.modules.get("sozdesk.widgets.messages"):
        messages._answers.clear()


pytest_plugins = ["fixtures_archive", "fixtures_documents"]
