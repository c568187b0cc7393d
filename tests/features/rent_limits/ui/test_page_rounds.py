"""Opening and changing an Erhebung, what is written to disk, and the dated settings."""

from __future__ import annotations

from datetime import date

import pytest
from page_kit import (
    AESCH,
    SISSACH,
    area,
    button,
    desk,
    empty_area,
    in_next_dialog,
    look,
    navigation,
    words,
)
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from returns_examples import open_round

from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.terms import Block, RoundRow, ThresholdRow
from sozdesk.features.rent_limits.texts import limit_words
from sozdesk.features.rent_limits.ui import exports, import_page, standing
from sozdesk.features.rent_limits.ui.index_page import IndexDialog, IndexPage
from sozdesk.features.rent_limits.ui.manual_entry import ManualEntry
from sozdesk.features.rent_limits.ui.round_dialog import (
    ChangeRoundDialog,
    OpenRoundDialog,
    proposed_days,
)
from sozdesk.features.rent_limits.ui.thresholds_page import (
    ThresholdDialog,
    ThresholdsPage,
    lines_of,
    written,
)
from sozdesk.kernel.errors import Cancelled
from sozdesk.widgets import accessibility, file_prompts, messages

__all__ = ["area", "desk", "empty_area", "look", "navigation"]

TODAY = date(2027, 1, 5)


def round_of(archive, year=2027):
    return archive.query(queries.round_of, year)


def command(area, text):
    """A command of the «…» of the page."""
    return next(one for one in area._menu_actions() if one.text() == text)


def a_round(year):
    return RoundRow(
        id=None,
        version=1,
        year=year,
        call_on=TODAY,
        due_on=TODAY,
        valid_from=TODAY,
        blocks=frozenset(),
    )


# ------------------------------------------------------------------ opening


@pytest.mark.parametrize(
    ("years", "today", "proposed"),
    [
        ((), date(2026, 8, 31), 2026),
        ((), date(2026, 9, 1), 2027),
        ((2027,), date(2027, 1, 5), 2028),
        ((2027, 2026), date(2026, 10, 1), 2028),
    ],
)
def test_the_proposed_year_follows_the_day_or_the_last_one(years, today, proposed):
    assert standing.proposed_year([a_round(year) for year in years], today) == proposed


def test_without_an_erhebung_the_page_says_what_to_do(empty_area, navigation):
    seen = words(empty_area)
    assert "Eröffnen Sie die Erhebung 2027" in seen
    assert "Noch keine Erhebung" in seen
    button(empty_area, "Im Handbuch lesen (F1)").click()
    assert navigation.books == ["erhebung"]
    assert accessibility.problems(empty_area) == []


def test_the_empty_page_opens_the_erhebung(archive, empty_area, navigation):
    def fill_in(dialog):
        dialog.form["due_on"].set_value(date(2027, 1, 15))
        dialog.form["block_ancillary"].set_value(True)
        dialog.action_button.click()

    in_next_dialog(fill_in)
    empty_area.empty.open_button.click()
    found = round_of(archive)
    assert (found.call_on, found.due_on) == (date(2026, 11, 1), date(2027, 1, 15))
    assert found.blocks == {Block.ANCILLARY}
    assert navigation.said == ["Die Erhebung 2027 ist eröffnet."]
    assert empty_area.round.isVisible()
    assert empty_area.round.progress.text() == "0 von 86 eingegangen"
    assert empty_area.round.time_left.text() == "noch 10 Tage bis 15.01.2027"


def dialog_for(area, desk, rounds):
    return OpenRoundDialog(area, desk, rounds, TODAY)


def test_the_usual_days_follow_the_year_until_somebody_changes_them(empty_area, desk):
    dialog = dialog_for(empty_area, desk, ())
    dialog.form["due_on"].set_value(date(2027, 1, 15))
    dialog.form["year"].set_value(2028)
    assert dialog.form["call_on"].value() == date(2027, 11, 1)
    assert dialog.form["valid_from"].value() == date(2028, 1, 1)
    assert dialog.form["due_on"].value() == date(2027, 1, 15)


def test_the_blocks_are_those_of_the_last_erhebung(archive, empty_area, desk):
    open_round(archive, blocks=frozenset({Block.INDEX}))
    dialog = dialog_for(empty_area, desk, archive.query(queries.rounds))
    assert dialog.blocks() == {Block.INDEX}
    assert dialog.year() == 2028


def test_a_deadline_before_the_call_is_said_at_the_field(archive, empty_area, desk):
    dialog = dialog_for(empty_area, desk, ())
    dialog.form["due_on"].set_value(date(2026, 10, 1))
    dialog.accept()
    assert "liegt vor dem Versand" in dialog.form["due_on"].finding().message
    assert round_of(archive) is None


def test_an_unreadable_and_a_missing_day_are_said_at_once(empty_area, desk):
    dialog = dialog_for(empty_area, desk, ())
    dialog.form["call_on"].input.setText("im Herbst")
    dialog.form["due_on"].set_value(None)
    dialog.accept()
    assert dialog.form["call_on"].finding() is not None
    assert dialog.form["due_on"].finding().message == "Geben Sie das Datum bei «Frist» ein."


def test_an_erhebung_is_changed(archive, area, desk):
    dialog = ChangeRoundDialog(area, desk, round_of(archive))
    dialog.form["due_on"].set_value(date(2027, 1, 15))
    dialog.accept()
    assert round_of(archive).due_on == date(2027, 1, 15)
    assert "Frist 15.01.2027" in words(area.round.head)[1]


def test_who_was_slower_with_a_change_is_told(archive, area, desk):
    dialog = ChangeRoundDialog(area, desk, round_of(archive))
    version = round_of(archive).version
    archive.run(
        usecases.change_round,
        usecases.ChangeRound(year=2027, base_version=version, due_on=date(2027, 1, 20)),
    )
    dialog.form["due_on"].set_value(date(2027, 1, 15))
    dialog.accept()
    assert any("Frist 20.01.2027" in line for line in words(dialog.summary))
    assert round_of(archive).due_on == date(2027, 1, 20)


# ------------------------------------------------------------------ written


def test_a_form_for_every_municipality_is_written_into_the_chosen_folder(qtbot, area, tmp_path):
    file_prompts.set_next_path(tmp_path)
    command(area, "Formulare schreiben …").trigger()
    qtbot.waitUntil(lambda: area.round.notice() != "", timeout=60_000)
    assert area.round.notice() == "Formulare geschrieben: 86 Gemeinden und ein Blankoformular."
    assert len(list(tmp_path.glob("*.xlsx"))) == 87  # 86 and the blank one
    assert button(area, "Ordner öffnen").isEnabled()


def test_forms_that_are_there_are_only_replaced_when_asked(qtbot, area, archive, tmp_path):
    context = archive.context()
    name = archive.query(queries.form_requests, 2027, context.now, False)[0].file_name
    (tmp_path / name).write_bytes(b"mine")
    file_prompts.set_next_path(tmp_path)
    messages.set_next_answer(False)
    command(area, "Formulare schreiben …").trigger()
    assert "1 Formular liegt schon in diesem Ordner" in messages.shown()[0]
    assert (tmp_path / name).read_bytes() == b"mine"


def test_writing_forms_stops_when_it_is_cancelled(archive, area, tmp_path):
    context = archive.context()
    requests = archive.query(queries.form_requests, 2027, context.now, False)
    asked, told = iter([False, False, True]), []
    with pytest.raises(Cancelled):
        exports.write_forms(
            tmp_path, requests, lambda done, total: told.append((done, total)), lambda: next(asked)
        )
    assert told == [(0, 87), (1, 87)]
    assert len(list(tmp_path.glob("*.xlsx"))) == 2


def test_the_overview_asks_why_something_is_missing_and_is_written(qtbot, area, tmp_path):
    reasons = []

    def fill_in(dialog):
        dialog.action_button.click()
        reasons.append(dialog.form["missing_reason"].finding().message)
        dialog.form["missing_reason"].set_value("Antwort steht aus")
        dialog.action_button.click()

    file_prompts.set_next_path(tmp_path)
    in_next_dialog(fill_in)
    by_name = {entry.text(): entry for entry in area._menu_actions()}
    by_name["Übersicht schreiben …"].trigger()
    qtbot.waitUntil(lambda: area.round.notice() != "", timeout=60_000)
    assert reasons == ["Schreiben Sie, warum diese Gemeinden fehlen."]
    names = sorted(path.name for path in tmp_path.glob("mietzins*"))
    assert names == [f"mietzinsgrenzwerte_2027.{kind}" for kind in ("csv", "pdf", "xlsx")]
    content = (tmp_path / "mietzinsgrenzwerte_2027.csv").read_text(encoding="utf-8-sig")
    lines = content.splitlines()
    assert lines[0].endswith(";Quelle;Hinweis")
    assert len(lines) == 1 + 86
    assert all(line.endswith(";KSA-intern, nicht zur Weitergabe") for line in lines[1:])
    assert area.round.notice() == (
        "Übersicht 2027 geschrieben: Excel, PDF und CSV, nur für das KSA."
    )


@pytest.mark.parametrize(
    ("today", "call_on"),
    [
        (date(2026, 9, 1), date(2026, 11, 1)),
        (date(2026, 11, 1), date(2026, 11, 1)),
        (date(2026, 12, 3), date(2026, 12, 3)),
        (date(2027, 1, 5), date(2026, 11, 1)),  # after the deadline today is no day to send
    ],
)
def test_who_opens_after_the_usual_day_sends_today(today, call_on):
    assert proposed_days(2027, today)["call_on"] == call_on


def test_the_empty_page_says_that_an_erhebung_ends_in_a_publication(empty_area):
    assert any("veröffentlichen" in one for one in words(empty_area.empty))


def test_the_menu_of_the_page_has_groups_and_every_command_once(area):
    names = [entry.text() for entry in area._menu_actions()]
    groups = " ".join(names).split("  ")  # a line between two groups has no words
    assert len(groups) == 5
    assert all(groups)
    words = [name for name in names if name]
    assert len(words) == len(set(words)) == 18
    assert {"Aufruf vorbereiten …", "Karte", "Vorlagen der Schreiben …"} <= set(words)


# ------------------------------------------------------------------ ways to the import


@pytest.fixture
def opened_imports(monkeypatch):
    """What the import was opened with, without reading anything."""
    opened = []
    monkeypatch.setattr(
        import_page, "ImportPage", lambda _desk, _navigator, *found: opened.append(found)
    )
    return opened


def test_the_main_button_opens_the_import_of_the_year(area, opened_imports):
    button(area, "Rückmeldungen einlesen …").click()
    assert opened_imports == [(2027, ())]


def test_files_dropped_on_the_page_are_read(area, opened_imports, tmp_path):
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.eml", "b.xlsx")])
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        dropped,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    area.round.dropEvent(event)
    assert opened_imports == [(2027, (tmp_path / "a.eml", tmp_path / "b.xlsx"))]


def test_a_return_is_entered_by_hand_for_the_shown_municipality(area, navigation):
    area.open_target(bfs=AESCH)
    next(iter(area.round.detail._commands())).trigger()
    assert isinstance(navigation.subpages[0], ManualEntry)
    navigation.subpages[0].deleteLater()


def change_commands(area, bfs):
    """«Änderung erfassen …» of the detail and of the list."""
    area.open_target(bfs=bfs)
    row = area.round.table.current_row()
    for commands in (area.round.detail._commands(), area.round._row_commands(row)):
        yield next(one for one in commands if one.text() == "Änderung erfassen …")


def test_a_change_is_entered_from_the_detail_and_from_the_list(area, navigation):
    for command in change_commands(area, AESCH):
        command.trigger()
        page = navigation.subpages[-1]
        assert page.head.title() == "Änderung 2027: Aesch"
        page.deleteLater()


def test_what_has_no_recorded_return_cannot_change(area):
    assert [one.isEnabled() for one in change_commands(area, AESCH)] == [True, True]
    assert [one.isEnabled() for one in change_commands(area, SISSACH)] == [False, False]


# ------------------------------------------------------------------ dated settings


def test_the_limits_are_said_in_words_with_their_unit():
    assert limit_words("change_max") == "Grösste übliche Änderung zum Vorjahr"
    assert written("change_max", 1500) == "15 %"
    assert written("month_min", 30_000) == "300.00"
    assert written("outlier_score", 350) == "3,5"
    assert written("unchanged_years", 2) == "2 Jahre"


def test_only_the_newest_value_of_today_holds():
    def row(year, value):
        return ThresholdRow(key="step_min", valid_from=date(year, 1, 1), value=value)

    found = lines_of([row(2020, 500), row(2028, 800), row(2026, 600)], TODAY)
    assert [(line.row.value, line.holds) for line in found] == [
        (800, False),
        (600, True),
        (500, False),
    ]


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("change_max", "20 %", 2000),
        ("change_max", "12,5", 1250),
        ("month_max", "4'500.-", 450_000),
        ("outlier_score", "4", 400),
        ("unchanged_years", "3 Jahre", 3),
    ],
)
def test_a_new_limit_holds_from_its_day(qtbot, archive, desk, navigation, key, typed, value):
    page = ThresholdsPage(desk, navigation)
    qtbot.addWidget(page)
    dialog = ThresholdDialog(page, desk, None, TODAY)
    dialog.form["key"].set_value(key)
    dialog.form["value"].input.setText(typed)
    dialog.form["day"].set_value(date(2027, 2, 1))
    dialog.form["source"].set_value("Beschluss KSA")
    dialog.accept()
    before = archive.query(queries.thresholds, date(2027, 1, 31))
    after = archive.query(queries.thresholds, date(2027, 2, 1))
    assert getattr(after, key) == value != getattr(before, key)
    assert "01.02.2027" in {row[2] for row in page.table.shown_text().rows}


def test_a_limit_without_value_and_source_is_not_set(qtbot, desk, navigation):
    page = ThresholdsPage(desk, navigation)
    qtbot.addWidget(page)
    dialog = ThresholdDialog(page, desk, None, TODAY)
    dialog.accept()
    assert dialog.form["value"].finding().message == "Füllen Sie «Wert» aus."
    assert dialog.form["source"].finding().message == "Füllen Sie «Quelle» aus."


def test_an_index_value_is_added_to_its_series(qtbot, archive, desk, navigation):
    page = IndexPage(desk, navigation)
    qtbot.addWidget(page)
    dialog = IndexDialog(page, desk, "BFS Mietpreisindex", TODAY)
    dialog.form["value"].input.setText("106,4")
    dialog.form["day"].set_value(date(2026, 12, 31))
    dialog.form["source"].set_value("BFS")
    dialog.accept()
    assert page.table.shown_text().rows[0] == ("BFS Mietpreisindex", "31.12.2026", "106,4", "BFS")


def test_the_settings_are_reached_from_the_page(area, navigation):
    by_name = {entry.text(): entry for entry in area._menu_actions()}
    by_name["Prüfschwellen …"].trigger()
    by_name["Indexreihen …"].trigger()
    assert [type(page) for page in navigation.subpages] == [ThresholdsPage, IndexPage]
    for page in navigation.subpages:
        page.deleteLater()
