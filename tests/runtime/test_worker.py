"""The pool: results, progress, cancel."""

from __future__ import annotations

import threading

from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from sozdesk.kernel.errors import Cancelled, ReturnFileError
from sozdesk.runtime import worker


def test_the_result_and_the_progress_arrive_on_the_gui_thread(qtbot):
    def double(numbers, *, progress):
        for count in range(1, len(numbers) + 1):
            progress(count, len(numbers))
        return [number * 2 for number in numbers]

    heard = []
    worker.run(
        double,
        [1, 2],
        done=lambda result: heard.append((result, threading.get_ident())),
        progress=lambda count, total: heard.append((count, total)),
    )
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert heard == [(1, 2), (2, 2), ([2, 4], threading.get_ident())]


def test_a_cancelled_job_fails_with_cancelled_even_if_it_ran_through(qtbot):
    go_on, heard = threading.Event(), []
    job = worker.run(lambda: go_on.wait(5), done=heard.append, failed=heard.append)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(heard))
    assert isinstance(heard[0], Cancelled)
    assert job.finished


def test_the_work_can_ask_whether_it_was_cancelled(qtbot):
    started, heard = threading.Event(), []

    def work(cancelled):
        started.set()
        while not cancelled():
            threading.Event().wait(0.001)
        raise Cancelled

    job = worker.run(work, failed=heard.append)
    assert started.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: bool(heard))
    assert isinstance(heard[0], Cancelled)


def test_an_expected_error_goes_to_failed(qtbot):
    def refuse():
        raise ReturnFileError("Das ist kein Formular.")

    heard = []
    worker.run(refuse, failed=heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0].sentence == "Das ist kein Formular."


def test_a_bug_goes_to_the_crash_hook(qtbot, monkeypatch):
    hooked, heard = [], []
    monkeypatch.setattr("sys.excepthook", lambda _kind, error, _trace: hooked.append(error))
    worker.run(lambda: 1 // 0, failed=heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert isinstance(hooked[0], ZeroDivisionError)


def test_a_deleted_widget_hears_nothing(qtbot):
    go_on, heard = threading.Event(), []
    owner = QWidget()
    job = worker.run(lambda: go_on.wait(5), done=heard.append, owner=owner)
    delete(owner)
    go_on.set()
    qtbot.waitUntil(lambda: job.finished)
    assert heard == []


def test_the_program_can_wait_for_everything(qtbot):
    ended = []

    def work(cancelled):
        while not cancelled():
            threading.Event().wait(0.001)
        ended.append(True)

    worker.run(work)
    worker.wait_for_all()
    assert ended == [True]
