"""Municipalities, their MBG-Reglement, and services: enter and change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from sozdesk.features.offices import texts, usecases
from sozdesk.features.offices.terms import (
    MunicipalityRow,
    ServiceKind,
    ServiceRow,
    SubsidyRulesRow,
)
from sozdesk.kernel.municipality import Municipality
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, TextArea, TextInput
from sozdesk.widgets.typed import DateInput, NumberInput

_EXISTS = "Nur nötig bei einer Fusion"
_POSTAL = "Strasse, PLZ und Ort, wie auf der Website der Gemeinde. Steht auf den Briefen."


class _MunicipalityDialog(CommandDialog):
    """The fields of a municipality."""

    def _put_names(self, districts: Sequence[str]) -> None:
        self.put(
            "official_name",
            Field("&Amtlicher Name", TextInput(), hint="Wie beim BFS: «Aesch (BL)»", width=320),
            needed="Tragen Sie den amtlichen Namen ein.",
        )
        self.put(
            "short_name",
            Field("&Kurzname", TextInput(), width=320),
            needed="Tragen Sie den Kurznamen ein.",
            finding_of="name",
        )
        choice = Choice([(district, district) for district in districts])
        self.put("district", Field("Be&zirk", choice, width=200), needed="Wählen Sie den Bezirk.")
        address = Field("&Postadresse", TextArea(), hint=_POSTAL, optional=True, width=400)
        self.put("address", address)

    def _put_days(self, today: date) -> None:
        for key, label, rule in (
            ("valid_from", "&Gültig ab", ""),
            ("valid_to", "Gültig &bis", "ended_on"),
        ):
            field = Field(label, DateInput(near=today), hint=_EXISTS, optional=True)
            self.put(key, field, finding_of=rule)


class ChangeMunicipalityDialog(_MunicipalityDialog):
    """Names, district, address and days; the BFS number never changes."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        row: MunicipalityRow,
        districts: Sequence[str],
        today: date,
    ) -> None:
        super().__init__(parent, desk, f"Angaben zu {row.municipality.short_name} ändern")
        self._row = row
        self._put_names(districts)
        self._put_days(today)
        place = row.municipality
        self.show_row(place)

    def act(self) -> Act | None:
        """Change what differs."""
        changes = self.form.changes()
        command = usecases.ChangeMunicipality(
            id=self._row.id, base_version=self._row.version, changes=changes
        )
        return (usecases.change_municipality, command) if changes else None


class AddMunicipalityDialog(_MunicipalityDialog):
    """A municipality that is new after a merger."""

    def __init__(self, parent: QWidget, desk: Desk, districts: Sequence[str], today: date) -> None:
        intro = (
            "Nach einer Fusion: Tragen Sie die neue Gemeinde mit der neuen BFS-Nummer ein und geben Sie "
            "den bisherigen Gemeinden einen letzten Tag."
        )
        super().__init__(parent, desk, "Gemeinde eintragen", action="&Eintragen", intro=intro)
        self.put(
            "bfs_number",
            Field("BFS-&Nummer", NumberInput()),
            needed="Tragen Sie die BFS-Nummer ein.",
        )
        self._put_names(districts)
        self._put_days(today)

    def act(self) -> Act:
        """Enter it."""
        place = Municipality(**self.form.values())
        return usecases.add_municipalities, usecases.AddMunicipalities(municipalities=(place,))


class ApprovalDialog(CommandDialog):
    """«MBG-Reglement genehmigt am …»; ``approval`` None enters a new one."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        place: Municipality,
        today: date,
        approval: SubsidyRulesRow | None = None,
    ) -> None:
        title = f"MBG-Reglement von {place.short_name}"
        super().__init__(parent, desk, title)
        self._place, self._approval = place, approval
        self.put(
            "approved_on",
            Field("&Genehmigt am", DateInput(near=today), hint="Zum Beispiel 24.11.2026"),
            needed="Tragen Sie den Tag der Genehmigung ein.",
        )
        hint = "Leer, solange es in Kraft ist"
        self.put("ended_on", Field("&Letzter Tag", DateInput(near=today), hint=hint, optional=True))
        if approval:
            days = {"approved_on": approval.valid_from, "ended_on": approval.ended_on}
            self.form.set_values(days)

    def act(self) -> Act | None:
        """Enter the approval, or change its days."""
        days = self.form.values()
        if self._approval is None:
            return usecases.approve_subsidy_rules, usecases.ApproveSubsidyRules(
                bfs_number=self._place.bfs_number, **days
            )
        if not self.form.changes():
            return None
        return usecases.change_subsidy_rules, usecases.ChangeSubsidyRules(
            id=self._approval.id, base_version=self._approval.version, **days
        )


class ServiceDialog(CommandDialog):
    """Name, kind and how to reach a service; ``service`` None enters a new one."""

    def __init__(self, parent: QWidget, desk: Desk, service: ServiceRow | None = None) -> None:
        title = f"Angaben zu {service.name} ändern" if service else "Neue Stelle"
        super().__init__(parent, desk, title)
        self._service = service
        kinds = Choice([(kind, texts.SERVICE_KINDS[kind]) for kind in ServiceKind])
        kinds.set_value(ServiceKind.REGIONAL)
        name = Field("&Name", TextInput(), hint="So steht er auf Dokumenten.", width=400)
        self.put("name", name, needed="Tragen Sie den Namen der Stelle ein.")
        self.put("kind", Field("&Art der Stelle", kinds, width=320))
        self.put("address", Field("A&dresse", TextArea(), optional=True, width=400))
        self.put("email", Field("&E-Mail", TextInput(), optional=True, width=320))
        self.put("phone", Field("&Telefon", TextInput(), optional=True, width=200))
        if service:
            self.show_row(service)

    def act(self) -> Act | None:
        """Enter the service, or change what differs."""
        if self._service is None:
            return usecases.add_service, usecases.AddService(**self.form.values())
        changes = self.form.changes()
        command = usecases.ChangeService(
            id=self._service.id, base_version=self._service.version, changes=changes
        )
        return (usecases.change_service, command) if changes else None
