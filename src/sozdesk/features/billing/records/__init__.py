"""Tables of the billing."""

from sozdesk.features.billing.records.bills import (
    BillLineCostRecord,
    BillLineRecord,
    BillRecord,
    PaymentPartRecord,
    PaymentRecord,
    SettlementRecord,
)
from sozdesk.features.billing.records.reference import (
    ClosedYearRecord,
    CreditorRecord,
    DebtorRecord,
    PostingRecord,
)

__all__ = [
    "BillLineCostRecord",
    "BillLineRecord",
    "BillRecord",
    "ClosedYearRecord",
    "CreditorRecord",
    "DebtorRecord",
    "PaymentPartRecord",
    "PaymentRecord",
    "PostingRecord",
    "SettlementRecord",
]
