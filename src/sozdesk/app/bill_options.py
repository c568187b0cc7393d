"""What the steps of ``sozdesk bill`` share: the period, and a bill with its lines for programs."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sozdesk.app.round_options import finding_json as plain_finding
from sozdesk.features.billing import queries, rules
from sozdesk.features.billing.terms import BillDetail, BillLineRow, LeftOutRow, Period
from sozdesk.features.billing.terms.bill_files import SentLine
from sozdesk.kernel.findings import Finding

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


def ask_period(step: Any, *, needed: bool = False) -> None:
    """``--period``, of a step or of a group where it is one of several ways to say it."""
    words = "2027-Q1, 2027-03, 2027-H1 oder 2027"
    step.add_argument("--period", type=_period, required=needed, metavar="ZEITRAUM", help=words)


def _period(text: str) -> Period:
    """A period as people write it."""
    found = rules.period_of(text)
    if found is None:
        raise argparse.ArgumentTypeError(
            f"«{text}» ist kein Zeitraum. Schreiben Sie zum Beispiel 2027-Q1, 2027-03 oder 2027."
        )
    return found


def bill_of(archive: Archive, bill_id: UUID) -> BillDetail:
    """A bill that a step has just made or listed."""
    found: BillDetail | None = archive.query(queries.bill, bill_id)
    assert found is not None
    return found


def bill_json(detail: BillDetail, *, with_ahv: bool = False) -> dict[str, object]:
    """Lines and what is left out; a person is an own id, or the AHV number if wanted, never a name."""
    row = detail.row
    return {
        "bill": str(row.id),
        "municipality": row.bfs_number,
        "year": row.year,
        "number": row.number,
        "period": rules.written(row.first_day, row.last_day),
        "state": row.state.value,
        "canton": row.canton,
        "lines": [
            line_json(one, one.ahv_number if with_ahv else None)
            | {"reasons": [step.text for step in one.steps]}
            for one in detail.lines
        ],
        "left_out": [
            _left_out_json(one, one.ahv_number if with_ahv else None) for one in detail.left_out
        ],
    }


def line_json(line: BillLineRow | SentLine, ahv_number: str | None = None) -> dict[str, object]:
    """What is claimed in a line; its ``reasons`` depend on the step."""
    return {
        "position": line.position,
        "person": ahv_number or str(line.person_id),
        "offering": line.offering_number,
        "invoice": [cost.number for cost in line.costs],
        "first_day": line.first_day.isoformat(),
        "last_day": line.last_day.isoformat(),
        "cost": line.cost,
        "third_party": line.third_party,
        "eligible": line.eligible,
        "rate": line.rate,
        "canton": line.canton,
        "municipality": line.municipality,
    }


def _left_out_json(one: LeftOutRow, ahv_number: str | None) -> dict[str, object]:
    return {
        "person": ahv_number or str(one.person_id),
        "offering": one.offering_number,
        "invoice": [one.number] if one.number else [],
        "first_day": one.first_day.isoformat(),
        "last_day": one.last_day.isoformat(),
        "cost": one.cost,
        "third_party": 0,
        "eligible": 0,
        "rate": None,
        "canton": 0,
        "municipality": one.cost,
        "reasons": list(one.reasons),
    }


def finding_json(finding: Finding) -> dict[str, str]:
    """A finding with how much it weighs and what it rests on."""
    return {
        **plain_finding(finding),
        "severity": finding.severity.value,
        "source": finding.detail,
    }
