"""The counts of needs without an offering, on their way from a Sozialdienst to the KSA.

Plain JSON without any person: month, filters in words, category, reason, number of searches.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sozdesk.exchange.plain_json import MAX_BYTES, read_json, write_json
from sozdesk.features.offerings.terms import CountedNeed, NeedCounts, Unmet
from sozdesk.kernel import german
from sozdesk.kernel.errors import ReturnFileError

_KIND: Final = "unmet_needs"
_VERSION: Final = 1
_NAME: Final = "Zählungen fehlender Angebote"
_MOST_LINES = 5_000
_MOST_SEARCHES = 100_000
_LONGEST = 400
MOST_BYTES: Final = MAX_BYTES
FILTERS: Final = "Zählungen (*.json)"


def file_name(today: date) -> str:
    """«fehlende-angebote-2027-01-05.json»."""
    return f"fehlende-angebote-{today.isoformat()}.json"


def write_counts(counts: NeedCounts) -> bytes:
    """The file for the KSA."""
    lines = [
        {
            "month": one.month.strftime("%Y-%m"),
            "criteria": one.criteria,
            "category": one.category_code,
            "why": one.why.value,
            "searches": one.searches,
        }
        for one in counts.counts
    ]
    return write_json(_KIND, _VERSION, {"office": counts.office, "counts": lines})


def read_counts(content: bytes) -> NeedCounts:
    """What a Sozialdienst counted; raises ReturnFileError if a line cannot be used."""
    found = read_json(content, _KIND, _VERSION, _NAME)
    office, lines = _text(found.get("office")), found.get("counts")
    if not office or not isinstance(lines, list) or len(lines) > _MOST_LINES:
        raise _damaged("Absender oder Zeilen fehlen.")
    counts = tuple(_line(number, line) for number, line in enumerate(lines, start=1))
    keys = {(one.month, one.criteria, one.why) for one in counts}
    if len(keys) < len(counts):
        raise _damaged("Eine Zeile kommt zweimal vor.")
    return NeedCounts(office=office, counts=counts)


def _line(number: int, line: Any) -> CountedNeed:
    if not isinstance(line, Mapping):
        raise _damaged(f"Zeile {number} ist keine Zählung.")
    criteria, searches = _text(line.get("criteria")), _count(line.get("searches"))
    if not criteria or not searches:
        raise _damaged(f"Zeile {number} hat keine Filter oder keine Anzahl.")
    return CountedNeed(
        month=_month(number, line.get("month")),
        criteria=criteria,
        category_code=_text(line.get("category")) or None,
        why=_why(number, line.get("why")),
        searches=searches,
    )


def _text(value: Any) -> str:
    return german.clean(value)[:_LONGEST] if isinstance(value, str) else ""


def _count(value: Any) -> int:
    """0 for what is no usual number of searches."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and 1 <= value <= _MOST_SEARCHES else 0


def _month(number: int, value: Any) -> date:
    try:
        return date.fromisoformat(f"{value}-01")
    except ValueError:
        raise _damaged(f"Zeile {number} hat keinen Monat.") from None


def _why(number: int, value: Any) -> Unmet:
    try:
        return Unmet(value)
    except ValueError:
        raise _damaged(f"Zeile {number} hat keinen Grund.") from None


def _damaged(what: str) -> ReturnFileError:
    return ReturnFileError(
        f"Die {_NAME} lassen sich nicht lesen: {what}",
        "Lassen Sie sich die Datei noch einmal schicken.",
    )
