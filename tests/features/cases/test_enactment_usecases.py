"""Enacting, taking part, Nachfragen and Anreizbeiträge over a real encrypted file; 5 January 2027."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

import case_kit
import enactment_kit as kit
from sozdesk.features.cases import queries, rules
from sozdesk.features.cases.records import CaseAttachmentRecord, CaseRecord
from sozdesk.features.cases.terms import (
    IncentiveKind,
    InterruptionReason,
    InvoiceDraft,
    ParticipationResult,
    ParticipationState,
)
from sozdesk.features.cases.usecases import (
    AddIncentive,
    AddInterruption,
    ChangeCase,
    ChangeEnactment,
    ChangeIncentive,
    ChangeInterruption,
    ChangeParticipation,
    EnactOffering,
    LinkRuling,
    PlanFollowUps,
    RecordFollowUp,
    RemoveRow,
    ReopenCase,
    add_incentive,
    add_interruption,
    change_case,
    change_enactment,
    change_incentive,
    change_interruption,
    change_participation,
    enact_offering,
    link_ruling,
    plan_follow_ups,
    record_follow_up,
    remove_enactment,
    remove_incentive,
    remove_interruption,
    reopen_case,
)
from sozdesk.features.offerings.records import MunicipalRecognitionRecord, OfferingRecord
from sozdesk.features.offerings.terms import PriceUnit
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation
from sozdesk.kernel.usecase import Outcome, usecase

TODAY = date(2027, 1, 5)


@pytest.fixture
def ids(casework):
    return kit.somebody(casework)


@pytest.fixture
def enacted(casework, ids):
    return kit.enact(casework, ids.case, ids.person, ids.offering)


def one(casework, enactment_id: UUID):
    found = casework.query(queries.enactment, enactment_id)
    assert found is not None
    return found


def stopped(refused) -> dict[str, str]:
    return {finding.field: finding.message for finding in refused.value.findings}


def test_an_enactment_keeps_the_words_of_the_day_when_the_catalogue_changes(
    casework, ids, enacted
) -> None:
    @usecase(undoable=True)
    def rename(session, command, context):
        session.get(OfferingRecord, command).title = "Ganz anders"
        return Outcome(frozenset({"offerings"}), "Katalog")

    casework.run(rename, ids.offering)
    row = one(casework, enacted)
    assert (row.offering_number, row.offering_title) == (1, "Tagesstruktur")
    assert (row.category_code, row.provider_name) == ("employment", "Kurszentrum Muster")
    assert (row.price, row.unit, row.approved) == (90_000, PriceUnit.MONTH, 1_080_000)
    assert row.participation_id is not None
    assert (row.invoiced, row.third_party) == (0, 0)


def test_the_verlauf_names_the_case_by_its_number_and_undo_takes_it_back(casework, ids) -> None:
    outcome = casework.run(
        enact_offering, EnactOffering(draft=kit.draft(ids.case, ids.person, ids.offering))
    )
    assert outcome.summary == "Fall 12: Angebot verfügt"
    casework.undo_last()
    assert casework.query(queries.enactments) == ()


def test_what_is_not_recognised_is_refused_unless_the_municipality_bears_all(casework, ids) -> None:
    lost = kit.offering(casework, ids.provider, "Werkstatt", 2, recognised=None)
    with pytest.raises(RuleViolation) as refused:
        kit.enact(casework, ids.case, ids.person, lost)
    assert "nicht anerkannt" in stopped(refused)["without_share"]
    made = kit.enact(casework, ids.case, ids.person, lost, without_share=True)
    assert one(casework, made).without_share


def test_the_first_day_decides_about_the_recognition(casework, ids) -> None:
    ended = kit.offering(casework, ids.provider, "Werkstatt", 2, until=date(2026, 12, 31))
    kit.enact(casework, ids.case, ids.person, ended, first_day=date(2026, 12, 31))
    with pytest.raises(RuleViolation):
        kit.enact(casework, ids.case, ids.person, ended)


def test_the_check_knows_price_regime_and_what_else_runs(casework, ids, enacted) -> None:
    draft = kit.draft(ids.case, ids.person, ids.offering, workload=60)
    facts = casework.query(queries.enactment_check, draft).facts
    assert (facts.catalogue_price, facts.catalogue_unit) == (90_000, PriceUnit.MONTH)
    assert (facts.regime_code, facts.regime_name) == ("social_assistance", "Sozialhilfe")
    assert [other.title for other in facts.others] == ["Tagesstruktur"]
    assert casework.query(queries.enactment_check, draft, enacted).facts.others == ()
    assert facts.supported
    stranger = case_kit.person(casework, "Fremd", "Jan", permit="N")
    other = kit.draft(ids.case, stranger, ids.offering)
    assert not casework.query(queries.enactment_check, other).facts.supported


def test_the_free_offer_is_proposed_where_the_case_s_municipality_recognised(casework, ids) -> None:
    group = kit.provider(casework, "Spielgruppe Muster")
    play = kit.offering(casework, group, "Spielgruppe", 3, category_code="early_language")
    draft = kit.draft(ids.case, ids.person, play)
    assert casework.query(queries.enactment_check, draft).facts.gfs_municipality == ""
    for number in (2861, case_kit.BFS):
        case_kit.row(
            casework,
            MunicipalRecognitionRecord,
            provider_id=group,
            bfs_number=number,
            recognised_on=date(2026, 1, 1),
            valid_to=date(2029, 12, 31),
        )
    facts = casework.query(queries.enactment_check, draft).facts
    assert (facts.early_language, facts.gfs_municipality) == (True, "Liestal")
    late = kit.draft(ids.case, ids.person, play, first_day=date(2030, 1, 1))
    assert casework.query(queries.enactment_check, late).facts.gfs_municipality == ""


def test_the_last_day_of_support_is_the_earliest_of_closing_moving_and_ablosung(
    casework, ids
) -> None:
    moved = case_kit.case(
        casework, [ids.person], 13,
        closed_on=date(2027, 9, 30), moved_on=date(2027, 9, 1),
    )  # fmt: skip
    draft = kit.draft(moved, ids.person, ids.offering)
    facts = casework.query(queries.enactment_check, draft).facts
    assert (facts.case_first, facts.case_last) == (date(2025, 6, 1), date(2027, 8, 31))


def test_a_change_keeps_the_offering_and_is_checked_again(casework, ids, enacted) -> None:
    row = one(casework, enacted)
    changes = {"last_day": date(2027, 6, 30), "approved": 540_000, "unit": PriceUnit.MONTH}
    casework.run(
        change_enactment, ChangeEnactment(id=row.id, base_version=row.version, changes=changes)
    )
    after = one(casework, enacted)
    assert (after.last_day, after.approved) == (date(2027, 6, 30), 540_000)
    with pytest.raises(RuleViolation) as refused:
        casework.run(
            change_enactment,
            ChangeEnactment(id=row.id, base_version=after.version, changes={"workload": 120}),
        )
    assert set(stopped(refused)) == {"workload"}
    with pytest.raises(Outdated) as late:
        casework.run(
            change_enactment,
            ChangeEnactment(id=row.id, base_version=row.version, changes={"approved": 1}),
        )
    assert "die Kostengutsprache ist jetzt" in str(late.value)


def test_a_ruling_comes_later_and_must_be_one_of_this_case_that_grants(
    casework, ids, enacted
) -> None:
    ruling = case_kit.ruling(casework, ids.case)
    refusal = case_kit.ruling(casework, ids.case, "2026-002", nature="refusal")
    elsewhere = case_kit.ruling(casework, case_kit.case(casework, [ids.person], 13), "2026-003")
    assert [row.number for row in casework.query(queries.ruling_choices, ids.case)] == ["2026-001"]
    row = one(casework, enacted)
    casework.run(link_ruling, LinkRuling(id=row.id, base_version=row.version, ruling_id=ruling))
    linked = one(casework, enacted)
    assert (linked.ruling_number, linked.ruling_notified_on) == ("2026-001", date(2025, 12, 12))
    for wrong in (refusal, elsewhere):
        command = LinkRuling(id=row.id, base_version=linked.version, ruling_id=wrong)
        with pytest.raises(RuleViolation) as refused:
            casework.run(link_ruling, command)
        assert set(stopped(refused)) == {"ruling_id"}
    with pytest.raises(RuleViolation):
        kit.enact(casework, ids.case, ids.person, ids.offering, ruling_id=elsewhere)


def test_what_is_invoiced_is_not_removed_and_the_rest_goes_with_its_participation(
    casework, ids, enacted
) -> None:
    kit.invoice(casework, ids.provider, kit.line(enacted))
    row = one(casework, enacted)
    remove = RemoveRow(id=row.id, base_version=row.version)
    with pytest.raises(RuleViolation):
        casework.run(remove_enactment, remove)
    free = kit.enact(casework, ids.case, ids.person, ids.offering, first_day=date(2027, 12, 1))
    other = one(casework, free)
    casework.run(
        add_interruption,
        AddInterruption(
            participation_id=other.participation_id,
            first_day=date(2027, 12, 5),
            reason=InterruptionReason.ILLNESS,
        ),
    )
    remove = RemoveRow(id=other.id, base_version=other.version)
    casework.run(remove_enactment, remove)
    assert [row.id for row in casework.query(queries.enactments, ids.case)] == [enacted]
    assert casework.query(queries.interruptions_of) == {}


def test_what_has_a_file_is_not_removed(casework, ids, enacted) -> None:
    case_kit.row(
        casework, CaseAttachmentRecord, case_id=ids.case, owner_kind="enactment",
        owner_id=enacted, name="Offerte.pdf", size=1, sha256="0", added_on=TODAY,
    )  # fmt: skip
    row = one(casework, enacted)
    with pytest.raises(RuleViolation) as refused:
        casework.run(remove_enactment, RemoveRow(id=row.id, base_version=row.version))
    assert "Anhänge" in str(refused.value.findings[0].message)


def test_the_ksa_holds_no_enactments(archive) -> None:
    with pytest.raises(RuleViolation):
        kit.enact(archive, UUID(int=1), UUID(int=2), UUID(int=3))


def test_a_case_that_is_gone_is_said(casework, ids) -> None:
    with pytest.raises(NotFound):
        kit.enact(casework, UUID(int=1), ids.person, ids.offering)


# ------------------------------------------------------------------ taking part


def test_taking_part_begins_ends_and_has_a_result(casework, ids, enacted) -> None:
    row = one(casework, enacted)
    changes = {
        "began_on": date(2027, 1, 4),
        "ended_on": date(2027, 3, 31),
        "result": ParticipationResult.EMPLOYED,
    }
    command = ChangeParticipation(
        id=row.participation_id, base_version=row.participation_version, changes=changes
    )
    assert casework.run(change_participation, command).summary == ("Fall 12: Teilnahme nachgeführt")
    after = one(casework, enacted)
    assert (after.began_on, after.ended_on) == (date(2027, 1, 4), date(2027, 3, 31))
    assert after.result is ParticipationResult.EMPLOYED
    back = ChangeParticipation(
        id=row.participation_id,
        base_version=after.participation_version,
        changes={"ended_on": date(2027, 1, 1)},
    )
    with pytest.raises(RuleViolation) as refused:
        casework.run(change_participation, back)
    assert set(stopped(refused)) == {"ended_on"}


def test_interruptions_are_added_changed_and_removed_and_take_no_day_twice(
    casework, ids, enacted
) -> None:
    part = one(casework, enacted).participation_id
    add = AddInterruption(
        participation_id=part,
        first_day=date(2027, 2, 1),
        last_day=date(2027, 2, 14),
        reason=InterruptionReason.ILLNESS,
    )
    made = casework.run(add_interruption, add).value
    with pytest.raises(RuleViolation):
        casework.run(add_interruption, add)
    (row,) = casework.query(queries.interruptions_of, [part])[part]
    assert (row.id, row.reason) == (made, InterruptionReason.ILLNESS)
    changes = {"last_day": date(2027, 2, 20), "reason": InterruptionReason.FAMILY}
    casework.run(
        change_interruption, ChangeInterruption(id=made, base_version=row.version, changes=changes)
    )
    (row,) = casework.query(queries.interruptions_of, [part])[part]
    assert (row.last_day, row.reason) == (date(2027, 2, 20), InterruptionReason.FAMILY)
    casework.run(remove_interruption, RemoveRow(id=made, base_version=row.version))
    assert casework.query(queries.interruptions_of, [part]) == {}


def end_support(casework, case_id: UUID, day: date | None) -> None:
    @usecase(undoable=True)
    def end(session, command, context):
        session.get(CaseRecord, case_id).support_ended_on = day
        return Outcome(frozenset({"cases"}), "Test")

    casework.run(end, None)


def test_nachfragen_follow_the_ablosung_and_move_with_it(casework, ids, enacted) -> None:
    row = one(casework, enacted)
    plan = PlanFollowUps(case_id=ids.case)
    assert casework.run(plan_follow_ups, plan).value == 0
    changes = {"began_on": date(2027, 1, 4)}
    casework.run(
        change_participation,
        ChangeParticipation(
            id=row.participation_id, base_version=row.participation_version, changes=changes
        ),
    )
    end_support(casework, ids.case, date(2026, 9, 30))
    outcome = casework.run(plan_follow_ups, plan)
    assert (outcome.value, outcome.summary) == (3, "Fall 12: 3 Nachfragen vorgemerkt")
    assert casework.run(plan_follow_ups, plan).value == 0
    rows = casework.query(queries.follow_ups_of, [row.participation_id])[row.participation_id]
    # 3, 6 and 12 months after the end of September
    assert [one.due_on for one in rows] == [
        date(2026, 12, 30), date(2027, 3, 30), date(2027, 9, 30),
    ]  # fmt: skip
    record = RecordFollowUp(
        id=rows[0].id, base_version=rows[0].version, done_on=date(2027, 1, 4), result="arbeitet"
    )
    casework.run(record_follow_up, record)
    end_support(casework, ids.case, date(2026, 10, 31))
    assert casework.run(plan_follow_ups, plan).value == 3
    rows = casework.query(queries.follow_ups_of, [row.participation_id])[row.participation_id]
    assert [(one.due_on, one.result) for one in rows] == [
        (date(2026, 12, 30), "arbeitet"), (date(2027, 1, 31), ""),
        (date(2027, 4, 30), ""), (date(2027, 10, 31), ""),
    ]  # fmt: skip


def test_one_verfugung_for_two_offerings_is_compared_as_a_whole(casework, ids, enacted) -> None:
    ruling = case_kit.ruling(casework, ids.case, limit_amount=1_500_000)
    other = kit.enact(casework, ids.case, ids.person, ids.offering, ruling_id=ruling)
    draft = kit.draft(ids.case, ids.person, ids.offering, ruling_id=ruling, approved=420_000)

    def codes(**more: object) -> set[str]:
        check = casework.query(queries.enactment_check, draft, **more)
        return {one.code for one in rules.may_enact(check.facts)}

    assert "over_limit" not in codes()  # 10'800.00 and 4'200.00 are 15'000.00
    draft = kit.draft(ids.case, ids.person, ids.offering, ruling_id=ruling, approved=420_005)
    assert "over_limit" in codes()
    assert "over_limit" not in codes(enactment_id=other)
    kit.invoice(casework, ids.provider, kit.line(other, 1_450_000))
    third = kit.enact(
        casework, ids.case, ids.person, ids.offering, ruling_id=ruling, approved=90_000
    )
    wanted = InvoiceDraft(
        provider_id=ids.provider,
        number="R-2",
        invoiced_on=date(2027, 1, 5),
        lines=(kit.line(third, 50_005),),
    )
    facts = casework.query(queries.invoice_facts, wanted)
    assert "over_limit" in {one.code for one in rules.invoice_findings(facts)}
    (first,) = casework.query(queries.invoices)
    again = casework.query(queries.invoice_facts, wanted, first.id)
    assert "over_limit" not in {one.code for one in rules.invoice_findings(again)}


def test_setting_the_ablosung_notes_the_nachfragen_in_the_same_act(casework, ids, enacted) -> None:
    row = one(casework, enacted)
    begin = ChangeParticipation(
        id=row.participation_id,
        base_version=row.participation_version,
        changes={"began_on": date(2027, 1, 4)},
    )
    casework.run(change_participation, begin)

    def due() -> list[date]:
        found = casework.query(queries.follow_ups_of, [row.participation_id])
        return [one.due_on for one in found.get(row.participation_id, ())]

    def end(version: int, **changes: object) -> None:
        casework.run(change_case, ChangeCase(id=ids.case, base_version=version, changes=changes))

    end(1, closed_on=date(2026, 9, 30), support_ended_on=date(2026, 9, 30))
    # 3, 6 and 12 months after the end of September
    assert due() == [date(2026, 12, 30), date(2027, 3, 30), date(2027, 9, 30)]
    casework.undo_last()
    assert due() == []
    end(3, closed_on=date(2026, 9, 30), support_ended_on=date(2026, 9, 30))
    version = casework.query(queries.case, ids.case, TODAY).version
    casework.run(reopen_case, ReopenCase(id=ids.case, base_version=version))
    assert due() == []


def test_a_nachfrage_in_the_future_is_refused(casework, ids, enacted) -> None:
    row = one(casework, enacted)
    casework.run(
        change_participation,
        ChangeParticipation(
            id=row.participation_id,
            base_version=row.participation_version,
            changes={"began_on": date(2027, 1, 4)},
        ),
    )
    end_support(casework, ids.case, date(2026, 9, 30))
    casework.run(plan_follow_ups, PlanFollowUps(case_id=ids.case))
    rows = casework.query(queries.follow_ups_of, [row.participation_id])[row.participation_id]
    record = RecordFollowUp(
        id=rows[0].id, base_version=rows[0].version, done_on=date(2027, 1, 6), result=""
    )
    with pytest.raises(RuleViolation) as refused:
        casework.run(record_follow_up, record)
    assert set(stopped(refused)) == {"done_on"}


# ------------------------------------------------------------------ «Teilnahmen»


def lines(casework, today: date = TODAY):
    return {line.id: line for line in casework.query(queries.participations, today)}


def test_where_each_participation_stands_and_what_it_lacks(casework, ids, enacted) -> None:
    line = lines(casework)[enacted]
    assert (line.state, line.municipality) == (ParticipationState.RUNNING, "Liestal")
    assert (line.without_ruling, line.ends_soon, line.without_invoice) == (True, False, False)
    row = casework.query(queries.enactment, enacted)
    assert (line.case_id, line.provider_id, line.has_ruling) == (ids.case, ids.provider, False)
    assert (line.person_name, line.case_number) == ("Muster Anna", 12)
    assert (line.approved, line.invoiced) == (row.approved, 0)
    later = lines(casework, date(2027, 12, 15))[enacted]
    assert (later.ends_soon, later.without_invoice) == (True, True)
    ended = lines(casework, date(2028, 1, 1))[enacted]
    assert ended.state is ParticipationState.ENDED
    assert (ended.without_ruling, ended.ends_soon, ended.without_invoice) == (False, False, False)


def test_an_invoice_until_the_end_of_november_is_recent_enough_in_december(
    casework, ids, enacted
) -> None:
    november = kit.line(enacted, last_day=date(2027, 11, 30))
    kit.invoice(casework, ids.provider, november)
    assert not lines(casework, date(2027, 12, 15))[enacted].without_invoice


def test_a_withdrawn_recognition_lists_who_takes_part(casework, ids, enacted) -> None:
    assert lines(casework)[enacted].recognition_ends is None
    kit.decision(casework, ids.provider, ids.offering, date(2027, 4, 1), kind="revoked")
    assert lines(casework)[enacted].recognition_ends == date(2027, 3, 31)
    assert lines(casework, date(2027, 5, 1))[enacted].recognition_ends == date(2027, 3, 31)
    (running,) = casework.query(queries.running_participations, ids.offering, date(2027, 4, 1))
    assert (running.case_number, running.person_name) == (12, "Muster Anna")
    assert casework.query(queries.running_participations, ids.offering, date(2026, 12, 31)) == ()
    own = kit.enact(casework, ids.case, ids.person, ids.offering, without_share=True)
    assert lines(casework)[own].recognition_ends is None
    (loss,) = casework.query(queries.recognition_losses, TODAY)
    assert (loss.case_number, loss.last_recognised) == (12, date(2027, 3, 31))
    assert casework.query(queries.recognition_losses, date(2028, 1, 1)) == ()


def test_what_ended_before_a_day_is_left_out_of_the_list(casework, ids, enacted) -> None:
    def shown(since: date) -> list[UUID]:
        return [one.id for one in casework.query(queries.participations, TODAY, since=since)]

    assert shown(date(2027, 12, 31)) == [enacted]
    assert shown(date(2028, 1, 1)) == []
    late = {"since": date(2028, 1, 1), "also": [enacted]}
    assert [one.id for one in casework.query(queries.participations, TODAY, **late)] == [enacted]


def test_thousands_are_listed_with_the_same_few_questions(casework, ids, enacted, statements):
    casework.query(queries.participations, TODAY)
    with statements() as few:
        casework.query(queries.participations, TODAY)
    for _ in range(5):
        kit.enact(casework, ids.case, ids.person, ids.offering)
    with statements() as more:
        assert len(casework.query(queries.participations, TODAY)) == 6
    assert len(more) == len(few)


# ------------------------------------------------------------------ Anreizbeiträge


def test_an_incentive_is_added_changed_and_removed(casework, ids) -> None:
    add = AddIncentive(
        case_id=ids.case,
        person_id=ids.person,
        kind=IncentiveKind.SOCIAL_CHARGES,
        employer="Bäckerei Muster",
        first_day=date(2027, 1, 1),
        amount=40_000,
        evidence="Lohnabrechnung Januar",
        ruling_id=case_kit.ruling(casework, ids.case),
    )
    made = casework.run(add_incentive, add).value
    (row,) = casework.query(queries.incentives_of, ids.case)
    assert (row.employer, row.amount, row.person_name) == ("Bäckerei Muster", 40_000, "Muster Anna")
    changes = {"kind": IncentiveKind.CARE_FLAT_RATE, "amount": 50_000}
    casework.run(
        change_incentive, ChangeIncentive(id=made, base_version=row.version, changes=changes)
    )
    (row,) = casework.query(queries.incentives_of, ids.case)
    assert (row.kind, row.amount) == (IncentiveKind.CARE_FLAT_RATE, 50_000)
    wrong = ChangeIncentive(id=made, base_version=row.version, changes={"employer": ""})
    with pytest.raises(RuleViolation) as refused:
        casework.run(change_incentive, wrong)
    assert set(stopped(refused)) == {"employer"}
    casework.run(remove_incentive, RemoveRow(id=made, base_version=row.version))
    assert casework.query(queries.incentives_of, ids.case) == ()


def test_an_incentive_of_another_case_s_ruling_or_with_files_is_refused(casework, ids) -> None:
    elsewhere = case_kit.ruling(casework, case_kit.case(casework, [ids.person], 13))
    add = AddIncentive(
        case_id=ids.case, person_id=ids.person, kind=IncentiveKind.SOCIAL_CHARGES,
        employer="Bäckerei Muster", first_day=date(2027, 1, 1), amount=40_000,
    )  # fmt: skip
    made = casework.run(add_incentive, add).value
    (row,) = casework.query(queries.incentives_of, ids.case)
    link = ChangeIncentive(id=made, base_version=row.version, changes={"ruling_id": elsewhere})
    with pytest.raises(RuleViolation) as refused:
        casework.run(change_incentive, link)
    assert set(stopped(refused)) == {"ruling_id"}
    case_kit.row(
        casework, CaseAttachmentRecord, case_id=ids.case, owner_kind="incentive",
        owner_id=made, name="Lohn.pdf", size=1, sha256="0", added_on=TODAY,
    )  # fmt: skip
    with pytest.raises(RuleViolation):
        casework.run(remove_incentive, RemoveRow(id=made, base_version=row.version))
