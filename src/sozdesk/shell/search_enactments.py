"""What the search field finds of enacted offerings and of their invoices."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sozdesk.archive.search import Hit
from sozdesk.archive.store import Archive
from sozdesk.features.cases import queries
from sozdesk.features.cases.terms import FoundEnactment
from sozdesk.shell.search_box import SearchResult

_KINDS = ("enactment", "provider_invoice")


def enactments_found(archive: Archive, hits: Sequence[Hit]) -> dict[UUID, SearchResult]:
    """An enacted offering leads to its case, an invoice to their list."""
    ids = {hit.row_id for hit in hits if hit.kind in _KINDS}
    if not ids:
        return {}
    found = archive.query(queries.found_enactments, ids)
    return {row_id: _result(row_id, row) for row_id, row in found.items()}


def _result(row_id: UUID, row: FoundEnactment) -> SearchResult:
    if row.number:
        page = (("page", "invoices_page"), ("invoice", row_id))
        return SearchResult(f"Rechnung {row.number}", row.offering_title, "cases", page)
    detail = f"verfügtes Angebot, Fall {row.case_number}"
    case = (("case", row.case_id), ("part", "enactments_part"))
    return SearchResult(row.offering_title, detail, "cases", case)
