"""Files that are attached to something of this area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

ATTACHMENT_LIMIT: Final = 20 * 1024 * 1024
"""Bytes of one file: a technical limit, so that the data file can still be copied and backed up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentRow:
    """A file inside the data file, without its bytes."""

    id: UUID
    version: int
    name: str
    size: int
    """Bytes."""
    added_on: date
