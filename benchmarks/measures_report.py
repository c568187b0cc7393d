"""Write the report on the 40 measures in a fresh process: ``measures_report.py FOLDER``.

Docx, pdf and each of the three charts as svg and png; the docx stays in FOLDER, so that LibreOffice
can convert the very same one.
"""

from __future__ import annotations

import time

BEGIN = time.process_time()

import json  # noqa: E402 - the clock runs before the imports
import sys  # noqa: E402
import tempfile  # noqa: E402
from pathlib import Path  # noqa: E402

from prepared import empty_file  # noqa: E402

from sozdesk.features.strategy import queries, reports, usecases  # noqa: E402
from sozdesk.features.strategy.terms import ReportImprint  # noqa: E402

IMPORTED = time.process_time()
with tempfile.TemporaryDirectory() as work:
    archive = empty_file(Path(work))
    archive.run(usecases.load_strategy, usecases.LoadStrategy())
    start = time.process_time()
    context = archive.context()
    period = archive.query(queries.period_of, "2021-2024")
    content = archive.query(queries.report_content, period, period.ends, context.today)
    imprint = ReportImprint(
        now=context.now, today=context.today, office=archive.info.office_name, sample=False
    )
    files = reports.report_files(content, imprint, ["docx", "pdf"])
    files += reports.figure_files(content, imprint)
    made = time.process_time()
    archive.close(backup=False)
for file in files:
    (Path(sys.argv[1]) / file.name).write_bytes(file.content)
print(json.dumps({"imports": IMPORTED - BEGIN, "prepare": start - IMPORTED, "make": made - start}))
