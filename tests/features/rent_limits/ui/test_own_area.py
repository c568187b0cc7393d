"""The area of a Sozialdienst: what is to do, what was declared, every year, what comes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook
from own_examples import (
    BRETZWIL,
    LAUWIL,
    OWN,
    REIGOLDSWIL,
    TODAY,
    canton,
    finish,
    own_declared,
    row_of,
    save,
)
from own_kit import desk, look, navigation, open_area, open_form, own, own_template, shortcut, typed
from page_kit import button, cells, in_next_dialog, plain, words
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton

from sozdesk.features.offices import queries as offices
from sozdesk.features.offices import usecases as offices_usecases
from sozdesk.features.offices.terms import Job
from sozdesk.features.rent_limits import files, queries
from sozdesk.features.rent_limits.terms import (
    Around,
    Category,
    ComparisonBasis,
    Decision,
    Derivation,
    FormPage,
    FormRequest,
    Interval,
    RentKind,
)
from sozdesk.features.rent_limits.ui import own_area
from sozdesk.features.rent_limits.ui.own_words import Finished
from sozdesk.runtime.desk import InlineDesk
from sozdesk.widgets import accessibility, file_prompts, messages, save_path
from sozdesk.widgets.table import TableView

__all__ = ["desk", "look", "navigation", "open_area", "open_form", "own", "own_template"]

JULY = date(2027, 7, 1)
DECLARATION, YEARS, DERIVATION = range(3)


@pytest.fixture
def busy(own):
    """2026: all three; 2027: Bretzwil declared, Lauwil as a draft, Reigoldswil open."""
    for number, first in zip(OWN, (810, 790, 900), strict=True):
        finish(own, own_declared(number, first, year=2026))
    finish(own)
    save(own, own_declared(LAUWIL, 795))


def commands(menu):
    return {plain(one.text()): one for one in menu}


def everything(widget):
    """The words of a widget, and what stands in its tables."""
    found = words(widget)
    tables = [one for one in widget.findChildren(TableView) if one.isVisibleTo(widget)]
    return [*found, *(cell for one in tables for row in one.shown_text().rows for cell in row)]


def years_table(area):
    """The table of the tab «Alle Jahre»."""
    area.detail.tabs.choose(YEARS)
    words(area)
    (table,) = [one for one in area.detail.findChildren(TableView) if one.isVisibleTo(area.detail)]
    return table.shown_text()


def document(area, name):
    """The link below «Dokumente»."""
    words(area)
    return next(
        one
        for one in area.findChildren(QAbstractButton)
        if one.isVisibleTo(area) and name in plain(one.text())
    )


# ------------------------------------------------------------------ the list


def test_the_first_look_shows_every_municipality_and_the_next_one_to_declare(open_area):
    area = open_area()
    assert area.head.title() == "Mietzinsgrenzwerte 2027: noch 23 Tage"
    assert "Frist 31.12.2026. 0 von 3 gemeldet" in words(area.head)
    assert plain(area.next_button.text()) == "Bretzwil melden …"
    assert [row.municipality.short_name for row in area.table.rows_model.rows()] == [
        "Bretzwil",
        "Lauwil",
        "Reigoldswil",
    ]
    assert area.table.current_row().key == (BRETZWIL, 2027, None)
    assert any("Von 2026 ist nichts in der Datei." in text for text in words(area.detail))


def test_states_days_amounts_and_beschluss_stand_in_the_list(busy, open_area):
    area = open_area()
    lines = area.table.rows_model.rows()
    assert [(row.municipality.short_name, row.year) for row in lines] == [
        ("Bretzwil", 2027),
        ("Lauwil", 2027),
        ("Reigoldswil", 2027),
        ("Bretzwil", 2026),
        ("Lauwil", 2026),
        ("Reigoldswil", 2026),
    ]
    assert cells(area.table)[:3] == ("Bretzwil", "Formular erstellt", "830.00")
    assert cells(area.table, 1)[1:3] == ("Entwurf", "795.00")
    assert cells(area.table, 2)[1:3] == ("offen", "")
    assert plain(area.next_button.text()) == "Lauwil melden …"
    assert area.table.current_row().key == (LAUWIL, 2027, None)


def test_the_years_are_groups_that_count(busy, open_area):
    area = open_area()
    groups = [own_area.own_lists.group_of(area.data.rows, row) for row in area.data.rows]
    assert {(one.title, one.note) for one in groups} == {
        ("2027", "1 von 3 gemeldet"),
        ("2026", "3 von 3 gemeldet"),
    }


def test_the_filter_finds_the_number_of_a_beschluss(busy, open_area):
    area = open_area()
    area.filter.setText("2025-118")
    assert [row.year for row in shown_rows(area)] == [2026, 2026, 2026]
    area.select((BRETZWIL, 2027, None))
    assert area.filter.text() == ""


def shown_rows(area):
    """The rows that the filter leaves, without the heads of their groups."""
    return area.table.rows_model.rows()


def test_every_control_is_named_and_large_enough(busy, open_area):
    area = open_area()
    assert words(area)
    assert accessibility.problems(area) == []
    area.select((BRETZWIL, 2027, None))
    for tab in (DECLARATION, YEARS):
        area.detail.tabs.choose(tab)
        for _round in range(2):  # what wraps is measured once its width is known
            assert words(area)
        assert accessibility.problems(area) == []


def test_an_office_that_declares_for_nobody_is_led_to_its_memberships(own, open_area, navigation):
    found = [own.query(offices.memberships, number, Job.DECLARES)[0] for number in OWN]
    command = offices_usecases.LeaveServices(
        memberships=tuple((one.id, one.version) for one in found), ended_on=date(2026, 11, 30)
    )
    own.run(offices_usecases.leave_services, command)
    area = open_area()
    assert "Tragen Sie ein, für wen Sie melden" in words(area)
    button(area, "Gemeinden und Stellen öffnen").click()
    assert navigation.areas == [("offices", {})]
    assert accessibility.problems(area) == []


# ------------------------------------------------------------------ the detail


def test_last_years_values_stand_there_before_anything_is_declared(busy, open_area):
    area = open_area()
    area.select((REIGOLDSWIL, 2027, None))
    shown = everything(area.detail)
    assert "Vorjahr 2026" in shown
    assert "900.00" in shown
    assert plain(area.detail.declare_button.text()) == "Melden …"


def test_a_declaration_is_read_as_on_the_page_of_the_ksa(busy, open_area):
    area = open_area()
    area.select((BRETZWIL, 2027, None))
    shown = everything(area.detail)
    assert "Formular erstellt am 08.12.2026" in shown
    assert "830.00" in shown
    assert any("24.11.2026" in text and "2026-118" in text for text in shown)
    assert "+2,5 %" in shown  # 830 instead of 810
    assert any(text.startswith("PDF unterschreiben lassen") for text in shown)
    assert plain(area.detail.declare_button.text()) == "Berichtigen …"


def test_earlier_versions_stay_readable(own, busy, open_area):
    finish(own, own_declared(first=840))
    area = open_area()
    area.select((BRETZWIL, 2027, None))
    said = "Formular erstellt am 08.12.2026. Version 2 ersetzt Version 1 vom 08.12.2026"
    assert said in words(area.detail)
    assert area.detail.minimumSizeHint().width() <= 400  # the long sentence wraps
    area.detail.version.set_value(1)
    shown = everything(area.detail)
    assert "Version 1 ist ersetzt. Sie bleibt zum Nachlesen." in shown
    assert "830.00" in shown
    assert "840.00" not in shown


def test_a_draft_is_no_declaration(busy, open_area):
    area = open_area()
    area.select((LAUWIL, 2027, None))
    assert "Entwurf, noch nicht gemeldet" in words(area.detail)
    assert plain(area.detail.declare_button.text()) == "Weiter …"
    assert not commands(area.detail._commands())["E-Mail-Text kopieren"].isEnabled()


def test_all_years_stand_side_by_side_with_beschluss_and_basis(own, busy, open_area):
    finish(own, own_declared(first=800, year=2025))
    area = open_area()
    area.select((BRETZWIL, 2027, None))
    text = years_table(area)
    assert list(text.titles)[1:4] == ["2027", "2026", "2025"]
    lines = {row[0]: list(row[1:4]) for row in text.rows}
    assert lines["1 Person"] == ["830.00", "810.00", "800.00"]
    assert lines["Beschluss-Nr."] == ["2026-118", "2025-118", "2024-118"]
    assert lines["Beschluss vom"] == ["24.11.2026", "24.11.2025", "24.11.2024"]
    assert lines["Basis"] == ["Inserate", "Inserate", "Inserate"]
    assert lines["Beträge"] == ["netto, Monat", "netto, Monat", "netto, Monat"]
    assert lines["Änderung"] == ["gleich bis +2,5 %", "gleich bis +1,3 %", "kein Vorjahr"]


def test_the_chosen_tab_stays_for_the_next_municipality(busy, open_area):
    area = open_area()
    area.select((BRETZWIL, 2027, None))
    area.detail.tabs.choose(YEARS)
    area.select((REIGOLDSWIL, 2026, None))
    assert area.detail.tabs.current() == YEARS


def derived_from_others():
    basis = ComparisonBasis(
        year=2026,
        around=Around.DISTRICT,
        district="Waldenburg",
        names=("Arboldswil", "Lauwil", "Titterten"),
        step=10_00,
    )
    return Derivation(
        amounts={Category.P1: 830_00},
        rent_kind=RentKind.NET,
        interval=Interval.MONTH,
        basis=basis,
    )


def test_how_the_limit_was_found_stands_beside_it(own, open_area):
    finish(own, derivation=derived_from_others())
    area = open_area()
    area.select((BRETZWIL, 2027, None))
    area.detail.tabs.choose(DERIVATION)
    assert any("Arboldswil, Lauwil und Titterten" in text for text in words(area.detail))


def test_the_history_opens_on_the_declaration(own, busy, open_area, navigation):
    area = open_area()
    area.select((BRETZWIL, 2027, None))
    commands(area.detail._commands())["Verlauf …"].trigger()
    newest = row_of(own).revisions[0].id
    assert navigation.histories == [("Bretzwil 2027", "declaration", newest)]


# ------------------------------------------------------------------ going on


def test_the_main_button_opens_the_form_of_the_next_municipality(busy, open_area, navigation):
    open_area().next_button.click()
    (page,) = navigation.subpages
    assert page.opened.bfs_number == LAUWIL


def test_enter_goes_on_with_what_is_not_declared(qtbot, busy, open_area, navigation):
    area = open_area()
    area.table.opened.emit(area.table.current_row())
    assert [page.opened.bfs_number for page in navigation.subpages] == [LAUWIL]
    area.select((BRETZWIL, 2027, None))
    area.table.opened.emit(area.table.current_row())
    assert len(navigation.subpages) == 1


def test_the_menu_of_a_line_says_what_its_button_says(busy, open_area, navigation):
    area = open_area()
    (command,) = area._row_commands(area.data.rows[0])
    assert command.text() == "Berichtigen …"
    command.trigger()
    assert navigation.subpages[0].opened.bfs_number == BRETZWIL


def test_a_new_beschluss_is_opened_from_a_declared_year_only(busy, open_area, navigation):
    area = open_area()
    area.select((REIGOLDSWIL, 2027, None))
    assert not commands(area.detail._commands())["Neuer Beschluss (Änderung) …"].isEnabled()
    area.select((BRETZWIL, 2027, None))
    commands(area.detail._commands())["Neuer Beschluss (Änderung) …"].trigger()
    (page,) = navigation.subpages
    assert (page.opened.is_change, page.opened.change_from) == (True, None)


def test_a_change_is_a_line_of_its_own_and_stays_in_the_year(own, busy, open_area):
    change = replace(own_declared(first=860), valid_from=JULY)
    finish(own, change, change_from=JULY)
    area = open_area()
    area.select((BRETZWIL, 2027, JULY))
    assert area.table.current_row().key == (BRETZWIL, 2027, JULY)
    line = area.table.currentIndex().row()
    name, state = (area.table.rows_model.cell(line, column) for column in (0, 1))
    assert (name.text, name.second) == ("Bretzwil", "Nr. 2026-118")
    assert (state.text, state.second) == ("Formular erstellt", "gilt ab 01.07.2027")
    shown = everything(area.detail)
    assert "Bretzwil 2027, Änderung ab 01.07.2027" in shown
    assert "860.00" in shown
    assert list(years_table(area).titles)[1:4] == ["ab 01.07.2027", "2027", "2026"]


def test_a_link_from_outside_opens_the_form(busy, open_area, navigation):
    area = open_area()
    area.open_target(bfs=REIGOLDSWIL, year=2027, declare=True)
    assert area.table.current_row().key == (REIGOLDSWIL, 2027, None)
    assert navigation.subpages[0].opened.bfs_number == REIGOLDSWIL


def test_a_link_without_a_year_shows_the_newest(busy, open_area):
    area = open_area()
    area.open_target(bfs=BRETZWIL)
    assert area.table.current_row().key == (BRETZWIL, 2027, None)
    area.open_target(year=2026)
    assert area.table.current_row().key == (BRETZWIL, 2027, None)


# ------------------------------------------------------------------ after form and pdf


def finished(number=BRETZWIL, folder=None, revision=1):
    names = {BRETZWIL: "Bretzwil", LAUWIL: "Lauwil", REIGOLDSWIL: "Reigoldswil"}
    return Finished(key=(number, 2027, None), name=names[number], folder=folder, revision=revision)


def test_afterwards_it_says_where_the_files_lie_and_who_is_next(
    busy, open_area, navigation, tmp_path, monkeypatch
):
    opened = []
    monkeypatch.setattr(save_path, "show", opened.append)
    area = open_area()
    area._say_finished(finished(folder=tmp_path))
    assert area.notice() == (
        f"Formular und PDF für Bretzwil liegen im Ordner «{tmp_path.name}». PDF unterschreiben "
        "lassen, dann beide dem KSA senden, am einfachsten als Antwort auf dessen E-Mail."
    )
    assert area.table.current_row().key == (BRETZWIL, 2027, None)
    button(area, "Ordner öffnen").click()
    assert opened == [tmp_path]
    button(area, "Nächste Gemeinde: Lauwil ›").click()
    assert navigation.subpages[0].opened.bfs_number == LAUWIL


def test_after_the_last_municipality_there_is_no_next_one(own, busy, open_area, tmp_path):
    finish(own, own_declared(LAUWIL, 795))
    finish(own, own_declared(REIGOLDSWIL, 900))
    area = open_area()
    assert area.head.title() == "Mietzinsgrenzwerte 2027: gemeldet"
    area._say_finished(finished(REIGOLDSWIL, tmp_path, revision=2))
    assert "Berichtigung (Version 2) für Reigoldswil liegt im Ordner" in area.notice()
    shown = [plain(one.text()) for one in area.findChildren(type(button(area, "Ordner öffnen")))]
    assert not any(text.startswith("Nächste Gemeinde") for text in shown)


def test_files_that_could_not_be_written_are_found_below_documents(
    qtbot, busy, open_area, navigation, tmp_path
):
    area = open_area()
    area._say_finished(finished())
    assert "unter «Dokumente»" in area.notice()
    file_prompts.set_next_path(tmp_path / "nochmals.pdf")
    document(area, "meldung.pdf").click()
    qtbot.waitUntil(lambda: bool(navigation.said), timeout=30_000)
    assert (tmp_path / "nochmals.pdf").read_bytes() == b"%PDF"
    assert navigation.said == ["«nochmals.pdf» ist gespeichert."]


def test_the_text_of_the_mail_is_copied_and_nothing_is_sent(busy, open_area, navigation):
    area = open_area()
    area.select((BRETZWIL, 2027, None))
    commands(area.detail._commands())["E-Mail-Text kopieren"].trigger()
    text = QGuiApplication.clipboard().text()
    assert "Bretzwil" in text
    assert "2027" in text
    assert text.rstrip().endswith("Anna Muster\nSozialdienst Beispieltal")
    assert navigation.said == ["Der E-Mail-Text ist kopiert. SozDesk verschickt nichts."]


def test_all_together_is_one_form_with_a_sheet_per_municipality(
    qtbot, own, busy, open_area, tmp_path
):
    area = open_area()
    heads = [plain(one.text()) for one in area.head.findChildren(type(area.next_button))]
    assert "Alle zusammen erstellen …" not in heads  # one is none to put together
    finish(own, own_declared(LAUWIL, 795))
    area.reload()
    file_prompts.set_next_path(tmp_path)
    button(area, "Alle zusammen erstellen …").click()
    qtbot.waitUntil(lambda: bool(area.notice()), timeout=30_000)
    assert area.notice().startswith("Ein Formular für Bretzwil und Lauwil und die PDF liegen")
    (book,) = tmp_path.glob("*.xlsx")
    towns = own.query(offices.all_municipalities)
    read = files.read_paths([book], year=2027, municipalities=towns)
    assert {one.declaration.bfs_number: one.declaration.amounts[Category.P1] for one in read} == {
        BRETZWIL: 830_00,
        LAUWIL: 795_00,
    }


# ------------------------------------------------------------------ deadline and the form of the KSA


def test_the_deadline_of_the_letter_is_kept(qtbot, own, busy, open_area):
    area = open_area()

    def fill_in(dialog):
        dialog.form["due_on"].set_value(date(2026, 12, 18))
        dialog.action_button.click()

    in_next_dialog(fill_in)
    area.change_deadline()
    qtbot.waitUntil(lambda: area.data.due_on == date(2026, 12, 18))
    assert own.query(queries.round_of, 2027).due_on == date(2026, 12, 18)
    assert area.head.title() == "Mietzinsgrenzwerte 2027: noch 10 Tage"


def asked_form(own, *numbers):
    """The form that the KSA sends, with last year's values of some municipalities."""
    towns = {one.bfs_number: one for one in own.query(offices.all_municipalities)}
    request = FormRequest(
        year=2027,
        due_on=date(2026, 12, 22),
        valid_from=date(2027, 1, 1),
        blocks=frozenset(),
        file_name="Formular.xlsx",
        title="Sozialdienst Beispieltal",
        pages=tuple(
            FormPage(municipality=towns[number], previous=own_declared(number, 777, year=2026))
            for number in numbers
        ),
        created=own.context().now,
    )
    return files.form_workbook(request)


def test_the_form_of_the_ksa_brings_last_years_values_and_the_deadline(
    qtbot, own, open_area, tmp_path
):
    path = tmp_path / "Formular.xlsx"
    path.write_bytes(asked_form(own, BRETZWIL, LAUWIL))
    area = open_area()
    file_prompts.set_next_path(path)
    button(area.detail, "Formular des KSA einlesen …").click()
    qtbot.waitUntil(lambda: bool(area.notice()), timeout=30_000)
    assert own.query(queries.round_of, 2027).due_on == date(2026, 12, 22)
    area.reload()
    area.select((LAUWIL, 2027, None))
    assert "777.00" in everything(area.detail)
    assert row_of(own).previous.amounts[Category.P1] == 777_00


def test_a_file_that_is_no_form_is_named(qtbot, own, open_area, tmp_path):
    path = tmp_path / "brief.xlsx"
    path.write_bytes(b"kein Formular")
    area = open_area()
    file_prompts.set_next_path(path)
    messages.set_next_answer("close")
    area.output.read_asked()
    qtbot.waitUntil(lambda: bool(messages._shown), timeout=30_000)
    assert "brief.xlsx" in " ".join(messages.shown())


# ------------------------------------------------------------------ lists, keys, rights


def test_the_list_is_written_as_it_is_seen(qtbot, own, busy, open_area, tmp_path):
    finish(own, replace(own_declared(first=860), valid_from=JULY), change_from=JULY)
    area = open_area()
    area.filter.setText("Bretzwil")
    path = tmp_path / "liste.xlsx"
    file_prompts.set_next_path(path)
    area.output.export(area.table)
    qtbot.waitUntil(lambda: bool(area.notice()), timeout=30_000)
    book = load_workbook(path)
    rows = [
        [cell for cell in row if cell is not None]
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
    ]
    lines = [row for row in rows if row and str(row[0]).startswith("Bretzwil")]
    assert [(line[0], line[1], line[2], line[-2]) for line in lines] == [
        ("Bretzwil", "Formular erstellt", 830, 2027),
        ("Bretzwil, ab 01.07.2027", "Formular erstellt", 860, 2027),
        ("Bretzwil", "Formular erstellt", 810, 2026),
    ]
    assert lines[0][-1] == "24.11.2026, Nr. 2026-118"
    assert any("«Bretzwil»" in str(cell) for row in rows for cell in row)


def test_the_index_series_can_be_reached(busy, open_area, navigation):
    commands(open_area()._more())["Indexreihen …"].trigger()
    assert navigation.subpages[0].head.title() == "Indexreihen"


def test_ctrl_m_declares_the_next_municipality(qtbot, busy, open_area, navigation):
    area = open_area()
    shortcut(qtbot, area.table, Qt.Key.Key_M)
    assert navigation.subpages[0].opened.bfs_number == LAUWIL


def test_the_overview_of_the_canton_and_the_limits_of_the_helper_are_here(
    busy, open_area, navigation
):
    area = open_area()
    for command, title in (
        ("Übersicht des Kantons einlesen …", "Übersicht eines früheren Jahres einlesen"),
        ("Prüfschwellen …", "Prüfschwellen"),
    ):
        commands(area._more())[command].trigger()
        assert navigation.subpages[-1].head.title() == title


def test_who_may_only_read_is_offered_no_changes(busy, open_area):
    area = open_area()
    area._show(replace(area.data, read_only=True))
    area.select((BRETZWIL, 2027, None))
    enabled = {name for name, one in commands(area._more()).items() if one.isEnabled()}
    assert enabled == {"Indexreihen …", "Prüfschwellen …"}
    shown = [plain(one.text()) for one in area.findChildren(QAbstractButton)]
    assert not {"Berichtigen …", "Lauwil melden …"} & set(shown)
    (command,) = area._row_commands(area.data.rows[0])
    assert not command.isEnabled()


def test_the_area_follows_what_the_form_saves(busy, open_area, open_form):
    area = open_area()
    page = open_form(REIGOLDSWIL)
    typed(page, amount_p1=905_00)
    page.save()
    assert cells(area.table, 2)[1:3] == ("Entwurf", "905.00")


def test_the_canton_s_figures_are_not_taken_for_own_declarations(own, open_area):
    canton(own, own_declared(BRETZWIL, 805, year=2026), own_declared(2861, 1100, year=2026))
    area = open_area()
    assert {row.municipality.bfs_number for row in area.data.rows} == set(OWN)
    assert [row.year for row in area.data.of(BRETZWIL)] == [2027, 2026]
    assert area.data.today == TODAY


def test_a_declaration_without_limits_and_a_pending_beschluss_stand_in_the_table_of_years(
    own, open_area
):
    finish(own, own_declared(year=2026, amounts={}, no_limits_reason="Keine Mietwohnungen"))
    pending = Decision(pending=True, meeting_on=date(2027, 1, 20))
    finish(own, own_declared(decision=pending))
    area = open_area()
    area.select((BRETZWIL, 2027, None))
    lines = {row[0]: list(row[1:3]) for row in years_table(area).rows}
    assert lines["Beschluss vom"] == ["ausstehend", "24.11.2025"]
    assert lines["Beträge"] == ["netto, Monat", "keine Grenzwerte"]
    assert cells(area.table)[0] == "Bretzwil"


def test_a_derivation_of_a_draft_without_declared_years_has_its_tab(own, open_area):
    save(own, derivation=derived_from_others())
    area = open_area()
    area.select((BRETZWIL, 2027, None))
    area.detail.tabs.choose(1)  # without a declared year there is no tab of the years
    assert any("Arboldswil, Lauwil und Titterten" in text for text in words(area.detail))


def test_who_may_only_read_is_not_asked_for_the_form_of_the_ksa(own, open_area):
    area = open_area()
    area._show(replace(area.data, read_only=True))
    shown = [plain(one.text()) for one in area.detail.findChildren(QAbstractButton)]
    assert "Formular des KSA einlesen …" not in shown


@pytest.mark.parametrize("command", ["read_asked", "make_together"])
def test_no_file_chosen_nothing_done(busy, open_area, command):
    area = open_area()
    file_prompts.set_next_path(None)
    getattr(area.output, command)()
    assert area.notice() == ""


def test_a_document_is_not_saved_without_a_place(busy, open_area, navigation):
    area = open_area()
    area.select((BRETZWIL, 2027, None))
    file_prompts.set_next_path(None)
    document(area, "meldung.pdf").click()
    assert navigation.said == []


def test_ctrl_i_reads_the_form_of_the_ksa_unless_one_may_only_read(qtbot, own, open_area, tmp_path):
    path = tmp_path / "Formular.xlsx"
    path.write_bytes(asked_form(own, BRETZWIL))
    area = open_area()
    area._show(replace(area.data, read_only=True))
    shortcut(qtbot, area.table, Qt.Key.Key_I)
    assert own.query(queries.round_of, 2027) is None
    area.reload()
    file_prompts.set_next_path(path)
    shortcut(qtbot, area.table, Qt.Key.Key_I)
    qtbot.waitUntil(lambda: bool(area.notice()), timeout=30_000)
    assert own.query(queries.round_of, 2027).due_on == date(2026, 12, 22)


def test_after_all_together_the_text_of_the_mail_names_everybody(
    qtbot, own, busy, open_area, tmp_path
):
    finish(own, own_declared(LAUWIL, 795))
    area = open_area()
    file_prompts.set_next_path(tmp_path)
    area.output.make_together()
    qtbot.waitUntil(lambda: bool(area.notice()), timeout=30_000)
    button(area, "E-Mail-Text kopieren").click()
    assert "Mietzinsgrenzwerte 2027 von Bretzwil und Lauwil." in QGuiApplication.clipboard().text()


def test_a_target_before_the_list_is_read_is_shown_once_it_is(qtbot, own, busy, navigation):
    slow = SlowDesk()
    slow.adopt(own)
    page = own_area.OwnArea(slow, navigation)
    qtbot.addWidget(page)
    page.show()
    page.open_target(bfs=REIGOLDSWIL, year=2026)
    assert page.table.current_row() is None
    slow.answer()
    assert page.table.current_row().key == (REIGOLDSWIL, 2026, None)


def test_what_was_just_declared_is_read_before_it_is_shown(qtbot, own, busy, navigation, tmp_path):
    slow = SlowDesk()
    slow.adopt(own)
    page = own_area.OwnArea(slow, navigation)
    qtbot.addWidget(page)
    page.show()
    slow.answer()
    finish(own, replace(own_declared(first=860), valid_from=JULY), change_from=JULY)
    finish(own, own_declared(LAUWIL, 795))
    done = Finished(key=(BRETZWIL, 2027, JULY), name="Bretzwil", folder=tmp_path, revision=1)
    page._say_finished(done)
    slow.answer()
    assert page.table.current_row().key == (BRETZWIL, 2027, JULY)
    assert page.notice().startswith("Formular und PDF für Bretzwil liegen im Ordner")
    button(page, "E-Mail-Text kopieren").click()
    assert "gültig ab 01.07.2027" in QGuiApplication.clipboard().text()
    button(page, "Nächste Gemeinde: Reigoldswil ›").click()  # Lauwil is declared meanwhile


class SlowDesk(InlineDesk):
    """Answers when it is told to."""

    def __init__(self):
        super().__init__()
        self.waiting = []

    def call(self, work, *, done, failed=None, owner=None):
        self.waiting.append(lambda: InlineDesk.call(self, work, done=done, owner=owner))

    def answer(self):
        waiting, self.waiting = self.waiting, []
        for one in waiting:
            one()
