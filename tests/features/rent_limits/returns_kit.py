"""Forms as the KSA sends them and as people send them back; all content is invented."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook as OpenWorkbook
from openpyxl.worksheet.worksheet import Worksheet as OpenSheet

from sozdesk.features.rent_limits.files import form_workbook, read_paths
from sozdesk.features.rent_limits.files.workbook import Typed
from sozdesk.features.rent_limits.terms import (
    Block,
    Category,
    Contact,
    Decision,
    DecisionBody,
    Declaration,
    FormPage,
    FormRequest,
    Interval,
    Method,
    RentKind,
    ReturnFile,
)
from sozdesk.kernel.findings import Severity
from sozdesk.kernel.municipality import Municipality
from sozdesk.kernel.places import database

YEAR = 2027
BOECKTEN, BUUS, SISSACH = 2842, 2844, 2861
RETURNS = Path(__file__).parents[2] / "data" / "returns"


def _municipalities() -> tuple[Municipality, ...]:
    with database("reference", "municipalities.csv").open(encoding="utf-8") as file:
        return tuple(
            Municipality(
                int(row["bfs_number"]),
                row.get("official_name") or row["name"],
                (row.get("official_name") or row["name"]).removesuffix(" (BL)"),
                row["district"],
            )
            for row in csv.DictReader(file)
        )


MUNICIPALITIES = _municipalities()
BY_NUMBER = {town.bfs_number: town for town in MUNICIPALITIES}

LAST_YEAR = Declaration(
    bfs_number=BOECKTEN,
    year=2026,
    amounts={
        Category.P1: 850_00,
        Category.P2: 1_050_00,
        Category.P3: 1_250_00,
        Category.P4: 1_450_50,
        Category.P5: 1_600_00,
        Category.FURTHER: 120_00,
    },
    rent_kind=RentKind.NET,
    interval=Interval.MONTH,
    valid_from=date(2026, 1, 1),
    decision=Decision(
        decided_on=date(2025, 11, 20), body=DecisionBody.SOCIAL_AUTHORITY, number="2025-17"
    ),
    method=Method.ADVERTS,
    contact=Contact(name="Rita Beispiel", email="rita@example.invalid", phone="061 000 00 00"),
)

TYPED: Typed = {
    "amount_p1": 900,
    "amount_p2": 1100,
    "amount_p3": 1300,
    "amount_p4": 1500.5,
    "amount_p5": 1650,
    "amount_further": 125,
    "rent_kind": "brutto (mit Nebenkosten)",
    "interval": "pro Jahr",
    "valid_from": date(2027, 2, 1),
    "decided_on": date(2026, 11, 24),
    "decision_body": "Gemeinderat",
    "decision_number": "2026-31",
    "method": "Fortschreibung mit einem Index",
    "method_text": "Landesindex, Stand Oktober",
    "last_reviewed_on": date(2026, 10, 1),
    "contact_name": "Max Muster",
    "contact_email": "max@example.invalid",
    "contact_phone": "061 111 11 11",
    "remark": "Gilt bis auf Weiteres.",
}
"""What a person typed into the form of Böckten."""

DECLARED = Declaration(
    bfs_number=BOECKTEN,
    year=YEAR,
    amounts={
        Category.P1: 900_00,
        Category.P2: 1_100_00,
        Category.P3: 1_300_00,
        Category.P4: 1_500_50,
        Category.P5: 1_650_00,
        Category.FURTHER: 125_00,
    },
    rent_kind=RentKind.GROSS,
    interval=Interval.YEAR,
    valid_from=date(2027, 2, 1),
    decision=Decision(
        decided_on=date(2026, 11, 24), body=DecisionBody.MUNICIPAL_COUNCIL, number="2026-31"
    ),
    method=Method.INDEX,
    method_text="Landesindex, Stand Oktober",
    last_reviewed_on=date(2026, 10, 1),
    contact=Contact(name="Max Muster", email="max@example.invalid", phone="061 111 11 11"),
    remark="Gilt bis auf Weiteres.",
)
"""The same, written down by hand as what it means."""


def page(bfs_number: int = BOECKTEN, *, previous: Declaration | None = LAST_YEAR) -> FormPage:
    contact = previous.contact if previous else Contact()
    return FormPage(municipality=BY_NUMBER[bfs_number], previous=previous, contact=contact)


def request(
    *pages: FormPage,
    blocks: frozenset[Block] = frozenset(),
    year: int = YEAR,
    sample: bool = False,
) -> FormRequest:
    return FormRequest(
        year=year,
        due_on=date(year - 1, 12, 31),
        valid_from=date(year, 1, 1),
        blocks=blocks,
        file_name="Formular.xlsx",
        title="Böckten",
        pages=pages,
        choices=() if pages else MUNICIPALITIES,
        created=datetime(2026, 11, 1, 9, tzinfo=UTC),
        sample=sample,
    )


def form(typed: Typed = TYPED, *, blocks: frozenset[Block] = frozenset()) -> bytes:
    """The form of Böckten as somebody filled it in."""
    return form_workbook(request(page(), blocks=blocks), {BOECKTEN: typed})


def several(typed: dict[int, Typed], *, blocks: frozenset[Block] = frozenset()) -> bytes:
    """One form of a Sozialdienst for several municipalities."""
    pages = [page(number, previous=None) for number in typed]
    return form_workbook(request(*pages, blocks=blocks), typed)


def edited(content: bytes, edit: Callable[[OpenWorkbook], None]) -> bytes:
    """The workbook after somebody worked on it (written by openpyxl)."""
    workbook = openpyxl.load_workbook(BytesIO(content))
    edit(workbook)
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def without_hidden_sheet(workbook: OpenWorkbook) -> None:
    del workbook["_sozdesk"]


def answer_cell(sheet: OpenSheet, label: str) -> str:
    """Address of the answer beside a label."""
    for row in sheet.iter_rows(max_col=1):
        if row[0].value == label:
            return f"C{row[0].row}"
    raise LookupError(label)


def older_form(*, year: int = YEAR, hidden: bool = True) -> bytes:
    """Version 1, the predecessor: other words, other places, fewer questions."""
    workbook = OpenWorkbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Formular"
    rows: list[tuple[object, ...]] = [
        (f"Erhebung Mietzinsgrenzwerte {year}",),
        (),
        ("Gemeinde", "Böckten"),
        ("BFS-Nr.", BOECKTEN),
        (),
        ("Haushaltsgrösse", "Grenzwert"),
        ("1 Person", 900),
        ("2 Personen", 1100),
        ("3 Personen", 1300),
        ("4 Personen", 1500.5),
        ("5 Personen", 1650),
        ("weitere Person", 125),
        ("Mietzins netto/brutto", "brutto"),
        ("Betrag pro", "Jahr"),
        ("in Kraft ab", date(year, 2, 1)),
        ("Beschlussdatum", date(year - 1, 11, 24)),
        ("Berechnungsgrundlage", "Index"),
        ("Auskunft erteilt", "Max Muster"),
        ("Mailadresse", "max@example.invalid"),
    ]
    for row in rows:
        sheet.append(row)
    if hidden:
        facts = workbook.create_sheet("_sozdesk")
        facts.sheet_state = "hidden"
        for row in (("sozdesk-formular",), ("version", 1), ("jahr", year), ("gemeinde", BOECKTEN)):
            facts.append(row)
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def read(folder: Path, content: bytes, name: str = "Formular.xlsx") -> tuple[ReturnFile, ...]:
    """What the reader makes of one file."""
    path = folder / name
    path.write_bytes(content)
    return read_paths([path], municipalities=MUNICIPALITIES, year=YEAR)


def read_one(folder: Path, content: bytes, name: str = "Formular.xlsx") -> ReturnFile:
    (only,) = read(folder, content, name)
    return only


def codes(answer: ReturnFile) -> list[str]:
    return [str(finding.code) for finding in answer.findings]


def stop_of(answer: ReturnFile) -> str:
    """Code of the only reason why a file cannot be used."""
    (stop,) = [finding for finding in answer.findings if finding.severity is Severity.STOP]
    assert stop.message.endswith("."), stop.message
    return str(stop.code)


def mail(*files: tuple[str, bytes], sent: str = "Fri, 11 Dec 2026 23:30:00 +0000") -> bytes:
    """A message with attachments. 23.30 UTC is already the next day at the office."""
    message = EmailMessage()
    message["From"] = "gemeinde@example.invalid"
    message["To"] = "ksa@example.invalid"
    message["Subject"] = "Mietzinsgrenzwerte"
    message["Date"] = sent
    message.set_content("Guten Tag\n\nIm Anhang unser Formular.\n")
    for name, content in files:
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return message.as_bytes()
