"""The Prüfbericht of an import: the preview as a document for the office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from sozdesk.documents.report import Column, Fact, Kind, Report, Row, Table
from sozdesk.documents.safe_write import write_bytes
from sozdesk.documents.xlsx import write_xlsx
from sozdesk.features.rent_limits.terms import reason_key
from sozdesk.features.rent_limits.texts import word
from sozdesk.features.rent_limits.ui import import_words
from sozdesk.features.rent_limits.ui.hint_words import place
from sozdesk.features.rent_limits.ui.import_cases import Case, totals
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding

INTERNAL = "Nur für den internen Gebrauch: Die Prüfhinweise sind kein Urteil über die Gemeinden."


def import_report(
    cases: Sequence[Case], year: int, now: datetime, *, today: date, sample: bool
) -> Report:
    """Every return with its decision, and every finding with its reason; nothing is recorded by it.

    ``now`` is the instant of writing, ``today`` the day at the office.
    """
    ordered = sorted(cases, key=lambda case: german.sort_key(case.name))
    count = totals(cases)
    return Report(
        title=f"Prüfbericht Rückmeldungen {year}",
        subtitle=INTERNAL,
        created=now,
        dated=today,
        facts=(
            Fact("Gelesen", german.plural(count.total, "Rückmeldung", "Rückmeldungen")),
            Fact("Werden erfasst", german.count(count.recorded)),
            Fact("Noch offen", german.count(count.kept)),
            Fact("Rückfragen", german.count(count.queried)),
        ),
        tables=(_returns(ordered, today), _findings(ordered)),
        notes=("Stand vor dem Erfassen: Der Bericht zeigt die Vorschau und ändert nichts.",),
        sample=sample,
    )


def write(path: Path, report: Report) -> Path:
    """Write the report as xlsx; raises DocumentWriteError."""
    write_bytes(path, write_xlsx(report))
    return path


def _returns(cases: Sequence[Case], today: date) -> Table:
    return Table(
        title="Rückmeldungen",
        columns=(
            Column("gemeinde", "Gemeinde"),
            Column("bfs", "BFS-Nr.", Kind.INTEGER),
            Column("datei", "Datei", wide=True),
            Column("eingegangen", "Eingegangen", Kind.DATE),
            Column("pruefhinweis", "Prüfhinweis"),
            Column("erfassen", "Erfassen?"),
        ),
        rows=tuple(_return_row(case, today) for case in cases),
    )


def _return_row(case: Case, today: date) -> Row:
    return (
        import_words.name(case),
        case.row.bfs_number,
        case.file.file,
        case.file.received_on or today,
        import_words.finding_words(case),
        import_words.decision_words(case),
    )


def _findings(cases: Sequence[Case]) -> Table:
    return Table(
        title="Prüfhinweise",
        columns=(
            Column("gemeinde", "Gemeinde"),
            Column("art", "Art"),
            Column("zelle", "Zelle"),
            Column("feld", "Angabe"),
            Column("satz", "Was auffällt", wide=True),
            Column("begruendung", "Begründung", wide=True),
        ),
        rows=tuple(_finding_row(case, one) for case in cases for one in case.findings),
    )


def _finding_row(case: Case, finding: Finding) -> Row:
    key = reason_key(finding)
    asked = "Rückfrage" if key in case.choices.asked else ""
    return (
        case.name,
        word(finding.severity),
        finding.cell.rpartition("!")[2],
        place(finding),
        finding.message,
        case.choices.reasons.get(key, "") or asked,
    )
