"""The texts that the strategy of the reference data brings: chapters, aims, entries."""

from __future__ import annotations

import re

import pytest
from reference_kit import measures, period, periods

FIGURES = ("total", "umgesetzt", "in_umsetzung", "geplant", "weitergefuehrt")
SCOPES = ("hf1", "hf2", "hf3", "hf4", "hf5", "hf6", "praev", "prio1", "prio2", "prio3", "armut")
FIELDS = {
    *FIGURES,
    *(f"{scope}.{figure}" for scope in SCOPES for figure in FIGURES),
    "stand",
    "periode",
}
MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
NUMBER_WORDS = (
    "zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|beide[nr]?|alle|hälfte|drittel"
)


def sentences():
    """Where and what of every text of the file, official titles included."""
    for one in periods():
        yield f"{one['code']} source", one["source"]
        for field in one["fields"]:
            yield f"{one['code']} field {field['number']}", field["name"]
        for key, text in one["chapters"].items():
            yield f"{one['code']} {key}", text
    for number, measure in measures().items():
        yield f"{number} title", measure["title"]
        yield from own_texts(number, measure)
        for reference in measure["references"]:
            yield f"{number} reference", f"{reference['number']} {reference['title']}".strip()


def own_texts(number, measure):
    yield f"{number} aim", measure["aim"]
    for entry in measure["states"]:
        yield f"{number} {entry['as_of']}", entry["text"]
    if measure["carry_over"]:
        yield f"{number} carry-over", measure["carry_over"]["reason"]


def test_every_measure_has_an_aim_of_one_sentence_and_a_report_of_one_to_four():
    for number, measure in measures().items():
        assert sentence_count(measure["aim"]) == 1, number
        assert len(measure["aim"]) <= 130, number
        assert 1 <= sentence_count(measure["states"][-1]["text"]) <= 4, number
        assert all(sentence_count(e["text"]) in (1, 2) for e in measure["states"][:-1]), number


def sentence_count(text):
    assert text.endswith(".")
    plain = re.sub(rf"\d+\. (?={MONTHS})|Abs\. |Mio\. ", "", text)
    return len(re.findall(r"\.(?= [A-ZÄÖÜ]|$)", plain))


def test_the_report_has_its_chapters_in_order_of_two_to_five_paragraphs():
    chapters = period()["chapters"]
    assert list(chapters) == [
        "introduction",
        "overall",
        *(f"field_{number}" for number in range(1, 8)),
        "outlook",
    ]
    for key, text in chapters.items():
        paragraphs = text.split("\n\n")
        assert 2 <= len(paragraphs) <= 5, key
        assert all(one.strip() == one and one.endswith(".") for one in paragraphs), key


def test_fields_in_braces_are_known_and_stand_in_chapters_only():
    chapters = period()["chapters"]
    for key, text in chapters.items():
        assert set(re.findall(r"\{([^}]*)\}", text)) <= FIELDS, key
        assert re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", text)) is None, key
    for where, text in sentences():
        assert "{" not in text or where.split()[-1] in chapters, where


@pytest.mark.parametrize("number", range(1, 8))
def test_the_chapter_of_a_field_speaks_of_its_own_figures_and_names_its_measures(number):
    text = period()["chapters"][f"field_{number}"]
    scope = f"hf{number}" if number < 7 else "praev"
    used = set(re.findall(r"\{([^}]*)\}", text))
    assert {f"{scope}.total", f"{scope}.umgesetzt", f"{scope}.in_umsetzung"} <= used
    assert all(one.startswith(scope) for one in used)
    own = {n for n in measures() if n.startswith(f"{number}.")}
    assert set(re.findall(r"Massnahme (\d\.\d) \(", text)) == own


def test_a_measure_in_a_chapter_is_followed_by_its_title_or_the_beginning_of_it():
    found = 0
    for key, text in period()["chapters"].items():
        for number in re.findall(r"Massnahme (\d\.\d) \(", text):
            rest = text.split(f"Massnahme {number} (", 1)[1]
            title = measures()[number]["title"]
            beginning = re.match(r"(.+?) …\)", rest)
            whole = rest.startswith(f"{title})")
            assert whole or (beginning and title.startswith(beginning[1])), (key, number)
            found += 1
    assert found == 40


def test_no_count_is_typed_in_a_chapter():
    for key, text in period()["chapters"].items():
        plain = re.sub(r"\{[^}]*\}", "", text)
        plain = re.sub(r"Massnahme \d\.\d", "", plain)
        plain = re.sub(rf"\d{{1,2}}\. (?={MONTHS})|\d{{4}}/\d{{1,4}}|\b20\d\d\b", "", plain)
        assert re.search(r"\d", plain) is None, key
        typed = re.search(rf"\b({NUMBER_WORDS})\b[^.,;:]{{0,40}}Massnahme", plain, re.IGNORECASE)
        assert typed is None, (key, typed)


def test_texts_are_written_the_swiss_way_without_slips():
    for where, text in sentences():
        assert text.strip() == text, where
        assert "ß" not in text, where
        assert "  " not in text, where
        assert "!" not in text, where
        assert not re.search(r'["„“”‚‘]', text), where
        assert "Niederschwelig" not in text, where
        assert "niederschwelig" not in text, where
        assert quotes_match(text), where


def quotes_match(text):
    depth = 0
    for sign in text:
        depth += {"«": 1, "»": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0


def test_measures_named_in_a_text_exist_and_are_not_the_measure_itself():
    for number, measure in measures().items():
        for where, text in own_texts(number, measure):
            named = set(re.findall(r"\b([1-7]\.\d)\b", text))
            assert named <= set(measures()), where
            assert number not in named, where
