"""What the start page and the navigation say about bills, at the KSA and at a Sozialdienst."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

import bill_kit as kit
import case_kit
from sozdesk.features.billing import queries, rules
from sozdesk.features.billing.queries import answering
from sozdesk.features.billing.terms import BillState, Period
from sozdesk.features.billing.terms.answers import CheckStage
from sozdesk.features.billing.ui.check_page import CheckPage
from sozdesk.features.rent_limits.usecases import OpenRound, open_round
from sozdesk.runtime.desk import InlineDesk
from sozdesk.shell import file_facts, start_billing, start_query
from sozdesk.shell.start_page import StartPage

TODAY = date(2027, 1, 5)


def test_the_ksa_sees_what_is_new_and_what_runs(archive):
    kit.bill(archive)
    kit.bill(archive, number=2)
    (count,) = [one for one in file_facts.facts(archive).counts if one.area == "billing"]
    assert (count.number, count.tip) == (2, "2 neu")
    facts = start_query.start_facts(archive)
    (point,) = facts.billing
    assert point.title == "2 Abrechnungen warten auf die Prüfung"
    assert "Abrechnung Liestal 1/2026" in point.detail
    assert (point.area, point.chip) == ("billing", "new")


def test_what_is_to_release_comes_first_and_a_hearing_is_a_deadline(archive):
    kit.bill(archive)
    (bill,) = archive.query(answering.received_bills, archive.context())
    ready = replace(bill, stage=CheckStage.READY)
    heard = replace(bill, state=BillState.HEARING, hearing_until=date(2027, 1, 20))
    points = start_billing.received_points([bill, ready])
    assert [one.word for one in points] == ["freizugeben", "neu"]
    (line,) = start_billing.hearing_deadlines([bill, heard], TODAY)
    assert (line.day, line.title, line.detail) == (
        date(2027, 1, 20),
        "1 Stellungnahme",
        "Abrechnung Liestal 1/2026",
    )
    assert (line.left, line.urgency, line.bill_id) == ("noch 15 Tage", "later", bill.id)


def test_what_is_answered_and_not_paid_waits(archive):
    kit.bill(archive, state="answered")
    kit.bill(archive, number=2, state="answered", payment_id=kit.voucher(archive))
    released = kit.voucher(archive, number=2, released_by="Beat")
    kit.bill(archive, number=3, state="answered", payment_id=released)
    kit.bill(archive, number=4, state="settled")
    points = start_query.billing_points(archive)
    assert [(one.word, one.title) for one in points] == [
        ("Beleg freizugeben", "1 Auszahlungsbeleg ist freizugeben"),
        ("auszuzahlen", "1 beantwortete Abrechnung ist auszuzahlen"),
        ("Zahlung offen", "1 Auszahlung ist noch nicht als bezahlt eingetragen"),
    ]
    (count,) = [one for one in file_facts.facts(archive).counts if one.area == "billing"]
    assert count.number == 3


def heard(archive, number: int, until: date, **more):
    return kit.bill(
        archive, number=number, state="hearing", hearing_until=until, checked_by="Anna", **more
    )


def test_stellungnahmen_are_due_by_day_and_one_that_is_written_is_never_late(archive):
    past, soon = date(2027, 1, 4), date(2027, 1, 8)
    for number, until in ((1, soon), (2, soon), (3, past)):
        heard(archive, number, until)
    heard(archive, 4, past, statement_on=date(2027, 1, 3))
    bills = archive.query(answering.received_bills, archive.context())
    lines = start_billing.hearing_deadlines(bills, TODAY)
    assert [(one.day, one.title, one.left, one.urgency) for one in lines] == [
        (past, "1 Stellungnahme", "seit 1 Tag überfällig", "past"),
        (soon, "2 Stellungnahmen", "noch 3 Tage", "soon"),
    ]
    assert lines[1].detail == "Abrechnung Liestal 1/2026, Abrechnung Liestal 2/2026"


def links(page):
    QApplication.processEvents()
    return {
        one.text(): one
        for one in page.findChildren(QAbstractButton)
        if "Stellungnahme" in one.text() and one.isVisibleTo(page)
    }


@pytest.mark.parametrize("with_round", [False, True])
def test_the_start_page_of_the_ksa_leads_to_the_bill_that_is_heard(window, workspace, with_round):
    desk = window.desk
    if with_round:
        opening = OpenRound(year=2027, call_on=date(2026, 11, 1), due_on=date(2027, 1, 31))
        desk.run(open_round, opening)
    kit.bill(desk._archive)
    first = heard(desk._archive, 2, date(2026, 11, 25))  # the clock stands at the 26th
    heard(desk._archive, 3, date(2027, 1, 20))
    heard(desk._archive, 4, date(2027, 1, 20))
    workspace.open_area("start")
    start = workspace.stack.currentWidget()
    start._load()
    found = links(start)
    assert set(found) == {"1 Stellungnahme", "2 Stellungnahmen"}
    said = [one.text() for one in start.findChildren(QLabel) if one.isVisibleTo(start)]
    assert "seit 1 Tag überfällig" in said
    found["1 Stellungnahme"].click()
    page = workspace.stack.currentWidget()
    assert isinstance(page, CheckPage)
    assert page.table.current_row().id == first


def test_the_start_page_of_a_sozialdienst_leads_to_the_draft_of_the_answer(
    qtbot, service_archive, navigated
):
    desk = InlineDesk()
    desk.adopt(service_archive)
    own = heard(service_archive, 1, date(2027, 1, 20), origin="own")
    page = StartPage(desk, navigated)
    qtbot.addWidget(page)
    page.show()
    links(page)["1 Stellungnahme"].click()
    assert navigated.opened == [("billing", {"bill_id": own, "page": "answer_page"})]


@pytest.fixture
def navigated():
    found = SimpleNamespace(opened=[])
    found.open_area = lambda area, **target: found.opened.append((area, target))
    for name in ("show_file_history", "open_handbook", "say"):
        setattr(found, name, lambda *_: None)
    return found


def test_a_sozialdienst_sees_answers_drafts_and_what_is_missing(service_archive):
    assert start_query.billing_points(service_archive) == ()
    kit.bill(service_archive, origin="own", state="answered")
    kit.bill(
        service_archive,
        origin="own",
        state="draft",
        number=None,
        first_day=date(2026, 4, 1),
        last_day=date(2026, 6, 30),
    )
    found = {one.word: one for one in start_query.billing_points(service_archive)}
    assert found["zu verbuchen"].title == "1 Antwort des KSA ist zu verbuchen"
    assert found["zu verbuchen"].page == "answer_page"
    assert found["entworfen"].detail == "Liestal (2. Quartal 2026)"


def test_a_town_without_a_bill_of_the_last_period_is_named(service_archive):
    kit.bill(service_archive, origin="own")
    (own,) = service_archive.query(queries.own_bills)
    period = Period(first=kit.JANUARY, last=kit.MARCH)
    assert rules.billed_in([own], period) == {kit.LIESTAL}
    for away in ({"accrual": True}, {"cancels": "2/2026"}, {"cancelled_by": "2/2026"}):
        assert rules.billed_in([replace(own, **away)], period) == frozenset()
    later = Period(first=kit.MARCH + timedelta(days=1), last=date(2026, 6, 30))
    assert rules.billed_in([own], later) == frozenset()
    quarter = (kit.JANUARY, kit.MARCH)
    (point,) = start_billing.own_points((), (), quarter, ("Sissach",))
    assert point.title == "1 Gemeinde ohne Abrechnung: 1. Quartal 2026"
    assert point.detail == "Sissach"


def test_only_a_town_with_something_enacted_can_lack_a_bill(service_archive):
    """5 January 2027: the fourth quarter is over, and only Sissach had somebody in an offering."""
    kit.bill(service_archive, origin="own", first_day=kit.JANUARY, last_day=kit.MARCH)
    for bfs_number, days in (
        (kit.LIESTAL, (date(2026, 1, 1), date(2026, 9, 30))),
        (kit.SISSACH, (date(2026, 12, 31), date(2027, 6, 30))),
    ):
        person = case_kit.person(service_archive)
        case = case_kit.case(service_archive, [person], number=bfs_number, bfs_number=bfs_number)
        case_kit.enactment(
            service_archive,
            case,
            person,
            UUID(int=3),
            None,
            first_day=days[0],
            last_day=days[1],
        )
    (point,) = start_query.billing_points(service_archive)
    assert point.title == "1 Gemeinde ohne Abrechnung: 4. Quartal 2026"
    assert point.detail == "Sissach"


def test_a_stellungnahme_that_is_written_waits_for_its_file_to_be_sent(archive):
    kit.bill(archive)
    (bill,) = archive.query(answering.received_bills, archive.context())
    waits = replace(bill, state=BillState.HEARING, hearing_until=date(2027, 1, 20))
    written = replace(waits, statement_on=TODAY)
    span = (date(2026, 10, 1), date(2026, 12, 31))
    points = start_billing.own_points([waits, written], [], span, [])
    assert [(one.title, one.word) for one in points] == [
        ("1 Entwurf des KSA wartet auf Ihre Stellungnahme", "zur Stellungnahme"),
        ("1 Stellungnahme ist geschrieben: Senden Sie dem KSA die Datei", "zu senden"),
    ]
