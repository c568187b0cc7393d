"""The form of the Erhebung as a workbook: pre-filled, blank, or for several municipalities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from sozdesk.exchange.form_writer import write_form
from sozdesk.exchange.forms import (
    Fact,
    Field,
    Form,
    FormSheet,
    Heading,
    Line,
    Note,
    Pick,
    Question,
    Raw,
    TableHead,
)
from sozdesk.features.rent_limits.files import fields
from sozdesk.features.rent_limits.files.fields import ANSWER, BFS_NUMBER, HOUSEHOLD, MUNICIPALITY
from sozdesk.features.rent_limits.files.prefill import known_answers, previous_answers
from sozdesk.features.rent_limits.terms import MAX_PAGES, Block, FormPage, FormRequest
from sozdesk.kernel import german
from sozdesk.kernel.municipality import Municipality

Typed = Mapping[str, Raw]
"""Field key → what somebody typed into the cell."""

MAIN_SHEET, EXTRA_SHEET, EXPLANATIONS = "Erhebung", "Zusatzangaben", "Erläuterungen"


def form_workbook(request: FormRequest, typed: Mapping[int, Typed] | None = None) -> bytes:
    """The .xlsx of a request; the same request gives the same bytes.

    ``typed`` (BFS number → field key → cell content) fills the form in like a person would, for
    sample data and tests; 0 stands for the blank form. A field that is not named stays pre-filled.
    """
    if len(request.pages) > MAX_PAGES:
        raise ValueError(f"at most {MAX_PAGES} municipalities in one workbook")
    sheets: list[FormSheet] = []
    facts: list[tuple[Raw, ...]] = [
        ("formular", fields.FORM_NAME),
        ("version", fields.VERSION),
        ("jahr", request.year),
    ]
    for page in request.pages or (None,):
        own = _sheets_of(request, page, typed or {})
        sheets += own
        if page is not None:
            facts.append(("gemeinde", page.municipality.bfs_number, *(sheet.name for sheet in own)))
    return write_form(
        Form(
            title=f"Mietzinsgrenzwerte {request.year}, {request.title}",
            sheets=(*sheets, _explanations(request)),
            facts=tuple(facts),
            created=request.created,
            sample=request.sample,
        )
    )


def _sheets_of(
    request: FormRequest, page: FormPage | None, typed: Mapping[int, Typed]
) -> list[FormSheet]:
    """The sheet that everyone answers, and the second one if the Erhebung has optional blocks."""
    answers = _answers(request, page, typed)
    first, second = MAIN_SHEET, EXTRA_SHEET
    if page is not None and len(request.pages) > 1:
        first = sheet_name(page.municipality)
        second = f"{first[:24]} Zusatz"
    sheets = [_sheet(first, request, page, _main_lines(request, page, answers))]
    if request.blocks:
        lines = (*(_identity(request, page) if page else ()), *_extra_lines(request, page, answers))
        sheets.append(_sheet(second, request, page, lines))
    return sheets


def _sheet(
    name: str, request: FormRequest, page: FormPage | None, lines: tuple[Line, ...]
) -> FormSheet:
    title = f"Mietzinsgrenzwerte {request.year}"
    return FormSheet(
        name=name,
        title=title,
        subtitle=_what_to_do(request),
        lines=lines,
        footer=f"{title} · {page.municipality.official_name if page else 'Blankoformular'}",
    )


def _what_to_do(request: FormRequest) -> str:
    if request.change_from is not None:
        return (
            f"Selbstdeklaration der Gemeinde: neuer Beschluss, gültig ab "
            f"{german.day(request.change_from)}. Senden Sie das Formular an das Kantonale Sozialamt."
        )
    return (
        "Selbstdeklaration der Gemeinde. Senden Sie das Formular bis "
        f"{german.day(request.due_on)} an das Kantonale Sozialamt, "
        "am einfachsten als Antwort auf unsere Nachricht."
    )


def _before(request: FormRequest) -> str | int:
    """Head of the column with the earlier answers; no year in it where they are of the same year."""
    return request.year - 1 if request.change_from is None else "bisher"


def sheet_name(municipality: Municipality) -> str:
    """The short name as Excel allows it for a sheet."""
    return "".join(char for char in municipality.short_name if char not in r"[]:*?/\'")[:31]


def _answers(request: FormRequest, page: FormPage | None, typed: Mapping[int, Typed]) -> Typed:
    bfs_number = page.municipality.bfs_number if page else 0
    known = known_answers(page) if page else {}
    return {"valid_from": request.valid_from, **known, **typed.get(bfs_number, {})}


# ------------------------------------------------------------------ lines


def _identity(request: FormRequest, page: FormPage | None) -> tuple[Line, ...]:
    if page is None:
        choices = tuple(f"{town.official_name}, {town.bfs_number}" for town in request.choices)
        return (Pick(MUNICIPALITY, BFS_NUMBER, choices),)
    return (
        Fact(MUNICIPALITY, page.municipality.official_name),
        Fact(BFS_NUMBER, page.municipality.bfs_number),
    )


def _question(
    answers: Typed,
    before: Typed,
    field: Field,
    *,
    compare: bool = False,
    lines: int = 1,
) -> Question:
    """One field with its answer, and last year's beside it where there is room."""
    wide = fields.is_wide(field)
    return Question(
        (field,),
        (answers.get(field.key),),
        None if wide else before.get(field.key),
        compare=compare,
        wide=wide,
        lines=lines,
    )


def _main_lines(request: FormRequest, page: FormPage | None, answers: Typed) -> tuple[Line, ...]:
    ask = partial(_question, answers, previous_answers(page))
    head = (HOUSEHOLD, _before(request), request.year, "Änderung")
    return (
        *_identity(request, page),
        Heading("1  Grenzwerte in Franken"),
        TableHead(head),
        *(ask(field, compare=True) for field in fields.AMOUNTS),
        ask(fields.RENT_KIND),
        ask(fields.INTERVAL),
        ask(fields.VALID_FROM),
        ask(fields.UNCHANGED),
        ask(fields.LAST_REVIEWED_ON),
        ask(fields.NO_LIMITS_REASON),
        Heading("2  Basis und Beschluss"),
        ask(fields.METHOD),
        ask(fields.METHOD_TEXT, lines=2),
        ask(fields.DECIDED_ON),
        ask(fields.DECISION_BODY),
        ask(fields.DECISION_NUMBER),
        ask(fields.DECISION_PENDING),
        ask(fields.MEETING_ON),
        Heading("3  Kontakt"),
        ask(fields.CONTACT_NAME),
        ask(fields.CONTACT_EMAIL),
        ask(fields.CONTACT_PHONE),
        ask(fields.REMARK, lines=2),
    )


def _extra_lines(request: FormRequest, page: FormPage | None, answers: Typed) -> tuple[Line, ...]:
    before = previous_answers(page)
    lines: list[Line] = [
        Heading("Zusatzangaben"),
        TableHead((ANSWER, _before(request), request.year)),
    ]
    for block in Block:
        if block in request.blocks:
            lines.extend(_block_lines(block, answers, before))
    return tuple(lines)


_ANCILLARY_NOTE = (
    "Links stehen die Nebenkosten in Franken. Rechts daneben können Sie den gleichen Grenzwert auf "
    "der anderen Basis angeben: brutto, wenn Ihre Grenzwerte netto sind, sonst netto."
)


def _block_lines(block: Block, answers: Typed, before: Typed) -> Iterable[Line]:
    title, rows = fields.BLOCKS[block]
    if title:
        yield Heading(title)
    if block is Block.ANCILLARY:
        yield Note(_ANCILLARY_NOTE, lines=2)
    for row in rows:
        if row == fields.ANCILLARY_ROWS[0]:
            yield TableHead(("", "", "Nebenkosten", "andere Basis"))
        wide = fields.is_wide(row[0])
        yield Question(
            row,
            tuple(answers.get(field.key) for field in row),
            None if wide else before.get(row[0].key),
            wide=wide,
        )


# ------------------------------------------------------------------ explanations

_EXPLANATIONS = (
    (
        "Was Sie ausfüllen",
        (
            "Nur die blau hinterlegten Felder. Was wir vom letzten Jahr wissen, ist eingetragen: "
            "Ändern Sie, was nicht mehr stimmt. Sind alle Werte gleich geblieben, wählen Sie "
            "«unverändert übernommen: ja» und nennen Sie, wann sie zuletzt überprüft wurden."
        ),
    ),
    (
        "Grenzwerte",
        (
            "Der höchste Mietzins, den Ihre Gemeinde für eine angemessene Wohnung anerkennt, je nach "
            "Haushaltsgrösse. «jede weitere Person» ist der Betrag, um den der "
            "Grenzwert ab 6 Personen für jede Person steigt."
        ),
    ),
    (
        "Netto oder brutto",
        (
            "Netto heisst ohne Nebenkosten, brutto mit Nebenkosten. Die Angaben bleiben, wie Sie sie "
            "machen: Es wird nichts umgerechnet."
        ),
    ),
    (
        "Basis",
        (
            "Worauf sich die Werte stützen. Danach wird jedes Jahr gefragt, damit die Grenzwerte "
            "nachvollziehbar sind."
        ),
    ),
    (
        "Beschluss",
        (
            "Datum, Stelle und Nummer des Beschlusses. Ist er noch nicht gefasst, wählen Sie "
            "«Beschluss ausstehend: ja» und nennen Sie die Sitzung."
        ),
    ),
    (
        "Keine Grenzwerte",
        (
            "Hat Ihre Gemeinde keine Grenzwerte festgelegt, schreiben Sie in einem Satz, weshalb. Die "
            "Beträge können Sie dann löschen oder stehen lassen."
        ),
    ),
    (
        "Senden",
        (
            "Speichern Sie die Datei als Excel-Arbeitsmappe (.xlsx) oder Calc-Tabelle (.ods), ohne "
            "Passwort. Beschlüsse und Protokollauszüge können Sie der Nachricht beilegen."
        ),
    ),
)
_LINE_LENGTH = 110


def _explanations(request: FormRequest) -> FormSheet:
    lines: list[Line] = []
    for title, text in _EXPLANATIONS:
        lines += [Heading(title), Note(text, lines=-(-len(text) // _LINE_LENGTH))]
    subtitle = f"Neuer Beschluss mit Gültigkeit ab {german.day(request.valid_from)}."
    if request.change_from is None:
        first_day = german.day(request.valid_from)
        deadline = german.long_day(request.due_on).removesuffix(".")
        subtitle = f"Grenzwerte mit Gültigkeit ab {first_day}. Frist: {deadline}."
    return FormSheet(
        name=EXPLANATIONS,
        title="Erläuterungen",
        subtitle=subtitle,
        lines=tuple(lines),
        footer=f"Mietzinsgrenzwerte {request.year} · Erläuterungen",
    )
