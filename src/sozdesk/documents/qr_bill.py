"""The payment part of a Swiss QR bill as SVG (SIX, QR-bill 2.x), made offline by the library qrbill."""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO

LONGEST_NAME = 70
"""Signs that the standard allows for a name and a street."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Structured address of the standard; the country is Switzerland."""

    name: str
    street: str
    postcode: str
    town: str


def payment_part(
    creditor: Address, iban: str, debtor: Address | None, amount: int, message: str
) -> str:
    """SVG of receipt and payment part, without a reference; ``amount`` is Rappen above zero."""
    from qrbill import QRBill  # noqa: PLC0415 - only when a bill is written

    slip = QRBill(
        account=iban,
        creditor=_address(creditor),
        debtor=None if debtor is None else _address(debtor),
        amount=f"{amount // 100}.{amount % 100:02}",
        additional_information=message,
        language="de",
    )
    svg = StringIO()
    slip.as_svg(svg)
    return svg.getvalue()


def _address(one: Address) -> dict[str, str]:
    return {
        "name": one.name[:LONGEST_NAME],
        "street": one.street[:LONGEST_NAME],
        "pcode": one.postcode,
        "city": one.town,
        "country": "CH",
    }
