"""``sozdesk demo``: a whole Erhebung and the report on the measures, through the same use cases as the window.

Leaves the file, ``formulare/``, ``entwuerfe/``, ``rueckmeldungen/``, ``publikation/``,
``uebersicht/`` and ``massnahmen/``. The clock, the ids and the figures are fixed, so that two runs write the same bytes.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sozdesk.app import office_file
from sozdesk.app.sample import canton
from sozdesk.app.sample.clock import SampleClock
from sozdesk.app.sample.round import YEAR, SampleRound, Say, Tally
from sozdesk.documents.safe_write import make_folder
from sozdesk.kernel import german
from sozdesk.kernel.errors import DocumentWriteError
from sozdesk.kernel.ids import seeded_ids
from sozdesk.kernel.watch import Watch

PERSON = "Muster Beispiel"
PASSWORD = "Beispiel-2027"  # noqa: S105 - printed and shown; opens invented data only
FILE_NAME = "beispielkanton.sozdesk"
FOLDERS = {
    "formulare": "Formulare",
    "entwuerfe": "Entwürfe",
    "rueckmeldungen": "Rückmeldungen",
    "publikation": "Publikation",
    "uebersicht": "Übersicht",
    "massnahmen": "Massnahmen",
}
FIRST_DAY = date(2024, 10, 1)
"""When the invented office began to use SozDesk."""


def _silent(line: str) -> None:
    """Nobody listens."""


def run(out: Path) -> int:
    """The command: make everything new in ``out`` and print what is where."""
    make_folder(out)
    _remove_earlier_demo(out)
    build(out, PASSWORD, say=lambda line: print(line, flush=True))
    print(f"\nDatei          {out / FILE_NAME}")
    print(f"Passwort       {PASSWORD}")
    for folder, label in FOLDERS.items():
        print(f"{label:<15}{out / folder}")
    return 0


def _remove_earlier_demo(out: Path) -> None:
    """Make room for the new one; a folder that holds anything else is left alone.

    Raises:
        DocumentWriteError: there is something, and it is no earlier demo.
    """
    found = list(out.iterdir())
    if found and not (out / FILE_NAME).exists():
        raise DocumentWriteError(
            f"Im Ordner «{out}» liegt schon etwas anderes. Es wurde nichts geändert.",
            "Wählen Sie einen leeren oder einen neuen Ordner.",
        )
    stem = Path(FILE_NAME).stem
    for path in found:
        if path.is_dir() and path.name in {*FOLDERS, f"{stem}-Sicherungen"}:
            shutil.rmtree(path)
        elif path.is_file() and path.stem == stem:
            path.unlink()


def build_sample(
    path: Path, *, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> str:
    """A fresh sample canton at ``path`` for «Mit Beispieldaten ausprobieren»; answers its password.

    Raises:
        Cancelled: ``cancelled`` said so; what is half made is left to the caller.
    """
    watch = Watch(progress, cancelled)
    build(path.parent, PASSWORD, file_name=path.name, keep_documents=False, watch=watch)
    return PASSWORD


def build(
    out: Path,
    password: str,
    *,
    file_name: str = FILE_NAME,
    keep_documents: bool = True,
    say: Say = _silent,
    watch: Watch | None = None,
) -> Tally:
    """The whole Erhebung, from the opening to the corrected publication."""
    watch = watch or Watch()
    with new_sample(
        out, password, file_name=file_name, keep_documents=keep_documents, say=say, watch=watch
    ) as sample:
        steps = (*sample.before_the_returns(), *sample.after_the_returns())
        watch.begin(len(steps))
        for step in steps:
            step()
            watch.step()
        tally = sample.tally()
    _print_tally(tally, say)
    return tally


@contextmanager
def new_sample(
    out: Path,
    password: str,
    *,
    file_name: str = FILE_NAME,
    keep_documents: bool = True,
    say: Say = _silent,
    watch: Watch | None = None,
) -> Iterator[SampleRound]:
    """A new sample file, open for the steps of its Erhebung."""
    watch = watch or Watch()
    clock = SampleClock(FIRST_DAY)
    made = office_file.new_file(
        out / file_name,
        office_kind="ksa",
        person_name=PERSON,
        password=password,
        sample_today=FIRST_DAY,
        clock=clock,
        new_id=seeded_ids(canton.SEED),
    )
    try:
        yield SampleRound(
            made.archive, out, clock, keep_documents=keep_documents, say=say, watch=watch
        )
    finally:
        made.archive.close(backup=False)


def _print_tally(tally: Tally, say: Say) -> None:
    round_ = tally.round
    say(
        f"\nErhebung {YEAR}: {round_.received} von {round_.total} eingegangen, "
        f"{round_.recorded} erfasst, {round_.queried} in Rückfrage, {round_.missing} ohne Antwort, "
        f"{round_.late} verspätet"
    )
    results = tally.results
    say(
        f"{german.plural(tally.hints, 'Rückmeldung', 'Rückmeldungen')} mit Prüfhinweisen, "
        f"{results['superseded']} berichtigt, {results['identical']} doppelt, "
        f"{results['refused']} nicht verwertbar"
    )
