"""What the page writes: the forms (in the worker)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.rent_limits.files import form_workbook
from sozdesk.features.rent_limits.terms import FormRequest
from sozdesk.kernel import german
from sozdesk.kernel.errors import Cancelled


def write_forms(
    folder: Path,
    requests: Sequence[FormRequest],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> tuple[Path, ...]:
    """Write one workbook per request; what is written when it is cancelled stays.

    Raises:
        DocumentWriteError: the folder cannot be written.
    """
    written = []
    for number, request in enumerate(requests):
        if cancelled():
            raise Cancelled
        progress(number, len(requests))
        path = folder / request.file_name
        write_bytes(path, form_workbook(request))
        written.append(path)
    return tuple(written)


def written_forms(requests: Sequence[FormRequest]) -> str:
    """Whom the forms are for: «86 Gemeinden und ein Blankoformular»."""
    alone = sum(len(request.pages) == 1 for request in requests)
    together = sum(len(request.pages) > 1 for request in requests)
    parts = [german.plural(alone, "Gemeinde", "Gemeinden")] if alone else []
    if together:
        parts.append(german.plural(together, "Sozialdienst", "Sozialdienste"))
    if alone + together < len(requests):
        parts.append("ein Blankoformular")
    return german.enumeration(parts)


def already_there(folder: Path, requests: Sequence[FormRequest]) -> int:
    """How many of the forms lie in the folder already."""
    return sum((folder / request.file_name).exists() for request in requests)
