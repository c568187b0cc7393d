"""Checks of a yearly report. They are hints: the figures are recorded as they were reported.

Each finding names its field by the key that the form uses too, so that a reader can add the cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sozdesk.features.offerings.rules.recognised import offering_recognised_on
from sozdesk.features.offerings.rules.share import cost_of_unit
from sozdesk.features.offerings.terms import (
    DecisionFact,
    MunicipalFigures,
    OfferingFigures,
    PriceRow,
    PriceUnit,
    ReportedOfferingRow,
    ReportingProvider,
    ReportResult,
    ReportState,
    YearlyReport,
)
from sozdesk.features.offerings.texts import yearly_reports as said
from sozdesk.kernel import german
from sozdesk.kernel.dated import on
from sozdesk.kernel.findings import Finding, Severity, stop

FIGURES: Final = ("places", "utilisation", "participants", "assignments", "units", "amount")
TOTALS: Final = ("participants", "assignments", "amount")
TOTAL_WORDS: Final = {
    "participants": "Teilnehmende",
    "assignments": "Zuweisungen",
    "amount": "Betrag",
}
_FULL = 10_000
"""Hundredths of a percent."""
_MONTHS = 12
_ONCE = (PriceUnit.COURSE, PriceUnit.FLAT)
"""Paid once for each person."""


def offering_key(number: int, figure: str) -> str:
    """The field of a figure of an offering."""
    return f"offering_{number}_{figure}"


def municipal_key(bfs_number: int, figure: str) -> str:
    """The field of a figure of a municipality."""
    return f"municipality_{bfs_number}_{figure}"


def due_day(year: int, value: int | None) -> date | None:
    """The day on which the report on ``year`` is due; ``value`` is month × 100 + day."""
    return None if value is None else date(year + 1, *divmod(value, 100))


def was_recognised(
    year: int, own: Sequence[DecisionFact], of_provider: Sequence[DecisionFact]
) -> bool:
    """Whether an offering was recognised on some day of a year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    starts = {fact.valid_from for fact in (*own, *of_provider) if first < fact.valid_from <= last}
    return any(
        offering_recognised_on(day, own, of_provider).recognised for day in sorted({first, *starts})
    )


def prices_in(year: int, prices: Sequence[PriceRow]) -> tuple[PriceRow, ...]:
    """The prices that held on some day of a year, oldest first."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    before = on(first, prices)
    return tuple(row for row in prices if row is before or first < row.valid_from <= last)


def report_state(
    *,
    received: bool,
    decided: bool,
    reminded: bool,
    due_on: date | None,
    today: date,
) -> ReportState:
    """Where a report stands on a day."""
    if received:
        return ReportState.DECIDED if decided else ReportState.RECEIVED
    if reminded:
        return ReportState.REMINDED
    return ReportState.OVERDUE if due_on is not None and today > due_on else ReportState.OPEN


# ------------------------------------------------------------------ what a report says


def report_findings(report: YearlyReport, provider: ReportingProvider) -> tuple[Finding, ...]:
    """What stands out in the figures of a report; ``provider`` brings offerings and last year."""
    by_id = {row.id: row for row in provider.offerings}
    reported = [
        (by_id[one.offering_id], one) for one in report.offerings if one.offering_id in by_id
    ]
    found = [*_negative(report, reported), *_totals(report)]
    for row, figures in reported:
        label = said.offering_label(row.number, row.title)
        found += [replace(one, subject=label) for one in _of_offering(row, figures)]
    found += _unreported(report, provider.offerings)
    if _same_figures(report, provider.before):
        found.append(_hint("same_figures", said.SAME_FIGURES))
    return tuple(found)


def handed_in_findings(
    received_on: date | None, due_on: date | None, sha256: str, before_sha256: str | None
) -> tuple[Finding, ...]:
    """What the file itself says: late, or last year's."""
    found = []
    if sha256 and sha256 == before_sha256:
        found.append(_hint("same_file", said.SAME_FILE))
    if received_on is not None and due_on is not None and received_on > due_on:
        found.append(Finding("late", Severity.NOTE, said.late(received_on, due_on)))
    return tuple(found)


def _hint(code: str, message: str, field: str = "", subject: str = said.TOTAL) -> Finding:
    return Finding(code, Severity.HINT, message, field=field, subject=subject)


_Reported = Sequence[tuple[ReportedOfferingRow, OfferingFigures]]


def _negative(report: YearlyReport, reported: _Reported) -> Iterator[Finding]:
    """Nothing that is counted here can be below zero."""
    for field, value in _every_figure(report, reported):
        if value is not None and value < 0:
            yield stop("negative", said.negative("Die Zahl"), field)


def _every_figure(report: YearlyReport, reported: _Reported) -> Iterator[tuple[str, int | None]]:
    for figure in TOTALS:
        yield figure, getattr(report, figure)
    for row, figures in reported:
        for figure in FIGURES:
            yield offering_key(row.number, figure), getattr(figures, figure)
    for one in report.municipalities:
        yield municipal_key(one.bfs_number, "assignments"), one.assignments
        yield municipal_key(one.bfs_number, "amount"), one.amount


def _totals(report: YearlyReport) -> Iterator[Finding]:
    for figure in TOTALS:
        if getattr(report, figure) is None:
            yield _hint("missing", said.missing(TOTAL_WORDS[figure]), figure)
    if report.vat is None:
        yield _hint("vat_missing", said.VAT_MISSING, "vat")
    for figure in ("assignments", "amount"):
        yield from _sum(report, figure, report.municipalities, "Die Gemeinden")
    for figure in TOTALS:
        yield from _sum(report, figure, report.offerings, "Die Angebote")
    yield from _fewer(report.participants, report.assignments, "participants")


def _sum(
    report: YearlyReport,
    figure: str,
    parts: Sequence[MunicipalFigures] | Sequence[OfferingFigures],
    of: str,
) -> Iterator[Finding]:
    """The parts must make the total; parts that nobody filled in say nothing."""
    total = getattr(report, figure)
    values = [value for one in parts if (value := getattr(one, figure)) is not None]
    if total is None or not values or sum(values) == total:
        return
    words = german.amount if figure == "amount" else german.count
    sentence = said.sum_differs(TOTAL_WORDS[figure], words(sum(values)), words(total), of)
    yield _hint("sum_differs", sentence, figure)


def _fewer(participants: int | None, assignments: int | None, field: str) -> Iterator[Finding]:
    """Each assigned person takes part; others may take part too, so more are possible."""
    if participants is not None and assignments is not None and participants < assignments:
        sentence = said.fewer_participants(participants, assignments)
        yield _hint("fewer_participants", sentence, field)


# ------------------------------------------------------------------ one offering


def _of_offering(row: ReportedOfferingRow, figures: OfferingFigures) -> Iterator[Finding]:
    yield from _utilisation(row.number, figures.utilisation)
    yield from _fewer(
        figures.participants, figures.assignments, offering_key(row.number, "participants")
    )
    if figures.amount is not None:
        yield from _plausible(row, figures, figures.amount)


def _utilisation(number: int, utilisation: int | None) -> Iterator[Finding]:
    field = offering_key(number, "utilisation")
    if utilisation is None:
        return
    if utilisation > _FULL:
        yield _hint("utilisation_above", said.utilisation_above(utilisation), field)
    if 0 < utilisation <= 100:
        yield _hint("utilisation_fraction", said.utilisation_as_fraction(utilisation), field)


def _plausible(
    row: ReportedOfferingRow, figures: OfferingFigures, amount: int
) -> Iterator[Finding]:
    """The amount lies between what the lowest and the highest price of the year make of it."""
    field = offering_key(row.number, "amount")
    if not row.prices:
        if amount:
            sentence = said.amount_without_price(amount)
            yield Finding("no_price", Severity.NOTE, sentence, field=field)
        return
    low, high = _price_range(row.prices)
    factor, how, exact = _factor(row.unit, figures)
    if factor is None:
        return
    least, most = low * factor // 100, -(-high * factor // 100)
    if exact and not least <= amount <= most:
        yield _hint("amount_implausible", said.amount_implausible(amount, least, most, how), field)
    elif not exact and amount > most:
        yield _hint("amount_above", said.amount_above(amount, most, how), field)


def _price_range(prices: Iterable[PriceRow]) -> tuple[int, int]:
    """Lowest and highest price of one unit, without and with MWST, Rappen."""
    known = [
        value for row in prices for value in (row.amount, cost_of_unit(row)) if value is not None
    ]
    return min(known), max(known)


def _factor(unit: PriceUnit | None, figures: OfferingFigures) -> tuple[int | None, str, bool]:
    """Hundredths of units that are paid, in words, and whether that is exact or a ceiling."""
    assignments = figures.assignments
    if figures.units is not None:
        return figures.units, said.units_times_price(figures.units), True
    if assignments is None:
        return None, "", False
    if unit in _ONCE:
        return assignments * 100, said.assignments_times_price(assignments), True
    if unit is PriceUnit.MONTH:
        words = said.assignments_times_price(assignments, _MONTHS)
        return assignments * _MONTHS * 100, words, False
    return None, "", False


def _unreported(
    report: YearlyReport, offerings: Iterable[ReportedOfferingRow]
) -> Iterator[Finding]:
    told = {one.offering_id for one in report.offerings if _says_something(one)}
    for row in offerings:
        if row.id not in told:
            label = said.offering_label(row.number, row.title)
            field = offering_key(row.number, "participants")
            yield _hint("not_reported", said.NOT_REPORTED, field, label)


def _says_something(one: OfferingFigures) -> bool:
    return any(getattr(one, figure) is not None for figure in FIGURES)


def _same_figures(report: YearlyReport, before: YearlyReport | None) -> bool:
    """Every figure is the same, and there is at least one that is not zero."""
    if before is None:
        return False
    mine, theirs = _figures(report), _figures(before)
    return any(value for _key, value in mine) and mine == theirs


def _figures(report: YearlyReport) -> set[tuple[str, int]]:
    found = {(figure, getattr(report, figure)) for figure in TOTALS}
    for one in report.offerings:
        found |= {(f"{one.offering_id} {name}", getattr(one, name)) for name in FIGURES}
    for town in report.municipalities:
        found |= {(f"{town.bfs_number} n", town.assignments), (f"{town.bfs_number} a", town.amount)}
    return {(key, value) for key, value in found if value is not None}


# ------------------------------------------------------------------ what becomes of it


def result_findings(
    result: ReportResult, result_on: date | None, reason: str, received_on: date, today: date
) -> tuple[Finding, ...]:
    """What keeps a result from being recorded; conditions and a withdrawal need a reason."""
    found = []
    if result_on is None:
        found.append(stop("missing", said.DAY_MISSING, "result_on"))
    elif result_on > today:
        found.append(stop("day_ahead", said.DAY_AHEAD, "result_on"))
    elif result_on < received_on:
        found.append(stop("day_before", said.DAY_BEFORE_REPORT, "result_on"))
    if result is not ReportResult.CONTINUE and not german.clean(reason):
        found.append(stop("missing", said.REASON_MISSING, "result_reason"))
    return tuple(found)
