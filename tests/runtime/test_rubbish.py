"""Nothing is collected while something works beside the GUI thread, and never over there."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest

from sozdesk.runtime import rubbish, worker


@pytest.fixture(autouse=True)
def _nothing_left_of_the_tests_before(qtbot):
    """Work that another test of this process left running keeps the collector still too."""
    qtbot.waitUntil(lambda: rubbish._working == 0, timeout=60_000)
    gc.enable()


def test_the_collector_rests_until_the_last_work_is_done_and_goes_on_then():
    rubbish.hold()
    rubbish.hold()
    assert not gc.isenabled()
    rubbish.release()
    assert not gc.isenabled()
    rubbish.release()
    assert gc.isenabled()


def test_whoever_switched_it_off_keeps_it_off():
    gc.disable()
    try:
        rubbish.hold()
        rubbish.release()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_start_lets_it_loose_at_once_or_when_the_work_is_done():
    gc.disable()
    rubbish.begin()
    assert gc.isenabled()
    gc.disable()
    rubbish.hold()
    rubbish.begin()
    assert not gc.isenabled()
    rubbish.release()
    assert gc.isenabled()


def test_work_in_the_pool_is_not_disturbed_also_if_it_fails(qtbot):
    seen = []
    worker.run(gc.isenabled, done=seen.append)
    worker.run(lambda: 1 // 0 if gc.isenabled() else seen.append(False))
    qtbot.waitUntil(lambda: seen == [False, False])
    qtbot.waitUntil(gc.isenabled)


class Page:
    """Rubbish in a circle, as a page is that one has left."""

    def __init__(self, deleted_on: list[int]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: deleted_on.append(threading.get_ident()))


def test_what_a_page_left_is_not_deleted_by_a_thread_that_has_just_worked(qtbot):
    deleted_on, told, go_on = [], [], threading.Event()

    def work():
        go_on.wait(5)
        return [[number] for number in range(50_000)]  # enough for the collector to want to look

    worker.run(work, done=lambda made: told.append(len(made)))
    Page(deleted_on)
    go_on.set()
    qtbot.waitUntil(lambda: told == [50_000] and gc.isenabled())
    gc.collect()
    assert deleted_on == [threading.get_ident()]
