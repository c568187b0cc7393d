"""Checks of a line against other lines: the same invoice, the same days, more than full time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from sozdesk.features.billing.rules.answered import refused_before
from sozdesk.features.billing.rules.splitting import ONE_DAY, month_of, next_month
from sozdesk.features.billing.terms import (
    Block,
    ClaimedLine,
    ClaimEnactment,
    ClaimPerson,
    Earlier,
)
from sozdesk.features.billing.terms.bill_files import BillContent, SentCost, SentLine
from sozdesk.features.billing.terms.checks import (
    CheckAround,
    CheckCode,
    OtherCost,
    OtherLine,
    OtherWorkload,
    ProviderTotal,
)
from sozdesk.features.billing.texts import checks as words
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity

Other = TypeVar("Other")
Decided = Mapping[UUID, Sequence[Block]]
"""Line of an invoice → days of it, and what was decided of them."""
FULL_TIME = 100
"""Percent."""
NOTHING_EARLIER = Earlier()


class Who(Protocol):
    """What names a person across municipalities."""

    @property
    def ahv_number(self) -> str | None:
        """13 digits, where it is known."""

    @property
    def last_name(self) -> str:
        """As it is written on that side."""

    @property
    def first_name(self) -> str:
        """As it is written on that side."""

    @property
    def birth_date(self) -> date | None:
        """Where it is known."""


def listed_as(person: Who) -> tuple[str, ...]:
    """The keys under which a person is found by :func:`looked_up_as`.

    The AHV number decides where both sides have it, else the name however it is spelt, with the
    date of birth.
    """
    name = _name_key(person)
    return (person.ahv_number, f"{name}|ahv") if person.ahv_number else (name,)


def looked_up_as(person: Who) -> tuple[str, ...]:
    """The keys that find a person: each other entry of it stands under exactly one of them."""
    name = _name_key(person)
    return (person.ahv_number, name) if person.ahv_number else (name, f"{name}|ahv")


def _name_key(person: Who) -> str:
    names = (german.search_key(one) for one in (person.last_name, person.first_name))
    return "|".join([*names, str(person.birth_date or "")])


def workloads_of(content: BillContent, bill: str) -> Iterator[tuple[ClaimPerson, OtherWorkload]]:
    """Person → what it attended, as far as a Pensum is known."""
    for claim in content.claims:
        for one in claim.enactments:
            days = _attended(one)
            if one.workload is not None and days[0] <= days[1]:
                yield (
                    claim.person,
                    OtherWorkload(
                        bill=bill,
                        offering_id=claim.offering_id,
                        first=days[0],
                        last=days[1],
                        workload=one.workload,
                    ),
                )


class Within:
    """What the bill itself says, by person and by invoice."""

    def __init__(self, content: BillContent, earlier: Earlier = NOTHING_EARLIER) -> None:
        self.refused = refused_before(earlier, resumed=True)
        self.keys = {claim.person.id: looked_up_as(claim.person) for claim in content.claims}
        self.workloads: dict[str, list[OtherWorkload]] = defaultdict(list)
        for person, one in workloads_of(content, ""):
            for key in listed_as(person):
                self.workloads[key].append(one)
        self.invoices: dict[tuple[UUID, str], list[tuple[SentLine, SentCost]]] = defaultdict(list)
        for line in content.lines:
            for cost in line.costs:
                self.invoices[cost.provider_id, german.number_key(cost.number)].append((line, cost))


def findings(
    line: SentLine, within: Within, around: CheckAround, decided: Decided
) -> Iterator[Finding]:
    """Everything that another line, here or elsewhere, has to do with."""
    keys = within.keys[line.person_id]
    yield from _same_invoice(line, within, around)
    yield from _decided_before(line, within.refused, decided)
    yield from _move(line, _found(around.lines, keys))
    attended = [*_found(within.workloads, keys), *_found(around.workloads, keys)]
    yield from _full_time(line, attended)


def _found(those: Mapping[str, Sequence[Other]], keys: Iterable[str]) -> Iterator[Other]:
    return (one for key in keys for one in those.get(key, ()))


def provider_totals(around: CheckAround) -> Iterator[Finding]:
    """What providers report of a year against what the bills of it claim."""
    for one in around.provider_totals:
        if one.reported != one.billed:
            yield Finding(CheckCode.PROVIDER_TOTAL, _severity(one), _total_words(one))


def _severity(one: ProviderTotal) -> Severity:
    """More than the provider reports is odd; less may be what the municipality pays alone."""
    return Severity.HINT if one.billed > one.reported else Severity.NOTE


def _total_words(one: ProviderTotal) -> str:
    return words.provider_total(one.year, one.provider_name, one.reported, one.billed)


# ------------------------------------------------------------------ the same invoice


def _same_invoice(line: SentLine, within: Within, around: CheckAround) -> Iterator[Finding]:
    for cost in line.costs:
        key = (cost.provider_id, german.number_key(cost.number))
        said = _here(line, cost, within, key) or _elsewhere(
            line, cost, within, around.costs.get(key, ())
        )
        if said:
            yield Finding(CheckCode.SAME_INVOICE, Severity.STOP, said)
            return


def _elsewhere(line: SentLine, cost: SentCost, within: Within, others: Iterable[OtherCost]) -> str:
    """In a bill of another municipality, or in another one of this as another invoice."""
    for one in others:
        if one.bfs_number != line.bfs_number or _entered_twice(line, cost, within, one):
            return words.same_invoice(cost.number, one.bill)
        if one.invoiced_on != cost.invoiced_on:
            return words.two_invoices(cost.number, cost.invoiced_on, one.invoiced_on)
    return ""


def _entered_twice(line: SentLine, cost: SentCost, within: Within, one: OtherCost) -> bool:
    """The same days of the same person in the same offering, but another line of an invoice."""
    return (
        one.invoice_line_id != cost.invoice_line_id
        and one.offering_id == line.offering_id
        and one.first_day <= cost.last_day
        and cost.first_day <= one.last_day
        and not set(one.person).isdisjoint(within.keys[line.person_id])
    )


def _here(line: SentLine, cost: SentCost, within: Within, key: tuple[UUID, str]) -> str:
    """Twice for the same person and days, or two invoices with one number."""
    for other, one in within.invoices[key]:
        if one.invoiced_on != cost.invoiced_on:
            return words.two_invoices(cost.number, cost.invoiced_on, one.invoiced_on)
        same = (line.person_id, line.offering_id) == (other.person_id, other.offering_id)
        shared = one.first_day <= cost.last_day and cost.first_day <= one.last_day
        if same and shared and one.invoice_line_id != cost.invoice_line_id:
            return words.same_invoice_here(cost.number, other.position)
    return ""


def decided(lines: Iterable[ClaimedLine]) -> Decided:
    """What the KSA had said for good of the days of invoices in bills that are cancelled."""
    found: dict[UUID, list[Block]] = defaultdict(list)
    for line in lines:
        if line.answer is not None:
            said = words.decided_before(line.answer)
            for one in line.costs:
                found[one.invoice_line_id].append(Block(one.first, one.last, said))
    return found


def _decided_before(line: SentLine, *before: Decided) -> Iterator[Finding]:
    """An invoice that is claimed again after it was refused, or reduced in a bill cancelled since."""
    for known in before:
        for cost in line.costs:
            for one in known.get(cost.invoice_line_id, ()):
                if one.first <= cost.last_day and cost.first_day <= one.last:
                    yield Finding(CheckCode.REFUSED_BEFORE, Severity.HINT, one.reason)
                    return


# ------------------------------------------------------------------ the same days


def _move(line: SentLine, others: Iterable[OtherLine]) -> Iterator[Finding]:
    """Another municipality claims the same days, or other days of the same month; the worst is said."""
    months = (month_of(line.first_day), next_month(line.last_day) - ONE_DAY)
    found = [
        _moved(line, one)
        for one in others
        if one.bfs_number != line.bfs_number
        and one.first_day <= months[1]
        and months[0] <= one.last_day
    ]
    yield from sorted(found, key=lambda one: one.severity is not Severity.STOP)[:1]


def _moved(line: SentLine, one: OtherLine) -> Finding:
    """The same offering on the same days is claimed twice; all else may be so, once somebody looked."""
    shared = one.first_day <= line.last_day and line.first_day <= one.last_day
    same = one.offering_id == line.offering_id
    severity = Severity.STOP if same and shared else Severity.HINT
    said = words.move_month(one.bill, one.first_day, one.last_day, same_offering=same)
    return Finding(CheckCode.MOVE_MONTH, severity, said)


def _full_time(line: SentLine, attended: Sequence[OtherWorkload]) -> Iterator[Finding]:
    """Offerings at the same time, together above 100 %, on some day of the line."""
    if len({one.offering_id for one in attended}) < 2:
        return
    starts = {max(one.first, line.first_day) for one in attended if one.first <= line.last_day}
    for day in sorted(starts):
        most: dict[UUID, OtherWorkload] = {}
        for one in attended:
            known = most.get(one.offering_id)
            if one.first <= day <= one.last and (known is None or one.workload > known.workload):
                most[one.offering_id] = one
        total = sum(one.workload for one in most.values())
        if total > FULL_TIME and line.offering_id in most:
            until = min(line.last_day, *(one.last for one in most.values()))
            where = ", ".join(dict.fromkeys(one.bill for one in most.values() if one.bill))
            said = words.above_full_time(total, day, until, where)
            yield Finding(CheckCode.ABOVE_FULL_TIME, Severity.HINT, said)
            return


def _attended(one: ClaimEnactment) -> tuple[date, date]:
    first = one.first if one.began_on is None else max(one.first, one.began_on)
    last = one.last if one.ended_on is None else min(one.last, one.ended_on)
    return first, last
