"""Opening the record of a person leaves a line in the file: who, when."""

from __future__ import annotations

from uuid import UUID

from sozdesk.features.cases import usecases
from sozdesk.runtime.desk import Desk


def opened(desk: Desk, person_id: UUID) -> None:
    """Note that a person's record is on the screen; nothing in a copy for reading."""
    if desk.file is not None and not desk.file.read_only:
        desk.run(usecases.record_opening, usecases.RecordOpening(person_id=person_id))
