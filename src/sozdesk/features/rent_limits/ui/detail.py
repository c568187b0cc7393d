"""One municipality of an Erhebung: what it declared, what is to decide, what was asked."""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from sozdesk.archive import blobs
from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.rent_limits import usecases
from sozdesk.features.rent_limits.queries import is_overdue
from sozdesk.features.rent_limits.terms import (
    RECORDED_STATES,
    TOPIC,
    DeclarationRow,
    DocumentRow,
    EntryDecision,
    ReturnState,
    reason_key,
)
from sozdesk.features.rent_limits.texts import word
from sozdesk.features.rent_limits.ui import manual_words, standing
from sozdesk.features.rent_limits.ui.correspondence import correspondence_view
from sozdesk.features.rent_limits.ui.declaration_view import declaration_view, last_year_view
from sozdesk.features.rent_limits.ui.hints_view import QUERY as QUERY_CHOSEN
from sozdesk.features.rent_limits.ui.hints_view import HintsView, can_be_decided
from sozdesk.features.rent_limits.ui.query_view import QueryView, questions
from sozdesk.features.rent_limits.ui.receipts import say_recorded
from sozdesk.features.rent_limits.ui.round_data import DetailData
from sozdesk.features.rent_limits.ui.undecided import Typed, Undecided
from sozdesk.kernel import german
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.findings import Finding, hints, stops
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, labels, layouts, save_path, states
from sozdesk.widgets.inputs import Choice
from sozdesk.widgets.list_detail import detail_head
from sozdesk.widgets.tabs import Tabs

if TYPE_CHECKING:
    from sozdesk.features.rent_limits.ui.round_letters import RoundLetters

DECLARATION, HINTS, QUERY, LETTERS, HISTORY = range(5)
"""The tabs."""


class MunicipalityDetail(QWidget):
    """The right half of the page."""

    by_hand = Signal()
    """«Von Hand erfassen …»."""
    change_wanted = Signal()
    """«Änderung erfassen …»."""
    tab_changed = Signal(int)

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        data: DetailData,
        undecided: Undecided,
        letters: RoundLetters | None = None,
    ) -> None:
        super().__init__()
        self._desk, self._navigator, self._undecided = desk, navigator, undecided
        self._letters = letters
        self.data = data
        self.tabs: Tabs | None = None
        self.hints: HintsView | None = None
        self.query: QueryView | None = None
        self._tab = DECLARATION
        self._pages: list[QWidget] = []
        self._holder = layouts.column()
        self.record_button: QPushButton | None = None
        parts: list[layouts.Item] = [self._head()]
        if len(data.all) > 1:
            parts.append(self._versions())
        column = layouts.column(*parts, spacing=10, margins=(20, 14, 20, 20))
        layouts.nest(column, self._holder, 1)
        self.setLayout(column)

    def fill(self, tab: int) -> None:
        """Show the content, once this stands on the page: what is moved later is styled twice."""
        self._tab = tab
        if self.data.all:
            self._show_revision()
        else:
            self._holder.addWidget(self._without_answer())

    # ------------------------------------------------------------------ head

    def _head(self) -> QWidget:
        tracking = self.data.tracking
        facts = f"Bezirk {tracking.district}, BFS-Nr. {tracking.bfs_number}"
        more = buttons.more_button(self._commands(), f"Weitere Befehle zu {tracking.name}")
        actions: list[QWidget] = [more]
        if any(can_be_decided(self.data, row) for row in self.data.all):
            self.record_button = buttons.button("E&rfassen", self.record)
            actions.insert(0, self.record_button)
        return detail_head(tracking.name, facts, *actions)

    def _commands(self) -> list[QAction]:
        number = self.data.tracking.bfs_number
        open_ = partial(self._navigator.open_area, "offices", bfs=number)
        commands = [
            buttons.action(
                manual_words.command(recorded=self._is_recorded()),
                self.by_hand.emit,
                enabled=not self.data.read_only,
            ),
            buttons.action(
                "Änderung erfassen …",
                self.change_wanted.emit,
                enabled=self._may_change(),
            ),
            *(self._letters.detail_actions(self.data, self._shown) if self._letters else ()),
            buttons.action("Gemeinde und Kontakte ansehen", open_),
        ]
        if self.data.all:
            commands.append(buttons.action("Verlauf …", self._show_history))
        return commands

    def _may_change(self) -> bool:
        """A change needs a recorded return of this year."""
        return self._is_recorded() and not self.data.read_only

    def _is_recorded(self) -> bool:
        return any(row.state in RECORDED_STATES for row in self.data.revisions)

    def _show_history(self) -> None:
        row = self._shown()
        title = f"{self.data.tracking.name} {self.data.year}, {_version(row)}"
        self._navigator.show_history(title, "declaration", row.id)

    def _versions(self) -> QWidget:
        """Choose which revision is shown."""
        choices = [(number, _version(row)) for number, row in enumerate(self.data.all)]
        self.version = Choice(choices)
        self.version.setAccessibleName("Version der Rückmeldung")
        self.version.changed.connect(self._show_revision)
        return layouts.box(layouts.row(labels.secondary("Version", wrap=False), self.version, None))

    # ------------------------------------------------------------------ content

    def _without_answer(self) -> QWidget:
        tracking = self.data.tracking
        state = states.StateLabel(standing.symbol(tracking), _waiting(self.data), bold=True)
        parts: list[layouts.Item] = [state]
        if not self.data.read_only:
            link = buttons.link("Rückmeldung von Hand erfassen …", self.by_hand.emit)
            parts.append(link)
        parts.append(buttons.link("Zeitreihe", self._open_history))
        if self.data.letters or self.data.extension:
            parts += [6, labels.section("Schriftverkehr"), self._correspondence()]
        if self.data.previous is not None:
            parts += [6, labels.section(f"Vorjahr {self.data.year - 1}"), last_year_view(self.data)]
        return layouts.box(layouts.column(*parts, None, spacing=8))

    def _open_history(self) -> None:
        from sozdesk.features.rent_limits.ui.history_page import (  # noqa: PLC0415 - when used
            HistoryPage,
        )

        number = self.data.tracking.bfs_number
        self._navigator.open_subpage(HistoryPage(self._desk, self._navigator, number))

    def _shown(self) -> DeclarationRow:
        number = self.version.value() if len(self.data.all) > 1 else 0
        return self.data.all[number]

    def _show_revision(self) -> None:
        layouts.empty(self._holder)
        row = self._shown()
        self.hints = self.query = None
        found = len(hints(row.findings))
        names = (
            "Deklaration",
            f"Prüfhinweise ({found})",
            "Rückfrage",
            "Schriftverkehr",
            "Zeitreihe",
        )
        self._pages = [layouts.box(layouts.column()) for _ in names]
        self.tabs = Tabs(list(zip(names, self._pages, strict=True)))
        self.tabs.choose(self._tab)
        self._holder.addWidget(self.tabs)
        self._fill_tab(self._tab)
        self.tabs.changed.connect(self._on_tab)
        self._name_record_button()

    def _fill_tab(self, number: int) -> None:
        """Build the content of a tab when it is first shown."""
        layout = self._pages[number].layout()
        if layout is None or layout.count():
            return
        makers = {
            DECLARATION: lambda: self._declaration(self._shown()),
            HINTS: self._hints_view,
            QUERY: self._query_view,
            LETTERS: self._correspondence,
            HISTORY: self._history_view,
        }
        layout.addWidget(makers[number]())

    def _before(self) -> Typed:
        """What was typed about the return that is shown."""
        return self._undecided.of(self._shown().id)

    def _hints_view(self) -> HintsView:
        if self.hints is None:
            self.hints = HintsView(self.data, self._shown())
            self.hints.put_back(self._before().decisions)
            self.hints.edited.connect(self._on_edited)
        return self.hints

    def _query_view(self) -> QueryView:
        if self.query is None:
            self.query = QueryView(self.data, self._shown())
            self.query.put_back(self._before().query_text)
            self.query.edited.connect(self._on_edited)
            self.query.asked.connect(self.ask_back)
        self._suggest()
        return self.query

    def _correspondence(self) -> QWidget:
        letters = self._letters
        may = letters is not None and not self.data.read_only
        return correspondence_view(self.data, letters.write_again if letters and may else None)

    def _history_view(self) -> QWidget:
        from sozdesk.features.rent_limits.ui.history_view import (  # noqa: PLC0415 - when used
            HistoryView,
        )

        return HistoryView(self._desk, self.data.tracking.bfs_number)

    def _declaration(self, row: DeclarationRow) -> QWidget:
        view = declaration_view(self.data, row, self._save_document)
        return layouts.box(layouts.column(self._state(row), view, spacing=8))

    def _state(self, row: DeclarationRow) -> QWidget:
        newest = self.data.is_newest(row)
        symbol = standing.symbol_of(row.state) if newest else states.State.IDENTICAL
        label = states.StateLabel(symbol, _sentence(row, newest=newest), bold=newest)
        line = layouts.row(label, None)
        if newest and row.state is ReturnState.QUERIED:
            line.addWidget(buttons.link("Rückfrage lesen", partial(self.choose_tab, QUERY)))
        whole = layouts.column(line, spacing=6)
        if newest and stops(row.findings):
            whole.addWidget(self._lacking(row))
        return layouts.box(whole)

    def _lacking(self, row: DeclarationRow) -> QWidget:
        """What the return lacks, and the two ways to get it."""
        lacking = [
            states.StateLabel(states.State.UNUSABLE, one.message) for one in stops(row.findings)
        ]
        whole = layouts.column(*lacking, spacing=4)
        if can_be_decided(self.data, row):
            ask = buttons.link("Rückfrage …", partial(self.choose_tab, QUERY))
            complete = buttons.link("Von Hand ergänzen …", self.by_hand.emit)
            layouts.nest(whole, layouts.row(ask, complete, None))
        return layouts.box(whole)

    # ------------------------------------------------------------------ tabs

    def choose_tab(self, number: int) -> None:
        """Show a tab; nothing happens without an answer."""
        if self.tabs is not None:
            self.tabs.choose(number)

    def _on_tab(self, number: int) -> None:
        self._tab = number
        self._fill_tab(number)
        self.tab_changed.emit(number)

    # ------------------------------------------------------------------ decisions

    def _on_edited(self) -> None:
        before = self._before()
        now = Typed(
            self.hints.typed() if self.hints else before.decisions,
            self.query.own_text() if self.query else before.query_text,
        )
        self._undecided.remember(self._shown().id, now)
        self._suggest()
        self._name_record_button()

    def _suggest(self) -> None:
        """The draft asks for what lacks, and about the chosen hints or all of them."""
        if self.query is not None:
            found = self._shown().findings
            self.query.suggest(
                (*stops(found), *self._asked()) if self._asked() else questions(found)
            )

    def _asked(self) -> tuple[Finding, ...]:
        """The hints about which somebody wants to ask back."""
        chosen = self._before().decisions
        return tuple(
            hint
            for hint in hints(self._shown().findings)
            if chosen.get(reason_key(hint), (None, ""))[0] == QUERY_CHOSEN
        )

    def _name_record_button(self) -> None:
        if self.record_button is not None:
            self.record_button.setVisible(can_be_decided(self.data, self._shown()))
            self.record_button.setText("Rückf&rage …" if self._must_ask() else "E&rfassen")

    def _must_ask(self) -> bool:
        """An answer lacks, or somebody chose to ask."""
        return bool(self._asked() or stops(self._shown().findings))

    def record(self) -> None:
        """Erfassen; first the hints that have neither a reason nor a Rückfrage."""
        view = self._hints_view()
        if self._must_ask():
            self.choose_tab(QUERY)
        elif view.undecided():
            self.choose_tab(HINTS)
            view.show_undecided()
        else:
            self._decide(EntryDecision.RECORD)

    def ask_back(self) -> None:
        """The Rückfrage was sent: note it."""
        self._decide(EntryDecision.QUERY, self._query_view().text())

    def _decide(self, decision: EntryDecision, query_text: str = "") -> None:
        row = self._shown()
        command = usecases.DecideReturn(
            declaration_id=row.id,
            base_version=row.version,
            decision=decision,
            reasons=self._hints_view().reasons(),
            query_text=query_text,
        )
        self._desk.run(
            usecases.decide_return,
            command,
            done=partial(self._decided, row.id, decision),
            failed=self._failed,
            owner=self,
        )

    def _decided(self, declaration_id: UUID, decision: EntryDecision, outcome: Outcome) -> None:
        self._undecided.remember(declaration_id, Typed())
        ids = [declaration_id] if decision is EntryDecision.RECORD else []
        said = f"{outcome.summary}."
        say_recorded(self._desk, self._navigator, said, self.data.year, ids)

    def _failed(self, error: SozDeskError) -> None:
        errors.show(self, error, reload=self._reload)

    def _reload(self) -> None:
        self._desk.changed.emit(frozenset({TOPIC}))

    # ------------------------------------------------------------------ documents

    def _save_document(self, document: DocumentRow) -> None:
        name = PurePosixPath(document.name.rpartition(" › ")[2]).name
        path = save_path.ask(self, self._desk, "Dokument speichern", name)
        if path is None:
            return

        def write(content: bytes) -> None:
            worker.run(write_bytes, path, content, done=done, failed=self._failed, owner=self)

        def done(_nothing: None) -> None:
            self._navigator.say(f"«{path.name}» ist gespeichert.")

        self._desk.query(blobs.get, document.sha256, done=write, failed=self._failed, owner=self)


def _version(row: DeclarationRow) -> str:
    """«Version 2 vom 08.12.2026, erfasst», «Änderung ab 01.07.2027, erfasst»."""
    if row.change_from is None:
        return f"Version {row.revision} vom {german.day(row.received_on)}, {word(row.state)}"
    again = f", Version {row.revision}" if row.revision > 1 else ""
    return f"Änderung ab {german.day(row.change_from)}{again}, {word(row.state)}"


def _waiting(data: DetailData) -> str:
    tracking = data.tracking
    due = german.day(tracking.due_on)
    extended = "erstreckte " if tracking.extended else ""
    if is_overdue(tracking):
        return f"Ohne Antwort. Die {extended}Frist war am {due}, {standing.when(tracking)}."
    return f"Noch keine Rückmeldung, {extended}Frist {due}, {standing.days_left(tracking)}."


def _sentence(row: DeclarationRow, *, newest: bool) -> str:
    """The state of a revision as a short sentence."""
    if not newest:
        return f"Version {row.revision} ist ersetzt. Sie bleibt zum Nachlesen."
    if row.state is ReturnState.QUERIED and row.queried_on is not None:
        return f"Rückfrage vom {german.day(row.queried_on)}"
    if row.state is ReturnState.RECEIVED:
        return "Eingegangen, noch kein Entscheid"
    said = word(row.state)
    return said[:1].upper() + said[1:]
