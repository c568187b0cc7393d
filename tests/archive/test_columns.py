"""Columns read past the mapper see what the session holds, and nothing can be written that way."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from probe_tables import Desk, Village
from sqlalchemy import delete, select

from sozdesk.archive import columns


def test_rows_that_are_not_written_yet_are_read_too() -> None:
    with Desk().act() as session:
        session.add(Village(id=UUID(int=1), number=2861, name="Sissach"))
        assert columns.rows(session, select(Village.id, Village.name)) == [(UUID(int=1), "Sissach")]


def test_anything_but_a_query_is_refused() -> None:
    statement: Any = delete(Village)
    with Desk().act() as session, pytest.raises(TypeError, match="only queries"):
        columns.rows(session, statement)
