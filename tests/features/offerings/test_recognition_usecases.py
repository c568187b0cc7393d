"""From the letter box to the letter in a real file; what is sent stays as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from platform_kit import dated, offering, provider, recognised
from pypdf import PdfReader
from recognition_kit import (
    DAY,
    ask_second_person,
    assess,
    check_remedy,
    details,
    draft,
    fill_checklist,
    judge,
    passing,
    ready,
    received,
)
from sqlalchemy import select

from docx_kit import header, paragraphs
from sozdesk.archive import blobs
from sozdesk.archive.store import Archive
from sozdesk.features.offerings import queries, reports, rules, usecases
from sozdesk.features.offerings.records import AttachmentRecord
from sozdesk.features.offerings.terms import (
    AttachmentOwner,
    DatedKind,
    DecisionKind,
    DueKind,
    EnclosureState,
    NeedResult,
    OfferingState,
    RequestKind,
    RequestStep,
)
from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.usecases import ChangeService, change_service
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def refused(archive: Archive, usecase: Any, command: object) -> list[str]:
    """The codes of what is refused."""
    with pytest.raises(RuleViolation) as caught:
        archive.run(usecase, command)
    return [one.code for one in caught.value.findings]


def test_a_gesuch_knows_its_window_and_the_criteria_of_its_day(platform: Archive) -> None:
    who = provider(platform)
    inside = details(platform, received(platform, who)).request
    assert inside.window is not None
    assert (inside.window.opens, inside.window.closes) == (date(2026, 10, 1), date(2026, 10, 31))
    late = received(platform, who, received_on=date(2026, 11, 2))
    assert details(platform, late).request.window is None
    assert details(platform, late).criteria.name == "Muster von SozDesk"
    command = usecases.ChangeRequest(
        id=late, base_version=1, changes={"received_on": date(2026, 10, 30)}
    )
    platform.run(usecases.change_request, command)
    assert details(platform, late).request.window == inside.window


def test_a_gesuch_of_tomorrow_or_for_the_offering_of_somebody_else_is_refused(
    platform: Archive,
) -> None:
    who, other = provider(platform), provider(platform, "Werkstatt Beispiel")
    command = usecases.ReceiveRequest(
        provider_id=who, offering_id=None, kind=RequestKind.FIRST, received_on=date(2027, 1, 6)
    )
    assert refused(platform, usecases.receive_request, command) == ["in_future"]
    theirs = replace(command, offering_id=offering(platform, other), received_on=DAY)
    assert refused(platform, usecases.receive_request, theirs) == ["other_provider"]


def test_the_checklist_of_an_offering_holds_all_eight_papers(platform: Archive) -> None:
    who = provider(platform)
    of_provider = details(platform, received(platform, who)).enclosures
    assert len(of_provider) == 6
    of_offering = details(platform, received(platform, who, offering(platform, who))).enclosures
    assert len(of_offering) == 8
    assert {row.state for row in of_offering} == {EnclosureState.MISSING}


def test_a_gesuch_is_complete_when_nothing_is_missing_expired_or_only_waived(
    platform: Archive,
) -> None:
    request = received(platform, provider(platform))
    fill_checklist(platform, request, but="mission")
    complete = usecases.CompleteRequest(id=request, base_version=1, complete_on=DAY)
    with pytest.raises(RuleViolation, match="Es fehlt: Leitbild"):
        platform.run(usecases.complete_request, complete)
    waiver = usecases.RecordEnclosure(
        request_id=request, kind_code="mission", waived_because="Liegt vom Vorjahr vor."
    )
    platform.run(usecases.record_enclosure, waiver)
    early = replace(complete, complete_on=date(2026, 10, 11))
    assert refused(platform, usecases.complete_request, early) == ["complete_early"]
    platform.run(usecases.complete_request, complete)
    assert details(platform, request).request.complete_on == DAY


def test_of_a_strafregisterauszug_the_look_is_recorded_and_never_half(platform: Archive) -> None:
    request = received(platform, provider(platform))
    half = usecases.RecordEnclosure(
        request_id=request, kind_code="criminal_record", received_on=DAY, seen_by="Anna Muster"
    )
    assert refused(platform, usecases.record_enclosure, half) == ["missing", "missing"]
    fill_checklist(platform, request)
    (look,) = (row for row in details(platform, request).enclosures if row.kind.inspected_only)
    assert (look.seen_by, look.expires_on) == ("Anna Muster", date(2028, 1, 31))
    with pytest.raises(Outdated):
        platform.run(
            usecases.record_enclosure,
            usecases.RecordEnclosure(request_id=request, kind_code="mission", received_on=DAY),
        )
    with pytest.raises(NotFound):
        platform.run(
            usecases.record_enclosure,
            usecases.RecordEnclosure(request_id=request, kind_code="photo", received_on=DAY),
        )


def test_papers_that_hold_some_months_run_out_by_themselves(platform: Archive) -> None:
    kind = platform.query(queries.enclosure_kinds)[0]
    change = usecases.ChangeSetting(
        id=kind.id, base_version=kind.version, changes={"valid_months": 2}
    )
    platform.run(usecases.change_enclosure_kind, change)
    request = received(platform, provider(platform))
    fill_checklist(platform, request)
    line = details(platform, request).enclosures[0]
    assert (line.expires_on, line.state) == (date(2026, 12, 12), EnclosureState.EXPIRED)


def test_a_covered_need_is_refused_directly_with_the_words_of_the_catalogue(
    platform: Archive,
) -> None:
    who = provider(platform)
    dated(
        platform,
        DatedKind.COVERED_NEED,
        date(2025, 1, 1),
        category_code="coaching",
        segment="",
        reason="Genug Plätze.",
    )
    request = received(platform, who, offering(platform, who, category_code="coaching"))
    assert details(platform, request).covered is not None
    check = usecases.CheckNeed(id=request, base_version=1, need=NeedResult.COVERED)
    platform.run(usecases.check_need, check)
    found = details(platform, request)
    assert found.request.need_reason == "Bedarf gedeckt seit 01.01.2025: Genug Plätze."
    assert found.request.need_checked_on == DAY
    draft(platform, request, DecisionKind.REFUSED_NEED_COVERED, valid_from=None, valid_to=None)
    other = received(platform, who)
    plain = usecases.CheckNeed(id=other, base_version=1, need=NeedResult.COVERED)
    assert refused(platform, usecases.check_need, plain) == ["reason_missing"]


def test_an_assessment_counts_by_weight_and_can_be_corrected(platform: Archive) -> None:
    request = received(platform, provider(platform))
    assess(platform, request, 3)
    assert details(platform, request).points.percent == 10_000
    assess(platform, request, 1)
    found = details(platform, request)
    assert (found.points.percent, found.points.open) == (3333, 0)
    first = found.assessments[0].criterion
    zero = usecases.AssessRequest(
        request_id=request, entries=(usecases.CriterionPoints(criterion_id=first.id, points=0),)
    )
    with pytest.raises(RuleViolation) as caught:
        platform.run(usecases.assess_request, zero)
    assert caught.value.findings[0].field == "reason_1"
    foreign = usecases.AssessRequest(
        request_id=request, entries=(usecases.CriterionPoints(criterion_id=request, points=1),)
    )
    with pytest.raises(NotFound):
        platform.run(usecases.assess_request, foreign)


def test_from_the_letter_box_to_the_letter(platform: Archive) -> None:
    who = provider(platform, address="Musterstrasse 1\n4410 Liestal")
    course = offering(platform, who)
    check_remedy(platform)
    request = received(platform, who, course)
    judge(platform, request)
    decision = draft(
        platform,
        request,
        DecisionKind.WITH_CONDITIONS,
        duties="Jahresbericht bis 30. April",
    )
    condition = usecases.AddCondition(
        decision_id=decision,
        text="Zertifikat nachreichen",
        due_on=date(2027, 2, 28),
        evidence="Kopie",
    )
    key = platform.run(usecases.add_condition, condition).value
    number = platform.run(usecases.send_decision, passing(platform, decision)).value
    assert number == "2027-001"
    assert platform.query(queries.offering, course, date(2027, 2, 1)).recognition.with_conditions
    assert not platform.query(queries.offering, course, date(2030, 2, 1)).recognition.recognised
    word, pdf = kept(platform, decision)
    said = "\n".join(paragraphs(word))
    for part in (
        "Kurszentrum Muster\nMusterstrasse 1\n4410 Liestal",
        "Entscheid Nr. 2027-001",
        "Das Angebot 1 «Deutsch im Alltag» wird mit Auflagen anerkannt.",
        "Die Anerkennung gilt vom 01.02.2027 bis 31.01.2030.",
        "1. Zertifikat nachreichen. Frist: 28.02.2027. Nachweis: Kopie.",
        "– Jahresbericht bis 30. April",
        "Beschwerde innert 10 Tagen beim Regierungsrat (Muster).",
        "Name, Funktion, Unterschrift",
    ):
        assert part in said
    assert "Das Angebot 1 «Deutsch im Alltag» wird mit Auflagen anerkannt." in pages(pdf)[0]
    (line,) = [row for row in platform.query(queries.due, DAY) if row.kind is DueKind.CONDITION]
    assert (line.detail, line.day) == ("Zertifikat nachreichen", date(2027, 2, 28))
    done = usecases.FulfilCondition(id=key, base_version=1, fulfilled_on=DAY, evidence="Gesehen")
    platform.run(usecases.fulfil_condition, done)
    assert not [row for row in platform.query(queries.due, DAY) if row.kind is DueKind.CONDITION]


def kept(archive: Archive, decision_id: object) -> list[bytes]:
    """The files of a decision, Word first."""

    def read(session: Any) -> list[bytes]:
        table = AttachmentRecord
        chosen = select(table).where(
            table.owner_id == decision_id, table.owner_kind == AttachmentOwner.DECISION.value
        )
        rows = session.scalars(chosen.order_by(table.name)).all()
        return [blobs.get(session, row.sha256) for row in rows]

    return archive.query(read)


def test_what_is_sent_stays_as_it_is(platform: Archive) -> None:
    decision = ready(platform)
    platform.run(usecases.send_decision, passing(platform, decision))
    row = platform.query(queries.decision_of, decision)
    version = row.version
    request = row.request_id
    assert row.remedy == "Beschwerde innert 10 Tagen beim Regierungsrat (Muster)."
    for usecase, command in (
        (
            usecases.change_decision,
            usecases.ChangeDecision(id=decision, base_version=version, changes={"reasons": "x"}),
        ),
        (usecases.send_decision, passing(platform, decision)),
        (usecases.release_decision, passing(platform, decision)),
        (usecases.remove_decision, usecases.RemoveRow(id=decision, base_version=version)),
        (
            usecases.record_hearing,
            usecases.RecordHearing(id=decision, base_version=version, heard_on=DAY),
        ),
        (
            usecases.add_condition,
            usecases.AddCondition(decision_id=decision, text="x", due_on=DAY),
        ),
        (
            usecases.record_enclosure,
            usecases.RecordEnclosure(
                request_id=request, kind_code="mission", waived_because="Bekannt."
            ),
        ),
        (usecases.assess_request, usecases.AssessRequest(request_id=request, entries=())),
        (
            usecases.check_need,
            usecases.CheckNeed(id=request, base_version=1, need=NeedResult.NEEDED),
        ),
        (
            usecases.change_request,
            usecases.ChangeRequest(id=request, base_version=1, changes={"note": "x"}),
        ),
        (usecases.remove_request, usecases.RemoveRow(id=request, base_version=3)),
    ):
        assert refused(platform, usecase, command)[0] in {"sent", "closed"}


def test_numbers_are_given_when_a_decision_goes_out_so_that_no_draft_leaves_a_gap(
    platform: Archive,
) -> None:
    first = ready(platform)
    request = received(platform, provider(platform, "Werkstatt Beispiel"))
    judge(platform, request)
    second = draft(platform, request)
    row = platform.query(queries.decision_of, second)
    assert row.number == ""
    assert platform.run(usecases.send_decision, passing(platform, first)).value == "2027-001"
    platform.run(usecases.remove_decision, usecases.RemoveRow(id=second, base_version=row.version))
    third = draft(platform, request, decided_on=date(2026, 12, 30))
    assert platform.run(usecases.send_decision, passing(platform, third)).value == "2026-001"


def test_nothing_goes_out_with_an_unchecked_rechtsmittelbelehrung(platform: Archive) -> None:
    request = received(platform, provider(platform))
    judge(platform, request)
    decision = draft(platform, request)
    send = passing(platform, decision)
    assert refused(platform, usecases.send_decision, send) == ["remedy_unchecked"]
    check_remedy(platform)
    platform.run(usecases.send_decision, send)


def test_a_decision_without_a_date_can_be_drafted_and_not_sent(platform: Archive) -> None:
    decision = ready(platform, decided_on=None, valid_from=None, valid_to=None)
    codes = refused(platform, usecases.send_decision, passing(platform, decision))
    assert codes == ["decided_on_missing", "valid_from_missing"]
    turned = usecases.ChangeDecision(
        id=decision,
        base_version=platform.query(queries.decision_of, decision).version,
        changes={"valid_from": date(2027, 2, 1), "valid_to": date(2027, 1, 31)},
    )
    assert refused(platform, usecases.change_decision, turned) == ["ends_before_start"]


def test_an_adverse_decision_waits_for_the_hearing(platform: Archive) -> None:
    decision = ready(platform, kind=DecisionKind.REFUSED, valid_from=None, valid_to=None)
    send = passing(platform, decision)
    assert refused(platform, usecases.send_decision, send) == ["hearing_missing"]
    hearing = usecases.RecordHearing(
        id=decision,
        base_version=send.base_version,
        heard_on=date(2027, 1, 4),
        note="Keine Stellungnahme.",
    )
    later = replace(hearing, heard_on=date(2027, 1, 6))
    assert refused(platform, usecases.record_hearing, later) == ["in_future"]
    platform.run(usecases.record_hearing, hearing)
    platform.run(usecases.send_decision, passing(platform, decision))
    word, _pdf = kept(platform, decision)
    assert "erhielten Sie am 04.01.2027. Keine Stellungnahme." in "\n".join(paragraphs(word))


def test_a_kind_that_is_not_possible_is_refused_with_the_reason(platform: Archive) -> None:
    request = received(platform, provider(platform))
    command = usecases.DraftDecision(request_id=request, kind=DecisionKind.RECOGNISED)
    with pytest.raises(RuleViolation, match="Es fehlen: Finanzierungsplan"):
        platform.run(usecases.draft_decision, command)
    early = replace(command, kind=DecisionKind.REQUEST_WITHDRAWN)
    platform.run(usecases.draft_decision, early)
    assert refused(platform, usecases.draft_decision, early) == ["decided"]
    row = details(platform, request).request
    gone = usecases.RemoveRow(id=request, base_version=row.version)
    assert refused(platform, usecases.remove_request, gone) == ["decided"]


def test_a_criterion_that_falls_to_nothing_after_the_draft_still_keeps_it_back(
    platform: Archive,
) -> None:
    decision = ready(platform)
    request = platform.query(queries.decision_of, decision).request_id
    assess(platform, request, 0)
    assert refused(platform, usecases.send_decision, passing(platform, decision)) == ["kind"]


def test_a_second_person_releases_and_a_change_takes_that_back(platform: Archive) -> None:
    ask_second_person(platform)
    decision = ready(platform)
    send = passing(platform, decision)
    assert refused(platform, usecases.send_decision, send) == ["not_released"]
    assert refused(platform, usecases.release_decision, send) == ["same_person"]
    with as_staff(platform, "Bea Beispiel"):
        platform.run(usecases.release_decision, send)
    row = platform.query(queries.decision_of, decision)
    assert row.released_by == "Bea Beispiel"
    assert isinstance(row.released_at, datetime)
    change = usecases.ChangeDecision(
        id=decision, base_version=row.version, changes={"reasons": "Neu begründet."}
    )
    platform.run(usecases.change_decision, change)
    assert platform.query(queries.decision_of, decision).released_at is None
    with as_staff(platform, "Bea Beispiel"):
        platform.run(usecases.release_decision, passing(platform, decision))
    assert details(platform, row.request_id, "Bea Beispiel").steps[-1].step is RequestStep.SEND
    platform.run(usecases.send_decision, passing(platform, decision))


class as_staff:  # noqa: N801 - reads as a sentence
    """Somebody else sits at the computer."""

    def __init__(self, archive: Archive, name: str) -> None:
        self.archive, self.name = archive, name

    def __enter__(self) -> None:
        self.before = self.archive.context
        self.archive.context = lambda *more: replace(self.before(*more), staff_name=self.name)

    def __exit__(self, *_error: object) -> None:
        self.archive.context = self.before


def test_what_left_the_house_cannot_be_undone_and_the_rest_can() -> None:
    left_the_house = {
        "export_catalogue",
        "import_catalogue",
        "publish_platform_list",
        "release_decision",
        "renew_signing_key",
        "send_decision",
    }
    functions = {name: getattr(usecases, name) for name in usecases.__all__ if name[0].islower()}
    acts = {name: one for name, one in functions.items() if hasattr(one, "undoable")}
    assert {name for name, one in acts.items() if not one.undoable} == left_the_house


@pytest.mark.parametrize("kind", [DecisionKind.REVOKED, DecisionKind.EXPIRED])
def test_the_end_of_a_recognition_takes_the_offering_off_the_platform_from_its_day(
    platform: Archive, kind: DecisionKind
) -> None:
    check_remedy(platform)
    who = provider(platform)
    course, other = offering(platform, who), offering(platform, who, "Nähatelier")
    for one in (course, other):
        recognised(platform, who, one)
        publish(platform, one)
    decision = ended(platform, kind, DAY, offering_id=course)
    platform.run(usecases.send_decision, passing(platform, decision))
    row = platform.query(queries.offering, course, DAY)
    assert (row.state, row.recognition.since) == (OfferingState.REMOVED, DAY)
    assert platform.query(queries.offering, other, DAY).state is OfferingState.PUBLISHED
    word, _pdf = kept(platform, decision)
    said = "\n".join(paragraphs(word))
    assert "Nicht mehr anerkannt seit 05.01.2027." in said
    assert "Laufende Teilnahmen bleiben Sache der Gemeinden" in said


def ended(archive: Archive, kind: DecisionKind, day: date, **subject: Any) -> Any:
    """A draft that ends a recognition, heard already."""
    command = usecases.DraftDecision(
        kind=kind, decided_on=DAY, valid_from=day, reasons="Mängel nicht behoben.", **subject
    )
    decision = archive.run(usecases.draft_decision, command).value
    hearing = usecases.RecordHearing(id=decision, base_version=1, heard_on=date(2027, 1, 4))
    archive.run(usecases.record_hearing, hearing)
    return decision


def publish(archive: Archive, course: Any) -> None:
    from platform_kit import price

    price(archive, course, 50_000)
    row = archive.query(queries.offering, course, DAY)
    command = usecases.SetOfferingState(
        id=course, base_version=row.version, state=OfferingState.PUBLISHED
    )
    archive.run(usecases.set_offering_state, command)


def test_a_withdrawal_of_later_is_seen_in_the_cockpit_when_its_day_comes(platform: Archive) -> None:
    check_remedy(platform)
    who = provider(platform)
    course = offering(platform, who)
    recognised(platform, who, course)
    publish(platform, course)
    decision = ended(platform, DecisionKind.REVOKED, date(2027, 2, 1), provider_id=who)
    platform.run(usecases.send_decision, passing(platform, decision))
    assert platform.query(queries.offering, course, DAY).state is OfferingState.PUBLISHED
    assert platform.query(queries.offering, course, DAY).recognition.recognised
    rows = platform.query(queries.due, date(2027, 2, 1))
    (line,) = [row for row in rows if row.kind is DueKind.ENDED]
    assert line.detail == "nicht mehr anerkannt seit 01.02.2027"
    assert not [row for row in rows if row.kind is DueKind.ENDING]
    (soon,) = [row for row in platform.query(queries.due, DAY) if row.kind is DueKind.ENDING]
    assert soon.detail == "Anerkannt bis 31.01.2027 (entzogen)"


def test_only_an_end_is_decided_without_a_gesuch(platform: Archive) -> None:
    command = usecases.DraftDecision(kind=DecisionKind.RECOGNISED, provider_id=provider(platform))
    with pytest.raises(RuleViolation, match="Dafür braucht es ein Gesuch"):
        platform.run(usecases.draft_decision, command)


def test_auflagen_of_a_draft_are_changed_and_removed(platform: Archive) -> None:
    decision = ready(platform, kind=DecisionKind.WITH_CONDITIONS)
    add = usecases.AddCondition(decision_id=decision, text="", due_on=None)
    assert refused(platform, usecases.add_condition, add) == ["text_missing", "due_missing"]
    key = platform.run(
        usecases.add_condition, replace(add, text="Zertifikat", due_on=date(2027, 6, 30))
    ).value
    change = usecases.ChangeCondition(id=key, base_version=1, changes={"due_on": date(2027, 9, 30)})
    platform.run(usecases.change_condition, change)
    (row,) = platform.query(queries.decision_of, decision).conditions
    assert row.due_on == date(2027, 9, 30)
    tomorrow = usecases.FulfilCondition(
        id=key, base_version=row.version, fulfilled_on=date(2027, 1, 6)
    )
    assert refused(platform, usecases.fulfil_condition, tomorrow) == ["in_future"]
    gone = usecases.RemoveRow(id=key, base_version=row.version)
    platform.run(usecases.remove_condition, gone)
    send = passing(platform, decision)
    assert refused(platform, usecases.send_decision, send) == ["conditions_missing"]


def test_a_gesuch_entered_by_mistake_is_removed_with_its_papers_and_comes_back(
    platform: Archive,
) -> None:
    request = received(platform, provider(platform))
    fill_checklist(platform, request)
    assess(platform, request, 2)
    row = details(platform, request).request
    platform.run(usecases.remove_request, usecases.RemoveRow(id=request, base_version=row.version))
    assert platform.query(queries.requests) == ()
    platform.undo_last()
    found = details(platform, request)
    assert {one.state for one in found.enclosures} == {EnclosureState.THERE}
    assert found.points.open == 0


def test_all_missing_enclosures_are_recorded_in_one_act_but_not_the_inspected_ones(
    platform: Archive,
) -> None:
    request = received(platform, provider(platform))
    day = date(2026, 10, 12)
    command = usecases.RecordEnclosures(request_id=request, received_on=day)
    recorded = platform.run(usecases.record_enclosures, command)
    rows = details(platform, request).enclosures
    plain = [row for row in rows if row.kind.required and not row.kind.inspected_only]
    assert recorded.value == len(plain) > 1
    assert recorded.summary.endswith(f"{len(plain)} Beilagen als eingegangen erfasst")
    for row in rows:
        assert row.received_on == (day if row in plain else None)
        months = row.kind.valid_months
        assert row.expires_on == (rules.expiry(day, months) if row in plain else None)
    assert refused(platform, usecases.record_enclosures, command) == ["none_missing"]
    platform.undo_last()
    assert {row.state for row in details(platform, request).enclosures} == {EnclosureState.MISSING}
    ahead = usecases.RecordEnclosures(request_id=request, received_on=date(2027, 1, 6))
    assert refused(platform, usecases.record_enclosures, ahead) == ["in_future"]


def test_a_sample_says_so_on_the_letter_and_the_same_data_give_the_same_bytes(
    platform: Archive,
) -> None:
    decision = platform.query(queries.decision_of, ready(platform))
    context = platform.context()
    letter = platform.query(queries.decision_letter, decision, context.now, context.today)
    sample = replace(letter, sample=True)
    first, second = reports.letter_files(sample), reports.letter_files(sample)
    assert first == second
    (word_name, word), (pdf_name, pdf) = first
    assert (word_name, pdf_name) == ("Entscheid-Entwurf.docx", "Entscheid-Entwurf.pdf")
    assert "Beispieldaten – frei erfunden" in "".join(header(word))
    assert "Beispieldaten – frei erfunden" in pages(pdf)[0]


def test_a_letter_begins_with_sender_addressee_place_and_day(platform: Archive) -> None:
    decision = platform.query(queries.decision_of, ready(platform))
    context = platform.context()
    letter = platform.query(queries.decision_letter, decision, context.now, context.today)
    address = "Testgasse 1\n4410 Liestal"
    letter = replace(letter, office="Kantonales Sozialamt", office_address=address)
    blocks = reports.decision_report(letter).body
    sender, to, when = (getattr(block, "text", "") for block in blocks[:3])
    assert sender == "Kantonales Sozialamt\nTestgasse 1\n4410 Liestal"
    assert to.startswith("Kurszentrum Muster")
    assert when == "Liestal, 5. Januar 2027\nEntscheid Nr. wird beim Versand vergeben"


def test_the_sender_is_the_office_as_it_is_entered_among_the_services(platform: Archive) -> None:
    decision = platform.query(queries.decision_of, ready(platform))
    context = platform.context()

    def sender() -> str:
        letter = platform.query(queries.decision_letter, decision, context.now, context.today)
        return str(getattr(reports.decision_report(letter).body[0], "text", ""))

    name = platform.info.office_name
    assert sender() == name
    own = next(row for row in platform.query(offices.services, DAY) if row.name == name)
    command = ChangeService(
        id=own.id, base_version=own.version, changes={"address": "Testgasse 1\n4410 Liestal"}
    )
    platform.run(change_service, command)
    assert sender() == f"{name}\nTestgasse 1\n4410 Liestal"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (DecisionKind.RECOGNISED, "Kurszentrum Muster wird anerkannt."),
        (DecisionKind.REFUSED, "(Kurszentrum Muster) wird abgewiesen."),
        (DecisionKind.REFUSED_NEED_COVERED, "abgewiesen, weil der Bedarf gedeckt ist."),
        (DecisionKind.NOT_ENTERED, "(Kurszentrum Muster) wird nicht eingetreten."),
        (DecisionKind.REQUEST_WITHDRAWN, "abgeschrieben, weil es zurückgezogen wurde."),
        (DecisionKind.REVOKED, "Die Anerkennung (Kurszentrum Muster) wird entzogen."),
        (DecisionKind.EXPIRED, "Die Anerkennung (Kurszentrum Muster) ist erloschen."),
    ],
)
def test_every_kind_of_decision_has_its_sentence(
    platform: Archive, kind: DecisionKind, words: str
) -> None:
    decision = platform.query(queries.decision_of, ready(platform))
    context = platform.context()
    letter = platform.query(queries.decision_letter, decision, context.now, context.today)
    open_end = replace(decision, kind=kind, valid_to=None)
    report = reports.decision_report(replace(letter, decision=open_end))
    said = "\n".join(getattr(block, "text", "") for block in report.body)
    assert words in said
    assert ("bis sie entzogen wird" in said) is (kind is DecisionKind.RECOGNISED)
    assert "wird beim Versand vergeben" in said


def test_a_sozialdienst_decides_nothing(service_platform: Archive) -> None:
    who = DAY  # nothing is looked up before it is refused
    for usecase, command in (
        (
            usecases.receive_request,
            usecases.ReceiveRequest(
                provider_id=who, offering_id=None, kind=RequestKind.FIRST, received_on=DAY
            ),
        ),
        (usecases.draft_decision, usecases.DraftDecision(kind=DecisionKind.REVOKED)),
        (usecases.send_decision, usecases.PassDecision(id=who, base_version=1)),
        (usecases.add_window, usecases.AddWindow(opens=DAY, closes=DAY)),
    ):
        assert refused(service_platform, usecase, command) == ["not_cantonal"]
