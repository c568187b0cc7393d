"""What the words of the billing are called on screen and in documents."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from sozdesk.features.billing.terms import (
    AnswerStage,
    BillFile,
    BillOrigin,
    BillState,
    LineDecision,
    SettleBy,
)

_WORDS: Final[Sequence[tuple[StrEnum, str]]] = (
    (BillOrigin.OWN, "selbst erstellt"),
    (BillOrigin.RECEIVED, "eingelesen"),
    (BillState.DRAFT, "Entwurf"),
    (BillState.ISSUED, "gestellt"),
    (BillState.RECEIVED, "eingegangen"),
    (BillState.HEARING, "Stellungnahme läuft"),
    (BillState.ANSWERED, "beantwortet"),
    (BillState.SETTLED, "erledigt"),
    (LineDecision.ACCEPTED, "anerkannt"),
    (LineDecision.REDUCED, "gekürzt"),
    (LineDecision.REFUSED, "abgelehnt"),
    (LineDecision.QUERY, "Rückfrage"),
    (SettleBy.CREDIT, "Gutschrift"),
    (SettleBy.NEXT_BILL, "mit der nächsten Abrechnung"),
    (AnswerStage.DRAFT, "Entwurf zur Stellungnahme"),
    (AnswerStage.FINAL, "Entscheid"),
    (BillFile.BILL, "Abrechnung"),
    (BillFile.ANSWER, "Antwort"),
    (BillFile.STATEMENT, "Stellungnahme"),
)
_TABLE: Final = {(type(member), member.value): text for member, text in _WORDS}


def word(member: StrEnum) -> str:
    """The German word of a member of a closed list."""
    return _TABLE[type(member), member.value]
