"""The peer that merely reads: every cell of every sheet with openpyxl."""

from __future__ import annotations

import time

BEGIN = time.perf_counter()

import json  # noqa: E402 - the clock runs before the imports
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from openpyxl import load_workbook  # noqa: E402

cells = 0
for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
    book = load_workbook(path)
    cells += sum(
        cell.value is not None for sheet in book for row in sheet.iter_rows() for cell in row
    )
assert cells
print(json.dumps({"seconds": time.perf_counter() - BEGIN, "cells": cells}))
