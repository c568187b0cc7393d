"""The area «Fälle»: list, filters, dialogs; as a clerk uses it, over a real encrypted file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from case_pages_kit import Navigation, dialog_of, fill, words_of
from casework_kit import LIESTAL, OPENED, SISSACH, TODAY, opened, serve
from pyrage import passphrase as age
from PySide6.QtCore import QCoreApplication

import case_kit as kit
from sozdesk.archive.staff import staff
from sozdesk.features.cases import queries, records, usecases
from sozdesk.features.cases.ui import page as cases_page
from sozdesk.features.cases.ui.case_parts import PARTS
from sozdesk.runtime import worker
from sozdesk.widgets import file_prompts, messages


@pytest.fixture
def navigation():
    return Navigation()


@pytest.fixture
def office(casework):
    """Serves Liestal and Sissach; Anna runs, Beat was closed without an Ablösung."""
    serve(casework, LIESTAL, SISSACH)
    anna = kit.person(casework, ahv_number="7569217076985", permit="F")
    me = next(one.id for one in casework.query(staff))
    opened(casework, anna, dossier_number="D-7", responsible_id=me)
    ended = opened(casework, kit.person(casework, "Meier", "Beat"), bfs=SISSACH)
    command = usecases.ChangeCase(
        id=ended, base_version=1, changes={"closed_on": date(2026, 6, 30)}
    )
    casework.run(usecases.change_case, command)
    return casework


@pytest.fixture
def page(desk, office, navigation, shown):
    desk.adopt(office)
    return shown(cases_page.build(desk, navigation))


def names(page):
    return [row.name for row in page.model.rows()]


def test_an_empty_file_says_what_to_do_first(desk, casework, navigation, shown) -> None:
    page = shown(cases_page.build(desk, navigation))
    said = words_of(page)
    assert "Noch kein Fall erfasst" in said
    assert "Fall erfassen: Gemeinde, Beginn, Hauptperson" in said
    page.commands.add()
    dialog = dialog_of(page)
    fill(dialog, bfs_number=LIESTAL, last_name="Muster", ahv_missing_because="noch nicht bekannt")
    dialog.accept()
    assert names(page) == ["Muster"]
    assert page.detail.title() == "Fall 1, Muster"
    assert navigation.said == ["Fall 1 erfasst."]


def test_running_cases_come_first_and_the_chips_count(page) -> None:
    assert names(page) == ["Muster Anna"]
    chips = {chip.key: chip.count for chip in (one.chip for one in page.chips.buttons())}
    assert chips == {"running": 1, "no_end": 1, "closed": 1, "all": 2}
    page.open_target(chip="no_end")
    assert names(page) == ["Meier Beat"]
    assert page.model.cell(0, 3).second == "Ablösung offen"


@pytest.mark.parametrize(
    "typed", ["muster", "D-7", "756.9217.0769.85", "7569217076985", "1", "liestal"]
)
def test_the_filter_finds_number_dossier_names_and_ahv_number(page, typed: str) -> None:
    page.clear_filters()
    page.search.setText(typed)
    assert "Muster Anna" in names(page)


def test_who_is_responsible_and_the_municipality_narrow_the_list(page) -> None:
    page.clear_filters()
    page.responsible.set_value("mine")
    assert names(page) == ["Muster Anna"]
    page.responsible.set_value(None)
    page.municipality.set_value(SISSACH)
    assert names(page) == ["Meier Beat"]


def test_each_tab_is_made_when_it_is_first_opened(page) -> None:
    assert set(page.detail.parts) == {0}
    page.detail.tabs.choose(2)
    assert set(page.detail.parts) == {0, 2}
    assert len(PARTS) == 5


def test_the_list_of_persons_is_not_exported_in_the_clear(page) -> None:
    assert page.split.pane._export.isHidden()


def test_who_may_be_the_same_is_listed_while_typing_and_can_be_taken(page, office) -> None:
    page.commands.add()
    dialog = dialog_of(page)
    fill(dialog, last_name="Muster", first_name="Ana", birth_date=date(1990, 5, 17))
    (found,) = dialog.entry.duplicates.shown
    assert found.name == "Muster Anna"
    assert "Vielleicht schon erfasst" in words_of(dialog)
    born = found.birth_date
    fill(
        dialog, last_name=found.last_name, first_name=found.first_name, birth_date=date(1950, 1, 1)
    )
    assert dialog.entry.duplicates.shown == (found,)
    assert "Gleicher Name, anderes Geburtsdatum" in words_of(dialog)
    fill(dialog, birth_date=born)
    assert "Muster Anna, geboren 17.05.1990, 756.9217.0769.85, Fall 1" in words_of(dialog)
    dialog.entry.duplicates.taken.emit(found)
    assert not dialog.form["first_name"].isVisibleTo(dialog)
    fill(dialog, bfs_number=SISSACH, opened_on=date(2027, 1, 4))
    dialog.accept()
    assert len(office.query(queries.persons)) == 2, "nobody was entered twice"
    assert page.current().name == "Muster Anna"
    assert page.current().number == 3


def test_another_person_after_all_is_typed_again(page) -> None:
    page.commands.add()
    dialog = dialog_of(page)
    fill(dialog, last_name="Muster", first_name="Anna", birth_date=date(1990, 5, 17))
    dialog.entry.take(dialog.entry.duplicates.shown[0])
    dialog.entry.let_go()
    assert dialog.form["first_name"].isVisibleTo(dialog)
    fill(dialog, first_name="Zoe")
    assert dialog.entry.duplicates.shown == ()
    dialog.form.mark_clean()


def test_who_had_a_case_here_can_open_it_again(page, office) -> None:
    page.commands.add()
    dialog = dialog_of(page)
    fill(dialog, bfs_number=SISSACH, last_name="Meier", first_name="Beat")
    dialog.entry.take(dialog.entry.duplicates.shown[0])
    assert "Diese Person war bis 30.06.2026 im Fall 2 dieser Gemeinde." in words_of(dialog)
    dialog.reopen_button.click()
    assert page.current().number == 2
    assert office.query(queries.case, page.current().id, TODAY).closed_on is None


def test_or_says_why_it_is_a_new_one(page, office) -> None:
    page.commands.add()
    dialog = dialog_of(page)
    fill(dialog, bfs_number=SISSACH, last_name="Meier", first_name="Beat", opened_on=TODAY)
    dialog.entry.take(dialog.entry.duplicates.shown[0])
    dialog.accept()
    assert "bis 30.06.2026 im Fall 2" in dialog.form["new_because"].finding().message
    fill(dialog, new_because="neue Notlage")
    dialog.accept()
    assert page.current().number == 3


def test_a_wrong_end_of_support_is_said_at_the_field_and_what_was_typed_stays(page, office) -> None:
    page.commands.change(page.current())
    dialog = dialog_of(page)
    fill(dialog, support_ended_on=date(2026, 6, 15), dossier_number="D-8")
    dialog.accept()
    assert "Monatsende" in dialog.form["support_ended_on"].finding().message
    fill(dialog, support_ended_on=date(2026, 6, 30))
    dialog.accept()
    row = office.query(queries.case, page.current().id, TODAY)
    assert (row.support_ended_on, row.dossier_number) == (date(2026, 6, 30), "D-8")


def test_two_windows_the_second_hears_what_changed_and_keeps_what_it_typed(page, office) -> None:
    page.commands.change(page.current())
    dialog = dialog_of(page)
    fill(dialog, dossier_number="D-9")
    other = usecases.ChangeCase(
        id=page.current().id, base_version=1, changes={"dossier_number": "D-1"}
    )
    office.run(usecases.change_case, other)
    dialog.accept()
    said = " ".join(words_of(dialog.summary)) + repr(dialog.summary._rest)
    assert "die Dossiernummer ist jetzt «D-1»" in said
    assert dialog.isVisible()
    assert dialog.form["dossier_number"].value() == "D-9"
    dialog.form.mark_clean()


def test_a_move_leads_to_the_successor_and_offers_the_sheet(page, navigation) -> None:
    page.commands.move(page.current())
    dialog = dialog_of(page)
    fill(dialog, moved_on=date(2026, 9, 16), moved_to=SISSACH)
    dialog.accept()
    assert (page.current().number, page.current().municipality) == (3, "Sissach")
    assert navigation.said == ["Fall 1: Wegzug, weiter als Fall 3."]
    assert [offer.words for offer in navigation.offers] == ["Übergabeblatt …"]
    assert "Fall 1" in words_of(page.detail)


def test_a_sheet_is_prepared_and_somebody_else_who_signs_in_releases_it(
    page, desk, office, navigation, tmp_path
) -> None:
    kit.row(
        office, records.CaseValueRecord, key="second_person", valid_from=TODAY, value=1, part="x"
    )
    page.commands.hand_over(page.current())
    dialog = dialog_of(page)
    assert "released_by" not in dialog.form
    assert "eine zweite Person an und gibt es frei" in " ".join(words_of(dialog))
    fill(dialog, recipient="Sozialdienst Sissach")
    dialog.accept()
    assert navigation.said == ["Fall 1: Übergabeblatt vorbereitet."]
    page.commands.hand_over(page.current())
    waiting = dialog_of(page)
    assert "wartet seit" in " ".join(words_of(waiting))
    assert waiting.form["recipient"].value() == "Sozialdienst Sissach"
    waiting.form.mark_clean()
    waiting.reject()
    office.staff = replace(office.staff, name="Beat Zweit")
    page.reload()
    page.commands.hand_over(page.current())
    dialog = dialog_of(page)
    assert "recipient" not in dialog.form
    assert "Vorbereitet von Anna Muster am" in " ".join(words_of(dialog))
    dialog.form["form"].set_value("pdf")
    target = tmp_path / "blatt.pdf"
    file_prompts.set_next_path(target)
    dialog.accept()
    worker.wait_for_all()
    QCoreApplication.processEvents()
    assert target.read_bytes().startswith(b"%PDF")
    assert office.query(queries.handover_state, page.current().id, TODAY).draft is None


def test_a_case_is_reopened_and_removed_after_a_question(page, office) -> None:
    page.open_target(chip="closed")
    messages.set_next_answer(True)
    page.commands.reopen(page.current())
    assert office.query(queries.case_lines, TODAY)[1].closed_on is None
    page.clear_filters()
    page.bring(office.query(queries.case_lines, TODAY)[1].id)
    messages.set_next_answer(True)
    page.commands.remove(page.current())
    assert [row.number for row in office.query(queries.case_lines, TODAY)] == [1]


def test_the_verlauf_of_a_case_is_one_command(page, navigation) -> None:
    page.commands.show_history(page.current())
    ((title, table, _),) = navigation.histories
    assert (title, table) == ("Fall 1", "support_case")


def accesses(archive) -> int:
    return archive.query(lambda session: session.query(records.PersonAccessRecord).count())


def test_a_sealed_sheet_needs_a_passphrase_twice_and_opens_with_it(page, office, tmp_path) -> None:
    page.commands.hand_over(page.current())
    dialog = dialog_of(page)
    fill(dialog, recipient="Sozialdienst Sissach", password="kurz")
    dialog.accept()
    assert "mindestens zwölf Zeichen" in dialog.form["password"].finding().message
    fill(dialog, password="vier lange Worte hier", again="vier andere Worte hier")
    dialog.accept()
    assert "verschieden" in dialog.form["again"].finding().message
    assert accesses(office) == 0
    fill(dialog, again="vier lange Worte hier")
    path = tmp_path / "blatt.szu"
    file_prompts.set_next_path(path)
    dialog.accept()
    _until(path.exists)
    assert age.decrypt(path.read_bytes(), "vier lange Worte hier").startswith(b"%PDF")
    _until(lambda: accesses(office) == 1)


def test_without_a_place_nothing_is_noted(page, office) -> None:
    page.commands.hand_over(page.current())
    dialog = dialog_of(page)
    fill(dialog, recipient="Sissach", form="pdf")
    assert not dialog.form["password"].isVisibleTo(dialog)
    file_prompts.set_next_path(None)
    dialog.accept()
    assert accesses(office) == 0
    dialog.form.mark_clean()


def _until(ready) -> None:
    from PySide6.QtTest import QTest

    for _ in range(200):
        if ready():
            return
        QTest.qWait(25)
    raise AssertionError("nothing was written")


def test_the_household_is_shown_changed_and_left(page, office, navigation) -> None:
    part = page.detail.parts[0]
    assert part.table.model.cell(0, 2).text == "vorläufig Aufgenommene und Schutzstatus S"
    part.add()
    dialog = dialog_of(part)
    assert dialog.form["last_name"].value() == "Muster"
    fill(dialog, first_name="Carla", ahv_missing_because="noch nicht zugeteilt")
    dialog.accept()
    assert [row.person.first_name for row in part.table.model.rows()] == ["Anna", "Carla"]
    cell = part.table.model.cell(1, 2)
    assert (cell.text, cell.second) == ("nicht bestimmt", "Aufenthalt fehlt")
    part.table.view.select_key(part.table.model.rows()[1].id)
    part.open()
    page.open_target(**navigation.areas[-1][1])
    assert navigation.subpages[-1].tabs.current() == 1
    part.table.view.select_key(part.table.model.rows()[0].id)
    part.add_state()
    dialog = dialog_of(part)
    fill(dialog, valid_from=date(2026, 9, 1))
    dialog.accept()
    rows = part.table.model.rows()
    assert [(row.person.first_name, row.valid_from, row.supported) for row in rows] == [
        ("Anna", OPENED, True),
        ("Anna", date(2026, 9, 1), False),
        ("Carla", OPENED, True),
    ]
    part.table.view.select_key(rows[2].id)
    part.change()
    dialog = dialog_of(part)
    fill(dialog, ended_on=date(2026, 10, 31))
    dialog.accept()
    messages.set_next_answer(True)
    part.table.view.select_key(rows[2].id)
    part.remove_current()
    assert len(part.table.model.rows()) == 2
    part.open()
    page.open_target(**navigation.areas[-1][1])
    assert navigation.subpages[-1].person_id == rows[0].person.id
    assert navigation.subpages[-1].tabs.current() == 0


def test_a_case_says_which_billed_days_would_be_blocked_today(
    desk, office, navigation, shown
) -> None:
    said = ["Verrechnet mit 1/2026, heute gesperrt."]
    desk.adopt(office)
    page = shown(
        cases_page.build(desk, navigation, billed=lambda _s, bfs, _case: (*said, str(bfs)))
    )
    assert {"Abrechnung", f"{said[0]}\n{LIESTAL}"} <= set(words_of(page))
    said[0] = "Verrechnet mit 2/2026, heute gesperrt."
    desk.changed.emit(frozenset({"billing"}))
    assert f"{said[0]}\n{LIESTAL}" in words_of(page), (
        "a bill was issued or taken back in the meantime"
    )


def test_help_is_about_the_tab_in_which_one_works(page) -> None:
    page.table.setFocus()
    assert page.handbook_place == "faelle"
    page.detail.open_part("rulings_part")
    assert page.handbook_place == "faelle"
    page.detail.tabs.current_button().setFocus()
    assert page.handbook_place == "verfuegung"
