"""The Grundsatzentscheide of municipalities, on their way to the KSA: signed, without any person.

The content is canonical JSON: ``{"municipalities": [{"bfs_number", "decisions": [{…}]}]}``, a
decision with the columns of ``queries.policies.DECLARED``. Every key is known, none is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from sozdesk.exchange import envelope
from sozdesk.exchange.envelope import Envelope, EnvelopeFlaw, Head, RefusedEnvelope
from sozdesk.features.cases.terms.work import (
    POLICY_ENDING,
    POLICY_KIND,
    POLICY_VERSION,
    PolicyDecision,
    PolicyDeclaration,
)
from sozdesk.features.cases.texts import work as texts
from sozdesk.kernel.errors import ReturnFileError

FILTERS: Final = f"Grundsatzentscheide (*{POLICY_ENDING})"
_MOST = 2_000
"""Decisions of a municipality."""
_LONGEST = 4_000
_MOST_RAPPEN = 10**10
_FLAWS: Final[Mapping[EnvelopeFlaw, texts.Refusal]] = {
    EnvelopeFlaw.NOT_FOUND: texts.NOT_FOUND,
    EnvelopeFlaw.TOO_BIG: texts.TOO_BIG,
    EnvelopeFlaw.NOT_OURS: texts.NOT_OURS,
    EnvelopeFlaw.TOO_NEW: texts.TOO_NEW,
    EnvelopeFlaw.WRONG_KIND: texts.WRONG_KIND,
    EnvelopeFlaw.DAMAGED: texts.DAMAGED,
    EnvelopeFlaw.BROKEN_CONTENT: texts.broken("Der Inhalt hat nicht die erwartete Form."),
}


def file_name(today: date) -> str:
    """«grundsatzentscheide-2027-01-05.szg»."""
    return f"grundsatzentscheide-{today.isoformat()}{POLICY_ENDING}"


def read_file(path: Path) -> bytes:
    """The bytes, never more than an exchange file may have; ReturnFileError in words."""
    try:
        return envelope.read(path)
    except RefusedEnvelope as error:
        raise ReturnFileError(*_FLAWS[error.flaw]) from error


def seal(head: Head, declarations: Sequence[PolicyDeclaration], secret: bytes) -> bytes:
    """The file; the same head, declarations and key give the same bytes."""
    content = {"municipalities": [_to_json(one) for one in declarations]}
    return envelope.seal(head, content, secret)


def _to_json(one: PolicyDeclaration) -> dict[str, Any]:
    return {"bfs_number": one.bfs_number, "decisions": [_row_json(row) for row in one.decisions]}


def _row_json(row: PolicyDecision) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in _FIELDS}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


def unseal(data: bytes) -> tuple[Envelope, tuple[PolicyDeclaration, ...]]:
    """What a file says; ReturnFileError with one reason if it cannot be used."""
    try:
        opened = envelope.unseal(data, POLICY_KIND, POLICY_VERSION)
    except RefusedEnvelope as error:
        raise ReturnFileError(*_FLAWS[error.flaw]) from error
    return opened, declarations_of(opened.content)


def declarations_of(content: Mapping[str, Any]) -> tuple[PolicyDeclaration, ...]:
    """Every part as it should be; ReturnFileError names the first that is not."""
    towns = content.get("municipalities")
    if set(content) != {"municipalities"} or not isinstance(towns, list) or not towns:
        raise _broken("Die Gemeinden fehlen.")
    found = tuple(map(_declaration, towns))
    if len({one.bfs_number for one in found}) < len(found):
        raise _broken("Eine Gemeinde kommt zweimal vor.")
    return found


def _declaration(value: object) -> PolicyDeclaration:
    if not isinstance(value, dict) or set(value) != {"bfs_number", "decisions"}:
        raise _broken("Eine Gemeinde hat nicht die erwarteten Angaben.")
    number, rows = value["bfs_number"], value["decisions"]
    if type(number) is not int or not 0 < number < 10_000:
        raise _broken("Eine Gemeinde hat keine BFS-Nummer.")
    if not isinstance(rows, list) or len(rows) > _MOST:
        raise _broken(f"Die Entscheide der Gemeinde {number} sind keine Liste.")
    decisions = tuple(_decision(number, place, row) for place, row in enumerate(rows, start=1))
    if len({(one.topic, one.valid_from) for one in decisions}) < len(decisions):
        raise _broken(f"Ein Entscheid der Gemeinde {number} kommt zweimal vor.")
    return PolicyDeclaration(bfs_number=number, decisions=decisions)


def _decision(number: int, place: int, value: object) -> PolicyDecision:
    where = f"Entscheid {place} der Gemeinde {number}"
    if not isinstance(value, dict) or set(value) != set(_FIELDS):
        raise _broken(f"{where} hat nicht die erwarteten Angaben.")
    try:
        row = PolicyDecision(**{name: parse(value[name]) for name, parse in _FIELDS.items()})
    except ValueError:
        raise _broken(f"{where} hat eine Angabe, die nicht stimmen kann.") from None
    if row.ended_on is not None and row.ended_on < row.valid_from:
        raise _broken(f"{where} endet, bevor er beginnt.")
    return row


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST or value != value.strip():
        raise ValueError
    if any(not sign.isprintable() and sign != "\n" for sign in value):
        raise ValueError
    return value


def _filled(value: object) -> str:
    if not value:
        raise ValueError
    return _text(value)


def _day(value: object) -> date:
    day = date.fromisoformat(value) if isinstance(value, str) else None
    if day is None or day.isoformat() != value:
        raise ValueError
    return day


def _day_or_none(value: object) -> date | None:
    return None if value is None else _day(value)


def _rappen(value: object) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not 0 <= value <= _MOST_RAPPEN:
        raise ValueError
    return value


_FIELDS: Final[Mapping[str, Callable[[object], Any]]] = {
    "topic": _filled,
    "decision": _filled,
    "decided_on": _day,
    "resolution_number": _text,
    "amount": _rappen,
    "amount_note": _text,
    "valid_from": _day,
    "ended_on": _day_or_none,
}


def _broken(what: str) -> ReturnFileError:
    return ReturnFileError(*texts.broken(what))
