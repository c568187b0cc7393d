"""The pages of the yearly reports and of the monitoring report, as somebody of the KSA uses them."""

from __future__ import annotations

from datetime import date

import pytest
import reports_kit as kit
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from sozdesk.features.offerings import queries
from sozdesk.features.offerings.terms import ReportResult, ReportState
from sozdesk.features.offerings.ui import monitoring_page, reports_page, subpages
from sozdesk.features.offerings.ui.reports_import_page import ReportsImportPage
from sozdesk.widgets import accessibility, file_prompts
from sozdesk.widgets.page import EmptyState


def words(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


@pytest.fixture
def page(desk, navigation, made, shown):
    return shown(reports_page.build(desk, navigation, kit.YEAR))


def lines(archive, today=kit.TODAY):
    return archive.query(queries.report_lines, kit.YEAR, today)


def visible_dialog() -> QDialog:
    (dialog,) = (
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, QDialog) and one.isVisible()
    )
    return dialog


def test_both_pages_stand_in_the_menu_of_the_area():
    assert [module for _words, module in subpages.SUBPAGES if module != ""] != []
    modules = {module for _words, module in subpages.SUBPAGES}
    assert {"reports_page", "monitoring_page"} <= modules


def test_the_list_says_who_owes_a_report_and_until_when(page):
    assert "0 von 1 Bericht erfasst, fällig am 30.04.2027 (noch 115 Tage)" in words(page.head)
    assert [row.provider.name for row in page.model.rows()] == ["Kurszentrum Muster"]
    assert "Angebot 1 Deutsch im Alltag" in words(page.split)
    assert not page.remind_button.isEnabled()
    assert accessibility.problems(page) == []


def test_the_last_whole_year_comes_first_and_another_one_can_be_chosen(
    desk, navigation, made, shown
):
    page = shown(reports_page.build(desk, navigation))
    assert page.years.value() == 2026
    page.years.set_value(2024)
    assert page.head.title() == "Jahresberichte 2024"
    assert "Für 2024 ist kein Angebot anerkannt" in words(page)
    page.years.set_value(2026)
    assert len(page.model.rows()) == 1
    assert not [one for one in page.findChildren(EmptyState) if one.isVisible()]


def test_a_report_shows_its_figures_and_what_stands_out(page, platform, tmp_path):
    kit.record(platform, kit.form(platform, tmp_path, participants=20))
    page.reload()
    shown = words(page.split)
    assert "20 Teilnehmende sind weniger als 24 Zuweisungen: Jede zugewiesene Person" in shown
    assert "CHF 34'800.00" in shown
    assert "Hohe Verbindlichkeit." in shown


def test_the_list_can_be_narrowed_to_a_state_that_may_end(page, platform, tmp_path):
    kit.provider_with_offerings(platform, "Werkstatt Beispiel")
    kit.record(platform, kit.form(platform, tmp_path))
    page.reload()
    page.chips.choose(ReportState.RECEIVED.value)
    assert [row.provider.name for row in page.model.rows()] == ["Kurszentrum Muster"]
    page.decide(page.table.current_row())
    visible_dialog().accept()
    assert len(page.model.rows()) == 2


def test_judging_asks_for_a_reason_and_keeps_the_result(page, platform, tmp_path):
    kit.record(platform, kit.form(platform, tmp_path))
    page.reload()
    page.decide(page.table.current_row())
    dialog = visible_dialog()
    dialog.form["result"].input.set_value(ReportResult.CONDITIONS)
    dialog.accept()
    assert dialog.isVisible()
    assert "Schreiben Sie in einem Satz, weshalb." in words(dialog)
    dialog.form["result_reason"].input.set_value("Auslastung belegen")
    dialog.accept()
    (line,) = lines(platform)
    assert line.row.result is ReportResult.CONDITIONS
    assert "weiterführen mit Auflagen, 05.01.2027" in words(page.split)


def test_the_file_of_a_report_can_be_saved_as_it_came(page, platform, tmp_path, qtbot):
    path = kit.form(platform, tmp_path)
    kit.record(platform, path)
    page.reload()
    file_prompts.set_next_path(tmp_path / "heraus.xlsx")
    page.save_file(page.table.current_row())
    qtbot.waitUntil(lambda: "gespeichert" in page.notice())
    assert (tmp_path / "heraus.xlsx").read_bytes() == path.read_bytes()


def test_forms_are_written_for_all_whose_report_is_missing(page, tmp_path, qtbot):
    folder = tmp_path / "formulare"
    folder.mkdir()
    file_prompts.set_next_path(folder)
    page.write_forms()
    qtbot.waitUntil(lambda: page.notice() == "1 Formular geschrieben.")
    assert [one.name for one in folder.iterdir()] == ["Jahresbericht_2026_Kurszentrum Muster.xlsx"]


def test_a_reminder_is_noted_after_its_draft_lies_in_the_folder(
    desk, navigation, made, shown, platform, tmp_path, qtbot
):
    """The report on 2025 was due on 30 April 2026."""
    page = shown(reports_page.build(desk, navigation, 2025))
    assert page.table.current_row().state is ReportState.OVERDUE
    file_prompts.set_next_path(tmp_path)
    page.remind()
    qtbot.waitUntil(lambda: page.notice() == "1 E-Mail-Entwurf geschrieben.")
    assert len(list(tmp_path.glob("*.eml"))) == 1
    (line,) = platform.query(queries.report_lines, 2025, kit.TODAY)
    assert line.reminded_on == (kit.TODAY,)
    assert page.table.current_row().state is ReportState.REMINDED


def test_without_addresses_nothing_is_noted(desk, navigation, shown, platform, tmp_path, qtbot):
    kit.provider_with_offerings(platform, email="")
    page = shown(reports_page.build(desk, navigation, 2025))
    file_prompts.set_next_path(tmp_path)
    page.remind()
    qtbot.waitUntil(lambda: "Ohne E-Mail-Adresse: Kurszentrum Muster." in page.notice())
    assert platform.query(queries.report_lines, 2025, kit.TODAY)[0].reminded_on == ()


def test_an_empty_file_says_who_will_stand_here(desk, navigation, shown):
    page = shown(reports_page.build(desk, navigation))
    assert "Einen Jahresbericht schuldet, wer im Berichtsjahr ein anerkanntes" in words(page)
    assert not page.read_button.isVisible()


# ---------------------------------------------------------------- reading in


@pytest.fixture
def reading(page, navigation, shown):
    page.open_import()
    (made,) = navigation.subpages
    assert isinstance(made, ReportsImportPage)
    return shown(made)


def test_forms_are_shown_before_anything_is_recorded(reading, platform, tmp_path, qtbot):
    folder = tmp_path / "eingang"
    folder.mkdir()
    kit.form(platform, folder, amount=None)
    (folder / "Brief.pdf").write_bytes(b"%PDF")
    assert accessibility.problems(reading) == []
    file_prompts.set_next_path(folder)
    reading.ask_folder()
    qtbot.waitUntil(lambda: bool(reading.files))
    assert reading.bar.message() == "1 von 2 Dateien zum Erfassen gewählt 1 nicht verwertbar"
    assert reading.record_button.text() == "1 &erfassen"
    reading.table.select_key(1)
    assert "Betrag ist leer. Fragen Sie nach der Zahl." in words(reading.split)
    assert "Zelle C9, Blatt Jahresbericht, Total" in words(reading.split)
    reading.table.select_key(0)
    assert "Das ist kein Formular «Jahresbericht»." in words(reading.split)
    assert lines(platform)[0].row is None
    assert accessibility.problems(reading) == []


def test_what_is_chosen_is_recorded_and_the_page_is_left(
    reading, platform, navigation, tmp_path, qtbot
):
    reading.open((kit.form(platform, tmp_path),))
    qtbot.waitUntil(lambda: bool(reading.files))
    reading.table.ticked.emit(0, False)
    assert not reading.record_button.isEnabled()
    reading.table.ticked.emit(0, True)
    reading.record()
    assert lines(platform)[0].row is not None
    assert navigation.said == ["1 Jahresbericht 2026 erfasst."]
    assert navigation.left == [reading]


def test_other_files_are_read_in_place_of_the_first(reading, platform, tmp_path, qtbot):
    folder = tmp_path / "andere"
    folder.mkdir()
    (folder / "Brief.pdf").write_bytes(b"%PDF")
    reading.open((kit.form(platform, tmp_path),))
    qtbot.waitUntil(lambda: bool(reading.files))
    first = reading.files
    file_prompts.set_next_path([folder / "Brief.pdf"])
    reading.more_button.click()
    qtbot.waitUntil(lambda: reading.files is not first)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert reading.table.isVisible()
    assert reading.table.current_row() == 0
    assert "Das ist kein Formular «Jahresbericht»." in words(reading.split)
    assert not reading.record_button.isEnabled()


def test_a_recorded_file_cannot_be_chosen_again(reading, platform, tmp_path, qtbot):
    path = kit.form(platform, tmp_path)
    kit.record(platform, path)
    file_prompts.set_next_path([path])
    reading.ask_files()
    qtbot.waitUntil(lambda: bool(reading.files))
    assert reading.chosen == set()
    assert reading.bar.message().endswith("1 bereits erfasst")


# ---------------------------------------------------------------- monitoring


def test_the_page_shows_what_the_report_says(desk, navigation, made, shown, platform, tmp_path):
    kit.record(platform, kit.form(platform, tmp_path))
    page = shown(monitoring_page.build(desk, navigation, kit.YEAR))
    assert "1 von 1 Jahresbericht erfasst, Stand 05.01.2027" in words(page.head)
    assert "Zuweisungen 2026" not in words(page)
    page.public.set_value(False)
    assert "Zuweisungen 2026" in words(page)
    assert accessibility.problems(page) == []


def test_word_pdf_and_excel_are_written_together(desk, navigation, made, shown, tmp_path, qtbot):
    page = shown(monitoring_page.build(desk, navigation, kit.YEAR))
    folder = tmp_path / "bericht"
    folder.mkdir()
    file_prompts.set_next_path(folder)
    page.write()
    qtbot.waitUntil(lambda: page.notice() == "Bericht geschrieben: 3 Dateien.", timeout=30_000)
    assert sorted(one.suffix for one in folder.iterdir()) == [".docx", ".pdf", ".xlsx"]
    page.years.set_value(2025)
    assert page.head.title() == "Monitoringbericht 2025"


def test_an_empty_file_has_nothing_to_write(desk, navigation, shown):
    page = shown(monitoring_page.build(desk, navigation))
    assert "Bis 2026 ist kein Angebot anerkannt" in words(page)
    assert not page.write_button.isEnabled()
    assert page.data.imprint.today == date(2027, 1, 5)
