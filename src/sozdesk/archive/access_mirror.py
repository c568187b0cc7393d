"""The second copy of the slots, inside the file itself: comes back with every copy and backup."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, Session, mapped_column

from sozdesk.archive import access
from sozdesk.archive.access import Access
from sozdesk.archive.base import Base


class AccessMirror(Base):
    """One row with the text of the access file. Not part of the Verlauf."""

    __tablename__ = "access_mirror"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[bytes]


def mirrored(session: Session, path: Path) -> Access:
    """The slots as the file remembers them; none in a file opened by its key only."""
    row = session.get(AccessMirror, 1)
    return Access() if row is None else access.from_bytes(row.content, path)


def mirror(session: Session, slots: Access) -> None:
    """Remember the slots."""
    session.merge(AccessMirror(id=1, content=access.to_bytes(slots)))
