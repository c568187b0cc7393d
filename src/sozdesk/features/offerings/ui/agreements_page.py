"""«Leistungsvereinbarungen und GfS»: who is paid by agreement, whom municipalities recognised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings import queries, usecases
from sozdesk.features.offerings.terms import (
    TOPIC,
    AgreementRow,
    AttachmentOwner,
    MunicipalRow,
    OfferingRow,
    ProviderRow,
)
from sozdesk.features.offerings.ui import offering_words as words
from sozdesk.features.offerings.ui.attachments_part import AttachmentsPart
from sozdesk.features.offices import queries as offices
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, stop
from sozdesk.kernel.municipality import Municipality
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, SuggestedInput, TextArea, TextInput
from sozdesk.widgets.municipalities import MunicipalityInput
from sozdesk.widgets.page import Page
from sozdesk.widgets.rows_part import Removal, RowsPart
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column
from sozdesk.widgets.tabs import Tabs
from sozdesk.widgets.typed import AmountInput, DateInput

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_WIDE = 460
_PROGRAMMES = ("Programm R", "Programm S", "Erstgespräche ZIF", "Supported Employment (Pilot)")
_FACTS = (
    "Wer über eine Leistungsvereinbarung bezahlt wird, rechnet nicht pro Person ab "
    "(§ 25c SHV, § 4 Abs. 4 kAV)."
)
_GFS = (
    "Nach dem Gesetz über die frühe Sprachförderung anerkennt die Gemeinde. Das sagt nichts über die "
    "Anerkennung durch das KSA."
)


def build(desk: Desk, navigator: Navigator) -> QWidget:
    """The page."""
    return AgreementsPage(desk, navigator)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the page and its dialogs show and offer."""

    agreements: tuple[AgreementRow, ...]
    municipal: tuple[MunicipalRow, ...]
    providers: tuple[ProviderRow, ...]
    offerings: tuple[OfferingRow, ...]
    municipalities: tuple[Municipality, ...]
    today: date


def _load(archive: Archive) -> Known:
    today = archive.context().today
    return Known(
        agreements=archive.query(queries.agreements),
        municipal=archive.query(queries.municipal_recognitions),
        providers=archive.query(queries.providers),
        offerings=archive.query(queries.offerings, today),
        municipalities=archive.query(offices.municipalities, today),
        today=today,
    )


class AgreementsPage(Page):
    """Two tabs."""

    handbook_place = "anerkennung#vereinbarungen"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Leistungsvereinbarungen und GfS", _FACTS, back=navigator.back)
        self.desk = desk
        self.data: Known | None = None
        agreement = Column(
            title="Vereinbarung",
            text=lambda row: f"{row.programme}: {row.partner}",
            second=_agreement_words,
            symbol=lambda row: self._symbol(row.ends),
            stretch=True,
        )
        municipal = Column(
            title="Anerkennung nach GfS",
            text=lambda row: f"{row.provider_name}, {row.municipality}",
            second=words.municipal,
            symbol=lambda row: self._symbol(row.valid_to),
            stretch=True,
        )
        self.agreements = RowsPart(
            desk,
            ("Leistungsvereinbarungen", "Leistungsvereinbarung"),
            agreement,
            self._agreement_dialog,
            Removal(usecases.remove_agreement, usecases.RemoveRow),
        )
        self.files = AttachmentsPart(desk)
        self._files = layouts.box(layouts.column(labels.section("Anhänge"), self.files))
        self.agreements.table.view.current_row_changed.connect(lambda _row: self._show_files())
        self.municipal = RowsPart(
            desk,
            ("Anerkennungen nach GfS", "Anerkennung nach GfS"),
            municipal,
            self._municipal_dialog,
            Removal(usecases.remove_municipal, usecases.RemoveRow),
            hint=_GFS,
        )
        first = layouts.box(layouts.column(self.agreements, self._files, None))
        self.tabs = Tabs(
            [("Leistungsvereinbarungen", first), ("Anerkennung nach GfS", self.municipal)]
        )
        self.set_content(
            layouts.box(layouts.column(self.tabs, None, margins=(24, 14, 20, 20))), scroll=True
        )
        desk.changed.connect(self._on_changed)
        self.reload()

    def _symbol(self, last: date | None) -> str:
        gone = last is not None and self.data is not None and last < self.data.today
        return State.UNCHANGED if gone else State.RECORDED

    def _agreement_dialog(self, row: AgreementRow | None) -> CommandDialog:
        assert self.data is not None
        return AgreementDialog(self, self.desk, self.data, row)

    def _municipal_dialog(self, row: MunicipalRow | None) -> CommandDialog:
        assert self.data is not None
        return MunicipalDialog(self, self.desk, self.data, row)

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read both lists again."""
        self.desk.call(_load, done=self._show, owner=self)

    def _show(self, data: Known) -> None:
        self.data = data
        self.agreements.show_rows(data.agreements)
        self.municipal.show_rows(data.municipal)
        self._show_files()

    def _show_files(self) -> None:
        row = self.agreements.table.current()
        self._files.setVisible(row is not None)
        if row is not None:
            self.files.show_owner(AttachmentOwner.AGREEMENT, row.id)


def _agreement_words(row: AgreementRow) -> str:
    amount = (
        f"CHF {german.amount(row.amount)}" if row.amount is not None else "Betrag nicht erfasst"
    )
    paid = german.plural(len(row.offerings), "Angebot", "Angebote") if row.offerings else ""
    return ", ".join(filter(None, (row.number, words.span(row.begins, row.ends), amount, paid)))


class AgreementDialog(CommandDialog):
    """Partner, programme, term, amount, what is delivered, which offerings it pays for."""

    def __init__(self, parent: QWidget, desk: Desk, known: Known, row: AgreementRow | None) -> None:
        title = "Leistungsvereinbarung ändern" if row else "Leistungsvereinbarung erfassen"
        super().__init__(parent, desk, title)
        self._row, self._known = row, known
        self._taken: tuple[UUID, ...] = row.offering_ids if row else ()
        self.put("partner", Field("&Partner", TextInput(), width=_WIDE))
        self.put("programme", Field("Pro&gramm", SuggestedInput(_PROGRAMMES), width=_WIDE))
        providers = Choice(
            [(one.id, one.name) for one in known.providers], empty="nicht in der Liste"
        )
        self.put("provider_id", Field("Anbieter/in in der &Liste", providers, width=_WIDE))
        self.put("number", Field("&Nummer", TextInput(), optional=True, width=220))
        amount = Field("&Betrag in CHF, ganze Dauer", AmountInput(), optional=True)
        fields = (
            self.form.add("begins", Field("B&eginn", DateInput())),
            self.form.add("ends", Field("En&de", DateInput(), optional=True)),
            self.form.add("amount", amount),
        )
        self.body.addWidget(layouts.Flow(*fields, spacing=14, below=12))
        deliverables = TextArea(lines=2)
        self.put("deliverables", Field("Leis&tungen", deliverables, optional=True, width=_WIDE))
        self.put("citation", Field("&Rechtsgrundlage", TextInput(), optional=True, width=_WIDE))
        self._put_offerings()
        if row is not None:
            self.form.set_values(
                {key: getattr(row, key, None) for key in self.form.values() if key != "offering"}
            )

    def _put_offerings(self) -> None:
        """One line to add to, and what is taken; numbers are how the office names its offerings."""
        self.offerings = TextInput(limit=400)
        hint = "Nummern der Angebote, die sie bezahlt, zum Beispiel: 12, 48"
        field = Field("&Angebote", self.offerings, hint=hint, optional=True, width=_WIDE)
        self.put("offering", field, finding_of="offering_ids")
        numbers = {one.id: one.number for one in self._known.offerings}
        self.offerings.set_value(
            ", ".join(str(numbers[key]) for key in self._taken if key in numbers)
        )
        self.form.mark_clean()

    def check(self) -> list[Finding]:
        """The first day, too, and numbers that no offering has."""
        found = list(super().check())
        if self.form["begins"].value() is None and not any(one.field == "begins" for one in found):
            found.append(stop("entry", "Schreiben Sie den ersten Tag.", "begins"))
        unknown = [word for word in self._words() if word not in self._by_number()]
        if unknown:
            found.append(stop("entry", f"Kein Angebot hat die Nummer {unknown[0]}.", "offering"))
        return found

    def _words(self) -> list[str]:
        return self.offerings.value().replace(";", " ").replace(",", " ").split()

    def _by_number(self) -> dict[str, UUID]:
        return {str(one.number): one.id for one in self._known.offerings}

    def _chosen(self) -> tuple[UUID, ...]:
        known = self._by_number()
        return tuple(known[word] for word in self._words())

    def act(self) -> Act | None:
        """Add or change."""
        values = self.form.values()
        values.pop("offering")
        if self._row is None:
            return usecases.add_agreement, usecases.AddAgreement(
                **values, offering_ids=self._chosen()
            )
        changes = self.form.changes()
        changes.pop("offering", None)
        chosen = self._chosen()
        same = set(chosen) == set(self._taken)
        if not changes and same:
            return None
        command = usecases.ChangeAgreement(
            id=self._row.id,
            base_version=self._row.version,
            changes=changes,
            offering_ids=None if same else chosen,
        )
        return usecases.change_agreement, command


class MunicipalDialog(CommandDialog):
    """Which municipality recognised whom, from when to when, and whether the canton was told."""

    def __init__(self, parent: QWidget, desk: Desk, known: Known, row: MunicipalRow | None) -> None:
        title = "Anerkennung nach GfS ändern" if row else "Anerkennung nach GfS erfassen"
        super().__init__(parent, desk, title)
        self._row = row
        if row is None:
            providers = Choice([(one.id, one.name) for one in known.providers], empty="Wählen")
            self.put(
                "provider_id",
                Field("&Spielgruppe oder Kita", providers, width=_WIDE),
                needed="Wählen Sie, wer anerkannt wurde.",
            )
            self.put(
                "bfs_number",
                Field("&Gemeinde", MunicipalityInput(known.municipalities), width=260),
                needed="Wählen Sie die Gemeinde.",
            )
        first = Field("&Anerkannt ab", DateInput(near=known.today))
        self.put("recognised_on", first, needed="Schreiben Sie den ersten Tag.")
        hint = "Leer: so viele Jahre, wie das Gesetz sagt."
        last = Field("Anerkannt &bis", DateInput(), optional=row is None, hint="" if row else hint)
        self.put("valid_to", last, needed="Schreiben Sie den letzten Tag." if row else "")
        told = Field("Dem Kanton ge&meldet am", DateInput(near=known.today), optional=True)
        self.put("notified_on", told)
        self.put("note", Field("Beme&rkung", TextInput(limit=400), optional=True, width=_WIDE))
        if row is not None:
            self.show_row(row)

    def act(self) -> Act | None:
        """Add or change."""
        if self._row is None:
            return usecases.add_municipal, usecases.AddMunicipal(**self.form.values())
        if not (changes := self.form.changes()):
            return None
        command = usecases.ChangeMunicipal(
            id=self._row.id, base_version=self._row.version, changes=changes
        )
        return usecases.change_municipal, command
