"""What the steps of ``sozdesk round`` share: options, output, and the Erhebung that they are about."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozdesk.archive.file_info import OfficeKind
from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.terms import RoundRow
from sozdesk.features.rent_limits.usecases import wording
from sozdesk.kernel import entry, german
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.findings import Finding

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


def add_step(steps: Any, name: str, text: str, function: Any) -> argparse.ArgumentParser:
    """A step of ``sozdesk round`` with its year."""
    added: argparse.ArgumentParser = steps.add_parser(name, help=text)
    year = "Jahr, in dem die Grenzwerte gelten"
    added.add_argument("--year", type=int, required=True, metavar="JAHR", help=year)
    added.set_defaults(function=function)
    return added


def ask_folder(step: argparse.ArgumentParser, text: str) -> None:
    """``--out``: where files go."""
    step.add_argument("--out", type=Path, required=True, metavar="ORDNER", help=text)


def ask_reason(step: argparse.ArgumentParser, option: str, text: str) -> None:
    """An option that takes a sentence."""
    step.add_argument(option, type=german.clean, default="", metavar="TEXT", help=text)


def offer_json(step: argparse.ArgumentParser, text: str = "Ausgabe für Programme") -> None:
    """``--json``."""
    step.add_argument("--json", action="store_true", help=text)


def day_argument(text: str) -> date:
    """A day as people write it."""
    try:
        return entry.day(text)
    except entry.EntryError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def round_of(archive: Archive, year: int) -> RoundRow:
    """The canton's Erhebung of a year; NotFound says how to open it, or whose it is."""
    if archive.info.office_kind is OfficeKind.SERVICE:
        raise NotFound(wording.CANTONAL_ONLY, "Öffnen Sie die Datei des Kantonalen Sozialamts.")
    found: RoundRow | None = archive.query(queries.round_of, year)
    if found is None:
        raise NotFound(
            f"Für {year} ist keine Erhebung eröffnet.",
            f"Eröffnen Sie sie mit «round open --year {year}».",
        )
    return found


def print_finding(finding: Finding) -> None:
    """A sentence below the municipality it is about, with its cell."""
    cell = f"Zelle {finding.cell}: " if finding.cell else ""
    print(f"    {cell}{finding.message}")


def finding_json(finding: Finding) -> dict[str, str]:
    """The same for programs."""
    return {"code": str(finding.code), "cell": finding.cell, "message": finding.message}


def print_json(value: Iterable[object] | dict[str, object]) -> None:
    """The answer of ``--json``."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
