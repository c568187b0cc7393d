"""Settings of the procedure: windows, kinds of enclosures, versions of the criteria."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.offerings import queries, rules, texts
from sozdesk.features.offerings.records import (
    CriteriaVersionRecord,
    CriterionRecord,
    EnclosureKindRecord,
    EnclosureRecord,
    RecognitionWindowRecord,
    RequestRecord,
)
from sozdesk.features.offerings.terms import EnclosureScope
from sozdesk.features.offerings.usecases.common import (
    CHANGED,
    change,
    existing,
    found,
    refuse_service,
)
from sozdesk.features.offerings.usecases.providers import RemoveRow
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import Finding, stop
from sozdesk.kernel.usecase import Outcome, usecase

_THE_WINDOW = "Dieses Fenster"
_THE_KIND = "Diese Beilage"
_THE_VERSION = "Diese Fassung der Kriterien"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSetting:
    """New values for some columns of a window or of a kind of enclosure."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


# ------------------------------------------------------------------ windows


@dataclass(frozen=True, slots=True, kw_only=True)
class AddWindow:
    """Days in which Gesuche are taken, both inclusive."""

    opens: date
    closes: date
    source: str = ""


@usecase(undoable=True)
def add_window(session: Session, command: AddWindow, context: Context) -> Outcome:
    """Enter a window; RuleViolation if it is turned round or reaches into another one."""
    refuse_service(session)
    row = RecognitionWindowRecord(
        id=context.new_id(),
        opens=command.opens,
        closes=command.closes,
        source=cleaned(command.source),
    )
    _check_window(session, row)
    session.add(row)
    session.flush()
    return Outcome(CHANGED, texts.added(_window_name(row)), row.id)


@usecase(undoable=True)
def change_window(session: Session, command: ChangeSetting, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Change a window; Gesuche keep the one that they came in."""
    refuse_service(session)
    row = change(
        session,
        RecognitionWindowRecord,
        command.id,
        command.base_version,
        command.changes,
        _THE_WINDOW,
    )
    with session.no_autoflush:
        _check_window(session, row)
    session.flush()
    return Outcome(CHANGED, texts.changed(_window_name(row)))


@usecase(undoable=True)
def remove_window(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a window; RuleViolation if Gesuche came in it."""
    refuse_service(session)
    row = existing(session, RecognitionWindowRecord, command.id, command.base_version, _THE_WINDOW)
    used = select(func.count()).select_from(RequestRecord).where(RequestRecord.window_id == row.id)
    if session.scalar(used):
        refuse([stop("used", texts.WINDOW_USED)])
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(_window_name(row)))


def _check_window(session: Session, row: RecognitionWindowRecord) -> None:
    others = [(one.opens, one.closes) for one in queries.windows(session) if one.id != row.id]
    refuse(rules.window_findings(row.opens, row.closes, others))


def _window_name(row: RecognitionWindowRecord) -> str:
    return f"Fenster {german.day(row.opens)}–{german.day(row.closes)}"


# ------------------------------------------------------------------ kinds of enclosures


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEnclosureKind:
    """A document that a Gesuch must hold."""

    name: str
    scope: EnclosureScope
    required: bool = True
    inspected_only: bool = False
    valid_months: int | None = None
    source: str = ""


@usecase(undoable=True)
def add_enclosure_kind(session: Session, command: AddEnclosureKind, context: Context) -> Outcome:
    """Add a kind at the end of the checklist; RuleViolation if its name is missing or there."""
    refuse_service(session)
    table = EnclosureKindRecord
    last = session.scalar(select(func.max(table.position))) or 0
    row_id = context.new_id()
    row = table(
        id=row_id,
        code=str(row_id),
        position=last + 1,
        name=german.clean(command.name),
        scope=command.scope.value,
        required=command.required,
        inspected_only=command.inspected_only,
        valid_months=command.valid_months,
        source=cleaned(command.source),
    )
    _check_kind(session, row)
    session.add(row)
    session.flush()
    return Outcome(CHANGED, texts.added(f"Beilage «{row.name}»"), row.id)


@usecase(undoable=True)
def change_enclosure_kind(session: Session, command: ChangeSetting, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Change a kind; what is only inspected stays so, and what is kept stays kept, once recorded."""
    refuse_service(session)
    if "inspected_only" in command.changes:
        _refuse_used_kind(session, command.id)
    row = change(
        session,
        EnclosureKindRecord,
        command.id,
        command.base_version,
        command.changes,
        _THE_KIND,
    )
    row.scope = EnclosureScope(row.scope).value
    with session.no_autoflush:
        _check_kind(session, row)
    session.flush()
    return Outcome(CHANGED, texts.changed(f"Beilage «{row.name}»"))


@usecase(undoable=True)
def remove_enclosure_kind(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a kind; RuleViolation if it is recorded in a Gesuch."""
    refuse_service(session)
    row = existing(session, EnclosureKindRecord, command.id, command.base_version, _THE_KIND)
    _refuse_used_kind(session, row.id)
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(f"Beilage «{row.name}»"))


def _refuse_used_kind(session: Session, kind_id: UUID) -> None:
    code = found(session, EnclosureKindRecord, kind_id, _THE_KIND).code
    table = EnclosureRecord
    if session.scalar(select(func.count()).select_from(table).where(table.kind_code == code)):
        refuse([stop("used", texts.KIND_USED)])


def _check_kind(session: Session, row: EnclosureKindRecord) -> None:
    if not row.name:
        refuse([stop("name_missing", texts.NAME_MISSING, "name")])
    if any(one.name == row.name and one.id != row.id for one in queries.enclosure_kinds(session)):
        refuse([stop("name_taken", texts.CODE_TAKEN, "name")])


# ------------------------------------------------------------------ criteria


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionLine:
    """A criterion as it is typed; its number is its place."""

    text: str
    weight: int
    mandatory: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCriteriaVersion:
    """The office's own criteria from a day on."""

    name: str
    valid_from: date
    source: str
    criteria: tuple[CriterionLine, ...]


@usecase(undoable=True)
def add_criteria_version(
    session: Session, command: AddCriteriaVersion, context: Context
) -> Outcome:
    """Enter a version; ``Outcome.value`` is its id.

    Raises:
        RuleViolation: no name, one that is taken, no criterion, or one without text or weight.
    """
    refuse_service(session)
    name = german.clean(command.name)
    versions = queries.criteria_versions(session)
    taken = any(row.name == name for row in versions)
    own = [row for row in versions if not row.sample]
    refuse(
        (
            *rules.version_findings(name, taken=taken),
            *rules.overlap_findings(command.valid_from, None, own),
            *_line_findings(command.criteria),
        )
    )
    row = CriteriaVersionRecord(
        id=context.new_id(),
        name=name,
        valid_from=command.valid_from,
        source=cleaned(command.source),
    )
    session.add(row)
    session.flush()
    _put_criteria(session, row.id, command.criteria, context)
    return Outcome(CHANGED, texts.added(f"Kriterien «{name}»"), row.id)


def _line_findings(lines: Sequence[CriterionLine]) -> list[Finding]:
    if not lines:
        return [stop("criteria_missing", texts.CRITERION_MISSING, "criteria")]
    return [
        stop(one.code, f"Zeile {number}: {one.message}", "criteria")
        for number, line in enumerate(lines, start=1)
        for one in rules.criterion_findings(line.text, line.weight)
    ]


def _put_criteria(
    session: Session, version_id: UUID, lines: Sequence[CriterionLine], context: Context
) -> None:
    for number, line in enumerate(lines, start=1):
        session.add(
            CriterionRecord(
                id=context.new_id(),
                version_id=version_id,
                number=number,
                text=german.clean(line.text),
                weight=line.weight,
                mandatory=line.mandatory,
            )
        )
    session.flush()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeVersion:
    """New values for name, source or ended_on, and all criteria in their order."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]
    criteria: tuple[CriterionLine, ...] | None = None
    """None leaves them."""


@usecase(undoable=True)
def change_criteria_version(session: Session, command: ChangeVersion, context: Context) -> Outcome:
    """Change a version; RuleViolation if other criteria are wanted after a Gesuch was assessed by it."""
    refuse_service(session)
    row = change(
        session,
        CriteriaVersionRecord,
        command.id,
        command.base_version,
        command.changes,
        _THE_VERSION,
    )
    with session.no_autoflush:
        others = [one for one in queries.criteria_versions(session) if one.id != row.id]
    own = [one for one in others if one.sample == row.sample]
    refuse(
        (
            *rules.version_findings(row.name, taken=any(one.name == row.name for one in others)),
            *rules.span_findings(row.valid_from, row.ended_on),
            *rules.overlap_findings(row.valid_from, row.ended_on, own),
        )
    )
    session.flush()
    if command.criteria is not None:
        _refuse_used_version(session, row.id)
        refuse(_line_findings(command.criteria))
        _drop_criteria(session, row.id)
        _put_criteria(session, row.id, command.criteria, context)
    return Outcome(CHANGED, texts.changed(f"Kriterien «{row.name}»"))


def _refuse_used_version(session: Session, version_id: UUID) -> None:
    rows = queries.criteria_versions(session)
    refuse(rules.used_findings(used=any(row.used for row in rows if row.id == version_id)))


def _drop_criteria(session: Session, version_id: UUID) -> None:
    table = CriterionRecord
    for one in session.scalars(select(table).where(table.version_id == version_id)):
        session.delete(one)
    session.flush()


@usecase(undoable=True)
def remove_criteria_version(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a version that nobody was assessed by; open Gesuche are left without criteria."""
    refuse_service(session)
    row = existing(session, CriteriaVersionRecord, command.id, command.base_version, _THE_VERSION)
    _refuse_used_version(session, row.id)
    for one in session.scalars(
        select(RequestRecord).where(RequestRecord.criteria_version_id == row.id)
    ):
        one.criteria_version_id = None
    _drop_criteria(session, row.id)
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(f"Kriterien «{row.name}»"))
