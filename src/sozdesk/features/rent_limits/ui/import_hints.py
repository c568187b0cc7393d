"""The findings of one return with what can be decided about each: noted with a reason, or asked.

Used by the import and by manual entry. Holds the choices itself and tells its owner of every change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sozdesk.features.rent_limits.terms import NoteRow, reason_key
from sozdesk.features.rent_limits.ui.hint_words import place, query_about
from sozdesk.features.rent_limits.ui.import_cases import (
    Choices,
    asked_about,
    given,
    keys_of,
    query_draft,
)
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity, hints, stops
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.announce import announce
from sozdesk.widgets.fields import Field
from sozdesk.widgets.finding_block import FindingBlock
from sozdesk.widgets.inputs import RadioChoice, TextArea, TextInput

_AT_ONCE = 2
"""Blocks that are built before the rest follows."""
NOTED, ASKED = "noted", "asked"
Controls = Callable[[Finding], Sequence[QWidget]]
"""More controls below a finding, for example an input for what is missing."""
_AFTER_CHECK = 300
"""Milliseconds after which everything typed so far is checked."""


class HintControls(QWidget):
    """«Zur Kenntnis genommen» with a reason, or «Rückfrage»."""

    changed = Signal()
    for_all = Signal(str)
    """The reason is meant for every Prüfhinweis of the return."""

    def __init__(self, finding: Finding, choices: Choices, notes: Sequence[NoteRow]) -> None:
        super().__init__()
        self.key = reason_key(finding)
        where = place(finding) or "ganze Rückmeldung"
        self.decision = RadioChoice(
            f"Entscheid, {where}", [(NOTED, "zur Kenntnis genommen, weil …"), (ASKED, "Rückfrage")]
        )
        self.reason = TextInput(limit=500)
        self.reason.setAccessibleName(f"Begründung, {where}")
        self.reason.setAcceptDrops(False)
        self.again = self._again(notes)
        self.all_button = buttons.button("", self._offer_for_all)
        self.setLayout(
            layouts.column(
                *([self.again] if self.again else []),
                self.decision,
                self.reason,
                layouts.row(self.all_button, None),
                spacing=4,
            )
        )
        self.show_choice(choices)
        self.decision.changed.connect(self._on_decided)
        self.reason.textEdited.connect(self._on_typed)

    def _again(self, notes: Sequence[NoteRow]) -> QWidget | None:
        if not notes:
            return None
        note = max(notes, key=lambda row: (row.year, row.noted_at))
        words = labels.secondary(f"Letzte Begründung ({note.year}): {note.reason}")
        link = buttons.link("Wieder verwenden", lambda: self.give_reason(note.reason))
        line = layouts.row(words, link)
        line.setStretch(0, 1)
        return layouts.box(line)

    def show_choice(self, choices: Choices) -> None:
        """Show what was decided, without telling anybody."""
        asked = self.key in choices.asked
        noted = self.key in choices.reasons
        self.blockSignals(True)
        self.decision.set_value(ASKED if asked else NOTED if noted else None)
        if self.reason.value() != choices.reasons.get(self.key, "").strip():
            self.reason.set_value(choices.reasons.get(self.key, ""))
        self.blockSignals(False)
        self.reason.setVisible(not asked)
        self._offer_all()

    def give_reason(self, reason: str) -> None:
        """Note the hint with this reason."""
        self.reason.set_value(reason)
        self.decision.set_value(NOTED)
        self._tell()

    def offer_for_all(self, count: int, *, first: bool) -> None:
        """The same reason for ``count`` hints; the first one offers it before it has a reason."""
        self.all_button.setText(f"Gilt für alle {german.count(count)} Prüfhinweise")
        self._several, self._first = count > 1, first
        self._offer_all()

    _several = False
    _first = False

    def _offer_all(self) -> None:
        asked = self.decision.value() == ASKED
        offered = self._first or bool(self.reason.value())
        self.all_button.setVisible(self._several and offered and not asked)

    def _offer_for_all(self) -> None:
        if self.reason.value():
            self.for_all.emit(self.reason.value())
        else:
            self.focus_reason()

    def _on_typed(self) -> None:
        if self.reason.value():
            self.decision.set_value(NOTED)
        self._tell()

    def _on_decided(self) -> None:
        noted = self.decision.value() == NOTED
        self.reason.setVisible(self.decision.value() != ASKED)
        self._tell()
        if noted and not self.reason.value() and not self.signalsBlocked():
            self.focus_reason()

    def focus_reason(self) -> None:
        """Put the cursor into the reason, and show all of it once it has its place.

        The check that follows may move it once more.
        """
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        for wait in (0, _AFTER_CHECK):
            QTimer.singleShot(wait, self.reason, lambda: layouts.reveal(self.reason))

    def _tell(self) -> None:
        self._offer_all()
        self.changed.emit()


class AskControl(QWidget):
    """«Rückfrage stellen …» about an answer that lacks; one Rückfrage asks for all of them."""

    chosen = Signal(bool)
    """Ask, or leave the Rückfrage out."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self._where = place(finding)
        self._asks = False
        self.button = buttons.button("", lambda: self.chosen.emit(not self._asks))
        self._note = labels.secondary("Der Entwurf steht unten.")
        line = layouts.row(labels.secondary("oder", wrap=False), self.button, self._note)
        line.setStretch(2, 1)
        self.setLayout(line)

    def show_choice(self, *, asks: bool, by_hint: bool) -> None:
        """``asks`` = the Rückfrage asks for it; ``by_hint`` = because a hint is asked about."""
        self._asks = asks
        words = "Rückfrage weglassen" if asks else "Rückfrage stellen …"
        self.button.setText(words)
        self.button.setAccessibleName(", ".join(filter(None, (words, self._where))))
        self.button.setEnabled(not by_hint)
        self._note.setVisible(asks)


class QueryEditor(QWidget):
    """The draft of the Rückfrage; follows the chosen hints until somebody edits it."""

    changed = Signal()

    def __init__(self, draft: str, typed: str = "", about: str = "") -> None:
        super().__init__()
        self._draft = draft
        self.text = TextArea(lines=9)
        self.text.setAcceptDrops(False)
        self.text.set_value(typed or draft)
        self.about = labels.secondary(about)
        field = Field(
            "Rückfrage an die Gemeinde",
            self.text,
            hint="Ein Entwurf zum Kopieren. Das Programm versendet nichts.",
        )
        self.copy = buttons.button("Text kopieren", self.copy_text, icon="copy")
        self.about.setVisible(bool(about))
        below = layouts.row(self.copy, None)
        self.setLayout(layouts.column(field, self.about, below, spacing=6))
        self.text.changed.connect(self.changed)

    def edited(self) -> str:
        """The text if it differs from the draft, else empty."""
        typed: str = self.text.value()
        return "" if typed == self._draft else typed

    def follow(self, draft: str, about: str) -> None:
        """Show another draft, unless the text was edited."""
        self.about.setText(about)
        if not self.edited():
            self._draft = draft
            self.text.set_value(draft)

    def copy_text(self) -> None:
        """Put the text on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.value())
        announce(self, "Text kopiert")


class FindingsEditor(QWidget):
    """All findings of a return, gravest first, each with its controls; then the Rückfrage."""

    changed = Signal()
    built = Signal()
    """New controls stand on the page."""

    def __init__(self, name: str, year: int, *, more: Controls | None = None) -> None:
        super().__init__()
        self._name, self._year = name, year
        self._more = more or (lambda _finding: ())
        self._findings: tuple[Finding, ...] = ()
        self._notes: Sequence[NoteRow] = ()
        self._left: list[Finding] = []
        self._decidable = True
        self._rest = QTimer(self, interval=0)
        self._rest.timeout.connect(self._build_next)
        self.choices = Choices()
        self.controls: dict[str, HintControls] = {}
        self.asking: list[AskControl] = []
        self.query: QueryEditor | None = None
        self._blocks = QVBoxLayout()
        self._asking = QVBoxLayout()
        self.setLayout(layouts.column(self._blocks, self._asking, spacing=10))

    def show_findings(
        self,
        findings: tuple[Finding, ...],
        choices: Choices,
        notes: Sequence[NoteRow] = (),
        *,
        decidable: bool = True,
    ) -> None:
        """Build the blocks; ``decidable`` False shows the hints without controls."""
        self._findings, self.choices, self._notes = findings, choices, notes
        self._decidable = decidable
        self.controls, self.asking = {}, []
        layouts.empty(self._blocks)
        self._left = list(findings)
        for _ in range(_AT_ONCE):
            self._build_next()
        self._rest.start()
        self._show_query()

    def _build_next(self) -> None:
        """One more block; long lists come one by one, so that the window never stands still."""
        if not self._left:
            self._rest.stop()
            self.built.emit()
            return
        finding = self._left.pop(0)
        controls = list(self._more(finding))
        if self._decidable and finding.severity is Severity.HINT:
            controls.append(self._hint_controls(finding))
        if self._decidable and finding.severity is Severity.STOP:
            controls.append(self._ask_control(finding))
        line = bool(self._left)
        self._blocks.addWidget(FindingBlock(finding, *controls, place=place(finding), line=line))

    def rename(self, name: str) -> None:
        """The municipality that the Rückfrage is written to."""
        self._name = name

    def _hint_controls(self, finding: Finding) -> HintControls:
        about = [n for n in self._notes if (n.code, n.subject) == (finding.code, finding.subject)]
        made = HintControls(finding, self.choices, about)
        made.changed.connect(lambda: self._take(made))
        made.for_all.connect(self.note_all)
        made.offer_for_all(len(hints(self._findings)), first=not self.controls)
        self.controls[made.key] = made
        return made

    def _ask_control(self, finding: Finding) -> AskControl:
        made = AskControl(finding)
        made.chosen.connect(self._ask)
        self.asking.append(made)
        self._show_asking()
        return made

    def _ask(self, wanted: bool) -> None:
        lacking = keys_of(stops(self._findings))
        change = self.choices.asking_for if wanted else self.choices.leaving_out
        self.choices = change(lacking)
        self._show_query()
        self.changed.emit()

    def _show_asking(self) -> None:
        asks = bool(asked_about(self._findings, self.choices))
        by_hint = bool(keys_of(hints(self._findings)) & self.choices.asked)
        for made in self.asking:
            made.show_choice(asks=asks, by_hint=by_hint)

    def note_all(self, reason: str) -> None:
        """Note every Prüfhinweis with the same reason."""
        for hint in hints(self._findings):
            self.choices = self.choices.noting(reason_key(hint), reason)
        for made in self.controls.values():
            made.show_choice(self.choices)
        self._show_query()
        self.changed.emit()

    def focus_open(self) -> bool:
        """Put the cursor where the first reason is missing."""
        while self._left:
            self._build_next()
        done = given(self.choices)
        for key, made in self.controls.items():
            if key not in done and key not in self.choices.asked:
                made.focus_reason()
                return True
        return False

    def _take(self, made: HintControls) -> None:
        if made.decision.value() == ASKED:
            self.choices = self.choices.asking(made.key)
        elif made.decision.value() == NOTED:
            self.choices = self.choices.noting(made.key, made.reason.value())
        self._show_query()
        self.changed.emit()

    def _show_query(self) -> None:
        asked = asked_about(self._findings, self.choices)
        self._show_asking()
        if not asked:
            layouts.empty(self._asking)
            self.query = None
            return
        draft = query_draft(self._name, self._year, self._findings, asked)
        about = query_about(self._findings, self.choices)
        if self.query is not None:
            self.query.follow(draft, about)
            return
        self.query = QueryEditor(draft, self.choices.query_text, about)
        self.query.changed.connect(self._take_query)
        self._asking.addWidget(self.query)
        self.built.emit()

    def _take_query(self) -> None:
        if self.query is not None:
            self.choices = Choices(
                reasons=self.choices.reasons,
                asked=self.choices.asked,
                query_text=self.query.edited(),
            )
            self.changed.emit()
