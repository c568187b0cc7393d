"""What public sources say about the case work: loaded into a new file, or an older one on demand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from sozdesk.archive.base import Record
from sozdesk.features.cases.records import (
    CaseRemedyRecord,
    CaseValueRecord,
    HolidayRecord,
    RegimeRuleRecord,
)
from sozdesk.features.cases.usecases.common import CHANGED
from sozdesk.kernel import german, places
from sozdesk.kernel.context import Context
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase

_TABLES: Final[tuple[tuple[str, type[Record], tuple[str, ...]], ...]] = (
    ("regime_rules", RegimeRuleRecord, ("permit", "refugee", "valid_from")),
    ("holidays", HolidayRecord, ("day",)),
    ("remedies", CaseRemedyRecord, ("decider", "valid_from")),
    ("values", CaseValueRecord, ("key", "part", "valid_from")),
)
_DAYS: Final = ("valid_from", "ended_on", "day")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadCaseReference:
    """Nothing to say: what is missing is loaded."""


@usecase(undoable=True)
def load_case_reference(
    session: Session,
    command: LoadCaseReference,  # noqa: ARG001 - every use case is handed a command
    context: Context,  # noqa: ARG001 - and a context
) -> Outcome:
    """Load the rows of ``db/reference/cases.json`` that the file does not hold yet.

    Which permit belongs to which regime, holidays, Rechtsmittelbelehrungen, figures, each with its
    source. **No delegation**: none was found for offerings. ``Outcome.value`` is how many came in.
    """
    new = [row for row in _rows() if session.get(type(row), row.id) is None]
    if not new:
        return Outcome(value=0)
    session.add_all(new)
    session.flush()
    words = german.plural(len(new), "Angabe", "Angaben")
    return Outcome(CHANGED, f"Grundlagen der Fallarbeit geladen: {words}", len(new))


def _rows() -> Iterator[Record]:
    content: Any = json.loads(places.database("reference", "cases.json").read_text("utf-8"))
    for name, table, key in _TABLES:
        for one in content[name]:
            days = {part: date.fromisoformat(one[part]) for part in _DAYS if one.get(part)}
            row_id = natural_id(table.__tablename__, *(str(one.get(part)) for part in key))
            yield table(**{**one, **days, "id": row_id})
