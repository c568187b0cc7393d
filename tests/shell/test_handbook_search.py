"""Searching in the handbook: what is found, in which order, and what is marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.documents.handbook import START, handbook
from sozdesk.documents.handbook_parser import parse
from sozdesk.kernel import german
from sozdesk.shell.handbook_search import find, mark, words_of

PAGES = (
    parse(START, "<title>Inhalt</title><h2>Inhalt</h2><p>Rückfrage, Schlüssel</p>"),
    parse(
        "einlesen",
        "<title>Einlesen</title><h2>Einlesen</h2><p>Eine Rückfrage bleibt liegen.</p>"
        '<h3><a name="pruefen"></a>Prüfen</h3><p>Der Betrag fällt auf.</p>',
    ),
    parse(
        "personen",
        "<title>Personen</title><h2>Personen</h2><p>Wer darf was.</p>"
        '<h3><a name="rueckfrage"></a>Rückfrage stellen</h3><p>Schreiben Sie kurz.</p>'
        '<h3><a name="schluessel"></a>Schlüssel</h3><p>Den Schlüssel erneuern, wenn jemand '
        "austritt. Danach gibt es ein neues Blatt.</p>",
    ),
)


def places(query: str) -> list[str]:
    return [hit.place for hit in find(PAGES, query)]


@pytest.mark.parametrize("query", ["rückfrage", "rueckfrage", "RUCKFRAGE", "frage"])
def test_umlauts_capitals_and_parts_of_words_do_not_matter(query: str) -> None:
    assert places(query) == ["personen#rueckfrage", "einlesen"]


def test_a_word_in_the_heading_comes_first() -> None:
    assert places("schlüssel") == ["personen#schluessel"]
    assert places("rückfrage")[0] == "personen#rueckfrage"


def test_all_words_must_occur_and_may_stand_in_the_title_of_the_page() -> None:
    assert places("schlüssel blatt") == ["personen#schluessel"]
    assert places("schlüssel betrag") == []
    assert places("personen blatt") == ["personen#schluessel"]
    assert places("einlesen betrag") == ["einlesen#pruefen"]


def test_the_contents_are_never_a_result() -> None:
    assert START not in places("inhalt rückfrage")


@pytest.mark.parametrize("query", ["", "   ", "a", "x y", "!"])
def test_too_little_finds_nothing(query: str) -> None:
    assert places(query) == []


def test_the_line_and_the_title_say_where_the_words_stand() -> None:
    hit = find(PAGES, "schluessel erneuern")[0]
    assert hit.title.text == "Personen › Schlüssel"
    assert [hit.title.text[a:b] for a, b in hit.title.spans] == ["Schlüssel"]
    assert [hit.line.text[a:b] for a, b in hit.line.spans] == ["Schlüssel", "erneuern"]


def test_a_long_line_is_cut_at_words_round_the_first_hit() -> None:
    long = f"{'Vorher steht viel Text. ' * 8}Hier steht das Passwort. {'Danach kommt mehr. ' * 8}"
    page = parse("lang", f"<title>Lang</title><h2>Lang</h2><p>{long}</p>")
    line = find((page,), "passwort")[0].line
    assert line.text.startswith("… ")
    assert line.text.endswith(" …")
    assert len(line.text) <= 150
    assert [line.text[a:b] for a, b in line.spans] == ["Passwort"]


def test_words_that_overlap_are_marked_once() -> None:
    assert mark("Rückmeldung", ("ruckm", "meldung")).spans == ((0, 11),)


@given(st.text(max_size=20))
def test_any_query_is_answered_and_every_answer_holds_all_its_words(query: str) -> None:
    pages = {page.name: page for page in handbook()}
    for hit in find(handbook(), query):
        name = hit.place.partition("#")[0]
        text = " ".join([pages[name].title, *(str(block) for block in pages[name].blocks)])
        assert all(word in german.search_key(text) for word in words_of(query))


def test_a_clerk_finds_the_place_with_everyday_words() -> None:
    def first(query: str) -> list[str]:
        return [hit.place for hit in find(handbook(), query)][:3]

    assert first("passwort vergessen")[0] == "personen#vergessen"
    assert "berichtigen#aenderung" in first("neuer beschluss")
    assert first("falsche zahl") == ["veroeffentlichen#probleme"]
    assert first("excel format alt passwort") == ["einlesen#probleme"]
