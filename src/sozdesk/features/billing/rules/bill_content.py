"""The content of a bill file: as JSON and back, and whether it agrees with itself. Pure."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from sozdesk.features.billing.terms.bill_files import (
    MAX_VOUCHERS,
    VOUCHER_PIECE,
    BillContent,
    SentLine,
    Voucher,
)
from sozdesk.features.billing.terms.claims import Claim, ClaimCost
from sozdesk.features.billing.terms.computing import Deduction
from sozdesk.kernel.rows_json import WrongContent, from_json, to_json

_LONGEST = 2 * 366
_SUMS = ("cost", "third_party", "eligible", "canton", "municipality")


def content_to_json(content: BillContent) -> Mapping[str, Any]:
    """What a bill file says."""
    return cast("Mapping[str, Any]", to_json(content))


def content_from_json(stored: object) -> BillContent | str:
    """What a bill file says, or the place where it is not what it should be («claims.3.person»).

    Only the form and what could mislead the reader are looked at here. Whether sums, count and
    hash are right is a finding of the check, so that a person sees all of it at once.
    """
    try:
        content = from_json(BillContent, stored)
    except WrongContent as error:
        return error.place
    return _wrong_place(content) or content


def lines_sha256(lines: Sequence[SentLine]) -> str:
    """The hash of lines in canonical JSON."""
    text = json.dumps(
        [to_json(line) for line in lines],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()


def sums_of(lines: Sequence[SentLine]) -> Mapping[str, int]:
    """Cost, third party, eligible, canton, municipality: the sums of the lines."""
    return {name: sum(getattr(line, name) for line in lines) for name in _SUMS}


def voucher(data: bytes) -> Voucher:
    """A scan as it travels."""
    text = base64.b64encode(data).decode()
    pieces = tuple(text[at : at + VOUCHER_PIECE] for at in range(0, len(text), VOUCHER_PIECE))
    return Voucher(sha256=hashlib.sha256(data).hexdigest(), content=pieces)


def voucher_bytes(sent: Voucher) -> bytes | None:
    """The scan; None if it is not what its hash says."""
    try:
        data = base64.b64decode("".join(sent.content), validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if hashlib.sha256(data).hexdigest() == sent.sha256 else None


def _wrong_place(content: BillContent) -> str:
    """The first part that would mislead a reader; empty if there is none."""
    persons = {claim.person.id for claim in content.claims}
    checks = (
        ("number", content.number >= 1 and 1900 <= content.year <= 9999),
        ("sequence", content.sequence >= content.number),
        ("last_day", content.first_day <= content.last_day),
        ("lines", len({line.position for line in content.lines}) == len(content.lines)),
        ("lines.person_id", all(line.person_id in persons for line in content.lines)),
        ("lines.last_day", all(line.first_day <= line.last_day for line in content.lines)),
        ("claims.costs", all(_forward(one) for claim in content.claims for one in claim.costs)),
        ("claims.enactments", all(_enacted(claim) for claim in content.claims)),
        (
            "claims.deductions",
            all(_forward(one) for claim in content.claims for one in claim.deductions),
        ),
        ("lines.cost", all(_adds_up(line) for line in content.lines)),
        ("lines.costs", all(_once(line) for line in content.lines)),
        ("vouchers", _vouchers_fit(content.vouchers)),
    )
    return next((place for place, right in checks if not right), "")


def _forward(span: ClaimCost | Deduction) -> bool:
    """Amounts are spread over these days: an invoice covers at most two years."""
    return 0 <= (span.last - span.first).days <= _LONGEST


def _enacted(claim: Claim) -> bool:
    """Every line of an invoice belongs to an enactment that is there too."""
    known = {one.id for one in claim.enactments}
    return all(cost.enactment_id in known for cost in claim.costs)


def _adds_up(line: SentLine) -> bool:
    return line.canton + line.municipality + line.third_party == line.cost


def _once(line: SentLine) -> bool:
    days = {(cost.invoice_line_id, cost.first_day) for cost in line.costs}
    return len(days) == len(line.costs)


def _vouchers_fit(vouchers: Sequence[Voucher]) -> bool:
    size = sum(len(piece) for one in vouchers for piece in one.content)
    return size * 3 // 4 <= MAX_VOUCHERS and all(voucher_bytes(one) is not None for one in vouchers)
