"""``sozdesk offerings import``: providers and offerings from somebody's list. The same as the window."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sozdesk.app import list_commands
from sozdesk.app.round_options import day_argument, offer_json
from sozdesk.archive.file_info import OfficeKind
from sozdesk.features.offerings import files, queries, texts, usecases
from sozdesk.features.offerings.terms.list_import import ListPlan, ListResult, ListRow
from sozdesk.features.offerings.texts import list_import as words
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.findings import stops

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sozdesk.archive.store import Archive

_DAY = "--prices-from"


def add_command(steps: Any) -> None:
    """Declare ``import`` among the steps of ``offerings``."""
    step = steps.add_parser("import", help="Anbieter/innen und Angebote aus einer Liste erfassen")
    step.description = (
        "Liest ein Angebot je Zeile, mit den Angaben zur Anbieterin oder zum Anbieter, und erfasst "
        "alle zusammen oder, wenn etwas nicht stimmt, keines."
    )
    step.add_argument("path", type=Path, metavar="DATEI", help="Liste (.xlsx, .ods, .csv)")
    step.add_argument(
        _DAY, type=day_argument, metavar="TAG", help="ab wann die Preise der Liste gelten"
    )
    step.add_argument("--dry-run", action="store_true", help="nur zeigen, nichts erfassen")
    offer_json(step)
    step.set_defaults(function=read_list)


def read_list(archive: Archive, options: argparse.Namespace) -> int:
    """Read, show and record; answers 1 if anything stops or is not said."""
    if archive.info.office_kind is OfficeKind.SERVICE:
        raise NotFound(texts.CANTONAL_ONLY, "Öffnen Sie die Datei des Kantonalen Sozialamts.")
    memory = archive.query(queries.remembered_list_columns)
    table = files.list_table(files.read_list(options.path), memory, {})
    today = archive.context().today
    plan: ListPlan = archive.query(queries.list_plan, table, options.prices_from, today)
    command = usecases.ImportLists(table=table, prices_from=options.prices_from)
    return list_commands.import_list(
        plan,
        table,
        options,
        list(_refused(plan)),
        lambda: archive.run(usecases.import_lists, command),
        _OUTPUT,
    )


def _refused(plan: ListPlan) -> Iterator[str]:
    if stops(plan.findings) or plan.count(ListResult.UNUSABLE):
        yield list_commands.BETTER_LIST
    elif plan.asks_day:
        yield list_commands.day_needed(words.DAY_NEEDED, _DAY)


def _name(row: ListRow) -> str:
    """«Kurszentrum Muster: Deutsch im Alltag»; without a title the provider."""
    named = row.line.name or "ohne Namen"
    return f"{named}: {row.line.title}" if row.line.title else named


_OUTPUT: Final = list_commands.ListOutput(
    results=words.RESULTS,
    name=_name,
    as_json=lambda row: {"provider": row.line.name, "title": row.line.title},
)
