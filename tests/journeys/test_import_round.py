"""The whole folder of the sample through the import page, on a real file and the real desk."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, QTimer

from fixtures_shell import delete
from look_kit import usual_look
from sozdesk.app import demo
from sozdesk.app.sample import returns
from sozdesk.archive import store
from sozdesk.archive.file_info import SetSampleDay, set_sample_day
from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.ui.import_list import SeveralDetail
from sozdesk.features.rent_limits.ui.import_page import ImportPage
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import accessibility

PASSWORD = "Beispiel-2027"
TODAY = demo.canton.TODAY
DITTINGEN = 2784

pytestmark = pytest.mark.slow


class Navigation:
    """What the page asks of the main window."""

    def __init__(self):
        self.said, self.subpages, self.went_back = [], [], 0

    def open_subpage(self, widget):
        self.subpages.append(widget)

    def back(self):
        self.went_back += 1

    def close_subpage(self, _widget):
        self.went_back += 1

    def say(self, sentence, *offers):
        self.said.append(sentence)

    def share_of(self, page, usual):
        return usual

    def remember_share(self, page, share):
        """Not needed here."""


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """The sample canton before anything of 2027 was recorded, and its folder of returns."""
    out = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOZDESK_CONFIG_DIR", str(tmp_path_factory.mktemp("profile")))
        with demo.new_sample(out, PASSWORD) as sample:
            for step in sample.before_the_returns():
                step()
            sample.archive.run(set_sample_day, SetSampleDay(day=TODAY))
    return out


@pytest.fixture
def desk(built, qtbot, qapp, monkeypatch):
    usual_look(qapp)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    made = Desk()
    made.open(lambda: (store.open_with_password(built / demo.FILE_NAME, PASSWORD), None))
    qtbot.waitUntil(lambda: made.file is not None, timeout=20_000)
    yield made
    made.stop()
    worker.wait_for_all()


@pytest.fixture
def longest_pause():
    """The longest time in which the window could not react, in milliseconds."""
    clock, pauses = QElapsedTimer(), [0]
    clock.start()
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: pauses.append(clock.restart()))
    timer.start()
    yield lambda: max(pauses[1:])
    timer.stop()


@pytest.fixture
def page(desk, built, qtbot, longest_pause):
    made = ImportPage(desk, Navigation(), 2027, (built / "rueckmeldungen",))
    made.resize(1064, 720)
    made.show()
    qtbot.waitUntil(
        lambda: len(made.state.cases) > 0 and made.list.table.current_row() is not None,
        timeout=60_000,
    )
    yield made
    delete(made)


def ask(desk, qtbot, query, *args):
    answers = []
    desk.query(query, *args, done=answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
    return answers[0]


def test_the_folder_of_the_sample_from_files_to_the_list(page, desk, qtbot, longest_pause):
    # 81 municipalities answered; six of them sent a second file
    found = Counter(str(case.row.result) for case in page.state.cases)
    assert sum(found.values()) == 81 + 6
    assert found["confirm"] == len(returns.BLANK_FORM)
    assert found["manual"] == 1
    assert found["identical"] == 1
    assert found["refused"] == 2  # a missing amount, last year's form

    page.list.table.selectAll()
    assert isinstance(page.detail, SeveralDetail)
    page.detail.reason.set_value("Telefonisch bestätigt (Beispiel)")
    page.detail.button.click()
    assert page.bar.message().startswith("81 von 87 werden erfasst")  # 87 - 2 - 1 - 1 - 2

    page.record_button.click()
    qtbot.waitUntil(lambda: page.notice() != "", timeout=30_000)
    # Biel-Benken corrects a slip, Frenkendorf an amount that was missing, Buus a figure;
    # Diepflingen decided anew from 1 July on
    assert page.notice() == (
        "81 erfasst, davon 3 Berichtigungen und 1 Änderung. 4 noch auf dieser Seite."
    )

    tracked = ask(desk, qtbot, queries.return_tracking, 2027, TODAY)
    tally = queries.tally(tracked)
    # files without a mail count as received today, five days after the due date
    late = len(returns.LATE) + len(returns.PLAIN_FILES) + len(returns.IN_A_ZIP)
    assert (tally.recorded, tally.missing, tally.late) == (78, 5 + 2 + 1, late)

    # a second recording from the same page leaves the correction in force
    corrected = ask(desk, qtbot, queries.revisions, 2027, returns.CORRECTED)
    dittingen = next(case for case in page.state.cases if case.row.bfs_number == DITTINGEN)
    page.confirm(dittingen.number, DITTINGEN)
    qtbot.waitUntil(lambda: page.notice() == "Dittingen bestätigt.", timeout=20_000)
    page.list.table.select_key(dittingen.number)
    page.state.note_all([dittingen.number], "Telefonisch bestätigt (Beispiel)")
    page.record_button.click()
    qtbot.waitUntil(lambda: page.notice().startswith("1 erfasst."), timeout=30_000)
    assert ask(desk, qtbot, queries.revisions, 2027, returns.CORRECTED) == corrected
    assert [row.state for row in corrected] == ["confirmed_unchanged", "recorded"]

    # 100 ms is the promise; a busy machine that tests gets ten times as much
    assert longest_pause() < 1_000
    assert accessibility.problems(page) == []
