"""A real encrypted file with recorded returns; making it is never timed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from canton import declarations

from sozdesk.archive.engine import RawKey
from sozdesk.archive.file_info import OfficeKind
from sozdesk.archive.new_file import StartFile, fill_new_file
from sozdesk.archive.store import Archive, open_with_key
from sozdesk.features.offices import usecases as offices
from sozdesk.features.rent_limits import usecases
from sozdesk.features.rent_limits.terms import ReceivedVia
from sozdesk.kernel.municipality import Municipality

KEY = RawKey(bytes(range(32)), bytes(range(16)))


def empty_file(folder: Path) -> Archive:
    """A new file of the KSA, open."""
    path = folder / "bench.sozdesk"
    fill_new_file(
        path, KEY, StartFile(office_kind=OfficeKind.KSA, office_name="Bench", person_name="A B")
    )
    return open_with_key(path, KEY)


def prepared(folder: Path, everyone: Sequence[Municipality], years: Sequence[int]) -> Archive:
    """Open, with the municipalities, and everything recorded in these years."""
    archive = empty_file(folder)
    archive.run(offices.add_municipalities, offices.AddMunicipalities(municipalities=everyone))
    archive.run(usecases.load_reference, usecases.LoadReference())
    for year in years:
        archive.run(usecases.open_round, usecases.OpenRound(year=year))
        entries = tuple(
            usecases.ReturnEntry(
                declaration=row, received_on=date(year - 1, 12, 1), via=ReceivedVia.LETTER
            )
            for row in declarations(everyone, year).values()
        )
        archive.run(usecases.record_returns, usecases.RecordReturns(year=year, entries=entries))
    return archive
