"""Before names of persons leave the file: to whom, and what for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import usecases
from sozdesk.features.cases.rules import work as rules
from sozdesk.features.cases.ui.recipient import put_recipient
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, HandingOutDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, TextInput, Tick
from sozdesk.widgets.typed import DateInput

_WRITTEN_DOWN = "Wer die Angaben erhält und wozu, steht danach im Verlauf der Zugriffe."
_WEEK = timedelta(days=6)


class HandOutNotesDialog(HandingOutDialog):
    """Recipient and purpose of the printed Aktennotizen."""

    def __init__(self, parent: QWidget, desk: Desk, case_id: UUID) -> None:
        super().__init__(
            parent, desk, "Aktennotizen ausgeben", action="&Weiter …", intro=_WRITTEN_DOWN
        )
        self._case_id = case_id
        put_recipient(self)

    def act(self) -> Act:
        """Write down who got them."""
        command = usecases.HandOutNotes(case_id=self._case_id, **self.form.values())
        return usecases.hand_out_notes, command


class SubstituteDialog(HandingOutDialog):
    """Who is away, who stands in, from when until when."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        people: Sequence[tuple[UUID, str]],
        me: UUID | None,
        today: date,
        unassigned: int,
    ) -> None:
        super().__init__(
            parent,
            desk,
            "Stellvertretungsblatt",
            action="&Weiter …",
            intro="Alle laufenden Fälle einer Person mit dem, was in dieser Zeit fällig ist. "
            f"{_WRITTEN_DOWN}",
        )
        away = Field("&Abwesend", Choice(people), width=300)
        self.put("staff_id", away, needed="Wählen Sie, wer abwesend ist.")
        self.put("substitute", Field("&Stellvertretung durch", TextInput(limit=200), width=300))
        first = Field("&Von", DateInput(near=today))
        last = Field("&Bis", DateInput(near=today))
        self.put("first", first, needed="Schreiben Sie den ersten Tag.")
        self.put("last", last, needed="Schreiben Sie den letzten Tag.")
        if unassigned:
            number = german.plural(unassigned, "Fall", "Fälle")
            tick = Tick("auch &Fälle ohne Zuständige")
            self.put("unassigned", Field(f"{number} ohne Zuständige", tick))
        self.form["staff_id"].set_value(me)
        self.form["first"].set_value(today)
        self.form["last"].set_value(today + _WEEK)
        self.form.mark_clean()

    def check(self) -> Sequence[Finding]:
        """Somebody stands in, and the days are the right way round."""
        found = super().check()
        if found:
            return found
        values = self.form.values()
        return rules.substitute_findings(values["substitute"], values["first"], values["last"])

    def act(self) -> Act:
        """Write down who got the sheet."""
        command = usecases.HandToSubstitute(**self.form.values())
        return usecases.hand_to_substitute, command
