"""What a cell says."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from sample_reports import small_report

from sozdesk.documents.report import Kind, Value, cell_text, unbroken


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (123450, Kind.AMOUNT, "1'234.50"),
        (-5, Kind.AMOUNT, "-0.05"),
        (526, Kind.CHANGE, "+5,3 %"),
        (-1250, Kind.CHANGE, "-12,5 %"),
        (0, Kind.CHANGE, "gleich"),
        (date(2026, 12, 31), Kind.DATE, "31.12.2026"),
        (2762, Kind.INTEGER, "2762"),
        (2762, Kind.COUNT, "2'762"),
        ("n. v.", Kind.COUNT, "n. v."),
        ("Basis gemischt", Kind.CHANGE, "Basis gemischt"),
        (None, Kind.AMOUNT, ""),
    ],
)
def test_a_cell_reads_as_people_write_it(value: Value, kind: Kind, text: str) -> None:
    assert cell_text(value, kind) == text


def test_a_report_cannot_be_changed_after_it_was_made() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        small_report().title = "anders"  # type: ignore[misc]


def test_the_number_of_a_law_does_not_break_away_from_its_sign() -> None:
    assert unbroken("§ 6 Abs. 3 und §§ 7 bis 9") == (
        "§\u00a06\u00a0Abs.\u00a03 und §§\u00a07 bis 9"
    )
    assert unbroken("Im Abs. steht ein § allein.") == "Im\u00a0Abs. steht ein § allein."
