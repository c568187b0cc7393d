"""The fields of each kind of dated value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sozdesk.features.offerings import texts
from sozdesk.features.offerings.terms import (
    Billable,
    CapKind,
    CategoryRow,
    CostBearer,
    DatedKind,
    Financing,
    PriceUnit,
    ProRata,
    RegimeRow,
    ValueKey,
    Vat,
)
from sozdesk.features.offerings.ui.figure_input import FigureInput
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, SuggestedInput, TextArea, TextInput, Tick
from sozdesk.widgets.typed import AmountInput, NumberInput, percent_input

_WIDE = 430


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the fields offer to choose from."""

    today: date
    categories: Sequence[CategoryRow] = ()
    regimes: Sequence[RegimeRow] = ()
    segments: Sequence[str] = field(default=())


Fields = Sequence[tuple[str, Field]]


def fields_of(kind: DatedKind, known: Known) -> Fields:
    """Column and field, in the order of the dialog; first those that say whose value it is."""
    return _FIELDS[kind](known)


def _category(known: Known) -> tuple[str, Field]:
    choice = Choice([(row.code, row.name) for row in known.categories])
    return "category_code", Field("&Kategorie", choice, width=_WIDE)


def _regime(known: Known) -> tuple[str, Field]:
    choice = Choice([(row.code, row.name) for row in known.regimes])
    return "regime_code", Field("&Regime", choice, width=_WIDE)


def _law() -> Fields:
    return (
        ("citation", Field("Re&chtsgrundlage", TextInput(), optional=True)),
        _source(),
    )


def _source() -> tuple[str, Field]:
    hint = "Woher der Wert kommt oder wer ihn beschlossen hat."
    return "source", Field("&Quelle", TextInput(limit=400), optional=True, hint=hint)


def _code() -> tuple[str, Field]:
    hint = "Kurz und ohne Leerschlag. Er bleibt, auch wenn der Name später anders lautet."
    return "code", Field("C&ode", TextInput(limit=40), width=200, hint=hint)


def _of_category(known: Known) -> Fields:
    above = Choice([(row.code, row.name) for row in known.categories], empty="keine")
    paid = Choice([(one, texts.word(one)) for one in Financing])
    return (
        _code(),
        ("name", Field("&Name", TextInput())),
        ("position", Field("&Reihenfolge", NumberInput(), width=80)),
        ("parent_code", Field("Ge&hört zur Kategorie", above, width=_WIDE)),
        ("financing", Field("&Finanzierung", paid, width=_WIDE)),
        ("text", Field("&Beschreibung", TextArea(lines=2), optional=True)),
        *_law(),
    )


def _of_need(known: Known) -> Fields:
    hint = "Leer lassen, wenn der Bedarf der ganzen Kategorie gedeckt ist."
    return (
        _category(known),
        ("segment", Field("S&parte", SuggestedInput(known.segments), hint=hint, optional=True)),
        ("reason", Field("&Grund", TextArea(lines=2), optional=True)),
    )


def _of_regime(known: Known) -> Fields:  # noqa: ARG001 - every kind is built alike
    return (
        _code(),
        ("name", Field("&Name", TextInput())),
        ("position", Field("&Reihenfolge", NumberInput(), width=80)),
        *_law(),
    )


def _of_rate(known: Known) -> Fields:
    billable = Choice([(one, texts.word(one)) for one in Billable])
    rest = Choice([(one, texts.word(one)) for one in CostBearer], empty="niemand oder offen")
    hint = "Anteil des Kantons am Preis bis zum Maximaltarif, zum Beispiel 50 %."
    return (
        _regime(known),
        _category(known),
        ("billable", Field("&Abrechenbar", billable, width=220)),
        ("rate", Field("Ansa&tz", percent_input(), width=120, optional=True, hint=hint)),
        ("cost_bearer", Field("Den R&est trägt", rest, width=220)),
        *_law(),
    )


def _of_tariff(known: Known) -> Fields:
    units = Choice([(one, texts.word(one)) for one in PriceUnit])
    parts = Choice([(one, texts.word(one)) for one in ProRata])
    cap = Choice([(one, texts.word(one)) for one in CapKind], empty="keine Obergrenze")
    return (
        _category(known),
        _regime(known),
        ("unit", Field("&Einheit", units, width=160)),
        ("amount", Field("&Maximaltarif in Franken", AmountInput())),
        ("pro_rata", Field("&Anteilige Berechnung", parts, width=280)),
        ("cap_kind", Field("&Obergrenze", cap, width=280)),
        ("cap_amount", Field("Obergrenze in &Franken", AmountInput(), optional=True)),
        *_law(),
    )


def _of_value(known: Known) -> Fields:  # noqa: ARG001 - every kind is built alike
    keys = Choice([(one, texts.word(one)) for one in ValueKey])
    hint = "Ein Tag des Jahres (30.04.), ja oder nein, oder eine Zahl: was zum Wert passt."
    return (
        ("key", Field("&Wert", keys, width=_WIDE)),
        ("value", Field("Gi&lt", FigureInput(keys), width=120, hint=hint)),
        _source(),
    )


def _of_remedy(known: Known) -> Fields:  # noqa: ARG001 - every kind is built alike
    return (
        ("text", Field("&Text", TextArea(lines=5))),
        ("checked", Field("Stand", Tick("Mit dem geltenden Recht &verglichen"), show_label=False)),
        _source(),
    )


def _of_price(known: Known) -> Fields:  # noqa: ARG001 - every kind is built alike
    units = Choice([(one, texts.word(one)) for one in PriceUnit])
    vat = Choice([(one, texts.word(one)) for one in Vat])
    absent = Choice(
        [(True, "werden verrechnet"), (False, "werden nicht verrechnet")], empty="offen"
    )
    least = "Wie viele Einheiten auch bei weniger Teilnahme verrechnet werden."
    insured = "Wer die Person gegen Unfall und für Haftpflicht versichert."
    return (
        ("amount", Field("&Preis in Franken", AmountInput())),
        ("unit", Field("&Einheit", units, width=160)),
        ("vat", Field("&MWST", vat, width=260)),
        ("vat_rate", Field("MWST-Sa&tz", percent_input(), width=120, optional=True)),
        ("minimum_units", Field("Mi&ndestens", NumberInput(), optional=True, hint=least)),
        ("absences_invoiced", Field("Ab&wesenheiten", absent, width=260)),
        ("notice_period", Field("&Kündigungsfrist", TextInput(), optional=True)),
        ("trial_phase", Field("P&robezeit", TextInput(), optional=True)),
        ("insured_by", Field("&Versicherung", TextInput(), optional=True, hint=insured)),
        ("note", Field("Bemerkun&g", TextInput(), optional=True)),
    )


_FIELDS: Final[Mapping[DatedKind, Callable[[Known], Fields]]] = {
    DatedKind.CATEGORY: _of_category,
    DatedKind.COVERED_NEED: _of_need,
    DatedKind.REGIME: _of_regime,
    DatedKind.REGIME_RATE: _of_rate,
    DatedKind.TARIFF: _of_tariff,
    DatedKind.VALUE: _of_value,
    DatedKind.REMEDY: _of_remedy,
    DatedKind.PRICE: _of_price,
}
KEYS: Final[Mapping[DatedKind, tuple[str, ...]]] = {
    DatedKind.CATEGORY: ("code",),
    DatedKind.COVERED_NEED: ("category_code", "segment"),
    DatedKind.REGIME: ("code",),
    DatedKind.REGIME_RATE: ("regime_code", "category_code"),
    DatedKind.TARIFF: ("category_code", "regime_code", "unit"),
    DatedKind.VALUE: ("key",),
    DatedKind.REMEDY: (),
    DatedKind.PRICE: (),
}
"""The columns that say whose value it is: they stay when a value is changed."""


def defaults(kind: DatedKind) -> dict[str, Any]:
    """What a new value begins with, where the first choice would be wrong."""
    if kind is DatedKind.REGIME_RATE:
        return {"billable": Billable.YES, "cost_bearer": CostBearer.MUNICIPALITY}
    if kind is DatedKind.PRICE:
        return {"unit": PriceUnit.COURSE, "vat": Vat.EXEMPT}
    if kind is DatedKind.TARIFF:
        return {"unit": PriceUnit.COURSE, "pro_rata": ProRata.NONE}
    return {"position": 99} if kind in (DatedKind.CATEGORY, DatedKind.REGIME) else {}
