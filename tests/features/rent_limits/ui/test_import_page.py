"""Reading a folder, deciding, recording: the page on a real file with real forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import openpyxl
import pytest
import returns_kit
from import_kit import (
    BOECKTEN,
    BUUS,
    ITINGEN,
    PENDING,
    PENDING_KEY,
    SISSACH,
    blank_form,
    button,
    case_of,
    counts,
    declared,
    earlier_reason,
    entry,
    folder,
    form_of,
    give_reason,
    lines,
    make_page,
    opened,
    page,
    record,
    select,
    wait,
    without,
)
from letters_kit import mail
from page_kit import desk, look, navigation, plain
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from returns_examples import revisions, tracked

from sozdesk.features.rent_limits import usecases
from sozdesk.features.rent_limits.terms import Category, Contact, LetterKind, ReturnFile
from sozdesk.features.rent_limits.ui import import_words
from sozdesk.features.rent_limits.ui.import_cases import unchecked
from sozdesk.widgets import accessibility, file_prompts, messages

__all__ = ["desk", "folder", "look", "make_page", "navigation", "opened", "page"]


# ------------------------------------------------------------------ reading


def test_a_folder_is_read_checked_and_counted(page):
    assert lines(page) == {
        "Böckten": ("keine Prüfhinweise", "ja"),
        "Itingen": ("1 Prüfhinweis", "noch offen"),
        "Sissach": ("1 Fehler", "noch offen"),
    }
    assert counts(page) == {
        "Alle": 3,
        "Bereit": 1,
        "Prüfhinweise": 1,
        "Zu bestätigen": 0,
        "Nicht verwertbar": 1,
        "Identisch": 0,
        "Von Hand": 0,
    }


def test_the_bar_says_what_will_happen_to_each_return(page):
    assert page.bar.message() == (
        "1 von 3 wird erfasst 2 ohne Entscheid werden als eingegangen abgelegt"
    )
    assert page.record_button.text() == "1 &erfassen"


def test_an_empty_page_says_that_scans_are_read_too(make_page):
    shown = [label.text() for label in make_page().findChildren(QLabel)]
    assert any("Scans von Briefen (.pdf, Bilder)" in one for one in shown)


def test_an_empty_page_says_what_to_do_and_offers_files(make_page, qtbot, folder):
    page = make_page()
    assert button(page, "Dateien wählen …").isVisibleTo(page)
    assert not page.record_button.isVisibleTo(page)

    file_prompts.set_next_path([folder / "boeckten.xlsx"])
    button(page, "Dateien wählen …").click()
    wait(qtbot, page)

    assert list(lines(page)) == ["Böckten"]


def test_more_files_are_added_to_the_preview(make_page, qtbot, folder):
    page = make_page(folder / "boeckten.xlsx")

    file_prompts.set_next_path([folder / "itingen.xlsx"])
    button(page, "Weitere Dateien …").click()
    wait(qtbot, page)

    assert list(lines(page)) == ["Böckten", "Itingen"]


def test_a_whole_folder_can_be_chosen(make_page, qtbot, folder):
    page = make_page()
    file_prompts.set_next_path(folder)
    page.ask_folder()
    wait(qtbot, page)
    assert len(page.state.cases) == 3


def test_an_empty_folder_says_so(make_page, tmp_path):
    (tmp_path / "leer").mkdir()
    page = make_page(tmp_path / "leer")
    assert page.notice() == "Hier liegen keine Dateien. Wählen Sie einen anderen Ort."


def drop(page, mime):
    event = QDropEvent(
        QPoint(300, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)


def test_files_can_be_dropped_on_the_page(make_page, qtbot, folder):
    page = make_page()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder / "boeckten.xlsx"))])

    drop(page, mime)
    wait(qtbot, page)

    assert list(lines(page)) == ["Böckten"]


def test_what_outlook_drags_without_files_gets_a_way_out(make_page):
    page = make_page()
    mime = QMimeData()
    mime.setData('application/x-qt-windows-mime;value="FileGroupDescriptorW"', b"\x01\x00")

    drop(page, mime)

    assert page.notice().startswith("Outlook gibt diese Anhänge nicht als Dateien weiter.")


def test_while_reading_there_is_one_way_to_stop(make_page, qtbot, folder):
    page = make_page()
    page.read((folder,))
    assert page.cancel_button.isHidden()
    wait(qtbot, page)
    assert not page.cancel_button.isHidden()


def test_reading_can_be_stopped_and_leaves_nothing(make_page, qtbot, folder):
    page = make_page()
    page.read((folder,))
    page.reader.cancel()
    wait(qtbot, page)
    assert page.notice() == "Das Lesen ist abgebrochen. Es wurde nichts eingelesen."
    assert page.state.cases == ()


# ------------------------------------------------------------------ recording


def test_the_main_button_records_keeps_and_leaves_what_is_open(page, opened):
    page.record_button.click()

    assert tracked(opened, BOECKTEN).state == "recorded"
    assert tracked(opened, ITINGEN).state == "received"
    assert tracked(opened, SISSACH).state == "received"
    assert page.notice() == (
        "1 erfasst. 2 als eingegangen abgelegt, noch zu entscheiden. 2 noch auf dieser Seite."
    )
    assert list(lines(page)) == ["Itingen", "Sissach"]


def test_what_was_settled_leaves_the_detail_too(page):
    select(page, "Böckten")
    page.record_button.click()
    assert page.detail is None or page.detail.case.name != "Böckten"


def test_what_lies_there_already_is_not_stored_again(page):
    page.record_button.click()
    assert not page.record_button.isEnabled()
    assert page.bar.message() == ("Nichts zu erfassen 2 liegen schon als eingegangen in der Datei")


def test_what_was_kept_can_still_be_decided_here(page, opened):
    page.record_button.click()
    give_reason(page, "Itingen", "Sitzung im Januar")

    page.record_button.click()

    (only,) = revisions(opened, ITINGEN)
    assert only.state == "recorded"
    assert [note.reason for note in only.notes] == ["Sitzung im Januar"]


def test_when_nothing_is_left_the_list_comes_back_with_the_counts(make_page, navigation, folder):
    page = make_page(folder / "boeckten.xlsx")

    page.record_button.click()

    assert navigation.said == ["1 erfasst."]
    assert navigation.subpages == []


def test_a_receipt_is_written_while_others_are_still_here(page, qtbot, tmp_path):
    out = tmp_path / "bestaetigungen"
    out.mkdir()
    page.record_button.click()
    file_prompts.set_next_path(out)

    button(page, "Empfangsbestätigungen schreiben …").click()

    qtbot.waitUntil(lambda: "Entwurf geschrieben" in page.notice(), timeout=20_000)
    (path,) = out.iterdir()
    assert path.name == "Empfangsbestätigung_2027_2842_Böckten_Version_1.eml"
    assert mail(path)["To"] == "Anna Muster <anna.muster@example.ch>"
    assert not page.bar.isHidden()
    assert page.record_button.isVisibleTo(page)


def test_when_nothing_is_left_the_receipts_are_offered_where_one_goes(
    make_page, navigation, folder
):
    page = make_page(folder / "boeckten.xlsx")

    page.record_button.click()
    navigation.offers[-1].go()

    ((area, target),) = navigation.areas
    assert navigation.offers[-1].words == "Empfangsbestätigung schreiben …"
    assert (area, target["year"], len(target["receipts"])) == ("rent_limits", 2027, 1)


def test_receipts_that_are_switched_off_are_not_offered_here(page, opened):
    off = usecases.SwitchLetter(kind=LetterKind.RECEIPT, active=False)
    opened.run(usecases.switch_letter, off)

    page.record_button.click()

    assert page.notice().startswith("1 erfasst.")
    assert "Empfangsbestätigungen schreiben …" not in [
        one.text() for one in page.findChildren(QPushButton)
    ]


def test_a_reason_makes_a_return_recordable(page, opened):
    give_reason(page, "Itingen", "Sitzung im Januar")
    assert lines(page)["Itingen"] == ("1 Prüfhinweis", "mit Begründung")
    assert page.record_button.text() == "2 &erfassen"

    page.record_button.click()

    assert tracked(opened, ITINGEN).state == "recorded"


def test_a_query_is_stored_with_the_text_as_edited(page, opened):
    select(page, "Itingen")
    (controls,) = page.detail.findings.controls.values()
    controls.decision.set_value("asked")
    draft = page.detail.findings.query.text.value()
    assert "Der Beschluss steht noch aus. Wann ist er vorgesehen?" in draft
    assert lines(page)["Itingen"] == ("1 Prüfhinweis", "Rückfrage")

    page.detail.findings.query.text.set_value("Guten Tag, wann ist die Sitzung?")
    page.record_button.click()

    (only,) = revisions(opened, ITINGEN)
    assert (only.state, only.query_text) == ("queried", "Guten Tag, wann ist die Sitzung?")


def test_the_draft_can_be_copied(page):
    select(page, "Itingen")
    (controls,) = page.detail.findings.controls.values()
    controls.decision.set_value("asked")
    page.detail.findings.query.copy.click()
    assert QGuiApplication.clipboard().text().startswith("Guten Tag")


def test_a_tick_taken_away_holds_a_return_back(page, opened):
    page.tick(case_of(page, "Böckten"), wanted=False)
    assert lines(page)["Böckten"] == ("keine Prüfhinweise", "noch offen")

    page.record_button.click()

    assert tracked(opened, BOECKTEN).state == "received"


def test_a_tick_without_a_reason_leads_to_the_reason(page, qtbot):
    select(page, "Itingen")
    page.tick(case_of(page, "Itingen"), wanted=True)
    (controls,) = page.detail.findings.controls.values()
    assert page.focusWidget() is controls.reason
    assert lines(page)["Itingen"] == ("1 Prüfhinweis", "noch offen")


def test_last_years_reason_is_shown_and_used_again(make_page, opened, folder):
    earlier_reason(opened, ITINGEN, "Sitzung immer im Januar")
    page = make_page(folder / "itingen.xlsx")
    select(page, "Itingen")

    button(page, "Wieder verwenden").click()

    assert lines(page)["Itingen"][1] == "mit Begründung"
    (reason,) = case_of(page, "Itingen").choices.reasons.values()
    assert reason == "Sitzung immer im Januar"


def test_one_reason_for_all_hints_of_a_return(make_page, tmp_path):
    return_ = replace(declared(ITINGEN), decision=PENDING, contact=Contact())
    (tmp_path / "zwei.xlsx").write_bytes(form_of(return_))
    page = make_page(tmp_path / "zwei.xlsx")
    select(page, "Itingen")
    first, second = page.detail.findings.controls.values()
    first.give_reason("Am Telefon besprochen")

    first.all_button.click()

    assert second.reason.value() == "Am Telefon besprochen"
    assert lines(page)["Itingen"] == ("2 Prüfhinweise", "mit Begründung")


def test_the_first_hint_offers_one_reason_for_all_at_once(make_page, tmp_path):
    return_ = replace(declared(ITINGEN), decision=PENDING, contact=Contact())
    (tmp_path / "zwei.xlsx").write_bytes(form_of(return_))
    page = make_page(tmp_path / "zwei.xlsx")
    select(page, "Itingen")
    first, second = page.detail.findings.controls.values()
    assert plain(first.all_button.text()) == "Gilt für alle 2 Prüfhinweise"
    assert (first.all_button.isHidden(), second.all_button.isHidden()) == (False, True)
    first.all_button.click()
    assert page.focusWidget() is first.reason


def test_one_reason_for_several_selected_returns(make_page, tmp_path):
    for number in (BUUS, ITINGEN):
        form = form_of(declared(number, 1000 + number, decision=PENDING))
        (tmp_path / f"{number}.xlsx").write_bytes(form)
    page = make_page(tmp_path / f"{BUUS}.xlsx", tmp_path / f"{ITINGEN}.xlsx")
    page.list.table.selectAll()

    page.detail.reason.set_value("Sitzungen im Januar")
    page.detail.button.click()

    assert {words[1] for words in lines(page).values()} == {"mit Begründung"}


# ------------------------------------------------------------------ amending, confirming


def test_a_missing_amount_is_filled_in_checked_again_and_recorded(page, opened):
    select(page, "Sissach")
    page.detail.inputs["amount_p4"].setText("1'920")
    page.detail.fill_in()

    assert lines(page)["Sissach"][1] == "ja"
    notes = [one.message for one in case_of(page, "Sissach").findings]
    assert "Vom Amt nachgetragen: 1'920.00. In der Datei steht nichts." in notes
    page.record_button.click()
    (only,) = revisions(opened, SISSACH)
    assert only.declaration.amounts[Category.P4] == 1_920_00


def test_a_filled_in_amount_can_raise_a_hint(page):
    select(page, "Sissach")
    page.detail.inputs["amount_p4"].setText("1'500")  # less than 1'680 for 3 persons
    page.detail.fill_in()
    codes = [str(one.code) for one in case_of(page, "Sissach").findings]
    assert "not_monotone" in codes
    assert lines(page)["Sissach"][1] == "noch offen"


def test_a_filled_in_amount_can_be_taken_back(page):
    select(page, "Sissach")
    page.detail.inputs["amount_p4"].setText("1'920")
    page.detail.fill_in()

    button(page, "Nachtrag entfernen").click()

    assert lines(page)["Sissach"] == ("1 Fehler", "noch offen")


def test_what_is_missing_is_asked_back_and_noted_as_a_question(page, opened):
    select(page, "Sissach")
    button(page, "Rückfrage stellen …").click()
    assert "Welcher Betrag gilt für 4 Personen?" in page.detail.findings.query.text.value()
    assert lines(page)["Sissach"] == ("1 Fehler", "Rückfrage")
    assert page.bar.message().endswith("abgelegt, 1 Rückfrage als Entwurf")

    page.record_button.click()

    (asked,) = revisions(opened, SISSACH)
    assert asked.state == "queried"
    assert "Welcher Betrag gilt für 4 Personen?" in asked.query_text
    assert "Sissach" not in lines(page)


def test_the_question_about_what_is_missing_can_be_left_out_again(page):
    select(page, "Sissach")
    button(page, "Rückfrage stellen …").click()
    button(page, "Rückfrage weglassen").click()
    assert page.detail.findings.query is None
    assert lines(page)["Sissach"] == ("1 Fehler", "noch offen")


def test_an_undecided_incomplete_return_lies_in_the_file_as_received(page, opened):
    page.record_button.click()
    assert tracked(opened, SISSACH).state == "received"
    assert lines(page)["Sissach"] == ("1 Fehler", "eingegangen")
    assert not page.record_button.isEnabled()


def test_a_question_about_a_hint_asks_for_what_is_missing_too(make_page, tmp_path):
    both = replace(without(declared(SISSACH, 1200), Category.P4), decision=PENDING)
    (tmp_path / "sissach.xlsx").write_bytes(form_of(both))
    page = make_page(tmp_path / "sissach.xlsx")
    select(page, "Sissach")
    page.detail.findings.focus_open()
    page.detail.findings.controls[PENDING_KEY].decision.set_value("asked")
    page.detail.findings.controls[PENDING_KEY].decision.changed.emit()
    draft = page.detail.findings.query.text.value()
    assert "Welcher Betrag gilt für 4 Personen?" in draft
    assert "Der Beschluss steht noch aus." in draft


def test_an_incomplete_return_with_a_guessed_municipality_is_confirmed_first(
    make_page, opened, tmp_path
):
    guessed = blank_form(without(declared(ITINGEN), Category.P4), "Itinngen")
    (tmp_path / "blanko.xlsx").write_bytes(guessed)
    page = make_page(tmp_path / "blanko.xlsx")
    assert lines(page) == {"Itingen?": ("1 Fehler", "noch offen")}
    assert not page.record_button.isEnabled()
    select(page, "Itingen")
    button(page, "Gemeinde bestätigen").click()
    page.record_button.click()
    assert tracked(opened, ITINGEN).state == "received"


def test_a_name_alone_is_confirmed_before_anything_is_recorded(make_page, opened, tmp_path):
    (tmp_path / "blanko.xlsx").write_bytes(blank_form(declared(ITINGEN), "Itinngen"))
    page = make_page(tmp_path / "blanko.xlsx")
    assert lines(page) == {"Itingen?": ("Gemeinde bestätigen", "noch offen")}
    assert not page.record_button.isEnabled()
    select(page, "Itingen")
    assert page.detail.municipality.value() == ITINGEN

    button(page, "Gemeinde bestätigen").click()

    assert lines(page) == {"Itingen": ("keine Prüfhinweise", "ja")}
    assert page.notice() == "Itingen bestätigt."
    page.record_button.click()
    assert tracked(opened, ITINGEN).state == "recorded"


def test_after_a_confirmation_the_next_line_follows(make_page, folder):
    (folder / "boeckten.xlsx").write_bytes(blank_form(declared(BOECKTEN), "Bökten"))
    page = make_page(folder)
    select(page, "Böckten")
    button(page, "Gemeinde bestätigen").click()
    assert lines(page)["Böckten"] == ("keine Prüfhinweise", "ja")
    assert page.list.table.current_row().name == "Itingen"
    assert page.focusWidget() is page.list.table


def test_after_a_confirmation_an_open_hint_comes_first(make_page, tmp_path):
    form = blank_form(declared(ITINGEN, decision=PENDING), "Itinngen")
    (tmp_path / "blanko.xlsx").write_bytes(form)
    page = make_page(tmp_path / "blanko.xlsx")
    select(page, "Itingen")
    button(page, "Gemeinde bestätigen").click()
    (controls,) = page.detail.findings.controls.values()
    assert page.focusWidget() is controls.reason


def test_another_municipality_than_the_suggested_one_can_be_chosen(make_page, opened, tmp_path):
    (tmp_path / "blanko.xlsx").write_bytes(blank_form(declared(ITINGEN), "Itinngen"))
    page = make_page(tmp_path / "blanko.xlsx")
    select(page, "Itingen")
    page.detail.municipality.set_value(SISSACH)
    button(page, "Gemeinde bestätigen").click()
    page.record_button.click()
    assert tracked(opened, SISSACH).state == "recorded"
    assert tracked(opened, ITINGEN).state == "open"


def test_the_day_of_receipt_can_be_changed(page, opened):
    select(page, "Böckten")
    assert page.detail.received_on.value() == date(2027, 1, 5)
    page.detail.received_on.setText("30.12.2026")
    page.detail.received_on.editingFinished.emit()

    page.record_button.click()

    assert tracked(opened, BOECKTEN).received_on == date(2026, 12, 30)


def test_several_returns_get_the_same_day_of_receipt(page, opened):
    page.list.table.selectAll()
    page.detail.received_on.set_value(date(2026, 12, 29))
    page.detail.date_button.click()
    page.record_button.click()
    days = {tracked(opened, bfs).received_on for bfs in (BOECKTEN, ITINGEN)}
    assert days == {date(2026, 12, 29)}


# ------------------------------------------------------------------ what is there already


def texts_of(page):
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in page.detail.findChildren(QLabel)]


def test_a_correction_says_what_it_replaces(make_page, opened, folder):
    record(opened, entry(declared(BOECKTEN, 900), received_on=date(2026, 12, 8)))
    page = make_page(folder / "boeckten.xlsx")
    assert lines(page)["Böckten"] == ("Berichtigung, Version 2", "ja")
    select(page, "Böckten")
    words = "Berichtigung: ersetzt Version 1 vom 08.12.2026. Die frühere bleibt lesbar."
    assert words in texts_of(page)


def test_the_same_again_says_since_when_and_needs_nothing(make_page, opened, folder):
    page = make_page(folder / "boeckten.xlsx")
    page.record_button.click()
    again = make_page(folder / "boeckten.xlsx")
    assert lines(again)["Böckten"] == ("gleich wie 05.01.2027", "nicht nötig")
    assert not again.record_button.isEnabled()


def test_a_file_that_is_no_form_says_so_and_leads_to_manual_entry(make_page, navigation, tmp_path):
    (tmp_path / "brief.xlsx").write_bytes(b"kein Excel")
    page = make_page(tmp_path / "brief.xlsx")
    assert lines(page) == {"unbekannt": ("kein Formular der Erhebung", "nicht möglich")}
    page.list.table.select_first()
    button(page, "Von Hand erfassen …").click()
    assert navigation.subpages[-1].head.title() == "Rückmeldung von Hand erfassen"


def test_an_attachment_can_be_saved(make_page, tmp_path):
    form = form_of(declared(BOECKTEN))
    files = (("Formular.xlsx", form), ("Protokollauszug.pdf", b"%PDF-1.4 invented"))
    (tmp_path / "mail.eml").write_bytes(returns_kit.mail(*files))
    page = make_page(tmp_path / "mail.eml")
    select(page, "Böckten")
    file_prompts.set_next_path(tmp_path / "kopie.pdf")

    button(page, "Protokollauszug.pdf").click()

    assert (tmp_path / "kopie.pdf").read_bytes() == b"%PDF-1.4 invented"


def test_a_scan_opens_manual_entry_and_leaves_the_list_when_recorded(
    make_page, navigation, opened, tmp_path
):
    from test_manual_entry import SOUND

    (tmp_path / "brief.eml").write_bytes(returns_kit.mail(("Scan.pdf", b"%PDF-1.4 invented")))
    page = make_page(tmp_path / "brief.eml")
    assert lines(page) == {"unbekannt": ("kein Excel-Formular", "von Hand")}
    page.list.table.opened.emit(page.state.cases[0])
    manual = navigation.subpages[-1]
    manual.form["municipality"].set_value(ITINGEN)
    for key, value in SOUND.items():
        manual.form[key].set_value(value)

    manual.record_button.click()

    assert page.state.cases == ()
    (only,) = revisions(opened, ITINGEN)
    assert [row.name for row in only.documents] == ["Scan.pdf"]
    assert only.received_on == date(2026, 12, 12)  # 23.30 UTC is already the next day


def two_hints():
    """Only the Beschluss lacks beside a step that is large."""
    odd = declared(ITINGEN, 1100, decision=PENDING)
    return replace(odd, amounts={**odd.amounts, Category.P2: 1_900_00})


def test_after_choosing_to_note_a_hint_the_cursor_stands_in_its_reason(page):
    select(page, "Itingen")
    (controls,) = page.detail.findings.controls.values()
    controls.decision.set_value("noted")
    assert page.focusWidget() is controls.reason


def test_the_reason_is_scrolled_fully_into_view(make_page, tmp_path, qtbot):
    (tmp_path / "itingen.xlsx").write_bytes(form_of(two_hints()))
    page = make_page(tmp_path)
    page.resize(1064, 420)
    page.detail.focus_first()
    last = list(page.detail.findings.controls.values())[-1]
    last.decision.set_value("noted")

    def is_seen():
        return last.reason.visibleRegion().boundingRect().height() == last.reason.height()

    qtbot.waitUntil(is_seen)


def test_a_query_about_one_of_several_hints_says_about_which(make_page, tmp_path):
    (tmp_path / "itingen.xlsx").write_bytes(form_of(two_hints()))
    page = make_page(tmp_path)
    page.detail.focus_first()  # all blocks are built
    found = page.detail.findings
    step = next(key for key in found.controls if key.startswith("step_large"))

    found.controls[step].decision.set_value("asked")

    others = len(found.controls) - 1
    assert found.query.about.text().startswith("Fragt nach: 2 Personen. ")
    assert found.query.about.text().endswith("noch offen.")
    assert lines(page)["Itingen"][-1] == f"Rückfrage, {others} offen"

    for key, made in found.controls.items():
        if key != step:
            made.give_reason("Sitzung im Januar")

    assert found.query.about.text() == "Fragt nach: 2 Personen."
    assert lines(page)["Itingen"][-1] == "Rückfrage"


def test_leaving_names_returns_whose_municipality_nobody_confirmed(make_page, navigation, folder):
    (folder / "boeckten.xlsx").write_bytes(blank_form(declared(BOECKTEN), "Bökten"))
    page = make_page(folder)
    select(page, "Itingen")
    messages.set_next_answer(False)

    page.leave()

    (said,) = messages.shown()
    assert "1 Antwort ist noch keiner Gemeinde zugeordnet: Böckten? Die Gemeinde gilt" in said
    assert "wird erinnert, obwohl die Antwort da ist." in said
    assert navigation.subpages == [page]
    assert page.list.table.current_row().name == "Böckten"


def test_a_check_from_elsewhere_leaves_what_is_being_typed(page, opened, desk):
    select(page, "Itingen")
    (controls,) = page.detail.findings.controls.values()
    controls.reason.setText("Sitz")
    controls.reason.textEdited.emit("Sitz")
    before = page.detail

    desk.run(usecases.record_returns, usecases.RecordReturns(year=2027, entries=(entry(),)))

    assert page.detail is before
    assert lines(page)["Böckten"] == ("gleich wie 08.12.2026", "nicht nötig")


def test_a_second_recording_from_the_same_page_leaves_the_correction(make_page, opened, folder):
    slip, mended = declared(SISSACH, 1200, decision=PENDING), declared(SISSACH, 1250)
    (folder / "sissach.xlsx").unlink()
    for name, answer, day in (("alt", slip, "Fri, 11"), ("neu", mended, "Mon, 28")):
        sent = f"{day} Dec 2026 09:00:00 +0000"
        mail = returns_kit.mail((f"{name}.xlsx", form_of(answer)), sent=sent)
        (folder / f"{name}.eml").write_bytes(mail)
    (folder / "boeckten.xlsx").write_bytes(blank_form(declared(BOECKTEN), "Bökten"))
    page = make_page(folder)
    page.record_button.click()
    first = revisions(opened, SISSACH)

    select(page, "Böckten")
    button(page, "Gemeinde bestätigen").click()
    page.record_button.click()

    assert revisions(opened, SISSACH) == first
    assert tracked(opened, SISSACH).state == "recorded"
    assert "Sissach" not in lines(page)


def test_what_a_correction_replaced_already_needs_nothing(make_page, opened, folder):
    (folder / "alt.xlsx").write_bytes(form_of(declared(BOECKTEN, 900)))
    first = make_page(folder / "alt.xlsx")
    first.record_button.click()
    day = date(2027, 1, 6)
    record(opened, entry(declared(BOECKTEN, 1000), received_on=day))

    page = make_page(folder / "alt.xlsx")

    assert lines(page)["Böckten"] == ("überholt, 06.01.2027", "nicht nötig")
    select(page, "Böckten")
    words = "Überholt durch die Berichtigung vom 06.01.2027. Es gibt nichts zu tun."
    assert words in texts_of(page)
    assert not page.record_button.isEnabled()


# ------------------------------------------------------------------ report, leaving, drafts


def test_the_report_is_internal_and_lists_every_finding(page, qtbot, tmp_path):
    target = tmp_path / "Prüfbericht.xlsx"
    file_prompts.set_next_path(target)
    button(page, "Prüfbericht …").click()
    qtbot.waitUntil(target.exists)
    book = openpyxl.load_workbook(target)
    words = {str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value}
    assert "Der Beschluss steht noch aus. Üblich ist ein Beschluss vor dem Inkrafttreten." in words
    assert any(text.startswith("Nur für den internen Gebrauch") for text in words)
    qtbot.waitUntil(lambda: page.notice().startswith("Der Prüfbericht liegt hier"))


def test_leaving_names_what_is_not_recorded_and_keeps_the_decisions(page, navigation, make_page):
    give_reason(page, "Itingen", "Sitzung im Januar")
    messages.set_next_answer(False)
    page.leave()
    assert navigation.subpages == [page]

    messages.set_next_answer(True)
    page.leave()

    assert navigation.subpages == []
    question = messages.shown()[0]
    assert question.startswith(
        "3 Rückmeldungen sind noch nicht erfasst Böckten, Itingen und Sissach. Die Dateien bleiben"
    )


def test_decisions_hold_again_when_the_page_was_left(page, make_page, folder):
    give_reason(page, "Itingen", "Sitzung im Januar")
    messages.set_next_answer(True)
    page.leave()
    assert lines(make_page(folder))["Itingen"][1] == "mit Begründung"


def test_leaving_names_what_was_not_usable(make_page, navigation, tmp_path):
    (tmp_path / "brief.xlsx").write_bytes(b"kein Excel")
    page = make_page(tmp_path / "brief.xlsx")
    messages.set_next_answer(False)
    page.leave()
    assert navigation.subpages == [page]
    (question,) = messages.shown()
    assert question.startswith("1 Rückmeldung ist noch nicht erfasst brief.xlsx.")


def test_many_names_are_counted():
    file = ReturnFile(file="", manual=True)
    cases = [unchecked(number, replace(file, file=f"{number}.pdf")) for number in range(1, 9)]
    question, text = import_words.leaving(cases)
    assert question == "8 Rückmeldungen sind noch nicht erfasst"
    assert text.startswith("1.pdf, 2.pdf, 3.pdf, 4.pdf, 5.pdf und 3 weitere.")


def test_leaving_asks_nothing_when_everything_lies_in_the_file(page, navigation):
    page.record_button.click()
    page.leave()
    assert navigation.subpages == []


def test_a_lock_keeps_the_decisions_for_the_same_files(page, make_page, folder):
    give_reason(page, "Itingen", "Sitzung im Januar")
    select(page, "Sissach")
    page.detail.inputs["amount_p4"].setText("1'920")
    page.detail.fill_in()
    assert page.has_changes()
    page.store_draft()

    again = make_page(folder)

    assert lines(again)["Itingen"][1] == "mit Begründung"
    assert lines(again)["Sissach"][1] == "ja"


def test_recording_forgets_the_draft(page, make_page, folder):
    give_reason(page, "Itingen", "Sitzung im Januar")
    page.store_draft()
    page.record_button.click()
    (folder / "itingen.xlsx").rename(folder / "nochmals.xlsx")
    again = make_page(folder / "nochmals.xlsx")
    assert not again.has_changes()


# ------------------------------------------------------------------ keys and eyes


def test_everything_works_with_the_keyboard(page, qtbot, opened):
    page.activateWindow()
    table = page.list.table
    table.setFocus()
    select(page, "Böckten")
    qtbot.keyClick(table, Qt.Key.Key_Down)  # Itingen
    qtbot.keyClick(table, Qt.Key.Key_Return)
    reason = page.focusWidget()
    qtbot.keyClicks(reason, "Sitzung im Januar")
    assert lines(page)["Itingen"][1] == "mit Begründung"
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)  # Sissach
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.keyClicks(page.focusWidget(), "1920")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert page.record_button.text() == "3 &erfassen"

    qtbot.keyClick(page.record_button, Qt.Key.Key_Space)

    states = {tracked(opened, bfs).state for bfs in (BOECKTEN, ITINGEN, SISSACH)}
    assert states == {"recorded"}


@pytest.mark.parametrize("name", ["Böckten", "Itingen", "Sissach"])
def test_nobody_stumbles_over_the_page(page, name):
    select(page, name)
    assert accessibility.problems(page) == []


def test_nobody_stumbles_over_the_empty_page(make_page):
    assert accessibility.problems(make_page()) == []


def test_the_list_can_be_filtered_by_the_chips(page):
    page.list.chips.choose("refused")
    assert list(lines(page)) == ["Sissach"]
    assert page.list.table.current_row().name == "Sissach"


def test_tab_goes_through_chips_list_detail_and_action_bar(page, qtbot):
    select(page, "Itingen")
    (controls,) = page.detail.findings.controls.values()
    qtbot.waitUntil(lambda: not page.detail.findings._rest.isActive())
    stops = [page.list.chips.buttons()[-1], page.list.table, controls.reason, page.record_button]
    way, widget = [], page.list.chips.buttons()[0]
    while widget is not page.record_button:
        way.append(widget)
        widget = widget.nextInFocusChain()
    way.append(widget)
    places = [way.index(stop) for stop in stops]
    assert places == sorted(places)
