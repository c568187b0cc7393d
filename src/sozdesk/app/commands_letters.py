"""Commands that write letters and grant time: ``sozdesk round call|remind|extend``. Nothing is sent."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sozdesk.app.round_options import add_step, ask_folder, day_argument, round_of
from sozdesk.documents.safe_write import make_folder
from sozdesk.features.rent_limits import files, queries, usecases
from sozdesk.features.rent_limits.terms import LetterJob, LetterKind, ReminderRow
from sozdesk.features.rent_limits.texts import NO_WAY_BACK, without_postal_line, written_line
from sozdesk.kernel import german
from sozdesk.kernel.errors import NotFound

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_LEVELS = {"1": LetterKind.FIRST_REMINDER, "2": LetterKind.SECOND_REMINDER}


def add_commands(steps: Any) -> None:
    """Declare the steps of ``round`` that write letters."""
    call = add_step(steps, "call", "Aufruf: Formulare, Briefe, E-Mail-Entwürfe", write_call)
    ask_folder(call, "Ordner für Formulare, Briefe und Entwürfe")
    remind = add_step(steps, "remind", "Erinnerung an Gemeinden ohne Antwort", write_reminders)
    ask_folder(remind, "Ordner für Briefe und Entwürfe")
    remind.add_argument(
        "--level", choices=tuple(_LEVELS), metavar="STUFE", help="1 oder 2; sonst je nach Stand"
    )
    _ask_numbers(remind, "nur diese Gemeinden, auch wenn ihre Frist erstreckt ist")
    extend = add_step(steps, "extend", "Frist für einzelne Gemeinden erstrecken", extend_deadline)
    _ask_numbers(extend, "BFS-Nummern der Gemeinden", required=True)
    extend.add_argument(
        "--until",
        type=day_argument,
        required=True,
        metavar="TAG",
        help="letzter Tag der neuen Frist",
    )
    extend.add_argument(
        "--reason", type=german.clean, required=True, metavar="TEXT", help="warum erstreckt wird"
    )


def _ask_numbers(step: argparse.ArgumentParser, text: str, *, required: bool = False) -> None:
    step.add_argument(
        "--bfs", type=int, nargs="+", default=[], metavar="NUMMER", help=text, required=required
    )


def _writer(archive: Archive) -> queries.Writer:
    return queries.Writer(archive.context(), archive.staff)


# ---------------------------------------------------------------- call, remind, extend


def write_call(archive: Archive, options: argparse.Namespace) -> int:
    """The call to all municipalities: forms, letters, e-mail drafts, text and addresses, days."""
    round_of(archive, options.year)
    job = archive.query(queries.call_job, options.year, _writer(archive))
    _say(_write(archive, job, options.out, with_forms=True), options.out)
    return 0


def write_reminders(archive: Archive, options: argparse.Namespace) -> int:
    """Reminders to the municipalities without an answer, each at its next level."""
    round_of(archive, options.year)
    rows = archive.query(queries.reminder_rows, options.year, archive.context().today)
    _refuse_answered(rows, options.bfs)
    chosen = _chosen(rows, options.bfs, options.level)
    waiting = [row.tracking.name for row in rows if row.tracking.bfs_number not in chosen]
    if waiting and not options.bfs:
        print(f"Frist erstreckt und noch nicht vorbei, nicht erinnert: {', '.join(waiting)}.")
    if not chosen:
        print("Keine Gemeinde ist zu erinnern. Es wurde nichts geschrieben.")
        return 0
    job = archive.query(queries.reminder_job, options.year, chosen, _writer(archive))
    _say(_write(archive, job, options.out), options.out)
    return 0


def _refuse_answered(rows: Sequence[ReminderRow], numbers: Sequence[int]) -> None:
    """Whoever is named must be without an answer: a slip of the hand reminds nobody."""
    known = {row.tracking.bfs_number for row in rows}
    others = [str(number) for number in numbers if number not in known]
    if others:
        raise NotFound(
            f"Von diesen BFS-Nummern fehlt keine Rückmeldung: {', '.join(others)}. Es wurde nichts geschrieben.",
            "Prüfen Sie sie mit «round status».",
        )


def _chosen(
    rows: Sequence[ReminderRow], numbers: Sequence[int], level: str | None
) -> Mapping[int, LetterKind]:
    return {
        row.tracking.bfs_number: _LEVELS[level] if level else row.kind
        for row in rows
        if (row.tracking.bfs_number in numbers if numbers else not row.waits)
    }


def extend_deadline(archive: Archive, options: argparse.Namespace) -> int:
    """More time for some municipalities."""
    round_of(archive, options.year)
    command = usecases.ExtendDeadline(
        year=options.year,
        bfs_numbers=tuple(dict.fromkeys(options.bfs)),
        until=options.until,
        reason=options.reason,
    )
    print(archive.run(usecases.extend_deadline, command).summary)
    return 0


# ---------------------------------------------------------------- receipts


def write_receipts(
    archive: Archive, ids: Sequence[UUID], folder: Path, *, quiet: bool = False
) -> bool:
    """Receipts of what was just recorded; False if they are switched off (said on stderr).

    ``quiet`` keeps the output for programs clean.
    """
    if not ids:
        return True
    if not archive.query(queries.letter_template, LetterKind.RECEIPT).active:
        words = "Empfangsbestätigungen sind ausgeschaltet. Schalten Sie sie im Fenster unter «Vorlagen» ein."
        print(words, file=sys.stderr)
        return False
    written = _write(archive, archive.query(queries.receipt_job, ids, _writer(archive)), folder)
    if not quiet:
        _say(written, folder)
    return True


def _write(
    archive: Archive, job: LetterJob, folder: Path, *, with_forms: bool = False
) -> files.Written:
    """Write, then log: what is in the log lies in the folder."""
    written = files.write_letters(make_folder(folder), job, with_forms=with_forms)
    archive.run(
        usecases.log_letters,
        usecases.LogLetters(year=job.round.year, entries=written.entries),
    )
    return written


def _say(written: files.Written, folder: Path) -> None:
    print(f"{written_line(written.letters, written.mails, written.forms)} in {folder}")
    if written.without_address:
        print(f"Ohne E-Mail-Adresse, kein Entwurf: {', '.join(written.without_address)}.")
    if written.without_postal:
        print(without_postal_line(written.without_postal))
    if written.no_way_back:
        print(NO_WAY_BACK)
