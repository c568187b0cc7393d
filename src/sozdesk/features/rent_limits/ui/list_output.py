"""Lists as files: exactly the rows and columns that are seen, asked on the page, written in the worker."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sozdesk.documents.report import FIGURES, Column, Row
from sozdesk.features.rent_limits.texts import SELF_DECLARED
from sozdesk.kernel.context import Context
from sozdesk.runtime import list_export
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import save_path
from sozdesk.widgets.list_columns import ListColumn, list_content
from sozdesk.widgets.page import Page
from sozdesk.widgets.page_work import PageWork
from sozdesk.widgets.table import TableView

Facts = Sequence[tuple[str, str]]


def _sources(columns: Sequence[Column]) -> tuple[str, ...]:
    """Limits never leave without saying that nobody checked them."""
    return (SELF_DECLARED,) if any(column.kind in FIGURES for column in columns) else ()


class ListOutput:
    """Writes the lists of one page."""

    def __init__(self, page: Page, desk: Desk, work: PageWork) -> None:
        self._page, self._desk, self._work = page, desk, work

    def write(
        self,
        table: TableView,
        columns: Sequence[ListColumn],
        title: str,
        facts: Facts = (),
        more: Sequence[ListColumn] = (),
    ) -> None:
        """Ask for a file and write the list as it is seen; ``facts`` say what is left out.

        ``more`` are columns for the file only.
        """
        if self._work.is_busy():
            return
        name = "".join(char if char.isalnum() else "_" for char in title).replace("__", "_")
        path = save_path.ask(
            self._page, self._desk, "Liste exportieren", f"{name}.xlsx", list_export.FILTERS
        )
        if path is None:
            return
        content = list_content(table, columns, more)
        write = partial(self._write, path, content, title, facts)
        self._desk.call(
            lambda archive: archive.context(),
            done=write,
            failed=self._work.failed,
            owner=self._page,
        )

    def _write(
        self,
        path: Path,
        content: tuple[tuple[Column, ...], tuple[Row, ...]],
        title: str,
        facts: Facts,
        context: Context,
    ) -> None:
        report = list_export.list_report(
            title,
            *content,
            facts=facts,
            sources=_sources(content[0]),
            now=context.now,
            today=context.today,
            sample=context.sample,
        )
        self._work.start(
            list_export.write_list,
            path,
            report,
            what="Liste wird geschrieben",
            done=lambda _path: self._work.written(f"«{path.name}» geschrieben.", path.parent),
        )
