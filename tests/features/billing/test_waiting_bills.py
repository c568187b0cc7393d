"""What the navigation asks for at every change: bills that are not settled, counted without reading lines."""

from __future__ import annotations

from datetime import date

from sqlalchemy import event
from sqlalchemy.engine import Engine

import bill_kit as kit
from sozdesk.features.billing.queries import answering
from sozdesk.features.billing.terms.answers import CheckStage


def test_only_bills_that_are_not_settled_wait(archive):
    kit.bill(archive)
    kit.bill(archive, number=2, state="hearing", hearing_until=date(2027, 1, 20))
    kit.bill(archive, number=3, state="answered")
    kit.bill(archive, number=4, state="settled")
    kit.bill(archive, number=5, origin="own")
    context = archive.context()
    waiting = archive.query(answering.waiting_bills, context)
    assert [(one.number, one.stage, one.lines) for one in waiting] == [
        (1, CheckStage.NEW, 2),
        (2, CheckStage.HEARING, 2),
        (3, CheckStage.ANSWERED, 2),
    ]
    every = archive.query(answering.received_bills, context)
    assert [one.number for one in every] == [1, 2, 3, 4]
    assert every[:3] == waiting


def test_decisions_are_counted_from_the_index_alone(archive):
    """The lines hold their explanations: to read them would be to read the whole bills."""
    kit.bill(archive)
    asked = []

    def keep(_connection, _cursor, statement, parameters, _context, _many):
        if "sum(bill_line.accepted_canton)" in statement:
            asked.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", keep)
    try:
        archive.query(answering.waiting_bills, archive.context())
    finally:
        event.remove(Engine, "before_cursor_execute", keep)
    ((statement, parameters),) = asked
    plan = archive.query(
        lambda session: (
            session.connection()
            .exec_driver_sql(f"explain query plan {statement}", parameters)
            .all()
        )
    )
    assert any("COVERING INDEX" in row[-1] for row in plan), plan
