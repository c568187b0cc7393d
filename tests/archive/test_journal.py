"""The Verlauf: what is written down, by whom, and what it refuses."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from probe_tables import CLERK, NOON, Desk, Paper, Village
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from sozdesk import features, schema
from sozdesk.archive import journal
from sozdesk.archive.base import Base
from sozdesk.archive.journal_history import FieldChange, row_change
from sozdesk.archive.journal_tables import Act, Change, Op
from sozdesk.archive.journal_values import from_json, to_json

SISSACH = UUID(int=2861)


def sissach() -> Village:
    return Village(id=SISSACH, number=2861, name="Sissach")


def fields_of(desk: Desk, table: str, row_id: UUID) -> list[dict[str, tuple[object, object]]]:
    with desk.reading() as session:
        rows = journal.history(session, table, row_id)
    return [{field.column: (field.old, field.new) for field in row.fields} for row in rows]


def number_of(desk: Desk, kind: type[Base]) -> int:
    with desk.reading() as session:
        return len(session.scalars(select(kind)).all())


def test_the_verlauf_of_a_row_tells_who_changed_what_and_when_the_latest_first() -> None:
    desk = Desk()
    desk.add(sissach(), "Sissach aufgenommen")
    desk.set(Village, SISSACH, "Name geändert", name="Sissach BL")

    with desk.reading() as session:
        later, first = journal.history(session, "probe_village", SISSACH)

    assert (first.act.summary, first.act.staff_name, first.act.staff_id) == (
        "Sissach aufgenommen",
        "Anna Muster",
        CLERK,
    )
    assert first.act.at == NOON + timedelta(minutes=1)
    assert first.op is Op.INSERT
    assert set(first.fields) == {
        FieldChange("number", None, 2861),
        FieldChange("name", None, "Sissach"),
    }
    assert (later.act.summary, later.op) == ("Name geändert", Op.UPDATE)
    assert later.fields == (FieldChange("name", "Sissach", "Sissach BL"),)
    assert later.act.topics == {"probe"}


def test_the_version_of_the_row_is_written_down_with_each_change() -> None:
    desk = Desk()
    desk.add(sissach())
    desk.set(Village, SISSACH, name="Neu")

    with desk.reading() as session:
        changes = [row_change(change) for change in session.scalars(select(Change))]
    assert [change.values["version"] for change in changes] == [(None, 1), (1, 2)]


def test_a_deleted_row_stays_readable_in_the_verlauf() -> None:
    desk = Desk()
    desk.add(sissach())
    desk.delete(Village, SISSACH)

    assert fields_of(desk, "probe_village", SISSACH)[0] == {
        "number": (2861, None),
        "name": ("Sissach", None),
    }


def test_a_row_deleted_after_unsaved_changes_is_noted_as_it_stood_in_the_file() -> None:
    desk = Desk()
    desk.add(sissach())
    with desk.act() as session:
        row = session.get_one(Village, SISSACH)
        row.name = "halb getippt"
        session.delete(row)

    assert fields_of(desk, "probe_village", SISSACH)[0]["name"] == ("Sissach", None)


def test_a_row_deleted_while_expired_is_noted_completely() -> None:
    desk = Desk()
    desk.add(sissach())
    with desk.act() as session:
        row = session.get_one(Village, SISSACH)
        session.expire(row)
        session.delete(row)

    assert fields_of(desk, "probe_village", SISSACH)[0]["number"] == (2861, None)


def test_the_old_value_is_known_also_where_it_was_not_loaded() -> None:
    desk = Desk()
    desk.add(sissach())
    with desk.act() as session:
        row = session.get_one(Village, SISSACH)
        session.expire(row)
        row.name = "Neu"

    assert fields_of(desk, "probe_village", SISSACH)[0] == {"name": ("Sissach", "Neu")}


def test_several_flushes_of_one_use_case_are_one_act() -> None:
    desk = Desk()
    with desk.act("Alles zusammen") as session:
        session.add(sissach())
        session.flush()
        session.get_one(Village, SISSACH).name = "Neu"
        session.flush()

    assert number_of(desk, Act) == 1
    assert number_of(desk, Change) == 2


def test_parent_and_child_may_come_in_one_flush_in_any_order() -> None:
    desk = Desk()
    with desk.act() as session:
        session.add(Paper(id=desk.new_id(), village_number=2861))
        session.add(sissach())

    assert number_of(desk, Paper) == 1


def test_a_missing_parent_is_refused_at_commit_and_nothing_stays() -> None:
    desk = Desk()
    with pytest.raises(IntegrityError), desk.act() as session:
        session.add(Paper(id=desk.new_id(), village_number=2861))

    assert number_of(desk, Paper) == number_of(desk, Act) == number_of(desk, Change) == 0


def test_an_act_without_changes_is_not_written() -> None:
    desk = Desk()
    desk.add(sissach())
    desk.set(Village, SISSACH, "nichts", name="Sissach")

    with desk.reading() as session:
        assert [act.summary for act in journal.recent(session, 10)] == ["hinzugefügt"]


def test_a_use_case_that_fails_leaves_neither_change_nor_act() -> None:
    desk = Desk()

    def fail() -> None:
        with desk.act() as session:
            session.add(sissach())
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert number_of(desk, Village) == number_of(desk, Act) == number_of(desk, Change) == 0


def test_only_what_stays_of_a_savepoint_is_in_the_act() -> None:
    desk = Desk()
    with desk.act() as session:
        session.add(sissach())
        with session.begin_nested() as savepoint:
            session.add(Village(id=desk.new_id(), number=1, name="verworfen"))
            session.flush()
            savepoint.rollback()

    assert number_of(desk, Change) == 1
    with desk.reading() as session:
        assert journal.verify_chain(session) == ()


def test_records_cannot_change_outside_of_an_act() -> None:
    desk = Desk()
    with pytest.raises(RuntimeError, match="inside an act"), desk.sessions.begin() as session:
        session.add(sissach())

    assert number_of(desk, Village) == 0


def test_an_act_cannot_begin_within_another() -> None:
    desk = Desk()
    with pytest.raises(RuntimeError, match="open already"), desk.act() as session:
        journal.start_act(session, usecase="x", undoable=True, context=desk.context())


@pytest.mark.parametrize(
    "statement",
    [
        insert(Village).values(id=SISSACH, number=1, name="x"),
        update(Village).values(name="x"),
        delete(Village),
        insert(Village.__table__).values(id=SISSACH, number=1, name="x", version=1),
    ],
)
def test_bulk_statements_on_records_are_refused(statement) -> None:
    desk = Desk()
    with pytest.raises(RuntimeError, match="one by one"), desk.act() as session:
        session.execute(statement)


def test_no_feature_writes_past_the_session() -> None:
    sources = list(Path(features.__path__[0]).rglob("*.py"))
    ways = re.compile(
        r"\.connection\(|exec_driver_sql|bulk_\w+\(|\btext\(\s*[\"']\s*(INSERT|UPDATE|DELETE)"
    )

    assert len(sources) > 3
    assert [path.name for path in sources if ways.search(path.read_text("utf-8"))] == []


def test_deleting_and_adding_the_same_row_in_one_flush_is_refused() -> None:
    desk = Desk()
    desk.add(sissach())

    def replace() -> None:
        with desk.act() as session:
            session.delete(session.get_one(Village, SISSACH))
            session.add(sissach())

    with pytest.raises(RuntimeError, match="flush between"):
        replace()


def test_who_did_it_may_be_unknown_only_in_the_first_act() -> None:
    desk = Desk()
    desk.clerk = None
    desk.add(sissach())
    with pytest.raises(IntegrityError, match="staff_known"):
        desk.set(Village, SISSACH, name="Neu")


def test_recent_acts_come_the_latest_first_and_no_more_than_asked() -> None:
    desk = Desk()
    desk.add(sissach(), "eins")
    desk.set(Village, SISSACH, "zwei", name="B")
    desk.set(Village, SISSACH, "drei", name="C")

    with desk.reading() as session:
        assert [act.summary for act in journal.recent(session, 2)] == ["drei", "zwei"]


def test_nothing_in_the_file_changes_or_deletes_rows_by_itself() -> None:
    columns = [column for table in schema.metadata().tables.values() for column in table.c]
    keys = [key for column in columns for key in column.foreign_keys]

    assert len(columns) > 20
    assert [key for key in keys if key.ondelete or key.onupdate] == []
    assert [column for column in columns if column.onupdate or column.server_onupdate] == []


values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.text(),
    st.uuids(),
    st.dates(),
    st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=2))])),
    st.binary(),
    st.dictionaries(st.text(), st.one_of(st.text(), st.integers(), st.lists(st.booleans()))),
)


@given(st.dictionaries(st.text(min_size=1), st.tuples(values, values)))
def test_every_value_comes_back_with_its_type(pairs) -> None:
    back = from_json(to_json(pairs))

    assert back == pairs
    assert [[type(value) for value in pair] for pair in back.values()] == [
        [type(value) for value in pairs[column]] for column in back
    ]


def test_a_day_and_a_moment_at_midnight_are_not_the_same() -> None:
    pair = (date(2027, 1, 1), datetime(2027, 1, 1, tzinfo=UTC))

    assert to_json({"d": pair}) == (
        '{"d":[{"date":"2027-01-01"},{"instant":"2027-01-01T00:00:00.000000+00:00"}]}'
    )
    assert from_json(to_json({"d": pair}))["d"] == pair


def test_a_type_that_tables_do_not_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        to_json({"share": (0.5, 0.6)})
