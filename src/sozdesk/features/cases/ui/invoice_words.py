"""How providers' invoices are written on pages and in lists."""

from __future__ import annotations

from sozdesk.features.cases.terms import Enacted, InvoiceLineRow, InvoiceRow, ListedInvoice
from sozdesk.features.cases.texts import enactments as said
from sozdesk.features.offerings.terms import Vat
from sozdesk.kernel import german
from sozdesk.widgets.states import State

_ONE = 100
"""Units are in hundredths."""
VAT_WORDS = {
    Vat.EXEMPT: "von der MWST ausgenommen",
    Vat.INCLUDED: "Preise mit MWST",
    Vat.EXCLUDED: "Preise ohne MWST",
}


def kind(row: InvoiceRow | ListedInvoice) -> str:
    """«Rechnung», «Gutschrift zu R-17»."""
    return f"Gutschrift zu {row.credits_number}" if row.credits_number else "Rechnung"


def paid(row: InvoiceRow | ListedInvoice) -> str:
    """«bezahlt am …», «offen»."""
    return f"bezahlt am {german.day(row.paid_on)}" if row.paid_on else "noch nicht bezahlt"


def paid_symbol(row: InvoiceRow | ListedInvoice) -> str:
    """Open or done."""
    return State.RECORDED if row.paid_on else State.OPEN


def vat(row: InvoiceRow) -> str:
    """«Preise mit MWST, 8,1 %»."""
    rate = f", {german.percent(row.vat_rate)}" if row.vat_rate is not None else ""
    return f"{VAT_WORDS[row.vat]}{rate}"


def line(row: InvoiceLineRow) -> str:
    """«Muster Anna, Fall 12: Tagesstruktur»."""
    return f"{row.person_name}, {said.case_name(row.case_number)}: {row.offering_title}"


def line_days(row: InvoiceLineRow) -> str:
    """«01.01.2027–31.01.2027, 8 von 10 Einheiten, davon 1 abwesend»."""
    parts = [said.span(row.first_day, row.last_day)]
    if row.units is not None:
        of = f" von {german.units(row.possible)}" if row.possible is not None else ""
        last = row.units if row.possible is None else row.possible
        noun = "Einheit" if last == _ONE else "Einheiten"
        parts.append(f"{german.units(row.units)}{of} {noun}")
    if row.absent:
        parts.append(f"davon {german.units(row.absent)} abwesend")
    return ", ".join(parts)


def enacted(row: Enacted) -> str:
    """«Muster Anna, Fall 12: Tagesstruktur, 900.00 pro Monat»."""
    price = f"{german.amount(row.price)} {said.per_unit(row.unit)}"
    case = said.case_name(row.case_number)
    return f"{row.person_name}, {case}: {row.offering_title}, {price}"
