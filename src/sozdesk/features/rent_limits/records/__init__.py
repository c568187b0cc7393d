"""Tables of the Mietzinsgrenzwerte, and how a declaration lies in them."""

from sozdesk.features.rent_limits.records.content import (
    amendment_from_json,
    amendment_to_json,
    content_of,
    declaration_from_json,
    declaration_to_json,
    digest_of,
    rows_of,
)
from sozdesk.features.rent_limits.records.mapping import (
    amounts_of,
    columns_of,
    declaration_from,
    finding_from,
    finding_to_json,
)
from sozdesk.features.rent_limits.records.round_tables import (
    DerivationRecord,
    ExtensionRecord,
    LetterAttachmentRecord,
    LetterRecord,
    LetterTemplateRecord,
    MapClassesRecord,
    PublicationFileRecord,
    PublicationRecord,
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
    "DerivationRecord",
    "ExtensionRecord",
    "FindingNoteRecord",
    "IndexValueRecord",
    "LetterAttachmentRecord",
    "LetterRecord",
    "LetterTemplateRecord",
    "MapClassesRecord",
    "PublicationFileRecord",
    "PublicationRecord",
    "ReturnDocumentRecord",
    "RoundRecord",
    "ThresholdRecord",
    "amendment_from_json",
    "amendment_to_json",
    "amounts_of",
    "columns_of",
    "content_of",
    "declaration_from",
    "declaration_from_json",
    "declaration_to_json",
    "digest_of",
    "finding_from",
    "finding_to_json",
    "rows_of",
]
