"""Older files are brought up to date in one transaction; newer ones are refused."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from fixtures_archive import PASSWORD, TEST_KEY, fixed_clock
from sozdesk import schema
from sozdesk.archive import migrate
from sozdesk.archive.backup import backups
from sozdesk.archive.engine import connect
from sozdesk.archive.file_info import OfficeKind
from sozdesk.archive.journal import recent, verify_chain
from sozdesk.archive.store import Archive, Created, open_with_key, open_with_password
from sozdesk.kernel import places
from sozdesk.kernel.errors import ArchiveDamaged, ArchiveTooNew

STEP = '''"""A step of a later release."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade() -> None:
    {body}
'''
ADD_COLUMN = """with op.batch_alter_table("staff") as staff:
        staff.add_column(sa.Column("phone", sa.String(), nullable=False, server_default=""))
        staff.alter_column("function", new_column_name="job")"""
FAIL = """op.execute("DELETE FROM staff_role")
    op.execute("INSERT INTO no_such_table VALUES (1)")"""
ORPHANS = """op.execute("DELETE FROM staff")"""


@pytest.fixture
def steps(tmp_path: Path) -> Callable[..., Path]:
    """Makes a folder with our steps and later ones."""

    def make(*bodies: str) -> Path:
        folder = tmp_path / "steps"
        ignored = shutil.ignore_patterns("__pycache__", "make_step.py")
        shutil.copytree(places.database("migrations"), folder, ignore=ignored)
        for number, body in enumerate(bodies, int(schema.REVISION) + 1):
            text = STEP.format(revision=f"{number:04}", before=f"{number - 1:04}", body=body)
            (folder / "versions" / f"{number:04}_later.py").write_text(text, encoding="utf-8")
        return folder

    return make


@pytest.fixture
def old_file(office_files: Callable[[OfficeKind], Path], tmp_path: Path) -> Path:
    path = tmp_path / "alt.sozdesk"
    shutil.copyfile(office_files(OfficeKind.KSA), path)
    return path


def content(connection: dbapi2.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Every table with every row."""
    names = [row[0] for row in connection.execute("SELECT name FROM pragma_table_list ORDER BY 1")]
    return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}


# ------------------------------------------------------------------ a new file = all steps

_COMPARE = """
import sys
from pathlib import Path
from sqlcipher3 import dbapi2
from sozdesk import schema
from sozdesk.archive import migrate
from sozdesk.archive.engine import engine_of

def tables(connection):
    query = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name <> 'alembic_version'"
    rows = connection.execute(query).fetchall()
    return sorted((t, n, tn, " ".join((sql or "").split())) for t, n, tn, sql in rows
                  if "alembic_version" not in n)

new = dbapi2.connect(":memory:", isolation_level=None)
with engine_of(new).begin() as bound:
    schema.metadata().create_all(bound)
stepped = dbapi2.connect(":memory:", isolation_level=None)
stepped.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
config = migrate._config(Path(sys.argv[1]))
migrate._upgrade(stepped, Path("memory"), config)
only_new = [row for row in tables(new) if row not in tables(stepped)]
only_stepped = [row for row in tables(stepped) if row not in tables(new)]
print("head", stepped.execute("SELECT version_num FROM alembic_version").fetchone()[0])
print("tables", len(tables(new)))
for row in only_new: print("only in a new file:", row)
for row in only_stepped: print("only after the steps:", row)
"""


@pytest.mark.slow
def test_a_new_file_equals_all_steps_to_the_letter() -> None:
    """Columns, indexes, keys, triggers and CHECK texts; in a process without the tests' tables."""
    done = subprocess.run(
        [sys.executable, "-c", _COMPARE, str(places.database("migrations"))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    head, tables, *differences = done.stdout.splitlines()
    assert differences == [], "run: python db/migrations/make_step.py"
    assert head == f"head {schema.REVISION}"
    assert int(tables.split()[1]) > 20


_OPEN = """
import sys
from pathlib import Path
from sozdesk.archive.store import open_with_password
open_with_password(Path(sys.argv[1]), sys.argv[2]).close(backup=False)
print("alembic" in sys.modules)
"""


@pytest.mark.slow
def test_opening_a_file_of_today_does_not_wait_for_the_migration_tool(created: Created) -> None:
    created.archive.close(backup=False)
    command = [sys.executable, "-c", _OPEN, str(created.archive.path), PASSWORD]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("False\n", "")


def test_a_file_of_today_is_left_alone(old_file: Path) -> None:
    connection = connect(old_file, TEST_KEY)
    done = migrate.bring_up(connection, old_file, _no_backup)
    connection.close()
    assert not done


def _no_backup() -> None:
    raise AssertionError("a backup was made")


@pytest.mark.parametrize("path", sorted(places.database("fixtures").glob("*.sozdesk")), ids=str)
def test_the_file_of_every_release_opens_today(path: Path, tmp_path: Path) -> None:
    for source in (path, path.with_suffix(".keys")):
        shutil.copyfile(source, tmp_path / source.name)
    archive = open_with_password(tmp_path / path.name, PASSWORD, clock=fixed_clock)
    acts = archive.query(recent, 10)
    findings = archive.query(verify_chain)
    archive.close(backup=False)
    assert archive.info.office_name == "Kantonales Sozialamt"
    assert archive.info.sample
    assert findings == ()
    assert archive.staff.name == "Anna Muster"
    assert [act.usecase for act in acts] == ["rename_office", "start_file"]


# ------------------------------------------------------------------ later steps


def test_a_step_rebuilds_a_table_and_keeps_rows_and_their_children(
    old_file: Path, steps: Callable[..., Path]
) -> None:
    connection = connect(old_file, TEST_KEY)
    before = content(connection)
    backups_made: list[int] = []
    done = migrate.bring_up(
        connection, old_file, lambda: backups_made.append(1), scripts=steps(ADD_COLUMN)
    )
    after = content(connection)
    row = connection.execute("SELECT name, job, phone FROM staff").fetchone()
    keys = connection.execute("PRAGMA foreign_keys").fetchone()
    connection.close()
    assert done
    assert backups_made == [1]
    assert row == ("Anna Muster", "", "")
    assert after["staff_role"] == before["staff_role"] != []
    assert after["alembic_version"] == [(f"{int(schema.REVISION) + 1:04}",)]
    assert keys == (1,)


@pytest.mark.parametrize("body", [FAIL, ORPHANS], ids=["failing", "leaving orphans"])
def test_a_step_that_goes_wrong_leaves_nothing_of_any_step(
    old_file: Path, steps: Callable[..., Path], body: str
) -> None:
    connection = connect(old_file, TEST_KEY)
    before = content(connection)
    with pytest.raises(Exception, match=r"no_such_table|orphans"):
        migrate.bring_up(connection, old_file, lambda: None, scripts=steps(ADD_COLUMN, body))
    after = content(connection)
    keys = connection.execute("PRAGMA foreign_keys").fetchone()
    connection.close()
    assert after == before
    assert keys == (1,)
    archive = open_with_key(old_file, TEST_KEY, clock=fixed_clock)
    archive.close(backup=False)
    assert archive.staff.name == "Anna Muster"


def test_two_migrations_of_the_same_file_give_the_same_content(
    old_file: Path, steps: Callable[..., Path], tmp_path: Path
) -> None:
    folder = steps(ADD_COLUMN)
    results = []
    for name in ("a", "b"):
        path = tmp_path / f"{name}.sozdesk"
        shutil.copyfile(old_file, path)
        connection = connect(path, TEST_KEY)
        migrate.bring_up(connection, path, lambda: None, scripts=folder)
        results.append(content(connection))
        connection.close()
    assert results[0] == results[1]


def test_the_backup_before_a_migration_is_proven_and_named(archive: Archive) -> None:
    from sozdesk.archive.backup import Reason

    row = archive.backup(Reason.MIGRATION)
    assert row.path.name.endswith(".migration.sozdesk")
    assert backups(archive.path) == (row,)


def test_a_newer_file_is_refused_and_not_touched(old_file: Path) -> None:
    connection = connect(old_file, TEST_KEY)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = old_file.read_bytes()
    with pytest.raises(ArchiveTooNew) as caught:
        open_with_key(old_file, TEST_KEY, clock=fixed_clock)
    assert caught.value.sentence == (
        "Die Datei «alt.sozdesk» wurde mit einer neueren Version von SozDesk gespeichert. "
        "Sie wurde nicht verändert."
    )
    assert caught.value.next_step.startswith("Installieren Sie die neueste Version")
    assert old_file.read_bytes() == before


def test_a_file_with_something_else_in_it_is_no_file_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "fremd.sozdesk"
    connection = connect(path, TEST_KEY)
    connection.execute("CREATE TABLE other (x)")
    connection.close()
    with pytest.raises(ArchiveDamaged):
        open_with_key(path, TEST_KEY, clock=fixed_clock)
