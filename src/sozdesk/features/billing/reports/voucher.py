"""The payment voucher (Auszahlungsbeleg), or the credit note, on paper and as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sozdesk.documents.pdf import write_pdf
from sozdesk.documents.report import (
    Block,
    Column,
    Fact,
    Facts,
    Heading,
    Kind,
    Layout,
    Paragraph,
    Report,
    Row,
    Signature,
    Table,
)
from sozdesk.documents.xlsx import write_xlsx
from sozdesk.features.billing.reports.figures import Imprint
from sozdesk.features.billing.terms.accounts import PaymentRow
from sozdesk.features.billing.texts import paying as texts
from sozdesk.kernel import german

_CREDIT: Final = "Gutschrift: Es wird nichts ausbezahlt."
_COLUMNS: Final = (
    Column("position", "Nr.", Kind.INTEGER),
    Column("text", "Text", wide=True),
    Column("account", "Konto"),
    Column("cost_centre", "Kostenstelle"),
    Column("amount", "CHF", Kind.AMOUNT),
)


def voucher_name(row: PaymentRow) -> str:
    """«Auszahlungsbeleg 2027-003»: the title, and the name of the file without its ending."""
    return texts.paper(row.year, row.number, credit=row.is_credit)


def voucher_report(row: PaymentRow, imprint: Imprint) -> Report:
    """Creditor, IBAN, amount, accounts, reference, Visum 1 and 2."""
    return Report(
        title=voucher_name(row),
        created=imprint.now,
        dated=row.made_on,
        facts=tuple(_facts(row, imprint)),
        tables=(_table(row),),
        body=tuple(_body(row, imprint)),
        signatures=(Signature(row.checked_by, "Visum 1"), Signature(row.released_by, "Visum 2")),
        layout=Layout.LETTER,
        stamp="" if row.released_by else "nicht freigegeben",
        sample=imprint.sample,
    )


def write_voucher(row: PaymentRow, imprint: Imprint, ending: str) -> bytes:
    """The voucher as pdf or workbook (``xlsx``)."""
    report = voucher_report(row, imprint)
    return write_xlsx(report) if ending == "xlsx" else write_pdf(report)


def _body(row: PaymentRow, imprint: Imprint) -> Iterator[Block]:
    yield Paragraph(imprint.office)
    yield Heading(1, voucher_name(row), numbered=False)
    if row.is_credit:
        yield Paragraph(_CREDIT)
    yield Facts(tuple(_facts(row, imprint)))
    yield _table(row)


def _facts(row: PaymentRow, imprint: Imprint) -> Iterator[Fact]:
    yield Fact("Zugunsten von" if row.is_credit else "Zahlbar an", row.creditor)
    if row.iban:
        yield Fact("IBAN", spaced(row.iban))
    yield Fact("Betrag", f"CHF {german.amount(row.amount)}")
    yield Fact("Referenz", row.reference or "keine")
    yield Fact("Erstellt", f"{german.day(row.made_on)}, {row.checked_by} (Visum 1)")
    # Frozen as it is released: the day of the paper is the day of Visum 2.
    released = f"{german.day(imprint.today)}, {row.released_by} (Visum 2)"
    yield Fact("Freigegeben", released if row.released_by else "offen")
    if row.paid_on and not row.is_credit:
        yield Fact("Bezahlt am", german.day(row.paid_on))


def spaced(iban: str) -> str:
    """«CH93 0076 2011 …»: groups of four, as on paper."""
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))


def _table(row: PaymentRow) -> Table:
    lines: list[Row] = [
        (at, part.text, part.account or texts.WITHOUT_ACCOUNT, part.cost_centre, part.amount)
        for at, part in enumerate(row.parts, start=1)
    ]
    return Table(
        title="Kontierung",
        columns=_COLUMNS,
        rows=(*lines, (None, "Total", "", "", row.amount)),
    )
