"""The samples of the program, to be opened and filled."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def sample(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the whole folder: some scenes stand on what the one before wrote."""
    return Path(shutil.copytree(samples, tmp_path_factory.mktemp("canton") / "sample"))
