"""A new file of an office, ready to work with: for the first start, the command line and the demo."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sozdesk.kernel import german, places
from sozdesk.kernel.errors import NotFound

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
    names = _names()
    is_service = kind == OfficeKind.SERVICE
    _refuse_unknown(is_service, municipalities, names)
    served = [names[number] for number in municipalities] if is_service else []
    name = office_name or _usual_name(served)
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


def _names() -> dict[int, str]:
    """BFS number → short name, from the official list that comes with the program."""
    path = places.database("reference", "municipalities.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {int(row["bfs_number"]): row["short_name"] for row in csv.DictReader(file)}


def _refuse_unknown(
    is_service: bool, municipalities: tuple[int, ...], names: Mapping[int, str]
) -> None:
    """Before anything is written: a service has municipalities, and they exist."""
    if is_service and not municipalities:
        raise NotFound(
            "Ein Sozialdienst braucht mindestens eine Gemeinde.", "Nennen Sie ihre BFS-Nummer."
        )
    unknown = [number for number in municipalities if number not in names]
    if unknown:
        raise NotFound(
            f"Die BFS-Nummer {unknown[0]} gehört zu keiner Gemeinde des Kantons.",
            "Die Nummern stehen in der amtlichen Gemeindeliste des Bundesamts für Statistik.",
        )


def _usual_name(municipalities: list[str]) -> str:
    """A service is named after its municipalities; without any it is the cantonal office."""
    if not municipalities:
        return "Kantonales Sozialamt"
    return f"Sozialdienst {german.enumeration(municipalities)}"


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
