"""One Erhebung of the sample canton, step by step, through the same use cases as the window."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sozdesk.app.publication import with_files, without_files
from sozdesk.app.sample import (
    bills,
    canton,
    catalogue,
    measures,
    offerings,
    people,
    recognition,
    returns,
    yearly_reports,
)
from sozdesk.app.sample.clock import SampleClock
from sozdesk.archive.file_info import SetSampleDay, set_sample_day
from sozdesk.documents.safe_write import make_folder, write_bytes
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import files, queries, reports, usecases
from sozdesk.features.rent_limits.terms import (
    Audience,
    Code,
    Declaration,
    EntryDecision,
    FormRequest,
    LetterJob,
    PreviewResult,
    PreviewRow,
    PublishedRow,
    ReceivedVia,
    Recognition,
    ReturnFile,
    RoundTally,
    reason_key,
)
from sozdesk.features.rent_limits.texts import word
from sozdesk.kernel import german
from sozdesk.kernel.findings import hints
from sozdesk.kernel.municipality import Municipality
from sozdesk.kernel.watch import Watch

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

YEAR = canton.YEARS[-1]
MISSING_REASON = "Rückmeldung ausstehend (Beispiel)"
QUERIED_REASON = "In Abklärung (Beispiel)"
CORRECTION_REASON = "Betrag vom Formular falsch abgeschrieben (Beispiel)"
NOTE = "Telefonisch bestätigt (Beispiel)"
QUERIED = (Code.MONTH_YEAR, Code.NOT_MONOTONE)
"""Hints about which the sample office asks back; everything else it notes with a reason."""
PLAIN_FILE_RECEIVED = date(2026, 12, 18)
"""What the sample office enters as day of receipt where no mail tells it."""
FIRST_READING = date(2026, 12, 28)
SECOND_READING = date(2027, 1, 4)

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Tally:
    """What the sample did, for the printed lines and the tests."""

    forms: int
    files: int
    results: Mapping[str, int]
    hints: int
    round: RoundTally
    publications: tuple[str, ...]
    """Their labels, «2027-1» first."""


class SampleRound:
    """The steps of one Erhebung, in their order."""

    def __init__(
        self,
        archive: Archive,
        out: Path,
        clock: SampleClock,
        *,
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
        self.requests: tuple[FormRequest, ...] = ()
        self.received: Mapping[date, tuple[ReturnFile, ...]] = {}
        self.files_in = self.found = 0
        self.results: Counter[str] = Counter()
        self.published: list[str] = []

    def before_the_returns(self) -> tuple[Callable[[], None], ...]:
        """Until the returns lie in their folder and nothing of this year is recorded."""
        earlier = (partial(self._earlier_year, year) for year in canton.YEARS[:-1])
        return (self._people, *earlier, self._open_and_forms, self._call, self._returns)

    def after_the_returns(self) -> tuple[Callable[[], None], ...]:
        """Reading and recording in three goes, what the office writes, and what it publishes."""
        return (
            self._read,
            partial(self._record, FIRST_READING),
            self._remind,
            partial(self._record, SECOND_READING),
            self._remind,
            self._publish,
            self._correct_and_change,
            self._overview,
            partial(measures.plan, self.archive),
            self._report_on_measures,
            self._platform,
            self._procedure,
            partial(yearly_reports.record, self.archive),
            self._bills,
        )

    def _platform(self) -> None:
        """Providers, offerings and tariffs."""
        self.say(self.archive.run(offerings.invent_platform, None).summary)

    def _procedure(self) -> None:
        """Gesuche, decisions, agreements, and what nobody found."""
        self.say(self.archive.run(recognition.invent_procedure, None).summary)

    def _bills(self) -> None:
        """A year of bills of one Sozialdienst, through files, and what its providers report of it."""
        name, numbers = next(iter(canton.SERVICES.items()))
        towns = tuple(
            (town.bfs_number, town.short_name)
            for town in self.municipalities
            if town.bfs_number in numbers
        )
        with catalogue.other_service(canton.TODAY, name, numbers, canton.SEED + 3) as service:
            catalogue.read_in(service, self.archive)
            bills.ksa_year(self.archive, service, towns)
        yearly_reports.record_billed(self.archive)
        self.say("Abrechnungen von Beispielgemeinden eingelesen")

    def tally(self) -> Tally:
        """What was done."""
        tracking = self.archive.query(queries.return_tracking, YEAR, canton.TODAY)
        return Tally(
            len(self.requests),
            self.files_in,
            self.results,
            self.found,
            queries.tally(tracking),
            tuple(self.published),
        )

    def _day(self, day: date) -> None:
        """The morning of another day of the story."""
        self.clock.begin(day)
        self.archive.run(set_sample_day, SetSampleDay(day=day))

    # ------------------------------------------------------------ the years before

    def _people(self) -> None:
        self.archive.run(people.invent_people, self.municipalities)

    def _earlier_year(self, year: int) -> None:
        """An Erhebung of an earlier year, recorded as it came, all hints noted."""
        self._day(date(year - 1, 11, 2))
        self.archive.run(usecases.open_round, usecases.OpenRound(year=year))
        declared = canton.declarations(self.municipalities, year)
        entries = tuple(
            usecases.ReturnEntry(
                declaration=declaration, received_on=date(year - 1, 12, 15), via=ReceivedVia.LETTER
            )
            for declaration in declared.values()
        )
        self._day(date(year - 1, 12, 16))
        self.archive.run(
            usecases.record_returns, usecases.RecordReturns(year=year, entries=entries)
        )
        self.say(f"{year}: {len(entries)} Erklärungen erfasst (Vorjahr, erfunden)")

    # ------------------------------------------------------------ this year's Erhebung

    def _open_and_forms(self) -> None:
        self._day(date(YEAR - 1, 11, 2))
        self.say(self.archive.run(usecases.open_round, usecases.OpenRound(year=YEAR)).summary)
        self.requests = self._requests(YEAR)
        if self.keep_documents:
            folder = make_folder(self.out / "formulare")
            for request in self.requests:
                write_bytes(folder / request.file_name, files.form_workbook(request))
                self.watch.look()
        self.say(
            f"{len(self.requests)} Formulare geschrieben "
            "(86 Gemeinden, Sozialdienste, ein Blankoformular)"
        )

    def _call(self) -> None:
        job = self.archive.query(queries.call_job, YEAR, self._writer())
        self._write(job, "Aufruf")

    def _remind(self) -> None:
        """Whoever is still missing, each at its next level."""
        rows = self.archive.query(queries.reminder_rows, YEAR, self.archive.context().today)
        chosen = {row.tracking.bfs_number: row.kind for row in rows if not row.waits}
        job = self.archive.query(queries.reminder_job, YEAR, chosen, self._writer())
        self._write(job, word(next(iter(chosen.values()))))

    def _writer(self) -> queries.Writer:
        return queries.Writer(self.archive.context(), self.archive.staff)

    def _write(self, job: LetterJob, name: str) -> None:
        """Letters and drafts into a folder of their own, and into the log."""
        if self.keep_documents:
            folder = make_folder(self.out / "entwuerfe" / canton.plain_name(name))
            files.write_letters(folder, job, progress=lambda _done, _total: self.watch.look())
        entries = files.letter_entries(job)
        self.archive.run(usecases.log_letters, usecases.LogLetters(year=YEAR, entries=entries))
        self.say(f"{name}: Briefe und E-Mail-Entwürfe an {len(entries)} Gemeinden")

    def _requests(self, year: int) -> tuple[FormRequest, ...]:
        created = datetime(year - 1, 11, 2, 9, 0, tzinfo=UTC)
        requests: tuple[FormRequest, ...] = self.archive.query(
            queries.form_requests, year, created, True
        )
        return requests

    def _returns(self) -> None:
        """Write the folder of returns."""
        folder = make_folder(self.out / "rueckmeldungen")
        for file in returns.returns(
            self.requests,
            self._requests(YEAR - 1),
            canton.declarations(self.municipalities, YEAR),
            canton.declarations(self.municipalities, YEAR - 1),
        ):
            write_bytes(folder / file.name, file.content)
            self.files_in += 1
            self.watch.look()
        self.say(
            f"{self.files_in} Dateien sind eingegangen "
            "(E-Mails, einzelne Formulare, ein Zip, ein Scan)"
        )

    def _read(self) -> None:
        """The whole folder, once; what came on which day is recorded on its day."""
        folder = self.out / "rueckmeldungen"
        read = files.read_paths([folder], municipalities=self.municipalities, year=YEAR)
        if not self.keep_documents:
            shutil.rmtree(folder)
        by_day: dict[date, list[ReturnFile]] = {}
        for file in read:
            day = file.received_on or PLAIN_FILE_RECEIVED
            by_day.setdefault(_read_on(day), []).append(replace(file, received_on=day))
        self.received = {day: tuple(came) for day, came in by_day.items()}
        self.say(f"{len(read)} Rückmeldungen gelesen")

    def _record(self, day: date) -> None:
        """Check and record what came until this day."""
        self._day(day)
        rows = self._checked(day)
        self.found += sum(bool(hints(row.findings)) for row in rows)
        recordable = [
            row for row in rows if row.result in {PreviewResult.READY, PreviewResult.HINTS}
        ]
        entries = (*map(_entry, recordable), *self._typed_in(rows))
        outcome = self.archive.run(
            usecases.record_returns, usecases.RecordReturns(year=YEAR, entries=entries)
        )
        self.say(f"{german.day(day)}: {outcome.summary}")
        self.results.update(str(answer.result) for answer in outcome.value)
        for result in (PreviewResult.IDENTICAL, PreviewResult.REFUSED):
            self.results[str(result)] += sum(row.result is result for row in rows)

    def _checked(self, day: date) -> tuple[PreviewRow, ...]:
        """As the import page shows them, after somebody confirmed the suggestions."""
        came = self.received.get(day, ())
        rows: tuple[PreviewRow, ...] = self.archive.query(queries.preview, YEAR, came, day)
        confirmed = [_as_confirmed(row) for row in rows]
        checked: tuple[PreviewRow, ...] = self.archive.query(queries.preview, YEAR, confirmed, day)
        return checked

    def _typed_in(self, rows: Sequence[PreviewRow]) -> Iterator[usecases.ReturnEntry]:
        """The scan, typed in beside the picture."""
        declared = canton.declarations(self.municipalities, YEAR)[returns.SCAN_ONLY]
        for row in rows:
            if row.result is PreviewResult.MANUAL:
                yield replace(
                    _entry(replace(row, file=replace(row.file, declaration=declared))), findings=()
                )

    # ------------------------------------------------------------ what the office writes

    def _overview(self) -> None:
        context = self.archive.context()
        rows = self.archive.query(queries.overview, YEAR, context.today)
        if self.keep_documents:
            found = self.archive.query(queries.round_of, YEAR)
            assert found is not None
            reports.write_overview(
                make_folder(self.out / "uebersicht"),
                rows,
                found,
                context.now,
                today=context.today,
                sample=True,
                missing_reason=MISSING_REASON,
            )
            self.say("Übersicht geschrieben")

    def _report_on_measures(self) -> None:
        self.say(measures.report(self.archive, self.out, keep_documents=self.keep_documents))

    def _publish(self, reason: str = "") -> None:
        """A version for the municipalities."""
        draft = self.archive.query(
            queries.publication_draft, YEAR, Audience.MUNICIPALITIES, self.archive.context().today
        )
        missing = {row.bfs_number: _missing_reason(row) for row in draft.missing}
        command = with_files(self.archive, draft, without_files(draft, missing, reason=reason))
        outcome = self.archive.run(usecases.publish_limits, command)
        if self.keep_documents:
            folder = make_folder(self.out / "publikation")
            for file in command.files:
                write_bytes(folder / file.name, file.content)
        self.published.append(draft.label)
        self.say(outcome.summary)

    def _correct_and_change(self) -> None:
        """A wrong figure and a new Beschluss arrive after the publication; both go into the next."""
        self._record(canton.TODAY)
        self._publish(CORRECTION_REASON)


def _missing_reason(row: PublishedRow) -> str:
    return MISSING_REASON if row.bfs_number in returns.MISSING else QUERIED_REASON


def _read_on(day: date) -> date:
    """The day on which the sample office reads what came on ``day``."""
    if day < FIRST_READING:
        return FIRST_READING
    return SECOND_READING if day <= SECOND_READING else canton.TODAY


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
