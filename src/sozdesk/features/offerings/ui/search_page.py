"""The search for an offering: the area of a Sozialdienst, a sub-page of the KSA."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from sozdesk.features.offerings import rules
from sozdesk.features.offerings.terms import TOPIC, CantonShare, FoundOffering, Unmet, Wanted
from sozdesk.features.offerings.texts import searching as texts
from sozdesk.features.offerings.ui import search_data, search_empty, search_lists, subpages
from sozdesk.features.offerings.ui.search_commands import SearchCommands
from sozdesk.features.offerings.ui.search_data import SearchData
from sozdesk.features.offerings.ui.search_detail import search_detail
from sozdesk.features.offerings.ui.search_filters import SearchFilters
from sozdesk.features.offerings.ui.search_hints import NeedLine, UnderstoodLine
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, labels, layouts
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
        self._details: FoundOffering | None = None
        """What stands on the right."""
        self._hint = ""
        self._counted: dict[tuple[str, Unmet], int] = {}
        """Filters in words and reason → how often they were counted before this visit's click."""
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
        self.table.opened.connect(lambda _found: self.finish_now())
        pane = ListPane(self.table, ("Angebot", "Angebote"))
        pane.export_requested.connect(lambda _text: self.commands.export())
        self.more = buttons.link("Weitere zeigen", self.show_more)
        self.ticks = labels.secondary("", wrap=False)
        self.untick = buttons.link("Auswahl &aufheben", self.clear_ticks)
        self._more_row = layouts.box(
            layouts.row(self.more, None, self.ticks, self.untick, margins=(24, 0, 14, 4))
        )
        self._more_row.hide()
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
        self.need = NeedLine(self.commands.count_need, made.category.click)
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
        self._details = None
        if self.filters is None:
            self.filters = self._build_filters(data)
        self.filters.provider.providers = data.providers
        self._show_actions()
        empty = not data.index.entries
        self._above.setVisible(not empty)
        if empty:
            self._say_facts("Noch keine Angebote")
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
        self._take_hint_away()
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
        self._say_facts(number if len(result) else "Kein Angebot passt")
        self.understood.show_meanings(result.meanings)
        self._show_place_of_text(result)
        self._show_need(result)
        self._show_ticks()
        if not len(result):
            self.model.set_rows(())
            self._put(search_empty.nothing_fits(self.clear_filters))
            return
        self._views.setCurrentWidget(self.split)
        self.model.set_rows(rules.described(result, 0, FIRST))
        self.more.hide()
        self._pause.start()

    def _say_facts(self, words: str) -> None:
        """And in which catalogue one searches."""
        row = self.data.catalogue if self.data is not None else None
        named = f"Katalog Nr. {row.serial} vom {german.day(row.as_of)}" if row else ""
        self.head.set_facts(texts.DOT.join(filter(None, (words, named))))

    def _show_place_of_text(self, result: rules.Result) -> None:
        assert self.filters is not None
        wanted, meant = result.wanted, result.effective
        name = result.index.names.get(meant.near or 0, "")
        is_typed = (wanted.near, wanted.km) != (meant.near, meant.km)
        self.filters.show_place_of_text(texts.around(name, meant.km) if is_typed else "")

    def _show_need(self, result: rules.Result) -> None:
        """A search that was counted in this visit is not offered again, unless that was undone."""
        assert self.data is not None
        why, criteria = rules.unmet(result), self.criteria()
        before = self._counted.get((criteria, why)) if why is not None else None
        done = (
            why is not None
            and before is not None
            and (self.data.counted.get((criteria, why), 0) > before)
        )
        self.need.show_need(why, criteria, rules.rest_of_text(result), done=done)

    def finish_now(self) -> None:
        """The rest of the list, and the detail of the current row."""
        self._pause.stop()
        if self.result is None or not len(self.result):
            return
        shown = min(self._shown, len(self.result))
        if len(self.model.rows()) < shown:
            self.model.set_rows(rules.described(self.result, 0, shown))
        self.more.setVisible(len(self.result) > shown)
        self._show_ticks()
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

    def remember_count(self) -> None:
        """The search of now is being counted."""
        why, criteria = self.unmet(), self.criteria()
        if why is not None and self.data is not None:
            self._counted[criteria, why] = self.data.counted.get((criteria, why), 0)

    # ------------------------------------------------------------------ one offering

    def selected(self) -> FoundOffering | None:
        """The offering of the selected row, which then stands on the right, too."""
        self.finish_now()
        found: FoundOffering | None = self.table.current_row()
        return found

    def _shares(self, found: FoundOffering) -> tuple[CantonShare, ...]:
        """Computed once per offering: the list asks for them several times."""
        assert self.data is not None
        if found.id not in self._known_shares:
            self._known_shares[found.id] = self.data.shares(found.row)
        return self._known_shares[found.id]

    def _show_detail(self, found: FoundOffering | None) -> None:
        if found is None or self.data is None:
            self._details = None
            self.split.set_detail(None)
            return
        if found == self._details:
            return  # nobody's scrolling is lost because a box was ticked
        self._details = found
        sheet = buttons.button("Blatt für die &Person …", self.commands.write_sheet, icon="printer")
        self.split.set_detail(search_detail(self.data, found, [sheet]))

    # ------------------------------------------------------------------ comparing

    def _is_ticked(self, found: FoundOffering) -> bool:
        return found.id in self.compared

    def tick(self, found: FoundOffering, *, on: bool) -> None:
        """Put an offering beside the others, or take it away; at most three."""
        self._take_hint_away()
        if on and len(self.compared) == MOST_COMPARED:
            self._hint = f"Vergleichen lassen sich höchstens {MOST_COMPARED} Angebote."
            self.show_notice(self._hint)
            return
        others = tuple(one for one in self.compared if one != found.id)
        self._set_ticks((*others, found.id) if on else others)

    def clear_ticks(self) -> None:
        """Tick nothing any more, also what is not in the list just now."""
        self._take_hint_away()
        self._set_ticks(())

    def _set_ticks(self, ids: tuple[UUID, ...]) -> None:
        self.compared = ids
        self._show_actions()
        self._show_ticks()
        self.model.set_rows(self.model.rows())

    def _show_ticks(self) -> None:
        """«3 angekreuzt, 1 davon hier»: ticks outlive the search in which they were set."""
        entries = self.result.entries if self.result is not None else ()
        here = sum(entry.row.id in self.compared for entry in entries)
        number = len(self.compared)
        elsewhere = f", {here} davon hier" if here < number else ""
        self.ticks.setText(f"{number} angekreuzt{elsewhere}")
        for part in (self.ticks, self.untick):
            part.setVisible(number > 0)
        self._more_row.setVisible(number > 0 or not self.more.isHidden())

    def _take_hint_away(self) -> None:
        if self._hint and self.notice() == self._hint:
            self.clear_notice()
        self._hint = ""

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
        """``offering`` or ``provider``: an id; ``page``: one behind this one."""
        page = target.get("page")
        if page in dict(subpages.SERVICE_SUBPAGES).values():
            subpages.open_subpage(self.desk, self.navigator, str(page))
            return
        offering, provider = target.get("offering"), target.get("provider")
        if self.data is None:
            return
        entries = self.data.index.entries
        if isinstance(offering, UUID):
            goal = [entry for entry in entries if entry.row.id == offering]
            self._go_to(goal, Wanted(text=goal[0].row.title if goal else ""), offering)
        elif isinstance(provider, UUID):
            theirs = [entry for entry in entries if entry.row.provider_id == provider]
            self._go_to(theirs, Wanted(provider=provider), None)

    def _go_to(
        self, entries: Sequence[rules.SearchEntry], wanted: Wanted, goal: UUID | None
    ) -> None:
        """Show these; «Auch andere» only where nothing else is among them, and then it is said."""
        if not entries or self.filters is None or self.data is None:
            return
        hidden = all(entry.hidden for entry in entries)
        self._goal = goal
        self.filters.show_wanted(replace(wanted, near=self.data.own, hidden=hidden))
        self.finish_now()
        self._goal = None
        if hidden:
            why = f"«Auch andere» ist eingeschaltet: {entries[0].hidden}."
            self._hint = why
            self.show_notice(why)
