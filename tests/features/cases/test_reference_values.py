"""Dated values of the case work, entered, changed and removed in a real file."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import ruling_kit as kit

from sozdesk.archive.store import Archive
from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.terms import CaseDated, Decider, Permit


def add(archive: Archive, kind: CaseDated, /, **values: Any) -> UUID:
    command = usecases.AddReferenceValue(kind=kind, values=values)
    made: UUID = archive.run(usecases.add_reference_value, command).value
    return made


def refused(archive: Archive, kind: CaseDated, /, **values: Any) -> list[tuple[str, str]]:
    command = usecases.AddReferenceValue(kind=kind, values=values)
    return kit.refused(archive, usecases.add_reference_value, command)


def test_a_rule_of_a_regime_takes_over_from_its_day(casework: Archive) -> None:
    add(
        casework,
        CaseDated.REGIME_RULE,
        permit=Permit.S,
        refugee=False,
        valid_from=date(2028, 1, 1),
        regime_code="social_assistance",
        citation="SHG",
    )
    rows = [row for row in casework.query(queries.regime_rule_rows) if row.permit is Permit.S]
    assert [(row.valid_from, row.regime_code) for row in rows] == [
        (date(2023, 1, 1), "provisional"),
        (date(2028, 1, 1), "social_assistance"),
    ]


def test_swiss_citizens_have_one_rule_per_day(casework: Archive) -> None:
    assert refused(
        casework,
        CaseDated.REGIME_RULE,
        permit=None,
        refugee=False,
        valid_from=date(2023, 1, 1),
        regime_code="social_assistance",
    ) == [("same_start", "valid_from")]


def test_a_remedy_is_ticked_as_compared(casework: Archive) -> None:
    row = next(one for one in casework.query(queries.remedies) if one.decider is Decider.AUTHORITY)
    command = usecases.ChangeReferenceValue(
        kind=CaseDated.REMEDY, id=row.id, base_version=row.version, changes={"checked": True}
    )
    outcome = casework.run(usecases.change_reference_value, command)
    assert outcome.summary == "Rechtsmittelbelehrung ab 01.01.2023 geändert"
    rows = casework.query(queries.remedies)
    assert next(one for one in rows if one.id == row.id).checked
    wrong = usecases.ChangeReferenceValue(
        kind=CaseDated.REMEDY, id=row.id, base_version=row.version + 1, changes={"days": 0}
    )
    assert kit.refused(casework, usecases.change_reference_value, wrong) == [("days_range", "days")]


def test_a_holiday_is_there_once_and_can_be_removed(casework: Archive) -> None:
    assert refused(casework, CaseDated.HOLIDAY, day=date(2027, 1, 1), name="Neujahr") == [
        ("same_start", "day")
    ]
    assert refused(casework, CaseDated.HOLIDAY, name="Fasnacht") == [("missing", "day")]
    made = add(casework, CaseDated.HOLIDAY, day=date(2027, 2, 15), name="Ortsfeiertag")
    removal = usecases.RemoveReferenceValue(kind=CaseDated.HOLIDAY, id=made, base_version=1)
    outcome = casework.run(usecases.remove_reference_value, removal)
    assert outcome.summary == "Feiertag 15.02.2027 entfernt"


def test_a_figure_ends_before_the_next_one_begins(casework: Archive) -> None:
    row = next(
        one for one in casework.query(queries.case_values) if one.key.value == "repayment_years"
    )
    command = usecases.ChangeReferenceValue(
        kind=CaseDated.VALUE,
        id=row.id,
        base_version=row.version,
        changes={"ended_on": date(2024, 12, 31)},
    )
    assert kit.refused(casework, usecases.change_reference_value, command) == [
        ("ends_before_start", "ended_on")
    ]


def test_a_delegation_says_on_what_it_rests(casework: Archive) -> None:
    assert casework.query(queries.delegations) == ()
    values = {
        "bfs_number": 2829,
        "kind": "expenses",
        "decider": "president",
        "valid_from": date(2027, 1, 1),
    }
    assert refused(casework, CaseDated.DELEGATION, **values) == [("missing", "citation")]


def test_the_file_of_the_canton_has_none_of_them(archive: Archive) -> None:
    assert refused(archive, CaseDated.HOLIDAY, day=date(2027, 1, 1), name="Neujahr") == [
        ("not_municipal", "")
    ]
