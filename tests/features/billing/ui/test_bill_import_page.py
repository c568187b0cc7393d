"""«Abrechnungen einlesen» on the real page over a real file of the KSA."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel
from sqlalchemy import func, select

import bill_world as world
from sozdesk.features.billing.records import BillRecord
from sozdesk.features.billing.ui import import_page, import_words
from sozdesk.runtime.desk import InlineDesk
from sozdesk.widgets import accessibility, file_prompts, messages
from sozdesk.widgets.dropped import OUTLOOK
from sozdesk.widgets.inputs import Tick


class Window:
    """What the page asked of the main window."""

    def __init__(self):
        self.said, self.left, self.books = [], [], []

    def back(self):
        self.left.append("back")

    def close_subpage(self, widget):
        self.left.append(widget)

    def say(self, sentence, *offers):
        self.said.append(sentence)

    def open_handbook(self, place):
        self.books.append(place)

    def share_of(self, page, usual):
        return usual


@pytest.fixture
def ksa(archive):
    world.stock(archive)
    world.joined(archive)
    return archive


@pytest.fixture
def window():
    return Window()


@pytest.fixture
def page(qtbot, ksa, window):
    desk = InlineDesk()
    desk.adopt(ksa)
    made = import_page.build(desk, window)
    made.resize(1064, 740)
    qtbot.addWidget(made)
    made.show()
    return made


def test_esc_leaves_as_abbrechen_does(qtbot, page, window):
    qtbot.keyClick(page.focusProxy(), Qt.Key.Key_Escape)
    assert window.left == ["back"]


def words(page):
    QApplication.processEvents()
    return " | ".join(
        label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)
    )


def files(ksa, folder, **bills):
    """Bill files by name; answers their paths."""
    paths = []
    for name, changes in bills.items():
        path = folder / f"{name}.szb"
        path.write_bytes(world.foreign_file(ksa, **changes))
        paths.append(path)
    return tuple(paths)


def opened(qtbot, page, paths):
    page.open(tuple(paths))
    qtbot.waitUntil(lambda: not page.work.is_busy())


def count(ksa):
    return ksa.query(lambda session: session.scalar(select(func.count()).select_from(BillRecord)))


def cells(page):
    return [
        [page.model.index(row, column).data() for column in range(1, 4)]
        for row in range(page.model.rowCount())
    ]


def compare(page):
    QApplication.processEvents()
    (tick,) = (one for one in page.split.findChildren(Tick) if one.isVisibleTo(page))
    tick.set_value(not tick.value())
    tick.changed.emit()


def test_a_new_key_is_compared_and_then_all_its_bills_are_read_in(
    qtbot, ksa, page, window, tmp_path
):
    opened(qtbot, page, files(ksa, tmp_path, a={}, b={"number": 2}))
    assert cells(page) == [
        [f"Liestal {number}/2026", "430.00", "Schlüssel neu"] for number in (1, 2)
    ]
    assert import_words.period(page.files[0]) == "1. Quartal 2026"
    assert not page.record_button.isEnabled()
    said = words(page)
    assert "Den Schlüssel dieses Sozialdienstes kennt Ihre Datei noch nicht." in said
    assert page.files[0].read.fingerprint in said
    compare(page)
    assert page.record_button.text() == "2 &einlesen"
    assert [row[-1] for row in cells(page)] == ["in Ordnung", "in Ordnung"]
    page.record()
    assert count(ksa) == 2
    assert window.said == ["2 Abrechnungen eingelesen."]
    assert window.left == [page]


def test_the_comparison_may_be_taken_back(qtbot, ksa, page, tmp_path):
    opened(qtbot, page, files(ksa, tmp_path, a={}))
    compare(page)
    compare(page)
    assert not page.record_button.isEnabled()
    assert page.compared == set()


def test_what_cannot_be_used_says_why_and_the_rest_is_read_in(qtbot, ksa, page, tmp_path):
    good, other = files(ksa, tmp_path, a={}, b={"bfs_number": 351, "municipality_name": "Bern"})
    broken = tmp_path / "c.szb"
    broken.write_bytes(b"PK")
    opened(qtbot, page, (good, other, broken))
    assert [row[-1] for row in cells(page)] == [
        "Schlüssel neu",
        "nicht verwertbar",
        "nicht verwertbar",
    ]
    assert cells(page)[2][0] == "nicht lesbar"
    compare(page)
    page.table.select_key(2)
    assert "Diese Datei ist keine Abrechnung aus SozDesk." in words(page)
    page.record()
    assert count(ksa) == 1


def test_wrong_sums_of_the_file_are_shown_before_anything_is_written(qtbot, ksa, page, tmp_path):
    opened(qtbot, page, files(ksa, tmp_path, a={"canton": 44_000}))
    compare(page)
    assert cells(page)[0][-1] == "1 Fehler"
    assert "Summe Kantonsanteil: im Kopf 440.00, Zeilen 430.00." in words(page)


def test_a_known_key_asks_nothing_and_a_file_may_be_left_out(qtbot, ksa, page, tmp_path):
    world.receive(ksa, world.read(ksa, tmp_path, world.foreign_file(ksa)))
    opened(qtbot, page, files(ksa, tmp_path, b={"number": 2}, c={"number": 3}))
    assert page.chosen == {0, 1}
    assert "Verschlüsselung, Unterschrift, Summe und Anzahl stimmen." in words(page)
    page.table.ticked.emit(1, False)
    assert page.record_button.text() == "1 &einlesen"
    page.table.ticked.emit(1, True)
    page.table.ticked.emit(0, False)
    page.record()
    assert count(ksa) == 2


def test_a_changed_key_is_named(qtbot, ksa, page, tmp_path):
    world.receive(ksa, world.read(ksa, tmp_path, world.foreign_file(ksa)))
    opened(qtbot, page, files(ksa, tmp_path, b={"number": 2, "secret": bytes([9] * 32)}))
    assert "unterschreibt mit einem anderen Schlüssel als bisher" in words(page)


def test_files_and_folders_are_asked_for_or_dropped(qtbot, ksa, page, tmp_path):
    (path,) = files(ksa, tmp_path, a={})
    file_prompts.set_next_path(None, None, (path,), tmp_path)
    page.ask_files()
    page.ask_folder()
    assert page.files == ()
    for ask in (page.ask_files, page.ask_folder):
        ask()
        qtbot.waitUntil(lambda: not page.work.is_busy() and bool(page.files))
        assert len(page.files) == 1
        page.files = ()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    asked = SimpleNamespace(mimeData=lambda: data, acceptProposedAction=lambda: None)
    page.dragEnterEvent(asked)
    page.dropEvent(
        QDropEvent(
            QPoint(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    qtbot.waitUntil(lambda: not page.work.is_busy() and bool(page.files))
    assert page.files[0].municipality_name == "Liestal"


def test_what_outlook_drops_is_no_file(page):
    data = QMimeData()
    data.setData('application/x-qt-windows-mime;value="FileGroupDescriptorW"', b"x")
    page.dropEvent(SimpleNamespace(mimeData=lambda: data, acceptProposedAction=lambda: None))
    assert OUTLOOK in words(page)


def test_an_empty_folder_says_so(qtbot, page, tmp_path):
    opened(qtbot, page, (tmp_path,))
    assert "In diesem Ordner liegt keine Abrechnung (.szb)." in words(page)


def test_without_a_catalogue_there_is_no_key_and_the_page_says_what_to_do(
    qtbot, archive, window, tmp_path
):
    desk = InlineDesk()
    desk.adopt(archive)
    page = import_page.build(desk, window)
    qtbot.addWidget(page)
    page.show()
    page.open((tmp_path / "a.szb",))
    assert "Schreiben Sie zuerst einen Katalog" in words(page)


def test_a_file_that_came_meanwhile_is_refused_and_nothing_is_lost(qtbot, ksa, page, tmp_path):
    opened(qtbot, page, files(ksa, tmp_path, a={}))
    compare(page)
    world.receive(ksa, page.files[0].read)
    messages.set_next_answer(None)
    page.record()
    assert "ist schon eingelesen" in str(messages.shown())
    assert count(ksa) == 1


def test_while_files_are_read_no_others_are_opened(qtbot, ksa, page, tmp_path, monkeypatch):
    (path,) = files(ksa, tmp_path, a={})
    monkeypatch.setattr(page.work, "is_busy", lambda: True)
    page.open((path,))
    assert page.files == ()


def test_everything_has_a_name_and_a_key(page):
    assert accessibility.problems(page) == []
