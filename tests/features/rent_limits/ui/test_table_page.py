"""Reading in an overview: choose columns, answer once, confirm, record; on real files."""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest
from page_kit import button, desk, in_next_dialog, look, navigation, plain, shown, words
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from returns_examples import declared, entry, open_round, record, revisions
from rules_examples import round_of
from table_kit import AESCH, LIESTAL, PRATTELN, SISSACH, csv_of, read, ugly

from sozdesk.documents.csv import open_data_csv
from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.reports.opendata import open_data
from sozdesk.features.rent_limits.terms import (
    Category,
    Interval,
    PublishedRow,
    RentKind,
)
from sozdesk.features.rent_limits.ui import table_words
from sozdesk.features.rent_limits.ui.table_page import TablePage, open_table_import
from sozdesk.runtime.desk import InlineDesk
from sozdesk.widgets import accessibility, file_prompts, messages
from sozdesk.widgets.sheet_columns import NOTHING

__all__ = ["desk", "look", "navigation"]

HEAD = "Gemeinde;1 Person;2 Personen;3 Personen;4 Personen;5 Personen;jede weitere"
SOUND = ";900;1100;1300;1500;1650;120"
STRANGE = csv_of("Ort;Eins;Zwei", "Aesch;900;1100", "Liestal;950;1150", "Total;1850;2250")


@pytest.fixture
def file_of(tmp_path):
    """Writes a file and answers where."""

    def write(content, name="alt.csv"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


@pytest.fixture
def make_page(qtbot, desk, navigation):
    """Shows the page and waits until a file is read."""

    def make(path=None, year=None, size=(1064, 720)):
        page = TablePage(desk, navigation, year, path)
        page.resize(*size)
        qtbot.addWidget(page)
        navigation.open_subpage(page)
        page.show()
        if path is not None:
            wait(qtbot, page)
        return page

    return make


def wait(qtbot, page):
    """Until the newest choice is worked out, and what is new on the page is shown."""
    qtbot.waitUntil(lambda: page.state.table is not None and page.progress is None, timeout=20_000)
    QApplication.processEvents()


def lines(page):
    """Group → names of its lines."""
    found = {}
    for one in page.entries():
        found.setdefault(one.group, []).append(one.name)
    return found


def line(page, name):
    return next(one for one in page.entries() if one.name == name)


def boxes(page):
    """Letter → what the column means."""
    return [box.currentText() for box in page.grid.strip.boxes]


def choose(qtbot, page, column, words):
    box = page.grid.strip.boxes[column]
    box.setCurrentText(words)
    wait(qtbot, page)


def say_basis(qtbot, page, kind=RentKind.NET, interval=Interval.MONTH):
    page.questions.kind.set_value(kind)
    wait(qtbot, page)
    page.questions.interval.set_value(interval)
    wait(qtbot, page)


# ------------------------------------------------------------------ reading


def test_an_empty_page_says_what_to_do_and_offers_a_file(make_page, qtbot, file_of):
    page = make_page()
    assert "Ziehen Sie die Übersicht hierher" in words(page)
    assert page.record_button.isHidden()
    file_prompts.set_next_path(file_of(ugly(), "uebersicht.xlsx"))
    button(page, "Datei wählen …").click()
    wait(qtbot, page)
    assert lines(page)["ready"] == ["Aesch", "Arlesheim", "Sissach"]


def test_the_page_shows_the_table_the_answers_and_the_result(make_page, file_of):
    page = make_page(file_of(ugly(), "uebersicht.xlsx"))
    assert boxes(page)[:4] == ["Gemeinde", "BFS-Nummer", "1 Person", "2 Personen"]
    assert page.grid.strip.boxes[2].accessibleName() == ("Spalte C «Grenzwerte · 1 Pers.» bedeutet")
    assert page.questions.kind.value() is RentKind.NET
    assert page.questions.sources.text() == (
        "netto und pro Monat: Zelle A2: "
        "«Mietzinsgrenzwerte 2026 (netto, ohne Nebenkosten, CHF pro Monat)»"
    )
    assert lines(page) == {
        "refused": ["Liestal", "Pratteln"],
        "confirm": ["Gelterkinden?"],
        "ready": ["Aesch", "Arlesheim", "Sissach"],
        "left_out": [
            f"Zeile {n}" for n in (1, 2, 4, 5, 6, 9, 10, 13, 14, 15, 17, 19, 20, 22, 23, 24)
        ],
    }
    assert page.bar.message() == (
        "3 Gemeinden werden erfasst 3 nicht verwertbar oder zu bestätigen"
    )
    assert page.record_button.text() == "3 &erfassen"


def test_rows_left_out_are_folded_and_can_be_opened(make_page, file_of):
    page = make_page(file_of(ugly(), "uebersicht.xlsx"))
    model = page.list.model
    assert model.is_folded("left_out")
    shown_before = len(model.rows())
    model.fold("left_out", folded=False)
    texts = [row[:3] for row in page.list.table.shown_text().rows[shown_before:]]
    assert ("Zeile 6", "Bezirk Arlesheim", "Zwischentitel") in texts
    assert ("Zeile 22", "1) provisorisch bis Ende März", "Fussnote oder Anmerkung") in texts


def test_the_words_of_the_current_line_stand_below_in_full(make_page, file_of):
    page = make_page(file_of(ugly(), "uebersicht.xlsx"))
    assert page.words.text() == (
        "Liestal, Zeile 11. C11: 1 Person: Der Betrag fehlt. "
        "Ergänzen Sie ihn in der Tabelle, oder erfassen Sie die Gemeinde von Hand."
    )
    page.list.table.select_key(8)
    assert page.words.text().startswith("Arlesheim, Zeile 8. Fussnote 1): provisorisch")


def test_the_title_proposes_the_year(make_page, file_of, archive):
    open_round(archive)
    page = make_page(file_of(csv_of("Mietzinse 2024 netto pro Monat", HEAD, f"Aesch{SOUND}")))
    assert (page.state.year, page.questions.year.value()) == (2024, 2024)


def test_without_a_title_it_is_the_year_before_the_newest_erhebung(make_page, file_of, archive):
    open_round(archive)
    assert make_page(file_of(csv_of(HEAD, f"Aesch{SOUND}"))).state.year == 2026


def test_in_a_new_file_it_is_the_year_before_the_next_erhebung(make_page, file_of):
    assert make_page(file_of(csv_of(HEAD, f"Aesch{SOUND}"))).state.year == 2026


def test_another_year_can_be_chosen_and_is_questioned_if_the_title_says_otherwise(
    make_page, file_of, qtbot
):
    page = make_page(file_of(csv_of("Mietzinse 2024 netto pro Monat", HEAD, f"Aesch{SOUND}")))
    assert page.notice() == ""
    page.questions.year.set_value(2025)
    wait(qtbot, page)
    assert page.notice() == (
        "Der Titel der Tabelle nennt 2024, eingelesen wird 2025. Prüfen Sie das Jahr."
    )
    assert page.state.rows[0].line.declaration.year == 2025


def test_the_running_erhebung_is_no_earlier_year(make_page, file_of, qtbot, archive):
    open_round(archive)
    page = make_page(file_of(csv_of("netto pro Monat", HEAD, f"Aesch{SOUND}")))
    assert page.notice() == ""
    page.questions.year.set_value(2027)
    wait(qtbot, page)
    assert page.notice() == (
        "Die Erhebung 2027 läuft. Was Sie aus dieser Tabelle erfassen, "
        "gilt als Rückmeldung und wird nicht geprüft."
    )


def test_a_sheet_that_is_not_read_in_is_named():
    table = replace(read(ugly()), unread=("Änderungen",))
    assert table_words.notice(table, 2026, sample=False, running=False) == (
        "Das Blatt «Änderungen» wird nicht eingelesen. Erfassen Sie diese Änderungen von Hand."
    )


def test_a_year_that_the_caller_names_stays(make_page, file_of):
    path = file_of(csv_of("Mietzinse 2024 netto pro Monat", HEAD, f"Aesch{SOUND}"))
    assert make_page(path, year=2025).state.year == 2025


def test_another_sheet_is_read_from_the_beginning(make_page, file_of, qtbot, tmp_path):
    book = openpyxl.Workbook()
    book.worksheets[0].title = "2026"
    for row in (("Gemeinde", "1 Person", "2 Personen"), ("Aesch", 900, 1100)):
        book.worksheets[0].append(row)
    other = book.create_sheet("Reserve")
    for row in (("Gemeinde", "1 Person"), ("Liestal", 950)):
        other.append(row)
    book.save(tmp_path / "zwei.xlsx")
    page = make_page(tmp_path / "zwei.xlsx")
    assert "Blatt «2026»" in words(page.head)[1]
    page.questions.sheet.set_value("Reserve")
    wait(qtbot, page)
    assert [row.line.name for row in page.state.rows] == ["Liestal"]


def test_a_file_that_is_no_table_says_so_and_the_page_stays(make_page, file_of, qtbot):
    page = make_page()
    messages.set_next_answer(None)
    page.open(file_of(b"\x89PNG\x00", "bild.csv"))
    qtbot.waitUntil(lambda: page.progress is None, timeout=20_000)
    assert messages.shown() == (
        "«bild.csv» ist keine Tabelle. Gelesen werden .xlsx, .ods und .csv.",
    )
    assert "Ziehen Sie die Übersicht hierher" in words(page)


def test_reading_can_be_stopped(make_page, file_of, qtbot):
    page = make_page()
    page.open(file_of(ugly(), "uebersicht.xlsx"))
    assert page.progress.words() == "Die Tabelle wird gelesen"
    assert page.cancel_button.isHidden()
    button(page.progress, "Abbrechen").click()
    qtbot.waitUntil(lambda: page.progress is None, timeout=20_000)
    assert page.notice() == "Das Lesen ist abgebrochen. Es wurde nichts eingelesen."


def drop(page, mime):
    event = QDropEvent(
        QPoint(300, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)


def test_a_file_can_be_dropped(make_page, file_of, qtbot):
    page = make_page()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file_of(ugly(), "uebersicht.xlsx")))])
    drop(page, mime)
    wait(qtbot, page)
    assert "ready" in lines(page)


def test_what_outlook_drags_without_a_file_gets_a_way_out(make_page):
    page = make_page()
    mime = QMimeData()
    mime.setData('application/x-qt-windows-mime;value="FileGroupDescriptorW"', b"\x01\x00")
    drop(page, mime)
    assert page.notice().startswith("Outlook gibt diese Anhänge nicht als Dateien weiter.")


# ------------------------------------------------------------------ columns and answers


def test_columns_that_nobody_recognised_are_chosen_above_them(make_page, file_of, qtbot):
    page = make_page(file_of(STRANGE))
    assert boxes(page) == ["Gemeinde", NOTHING, NOTHING]
    assert page.notice() == (
        "Wählen Sie über den Spalten, was sie bedeuten: «1 Person», «2 Personen» und so weiter."
    )
    assert page.bar.message() == "Noch keine Gemeinde zu erfassen"
    choose(qtbot, page, 1, "1 Person")
    choose(qtbot, page, 2, "2 Personen")
    assert page.notice() == (
        "Ohne Spalte: 3 Personen, 4 Personen und 5 Personen. "
        "Die Gemeinden werden ohne diese Beträge erfasst."
    )
    assert lines(page)["unclear"] == ["Aesch", "Liestal"]
    assert page.bar.message() == (
        "Sagen Sie zuerst, ob die Beträge netto oder brutto und pro Monat oder Jahr sind."
    )
    say_basis(qtbot, page, RentKind.GROSS, Interval.YEAR)
    assert lines(page)["ready"] == ["Aesch", "Liestal"]
    assert line(page, "Aesch").amounts == "900 · 1'100 · – · – · – · –  brutto pro Jahr"


def test_a_column_that_is_chosen_elsewhere_loses_its_meaning(make_page, file_of, qtbot):
    page = make_page(file_of(csv_of("Gemeinde;1 Person;2 Personen", "Aesch;900;1100")))
    choose(qtbot, page, 2, "1 Person")
    assert boxes(page) == ["Gemeinde", NOTHING, "1 Person"]
    choose(qtbot, page, 2, NOTHING)
    assert boxes(page) == ["Gemeinde", NOTHING, NOTHING]


def test_two_columns_that_fit_are_named(make_page, file_of, qtbot):
    page = make_page(file_of(csv_of("Gemeinde;1 Person;1 Person", "Aesch;850;900")))
    assert page.notice().startswith(
        "1 Person: Mehrere Spalten passen (B und C). Wählen Sie die richtige."
    )
    choose(qtbot, page, 2, "1 Person")
    assert "Mehrere Spalten" not in page.notice()


def test_a_table_without_municipalities_asks_for_the_column(make_page, file_of):
    page = make_page(file_of(csv_of("Wer;1 Person;2 Personen", "Basel;900;1100")))
    assert page.notice() == "Wählen Sie über den Spalten, in welcher die Gemeinde steht."


def test_the_focus_goes_to_the_first_open_answer(make_page, file_of, qtbot):
    page = make_page(file_of(csv_of(HEAD, f"Aesch{SOUND}")))
    assert page.questions.first_open(page.state.table) is page.questions.kind.input.focus_target()
    page.questions.kind.set_value(RentKind.NET)
    wait(qtbot, page)
    target = page.questions.interval.input.focus_target()
    assert page.questions.first_open(page.state.table) is target


def test_if_nothing_is_asked_the_focus_goes_to_the_list(make_page, file_of, qtbot):
    page = make_page()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    button(page, "Datei wählen …").setFocus()
    page.open(file_of(ugly(), "uebersicht.xlsx"))
    wait(qtbot, page)
    qtbot.waitUntil(page.list.table.hasFocus)


def test_what_a_column_says_for_every_row_is_not_asked(make_page, file_of):
    content = csv_of(f"{HEAD};netto/brutto;pro Monat/Jahr", f"Aesch{SOUND};netto;pro Monat")
    page = make_page(file_of(content))
    assert page.questions.kind.isHidden()
    assert page.questions.interval.isHidden()
    assert not page.questions.day.isHidden()


def test_valid_from_is_said_once(make_page, file_of, qtbot):
    page = make_page(file_of(csv_of("netto pro Monat", HEAD, f"Aesch{SOUND}")))
    field = page.questions.day.input
    field.setText("1.4.2026")
    field.editingFinished.emit()
    wait(qtbot, page)
    assert page.state.rows[0].line.declaration.valid_from.isoformat() == "2026-04-01"
    field.setText("irgendwann")
    field.editingFinished.emit()
    assert page.state.choice.valid_from.isoformat() == "2026-04-01"


def test_a_box_that_gets_the_focus_is_scrolled_into_view(make_page, file_of, qtbot):
    page = make_page(file_of(ugly(), "uebersicht.xlsx"), size=(700, 720))
    last = page.grid.strip.boxes[-1]
    assert last.geometry().right() > page.grid.strip.width()
    page.activateWindow()
    last.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: last.geometry().left() < page.grid.strip.width())


# ------------------------------------------------------------------ deciding


def test_a_tick_confirms_the_suggestion(make_page, file_of, qtbot):
    page = make_page(file_of(ugly(), "uebersicht.xlsx"))
    page.tick(line(page, "Gelterkinden?"), wanted=True)
    wait(qtbot, page)
    assert line(page, "Gelterkinden").ticked is True


def test_another_municipality_can_be_chosen(make_page, file_of, qtbot):
    page = make_page(file_of(ugly(), "uebersicht.xlsx"))
    seen = []

    def pick(dialog):
        seen.append(words(dialog))
        dialog.place.set_value(None)
        dialog.accept()
        seen.append(dialog.summary.title())
        dialog.place.set_value(2846)
        dialog.accept()

    in_next_dialog(pick)
    page.list.table.opened.emit(line(page, "Gelterkinden?"))
    wait(qtbot, page)
    assert "Zeile 18 der Tabelle: «Gelterkindn»." in seen[0]
    assert "1 Fehler" in seen[1]
    assert page.state.choice.places == {18: 2846}


def test_only_lines_without_a_certain_municipality_can_be_given_one(make_page, file_of):
    page = make_page(file_of(csv_of("netto pro Monat", HEAD, f"Aesch{SOUND}", f"Basel{SOUND}")))
    commands = {
        name: page.list.table.menu_for(line(page, name))[0].isEnabled()
        for name in ("Aesch", "Basel")
    }
    assert commands == {"Aesch": False, "Basel": True}


def test_without_a_tick_a_municipality_stays_out(make_page, file_of, archive):
    page = make_page(file_of(ugly(), "uebersicht.xlsx"))
    page.list.table.ticked.emit(line(page, "Arlesheim"), False)
    assert line(page, "Arlesheim").decision == "nein"
    assert page.bar.message().startswith("2 Gemeinden werden erfasst")
    assert page.bar.message().endswith("1 ohne Häkchen")
    page.record()
    assert revisions(archive, 2763, 2026) == ()
    assert len(revisions(archive, AESCH, 2026)) == 1


# ------------------------------------------------------------------ recording


def test_everything_ready_is_recorded_and_what_is_open_stays(
    make_page, file_of, archive, navigation
):
    page = make_page(file_of(ugly(), "uebersicht.xlsx"))
    page.record_button.click()
    (row,) = revisions(archive, AESCH, 2026)
    assert row.declaration.amounts[Category.P1] == 1050_00
    assert row.file_name == "uebersicht.xlsx"
    assert page.notice() == "Übersicht 2026: 3 Gemeinden erfasst."
    assert navigation.subpages == [page]
    assert archive.query(queries.round_of, 2026) is not None


def test_when_nothing_is_open_the_page_closes(make_page, file_of, navigation, archive):
    page = make_page(file_of(csv_of("netto pro Monat", HEAD, f"Aesch{SOUND}")))
    page.record_button.click()
    assert navigation.said == ["Übersicht 2026: 1 Gemeinde erfasst."]
    assert navigation.subpages == []
    assert revisions(archive, AESCH, 2026)[0].declaration.rent_kind is RentKind.NET


def test_what_is_there_already_is_shown_and_left_alone(make_page, file_of, archive):
    open_round(archive, year=2026)
    record(archive, entry(declared(AESCH, 1000, year=2026)), year=2026)
    content = csv_of("netto pro Monat", HEAD, f"Aesch{SOUND}", f"Liestal{SOUND}")
    page = make_page(file_of(content), year=2026)
    taken = line(page, "Aesch")
    assert (taken.group, taken.ticked, taken.decision) == ("taken", None, "nicht nötig")
    assert taken.hint == (
        "Für dieses Jahr schon da (erfasst), andere Beträge. Sie bleibt, wie sie ist."
    )
    page.record_button.click()
    assert [row.revision for row in revisions(archive, AESCH, 2026)] == [1]
    assert len(revisions(archive, LIESTAL, 2026)) == 1


def test_the_next_table_with_the_same_heads_needs_no_question(make_page, file_of, qtbot):
    page = make_page(file_of(STRANGE))
    choose(qtbot, page, 1, "1 Person")
    choose(qtbot, page, 2, "2 Personen")
    say_basis(qtbot, page)
    page.record_button.click()

    again = make_page(file_of(csv_of("Ort;Eins;Zwei", "Pratteln;800;1000"), "neu.csv"), year=2025)
    assert lines(again)["ready"] == ["Pratteln"]
    assert "Spalten wie beim letzten Mal" in words(again.head)[1]
    assert again.grid.isHidden()
    again.columns_button.click()
    assert not again.grid.isHidden()


def test_what_sozdesk_wrote_itself_shows_no_boxes(make_page, file_of):
    rows = [
        PublishedRow(
            bfs_number=number,
            official_name=name,
            name=name,
            district="Liestal",
            declaration=declared(number, 1000, year=2025),
        )
        for number, name in ((LIESTAL, "Liestal"), (PRATTELN, "Pratteln"))
    ]
    page = make_page(file_of(open_data_csv(open_data(rows, round_of(2025), sample=True))))
    assert page.state.year == 2025
    assert lines(page)["ready"] == ["Liestal", "Pratteln"]
    assert page.notice() == (
        "Die Tabelle trägt den Vermerk «Beispieldaten – frei erfunden». "
        "Prüfen Sie, ob Sie diese Zahlen erfassen wollen."
    )
    page.columns_button.click()
    assert page.grid.isVisibleTo(page)
    assert page.grid.strip.isHidden()
    assert page.questions.kind.isHidden()


# ------------------------------------------------------------------ leaving, drafts, export


def test_leaving_asks_only_if_something_was_said(make_page, file_of, navigation, qtbot):
    page = make_page(file_of(ugly(), "uebersicht.xlsx"))
    assert not page.has_changes()
    page.tick(line(page, "Aesch"), wanted=False)
    messages.set_next_answer("no")
    page.leave()
    assert navigation.subpages == [page]
    messages.set_next_answer(True)
    page.leave()
    assert navigation.subpages == []


def test_what_was_said_comes_back_with_the_same_file(make_page, file_of, qtbot, archive):
    path = file_of(STRANGE)
    page = make_page(path)
    choose(qtbot, page, 1, "1 Person")
    say_basis(qtbot, page)
    page.state.set_place(3, SISSACH)
    wait(qtbot, page)
    page.tick(line(page, "Aesch"), wanted=False)
    page.store_draft()

    other = make_page(file_of(csv_of(HEAD, f"Aesch{SOUND}"), "andere.csv"))
    assert not other.has_changes()
    again = make_page(path)
    assert boxes(again) == ["Gemeinde", "1 Person", NOTHING]
    assert again.state.choice.rent_kind is RentKind.NET
    assert line(again, "Sissach").ticked is True
    assert line(again, "Aesch").ticked is False


def test_a_draft_is_forgotten_once_it_is_recorded(make_page, file_of, qtbot):
    path = file_of(ugly(), "uebersicht.xlsx")
    page = make_page(path)
    page.tick(line(page, "Aesch"), wanted=False)
    page.store_draft()
    page.record_button.click()
    wait(qtbot, page)
    assert not make_page(path).has_changes()


def test_the_list_is_exported_as_it_is_seen(make_page, file_of, qtbot, tmp_path):
    page = make_page(file_of(ugly(), "uebersicht.xlsx"))
    target = tmp_path / "liste.xlsx"
    file_prompts.set_next_path(target)
    button(page, "Liste exportieren …").click()
    qtbot.waitUntil(target.exists, timeout=20_000)
    qtbot.waitUntil(lambda: page.notice() == "«liste.xlsx» geschrieben.", timeout=20_000)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert "Gelterkinden?" in cells
    assert "Bezirk Arlesheim" not in cells


# ------------------------------------------------------------------ for everybody


def test_the_page_can_be_used_without_a_mouse_and_by_ear(make_page, file_of):
    page = make_page(file_of(ugly(), "uebersicht.xlsx"))
    QApplication.processEvents()
    assert accessibility.problems(page) == []


def test_where_there_is_little_room_columns_and_list_are_two_steps(make_page, file_of):
    page = make_page(file_of(ugly(), "uebersicht.xlsx"), size=(900, 460))
    assert page.grid.isVisibleTo(page)
    assert not page.list.isVisibleTo(page)
    assert plain(page.columns_button.text()) == "Gemeinden zeigen"
    page.columns_button.click()
    assert page.list.isVisibleTo(page)
    assert not page.grid.isVisibleTo(page)
    page.resize(1064, 720)
    assert page.list.isVisibleTo(page)


def test_a_wide_and_long_table_is_shown_only_in_its_beginning(make_page, file_of):
    head = ";".join(["Gemeinde", "1 Person", *(f"x{n}" for n in range(80))])
    rows = [";".join(["Aesch", "900", *["7"] * 80])] * 400
    page = make_page(file_of(csv_of("netto pro Monat", head, *rows)))
    assert len(page.grid.strip.boxes) == 40
    assert page.grid.table.rows_model.rowCount() == 50
    assert page.grid.more.text() == "Gezeigt sind die ersten 50 Zeilen."
    assert lines(page)["ready"] == ["Aesch"]
    last = page.entries()[-1]
    assert (last.name, last.amounts, last.hint) == (
        "Zeilen 4 bis 402",
        "399 Zeilen",
        "gleich wie Zeile 3",
    )


def test_the_area_offers_it_before_and_after_the_first_erhebung(qtbot, archive, desk, navigation):
    area = shown(qtbot, desk, navigation)
    button(area, "Übersicht 2026 einlesen …").click()
    assert isinstance(navigation.subpages.pop(), TablePage)
    open_round(archive)
    area.reload()
    names = [one.text() for one in area._menu_actions()]
    assert "Übersicht eines früheren Jahres einlesen …" in names


def test_a_service_reads_the_overview_of_the_canton(qtbot, service_archive, navigation, file_of):
    desk = InlineDesk()
    desk.adopt(service_archive)
    open_table_import(desk, navigation, 2026)
    (page,) = navigation.subpages
    qtbot.addWidget(page)
    page.open(file_of(csv_of("netto pro Monat", HEAD, f"Aesch{SOUND}")))
    wait(qtbot, page)
    page.record_button.click()
    assert navigation.said == ["Übersicht 2026: 1 Gemeinde erfasst."]
    assert service_archive.query(queries.declared_last, 2026, AESCH)[AESCH].year == 2026


def test_columns_that_are_not_read_are_named(file_of, make_page):
    head, row = f"{HEAD};Beschluss;Nr.;Abwart", f"Aesch{SOUND};24.11.2025;118;Muster"
    page = make_page(file_of(csv_of("Mietzinse 2026 netto pro Monat", head, row)), 2026)
    assert "Nicht eingelesen: Spalte I «Nr.» und J «Abwart»." in page.notice()
