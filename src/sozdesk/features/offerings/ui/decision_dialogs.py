"""Dialogs of a decision: drafted, heard, Auflagen, the end of a recognition, the letter as it reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings import texts, usecases
from sozdesk.features.offerings.terms import (
    ConditionRow,
    DecisionKind,
    DecisionRow,
    KindChoice,
    OfferingRow,
)
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import labels, layouts, theme
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.dialogs import Dialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, TextArea, TextInput
from sozdesk.widgets.typed import DateInput

EARLIER = "Früheren Entscheid erfassen"
_EARLIER = (
    "Für Entscheide aus der Zeit vor SozDesk, zu denen es hier kein Gesuch und keinen Brief gibt."
)
_FROM = "Schreiben Sie, ab wann er gilt."
_WIDE = 404
_KEYS = ("kind", "decided_on", "valid_from", "valid_to", "reasons", "duties")


class DecisionDialog(CommandDialog):
    """Draft or change a decision; kinds that are not possible now are named with the reason."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        kinds: Sequence[KindChoice],
        *,
        decision: DecisionRow | None,
        request_id: UUID | None,
        today: date,
    ) -> None:
        title = "Entscheid ändern" if decision else "Entscheid entwerfen"
        super().__init__(parent, desk, title, action="&Speichern" if decision else "&Entwerfen")
        self._decision, self._request_id = decision, request_id
        possible = [one.kind for one in kinds if not one.why_not]
        if decision is not None and decision.kind not in possible:
            possible.append(decision.kind)
        choice = Choice([(kind, texts.word(kind)) for kind in possible])
        self.put("kind", Field("En&tscheid", choice, width=300))
        for why, names in _grouped(kinds).items():
            self.body.addWidget(labels.secondary(f"Jetzt nicht möglich: {names}. {why}"))
        self._put_days(today)
        hint = "Ein Absatz pro Zeile. Steht so im Brief."
        self.put("reasons", Field("Be&gründung", TextArea(lines=5), hint=hint, width=_WIDE))
        hint = "Eine Pflicht pro Zeile."
        duties = Field("&Pflichten", TextArea(lines=3), hint=hint, optional=True, width=_WIDE)
        self.put("duties", duties)
        if decision is not None:
            self.form.set_values({key: getattr(decision, key) for key in _KEYS})
        else:
            self.form["decided_on"].set_value(today)
            self.form.mark_clean()

    def _put_days(self, today: date) -> None:
        days = (
            ("decided_on", "&Datum des Entscheids", False),
            ("valid_from", "Gilt &ab", True),
            ("valid_to", "Gilt &bis", True),
        )
        fields = [
            self.form.add(key, Field(label, DateInput(near=today), optional=optional))
            for key, label, optional in days
        ]
        self.body.addWidget(layouts.Flow(*fields, spacing=16, below=12))

    def act(self) -> Act | None:
        """Draft it, or change what differs."""
        if self._decision is None:
            values = self.form.values()
            command = usecases.DraftDecision(request_id=self._request_id, **values)
            return usecases.draft_decision, command
        changes = self.form.changes()
        if not changes:
            return None
        change = usecases.ChangeDecision(
            id=self._decision.id, base_version=self._decision.version, changes=changes
        )
        return usecases.change_decision, change


def _grouped(kinds: Sequence[KindChoice]) -> dict[str, str]:
    """Reason → the kinds that it keeps back; ends of a recognition are no choice on a Gesuch."""
    found: dict[str, list[str]] = {}
    for one in kinds:
        if one.why_not and one.why_not not in (texts.ENDS_NO_REQUEST, texts.NO_REQUEST):
            found.setdefault(one.why_not, []).append(f"«{texts.word(one.kind)}»")
    return {why: ", ".join(names) for why, names in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An offering, or a provider as a whole (``offering_id`` None), as a dialog names it."""

    title: str
    provider_id: UUID
    offering_id: UUID | None = None


def offering_subject(row: OfferingRow) -> Subject:
    """«Angebot 12 Deutsch im Alltag»."""
    title = f"Angebot {row.number} {row.title}"
    return Subject(title=title, provider_id=row.provider_id, offering_id=row.id)


class EndDialog(CommandDialog):
    """«Anerkennung beenden»: withdrawn by the KSA, or expired; it begins as a draft."""

    def __init__(self, parent: QWidget, desk: Desk, subject: Subject, today: date) -> None:
        intro = f"{subject.title}. {texts.RUNNING}"
        super().__init__(parent, desk, "Anerkennung beenden", action="&Entwerfen", intro=intro)
        self._subject = subject
        kinds = (DecisionKind.REVOKED, DecisionKind.EXPIRED)
        choice = Choice([(kind, texts.word(kind)) for kind in kinds])
        self.put("kind", Field("En&tscheid", choice, width=300))
        self.put("decided_on", Field("&Datum des Entscheids", DateInput(near=today)))
        first = Field("&Nicht mehr anerkannt ab", DateInput(near=today))
        self.put("valid_from", first, needed=texts.VALID_FROM_MISSING)
        self.put("reasons", Field("Be&gründung", TextArea(lines=4), width=_WIDE))
        self.form["decided_on"].set_value(today)
        self.form.mark_clean()

    def act(self) -> Act:
        """Draft it."""
        command = usecases.DraftDecision(
            provider_id=self._subject.provider_id,
            offering_id=self._subject.offering_id,
            **self.form.values(),
        )
        return usecases.draft_decision, command


class EarlierDialog(CommandDialog):
    """«Früheren Entscheid erfassen»: what a letter of the past says."""

    def __init__(self, parent: QWidget, desk: Desk, subject: Subject, today: date) -> None:
        intro = f"{subject.title}. {_EARLIER}"
        super().__init__(parent, desk, EARLIER, action="&Erfassen", intro=intro)
        self._subject = subject
        choice = Choice([(kind, texts.word(kind)) for kind in DecisionKind])
        self.put("kind", Field("En&tscheid", choice, width=300))
        needed = {"decided_on": "Schreiben Sie, wann entschieden wurde.", "valid_from": _FROM}
        days = (("decided_on", "&Datum des Entscheids"), ("valid_from", "Gilt &ab"))
        for key, label in days:
            self.put(key, Field(label, DateInput(near=today)), needed=needed[key])
        last = Field("Gilt &bis", DateInput(near=today), optional=True)
        self.put("valid_to", last)
        self.put("number", Field("&Nummer", TextInput(limit=40), width=240, optional=True))
        for key, label in (("reasons", "Be&gründung"), ("duties", "&Pflichten")):
            self.put(key, Field(label, TextArea(lines=2), width=_WIDE, optional=True))
        self.form.mark_clean()

    def act(self) -> Act:
        """Record it."""
        command = usecases.RecordEarlierDecision(
            provider_id=self._subject.provider_id,
            offering_id=self._subject.offering_id,
            **self.form.values(),
        )
        return usecases.record_earlier_decision, command


class HearingDialog(CommandDialog):
    """«Rechtliches Gehör»."""

    def __init__(self, parent: QWidget, desk: Desk, row: DecisionRow, today: date) -> None:
        super().__init__(parent, desk, "Rechtliches Gehör", action="&Erfassen")
        self._row = row
        self.put(
            "heard_on",
            Field("&Gewährt am", DateInput(near=today)),
            needed="Schreiben Sie, wann Gelegenheit zur Stellungnahme bestand.",
        )
        hint = "Steht im Brief, zum Beispiel: Sie haben nicht Stellung genommen."
        self.put("note", Field("Erge&bnis", TextArea(lines=3), hint=hint, width=_WIDE))
        self.form["heard_on"].set_value(row.heard_on)
        self.form["note"].set_value(row.hearing_note)
        self.form.mark_clean()

    def act(self) -> Act:
        """Record it."""
        command = usecases.RecordHearing(
            id=self._row.id, base_version=self._row.version, **self.form.values()
        )
        return usecases.record_hearing, command


class ConditionDialog(CommandDialog):
    """An Auflage of a draft."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        decision_id: UUID,
        today: date,
        row: ConditionRow | None = None,
    ) -> None:
        title = "Auflage ändern" if row else "Auflage hinzufügen"
        super().__init__(parent, desk, title, action="&Speichern" if row else "&Hinzufügen")
        self._decision_id, self._row = decision_id, row
        self.put("text", Field("&Auflage", TextArea(lines=3), width=_WIDE))
        self.put("due_on", Field("&Frist", DateInput(near=today)))
        evidence = TextInput(limit=400)
        self.put("evidence", Field("&Nachweis", evidence, optional=True, width=_WIDE))
        if row is not None:
            self.show_row(row)

    def act(self) -> Act | None:
        """Add it, or change what differs."""
        if self._row is None:
            command = usecases.AddCondition(decision_id=self._decision_id, **self.form.values())
            return usecases.add_condition, command
        changes = self.form.changes()
        if not changes:
            return None
        change = usecases.ChangeCondition(
            id=self._row.id, base_version=self._row.version, changes=changes
        )
        return usecases.change_condition, change


class FulfilDialog(CommandDialog):
    """«Auflage erfüllt»."""

    def __init__(self, parent: QWidget, desk: Desk, row: ConditionRow, today: date) -> None:
        super().__init__(parent, desk, "Auflage erfüllt", action="&Erfassen", intro=row.text)
        self._row = row
        hint = "Leer: die Auflage ist wieder offen."
        self.put("fulfilled_on", Field("Erfüllt &am", DateInput(near=today), hint=hint))
        evidence = TextInput(limit=400)
        self.put("evidence", Field("&Nachweis", evidence, optional=True, width=_WIDE))
        self.form["fulfilled_on"].set_value(row.fulfilled_on or today)
        self.form["evidence"].set_value(row.evidence)
        self.form.mark_clean()

    def act(self) -> Act:
        """Record it."""
        command = usecases.FulfilCondition(
            id=self._row.id, base_version=self._row.version, **self.form.values()
        )
        return usecases.fulfil_condition, command


class LetterDialog(Dialog):
    """The letter as it reads now."""

    def __init__(self, parent: QWidget, lines: Sequence[tuple[int, str]]) -> None:
        super().__init__(parent, "Brief", action="&Schliessen")
        self.cancel_button.hide()
        styles = {0: labels.body, 1: labels.record_title, 2: labels.strong}
        for level, words in lines:
            self.body.addWidget(styles[level](words))
        self.setMinimumWidth(theme.px(640))
