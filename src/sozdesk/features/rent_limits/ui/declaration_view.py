"""What a municipality declared: amounts beside last year, basis, and the facts below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from sozdesk.features.rent_limits import rules, texts
from sozdesk.features.rent_limits.reports import lines
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Category,
    Declaration,
    DeclarationRow,
    DocumentRow,
    OverviewRow,
    ReceivedVia,
    TrackingRow,
    amount_field,
)
from sozdesk.features.rent_limits.texts import word
from sozdesk.features.rent_limits.ui import hint_words
from sozdesk.features.rent_limits.ui.round_data import DetailData
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.widgets import buttons, labels, layouts, states
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.table import Column, RowsModel, TableView

_NAME_LETTERS = 30
_VIA = {
    ReceivedVia.EMAIL: "per E-Mail",
    ReceivedVia.FILE: "als Datei",
    ReceivedVia.LETTER: "als Brief",
    ReceivedVia.PHONE: "am Telefon",
    ReceivedVia.OVERVIEW: "aus der Übersicht",
}


@dataclass(frozen=True, slots=True)
class AmountLine:
    """One household size in the table."""

    category: Category
    old: int | None
    new: int | None
    change: str
    converted: int | None
    findings: tuple[Finding, ...]


def declaration_view(
    data: DetailData, row: DeclarationRow, save: Callable[[DocumentRow], None]
) -> QWidget:
    """The tab «Deklaration» of one revision; ``save`` is called with the document of a link."""
    declared, previous = row.declaration, data.before(row)
    parts: list[layouts.Item] = []
    if declared.no_limits_reason is not None:
        parts.append(
            labels.body(f"Keine Grenzwerte festgelegt. Grund: {declared.no_limits_reason}")
        )
    if declared.amounts or (previous is not None and previous.amounts):
        when = "Vorjahr" if row.change_from is None else "Bisher"
        basis = labels.secondary(basis_line(declared, previous, when))
        parts += [_amounts_table(data, row), basis]
    parts += [6, Facts([*facts(data, row), *_documents(row.documents, save)]), None]
    return layouts.box(layouts.column(*parts, spacing=8))


def last_year_view(data: DetailData) -> QWidget:
    """The same for a municipality without an answer: what it declared last year."""
    assert data.previous is not None
    table = _table(amount_lines(data.tracking, None, data.previous, ()), data.year)
    return layouts.box(
        layouts.column(table, labels.secondary(basis_line(None, data.previous)), None, spacing=8)
    )


# ------------------------------------------------------------------ amounts


def amount_lines(
    tracking: TrackingRow,
    current: Declaration | None,
    previous: Declaration | None,
    findings: Sequence[Finding],
) -> tuple[AmountLine, ...]:
    """Every category that everyone answers, and the others that were declared."""
    new = current.amounts if current else {}
    old = previous.amounts if previous else {}
    converted = rules.converted(current) if current else {}
    categories = [
        category
        for category in Category
        if category in MAIN_CATEGORIES or category in new or category in old
    ]
    changes = _changes(tracking, current, previous, categories)
    return tuple(
        AmountLine(
            category=category,
            old=old.get(category),
            new=new.get(category),
            change=changes[category],
            converted=converted.get(category),
            findings=_about(findings, category),
        )
        for category in categories
    )


def _about(findings: Sequence[Finding], category: Category) -> tuple[Finding, ...]:
    """Without notes: there is nothing to do about them, the tab «Prüfhinweise» holds them."""
    field = amount_field(category)
    return tuple(
        finding
        for finding in findings
        if finding.field == field and finding.severity is not Severity.NOTE
    )


def _changes(
    tracking: TrackingRow,
    current: Declaration | None,
    previous: Declaration | None,
    categories: Sequence[Category],
) -> Mapping[Category, str]:
    """Category → «+5,3 %», «gleich», empty where it cannot be compared."""
    pair = OverviewRow(
        bfs_number=tracking.bfs_number,
        official_name=tracking.official_name,
        name=tracking.name,
        district=tracking.district,
        state=tracking.state,
        current=current,
        previous=previous,
    )
    found = zip(categories, lines.changes(pair, categories), strict=True)
    return {category: _change(value) for category, value in found}


def _change(hundredths: object) -> str:
    if not isinstance(hundredths, int):
        return ""
    return german.percent(hundredths, signed=True) if hundredths else "gleich"


def _amounts_table(data: DetailData, row: DeclarationRow) -> TableView:
    found = amount_lines(data.tracking, row.declaration, data.before(row), row.findings)
    if row.change_from is None:
        return _table(found, data.year)
    return _table(found, data.year, ("bisher", "neu"))


def _table(
    rows: Sequence[AmountLine], year: int, heads: tuple[str, str] | None = None
) -> TableView:
    """``heads`` of the amounts before and now; the years if left out."""
    before, now = heads or (str(year - 1), str(year))
    columns = [
        Column(title="Haushalt", text=lambda line: word(line.category)),
        _amount_column(before, lambda line: line.old, strong=False),
    ]
    if any(line.new is not None for line in rows):
        columns += [_amount_column(now, lambda line: line.new, strong=True), _CHANGE]
    if any(line.converted is not None for line in rows):
        columns.append(_amount_column("umgerechnet", lambda line: line.converted, strong=False))
    columns.append(_HINT if any(line.findings for line in rows) else _REST)
    model = RowsModel(columns, key=lambda line: line.category)
    model.set_rows(rows)
    table = TableView(model, "Deklarierte Beträge", lead=0, row=28, sortable=False)
    table.fit_height()
    return table


def _amount_column(
    title: str, amount: Callable[[AmountLine], int | None], *, strong: bool
) -> Column:
    return Column(
        title=title,
        text=lambda line: _written(amount(line)),
        align="right",
        bold=strong,
        tone="text" if strong else "text2",
    )


def _written(rappen: int | None) -> str:
    return "" if rappen is None else german.amount(rappen)


def _hint_words(line: AmountLine) -> str:
    if not line.findings:
        return ""
    more = f" +{len(line.findings) - 1}" if len(line.findings) > 1 else ""
    return f"{hint_words.short(_gravest(line))}{more}"


def _hint_symbol(line: AmountLine) -> str:
    return states.of_severity(_gravest(line).severity) if line.findings else ""


def _gravest(line: AmountLine) -> Finding:
    order = (Severity.STOP, Severity.HINT, Severity.NOTE)
    return min(line.findings, key=lambda finding: order.index(finding.severity))


_CHANGE = Column(
    title="Änderung",
    text=lambda line: line.change,
    align="right",
    tone=lambda line: "text2" if line.change == "gleich" else "text",
)
_HINT = Column(
    title="Prüfhinweis",
    text=_hint_words,
    symbol=_hint_symbol,
    tone=lambda line: states.tone_of(_hint_symbol(line)) if line.findings else "text",
    tip=lambda line: "\n".join(finding.message for finding in line.findings),
    stretch=True,
)
_REST = Column(title="", text=lambda _line: "", spoken=lambda _line: "", width=40, stretch=True)
"""Takes the room that is left, so that the figures stay together."""


def basis_line(
    current: Declaration | None, previous: Declaration | None, when: str = "Vorjahr"
) -> str:
    """«CHF netto pro Monat»; says so if last year (or what held until a change) was another one."""
    now, before = texts.basis_words(current), texts.basis_words(previous)
    if current is None:
        return f"{when}: {before}" if before else ""
    if previous is None:
        return f"{now}. Kein Vorjahr erfasst." if now else "Kein Vorjahr erfasst."
    if now and before and not rules.comparable(current, previous):
        return f"{now}. {when}: {before}. Basis gemischt, deshalb ohne Änderung."
    if now and before and now != before:
        return f"{now}. {when}: {before}. Verglichen über ein ganzes Jahr."
    ancillary = current.extras.ancillary_mode
    return f"{now}, Nebenkosten {word(ancillary)}" if now and ancillary else now


# ------------------------------------------------------------------ facts


def facts(data: DetailData, row: DeclarationRow) -> list[tuple[str, str]]:
    """Key and value of everything else that was declared; empty ones are left out."""
    declared = row.declaration
    pairs = [
        ("Basis", texts.method_in_full(declared)),
        (
            "Gültig ab",
            german.day(declared.valid_from) if declared.valid_from else "nicht angegeben",
        ),
        ("Beschluss", texts.decision_words(declared.decision)),
        ("Unverändert", texts.unchanged_words(declared)),
        ("Erstellt" if row.via is ReceivedVia.OWN else "Eingang", _received(data, row)),
        ("Vergleich", data.comparison),
        ("Kontakt", texts.contact_words(declared.contact)),
        *texts.extras_words(declared.extras),
        ("Bemerkung", declared.remark),
    ]
    return [(key, value) for key, value in pairs if value]


def _received(data: DetailData, row: DeclarationRow) -> str:
    is_own = row.via is ReceivedVia.OWN
    parts = [
        german.day(row.received_on) if is_own else f"{german.day(row.received_on)} {_VIA[row.via]}"
    ]
    in_time = row.change_from is not None or not data.tracking.late
    if not in_time and rules.late(row.received_on, data.tracking.due_on):
        parts.append("nach der Frist")
    if row.revision > 1:
        parts.append(f"Version {row.revision} ersetzt Version {row.revision - 1}")
    elif len(data.revisions) > 1 and row.change_from is None:
        parts.append("Version 1")
    if row.recorded_at is not None and row.recorded_by:
        parts.append(f"von {row.recorded_by}" if is_own else f"erfasst von {row.recorded_by}")
    return ", ".join(parts)


def _documents(
    documents: Sequence[DocumentRow], save: Callable[[DocumentRow], None]
) -> list[tuple[str, QWidget]]:
    """One link per file of the return; the first one carries the word."""
    return [
        ("Dokumente" if number == 0 else "", _document_link(document, save))
        for number, document in enumerate(documents)
    ]


def _document_link(document: DocumentRow, save: Callable[[DocumentRow], None]) -> QWidget:
    name = document.name.rpartition(" › ")[2]
    tip = f"«{document.name}» in einen Ordner Ihrer Wahl speichern"
    link = buttons.link(
        f"{_shortened(name)} …".replace("&", "&&"), partial(save, document), tip=tip
    )
    link.setAccessibleName(f"{name} speichern …")
    return link


def _shortened(name: str) -> str:
    """A file name that fits beside its key; the end says most."""
    return name if len(name) <= _NAME_LETTERS else f"{name[:8]}…{name[9 - _NAME_LETTERS :]}"
