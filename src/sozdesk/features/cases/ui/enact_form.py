"""The fields of an enacted offering in sections; its keys are those of the draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import queries, rules
from sozdesk.features.cases.terms import (
    CaseRow,
    EnactmentCheck,
    EnactmentDraft,
    EnactmentRow,
    MemberRow,
    RulingChoice,
)
from sozdesk.features.cases.texts import enactments as said
from sozdesk.features.cases.ui import enactment_words as words
from sozdesk.features.cases.ui.offering_picker import OfferingPicker
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.terms import OfferingRow, PriceUnit
from sozdesk.kernel import german
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.fields import Field, Form
from sozdesk.widgets.inputs import Choice, TextArea, Tick
from sozdesk.widgets.summary import ErrorSummary
from sozdesk.widgets.typed import AmountInput, DateInput, NumberInput

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_WIDE = 460
_GAP = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class EnactKnown:
    """What the form offers to choose from, and the enactment as it is."""

    case: CaseRow
    members: tuple[MemberRow, ...]
    offerings: tuple[OfferingRow, ...]
    rulings: tuple[RulingChoice, ...]
    row: EnactmentRow | None
    today: date


def load(archive: Archive, case_id: UUID, enactment_id: UUID | None) -> EnactKnown | None:
    """Everything the form needs; None if the case is gone."""
    today = archive.context().today
    case = archive.query(queries.case, case_id, today)
    if case is None:
        return None
    row = archive.query(queries.enactment, enactment_id) if enactment_id else None
    return EnactKnown(
        case=case,
        members=archive.query(queries.members_of, case_id),
        offerings=archive.query(offerings.offerings, today),
        rulings=archive.query(queries.ruling_choices, case_id),
        row=row,
        today=today,
    )


class EnactForm(QWidget):
    """All fields; ``show_check`` puts what the catalogue proposes where nothing else was typed."""

    def __init__(self, known: EnactKnown) -> None:
        super().__init__()
        self._known = known
        self.form = Form()
        self.summary = ErrorSummary(self.form)
        self._proposed: dict[str, Any] = {}
        """What was put in by the form itself and may be replaced by it."""
        column = layouts.column(
            self.summary,
            *self._what(),
            *self._when(),
            *self._money(),
            *self._share(),
            *self._zif(),
            *self._ruling(),
            None,
            spacing=12,
            margins=(24, 8, 24, 24),
        )
        self.setLayout(column)
        self.setMaximumWidth(820)
        self._fill()

    def _put(self, key: str, field: Field) -> Field:
        return self.form.add(key, field)

    def _what(self) -> list[QWidget]:
        row = self._known.row
        title = f"{row.offering_title} (Nr. {row.offering_number})" if row else ""
        self.picker = OfferingPicker(self._known.offerings, title)
        people = dict.fromkeys((one.person.id, _person_words(one)) for one in self._known.members)
        self.people = Choice(list(people), empty=None if len(people) == 1 else "Wählen")
        return [
            labels.section("Angebot"),
            self._put("offering_id", Field("A&ngebot des Katalogs", self.picker)),
            self._put("person_id", Field("&Für wen", self.people, width=_WIDE)),
        ]

    def _when(self) -> list[QWidget]:
        today = self._known.today
        fields = (
            self._put("first_day", Field("&Erster Tag", DateInput(near=today))),
            self._put("last_day", Field("Letzter &Tag", DateInput(near=today))),
            self._put("workload", Field("Pensu&m in Prozent", NumberInput())),
        )
        return [
            layouts.line(),
            labels.section("Dauer und Pensum"),
            layouts.Flow(*fields, spacing=_GAP, below=12),
        ]

    def _money(self) -> list[QWidget]:
        units = Choice([(one, said.unit_word(one)) for one in PriceUnit], empty="Wählen")
        possible = Field(
            "Mö&glich pro Monat", words.units_input(), optional=True, width=104,
            hint="Bei Preisen pro Tag oder Stunde: wie viele vereinbart sind, zum Beispiel 8.",
        )  # fmt: skip
        price = self._put("price", Field("&Preis in CHF, mit MWST", AmountInput()))
        unit = self._put("unit", Field("P&reis gilt für", units, width=170))
        self.price_hint = labels.secondary("")
        self.proposal = labels.secondary("")
        self.use_button = buttons.link("Vorschlag einsetzen", self._use_proposal)
        approved = self._put("approved", Field("&Kostengutsprache in CHF", AmountInput()))
        return [
            layouts.line(),
            labels.section("Preis und Kostengutsprache"),
            layouts.Flow(price, unit, spacing=_GAP, below=12),
            self.price_hint,
            self._put("units_possible", possible),
            approved,
            self.proposal,
            self.use_button,
        ]

    def _share(self) -> list[QWidget]:
        own = Tick("Ke&in Kantonsbeitrag, ganz zulasten der Gemeinde")
        free = Tick("K&ostenloses Angebot der Gemeinde nach GfS")
        free.setToolTip("Gesetz über die frühe Sprachförderung (GfS)")
        return [
            layouts.line(),
            labels.section("Kantonsbeitrag"),
            self._put("without_share", Field("Kein Kantonsbeitrag", own, show_label=False)),
            self._put("gfs_free", Field("Kostenlos nach GfS", free, show_label=False)),
        ]

    def _zif(self) -> list[QWidget]:
        day = Field("&ZIF-Empfehlung vom", DateInput(near=self._known.today), optional=True)
        binding = Tick("Die Empfehlung ist verbindlich")
        part = layouts.column(
            layouts.line(),
            labels.section("Empfehlung des ZIF"),
            labels.secondary("Zentrum Integrationsförderung des Kantons (ZIF)"),
            self._put("zif_recommended_on", day),
            self._put("zif_binding", Field("Verbindlich", binding, show_label=False)),
            spacing=12,
        )
        self.zif = layouts.box(part)
        return [self.zif]

    def _ruling(self) -> list[QWidget]:
        choices = [(one.id, words.ruling_choice(one)) for one in self._known.rulings]
        choice = Choice(choices, empty="kommt später")
        note = Field("Bemerk&ung", TextArea(lines=2), optional=True)
        return [
            layouts.line(),
            labels.section("Verfügung"),
            self._put("ruling_id", Field("&Verfügung zum Angebot", choice, width=_WIDE)),
            self._put("note", note),
        ]

    def _fill(self) -> None:
        row = self._known.row
        if row is not None:
            self.form.set_values({key: getattr(row, key) for key in self.form.values()})
            self.picker.freeze()
        self.form.mark_clean()
        self.zif.setVisible(row is not None and row.zif_recommended_on is not None)
        self._show_proposal("", None)

    # ------------------------------------------------------------------ following the typing

    def draft(self) -> EnactmentDraft:
        """What is typed now."""
        return EnactmentDraft(case_id=self._known.case.id, **self.form.values())

    def show_check(self, check: EnactmentCheck) -> None:
        """Proposals into untouched fields; hints and stops at their fields, what is missing not yet."""
        facts = check.facts
        if self._known.row is None:
            self._propose("unit", facts.catalogue_unit)
            self._propose("price", facts.catalogue_price)
            self._propose("approved", check.proposal.amount)
        chosen = self.form["offering_id"].value()
        offering = next((one for one in self._known.offerings if one.id == chosen), None)
        span = (offering.workload_from, offering.workload_to) if offering else (None, None)
        self.price_hint.setText(said.price_for(*span))
        self._show_proposal(check.proposal.how, check.proposal.amount)
        wanted = facts.regime_code in rules.ZIF_REGIMES
        self.zif.setVisible(wanted or self.form["zif_recommended_on"].value() is not None)
        said_now = [one for one in rules.may_enact(facts) if one.code != "missing"]
        self.form.show_findings(said_now)

    def _propose(self, key: str, value: Any) -> None:
        """Put a value where there is none, or the one that was proposed before."""
        now = self.form[key].value()
        if value is None or now not in (None, self._proposed.get(key)) or now == value:
            return
        self._proposed[key] = value
        self.form[key].set_value(value)

    def _show_proposal(self, how: str, amount: int | None) -> None:
        self._proposal = amount
        known = f"Aus dem Preis: {german.amount(amount)} ({how})." if amount is not None else how
        self.proposal.setText(known)
        self.proposal.setVisible(bool(known))
        differs = amount is not None and self.form["approved"].value() != amount
        self.use_button.setVisible(differs)

    def _use_proposal(self) -> None:
        self._proposed["approved"] = self._proposal
        self.form["approved"].set_value(self._proposal)


def _person_words(member: MemberRow) -> str:
    """«Muster Anna, nicht unterstützt»."""
    left = member.ended_on is not None
    parts = (
        member.person.name,
        "" if member.supported else "nicht unterstützt",
        f"im Haushalt bis {german.day(member.ended_on)}" if left and member.ended_on else "",
    )
    return ", ".join(filter(None, parts))
