"""A second start hands its file to the window that is open."""

from __future__ import annotations

import threading

import pytest

from sozdesk.app.single_instance import FirstInstance, hand_over, instance_name


@pytest.fixture
def name(tmp_path):
    return instance_name(str(tmp_path))


def test_without_a_first_window_nothing_is_handed_over(qapp, name):
    assert hand_over(name, "/tmp/a.sozdesk") is False


def test_the_first_window_hears_the_path(qtbot, name):
    first, answers = FirstInstance(name), []
    first.asked.connect(answers.append)
    later = threading.Thread(target=hand_over, args=(name, "C:/Daten/ksä.sozdesk"))
    later.start()
    qtbot.waitUntil(lambda: answers == ["C:/Daten/ksä.sozdesk"])
    later.join()
    first.close()


def test_two_folders_mean_two_windows(tmp_path):
    assert instance_name(str(tmp_path / "a")) != instance_name(str(tmp_path / "b"))
