"""Counts what is asked of the database, so that no query grows with the number of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from sqlalchemy import Engine, event

Counting = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def statements() -> Counting:
    """``with statements() as seen:`` collects every SQL statement of the block."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        seen: list[str] = []

        def note(_connection, _cursor, statement, *_):
            seen.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        yield seen
        event.remove(Engine, "before_cursor_execute", note)

    return counting
