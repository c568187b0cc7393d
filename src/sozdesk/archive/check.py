"""Look a file over: every page, every reference, the chain of the Verlauf; make the search anew."""

from __future__ import annotations

from sqlalchemy.orm import Session

from sozdesk.archive import search
from sozdesk.archive.journal_check import verify_chain
from sozdesk.archive.opened import Archive
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.usecase import Outcome, usecase

_PAGES = "Die Datei hat beschädigte Seiten. Holen Sie die letzte Sicherung zurück."
_REFERENCES = "Einträge verweisen auf etwas, das fehlt. Holen Sie die letzte Sicherung zurück."


def check(archive: Archive) -> tuple[Finding, ...]:
    """What is wrong with the file; empty if it is sound. The search index is made anew.

    Raises:
        ArchiveDamaged: so much is wrong that the file cannot even be read.
    """
    found = archive.query(_problems)
    if not found and not archive.read_only:
        archive.run(renew_search, None)
    return found


def _problems(session: Session) -> tuple[Finding, ...]:
    def rows(pragma: str) -> list[object]:
        return list(session.connection().exec_driver_sql(f"PRAGMA {pragma}").scalars())

    pages = rows("cipher_integrity_check") or rows("quick_check") != ["ok"]
    found = [Finding("pages", Severity.STOP, _PAGES)] if pages else []
    if rows("foreign_key_check"):
        found.append(Finding("references", Severity.STOP, _REFERENCES))
    return (*found, *verify_chain(session))


@usecase(undoable=False)
def renew_search(session: Session, command: None, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed both
    """Fill the search index again from the records."""
    search.rebuild_index(session)
    return Outcome()
