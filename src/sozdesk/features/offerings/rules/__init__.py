"""Rules of the offerings. Pure: rows, days and values come in."""

from sozdesk.features.offerings.rules.earlier_decisions import earlier_decision_findings
from sozdesk.features.offerings.rules.offerings import (
    offering_findings,
    offering_removal_findings,
    publication_findings,
)
from sozdesk.features.offerings.rules.providers import (
    compact_iban,
    contact_findings,
    iban_findings,
    place_findings,
    provider_findings,
    provider_removal_findings,
)
from sozdesk.features.offerings.rules.recognised import offering_recognised_on, recognised_on
from sozdesk.features.offerings.rules.share import canton_share, cost_of_unit, half_up, lineage
from sozdesk.features.offerings.rules.validity import overlap_findings, span_findings
from sozdesk.features.offerings.rules.values import value_findings

__all__ = [
    "canton_share",
    "compact_iban",
    "contact_findings",
    "cost_of_unit",
    "earlier_decision_findings",
    "half_up",
    "iban_findings",
    "lineage",
    "offering_findings",
    "offering_recognised_on",
    "offering_removal_findings",
    "overlap_findings",
    "place_findings",
    "provider_findings",
    "provider_removal_findings",
    "publication_findings",
    "recognised_on",
    "span_findings",
    "value_findings",
]
