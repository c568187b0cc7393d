"""Every page renders, shows something, cuts no label, and can be used without a mouse."""

from __future__ import annotations

from pathlib import Path

import pytest

from screens.pictures import EACH_PAGE
from screens.scenes import SCENES, play
from screens.stage import Stage, colours, make_window, settle
from sozdesk.widgets.accessibility import problems

pytestmark = pytest.mark.slow


def test_every_page_shows_something_and_leaves_nobody_out(
    qtbot, sample: Path, tmp_path: Path
) -> None:
    window = make_window()
    window.resize(1280, 800)
    qtbot.addWidget(window, before_close_func=lambda _window: window.desk.stop())
    settle()
    found: dict[str, list[str]] = {}
    blank: list[str] = []
    pages: dict[str, list[str]] = {}
    stage = Stage(window, sample)
    for name, widget in play(stage):
        found[name] = problems(widget)
        pages.setdefault(type(stage.page).__name__, []).append(name)
        if colours(widget.grab().toImage()) < 8:
            blank.append(name)
    assert list(found) == list(SCENES)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert blank == []
    # what is rendered in the dark and at 150 % shows each of them
    assert {page: names for page, names in pages.items() if not set(names) & set(EACH_PAGE)} == {}
