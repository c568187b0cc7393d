"""Whatever a municipality declares reads back as it was declared."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from returns_examples import declared, entry, open_round, record, revisions

from sozdesk.features.rent_limits import records
from sozdesk.features.rent_limits.records import DeclarationRecord
from sozdesk.features.rent_limits.terms import (
    AncillaryMode,
    Category,
    Contact,
    Decision,
    DecisionBody,
    Declaration,
    Extras,
    Interval,
    Method,
    RentKind,
)
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.ids import natural_id

maybe_days = st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))
words = st.text(max_size=12)
rappen = st.integers(0, 10_000_000)
counts = st.none() | st.integers(0, 100_000)
amounts = st.dictionaries(st.sampled_from(Category), rappen)
extras = st.builds(
    Extras,
    ancillary_mode=st.none() | st.sampled_from(AncillaryMode),
    ancillary_amounts=amounts,
    counter_amounts=amounts,
    heating_included=st.none() | st.booleans(),
    index_name=words,
    index_base=counts,
    index_date=maybe_days,
    adverts_count=counts,
    adverts_below=counts,
    adverts_period=words,
    adverts_source=words,
    households_above=words,
)
declarations = st.builds(
    Declaration,
    bfs_number=st.integers(1, 9999),
    year=st.integers(2000, 2100),
    amounts=amounts,
    rent_kind=st.none() | st.sampled_from(RentKind),
    interval=st.none() | st.sampled_from(Interval),
    valid_from=maybe_days,
    decision=st.builds(
        Decision,
        decided_on=maybe_days,
        body=st.none() | st.sampled_from(DecisionBody),
        number=words,
        pending=st.booleans(),
        meeting_on=maybe_days,
    ),
    method=st.none() | st.sampled_from(Method),
    method_text=words,
    unchanged=st.booleans(),
    last_reviewed_on=maybe_days,
    no_limits_reason=st.none() | words,
    contact=st.builds(Contact, name=words, email=words, phone=words),
    remark=words,
    extras=extras,
)
findings = st.builds(
    Finding,
    code=words,
    severity=st.sampled_from(Severity),
    message=words,
    detail=words,
    field=words,
    cell=words,
    subject=words,
    value=st.none() | st.integers(),
)


@given(declarations)
def test_a_declaration_survives_its_columns(declaration):
    record_id = natural_id("declaration", "test")
    row = DeclarationRecord(id=record_id, **records.columns_of(declaration))
    rows = records.amounts_of(declaration, row)
    by_category = {one.category: one.amount for one in rows}
    assert records.declaration_from(row, declaration.year, by_category) == declaration


@given(findings)
def test_a_finding_survives_its_json(finding):
    assert records.finding_from(records.finding_to_json(finding)) == finding


def test_everything_that_can_be_declared_survives_the_file(archive):
    full = declared(
        amounts={category: 10_000 + place for place, category in enumerate(Category)},
        interval=Interval.YEAR,
        rent_kind=RentKind.GROSS,
        decision=Decision(
            body=DecisionBody.SOCIAL_AUTHORITY, pending=True, meeting_on=date(2027, 1, 20)
        ),
        method=Method.OTHER,
        method_text="Vergleich mit Inseraten",
        last_reviewed_on=date(2026, 11, 3),
        remark="Bitte um Rückruf",
        extras=Extras(
            ancillary_mode=AncillaryMode.FLAT,
            ancillary_amounts={Category.P1: 0},
            counter_amounts={Category.P1: 120_000},
            heating_included=False,
            index_name="LIK",
            index_base=106_500,
            index_date=date(2023, 12, 1),
            adverts_count=34,
            adverts_below=0,
            adverts_period="September",
            adverts_source="Portale",
            households_above="1-4",
        ),
    )
    open_round(archive)
    record(archive, entry(full))
    assert revisions(archive)[0].declaration == full


@given(declarations)
def test_every_declaration_comes_back_from_json(declaration):
    stored = json.loads(json.dumps(records.declaration_to_json(declaration)))
    assert records.declaration_from_json(stored) == declaration
