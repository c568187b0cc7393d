"""Forms that were opened and saved by LibreOffice: committed ones, and one saved right now."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from returns_kit import (
    BOECKTEN,
    BUUS,
    DECLARED,
    MUNICIPALITIES,
    RETURNS,
    YEAR,
    codes,
    form,
)

from sozdesk.features.rent_limits.files import read_paths
from sozdesk.features.rent_limits.terms import Category, Recognition


@pytest.mark.parametrize("name", ["libreoffice.xlsx", "libreoffice.ods"])
def test_a_form_saved_by_libreoffice_comes_back_right(name: str) -> None:
    """Typed before saving: «Fr. 900.–», «1’100», «24. November 2026»; two optional blocks are on."""
    (answer,) = read_paths([RETURNS / name], municipalities=MUNICIPALITIES, year=YEAR)
    assert answer.declaration == DECLARED
    assert answer.recognition is Recognition.HIDDEN_SHEET
    assert codes(answer) == ["text_read_as_number", "text_read_as_number", "text_read_as_date"]
    assert answer.cells["amount_p1"].address == "C7"


def test_a_form_of_a_sozialdienst_saved_by_libreoffice_comes_back_right() -> None:
    answers = read_paths(
        [RETURNS / "libreoffice_several.ods"], municipalities=MUNICIPALITIES, year=YEAR
    )
    limits = {
        one.declaration.bfs_number: one.declaration.amounts[Category.P1]
        for one in answers
        if one.declaration
    }
    assert limits == {BOECKTEN: 900_00, BUUS: 910_00}


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_form_saved_by_todays_libreoffice_comes_back_right(tmp_path: Path, kind: str) -> None:
    program = shutil.which("soffice")
    assert program, "this test needs a LibreOffice"
    source = tmp_path / "Formular.xlsx"
    source.write_bytes(form())
    saved = tmp_path / "gespeichert"
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(saved)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=100)
    answer = read_paths([saved / f"Formular.{kind}"], municipalities=MUNICIPALITIES, year=YEAR)[0]
    assert answer.declaration == DECLARED
    assert answer.findings == ()
