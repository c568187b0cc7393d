"""A file that nobody has set up yet."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from sozdesk.archive.base import Base
from sozdesk.features.offices import queries  # noqa: F401 - the tables
from sozdesk.kernel.context import Context
from sozdesk.kernel.ids import seeded_ids


class PlainFile:
    """``run`` and ``query`` of an archive over a plain database in memory."""

    def __init__(self, context):
        self._context = context
        engine = create_engine("sqlite://")
        Base.metadata.create_all(engine)
        self._session = Session(engine)

    def run(self, usecase, command):
        return usecase(self._session, command, self._context)

    def query(self, query, *args):
        return query(self._session, *args)

    def close(self):
        self._session.close()
        self._session.get_bind().dispose()


@pytest.fixture
def empty_service_archive(archive):
    plain = PlainFile(
        Context(
            now=archive.context().now,
            today=archive.context().today,
            staff_id=None,
            staff_name="Anna Muster",
            device="test",
            new_id=seeded_ids(3),
        )
    )
    yield plain
    plain.close()
