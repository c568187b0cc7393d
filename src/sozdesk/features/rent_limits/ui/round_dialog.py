"""«Erhebung eröffnen» and «Erhebung ändern»: dates with the usual ones filled in, optional blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from sozdesk.features.rent_limits import rules, usecases
from sozdesk.features.rent_limits.terms import Block, RoundRow
from sozdesk.features.rent_limits.texts import word
from sozdesk.features.rent_limits.ui.standing import proposed_year
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.usecase import Outcome, UseCase
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import errors, labels, layouts, theme
from sozdesk.widgets.dialogs import Dialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, Tick
from sozdesk.widgets.typed import DateInput

_EXPLAINED = {
    Block.YOUNG_ADULTS: "Eigener Grenzwert für 18- bis 25-Jährige.",
    Block.SHARED: "Eigener Grenzwert für Wohngemeinschaft oder Einzelzimmer.",
    Block.EMERGENCY: "Eigener Grenzwert für Notwohnungen.",
    Block.ANCILLARY: "Art und Höhe der Nebenkosten, Heizung inbegriffen oder nicht.",
    Block.INDEX: "Welcher Index gilt, sein Stand und sein Datum.",
    Block.ADVERTS: "Anzahl, Zeitraum und Quelle der ausgewerteten Inserate.",
    Block.ABOVE_LIMIT: "Wie viele Haushalte über dem Grenzwert wohnen: keine, 1–4 oder die Zahl.",
}
_BLOCKS_INTRO = "Blatt 2 des Formulars ist freiwillig. Gefragt wird nur, was Sie hier einschalten."
_WIDTH = 800
_DAYS = {"call_on": "&Versand", "due_on": "&Frist", "valid_from": "&Gültig ab"}
_DAYS_HINT = (
    "Verschickt wird nichts von selbst. Am Tag der Frist ist eine Antwort noch rechtzeitig."
)


class _RoundDialog(Dialog):
    """Three days and the blocks; closes when the use case is done."""

    def __init__(self, parent: QWidget, desk: Desk, title: str, action: str, intro: str) -> None:
        super().__init__(parent, title, action=action, intro=intro)
        self.desk = desk
        for key, label in _DAYS.items():
            self.form.add(key, Field(label, DateInput()))
        for block, explained in _EXPLAINED.items():
            tick = Tick(word(block))
            tick.setAccessibleDescription(explained)
            self.form.add(_key(block), Field(word(block), tick, show_label=False))

    def lay_out(self, *first: QWidget) -> None:
        """Put the fields into the body."""
        left, right = layouts.column(spacing=10), layouts.column(spacing=10)
        for number, block in enumerate(_EXPLAINED):
            (left if number % 2 == 0 else right).addWidget(self._explained(block))
        for column in (left, right):
            column.addStretch(1)
        days = layouts.Flow(*(self.form[key] for key in _DAYS), spacing=28)
        for widget in (
            *first,
            days,
            labels.secondary(_DAYS_HINT),
            labels.strong("Blatt 2: zusätzliche Fragen"),
        ):
            layouts.put(self.body, widget)
        self.body.addWidget(labels.text(_BLOCKS_INTRO, "small", "text2"))
        self.body.addWidget(layouts.Columns(left, right, shares=(1, 1)))
        self.setMinimumWidth(theme.px(_WIDTH))

    def _explained(self, block: Block) -> QWidget:
        below = layouts.column(labels.secondary(_EXPLAINED[block]), margins=(26, 0, 0, 0))
        return layouts.box(layouts.column(self.form[_key(block)], below, spacing=0))

    def set_blocks(self, blocks: frozenset[Block]) -> dict[str, bool]:
        """Which boxes are ticked, by field."""
        return {_key(block): block in blocks for block in _EXPLAINED}

    def blocks(self) -> frozenset[Block]:
        """What is ticked now."""
        return frozenset(block for block in _EXPLAINED if self.form[_key(block)].value())

    def check(self) -> Sequence[Finding]:
        """Unreadable and missing days."""
        unread = tuple(super().check())
        known = {finding.field for finding in unread}
        missing = tuple(
            Finding(
                "day_missing",
                Severity.STOP,
                f"Geben Sie das Datum bei «{self.form[key].label_text}» ein.",
                field=key,
            )
            for key in _DAYS
            if key not in known and self.form[key].value() is None
        )
        return (*unread, *missing)

    def send(self, usecase: UseCase, command: object) -> None:
        """Run the use case; its objections stand beside the fields."""
        self.action_button.setEnabled(False)
        self.desk.run(usecase, command, done=self._close, failed=self._failed, owner=self)

    def _close(self, _outcome: Outcome) -> None:
        self.form.mark_clean()
        self.done(self.DialogCode.Accepted)

    def _failed(self, error: Exception) -> None:
        self.action_button.setEnabled(True)
        errors.show(self, error, form=self.summary)


class OpenRoundDialog(_RoundDialog):
    """A new Erhebung; the days follow the chosen year until somebody changes them."""

    def __init__(
        self, parent: QWidget, desk: Desk, rounds: Sequence[RoundRow], today: date
    ) -> None:
        intro = (
            "Vorgeschlagen sind die üblichen Tage und die Fragen der letzten Erhebung. "
            "Sie können alles später noch ändern."
        )
        super().__init__(parent, desk, "Erhebung eröffnen", "Erhebung &eröffnen", intro)
        proposed = proposed_year(rounds, today)
        taken = {row.year for row in rounds}
        years = [year for year in range(proposed - 2, proposed + 3) if year not in taken]
        choice = Choice([(year, str(year)) for year in years])
        year = self.form.add(
            "year", Field("&Jahr, in dem die Grenzwerte gelten", choice, width=120)
        )
        self.lay_out(year)
        blocks = rounds[0].blocks if rounds else frozenset[Block]()
        self._today = today
        self._usual = proposed_days(proposed, today)
        self.form.set_values({"year": proposed, **self._usual, **self.set_blocks(blocks)})
        choice.changed.connect(self._follow_year)

    def year(self) -> int:
        """The chosen year."""
        year: int = self.form["year"].value()
        return year

    def _follow_year(self) -> None:
        before, self._usual = self._usual, proposed_days(self.year(), self._today)
        for key, day in self._usual.items():
            if self.form[key].value() == before[key]:
                self.form[key].set_value(day)

    def accept(self) -> None:
        """Open it."""
        if findings := self.check():
            self.summary.report(findings)
            return
        days = {key: self.form[key].value() for key in _DAYS}
        command = usecases.OpenRound(year=self.year(), blocks=self.blocks(), **days)
        self.send(usecases.open_round, command)


class ChangeRoundDialog(_RoundDialog):
    """Other days or blocks of an Erhebung."""

    def __init__(self, parent: QWidget, desk: Desk, round_: RoundRow) -> None:
        intro = "Formulare, die Sie schon versandt haben, ändern sich dadurch nicht."
        super().__init__(
            parent, desk, f"Erhebung {round_.year} ändern", "Änderungen &speichern", intro
        )
        self._round = round_
        self.lay_out()
        days = {key: getattr(round_, key) for key in _DAYS}
        self.form.set_values({**days, **self.set_blocks(round_.blocks)})

    def accept(self) -> None:
        """Save what differs."""
        if findings := self.check():
            self.summary.report(findings)
            return
        command = usecases.ChangeRound(
            year=self._round.year,
            base_version=self._round.version,
            blocks=self.blocks(),
            **{key: self.form[key].value() for key in _DAYS},
        )
        self.send(usecases.change_round, command)


def proposed_days(year: int, today: date) -> Mapping[str, date]:
    """The usual days; who opens after the day of the Versand sends today, before the deadline."""
    days = dict(rules.usual_days(year))
    if days["call_on"] < today <= days["due_on"]:
        days["call_on"] = today
    return days


def _key(block: Block) -> str:
    return f"block_{block}"
