"""What the catalogue says about an offering on the day on which it shall begin for a person."""

from __future__ import annotations

from dataclasses import dataclass

from sozdesk.features.offerings.terms.recognition import MunicipalRow
from sozdesk.features.offerings.terms.rows import OfferingRow


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedOn:
    """An offering as it stands on a day, ready to be enacted."""

    row: OfferingRow
    cost: int | None
    """Rappen per unit of the price of that day, MWST with it; None if that is not known."""
    lineage: tuple[str, ...]
    """Codes of its category and those above."""
    recognised_by: tuple[MunicipalRow, ...]
    """Municipalities that recognised its provider under the GfS on that day."""
