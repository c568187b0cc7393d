"""The peer that merely reads: every cell of every sheet with openpyxl."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from openpyxl import load_workbook

cells = 0
for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    book = load_workbook(path)
    cells += sum(
        cell.value is not None for sheet in book for row in sheet.iter_rows() for cell in row
    )
assert cells
print(json.dumps({"cells": cells}))
