"""«Was wäre, wenn»: the claims of a year with one changed rate or tariff; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QSizePolicy, QWidget

from sozdesk.documents.report import Report
from sozdesk.features.billing.queries import what_if as queries
from sozdesk.features.billing.reports import figures as reports
from sozdesk.features.billing.rules.computing import WHOLE
from sozdesk.features.billing.terms.figures import OtherValue, WhatIf, WhatIfResult
from sozdesk.features.billing.texts import figures as texts
from sozdesk.features.billing.ui.figures_page import FiguresPage, Loaded
from sozdesk.kernel import entry, german
from sozdesk.kernel.watch import Watch
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, labels, theme
from sozdesk.widgets.inputs import Choice
from sozdesk.widgets.page import EmptyState
from sozdesk.widgets.typed import ParsedInput

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


@dataclass(frozen=True, slots=True)
class _Content:
    """What can be changed, and what a change would cost."""

    choices: tuple[WhatIf, ...]
    result: WhatIfResult | None


def build(desk: Desk, navigator: Navigator) -> QWidget:
    """The page."""
    return WhatIfPage(desk, navigator)


class WhatIfPage(FiguresPage):
    """A value of one regime or of all, another amount, the difference by category, municipality, regime."""

    handbook_place = "abrechnung-pruefen#was-waere-wenn"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        self._change: WhatIf | None = None
        super().__init__(desk, navigator, "Was wäre, wenn: ")
        self.tools.setStretchFactor(self.values, _BEFORE_THE_REST)

    def more_tools(self) -> tuple[QWidget, ...]:
        """The value, the other amount, «Rechnen»."""
        self.values = Choice((), empty="Ansatz oder Tarif wählen")
        self.values.setAccessibleName("Ansatz oder Tarif")
        self.values.changed.connect(self._on_value)
        self.values.setMinimumWidth(theme.px(_NARROW))
        self.values.setMaximumWidth(theme.px(_WIDE))
        self.values.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.amount = ParsedInput(self._read, texts.other)
        self.amount.setFixedWidth(theme.px(110))
        self.amount.setToolTip("Neuer Wert, oder eine Änderung in Prozent: +10 %")
        self.amount.returnPressed.connect(self.compute)
        self.unit = labels.secondary("", wrap=False)
        self.amount.setAccessibleName("Anderer Wert")
        self.run_button = buttons.button("&Rechnen", self.compute, primary=True)
        return (
            self.values,
            labels.secondary("neu", wrap=False),
            self.amount,
            self.unit,
            self.run_button,
        )

    def reload(self) -> None:
        """Read again what can be changed; compute, where something was chosen, with progress."""
        if self._change is None:
            super().reload()
        elif not self.work.is_busy():
            self.work.start_in_file(
                self.desk, self._computed, what=texts.COMPUTING, done=self.show_data
            )

    def _computed(self, archive: Archive, watch: Watch) -> Loaded:
        return self.loaded(archive, partial(self._read_year, watch))

    def content(self, archive: Archive, year: int) -> Any:
        """The choices of the year, and the result if something was chosen."""
        return self._read_year(Watch(), archive, year)

    def _read_year(self, watch: Watch, archive: Archive, year: int) -> _Content:
        choices = archive.query(queries.changeable, year)
        known = {one.value_ids for one in choices}
        change = self._change if self._change and self._change.value_ids in known else None
        result = archive.query(queries.what_if, year, change, watch) if change else None
        return _Content(choices, result)

    def report(self, data: Loaded) -> Report:
        """Two tables; none before something was computed."""
        result: WhatIfResult | None = data.content.result
        if result is None:
            nothing = WhatIf(
                value_ids=(), name="", before=0, after=OtherValue(amount=0), is_rate=False
            )
            result = WhatIfResult(
                year=data.year,
                change=nothing,
                bills=0,
                categories=(),
                municipalities=(),
                regimes=(),
            )
        return reports.what_if_report(result, data.imprint)

    def filled(self, data: Loaded) -> None:
        """What can be changed in this year."""
        chosen = self.values.value()
        self.values.set_choices(
            [
                (None, "Ansatz oder Tarif wählen"),
                *((one.value_ids, _words(one)) for one in data.content.choices),
            ]
        )
        self.values.set_value(chosen)

    def show_report(self, report: Report) -> None:
        """Before the first computation the page says what to do."""
        if self.data is not None and self.data.content.result is None:
            self.save_button.setEnabled(False)
            title, words = texts.NO_CHANGE, texts.NOTHING_WRITTEN
            if not self.data.content.choices:
                title = texts.NOTHING_TO_CHANGE.format(year=self.data.year)
                words = texts.NOTHING_TO_CHANGE_TEXT
            self.set_content(EmptyState("scale", title, words))
            return
        super().show_report(report)

    def _chosen(self) -> WhatIf | None:
        found = self.data.content.choices if self.data else ()
        return next((one for one in found if one.value_ids == self.values.value()), None)

    def _on_value(self) -> None:
        chosen = self._chosen()
        self.values.setToolTip(_words(chosen) if chosen else "")
        if not self._filling and chosen is not None:
            self.amount.set_value(None if chosen.before is None else chosen.after)
            self.unit.setText(texts.OTHER_RATE if chosen.is_rate else texts.OTHER_TARIFF)

    def _read(self, text: str) -> OtherValue:
        chosen = self._chosen()
        return other_value(text, is_rate=chosen is None or chosen.is_rate)

    def compute(self) -> None:
        """Compute the year twice, or say what is missing."""
        chosen, after = self._chosen(), self.amount.value()
        if chosen is None or after is None:
            self.work.notice(self.amount.problem() or f"{texts.NO_CHANGE}.", "hint")
            return
        self.clear_notice()
        self._change = replace(chosen, after=after)
        self.reload()


def other_value(text: str, *, is_rate: bool) -> OtherValue:
    """«1'650.00» in Rappen or «50» in hundredths of a percent; «+10 %», «-5 %» of what holds.

    Raises:
        EntryError: it is neither, a tariff has a percentage without a sign, or a rate is above 100 %.
    """
    plain = text.strip().replace("\N{MINUS SIGN}", "-")
    if not (plain.endswith("%") and plain.startswith(("+", "-"))):
        if plain.endswith("%") and not is_rate:
            raise entry.EntryError(texts.SIGN_NEEDED)
        amount = entry.amount(plain.removesuffix("%"))
        if is_rate and amount > WHOLE:
            raise entry.EntryError(texts.ABOVE_WHOLE)
        return OtherValue(amount=amount)
    part = entry.amount(plain[1:-1]) * (-1 if plain[0] == "-" else 1)
    if part < -WHOLE:
        raise entry.EntryError(texts.BELOW_NOTHING)
    return OtherValue(amount=part, relative=True)


_NARROW: Final = 240
_WIDE: Final = 680
"""The longest name of a tariff."""
_BEFORE_THE_REST: Final = 100


def _words(one: WhatIf) -> str:
    if one.before is None:
        return one.name
    amount = german.percent(one.before) if one.is_rate else german.amount(one.before)
    return f"{one.name}: {amount}"
