"""Files inside the file: attachments and published documents, found by their SHA-256.

Blobs are not in the Verlauf: a record names its blob by hash, and the hash says enough.
"""

from __future__ import annotations

import hashlib

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
    sha256 = hashlib.sha256(content).hexdigest()
    if session.scalar(select(Blob.size).where(Blob.sha256 == sha256)) is None:
        session.add(Blob(sha256=sha256, size=len(content), content=content))
        session.flush()
    return sha256


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
