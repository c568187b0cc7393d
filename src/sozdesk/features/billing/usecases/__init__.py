"""What can be done with bills."""

from sozdesk.features.billing.usecases.bill_sealing import (
    seal_bill,
)
from sozdesk.features.billing.usecases.drafts import (
    MakeDraft,
    PassBill,
    draft_bill,
    release_bill,
    remove_draft,
)
from sozdesk.features.billing.usecases.erasing import (
    ALL_PAPERS,
)
from sozdesk.features.billing.usecases.export_bill import (
    NoteBillFile,
    bill_file,
    note_bill_file,
    note_of,
)
from sozdesk.features.billing.usecases.handing_out import (
    HandOutBills,
    hand_out_bills,
)
from sozdesk.features.billing.usecases.issuing import (
    cancel_bill,
    issue_bill,
)
from sozdesk.features.billing.usecases.receive_bills import (
    ReceiveBills,
    receive_bills,
)

__all__ = [
    "ALL_PAPERS",
    "HandOutBills",
    "MakeDraft",
    "NoteBillFile",
    "PassBill",
    "ReceiveBills",
    "bill_file",
    "cancel_bill",
    "draft_bill",
    "hand_out_bills",
    "issue_bill",
    "note_bill_file",
    "note_of",
    "receive_bills",
    "release_bill",
    "remove_draft",
    "seal_bill",
]
