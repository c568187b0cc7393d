"""The expected failures of SozDesk.

Every error carries one German sentence that says what happened and one that says what to do next.
Anything that is not one of these is a bug and may crash loudly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sozdesk.kernel.findings import Finding


class SozDeskError(Exception):
    """Base of all expected failures; ``str(error)`` is what the user reads."""

    def __init__(self, sentence: str, next_step: str = "") -> None:
        super().__init__(f"{sentence} {next_step}".strip())
        self.sentence = sentence
        self.next_step = next_step


class RuleViolation(SozDeskError):
    """A command breaks rules; the findings belong beside the fields."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(" ".join(finding.message for finding in findings))
        self.findings = tuple(findings)


class Outdated(SozDeskError):
    """The row was changed by somebody else since the form was opened."""


class NotFound(SozDeskError):
    """The row that a command names does not exist (any more)."""


class ArchiveError(SozDeskError):
    """Something about the data file itself."""


class ArchiveLocked(ArchiveError):
    """Another process has the file open for writing."""


class WrongPassword(ArchiveError):
    """No slot of the access file opens with this password."""


class AccessFileMissing(ArchiveError):
    """The ``.keys`` file beside the data file is not there and no mirror was found."""


class ArchiveDamaged(ArchiveError):
    """The file (or its access file) does not decrypt or verify."""


class ArchiveTooNew(ArchiveError):
    """The file was written by a newer program."""


class ArchiveReadOnly(ArchiveError):
    """The folder or the file cannot be written, or the file was opened as a private copy."""


class DiskFull(ArchiveError):
    """The medium has no room left."""


class ReturnFileError(SozDeskError):
    """A file that was handed in cannot be used."""


class DocumentWriteError(SozDeskError):
    """A document could not be written to its place."""


class Cancelled(SozDeskError):
    """The person cancelled; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("Abgebrochen. Es wurde nichts geändert.")
