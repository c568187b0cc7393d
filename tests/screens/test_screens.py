"""Every page renders, shows something, cuts no label, and can be used without a mouse."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from screens import pictures, render
from screens.scenes import SCENES, play
from screens.stage import Stage, build_files, make_window, settle
from sozdesk.widgets.accessibility import problems

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("canton")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOZDESK_CONFIG_DIR", str(folder / "profile"))
        build_files(folder)
    return folder


def colours(image: QImage) -> int:
    """How many colours a coarse grid over the picture meets; a blank page has one or two."""
    steps = range(0, min(image.width(), image.height()), 4)
    return len({image.pixel(x, y) for x in steps for y in steps})


def test_every_page_shows_something_and_leaves_nobody_out(
    qtbot, sample: Path, tmp_path: Path
) -> None:
    window = make_window()
    window.resize(1280, 800)
    qtbot.addWidget(window, before_close_func=lambda _window: window.desk.stop())
    settle()
    found: dict[str, list[str]] = {}
    blank: list[str] = []
    for name, widget in play(Stage(window, sample)):
        found[name] = problems(widget)
        if colours(widget.grab().toImage()) < 8:
            blank.append(name)
    assert list(found) == list(SCENES)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert blank == []


@pytest.mark.parametrize("variant", ["dunkel-150", "hell-klein"])
def test_pages_render_at_other_scales(variant: str, sample: Path, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": render.VARIANTS[variant][1],
        "SOZDESK_CONFIG_DIR": str(tmp_path / "profile"),
    }
    command = [sys.executable, render.__file__, "--variant", variant, "--sample", str(sample)]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    narrowest = 250 * float(render.VARIANTS[variant][1])  # a menu
    for name in SCENES:
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
