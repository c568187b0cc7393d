"""Write filled-in forms: ``make_returns.py FOLDER NUMBER``."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

from canton import YEAR, declarations, municipalities

from sozdesk.features.rent_limits.files import cell_contents, form_workbook
from sozdesk.features.rent_limits.terms import FormPage, FormRequest

folder, everyone = Path(sys.argv[1]), municipalities(int(sys.argv[2]))
before, now = declarations(everyone, YEAR - 1), declarations(everyone, YEAR)
for municipality in everyone:
    bfs = municipality.bfs_number
    request = FormRequest(
        year=YEAR,
        due_on=date(2026, 12, 31),
        valid_from=date(2027, 1, 1),
        blocks=frozenset(),
        file_name=f"{bfs}.xlsx",
        title=municipality.short_name,
        pages=(FormPage(municipality=municipality, previous=before[bfs]),),
        created=datetime(2026, 11, 2, tzinfo=UTC),
    )
    (folder / request.file_name).write_bytes(form_workbook(request, {bfs: cell_contents(now[bfs])}))
