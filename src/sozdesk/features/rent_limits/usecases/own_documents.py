"""The form and the pdf of own declarations as bytes; runs in the worker, without the file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sozdesk.documents.pdf import write_pdf
from sozdesk.documents.safe_write import make_folder, write_bytes
from sozdesk.features.rent_limits.files import form_workbook, whole_contents
from sozdesk.features.rent_limits.reports import declaration_report
from sozdesk.features.rent_limits.terms import Attachment, Declaration, FormRequest, OwnDocuments


def made_documents(documents: OwnDocuments) -> tuple[Attachment, ...]:
    """The form first, then the pdf to sign; the same data gives the same bytes."""
    declared, request = documents.declaration, documents.request
    form = form_workbook(request, {declared.bfs_number: whole_contents(declared)})
    stem = request.file_name.removesuffix(".xlsx")
    pdf = write_pdf(declaration_report(documents))
    return Attachment(request.file_name, form), Attachment(f"{stem}.pdf", pdf)


def made_together(
    requests: tuple[FormRequest, ...], declared: Mapping[int, Declaration]
) -> tuple[Attachment, ...]:
    """One workbook for all municipalities (several above the limit of sheets)."""
    typed = {number: whole_contents(one) for number, one in declared.items()}
    return tuple(
        Attachment(request.file_name, form_workbook(request, typed)) for request in requests
    )


def put_into(folder: Path, files: tuple[Attachment, ...]) -> tuple[Path, ...]:
    """Write files into a folder, replacing what is there; raises DocumentWriteError."""
    make_folder(folder)
    for file in files:
        write_bytes(folder / file.name, file.content)
    return tuple(folder / file.name for file in files)
