"""A bill as a document: for the KSA its lines and the QR bill, for the office everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sozdesk.documents.pdf import write_pdf
from sozdesk.documents.qr_bill import Address, payment_part
from sozdesk.documents.report import Column, Fact, Group, Kind, Picture, Report, Row, Table
from sozdesk.documents.xlsx import write_xlsx
from sozdesk.features.billing import texts
from sozdesk.features.billing.terms import BillLineRow, BillPaper, LeftOutRow, Payee
from sozdesk.kernel import german

_CONFIDENTIAL = "Vertraulich: enthält Personendaten der Sozialhilfe."
_LINES = (
    Column("position", "Nr.", Kind.COUNT),
    Column("person", "Person"),
    Column("ahv_number", "AHV-Nummer"),
    Column("offering", "Angebot", wide=True),
    Column("first_day", "von", Kind.DATE),
    Column("last_day", "bis", Kind.DATE),
    Column("regime", "Regime"),
    Column("cost", "Kosten", Kind.AMOUNT),
    Column("third_party", "Dritte", Kind.AMOUNT),
    Column("eligible", "anrechenbar", Kind.AMOUNT),
    Column("canton", "Kanton", Kind.AMOUNT),
    Column("municipality", "Gemeinde", Kind.AMOUNT),
)
_LEFT_OUT = (
    Column("person", "Person"),
    Column("offering", "Angebot"),
    Column("invoice", "Rechnung"),
    Column("first_day", "von", Kind.DATE),
    Column("last_day", "bis", Kind.DATE),
    Column("cost", "Kosten", Kind.AMOUNT),
    Column("reasons", "Warum nicht dabei", wide=True),
)
_STEPS = (
    Column("position", "Nr.", Kind.COUNT),
    Column("step", "Schritt", wide=True),
    Column("amount", "CHF", Kind.AMOUNT),
    Column("source", "Quelle", wide=True),
)


def bill_title(paper: BillPaper) -> str:
    """«Abrechnung 3/2027», «Stornierung 4/2027», «Abgrenzung 2027», «Abrechnung (Entwurf)»."""
    row = paper.detail.row
    if row.accrual:
        return f"Abgrenzung per {german.day(row.last_day)}"
    if not row.name:
        return "Abrechnung (Entwurf)"
    return f"Stornierung {row.name}" if row.cancels else f"Abrechnung {row.name}"


def bill_pdf(paper: BillPaper) -> bytes:
    """For the KSA: the lines and, if the canton owes something, the QR bill. Never what is left out.

    Of an issued bill the bytes of that day.
    """
    return paper.frozen_pdf or write_pdf(_report(paper, (_lines(paper),), tuple(_slips(paper))))


def bill_xlsx(paper: BillPaper) -> bytes:
    """For the office: lines, what is left out and why, and every step of every line."""
    tables = [_lines(paper)]
    if paper.detail.left_out:
        tables.append(_left_out(paper))
    tables.append(_steps(paper))
    return write_xlsx(_report(paper, tuple(tables), ()))


def _report(paper: BillPaper, tables: tuple[Table, ...], pictures: tuple[Picture, ...]) -> Report:
    row = paper.detail.row
    return Report(
        title=bill_title(paper),
        subtitle=f"{row.municipality_name}, {texts.period_words(row.first_day, row.last_day)}",
        created=paper.now,
        dated=row.issued_on or row.drafted_on,
        facts=tuple(_facts(paper)),
        tables=tables,
        pictures=pictures,
        notes=tuple(_notes(paper)),
        sample=paper.sample,
    )


def _facts(paper: BillPaper) -> Iterator[Fact]:
    row = paper.detail.row
    yield Fact("Gemeinde", row.municipality_name)
    yield Fact("Zeitraum", texts.period_words(row.first_day, row.last_day))
    if row.cut_off:
        yield Fact("Stichtag", german.day(row.cut_off))
    if row.cancels:
        yield Fact("Storniert", texts.BILL.format(row.cancels))
    yield Fact("Erstellt von", paper.office)
    if paper.parties.debtor is not None:
        yield Fact("An", _one_line(paper.parties.debtor))
    yield Fact("Kosten", f"CHF {german.amount(row.cost)}")
    yield Fact("Zahlungen Dritter", f"CHF {german.amount(row.third_party)}")
    yield Fact("Anrechenbar", f"CHF {german.amount(row.eligible)}")
    yield Fact("Kantonsanteil", f"CHF {german.amount(row.canton)}")
    yield Fact("Gemeinde trägt", f"CHF {german.amount(row.municipality)}")


def _one_line(one: Payee) -> str:
    town = f"{one.postcode} {one.town}".strip()
    return ", ".join(filter(None, (one.name, one.street, town)))


def _notes(paper: BillPaper) -> Iterator[str]:
    yield _CONFIDENTIAL
    if any(line.late for line in paper.detail.lines):
        yield "Mit * bezeichnete Zeilen betreffen Tage vor dem Zeitraum (Nachtrag)."
    if paper.detail.row.canton > 0 and paper.parties.creditor is None:
        yield "Ohne QR-Einzahlungsschein: Zahlungsempfänger und IBAN sind nicht erfasst."


def _lines(paper: BillPaper) -> Table:
    row = paper.detail.row
    rows: list[Row | Group] = [_line(one, paper.regimes) for one in paper.detail.lines]
    sums = (row.cost, row.third_party, row.eligible, row.canton, row.municipality)
    rows.append((None, "Total", None, None, None, None, None, *sums))
    return Table(title="Zeilen", columns=_LINES, rows=tuple(rows))


def _line(one: BillLineRow, regimes: Mapping[str, str]) -> Row:
    return (
        one.position,
        one.name,
        _ahv(one.ahv_number),
        f"{texts.offering_words(one.offering_number, one.offering_title)}, {one.provider_name}"
        + (" *" if one.late else ""),
        one.first_day,
        one.last_day,
        regimes.get(one.regime_code, one.regime_code),
        one.cost,
        one.third_party,
        one.eligible,
        one.canton,
        one.municipality,
    )


def _ahv(digits: str | None) -> str:
    if not digits:
        return ""
    return f"{digits[:3]}.{digits[3:7]}.{digits[7:11]}.{digits[11:]}"


def _left_out(paper: BillPaper) -> Table:
    rows = tuple(_gone(one) for one in paper.detail.left_out)
    return Table(title="Nicht dabei", columns=_LEFT_OUT, rows=rows)


def _gone(one: LeftOutRow) -> Row:
    offering = texts.offering_words(one.offering_number, one.offering_title)
    return (
        one.name,
        offering,
        one.number,
        one.first_day,
        one.last_day,
        one.cost,
        " ".join(one.reasons),
    )


def _steps(paper: BillPaper) -> Table:
    rows = tuple(
        (one.position, step.text, step.amount, step.source)
        for one in paper.detail.lines
        for step in one.steps
    )
    return Table(title="Erklärung", columns=_STEPS, rows=rows)


def _slips(paper: BillPaper) -> Iterator[Picture]:
    """The QR bill; none for a draft, an accrual, or if the canton owes nothing."""
    row, creditor = paper.detail.row, paper.parties.creditor
    if creditor is None or row.canton <= 0 or not row.name or row.accrual or row.cancels:
        return
    debtor = paper.parties.debtor
    svg = payment_part(
        _address(creditor),
        creditor.iban,
        None if debtor is None else _address(debtor),
        row.canton,
        f"{texts.BILL.format(row.name)}, {row.municipality_name}",
    )
    amount = german.amount(row.canton)
    yield Picture(
        svg,
        alt=f"QR-Einzahlungsschein: CHF {amount} an {creditor.name}, IBAN {creditor.iban}",
        slip=True,
    )


def _address(one: Payee) -> Address:
    return Address(name=one.name, street=one.street, postcode=one.postcode, town=one.town)
