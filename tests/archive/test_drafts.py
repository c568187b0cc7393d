"""Open forms survive a lock, one draft per form, record and person."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from probe_tables import CLERK, NOON, Desk

from sozdesk.archive import journal
from sozdesk.archive.drafts import (
    DiscardDraft,
    SaveDraft,
    discard_draft,
    draft_of,
    drafts,
    save_draft,
)

RECORD = UUID(int=5)
FORM = "rent_limits.entry"


def save(desk: Desk, **values: object) -> None:
    with desk.act() as session:
        save_draft(session, SaveDraft(form=FORM, **values), desk.context())


def test_a_draft_comes_back_as_it_was_typed() -> None:
    desk = Desk()
    typed = {"amount_p1": "1'050.–", "unchanged": None, "rows": [1, 2], "pending": True}
    save(desk, record_id=RECORD, content=typed)

    with desk.reading() as session:
        draft = draft_of(session, FORM, RECORD, CLERK)
    assert draft is not None
    assert (draft.content, draft.record_id) == (typed, RECORD)
    assert draft.saved_at == NOON + timedelta(minutes=2)


def test_saving_again_replaces_the_draft() -> None:
    desk = Desk()
    save(desk, content={"name": "Si"})
    save(desk, content={"name": "Sissach"})

    with desk.reading() as session:
        assert [draft.content for draft in drafts(session, CLERK)] == [{"name": "Sissach"}]


def test_drafts_of_a_new_record_and_of_old_ones_stand_side_by_side_the_latest_first() -> None:
    desk = Desk()
    names = ["eins", "zwei", "drei", "vier", "fünf"]
    for number, name in enumerate(names):
        save(desk, record_id=UUID(int=number) if number else None, content={"name": name})

    with desk.reading() as session:
        assert [draft.content["name"] for draft in drafts(session, CLERK)] == names[::-1]


def test_a_draft_belongs_to_one_person() -> None:
    desk = Desk()
    save(desk, content={"name": "von Anna"})
    desk.clerk = UUID(int=8)
    save(desk, content={"name": "von Beat"})

    with desk.reading() as session:
        assert [draft.content["name"] for draft in drafts(session, CLERK)] == ["von Anna"]
        assert draft_of(session, FORM, None, UUID(int=8)).content == {"name": "von Beat"}


def test_a_discarded_draft_is_gone_and_discarding_nothing_is_no_error() -> None:
    desk = Desk()
    save(desk, content={"name": "x"})
    for _ in range(2):
        with desk.act() as session:
            discard_draft(session, DiscardDraft(form=FORM), desk.context())

    with desk.reading() as session:
        assert draft_of(session, FORM, None, CLERK) is None


def test_drafts_leave_no_act_in_the_verlauf() -> None:
    desk = Desk()
    save(desk, content={"name": "x"})

    with desk.reading() as session:
        assert journal.recent(session, 9) == ()
