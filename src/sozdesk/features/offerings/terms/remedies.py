"""The Rechtsmittelbelehrung as a dated text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyRow:
    """A Rechtsmittelbelehrung from a day on."""

    id: UUID
    version: int
    valid_from: date
    ended_on: date | None
    text: str
    source: str
    checked: bool
