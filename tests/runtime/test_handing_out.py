"""What leaves the file is noted once it is written, and only then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from case_kit import person
from sozdesk.features.cases import usecases
from sozdesk.features.cases.queries import accesses
from sozdesk.kernel.errors import SozDeskError
from sozdesk.runtime import worker
from sozdesk.runtime.desk import InlineDesk
from sozdesk.runtime.handing_out import noting


@pytest.fixture
def desk(qapp, service_archive):
    made = InlineDesk()
    made.adopt(service_archive)
    return made


@pytest.fixture
def act(service_archive):
    command = usecases.RecordExport(
        person_ids=(person(service_archive),), recipient="Amt Muster", purpose="Prüfung"
    )
    return usecases.record_export, command


def noted(desk):
    found = []
    desk.query(accesses, done=found.extend)
    return [(one.recipient, one.purpose) for one in found]


def run(qtbot, write, path):
    """Run it as pages do; answers what was said of a failure."""
    ended, said = [], []

    def failed(error):
        said.append(error)
        ended.append(True)

    worker.run(write, path, done=lambda _result: ended.append(True), failed=failed)
    qtbot.waitUntil(lambda: bool(ended), timeout=20_000)
    return said


def test_a_file_that_is_written_is_noted(qtbot, desk, act, tmp_path):
    path = tmp_path / "a.txt"
    assert run(qtbot, noting(desk, act, lambda target: target.write_text("x")), path) == []
    qtbot.waitUntil(lambda: bool(noted(desk)), timeout=20_000)
    assert noted(desk) == [("Amt Muster", "Prüfung")]


def test_a_file_that_could_not_be_written_is_not_noted(qtbot, desk, act, tmp_path):
    def full(_path):
        raise SozDeskError("Kein Platz.", "Wählen Sie einen anderen Ort.")

    assert [one.sentence for one in run(qtbot, noting(desk, act, full), tmp_path)] == [
        "Kein Platz."
    ]
    assert noted(desk) == []


def test_nothing_leaves_a_copy_for_reading_where_nothing_can_be_noted(qtbot, desk, act, tmp_path):
    desk.file = replace(desk.file, read_only=True)
    path = tmp_path / "a.txt"
    (error,) = run(qtbot, noting(desk, act, lambda target: target.write_text("x")), path)
    assert "Kopie" in error.sentence
    assert not path.exists()
    assert noted(desk) == []
