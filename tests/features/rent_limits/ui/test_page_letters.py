"""Call, reminders, receipts and extended deadlines on the real page, on a real file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from letters_kit import (
    BRETZWIL,
    LAUWIL,
    REIGOLDSWIL,
    add_contact,
    add_postal_address,
    add_service,
    attached,
    extend,
    log,
    logged,
    mail,
    remind,
    text_of,
)
from page_kit import (
    AESCH,
    BOECKTEN,
    ITINGEN,
    LIESTAL,
    SISSACH,
    area,
    button,
    cells,
    desk,
    empty_area,
    in_next_dialog,
    look,
    navigation,
    plain,
    shown,
    words,
)
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from returns_examples import TODAY, declared, entry, open_round, record, tracked

from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.files import Written
from sozdesk.features.rent_limits.terms import LetterEntry, LetterKind, ReturnState
from sozdesk.features.rent_limits.ui import correspondence, letters_data, standing
from sozdesk.features.rent_limits.ui import detail as detail_tabs
from sozdesk.features.rent_limits.ui.call_dialog import CallDialog
from sozdesk.features.rent_limits.ui.extension_dialog import ExtensionDialog
from sozdesk.features.rent_limits.ui.reminder_dialog import ReminderDialog
from sozdesk.widgets import accessibility, file_prompts, messages, theme
from sozdesk.widgets.facts import Timeline

__all__ = ["area", "desk", "empty_area", "look", "navigation"]

ARLESHEIM, BUUS = 2763, 2844
RELOAD = frozenset({"rent_limits", "offices"})
PAGE_TIMEOUT = 60_000


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "schreiben"
    folder.mkdir()
    return folder


def command(area, text):
    return next(one for one in area._menu_actions() if one.text() == text)


def row_command(area, text, *numbers):
    rows = [row for row in area.data.shown.rows if row.bfs_number in numbers]
    actions = area.round.letters.row_actions([row.tracking for row in rows])
    return next(one for one in actions if one.text() == text)


def finished(qtbot, page):
    qtbot.waitUntil(lambda: page.notice() != "", timeout=PAGE_TIMEOUT)
    return page.notice()


def press(dialog):
    dialog.action_button.click()


def a_reminder(archive, bfs, kind=LetterKind.FIRST_REMINDER):
    entry_ = LetterEntry(
        bfs_number=bfs, kind=kind, addressee="Rita, r@a.example", file_name="x.eml"
    )
    written = Written(
        letters=1,
        mails=1,
        forms=0,
        entries=(entry_,),
        without_address=(),
        without_postal=0,
        no_way_back=False,
    )
    log(archive, written)


def reload(desk):
    desk.changed.emit(RELOAD)


# ------------------------------------------------------------------ the call


def test_before_anything_came_in_the_call_comes_next(qtbot, archive, desk, navigation):
    open_round(archive)
    page = shown(qtbot, desk, navigation).round
    assert button(page, "Aufruf vorbereiten …").isEnabled()
    a_reminder(archive, BOECKTEN, LetterKind.CALL)
    reload(desk)
    assert button(page, "Erinnern …").isEnabled()


def test_the_call_is_shown_written_and_logged(qtbot, archive, desk, navigation, out):
    open_round(archive)
    add_contact(archive)
    add_service(
        archive,
        BRETZWIL,
        LAUWIL,
        REIGOLDSWIL,
        email="post@beispieltal.example",
        address="Beispielweg 1\n4418 Reigoldswil",
    )
    add_postal_address(archive, BOECKTEN)
    area = shown(qtbot, desk, navigation)
    seen = []

    def look_and_go(dialog):
        seen.extend(words(dialog))
        button(dialog, "Adressen kopieren").click()
        seen.append(QGuiApplication.clipboard().text())
        button(dialog, "Text kopieren").click()
        seen.append(QGuiApplication.clipboard().text())
        assert accessibility.problems(dialog) == []
        press(dialog)

    file_prompts.set_next_path(out)
    in_next_dialog(look_and_go)
    button(area, "Aufruf vorbereiten …").click()
    assert "2 Kontakte, davon 1 Sozialdienst mit mehreren Gemeinden" in seen
    assert "Aesch, Allschwil, Anwil und 79 weitere: nur der Brief" in seen
    assert "82 Briefe. Tragen Sie sie unter «Gemeinden und Stellen» nach." in seen  # 86 - 3 - 1
    assert "rita@boeckten.example; post@beispieltal.example" in seen
    assert seen[-1].startswith("Mietzinsgrenzwerte 2027: Meldung bis 31.12.2026\n\nGuten Tag")
    said = finished(qtbot, area.round)
    assert said.startswith("86 Briefe, 2 E-Mail-Entwürfe und 88 Formulare geschrieben.")
    assert said.endswith(
        "Ohne E-Mail-Adresse: Aesch, Allschwil, Anwil und 79 weitere. Ohne Postadresse: 82 Briefe."
    )
    assert len(list(out.glob("*.docx"))) == 86
    assert logged(archive, LAUWIL) == [(LetterKind.CALL, TODAY)]


def test_the_call_shows_and_copies_text_and_addresses_of_each_deadline(archive, area, desk):
    add_contact(archive, bfs_number=AESCH, email="a@aesch.example")
    add_contact(archive, bfs_number=BUUS, email="b@buus.example")
    extend(archive, AESCH)
    found = []
    desk.call(lambda archive: letters_data.load_call(archive, 2027), done=found.append)
    dialog = CallDialog(area, found[0], open_templates=lambda: None, write_calendar=lambda: None)
    copied = []
    for number in range(dialog.choice.count()):
        dialog.choice.setCurrentIndex(number)
        for command in ("Adressen kopieren", "Text kopieren"):
            button(dialog, command).click()
            copied.append(QGuiApplication.clipboard().text())
        assert copied[-1] == dialog.field.value()
        copied[-1] = copied[-1].split("\n")[0]
    heads = [dialog.choice.itemText(number) for number in range(dialog.choice.count())]
    assert heads == ["31.12.2026, 85 Gemeinden", "15.01.2027, 1 Gemeinde"]
    assert dialog.choice.isVisibleTo(dialog)
    assert accessibility.problems(dialog) == []
    assert copied == [
        "b@buus.example",
        "Mietzinsgrenzwerte 2027: Meldung bis 31.12.2026",
        "a@aesch.example",
        "Mietzinsgrenzwerte 2027: Meldung bis 15.01.2027",
    ]


def test_a_call_with_a_broken_template_says_so_and_cannot_be_written(area, desk):
    found = []
    desk.call(lambda archive: letters_data.load_call(archive, 2027), done=found.append)
    broken = replace(
        found[0], problems=("Vorlage «Aufruf»: Das Feld «{{ frits }}» gibt es nicht.",)
    )
    dialog = CallDialog(area, broken, open_templates=lambda: None, write_calendar=lambda: None)
    assert not dialog.action_button.isEnabled()
    assert "Vorlage «Aufruf»: Das Feld «{{ frits }}» gibt es nicht." in words(dialog)


def test_a_call_that_names_no_way_back_says_so(area, desk):
    found = []
    desk.call(lambda archive: letters_data.load_call(archive, 2027), done=found.append)
    job = found[0].job

    def said(office):
        checked = replace(found[0], job=replace(job, office=office))
        dialog = CallDialog(area, checked, open_templates=lambda: None, write_calendar=lambda: None)
        return any("nicht, wie man Sie erreicht" in text for text in words(dialog))

    assert said(replace(job.office, email="", phone=""))
    assert not said(replace(job.office, email="", phone="061 000 00 00"))


def test_a_call_that_was_written_says_when(archive, area, desk):
    a_reminder(archive, BOECKTEN, LetterKind.CALL)
    found = []
    desk.call(lambda archive: letters_data.load_call(archive, 2027), done=found.append)
    left = []
    dialog = CallDialog(
        area, found[0], open_templates=lambda: left.append(1), write_calendar=lambda: None
    )
    assert "am 05.01.2027. Nochmals schreiben ersetzt gleiche Dateien." in words(dialog)
    assert not dialog.choice.isVisibleTo(dialog)  # all have the same deadline
    button(dialog, "Vorlagen …").click()
    assert left == [1]


def test_files_that_are_there_are_only_replaced_when_asked(qtbot, area, out):
    mine = out / "Erinnerung_1_2027_2763_Arlesheim.docx"
    mine.write_bytes(b"mine")
    file_prompts.set_next_path(out)
    messages.set_next_answer(False)
    in_next_dialog(press)
    row_command(area, "Erinnern …", ARLESHEIM).trigger()
    assert "1 Datei liegt schon in diesem Ordner" in messages.shown()[0]
    assert mine.read_bytes() == b"mine"


def test_a_call_that_is_broken_off_is_not_logged(qtbot, archive, area, out):
    letters = area.round.letters
    found = []
    letters.desk.call(lambda archive: letters_data.load_call(archive, 2027), done=found.append)
    file_prompts.set_next_path(out)
    letters.ask_and_write(found[0])
    letters.work.cancel()
    said = finished(qtbot, area.round)
    assert said == (
        "Abgebrochen. Im Ordner fehlt noch etwas, und im Schriftverkehr ist nichts vermerkt."
    )
    assert (out / "Noch nicht fertig.txt").exists()
    assert logged(archive, AESCH) == []


def test_the_days_are_saved_for_the_calendar(qtbot, area, tmp_path):
    path = tmp_path / "fristen.ics"
    file_prompts.set_next_path(path)
    command(area, "Fristen als Kalender …").trigger()
    said = finished(qtbot, area.round)
    assert said == "«fristen.ics» geschrieben. Öffnen Sie die Datei mit Ihrem Kalender."
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


# ------------------------------------------------------------------ reminders


def remind_dialog(area, desk, *only):
    found = []
    desk.call(lambda archive: letters_data.load_reminders(archive, 2027), done=found.append)
    return ReminderDialog(area, found[0], 2027, only)


def test_the_dialog_says_who_would_get_which_reminder_and_who_waits(archive, area, desk):
    extend(archive, ARLESHEIM)
    add_contact(archive, bfs_number=BUUS, email="buus@buus.example")
    dialog = remind_dialog(area, desk)
    assert len(dialog.lines) == 81
    by_name = {row[0]: row[1:] for row in dialog.table.shown_text().rows}
    assert by_name["Buus"] == (
        "1. Erinnerung",
        "seit 5 Tagen überfällig",
        "noch nie erinnert",
        "buus@buus.example",
    )
    assert by_name["Arlesheim"][1] == "erstreckt, noch 10 Tage"
    assert by_name["Allschwil"][3] == "keine Adresse, nur Brief"
    assert "80 von 81 Gemeinden gewählt" in words(dialog)
    assert ARLESHEIM not in dialog.chosen()
    assert dialog.chosen()[BUUS] is LetterKind.FIRST_REMINDER


def test_single_ones_are_unticked_and_the_level_is_chosen_for_all(area, desk):
    dialog = remind_dialog(area, desk, ARLESHEIM, BUUS)
    dialog.table.select_key(ARLESHEIM)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    dialog.level.set_value(LetterKind.SECOND_REMINDER)
    assert dialog.chosen() == {BUUS: LetterKind.SECOND_REMINDER}
    dialog.level.set_value(None)
    assert dialog.chosen() == {BUUS: LetterKind.FIRST_REMINDER}
    dialog.table.select_key(BUUS)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    dialog.accept()
    assert "Wählen Sie mindestens eine Gemeinde." in words(dialog.summary)


def test_earlier_reminders_stand_in_the_dialog(archive, area, desk):
    a_reminder(archive, BUUS)
    dialog = remind_dialog(area, desk, BUUS)
    assert dialog.table.shown_text().rows[0][3] == "1. Erinnerung heute"


def test_chosen_municipalities_are_reminded(qtbot, archive, area, out):
    add_contact(archive, bfs_number=BUUS, email="buus@buus.example")
    add_postal_address(archive, BUUS)
    file_prompts.set_next_path(out)
    in_next_dialog(press)
    row_command(area, "Erinnern …", BUUS, ARLESHEIM, BOECKTEN).trigger()
    said = finished(qtbot, area.round)
    assert said == (
        "2 Briefe, 1 E-Mail-Entwurf und 1 Formular geschrieben. Ohne E-Mail-Adresse: Arlesheim. "
        "Ohne Postadresse: 1 Brief."
    )
    assert attached(mail(out / "Erinnerung_1_2027_2844_Buus.eml")) == [
        "Mietzinsgrenzwerte_2027_2844_Buus.xlsx"
    ]
    assert tracked(archive, BUUS).state is ReturnState.REMINDED
    assert tracked(archive, BOECKTEN).reminders == 0  # it has answered


def test_the_start_page_leads_to_the_reminders(qtbot, archive, desk, navigation):
    from page_kit import hand_in

    hand_in(archive)
    seen = []

    def see(dialog):
        seen.append(type(dialog))
        dialog.reject()

    area = shown(qtbot, desk, navigation)
    in_next_dialog(see)
    area.open_target(chip="overdue", remind=True)
    assert seen == [ReminderDialog]
    assert area.round.chips.current() == "overdue"


def test_the_reminders_open_as_soon_as_the_page_has_its_data(area):
    letters, seen = area.round.letters, []
    data, area.round.data = area.round.data, None
    letters.remind_when_shown()
    area.round.data = data

    def see(dialog):
        seen.append(type(dialog))
        dialog.reject()

    in_next_dialog(see)
    letters.data_shown()
    letters.data_shown()
    assert seen == [ReminderDialog]


def test_when_everybody_answered_nobody_is_reminded(qtbot, archive, desk, navigation):
    open_round(archive)
    numbers = [row.bfs_number for row in archive.query(queries.return_tracking, 2027, TODAY)]
    record(archive, *(entry(declared(number)) for number in numbers))
    area = shown(qtbot, desk, navigation)
    assert not command(area, "Erinnern …").isEnabled()
    messages.set_next_answer(None)
    area.round.letters.remind()
    assert "Alle Gemeinden haben geantwortet." in messages.shown()[0]


# ------------------------------------------------------------------ receipts


def test_after_a_decision_a_receipt_is_offered_and_written(qtbot, area, navigation, out):
    detail = opened(area, ITINGEN)
    detail.choose_tab(detail_tabs.HINTS)
    for key in ("change_large/p3/168000", "no_contact//"):
        detail.hints.form[key].set_value("Telefonisch geklärt")
    detail.record_button.click()
    offer = navigation.offers[-1]
    assert offer.words == "Empfangsbestätigung schreiben …"
    offer.go()
    ((key, target),) = navigation.areas
    assert (key, target["year"]) == ("rent_limits", 2027)
    file_prompts.set_next_path(out)
    area.open_target(**target)
    assert finished(qtbot, area.round) == "1 E-Mail-Entwurf geschrieben."
    (path,) = out.iterdir()
    assert "für Itingen ist erfasst" in text_of(mail(path)).replace("Für", "für")


def opened(area, bfs):
    area.open_target(bfs=bfs)
    return area.round.detail


def test_receipts_that_are_switched_off_are_not_offered(archive, area, navigation):
    off = usecases.SwitchLetter(kind=LetterKind.RECEIPT, active=False)
    archive.run(usecases.switch_letter, off)
    detail = opened(area, ITINGEN)
    detail.choose_tab(detail_tabs.HINTS)
    for key in ("change_large/p3/168000", "no_contact//"):
        detail.hints.form[key].set_value("Telefonisch geklärt")
    detail.record_button.click()
    assert navigation.said[-1] == "Itingen erfasst, Version 1."
    assert navigation.offered[-1] == ["Kontakte aus den Rückmeldungen übernehmen …"]


def test_the_receipt_of_a_municipality_is_of_the_version_that_is_shown(
    qtbot, archive, area, desk, out
):
    july = date(2027, 7, 1)
    change = declared(LIESTAL, 1300, valid_from=july)
    record(archive, entry(change, change_from=july, received_on=date(2027, 1, 4)))
    reload(desk)
    detail = opened(area, LIESTAL)
    command = next(one for one in detail._commands() if one.text() == "Empfangsbestätigung …")
    names = []
    for number in (0, 1):
        detail.version.set_value(number)
        file_prompts.set_next_path(out)
        area.round.clear_notice()
        command.trigger()
        finished(qtbot, area.round)
        names.append(sorted(path.name for path in out.iterdir()))
    assert names[0] == ["Empfangsbestätigung_2027_2829_Liestal_Version_1.eml"]
    (added,) = set(names[1]) - set(names[0])
    assert added == "Empfangsbestätigung_2027_2829_Liestal_ab_2027-07-01_Version_1.eml"
    assert "Gültig ab: 01.07.2027" in text_of(mail(out / added))


def test_a_question_brings_no_receipt(area, navigation):
    detail = opened(area, ITINGEN)
    detail.choose_tab(detail_tabs.QUERY)
    detail.query.asked_button.click()
    assert navigation.offers == [None]


def test_a_receipt_is_a_command_of_a_recorded_municipality(qtbot, area, out):
    detail = opened(area, LIESTAL)
    receipt = next(one for one in detail._commands() if one.text() == "Empfangsbestätigung …")
    file_prompts.set_next_path(out)
    receipt.trigger()
    assert finished(qtbot, area.round) == "1 E-Mail-Entwurf geschrieben."
    waiting = opened(area, ITINGEN)
    (other,) = [one for one in waiting._commands() if one.text() == "Empfangsbestätigung …"]
    assert not other.isEnabled()


# ------------------------------------------------------------------ more time


def test_the_deadline_is_extended_for_several_selected_municipalities(archive, area, navigation):
    table = area.round.table
    table.select_key(ARLESHEIM)
    place = table.visualRect(table.model().index(table.rows_model.line_of(BUUS), 0)).center()
    area.round.table.scrollTo(table.model().index(table.rows_model.line_of(BUUS), 0))
    place = table.visualRect(table.model().index(table.rows_model.line_of(BUUS), 0)).center()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, control, QPoint(place))
    menu = [action.text() for action in table.row_menu().actions()]
    assert menu == ["Erinnern …", "Frist erstrecken …"]
    next(a for a in table.row_menu().actions() if a.text() == "Frist erstrecken …").trigger()
    dialog = area.round.findChild(ExtensionDialog)
    assert dialog.form["municipalities"].value() == (ARLESHEIM, BUUS)
    dialog.form["until"].set_value(date(2027, 1, 15))
    dialog.form["reason"].set_value("Behörde tagt")
    dialog.accept()
    assert navigation.said == ["Frist für Arlesheim und Buus erstreckt bis 15.01.2027."]
    assert tracked(archive, BUUS).due_on == date(2027, 1, 15)
    assert area.round.time_left.text() == "noch 10 Tage bis 15.01.2027"
    assert words(area.round.head)[1] == (
        "Gültig ab 01.01.2027. Frist 31.12.2026, für 2 Gemeinden erstreckt bis 15.01.2027"
    )


@pytest.mark.parametrize(("bfs", "chosen"), [(BUUS, (BUUS,)), (LIESTAL, ())])  # Liestal answered
def test_the_menu_of_the_page_extends_for_the_selected_one_that_is_missing(area, bfs, chosen):
    area.round.open_municipality(bfs)
    command = next(one for one in area._menu_actions() if one.text() == "Frist erstrecken …")
    command.trigger()
    dialog = area.round.findChild(ExtensionDialog)
    assert dialog.form["municipalities"].value() == chosen
    field = dialog.form["municipalities"].input.line
    QApplication.processEvents()
    assert field.fontMetrics().horizontalAdvance(field.placeholderText()) < field.width()
    dialog.form.mark_clean()
    dialog.reject()


def test_what_is_missing_or_too_early_stands_beside_its_field(area):
    area.round.letters.extend()
    dialog = area.round.findChild(ExtensionDialog)
    dialog.accept()
    assert set(dict(dialog.form.findings())) == {"municipalities", "until", "reason"}
    dialog.form["municipalities"].set_value((BUUS,))
    dialog.form["until"].set_value(date(2026, 12, 31))
    dialog.form["reason"].set_value("Behörde tagt")
    dialog.accept()
    assert "nach der Frist der Erhebung" in dialog.form["until"].finding().message
    QApplication.processEvents()
    assert accessibility.problems(dialog) == []
    dialog.form.mark_clean()
    dialog.reject()


def test_an_extension_is_taken_back_with_one_command(archive, area, desk, navigation):
    extend(archive, BUUS)
    reload(desk)
    row_command(area, "Erstreckung zurücknehmen", BUUS).trigger()
    assert navigation.said == ["Erstreckung der Frist für Buus zurückgenommen."]
    assert tracked(archive, BUUS).extended is False


# ------------------------------------------------------------------ tracking


def test_the_list_says_reminded_extended_and_the_days(archive, area, desk):
    extend(archive, ARLESHEIM)
    a_reminder(archive, BUUS)
    reload(desk)
    table = area.round.table
    rows = {row[0]: row[1:3] for row in table.shown_text().rows}
    assert rows["Arlesheim"] == ("offen, erstreckt", "bis 15.01.2027")
    assert rows["Buus"] == ("überfällig, 1× erinnert", "seit 5 Tagen")
    state = table.rows_model.columns[1]
    buus = next(row for row in area.data.shown.rows if row.tracking.name == "Buus")
    assert state.tip(buus) == "überfällig, 1-mal erinnert"
    counts = {made.chip.key: made.chip.count for made in area.round.chips.buttons()}
    assert (counts["open"], counts["overdue"], counts["reminded"]) == (1, 80, 1)
    area.round.choose_chip("reminded")
    assert [row[0] for row in table.shown_text().rows] == ["Buus"]


def a_row(archive, bfs=BUUS, today=TODAY):
    return tracked(archive, bfs, today=today)


@pytest.mark.parametrize(
    ("today", "word", "when", "left"),
    [
        (date(2026, 12, 21), "offen, noch 10 Tage", "bis 31.12.2026", "noch 10 Tage"),
        (date(2026, 12, 30), "offen, noch 1 Tag", "bis 31.12.2026", "noch 1 Tag"),
        (date(2026, 12, 31), "offen, heute fällig", "bis 31.12.2026", "heute fällig"),
        (date(2027, 1, 1), "überfällig", "seit 1 Tag", "seit 1 Tag überfällig"),
    ],
)
def test_a_municipality_without_an_answer_says_how_long_it_has(archive, today, word, when, left):
    open_round(archive)
    row = a_row(archive, today=today)
    assert (standing.state_word(row), standing.when(row)) == (word, when)
    assert standing.days_left(row) == left


def test_a_reminded_one_that_still_has_time_is_reminded(archive):
    open_round(archive)
    a_reminder(archive, BUUS)
    row = a_row(archive, today=date(2026, 12, 21))
    assert standing.state_word(row) == "erinnert, noch 10 Tage"
    assert standing.symbol(row) == "reminded"
    assert standing.group(row) == "open"


def test_the_head_counts_to_the_next_deadline_that_somebody_has(archive):
    open_round(archive)
    extend(archive, BUUS)
    rows = archive.query(queries.return_tracking, 2027, date(2026, 12, 21))
    assert standing.time_left(rows, date(2026, 12, 21)) == "noch 10 Tage bis 31.12.2026"
    assert standing.time_left(rows, date(2026, 12, 31)) == "Frist heute"
    assert standing.time_left(rows, date(2027, 1, 5)) == "noch 10 Tage bis 15.01.2027"
    assert standing.time_left(rows, date(2027, 1, 16)) == ""


def test_different_new_deadlines_are_said_as_the_latest(archive):
    open_round(archive)
    extend(archive, BUUS)
    extend(archive, AESCH, until=date(2027, 1, 20))
    rows = archive.query(queries.return_tracking, 2027, TODAY)
    round_ = archive.query(queries.round_of, 2027)
    assert standing.facts(round_, rows).endswith(
        "für 2 Gemeinden erstreckt bis spätestens 20.01.2027"
    )


# ------------------------------------------------------------------ Schriftverkehr


def events(area):
    return [
        (one.when, one.title, one.text)
        for one in correspondence.correspondence(area.round.detail.data, None)
    ]


def test_everything_that_went_out_and_came_in_stands_on_the_timeline(archive, area, desk, out):
    add_contact(archive, bfs_number=SISSACH, email="s@sissach.example")
    extend(archive, SISSACH, reason="Behörde tagt")
    a_reminder(archive, SISSACH, LetterKind.CALL)
    reload(desk)
    opened(area, SISSACH)
    found = events(area)
    assert [(when, title) for when, title, _ in found] == [
        ("05.01.2027", "Rückfrage"),
        ("05.01.2027", "Frist erstreckt bis 15.01.2027"),
        ("05.01.2027", "Aufruf"),
        ("08.12.2026", "Rückmeldung eingegangen, Version 1"),
    ]
    assert found[0][2] == "Gestellt von Anna Muster"
    assert found[1][2] == "Erstreckt von Anna Muster. Grund: Behörde tagt"
    assert found[2][2] == "Geschrieben von Anna Muster, an Rita, r@a.example"
    assert found[3][2].startswith("Per Datei")


def test_what_came_and_was_decided_today_stands_above_what_went_out_before(archive, area, desk):
    a_reminder(archive, BUUS)
    today = date(2027, 1, 5)
    record(archive, entry(declared(BUUS, 1000), received_on=today))
    record(archive, entry(declared(BUUS, 1050), received_on=today))
    reload(desk)
    opened(area, BUUS)
    assert [title for _when, title, _ in events(area)] == [
        "Erfasst",
        "Rückmeldung eingegangen, Version 2",
        "Erfasst",
        "Rückmeldung eingegangen, Version 1",
        "1. Erinnerung",
    ]


def test_a_recorded_return_and_a_change_say_who_decided(archive, area, desk):
    july = date(2027, 7, 1)
    change = declared(LIESTAL, 1300, valid_from=july)
    record(archive, entry(change, change_from=july, received_on=date(2027, 1, 4)))
    reload(desk)
    opened(area, LIESTAL)
    assert [(when, title) for when, title, _ in events(area)] == [
        ("05.01.2027", "Erfasst"),
        ("05.01.2027", "Erfasst"),
        ("04.01.2027", "Änderung ab 01.07.2027 eingegangen, Version 1"),
        ("03.01.2027", "Rückmeldung eingegangen, Version 1"),
    ]
    assert events(area)[0][2] == "Entschieden von Anna Muster"


def test_the_tab_shows_the_timeline_and_writes_a_letter_again(qtbot, archive, area, desk, out):
    add_postal_address(archive, BUUS)
    remind(archive, out, BUUS)
    for path in out.iterdir():
        path.unlink()
    reload(desk)
    detail = opened(area, BUUS)
    assert detail.tabs is None  # no answer yet: the correspondence stands below the state
    assert "Schriftverkehr" in words(detail)
    assert detail.findChild(Timeline) is not None
    file_prompts.set_next_path(out)
    button(detail, "Nochmals schreiben …").click()
    assert finished(qtbot, area.round) == (
        "1 Brief und 1 Formular geschrieben. Ohne E-Mail-Adresse: Buus."
    )
    assert (out / "Erinnerung_1_2027_2844_Buus.docx").exists()
    assert logged(archive, BUUS) == [(LetterKind.FIRST_REMINDER, TODAY)]  # not once more


def test_a_receipt_is_written_again_for_its_own_version(qtbot, archive, area, desk, out):
    rows = archive.query(queries.revisions, 2027, AESCH)
    letters = area.round.letters
    for row in reversed(rows):
        file_prompts.set_next_path(out)
        letters.write_receipts([row.id])
        finished(qtbot, area.round)
        area.round.clear_notice()
    for path in out.iterdir():
        path.unlink()
    first = next(
        row
        for row in archive.query(queries.letters, 2027)[AESCH]
        if row.file_name.endswith("Version_1.eml")
    )
    file_prompts.set_next_path(out)
    letters.write_again(first)
    finished(qtbot, area.round)
    assert [path.name for path in out.iterdir()] == [first.file_name]


def test_the_tab_of_an_answered_municipality_can_be_read_and_operated(qapp, archive, area, desk):
    a_reminder(archive, SISSACH, LetterKind.CALL)
    reload(desk)
    area.resize(1280, 900)
    detail = opened(area, SISSACH)
    detail.choose_tab(detail_tabs.LETTERS)
    qapp.processEvents()
    assert "Aufruf" in words(detail)
    assert accessibility.problems(area) == []


def test_without_letters_the_tab_says_so(area):
    data = replace(opened(area, SISSACH).data, revisions=())
    view = correspondence.correspondence_view(data, None)
    assert view.text() == "In dieser Erhebung ist noch nichts hinaus- oder eingegangen."


def test_a_copy_for_reading_writes_nothing(area):
    area.round.data = replace(area.round.data, read_only=True)
    letters = area.round.letters
    assert letters.main_button(read_only=True).isEnabled() is False
    assert [a.isEnabled() for a in letters.menu(may=False)] == [False, False, False, True, False]
    rows = [area.data.shown.rows[2].tracking]
    assert not any(action.isEnabled() for action in letters.row_actions(rows))
    letters.remind()
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize(("mode", "factor"), [("light", 1.0), ("dark", 1.3)])
def test_the_dialogs_can_be_read_and_operated(qtbot, qapp, area, desk, mode, factor):
    theme.apply(qapp, mode, factor)
    dialog = remind_dialog(area, desk, ARLESHEIM, BUUS)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert accessibility.problems(dialog) == []
    assert plain(dialog.action_button.text()) == "Ordner wählen …"
    assert cells(dialog.table)[0] == "Arlesheim"
