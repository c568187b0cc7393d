"""Commands that need no file: the handbook as a pdf."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def add_commands(commands: Any) -> None:
    """Declare the commands."""
    handbook = commands.add_parser("handbook", help="das ganze Handbuch als PDF zum Drucken")
    handbook.add_argument("--out", type=Path, required=True, metavar="PDF", help="wohin")
    handbook.set_defaults(function=print_handbook, needs_file=False)


def print_handbook(options: argparse.Namespace) -> int:
    """Write the handbook of this version."""
    from sozdesk.documents.handbook_pdf import write_handbook

    print(f"Handbuch: {write_handbook(options.out)}")
    return 0
