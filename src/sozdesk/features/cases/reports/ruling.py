"""The documents of the decision path: Verfügung, Traktandenliste, Anträge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sozdesk.documents.docx import write_docx
from sozdesk.documents.letter import fill_letter
from sozdesk.documents.pdf import write_pdf
from sozdesk.documents.report import (
    Block,
    Column,
    Fact,
    Facts,
    Heading,
    Kind,
    Layout,
    LetterHead,
    Paragraph,
    Report,
    Signature,
    Table,
)
from sozdesk.features.cases import texts
from sozdesk.features.cases.terms import (
    AgendaJob,
    ApplicationRow,
    RulingField,
    RulingLetter,
)
from sozdesk.kernel import german

_CONFIDENTIAL: Final = "Vertraulich"


def ruling_files(letter: RulingLetter) -> tuple[bytes, bytes]:
    """The Verfügung as docx (from the template that counts) and as pdf (built-in layout)."""
    return ruling_docx(letter), write_pdf(ruling_report(letter))


def ruling_docx(letter: RulingLetter) -> bytes:
    """The template with its fields filled in; only for a template that was checked."""
    return fill_letter(
        letter.template,
        texts.letter_values(letter),
        created=letter.now,
        author=letter.office,
        title=_title(letter),
        sample=letter.sample,
    )


def ruling_report(letter: RulingLetter) -> Report:
    """The built-in layout; without a number it is a draft and says so."""
    number = letter.ruling.number
    return Report(
        title=_title(letter),
        created=letter.now,
        dated=letter.dated,
        body=tuple(_body(letter)),
        signatures=tuple(Signature(one.name, one.function) for one in letter.signing)
        or (Signature(),),
        layout=Layout.LETTER,
        stamp=f"Verfügung {number}" if number else "Entwurf",
        sample=letter.sample,
    )


def ruling_lines(letter: RulingLetter) -> tuple[tuple[int, str], ...]:
    """The words of the document for the screen: level of the heading (0 = text) and text."""
    return tuple(line for block in _body(letter) for line in _said(block))


def _said(block: Block) -> Iterator[tuple[int, str]]:
    match block:
        case LetterHead():
            yield from (
                (0, one) for one in (block.sender, block.address, block.place_and_day) if one
            )
        case Heading():
            yield block.level, block.text
        case Paragraph():
            yield 0, block.text


def _title(letter: RulingLetter) -> str:
    return f"Verfügung {letter.ruling.number or '(Entwurf)'}"


def _body(letter: RulingLetter) -> Iterator[Block]:
    said = texts.letter_values(letter)
    sender = (said[RulingField.SENDER], said[RulingField.OFFICE_ADDRESS])
    yield LetterHead(
        sender="\n".join(filter(None, sender)),
        address=said[RulingField.ADDRESS],
        place_and_day=said[RulingField.PLACE_AND_DATE],
    )
    yield Paragraph(f"Verfügung Nr. {said[RulingField.NUMBER]}, Fall {said[RulingField.CASE]}")
    yield Heading(1, f"Verfügung: {said[RulingField.SUBJECT]}", numbered=False)
    yield from _section(
        "Sachverhalt",
        said[RulingField.FACTS],
        said[RulingField.HEARING],
        said[RulingField.RESOLUTION],
    )
    yield from _section("Erwägungen", said[RulingField.CONSIDERATIONS])
    yield from _section(
        "Es wird verfügt",
        said[RulingField.DISPOSITION],
        said[RulingField.LIMIT],
        said[RulingField.VALID_FROM],
        said[RulingField.REPLACES],
    )
    yield from _section("Rechtsmittelbelehrung", said[RulingField.REMEDY])
    yield Paragraph(f"{said[RulingField.MUNICIPALITY]}, {said[RulingField.DECIDER]}")


def _section(title: str, *texts_: str) -> Iterator[Block]:
    lines = [line for text in texts_ for line in text.splitlines() if line]
    if lines:
        yield Heading(2, title, numbered=False)
        yield from map(Paragraph, lines)


# ------------------------------------------------------------------ Sitzung


def agenda_report(job: AgendaJob) -> Report:
    """The Traktandenliste: number, case, name and subject, nothing more about the person."""
    rows = tuple(
        (row.agenda_number, f"{row.case_number}", row.case_name, texts.word(row.kind), row.title)
        for row in job.applications
    )
    columns = (
        Column("item", "Nr.", Kind.INTEGER),
        Column("case", "Fall"),
        Column("name", "Name"),
        Column("kind", "Art", wide=True),
        Column("title", "Antrag", wide=True),
    )
    table = Table(title="Traktanden", columns=columns, rows=rows)
    return _of_meeting(job, "Traktandenliste", (table,))


def applications_report(job: AgendaJob) -> Report:
    """Every Antrag of a Sitzung with Begründung, proposal, and lines for the Beschluss."""
    blocks = tuple(block for row in job.applications for block in _application(row))
    return _of_meeting(job, "Anträge", blocks)


def write_meeting(report: Report, ending: str) -> bytes:
    """Traktandenliste or Anträge in Word (``docx``), or as pdf."""
    return write_docx(report) if ending == "docx" else write_pdf(report)


def _of_meeting(job: AgendaJob, what: str, blocks: tuple[Block, ...]) -> Report:
    meeting = job.meeting
    title = f"{what}: Sitzung vom {german.day(meeting.held_on)}"
    lines = (
        Fact("Gemeinde", meeting.municipality),
        *((Fact("Ort", meeting.place),) if meeting.place else ()),
    )
    return Report(
        title=title,
        created=job.now,
        dated=job.today,
        body=(
            Paragraph(f"{job.office}\n{_CONFIDENTIAL}"),
            Heading(1, title, numbered=False),
            Facts(lines),
            *blocks,
        ),
        layout=Layout.LETTER,
        stamp=_CONFIDENTIAL,
        sample=job.sample,
    )


def _application(row: ApplicationRow) -> Iterator[Block]:
    yield Heading(2, f"{row.agenda_number}. {row.title}", numbered=False)
    who = f"{row.case_number}, {row.case_name}" if row.case_name else f"{row.case_number}"
    yield Facts(
        (
            Fact("Fall", who),
            Fact("Art", texts.word(row.kind)),
            Fact("Antrag vom", german.day(row.submitted_on)),
        )
    )
    yield from (Paragraph(line) for line in row.reasons.splitlines() if line)
    if row.proposal:
        yield Paragraph(f"Antrag: {row.proposal}")
    yield Paragraph(f"Beschluss: {'_' * 60}")
