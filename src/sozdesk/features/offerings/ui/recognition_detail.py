"""The right side of the cockpit: the next step on top, then the tabs of a Gesuch."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sozdesk.archive.traces import Trace
from sozdesk.features.offerings import rules, texts, usecases
from sozdesk.features.offerings.terms import RequestStep, StepRow
from sozdesk.features.offerings.ui.decision_part import REMEDY, DecisionPart
from sozdesk.features.offerings.ui.recognition_data import Shown, load_traces
from sozdesk.features.offerings.ui.recognition_dialogs import (
    ChangeRequestDialog,
    CompleteDialog,
    NeedDialog,
)
from sozdesk.features.offerings.ui.recognition_parts import CriteriaPart, EnclosurePart, WayPart
from sozdesk.kernel.findings import stops
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.history_part import HistoryPart
from sozdesk.widgets.parts import Part
from sozdesk.widgets.tabs import Tabs

PAPERS, CRITERIA, DECISION = 1, 2, 3
"""Numbers of the tabs."""
_TITLES = ("Ablauf", "Beilagen", "Kriterien", "Entscheid", "Verlauf")
_BACK = "Bearbeiten › Rückgängig holt es zurück."


class RequestDetail(Part):
    """Stays while another Gesuch is chosen."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk)
        self.shown: Shown | None = None
        self._title, self._facts = labels.record_title(""), labels.secondary("")
        self.next_words, self.next_why = labels.strong(""), labels.secondary("")
        self._next_button = layouts.row()
        self._more = layouts.row()
        self.way, self.papers = WayPart(desk), EnclosurePart(desk)
        self.criteria, self.decision = CriteriaPart(desk), DecisionPart(desk, navigator)
        self.history = HistoryPart(navigator)
        parts = (self.way, self.papers, self.criteria, self.decision, self.history)
        self.tabs = Tabs(list(zip(_TITLES, parts, strict=True)))
        self._lay_out()

    def _lay_out(self) -> None:
        words = layouts.column(self._title, self._facts, spacing=3)
        head = layouts.row(words, layouts.column(layouts.box(self._more), None, spacing=0))
        head.setStretch(0, 1)
        step = layouts.column(self.next_words, self.next_why, spacing=2)
        band = layouts.row(step, layouts.box(self._next_button), spacing=12)
        band.setStretch(0, 1)
        column = layouts.column(
            layouts.box(head), layouts.line(), layouts.box(band), self.tabs, None, spacing=8
        )
        column.setContentsMargins(20, 14, 20, 20)
        self.setLayout(column)

    # ------------------------------------------------------------------ showing

    def show_data(self, shown: Shown) -> None:
        """Show another Gesuch, or other values."""
        details = shown.details
        assert details is not None
        self.shown = shown
        self._title.setText(shown.line.title)
        row = details.request
        said = f"{texts.word(row.kind)}, {texts.window_words(row.window)}"
        self._facts.setText(said)
        self._show_next(details.steps)
        self._show_more()
        there = sum(one.state in rules.GOOD for one in details.enclosures)
        self.tabs.set_title(PAPERS, f"Beilagen ({there} von {len(details.enclosures)})")
        for part in (self.way, self.papers, self.criteria, self.decision):
            part.show_data(shown)
        self.desk.call(partial(load_traces, shown=shown), done=self._show_traces, owner=self)

    def _show_traces(self, found: tuple[Trace, ...]) -> None:
        self.history.show_traces(found)
        layouts.keys_in_order(self)

    def _show_next(self, rows: tuple[StepRow, ...]) -> None:
        """The next step with its button; else what everything waits for."""
        layouts.empty(self._next_button)
        step = rules.next_step(rows)
        if step is None:
            waiting = next((row for row in rows if row.needed and not row.done), None)
            closed = waiting is None or rows[-1].done
            self.next_words.setText("Erledigt" if closed else "Kein Schritt möglich")
            self.next_why.setText(texts.REQUEST_CLOSED if waiting is None else waiting.why)
            if not closed:
                self._offer_mending()
            return
        self.next_words.setText(f"Nächster Schritt: {texts.word(step.step)}")
        blocked = next(
            (row.why for row in rows if row.needed and not row.done and not row.possible), ""
        )
        self.next_why.setText(step.why or blocked)
        self._put_next(f"{_VERBS[step.step]} …", partial(self.go, step.step))

    def _offer_mending(self) -> None:
        """What keeps the draft from being sent is mended in the draft, or in the catalogue."""
        stopping = stops(self.shown.findings) if self.shown else ()
        if not stopping:
            return
        if stopping[0].field == REMEDY:
            self.next_words.setText("Nächster Schritt: Rechtsmittelbelehrung prüfen")
            self._put_next("Rechtsmittelbelehrung &öffnen …", self.decision.open_remedy)
        else:
            self.next_words.setText("Nächster Schritt: Entscheid ändern")
            self._put_next("Entscheid ä&ndern …", self._decide(self.decision.draft))

    def _put_next(self, words: str, act: Callable[[], None]) -> None:
        made = buttons.button(words, act, primary=True)
        made.setEnabled(self.may_change())
        self._next_button.addWidget(made)

    def _show_more(self) -> None:
        layouts.empty(self._more)
        if self.shown is not None and self.shown.open and self.may_change():
            self._more.addWidget(
                buttons.more_button(self._commands(), "Weitere Befehle zum Gesuch")
            )

    def _commands(self) -> list[QAction]:
        """The other steps too: nobody must follow the order where the law does not."""
        assert self.shown is not None
        assert self.shown.details is not None
        possible = [
            self.entry(f"{texts.word(row.step)} …", partial(self.go, row.step))
            for row in self.shown.details.steps
            if row.possible
        ]
        change = self.entry("Gesuch ändern …", self.change)
        remove = self.entry("Gesuch entfernen …", self.remove_request)
        return [*possible, buttons.gap(), change, remove]

    # ------------------------------------------------------------------ commands

    def go(self, step: RequestStep) -> None:
        """Do a step."""
        ways: dict[RequestStep, Callable[[], None]] = {
            RequestStep.COMPLETE: self._complete,
            RequestStep.NEED: self._need,
            RequestStep.ASSESS: self._assess,
            RequestStep.DRAFT: self._decide(self.decision.draft),
            RequestStep.CONDITIONS: self._decide(self.decision.add_condition),
            RequestStep.HEAR: self._decide(self.decision.hear),
            RequestStep.RELEASE: self._decide(self.decision.release),
            RequestStep.SEND: self._decide(self.decision.send),
        }
        ways[step]()

    def _decide(self, act: Callable[[], None]) -> Callable[[], None]:
        def go() -> None:
            self.tabs.choose(DECISION)
            act()

        return go

    def _complete(self) -> None:
        if self.shown and self.shown.details:
            CompleteDialog(self, self.desk, self.shown.details.request, self.shown.today).present()

    def _need(self) -> None:
        if self.shown and self.shown.details:
            details = self.shown.details
            NeedDialog(self, self.desk, details.request, details.covered).present()

    def _assess(self) -> None:
        self.tabs.choose(CRITERIA)
        self.criteria.assess()

    def change(self) -> None:
        """Change what was received."""
        if self.shown and self.shown.details:
            ChangeRequestDialog(self, self.desk, self.shown.details.request).present()

    def remove_request(self) -> None:
        """Remove a Gesuch that was entered by mistake."""
        if self.shown and self.shown.details:
            row = self.shown.details.request
            command = usecases.RemoveRow(id=row.id, base_version=row.version)
            self.remove("Gesuch entfernen?", _BACK, usecases.remove_request, command)


_VERBS = {
    RequestStep.COMPLETE: "Vollständigkeit &feststellen",
    RequestStep.NEED: "Bedarf &prüfen",
    RequestStep.ASSESS: "Kriterien beur&teilen",
    RequestStep.DRAFT: "Ents&cheid entwerfen",
    RequestStep.CONDITIONS: "Auflage &hinzufügen",
    RequestStep.HEAR: "Gehör &erfassen",
    RequestStep.RELEASE: "&Freigeben",
    RequestStep.SEND: "&Versenden",
}


class LoneDecision(QWidget):
    """A decision without a Gesuch: the end of a recognition."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._title, self._facts = labels.record_title(""), labels.secondary("")
        self.decision = DecisionPart(desk, navigator)
        head = layouts.column(self._title, self._facts, spacing=3)
        column = layouts.column(head, layouts.line(), self.decision, None, spacing=8)
        column.setContentsMargins(20, 14, 20, 20)
        self.setLayout(column)

    def show_data(self, shown: Shown) -> None:
        """Show another one."""
        self._title.setText(shown.line.title)
        self._facts.setText(shown.line.detail)
        self.decision.show_data(shown)
