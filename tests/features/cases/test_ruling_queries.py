"""Which Verfügungen of a real file are in force."""

from __future__ import annotations

from datetime import date

import case_kit
from sozdesk.archive.store import Archive
from sozdesk.features.cases import queries


def test_a_ruling_of_the_file_holds_until_another_one_replaces_it(casework: Archive) -> None:
    mine = case_kit.case(casework, [case_kit.person(casework)])
    other = case_kit.case(casework, [], number=2)
    first = case_kit.ruling(casework, mine)
    case_kit.ruling(casework, other, number="2026-002")
    case_kit.ruling(
        casework,
        mine,
        number="2026-003",
        nature="end",
        replaces_id=first,
        valid_from=date(2026, 7, 1),
    )
    spans = casework.query(queries.ruling_spans, [mine])
    assert [(key, span.first, span.last) for key, span in spans.items()] == [
        (first, date(2026, 1, 1), date(2026, 6, 30))
    ]
    assert len(casework.query(queries.ruling_spans)) == 2
