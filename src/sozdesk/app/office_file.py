"""A new file of an office, ready to work with: for the first start, the command line and the demo."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozdesk.kernel import german, places

if TYPE_CHECKING:
    from sozdesk.archive.store import Created


def new_file(
    path: Path,
    *,
    office_kind: str,
    municipalities: tuple[int, ...] = (),
    office_name: str = "",
    person_name: str,
    password: str,
    sample_today: date | None = None,
    **seams: Any,
) -> Created:
    """Make the file and load what every office needs: municipalities, thresholds, index values.

    ``municipalities`` are the BFS numbers of a Sozialdienst; the KSA has all 86. With
    ``sample_today`` it is a sample file. ``seams`` (clock, ids, key derivation) are handed on.

    Raises:
        RuleViolation: a service without municipalities, or an unknown number.
        ArchiveError: the place cannot be written, or there is a file already.
    """
    from sozdesk.archive import store
    from sozdesk.archive.file_info import OfficeKind
    from sozdesk.features.offices import usecases as offices
    from sozdesk.features.rent_limits import usecases as rent_limits

    kind = OfficeKind(office_kind)
    name = office_name or _usual_name(kind == OfficeKind.KSA, municipalities)
    made = store.create(
        path,
        office_kind=kind,
        office_name=name,
        person_name=person_name,
        password=password,
        sample=sample_today is not None,
        sample_today=sample_today,
        **seams,
    )
    made.archive.run(
        offices.set_up_office, offices.SetUpOffice(kind=kind, municipalities=municipalities)
    )
    made.archive.run(rent_limits.load_reference, rent_limits.LoadReference())
    return made


def _usual_name(is_ksa: bool, municipalities: tuple[int, ...]) -> str:
    """«Kantonales Sozialamt», or the service named after its municipalities."""
    if is_ksa:
        return "Kantonales Sozialamt"
    with places.database("reference", "municipalities.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        names = {int(row["bfs_number"]): row["short_name"] for row in csv.DictReader(file)}
    known = [names[number] for number in municipalities if number in names]
    return f"Sozialdienst {german.enumeration(known)}" if known else "Sozialdienst"


def write_recovery_sheet(made: Created, path: Path) -> None:
    """Write the sheet (pdf) that opens the file when every password is lost."""
    from sozdesk.documents.recovery_sheet import recovery_sheet
    from sozdesk.documents.safe_write import write_bytes

    archive, context = made.archive, made.archive.context()
    sheet = recovery_sheet(
        archive.path.name,
        archive.info.office_name,
        archive.staff.name,
        made.recovery.groups,
        made.recovery.text,
        context.now,
        dated=context.today,
        sample=context.sample,
    )
    write_bytes(path, sheet)
