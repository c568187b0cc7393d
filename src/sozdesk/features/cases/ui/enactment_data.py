"""What the tab «Angebote» of a case shows, read on the archive thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sozdesk.features.cases import queries, rules
from sozdesk.features.cases.terms import (
    EnactmentRow,
    FollowUpRow,
    IncentiveRow,
    InterruptionRow,
    MemberRow,
    ParticipationState,
    RulingChoice,
    ThirdPartyRow,
)

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class EnactedLine:
    """An enacted offering with everything that hangs on it."""

    row: EnactmentRow
    state: ParticipationState
    interruptions: tuple[InterruptionRow, ...]
    follow_ups: tuple[FollowUpRow, ...]
    third_parties: tuple[ThirdPartyRow, ...]

    @property
    def id(self) -> UUID:
        """Of the enactment."""
        return self.row.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEnactments:
    """Everything of a case that is enacted."""

    case_id: UUID
    lines: tuple[EnactedLine, ...]
    incentives: tuple[IncentiveRow, ...]
    rulings: tuple[RulingChoice, ...]
    members: tuple[MemberRow, ...]
    today: date


def load(archive: Archive, case_id: UUID) -> CaseEnactments:
    """Everything at once."""
    today = archive.context().today
    rows = archive.query(queries.enactments, case_id)
    parts = [row.participation_id for row in rows if row.participation_id]
    breaks = archive.query(queries.interruptions_of, parts)
    asked = archive.query(queries.follow_ups_of, parts)
    paid = archive.query(queries.third_parties_of, [row.id for row in rows])
    return CaseEnactments(
        case_id=case_id,
        lines=tuple(_line(row, breaks, asked, paid, today) for row in rows),
        incentives=archive.query(queries.incentives_of, case_id),
        rulings=archive.query(queries.ruling_choices, case_id),
        members=archive.query(queries.members_of, case_id),
        today=today,
    )


def _line(
    row: EnactmentRow,
    breaks: Mapping[UUID, tuple[InterruptionRow, ...]],
    asked: Mapping[UUID, tuple[FollowUpRow, ...]],
    paid: Mapping[UUID, tuple[ThirdPartyRow, ...]],
    today: date,
) -> EnactedLine:
    part = row.participation_id
    pauses = breaks.get(part, ()) if part else ()
    return EnactedLine(
        row=row,
        state=rules.participation_state(
            today,
            (row.first_day, row.last_day),
            (row.began_on, row.ended_on),
            [(one.first_day, one.last_day) for one in pauses],
        ),
        interruptions=pauses,
        follow_ups=asked.get(part, ()) if part else (),
        third_parties=paid.get(row.id, ()),
    )
