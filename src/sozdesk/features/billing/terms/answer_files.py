"""What travels in an answer (.sza) and in a Stellungnahme (.szs): positions and figures, no person.

Names of the fields are the keys of the JSON; docs/exchange-answer.md describes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sozdesk.features.billing.terms.words import AnswerStage, LineDecision, SettleBy
from sozdesk.kernel.findings import Severity

ANSWER_SUFFIX: Final = ".sza"
STATEMENT_SUFFIX: Final = ".szs"
ANSWER_VERSION: Final = 1
"""Of the content of both files; one with a higher one is from a newer program."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file as it is written: its usual name and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFinding:
    """What the KSA's check found on a line."""

    code: str
    severity: Severity
    message: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredLine:
    """A decision; amounts in Rappen of the canton."""

    position: int
    claimed: int
    decision: LineDecision
    accepted: int | None
    """None while it is a question."""
    eligible: int | None
    """Rappen that count against the Maximaltarif from now on; None while it is a question."""
    reason: str
    settle_by: SettleBy | None
    findings: tuple[SentFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerContent:
    """The KSA's answer to one bill."""

    bfs_number: int
    year: int
    number: int
    stage: AnswerStage
    dated: date
    hearing_until: date | None
    claimed: int
    accepted: int | None
    """Sum of the lines; None while a question is open."""
    lines_sha256: str
    """Of what was claimed, line by line: both sides mean the same bill."""
    closed_years: tuple[int, ...]
    """Years of account for which the KSA takes no line any more."""
    lines: tuple[AnsweredLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedLine:
    """What the municipality says to one line."""

    position: int
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementContent:
    """The Stellungnahme of a municipality on a draft of the answer."""

    bfs_number: int
    year: int
    number: int
    answer_sha256: str
    """Of the signed text of the draft that it is about."""
    dated: date
    lines: tuple[StatedLine, ...]
