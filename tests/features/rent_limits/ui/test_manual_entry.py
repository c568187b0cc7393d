"""A return typed in by hand: checked while typing, recorded like every other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from import_kit import BOECKTEN, ITINGEN, button, declared, entry, opened, record
from page_kit import desk, look, navigation, words
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from returns_examples import revisions, tracked

from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.terms import (
    Attachment,
    Block,
    Category,
    Interval,
    Method,
    ReceivedVia,
    RentKind,
    ReturnFile,
)
from sozdesk.features.rent_limits.ui.manual_entry import ManualEntry
from sozdesk.features.rent_limits.ui.manual_picture import Picture
from sozdesk.features.rent_limits.usecases import ChangeRound, change_round
from sozdesk.widgets import accessibility, file_prompts, messages, theme

__all__ = ["desk", "look", "navigation", "opened"]

SOUND = {
    "amount_p1": 1_000_00,
    "amount_p2": 1_200_00,
    "amount_p3": 1_400_00,
    "amount_p4": 1_600_00,
    "amount_p5": 1_750_00,
    "amount_further": 150_00,
    "rent_kind": RentKind.NET,
    "interval": Interval.MONTH,
    "valid_from": date(2027, 1, 1),
    "decided_on": date(2026, 11, 10),
    "method": Method.ADVERTS,
    "contact_name": "Anna Muster",
    "contact_phone": "061 000 00 00",
}


@pytest.fixture
def make_page(qtbot, opened, desk, navigation):
    def make(bfs=BOECKTEN, file=None, *, change=False, **values):
        page = ManualEntry(desk, navigation, 2027, bfs, file, change=change)
        page.resize(1064, 720)
        qtbot.addWidget(page)
        navigation.open_subpage(page)
        page.show()
        for key, value in values.items():
            page.form[key].set_value(value)
        page.check_now()
        return page

    return make


def texts(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


def picture_file():
    """A mail with a photographed letter."""
    image = QImage(300, 400, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    scan = Attachment("Brief.png", bytes(buffer.data().data()))
    return ReturnFile(
        file="brief.eml",
        received_on=date(2026, 12, 17),
        via=ReceivedVia.EMAIL,
        attachments=(scan,),
        manual=True,
    )


def test_a_letter_is_typed_in_and_recorded(make_page, opened, navigation):
    page = make_page(**SOUND)
    page.form["received_on"].set_value(date(2026, 12, 30))

    page.record_button.click()

    (only,) = revisions(opened, BOECKTEN)
    assert (only.state, only.via, only.received_on) == ("recorded", "letter", date(2026, 12, 30))
    assert only.declaration.amounts == declared().amounts
    assert navigation.subpages == []
    assert navigation.said == ["Böckten erfasst, Version 1."]


def test_after_typing_in_a_letter_its_receipt_is_offered(make_page, navigation):
    page = make_page(**SOUND)

    page.record_button.click()

    (offer,) = navigation.offers
    assert offer.words == "Empfangsbestätigung schreiben …"


def test_last_year_stands_beside_the_fields_with_the_change(make_page, opened):
    record(opened, entry(declared(BOECKTEN, 1000, year=2026)), year=2026)
    page = make_page(**SOUND)
    page.form["amount_p1"].set_value(1_050_00)
    assert "1'000.00" in texts(page)
    assert "+5,0 %" in texts(page)  # 1'050 instead of 1'000
    assert "gleich" in texts(page)


def test_last_years_amount_per_month_is_compared_over_a_year(make_page, opened):
    record(opened, entry(declared(BOECKTEN, 1000, year=2026)), year=2026)
    page = make_page(**SOUND)
    page.form["interval"].set_value(Interval.YEAR)
    page.form["amount_p1"].set_value(12_600_00)
    assert "+5,0 %" in texts(page)  # 12'600 instead of 12 x 1'000
    page.form["rent_kind"].set_value(RentKind.GROSS)
    assert "+5,0 %" not in texts(page)


def test_a_large_change_is_said_while_typing(make_page, opened):
    record(opened, entry(declared(BOECKTEN, 1000, year=2026)), year=2026)
    page = make_page(**SOUND)
    page.form["amount_p1"].set_value(1_180_00)  # +18 %, usual are 15
    page.check_now()
    assert page.form["amount_p1"].finding().code == "change_large"


def test_a_missing_amount_is_said_only_after_the_main_button(make_page, opened):
    page = make_page(**{**SOUND, "amount_p4": None})
    assert page.form["amount_p4"].finding() is None

    page.record_button.click()

    assert page.form["amount_p4"].finding().code == "missing_amount"
    assert page.summary.title() == "Die Rückmeldung kann noch nicht erfasst werden: 1 Fehler"
    assert revisions(opened, BOECKTEN) == ()


def test_the_main_button_leaves_the_hints_at_the_other_fields(make_page, opened):
    record(opened, entry(declared(BOECKTEN, 1000, year=2026)), year=2026)
    page = make_page(**{**SOUND, "amount_p1": 1_180_00, "amount_p4": None})
    page.record_button.click()
    assert page.form["amount_p4"].finding().code == "missing_amount"
    hint = page.form["amount_p1"].finding()
    assert (hint.code, hint.message) == ("change_large", "1 Person: Änderung")


def test_what_lacks_above_the_amounts_stays_said_while_typing(make_page):
    page = make_page(bfs=None, **SOUND)
    page.record_button.click()
    page.form["amount_p1"].set_value(1_010_00)
    page.check_now()
    assert page.form["municipality"].finding().message == "Wählen Sie die Gemeinde."


def test_without_a_municipality_the_summary_asks_for_it(make_page):
    page = make_page(bfs=None, **SOUND)
    page.record_button.click()
    assert page.form["municipality"].finding().message == "Wählen Sie die Gemeinde."


def test_an_unreadable_amount_is_said_beside_it(make_page):
    page = make_page(**SOUND)
    page.form["amount_p4"].input.setText("viel")
    page.record_button.click()
    assert "viel" in page.form["amount_p4"].finding().message


def test_a_hint_needs_a_reason(make_page, opened):
    page = make_page(**{**SOUND, "decided_on": None, "decision_pending": True})
    page.record_button.click()
    assert revisions(opened, BOECKTEN) == ()
    (controls,) = page.editor.controls.values()
    assert page.focusWidget() is controls.reason
    assert page.summary.title() == ("Die Rückmeldung kann noch nicht erfasst werden: 1 Prüfhinweis")

    controls.give_reason("Sitzung im Januar")
    page.record_button.click()

    (only,) = revisions(opened, BOECKTEN)
    assert [note.reason for note in only.notes] == ["Sitzung im Januar"]


def test_a_query_can_be_stored_instead(make_page, opened):
    page = make_page(**{**SOUND, "decided_on": None, "decision_pending": True})
    (controls,) = page.editor.controls.values()
    controls.decision.set_value("asked")
    assert page.record_button.text().replace("&", "") == "Mit Rückfrage ablegen"

    page.record_button.click()

    (only,) = revisions(opened, BOECKTEN)
    assert only.state == "queried"
    assert "Wann ist er vorgesehen?" in only.query_text


def test_it_can_be_kept_to_be_decided_later(make_page, opened):
    page = make_page(**{**SOUND, "decided_on": None, "decision_pending": True})
    page.keep_button.click()
    assert tracked(opened, BOECKTEN).state == "received"


def test_no_limits_with_a_reason(make_page, opened):
    page = make_page(no_limits=True, contact_phone="061 000 00 00")
    page.record_button.click()
    assert page.form["no_limits_reason"].finding().code == "missing_reason"
    page.form["no_limits_reason"].set_value("Keine Fälle seit Jahren")
    page.record_button.click()
    assert tracked(opened, BOECKTEN).state == "no_limits"


def test_the_same_again_changes_nothing(make_page, opened):
    record(opened, entry(declared(), received_on=date(2026, 12, 8)))
    page = make_page(
        **{**SOUND, "decision_number": "2026-118", "contact_phone": ""},
        contact_email="anna.muster@example.ch",
    )
    page.record_button.click()
    assert page.notice() == "Gleich wie die Rückmeldung vom 08.12.2026. Es gibt nichts zu tun."


def test_a_correction_says_what_it_replaces(make_page, opened):
    record(opened, entry(declared(), received_on=date(2026, 12, 8)))
    page = make_page()
    facts = (
        "Frist 31.12.2026, seit 5 Tagen überfällig, "
        "beginnt mit den Angaben von Version 1 vom 08.12.2026 und ersetzt sie"
    )
    assert facts in texts(page)
    assert page.head.title() == "Berichtigung 2027: Böckten"


def test_a_correction_begins_with_what_is_recorded(make_page, opened):
    record(opened, entry(declared(), received_on=date(2026, 12, 8)))
    page = make_page()
    assert page.form["amount_p3"].value() == 1_400_00
    assert page.form["contact_name"].value() == "Anna Muster"
    assert not page.has_changes()

    page.form["amount_p3"].set_value(1_450_00)
    page.record_button.click()

    newest, _first = revisions(opened, BOECKTEN)
    assert newest.declaration.amounts[Category.P3] == 1_450_00
    assert newest.declaration.decision.number == "2026-118"


def test_a_correction_offers_the_reasons_that_were_given(make_page, opened):
    from returns_examples import CHANGE as HIGHER
    from returns_examples import REASON

    record(opened, entry(declared(BOECKTEN, 1000, year=2026)), year=2026)
    record(opened, entry(declared(BOECKTEN, 1200), HIGHER, reasons=REASON))
    page = make_page()
    page.editor.focus_open()  # all blocks are built
    assert "Letzte Begründung (2027): Neue Erhebung der Mieten" in words(page)


def test_a_scan_of_a_recorded_municipality_is_a_new_letter(make_page, opened):
    record(opened, entry(declared(ITINGEN), received_on=date(2026, 12, 8)))
    page = make_page(ITINGEN, picture_file())
    assert page.form["amount_p3"].value() is None
    assert any(one.endswith("ersetzt Version 1 vom 08.12.2026") for one in texts(page))

    button(page, "Wie Version 1 ausfüllen").click()

    assert page.form["amount_p3"].value() == 1_400_00
    assert page.form["received_on"].value() == date(2026, 12, 17)


def test_the_form_proposes_the_first_day_of_the_erhebung(make_page, opened):
    assert make_page().form["valid_from"].value() == date(2027, 1, 1)
    assert make_page(ITINGEN, picture_file()).form["valid_from"].value() == date(2027, 1, 1)


def add_contact(archive, bfs, email):
    from sozdesk.features.offices.usecases import AddContact
    from sozdesk.features.offices.usecases import add_contact as add

    archive.run(add, AddContact(bfs_number=bfs, name="Rita Beispiel", email=email))


def test_the_sender_of_the_mail_proposes_the_municipality(make_page, opened):
    add_contact(opened, ITINGEN, "Gemeinde@itingen.example")
    page = make_page(None, replace(picture_file(), sender="gemeinde@itingen.example"))
    assert page.form["municipality"].value() == ITINGEN
    assert page.notice().startswith("Die Gemeinde ist nach der Adresse gemeinde@itingen.example")
    page.form["municipality"].set_value(BOECKTEN)
    assert page.notice() == ""


def test_an_address_of_two_municipalities_proposes_none(make_page, opened):
    for bfs in (ITINGEN, BOECKTEN):
        add_contact(opened, bfs, "dienst@example.ch")
    page = make_page(None, replace(picture_file(), sender="dienst@example.ch"))
    assert page.form["municipality"].value() is None


def test_last_years_answers_can_be_taken_over(make_page, opened):
    record(opened, entry(declared(BOECKTEN, 1000, year=2026)), year=2026)
    page = make_page()
    button(page, "Wie Vorjahr ausfüllen").click()
    assert page.form["amount_p3"].value() == 1_400_00
    assert page.form["rent_kind"].value() is RentKind.NET
    assert page.form["valid_from"].value() == date(2027, 1, 1)  # not last year's


def test_without_last_year_nothing_can_be_taken_over(make_page):
    page = make_page()
    button(page, "Wie Vorjahr ausfüllen").click()
    assert page.notice().startswith("Aus dem Vorjahr ist nichts da.")


def test_the_optional_blocks_of_the_year_are_asked(make_page, opened):
    from sozdesk.features.rent_limits import queries

    found = opened.query(queries.round_of, 2027)
    blocks = frozenset({Block.YOUNG_ADULTS, Block.ADVERTS, Block.ANCILLARY, Block.INDEX})
    opened.run(change_round, ChangeRound(year=2027, base_version=found.version, blocks=blocks))
    page = make_page(
        **SOUND, amount_young_adult=700_00, adverts_count=34, adverts_below=20, index_base=104_300
    )
    page.form["heating_included"].set_value(True)

    page.record_button.click()

    (only,) = revisions(opened, BOECKTEN)
    assert only.declaration.amounts[Category.YOUNG_ADULT] == 700_00
    extras = only.declaration.extras
    assert (extras.adverts_count, extras.index_base, extras.heating_included) == (34, 104_300, True)


# ------------------------------------------------------------------ pictures


def test_the_scan_stands_beside_the_form_and_stays_with_the_return(make_page, opened):
    page = make_page(ITINGEN, picture_file(), **SOUND)
    (shown,) = page.findChildren(Picture)
    assert not shown.pixmap().isNull()
    assert page.form["received_on"].value() == date(2026, 12, 17)

    page.record_button.click()

    (only,) = revisions(opened, ITINGEN)
    assert (only.via, [row.name for row in only.documents]) == ("email", ["Brief.png"])


@pytest.mark.parametrize("width", [1064, 1150])  # of the page in a window of 1280 and 1366
@pytest.mark.parametrize("factor", [1.0, 1.3])  # of the letters
def test_beside_a_picture_the_form_with_its_hints_never_scrolls_sideways(
    make_page, opened, qapp, width, factor
):
    theme.apply(qapp, "light", factor=factor)
    before = declared(ITINGEN, 1000, year=2026, rent_kind=RentKind.GROSS)
    record(opened, entry(before), year=2026)
    page = make_page(ITINGEN, picture_file(), **{**SOUND, "amount_p2": 1_880_00, "amount_p4": None})
    page.resize(width, 720)
    page.record_button.click()  # the sentence about net and gross stands above the form
    assert page.summary.isVisible()
    area = page.splitter.widget(0)
    least = area.widget().minimumSizeHint().width()
    assert least + area.verticalScrollBar().sizeHint().width() <= area.width()
    (link,) = (one for one in page.summary.findChildren(QPushButton) if "netto" in one.text())
    QApplication.processEvents()
    lines = link.text().split("\n")
    assert max(map(link.fontMetrics().horizontalAdvance, lines)) < link.width() <= area.width()


def test_a_pdf_is_not_shown_but_can_be_saved(make_page, tmp_path):
    scan = Attachment("Scan.pdf", b"%PDF-1.4 invented")
    page = make_page(BOECKTEN, ReturnFile(file="mail.eml", attachments=(scan,), manual=True))
    assert any(words.startswith("Dieses Programm zeigt keine PDF-Dateien") for words in texts(page))
    file_prompts.set_next_path(tmp_path / "kopie.pdf")
    button(page, "Speichern unter …").click()
    assert (tmp_path / "kopie.pdf").read_bytes() == b"%PDF-1.4 invented"


def test_a_scan_can_be_attached(make_page, opened, qtbot, tmp_path):
    (tmp_path / "brief.pdf").write_bytes(b"%PDF-1.4 invented")
    page = make_page(**SOUND)
    file_prompts.set_next_path([tmp_path / "brief.pdf"])
    button(page, "Scan anhängen …").click()
    qtbot.waitUntil(lambda: len(page.attachments) == 1)

    page.record_button.click()

    (only,) = revisions(opened, BOECKTEN)
    assert [row.name for row in only.documents] == ["brief.pdf"]


def test_a_scan_that_is_gone_gets_a_sentence(make_page, qtbot, tmp_path):
    page = make_page()
    messages.set_next_answer(True)
    file_prompts.set_next_path([tmp_path / "weg.pdf"])
    button(page, "Scan anhängen …").click()
    said = []
    qtbot.waitUntil(lambda: said.extend(messages.shown()) or bool(said))
    assert said == ["«weg.pdf» lässt sich nicht lesen. Wählen Sie eine andere Datei."]


# ------------------------------------------------------------------ leaving, drafts, eyes


def test_leaving_with_something_typed_asks(make_page, navigation):
    page = make_page(**SOUND)
    messages.set_next_answer(False, True)
    page.leave()
    assert navigation.subpages == [page]
    page.leave()
    assert navigation.subpages == []


def test_an_untouched_form_is_left_without_a_question(make_page, navigation):
    make_page().leave()
    assert navigation.subpages == []


def test_a_lock_keeps_what_was_typed(make_page):
    page = make_page(**SOUND)
    page.store_draft()

    again = make_page()

    assert again.notice() == "Ihr Entwurf von vorher ist wieder da."
    assert again.declaration() == page.declaration()
    assert again.has_changes()


def test_a_draft_can_be_thrown_away(make_page):
    make_page(**SOUND).store_draft()
    again = make_page()
    button(again, "Entwurf verwerfen").click()
    assert again.form["amount_p1"].value() is None
    assert make_page().notice() == ""


def test_recording_forgets_the_draft(make_page):
    page = make_page(**SOUND)
    page.store_draft()
    page.record_button.click()
    assert make_page().notice() == ""


def test_nobody_stumbles_over_the_page(make_page, qtbot):
    page = make_page(ITINGEN, picture_file(), **{**SOUND, "amount_p4": None})
    page.record_button.click()
    qtbot.waitUntil(lambda: accessibility.problems(page) == [])


# ------------------------------------------------------------------ a change within the year

JULY = date(2027, 7, 1)
DECIDED = {"decided_on": date(2027, 5, 11), "method": Method.ADVERTS}


def changes(archive):
    return archive.query(queries.revisions, 2027, BOECKTEN, JULY)


def test_a_change_begins_with_what_holds_and_stands_beside_the_return(make_page, opened):
    record(opened, entry(declared(BOECKTEN, 1000)))
    page = make_page(change=True, valid_from=JULY, amount_p1=1_050_00, **DECIDED)
    assert page.form["amount_p3"].value() == 1_400_00
    assert page.form["contact_name"].value() == "Anna Muster"
    assert "bisher" in texts(page)
    assert "+5,0 %" in texts(page)  # 1'050 instead of 1'000

    page.record_button.click()

    (only,) = changes(opened)
    assert only.declaration.amounts[Category.P1] == 1_050_00
    assert [row.revision for row in revisions(opened)] == [1]
    january, july = (
        next(row for row in opened.query(queries.in_force, day) if row.bfs_number == BOECKTEN)
        for day in (date(2027, 6, 30), JULY)
    )
    assert january.declaration.amounts[Category.P1] == 1_000_00
    assert july.declaration.amounts[Category.P1] == 1_050_00


def test_a_second_change_begins_with_the_first(make_page, opened):
    record(opened, entry(declared(BOECKTEN, 1000)))
    make_page(change=True, valid_from=JULY, amount_p1=1_050_00, **DECIDED).record_button.click()
    assert make_page(change=True).form["amount_p1"].value() == 1_050_00


def test_a_change_asks_from_when_on_it_holds(make_page, opened):
    record(opened, entry(declared(BOECKTEN, 1000)))
    page = make_page(change=True, amount_p1=1_050_00, **DECIDED)
    page.record_button.click()
    assert page.form["valid_from"].finding().message == "Geben Sie ein, ab wann die Änderung gilt."
    assert [row.revision for row in revisions(opened)] == [1]


def test_a_change_whose_draft_is_thrown_away_begins_with_what_holds_again(make_page, opened):
    record(opened, entry(declared(BOECKTEN, 1000)))
    make_page(change=True, amount_p1=1_050_00).store_draft()
    again = make_page(change=True)
    assert again.form["amount_p1"].value() == 1_050_00
    button(again, "Entwurf verwerfen").click()
    assert again.form["amount_p1"].value() == 1_000_00


def test_nobody_stumbles_over_the_page_of_a_change(make_page, opened, qtbot):
    record(opened, entry(declared(BOECKTEN, 1000)))
    page = make_page(change=True)
    assert page.head.title() == "Änderung 2027: Böckten"
    assert not page.form["municipality"].isEnabled()
    qtbot.waitUntil(lambda: accessibility.problems(page) == [])
