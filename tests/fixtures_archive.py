"""Real encrypted files for every test: made once per run, copied per test, opened with a raw key."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from sozdesk.archive import engine, persons, renewal, store
from sozdesk.archive.engine import RawKey
from sozdesk.archive.file_info import OfficeKind
from sozdesk.archive.kdf import Kdf
from sozdesk.archive.new_file import StartFile, fill_new_file
from sozdesk.archive.store import Archive, Created, create, open_with_key
from sozdesk.kernel.ids import seeded_ids

TEST_KEY = RawKey(key=bytes(range(32)), salt=bytes(range(100, 116)))
TEST_NOW = datetime(2027, 1, 5, 10, 0, tzinfo=UTC)
"""A Tuesday at eleven in Liestal."""


PASSWORD = "vier Wörter im Mai"
FAST_KDF = Kdf(memory_kib=32, passes=1, lanes=1)
"""For tests only: a real file never gets less than 64 MiB."""


def fixed_clock() -> datetime:
    """The moment at which all tests happen."""
    return TEST_NOW


def make_file(path: Path, kind: OfficeKind, name: str) -> Path:
    """A new file with its office set up, closed."""
    new_id = seeded_ids(1)
    command = StartFile(office_kind=kind, office_name=name, person_name="Anna Muster")
    fill_new_file(path, TEST_KEY, command, clock=fixed_clock, new_id=new_id)
    archive = open_with_key(path, TEST_KEY, clock=fixed_clock, new_id=new_id)
    _set_up_office(archive)
    archive.close(backup=False)
    return path


def _set_up_office(archive: Archive) -> None:
    from sozdesk.features.offices.usecases import SetUpOffice, set_up_office

    command = SetUpOffice(kind=archive.info.office_kind, name=archive.info.office_name)
    archive.run(set_up_office, command)


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """SQLAlchemy compiles a statement anew for every file that is opened; all of ours are alike.

    A test opens one or two: a third of its time went there.
    """
    make, made = engine.create_engine, list[Engine]()

    def create_engine(*args: Any, **options: Any) -> Engine:
        new = make(*args, **options)
        if not made:
            made.append(new)
        first = made[0]
        new.dialect = new.pool._dialect = first.dialect
        new._compiled_cache = first._compiled_cache
        return new

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "create_engine", create_engine)
        yield


@pytest.fixture(scope="session", autouse=True)
def fast_keys() -> Iterator[None]:
    """Passwords of tests guard nothing; what a real derivation is, test_access.py says."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (store, persons, renewal):
            patch.setattr(module, "calibrated", lambda: FAST_KDF)
        yield


@pytest.fixture(autouse=True)
def private_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test touches the folders of the person who runs it."""
    folder = tmp_path / "profile"
    monkeypatch.setenv("SOZDESK_CONFIG_DIR", str(folder))
    return folder


@pytest.fixture(scope="session")
def office_files(tmp_path_factory: pytest.TempPathFactory) -> Callable[[OfficeKind], Path]:
    """The file of each kind of office, made when first asked for; never open it, copy it."""
    made: dict[OfficeKind, Path] = {}
    names = {OfficeKind.KSA: "Kantonales Sozialamt", OfficeKind.SERVICE: "Sozialdienst Beispieltal"}

    def file_of(kind: OfficeKind) -> Path:
        if kind not in made:
            folder = tmp_path_factory.mktemp("offices")
            made[kind] = make_file(folder / f"{kind}.sozdesk", kind, names[kind])
        return made[kind]

    return file_of


def opened_copy(source: Path, folder: Path) -> Archive:
    """A copy of a prepared file, open."""
    path = folder / source.name
    shutil.copyfile(source, path)
    return open_with_key(path, TEST_KEY, clock=fixed_clock, new_id=seeded_ids(2))


def prepare(source: Path, folder: Path, fill: Callable[[Archive], None], seed: int) -> Path:
    """A copy of a prepared file that holds more; ``seed`` of its new ids. Never open it, copy it."""
    path = folder / source.name
    shutil.copyfile(source, path)
    archive = open_with_key(path, TEST_KEY, clock=fixed_clock, new_id=seeded_ids(seed))
    fill(archive)
    archive.close(backup=False)
    return path


@pytest.fixture
def archive(office_files: Callable[[OfficeKind], Path], tmp_path: Path) -> Iterator[Archive]:
    """A fresh encrypted file of the KSA with 86 municipalities; 5 January 2027, 10:00 UTC."""
    opened = opened_copy(office_files(OfficeKind.KSA), tmp_path)
    yield opened
    opened.close(backup=False)


@pytest.fixture
def service_archive(
    office_files: Callable[[OfficeKind], Path], tmp_path: Path
) -> Iterator[Archive]:
    """The same for a Sozialdienst."""
    opened = opened_copy(office_files(OfficeKind.SERVICE), tmp_path)
    yield opened
    opened.close(backup=False)


@pytest.fixture
def created(tmp_path: Path) -> Iterator[Created]:
    """A new file of Anna Muster's, opened with :data:`PASSWORD`, and its recovery key."""
    folder = tmp_path / "ablage"
    folder.mkdir()
    new = create(
        folder / "amt.sozdesk",
        office_kind=OfficeKind.KSA,
        office_name="Kantonales Sozialamt",
        person_name="Anna Muster",
        password=PASSWORD,
        clock=fixed_clock,
        kdf=FAST_KDF,
    )
    yield new
    new.archive.close(backup=False)
