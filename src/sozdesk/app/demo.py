"""``sozdesk demo``: a whole Erhebung on invented figures, through the same use cases as the window.

Leaves the file, ``formulare/``, ``rueckmeldungen/`` and ``uebersicht/``. The clock, the ids and the
figures are fixed, so that two runs write the same bytes (xlsx, csv).
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sozdesk.app import office_file
from sozdesk.app.sample import canton, people, returns
from sozdesk.app.sample.watch import Watch
from sozdesk.documents.safe_write import make_folder, write_bytes
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import files, queries, reports, usecases
from sozdesk.features.rent_limits.terms import (
    Code,
    Declaration,
    EntryDecision,
    FormRequest,
    PreviewResult,
    PreviewRow,
    ReceivedVia,
    Recognition,
    ReturnFile,
    RoundTally,
    reason_key,
)
from sozdesk.kernel import german
from sozdesk.kernel.errors import DocumentWriteError
from sozdesk.kernel.findings import hints
from sozdesk.kernel.ids import seeded_ids
from sozdesk.kernel.municipality import Municipality

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

YEAR = canton.YEARS[-1]
PERSON = "Muster Beispiel"
PASSWORD = "Beispiel-2027"  # noqa: S105 - printed and shown; opens invented data only
FILE_NAME = "beispielkanton.sozdesk"
FOLDERS = {
    "formulare": "Formulare",
    "rueckmeldungen": "Rückmeldungen",
    "uebersicht": "Übersicht",
}
MISSING_REASON = "Rückmeldung ausstehend (Beispiel)"
NOTE = "Telefonisch bestätigt (Beispiel)"
QUERIED = (Code.MONTH_YEAR, Code.NOT_MONOTONE)
"""Hints about which the sample office asks back; everything else it notes with a reason."""
PLAIN_FILE_RECEIVED = date(2026, 12, 18)
"""What the sample office enters as day of receipt where no mail tells it."""

Say = Callable[[str], None]


def _silent(line: str) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What the demo did, for the printed lines and the tests."""

    forms: int
    files: int
    results: Mapping[str, int]
    hints: int
    round: RoundTally


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
    """Open, forms, returns, hints, record, overview."""
    watch = watch or Watch()
    watch.begin()
    clock = _SampleClock(datetime(2024, 10, 1, 8, 0, tzinfo=UTC))
    made = office_file.new_file(
        out / file_name,
        office_kind="ksa",
        person_name=PERSON,
        password=password,
        sample_today=canton.TODAY,
        clock=clock,
        new_id=seeded_ids(canton.SEED),
    )
    archive = made.archive
    try:
        watch.step()
        return _Demo(archive, out, clock, keep_documents, say, watch).whole_round()
    finally:
        archive.close(backup=False)


class _SampleClock:
    """A clock that moves on by a minute with every look."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


class _Demo:
    """The steps of one Erhebung."""

    def __init__(
        self,
        archive: Archive,
        out: Path,
        clock: _SampleClock,
        keep_documents: bool,
        say: Say,
        watch: Watch,
    ) -> None:
        self.archive = archive
        self.out = out
        self.clock = clock
        self.keep_documents = keep_documents
        self.say = say
        self.watch = watch
        self.municipalities: tuple[Municipality, ...] = archive.query(
            offices.municipalities, canton.TODAY
        )

    def whole_round(self) -> Tally:
        """Everything, with a line for each step."""
        self.archive.run(people.invent_people, self.municipalities)
        self.watch.step()
        for year in canton.YEARS[:-1]:
            self._earlier_year(year)
            self.watch.step()
        requests = self._open_and_forms()
        self.watch.step()
        files_in = self._returns(requests)
        self.watch.step()
        rows = self._read()
        self.watch.step()
        results = self._record(rows)
        self.watch.step()
        tally = self._overview()
        self.watch.step()
        found = sum(bool(hints(row.findings)) for row in rows)
        self._print_tally(results, found, tally)
        return Tally(len(requests), files_in, results, found, tally)

    # ------------------------------------------------------------ the years before

    def _earlier_year(self, year: int) -> None:
        """An Erhebung of an earlier year, recorded as it came, all hints noted."""
        self.clock.now = datetime(year - 1, 11, 2, 8, 0, tzinfo=UTC)
        self.archive.run(usecases.open_round, usecases.OpenRound(year=year))
        declared = canton.declarations(self.municipalities, year)
        entries = tuple(
            usecases.ReturnEntry(
                declaration=declaration, received_on=date(year - 1, 12, 15), via=ReceivedVia.LETTER
            )
            for declaration in declared.values()
        )
        self.archive.run(
            usecases.record_returns, usecases.RecordReturns(year=year, entries=entries)
        )
        self.say(f"{year}: {len(entries)} Erklärungen erfasst (Vorjahr, erfunden)")

    # ------------------------------------------------------------ this year's Erhebung

    def _open_and_forms(self) -> tuple[FormRequest, ...]:
        self.clock.now = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
        self.say(self.archive.run(usecases.open_round, usecases.OpenRound(year=YEAR)).summary)
        requests = self._requests(YEAR)
        if self.keep_documents:
            folder = make_folder(self.out / "formulare")
            for request in requests:
                write_bytes(folder / request.file_name, files.form_workbook(request))
                self.watch.look()
        self.say(
            f"{len(requests)} Formulare geschrieben (86 Gemeinden, Sozialdienste, ein Blankoformular)"
        )
        return requests

    def _requests(self, year: int) -> tuple[FormRequest, ...]:
        created = datetime(year - 1, 11, 2, 9, 0, tzinfo=UTC)
        requests: tuple[FormRequest, ...] = self.archive.query(
            queries.form_requests, year, created, True
        )
        return requests

    def _returns(self, requests: Sequence[FormRequest]) -> int:
        """Write the folder of returns."""
        mailed = returns.returns(
            requests,
            self._requests(YEAR - 1),
            canton.declarations(self.municipalities, YEAR),
            canton.declarations(self.municipalities, YEAR - 1),
        )
        folder = make_folder(self.out / "rueckmeldungen")
        written = []
        for file in mailed:
            write_bytes(folder / file.name, file.content)
            written.append(file.name)
            self.watch.look()
        self.say(
            f"{len(written)} Dateien sind eingegangen (E-Mails, einzelne Formulare, ein Zip, ein Scan)"
        )
        return len(written)

    def _read(self) -> tuple[PreviewRow, ...]:
        self.clock.now = datetime(2027, 1, 5, 8, 0, tzinfo=UTC)
        folder = self.out / "rueckmeldungen"
        read = files.read_paths([folder], municipalities=self.municipalities, year=YEAR)
        if not self.keep_documents:
            shutil.rmtree(folder)
        dated = [
            replace(file, received_on=file.received_on or PLAIN_FILE_RECEIVED) for file in read
        ]
        rows: tuple[PreviewRow, ...] = self.archive.query(
            queries.preview, YEAR, dated, canton.TODAY
        )
        rows = self._confirmed(rows)
        self.say(f"{len(rows)} Rückmeldungen gelesen und geprüft")
        return rows

    def _confirmed(self, rows: tuple[PreviewRow, ...]) -> tuple[PreviewRow, ...]:
        """Somebody looked at the suggestions and confirmed them."""
        confirmed = [_as_confirmed(row) for row in rows]
        checked: tuple[PreviewRow, ...] = self.archive.query(
            queries.preview, YEAR, confirmed, canton.TODAY
        )
        return checked

    def _record(self, rows: Sequence[PreviewRow]) -> Mapping[str, int]:
        recordable = [
            row for row in rows if row.result in {PreviewResult.READY, PreviewResult.HINTS}
        ]
        identical = sum(row.result is PreviewResult.IDENTICAL for row in rows)
        refused = sum(row.result is PreviewResult.REFUSED for row in rows)
        entries = (*map(_entry, recordable), *self._typed_in(rows))
        outcome = self.archive.run(
            usecases.record_returns, usecases.RecordReturns(year=YEAR, entries=entries)
        )
        self.say(outcome.summary)
        counted = Counter(str(answer.result) for answer in outcome.value)
        return {**counted, "identical": identical + counted["identical"], "refused": refused}

    def _typed_in(self, rows: Sequence[PreviewRow]) -> Iterator[usecases.ReturnEntry]:
        """The scan, typed in beside the picture."""
        declared = canton.declarations(self.municipalities, YEAR)[returns.SCAN_ONLY]
        for row in rows:
            if row.result is PreviewResult.MANUAL:
                yield replace(
                    _entry(replace(row, file=replace(row.file, declaration=declared))), findings=()
                )

    def _overview(self) -> RoundTally:
        context = self.archive.context()
        rows = self.archive.query(queries.overview, YEAR, canton.TODAY)
        if self.keep_documents:
            found = self.archive.query(queries.round_of, YEAR)
            assert found is not None
            reports.write_overview(
                make_folder(self.out / "uebersicht"),
                rows,
                found,
                context.now,
                today=canton.TODAY,
                sample=True,
                missing_reason=MISSING_REASON,
            )
            self.say("Übersicht geschrieben")
        return queries.tally(self.archive.query(queries.return_tracking, YEAR, canton.TODAY))

    def _print_tally(self, results: Mapping[str, int], found: int, tally: RoundTally) -> None:
        self.say(
            f"\nErhebung {YEAR}: {tally.received} von {tally.total} eingegangen, {tally.recorded} erfasst, "
            f"{tally.queried} in Rückfrage, {tally.missing} ohne Antwort, {tally.late} verspätet"
        )
        self.say(
            f"{german.plural(found, 'Rückmeldung', 'Rückmeldungen')} mit Prüfhinweisen, "
            f"{results.get('superseded', 0)} berichtigt, {results['identical']} doppelt, {results['refused']} nicht verwertbar"
        )


def _as_confirmed(row: PreviewRow) -> ReturnFile:
    """The file of a row; a suggested municipality counts as confirmed by hand."""
    file = row.file
    if (
        row.result is not PreviewResult.CONFIRM
        or file.declaration is None
        or file.suggested_bfs is None
    ):
        return file
    declaration: Declaration = replace(file.declaration, bfs_number=file.suggested_bfs)
    return replace(file, declaration=declaration, recognition=Recognition.BY_HAND)


def _entry(row: PreviewRow) -> usecases.ReturnEntry:
    """What the sample office decides about a return."""
    assert row.file.declaration is not None
    found = hints(row.findings)
    asks = any(hint.code in QUERIED for hint in found)
    return usecases.ReturnEntry(
        declaration=row.file.declaration,
        findings=row.findings,
        decision=EntryDecision.QUERY if asks else EntryDecision.RECORD,
        reasons={} if asks else {reason_key(hint): NOTE for hint in found},
        received_on=row.file.received_on or PLAIN_FILE_RECEIVED,
        via=row.file.via,
        file_name=row.file.file,
        content=row.file.content,
        attachments=row.file.attachments,
        change_from=row.change_from,
    )
