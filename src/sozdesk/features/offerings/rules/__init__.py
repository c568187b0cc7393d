"""Rules of the offerings. Pure: rows, days and values come in."""

from sozdesk.features.offerings.rules.attachments import (
    attachment_findings,
)
from sozdesk.features.offerings.rules.catalogue_changes import (
    catalogue_changes,
)
from sozdesk.features.offerings.rules.catalogue_content import (
    content_from_json,
    content_to_json,
    place_words,
)
from sozdesk.features.offerings.rules.catalogue_items import (
    catalogue_items,
)
from sozdesk.features.offerings.rules.catalogue_schema import (
    SCHEMA,
)
from sozdesk.features.offerings.rules.criteria import (
    assessment_findings,
    criterion_findings,
    score,
    used_findings,
    version_findings,
)
from sozdesk.features.offerings.rules.decisions import (
    ADVERSE,
    ALWAYS,
    DATED,
    Surroundings,
    agreement_findings,
    condition_findings,
    covered_on,
    decision_findings,
    draft_findings,
    hearing_findings,
    kinds,
    release_findings,
)
from sozdesk.features.offerings.rules.earlier_decisions import (
    earlier_decision_findings,
)
from sozdesk.features.offerings.rules.enclosures import (
    GOOD,
    EnclosureEntry,
    all_received_findings,
    belongs,
    enclosure_findings,
    enclosure_state,
    expiry,
    lacking,
    recordable,
    renews,
    window_findings,
    window_of,
)
from sozdesk.features.offerings.rules.list_import import (
    list_plan,
)
from sozdesk.features.offerings.rules.list_values import (
    place_in,
)
from sozdesk.features.offerings.rules.monitoring import (
    cost_of_one,
    recognised_at,
    sum_of,
    uneven_report,
    weighted_utilisation,
)
from sozdesk.features.offerings.rules.offerings import (
    offering_findings,
    offering_removal_findings,
    parts_findings,
    publication_findings,
)
from sozdesk.features.offerings.rules.platform_list import (
    is_listed,
    platform_changes,
    platform_line,
)
from sozdesk.features.offerings.rules.providers import (
    compact_iban,
    contact_findings,
    iban_findings,
    place_findings,
    provider_findings,
    provider_removal_findings,
)
from sozdesk.features.offerings.rules.recognised import (
    ENDS,
    GRANTS,
    offering_recognised_on,
    recognised_on,
    says_recognised,
)
from sozdesk.features.offerings.rules.requests import (
    RequestFacts,
    day_findings,
    next_step,
    request_hints,
    steps,
)
from sozdesk.features.offerings.rules.search_index import (
    SearchEntry,
    SearchIndex,
    prepared,
)
from sozdesk.features.offerings.rules.searching import (
    Result,
    described,
    rest_of_text,
    search,
    with_meanings,
)
from sozdesk.features.offerings.rules.share import (
    canton_share,
    cost_of_unit,
    half_up,
    shares_of,
)
from sozdesk.features.offerings.rules.small_counts import (
    Published,
    publish_counts,
)
from sozdesk.features.offerings.rules.unmet import (
    criteria_of,
    unmet,
)
from sozdesk.features.offerings.rules.values import (
    removal_findings,
    value_findings,
)
from sozdesk.features.offerings.rules.yearly_reports import (
    FIGURES,
    TOTAL_WORDS,
    TOTALS,
    due_day,
    handed_in_findings,
    municipal_key,
    offering_key,
    prices_in,
    report_findings,
    report_state,
    result_findings,
    was_recognised,
)
from sozdesk.kernel.numbering import (
    next_number,
)
from sozdesk.kernel.validity import (
    overlap_findings,
    span_findings,
)

__all__ = [
    "ADVERSE",
    "ALWAYS",
    "DATED",
    "ENDS",
    "FIGURES",
    "GOOD",
    "GRANTS",
    "SCHEMA",
    "TOTALS",
    "TOTAL_WORDS",
    "EnclosureEntry",
    "Published",
    "RequestFacts",
    "Result",
    "SearchEntry",
    "SearchIndex",
    "Surroundings",
    "agreement_findings",
    "all_received_findings",
    "assessment_findings",
    "attachment_findings",
    "belongs",
    "canton_share",
    "catalogue_changes",
    "catalogue_items",
    "compact_iban",
    "condition_findings",
    "contact_findings",
    "content_from_json",
    "content_to_json",
    "cost_of_one",
    "cost_of_unit",
    "covered_on",
    "criteria_of",
    "criterion_findings",
    "day_findings",
    "decision_findings",
    "described",
    "draft_findings",
    "due_day",
    "earlier_decision_findings",
    "enclosure_findings",
    "enclosure_state",
    "expiry",
    "half_up",
    "handed_in_findings",
    "hearing_findings",
    "iban_findings",
    "is_listed",
    "kinds",
    "lacking",
    "list_plan",
    "municipal_key",
    "next_number",
    "next_step",
    "offering_findings",
    "offering_key",
    "offering_recognised_on",
    "offering_removal_findings",
    "overlap_findings",
    "parts_findings",
    "place_findings",
    "place_in",
    "place_words",
    "platform_changes",
    "platform_line",
    "prepared",
    "prices_in",
    "provider_findings",
    "provider_removal_findings",
    "publication_findings",
    "publish_counts",
    "recognised_at",
    "recognised_on",
    "recordable",
    "release_findings",
    "removal_findings",
    "renews",
    "report_findings",
    "report_state",
    "request_hints",
    "rest_of_text",
    "result_findings",
    "says_recognised",
    "score",
    "search",
    "shares_of",
    "span_findings",
    "steps",
    "sum_of",
    "uneven_report",
    "unmet",
    "used_findings",
    "value_findings",
    "version_findings",
    "was_recognised",
    "weighted_utilisation",
    "window_findings",
    "window_of",
    "with_meanings",
]
