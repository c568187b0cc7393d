"""The catalogue that the invented KSA sends to the invented Sozialdienst."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sozdesk.app import office_file
from sozdesk.app.sample import canton, offerings
from sozdesk.app.sample.clock import SampleClock
from sozdesk.archive.store import Archive
from sozdesk.features.offerings import queries, usecases
from sozdesk.kernel.ids import seeded_ids


def read_in(archive: Archive, day: date) -> None:
    """Read the catalogue of a day into a Sozialdienst's file, its key compared."""
    content = _written(day)
    preview = archive.query(queries.catalogue_preview, content, day)
    command = usecases.ImportCatalogue(data=content, trust=preview.fingerprint)
    archive.run(usecases.import_catalogue, command)


def _written(day: date) -> bytes:
    """The file as the KSA writes it; its own data file lasts only so long."""
    with TemporaryDirectory() as folder:
        archive = office_file.new_file(
            Path(folder) / "ksa.sozdesk",
            office_kind="ksa",
            person_name="Muster Beispiel",
            password="nur zum Schreiben",  # noqa: S106 - the file is gone a moment later
            sample_today=day,
            clock=SampleClock(day),
            new_id=seeded_ids(canton.SEED + 2),
        ).archive
        try:
            archive.run(offerings.invent_platform, None)
            content: bytes = archive.run(
                usecases.export_catalogue, usecases.ExportCatalogue()
            ).value.content
        finally:
            archive.close(backup=False)
    return content
