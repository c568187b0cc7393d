"""The form of the Erhebung as a workbook: pre-filled, blank, or for several municipalities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sozdesk.exchange.form_writer import write_form
from sozdesk.exchange.forms import (
    Fact,
    Field,
    Form,
    FormSheet,
    Heading,
    Kind,
    Line,
    Note,
    PageBreak,
    Pick,
    Question,
    Raw,
    TableHead,
)
from sozdesk.features.rent_limits import form_fields as fields
from sozdesk.features.rent_limits.form_fields import ANSWER, BFS_NUMBER, HOUSEHOLD, MUNICIPALITY
from sozdesk.features.rent_limits.form_prefill import known_answers, previous_answers
from sozdesk.features.rent_limits.terms import Block, FormPage, FormRequest
from sozdesk.kernel import german
from sozdesk.kernel.municipality import Municipality

Typed = Mapping[str, Raw]
"""Field key → what somebody typed into the cell."""

MAIN_SHEET, EXTRA_SHEET, EXPLANATIONS = "Erhebung", "Zusatzangaben", "Erläuterungen"
MAX_PAGES = 18
"""Sheets of municipalities in one workbook: the reader takes 20 sheets, two are ours."""


def form_workbook(request: FormRequest, typed: Mapping[int, Typed] | None = None) -> bytes:
    """The .xlsx of a request; the same request gives the same bytes.

    ``typed`` (BFS number → field key → cell content) fills the form in like a person would, for
    sample data and tests; 0 stands for the blank form. A field that is not named stays pre-filled.
    """
    if len(request.pages) > MAX_PAGES:
        raise ValueError(f"at most {MAX_PAGES} municipalities in one workbook")
    typed = typed or {}
    if len(request.pages) > 1:
        sheets = [_combined(request, page, typed) for page in request.pages]
    else:
        page = request.pages[0] if request.pages else None
        sheets = _single(request, page, typed)
    return write_form(
        Form(
            title=f"Mietzinsgrenzwerte {request.year}, {request.title}",
            sheets=(*sheets, _explanations(request)),
            facts=tuple(_facts(request, [sheet.name for sheet in sheets])),
            created=request.created,
            sample=request.sample,
        )
    )


def _single(
    request: FormRequest, page: FormPage | None, typed: Mapping[int, Typed]
) -> list[FormSheet]:
    answers = _answers(request, page, typed)
    sheets = [_sheet(MAIN_SHEET, request, page, _main_lines(request, page, answers))]
    if request.blocks:
        lines = (*_identity(request, page), *_extra_lines(request, page, answers))
        sheets.append(_sheet(EXTRA_SHEET, request, page, lines))
    return sheets


def _combined(request: FormRequest, page: FormPage, typed: Mapping[int, Typed]) -> FormSheet:
    """Main questions and optional blocks of one municipality on one sheet."""
    answers = _answers(request, page, typed)
    lines = _main_lines(request, page, answers)
    if request.blocks:
        lines = (*lines, PageBreak(), *_extra_lines(request, page, answers))
    return _sheet(sheet_name(page.municipality), request, page, lines)


def _sheet(
    name: str, request: FormRequest, page: FormPage | None, lines: tuple[Line, ...]
) -> FormSheet:
    title = f"Mietzinsgrenzwerte {request.year}"
    return FormSheet(
        name=name,
        title=title,
        subtitle=(
            "Selbstdeklaration der Gemeinde. Senden Sie das Formular bis "
            f"{german.day(request.due_on)} an das Kantonale Sozialamt, "
            "am einfachsten als Antwort auf unsere Nachricht."
        ),
        lines=lines,
        footer=f"{title} · {page.municipality.official_name if page else 'Blankoformular'}",
    )


def sheet_name(municipality: Municipality) -> str:
    """The short name as Excel allows it for a sheet."""
    return "".join(char for char in municipality.short_name if char not in r"[]:*?/\'")[:31]


def _facts(request: FormRequest, sheets: Iterable[str]) -> Iterable[tuple[Raw, ...]]:
    """What the hidden sheet says: which form, which year, which sheet is whose."""
    yield ("formular", fields.FORM_NAME)
    yield ("version", fields.VERSION)
    yield ("jahr", request.year)
    names = list(sheets)
    for number, page in enumerate(request.pages):
        own = names if len(request.pages) == 1 else [names[number]]
        for name in own:
            yield ("gemeinde", page.municipality.bfs_number, name)


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


def _main_lines(request: FormRequest, page: FormPage | None, answers: Typed) -> tuple[Line, ...]:
    before = previous_answers(page)
    head = (HOUSEHOLD, request.year - 1, request.year, "Änderung")

    def ask(field: Field, *, wide: bool = False, compare: bool = False, lines: int = 1) -> Question:
        return Question(
            (field,),
            (answers.get(field.key),),
            None if wide else before.get(field.key),
            compare=compare,
            wide=wide,
            lines=lines,
        )

    return (
        *_identity(request, page),
        Heading("1  Grenzwerte in Franken"),
        TableHead(head),
        *(ask(field, compare=True) for field in fields.AMOUNTS),
        ask(fields.RENT_KIND, wide=True),
        ask(fields.INTERVAL, wide=True),
        ask(fields.VALID_FROM),
        ask(fields.UNCHANGED),
        ask(fields.LAST_REVIEWED_ON),
        ask(fields.NO_LIMITS_REASON, wide=True),
        Heading("2  Basis und Beschluss"),
        ask(fields.METHOD, wide=True),
        ask(fields.METHOD_TEXT, wide=True, lines=2),
        ask(fields.DECIDED_ON),
        ask(fields.DECISION_BODY, wide=True),
        ask(fields.DECISION_NUMBER),
        ask(fields.DECISION_PENDING),
        ask(fields.MEETING_ON),
        Heading("3  Kontakt"),
        ask(fields.CONTACT_NAME, wide=True),
        ask(fields.CONTACT_EMAIL, wide=True),
        ask(fields.CONTACT_PHONE, wide=True),
        ask(fields.REMARK, wide=True, lines=2),
    )


def _extra_lines(request: FormRequest, page: FormPage | None, answers: Typed) -> tuple[Line, ...]:
    before = previous_answers(page)
    lines: list[Line] = [
        Heading("Zusatzangaben"),
        TableHead((ANSWER, request.year - 1, request.year)),
    ]
    for block in Block:
        if block in request.blocks:
            lines.extend(_block_lines(block, answers, before))
    return tuple(lines)


def _block_lines(block: Block, answers: Typed, before: Typed) -> Iterable[Line]:
    title, rows = fields.BLOCKS[block]
    yield Heading(title)
    if block is Block.ANCILLARY:
        yield Note(
            "Tragen Sie links die Nebenkosten ein. Rechts daneben können Sie den gleichen Grenzwert "
            "auf der anderen Basis angeben (brutto, wenn Ihre Grenzwerte netto sind, sonst netto).",
            lines=2,
        )
    for row in rows:
        wide = row[0].kind in (Kind.TEXT, Kind.CHOICE, Kind.OPEN_CHOICE) and not row[0].hint
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
            "Nur die blau hinterlegten Felder. Werte und Kontakt des letzten Jahres sind eingetragen: "
            "Ändern Sie, was nicht mehr stimmt. Sind alle Werte gleich geblieben, wählen Sie "
            "«unverändert übernommen: ja» und nennen Sie, wann sie zuletzt überprüft wurden."
        ),
    ),
    (
        "Grenzwerte",
        (
            "Der höchste Mietzins, den Ihre Gemeinde für eine angemessene Wohnung anerkennt, je nach "
            "Haushaltsgrösse (§ 11 Abs. 1 SHV). «jede weitere Person» ist der Betrag, um den der "
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
_LINE_LENGTH = 105


def _explanations(request: FormRequest) -> FormSheet:
    lines: list[Line] = []
    for title, text in _EXPLANATIONS:
        lines += [Heading(title), Note(text, lines=-(-len(text) // _LINE_LENGTH))]
    first_day = german.day(request.valid_from)
    deadline = german.long_day(request.due_on).removesuffix(".")
    return FormSheet(
        name=EXPLANATIONS,
        title="Erläuterungen",
        subtitle=f"Grenzwerte mit Gültigkeit ab {first_day}. Frist: {deadline}.",
        lines=tuple(lines),
        footer=f"Mietzinsgrenzwerte {request.year} · Erläuterungen",
    )
