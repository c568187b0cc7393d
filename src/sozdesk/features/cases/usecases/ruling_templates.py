"""The office's own template of the Verfügung."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.archive.updates import refuse
from sozdesk.features.cases import files, queries
from sozdesk.features.cases.records import RulingTemplateRecord
from sozdesk.features.cases.usecases.common import CHANGED, refuse_cantonal
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRulingTemplate:
    """A document for Word with fields."""

    name: str
    content: bytes


@usecase(undoable=True)
def set_ruling_template(session: Session, command: SetRulingTemplate, context: Context) -> Outcome:
    """Use this document from now on; RuleViolation says what is wrong with it."""
    refuse_cantonal(session)
    refuse(files.template_findings(command.content))
    name = german.clean(command.name)
    _put(session, context, name, blobs.put(session, command.content))
    return Outcome(CHANGED, f"Vorlage der Verfügung: «{name}» gilt")


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreRulingTemplate:
    """Back to the template that came with the program; earlier ones stay in the file."""


@usecase(undoable=True)
def restore_ruling_template(
    session: Session,
    command: RestoreRulingTemplate,  # noqa: ARG001 - every use case is handed a command
    context: Context,
) -> Outcome:
    """Use the shipped template again."""
    refuse_cantonal(session)
    if not queries.ruling_template(session).name:
        return Outcome()
    _put(session, context, "", queries.SHIPPED)
    return Outcome(CHANGED, "Vorlage der Verfügung: die mitgelieferte gilt wieder")


def _put(session: Session, context: Context, name: str, sha256: str) -> None:
    table = RulingTemplateRecord
    last = session.scalar(select(func.max(table.number))) or 0
    session.add(
        table(
            id=context.new_id(),
            number=last + 1,
            name=name,
            sha256=sha256,
            added_on=context.today,
        )
    )
    session.flush()
