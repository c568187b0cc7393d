"""Bound figures: fields in braces that a text shows as the number of the day.

``{umgesetzt} von {total}``, ``{hf3.umgesetzt}``, ``{prio1.total}``, ``{stand}``. What is counted as
«umgesetzt» is what the report groups as «umgesetzt / abgeschlossen».
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from sozdesk.features.strategy import texts
from sozdesk.features.strategy.rules.counting import Tally, by_field, by_priority, tally
from sozdesk.features.strategy.terms import FieldRow, MeasureState, PeriodView
from sozdesk.features.strategy.texts import checks
from sozdesk.kernel import german

FIELD = re.compile(r"\{([^{}\n]*)\}")
"""A bound figure in a line of a text; what stands between the braces may be unknown."""
_FIELD_OR_BRACE = re.compile(rf"{FIELD.pattern}|[{{}}]")
PREVENTIVE = "praev"
DONE, IN_PROGRESS, PLANNED = "umgesetzt", "in_umsetzung", "geplant"
CONTINUED, TOTAL = "weitergefuehrt", "total"
POVERTY = "armut"
_LABELS = {
    TOTAL: "alle Massnahmen",
    DONE: texts.DONE,
    IN_PROGRESS: texts.word(MeasureState.IN_PROGRESS),
    PLANNED: texts.word(MeasureState.PLANNED),
    CONTINUED: checks.CONTINUED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureField:
    """A field that a text may name, as the menu «Zahl einsetzen» offers it."""

    name: str
    """What stands between the braces."""
    group: str
    """Where the menu has it: «Handlungsfeld 1 Materielle Unterstützung»."""
    label: str
    value: str
    """What it shows on the day of the view."""


def figure_fields(view: PeriodView) -> tuple[FigureField, ...]:
    """Every field that texts of this period may name, in the order of the menu."""
    general = (("periode", "Periode", view.period.name), ("stand", "Tag", german.day(view.as_of)))
    first = (
        FigureField(name=name, group="Tag und Periode", label=label, value=value)
        for name, label, value in general
    )
    return (*(one for scope in _scopes(view) for one in _of_scope(*scope)), *first)


def figures(view: PeriodView) -> Mapping[str, str]:
    """Every field that texts of this period may name, and what it shows on the day of the view."""
    return {field.name: field.value for field in figure_fields(view)}


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its fields as numbers; an unknown field stays as it was typed."""
    return FIELD.sub(lambda match: values.get(match[1].strip(), match[0]), text)


def field_flaws(text: str, known: Container[str]) -> Iterator[tuple[int, int, str]]:
    """Where fields are unknown or braces stand alone, with a sentence: it would reach the report."""
    for match in _FIELD_OR_BRACE.finditer(text):
        if match[1] is None:
            yield match.start(), match.end(), checks.lone_brace(match[0])
        elif (name := match[1].strip()) not in known:
            yield match.start(), match.end(), checks.unknown_field(name)


def field_scope(field: FieldRow) -> str:
    """How fields name a Handlungsfeld: «hf3», the preventive area «praev»."""
    return PREVENTIVE if field.preventive else f"hf{field.number}"


def _scopes(view: PeriodView) -> Iterator[tuple[str, str, Tally]]:
    yield "", "Alle Massnahmen", tally(view.measures)
    counted = by_field(view.measures, [field.number for field in view.fields])
    for field in view.fields:
        group = field.label if field.preventive else f"Handlungsfeld {field.label}"
        yield field_scope(field), group, counted[field.number]
    for level, counts in by_priority(view.measures).items():
        yield f"prio{level}", f"{texts.priority(level)} Priorität", counts
    poverty = tally(row for row in view.measures if row.from_poverty_strategy)
    yield POVERTY, texts.POVERTY_STRATEGY, poverty


def _of_scope(scope: str, group: str, counts: Tally) -> Iterator[FigureField]:
    prefix = f"{scope}." if scope else ""
    for name, number in _counts(counts).items():
        yield FigureField(name=prefix + name, group=group, label=_LABELS[name], value=str(number))


def _counts(counts: Tally) -> Mapping[str, int]:
    return {
        TOTAL: counts.total,
        DONE: counts.done,
        IN_PROGRESS: counts.in_progress,
        PLANNED: counts.planned,
        CONTINUED: counts.continued,
    }
