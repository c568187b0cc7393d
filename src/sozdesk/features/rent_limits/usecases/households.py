"""How many supported households lie above the limit: written into the draft of an own declaration."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.terms import Seen
from sozdesk.features.rent_limits.usecases import own_wording
from sozdesk.features.rent_limits.usecases.declaring import SaveOwn, save_own
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.usecase import Outcome, usecase

_BEGIN = "Beginnen Sie die Meldung unter «Mietzinsgrenzwerte», und speichern Sie den Entwurf."
_FEWEST = 5
"""Smaller numbers are never said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutHouseholdsAbove:
    """The counted number for the declaration of a year."""

    bfs_number: int
    year: int
    number: int


@usecase(undoable=True)
def put_households_above(
    session: Session, command: PutHouseholdsAbove, context: Context
) -> Outcome:
    """Answer «davon über dem Grenzwert» in the draft, as the form wants it: none, 1–4, or the number.

    Raises NotFound if nobody began a draft: its other answers are for a person to give.
    """
    row = queries.own_row(session, context.today, command.bfs_number, command.year)
    draft = row.draft if row else None
    if draft is None:
        raise NotFound(own_wording.NO_DRAFT, _BEGIN)
    said = (
        "none"
        if command.number == 0
        else "1-4"
        if command.number < _FEWEST
        else str(command.number)
    )
    extras = replace(draft.declaration.extras, households_above=said)
    saved = SaveOwn(
        declaration=replace(draft.declaration, extras=extras),
        seen=Seen(id=draft.id, version=draft.version),
        derivation=queries.derivation(session, draft.id),
    )
    return save_own(session, saved, context)
