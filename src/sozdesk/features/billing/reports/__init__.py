"""Bills as documents."""

from sozdesk.features.billing.reports.bill import (
    bill_pdf,
    bill_title,
    bill_xlsx,
)

__all__ = [
    "bill_pdf",
    "bill_title",
    "bill_xlsx",
]
