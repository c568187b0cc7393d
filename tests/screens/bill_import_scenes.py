"""«Abrechnungen einlesen» with small invented data of its own: before, a new key, read and refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import bill_file_kit as kit
import bill_world as world
from screens.stage import Stage, settle
from sozdesk.archive.store import Archive
from sozdesk.features.billing.ui import import_page
from sozdesk.features.offerings import queries
from sozdesk.runtime import worker

_NAME = "abrechnung-einlesen"
Go = Callable[[Stage], None]


def _filled(stage: Stage) -> Archive:
    """A copy of the empty file of the KSA, with a course and two offices that bill."""
    stage.unlock_copy("leer-ksa.sozdesk", _NAME)
    archive = stage.window.desk._archive
    assert archive is not None
    if not archive.query(queries.providers):
        world.stock(archive)
        world.joined(archive)
    return archive


def _bills(stage: Stage, archive: Archive) -> tuple[Path, ...]:
    folder = stage.sample / "abrechnungen"
    folder.mkdir(exist_ok=True)
    muttenz = {"bfs_number": 2770, "municipality_name": "Muttenz", "secret": bytes([7] * 32)}
    files = {
        "abrechnung-liestal-2026-001.szb": world.foreign_file(archive, sample=archive.info.sample),
        "abrechnung-liestal-2026-002.szb": world.foreign_file(
            archive, number=2, canton=44_000, sample=archive.info.sample
        ),
        "abrechnung-muttenz-2026-001.szb": world.foreign_file(
            archive, **muttenz, sample=archive.info.sample
        ),
        "fremd.szb": kit.file_of(kit.content(), kit.new_recipient()),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return (folder,)


def _page(stage: Stage) -> import_page.BillImportPage:
    stage.open_area("billing")
    page = import_page.build(stage.window.desk, stage.workspace)
    stage.workspace.open_subpage(page)
    settle()
    return page


def empty(stage: Stage) -> None:
    """Before any file is chosen."""
    _filled(stage)
    _page(stage)


def read(chosen: int) -> Go:
    """Four files, one of them shown."""

    def go(stage: Stage) -> None:
        archive = _filled(stage)
        page = _page(stage)
        page.open(_bills(stage, archive))
        while page.work.is_busy() or not page.files:
            settle()
        worker.wait_for_all()
        page.table.select_key(chosen)
        if chosen == 1:
            page._compare(page.files[1].read.fingerprint, True)

    return go


SCENES: dict[str, Go] = {
    "390-abrechnungen-einlesen-leer": empty,
    "391-abrechnungen-einlesen-schluessel": read(0),
    "392-abrechnungen-einlesen-fehler": read(1),
    "393-abrechnungen-einlesen-fremd": read(3),
}
