"""What the page of an Erhebung writes to municipalities, and the time it grants them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.rent_limits import files, usecases
from sozdesk.features.rent_limits.terms import (
    RECORDED_STATES,
    DeclarationRow,
    LetterJob,
    LetterRow,
    TrackingRow,
)
from sozdesk.features.rent_limits.ui import letters_data
from sozdesk.features.rent_limits.ui.call_dialog import CallDialog
from sozdesk.features.rent_limits.ui.contacts_dialog import offer_contacts
from sozdesk.features.rent_limits.ui.extension_dialog import ExtensionDialog
from sozdesk.features.rent_limits.ui.letter_writer import LetterWriter
from sozdesk.features.rent_limits.ui.letters_data import CheckedJob, ReminderData
from sozdesk.features.rent_limits.ui.receipts import CONTACTS
from sozdesk.features.rent_limits.ui.reminder_dialog import ReminderDialog
from sozdesk.features.rent_limits.ui.round_data import DetailData, RoundData
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, messages, save_path
from sozdesk.widgets.page_work import PageWork

if TYPE_CHECKING:
    from sozdesk.features.rent_limits.ui.round_page import RoundPage

_ALL_ANSWERED = "Alle Gemeinden haben geantwortet."


class RoundLetters(LetterWriter):
    """The commands of the page of an Erhebung."""

    def __init__(self, page: RoundPage, desk: Desk, navigator: Navigator, work: PageWork) -> None:
        super().__init__(desk, navigator, work)
        self._page = page
        self._reminder_wanted = False

    def _round(self) -> RoundData:
        assert self._page.data is not None
        assert self._page.data.shown is not None
        return self._page.data.shown

    def _year(self) -> int:
        return self._round().round.year

    def _may_write(self) -> bool:
        data = self._page.data
        return data is not None and data.shown is not None and not data.read_only

    # ------------------------------------------------------------------ menus

    def main_button(self, *, read_only: bool) -> QPushButton | None:
        """What comes next: the call, then reminders as long as somebody is missing."""
        shown = self._round()
        if not shown.called and not shown.tally.received:
            made = buttons.button("Aufru&f vorbereiten …", self.call, icon="mail")
        elif shown.tally.missing:
            made = buttons.button("Eri&nnern …", self.remind, icon="mail")
        else:
            return None
        made.setEnabled(not read_only)
        return made

    def menu(self, *, may: bool) -> list[QAction]:
        """The commands of the «…» of the page."""
        missing = bool(self._round().tally.missing)
        action = buttons.action
        return [
            action("Aufruf vorbereiten …", self.call, enabled=may),
            action("Erinnern …", self.remind, enabled=may and missing),
            action("Frist erstrecken …", self.extend_chosen, enabled=may),
            action("Fristen als Kalender …", self.write_calendar),
            action(CONTACTS, self.take_contacts, enabled=may),
        ]

    def row_actions(self, rows: Sequence[TrackingRow]) -> list[QAction]:
        """Commands for one or several municipalities of the list."""
        may = self._may_write()
        numbers = [row.bfs_number for row in rows]
        missing = [row.bfs_number for row in rows if row.received_on is None]
        found = [
            buttons.action(
                "Erinnern …", partial(self.remind, missing), enabled=may and bool(missing)
            ),
            buttons.action("Frist erstrecken …", partial(self.extend, numbers), enabled=may),
        ]
        if extended := [row.bfs_number for row in rows if row.extended]:
            withdraw = partial(self.withdraw, extended)
            found.append(buttons.action("Erstreckung zurücknehmen", withdraw, enabled=may))
        return found

    def detail_actions(
        self, data: DetailData, shown: Callable[[], DeclarationRow]
    ) -> list[QAction]:
        """Commands for the municipality; the receipt is of the return or change that is shown."""
        recorded = [row for row in data.all if row.state in RECORDED_STATES]

        def confirm() -> None:
            self.write_receipts([(shown() if shown() in recorded else recorded[0]).id])

        may = self._may_write() and bool(recorded)
        receipt = buttons.action("Empfangsbestätigung …", confirm, enabled=may)
        return [receipt, *self.row_actions([data.tracking])]

    # ------------------------------------------------------------------ letters

    def call(self) -> None:
        """Show what the call brings, then write it."""
        if self.work.is_busy():
            return
        year = self._year()
        self.desk.call(
            lambda archive: letters_data.load_call(archive, year),
            done=self._show_call,
            failed=self.work.failed,
            owner=self._page,
        )

    def _show_call(self, checked: CheckedJob) -> None:
        dialog = CallDialog(
            self._page,
            checked,
            open_templates=self.open_templates,
            write_calendar=self.write_calendar,
        )
        chosen = dialog.run()
        dialog.deleteLater()
        if chosen:
            self.ask_and_write(checked, with_forms=True)

    def remind(self, only: Collection[int] = ()) -> None:
        """Show who is without an answer, then write to those who are chosen."""
        if not self._may_write() or self.work.is_busy():
            return
        year = self._year()
        self.desk.call(
            lambda archive: letters_data.load_reminders(archive, year),
            done=partial(self._show_reminders, only),
            failed=self.work.failed,
            owner=self._page,
        )

    def _show_reminders(self, only: Collection[int], data: ReminderData) -> None:
        if not data.rows:
            messages.inform(self._page, _ALL_ANSWERED, "Es gibt niemanden zu erinnern.")
            return
        dialog = ReminderDialog(self._page, data, self._year(), only)
        chosen = dialog.chosen() if dialog.run() else {}
        dialog.deleteLater()
        if chosen:
            year = self._year()
            self.desk.call(
                lambda archive: letters_data.load_reminder_job(archive, year, chosen),
                done=self.ask_and_write,
                failed=self.work.failed,
                owner=self._page,
            )

    def remind_when_shown(self) -> None:
        """Open the dialog now, or as soon as the page has its data."""
        if self._page.data is None:
            self._reminder_wanted = True
        else:
            self.remind()

    def data_shown(self) -> None:
        """The page has its data."""
        if self._reminder_wanted:
            self._reminder_wanted = False
            self.remind()

    def write_again(self, letter: LetterRow) -> None:
        """One letter once more, with its day; it is in the log already."""
        if self.work.is_busy():
            return
        year = self._year()
        self.desk.call(
            lambda archive: letters_data.load_again(archive, year, letter),
            done=partial(self.ask_and_write, log=False),
            failed=self.work.failed,
            owner=self._page,
        )

    def write_calendar(self) -> None:
        """Ask for a file and write the days of the Erhebung."""
        year = self._year()
        name = f"Fristen Mietzinsgrenzwerte {year}.ics"
        path = save_path.ask(self._page, self.desk, "Fristen speichern", name, "Kalender (*.ics)")
        if path is None or self.work.is_busy():
            return

        def write(job: LetterJob) -> None:
            self.work.start(
                lambda: write_bytes(path, files.calendar_bytes(job)),
                what="Fristen werden geschrieben",
                done=lambda _nothing: self.work.written(
                    f"«{path.name}» geschrieben. Öffnen Sie die Datei mit Ihrem Kalender.",
                    path.parent,
                ),
            )

        self.desk.call(
            lambda archive: letters_data.load_calendar(archive, year),
            done=write,
            failed=self.work.failed,
            owner=self._page,
        )

    # ------------------------------------------------------------------ whom to write to

    def take_contacts(self) -> None:
        """Show whom the returns name, then enter those who are chosen."""
        if self._page.data is not None and not self._page.data.read_only:
            offer_contacts(self._page, self.desk, self.navigator, self._page.year())

    # ------------------------------------------------------------------ time

    def extend(self, numbers: Sequence[int] = ()) -> None:
        """Ask for day and reason."""
        shown = self._round()
        dialog = ExtensionDialog(self._page, self.desk, shown.round, shown.tracking, numbers)
        dialog.accepted.connect(lambda: self.navigator.say(dialog.said()))
        dialog.present()

    def extend_chosen(self) -> None:
        """The same for the selected municipalities whose answers are missing."""
        chosen = self._page.table.selected_rows()
        self.extend([row.bfs_number for row in chosen if row.tracking.received_on is None])

    def withdraw(self, numbers: Sequence[int]) -> None:
        """The deadline of the Erhebung holds again; can be undone."""

        def say(outcome: Outcome) -> None:
            self.navigator.say(f"{outcome.summary}.")

        self.desk.run(
            usecases.withdraw_extension,
            usecases.WithdrawExtension(year=self._year(), bfs_numbers=tuple(numbers)),
            done=say,
            failed=self.work.failed,
            owner=self._page,
        )
