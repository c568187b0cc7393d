"""What the form and the pdf of an own declaration say, put together for the writers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from sozdesk.archive.file_info import file_info
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.queries.forms import contact_of, form_of_one, forms_of_several
from sozdesk.features.rent_limits.queries.own import own_row, own_rows
from sozdesk.features.rent_limits.queries.rounds import round_or_usual
from sozdesk.features.rent_limits.terms import (
    Contact,
    Declaration,
    Derivation,
    FormPage,
    FormRequest,
    OwnDocuments,
    OwnRow,
)
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound


def own_contact(session: Session, bfs_number: int, today: date) -> Contact:
    """Who the office knows at a municipality, where an earlier declaration names nobody."""
    return contact_of(None, offices.contact_of(session, bfs_number, today))


def own_documents(
    session: Session,
    declaration: Declaration,
    change_from: date | None,
    derivation: Derivation | None,
    context: Context,
) -> OwnDocuments:
    """Everything about the next revision of an own declaration.

    Raises NotFound for a municipality that the office does not declare for.
    """
    today = context.today
    row = _row(session, declaration, change_from, today)
    before = row.declared
    revision = before.revision + 1 if before else 1
    signing = offices.signatories(session, declaration.bfs_number, today)
    return OwnDocuments(
        request=_request(session, row, declaration, revision, context),
        declaration=declaration,
        previous=row.previous,
        office=file_info(session).office_name,
        signatories=tuple((one.name, one.title) for one in signing),
        derivation=derivation,
        revision=revision,
        replaces=before.received_on if before else None,
        replaced=before.declaration if before else None,
        change_from=change_from,
        now=context.now,
        today=today,
        sample=context.sample,
    )


def _row(
    session: Session, declaration: Declaration, change_from: date | None, today: date
) -> OwnRow:
    number = declaration.bfs_number
    row = own_row(session, today, number, declaration.year, change_from)
    if row is None:
        raise NotFound(
            f"Für die Gemeinde {number} meldet Ihre Stelle nicht.",
            "Tragen Sie die Zuständigkeit unter «Gemeinden und Stellen» ein.",
        )
    return row


def _request(
    session: Session, row: OwnRow, declaration: Declaration, revision: int, context: Context
) -> FormRequest:
    """The form of one declaration, with every block that it answers."""
    request = form_of_one(
        FormPage(municipality=row.municipality, previous=row.previous),
        _common(session, row, context),
        *_endings(revision, row.change_from),
    )
    return replace(request, blocks=request.blocks | rules.blocks_of(declaration))


def _common(session: Session, row: OwnRow, context: Context) -> dict[str, object]:
    round_ = round_or_usual(session, row.year)
    return {
        "year": row.year,
        "due_on": round_.due_on,
        "valid_from": row.change_from or round_.valid_from,
        "blocks": round_.blocks,
        "created": context.now,
        "sample": context.sample,
        "change_from": row.change_from,
    }


def _endings(revision: int, change_from: date | None) -> list[str]:
    """What tells a file from the one before: «ab_2027-07-01», «Version_2»."""
    start = [f"ab_{change_from.isoformat()}"] if change_from else []
    return [*start, *([f"Version_{revision}"] if revision > 1 else [])]


def combined_forms(session: Session, year: int, context: Context) -> tuple[FormRequest, ...]:
    """One workbook with all declared municipalities of a year (several above MAX_PAGES)."""
    rows = _declared(session, year, context.today)
    if not rows:
        return ()
    used = (rules.blocks_of(row.declared.declaration) for row in rows if row.declared)
    common = _common(session, rows[0], context)
    pages = [FormPage(municipality=row.municipality, previous=row.previous) for row in rows]
    blocks = round_or_usual(session, year).blocks.union(*used)
    name = file_info(session).office_name
    return tuple(forms_of_several(name, pages, {**common, "blocks": blocks}))


def declared_of_year(session: Session, year: int, today: date) -> dict[int, Declaration]:
    """BFS number → what was declared here for a year."""
    return {
        row.municipality.bfs_number: row.declared.declaration
        for row in _declared(session, year, today)
        if row.declared
    }


def _declared(session: Session, year: int, today: date) -> list[OwnRow]:
    return [
        row
        for row in own_rows(session, today)
        if row.year == year and row.change_from is None and row.declared is not None
    ]
