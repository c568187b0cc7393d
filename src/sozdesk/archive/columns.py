"""Columns read by the ten thousand, past the mapper: it takes as long for a row as the file does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session


def rows(session: Session, query: Select[*tuple[Any, ...]]) -> Sequence[Any]:
    """The rows of a query over columns, with what the session still holds.

    Raises:
        TypeError: anything but a SELECT: it would pass by the Verlauf.
    """
    if not isinstance(query, Select):
        raise TypeError("only queries are read past the mapper")
    session.flush()
    return session.connection().execute(query).all()
