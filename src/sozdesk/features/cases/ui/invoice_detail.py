"""One invoice beside the list: facts, lines, Prüfhinweise, scan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import queries, rules
from sozdesk.features.cases.terms import CasePart, InvoiceRow
from sozdesk.features.cases.ui import invoice_words as words
from sozdesk.features.cases.ui.attachments_part import AttachmentsPart
from sozdesk.features.cases.ui.invoice_draft import draft_of
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import buttons, labels, layouts, states
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.list_detail import detail_head
from sozdesk.widgets.parts import PartTable
from sozdesk.widgets.states import State, StateLabel
from sozdesk.widgets.table import Column

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


@dataclass(frozen=True, slots=True)
class InvoiceFound:
    """An invoice, and what the rules say of it today."""

    row: InvoiceRow
    findings: tuple[Finding, ...]


def load(archive: Archive, invoice_id: UUID) -> InvoiceFound | None:
    """None if it is gone."""
    row = archive.query(queries.invoice, invoice_id)
    if row is None:
        return None
    facts = archive.query(queries.invoice_facts, draft_of(row), invoice_id)
    return InvoiceFound(row, rules.invoice_findings(facts))


class InvoiceDetail(QWidget):
    """Facts, Prüfhinweise, lines, scan; its commands behind «…»."""

    def __init__(self, desk: Desk, found: InvoiceFound, commands: list[QAction]) -> None:
        super().__init__()
        row = self.row = found.row
        more = [buttons.more_button(commands, "Weitere Befehle zur Rechnung")] if commands else []
        head = detail_head(
            f"{row.provider_name}, {row.number}",
            f"{words.kind(row)} vom {german.day(row.invoiced_on)}",
            *more,
        )
        lines = PartTable("Zeilen der Rechnung", _LINE_COLUMNS)
        lines.set_rows(row.lines)
        files = AttachmentsPart(desk)
        files.show_owner(CasePart.INVOICE, row.id)
        column = layouts.column(
            head,
            _facts(row),
            layouts.column(*_said(found.findings), spacing=6),
            lines.view,
            labels.strong("Scan der Rechnung"),
            files,
            None,
            spacing=12,
            margins=(20, 14, 20, 20),
        )
        self.setLayout(column)


def _said(findings: Sequence[Finding]) -> list[QWidget]:
    if not findings:
        return [StateLabel(State.OK, "Keine Prüfhinweise")]
    return [
        StateLabel(states.of_severity(one.severity), one.message, wrap=True) for one in findings
    ]


def _facts(row: InvoiceRow) -> Facts:
    facts: list[tuple[str, str | QWidget]] = [
        ("Betrag", german.amount(row.total)),
        ("Bezahlt", StateLabel(words.paid_symbol(row), words.paid(row))),
        ("MWST", words.vat(row)),
        ("Erfasst am", german.day(row.recorded_on)),
    ]
    if row.note:
        facts.append(("Bemerkung", row.note))
    return Facts(facts)


_LINE_COLUMNS = (
    Column(title="Wofür", text=words.line, second=words.line_days, stretch=True),
    Column(title="Betrag", text=lambda row: german.amount(row.amount), align="right"),
)
