"""What both sides of an answer share: the list of bills, one of them beside it, a file that is read."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.features.billing import files
from sozdesk.features.billing.terms import TOPIC, BillFile
from sozdesk.features.billing.terms.answers import AnswerBill
from sozdesk.features.billing.texts import word
from sozdesk.features.billing.texts.bills import period_words
from sozdesk.features.billing.texts.papers import persons_deleted
from sozdesk.features.billing.ui import check_data
from sozdesk.features.billing.ui.check_data import CheckData, ShownBill
from sozdesk.kernel import german
from sozdesk.kernel.errors import Cancelled
from sozdesk.kernel.usecase import Outcome, UseCase
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import file_prompts, layouts
from sozdesk.widgets.buttons import Slot
from sozdesk.widgets.list_detail import ListDetail
from sozdesk.widgets.list_pane import FilterInput, ListPane
from sozdesk.widgets.page import EmptyState, Page
from sozdesk.widgets.page_work import PageWork
from sozdesk.widgets.parts import Part
from sozdesk.widgets.table import Column, RowsModel, TableView


class ShownPart(Part):
    """One bill, beside the list."""

    def show_bill(self, shown: ShownBill) -> None:
        """Show a bill, or the same one after something changed."""
        raise NotImplementedError

    def stops(self) -> Iterable[QWidget]:
        """What Tab leads through."""
        return (self,)


class AnsweredPage(Page):
    """Subclass it: it says what an empty page holds, what a bill looks like, and what it reads."""

    reads: ClassVar[BillFile]
    """The file that comes back from the other side."""
    filters: ClassVar[str]
    """Of the window that asks for it."""
    share: ClassVar[float]
    """Of the list, before somebody moves the edge."""
    nothing_fits: ClassVar[str] = "Keine Abrechnung passt zu diesen Filtern."

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        title: str,
        state: Column,
        *,
        key: str,
        back: Slot | None = None,
    ) -> None:
        super().__init__(title, back=back)
        self.desk, self.navigator = desk, navigator
        self.data: CheckData | None = None
        self.detail: ShownPart | None = None
        self._key = key
        self._wanted: UUID | None = None
        self._shown_id: UUID | None = None
        """Of the bill beside the list."""
        self.work = PageWork(self)
        self.model = RowsModel(_columns(state), key=lambda bill: bill.id)
        self.search = FilterInput(self.model)
        self.build_tools()
        self._build_list()
        desk.changed.connect(self._on_changed)
        self.reload()

    # ------------------------------------------------------------------ to answer

    def build_tools(self) -> None:
        """What stands above the list."""
        self.add_tools(None, self.search)

    def tools(self) -> tuple[QWidget, ...]:
        """What stands there, in the order of Tab."""
        return (self.search,)

    def show_head(self, data: CheckData) -> None:
        """Counts and commands above everything."""
        raise NotImplementedError

    def empty(self, data: CheckData) -> EmptyState:
        """What stands here while there is no bill."""
        raise NotImplementedError

    def new_detail(self) -> ShownPart:
        """Where a bill is shown."""
        raise NotImplementedError

    def act(self, data: bytes) -> tuple[UseCase, object]:
        """What takes the file that was read."""
        raise NotImplementedError

    def fill(self, data: CheckData) -> None:
        """Show other bills."""
        self.model.set_rows(data.bills)
        if self.table.current_row() is None:
            self.table.select_first()

    def show_all(self) -> None:
        """Hide no bill any more."""
        self.search.clear()

    def is_filling(self) -> bool:
        """Whether the rows are being replaced: then the current one is not read yet."""
        return False

    # ------------------------------------------------------------------ the list

    def _build_list(self) -> None:
        self.table = TableView(self.model, "Abrechnungen", row=50)
        self.table.current_row_changed.connect(self._on_row)
        pane = ListPane(self.table, ("Abrechnung", "Abrechnungen"), self.nothing_fits, export=False)
        pane.filter_cleared.connect(self.show_all)
        self.split = ListDetail(pane, share=self.navigator.share_of(self._key, self.share))
        self.split.share_changed.connect(partial(self.navigator.remember_share, self._key))
        self.set_content(self.split)
        self.detail = None
        self._showing_list = True
        self.setFocusProxy(self.table)
        layouts.keys_in_order(*self.stops())  # whoever comes to the page is in the list

    def stops(self) -> Iterable[QWidget]:
        """From the list to what narrows it, to the bill and to the commands of the page."""
        if not self._showing_list:
            return super().stops()
        detail = self.detail.stops() if self.detail is not None else ()
        return (self.split.pane, *self.tools(), *detail, self.head)

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read the list again."""
        self.desk.call(check_data.load, done=self._show, failed=self.work.failed, owner=self)

    def _show(self, data: CheckData) -> None:
        self.data = data
        self.show_head(data)
        if not data.bills:
            self._showing_list, self.detail = False, None
            self.setFocusProxy(None)  # type: ignore[arg-type]  # the stubs forget None
            self.set_content(self.empty(data))
            return
        if not self._showing_list:
            self._build_list()
        self.fill(data)
        self.take_wanted()
        self._load_detail(self.table.current_row())

    def show_bill(self, bill_id: UUID) -> None:
        """Show this bill, now or as soon as the list is here."""
        self._wanted = bill_id
        self.take_wanted()

    def take_wanted(self) -> None:
        """Select the bill that somebody wants to see."""
        if self._wanted is not None and self.data is not None:
            self.show_all()
            if self.table.select_key(self._wanted):
                self._wanted = None

    def open_target(self, **target: object) -> None:
        """``bill_id``: the bill to show."""
        wanted = target.get("bill_id")
        if isinstance(wanted, UUID):
            self.show_bill(wanted)

    # ------------------------------------------------------------------ one bill

    def _on_row(self, bill: AnswerBill | None) -> None:
        if not self.is_filling():
            self._load_detail(bill)

    def _load_detail(self, bill: AnswerBill | None) -> None:
        if bill is None:
            self.detail = None
            self.split.set_detail(None)
            return
        self.desk.call(
            lambda archive: check_data.load_bill(archive, bill.id),
            done=self._show_detail,
            failed=self.work.failed,
            owner=self,
        )

    def _show_detail(self, shown: ShownBill) -> None:
        bill = self.table.current_row()
        if bill is None or bill.id != shown.detail.bill.id:
            return  # another row is current by now
        if self.detail is None:
            self.detail = self.new_detail()
            self.split.set_detail(self.detail)
        if self._shown_id != bill.id:
            self._shown_id = bill.id
            self.split.scroll_to_top()
        self.detail.show_bill(shown)

    # ------------------------------------------------------------------ the file of the other side

    def ask_file(self) -> None:
        """Choose the file of the other side and take it."""
        path = file_prompts.open_file(self, f"{word(self.reads)} einlesen", self.filters)
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Take a file; nothing of it is kept if somebody stops that."""
        if not self.work.is_busy():
            self.work.start(
                files.read_file,
                path,
                self.reads,
                what="Die Datei wird gelesen",
                done=self._take,
                cancelled=Cancelled().sentence,
            )

    def _take(self, data: bytes) -> None:
        usecase, command = self.act(data)
        self.work.run(
            self.desk, usecase, command, what="{done} von {total} Zeilen gelesen", done=self._said
        )

    def _said(self, outcome: Outcome) -> None:
        self.show_bill(outcome.value)
        self.work.notice(f"{outcome.summary}.", "ok")


def _second(bill: AnswerBill) -> str:
    if bill.persons_deleted_on:
        return persons_deleted(bill.persons_deleted_on)
    return f"{period_words(bill.first_day, bill.last_day)}, CHF {german.amount(bill.canton)}"


def _columns(state: Column) -> tuple[Column, ...]:
    return (
        Column(
            title="Abrechnung",
            text=lambda bill: f"{bill.municipality} {bill.number}/{bill.year}",
            second=_second,
            tip=lambda bill: bill.name,
            stretch=True,
            least=150,
        ),
        state,
        Column(
            title="Verlangt",
            text=lambda bill: german.amount(bill.canton),
            align="right",
            sort_key=lambda bill: bill.canton,
            hidden=True,
        ),
    )
