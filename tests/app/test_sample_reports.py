"""The sample's yearly reports on 2025: what came, what stands out, who is silent."""

from __future__ import annotations

from collections import Counter

import pytest

from sozdesk.app.sample import canton, offerings, yearly_reports
from sozdesk.archive.store import Archive
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
