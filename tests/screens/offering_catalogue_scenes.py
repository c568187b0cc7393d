"""The catalogue as the KSA writes it and a Sozialdienst reads it; small invented data of its own."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from screens.stage import Stage, settle

sys.path.insert(0, str(Path(__file__).parents[1] / "features" / "offerings"))

from catalogue_kit import change, print_of, read, stocked, written

from sozdesk.archive.store import Archive
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.ui import catalogue_import_page, catalogue_page
from sozdesk.runtime import worker

KSA, FIRST, KNOWN = "katalog-ksa", "katalog-dienst-neu", "katalog-dienst"
_EMPTY = {KSA: "leer-ksa", FIRST: "leer-service", KNOWN: "leer-service"}
Go = Callable[[Stage], None]


def _open(stage: Stage, name: str) -> Archive:
    """A copy of an empty file, so that other scenes find theirs empty."""
    path = stage.sample / f"{name}.sozdesk"
    stage.lock()
    if not path.exists():
        for ending in (".sozdesk", ".keys"):
            shutil.copyfile(stage.sample / f"{_EMPTY[name]}{ending}", path.with_suffix(ending))
    stage.unlock(path)
    archive = stage.window.desk._archive
    assert archive is not None
    return archive


def _filled(stage: Stage) -> Archive:
    """The file of the KSA with two courses, and its first catalogue beside it."""
    archive = _open(stage, KSA)
    if not archive.query(queries.providers):
        stocked(archive)
        _path(stage, 1).write_bytes(written(archive).content)
        first = archive.query(queries.offerings, archive.context().today)[0]
        change(
            archive,
            first.id,
            capacity=14,
            free_places=5,
            goals="Telefonieren, Formulare ausfüllen, Gespräche mit der Schule führen.",
        )
    return archive


def _path(stage: Stage, number: int) -> Path:
    return stage.sample / f"katalog-{number}.szk"


def ksa(view: int = 0) -> Go:
    """The page of the KSA; ``view`` is what changes, what was written, the website."""

    def go(stage: Stage) -> None:
        _filled(stage)
        stage.open_area("offerings")
        page = catalogue_page.build(stage.window.desk, stage.workspace)
        stage.workspace.open_subpage(page)
        settle()
        page.view.set_value(view)

    return go


def ksa_empty(stage: Stage) -> None:
    """Before anything is on the platform."""
    stage.unlock(stage.sample / "leer-ksa.sozdesk")
    stage.open_area("offerings")
    stage.workspace.open_subpage(catalogue_page.build(stage.window.desk, stage.workspace))


def _page(stage: Stage) -> catalogue_import_page.CatalogueImportPage:
    stage.open_area("offerings")
    page = catalogue_import_page.build(stage.window.desk, stage.workspace)
    stage.workspace.open_subpage(page)
    settle()
    return page


def service(number: int = 0, *, known: bool = False, damaged: bool = False) -> Go:
    """The page of a Sozialdienst, with a catalogue open or not."""

    def go(stage: Stage) -> QWidget | None:
        _filled(stage)
        if number == 2:
            _path(stage, 2).write_bytes(written(_open(stage, KSA)).content)
        archive = _open(stage, KNOWN if known else FIRST)
        data = _path(stage, number or 1).read_bytes()
        if known and not archive.query(queries.catalogues):
            first = _path(stage, 1).read_bytes()
            read(archive, first, print_of(first))
        page = _page(stage)
        if damaged:
            broken = stage.sample / "beschaedigt.szk"
            broken.write_bytes(data[:-3])
            page.open(broken)
        elif number:
            page.open(_path(stage, number))
        worker.QThreadPool.globalInstance().waitForDone()
        settle()
        return None

    return go


SCENES = {
    "260-katalog-leer": ksa_empty,
    "260-katalog": ksa(),
    "261-katalog-bisherige": ksa(1),
    "262-katalog-website": ksa(2),
    "263-katalog-einlesen-leer": service(),
    "264-katalog-erstes-mal": service(1),
    "265-katalog-beschaedigt": service(damaged=True),
    "266-katalog-aenderungen": service(2, known=True),
    "267-katalog-unveraendert": service(1, known=True),
}
