"""The charts of the report, as figures; screen, documents and files draw the same ones."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sozdesk.documents.report import Chart, ChartKind, Series
from sozdesk.features.strategy import rules, texts
from sozdesk.features.strategy.rules import Tally
from sozdesk.features.strategy.terms import FieldRow, PeriodView
from sozdesk.features.strategy.texts import report as said
from sozdesk.kernel import german


def summary(view: PeriodView) -> str:
    """«19 von 40 umgesetzt / abgeschlossen, 21 in Umsetzung»; before anything is entered, that."""
    period = view.period
    expectation = texts.period_state(period.expected, period.recorded)
    if not view.measures:
        return f"{expectation} – {texts.NOT_RECORDED}"
    counts = rules.tally(view.measures)
    parts = [f"{counts.done} von {counts.total} {texts.DONE}"]
    parts += [f"{counts.in_progress} in Umsetzung"] if counts.in_progress else []
    parts += [f"{counts.planned} geplant"] if counts.planned else []
    counted = ", ".join(parts)
    complete = period.expected in (None, counts.total)
    return counted if complete else f"{counted} ({expectation})"


def report_charts(view: PeriodView) -> tuple[Chart, ...]:
    """All measures, by field, by priority; none without measures."""
    if not view.measures:
        return ()
    return (_overall(view), _by_field(view), _by_priority(view))


def _overall(view: PeriodView) -> Chart:
    whole = rules.tally(view.measures)
    return Chart(
        kind=ChartKind.DOUGHNUT,
        title=said.overall_finding(whole.done, whole.total),
        unit=said.MEASURES,
        categories=(said.MEASURES,),
        series=_series([whole]),
        source=source_of(view),
    )


def _by_field(view: PeriodView) -> Chart:
    counted = rules.by_field(view.measures, [field.number for field in view.fields])
    tallies = [counted[field.number] for field in view.fields]
    return Chart(
        kind=ChartKind.STACKED_BARS,
        title=_furthest(view.fields, tallies),
        unit=said.MEASURES,
        categories=tuple(field.label for field in view.fields),
        series=_series(tallies),
        source=source_of(view),
    )


def _furthest(fields: Sequence[FieldRow], tallies: Sequence[Tally]) -> str:
    shares = [Fraction(one.done, max(1, one.total)) for one in tallies]
    most = max(shares)
    best = [at for at, share in enumerate(shares) if most and share == most]
    chosen = tallies[best[0]] if best else tallies[0]
    return said.field_finding([fields[at] for at in best], chosen.done, chosen.total)


def _by_priority(view: PeriodView) -> Chart:
    tallies = list(rules.by_priority(view.measures).values())
    return Chart(
        kind=ChartKind.STACKED_BARS,
        title=said.priority_finding(tallies[0].done, tallies[0].total),
        unit=said.MEASURES,
        categories=said.PRIORITY_CATEGORIES,
        series=_series(tallies),
        source=source_of(view),
    )


def _series(tallies: Sequence[Tally]) -> tuple[Series, ...]:
    """Done, in progress and, where there is any, planned."""
    values = (
        tuple(one.done for one in tallies),
        tuple(one.in_progress for one in tallies),
        tuple(one.planned for one in tallies),
    )
    rows = tuple(map(Series, said.SERIES, values))
    return rows if any(values[2]) else rows[:2]


def source_of(view: PeriodView) -> str:
    """Whose figures, of which day, and whether measures are missing."""
    period = view.period
    whole = period.expected in (None, len(view.measures))
    missing = "" if whole else f" ({texts.period_state(period.expected, len(view.measures))})"
    return f"{said.KEEPER}, Stand per {german.day(view.as_of)}{missing}"
