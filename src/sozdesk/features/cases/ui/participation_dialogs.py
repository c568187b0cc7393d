"""Dialogs of one enacted offering: taking part, interruptions, Nachfragen, Verfügung, third parties."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import rules, texts, usecases
from sozdesk.features.cases.terms import (
    EnactmentRow,
    FollowUpRow,
    IncentiveKind,
    IncentiveRow,
    InterruptionReason,
    InterruptionRow,
    MemberRow,
    ParticipationResult,
    Payer,
    RulingChoice,
    ThirdPartyRow,
)
from sozdesk.features.cases.texts import enactments as said
from sozdesk.features.cases.ui import enactment_words as words
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import layouts
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, TextArea, TextInput
from sozdesk.widgets.typed import AmountInput, DateInput

_WIDE = 430
_NO_RULING = "noch keine Verfügung"


class HintingDialog(CommandDialog):
    """A dialog whose Prüfhinweise stand at the fields while somebody types."""

    def watch(self) -> None:
        """Call it when all fields are there."""
        self.form.changed.connect(self._show_hints)
        self._show_hints()

    def hints(self) -> Sequence[Finding]:
        """What the rules say of what is typed now."""
        raise NotImplementedError

    def _show_hints(self) -> None:
        for finding in self.hints():
            field = self.form[finding.field]
            if finding.severity is not Severity.STOP and not field.input.problem():
                field.set_finding(finding)
        named = {finding.field for finding in self.hints()}
        for key in self.form.values():
            now = self.form[key].finding()
            if now is not None and now.severity is not Severity.STOP and key not in named:
                self.form[key].set_finding(None)

    def put_days(self, near: date, *, open_end: bool = False) -> None:
        """«Von» and «bis» side by side."""
        first = Field("&Von", DateInput(near=near))
        last = Field("&Bis", DateInput(near=near), optional=open_end)
        self.form.add("first_day", first)
        self.form.add("last_day", last)
        self.need("first_day", said.FIRST_DAY)
        if not open_end:
            self.need("last_day", said.LAST_DAY)
        self.body.addWidget(layouts.Flow(first, last, spacing=14, below=12))

    def need(self, key: str, sentence: str) -> None:
        """The sentence for an empty field that was laid out by hand."""
        self._needed[key] = sentence


class ParticipationDialog(HintingDialog):
    """When taking part began and ended, and how."""

    def __init__(self, parent: QWidget, desk: Desk, row: EnactmentRow, today: date) -> None:
        super().__init__(parent, desk, "Teilnahme", intro=words.second_line(row))
        self._row, self._today = row, today
        results = Choice([(one, texts.word(one)) for one in ParticipationResult], empty="offen")
        self.put("began_on", Field("&Begonnen am", DateInput(near=row.first_day), optional=True))
        self.put("ended_on", Field("B&eendet am", DateInput(near=today), optional=True))
        self.put("result", Field("E&rgebnis", results, width=260))
        self.put("result_note", Field("Be&merkung", TextArea(lines=2), optional=True))
        self.show_row(row)
        self.watch()

    def hints(self) -> Sequence[Finding]:
        """Outside of the enacted days."""
        values = self.form.values()
        return rules.participation_findings(
            values["began_on"],
            values["ended_on"],
            has_result=values["result"] is not None,
            days=(self._row.first_day, self._row.last_day),
            today=self._today,
        )

    def act(self) -> Act | None:
        """Change what differs."""
        changes, part = self.form.changes(), self._row.participation_id
        if not changes or part is None:
            return None
        command = usecases.ChangeParticipation(
            id=part, base_version=self._row.participation_version, changes=changes
        )
        return usecases.change_participation, command


class InterruptionDialog(HintingDialog):
    """Days without taking part, and why."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        enactment: EnactmentRow,
        today: date,
        row: InterruptionRow | None = None,
    ) -> None:
        super().__init__(parent, desk, f"Unterbruch {'ändern' if row else 'erfassen'}")
        self._enactment, self._row = enactment, row
        self.put_days(today, open_end=True)
        reasons = Choice([(one, texts.word(one)) for one in InterruptionReason])
        self.put("reason", Field("&Grund", reasons, width=260))
        self.put("note", Field("Be&merkung", TextInput(limit=400), optional=True, width=_WIDE))
        if row is not None:
            self.show_row(row)
        self.watch()

    def hints(self) -> Sequence[Finding]:
        """Outside of the enacted days."""
        values = self.form.values()
        if values["first_day"] is None:
            return ()
        days = (self._enactment.first_day, self._enactment.last_day)
        return rules.interruption_findings(values["first_day"], values["last_day"], days, ())

    def act(self) -> Act | None:
        """Enter or change it."""
        if self._row is None:
            part = self._enactment.participation_id
            assert part is not None
            add = usecases.AddInterruption(participation_id=part, **self.form.values())
            return usecases.add_interruption, add
        if not (changes := self.form.changes()):
            return None
        command = usecases.ChangeInterruption(
            id=self._row.id, base_version=self._row.version, changes=changes
        )
        return usecases.change_interruption, command


class FollowUpDialog(CommandDialog):
    """How somebody fares some months after the Ablösung."""

    def __init__(self, parent: QWidget, desk: Desk, row: FollowUpRow, today: date) -> None:
        super().__init__(parent, desk, "Nachfrage erfassen", intro=said.FOLLOW_UP_UNPAID)
        self._row = row
        self.put("done_on", Field("Nachge&fragt am", DateInput(near=today), optional=True))
        self.put("result", Field("&Ergebnis", TextArea(lines=3), optional=True))
        self.show_row(row)

    def act(self) -> Act | None:
        """Record it."""
        if not self.form.changes():
            return None
        command = usecases.RecordFollowUp(
            id=self._row.id, base_version=self._row.version, **self.form.values()
        )
        return usecases.record_follow_up, command


class RulingDialog(HintingDialog):
    """On which Verfügung an enacted offering rests."""

    def __init__(
        self, parent: QWidget, desk: Desk, row: EnactmentRow, rulings: Sequence[RulingChoice]
    ) -> None:
        intro = (
            "Abgerechnet wird erst, was verfügt und eröffnet ist. Verfügungen entstehen unter "
            "«Verfügungen»."
        )
        super().__init__(parent, desk, "Verfügung zuordnen", intro=intro)
        self._row = row
        self._spans = {one.id: one.span for one in rulings}
        choice = Choice([(one.id, words.ruling_choice(one)) for one in rulings], empty=_NO_RULING)
        self.put("ruling_id", Field("&Verfügung", choice, width=_WIDE))
        self.show_row(row)
        self.watch()

    def hints(self) -> Sequence[Finding]:
        """Enacted days on which the Verfügung does not hold."""
        span = self._spans.get(self.form["ruling_id"].value())
        return rules.linking_findings((self._row.first_day, self._row.last_day), span)

    def act(self) -> Act | None:
        """Link it."""
        if not self.form.changes():
            return None
        command = usecases.LinkRuling(
            id=self._row.id,
            base_version=self._row.version,
            ruling_id=self.form["ruling_id"].value(),
        )
        return usecases.link_ruling, command


class ThirdPartyDialog(HintingDialog):
    """What IV, ALV, Stipendien, parents or others pay of it."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        enactment: EnactmentRow,
        today: date,
        row: ThirdPartyRow | None = None,
    ) -> None:
        title = f"Zahlung Dritter {'ändern' if row else 'erfassen'}"
        intro = (
            "Was Dritte zahlen, wird vor dem Kantonsanteil von den Kosten dieser Tage abgezogen."
        )
        super().__init__(parent, desk, title, intro=intro)
        self._enactment, self._row = enactment, row
        payers = Choice([(one, texts.word(one)) for one in Payer])
        self.put("payer", Field("&Wer zahlt", payers, width=260))
        self.put_days(today)
        self.put("amount", Field("Bet&rag in CHF", AmountInput()), needed=said.AMOUNT)
        self.put("received_on", Field("&Erhalten am", DateInput(near=today), optional=True))
        if row is not None:
            self.show_row(row)
        self.watch()

    def hints(self) -> Sequence[Finding]:
        """Other days than enacted, more than it costs."""
        values = self.form.values()
        if None in (values["first_day"], values["last_day"], values["amount"]):
            return ()
        own = self._row.amount if self._row else 0
        return rules.third_party_findings(
            first=values["first_day"],
            last=values["last_day"],
            amount=values["amount"],
            days=(self._enactment.first_day, self._enactment.last_day),
            paid_by_others=self._enactment.third_party - own,
            invoiced=self._enactment.invoiced,
        )

    def act(self) -> Act | None:
        """Enter or change it."""
        if self._row is None:
            add = usecases.AddThirdParty(enactment_id=self._enactment.id, **self.form.values())
            return usecases.add_third_party, add
        if not (changes := self.form.changes()):
            return None
        command = usecases.ChangeThirdParty(
            id=self._row.id, base_version=self._row.version, changes=changes
        )
        return usecases.change_third_party, command


class IncentiveDialog(HintingDialog):
    """An Anreizbeitrag to an employer."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        case_id: UUID,
        known: tuple[Sequence[MemberRow], Sequence[RulingChoice], date],
        row: IncentiveRow | None = None,
    ) -> None:
        title = f"Anreizbeitrag {'ändern' if row else 'erfassen'}"
        super().__init__(parent, desk, title, intro=said.INCENTIVE_BILLING)
        self._case_id, self._row = case_id, row
        members, rulings, today = known
        people = dict.fromkeys((one.person.id, one.person.name) for one in members)
        self.put("person_id", Field("&Für wen", Choice(list(people)), width=_WIDE))
        kinds = Choice([(one, texts.word(one)) for one in IncentiveKind])
        self.put("kind", Field("A&rt", kinds, width=260))
        self.put("employer", Field("&Arbeitgeber", TextInput(), width=_WIDE))
        self.put_days(today, open_end=True)
        self.put("amount", Field("Betra&g in CHF pro Monat", AmountInput()), needed=said.AMOUNT)
        evidence = Field("&Nachweis", TextArea(lines=2), optional=True)
        self.put("evidence", evidence)
        choice = Choice([(one.id, words.ruling_choice(one)) for one in rulings], empty=_NO_RULING)
        self.put("ruling_id", Field("Verf&ügung", choice, width=_WIDE))
        if row is not None:
            self.show_row(row)
        self.watch()

    def hints(self) -> Sequence[Finding]:
        """Evidence is missing."""
        values: dict[str, Any] = self.form.values()
        if values["first_day"] is None or not values["employer"]:
            return ()
        return rules.incentive_findings(
            employer=values["employer"],
            first=values["first_day"],
            last=values["last_day"],
            amount=values["amount"],
            evidence=values["evidence"],
        )

    def act(self) -> Act | None:
        """Enter or change it."""
        if self._row is None:
            add = usecases.AddIncentive(case_id=self._case_id, **self.form.values())
            return usecases.add_incentive, add
        if not (changes := self.form.changes()):
            return None
        command = usecases.ChangeIncentive(
            id=self._row.id, base_version=self._row.version, changes=changes
        )
        return usecases.change_incentive, command
