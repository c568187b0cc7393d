"""Mietzinsgrenzwerte: open an Erhebung, write a form, read it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sozdesk.app.selftest.steps import SelfTestFailed
from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import files, queries, usecases

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


def use(archive: Archive) -> str:
    """The empty form of the first municipality is recognised, and misses its amounts."""
    context = archive.context()
    year = context.today.year + 1
    archive.run(usecases.open_round, usecases.OpenRound(year=year))
    request = archive.query(queries.form_requests, year, context.now, context.sample)[0]
    path = archive.path.with_name("formular.xlsx")
    write_bytes(path, files.form_workbook(request))
    towns = archive.query(offices.municipalities, context.today)
    (read,) = files.read_paths([path], municipalities=towns, year=year)
    if read.recognition is None or read.form_version is None:
        raise SelfTestFailed("the form was not recognised")
    return f"Erhebung {year} eröffnet, ein Formular geschrieben und gelesen"
