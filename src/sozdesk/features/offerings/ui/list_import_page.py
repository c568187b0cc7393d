"""«Liste einlesen»: providers and offerings from a table, with the day from when its prices hold."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from sozdesk.exchange.listed import TableFile
from sozdesk.features.offerings import files, queries
from sozdesk.features.offerings.terms import TOPIC
from sozdesk.features.offerings.terms.list_import import ListPlan, ListTable
from sozdesk.features.offerings.ui import list_import_words as said
from sozdesk.features.offerings.ui.list_file import ListFile as ListExport
from sozdesk.features.offerings.usecases import ImportLists, import_lists
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import list_import
from sozdesk.widgets.command_dialog import Act
from sozdesk.widgets.fields import Field
from sozdesk.widgets.list_import import Look
from sozdesk.widgets.preview_list import PreviewList
from sozdesk.widgets.typed import DateInput

if TYPE_CHECKING:
    from datetime import date

    from sozdesk.archive.store import Archive


def build(desk: Desk, navigator: Navigator) -> ListImportPage:
    """The page; open it with ``navigator.open_subpage``."""
    return ListImportPage(desk, navigator)


class ListImportPage(list_import.ListImportPage):
    """Sub-page of the Angebote, for the KSA."""

    handbook_place = "angebote-einlesen"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator, said.WORDS, TOPIC)
        self.day_input = DateInput()
        self.day = Field("&Preise gelten ab", self.day_input)
        self.day_input.editingFinished.connect(self.check)
        self.add_tools(self.day)
        self.day.hide()

    def export(self, list_: PreviewList) -> bool:
        """The preview as a file."""
        export = ListExport(self, self._desk, self._work)
        list_.pane.export_requested.connect(partial(export.export, "Angebote Einlesen"))
        return True

    def is_ready(self) -> bool:
        """Whether the day can be read."""
        return not self.day.input.problem()

    def look(self, file: TableFile, choice: Mapping[str, int | None]) -> Look:
        """What the columns mean and what would happen."""
        return partial(_look, file, choice, self.day.value())

    def show_plan(self, table: ListTable, plan: Any) -> None:
        """With the day where the list brings prices."""
        super().show_plan(table, plan)
        self.day.setVisible("amount" in table.columns)

    def act(self) -> Act:
        """All rows in one act."""
        assert self.table is not None
        return import_lists, ImportLists(table=self.table, prices_from=self.day.value())

    def told(self, outcome: Outcome) -> str:
        """What was recorded."""
        return said.recorded(outcome.value)


def _look(
    file: TableFile, choice: Mapping[str, int | None], day: date | None, archive: Archive
) -> tuple[ListTable, ListPlan]:
    """On the thread of the file: what the columns mean, and what would happen."""
    memory = archive.query(queries.remembered_list_columns)
    table = files.list_table(file, memory, choice)
    return table, archive.query(queries.list_plan, table, day, archive.context().today)
