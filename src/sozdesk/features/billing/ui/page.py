"""The area «Abrechnung» of a Sozialdienst: bills and drafts beside the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.billing import queries, reports, texts, usecases
from sozdesk.features.billing.terms import TOPIC, BillPaper, BillRow, BillState
from sozdesk.features.billing.texts import bill_files as files
from sozdesk.features.billing.ui import bill_data, subpages
from sozdesk.features.billing.ui.bill_data import BillData, BillsData
from sozdesk.features.billing.ui.bill_detail import (
    BillView,
    bill_state,
    bill_symbol,
    bill_title,
)
from sozdesk.features.billing.ui.bill_dialogs import DRAFTING, DraftDialog, HandOutDialog
from sozdesk.features.billing.ui.bill_file import write_bill_file
from sozdesk.features.billing.ui.left_out import LeftOutView
from sozdesk.features.cases.terms import TOPIC as CASES
from sozdesk.kernel import german
from sozdesk.kernel.usecase import Outcome, UseCase
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.handing_out import noting
from sozdesk.runtime.navigation import Navigator, Target
from sozdesk.widgets import buttons, messages, save_path
from sozdesk.widgets.command_dialog import Act
from sozdesk.widgets.list_detail import ListDetail
from sozdesk.widgets.list_pane import ListPane
from sozdesk.widgets.page import EmptyState, Page, Step
from sozdesk.widgets.page_work import PageWork
from sozdesk.widgets.table import Column, RowsModel, TableView

_SHARE = "billing.bills"
BillCommand = tuple[str, Callable[["BillsPage", BillRow], None]]
BILL_COMMANDS: Final[list[BillCommand]] = [
    ("Datei für das &KSA …", write_bill_file),
    ("Ant&wort des KSA …", lambda page, row: page.open_answer(row)),
]
"""Words and function of more that can be done with an issued bill: files for the KSA and its answer."""
_WRITERS: Final = {"pdf": reports.bill_pdf, "xlsx": reports.bill_xlsx}


def _short_title(row: BillRow) -> str:
    """«3/2027»: what the column is called is not said again in every row."""
    return row.name if row.name and not row.cancels else bill_title(row)


def _short_state(row: BillRow) -> str:
    """«Frist 04.01.2027» while the Stellungnahme is open: in a small window there is no room for more."""
    if row.state is BillState.HEARING and row.hearing_until and row.statement_on is None:
        return f"Frist {german.day(row.hearing_until)}"
    return bill_state(row)


_COLUMNS = [
    Column(
        title="Abrechnung",
        text=_short_title,
        tip=bill_title,
        second=lambda row: texts.period_words(row.first_day, row.last_day),
        symbol=bill_symbol,
        sort_key=lambda row: (row.last_day, row.number or 0),
    ),
    Column(
        title="Gemeinde",
        text=lambda row: row.municipality_name,
        second=_short_state,
        tip=bill_state,
        stretch=True,
        least=120,
    ),
    Column(
        title="Kanton",
        text=lambda row: german.amount(row.canton),
        sort_key=lambda row: row.canton,
        align="right",
    ),
]


_BEFORE: Final = (
    Step("Katalog", "den Katalog des KSA, unter «Angebote» eingelesen: Ansätze und Maximaltarife"),
    Step("Fälle", "Angebote mit Verfügung, Beginn und den Rechnungen der Anbieter/innen"),
    Step("Zahlungsangaben", "unter «…» hier oben: wohin der Kanton zahlt"),
)


def build(desk: Desk, navigator: Navigator) -> QWidget:
    """The page of the area."""
    return BillsPage(desk, navigator)


class BillsPage(Page):
    """Bills on the left, lines and reasons on the right."""

    handbook_place = "abrechnung"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Abrechnung")
        self.desk, self.navigator = desk, navigator
        self.data: BillsData | None = None
        self.view: BillView | None = None
        self._wanted: UUID | None = None
        self._tab: tuple[UUID | None, int] = (None, 0)
        """Which tab of which bill is shown: it stays when the bill is read again."""
        self.work = PageWork(self)
        self.new_button = buttons.button("&Neue Abrechnung …", self.add, icon="plus", primary=True)
        self.head.set_actions(primary=self.new_button, more=self._more())
        self.table = TableView(RowsModel(_COLUMNS, key=lambda row: row.id), "Abrechnungen", row=44)
        self._pane = ListPane(self.table, ("Abrechnung", "Abrechnungen"), export=False)
        self.split = ListDetail(self._pane, share=navigator.share_of(_SHARE, 0.42))
        self.split.share_changed.connect(partial(navigator.remember_share, _SHARE))
        self.table.current_row_changed.connect(self._choose)
        self._shows_list = False
        desk.changed.connect(self._on_changed)
        self.reload()

    def _more(self) -> list[QAction]:
        found = []
        for words, module in subpages.SUBPAGES:
            action = QAction(words, self)
            open_it = partial(subpages.open_subpage, self.desk, self.navigator, module)
            action.triggered.connect(lambda *_, go=open_it: go())
            found.append(action)
        return found

    def open_answer(self, row: BillRow) -> None:
        """What the KSA says to a bill."""
        subpages.open_subpage(self.desk, self.navigator, "answer_page", bill_id=row.id)

    def open_target(self, **target: object) -> None:
        """``bill`` is shown; ``page``: the page behind this one, which gets the rest of the target."""
        if isinstance(bill := target.get("bill"), UUID):
            self._wanted = bill
            self.reload()
        if target.get("page") in dict(subpages.SUBPAGES).values():
            rest = {key: value for key, value in target.items() if key != "page"}
            subpages.open_subpage(self.desk, self.navigator, str(target["page"]), **rest)

    def here(self) -> Target:
        """The bill that is shown."""
        row = self.table.current_row()
        return {} if row is None else {"bill": row.id}

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()
        elif CASES in topics and self.table.current_row() is not None:
            self._choose(self.table.current_row())  # a draft may be out of date by now

    def reload(self) -> None:
        """Read the list again."""
        self.desk.call(bill_data.load, done=self._show, failed=self.work.failed, owner=self)

    def _show(self, data: BillsData) -> None:
        self.data = data
        self.new_button.setEnabled(bool(data.municipalities) and not data.read_only)
        if not data.bills:
            self._show_empty(data)
            return
        if not self._shows_list:
            self._shows_list = True
            self.set_content(self.split)
            self.setFocusProxy(self.table)
        self.table.rows_model.set_rows(data.bills)
        self._select(data)

    def _select(self, data: BillsData) -> None:
        wanted, self._wanted = self._wanted, None
        row = next((one for one in data.bills if one.id == wanted), None)
        if row is not None:
            self.table.select_key(row.id)
        elif self.table.current_row() is None:
            self.table.select_first()
        current = self.table.current_row()
        if current is not None:
            self._choose(current)

    def _show_empty(self, data: BillsData) -> None:
        self._shows_list = False
        new = buttons.button("Neue Abrechnung …", self.add)
        new.setEnabled(self.new_button.isEnabled())
        missing = "" if data.municipalities else " Erfassen Sie zuerst Fälle."
        self.set_content(
            EmptyState(
                "receipt",
                "Rechnen Sie den Kantonsanteil ab",
                "SozDesk stellt zusammen, was die Gemeinde für einen Zeitraum vom Kanton erhält, und "
                f"sagt zu allem anderen, warum es nicht dabei ist.{missing}",
                new,
                steps_title="Was es vorher braucht",
                steps=_BEFORE,
                help_link=buttons.link(
                    "Im Handbuch lesen (F1)", partial(self.navigator.open_handbook, "abrechnung")
                ),
            )
        )
        self.setFocusProxy(new)

    # ------------------------------------------------------------------ one bill

    def _choose(self, row: BillRow | None) -> None:
        if row is None:
            self.split.set_detail(None)
            return
        self.desk.call(
            partial(bill_data.load_bill, bill_id=row.id),
            done=self._show_bill,
            failed=self.work.failed,
            owner=self,
        )

    def _show_bill(self, data: BillData | None) -> None:
        current = self.table.current_row()
        if data is None or current is None or current.id != data.detail.row.id:
            return
        row = data.detail.row
        again = partial(self.draft_again, row)
        left_out = LeftOutView(self.desk, self.navigator, data.detail.left_out, data.since)
        self.view = BillView(data, self._actions(row), left_out, partial(self.save, row), again)
        held = self.window().focusWidget()
        was_inside = held is not None and self.split.holds_detail(held)
        self.split.set_detail(self.view)
        if self._tab[0] == row.id:
            self.view.tabs.choose(self._tab[1])
            if was_inside:  # on the button that was pressed Enter would do the same again
                self.view.tabs.current_button().setFocus(Qt.FocusReason.OtherFocusReason)
        self._remember_tab(row.id, self.view.tabs.current())
        self.view.tabs.changed.connect(partial(self._remember_tab, row.id))

    def _remember_tab(self, bill_id: UUID, number: int) -> None:
        self._tab = (bill_id, number)

    def _actions(self, row: BillRow) -> Sequence[QWidget]:
        if self.data is None or self.data.read_only:
            return ()
        if row.state is BillState.DRAFT:
            return self._draft_actions(row, release=self.data.release)
        if row.persons_deleted_on:
            return ()
        found: list[QWidget] = [
            buttons.button(words, partial(go, self, row)) for words, go in BILL_COMMANDS
        ]
        if not row.cancels and not row.cancelled_by:
            found.append(buttons.button("S&tornieren …", partial(self.cancel, row)))
        return found

    def _draft_actions(self, row: BillRow, *, release: bool) -> Sequence[QPushButton]:
        remove = buttons.button("&Entfernen …", partial(self.remove, row))
        again = buttons.button("Neu &rechnen", partial(self.draft_again, row))
        if row.accrual:
            return again, remove
        if release and not row.released_by:
            free = buttons.button("&Freigeben", partial(self.release, row), primary=True)
            return free, again, remove
        issue = buttons.button("&Stellen …", partial(self.issue, row), primary=True)
        issue.setEnabled(row.lines > 0)
        return issue, again, remove

    # ------------------------------------------------------------------ commands

    def add(self) -> None:
        """A new draft."""
        if self.data is None or not self.data.municipalities:
            return
        dialog = DraftDialog(self, self.desk, self.data)
        dialog.acted.connect(self._drafted)
        dialog.present()

    def _drafted(self, outcome: Outcome | None) -> None:
        if outcome is not None:
            self._wanted = outcome.value
            self.reload()

    def draft_again(self, row: BillRow) -> None:
        """Compute a draft with what the file says now."""
        command = usecases.MakeDraft(
            bfs_number=row.bfs_number,
            first_day=row.first_day,
            last_day=row.last_day,
            cut_off=row.cut_off,
            accrual=row.accrual,
        )
        self._compute(usecases.draft_bill, command, DRAFTING, self._drafted)

    def issue(self, row: BillRow) -> None:
        """Number and freeze."""
        amount = german.amount(row.canton)
        period = texts.period_words(row.first_day, row.last_day)
        if messages.ask_loss(
            self,
            "Abrechnung stellen?",
            f"{row.municipality_name}, {period}: CHF {amount}. Sie erhält eine Nummer und ändert "
            "sich nicht mehr; ein Fehler wird mit einer Stornierung berichtigt.",
            action="Stellen",
        ):
            self._compute(usecases.issue_bill, _seen(row), "Die Abrechnung wird gestellt")

    def release(self, row: BillRow) -> None:
        """Release as the second person."""
        self._run(usecases.release_bill, _seen(row))

    def cancel(self, row: BillRow) -> None:
        """Take back with a bill of its own."""
        if messages.ask_loss(
            self,
            f"{bill_title(row)} stornieren?",
            "Eine neue Abrechnung mit eigener Nummer nimmt jede Zeile zurück. Die Tage sind danach "
            "wieder frei.",
            action="Stornieren",
        ):
            self._run(usecases.cancel_bill, _seen(row), self._drafted)

    def remove(self, row: BillRow) -> None:
        """Remove a draft."""
        if messages.ask(
            self,
            "Entwurf entfernen?",
            "Die Rechnungen bleiben. Bearbeiten › Rückgängig holt den Entwurf zurück.",
            action="Entfernen",
        ):
            self._run(usecases.remove_draft, _seen(row))

    def _compute(
        self,
        usecase: UseCase,
        command: object,
        what: str,
        done: Callable[[Outcome], None] = lambda _outcome: None,
    ) -> None:
        """What takes long where a bill has many lines: with progress, and to be stopped."""
        if not self.work.is_busy():
            self.work.run(self.desk, usecase, command, what=what, done=done)

    def _run(
        self, usecase: UseCase, command: object, done: Callable[[Outcome], None] | None = None
    ) -> None:
        self.desk.run(usecase, command, done=done, failed=self.work.failed, owner=self)

    def save(self, row: BillRow, kind: str) -> None:
        """Ask who gets the document and what for, then write it."""
        dialog = HandOutDialog(self, self.desk, row, for_ksa=kind == "pdf")
        dialog.answered.connect(lambda act: self._save(act, row, kind))
        dialog.present()

    def _save(self, act: Act, row: BillRow, kind: str) -> None:
        """A document of the bill, made in the worker."""
        name = files.paper_name(row, kind)
        path = save_path.ask(self, self.desk, "Datei speichern", name)
        if path is None or self.work.is_busy():
            return

        def write(paper: BillPaper) -> None:
            self.work.start(
                noting(self.desk, act, lambda: write_bytes(path, _WRITERS[kind](paper))),
                what="Datei wird geschrieben",
                done=lambda _none: self.work.written(f"«{path.name}» gespeichert.", path.parent),
            )

        self.desk.call(
            lambda archive: archive.query(queries.bill_paper, row.id, archive.context()),
            done=write,
            failed=self.work.failed,
            owner=self,
        )


def _seen(row: BillRow) -> usecases.PassBill:
    return usecases.PassBill(id=row.id, base_version=row.version)
