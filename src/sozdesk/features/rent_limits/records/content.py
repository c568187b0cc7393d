"""What was published, as JSON with a version of its own, and back. Canonical, so that it has a hash."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from types import SimpleNamespace
from typing import Any, cast

from sozdesk.features.rent_limits.records.mapping import columns_of, declaration_from
from sozdesk.features.rent_limits.records.tables import DeclarationRecord
from sozdesk.features.rent_limits.terms import (
    Amendment,
    AmendmentRow,
    Content,
    Declaration,
    PublishedRow,
)

FORMAT = 1
_DAYS = ("valid_from", "decided_on", "meeting_on", "last_reviewed_on")


def content_of(year: int, rows: Sequence[PublishedRow]) -> dict[str, Any]:
    """The rows of a version, by BFS number."""
    ordered = sorted(rows, key=lambda row: row.bfs_number)
    return {"format": FORMAT, "year": year, "rows": [_row_to_json(row) for row in ordered]}


def rows_of(content: Content) -> tuple[PublishedRow, ...]:
    """The way back from :func:`content_of`, by BFS number."""
    return tuple(_row_from_json(stored) for stored in content["rows"])


def digest_of(content: Content) -> str:
    """SHA-256 (hex) of the canonical JSON: keys sorted, no spaces, UTF-8."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()


def _row_to_json(row: PublishedRow) -> dict[str, Any]:
    stored: dict[str, Any] = {
        "bfs": row.bfs_number,
        "official_name": row.official_name,
        "name": row.name,
        "district": row.district,
        "declaration": row.declaration and declaration_to_json(row.declaration),
        "previous": row.previous and declaration_to_json(row.previous),
        "changes": [declaration_to_json(change) for change in row.changes],
        "missing_reason": row.missing_reason,
    }
    return {key: value for key, value in stored.items() if value}


def _row_from_json(stored: Mapping[str, Any]) -> PublishedRow:
    return PublishedRow(
        bfs_number=stored["bfs"],
        official_name=stored["official_name"],
        name=stored["name"],
        district=stored["district"],
        declaration=_maybe(stored.get("declaration")),
        previous=_maybe(stored.get("previous")),
        changes=tuple(declaration_from_json(one) for one in stored.get("changes", ())),
        missing_reason=stored.get("missing_reason", ""),
    )


def _maybe(stored: Mapping[str, Any] | None) -> Declaration | None:
    return declaration_from_json(stored) if stored else None


def declaration_to_json(declaration: Declaration) -> dict[str, Any]:
    """A declaration as JSON; what was not answered is left out."""
    columns = columns_of(declaration)
    days = {key: columns[key].isoformat() for key in _DAYS if columns[key]}
    plain = {key: value for key, value in columns.items() if key not in _DAYS}
    amounts = {category.value: rappen for category, rappen in declaration.amounts.items()}
    stored = {**plain, **days, "year": declaration.year, "amounts": amounts}
    unanswered = {key for key, value in stored.items() if value in ("", {}, False)}
    kept = {key: stored[key] for key in stored if key not in unanswered and stored[key] is not None}
    if declaration.no_limits_reason is not None:
        kept["no_limits_reason"] = declaration.no_limits_reason
    return kept


def declaration_from_json(stored: Mapping[str, Any]) -> Declaration:
    """The way back from :func:`declaration_to_json`."""
    columns = {
        "rent_kind": None,
        "interval": None,
        "decision_body": None,
        "decision_number": "",
        "decision_pending": False,
        "method": None,
        "method_text": "",
        "unchanged": False,
        "no_limits_reason": None,
        "contact_name": "",
        "contact_email": "",
        "contact_phone": "",
        "remark": "",
        "extras": {},
        **stored,
        **{key: _day(stored.get(key)) for key in _DAYS},
    }
    record = cast("DeclarationRecord", SimpleNamespace(**columns))
    return declaration_from(record, stored["year"], stored.get("amounts", {}))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def amendment_to_json(row: AmendmentRow) -> dict[str, Any]:
    """One line of the erratum list."""
    return {
        "bfs": row.bfs_number,
        "name": row.name,
        "kind": row.kind.value,
        "what": row.what,
        "before": row.before,
        "now": row.now,
    }


def amendment_from_json(stored: Mapping[str, Any]) -> AmendmentRow:
    """The way back from :func:`amendment_to_json`."""
    return AmendmentRow(
        bfs_number=stored["bfs"],
        name=stored["name"],
        kind=Amendment(stored["kind"]),
        what=stored["what"],
        before=stored["before"],
        now=stored["now"],
    )
