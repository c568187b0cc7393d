"""From the Antrag to the rechtskräftige Verfügung in a real file, and everything that is refused."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
import ruling_kit as kit
from docx import Document

import case_kit
from sozdesk.archive import blobs
from sozdesk.archive.store import Archive
from sozdesk.features.cases import queries, records, rules, usecases
from sozdesk.features.cases.terms import (
    ApplicationKind,
    CaseDated,
    Decider,
    Notification,
    Resolved,
    RulingNature,
    TenancyForm,
)
from sozdesk.features.offices.terms import BodyFunction
from sozdesk.features.offices.usecases import AddBodyMember, add_body_member
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation


@pytest.fixture
def mine(casework: Archive) -> UUID:
    return kit.a_case(casework)


def words(content: bytes) -> str:
    return "\n".join(line.text for line in Document(BytesIO(content)).paragraphs)


def passed(archive: Archive, usecase: Any, command: type, ruling_id: UUID, **more: Any) -> None:
    version = kit.ruling_row(archive, ruling_id).version
    archive.run(usecase, command(id=ruling_id, base_version=version, **more))


# ------------------------------------------------------------------ Antrag


def test_an_application_is_entered_changed_and_removed(casework: Archive, mine: UUID) -> None:
    made = kit.application(casework, mine, title=" Deutschkurs  A2 ")
    row = kit.row_of(casework, made)
    assert (row.title, row.case_number, row.case_name) == ("Deutschkurs A2", 1, "Muster Anna")
    change = usecases.ChangeApplication(
        id=made, base_version=row.version, changes={"title": "Deutschkurs B1"}
    )
    outcome = casework.run(usecases.change_application, change)
    assert outcome.summary == "Fall 1: Antrag geändert"
    with pytest.raises(Outdated):
        casework.run(usecases.change_application, change)
    removal = usecases.RemoveRow(id=made, base_version=row.version + 1)
    casework.run(usecases.remove_application, removal)
    assert casework.query(queries.application_of, made) is None


def test_an_application_needs_a_title_and_a_day_that_has_come(
    casework: Archive, mine: UUID
) -> None:
    command = usecases.AddApplication(
        case_id=mine, kind=ApplicationKind.RENT, title=" ", submitted_on=date(2027, 1, 6)
    )
    assert kit.refused(casework, usecases.add_application, command) == [
        ("title_missing", "title"),
        ("in_future", "submitted_on"),
    ]


def test_the_file_of_the_canton_holds_no_application(archive: Archive) -> None:
    command = usecases.AddApplication(
        case_id=UUID(int=1), kind=ApplicationKind.RENT, title="x", submitted_on=kit.TODAY
    )
    assert kit.refused(archive, usecases.add_application, command) == [("not_municipal", "")]


# ------------------------------------------------------------------ Sitzung


def test_the_agenda_counts_in_the_order_given_and_is_renumbered(
    casework: Archive, mine: UUID
) -> None:
    one, two, three = (kit.application(casework, mine, title=name) for name in ("A", "B", "C"))
    meeting = kit.meeting(casework, one, two, three)
    casework.run(
        usecases.set_agenda, usecases.SetAgenda(meeting_id=meeting, application_ids=(three, one))
    )
    listed = casework.query(queries.agenda, meeting)
    assert [(row.agenda_number, row.title) for row in listed] == [(1, "C"), (2, "A")]
    assert [row.title for row in casework.query(queries.waiting, case_kit.BFS)] == ["B"]


def test_what_another_meeting_or_nobody_decides_is_refused(casework: Archive, mine: UUID) -> None:
    other = kit.a_case(casework, number=2, bfs_number=2831)
    foreign = kit.application(casework, other)
    taken = kit.application(casework, mine)
    kit.meeting(casework, taken)
    delegated = kit.application(casework, mine, decider=Decider.PRESIDENT)
    second = kit.meeting(casework, held_on=date(2027, 2, 2))

    def codes(application_id: UUID) -> list[tuple[str, str]]:
        command = usecases.SetAgenda(meeting_id=second, application_ids=(application_id,))
        return kit.refused(casework, usecases.set_agenda, command)

    assert codes(foreign) == [("other_municipality", "")]
    assert codes(taken) == [("not_waiting", "")]
    assert codes(delegated) == [("not_waiting", "")]


def test_an_application_that_the_authority_decides_no_longer_leaves_the_agenda(
    casework: Archive, mine: UUID
) -> None:
    made = kit.application(casework, mine)
    meeting = kit.meeting(casework, made)
    change = usecases.ChangeApplication(
        id=made,
        base_version=kit.row_of(casework, made).version,
        changes={"decider": Decider.PRESIDENT},
    )
    casework.run(usecases.change_application, change)
    assert casework.query(queries.agenda, meeting) == ()


def test_a_municipality_meets_once_a_day_and_a_used_meeting_stays(
    casework: Archive, mine: UUID
) -> None:
    meeting = kit.meeting(casework, kit.application(casework, mine))
    twice = usecases.AddMeeting(bfs_number=case_kit.BFS, held_on=kit.TODAY)
    assert kit.refused(casework, usecases.add_meeting, twice) == [("meeting_twice", "held_on")]
    row = casework.query(queries.meetings)[0]
    removal = usecases.RemoveRow(id=meeting, base_version=row.version)
    assert kit.refused(casework, usecases.remove_meeting, removal) == [("used", "")]
    casework.run(usecases.set_agenda, usecases.SetAgenda(meeting_id=meeting, application_ids=()))
    casework.run(usecases.remove_meeting, removal)
    assert casework.query(queries.meetings) == ()


def test_a_meeting_gets_its_number_of_the_minutes(casework: Archive) -> None:
    meeting = kit.meeting(casework)
    row = casework.query(queries.meetings)[0]
    change = usecases.ChangeMeeting(
        id=meeting, base_version=row.version, changes={"minutes_number": "1/2027"}
    )
    assert casework.run(usecases.change_meeting, change).summary == (
        "Sitzung vom 05.01.2027 geändert"
    )
    assert casework.query(queries.meetings)[0].minutes_number == "1/2027"


def test_all_resolutions_of_a_meeting_are_one_act(casework: Archive, mine: UUID) -> None:
    one, two, three = (kit.application(casework, mine, title=name) for name in ("A", "B", "C"))
    meeting = kit.meeting(casework, one, two, three)
    command = usecases.RecordResolutions(
        resolved_on=kit.TODAY,
        resolutions=(
            kit.resolution(casework, one, number="2027-1", extract="Gutgeheissen."),
            kit.resolution(casework, two, number="2027-2", resolved=Resolved.REFUSED),
            kit.resolution(casework, three, number="", resolved=Resolved.POSTPONED),
        ),
    )
    outcome = casework.run(usecases.record_resolutions, command)
    assert (outcome.value, outcome.summary) == (3, "3 Beschlüsse vom 05.01.2027 erfasst")
    first = kit.row_of(casework, one)
    assert (first.resolved, first.resolution_number, first.extract, first.resolved_on) == (
        Resolved.GRANTED,
        "2027-1",
        "Gutgeheissen.",
        kit.TODAY,
    )
    postponed = kit.row_of(casework, three)
    assert (postponed.resolved, postponed.meeting_id) == (Resolved.POSTPONED, None)
    assert [row.title for row in casework.query(queries.waiting, case_kit.BFS)] == ["C"]
    seen = casework.query(queries.meetings)[0]
    assert (seen.items, seen.resolved) == (2, 2)
    later = kit.meeting(casework, three, held_on=date(2027, 2, 2))
    assert casework.query(queries.agenda, later)[0].resolved is None
    assert kit.refused(
        casework,
        usecases.set_agenda,
        usecases.SetAgenda(meeting_id=meeting, application_ids=(one,)),
    ) == [("resolved", "")]


def test_nothing_of_an_act_with_a_mistake_is_recorded(casework: Archive, mine: UUID) -> None:
    one, two = kit.application(casework, mine), kit.application(casework, mine)
    kit.meeting(casework, one)
    both = (
        kit.resolution(casework, one, number="2027-1"),
        kit.resolution(casework, two, number="2027-2"),
    )
    command = usecases.RecordResolutions(resolved_on=kit.TODAY, resolutions=both)
    assert kit.refused(casework, usecases.record_resolutions, command) == [("no_meeting", "")]
    assert kit.row_of(casework, one).resolved is None
    tomorrow = replace(command, resolved_on=date(2027, 1, 6), resolutions=both[:1])
    assert kit.refused(casework, usecases.record_resolutions, tomorrow) == [
        ("in_future", "resolved_on")
    ]
    stale = replace(command, resolutions=(replace(both[0], base_version=99),))
    with pytest.raises(Outdated):
        casework.run(usecases.record_resolutions, stale)


def test_a_decided_application_stays_as_it_is(casework: Archive, mine: UUID) -> None:
    made = kit.resolved_application(casework, mine)
    version = kit.row_of(casework, made).version
    change = usecases.ChangeApplication(id=made, base_version=version, changes={"title": "X"})
    assert kit.refused(casework, usecases.change_application, change) == [("resolved", "")]
    removal = usecases.RemoveRow(id=made, base_version=version)
    assert kit.refused(casework, usecases.remove_application, removal) == [("resolved", "")]


# ------------------------------------------------------------------ delegation


def delegate(archive: Archive, kind: ApplicationKind, **more: Any) -> UUID:
    values: dict[str, Any] = {
        "bfs_number": case_kit.BFS,
        "kind": kind,
        "decider": Decider.PRESIDENT,
        "citation": "§ 26a Abs. 2 SHV; Beschluss der Behörde vom 10.12.2026",
        "valid_from": date(2027, 1, 1),
        **more,
    }
    made: UUID = archive.run(
        usecases.add_reference_value,
        usecases.AddReferenceValue(kind=CaseDated.DELEGATION, values=values),
    ).value
    return made


def test_without_a_delegation_the_president_decides_nothing(casework: Archive, mine: UUID) -> None:
    made = kit.application(casework, mine, decider=Decider.PRESIDENT)
    command = usecases.RecordResolutions(
        resolved_on=kit.TODAY, resolutions=(kit.resolution(casework, made),)
    )
    with pytest.raises(RuleViolation) as caught:
        casework.run(usecases.record_resolutions, command)
    assert caught.value.findings[0].message == (
        "Das Präsidium kann nicht entscheiden: Für «Integrationsangebot» ist am 05.01.2027 keine "
        "Delegation der Gemeinde bekannt. § 26a Abs. 2 SHV nennt für die Delegation nur §§ 13, 14a, "
        "14d und 15 SHV, keine Integrationsangebote."
    )


def test_a_delegated_decision_names_its_delegation(casework: Archive, mine: UUID) -> None:
    delegation = delegate(casework, ApplicationKind.EXPENSES)
    made = kit.application(casework, mine, kind=ApplicationKind.EXPENSES, decider=Decider.PRESIDENT)
    kit.resolve(casework, kit.resolution(casework, made))
    row = kit.row_of(casework, made)
    assert (row.delegation_id, row.resolved) == (delegation, Resolved.GRANTED)
    stays = usecases.RemoveReferenceValue(kind=CaseDated.DELEGATION, id=delegation, base_version=1)
    assert kit.refused(casework, usecases.remove_reference_value, stays) == [("in_use", "")]
    before = kit.application(
        casework, mine, kind=ApplicationKind.EXPENSES, decider=Decider.PRESIDENT
    )
    early = usecases.RecordResolutions(
        resolved_on=date(2026, 12, 31), resolutions=(kit.resolution(casework, before),)
    )
    assert kit.refused(casework, usecases.record_resolutions, early) == [
        ("no_delegation", "decider")
    ]


# ------------------------------------------------------------------ Verfügung


def test_a_draft_is_prefilled_from_application_and_case(casework: Archive, mine: UUID) -> None:
    made = kit.resolved_application(casework, mine)
    drafted: UUID = casework.run(
        usecases.draft_ruling,
        usecases.DraftRuling(case_id=mine, application_id=made, nature=RulingNature.GRANT),
    ).value
    row = kit.ruling_row(casework, drafted)
    assert row.addressee == "Anna Muster\nBeispielweg 3\n4410 Liestal"
    assert (row.subject, row.facts) == ("Tagesstruktur 50 %", "Frau Muster sucht Arbeit.")
    assert row.disposition == "Tagesstruktur vom 01.02. bis 30.04.2027."
    assert (row.decider, row.ruled_on, row.number) == (Decider.AUTHORITY, kit.TODAY, None)


@pytest.mark.parametrize(
    ("resolved", "extract", "wanted"),
    [
        (Resolved.GRANTED, "Einstimmig.", "Tagesstruktur vom 01.02. bis 30.04.2027."),
        (
            Resolved.GRANTED_IN_PART,
            "Tagesstruktur bis 31.03.2027.",
            "Tagesstruktur bis 31.03.2027.",
        ),
        (Resolved.REFUSED, "Abgewiesen.", "Abgewiesen."),
        (Resolved.REFUSED, "", ""),
    ],
)
def test_the_dispositiv_is_the_proposal_unless_the_beschluss_says_otherwise(
    casework: Archive, mine: UUID, resolved: Resolved, extract: str, wanted: str
) -> None:
    made = kit.application(casework, mine)
    kit.meeting(casework, made)
    kit.resolve(casework, kit.resolution(casework, made, resolved=resolved, extract=extract))
    drafted: UUID = casework.run(
        usecases.draft_ruling,
        usecases.DraftRuling(case_id=mine, application_id=made, nature=RulingNature.GRANT),
    ).value
    assert kit.ruling_row(casework, drafted).disposition == wanted


def test_without_an_own_address_the_letter_goes_to_the_dwelling(casework: Archive) -> None:
    mine = case_kit.case(casework, [case_kit.person(casework, address="")])
    casework.run(
        usecases.add_tenancy,
        usecases.AddTenancy(
            case_id=mine,
            valid_from=date(2026, 1, 1),
            address="Dorfstrasse 9, 4410 Liestal",
            net_rent=120_000,
            form=TenancyForm.FAMILY,
            persons=1,
            supported=1,
        ),
    )
    drafted = kit.draft(casework, mine)
    assert kit.ruling_row(casework, drafted).addressee == (
        "Anna Muster\nDorfstrasse 9\n4410 Liestal"
    )


def test_finished_it_has_number_remedy_docx_and_pdf(casework: Archive, mine: UUID) -> None:
    casework.run(
        add_body_member,
        AddBodyMember(
            bfs_number=case_kit.BFS,
            name="Petra Beispiel",
            function=BodyFunction.PRESIDENT,
            valid_from=date(2026, 1, 1),
        ),
    )
    made = kit.resolved_application(casework, mine)
    ruling = kit.draft(casework, mine, made, limit_amount=270_000, valid_from=date(2027, 2, 1))
    assert kit.finalise(casework, ruling) == "2027-001"
    row = kit.ruling_row(casework, ruling)
    assert (row.remedy_days, row.finalised_on) == (10, kit.TODAY)
    assert "innert 10 Tagen seit der Eröffnung bei der Sozialhilfebehörde" in row.remedy
    assert row.docx_sha256 is not None
    assert row.pdf_sha256 is not None
    docx = casework.query(blobs.get, row.docx_sha256)
    assert hashlib.sha256(docx).hexdigest() == row.docx_sha256
    said = words(docx)
    for line in (
        "Anna Muster\nBeispielweg 3\n4410 Liestal",
        "Verfügung Nr. 2027-001, Fall 1",
        "Gestützt auf § 16 SHG.",
        "Frau Muster besucht die Tagesstruktur.",
        "Kostengutsprache: höchstens CHF 2'700.00.",
        "Die Verfügung gilt ab 01.02.2027.",
        "Beschluss Nr. 2027-12 (Sozialhilfebehörde) vom 05.01.2027",
        "Petra Beispiel, Präsidium",
        row.remedy,
    ):
        assert line in said
    assert "Diese Verfügung ersetzt" not in said
    assert casework.query(blobs.get, row.pdf_sha256).startswith(b"%PDF")


def test_numbers_have_no_gap_whatever_is_thrown_away(casework: Archive, mine: UUID) -> None:
    thrown = kit.draft(casework, mine)
    first, second = kit.draft(casework, mine), kit.draft(casework, mine)
    last_year = kit.draft(casework, mine, ruled_on=date(2026, 12, 30))
    assert kit.finalise(casework, first) == "2027-001"
    row = kit.ruling_row(casework, thrown)
    casework.run(usecases.remove_ruling, usecases.RemoveRow(id=row.id, base_version=row.version))
    assert kit.finalise(casework, last_year) == "2026-001"
    assert kit.finalise(casework, second) == "2027-002"


def test_what_is_finished_does_not_change(casework: Archive, mine: UUID) -> None:
    ruling = kit.draft(casework, mine)
    kit.finalise(casework, ruling)
    version = kit.ruling_row(casework, ruling).version
    change = usecases.ChangeRuling(id=ruling, base_version=version, changes={"subject": "X"})
    assert kit.refused(casework, usecases.change_ruling, change) == [("finalised", "")]
    removal = usecases.RemoveRow(id=ruling, base_version=version)
    assert kit.refused(casework, usecases.remove_ruling, removal) == [("finalised", "")]


def test_an_adverse_ruling_asks_for_the_hearing(casework: Archive, mine: UUID) -> None:
    ruling = kit.draft(casework, mine, nature=RulingNature.REFUSAL)
    row = kit.ruling_row(casework, ruling)
    command = usecases.FinaliseRuling(id=ruling, base_version=row.version)
    assert kit.refused(casework, usecases.finalise_ruling, command) == [
        ("hearing_missing", "heard_on")
    ]
    kit.change(casework, ruling, heard_on=date(2027, 1, 4))
    assert kit.finalise(casework, ruling) == "2027-001"


def test_a_change_is_a_new_ruling_that_takes_over_what_still_holds(
    casework: Archive, mine: UUID
) -> None:
    first = kit.draft(casework, mine, limit_amount=270_000)
    draft = usecases.DraftRuling(case_id=mine, nature=RulingNature.CHANGE, replaces_id=first)
    assert kit.refused(casework, usecases.draft_ruling, draft) == [
        ("replaces_draft", "replaces_id")
    ]
    kit.finalise(casework, first)
    second = casework.run(usecases.draft_ruling, draft).value
    row = kit.ruling_row(casework, second)
    assert (row.replaces, row.replaced_limit, row.subject) == (
        "2027-001",
        270_000,
        "Tagesstruktur 50 %",
    )
    kit.change(casework, second, limit_amount=180_000, disposition="Noch zwei Tage pro Woche.")
    row = kit.ruling_row(casework, second)
    less = usecases.FinaliseRuling(id=second, base_version=row.version)
    assert kit.refused(casework, usecases.finalise_ruling, less) == [
        ("hearing_missing", "heard_on")
    ]
    other = kit.a_case(casework, number=2)
    strange = usecases.DraftRuling(case_id=other, nature=RulingNature.CHANGE, replaces_id=first)
    assert kit.refused(casework, usecases.draft_ruling, strange) == [
        ("replaces_draft", "replaces_id")
    ]


def test_from_the_notification_to_rechtskraeftig(casework: Archive, mine: UUID) -> None:
    """Eröffnet on Monday 21 December 2026; ten days: the 31st, a Thursday."""
    ruling = kit.draft(casework, mine, ruled_on=date(2026, 12, 18))
    early = usecases.NotifyRuling(
        id=ruling, base_version=2, notified_on=kit.TODAY, notified_by=Notification.IN_PERSON
    )
    assert kit.refused(casework, usecases.notify_ruling, early) == [("not_finalised", "")]
    kit.finalise(casework, ruling)
    version = kit.ruling_row(casework, ruling).version
    for day, code in ((date(2026, 12, 17), "too_early"), (date(2027, 1, 6), "in_future")):
        wrong = replace(early, base_version=version, notified_on=day)
        assert kit.refused(casework, usecases.notify_ruling, wrong) == [(code, "notified_on")]
    passed(
        casework,
        usecases.notify_ruling,
        usecases.NotifyRuling,
        ruling,
        notified_on=date(2026, 12, 21),
        notified_by=Notification.REGISTERED_MAIL,
    )
    (line,) = casework.query(queries.path_of, mine)
    assert line.deadline == date(2026, 12, 31)
    assert ruling in casework.query(queries.ruling_spans)
    version = kit.ruling_row(casework, ruling).version
    runs = usecases.MarkFinal(id=ruling, base_version=version, final_on=date(2026, 12, 31))
    assert kit.refused(casework, usecases.mark_final, runs) == [("deadline_runs", "final_on")]
    passed(casework, usecases.mark_final, usecases.MarkFinal, ruling, final_on=date(2027, 1, 1))
    assert kit.ruling_row(casework, ruling).final_on == date(2027, 1, 1)
    version = kit.ruling_row(casework, ruling).version
    late = usecases.ContestRuling(id=ruling, base_version=version, contested_on=kit.TODAY)
    assert kit.refused(casework, usecases.contest_ruling, late) == [("final", "")]


def test_a_contested_ruling_becomes_final_once_that_is_decided(
    casework: Archive, mine: UUID
) -> None:
    ruling = kit.draft(casework, mine)
    kit.finalise(casework, ruling)
    version = kit.ruling_row(casework, ruling).version
    none = usecases.ContestRuling(id=ruling, base_version=version, contested_on=kit.TODAY)
    assert kit.refused(casework, usecases.contest_ruling, none) == [("not_notified", "")]
    nowhere = usecases.MarkFinal(id=ruling, base_version=version, final_on=kit.TODAY)
    assert kit.refused(casework, usecases.mark_final, nowhere) == [("not_notified", "")]
    passed(
        casework,
        usecases.notify_ruling,
        usecases.NotifyRuling,
        ruling,
        notified_on=kit.TODAY,
        notified_by=Notification.IN_PERSON,
    )
    passed(
        casework,
        usecases.contest_ruling,
        usecases.ContestRuling,
        ruling,
        contested_on=kit.TODAY,
    )
    span = casework.query(queries.ruling_spans)[ruling]
    assert span.contested
    passed(casework, usecases.mark_final, usecases.MarkFinal, ruling, final_on=kit.TODAY)
    assert not casework.query(queries.ruling_spans)[ruling].contested


def test_the_same_ruling_gives_the_same_bytes(casework: Archive, mine: UUID) -> None:
    from sozdesk.features.cases import reports

    ruling = kit.ruling_row(casework, kit.draft(casework, mine))
    context = casework.context()
    letter = casework.query(queries.ruling_letter, ruling, context.now, context.today)
    assert reports.ruling_files(letter) == reports.ruling_files(letter)


def test_what_is_gone_is_said(casework: Archive) -> None:
    with pytest.raises(NotFound):
        casework.run(
            usecases.draft_ruling,
            usecases.DraftRuling(case_id=UUID(int=9), nature=RulingNature.GRANT),
        )


def test_a_number_of_a_beschluss_that_comes_twice_in_a_year_is_a_hint(casework: Archive) -> None:
    """Same year and municipality; another year, or another municipality, has numbers of its own."""
    mine = kit.a_case(casework, number=12)
    resolved = {
        "kind": "offering",
        "title": "Kurs",
        "submitted_on": date(2026, 12, 1),
        "decider": "authority",
        "resolved": "granted",
        "resolution_number": "7/2027",
    }

    def beschluss(case_id: UUID, day: date, **more) -> UUID:
        values = {**resolved, **more}
        return case_kit.row(
            casework, records.ApplicationRecord, case_id=case_id, resolved_on=day, **values
        )

    own = beschluss(mine, date(2027, 1, 4))
    beschluss(mine, date(2026, 12, 31))
    away = case_kit.case(casework, [], number=13, bfs_number=2861)
    beschluss(away, date(2027, 1, 4))
    delegated = case_kit.case(casework, [], number=15)
    beschluss(delegated, date(2027, 1, 4), decider="president")  # numbers of its own
    draft = kit.draft(casework, mine, own)

    def hints() -> list[str]:
        row = kit.ruling_row(casework, draft)
        around = casework.query(queries.surroundings, row, kit.TODAY)
        return [
            one.message for one in rules.ruling_findings(row, around) if one.code == "number_taken"
        ]

    assert hints() == []
    beschluss(case_kit.case(casework, [], number=14), date(2027, 1, 5))
    assert hints() == [
        "Die Nummer des Beschlusses steht in diesem Jahr auch bei Fall 14. Prüfen Sie beide."
    ]
