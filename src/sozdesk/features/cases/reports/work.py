"""Documents of the daily work: week list, Stellvertretungsblatt, notes, Grundsatzentscheide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sozdesk.documents.report import (
    Block,
    Column,
    Fact,
    Facts,
    Group,
    Heading,
    Kind,
    Layout,
    Paragraph,
    Report,
    Row,
    Table,
)
from sozdesk.features.cases.terms.work import (
    CaseDueRow,
    NoteRow,
    PolicyRow,
    PolicyStanding,
    SubstituteCase,
    SubstituteSheet,
)
from sozdesk.features.cases.texts import work as said
from sozdesk.kernel import german
from sozdesk.kernel.swiss_time import swiss_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Who writes a document, and when; ``now`` is UTC."""

    office: str
    now: datetime
    today: date
    sample: bool


def write(report: Report, ending: str) -> bytes:
    """The document as ``pdf``, ``docx``, ``xlsx`` or ``csv``."""
    if ending == "docx":
        from sozdesk.documents.docx import write_docx  # noqa: PLC0415 - heavy, only when it is made

        return write_docx(report)
    if ending == "xlsx":
        from sozdesk.documents.xlsx import write_xlsx  # noqa: PLC0415 - the same

        return write_xlsx(report)
    if ending == "csv":
        from sozdesk.documents.csv import excel_csv  # noqa: PLC0415 - the same

        return excel_csv(report, report.tables[0])
    from sozdesk.documents.pdf import write_pdf  # noqa: PLC0415 - the same

    return write_pdf(report)


# ------------------------------------------------------------------ the week list


def week_report(rows: Sequence[CaseDueRow], until: date, who: str, imprint: Imprint) -> Report:
    """What is due until a day, week by week; ``who`` says whose lines these are."""
    facts = (
        Fact("Bis", german.day(until)),
        Fact("Zuständig", who or "alle"),
        Fact("Rechtsmittelfristen", said.CALCULATED),
    )
    table = _due_table("Fristen und Aufgaben", rows, imprint.today)
    return Report(
        title=_WEEK,
        subtitle=imprint.office,
        created=imprint.now,
        dated=imprint.today,
        facts=facts,
        body=(*_head(_WEEK, imprint), Facts(facts), table),
        tables=(table,),
        layout=Layout.LETTER,
        sample=imprint.sample,
    )


_WEEK = "Fristen und Aufgaben"


def _head(title: str, imprint: Imprint) -> tuple[Block, ...]:
    """A letter has no title page: title, office and day stand on top of it."""
    dated = f"{imprint.office}, {german.day(imprint.today)}"
    return (Heading(1, title, numbered=False), Paragraph(dated))


def _due_table(title: str, rows: Sequence[CaseDueRow], today: date) -> Table:
    lines: list[Row | Group] = []
    for week, found in groupby(rows, key=lambda row: said.week_words(row.day, today)):
        lines.append(Group(week))
        lines += map(_due_line, found)
    return Table(
        title=title,
        columns=(
            Column("tag", "Tag", Kind.DATE),
            Column("was", "Was"),
            Column("angaben", "Angaben", wide=True),
            Column("zustaendig", "Zuständig"),
        ),
        rows=tuple(lines),
    )


def _due_line(row: CaseDueRow) -> Row:
    return (row.day, said.due_title(row), said.due_detail(row), row.responsible)


# ------------------------------------------------------------------ Stellvertretung


def substitute_report(sheet: SubstituteSheet, imprint: Imprint) -> Report:
    """The Stellvertretungsblatt: confidential, one chapter for each case."""
    return Report(
        title="Stellvertretungsblatt",
        subtitle=imprint.office,
        created=imprint.now,
        dated=imprint.today,
        body=tuple(_sheet_blocks(sheet, imprint)),
        layout=Layout.LETTER,
        sample=imprint.sample,
    )


def _sheet_blocks(sheet: SubstituteSheet, imprint: Imprint) -> Iterator[Block]:
    today = imprint.today
    yield from _head("Stellvertretungsblatt", imprint)
    yield Paragraph(said.CONFIDENTIAL)
    yield Facts(
        (
            Fact("Abwesend", sheet.person),
            Fact("Stellvertretung", sheet.substitute),
            Fact("Zeit", f"{german.day(sheet.first)} bis {german.day(sheet.last)}"),
            Fact("Fälle", _how_many(sheet)),
        )
    )
    every = sorted(
        (row for one in sheet.cases for row in one.due), key=lambda row: (row.day, row.case_number)
    )
    if every or sheet.other_due:
        rows = sorted((*every, *sheet.other_due), key=lambda row: row.day)
        yield _due_table("Was in dieser Zeit fällig ist", rows, today)
    else:
        yield Paragraph("In dieser Zeit ist nichts fällig.")
    for one in sheet.cases:
        yield Heading(2, f"Fall {one.number}: {one.name or 'ohne Person'}", numbered=False)
        yield Facts(tuple(_case_facts(one)))


def _how_many(sheet: SubstituteSheet) -> str:
    free = f", davon {german.count(sheet.unassigned)} ohne Zuständige" if sheet.unassigned else ""
    return f"{german.count(len(sheet.cases))}{free}"


def _case_facts(one: SubstituteCase) -> Iterator[Fact]:
    household = german.plural(one.persons, "Person", "Personen")
    yield Fact("Gemeinde", one.municipality)
    if one.dossier_number:
        yield Fact("Dossier", one.dossier_number)
    yield Fact("Haushalt", f"{household}, davon {one.supported} unterstützt")
    if one.move:
        yield Fact("Wegzug", one.move)
    yield Fact("Angebote", "\n".join(one.offerings) or "keine")
    yield Fact("Fällig", "\n".join(map(_due_words, one.due)) or "nichts")
    yield Fact("Letzte Notiz", _note_words(one.last_note) if one.last_note else "keine")
    yield Fact("Kontakte", "\n".join(one.contacts) or "keine erfasst")


def _due_words(row: CaseDueRow) -> str:
    return f"{german.day(row.day)}: {said.DUE_WORDS[row.kind]}, {said.due_detail(row)}"


def _note_words(note: NoteRow) -> str:
    return f"{german.day(note.noted_on)}, {note.title}: {note.text}"


# ------------------------------------------------------------------ notes


def notes_report(number: int, notes: Sequence[NoteRow], imprint: Imprint) -> Report:
    """All Aktennotizen of a case one after the other, newest first."""
    return Report(
        title=f"Aktennotizen, Fall {number}",
        subtitle=imprint.office,
        created=imprint.now,
        dated=imprint.today,
        body=(
            *_head(f"Aktennotizen, Fall {number}", imprint),
            Paragraph("Vertraulich."),
            *_note_blocks(notes),
        ),
        layout=Layout.LETTER,
        sample=imprint.sample,
    )


def _note_blocks(notes: Sequence[NoteRow]) -> Iterator[Block]:
    for note in notes:
        yield Heading(2, f"{german.day(note.noted_on)}: {note.title}", numbered=False)
        yield Paragraph(note.author)
        for part in note.text.split("\n"):
            if part.strip():
                yield Paragraph(part)


# ------------------------------------------------------------------ Grundsatzentscheide


def policies_report(
    rows: Sequence[PolicyRow],
    imprint: Imprint,
    standings: Sequence[PolicyStanding],
) -> Report:
    """Side by side for each topic: which municipality decided what.

    ``standings`` are of the KSA only, and say who has declared.
    """
    declared = bool(standings)
    table = Table(
        title="Grundsatzentscheide",
        columns=(
            Column("thema", "Thema"),
            Column("gemeinde", "Gemeinde"),
            Column("entscheid", "Entscheid", wide=True),
            Column("betrag", "Betrag", Kind.AMOUNT),
            Column("betrag_gilt", "Betrag gilt"),
            Column("gilt_ab", "Gilt ab", Kind.DATE),
            Column("bis", "Bis", Kind.DATE),
            Column("beschluss", "Beschluss"),
            Column("beschlossen_am", "Beschlossen am", Kind.DATE),
        ),
        rows=tuple(map(_policy_line, rows)),
    )
    return Report(
        title="Grundsatzentscheide der Gemeinden" if declared else "Grundsatzentscheide",
        subtitle=imprint.office,
        created=imprint.now,
        dated=imprint.today,
        tables=(table, _standing_table(standings)) if declared else (table,),
        sources=(said.POLICY_SOURCE,) if declared else (),
        sample=imprint.sample,
    )


def _standing_table(rows: Sequence[PolicyStanding]) -> Table:
    """«keine» is another thing than «noch nicht gemeldet»."""
    return Table(
        title="Stand der Meldungen",
        columns=(
            Column("gemeinde", "Gemeinde"),
            Column("stand", "Stand", wide=True),
            Column("gemeldet_am", "Gemeldet am", Kind.DATE),
        ),
        rows=tuple(
            (
                row.municipality,
                said.standing_words(row),
                swiss_day(row.declared_at) if row.declared_at else None,
            )
            for row in rows
        ),
    )


def _policy_line(row: PolicyRow) -> Row:
    return (
        row.topic,
        row.municipality,
        row.decision,
        row.amount,
        row.amount_note,
        row.valid_from,
        row.until,
        row.resolution_number,
        row.decided_on,
    )
