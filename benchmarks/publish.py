"""Make all files of a published version in a fresh process: ``publish.py FOLDER NUMBER``.

Leaves them in FOLDER, so that LibreOffice can convert the very same workbook.
"""

from __future__ import annotations

import time

BEGIN = time.process_time()

import json  # noqa: E402 - the clock runs before the imports
import sys  # noqa: E402
import tempfile  # noqa: E402
from pathlib import Path  # noqa: E402

from canton import YEAR, municipalities  # noqa: E402
from prepared import prepared  # noqa: E402

from sozdesk.app.publication import with_files, without_files  # noqa: E402
from sozdesk.features.rent_limits import queries  # noqa: E402
from sozdesk.features.rent_limits.terms import Audience  # noqa: E402

IMPORTED = time.process_time()
everyone = municipalities(int(sys.argv[2]))
with tempfile.TemporaryDirectory() as work:
    archive = prepared(Path(work), everyone, years=(YEAR - 1, YEAR))
    start = time.process_time()
    today = archive.context().today
    draft = archive.query(queries.publication_draft, YEAR, Audience.MUNICIPALITIES, today)
    command = with_files(archive, draft, without_files(draft, {}))
    made = time.process_time()
    archive.close(backup=False)
folder = Path(sys.argv[1])
for file in command.files:
    (folder / file.name).write_bytes(file.content)
print(json.dumps({"imports": IMPORTED - BEGIN, "prepare": start - IMPORTED, "make": made - start}))
