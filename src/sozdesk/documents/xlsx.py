"""Workbooks: one way to open a deterministic one in memory, and Report → xlsx.

The same report gives the same bytes: the day of creation comes from the report, and nothing is
written to a temporary file on the way (XlsxWriter would, without ``in_memory``).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter import Workbook

AMOUNT_FORMAT = "[>=1000000]#'###'##0.00;[>=1000]#'##0.00;0.00"
"""Money with apostrophes on every computer: ``#,##0.00`` would follow the language of Windows."""
DATE_FORMAT = "dd.mm.yyyy"


def new_workbook(created: datetime) -> tuple[Workbook, Callable[[], bytes]]:
    """An empty workbook in memory, and the function that closes it and answers its bytes.

    ``created`` is the instant in the file's properties. Text is never turned into formulas,
    numbers or links, whatever it starts with.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - heavy, only when a workbook is written

    buffer = BytesIO()
    workbook = Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    workbook.set_properties({"created": created.astimezone(UTC), "author": "SozDesk"})

    def finish() -> bytes:
        workbook.close()
        return buffer.getvalue()

    return workbook, finish
