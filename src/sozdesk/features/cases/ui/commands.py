"""What can be done on the page of the cases."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from sozdesk.features.cases import usecases
from sozdesk.features.cases.terms.case_list import CaseLine
from sozdesk.features.cases.ui.area_data import AreaData
from sozdesk.features.cases.ui.case_dialogs import ChangeCaseDialog, MoveDialog, OpenCaseDialog
from sozdesk.features.cases.ui.handover_dialog import open_handover
from sozdesk.features.cases.ui.subpages import SUBPAGES
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.usecase import Outcome, UseCase
from sozdesk.runtime.navigation import Offer
from sozdesk.widgets import buttons, errors, messages

if TYPE_CHECKING:
    from sozdesk.features.cases.ui.page import CasesPage

_PLAIN = 2
"""So many pages have a button; the others stand behind «…»."""
_BACK = "Bearbeiten › Rückgängig holt alles zurück. Die Nummer wird nicht wieder vergeben."


class Commands:
    """The commands of one page."""

    def __init__(self, page: CasesPage) -> None:
        self._page = page
        self._desk, self._navigator = page.desk, page.navigator

    # ------------------------------------------------------------------ menus

    def show_head(self, data: AreaData) -> None:
        """The commands of the page."""
        add = buttons.button("&Neuer Fall …", self.add, icon="plus", primary=True)
        add.setEnabled(data.may_write)
        go = self._page.open_page
        plain = [buttons.button(said, partial(go, to)) for said, to in SUBPAGES[:_PLAIN]]
        pages = [buttons.action(said, partial(go, to)) for said, to in SUBPAGES[_PLAIN:]]
        self._page.head.set_actions(*plain, primary=add, more=pages)

    def of_case(self) -> Sequence[QAction]:
        """Of the current case."""
        row, data = self._page.current(), self._page.data
        if row is None or data is None:
            return []
        history = buttons.action("Verlauf …", partial(self.show_history, row))
        if not data.may_write:
            return [history]
        closed = row.closed_on is not None
        return [
            buttons.action("Fall bearbeiten …", partial(self.change, row)),
            buttons.action("Wegzug erfassen …", partial(self.move, row), enabled=not closed),
            buttons.action("Wieder öffnen", partial(self.reopen, row), enabled=closed),
            buttons.gap(),
            buttons.action("Übergabeblatt …", partial(self.hand_over, row)),
            history,
            buttons.gap(),
            buttons.action("Fall entfernen …", partial(self.remove, row)),
        ]

    # ------------------------------------------------------------------ dialogs

    def add(self) -> None:
        """A new case."""
        dialog = OpenCaseDialog(self._page, self._desk, self._page.shown())
        dialog.acted.connect(self._bring)
        dialog.present()

    def _bring(self, outcome: Outcome) -> None:
        self._page.bring(outcome.value)
        self._said(outcome)

    def change(self, row: CaseLine) -> None:
        """Dates, dossier, responsible person."""
        data = self._page.detail.data if self._page.detail else None
        if data is not None and data.row.id == row.id:
            ChangeCaseDialog(self._page, self._desk, self._page.shown(), data.row).present()

    def move(self, row: CaseLine) -> None:
        """The household lives elsewhere."""
        dialog = MoveDialog(self._page, self._desk, self._page.shown(), row)
        dialog.acted.connect(partial(self._moved, row))
        dialog.present()

    def _moved(self, row: CaseLine, outcome: Outcome) -> None:
        if outcome.value is not None:
            self._page.bring(outcome.value)
        offer = Offer("Übergabeblatt …", partial(self.hand_over, row))
        self._navigator.say(f"{outcome.summary}.", offer)

    def hand_over(self, row: CaseLine) -> None:
        """What the next municipality needs, on paper or as an encrypted file."""
        open_handover(self._page, self._desk, row, self._said)

    # ------------------------------------------------------------------ acts

    def reopen(self, row: CaseLine) -> None:
        """Ask, then clear closing, Ablösung and move."""
        question = f"Fall {row.number} wieder öffnen?"
        text = "Abschluss, Ablösung und Wegzug werden geleert. Der Verlauf behält sie."
        if messages.ask(self._page, question, text, action="Wieder öffnen"):
            command = usecases.ReopenCase(id=row.id, base_version=row.version)
            self._run(usecases.reopen_case, command)

    def remove(self, row: CaseLine) -> None:
        """Ask, then remove what was opened by mistake."""
        if messages.ask(self._page, f"Fall {row.number} entfernen?", _BACK, action="Entfernen"):
            command = usecases.RemoveRow(id=row.id, base_version=row.version)
            self._run(usecases.remove_case, command)

    def show_history(self, row: CaseLine) -> None:
        """Who changed what."""
        self._navigator.show_history(f"Fall {row.number}", "support_case", row.id)

    def _run(self, usecase: UseCase, command: object) -> None:
        self._desk.run(usecase, command, done=self._said, failed=self._failed, owner=self._page)

    def _said(self, outcome: Outcome) -> None:
        self._navigator.say(f"{outcome.summary}.")

    def _failed(self, error: SozDeskError) -> None:
        errors.show(self._page, error, reload=self._page.reload)
