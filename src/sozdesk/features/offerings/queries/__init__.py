"""What is asked about the offerings. Frozen rows come back, never records."""

from sozdesk.features.offerings.queries.agreements import (
    agreements,
    municipal_recognitions,
)
from sozdesk.features.offerings.queries.attachments import (
    attachment_content,
    attachments,
)
from sozdesk.features.offerings.queries.catalogue import (
    catalogue_bytes,
    catalogue_draft,
    catalogues,
    office_key,
    trusted_keys,
)
from sozdesk.features.offerings.queries.catalogue_check import (
    catalogue_preview,
    refused,
    unknown_municipalities,
)
from sozdesk.features.offerings.queries.catalogue_rows import (
    CATALOGUE_RECORDS,
    catalogue_tables,
)
from sozdesk.features.offerings.queries.decisions import (
    decision_facts,
)
from sozdesk.features.offerings.queries.due import (
    due,
    subject,
)
from sozdesk.features.offerings.queries.enacting import (
    absences_invoiced,
    offered_on,
    recognitions_on,
)
from sozdesk.features.offerings.queries.facts import (
    offering_days,
)
from sozdesk.features.offerings.queries.list_import import (
    list_plan,
    remembered_list_columns,
)
from sozdesk.features.offerings.queries.monitoring import (
    monitoring,
)
from sozdesk.features.offerings.queries.offerings import (
    languages_of,
    offering,
    offerings,
    offerings_of,
    prices_of,
    recognised_on,
)
from sozdesk.features.offerings.queries.office_trust import (
    COMPARE_OFFICE,
    KEY_RETIRED,
    is_of,
    keys_of_signer,
    office_trust,
)
from sozdesk.features.offerings.queries.platform_list import (
    platform_draft,
    platform_files,
    platform_lists,
)
from sozdesk.features.offerings.queries.procedure import (
    criteria_on,
    criteria_versions,
    enclosure_kinds,
    remedies,
    requests_in,
    windows,
)
from sozdesk.features.offerings.queries.providers import (
    places,
    provider,
    provider_contacts,
    providers,
)
from sozdesk.features.offerings.queries.recognition import (
    RequestDetails,
    assessments_of,
    covered_for,
    decision_letter,
    decision_of,
    decisions,
    enclosure_entry,
    enclosures_of,
    findings_of,
    kinds_for,
    needs_second_person,
    remedy_on,
    request_details,
    request_of,
    requests,
    surroundings,
    version_of,
)
from sozdesk.features.offerings.queries.searching import (
    names_of,
    own_counts,
    search_index,
    unmet_needs,
)
from sozdesk.features.offerings.queries.shares import (
    canton_shares,
    share_basis,
)
from sozdesk.features.offerings.queries.values import (
    all_categories,
    all_regimes,
    categories,
    covered_needs,
    known_categories,
    parents,
    rates,
    regimes,
    tariffs,
    value_on,
    values,
)
from sozdesk.features.offerings.queries.yearly_reports import (
    provider_reports,
    report_due_on,
    report_file,
    report_lines,
    report_reminders,
    reporting_year,
)

__all__ = [
    "CATALOGUE_RECORDS",
    "COMPARE_OFFICE",
    "KEY_RETIRED",
    "RequestDetails",
    "absences_invoiced",
    "agreements",
    "all_categories",
    "all_regimes",
    "assessments_of",
    "attachment_content",
    "attachments",
    "canton_shares",
    "catalogue_bytes",
    "catalogue_draft",
    "catalogue_preview",
    "catalogue_tables",
    "catalogues",
    "categories",
    "covered_for",
    "covered_needs",
    "criteria_on",
    "criteria_versions",
    "decision_facts",
    "decision_letter",
    "decision_of",
    "decisions",
    "due",
    "enclosure_entry",
    "enclosure_kinds",
    "enclosures_of",
    "findings_of",
    "is_of",
    "keys_of_signer",
    "kinds_for",
    "known_categories",
    "languages_of",
    "list_plan",
    "monitoring",
    "municipal_recognitions",
    "names_of",
    "needs_second_person",
    "offered_on",
    "offering",
    "offering_days",
    "offerings",
    "offerings_of",
    "office_key",
    "office_trust",
    "own_counts",
    "parents",
    "places",
    "platform_draft",
    "platform_files",
    "platform_lists",
    "prices_of",
    "provider",
    "provider_contacts",
    "provider_reports",
    "providers",
    "rates",
    "recognised_on",
    "recognitions_on",
    "refused",
    "regimes",
    "remedies",
    "remedy_on",
    "remembered_list_columns",
    "report_due_on",
    "report_file",
    "report_lines",
    "report_reminders",
    "reporting_year",
    "request_details",
    "request_of",
    "requests",
    "requests_in",
    "search_index",
    "share_basis",
    "subject",
    "surroundings",
    "tariffs",
    "trusted_keys",
    "unknown_municipalities",
    "unmet_needs",
    "value_on",
    "values",
    "version_of",
    "windows",
]
