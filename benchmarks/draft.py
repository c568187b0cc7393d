"""Drafting the bills of a quarter over the region of ``casework_data.py``, against bare SQL sums.

Ours: the claims of three municipalities read and every line computed, on a connection that was just
opened, so that each page is decrypted once, and with the collector of Python at rest, as the desk of
the program has it. Peers, in SQL over the same encrypted file, each on a fresh connection too:

* the same rows: every column of every row that the draft has to read (persons, members, permits,
  cases, Verfügungen, enactments, participations, invoices and their lines), added up by table;
* the lines alone: the sum of the amounts of the invoice lines, nothing else.

Apart from these, because a sum keeps nothing: what keeping the draft of one municipality takes, with
its explanations and its Verlauf. Prints JSON; seconds are processor time, the least of some turns.

``draft.py FILE`` takes a region that is there; without one it is made first.
"""

from __future__ import annotations

import gc
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import casework_data as data
from prepared import KEY
from sqlalchemy import text

from sozdesk.archive.store import Archive, open_with_key
from sozdesk.features.billing import queries, rules
from sozdesk.features.billing.terms import Period
from sozdesk.features.billing.usecases import MakeDraft, draft_bill
from sozdesk.kernel.ids import seeded_ids

TURNS = 5
PERIOD = Period(first=data.QUARTER[0], last=data.QUARTER[1])
_OF_TOWN = """
from enactment one join support_case on support_case.id = one.case_id
where support_case.bfs_number = :bfs and one.first_day <= :last and one.last_day >= :first
"""
_CHOSEN = f"select one.id {_OF_TOWN}"
_PERSONS = f"select one.person_id {_OF_TOWN}"
_CASES = f"select one.case_id {_OF_TOWN}"
_LINES = f"from invoice_line where enactment_id in ({_CHOSEN}) and first_day <= :last"
ROWS = {
    "enactment": f"id in ({_CHOSEN})",
    "participation": f"enactment_id in ({_CHOSEN})",
    "person": f"id in ({_PERSONS})",
    "residence": f"person_id in ({_PERSONS})",
    "case_member": f"person_id in ({_PERSONS})",
    "support_case": f"id in ({_CASES})",
    "ruling": f"case_id in ({_CASES})",
    "invoice_line": f"enactment_id in ({_CHOSEN}) and first_day <= :last",
    "provider_invoice": f"id in (select invoice_id {_LINES})",
    "offering": "true",
    "recognition_decision": "true",
    "offering_price": "true",
    "tariff": "true",
    "regime_rate": "true",
}
"""Table → which of its rows a draft of a municipality needs."""


def drafted(session: Any) -> int:
    """Lines of the drafts of all municipalities."""
    return sum(
        len(rules.draft(*queries.draft_input(session, bfs, PERIOD)).lines) for bfs in data.BFS
    )


def same_rows(session: Any) -> int:
    """Every column of every row that the drafts read: lengths of text, sums of numbers."""
    return sum(session.scalar(text(one), each) for each in _each() for one in _sums(session))


def lines_alone(session: Any) -> int:
    """The amounts of the invoice lines."""
    return sum(session.scalar(text(f"select sum(amount) {_LINES}"), each) for each in _each())


def _each() -> Iterator[dict[str, Any]]:
    first, last = (day.isoformat() for day in data.QUARTER)
    return ({"bfs": bfs, "first": first, "last": last} for bfs in data.BFS)


def _sums(session: Any) -> Iterator[str]:
    for table, where in ROWS.items():
        columns = [row[1] for row in session.execute(text(f"pragma table_info({table})"))]
        all_of = " + ".join(f"ifnull(length({one}), 0)" for one in columns)
        yield f"select ifnull(sum({all_of}), 0) from {table} where {where}"


def fresh(path: Path, work: Callable[[Any], Any]) -> tuple[float, Any]:
    """Seconds of processor time of a query on a connection that has read nothing yet."""
    archive = opened(path)
    begin = time.process_time()
    found = archive.query(work)
    seconds = time.process_time() - begin
    archive.close(backup=False)
    return seconds, found


def opened(path: Path) -> Archive:
    return open_with_key(path, KEY, clock=lambda: data.NOW, new_id=seeded_ids(7))


def kept(path: Path) -> tuple[float, int]:
    """Seconds until the draft of one municipality lies in the file; its lines."""
    archive = opened(path)
    command = MakeDraft(bfs_number=data.BFS[0], first_day=PERIOD.first, last_day=PERIOD.last)
    begin = time.process_time()
    bill_id = archive.run(draft_bill, command).value
    seconds = time.process_time() - begin
    lines = archive.query(
        lambda session: session.scalar(
            text("select count(*) from bill_line where bill_id = :id"), {"id": bill_id.hex}
        )
    )
    archive.close(backup=False)
    return seconds, lines


def measured(path: Path) -> dict[str, object]:
    best: dict[str, float] = {}
    lines = 0
    for _turn in range(TURNS):
        for name, work in (("draft", drafted), ("rows", same_rows), ("lines", lines_alone)):
            seconds, found = fresh(path, work)
            best[name] = min(best.get(name, seconds), seconds)
            lines = found if name == "draft" else lines
    seconds, stored = kept(path)
    return {
        "lines of the quarter": lines,
        "draft, s": best["draft"],
        "microseconds a line": best["draft"] / lines * 1e6,
        "sum of the same rows, s": best["rows"],
        "ratio to the same rows (goal 3)": best["draft"] / best["rows"],
        "sum of the invoice lines alone, s": best["lines"],
        "ratio to the invoice lines alone": best["draft"] / best["lines"],
        "kept, lines": stored,
        "kept, s": seconds,
    }


def main() -> None:
    """Make the region (or copy the one that is there), measure, print."""
    gc.disable()  # as while the desk of the program works
    with tempfile.TemporaryDirectory() as work:
        path = Path(work, "region.sozdesk")
        if len(sys.argv) > 1:
            shutil.copy(sys.argv[1], path)
        else:
            archive = data.new_archive(path)
            data.fill(archive, data.REGION)
            archive.close(backup=False)
        print(json.dumps(measured(path), indent=1))


if __name__ == "__main__":
    main()
