"""«Datei für das KSA»: an issued bill as the file that only the Kantonales Sozialamt opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.billing import usecases
from sozdesk.features.billing.terms import BillRow
from sozdesk.features.billing.terms.bill_files import WrittenBill
from sozdesk.features.billing.texts import bill_files as texts
from sozdesk.runtime.handing_out import noting
from sozdesk.widgets import save_path

if TYPE_CHECKING:
    from sozdesk.features.billing.ui.page import BillsPage


def write_bill_file(page: BillsPage, row: BillRow) -> None:
    """Ask where to, write it, and say who can open it."""
    number, year = row.name.split("/")
    name = texts.file_name(row.municipality_name, int(year), int(number))
    path = save_path.ask(page, page.desk, "Datei für das Kantonale Sozialamt", name)
    if path is None or page.work.is_busy():
        return

    def save(file: WrittenBill) -> None:
        act = (usecases.note_bill_file, usecases.note_of(row.id, file))
        page.work.start(
            noting(page.desk, act, write_bytes),
            path,
            file.data,
            what="Datei wird geschrieben",
            done=lambda _none: page.work.written(f"«{path.name}»: {texts.SEND_IT}", path.parent),
        )

    page.desk.query(usecases.bill_file, row.id, done=save, failed=page.work.failed, owner=page)
