"""Bound figures: fields in braces that a text shows as the number of the day.

``{umgesetzt} von {total}``, ``{hf3.umgesetzt}``, ``{prio1.total}``, ``{stand}``. What is counted as
«umgesetzt» is what the report groups as «umgesetzt / abgeschlossen».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sozdesk.features.strategy.rules.counting import Tally, by_field, by_priority, tally
from sozdesk.features.strategy.terms import PeriodView
from sozdesk.kernel import german

FIELD = re.compile(r"\{([^{}]*)\}")
"""A bound figure in a text; what stands between the braces may be unknown."""
PREVENTIVE = "praev"


def figures(view: PeriodView) -> Mapping[str, str]:
    """Every field that texts of this period may name, and what it shows on the day of the view."""
    found = {"stand": german.day(view.as_of), "periode": view.period.name}
    for scope, counts in _scopes(view):
        prefix = f"{scope}." if scope else ""
        found |= {prefix + name: str(number) for name, number in _counts(counts).items()}
    return found


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its fields as numbers; an unknown field stays as it was typed."""
    return FIELD.sub(lambda match: values.get(match[1].strip(), match[0]), text)


def _scopes(view: PeriodView) -> Iterator[tuple[str, Tally]]:
    yield "", tally(view.measures)
    counted = by_field(view.measures, [field.number for field in view.fields])
    for field in view.fields:
        yield PREVENTIVE if field.preventive else f"hf{field.number}", counted[field.number]
    for level, counts in by_priority(view.measures).items():
        yield f"prio{level}", counts
    yield "armut", tally(row for row in view.measures if row.from_poverty_strategy)


def _counts(counts: Tally) -> Mapping[str, int]:
    return {
        "total": counts.total,
        "umgesetzt": counts.done,
        "in_umsetzung": counts.in_progress,
        "geplant": counts.planned,
        "weitergefuehrt": counts.continued,
    }
