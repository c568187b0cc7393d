"""One open file: use cases are transactions, queries change nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateTable
from sqlcipher3 import dbapi2

from fixtures_archive import TEST_KEY, fixed_clock
from sozdesk import schema
from sozdesk.archive.file_info import OfficeKind, RenameOffice, file_info, rename_office
from sozdesk.archive.journal import recent
from sozdesk.archive.new_file import StartFile, fill_new_file
from sozdesk.archive.staff import AddStaff, ChangeStaff, Role, RoleRow, add_staff, change_staff
from sozdesk.archive.staff import staff as staff_of
from sozdesk.archive.store import Archive, open_with_key
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation
from sozdesk.kernel.usecase import Outcome, usecase


@usecase(undoable=True)
def rename_then_fail(session: Session, command: str, context: Context) -> Outcome:
    rename_office(session, RenameOffice(office_name=command), context)
    session.flush()
    raise ZeroDivisionError


def test_the_file_knows_whose_office_it_is(archive: Archive, service_archive: Archive) -> None:
    assert archive.info.office_kind is OfficeKind.KSA
    assert service_archive.info.office_kind is OfficeKind.SERVICE
    assert archive.staff.name == "Anna Muster"
    assert archive.staff.sign == "am"


def test_nothing_in_the_file_can_be_read_without_the_key(
    office_files: Callable[[OfficeKind], Path],
) -> None:
    content = office_files(OfficeKind.KSA).read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert b"office_info" not in content
    assert b"Anna Muster" not in content


def test_what_a_use_case_writes_is_there_after_reopening(archive: Archive) -> None:
    archive.run(rename_office, RenameOffice(office_name="Sozialamt"))
    archive.close(backup=False)
    again = open_with_key(archive.path, TEST_KEY, clock=fixed_clock)
    assert again.info.office_name == "Sozialamt"
    again.close(backup=False)


def test_an_unknown_error_rolls_back_and_comes_through(archive: Archive) -> None:
    before = archive.query(file_info)
    with pytest.raises(ZeroDivisionError):
        archive.run(rename_then_fail, "Halb gespeichert")
    assert archive.query(file_info) == before


def test_a_query_cannot_leave_anything_behind(archive: Archive) -> None:
    archive.query(lambda session: session.execute(text("UPDATE office_info SET office_name = 'x'")))
    assert archive.query(file_info).office_name == "Kantonales Sozialamt"


def test_the_day_is_the_day_of_the_clock(archive: Archive) -> None:
    assert archive.context().today == date(2027, 1, 5)
    assert archive.context().now == fixed_clock()
    assert archive.context().staff_name == "Anna Muster"


def test_a_sample_file_has_one_clock_that_stays_on_its_day(tmp_path: Path) -> None:
    """It is used on two days in November; everything in it happens on 5 January, in this order."""
    path, now = tmp_path / "sample.sozdesk", [datetime(2026, 11, 26, 14, 0, tzinfo=UTC)]
    start = StartFile(
        office_kind=OfficeKind.KSA,
        office_name="KSA",
        person_name="Anna Muster",
        sample=True,
        sample_today=date(2027, 1, 5),
    )
    fill_new_file(path, TEST_KEY, start, clock=lambda: now[0])
    times = ((26, 14, 2, "Sozialamt"), (27, 8, 0, "Amt"), (27, 14, 3, "KSA"))
    for day, hour, minute, name in times:
        now[0] = datetime(2026, 11, day, hour, minute, tzinfo=UTC)
        sample = open_with_key(path, TEST_KEY, clock=lambda: now[0])
        sample.run(rename_office, RenameOffice(office_name=name))
        acts = sample.query(recent, 9)
        sample.close(backup=False)
    said = [(one.at.date(), one.at.hour, one.at.minute) for one in acts]
    assert said == [
        (date(2027, 1, 5), hour, minute) for hour, minute in ((14, 3), (14, 2), (14, 2), (14, 0))
    ]


def test_an_error_of_the_schema_is_a_bug_and_not_explained_away(archive: Archive) -> None:
    with pytest.raises(DatabaseError):
        archive.query(lambda session: session.execute(text("SELECT * FROM no_such_table")))


def test_an_error_text_shows_no_data(archive: Archive) -> None:
    with pytest.raises(DatabaseError) as caught:
        archive.query(
            lambda session: session.execute(
                text("SELECT * FROM no_such_table WHERE name = :name"), {"name": "Anna Muster"}
            )
        )
    assert "Anna" not in str(caught.value)


def test_the_last_step_is_taken_back_and_then_there_is_nothing_more(archive: Archive) -> None:
    archive.run(rename_office, RenameOffice(office_name="Amt"))
    last = archive.last_undoable()
    assert last is not None
    assert last.summary == "Name der Stelle: Amt"
    outcome = archive.undo_last()
    assert outcome.changed == frozenset({"file_info"})
    assert archive.info.office_name == "Kantonales Sozialamt"


def test_what_cannot_be_taken_back_says_so(archive: Archive) -> None:
    archive.run(add_staff, AddStaff(name="Andi Müller"))
    with pytest.raises(NotFound, match="«Person aufgenommen: Andi Müller» lässt sich nicht"):
        archive.undo_last()
    assert archive.last_undoable() is None


def test_closing_twice_does_nothing(archive: Archive) -> None:
    archive.close(backup=False)
    archive.close()
    assert not archive.path.with_name(f"{archive.path.stem}-Sicherungen").exists()


def test_every_table_would_also_live_in_postgresql() -> None:
    dialect = postgresql.dialect()
    written = [
        str(CreateTable(table).compile(dialect=dialect))
        for table in schema.metadata().sorted_tables
    ]
    assert len(written) > 15
    assert not [sql for sql in written if "CASCADE" in sql]


def test_the_connection_refuses_another_thread(archive: Archive) -> None:
    from threading import Thread

    caught: list[BaseException] = []

    def ask() -> None:
        try:
            archive.query(file_info)
        except DatabaseError as error:
            caught.append(error)

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    assert isinstance(caught[0].orig, dbapi2.ProgrammingError)  # type: ignore[attr-defined]


def test_persons_get_a_free_sign_and_keep_their_roles(archive: Archive) -> None:
    deputy = RoleRow(Role.DEPUTY, date(2027, 2, 1), date(2027, 2, 28))
    added = archive.run(add_staff, AddStaff(name="  Andi  Müller ", roles=(deputy,), scope=(2829,)))
    assert added.value.sign == "am2"
    assert added.value.name == "Andi Müller"
    assert added.value.roles == (deputy,)
    assert [member.name for member in archive.query(staff_of)] == ["Andi Müller", "Anna Muster"]


def test_a_sign_exists_once(archive: Archive) -> None:
    with pytest.raises(RuleViolation, match="Das Kürzel «am» ist schon vergeben"):
        archive.run(add_staff, AddStaff(name="Andi Müller", sign="AM"))


def test_two_dialogs_about_one_person_do_not_overwrite_each_other(archive: Archive) -> None:
    anna = archive.staff
    assert anna.id is not None
    archive.run(change_staff, ChangeStaff(id=anna.id, base_version=1, function="Leiterin"))
    with pytest.raises(Outdated, match="inzwischen geändert"):
        archive.run(change_staff, ChangeStaff(id=anna.id, base_version=1, function="Aktuarin"))
    assert archive.query(staff_of)[0].function == "Leiterin"
