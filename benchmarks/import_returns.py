"""Import, check and record a folder into a fresh encrypted file: ``import_returns.py FOLDER NUMBER``."""

from __future__ import annotations

import time

BEGIN = time.process_time()

import json  # noqa: E402 - the clock runs before the imports
import sys  # noqa: E402
import tempfile  # noqa: E402
from datetime import date  # noqa: E402
from pathlib import Path  # noqa: E402

from canton import YEAR, declarations, municipalities  # noqa: E402

from sozdesk.archive.engine import RawKey  # noqa: E402
from sozdesk.archive.file_info import OfficeKind  # noqa: E402
from sozdesk.archive.new_file import StartFile, fill_new_file  # noqa: E402
from sozdesk.archive.store import Archive, open_with_key  # noqa: E402
from sozdesk.features.offices import usecases as offices  # noqa: E402
from sozdesk.features.rent_limits import files, queries, usecases  # noqa: E402
from sozdesk.features.rent_limits.terms import ReceivedVia, reason_key  # noqa: E402
from sozdesk.kernel.findings import hints  # noqa: E402

KEY = RawKey(bytes(range(32)), bytes(range(16)))
IMPORTED = time.process_time()


def prepared(folder: Path) -> Archive:
    """A file with the municipalities, last year's declarations and an open Erhebung; not timed."""
    path = folder / "bench.sozdesk"
    fill_new_file(
        path, KEY, StartFile(office_kind=OfficeKind.KSA, office_name="Bench", person_name="A B")
    )
    archive = open_with_key(path, KEY)
    archive.run(offices.add_municipalities, offices.AddMunicipalities(municipalities=everyone))
    archive.run(usecases.load_reference, usecases.LoadReference())
    for year in (YEAR - 1, YEAR):
        archive.run(usecases.open_round, usecases.OpenRound(year=year))
    entries = tuple(
        usecases.ReturnEntry(
            declaration=row, received_on=date(YEAR - 2, 12, 1), via=ReceivedVia.LETTER
        )
        for row in declarations(everyone, YEAR - 1).values()
    )
    archive.run(usecases.record_returns, usecases.RecordReturns(year=YEAR - 1, entries=entries))
    return archive


def peak_mb() -> float:
    """Largest memory of this process so far (Linux)."""
    line = next(
        row for row in Path("/proc/self/status").read_text().splitlines() if row.startswith("VmHWM")
    )
    return int(line.split()[1]) / 1024


everyone = municipalities(int(sys.argv[2]))
with tempfile.TemporaryDirectory() as work:
    archive = prepared(Path(work))
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
