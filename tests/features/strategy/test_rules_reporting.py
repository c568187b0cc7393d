"""Stages of the draft, what keeps a version from being frozen, and the form it is kept in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measure_examples import measure, status
from report_examples import content, with_chapter

from sozdesk.features.strategy import rules
from sozdesk.features.strategy.terms import (
    ChapterKey,
    ClosingReason,
    MeasureState,
    ReportContent,
    ReportDraft,
    ReportStage,
    ReportVersionRow,
    StageRow,
)

TODAY = date(2027, 1, 5)
DECISION = ReportStage.GOVERNMENT_DECISION


def step(stage: ReportStage, since: date, rrb_number: str = "") -> StageRow:
    return StageRow(id=UUID(int=1), version=1, stage=stage, since=since, rrb_number=rrb_number)


def fields(stage, since, number="", current=None):
    found = rules.stage_findings(stage, since, number, current=current, today=TODAY)
    return [one.field for one in found]


def test_a_draft_goes_on_and_also_back():
    at_directorate = step(ReportStage.DIRECTORATE, date(2026, 12, 1))
    assert not fields(ReportStage.CONSULTATION, TODAY)
    assert not fields(DECISION, TODAY, "2027-12", at_directorate)
    assert not fields(ReportStage.DRAFT, TODAY, current=at_directorate)
    assert not fields(ReportStage.DRAFT, date(2026, 12, 1), current=at_directorate)


def test_a_decision_of_the_regierungsrat_has_a_number():
    assert fields(DECISION, TODAY) == ["rrb_number"]


@pytest.mark.parametrize(
    ("stage", "since", "field"),
    [
        (ReportStage.DRAFT, date(2027, 1, 6), "since"),  # tomorrow
        (ReportStage.DRAFT, date(2026, 11, 30), "since"),  # the day before the last step
        (ReportStage.DIRECTORATE, TODAY, "stage"),  # where it is already
    ],
)
def test_a_step_that_cannot_be_is_refused_at_its_field(stage, since, field):
    current = step(ReportStage.DIRECTORATE, date(2026, 12, 1))
    assert fields(stage, since, current=current) == [field]


def test_another_number_of_the_decision_is_a_step():
    assert not fields(DECISION, TODAY, "2027-13", step(DECISION, TODAY, "2027-12"))


# ------------------------------------------------------------------ what was decided


DECIDED = step(DECISION, date(2025, 6, 24), "2025-870")


def version(row: ReportContent, decision: StageRow | None = DECIDED) -> ReportVersionRow:
    return ReportVersionRow(
        id=UUID(int=2),
        number=1,
        as_of=row.view.as_of,
        stage=decision.stage if decision else ReportStage.DRAFT,
        rrb_number=decision.rrb_number if decision else "",
        rrb_on=decision.since if decision else None,
        frozen_at=datetime(2025, 6, 25, 8, tzinfo=UTC),
        frozen_by="Anna Muster",
        content_sha256=rules.digest(rules.report_json(row)),
        files=(),
    )


def test_a_decision_is_claimed_only_for_what_was_frozen_at_it():
    decided = content(measure("1.1"), stage=DECIDED)
    assert rules.as_written(decided, [version(decided)]) == decided
    rewritten = with_chapter(decided, ChapterKey.OUTLOOK, "Anders.")
    earlier = replace(decided, view=replace(decided.view, as_of=date(2023, 12, 31)))
    for row in (rewritten, earlier):
        found = rules.as_written(row, [version(decided)])
        assert found == replace(row, stage=None, decision=DECIDED)
        assert rules.as_frozen(row, [version(decided)]) == found


def test_a_version_from_before_the_decision_was_not_decided():
    decided = content(measure("1.1"), stage=DECIDED)
    before = version(replace(decided, stage=None), None)
    assert rules.as_written(decided, [before]).stage is None
    other = replace(DECIDED, rrb_number="2025-1")
    assert rules.as_written(decided, [version(replace(decided, stage=other), other)]).stage is None


def test_the_first_version_after_a_decision_keeps_what_was_decided():
    decided = content(measure("1.1"), stage=DECIDED)
    before = version(replace(decided, stage=None), None)
    assert rules.as_frozen(decided, []) == decided
    assert rules.as_frozen(decided, [before]) == decided
    assert rules.as_frozen(decided, [version(decided), before]) == decided


@pytest.mark.parametrize("stage", [None, step(ReportStage.DIRECTORATE, date(2026, 12, 1))])
def test_without_a_decision_the_stage_of_the_draft_is_said(stage):
    row = content(measure("1.1"), stage=stage)
    assert rules.as_written(row, []) == row
    assert rules.as_frozen(row, []) == row


# ------------------------------------------------------------------ freezing


def draft(row=None, **changes) -> ReportDraft:
    made = ReportDraft(
        content=row or content(measure("1.1")),
        written=row or content(measure("1.1")),
        step=None,
        number=2,
        content_sha256="b" * 64,
        last_sha256="a" * 64,
    )
    return replace(made, **changes)


def test_what_is_new_and_names_only_known_figures_can_be_frozen():
    row = content(measure("1.1"), measure("1.2", None))
    row = with_chapter(row, ChapterKey.OVERALL, "{umgesetzt} von {total}")
    assert rules.freeze_findings(draft(row), TODAY) == ()


def test_every_unknown_figure_is_named_with_its_place():
    row = with_chapter(content(), ChapterKey.OVERALL, "Es sind {hf9.total}.")
    text = status(text="Siehe { gesamt }.")
    row = replace(row, view=replace(row.view, measures=(measure("1.3", status=text),)))
    found = rules.freeze_findings(draft(row), TODAY)
    assert [one.message.partition(" gibt es nicht.")[0] for one in found] == [
        "Kapitel Umsetzungsstand insgesamt: Das Feld «{hf9.total}»",
        "Massnahme 1.3: Das Feld «{gesamt}»",
    ]


def test_a_lone_brace_is_named_with_its_place():
    row = with_chapter(content(), ChapterKey.OVERALL, "{umgesetzt von {total} Massnahmen")
    (found,) = rules.freeze_findings(draft(row), TODAY)
    assert found.message.startswith(
        "Kapitel Umsetzungsstand insgesamt: Die Klammer «{» gehört zu keinem Feld."
    )


def test_the_same_content_is_not_frozen_twice():
    (found,) = rules.freeze_findings(draft(last_sha256="b" * 64), TODAY)
    assert found.message.startswith("Seit der letzten Version hat sich nichts geändert.")


def test_a_day_to_come_is_not_frozen():
    (found,) = rules.freeze_findings(draft(), date(2024, 12, 30))
    assert found.message == "Der 31.12.2024 liegt in der Zukunft."


# ------------------------------------------------------------------ texts and the kept form


def test_a_text_is_parted_at_empty_lines_and_filled():
    text = "Es sind {total}.\n\n\n\nZweiter\nAbsatz. \n\n"
    assert rules.paragraphs(text, {"total": "40"}) == ("Es sind 40.", "Zweiter\nAbsatz.")
    assert rules.paragraphs("", {}) == ()


def test_what_is_kept_says_everything_and_comes_back():
    done = status("implemented", reason=ClosingReason.LAW, text="{umgesetzt} von {total} gilt.")
    row = with_chapter(
        content(measure("1.1", status=done, aim="Ziel"), measure("1.2", None)),
        ChapterKey.OVERALL,
        "{umgesetzt} von {total}.",
    )
    back = rules.snapshot_of(rules.report_json(row))
    assert back.stage == "Entwurf"
    assert back.as_of == date(2024, 12, 31)
    assert back.chapters[ChapterKey.OVERALL] == "1 von 2."
    first, second = back.measures
    assert (first.number, first.aim, first.priority) == ("1.1", "Ziel", 2)
    assert (first.state, first.text) == (MeasureState.IMPLEMENTED, "1 von 2 gilt.")
    assert first.others == {"Grund": "durch Gesetz oder Verordnung"}
    assert (second.state, second.text) == (MeasureState.PLANNED, "")


@given(st.sampled_from(["title", "aim", "responsible_body"]), st.text(min_size=1))
def test_whatever_changes_changes_the_hash(name: str, text: str):
    plain = measure("1.1")
    changed = replace(plain, **{name: getattr(plain, name) + text})
    before = rules.digest(rules.report_json(content(plain)))
    assert before == rules.digest(rules.report_json(content(plain)))
    assert before != rules.digest(rules.report_json(content(changed)))


def test_the_stage_is_part_of_what_is_kept():
    row = content(measure("1.1"))
    decided = replace(row, stage=step(DECISION, date(2025, 6, 24), "2025-870"))
    kept = rules.report_json(decided)
    assert kept["stage"] == "RRB Nr. 2025-870 vom 24.06.2025"
    assert rules.digest(kept) != rules.digest(rules.report_json(row))
