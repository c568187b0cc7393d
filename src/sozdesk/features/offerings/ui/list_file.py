"""A list as it is seen, as a file: the same for every page of the area."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sozdesk.documents.report import Column
from sozdesk.kernel.context import Context
from sozdesk.runtime import list_export
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import save_path
from sozdesk.widgets.page import Page
from sozdesk.widgets.page_work import PageWork
from sozdesk.widgets.table import TableText

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


class ListFile:
    """Asks where to write and writes."""

    def __init__(self, page: Page, desk: Desk, work: PageWork) -> None:
        self._page, self._desk, self._work = page, desk, work

    def export(self, title: str, seen: TableText) -> None:
        """Write what a list shows under a title, as xlsx or csv."""
        path = save_path.ask(
            self._page, self._desk, "Liste exportieren", f"{title}.xlsx", list_export.FILTERS
        )
        if path is not None:
            self._desk.call(
                _context, done=partial(self._write, path, title, seen), owner=self._page
            )

    def _write(self, path: Path, title: str, seen: TableText, context: Context) -> None:
        report = list_export.list_report(
            title,
            [Column(f"spalte_{n}", head, wide=n > 0) for n, head in enumerate(seen.titles)],
            seen.rows,
            now=context.now,
            today=context.today,
            sample=context.sample,
        )
        self._work.start(
            list_export.write_list,
            path,
            report,
            what="Die Liste wird geschrieben",
            done=lambda written: self._work.written(f"«{written.name}» geschrieben.", path.parent),
        )


def _context(archive: Archive) -> Context:
    return archive.context()
