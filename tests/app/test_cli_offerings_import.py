"""``sozdesk offerings import`` on the command line."""

from __future__ import annotations

import json

import pytest
from test_cli import Run, run

from list_kit import COURSE, workbook

__all__ = ["run"]


@pytest.fixture
def ksa(run: Run) -> Run:
    """A file of the KSA with the categories, just made."""
    assert run("create", "ksa.sozdesk", "--office", "ksa", "--person", "Anna Muster")[0] == 0
    return run
