"""The desk: work on one thread, results on the GUI thread, nothing for dead widgets."""

from __future__ import annotations

import threading
import weakref
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from sozdesk.kernel.errors import Cancelled, Outdated
from sozdesk.kernel.usecase import Outcome, usecase
from sozdesk.runtime.desk import Desk, InlineDesk


class FakeArchive:
    """Stands for an open file; remembers the threads that touched it."""

    path = "F"
    info = SimpleNamespace(office_name="KSA")
    staff = SimpleNamespace(name="Muster")
    read_only = False
    stand = None

    def __init__(self, *, backup_fails=False):
        self.threads = {threading.get_ident()}
        self.closed_with = []
        self._backup_fails = backup_fails

    def run(self, use_case, command):
        self.threads.add(threading.get_ident())
        return use_case(None, command, None)

    def query(self, query, *args):
        self.threads.add(threading.get_ident())
        return query("session", *args)

    def close(self, *, backup=True):
        self.threads.add(threading.get_ident())
        self.closed_with.append(backup)
        if backup and self._backup_fails:
            raise Outdated("Die Sicherung misslang.")


@usecase(undoable=True)
def rename(session, command, context):
    return Outcome(changed=frozenset({"offices"}), summary="umbenannt", value=command)


@pytest.fixture
def desk(qapp):
    desk = Desk()
    yield desk
    desk.stop()


@pytest.fixture
def inline(qapp):
    desk = InlineDesk()
    desk.adopt(FakeArchive())
    return desk


def opened(desk, qtbot, archive_maker=FakeArchive):
    with qtbot.waitSignal(desk.opened):
        desk.open(lambda: (archive_maker(), None))
    return desk._archive


def test_one_thread_that_is_not_the_gui_thread_touches_the_file(desk, qtbot):
    archive = opened(desk, qtbot)
    answers = []
    desk.query(lambda session, a, b: (session, a + b), 1, 2, done=answers.append)
    desk.run(rename, "Liestal", done=answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers[0] == ("session", 3)
    assert answers[1].value == "Liestal"
    assert len(archive.threads) == 1
    assert threading.get_ident() not in archive.threads


def test_results_arrive_on_the_gui_thread(desk, qtbot):
    opened(desk, qtbot)
    threads = []
    desk.query(lambda _session: None, done=lambda _row: threads.append(threading.get_ident()))
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.get_ident()]


def test_changed_is_announced_before_the_caller_hears_of_it(inline):
    events = []
    inline.changed.connect(lambda topics: events.append(set(topics)))
    inline.run(rename, "x", done=lambda outcome: events.append(outcome.summary))
    assert events == [{"offices"}, "umbenannt"]


def test_an_outcome_of_a_call_is_announced_too(inline):
    topics = []
    inline.changed.connect(topics.append)
    inline.call(lambda archive: archive.run(rename, "x"))
    assert topics == [frozenset({"offices"})]


def test_nothing_is_told_to_a_deleted_widget(desk, qtbot):
    opened(desk, qtbot)
    heard = []
    owner = QWidget()
    started, go_on = threading.Event(), threading.Event()
    desk.call(lambda _archive: (started.set(), go_on.wait(5)), done=heard.append, owner=owner)
    started.wait(5)
    delete(owner)
    go_on.set()
    after = []
    desk.query(lambda _session: "later", done=after.append)
    qtbot.waitUntil(lambda: after == ["later"])
    assert heard == []


def test_a_widget_that_only_the_work_still_knows_is_deleted_on_the_gui_thread(desk, qtbot):
    opened(desk, qtbot)
    deleted_on, heard = [], []
    owner = QWidget()
    weakref.finalize(owner, lambda: deleted_on.append(threading.get_ident()))
    go_on = threading.Event()
    desk.call(lambda _archive: go_on.wait(5), done=heard.append, owner=owner)
    del owner
    go_on.set()
    qtbot.waitUntil(lambda: heard == [True])
    desk.query(lambda _session: "next", done=heard.append)
    qtbot.waitUntil(lambda: heard == [True, "next"] and bool(deleted_on))
    assert deleted_on == [threading.get_ident()]


def test_an_expected_error_goes_to_failed(inline):
    def refuse(_archive):
        raise Outdated("Jemand war schneller.", "Laden Sie neu.")

    errors = []
    inline.call(refuse, failed=errors.append)
    assert str(errors[0]) == "Jemand war schneller. Laden Sie neu."


def test_an_expected_error_without_a_handler_is_a_signal(inline):
    def refuse(_archive):
        raise Outdated("Jemand war schneller.")

    errors = []
    inline.failure.connect(errors.append)
    inline.call(refuse)
    assert [error.sentence for error in errors] == ["Jemand war schneller."]


def test_a_bug_reaches_the_crash_hook_and_the_page_comes_back(inline, monkeypatch):
    hooked, failed = [], []
    monkeypatch.setattr("sys.excepthook", lambda _kind, error, _trace: hooked.append(error))
    inline.call(lambda _archive: 1 // 0, failed=failed.append)
    assert isinstance(hooked[0], ZeroDivisionError)
    assert isinstance(failed[0], Cancelled)


def test_work_after_closing_is_cancelled_without_a_word(inline):
    heard, failures = [], []
    inline.failure.connect(failures.append)
    inline.close()
    inline.query(lambda _session: 1, done=heard.append)
    assert heard == []
    assert failures == []
    assert inline.file is None


def test_the_file_is_closed_even_if_the_backup_fails(qapp):
    desk, archive, errors = InlineDesk(), FakeArchive(backup_fails=True), []
    desk.adopt(archive)
    desk.close(failed=errors.append)
    assert archive.closed_with == [True, False]
    assert [error.sentence for error in errors] == ["Die Sicherung misslang."]
    assert desk.file is None


def test_opening_answers_what_the_window_may_know(desk, qtbot):
    answers = []
    desk.open(
        lambda: (FakeArchive(), "Blatt"), done=lambda file, extra: answers.append((file, extra))
    )
    qtbot.waitUntil(lambda: bool(answers))
    file, extra = answers[0]
    assert extra == "Blatt"
    assert desk.file is file
    assert file.info.office_name == "KSA"


def test_files_can_be_looked_at_before_one_is_open(desk, qtbot):
    answers = []
    desk.inspect(lambda: "zwei Sicherungen", done=answers.append)
    qtbot.waitUntil(lambda: answers == ["zwei Sicherungen"])
