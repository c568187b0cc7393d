"""The invented bills: a Sozialdienst bills, the KSA checks and answers, all through files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from uuid import UUID

from sozdesk.app.sample import casework
from sozdesk.app.sample.case_people import YEAR
from sozdesk.archive.store import Archive
from sozdesk.features.billing import queries, usecases
from sozdesk.features.billing.files import read_bill
from sozdesk.features.billing.queries import answer_files
from sozdesk.features.billing.queries import answering as answer_queries
from sozdesk.features.billing.rules import answering
from sozdesk.features.billing.terms import LineDecision
from sozdesk.features.billing.terms.accounts import AccountKind
from sozdesk.features.billing.terms.answers import AnswerDetail, AnswerLine, LineChoice
from sozdesk.features.billing.usecases import (
    accounts,
    answer_book,
    answers,
    decisions,
    payments,
)
from sozdesk.features.offices import usecases as offices
from sozdesk.features.offices.terms import Job

IBAN: Final = "CH9300762011623852957"
"""The example of the published standard; no account of anybody."""


def invent_service(ksa: Archive, name: str, bfs_numbers: Sequence[int]) -> None:
    """At the KSA: who bills for these municipalities."""
    service = ksa.run(offices.add_service, offices.AddService(name=name)).value
    for bfs in bfs_numbers:
        joined = offices.JoinService(
            bfs_number=bfs, service_id=service, jobs=(Job.BILLS,), valid_from=date(YEAR, 1, 1)
        )
        ksa.run(offices.join_service, joined)


def invent_payees(service: Archive, towns: Sequence[tuple[int, str]]) -> None:
    """To whom the canton pays, and to whom bills are addressed."""
    first = date(YEAR, 1, 1)
    for bfs, town in towns:
        _add_account(service, AccountKind.CREDITOR, first, _creditor(bfs, town))
    debtor = {
        "name": "Kantonales Sozialamt (Beispiel)",
        "street": "Beispielplatz 8",
        "postcode": "4410",
        "town": "Liestal",
    }
    _add_account(service, AccountKind.DEBTOR, first, debtor)


def _creditor(bfs_number: int, town: str) -> Mapping[str, object]:
    return {
        "bfs_number": bfs_number,
        "name": f"Gemeinde {town} (Beispiel)",
        "street": "Beispielweg 1",
        "postcode": "4400",
        "town": "Beispielort",
        "iban": IBAN,
    }


def invent_accounts(ksa: Archive, towns: Sequence[tuple[int, str]]) -> None:
    """At the KSA: whom it pays for each municipality, and one account for everything."""
    first = date(YEAR, 1, 1)
    for bfs, town in towns:
        _add_account(ksa, AccountKind.CREDITOR, first, _creditor(bfs, town))
    posting = {"regime_code": "", "category_code": "", "account": "3632.00", "cost_centre": "9999"}
    _add_account(ksa, AccountKind.POSTING, first, posting)


def _add_account(
    archive: Archive, kind: AccountKind, first: date, values: Mapping[str, object]
) -> None:
    command = accounts.AddAccountValue(kind=kind, valid_from=first, values=values)
    archive.run(accounts.add_account_value, command)


def pay(ksa: Archive, bill: UUID) -> None:
    """The voucher of an answered bill, released and paid."""
    made = payments.MakePayment(bill_ids=(bill,), reference=f"Beispiel {YEAR}")
    voucher: UUID = ksa.run(payments.make_payment, made).value
    released = payments.ReleasePayment(id=voucher, base_version=1, paid_on=ksa.context().today)
    ksa.run(payments.release_payment, released)


def months_of(quarter: int) -> tuple[date, ...]:
    """First days of its three months; quarters count from 1."""
    return tuple(date(YEAR, 3 * quarter - 2 + place, 1) for place in range(3))


def draft_quarter(service: Archive, bfs_numbers: Sequence[int], quarter: int) -> tuple[UUID, ...]:
    """The invoices of a quarter, and a draft for each municipality that has something to claim."""
    months = months_of(quarter)
    service.run(casework.record_invoices, casework.InvoiceMonths(months=months))
    last = (months[-1] + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return tuple(
        service.run(
            usecases.draft_bill,
            usecases.MakeDraft(bfs_number=bfs, first_day=months[0], last_day=last),
        ).value
        for bfs in bfs_numbers
    )


def issue(service: Archive, drafts: Sequence[UUID]) -> tuple[bytes, ...]:
    """Issue what has lines; answers the files for the KSA."""
    files = []
    for bill in drafts:
        found = service.query(queries.bill, bill)
        if found is None or not found.lines:
            continue
        command = usecases.PassBill(id=bill, base_version=found.row.version)
        service.run(usecases.issue_bill, command)
        written = service.query(usecases.bill_file, bill)
        service.run(usecases.note_bill_file, usecases.note_of(bill, written))
        files.append(written.data)
    return tuple(files)


def receive(ksa: Archive, files: Sequence[bytes]) -> tuple[UUID, ...]:
    """Read files in at the KSA, every key compared by phone."""
    key = ksa.query(queries.reading_key)
    read = []
    with TemporaryDirectory() as folder:
        for place, data in enumerate(files):
            path = Path(folder) / f"{place}.szb"
            path.write_bytes(data)
            read.append(read_bill(path, key))
    compared = tuple(one.fingerprint for one in read)
    received: tuple[UUID, ...] = ksa.run(
        usecases.receive_bills, usecases.ReceiveBills(bills=tuple(read), compared=compared)
    ).value
    return received


def _detail(archive: Archive, bill: UUID) -> AnswerDetail:
    return archive.query(answer_queries.answer_detail, bill, archive.context())


def decide(ksa: Archive, bill: UUID) -> None:
    """Take every proposal of the check, and finish the check."""
    found = _detail(ksa, bill)
    lines = tuple(
        decisions.DecidedLine(
            id=line.id,
            base_version=line.version,
            choice=answering.proposed(line, line.check)
            or LineChoice(decision=LineDecision.ACCEPTED),
        )
        for line in found.lines
    )
    ksa.run(decisions.decide_lines, decisions.DecideLines(bill_id=bill, lines=lines))
    version = _detail(ksa, bill).bill.version
    ksa.run(decisions.finish_check, decisions.FinishCheck(bill_id=bill, base_version=version))


def answer(ksa: Archive, bill: UUID) -> bytes:
    """Release the answer; answers its file."""
    version = _detail(ksa, bill).bill.version
    ksa.run(answers.release_answer, answers.ReleaseAnswer(bill_id=bill, base_version=version))
    content: bytes = ksa.query(answer_files.answer_file, bill).content
    return content


def book(service: Archive, data: bytes) -> None:
    """Read the final answer at the Sozialdienst and book it."""
    bill: UUID = service.run(answer_book.read_answer, answer_book.ReadAnswer(data=data)).value
    version = _detail(service, bill).bill.version
    service.run(answer_book.book_answer, answer_book.BookAnswer(bill_id=bill, base_version=version))


def hear(ksa: Archive, bill: UUID, line_number: int, taken_off: int, reason: str) -> bytes:
    """Reduce a line by some Rappen and send the draft of the answer; answers its file."""
    found = _detail(ksa, bill)
    lines = tuple(
        decisions.DecidedLine(
            id=line.id,
            base_version=line.version,
            choice=_reduced(line, taken_off, reason)
            if place == line_number
            else LineChoice(decision=LineDecision.ACCEPTED),
        )
        for place, line in enumerate(found.lines)
    )
    ksa.run(decisions.decide_lines, decisions.DecideLines(bill_id=bill, lines=lines))
    version = _detail(ksa, bill).bill.version
    ksa.run(decisions.finish_check, decisions.FinishCheck(bill_id=bill, base_version=version))
    version = _detail(ksa, bill).bill.version
    ksa.run(answers.send_hearing, answers.SendHearing(bill_id=bill, base_version=version))
    content: bytes = ksa.query(answer_files.answer_file, bill).content
    return content


def _reduced(line: AnswerLine, taken_off: int, reason: str) -> LineChoice:
    return LineChoice(
        decision=LineDecision.REDUCED,
        canton=line.canton - taken_off,
        eligible=line.eligible - taken_off,
        reason=reason,
    )


def service_year(service: Archive, ksa: Archive, towns: Sequence[tuple[int, str]]) -> None:
    """At the Sozialdienst: one quarter booked, one with a draft of the answer, one in part sent, one begun."""
    numbers = tuple(bfs for bfs, _ in towns)
    service.run(casework.open_cases, casework.OpenCases(bfs_numbers=numbers))
    invent_payees(service, towns)
    for bill in receive(ksa, issue(service, draft_quarter(service, numbers, 1))):
        decide(ksa, bill)
        book(service, answer(ksa, bill))
    second = receive(ksa, issue(service, draft_quarter(service, numbers, 2)))
    draft = hear(ksa, second[0], 0, 2_000, "Die Rechnung weist weniger Tage aus (erfunden).")
    service.run(answer_book.read_answer, answer_book.ReadAnswer(data=draft))
    third = draft_quarter(service, numbers, 3)
    issue(service, third[:1])
    service.run(casework.end_support, casework.EndSupport())
    autumn = casework.InvoiceMonths(months=months_of(4)[:2])
    service.run(casework.record_invoices, autumn)


def ksa_year(ksa: Archive, service: Archive, towns: Sequence[tuple[int, str]]) -> None:
    """At the KSA: two quarters answered, one being checked, one just read in."""
    numbers = tuple(bfs for bfs, _ in towns)
    service.run(casework.open_cases, casework.OpenCases(bfs_numbers=numbers))
    invent_payees(service, towns)
    invent_accounts(ksa, towns)
    for quarter in (1, 2):
        for bill in receive(ksa, issue(service, draft_quarter(service, numbers, quarter))):
            decide(ksa, bill)
            answer(ksa, bill)
            if quarter == 1:
                pay(ksa, bill)
    third = receive(ksa, issue(service, draft_quarter(service, numbers, 3)))
    hear(ksa, third[0], 0, 2_000, "Die Rechnung weist weniger Tage aus (erfunden).")
    decide(ksa, third[-1])
    service.run(casework.end_support, casework.EndSupport())
    receive(ksa, issue(service, draft_quarter(service, numbers, 4)))
