"""What can be done with providers and offerings."""

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
    add_offering,
    change_offering,
    remove_offering,
    set_offering_state,
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

__all__ = [
    "AddDatedValue",
    "AddOffering",
    "AddPlace",
    "AddProvider",
    "AddProviderContact",
    "ChangeDatedValue",
    "ChangeOffering",
    "ChangePart",
    "ChangeProvider",
    "LoadOfferingReference",
    "RecordEarlierDecision",
    "RemoveDatedValue",
    "RemoveRow",
    "SetOfferingState",
    "add_dated_value",
    "add_offering",
    "add_place",
    "add_provider",
    "add_provider_contact",
    "change_dated_value",
    "change_offering",
    "change_place",
    "change_provider",
    "change_provider_contact",
    "load_offering_reference",
    "record_earlier_decision",
    "remove_dated_value",
    "remove_offering",
    "remove_place",
    "remove_provider",
    "remove_provider_contact",
    "set_offering_state",
]
