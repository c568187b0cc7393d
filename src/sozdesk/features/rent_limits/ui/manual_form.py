"""The form of manual entry: the same questions as the workbook, laid out for the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from sozdesk.features.rent_limits import rules, texts
from sozdesk.features.rent_limits.files import fields as form_fields
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    OPTIONAL_CATEGORIES,
    Block,
    Category,
    Declaration,
    ReceivedVia,
    amount_field,
)
from sozdesk.features.rent_limits.ui import hint_words
from sozdesk.features.rent_limits.ui.manual_inputs import input_for
from sozdesk.features.rent_limits.ui.manual_values import values_of
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.municipality import Municipality
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.fields import Field, Form
from sozdesk.widgets.form_table import FormTable
from sozdesk.widgets.inputs import RadioChoice, Tick
from sozdesk.widgets.municipalities import MunicipalityInput
from sozdesk.widgets.typed import AmountInput, DateInput

_AMOUNT_BLOCKS = {
    Category.YOUNG_ADULT: Block.YOUNG_ADULTS,
    Category.SHARED: Block.SHARED,
    Category.EMERGENCY: Block.EMERGENCY,
}
_WAYS = (ReceivedVia.LETTER, ReceivedVia.PHONE, ReceivedVia.EMAIL)
_LABELS = {
    "valid_from": "Gül&tig ab",
    "decided_on": "Bes&chlossen am",
    "decision_body": "&Organ",
    "decision_number": "Beschluss-&Nr.",
    "meeting_on": "Sitzung &vom",
    "method": "&Wie wurden die Beträge hergeleitet?",
    "method_text": "Erlä&uterung",
    "last_reviewed_on": "Zuletzt übe&rprüft am",
    "no_limits_reason": "Grund",
    "contact_name": "&Kontaktperson",
    "contact_email": "E-&Mail",
    "contact_phone": "Tele&fon",
    "remark": "Bemerkung",
}
_HINTS = {"decided_on": "Zum Beispiel 24.11.2026"}
_OPTIONAL = frozenset({"decision_number", "method_text", "last_reviewed_on", "remark"})
_LIKE_LAST_YEAR = (
    "rent_kind",
    "interval",
    "method",
    "contact_name",
    "contact_email",
    "contact_phone",
)
_WIDTHS = {"decision_number": 170, "contact_phone": 170}


class EntryForm(QWidget):
    """Fields by the keys of the form, and beside them the earlier values.

    ``form`` holds «no_limits» besides the form's own keys. With ``places`` it also asks how a
    return arrived: «municipality», «received_on», «via». ``before`` heads the earlier values: last
    year if left empty.
    """

    def __init__(
        self,
        year: int,
        blocks: frozenset[Block],
        *,
        places: Sequence[Municipality] = (),
        before: str = "",
    ) -> None:
        super().__init__()
        self.form = Form()
        self._year, self._blocks = year, blocks
        self._head_before = before or str(year - 1)
        self._previous: Declaration | None = None
        self._before: dict[Category, QLabel] = {}
        self._change: dict[Category, QLabel] = {}
        self.categories = (
            *MAIN_CATEGORIES,
            *(one for one in OPTIONAL_CATEGORIES if _AMOUNT_BLOCKS[one] in blocks),
        )
        arrival = [self._arrival(places)] if places else []
        self.table = self._table()
        left, right = QVBoxLayout(), QVBoxLayout()
        self.below_amounts = QVBoxLayout()
        self._fill_left(left)
        self._fill_right(right)
        self.setLayout(
            layouts.column(
                *arrival, layouts.Columns(left, right), None, spacing=16, margins=(24, 4, 20, 24)
            )
        )
        self.form.changed.connect(self._follow)
        self._follow()

    # ------------------------------------------------------------ building

    def _add(self, key: str, **options: Any) -> Field:
        """A field with the words of the form."""
        label = _LABELS.get(key, texts.field_label(key))
        field = Field(
            label,
            input_for(key),
            hint=_HINTS.get(key, ""),
            optional=key in _OPTIONAL,
            width=_WIDTHS.get(key, 0),
            **options,
        )
        return self.form.add(key, field)

    def _tick(self, key: str, words: str) -> Field:
        return self.form.add(key, Field(words, Tick(words), show_label=False))

    def _arrival(self, places: Sequence[Municipality]) -> QWidget:
        municipality = Field("Gem&einde", MunicipalityInput(places), width=260)
        day = Field("E&ingegangen am", DateInput())
        way = Field("Auf welchem Weg", RadioChoice("Auf welchem Weg", _ways()))
        for key, field in (("municipality", municipality), ("received_on", day), ("via", way)):
            self.form.add(key, field)
        return layouts.Flow(municipality, day, way, spacing=16)

    def _table(self) -> FormTable:
        table = FormTable(
            (
                ("Haushalt", "left"),
                (self._head_before, "right"),
                (f"{self._year}, CHF", "right"),
                ("Änderung", "right"),
                ("Prüfhinweis", "left"),
            )
        )
        for category in self.categories:
            amount = AmountInput()
            label = f"{texts.word(category)}, Grenzwert {self._year}"
            field = Field(label, amount, show_label=False)
            self.form.add(amount_field(category), field)
            cells = table.add_row(texts.word(category), "", amount, "", field.line)
            self._before[category], self._change[category] = _label(cells[1]), _label(cells[3])
            field.setParent(table)
            field.hide()
        return table

    def _fill_left(self, column: QVBoxLayout) -> None:
        kind = self._add("rent_kind", show_label=False)
        interval = self._add("interval", show_label=False)
        unchanged = self._tick("unchanged", "unverändert")
        self.no_limits = self._tick("no_limits", "Keine Grenzwerte festgelegt")
        self.reason = self._add("no_limits_reason")
        basis = layouts.Flow(kind, interval, unchanged, spacing=16)
        lines = (kind.line, interval.line, unchanged.line)  # a sentence needs the whole width
        layouts.fill(
            column,
            (labels.section("Grenzwerte"), basis, *lines, self.table, self.no_limits, self.reason),
            10,
            (0, 0, 0, 0),
        )
        layouts.nest(column, self.below_amounts)
        column.addStretch(1)

    def _fill_right(self, column: QVBoxLayout) -> None:
        self.pending = self._tick("decision_pending", "Beschluss ausstehend")
        decision = (
            self._pair(self._add("valid_from"), self._add("decision_number")),
            self.pending,
            self._add("decided_on"),
            self._add("meeting_on"),
            self._add("decision_body"),
        )
        basis = (self._add("method"), self._add("method_text"), self._add("last_reviewed_on"))
        contact = (
            self._add("contact_name"),
            self._add("contact_email"),
            self._add("contact_phone"),
        )
        parts: list[QWidget] = [labels.section("Beschluss"), *decision]
        parts += [labels.section("Basis"), *basis]
        parts += self._extra_blocks()
        parts += [labels.section("Kontakt"), *contact, self._add("remark")]
        layouts.fill(column, (*parts, None), 12, (0, 0, 0, 0))

    def _pair(self, *fields: QWidget) -> QWidget:
        return layouts.Flow(*fields, spacing=16)

    def _extra_blocks(self) -> list[QWidget]:
        """The optional blocks of this Erhebung that are not in the table of amounts."""
        parts: list[QWidget] = []
        for block, (_title, rows) in form_fields.BLOCKS.items():
            if block not in self._blocks or block in _AMOUNT_BLOCKS.values():
                continue
            parts.append(labels.section(texts.word(block)))
            for row in rows:
                parts.append(self._pair(*(self._add(one.key) for one in row)))
        return parts

    # ------------------------------------------------------------ filling in

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show these values where they are asked; they count as typed."""
        for key, value in values.items():
            if key in self.form:
                self.form[key].set_value(value)

    def fill_like_last_year(self, previous: Declaration) -> None:
        """Amounts, basis and contact; what is decided every year anew stays empty."""
        values = values_of(previous)
        keys = [*map(amount_field, self.categories), *_LIKE_LAST_YEAR]
        self.fill({key: values[key] for key in keys})

    # ------------------------------------------------------------ what follows the values

    def show_previous(self, previous: Declaration | None) -> None:
        """Last year's amounts beside the fields."""
        self._previous = previous
        for category, label in self._before.items():
            old = previous.amounts.get(category) if previous else None
            label.setText(german.amount(old) if old is not None else "")
        self._follow()

    def _follow(self) -> None:
        without = bool(self.form["no_limits"].value())
        pending = bool(self.form["decision_pending"].value())
        self.reason.setVisible(without)
        self.table.setEnabled(not without)
        self.form["meeting_on"].setVisible(pending)
        self.form["decided_on"].setEnabled(not pending)
        for category, label in self._change.items():
            label.setText(self._change_of(category))

    def _change_of(self, category: Category) -> str:
        """«+2,4 %» where both years are net, or both gross; over a year if one is per month.

        What is not chosen yet counts as last year's.
        """
        new, previous = self.form[amount_field(category)].value(), self._previous
        old = previous.amounts.get(category) if previous else None
        if new is None or not old or previous is None or previous.interval is None:
            return ""
        if self.form["rent_kind"].value() not in (None, previous.rent_kind):
            return ""
        interval = self.form["interval"].value() or previous.interval
        return german.change(rules.yearly(old, previous.interval), rules.yearly(new, interval))

    def show_findings(self, findings: Iterable[Finding], *, named: bool) -> None:
        """Findings at their fields; at amounts in two or three words, the rest stands below.

        ``named`` puts the household in front, for the links of the summary.
        """
        unreadable = [
            replace(one, field=key)
            for key, one in self.form.findings()
            if one.code == "entry" and self.form[key].input.problem()
        ]
        self.form.show_findings([*unreadable, *(_shortened(one, named=named) for one in findings)])


def _shortened(finding: Finding, *, named: bool) -> Finding:
    if not finding.field.startswith("amount_") or finding.severity is not Severity.HINT:
        return finding
    words = hint_words.short(finding)
    return replace(finding, message=f"{hint_words.place(finding)}: {words}" if named else words)


def _ways() -> list[tuple[ReceivedVia, str]]:
    return [(way, texts.word(way)) for way in _WAYS]


def _label(cell: QWidget) -> QLabel:
    assert isinstance(cell, QLabel)
    return cell
