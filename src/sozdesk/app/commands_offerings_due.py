"""``sozdesk offerings due``: what is due in the recognition of offerings."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from sozdesk.app.round_options import offer_json, print_json
from sozdesk.features.offerings import queries, texts
from sozdesk.kernel import german

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


def add_command(steps: Any) -> None:
    """Declare ``due`` among the steps of ``offerings``."""
    added = steps.add_parser("due", help="Gesuche, Auflagen und Fristen der Anerkennung")
    offer_json(added)
    added.set_defaults(function=list_due)


def list_due(archive: Archive, options: argparse.Namespace) -> int:
    """Every line with its day."""
    today = archive.context().today
    rows = archive.query(queries.due, today)
    if options.json:
        print_json(
            [
                {
                    "kind": row.kind.value,
                    "day": row.day.isoformat(),
                    "title": row.title,
                    "detail": row.detail,
                }
                for row in rows
            ]
        )
        return 0
    for row in rows:
        print(f"{german.day(row.day)}  {texts.word(row.kind)}: {row.title} ({row.detail})")
    if not rows:
        print("Nichts steht an.")
    return 0
