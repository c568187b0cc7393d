"""Persons and cases from somebody's list: all rows in one act, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.column_mappings import remember
from sozdesk.archive.updates import refuse
from sozdesk.features.cases import queries
from sozdesk.features.cases.records import (
    CaseMemberRecord,
    CaseRecord,
    PersonRecord,
    ResidenceRecord,
)
from sozdesk.features.cases.terms.importing import (
    IMPORT_PURPOSE,
    Decision,
    ImportCounts,
    ImportPlan,
    ImportResult,
    ImportRow,
    ImportTable,
)
from sozdesk.features.cases.texts import importing as words
from sozdesk.features.cases.usecases.cases import household_follows, next_number
from sozdesk.features.cases.usecases.common import CHANGED, case_of, person_of, refuse_cantonal
from sozdesk.features.cases.usecases.participations import follow_ups_due
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import Finding, stop
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPersons:
    """A table as it was read, and what somebody said to it."""

    table: ImportTable
    opened_on: date | None = None
    """First day of new cases whose rows say none."""
    decisions: Mapping[int, Decision] = field(default_factory=dict)
    """Row (as people count) → who is meant, or that it is left out."""


@usecase(undoable=True)
def import_persons(session: Session, command: ImportPersons, context: Context) -> Outcome:
    """Record all rows of a list in one act; ``Outcome.value`` are the :class:`ImportCounts`.

    The same table again changes nothing. Who stands in no row stays as before. The columns are
    remembered for the next table with the same heads.

    Raises:
        RuleViolation: a row stops or is not clear, or a new case has no first day. Nothing is recorded.
    """
    refuse_cantonal(session)
    plan = queries.import_plan(
        session, command.table, command.opened_on, command.decisions, context.today
    )
    refuse(_objections(plan))
    recorder = _Recorder(session, context)
    homes: dict[str, list[ImportRow]] = defaultdict(list)
    for row in plan.rows:
        if row.result is not ImportResult.SKIPPED:
            homes[row.household].append(row)
    for rows in homes.values():
        recorder.record(rows)
    counts = ImportCounts(
        plan.count(ImportResult.NEW),
        plan.count(ImportResult.CHANGED),
        plan.count(ImportResult.UNCHANGED),
        recorder.opened,
    )
    if not plan.to_record:
        return Outcome(value=counts)
    session.flush()
    remember(session, IMPORT_PURPOSE, command.table.heads_key, command.table.columns)
    return Outcome(CHANGED, words.summary(counts), counts)


def _objections(plan: ImportPlan) -> list[Finding]:
    found = [*plan.findings, *(one for row in plan.rows for one in row.findings)]
    if plan.asks_day:
        found.append(stop("day_missing", words.DAY_NEEDED, "opened_on"))
    return found


class _Recorder:
    """Writes the households of a plan that stops nowhere."""

    def __init__(self, session: Session, context: Context) -> None:
        self._session, self._context = session, context
        self._number = next_number(session)
        self.opened = 0

    def record(self, rows: Sequence[ImportRow]) -> None:
        """Case, persons, permits, places in the household."""
        case_values = {key: value for row in rows for key, value in row.case_values.items()}
        is_new = rows[0].case is None
        case = self._new_case(case_values) if is_new else self._case(rows[0], case_values)
        mains = [row for row in rows if row.member_values.get("main")]
        main = mains[0] if mains else rows[0] if is_new else None
        if main is not None and not is_new:
            self._no_main(case.id)
        for row in rows:
            person_id = self._person(row)
            self._permit(row, person_id)
            self._member(row, case, person_id, is_main=row is main)

    def _add(self, table: type[Any], **values: object) -> Any:
        made = table(id=self._context.new_id(), **values)
        self._session.add(made)
        return made

    def _new_case(self, values: Mapping[str, object]) -> CaseRecord:
        made: CaseRecord = self._add(CaseRecord, number=self._number, **values)
        self._number += 1
        self.opened += 1
        return made

    def _case(self, row: ImportRow, values: Mapping[str, object]) -> CaseRecord:
        assert row.case is not None
        case = case_of(self._session, row.case.id)
        opened_before = case.opened_on
        for key, value in values.items():
            setattr(case, key, value)
        refuse(household_follows(self._session, case, opened_before))
        if "support_ended_on" in values:
            follow_ups_due(self._session, case, self._context)
        return case

    def _person(self, row: ImportRow) -> UUID:
        values = {key: _stored(value) for key, value in row.person_values.items()}
        if "ahv_number" in values:
            values["ahv_missing_because"] = ""
        if row.person is None:
            values.setdefault("first_name", "")
            values.setdefault("ahv_missing_because", words.AHV_NOT_LISTED)
            sort = _name_sort(values["last_name"], values["first_name"])
            made: PersonRecord = self._add(PersonRecord, name_sort=sort, **values)
            return made.id
        if values:
            person = person_of(self._session, row.person.id)
            for key, value in values.items():
                setattr(person, key, value)
            person.name_sort = _name_sort(person.last_name, person.first_name)
        return row.person.id

    def _permit(self, row: ImportRow, person_id: UUID) -> None:
        """The one of the very day is changed; else a new one begins."""
        said = row.permit
        if said is None:
            return
        permit, refugee = said.permit.value if said.permit else None, bool(said.refugee)
        table = ResidenceRecord
        known = (
            self._session.scalar(
                select(table).where(table.person_id == person_id, table.valid_from == said.since)
            )
            if row.person
            else None
        )
        if known is not None:
            known.permit, known.refugee, known.ended_on = permit, refugee, None
            return
        self._add(table, person_id=person_id, valid_from=said.since, permit=permit, refugee=refugee)

    # ------------------------------------------------------------------ the household

    def _no_main(self, case_id: UUID) -> None:
        table = CaseMemberRecord
        for one in self._session.scalars(select(table).where(table.case_id == case_id, table.main)):
            one.main = False

    def _member(self, row: ImportRow, case: CaseRecord, person_id: UUID, *, is_main: bool) -> None:
        """A new place begins with a new case, or today; another state is another row."""
        today = self._context.today
        supported = row.member_values.get("supported")
        if row.member is None:
            self._add(
                CaseMemberRecord,
                case_id=case.id,
                person_id=person_id,
                valid_from=case.opened_on if row.case is None else today,
                supported=bool(supported),
                main=is_main,
            )
            return
        place = self._session.get(CaseMemberRecord, row.member.id)
        assert place is not None
        if is_main:
            place.main = True
        if supported is None:
            return
        if place.valid_from >= today:
            place.supported = supported
            return
        place.ended_on = today - timedelta(days=1)
        self._add(
            CaseMemberRecord,
            case_id=case.id,
            person_id=person_id,
            valid_from=today,
            supported=supported,
            main=place.main,
        )


def _name_sort(last_name: object, first_name: object) -> str:
    return " ".join(german.sort_key(f"{last_name} {first_name}"))


def _stored(value: object) -> object:
    return value.value if isinstance(value, StrEnum) else value
