"""Nothing is collected while something works beside the GUI thread."""

from __future__ import annotations

import gc
import threading

import pytest

from sozdesk.runtime import rubbish, worker


@pytest.fixture(autouse=True)
def _nothing_left_of_the_tests_before(qtbot):
    """Work that another test of this process left running keeps the collector still too."""
    qtbot.waitUntil(lambda: rubbish._working == 0, timeout=60_000)
    gc.enable()


def test_the_collector_rests_while_the_block_runs_and_goes_on_after_it():
    assert gc.isenabled()
    with rubbish.untouched():
        with rubbish.untouched():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_a_failure():
    with pytest.raises(ZeroDivisionError), rubbish.untouched():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_whoever_switched_it_off_keeps_it_off():
    gc.disable()
    try:
        with rubbish.untouched():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_it_rests_until_the_last_of_several_is_done():
    started, may_end = threading.Event(), threading.Event()

    def work():
        with rubbish.untouched():
            started.set()
            may_end.wait(10)

    thread = threading.Thread(target=work)
    with rubbish.untouched():
        thread.start()
        started.wait(10)
    assert not gc.isenabled()
    may_end.set()
    thread.join(10)
    assert gc.isenabled()


def test_work_in_the_pool_is_not_disturbed(qtbot):
    seen = []
    worker.run(gc.isenabled, done=seen.append)
    qtbot.waitUntil(lambda: seen != [])
    assert seen == [False]
    qtbot.waitUntil(gc.isenabled)
