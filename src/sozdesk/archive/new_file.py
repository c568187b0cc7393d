"""What a new file holds: all tables, its office, its first person."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from sozdesk.archive import failures
from sozdesk.archive.engine import RawKey, connect, engine_of
from sozdesk.archive.file_info import TOPIC, OfficeInfo, OfficeKind
from sozdesk.archive.opened import Clock, local_day, run_act, sessions_of, utc_now
from sozdesk.archive.staff import AddStaff, Role, RoleRow, StaffMember, add_staff
from sozdesk.kernel import german, ids
from sozdesk.kernel.context import Context
from sozdesk.kernel.ids import NewId
from sozdesk.kernel.swiss_time import on_swiss_day
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class StartFile:
    """Whose file it is."""

    office_kind: OfficeKind
    office_name: str
    person_name: str
    sample: bool = False
    sample_today: date | None = None


@usecase(undoable=False)
def start_file(session: Session, command: StartFile, context: Context) -> Outcome:
    """The first act of every file; ``value`` is the first person."""
    session.add(
        OfficeInfo(
            id=context.new_id(),
            office_kind=command.office_kind.value,
            office_name=german.clean(command.office_name),
            sample=command.sample,
            sample_today=command.sample_today,
            created_at=context.now,
        )
    )
    roles = (RoleRow(Role.CLERK), RoleRow(Role.HEAD))
    person = add_staff(session, AddStaff(name=command.person_name, roles=roles), context)
    return Outcome(frozenset({TOPIC}), f"Datei angelegt: {command.office_name}", person.value)


def fill_new_file(
    path: Path,
    key: RawKey,
    command: StartFile,
    *,
    clock: Clock = utc_now,
    new_id: NewId = ids.new_id,
) -> StaffMember:
    """Make the file at ``path`` and close it again.

    Raises:
        ArchiveError: the folder cannot be written, or the medium is full.
        RuleViolation: the person has no name.
    """
    engine = engine_of(connect(path, key))
    try:
        with failures.explained(path):
            _make_tables(engine)
        now = clock()
        if command.sample_today is not None:
            now = on_swiss_day(now, command.sample_today)
        context = Context(
            now=now,
            today=command.sample_today or local_day(now),
            staff_id=None,
            staff_name=command.person_name,
            device=platform.node(),
            new_id=new_id,
            sample=command.sample,
        )
        person: StaffMember = run_act(sessions_of(engine), path, start_file, command, context).value
    finally:
        engine.dispose()
    return person


def _make_tables(engine: Engine) -> None:
    """By name, because the archive lies below the features whose tables it makes."""
    schema = import_module("sozdesk.schema")
    with engine.begin() as connection:
        schema.metadata().create_all(connection)
        connection.exec_driver_sql(_VERSION_TABLE)
        connection.exec_driver_sql(_STAMP, (schema.REVISION,))


_VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
_STAMP = "INSERT INTO alembic_version (version_num) VALUES (?)"
