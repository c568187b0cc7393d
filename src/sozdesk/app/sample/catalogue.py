"""An invented KSA beside the invented Sozialdienst, and the other way round; their files last only so long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sozdesk.app import office_file
from sozdesk.app.sample import bills, canton, offerings
from sozdesk.app.sample.clock import SampleClock
from sozdesk.archive.store import Archive
from sozdesk.features.offerings import queries, usecases
from sozdesk.kernel.ids import seeded_ids


@contextmanager
def other_ksa(day: date, service: str, bfs_numbers: Sequence[int]) -> Iterator[Archive]:
    """A KSA with the sample's platform that knows the Sozialdienst."""
    with _other_file("ksa", day, canton.SEED + 2) as archive:
        archive.run(offerings.invent_platform, None)
        bills.invent_service(archive, service, bfs_numbers)
        yield archive


@contextmanager
def other_service(day: date, name: str, bfs_numbers: Sequence[int], seed: int) -> Iterator[Archive]:
    """A Sozialdienst that has read nothing yet."""
    with _other_file(
        "service", day, seed, office_name=name, municipalities=tuple(bfs_numbers)
    ) as archive:
        yield archive


@contextmanager
def _other_file(kind: str, day: date, seed: int, **more: Any) -> Iterator[Archive]:
    with TemporaryDirectory() as folder:
        archive = office_file.new_file(
            Path(folder) / f"{kind}.sozdesk",
            office_kind=kind,
            person_name="Muster Beispiel",
            password="nur zum Schreiben",  # noqa: S106 - the file is gone a moment later
            sample_today=day,
            clock=SampleClock(day),
            new_id=seeded_ids(seed),
            **more,
        ).archive
        try:
            yield archive
        finally:
            archive.close(backup=False)


def read_in(service: Archive, ksa: Archive) -> None:
    """Read the KSA's catalogue at the Sozialdienst, its key compared."""
    content: bytes = ksa.run(usecases.export_catalogue, usecases.ExportCatalogue()).value.content
    preview = service.query(queries.catalogue_preview, content, service.context().today)
    command = usecases.ImportCatalogue(data=content, trust=preview.fingerprint)
    service.run(usecases.import_catalogue, command)
