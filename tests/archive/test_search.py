"""The search finds records by any spelling and follows every change, undo included."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from probe_tables import Desk, Paper, Village
from sqlalchemy import create_mock_engine, text

from sozdesk.archive import search as search_module
from sozdesk.archive.base import Base
from sozdesk.archive.journal import last_undoable
from sozdesk.archive.search import (
    Hit,
    create_search_table,
    rebuild_index,
    search,
    searchable,
)
from sozdesk.archive.undo import undo

SISSACH = UUID(int=2861)


@pytest.fixture(autouse=True)
def villages_are_searchable() -> Iterator[None]:
    before = dict(search_module._REGISTRY)
    searchable(Village, kind="village", text=lambda row: f"{row.name} {row.number}")
    searchable(Paper, kind="paper", text=lambda row: "" if row.secret else row.title)
    yield
    search_module._REGISTRY.clear()
    search_module._REGISTRY.update(before)


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.add(Village(id=SISSACH, number=2861, name="Sissach"))
    return made


def found(desk: Desk, words: str, limit: int = 20) -> list[UUID]:
    with desk.reading() as session:
        return [hit.row_id for hit in search(session, words, limit)]


def add_villages(desk: Desk, *names: str) -> list[UUID]:
    ids = [desk.new_id() for _ in names]
    with desk.act() as session:
        for number, (row_id, name) in enumerate(zip(ids, names, strict=True)):
            session.add(Village(id=row_id, number=number, name=name))
    return ids


def test_a_hit_says_what_was_found(desk: Desk) -> None:
    with desk.reading() as session:
        assert search(session, "sissach") == (Hit("village", SISSACH),)


@pytest.mark.parametrize(
    "typed", ["S", "si", "SISS", "sissach", "2861", "286", "sissach 28", 'sissach") --']
)
def test_the_beginning_of_every_word_is_enough(desk: Desk, typed: str) -> None:
    assert found(desk, typed) == [SISSACH]


@pytest.mark.parametrize("typed", ["issach", "sissach 99", "sissach liestal", "", "  ", "?!"])
def test_every_word_must_be_there(desk: Desk, typed: str) -> None:
    assert found(desk, typed) == []


@pytest.mark.parametrize("typed", ["böckten", "Boeckten", "BOCKTEN", "Bö", "Boe", "bock"])
def test_umlauts_are_found_in_every_spelling(desk: Desk, typed: str) -> None:
    (bockten,) = add_villages(desk, "Böckten")

    assert found(desk, typed) == [bockten]


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "sissach OR x",
        "NOT sissach",
        "NEAR(a b)",
        "text:sissach*",
        "'; DROP TABLE act; --",
        "^",
        "*",
        "a\x00b",
        "{text}:x",
    ],
)
def test_the_language_of_the_index_cannot_be_typed(desk: Desk, typed: str) -> None:
    assert found(desk, typed) == []


@given(st.text())
def test_any_text_can_be_searched(typed: str) -> None:
    assert isinstance(found(SHARED, typed), list)


SHARED = Desk()


def test_hyphens_and_apostrophes_part_words(desk: Desk) -> None:
    (stadt,) = add_villages(desk, "Basel-Stadt d'Aujourd'hui")

    assert found(desk, "stadt basel") == found(desk, "basel-st") == found(desk, "aujo") == [stadt]


def test_shorter_texts_come_first_and_the_limit_holds(desk: Desk) -> None:
    long, short = add_villages(desk, "Rünenberg bei der alten Mühle am Bach", "Rünenberg")

    assert found(desk, "runenberg") == [short, long]
    assert found(desk, "runenberg", limit=1) == [short]


def test_a_changed_record_is_found_by_its_new_words_only(desk: Desk) -> None:
    desk.set(Village, SISSACH, name="Gelterkinden")

    assert found(desk, "gelter") == [SISSACH]
    assert found(desk, "sissach") == []


def test_a_deleted_record_is_not_found(desk: Desk) -> None:
    desk.delete(Village, SISSACH)

    assert found(desk, "sissach") == []


def test_undo_and_redo_keep_the_search_right(desk: Desk) -> None:
    def undo_last() -> None:
        with desk.sessions.begin() as session:
            undo(session, last_undoable(session).id, desk.context())

    desk.set(Village, SISSACH, name="Gelterkinden")
    undo_last()
    assert (found(desk, "sissach"), found(desk, "gelter")) == ([SISSACH], [])
    undo_last()
    assert found(desk, "sissach") == []


def test_what_is_rolled_back_is_not_found(desk: Desk) -> None:
    def fail() -> None:
        with desk.act() as session:
            session.get_one(Village, SISSACH).name = "Gelterkinden"
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert (found(desk, "sissach"), found(desk, "gelter")) == ([SISSACH], [])


def test_an_empty_text_makes_no_entry(desk: Desk) -> None:
    secret = desk.add(Paper(id=desk.new_id(), title="Brief", secret=True))
    open_one = desk.add(Paper(id=desk.new_id(), title="Brief"))

    assert found(desk, "brief") == [open_one]
    desk.set(Paper, open_one, secret=True)
    desk.set(Paper, secret, secret=False)
    assert found(desk, "brief") == [secret]


def test_a_damaged_index_is_made_anew_from_the_records(desk: Desk) -> None:
    with desk.sessions.begin() as session:
        session.execute(text("UPDATE search_entry SET text = 'falsch'"))
        session.execute(text("DROP TABLE search_index"))
        rebuild_index(session)

    assert (found(desk, "sissach"), found(desk, "falsch")) == ([SISSACH], [])


def test_a_migration_can_make_the_index_for_entries_that_are_there(desk: Desk) -> None:
    with desk.sessions.begin() as session:
        session.execute(text("DROP TABLE search_index"))
        create_search_table(session.connection())
        create_search_table(session.connection())

    assert found(desk, "sissach") == [SISSACH]
    (bockten,) = add_villages(desk, "Böckten")
    assert found(desk, "bockten") == [bockten]


def test_deleted_words_leave_no_trace_in_the_index(desk: Desk) -> None:
    desk.delete(Village, SISSACH)
    with desk.reading() as session:
        blocks = session.execute(text("SELECT block FROM search_index_data")).scalars().all()

    assert blocks
    assert not any(b"sissach" in bytes(block) for block in blocks)


def test_only_sqlite_gets_the_index() -> None:
    made: list[str] = []
    engine = create_mock_engine(
        "postgresql://", lambda sql, *_: made.append(str(sql.compile(dialect=engine.dialect)))
    )
    Base.metadata.create_all(engine, [search_module.ENTRY], checkfirst=False)

    assert [statement.split()[:3] for statement in made] == [["CREATE", "TABLE", "search_entry"]]


def test_more_records_than_one_statement_takes_are_followed_all_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_module, "_AT_ONCE", 2)
    ids = add_villages(desk, "Aesch", "Buus", "Eptingen", "Nusshof", "Zunzgen")
    with desk.act() as session:
        for row_id in ids:
            session.get_one(Village, row_id).name = "Neu"
    assert set(found(desk, "neu")) == set(ids)
    assert found(desk, "zunzgen") == found(desk, "aesch") == []
