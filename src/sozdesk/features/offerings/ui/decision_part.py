"""The tab «Entscheid»: the draft with what keeps it back, its Auflagen, the letter, release, sending."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings import rules, texts, usecases
from sozdesk.features.offerings.terms import (
    AttachmentOwner,
    ConditionRow,
    DatedKind,
    DecisionKind,
    DecisionLetter,
    DecisionRow,
)
from sozdesk.features.offerings.ui import recognition_data
from sozdesk.features.offerings.ui.attachments_part import AttachmentsPart
from sozdesk.features.offerings.ui.decision_dialogs import (
    ConditionDialog,
    DecisionDialog,
    FulfilDialog,
    HearingDialog,
    LetterDialog,
)
from sozdesk.features.offerings.ui.recognition_data import Shown
from sozdesk.features.offerings.ui.subpages import open_subpage
from sozdesk.kernel import german
from sozdesk.kernel.findings import stops
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, labels, layouts, messages, save_path, states
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.parts import Part, PartTable, stacked
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column

_FILTERS = "Word (*.docx);;PDF (*.pdf)"
_DRAFT_NAME = "Entscheid-Entwurf.docx"
REMEDY = "remedy"
"""Field of the findings that are about the Rechtsmittelbelehrung."""
_BACK = "Bearbeiten › Rückgängig holt es zurück."
_FINAL = (
    "Der Entscheid erhält seine Nummer, der Brief wird in Word und als PDF beim Entscheid abgelegt. "
    "Danach lässt er sich nicht mehr ändern."
)


class DecisionPart(Part):
    """Draft, hear, release, send."""

    sent = Signal(object, str)
    """Id and number of the decision."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk)
        self._navigator = navigator
        self.shown: Shown | None = None
        self.empty = labels.text("Noch kein Entscheid entworfen.", "body", "text2")
        self.facts = Facts()
        self.findings = layouts.column(spacing=4)
        self._make_commands()
        self.conditions = PartTable("Auflagen", (self._column(),))
        self.conditions.view.opened.connect(lambda _row: self.change_condition())
        self.files = AttachmentsPart(desk)
        self._make_condition_commands()
        self._conditions = layouts.box(
            layouts.column(
                labels.section("Auflagen"), self.conditions.view, self.no_condition, self._line
            )
        )
        self._files = layouts.box(layouts.column(labels.section("Brief und Anhänge"), self.files))
        commands = layouts.Flow(*self._buttons, spacing=8)
        self.setLayout(
            stacked(
                self.empty,
                layouts.box(self.findings),
                self.facts,
                commands,
                self._conditions,
                self._files,
            )
        )

    def _make_commands(self) -> None:
        self.draft_button = self.command("E&ntscheid entwerfen …", self.draft, icon="pencil")
        self.change_button = self.command("Entscheid ände&rn …", self.draft)
        self.hear_button = self.command("Rechtliches Geh&ör …", self.hear)
        self.letter_button = self.command("Br&ief ansehen", self.show_letter, icon="file-text")
        self.save_button = buttons.button("Entwurf spei&chern …", self.save_draft)
        self.release_button = self.command("Freigebe&n …", self.release)
        self.send_button = self.command("Ver&senden …", self.send, icon="mail")
        self.discard_button = self.command("Entwurf verwerfen", self.discard)
        self._buttons = (
            self.draft_button,
            self.change_button,
            self.hear_button,
            self.letter_button,
            self.save_button,
            self.release_button,
            self.send_button,
            self.discard_button,
        )

    def _make_condition_commands(self) -> None:
        self.no_condition = labels.text("Keine Auflagen.", "body", "text2")
        self.add_button = self.command("Auf&lage hinzufügen …", self.add_condition, icon="plus")
        self.edit_button = self.command("Auflage ändern …", self.change_condition)
        self.remove_button = self.command("Entfernen", self.remove_condition)
        self.fulfil_button = self.command("Als &erfüllt erfassen …", self.fulfil)
        self._line = layouts.Flow(
            self.add_button, self.edit_button, self.remove_button, self.fulfil_button, spacing=8
        )
        self.conditions.needs_row(self.edit_button, self.remove_button, self.fulfil_button)

    def _column(self) -> Column:
        return Column(
            title="Auflage",
            text=lambda row: row.text.replace("\n", " "),
            second=self._below,
            symbol=self._symbol,
            stretch=True,
        )

    def _below(self, row: ConditionRow) -> str:
        assert self.shown is not None
        if row.fulfilled_on is not None:
            return f"erfüllt am {german.day(row.fulfilled_on)}"
        left = german.days_left(row.due_on, self.shown.today)
        return ", ".join(filter(None, (f"Frist {german.day(row.due_on)}", left, row.evidence)))

    def _symbol(self, row: ConditionRow) -> str:
        assert self.shown is not None
        if row.fulfilled_on is not None:
            return State.RECORDED
        return State.OVERDUE if row.due_on < self.shown.today else State.OPEN

    # ------------------------------------------------------------------ showing

    def show_data(self, shown: Shown) -> None:
        """Show the decision of another Gesuch, or other values."""
        self.shown = shown
        row = shown.decision
        self.empty.setVisible(row is None)
        self.facts.setVisible(row is not None)
        self.facts.set_facts(list(_facts(row)) if row else [])
        self._show_findings(shown)
        self._show_commands(shown)
        rows = row.conditions if row else ()
        self.conditions.set_rows(rows)
        self.no_condition.setVisible(not rows)
        self._conditions.setVisible(bool(rows) or _may_have_conditions(row))
        self._files.setVisible(row is not None and row.sent_on is not None)
        if row is not None and row.sent_on is not None:
            self.files.show_owner(AttachmentOwner.DECISION, row.id)

    def _show_findings(self, shown: Shown) -> None:
        layouts.empty(self.findings)
        lines: list[QWidget] = [labels.strong("Vor dem Versand")] if shown.findings else []
        for one in shown.findings:
            symbol = states.Symbol(states.of_severity(one.severity))
            said = layouts.column(labels.body(one.message), spacing=2)
            if one.field == REMEDY:
                link = buttons.link("Rechtsmittelbelehrung öffnen", self.open_remedy)
                layouts.nest(said, layouts.row(link, None))
            line = layouts.row(layouts.column(symbol, None), said, spacing=6)
            line.setStretch(1, 1)
            lines.append(layouts.box(line))
        for made in lines:
            self.findings.addWidget(made)
            made.show()  # or Qt does it after the pane was measured

    def _show_commands(self, shown: Shown) -> None:
        row = shown.decision
        draft = row is not None and row.sent_on is None
        blocked = bool(stops(shown.findings))
        own = row is not None and bool(rules.release_findings(row, shown.staff_name))
        released = row is not None and row.released_at is not None
        visible = {
            self.draft_button: row is None,
            self.change_button: draft,
            self.hear_button: draft,
            self.letter_button: draft,
            self.save_button: draft,
            self.release_button: draft and shown.second_person and not released,
            self.send_button: draft,
            self.discard_button: draft,
            self.add_button: draft,
            self.edit_button: draft and bool(shown.decision and shown.decision.conditions),
            self.remove_button: draft and bool(shown.decision and shown.decision.conditions),
            self.fulfil_button: row is not None and row.sent_on is not None,
        }
        for button, on in visible.items():
            button.setVisible(on)
        may = self.may_change()
        self.release_button.setEnabled(may and not blocked and not own)
        self.release_button.setToolTip(texts.SAME_PERSON if own else "")
        self.send_button.setEnabled(may and not blocked and (released or not shown.second_person))

    # ------------------------------------------------------------------ commands

    def open_remedy(self) -> None:
        """The Rechtsmittelbelehrung stands among the values of the catalogue."""
        open_subpage(self.desk, self._navigator, "tariffs_page", kind=DatedKind.REMEDY)

    def draft(self) -> None:
        """Draft, or change the draft."""
        shown = self.shown
        if shown is None or not self.may_change():
            return
        DecisionDialog(
            self,
            self.desk,
            shown.kinds,
            decision=shown.decision,
            request_id=shown.line.request_id,
            today=shown.today,
        ).present()

    def hear(self) -> None:
        """Record the rechtliches Gehör."""
        if self.shown and self.shown.decision:
            HearingDialog(self, self.desk, self.shown.decision, self.shown.today).present()

    def show_letter(self) -> None:
        """The letter as it reads."""
        if self.shown is not None:
            dialog = LetterDialog(self, self.shown.letter)
            dialog.present()

    def save_draft(self) -> None:
        """The draft on paper, for whoever reads it before it is released or sent."""
        row = self.shown.decision if self.shown else None
        if row is None:
            return
        path = save_path.ask(self, self.desk, "Entwurf speichern", _DRAFT_NAME, _FILTERS)
        if path is not None:
            load = partial(recognition_data.load_letter, decision=row)
            write = partial(self._write_draft, path)
            self.desk.call(load, done=write, failed=self._failed, owner=self)

    def _write_draft(self, path: Path, letter: DecisionLetter) -> None:
        worker.run(recognition_data.save_letter, letter, path, failed=self._failed, owner=self)

    def release(self) -> None:
        """Release as a second person."""
        row = self.shown.decision if self.shown else None
        question = "Entscheid freigeben?"
        text = "Danach kann er versandt werden. Wer ihn noch ändert, hebt die Freigabe auf."
        if row is not None and messages.ask(self, question, text, action="&Freigeben"):
            command = usecases.PassDecision(id=row.id, base_version=row.version)
            self.run(usecases.release_decision, command)

    def send(self) -> None:
        """Freeze it with its letter."""
        row = self.shown.decision if self.shown else None
        if row is None:
            return
        text = _FINAL
        if row.kind in (DecisionKind.REVOKED, DecisionKind.EXPIRED):
            text = f"{_FINAL} {texts.RUNNING}"
        if messages.ask(self, "Entscheid versenden?", text, action="&Versenden"):
            command = usecases.PassDecision(id=row.id, base_version=row.version)
            self.desk.run(
                usecases.send_decision,
                command,
                done=lambda outcome: self.sent.emit(row.id, outcome.value),
                failed=self._failed,
                owner=self,
            )

    def discard(self) -> None:
        """Throw the draft away."""
        row = self.shown.decision if self.shown else None
        if row is not None:
            command = usecases.RemoveRow(id=row.id, base_version=row.version)
            question = "Entwurf des Entscheids verwerfen?"
            self.remove(question, _BACK, usecases.remove_decision, command)

    def add_condition(self) -> None:
        """Add an Auflage."""
        row = self.shown.decision if self.shown else None
        if row is not None and self.shown is not None:
            ConditionDialog(self, self.desk, row.id, self.shown.today).present()

    def change_condition(self) -> None:
        """Change the current Auflage; of a sent decision it can only be fulfilled."""
        one, shown = self.conditions.current(), self.shown
        if one is None or shown is None or shown.decision is None or not self.may_change():
            return
        if shown.decision.sent_on is not None:
            self.fulfil()
        else:
            ConditionDialog(self, self.desk, one.decision_id, shown.today, one).present()

    def remove_condition(self) -> None:
        """Remove the current Auflage."""
        one = self.conditions.current()
        if one is not None:
            command = usecases.RemoveRow(id=one.id, base_version=one.version)
            self.remove("Auflage entfernen?", _BACK, usecases.remove_condition, command)

    def fulfil(self) -> None:
        """The current Auflage is fulfilled."""
        one = self.conditions.current()
        if one is not None and self.shown is not None:
            FulfilDialog(self, self.desk, one, self.shown.today).present()


def _may_have_conditions(row: DecisionRow | None) -> bool:
    return row is not None and row.kind is DecisionKind.WITH_CONDITIONS


def _facts(row: DecisionRow) -> Iterator[tuple[str, str]]:
    pairs = (
        ("Entscheid", texts.word(row.kind)),
        ("Nummer", row.number),
        ("Datum", _day(row.decided_on)),
        ("Gilt ab", _day(row.valid_from)),
        ("Gilt bis", _day(row.valid_to)),
        ("Gehör", " ".join(filter(None, (_day(row.heard_on), row.hearing_note)))),
        ("Begründung", row.reasons),
        ("Pflichten", row.duties),
        ("Vorbereitet", german.enumeration(list(row.authors))),
        ("Freigegeben", row.released_by),
        ("Versandt", _day(row.sent_on)),
    )
    return ((key, value) for key, value in pairs if value)


def _day(value: date | None) -> str:
    return german.day(value) if value else ""
