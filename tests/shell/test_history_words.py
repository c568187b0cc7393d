"""The Verlauf never shows a raw column or a raw value."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from inspect import getmembers, isclass

import pytest
from sqlalchemy import CheckConstraint

from sozdesk import schema
from sozdesk.archive.journal_history import FieldChange
from sozdesk.archive.journal_rows import journalled
from sozdesk.features.offices import terms as offices_terms
from sozdesk.features.offices import texts as offices_texts
from sozdesk.features.rent_limits import terms as rent_terms
from sozdesk.features.rent_limits.texts import word
from sozdesk.shell.history_columns import ANSWERS, COLUMNS, SILENT, VALUES
from sozdesk.shell.history_words import column_words, row_lines, value_words


def columns():
    """Table and column of everything the Verlauf follows."""
    names = set(journalled())
    tables = [table for table in schema.metadata().sorted_tables if table.name in names]
    return [(table.name, column.name) for table in tables for column in table.columns]


def closed_columns():
    """Table, column and value of every column that holds one of a few words."""
    pattern = re.compile(r"^(\w+) IN \((.*)\)$")
    for table in schema.metadata().sorted_tables:
        for check in table.constraints:
            found = isinstance(check, CheckConstraint) and pattern.match(str(check.sqltext))
            if found and table.name in journalled():
                for value in re.findall(r"'(\w+)'", found[2]):
                    yield table.name, found[1], value


@pytest.mark.parametrize(("table", "column"), columns())
def test_every_column_has_a_german_name_or_is_silent_on_purpose(table, column):
    silent = column in SILENT or f"{table}.{column}" in (*SILENT, ANSWERS)
    assert silent or column_words(table, column) != ""


def test_no_name_is_left_over():
    known = {name for pair in columns() for name in (pair[1], ".".join(pair))}
    assert {*COLUMNS, *SILENT, *VALUES, ANSWERS} <= known


@pytest.mark.parametrize(("table", "column", "value"), sorted(closed_columns()))
def test_every_closed_value_has_a_german_word(table, column, value):
    assert value_words(table, column, value) not in ("", value)


def enums(module):
    return [
        (kind, member)
        for _name, kind in getmembers(module, isclass)
        if issubclass(kind, StrEnum) and kind not in (StrEnum, rent_terms.Code)
        for member in kind
    ]


@pytest.mark.parametrize(("kind", "member"), enums(rent_terms))
def test_every_word_of_the_rent_limits_is_german(kind, member):
    assert word(member) not in ("", member.value)


@pytest.mark.parametrize(("kind", "member"), enums(offices_terms))
def test_every_word_of_the_offices_is_german(kind, member):
    words = {
        offices_terms.ServiceKind: offices_texts.SERVICE_KINDS,
        offices_terms.Job: offices_texts.JOBS,
        offices_terms.BodyFunction: offices_texts.BODY_FUNCTIONS,
    }
    assert words[kind][member] not in ("", member.value)


@pytest.mark.parametrize(
    ("table", "column", "old", "new", "said"),
    [
        (
            "round",
            "due_on",
            date(2026, 12, 31),
            date(2027, 1, 15),
            "Frist: 31.12.2026 → 15.01.2027",
        ),
        ("declaration", "state", "received", "recorded", "Stand: eingegangen → erfasst"),
        ("contact", "name", None, "Reto Lüthi", "Name: Reto Lüthi"),
        ("contact", "function", None, "head", "Funktion: head"),
        ("municipality", "address", "", "Dorfweg 3", "Postadresse: Dorfweg 3"),
        ("body_member", "function", "member", "president", "Funktion: Mitglied → Präsidium"),
        ("declaration", "remark", "alt", None, "Bemerkung: alt → leer"),
        ("declaration", "remark", "", "neu", "Bemerkung: neu"),
        ("contact", "main", False, True, "Hauptkontakt: nein → ja"),
        ("round", "blocks", [], ["index", "shared"], "Zusatzfragen: keine → Index und WG"),
        ("subsidy_rules", "valid_from", None, date(2026, 1, 2), "MBG-Reglement genehmigt am: "),
        ("index_value", "value", 104_000, 104_500, "Wert: 104,0 → 104,5"),
        ("return_document", "name", None, "Muttenz.xlsx", "Datei: Muttenz.xlsx"),
        ("threshold", "key", None, "change_max", "Prüfschwelle: Grösste übliche Änderung"),
    ],
)
def test_changes_read_like_sentences(table, column, old, new, said):
    (line,) = row_lines(table, [FieldChange(column, old, new)])
    assert line.startswith(said)


@pytest.mark.parametrize(("column", "value"), [("remark", None), ("name_sort", "a")])
def test_what_says_nothing_is_left_out(column, value):
    assert row_lines("declaration", [FieldChange(column, None, value)]) == []


def test_an_amount_is_one_line_with_its_size_of_household():
    fields = [FieldChange("category", None, "p4"), FieldChange("amount", None, 165_000)]
    assert row_lines("declaration_amount", fields) == ["4 Personen: 1'650.00"]


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("p4", "Prüfhinweis «4 Personen» zur Kenntnis genommen, weil: Neubau"),
        ("rent_kind", "Prüfhinweis «Netto oder brutto» zur Kenntnis genommen, weil: Neubau"),
        ("", "zur Kenntnis genommen, weil: Neubau"),
    ],
)
def test_a_note_is_one_line_with_what_it_is_about(subject, said):
    fields = [FieldChange("subject", None, subject), FieldChange("reason", None, "Neubau")]
    assert row_lines("finding_note", fields) == [said]


def test_answers_to_sheet_2_are_told_one_by_one():
    old = {"ancillary_mode": "flat", "counter_amounts": {"p1": 110_000}}
    new = {
        "ancillary_mode": "on_account",
        "ancillary_amounts": {"p2": 20_000},
        "counter_amounts": {"p1": 110_000},
        "heating_included": True,
        "index_base": 104_000,
        "index_date": "2026-11-30",
        "households_above": "1-4",
        "adverts_count": 12,
    }
    assert row_lines("declaration", [FieldChange("extras", old, new)]) == [
        "Art der Nebenkosten: pauschal → akonto",
        "Nebenkosten, 2 Personen: 200.00",
        "Heizung inbegriffen: ja",
        "Indexstand der letzten Anpassung: 104,0",
        "Datum des Indexstands: 30.11.2026",
        "Haushalte über dem Grenzwert: 1–4",
        "Anzahl Inserate: 12",
    ]
