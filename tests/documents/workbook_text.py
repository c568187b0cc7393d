"""A workbook as text, cell by cell, for comparing with an approved file."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook, load_workbook


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def workbook_text(content: bytes) -> str:
    """«Sheet» lines, then per row its cells as repr, separated by `` | ``."""
    lines: list[str] = []
    for sheet in opened(content).worksheets:
        lines.append(f"== {sheet.title}")
        for row in sheet.iter_rows():
            filled = [f"{cell.coordinate}={cell.value!r}" for cell in row if cell.value is not None]
            lines += [" | ".join(filled)] if filled else []
    return "\n".join(lines) + "\n"
