"""The recovery sheet: the paper that opens a data file when every password is lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sozdesk.documents.pdf import as_json, compile_template
from sozdesk.documents.qr import qr_svg
from sozdesk.documents.report import SAMPLE_MARK
from sozdesk.kernel import german

_COLUMNS = 4
_QR_ALT = "QR-Code mit demselben Schlüssel wie in den Gruppen unten"


def recovery_sheet(
    file_name: str,
    office_name: str,
    person: str,
    groups: Sequence[str],
    payload: str,
    created: datetime,
    *,
    dated: date | None = None,
    sample: bool = False,
) -> bytes:
    """One A4 page (pdf) with the key in groups and as QR code.

    ``groups`` are printed as they are, four to a row; ``payload`` is what the QR code holds.
    ``created`` (UTC) goes into the file's properties; ``dated`` is the printed day, if
    not given the local day of ``created``.
    """
    content = {
        "file_name": file_name,
        "office_name": office_name,
        "person": person,
        "dated": german.day(dated or created.astimezone().date()),
        "groups": list(groups),
        "columns": _COLUMNS,
        "size": _size(groups),
        "qr": qr_svg(payload),
        "qr_alt": _QR_ALT,
        "sample_mark": SAMPLE_MARK if sample else "",
    }
    return compile_template("recovery_sheet.typ", {"sheet.json": as_json(content)}, created=created)


def _size(groups: Sequence[str]) -> float:
    """Size of the type in points: as large as four groups beside each other allow, at most 18."""
    longest = max(len(group) for group in groups)
    return min(18.0, 112 / longest)
