"""Use cases of the cases, run by the self-test on the built program."""

from __future__ import annotations

from datetime import date

from sozdesk.app.selftest.steps import SelfTestFailed
from sozdesk.archive.store import Archive

_LIESTAL = 2829


def use(archive: Archive) -> str:
    """Open a case with a new person in the file of a Sozialdienst; elsewhere it must be refused.

    The passphrase of an Übergabeblatt goes through the library that the program brings.
    """
    from sozdesk.archive.file_info import OfficeKind
    from sozdesk.exchange.locked import lock
    from sozdesk.features.cases import queries
    from sozdesk.features.cases.usecases import AddPerson, OpenCase, open_case
    from sozdesk.kernel.errors import RuleViolation

    if not lock(b"Blatt", "vier lange Worte").startswith(b"age-encryption.org"):
        raise SelfTestFailed("the file is not sealed")
    person = AddPerson(last_name="Probe", ahv_number="756.9217.0769.85")
    command = OpenCase(bfs_number=_LIESTAL, opened_on=date(2026, 3, 10), new_person=person)
    if archive.info.office_kind is not OfficeKind.SERVICE:
        try:
            archive.run(open_case, command)
        except RuleViolation:
            return "Fälle nur im Sozialdienst"
        raise SelfTestFailed("the file of the KSA took a case")
    case_id = archive.run(open_case, command).value
    row = archive.query(queries.case, case_id, date(2026, 3, 10))
    if row is None or (row.name, row.persons) != ("Probe", 1):
        raise SelfTestFailed("the case is not there")
    return f"Fall {row.number} mit einer Person"
