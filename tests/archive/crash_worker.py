"""A process that tests may kill, starve or lock out. Prints what it was told, one line per fact.

crash_worker.py hold FILE                 open the file and wait
crash_worker.py open FILE                 open the file, say how it went
crash_worker.py read-only FILE            … where nothing may be written, also as root
crash_worker.py limit|disk FILE           save until the medium takes no more
crash_worker.py kill JOB SEED ROUNDS FOLDER   kill a child at a random moment, look what is left
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from fixtures_archive import FAST_KDF, PASSWORD, fixed_clock
from sozdesk.archive import access, migrate, persons
from sozdesk.archive.access import file_salt, unlock
from sozdesk.archive.backup import backups, prove
from sozdesk.archive.engine import connect
from sozdesk.archive.file_info import OfficeInfo, OfficeKind
from sozdesk.archive.journal import verify_chain
from sozdesk.archive.renewal import renew_key
from sozdesk.archive.restore import restore
from sozdesk.archive.staff import Staff
from sozdesk.archive.store import Archive, create, open_with_password
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import SozDeskError, WrongPassword
from sozdesk.kernel.usecase import Outcome, usecase


def say(**facts: object) -> None:
    sys.stdout.write(json.dumps(facts, ensure_ascii=False) + "\n")
    sys.stdout.flush()


@usecase(undoable=True)
def save_pair(session: Session, command: tuple[str, str], context: Context) -> Outcome:
    """Two rows that must always say the same, and ballast that fills the medium."""
    number, ballast = command
    session.scalars(select(OfficeInfo)).one().office_name = number
    session.scalars(select(Staff)).first().function = f"{number} {ballast}"  # type: ignore[union-attr]
    return Outcome(frozenset({"pair"}), f"Stand {number}")


def pair(session: Session) -> tuple[str, str]:
    function = session.scalars(select(Staff)).one().function
    return session.scalars(select(OfficeInfo)).one().office_name, function.split(" ")[0]


def new_file(path: Path) -> Archive:
    return create(
        path,
        office_kind=OfficeKind.KSA,
        office_name="0",
        person_name="Anna Muster",
        password=PASSWORD,
        clock=fixed_clock,
        kdf=FAST_KDF,
    ).archive


def reopened(path: Path, password: str = PASSWORD) -> Archive:
    return open_with_password(path, password, clock=fixed_clock)


# ------------------------------------------------------------------ locked out, starved


def hold(path: Path) -> None:
    archive = reopened(path)
    say(held=True)
    sys.stdin.read()
    archive.close(backup=False)


def try_open(path: Path) -> None:
    try:
        archive = reopened(path)
    except SozDeskError as error:
        say(error=type(error).__name__, sentence=error.sentence, next_step=error.next_step)
        return
    archive.close(backup=False)
    say(error="", sentence="", next_step="")


def read_only(path: Path) -> None:
    path.parent.chmod(0o555)
    path.chmod(0o444)
    _give_up_rights_of_root()
    try_open(path)


def _give_up_rights_of_root() -> None:
    """Root may write everywhere: drop CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER."""
    version, data = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    libc = ctypes.CDLL(None, use_errno=True)
    assert libc.capget(version, data) == 0
    data[0] &= ~0b1110
    assert libc.capset(version, data) == 0


def limit(path: Path) -> None:
    """No file may grow: what a quota or a broken medium looks like."""
    import resource

    archive = reopened(path)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = path.stat().st_size + 200_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    _save_until_refused(archive)


def disk(path: Path) -> None:
    """A medium with room for the file and little more, mounted where only this process sees it."""
    small = path.parent / "klein"
    small.mkdir()
    room = path.stat().st_size // 1024 + 560
    mount = ["mount", "-t", "tmpfs", "-o", f"size={room}k", "tmpfs", str(small)]
    subprocess.run(mount, check=True)
    for source in (path, access.keys_path(path)):
        shutil.copyfile(source, small / source.name)
    _save_until_refused(reopened(small / path.name))


def _save_until_refused(archive: Archive) -> None:
    number = 0
    ballast = random.Random(1).randbytes(20_000).hex()
    try:
        for number in range(1, 1000):
            archive.run(save_pair, (str(number), ballast + str(number)))
    except SozDeskError as error:
        say(error=type(error).__name__, sentence=error.sentence, next_step=error.next_step)
    say(confirmed=number - 1, found=archive.query(pair))
    try:
        archive.close()
    except SozDeskError as error:
        say(backup=type(error).__name__, sentence=error.sentence, next_step=error.next_step)
    again = reopened(archive.path)
    say(reopened=again.query(pair), broken=len(again.query(verify_chain)))
    again.close(backup=False)


# ------------------------------------------------------------------ killed

Confirm = Callable[[int], None]


def save_job(path: Path, confirm: Confirm) -> None:
    archive = reopened(path)
    confirm(0)
    for number in range(1, 10_000):
        archive.run(save_pair, (str(number), "x" * 20_000))
        confirm(number)


def backup_job(path: Path, confirm: Confirm) -> None:
    archive = reopened(path)
    confirm(0)
    for number in range(1, 10_000):
        archive.run(save_pair, (str(number), "x" * 200_000))
        archive.backup()
        confirm(number)


def password_job(path: Path, confirm: Confirm) -> None:
    archive = reopened(path)
    old = PASSWORD
    confirm(0)
    for number in range(1, 10_000):
        new = f"{PASSWORD} {number}"
        persons.change_password(archive, old=old, new=new, kdf=FAST_KDF)
        old = new
        confirm(number)


def migration_job(path: Path, confirm: Confirm) -> None:
    opened = unlock(access.load(path), file_salt(path), PASSWORD, path=path)
    connection = connect(path, opened.key)
    confirm(0)
    migrate.bring_up(connection, path, lambda: None, scripts=path.parent / "steps")
    confirm(1)


def renewal_job(path: Path, confirm: Confirm) -> None:
    archive = reopened(path)
    confirm(0)
    for number in range(1, 10_000):
        archive = renew_key(archive, PASSWORD, kdf=FAST_KDF).archive
        confirm(number)


def restore_job(path: Path, confirm: Confirm) -> None:
    """The backup and the file hold the same, so whatever is there must be whole."""
    archive = reopened(path)
    backup = archive.backup().path
    archive.close(backup=False)
    confirm(0)
    for number in range(1, 10_000):
        restore(backup, path, PASSWORD, now=fixed_clock())
        confirm(number)


JOBS = {
    "save": save_job,
    "backup": backup_job,
    "password": password_job,
    "migration": migration_job,
    "renewal": renewal_job,
    "restore": restore_job,
}


def kill(job: str, seed: int, rounds: int, folder: Path) -> None:
    """One line per round: what was confirmed before the kill, what is there afterwards."""
    source = folder / "source" / "amt.sozdesk"
    source.parent.mkdir()
    archive = new_file(source)
    archive.run(save_pair, ("0", "x" * (3_000_000 if job == "migration" else 0)))
    archive.close(backup=False)
    if job == "migration":
        shutil.copytree(folder / "steps", source.parent / "steps")
    moments = random.Random(seed)
    usual = _lasts(job, source, folder / "measured")
    for number in range(rounds):
        path = folder / f"{job}{number}" / source.name
        shutil.copytree(source.parent, path.parent)
        wait_for = 0 if job == "migration" else moments.randint(0, 3)
        confirmed = _killed(job, path, wait_for, moments.uniform(0, 1.1) * usual)
        say(confirmed=confirmed, **_what_is_left(job, path, confirmed))


def _lasts(job: str, source: Path, folder: Path) -> float:
    """Seconds from ready to the first confirmation, on this machine and now."""
    shutil.copytree(source.parent, folder)
    child, lines = _started(job, folder / source.name)
    lines.readline()
    started = time.perf_counter()
    lines.readline()
    lasted = time.perf_counter() - started
    _end(child, lines)
    return lasted


def _killed(job: str, path: Path, wait_for: int, delay: float) -> int:
    """The last number that the child had confirmed when it was killed."""
    child, lines = _started(job, path)
    while int(lines.readline()) < wait_for:
        pass
    time.sleep(delay)
    rest = _end(child, lines)
    return int(rest[-1]) if rest else wait_for


def _started(job: str, path: Path) -> tuple[int, BinaryIO]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        JOBS[job](path, lambda number: void(os.write(writing, b"%d\n" % number)))
        os._exit(0)
    os.close(writing)
    return child, os.fdopen(reading, "rb")


def _end(child: int, lines: BinaryIO) -> list[bytes]:
    """Kill the child; what it had still said."""
    os.kill(child, signal.SIGKILL)
    with lines:
        rest = lines.read().split()
    os.waitpid(child, 0)
    return rest


def void(_: object) -> None:
    """Forget an answer."""


def _what_is_left(job: str, path: Path, confirmed: int) -> dict[str, object]:
    if job == "migration":
        return _left_by_migration(path)
    passwords = [PASSWORD]
    if job == "password":
        passwords = [_password(confirmed), _password(confirmed + 1)]
    fitting = [password for password in passwords if _opens(path, password)]
    archive = reopened(path, fitting[0])
    name, function = archive.query(pair)
    broken = len(archive.query(verify_chain))
    archive.close(backup=False)
    facts = {"opens": len(fitting), "pair": [name, function], "broken": broken}
    return {**facts, "backups": _proven_backups(path)}


def _password(number: int) -> str:
    return PASSWORD if number == 0 else f"{PASSWORD} {number}"


def _opens(path: Path, password: str) -> bool:
    try:
        reopened(path, password).close(backup=False)
    except WrongPassword:
        return False
    return True


def _proven_backups(path: Path) -> int:
    """The number of the newest backup; every one that is listed must verify from its slots."""
    newest = 0
    for row in backups(path):
        slots = access.load(row.path)
        opened = unlock(slots, file_salt(row.path), PASSWORD, path=row.path)
        prove(row.path, opened.key)
        connection = connect(row.path, opened.key, reading=True)
        (name,) = connection.execute("SELECT office_name FROM office_info").fetchone()
        connection.close()
        newest = max(newest, int(name))
    return newest


def _left_by_migration(path: Path) -> dict[str, object]:
    opened = unlock(access.load(path), file_salt(path), PASSWORD, path=path)
    connection = connect(path, opened.key)
    (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    columns = [row[1] for row in connection.execute("PRAGMA table_info(staff)")]
    leftovers = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE name LIKE '_alembic_tmp%'"
    ).fetchone()[0]
    length = connection.execute("SELECT length(function) FROM staff").fetchone()[0]
    connection.close()
    prove(path, opened.key)
    return {
        "revision": revision,
        "phone": "phone" in columns,
        "leftovers": leftovers,
        "length": length,
    }


if __name__ == "__main__":
    command, *rest = sys.argv[1:]
    if command == "kill":
        kill(rest[0], int(rest[1]), int(rest[2]), Path(rest[3]))
    else:
        todo = {"hold": hold, "open": try_open, "read-only": read_only, "limit": limit}
        {**todo, "disk": disk}[command](Path(rest[0]))
