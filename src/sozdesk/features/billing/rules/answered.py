"""What earlier lines count after the KSA's final answer: refused ones nothing, reduced ones what was accepted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from uuid import UUID

from sozdesk.features.billing import texts
from sozdesk.features.billing.terms import Block, ClaimedLine, Earlier, LineDecision


def is_refused(line: ClaimedLine) -> bool:
    """It holds no days; they come back only if the municipality takes the line up again."""
    return _decided(line, LineDecision.REFUSED) and bool(line.costs)


def is_reduced(line: ClaimedLine) -> bool:
    """What was not accepted does not come back; its days, if it has any, are billed.

    A refused line without an invoice is one too: nothing of it was accepted.
    """
    adverse = _decided(line, LineDecision.REFUSED, LineDecision.REDUCED)
    return adverse and not is_refused(line) and not is_resumed(line)


def is_resumed(line: ClaimedLine) -> bool:
    """A refused line without an invoice that the municipality claims again: its period stands again."""
    refused = _decided(line, LineDecision.REFUSED)
    return refused and not line.costs and bool(line.resumed)


def may_resume(decision: LineDecision | None, *, cancelled: bool) -> bool:
    """Whether a line that is answered for good comes back only with a reason of the municipality.

    So does a reduced one once its bill is cancelled: else cancelling would undo the reduction.
    """
    reduced = decision is LineDecision.REDUCED and cancelled
    return decision is LineDecision.REFUSED or reduced


def _decided(line: ClaimedLine, *decisions: LineDecision) -> bool:
    return line.answer is not None and line.answer.decision in decisions


def counting(lines: Iterable[ClaimedLine]) -> Iterator[ClaimedLine]:
    """Lines that later bills count with, at the amounts that hold."""
    for line in lines:
        if is_refused(line):
            continue
        if is_resumed(line):
            yield replace(line, eligible=0, canton=0, third_party=0)
        elif is_reduced(line) and line.answer is not None:
            yield replace(line, eligible=line.answer.eligible, canton=line.answer.canton)
        else:
            yield line


def refused_before(earlier: Earlier, *, resumed: bool) -> Mapping[UUID, tuple[Block, ...]]:
    """Line of an invoice → days that were refused, with the KSA's reason; in cancelled bills reduced ones, too.

    ``resumed``: those that the municipality claims again, with its own reason; else the others.
    """
    found: dict[UUID, list[Block]] = defaultdict(list)
    refused = (one for one in earlier.lines if is_refused(one))
    cancelled = (
        one
        for one in earlier.taken_back
        if _decided(one, LineDecision.REFUSED, LineDecision.REDUCED)
    )
    for line in chain(refused, cancelled):
        if line.answer is not None and bool(line.resumed) is resumed:
            said = texts.refused(line.answer, line.resumed)
            for one in line.costs:
                found[one.invoice_line_id].append(
                    Block(first=one.first, last=one.last, reason=said)
                )
    return {key: tuple(those) for key, those in found.items()}
