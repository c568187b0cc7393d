"""A new file of an office, ready to work with: for the first start, the command line and the demo."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    """Make the file and load what every office needs.

    Municipalities, thresholds, index values, and the measures of the Sozialhilfestrategie.
    ``municipalities`` are the BFS numbers of a Sozialdienst; the KSA works for none itself. With
    ``sample_today`` it is a sample file. ``seams`` (clock, ids, key derivation) are handed on.

    Raises:
        RuleViolation: a service without municipalities, or an unknown number.
        ArchiveError: the place cannot be written, or there is a file already.
    """
    from sozdesk.archive import store
    from sozdesk.archive.file_info import OfficeKind
    from sozdesk.features.cases import usecases as cases
    from sozdesk.features.offerings import usecases as offerings
    from sozdesk.features.offices import usecases as offices
    from sozdesk.features.rent_limits import usecases as rent_limits
    from sozdesk.features.strategy import usecases as strategy

    kind = OfficeKind(office_kind)
    served = municipalities if kind is OfficeKind.SERVICE else ()
    name = office_name or offices.office_name(kind, served)
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
        offices.set_up_office, offices.SetUpOffice(kind=kind, name=name, municipalities=served)
    )
    made.archive.run(rent_limits.load_reference, rent_limits.LoadReference())
    made.archive.run(strategy.load_strategy, strategy.LoadStrategy())
    made.archive.run(offerings.load_offering_reference, offerings.LoadOfferingReference())
    made.archive.run(cases.load_case_reference, cases.LoadCaseReference())
    return made


def write_recovery_sheet(made: Created, path: Path) -> None:
    """Write the sheet (pdf) that opens the file when every password is lost, and note that."""
    from sozdesk.documents.safe_write import write_bytes
    from sozdesk.shell.files import note_sheet, sheet_of

    write_bytes(path, sheet_of(made.archive, made.recovery))
    note_sheet(made.archive)
