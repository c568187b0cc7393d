"""The chain of the Verlauf: every act carries a hash that covers the act before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.journal_tables import ACT, CHANGE

Sealed = tuple[str, UUID, str, str]
"""What the hash of an act covers of one change: table, row id, op, digest."""

_COVERED = (
    "id",
    "usecase",
    "undoable",
    "undo_of",
    "staff_id",
    "staff_name",
    "device",
    "at",
    "topics",
    "digest",
    "parent",
    "other_parent",
)


def digest_of(nonce: bytes, text: str) -> str:
    """SHA-256 as hex; the nonce keeps an erased text from being guessed."""
    return hashlib.sha256(nonce + text.encode()).hexdigest()


def act_hash(act: Mapping[str, object], changes: Sequence[Sealed]) -> str:
    """The hash of an act (columns by name) over metadata and digests, never over contents."""
    covered = [[act[name] for name in _COVERED], [list(change) for change in changes]]
    return hashlib.sha256(json.dumps(covered, default=_as_text).encode()).hexdigest()


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value)


def sealed_changes(session: Session, act_id: UUID) -> tuple[Sealed, ...]:
    """The changes of an act in their order."""
    query = (
        select(CHANGE.c.table_name, CHANGE.c.row_id, CHANGE.c.op, CHANGE.c.digest)
        .where(CHANGE.c.act_id == act_id)
        .order_by(CHANGE.c.seq)
    )
    return tuple((row[0], row[1], row[2], row[3]) for row in session.execute(query))


def newest_hash(session: Session) -> str | None:
    """The hash of the latest act, or None in a new file."""
    return session.scalar(select(ACT.c.hash).order_by(ACT.c.seq.desc()).limit(1))
