"""The area «Mietzinsgrenzwerte» of a Sozialdienst: its municipalities × years, and what to do."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QWidget

from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.terms import TOPIC, OwnRow
from sozdesk.features.rent_limits.ui import own_data, own_lists, own_words
from sozdesk.features.rent_limits.ui.own_data import Key, OwnData
from sozdesk.features.rent_limits.ui.own_detail import OwnDetail
from sozdesk.features.rent_limits.ui.own_dialogs import DeadlineDialog
from sozdesk.features.rent_limits.ui.own_known import Opened
from sozdesk.features.rent_limits.ui.own_output import OwnOutput
from sozdesk.features.rent_limits.ui.own_words import Finished
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons
from sozdesk.widgets.list_columns import columns_of
from sozdesk.widgets.list_detail import ListDetail
from sozdesk.widgets.list_pane import FilterInput, ListPane
from sozdesk.widgets.page import EmptyState, Page, Step
from sozdesk.widgets.table import Group, RowsModel, TableView

_TOPICS = frozenset({TOPIC, "offices"})
_SHARE, _USUAL_SHARE = "rent_limits.own", 0.572
_STEPS = (
    ("November", "Das KSA schickt das Formular und nennt die Frist"),
    ("bis 31.12.", "Werte prüfen, melden, PDF unterschreiben lassen, beides senden"),
    ("Januar", "Die Übersicht des Kantons einlesen, zum Vergleichen"),
)


def build(desk: Desk, navigator: Navigator) -> QWidget:
    """The page of the area."""
    return OwnArea(desk, navigator)


class OwnArea(Page):
    """List by years on the left, what was declared on the right."""

    handbook_place = "melden#liste"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Mietzinsgrenzwerte")
        self._desk, self.navigator = desk, navigator
        self.data: OwnData | None = None
        self.detail: OwnDetail | None = None
        self.split: ListDetail | None = None
        self._tab = 0
        self._wanted: Key | None = None
        self.output = OwnOutput(self, desk, navigator)
        self.table = self._table()
        self.filter = FilterInput(self.table.rows_model)
        self._add_commands()
        desk.changed.connect(self._on_changed)
        self.reload()

    # ------------------------------------------------------------------ building

    def _table(self) -> TableView:
        self.columns = own_lists.columns(self._today)
        model = RowsModel(columns_of(self.columns), key=lambda row: row.key, group_of=self._group)
        table = TableView(model, "Meldungen", row=46)
        table.menu_for = self._row_commands
        table.current_row_changed.connect(self._show_detail)
        table.opened.connect(self._open_row)
        return table

    def _today(self) -> date:
        assert self.data is not None
        return self.data.today

    def _group(self, row: OwnRow) -> Group:
        assert self.data is not None
        return own_lists.group_of(self.data.rows, row)

    def _build_list(self) -> None:
        pane = ListPane(self.table, ("Meldung", "Meldungen"), "Keine Meldung passt zum Filter.")
        pane.export_requested.connect(lambda _text: self.output.export(self.table))
        pane.filter_cleared.connect(self.filter.clear)
        self.add_tools(None, self.filter)
        self.split = ListDetail(pane, share=self.navigator.share_of(_SHARE, _USUAL_SHARE))
        self.split.share_changed.connect(partial(self.navigator.remember_share, _SHARE))
        self.set_content(self.split)

    def _build_empty(self) -> None:
        """An office that declares for nobody."""
        open_ = buttons.button(
            "&Gemeinden und Stellen öffnen",
            lambda: self.navigator.open_area("offices"),
            primary=True,
        )
        self.set_content(
            EmptyState(
                "scale",
                "Tragen Sie ein, für wen Sie melden",
                "Ihre Stelle meldet noch für keine Gemeinde. Die Zuständigkeit «meldet» steht "
                "unter «Gemeinden und Stellen», mit dem Tag, ab dem sie gilt.",
                open_,
                steps_title="So läuft die Meldung",
                steps=tuple(Step(*step) for step in _STEPS),
                help_link=buttons.link(
                    "Im Handbuch lesen (F1)", lambda: self.navigator.open_handbook("melden")
                ),
            )
        )

    def _add_commands(self) -> None:
        """The commands of the window's menu «Bearbeiten»."""
        for command in (
            buttons.action("Nächste Gemeinde &melden …", self._declare_next, key="Ctrl+M"),
            buttons.action(
                "Formular des KSA &einlesen …", self._if_may(self.output.read_asked), key="Ctrl+I"
            ),
        ):
            command.setParent(self)
            self.addAction(command)

    # ------------------------------------------------------------------ data

    def _on_changed(self, topics: frozenset[str]) -> None:
        if topics & _TOPICS:
            self.reload()

    def reload(self) -> None:
        """Read everything again."""
        self._desk.call(own_data.load, done=self._show, owner=self)

    def _show(self, data: OwnData) -> None:
        first = self.data is None
        self.data = data
        self._show_head(data)
        if not data.rows:
            self._build_empty()
            return
        if self.split is None:
            self._build_list()
        self.table.rows_model.set_rows(data.rows)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.select(wanted)
        elif first or self.table.current_row() is None:
            self.select((data.left or data.rows)[0].key)
        else:
            self._show_detail(self.table.current_row())

    def _show_head(self, data: OwnData) -> None:
        left = len(data.left)
        self.head.set_title(texts.own_title(data.year, data.due_on, data.today, left=left))
        done = f"{len(data.done)} von {len(data.left) + len(data.done)} gemeldet"
        facts = f"Frist {german.day(data.due_on)}. {done}" if data.rows else ""
        self.head.set_facts(facts)
        self.head.set_actions(*self._plain(data), primary=self._primary(data), more=self._more())

    def _primary(self, data: OwnData) -> QWidget | None:
        """The next municipality that is left."""
        if not data.left or data.read_only:
            return None
        name = data.left[0].municipality.short_name
        self.next_button = buttons.button(
            f"{name} &melden …", self._declare_next, icon="pencil", primary=True
        )
        return self.next_button

    def _plain(self, data: OwnData) -> list[QWidget]:
        if len(data.done) < 2:
            return []
        together = buttons.button(
            "Alle &zusammen erstellen …", self.output.make_together, icon="file-spreadsheet"
        )
        return [together]

    def _more(self) -> list[QAction]:
        assert self.data is not None
        may, action = not self.data.read_only, buttons.action
        return [
            action("Formular des KSA einlesen …", self.output.read_asked, enabled=may),
            action("Übersicht des Kantons einlesen …", self.read_overview, enabled=may),
            action("Frist ändern …", self.change_deadline, enabled=may),
            action("Indexreihen …", self.open_series),
            action("Prüfschwellen …", self.open_thresholds),
        ]

    def read_overview(self) -> None:
        """What the canton published of everybody: last year's values, and figures to compare."""
        from sozdesk.features.rent_limits.ui.table_page import (  # noqa: PLC0415 - rarely used
            open_table_import,
        )

        open_table_import(self._desk, self.navigator)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Coming here with a key, one goes on with keys."""
        super().showEvent(event)
        if not event.spontaneous() and self.split is not None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ selection

    def select(self, key: Key) -> None:
        """Show one line, also where the filter left it out."""
        if not self.table.select_key(key):
            self.filter.clear()
            self.table.select_key(key)
        if self.split is not None:
            self.split.show_detail()

    def _show_detail(self, row: OwnRow | None) -> None:
        if self.split is None or self.data is None:
            return
        if row is None:
            self.detail = None
            self.split.set_detail(None)
            return
        if self.detail is not None and (self.detail.data, self.detail.row) == (self.data, row):
            return
        detail = OwnDetail(self.navigator, self.data, row)
        detail.declare_wanted.connect(lambda: self.declare(row))
        detail.change_wanted.connect(lambda: self.declare_change(row))
        detail.mail_wanted.connect(lambda: self.output.copy_mail((row,)))
        detail.save_wanted.connect(self.output.save_document)
        detail.read_wanted.connect(self.output.read_asked)
        detail.tab_changed.connect(self._remember_tab)
        self.split.set_detail(detail)
        self.detail = detail
        detail.fill(self._tab)

    def _remember_tab(self, number: int) -> None:
        self._tab = number

    def open_target(self, **target: object) -> None:
        """``bfs`` and ``year`` choose a line, ``change_from`` a change; ``declare`` opens its form."""
        number, year = target.get("bfs"), target.get("year")
        start = target.get("change_from")
        if not isinstance(number, int):
            return
        if not isinstance(year, int):
            year = self._newest_year(number)
        key = (number, year, start if isinstance(start, date) else None)
        if self.data is None:
            self._wanted = key
        else:
            self.select(key)
        if target.get("declare"):
            self._open_form(Opened(bfs_number=number, year=year))

    def _newest_year(self, number: int) -> int:
        rows = self.data.of(number) if self.data is not None else ()
        return rows[0].year if rows else 0

    # ------------------------------------------------------------------ commands

    def _row_commands(self, row: OwnRow) -> list[QAction]:
        may = self.data is not None and not self.data.read_only
        return [
            buttons.action(f"{texts.own_command(row)} …", lambda: self.declare(row), enabled=may)
        ]

    def _open_row(self, row: OwnRow) -> None:
        """Enter goes on with what is not declared; what is declared is only looked at."""
        if row.declared is None and self.data is not None and not self.data.read_only:
            self.declare(row)

    def _if_may(self, command: buttons.Slot) -> buttons.Slot:
        def run() -> None:
            if self.data is not None and self.data.rows and not self.data.read_only:
                command()

        return run

    def _declare_next(self) -> None:
        if self.data is not None and self.data.left and not self.data.read_only:
            self.declare(self.data.left[0])

    def declare(self, row: OwnRow) -> None:
        """Open the form: new, where it was left, or as a correction."""
        number, start = row.municipality.bfs_number, row.change_from
        opened = Opened(
            bfs_number=number, year=row.year, is_change=start is not None, change_from=start
        )
        self._open_form(opened)

    def declare_change(self, row: OwnRow) -> None:
        """Open the form for a new Beschluss in the year of a declaration."""
        number = row.municipality.bfs_number
        self._open_form(Opened(bfs_number=number, year=row.year, is_change=True))

    def _open_form(self, opened: Opened) -> None:
        from sozdesk.features.rent_limits.ui.declare_page import (  # noqa: PLC0415 - only when used
            DeclarePage,
        )

        page = DeclarePage(self._desk, self.navigator, opened)
        page.finished.connect(self._say_finished)
        self.navigator.open_subpage(page)

    def _say_finished(self, done: Finished) -> None:
        """Read first: what this page shows may be older than what was just declared."""
        self._desk.call(own_data.load, done=partial(self._show_finished, done), owner=self)

    def _show_finished(self, done: Finished, data: OwnData) -> None:
        """Where the files lie, what to do with them, and who is next."""
        self._wanted = done.key
        self._show(data)
        if done.folder is None:
            self.show_notice(own_words.not_written(done.name))
            return
        rows = [row for row in data.rows if row.key == done.key]
        self.output.made(
            own_words.made(done, data.send_to), done.folder, rows, *self._next(done.key)
        )

    def _next(self, key: Key) -> list[QWidget]:
        """The way to the next municipality that is left, if there is one."""
        assert self.data is not None
        following = self.data.after(key)
        if following is None:
            return []
        name = following.municipality.short_name
        return [buttons.link(f"Nächste Gemeinde: {name} ›", partial(self.declare, following))]

    def change_deadline(self) -> None:
        """The day that the KSA's letter names."""
        assert self.data is not None
        dialog = DeadlineDialog(self, self._desk, self.data.year, self.data.due_on)
        dialog.present()

    def open_thresholds(self) -> None:
        """The limits of the Prüfhinweise and of the helper."""
        from sozdesk.features.rent_limits.ui.thresholds_page import (  # noqa: PLC0415 - rarely used
            ThresholdsPage,
        )

        self.navigator.open_subpage(ThresholdsPage(self._desk, self.navigator))

    def open_series(self) -> None:
        """The index series."""
        from sozdesk.features.rent_limits.ui.index_page import (  # noqa: PLC0415 - rarely used
            IndexPage,
        )

        self.navigator.open_subpage(IndexPage(self._desk, self.navigator))
