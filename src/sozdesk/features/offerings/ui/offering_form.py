"""The fields of an offering in five sections, and what stands in them as JSON for a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings import texts
from sozdesk.features.offerings.terms import (
    Audience,
    CategoryRow,
    CefrLevel,
    Childcare,
    LanguageRow,
    PlaceRow,
    ProviderContactRow,
)
from sozdesk.features.offerings.ui.offering_inputs import (
    LanguagesInput,
    PlacesInput,
    days_input,
)
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.fields import Field, Form
from sozdesk.widgets.inputs import Choice, SuggestedInput, TextArea, TextInput, Tick
from sozdesk.widgets.summary import ErrorSummary
from sozdesk.widgets.typed import DateInput, NumberInput

_WIDE = 460


class OfferingForm(QWidget):
    """All fields but the provider; ``form`` has the keys of the command."""

    def __init__(
        self,
        categories: Sequence[CategoryRow],
        segments: Sequence[str],
        contacts: Sequence[ProviderContactRow],
        places: Sequence[PlaceRow],
    ) -> None:
        super().__init__()
        self.form = Form()
        self.summary = ErrorSummary(self.form)
        column = layouts.column(
            self.summary,
            *self._what(categories, segments),
            *self._for_whom(),
            *self._when(),
            *self._where(contacts, places),
            None,
            spacing=12,
            margins=(24, 8, 24, 24),
        )
        self.setLayout(column)
        self.setMaximumWidth(820)

    def _put(self, key: str, field: Field) -> Field:
        return self.form.add(key, field)

    def _tick(self, key: str, words: str) -> Field:
        return self._put(key, Field(words.replace("&", ""), Tick(words), show_label=False))

    def _what(self, categories: Sequence[CategoryRow], segments: Sequence[str]) -> list[QWidget]:
        kinds = Choice([(row.code, row.name) for row in categories])
        segment = Field("Sparte", SuggestedInput(segments), width=_WIDE, optional=True)
        return [
            labels.section("Was es ist"),
            self._put("title", Field("&Titel", TextInput(limit=300), width=_WIDE)),
            self._put("category_code", Field("&Kategorie", kinds, width=_WIDE)),
            self._put("segment", segment),
            self._put("goals", Field("&Ziele", TextArea(lines=3), optional=True)),
            self._put("content", Field("&Inhalt", TextArea(lines=4), optional=True)),
        ]

    def _for_whom(self) -> list[QWidget]:
        kinds = Choice([(one, texts.word(one)) for one in Audience])
        ages = self._span("age", "Alter ab", "Alter bis")
        ticks = (
            self._tick("for_refugees", "besonders für &Flüchtlinge"),
            self._tick("for_women", "besonders für Frauen"),
            self._tick("for_mothers", "besonders für Mütter"),
            self._tick("with_health_impairment", "bei gesundheitlicher Einschränkung"),
        )
        languages = Field("Sprachen mit Niveau (GER)", LanguagesInput())
        return [
            layouts.line(),
            labels.section("Für wen"),
            self._put("audience", Field("Ziel&gruppe", kinds, width=280)),
            layouts.box(layouts.column(*ticks, spacing=4)),
            ages,
            self._put("languages", languages),
        ]

    def _span(
        self, name: str, low: str, high: str, ends: tuple[str, str] = ("from", "to")
    ) -> QWidget:
        fields = (
            self._put(f"{name}_{ends[0]}", Field(low, NumberInput())),
            self._put(f"{name}_{ends[1]}", Field(high, NumberInput())),
        )
        return layouts.box(layouts.row(*fields, None, spacing=24))

    def _when(self) -> list[QWidget]:
        hint = "Mehrere Tage mit Komma, zum Beispiel 01.02.2027, 03.05.2027."
        note = Field("Pensum in &Worten", TextInput(), width=_WIDE, optional=True)
        free = layouts.row(
            self._put("capacity", Field("Plätze", NumberInput())),
            self._put("free_places", Field("dav&on frei", NumberInput())),
            self._put("free_as_of", Field("Stand der freien Plätze", DateInput())),
            None,
            spacing=24,
        )
        return [
            layouts.line(),
            labels.section("Umfang, Beginn und Plätze"),
            self._span("workload", "Pensum ab (%)", "Pensum bis (%)"),
            self._put("workload_note", note),
            self._span("weeks", "Wochen mindestens", "Wochen höchstens", ("min", "max")),
            self._tick("starts_any_time", "Beginn &jederzeit"),
            self._put("starts", Field("Begi&nnt am", days_input(), hint=hint, optional=True)),
            layouts.box(free),
        ]

    def _where(
        self, contacts: Sequence[ProviderContactRow], places: Sequence[PlaceRow]
    ) -> list[QWidget]:
        people = Choice([(row.id, row.name) for row in contacts], empty="niemand Bestimmtes")
        care = Choice([(one, texts.word(one)) for one in Childcare])
        ticks = (
            self._tick("includes_travel", "Fahrkosten im Preis inbegriffen"),
            self._tick("includes_meals", "Verpflegung im Preis inbegriffen"),
        )
        return [
            layouts.line(),
            labels.section("Wo, und was dazugehört"),
            self._put("place_ids", Field("Orte", PlacesInput(places))),
            self._put("childcare", Field("Kinderbet&reuung", care, width=280)),
            layouts.box(layouts.column(*ticks, spacing=4)),
            layouts.line(),
            labels.section("Auskunft"),
            self._put("contact_id", Field("Kontakt", people, width=_WIDE)),
            self._put("link", Field("Link", TextInput(limit=400), width=_WIDE, optional=True)),
            self._put("checked_on", Field("Zuletzt überprüft am", DateInput(), optional=True)),
        ]


def values_of(form: Form) -> dict[str, Any]:
    """What the form says, as the commands want it: no days is an empty tuple."""
    values = form.values()
    return {**values, "starts": values["starts"] or ()}


# ------------------------------------------------------------------ drafts

_IDS, _DAYS = ("contact_id",), ("free_as_of", "checked_on")
_ENUMS = {"audience": Audience, "childcare": Childcare}


def to_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the form as JSON."""
    plain = {key: _plain(value) for key, value in values.items()}
    plain["languages"] = [
        [one.language, one.needed, one.reached] for one in values.get("languages", ())
    ]
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def from_json(stored: Mapping[str, Any]) -> dict[str, Any]:
    """The way back from :func:`to_json`."""
    values = dict(stored)
    for key in _IDS:
        values[key] = UUID(values[key]) if values.get(key) else None
    for key in _DAYS:
        values[key] = date.fromisoformat(values[key]) if values.get(key) else None
    for key, kind in _ENUMS.items():
        values[key] = kind(values[key]) if values.get(key) else None
    values["starts"] = tuple(map(date.fromisoformat, values.get("starts") or ()))
    values["place_ids"] = tuple(map(UUID, values.get("place_ids") or ()))
    values["languages"] = tuple(_language(*one) for one in values.get("languages") or ())
    return values


def _language(name: str, needed: str | None, reached: str | None) -> LanguageRow:
    return LanguageRow(
        language=name,
        needed=CefrLevel(needed) if needed else None,
        reached=CefrLevel(reached) if reached else None,
    )
