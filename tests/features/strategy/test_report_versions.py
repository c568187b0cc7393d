"""Stages of a draft, versions that stay, and what changed between two reports."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from report_examples import imprint

from sozdesk.archive.store import Archive
from sozdesk.documents.xlsx import write_xlsx
from sozdesk.features.strategy import queries, reports, rules, usecases
from sozdesk.features.strategy.terms import (
    ChapterKey,
    ClosingReason,
    MeasureState,
    ReportFile,
    ReportStage,
)
from sozdesk.features.strategy.usecases import (
    FreezeReport,
    RecordStatus,
    SetStage,
    WriteChapter,
)
from sozdesk.kernel.errors import Outdated, RuleViolation

END = date(2024, 12, 31)
FILES = (ReportFile("bericht.docx", b"docx"), ReportFile("bericht.pdf", b"pdf"))


def period(archive: Archive, code: str = "2021-2024"):
    return archive.query(queries.period_of, code)


def set_stage(archive: Archive, stage: ReportStage, since: date, number: str = "") -> None:
    command = SetStage(period_id=period(archive).id, stage=stage, since=since, rrb_number=number)
    archive.run(usecases.set_stage, command)


def draft(archive: Archive, day: date = END):
    return archive.query(queries.report_draft, period(archive), day, archive.context().today)


def freeze(archive: Archive, day: date = END, files=FILES):
    found = draft(archive, day)
    command = FreezeReport(
        period_id=period(archive).id,
        as_of=day,
        number=found.number,
        content_sha256=found.content_sha256,
        files=files,
    )
    return archive.run(usecases.freeze_report, command)


def write(archive: Archive, key: ChapterKey, text: str) -> None:
    rows = archive.query(queries.chapters, period(archive).id)
    row = next(row for row in rows if row.key is key)
    command = WriteChapter(
        period_id=period(archive).id, key=key, base_version=row.version, text=text
    )
    archive.run(usecases.write_chapter, command)


def versions(archive: Archive):
    return archive.query(queries.report_versions, period(archive).id)


# ------------------------------------------------------------------ stages


def test_a_draft_goes_its_way_to_the_regierungsrat(strategy: Archive):
    assert draft(strategy).content.stage is None
    set_stage(strategy, ReportStage.CONSULTATION, date(2025, 2, 3))
    set_stage(strategy, ReportStage.DIRECTORATE, date(2025, 5, 5))
    set_stage(strategy, ReportStage.GOVERNMENT_DECISION, date(2025, 6, 24), " 2025-870 ")
    found = strategy.query(queries.stages, period(strategy).id)
    assert [(row.stage, row.since, row.rrb_number) for row in found] == [
        (ReportStage.GOVERNMENT_DECISION, date(2025, 6, 24), "2025-870"),
        (ReportStage.DIRECTORATE, date(2025, 5, 5), ""),
        (ReportStage.CONSULTATION, date(2025, 2, 3), ""),
    ]
    report = reports.measures_report(draft(strategy).content, imprint(strategy))
    assert report.stamp == "RRB Nr. 2025-870 vom 24.06.2025"


def test_what_is_changed_after_the_decision_or_of_another_day_is_a_draft(strategy: Archive):
    set_stage(strategy, ReportStage.GOVERNMENT_DECISION, date(2025, 6, 24), "2025-870")
    decided = "RRB Nr. 2025-870 vom 24.06.2025"

    def report(day: date = END):
        now = strategy.query(
            queries.report_content, period(strategy), day, strategy.context().today
        )
        return reports.measures_report(now, imprint(strategy))

    assert report().stamp == "Entwurf"  # nothing is frozen at the decision yet
    freeze(strategy)
    assert report().stamp == decided
    earlier = report(date(2023, 12, 31))
    assert earlier.stamp == "Entwurf"
    assert {fact.label: fact.value for fact in earlier.facts}["Zuletzt beschlossen"] == decided
    write(strategy, ChapterKey.OUTLOOK, "Nach dem Beschluss geschrieben.")
    assert report().stamp == "Entwurf"
    freeze(strategy)
    new, old = versions(strategy)
    assert (new.stage, new.rrb_number, new.rrb_on) == (ReportStage.DRAFT, "", None)
    assert old.rrb_number == "2025-870"


def test_two_steps_of_one_day_are_one(strategy: Archive):
    day = date(2026, 12, 1)
    set_stage(strategy, ReportStage.GOVERNMENT_DECISION, day, "2026-1")
    set_stage(strategy, ReportStage.DIRECTORATE, day, "2026-1")
    (found,) = strategy.query(queries.stages, period(strategy).id)
    assert (found.stage, found.rrb_number) == (ReportStage.DIRECTORATE, "")


def test_a_step_that_cannot_be_leaves_nothing(strategy: Archive):
    with pytest.raises(RuleViolation, match="Nummer des Regierungsratsbeschlusses"):
        set_stage(strategy, ReportStage.GOVERNMENT_DECISION, date(2025, 6, 24))
    assert strategy.query(queries.stages, period(strategy).id) == ()


# ------------------------------------------------------------------ versions


def test_a_version_keeps_number_day_person_hash_and_files(strategy: Archive):
    set_stage(strategy, ReportStage.GOVERNMENT_DECISION, date(2025, 6, 24), "2025-870")
    outcome = freeze(strategy)
    assert outcome.summary == "Bericht 2021–2024: Version 1 festgehalten, Stand per 31.12.2024"
    (row,) = versions(strategy)
    assert (row.number, row.as_of, row.frozen_by) == (1, END, "Anna Muster")
    assert (row.stage, row.rrb_number, row.rrb_on) == (
        ReportStage.GOVERNMENT_DECISION,
        "2025-870",
        date(2025, 6, 24),
    )
    assert row.frozen_at == strategy.context().now
    assert row.content_sha256 == draft(strategy).content_sha256
    assert [file.name for file in row.files] == ["bericht.docx", "bericht.pdf"]
    assert row.files[0].sha256 == hashlib.sha256(b"docx").hexdigest()
    assert strategy.query(queries.version_files, row.id) == FILES


def test_the_hash_is_the_sha_256_of_the_canonical_json(strategy: Archive):
    import json

    kept = rules.report_json(draft(strategy).content)
    plain = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert draft(strategy).content_sha256 == hashlib.sha256(plain).hexdigest()


def test_a_version_stays_as_it_was_whatever_is_recorded_later(strategy: Archive):
    freeze(strategy)
    kept = versions(strategy)[0]
    before = strategy.query(queries.version_snapshot, kept.id)
    write(strategy, ChapterKey.OUTLOOK, "Ganz neu.")
    assert strategy.query(queries.version_snapshot, kept.id) == before
    assert strategy.query(queries.version_files, kept.id) == FILES
    freeze(strategy)
    assert [row.number for row in versions(strategy)] == [2, 1]


def test_what_changed_while_the_files_were_written_is_not_frozen(strategy: Archive):
    found = draft(strategy)
    write(strategy, ChapterKey.OUTLOOK, "Inzwischen anders.")
    command = FreezeReport(
        period_id=period(strategy).id,
        as_of=END,
        number=found.number,
        content_sha256=found.content_sha256,
        files=FILES,
    )
    with pytest.raises(Outdated, match="Seit dem Schreiben der Dateien"):
        strategy.run(usecases.freeze_report, command)
    assert versions(strategy) == ()


def test_an_unknown_figure_keeps_a_version_from_being_frozen(strategy: Archive):
    write(strategy, ChapterKey.OUTLOOK, "Es sind {hf8.total} Massnahmen.")
    with pytest.raises(RuleViolation, match=r"hf8\.total"):
        freeze(strategy)
    assert versions(strategy) == ()


def test_nothing_new_is_not_frozen_again(strategy: Archive):
    freeze(strategy)
    with pytest.raises(RuleViolation, match="nichts geändert"):
        freeze(strategy)


def test_another_stage_alone_is_something_new(strategy: Archive):
    freeze(strategy)
    set_stage(strategy, ReportStage.DIRECTORATE, date(2026, 12, 1))
    freeze(strategy)
    assert len(versions(strategy)) == 2


def test_a_sozialdienst_writes_the_report_but_freezes_none(service_strategy: Archive):
    with pytest.raises(RuleViolation, match="Kantonale Sozialamt"):
        freeze(service_strategy)
    with pytest.raises(RuleViolation, match="Kantonale Sozialamt"):
        set_stage(service_strategy, ReportStage.DIRECTORATE, date(2026, 12, 1))
    report = reports.measures_report(draft(service_strategy).content, imprint(service_strategy))
    assert report.charts[0].title.startswith("19 von 40")


# ------------------------------------------------------------------ comparing


def snapshot(archive: Archive, day: date):
    return archive.query(queries.day_snapshot, period(archive), day, archive.context().today)


def test_two_days_differ_in_what_was_recorded_between_them(strategy: Archive):
    """At the end of 2023 7 were done, a year later 19: twelve measures stand elsewhere."""
    found = rules.compare(snapshot(strategy, date(2023, 12, 31)), snapshot(strategy, END))
    assert len(found.states) == 12
    assert {one.before for one in found.states} == {MeasureState.IN_PROGRESS}
    assert not found.added
    assert not found.removed


def test_a_version_and_the_data_of_today_are_compared_word_by_word(strategy: Archive):
    write(strategy, ChapterKey.OUTLOOK, "Der Leitfaden ist noch in Arbeit.")
    freeze(strategy)
    write(strategy, ChapterKey.OUTLOOK, "Der Leitfaden ist seit Mai in Kraft.")
    before = strategy.query(queries.version_snapshot, versions(strategy)[0].id)
    found = rules.compare(before, snapshot(strategy, END))
    (change,) = found.texts
    assert change.place == "Kapitel Gesamtwürdigung und Ausblick"
    assert not found.states
    report = reports.comparison_report(
        found, period(strategy), "Version 1", "heute", imprint(strategy)
    )
    (table,) = report.tables
    assert table.values() == (
        (
            "Kapitel Gesamtwürdigung und Ausblick",
            (
                "Der Leitfaden ist [gestrichen: noch] [neu: seit Mai] in [gestrichen: Arbeit.] "
                "[neu: Kraft.] "
            ),
        ),
    )
    assert [fact.value for fact in report.facts] == ["Version 1", "heute", "1 geänderter Text."]
    assert write_xlsx(report).startswith(b"PK")


def test_states_and_measures_that_come_and_go_have_tables_of_their_own(strategy: Archive):
    ids = {row.number: row.id for row in draft(strategy).content.view.measures}
    before = snapshot(strategy, END)
    strategy.run(
        usecases.record_status,
        RecordStatus(
            measure_ids=(ids["7.1"],),
            as_of=date(2026, 6, 1),
            state=MeasureState.IMPLEMENTED,
            reason=ClosingReason.PROCESS,
        ),
    )
    strategy.run(
        usecases.add_measure,
        usecases.AddMeasure(period_id=period(strategy).id, number="7.5", title="Neue Massnahme"),
    )
    after = snapshot(strategy, date(2027, 1, 5))
    report = reports.comparison_report(
        rules.compare(before, after), period(strategy), "A", "B", imprint(strategy)
    )
    tables = {table.title: table.values() for table in report.tables}
    assert tables["Stand geändert"] == (
        (
            "7.1",
            "Umsetzung des kantonalen Assessmentcenters",
            "in Umsetzung",
            "umgesetzt / abgeschlossen",
        ),
    )
    assert tables["Neu und entfallen"] == (("7.5", "Neue Massnahme", "neu", "geplant"),)


def test_two_reports_that_say_the_same_are_said_to(strategy: Archive):
    one = snapshot(strategy, END)
    report = reports.comparison_report(
        rules.compare(one, one), period(strategy), "A", "A", imprint(strategy)
    )
    assert report.tables == ()
    assert report.facts[2].value == "Beide Berichte sagen dasselbe."
