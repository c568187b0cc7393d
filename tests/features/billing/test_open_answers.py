"""The deadline of a Stellungnahme stands wherever a Sozialdienst looks for what is due."""

from __future__ import annotations

from datetime import date

import pytest
from test_bill_answers import hear, release

import bill_kit as kit
from bill_kit import ACCEPT, Line
from sozdesk.features.billing import queries
from sozdesk.features.billing.ui.bill_detail import bill_state, bill_symbol
from sozdesk.features.billing.usecases import answer_book as book
from sozdesk.features.cases.texts.work import due_title
from sozdesk.shell import file_facts
from sozdesk.widgets.states import State

LINES = (Line(100_000), Line(50_000), Line(30_000))
TODAY, LATER = date(2027, 1, 5), date(2028, 1, 5)


@pytest.fixture
def theirs(archive, service_archive):
    kit.know_each_other(archive, service_archive)
    made = kit.bill(archive, LINES)
    kit.bill(service_archive, LINES, origin="own")
    return made


def read(service, data):
    service.run(book.read_answer, book.ReadAnswer(data=data))


def state(service):
    (row,) = service.query(queries.own_bills)
    return bill_state(row), bill_symbol(row)


def test_a_draft_of_the_answer_is_due_on_the_start_page_and_in_the_list(
    archive, service_archive, theirs
):
    read(service_archive, hear(archive, theirs))
    (found,) = service_archive.query(queries.open_answers)
    assert found.until is not None
    day = f"{found.until:%d.%m.%Y}"
    (row,) = service_archive.query(queries.all_due, TODAY, LATER)
    assert (row.day, due_title(row), row.what) == (
        found.until,
        "Stellungnahme zur Abrechnung",
        "1/2026, Liestal",
    )
    assert service_archive.query(queries.all_due, TODAY, date(2027, 1, 6)) == ()
    assert state(service_archive) == (f"Stellungnahme bis {day}", State.QUERIED)
    counted = {one.area: one.number for one in file_facts.facts(service_archive).counts}
    assert counted["billing"] == 1


def test_a_written_statement_asks_no_more_and_is_never_late(archive, service_archive, theirs):
    read(service_archive, hear(archive, theirs))
    (own,) = service_archive.query(queries.own_bills)
    service_archive.run(
        book.keep_statement,
        book.KeepStatement(bill_id=own.id, base_version=own.version, statements={}),
    )
    (row,) = service_archive.query(queries.all_due, TODAY, LATER)
    assert row.what == "1/2026, Liestal: erfasst, an das KSA senden"
    assert service_archive.query(queries.all_due, date(2027, 12, 1), LATER) == ()
    assert state(service_archive)[0] == "Stellungnahme vom 05.01.2027"


def test_the_decision_waits_to_be_booked(archive, service_archive, theirs):
    kit.decide(archive, theirs, ACCEPT, ACCEPT, ACCEPT)
    kit.check(archive, theirs)
    read(service_archive, release(archive, theirs))
    assert state(service_archive) == ("beantwortet, zu verbuchen", State.RECEIVED)
    (own,) = service_archive.query(queries.own_bills)
    service_archive.run(book.book_answer, book.BookAnswer(bill_id=own.id, base_version=own.version))
    assert service_archive.query(queries.open_answers) == ()
