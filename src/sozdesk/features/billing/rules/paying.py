"""What the canton pays to a municipality, from which account, and what waits for the next bill."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from sozdesk.features.billing.terms.accounts import (
    AccountKind,
    PayLine,
    PaymentPart,
    PaymentPlan,
    PostingRow,
    SettlementRow,
)
from sozdesk.features.billing.texts import paying as texts
from sozdesk.kernel.dated import Dated, on
from sozdesk.kernel.findings import Finding, stop
from sozdesk.kernel.lineage import lineage


def posting_of(
    regime: str, codes: Sequence[str], postings: Iterable[PostingRow], day: date
) -> PostingRow | None:
    """The account of a regime and category on a day; the most specific row wins.

    ``codes`` is the category and those above it. A row for the regime beats one for all
    regimes, then the nearer category beats the wider one.
    """
    rows = list(postings)
    for one_regime in (regime, ""):
        for code in (*codes, ""):
            same = [
                row for row in rows if (row.regime_code, row.category_code) == (one_regime, code)
            ]
            found = on(day, same)
            if found is not None:
                return found
    return None


def payment_plan(
    lines: Iterable[PayLine],
    settlements: Iterable[SettlementRow],
    postings: Sequence[PostingRow],
    parents: Mapping[str, str | None],
    day: date,
) -> PaymentPlan:
    """Parts by bill, regime and category, then differences of earlier bills, each on its own."""
    sums: dict[tuple[UUID, str, str], tuple[PayLine, int]] = {}
    carried: dict[UUID, int] = {}
    for line in lines:
        if line.later and line.amount < 0:
            carried[line.bill_id] = carried.get(line.bill_id, 0) + line.amount
            continue
        key = (line.bill_id, line.regime_code, line.category_code)
        sums[key] = (line, sums[key][1] + line.amount if key in sums else line.amount)
    parts = [
        _part(line, amount, postings, parents, day) for line, amount in sums.values() if amount
    ]
    return PaymentPlan(
        parts=(*parts, *_differences(settlements, postings, day)), carried=tuple(carried.items())
    )


def _part(
    line: PayLine,
    amount: int,
    postings: Sequence[PostingRow],
    parents: Mapping[str, str | None],
    day: date,
) -> PaymentPart:
    found = posting_of(line.regime_code, lineage(line.category_code, parents), postings, day)
    return PaymentPart(
        bill_id=line.bill_id,
        text=texts.part(line.bill, line.category, line.regime),
        account=found.account if found else "",
        cost_centre=found.cost_centre if found else "",
        amount=amount,
    )


def _differences(
    settlements: Iterable[SettlementRow], postings: Sequence[PostingRow], day: date
) -> Iterator[PaymentPart]:
    found = posting_of("", (), postings, day)
    for row in settlements:
        yield PaymentPart(
            bill_id=row.bill_id,
            text=row.text,
            account=found.account if found else "",
            cost_centre=found.cost_centre if found else "",
            amount=row.amount,
        )


def without_account(parts: Iterable[PaymentPart]) -> tuple[PaymentPart, ...]:
    """Parts that nobody entered an account for («ohne Konto»)."""
    return tuple(part for part in parts if not part.account)


def iban_of(text: str) -> str | None:
    """An IBAN of Switzerland or Liechtenstein without blanks, as a QR bill needs it; None if it is none."""
    from stdnum import exceptions, iban  # noqa: PLC0415 - only where an IBAN is typed

    try:
        found = str(iban.validate(text))
    except exceptions.ValidationError:
        return None
    return found if found.startswith(("CH", "LI")) else None


def name_findings(kind: AccountKind, name: str) -> tuple[Finding, ...]:
    """Who is paid, and who pays, has a name."""
    return () if name else (stop("name_missing", texts.NAME_MISSING[kind], "name"),)


def address_findings(postcode: str, town: str) -> tuple[Finding, ...]:
    """The QR bill of a municipality names the place of both."""
    return () if postcode and town else (stop("town_missing", texts.TOWN_MISSING, "town"),)


def iban_findings(iban: str) -> tuple[Finding, ...]:
    """Who is paid has an account."""
    return () if iban_of(iban) else (stop("iban_wrong", texts.IBAN_WRONG, "iban"),)


def posting_findings(account: str) -> tuple[Finding, ...]:
    """A posting names an account."""
    return () if account else (stop("account_missing", texts.ACCOUNT_MISSING, "account"),)


def span_findings(
    valid_from: date, ended_on: date | None, others: Iterable[Dated]
) -> tuple[Finding, ...]:
    """A value ends after it begins and has a first day of its own."""
    if ended_on is not None and ended_on < valid_from:
        return (stop("ends_before", texts.ENDS_BEFORE, "ended_on"),)
    if any(row.valid_from == valid_from for row in others):
        return (stop("same_start", texts.SAME_START, "valid_from"),)
    return ()
