"""«Klassen festlegen»: upper limits of the map for one basis and household size, from a day on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sozdesk.features.rent_limits import rules, texts, usecases
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Category,
    MapSubject,
    RentKind,
)
from sozdesk.features.rent_limits.texts import household, word
from sozdesk.features.rent_limits.ui.map_data import MapYear
from sozdesk.kernel import entry, german
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import labels
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, TextInput
from sozdesk.widgets.typed import DateInput, ParsedInput

_INTRO = (
    "Die Klassen gelten ab dem Tag für alle Jahre, bis andere festgelegt werden. So bleiben die "
    "Karten mehrerer Jahre vergleichbar."
)
_LIMITS_HINT = "In Franken pro Monat, höchstens fünf, mit Strichpunkt getrennt: 850; 900; 950"
_SOURCE_HINT = "Wer sie festgelegt hat oder woher sie kommen."


def read_limits(text: str) -> tuple[int, ...]:
    """Rappen from «850; 900; 1'000»; raises EntryError with the sentence for the field."""
    return tuple(entry.amount(part) for part in text.split(";") if part.strip())


def written(limits: tuple[int, ...]) -> str:
    """The way back."""
    return "; ".join(german.short_amount(limit) for limit in limits)


class MapClassesDialog(CommandDialog):
    """Starts with what the map shows; says in words what the classes will be."""

    def __init__(
        self, parent: QWidget, desk: Desk, data: MapYear, subject: MapSubject, size: Category
    ) -> None:
        super().__init__(
            parent, desk, "Klassen der Karte festlegen", action="&Festlegen", intro=_INTRO
        )
        self._data = data
        kinds = [(kind, word(kind)) for kind in RentKind]
        sizes = [(one, household(one)) for one in MAIN_CATEGORIES]
        self.put("rent_kind", Field("&Netto oder brutto", Choice(kinds), width=160))
        self.put("category", Field("&Haushalt", Choice(sizes), width=160))
        limits = ParsedInput(read_limits, written)
        self.put(
            "limits",
            Field("&Obergrenzen der Klassen", limits, hint=_LIMITS_HINT),
            needed="Geben Sie die Obergrenzen ein.",
        )
        self.preview = labels.secondary("")
        self.body.addWidget(self.preview)
        day = Field("&Gültig ab", DateInput(near=data.common.today))
        self.put("valid_from", day, needed="Geben Sie ein, ab wann die Klassen gelten.")
        source = Field("&Quelle", TextInput(), hint=_SOURCE_HINT)
        self.put("source", source, needed="Schreiben Sie, woher die Klassen kommen.")
        kind = RentKind.NET if subject is MapSubject.CHANGE else RentKind(subject.value)
        self.form.set_values(
            {"rent_kind": kind, "category": size, "valid_from": _first_day(data, kind, size)}
        )
        for key in ("rent_kind", "category"):
            self.form[key].input.changed.connect(self._propose)
        self.form["limits"].input.changed.connect(self._preview)
        self._propose()
        self.form.mark_clean()

    def _propose(self) -> None:
        """The limits that the map shows for the chosen basis and size."""
        kind, size = self.form["rent_kind"].value(), self.form["category"].value()
        shown = self._data.shown(MapSubject(kind.value), size)
        self.form["limits"].set_value(shown.asked.limits or None)

    def _preview(self) -> None:
        limits = self.form["limits"].value()
        right = limits is not None and rules.may_be_limits(limits)
        self.preview.setText("; ".join(texts.class_words(limits)) if right else "")

    def act(self) -> Act | None:
        """Set them."""
        values = self.form.values()
        return usecases.set_map_classes, usecases.SetMapClasses(**values)


def _first_day(data: MapYear, kind: RentKind, size: Category) -> object:
    """Of the oldest Erhebung as long as nothing is set, so that no year is left out."""
    if (kind, size) in data.classes:
        return data.round.valid_from
    return min(row.valid_from for row in data.common.rounds)
