"""The content of a bill, frozen and signed: what its file says from then on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.archive.file_info import file_info
from sozdesk.exchange import envelope
from sozdesk.exchange.envelope import Head
from sozdesk.features.billing import queries, rules
from sozdesk.features.billing.records import BillLineCostRecord, BillLineRecord, BillRecord
from sozdesk.features.billing.terms import BillFile, Claim, Period, Step
from sozdesk.features.billing.terms.bill_files import (
    BILL_VERSION,
    MAX_VOUCHERS,
    BillContent,
    BillNumber,
    ResumedLine,
    SentCost,
    SentLine,
    Voucher,
)
from sozdesk.features.billing.texts import bill_files as texts
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.terms import PriceUnit, ProRata, ValueKey
from sozdesk.features.offerings.usecases import office_keys
from sozdesk.features.offices import queries as offices
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import ReturnFileError


def seal_bill(
    session: Session, bill: BillRecord, claims: Iterable[Claim], context: Context
) -> None:
    """Freeze what the file of an issued bill says; ``claims`` are those that its lines rest on.

    Raises:
        ReturnFileError: the scans that must travel are too big.
    """
    signing, encryption = office_keys(session, context)
    content = _content(session, bill, tuple(claims), encryption.public.decode())
    head = Head(
        kind=BillFile.BILL.value,
        content_version=BILL_VERSION,
        serial=content.number,
        made_at=context.now.replace(microsecond=0),
        office=file_info(session).office_name,
        key=signing.public.hex(),
        sample=context.sample,
    )
    text = envelope.seal(head, rules.content_to_json(content), signing.secret)
    bill.content_sha256 = blobs.put(session, text)
    session.flush()


def claims_behind(session: Session, bill: BillRecord, period: Period) -> tuple[Claim, ...]:
    """The claims that the lines of a draft rest on: persons without a line do not travel."""
    table = BillLineRecord
    lines = select(table.person_id, table.offering_id).where(table.bill_id == bill.id)
    pairs = {(row.person_id, row.offering_id) for row in session.execute(lines)}
    claims = queries.claims_of(session, bill.bfs_number, period)
    return tuple(one for one in claims if (one.person.id, one.offering_id) in pairs)


def seal_cancelling(
    session: Session, bill: BillRecord, cancelled: BillRecord, context: Context
) -> None:
    """Seal a bill that takes another one back: it names the persons as that one did."""
    content = queries.stored_content(blobs.get(session, cancelled.content_sha256 or ""))
    seal_bill(session, bill, content.claims, context)


def town_of(session: Session, bfs_number: int) -> str:
    """The short name of a municipality."""
    found = offices.municipality(session, bfs_number)
    return found.short_name if found else str(bfs_number)


def _content(
    session: Session, bill: BillRecord, claims: tuple[Claim, ...], encryption_key: str
) -> BillContent:
    lines = _lines(session, bill.id)
    catalogue = next(iter(offerings.catalogues(session)), None)
    return BillContent(
        bfs_number=bill.bfs_number,
        municipality_name=town_of(session, bill.bfs_number),
        year=bill.year,
        number=bill.number or 0,
        sequence=bill.sequence or 0,
        first_day=bill.first_day,
        last_day=bill.last_day,
        cut_off=bill.cut_off,
        issued_on=bill.issued_on or bill.drafted_on,
        cancels=_cancelled(session, bill.cancels_id),
        answered=tuple(
            BillNumber(year=year, number=number)
            for year, number in queries.answered_before(session, bill.bfs_number)
        ),
        resumed=tuple(
            ResumedLine(year=year, number=number, position=position, reason=reason)
            for year, number, position, reason in queries.resumed_lines(
                session, bill.bfs_number, _persons(claims)
            )
        ),
        cost=bill.cost,
        third_party=bill.third_party,
        eligible=bill.eligible,
        canton=bill.canton,
        municipality=bill.municipality,
        line_count=len(lines),
        lines_sha256=rules.lines_sha256(lines),
        catalogue_serial=catalogue.serial if catalogue else None,
        encryption_key=encryption_key,
        lines=lines,
        claims=claims,
        vouchers=_vouchers(session, bill, claims),
    )


def _persons(claims: Iterable[Claim]) -> frozenset[UUID]:
    """Of a bill, also as they were called before a merge."""
    persons = [one.person for one in claims]
    return frozenset(key for one in persons for key in (one.id, *one.earlier_ids))


def _cancelled(session: Session, bill_id: UUID | None) -> BillNumber | None:
    bill = session.get(BillRecord, bill_id) if bill_id else None
    return BillNumber(year=bill.year, number=bill.number or 0) if bill else None


def _vouchers(session: Session, bill: BillRecord, claims: Iterable[Claim]) -> tuple[Voucher, ...]:
    """The scans of the invoices, each once, if the KSA wants them."""
    setting = offerings.value_on(session, ValueKey.VOUCHERS_TRAVEL, bill.last_day)
    if setting is None or setting.value != 1:
        return ()
    hashes = {sha256 for claim in claims for cost in claim.costs for sha256 in cost.voucher_sha256}
    scans = [blobs.get(session, sha256) for sha256 in sorted(hashes)]
    if sum(map(len, scans)) > MAX_VOUCHERS:
        raise ReturnFileError(*texts.VOUCHERS_TOO_BIG)
    return tuple(map(rules.voucher, scans))


def _lines(session: Session, bill_id: UUID) -> tuple[SentLine, ...]:
    costs = _costs(session, bill_id)
    table = BillLineRecord
    rows = session.scalars(select(table).where(table.bill_id == bill_id).order_by(table.position))
    return tuple(_line(row, costs.get(row.id, ())) for row in rows)


_OTHERWISE = frozenset({"tariff_unit", "pro_rata", "steps", "costs"})
_SAME = [name for name in SentLine.__dataclass_fields__ if name not in _OTHERWISE]
"""Fields of a line that are called the same in the table."""


def _line(row: BillLineRecord, costs: Sequence[SentCost]) -> SentLine:
    return SentLine(
        **{name: getattr(row, name) for name in _SAME},
        tariff_unit=PriceUnit(row.tariff_unit),
        pro_rata=ProRata(row.pro_rata),
        steps=tuple(
            Step(text=one["text"], amount=one["amount"], source=one["source"]) for one in row.steps
        ),
        costs=tuple(costs),
    )


def _costs(session: Session, bill_id: UUID) -> Mapping[UUID, Sequence[SentCost]]:
    table = BillLineCostRecord
    query = (
        select(table)
        .join(BillLineRecord, BillLineRecord.id == table.line_id)
        .where(BillLineRecord.bill_id == bill_id)
        .order_by(table.first_day, table.invoice_line_id)
    )
    grouped: dict[UUID, list[SentCost]] = defaultdict(list)
    for row in session.scalars(query):
        names = SentCost.__dataclass_fields__
        grouped[row.line_id].append(SentCost(**{name: getattr(row, name) for name in names}))
    return grouped
