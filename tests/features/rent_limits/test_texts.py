"""Words, sentences and questions of the Mietzinsgrenzwerte."""

from __future__ import annotations

import inspect
import re
from dataclasses import fields
from datetime import date
from enum import StrEnum
from string import Formatter

import pytest

from sozdesk.features.rent_limits import terms, texts
from sozdesk.features.rent_limits.terms import Category, Code, Thresholds
from sozdesk.features.rent_limits.texts import phrases, sentences
from sozdesk.features.rent_limits.texts.queries import _QUESTIONS
from sozdesk.kernel.findings import Finding, Severity

ENUMS = [
    member
    for _, member in inspect.getmembers(terms, inspect.isclass)
    if issubclass(member, StrEnum) and member not in (StrEnum, Code)
]
ENGLISH = re.compile(
    r"\b(the|is|are|not|of|for|and|month|year|amount|value|missing|net|file|form)\b",
    re.IGNORECASE,
)
FORBIDDEN = re.compile(
    r"ß|!|\bRunde\b|\bBefund|\bMahn|\bFehler\b|ungültig|\bError\b", re.IGNORECASE
)


def figures(code):
    """A value for every brace of a sentence."""
    fields = [name for _, name, _, _ in Formatter().parse(sentences._SENTENCES[code]) if name]
    return dict.fromkeys(fields, "1'000")


def test_all_enums_were_found():
    assert {Category, terms.ReturnState, terms.PreviewResult} <= set(ENUMS)
    assert len(ENUMS) == 24


@pytest.mark.parametrize("members", [*ENUMS, Severity], ids=lambda members: members.__name__)
def test_every_member_has_its_own_german_word(members):
    words = [texts.word(member) for member in members]
    assert all(words)
    assert len(set(words)) == len(words)


def test_equal_members_of_different_enums_have_their_own_words():
    assert texts.word(terms.Method.INDEX) == "Fortschreibung mit einem Index"
    assert texts.word(terms.Block.INDEX) == "Index"


@pytest.mark.parametrize("code", Code)
def test_every_code_has_its_sentence(code):
    sentence = texts.sentence(code, **figures(code))
    assert sentence[0].isupper() or sentence[0] in "1«"
    assert sentence.endswith(".") or code is Code.UNREADABLE_FIELD


def test_a_missing_figure_is_noticed():
    with pytest.raises(KeyError, match="expected"):
        texts.sentence(Code.WRONG_YEAR, found=2026)


def test_the_sentence_of_a_wrong_year_names_both_years():
    assert texts.sentence(Code.WRONG_YEAR, found=2026, expected=2027) == (
        "Das Formular ist für das Jahr 2026, erfasst wird das Jahr 2027. "
        "Verlangen Sie das Formular 2027."
    )


def everything_written():
    yield from (texts.word(member) for members in ENUMS for member in members)
    yield from (texts.sentence(code, **figures(code)) for code in Code)
    yield from (texts.field_label(field) for field in form_fields())
    yield from _QUESTIONS.values()
    yield texts.query_draft("Böckten", 2027, [hint()])


def test_no_text_has_an_eszett_an_exclamation_mark_or_an_avoided_word():
    assert [text for text in everything_written() if FORBIDDEN.search(text)] == []


def test_no_text_has_an_english_word():
    plain = (re.sub(r"\{\w+\}", "", text) for text in everything_written())
    assert [text for text in plain if ENGLISH.search(text)] == []


def test_hints_state_facts_and_what_is_usual():
    for code, sentence in sentences._HINTS.items():
        assert not re.search(r"\b(Tragen|Wählen|Prüfen|Korrigieren) Sie\b", sentence), code


# ------------------------------------------------------------------ labels and parts


OTHER_FIELDS = """
    rent_kind interval valid_from decided_on decision_body decision_number decision_pending
    meeting_on method method_text unchanged last_reviewed_on no_limits_reason contact_name
    contact_email contact_phone remark ancillary_mode heating_included index_name index_base
    index_date adverts_count adverts_below adverts_period adverts_source households_above
"""


def form_fields():
    yield from (
        f"{kind}_{category}" for kind in ("amount", "ancillary", "counter") for category in Category
    )
    yield from OTHER_FIELDS.split()


def test_every_field_of_the_form_has_its_own_label():
    labels = [texts.field_label(field) for field in form_fields()]
    assert len(set(labels)) == len(labels)
    assert texts.field_label("amount_p4") == "4 Personen"
    assert texts.field_label("ancillary_further") == "Nebenkosten, jede weitere Person"


def test_an_unknown_field_has_no_label():
    with pytest.raises(KeyError):
        texts.field_label("amount_p9")


def test_every_limit_of_the_hints_has_its_own_words():
    limits = [field.name for field in fields(Thresholds)]
    assert len({texts.limit_words(limit) for limit in limits}) == len(limits) == 14


def test_categories_in_the_middle_of_a_sentence():
    assert texts.for_category(Category.P1) == "für 1 Person"
    assert texts.for_category(Category.EMERGENCY) == "für die Notwohnung"


@pytest.mark.parametrize(
    ("hundredths", "written"), [(1500, "15 %"), (350, "3,5 %"), (500, "5 %"), (0, "0 %")]
)
def test_usual_limits_are_written_short(hundredths, written):
    assert texts.share(hundredths) == written


@pytest.mark.parametrize(
    ("thousandths", "written"),
    [(104_000, "104,0"), (1250, "1,25"), (98_400, "98,4"), (103_001, "103,001"), (-750, "-0,75")],
)
def test_index_figures(thousandths, written):
    assert texts.index_figure(thousandths) == written


def test_last_year_or_the_year_itself():
    assert texts.before(2027, 2026) == "im Vorjahr"
    assert texts.before(2027, 2024) == "im Jahr 2024"


def test_the_line_of_comparison():
    assert texts.comparison(150_000, "im Vorjahr", 158_000, "Sissach") == (
        "Im Vorjahr 1'500, Median im Bezirk Sissach 1'580"
    )
    assert texts.comparison(None, "", 158_000, "Sissach") == "Median im Bezirk Sissach 1'580"
    assert texts.comparison(None, "", None, "") == ""


def test_differences_count_the_other_amounts():
    first = {"category": Category.P3, "rappen": 129_800, "old": 110_000, "when": "im Vorjahr"}
    plain = "3 Personen 1'298 statt 1'100 im Vorjahr"
    assert texts.difference(**first, more=0) == plain
    assert texts.difference(**first, more=1) == f"{plain}, dazu 1 weiterer Betrag"
    assert texts.difference(**first, more=2) == f"{plain}, dazu 2 weitere Beträge"


def test_days_of_index_values():
    assert phrases.newest_value(date(2023, 12, 31)) == "der neuste Wert ist vom 31.12.2023"


# ------------------------------------------------------------------ Rückfragen


def hint(
    code=Code.CHANGE_LARGE, message="1'298 für 3 Personen statt 1'100 im Vorjahr.", subject="p3"
):
    return Finding(code, Severity.HINT, message, subject=subject, value=129_800)


def test_everything_that_stops_or_hints_has_its_question():
    notes = {
        Code.TEXT_READ_AS_NUMBER,
        Code.TEXT_READ_AS_DATE,
        Code.OLDER_FORM,
        Code.NAME_ONLY,
        Code.INDEX_NOT_CHECKABLE,
        Code.FOOTNOTE,
    }
    ours = {Code.NOT_FOUND, Code.TWICE}  # a slip of ours, or of our own table, asks nobody
    assert set(_QUESTIONS) == set(Code) - notes - ours
    assert all(text.endswith("?") for text in _QUESTIONS.values())


def test_a_draft_asks_politely_without_codes():
    draft = texts.query_draft("Böckten", 2027, [hint()])
    assert (
        draft
        == """\
Guten Tag

Vielen Dank für die Rückmeldung der Gemeinde Böckten zu den Mietzinsgrenzwerten 2027. Dazu haben wir eine Frage:

1. 1'298 für 3 Personen statt 1'100 im Vorjahr. Ist das so gewollt?

Ihre Gemeinde legt die Grenzwerte selber fest. Stimmen die Angaben, genügt eine kurze Bestätigung. Sonst senden Sie uns das Formular mit den richtigen Angaben.

Freundliche Grüsse"""
    )


def test_a_draft_numbers_its_questions_and_leaves_notes_out():
    note = Finding(Code.OLDER_FORM, Severity.NOTE, "Das Formular hat eine ältere Fassung.")
    missing = Finding(Code.MISSING_AMOUNT, Severity.STOP, "…", subject="p4")
    draft = texts.query_draft("Böckten", 2027, [missing, hint(), note])
    assert "Dazu haben wir 2 Fragen:" in draft
    assert "1. Welcher Betrag gilt für 4 Personen?\n2. 1'298 für 3 Personen" in draft
    assert "ältere Fassung" not in draft
    assert not any(code in draft for code in Code)


def test_a_draft_about_a_missing_answer_asks_for_the_form_and_not_for_a_confirmation():
    missing = Finding(Code.MISSING_RENT_KIND, Severity.STOP, "…", field="rent_kind")
    draft = texts.query_draft("Böckten", 2027, [missing, hint()])
    assert "1. Sind die Beträge netto oder brutto?" in draft
    assert "Bitte senden Sie uns das Formular mit diesen Angaben noch einmal." in draft
    assert "Bestätigung" not in draft


def test_an_unreadable_amount_is_asked_for_once_and_by_its_name():
    both = [
        Finding(code, Severity.STOP, "«viel» ist kein Betrag.", field="amount_p4", subject="p4")
        for code in (Code.UNREADABLE_FIELD, Code.MISSING_AMOUNT)
    ]
    draft = texts.query_draft("Böckten", 2027, both)
    assert "eine Frage:" in draft
    assert "1. Die Angabe bei «4 Personen» konnten wir nicht lesen. Was ist gemeint?" in draft


def test_the_same_question_is_asked_once():
    wrong = Finding(Code.ZIP_BOMB, Severity.STOP, "…")
    doctype = Finding(Code.DOCTYPE, Severity.STOP, "…")
    assert texts.query_draft("Böckten", 2027, [wrong, doctype]).count("?") == 1


def test_a_wrong_year_asks_for_the_form_of_the_right_one():
    finding = Finding(Code.WRONG_YEAR, Severity.STOP, "…")
    assert texts.question(finding, year=2027).endswith("das Formular 2027 senden?")


def test_a_finding_that_asks_nothing_gives_its_sentence():
    note = Finding(Code.OLDER_FORM, Severity.NOTE, "Das Formular hat eine ältere Fassung.")
    assert texts.question(note, year=2027) == note.message
