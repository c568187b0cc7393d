"""What the map page writes to disk: the picture, the print, the list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

from sozdesk.documents.municipal_map import MunicipalMap
from sozdesk.documents.pdf import write_pdf
from sozdesk.documents.picture import png
from sozdesk.documents.report import Picture
from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.rent_limits.reports import maps
from sozdesk.features.rent_limits.terms import MapSubject
from sozdesk.features.rent_limits.ui.list_output import ListOutput
from sozdesk.features.rent_limits.ui.map_data import Shown
from sozdesk.kernel.context import Context
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import buttons, save_path
from sozdesk.widgets.page import Page
from sozdesk.widgets.page_work import PageWork

_PICTURES = "Bild zum Vergrössern (*.svg);;Bild in Punkten (*.png)"


class MapOutput:
    """Writes what the page shows: one map, or all sizes; ``lists`` writes the tables."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self._page, self._desk = page, desk
        self._work = PageWork(page)
        self.lists = ListOutput(page, desk, self._work)

    def save_picture(self, shown: Sequence[Shown], drawn: MunicipalMap, *, sample: bool) -> None:
        """Ask for a file and write the picture as svg or png, as its name says."""
        path = self._ask_path(shown, "Bild speichern", "svg", _PICTURES)
        if path is not None:
            self._work.start(
                write_picture,
                path,
                tuple(shown),
                drawn,
                sample,
                what="Bild wird geschrieben",
                done=lambda _none: self._work.written(f"«{path.name}» geschrieben.", path.parent),
            )

    def print_map(self, shown: Sequence[Shown], drawn: MunicipalMap) -> None:
        """Ask for a file and write map and table as pdf."""
        path = self._ask_path(shown, "Karte als PDF speichern", "pdf", "PDF (*.pdf)")
        if path is None:
            return

        def write(context: Context) -> None:
            moment = (context.now, context.today, context.sample)
            self._work.start(
                write_print,
                path,
                tuple(shown),
                drawn,
                *moment,
                what="PDF wird geschrieben",
                done=lambda _none: self._printed(path),
            )

        self._desk.call(
            lambda archive: archive.context(),
            done=write,
            failed=self._work.failed,
            owner=self._page,
        )

    def _printed(self, path: Path) -> None:
        open_file = buttons.link("PDF öffnen und drucken", partial(save_path.show, path))
        self._work.notice(f"«{path.name}» geschrieben.", "ok", open_file)

    def _ask_path(
        self, shown: Sequence[Shown], title: str, ending: str, filters: str
    ) -> Path | None:
        if self._work.is_busy():
            return None
        asked = shown[0].asked
        size = "alle" if len(shown) > 1 else f"{_persons(shown[0])}p"
        name = f"karte_mietzinsgrenzwerte_{asked.year}_{_NAMES[asked.subject]}_{size}.{ending}"
        return save_path.ask(self._page, self._desk, title, name, filters)


_NAMES = {
    MapSubject.NET: "netto",
    MapSubject.GROSS: "brutto",
    MapSubject.CHANGE: "aenderung",
}


def _persons(shown: Shown) -> str:
    return shown.content.name.partition(" ")[0]


def _picture(shown: Sequence[Shown], drawn: MunicipalMap, sample: bool) -> Picture:
    if len(shown) == 1:
        return maps.picture_of(shown[0].content, drawn, sample=sample)
    asked = shown[0].asked
    contents = [one.content for one in shown]
    return maps.multiples_of(contents, asked.year, asked.subject, drawn, sample=sample)


def write_picture(path: Path, shown: Sequence[Shown], drawn: MunicipalMap, sample: bool) -> None:
    """In the worker: svg, or png if the name says so; DocumentWriteError if it cannot be."""
    svg = _picture(shown, drawn, sample).svg
    write_bytes(path, png(svg) if path.suffix.lower() == ".png" else svg.encode())


def write_print(
    path: Path,
    shown: Sequence[Shown],
    drawn: MunicipalMap,
    now: datetime,
    today: date,
    sample: bool,
) -> None:
    """In the worker: the maps and the table of each as one pdf."""
    report = maps.map_report(
        [(one.lines, one.asked) for one in shown],
        _picture(shown, drawn, sample),
        now,
        today=today,
        sample=sample,
    )
    write_bytes(path, write_pdf(report))
