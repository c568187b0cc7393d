"""What the canton pays of an offering on a day, per regime."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.features.offerings import rules
from sozdesk.features.offerings.queries.values import parents, rates, regimes, tariffs
from sozdesk.features.offerings.terms import CantonShare, OfferingRow


def canton_shares(
    session: Session, rows: Sequence[OfferingRow], day: date
) -> Mapping[UUID, tuple[CantonShare, ...]]:
    """Offering → one answer per regime of the day, in the order of the regimes."""
    above, known_rates, known_tariffs = parents(session, day), rates(session), tariffs(session)
    known = regimes(session, day)
    return {
        row.id: tuple(
            rules.canton_share(row, regime, known_rates, known_tariffs, above, day)
            for regime in known
        )
        for row in rows
    }
