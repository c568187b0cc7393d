"""The people who work with the file: who they are, what they may do, where they act for others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from sozdesk.archive.base import Record, one_of
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase

TOPIC = "staff"


class Role(StrEnum):
    """What a person does here."""

    CLERK = "clerk"
    """Sachbearbeitung."""
    HEAD = "head"
    """Leitung."""
    AUTHORITY = "authority"
    """Behörde, lesend."""
    DEPUTY = "deputy"
    """Stellvertretung, from – to."""
    AUDITOR = "auditor"
    """Revision, lesend."""


class Staff(Record):
    """A person; stays when the access ends, because the Verlauf names it."""

    __tablename__ = "staff"
    __table_args__ = (UniqueConstraint("sign"),)

    name: Mapped[str]
    name_sort: Mapped[str]
    sign: Mapped[str]
    """Kürzel, unique in the file; the only thing about a person that the access file shows."""
    function: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)


class StaffRole(Record):
    """A role of a person; a Stellvertretung holds from – to (both inclusive)."""

    __tablename__ = "staff_role"
    __table_args__ = (
        UniqueConstraint("staff_id", "role"),
        one_of("role", Role),
        CheckConstraint("ended_on IS NULL OR valid_from <= ended_on", name="days_in_order"),
        CheckConstraint("role <> 'deputy' OR valid_from IS NOT NULL", name="deputy_has_days"),
    )

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    role: Mapped[str]
    valid_from: Mapped[date | None]
    ended_on: Mapped[date | None]


class StaffScope(Record):
    """A municipality that a person works for; no row = all."""

    __tablename__ = "staff_scope"
    __table_args__ = (UniqueConstraint("staff_id", "bfs_number"),)

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    bfs_number: Mapped[int]


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role, with its days if it is a Stellvertretung."""

    role: Role
    valid_from: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class StaffMember:
    """One person as a frozen row."""

    id: UUID | None
    name: str
    sign: str
    function: str = ""
    active: bool = True
    roles: tuple[RoleRow, ...] = ()
    scope: tuple[int, ...] = ()
    """BFS numbers; empty = all municipalities."""
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AddStaff:
    """A new person; the access (password) is given by ``Archive.add_person``."""

    name: str
    sign: str = ""
    """Made from the initials if left out."""
    function: str = ""
    roles: tuple[RoleRow, ...] = (RoleRow(Role.CLERK),)
    scope: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStaff:
    """New facts about a person; None leaves a field as it is."""

    id: UUID
    base_version: int
    name: str | None = None
    function: str | None = None
    active: bool | None = None
    roles: tuple[RoleRow, ...] | None = None
    scope: tuple[int, ...] | None = None


@usecase(undoable=False)
def add_staff(session: Session, command: AddStaff, context: Context) -> Outcome:
    """Add a person; ``value`` is the :class:`StaffMember`.

    Raises:
        RuleViolation: no name, or the sign is taken.
    """
    name = german.clean(command.name)
    taken = {member.sign for member in staff(session)}
    sign = german.clean(command.sign).lower() or _free_sign(name, taken)
    _check_person(name, sign, taken)
    row = Staff(
        id=context.new_id(),
        name=name,
        name_sort=german.sort_key(name)[0],
        sign=sign,
        function=german.clean(command.function),
    )
    session.add(row)
    session.flush()
    _set_roles(session, row.id, command.roles)
    _set_scope(session, row.id, command.scope)
    return Outcome(frozenset({TOPIC}), f"Person aufgenommen: {name}", _row(session, row))


def _check_person(name: str, sign: str, taken: Iterable[str]) -> None:
    if not name:
        raise RuleViolation([_stop("name", "Der Name fehlt. Tragen Sie Vor- und Nachnamen ein.")])
    if sign in taken:
        raise RuleViolation(
            [_stop("sign", f"Das Kürzel «{sign}» ist schon vergeben. Wählen Sie ein anderes.")]
        )


def _stop(field: str, sentence: str) -> Finding:
    return Finding("staff", Severity.STOP, sentence, field=field)


def _free_sign(name: str, taken: set[str]) -> str:
    """Initials («am»), with a number if they are taken."""
    initials = "".join(german.search_key(word)[:1] for word in name.split()) or "x"
    candidates = [initials, *(f"{initials}{number}" for number in range(2, len(taken) + 3))]
    return next(sign for sign in candidates if sign not in taken)


@usecase(undoable=False)
def change_staff(
    session: Session,
    command: ChangeStaff,
    context: Context,  # noqa: ARG001 - the shape of every use case
) -> Outcome:
    """Change what is known about a person.

    Raises:
        NotFound: there is no such person.
        Outdated: somebody else changed it meanwhile.
    """
    row = session.get(Staff, command.id)
    if row is None:
        raise NotFound("Diese Person gibt es in der Datei nicht.", "Laden Sie die Seite neu.")
    if row.version != command.base_version:
        raise Outdated("Die Person wurde inzwischen geändert.", "Laden Sie die Seite neu.")
    if command.name is not None:
        row.name = german.clean(command.name)
        row.name_sort = german.sort_key(row.name)[0]
    if command.function is not None:
        row.function = german.clean(command.function)
    if command.active is not None:
        row.active = command.active
    if command.roles is not None:
        _set_roles(session, row.id, command.roles)
    if command.scope is not None:
        _set_scope(session, row.id, command.scope)
    session.flush()
    return Outcome(frozenset({TOPIC}), f"Person geändert: {row.name}", _row(session, row))


def _set_roles(session: Session, staff_id: UUID, roles: Iterable[RoleRow]) -> None:
    """The rows of a person have natural keys, so that a kept role keeps its history."""
    wanted = {role.role: role for role in roles}
    kept = {row.role: row for row in _role_rows(session, staff_id)}
    for name, row in kept.items():
        if name not in wanted:
            session.delete(row)
    for role in wanted.values():
        row_id = natural_id("staff_role", str(staff_id), role.role)
        row = kept.get(role.role) or StaffRole(id=row_id, staff_id=staff_id, role=role.role.value)
        row.valid_from, row.ended_on = role.valid_from, role.ended_on
        session.add(row)


def _set_scope(session: Session, staff_id: UUID, scope: Iterable[int]) -> None:
    wanted = set(scope)
    kept = {row.bfs_number: row for row in _scope_rows(session, staff_id)}
    for number in kept.keys() - wanted:
        session.delete(kept[number])
    for number in sorted(wanted - kept.keys()):
        row_id = natural_id("staff_scope", str(staff_id), number)
        session.add(StaffScope(id=row_id, staff_id=staff_id, bfs_number=number))


def staff(session: Session) -> tuple[StaffMember, ...]:
    """Everybody, also who has left, in German order of names."""
    rows = session.scalars(select(Staff).order_by(Staff.name_sort, Staff.sign))
    return tuple(_row(session, row) for row in rows)


def _row(session: Session, row: Staff) -> StaffMember:
    return StaffMember(
        id=row.id,
        name=row.name,
        sign=row.sign,
        function=row.function,
        active=row.active,
        roles=tuple(
            RoleRow(Role(role.role), role.valid_from, role.ended_on)
            for role in _role_rows(session, row.id)
        ),
        scope=tuple(scope.bfs_number for scope in _scope_rows(session, row.id)),
        version=row.version,
    )


def _role_rows(session: Session, staff_id: UUID) -> list[StaffRole]:
    query = select(StaffRole).where(StaffRole.staff_id == staff_id).order_by(StaffRole.role)
    return list(session.scalars(query))


def _scope_rows(session: Session, staff_id: UUID) -> list[StaffScope]:
    query = select(StaffScope).where(StaffScope.staff_id == staff_id)
    return list(session.scalars(query.order_by(StaffScope.bfs_number)))
