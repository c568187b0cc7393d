"""After a bug: a number for the person, places but no data in the log."""

from __future__ import annotations

import logging
import sys
import threading

import pytest

from sozdesk.app import crash


@pytest.fixture
def shown(monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    numbers = []
    crash.install(numbers.append)
    return numbers


def fail():
    raise ValueError("Frau Muster, 756.1234.5678.97")


def raise_through_hook():
    try:
        fail()
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def test_the_log_names_kind_and_place_but_not_what_was_typed(shown, caplog):
    with caplog.at_level(logging.ERROR):
        raise_through_hook()
    assert shown[0] in caplog.text
    assert "ValueError" in caplog.text
    assert "fail" in caplog.text
    assert "Muster" not in caplog.text


def test_a_bug_in_a_thread_is_shown_too(shown, caplog):
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert len(shown) == 1
    assert "Muster" not in caplog.text


@pytest.fixture
def program_log():
    log = logging.getLogger("sozdesk")
    before = list(log.handlers)
    yield log
    for handler in set(log.handlers) - set(before):
        handler.close()
        log.removeHandler(handler)


def test_the_log_is_a_small_file_and_a_long_one_is_set_aside(tmp_path, program_log):
    from sozdesk.app.bootstrap import start_logging

    (tmp_path / "sozdesk.log").write_text("x" * 300_001)
    start_logging(tmp_path)
    program_log.error("4711abcd ValueError")
    assert "4711abcd ValueError" in (tmp_path / "sozdesk.log").read_text("utf-8")
    assert (tmp_path / "sozdesk.old.log").stat().st_size == 300_001


def test_without_a_place_for_the_log_the_program_starts_all_the_same(tmp_path, program_log):
    from sozdesk.app.bootstrap import start_logging

    (tmp_path / "besetzt").write_text("eine Datei")
    start_logging(tmp_path / "besetzt")
    assert isinstance(program_log.handlers[-1], logging.NullHandler)
