"""What the KSA publishes reaches a Sozialdienst, is corrected there, and never covers its own."""

from __future__ import annotations

import json
from datetime import date

import pytest
from own_examples import BRETZWIL, finish, own, own_declared, own_template
from returns_examples import BOECKTEN, ITINGEN, TODAY, declared, entry, open_round, record

from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.terms import Audience, Category, OwnNews, WrittenFile
from sozdesk.features.rent_limits.usecases import RecordPublished, record_published

__all__ = ["own", "own_template"]

APRIL = date(2027, 4, 1)
FILES = (WrittenFile("grenzwerte.csv", b"jahr\n"),)


@pytest.fixture
def ksa(archive):
    open_round(archive, 2027)
    record(archive, entry(declared(first=1000)), entry(declared(ITINGEN, first=900)))
    return archive


def publish(archive, audience=Audience.MUNICIPALITIES, **values):
    draft = archive.query(queries.publication_draft, 2027, audience, TODAY)
    missing = {row.bfs_number: "Rückmeldung steht aus" for row in draft.missing}
    command = usecases.PublishLimits(
        year=2027,
        audience=audience,
        number=draft.number,
        missing=missing,
        content_sha256=usecases.content_sha256(draft, missing),
        files=FILES,
        **values,
    )
    archive.run(usecases.publish_limits, command)


def contents(archive):
    """As they come out of a file: plain JSON."""
    return tuple(json.loads(json.dumps(one)) for one in archive.query(queries.published_contents))


def take(archive, found):
    return archive.run(
        record_published, RecordPublished(contents=found, file_name="katalog-2027-01-05.szk")
    )


def limits(archive, bfs=BOECKTEN):
    found = archive.query(queries.in_force, TODAY)
    declaration = next(row.declaration for row in found if row.bfs_number == bfs)
    return declaration and declaration.amounts[Category.P1]


def test_what_is_not_published_for_municipalities_stays_at_the_ksa(ksa):
    publish(ksa, Audience.INTERNAL)
    assert contents(ksa) == ()


def test_published_limits_come_in_once_and_are_corrected_later(ksa, service_archive):
    publish(ksa)
    first = contents(ksa)
    assert service_archive.query(queries.counted_news, first, TODAY) == {2027: 2}
    assert take(service_archive, first).summary == (
        "Veröffentlichte Grenzwerte erfasst: 2027 (2 Gemeinden)"
    )
    assert (limits(service_archive), limits(service_archive, ITINGEN)) == (100_000, 90_000)
    assert take(service_archive, first).changed == frozenset()
    record(ksa, entry(declared(first=1100), received_on=date(2027, 1, 4)))
    publish(ksa, reason="Tippfehler")
    assert service_archive.query(queries.counted_news, contents(ksa), TODAY) == {2027: 1}
    take(service_archive, contents(ksa))
    assert (limits(service_archive), limits(service_archive, ITINGEN)) == (110_000, 90_000)


def test_a_change_within_the_year_comes_in_from_its_day(ksa, service_archive):
    changed = declared(first=1200, valid_from=APRIL)
    record(ksa, entry(changed, change_from=APRIL))
    publish(ksa)
    take(service_archive, contents(ksa))
    found = service_archive.query(queries.in_force, APRIL)
    row = next(one for one in found if one.bfs_number == BOECKTEN)
    assert (row.is_change, row.since, row.declaration.amounts[Category.P1]) == (
        True,
        APRIL,
        120_000,
    )
    assert service_archive.query(queries.counted_news, contents(ksa), TODAY) == {2027: 0}


def test_what_the_office_declared_itself_is_never_covered(ksa, service_archive):
    publish(ksa)
    take(service_archive, contents(ksa))
    record(service_archive, entry(declared(first=1300), received_on=TODAY))
    record(ksa, entry(declared(first=1100), received_on=TODAY))
    publish(ksa, reason="Tippfehler")
    take(service_archive, contents(ksa))
    assert (limits(service_archive), limits(service_archive, ITINGEN)) == (130_000, 90_000)


def test_what_the_office_has_still_to_declare_stays_open(ksa, own):
    record(ksa, entry(declared(BRETZWIL, first=1000)))
    publish(ksa)
    found, december, later = contents(ksa), date(2026, 12, 8), date(2028, 1, 5)
    assert own.query(queries.counted_news, found, december) == {2027: 2}
    assert own.query(queries.own_news, found, december) == (
        OwnNews("Bretzwil", 2027, comes_in=False, known=False),
    )
    take(own, found)
    row = next(one for one in own.query(queries.own_rows, december) if one.year == 2027)
    assert (row.municipality.bfs_number, row.is_done, row.revisions) == (BRETZWIL, False, ())
    assert limits(own) == 100_000
    # A year later nobody declares 2027 any more, and what held is worth knowing.
    assert own.query(queries.own_news, found, later) == (
        OwnNews("Bretzwil", 2027, comes_in=True, known=False),
    )
    assert own.query(queries.counted_news, found, later) == {2027: 1}


def test_what_the_office_declared_itself_is_no_news(ksa, own):
    record(ksa, entry(declared(BRETZWIL, first=1000)))
    publish(ksa)
    finish(own, own_declared(BRETZWIL))
    for day in (date(2026, 12, 8), date(2028, 1, 5)):
        assert own.query(queries.own_news, contents(ksa), day) == ()


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"format": 2, "year": 2027, "rows": []},
        {"format": 1, "year": "2027", "rows": []},
        {"format": 1, "year": 1900, "rows": []},
        {"format": 1, "year": 2027, "rows": [1]},
        {"format": 1, "year": 2027, "rows": [{"bfs": 2842}]},
    ],
)
def test_a_content_of_another_shape_is_none(content):
    assert queries.published_year(content) is None


def test_a_row_about_somebody_else_or_with_half_a_rappen_is_none(ksa):
    publish(ksa)
    (content,) = contents(ksa)
    row = next(one for one in content["rows"] if "declaration" in one)
    row["declaration"]["bfs_number"] = 1
    assert queries.published_year(content) is None
    (content,) = contents(ksa)
    row = next(one for one in content["rows"] if "declaration" in one)
    row["declaration"]["amounts"]["p1"] = 10.5
    assert queries.published_year(content) is None
