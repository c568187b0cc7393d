"""What is left of limits that hold over several lines: of a tariff, an offering, a person's month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sozdesk.features.billing import texts
from sozdesk.features.billing.rules.caps import PER_OFFERING_UNITS, Cap
from sozdesk.features.billing.rules.gathering import Group
from sozdesk.features.billing.terms import Claimed
from sozdesk.features.offerings.terms import CapKind, PriceUnit

Months = defaultdict[date, int]
"""Month → what is eligible of all offerings of a person, in earlier bills and in this one."""


@dataclass(slots=True)
class Limits:
    """Counts what one person has in one offering; ``months`` is shared by all her offerings."""

    months: Months
    offering: int = 0
    tariffs: defaultdict[tuple[int, date | None], int] = field(
        default_factory=lambda: defaultdict(int)
    )
    """By the id of the tariff as a number, and month."""

    @classmethod
    def of(cls, claimed: Iterable[Claimed], months: Months | None = None) -> Limits:
        """With what earlier bills hold of the offering; alone, it is the person's only one."""
        made = cls(defaultdict(int) if months is None else months)
        for one in claimed:
            made.offering += one.eligible
            made.tariffs[one.tariff_id.int, one.month] += one.eligible
            if months is None and one.month is not None:
                made.months[one.month] += one.eligible
        return made

    def release(self, groups: Iterable[Group]) -> None:
        """Give back what earlier bills hold of groups that stand again: they take it anew, in their order."""
        for group in groups:
            if group.claimed:
                self.take(group, -sum(one.eligible for one in group.claimed))

    def left(self, group: Group) -> list[Cap]:
        """What is left of every limit over several lines."""
        tariff, key = group.tariff, group.key
        found: list[Cap] = []
        if tariff.unit is PriceUnit.MONTH or tariff.unit in PER_OFFERING_UNITS:
            others = self.tariffs[key.tariff, key.month]
            if others:
                found.append(Cap(tariff.amount - others, texts.REST_OF_TARIFF))
        if tariff.cap_amount is None:
            return found
        if tariff.cap_kind is CapKind.PER_OFFERING:
            left = tariff.cap_amount - self.offering
            found.append(Cap(left, texts.REST_OF_OFFERING))
        if tariff.cap_kind is CapKind.PER_PERSON_MONTH and key.month is not None:
            left = tariff.cap_amount - self.months[key.month]
            found.append(Cap(left, texts.REST_OF_MONTH))
        return found

    def take(self, group: Group, eligible: int) -> None:
        """Count what is claimed of a group, earlier bills included."""
        self.offering += eligible
        self.tariffs[group.key.tariff, group.key.month] += eligible
        if group.key.month is not None:
            self.months[group.key.month] += eligible
