"""The chain of the Verlauf shows what was altered, and erasing keeps it whole."""

from __future__ import annotations

from uuid import UUID

import pytest
from probe_tables import Desk, Paper, Village
from sqlalchemy import text

from sozdesk.archive import journal
from sozdesk.archive.journal_erase import erase_payload

SISSACH = UUID(int=2861)
PAPER = UUID(int=1)


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.add(Village(id=SISSACH, number=2861, name="Sissach"), "Sissach aufgenommen")
    made.set(Village, SISSACH, "Name geändert", name="Sissach BL")
    made.add(Paper(id=PAPER, title="Brief von Frau Beispiel"), "Brief von Frau Beispiel erfasst")
    return made


def codes(desk: Desk) -> list[str]:
    with desk.reading() as session:
        return [finding.code for finding in journal.verify_chain(session)]


def tamper(desk: Desk, *statements: str) -> None:
    with desk.sessions.begin() as session:
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        for statement in statements:
            session.execute(text(statement))


def erase(desk: Desk, summary: str) -> None:
    with desk.act("Endgültig gelöscht", undoable=False) as session:
        acts = {act.summary: act.id for act in journal.recent(session, 99)}
        erase_payload(session, acts[summary])


def test_an_untouched_verlauf_verifies(desk: Desk) -> None:
    assert codes(desk) == []


def test_an_empty_file_verifies() -> None:
    assert codes(Desk()) == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE act SET staff_name = 'Beat Falsch' WHERE seq = 2", "journal_act"),
        ("UPDATE act SET at = '2026-01-01T00:00:00.000000+00:00' WHERE seq = 2", "journal_act"),
        ("UPDATE act SET undoable = 0 WHERE seq = 2", "journal_act"),
        ("UPDATE act SET topics = '' WHERE seq = 2", "journal_act"),
        ("UPDATE act SET summary = 'nichts geschehen' WHERE seq = 2", "journal_content"),
        ("UPDATE act SET summary = NULL, nonce = NULL WHERE seq = 2", "journal_content"),
        (
            "UPDATE change SET payload = replace(payload, 'BL', 'AG') WHERE seq = 2",
            "journal_content",
        ),
        ("UPDATE change SET payload = NULL WHERE seq = 2", "journal_content"),
        (
            "UPDATE change SET row_id = '00000000000000000000000000000001' WHERE seq = 2",
            "journal_act",
        ),
        ("UPDATE change SET op = 'delete' WHERE seq = 2", "journal_act"),
        ("DELETE FROM change WHERE seq = 2", "journal_act"),
    ],
)
def test_every_alteration_is_found_where_it_was_made(desk: Desk, statement: str, code: str) -> None:
    tamper(desk, statement)

    assert codes(desk) == [code]


def test_an_act_that_was_taken_out_leaves_a_gap(desk: Desk) -> None:
    tamper(desk, "DELETE FROM change WHERE seq = 2", "DELETE FROM act WHERE seq = 2")

    with desk.reading() as session:
        (finding,) = journal.verify_chain(session)
    assert finding.code == "journal_gap"
    assert finding.message == (
        "Verlauf, Eintrag 3 vom 05.01.2027: davor fehlt ein Eintrag. "
        "Vergleichen Sie die Datei mit einer früheren Sicherung."
    )


def test_what_is_erased_cannot_be_read_any_more_and_the_chain_still_verifies(desk: Desk) -> None:
    desk.delete(Paper, PAPER, "Brief gelöscht")
    erase(desk, "Brief von Frau Beispiel erfasst")
    erase(desk, "Brief gelöscht")

    assert codes(desk) == []
    with desk.reading() as session:
        rows = journal.history(session, "probe_paper", PAPER)
        left = session.execute(text("SELECT group_concat(payload) FROM change")).scalar_one()
    assert [(row.erased, row.fields, row.act.summary) for row in rows] == [(True, (), "")] * 2
    assert "Beispiel" not in left


def test_erasing_is_an_act_of_the_verlauf(desk: Desk) -> None:
    desk.delete(Paper, PAPER)
    erase(desk, "Brief von Frau Beispiel erfasst")

    with desk.reading() as session:
        assert journal.recent(session, 1)[0].summary == "Endgültig gelöscht"


def test_rows_that_still_exist_keep_their_verlauf(desk: Desk) -> None:
    erase(desk, "Name geändert")

    with desk.reading() as session:
        newest = journal.history(session, "probe_village", SISSACH)[0]
    assert (newest.erased, newest.act.summary) == (False, "")
    assert codes(desk) == []


def test_a_row_deleted_in_the_same_act_can_be_erased_at_once(desk: Desk) -> None:
    with desk.act("Aufgeräumt", undoable=False) as session:
        acts = {act.summary: act.id for act in journal.recent(session, 99)}
        session.delete(session.get_one(Paper, PAPER))
        erase_payload(session, acts["Brief von Frau Beispiel erfasst"])

    with desk.reading() as session:
        assert journal.history(session, "probe_paper", PAPER)[-1].erased
    assert codes(desk) == []
