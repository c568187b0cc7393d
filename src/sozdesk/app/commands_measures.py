"""Commands of the Sozialhilfestrategie: ``sozdesk measures …``. The same use cases as the window."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from sozdesk.app.round_options import day_argument, offer_json, print_json
from sozdesk.archive.file_info import OfficeKind
from sozdesk.archive.updates import refuse
from sozdesk.features.strategy import queries, reports, rules
from sozdesk.features.strategy.terms import MeasureRow, PeriodRow
from sozdesk.features.strategy.texts import report as said
from sozdesk.kernel import german
from sozdesk.kernel.errors import NotFound, SozDeskError

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


NONE = "Die Datei enthält keine Massnahmen."
LOAD = "Laden Sie sie mit «sozdesk --file DATEI measures load»."
"""What a file from before the measures lacks, and what to do."""


def add_commands(commands: Any) -> None:
    """Declare the sub-commands of ``measures``."""
    from sozdesk.app import (
        commands_measures_check,
        commands_measures_import,
        commands_measures_load,
        commands_measures_report,
    )

    parser = commands.add_parser("measures", help="die Massnahmen der Sozialhilfestrategie")
    steps = parser.add_subparsers(dest="step", required=True, metavar="SCHRITT")
    listed = add_step(steps, "list", "Massnahmen einer Periode mit ihrem Stand", list_measures)
    ask_day(listed)
    offer_fine(listed)
    offer_json(listed)
    commands_measures_check.add_command(steps)
    commands_measures_import.add_commands(steps)
    commands_measures_load.add_command(steps)
    commands_measures_report.add_commands(steps)


def add_step(steps: Any, name: str, text: str, function: Any) -> argparse.ArgumentParser:
    """A step of ``sozdesk measures`` with its period."""
    added: argparse.ArgumentParser = steps.add_parser(name, help=text)
    added.add_argument(
        "--period", required=True, metavar="PERIODE", help="Strategieperiode, z. B. 2021-2024"
    )
    added.set_defaults(function=function)
    return added


def ask_day(step: argparse.ArgumentParser) -> None:
    """``--as-of``: the day that is looked at."""
    step.add_argument(
        "--as-of",
        type=day_argument,
        metavar="TAG",
        help="Stand per; sonst heute, nach der Periode ihr letzter Tag",
    )


def period_of(archive: Archive, code: str) -> PeriodRow:
    """The period that the command names; NotFound says which there are."""
    found: PeriodRow | None = archive.query(queries.period_of, code)
    if found is None:
        known = [row.code for row in archive.query(queries.periods)]
        there = f"Es gibt: {', '.join(known)}." if known else f"{NONE} {LOAD}"
        raise NotFound(f"Die Periode «{code}» gibt es nicht.", there)
    return found


def day_of(archive: Archive, period: PeriodRow, as_of: date | None) -> date:
    """The day that is looked at; RuleViolation if it is still to come."""
    today = archive.context().today
    day = as_of or queries.default_day(period, today)
    refuse(rules.day_findings(day, today))
    return day


def offer_fine(step: argparse.ArgumentParser) -> None:
    """``--fine``: states told apart."""
    step.add_argument(
        "--fine",
        action="store_true",
        help="umgesetzt und abgeschlossen ohne Umsetzung getrennt, mit Grund",
    )


def fine_of(archive: Archive, options: argparse.Namespace) -> bool:
    """Whether states are told apart; refused at a Sozialdienst."""
    if options.fine and archive.info.office_kind is OfficeKind.SERVICE:
        raise SozDeskError(said.FINE_IS_CANTONAL, said.WITHOUT_FINE)
    return bool(options.fine)


def list_measures(archive: Archive, options: argparse.Namespace) -> int:
    """Every measure with its state on the day."""
    period = period_of(archive, options.period)
    fine = fine_of(archive, options)
    view = archive.query(queries.view, period, day_of(archive, period, options.as_of))
    if options.json:
        print_json([_as_json(row) for row in view.measures])
        return 0
    for field in view.fields:
        print(field.label)
        for row in view.measures:
            if row.field_number == field.number:
                print(f"  {row.number}  {row.title}: {said.state(row, fine=fine)}")
    print(f"Stand {german.day(view.as_of)}: {reports.summary(view)}")
    if view.period.expected not in (None, view.period.recorded):
        print(f"Amtliche Quelle: {view.period.source}")
    return 0


def _as_json(row: MeasureRow) -> dict[str, object]:
    return {
        "number": row.number,
        "title": row.title,
        "action_field": row.field_number,
        "priority": row.priority,
        "state": row.state.value,
        "done": row.done,
        "poverty_strategy": row.poverty_strategy.value,
        "continued_in": row.continued_in or None,
        "continued_as": list(row.continued_as),
    }
