"""Options of commands that hand out persons of bills: to whom, what for, with AHV numbers or without."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from sozdesk.features.billing import usecases
from sozdesk.features.billing.texts import bill_files as texts

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

PURPOSE_NEEDED = "Mit --with-ahv braucht es --purpose: Schreiben Sie, wozu die AHV-Nummern dienen."


def offer_ahv(step: argparse.ArgumentParser, default_purpose: str = "") -> None:
    """``--with-ahv``, ``--recipient`` and ``--purpose``."""
    step.add_argument(
        "--with-ahv",
        action="store_true",
        help="mit --json: AHV-Nummern statt eigener Kennungen; nur mit --purpose, steht im Nachweis",
    )
    usual = f" (ohne Angabe «{default_purpose}»)" if default_purpose else ""
    step.add_argument(
        "--purpose", default="", metavar="ZWECK", help=f"wozu, für den Nachweis der Zugriffe{usual}"
    )
    step.add_argument(
        "--recipient",
        default=texts.KSA,
        metavar="WER",
        help=f"wer die Angaben erhält, für den Nachweis (ohne Angabe «{texts.KSA}»)",
    )


def may_show_ahv(options: argparse.Namespace) -> bool:
    """False, with the sentence on the error output, if AHV numbers are asked for without a purpose."""
    if options.with_ahv and not options.purpose.strip():
        print(PURPOSE_NEEDED, file=sys.stderr)
        return False
    return True


def note(archive: Archive, options: argparse.Namespace, bill_ids: Iterable[UUID]) -> None:
    """Leave the trace for every person: after a file is written, before numbers are shown."""
    command = usecases.HandOutBills(
        bill_ids=tuple(bill_ids),
        recipient=options.recipient,
        purpose=options.purpose.strip() or texts.CLAIM,
    )
    archive.run(usecases.hand_out_bills, command)
