"""Reading in measures on the real page over a real file."""

from __future__ import annotations

import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from look_kit import usual_look
from measure_tables_kit import CODE, csv, measures, row, workbook
from sozdesk.features.strategy.ui.import_page import build
from sozdesk.runtime import worker
from sozdesk.runtime.desk import InlineDesk
from sozdesk.widgets import accessibility, file_prompts, messages

GOOD = workbook(
    row("1.1", "Erfunden A", action_field=1, priority=1, continues="1.6, 1.7"),
    row("7.1", "Erfunden B", priority=2),
)
FLAWED = workbook(row("1.1", "Erfunden A"), row("2.1", None, priority="dringend"))
TWENTY = workbook(*[row(f"1.{n}", f"Erfunden {n}") for n in range(1, 21)])


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


@pytest.fixture(autouse=True)
def look(qapp):
    usual_look(qapp)
    yield
    messages.shown()
    worker.wait_for_all()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window():
    return Window()


@pytest.fixture
def page(qtbot, strategy, window):
    desk = InlineDesk()
    desk.adopt(strategy)
    made = build(desk, window, CODE)
    made.resize(1064, 720)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def read(qtbot, page, tmp_path):
    """Writes a file, reads it on the page and waits for the preview."""

    def reading(content, name="massnahmen.xlsx"):
        path = tmp_path / name
        path.write_bytes(content)
        asked = page._asked
        page.open(path)
        qtbot.waitUntil(lambda: page._asked > asked and page._job is None, timeout=20_000)
        QApplication.processEvents()

    return reading


def button(widget, text):
    QApplication.processEvents()
    found = [one for one in widget.findChildren(QPushButton) if one.isVisibleTo(widget)]
    return next(one for one in found if one.text().replace("&", "") == text)


def shown(widget):
    QApplication.processEvents()
    labels = widget.findChildren(QLabel)
    return [one.text() for one in labels if one.isVisibleTo(widget) and one.text()]


def lines(page):
    return page.list.table.shown_text().rows


# ------------------------------------------------------------------ before a file is chosen


def test_the_empty_page_says_what_is_missing_and_where_it_is_published(page, window) -> None:
    said = " ".join(shown(page))
    assert "Ziehen Sie die Tabelle mit den Massnahmen hierher" in said
    assert "19 erwartet, 0 erfasst. Amtliche Quelle: Kantonale Sozialhilfestrategie" in said
    assert page.head.title() == "Massnahmen 2025–2028 einlesen"
    assert page.record_button.isHidden()
    button(page, "Im Handbuch lesen (F1)").click()
    assert window.books == ["massnahmen-einlesen"]
    assert accessibility.problems(page) == []


def test_the_template_is_written_where_the_person_says(page, qtbot, tmp_path) -> None:
    for name in ("vorlage.xlsx", "vorlage.csv"):
        path = tmp_path / name
        file_prompts.set_next_path(path)
        button(page, "Vorlage schreiben …").click()
        qtbot.waitUntil(path.exists, timeout=20_000)
        qtbot.waitUntil(lambda name=name: page.notice() == f"«{name}» geschrieben.")
    assert openpyxl.load_workbook(tmp_path / "vorlage.xlsx").sheetnames[0] == "Massnahmen"
    assert (tmp_path / "vorlage.csv").read_text("utf-8-sig").startswith("Nummer;Titel;")
    file_prompts.set_next_path(None)
    button(page, "Vorlage schreiben …").click()


def test_a_file_can_be_chosen_or_dropped(page, qtbot, tmp_path) -> None:
    path = tmp_path / "massnahmen.xlsx"
    path.write_bytes(GOOD)
    file_prompts.set_next_path(path)
    button(page, "Datei wählen …").click()
    qtbot.waitUntil(lambda: page.plan is not None, timeout=20_000)
    assert len(lines(page)) == 2
    path.write_bytes(workbook(row("1.1", "Erfunden A")))
    drop(page, QUrl.fromLocalFile(str(path)))
    qtbot.waitUntil(lambda: len(lines(page)) == 1, timeout=20_000)
    drop(page)
    assert page.notice().startswith("Outlook gibt diese Anhänge nicht als Dateien weiter.")


def drop(page, *urls):
    data = QMimeData()
    if urls:
        data.setUrls(list(urls))
    else:
        data.setData('application/x-qt-windows-mime;value="FileGroupDescriptorW"', b"x")
    event = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dragEnterEvent(event)
    assert event.isAccepted()
    page.dropEvent(event)


# ------------------------------------------------------------------ the preview


def test_every_row_says_what_it_is_and_what_happens(page, read) -> None:
    read(GOOD)
    assert lines(page) == (
        ("2", "1.1", "Erfunden A", "1", "Erste", "1.6, 1.7", "neu"),
        ("3", "7.1", "Erfunden B", "Präventive Massnahmen", "Zweite", "", "neu"),
    )
    assert page.bar.message() == "2 Massnahmen werden erfasst danach 2 von 19 Massnahmen"
    assert page.record_button.text() == "2 &erfassen"
    assert page.record_button.isEnabled()
    said = shown(page.list.below)
    assert said[0] == "Zeile 2: neu"
    assert "Führt fort: 1.6 (zusammengelegt), 1.7 (zusammengelegt)." in said
    assert accessibility.problems(page) == []


def test_what_stops_is_named_with_its_cell_and_nothing_can_be_recorded(page, read) -> None:
    read(FLAWED)
    assert lines(page)[1][-1] == "nicht verwertbar: Titel, Priorität"
    assert not page.record_button.isEnabled()
    assert page.record_button.text() == "&Erfassen"
    assert page.bar.message() == (
        "1 Zeile nicht verwertbar Berichtigen Sie die Tabelle, dann «Noch einmal lesen»."
    )
    page.list.table.select_key(3)
    said = shown(page.list.below)
    assert "Zelle B3: Der Titel fehlt. Tragen Sie ihn ein." in said
    assert any(one.startswith("Zelle E3: Priorität: «dringend» steht nicht") for one in said)


def test_the_list_names_two_columns_and_the_sentences_below_all_of_them(page, read) -> None:
    read(workbook(row("1.1", None, priority="dringend", horizon="bald")))
    assert lines(page)[0][-1] == "nicht verwertbar: Titel, Priorität …"
    cells = [one[:8] for one in shown(page.list.below) if one.startswith("Zelle")]
    assert cells == ["Zelle B2", "Zelle E2", "Zelle F2"]


def test_a_repaired_file_is_read_once_more(page, read, tmp_path, qtbot) -> None:
    read(FLAWED)
    (tmp_path / "massnahmen.xlsx").write_bytes(GOOD)
    page.again_button.click()
    qtbot.waitUntil(page.record_button.isEnabled, timeout=20_000)
    assert page.record_button.text() == "2 &erfassen"


def test_chips_show_one_kind_of_row(page, read) -> None:
    read(FLAWED)
    page.list.chips.choose("unusable")
    assert [line[0] for line in lines(page)] == ["3"]
    page.list.chips.choose("all")
    assert len(lines(page)) == 2


def test_rows_that_are_left_out_and_columns_that_are_not_read_are_named(page, read) -> None:
    head = ("Nr.", "Titel", "Farbe", "Armutsstrategie")
    read(workbook(("Handlungsfeld 1",), ("1.1", "A", "x", "nein"), head=head))
    assert page.notice() == "Nicht eingelesen: Spalte C «Farbe»."
    assert "Ausgelassene Zeile: 2." in page.head._facts.text()
    assert page.record_button.isEnabled()


@pytest.mark.parametrize("content", [workbook(), csv()])
def test_an_empty_table_says_so_and_the_page_stays_as_it_was(page, read, content) -> None:
    read(content)
    assert page.notice().startswith("Die Tabelle enthält keine Massnahmen.")
    assert button(page, "Datei wählen …").isVisibleTo(page)
    assert page.record_button.isHidden()


def test_an_empty_table_after_another_one_can_not_be_recorded(page, read) -> None:
    read(GOOD)
    read(workbook())
    assert lines(page) == ()
    assert not page.record_button.isEnabled()
    assert page.bar.message().startswith("Die Tabelle ist nicht verwertbar")


def test_a_file_that_is_no_table_says_why_and_the_next_one_is_read(page, read, tmp_path, qtbot):
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-1.7\x00")
    messages.set_next_answer(True)
    page.open(path)
    qtbot.waitUntil(lambda: page._job is None, timeout=20_000)
    assert any("«scan.pdf» ist keine Tabelle." in str(one) for one in messages.shown())
    read(GOOD)
    assert len(lines(page)) == 2


def test_reading_can_be_stopped(page, tmp_path, qtbot) -> None:
    path = tmp_path / "massnahmen.xlsx"
    path.write_bytes(GOOD)
    page.open(path)
    assert page.cancel_button.isHidden()
    page._cancel()
    qtbot.waitUntil(lambda: page.notice().startswith("Das Lesen ist abgebrochen."))
    assert page.plan is None
    assert not page.cancel_button.isHidden()


# ------------------------------------------------------------------ recording


def test_recording_tells_how_many_of_nineteen_and_goes_back(page, read, strategy, window) -> None:
    read(GOOD)
    page.record_button.click()
    assert window.said == ["Massnahmen 2025–2028: 2 neu. Erfasst: 2 von 19 Massnahmen."]
    assert window.left == [page]
    assert set(measures(strategy)) == {"1.1", "7.1"}


def test_the_same_file_again_leaves_nothing_to_record(page, read) -> None:
    read(GOOD)
    page.record_button.click()
    read(GOOD)
    assert page.bar.message() == "Nichts zu erfassen 2 unverändert"
    assert not page.record_button.isEnabled()


def test_twenty_of_nineteen_wait_for_the_box(page, read, strategy) -> None:
    read(TWENTY)
    assert page.accept_count.text() == (
        "Danach sind 20 Massnahmen erfasst, erwartet sind 19. Die Anzahl stimmt trotzdem"
    )
    assert page.accept_count.isVisibleTo(page)
    assert not page.accept_changes.isVisibleTo(page)
    assert not page.record_button.isEnabled()
    assert page.bar.message() == (
        "20 Massnahmen bereit Bestätigen Sie zuerst, was über der Liste steht."
    )
    page.accept_count.setChecked(True)
    assert page.record_button.isEnabled()
    page.record_button.click()
    assert len(measures(strategy)) == 20


def test_changes_wait_for_the_box_and_another_file_asks_again(page, read, strategy) -> None:
    read(GOOD)
    page.record_button.click()
    read(workbook(row("1.1", "Erfunden anders")))
    assert lines(page)[0][-1] == "geändert: Titel"
    assert "Titel: bisher «Erfunden A», neu «Erfunden anders»." in shown(page.list.below)
    page.accept_changes.setChecked(True)
    assert page.record_button.isEnabled()
    read(workbook(row("1.1", "Erfunden A", aim="Ziel"), row("7.1", "Erfunden C")))
    assert not page.accept_changes.isChecked()
    assert not page.record_button.isEnabled()
    page.accept_changes.setChecked(True)
    assert "2 davon geändert" in page.bar.message()
    page.record_button.click()
    assert measures(strategy)["7.1"].title == "Erfunden C"


def test_what_changed_elsewhere_is_looked_at_again(page, read, strategy) -> None:
    read(GOOD)
    page._desk.run(*_adding(strategy))
    assert lines(page)[0][-1] == "unverändert"
    assert (
        page.bar.message() == "1 Massnahme wird erfasst 1 unverändert, danach 2 von 19 Massnahmen"
    )


def _adding(archive):
    from measure_tables_kit import table
    from sozdesk.features.strategy import queries
    from sozdesk.features.strategy.usecases import ImportMeasures, import_measures

    period = archive.query(queries.period_of, CODE)
    again = table(row("1.1", "Erfunden A", priority=1, continues="1.6, 1.7"))
    return import_measures, ImportMeasures(period_id=period.id, table=again)


def test_what_the_file_refuses_is_said_and_the_preview_stays(page, read, strategy) -> None:
    read(TWENTY)
    page.accept_count.setChecked(True)
    page.accept_count.blockSignals(True)
    page.accept_count.setChecked(False)
    messages.set_next_answer(True)
    page.record()
    assert any("erwartet sind 19" in str(one) for one in messages.shown())
    assert len(lines(page)) == 20
    assert measures(strategy) == {}


def test_leaving_records_nothing(page, read, strategy, window) -> None:
    read(GOOD)
    page.cancel_button.click()
    assert window.left == ["back"]
    assert measures(strategy) == {}


def test_the_list_is_written_as_it_is_seen(page, read, tmp_path, qtbot) -> None:
    read(GOOD)
    path = tmp_path / "liste.csv"
    file_prompts.set_next_path(path)
    button(page, "Liste exportieren …").click()
    qtbot.waitUntil(lambda: page.notice() == "«liste.csv» geschrieben.", timeout=20_000)
    text = path.read_text("utf-8-sig")
    assert text.splitlines()[0] == (
        "Zeile;Nummer;Titel;Handlungsfeld;Priorität;Führt fort;Was geschieht"
    )
    assert "2;1.1;Erfunden A;1;Erste;1.6, 1.7;neu" in text


def test_a_period_that_is_gone_is_said(qtbot, strategy, window) -> None:
    desk = InlineDesk()
    desk.adopt(strategy)
    made = build(desk, window, "2030-2033")
    qtbot.addWidget(made)
    assert made.notice().startswith("Die Periode 2030-2033 gibt es nicht mehr.")
