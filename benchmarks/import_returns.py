"""Import, check and record a folder into a fresh encrypted file: ``import_returns.py FOLDER NUMBER``."""

from __future__ import annotations

import time

BEGIN = time.process_time()

import json  # noqa: E402 - the clock runs before the imports
import sys  # noqa: E402
import tempfile  # noqa: E402
from datetime import date  # noqa: E402
from pathlib import Path  # noqa: E402

from canton import YEAR, municipalities  # noqa: E402
from prepared import prepared  # noqa: E402

from sozdesk.features.rent_limits import files, queries, usecases  # noqa: E402
from sozdesk.features.rent_limits.terms import reason_key  # noqa: E402
from sozdesk.kernel.findings import hints  # noqa: E402

IMPORTED = time.process_time()


def peak_mb() -> float:
    """Largest memory of this process so far (Linux)."""
    line = next(
        row for row in Path("/proc/self/status").read_text().splitlines() if row.startswith("VmHWM")
    )
    return int(line.split()[1]) / 1024


everyone = municipalities(int(sys.argv[2]))
with tempfile.TemporaryDirectory() as work:
    archive = prepared(Path(work), everyone, years=(YEAR - 1,))
    archive.run(usecases.open_round, usecases.OpenRound(year=YEAR))
    start = time.process_time()
    read = files.read_paths([Path(sys.argv[1])], municipalities=everyone, year=YEAR)
    was_read = time.process_time()
    rows = archive.query(queries.preview, YEAR, read, date(YEAR - 1, 12, 20))
    checked = time.process_time()
    entries = tuple(
        usecases.ReturnEntry(
            declaration=row.file.declaration,
            findings=row.findings,
            reasons={reason_key(hint): "bestätigt" for hint in hints(row.findings)},
            received_on=date(YEAR - 1, 12, 20),
            file_name=row.file.file,
            content=row.file.content,
        )
        for row in rows
        if row.file.declaration
    )
    outcome = archive.run(
        usecases.record_returns, usecases.RecordReturns(year=YEAR, entries=entries)
    )
    recorded = time.process_time()
    archive.close(backup=False)
assert len(outcome.value) == len(everyone)
print(
    json.dumps(
        {
            "imports": IMPORTED - BEGIN,
            "prepare": start - IMPORTED,
            "read": was_read - start,
            "check": checked - was_read,
            "record": recorded - checked,
            "peak_mb": peak_mb(),
        }
    )
)
