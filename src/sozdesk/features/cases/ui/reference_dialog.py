"""One dialog for every dated value of the case work: entered, changed, or given a last day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import texts, usecases
from sozdesk.features.cases.terms import (
    ApplicationKind,
    CaseDated,
    CaseValueKey,
    Decider,
)
from sozdesk.features.cases.ui.reference_data import Known
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, TextArea, TextInput, Tick
from sozdesk.widgets.typed import DateInput, NumberInput

_WIDE: Final = 430
_LAST: Final = "Danach gilt der Wert nicht mehr. Leer lassen, wenn er weiter gilt."
_SOURCE: Final = "Woher der Wert kommt oder wer ihn beschlossen hat."
Fields = Sequence[tuple[str, Field]]


class ReferenceDialog(CommandDialog):
    """Without ``row`` a new value; with one its changes."""

    def __init__(
        self, parent: QWidget, desk: Desk, kind: CaseDated, known: Known, *, row: Any = None
    ) -> None:
        verb = "ändern" if row is not None else "erfassen"
        super().__init__(parent, desk, f"{texts.word(kind)} {verb}")
        self._kind, self._row = kind, row
        for key, field in _FIELDS[kind](known):
            self.put(key, field)
            field.setEnabled(row is None or key not in KEYS[kind])
        if kind is not CaseDated.HOLIDAY:
            self._put_days(known)
        self.put("source", Field("&Quelle", TextInput(limit=400), optional=True, hint=_SOURCE))
        if row is not None:
            self.show_row(row)
        else:
            self.form.mark_clean()

    def _put_days(self, known: Known) -> None:
        first = Field("Gült&ig ab", DateInput(near=known.today))
        if self._row is None:
            self.put("valid_from", first, needed="Schreiben Sie, ab wann der Wert gilt.")
            first.set_value(known.today)
        last = Field("Let&zter Tag", DateInput(near=known.today), optional=True, hint=_LAST)
        self.put("ended_on", last)

    def act(self) -> Act | None:
        """Enter the value, or change what differs."""
        if self._row is None:
            command = usecases.AddReferenceValue(kind=self._kind, values=self.form.values())
            return usecases.add_reference_value, command
        changes = self.form.changes()
        change = usecases.ChangeReferenceValue(
            kind=self._kind, id=self._row.id, base_version=self._row.version, changes=changes
        )
        return (usecases.change_reference_value, change) if changes else None


def _citation(*, optional: bool = True) -> tuple[str, Field]:
    return "citation", Field("Re&chtsgrundlage", TextInput(limit=200), optional=optional)


def _checked() -> tuple[str, Field]:
    tick = Tick("Mit dem geltenden Recht &verglichen")
    return "checked", Field("Stand", tick, show_label=False)


def _of_rule(known: Known) -> Fields:
    permits = Choice(texts.permit_choices(), empty="Schweizer Bürgerrecht")
    return (
        ("permit", Field("&Ausweis", permits, width=220)),
        ("refugee", Field("Flüchtling", Tick("Als &Flüchtling anerkannt"), show_label=False)),
        ("regime_code", Field("&Regime", Choice(known.regimes), width=_WIDE)),
        _citation(),
        _checked(),
    )


def _of_holiday(known: Known) -> Fields:
    return (
        ("day", Field("&Tag", DateInput(near=known.today))),
        ("name", Field("&Name", TextInput(limit=60))),
    )


def _of_remedy(known: Known) -> Fields:  # noqa: ARG001 - every kind is built alike
    deciders = Choice([(one, texts.word(one)) for one in Decider])
    hint = "Gezählt wird ab dem Tag nach der Eröffnung."
    return (
        ("decider", Field("&Entscheidet", deciders, width=220)),
        ("text", Field("&Text", TextArea(lines=6), width=_WIDE)),
        ("days", Field("&Frist in Tagen", NumberInput(), hint=hint)),
        _citation(),
        _checked(),
    )


def _of_value(known: Known) -> Fields:  # noqa: ARG001 - every kind is built alike
    keys = Choice([(one, texts.word(one)) for one in CaseValueKey])
    hint = "Welcher von mehreren Werten («1», «2», «3») oder welche Klasse der Aufbewahrung."
    return (
        ("key", Field("&Wert", keys, width=_WIDE)),
        ("part", Field("&Teil", TextInput(limit=40), optional=True, hint=hint, width=160)),
        ("value", Field("Gi&lt", NumberInput())),
        _citation(),
        _checked(),
    )


def _of_delegation(known: Known) -> Fields:
    kinds = Choice([(one, texts.word(one)) for one in ApplicationKind])
    deciders = Choice([(one, texts.word(one)) for one in Decider if one is not Decider.AUTHORITY])
    return (
        ("bfs_number", Field("&Gemeinde", Choice(known.municipalities), width=300)),
        ("kind", Field("&Art", kinds, width=_WIDE)),
        ("decider", Field("&Entscheidet", deciders, width=220)),
        _citation(optional=False),
    )


_FIELDS: Final[Mapping[CaseDated, Callable[[Known], Fields]]] = {
    CaseDated.REGIME_RULE: _of_rule,
    CaseDated.HOLIDAY: _of_holiday,
    CaseDated.REMEDY: _of_remedy,
    CaseDated.VALUE: _of_value,
    CaseDated.DELEGATION: _of_delegation,
}
KEYS: Final[Mapping[CaseDated, tuple[str, ...]]] = {
    CaseDated.REGIME_RULE: ("permit", "refugee"),
    CaseDated.HOLIDAY: (),
    CaseDated.REMEDY: ("decider",),
    CaseDated.VALUE: ("key", "part"),
    CaseDated.DELEGATION: ("bfs_number", "kind"),
}
"""The columns that say whose value it is: they stay when a value is changed."""
