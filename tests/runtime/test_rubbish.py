"""Rubbish is looked for between two events, on the GUI thread, while nothing works beside it."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from sozdesk.kernel.errors import Cancelled
from sozdesk.runtime import rubbish, worker


@pytest.fixture(autouse=True)
def _nothing_left_of_the_tests_before(qtbot):
    """Work that another test of this process left running keeps everybody from looking, too."""
    qtbot.waitUntil(lambda: rubbish._working == 0, timeout=60_000)
    gc.collect()


class Page:
    """Rubbish in a circle, as a page is that one has left."""

    def __init__(self, deleted_on: list[int]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: deleted_on.append(threading.get_ident()))


def much() -> list[list[int]]:
    """Enough for the collector to want to look."""
    return [[number] for number in range(50_000)]


def fail() -> None:
    raise Cancelled


def test_a_page_that_was_left_is_found_by_the_next_look():
    deleted_on = []
    Page(deleted_on)
    kept = much()
    assert deleted_on == []
    rubbish.look()
    assert deleted_on == [threading.get_ident()]
    assert len(kept) == 50_000


def test_nobody_looks_for_a_handful():
    deleted_on = []
    Page(deleted_on)
    rubbish.look()
    assert deleted_on == []


def test_nobody_looks_until_the_last_work_is_done():
    deleted_on = []
    Page(deleted_on)
    kept = much()
    rubbish.hold()
    rubbish.hold()
    rubbish.look()
    rubbish.release()
    rubbish.look()
    assert deleted_on == []
    rubbish.release()
    rubbish.look()
    assert (deleted_on, len(kept)) == ([threading.get_ident()], 50_000)


def test_old_rubbish_is_found_in_the_end():
    deleted_on = []
    made = Page(deleted_on)
    gc.collect()  # it is old now
    del made
    kept = []
    for _look in range(200):
        kept += [[number] for number in range(1_000)]
        rubbish.look()
    assert deleted_on == [threading.get_ident()]


def test_a_window_looks_by_itself_as_long_as_it_lives(qtbot, monkeypatch):
    monkeypatch.setattr(rubbish, "EVERY", 1)
    deleted_on, owner = [], QObject()
    Page(deleted_on)
    kept = much()
    rubbish.begin(owner)
    qtbot.waitUntil(lambda: deleted_on == [threading.get_ident()])
    assert len(kept) == 50_000


def test_work_in_the_pool_finds_nothing_also_if_it_fails(qtbot):
    deleted_on, told = [], []
    Page(deleted_on)
    worker.run(much, done=told.append)
    worker.run(fail, failed=told.append)
    qtbot.waitUntil(lambda: len(told) == 2 and rubbish._working == 0)
    assert deleted_on == []
    rubbish.look()
    assert deleted_on == [threading.get_ident()]


def test_a_list_of_all_widgets_holds_none_that_goes_while_it_is_made(qtbot):
    """PySide6 makes an object of each: the collector would find the pages before among them."""
    for _page in range(300):
        left = QWidget()
        left.itself = left
    del left
    before = len(QApplication.allWidgets())
    assert before >= 300
    gc.collect()
    assert len(QApplication.allWidgets()) <= before - 300
