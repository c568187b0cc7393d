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
