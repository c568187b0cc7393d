"""What the canton pays of an offering on a day, per regime."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.features.offerings import rules
from sozdesk.features.offerings.queries.values import parents, rates, regimes, tariffs
from sozdesk.features.offerings.terms import CantonShare, OfferingRow, ShareBasis


def share_basis(session: Session, day: date) -> ShareBasis:
    """Everything that the canton's share of any offering on a day follows from."""
    return ShareBasis(
        regimes=regimes(session, day),
        rates=rates(session),
        tariffs=tariffs(session),
        parents=parents(session, day),
        day=day,
    )


def canton_shares(
    session: Session, rows: Sequence[OfferingRow], day: date
) -> Mapping[UUID, tuple[CantonShare, ...]]:
    """Offering → one answer per regime of the day, in the order of the regimes."""
    basis = share_basis(session, day)
    return {row.id: rules.shares_of(basis, row) for row in rows}
