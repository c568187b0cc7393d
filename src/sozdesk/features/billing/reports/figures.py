"""Totals, reconciliation, Abgrenzung and what-if as neutral documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sozdesk.documents.report import Column, Fact, Kind, Report, Table
from sozdesk.features.billing.terms.figures import (
    AccrualRow,
    ReconcileRow,
    Totals,
    TotalsRow,
    WhatIfResult,
    WhatIfRow,
)
from sozdesk.features.billing.texts import figures as texts

_AMOUNT: Final = Kind.AMOUNT


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What every document of the KSA carries."""

    now: datetime
    today: date
    office: str
    sample: bool


def totals_report(content: Totals, imprint: Imprint) -> Report:
    """By category, municipality and regime."""
    parts = (
        ("Kategorie", content.categories),
        ("Gemeinde", content.municipalities),
        ("Regime", content.regimes),
    )
    return _report(
        f"Kantonsanteile {content.year}",
        imprint,
        tuple(_totals_table(name, rows) for name, rows in parts if rows),
        facts=(Fact("Zeitraum", texts.span(content.first, content.last)),),
    )


def _totals_table(name: str, rows: Sequence[TotalsRow]) -> Table:
    return Table(
        title=f"Nach {name}",
        columns=(
            Column("name", name),
            Column("lines", "Zeilen", Kind.COUNT),
            Column("claimed", "Verlangt", _AMOUNT),
            Column("open", "Offen", _AMOUNT),
            Column("accepted", "Anerkannt", _AMOUNT),
            Column("reduced", "Gekürzt", _AMOUNT),
            Column("paid", "Bezahlt", _AMOUNT),
        ),
        rows=tuple(
            (row.name, row.lines, row.claimed, row.open, row.accepted, row.reduced, row.paid)
            for row in rows
        ),
    )


def reconcile_report(year: int, rows: Sequence[ReconcileRow], imprint: Imprint) -> Report:
    """Differences first."""
    table = Table(
        title="Abgleich",
        columns=(
            Column("municipality", "Gemeinde"),
            Column("provider", "Anbieter/in"),
            Column("billed", "Abgerechnet", _AMOUNT),
            Column("reported", "Gemeldet", _AMOUNT),
            Column("difference", "Differenz", _AMOUNT),
            Column("accepted", "Anerkannt", _AMOUNT),
            Column("paid", "Bezahlt", _AMOUNT),
            Column("unpaid", "Zu zahlen", _AMOUNT),
            Column("agreement", "Ergebnis"),
        ),
        rows=tuple(
            (
                row.municipality,
                row.provider,
                row.billed,
                row.reported,
                row.difference,
                row.accepted,
                row.paid,
                row.unpaid,
                texts.AGREEMENTS[row.agreement],
            )
            for row in rows
        ),
        notes=(texts.WHOSE_AMOUNTS, texts.LESS_IS_USUAL),
    )
    return _report(f"Abgleich {year}", imprint, (table,) if rows else ())


def accrual_report(year: int, rows: Sequence[AccrualRow], imprint: Imprint) -> Report:
    """What the canton owes on 31 December."""
    lines = [
        (
            row.municipality,
            row.unanswered,
            row.unpaid,
            row.months,
            row.per_month,
            row.expected,
            row.total,
        )
        for row in rows
    ]
    estimated = [row.expected for row in rows if row.expected is not None]
    total = (
        "Total",
        sum(row.unanswered for row in rows),
        sum(row.unpaid for row in rows),
        sum(row.months for row in rows),
        None,
        sum(estimated) if estimated else None,
        sum(row.total for row in rows),
    )
    table = Table(
        title="Abgrenzung",
        columns=(
            Column("municipality", "Gemeinde"),
            Column("unanswered", "Eingegangen", _AMOUNT),
            Column("unpaid", "Anerkannt, nicht bezahlt", _AMOUNT),
            Column("months", "Fehlende Monate", Kind.COUNT),
            Column("per_month", "Mittel je Monat", _AMOUNT),
            Column("expected", "Erwartet", _AMOUNT),
            Column("total", "Abgrenzung", _AMOUNT),
        ),
        rows=(*lines, total),
        notes=(texts.PAID_LATER.format(year=year), texts.ESTIMATE),
    )
    return _report(f"Abgrenzung per 31.12.{year}", imprint, (table,) if rows else ())


def what_if_report(content: WhatIfResult, imprint: Imprint) -> Report:
    """Before and after, by category, municipality and regime."""
    parts = (
        ("Kategorie", content.categories),
        ("Gemeinde", content.municipalities),
        ("Regime", content.regimes),
    )
    return _report(
        f"Was wäre, wenn: {content.year}",
        imprint,
        tuple(_what_if_table(name, rows) for name, rows in parts if rows),
        facts=(
            Fact("Geändert", texts.change(content.change)),
            Fact("Abrechnungen", str(content.bills)),
            *([Fact("Nicht gerechnet", texts.unknown(content))] if content.unknown_lines else []),
        ),
        notes=(texts.NOTHING_WRITTEN,),
    )


def _what_if_table(name: str, rows: Sequence[WhatIfRow]) -> Table:
    return Table(
        title=f"Nach {name}",
        columns=(
            Column("name", name),
            Column("before", "Heute", _AMOUNT),
            Column("after", "Geändert", _AMOUNT),
            Column("difference", "Differenz", _AMOUNT),
        ),
        rows=tuple((row.name, row.before, row.after, row.difference) for row in rows),
    )


def _report(
    title: str,
    imprint: Imprint,
    tables: tuple[Table, ...],
    facts: tuple[Fact, ...] = (),
    notes: tuple[str, ...] = (),
) -> Report:
    return Report(
        title=title,
        created=imprint.now,
        dated=imprint.today,
        facts=(Fact("Stelle", imprint.office), *facts),
        tables=tables,
        notes=notes,
        sample=imprint.sample,
    )
