"""What belongs to a person: permit, regime set by hand, languages, who acts for it.

Three use cases for all of them: what differs between the kinds is one entry of a table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.cases import rules, texts
from sozdesk.features.cases.records import (
    PersonLanguageRecord,
    RegimeOverrideRecord,
    RepresentativeRecord,
    ResidenceRecord,
)
from sozdesk.features.cases.terms import PersonPart
from sozdesk.features.cases.texts import casework as said
from sozdesk.features.cases.usecases.common import (
    CHANGED,
    change,
    existing,
    person_of,
    refuse_cantonal,
)
from sozdesk.features.cases.usecases.persons import name_of
from sozdesk.features.offerings import queries as offerings
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import Finding, stop
from sozdesk.kernel.usecase import Outcome, usecase

_Check = Callable[[Session, Any, Sequence[Any]], Sequence[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPersonPart:
    """A part of a person; ``values`` are the columns of its table."""

    kind: PersonPart
    person_id: UUID
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePersonPart:
    """New values of some columns of a part."""

    kind: PersonPart
    id: UUID
    base_version: int
    changes: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovePersonPart:
    """A part to remove, as it was when it was looked at."""

    kind: PersonPart
    id: UUID
    base_version: int


@usecase(undoable=True)
def add_person_part(session: Session, command: AddPersonPart, context: Context) -> Outcome:
    """Enter a part of a person; ``Outcome.value`` is its id.

    Raises:
        NotFound: the person is gone.
        RuleViolation: it ends before it starts, reaches into another row, or is not whole.
    """
    refuse_cantonal(session)
    person = person_of(session, command.person_id)
    table, _ = _KINDS[command.kind]
    values = {key: _stored(value) for key, value in command.values.items()}
    row = table(id=context.new_id(), person_id=person.id, **values)
    _check(session, command.kind, row)
    session.add(row)
    session.flush()
    return _said(session, texts.added, command.kind, row)


@usecase(undoable=True)
def change_person_part(session: Session, command: ChangePersonPart, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Change a part of a person.

    Raises:
        RuleViolation: as when it is entered.
        Outdated: somebody was faster.
    """
    refuse_cantonal(session)
    table, _ = _KINDS[command.kind]
    changes = {key: _stored(value) for key, value in command.changes.items()}
    with session.no_autoflush:
        row = change(
            session, table, command.id, command.base_version, changes, texts.part_the(command.kind)
        )
        _check(session, command.kind, row)
    session.flush()
    return _said(session, texts.changed, command.kind, row)


@usecase(undoable=True)
def remove_person_part(session: Session, command: RemovePersonPart, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a part of a person; nothing refers to one."""
    refuse_cantonal(session)
    table, _ = _KINDS[command.kind]
    row = existing(session, table, command.id, command.base_version, texts.part_the(command.kind))
    session.delete(row)
    session.flush()
    return _said(session, texts.removed, command.kind, row)


def _said(session: Session, say: Callable[[str, str], str], kind: PersonPart, row: Any) -> Outcome:
    return Outcome(CHANGED, say(name_of(session, row.person_id), texts.word(kind)), row.id)


def _stored(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    return cleaned(value) if isinstance(value, str) else value


def _check(session: Session, kind: PersonPart, row: Any) -> None:
    table, check = _KINDS[kind]
    with session.no_autoflush:
        others = session.scalars(
            select(table).where(table.person_id == row.person_id, table.id != row.id)
        ).all()
        refuse(check(session, row, others))


def _residence(_session: Session, row: Any, others: Sequence[Any]) -> Sequence[Finding]:
    return rules.span_findings(_span(row), map(_span, others))


def _override(session: Session, row: Any, others: Sequence[Any]) -> Sequence[Finding]:
    found = list(rules.span_findings(_span(row), map(_span, others)))
    known = {one.code for one in offerings.regimes(session, row.valid_from)}
    if row.regime_code not in known:
        found.append(stop("no_regime", said.NO_REGIME, "regime_code"))
    if not row.reason:
        found.append(stop("no_reason", said.NO_REASON, "reason"))
    return found


def _language(_session: Session, row: Any, others: Sequence[Any]) -> Sequence[Finding]:
    if not row.language:
        return [stop("no_language", said.NO_LANGUAGE, "language")]
    same = any(one.language.casefold() == row.language.casefold() for one in others)
    return [stop("twice", said.LANGUAGE_TWICE, "language")] if same else []


def _representative(_session: Session, row: Any, _others: Sequence[Any]) -> Sequence[Finding]:
    found = list(rules.span_findings(_span(row), ()))
    if not row.name:
        found.append(stop("no_name", said.NO_NAME, "name"))
    return found


def _span(row: Any) -> rules.Span:
    return rules.Span(row.valid_from, row.ended_on)


_KINDS: Final[Mapping[PersonPart, tuple[Any, _Check]]] = {
    PersonPart.RESIDENCE: (ResidenceRecord, _residence),
    PersonPart.REGIME: (RegimeOverrideRecord, _override),
    PersonPart.LANGUAGE: (PersonLanguageRecord, _language),
    PersonPart.REPRESENTATIVE: (RepresentativeRecord, _representative),
}
"""The table of a kind, and what keeps a row from being recorded."""
