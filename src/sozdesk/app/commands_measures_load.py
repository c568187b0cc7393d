"""``sozdesk measures load``: the measures of the public report, for a file from before they came."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from sozdesk.features.strategy import usecases

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


def add_command(steps: Any) -> None:
    """Declare ``load``."""
    step = steps.add_parser("load", help="Massnahmen des öffentlichen Berichts in die Datei laden")
    step.set_defaults(function=load)


def load(archive: Archive, options: argparse.Namespace) -> int:
    """Load what is missing; a period that is there stays as it is."""
    outcome = archive.run(usecases.load_strategy, usecases.LoadStrategy())
    print(f"{outcome.summary}." if outcome.value else "Die Massnahmen sind schon in der Datei.")
    return 0
