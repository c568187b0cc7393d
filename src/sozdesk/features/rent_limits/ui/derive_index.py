"""Limits carried forward with an index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QLabel, QWidget

from sozdesk.features.rent_limits import rules, texts
from sozdesk.features.rent_limits.terms import (
    Category,
    Declaration,
    Derivation,
    IndexBasis,
    IndexValue,
)
from sozdesk.features.rent_limits.ui.derive_part import DerivePart, step_choice, written
from sozdesk.kernel import german
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.fields import Field, Form
from sozdesk.widgets.form_table import FormTable
from sozdesk.widgets.inputs import Choice

_NO_SERIES = (
    "In der Datei ist keine Indexreihe mit mindestens zwei Werten. Tragen Sie die Werte unter "
    "«Indexreihen» ein, zum Beispiel den Landesindex der Konsumentenpreise."
)
_NOTHING_OLD = (
    "Es sind keine bisherigen Beträge da, die sich fortschreiben lassen. Lesen Sie das Formular des "
    "KSA oder die Übersicht des Vorjahres ein."
)
_ADVICE = (
    "Das Bundesamt für Statistik empfiehlt, für Indexierungen den Landesindex der "
    "Konsumentenpreise zu verwenden, nicht den Mietpreisindex (bfs.admin.ch, Mieten). "
    "Der Referenzzinssatz steht nicht zur Wahl: Er ist ein Zinssatz, kein Index."
)


class IndexPart(DerivePart):
    """«Index»: old × I(now) ÷ I(base), both values with their days and sources."""

    def __init__(
        self,
        old: Declaration | None,
        since: date,
        values: Sequence[IndexValue],
        open_series: Callable[[], object],
    ) -> None:
        super().__init__()
        self._old, self._since, self._given = old, since, values
        self._open_series = open_series
        self._values: list[IndexValue] = []
        self.form = Form()

    def fill(self) -> None:
        """The choices and the table of figures."""
        self._missing = labels.body("")
        self._chosen = self._build_choices()
        self.table = FormTable(
            (("Haushalt", "left"), ("bisher", "right"), ("neu", "right"), ("Änderung", "left"))
        )
        self._cells = self._build_lines()
        self._sources = labels.secondary("")
        series = buttons.button("Indexreihen ö&ffnen …", self._open_series)
        self._shown = layouts.box(layouts.column(self.table, self._sources, spacing=12))
        self.setLayout(
            layouts.column(
                self._missing,
                self._chosen,
                layouts.row(series, None),
                self._shown,
                labels.secondary(_ADVICE),
                None,
                spacing=12,
            )
        )
        self.form.changed.connect(self._follow)
        self.set_index(self._given)

    def _build_choices(self) -> QWidget:
        series = Field("&Reihe", Choice(()), width=280)
        base = Field("&Stand der letzten Anpassung", Choice(()), width=200)
        now = Field("Stand heu&te", Choice(()), width=200)
        step = Field("Ru&nden auf", step_choice(), width=130)
        for key, field in (("series", series), ("base", base), ("now", now), ("step", step)):
            self.form.add(key, field)
        series.input.changed.connect(self._offer_values)
        return layouts.Flow(series, base, now, step, spacing=16)

    def _build_lines(self) -> dict[Category, list[QLabel]]:
        cells: dict[Category, list[QLabel]] = {}
        for category in Category:
            if self._old is not None and category in self._old.amounts:
                made = self.table.add_row(
                    texts.word(category), "", labels.strong("", wrap=False), ""
                )
                cells[category] = [cell for cell in made[1:] if isinstance(cell, QLabel)]
        return cells

    # ------------------------------------------------------------------ values

    def set_index(self, values: Sequence[IndexValue]) -> None:
        """Offer the series of the file, the most current first; what is chosen stays if it can."""
        self._given = values
        if not self.is_filled:
            return
        chosen = self.form["series"].value()
        self._values = sorted(values, key=lambda value: value.day)
        counted = [value.series for value in reversed(self._values)]
        names = [
            name
            for name in dict.fromkeys(counted)
            if counted.count(name) > 1 and rules.may_index(name)
        ]
        choice = self.form["series"].input
        assert isinstance(choice, Choice)
        choice.set_choices([(name, name) for name in names])
        if chosen in names:
            choice.set_value(chosen)
        self._missing.setText("" if names else _NO_SERIES)
        if names and not self._cells:
            self._missing.setText(_NOTHING_OLD)
        self._missing.setVisible(bool(self._missing.text()))
        for widget in (self._chosen, self._shown):
            widget.setVisible(not self._missing.text())
        self._offer_values()

    def _offer_values(self) -> None:
        """The values of the series; proposed are those of the last adjustment and the newest."""
        series = self.form["series"].value()
        mine = [value for value in self._values if value.series == series]
        choices = [(value, f"{texts.index_stand(value)}") for value in reversed(mine)]
        before = [value for value in mine if value.day <= self._since]
        for key, proposed in (("base", (before or mine)[-1:]), ("now", mine[-1:])):
            choice = self.form[key].input
            assert isinstance(choice, Choice)
            choice.set_choices(choices)
            choice.set_value(proposed[0] if proposed else None)
        self._follow()

    def _follow(self) -> None:
        found = self.derivation()
        new = found.amounts if found is not None else {}
        old = self._old.amounts if self._old is not None else {}
        for category, cells in self._cells.items():
            amount = new.get(category)
            change = german.change(old[category], amount) if amount is not None else ""
            for cell, words in zip(
                cells, (written(old[category]), written(amount), change), strict=True
            ):
                cell.setText(words)
        stands = [self.form[key].value() for key in ("base", "now")]
        lines = [
            f"{texts.index_stand(value)}: {value.source or 'Quelle nicht angegeben'}"
            for value in stands
            if value is not None
        ]
        self._sources.setText("\n".join(dict.fromkeys(lines)))
        self.changed.emit()

    # ------------------------------------------------------------------ result

    def derivation(self) -> Derivation | None:
        """On the basis of the old limits."""
        values, old = self.form.values(), self._old
        base, now = values["base"], values["now"]
        if old is None or old.rent_kind is None or old.interval is None or not old.amounts:
            return None
        if base is None or now is None or base.day >= now.day:
            return None
        basis = IndexBasis(old=old.amounts, base=base, now=now, step=values["step"])
        amounts = rules.indexed(old.amounts, base, now, values["step"])
        return Derivation(
            amounts=amounts, rent_kind=old.rent_kind, interval=old.interval, basis=basis
        )

    def lacking(self) -> str:
        """What to do next."""
        if self._missing.text():
            return ""
        base, newest = self.form["base"].value(), self.form["now"].value()
        backwards = base is not None and newest is not None and base.day > newest.day
        if newest is not None and newest.day <= self._since and not backwards:
            since, day = german.day(self._since), german.day(newest.day)
            said = f"Die Beträge gelten seit {since}, der neuste Stand ist vom {day}"
            return f"{said}. Tragen Sie einen neueren Stand ein"
        return "Der Stand heute muss jünger sein als der Stand der letzten Anpassung"
