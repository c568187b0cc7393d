"""Tables of the Mietzinsgrenzwerte, and how a declaration lies in them."""

from sozdesk.features.rent_limits.records.mapping import (
    amounts_of,
    columns_of,
    declaration_from,
    finding_from,
    finding_to_json,
)
from sozdesk.features.rent_limits.records.tables import (
    DeclarationAmountRecord,
    DeclarationRecord,
    FindingNoteRecord,
    IndexValueRecord,
    ReturnDocumentRecord,
    RoundRecord,
    ThresholdRecord,
)

__all__ = [
    "DeclarationAmountRecord",
    "DeclarationRecord",
    "FindingNoteRecord",
    "IndexValueRecord",
    "ReturnDocumentRecord",
    "RoundRecord",
    "ThresholdRecord",
    "amounts_of",
    "columns_of",
    "declaration_from",
    "finding_from",
    "finding_to_json",
]
