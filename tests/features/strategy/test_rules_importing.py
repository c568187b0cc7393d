"""What becomes of rows: new, changed, unchanged, or why not; and the lines from the period before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from measure_examples import measure, status, view

from sozdesk.features.strategy import rules
from sozdesk.features.strategy.terms import (
    CarryOverKind,
    ClosingReason,
    Horizon,
    ImportBase,
    ImportResult,
    KnownLine,
    MeasureLine,
    MeasureState,
    MeasureTable,
    PovertyStrategy,
    ValueChange,
)
from sozdesk.kernel.findings import Finding, Severity, stops

TODAY = date(2027, 1, 5)
CONTINUED, MERGED, SPLIT, DROPPED = (
    CarryOverKind.CONTINUED,
    CarryOverKind.MERGED,
    CarryOverKind.SPLIT,
    CarryOverKind.DROPPED,
)


def base(*measures, lines=(), statuses=None, expected: int | None = 19, **changes) -> ImportBase:
    """A period 2025–2028 with the fields A to F and the preventive area, after 1.6, 1.7, 2.4."""
    seen = view(*measures)
    period = replace(seen.period, code="2025-2028", expected=expected, recorded=len(measures))
    row = ImportBase(
        period=period,
        fields=seen.fields,
        measures={one.number: one for one in measures},
        statuses=statuses or {},
        former={"1.6": "Alt A", "1.7": "Alt B", "2.4": "Alt C"},
        former_name="2021–2024",
        lines=tuple(KnownLine(*one) for one in lines),
        today=TODAY,
    )
    return replace(row, **changes)


def line(number: str = "1.1", title: str = "Erfunden", row: int = 2, **more) -> MeasureLine:
    cells = {key: f"Massnahmen!{letter}{row}" for key, letter in PLACES.items()}
    said = {"poverty_strategy": PovertyStrategy.NO, **more}
    return MeasureLine(row=row, number=number, title=title, cells=cells, **said)


PLACES = {
    "number": "A",
    "title": "B",
    "action_field": "C",
    "poverty_strategy": "G",
    "continues": "J",
    "state": "K",
    "reason": "L",
    "as_of": "M",
}


def test_a_new_measure_says_whether_it_comes_from_the_armutsstrategie():
    """What is not known must not become a no."""
    (row,) = plan(line(poverty_strategy=None)).rows
    (finding,) = row.findings
    assert (finding.severity, finding.cell) == (Severity.STOP, "Massnahmen!G2")
    assert finding.message == (
        "Sagen Sie, ob die Massnahme aus der Armutsstrategie kommt: ja oder nein."
    )
    known = base(measure("1.1", "planned"))
    assert plan(line(poverty_strategy=None), known=known).rows[0].findings == ()


def plan(*lines: MeasureLine, known: ImportBase | None = None, findings=()):
    read = MeasureTable(name="x.xlsx", lines=lines, findings=findings)
    return rules.plan(read, known or base())


def results(made) -> list[str]:
    return [row.result.value for row in made.rows]


def found(made, row: int = 0) -> list[tuple[str, str]]:
    return [(one.cell.rpartition("!")[2], one.message) for one in made.rows[row].findings]


# ------------------------------------------------------------------ new, changed, unchanged


def test_a_number_that_is_not_there_yet_is_new() -> None:
    made = plan(line(action_field="A", as_of=None), line("7.1", row=3))
    assert results(made) == ["new", "new"]
    assert [row.field_label for row in made.rows] == ["1 A", "Präventive Massnahmen"]
    assert (made.after, made.too_many, made.changes) == (2, False, 0)


def test_the_same_again_and_empty_cells_change_nothing() -> None:
    known = measure("1.1", title="Erfunden", aim="erste Zeile\nzweite", horizon=Horizon.LONG)
    same = line(title="Erfunden", aim="erste Zeile zweite", priority=2, horizon=Horizon.LONG)
    made = plan(same, line("1.2", row=3), known=base(known, measure("1.2", title="Erfunden")))
    assert results(made) == ["unchanged", "unchanged"]
    assert (made.changes, made.after) == (0, 2)


def test_what_is_said_otherwise_is_named_with_what_was_there() -> None:
    known = measure("1.1", title="Alt", aim="", priority=None)
    said = line(
        title="Neu",
        aim="Ziel",
        priority=3,
        horizon=Horizon.SHORT,
        poverty_strategy=PovertyStrategy.YES,
        responsible_body="KSA",
    )
    made = plan(said, known=base(known))
    assert results(made) == ["changed"]
    assert made.rows[0].changes == (
        ValueChange("Titel", "Alt", "Neu"),
        ValueChange("Ziel", "leer", "Ziel"),
        ValueChange("Priorität", "leer", "Dritte"),
        ValueChange("Horizont", "leer", "kurzfristig"),
        ValueChange("Armutsstrategie", "nein", "ja"),
        ValueChange("Zuständige Stelle", "leer", "KSA"),
    )
    assert made.changes == 1


def test_a_state_of_a_day_is_new_changed_or_the_same() -> None:
    day = date(2025, 12, 31)
    known = base(
        measure("1.1", title="Erfunden"),
        statuses={("1.1", day): status("implemented", reason=ClosingReason.LAW)},
    )
    same = line(state=MeasureState.IMPLEMENTED, reason=ClosingReason.LAW, as_of=day)
    other = line(state=MeasureState.IN_PROGRESS, as_of=day)
    later = line(state=MeasureState.IN_PROGRESS, as_of=TODAY)
    assert results(plan(same, known=known)) == ["unchanged"]
    assert plan(other, known=known).rows[0].changes == (
        ValueChange(
            "Stand per 31.12.2025", "umgesetzt (durch Gesetz oder Verordnung)", "in Umsetzung"
        ),
    )
    assert plan(later, known=known).rows[0].changes == (
        ValueChange("Stand per 05.01.2027", "leer", "in Umsetzung"),
    )


# ------------------------------------------------------------------ what stops


def test_number_and_title_must_be_there() -> None:
    made = plan(line("", ""), line("1.x", row=3))
    assert results(made) == ["unusable", "unusable"]
    assert found(made) == [
        ("A2", "Die Nummer fehlt. Schreiben Sie sie so: 1.3"),
        ("B2", "Der Titel fehlt. Tragen Sie ihn ein."),
    ]
    assert found(made, 1) == [
        ("A3", "Schreiben Sie die Nummer so: 1.3 (Handlungsfeld, Punkt, Massnahme)."),
    ]


def test_what_the_reader_says_of_a_cell_is_not_said_twice() -> None:
    unread = Finding("unreadable_title", Severity.STOP, "Formel", field="title", cell="M!B2")
    assert found(plan(line(title="", findings=(unread,)))) == [("B2", "Formel")]


def test_what_is_wrong_is_said_in_the_order_of_the_columns() -> None:
    unread = Finding("unreadable_state", Severity.STOP, "Was?", field="state", cell="M!K2")
    made = plan(line(title="", continues=("9.9",), findings=(unread,)))
    assert [cell for cell, _ in found(made)] == ["B2", "J2", "K2"]


def test_a_field_is_meant_by_number_name_or_both() -> None:
    for text in ("1", "1 A", "A", "a", "Handlungsfeld 1", "HF 1: A", "1."):
        assert results(plan(line(action_field=text))) == ["new"], text


def test_an_unknown_field_and_one_that_disagrees_with_the_number_stop() -> None:
    assert found(plan(line(action_field="Wohnen"))) == [
        (
            "C2",
            (
                "«Wohnen» ist kein Handlungsfeld der Periode 2025–2028. Es gibt «1 A», «2 B», «3 C», "
                "«4 D», «5 E», «6 F» und «Präventive Massnahmen»."
            ),
        )
    ]
    assert plan(line(action_field="Wohnen")).rows[0].field_label == "1 A"
    assert plan(line("", action_field="Wohnen")).rows[0].field_label == "Wohnen"
    assert results(plan(line(action_field="2 A"))) == ["unusable"]
    assert found(plan(line("1.1", action_field="2"))) == [
        (
            "C2",
            (
                "Die Nummer 1.1 gehört zum Handlungsfeld 1, in der Zeile steht «2». "
                "Berichtigen Sie das eine oder das andere."
            ),
        )
    ]


def test_a_number_of_a_field_that_the_period_does_not_have_stops() -> None:
    known = base()
    without = replace(known, fields=known.fields[:6])
    assert found(plan(line("7.1"), known=without)) == [
        ("A2", "Die Periode 2025–2028 hat kein Handlungsfeld 7. Prüfen Sie die Nummer 7.1.")
    ]


def test_one_number_for_two_rows_stops_both() -> None:
    made = plan(line(row=2), line("1.2", row=3), line(row=5))
    assert results(made) == ["unusable", "new", "unusable"]
    told = "Die Nummer 1.1 steht in den Zeilen 2 und 5. Jede Massnahme hat ihre eigene."
    assert found(made) == [("A2", told)]
    assert found(made, 2) == [("A5", told)]


def test_rows_without_a_number_are_no_doubles() -> None:
    made = plan(line("", row=2), line("", row=3))
    assert [len(row.findings) for row in made.rows] == [1, 1]


def test_state_day_and_reason_belong_together() -> None:
    day = date(2025, 12, 31)
    assert found(plan(line(as_of=day))) == [
        ("K2", "Der Stand fehlt. Tragen Sie ihn ein, oder leeren Sie «Stand per» und «Grund».")
    ]
    assert found(plan(line(state=MeasureState.PLANNED))) == [
        ("M2", "Sagen Sie, per wann der Stand gilt, zum Beispiel 31.12.2025.")
    ]
    assert found(plan(line(state=MeasureState.IMPLEMENTED, as_of=day))) == [
        ("L2", "Sagen Sie, wodurch die Massnahme umgesetzt oder abgeschlossen ist.")
    ]
    assert found(plan(line(state=MeasureState.PLANNED, as_of=date(2027, 1, 6)))) == [
        ("M2", "Der Stand per 06.01.2027 liegt in der Zukunft.")
    ]


def test_a_measure_before_must_exist() -> None:
    assert found(plan(line(continues=("1.6", "9.9")))) == [
        ("J2", "Die Massnahme 9.9 gibt es in der Periode 2021–2024 nicht. Prüfen Sie die Nummer.")
    ]
    alone = base(former={}, former_name="")
    assert found(plan(line(continues=("1.6",)), known=alone)) == [
        ("J2", "Vor dieser Periode ist keine erfasst. Leeren Sie «Führt fort».")
    ]


def test_an_empty_table_stops_unless_the_reader_said_why() -> None:
    assert [one.message for one in plan().findings] == [
        "Die Tabelle enthält keine Massnahmen. Füllen Sie die Vorlage aus, eine Massnahme je Zeile."
    ]
    said = Finding("x", Severity.STOP, "Keine Spalte")
    assert plan(findings=(said,)).findings == (said,)


# ------------------------------------------------------------------ how many


def test_the_twentieth_of_nineteen_says_so_and_stops_nothing() -> None:
    lines = [line(f"1.{n}", row=n + 1) for n in range(1, 21)]
    made = plan(*lines)
    assert [len(row.findings) for row in made.rows] == [0] * 19 + [1]
    assert found(made, 19) == [
        (
            "A21",
            (
                "Mit dieser Zeile sind es 20 Massnahmen, erwartet sind 19. "
                "Prüfen Sie die Tabelle, oder bestätigen Sie die Anzahl."
            ),
        )
    ]
    assert made.rows[19].findings[0].severity is Severity.HINT
    assert made.too_many
    assert results(made) == ["new"] * 20


def test_nineteen_of_nineteen_and_an_unknown_number_ask_nothing() -> None:
    nineteen = [line(f"1.{n}", row=n + 1) for n in range(1, 20)]
    twenty = [*nineteen, line("2.1", row=21)]
    assert not plan(*nineteen).too_many
    assert not plan(*twenty, known=base(expected=None)).too_many


def test_what_is_there_counts_and_what_is_there_already_too_many_is_not_asked_again() -> None:
    known = [measure("1.1", title="Erfunden"), measure("1.2", title="Erfunden")]
    more = plan(line("1.1"), line("1.3", row=3), known=base(*known, expected=2))
    assert (more.too_many, more.after) == (True, 3)
    assert [len(row.findings) for row in more.rows] == [0, 1]
    assert not plan(line("1.1"), known=base(*known, expected=1)).too_many


# ------------------------------------------------------------------ lines from the period before


def carried(made, row: int = 0) -> list[tuple[str, CarryOverKind]]:
    return [(one.source, one.kind) for one in made.rows[row].carried]


def test_one_goes_on_several_are_merged_one_is_split() -> None:
    assert carried(plan(line(continues=("1.6",)))) == [("1.6", CONTINUED)]
    assert carried(plan(line(continues=("1.7", "1.6")))) == [("1.6", MERGED), ("1.7", MERGED)]
    both = plan(line(continues=("2.4",)), line("1.2", row=3, continues=("2.4", "1.6")))
    assert carried(both) == [("2.4", SPLIT)]
    assert carried(both, 1) == [("1.6", MERGED), ("2.4", SPLIT)]


def test_the_line_that_names_no_target_yet_is_no_change() -> None:
    known = base(lines=[("1.6", "", MERGED)])
    made = plan(line(continues=("1.6",)), known=known)
    assert results(made) == ["new"]
    assert made.rows[0].changes == ()
    assert made.rows[0].drawn == (KnownLine("1.6", "1.1", CONTINUED),)


def test_a_line_that_is_there_is_not_drawn_again_whatever_somebody_called_it() -> None:
    known = base(measure("1.1", title="Erfunden"), lines=[("1.6", "1.1", MERGED)])
    made = plan(line(continues=("1.6",)), known=known)
    assert results(made) == ["unchanged"]
    assert made.rows[0].drawn == ()
    assert carried(made) == [("1.6", MERGED)]


def test_a_new_line_into_a_known_measure_is_a_change() -> None:
    known = base(measure("1.1", title="Erfunden"), lines=[("1.6", "1.1", CONTINUED)])
    made = plan(line(continues=("1.6", "1.7")), known=known)
    assert results(made) == ["changed"]
    assert made.rows[0].changes == (
        ValueChange("Führt fort", "1.6", "1.6 und 1.7"),
        ValueChange("Weiterführung 1.6 → 1.1", "weitergeführt", "zusammengelegt"),
    )
    assert made.rows[0].retold == (KnownLine("1.6", "1.1", MERGED),)
    first = plan(line(continues=("2.4",)), known=base(measure("1.1", title="Erfunden")))
    assert first.rows[0].changes == (ValueChange("Führt fort", "leer", "2.4"),)


def test_a_new_measure_that_splits_a_line_of_another_needs_consent() -> None:
    known = base(
        measure("1.1", title="Erfunden"),
        measure("1.3", title="Erfunden"),
        lines=[("2.4", "1.1", CONTINUED), ("1.7", "1.3", CONTINUED)],
    )
    made = plan(line("1.2", continues=("2.4",)), known=known)
    assert results(made) == ["new"]
    assert made.rows[0].changes == (
        ValueChange("Weiterführung 2.4 → 1.1", "weitergeführt", "aufgeteilt"),
    )
    assert made.changes == 1


def test_going_on_with_what_was_dropped_needs_consent() -> None:
    made = plan(line(continues=("1.6",)), known=base(lines=[("1.6", "", DROPPED)]))
    assert made.rows[0].changes == (
        ValueChange("Weiterführung von 1.6", "nicht weitergeführt", "weitergeführt"),
    )


def test_a_row_that_stops_counts_as_no_change() -> None:
    known = base(measure("1.1", title="Alt"))
    made = plan(line(title="Neu", as_of=TODAY), known=known)
    assert results(made) == ["unusable"]
    assert (made.changes, made.after) == (0, 1)
    assert made.count(ImportResult.UNUSABLE) == 1


NUMBERS = st.sampled_from(["", "1.1", "1.2", "2.1", "7.1", "8.1", "1.x", "1.1000"])
LINES = st.builds(
    line,
    NUMBERS,
    st.sampled_from(["", "Erfunden", "Anders"]),
    row=st.integers(2, 9),
    action_field=st.sampled_from(["", "1", "A", "Präventive Massnahmen", "?", "9"]),
    priority=st.sampled_from([None, 1, 4]),
    continues=st.lists(st.sampled_from(["1.6", "1.7", "2.4", "9.9"]), max_size=3).map(tuple),
    state=st.sampled_from([None, *MeasureState]),
    reason=st.sampled_from([None, *ClosingReason]),
    as_of=st.sampled_from([None, TODAY, date(2028, 1, 1)]),
)
KNOWN = st.lists(
    st.tuples(
        st.sampled_from(["1.6", "1.7", "2.4"]),
        st.sampled_from(["", "1.1", "2.1"]),
        st.sampled_from([CONTINUED, MERGED, SPLIT]),
    ),
    max_size=4,
    unique_by=lambda one: one[:2],
)


@given(st.lists(LINES, max_size=6), KNOWN, st.integers(0, 5))
def test_every_row_gets_one_answer_and_every_line_one_kind(lines, known, expected) -> None:
    there = base(measure("1.1"), measure("2.1"), lines=known, expected=expected)
    made = plan(*lines, known=there)
    assert len(made.rows) == len(lines)
    assert sum(map(made.count, ImportResult)) == len(lines)
    for one in made.rows:
        assert (one.result is ImportResult.UNUSABLE) == bool(stops(one.findings))
        pairs = [(into.source, into.target) for into in one.carried]
        assert len(pairs) == len(set(pairs))
        assert set(one.drawn) <= set(one.carried)
    assert made.too_many == (made.count(ImportResult.NEW) > 0 and made.after > expected)
