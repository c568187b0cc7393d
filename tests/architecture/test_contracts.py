"""The dependency rule holds, and breaking it would be noticed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = Path(sys.executable).parent / ("lint-imports.exe" if os.name == "nt" else "lint-imports")

VIOLATIONS = {
    "features/rent_limits/rules": "import sqlalchemy",
    "features/rent_limits/terms": "from sozdesk.archive import base",
    "features/rent_limits/ui": "from sozdesk.features.rent_limits import records",
    "features/rent_limits/files": "import PySide6.QtWidgets",
    "features/rent_limits/queries": "from sozdesk.features.offices import records",
    "features/offices/usecases": "from sozdesk.features.rent_limits import usecases",
    "widgets": "from sozdesk.features.rent_limits import queries",
    "shell": "from sozdesk.features.rent_limits import rules",
    "shell/window": "import sqlalchemy",
    "archive": "import xlsxwriter",
    "documents": "import nacl",
    "kernel": "from sozdesk.settings import declared",
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [LINT, "--no-cache", "--config", str(ROOT / "pyproject.toml")],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def module_to_spoil(source: Path, place: str) -> Path:
    """The file of a module, or the first file of a package."""
    module = source / f"{place}.py"
    return module if module.exists() else source / place / "__init__.py"


def test_the_tree_keeps_its_contracts() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout
    assert "0 broken" in result.stdout


@pytest.mark.slow
@pytest.mark.parametrize("place", VIOLATIONS)
def test_a_planted_violation_breaks_a_contract(place: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    spoiled = module_to_spoil(tmp_path / "src" / "sozdesk", place)
    spoiled.write_text(
        spoiled.read_text(encoding="utf-8") + f"\n{VIOLATIONS[place]}\n", encoding="utf-8"
    )
    result = lint(tmp_path)
    assert result.returncode != 0
    assert "BROKEN" in result.stdout
