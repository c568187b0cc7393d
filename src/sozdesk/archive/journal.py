"""Placeholder until the Verlauf is there: the calls that the store makes."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session, sessionmaker

from sozdesk.kernel.context import Context


def attach(sessions: sessionmaker[Session]) -> None:
    """Watch every session of the file."""


def start_act(
    session: Session,
    *,
    usecase: str,
    undoable: bool,
    context: Context,
    undo_of: UUID | None = None,
) -> None:
    """Begin an act."""


def finish_act(session: Session, *, summary: str) -> None:
    """End the act."""
