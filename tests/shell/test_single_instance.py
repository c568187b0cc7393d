"""A second start hands its file to the window that is open."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QLockFile

from sozdesk.app.single_instance import first_or_handed_over, hand_over, instance_name


@pytest.fixture
def first(qapp, tmp_path):
    made = first_or_handed_over(tmp_path, "")
    assert made is not None
    yield made
    made.close()


def test_without_a_first_window_nothing_is_handed_over(qapp, tmp_path):
    assert hand_over(instance_name(str(tmp_path)), "/tmp/a.sozdesk") is False


def second_start(folder, results):
    results.append(first_or_handed_over(folder, "C:/Daten/ksä.sozdesk"))


def test_the_first_window_hears_the_path_and_the_second_start_ends(qtbot, first, tmp_path):
    answers, results = [], []
    first.asked.connect(answers.append)
    first.listen()
    later = threading.Thread(target=second_start, args=(tmp_path, results))
    later.start()
    qtbot.waitUntil(lambda: answers == ["C:/Daten/ksä.sozdesk"])
    later.join()
    assert results == [None]


def test_a_start_during_the_start_of_the_first_window_waits_for_it(qtbot, first, tmp_path):
    answers, results = [], []
    first.asked.connect(answers.append)
    later = threading.Thread(target=second_start, args=(tmp_path, results))
    later.start()
    qtbot.wait(150)  # nobody listens yet
    first.listen()
    qtbot.waitUntil(lambda: answers == ["C:/Daten/ksä.sozdesk"])
    later.join()
    assert results == [None]


def test_a_lock_whose_holder_does_not_answer_keeps_nobody_out(first, tmp_path):
    second = first_or_handed_over(tmp_path, "")
    assert second is not None
    second.close()


def test_after_the_first_window_the_next_start_is_first(first, tmp_path):
    first.close()
    lock = QLockFile(str(tmp_path / "window.lock"))
    assert lock.tryLock(0)


def test_a_folder_that_cannot_be_made_keeps_nobody_out(qapp, tmp_path):
    (tmp_path / "profil").write_text("keine Mappe")
    alone = first_or_handed_over(tmp_path / "profil", "")
    assert alone is not None
    alone.close()


def test_two_folders_mean_two_windows(tmp_path):
    assert instance_name(str(tmp_path / "a")) != instance_name(str(tmp_path / "b"))
