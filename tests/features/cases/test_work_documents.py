"""Documents of the daily work: the same data, the same bytes, and every line on them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import work_kit as kit
from openpyxl import load_workbook

from sozdesk.archive.store import Archive
from sozdesk.features.cases import queries
from sozdesk.features.cases.files.due_calendar import due_calendar
from sozdesk.features.cases.reports import work as reports

TODAY = date(2027, 1, 5)
IMPRINT = reports.Imprint(
    office="Sozialdienst Beispieltal",
    now=datetime(2027, 1, 5, 10, 0, tzinfo=UTC),
    today=TODAY,
    sample=False,
)


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv"])
def test_the_same_week_has_the_same_bytes(casework: Archive, ending: str) -> None:
    kit.everything_due(casework)
    until = date(2027, 1, 31)
    rows = casework.query(queries.case_due, TODAY, until)
    report = reports.week_report(rows, until, "", IMPRINT)
    assert reports.write(report, ending) == reports.write(report, ending)
    assert due_calendar(rows, IMPRINT.now) == due_calendar(rows, IMPRINT.now)


def test_the_overview_of_the_canton_has_a_line_for_each_decision(
    casework: Archive, tmp_path
) -> None:
    kit.serves(casework, 2829, 2823)
    kit.policy(casework, "Zahnbehandlung", amount=123_450)
    kit.policy(casework, "Zahnbehandlung", bfs_number=2823, amount=None)
    rows = casework.query(queries.policies)
    path = tmp_path / "liste.xlsx"
    report = reports.policies_report(
        rows, IMPRINT, casework.query(queries.policy_standings, IMPRINT.today)
    )
    path.write_bytes(reports.write(report, "xlsx"))
    lines = [
        [cell for cell in row if cell is not None]
        for sheet in load_workbook(path).worksheets
        for row in sheet.iter_rows(values_only=True)
    ]
    assert ["Zahnbehandlung", "Bubendorf"] in [line[:2] for line in lines]
    (liestal,) = [line for line in lines if line[:2] == ["Zahnbehandlung", "Liestal"]]
    assert 1234.5 in liestal
    assert report.sources[0].startswith("Grundsatzentscheide, wie die Gemeinden sie")
