"""Write the newest step from today's tables: run it again until the step is released.

``python db/migrations/make_step.py``. What no earlier step made is created; a table whose statement
is another one than before is built anew and its rows are copied. The statements are kept as SQLite
gets them from ``create_all``, so that a new file and a migrated one are equal to the letter, CHECKs
and search index included, whatever the code becomes later.
"""

from __future__ import annotations

import re
from importlib import util
from pathlib import Path

from sqlalchemy import event
from sqlcipher3 import dbapi2

from sozdesk import schema
from sozdesk.archive.engine import engine_of

_VERSIONS = Path(__file__).parent / "versions"
STEP, BEFORE, NAME = "0005", "0004", "cases_and_billing"
_TITLE = "Persons, cases, rulings, participations, invoices, bills and the answers to them."
_NOT_OURS = ("PRAGMA", "SELECT", "BEGIN")
_TABLE = re.compile(r"CREATE (?:VIRTUAL )?TABLE (\w+)")
_INDEX = re.compile(r"CREATE (?:UNIQUE )?INDEX \w+ ON (\w+)")
_TEXT = '''"""{title} Written by ``make_step.py``."""

from __future__ import annotations

from alembic import op

revision = "{step}"
down_revision = "{before}"
branch_labels = None
depends_on = None

_STATEMENTS = (
{statements})


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
'''


def statements() -> list[str]:
    """What ``create_all`` says to SQLite, its questions left out."""
    said: list[str] = []
    engine = engine_of(dbapi2.connect(":memory:", isolation_level=None))

    @event.listens_for(engine, "before_cursor_execute")
    def _note(_: object, __: object, statement: str, *___: object) -> None:
        said.append("\n".join(line.rstrip() for line in statement.strip().splitlines()))

    with engine.begin() as connection:
        schema.metadata().create_all(connection)
    return [statement for statement in said if not statement.startswith(_NOT_OURS)]


def _earlier() -> list[str]:
    """The statements of all steps before this one."""
    found: list[str] = []
    for path in sorted(_VERSIONS.glob("[0-9]*.py")):
        if path.name >= STEP:
            continue
        spec = util.spec_from_file_location(path.stem, path)
        assert spec is not None
        assert spec.loader is not None
        module = util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found += module._STATEMENTS
    return [statement.strip() for statement in found]


def step() -> list[str]:
    """What leads from the tables of the step before to today's."""
    earlier = _earlier()
    known = {match[1] for statement in earlier if (match := _TABLE.match(statement))}
    new = [statement for statement in statements() if statement not in earlier]
    changed = [m[1] for one in new if (m := _TABLE.match(one)) and m[1] in known]
    done: list[str] = []
    for statement in new:
        table = _TABLE.match(statement)
        if table is None or table[1] not in changed:
            done.append(statement)
            continue
        done += _rebuilt(table[1], statement, earlier)
    return done


def _rebuilt(table: str, statement: str, earlier: list[str]) -> list[str]:
    """The table under its new statement with the rows of the old one, and its indexes again."""
    old = [one for one in earlier if (m := _TABLE.match(one)) and m[1] == table][-1]
    columns = ", ".join(_columns(old))
    indexes = [one for one in earlier if (m := _INDEX.match(one)) and m[1] == table]
    return [
        f"CREATE TEMPORARY TABLE kept AS SELECT * FROM {table}",
        f"DROP TABLE {table}",
        statement,
        f"INSERT INTO {table} ({columns}) SELECT {columns} FROM kept",
        "DROP TABLE kept",
        *indexes,
    ]


def _columns(statement: str) -> list[str]:
    """Names of the columns of a CREATE TABLE statement."""
    lines = [line.strip() for line in statement.splitlines()[1:]]
    return [
        line.split()[0].strip('"')
        for line in lines
        if line and not line.startswith((")", "CONSTRAINT"))
    ]


def _quoted(sql: str) -> str:
    return f'    """\n{sql}\n""",\n'


if __name__ == "__main__":
    text = _TEXT.format(
        title=_TITLE, step=STEP, before=BEFORE, statements="".join(map(_quoted, step()))
    )
    (_VERSIONS / f"{STEP}_{NAME}.py").write_text(text, encoding="utf-8")
