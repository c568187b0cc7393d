"""The steps of the self-test, in their order. Features are found, never listed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules, walk_packages
from typing import TYPE_CHECKING

import sozdesk
from sozdesk.kernel import german, places

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

PASSWORD = "Selbst-Prüfung 1"  # noqa: S105 - opens a file that is deleted at once
_FILE = "prüfung.sozdesk"
_OLD = "0001"
_OLD_PASSWORD = "vier Wörter im Mai"  # noqa: S105 - of db/fixtures, invented data
_SQLITE = b"SQLite format 3"


class SelfTestFailed(Exception):
    """A step found something that is not as it must be; the words are for whoever builds."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the result: ``run`` gets the folder and answers what was done."""

    name: str
    run: Callable[[Path], str]


def all_steps() -> Iterator[Step]:
    """Parts, file, features, an older file, documents, window; later ones use the file."""
    yield Step("Teile des Programms", _import_everything)
    yield Step("Neue verschlüsselte Datei", _make_file)
    for feature in features():
        yield Step(f"Bereich {feature}", partial(_use, feature))
    yield Step("Datei prüfen und sichern", _check_file)
    yield Step("Datei der ersten Version öffnen", _open_old_file)
    for name, write in _writers():
        yield Step(f"Dokument {name}", partial(_write, name, write))
    yield Step("Fenster", _show_window)


def features() -> tuple[str, ...]:
    """The names of the packages in ``sozdesk.features``."""
    package = import_module("sozdesk.features")
    return tuple(sorted(found.name for found in iter_modules(package.__path__)))


def _import_everything(_folder: Path) -> str:
    """What a build left out is missed here, and not by a person."""
    found = [module.name for module in walk_packages(sozdesk.__path__, "sozdesk.")]
    for name in found:
        import_module(name)
    return german.plural(len(found), "Modul geladen", "Module geladen")


def _make_file(folder: Path) -> str:
    from sozdesk.app.office_file import new_file

    path = folder / _FILE
    made = new_file(path, office_kind="ksa", person_name="Muster Beispiel", password=PASSWORD)
    made.archive.close(backup=False)
    if path.read_bytes().startswith(_SQLITE):
        raise SelfTestFailed("the file is not encrypted")
    return f"{path.stat().st_size // 1024} KB"


def _opened(folder: Path) -> Archive:
    from sozdesk.archive.store import open_with_password

    return open_with_password(folder / _FILE, PASSWORD)


def _use(feature: str, folder: Path) -> str:
    """Run the hook of a feature: a use case, on the file that is made a step before."""
    hook = import_module(f"sozdesk.app.selftest.features.{feature}")
    archive = _opened(folder)
    try:
        done: str = hook.use(archive)
    finally:
        archive.close(backup=False)
    return done


def _check_file(folder: Path) -> str:
    from sozdesk.archive.check import check

    archive = _opened(folder)
    try:
        found = check(archive)
        archive.backup()
    finally:
        archive.close(backup=False)
    if found:
        raise SelfTestFailed(" ".join(finding.message for finding in found))
    return "keine Fehler, Sicherung geprüft"


def _open_old_file(folder: Path) -> str:
    """All steps of the tables run on the way."""
    from sozdesk import schema
    from sozdesk.archive.store import open_with_password

    path = folder / f"{_OLD}.sozdesk"
    for source in (places.database("fixtures", f"{_OLD}{end}") for end in (".sozdesk", ".keys")):
        shutil.copyfile(source, folder / source.name)
    open_with_password(path, _OLD_PASSWORD).close(backup=False)
    return f"Aufbau {_OLD} zu {schema.REVISION}"


def _writers() -> Iterator[tuple[str, Callable[[], bytes]]]:
    from sozdesk.app.selftest.documents import WRITERS

    yield from WRITERS.items()


def _write(name: str, write: Callable[[], bytes], folder: Path) -> str:
    from sozdesk.documents.safe_write import write_bytes

    path = folder / f"dokument.{name}"
    write_bytes(path, write())
    return f"{path.stat().st_size} Bytes"


def _show_window(folder: Path) -> str:
    from sozdesk.app.selftest.window import show

    return show(folder / _FILE, PASSWORD)
