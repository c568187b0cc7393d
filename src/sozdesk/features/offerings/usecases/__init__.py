"""What can be done with providers and offerings."""

from sozdesk.features.offerings.usecases.attachments import (
    AttachFile,
    attach_file,
    remove_attachment,
)
from sozdesk.features.offerings.usecases.catalogue import (
    ExportCatalogue,
    export_catalogue,
)
from sozdesk.features.offerings.usecases.catalogue_import import (
    ImportCatalogue,
    import_catalogue,
)
from sozdesk.features.offerings.usecases.dated_values import (
    AddDatedValue,
    ChangeDatedValue,
    RemoveDatedValue,
    add_dated_value,
    change_dated_value,
    remove_dated_value,
)
from sozdesk.features.offerings.usecases.earlier_decisions import (
    RecordEarlierDecision,
    record_earlier_decision,
)
from sozdesk.features.offerings.usecases.offerings import (
    AddOffering,
    ChangeOffering,
    SetOfferingState,
    SetOfferingStates,
    add_offering,
    change_offering,
    remove_offering,
    set_offering_state,
    set_offering_states,
)
from sozdesk.features.offerings.usecases.office_keys import (
    RenewSigningKey,
    renew_signing_key,
)
from sozdesk.features.offerings.usecases.platform_list import (
    PublishPlatformList,
    publish_platform_list,
)
from sozdesk.features.offerings.usecases.providers import (
    AddPlace,
    AddProvider,
    AddProviderContact,
    ChangePart,
    ChangeProvider,
    RemoveRow,
    add_place,
    add_provider,
    add_provider_contact,
    change_place,
    change_provider,
    change_provider_contact,
    remove_place,
    remove_provider,
    remove_provider_contact,
)
from sozdesk.features.offerings.usecases.reference import (
    LoadOfferingReference,
    load_offering_reference,
)
from sozdesk.features.offerings.usecases.unmet_needs import (
    CountUnmetNeed,
    ImportUnmetNeeds,
    count_unmet_need,
    import_unmet_needs,
)
from sozdesk.features.offerings.usecases.yearly_reports import (
    DecideReport,
    LogReportReminders,
    RecordProviderReports,
    decide_report,
    log_report_reminders,
    record_provider_reports,
)

__all__ = [
    "AddDatedValue",
    "AddOffering",
    "AddPlace",
    "AddProvider",
    "AddProviderContact",
    "AttachFile",
    "ChangeDatedValue",
    "ChangeOffering",
    "ChangePart",
    "ChangeProvider",
    "CountUnmetNeed",
    "DecideReport",
    "ExportCatalogue",
    "ImportCatalogue",
    "ImportUnmetNeeds",
    "LoadOfferingReference",
    "LogReportReminders",
    "PublishPlatformList",
    "RecordEarlierDecision",
    "RecordProviderReports",
    "RemoveDatedValue",
    "RemoveRow",
    "RenewSigningKey",
    "SetOfferingState",
    "SetOfferingStates",
    "add_dated_value",
    "add_offering",
    "add_place",
    "add_provider",
    "add_provider_contact",
    "attach_file",
    "change_dated_value",
    "change_offering",
    "change_place",
    "change_provider",
    "change_provider_contact",
    "count_unmet_need",
    "decide_report",
    "export_catalogue",
    "import_catalogue",
    "import_unmet_needs",
    "load_offering_reference",
    "log_report_reminders",
    "publish_platform_list",
    "record_earlier_decision",
    "record_provider_reports",
    "remove_attachment",
    "remove_dated_value",
    "remove_offering",
    "remove_place",
    "remove_provider",
    "remove_provider_contact",
    "renew_signing_key",
    "set_offering_state",
    "set_offering_states",
]
