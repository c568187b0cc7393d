"""Dialogs of a dwelling: rent and people, its end, Auflage, Kürzung, search efforts."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import rules, texts, usecases
from sozdesk.features.cases.terms import (
    AncillaryKind,
    CaseRow,
    RentMeasure,
    ShareBy,
    TenancyForm,
)
from sozdesk.features.cases.terms.tenancies import RentMeasureRow, TenancyRow
from sozdesk.features.cases.texts import tenancies as words
from sozdesk.kernel import entry
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, TextArea
from sozdesk.widgets.typed import AmountInput, DateInput, NumberInput, ParsedInput

_WIDE = 460
_ROOMS = "Schreiben Sie die Zimmer so: 3 oder 3½ oder 3,5."


def read_rooms(text: str) -> int:
    """Tenths from «3», «3½», «3 1/2», «3.5», «½»; raises EntryError."""
    plain = text.replace(" ", "").replace("1/2", "½").replace(",", ".")
    half = plain.endswith(("½", ".5"))
    whole = plain.removesuffix("½").removesuffix(".5").removesuffix(".0")
    if not (whole.isascii() and whole.isdecimal() and len(whole) <= 2) and not (half and not whole):
        raise entry.EntryError(_ROOMS)
    return int(whole or 0) * 10 + (5 if half else 0)


def _rooms_words(tenths: int) -> str:
    return words.rooms(tenths).removesuffix(" Zimmer")


class TenancyDialog(CommandDialog):
    """The form of living together decides what is asked."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        case: CaseRow,
        row: TenancyRow | None,
        today: date,
    ) -> None:
        super().__init__(parent, desk, "Wohnung ändern" if row else "Wohnung erfassen")
        self._case, self._row = case, row
        self.kind = Choice([(one, texts.word(one)) for one in TenancyForm])
        self.put("form", Field("&Wohnform", self.kind, width=260))
        self.put(
            "address",
            Field("A&dresse", TextArea(lines=2), width=_WIDE),
            needed="Schreiben Sie die Adresse.",
        )
        self._put_days(today)
        self._put_people()
        self._put_rent()
        self.kind.changed.connect(self._follow)
        self.share.changed.connect(self._follow)
        if row is not None:
            self.show_row(row)
        else:
            persons = max(case.persons, 1)
            usual = {"valid_from": case.opened_on, "persons": persons, "supported": case.supported}
            self.form.set_values(usual)
        self._follow()

    def _line(self, *fields: QWidget) -> None:
        self.body.addWidget(layouts.Flow(*fields, spacing=14, below=12))

    def _put_days(self, today: date) -> None:
        first = self.form.add("valid_from", Field("&Ab", DateInput(near=today)))
        last = self.form.add("ended_on", Field("&Bis", DateInput(near=today), optional=True))
        self._needed["valid_from"] = "Schreiben Sie den ersten Tag."
        self._line(first, last)

    def _put_people(self) -> None:
        persons = self.form.add("persons", Field("&Personen", NumberInput()))
        supported = self.form.add("supported", Field("davon &unterstützt", NumberInput()))
        self.rooms = self.form.add("rooms", Field("&Zimmer", RoomsInput(), optional=True))
        self._needed["persons"] = "Schreiben Sie, wie viele dort wohnen."
        self._needed["supported"] = "Schreiben Sie, wie viele davon unterstützt sind."
        self._line(persons, supported, self.rooms)

    def _put_rent(self) -> None:
        net = self.form.add("net_rent", Field("&Nettomiete", AmountInput()))
        self._needed["net_rent"] = "Schreiben Sie die Nettomiete der ganzen Wohnung."
        self.ancillary = self.form.add("ancillary", Field("Neben&kosten", AmountInput()))
        kinds = Choice([(one, texts.word(one)) for one in AncillaryKind])
        self.ancillary_kind = self.form.add("ancillary_kind", Field("Abre&chnung", kinds))
        hint = "Der ganzen Wohnung, pro Monat. Ohne Nebenkosten bleibt das Feld leer."
        self.body.addWidget(labels.secondary(hint))
        self._line(net, self.ancillary, self.ancillary_kind)
        self.share = Choice([(one, texts.word(one)) for one in ShareBy])
        self.share_field = self.form.add("share_by", Field("An&teil nach", self.share))
        hint = "Der unterstützten Personen zusammen, pro Monat."
        self.agreed = self.form.add(
            "agreed_share", Field("&Vereinbarter Anteil", AmountInput(), hint=hint)
        )
        self._line(self.share_field, self.agreed)

    def _follow(self) -> None:
        """A Pension has no rooms and no Nebenkosten; families and couples share by heads."""
        form = self.kind.value()
        boards = form is TenancyForm.BOARDING
        for field in (self.rooms, self.ancillary, self.ancillary_kind):
            field.setVisible(not boards)
        by_heads = form in rules.BY_HEADS_ONLY
        self.share_field.setVisible(not by_heads)
        self.agreed.setVisible(not by_heads and self.share.value() is ShareBy.AGREEMENT)

    def _values(self) -> dict[str, object]:
        """Only what the form asks; hidden fields say their usual value."""
        values = self.form.values()
        if values["form"] is TenancyForm.BOARDING:
            values |= {"rooms": None, "ancillary": 0}
        if values["form"] in rules.BY_HEADS_ONLY:
            values["share_by"] = ShareBy.HEADS
        if values["share_by"] is ShareBy.HEADS:
            values["agreed_share"] = None
        values["ancillary"] = values["ancillary"] or 0
        return values

    def act(self) -> Act | None:
        """Add or change."""
        values = self._values()
        row = self._row
        if row is None:
            return usecases.add_tenancy, usecases.AddTenancy(case_id=self._case.id, **values)  # type: ignore[arg-type]  # values by the keys of the form
        changes = {key: value for key, value in values.items() if getattr(row, key) != value}
        if not changes:
            return None
        command = usecases.ChangeTenancy(id=row.id, base_version=row.version, changes=changes)
        return usecases.change_tenancy, command


class RoomsInput(ParsedInput):
    """Rooms in tenths."""

    def __init__(self) -> None:
        super().__init__(read_rooms, _rooms_words)
        self.setFixedWidth(80)


class EndDialog(CommandDialog):
    """The last day in a dwelling."""

    def __init__(self, parent: QWidget, desk: Desk, row: TenancyRow, today: date) -> None:
        super().__init__(parent, desk, "Ende der Wohnung")
        self._row = row
        field = Field("&Letzter Tag", DateInput(near=today))
        self.put("ended_on", field, needed="Schreiben Sie den letzten Tag.")
        self.show_row(row)

    def act(self) -> Act | None:
        """Only the end."""
        if not (changes := self.form.changes()):
            return None
        command = usecases.ChangeTenancy(
            id=self._row.id, base_version=self._row.version, changes=changes
        )
        return usecases.change_tenancy, command


class MeasureDialog(CommandDialog):
    """An Auflage with its deadline, or a Kürzung with the amount that still counts."""

    def __init__(
        self, parent: QWidget, desk: Desk, tenancy: TenancyRow, kind: RentMeasure, today: date
    ) -> None:
        intro = f"{words.SINGLE_CASE} Die Verfügung schreiben Sie unter «Verfügungen»."
        super().__init__(parent, desk, f"{texts.word(kind)} erfassen", intro=intro)
        self._tenancy, self._kind = tenancy, kind
        self.put(
            "ordered_on",
            Field("&Angeordnet am", DateInput(near=today)),
            needed="Schreiben Sie den Tag der Anordnung.",
        )
        if kind is RentMeasure.ORDER:
            deadline = Field("&Frist, eine günstigere Wohnung zu suchen", DateInput(near=today))
            self.put("deadline", deadline, needed=words.DEADLINE_NEEDED)
        else:
            amount = Field("&Noch angerechnet pro Monat", AmountInput())
            self.put("reduced_to", amount, needed=words.AMOUNT_NEEDED)
        self.put("note", Field("&Bemerkung", TextArea(lines=2), optional=True, width=_WIDE))

    def act(self) -> Act | None:
        """Add it; the limit of the day is kept with it."""
        command = usecases.AddRentMeasure(
            tenancy_id=self._tenancy.id, kind=self._kind, **self.form.values()
        )
        return usecases.add_rent_measure, command


class LiftDialog(CommandDialog):
    """From when an Auflage or a Kürzung does not hold any more."""

    def __init__(self, parent: QWidget, desk: Desk, row: RentMeasureRow, today: date) -> None:
        super().__init__(parent, desk, f"{texts.word(row.kind)} aufheben", action="&Aufheben")
        self._row = row
        field = Field("Aufgehoben a&m", DateInput(near=today))
        self.put("lifted_on", field, needed="Schreiben Sie den Tag.")
        self.form.set_values({"lifted_on": today})

    def act(self) -> Act | None:
        """Lift it."""
        command = usecases.LiftRentMeasure(
            id=self._row.id,
            base_version=self._row.version,
            lifted_on=self.form["lifted_on"].value(),
        )
        return usecases.lift_rent_measure, command


class EffortDialog(CommandDialog):
    """What was done to find a cheaper dwelling."""

    def __init__(self, parent: QWidget, desk: Desk, measure_id: UUID, today: date) -> None:
        super().__init__(parent, desk, "Suchbemühungen erfassen", action="&Erfassen")
        self._measure_id = measure_id
        self.put(
            "shown_on",
            Field("&Belegt am", DateInput(near=today)),
            needed="Schreiben Sie den Tag.",
        )
        self.put(
            "text",
            Field("&Was wurde getan", TextArea(lines=3), width=_WIDE),
            needed=words.EFFORT_MISSING,
        )
        self.form.set_values({"shown_on": today})

    def act(self) -> Act | None:
        """Add it."""
        command = usecases.AddSearchEffort(measure_id=self._measure_id, **self.form.values())
        return usecases.add_search_effort, command
