"""Needs without an offering: counted by month, handed on without persons, read in by the KSA."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.offerings import queries
from sozdesk.features.offerings.files.need_counts import file_name, read_counts, write_counts
from sozdesk.features.offerings.terms import CefrLevel, CountedNeed, NeedCounts, Unmet, Wanted
from sozdesk.features.offerings.usecases import (
    CountUnmetNeed,
    ImportUnmetNeeds,
    count_unmet_need,
    import_unmet_needs,
)
from sozdesk.kernel.errors import ReturnFileError, RuleViolation

WANTED = Wanted(
    text="Frau Beispiel", age=34, category="basic_skills", level=CefrLevel.B1, near=2861, km=15
)
CRITERIA = "Grundkompetenzkurs, Deutsch B1, bis 15 km von Sissach"
DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)


def count(archive, wanted=WANTED, why=Unmet.NOTHING_FOUND):
    return archive.run(count_unmet_need, CountUnmetNeed(wanted=wanted, why=why))


def line(month=DECEMBER, searches=3, criteria=CRITERIA, why=Unmet.NOTHING_FOUND):
    return CountedNeed(
        month=month, criteria=criteria, category_code="basic_skills", why=why, searches=searches
    )


def counts(*lines, office="Sozialdienst Muster"):
    return NeedCounts(office=office, counts=lines)


def read_in(archive, *lines, **more):
    command = ImportUnmetNeeds(counts=counts(*lines, **more))
    return archive.run(import_unmet_needs, command)


def test_the_same_search_of_a_month_counts_up_and_keeps_no_text(service_platform):
    assert count(service_platform).value == CRITERIA
    count(service_platform)
    count(service_platform, why=Unmet.NO_FREE_PLACE)
    rows = service_platform.query(queries.unmet_needs)
    assert [(row.criteria, row.why, row.searches) for row in rows] == [
        (CRITERIA, Unmet.NOTHING_FOUND, 2),
        (CRITERIA, Unmet.NO_FREE_PLACE, 1),
    ]
    assert {(row.first, row.last, row.origins) for row in rows} == {(JANUARY, JANUARY, ("",))}
    assert rows[0].category_code == "basic_skills"


def test_a_count_can_be_taken_back(service_platform):
    count(service_platform)
    service_platform.undo_last()
    assert service_platform.query(queries.unmet_needs) == ()


def test_typed_text_alone_is_refused(service_platform):
    with pytest.raises(RuleViolation, match="mindestens einen Filter"):
        count(service_platform, Wanted(text="Frau Beispiel", near=2861))
    assert service_platform.query(queries.unmet_needs) == ()


def test_the_ksa_adds_up_what_several_offices_counted(platform):
    read_in(platform, line(), line(JANUARY, 2))
    read_in(platform, line(searches=4), office="Gemeinde Beispiel")
    count(platform)
    (row,) = platform.query(queries.unmet_needs)
    assert row.searches == 3 + 2 + 4 + 1
    assert row.origins == ("", "Gemeinde Beispiel", "Sozialdienst Muster")
    assert (row.first, row.last) == (DECEMBER, JANUARY)
    (since,) = platform.query(queries.unmet_needs, JANUARY)
    assert since.searches == 2 + 1


def test_the_same_file_twice_changes_nothing_and_a_newer_one_takes_its_place(platform):
    assert read_in(platform, line()).value == 1
    assert read_in(platform, line()).value == 0
    assert read_in(platform, line(searches=5)).value == 1
    (row,) = platform.query(queries.unmet_needs)
    assert row.searches == 5


def test_a_service_reads_no_counts_and_the_ksa_not_its_own(platform, service_platform):
    with pytest.raises(RuleViolation):
        read_in(service_platform, line())
    with pytest.raises(RuleViolation, match="Zählungen dieser Stelle"):
        read_in(platform, line(), office=platform.info.office_name)


def test_only_own_counts_go_into_the_file(platform):
    count(platform)
    read_in(platform, line())
    own = platform.query(queries.own_counts, "KSA")
    assert own.counts == (line(JANUARY, 1),)
    assert own.searches == 1


# ------------------------------------------------------------------ the file


def test_a_file_is_read_as_it_was_written():
    written = counts(line(), line(JANUARY, 1, why=Unmet.NO_FREE_PLACE))
    assert read_counts(write_counts(written)) == written
    assert write_counts(written) == write_counts(written)
    assert file_name(date(2027, 1, 5)) == "fehlende-angebote-2027-01-05.json"


def changed(**more):
    whole = json.loads(write_counts(counts(line())))
    whole.update(more)
    return json.dumps(whole).encode()


def with_line(**more):
    one = json.loads(write_counts(counts(line())))["counts"][0]
    return changed(counts=[{**one, **more}])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (changed(office=""), "Absender oder Zeilen fehlen"),
        (changed(office=7), "Absender oder Zeilen fehlen"),
        (changed(counts=None), "Absender oder Zeilen fehlen"),
        (changed(counts=[None] * 5_001), "Absender oder Zeilen fehlen"),
        (changed(counts=["x"]), "Zeile 1 ist keine Zählung"),
        (with_line(criteria=""), "Zeile 1 hat keine Filter"),
        (with_line(searches=0), "Zeile 1 hat keine Filter oder keine Anzahl"),
        (with_line(searches=True), "keine Anzahl"),
        (with_line(searches=100_001), "keine Anzahl"),
        (with_line(searches="7"), "keine Anzahl"),
        (with_line(month="2026-13"), "Zeile 1 hat keinen Monat"),
        (with_line(month=None), "Zeile 1 hat keinen Monat"),
        (with_line(why="other"), "Zeile 1 hat keinen Grund"),
        (changed(counts=json.loads(write_counts(counts(line(), line())))["counts"]), "zweimal"),
    ],
)
def test_a_file_that_somebody_changed_is_refused_with_the_line(content, sentence):
    with pytest.raises(ReturnFileError, match=sentence):
        read_counts(content)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["month", "criteria", "why", "searches"]), inner)
    ),
    max_leaves=8,
)


@given(JSON, JSON)
def test_whatever_stands_in_a_file_it_is_read_or_refused(office, lines):
    try:
        found = read_counts(changed(office=office, counts=lines))
    except ReturnFileError:
        return
    assert found.office
    assert all(one.searches > 0 for one in found.counts)
