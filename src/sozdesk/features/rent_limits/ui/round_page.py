"""One Erhebung: where the 86 municipalities stand, what they declared, and what is to decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget

from sozdesk.features.rent_limits.terms import RECORDED_STATES, RoundRow
from sozdesk.features.rent_limits.texts import progress_sentence
from sozdesk.features.rent_limits.ui import lists, manual_words, round_data, standing
from sozdesk.features.rent_limits.ui.detail import MunicipalityDetail
from sozdesk.features.rent_limits.ui.output import RoundOutput
from sozdesk.features.rent_limits.ui.round_data import AreaData, DetailData, ListRow, RoundData
from sozdesk.features.rent_limits.ui.round_letters import RoundLetters
from sozdesk.features.rent_limits.ui.undecided import Undecided
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.chips import ChipBar
from sozdesk.widgets.inputs import Choice
from sozdesk.widgets.list_columns import ListColumn, columns_of
from sozdesk.widgets.list_detail import ListDetail
from sozdesk.widgets.list_pane import FilterInput, ListPane
from sozdesk.widgets.page import Page
from sozdesk.widgets.progress import SegmentedBar
from sozdesk.widgets.table import RowsModel, TableView

TRACKING, OVERVIEW, YEARLY_NET = range(3)
_VIEWS = (
    (TRACKING, "Stand"),
    (OVERVIEW, "Übersicht"),
    (YEARLY_NET, "Jahresnettomiete"),
)
_FILE_TITLES = {
    TRACKING: "Stand der Rückmeldungen",
    OVERVIEW: "Übersicht wie deklariert",
    YEARLY_NET: "Jahresnettomiete (Mietzinsbeiträge)",
}
_NOUN = ("Gemeinde", "Gemeinden")
_NOTHING = "Keine Gemeinde passt zu diesen Filtern."
_SHARE = "rent_limits"
_USUAL_SHARE = 0.515


class RoundPage(Page):
    """The area once there is an Erhebung; ``show_data`` fills it again and again."""

    year_wanted = Signal(int)

    def __init__(
        self, desk: Desk, navigator: Navigator, actions: Callable[[], list[QAction]]
    ) -> None:
        super().__init__("Mietzinsgrenzwerte")
        self.desk, self.navigator = desk, navigator
        self._actions = actions
        self.undecided = Undecided(self, desk)
        self._tab = 0
        self._wanted: int | None = None
        self._building = False
        self.data: AreaData | None = None
        self.detail: MunicipalityDetail | None = None
        self.lists: list[tuple[ListPane, Sequence[ListColumn]]] = []
        self._stale: set[int] = set()
        self._overview_year = 0
        self._year = 0
        self.output = RoundOutput(self, desk)
        self.letters = RoundLetters(self, desk, navigator, self.output.work)
        self.setAcceptDrops(True)
        self._views = QStackedWidget()
        self._build_tracking()
        self._build_tools()
        self.set_content(self._views)

    # ------------------------------------------------------------------ building

    def _build_tools(self) -> None:
        self.progress = labels.strong("", wrap=False)
        self.bar = SegmentedBar()
        self.time_left = labels.secondary("", wrap=False)
        self.view = Choice(_VIEWS)
        self.view.setAccessibleName("Ansicht")
        self.view.changed.connect(self._show_view)
        self.years = Choice(())
        self.years.setAccessibleName("Erhebung")
        self.years.changed.connect(self._on_year)
        line = layouts.row(self.progress, self.bar, self.time_left, spacing=12)
        line.setStretch(1, 1)
        self.map_link = buttons.link("Karte", self.open_map, tip="Als Karte zeigen (Ctrl+M)")
        self.add_tools(layouts.box(line), self.map_link, self.view, self.years)
        self.chips = ChipBar("Filter nach Stand")
        self.chips.chosen.connect(lambda _key: self._filter())
        self.filter = FilterInput(self.table.rows_model)
        self.filter.textChanged.connect(lambda _text: self._search())
        self.add_tools(self.chips, self.filter)

    def _build_tracking(self) -> None:
        """The list that stays: its columns are the same every year."""
        self.lists = [self._list(lists.TRACKING, "Gemeinden", multi=True)]
        self.split = ListDetail(
            self.lists[TRACKING][0], share=self.navigator.share_of(_SHARE, _USUAL_SHARE)
        )
        self.split.share_changed.connect(partial(self.navigator.remember_share, _SHARE))
        self._views.addWidget(self.split)
        self.table.current_row_changed.connect(self._load_detail)

    def _build_overviews(self, data: RoundData) -> None:
        """The other two lists of a year; built again for another one, because titles change."""
        if self._overview_year == data.round.year:
            return
        for pane, _columns in self.lists[1:]:
            self._views.removeWidget(pane)
            pane.deleteLater()
        self._overview_year = data.round.year
        share = data.subsidy.share_hundredths
        self.lists[1:] = [
            self._list(lists.overview_columns(data.round.year - 1), "Übersicht wie deklariert"),
            self._list(lists.yearly_net_columns(share), "Jahresnettomiete"),
        ]
        for pane, _columns in self.lists[1:]:
            self._views.addWidget(pane)
            pane.table.opened.connect(self._open_from_overview)

    def _list(
        self, columns: Sequence[ListColumn], name: str, *, multi: bool = False
    ) -> tuple[ListPane, Sequence[ListColumn]]:
        model = RowsModel(columns_of(columns), key=lambda row: row.bfs_number)
        table = TableView(model, name, multi=multi)
        table.sort_by("Gemeinde")
        table.menu_for = self._row_commands
        pane = ListPane(table, _NOUN, _NOTHING)
        pane.export_requested.connect(lambda _text: self._export())
        pane.filter_cleared.connect(self._clear_filter)
        return pane, columns

    @property
    def table(self) -> TableView:
        """The list of the view «Stand»."""
        return self.lists[TRACKING][0].table

    # ------------------------------------------------------------------ showing

    def show_data(self, data: AreaData) -> None:
        """Show an Erhebung; filter, selection and what was typed stay."""
        assert data.shown is not None
        shown = data.shown
        self.data, self._year = data, shown.round.year
        self._show_head(data, shown)
        self._stale = {TRACKING, OVERVIEW, YEARLY_NET}
        self._show_view()
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._go_to(wanted)
        self.letters.data_shown()

    def _show_head(self, data: AreaData, shown: RoundData) -> None:
        round_ = shown.round
        self.head.set_title(f"Mietzinsgrenzwerte {round_.year}")
        self._show_actions(read_only=data.read_only)
        self.progress.setText(progress_sentence(shown.tally))
        self.bar.set_segments(standing.segments(shown.tracking))
        left = standing.time_left(shown.tracking, data.today)
        self.time_left.setText(left)
        self.time_left.setVisible(bool(left))
        self.chips.set_chips(standing.chips(shown.tracking))
        self._show_years(data.rounds, round_)

    def _show_actions(self, *, read_only: bool) -> None:
        read = buttons.button(
            "Rückmeldungen &einlesen …", self.read_returns, icon="download", primary=True
        )
        read.setToolTip("Dateien oder einen Ordner wählen, oder hierher ziehen")
        read.setEnabled(not read_only)
        letters = self.letters.main_button(read_only=read_only)
        publish = buttons.button("&Veröffentlichen …", self.publish)
        publish.setEnabled(not read_only)
        plain = [letters, publish] if letters else [publish]
        self.head.set_actions(*plain, primary=read, more=self._actions())

    def _show_years(self, rounds: Sequence[RoundRow], shown: RoundRow) -> None:
        self._building = True
        self.years.set_choices([(row.year, str(row.year)) for row in rounds])
        self.years.set_value(shown.year)
        self.years.setVisible(len(rounds) > 1)
        self._building = False

    def _on_year(self) -> None:
        if not self._building:
            self.year_wanted.emit(self.years.value())

    def _show_view(self) -> None:
        """A list gets its rows when it is looked at."""
        number = self.view.value()
        if self.data is None or self.data.shown is None:
            return
        self._show_facts(self.data.shown)
        if number != TRACKING:
            self._build_overviews(self.data.shown)
        if number in self._stale:
            self._stale.discard(number)
            self._model().set_rows(self.data.shown.rows)
        self._filter()
        self._search()
        self._views.setCurrentIndex(number)

    def _show_facts(self, shown: RoundData) -> None:
        if self.view.value() == YEARLY_NET:
            self.head.set_facts(standing.yearly_facts(shown.subsidy))
        else:
            self.head.set_facts(standing.facts(shown.round, shown.tracking))

    # ------------------------------------------------------------------ filter

    def _model(self) -> RowsModel:
        number: int = self.view.value()
        return self.lists[number][0].table.rows_model

    def _filter(self) -> None:
        self._model().set_keep(_keeper(self.chips.current()))
        self._keep_current()

    def _search(self) -> None:
        self._model().set_search(self.filter.text())
        self._keep_current()

    def _keep_current(self) -> None:
        """Something is always selected where there is something."""
        if self.view.value() == TRACKING and self.table.current_row() is None:
            self.table.select_first()

    def _clear_filter(self) -> None:
        self.filter.clear()
        self.chips.choose(standing.ALL)

    def choose_chip(self, key: str) -> None:
        """Turn a filter on."""
        self.chips.choose(key)

    def open_municipality(self, bfs_number: int) -> None:
        """Show one municipality, now or as soon as the data is here."""
        if self.data is None:
            self._wanted = bfs_number
        else:
            self._go_to(bfs_number)

    def _go_to(self, bfs_number: int) -> None:
        self.view.set_value(TRACKING)
        if not self.table.select_key(bfs_number):
            self._clear_filter()
            self.table.select_key(bfs_number)
        self.split.show_detail()

    def _open_from_overview(self, row: ListRow) -> None:
        self._go_to(row.bfs_number)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ detail

    def _load_detail(self, row: ListRow | None) -> None:
        if row is None or self.data is None or self.data.shown is None:
            self.detail = None
            self.split.set_detail(None)
            return
        if self.detail is not None and self.detail.data.year != self._year:
            QTimer.singleShot(0, self, self._paint_then_read_detail)
        else:
            self._read_detail(row, self.data.shown)

    def _paint_then_read_detail(self) -> None:
        """The list first: one waits for it, and Qt would paint it only when all work is done."""
        self.repaint()
        row, shown = self.table.current_row(), self.data.shown if self.data else None
        if row is not None and shown is not None:
            self._read_detail(row, shown)

    def _read_detail(self, row: ListRow, shown: RoundData) -> None:
        self.desk.call(
            lambda archive: round_data.load_detail(archive, shown, row.tracking),
            done=self._show_detail,
            owner=self,
        )

    def _show_detail(self, data: DetailData) -> None:
        row = self.table.current_row()
        if row is None or row.bfs_number != data.tracking.bfs_number:
            return  # another row is current by now
        if self.detail is not None and self.detail.data == data:
            return  # nothing changed: what is typed stays
        detail = MunicipalityDetail(self.desk, self.navigator, data, self.undecided, self.letters)
        detail.by_hand.connect(lambda: self.enter_by_hand(data.tracking.bfs_number))
        detail.change_wanted.connect(lambda: self.enter_change(data.tracking.bfs_number))
        detail.tab_changed.connect(self._remember_tab)
        self.split.set_detail(detail)
        self.detail = detail
        detail.fill(self._tab)

    def _remember_tab(self, number: int) -> None:
        self._tab = number

    # ------------------------------------------------------------------ commands

    def _row_commands(self, row: ListRow) -> list[QAction]:
        """Of the current row, or of all selected ones if it is among them."""
        number = row.bfs_number
        selected = self.table.selected_rows()
        rows = [one.tracking for one in selected] if row in selected else [row.tracking]
        letters = self.letters.row_actions(rows)
        if len(rows) > 1:
            return letters
        may_enter = self.data is not None and not self.data.read_only
        return [
            buttons.action(
                manual_words.command(recorded=row.tracking.state in RECORDED_STATES),
                lambda: self.enter_by_hand(number),
                enabled=may_enter,
            ),
            buttons.action(
                "Änderung erfassen …",
                lambda: self.enter_change(number),
                enabled=may_enter and row.tracking.state in RECORDED_STATES,
            ),
            *letters,
            buttons.action(
                "Gemeinde und Kontakte ansehen",
                lambda: self.navigator.open_area("offices", bfs=number),
            ),
        ]

    def year(self) -> int:
        """The year that is shown."""
        return self._year

    def publish(self) -> None:
        """A version of this year for an audience."""
        from sozdesk.features.rent_limits.ui.publishing import (  # noqa: PLC0415 - rarely used
            Publisher,
        )

        Publisher(self, self.desk, self.output.work).publish(self._year)

    def read_returns(self) -> None:
        """Open the import."""
        self._open_import(())

    def _open_import(self, paths: Sequence[Path]) -> None:
        from sozdesk.features.rent_limits.ui.import_page import (  # noqa: PLC0415 - only when used
            ImportPage,
        )

        page = ImportPage(self.desk, self.navigator, self._year, tuple(paths))
        self.navigator.open_subpage(page)

    def open_map(self) -> None:
        """The limits of the year as a map."""
        from sozdesk.features.rent_limits.ui.map_page import MapPage  # noqa: PLC0415 - when used

        self.navigator.open_subpage(MapPage(self.desk, self.navigator, self._year))

    def enter_by_hand(self, bfs_number: int | None = None) -> None:
        """Open the manual entry, for a municipality or to choose one."""
        self._enter(bfs_number, change=False)

    def enter_change(self, bfs_number: int) -> None:
        """Open the entry of a new Beschluss within the year."""
        self._enter(bfs_number, change=True)

    def _enter(self, bfs_number: int | None, *, change: bool) -> None:
        from sozdesk.features.rent_limits.ui.manual_entry import (  # noqa: PLC0415 - only when used
            ManualEntry,
        )

        entry = ManualEntry(self.desk, self.navigator, self._year, bfs_number, change=change)
        self.navigator.open_subpage(entry)

    def _export(self) -> None:
        assert self.data is not None
        pane, columns = self.lists[self.view.value()]
        title = f"Mietzinsgrenzwerte {self._year}: {_FILE_TITLES[self.view.value()]}"
        self.output.lists.write(pane.table, columns, title, self._filter_facts())

    def _filter_facts(self) -> list[tuple[str, str]]:
        """What the exported list leaves out, in words."""
        facts = []
        if self.chips.current() != standing.ALL:
            chip = self.chips.current()
            names = {entry.key: entry.word for entry in standing.chips(())}
            facts.append(("Filter", names[chip]))
        if self.filter.text().strip():
            facts.append(("Gesucht", f"«{self.filter.text().strip()}»"))
        return facts

    # ------------------------------------------------------------------ dropping files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Files and folders may be dropped anywhere on the page."""
        if _dropped(event) and self.data is not None and not self.data.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Read what was dropped."""
        event.acceptProposedAction()
        self._open_import(_dropped(event))


@cache
def _keeper(chip: str) -> Callable[[ListRow], bool] | None:
    """What a chip keeps of the lists; the same function again, so that nothing is filtered twice."""
    if chip == standing.ALL:
        return None
    return lambda row: standing.belongs(row.tracking, chip)


def _dropped(event: QDropEvent) -> tuple[Path, ...]:
    urls = event.mimeData().urls()
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
