"""What may be enacted, what stands against it, and which amount follows from the price."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import ceil
from typing import Final

from sozdesk.features.cases.terms import (
    EnactmentDraft,
    EnactmentFacts,
    ParticipationState,
    Proposal,
    RulingSpan,
    Running,
)
from sozdesk.features.cases.texts import enactments as said
from sozdesk.features.offerings.terms import Financing, PriceUnit
from sozdesk.kernel.findings import Finding, Severity, stop
from sozdesk.kernel.months import in_months, months_later

ZIF_REGIMES: Final = frozenset({"refugees", "provisional"})
"""Codes of the regimes of persons for whom the ZIF recommends (Integrationsagenda)."""
WHOLE_WORKLOAD = 100
WHOLE = 100
"""Hundredths of a unit."""
_PER_MONTH = (PriceUnit.DAY, PriceUnit.HOUR)


def may_enact(facts: EnactmentFacts) -> tuple[Finding, ...]:
    """What stops an enactment, and what somebody should look at; each finding names its field.

    It must be recognised on the first day or be enacted expressly without a share of the canton
    (report on the measures, 2.7 and 4.1). Everything else is a hint: the municipality decides.
    """
    return (
        *_missing(facts.draft),
        *_figures(facts.draft),
        *_recognition(facts),
        *_sharing(facts),
        *_prices(facts),
        *_persons(facts),
        *_days(facts),
        *_workloads(facts.draft, facts.others),
        *_ruling(facts),
    )


def _hint(code: str, message: str, field: str) -> Finding:
    return Finding(code, Severity.HINT, message, field=field)


def _missing(draft: EnactmentDraft) -> Iterator[Finding]:
    for field, value, sentence in (
        ("offering_id", draft.offering_id, said.CHOOSE_OFFERING),
        ("person_id", draft.person_id, said.CHOOSE_PERSON),
        ("first_day", draft.first_day, said.FIRST_DAY),
        ("last_day", draft.last_day, said.LAST_DAY),
        ("unit", draft.unit, said.UNIT),
        ("price", draft.price, said.PRICE),
        ("approved", draft.approved, said.APPROVED),
    ):
        if value is None:
            yield stop("missing", sentence, field)


def _figures(draft: EnactmentDraft) -> Iterator[Finding]:
    if draft.first_day and draft.last_day and draft.last_day < draft.first_day:
        yield stop("days_turned", said.DAYS_TURNED, "last_day")
    if draft.workload is not None and not 1 <= draft.workload <= WHOLE_WORKLOAD:
        yield stop("workload", said.WORKLOAD, "workload")
    for field, amount in (("price", draft.price), ("approved", draft.approved)):
        if amount is not None and amount < 0:
            yield stop("negative", said.NEGATIVE, field)
    if draft.units_possible is not None and draft.units_possible <= 0:
        yield stop("units", said.UNITS_NEGATIVE, "units_possible")


def _recognition(facts: EnactmentFacts) -> Iterator[Finding]:
    draft = facts.draft
    if draft.offering_id is None or draft.first_day is None:
        return
    if draft.without_share:
        yield Finding("own_cost", Severity.NOTE, said.WITHOUT_SHARE, field="without_share")
    elif not facts.known:
        yield stop("unknown_offering", said.NOT_IN_CATALOGUE, "offering_id")
    elif not facts.recognised:
        yield stop("not_recognised", said.not_recognised(draft.first_day), "without_share")
    elif facts.recognised_until and draft.last_day and facts.recognised_until < draft.last_day:
        sentence = said.recognition_ends(facts.recognised_until)
        yield _hint("recognition_ends", sentence, "last_day")


def _sharing(facts: EnactmentFacts) -> Iterator[Finding]:
    if facts.known and facts.financing is not Financing.PER_PERSON:
        sentence = said.nothing_billable(facts.financing)
        yield Finding("not_billable", Severity.NOTE, sentence, field="offering_id")
    if facts.draft.gfs_free and facts.known and not facts.early_language:
        yield stop("gfs_only", said.GFS_ONLY, "gfs_free")
    elif facts.draft.gfs_free:
        yield Finding("gfs_free", Severity.NOTE, said.GFS_FREE, field="gfs_free")
    elif facts.early_language and facts.gfs_municipality:
        yield _hint("gfs_proposed", said.gfs_proposed(facts.gfs_municipality), "gfs_free")


def _prices(facts: EnactmentFacts) -> Iterator[Finding]:
    draft = facts.draft
    if draft.price is not None and facts.known:
        if facts.catalogue_price is None or facts.catalogue_unit is None:
            yield Finding("no_price", Severity.NOTE, said.NO_CATALOGUE_PRICE, field="price")
        elif (draft.price, draft.unit) != (facts.catalogue_price, facts.catalogue_unit):
            sentence = said.price_differs(facts.catalogue_price, facts.catalogue_unit)
            yield _hint("price_differs", sentence, "price")
    proposal = proposed_amount(draft)
    if proposal.amount is not None and draft.approved not in (None, proposal.amount):
        sentence = said.approved_differs(proposal.amount, proposal.how)
        yield _hint("approved_differs", sentence, "approved")


def _persons(facts: EnactmentFacts) -> Iterator[Finding]:
    draft = facts.draft
    if draft.person_id is None or draft.first_day is None:
        return
    if not facts.supported:
        yield _hint("not_supported", said.NOT_SUPPORTED, "person_id")
    if facts.regime_code is None:
        yield _hint("regime_unknown", said.REGIME_UNKNOWN, "person_id")
    elif facts.regime_code in ZIF_REGIMES and draft.zif_recommended_on is None:
        yield _hint("zif_missing", said.zif_missing(facts.regime_name), "zif_recommended_on")


def _days(facts: EnactmentFacts) -> Iterator[Finding]:
    first, last = facts.draft.first_day, facts.draft.last_day
    if first and facts.case_first and first < facts.case_first:
        yield _hint("before_case", said.outside_case(facts.case_first, None), "first_day")
    if last and facts.case_last and last > facts.case_last:
        yield _hint("after_case", said.outside_case(None, facts.case_last), "last_day")


def _workloads(draft: EnactmentDraft, others: Sequence[Running]) -> Iterator[Finding]:
    if draft.workload is None or draft.first_day is None or draft.last_day is None:
        return
    turns = {draft.first_day, *(one.first_day for one in others)}
    for day in sorted(turn for turn in turns if draft.first_day <= turn <= draft.last_day):
        running = [one for one in others if one.first_day <= day <= one.last_day]
        total = draft.workload + sum(one.workload or 0 for one in running)
        if total > WHOLE_WORKLOAD and running:
            titles = [f"«{one.title}»" for one in running]
            yield _hint("overlap", said.overlaps(total, day, titles), "workload")
            return


def _ruling(facts: EnactmentFacts) -> Iterator[Finding]:
    draft, limit = facts.draft, facts.ruling_limit
    if draft.ruling_id is None:
        yield Finding("no_ruling", Severity.NOTE, said.NO_RULING, field="ruling_id")
    elif limit is not None and draft.approved is not None:
        total = facts.ruling_approved + draft.approved
        if total > limit:
            yield _hint("over_limit", said.over_limit(total, limit), "approved")


# ------------------------------------------------------------------ the amount


def months_begun(first: date, last: date) -> int:
    """Months that begin from ``first`` on, each on its day, up to ``last``: 15.1.–14.4. are three.

    A month without that day begins on its last one (31.1. → 28.2.).
    """
    return ceil(in_months(first, last))


def proposed_amount(draft: EnactmentDraft) -> Proposal:
    """Price × units for the whole time: months begun, possible days or hours, or once."""
    nothing = Proposal(amount=None, how=said.UNITS_NEEDED)
    if draft.price is None or draft.unit is None:
        return nothing
    if draft.unit in (PriceUnit.COURSE, PriceUnit.FLAT):
        return _times(draft.price, draft.unit, WHOLE)
    if draft.first_day is None or draft.last_day is None or draft.last_day < draft.first_day:
        return nothing
    months = months_begun(draft.first_day, draft.last_day)
    if draft.unit is PriceUnit.MONTH:
        return _times(draft.price, draft.unit, months * WHOLE)
    if draft.units_possible is None:
        return nothing
    a_month = said.units(draft.units_possible, draft.unit)
    return Proposal(
        amount=price_times(draft.price, draft.units_possible * months),
        how=said.proposed_per_month(a_month, months, draft.price),
    )


def _times(price: int, unit: PriceUnit, count: int) -> Proposal:
    return Proposal(
        amount=price_times(price, count), how=said.proposed(said.units(count, unit), price)
    )


def price_times(price: int, count: int) -> int:
    """Rappen for hundredths of a unit, rounded half up."""
    return (2 * price * count + WHOLE) // (2 * WHOLE)


def possible_in(first: date, last: date, units_possible: int, unit: PriceUnit) -> int:
    """Most units of a service period: so many per month begun for days and hours, else per whole."""
    return units_possible * (months_begun(first, last) if unit in _PER_MONTH else 1)


def outside_ruling(days: tuple[date, date], span: RulingSpan | None) -> str:
    """What to say of days (both inclusive) that a Verfügung does not hold on; empty without one in force."""
    if span is None or (span.holds_on(days[0]) and span.holds_on(days[1])):
        return ""
    return said.not_in_force(span.number, span.first, span.last)


def linking_findings(days: tuple[date, date], span: RulingSpan | None) -> tuple[Finding, ...]:
    """The enacted days beside the Verfügung that is chosen for them."""
    sentence = outside_ruling(days, span)
    return (_hint("not_in_force", sentence, "ruling_id"),) if sentence else ()


# ------------------------------------------------------------------ taking part


def participation_state(
    day: date,
    days: tuple[date, date],
    participation: tuple[date | None, date | None],
    interruptions: Sequence[tuple[date, date | None]],
) -> ParticipationState:
    """Where taking part stands on a day; ``days`` are the enacted ones, ends inclusive."""
    began, ended = participation
    if day < (began or days[0]):
        return ParticipationState.PLANNED
    if day > min(ended or date.max, days[1]):
        return ParticipationState.ENDED
    if any(first <= day and (last is None or day <= last) for first, last in interruptions):
        return ParticipationState.INTERRUPTED
    return ParticipationState.RUNNING


def participation_findings(
    began: date | None,
    ended: date | None,
    *,
    has_result: bool,
    days: tuple[date, date],
    today: date,
) -> tuple[Finding, ...]:
    """Begin, end and result fit each other; outside the enacted ``days`` is a hint."""
    found = []
    first, last = days
    if began is not None and began > today:
        found.append(stop("in_future", said.BEGAN_IN_FUTURE, "began_on"))
    if ended is not None and began is None:
        found.append(stop("no_begin", said.END_WITHOUT_BEGIN, "began_on"))
    if began is not None and ended is not None and ended < began:
        found.append(stop("ended_before", said.ENDED_BEFORE_BEGUN, "ended_on"))
    if has_result and ended is None:
        found.append(stop("no_end", said.RESULT_WITHOUT_END, "ended_on"))
    if began is not None and began < first:
        found.append(_hint("outside", said.PARTICIPATION_OUTSIDE, "began_on"))
    if ended is not None and ended > last:
        found.append(_hint("outside", said.PARTICIPATION_OUTSIDE, "ended_on"))
    return tuple(found)


def interruption_findings(
    first: date,
    last: date | None,
    days: tuple[date, date],
    others: Sequence[tuple[date, date | None]],
) -> tuple[Finding, ...]:
    """Days in order, inside the enacted ones, no day twice."""
    if last is not None and last < first:
        return (stop("days_turned", said.DAYS_TURNED, "last_day"),)
    found = []
    if first > days[1] or (last or days[1]) < days[0]:
        found.append(_hint("outside", said.INTERRUPTION_OUTSIDE, "first_day"))
    end = last or date.max
    if any(one <= end and (other is None or other >= first) for one, other in others):
        found.append(stop("twice", said.INTERRUPTION_TWICE, "first_day"))
    return tuple(found)


def follow_up_days(support_ended_on: date, months: Sequence[int]) -> tuple[date, ...]:
    """The day of each Nachfrage: so many months after the Ablösung, the last day of short months."""
    return tuple(months_later(support_ended_on, number) for number in sorted(set(months)))


def follow_up_findings(
    done_on: date | None, support_ended_on: date | None, today: date
) -> tuple[Finding, ...]:
    """A Nachfrage was made after the Ablösung and not in the future."""
    if done_on is None:
        return ()
    early = support_ended_on is not None and done_on <= support_ended_on
    return (stop("done_on", said.DONE_EARLY, "done_on"),) if early or done_on > today else ()


def incentive_findings(
    *, employer: str, first: date, last: date | None, amount: int | None, evidence: str
) -> tuple[Finding, ...]:
    """Who gets how much for which days; without evidence it is a hint."""
    found = []
    if not employer:
        found.append(stop("employer", said.EMPLOYER, "employer"))
    if amount is None or amount <= 0:
        found.append(stop("amount", said.AMOUNT, "amount"))
    if last is not None and last < first:
        found.append(stop("days_turned", said.DAYS_TURNED, "last_day"))
    if not evidence:
        found.append(_hint("evidence", said.EVIDENCE, "evidence"))
    return tuple(found)


def ends_soon(last: date, today: date, days: int) -> bool:
    """Whether the last day comes within so many days."""
    return today <= last <= today + timedelta(days=days)
