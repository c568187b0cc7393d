"""Settings of this machine: defaults, keeping, and files that were tampered with."""

from __future__ import annotations

import json

import pytest

from sozdesk.settings import declared
from sozdesk.settings.declared import (
    APPEARANCE,
    AUTO_LOCK_MINUTES,
    RECENT_FILES,
    SIZE_PERCENT,
    VIEWS,
    Appearance,
)
from sozdesk.settings.store import Settings, config_folder, log_folder


@pytest.fixture
def path(tmp_path):
    return tmp_path / "neu" / "settings.json"


def test_without_a_file_everything_has_its_default(path):
    settings = Settings(path)
    assert settings.get(APPEARANCE) is Appearance.SYSTEM
    assert settings.get(AUTO_LOCK_MINUTES) == 15
    assert settings.get(RECENT_FILES) == ()


def test_what_is_set_is_there_at_the_next_start(path):
    Settings(path).set(APPEARANCE, Appearance.DARK)
    assert Settings(path).get(APPEARANCE) is Appearance.DARK


def test_a_broken_file_means_defaults(path):
    path.parent.mkdir()
    path.write_text("{kaputt")
    assert Settings(path).get(AUTO_LOCK_MINUTES) == 15


@pytest.mark.parametrize("value", ["viel", 0, 121, None, [15]])
def test_a_value_that_makes_no_sense_means_the_default(path, value):
    path.parent.mkdir()
    path.write_text(json.dumps({"auto_lock_minutes": value}))
    assert Settings(path).get(AUTO_LOCK_MINUTES) == 15


def test_the_view_of_a_page_is_kept_and_nonsense_forgotten(path):
    Settings(path).set(VIEWS, {"strategy": "board"})
    assert Settings(path).get(VIEWS) == {"strategy": "board"}
    path.write_text(json.dumps({"views": "board"}))
    assert Settings(path).get(VIEWS) == {}


@pytest.mark.parametrize("percent", [90, 130])
def test_the_ends_of_the_range_are_allowed(path, percent):
    Settings(path).set(SIZE_PERCENT, percent)
    assert Settings(path).get(SIZE_PERCENT) == percent


def test_the_newest_file_stands_first_and_only_once(path, tmp_path):
    settings = Settings(path)
    for name in ("a", "b", "a"):
        settings.remember_file(tmp_path / name)
    assert Settings(path).get(RECENT_FILES) == (str(tmp_path / "a"), str(tmp_path / "b"))


def test_only_eight_files_are_remembered(path, tmp_path):
    settings = Settings(path)
    for number in range(10):
        settings.remember_file(tmp_path / str(number))
    assert len(settings.get(RECENT_FILES)) == 8
    assert settings.get(RECENT_FILES)[0].endswith("9")


def test_a_file_can_be_forgotten(path, tmp_path):
    settings = Settings(path)
    settings.remember_file(tmp_path / "a")
    settings.forget_file(tmp_path / "a")
    assert settings.get(RECENT_FILES) == ()


def test_a_folder_that_cannot_be_written_keeps_the_wish_for_this_run(tmp_path):
    (tmp_path / "besetzt").write_text("eine Datei, kein Ordner")
    settings = Settings(tmp_path / "besetzt" / "settings.json")
    settings.set(AUTO_LOCK_MINUTES, 5)
    assert settings.get(AUTO_LOCK_MINUTES) == 5


def test_the_folder_can_be_put_elsewhere(monkeypatch, tmp_path):
    monkeypatch.setenv("SOZDESK_CONFIG_DIR", str(tmp_path))
    assert config_folder() == tmp_path
    assert log_folder() == tmp_path / "log"


def test_every_setting_has_its_own_key_and_a_label():
    keys = [setting.key for setting in declared.ALL]
    assert len(set(keys)) == len(keys)
    assert all(setting.label for setting in declared.ALL)
