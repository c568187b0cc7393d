"""Sentences and words of a text, and the fields that the menu offers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from text_kit import SHIPPED

from sozdesk.features.strategy import rules
from sozdesk.features.strategy.rules.sentences import Kind, sentences, tokens


def texts_of(text):
    return [one.text for one in sentences(text)]


def test_short_forms_and_ordinals_end_no_sentence():
    text = (
        "Am 1. Juni 2021 gilt z. B. § 15 Abs. 3 SHV. Davon sind 5. Im Handlungsfeld 3 folgt mehr. "
        "Siehe Massnahme 7.3. Ziel ist {total}. In der 1. Priorität gilt das."
    )
    assert texts_of(text) == [
        "Am 1. Juni 2021 gilt z. B. § 15 Abs. 3 SHV.",
        "Davon sind 5.",
        "Im Handlungsfeld 3 folgt mehr.",
        "Siehe Massnahme 7.3.",
        "Ziel ist {total}.",
        "In der 1. Priorität gilt das.",
    ]


def test_a_line_ends_a_paragraph():
    found = sentences("Eins. Zwei.\n\nDrei ohne Punkt\nVier.")
    assert [(one.text, one.paragraph) for one in found] == [
        ("Eins.", 0),
        ("Zwei.", 0),
        ("Drei ohne Punkt", 1),
        ("Vier.", 2),
    ]


def test_what_may_count_is_told_from_years_days_paragraphs_and_amounts():
    text = (
        "2021–2024 40 Massnahmen, § 25c, 1'000, 37,6 Prozent, 24.8.2024, 2024/596, "
        "zweiundzwanzig, 5 Franken, 2024, 3a, {hf3.total}"
    )
    assert [one.value for one in tokens(text) if one.kind is Kind.NUMBER] == [40, 22]
    assert [one.text for one in tokens(text) if one.kind is Kind.FIELD] == ["{hf3.total}"]


@given(st.text(alphabet="Ab .!?\n123»«(){}", max_size=60))
def test_sentences_lie_in_the_text_one_behind_the_other(text):
    end = 0
    for one in sentences(text):
        assert one.start >= end
        assert text[one.start : one.start + len(one.text)] == one.text
        end = one.start + len(one.text)


def test_the_menu_offers_every_figure_in_groups():
    fields = rules.figure_fields(SHIPPED)
    groups = list(dict.fromkeys(one.group for one in fields))
    assert groups == [
        "Alle Massnahmen",
        "Handlungsfeld 1 Materielle Unterstützung",
        "Handlungsfeld 2 Persönliche Sozialhilfe und Beratung",
        "Handlungsfeld 3 Erwerbsintegration und soziale Integration",
        "Handlungsfeld 4 Aus- und Weiterbildung",
        "Handlungsfeld 5 Zusammenarbeit zwischen Kanton und Gemeinden",
        "Handlungsfeld 6 Interinstitutionelle Zusammenarbeit",
        "Präventive Massnahmen",
        "Erste Priorität",
        "Zweite Priorität",
        "Dritte Priorität",
        "Armutsstrategie",
        "Tag und Periode",
    ]
    first = {one.label: (one.name, one.value) for one in fields if one.group == groups[0]}
    assert first == {
        "alle Massnahmen": ("total", "40"),
        "umgesetzt / abgeschlossen": ("umgesetzt", "19"),
        "in Umsetzung": ("in_umsetzung", "21"),
        "geplant": ("geplant", "0"),
        "in der nächsten Periode weitergeführt": ("weitergefuehrt", "23"),
    }
