"""The table that the measures of a period are entered in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sozdesk.exchange.forms import Kind
from sozdesk.exchange.table_form import (
    FormColumn,
    TableForm,
    table_form_csv,
    table_form_xlsx,
)
from sozdesk.features.strategy.files.measure_fields import FIELDS
from sozdesk.features.strategy.terms import FieldRow, ImportBase
from sozdesk.kernel import german
from sozdesk.kernel.context import Context

SHEET = "Massnahmen"
_WIDTHS = {
    "number": 10,
    "title": 44,
    "action_field": 30,
    "aim": 44,
    "responsible_body": 24,
    "responsible_people": 24,
    "state": 24,
    "reason": 30,
}
_WIDTH = 15
_MUST = frozenset({"number", "title"})


def write_template(base: ImportBase, context: Context, *, as_csv: bool) -> bytes:
    """The empty table of a period, as xlsx or csv; the same period and day give the same bytes."""
    form = _form(base, context)
    return table_form_csv(form) if as_csv else table_form_xlsx(form)


def template_name(base: ImportBase) -> str:
    """«Massnahmen 2025-2028 Vorlage.xlsx»."""
    return f"Massnahmen {base.period.code} Vorlage.xlsx"


def _form(base: ImportBase, context: Context) -> TableForm:
    return TableForm(
        title=f"Massnahmen {base.period.name}",
        sheet=SHEET,
        columns=tuple(_columns(base.fields)),
        notes=tuple(_notes(base)),
        created=context.now,
        dated=context.today,
        sample=context.sample,
    )


def _columns(fields: Iterable[FieldRow]) -> Iterable[FormColumn]:
    """The Handlungsfelder of the period are a list here; while reading, many words mean one."""
    labels = {str(field.number): field.label for field in fields}
    for key, field in FIELDS.items():
        own = replace(field, kind=Kind.OPEN_CHOICE, choices=labels)
        yield FormColumn(
            own if key == "action_field" else field, _WIDTHS.get(key, _WIDTH), key in _MUST
        )


def _notes(base: ImportBase) -> Iterable[tuple[str, str]]:
    expected = base.period.expected
    yield (
        "Wozu",
        (
            "Tragen Sie auf dem Blatt «Massnahmen» eine Massnahme je Zeile ein und lesen Sie die Datei "
            "in SozDesk ein. Vor dem Erfassen zeigt eine Vorschau, was geschieht."
        ),
    )
    if base.period.source:
        yield "Amtliche Quelle", base.period.source
    if expected is not None:
        yield "Erwartet", german.plural(expected, "Massnahme", "Massnahmen")
    if base.former_name:
        yield (
            "Führt fort",
            (
                f"Nummern der Periode {base.former_name}. Mehrere Nummern in einer Zeile: "
                "zusammengelegt. Dieselbe Nummer in mehreren Zeilen: aufgeteilt."
            ),
        )
    yield "Leere Zellen", "Sie sagen nichts: Was schon erfasst ist, bleibt stehen."
    yield "Formeln", "Werden nicht gelesen. Schreiben Sie den Wert selbst in die Zelle."
