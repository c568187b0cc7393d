"""Commands of the area «Angebote»: ``sozdesk offerings …``. The same use cases as the window."""

from __future__ import annotations

from typing import Any


def add_commands(commands: Any) -> None:
    """Declare the sub-commands of ``offerings``."""
    from sozdesk.app import commands_offerings_reports

    parser = commands.add_parser("offerings", help="Angebote, Anbieter/innen und ihre Berichte")
    steps = parser.add_subparsers(dest="step", required=True, metavar="SCHRITT")
    commands_offerings_reports.add_commands(steps)
