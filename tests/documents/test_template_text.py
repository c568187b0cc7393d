"""Templates: fields and conditions, nothing else; mistakes are named, never run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.documents.template_text import Flaw, check_text, environment, fill

KNOWN = ("gemeinde", "frist", "jahr", "gueltig_ab")


def flaws(text):
    return [(one.flaw, one.what, one.meant) for one in check_text(text, KNOWN).flaws]


def test_fields_and_conditions_are_found():
    text = "{{ gemeinde }}{% if frist and not jahr == '2027' %} bis {{ frist }}{% endif %}"
    assert check_text(text, KNOWN).fields == {"gemeinde", "frist", "jahr"}
    assert flaws(text) == []


def test_an_unknown_field_is_named_with_the_one_it_resembles():
    assert flaws("bis {{ frits }}") == [(Flaw.UNKNOWN_FIELD, "frits", "frist")]
    assert flaws("{{ gültig_ab }}") == [(Flaw.UNKNOWN_FIELD, "gültig_ab", "gueltig_ab")]
    assert flaws("{{ xyz }}") == [(Flaw.UNKNOWN_FIELD, "xyz", "")]


@pytest.mark.parametrize(
    "text", ["Bis {{ frist", "Bis {{ frist }", "{% if frist %}bis", "{% sonst %}"]
)
def test_braces_that_do_not_fit_are_shown_with_their_line(text):
    ((flaw, what, _),) = flaws(f"Guten Tag\n{text}\n")
    assert flaw is Flaw.BROKEN
    assert what in (text, "")  # of an «if» without end only the end of the text is known


def test_a_field_in_single_braces_is_no_field():
    assert flaws("Bis { frist } in {{ gemeinde }}") == [(Flaw.ONE_BRACE, "frist", "")]
    assert flaws("Ein { anderes } Wort") == []


@pytest.mark.parametrize(
    "text",
    [
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ frist.__class__ }}",
        "{{ frist|upper }}",
        "{{ 'x' * 1000000000 }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
        "{% include '/etc/passwd' %}",
        "{% set frist = 'morgen' %}",
        "{% macro a() %}{{ a() }}{% endmacro %}",
        "{{ frist ~ jahr }}",
        "{{ self }}",
        "{{ lipsum }}",
        "{{ config }}",
    ],
)
def test_whatever_is_neither_field_nor_condition_is_refused(text):
    assert {flaw for flaw, *_ in flaws(text)} & {Flaw.NOT_ALLOWED, Flaw.UNKNOWN_FIELD}


@pytest.mark.parametrize(
    "text",
    [
        "{% if jahr %}" * 150 + "{% endif %}" * 150,
        "{% if " + "not " * 50_000 + "jahr %}{% endif %}",
    ],
)
def test_conditions_beyond_what_python_can_hold_are_refused(text):
    assert [flaw for flaw, *_ in flaws(text)] == [Flaw.BROKEN]


def test_nothing_of_python_can_be_named_in_the_sandbox():
    assert environment().globals == {}
    assert environment().autoescape is True


def test_a_text_is_filled_in_without_escaping_and_conditions_leave_no_empty_line():
    text = "An {{ gemeinde }}\n{% if frist %}\nFrist: {{ frist }}\n{% endif %}\nGruss"
    assert fill(text, {"gemeinde": "Rot & Weiss <BL>", "frist": ""}) == "An Rot & Weiss <BL>\nGruss"
    assert fill(text, {"gemeinde": "A", "frist": "heute"}) == "An A\nFrist: heute\nGruss"


def test_a_value_is_no_template():
    assert fill("{{ gemeinde }}", {"gemeinde": "{{ frist }}"}) == "{{ frist }}"


@given(st.text(alphabet="{}%# \nabfrist'.()[]|", max_size=60))
def test_any_text_is_judged_and_what_is_sound_can_be_filled(text):
    if not check_text(text, ("frist", "a", "b")).flaws:
        fill(text, {"frist": "31.12.2026", "a": "1", "b": "2"})
