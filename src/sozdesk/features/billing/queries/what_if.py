"""What the received claims of a year would cost with one changed rate or tariff. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from sozdesk.features.billing.queries.answering import municipality_names
from sozdesk.features.billing.queries.checking import Change, CheckWork
from sozdesk.features.billing.queries.earlier import counts
from sozdesk.features.billing.queries.received import Received, ReceivedBill
from sozdesk.features.billing.queries.year_figures import category_names, regime_names
from sozdesk.features.billing.records import BillLineRecord, BillRecord
from sozdesk.features.billing.rules import Catalogue, figures
from sozdesk.features.billing.rules import what_if as rules
from sozdesk.features.billing.rules.computing import WHOLE
from sozdesk.features.billing.terms import BillOrigin, ClaimedLine
from sozdesk.features.billing.terms.figures import Names, OtherValue, WhatIf, WhatIfResult
from sozdesk.features.billing.texts import figures as texts
from sozdesk.features.billing.texts import per_unit
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.terms import RegimeRateRow, TariffRow
from sozdesk.kernel import german
from sozdesk.kernel.watch import Watch

Row = RegimeRateRow | TariffRow
_Found = dict[rules.Place, tuple[ClaimedLine, ...]]
"""What bills would hold, by bill and position."""


def changeable(session: Session, year: int) -> tuple[WhatIf, ...]:
    """Rates and tariffs that hold on some day of a year, as they are."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    categories, regimes = category_names(session, last), regime_names(session)
    rates = [
        (row, _choice("Ansatz", row, categories, regimes))
        for row in offerings.rates(session)
        if row.rate is not None and _holds(row, first, last)
    ]
    tariffs = [
        (row, _choice("Maximaltarif", row, categories, regimes))
        for row in offerings.tariffs(session)
        if _holds(row, first, last)
    ]
    return (
        *_with_all(rates, "Ansatz", categories),
        *_with_all(tariffs, "Maximaltarif", categories),
    )


def _with_all(
    found: Sequence[tuple[Row, WhatIf]], word: str, categories: Names
) -> Iterator[WhatIf]:
    """The values of a category one by one; after them all of its regimes at once."""
    for key, those in groupby(sorted(found, key=_kind), key=_kind):
        pairs = list(those)
        yield from (one for _row, one in pairs)
        rows = [row for row, _one in pairs]
        if len({row.regime_code for row in rows}) > 1:
            category = categories.get(key[0], key[0])
            yield _what_if(f"{word} {category}, {texts.ALL_REGIMES}{_unit(rows[0])}", rows)


def _kind(found: tuple[Row, WhatIf]) -> tuple[str, str]:
    """Category and unit: values that can be replaced by one."""
    row, _choice = found
    return row.category_code, row.unit.value if isinstance(row, TariffRow) else ""


def _holds(row: Row, first: date, last: date) -> bool:
    return row.valid_from <= last and (row.ended_on is None or row.ended_on >= first)


def _choice(word: str, row: Row, categories: Names, regimes: Names) -> WhatIf:
    regime = regimes.get(row.regime_code, row.regime_code)
    category = categories.get(row.category_code, row.category_code)
    name = f"{word} {category}, {regime}{_unit(row)}, ab {german.day(row.valid_from)}"
    return _what_if(name, [row])


def _unit(row: Row) -> str:
    return f", {per_unit(row.unit)}" if isinstance(row, TariffRow) else ""


def _what_if(name: str, rows: Sequence[Row]) -> WhatIf:
    amounts = {row.rate if isinstance(row, RegimeRateRow) else row.amount for row in rows}
    before = amounts.pop()
    return WhatIf(
        value_ids=tuple(row.id for row in rows),
        name=name,
        before=None if amounts else before,
        after=OtherValue(amount=before or 0),
        is_rate=isinstance(rows[0], RegimeRateRow),
    )


def what_if(
    session: Session, year: int, change: WhatIf, watch: Watch | None = None
) -> WhatIfResult:
    """Every received bill of a year that stands, computed with the catalogue and with the change.

    The bills that they rest on are computed anew too, in the order in which they were issued. What
    the KSA refused for good costs nothing either way; other decisions are no part of the question.
    """
    ids = _of_year(session, year)
    order = _in_order(Received(session), ids, _first_day(session, change))
    watch = watch or Watch()
    work = CheckWork(session, watch.through(order))
    now: _Found = {}
    then: _Found = {}
    for bill_id in watch.through(order):
        _compute(work, bill_id, lambda known: known, now)
        _compute(work, bill_id, lambda known: _changed(known, change), then)
    refused = _refused(session, ids)
    pairs = [
        (line, *((0, 0) if place in refused else (_canton(now[place]), _canton(then[place]))))
        for one in ids
        for line in work.content(one).lines
        for place in [(one, line.position)]
    ]
    by_category = [(sent.category_code, before, after) for sent, before, after in pairs]
    by_regime = [(sent.regime_code, before, after) for sent, before, after in pairs]
    by_town = [(sent.bfs_number, before, after) for sent, before, after in pairs]
    unknown = [
        line.canton
        for one in ids
        for line in work.content(one).lines
        if not work.knows(line.offering_id) and (one, line.position) not in refused
    ]
    names = category_names(session, date(year, 12, 31))
    return WhatIfResult(
        year=year,
        change=change,
        bills=len(ids),
        categories=figures.what_if_rows(by_category, names),
        municipalities=figures.what_if_rows(by_town, municipality_names(session)),
        regimes=figures.what_if_rows(by_regime, regime_names(session)),
        unknown_lines=len(unknown),
        unknown_claimed=sum(unknown),
    )


def _of_year(session: Session, year: int) -> Sequence[UUID]:
    bill, other = BillRecord, aliased(BillRecord)
    cancelled = select(other.cancels_id).where(other.cancels_id.is_not(None))
    query = select(bill.id).where(
        bill.origin == BillOrigin.RECEIVED.value,
        bill.cancels_id.is_(None),
        bill.id.not_in(cancelled),
        bill.content_sha256.is_not(None),
        bill.last_day >= date(year, 1, 1),
        bill.last_day <= date(year, 12, 31),
    )
    return session.scalars(query.order_by(bill.bfs_number, bill.year, bill.number)).all()


def _first_day(session: Session, change: WhatIf) -> date:
    """Bills that end before it do not know the changed values."""
    rows: Iterable[Row] = (*offerings.rates(session), *offerings.tariffs(session))
    return min((row.valid_from for row in rows if row.id in change.value_ids), default=date.max)


def _in_order(received: Received, ids: Iterable[UUID], since: date) -> list[UUID]:
    """The bills and all that they rest on, as far as the change reaches them, as they were issued.

    Also one that was taken back later: who was computed before that counted with it.
    """
    found: dict[UUID, ReceivedBill] = {}
    todo = list(ids)
    while todo:
        bill = received.bills[todo.pop()]
        if bill.id in found:
            continue
        found[bill.id] = bill
        before = (received.bills[one] for one in received.standing_before(bill))
        todo += [
            one.id for one in before if one.last_day >= since and one.content_sha256 is not None
        ]
    return sorted(found, key=lambda one: (found[one].bfs_number, *found[one].rank))


def _compute(work: CheckWork, bill_id: UUID, changed: Change, found: _Found) -> None:
    """Add every line of a bill as it would be: the rest to those that were found before it."""
    made = work.computed(bill_id, changed, lambda stood: rules.stood_anew(stood, found))
    for position, lines in rules.computed_anew(work.content(bill_id), made):
        found[bill_id, position] = lines


def _refused(session: Session, ids: Sequence[UUID]) -> set[tuple[UUID, int]]:
    """Bill and position of what the KSA refused for good."""
    line = BillLineRecord
    query = select(line.bill_id, line.position).where(line.bill_id.in_(ids), ~counts())
    return {(bill_id, position) for bill_id, position in session.execute(query)}


def _canton(lines: Iterable[ClaimedLine]) -> int:
    return sum(one.canton for one in lines)


def _changed(known: Catalogue, change: WhatIf) -> Catalogue:
    """The catalogue with other values."""
    ids = frozenset(change.value_ids)
    return replace(
        known,
        rates=[
            replace(row, rate=min(figures.other_amount(row.rate, change.after), WHOLE))
            if row.id in ids and row.rate is not None
            else row
            for row in known.rates
        ],
        tariffs=[
            replace(row, amount=figures.other_amount(row.amount, change.after))
            if row.id in ids
            else row
            for row in known.tariffs
        ],
    )
