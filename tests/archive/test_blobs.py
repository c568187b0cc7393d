"""Files inside the file are kept once and come back as they were."""

from __future__ import annotations

import pytest
from probe_tables import Desk

from sozdesk.archive import blobs
from sozdesk.archive.journal_tables import Change
from sozdesk.kernel.errors import NotFound

ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
"""SHA-256 of «abc» (FIPS 180-2, appendix B.1)."""


def test_bytes_come_back_under_their_sha_256() -> None:
    desk = Desk()
    with desk.sessions.begin() as session:
        assert blobs.put(session, b"abc") == ABC

    with desk.reading() as session:
        assert blobs.get(session, ABC) == b"abc"


def test_the_same_bytes_are_kept_once() -> None:
    desk = Desk()
    with desk.sessions.begin() as session:
        assert blobs.put(session, b"abc") == blobs.put(session, b"abc")
        blobs.put(session, b"")
        blobs.put(session, b"\x00" * 1000)

    with desk.reading() as session:
        assert blobs.total_size(session) == 1003


def test_many_at_once_come_back_under_their_sha_256_in_the_same_order() -> None:
    desk = Desk()
    with desk.sessions.begin() as session:
        blobs.put(session, b"abc")
        hashes = blobs.put_all(session, [b"neu", b"abc", b"neu"])

    with desk.reading() as session:
        assert [blobs.get(session, key) for key in hashes] == [b"neu", b"abc", b"neu"]
        assert blobs.total_size(session) == 6


def test_an_empty_file_holds_nothing() -> None:
    with Desk().reading() as session:
        assert blobs.total_size(session) == 0


def test_missing_bytes_are_reported_with_the_next_step() -> None:
    with Desk().reading() as session, pytest.raises(NotFound) as missing:
        blobs.get(session, ABC)

    assert str(missing.value) == (
        "Diese Beilage ist nicht in der Datei. "
        "Öffnen Sie eine Sicherung von vorher oder verlangen Sie das Dokument nochmals."
    )


def test_blobs_are_not_written_down_row_by_row() -> None:
    desk = Desk()
    with desk.act() as session:
        blobs.put(session, b"abc")

    with desk.reading() as session:
        assert session.query(Change).count() == 0
