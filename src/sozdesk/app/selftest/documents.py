"""One document of every kind; what can be read again is read again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from uuid import UUID

from sozdesk.app.selftest.steps import SelfTestFailed
from sozdesk.documents import charts, picture, report
from sozdesk.documents.attached_text import text_of
from sozdesk.documents.calendar import CalendarDay, write_calendar
from sozdesk.documents.csv import excel_csv, open_data_csv
from sozdesk.documents.docx import write_docx
from sozdesk.documents.html import write_html
from sozdesk.documents.letter import check_letter, fill_letter
from sozdesk.documents.mail import AttachedFile, read_eml
from sozdesk.documents.mail_draft import MailDraft, draft_bytes
from sozdesk.documents.pdf import write_pdf
from sozdesk.documents.sheets import read_sheets
from sozdesk.documents.xlsx import write_xlsx
from sozdesk.kernel import places

_DAY = date(2027, 1, 5)
_MOMENT = datetime(2027, 1, 5, 10, 0, tzinfo=UTC)
_TOWN = "Böckten"


def _report() -> report.Report:
    columns = (
        report.Column("gemeinde", "Gemeinde"),
        report.Column("betrag", "Betrag", report.Kind.AMOUNT),
    )
    table = report.Table(title="Prüfung", columns=columns, rows=((_TOWN, 123_450),))
    drawn = report.Picture(svg=_chart().decode(), alt="Ein Betrag über drei Jahre")
    counted = report.Chart(
        kind=report.ChartKind.STACKED_BARS,
        title="Ein Stand",
        unit="Massnahmen",
        categories=("2027",),
        series=(report.Series("umgesetzt", (3,)), report.Series("offen", (1,))),
        source=_TOWN,
    )
    return report.Report(
        title="Selbstprüfung",
        created=_MOMENT,
        dated=_DAY,
        tables=(table,),
        pictures=(drawn,),
        body=(report.Heading(1, "Prüfung"), report.Paragraph(_TOWN), table, counted),
    )


def _xlsx() -> bytes:
    made = write_xlsx(_report())
    cells = [cell for sheet in read_sheets(made) for row in sheet.rows for cell in row]
    _must(_TOWN in cells and 1234.5 in cells, "the workbook does not hold what was written")
    return made


def _csv() -> bytes:
    (table,) = _report().tables
    made = excel_csv(_report(), table)
    _must("1234.50" in made.decode("utf-8-sig") and _TOWN.encode() in open_data_csv(table), "csv")
    return made


def _pdf() -> bytes:
    made = write_pdf(_report())
    _must(made.startswith(b"%PDF") and b"SourceSans3" in made, "a pdf without its fonts")
    _must(_TOWN in text_of(made), "the words of a pdf are not found")
    return made


def _html() -> bytes:
    made = write_html(_report())
    _must(_TOWN in made.decode() and "1'234.50" in made.decode(), "the web page lacks its table")
    return made


def _docx() -> bytes:
    """A letter from a template, and a report."""
    _letter()
    made = write_docx(_report())
    _must(not check_letter(made, ()).flaws, "the report is no Word document")
    return made


def _letter() -> None:
    template = places.resource("letters", "call.docx").read_bytes()
    names = [flaw.what for flaw in check_letter(template, ()).flaws]
    values = dict.fromkeys(names, _TOWN)
    made = fill_letter(template, values, created=_MOMENT, author="SozDesk", title="Prüfung")
    _must(bool(names) and not check_letter(made, ()).flaws, "the letter still has its fields")


@cache
def _chart() -> bytes:
    step = charts.Step(since=date(2025, 1, 1), until=date(2027, 12, 31), rappen=95_000, basis="")
    return charts.line_chart((charts.Line("1 Person", (step,)),)).encode()


def _png() -> bytes:
    made = picture.png(_chart().decode())
    _must(made.startswith(b"\x89PNG"), "no picture")
    return made


def _eml() -> bytes:
    attached = AttachedFile("prüfung.csv", _csv())
    made = draft_bytes(
        MailDraft(
            address="sozialdienst@gemeinde.example",
            subject="Selbstprüfung",
            body=_TOWN,
            attachments=(attached,),
        )
    )
    _must(read_eml(made).files == (attached,), "the attachment is not the same")
    return made


def _ics() -> bytes:
    made = write_calendar("Prüfung", [CalendarDay(key=UUID(int=1), day=_DAY, title=_TOWN)], _MOMENT)
    _must(b"DTSTART;VALUE=DATE:20270105" in made, "the day is not in the calendar")
    return made


def _must(holds: bool, otherwise: str) -> None:
    if not holds:
        raise SelfTestFailed(otherwise)


WRITERS: dict[str, Callable[[], bytes]] = {
    "xlsx": _xlsx,
    "csv": _csv,
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "svg": _chart,
    "png": _png,
    "eml": _eml,
    "ics": _ics,
}
"""Ending of the file → what writes one."""
