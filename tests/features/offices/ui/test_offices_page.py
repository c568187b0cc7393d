from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import uuid4

import openpyxl
import pytest
from offices_examples import BOECKTEN, ITINGEN, add_member, add_service, day, join
from offices_page_examples import dialog_of, fill, open_dialogs, row_of, row_texts, sentences
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fixtures_archive import TEST_KEY, fixed_clock
from sozdesk.archive.file_info import OfficeKind
from sozdesk.archive.store import open_with_key
from sozdesk.features.offices import queries, usecases
from sozdesk.features.offices.terms import BodyFunction, Job
from sozdesk.features.offices.ui.details import CONTACTS, HISTORY, MEMBERS, RESPONSIBLE
from sozdesk.features.offices.ui.page import MUNICIPALITIES, SERVICES, build
from sozdesk.kernel.municipality import Municipality
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import accessibility, file_prompts, messages, theme


@pytest.fixture
def region(archive):
    """«Sozialdienst Oberes Ergolztal», for nobody yet."""
    return add_service(archive)


def at(page, bfs, tab=0):
    """The detail of a municipality, on one of its tabs."""
    page.open_target(bfs=bfs)
    detail = page.municipalities.detail
    detail.tabs.choose(tab)
    return detail


# ------------------------------------------------------------------ the lists


def test_the_list_shows_the_86_municipalities_in_german_order(page):
    names = [row[0] for row in row_texts(page.municipalities.table)]

    assert len(names) == 86
    assert names.index("Blauen") < names.index("Böckten") < names.index("Bottmingen")
    assert page.lists._buttons[MUNICIPALITIES].text() == "Gemeinden (86)"


def test_the_districts_add_up_to_all(page):
    counts = {button.chip.key: button.chip.count for button in page.chips.buttons()}

    districts = ("Arlesheim", "Laufen", "Liestal", "Sissach", "Waldenburg")
    assert sum(counts[name] for name in districts) == counts["all"] == 86
    assert counts["without_contact"] == 86


def test_a_chip_and_the_filter_narrow_the_list_together(page, qtbot):
    page.chips.choose("Laufen")
    assert len(row_texts(page.municipalities.table)) == 13

    QTest.keyClicks(page, "f", Qt.KeyboardModifier.ControlModifier)
    assert page.municipalities.filter.hasFocus()
    QTest.keyClicks(page.municipalities.filter, "zwing")

    assert [row[0] for row in row_texts(page.municipalities.table)] == ["Zwingen"]


def test_filters_that_keep_nothing_say_so_and_can_be_lifted(page):
    page.chips.choose("Laufen")
    page.municipalities.filter.setText("Liestal")
    assert "Keine Gemeinde passt zu diesen Filtern." in sentences(page)

    page.municipalities.pane.filter_cleared.emit()

    assert len(row_texts(page.municipalities.table)) == 86


def test_a_merged_municipality_leaves_the_list_and_is_found_under_the_former_ones(page, desk):
    row = desk._archive.query(queries.details, BOECKTEN, day("5.1.2027")).row
    changes = {"valid_to": day("31.12.2026")}
    command = usecases.ChangeMunicipality(id=row.id, base_version=row.version, changes=changes)
    desk.run(usecases.change_municipality, command)

    assert len(row_texts(page.municipalities.table)) == 85
    page.open_target(bfs=BOECKTEN)
    assert page.chips.current() == "former"
    assert page.municipalities.detail.title() == "Böckten"


def test_the_search_opens_a_municipality_that_the_filters_hide(page):
    page.chips.choose("Laufen")

    page.open_target(bfs=BOECKTEN)

    assert page.municipalities.table.current_row().municipality.bfs_number == BOECKTEN
    assert page.municipalities.detail.title() == "Böckten"


@pytest.mark.parametrize("word", ["service", "service_id"])
def test_the_search_opens_a_service(page, desk, word):
    service_id = add_service_through(desk, "Sozialdienst Oberes Ergolztal")

    page.open_target(**{word: service_id})

    assert page.lists.current() == SERVICES
    assert page.services.detail.title() == "Sozialdienst Oberes Ergolztal"


def add_service_through(desk, name):
    found = []
    desk.run(usecases.add_service, usecases.AddService(name=name), done=found.append)
    return found[0].value


def test_a_target_that_comes_before_the_lists_are_read_waits_for_them(
    office_files, tmp_path, navigator, qtbot
):
    desk = Desk()
    desk.open(lambda: (open_copy(office_files, tmp_path), None))
    qtbot.waitUntil(lambda: desk.file is not None)
    page = build(desk, navigator)
    qtbot.addWidget(page, before_close_func=lambda _page: desk.stop())

    page.open_target(bfs=BOECKTEN)

    shown = page.municipalities
    qtbot.waitUntil(lambda: shown.detail is not None and shown.detail.title() == "Böckten")


def open_copy(office_files, folder):
    """The file of the KSA, opened where this runs: on the archive thread."""
    path = folder / "ksa.sozdesk"
    shutil.copyfile(office_files(OfficeKind.KSA), path)
    return open_with_key(path, TEST_KEY, clock=fixed_clock)


def test_a_target_that_is_unknown_changes_nothing(page):
    before = page.municipalities.detail.title()

    page.open_target(bfs=1, colour="red")
    page.open_target(service=uuid4())
    page.open_target(section="look")

    assert page.municipalities.detail.title() == before


def test_the_exported_list_holds_what_is_seen(page, archive, tmp_path, qtbot, navigator, desk):
    command = usecases.ApproveSubsidyRules(bfs_number=2789, approved_on=day("15.3.2024"))
    desk.run(usecases.approve_subsidy_rules, command)
    page.chips.choose("Laufen")
    page.municipalities.table.sort_by("BFS-Nr.", descending=True)
    file_prompts.set_next_path(tmp_path / "liste.xlsx")

    page.municipalities.pane._export.click()
    qtbot.waitUntil(lambda: navigator.said == ["Die Liste steht in «liste.xlsx»."])

    sheet = openpyxl.load_workbook(tmp_path / "liste.xlsx").worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(n for n, row in enumerate(rows) if row[0] == "Gemeinde")
    assert rows[head][:5] == [
        "Gemeinde",
        "BFS-Nr.",
        "Stelle",
        "Kontakt",
        "MBG-Reglement genehmigt am",
    ]
    numbers = [row[1] for row in rows[head + 1 :] if isinstance(row[1], int)]
    assert len(numbers) == 13
    assert numbers == sorted(numbers, reverse=True)
    approved = next(row[4] for row in rows if row[1] == 2789)
    assert approved.date() == day("15.3.2024")


def test_the_list_as_csv_is_written_if_the_name_says_so(page, tmp_path, qtbot, navigator):
    page.open_target(bfs=BOECKTEN)
    page.municipalities.filter.setText("Böckten")
    file_prompts.set_next_path(tmp_path / "liste.csv")

    page.municipalities.pane._export.click()
    qtbot.waitUntil(lambda: bool(navigator.said))

    assert "Böckten;2842" in (tmp_path / "liste.csv").read_text(encoding="utf-8-sig")


# ------------------------------------------------------------------ responsible


def test_joining_in_mid_year_is_planned_first_and_shows_in_the_list_on_the_day(
    archive, desk, navigator, qtbot, region
):
    join(archive, BOECKTEN, region, "1.7.2027")
    before = build(desk, navigator)
    qtbot.addWidget(before)
    assert row_of(before.municipalities.table, "Böckten") == ("Böckten", "2842")
    assert tuple(row_texts(at(before, BOECKTEN).jobs.table.view)[0][2:]) == (
        "geplant",
        "ab 01.07.2027",
    )

    archive.clock = lambda: datetime(2027, 7, 1, 10, tzinfo=UTC)
    on_the_day = build(desk, navigator)
    qtbot.addWidget(on_the_day)

    shown = row_of(on_the_day.municipalities.table, "Böckten")
    assert shown == ("Böckten", "2842", "Sozialdienst Oberes Ergolztal")


def test_a_municipality_joins_through_the_dialog_with_the_jobs_that_are_ticked(
    page, desk, region, archive
):
    page._load()
    detail = at(page, BOECKTEN, RESPONSIBLE)
    detail.jobs.join_button.click()
    dialog = dialog_of(page)
    fill(dialog, service_id=region, valid_from=day("1.1.2027"), job_enacts=False, job_bills=False)

    assert open_dialogs(page) == []
    assert set(archive.query(queries.services_of, BOECKTEN, day("5.1.2027"))) == {
        Job.DECIDES,
        Job.DECLARES,
    }
    assert row_texts(detail.jobs.table.view)[0] == (
        "beschliesst die Grenzwerte",
        "Sozialdienst Oberes Ergolztal",
        "gilt heute",
        "seit 01.01.2027",
    )
    assert row_texts(detail.jobs.table.view)[2][:2] == ("verfügt", "die Gemeinde selbst")
    assert "Sozialdienst Oberes Ergolztal" in row_of(page.municipalities.table, "Böckten")


def test_days_that_are_taken_are_refused_beside_the_field(page, archive, region):
    join(archive, BOECKTEN, region, "1.1.2026")
    page._load()
    other = add_service(archive, "Sozialdienst Tal")
    page._load()
    at(page, BOECKTEN, RESPONSIBLE).jobs.join()
    dialog = dialog_of(page)

    fill(dialog, service_id=other, valid_from=day("1.7.2027"))

    assert dialog.isVisible()
    assert dialog.form["valid_from"].line.words() == (
        "Sozialdienst Oberes Ergolztal beschliesst die Grenzwerte schon ab 01.01.2026. "
        "Beenden Sie diese Zuständigkeit zuerst oder wählen Sie andere Tage."
    )
    dialog.form.mark_clean()
    dialog.reject()


def test_what_is_missing_is_said_in_the_dialog(page, region):
    page._load()
    at(page, BOECKTEN, RESPONSIBLE).jobs.join()
    dialog = dialog_of(page)
    fill(dialog, **{f"job_{job}": False for job in Job})

    assert dialog.summary.title().endswith("3 Fehler")
    assert dialog.form["service_id"].line.words() == "Wählen Sie die Stelle."
    dialog.form.mark_clean()
    dialog.reject()


def test_an_austritt_ends_all_jobs_in_one_step_that_can_be_undone(page, archive, desk, region):
    join(archive, BOECKTEN, region, "1.1.2026")
    page._load()
    at(page, BOECKTEN, RESPONSIBLE).jobs.leave_button.click()
    dialog = dialog_of(page)
    dialog.action_button.click()
    assert dialog.form["ended_on"].line.words() == "Tragen Sie den letzten Tag ein."
    fill(dialog, ended_on=day("30.6.2027"))

    assert archive.query(queries.services_of, BOECKTEN, day("30.6.2027")).keys() == set(Job)
    assert not archive.query(queries.services_of, BOECKTEN, day("1.7.2027"))

    desk.call(lambda opened: opened.undo_last())
    assert archive.query(queries.services_of, BOECKTEN, day("1.7.2027")).keys() == set(Job)


def test_a_service_takes_a_municipality_in_and_shows_its_jobs_on_one_line(page, archive, region):
    page._load()
    page.open_target(service_id=region)
    detail = page.services.detail
    detail.tabs.choose(RESPONSIBLE)
    assert any("Tragen Sie mit «Beitritt» ein" in words for words in sentences(page))

    detail.places.join_button.click()
    fill(dialog_of(page), bfs_number=ITINGEN, valid_from=day("1.1.2027"))

    assert row_texts(detail.places.table.view) == [
        ("Itingen", "alle Aufgaben", "gilt heute", "seit 01.01.2027")
    ]
    assert "Itingen" in row_of(page.services.table, "Sozialdienst Oberes Ergolztal")


def test_a_membership_entered_by_mistake_is_deleted_after_a_question(page, archive, region):
    join(archive, BOECKTEN, region, "1.1.2026", jobs=(Job.ENACTS,))
    page._load()
    jobs = at(page, BOECKTEN, RESPONSIBLE).jobs
    jobs.table.view.select_key(archive.query(queries.memberships, BOECKTEN)[0].id)
    messages.set_next_answer(False, True)

    jobs.remove_button.click()
    assert len(archive.query(queries.memberships, BOECKTEN)) == 1
    jobs.remove_button.click()

    assert archive.query(queries.memberships, BOECKTEN) == ()


# ------------------------------------------------------------------ people


def test_a_changed_contact_appears_in_the_verlauf_and_can_be_undone(page, archive, desk, navigator):
    minutes = count(1)
    archive.clock = lambda: datetime(2027, 1, 5, 10, tzinfo=UTC) + timedelta(minutes=next(minutes))
    detail = at(page, BOECKTEN, CONTACTS)
    detail.contacts.add_button.click()
    fill(dialog_of(page), name="Anna Muster", email="anna@boeckten.example", main=True)
    assert "Anna Muster" in row_of(page.municipalities.table, "Böckten")

    detail.contacts.change_button.click()
    fill(dialog_of(page), phone="061 000 00 00")

    detail.tabs.choose(HISTORY)
    assert [row[0] for row in row_texts(detail.history.view)][:2] == [
        "Böckten: Kontakt geändert",
        "Böckten: Kontakt eingetragen",
    ]
    detail.history.open_button.click()
    contact = archive.query(queries.contact_of, BOECKTEN)
    assert navigator.histories == [("Anna Muster", "contact", contact.id)]

    desk.call(lambda opened: opened.undo_last())
    assert archive.query(queries.contact_of, BOECKTEN).phone == ""
    assert row_texts(detail.history.view)[1][0] == "Böckten: Kontakt geändert (rückgängig gemacht)"


def test_a_contact_without_a_name_is_refused_and_escape_asks_before_losing_it(page):
    at(page, BOECKTEN, CONTACTS).contacts.add()
    dialog = dialog_of(page)
    fill(dialog, phone="061 000 00 00")
    assert dialog.form["name"].line.words() == "Tragen Sie den Namen ein."

    messages.set_next_answer(messages.Unsaved.CANCEL, messages.Unsaved.DISCARD)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert open_dialogs(page) == []


def test_a_change_made_meanwhile_is_named_and_nothing_is_lost(page, archive, desk):
    detail = at(page, BOECKTEN, CONTACTS)
    desk.run(usecases.add_contact, usecases.AddContact(bfs_number=BOECKTEN, name="Anna Muster"))
    detail.contacts.change()
    dialog = dialog_of(page)
    contact = archive.query(queries.contact_of, BOECKTEN)
    changes = {"phone": "061 111 11 11"}
    archive.run(
        usecases.change_contact,
        usecases.ChangeContact(id=contact.id, base_version=contact.version, changes=changes),
    )

    fill(dialog, phone="061 222 22 22")

    assert dialog.isVisible()
    assert any("Telefon ist jetzt «061 111 11 11»" in words for words in sentences(dialog.summary))
    assert dialog.form["phone"].value() == "061 222 22 22"
    dialog.form.mark_clean()
    dialog.reject()


def test_another_contact_becomes_the_main_one(page, archive, desk):
    for name, main in (("Anna Muster", True), ("Beat Beispiel", False)):
        command = usecases.AddContact(bfs_number=BOECKTEN, name=name, main=main)
        desk.run(usecases.add_contact, command)
    contacts = at(page, BOECKTEN, CONTACTS).contacts
    contacts.table.view.select_key(archive.query(queries.contacts_of, bfs_number=BOECKTEN)[1].id)

    contacts.make_main()

    assert archive.query(queries.contact_of, BOECKTEN).name == "Beat Beispiel"
    assert "Formulare und Briefe nennen Beat Beispiel." in sentences(page)


def test_without_a_contact_the_one_of_the_declaring_service_is_named(page, archive, desk, region):
    join(archive, BOECKTEN, region, "1.1.2026")
    desk.run(usecases.add_contact, usecases.AddContact(service_id=region, name="Clara Dienst"))
    at(page, BOECKTEN, CONTACTS)

    assert any("nennen Clara Dienst von der Stelle" in words for words in sentences(page))


def test_who_signs_follows_the_chosen_day(page, archive):
    add_member(archive, "Carla Rossi", "president", "1.7.2024", bfs_number=BOECKTEN)
    add_member(
        archive, "Dario Keller", "secretary", "1.7.2020", until="30.6.2026", bfs_number=BOECKTEN
    )
    add_member(archive, "Eva Meier", "secretary", "1.7.2026", bfs_number=BOECKTEN)
    page._load()
    members = at(page, BOECKTEN, MEMBERS).members
    assert members.signing.text() == "Carla Rossi (Präsidium) und Eva Meier (Aktuariat)"

    members.day.input.set_value(day("30.6.2026"))
    assert members.signing.text() == "Carla Rossi (Präsidium) und Dario Keller (Aktuariat)"

    members.day.input.set_value(day("30.6.2020"))
    assert members.signing.text().startswith("Niemand ist an diesem Tag im Amt.")


def test_the_head_of_a_service_signs_for_it(page, region):
    page._load()
    page.open_target(service_id=region)
    members = page.services.detail.members
    members.add()
    fill(
        dialog_of(page),
        name="Fritz Leiter",
        function=BodyFunction.HEAD,
        valid_from=day("1.1.2027"),
    )

    assert members.signing.text() == "Fritz Leiter (Leitung)"
    assert page.services.detail.tabs._buttons[MEMBERS].text() == "Behörde (1)"


def test_a_term_that_ends_before_it_begins_is_refused_beside_the_last_day(page):
    at(page, BOECKTEN, MEMBERS).members.add()
    dialog = dialog_of(page)
    fill(dialog, name="Eva Meier", valid_from=day("1.7.2027"), ended_on=day("30.6.2027"))

    assert dialog.form["ended_on"].line.words().startswith("Der letzte Tag 30.06.2027 liegt vor")
    dialog.form.mark_clean()
    dialog.reject()


# ------------------------------------------------------------------ names, Reglement, services


def test_the_approval_of_the_reglement_is_entered_corrected_and_deleted(page, archive):
    facts = at(page, BOECKTEN).facts
    facts.approve_button.click()
    fill(dialog_of(page), approved_on=day("24.11.2026"))
    assert row_of(page.municipalities.table, "Böckten")[-1] == "24.11.2026"

    facts.correct_button.click()
    fill(dialog_of(page), approved_on=day("25.11.2026"))
    assert archive.query(queries.subsidy_rules_on, day("5.1.2027")) == {BOECKTEN: day("25.11.2026")}

    messages.set_next_answer(True)
    facts.remove_button.click()
    assert archive.query(queries.subsidy_rules_of, BOECKTEN) == ()


def test_a_municipality_is_renamed_and_keeps_its_number(page, archive):
    at(page, BOECKTEN).facts.change_button.click()
    dialog = dialog_of(page)
    fill(dialog, short_name="")
    assert dialog.form["short_name"].line.words() == "Tragen Sie den Kurznamen ein."
    fill(dialog, short_name="Böckten im Tal")

    assert archive.query(queries.municipality, BOECKTEN).short_name == "Böckten im Tal"
    assert row_of(page.municipalities.table, "Böckten im Tal")[1] == "2842"


def test_the_postal_address_of_a_municipality_is_entered_and_keeps_its_lines(page, archive):
    detail = at(page, BOECKTEN)
    assert sentences(detail.facts.facts)[-4:-2] == ["Postadresse", "noch nicht eingetragen"]
    detail.facts.change_button.click()
    fill(dialog_of(page), address=" Dorfweg 3 \n4461  Böckten\n")

    assert archive.query(queries.municipality, BOECKTEN).address == "Dorfweg 3\n4461 Böckten"
    shown = sentences(at(page, BOECKTEN).facts.facts)
    assert shown[-4:-2] == ["Postadresse", "Dorfweg 3\n4461 Böckten"]


def test_a_new_municipality_must_have_a_number_of_its_own(page, archive):
    page.add_municipality.trigger()
    dialog = dialog_of(page)
    values = {"official_name": "Neutal", "short_name": "Neutal", "district": "Sissach"}
    fill(dialog, bfs_number=BOECKTEN, **values)
    assert dialog.form["bfs_number"].line.words().startswith("Die BFS-Nummer 2842 gehört schon zu")

    fill(dialog, bfs_number=2900, address="Weg 1\n4400 Neutal")

    assert archive.query(queries.municipality, 2900) == Municipality(
        2900, "Neutal", "Neutal", "Sissach", address="Weg 1\n4400 Neutal"
    )


def test_a_service_is_entered_and_its_address_keeps_its_lines_when_changed(page, archive):
    page.add_button.click()
    fill(dialog_of(page), name="Sozialdienst Tal", address="Hauptstrasse 1\n4410 Liestal")
    found = next(
        row
        for row in archive.query(queries.services, day("5.1.2027"))
        if row.name == "Sozialdienst Tal"
    )
    page.open_target(service=found.id)
    page.services.detail.facts.change_button.click()
    fill(dialog_of(page), address="Hauptstrasse 2\n4410 Liestal", phone="061 000 00 00")

    changed = archive.query(queries.service, found.id, day("5.1.2027"))
    assert (changed.address, changed.phone) == ("Hauptstrasse 2\n4410 Liestal", "061 000 00 00")
    assert "061 000 00 00" in row_of(page.services.table, "Sozialdienst Tal")


def test_a_file_without_services_says_what_to_do(empty_service_archive, desk, navigator, qtbot):
    desk.adopt(empty_service_archive)
    page = build(desk, navigator)
    qtbot.addWidget(page)
    page.show()

    page.lists.choose(SERVICES)

    assert "Tragen Sie die erste Stelle ein" in sentences(page)


def test_a_sozialdienst_sees_its_own_municipalities_first(
    empty_service_archive, desk, navigator, qtbot
):
    empty_service_archive.run(
        usecases.set_up_office,
        usecases.SetUpOffice(kind=OfficeKind.SERVICE, municipalities=(BOECKTEN, ITINGEN)),
    )
    desk.adopt(empty_service_archive)
    page = build(desk, navigator)
    qtbot.addWidget(page)

    assert [row[0] for row in row_texts(page.municipalities.table)] == ["Böckten", "Itingen"]
    page.chips.choose("all")
    assert len(row_texts(page.municipalities.table)) == 86


def test_a_copy_to_read_offers_no_changes(archive, desk, navigator, qtbot, monkeypatch):
    monkeypatch.setattr(type(archive), "read_only", True)
    desk.call(type(archive).context)
    page = build(desk, navigator)
    qtbot.addWidget(page)
    detail = at(page, BOECKTEN)

    buttons = [page.add_button, detail.facts.change_button, detail.jobs.join_button]
    buttons += [detail.contacts.add_button, detail.members.add_button, detail.facts.approve_button]
    assert not any(button.isEnabled() for button in buttons)


# ------------------------------------------------------------------ for everybody


def test_a_contact_is_entered_with_the_keyboard_alone(page, archive, qtbot):
    table = page.municipalities.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    detail = page.municipalities.detail
    tab = detail.tabs._buttons[0]
    tab.setFocus()
    for _ in range(CONTACTS):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Right)
    while page.focusWidget() is not detail.contacts.add_button:
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    dialog = dialog_of(page)
    QTest.keyClicks(dialog.focusWidget(), "Anna Muster")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    assert archive.query(queries.contact_of, detail.bfs_number).name == "Anna Muster"
    assert detail.title() == "Allschwil"


@pytest.mark.parametrize("appearance", [("light", 1.0), ("dark", 1.0), ("light", 1.3)])
def test_page_and_tabs_are_accessible(archive, desk, navigator, qapp, qtbot, region, appearance):
    join(archive, BOECKTEN, region, "1.7.2027")
    add_member(archive, "Carla Rossi", "president", "1.7.2024", bfs_number=BOECKTEN)
    archive.run(usecases.add_contact, usecases.AddContact(bfs_number=BOECKTEN, name="Anna Muster"))
    theme.apply(qapp, *appearance)
    page = build(desk, navigator)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    detail = at(page, BOECKTEN)
    for number in range(HISTORY + 1):
        detail.tabs.choose(number)
        qapp.processEvents()
        assert accessibility.problems(page) == []
    page.open_target(service=region)
    for number in range(HISTORY + 1):
        page.services.detail.tabs.choose(number)
        qapp.processEvents()
        assert accessibility.problems(page) == []


def test_every_dialog_is_accessible(page, qapp, region):
    page._load()
    detail = at(page, BOECKTEN)
    openers = (
        detail.facts.change,
        detail.facts.approve,
        detail.jobs.join,
        detail.contacts.add,
        detail.members.add,
        page.add_service,
        page.add_municipality.trigger,
    )
    for opener in openers:
        opener()
        dialog = dialog_of(page)
        qapp.processEvents()
        assert accessibility.problems(dialog) == []
        dialog.reject()
