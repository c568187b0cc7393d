"""Figures over many bills: totals, reconciliation, Abgrenzung, what-if. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from sozdesk.features.billing.terms import BillState
from sozdesk.features.billing.terms.figures import (
    AccrualRow,
    Agreement,
    BillSpan,
    FigureLine,
    Names,
    OtherValue,
    ReconcileRow,
    TotalsRow,
    WhatIfRow,
)
from sozdesk.kernel import german

TOTAL: Final = "Total"
_WHOLE: Final = 10_000
"""Hundredths of a percent."""
_ANSWERED: Final = frozenset({BillState.ANSWERED, BillState.SETTLED})


def totals(
    lines: Sequence[FigureLine], key: Callable[[FigureLine], object], names: Names
) -> tuple[TotalsRow, ...]:
    """Lines added up by a key, by name, and the total of all; empty without a line.

    Later differences, which are no lines of a bill, come last.
    """
    grouped: dict[object, list[FigureLine]] = defaultdict(list)
    for line in lines:
        grouped[key(line)].append(line)
    rows = [_totals_row(names.get(one, str(one)), of_it) for one, of_it in grouped.items()]
    rows.sort(key=lambda row: (not row.lines, german.sort_key(row.name)))
    return (*rows, _totals_row(TOTAL, lines)) if rows else ()


def _totals_row(name: str, lines: Sequence[FigureLine]) -> TotalsRow:
    answered = [line for line in lines if line.state in _ANSWERED]
    accepted = sum(line.accepted for line in answered)
    return TotalsRow(
        name=name,
        lines=sum(line.lines for line in lines),
        claimed=sum(line.claimed for line in lines),
        open=sum(line.claimed for line in lines if line.state not in _ANSWERED),
        accepted=accepted,
        reduced=accepted - sum(line.claimed for line in answered),
        paid=sum(line.paid for line in answered),
    )


# ------------------------------------------------------------------ Abgleich


def agreement(billed: int, reported: int | None) -> Agreement:
    """How what was billed compares with what the provider reports."""
    if reported is None:
        return Agreement.NO_REPORT
    if billed == reported:
        return Agreement.EQUAL
    return Agreement.MORE if billed > reported else Agreement.LESS


_ORDER: Final = (
    Agreement.MORE,
    Agreement.LESS,
    Agreement.NO_REPORT,
    Agreement.LATER,
    Agreement.EQUAL,
)


def differences_first(rows: Iterable[ReconcileRow]) -> tuple[ReconcileRow, ...]:
    """Billed above the report first, then the largest differences, then what is not paid yet."""
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                _ORDER.index(row.agreement),
                -abs(row.difference or 0),
                -abs(row.unpaid),
                german.sort_key(row.municipality),
                german.sort_key(row.provider),
            ),
        )
    )


# ------------------------------------------------------------------ Abgrenzung


def accruals(bills: Sequence[BillSpan], year: int, names: Names) -> tuple[AccrualRow, ...]:
    """Per municipality what is owed on 31 December: not answered, not paid, and what is expected.

    Expected are the months of the year without a bill, at the mean per month of the bills of this
    and the year before: an estimate, and marked as one.
    """
    by_town: dict[int, list[BillSpan]] = defaultdict(list)
    for bill in bills:
        by_town[bill.bfs_number].append(bill)
    rows = [_accrual(town, own, year, names.get(town, str(town))) for town, own in by_town.items()]
    rows.sort(key=lambda row: german.sort_key(row.municipality))
    return tuple(row for row in rows if row.total or row.months)


def _expected(mean: tuple[int, int] | None, missing: int) -> int | None:
    if not missing:
        return 0
    return None if mean is None else _mean(mean[0] * missing, mean[1])


def _accrual(town: int, bills: Sequence[BillSpan], year: int, name: str) -> AccrualRow:
    end = date(year, 12, 31)
    due = [bill for bill in bills if bill.last <= end and not _paid_by(bill, end)]
    covered = {month for bill in bills if bill.stands for month in _months(bill, year)}
    missing = 12 - len(covered)
    mean = _per_month(bills, year)
    return AccrualRow(
        bfs_number=town,
        municipality=name,
        unanswered=sum(bill.claimed for bill in due if bill.state not in _ANSWERED),
        unpaid=sum(bill.accepted or 0 for bill in due if bill.state in _ANSWERED),
        months=missing,
        expected=_expected(mean, missing),
        per_month=None if mean is None else _mean(*mean),
    )


def _paid_by(bill: BillSpan, day: date) -> bool:
    return bill.paid_on is not None and bill.paid_on <= day


def _months(bill: BillSpan, year: int) -> set[int]:
    """The months of a year that a bill covers."""
    first = (bill.first.year - year) * 12 + bill.first.month
    last = (bill.last.year - year) * 12 + bill.last.month
    return set(range(max(first, 1), min(last, 12) + 1))


def _per_month(bills: Sequence[BillSpan], year: int) -> tuple[int, int] | None:
    """Rappen and months of the bills of this and the year before; None without any."""
    standing = [bill for bill in bills if bill.stands and year - 1 <= bill.last.year <= year]
    months = {
        (one, month)
        for bill in standing
        for one in (year - 1, year)
        for month in _months(bill, one)
    }
    amount = sum(bill.claimed if bill.accepted is None else bill.accepted for bill in standing)
    return (amount, len(months)) if months else None


def _mean(amount: int, count: int) -> int:
    """Rounded half up."""
    return (2 * amount + count) // (2 * count)


# ------------------------------------------------------------------ what-if


def other_amount(before: int, after: OtherValue) -> int:
    """The other value in place of one; a part of it rounded half up."""
    if not after.relative:
        return after.amount
    return (before * (_WHOLE + after.amount) * 2 + _WHOLE) // (2 * _WHOLE)


def what_if_rows(pairs: Iterable[tuple[object, int, int]], names: Names) -> tuple[WhatIfRow, ...]:
    """(key, before, after) added up by key, the largest difference first, then the total."""
    before: dict[object, int] = defaultdict(int)
    after: dict[object, int] = defaultdict(int)
    for key, one, other in pairs:
        before[key] += one
        after[key] += other
    rows = [
        WhatIfRow(name=names.get(key, str(key)), before=before[key], after=after[key])
        for key in before
    ]
    rows.sort(key=lambda row: (-abs(row.difference), german.sort_key(row.name)))
    total = WhatIfRow(name=TOTAL, before=sum(before.values()), after=sum(after.values()))
    return (*rows, total) if rows else ()


def reported_by(
    reports: Iterable[tuple[UUID, Mapping[int, int | None]]],
) -> Mapping[tuple[int, UUID], int | None]:
    """(municipality, provider) → what a yearly report says was invoiced."""
    return {
        (town, provider): amount
        for provider, amounts in reports
        for town, amount in amounts.items()
    }
