"""Undo: what comes back, what is refused, and what stays right beside it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from probe_tables import Desk, Paper, Village
from sqlalchemy import select

from sozdesk.archive import journal
from sozdesk.archive.journal_erase import erase_payload
from sozdesk.archive.undo import undo
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation
from sozdesk.kernel.usecase import Outcome

SISSACH = UUID(int=2861)
PAPER = UUID(int=1)


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.add(Village(id=SISSACH, number=2861, name="Sissach"), "Sissach aufgenommen")
    return made


def undo_act(desk: Desk, act_id: UUID) -> Outcome:
    with desk.sessions.begin() as session:
        return undo(session, act_id, desk.context())


def undo_last(desk: Desk) -> Outcome:
    with desk.reading() as session:
        act = journal.last_undoable(session)
    assert act is not None
    return undo_act(desk, act.id)


def act_id(desk: Desk, summary: str) -> UUID:
    with desk.reading() as session:
        return next(act.id for act in journal.recent(session, 99) if act.summary == summary)


def village(desk: Desk) -> tuple[str, int, int] | None:
    with desk.reading() as session:
        row = session.get(Village, SISSACH)
        return None if row is None else (row.name, row.number, row.version)


def verifies(desk: Desk) -> bool:
    with desk.reading() as session:
        return journal.verify_chain(session) == ()


def test_a_changed_field_gets_its_old_value_and_a_new_version(desk: Desk) -> None:
    desk.set(Village, SISSACH, "Name geändert", name="Neu")
    outcome = undo_last(desk)

    assert village(desk) == ("Sissach", 2861, 3)
    assert outcome == Outcome(frozenset({"probe"}), "Rückgängig: Name geändert")
    assert verifies(desk)


def test_an_added_row_goes(desk: Desk) -> None:
    undo_last(desk)

    assert village(desk) is None


def test_a_deleted_row_comes_back_with_all_its_values_and_the_next_version(desk: Desk) -> None:
    values = {
        "village_number": 2861,
        "title": "Brief",
        "secret": True,
        "dated": date(2027, 1, 1),
        "came_at": datetime(2027, 1, 2, 8, 0, 0, 7, tzinfo=UTC),
        "picture": b"\x00\xff",
        "extra": {"seiten": [1, 2]},
    }
    desk.add(Paper(id=PAPER, **values))
    desk.delete(Paper, PAPER)
    undo_last(desk)

    with desk.reading() as session:
        row = session.get_one(Paper, PAPER)
        assert {name: getattr(row, name) for name in values} == values
        assert row.version == 2


def test_a_version_never_comes_twice_over_undo_and_redo(desk: Desk) -> None:
    desk.set(Village, SISSACH, "Name geändert", name="Neu")  # version 2
    undo_act(desk, act_id(desk, "Name geändert"))  # 3
    undo_act(desk, act_id(desk, "Sissach aufgenommen"))  # gone
    undo_act(desk, act_id(desk, "Rückgängig: Sissach aufgenommen"))

    assert village(desk) == ("Sissach", 2861, 4)


def test_undo_of_an_undo_does_it_again(desk: Desk) -> None:
    desk.set(Village, SISSACH, "Name geändert", name="Neu")
    undo_last(desk)
    outcome = undo_act(desk, act_id(desk, "Rückgängig: Name geändert"))

    assert village(desk) == ("Neu", 2861, 4)
    assert outcome == Outcome(frozenset({"probe"}), "Wiederholt: Name geändert")
    assert undo_last(desk).summary == "Rückgängig: Name geändert"
    assert village(desk) == ("Sissach", 2861, 5)


def test_undo_goes_back_step_by_step(desk: Desk) -> None:
    desk.set(Village, SISSACH, "erster Schritt", name="B")
    desk.set(Village, SISSACH, "zweiter Schritt", name="C")

    assert undo_last(desk).summary == "Rückgängig: zweiter Schritt"
    assert undo_last(desk).summary == "Rückgängig: erster Schritt"
    assert village(desk) == ("Sissach", 2861, 5)


def test_an_act_with_several_flushes_is_taken_back_as_a_whole(desk: Desk) -> None:
    with desk.act("Alles zusammen") as session:
        session.add(Paper(id=PAPER, village_number=2861, title="A"))
        session.get_one(Village, SISSACH).name = "X"
        session.flush()
        session.get_one(Paper, PAPER).title = "B"
        session.get_one(Village, SISSACH).name = "Y"
    undo_last(desk)

    assert village(desk) == ("Sissach", 2861, 5)
    with desk.reading() as session:
        assert session.get(Paper, PAPER) is None


def test_a_parent_and_its_child_come_back_together(desk: Desk) -> None:
    desk.add(Paper(id=PAPER, village_number=2861))
    with desk.act("Gemeinde mit Brief gelöscht") as session:
        session.delete(session.get_one(Village, SISSACH))
        session.delete(session.get_one(Paper, PAPER))
    undo_last(desk)

    with desk.reading() as session:
        assert session.get_one(Paper, PAPER).village_number == 2861


def test_another_field_of_the_row_may_have_changed_since(desk: Desk) -> None:
    desk.set(Village, SISSACH, "Name geändert", name="Neu")
    desk.set(Village, SISSACH, "Nummer geändert", number=9999)
    undo_act(desk, act_id(desk, "Name geändert"))

    assert village(desk) == ("Sissach", 9999, 4)


def test_undo_is_refused_where_a_later_act_touched_the_same_field(desk: Desk) -> None:
    desk.set(Village, SISSACH, "erster Schritt", name="B")
    desk.set(Village, SISSACH, "zweiter Schritt", name="C")
    with pytest.raises(Outdated) as refused:
        undo_act(desk, act_id(desk, "erster Schritt"))

    assert str(refused.value) == (
        "«erster Schritt» bleibt bestehen: «zweiter Schritt» vom 05.01.2027 hat dieselben Angaben "
        "geändert. Machen Sie zuerst diesen späteren Schritt rückgängig."
    )
    assert village(desk) == ("C", 2861, 3)


def test_touched_and_set_back_by_hand_counts_as_touched(desk: Desk) -> None:
    desk.set(Village, SISSACH, "erster Schritt", name="B")
    desk.set(Village, SISSACH, "zweiter Schritt", name="C")
    desk.set(Village, SISSACH, "dritter Schritt", name="B")
    with pytest.raises(Outdated, match="dritter Schritt"):
        undo_act(desk, act_id(desk, "erster Schritt"))


def test_a_row_that_was_deleted_since_is_not_set_back(desk: Desk) -> None:
    desk.set(Village, SISSACH, "Name geändert", name="Neu")
    desk.delete(Village, SISSACH, "Gemeinde gelöscht")
    with pytest.raises(Outdated, match="«Gemeinde gelöscht»"):
        undo_act(desk, act_id(desk, "Name geändert"))


def test_a_row_that_others_refer_to_does_not_go(desk: Desk) -> None:
    desk.add(Paper(id=PAPER, village_number=2861), "Brief erfasst")
    with pytest.raises(Outdated) as refused:
        undo_act(desk, act_id(desk, "Sissach aufgenommen"))

    assert str(refused.value) == (
        "«Sissach aufgenommen» bleibt bestehen: Spätere Eingaben bauen darauf auf. "
        "Machen Sie zuerst diese rückgängig oder ändern Sie die Angaben von Hand."
    )
    assert village(desk) == ("Sissach", 2861, 1)


def test_a_row_does_not_come_back_where_another_took_its_number(desk: Desk) -> None:
    desk.delete(Village, SISSACH, "Gemeinde gelöscht")
    desk.add(Village(id=desk.new_id(), number=2861, name="Nachfolgerin"))
    with pytest.raises(Outdated, match="Spätere Eingaben"):
        undo_act(desk, act_id(desk, "Gemeinde gelöscht"))

    assert verifies(desk)


def test_an_act_is_undone_only_once(desk: Desk) -> None:
    desk.set(Village, SISSACH, "Name geändert", name="Neu")
    undo_last(desk)
    with pytest.raises(RuleViolation) as refused:
        undo_act(desk, act_id(desk, "Name geändert"))

    assert str(refused.value) == (
        "«Name geändert» bleibt bestehen. Der Schritt ist bereits rückgängig gemacht."
    )


def test_what_may_not_be_undone_is_refused_and_never_offered(desk: Desk) -> None:
    with desk.act("Veröffentlicht", undoable=False) as session:
        session.get_one(Village, SISSACH).name = "Neu"

    with desk.reading() as session:
        assert journal.last_undoable(session) is None
    with pytest.raises(RuleViolation, match="lässt sich nicht zurücknehmen"):
        undo_act(desk, act_id(desk, "Veröffentlicht"))


def test_nothing_is_offered_in_a_new_file() -> None:
    with Desk().reading() as session:
        assert journal.last_undoable(session) is None


def test_an_unknown_act_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        undo_act(desk, UUID(int=99))


def test_an_erased_act_cannot_be_undone(desk: Desk) -> None:
    desk.add(Paper(id=PAPER), "Brief erfasst")
    desk.delete(Paper, PAPER, "Brief gelöscht")
    erased = act_id(desk, "Brief gelöscht")
    with desk.act("Endgültig gelöscht", undoable=False) as session:
        erase_payload(session, erased)
    with pytest.raises(RuleViolation, match="endgültig gelöscht"):
        undo_act(desk, erased)


def test_erasing_cannot_be_undone(desk: Desk) -> None:
    desk.add(Paper(id=PAPER), "Brief erfasst")
    with desk.act("Endgültig gelöscht") as session:
        session.delete(session.get_one(Paper, PAPER))
        erase_payload(session, journal.recent(session, 1)[0].id)
    with pytest.raises(RuleViolation, match="endgültig gelöscht"):
        undo_last(desk)


def test_the_verlauf_says_what_was_taken_back(desk: Desk) -> None:
    desk.set(Village, SISSACH, "Name geändert", name="Neu")
    undo_last(desk)

    with desk.reading() as session:
        newest, taken_back, first = journal.recent(session, 9)
        rows = journal.history(session, "probe_village", SISSACH)
    assert (newest.undo_of, newest.undone) == (taken_back.id, False)
    assert (taken_back.undone, first.undone) == (True, False)
    assert [(field.old, field.new) for field in rows[0].fields] == [("Neu", "Sissach")]


steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["name", "number"]), st.integers(1, 3)),
        st.sampled_from([("delete", 0), ("undo", 0), ("redo", 0)]),
    ),
    max_size=12,
)


def contents(desk: Desk) -> list[tuple[UUID, str, int]]:
    with desk.reading() as session:
        return [(row.id, row.name, row.number) for row in session.scalars(select(Village))]


def change(desk: Desk, kind: str, value: int) -> None:
    if village(desk) is None:
        return
    if kind == "delete":
        desk.delete(Village, SISSACH)
    else:
        desk.set(Village, SISSACH, **{kind: str(value) if kind == "name" else value})


def redo_last(desk: Desk) -> None:
    with desk.reading() as session:
        acts = journal.recent(session, 99)
    first_acts = {act.id for act in acts if act.undo_of is None}
    undo_act(desk, next(a.id for a in acts if a.undo_of in first_acts and not a.undone))


@settings(max_examples=30)
@given(steps)
def test_undo_and_redo_walk_through_the_same_states(taken) -> None:
    desk = Desk()
    desk.add(Village(id=SISSACH, number=7, name="Anfang"))
    past, future = [[], contents(desk)], []
    for kind, value in taken:
        if kind == "undo" and len(past) > 1:
            undo_last(desk)
            future.append(past.pop())
        elif kind == "redo" and future:
            redo_last(desk)
            past.append(future.pop())
        elif kind not in {"undo", "redo"}:
            change(desk, kind, value)
            if contents(desk) != past[-1]:
                past.append(contents(desk))
                future.clear()
        assert contents(desk) == past[-1]

    assert verifies(desk)
