"""What the start page says about participations whose recognition ends. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sozdesk.features.cases.terms import RecognitionLoss
from sozdesk.kernel import german
from sozdesk.shell.start_rows import Point

_SHOWN = 3
_ONE = "Teilnahme läuft über das Ende der Anerkennung hinaus"
_MANY = "Teilnahmen laufen über das Ende der Anerkennung hinaus"


def recognition_points(losses: Sequence[RecognitionLoss], today: date) -> tuple[Point, ...]:
    """One point for all of them; overdue where the recognition is over already."""
    if not losses:
        return ()
    over = any(one.last_recognised < today for one in losses)
    first = losses[0]
    cases = list(dict.fromkeys(one.case_number for one in losses))
    shown = ", ".join(f"Fall {number}" for number in cases[:_SHOWN])
    more = f" und {len(cases) - _SHOWN} weitere" if len(cases) > _SHOWN else ""
    return (
        Point(
            "overdue" if over else "hint",
            len(losses),
            "ohne Anerkennung",
            german.plural(len(losses), _ONE, _MANY),
            f"{shown}{more}; «{first.offering_title}» bis {german.day(first.last_recognised)}",
            "Ansehen",
            "recognition",
            area="cases",
            page="participations_page",
        ),
    )
