"""Decisions of an import that is not recorded yet, so that a lock or a crash loses nothing.

The files themselves are not kept: read again, they find their decisions by content.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sozdesk.archive import drafts
from sozdesk.features.rent_limits.terms import Recognition
from sozdesk.features.rent_limits.ui.import_amend import confirmed, filled_in
from sozdesk.features.rent_limits.ui.import_cases import Case
from sozdesk.features.rent_limits.ui.manual_drafts import (
    choices_from_json,
    choices_to_json,
    from_json,
    to_json,
)

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


def form_name(year: int) -> str:
    """Key of the draft."""
    return f"rent_limits.import.{year}"


def content(cases: Sequence[Case]) -> dict[str, Any]:
    """The touched cases as JSON, by the content of their file."""
    return {_key(case): _stored(case) for case in cases if case.is_touched}


def load(archive: Archive, year: int) -> Mapping[str, Any]:
    """What this person decided and did not record."""
    found = archive.query(drafts.draft_of, form_name(year), None, archive.context().staff_id)
    return found.content if found else {}


def save(year: int, cases: Sequence[Case]) -> drafts.SaveDraft:
    """The command that keeps the decisions."""
    return drafts.SaveDraft(form=form_name(year), content=content(cases))


def discard(year: int) -> drafts.DiscardDraft:
    """The command that forgets them."""
    return drafts.DiscardDraft(form=form_name(year))


def restored(case: Case, stored: Mapping[str, Any]) -> Case:
    """The case with the decisions from before, if there are any for its content."""
    found = stored.get(_key(case))
    if found is None:
        return case
    if found["bfs"] and case.file.declaration is not None:
        case = confirmed(case, found["bfs"])
    if found["amended"] and case.file.declaration is not None:
        case = filled_in(case, from_json(found["amended"]))
    if found["received_on"]:
        day = date.fromisoformat(found["received_on"])
        case = replace(case, file=replace(case.file, received_on=day))
    file = replace(case.file, as_change=found.get("as_change"))
    case = replace(case, file=file)
    choices = choices_from_json(found["choices"])
    return replace(case, choices=choices, held_back=found["held_back"])


def _key(case: Case) -> str:
    declared = case.original.declaration
    number = declared.bfs_number if declared else ""
    return f"{case.original.sha256 or case.original.file}/{number}"


def _stored(case: Case) -> dict[str, Any]:
    declared = case.file.declaration
    by_hand = case.file.recognition is Recognition.BY_HAND
    received = case.file.received_on
    return {
        "choices": choices_to_json(case.choices),
        "held_back": case.held_back,
        "bfs": declared.bfs_number if by_hand and declared else None,
        "received_on": received.isoformat() if received else None,
        "amended": to_json(case.amended),
        "as_change": case.file.as_change,
    }
