"""A form that holds from later on: an Änderung by rule, a Berichtigung if somebody says so."""

from __future__ import annotations

from datetime import date

import pytest
from import_kit import (
    BOECKTEN,
    button,
    declared,
    entry,
    form_of,
    lines,
    make_page,
    opened,
    record,
    select,
)
from page_kit import desk, look, navigation, plain, words
from returns_examples import revisions

from sozdesk.features.rent_limits import queries
from sozdesk.widgets import accessibility

__all__ = ["desk", "look", "make_page", "navigation", "opened"]

JULY = date(2027, 7, 1)


@pytest.fixture
def page(make_page, opened, tmp_path):
    """Böckten is recorded for January; now comes a form that holds from July."""
    record(opened, entry(declared(BOECKTEN, 1000)))
    path = tmp_path / "juli.xlsx"
    path.write_bytes(form_of(declared(BOECKTEN, 1040, valid_from=JULY)))
    return make_page(path)


def changes(archive):
    return archive.query(queries.revisions, 2027, BOECKTEN, JULY)


def test_the_list_and_the_detail_say_that_it_is_a_change(page):
    assert lines(page)["Böckten"] == ("Änderung ab 01.07.2027", "ja")
    assert (
        "Änderung: gilt ab 01.07.2027. Bis dahin bleibt die erfasste Rückmeldung gültig."
        in words(page.detail)
    )
    assert accessibility.problems(page) == []


def test_it_is_recorded_beside_the_return(page, opened):
    button(page, "1 erfassen").click()
    assert [row.revision for row in changes(opened)] == [1]
    assert [row.revision for row in revisions(opened)] == [1]


def test_somebody_may_say_that_it_corrects_the_return(page, opened):
    select(page, "Böckten")
    page.detail.meaning.set_value(False)
    assert lines(page)["Böckten"][0].endswith("Version 2")
    button(page, "1 erfassen").click()
    assert changes(opened) == ()
    assert [row.revision for row in revisions(opened)] == [2, 1]


def test_what_somebody_said_survives_leaving_the_page(page, make_page, opened, tmp_path):
    select(page, "Böckten")
    page.detail.meaning.set_value(False)
    page.store_draft()
    again = make_page(tmp_path / "juli.xlsx")
    assert lines(again)["Böckten"][0].endswith("Version 2")


def test_without_a_recorded_return_nobody_is_asked(make_page, opened, tmp_path):
    path = tmp_path / "juli.xlsx"
    path.write_bytes(form_of(declared(BOECKTEN, 1040, valid_from=JULY)))
    page = make_page(path)
    assert not hasattr(page.detail, "meaning")
    assert "Änderung" not in lines(page)["Böckten"][0]
    assert not [text for text in map(plain, words(page.detail)) if "Berichtigung" in text]
