"""Files inside the file: attachments and published documents, found by their SHA-256.

Blobs are not in the Verlauf: a record names its blob by hash, and the hash says enough.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from sqlalchemy import LargeBinary, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from sozdesk.archive.base import Base
from sozdesk.kernel.errors import NotFound


class Blob(Base):
    """Bytes under their own hash; never changed."""

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)


def put(session: Session, content: bytes) -> str:
    """Keep the bytes and answer their SHA-256 (hex); the same bytes are kept once."""
    return put_all(session, [content])[0]


def put_all(session: Session, contents: Sequence[bytes]) -> tuple[str, ...]:
    """Keep many at once and answer their SHA-256 in the same order; one question, one flush."""
    hashes = tuple(hashlib.sha256(content).hexdigest() for content in contents)
    known = set(session.scalars(select(Blob.sha256).where(Blob.sha256.in_(hashes))))
    new = {sha256: one for sha256, one in zip(hashes, contents, strict=True) if sha256 not in known}
    session.add_all(Blob(sha256=key, size=len(one), content=one) for key, one in new.items())
    session.flush()
    return hashes


def get(session: Session, sha256: str) -> bytes:
    """The bytes with this SHA-256.

    Raises:
        NotFound: the file does not hold them.
    """
    content = session.scalar(select(Blob.content).where(Blob.sha256 == sha256))
    if content is None:
        raise NotFound(
            "Diese Beilage ist nicht in der Datei.",
            "Öffnen Sie eine Sicherung von vorher oder verlangen Sie das Dokument nochmals.",
        )
    return content


def total_size(session: Session) -> int:
    """Bytes of all blobs together."""
    return session.scalar(select(func.coalesce(func.sum(Blob.size), 0))) or 0


def drop_unused(session: Session, hashes: Iterable[str]) -> int:
    """Remove the bytes that no row of any table names any more; answers how many were removed.

    For the retention rule: what a deletion leaves behind must not stay in the file.
    """
    session.flush()
    wanted = set(hashes)
    columns = [
        column
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.name.endswith("sha256") and table.name != Blob.__tablename__
    ]
    for column in columns:
        wanted -= set(session.scalars(select(column).where(column.in_(wanted))))
    for sha256 in sorted(wanted):
        blob = session.get(Blob, sha256)
        if blob is not None:
            session.delete(blob)
    session.flush()
    return len(wanted)
