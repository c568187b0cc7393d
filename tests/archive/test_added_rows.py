"""Many rows at once stand in the file and in the Verlauf as if each had been added by itself."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from probe_tables import Desk, Paper, Village
from sqlalchemy import select

from sozdesk.archive import journal
from sozdesk.archive.journal_history import FieldChange
from sozdesk.archive.journal_tables import Op
from sozdesk.features.cases.records import PersonRecord

ONE, TWO = UUID(int=1), UUID(int=2)


def test_a_row_has_its_columns_the_defaults_and_a_change_in_the_verlauf() -> None:
    desk = Desk()
    rows = [
        {"id": ONE, "title": "Rechnung", "dated": date(2027, 1, 5), "extra": {"a": 1}},
        {"id": TWO},
    ]
    with desk.act("zwei Papiere") as session:
        journal.add_rows(session, Paper, rows)

    with desk.reading() as session:
        (change,) = journal.history(session, "probe_paper", ONE)
        kept = session.scalars(select(Paper).order_by(Paper.id)).all()
        told = [(row.title, row.secret, row.dated, row.extra, row.version) for row in kept]
    assert told == [
        ("Rechnung", False, date(2027, 1, 5), {"a": 1}, 1),
        ("", False, None, None, 1),
    ]
    assert (change.op, change.act.summary) == (Op.INSERT, "zwei Papiere")
    assert FieldChange("title", None, "Rechnung") in change.fields


def test_the_verlauf_says_the_same_as_of_a_row_that_was_added_by_itself() -> None:
    values = {"title": "Brief", "dated": date(2027, 1, 5)}
    told = []
    for at_once in (True, False):
        desk = Desk()
        with desk.act() as session:
            if at_once:
                journal.add_rows(session, Paper, [{"id": ONE, **values}])
            else:
                session.add(Paper(id=ONE, **values))
        with desk.reading() as session:
            (change,) = journal.history(session, "probe_paper", ONE)
        told.append(set(change.fields))
    assert told[0] == told[1]


def test_rows_come_after_what_the_session_still_holds() -> None:
    desk = Desk()
    with desk.act() as session:
        session.add(Village(id=ONE, number=2861, name="Sissach"))
        journal.add_rows(session, Paper, [{"id": TWO, "village_number": 2861}])
    with desk.reading() as session:
        assert session.scalars(select(Paper.village_number)).all() == [2861]


def test_no_rows_are_no_change() -> None:
    desk = Desk()
    with desk.act() as session:
        journal.add_rows(session, Paper, [])
    with desk.reading() as session:
        assert journal.recent(session, 5) == ()


def test_what_the_search_follows_is_refused() -> None:
    with Desk().act() as session, pytest.raises(TypeError, match="PersonRecord"):
        journal.add_rows(session, PersonRecord, [{"id": ONE}])
