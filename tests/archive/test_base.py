from __future__ import annotations

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from sozdesk.archive.base import Id


@given(st.uuids())
def test_an_id_comes_back_as_it_was_stored(one: UUID) -> None:
    kind, dialect = Id(as_uuid=True), sqlite.dialect()
    stored = kind.bind_processor(dialect)(one)
    read = kind.result_processor(dialect, None)(stored)
    assert (read, hash(read), str(read), read.is_safe) == (one, hash(one), str(one), one.is_safe)


def test_no_id_stays_none() -> None:
    assert Id(as_uuid=True).result_processor(sqlite.dialect(), None)(None) is None
