"""A new bill, and who gets its documents."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from sozdesk.features.billing import rules, texts, usecases
from sozdesk.features.billing.terms import BillRow, Period
from sozdesk.features.billing.texts import bill_files as files
from sozdesk.features.billing.ui.bill_data import BillsData
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, CommandDialog, HandingOutDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, TextInput
from sozdesk.widgets.typed import DateInput

_WIDE = 380
DRAFTING = "Die Abrechnung wird gerechnet"
_WRITTEN_DOWN = (
    "Die Abrechnung nennt Personen. Wer sie erhält und wozu, steht danach bei jeder Person im "
    "Verlauf der Zugriffe."
)


class DraftDialog(CommandDialog):
    """Municipality, period, cut-off; the draft is computed when it is saved."""

    def __init__(self, parent: QWidget, desk: Desk, data: BillsData) -> None:
        super().__init__(parent, desk, "Neue Abrechnung", action="&Entwerfen", working=DRAFTING)
        self._periods = {_key(one): one for one in data.periods}
        self._years = {one.last.year for one in data.periods} | {data.today.year}
        towns = Choice([(one.bfs_number, one.short_name) for one in data.municipalities])
        self.put("bfs_number", Field("&Gemeinde", towns, width=_WIDE))
        open_ones = [one for one in data.municipalities if one.bfs_number in data.unbilled]
        self.form["bfs_number"].set_value((*open_ones, *data.municipalities)[0].bfs_number)
        choices = [
            (key, texts.period_words(one.first, one.last)) for key, one in self._periods.items()
        ]
        choices += [
            (f"accrual {year}", f"Abgrenzung per 31.12.{year}")
            for year in sorted(self._years, reverse=True)
        ]
        periods = Choice(choices)
        now = data.running
        hint = (
            f"{texts.period_words(now.first, now.last)} lässt sich ab "
            f"{german.day(now.last + timedelta(days=1))} abrechnen. Die Abgrenzung enthält auch, was "
            "noch erwartet wird. Sie wird nicht gestellt."
        )
        self.put("period", Field("&Zeitraum", periods, width=_WIDE, hint=hint))
        hint = "Rechnungen, die später erfasst wurden, kommen mit der nächsten Abrechnung."
        self.put("cut_off", Field("Sti&chtag", DateInput(), optional=True, hint=hint))
        periods.changed.connect(self._propose)
        self._propose()
        self.form.mark_clean()

    def _propose(self) -> None:
        period = self._periods.get(self.form["period"].value())
        self.form["cut_off"].set_value(period.cut_off if period else None)

    def act(self) -> Act | None:
        """Compute it."""
        values = self.form.values()
        key = values.pop("period")
        period = self._periods.get(key)
        if period is None:
            found = rules.period_of(str(key).removeprefix("accrual "))
            assert found is not None
            values["cut_off"] = None
        else:
            found = period
        command = usecases.MakeDraft(
            first_day=found.first, last_day=found.last, accrual=period is None, **values
        )
        return usecases.draft_bill, command


def _key(period: Period) -> str:
    return rules.written(period.first, period.last)


class HandOutDialog(HandingOutDialog):
    """Who gets the document of a bill, and what for; proposed for the KSA only if it is for the KSA."""

    def __init__(self, parent: QWidget, desk: Desk, row: BillRow, *, for_ksa: bool) -> None:
        super().__init__(
            parent, desk, "Abrechnung ausgeben", action="&Weiter …", intro=_WRITTEN_DOWN
        )
        self._bill = row.id
        self.put(
            "recipient",
            Field("&Empfänger/in", TextInput(limit=200), width=_WIDE),
            needed=files.NO_RECIPIENT,
        )
        self.put(
            "purpose", Field("&Zweck", TextInput(limit=200), width=_WIDE), needed=files.NO_PURPOSE
        )
        if for_ksa:
            self.form["recipient"].set_value(files.KSA)
            self.form["purpose"].set_value(files.CLAIM)
        self.form.mark_clean()

    def act(self) -> Act:
        """Note it for every person of the bill."""
        command = usecases.HandOutBills(bill_ids=(self._bill,), **self.form.values())
        return usecases.hand_out_bills, command
