"""What can be done on the page of the offerings: sub-pages, states, the list as a file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtGui import QAction

from sozdesk.features.offerings import usecases
from sozdesk.features.offerings.terms import OfferingRow, OfferingState
from sozdesk.features.offerings.ui import lists
from sozdesk.features.offerings.ui import offering_words as words
from sozdesk.features.offerings.ui.area_data import AreaData
from sozdesk.features.offerings.ui.decision_dialogs import EndDialog, offering_subject
from sozdesk.features.offerings.ui.subpages import SUBPAGES, open_subpage, say_drafted
from sozdesk.kernel import german
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.usecase import Outcome, UseCase
from sozdesk.runtime import list_export, worker
from sozdesk.widgets import buttons, errors, messages, save_path
from sozdesk.widgets.list_columns import list_content

if TYPE_CHECKING:
    from sozdesk.features.offerings.ui.page import OfferingsPage

_PLAIN = 2
"""So many sub-pages have a button of their own, the others stand in «…»."""
_BACK = "Bearbeiten › Rückgängig holt alles zurück."
_VERBS = {
    OfferingState.PUBLISHED: "Auf die Plattform setzen",
    OfferingState.PAUSED: "Pausieren",
    OfferingState.REMOVED: "Streichen",
    OfferingState.DRAFT: "Zurück auf Entwurf setzen",
}


class Commands:
    """The commands of one page."""

    def __init__(self, page: OfferingsPage) -> None:
        self._page = page
        self._desk, self._navigator = page.desk, page.navigator

    def _data(self) -> AreaData:
        assert self._page.data is not None
        return self._page.data

    # ------------------------------------------------------------------ menus

    def show_head(self, data: AreaData) -> None:
        """The commands of the page."""
        add = buttons.button("&Neues Angebot …", self.add, icon="plus", primary=True)
        add.setEnabled(data.may_write and bool(data.providers))
        plain = [buttons.button(said, partial(self.open, to)) for said, to in SUBPAGES[:_PLAIN]]
        self._page.head.set_actions(*plain, primary=add, more=self._menu(data))

    def _menu(self, data: AreaData) -> list[QAction]:
        pages = [buttons.action(said, partial(self.open, to)) for said, to in SUBPAGES[_PLAIN:]]
        export = buttons.action("Liste exportieren …", self.export, enabled=bool(data.offerings))
        return [*pages, buttons.gap(), export]

    def of_offerings(self, rows: Sequence[OfferingRow]) -> list[QAction]:
        """Of one offering, or of several: then only their state."""
        if not rows or not self._data().may_write:
            return []
        several = f" ({len(rows)})" if len(rows) > 1 else ""
        states = [
            buttons.action(f"{verb}{several}", partial(self.set_state, rows, state))
            for state, verb in _VERBS.items()
            if any(row.state is not state for row in rows)
        ]
        if several:
            return states
        row = rows[0]
        return [
            buttons.action("Angebot bearbeiten …", partial(self.change, row.id)),
            buttons.action("Heute überprüft", partial(self.mark_checked, row)),
            buttons.action("Gesuch erfassen …", partial(self.receive, row)),
            buttons.gap(),
            *states,
            buttons.gap(),
            buttons.action(
                "Anerkennung beenden …",
                partial(self.end_recognition, row),
                enabled=row.recognition.recognised,
            ),
            buttons.action("Angebot entfernen …", partial(self.remove, row)),
        ]

    # ------------------------------------------------------------------ sub-pages

    def open(self, module: str, **target: object) -> None:
        """A page behind this one."""
        open_subpage(self._desk, self._navigator, module, **target)

    def add(self) -> None:
        """The form of a new offering."""
        self.open("offering_page", made=self._page.bring)

    def change(self, offering_id: UUID) -> None:
        """The form of one offering."""
        self.open("offering_page", offering_id=offering_id)

    def receive(self, row: OfferingRow) -> None:
        """A Gesuch for an offering, on the page where it is then worked on."""
        self.open("recognition_page", receive=(row.provider_id, row.id))

    # ------------------------------------------------------------------ acts

    def set_state(self, rows: Sequence[OfferingRow], state: OfferingState) -> None:
        """The same state for all of them, or for none; those that have it already are left out."""
        changed = tuple((row.id, row.version) for row in rows if row.state is not state)
        command = usecases.SetOfferingStates(offerings=changed, state=state)
        self._run(usecases.set_offering_states, command)

    def mark_checked(self, row: OfferingRow) -> None:
        """Somebody compared it with the provider's own words today."""
        changes = {"checked_on": self._data().today}
        command = usecases.ChangeOffering(id=row.id, base_version=row.version, changes=changes)
        self._run(usecases.change_offering, command)

    def remove(self, row: OfferingRow) -> None:
        """Ask, then remove what was entered by mistake."""
        question = f"Angebot «{words.label(row)}» mit Preisen und Anhängen entfernen?"
        if messages.ask(self._page, question, _BACK, action="Entfernen"):
            command = usecases.RemoveRow(id=row.id, base_version=row.version)
            self._run(usecases.remove_offering, command)

    def end_recognition(self, row: OfferingRow) -> None:
        """Draft that it is withdrawn or has expired; the draft waits in the cockpit."""
        dialog = EndDialog(self._page, self._desk, offering_subject(row), self._data().today)
        dialog.accepted.connect(partial(say_drafted, self._desk, self._navigator))
        dialog.present()

    def _run(self, usecase: UseCase, command: object) -> None:
        self._desk.run(usecase, command, done=self._said, failed=self._failed, owner=self._page)

    def _said(self, outcome: Outcome) -> None:
        self._navigator.say(f"{outcome.summary}.")

    def _failed(self, error: SozDeskError) -> None:
        errors.show(self._page, error, reload=self._page.reload)

    # ------------------------------------------------------------------ files

    def export(self) -> None:
        """The list as it is seen."""
        data = self._data()
        title = f"Angebote per {german.day(data.today)}"
        path = save_path.ask(
            self._page, self._desk, "Liste exportieren", "Angebote.xlsx", list_export.FILTERS
        )
        if path is None:
            return
        report = list_export.list_report(
            title,
            *list_content(self._page.table, lists.columns()),
            facts=self._page.filter_words(),
            now=data.now,
            today=data.today,
            sample=data.sample,
        )
        worker.run(
            list_export.write_list,
            path,
            report,
            done=self._written,
            failed=self._failed,
            owner=self._page,
        )

    def _written(self, path: Path) -> None:
        self._navigator.say(f"Die Liste steht in «{path.name}».")
