"""Limits for files from outside, and the reasons to refuse one."""

from __future__ import annotations

from enum import StrEnum

from sozdesk.kernel.errors import ReturnFileError

MAX_FILE = 5 * 1024 * 1024
"""Bytes of a workbook or a zip folder."""
MAX_MAIL = 25 * 1024 * 1024
"""Bytes of a message or a scan: what mail servers usually let through."""
MAX_UNPACKED = 50 * 1024 * 1024
MAX_ENTRIES = 200
MAX_RATIO = 100
MAX_SHEETS = 40
"""A Sozialdienst sends two sheets for each of its municipalities."""
MAX_ROWS = 5_000
MAX_COLUMNS = 256
MAX_DEPTH = 3
"""A zip folder in a message in a zip folder is the deepest nesting that is opened."""


class Refusal(StrEnum):
    """Why a file is not opened; the values are codes of findings."""

    NOT_FOUND = "not_found"
    UNREADABLE = "unreadable"
    NOT_A_WORKBOOK = "not_a_form"
    PASSWORD_PROTECTED = "password_protected"  # noqa: S105 - a code, not a secret
    OLD_EXCEL = "old_excel"
    MACROS = "macros"
    TOO_BIG = "too_big"
    ZIP_BOMB = "zip_bomb"
    DOCTYPE = "doctype"
    UNSAFE_PATH = "unsafe_path"
    NOT_A_DOCUMENT = "not_a_document"
    """A template that is no Word document."""
    LINKED = "linked"
    """A template that fetches something from elsewhere when it is opened."""


class RefusedFile(ReturnFileError):
    """A file from outside that is not opened; ``reason`` says why, the feature says it in words."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__("Die Datei lässt sich nicht verwenden.")
        self.reason = reason
