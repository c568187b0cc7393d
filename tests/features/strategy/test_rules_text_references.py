"""References to measures: numbers, titles, and whether the words around fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measure_examples import view
from text_kit import SHIPPED, check, messages, repaired

from sozdesk.features.strategy import rules
from sozdesk.features.strategy.rules.measure_words import is_made_of, likeness, stems
from sozdesk.features.strategy.terms import TextCode

DEBTS = (
    (
        "Das Thema gehört künftig zum Assessmentcenter (siehe Massnahme 7.1 und, was die Budget- und "
        "Schuldenberatung betrifft, Massnahme 7.3)."
    ),
    "Die Budget- und Schuldenberatung übernimmt das Assessmentcenter (Massnahme 7.3).",
    "Für Schulden und das Budget gibt es Massnahme 7.3, wie bisher.",
    "Die Schuldenberatung (7.3) wird ausgebaut.",
    "Mit der Schuldenberatung in Massnahme 7.3 sind die Gemeinden entlastet.",
)
FITTING = (
    "Die Schuldenberatung (7.2) wird ausgebaut.",
    (
        "Das Thema gehört zum Assessmentcenter (siehe Massnahme 7.1 und bezüglich Budget- und "
        "Schuldenberatung Massnahme 7.2)."
    ),
    "Der niederschwellige Zugang wird mit digitalen Technologien (Massnahme 1.7) verbunden.",
    (
        "Der Vollzug der Sozialhilfe (Massnahme 5.2), die Regionalisierung (Massnahme 2.4) und die "
        "Professionalität der Beratungstätigkeit (Massnahme 2.6) gehören zusammen."
    ),
    "Die Massnahmen 2.4, 2.5 und 2.6 betreffen dasselbe Thema.",
    "Alternativ gibt es die Einzelsprechstunde (siehe Massnahme 2.2).",
    (
        "Das Assessmentcenter hilft auch bei Abklärungen zur psychischen Gesundheit "
        "(Massnahmen 6.3 und 7.1)."
    ),
    "Massnahme 7.3 (Ausbau regionaler sozialer Anlaufstellen) läuft.",
    (
        "Massnahme 6.2 (Optimierung der Zusammenarbeit zwischen den Regionalen "
        "Arbeitsvermittlungszentren (RAV) …) läuft."
    ),
    "Massnahme 5.1 «Optimierung der Audits» ist umgesetzt.",
    "Massnahme 5.1 (KSA und Gemeinden) ist umgesetzt.",
    "Die Massnahmen «Optimierung der Audits» und «Ausbau regionaler sozialer Anlaufstellen» laufen.",
    "Die Massnahme «Errichtung von (Not-)Wohnungen bzw. einer Not-schlafstelle» läuft.",
    "Die Kategorie «Massnahmen der sozialen Integration» ist neu.",
    "Die Massnahme «» fehlt.",
    "Das kostet 7.50 Franken oder 8.5 Prozent (9.9 Mio. Franken), ab dem 1.9.2024.",
    "In der Umsetzungsagenda 2025–2028 folgt das unter (9.1).",
)


@pytest.mark.parametrize("text", DEBTS)
def test_the_slip_of_the_printed_report_is_found_and_7_2_named(text):
    """The report points from 2.3 to 7.3 where debts are meant, which is 7.2."""
    (one,) = rules.progress_check(text, "2.3", SHIPPED)
    assert [found.replacement for found in check(text)] == ["7.2"]
    assert one.finding.code == TextCode.OTHER_MEASURE
    assert text[one.start : one.end] == "7.3"
    assert one.replacement == "7.2"
    assert one.finding.message == (
        "Massnahme 7.3 heisst «Ausbau regionaler sozialer Anlaufstellen». Zu den Worten daneben "
        "passt besser 7.2 «Stärkung der Schuldenprävention und Zugang zu Schulden- und "
        "Budgetberatung»."
    )


@pytest.mark.parametrize("text", FITTING)
def test_references_that_fit_and_numbers_that_are_none_are_left_alone(text):
    assert messages(text) == []


def test_a_number_that_no_measure_has_is_a_hint():
    assert messages("Siehe Massnahme 7.9 sowie Massnahmen 2.4, 2.5 und 2.9.") == [
        "Eine Massnahme 7.9 gibt es in der Periode 2021–2024 nicht.",
        "Eine Massnahme 2.9 gibt es in der Periode 2021–2024 nicht.",
    ]
    assert len(messages("Das gehört zusammen (2.4, 2.5 und 8.1).")) == 1
    assert len(messages("Vgl. 12.1 und siehe auch 1.8.")) == 2


def test_a_title_in_brackets_must_be_that_of_the_number():
    (one,) = check("Massnahme 7.3 (Stärkung der Schuldenprävention …) läuft.")
    assert one.replacement == "7.2"
    assert one.finding.message == (
        "Massnahme 7.3 heisst «Ausbau regionaler sozialer Anlaufstellen», im Text steht "
        "«Stärkung der Schuldenprävention …»."
    )
    (slip,) = check("Massnahme 5.1 (Optimirung der Audits) läuft.")
    assert slip.finding.message == (
        "Massnahme 5.1 heisst «Optimierung der Audits», im Text steht «Optimirung der Audits»."
    )
    assert slip.replacement == ""
    assert messages("Massnahme 5.1 (Ohne Ende") == []


def test_a_title_in_guillemets_must_be_one():
    (slip,) = check("Die Massnahme «Niederschweligen Zugang zur Sozialhilfe gewährleisten» läuft.")
    assert slip.finding.code == TextCode.TITLE
    assert slip.replacement == "Niederschwelligen Zugang zur Sozialhilfe gewährleisten"
    assert messages("Die Massnahmen «Optimierung der Audits» und «Gratis Mittagessen» laufen.") == [
        "Eine Massnahme «Gratis Mittagessen» gibt es in der Periode 2021–2024 nicht."
    ]


def test_in_a_list_only_the_one_that_fits_nothing_is_pointed_at():
    text = "Das Assessmentcenter berät zu Budget und Schulden (Massnahmen 7.1 und 7.3)."
    assert repaired(text) == text.replace("7.3", "7.2")
    assert messages("Budget und Schulden (Massnahmen 6.5 und 7.3).") == []


def test_a_period_without_measures_has_no_references_to_check():
    assert messages("Siehe Massnahme 7.9.", seen=view()) == []


def test_a_sentence_about_both_periods_counts_nothing_and_still_refers_to_measures():
    """Its «19» may be of the other period, «Massnahme 7.9» is none of this one."""
    both = "Die Agenda 2025–2028 führt mit 19 umgesetzten Massnahmen die Massnahme 7.9 weiter."
    assert messages(both) == ["Eine Massnahme 7.9 gibt es in der Periode 2021–2024 nicht."]
    assert messages("Die Agenda 2025–2028 führt das weiter (7.9).") == []


def test_words_are_compared_by_what_stands_at_their_edges():
    assert likeness("schuldenberatung", "beratungstatigkeit") == 0.5
    assert likeness("budget", "budgetberatung") == 1.0
    assert likeness("tritt", "austrittsschwelle") == 0.0
    assert stems("Die Sozialhilfe der Schulden") == ("schuld",)


def test_a_compound_of_two_words_of_a_title_stands_for_it():
    title = stems("Schuldenprävention, Budgetberatung und Qualifikation der Integrationsangebote")
    assert is_made_of("schuldenberatung", title)
    assert is_made_of("schuldensberatung", title)
    assert not is_made_of("integration", title)
    assert not is_made_of("beratungsstelle", title)


numbers = st.sampled_from([row.number for row in SHIPPED.measures])


@given(numbers)
def test_every_title_fits_its_own_number(number):
    title = next(row.title for row in SHIPPED.measures if row.number == number)
    assert messages(f"Das betrifft {title} (Massnahme {number}).") == []
    assert messages(f"Massnahme {number} ({title}) und die Massnahme «{title}» laufen.") == []


@given(numbers, numbers)
def test_a_title_behind_another_number_is_always_found(number, other):
    title = next(row.title for row in SHIPPED.measures if row.number == number)
    found = check(f"Massnahme {other} ({title}) läuft.")
    assert [one.replacement for one in found] == ([] if number == other else [number])


@given(st.integers(1, 7), st.integers(8, 99))
def test_a_number_beyond_the_last_measure_is_always_found(field, place):
    assert len(messages(f"Siehe Massnahme {field}.{place}.")) == 1
