"""The declaration of one municipality as a pdf to sign: amounts, basis, Beschluss, how they were found."""

from __future__ import annotations

from collections.abc import Iterator

from sozdesk.documents.report import Column, Fact, Kind, Report, Row, Signature, Table
from sozdesk.features.rent_limits import rules, texts
from sozdesk.features.rent_limits.reports.derived import derivation_table
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Category,
    Declaration,
    OwnDocuments,
)
from sozdesk.kernel import german

SELF_DECLARATION = (
    "Selbstdeklaration der Gemeinde. Der Kanton nimmt die Grenzwerte zur Kenntnis und überprüft sie "
    "nicht standardmässig."
)


def declaration_report(documents: OwnDocuments) -> Report:
    """What the municipality signs; the same numbers as in the form."""
    declared, page = documents.declaration, documents.request.pages[0]
    return Report(
        title=f"Mietzinsgrenzwerte {declared.year}, {page.municipality.official_name}",
        subtitle=_subtitle(documents),
        created=documents.now,
        dated=documents.today,
        facts=tuple(_facts(documents)),
        tables=tuple(_tables(documents)),
        notes=(SELF_DECLARATION,),
        signatures=_signatures(documents),
        sample=documents.sample,
    )


def _subtitle(documents: OwnDocuments) -> str:
    """«Selbstdeklaration der Gemeinde. Berichtigung: Version 2 ersetzt Version 1 vom 15.12.2026»."""
    parts = ["Selbstdeklaration der Gemeinde"]
    if documents.change_from is not None:
        parts.append(f"Neuer Beschluss (Änderung), gültig ab {german.day(documents.change_from)}")
    if documents.replaces is not None:
        revision = documents.revision
        before = f"Version {revision - 1} vom {german.day(documents.replaces)}"
        parts.append(f"Berichtigung: Version {revision} ersetzt {before}")
    return ". ".join(parts)


def _facts(documents: OwnDocuments) -> Iterator[Fact]:
    town = documents.request.pages[0].municipality
    pairs = [
        ("Gemeinde", f"{town.official_name}, BFS-Nr. {town.bfs_number}, Bezirk {town.district}"),
        ("Gemeldet durch", documents.office),
        *_answers(documents.declaration),
    ]
    return (Fact(label, value) for label, value in pairs if value)


def _answers(declared: Declaration) -> list[tuple[str, str]]:
    """Everything but the amounts, with its label; empty answers too."""
    valid_from = german.day(declared.valid_from) if declared.valid_from else ""
    return [
        ("Keine Grenzwerte, weil", declared.no_limits_reason or ""),
        ("Gültig ab", valid_from),
        ("Unverändert", texts.unchanged_words(declared)),
        ("Basis", texts.method_in_full(declared) if declared.amounts else ""),
        ("Beschluss", texts.decision_words(declared.decision) if declared.amounts else ""),
        *texts.extras_words(declared.extras),
        ("Kontakt", texts.contact_words(declared.contact)),
        ("Bemerkung", declared.remark),
    ]


def _tables(documents: OwnDocuments) -> Iterator[Table]:
    if documents.replaced is not None and (
        rows := _corrected(documents.declaration, documents.replaced)
    ):
        yield Table(title="Berichtigt", columns=_CORRECTED, rows=rows)
    if documents.declaration.amounts:
        yield _amounts(documents)
        if documents.derivation is not None:
            yield derivation_table(documents.derivation, documents.declaration)


_CORRECTED = (
    Column("angabe", "Angabe"),
    Column("bisher", "bisher gemeldet"),
    Column("neu", "richtig"),
)


def _corrected(declared: Declaration, before: Declaration) -> tuple[Row, ...]:
    """What the version before said otherwise, answer by answer."""
    old, new = _in_words(before), _in_words(declared)
    return tuple(
        (label, old[label] or "–", words or "–")
        for label, words in new.items()
        if words != old[label]
    )


def _in_words(declared: Declaration) -> dict[str, str]:
    amounts = declared.amounts
    return {
        **{
            texts.word(one): german.amount(amounts[one]) if one in amounts else ""
            for one in Category
        },
        "Beträge": texts.basis_words(declared),
        **dict(_answers(declared)),
    }


def _amounts(documents: OwnDocuments) -> Table:
    declared, previous = documents.declaration, documents.previous
    before = str(declared.year - 1) if documents.change_from is None else "bisher"
    changes = {
        pair.category: german.change_in_hundredths(pair.old, pair.new)
        for pair in rules.pairs(declared, previous)
        if pair.old
    }
    old = previous.amounts if previous else {}
    rows: list[Row] = [
        (
            texts.word(category),
            old.get(category),
            declared.amounts.get(category),
            changes.get(category),
        )
        for category in _categories(declared)
    ]
    return Table(
        title="Grenzwerte",
        intro=_basis(declared, previous),
        columns=(
            Column("haushalt", "Haushalt"),
            Column("bisher", before, Kind.AMOUNT),
            Column("neu", str(declared.year), Kind.AMOUNT),
            Column("veraenderung", "Änderung", Kind.CHANGE),
        ),
        rows=tuple(rows),
    )


def _categories(declared: Declaration) -> list[Category]:
    return [one for one in Category if one in MAIN_CATEGORIES or one in declared.amounts]


def _basis(declared: Declaration, previous: Declaration | None) -> str:
    """«Beträge in CHF netto pro Monat»; says so where the earlier ones are on another basis."""
    now, before = texts.basis_words(declared), texts.basis_words(previous)
    other = f" Vorher: {before}." if before and before != now else ""
    return f"Beträge in {now}.{other}"


def _signatures(documents: OwnDocuments) -> tuple[Signature, ...]:
    """Who signs on the day of the document; two blank lines where nobody is entered."""
    known = tuple(Signature(name, function) for name, function in documents.signatories)
    return known or (Signature(), Signature())
