"""What is asked about the billing. Frozen rows come back, never records."""

from sozdesk.features.billing.queries.bill_files import (
    bill_previews,
    reading_key,
)
from sozdesk.features.billing.queries.bills import (
    bill,
    bill_paper,
    debtors,
    invoices_since,
    own_bills,
    parties,
    payees,
)
from sozdesk.features.billing.queries.blocked import blocked_today, told_of_case
from sozdesk.features.billing.queries.checking import (
    bills_of_period,
    check_bill,
    check_bills,
    stored_content,
)
from sozdesk.features.billing.queries.claims import (
    DraftInput,
    catalogue,
    claims_of,
    cut_off,
    draft_input,
    figures,
    municipalities,
    needs_release,
    offering_facts,
    proposed,
    running,
    unbilled,
)
from sozdesk.features.billing.queries.earlier import (
    answered_before,
    earlier,
    resumed_lines,
)
from sozdesk.features.billing.queries.open_answers import all_due, open_answers

__all__ = [
    "DraftInput",
    "all_due",
    "answered_before",
    "bill",
    "bill_paper",
    "bill_previews",
    "bills_of_period",
    "blocked_today",
    "catalogue",
    "check_bill",
    "check_bills",
    "claims_of",
    "cut_off",
    "debtors",
    "draft_input",
    "earlier",
    "figures",
    "invoices_since",
    "municipalities",
    "needs_release",
    "offering_facts",
    "open_answers",
    "own_bills",
    "parties",
    "payees",
    "proposed",
    "reading_key",
    "resumed_lines",
    "running",
    "stored_content",
    "told_of_case",
    "unbilled",
]
