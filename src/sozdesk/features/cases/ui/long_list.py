"""The frame of «Teilnahmen» and «Rechnungen»: a region has tens of thousands in its lifetime."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sozdesk.features.cases.terms import TOPIC
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons
from sozdesk.widgets.chips import Chip, ChipBar
from sozdesk.widgets.list_page import ListLook, ListPage
from sozdesk.widgets.page import EmptyState
from sozdesk.widgets.prepared_search import prepare_search
from sozdesk.widgets.table import Column, RowsModel

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

A_SCREEN = 100
"""So many are shown while the others are read."""
ALL = "all"
"""The chip that keeps everything."""
ChipFilter = tuple[str, str, str, Callable[[Any], bool]]
"""Key, word, symbol, and what it keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Which rows are wanted."""

    today: date
    since: date | None
    """What is older and done stays away; None for everything."""
    also: Sequence[UUID]
    first: int | None
    of: UUID | None = None
    """The enactment whose rows alone are wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The rows, as of a day."""

    rows: tuple[Any, ...]
    whole: bool
    """Whether these are all, or only what fills the screen first."""
    today: date
    may_write: bool


class LongListPage(ListPage):
    """At first what fills the screen, then the others; what is old comes with a click.

    The list holds few columns of each row; the detail reads the whole row. The page calls
    :meth:`reload` when it is built.
    """

    recent: ClassVar[timedelta]
    topics: ClassVar[frozenset[str]] = frozenset({TOPIC})
    columns: ClassVar[Sequence[Column]]
    chip_filters: ClassVar[Sequence[ChipFilter]]
    look: ClassVar[ListLook]

    def __init__(
        self, title: str, facts: str, desk: Desk, navigator: Navigator, empty: EmptyState
    ) -> None:
        model = RowsModel(self.columns, key=lambda row: row.id)
        super().__init__(
            title,
            facts,
            desk=desk,
            navigator=navigator,
            model=model,
            look=self.look,
            back=navigator.back,
        )
        self.set_empty(empty)
        self.data: Loaded | None = None
        self.detail: QWidget | None = None
        self._goal: UUID | None = None
        self._earlier = False
        self._of: UUID | None = None
        self.earlier_button = buttons.button("Auch fr&ühere zeigen", self.show_earlier)
        self.chips = ChipBar(f"{self.look.name} filtern")
        self.chips.set_chips(
            [Chip(key, word, 0, state) for key, word, state, _ in self.chip_filters]
        )
        self.chips.chosen.connect(self._filter)
        self.add_tools(self.chips, self.search)
        self.table.menu_for = lambda _row: self.commands()
        self.table.opened.connect(lambda _row: self.open_row())
        self._filter(self.chips.current())
        desk.changed.connect(self._on_changed)

    # ------------------------------------------------------------------ what a page gives

    @staticmethod
    def read_rows(archive: Archive, ask: Ask) -> tuple[Any, ...]:
        """The rows of the list, on the archive thread."""
        raise NotImplementedError

    @staticmethod
    def read_row(archive: Archive, row_id: UUID) -> Any | None:
        """Everything the detail shows of a row, on the archive thread; None if it is gone."""
        raise NotImplementedError

    def make_detail(self, found: Any) -> QWidget:
        """The detail of what :meth:`read_row` answered."""
        raise NotImplementedError

    def commands(self) -> list[QAction]:
        """Of the current row."""
        raise NotImplementedError

    def open_row(self) -> None:
        """What Enter does."""
        raise NotImplementedError

    # ------------------------------------------------------------------ data

    def _on_changed(self, topics: frozenset[str]) -> None:
        if topics & self.topics:
            self.reload()

    def reload(self) -> None:
        """Read the list again; at first what fills the screen, and the others after it."""
        also = () if self._goal is None else (self._goal,)
        first = A_SCREEN if self.data is None else None
        recent = None if self._earlier else self.recent
        work = partial(_load, self.read_rows, recent, also, first, self._of)
        self.desk.call(work, done=self.show_data, owner=self)

    def show_earlier(self) -> None:
        """Read the old ones, too."""
        self._earlier = True
        self.reload()

    def show_only(self, enactment_id: UUID, words: str) -> None:
        """Only the rows of an enactment, old ones too, until somebody asks for the others."""
        self._of, self._earlier = enactment_id, True
        self.show_notice(words, buttons.link("Alle zeigen", self._show_all), state="note")
        self.data = None
        self.reload()

    def _show_all(self) -> None:
        self._of, self._earlier, self.data = None, False, None
        self.clear_notice()
        self.reload()

    def bring(self, row_id: UUID) -> None:
        """Select a row, now or as soon as the list has it."""
        if not self.table.select_key(row_id):
            self._goal = row_id
            self.reload()

    def show_data(self, data: Loaded) -> None:
        """The list that was read."""
        if self.data is not None and self.data.whole and not data.whole:
            return  # a change was read in the meantime
        before, self.data = self.data, data
        shown = self.table.current_row()
        self.earlier_button.setVisible(not self._earlier)
        self._count(data)
        for widget in (self.chips, self.search):
            widget.setVisible(bool(data.rows))
        self.show_list(some=bool(data.rows))
        self.fill(data.rows)
        if self._goal is not None and self.table.select_key(self._goal):
            self._goal = None
        self.keep_current()
        current = self.table.current_row()
        if before is None or before.whole or shown is None or current != shown:
            self.show_row(current)
        if data.whole:
            prepare_search(self.desk, self.model)
        else:
            self.reload()

    def _count(self, data: Loaded) -> None:
        """On the chips, if all are there."""
        self.chips.set_chips(
            [
                Chip(key, word, sum(map(keep, data.rows)) if data.whole else None, state)
                for key, word, state, keep in self.chip_filters
            ]
        )

    # ------------------------------------------------------------------ choosing

    def _filter(self, key: str) -> None:
        keep = next(keep for name, _word, _state, keep in self.chip_filters if name == key)
        self.model.set_keep(None if key == ALL else keep)
        self.keep_current()

    def clear_filters(self) -> None:
        """Show all rows."""
        self.search.clear()
        self.chips.choose(ALL)

    def show_row(self, row: Any | None) -> None:
        """Read the detail of a row, or show none."""
        if row is None:
            self.detail = None
            self.split.set_detail(None)
            return
        read, row_id = self.read_row, row.id
        self.desk.call(
            lambda archive: read(archive, row_id),
            done=partial(self._show_detail, row_id),
            owner=self,
        )

    def _show_detail(self, row_id: UUID, found: Any | None) -> None:
        row = self.table.current_row()
        if found is None or row is None or row.id != row_id:
            return  # another row is current by now
        self.detail = self.make_detail(found)
        self.split.set_detail(self.detail)

    def may_write(self) -> bool:
        """Whether the file may be written."""
        return self.data is not None and self.data.may_write


def _load(
    read: Callable[[Archive, Ask], tuple[Any, ...]],
    recent: timedelta | None,
    also: Sequence[UUID],
    first: int | None,
    of: UUID | None,
    archive: Archive,
) -> Loaded:
    today = archive.context().today
    since = None if recent is None else today - recent
    rows = read(archive, Ask(today=today, since=since, also=also, first=first, of=of))
    return Loaded(
        rows=rows,
        whole=first is None or len(rows) < first,
        today=today,
        may_write=not archive.read_only,
    )
