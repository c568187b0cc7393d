"""«Sitzungen»: prepared on the left tab, decided on the right one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QWidget

from sozdesk.archive import drafts
from sozdesk.features.cases import texts, usecases
from sozdesk.features.cases.terms import TOPIC, MeetingRow, Resolved
from sozdesk.features.cases.ui import meeting_data
from sozdesk.features.cases.ui.agenda_part import AgendaPart
from sozdesk.features.cases.ui.meeting_data import MeetingData, MeetingsData
from sozdesk.features.cases.ui.resolutions_part import ResolutionsPart
from sozdesk.kernel import german
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, labels, layouts, messages
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, TextInput
from sozdesk.widgets.list_detail import ListDetail, detail_head
from sozdesk.widgets.list_pane import ListPane
from sozdesk.widgets.page import EmptyState, Page, Step
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column, RowsModel, TableView
from sozdesk.widgets.tabs import Tabs
from sozdesk.widgets.typed import DateInput

PREPARE, RESOLVE = 0, 1
_NONE_COMES: Final = "Keine Sitzung dieser Gemeinde kommt noch. Erfassen Sie die nächste."
_FIRST: Final = (
    "Erfassen Sie zuerst die nächste Sitzung. Danach nehmen Sie hier die Anträge auf ihre "
    "Traktandenliste."
)
_BACK: Final = "Bearbeiten › Rückgängig holt sie zurück."
_LOSS: Final = "Die getippten Beschlüsse sind noch nicht erfasst und gehen verloren."


def build(
    desk: Desk,
    navigator: Navigator,
    *,
    bfs: int | None = None,
    meeting: UUID | None = None,
) -> QWidget:
    """The page; ``meeting`` is shown first, else the next one of the municipality ``bfs``."""
    return MeetingsPage(desk, navigator, bfs, meeting)


class MeetingDialog(CommandDialog):
    """Enter or change a Sitzung."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        data: MeetingsData,
        row: MeetingRow | None = None,
        *,
        bfs: int | None = None,
    ) -> None:
        """``bfs``: the municipality that a new one is proposed for."""
        super().__init__(parent, desk, "Sitzung ändern" if row else "Sitzung erfassen")
        self._row = row
        if row is None:
            places = Choice(data.municipalities)
            self.put("bfs_number", Field("&Gemeinde", places, width=300), needed=texts.MISSING)
            if bfs in dict(data.municipalities):
                places.set_value(bfs)
        self.put("held_on", Field("&Datum", DateInput(near=data.today)), needed=texts.MISSING)
        self.put("place", Field("&Ort", TextInput(), optional=True))
        number = Field("&Nummer des Protokolls", TextInput(limit=40), optional=True, width=160)
        self.put("minutes_number", number)
        if row is not None:
            self.show_row(row)

    def act(self) -> Act | None:
        """Enter it, or change what differs."""
        if self._row is None:
            return usecases.add_meeting, usecases.AddMeeting(**self.form.values())
        changes = self.form.changes()
        if not changes:
            return None
        change = usecases.ChangeMeeting(
            id=self._row.id, base_version=self._row.version, changes=changes
        )
        return usecases.change_meeting, change


class MeetingsPage(Page):
    """Sub-page; what was typed as Beschlüsse survives another row, a reload and a lock."""

    handbook_place = "sitzung"

    def __init__(
        self, desk: Desk, navigator: Navigator, bfs: int | None, meeting: UUID | None
    ) -> None:
        super().__init__("Sitzungen", back=self.leave)
        self.desk, self._navigator = desk, navigator
        self.data: MeetingsData | None = None
        self._bfs, self._goal = bfs, meeting
        self._for = bfs
        """The municipality of the case from which one came: a new Sitzung is mostly for it."""
        self._shown: UUID | None = None
        self.typed: dict[UUID, dict[str, Any]] = {}
        self.add_button = buttons.button("&Sitzung erfassen …", self.add, icon="plus", primary=True)
        self.head.set_actions(primary=self.add_button)
        self.model = RowsModel(_COLUMNS, key=lambda row: row.id)
        self.table = TableView(self.model, "Sitzungen", row=50, sortable=False)
        self.table.current_row_changed.connect(self._show_current)
        pane = ListPane(self.table, ("Sitzung", "Sitzungen"), export=False)
        self.split = ListDetail(pane, share=0.3)
        self.agenda = AgendaPart(desk)
        self.resolutions = ResolutionsPart(desk, navigator, self._keep)
        self.tabs = Tabs([("Vorbereiten", self.agenda), ("Beschlüsse", self.resolutions)])
        self._head = layouts.column()
        self._detail: QWidget | None = None
        self._arriving = True
        desk.changed.connect(self._on_changed)
        self.reload()

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read the Sitzungen again."""
        self.desk.call(meeting_data.load, done=self._show, failed=self._failed, owner=self)

    # ------------------------------------------------------------------ showing

    def _show(self, data: MeetingsData) -> None:
        first, self.data = self.data is None, data
        waits = german.plural(data.waiting, "Antrag wartet", "Anträge warten")
        self.head.set_facts(f"{waits} auf eine Sitzung." if data.waiting else "")
        self.add_button.setEnabled(data.may_write and not _read_only(self.desk))
        if first:
            self.typed = {UUID(key): _read_back(one) for key, one in data.typed.items()}
        self.model.set_rows(data.meetings)
        if not data.meetings:
            self._show_empty()
            return
        if self._detail is None:
            self._build_split()
        self._select()
        self._show_current(self.table.current_row())

    def _show_empty(self) -> None:
        self._detail = None
        self.setFocusProxy(self.add_button)
        self.set_content(
            EmptyState(
                "calendar",
                "Noch keine Sitzung",
                "Erfassen Sie das Datum der nächsten Sitzung der Sozialhilfebehörde.",
                steps_title="So läuft eine Sitzung",
                steps=(
                    Step("Vorher", "Anträge auf die Traktandenliste nehmen und beides ausdrucken."),
                    Step("Danach", "Alle Beschlüsse in einer Tabelle erfassen."),
                    Step("Im Fall", "Aus jedem Beschluss die Verfügung entwerfen."),
                ),
            )
        )

    def _build_split(self) -> None:
        self.set_content(self.split)
        whole = layouts.column(self._head, self.tabs, spacing=12, margins=(20, 14, 20, 20))
        whole.setStretch(1, 1)
        self._detail = layouts.box(whole)
        self.split.set_detail(self._detail)
        self.setFocusProxy(
            self.table
        )  # not before: Tab would be stuck before a list without a page

    def _select(self) -> None:
        if self._goal is not None and self.table.select_key(self._goal):
            self._goal = None
        elif self._bfs is not None and self.data is not None:
            self._select_coming(self._bfs, self.data)
        elif self.table.current_row() is None:
            self.table.select_first()
        self._bfs = None

    def _select_coming(self, bfs_number: int, data: MeetingsData) -> None:
        """The next Sitzung that has not decided yet; never one that is over."""
        coming = [
            row
            for row in data.meetings
            if row.bfs_number == bfs_number
            and row.held_on >= data.today
            and (row.resolved < row.items or not row.items)
        ]
        if coming:
            self.table.select_key(coming[-1].id)
        else:
            self.table.clearSelection()
            self.table.setCurrentIndex(QModelIndex())
            self.show_notice(_NONE_COMES, buttons.link("Sitzung erfassen …", self.add))
            self._show_first()

    def _show_first(self) -> None:
        """Nothing can be put on a list before there is a Sitzung."""
        layouts.empty(self._head)
        layouts.put(self._head, labels.body(_FIRST))
        add = buttons.button("Sitzung er&fassen …", self.add, icon="plus")
        add.setEnabled(self.add_button.isEnabled())
        layouts.put(self._head, layouts.box(layouts.row(add, None)))
        self.tabs.hide()
        self._arrive(self.add_button)

    def _arrive(self, target: QWidget) -> None:
        """The page was just opened: what one came for has the focus, not the arrow back."""
        held = QApplication.focusWidget()
        if self._arriving and (held is None or held is self or self.isAncestorOf(held)):
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._arriving = False

    def _show_current(self, row: MeetingRow | None) -> None:
        if row is not None and self._detail is not None:
            load = partial(meeting_data.load_meeting, meeting=row)
            self.desk.call(load, done=self._show_meeting, failed=self._failed, owner=self)

    def _show_meeting(self, data: MeetingData) -> None:
        row = data.meeting
        layouts.empty(self._head)
        change = buttons.button("Ändern …", partial(self.change, row))
        remove = buttons.button("Entfernen", partial(self.remove, row))
        for button in (change, remove):
            button.setEnabled(self.add_button.isEnabled())
        facts = ", ".join(filter(None, (row.municipality, row.place, _minutes(row))))
        title = f"Sitzung vom {german.day(row.held_on)}"
        layouts.put(self._head, detail_head(title, facts, change, remove))
        self.tabs.show()
        self.agenda.show_data(data)
        self.resolutions.show_data(data, self.typed.get(row.id, {}))
        if row.id != self._shown:
            self._shown = row.id
            over = row.held_on <= data.today and any(one.resolved is None for one in data.agenda)
            self.tabs.choose(RESOLVE if over else PREPARE)
            first = self.resolutions.first_field() if over else None
            self._arrive(first or self.table)

    # ------------------------------------------------------------------ unsaved

    def _keep(self, meeting_id: UUID, values: Mapping[str, Any]) -> None:
        if values:
            self.typed[meeting_id] = dict(values)
        else:
            self.typed.pop(meeting_id, None)

    def has_changes(self) -> bool:
        """Whether Beschlüsse were typed that are not recorded."""
        return bool(self.typed)

    def store_draft(self) -> None:
        """Keep what was typed until the file is opened again."""
        content = {
            str(meeting_id): {key: _plain(value) for key, value in values.items()}
            for meeting_id, values in self.typed.items()
        }
        command = drafts.SaveDraft(form=meeting_data.DRAFT, record_id=None, content=content)
        self.desk.run(drafts.save_draft, command)

    def leave(self) -> None:
        """Back; asks first if Beschlüsse were typed."""
        if self.has_changes() and not messages.ask_loss(
            self, "Sitzungen verlassen?", _LOSS, action="&Verlassen"
        ):
            return
        command = drafts.DiscardDraft(form=meeting_data.DRAFT, record_id=None)
        self.desk.run(drafts.discard_draft, command)
        self._navigator.close_subpage(self)

    # ------------------------------------------------------------------ commands

    def add(self) -> None:
        """Enter a Sitzung."""
        if self.data is not None:
            dialog = MeetingDialog(self, self.desk, self.data, bfs=self._for)
            dialog.acted.connect(self._bring)
            dialog.present()

    def _bring(self, outcome: Outcome) -> None:
        self.clear_notice()
        if not self.table.select_key(outcome.value):
            self._goal = outcome.value

    def change(self, row: MeetingRow) -> None:
        """Change a Sitzung."""
        if self.data is not None:
            MeetingDialog(self, self.desk, self.data, row).present()

    def remove(self, row: MeetingRow) -> None:
        """Remove a Sitzung without Traktanden."""
        question = f"Sitzung vom {german.day(row.held_on)} entfernen?"
        if messages.ask(self, question, _BACK, action="Löschen"):
            command = usecases.RemoveRow(id=row.id, base_version=row.version)
            self.desk.run(usecases.remove_meeting, command, failed=self._failed, owner=self)

    def _failed(self, error: SozDeskError) -> None:
        errors.show(self, error, reload=self.reload)


def _read_only(desk: Desk) -> bool:
    return desk.file is None or desk.file.read_only


def _minutes(row: MeetingRow) -> str:
    return f"Protokoll {row.minutes_number}" if row.minutes_number else ""


def _below(row: MeetingRow) -> str:
    items = german.plural(row.items, "Traktandum", "Traktanden")
    done = f"{german.count(row.resolved)} von {german.count(row.items)} beschlossen"
    return f"{row.municipality}, {done if row.resolved else items}"


def _symbol(row: MeetingRow) -> str:
    if not row.items:
        return State.OPEN
    return State.RECORDED if row.resolved == row.items else State.RECEIVED


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _read_back(values: Mapping[str, Any]) -> dict[str, Any]:
    """The way back from JSON: the day, and the member of the list."""
    found = dict(values)
    for key, value in values.items():
        if key == "resolved_on" and value:
            found[key] = date.fromisoformat(value)
        elif key.startswith("resolved_") and value:
            found[key] = Resolved(value)
    return found


_COLUMNS = (
    Column(
        title="Sitzung",
        text=lambda row: german.day(row.held_on),
        second=_below,
        symbol=_symbol,
        stretch=True,
    ),
)
