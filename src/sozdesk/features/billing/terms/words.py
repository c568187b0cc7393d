"""Closed lists of the billing. Rates, tariffs, figures and regimes are rows of the catalogue."""

from __future__ import annotations

from enum import StrEnum


class BillOrigin(StrEnum):
    """On which side a bill stands: written here, or read here from a file."""

    OWN = "own"
    RECEIVED = "received"


class BillState(StrEnum):
    """Where a bill stands; the same words on both sides."""

    DRAFT = "draft"
    ISSUED = "issued"
    """Gestellt; at the municipality."""
    RECEIVED = "received"
    """Eingelesen; at the KSA."""
    HEARING = "hearing"
    """A draft of the answer is out, the municipality may take position (Stellungnahme)."""
    ANSWERED = "answered"
    """The final answer is released."""
    SETTLED = "settled"
    """Booked at the municipality, paid at the KSA."""


class LineDecision(StrEnum):
    """What the KSA says to a line."""

    ACCEPTED = "accepted"
    REDUCED = "reduced"
    REFUSED = "refused"
    QUERY = "query"
    """Rückfrage."""


class SettleBy(StrEnum):
    """How a difference is settled."""

    CREDIT = "credit"
    NEXT_BILL = "next_bill"


class AnswerStage(StrEnum):
    """Which answer a file holds."""

    DRAFT = "draft"
    """With a date for the Stellungnahme."""
    FINAL = "final"


class BillFile(StrEnum):
    """Files between municipality and KSA, all age-encrypted and signed."""

    BILL = "bill"
    ANSWER = "answer"
    STATEMENT = "statement"
    """Stellungnahme of the municipality."""
