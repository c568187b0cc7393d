"""One declaration of a Sozialdienst: what was declared, every version, all years, how it was found."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sozdesk.documents.report import Table, cell_text
from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.reports import derivation_table
from sozdesk.features.rent_limits.terms import (
    DeclarationRow,
    DocumentRow,
    OwnRow,
    ReceivedVia,
    ReturnState,
)
from sozdesk.features.rent_limits.ui import own_words
from sozdesk.features.rent_limits.ui.declaration_view import declaration_view, last_year_view
from sozdesk.features.rent_limits.ui.own_data import OwnData, detail_data
from sozdesk.features.rent_limits.ui.years_table import years_table
from sozdesk.kernel import german
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, labels, layouts, states
from sozdesk.widgets.inputs import Choice
from sozdesk.widgets.list_detail import detail_head
from sozdesk.widgets.table import Column, RowsModel, TableView
from sozdesk.widgets.tabs import Tabs

_MNEMONICS = {"Melden": "Me&lden", "Weiter": "&Weiter", "Berichtigen": "Be&richtigen"}
"""Those that the page has free."""


class OwnDetail(QWidget):
    """The right half of the area."""

    declare_wanted = Signal()
    """«Melden …», «Weiter …», «Berichtigen …»."""
    change_wanted = Signal()
    """«Neuer Beschluss (Änderung) …»."""
    mail_wanted = Signal()
    read_wanted = Signal()
    """«Formular des KSA einlesen …»."""
    save_wanted = Signal(object)
    """A :class:`DocumentRow` is to be saved."""
    tab_changed = Signal(int)

    def __init__(self, navigator: Navigator, data: OwnData, row: OwnRow) -> None:
        super().__init__()
        self._navigator, self.data, self.row = navigator, data, row
        self._detail = detail_data(data, row)
        self._version = layouts.column()
        parts: list[layouts.Item] = [self._head()]
        self._holder = layouts.column()
        column = layouts.column(*parts, spacing=10, margins=(20, 14, 20, 20))
        layouts.nest(column, self._holder, 1)
        self.setLayout(column)

    def fill(self, tab: int) -> None:
        """Show the content, once this stands on the page: what is moved later is styled twice."""
        pages = [("Deklaration", self._declaration())]
        years = [row for row in self._all() if row.declared is not None]
        if years:
            table = years_table(years)
            pages.append(("Alle Jahre", layouts.box(layouts.column(table, None))))
        if (derived := self._derived()) is not None:
            pages.append(("Herleitung", derived))
        self.tabs = Tabs(pages)
        self.tabs.choose(min(tab, len(pages) - 1))
        self.tabs.changed.connect(self.tab_changed)
        self._holder.addWidget(self.tabs)

    def _all(self) -> tuple[OwnRow, ...]:
        """Of the municipality; the last change of a year before its return."""
        rows = self.data.of(self.row.municipality.bfs_number)
        return tuple(
            sorted(rows, key=lambda row: (row.year, row.change_from or date.min), reverse=True)
        )

    # ------------------------------------------------------------------ head

    def _head(self) -> QWidget:
        row, town = self.row, self.row.municipality
        title = f"{town.short_name} {texts.series_title(row.year, row.change_from)}"
        facts = f"Bezirk {town.district}, BFS-Nr. {town.bfs_number}"
        actions: list[QWidget] = []
        if not self.data.read_only:
            self.declare_button = buttons.button(
                f"{_MNEMONICS[texts.own_command(row)]} …", self.declare_wanted.emit
            )
            actions.append(self.declare_button)
        more = buttons.more_button(self._commands(), f"Weitere Befehle zu {town.short_name}")
        return detail_head(title, facts, *actions, more)

    def _commands(self) -> list[QAction]:
        row, may = self.row, not self.data.read_only
        is_declared = row.declared is not None
        open_ = partial(self._navigator.open_area, "offices", bfs=row.municipality.bfs_number)
        commands = [
            buttons.action(
                "Neuer Beschluss (Änderung) …",
                self.change_wanted.emit,
                enabled=may and is_declared and row.change_from is None,
            ),
            buttons.action("E-Mail-Text kopieren", self.mail_wanted.emit, enabled=is_declared),
            buttons.action("Gemeinde und Kontakte ansehen", open_),
        ]
        if row.revisions:
            commands.append(buttons.action("Verlauf …", self._show_history))
        return commands

    def _show_history(self) -> None:
        row = self.row
        title = f"{row.municipality.short_name} {texts.series_title(row.year, row.change_from)}"
        self._navigator.show_history(title, "declaration", row.revisions[0].id)

    # ------------------------------------------------------------------ declaration

    def _declaration(self) -> QWidget:
        if not self.row.revisions:
            return self._nothing_yet()
        parts: list[layouts.Item] = []
        if len(self.row.revisions) > 1:
            parts.append(self._versions())
        page = layouts.column(*parts, self._version, None, spacing=10)
        self._show_version(0)
        return layouts.box(page)

    def _versions(self) -> QWidget:
        """Choose which revision is shown."""
        rows = enumerate(self.row.revisions)
        self.version = Choice([(number, _version(row)) for number, row in rows])
        self.version.setAccessibleName("Version der Meldung")
        self.version.changed.connect(lambda: self._show_version(self.version.value()))
        return layouts.box(layouts.row(labels.secondary("Version", wrap=False), self.version, None))

    def _show_version(self, number: int) -> None:
        layouts.empty(self._version)
        row = self.row.revisions[number]
        newest = number == 0
        symbol = texts.own_symbol(self.row, self.data.today) if newest else states.State.IDENTICAL
        said = self._sentence(row, newest=newest)
        state = states.StateLabel(symbol, said, bold=newest, wrap=True)
        self._version.addWidget(state)
        if newest and row.via is ReceivedVia.OWN and row.state is not ReturnState.DRAFT:
            self._version.addWidget(labels.secondary(own_words.to_send(self.data.send_to)))
        self._version.addWidget(declaration_view(self._detail, row, self._save))

    def _sentence(self, row: DeclarationRow, *, newest: bool) -> str:
        if not newest:
            return f"Version {row.revision} ist ersetzt. Sie bleibt zum Nachlesen."
        if row.state is ReturnState.DRAFT:
            return f"{texts.own_state(self.row, self.data.today)}, noch nicht gemeldet"
        said = f"{texts.declared_word(row)} am {german.day(row.received_on)}"
        if row.revision > 1:
            before = self.row.revisions[1]
            day = german.day(before.received_on)
            said += f". Version {row.revision} ersetzt Version {before.revision} vom {day}"
        return said[:1].upper() + said[1:]

    def _save(self, document: DocumentRow) -> None:
        self.save_wanted.emit(document)

    def _nothing_yet(self) -> QWidget:
        row, today = self.row, self.data.today
        detail = texts.own_detail(row, today)
        said = states.StateLabel(
            texts.own_symbol(row, today), detail[:1].upper() + detail[1:], bold=True, wrap=True
        )
        parts: list[layouts.Item] = [said]
        if row.previous is not None and row.previous.amounts:
            parts += [6, labels.section(f"Vorjahr {row.year - 1}"), last_year_view(self._detail)]
        else:
            parts += self._ways_to_last_year()
        return layouts.box(layouts.column(*parts, None, spacing=8))

    def _ways_to_last_year(self) -> list[layouts.Item]:
        words = (
            f"Von {self.row.year - 1} ist nichts in der Datei. Das Formular, das Sie vom KSA "
            "erhalten haben, kennt die Werte, die Frist und die Fragen."
        )
        parts: list[layouts.Item] = [6, labels.body(words)]
        if not self.data.read_only:
            link = buttons.link("Formular des KSA einlesen …", self.read_wanted.emit)
            parts.append(layouts.row(link, None))
        return parts

    # ------------------------------------------------------------------ derivation

    def _derived(self) -> QWidget | None:
        found = self.data.derivations.get(self.row.key)
        if found is None or self.row.begun is None:
            return None
        table = derivation_table(found, self.row.begun.declaration)
        return layouts.box(
            layouts.column(
                labels.body(table.intro),
                _shown(table),
                *(labels.secondary(note) for note in table.notes),
                None,
                spacing=8,
            )
        )


def _shown(table: Table) -> TableView:
    """A table of a document on the screen."""
    columns = [
        Column(
            title=column.title,
            text=partial(_cell, number, column.kind),
            align="right" if column.kind != "text" else "left",
        )
        for number, column in enumerate(table.columns)
    ]
    rest = Column(title="", key="Rest", text=lambda _row: "", spoken=lambda _row: "", stretch=True)
    model = RowsModel([*columns, rest], key=lambda row: row[0])
    model.set_rows(table.values())
    view = TableView(model, table.title, lead=0, row=28, sortable=False)
    view.fit_height()
    return view


def _cell(number: int, kind: object, row: tuple[object, ...]) -> str:
    return cell_text(row[number], kind)  # type: ignore[arg-type]


def _version(row: DeclarationRow) -> str:
    """«Version 2 vom 08.12.2026, Formular erstellt»."""
    return f"Version {row.revision} vom {german.day(row.received_on)}, {texts.declared_word(row)}"
