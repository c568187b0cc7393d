"""A provider's invoice beside the Kostengutsprache: Prüfhinweise at their fields, few stops."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from sozdesk.features.cases.rules.enactments import outside_ruling, possible_in, price_times
from sozdesk.features.cases.terms import (
    InvoicedEnactment,
    InvoiceDraft,
    InvoiceFacts,
    InvoiceRow,
    LineDraft,
)
from sozdesk.features.cases.texts import invoices as said
from sozdesk.features.offerings.terms import PriceUnit, Vat
from sozdesk.kernel.findings import Finding, Severity, stop
from sozdesk.kernel.months import in_months
from sozdesk.kernel.prices import right_amount

_WHOLE_PERCENT = 10_000
_COUNTED = frozenset({PriceUnit.DAY, PriceUnit.HOUR})
"""A price for every unit that an invoice names."""


def line_field(place: int, field: str) -> str:
    """The key of a field of a line, counted from 0: ``amount_0``."""
    return f"{field}_{place}"


def invoice_findings(facts: InvoiceFacts) -> tuple[Finding, ...]:
    """What stops an invoice, and the Prüfhinweise; lines name their fields as ``amount_0``."""
    draft = facts.draft
    known = {one.id: one for one in facts.enactments}
    found = [*_head(facts), *_vat(draft), *_sums(facts)]
    for place, line in enumerate(draft.lines):
        found += _line(draft, place, line)
        enactment = known.get(line.enactment_id) if line.enactment_id else None
        if enactment is not None:
            found += _compared(draft, place, line, enactment)
    if facts.taken_back is not None:
        found += _taken_back(draft.lines, facts.taken_back)
    found += _approved(draft.lines, known.values())
    found += _granted(draft.lines, known)
    return tuple(found)


def _hint(code: str, message: str, field: str) -> Finding:
    return Finding(code, Severity.HINT, message, field=field)


def _head(facts: InvoiceFacts) -> Iterator[Finding]:
    draft = facts.draft
    if draft.provider_id is None:
        yield stop("missing", said.PROVIDER, "provider_id")
    if not draft.number:
        yield stop("missing", said.NUMBER, "number")
    if draft.invoiced_on is None:
        yield stop("missing", said.DATED, "invoiced_on")
    if not draft.lines:
        yield stop("missing", said.LINES)
    if facts.same_number is not None:
        same = facts.same_number
        yield stop("same_number", said.same_number(same.invoiced_on, same.where), "number")
    ends = [line.last_day for line in draft.lines if line.last_day]
    if draft.invoiced_on and ends and draft.invoiced_on < max(ends):
        yield _hint("dated_early", said.DATED_EARLY, "invoiced_on")
    if draft.paid_on and draft.invoiced_on and draft.paid_on < draft.invoiced_on:
        yield _hint("paid_early", said.PAID_EARLY, "paid_on")


def _vat(draft: InvoiceDraft) -> Iterator[Finding]:
    if draft.vat is Vat.EXEMPT:
        if draft.vat_rate is not None:
            yield stop("vat_exempt", said.VAT_EXEMPT, "vat_rate")
        return
    if draft.vat_rate is None:
        yield _hint("vat_rate", said.VAT_RATE, "vat_rate")
    elif not 0 <= draft.vat_rate <= _WHOLE_PERCENT:
        yield stop("vat_range", said.VAT_RANGE, "vat_rate")
    if draft.vat is Vat.EXCLUDED:
        yield _hint("vat_excluded", said.VAT_EXCLUDED, "vat")


def _sums(facts: InvoiceFacts) -> Iterator[Finding]:
    draft = facts.draft
    total = sum(line.amount or 0 for line in draft.lines)
    if draft.stated_total is not None and draft.lines and draft.stated_total != total:
        yield _hint("total", said.other_total(total, draft.stated_total), "stated_total")
    if facts.credited is not None and -total > facts.credited:
        yield _hint("over_credited", said.over_credited(-total, facts.credited), "credits_id")


def _line(draft: InvoiceDraft, place: int, line: LineDraft) -> Iterator[Finding]:
    def at(field: str) -> str:
        return line_field(place, field)

    if line.enactment_id is None:
        yield stop("missing", said.LINE_ENACTMENT, at("enactment_id"))
    if line.first_day is None or line.last_day is None:
        empty = "first_day" if line.first_day is None else "last_day"
        yield stop("missing", said.LINE_DAYS, at(empty))
    elif line.last_day < line.first_day:
        yield stop("days_turned", said.LINE_TURNED, at("last_day"))
    yield from _amount(draft, place, line)
    yield from _negative_units(draft, place, line)


def _amount(draft: InvoiceDraft, place: int, line: LineDraft) -> Iterator[Finding]:
    field = line_field(place, "amount")
    if line.amount is None:
        yield stop("missing", said.LINE_AMOUNT, field)
    elif line.amount == 0:
        yield stop("zero", said.ZERO, field)
    elif draft.credits_id is not None and line.amount > 0:
        yield stop("sign", said.CREDIT_SIGN, field)
    elif draft.credits_id is None and line.amount < 0:
        yield stop("sign", said.INVOICE_SIGN, field)


def _negative_units(draft: InvoiceDraft, place: int, line: LineDraft) -> Iterator[Finding]:
    fields = {"units": line.units, "possible": line.possible, "absent": line.absent}
    sentence = said.UNITS_NEGATIVE if draft.credits_id is None else said.CREDIT_UNITS_NEGATIVE
    for field, value in fields.items():
        if value is not None and value < 0:
            yield stop("units", sentence, line_field(place, field))


def _compared(
    draft: InvoiceDraft, place: int, line: LineDraft, enactment: InvoicedEnactment
) -> Iterator[Finding]:
    if draft.provider_id is not None and enactment.provider_id != draft.provider_id:
        field = line_field(place, "enactment_id")
        yield stop("other_provider", said.OTHER_PROVIDER, field)
    yield from _price(place, line, enactment)
    yield from _units(place, line, enactment)
    if draft.credits_id is not None and line.units is None and enactment.unit in _COUNTED:
        yield _hint("credit_units", said.CREDIT_UNITS, line_field(place, "units"))
    if line.first_day is None or line.last_day is None or line.last_day < line.first_day:
        return
    if not enactment.first_day <= line.first_day <= line.last_day <= enactment.last_day:
        sentence = said.outside_enacted(enactment.first_day, enactment.last_day)
        field = "first_day" if line.first_day < enactment.first_day else "last_day"
        yield _hint("outside_enacted", sentence, line_field(place, field))
    yield from _in_force(place, (line.first_day, line.last_day), enactment)
    if draft.credits_id is None:
        yield from _overlaps(draft, place, (line.first_day, line.last_day), enactment)


def _in_force(
    place: int, days: tuple[date, date], enactment: InvoicedEnactment
) -> Iterator[Finding]:
    """Days on which the Verfügung does not hold: no bill takes them."""
    span = enactment.ruling_span
    sentence = outside_ruling(days, span)
    if span is not None and sentence:
        field = "last_day" if span.holds_on(days[0]) else "first_day"
        yield _hint("not_in_force", sentence, line_field(place, field))


def _price(place: int, line: LineDraft, enactment: InvoicedEnactment) -> Iterator[Finding]:
    if line.amount is None:
        return
    if line.units is None:
        if line.amount > 0:
            yield from _without_units(place, line, line.amount, enactment)
        return
    wanted = price_times(enactment.price, line.units)
    if abs(line.amount) != wanted:
        sentence = said.not_price(line.units, enactment.unit, enactment.price, wanted)
        yield _hint("not_price", sentence, line_field(place, "amount"))


def _without_units(
    place: int, line: LineDraft, amount: int, enactment: InvoicedEnactment
) -> Iterator[Finding]:
    """A price per month by the days, of a course or flat once; the KSA holds the same against it."""
    price, unit, count = enactment.price, enactment.unit, Fraction(1)
    if unit in _COUNTED:
        yield _hint("no_units", said.without_units(price, unit), line_field(place, "units"))
        return
    if unit is not PriceUnit.MONTH:
        amount += sum(one.amount for one in enactment.others)
    elif line.first_day is None or line.last_day is None or line.last_day < line.first_day:
        return
    else:
        count = in_months(line.first_day, line.last_day)
    wanted = right_amount(amount, price, count)
    if wanted is not None:
        sentence = said.above_price(amount, wanted, price, unit)
        yield _hint("above_price", sentence, line_field(place, "amount"))


def _units(place: int, line: LineDraft, enactment: InvoicedEnactment) -> Iterator[Finding]:
    units, unit, agreed = line.units, enactment.unit, _agreed(line, enactment)
    if units is not None and line.possible is not None and units > line.possible:
        sentence = said.above_possible(units, line.possible, unit)
        yield _hint("above_possible", sentence, line_field(place, "units"))
    elif units is not None and agreed is not None and units > agreed:
        sentence = said.above_agreed(units, agreed, unit)
        yield _hint("above_agreed", sentence, line_field(place, "units"))
    if line.absent and line.absent > (units or 0):
        yield _hint("absent_more", said.ABSENT_MORE, line_field(place, "absent"))
    elif line.absent and enactment.absences_invoiced is False:
        sentence = said.ABSENCES_NOT_INVOICED
        yield _hint("absences", sentence, line_field(place, "absent"))


def _agreed(line: LineDraft, enactment: InvoicedEnactment) -> int | None:
    """The most units that were agreed for these days."""
    first, last, possible = line.first_day, line.last_day, enactment.units_possible
    if possible is None or first is None or last is None or last < first:
        return None
    return possible_in(first, last, possible, enactment.unit)


def _overlaps(
    draft: InvoiceDraft, place: int, days: tuple[date, date], enactment: InvoicedEnactment
) -> Iterator[Finding]:
    first, last = days
    field = line_field(place, "first_day")
    for one in enactment.others:
        if one.amount > 0 and one.first_day <= last and one.last_day >= first:
            sentence = said.overlap(one.number, one.first_day, one.last_day)
            yield _hint("overlap", sentence, field)
            return
    for other, line in enumerate(draft.lines[:place]):
        if line.enactment_id != enactment.id or line.first_day is None or line.last_day is None:
            continue
        if line.first_day <= last and line.last_day >= first:
            yield _hint("overlap", said.overlap_line(other + 1), field)
            return


def _taken_back(lines: Sequence[LineDraft], invoice: InvoiceRow) -> Iterator[Finding]:
    """A credit note is about the offerings and days of the invoice that it takes back."""
    for place, line in enumerate(lines):
        if line.enactment_id is None:
            continue
        days = [
            (one.first_day, one.last_day)
            for one in invoice.lines
            if one.enactment_id == line.enactment_id
        ]
        if not days:
            sentence = said.credit_other(invoice.number)
            yield _hint("credit_other", sentence, line_field(place, "enactment_id"))
        elif _outside(line, days):
            sentence = said.credit_days(invoice.number, days)
            yield _hint("credit_days", sentence, line_field(place, "first_day"))


def _outside(line: LineDraft, days: Sequence[tuple[date, date]]) -> bool:
    """Whether a line has a day that is in none of these spans."""
    day, last = line.first_day, line.last_day
    if day is None or last is None:
        return False
    for first, end in sorted(days):
        if first <= day <= end:
            day = end + timedelta(days=1)
    return day <= last


def credit_lines(invoice: InvoiceRow) -> tuple[LineDraft, ...]:
    """The lines of a credit note that takes back a whole invoice: the amounts negative."""
    return tuple(
        LineDraft(
            enactment_id=line.enactment_id,
            first_day=line.first_day,
            last_day=line.last_day,
            units=line.units,
            possible=line.possible,
            absent=line.absent,
            amount=-line.amount,
        )
        for line in invoice.lines
    )


def _approved(
    lines: Sequence[LineDraft], enactments: Iterable[InvoicedEnactment]
) -> Iterator[Finding]:
    """The sum of all invoices and credit notes of an enactment, and what third parties pay of it."""
    for enactment in enactments:
        places = [place for place, line in enumerate(lines) if line.enactment_id == enactment.id]
        own = sum(lines[place].amount or 0 for place in places)
        total = own + sum(one.amount for one in enactment.others)
        if not places or own <= 0:
            continue
        field = line_field(places[-1], "amount")
        if total > enactment.approved:
            yield _hint("over_approved", said.over_approved(total, enactment.approved), field)
        if enactment.third_party > total:
            yield _hint("third_above", said.third_above(enactment.third_party, total), field)


def _granted(
    lines: Sequence[LineDraft], known: Mapping[UUID, InvoicedEnactment]
) -> Iterator[Finding]:
    """The sum of all invoices for all enactments of one Verfügung."""
    of_ruling = {one.ruling_id: one for one in known.values() if one.ruling_limit is not None}
    for ruling_id, one in of_ruling.items():
        places = [
            place
            for place, line in enumerate(lines)
            if line.enactment_id is not None
            and line.enactment_id in known
            and known[line.enactment_id].ruling_id == ruling_id
        ]
        own = sum(lines[place].amount or 0 for place in places)
        total, limit = own + one.ruling_invoiced, one.ruling_limit
        if own > 0 and limit is not None and total > limit:
            sentence = said.over_limit(total, limit)
            yield _hint("over_limit", sentence, line_field(places[-1], "amount"))


def third_party_findings(
    *,
    first: date,
    last: date,
    amount: int,
    days: tuple[date, date],
    paid_by_others: int,
    invoiced: int,
) -> tuple[Finding, ...]:
    """A payment of a third party: its days, its amount, and that all together do not exceed the cost.

    ``days`` are the enacted ones; ``paid_by_others`` are the other payments for the enactment.
    """
    found = []
    if last < first:
        found.append(stop("days_turned", said.THIRD_ORDER, "last_day"))
    if amount <= 0:
        found.append(stop("amount", said.THIRD_AMOUNT, "amount"))
    if last < days[0] or first > days[1]:
        found.append(_hint("outside", said.THIRD_OUTSIDE, "first_day"))
    if amount + paid_by_others > invoiced:
        sentence = said.third_above(amount + paid_by_others, invoiced)
        found.append(_hint("third_above", sentence, "amount"))
    return tuple(found)


def next_service(first: date, last: date, invoiced_until: date | None) -> tuple[date, date]:
    """The next service period to invoice: the rest of the month after the last invoiced day."""
    start = first if invoiced_until is None else invoiced_until + timedelta(days=1)
    start = min(start, last)
    month_end = start.replace(day=monthrange(start.year, start.month)[1])
    return start, min(month_end, last)
