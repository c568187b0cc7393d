"""The page on which a Sozialdienst reads answers, takes position and books."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QThreadPool
from test_bill_answers import hear, release, send, state

import bill_kit as kit
from bill_kit import ACCEPT, Line
from navigation_kit import dialog_of, words_of
from sozdesk.features.billing.terms import BillState, LineDecision
from sozdesk.features.billing.ui import answer_page
from sozdesk.features.billing.ui import answer_rows as rows
from sozdesk.features.billing.usecases import answers
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.widgets import accessibility, file_prompts, layouts, messages

LINES = (Line(100_000), Line(50_000), Line(30_000))


@pytest.fixture
def both(archive, service_archive):
    kit.know_each_other(archive, service_archive)
    return kit.bill(archive, LINES), kit.bill(service_archive, LINES, origin="own")


@pytest.fixture
def page(service_desk, navigation, both, shown):
    return shown(answer_page.build(service_desk, navigation))


def settle():
    """What the worker has done is said on the page."""
    QThreadPool.globalInstance().waitForDone()
    QCoreApplication.processEvents()


def read(page, data, tmp_path):
    path = tmp_path / "antwort.sza"
    path.write_bytes(data)
    file_prompts.set_next_path(path)
    page.ask_file()
    settle()


def test_without_a_bill_the_page_says_how_it_goes(service_desk, navigation, shown):
    page = shown(answer_page.build(service_desk, navigation))
    assert "Noch keine Abrechnung gestellt" in words_of(page)
    QCoreApplication.processEvents()
    assert accessibility.problems(page) == []


def test_the_municipality_sees_what_a_hint_rests_on_as_the_ksa_does(qtbot, service_archive, both):
    hint = Finding("x", Severity.HINT, "Preis ist höher.", "Katalog ab 1.3.2026: 900.00")
    line = replace(kit.detail(service_archive, both[1]).lines[0], findings=(hint,))
    for own in (True, False):
        place = layouts.column()
        box = layouts.box(place)
        qtbot.addWidget(box)
        rows.explain(place, line, own=own)
        box.show()
        said = words_of(box)
        assert said[said.index("Preis ist höher.") + 1] == "Katalog ab 1.3.2026: 900.00"


def test_every_difference_is_seen_line_by_line_and_answered(page, archive, both, tmp_path):
    theirs, _own = both
    assert "Noch keine Antwort eingelesen." in words_of(page)
    read(page, hear(archive, theirs), tmp_path)
    assert "1 zur Stellungnahme" in words_of(page.head)
    detail = page.detail
    assert [one.position for one in detail.table.model.rows()] == [2, 3, 1]
    assert "Grund des KSA: Tarif ab 1.3.2026: 900.00." in words_of(page)
    assert "CHF 280.00, bleiben bei der Gemeinde" in words_of(page)
    detail.state_button.click()
    dialog = dialog_of(page)
    dialog.form["words"].set_value("Der Tarif gilt erst ab Mai.")
    dialog.accept()
    assert "Ihre Stellungnahme: Der Tarif gilt erst ab Mai." in words_of(page)
    said = " ".join(words_of(page))
    cell = page.model.cell(0, 1)
    assert cell.text == "Stellungnahme"
    assert cell.second.startswith("vom ")
    assert "Nehmen Sie zu den Zeilen Stellung" not in said
    assert "Speichern Sie die Datei und senden Sie sie dem KSA" in said
    file_prompts.set_next_path(tmp_path / "s.szs")
    detail.file_button.click()
    settle()
    assert (tmp_path / "s.szs").read_bytes().startswith(b"age-encryption.org/v1")
    QCoreApplication.processEvents()
    assert accessibility.problems(page) == []


def test_the_final_answer_is_booked_after_a_question(
    page, archive, service_archive, both, tmp_path
):
    theirs, own = both
    kit.decide(archive, theirs, ACCEPT, ACCEPT, ACCEPT)
    kit.check(archive, theirs)
    read(page, release(archive, theirs), tmp_path)
    assert not page.detail.state_button.isVisible()
    messages.set_next_answer(True)
    page.detail.book_button.click()
    assert kit.detail(service_archive, own).bill.state is BillState.SETTLED
    assert "05.01.2027, Anna Muster" in words_of(page)


def test_a_refused_line_is_taken_up_again_with_a_reason(
    page, archive, service_archive, both, tmp_path
):
    theirs, own = both
    kit.decide(archive, theirs, kit.REFUSE, ACCEPT, ACCEPT)
    kit.check(archive, theirs)
    read(page, send(archive, theirs), tmp_path)
    said = state(service_archive, own, 1, "Einverstanden.")
    archive.run(answers.read_statement, answers.ReadStatement(data=said))
    assert not page.detail.resume_button.isVisible()
    read(page, release(archive, theirs), tmp_path)
    assert page.detail.table.current().decision is LineDecision.REFUSED
    assert page.detail.resume_button.isVisible()
    page.detail.resume()
    dialog = dialog_of(page)
    dialog.form["reason"].set_value("Der Beleg liegt bei.")
    dialog.accept()
    assert "Wieder aufgenommen: Der Beleg liegt bei." in words_of(page)
    assert [line.resumed for line in kit.detail(service_archive, own).lines] == [
        "Der Beleg liegt bei.",
        "",
        "",
    ]
    accepted = page.detail.table.model.rows()[1]
    page.detail.table.view.select_key(accepted.id)
    assert not page.detail.resume_button.isVisible()


def test_a_reduced_line_is_taken_up_again_once_its_bill_is_cancelled(
    page, archive, service_archive, both, tmp_path
):
    theirs, own = both
    kit.decide(archive, theirs, kit.reduce(30_000), ACCEPT, ACCEPT)
    kit.check(archive, theirs)
    read(page, send(archive, theirs), tmp_path)
    said = state(service_archive, own, 1, "Einverstanden.")
    archive.run(answers.read_statement, answers.ReadStatement(data=said))
    read(page, release(archive, theirs), tmp_path)
    assert page.detail.table.current().decision is LineDecision.REDUCED
    assert not page.detail.resume_button.isVisible()
    kit.bill(service_archive, [Line(1, sign=-1)], origin="own", number=2, cancels_id=own)
    page.reload()
    settle()
    page.detail.table.view.select_first()
    assert page.detail.resume_button.isVisible()
    page.detail.resume()
    dialog = dialog_of(page)
    said = " ".join(words_of(dialog))
    assert "Das KSA hat die Zeile gekürzt: Tarif ab 1.3.2026: 900.00." in said
    dialog.form["reason"].set_value("Der Tarif stimmt.")
    dialog.accept()
    assert kit.detail(service_archive, own).lines[0].resumed == "Der Tarif stimmt."


def test_a_file_that_does_not_fit_has_one_reason(page, tmp_path):
    messages.set_next_answer(True)
    read(page, b"age", tmp_path)
    assert "keine Antwort aus SozDesk" in messages.shown()[-1]


def test_a_bill_leads_to_its_answer(service_desk, service_archive, navigation, both, shown):
    from sozdesk.features.billing.ui import page as bills_page

    _theirs, own = both
    page = shown(bills_page.build(service_desk, navigation))
    page.open_answer(page.table.current_row())
    answers = shown(navigation.subpages[-1])
    assert answers.detail.shown.detail.bill.id == own
