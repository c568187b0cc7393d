"""Tables of the cases."""

from sozdesk.features.cases.records.enactments import (
    EnactmentRecord,
    FollowUpRecord,
    IncentiveRecord,
    InterruptionRecord,
    InvoiceLineRecord,
    InvoiceRecord,
    ParticipationRecord,
    ThirdPartyPaymentRecord,
)
from sozdesk.features.cases.records.persons import (
    CaseMemberRecord,
    CaseRecord,
    PersonLanguageRecord,
    PersonRecord,
    RegimeOverrideRecord,
    RepresentativeRecord,
    ResidenceRecord,
)
from sozdesk.features.cases.records.privacy import (
    DeletionRecord,
    LegalHoldRecord,
    PersonAccessRecord,
)
from sozdesk.features.cases.records.reference import (
    CaseRemedyRecord,
    CaseValueRecord,
    DelegationRecord,
    HolidayRecord,
    RegimeRuleRecord,
    RulingTemplateRecord,
)
from sozdesk.features.cases.records.rulings import (
    ApplicationRecord,
    MeetingRecord,
    RulingRecord,
)
from sozdesk.features.cases.records.tenancies import (
    RentMeasureRecord,
    SearchEffortRecord,
    TenancyRecord,
)
from sozdesk.features.cases.records.work import (
    CaseAttachmentRecord,
    CaseNoteRecord,
    CaseTaskRecord,
    HandoverDraftRecord,
    PolicyDecisionRecord,
    PolicyDeclarationRecord,
)

__all__ = [
    "ApplicationRecord",
    "CaseAttachmentRecord",
    "CaseMemberRecord",
    "CaseNoteRecord",
    "CaseRecord",
    "CaseRemedyRecord",
    "CaseTaskRecord",
    "CaseValueRecord",
    "DelegationRecord",
    "DeletionRecord",
    "EnactmentRecord",
    "FollowUpRecord",
    "HandoverDraftRecord",
    "HolidayRecord",
    "IncentiveRecord",
    "InterruptionRecord",
    "InvoiceLineRecord",
    "InvoiceRecord",
    "LegalHoldRecord",
    "MeetingRecord",
    "ParticipationRecord",
    "PersonAccessRecord",
    "PersonLanguageRecord",
    "PersonRecord",
    "PolicyDecisionRecord",
    "PolicyDeclarationRecord",
    "RegimeOverrideRecord",
    "RegimeRuleRecord",
    "RentMeasureRecord",
    "RepresentativeRecord",
    "ResidenceRecord",
    "RulingRecord",
    "RulingTemplateRecord",
    "SearchEffortRecord",
    "TenancyRecord",
    "ThirdPartyPaymentRecord",
]
