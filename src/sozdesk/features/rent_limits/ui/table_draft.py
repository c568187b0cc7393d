"""What a person said about a table that is not recorded yet, so that a lock loses nothing.

The file is not kept: opened again, it is known by its content.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sozdesk.archive.drafts import DiscardDraft, SaveDraft
from sozdesk.features.rent_limits.terms import Interval, RentKind, TableChoice

FORM = "rent_limits.table"
DISCARD = DiscardDraft(form=FORM)

Kept = tuple[TableChoice, frozenset[int], int]
"""The choices, the rows that were unticked, the year."""


def content(sha256: str, choice: TableChoice, unticked: frozenset[int], year: int) -> SaveDraft:
    """The command that keeps it."""
    return SaveDraft(
        form=FORM,
        content={
            "sha256": sha256,
            "year": year,
            "sheet": choice.sheet,
            "columns": dict(choice.columns),
            "rent_kind": choice.rent_kind,
            "interval": choice.interval,
            "valid_from": choice.valid_from.isoformat() if choice.valid_from else None,
            "places": [list(pair) for pair in choice.places.items()],
            "unticked": sorted(unticked),
        },
    )


def choice_in(stored: Mapping[str, Any], sha256: str) -> Kept | None:
    """What was said about the file with this content; None if it was another one."""
    if stored.get("sha256") != sha256:
        return None
    kind, interval, day = stored["rent_kind"], stored["interval"], stored["valid_from"]
    choice = TableChoice(
        sheet=stored["sheet"],
        columns=stored["columns"],
        rent_kind=RentKind(kind) if kind else None,
        interval=Interval(interval) if interval else None,
        valid_from=date.fromisoformat(day) if day else None,
        places=dict(stored["places"]),
    )
    return choice, frozenset(stored["unticked"]), stored["year"]
