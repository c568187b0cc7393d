"""The share of Nebenkosten that the Mietzinsbeiträge reckon with: dated data with its source."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date

from sozdesk.kernel import places
from sozdesk.kernel.dated import on


@dataclass(frozen=True, slots=True)
class AncillaryShare:
    """Holds from ``valid_from`` on; ``share_hundredths`` of a percent of the net rent."""

    valid_from: date
    share_hundredths: int
    source: str
    ended_on: date | None = None


def ancillary_share(day: date) -> AncillaryShare:
    """The share that holds on ``day``; before the first one (1.1.2024) the first."""
    shares = _shares()
    return on(day, shares) or shares[0]


def _shares() -> tuple[AncillaryShare, ...]:
    path = places.database("reference", "subsidy_ancillary_share.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            AncillaryShare(
                date.fromisoformat(row["valid_from"]), int(row["share_hundredths"]), row["source"]
            )
            for row in csv.DictReader(file)
        )
