"""The one connection to the encrypted file: key, settings, claim."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlcipher3 import dbapi2

from sozdesk.archive.failures import explained

CACHE_KIB = 32 * 1024
"""The cipher is slow only when pages miss the cache."""
_NO_WAIT = 0.0


@dataclass(frozen=True, slots=True)
class RawKey:
    """The data key of a file (32 bytes) and its salt (16 bytes); fixed for the life of the file."""

    key: bytes
    salt: bytes

    def __repr__(self) -> str:
        return "RawKey(…)"

    @property
    def pragma(self) -> str:
        """The statement that keys a connection; never log it."""
        return f"PRAGMA key = \"x'{self.key.hex()}{self.salt.hex()}'\""


def connect(path: Path, key: RawKey, *, reading: bool = False) -> dbapi2.Connection:
    """Open and key the file; ``reading`` leaves it unclaimed and refuses every write.

    Raises:
        ArchiveError: locked, damaged, read-only …; the file is never created or changed here
            beyond what SQLite itself repairs after a crash.
    """
    with explained(path):
        connection = prepared(path, key)
        try:
            _only_read(connection) if reading else _claim(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def prepared(path: Path, key: RawKey) -> dbapi2.Connection:
    """A keyed connection with our settings; the file is made if it is not there."""
    connection = dbapi2.connect(str(path), timeout=_NO_WAIT, isolation_level=None)
    try:
        _key(connection, key)
        _set_up(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _key(connection: dbapi2.Connection, key: RawKey) -> None:
    """The log level comes first: a wrong key would print to stderr."""
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(key.pragma)


def _set_up(connection: dbapi2.Connection) -> None:
    for pragma in (
        "temp_store = MEMORY",
        "foreign_keys = ON",
        "locking_mode = EXCLUSIVE",
        "journal_mode = DELETE",
        "synchronous = EXTRA",
        f"cache_size = -{CACHE_KIB}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _claim(connection: dbapi2.Connection) -> None:
    """EXCLUSIVE locks only at first use, so the file is claimed at once."""
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


def _only_read(connection: dbapi2.Connection) -> None:
    connection.execute("PRAGMA query_only = ON")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def engine_of(connection: dbapi2.Connection, *, reading: bool = False) -> Engine:
    """SQLAlchemy on exactly this connection, with transactions that also roll back DDL."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: connection,
        module=dbapi2,
        poolclass=StaticPool,
        hide_parameters=True,  # an error text may reach the log: no names, no amounts
    )
    statement = "BEGIN" if reading else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def _begin(bound: Connection) -> None:
        bound.exec_driver_sql(statement)

    return engine
