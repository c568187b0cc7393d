"""The returns of the sample canton as they reach the KSA: mails, plain files, a zip, a scan."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from email.message import EmailMessage
from email.utils import format_datetime

from sozdesk.app.sample import canton, handwriting
from sozdesk.app.sample.slips import SLIPS, francs
from sozdesk.exchange.form_writer import HIDDEN_SHEET, PROMPT
from sozdesk.exchange.forms import Raw
from sozdesk.features.rent_limits.files import cell_contents, form_workbook
from sozdesk.features.rent_limits.terms import SIZES, Declaration, FormRequest, amount_field

MISSING = (2785, 2793, 2826, 2853, 2894)
"""Five municipalities do not answer."""
LATE = {2821: date(2027, 1, 3), 2869: date(2027, 1, 4)}
SCAN_ONLY = 2792
"""Sends a scan of a letter and no form."""
ROWS_INSERTED = (2768, 2832, 2885)
SHEETS_MOVED = (2771, 2886)
HIDDEN_SHEET_LOST = (2773, 2834)
BLANK_FORM = {2784: "Ditingen", 2865: "Wenslinngen"}
"""Use the blank form and misspell their own name (Dittingen, Wenslingen)."""
OLD_YEAR_FIRST = 2775
"""Sends last year's form first, then the right one."""
SENT_TWICE = 2762
CORRECTED = 2764
"""Notices its slip of the row and sends a corrected form."""
INCOMPLETE_FIRST = 2824
WRONG_UNTIL_PUBLISHED = 2844
"""Finds a wrong figure after the publication: a Berichtigung."""
NEW_DECISION = 2845
"""Decided other limits from 1 July on: an Änderung."""
IN_A_ZIP = (2822, 2827, 2829)
PLAIN_FILES = (2761, 2765, 2769, 2781, 2787, 2831, 2841, 2843, 2881, 2895)
WITH_MINUTES = (2763, 2825, 2884)
"""Attach an excerpt of the minutes."""

_ZONE = timezone(timedelta(hours=1))
"""Winter time; no time zone database, which Windows does not have."""
_PDF = b"%PDF-1.4\n% Beispieldaten - frei erfunden\n%%EOF\n"


@dataclass(frozen=True, slots=True)
class Mailed:
    """One file in the folder of returns."""

    name: str
    content: bytes


def returns(
    requests: Sequence[FormRequest],
    last_year: Sequence[FormRequest],
    declared: Mapping[int, Declaration],
    previous: Mapping[int, Declaration],
) -> Iterator[Mailed]:
    """All files of the sample, in no particular order.

    ``requests`` are the forms that went out, ``last_year`` those of the year before.
    """
    post = _Post(requests, declared, previous)
    single = {
        request.pages[0].municipality.bfs_number: request
        for request in requests
        if len(request.pages) == 1
    }
    in_services = {number for numbers in canton.SERVICES.values() for number in numbers}
    apart = {*in_services, *MISSING, *IN_A_ZIP, *BLANK_FORM, SCAN_ONLY}
    for number, request in single.items():
        if number not in apart:
            yield from post.alone(number, request)
    yield post.zipped([single[number] for number in IN_A_ZIP])
    yield from (post.service(request) for request in requests if len(request.pages) > 1)
    blank = next(request for request in requests if not request.pages)
    yield from (post.blank(number, name, blank) for number, name in BLANK_FORM.items())
    yield post.scan(single[SCAN_ONLY])
    yield post.corrected_later(single[WRONG_UNTIL_PUBLISHED])
    yield post.changed_later(single[NEW_DECISION])
    old = next(
        r for r in last_year if [p.municipality.bfs_number for p in r.pages] == [OLD_YEAR_FIRST]
    )
    yield post.mail(
        OLD_YEAR_FIRST, "altes Formular", old.file_name, form_workbook(old), day=date(2026, 12, 3)
    )


class _Post:
    """Fills in forms and puts them into envelopes."""

    def __init__(
        self,
        requests: Sequence[FormRequest],
        declared: Mapping[int, Declaration],
        previous: Mapping[int, Declaration],
    ) -> None:
        self._declared = declared
        self._previous = previous
        self._names = {
            page.municipality.bfs_number: page.municipality
            for request in requests
            for page in request.pages
        }

    def alone(self, number: int, request: FormRequest) -> Iterator[Mailed]:
        """One municipality with its own form; some send it twice."""
        form = self._filled(number, request, slip=True)
        first = day_of_mail(number)
        if number in PLAIN_FILES:
            yield Mailed(f"{number}_{request.year}_def.xlsx", form)
            return
        yield self.mail(number, "Rückmeldung", request.file_name, form, day=LATE.get(number, first))
        if number == SENT_TWICE:
            yield self.mail(number, "nochmals", request.file_name, form, day=date(2026, 12, 22))
        if number in (CORRECTED, INCOMPLETE_FIRST):
            right = self._filled(number, request, slip=False)
            yield self.mail(number, "Korrektur", request.file_name, right, day=date(2026, 12, 28))

    def service(self, request: FormRequest) -> Mailed:
        """One form of a Sozialdienst for all its municipalities."""
        typed = {
            page.municipality.bfs_number: self._typed(page.municipality.bfs_number, slip=False)
            for page in request.pages
        }
        form = form_workbook(request, typed)
        return self.mail(
            request.pages[0].municipality.bfs_number,
            request.title,
            request.file_name,
            form,
            day=date(2026, 12, 11),
        )

    def blank(self, number: int, spelled: str, request: FormRequest) -> Mailed:
        """The blank form, with the name as somebody typed it."""
        form = form_workbook(request, {0: self._typed(number, slip=False)})
        form = handwriting.retype(form, PROMPT, spelled)
        return self.mail(
            number, "Blankoformular", "Formular ausgefüllt.xlsx", form, day=day_of_mail(number)
        )

    def zipped(self, requests: Sequence[FormRequest]) -> Mailed:
        """Three forms in one folder."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as folder:
            for request in requests:
                number = request.pages[0].municipality.bfs_number
                entry = zipfile.ZipInfo(request.file_name, (2026, 12, 14, 9, 0, 0))
                folder.writestr(entry, self._filled(number, request, slip=True))
        return Mailed("Formulare Region.zip", packed.getvalue())

    def scan(self, request: FormRequest) -> Mailed:
        """A letter, scanned; no form."""
        municipality = request.pages[0].municipality
        return self.mail(
            municipality.bfs_number, "Brief", "Scan_0412.pdf", _PDF, day=date(2026, 12, 17)
        )

    def corrected_later(self, request: FormRequest) -> Mailed:
        """The figure for three persons was 20 francs too high."""
        number = request.pages[0].municipality.bfs_number
        typed = self._typed(number, slip=False)
        right = {**typed, "amount_p3": francs(typed["amount_p3"]) - 20.0}
        form = form_workbook(request, {number: right})
        return self.mail(number, "Berichtigung", request.file_name, form, day=canton.TODAY)

    def changed_later(self, request: FormRequest) -> Mailed:
        """Every household 20 francs more from 1 July on."""
        number = request.pages[0].municipality.bfs_number
        typed = self._typed(number, slip=False)
        sizes = {field: francs(typed[field]) + 20.0 for field in map(amount_field, SIZES)}
        decided: dict[str, Raw] = {
            "valid_from": date(request.year, 7, 1),
            "decided_on": date(request.year - 1, 12, 17),
            "decision_number": f"{request.year - 1}-212",
        }
        form = form_workbook(request, {number: {**typed, **sizes, **decided}})
        return self.mail(number, "Neuer Beschluss", request.file_name, form, day=canton.TODAY)

    def mail(self, number: int, about: str, file_name: str, content: bytes, *, day: date) -> Mailed:
        """A message with the file attached, and perhaps an excerpt of the minutes."""
        name = self._names[number].short_name
        message = EmailMessage()
        message["From"] = canton.contact(self._names[number]).email
        message["To"] = "sozialamt@ksa.example"
        message["Subject"] = f"Mietzinsgrenzwerte {name}: {about}"
        message["Date"] = format_datetime(datetime.combine(day, time(10, 15), _ZONE))
        message.set_content("Beispieldaten – frei erfunden\n\nIm Anhang unsere Rückmeldung.\n")
        subtype = "pdf" if file_name.endswith(".pdf") else "octet-stream"
        message.add_attachment(content, maintype="application", subtype=subtype, filename=file_name)
        if number in WITH_MINUTES:
            message.add_attachment(
                _PDF, maintype="application", subtype="pdf", filename="Protokollauszug.pdf"
            )
        message.set_boundary(f"=-sozdesk-{number}")
        plain = canton.plain_name(f"{name} {about}")
        return Mailed(f"{plain}.eml", message.as_bytes())

    def _filled(self, number: int, request: FormRequest, *, slip: bool) -> bytes:
        form = form_workbook(request, {number: self._typed(number, slip=slip)})
        if number in ROWS_INSERTED:
            form = handwriting.insert_rows(form, "Erhebung", before=4, number=2)
        if number in SHEETS_MOVED:
            form = handwriting.move_sheet_to_front(form, "Erläuterungen")
        if number in HIDDEN_SHEET_LOST:
            form = handwriting.remove_sheet(form, HIDDEN_SHEET)
        return form

    def _typed(self, number: int, *, slip: bool) -> dict[str, Raw]:
        typed = cell_contents(self._declared[number])
        if slip and number in SLIPS:
            typed = SLIPS[number](typed, self._previous[number])
        return typed


def day_of_mail(number: int) -> date:
    """A day in December, the same in every run."""
    return date(2026, 12, 1 + number * 7 % 24)
