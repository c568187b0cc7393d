"""Rules of single dated values: what must be said, and which figures cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from sozdesk.features.offerings import texts
from sozdesk.features.offerings.terms import (
    BILLING_PERIODS,
    DAYS_OF_YEAR,
    SWITCHES,
    Billable,
    DatedKind,
    ValueKey,
    Vat,
)
from sozdesk.kernel.findings import Finding, stop

_Values = Mapping[str, object]
_NEEDED: Final[Mapping[DatedKind, tuple[str, ...]]] = {
    DatedKind.CATEGORY: ("code", "name"),
    DatedKind.COVERED_NEED: ("category_code",),
    DatedKind.REGIME: ("code", "name"),
    DatedKind.REGIME_RATE: ("regime_code", "category_code"),
    DatedKind.TARIFF: ("category_code", "regime_code", "amount"),
    DatedKind.VALUE: ("value",),
    DatedKind.REMEDY: ("text",),
    DatedKind.PRICE: ("amount",),
}
WHOLE = 10_000


def value_findings(kind: DatedKind, values: _Values) -> tuple[Finding, ...]:
    """What keeps a dated value from being recorded, its span aside; each finding names its field."""
    missing = [
        stop("missing", texts.MISSING, field) for field in _NEEDED[kind] if _empty(values, field)
    ]
    return (*missing, *_MORE.get(kind, _nothing)(values))


def removal_findings(name: str, uses: Mapping[str, int]) -> tuple[Finding, ...]:
    """A category or regime whose code something uses (table → rows) stays."""
    return (stop("in_use", texts.value_in_use(name, uses)),) if any(uses.values()) else ()


def _empty(values: _Values, field: str) -> bool:
    value = values.get(field)
    return value is None or value == ""


def _nothing(values: _Values) -> Iterator[Finding]:  # noqa: ARG001 - same shape as the others
    yield from ()


def _rate(values: _Values) -> Iterator[Finding]:
    rate, billable = values.get("rate"), values.get("billable")
    if billable == Billable.YES.value and rate is None:
        yield stop("rate_missing", texts.RATE_NEEDED, "rate")
    if billable != Billable.YES.value and rate is not None:
        yield stop("rate_without_billing", texts.RATE_WITHOUT_BILLING, "rate")
    if isinstance(rate, int) and not 0 <= rate <= WHOLE:
        yield stop("rate_range", texts.RATE_RANGE, "rate")


def _tariff(values: _Values) -> Iterator[Finding]:
    yield from _amount(values)
    if (values.get("cap_kind") is None) != (values.get("cap_amount") is None):
        yield stop("cap_half", texts.CAP_HALF, "cap_amount")


def _amount(values: _Values) -> Iterator[Finding]:
    amount = values.get("amount")
    if isinstance(amount, int) and amount < 0:
        yield stop("amount_negative", texts.AMOUNT_NEGATIVE, "amount")


def _price(values: _Values) -> Iterator[Finding]:
    yield from _amount(values)
    rate = values.get("vat_rate")
    if rate is not None and values.get("vat") == Vat.EXEMPT.value:
        yield stop("vat_exempt", texts.VAT_EXEMPT, "vat_rate")
    if isinstance(rate, int) and not 0 <= rate <= WHOLE:
        yield stop("rate_range", texts.RATE_RANGE, "vat_rate")


def _figure(values: _Values) -> Iterator[Finding]:
    """A day of the year is month × 100 + day; a switch is 0 or 1; the others count."""
    key, value = values.get("key"), values.get("value")
    if not isinstance(value, int):
        return
    if key in DAYS_OF_YEAR and not _is_day(value):
        yield stop("no_day", texts.NO_DAY_OF_YEAR, "value")
    if key in SWITCHES and value not in (0, 1):
        yield stop("no_switch", texts.NO_SWITCH, "value")
    if key == ValueKey.BILLING_MONTHS.value and value not in BILLING_PERIODS:
        yield stop("no_period", texts.NO_PERIOD, "value")
    if value < 0:
        yield stop("negative", texts.VALUE_NEGATIVE, "value")


_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""29 February is no day to be due on: most years lack it."""


def _is_day(value: int) -> bool:
    month, day = divmod(value, 100)
    return 1 <= month <= len(_DAYS) and 1 <= day <= _DAYS[month - 1]


def _remedy(values: _Values) -> Iterator[Finding]:
    """A text with gaps cannot have been compared with the law."""
    gaps = _GAP.findall(str(values.get("text") or ""))
    if values.get("checked") and gaps:
        yield stop("gaps", texts.gaps(gaps), "text")


_GAP: Final = re.compile(r"\[[^\]]*\]")
_MORE: Final[Mapping[DatedKind, Callable[[_Values], Iterator[Finding]]]] = {
    DatedKind.REGIME_RATE: _rate,
    DatedKind.TARIFF: _tariff,
    DatedKind.PRICE: _price,
    DatedKind.REMEDY: _remedy,
    DatedKind.VALUE: _figure,
}
