"""The cockpit as a person uses it: a Gesuch goes from the letter box to the letter."""

from __future__ import annotations

from datetime import date

import pytest
from catalogue_kit import publish
from offering_pages_kit import dialog_of, words_of
from platform_kit import offering, price, provider, recognised
from PySide6.QtWidgets import QPushButton
from recognition_kit import (
    ask_second_person,
    check_remedy,
    details,
    draft,
    fill_checklist,
    judge,
    passing,
    ready,
    received,
)

from docx_kit import paragraphs
from sozdesk.features.offerings import queries, usecases
from sozdesk.features.offerings.terms import (
    AttachmentOwner,
    DatedKind,
    DecisionKind,
    DueKind,
    NeedResult,
)
from sozdesk.features.offerings.ui import agreements_page, procedure_page, recognition_page
from sozdesk.features.offerings.ui.decision_dialogs import LetterDialog
from sozdesk.features.offerings.ui.procedure_dialogs import parsed
from sozdesk.features.offerings.ui.recognition_detail import DECISION, PAPERS, LoneDecision
from sozdesk.widgets import accessibility, file_prompts, layouts, messages

DAY = date(2027, 1, 5)


@pytest.fixture
def cockpit(desk, navigation, shown, platform):
    def show(**target):
        desk.adopt(platform)
        return shown(recognition_page.build(desk, navigation, **target))

    return show


def press_next(page):
    """The button of the next step."""
    next(layouts.widgets_of(page.detail._next_button)).click()


def test_an_empty_cockpit_says_how_it_goes(cockpit):
    page = cockpit()
    assert "So läuft die Anerkennung" in words_of(page)
    page.receive()
    assert page.notice().startswith("Erfassen Sie zuerst die Anbieterin")


def press(page, words):
    """A button or link by its words."""
    (found,) = [
        one for one in page.findChildren(QPushButton) if one.text().replace("&", "") == words
    ]
    found.click()


def test_a_gesuch_goes_from_the_letter_box_to_the_letter(cockpit, platform):
    who = provider(platform)
    course = offering(platform, who)
    check_remedy(platform)
    page = cockpit()
    page.receive()
    dialog = dialog_of(page)
    dialog.accept()
    assert "Wählen Sie, von wem das Gesuch kommt." in words_of(dialog)
    dialog.provider.set_value(who)
    dialog.offering.set_value(course)
    dialog.form["received_on"].set_value(date(2026, 10, 12))
    dialog.accept()
    assert page.table.current_row().request_id == platform.query(queries.requests)[0].id
    assert page.detail.next_words.text() == "Nächster Schritt: Bedarf prüfen"
    assert page.detail.next_why.text().startswith("Es fehlen: Finanzierungsplan")
    request = platform.query(queries.requests)[0].id
    fill_checklist(platform, request)
    page.reload()
    assert page.detail.next_words.text() == "Nächster Schritt: Vollständigkeit feststellen"
    for _step in range(2):  # complete, needed
        press_next(page)
        dialog_of(page).accept()
    assert details(platform, request).request.need is NeedResult.NEEDED
    press_next(page)
    dialog = dialog_of(page)
    for key in dialog.form.values():
        if key.startswith("points"):
            dialog.form[key].set_value(3)
    dialog.accept()
    press_next(page)
    dialog = dialog_of(page)
    assert "Jetzt nicht möglich: «abgewiesen wegen gedecktem Bedarf»" in " ".join(words_of(dialog))
    dialog.form["valid_from"].set_value(date(2027, 2, 1))
    dialog.accept()
    assert page.detail.next_words.text() == "Nächster Schritt: Versenden"
    messages.set_next_answer(True)
    press_next(page)
    row = platform.query(queries.decisions)[0]
    assert (row.number, row.sent_on) == ("2027-001", DAY)
    assert [line.chip for line in page.data.lines] == ["closed"]
    kept = platform.query(queries.attachments, AttachmentOwner.DECISION, row.id)
    assert [one.name for one in kept] == ["Entscheid-2027-001.docx", "Entscheid-2027-001.pdf"]


def test_enclosures_are_taken_to_have_come_with_the_gesuch(cockpit, platform):
    request = received(platform, provider(platform))
    page = cockpit()
    page.detail.tabs.choose(PAPERS)
    part = page.detail.papers
    part.table.view.select_key(
        next(row.kind.code for row in part.table.model.rows() if not row.kind.inspected_only)
    )
    part.record_button.click()
    dialog = dialog_of(page)
    assert dialog.form["received_on"].value() == date(2026, 10, 12)
    dialog.accept()
    part.all_button.click()
    dialog = dialog_of(page)
    assert dialog.form["received_on"].value() == date(2026, 10, 12)
    dialog.accept()
    missing = [row for row in details(platform, request).enclosures if row.received_on is None]
    assert all(row.kind.inspected_only or not row.kind.required for row in missing)
    assert not part.all_button.isVisible()


def test_a_gesuch_that_another_page_asks_for_is_preset_to_its_offering(cockpit, platform):
    who = provider(platform)
    course = offering(platform, who)
    page = cockpit(receive=(who, course))
    dialog = dialog_of(page)
    assert dialog.provider.value() == who
    assert dialog.offering.value() == course
    dialog.reject()


def test_what_was_sent_stays_open_and_its_letter_can_be_saved(cockpit, platform, tmp_path, qtbot):
    decision = ready(platform)
    page = cockpit()
    page.detail.tabs.choose(DECISION)
    messages.set_next_answer(True)
    press_next(page)
    assert page.chips.current() == "closed"
    assert page.table.current_row().decision_id == decision
    assert page.detail.tabs.current() == DECISION
    assert page.notice() == "Entscheid 2027-001 versandt."
    target = tmp_path / "Brief.pdf"
    file_prompts.set_next_path(target)
    press(page, "Brief als PDF speichern …")
    qtbot.waitUntil(target.exists)
    assert target.read_bytes().startswith(b"%PDF")


def test_what_keeps_a_draft_back_stands_above_it_and_the_button_is_grey(cockpit, platform):
    request = received(platform, provider(platform))
    judge(platform, request)
    draft(platform, request, DecisionKind.REFUSED, decided_on=None)
    page = cockpit()
    page.detail.tabs.choose(DECISION)
    part = page.detail.decision
    said = words_of(part)
    assert "Das Datum des Entscheids fehlt." in said
    assert any("Gelegenheit zur Stellungnahme" in line for line in said)
    assert not part.send_button.isEnabled()
    part.hear_button.click()
    dialog = dialog_of(page)
    dialog.form["heard_on"].set_value(date(2027, 1, 4))
    dialog.accept()
    assert not any("Gelegenheit zur Stellungnahme" in line for line in words_of(part))


def test_whoever_prepared_a_decision_cannot_release_it(cockpit, platform):
    ask_second_person(platform)
    ready(platform)
    page = cockpit()
    part = page.detail.decision
    page.detail.tabs.choose(DECISION)
    assert part.release_button.isVisible()
    assert not part.release_button.isEnabled()
    assert not part.send_button.isEnabled()
    assert page.detail.next_words.text() == "Kein Schritt möglich"
    assert page.detail.next_why.text().startswith("Wer den Entscheid vorbereitet hat")


def test_auflagen_are_added_changed_and_removed_on_the_page(cockpit, platform):
    decision = ready(platform, kind=DecisionKind.WITH_CONDITIONS)
    page = cockpit()
    assert page.detail.next_words.text() == "Nächster Schritt: Auflage hinzufügen"
    press_next(page)
    dialog = dialog_of(page)
    assert page.detail.tabs.current() == DECISION
    part = page.detail.decision
    dialog.form["text"].set_value("Zertifikat nachreichen")
    dialog.accept()
    assert "Schreiben Sie, bis wann." in words_of(dialog)
    dialog.form["due_on"].set_value(date(2027, 6, 30))
    dialog.accept()
    (row,) = platform.query(queries.decision_of, decision).conditions
    assert row.due_on == date(2027, 6, 30)
    part.edit_button.click()
    dialog = dialog_of(page)
    dialog.form["evidence"].set_value("Kopie")
    dialog.accept()
    assert platform.query(queries.decision_of, decision).conditions[0].evidence == "Kopie"
    messages.set_next_answer(True)
    part.remove_button.click()
    assert platform.query(queries.decision_of, decision).conditions == ()


def test_a_rechtsmittelbelehrung_to_check_is_one_click_away(cockpit, platform, navigation):
    request = received(platform, provider(platform))
    judge(platform, request)
    draft(platform, request, DecisionKind.RECOGNISED, valid_from=date(2027, 2, 1))
    page = cockpit()
    assert page.detail.next_words.text() == "Nächster Schritt: Rechtsmittelbelehrung prüfen"
    assert "«Tarife und Kategorien › Rechtsmittelbelehrung»" in page.detail.next_why.text()
    press_next(page)
    page.detail.tabs.choose(DECISION)
    press(page, "Rechtsmittelbelehrung öffnen")
    for opened in navigation.subpages:
        assert opened.table.current_row() is DatedKind.REMEDY
        assert opened.part.kind is DatedKind.REMEDY
    assert len(navigation.subpages) == 2


def test_a_draft_without_its_day_is_changed_from_the_head(cockpit, platform):
    decision = ready(platform)
    row = platform.query(queries.decision_of, decision)
    change = usecases.ChangeDecision(
        id=row.id, base_version=row.version, changes={"valid_from": None}
    )
    platform.run(usecases.change_decision, change)
    page = cockpit()
    assert page.detail.next_words.text() == "Nächster Schritt: Entscheid ändern"
    press_next(page)
    assert dialog_of(page).windowTitle() == "Entscheid ändern"


def test_what_ended_and_is_still_on_the_platform_does_not_end_soon(cockpit, platform):
    who = provider(platform)
    course = offering(platform, who)
    recognised(platform, who, course, valid_to=date(2027, 6, 30))
    price(platform, course, 50_000)
    publish(platform, course)
    recognised(platform, who, course, kind=DecisionKind.EXPIRED, valid_from=date(2027, 1, 1))
    page = cockpit()
    assert "1 abgelaufen und noch auf der Plattform" in words_of(page.head)[1]
    assert "0 Anerkennungen enden bald" in words_of(page.head)[1]
    line = page.table.current_row()
    assert (line.chip, line.detail, line.when) == (
        "ended",
        "Abgelaufen und noch auf der Plattform: nicht mehr anerkannt seit 01.01.2027",
        "seit 4 Tagen",
    )


def test_the_letter_is_read_before_it_goes_out(cockpit, platform):
    ready(platform)
    page = cockpit()
    page.detail.decision.show_letter()
    (dialog,) = page.findChildren(LetterDialog)
    assert "Kurszentrum Muster wird anerkannt." in words_of(dialog)
    dialog.accept()


def test_a_draft_is_saved_for_whoever_reads_it_on_paper(cockpit, platform, tmp_path, qtbot):
    ready(platform)
    page = cockpit()
    for name in ("entwurf.docx", "entwurf.pdf"):
        file_prompts.set_next_path(tmp_path / name)
        page.detail.decision.save_button.click()
        qtbot.waitUntil((tmp_path / name).exists)
    said = "\n".join(paragraphs((tmp_path / "entwurf.docx").read_bytes()))
    assert "Entscheid (Entwurf)" in said
    assert "Entscheid Nr. wird beim Versand vergeben" in said
    assert "Kurszentrum Muster wird anerkannt." in said
    assert (tmp_path / "entwurf.pdf").read_bytes().startswith(b"%PDF")
    assert platform.query(queries.decisions)[0].sent_on is None


def test_of_a_sent_decision_only_the_letter_that_went_out_is_offered(cockpit, platform):
    """What happens to the provider later says nothing about a letter of the past."""
    decision = ready(platform)
    platform.run(usecases.send_decision, passing(platform, decision))
    page = cockpit(chip="closed")
    page.chips.choose("closed")
    page.detail.tabs.choose(DECISION)
    part = page.detail.decision
    assert page.detail.shown.letter == ()
    assert not part.letter_button.isVisible()
    assert not part.save_button.isVisible()
    assert [row.name for row in part.files.table.model.rows()] == [
        "Entscheid-2027-001.docx",
        "Entscheid-2027-001.pdf",
    ]


def test_a_paper_that_is_only_inspected_takes_no_file(cockpit, platform):
    request = received(platform, provider(platform))
    fill_checklist(platform, request)
    page = cockpit()
    page.detail.tabs.choose(PAPERS)
    part = page.detail.papers
    part.table.view.select_key("criminal_record")
    assert not part.files.isVisible()
    assert any("nur eingesehen und nicht aufbewahrt" in line for line in words_of(part))
    part.table.view.select_key("mission")
    assert part.files.isVisible()
    part.record_button.click()
    dialog = dialog_of(page)
    dialog.form["received_on"].set_value(None)
    dialog.form["waived_because"].set_value("Liegt vom Vorjahr vor.")
    dialog.accept()
    line = next(one for one in details(platform, request).enclosures if one.kind.code == "mission")
    assert line.waived_because == "Liegt vom Vorjahr vor."


def test_a_recognition_is_ended_from_its_line(cockpit, platform):
    who = provider(platform)
    course = offering(platform, who)
    recognised(platform, who, course, valid_to=date(2027, 6, 30))
    page = cockpit(chip=DueKind.ENDING.value)
    assert page.chips.current() == DueKind.ENDING.value
    line = page.table.current_row()
    assert (line.title, line.when) == ("Kurszentrum Muster: Deutsch im Alltag", "noch 176 Tage")
    page.end(line)
    dialog = dialog_of(page)
    assert any("Laufende Teilnahmen ändert SozDesk nicht." in one for one in words_of(dialog))
    dialog.form["valid_from"].set_value(DAY)
    dialog.form["reasons"].set_value("Mängel nicht behoben.")
    dialog.accept()
    assert page.chips.current() == "draft"
    assert page.table.current_row().chip == "draft"
    (lone,) = page.findChildren(LoneDecision)
    assert any("Gelegenheit zur Stellungnahme" in one for one in words_of(lone))
    assert platform.query(queries.decisions)[0].kind is DecisionKind.REVOKED


def test_a_gesuch_entered_by_mistake_is_changed_or_removed(cockpit, platform):
    request = received(platform, provider(platform))
    page = cockpit()
    page.detail.change()
    dialog = dialog_of(page)
    dialog.form["responsible"].set_value("Bea Beispiel")
    dialog.accept()
    assert details(platform, request).request.responsible == "Bea Beispiel"
    messages.set_next_answer(True)
    page.detail.remove_request()
    assert platform.query(queries.requests) == ()


def test_windows_papers_and_criteria_are_set_up(desk, navigation, shown, platform):
    desk.adopt(platform)
    page = shown(procedure_page.build(desk, navigation))
    page.windows.add()
    dialog = dialog_of(page)
    dialog.form["opens"].set_value(date(2027, 1, 1))
    dialog.form["closes"].set_value(date(2027, 1, 31))
    dialog.accept()
    assert len(platform.query(queries.windows)) == 5
    page.tabs.choose(1)
    page.kinds.add()
    dialog = dialog_of(page)
    dialog.form["name"].set_value("Hygienekonzept")
    dialog.accept()
    assert "Hygienekonzept" in [row.name for row in platform.query(queries.enclosure_kinds)]
    page.tabs.choose(2)
    page.versions.add()
    dialog = dialog_of(page)
    dialog.form["name"].set_value("Grundlagendokument 2027")
    dialog.form["valid_from"].set_value(date(2027, 1, 1))
    dialog.form["criteria"].set_value("drei; zwingend; Konzept")
    dialog.accept()
    assert any("Zeile 1: Schreiben Sie Gewicht" in one for one in words_of(dialog))
    dialog.form["criteria"].set_value("3; zwingend; Konzept\n1; ; Preis")
    dialog.accept()
    row = platform.query(queries.criteria_versions)[0]
    assert [(one.weight, one.mandatory) for one in row.criteria] == [(3, True), (1, False)]
    assert accessibility.problems(page) == []


def test_a_typed_criterion_is_read_or_refused():
    assert parsed("3; zwingend; Konzept; mit Strichpunkt").text == "Konzept; mit Strichpunkt"
    assert parsed("3; vielleicht; Konzept") is None
    assert parsed("3; Konzept") is None


def test_agreements_and_municipal_recognitions_are_entered(desk, navigation, shown, platform):
    who = provider(platform, "Spielgruppe Muster")
    course = offering(platform, who)
    desk.adopt(platform)
    page = shown(agreements_page.build(desk, navigation))
    page.agreements.add()
    dialog = dialog_of(page)
    dialog.form["partner"].set_value("Hilfswerk Muster")
    dialog.form["programme"].set_value("Programm R")
    dialog.form["begins"].set_value(date(2026, 1, 1))
    dialog.offerings.set_value("7")
    dialog.accept()
    assert "Kein Angebot hat die Nummer 7." in words_of(dialog)
    dialog.offerings.set_value("1")
    dialog.accept()
    assert platform.query(queries.agreements)[0].offering_ids == (course,)
    page.agreements.change()
    dialog = dialog_of(page)
    dialog.offerings.set_value("")
    dialog.accept()
    assert platform.query(queries.agreements)[0].offering_ids == ()
    page.tabs.choose(1)
    page.municipal.add()
    dialog = dialog_of(page)
    dialog.form["provider_id"].set_value(who)
    dialog.form["bfs_number"].set_value(2829)
    dialog.form["recognised_on"].set_value(date(2024, 9, 1))
    dialog.accept()
    assert platform.query(queries.municipal_recognitions)[0].valid_to == date(2028, 8, 31)
    assert accessibility.problems(page) == []


def test_after_sending_a_paper_that_was_there_can_be_opened_and_renewed(cockpit, platform):
    check_remedy(platform)
    request = received(platform, provider(platform))
    judge(platform, request)
    platform.run(usecases.send_decision, passing(platform, draft(platform, request)))
    page = cockpit(chip="closed")
    page.detail.tabs.choose(PAPERS)
    part = page.detail.papers
    part.table.view.select_key("mission")
    part.record_button.click()
    dialog = dialog_of(page)
    dialog.form["received_on"].set_value(DAY)
    dialog.accept()
    line = next(one for one in details(platform, request).enclosures if one.kind.code == "mission")
    assert line.received_on == DAY


def test_a_second_open_gesuch_is_said_on_the_way(cockpit, platform):
    who = provider(platform)
    received(platform, who)
    received(platform, who, received_on=date(2026, 10, 20))
    page = cockpit()
    assert any("noch ein zweites Gesuch offen" in line for line in words_of(page.detail.way))
