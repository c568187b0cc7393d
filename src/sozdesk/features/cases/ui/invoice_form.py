"""The fields of a provider's invoice: head, lines one below the other, all by keyboard."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import queries, rules
from sozdesk.features.cases.terms import (
    Enacted,
    InvoiceDraft,
    InvoiceFacts,
    InvoiceRow,
    LineDraft,
)
from sozdesk.features.cases.ui import enactment_words
from sozdesk.features.cases.ui import invoice_words as words
from sozdesk.features.offerings.terms import Vat
from sozdesk.kernel import german
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.fields import Field, Form
from sozdesk.widgets.inputs import Choice, TextInput
from sozdesk.widgets.summary import ErrorSummary
from sozdesk.widgets.typed import AmountInput, DateInput, ParsedInput, percent_input

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_WIDE = 460
_GAP = 24
_UNITS = (
    "Einheiten: was verrechnet ist. möglich: was in dieser Zeit angeboten war. davon abwesend: "
    "verrechnete Einheiten, an denen die Person fehlte."
)
_RECENT = timedelta(days=730)
"""Offerings that ended longer ago are not invoiced any more."""
LINE_FIELDS: Final = (
    "enactment_id", "first_day", "last_day", "units", "possible", "absent", "amount",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceKnown:
    """What the form offers to choose from, and the invoice as it is."""

    enacted: tuple[Enacted, ...]
    invoices: tuple[InvoiceRow, ...]
    row: InvoiceRow | None
    today: date

    def invoice(self, invoice_id: UUID | None) -> InvoiceRow | None:
        """One of the invoices to choose from."""
        return next((one for one in self.invoices if one.id == invoice_id), None)

    def providers(self) -> list[tuple[UUID, str]]:
        """Who has an enacted offering, by name."""
        return list(dict.fromkeys((one.provider_id, one.provider_name) for one in self.enacted))

    def of_provider(self, provider_id: UUID | None) -> list[Enacted]:
        """What a provider can invoice."""
        return [one for one in self.enacted if one.provider_id == provider_id]

    def creditable(self, provider_id: UUID | None) -> list[InvoiceRow]:
        """Invoices that a credit note of the provider can take back."""
        own = self.row.id if self.row else None
        return [
            one
            for one in self.invoices
            if one.provider_id == provider_id and one.credits_id is None and one.id != own
        ]


def load(archive: Archive, invoice_id: UUID | None, also: Collection[UUID]) -> InvoiceKnown:
    """Everything the form needs; ``also`` are ids of invoices and enactments, however old."""
    today = archive.context().today
    wanted = {*also, *([invoice_id] if invoice_id else [])}
    rows = archive.query(queries.invoices, since=today - _RECENT, also=wanted)
    row = next((row for row in rows if row.id == invoice_id), None)
    named = {line.enactment_id for line in row.lines} if row else set()
    return InvoiceKnown(
        enacted=archive.query(queries.enacted, today - _RECENT, wanted | named),
        invoices=rows,
        row=row,
        today=today,
    )


class InvoiceForm(QWidget):
    """A form for a draft; one line more or less makes a new one."""

    rebuilt = Signal(object)
    """The draft that the next form shows."""

    def __init__(self, known: InvoiceKnown, draft: InvoiceDraft) -> None:
        super().__init__()
        self._known, self._ids = known, [line.id for line in draft.lines]
        self.form = Form()
        self.summary = ErrorSummary(self.form)
        self.total = labels.strong("")
        add = buttons.button("&Zeile hinzufügen", self.add_line, icon="plus", tip="Ctrl+Enter")
        self.add_button = add
        lines = [self._line(place, draft) for place in range(len(draft.lines))]
        column = layouts.column(
            self.summary,
            *self._head(draft),
            layouts.line(),
            labels.section("Wofür"),
            labels.secondary(_UNITS),
            *lines,
            layouts.row(add, None, self.total),
            None,
            spacing=12,
            margins=(24, 8, 24, 24),
        )
        self.setLayout(column)
        self.setMaximumWidth(900)
        self.form.changed.connect(self._show_total)
        self.form["provider_id"].input.changed.connect(self._on_provider)
        self._show_total()

    def _put(self, key: str, field: Field, value: Any) -> Field:
        field.set_value(value)
        return self.form.add(key, field)

    # ------------------------------------------------------------------ building

    def _head(self, draft: InvoiceDraft) -> list[QWidget]:
        known, today = self._known, self._known.today
        who = Choice(known.providers(), empty="Wählen")
        credits_ = Choice(self._credits(draft.provider_id))
        vat = Choice(
            [(one, words.VAT_WORDS[one]) for one in (Vat.EXEMPT, Vat.INCLUDED, Vat.EXCLUDED)]
        )
        rate = Field("M&WST-Satz", percent_input(), optional=True, width=90)
        first = (
            self._put("number", Field("&Nummer", TextInput(limit=60), width=170), draft.number),
            self._put(
                "invoiced_on", Field("Dat&um", DateInput(near=today)), draft.invoiced_on
            ),
            self._put("stated_total", Field(
                "To&tal auf dem Papier", AmountInput(), optional=True), draft.stated_total),
        )  # fmt: skip
        second = (
            self._put("vat", Field("&MWST", vat, width=240), draft.vat),
            self._put("vat_rate", rate, draft.vat_rate),
            self._put(
                "paid_on",
                Field("B&ezahlt am", DateInput(near=today), optional=True),
                draft.paid_on,
            ),
        )
        credit = Field("&Gutschrift zu", credits_, width=_WIDE)
        note = Field("Beme&rkung", TextInput(limit=400), optional=True, width=_WIDE)
        provider = Field("Anb&ieter/in", who, width=_WIDE)
        return [
            labels.section("Rechnung"),
            self._put("provider_id", provider, draft.provider_id),
            layouts.Flow(*first, spacing=_GAP, below=12),
            layouts.Flow(*second, spacing=_GAP, below=12),
            self._put("credits_id", credit, draft.credits_id),
            self._put("note", note, draft.note),
        ]

    def _line(self, place: int, draft: InvoiceDraft) -> QWidget:
        line, today = draft.lines[place], draft.invoiced_on or self._known.today
        offerings = Choice(self._offerings(draft.provider_id))
        inputs: dict[str, tuple[str, Any]] = {
            "enactment_id": ("Verfügtes Angebot", offerings),
            "first_day": ("Leistung von", DateInput(near=today)),
            "last_day": ("bis", DateInput(near=today)),
            "units": ("Einheiten", _units()),
            "possible": ("möglich", _units()),
            "absent": ("davon abwesend", _units()),
            "amount": ("Betrag", AmountInput()),
        }
        fields = {}
        for key, (caption, input_) in inputs.items():
            field = Field(f"Zeile {place + 1}, {caption}", input_, show_label=False)
            fields[key] = self._put(rules.line_field(place, key), field, getattr(line, key))
        captioned = [_captioned(caption, fields[key]) for key, (caption, _input) in inputs.items()]
        gone = buttons.icon_button(
            "x", f"Zeile {place + 1} entfernen", lambda: self.remove_line(place)
        )
        captioned[1:] = [layouts.Flow(*captioned[1:], _bottom(gone), spacing=12, below=6)]
        findings = [field.line for field in fields.values()]
        return layouts.box(
            layouts.column(labels.secondary(f"Zeile {place + 1}"), *captioned, *findings, spacing=4)
        )

    def _credits(self, provider_id: UUID | None) -> list[tuple[UUID | None, str]]:
        known = self._known.creditable(provider_id)
        return [(None, "keine Gutschrift"), *((one.id, _credited(one)) for one in known)]

    def _offerings(self, provider_id: UUID | None) -> list[tuple[UUID | None, str]]:
        known = self._known.of_provider(provider_id)
        return [(None, "Wählen"), *((one.id, words.enacted(one)) for one in known)]

    # ------------------------------------------------------------------ what is typed

    def draft(self) -> InvoiceDraft:
        """What is typed now."""
        values = self.form.values()
        lines = tuple(
            LineDraft(
                id=row_id, **{key: values[rules.line_field(place, key)] for key in LINE_FIELDS}
            )
            for place, row_id in enumerate(self._ids)
        )
        head = {
            key: values[key]
            for key in (
                "provider_id", "number", "invoiced_on", "paid_on", "vat", "vat_rate",
                "credits_id", "note", "stated_total",
            )
        }  # fmt: skip
        return InvoiceDraft(**head, lines=lines)

    def _show_total(self) -> None:
        total = sum(line.amount or 0 for line in self.draft().lines)
        self.total.setText(f"Total {german.amount(total)}")

    def show_facts(self, facts: InvoiceFacts) -> None:
        """Prüfhinweise at their fields; what is missing only when somebody saves."""
        findings = [one for one in rules.invoice_findings(facts) if one.code != "missing"]
        self.form.show_findings(findings)

    def set_days(self, place: int, days: tuple[date, date]) -> None:
        """Propose the service period of a line, where none was typed."""
        fields = [self.form[rules.line_field(place, key)] for key in ("first_day", "last_day")]
        if all(field.value() is None for field in fields):
            for field, day in zip(fields, days, strict=True):
                field.set_value(day)

    # ------------------------------------------------------------------ other shapes

    def _on_provider(self) -> None:
        """Other offerings can be invoiced; what was chosen of the one before goes.

        The fields stay, so that whoever types a name into the list goes on typing there.
        """
        provider_id = self.form["provider_id"].value()
        self._offer("credits_id", self._credits(provider_id))
        for place in range(len(self._ids)):
            key = rules.line_field(place, "enactment_id")
            self._offer(key, self._offerings(provider_id))

    def _offer(self, key: str, choices: list[tuple[UUID | None, str]]) -> None:
        choice = self.form[key].input
        assert isinstance(choice, Choice), "made as one above"
        choice.set_choices(choices)

    def add_line(self) -> None:
        """One line more, with the days of the one before."""
        kept = self.draft()
        last = kept.lines[-1] if kept.lines else LineDraft()
        new = LineDraft(first_day=last.first_day, last_day=last.last_day)
        self.rebuilt.emit(replace(kept, lines=(*kept.lines, new)))

    def remove_line(self, place: int) -> None:
        """One line less."""
        kept = self.draft()
        lines = tuple(line for number, line in enumerate(kept.lines) if number != place)
        self.rebuilt.emit(replace(kept, lines=lines))

    def focus_line(self, place: int) -> None:
        """Put the cursor into the first field of a line."""
        self.form[rules.line_field(place, "enactment_id")].focus()


def _units() -> ParsedInput:
    made = enactment_words.units_input()
    made.setFixedWidth(74)
    return made


def _captioned(caption: str, field: Field) -> QWidget:
    """An input below its short name; its finding stands elsewhere."""
    label = labels.secondary(caption, wrap=False)
    widget = field.input.focus_target()
    label.setBuddy(widget)
    return layouts.box(layouts.column(label, widget, spacing=2))


def _bottom(widget: QWidget) -> QWidget:
    return layouts.box(layouts.column(20, widget, spacing=0))


def _credited(row: InvoiceRow) -> str:
    return f"{row.number} vom {german.day(row.invoiced_on)}, {german.amount(row.total)}"
