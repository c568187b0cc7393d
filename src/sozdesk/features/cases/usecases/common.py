"""What the use cases of the cases share: who may write, and the rows that commands name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive import updates
from sozdesk.archive.base import Record
from sozdesk.archive.file_info import OfficeKind, file_info
from sozdesk.archive.updates import refuse
from sozdesk.features.cases import texts
from sozdesk.features.cases.records import CaseRecord, PersonRecord
from sozdesk.features.cases.terms import TOPIC
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.findings import stop

CHANGED = frozenset({TOPIC})
RELOAD = "Laden Sie die Seite neu."

existing = partial(updates.existing, words=texts.outdated)
change = partial(updates.change, words=texts.outdated)

_Row = TypeVar("_Row", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveRow:
    """A row to remove, as it was when it was looked at."""

    id: UUID
    base_version: int


def refuse_cantonal(session: Session) -> None:
    """Raise RuleViolation in the file of the KSA, which holds no cases."""
    if file_info(session).office_kind is not OfficeKind.SERVICE:
        refuse([stop("not_municipal", texts.MUNICIPAL_ONLY)])


def found(session: Session, table: type[_Row], row_id: UUID, what: str) -> _Row:
    """The row that a command names; NotFound with ``what`` («Dieser Fall») if it is gone."""
    record = session.get(table, row_id)
    if record is None:
        raise NotFound(f"{what} gibt es nicht mehr.", RELOAD)
    return record


def case_of(session: Session, case_id: UUID) -> CaseRecord:
    """The case that a command names; NotFound if it is gone."""
    return found(session, CaseRecord, case_id, "Diesen Fall")


def person_of(session: Session, person_id: UUID) -> PersonRecord:
    """The person that a command names; NotFound if it is gone."""
    return found(session, PersonRecord, person_id, "Diese Person")
