"""Files of the billing, in and out."""

from sozdesk.features.billing.files.bills import (
    bill_paths,
    read_bill,
    read_bills,
)
from sozdesk.features.billing.files.sealed_files import (
    open_file,
    read_file,
)

__all__ = [
    "bill_paths",
    "open_file",
    "read_bill",
    "read_bills",
    "read_file",
]
