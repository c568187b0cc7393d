"""Write ``versions/0001_initial.py`` from today's tables: run it again before the first release.

The statements are kept as SQLite gets them from ``create_all``, so that a new file and a migrated
one are equal to the letter, CHECKs and search index included, whatever the code becomes later.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import event
from sqlcipher3 import dbapi2

from sozdesk import schema
from sozdesk.archive.engine import engine_of

_TARGET = Path(__file__).parent / "versions" / "0001_initial.py"
_NOT_OURS = ("PRAGMA", "SELECT", "BEGIN")
_TEXT = '''"""All tables of the first release. Written by ``make_initial.py``."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
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


def _quoted(sql: str) -> str:
    return f'    """\n{sql}\n""",\n'


if __name__ == "__main__":
    _TARGET.write_text(_TEXT.format(statements="".join(map(_quoted, statements()))))
