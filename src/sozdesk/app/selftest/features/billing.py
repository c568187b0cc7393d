"""Use cases of the billing, run by the self-test on the built program."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sozdesk.app.selftest.steps import SelfTestFailed
from sozdesk.archive.store import Archive
from sozdesk.features.billing.terms import BillFile, Period

BFS = 2829
IBAN = "CH93 0076 2011 6238 5295 7"


def use(archive: Archive) -> str:
    """Read the periods that are over, write a payment part, read it back as a picture."""
    from sozdesk.documents.qr_bill import Address, payment_part
    from sozdesk.features.billing import queries, rules

    period = rules.period_of("2026-Q4")
    found = archive.query(queries.proposed, date(2027, 1, 5), 1)
    if period is None or (found[0].first, found[0].last) != (period.first, period.last):
        raise SelfTestFailed("the last quarter that is over is not proposed")
    known = archive.query(queries.draft_input, BFS, period)
    if rules.draft(*known).lines:
        raise SelfTestFailed("a file without cases has nothing to claim")
    payee = Address(name="Gemeinde Probe", street="Weg 1", postcode="4410", town="Liestal")
    if "Zahlteil" not in payment_part(payee, IBAN.replace(" ", ""), None, 100, "Probe"):
        raise SelfTestFailed("the QR bill has no payment part")
    _seal_and_open(period)
    return f"billing: {rules.written(period.first, period.last)}, QR bill, bill file"


def _seal_and_open(period: Period) -> None:
    """A bill file without lines, encrypted and signed, comes back the same."""
    from sozdesk.exchange import envelope, keys, sealed
    from sozdesk.features.billing import rules
    from sozdesk.features.billing.terms.bill_files import BILL_VERSION, BillContent

    signing, recipient = keys.new_signing_pair(), keys.new_encryption_pair()
    content = BillContent(
        bfs_number=BFS,
        municipality_name="Liestal",
        year=period.last.year,
        number=1,
        sequence=1,
        first_day=period.first,
        last_day=period.last,
        cut_off=None,
        issued_on=period.last,
        cancels=None,
        answered=(),
        resumed=(),
        cost=0,
        third_party=0,
        eligible=0,
        canton=0,
        municipality=0,
        line_count=0,
        lines_sha256=rules.lines_sha256(()),
        catalogue_serial=None,
        encryption_key=recipient.public.decode(),
        lines=(),
        claims=(),
        vouchers=(),
    )
    head = envelope.Head(
        kind=BillFile.BILL.value,
        content_version=BILL_VERSION,
        serial=1,
        made_at=datetime(2027, 1, 5, 10, tzinfo=UTC),
        office="Sozialdienst Probe",
        key=signing.public.hex(),
        sample=True,
    )
    text = envelope.seal(head, rules.content_to_json(content), signing.secret)
    data = sealed.encrypt(text, [content.encryption_key])
    opened = sealed.unseal(data, recipient.secret, BillFile.BILL.value, BILL_VERSION)
    if rules.content_from_json(opened.envelope.content) != content:
        raise SelfTestFailed("a bill file does not come back as it was sealed")
