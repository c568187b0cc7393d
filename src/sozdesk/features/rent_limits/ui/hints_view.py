"""The Prüfhinweise of a return: what was noted, and the decision about what waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from sozdesk.features.rent_limits.terms import (
    RECORDED_STATES,
    DeclarationRow,
    NoteRow,
    reason_key,
)
from sozdesk.features.rent_limits.ui import hint_words
from sozdesk.features.rent_limits.ui.round_data import DetailData
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.fields import Field, Form
from sozdesk.widgets.finding_block import FindingBlock
from sozdesk.widgets.inputs import RadioChoice, TextInput

NOTE = "note"
QUERY = "query"
_UNDECIDED = "Begründen Sie, oder wählen Sie «Rückfrage»."


def can_be_decided(data: DetailData, row: DeclarationRow) -> bool:
    """Only the newest revision, only while it waits, and not in a copy for reading."""
    return data.is_newest(row) and row.state not in RECORDED_STATES and not data.read_only


class HintsView(QWidget):
    """The tab «Prüfhinweise»; every hint gets a reason or a Rückfrage."""

    edited = Signal()
    """Something was typed or chosen."""

    def __init__(self, data: DetailData, row: DeclarationRow) -> None:
        super().__init__()
        self._data, self._row = data, row
        self._notes = {note.key: note for note in row.notes}
        self._choices: dict[str, RadioChoice] = {}
        self.form = Form()
        found = sorted(row.findings, key=lambda finding: _ORDER[finding.severity])
        blocks = [self._block(finding) for finding in found]
        if not blocks:
            blocks = [labels.body("Keine Prüfhinweise.")]
        if len(self._choices) > 1:
            blocks.insert(1, buttons.link("Gleiche Begründung für alle", self._repeat_first))
        self.setLayout(layouts.column(*blocks, None, spacing=10))

    # ------------------------------------------------------------------ for the detail

    def reasons(self) -> dict[str, str]:
        """``reason_key`` → what was typed as reason."""
        return {
            key: self.form[key].value()
            for key, choice in self._choices.items()
            if choice.value() == NOTE and self.form[key].value()
        }

    def undecided(self) -> tuple[str, ...]:
        """Keys of the hints that have neither."""
        given = self.reasons()
        return tuple(
            key
            for key, choice in self._choices.items()
            if key not in given and choice.value() != QUERY
        )

    def show_undecided(self) -> None:
        """Say at each of them what is missing, and put the cursor into the first."""
        keys = self.undecided()
        for key in keys:
            self._choices[key].set_value(NOTE)
            self.form[key].set_finding(Finding("undecided", Severity.STOP, _UNDECIDED, field=key))
        if keys:
            self.form[keys[0]].focus()

    def typed(self) -> Mapping[str, tuple[str | None, str]]:
        """What stands in the controls, to put it back later."""
        return {
            key: (choice.value(), self.form[key].value()) for key, choice in self._choices.items()
        }

    def put_back(self, typed: Mapping[str, tuple[str | None, str]]) -> None:
        """Show what stood there before."""
        blocker = QSignalBlocker(self)
        for key, (choice, reason) in typed.items():
            if key in self._choices:
                self._choices[key].set_value(choice)
                self.form[key].set_value(reason)
        blocker.unblock()

    def _repeat_first(self) -> None:
        """One mistake (month instead of year) makes several hints: the first reason for all."""
        given = self.reasons()
        if not given:
            self.show_undecided()
            return
        for key in self.undecided():
            self.form[key].set_value(next(iter(given.values())))

    # ------------------------------------------------------------------ blocks

    def _block(self, finding: Finding) -> QWidget:
        return FindingBlock(finding, *self._below(finding), place=hint_words.place(finding))

    def _below(self, finding: Finding) -> list[QWidget]:
        if finding.severity is not Severity.HINT:
            return []
        below: list[QWidget] = []
        note = self._notes.get(reason_key(finding))
        if note is not None:
            below.append(labels.body(f"Zur Kenntnis genommen: {note.reason}"))
            below.append(labels.secondary(_who(note)))
        earlier = _earlier(self._data.earlier_notes, finding)
        if earlier is not None:
            below.append(labels.secondary(f"{earlier.year} begründet mit: «{earlier.reason}»"))
        if note is None and can_be_decided(self._data, self._row):
            below.append(self._controls(finding, earlier))
        return below

    def _controls(self, finding: Finding, earlier: NoteRow | None) -> QWidget:
        key = reason_key(finding)
        name = f"Entscheid zu {hint_words.place(finding) or 'diesem Prüfhinweis'}"
        choice = RadioChoice(
            name, [(NOTE, "zur Kenntnis genommen, weil …"), (QUERY, "Rückfrage")], across=True
        )
        reason = Field(f"Begründung, {name}", TextInput(), show_label=False)
        reason.setMinimumWidth(120)
        self._choices[key] = choice
        self.form.add(key, reason)
        choice.changed.connect(lambda: self._on_chosen(key))
        reason.input.changed.connect(lambda: self._on_typed(key))
        controls = layouts.column(choice, reason, spacing=6)
        if earlier is not None:
            again = partial(reason.input.set_value, earlier.reason)
            controls.addWidget(buttons.link("Begründung vom Vorjahr übernehmen", again))
        return layouts.box(controls)

    def _on_chosen(self, key: str) -> None:
        asking = self._choices[key].value() == QUERY
        self.form[key].input.focus_target().setEnabled(not asking)
        if asking:
            self.form[key].set_finding(None)
        self.edited.emit()

    def _on_typed(self, key: str) -> None:
        if self.form[key].value():
            self._choices[key].set_value(NOTE)
        self.edited.emit()


_ORDER = {Severity.STOP: 0, Severity.HINT: 1, Severity.NOTE: 2}


def _who(note: NoteRow) -> str:
    return f"{note.noted_by}, {german.day(note.noted_at.astimezone().date())}"


def _earlier(notes: Sequence[NoteRow], finding: Finding) -> NoteRow | None:
    """The reason given last year for the same code and category."""
    same = (note for note in notes if (note.code, note.subject) == (finding.code, finding.subject))
    return next(same, None)
