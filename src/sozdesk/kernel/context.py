"""What a use case may know about the moment and the person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sozdesk.kernel.ids import NewId
from sozdesk.kernel.watch import Watch


@dataclass(frozen=True, slots=True)
class Context:
    """Handed to every use case, so that nothing asks the clock or the dice by itself."""

    now: datetime
    """The instant, in UTC, with time zone; in a sample file on the day of the sample."""
    today: date
    """The day at the office; in a sample file the day of the sample."""
    staff_id: UUID | None
    staff_name: str
    device: str
    new_id: NewId
    sample: bool = False
    """True in a file with invented data: every output says so."""
    watch: Watch = field(default_factory=Watch)
    """Whom long work tells how far it is, and who may stop it; then nothing is written."""
