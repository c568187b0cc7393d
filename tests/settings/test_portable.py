"""Settings beside the program if the mark lies there (a USB stick), else in the profile."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from platformdirs import user_config_path

from sozdesk.archive import profile
from sozdesk.kernel import places
from sozdesk.settings.store import Settings, config_folder, log_folder


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built program in a folder of its own, without the mark."""
    folder = tmp_path / "Stick" / "SozDesk"
    folder.mkdir(parents=True)
    monkeypatch.delenv("SOZDESK_CONFIG_DIR")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "sozdesk.exe"))
    return folder


def test_with_the_mark_everything_lies_beside_the_program(stick: Path) -> None:
    (stick / places.PORTABLE_MARK).touch()
    own = stick / "Einstellungen"
    assert config_folder() == profile.folder() == own
    assert log_folder() == own / "log"
    Settings().remember_file(stick / "amt.sozdesk")
    assert (own / "settings.json").is_file()


def test_without_the_mark_it_lies_in_the_profile(stick: Path) -> None:
    usual = user_config_path("SozDesk", appauthor=False)
    assert config_folder() == profile.folder() == usual
    assert stick not in log_folder().parents


def test_a_checkout_with_such_a_file_is_not_portable(
    stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (stick / places.PORTABLE_MARK).touch()
    monkeypatch.delattr(sys, "frozen")
    assert places.own_profile() is None


def test_the_environment_wins(stick: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (stick / places.PORTABLE_MARK).touch()
    monkeypatch.setenv("SOZDESK_CONFIG_DIR", str(tmp_path / "anderswo"))
    assert config_folder() == profile.folder() == tmp_path / "anderswo"


@pytest.mark.parametrize(
    ("written", "day"),
    [("2027-01-05\n", date(2027, 1, 5)), ("gestern", None), (None, None)],
)
def test_the_day_of_the_build_lies_beside_the_resources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str | None, day: date | None
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    if written is not None:
        (tmp_path / "built.txt").write_text(written)
    assert places.built_on() == day
