"""The report on its page: what it shows, writes, keeps and compares."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from report_page_kit import (
    ReportWindow,
    has_button,
    in_dialog,
    notice_of,
    press,
    show_report,
    words_on,
)

from documents.workbook_text import workbook_text
from docx_kit import document_text
from look_kit import usual_look
from sozdesk.features.strategy import queries
from sozdesk.features.strategy.terms import ChapterKey, ReportStage
from sozdesk.features.strategy.ui.comparison_page import ComparisonPage
from sozdesk.features.strategy.ui.report_dialogs import CompareDialog, StageDialog, WriteDialog
from sozdesk.features.strategy.ui.texts_page import TextsPage
from sozdesk.features.strategy.usecases import WriteChapter, write_chapter
from sozdesk.runtime import worker
from sozdesk.widgets import accessibility, file_prompts, messages, theme
from sozdesk.widgets.svg_picture import SvgPicture

FROZEN = "Bericht 2021–2024: Version 1 festgehalten, Stand per 31.12.2024."


@pytest.fixture(autouse=True)
def look(qapp):
    usual_look(qapp)
    yield
    messages.shown()
    worker.wait_for_all()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window():
    return ReportWindow()


@pytest.fixture
def page(qtbot, strategy, window):
    return show_report(qtbot, strategy, window)


def freeze(qtbot, page):
    messages.set_next_answer(True)
    press(page, "Version festhalten …")
    qtbot.waitUntil(lambda: "festgehalten" in notice_of(page), timeout=60_000)


def rewrite(page, archive, text):
    """Another outlook, through the desk of the page, so that it hears of it."""
    period = archive.query(queries.period_of, "2021-2024")
    rows = archive.query(queries.chapters, period.id)
    row = next(one for one in rows if one.key is ChapterKey.OUTLOOK)
    command = WriteChapter(
        period_id=period.id, key=ChapterKey.OUTLOOK, base_version=row.version, text=text
    )
    page._desk.run(write_chapter, command)


# ------------------------------------------------------------------ what it shows


def test_the_draft_is_shown_with_its_charts_and_titles(page):
    said = words_on(page)
    assert "Stand per 31.12.2024, Bearbeitungsstand: Entwurf" in said
    assert "19 von 40 Massnahmen sind umgesetzt oder abgeschlossen" in said
    assert "2.2  Übersicht über alle Massnahmen" in said
    assert "3.7  Präventive Massnahmen" in said
    pictures = page.findChildren(SvgPicture)
    assert len(pictures) == 3
    assert "19 umgesetzt / abgeschlossen und 21 in Umsetzung" in pictures[0].accessibleName()


def test_a_chapter_without_text_is_named(qtbot, strategy, window):
    empty = show_report(qtbot, strategy, window, "2025-2028", date(2027, 1, 5))
    said = words_on(empty)
    assert "19 erwartet, 0 erfasst" in said
    assert "1  Einleitung (noch kein Text)" in said
    assert "2  Umsetzungsstand der Massnahmen" in said  # has no text of its own
    assert not empty.findChildren(SvgPicture)


def test_hints_in_the_texts_are_counted_and_lead_to_them(page, strategy, window):
    assert has_button(page, "keine Prüfhinweise …")
    rewrite(page, strategy, "Umgesetzt sind 18 von 40 Massnahmen.")
    press(page, "1 Prüfhinweis …")
    assert [type(one) for one in window.subpages] == [TextsPage]


def test_charts_follow_the_theme(qtbot, qapp, page):
    picture = page.findChildren(SvgPicture)[0]
    before = picture._renderer
    theme.apply(qapp, "dark")
    qtbot.waitUntil(lambda: picture._renderer is not before, timeout=60_000)


def test_everything_can_be_reached_and_read_out(page):
    assert accessibility.problems(page) == []


def test_a_period_that_is_not_there_is_said(qtbot, strategy, window):
    broken = show_report(qtbot, strategy, window, "2030-2033")
    assert broken.data is None
    assert "Die Periode «2030-2033» gibt es nicht." in notice_of(broken)


# ------------------------------------------------------------------ writing


def test_the_chosen_files_lie_in_the_folder(qtbot, page, tmp_path):
    def only_word(dialog):
        dialog.form["pdf"].set_value(False)
        dialog.form["fine"].set_value(True)
        dialog.action_button.click()

    file_prompts.set_next_path(tmp_path)
    in_dialog(only_word)
    press(page, "Bericht schreiben …")
    qtbot.waitUntil(lambda: "Bericht geschrieben: 1 Datei." in notice_of(page), timeout=60_000)
    (path,) = tmp_path.glob("*.docx")
    text = document_text(path.read_bytes())
    assert path.name == "massnahmenbericht_2021-2024.docx"
    assert "umgesetzt, durch Gesetz oder Verordnung" in text


def test_at_least_one_file_has_to_be_chosen(page):
    seen = []

    def nothing(dialog):
        for key in ("docx", "pdf", "xlsx"):
            dialog.form[key].set_value(False)
        dialog.action_button.click()
        seen.append(dialog.form["docx"].finding().message)
        dialog.cancel_button.click()

    in_dialog(nothing)
    press(page, "Bericht schreiben …")
    assert seen == ["Wählen Sie mindestens eine Datei."]


def test_figures_alone_lie_in_the_folder(qtbot, page, tmp_path):
    file_prompts.set_next_path(tmp_path)
    page.write_figures()
    qtbot.waitUntil(lambda: "7 Dateien." in notice_of(page), timeout=60_000)
    assert len(list(tmp_path.glob("massnahmen_2021-2024_*"))) == 7


def test_work_that_is_cancelled_leaves_no_version(qtbot, page, strategy):
    messages.set_next_answer(True)
    press(page, "Version festhalten …")
    page._writer.work.cancel()
    qtbot.waitUntil(lambda: "keine Version festgehalten" in notice_of(page), timeout=60_000)
    period = strategy.query(queries.period_of, "2021-2024")
    assert strategy.query(queries.report_versions, period.id) == ()


# ------------------------------------------------------------------ stage and versions


def test_the_stage_of_the_draft_is_asked_and_shown(qtbot, page, strategy):
    page.set_stage()
    dialog = page.findChild(StageDialog)
    assert dialog.form["stage"].value() is ReportStage.CONSULTATION  # the next one
    assert not dialog.form["rrb_number"].isVisibleTo(dialog)
    dialog.form["stage"].set_value(ReportStage.GOVERNMENT_DECISION)
    assert dialog.form["rrb_number"].isVisibleTo(dialog)
    dialog.accept()
    assert "Nummer des Regierungsratsbeschlusses" in dialog.form["rrb_number"].finding().message
    dialog.form["rrb_number"].set_value("2025-870")
    dialog.form["since"].set_value(date(2025, 6, 24))
    dialog.accept()
    assert "Stand per 31.12.2024, Bearbeitungsstand: Entwurf" in words_on(page)
    assert "Zuletzt beschlossen" in words_on(page)
    freeze(qtbot, page)
    decided = "RRB Nr. 2025-870 vom 24.06.2025"
    assert f"Stand per 31.12.2024, Bearbeitungsstand: {decided}" in words_on(page)
    rewrite(page, strategy, "Nach dem Beschluss geschrieben.")
    said = words_on(page)
    assert "Stand per 31.12.2024, Bearbeitungsstand: Entwurf" in said
    assert said[said.index("Zuletzt beschlossen") + 1] == decided


def test_a_version_is_kept_with_its_files_and_shown(qtbot, page, strategy, tmp_path):
    freeze(qtbot, page)
    assert notice_of(page) == FROZEN
    page.table.selectRow(1)
    said = words_on(page)
    assert "Version 1" in said
    assert "festgehalten am 05.01.2027 von Anna Muster" in said
    names = "\n".join(
        f"massnahmenbericht_2021-2024_version_1.{one}" for one in ("docx", "pdf", "xlsx")
    )
    assert names in said
    period = strategy.query(queries.period_of, "2021-2024")
    (row,) = strategy.query(queries.report_versions, period.id)
    for file in strategy.query(queries.version_files, row.id):
        assert hashlib.sha256(file.content).hexdigest() in {one.replace(" ", "") for one in said}
    file_prompts.set_next_path(tmp_path)
    press(page, "Dateien speichern …")
    qtbot.waitUntil(lambda: "Version 1 gespeichert: 3 Dateien." in notice_of(page), timeout=60_000)
    saved = next(tmp_path.glob("*_version_1.docx")).read_bytes()
    assert "Angabe: Version\t1" in document_text(saved)


def test_an_unknown_figure_is_said_before_anything_is_written(page, strategy):
    rewrite(page, strategy, "Es sind {hf8.total}.")
    messages.set_next_answer("close")
    press(page, "Version festhalten …")
    assert "{hf8.total}" in messages.shown()[0]
    assert not page._writer.work.is_busy()


def test_a_question_that_is_declined_keeps_nothing(page, strategy):
    messages.set_next_answer(False)
    press(page, "Version festhalten …")
    assert not page._writer.work.is_busy()
    assert messages.shown()[0].startswith("Version 1 mit Stand per 31.12.2024 festhalten?")


def test_no_file_is_written_of_a_day_to_come(qtbot, strategy, window):
    page = show_report(qtbot, strategy, window, day=date(2030, 1, 1))
    for write in (page.write, page.write_figures):
        messages.set_next_answer("close")
        write()
    assert messages.shown()[0].startswith("Der 01.01.2030 liegt in der Zukunft.")
    assert not page._writer.work.is_busy()


def test_a_sozialdienst_is_offered_no_finer_reading(qtbot, service_strategy, window):
    page = show_report(qtbot, service_strategy, window)
    for dialog in (WriteDialog(page, page.data), CompareDialog(page, page.data)):
        assert "fine" not in dialog.form.values()
        assert not dialog.fine()
        dialog.deleteLater()


def test_a_sozialdienst_writes_but_keeps_nothing(qtbot, service_strategy, window):
    page = show_report(qtbot, service_strategy, window)
    assert has_button(page, "Bericht schreiben …")
    assert not has_button(page, "Version festhalten …")
    assert not page.stage_action.isVisible()
    assert "Nächste Version" not in words_on(page)
    assert "Stand per 31.12.2024, Auszug, kein Dokument des Kantons" in words_on(page)


# ------------------------------------------------------------------ comparing


def test_a_version_is_compared_with_the_data_of_today(qtbot, page, strategy, window, tmp_path):
    rewrite(page, strategy, "Der Leitfaden ist <noch> in Arbeit.")
    freeze(qtbot, page)
    rewrite(page, strategy, "Der Leitfaden ist seit Mai in Kraft.")
    in_dialog(lambda dialog: dialog.action_button.click())
    page.compare()
    (compared,) = window.subpages
    assert isinstance(compared, ComparisonPage)
    qtbot.addWidget(compared)
    compared.resize(1064, 740)
    compared.show()
    assert compared.head._facts.text() == (
        "Version 1, Stand 31.12.2024 → Angaben von heute, Stand 31.12.2024"
    )
    label = next(one for one in words_on(compared) if "Leitfaden" in one)
    assert label == (
        "Der Leitfaden ist <s>&lt;noch&gt;</s> <b><u>seit Mai</u></b> in <s>Arbeit.</s> "
        "<b><u>Kraft.</u></b> "
    )
    assert accessibility.problems(compared) == []
    path = tmp_path / "v.xlsx"
    file_prompts.set_next_path(path)
    press(compared, "Als Datei schreiben …")
    qtbot.waitUntil(path.exists, timeout=60_000)
    qtbot.waitUntil(lambda: "gespeichert" in notice_of(compared), timeout=60_000)
    assert "[gestrichen: <noch>] [neu: seit Mai]" in workbook_text(path.read_bytes())


@pytest.mark.parametrize(
    ("fine", "after"),
    [(False, "umgesetzt / abgeschlossen"), (True, "abgeschlossen ohne Umsetzung")],
)
def test_two_days_are_compared_state_by_state(qtbot, page, window, fine, after):
    def days(dialog):
        dialog.form["before"].set_value(None)
        dialog.form["before_day"].set_value(date(2023, 12, 31))
        dialog.form["fine"].set_value(fine)
        dialog.action_button.click()

    in_dialog(days)
    page.compare()
    (compared,) = window.subpages
    qtbot.addWidget(compared)
    compared.resize(1064, 740)
    compared.show()
    assert len(compared.found.states) == 12
    said = words_on(compared)
    assert "1.2 Untersuchung der Austrittsschwelle aus der Sozialhilfe" in said
    assert "in Umsetzung" in said
    assert after in said


def test_a_report_is_not_compared_with_itself(page):
    seen = []

    def same(dialog):
        dialog.form["before"].set_value(None)
        dialog.form["before_day"].set_value(date(2024, 12, 31))
        dialog.action_button.click()
        seen.append(dialog.form["after"].finding().message)
        dialog.cancel_button.click()

    in_dialog(same)
    page.compare()
    assert seen == ["Wählen Sie zwei verschiedene Berichte."]


def test_two_reports_that_say_the_same_are_said_to(qtbot, page, window):
    """Nothing was recorded between these two days but the day itself stands in some texts."""
    compared = ComparisonPage(page._desk, window, page.data, date(2021, 3, 1), date(2021, 3, 1))
    qtbot.addWidget(compared)
    compared.resize(1064, 740)
    compared.show()
    assert "Beide Berichte sagen dasselbe." in words_on(compared)
