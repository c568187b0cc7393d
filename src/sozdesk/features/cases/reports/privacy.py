"""Documents of data protection: Auskunft to a person, certificate of a deletion, list of the fields."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Final

from sozdesk.documents.report import (
    Block,
    Column,
    Fact,
    Facts,
    Heading,
    Kind,
    Layout,
    Paragraph,
    Report,
    Signature,
    Table,
)
from sozdesk.features.cases.terms.privacy import DeletionRow, HeldEntry, HeldTable
from sozdesk.features.cases.terms.words import DeletionKind
from sozdesk.features.cases.texts import privacy as said
from sozdesk.features.cases.texts import word
from sozdesk.kernel import german

_MOST_COLUMNS: Final = 6
"""Of a table that can be read on a page in portrait."""
FORMAT: Final = "sozdesk-auskunft 1"
_RIGHTS: Final = (
    "Dieses Dokument enthält alles, was die Datei zu Ihrer Person festhält: je Abschnitt, wozu, auf "
    "welcher Grundlage und wie lange. Stimmt etwas nicht, verlangen Sie die Berichtigung."
)
_FIGURES: Final = (
    "Von einer Abrechnung sind die Personen gelöscht. Nummer, Beträge, Monate, Angebot und Kategorie "
    "bleiben ohne Personen, damit die Jahreszahlen stimmen."
)
_BACKUPS: Final = (
    "Sicherungen, die vor der Löschung entstanden sind, enthalten die Angaben noch. Sie werden nach der "
    "Regel der Sicherungen ausgedünnt; ältere Kopien ausserhalb des Ordners löscht die Stelle selbst."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Who writes a document, and when; ``now`` is UTC."""

    office: str
    staff: str
    now: datetime
    today: date
    sample: bool


def held_report(name: str, held: Sequence[HeldTable], stamp: Stamp) -> Report:
    """The Auskunft as a document."""
    return Report(
        title="Auskunft über Personendaten",
        subtitle=name,
        created=stamp.now,
        dated=stamp.today,
        body=(_title(f"Auskunft über Personendaten: {name}"), *_held_blocks(held, stamp)),
        layout=Layout.LETTER,
        sample=stamp.sample,
    )


def _title(words: str) -> Heading:
    return Heading(1, words, numbered=False)


def _held_blocks(held: Sequence[HeldTable], stamp: Stamp) -> Iterator[Block]:
    yield Facts((Fact("Stelle", stamp.office), Fact("Stand", german.day(stamp.today))))
    yield Paragraph(_RIGHTS)
    for table in held:
        yield Heading(2, table.title[0].upper() + table.title[1:], numbered=False)
        basis = table.basis.removesuffix(said.TO_CHECK)
        yield Paragraph(f"Wozu: {table.job}. Grundlage: {basis}. Dauer: {table.keep}.")
        yield from _entry_blocks(table.title, table.entries)


def _entry_blocks(title: str, entries: Sequence[HeldEntry]) -> Iterator[Block]:
    """What all entries share stands once, what differs in a table where it fits into one."""
    rows = [dict(entry.values) for entry in entries]
    names = list(dict.fromkeys(name for row in rows for name in row))
    differing = [name for name in names if len({row.get(name) for row in rows}) > 1]
    if not differing:
        for row in rows:
            yield _facts(row)
        return
    if same := [name for name in names if name not in differing]:
        yield _facts({name: rows[0][name] for name in same})
    if len(differing) > _MOST_COLUMNS:
        for row in rows:
            yield _facts({name: row[name] for name in differing if name in row})
        return
    columns = tuple(Column(str(place), name) for place, name in enumerate(differing))
    told = tuple(tuple(row.get(name, "") for name in differing) for row in rows)
    yield Table(title=f"{title[0].upper()}{title[1:]}", columns=columns, rows=told)


def _facts(values: Mapping[str, str]) -> Facts:
    return Facts(tuple(Fact(label, value) for label, value in values.items()))


def held_json(held: Sequence[HeldTable], stamp: Stamp) -> bytes:
    """The same for machines: tables with their entries, labels as on screen, UTF-8."""
    content = {
        "format": FORMAT,
        "office": stamp.office,
        "as_of": stamp.today.isoformat(),
        "sample": stamp.sample,
        "tables": [
            {
                "table": table.key,
                "title": table.title,
                "purpose": table.job,
                "legal_basis": table.basis,
                "kept": table.keep,
                "entries": [dict(entry.values) for entry in table.entries],
            }
            for table in held
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def certificate(rows: Sequence[DeletionRow], stamp: Stamp) -> Report:
    """What was deleted, offered to whom, listed and approved by whom; names no person supported."""
    columns = (
        Column("name", "Was"),
        Column("closed_on", "abgeschlossen", Kind.DATE),
        Column("persons", "Personen", Kind.COUNT),
        Column("archive", "Archiv"),
        Column("offered_on", "angeboten", Kind.DATE),
        Column("answer", "Antwort"),
        Column("listed_by", "vorgemerkt von"),
        Column("approved_by", "freigegeben von"),
        Column("deleted_on", "gelöscht", Kind.DATE),
        Column("rows", "Einträge", Kind.COUNT),
    )
    bills = any(row.kind is DeletionKind.BILL for row in rows)
    table = Table(
        title="Gelöscht",
        columns=columns,
        rows=tuple(_deleted(row) for row in rows),
        notes=(*([_FIGURES] if bills else []), _BACKUPS),
    )
    return Report(
        title="Löschprotokoll",
        subtitle=stamp.office,
        created=stamp.now,
        dated=stamp.today,
        body=(
            _title("Löschprotokoll"),
            Facts((Fact("Stelle", stamp.office), Fact("Erstellt von", stamp.staff))),
            Paragraph("Gelöscht nach Ablauf der Aufbewahrung."),
            table,
        ),
        signatures=(Signature(), Signature()),
        layout=Layout.LETTER,
        sample=stamp.sample,
    )


def _deleted(row: DeletionRow) -> tuple[str | int | date | None, ...]:
    return (
        row.name,
        row.closed_on,
        row.persons,
        row.offered_to,
        row.offered_on,
        word(row.answer) if row.answer else "",
        row.listed_by,
        row.approved_by,
        row.deleted_on,
        row.rows,
    )


def export_json(tables: Sequence[tuple[str, Sequence[HeldTable]]], stamp: Stamp) -> bytes:
    """Several persons, each with everything held; only ever written behind a password."""
    content = {
        "format": "sozdesk-personen 1",
        "office": stamp.office,
        "as_of": stamp.today.isoformat(),
        "sample": stamp.sample,
        "persons": [
            {"id": key, "tables": [asdict(table) for table in held]} for key, held in tables
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()
