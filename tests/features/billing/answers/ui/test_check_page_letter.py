"""The letter offered beside a saved file is that of the bill of the file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QThreadPool
from test_bill_answers import send
from test_check_page import button

import bill_kit as kit
from bill_kit import ACCEPT, REFUSE, Line
from sozdesk.features.billing.ui import check_page
from sozdesk.features.billing.usecases import answers
from sozdesk.widgets import file_prompts

LINES = (Line(100_000), Line(50_000))


@pytest.fixture
def page(desk, navigation, archive, service_archive, shown, tmp_path):
    """The draft of bill 1 is saved, bill 2 is new."""
    kit.know_each_other(archive, service_archive)
    first = kit.bill(archive, LINES)
    kit.bill(archive, LINES, number=2)
    kit.decide(archive, first, ACCEPT, REFUSE)
    kit.check(archive, first)
    send(archive, first)
    page = shown(check_page.build(desk, navigation, bill_id=first))
    file_prompts.set_next_path(tmp_path / "b1.sza")
    page.detail.save_answer()
    settle()
    return page


def settle():
    QThreadPool.globalInstance().waitForDone()
    QCoreApplication.processEvents()


def select(page, number):
    page.table.select_key(next(one.id for one in page.model.rows() if one.number == number))
    QCoreApplication.processEvents()


def test_who_saved_a_draft_is_told_to_send_it(page):
    assert page.notice() == (
        "«b1.sza» gespeichert. Nur der Sozialdienst kann sie öffnen. Senden Sie sie ihm."
    )


def test_the_link_is_about_the_bill_of_the_file_also_when_another_one_is_selected(
    page, monkeypatch
):
    asked = []
    monkeypatch.setattr(
        "sozdesk.features.billing.ui.check_detail.save",
        lambda _work, _desk, _title, name, *_more, **_said: asked.append(name),
    )
    select(page, 2)
    assert page.detail.shown.detail.bill.number == 2
    button(page, "Brief speichern …").click()
    settle()
    assert asked == ["Antwort-Liestal-2026-001.pdf"]


def test_the_link_gives_no_letter_that_the_menu_does_not(page, archive, monkeypatch):
    bill = next(one for one in page.model.rows() if one.number == 1)
    withdraw = answers.WithdrawHearing(bill_id=bill.id, base_version=bill.version)
    archive.run(answers.withdraw_hearing, withdraw)
    kit.decide(archive, bill.id, None, None)
    button(page, "Brief speichern …").click()
    settle()
    assert page.notice() == (
        "Abrechnung Liestal 1/2026: Es ist nichts entschieden, das in einem Brief stehen könnte."
    )
