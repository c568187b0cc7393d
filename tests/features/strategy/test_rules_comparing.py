"""How two reports differ: states, measures that come and go, texts word by word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.strategy import rules
from sozdesk.features.strategy.terms import (
    ChapterKey,
    MeasureState,
    Piece,
    ReportMeasure,
    ReportSnapshot,
)
from sozdesk.features.strategy.texts import report as said

GONE, NEW = {"was": True, "now": False}, {"was": False, "now": True}
SAME = {"was": True, "now": True}


def measure(number: str, **changes) -> ReportMeasure:
    row = ReportMeasure(
        number=number,
        title=f"Titel {number}",
        aim="",
        priority=2,
        state=MeasureState.IN_PROGRESS,
        text="",
        others={},
    )
    return replace(row, **changes)


def report(*measures: ReportMeasure, **chapters: str) -> ReportSnapshot:
    return ReportSnapshot(
        as_of=date(2024, 12, 31),
        stage="Entwurf",
        chapters={ChapterKey(key): text for key, text in chapters.items()},
        measures=measures,
    )


def test_the_same_report_has_no_changes():
    one = report(measure("1.1", text="Läuft."), overall="Alles läuft.")
    assert rules.compare(one, one).is_empty


def test_a_measure_that_stands_elsewhere_is_named_with_both_states():
    (change,) = rules.compare(
        report(measure("1.1"), measure("1.2")),
        report(measure("1.1"), measure("1.2", state=MeasureState.CLOSED, title="Neu benannt")),
    ).states
    assert (change.number, change.title) == ("1.2", "Neu benannt")
    assert (change.before, change.after) == (MeasureState.IN_PROGRESS, MeasureState.CLOSED)


def test_measures_that_come_and_go_are_listed_and_not_compared():
    found = rules.compare(report(measure("1.1", text="alt")), report(measure("1.2", text="neu")))
    assert [one.number for one in found.added] == ["1.2"]
    assert [one.number for one in found.removed] == ["1.1"]
    assert not found.texts
    assert not found.is_empty


def test_every_text_of_a_measure_is_compared_under_its_name():
    before = measure("1.1", others={"Verweise": "Postulat 2020/501", "Grund": "Gesetz"})
    after = replace(
        before, title="Anders", aim="Ein Ziel", priority=None, text="Bericht", others={"Grund": "X"}
    )
    found = rules.compare(report(before), report(after))
    assert [one.place for one in found.texts] == [
        "Massnahme 1.1, Titel",
        "Massnahme 1.1, Ziel",
        "Massnahme 1.1, Priorität",
        "Massnahme 1.1, Bericht",
        "Massnahme 1.1, Verweise",
    ]
    assert found.texts[2].pieces == (Piece("Zweite", **GONE),)


def test_only_the_finer_reading_tells_states_and_reasons_apart():
    done = measure("1.1", state=MeasureState.IMPLEMENTED, others={"Grund": "Gesetz"})
    closed = replace(done, state=MeasureState.CLOSED, others={"Grund": "anderswo verankert"})
    assert rules.compare(report(done), report(closed)).is_empty
    (change,) = rules.compare(report(done), report(closed), fine=True).states
    assert (change.before, change.after) == (MeasureState.IMPLEMENTED, MeasureState.CLOSED)
    other = replace(done, others={"Grund": "X"})
    assert rules.compare(report(done), report(other)).is_empty
    (text,) = rules.compare(report(done), report(other), fine=True).texts
    assert text.place == "Massnahme 1.1, Grund"


def test_the_reason_of_another_state_is_not_said_twice():
    before = measure("1.1")
    after = replace(before, state=MeasureState.IMPLEMENTED, others={"Grund": "Gesetz"})
    for fine in (False, True):
        found = rules.compare(report(before), report(after), fine=fine)
        assert len(found.states) == 1
        assert not found.texts


def test_a_chapter_that_reads_differently_is_found_also_if_it_was_empty():
    found = rules.compare(report(overall="Alt."), report(overall="Neu.", outlook="Dazu."))
    assert [one.place for one in found.texts] == [
        "Kapitel Umsetzungsstand insgesamt",
        "Kapitel Gesamtwürdigung und Ausblick",
    ]
    assert found.texts[1].pieces == (Piece("Dazu.", **NEW),)


def test_words_that_changed_stand_between_those_that_stayed():
    found = rules.word_changes(
        "Der Leitfaden ist noch in Arbeit und gilt.",
        "Der Leitfaden ist seit 2025 in Kraft und gilt.",
    )
    assert found == (
        Piece("Der Leitfaden ist ", **SAME),
        Piece("noch ", **GONE),
        Piece("seit 2025 ", **NEW),
        Piece("in ", **SAME),
        Piece("Arbeit ", **GONE),
        Piece("Kraft ", **NEW),
        Piece("und gilt.", **SAME),
    )
    assert said.marked(found) == (
        "Der Leitfaden ist [gestrichen: noch] [neu: seit 2025] in [gestrichen: Arbeit] "
        "[neu: Kraft] und gilt."
    )


def test_a_text_written_anew_is_shown_whole_and_not_in_shreds():
    found = rules.word_changes(
        "Beschlossen mit der Umsetzungsagenda.", "Die Gemeinden melden der Stelle jährlich alles."
    )
    assert [(one.was, one.now) for one in found] == [(True, False), (False, True)]


@given(st.text(), st.text())
def test_each_text_is_whole_in_its_pieces(was: str, now: str):
    found = rules.word_changes(was, now)
    assert "".join(one.text for one in found if one.was) == was
    assert "".join(one.text for one in found if one.now) == now
    assert all(one.text for one in found)


def test_long_stretches_without_change_are_left_out():
    words = [f"w{number} " for number in range(30)]
    change = Piece("neu ", **NEW)
    first, between, last = (Piece("".join(words), **SAME) for _ in range(3))
    found = rules.shortened((first, change, between, change, last))
    assert found[0].text == " … " + "".join(words[-8:])
    assert found[2].text == "".join(words[:8]).rstrip() + " … " + "".join(words[-8:])
    assert found[4].text == "".join(words[:8]).rstrip() + " … "
    assert found[1] == found[3] == change


def test_short_stretches_stay_whole():
    short = (Piece("eins zwei ", **SAME), Piece("drei ", **NEW), Piece("vier", **SAME))
    assert rules.shortened(short) == short
    middle = Piece("w " * 16, **SAME)
    pieces = (Piece("a ", **NEW), middle, Piece("b", **NEW))
    assert rules.shortened(pieces)[1] == middle
