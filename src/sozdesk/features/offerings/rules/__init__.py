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
)
from sozdesk.features.offerings.rules.catalogue_items import (
    catalogue_items,
)
from sozdesk.features.offerings.rules.catalogue_schema import (
    SCHEMA,
)
from sozdesk.features.offerings.rules.earlier_decisions import (
    earlier_decision_findings,
)
from sozdesk.features.offerings.rules.monitoring import (
    cost_of_one,
    recognised_at,
    sum_of,
    weighted_utilisation,
)
from sozdesk.features.offerings.rules.offerings import (
    offering_findings,
    offering_removal_findings,
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
    offering_recognised_on,
    recognised_on,
    says_recognised,
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
    lineage,
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
from sozdesk.features.offerings.rules.validity import (
    overlap_findings,
    span_findings,
)
from sozdesk.features.offerings.rules.values import (
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

__all__ = [
    "FIGURES",
    "SCHEMA",
    "TOTALS",
    "TOTAL_WORDS",
    "Published",
    "Result",
    "SearchEntry",
    "SearchIndex",
    "attachment_findings",
    "canton_share",
    "catalogue_changes",
    "catalogue_items",
    "compact_iban",
    "contact_findings",
    "content_from_json",
    "content_to_json",
    "cost_of_one",
    "cost_of_unit",
    "criteria_of",
    "described",
    "due_day",
    "earlier_decision_findings",
    "half_up",
    "handed_in_findings",
    "iban_findings",
    "is_listed",
    "lineage",
    "municipal_key",
    "offering_findings",
    "offering_key",
    "offering_recognised_on",
    "offering_removal_findings",
    "overlap_findings",
    "place_findings",
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
    "report_findings",
    "report_state",
    "rest_of_text",
    "result_findings",
    "says_recognised",
    "search",
    "shares_of",
    "span_findings",
    "sum_of",
    "unmet",
    "value_findings",
    "was_recognised",
    "weighted_utilisation",
    "with_meanings",
]
