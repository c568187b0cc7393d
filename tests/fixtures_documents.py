"""Fixtures for documents: approved reference files, and a LibreOffice that opens what we write."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

_APPROVED = Path(__file__).parent / "approved"


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--approve`` writes what the program makes now as the approved reference."""
    parser.addoption("--approve", action="store_true", help="rewrite tests/approved/*")


@pytest.fixture
def approved(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """``approved(name, text)``: the text equals the approved file; look at the diff before --approve."""

    def check(name: str, text: str) -> None:
        path = _APPROVED / name
        if request.config.getoption("--approve"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return check


@pytest.fixture
def libreoffice(tmp_path: Path) -> Callable[..., Path]:
    """``libreoffice(path, "csv")``: the file as LibreOffice converts it, in a folder of its own.

    Further files are converted in the same run and lie beside it.
    """

    def convert(path: Path, kind: str, *others: Path) -> Path:
        out = tmp_path / "libreoffice"
        profile = (tmp_path / "profile").as_uri()
        command = ["soffice", "--headless", f"-env:UserInstallation={profile}"]
        subprocess.run(
            [*command, "--convert-to", kind, "--outdir", str(out), *map(str, (path, *others))],
            check=True,
            capture_output=True,
            timeout=100,
        )
        return out / f"{path.stem}.{kind.partition(':')[0]}"

    return convert
