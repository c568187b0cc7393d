"""An overview of an earlier year while a person looks at it: read again after every choice.

The file is read once in the worker; what its sheets mean is worked out there too, so that a big
table does not hold up the window. Only the newest answer counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from sozdesk.archive import drafts
from sozdesk.documents.sheets import Sheet
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import files, queries
from sozdesk.features.rent_limits.terms import (
    TOPIC,
    Interval,
    OverviewTable,
    Remembered,
    RentKind,
    TableChoice,
    TableResult,
    TableRow,
)
from sozdesk.features.rent_limits.ui import standing, table_draft
from sozdesk.features.rent_limits.usecases import RecordOverview, record_overview
from sozdesk.kernel.municipality import Municipality
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


@dataclass(frozen=True, slots=True)
class Base:
    """What the file says at the beginning."""

    today: date
    sample: bool
    year: int
    """The year that is probably meant: the one before the newest, or the next, Erhebung."""
    running: frozenset[int]
    """Years whose Erhebung this office runs just now."""
    draft: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Known:
    municipalities: Sequence[Municipality]
    memory: Mapping[str, Remembered]


@dataclass(frozen=True, slots=True)
class TableFile:
    """The file as it was read."""

    name: str
    sha256: str
    sheets: Sequence[Sheet]


def read_file(path: Path) -> TableFile:
    """For the worker; raises ReturnFileError with what to do."""
    sheets = files.read_table_file(path)
    return TableFile(path.name, sha256(path.read_bytes()).hexdigest(), sheets)


class TableState(QObject):
    """Keeps one table, what a person said about it, and what would be recorded."""

    ready = Signal()
    """``base`` is known."""
    busy = Signal(bool)
    changed = Signal()
    """Table, rows or decisions are others."""
    recorded = Signal(int)
    """How many municipalities were recorded."""
    failed = Signal(object)

    def __init__(self, desk: Desk, year: int | None, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._asked_year = desk, year
        self.year = year or 0
        self.base: Base | None = None
        self.file: TableFile | None = None
        self.choice = TableChoice()
        self.unticked: frozenset[int] = frozenset()
        self.municipalities: Sequence[Municipality] = ()
        self.table: OverviewTable | None = None
        self.rows: tuple[TableRow, ...] = ()
        self._year_is_open = year is None
        self._reads = 0
        self._job: worker.Job | None = None

    def load(self) -> None:
        """Ask for the day, the usual year, and a draft."""
        self._desk.changed.connect(self._on_changed)
        self._desk.call(load_base, done=self._take_base, failed=self.failed.emit, owner=self)

    def _take_base(self, base: Base) -> None:
        self.base = base
        self.year = self.year or base.year
        self.ready.emit()

    # ------------------------------------------------------------------ reading

    def open(self, path: Path) -> None:
        """Read a file in the background, in place of the one before."""
        self.busy.emit(True)
        self._job = worker.run(read_file, path, done=self._take_file, failed=self._fail, owner=self)

    def cancel(self) -> None:
        """Stop reading the file."""
        if self._job is not None:
            self._job.cancel()

    def _fail(self, error: Exception) -> None:
        self.busy.emit(False)
        self.failed.emit(error)

    def _take_file(self, file: TableFile) -> None:
        assert self.base is not None
        self.file = file
        self.choice, self.unticked = TableChoice(), frozenset()
        self._year_is_open = self._asked_year is None
        kept = table_draft.choice_in(self.base.draft, file.sha256)
        if kept is not None:
            self.choice, self.unticked, self.year = kept
            self._year_is_open = False
        self.read()

    def read(self) -> None:
        """Work out again what the table means; earlier answers that come later are dropped."""
        self._reads += 1
        self.busy.emit(True)
        year = self.year
        self._desk.call(
            lambda archive: _load_known(archive, year),
            done=partial(self._interpret, self._reads),
            failed=self._fail,
            owner=self,
        )

    def _interpret(self, asked: int, known: _Known) -> None:
        assert self.file is not None
        self.municipalities = known.municipalities
        understand = partial(
            files.read_overview,
            self.file.sheets,
            municipalities=known.municipalities,
            year=self.year,
            choice=self.choice,
            memory=known.memory,
        )
        self._job = worker.run(
            understand, done=partial(self._check, asked), failed=self._fail, owner=self
        )

    def _check(self, asked: int, table: OverviewTable) -> None:
        if asked != self._reads:
            return
        if self._year_is_open and len(table.years) == 1 and table.years[0] != self.year:
            self.year = table.years[0]
            self._year_is_open = False
            self.read()
            return
        self._desk.query(
            queries.table_preview,
            self.year,
            table.lines,
            done=partial(self._take_rows, asked, table),
            failed=self._fail,
            owner=self,
        )

    def _take_rows(self, asked: int, table: OverviewTable, rows: tuple[TableRow, ...]) -> None:
        if asked == self._reads:
            self.table, self.rows = table, rows
            self.busy.emit(False)
            self.changed.emit()

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics and self.table is not None:
            self.read()

    # ------------------------------------------------------------------ what a person says

    def set_year(self, year: int) -> None:
        """The year that the limits are for."""
        if year != self.year:
            self.year, self._year_is_open = year, False
            self.read()

    def set_sheet(self, name: str) -> None:
        """Another sheet, read from the beginning."""
        if self.table is not None and name != self.table.sheet:
            self.choice = replace(self.choice, sheet=name, columns={}, places={})
            self.unticked = frozenset()
            self.read()

    def set_column(self, column: int, key: str | None) -> None:
        """What a column means; what it meant before has no column then."""
        assert self.table is not None
        columns = dict(self.choice.columns)
        # Also what was chosen since: who types «je…» passes by other fields on the way.
        for before, place in {**self.table.columns, **columns}.items():
            if place == column:
                columns[before] = None
        if key is not None:
            columns[key] = column
        self.choice = replace(self.choice, columns=columns)
        self.read()

    def set_rent_kind(self, kind: RentKind | None) -> None:
        """Net or gross, for the rows that do not say it."""
        self.choice = replace(self.choice, rent_kind=kind)
        self.read()

    def set_interval(self, interval: Interval | None) -> None:
        """Per month or per year, for the rows that do not say it."""
        self.choice = replace(self.choice, interval=interval)
        self.read()

    def set_valid_from(self, day: date | None) -> None:
        """From when the limits hold, for the rows that do not say it."""
        if day != self.choice.valid_from:
            self.choice = replace(self.choice, valid_from=day)
            self.read()

    def set_place(self, row: int, bfs_number: int) -> None:
        """Whose row it is: a suggestion confirmed, or another municipality."""
        self.choice = replace(self.choice, places={**self.choice.places, row: bfs_number})
        self.read()

    def tick(self, row: int, *, wanted: bool) -> None:
        """Record this municipality, or leave it out."""
        self.unticked = self.unticked - {row} if wanted else self.unticked | {row}
        self.changed.emit()

    # ------------------------------------------------------------------ recording, drafts

    def record(self) -> None:
        """Everything that is ready and ticked, in one transaction."""
        assert self.table is not None
        assert self.file is not None
        ready = (row.line for row in self.rows if row.result is TableResult.READY)
        command = RecordOverview(
            year=self.year,
            declarations=tuple(one.declaration for one in ready if one.row not in self.unticked),
            file_name=self.file.name,
            heads=self.table.heads_key,
            columns=self.table.to_remember,
        )
        self._desk.run(
            record_overview, command, done=self._take_outcome, failed=self._fail, owner=self
        )

    def _take_outcome(self, outcome: Outcome) -> None:
        self.unticked = frozenset()
        self._desk.run(drafts.discard_draft, table_draft.DISCARD)
        self.recorded.emit(len(outcome.value))

    def has_changes(self) -> bool:
        """Whether a person said something that is not recorded."""
        return self.file is not None and (self.choice != TableChoice() or bool(self.unticked))

    def store_draft(self) -> None:
        """Keep what was said; the file is read again."""
        assert self.file is not None
        stored = table_draft.content(self.file.sha256, self.choice, self.unticked, self.year)
        self._desk.run(drafts.save_draft, stored)


def load_base(archive: Archive) -> Base:
    """The day, the usual year, and what this person left unfinished."""
    context = archive.context()
    rounds = archive.query(queries.rounds)
    year = standing.proposed_year(rounds, context.today) - (2 if rounds else 1)
    kept = archive.query(drafts.draft_of, table_draft.FORM, None, context.staff_id)
    return Base(
        today=context.today,
        sample=context.sample,
        year=year,
        running=queries.running_years(archive.info.office_kind, rounds, context.today),
        draft=kept.content if kept else {},
    )


def _load_known(archive: Archive, year: int) -> _Known:
    return _Known(
        archive.query(offices.municipalities, date(year, 1, 1)),
        archive.query(queries.remembered_columns),
    )
