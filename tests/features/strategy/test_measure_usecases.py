"""What the KSA records about its measures, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from measure_kit import JUNE, details, period, refusal

from sozdesk.features.strategy import queries, rules
from sozdesk.features.strategy.terms import (
    CarryOverKind,
    ChapterKey,
    ClosingReason,
    MeasureState,
    PovertyStrategy,
    ReferenceKind,
    RelationKind,
)
from sozdesk.features.strategy.usecases import (
    AddMeasure,
    AddReference,
    AddRelation,
    AddTask,
    CarryOver,
    ChangeMeasure,
    ChangeStatus,
    ChangeTask,
    RecordStatus,
    RemoveLink,
    RemoveStatus,
    WriteChapter,
    add_measure,
    add_reference,
    add_relation,
    add_task,
    carry_over,
    change_measure,
    change_status,
    change_task,
    record_status,
    remove_carry_over,
    remove_reference,
    remove_relation,
    remove_status,
    remove_task,
    write_chapter,
)
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation

END = date(2024, 12, 31)


def view(archive, code="2021-2024", day=JUNE):
    return archive.query(queries.view, period(archive, code), day)


def done(archive, day):
    return rules.tally(view(archive, day=day).measures).done


def record(archive, *numbers, as_of=JUNE, state=MeasureState.IMPLEMENTED, **more):
    ids = tuple(details(archive, number).row.id for number in numbers)
    values = {"reason": ClosingReason.PROCESS} if state is MeasureState.IMPLEMENTED else {}
    command = RecordStatus(measure_ids=ids, as_of=as_of, state=state, **{**values, **more})
    return archive.run(record_status, command)


# ------------------------------------------------------------------ Stand erfassen


def test_one_entry_for_many_measures_changes_the_counts_from_its_day_on(strategy):
    outcome = record(strategy, "1.3", "1.4", text="Leitfaden  beschlossen", decided_by=" KKSH ")
    assert outcome.summary == "Stand per 30.06.2026 erfasst: 1.3 und 1.4 umgesetzt"
    assert (done(strategy, END), done(strategy, date(2026, 6, 29)), done(strategy, JUNE)) == (
        19,
        19,
        21,
    )
    entry = details(strategy, "1.4").row.status
    assert (entry.text, entry.decided_by, entry.inferred) == (
        "Leitfaden beschlossen",
        "KKSH",
        False,
    )


def test_undoing_takes_all_entries_of_the_step_back(strategy):
    record(strategy, "1.3", "1.4")
    strategy.undo_last()
    assert done(strategy, JUNE) == 19


def test_if_one_of_many_has_an_entry_of_the_day_none_is_recorded(strategy):
    record(strategy, "1.4")
    with pytest.raises(RuleViolation, match=r"Per 30\.06\.2026 ist schon ein Stand erfasst"):
        record(strategy, "1.3", "1.4")
    assert done(strategy, JUNE) == 20


def test_a_stand_of_tomorrow_is_refused(strategy):
    with pytest.raises(RuleViolation, match=r"Der Stand per 06\.01\.2027 liegt in der Zukunft"):
        record(strategy, "1.3", as_of=date(2027, 1, 6))


def test_a_stand_from_before_the_period_is_refused(strategy):
    with pytest.raises(RuleViolation, match=r"Der 01\.01\.2001 liegt vor der Periode"):
        record(strategy, "1.3", as_of=date(2001, 1, 1))
    newest = details(strategy, "1.3").row.status
    moved = ChangeStatus(id=newest.id, base_version=1, changes={"as_of": date(2001, 1, 1)})
    assert "liegt vor der Periode" in refusal(strategy, change_status, moved)


def test_an_entry_is_corrected_and_is_then_no_longer_inferred(strategy):
    newest = details(strategy, "1.2").row.status
    assert newest.inferred
    changes = {"state": MeasureState.IN_PROGRESS, "reason": None}
    command = ChangeStatus(id=newest.id, base_version=newest.version, changes=changes)
    strategy.run(change_status, command)
    entry = details(strategy, "1.2").row.status
    assert (entry.state, entry.reason, entry.inferred) == (MeasureState.IN_PROGRESS, None, False)
    assert entry.text == newest.text


def test_correcting_only_the_text_leaves_it_inferred(strategy):
    newest = details(strategy, "1.2").row.status
    command = ChangeStatus(id=newest.id, base_version=1, changes={"text": "Neu."})
    strategy.run(change_status, command)
    assert details(strategy, "1.2").row.status.inferred


def test_a_correction_may_not_leave_what_is_done_without_a_reason(strategy):
    newest = details(strategy, "1.3").row.status
    command = ChangeStatus(
        id=newest.id, base_version=1, changes={"state": MeasureState.IMPLEMENTED}
    )
    assert "wodurch" in refusal(strategy, change_status, command)
    assert details(strategy, "1.3").row.state is MeasureState.IN_PROGRESS


def test_a_correction_may_not_move_an_entry_onto_the_day_of_another(strategy):
    newest = details(strategy, "1.3").history[0]
    command = ChangeStatus(
        id=newest.id, base_version=1, changes={"as_of": details(strategy, "1.3").history[1].as_of}
    )
    assert "Per 01.06.2021 ist schon ein Stand erfasst" in refusal(strategy, change_status, command)


def test_who_opened_the_form_before_somebody_else_saved_is_told(strategy):
    newest = details(strategy, "1.3").row.status
    stale = ChangeStatus(id=newest.id, base_version=1, changes={"decided_by": "FKSH"})
    strategy.run(change_status, stale)
    with pytest.raises(Outdated, match="Der Stand wurde in der Zwischenzeit geändert"):
        strategy.run(change_status, stale)


def test_a_wrong_entry_is_removed(strategy):
    record(strategy, "1.3")
    entry = details(strategy, "1.3").row.status
    outcome = strategy.run(remove_status, RemoveStatus(id=entry.id, base_version=1))
    assert outcome.summary == "Massnahme 1.3: Stand per 30.06.2026 entfernt"
    assert done(strategy, JUNE) == 19


# ------------------------------------------------------------------ measures


def new(archive, **changes):
    values = {"period_id": period(archive, "2025-2028").id, "number": "1.1", "title": "Erfundene"}
    return AddMeasure(**(values | changes))


def test_a_measure_of_the_next_period_is_entered_by_hand(strategy):
    outcome = strategy.run(
        add_measure, new(strategy, priority=1, poverty_strategy=PovertyStrategy.YES)
    )
    assert outcome.summary == "2025–2028: Massnahme 1.1 hinzugefügt"
    assert period(strategy, "2025-2028").recorded == 1
    row = details(strategy, "1.1", code="2025-2028").row
    assert (row.title, row.field_number, row.state) == ("Erfundene", 1, MeasureState.PLANNED)


def test_the_page_then_opens_the_running_period(strategy):
    strategy.run(add_measure, new(strategy))
    assert strategy.query(queries.default_period, date(2027, 1, 5)).code == "2025-2028"


def test_a_number_is_given_once_per_period(strategy):
    strategy.run(add_measure, new(strategy))
    assert "Die Nummer 1.1 hat schon eine andere" in refusal(
        strategy, add_measure, new(strategy, title="Andere")
    )


def test_a_measure_is_changed_and_keeps_its_title(strategy):
    row = details(strategy, "1.3").row
    changes = {"responsible_body": "KSA, Grundlagen", "horizon": "long"}
    strategy.run(change_measure, ChangeMeasure(id=row.id, base_version=1, changes=changes))
    changed = details(strategy, "1.3").row
    assert (changed.responsible_body, changed.title) == ("KSA, Grundlagen", row.title)
    empty = ChangeMeasure(id=row.id, base_version=2, changes={"title": " "})
    assert "Der Titel fehlt" in refusal(strategy, change_measure, empty)


def test_what_somebody_else_changed_is_named(strategy):
    row = details(strategy, "1.3").row
    for aim in ("erstes Ziel", "zweites Ziel"):
        command = ChangeMeasure(id=row.id, base_version=1, changes={"aim": aim})
        if aim == "erstes Ziel":
            strategy.run(change_measure, command)
            continue
        with pytest.raises(Outdated, match="Ziel ist jetzt «erstes Ziel»"):
            strategy.run(change_measure, command)


# ------------------------------------------------------------------ what hangs on a measure


def test_a_reference_is_added_and_removed(strategy):
    measure = details(strategy, "3.2")
    before = len(measure.references)
    command = AddReference(
        measure_id=measure.row.id, kind=ReferenceKind.POSTULAT, number="2026/12", title="Titel"
    )
    strategy.run(add_reference, command)
    added = [row for row in details(strategy, "3.2").references if row.number == "2026/12"]
    assert len(added) == 1
    strategy.run(remove_reference, RemoveLink(id=added[0].id, base_version=1))
    assert len(details(strategy, "3.2").references) == before
    odd = AddReference(measure_id=measure.row.id, kind=ReferenceKind.MOTION, number="12")
    assert "2024/596" in refusal(strategy, add_reference, odd)


def test_two_measures_belong_together_in_either_direction_once(strategy):
    one, other = details(strategy, "1.1").row.id, details(strategy, "1.2").row.id
    kind = RelationKind.BELONGS_TOGETHER
    strategy.run(add_relation, AddRelation(measure_id=one, other_id=other, kind=kind))
    again = AddRelation(measure_id=other, other_id=one, kind=kind)
    assert "schon erfasst" in refusal(strategy, add_relation, again)
    depends = AddRelation(measure_id=other, other_id=one, kind=RelationKind.DEPENDS_ON)
    strategy.run(add_relation, depends)
    tie = next(row for row in details(strategy, "1.2").relations if row.kind is kind)
    strategy.run(remove_relation, RemoveLink(id=tie.id, base_version=1))
    assert [row.kind for row in details(strategy, "1.2").relations] == [RelationKind.DEPENDS_ON]


def test_measures_of_two_periods_are_not_tied_but_carried_over(strategy):
    new_id = strategy.run(add_measure, new(strategy)).value
    old_id = details(strategy, "1.3").row.id
    tie = AddRelation(measure_id=old_id, other_id=new_id, kind=RelationKind.DEPENDS_ON)
    assert "anderen Periode" in refusal(strategy, add_relation, tie)


def test_two_measures_become_one_and_both_ends_show_it(strategy):
    target = strategy.run(add_measure, new(strategy, title="Zugang (erfunden)")).value
    for number in ("1.6", "1.7"):
        command = CarryOver(
            measure_id=details(strategy, number).row.id, kind=CarryOverKind.MERGED, target_id=target
        )
        strategy.run(carry_over, command)
    row = details(strategy, "1.6").row
    assert (row.continued_in, row.continued_as) == ("2025-2028", ("1.1",))
    lines = details(strategy, "1.1", code="2025-2028").carry_overs
    assert [(line.measure_number, line.measure_period) for line in lines] == [
        ("1.6", "2021-2024"),
        ("1.7", "2021-2024"),
    ]


def test_a_measure_is_split_into_two(strategy):
    old_id = details(strategy, "1.3").row.id
    for number in ("1.1", "1.2"):
        target = strategy.run(add_measure, new(strategy, number=number)).value
        command = CarryOver(measure_id=old_id, kind=CarryOverKind.SPLIT, target_id=target)
        strategy.run(carry_over, command)
        if number == "1.1":
            assert "schon erfasst" in refusal(strategy, carry_over, command)
    assert details(strategy, "1.3").row.continued_as == ("1.1", "1.2")
    assert len(details(strategy, "1.3").carry_overs) == 2


def carried(archive, number, *targets, kind=CarryOverKind.CONTINUED):
    """Enter the measures of the next period that are new, and draw the lines."""
    ids = {row.number: row.id for row in view(archive, "2025-2028").measures}
    for target in targets:
        if target not in ids:
            ids[target] = archive.run(add_measure, new(archive, number=target)).value
        command = CarryOver(
            measure_id=details(archive, number).row.id, kind=kind, target_id=ids[target]
        )
        archive.run(carry_over, command)


def kinds(archive, number):
    return {line.target_number: line.kind.value for line in details(archive, number).carry_overs}


def test_numbers_of_the_next_period_stand_in_their_order(strategy):
    carried(strategy, "1.3", "1.10", "1.9")
    assert details(strategy, "1.3").row.continued_as == ("1.9", "1.10")


def test_the_kind_of_a_line_drawn_by_hand_follows_from_the_lines_beside_it(strategy):
    carried(strategy, "1.3", "1.9", kind=CarryOverKind.SPLIT)
    assert kinds(strategy, "1.3") == {"1.9": "continued"}
    carried(strategy, "1.3", "1.10")
    assert kinds(strategy, "1.3") == {"1.9": "split", "1.10": "split"}
    carried(strategy, "1.4", "1.8")
    carried(strategy, "1.5", "1.8")
    assert (kinds(strategy, "1.4"), kinds(strategy, "1.5")) == (
        {"1.8": "merged"},
        {"1.8": "merged"},
    )


def test_a_line_that_goes_leaves_the_kind_of_what_remains(strategy):
    carried(strategy, "1.3", "1.9", "1.10")
    line = next(row for row in details(strategy, "1.3").carry_overs if row.target_number == "1.10")
    strategy.run(remove_carry_over, RemoveLink(id=line.id, base_version=line.version))
    assert kinds(strategy, "1.3") == {"1.9": "continued"}
    carried(strategy, "1.4", "1.9")
    ends = CarryOver(
        measure_id=details(strategy, "1.4").row.id, kind=CarryOverKind.DROPPED, reason="erledigt"
    )
    strategy.run(carry_over, ends)
    assert kinds(strategy, "1.3") == {"1.9": "continued"}


def test_what_is_split_is_not_open_as_well(strategy):
    carried(strategy, "1.3", "1.9", "1.10")
    still_open = CarryOver(measure_id=details(strategy, "1.3").row.id, kind=CarryOverKind.CONTINUED)
    assert "Eine andere ist schon zugeordnet" in refusal(strategy, carry_over, still_open)
    assert details(strategy, "1.3").row.carry_over is CarryOverKind.SPLIT


def test_the_reason_of_what_was_open_stays_with_the_measure_that_takes_it_up(strategy):
    number = "1.6"
    old_id = details(strategy, number).row.id
    unknown = CarryOver(measure_id=old_id, kind=CarryOverKind.CONTINUED, reason="Zugang verbessern")
    strategy.run(carry_over, unknown)
    carried(strategy, number, "1.1")
    (line,) = details(strategy, number).carry_overs
    assert (line.target_number, line.reason) == ("1.1", "Zugang verbessern")


def test_a_line_that_is_gone_is_not_removed_again(strategy):
    carried(strategy, "1.3", "1.9")
    (line,) = details(strategy, "1.3").carry_overs
    command = RemoveLink(id=line.id, base_version=line.version)
    strategy.run(remove_carry_over, command)
    with pytest.raises(NotFound, match="«Weiterführung» gibt es nicht mehr"):
        strategy.run(remove_carry_over, command)


def test_what_does_not_go_on_after_all_loses_its_lines(strategy):
    old_id = details(strategy, "1.3").row.id
    silent = CarryOver(measure_id=old_id, kind=CarryOverKind.DROPPED)
    assert "warum" in refusal(strategy, carry_over, silent)
    command = CarryOver(measure_id=old_id, kind=CarryOverKind.DROPPED, reason="erledigt")
    strategy.run(carry_over, command)
    row = details(strategy, "1.3").row
    assert (row.carry_over, row.continued_in) == (CarryOverKind.DROPPED, "")
    (line,) = details(strategy, "1.3").carry_overs
    strategy.run(remove_carry_over, RemoveLink(id=line.id, base_version=1))
    assert details(strategy, "1.3").row.carry_over is None


def test_after_the_last_period_nothing_goes_on(strategy):
    last = strategy.run(add_measure, new(strategy)).value
    with pytest.raises(NotFound, match="Nach 2025–2028 gibt es noch keine Periode"):
        strategy.run(carry_over, CarryOver(measure_id=last, kind=CarryOverKind.CONTINUED))


def test_a_task_is_overdue_from_the_day_after_until_it_is_done(strategy):
    measure = details(strategy, "1.3").row
    task = AddTask(measure_id=measure.id, title="Leitfaden", due_on=JUNE, milestone=True)
    strategy.run(add_task, task)
    assert details(strategy, "1.3", JUNE).row.overdue_tasks == 0
    assert details(strategy, "1.3", date(2026, 7, 1)).row.overdue_tasks == 1
    (row,) = details(strategy, "1.3").tasks
    tick = ChangeTask(id=row.id, base_version=1, changes={"done_on": date(2026, 8, 1)})
    strategy.run(change_task, tick)
    assert details(strategy, "1.3", date(2026, 7, 31)).row.overdue_tasks == 1
    assert details(strategy, "1.3", date(2026, 8, 1)).row.overdue_tasks == 0
    strategy.run(remove_task, RemoveLink(id=row.id, base_version=2))
    assert details(strategy, "1.3").tasks == ()


def test_a_task_cannot_lose_its_words(strategy):
    task = AddTask(measure_id=details(strategy, "1.3").row.id, title="Leitfaden", due_on=JUNE)
    key = strategy.run(add_task, task).value
    command = ChangeTask(id=key, base_version=1, changes={"title": ""})
    assert "was zu tun ist" in refusal(strategy, change_task, command)


# ------------------------------------------------------------------ texts


def test_a_text_of_the_report_is_written_and_written_again(strategy):
    old = next(
        row
        for row in strategy.query(queries.chapters, period(strategy).id)
        if row.key is ChapterKey.OUTLOOK
    )
    command = WriteChapter(
        period_id=period(strategy).id, key=old.key, base_version=old.version, text="Neu. {total}"
    )
    strategy.run(write_chapter, command)
    with pytest.raises(Outdated, match="Gesamtwürdigung und Ausblick"):
        strategy.run(write_chapter, command)
    texts = {row.key: row.text for row in strategy.query(queries.chapters, period(strategy).id)}
    assert texts[ChapterKey.OUTLOOK] == "Neu. {total}"


def test_paragraphs_stay_apart(strategy):
    text = "Erster  Absatz.\n\nZweiter."
    command = WriteChapter(
        period_id=period(strategy, "2025-2028").id,
        key=ChapterKey.OVERALL,
        base_version=None,
        text=text,
    )
    strategy.run(write_chapter, command)
    rows = strategy.query(queries.chapters, period(strategy, "2025-2028").id)
    assert [row.text for row in rows if row.text] == ["Erster Absatz.\n\nZweiter."]


# ------------------------------------------------------------------ at a Sozialdienst


def test_a_sozialdienst_reads_and_writes_nothing(service_strategy):
    assert done(service_strategy, END) == 19
    with pytest.raises(RuleViolation, match="Die Massnahmen führt das Kantonale Sozialamt"):
        record(service_strategy, "1.3")
    row = details(service_strategy, "1.3").row
    refused = [
        (add_measure, new(service_strategy)),
        (change_measure, ChangeMeasure(id=row.id, base_version=1, changes={"aim": "x"})),
        (add_task, AddTask(measure_id=row.id, title="x", due_on=JUNE)),
        (
            write_chapter,
            WriteChapter(period_id=row.period_id, key=ChapterKey.OVERALL, base_version=1, text="x"),
        ),
    ]
    for usecase, command in refused:
        assert "lassen sie sich nur lesen" in refusal(service_strategy, usecase, command)


def test_among_several_measures_the_one_with_an_entry_of_the_day_is_named(strategy):
    rows = [details(strategy, number).row for number in ("1.3", "1.4")]
    first = RecordStatus(measure_ids=(rows[1].id,), as_of=JUNE, state=MeasureState.IN_PROGRESS)
    strategy.run(record_status, first)
    both = tuple(row.id for row in rows)

    with pytest.raises(RuleViolation) as refused:
        strategy.run(
            record_status,
            RecordStatus(measure_ids=both, as_of=JUNE, state=MeasureState.IN_PROGRESS),
        )

    (finding,) = refused.value.findings
    assert finding.message.startswith("Massnahme 1.4: Per 30.06.2026 ist schon ein Stand erfasst.")
    assert [entry.as_of for entry in details(strategy, "1.3").history if entry.as_of == JUNE] == []
