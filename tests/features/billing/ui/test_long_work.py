"""Long work on the file, in the real page over the desk's own thread: progress is seen, it can be stopped."""

from __future__ import annotations

import threading
from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QProgressBar
from shiboken6 import delete, isValid
from sqlalchemy import func, select
from test_bill_answers import hear

import bill_kit
import bill_world as world
import case_kit
import claim_kit
from bill_kit import Line
from fixtures_archive import TEST_KEY, fixed_clock
from sozdesk.archive.journal_history import recent
from sozdesk.archive.store import open_with_key
from sozdesk.features.billing import queries, usecases
from sozdesk.features.billing.queries import checking
from sozdesk.features.billing.records import BillLineRecord, BillRecord
from sozdesk.features.billing.terms import BillState
from sozdesk.features.billing.terms.figures import OtherValue
from sozdesk.features.billing.ui import answer_page, import_page, page, what_if_page
from sozdesk.features.billing.ui.bill_dialogs import DraftDialog
from sozdesk.features.billing.usecases import answer_book, drafts
from sozdesk.kernel.ids import seeded_ids
from sozdesk.runtime.desk import Desk

RECEIVING = import_module("sozdesk.features.billing.usecases.receive_bills")
"""By name: the package offers the function of the same name."""


class Gate:
    """Holds up the work at the first call of a function until somebody lets it go on."""

    def __init__(self, monkeypatch, module, name):
        self.reached, self._open = threading.Event(), threading.Event()
        function = getattr(module, name)

        def held(*args, **kwargs):
            self.reached.set()
            assert self._open.wait(60)
            return function(*args, **kwargs)

        monkeypatch.setattr(module, name, held)

    def open(self):
        self._open.set()


@pytest.fixture
def threaded(qtbot):
    """Opens the file of an archive with a desk that has a thread."""
    desks = []

    def go(archive):
        archive.close(backup=False)
        desk = Desk()
        desks.append(desk)
        path = archive.path
        desk.open(
            lambda: (
                open_with_key(path, TEST_KEY, clock=fixed_clock, new_id=seeded_ids(9)),
                None,
            )
        )
        qtbot.waitUntil(lambda: desk.file is not None)
        return desk

    yield go
    for desk in desks:
        desk.stop()


@pytest.fixture
def window():
    found = SimpleNamespace(said=[], left=[])
    found.share_of = lambda _page, usual: usual
    found.remember_share = lambda _page, _share: None
    found.open_handbook = found.left.append
    found.close_subpage = found.left.append
    found.say = lambda sentence, *_: found.said.append(sentence)
    found.back = lambda: found.left.append("back")
    return found


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    widget.resize(1064, 740)
    widget.show()
    return widget


def asked(qtbot, desk, query, *args):
    """The answer of the file, after all work before it."""
    found = []
    desk.query(query, *args, done=found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def counted(session):
    """Bills, lines, acts of the Verlauf: what a stopped piece of work leaves as it was."""
    tables = [
        session.scalar(select(func.count()).select_from(one))
        for one in (BillRecord, BillLineRecord)
    ]
    return (*tables, len(recent(session, 1000)))


def words(widget):
    QApplication.processEvents()
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]


def bars(widget):
    QApplication.processEvents()
    return [one for one in widget.findChildren(QProgressBar) if one.isVisibleTo(widget)]


def press(widget, text):
    """The first button that says so, beside the progress."""
    QApplication.processEvents()
    next(
        one
        for one in widget.findChildren(QAbstractButton)
        if one.text() == text and one.isVisibleTo(widget)
    ).click()


@pytest.fixture
def importing(qtbot, archive, threaded, window, tmp_path):
    """«Abrechnungen einlesen» with two files that were read and compared."""
    world.stock(archive)
    world.joined(archive)
    paths = []
    for number in (1, 2):
        paths.append(tmp_path / f"{number}.szb")
        paths[-1].write_bytes(world.foreign_file(archive, number=number))
    desk = threaded(archive)
    made = import_page.build(desk, window)
    made.resize(1064, 740)
    made.show()
    made.open(tuple(paths))
    qtbot.waitUntil(lambda: len(made.files) == 2)
    made._compare(made.files[0].read.fingerprint, True)
    yield made
    if isValid(made):
        delete(made)


@pytest.mark.parametrize("way", ["Abbrechen", "leave", "delete"])
def test_reading_bills_in_shows_how_far_it_is_and_stops(qtbot, importing, window, monkeypatch, way):
    desk = importing.desk
    before = asked(qtbot, desk, counted)
    gate = Gate(monkeypatch, RECEIVING, "_receive")
    importing.record()
    qtbot.waitUntil(gate.reached.is_set)
    assert "0 von 2 Abrechnungen verarbeitet" in words(importing)
    assert len(bars(importing)) == 1
    if way == "delete":
        delete(importing)
    elif way == "leave":
        importing.leave()
    else:
        press(importing, way)
    gate.open()
    assert asked(qtbot, desk, counted) == before
    if way != "delete":
        qtbot.waitUntil(lambda: not importing.work.is_busy())
        assert importing.notice() == "Abgebrochen. Es wurde nichts geändert."
        assert bars(importing) == []
        assert (window.said, window.left) == ([], [])
        importing.record()  # as if nothing had been
        qtbot.waitUntil(lambda: bool(window.said))
        assert window.said == ["2 Abrechnungen eingelesen."]


def test_files_are_checked_one_by_one_and_that_can_be_stopped(qtbot, importing, monkeypatch):
    gate = Gate(monkeypatch, queries.bill_files, "_preview")
    importing.files = ()
    importing.open(importing.paths)
    qtbot.waitUntil(gate.reached.is_set)
    assert "0 von 2 Abrechnungen geprüft" in words(importing)
    press(importing, "Abbrechen")
    gate.open()
    qtbot.waitUntil(lambda: importing.notice() != "")
    assert importing.notice() == "Das Lesen ist abgebrochen. Es wurde nichts eingelesen."
    assert importing.files == ()


@pytest.fixture
def bills(qtbot, casework, threaded, window):
    """The bills of a Sozialdienst that has three months to claim."""
    claim_kit.billable(casework)
    desk = threaded(casework)
    made = shown(qtbot, page.build(desk, window))
    qtbot.waitUntil(lambda: made.data is not None)
    return made


def test_a_new_bill_is_computed_in_its_dialog_and_can_be_stopped(qtbot, bills, monkeypatch):
    before = asked(qtbot, bills.desk, counted)
    gate = Gate(monkeypatch, drafts, "_rows")
    bills.add()
    dialog = bills.findChild(DraftDialog)
    dialog.form["period"].set_value("2026-Q1")
    dialog.accept()
    qtbot.waitUntil(gate.reached.is_set)
    assert "Die Abrechnung wird gerechnet" in words(dialog)
    assert [(one.value(), one.maximum()) for one in bars(dialog)] == [(1, 1)]  # one person
    assert not dialog.form["period"].isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    gate.open()
    qtbot.waitUntil(dialog.action_button.isEnabled)
    assert bars(dialog) == []
    assert asked(qtbot, bills.desk, counted) == before
    assert dialog.form["period"].value() == "2026-Q1"  # nothing typed is lost
    dialog.accept()
    qtbot.waitUntil(lambda: bills.view is not None)
    assert [row.canton for row in asked(qtbot, bills.desk, queries.own_bills)] == [135_000]


def test_a_draft_that_is_computed_again_stays_as_it_was_when_that_is_stopped(
    qtbot, bills, monkeypatch
):
    first = usecases.MakeDraft(
        bfs_number=case_kit.BFS, first_day=date(2026, 1, 1), last_day=date(2026, 3, 31)
    )
    bills.desk.run(usecases.draft_bill, first)
    qtbot.waitUntil(lambda: bills.view is not None)
    (row,) = asked(qtbot, bills.desk, queries.own_bills)
    before = asked(qtbot, bills.desk, counted)
    gate = Gate(monkeypatch, drafts, "_rows")
    bills.draft_again(row)
    qtbot.waitUntil(gate.reached.is_set)
    assert "Die Abrechnung wird gerechnet" in words(bills)
    press(bills, "Abbrechen")
    gate.open()
    qtbot.waitUntil(lambda: bills.notice() != "")
    assert bills.notice() == "Abgebrochen. Es wurde nichts geändert."
    assert asked(qtbot, bills.desk, queries.own_bills) == (row,)
    assert asked(qtbot, bills.desk, counted) == before


def test_reading_an_answer_can_be_stopped_and_is_read_whole_the_next_time(
    qtbot, archive, service_archive, threaded, window, tmp_path, monkeypatch
):
    lines = (Line(100_000), Line(50_000), Line(30_000))
    bill_kit.know_each_other(archive, service_archive)
    theirs = bill_kit.bill(archive, lines)
    bill_kit.bill(service_archive, lines, origin="own")
    path = tmp_path / "antwort.sza"
    path.write_bytes(hear(archive, theirs))
    desk = threaded(service_archive)
    made = shown(qtbot, answer_page.build(desk, window))
    qtbot.waitUntil(lambda: made.data is not None)
    before = asked(qtbot, desk, counted)
    gate = Gate(monkeypatch, answer_book, "_write_line")
    made.read(path)
    qtbot.waitUntil(gate.reached.is_set)
    assert "0 von 3 Zeilen gelesen" in words(made)
    press(made, "Abbrechen")
    gate.open()
    qtbot.waitUntil(lambda: made.notice() != "")
    assert made.notice() == "Abgebrochen. Es wurde nichts geändert."
    assert asked(qtbot, desk, counted) == before
    (row,) = asked(qtbot, desk, queries.own_bills)
    assert row.state is BillState.ISSUED
    made.read(path)
    qtbot.waitUntil(lambda: made.notice().endswith("eingelesen."))
    (row,) = asked(qtbot, desk, queries.own_bills)
    assert row.state is BillState.HEARING


def test_what_would_be_if_is_computed_with_progress_and_can_be_stopped(
    qtbot, archive, threaded, window, tmp_path, monkeypatch
):
    """One bill of one line, 430 francs of 860; at 100 instead of 50 percent 860."""
    course = world.stock(archive)
    world.joined(archive)
    file = world.foreign_file(archive, lines=(course.line(),), claims=(course.claim(),))
    world.receive(archive, world.read(archive, tmp_path, file))
    desk = threaded(archive)
    made = shown(qtbot, what_if_page.build(desk, window))
    qtbot.waitUntil(lambda: made.data is not None)
    rate = next(one for one in made.data.content.choices if one.is_rate and one.before == 5_000)
    made.values.set_value(rate.value_ids)
    made.amount.set_value(OtherValue(amount=10_000))
    gate = Gate(monkeypatch, checking.rules, "draft")
    made.compute()
    qtbot.waitUntil(gate.reached.is_set)
    assert "0 von 1 Abrechnungen" in words(made)
    press(made, "Abbrechen")
    gate.open()
    qtbot.waitUntil(lambda: not made.work.is_busy())
    assert made.notice() == "Abgebrochen. Es wurde nichts geändert."
    assert made.data.content.result is None
    made.compute()
    qtbot.waitUntil(lambda: made.data.content.result is not None)
    total = made.data.content.result.categories[-1]
    assert (total.before, total.after) == (43_000, 86_000)
    assert bars(made) == []
