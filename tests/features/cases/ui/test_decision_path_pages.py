"""The tab «Verfügungen», the page of a Verfügung, Sitzungen and Grundlagen, as a clerk uses them."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
import ruling_kit as kit
from docx import Document
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QPushButton

import case_kit
from navigation_kit import Navigation
from sozdesk.archive import drafts
from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.terms import (
    ApplicationKind,
    CaseDated,
    CasePart,
    Decider,
    Resolved,
    RulingNature,
)
from sozdesk.features.cases.ui import (
    case_settings_page,
    meetings_page,
    ruling_page,
    rulings_part,
)
from sozdesk.runtime import worker
from sozdesk.widgets import file_prompts, messages
from sozdesk.widgets.command_dialog import CommandDialog


@pytest.fixture
def navigation():
    return Navigation()


@pytest.fixture
def mine(casework):
    return kit.a_case(casework)


@pytest.fixture
def part(desk, navigation, shown, casework, mine):
    """The tab, with its case."""

    def show():
        made = rulings_part.build(desk, navigation)
        shown(made)
        made.show_case(casework.query(queries.case, mine, kit.TODAY))
        return made

    return show


def dialog_of(page):
    (found,) = [made for made in page.findChildren(CommandDialog) if made.isVisible()]
    return found


def words_of(widget):
    return "\n".join(
        label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)
    )


def current(part):
    return part.table.current()


# ------------------------------------------------------------------ the tab


def test_an_empty_tab_says_how_it_begins(part):
    made = part()
    assert "Noch kein Antrag" in words_of(made)
    assert not made.next_button.isVisible()


def test_antrag_and_verfugung_have_files_of_their_own(part, desk, casework, mine, tmp_path, qtbot):
    made = part()
    assert not any(one.isVisible() for one in made.files.values())
    application = kit.application(casework, mine)
    made.show_case(made.data.case)
    desk.changed.connect(lambda _topics: made.show_case(made.data.case))
    files = made.files[CasePart.APPLICATION]
    assert files.isVisible()
    assert not made.files[CasePart.RULING].isVisible()
    source = tmp_path / "Gesuch.pdf"
    source.write_bytes(b"%PDF-1.7\nGesuch")
    file_prompts.set_next_path([source])
    files.add()
    qtbot.waitUntil(lambda: [row.name for row in files.table.model.rows()] == ["Gesuch.pdf"])
    (row,) = casework.query(queries.attachments, CasePart.APPLICATION, application)
    assert row.name == "Gesuch.pdf"
    made.add_button.setFocus()
    case_kit.ruling(casework, mine, application_id=application)
    made.show_case(made.data.case)
    assert all(one.isVisible() for one in made.files.values())
    assert "Anhänge zur Verfügung" in words_of(made)


def test_an_application_is_entered_and_its_next_step_is_the_meeting(part, navigation, casework):
    made = part()
    made.add_button.click()
    dialog = dialog_of(made)
    dialog.accept()
    assert "Schreiben Sie, worum es geht." in words_of(dialog)
    dialog.form["title"].set_value("Deutschkurs A2")
    dialog.accept()
    made.show_case(made.data.case)
    assert (current(made).title, current(made).below) == (
        "Deutschkurs A2",
        "Integrationsangebot, Antrag vom 05.01.2027",
    )
    assert made.next_button.text() == "Traktandieren …"
    made.next_button.click()
    (page,) = navigation.subpages
    assert page.head.title() == "Sitzungen"


def test_a_delegated_decision_without_delegation_is_refused_at_its_day(part, casework, mine):
    kit.application(casework, mine, decider=Decider.PRESIDENT)
    made = part()
    assert made.next_button.text() == "Beschluss erfassen …"
    made.next_button.click()
    dialog = dialog_of(made)
    dialog.accept()
    assert "§ 26a Abs. 2 SHV nennt für die Delegation nur" in words_of(dialog)


def test_a_resolution_leads_to_the_page_of_the_draft(part, casework, mine, navigation):
    kit.resolved_application(casework, mine)
    made = part()
    assert made.next_button.text() == "Verfügung entwerfen …"
    assert "Nr. 2027-12, gutgeheissen, 05.01.2027" in words_of(made)
    made.next_button.click()
    dialog = dialog_of(made)
    assert dialog.form["nature"].value() is RulingNature.GRANT
    dialog.accept()
    (page,) = navigation.subpages
    assert page.form["subject"].value() == "Tagesstruktur 50 %"


def test_a_refused_application_becomes_a_refusal(part, casework, mine):
    made = kit.application(casework, mine)
    kit.meeting(casework, made)
    kit.resolve(casework, kit.resolution(casework, made, resolved=Resolved.REFUSED))
    shown = part()
    shown.next_button.click()
    assert dialog_of(shown).form["nature"].value() is RulingNature.REFUSAL


def test_notified_it_waits_for_the_deadline_and_can_be_contested(part, casework, mine):
    ruling = kit.draft(casework, mine)
    kit.finalise(casework, ruling)
    made = part()
    assert made.next_button.text() == "Eröffnung erfassen …"
    made.next_button.click()
    dialog = dialog_of(made)
    dialog.form["notified_on"].set_value(kit.TODAY)
    dialog.accept()
    made.show_case(made.data.case)
    # ten days from Tuesday 5 January 2027: Friday the 15th
    assert "Die Frist läuft bis 15.01.2027 (berechnet, bitte prüfen)." in words_of(made)
    assert "05.01.2027, A-Post Plus" in words_of(made)
    assert not made.next_button.isVisible()
    assert [text.text() for text in made.more.values() if text.isVisible()] == [
        "Anfechtung erfassen …",
        "Durch neue Verfügung ersetzen …",
    ]


def test_the_tab_says_that_a_deadline_ran_out_and_not_that_it_runs(part, casework, mine):
    # Friday 12 December 2025 and ten days: Monday the 22nd
    case_kit.ruling(casework, mine, remedy_days=10, final_on=None)
    made = part()
    assert "Frist abgelaufen am 22.12.2025" in current(made).below
    assert made.next_button.text() == "Als rechtskräftig erfassen …"


def test_the_tab_says_from_when_to_when_a_ruling_is_in_force(part, casework, mine):
    first = case_kit.ruling(casework, mine)
    case_kit.ruling(
        casework,
        mine,
        number="2026-002",
        nature="end",
        replaces_id=first,
        valid_from=date(2026, 7, 1),
    )
    kit.draft(casework, mine)
    made = part()
    said = {}
    for line in made.table.model.rows():
        made.table.view.select_key(line.key)
        number = line.path.ruling.number
        said[number] = next(one for one in words_of(made).split("\n") if one in _IN_FORCE)
    assert said == {None: _IN_FORCE[0], "2026-001": _IN_FORCE[1], "2026-002": _IN_FORCE[2]}


_IN_FORCE = ("noch nicht, erst mit der Eröffnung", "ab 01.01.2026 bis 30.06.2026", "nein")


def test_the_frozen_pdf_is_saved_as_it_was_finished(part, casework, mine, tmp_path):
    from sozdesk.archive import blobs

    ruling = kit.draft(casework, mine)
    kit.finalise(casework, ruling)
    made = part()
    target = tmp_path / "v.pdf"
    file_prompts.set_next_path(target)
    made.pdf_button.click()
    worker.wait_for_all()
    sha256 = kit.ruling_row(casework, ruling).pdf_sha256
    assert target.read_bytes() == casework.query(blobs.get, sha256)
    QCoreApplication.processEvents()
    assert noted(casework) == [("Anna Muster", "Verfügung 2027-001 eröffnen")]


def noted(casework):
    """Whom and what for, of what left the file."""
    return [(one.recipient, one.purpose) for one in casework.query(queries.accesses)]


def test_a_replacement_takes_over_and_asks_for_its_nature(part, casework, mine, navigation):
    kit.finalise(casework, kit.draft(casework, mine))
    made = part()
    next(button for step, button in made.more.items() if step.value == "replace").click()
    dialog = dialog_of(made)
    assert "Sie ersetzt die Verfügung 2027-001." in words_of(dialog)
    dialog.accept()
    assert navigation.subpages[0].data.ruling.replaces == "2027-001"


def test_draft_and_application_can_be_thrown_away(part, casework, mine):
    kit.application(casework, mine)
    kit.draft(casework, mine)
    made = part()
    for button in (made.discard_button, made.remove_button):
        lines = [line for line in made.table.model.rows() if _has(line, button, made)]
        made.table.view.select_key(lines[0].key)
        messages.set_next_answer(True)
        button.click()
        made.show_case(made.data.case)
    assert not made.table.model.rows()


def _has(line, button, made):
    return (line.path.ruling is not None) == (button is made.discard_button)


# ------------------------------------------------------------------ the page of a Verfügung


@pytest.fixture
def page(desk, navigation, shown, casework, mine):
    def show(ruling_id):
        return shown(ruling_page.build(desk, navigation, ruling_id=ruling_id))

    return show


def test_the_page_says_what_is_missing_and_finishes_once_it_is_there(page, casework, mine):
    ruling = kit.draft(casework, mine, considerations="")
    made = page(ruling)
    assert made.bar.message() == "1 Angabe fehlt"
    assert not made.finish_button.isEnabled()
    assert "Schreiben Sie die Erwägungen." in words_of(made)
    made.form["subject"].set_value("Deutschkurs")
    assert not made.finish_button.isEnabled()
    made.form["considerations"].set_value("Gestützt auf § 16 SHG.")
    assert made.bar.message() == "Nicht gespeicherte Änderungen"
    assert "Schreiben Sie die Erwägungen." not in words_of(made)
    messages.set_next_answer(True)
    made.finish_button.click()
    assert made.head.title() == "Verfügung 2027-001"
    assert kit.ruling_row(casework, ruling).finalised_on == kit.TODAY
    assert "Massgebend ist das abgelegte PDF" in made.notice()


def test_the_finished_page_leads_to_the_eroeffnung(page, casework, mine):
    ruling = kit.draft(casework, mine)
    kit.finalise(casework, ruling)
    made = page(ruling)
    steps = [one for one in made.findChildren(QPushButton) if "ffnung" in one.text()]
    steps[0].click()
    dialog = dialog_of(made)
    dialog.form["notified_on"].set_value(kit.TODAY)
    dialog.accept()
    assert kit.ruling_row(casework, ruling).notified_on == kit.TODAY
    assert "Er&öffnung erfassen …" not in [one.text() for one in made.findChildren(QPushButton)]
    # eröffnet on Tuesday the 5th: ten days end on Friday the 15th
    assert "Frist bis 15.01.2027" in words_of(made)


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_the_finished_page_offers_both_documents(
    page, casework, mine, tmp_path, ending, navigation, qtbot
):
    from sozdesk.archive import blobs

    ruling = kit.draft(casework, mine)
    kit.finalise(casework, ruling)
    made, target = page(ruling), tmp_path / f"v.{ending}"
    file_prompts.set_next_path(target)
    wanted = {"pdf": "PDF speichern …", "docx": "Word speichern …"}[ending]
    buttons = made.findChildren(QPushButton)
    next(one for one in buttons if one.text().replace("&", "") == wanted).click()
    qtbot.waitUntil(lambda: bool(navigation.said))
    row = kit.ruling_row(casework, ruling)
    sha256 = row.pdf_sha256 if ending == "pdf" else row.docx_sha256
    assert target.read_bytes() == casework.query(blobs.get, sha256)
    assert navigation.said == [f"Geschrieben: «v.{ending}»."]


def test_the_preview_reads_what_is_typed(page, casework, mine):
    made = page(kit.draft(casework, mine))
    made.form["limit_amount"].set_value(123_450)
    made.tabs.choose(ruling_page.READING)
    assert "Kostengutsprache: höchstens CHF 1'234.50." in words_of(made)


def test_proposal_and_protokollauszug_are_put_into_the_dispositiv_by_a_click(page, casework, mine):
    asked = kit.application(casework, mine, proposal="Tagesstruktur bis 30.04.2027.")
    kit.meeting(casework, asked)
    kit.resolve(casework, kit.resolution(casework, asked, extract="Einstimmig."))
    made = page(kit.draft(casework, mine, asked))
    assert "Protokollauszug: Einstimmig." in words_of(made)
    buttons = {one.text().replace("&", ""): one for one in made.findChildren(QPushButton)}
    buttons["Protokollauszug einsetzen"].click()
    assert made.form["disposition"].value() == "Einstimmig."
    buttons["Vorschlag einsetzen"].click()
    assert made.form["disposition"].value() == "Tagesstruktur bis 30.04.2027."


def test_saving_keeps_the_page_and_tells_the_other_window(page, casework, mine):
    ruling = kit.draft(casework, mine)
    made, other = page(ruling), page(ruling)
    made.form["subject"].set_value("Deutschkurs")
    made.save()
    assert kit.ruling_row(casework, ruling).subject == "Deutschkurs"
    other.form["facts"].set_value("Anders")
    other.save()
    assert "wurde in der Zwischenzeit geändert" in other.notice()
    assert other.form["facts"].value() == "Anders"


def test_what_was_typed_survives_a_lock(page, casework, mine):
    ruling = kit.draft(casework, mine)
    made = page(ruling)
    made.form["facts"].set_value("Halb getippt")
    made.form["valid_from"].set_value(date(2027, 3, 1))
    made.form["nature"].set_value(RulingNature.ORDER)
    made.store_draft()
    again = page(ruling)
    assert again.form["facts"].value() == "Halb getippt"
    assert again.form["valid_from"].value() == date(2027, 3, 1)
    assert again.form["nature"].value() is RulingNature.ORDER
    assert "Nicht gespeicherte Eingaben sind wieder da." in again.notice()


def test_leaving_asks_what_happens_to_changes(page, casework, mine, navigation):
    made = page(kit.draft(casework, mine))
    made.form["facts"].set_value("Neu")
    messages.set_next_answer(messages.Unsaved.CANCEL)
    made.leave()
    assert navigation.left == []
    messages.set_next_answer(messages.Unsaved.SAVE)
    made.leave()
    assert navigation.left == [made]


def test_the_draft_can_be_read_on_paper(page, casework, mine, tmp_path):
    made = page(kit.draft(casework, mine))
    target = tmp_path / "entwurf.docx"
    file_prompts.set_next_path(target)
    made.file_button.click()
    worker.wait_for_all()
    text = "\n".join(line.text for line in Document(BytesIO(target.read_bytes())).paragraphs)
    assert "Verfügung Nr. (wird beim Fertigstellen vergeben), Fall" in text


# ------------------------------------------------------------------ Sitzungen


def meetings(desk, navigation, shown, **target):
    return shown(meetings_page.build(desk, navigation, **target))


def test_an_empty_page_of_meetings_says_how_they_run(desk, navigation, shown, mine):
    page = meetings(desk, navigation, shown)
    assert "Noch keine Sitzung" in words_of(page)
    assert page.focusProxy() is page.add_button, "a list that is not shown would hold Tab up"
    page.add_button.click()
    dialog = dialog_of(page)
    dialog.form["held_on"].set_value(date(2027, 1, 19))
    dialog.accept()
    assert [row.municipality for row in page.model.rows()] == ["Liestal"]


def test_a_meeting_is_prepared_by_buttons(desk, navigation, shown, casework, mine, tmp_path):
    for title in ("A", "B", "C"):
        kit.application(casework, mine, title=title)
    kit.meeting(casework, held_on=date(2027, 1, 19))
    page = meetings(desk, navigation, shown)
    assert page.tabs.current() == meetings_page.PREPARE
    page.agenda.all_button.click()
    assert titles(page) == ["A", "B", "C"]
    page.agenda.agenda.view.select_key(page.agenda.data.agenda[2].id)
    page.agenda.up_button.click()
    assert titles(page) == ["A", "C", "B"]
    page.agenda.off_button.click()
    assert titles(page) == ["A", "B"]
    target = tmp_path / "liste.docx"
    file_prompts.set_next_path(target)
    page.agenda.prints[0].click()
    worker.wait_for_all()
    document = Document(BytesIO(target.read_bytes()))
    assert "Vertraulich" in "\n".join(line.text for line in document.paragraphs)
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells[1] == ["1", "1", "Muster Anna", "Integrationsangebot", "A"]


def test_a_sitzung_is_proposed_for_the_municipality_of_the_case(
    desk, navigation, shown, casework, mine
):
    case_kit.case(casework, [], 40, bfs_number=2821)
    case_kit.case(casework, [], 41, bfs_number=2861)
    for bfs in (2829, 2861):
        page = meetings(desk, navigation, shown, bfs=bfs)
        page.add()
        assert dialog_of(page).form["bfs_number"].value() == bfs


def titles(page):
    return [row.title for row in page.agenda.data.agenda]


def test_the_applications_are_printed_with_room_for_the_resolution(
    desk, navigation, shown, casework, mine, tmp_path
):
    kit.meeting(casework, kit.application(casework, mine), held_on=date(2027, 1, 19))
    page = meetings(desk, navigation, shown)
    target = tmp_path / "antraege.docx"
    file_prompts.set_next_path(target)
    page.agenda.prints[1].click()
    worker.wait_for_all()
    text = "\n".join(line.text for line in Document(BytesIO(target.read_bytes())).paragraphs)
    assert "Antrag: Tagesstruktur vom 01.02. bis 30.04.2027." in text
    assert "Beschluss: ____" in text
    QCoreApplication.processEvents()
    assert noted(casework) == [("Sozialhilfebehörde", "Sitzung vom 19.01.2027")]


def test_all_resolutions_are_typed_in_one_table(desk, navigation, shown, casework, mine):
    one, two = (kit.application(casework, mine, title=name) for name in ("A", "B"))
    kit.meeting(casework, one, two)
    page = meetings(desk, navigation, shown)
    assert page.tabs.current() == meetings_page.RESOLVE
    page.resolutions.save_button.click()
    assert "Wählen Sie mindestens einen Beschluss." in words_of(page)
    form = page.resolutions.form
    form[f"resolved_{one}"].set_value(Resolved.GRANTED)
    form[f"number_{one}"].set_value("2027-1")
    form[f"extract_{one}"].set_value("Gutgeheissen.")
    assert page.has_changes()
    page.reload()
    assert page.resolutions.form[f"extract_{one}"].value() == "Gutgeheissen."
    page.resolutions.save_button.click()
    row = kit.row_of(casework, one)
    assert (row.resolved, row.resolution_number, row.extract) == (
        Resolved.GRANTED,
        "2027-1",
        "Gutgeheissen.",
    )
    assert kit.row_of(casework, two).resolved is None
    assert not page.has_changes()


def test_a_number_that_comes_twice_is_pointed_out_and_recorded_all_the_same(
    desk, navigation, shown, casework, mine
):
    other = case_kit.case(casework, [], number=14)
    earlier = kit.application(casework, other)
    kit.meeting(casework, earlier, held_on=date(2027, 1, 3))
    kit.resolve(casework, kit.resolution(casework, earlier, number="7"), on=date(2027, 1, 3))
    one, two = (kit.application(casework, mine, title=name) for name in ("A", "B"))
    kit.meeting(casework, one, two, held_on=date(2027, 1, 4))
    page = shown(meetings_page.build(desk, navigation))
    held = next(row for row in page.data.meetings if row.held_on == date(2027, 1, 4))
    page.table.select_key(held.id)
    form = page.resolutions.form

    def hint(key):
        finding = form[f"number_{key}"].finding()
        return finding.message if finding else ""

    form[f"number_{one}"].input.set_value("7")
    assert hint(one) == (
        "Die Nummer des Beschlusses steht in diesem Jahr auch bei Fall 14. Prüfen Sie beide."
    )
    form["resolved_on"].input.set_value(date(2026, 12, 30))
    assert hint(one) == "", "another year counts anew"
    form["resolved_on"].set_value(date(2027, 1, 4))
    form[f"number_{one}"].input.set_value("8")
    form[f"number_{two}"].input.set_value(" 8 ")
    assert "auch bei Fall 1." in hint(one)
    assert "auch bei Fall 1." in hint(two)
    for key in (one, two):
        form[f"resolved_{key}"].set_value(Resolved.GRANTED)
    page.resolutions.save_button.click()
    assert [kit.row_of(casework, key).resolution_number for key in (one, two)] == ["8", "8"]


def test_after_the_resolutions_a_button_leads_to_the_draft(desk, navigation, shown, casework, mine):
    one, two = (kit.application(casework, mine, title=name) for name in ("A", "B"))
    kit.meeting(casework, one, two)
    page = meetings(desk, navigation, shown)
    form = page.resolutions.form
    form[f"resolved_{one}"].set_value(Resolved.GRANTED)
    form[f"resolved_{two}"].set_value(Resolved.POSTPONED)
    page.resolutions.save_button.click()
    QCoreApplication.processEvents()
    assert "Nächster Schritt: Verfügung entwerfen" in words_of(page)
    (button,) = page.resolutions.next_buttons
    assert button.text() == "Fall 1: A …"
    button.click()
    dialog_of(page.resolutions).accept()
    (opened,) = navigation.subpages
    assert opened.data.ruling.application_id == one
    assert page.resolutions.next_buttons == []


@pytest.mark.parametrize(
    ("held_on", "resolved", "chosen"),
    [
        (date(2027, 1, 4), False, False),
        (date(2027, 1, 5), True, False),
        (date(2027, 1, 5), False, True),
        (date(2027, 1, 19), False, True),
    ],
)
def test_an_application_never_meets_a_sitzung_that_is_over(
    desk, navigation, shown, mine, held_on, resolved, chosen
):
    casework = desk._archive
    asked = kit.application(casework, mine)
    kit.meeting(casework, asked, held_on=held_on)
    if resolved:
        kit.resolve(casework, kit.resolution(casework, asked))
    page = shown(meetings_page.build(desk, navigation, bfs=case_kit.BFS))
    assert (page.table.current_row() is not None) == chosen
    assert ("Erfassen Sie die nächste" in page.notice()) != chosen
    assert page.tabs.isVisible() == chosen
    assert ("Erfassen Sie zuerst die nächste" in words_of(page)) != chosen


def test_typed_resolutions_survive_a_lock(desk, navigation, shown, casework, mine):
    made = kit.application(casework, mine)
    kit.meeting(casework, made)
    page = meetings(desk, navigation, shown)
    page.resolutions.form[f"resolved_{made}"].set_value(Resolved.REFUSED)
    page.resolutions.form["resolved_on"].set_value(date(2027, 1, 4))
    page.store_draft()
    again = meetings(desk, navigation, shown)
    assert again.resolutions.form[f"resolved_{made}"].value() is Resolved.REFUSED
    assert again.resolutions.form["resolved_on"].value() == date(2027, 1, 4)
    messages.set_next_answer(True)
    again.leave()
    assert navigation.left == [again]
    staff = casework.context().staff_id
    assert casework.query(drafts.draft_of, "cases.resolutions", None, staff) is None


# ------------------------------------------------------------------ Grundlagen


def settings(desk, navigation, shown, kind):
    return shown(case_settings_page.build(desk, navigation, kind=kind))


def test_no_delegation_is_shipped_and_the_page_names_the_law(desk, navigation, shown):
    page = settings(desk, navigation, shown, CaseDated.DELEGATION)
    said = words_of(page)
    assert "Mitgeliefert ist keine. § 26a Abs. 2 SHV nennt" in said
    assert "SGS 850.11, bl.clex.ch" in said
    page.values.add_button.click()
    dialog = dialog_of(page)
    dialog.form["bfs_number"].set_value(case_kit.BFS)
    dialog.form["kind"].set_value(ApplicationKind.EXPENSES)
    dialog.accept()
    assert "Schreiben Sie, worauf sich die Delegation stützt." in words_of(dialog)
    dialog.form["citation"].set_value("§ 26a Abs. 2 SHV, Beschluss vom 10.12.2026")
    dialog.accept()
    (line,) = page.data.lines[CaseDated.DELEGATION]
    assert (line.what, line.value, line.holds) == (
        "Liestal, weitere notwendige Aufwendungen",
        "Präsidium",
        True,
    )
    messages.set_next_answer(True)
    page.values.remove_button.click()
    assert page.data.lines[CaseDated.DELEGATION] == ()


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        (CaseDated.REMEDY, {"checked": True}),
        (CaseDated.REGIME_RULE, {"checked": True}),
        (CaseDated.VALUE, {"value": 4}),
        (CaseDated.HOLIDAY, {"name": "Neujahrstag"}),
    ],
)
def test_a_value_is_changed_in_its_dialog(desk, navigation, shown, kind, changes):
    page = settings(desk, navigation, shown, kind)
    page.values.change_button.click()
    dialog = dialog_of(page)
    for key, value in changes.items():
        dialog.form[key].set_value(value)
    dialog.accept()
    row = page.values.table.current().row
    assert {key: getattr(row, key) for key in changes} == changes


def test_what_is_ticked_needs_no_checking_any_more(desk, navigation, shown, casework):
    page = settings(desk, navigation, shown, CaseDated.REMEDY)
    assert page._below(str(CaseDated.REMEDY)) == "3 zu prüfen"
    assert page._below(str(CaseDated.HOLIDAY)) == "1 Quelle zu prüfen", "of the days of many years"
    row = page.data.lines[CaseDated.REMEDY][0].row
    casework.run(
        usecases.change_reference_value,
        usecases.ChangeReferenceValue(
            kind=CaseDated.REMEDY, id=row.id, base_version=row.version, changes={"checked": True}
        ),
    )
    page.reload()
    assert page._below(str(CaseDated.REMEDY)) == "2 zu prüfen"


def test_the_template_is_taken_checked_tried_and_put_back(
    desk, navigation, shown, casework, tmp_path, qtbot
):
    page = settings(desk, navigation, shown, case_settings_page.TEMPLATE)
    template = page.template
    saved = tmp_path / "vorlage.docx"
    file_prompts.set_next_path(saved)
    template.save_button.click()
    worker.wait_for_all()
    document = Document(BytesIO(saved.read_bytes()))
    document.paragraphs[0].insert_paragraph_before("Eigener Kopf, {{ gemeinde }}")
    document.save(saved)
    file_prompts.set_next_path(saved)
    template.choose_button.click()
    qtbot.waitUntil(lambda: "Eigene: vorlage.docx, seit 05.01.2027" in words_of(page))
    sample = tmp_path / "probe.docx"
    file_prompts.set_next_path(sample)
    template.try_button.click()
    worker.wait_for_all()
    lines = [line.text for line in Document(BytesIO(sample.read_bytes())).paragraphs]
    assert "Eigener Kopf, Musterwil" in lines
    template.restore_button.click()
    assert "Mitgelieferte Vorlage" in words_of(page)
    assert casework.query(queries.ruling_template).name == ""


def test_a_template_with_a_mistake_is_refused_with_the_field(
    desk, navigation, shown, tmp_path, qtbot
):
    page = settings(desk, navigation, shown, case_settings_page.TEMPLATE)
    broken = tmp_path / "kaputt.docx"
    document = Document()
    document.add_paragraph("{{ adrese }} {{ dispositiv }}")
    document.save(broken)
    file_prompts.set_next_path(broken)
    page.template.choose_button.click()
    qtbot.waitUntil(lambda: page.notice() != "")
    assert "«{{ adrese }}» gibt es nicht" in page.notice()
    assert "«{{ rechtsmittelbelehrung }}» fehlt" in page.notice()
