"""Yearly reports recorded, judged and reminded of, in a real file."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes, policy

import platform_kit
import pytest
import reports_kit as kit

from sozdesk.features.offerings import files, queries, usecases
from sozdesk.features.offerings.terms import (
    DatedKind,
    ReportResult,
    ReportState,
    ValueKey,
)
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation


@pytest.fixture
def made(platform):
    return kit.provider_with_offerings(platform)


def lines(archive, year=kit.YEAR, today=kit.TODAY):
    return archive.query(queries.report_lines, year, today)


def test_who_had_a_recognised_offering_owes_a_report(platform, made):
    other = platform_kit.provider(platform, "Ohne Anerkennung")
    platform_kit.offering(platform, other)
    (line,) = lines(platform)
    assert (line.provider.name, line.state) == ("Kurszentrum Muster", ReportState.OPEN)
    assert line.due_on == date(2027, 4, 30)
    assert [row.number for row in line.provider.offerings] == [1, 2]
    assert lines(platform, year=2024) == ()


def test_the_address_of_a_contact_serves_where_the_provider_has_none(platform):
    made = kit.provider_with_offerings(platform, email="")
    contact = usecases.AddProviderContact(
        provider_id=made.id, name="Rita Beispiel", email="rita@muster.example"
    )
    platform.run(usecases.add_provider_contact, contact)
    assert lines(platform)[0].provider.email == "rita@muster.example"


def test_a_recorded_report_is_read_back_whole_with_its_file(platform, made, tmp_path):
    path = kit.form(platform, tmp_path)
    (read,) = kit.read(platform, path)
    assert kit.record(platform, path) == 1
    (line,) = lines(platform)
    assert line.state is ReportState.RECEIVED
    assert line.row.report == read.report
    assert line.row.received_on == kit.TODAY
    assert platform.query(queries.report_file, line.row) == path.read_bytes()
    assert line.findings == ()


def test_the_same_file_again_changes_nothing(platform, made, tmp_path):
    path = kit.form(platform, tmp_path)
    kit.record(platform, path)
    (again,) = kit.read(platform, path)
    assert again.recorded
    assert not again.usable
    assert kit.sentences(again) == ["Diese Datei ist bereits erfasst. Nichts zu tun."]
    assert kit.record(platform, path) == 0


def test_a_corrected_form_replaces_figures_and_result(platform, made, tmp_path):
    kit.record(platform, kit.form(platform, tmp_path))
    (line,) = lines(platform)
    decide(platform, line)
    corrected = kit.form(
        platform, tmp_path, municipality_2861_assignments=None, municipality_2861_amount=None
    )
    (read,) = kit.read(platform, corrected)
    assert read.replaces
    assert kit.record(platform, corrected) == 1
    (line,) = lines(platform)
    assert line.state is ReportState.RECEIVED
    assert [town.bfs_number for town in line.row.report.municipalities] == [kit.LIESTAL]
    assert "sum_differs" in [finding.code for finding in line.findings]


def test_recording_can_be_undone(platform, made, tmp_path):
    kit.record(platform, kit.form(platform, tmp_path))
    platform.undo_last()
    assert lines(platform)[0].row is None


def test_two_files_of_one_provider_are_refused_together(platform, made, tmp_path):
    (first,) = kit.read(platform, kit.form(platform, tmp_path))
    (second,) = kit.read(platform, kit.form(platform, tmp_path, participants=40))
    command = usecases.RecordProviderReports(year=kit.YEAR, files=(first, second))
    with pytest.raises(RuleViolation):
        platform.run(usecases.record_provider_reports, command)
    assert lines(platform)[0].row is None


def test_an_unusable_file_or_one_of_another_year_is_refused(platform, made, tmp_path):
    (unusable,) = kit.read(platform, kit.form(platform, tmp_path, participants="viele"))
    with pytest.raises(RuleViolation, match="Teilnehmende"):
        record(platform, unusable)
    (good,) = kit.read(platform, kit.form(platform, tmp_path))
    with pytest.raises(RuleViolation, match="Der Bericht ist für 2026, eingelesen wird 2025"):
        record(platform, good, year=2025)


def record(archive, *read, year=kit.YEAR):
    command = usecases.RecordProviderReports(year=year, files=read)
    return archive.run(usecases.record_provider_reports, command)


def test_a_provider_that_was_removed_meanwhile_is_named(platform, made, tmp_path):
    from dataclasses import replace
    from uuid import UUID

    (good,) = kit.read(platform, kit.form(platform, tmp_path))
    gone = replace(good, report=replace(good.report, provider_id=UUID(int=5)))
    with pytest.raises(NotFound):
        record(platform, gone)
    figures = replace(good.report.offerings[0], offering_id=UUID(int=6))
    with pytest.raises(NotFound, match="Ein Angebot im Bericht"):
        record(platform, replace(good, report=replace(good.report, offerings=(figures,))))


def decide(archive, line, result=ReportResult.CONTINUE, reason="", on=kit.TODAY, version=None):
    command = usecases.DecideReport(
        id=line.row.id,
        base_version=version or line.row.version,
        result=result,
        result_on=on,
        result_reason=reason,
    )
    return archive.run(usecases.decide_report, command)


def test_the_result_is_kept_with_day_and_reason(platform, made, tmp_path):
    kit.record(platform, kit.form(platform, tmp_path))
    (line,) = lines(platform)
    outcome = decide(platform, line, ReportResult.CONDITIONS, "Auslastung  belegen")
    assert outcome.summary == (
        "Kurszentrum Muster: Jahresbericht 2026 beurteilt, weiterführen mit Auflagen"
    )
    (line,) = lines(platform)
    assert line.state is ReportState.DECIDED
    assert (line.row.result_on, line.row.result_reason) == (kit.TODAY, "Auslastung belegen")


def test_a_result_without_reason_or_by_somebody_too_slow_is_refused(platform, made, tmp_path):
    kit.record(platform, kit.form(platform, tmp_path))
    (line,) = lines(platform)
    with pytest.raises(RuleViolation, match="weshalb"):
        decide(platform, line, ReportResult.WITHDRAW)
    decide(platform, line)
    with pytest.raises(Outdated):
        decide(platform, line)


def test_the_same_report_in_two_years_is_noticed(platform, made, tmp_path):
    kit.record(platform, kit.form(platform, tmp_path, 2025), year=2025)
    (read,) = kit.read(platform, kit.form(platform, tmp_path))
    assert "Alle Zahlen sind gleich wie im Vorjahr." in " ".join(kit.sentences(read))


# ---------------------------------------------------------------- reminders

MAY = date(2027, 5, 3)


def test_only_who_is_late_is_reminded(platform, made, tmp_path):
    assert platform.query(queries.report_reminders, kit.YEAR, date(2027, 4, 30)) == ()
    (one,) = platform.query(queries.report_reminders, kit.YEAR, MAY)
    assert (one.provider.name, one.number, one.due_on) == (
        "Kurszentrum Muster",
        1,
        date(2027, 4, 30),
    )
    assert platform.query(queries.report_reminders, kit.YEAR, MAY, {made.course}) == ()
    kit.record(platform, kit.form(platform, tmp_path))
    assert platform.query(queries.report_reminders, kit.YEAR, MAY) == ()


def test_a_reminder_is_a_draft_with_the_form(platform, made, tmp_path):
    found = platform.query(queries.report_reminders, kit.YEAR, MAY)
    asked = kit.asked(platform)
    assert files.write_reminders(tmp_path, asked, found) == found
    (path,) = tmp_path.glob("*.eml")
    assert path.name == "Erinnerung_1_Jahresbericht_2026_Kurszentrum Muster.eml"
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert message["Subject"] == "Jahresbericht 2026: Erinnerung"
    assert message["To"] == "Kurszentrum Muster <info@muster.example>"
    body = message.get_body().get_content()
    assert "war am 30.04.2027 fällig" in body
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "Jahresbericht_2026_Kurszentrum Muster.xlsx"
    assert attached.get_content() == files.report_form(asked, asked.providers[0])


def test_without_an_address_no_draft_is_written(platform, tmp_path):
    kit.provider_with_offerings(platform, email="")
    found = platform.query(queries.report_reminders, kit.YEAR, MAY)
    assert files.write_reminders(tmp_path, kit.asked(platform), found) == ()
    assert list(tmp_path.glob("*.eml")) == []


def test_a_drafted_reminder_is_noted_and_the_next_one_is_the_second(platform, made):
    command = usecases.LogReportReminders(year=kit.YEAR, provider_ids=(made.id,))
    outcome = platform.run(usecases.log_report_reminders, command)
    assert outcome.summary == "1 Erinnerung an den Jahresbericht 2026 vermerkt"
    (line,) = lines(platform)
    assert (line.state, line.reminded_on) == (ReportState.REMINDED, (kit.TODAY,))
    (one,) = platform.query(queries.report_reminders, kit.YEAR, MAY)
    assert one.number == 2


def test_without_a_day_nobody_is_late_and_nothing_is_noted(platform, made):
    (due,) = (row for row in platform.query(queries.values) if row.key is ValueKey.REPORT_DUE)
    platform.run(
        usecases.remove_dated_value,
        usecases.RemoveDatedValue(kind=DatedKind.VALUE, id=due.id, base_version=due.version),
    )
    assert platform.query(queries.report_due_on, kit.YEAR) is None
    assert lines(platform, today=date(2030, 1, 1))[0].state is ReportState.OPEN
    assert platform.query(queries.report_reminders, kit.YEAR, date(2030, 1, 1)) == ()
    with pytest.raises(RuleViolation, match="noch nicht erfasst"):
        platform.run(
            usecases.log_report_reminders,
            usecases.LogReportReminders(year=kit.YEAR, provider_ids=()),
        )


def test_a_sozialdienst_records_judges_and_reminds_nothing(service_platform):
    from uuid import UUID

    for usecase, command in (
        (
            usecases.record_provider_reports,
            usecases.RecordProviderReports(year=2026, files=()),
        ),
        (
            usecases.decide_report,
            usecases.DecideReport(
                id=UUID(int=1), base_version=1, result=ReportResult.CONTINUE, result_on=None
            ),
        ),
        (
            usecases.log_report_reminders,
            usecases.LogReportReminders(year=2026, provider_ids=()),
        ),
    ):
        with pytest.raises(RuleViolation, match="Kantonale"):
            service_platform.run(usecase, command)
