"""The sample's yearly reports: what came, what stands out, who is silent, what the bills say too."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from fixtures_archive import PASSWORD
from fixtures_samples import copy_file
from sozdesk.app import demo
from sozdesk.app.sample import canton, offerings, yearly_reports
from sozdesk.archive.store import Archive, open_with_password
from sozdesk.features.billing.queries import year_figures
from sozdesk.features.billing.terms.figures import Agreement
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.terms import ReportState
from sozdesk.features.offerings.usecases import LoadOfferingReference, load_offering_reference
from sozdesk.kernel.findings import Severity

pytestmark = pytest.mark.slow


def test_55_of_60_reports_came_and_five_show_what_the_checks_find(archive: Archive) -> None:
    archive.run(load_offering_reference, LoadOfferingReference())
    archive.run(offerings.invent_platform, None)
    yearly_reports.record(archive)
    lines = archive.query(queries.report_lines, yearly_reports.YEAR, canton.TODAY)
    assert Counter(line.state for line in lines) == {
        ReportState.DECIDED: 47,
        ReportState.RECEIVED: 8,
        ReportState.REMINDED: 2,
        ReportState.OVERDUE: 3,
    }
    hints = {
        finding.code
        for line in lines
        for finding in line.findings
        if finding.severity is Severity.HINT
    }
    assert hints == {"sum_differs", "utilisation_above", "vat_missing", "fewer_participants"}
    content = archive.query(queries.monitoring, yearly_reports.YEAR, canton.TODAY)
    assert (content.received, content.expected) == (55, 60)
    # one report says nothing about municipalities; the others say where each assignment came from
    by_category = sum(one.assignments or 0 for one in content.figures)
    by_town = sum(one.assignments for one in content.municipal)
    assert 0 < by_town < by_category
    assert sum(one.assignments[0] - one.assignments[1] for one in content.uneven) == (
        by_category - by_town
    )


def test_the_reports_on_the_billed_year_agree_with_the_bills_but_for_two(
    samples: Path, tmp_path: Path
) -> None:
    """One place for the whole year is billed, 12 months of 1'450.00: the report knows eleven."""
    archive = open_with_password(copy_file(samples / demo.FILE_NAME, tmp_path), PASSWORD)
    year = yearly_reports.BILLED_YEAR
    rows = archive.query(year_figures.reconciliation, year)
    lines = archive.query(queries.report_lines, year, canton.TODAY)
    archive.close(backup=False)
    assert [row.agreement for row in rows] == [
        Agreement.MORE,
        Agreement.LESS,
        *[Agreement.NO_REPORT] * 2,
        *[Agreement.EQUAL] * 6,
    ]
    more, less = rows[:2]
    assert (more.municipality, more.provider) == ("Bretzwil", "Werkstatt Musterlinde")
    assert (more.billed, more.reported, more.difference) == (1_740_000, 1_595_000, 145_000)
    assert (less.municipality, less.provider) == ("Reigoldswil", "Hilfswerk Musterlinde")
    assert (less.billed, less.reported) == (64_000, 128_000), "a second course"
    assert [line.findings for line in lines if line.row is not None] == [()] * 7
