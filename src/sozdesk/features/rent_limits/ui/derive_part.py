"""What the three ways to derive limits share."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.terms import Derivation
from sozdesk.kernel import german
from sozdesk.widgets.inputs import Choice


class DerivePart(QWidget):
    """One tab: shows the figures, and answers the derivation once everything is chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_filled = False

    def fill(self) -> None:
        """Build what is seen; once, when somebody looks at it first."""
        raise NotImplementedError

    def derivation(self) -> Derivation | None:
        """What would be entered; None as long as something lacks."""
        raise NotImplementedError

    def lacking(self) -> str:
        """What to do before there is something to enter."""
        raise NotImplementedError


def step_choice() -> Choice:
    """«10 Franken» or «5 Franken»."""
    return Choice([(step, f"{german.short_amount(step)} Franken") for step in rules.STEPS])


def written(rappen: int | None) -> str:
    """An amount in a column; empty where there is none."""
    return "" if rappen is None else german.amount(rappen)
