"""How a command finds the row it names and changes only what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive.base import Record
from sozdesk.kernel import german
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation
from sozdesk.kernel.findings import Finding, stops

LOOK_AGAIN = "Schauen Sie die neuen Angaben an und ändern Sie nochmals."

_Row = TypeVar("_Row", bound=Record)
OutdatedWords = Callable[[str, Mapping[str, object]], str]
"""What was changed meanwhile, in a sentence: the name of the thing, and column → value now."""


def outdated(what: str, changed: Mapping[str, object]) -> str:  # noqa: ARG001 - features that can name the columns do
    """The plain sentence."""
    return f"{what} wurde in der Zwischenzeit geändert."


def existing(
    session: Session,
    table: type[_Row],
    row_id: UUID,
    base_version: int,
    what: str,
    words: OutdatedWords = outdated,
) -> _Row:
    """The row of an update; NotFound if it is gone, Outdated if it has moved on."""
    row = session.get(table, row_id)
    if row is None:
        raise NotFound(f"{what} gibt es nicht mehr.", "Laden Sie die Seite neu.")
    if row.version != base_version:
        raise Outdated(words(what, {}), LOOK_AGAIN)
    return row


def change(
    session: Session,
    table: type[_Row],
    row_id: UUID,
    base_version: int,
    changes: Mapping[str, object],
    what: str,
    words: OutdatedWords = outdated,
) -> _Row:
    """Set the named columns; Outdated names those that somebody else set differently meanwhile."""
    row = session.get(table, row_id)
    if row is not None and row.version != base_version:
        news = {key: getattr(row, key) for key, value in changes.items()}
        different = {key: value for key, value in news.items() if value != changes[key]}
        raise Outdated(words(what, different), LOOK_AGAIN)
    row = existing(session, table, row_id, base_version, what, words)
    for column, value in changes.items():
        setattr(row, column, cleaned(value) if type(value) is str else value)
    return row


def cleaned(text: str) -> str:
    """Each line by itself, so that an address keeps its lines."""
    return "\n".join(german.clean(line) for line in text.strip().splitlines())


def refuse(findings: Sequence[Finding]) -> None:
    """Raise RuleViolation if something stops the command."""
    if stopping := stops(tuple(findings)):
        raise RuleViolation(stopping)
