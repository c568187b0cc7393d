"""Importing measures into a real file: all or nothing, once, undone in one step."""

from __future__ import annotations

from datetime import date

import pytest
from measure_kit import details_of_number

from measure_tables_kit import csv, measures, plan_of, record, row, workbook
from sozdesk.archive.store import Archive
from sozdesk.features.strategy import queries
from sozdesk.features.strategy.terms import (
    CarryOverKind,
    ClosingReason,
    Horizon,
    ImportCounts,
    MeasureState,
    PovertyStrategy,
)
from sozdesk.features.strategy.usecases import CarryOver, carry_over
from sozdesk.kernel.errors import RuleViolation

DAY = date(2027, 1, 5)
TWO = workbook(
    row(
        "1.1",
        "Erfunden A",
        aim="Ziel",
        priority=1,
        horizon="lang",
        poverty_strategy="ja",
        responsible_body="KSA",
        responsible_people="A. Muster",
        continues="1.6, 1.7",
    ),
    row("7.1", "Erfunden B", continues="7.1", state="in Umsetzung", as_of="31.12.2025"),
)


def of(archive: Archive, number: str, code: str = "2025-2028"):
    period = archive.query(queries.period_of, code)
    return archive.query(details_of_number, period.id, number, DAY)


def lines_from(archive: Archive, number: str) -> list[tuple[str, str, str]]:
    """Kind, number there and reason of the lines that leave a measure of 2021–2024."""
    found = of(archive, number, "2021-2024").carry_overs
    return [(one.kind.value, one.target_number, one.reason) for one in found]


def test_all_that_the_rows_say_is_recorded(strategy: Archive) -> None:
    assert record(strategy, TWO) == ImportCounts(2, 0, 0)
    first = of(strategy, "1.1").row
    assert (first.title, first.aim, first.priority) == ("Erfunden A", "Ziel", 1)
    assert (first.horizon, first.poverty_strategy) == (Horizon.LONG, PovertyStrategy.YES)
    assert (first.responsible_body, first.responsible_people) == ("KSA", "A. Muster")
    assert (first.field_number, first.state) == (1, MeasureState.PLANNED)
    second = of(strategy, "7.1")
    assert second.row.poverty_strategy is PovertyStrategy.NO
    assert [(one.as_of, one.state) for one in second.history] == [
        (date(2025, 12, 31), MeasureState.IN_PROGRESS)
    ]


def test_lines_take_the_place_of_those_without_a_target_and_keep_their_reason(
    strategy: Archive,
) -> None:
    before = lines_from(strategy, "1.6")
    assert [(kind, target) for kind, target, _ in before] == [("merged", "")]
    record(strategy, TWO)
    assert lines_from(strategy, "1.6") == [("merged", "1.1", before[0][2])]
    assert lines_from(strategy, "1.7")[0][:2] == ("merged", "1.1")
    assert lines_from(strategy, "7.1")[0][:2] == ("continued", "7.1")
    assert measures(strategy, "2021-2024")["1.6"].continued_as == ("1.1",)


def test_one_that_goes_on_in_several_is_split_and_each_line_keeps_the_reason(
    strategy: Archive,
) -> None:
    reason = lines_from(strategy, "2.4")[0][2]
    record(strategy, workbook(row("2.1", continues="2.4"), row("2.2", continues="2.4")))
    assert sorted(lines_from(strategy, "2.4")) == [
        ("split", "2.1", reason),
        ("split", "2.2", reason),
    ]


def test_the_same_file_again_changes_nothing_and_leaves_no_act(strategy: Archive) -> None:
    record(strategy, TWO)
    before = measures(strategy)
    act = strategy.last_undoable()
    assert record(strategy, TWO) == ImportCounts(0, 0, 2)
    assert measures(strategy) == before
    assert strategy.last_undoable() == act


def test_one_row_that_stops_keeps_all_of_them_out(strategy: Archive) -> None:
    with pytest.raises(RuleViolation, match="Der Titel fehlt"):
        record(strategy, workbook(row("1.1", "Erfunden"), row("1.2", None)))
    assert measures(strategy) == {}


def test_an_empty_table_records_nothing(strategy: Archive) -> None:
    with pytest.raises(RuleViolation, match="enthält keine Massnahmen"):
        record(strategy, workbook())


def test_one_undo_takes_everything_back(strategy: Archive) -> None:
    before = lines_from(strategy, "1.6"), lines_from(strategy, "7.1")
    record(strategy, TWO)
    act = strategy.last_undoable()
    assert act.summary == "Massnahmen 2025–2028 eingelesen: 2 neu"
    strategy.undo_last()
    assert measures(strategy) == {}
    assert (lines_from(strategy, "1.6"), lines_from(strategy, "7.1")) == before


def test_more_than_expected_needs_consent(strategy: Archive) -> None:
    twenty = workbook(*[row(f"1.{n}", f"Erfunden {n}") for n in range(1, 21)])
    with pytest.raises(RuleViolation, match="erwartet sind 19") as refused:
        record(strategy, twenty)
    assert [one.code for one in refused.value.findings] == ["unconfirmed_count"]
    assert measures(strategy) == {}
    assert record(strategy, twenty, accept_count=True) == ImportCounts(20, 0, 0)
    assert len(measures(strategy)) == 20


def test_what_is_recorded_is_changed_only_with_consent(strategy: Archive) -> None:
    record(strategy, TWO)
    other = workbook(
        row("1.1", "Erfunden anders", horizon="kurz", poverty_strategy="nein", priority=2),
        row(
            "7.1",
            "Erfunden B",
            state="umgesetzt",
            reason="durch Gesetz oder Verordnung",
            as_of="31.12.2025",
        ),
        row("7.2", "Erfunden C"),
    )
    with pytest.raises(RuleViolation, match="2 Zeilen ändern bereits Erfasstes") as refused:
        record(strategy, other)
    assert [one.code for one in refused.value.findings] == ["unconfirmed_changes"]
    assert set(measures(strategy)) == {"1.1", "7.1"}
    assert record(strategy, other, accept_changes=True) == ImportCounts(1, 2, 0)
    first, second = of(strategy, "1.1").row, of(strategy, "7.1")
    assert (first.title, first.aim, first.priority) == ("Erfunden anders", "Ziel", 2)
    assert (first.horizon, first.poverty_strategy) == (Horizon.SHORT, PovertyStrategy.NO)
    entry = second.history[0]
    assert (entry.state, entry.reason) == (MeasureState.IMPLEMENTED, ClosingReason.LAW)
    assert len(second.history) == 1
    assert record(strategy, other, accept_changes=True) == ImportCounts(0, 0, 3)


def test_a_measure_that_joins_changes_the_kind_of_the_line_that_is_there(
    strategy: Archive,
) -> None:
    record(strategy, workbook(row("2.1", continues="2.4")))
    joined = workbook(row("2.2", continues="2.4"))
    with pytest.raises(RuleViolation, match="1 Zeile ändert"):
        record(strategy, joined)
    record(strategy, joined, accept_changes=True)
    assert sorted(line[:2] for line in lines_from(strategy, "2.4")) == [
        ("split", "2.1"),
        ("split", "2.2"),
    ]


def test_what_was_dropped_goes_on_only_with_consent_and_without_its_reason(
    strategy: Archive,
) -> None:
    measure = of(strategy, "1.1", "2021-2024").row
    dropped = CarryOver(
        measure_id=measure.id, kind=CarryOverKind.DROPPED, reason="Erfundener Grund"
    )
    strategy.run(carry_over, dropped)
    content = workbook(row("1.1", continues="1.1"))
    with pytest.raises(RuleViolation, match="1 Zeile ändert"):
        record(strategy, content)
    record(strategy, content, accept_changes=True)
    assert lines_from(strategy, "1.1") == [("continued", "1.1", "")]


def test_a_sozialdienst_only_reads(service_strategy: Archive) -> None:
    with pytest.raises(RuleViolation, match="lassen sie sich nur lesen"):
        record(service_strategy, TWO)


def test_a_period_without_one_before_it_can_be_changed_too(strategy: Archive) -> None:
    old = measures(strategy, "2021-2024")["1.1"]
    content = workbook(row("1.1", old.title, aim="Erfundenes Ziel", poverty_strategy=None))
    plan = plan_of(strategy, content, "2021-2024")
    assert [one.label for one in plan.rows[0].changes] == ["Ziel"]
    assert record(strategy, content, "2021-2024", accept_changes=True) == ImportCounts(0, 1, 0)


def test_a_csv_in_windows_coding_is_recorded_with_its_umlauts(strategy: Archive) -> None:
    record(strategy, csv("1.1;Überprüfung (erfunden);1;;;;nein", coding="cp1252"))
    assert measures(strategy)["1.1"].title == "Überprüfung (erfunden)"


def test_the_preview_asks_as_much_of_the_file_for_one_row_as_for_many(
    strategy: Archive, statements
) -> None:
    counts = []
    for number in (1, 15):
        content = workbook(*[row(f"1.{n}", continues="1.6") for n in range(1, number + 1)])
        with statements() as seen:
            plan_of(strategy, content)
        counts.append(len(seen))
    assert counts[0] == counts[1]
