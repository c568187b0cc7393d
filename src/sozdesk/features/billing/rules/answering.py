"""What a received bill needs next, which decisions hold, and what the check proposes.

A reduction is first a draft with a date for the Stellungnahme (rechtliches Gehör), then final;
where two persons are set, nobody releases what they checked themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from sozdesk.features.billing.terms import BillState, LineDecision
from sozdesk.features.billing.terms.answers import (
    AnswerFacts,
    AnswerLine,
    AnswerStep,
    CheckStage,
    LineCheck,
    LineChoice,
)
from sozdesk.features.billing.texts import answers as texts
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity, stop, stops

ADVERSE: Final = frozenset({LineDecision.REDUCED, LineDecision.REFUSED, LineDecision.QUERY})
"""What a municipality must be heard on before it is final."""
UNANSWERED: Final = frozenset(
    {CheckStage.NEW, CheckStage.CHECKING, CheckStage.HEARING, CheckStage.READY}
)
_OPEN: Final = frozenset({BillState.RECEIVED, BillState.HEARING})


def stage_of(facts: AnswerFacts) -> CheckStage:
    """Where the bill stands in the work of the KSA."""
    if facts.state is BillState.SETTLED:
        return CheckStage.PAID
    if facts.state is BillState.ANSWERED:
        made = CheckStage.SENT if facts.voucher_released else CheckStage.VOUCHER
        return made if facts.paid else CheckStage.ANSWERED
    if facts.state is BillState.HEARING:
        return CheckStage.HEARING if _not_final(facts) else CheckStage.READY
    if not any(facts.decisions):
        return CheckStage.NEW
    return CheckStage.CHECKING if _not_final(facts) else CheckStage.READY


def why_not(facts: AnswerFacts) -> Mapping[AnswerStep, str]:
    """Step → the sentence why it is not its turn, "" if it is."""
    return {
        AnswerStep.DECIDE: _not_to_decide(facts),
        AnswerStep.CHECK: _not_to_decide(facts) or _undecided(facts),
        AnswerStep.HEAR: _not_to_hear(facts),
        AnswerStep.WITHDRAW: _not_in_hearing(facts),
        AnswerStep.STATE: _not_in_hearing(facts),
        AnswerStep.RELEASE: _not_to_decide(facts) or _not_final(facts) or _same_person(facts),
        AnswerStep.PAY: _not_to_pay(facts),
    }


def _still_open(facts: AnswerFacts) -> str:
    return "" if facts.state in _OPEN else texts.ALREADY_ANSWERED


def _not_to_decide(facts: AnswerFacts) -> str:
    """What is repaid is known only when the bill that is taken back has its final answer."""
    return _still_open(facts) or (texts.CANCELS_OPEN if facts.cancels_open else "")


def _undecided(facts: AnswerFacts) -> str:
    count = sum(one is None for one in facts.decisions)
    return texts.undecided(count) if count else ""


def _unchecked(facts: AnswerFacts) -> str:
    return _undecided(facts) or ("" if facts.checked_by else texts.NOT_CHECKED)


def _not_to_hear(facts: AnswerFacts) -> str:
    if facts.state is BillState.HEARING:
        return texts.HEARING_RUNS
    if not ADVERSE.intersection(facts.decisions):
        return _still_open(facts) or texts.NOTHING_TO_HEAR
    return _still_open(facts) or _unchecked(facts)


def _not_in_hearing(facts: AnswerFacts) -> str:
    return "" if facts.state is BillState.HEARING else texts.NO_HEARING


def _not_final(facts: AnswerFacts) -> str:
    """Why the answer cannot be final yet, whoever asks."""
    if missing := _unchecked(facts):
        return missing
    if not ADVERSE.intersection(facts.decisions):
        return ""
    if facts.state is not BillState.HEARING:
        return texts.HEAR_FIRST
    return _too_early(facts) or (texts.QUERY_OPEN if LineDecision.QUERY in facts.decisions else "")


def _too_early(facts: AnswerFacts) -> str:
    """The municipality has said nothing yet, and its time is not over."""
    until = facts.hearing_until
    if facts.statement_on is not None or until is None or until < facts.today:
        return ""
    return texts.hearing_until(until)


def _same_person(facts: AnswerFacts) -> str:
    if facts.second_person and german.same_name(facts.person, facts.checked_by):
        return texts.second_person(facts.checked_by)
    return ""


def _not_to_pay(facts: AnswerFacts) -> str:
    if facts.state in _OPEN:
        return texts.NOT_ANSWERED
    return texts.ALREADY_PAID if facts.paid or facts.state is BillState.SETTLED else ""


# ------------------------------------------------------------------ decisions


def accepted_of(line: AnswerLine, choice: LineChoice) -> int | None:
    """Rappen that a decision accepts; None while it is a question.

    Who takes a bill back repays what the canton accepted of it, not what was claimed.
    """
    before = line.taken_back
    known = {
        LineDecision.ACCEPTED: line.canton if before is None else -before.canton,
        LineDecision.REDUCED: choice.canton,
        LineDecision.REFUSED: 0,
    }
    return known.get(choice.decision)


def eligible_of(line: AnswerLine, choice: LineChoice) -> int | None:
    """Rappen that count against the Maximaltarif from then on; None while it is a question.

    Where a person names the canton's Rappen alone, it is what the rate makes of them.
    """
    if choice.decision is LineDecision.QUERY:
        return None
    if choice.decision is LineDecision.ACCEPTED:
        return line.eligible if line.taken_back is None else -line.taken_back.eligible
    if choice.decision is LineDecision.REFUSED:
        return 0
    if choice.eligible is not None:
        return min(choice.eligible, line.eligible)
    return min(_without_rate(choice.canton or 0, line.rate), line.eligible)


def _without_rate(canton: int, rate: int) -> int:
    return (2 * canton * 10_000 + rate) // (2 * rate) if rate else 0


def choice_findings(line: AnswerLine, choice: LineChoice) -> tuple[Finding, ...]:
    """Why a decision on a line does not hold; each names its field."""
    found: list[Finding] = []
    if choice.decision in ADVERSE and not german.clean(choice.reason):
        found.append(stop("reason_missing", texts.REASON_MISSING[choice.decision], "reason"))
    if choice.decision is LineDecision.REDUCED and not 0 < (choice.canton or 0) < line.canton:
        found.append(stop("no_reduction", texts.no_reduction(line.canton), "canton"))
    return tuple(found)


def later_findings(line: AnswerLine, choice: LineChoice) -> tuple[Finding, ...]:
    """While the hearing runs, nothing may become worse than the draft said."""
    heard = accepted_of(line, choice)
    worse = heard is None or (line.accepted is not None and heard < line.accepted)
    if line.decision is choice.decision is LineDecision.QUERY or not worse:
        return ()
    return (stop("not_heard", texts.NOT_HEARD, "decision"),)


def proposed(line: AnswerLine, check: LineCheck | None) -> LineChoice | None:
    """What the check proposes; None where a person has to look first."""
    if check is None:
        return None
    stopping = stops(check.findings)
    if stopping:
        return _instead(line, check, " ".join(one.message for one in stopping))
    if any(one.severity is Severity.HINT for one in check.findings):
        return None
    return LineChoice(decision=LineDecision.ACCEPTED)


def proposals(lines: Iterable[AnswerLine]) -> list[tuple[AnswerLine, LineChoice]]:
    """What the check proposes for the lines that nobody decided on yet."""
    found = ((line, proposed(line, line.check)) for line in lines if line.decision is None)
    return [(line, choice) for line, choice in found if choice is not None]


def _instead(line: AnswerLine, check: LineCheck, reason: str) -> LineChoice:
    """What the KSA computes itself; a question if that is not less."""
    if 0 < check.canton < line.canton:
        return LineChoice(
            decision=LineDecision.REDUCED,
            canton=check.canton,
            eligible=check.eligible,
            reason=reason,
        )
    if check.canton <= 0 < line.canton:
        return LineChoice(decision=LineDecision.REFUSED, reason=reason)
    return LineChoice(decision=LineDecision.QUERY, reason=reason)
