"""«Vorlagen»: out to Word and back, words of the e-mails, attachments, the shipped one in one click."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from letters_kit import CALL, FIRST, RECEIPT, mail, text_of
from page_kit import button, desk, look, navigation, plain, words
from PySide6.QtWidgets import QApplication
from returns_examples import open_round

from docx_kit import docx
from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.terms import LetterKind
from sozdesk.features.rent_limits.texts import SHIPPED_MAILS
from sozdesk.features.rent_limits.ui.template_text_dialog import TemplateTextDialog
from sozdesk.features.rent_limits.ui.templates_page import TemplatesPage
from sozdesk.widgets import accessibility, file_prompts, theme

__all__ = ["desk", "look", "navigation"]

OWN = docx("{{ adresse }}", "Für {{ gemeinde }} bis {{ frist }}: Grenzwerte {{ jahr }}.")


@pytest.fixture
def page(qtbot, archive, desk, navigation):
    open_round(archive)
    return shown(qtbot, desk, navigation)


def shown(qtbot, desk, navigation):
    made = TemplatesPage(desk, navigation)
    made.resize(1064, 720)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def at(page, kind):
    assert page.table.select_key(kind)
    return page.detail


def row(archive, kind=CALL):
    return next(one for one in archive.query(queries.letter_templates) if one.kind is kind)


def own(archive, kind=CALL):
    command = usecases.SetLetterDocument(kind=kind, name="Brief KSA.docx", content=OWN)
    archive.run(usecases.set_letter_document, command)


def said(qtbot, page):
    qtbot.waitUntil(lambda: page.notice() != "", timeout=10_000)
    return page.notice()


def test_the_list_says_what_is_shipped_and_what_is_only_an_e_mail(page):
    assert page.table.shown_text().rows == (
        ("Aufruf", "mitgeliefert", "mitgeliefert", "0"),
        ("1. Erinnerung", "mitgeliefert", "mitgeliefert", "0"),
        ("2. Erinnerung", "mitgeliefert", "mitgeliefert", "0"),
        ("Empfangsbestätigung", "nur E-Mail", "mitgeliefert", "0"),
    )
    seen = words(at(page, CALL))
    assert "mitgeliefert" in seen
    assert SHIPPED_MAILS[CALL].subject in seen
    assert "Keine. Das Formular der Gemeinde hängt immer an." in seen
    assert not page.detail.restore_button.isEnabled()


def test_a_copy_for_word_is_saved_and_the_page_says_what_comes_next(qtbot, page, tmp_path):
    path = tmp_path / "Vorlage Aufruf.docx"
    file_prompts.set_next_path(path)
    button(at(page, CALL), "In Word bearbeiten …").click()
    assert said(qtbot, page).startswith(f"Die Vorlage liegt hier: {path}. Ändern Sie sie in Word")
    assert path.read_bytes() == queries.shipped_document(CALL)
    assert button(page, "Öffnen").isVisible()


def test_what_was_changed_in_word_is_chosen_and_used(qtbot, archive, page, navigation, tmp_path):
    path = tmp_path / "Brief KSA.docx"
    path.write_bytes(OWN)
    file_prompts.set_next_path(path)
    button(at(page, CALL), "Eigene Vorlage wählen …").click()
    qtbot.waitUntil(lambda: bool(navigation.said))
    assert navigation.said == ["Eigene Vorlage «Brief KSA.docx» für «Aufruf» gewählt."]
    seen = words(page.detail)
    assert "eigene, «Brief KSA.docx»" in seen
    assert "am 05.01.2027 von Anna Muster" in seen
    assert page.table.shown_text().rows[0][1] == "eigene"
    page.detail.restore_button.click()
    assert row(archive).document_sha256 is None
    assert not page.detail.restore_button.isEnabled()


def test_a_letter_with_mistakes_is_not_used_and_all_of_them_are_named(
    qtbot, archive, page, tmp_path
):
    path = tmp_path / "falsch.docx"
    path.write_bytes(docx("{{ adresse }} bis {{ frits }} in {{ gemeinde }}"))
    file_prompts.set_next_path(path)
    button(at(page, CALL), "Eigene Vorlage wählen …").click()
    sentence = said(qtbot, page)
    assert "Das Feld «{{ frits }}» gibt es nicht. Gemeint ist vielleicht «{{ frist }}»." in sentence
    assert "Das Feld «{{ jahr }}» fehlt" in sentence
    assert row(archive).document_sha256 is None
    button(page, "Schliessen").click()
    assert page.notice() == ""


def test_a_file_that_is_gone_or_too_big_is_said(qtbot, page, tmp_path):
    from sozdesk.widgets import messages

    messages.set_next_answer(None, None)
    file_prompts.set_next_path(tmp_path / "fehlt.docx")
    page.choose_document(CALL)
    qtbot.waitUntil(lambda: len(messages._shown) == 1)
    big = tmp_path / "gross.pdf"
    big.write_bytes(bytes(20_000_001))
    file_prompts.set_next_path(big)
    page.attach(CALL)
    qtbot.waitUntil(lambda: len(messages._shown) == 2)
    gone, much = messages.shown()
    assert gone.startswith("«fehlt.docx» lässt sich nicht lesen.")
    assert much == "«gross.pdf» ist grösser als 20 MB. Wählen Sie eine kleinere Datei."


def test_the_sample_shows_what_the_own_letter_makes(qtbot, archive, page, tmp_path):
    own(archive)
    page.reload()
    path = tmp_path / "Probe.docx"
    file_prompts.set_next_path(path)
    button(at(page, CALL), "Probe ansehen …").click()
    assert said(qtbot, page) == f"Die Probe liegt hier: {path}"
    lines = [one.text for one in Document(BytesIO(path.read_bytes())).paragraphs]
    assert lines[0].startswith("Gemeinde Musterwil")
    assert lines[1].startswith("Für Musterwil bis ")


def test_the_sample_of_the_receipt_is_a_draft(qtbot, page, tmp_path):
    path = tmp_path / "Probe.eml"
    file_prompts.set_next_path(path)
    button(at(page, RECEIPT), "Probe ansehen …").click()
    said(qtbot, page)
    assert "1 Person: 900.00" in text_of(mail(path))


def test_the_receipt_is_switched_off_and_on(archive, page):
    detail = at(page, RECEIPT)
    assert plain(detail.tick.text()) == "Nach dem Erfassen anbieten"
    detail.tick.click()
    assert archive.query(queries.receipts_are_on) is False
    assert page.table.shown_text().rows[3][2] == "ausgeschaltet"
    page.detail.tick.click()
    assert archive.query(queries.receipts_are_on) is True


def test_attachments_come_and_go(qtbot, archive, page, tmp_path, navigation):
    path = tmp_path / "Merkblatt.pdf"
    path.write_bytes(b"%PDF" * 1000)
    file_prompts.set_next_path(path)
    button(at(page, FIRST), "Beilage hinzufügen …").click()
    qtbot.waitUntil(lambda: bool(navigation.said))
    assert "Merkblatt.pdf (3 KB)" in words(page.detail)
    assert page.table.shown_text().rows[1][3] == "1"
    button(page.detail, "Entfernen").click()
    assert row(archive, FIRST).attachments == ()


# ------------------------------------------------------------------ words


@pytest.fixture
def dialog(page, desk, archive, qtbot):
    made = TemplateTextDialog(page, desk, row(archive, FIRST))
    made.show()
    qtbot.waitExposed(made)
    return made


def test_mistakes_are_said_beside_the_field_while_somebody_types(qtbot, dialog):
    dialog.form["subject"].set_value("Frist {{ frits }}")
    qtbot.waitUntil(lambda: dialog.form["subject"].finding() is not None)
    assert dialog.form["subject"].finding().message == (
        "Das Feld «{{ frits }}» gibt es nicht. Gemeint ist vielleicht «{{ frist }}»."
    )
    dialog.form["subject"].set_value("Frist {{ frist }}")
    dialog.check_now()
    assert dialog.form["subject"].finding() is None
    dialog.form.mark_clean()


def test_the_fields_stand_there_with_their_meaning_and_those_of_a_receipt_do_not(dialog):
    seen = words(dialog)
    assert "{{ frist }}" in seen
    assert "Tag der Frist, auch wenn sie erstreckt ist: 31.12.2026 (muss vorkommen)" in seen
    assert "{{ betraege }}" not in seen


def test_other_words_are_kept_and_shown(archive, page, dialog, navigation):
    dialog.form["body"].set_value("{{ anrede }}\n\nFür {{ gemeinde }} bis {{ frist }}.")
    dialog.accept()
    assert row(archive, FIRST).body == "{{ anrede }}\n\nFür {{ gemeinde }} bis {{ frist }}."
    at(page, FIRST)
    assert page.table.shown_text().rows[1][2] == "eigener Text"
    assert "{{ anrede }}\n\nFür {{ gemeinde }} bis {{ frist }}." in words(page.detail)


def test_words_with_a_mistake_are_not_kept(archive, dialog):
    dialog.form["body"].set_value("Bis {{ frist }")
    dialog.accept()
    assert "passen die Klammern nicht zusammen" in dialog.form["body"].finding().message
    assert row(archive, FIRST).own_text is False
    dialog.form.mark_clean()


def test_the_button_opens_the_words_of_the_shown_kind(page):
    button(at(page, RECEIPT), "Text ändern …").click()
    (shown,) = page.findChildren(TemplateTextDialog)
    assert shown.form["subject"].value() == SHIPPED_MAILS[RECEIPT].subject
    shown.reject()


@pytest.mark.parametrize(("mode", "factor"), [("light", 1.0), ("dark", 1.3)])
def test_every_kind_can_be_read_and_operated(qtbot, qapp, archive, desk, navigation, mode, factor):
    theme.apply(qapp, mode, factor)
    open_round(archive)
    own(archive)
    page = shown(qtbot, desk, navigation)
    page.resize(1280, 900)
    for kind in LetterKind:
        at(page, kind)
        QApplication.processEvents()
        assert accessibility.problems(page) == []
