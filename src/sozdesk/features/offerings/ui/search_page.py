"""The search for an offering: the area of a Sozialdienst, a sub-page of the KSA."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from sozdesk.features.offerings import rules
from sozdesk.features.offerings.terms import TOPIC, CantonShare, FoundOffering, Unmet, Wanted
from sozdesk.features.offerings.ui import search_data, search_empty, search_lists
from sozdesk.features.offerings.ui.search_commands import SearchCommands
from sozdesk.features.offerings.ui.search_data import SearchData
from sozdesk.features.offerings.ui.search_detail import search_detail
from sozdesk.features.offerings.ui.search_filters import SearchFilters
from sozdesk.features.offerings.ui.search_hints import NeedLine, UnderstoodLine
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, layouts
from sozdesk.widgets.list_columns import columns_of
from sozdesk.widgets.list_detail import ListDetail
from sozdesk.widgets.list_pane import ListPane
from sozdesk.widgets.page import Page
from sozdesk.widgets.table import RowsModel, TableView

AT_ONCE = 100
"""Results that are shown; the next ones on demand."""
FIRST = 12
"""Results that are painted with the key; the others, and the detail, when typing pauses."""
PAUSE = 120
"""Milliseconds."""
MOST_COMPARED = 3
_KEY = "offerings.search"
_SHARE = 0.56


def build(desk: Desk, navigator: Navigator) -> QWidget:
    """The page; at the KSA it lies on top of the area."""
    below = desk.file is not None and desk.file.info.office_kind == "ksa"
    return SearchPage(desk, navigator, below=below)


class SearchPage(Page):
    """Search field and chips above, results with their reasons on the left, one offering right."""

    handbook_place = "angebote-suchen"

    def __init__(self, desk: Desk, navigator: Navigator, *, below: bool) -> None:
        title = "Suchen wie eine Gemeinde" if below else "Angebote"
        super().__init__(title, back=navigator.back if below else None)
        self.desk, self.navigator = desk, navigator
        self.data: SearchData | None = None
        self.result: rules.Result | None = None
        self.filters: SearchFilters | None = None
        self.compared: tuple[UUID, ...] = ()
        """Ids of the offerings that are ticked."""
        self._known_shares: dict[UUID, tuple[CantonShare, ...]] = {}
        self._shown = AT_ONCE
        self._goal: UUID | None = None
        self.commands = SearchCommands(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.finish_now)
        self._build_content()
        desk.changed.connect(self._on_changed)
        self.reload()

    # ------------------------------------------------------------------ building

    def _build_content(self) -> None:
        self.columns = search_lists.columns(self._is_ticked, self._shares)
        self.model = RowsModel(columns_of(self.columns), key=lambda found: found.id)
        self.table = TableView(self.model, "Gefundene Angebote", row=50)
        self.table.current_row_changed.connect(lambda _found: self._pause.start())
        self.table.ticked.connect(lambda found, on: self.tick(found, on=on))
        pane = ListPane(self.table, ("Angebot", "Angebote"))
        pane.export_requested.connect(lambda _text: self.commands.export())
        self.more = buttons.link("Weitere zeigen", self.show_more)
        left = layouts.row(self.more, None, margins=(24, 0, 14, 4))
        self._more_row = layouts.box(left)
        layout = pane.layout()
        assert layout is not None
        layout.addWidget(self._more_row)
        self.split = ListDetail(pane, share=self.navigator.share_of(_KEY, _SHARE))
        self.split.share_changed.connect(partial(self.navigator.remember_share, _KEY))
        self._views = QStackedWidget()
        self._views.addWidget(self.split)
        self.set_content(self._views)

    def _build_filters(self, data: SearchData) -> SearchFilters:
        made = SearchFilters(data)
        made.changed.connect(lambda: self._search(fresh=True))
        made.text.left_downwards.connect(self._enter_list)
        self.understood = UnderstoodLine(self._take_understood)
        self.need = NeedLine(self.commands.count_need)
        self._above = layouts.box(layouts.column(made, self.understood, self.need, spacing=10))
        self.add_tools(self._above)
        self.setFocusProxy(made.text)
        return made

    # ------------------------------------------------------------------ data

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read all offerings again and prepare them for searching."""
        self.desk.call(search_data.load, done=self._show, owner=self)

    def _show(self, data: SearchData) -> None:
        first, self.data = self.data is None, data
        self._known_shares.clear()
        if self.filters is None:
            self.filters = self._build_filters(data)
        self._show_actions()
        empty = not data.index.entries
        self._above.setVisible(not empty)
        if empty:
            self.head.set_facts("Noch keine Angebote")
            self._put(search_empty.no_offerings(data, self.commands))
            return
        self._search(fresh=first)
        if first:
            self._focus()

    def _focus(self) -> None:
        if self.filters is not None and self.isVisible():
            self.filters.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """One can type at once."""
        super().showEvent(event)
        if not event.spontaneous():
            self._focus()

    # ------------------------------------------------------------------ searching

    def wanted(self) -> Wanted:
        """What is asked for now."""
        return self.filters.wanted() if self.filters is not None else Wanted()

    def _search(self, *, fresh: bool) -> None:
        """A fresh search shows its best result; the same one once more keeps what was looked at."""
        if self.data is None or not self.data.index.entries:
            return
        self._shown = AT_ONCE
        self.result = rules.search(self.data.index, self.wanted())
        self._show_result()
        if fresh and self._goal is None and len(self.result):
            self.table.select_first()

    def show_more(self) -> None:
        """The next results, too."""
        self._shown += AT_ONCE
        self.finish_now()

    def _show_result(self) -> None:
        assert self.result is not None
        result = self.result
        number = german.plural(len(result), "Angebot passt", "Angebote passen")
        self.head.set_facts(number if len(result) else "Kein Angebot passt")
        self.understood.show_meanings(result.meanings)
        self.need.show_need(rules.unmet(result), countable=bool(self.criteria()))
        if not len(result):
            self.model.set_rows(())
            self._put(search_empty.nothing_fits(self.clear_filters))
            return
        self._views.setCurrentWidget(self.split)
        self.model.set_rows(rules.described(result, 0, FIRST))
        self._more_row.hide()
        self._pause.start()

    def finish_now(self) -> None:
        """The rest of the list, and the detail of the current row."""
        self._pause.stop()
        if self.result is None or not len(self.result):
            return
        shown = min(self._shown, len(self.result))
        if len(self.model.rows()) < shown:
            self.model.set_rows(rules.described(self.result, 0, shown))
        self._more_row.setVisible(len(self.result) > shown)
        self.more.setText(f"Weitere zeigen ({german.count(len(self.result) - shown)})")
        self._keep_current()
        self._pause.stop()
        self._show_detail(self.table.current_row())

    def _keep_current(self) -> None:
        if self._goal is not None and self.table.select_key(self._goal):
            self._goal = None
        if self.table.current_row() is None:
            self.table.select_first()

    def _put(self, view: QWidget) -> None:
        """A view in place of the list; the one before goes."""
        while (old := self._views.widget(1)) is not None:
            self._views.removeWidget(old)
            old.deleteLater()
        self._views.addWidget(view)
        self._views.setCurrentWidget(view)

    def _take_understood(self) -> None:
        """What was understood becomes filters; words that were not stay."""
        if self.result is None or self.filters is None:
            return
        rest = rules.rest_of_text(self.result)
        self.filters.show_wanted(replace(self.result.effective, text=rest))

    def clear_filters(self) -> None:
        """Show all offerings."""
        if self.filters is not None:
            self.filters.clear()
            self.filters.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter_list(self) -> None:
        if self.table.isVisibleTo(self):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def criteria(self) -> str:
        """The filters in words, as they would be counted."""
        if self.data is None or self.result is None:
            return ""
        index = self.data.index
        named = {row.code: row.name for row in index.categories}
        return rules.criteria_of(self.result.effective, categories=named, names=index.names)

    def unmet(self) -> Unmet | None:
        """Why the search is a need without an offering, if it is."""
        return rules.unmet(self.result) if self.result is not None else None

    # ------------------------------------------------------------------ one offering

    def _shares(self, found: FoundOffering) -> tuple[CantonShare, ...]:
        """Computed once per offering: the list asks for them several times."""
        assert self.data is not None
        if found.id not in self._known_shares:
            self._known_shares[found.id] = self.data.shares(found.row)
        return self._known_shares[found.id]

    def _show_detail(self, found: FoundOffering | None) -> None:
        if found is None or self.data is None:
            self.split.set_detail(None)
            return
        sheet = buttons.button(
            "Blatt für die &Person …", partial(self.commands.write_sheet, found), icon="printer"
        )
        self.split.set_detail(search_detail(self.data, found, [sheet]))

    # ------------------------------------------------------------------ comparing

    def _is_ticked(self, found: FoundOffering) -> bool:
        return found.id in self.compared

    def tick(self, found: FoundOffering, *, on: bool) -> None:
        """Put an offering beside the others, or take it away; at most three."""
        if on and len(self.compared) == MOST_COMPARED:
            self.navigator.say(f"Vergleichen lassen sich höchstens {MOST_COMPARED} Angebote.")
            return
        others = tuple(one for one in self.compared if one != found.id)
        self.compared = (*others, found.id) if on else others
        self._show_actions()
        self.model.set_rows(self.model.rows())
        self._pause.stop()

    def _show_actions(self) -> None:
        number = len(self.compared)
        compare = buttons.button(
            f"&Vergleichen ({number})" if number else "&Vergleichen",
            self.commands.compare,
            tip="Kreuzen Sie in der Liste zwei oder drei Angebote an (Leertaste)",
        )
        compare.setEnabled(number > 1)
        assert self.data is not None
        empty = not self.data.index.entries
        self.head.set_actions(*([] if empty else [compare]), more=self.commands.menu())

    # ------------------------------------------------------------------ going there

    def open_target(self, **target: object) -> None:
        """``offering`` or ``provider``: an id."""
        wanted = target.get("offering") or target.get("provider")
        if isinstance(wanted, UUID) and self.filters is not None and self.data is not None:
            entries = self.data.index.entries
            found = next((e.row for e in entries if wanted in (e.row.id, e.row.provider_id)), None)
            if found is None:
                return
            named = found.provider_name if "provider" in target else found.title
            self._goal = found.id
            self.filters.show_wanted(Wanted(text=named, near=self.data.own, hidden=True))
            self.finish_now()
            self._goal = None
