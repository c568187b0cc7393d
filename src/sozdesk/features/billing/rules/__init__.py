"""Rules of the billing. Pure: rows, days and values come in."""

from sozdesk.features.billing.rules.bill_content import (
    content_from_json,
    content_to_json,
    lines_sha256,
    sums_of,
    voucher,
    voucher_bytes,
)
from sozdesk.features.billing.rules.blocked import (
    blocked_today,
)
from sozdesk.features.billing.rules.book import (
    Book,
    Catalogue,
)
from sozdesk.features.billing.rules.checking import (
    check,
    file_findings,
    missing_bills,
)
from sozdesk.features.billing.rules.checking_others import (
    listed_as,
    looked_up_as,
    workloads_of,
)
from sozdesk.features.billing.rules.computing import (
    Computed,
    compute,
    share_of,
)
from sozdesk.features.billing.rules.draft import (
    draft,
)
from sozdesk.features.billing.rules.expecting import (
    with_expected,
)
from sozdesk.features.billing.rules.limits import (
    Limits,
)
from sozdesk.features.billing.rules.periods import (
    billed_in,
    period_around,
    period_of,
    periods_before,
    with_cut_off,
    written,
)

__all__ = [
    "Book",
    "Catalogue",
    "Computed",
    "Limits",
    "billed_in",
    "blocked_today",
    "check",
    "compute",
    "content_from_json",
    "content_to_json",
    "draft",
    "file_findings",
    "lines_sha256",
    "listed_as",
    "looked_up_as",
    "missing_bills",
    "period_around",
    "period_of",
    "periods_before",
    "share_of",
    "sums_of",
    "voucher",
    "voucher_bytes",
    "with_cut_off",
    "with_expected",
    "workloads_of",
    "written",
]
