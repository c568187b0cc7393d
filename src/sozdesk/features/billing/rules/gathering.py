"""Costs cut into days of one kind and gathered by what they have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sozdesk.features.billing import texts
from sozdesk.features.billing.rules.book import Book
from sozdesk.features.billing.rules.caps import PER_OFFERING_UNITS
from sozdesk.features.billing.rules.splitting import (
    ONE_DAY,
    Days,
    clipped,
    month_of,
    months_in,
    part_of,
    pieces,
    whole_month,
)
from sozdesk.features.billing.terms import (
    Block,
    Claimed,
    Cost,
    CostPart,
    Deduction,
    LeftOut,
    Participation,
    Segment,
)
from sozdesk.features.offerings.terms import RegimeRateRow, TariffRow


class Key(NamedTuple):
    """What the days of a line have in common; an earlier line of the same key is continued."""

    month: date | None
    regime_code: str
    bfs_number: int
    tariff: int
    """Its id as a number: looked up ten times as fast as a UUID."""
    rate: int


def key_of(claimed: Claimed) -> Key:
    """The key that a line of an earlier bill was made under."""
    return Key(
        claimed.month,
        claimed.regime_code,
        claimed.bfs_number,
        claimed.tariff_id.int,
        claimed.rate,
    )


@dataclass(slots=True)
class Group:
    """The days of one key that are new in this bill, and what earlier bills hold of it."""

    key: Key
    tariff: TariffRow
    rate: RegimeRateRow
    claimed: Sequence[Claimed] = ()
    parts: list[CostPart] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    new: list[Days] = field(default_factory=list)
    """Days of the invoices that are new; they may overlap."""
    old: list[Days] = field(default_factory=list)
    """Days of earlier bills."""
    units: int | None = 0
    possible: int | None = 0
    period_possible: int | None = None

    def add(self, cost: Cost, days: Days) -> None:
        """Take these days of an invoice in."""
        whole = (cost.first, cost.last)
        amount, units, possible = cost.amount, cost.units, cost.possible
        if days != whole:
            amount = part_of(amount, whole, days)
            units = None if units is None else part_of(units, whole, days)
            possible = None if possible is None else part_of(possible, whole, days)
        self.new.append(days)
        self.parts.append(CostPart(cost.invoice_line_id, days[0], days[1], amount))
        if cost.hints:
            self.hints += _reasons(cost.hints, days[0])
        self.count(units, possible, cost.period_possible)

    def count(self, units: int | None, possible: int | None, period_possible: int | None) -> None:
        """Add units; once they are unknown they stay so."""
        self.units = None if units is None or self.units is None else self.units + units
        known = possible is not None and self.possible is not None
        self.possible = (self.possible or 0) + (possible or 0) if known else None
        if period_possible is not None:
            self.period_possible = max(self.period_possible or 0, period_possible)


@dataclass(slots=True)
class Gathered:
    """Groups by key, and days that are left out."""

    groups: dict[Key, Group] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)


def gathered(participation: Participation, book: Book) -> Gathered:
    """Every day with a cost, either in its group or left out with its reasons."""
    earlier: dict[Key, list[Claimed]] = {}
    for one in participation.claimed:
        earlier.setdefault(key_of(one), []).append(one)
    found = Gathered()
    moved: set[date] = set()
    for cost in participation.costs:
        for days, answer in _cut(participation, cost, book):
            if isinstance(answer, _Holding):
                _group(found, answer, earlier).add(cost, days)
            elif "" not in answer:
                _leave_out(found.left_out, cost, days, answer)
            if earlier and _is_news(answer):
                moved.update((month_of(days[0]), *months_in(days)))
    if earlier:
        _touch(found, participation, book, earlier, moved)
    return found


def _is_news(answer: _Holding | tuple[str, ...]) -> bool:
    """Days that no earlier bill holds: new ones, and those that are left out, as the refused ones."""
    return isinstance(answer, _Holding) or not {"", texts.ALREADY_CLAIMED}.intersection(answer)


class _Holding(NamedTuple):
    """What some days are billed with."""

    key: Key
    tariff: TariffRow
    rate: RegimeRateRow


_Pieces = tuple[tuple[Days, _Holding | tuple[str, ...]], ...]


def _cut(participation: Participation, cost: Cost, book: Book) -> _Pieces:
    """The days of a cost in pieces of one kind: what holds, or every reason why it is not billed.

    Hardly an invoice of a bill is for other days than hundreds of others: these are cut once.
    """
    kind = (
        participation.category_code,
        cost.price_unit,
        participation.segments,
        participation.blocks,
    )
    key = (cost.first, cost.last, cost.blocks, cost.hints, kind)
    found: _Pieces | None = book.cut.get(key)
    if found is None:
        found = book.cut[key] = tuple(_pieces(participation, cost, book))
    return found


def _pieces(
    participation: Participation, cost: Cost, book: Book
) -> Iterator[tuple[Days, _Holding | tuple[str, ...]]]:
    whole = (cost.first, cost.last)
    blocks = _near((*cost.blocks, *participation.blocks), whole)
    for piece in pieces(whole, _turns((*blocks, *cost.hints, *participation.segments), whole)):
        reasons = _reasons(blocks, piece[0])
        segment = _on(participation.segments, piece[0])
        if segment is None:
            yield piece, (*reasons, texts.NO_SEGMENT)
            continue
        regime, category = segment.regime_code, participation.category_code
        for days, month, holding in book.stretches(piece, regime, category, cost.price_unit):
            if reasons or holding.rate is None or holding.tariff is None:
                yield days, (*reasons, *holding.reasons)
            else:
                yield days, _holding(month, segment, holding.tariff, holding.rate)


def _near(blocks: Sequence[Block], whole: Days) -> list[Block]:
    first, last = whole
    return [one for one in blocks if one.first <= last and one.last >= first]


def _turns(spans: Iterable[Block | Segment], whole: Days) -> Iterator[date]:
    """Days inside ``whole`` on which a span begins or is over."""
    for one in spans:
        if one.first > whole[0]:
            yield one.first
        if one.last < whole[1]:
            yield one.last + ONE_DAY


def _reasons(blocks: Sequence[Block], day: date) -> tuple[str, ...]:
    return tuple([one.reason for one in blocks if one.first <= day <= one.last])


def _on(segments: Iterable[Segment], day: date) -> Segment | None:
    for one in segments:
        if one.first <= day <= one.last:
            return one
    return None


def _holding(begin: date, segment: Segment, tariff: TariffRow, rate: RegimeRateRow) -> _Holding:
    month = None if tariff.unit in PER_OFFERING_UNITS else begin
    key = Key(month, segment.regime_code, segment.bfs_number, tariff.id.int, rate.rate or 0)
    return _Holding(key, tariff, rate)


def _group(found: Gathered, holding: _Holding, earlier: dict[Key, list[Claimed]]) -> Group:
    key, tariff, rate = holding
    group = found.groups.get(key)
    if group is None:
        claimed = earlier.get(key, ()) if earlier else ()
        old = [(day.first, day.last) for one in claimed for day in one.days]
        group = found.groups[key] = Group(key, tariff, rate, claimed, old=old)
        for one in claimed:
            for days in one.days:
                group.count(days.units, days.possible, days.period_possible)
    return group


def _touch(
    found: Gathered,
    participation: Participation,
    book: Book,
    earlier: dict[Key, list[Claimed]],
    moved: set[date],
) -> None:
    """Billed periods stand again, also without a new invoice, where something that they rest on moved.

    That is another part of the same month, which shares its tariff; a payment of a third party; and
    a limit over several lines, of which a refusal or a credit note may have given something back.
    """
    for key, claimed in earlier.items():
        if key in found.groups or not all(one.complete for one in claimed):
            continue
        holding = _as_billed(participation, book, key, claimed)
        if holding is not None and (
            key.month is None
            or key.month in moved
            or any(one.resumed for one in claimed)
            or holding.tariff.cap_amount is not None
            or _is_paid(key.month, claimed, participation.deductions)
        ):
            _group(found, holding, earlier)


def _as_billed(
    participation: Participation, book: Book, key: Key, claimed: Iterable[Claimed]
) -> _Holding | None:
    """What holds on the billed days, if it is what they were billed under; else only a cancellation moves them."""
    found: _Holding | None = None
    for part in (part for one in claimed for part in one.days):
        whole = (part.first, part.last)
        for piece in pieces(whole, _turns(participation.segments, whole)):
            segment = _on(participation.segments, piece[0])
            if segment is None:
                return None
            regime, category = segment.regime_code, participation.category_code
            for _days, month, holding in book.stretches(piece, regime, category, part.price_unit):
                if holding.rate is None or holding.tariff is None:
                    return None
                found = _holding(month, segment, holding.tariff, holding.rate)
                if found.key != key:
                    return None
    return found


def _is_paid(month: date, claimed: Iterable[Claimed], deductions: Sequence[Deduction]) -> bool:
    """Whether a payment falls into the month, or an earlier bill deducted one."""
    if any(one.third_party for one in claimed):
        return True
    return bool(clipped([(one.first, one.last) for one in deductions], whole_month(month)))


def _leave_out(found: list[LeftOut], cost: Cost, days: Days, reasons: tuple[str, ...]) -> None:
    """Neighbouring days of one invoice with the same reasons are one entry."""
    part = part_of(cost.amount, (cost.first, cost.last), days)
    first = days[0]
    if found:
        last = found[-1]
        if (
            last.invoice_line_id == cost.invoice_line_id
            and last.reasons == reasons
            and last.last + ONE_DAY == first
        ):
            found.pop()
            first, part = last.first, last.cost + part
    found.append(
        LeftOut(
            first=first,
            last=days[1],
            cost=part,
            reasons=reasons,
            invoice_line_id=cost.invoice_line_id,
        )
    )
