"""Dialogs of a provider, its contacts and its places."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings import texts, usecases
from sozdesk.features.offerings.terms import (
    OrganisationType,
    PlaceRow,
    ProviderContactRow,
    ProviderRow,
)
from sozdesk.kernel.municipality import Municipality
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, SuggestedInput, TextArea, TextInput, Tick
from sozdesk.widgets.municipalities import MunicipalityInput
from sozdesk.widgets.typed import DateInput

_WIDE = 430
_FORMS = (
    "Verein",
    "Stiftung",
    "AG",
    "GmbH",
    "Genossenschaft",
    "Einzelfirma",
    "öffentlich-rechtlich",
)


class ProviderDialog(CommandDialog):
    """A new provider, or other values of one."""

    def __init__(self, parent: QWidget, desk: Desk, row: ProviderRow | None = None) -> None:
        super().__init__(parent, desk, f"Anbieter/in {'ändern' if row else 'erfassen'}")
        self._row = row
        kinds = Choice([(one, texts.word(one)) for one in OrganisationType])
        self.put("name", Field("&Name", TextInput(), width=_WIDE))
        self.put("organisation_type", Field("A&rt der Organisation", kinds, width=240))
        form = Field("Rechts&form", SuggestedInput(_FORMS), width=240, optional=True)
        self.put("legal_form", form)
        self.put("address", Field("&Adresse", TextArea(lines=3), optional=True))
        self.put("email", Field("&E-Mail", TextInput(), width=_WIDE, optional=True))
        self.put("phone", Field("&Telefon", TextInput(), width=240, optional=True))
        self.put("website", Field("&Website", TextInput(), width=_WIDE, optional=True))
        self.put("iban", Field("&IBAN", TextInput(limit=42), width=300, optional=True))
        last = "Nur wenn es die Organisation nicht mehr gibt."
        self.put("closed_on", Field("&Letzter Tag", DateInput(), optional=True, hint=last))
        self.put("note", Field("&Bemerkung", TextArea(lines=2), optional=True))
        if row is not None:
            self.show_row(row)

    def act(self) -> Act | None:
        """Enter the provider, or change what differs."""
        if self._row is None:
            return usecases.add_provider, usecases.AddProvider(**self.form.values())
        changes = self.form.changes()
        command = usecases.ChangeProvider(
            id=self._row.id, base_version=self._row.version, changes=changes
        )
        return (usecases.change_provider, command) if changes else None


class ContactDialog(CommandDialog):
    """A person to ask at a provider."""

    def __init__(
        self, parent: QWidget, desk: Desk, provider_id: UUID, row: ProviderContactRow | None = None
    ) -> None:
        super().__init__(parent, desk, f"Kontakt {'ändern' if row else 'hinzufügen'}")
        self._provider_id, self._row = provider_id, row
        self.put("name", Field("&Name", TextInput(), width=_WIDE))
        self.put("function", Field("&Funktion", TextInput(), width=_WIDE, optional=True))
        self.put("email", Field("&E-Mail", TextInput(), width=_WIDE, optional=True))
        self.put("phone", Field("&Telefon", TextInput(), width=240, optional=True))
        main = Tick("&Hauptkontakt: an diese Person gehen Schreiben")
        self.put("main", Field("Hauptkontakt", main, show_label=False))
        if row is not None:
            self.show_row(row)

    def act(self) -> Act | None:
        """Enter the contact, or change what differs."""
        if self._row is None:
            command = usecases.AddProviderContact(
                provider_id=self._provider_id, **self.form.values()
            )
            return usecases.add_provider_contact, command
        changes = self.form.changes()
        change = usecases.ChangePart(
            id=self._row.id, base_version=self._row.version, changes=changes
        )
        return (usecases.change_provider_contact, change) if changes else None


class PlaceDialog(CommandDialog):
    """Where a provider works: in the canton a municipality, outside just the town."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        provider_id: UUID,
        municipalities: Sequence[Municipality],
        row: PlaceRow | None = None,
    ) -> None:
        super().__init__(parent, desk, f"Ort {'ändern' if row else 'hinzufügen'}")
        self._provider_id, self._row = provider_id, row
        self._names = {one.bfs_number: one.short_name for one in municipalities}
        inside = "Damit die Suche weiss, wie weit es ist. Ausserhalb des Kantons leer lassen."
        hint = "Wie der Ort im Alltag heisst, zum Beispiel Kurslokal Bahnhof. Leer: der Ort."
        self.put(
            "bfs_number",
            Field("&Gemeinde", MunicipalityInput(municipalities), optional=True, hint=inside),
        )
        self.put("town", Field("&Ort", TextInput(), width=300))
        self.put("name", Field("&Bezeichnung", TextInput(), width=_WIDE, optional=True, hint=hint))
        self.put("address", Field("&Adresse", TextArea(lines=2), optional=True))
        self.put("wheelchair", Field("Zugang", Tick("&Rollstuhlgängig"), show_label=False))
        if row is not None:
            self.show_row(row)
        self.form["bfs_number"].input.changed.connect(self._suggest_town)

    def _suggest_town(self) -> None:
        """The name of the municipality, as long as nobody has written another town."""
        name = self._names.get(self.form["bfs_number"].value(), "")
        town = self.form["town"]
        if name and (not town.value() or town.value() in self._names.values()):
            town.set_value(name)

    def act(self) -> Act | None:
        """Enter the place, or change what differs."""
        if self._row is None:
            command = usecases.AddPlace(provider_id=self._provider_id, **self.form.values())
            return usecases.add_place, command
        changes = self.form.changes()
        change = usecases.ChangePart(
            id=self._row.id, base_version=self._row.version, changes=changes
        )
        return (usecases.change_place, change) if changes else None
