"""Typed counts against the data: the printed figures of the report per end of 2024.

40 measures, 19 done (14 umgesetzt, 5 abgeschlossen ohne Umsetzung), 21 in Umsetzung; by field 3/7,
3/7, 5/6, 4/6, 3/5, 1/5, preventive 0/4; priorities 10/12, 6/20, 3/8; Armutsstrategie 5/13.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measure_examples import measure, view
from reference_kit import period
from text_kit import SHIPPED, check, messages, notes, repaired, shipped

from sozdesk.features.strategy import rules
from sozdesk.features.strategy.rules.sentences import NUMBER_WORDS
from sozdesk.features.strategy.rules.vocabulary import (
    BEFORE_ONE,
    LABELS,
    NO_ADJECTIVES,
    OTHER_ONES,
    SCOPES,
)
from sozdesk.features.strategy.terms import ChapterKey, MeasureState, TextCode

RIGHT = (
    "19 Massnahmen wurden umgesetzt oder abgeschlossen.",
    "Fast die Hälfte der Massnahmen (19 Massnahmen) ist umgesetzt oder abgeschlossen.",
    "10 von 12 Massnahmen, die als erste Priorität gelten, sind umgesetzt bzw. abgeschlossen.",
    "Unter den umgesetzten Massnahmen befinden sich fünf (von 13) mit Bezug zur Armutsstrategie.",
    "Die restlichen 21 Massnahmen befinden sich noch in der Umsetzung.",
    (
        "Im Handlungsfeld «Erwerbsintegration und soziale Integration» sind fünf von sechs Massnahmen "
        "umgesetzt oder abgeschlossen."
    ),
    "Im Handlungsfeld 6 ist erst eine von fünf Massnahmen umgesetzt.",
    "Im präventiven Bereich sind alle vier Massnahmen noch in Umsetzung.",
    "Keine der präventiven Massnahmen ist abgeschlossen.",
    (
        "In der ersten Priorität sind 10 von 12, in der zweiten 6 von 20 und in der dritten 3 von 8 "
        "Massnahmen umgesetzt."
    ),
    "Von den 13 Massnahmen aus der Armutsstrategie sind fünf abgeschlossen.",
    "14 Massnahmen sind umgesetzt, 5 ohne Umsetzung abgeschlossen.",
    "Die Umsetzungsagenda umfasst 40 Massnahmen, davon sind 19 umgesetzt oder abgeschlossen.",
    "21 Massnahmen sind noch nicht umgesetzt.",
    "Im Handlungsfeld 1 sind drei von sieben Massnahmen abgeschlossen. Vier sind in Umsetzung.",
    "Knapp ein Viertel der Massnahmen der zweiten Priorität ist geprüft.",
    "Rund ein Drittel der 20 Massnahmen zweiter Priorität ist umgesetzt.",
    "23 Massnahmen werden weitergeführt.",
    "Zwei weitere Massnahmen sind umgesetzt.",
    "Die restlichen 21 Massnahmen folgen.",
    "Keine Massnahme ist geplant.",
    "Bis Ende 2024 waren 19 Massnahmen umgesetzt.",
    "Die beiden Massnahmen sind umgesetzt.",
    "21 Massnahmen sind offen.",
    "Umgesetzt sind 19 Massnahmen. In der ersten Priorität sind es 10 von 12.",
    "19 von insgesamt 40 Massnahmen sind umgesetzt.",
    "{umgesetzt} von 40 Massnahmen sind umgesetzt.",
    "Die neue Umsetzungsagenda enthält 19 Massnahmen.",
    "Für die nächste Periode wurden 19 Massnahmen verabschiedet.",
    "Die Folgeagenda zählt 19 Massnahmen.",
    "Knapp 20 Massnahmen sind umgesetzt.",
    "Knapp 20 von 40 Massnahmen sind umgesetzt.",
    "2/3 der Massnahmen betreffen die Gemeinden.",
    "Fast 20 Massnahmen sind umgesetzt.",
    "Rund 20 Massnahmen sind umgesetzt.",
    "Etwa 20 Massnahmen sind in Umsetzung.",
    "Ca. 20 Massnahmen sind umgesetzt.",
    "Circa 20 Massnahmen sind umgesetzt.",
    "Gut 20 Massnahmen sind in Umsetzung.",
    "Mehr als 15 Massnahmen sind umgesetzt.",
    "Über 15 Massnahmen sind umgesetzt.",
    "Weniger als 25 Massnahmen sind umgesetzt.",
    "Der Bericht über 40 Massnahmen liegt vor.",
    "Weniger als 50 Massnahmen liegen vor.",
    "Am 3. Mai wurden zwei Massnahmen umgesetzt.",
    "Am 3. Mai 2024 wurden zwei Massnahmen umgesetzt.",
    "Am 3.5. wurden zwei Massnahmen umgesetzt.",
    "Per 30.6.2024 waren 15 Massnahmen umgesetzt.",
    "Im März wurden zwei Massnahmen umgesetzt.",
    "Ende Juni waren 15 Massnahmen umgesetzt.",
    "19/40 Massnahmen sind umgesetzt.",
    "Zwei/drei Massnahmen der Gemeinden fehlen.",
)
WRONG = {
    "18/40 Massnahmen sind umgesetzt.": "19 von 40 (umgesetzt / abgeschlossen",
    "Es gibt 18/40 umgesetzte Massnahmen.": "19 von 40 (umgesetzt",
    "Knapp 20 von 41 Massnahmen sind umgesetzt.": "19 von 40",
    "19/41 Massnahmen sind umgesetzt.": "19 von 40",
    "22 Massnahmen werden in der nächsten Periode weitergeführt.": "23 (in der nächsten",
    "18 Massnahmen sind umgesetzt, die übrigen gehen in die nächste Periode.": "19 (umg",
    "Von den 38 Massnahmen gehen 23 in die nächste Periode.": "40 (alle Massnahmen)",
    "Knapp 30 Massnahmen sind umgesetzt.": "19 (umgesetzt",
    "Rund 30 Massnahmen sind umgesetzt.": "19 (umgesetzt",
    "Über 20 Massnahmen sind umgesetzt.": "19 (umgesetzt",
    "Weniger als 12 Massnahmen sind umgesetzt.": "19 (umgesetzt",
    "Rund 18 Massnahmen sind in Umsetzung.": "21 (in Umsetzung",
    "Per 31. Dezember sind 18 Massnahmen umgesetzt.": "19 (umgesetzt",
    "Per 31.12.2024 sind 18 Massnahmen umgesetzt.": "19 (umgesetzt",
    "Ende Dezember sind 18 Massnahmen umgesetzt.": "19 (umgesetzt",
    "Umgesetzt sind 19 Massnahmen. In der ersten Priorität sind es 9 von 12.": "10 von 12",
    "18 Massnahmen wurden umgesetzt oder abgeschlossen.": "19 (umgesetzt / abgeschlossen, alle",
    "Neun von 12 Massnahmen erster Priorität sind umgesetzt.": "10 von 12 (umgesetzt / abg",
    "10 von 13 Massnahmen, die als erste Priorität gelten, sind umgesetzt.": "10 von 12",
    "Es sind 41 Massnahmen.": "40 (alle Massnahmen)",
    "Alle 39 Massnahmen stehen in der Tabelle.": "40 (alle Massnahmen)",
    "Von 40 Massnahmen sind 19 umgesetzt, 20 sind in Umsetzung.": "21 (in Umsetzung, alle",
    "Umgesetzt sind 17 Massnahmen, in Umsetzung 21.": "19 (umgesetzt / abgeschlossen, alle",
    "Im Handlungsfeld 3 ist eine von sechs Massnahmen umgesetzt.": "5 von 6 (umgesetzt / abgeschl",
    "Im präventiven Bereich sind alle vier Massnahmen umgesetzt.": "0 (umgesetzt / abgeschlossen, "
    "Präventive Massnahmen)",
    "In der ersten Priorität sind 10 von 12, in der zweiten 7 von 20 und in der dritten 3 von 8 "
    "Massnahmen umgesetzt.": "6 von 20 (umgesetzt / abgeschlossen, zweite Priorität)",
    "Von den 13 Massnahmen aus der Armutsstrategie sind sechs abgeschlossen.": "5 (umgesetzt / "
    "abgeschlossen, Armutsstrategie)",
    "Mehr als die Hälfte der Massnahmen ist umgesetzt.": "19 von 40",
    "Weniger als ein Drittel der Massnahmen ist umgesetzt.": "19 von 40",
    "Zwei Drittel der 40 Massnahmen sind umgesetzt.": "19 von 40",
    "Gut die Hälfte der Massnahmen ist umgesetzt.": "19 von 40",
    "Davon wird eine Massnahme als abgeschlossen eingestuft.": "19 (umgesetzt",
    "Die restlichen 22 Massnahmen folgen.": "21 (noch nicht umgesetzt / abgeschlossen, alle",
    "4 Massnahmen sind ohne Umsetzung abgeschlossen.": "5 (abgeschlossen ohne Umsetzung, alle",
    "24 Massnahmen werden weitergeführt.": "23 (in der nächsten Periode weitergeführt, alle",
    "Von {total} Massnahmen sind 18 umgesetzt.": "19 (umgesetzt",
    "Davon ist eine Massnahme geplant.": "0 (geplant, alle Massnahmen)",
    "Keine Massnahme ist umgesetzt.": "19 (umgesetzt",
    "Die beiden Massnahmen im präventiven Bereich sind umgesetzt.": "0 (umgesetzt",
    "{umgesetzt} von 39 Massnahmen sind umgesetzt.": "19 von 40 (umgesetzt",
    "Von der ersten Priorität, insgesamt 18 Massnahmen, ist die Rede, sie sind umgesetzt.": "10 (um",
    "Per 31.12.2024 waren 17 Massnahmen umgesetzt.": "19 (umgesetzt",
}
SILENT = (
    "Im Jahr 2021 gab es 22 Gemeinden, fünf Audits und 35 Fragen.",
    "Sie stehen im Zusammenhang mit zwei Gesetzesanpassungen, die umgesetzt sind.",
    "Gemäss § 6 Abs. 3 SHG und § 25c SHV wurden die Massnahmen umgesetzt.",
    "Die Landratsvorlage 2021/124 und das Postulat 2024/596 betreffen Massnahmen.",
    "1,9 Mio. Franken, Fr. 12.50 und 37,6 Prozent für umgesetzte Massnahmen.",
    "Am 24. August 2024 und per 1. Januar 2025 wurden Massnahmen umgesetzt.",
    "Hierbei handelt es sich um eine Massnahme aus der Armutsstrategie, die umgesetzt wurde.",
    "Eine weitere umgesetzte Massnahme betrifft die Audits.",
    "Die Handlungsfelder haben jeweils fünf bis sieben Massnahmen.",
    "Die Umsetzungsagenda 2025–2028 enthält 19 Massnahmen.",
    "12 Massnahmen der sozialen Integration sind abgeschlossen.",
    "Im Jahr 2023 wurden sieben Massnahmen abgeschlossen.",
    "Die 40 Massnahmen werden bis 2028 umgesetzt.",
    "Nahezu alle Massnahmen sind langfristig angelegt.",
    "Drei Massnahmen betreffen die Gemeinden.",
    "Handlungsfeld 4 ist umgesetzt, alle Massnahmen gelten.",
    "8 Massnahmen werden nicht weitergeführt.",
    "Die Hälfte der Kosten trägt der Kanton.",
    "Die Hälfte der Massnahmen betrifft die Gemeinden.",
    "Rund 1'000 Massnahmen.",
    "Die erste Massnahme kostet 5 Franken.",
    "Fünf der Gemeinden haben die Massnahmen umgesetzt.",
    "Die Massnahmen sind zu einem Viertel der Zeit umgesetzt.",
    "Sind 5 umgesetzt?",
    "Ein Drittel von 40 Gemeinden hat die Massnahmen umgesetzt.",
)


@pytest.mark.parametrize("text", RIGHT)
def test_a_count_that_the_data_say_is_no_hint(text):
    assert messages(text) == []


@pytest.mark.parametrize(("text", "figure"), WRONG.items())
def test_a_count_that_differs_is_named_with_both_figures(text, figure):
    (message,) = messages(text)
    assert message.startswith("Im Text steht «")
    assert f"per 31.12.2024 sind es {figure}" in message


@pytest.mark.parametrize("text", SILENT)
def test_numbers_that_count_no_measures_are_left_alone(text):
    assert messages(text) == []
    assert notes(text) == []


def test_a_chapter_of_a_field_counts_its_own_measures():
    text = "Davon sind drei Massnahmen umgesetzt. Die Umsetzungsagenda umfasst 40 Massnahmen."
    assert messages(text, ChapterKey.FIELD_5) == []
    (message,) = messages("Davon sind drei Massnahmen umgesetzt.", ChapterKey.FIELD_4)
    assert "sind es 4 (umgesetzt / abgeschlossen, Handlungsfeld 4)" in message


def test_a_field_holds_for_the_sentences_after_it_until_the_paragraph_ends():
    text = "Im Handlungsfeld 1 läuft vieles. Vier Massnahmen sind in Umsetzung."
    assert messages(text) == []
    assert len(messages(text.replace("Vier", "Fünf"))) == 1
    assert len(messages(text.replace(". Vier", ".\n\nVier"))) == 1


def test_sind_es_goes_on_with_what_the_sentence_before_counts():
    text = (
        "Umgesetzt sind {umgesetzt}, in Umsetzung 21 Massnahmen. In der ersten Priorität sind es "
    )
    assert messages(f"{text}10 von 12.") == []
    assert messages(f"{text}2 von 12.") == []
    assert messages(f"{text}{{prio1.umgesetzt}} von 12.") == []
    (message,) = messages(f"{text}3 von 12.")
    assert "sind es 10 von 12 (umgesetzt / abgeschlossen, erste Priorität)" in message
    assert messages("Massnahmen erster Priorität: Es sind 3 von 12.") == []


def test_two_fields_in_a_sentence_leave_the_next_one_alone():
    text = "Handlungsfeld 1 und Handlungsfeld 2 sind wichtig. {} Massnahmen sind umgesetzt."
    assert messages(text.format(19)) == []
    assert len(messages(text.format(3))) == 1
    begun = (
        "Im Handlungsfeld 1 läuft vieles. Die Umsetzungsagenda läuft. 19 Massnahmen sind umgesetzt."
    )
    assert messages(begun) == []
    over = "Im Handlungsfeld 1 läuft vieles. Insgesamt sind 19 Massnahmen umgesetzt."
    assert messages(over) == []


def test_alle_vier_may_be_those_that_the_sentence_before_lists():
    text = "Noch laufen «A», «B», «C» und «D». Alle vier Massnahmen hängen am Assessmentcenter."
    assert messages(text, ChapterKey.FIELD_6) == []
    alone = "Alle vier Massnahmen hängen am Assessmentcenter."
    assert "sind es 5 (Handlungsfeld 6)" in messages(alone, ChapterKey.FIELD_6)[0]


def test_what_is_listed_is_counted():
    names = "«Optimierung der Audits», «Neuorganisation des Vollzugs der Sozialhilfe»"
    assert messages(f"Die beiden Massnahmen {names} laufen.") == []
    assert messages(f"Die drei Massnahmen {names} laufen.") == [
        "Im Text steht «drei Massnahmen». Aufgezählt sind 2."
    ]
    assert messages("Zwei weitere Massnahmen «Optimierung der Audits» laufen.") == []


def test_more_than_there_are_is_impossible_whatever_is_said_of_them():
    assert messages("41 Massnahmen betreffen die Gemeinden.") == [
        (
            "Im Text steht «41 Massnahmen». Nach den Daten per 31.12.2024 gibt es nur 40 "
            "(alle Massnahmen)."
        )
    ]
    assert len(messages("50 weitere Massnahmen sind umgesetzt.")) == 1
    assert len(messages("Die beiden Massnahmen im Handlungsfeld 6 sind umgesetzt.")) == 1


def test_several_counts_each_have_their_own_scope():
    text = "10 Massnahmen der ersten Priorität und {} der Armutsstrategie sind umgesetzt."
    assert messages(text.format(5)) == []
    (message,) = messages(text.format(6))
    assert "sind es 5 (umgesetzt / abgeschlossen, Armutsstrategie)" in message


def test_field_and_priority_together_count_what_is_in_both():
    text = "Im Handlungsfeld 3 sind {} Massnahmen erster Priorität umgesetzt."
    assert messages(text.format("vier")) == []
    (message,) = messages(text.format("drei"))
    assert "sind es 4 (umgesetzt / abgeschlossen, Handlungsfeld 3, erste Priorität)" in message
    assert repaired(text.format("drei")) == text.format("drei")


def test_another_day_has_other_figures():
    early = shipped(date(2021, 12, 31))
    assert messages("40 Massnahmen sind in Umsetzung.", seen=early) == []
    assert "sind es 0 " in messages("19 Massnahmen sind umgesetzt.", seen=early)[0]
    summer = shipped(date(2023, 6, 30))
    assert messages("Bis Ende 2023 waren drei Massnahmen umgesetzt.", seen=summer) == []


def test_a_period_without_measures_has_nothing_to_compare_shares_with():
    assert messages("Die Hälfte der Massnahmen ist umgesetzt.", seen=view()) == []


def test_a_rounded_number_beyond_the_total_is_impossible_and_no_field_stands_behind_knapp():
    (message,) = messages("Rund 50 Massnahmen liegen vor.")
    assert "gibt es nur 40" in message
    assert repaired("Knapp 30 Massnahmen sind umgesetzt.") == "Knapp 30 Massnahmen sind umgesetzt."
    assert repaired("Knapp 19 Massnahmen sind umgesetzt.") == "Knapp 19 Massnahmen sind umgesetzt."


def test_a_number_is_replaced_by_its_field():
    assert repaired("18 von 40 Massnahmen sind umgesetzt.") == (
        "{umgesetzt} von {total} Massnahmen sind umgesetzt."
    )
    assert repaired("Im Handlungsfeld 3 sind zwei Massnahmen umgesetzt.") == (
        "Im Handlungsfeld 3 sind {hf3.umgesetzt} Massnahmen umgesetzt."
    )
    assert repaired("Im präventiven Bereich sind drei Massnahmen in Umsetzung.") == (
        "Im präventiven Bereich sind {praev.in_umsetzung} Massnahmen in Umsetzung."
    )
    assert repaired("Zwei Massnahmen der Armutsstrategie sind geplant.") == (
        "{armut.geplant} Massnahmen der Armutsstrategie sind geplant."
    )


def test_a_right_number_may_become_a_field_with_one_click():
    text = "Umgesetzt sind 19 von 40 Massnahmen."
    (note,) = notes(text)
    assert note.finding.code == TextCode.TYPED_COUNT
    assert text[note.start : note.end] == "19 von 40 Massnahmen"
    assert note.replacement == "{umgesetzt} von {total} Massnahmen"
    assert notes("14 Massnahmen sind umgesetzt.") == []
    assert notes("5 Massnahmen sind ohne Umsetzung abgeschlossen.") == []
    assert notes("12 von 40 Massnahmen betreffen die Gemeinden.") == []


def test_the_finding_says_where_it_stands():
    text = "Vorab ein Satz.\n\nDann   sind 18 Massnahmen umgesetzt."
    (one,) = check(text)
    assert text[one.start : one.end] == "18 Massnahmen"
    assert one.sentence == "Dann sind 18 Massnahmen umgesetzt."


def test_an_unknown_field_keeps_the_report_from_being_frozen():
    (one,) = check("Es sind {umgesezt} von {total}.")
    assert one.finding.code == TextCode.UNKNOWN_FIELD
    assert one.finding.severity == "stop"
    assert one.finding.message.startswith("Das Feld «{umgesezt}» gibt es nicht.")


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("{umgesetzt von {total} Massnahmen", "{"),
        ("umgesetzt} von {total} Massnahmen", "}"),
        ("{{total}} Massnahmen", "{}"),
        ("{to\ntal} Massnahmen", "{}"),
        ("Es sind {", "{"),
        ("{total} von {total}", ""),
    ],
)
def test_a_lone_brace_keeps_the_report_from_being_frozen(text, alone):
    found = [one for one in check(text) if one.finding.severity == "stop"]
    assert "".join(text[one.start : one.end] for one in found) == alone
    assert [one.finding.message[:14] for one in found] == [f"Die Klammer «{sign}" for sign in alone]


def test_the_texts_of_measures_are_checked_too():
    (one,) = rules.progress_check("Bisher sind 18 Massnahmen umgesetzt.", "1.1", SHIPPED)
    assert one.replacement == "{umgesetzt} Massnahmen"


# ------------------------------------------------------------------ every count, every wording

WORDS = {number: word for word, number in NUMBER_WORDS.items() if word not in {"eins", "einer"}}
FRAMES = {
    "{} Massnahmen sind umgesetzt oder abgeschlossen.": MeasureState.IMPLEMENTED,
    "Umgesetzt oder abgeschlossen sind {} Massnahmen.": MeasureState.IMPLEMENTED,
    "Bisher wurden {} der Massnahmen umgesetzt oder abgeschlossen.": MeasureState.IMPLEMENTED,
    "Die {} Massnahmen sind noch in der Umsetzung.": MeasureState.IN_PROGRESS,
    "Noch in Umsetzung befinden sich {} Massnahmen.": MeasureState.IN_PROGRESS,
    "Im Handlungsfeld 1 sind {} Massnahmen in Umsetzung.": MeasureState.IN_PROGRESS,
    "Im Handlungsfeld «A» wurden {} Massnahmen umgesetzt oder abgeschlossen.": (
        MeasureState.IMPLEMENTED
    ),
    "{} Massnahmen sind geplant.": MeasureState.PLANNED,
}
counted = st.integers(0, 30)


def _measures(done, running, planned):
    states = ["implemented"] * done + ["in_progress"] * running + ["planned"] * planned
    return view(*(measure(f"1.{place}", state) for place, state in enumerate(states, 1)))


@given(
    st.sampled_from(sorted(FRAMES)), counted, counted, counted, st.integers(2, 99), st.booleans()
)
def test_in_every_wording_exactly_the_differing_count_is_found(
    frame, done, running, planned, said, in_words
):
    seen = _measures(done, running, planned)
    figures = {
        MeasureState.IMPLEMENTED: done,
        MeasureState.IN_PROGRESS: running,
        MeasureState.PLANNED: planned,
    }
    number = WORDS[said] if in_words and said > 2 else str(said)
    found = check(frame.format(number.capitalize()), seen=seen)
    assert [one.finding.code for one in found] == (
        [] if said == figures[FRAMES[frame]] else [TextCode.COUNT]
    )


@given(counted, counted, st.integers(0, 40), st.integers(2, 40))
def test_of_a_pair_both_numbers_are_compared(done, running, said, of):
    seen = _measures(done, running, 0)
    found = check(f"{said} von {of} Massnahmen sind umgesetzt oder abgeschlossen.", seen=seen)
    assert bool(found) is ((said, of) != (done, done + running))


@given(st.text(alphabet="Massnahmen 0123456789.,«»(){}–%vondzweialle\n", max_size=120))
def test_any_text_can_be_checked_and_findings_lie_inside_it(text):
    for one in rules.chapter_check(text, ChapterKey.OVERALL, SHIPPED):
        assert 0 <= one.start < one.end <= len(text)
        assert one.finding.message


def _real_words():
    """What the check looks for, with what stands in the shipped texts."""
    parts = {*NUMBER_WORDS, *LABELS, *SCOPES, *BEFORE_ONE, *NO_ADJECTIVES, *OTHER_ONES}
    parts |= {"Hälfte", "Drittel", "Viertel", "Massnahme", "Massnahmen", "Stand:", "die", "fast"}
    parts |= {"mehr als", "knapp", "rund", "von", "der", "alle", "je", "ca.", "umgesetzt", "davon"}
    parts |= {"in Umsetzung", "geplant", "{total}", "{x", "18/40", "7.3", "(7.2)", "2024", "3. Mai"}
    for text in period()["chapters"].values():
        parts |= set(text.split())
    return sorted(parts)


MARKS = st.sampled_from(
    ["", "", "", "", "(", ")", ",", ".", ":", "«", "»", "/", "–", "{", "}", "\n"]
)
words_and_marks = st.lists(
    st.tuples(MARKS, st.sampled_from(_real_words()), MARKS).map("".join), max_size=14
).map(" ".join)


@given(words_and_marks, words_and_marks)
def test_any_row_of_real_words_can_be_checked(before, after):
    for text in (f"{before} Hälfte der Massnahmen {after}", before, after):
        for one in rules.chapter_check(text, ChapterKey.OVERALL, SHIPPED):
            assert 0 <= one.start < one.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hälfte der Massnahmen umgesetzt",
        "(Hälfte der Massnahmen)",
        "Stand: Hälfte der Massnahmen umgesetzt.",
    ],
)
def test_a_share_may_stand_without_a_word_before_it(text):
    """19 of 40 are about half."""
    assert messages(text) == []
    assert len(messages(text.replace("Hälfte", "Viertel") + " umgesetzt")) == 1


@given(st.sampled_from(sorted(WRONG)))
def test_what_the_check_proposes_satisfies_it(text):
    assert len(messages(repaired(text))) <= len(messages(text))
    if repaired(text) != text:
        assert messages(repaired(text)) == []
