"""The returns of one import while a person decides: changes, checks, and recording.

Pages show what it holds; every change that the checks could see is checked again at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, Signal

from sozdesk.archive import drafts
from sozdesk.features.rent_limits.terms import (
    TOPIC,
    PreviewResult,
    RecordingResult,
    ReturnFile,
)
from sozdesk.features.rent_limits.ui import import_amend, import_base, import_draft
from sozdesk.features.rent_limits.ui.import_base import Base, Checked
from sozdesk.features.rent_limits.ui.import_cases import (
    Case,
    Choices,
    checked,
    still_open,
    unchecked,
    with_reason,
)
from sozdesk.features.rent_limits.usecases import RecordReturns, ReturnResult, record_returns
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk

Then = Callable[[], None]


class ImportState(QObject):
    """Keeps the cases of one import into the Erhebung of a year."""

    ready = Signal()
    """The municipalities are known (``base``)."""
    checked = Signal()
    """Rows or findings may be others."""
    decided = Signal()
    """Only a decision changed."""
    recorded = Signal(object)
    """A ReturnResult of everything that was handed to the use case and is settled."""
    failed = Signal(object)

    def __init__(self, desk: Desk, year: int, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self.year = desk, year
        self.base: Base | None = None
        self.cases: tuple[Case, ...] = ()
        self._numbers = count(1)
        self._stored: Mapping[str, Any] = {}
        self._checks = 0
        self.has_recorded = False

    def load(self) -> None:
        """Ask for the municipalities and for decisions that were kept as a draft."""
        self._desk.changed.connect(self._on_changed)
        self._desk.call(
            lambda archive: (
                import_base.load_base(archive, self.year),
                import_draft.load(archive, self.year),
            ),
            done=self._take_base,
            failed=self.failed.emit,
            owner=self,
        )

    def _take_base(self, loaded: tuple[Base, Mapping[str, Any]]) -> None:
        self.base, self._stored = loaded
        self.ready.emit()

    # ------------------------------------------------------------------ checking

    def add(self, read: Sequence[ReturnFile], then: Then) -> None:
        """Add what was read, with the decisions from before."""
        new = (unchecked(next(self._numbers), file) for file in read)
        self.cases = (*self.cases, *(import_draft.restored(one, self._stored) for one in new))
        self.check(then)

    def check(self, then: Then | None = None) -> None:
        """Check all returns together again; only the newest answer counts."""
        assert self.base is not None
        self._checks += 1
        handed, today = tuple(case.file for case in self.cases), self.base.today
        self._desk.call(
            lambda archive: import_base.check(archive, self.year, handed, today),
            done=partial(self._take_rows, self._checks, then),
            failed=self.failed.emit,
            owner=self,
        )

    def _take_rows(self, asked: int, then: Then | None, rows: tuple[Checked, ...]) -> None:
        if asked != self._checks:
            return
        self.cases = tuple(
            checked(case, found.row, found.replaces_from, found.overtaken_by)
            for case, found in zip(self.cases, rows, strict=True)
        )
        self.checked.emit()
        if then is not None:
            then()

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics and self.cases:
            self.check()

    # ------------------------------------------------------------------ deciding

    def case(self, number: int) -> Case:
        """The case with this number as it is now."""
        return next(one for one in self.cases if one.number == number)

    def _put(self, case: Case) -> None:
        self.cases = tuple(case if one.number == case.number else one for one in self.cases)

    def decide(self, number: int, choices: Choices) -> None:
        """What was decided about the hints of one return; most key presses change nothing else."""
        before = self._decided(number)
        self._put(replace(self.case(number), choices=choices, held_back=False))
        if self._decided(number) != before:
            self.decided.emit()

    def _decided(self, number: int) -> tuple[object, int]:
        """What the list says about a case: the decision, and how many hints are left."""
        case = self.case(number)
        return case.decision, still_open(case.findings, case.choices)

    def hold_back(self, number: int, *, held: bool) -> None:
        """Record a return that could be recorded later, or now after all."""
        self._put(replace(self.case(number), held_back=held))
        self.decided.emit()

    def note_all(self, numbers: Collection[int], reason: str) -> None:
        """The same reason for the open hints of several returns."""
        for number in numbers:
            self._put(with_reason(self.case(number), reason))
        self.checked.emit()

    def confirm(self, number: int, bfs_number: int, then: Then) -> None:
        """The return is from this municipality."""
        self._put(import_amend.confirmed(self.case(number), bfs_number))
        self.check(then)

    def mean(self, number: int, as_change: bool, then: Then) -> None:
        """Somebody says whether a return corrects what was declared, or changes it from a day on."""
        case = self.case(number)
        self._put(replace(case, file=replace(case.file, as_change=as_change)))
        self.check(then)

    def receive(self, numbers: Collection[int], day: date, then: Then | None = None) -> None:
        """These returns came on another day."""
        for number in numbers:
            case = self.case(number)
            self._put(replace(case, file=replace(case.file, received_on=day)))
        self.check(then)

    def fill_in(self, number: int, values: Mapping[str, Any], then: Then) -> None:
        """The office fills in what was missing or unreadable."""
        self._put(import_amend.filled_in(self.case(number), values))
        self.check(then)

    def take_back(self, number: int, field: str, then: Then) -> None:
        """Without the answer that was filled in here."""
        self._put(import_amend.taken_back(self.case(number), field))
        self.check(then)

    def drop(self, numbers: Collection[int]) -> None:
        """These are settled and leave the list."""
        self.cases = tuple(case for case in self.cases if case.number not in numbers)
        self.check()

    # ------------------------------------------------------------------ recording, drafts

    def record(self) -> None:
        """Everything that is decided, in one transaction; the rest stays."""
        assert self.base is not None
        today = self.base.today
        stored = [case for case in self.cases if case.decision is not None and not case.is_stored]
        entries = tuple(case.entry(self.year, today) for case in stored)
        self._desk.run(
            record_returns,
            RecordReturns(year=self.year, entries=entries),
            done=partial(self._take_results, stored),
            failed=self.failed.emit,
            owner=self,
        )

    def _take_results(self, stored: Sequence[Case], outcome: Outcome) -> None:
        newest = {_series(one): one.revision for one in sorted(outcome.value, key=_revision)}
        open_ = {
            case.number
            for case, answer in zip(stored, outcome.value, strict=True)
            if answer.result is RecordingResult.RECEIVED
            and answer.revision == newest[_series(answer)]
        }
        settled = {case.number for case in stored} - open_
        same = {one.number for one in self.cases if one.row.result is PreviewResult.IDENTICAL}
        self._desk.run(drafts.discard_draft, import_draft.discard(self.year))
        self._stored = {}
        self.has_recorded = True
        self.drop(settled | same)
        self.recorded.emit(
            [
                answer
                for case, answer in zip(stored, outcome.value, strict=True)
                if case.number in open_ or answer.result is not RecordingResult.RECEIVED
            ]
        )

    def has_changes(self) -> bool:
        """Whether something was decided or typed that is not recorded."""
        return any(case.is_touched for case in self.cases)

    def store_draft(self) -> None:
        """Keep the decisions; the files will be read again."""
        self._desk.run(drafts.save_draft, import_draft.save(self.year, self.cases))


def _series(answer: ReturnResult) -> tuple[int, date | None]:
    """A change counts beside the return of its municipality."""
    return answer.bfs, answer.change_from


def _revision(answer: ReturnResult) -> int:
    return answer.revision
