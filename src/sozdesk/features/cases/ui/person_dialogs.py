"""Dialogs of a person and of what belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import texts, usecases
from sozdesk.features.cases.terms import (
    Need,
    PersonPart,
    PersonRow,
    RepresentativeKind,
    Sex,
)
from sozdesk.features.cases.terms.case_list import PersonKey
from sozdesk.features.cases.texts import casework as said
from sozdesk.features.cases.ui.person_entry import HALF, WIDE, PersonEntry, beside
from sozdesk.features.offerings.terms import CefrLevel
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, SuggestedInput, TextArea, TextInput, Tick
from sozdesk.widgets.typed import DateInput

_NEED = "Nur bei Kindern vor dem Kindergarten."
_ADDRESS = "Wohin eine Verfügung geht, Zeilen wie auf dem Umschlag."
_NEEDED_DAY = "Schreiben Sie den Tag."
_LANGUAGES: Final = (
    "Deutsch",
    "Albanisch",
    "Arabisch",
    "Dari",
    "Englisch",
    "Französisch",
    "Italienisch",
    "Kurdisch",
    "Portugiesisch",
    "Serbisch",
    "Spanisch",
    "Tamilisch",
    "Tigrinya",
    "Türkisch",
    "Ukrainisch",
)


class PersonDialog(CommandDialog):
    """Other values of a person."""

    merge_wanted = Signal(object)
    """The :class:`PersonKey` of who may be the same."""

    def __init__(self, parent: QWidget, desk: Desk, row: PersonRow) -> None:
        super().__init__(parent, desk, "Person ändern")
        self._row = row
        self.entry = PersonEntry(self, but=row.id)
        self.entry.duplicates.taken.connect(self._merge)
        sexes = Choice([(one, texts.word(one)) for one in Sex], empty="nicht erfasst")
        self.put("sex", Field("Geschle&cht", sexes, width=HALF, optional=True))
        nation = Field("S&taatsangehörigkeit", TextInput(), width=HALF, optional=True)
        self.put("nationality", nation)
        beside(self, "sex", "nationality")
        address = Field("Ad&resse", TextArea(lines=3), optional=True, hint=_ADDRESS)
        self.put("address", address)
        self.put("education", Field("A&usbildung", TextInput(), width=WIDE, optional=True))
        self.put("goals", Field("&Ziele", TextArea(lines=2), optional=True))
        needs = Choice([(one, texts.word(one)) for one in Need], empty="keine Angabe")
        label = said.PERSON_FIELDS["early_language_need"].replace("Förder", "För&der")
        self.put("early_language_need", Field(label, needs, width=240, optional=True, hint=_NEED))
        self.form.set_values({**_values(row, self.form.keys())})

    def _merge(self, key: PersonKey) -> None:
        if self.form.is_dirty():
            self.reject()
        else:
            self.done(self.DialogCode.Rejected)
        if not self.isVisible():
            self.merge_wanted.emit(key)

    def act(self) -> Act | None:
        """Change what differs."""
        changes = self.form.changes()
        command = usecases.ChangePerson(
            id=self._row.id, base_version=self._row.version, changes=changes
        )
        return (usecases.change_person, command) if changes else None


def _values(row: PersonRow, keys: tuple[str, ...]) -> dict[str, Any]:
    shown = {key: getattr(row, key) for key in keys}
    shown["ahv_number"] = texts.shown_ahv(row.ahv_number) if row.ahv_number else ""
    return shown


class PersonPartDialog(CommandDialog):
    """A part of a person; with ``row`` its changes. ``names`` are the regimes that can be chosen."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        kind: PersonPart,
        person_id: UUID,
        names: Mapping[str, str],
        row: Any = None,
    ) -> None:
        verb = "ändern" if row is not None else "erfassen"
        super().__init__(parent, desk, f"{texts.word(kind)} {verb}")
        self._kind, self._person_id, self._row = kind, person_id, row
        for key, field, needed in _FIELDS[kind](names):
            self.put(key, field, needed=needed)
        if row is not None:
            self.show_row(row)

    def act(self) -> Act | None:
        """Enter the part, or change what differs."""
        if self._row is None:
            values = self.form.values()
            command = usecases.AddPersonPart(
                kind=self._kind, person_id=self._person_id, values=values
            )
            return usecases.add_person_part, command
        changes = self.form.changes()
        change = usecases.ChangePersonPart(
            kind=self._kind, id=self._row.id, base_version=self._row.version, changes=changes
        )
        return (usecases.change_person_part, change) if changes else None


_Fields = Iterator[tuple[str, Field, str]]


def _days() -> _Fields:
    yield "valid_from", Field("Gült&ig ab", DateInput()), _NEEDED_DAY
    going_on = "Leer lassen, solange es gilt. Die nächste Zeile löst diese von selbst ab."
    yield "ended_on", Field("Let&zter Tag", DateInput(), optional=True, hint=going_on), ""


def _residence(_names: Mapping[str, str]) -> _Fields:
    permits = texts.permit_choices()
    choice = Choice(permits, empty="Schweizer Bürgerrecht")
    yield "permit", Field("A&usweis", choice, width=240), ""
    refugee = Tick("Als &Flüchtling anerkannt")
    yield "refugee", Field("Flüchtling", refugee, show_label=False), ""
    yield from _days()


def _override(names: Mapping[str, str]) -> _Fields:
    choice = Choice(list(names.items()))
    yield "regime_code", Field("&Regime", choice, width=WIDE), ""
    why = "Worauf sich das stützt, zum Beispiel der Entscheid mit Datum."
    yield "reason", Field("&Grund", TextArea(lines=2), hint=why), said.NO_REASON
    yield from _days()


def _language(_names: Mapping[str, str]) -> _Fields:
    words = SuggestedInput(_LANGUAGES)
    yield "language", Field("Spra&che", words, width=240), said.NO_LANGUAGE
    levels = Choice([(one, one.value) for one in CefrLevel], empty="nicht geprüft")
    yield "level", Field("&Niveau", levels, width=160, optional=True), ""
    yield "tested_on", Field("Ge&prüft am", DateInput(), optional=True), ""


def _representative(_names: Mapping[str, str]) -> _Fields:
    kinds = Choice([(one, texts.word(one)) for one in RepresentativeKind])
    yield "kind", Field("A&rt", kinds, width=240), ""
    yield "name", Field("&Name", TextInput(), width=WIDE), said.NO_NAME
    yield "address", Field("&Adresse", TextArea(lines=2), optional=True), ""
    yield "phone", Field("&Telefon", TextInput(), width=240, optional=True), ""
    yield from _days()


_FIELDS: Final[Mapping[PersonPart, Callable[[Mapping[str, str]], _Fields]]] = {
    PersonPart.RESIDENCE: _residence,
    PersonPart.REGIME: _override,
    PersonPart.LANGUAGE: _language,
    PersonPart.REPRESENTATIVE: _representative,
}
