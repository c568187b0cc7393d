"""The KSA checks a bill: the file, every line computed anew, and what else may not be so. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from sozdesk.features.billing.rules import checking_claims as claims
from sozdesk.features.billing.rules import checking_others as others
from sozdesk.features.billing.rules.bill_content import lines_sha256, sums_of
from sozdesk.features.billing.rules.book import Catalogue
from sozdesk.features.billing.rules.checking_claims import Known
from sozdesk.features.billing.rules.checking_costs import Invoices
from sozdesk.features.billing.rules.draft import draft
from sozdesk.features.billing.terms import ComputedLine, DraftBill, DraftLeftOut, Period
from sozdesk.features.billing.terms.bill_files import BillContent, IssuedBill, SentLine
from sozdesk.features.billing.terms.checks import (
    CheckAround,
    CheckBasis,
    CheckCode,
    CheckedLine,
    OwnFigures,
)
from sozdesk.features.billing.texts import checks as words
from sozdesk.features.billing.texts.drafts import UNKNOWN_OFFERING
from sozdesk.kernel.findings import Finding, Severity

_PARTS = tuple(words.FIGURES)
_Pair = tuple[UUID, UUID]
"""Person and offering."""


def check(
    content: BillContent, basis: CheckBasis, catalogue: Catalogue, around: CheckAround
) -> tuple[tuple[Finding, ...], tuple[CheckedLine, ...]]:
    """What was found in the bill as a whole, and every line in the order of the file.

    A bill that takes another one back is only compared with that one: what it repays was checked
    when it was claimed.
    """
    whole = [
        *file_findings(content),
        *missing_bills(content, around.received),
        *others.provider_totals(around),
    ]
    if content.cancels is not None:
        whole += _cancelling(content.lines, around.cancelled or ())
        return tuple(whole), tuple(_plain(line, content) for line in content.lines)
    period = Period(first=content.first_day, last=content.last_day, cut_off=content.cut_off)
    made = draft(content.claims, basis.offerings, catalogue, period, around.figures, around.earlier)
    known = Known(content, basis)
    whole += known.unchecked()
    checked = _lines(content, made, known, around)
    return tuple(whole), tuple(checked)


def _lines(
    content: BillContent, made: DraftBill, known: Known, around: CheckAround
) -> Iterator[CheckedLine]:
    own, left_out = assigned(content.lines, made), _by_pair(made.left_out)
    within = others.Within(content, around.earlier)
    approved = claims.Approved(known, around.billed_before)
    invoices, decided = Invoices(content, known, around), others.decided(around.taken_back)
    for line in content.lines:
        mine = own.get(line.position, ())
        pair = (line.person_id, line.offering_id)
        yield CheckedLine(
            position=line.position,
            own=tuple(map(_figures, mine)),
            findings=(
                *_municipality(line, content),
                *_compared(line, mine, left_out.get(pair, ()), content.catalogue_serial),
                *claims.findings(line, known, around.earlier.closed_years),
                *approved.findings(line),
                *invoices.findings(line),
                *others.findings(line, within, around, decided),
            ),
        )


# ------------------------------------------------------------------ the file


def file_findings(content: BillContent) -> Iterator[Finding]:
    """Sum, count and hash of the file: known before anything is written."""
    for name, lines in sums_of(content.lines).items():
        said = getattr(content, name)
        if said != lines:
            yield _stop(CheckCode.FILE_SUM, words.figure_sum(name, said, lines))
    if content.line_count != len(content.lines):
        said = words.line_count(content.line_count, len(content.lines))
        yield _stop(CheckCode.FILE_COUNT, said)
    if content.lines_sha256 != lines_sha256(content.lines):
        yield _stop(CheckCode.FILE_HASH, words.HASH)


def missing_bills(content: BillContent, received: Iterable[IssuedBill]) -> Iterator[Finding]:
    """Earlier bills of the municipality that nobody read in: the numbers of the year, then others."""
    known = set(received)
    numbers = sorted(one.number for one in known if one.year == content.year)
    gaps, missing = [], 0
    after = 0
    for number in [*(one for one in numbers if one < content.number), content.number]:
        if number > after + 1:
            gaps.append((after + 1, number - 1))
            missing += number - after - 1
        after = number
    earlier = {one.sequence for one in known if one.sequence < content.sequence}
    others = content.sequence - 1 - len(earlier) - missing
    if gaps or others > 0:
        said = words.missing_bills(content.year, gaps, max(others, 0))
        yield Finding(CheckCode.MISSING_BILLS, Severity.HINT, said)


def _municipality(line: SentLine, content: BillContent) -> Iterator[Finding]:
    if line.bfs_number != content.bfs_number:
        yield _stop(CheckCode.OTHER_MUNICIPALITY, words.other_municipality(line.bfs_number))


def _plain(line: SentLine, content: BillContent) -> CheckedLine:
    return CheckedLine(position=line.position, own=(), findings=tuple(_municipality(line, content)))


def _cancelling(lines: Sequence[SentLine], before: Sequence[SentLine]) -> Iterator[Finding]:
    """Line by line the negative of the bill that is taken back."""
    if len(lines) != len(before):
        yield _stop(CheckCode.CANCELS_OTHERWISE, words.cancels_count(len(lines), len(before)))
    known = {one.position: one for one in before}
    for line in lines:
        was = known.get(line.position)
        if was is not None and not _negated(line, was):
            yield _stop(CheckCode.CANCELS_OTHERWISE, words.cancels_otherwise(line.position))


def _negated(line: SentLine, was: SentLine) -> bool:
    same = (line.person_id, line.offering_id) == (was.person_id, was.offering_id)
    return same and all(getattr(line, name) == -getattr(was, name) for name in _PARTS)


# ------------------------------------------------------------------ computed anew


def assigned(lines: Sequence[SentLine], made: DraftBill) -> Mapping[int, list[ComputedLine]]:
    """Position → the lines of the KSA for it: each belongs to the claimed line it shares most days with."""
    claimed: dict[_Pair, list[SentLine]] = defaultdict(list)
    for line in lines:
        claimed[line.person_id, line.offering_id].append(line)
    found: dict[int, list[ComputedLine]] = defaultdict(list)
    for one in made.lines:
        places = [
            (_shared_days(line, one.line), -line.position)
            for line in claimed.get((one.person.id, one.offering.id), ())
            if (line.regime_code, line.bfs_number) == (one.line.regime_code, one.line.bfs_number)
        ]
        most, place = max(places, default=(0, 0))
        if most > 0:
            found[-place].append(one.line)
    return found


def _shared_days(line: SentLine, own: ComputedLine) -> int:
    return (min(line.last_day, own.last) - max(line.first_day, own.first)).days + 1


def _by_pair(left_out: Sequence[DraftLeftOut]) -> Mapping[_Pair, list[DraftLeftOut]]:
    found: dict[_Pair, list[DraftLeftOut]] = defaultdict(list)
    for one in left_out:
        found[one.person.id, one.offering_id].append(one)
    return found


def _compared(
    line: SentLine,
    own: Sequence[ComputedLine],
    left_out: Sequence[DraftLeftOut],
    catalogue: int | None,
) -> Iterator[Finding]:
    """Every figure that the KSA computes otherwise, and what in its catalogue is different."""
    reasons = [
        reason
        for one in left_out
        if one.first <= line.last_day and one.last >= line.first_day
        for reason in one.reasons
    ]
    if not own and UNKNOWN_OFFERING in reasons:
        return  # what is not in the catalogue is found there, once
    if not own:
        code, said = CheckCode.NOT_COMPUTED, words.not_computed(reasons)
        yield Finding(code, Severity.STOP, said, words.CATALOGUE, value=0)
        return
    if line.tariff_id not in {one.tariff.id for one in own}:
        said = words.other_tariff(line, catalogue)
        yield Finding(CheckCode.OTHER_TARIFF, Severity.STOP, said, words.CATALOGUE)
    sums = {name: sum(getattr(one, name) for one in own) for name in _PARTS}
    if all(getattr(line, name) == sums[name] for name in _PARTS):
        return
    severity = Severity.STOP if sums["canton"] < line.canton else Severity.HINT
    citations = dict.fromkeys(one.tariff.citation for one in own if one.tariff.citation)
    yield Finding(
        CheckCode.COMPUTED_OTHERWISE,
        severity,
        " ".join([words.differs(line, own), *dict.fromkeys(reasons)]),
        "; ".join(citations) or words.CATALOGUE,
        value=sums["canton"],
    )


def _figures(line: ComputedLine) -> OwnFigures:
    return OwnFigures(
        first_day=line.first,
        last_day=line.last,
        tariff_unit=line.tariff.unit,
        tariff_amount=line.tariff.amount,
        rate=line.rate.rate or 0,
        cost=line.cost,
        third_party=line.third_party,
        eligible=line.eligible,
        canton=line.canton,
        municipality=line.municipality,
        steps=line.steps,
    )


def _stop(code: CheckCode, said: str) -> Finding:
    return Finding(code, Severity.STOP, said)
