"""What a Sozialdienst declares itself: its municipalities × years, with what held before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.terms import Job, ServiceKind
from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.queries.checking import Background, municipality_facts
from sozdesk.features.rent_limits.queries.declarations import (
    Revisions,
    recorded,
    recorded_changes,
    revisions_of,
)
from sozdesk.features.rent_limits.queries.rounds import round_or_usual
from sozdesk.features.rent_limits.queries.settings import index_values, thresholds
from sozdesk.features.rent_limits.records import (
    DeclarationRecord,
    DerivationRecord,
)
from sozdesk.features.rent_limits.terms import (
    Declaration,
    DeclarationRow,
    Derivation,
    OtherRow,
    OwnRow,
    ReceivedVia,
    SendTo,
)
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.municipality import Municipality

_ByYear = Mapping[int, Revisions]


def declaring_year(today: date) -> int:
    """The year that is declared now."""
    return rules.declaring_year(today)


def own_rows(session: Session, today: date) -> tuple[OwnRow, ...]:
    """Every declaration and change of the own municipalities; newest year first, German order.

    The year that is declared now stands there for each of them, also before anything is written.
    """
    current = declaring_year(today)
    towns = _towns(session, today)
    declaring = {town.bfs_number for town in _declaring(session, today)}
    by_year = revisions_of(session, [town.bfs_number for town in towns])
    years = sorted({current, *by_year}, reverse=True)
    rows: list[OwnRow] = []
    for year in years:
        due_on = round_or_usual(session, year).due_on
        for town in towns:
            found = _of_year(by_year, town, year, due_on)
            is_asked = year == current and town.bfs_number in declaring
            rows += found or ([_empty(by_year, town, year, due_on)] if is_asked else [])
    return tuple(rows)


def own_row(
    session: Session, today: date, bfs_number: int, year: int, change_from: date | None = None
) -> OwnRow | None:
    """One of them, or what a new one starts from; None for a municipality of others."""
    town = next((one for one in _towns(session, today) if one.bfs_number == bfs_number), None)
    if town is None:
        return None
    by_year = revisions_of(session, [bfs_number])
    due_on = round_or_usual(session, year).due_on
    for row in _of_year(by_year, town, year, due_on):
        if row.change_from == change_from:
            return row
    return _empty(by_year, town, year, due_on, change_from)


def left_to_declare(rows: Sequence[OwnRow], today: date) -> tuple[OwnRow, ...]:
    """What of the year that is declared now is not done yet."""
    current = declaring_year(today)
    return tuple(
        row for row in rows if row.year == current and row.change_from is None and not row.is_done
    )


def _towns(session: Session, today: date) -> tuple[Municipality, ...]:
    """For whom the office declares now, or did before; in German order."""
    before = select(DeclarationRecord.bfs_number).where(
        DeclarationRecord.via == ReceivedVia.OWN.value
    )
    numbers = {town.bfs_number for town in _declaring(session, today)}
    numbers |= set(session.scalars(before))
    everyone = offices.all_municipalities(session)
    own = [town for town in everyone if town.bfs_number in numbers]
    return tuple(sorted(own, key=lambda town: german.sort_key(town.short_name)))


def _declaring(session: Session, today: date) -> tuple[Municipality, ...]:
    return offices.own_municipalities(session, today, Job.DECLARES)


def _of_year(by_year: _ByYear, town: Municipality, year: int, due_on: date) -> list[OwnRow]:
    """The declaration of a year and its changes, as far as something is written."""
    rows = by_year.get(year, {}).get(town.bfs_number, ())
    starts = sorted({row.change_from for row in rows}, key=lambda day: day or date.min)
    return [
        OwnRow(
            municipality=town,
            year=year,
            change_from=start,
            due_on=due_on,
            revisions=tuple(row for row in rows if row.change_from == start),
            previous=_held_before(by_year, town.bfs_number, year, start),
        )
        for start in starts
    ]


def _empty(
    by_year: _ByYear, town: Municipality, year: int, due_on: date, start: date | None = None
) -> OwnRow:
    return OwnRow(
        municipality=town,
        year=year,
        change_from=start,
        due_on=due_on,
        previous=_held_before(by_year, town.bfs_number, year, start),
    )


# ------------------------------------------------------------------ what held before


def _held_before(
    by_year: _ByYear, bfs_number: int, year: int, start: date | None
) -> Declaration | None:
    """Of a declaration what held at the end of last year, of a change what held until then."""
    earlier = _history(by_year, bfs_number, year, start)
    newest = earlier[0] if earlier else None
    return newest if newest is not None and newest.year >= year - 1 else None


def _history(
    by_year: _ByYear, bfs_number: int, year: int, start: date | None
) -> tuple[Declaration, ...]:
    found: list[Declaration] = []
    for one in sorted(by_year, reverse=True):
        if one > year or (one == year and start is None):
            continue
        rows = by_year[one].get(bfs_number, ())
        changes = reversed(recorded_changes(rows))
        found += [
            row.declaration
            for row in changes
            if one < year or (row.change_from or date.min) < (start or date.min)
        ]
        if (declared := recorded(_returns(rows))) is not None:
            found.append(declared)
    return tuple(found)


def _returns(rows: Sequence[DeclarationRow]) -> list[DeclarationRow]:
    return [row for row in rows if row.change_from is None]


def own_history(
    session: Session, bfs_number: int, year: int, change_from: date | None = None
) -> tuple[Declaration, ...]:
    """What was declared before, newest first; for a change with the declaration of its year."""
    return _history(revisions_of(session, [bfs_number]), bfs_number, year, change_from)


def own_background(
    session: Session, bfs_number: int, year: int, change_from: date | None, today: date
) -> Background:
    """What the checks of an own declaration need to know."""
    facts = municipality_facts(session, round_or_usual(session, year).valid_from)
    return Background(
        history=own_history(session, bfs_number, year, change_from),
        facts=facts.get(bfs_number),
        index=index_values(session),
        thresholds=thresholds(session, today),
        today=today,
    )


def own_check(
    session: Session, declaration: Declaration, change_from: date | None, today: date
) -> tuple[Finding, ...]:
    """What an own declaration shows by itself and beside the earlier ones of its municipality."""
    number, year = declaration.bfs_number, declaration.year
    return own_background(session, number, year, change_from, today).check(declaration)


# ------------------------------------------------------------------ what belongs to it


def derivation(session: Session, declaration_id: UUID) -> Derivation | None:
    """How the limits of one revision were found, if that was done here."""
    record = session.get(DerivationRecord, derivation_id(declaration_id))
    return None if record is None else rules.derivation_from_json(record.content)


def derivation_id(declaration_id: UUID) -> UUID:
    """Id of the row that holds the derivation of a revision."""
    return natural_id("derivation", str(declaration_id))


def send_to(session: Session, today: date) -> SendTo:
    """Where the KSA wants the forms, as entered under «Gemeinden und Stellen»."""
    for row in offices.services(session, today):
        if row.kind is ServiceKind.CANTONAL_OFFICE:
            return SendTo(name=row.name, email=row.email)
    return SendTo()


def declared_around(
    session: Session, year: int, own: Municipality, neighbours: Collection[int], today: date
) -> tuple[OtherRow, ...]:
    """What the other municipalities of the district and the neighbours declared for a year."""
    towns = [
        town
        for town in offices.municipalities(session, today)
        if town.bfs_number != own.bfs_number
        and (town.district == own.district or town.bfs_number in neighbours)
    ]
    by_number = revisions_of(session, [town.bfs_number for town in towns]).get(year, {})
    found = ((town, recorded(_returns(by_number.get(town.bfs_number, ())))) for town in towns)
    return tuple(
        OtherRow(
            name=town.short_name,
            declaration=declared,
            in_district=town.district == own.district,
            is_neighbour=town.bfs_number in neighbours,
        )
        for town, declared in found
        if declared is not None
    )
