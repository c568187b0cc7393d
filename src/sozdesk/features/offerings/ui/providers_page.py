"""«Anbieter/innen»: who offers something, with contacts, places, offerings and files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings import texts, usecases
from sozdesk.features.offerings.terms import TOPIC, AttachmentOwner
from sozdesk.features.offerings.ui import offering_words as words
from sozdesk.features.offerings.ui import provider_data
from sozdesk.features.offerings.ui.attachments_part import AttachmentsPart
from sozdesk.features.offerings.ui.decision_dialogs import (
    EARLIER,
    EarlierDialog,
    EndDialog,
    Subject,
)
from sozdesk.features.offerings.ui.provider_data import ProviderLine, ProvidersData
from sozdesk.features.offerings.ui.provider_dialogs import ProviderDialog
from sozdesk.features.offerings.ui.provider_parts import (
    ContactsPart,
    FactsPart,
    OfferedPart,
    PlacesPart,
)
from sozdesk.features.offerings.ui.subpages import open_subpage, say_drafted
from sozdesk.kernel import german
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime import list_export, worker
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, labels, layouts, messages, save_path
from sozdesk.widgets.history_part import HistoryPart
from sozdesk.widgets.list_columns import ListColumn, columns_of, list_content
from sozdesk.widgets.list_page import ListLook, ListPage
from sozdesk.widgets.page import EmptyState
from sozdesk.widgets.table import Column, RowsModel
from sozdesk.widgets.tabs import Tabs

_LOOK = ListLook(
    key="providers",
    name="Anbieter/innen",
    noun=("Anbieter/in", "Anbieter/innen"),
    nothing="Nichts passt dazu.",
    share=0.5,
    export=True,
)
_BACK = "Bearbeiten › Rückgängig holt alles zurück."
_EMPTY = (
    "Anbieter/innen sind die Organisationen, die Kurse, Programme und Begleitungen anbieten. Zu "
    "jeder gehören Kontakte, Orte und Angebote."
)
FACTS, CONTACTS, OFFERED, ATTACHMENTS, HISTORY = range(5)
"""Numbers of the tabs."""


def build(desk: Desk, navigator: Navigator, **target: object) -> QWidget:
    """The page; ``provider`` is the id of the one to show."""
    page = ProvidersPage(desk, navigator)
    page.open_target(**target)
    return page


class ProvidersPage(ListPage):
    """List with detail."""

    handbook_place = "angebote#anbieter"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(
            "Anbieter/innen",
            desk=desk,
            navigator=navigator,
            model=RowsModel(columns_of(_COLUMNS), key=lambda line: line.id),
            look=_LOOK,
            back=navigator.back,
        )
        self.set_empty(EmptyState("users", "Noch niemand erfasst", _EMPTY))
        self.data: ProvidersData | None = None
        self.detail: ProviderDetail | None = None
        self._goal: UUID | None = None
        self.table.menu_for = lambda _line: self.commands()
        self.table.opened.connect(lambda _line: self.change())
        self.pane.export_requested.connect(lambda _text: self.export())
        self.add_tools(None, self.search)
        desk.changed.connect(self._on_changed)
        self.reload()

    def clear_filters(self) -> None:
        """Show all of them."""
        self.search.clear()

    # ------------------------------------------------------------------ data

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read the list again."""
        self.desk.call(provider_data.load, done=self._show, owner=self)

    def _show(self, data: ProvidersData) -> None:
        self.data = data
        add = buttons.button("Anbieter/in erfa&ssen …", self.add, icon="plus", primary=True)
        add.setEnabled(data.may_write)
        self.head.set_actions(primary=add)
        self.search.setVisible(bool(data.lines))
        self.show_list(some=bool(data.lines))
        self.fill(data.lines)
        if self._goal is not None and self.table.select_key(self._goal):
            self._goal = None
        self.keep_current()
        self.show_row(self.table.current_row())

    def show_row(self, line: ProviderLine | None) -> None:
        """The detail of somebody, or none."""
        if line is None:
            self.detail = None
            self.split.set_detail(None)
            return
        if self.detail is None:
            self.detail = ProviderDetail(self)
            self.split.set_detail(self.detail)
        self.detail.show_line(line)

    def open_target(self, **target: object) -> None:
        """``provider``: the id of the one to show."""
        found = target.get("provider")
        if isinstance(found, UUID) and not self.table.select_key(found):
            self._goal = found

    # ------------------------------------------------------------------ commands

    def commands(self) -> Sequence[QAction]:
        """Of the current provider."""
        if self.data is None or not self.data.may_write:
            return []
        return [
            buttons.action("Anbieter/in ändern …", self.change),
            buttons.action(f"{EARLIER} …", self.record_earlier),
            buttons.action("Anerkennung beenden …", self.end_recognition),
            buttons.action("Anbieter/in entfernen …", self.remove),
        ]

    def add(self) -> None:
        """Enter a provider."""
        dialog = ProviderDialog(self, self.desk)
        dialog.acted.connect(self._bring)
        dialog.present()

    def _bring(self, outcome: Outcome) -> None:
        """Who was entered is selected, now or as soon as the list has the new line."""
        self.search.clear()
        self.open_target(provider=outcome.value)

    def change(self) -> None:
        """Change the current one."""
        line = self.table.current_row()
        if line is not None and self.data is not None and self.data.may_write:
            ProviderDialog(self, self.desk, line.row).present()

    def record_earlier(self) -> None:
        """Enter a decision on the current one as a whole that was made on paper."""
        if (subject := self._subject()) is not None and self.data is not None:
            EarlierDialog(self, self.desk, subject, self.data.today).present()

    def end_recognition(self) -> None:
        """Draft that the current one is no longer recognised; the draft waits in the cockpit."""
        if (subject := self._subject()) is not None and self.data is not None:
            dialog = EndDialog(self, self.desk, subject, self.data.today)
            dialog.accepted.connect(partial(say_drafted, self.desk, self.navigator))
            dialog.present()

    def _subject(self) -> Subject | None:
        line = self.table.current_row()
        return Subject(title=line.row.name, provider_id=line.id) if line is not None else None

    def remove(self) -> None:
        """Ask, then remove who was entered by mistake."""
        line = self.table.current_row()
        question = f"«{line.row.name}» mit Kontakten, Orten und Anhängen entfernen?" if line else ""
        if line is not None and messages.ask(self, question, _BACK, action="Entfernen"):
            command = usecases.RemoveRow(id=line.row.id, base_version=line.row.version)
            self.desk.run(usecases.remove_provider, command, failed=self._failed, owner=self)

    def _failed(self, error: SozDeskError) -> None:
        errors.show(self, error, reload=self.reload)

    def open_offering(self, offering_id: UUID) -> None:
        """Leave for the list, at an offering."""
        self.navigator.back()
        self.navigator.open_area("offerings", offering=offering_id)

    def new_offering(self) -> None:
        """The form of a new offering of the current provider."""
        line = self.table.current_row()
        if line is not None:
            open_subpage(self.desk, self.navigator, "offering_page", provider_id=line.id)

    def export(self) -> None:
        """The list as it is seen."""
        assert self.data is not None
        name = "Anbieter.xlsx"
        path = save_path.ask(self, self.desk, "Liste exportieren", name, list_export.FILTERS)
        if path is None:
            return
        searched = german.clean(self.search.text())
        report = list_export.list_report(
            "Anbieter/innen",
            *list_content(self.table, _COLUMNS),
            facts=[("Gesucht", f"«{searched}»")] if searched else [],
            now=self.data.now,
            today=self.data.today,
            sample=self.data.sample,
        )
        said = partial(self.navigator.say, f"Die Liste steht in «{path.name}».")
        worker.run(
            list_export.write_list,
            path,
            report,
            done=lambda _path: said(),
            failed=self._failed,
            owner=self,
        )


class ProviderDetail(QWidget):
    """One provider with its five tabs."""

    def __init__(self, page: ProvidersPage) -> None:
        super().__init__()
        self._page, desk = page, page.desk
        self._line: ProviderLine | None = None
        self._stale: set[int] = set()
        self.facts, self.contacts = FactsPart(desk), ContactsPart(desk)
        self.places = PlacesPart(desk, lambda: page.data.municipalities if page.data else ())
        self.offered, self.attachments = OfferedPart(desk), AttachmentsPart(desk)
        self.offered.wanted.connect(page.open_offering)
        self.offered.new_wanted.connect(page.new_offering)
        self.history = HistoryPart(page.navigator)
        reach = layouts.box(layouts.column(self.contacts, layouts.line(), self.places, spacing=10))
        self.tabs = Tabs(
            [
                ("Angaben", self.facts),
                ("Kontakte und Orte", reach),
                ("Angebote", self.offered),
                ("Anhänge", self.attachments),
                ("Verlauf", self.history),
            ]
        )
        self.tabs.changed.connect(self._fill)
        self._title, self._more = labels.record_title(""), layouts.row()
        head = layouts.row(self._title, layouts.column(layouts.box(self._more), None, spacing=0))
        head.setStretch(0, 1)
        column = layouts.column(layouts.box(head), self.tabs, None, spacing=6)
        column.setContentsMargins(20, 14, 20, 20)
        self.setLayout(column)

    def show_line(self, line: ProviderLine) -> None:
        """Show another provider, or other values."""
        self._line = line
        self._title.setText(line.row.name)
        layouts.empty(self._more)
        if commands := list(self._page.commands()):
            name = "Weitere Befehle zu dieser Organisation"
            self._more.addWidget(buttons.more_button(commands, name))
        self.tabs.set_title(OFFERED, f"Angebote ({len(line.offerings)})")
        self._stale = set(range(5))
        self._fill(self.tabs.current())

    def _fill(self, number: int) -> None:
        """The content of a tab, once per provider."""
        line = self._line
        if line is None or number not in self._stale:
            return
        self._stale.discard(number)
        if number == FACTS:
            self.facts.show_line(line)
        elif number == CONTACTS:
            self.contacts.show_rows(line, line.contacts)
            self.places.show_rows(line, line.places)
        elif number == OFFERED:
            self.offered.show_line(line)
        elif number == ATTACHMENTS:
            self.attachments.show_owner(AttachmentOwner.PROVIDER, line.id)
        else:
            self._page.desk.call(
                lambda archive: provider_data.load_traces(archive, line),
                done=self.history.show_traces,
                owner=self,
            )
        layouts.keys_in_order(self)


def _kind(line: ProviderLine) -> str:
    return texts.word(line.row.organisation_type)


_COLUMNS = (
    ListColumn(
        Column(
            title="Name",
            text=lambda line: line.row.name,
            second=lambda line: ", ".join(filter(None, (_kind(line), line.towns))),
            sort_key=lambda line: german.sort_key(line.row.name),
            stretch=True,
            least=200,
        )
    ),
    ListColumn(
        Column(
            title="Angebote",
            text=lambda line: str(len(line.offerings)),
            align="right",
            sort_key=lambda line: len(line.offerings),
        )
    ),
    ListColumn(
        Column(
            title="Anerkennung",
            text=lambda line: line.recognition_words,
            symbol=lambda line: words.recognition_symbol(line.recognition),
        )
    ),
    ListColumn(Column(title="Art", text=_kind, hidden=True)),
    ListColumn(Column(title="Orte", text=lambda line: line.towns, hidden=True)),
    ListColumn(Column(title="E-Mail", text=lambda line: line.row.email, hidden=True)),
    ListColumn(Column(title="Telefon", text=lambda line: line.row.phone, hidden=True)),
)
