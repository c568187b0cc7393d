"""What is seen of an open file: bars, navigation, pages. Deleted when the file is locked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sozdesk.archive.journal_history import TRACE
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk, OpenFile
from sozdesk.runtime.navigation import HelpsItself, Offer, open_module
from sozdesk.settings.declared import SHARES, VIEWS
from sozdesk.settings.store import Settings
from sozdesk.shell import file_facts, handbook, panes, search_query
from sozdesk.shell.areas import areas_for
from sozdesk.shell.file_facts import Facts
from sozdesk.shell.history_dialog import show_file_history, show_record_history
from sozdesk.shell.menus import Commands, Menus
from sozdesk.shell.navigation_bar import NavigationBar
from sozdesk.shell.notice import happened, read_only_notice
from sozdesk.shell.page_stack import PageStack, Place, keep_draft
from sozdesk.shell.search_box import SearchResult
from sozdesk.shell.status_bar import StatusBar
from sozdesk.shell.top_bar import TopBar
from sozdesk.widgets import theme
from sozdesk.widgets.announce import announce
from sozdesk.widgets.layouts import empty, line, nest
from sozdesk.widgets.theme import px

NARROW_BELOW = 1100
"""Logical px of the window below which the navigation shows icons only."""


@dataclass(frozen=True, slots=True)
class WindowCommands:
    """What only the window around the workspace can do."""

    lock: Callable[[], None]
    restore: Callable[[], None]
    quit: Callable[[], None]
    open_other: Callable[[], None]
    open_again: Callable[[], None]
    appearance: Callable[[], str]
    set_appearance: Callable[[str], None]


class Workspace(QWidget):
    """The :class:`~sozdesk.runtime.navigation.Navigator` of all pages."""

    def __init__(
        self, desk: Desk, settings: Settings, file: OpenFile, window_commands: WindowCommands
    ) -> None:
        super().__init__()
        self.settings = settings
        self.window_commands = window_commands
        self._desk = desk
        self._file = file
        self._areas = {area.key: area for area in areas_for(file.info.office_kind)}
        self._build()
        desk.changed.connect(self._refresh)
        desk.changed.connect(self._more_happened)
        self.open_area("start")
        self._refresh()

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        areas = tuple(self._areas.values())
        self.top = TopBar(
            sample=self._file.info.sample,
            help_=self._help,
            lock=self.window_commands.lock,
            cases="cases" in self._areas,
        )
        self.navigation = NavigationBar(areas, self._file.info.office_name)
        self.stack = PageStack()
        self.status = StatusBar()
        self.notice = read_only_notice(self._file, self.window_commands.open_again)
        self.menus = Menus(
            self.top.menus, self._commands(), areas, self.window_commands.appearance()
        )
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.open_area)
        self.stack.area_shown.connect(self.navigation.select)
        self.stack.currentChanged.connect(self._show_page_commands)
        self.top.search.asked.connect(self._search)
        self.top.search.chosen.connect(self._open_result)

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        middle.addWidget(_vertical_line())
        middle.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(line())
        if self.notice is not None:
            column.addWidget(self.notice)
        self._messages = QVBoxLayout()
        nest(column, self._messages)
        nest(column, middle, 1)
        column.addWidget(line())
        column.addWidget(self.status)

    def _commands(self) -> Commands:
        window = self.window_commands
        return Commands(
            backup_now=self.backup_now,
            open_other=window.open_other,
            lock=window.lock,
            quit=window.quit,
            undo=self._undo,
            search=self.top.search.start,
            back=self.back,
            next_pane=partial(self._move_pane, 1),
            previous_pane=partial(self._move_pane, -1),
            open_area=self.open_area,
            set_appearance=window.set_appearance,
            history=self.show_file_history,
            help=self._help,
            search_help=lambda: handbook.open_at(self).search(),
            abbreviations=partial(self.open_handbook, "abkuerzungen"),
            keys=partial(self.open_handbook, "tasten"),
            print_help=lambda: handbook.open_at(self).save_pdf(),
            about=partial(self.open_area, "settings", section="about"),
        )

    # ------------------------------------------------------------------ Navigator

    def open_area(self, key: str, **target: object) -> None:
        """Show an area; its page gets ``target``. Asks if a sub-page with typed text is in the way."""
        if not self.stack.may_leave(key, target):
            self.navigation.select(self.stack.area)
            return
        self._forget_what_happened()
        page = None if self.stack.has(key) else self._areas[key].factory(self._desk, self)
        self.stack.show_area(key, page, target)

    def return_to(self, place: Place) -> None:
        """Go to where somebody was before the file was locked."""
        self.open_area(place.area, **place.target)
        for module, target in place.pages:
            open_module(self._desk, self, module, target)

    def open_subpage(self, widget: QWidget) -> None:
        """Show a page on top of the current one."""
        self._forget_what_happened()
        self.stack.push(widget)

    def back(self) -> None:
        """Leave the sub-page on top, or return to the area before."""
        self._forget_what_happened()
        self.stack.back()

    def close_subpage(self, widget: QWidget) -> None:
        """Leave this sub-page, also if another area is shown meanwhile."""
        self.stack.remove(widget)

    def show_history(self, title: str, table: str, row_id: UUID) -> None:
        """Show the Verlauf of one record."""
        show_record_history(self, self._desk, title, table, row_id)

    def show_file_history(self) -> None:
        """Show the Verlauf of the whole file."""
        show_file_history(self, self._desk)

    def share_of(self, page: str, usual: float) -> float:
        """The part of the width that the list of a page had last, or the usual one."""
        shares: dict[str, float] = self.settings.get(SHARES)
        return shares.get(page, usual)

    def remember_share(self, page: str, share: float) -> None:
        """Remember the part of the width that the list of a page has."""
        shares: dict[str, float] = self.settings.get(SHARES)
        self.settings.set(SHARES, {**shares, page: round(share, 3)})

    def view_of(self, page: str, usual: str) -> str:
        """How a page showed its records last, or the usual way."""
        views: dict[str, str] = self.settings.get(VIEWS)
        return views.get(page, usual)

    def remember_view(self, page: str, view: str) -> None:
        """Remember how a page shows its records."""
        views: dict[str, str] = self.settings.get(VIEWS)
        self.settings.set(VIEWS, {**views, page: view})

    def open_handbook(self, place: str) -> None:
        """Open the handbook at ``page`` or ``page#heading``."""
        handbook.open_at(self, place)

    def say(self, sentence: str, *offers: Offer) -> None:
        """Show a sentence above the page until it is closed, the page is left or more happens."""
        self._forget_what_happened()
        self._messages.addWidget(happened(sentence, *offers))
        announce(self, sentence)

    def forget_said(self) -> None:
        """Take the sentence above the page away."""
        self._forget_what_happened()

    def _more_happened(self, topics: frozenset[str]) -> None:
        """What was said of a file that was written stays when its trace is noted a moment later."""
        if topics != {TRACE}:
            self._forget_what_happened()

    def _forget_what_happened(self) -> None:
        empty(self._messages)

    # ------------------------------------------------------------------ what the bars do

    def backup_now(self) -> None:
        """Make a verified backup and say so in the status line."""
        self._desk.call(file_facts.back_up, done=self._show_facts, owner=self)

    def store_drafts(self) -> None:
        """Hand what is typed and not saved to the desk."""
        for page in self.stack.pages_with_changes():
            keep_draft(page)

    def has_changes(self) -> bool:
        """Whether something is typed and not saved."""
        return bool(self.stack.pages_with_changes())

    def _refresh(self, _topics: frozenset[str] = frozenset()) -> None:
        self._desk.call(file_facts.facts, done=self._show_facts, owner=self)

    def _show_facts(self, facts: Facts) -> None:
        self.status.show_status(facts.status)
        self.menus.show_undo(facts.undo_sentence)
        if self._desk.file is not None:
            self.navigation.show_office(self._desk.file.info.office_name)
        for count in facts.counts:
            self.navigation.set_count(count.area, count.number, count.tip)

    def _undo(self) -> None:
        self._desk.call(lambda archive: archive.undo_last(), done=self._say_undone, owner=self)

    def _say_undone(self, outcome: Outcome) -> None:
        self.say(outcome.summary)

    def _search(self, text: str) -> None:
        """What belongs to the area that is shown comes first."""
        here = self.stack.area

        def show(found: tuple[SearchResult, ...]) -> None:
            first = sorted(found, key=lambda result: result.area != here)
            self.top.search.show_results(text, tuple(first))

        self._desk.call(lambda archive: search_query.find(archive, text), done=show, owner=self)

    def _open_result(self, result: SearchResult) -> None:
        self.open_area(result.area, **dict(result.target))
        page = self.stack.currentWidget()
        if page is not None and self.top.search.hasFocus():
            panes.enter(page)

    def _show_page_commands(self) -> None:
        page = self.stack.currentWidget()
        if page is not None:
            self.menus.show_page(page, has_back_button=self.stack.has_sub_page())

    def _help(self) -> None:
        page = self.stack.currentWidget()
        own = page.handbook_place if isinstance(page, HelpsItself) else ""
        self.open_handbook(own or self._areas[self.stack.area].handbook)

    def _move_pane(self, step: int) -> None:
        page = self.stack.currentWidget()
        inner = panes.panes_of(page) if page is not None else []
        panes.move([self.top.search, self.navigation, *inner], step)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Icons only in a narrow window."""
        super().resizeEvent(event)
        self.navigation.set_narrow(self.width() < px(NARROW_BELOW))


def _vertical_line() -> QFrame:
    frame = QFrame()
    frame.setFixedWidth(1)
    theme.surface(frame, "line")
    return frame
