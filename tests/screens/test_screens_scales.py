"""Each page at 150 % in the dark, every scene at every scale, and the pictures of the handbook.

A file of its own, so that another process renders them; some scenes stand on the one before.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from screens import pictures, render
from screens.scenes import SCENES
from screens.stage import colours

pytestmark = pytest.mark.slow


def test_each_page_renders_in_the_dark_at_150_percent(sample: Path, tmp_path: Path) -> None:
    assert set(pictures.EACH_PAGE) <= set(SCENES)
    _render("dunkel-150", list(pictures.EACH_PAGE), sample, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("variant", ["dunkel", "hell-150", "dunkel-150", "hell-klein"])
def test_every_scene_renders_at_other_scales(variant: str, sample: Path, tmp_path: Path) -> None:
    _render(variant, list(SCENES), sample, tmp_path)


def _render(variant: str, names: list[str], sample: Path, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": render.VARIANTS[variant][1],
        "SOZDESK_CONFIG_DIR": str(tmp_path / "profile"),
    }
    command = [sys.executable, render.__file__, *names, "--variant", variant]
    command += ["--sample", str(sample)]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    narrowest = 250 * float(render.VARIANTS[variant][1])  # a menu
    for name in names:
        image = QImage(str(render.OUT / f"{name}-{variant}.png"))
        assert image.width() >= narrowest
        assert colours(image) >= 8


def test_the_pictures_of_the_handbook_are_made(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "bilder"
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "SOZDESK_CONFIG_DIR": str(tmp_path / "profile"),
    }
    command = [sys.executable, render.__file__, "--variant", render.HANDBOOK, "--out", str(out)]
    command += ["--sample", str(sample)]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert {path.stem for path in out.iterdir()} == set(pictures.PICTURES)
    for path in out.iterdir():
        image = QImage(str(path))
        assert 400 <= image.width() <= pictures.SIZE[0]
        assert colours(image) >= 8
