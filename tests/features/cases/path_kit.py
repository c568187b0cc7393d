"""Anträge and Verfügungen as rows, for rules that need no file."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sozdesk.features.cases.terms import (
    ApplicationKind,
    ApplicationRow,
    Decider,
    DelegationRow,
    PathLine,
    RemedyRow,
    RulingNature,
    RulingRow,
)

TODAY = date(2027, 1, 20)
CASE = UUID(int=100)
MEETING = UUID(int=50)
BFS = 2829


def application(**more: Any) -> ApplicationRow:
    """An Antrag of 4 January that waits."""
    values: dict[str, Any] = {
        "id": UUID(int=1),
        "version": 1,
        "case_id": CASE,
        "case_number": 1,
        "case_name": "Muster Anna",
        "bfs_number": BFS,
        "kind": ApplicationKind.OFFERING,
        "title": "Tagesstruktur",
        "reasons": "",
        "proposal": "",
        "submitted_on": date(2027, 1, 4),
        "decider": Decider.AUTHORITY,
        "delegation_id": None,
        "meeting_id": None,
        "held_on": None,
        "agenda_number": None,
        "resolution_number": "",
        "resolved_on": None,
        "resolved": None,
        "extract": "",
        **more,
    }
    return ApplicationRow(**values)


def ruling(**more: Any) -> RulingRow:
    """A whole draft of 15 January that grants something."""
    values: dict[str, Any] = {
        "id": UUID(int=2),
        "version": 1,
        "case_id": CASE,
        "case_number": 1,
        "bfs_number": BFS,
        "application_id": None,
        "replaces_id": None,
        "number": None,
        "nature": RulingNature.GRANT,
        "decider": Decider.AUTHORITY,
        "addressee": "Anna Muster\nBeispielweg 3\n4410 Liestal",
        "subject": "Tagesstruktur",
        "facts": "",
        "considerations": "Gestützt auf § 16 SHG.",
        "disposition": "Bewilligt.",
        "limit_amount": None,
        "valid_from": None,
        "heard_on": None,
        "remedy": "",
        "remedy_days": None,
        "ruled_on": date(2027, 1, 15),
        "finalised_on": None,
        "pdf_sha256": None,
        "docx_sha256": None,
        "notified_on": None,
        "notified_by": None,
        "contested_on": None,
        "final_on": None,
        "replaces": "",
        "replaced_limit": None,
        **more,
    }
    return RulingRow(**values)


def line(
    application: ApplicationRow | None = None,
    ruling: RulingRow | None = None,
    deadline: date | None = None,
) -> PathLine:
    return PathLine(application=application, ruling=ruling, deadline=deadline)


def remedy(**more: Any) -> RemedyRow:
    values: dict[str, Any] = {
        "id": UUID(int=3),
        "version": 1,
        "decider": Decider.AUTHORITY,
        "valid_from": date(2023, 1, 1),
        "ended_on": None,
        "text": "Einsprache innert 10 Tagen.",
        "days": 10,
        "citation": "",
        "source": "",
        "checked": True,
        **more,
    }
    return RemedyRow(**values)


def delegation(**more: Any) -> DelegationRow:
    """Weitere notwendige Aufwendungen are delegated to the Präsidium from 2027 on."""
    values: dict[str, Any] = {
        "id": UUID(int=4),
        "version": 1,
        "bfs_number": BFS,
        "kind": ApplicationKind.EXPENSES,
        "decider": Decider.PRESIDENT,
        "valid_from": date(2027, 1, 1),
        "ended_on": None,
        "citation": "§ 26a Abs. 2 SHV",
        "source": "",
        **more,
    }
    return DelegationRow(**values)
