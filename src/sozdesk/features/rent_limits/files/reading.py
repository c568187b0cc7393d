"""Paths → returns: messages, folders, forms, scans.

A file that cannot be used is a :class:`ReturnFile` with a finding, never an exception.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from sozdesk.documents.containers import Delivery, find_files, is_workbook_name, open_file
from sozdesk.documents.mail import AttachedFile
from sozdesk.documents.packages import is_zip
from sozdesk.documents.sheets import read_sheets
from sozdesk.documents.untrusted import RefusedFile
from sozdesk.features.rent_limits.files.recognition import Register
from sozdesk.features.rent_limits.files.returns import read_forms, refused
from sozdesk.features.rent_limits.terms import Attachment, Code, ReceivedVia, ReturnFile
from sozdesk.kernel.errors import Cancelled
from sozdesk.kernel.municipality import Municipality

Progress = Callable[[int, int], None]

_SCANS = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".heic")
_LETTERS = (*_SCANS, ".docx", ".doc", ".odt", ".rtf")
"""What somebody can read and type in."""
_OLD_OR_MACROS = {".xls": Code.OLD_EXCEL, ".xlsm": Code.MACROS, ".xltm": Code.MACROS}


def read_paths(
    paths: Iterable[Path],
    *,
    municipalities: Sequence[Municipality],
    year: int,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[ReturnFile, ...]:
    """Every return below some paths, in their order.

    ``progress(done, total)`` counts files. Raises :class:`Cancelled` as soon as ``cancelled()``.
    """
    register = Register(municipalities)
    files = [file for path in paths for file in find_files(path)]
    returns: list[ReturnFile] = []
    for number, file in enumerate(files, 1):
        if cancelled is not None and cancelled():
            raise Cancelled
        for delivery in open_file(file):
            returns.extend(_returns_of(delivery, register, year))
        if progress is not None:
            progress(number, len(files))
    return tuple(returns)


def _returns_of(delivery: Delivery, register: Register, year: int) -> tuple[ReturnFile, ...]:
    base = ReturnFile(
        file=delivery.name,
        received_on=delivery.sent_on,
        via=ReceivedVia.EMAIL if delivery.by_mail else ReceivedVia.FILE,
        sender=delivery.sender,
    )
    if delivery.refusal is not None:
        return (refused(base, Code(delivery.refusal.reason)),)
    if not delivery.by_mail:
        return tuple(_file_alone(delivery.files[0], base, register, year))
    return _message(delivery, base, register, year)


def _file_alone(
    file: AttachedFile, base: ReturnFile, register: Register, year: int
) -> Iterator[ReturnFile]:
    if _ending(file) in _SCANS:
        yield _to_type_in(base, [file])
    else:
        yield from _form(file, base, register, year)


def _message(
    delivery: Delivery, base: ReturnFile, register: Register, year: int
) -> tuple[ReturnFile, ...]:
    """The forms of a message, each with everything else that came along."""
    returns: list[ReturnFile] = []
    others: list[AttachedFile] = []
    not_forms: list[ReturnFile] = []
    for file in delivery.files:
        if not _looks_like_workbook(file):
            others.append(file)
            continue
        named = replace(base, file=f"{delivery.name} › {file.name}")
        read = _form(file, named, register, year)
        if any(finding.code == Code.NOT_A_FORM for one in read for finding in one.findings):
            not_forms.extend(read)
            others.append(file)
        else:
            returns.extend(read)
    if not returns:
        return _message_without_form(base, others, not_forms)
    attachments = _attachments(others)
    return tuple(replace(one, attachments=attachments) for one in returns)


def _message_without_form(
    base: ReturnFile, others: Sequence[AttachedFile], not_forms: Sequence[ReturnFile]
) -> tuple[ReturnFile, ...]:
    if any(_ending(file) in _LETTERS for file in others):
        return (_to_type_in(base, others),)
    return tuple(not_forms) or (refused(base, Code.NOT_A_FORM),)


def _form(
    file: AttachedFile, base: ReturnFile, register: Register, year: int
) -> tuple[ReturnFile, ...]:
    known = replace(base, content=file.content, sha256=sha256(file.content).hexdigest())
    by_name = _OLD_OR_MACROS.get(_ending(file))
    if by_name is not None and not _is_protected(file):
        return (refused(known, by_name),)
    try:
        sheets = read_sheets(file.content)
    except RefusedFile as refusal:
        return (refused(known, Code(refusal.reason)),)
    return read_forms(sheets, register, year, known)


def _is_protected(file: AttachedFile) -> bool:
    """An old ending on an encrypted workbook: the password is what has to go first."""
    return b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0" in file.content


def _looks_like_workbook(file: AttachedFile) -> bool:
    ending = _ending(file)
    return is_workbook_name(file.name) or (ending not in _LETTERS and is_zip(file.content))


def _to_type_in(base: ReturnFile, files: Sequence[AttachedFile]) -> ReturnFile:
    """A scan or letter: somebody types it in beside the picture."""
    return replace(base, manual=True, attachments=_attachments(files))


def _attachments(files: Iterable[AttachedFile]) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(PurePosixPath(file.name.replace("\\", "/")).name, file.content) for file in files
    )


def _ending(file: AttachedFile) -> str:
    return PurePosixPath(file.name).suffix.lower()
