"""Bring an older file to today's tables: all steps in one transaction, or none."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from sozdesk.archive import failures
from sozdesk.archive.engine import engine_of
from sozdesk.kernel import places

if TYPE_CHECKING:
    from alembic.config import Config


def head() -> str:
    """The revision of today's tables."""
    revision: str = import_module("sozdesk.schema").REVISION
    return revision


def revision_of(connection: dbapi2.Connection, path: Path) -> str:
    """The revision of a file's tables.

    Raises:
        ArchiveDamaged: the file holds something else.
    """
    with failures.explained(path):
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except dbapi2.OperationalError as error:
            if "no such table" in str(error):
                raise failures.damaged(path) from error
            raise
    if row is None:
        raise failures.damaged(path)
    return str(row[0])


def bring_up(
    connection: dbapi2.Connection,
    path: Path,
    before: Callable[[], object],
    *,
    scripts: Path | None = None,
) -> bool:
    """Migrate if the file is older; ``before`` makes the backup. True if something was done.

    ``scripts`` is another folder of steps than ours (tests, the proof before a release).

    Raises:
        ArchiveTooNew: a newer program wrote the file; it is not touched.
        ArchiveError: the medium refused; the file is as it was.
    """
    found = revision_of(connection, path)
    if scripts is None and found == head():
        return False
    config = _config(scripts or places.database("migrations"))
    known = _known(config)
    if found not in known:
        raise failures.too_new(path)
    if found == known[0]:
        return False
    before()
    _upgrade(connection, path, config)
    return True


def _config(scripts: Path) -> Config:
    from alembic.config import Config  # noqa: PLC0415 - slow and rarely needed

    config = Config()
    config.set_main_option("script_location", str(scripts))
    config.set_main_option("path_separator", "os")
    return config


def _known(config: Config) -> list[str]:
    """All revisions, the newest first."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - slow

    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]


def _upgrade(connection: dbapi2.Connection, path: Path, config: Config) -> None:
    """Foreign keys are off before BEGIN: batch mode rebuilds tables and would delete children."""
    from alembic import command  # noqa: PLC0415 - slow

    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        with failures.explained(path), engine_of(connection).connect() as bound:
            config.attributes["connection"] = bound
            command.upgrade(config, "head")
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
