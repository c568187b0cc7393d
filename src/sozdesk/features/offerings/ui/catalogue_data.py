"""What the page of the catalogue shows, read in one go; and files put into a folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.terms.catalogue import (
    CatalogueDraft,
    CatalogueFileRow,
    PlatformDraft,
    PlatformFile,
)

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


@dataclass(frozen=True, slots=True)
class CatalogueData:
    """The next catalogue, those before, and the next list for the website."""

    draft: CatalogueDraft
    files: tuple[CatalogueFileRow, ...]
    website: PlatformDraft


def load(archive: Archive) -> CatalogueData:
    """For the desk; ReturnFileError if an answer does not fit into a catalogue."""
    today = archive.context().today
    return CatalogueData(
        draft=archive.query(queries.catalogue_draft, today),
        files=archive.query(queries.catalogues),
        website=archive.query(queries.platform_draft, today),
    )


def save_files(folder: Path, files: Sequence[PlatformFile]) -> Path:
    """Put files into a folder; DocumentWriteError if it cannot be written."""
    for file in files:
        write_bytes(folder / file.name, file.content)
    return folder


def save_file(path: Path, content: bytes) -> Path:
    """Put one file where it was asked for; DocumentWriteError if it cannot be written."""
    write_bytes(path, content)
    return path
