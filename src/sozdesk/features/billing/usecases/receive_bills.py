"""The KSA reads bill files in: looked at again, then all of them in one act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive import blobs, journal
from sozdesk.features.billing import queries, rules
from sozdesk.features.billing.records import (
    BillLineCostRecord,
    BillLineRecord,
    BillRecord,
)
from sozdesk.features.billing.terms import TOPIC, BillOrigin, BillState, ClaimPerson
from sozdesk.features.billing.terms.bill_files import (
    BillContent,
    BillPreview,
    ReadBill,
    SentCost,
    SentLine,
)
from sozdesk.features.billing.texts import bill_files as texts
from sozdesk.features.offerings import usecases as offerings
from sozdesk.features.offerings.terms.catalogue import NEEDS_COMPARISON
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import ReturnFileError
from sozdesk.kernel.rows_json import to_json
from sozdesk.kernel.usecase import Outcome, usecase
from sozdesk.kernel.watch import Watch

_SUMS = ("cost", "third_party", "eligible", "canton", "municipality")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveBills:
    """Files that were read, and the fingerprints that somebody compared by phone."""

    bills: tuple[ReadBill, ...]
    compared: tuple[str, ...] = ()


@usecase(undoable=False)
def receive_bills(session: Session, command: ReceiveBills, context: Context) -> Outcome:
    """Read bills in, all or none; ``Outcome.value`` are the ids in the order of the command.

    Raises:
        ReturnFileError: one of them is refused, or its key was not compared. Nothing is written.
        NotFound: in the file of a Sozialdienst.
    """
    queries.reading_key(session)
    previews = queries.bill_previews(
        session, command.bills, Watch(cancelled=context.watch.cancelled)
    )
    for one in previews:
        _refuse(one, command.compared)
    made: dict[tuple[int, int, int], UUID] = {}
    for one in context.watch.through(sorted(previews, key=_turn)):
        content = _content(one.read)
        signer_id = _signer(session, one, content, context)
        made[_turn(one)] = _receive(session, one, signer_id, made, context)
    ids = tuple(made[_turn(one)] for one in previews)
    return Outcome(frozenset({TOPIC}) if ids else frozenset(), texts.received(len(ids)), ids)


def _content(read: ReadBill) -> BillContent:
    assert read.content is not None  # without one it has been refused
    return read.content


def _turn(preview: BillPreview) -> tuple[int, int, int]:
    """A bill comes after the one that it cancels."""
    content = _content(preview.read)
    return content.bfs_number, content.year, content.number


def _refuse(preview: BillPreview, compared: Iterable[str]) -> None:
    if preview.refusal is not None:
        raise ReturnFileError(*preview.refusal)
    assert preview.signer is not None  # without one it has been refused
    assert preview.trust is not None
    offerings.refuse_untrusted(preview.signer, preview.trust, compared)


def _signer(session: Session, preview: BillPreview, content: BillContent, context: Context) -> UUID:
    """The key that signs; with the address for answers it takes the place of older ones of its office."""
    assert preview.signer is not None
    command = offerings.TrustOffice(
        signer=preview.signer,
        compared=preview.trust in NEEDS_COMPARISON,
        encryption_key=content.encryption_key,
    )
    key_id: UUID = offerings.trust_office(session, command, context).value
    return key_id


def _receive(
    session: Session,
    preview: BillPreview,
    signer_id: UUID,
    made: Mapping[tuple[int, int, int], UUID],
    context: Context,
) -> UUID:
    read, content = preview.read, _content(preview.read)
    cancels_id = preview.cancels_id
    if content.cancels is not None and cancels_id is None:
        cancels_id = made[content.bfs_number, content.cancels.year, content.cancels.number]
    bill = BillRecord(
        id=context.new_id(),
        origin=BillOrigin.RECEIVED.value,
        state=BillState.RECEIVED.value,
        bfs_number=content.bfs_number,
        year=content.year,
        number=content.number,
        sequence=content.sequence,
        first_day=content.first_day,
        last_day=content.last_day,
        cut_off=content.cut_off,
        drafted_on=content.issued_on,
        issued_on=content.issued_on,
        cancels_id=cancels_id,
        office_name=read.office,
        signer_id=signer_id,
        content_sha256=blobs.put(session, read.text),
        file_sha256=read.file_sha256,
        received_at=context.now,
        **{name: getattr(content, name) for name in _SUMS},
    )
    session.add(bill)
    session.flush()
    _keep_vouchers(session, content)
    _write_lines(session, bill.id, content, context)
    return bill.id


def _keep_vouchers(session: Session, content: BillContent) -> None:
    """The scans lie in the file under their hash, as those of the municipality do."""
    scans = [rules.voucher_bytes(one) for one in content.vouchers]
    blobs.put_all(session, [one for one in scans if one is not None])


def _write_lines(session: Session, bill_id: UUID, content: BillContent, context: Context) -> None:
    persons = {claim.person.id: claim.person for claim in content.claims}
    rows = list(_lines(bill_id, content.lines, persons, context))
    journal.add_rows(session, BillLineRecord, [line for line, _costs in rows])
    journal.add_rows(session, BillLineCostRecord, [cost for _line, costs in rows for cost in costs])


def _lines(
    bill_id: UUID,
    lines: Iterable[SentLine],
    persons: Mapping[UUID, ClaimPerson],
    context: Context,
) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Rows of the tables."""
    for line in lines:
        person, line_id = persons[line.person_id], context.new_id()
        yield (
            {
                "id": line_id,
                "bill_id": bill_id,
                "last_name": person.last_name,
                "first_name": person.first_name,
                "birth_date": person.birth_date,
                "ahv_number": person.ahv_number,
                **{name: getattr(line, name) for name in _SAME},
                "tariff_unit": line.tariff_unit.value,
                "pro_rata": line.pro_rata.value,
                "steps": [to_json(one) for one in line.steps],
            },
            [_cost(line_id, cost, context) for cost in line.costs],
        )


_SAME = tuple(
    name
    for name in SentLine.__dataclass_fields__
    if name not in ("tariff_unit", "pro_rata", "steps", "costs")
)
"""What a file and the table call the same, and hold as it is."""
_OF_COST = tuple(SentCost.__dataclass_fields__)


def _cost(line_id: UUID, cost: SentCost, context: Context) -> dict[str, Any]:
    same = {name: getattr(cost, name) for name in _OF_COST}
    return {"id": context.new_id(), "line_id": line_id, **same}
