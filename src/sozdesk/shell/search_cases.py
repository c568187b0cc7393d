"""What the search field finds in the cases: notes, tasks, files, Anträge, Verfügungen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sozdesk.archive.search import Hit
from sozdesk.archive.store import Archive
from sozdesk.features.cases import queries
from sozdesk.features.cases.queries.found import FoundWork
from sozdesk.features.cases.texts import work as said
from sozdesk.shell.search_box import SearchResult


def work_found(archive: Archive, hits: Sequence[Hit]) -> dict[UUID, SearchResult]:
    """Each leads to its case; a Grundsatzentscheid leads to their list."""
    ids: dict[str, set[UUID]] = defaultdict(set)
    for hit in hits:
        if hit.kind in said.HIT_WORDS:
            ids[hit.kind].add(hit.row_id)
    if not ids:
        return {}
    cantonal = archive.info.office_kind == "ksa"
    return {
        row_id: _result(row, cantonal=cantonal)
        for row_id, row in archive.query(queries.found_work, ids).items()
    }


def _result(row: FoundWork, *, cantonal: bool) -> SearchResult:
    words = said.HIT_WORDS[row.kind]
    if row.kind == "policy_decision":
        area = "billing" if cantonal else "cases"
        return SearchResult(row.name, words, area, (("page", "policies_page"),))
    where = "ohne Fall" if row.case_number is None else f"Fall {row.case_number}"
    target: tuple[tuple[str, object], ...] = (
        (("page", "week_page"),)
        if row.case_id is None
        else (("case", row.case_id), ("part", _PARTS.get(row.kind, "notes_part")))
    )
    return SearchResult(row.name or words, f"{words}, {where}", "cases", target)


_PARTS = {"application": "rulings_part", "ruling": "rulings_part"}
"""The tab of the case that shows a kind."""
