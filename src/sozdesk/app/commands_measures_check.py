"""``sozdesk measures check``: the texts of the report against the data."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sozdesk.app import commands_measures as measures
from sozdesk.app.round_options import offer_json, print_json
from sozdesk.features.strategy import queries
from sozdesk.features.strategy.terms import PeriodRow, TextHintRow
from sozdesk.kernel import german
from sozdesk.kernel.errors import NotFound

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


def add_command(steps: Any) -> None:
    """Declare ``check``."""
    step = steps.add_parser("check", help="Zahlen und Verweise in den Texten des Berichts prüfen")
    step.add_argument(
        "--period", metavar="PERIODE", help="z. B. 2021-2024; sonst jede mit Massnahmen"
    )
    measures.ask_day(step)
    offer_json(step)
    step.set_defaults(function=check_texts)


def check_texts(archive: Archive, options: argparse.Namespace) -> int:
    """Every Prüfhinweis of the texts; answers 1 if one of them is open."""
    periods = _periods(archive, options.period)
    if not periods:
        raise NotFound(measures.NONE, measures.LOAD)
    rows = [row for period in periods for row in _rows(archive, period, options.as_of)]
    left = sum(not row.dismissed for row in rows)
    if options.json:
        print_json([_as_json(row) for row in rows])
    else:
        _print(rows)
    if left:
        words = german.plural(left, "Prüfhinweis ist", "Prüfhinweise sind")
        print(f"{words} offen.", file=sys.stderr)
    return 1 if left else 0


def _periods(archive: Archive, code: str | None) -> Sequence[PeriodRow]:
    if code is None:
        return [row for row in archive.query(queries.periods) if row.recorded]
    return [measures.period_of(archive, code)]


def _rows(archive: Archive, period: PeriodRow, as_of: date | None) -> Sequence[TextHintRow]:
    day = as_of or queries.default_day(period, archive.context().today)
    found: Sequence[TextHintRow] = archive.query(queries.text_findings, period, day)
    return found


def _print(rows: Sequence[TextHintRow]) -> None:
    for row in rows:
        mark = " (als kein Fehler vermerkt)" if row.dismissed else ""
        print(f"{row.place_words}{mark}")
        print(f"    {row.found.finding.message}")
        print(f"    «{row.found.sentence}»")
    if not rows:
        print("Keine Prüfhinweise.")


def _as_json(row: TextHintRow) -> dict[str, object]:
    return {
        "place": row.place,
        "code": str(row.found.finding.code),
        "message": row.found.finding.message,
        "excerpt": row.found.sentence,
        "dismissed": row.dismissed,
    }
