"""What every test shares."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("ci", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("ci")

_WHOLE_WINDOWS = {"ui", "journeys", "shell"}
_WHOLE_FILES = {
    "test_answer_round.py",
    "test_bill_documents.py",
    "test_bill_files.py",
    "test_bill_journey.py",
    "test_bill_retention.py",
    "test_catalogue.py",
    "test_claimed_again.py",
    "test_docx_reports.py",
    "test_handbook_pdf.py",
    "test_late_and_taken_back.py",
    "test_letter_files.py",
    "test_monitoring.py",
    "test_platform_undoing.py",
    "test_privacy_documents.py",
    "test_publication_files.py",
    "test_rebuild.py",
    "test_recognition_undoing.py",
    "test_report_document.py",
    "test_report_form.py",
    "test_sample_clerk.py",
    "test_spec.py",
}
"""They write whole documents, take years of bills through, derive keys of passwords, or run every use case."""
_WHOLE_COMMANDS = "test_cli"
"""Files of tests whose every test runs the command line over a file of its own."""


_FIRST = (
    "test_screens.py",
    "test_demo.py",
    "test_no_network.py",
    "test_screens_scales.py",
    "test_sample_clerk.py",
    "test_rebuild.py",
    "test_kills.py",
)
"""Over half a minute each: what begins last is what the other processes wait for."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes its time is for ``dev.py test``, so that ``check`` stays quick, and begins first."""
    for item in items:
        name = item.path.name
        whole = name in _WHOLE_FILES or name.startswith(_WHOLE_COMMANDS)
        if whole or _WHOLE_WINDOWS & set(item.path.parts):
            item.add_marker(pytest.mark.slow)
    places = {name: place for place, name in enumerate(_FIRST)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))


def pytest_collection_finish() -> None:
    """Tests and modules stay until the end: the collector need not look at them each time."""
    gc.collect()
    gc.freeze()


_PATIENCE = 60_000
"""Milliseconds in which a test answers the boxes that it expects."""


@pytest.fixture(autouse=True)
def no_answer_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No answer that was not used answers for the next test, and no box waits for nobody.

    A box that a test did not expect would keep the process until it is killed, and say nothing.
    """
    messages = sys.modules.get("sozdesk.widgets.messages")
    if messages is None:
        yield
        return
    unanswered = []
    usual = messages.MessageDialog.exec

    def answered_in_time(box: Any) -> int:
        from PySide6.QtCore import QTimer

        def give_up() -> None:
            unanswered.append(f"{box.accessibleName()} {box.accessibleDescription()}")
            box.reject()

        timer = QTimer(box)
        timer.setSingleShot(True)
        timer.timeout.connect(give_up)
        timer.start(_PATIENCE)
        return int(usual(box))

    monkeypatch.setattr(messages.MessageDialog, "exec", answered_in_time)
    yield
    messages._answers.clear()
    assert not unanswered, "nobody answered a box"


@pytest.fixture(autouse=True)
def rubbish_between_tests() -> Iterator[None]:
    """As in the program: nothing is collected in the middle of a call of Qt."""
    rubbish = sys.modules.get("sozdesk.runtime.rubbish")
    if rubbish is not None:
        gc.disable()
    yield
    if rubbish is not None:
        rubbish.look()


@pytest.fixture(autouse=True)
def nothing_left_open() -> Iterator[None]:
    """A dialog that a test left open is not taken for its own by the next one."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    for window in widgets.QApplication.topLevelWidgets() if widgets else ():
        if isinstance(window, widgets.QDialog):
            window.hide()


pytest_plugins = [
    "fixtures_archive",
    "fixtures_documents",
    "fixtures_reference",
    "fixtures_samples",
]
