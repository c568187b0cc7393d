"""What the recognition and the removal must not let through, in real files."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from platform_kit import dated, offering, price, provider, recognised
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

from sozdesk.archive.base import Base
from sozdesk.archive.store import Archive
from sozdesk.features.offerings import queries, reports, usecases
from sozdesk.features.offerings.records import OfferingRecord, ProviderRecord
from sozdesk.features.offerings.terms import (
    AttachmentOwner,
    DatedKind,
    DecisionKind,
    DueKind,
    NeedResult,
    OfferingState,
    RequestKind,
)
from sozdesk.features.offerings.ui.offering_page import load
from sozdesk.features.offerings.usecases import offerings as offering_usecases
from sozdesk.features.offerings.usecases import providers as provider_usecases
from sozdesk.kernel.errors import ReturnFileError, RuleViolation


def refused(archive: Archive, usecase: Any, command: object) -> list[tuple[str, str]]:
    """Code and field of what is refused."""
    with pytest.raises(RuleViolation) as caught:
        archive.run(usecase, command)
    return [(one.code, one.field) for one in caught.value.findings]


def said(archive: Archive, usecase: Any, command: object) -> str:
    with pytest.raises(RuleViolation) as caught:
        archive.run(usecase, command)
    return caught.value.findings[0].message


def staff(archive: Archive, name: str) -> AbstractContextManager[None]:
    """Somebody else sits at the computer."""

    @contextmanager
    def seated() -> Any:
        before = archive.context
        archive.context = lambda *more: replace(before(*more), staff_name=name)  # type: ignore[method-assign]
        yield
        archive.context = before  # type: ignore[method-assign]

    return seated()


# ------------------------------------------------------------------ removing


def agreed(archive: Archive, who: Any, *courses: Any) -> Any:
    command = usecases.AddAgreement(
        partner="SRK", programme="Programm R", begins=DAY, provider_id=who, offering_ids=courses
    )
    return archive.run(usecases.add_agreement, command).value


def gfs(archive: Archive, who: Any) -> Any:
    command = usecases.AddMunicipal(
        provider_id=who, bfs_number=2829, recognised_on=date(2025, 1, 1)
    )
    return archive.run(usecases.add_municipal, command).value


@pytest.mark.parametrize(
    ("add", "words"),
    [
        (received, "1 Gesuch."),
        (gfs, "1 Anerkennung nach GfS."),
        (agreed, "1 Leistungsvereinbarung."),
        (offering, "1 Angebot."),
        (lambda archive, who: recognised(archive, who, None), "1 Entscheid."),
    ],
)
def test_a_provider_that_something_names_stays_and_says_what(
    platform: Archive, add: Callable[[Archive, Any], Any], words: str
) -> None:
    who = provider(platform)
    add(platform, who)
    gone = usecases.RemoveRow(id=who, base_version=1)
    assert words in said(platform, usecases.remove_provider, gone)


def test_an_offering_that_something_names_stays_and_says_what(platform: Archive) -> None:
    who = provider(platform)
    course, paid = offering(platform, who), offering(platform, who)
    received(platform, who, course)
    agreed(platform, None, paid)
    for one, words in ((course, "1 Gesuch."), (paid, "1 Leistungsvereinbarung.")):
        gone = usecases.RemoveRow(id=one, base_version=1)
        message = said(platform, usecases.remove_offering, gone)
        assert words in message
        assert "auf «gestrichen»" in message


@pytest.mark.parametrize(
    ("table", "counted", "parts"),
    [
        (
            ProviderRecord,
            provider_usecases.REFERRING,
            {"provider_contact", "provider_place"},
        ),
        (
            OfferingRecord,
            offering_usecases.REFERRING,
            {"offering_start", "offering_language", "offering_place", "offering_price"},
        ),
    ],
)
def test_every_table_that_refers_is_counted_or_goes_along(
    table: Any, counted: Any, parts: set[str]
) -> None:
    referring = {
        one.name
        for one in Base.metadata.tables.values()
        for key in one.foreign_keys
        if key.column.table.name == table.__tablename__
    }
    assert referring == parts | {one.class_.__tablename__ for one in counted}


# ------------------------------------------------------------------ the procedure


def test_papers_that_went_missing_after_the_draft_keep_a_recognition_back(
    platform: Archive,
) -> None:
    decision = ready(platform)
    request = platform.query(queries.decision_of, decision).request_id
    line = next(one for one in details(platform, request).enclosures if one.kind.code == "mission")
    platform.run(
        usecases.record_enclosure,
        usecases.RecordEnclosure(
            request_id=request, kind_code="mission", base_version=line.version
        ),
    )
    send = passing(platform, decision)
    message = said(platform, usecases.send_decision, send)
    assert "Das Gesuch ist nicht mehr vollständig. Es fehlt: Leitbild" in message
    assert "Es fehlt: Leitbild" in details(platform, request).steps[-1].why


AUTHORS: dict[str, Callable[[Archive, Any, Any], None]] = {
    "draft": lambda archive, decision, _condition: _change(archive, decision),
    "added": lambda archive, decision, _condition: _condition_of(archive, decision),
    "changed": lambda archive, _decision, condition: archive.run(
        usecases.change_condition,
        usecases.ChangeCondition(id=condition, base_version=1, changes={"text": "Anders"}),
    ),
    "removed": lambda archive, _decision, condition: archive.run(
        usecases.remove_condition, usecases.RemoveRow(id=condition, base_version=1)
    ),
    "heard": lambda archive, decision, _condition: archive.run(
        usecases.record_hearing,
        usecases.RecordHearing(
            id=decision,
            base_version=archive.query(queries.decision_of, decision).version,
            heard_on=DAY,
        ),
    ),
}


def _change(archive: Archive, decision: Any) -> None:
    row = archive.query(queries.decision_of, decision)
    command = usecases.ChangeDecision(
        id=decision, base_version=row.version, changes={"duties": "Jahresbericht"}
    )
    archive.run(usecases.change_decision, command)


def _condition_of(archive: Archive, decision: Any) -> Any:
    command = usecases.AddCondition(decision_id=decision, text="Zertifikat", due_on=DAY)
    return archive.run(usecases.add_condition, command).value


@pytest.mark.parametrize("act", AUTHORS)
def test_whoever_wrote_something_of_a_decision_does_not_release_it(
    platform: Archive, act: str
) -> None:
    ask_second_person(platform)
    decision = ready(platform, kind=DecisionKind.WITH_CONDITIONS)
    condition, _second = _condition_of(platform, decision), _condition_of(platform, decision)
    with staff(platform, "Bea Beispiel"):
        platform.run(usecases.release_decision, passing(platform, decision))
    with staff(platform, "Carla Probe"):
        AUTHORS[act](platform, decision, condition)
        row = platform.query(queries.decision_of, decision)
        assert row.released_at is None
        assert row.authors == ("Anna Muster", "Carla Probe")
        release = passing(platform, decision)
        assert refused(platform, usecases.release_decision, release) == [("same_person", "")]
    assert refused(platform, usecases.release_decision, release) == [("same_person", "")]
    with staff(platform, "Bea Beispiel"):
        platform.run(usecases.release_decision, release)


def _assessed(archive: Archive, request: Any) -> None:
    assess(archive, request, 2)


def _needed(archive: Archive, request: Any) -> None:
    row = details(archive, request).request
    command = usecases.CheckNeed(id=request, base_version=row.version, need=NeedResult.NEEDED)
    archive.run(usecases.check_need, command)


def _completed(archive: Archive, request: Any) -> None:
    row = details(archive, request).request
    command = usecases.CompleteRequest(id=request, base_version=row.version, complete_on=DAY)
    archive.run(usecases.complete_request, command)


def _changed(archive: Archive, request: Any) -> None:
    row = details(archive, request).request
    changes = {"received_on": date(2026, 10, 11)}
    command = usecases.ChangeRequest(id=request, base_version=row.version, changes=changes)
    archive.run(usecases.change_request, command)


@pytest.mark.parametrize("act", [_assessed, _needed, _completed, _changed, fill_checklist])
def test_what_a_decision_rests_on_takes_its_release_back(
    platform: Archive, act: Callable[[Archive, Any], None]
) -> None:
    ask_second_person(platform)
    decision = ready(platform)
    request = platform.query(queries.decision_of, decision).request_id
    with staff(platform, "Bea Beispiel"):
        platform.run(usecases.release_decision, passing(platform, decision))
    act(platform, request)
    row = platform.query(queries.decision_of, decision)
    assert (row.released_at, row.released_by) == (None, "")


def test_days_of_a_gesuch_and_its_decision_follow_each_other(platform: Archive) -> None:
    decision = ready(platform, kind=DecisionKind.REFUSED, valid_from=None, valid_to=None)
    row = platform.query(queries.decision_of, decision)

    def heard(day: date) -> object:
        return usecases.RecordHearing(id=decision, base_version=row.version, heard_on=day)

    early = refused(platform, usecases.record_hearing, heard(date(2026, 10, 11)))
    assert early == [("heard_early", "heard_on")]
    moved = usecases.ChangeDecision(
        id=decision, base_version=row.version, changes={"decided_on": date(2026, 12, 1)}
    )
    platform.run(usecases.change_decision, moved)
    row = platform.query(queries.decision_of, decision)
    late = refused(platform, usecases.record_hearing, heard(date(2026, 12, 2)))
    assert late == [("heard_late", "heard_on")]
    platform.run(usecases.record_hearing, heard(date(2026, 11, 20)))
    row = platform.query(queries.decision_of, decision)
    too_early = replace(moved, base_version=row.version, changes={"decided_on": date(2026, 10, 11)})
    platform.run(usecases.change_decision, too_early)
    codes = refused(platform, usecases.send_decision, passing(platform, decision))
    assert codes == [("decided_early", "decided_on"), ("heard_late", "heard_on")]


def test_a_gesuch_is_not_complete_before_it_and_its_papers_came(platform: Archive) -> None:
    request = received(platform, provider(platform), received_on=date(2026, 10, 5))
    fill_checklist(platform, request)  # on 12 October
    early = usecases.CompleteRequest(id=request, base_version=1, complete_on=date(2026, 10, 11))
    assert refused(platform, usecases.complete_request, early) == [
        ("complete_early", "complete_on")
    ]
    whole = replace(early, complete_on=date(2026, 10, 12))
    platform.run(usecases.complete_request, whole)
    later = usecases.ChangeRequest(
        id=request, base_version=2, changes={"received_on": date(2026, 10, 13)}
    )
    assert refused(platform, usecases.change_request, later) == [("received_late", "received_on")]


def test_what_was_never_recognised_is_not_revoked(platform: Archive) -> None:
    check_remedy(platform)
    who = provider(platform)
    course = offering(platform, who)

    def ended(**subject: Any) -> Any:
        command = usecases.DraftDecision(
            kind=DecisionKind.EXPIRED,
            decided_on=DAY,
            valid_from=DAY,
            reasons="Aufgegeben.",
            **subject,
        )
        return passing(platform, platform.run(usecases.draft_decision, command).value)

    of_offering, of_provider = ended(offering_id=course), ended(provider_id=who)
    for send in (of_offering, of_provider):
        assert refused(platform, usecases.send_decision, send) == [("never_recognised", "kind")]
    recognised(platform, who, course)
    for send in (of_offering, of_provider):
        platform.run(usecases.send_decision, send)


def test_two_open_gesuche_on_one_offering_are_said(platform: Archive) -> None:
    who = provider(platform)
    course = offering(platform, who)
    first = received(platform, who, course)
    assert details(platform, first).hints == ()
    received(platform, who, course, received_on=date(2026, 10, 20))
    (hint,) = details(platform, first).hints
    assert hint.message == "Dazu ist noch ein zweites Gesuch offen, vom 20.10.2026."


# ------------------------------------------------------------------ papers that run out


def running_out(archive: Archive, who: Any) -> Any:
    """A Gesuch whose Strafregisterauszug is to be looked at again on 31 January 2028."""
    request = received(archive, who)
    judge(archive, request)
    return request


def papers_due(archive: Archive, day: date) -> list[str]:
    return [row.title for row in archive.query(queries.due, day) if row.kind is DueKind.ENCLOSURE]


def test_a_paper_that_runs_out_is_renewed_after_sending_and_nothing_else(
    platform: Archive,
) -> None:
    check_remedy(platform)
    who = provider(platform)
    request = running_out(platform, who)
    platform.run(usecases.send_decision, passing(platform, draft(platform, request)))
    soon = date(2028, 1, 15)
    assert papers_due(platform, soon) == ["Kurszentrum Muster"]
    line = next(one for one in details(platform, request).enclosures if one.kind.inspected_only)
    renewed = usecases.RecordEnclosure(
        request_id=request,
        kind_code=line.kind.code,
        base_version=line.version,
        received_on=DAY,
        expires_on=date(2030, 1, 5),
        seen_by="Bea Beispiel",
        inspection=line.inspection,
    )
    for wrong in (
        replace(renewed, received_on=date(2026, 10, 11)),
        replace(
            renewed,
            received_on=None,
            expires_on=None,
            seen_by="",
            inspection=None,
            waived_because="Bekannt.",
        ),
    ):
        assert refused(platform, usecases.record_enclosure, wrong) == [("closed", "")]
    platform.run(usecases.record_enclosure, renewed)
    assert papers_due(platform, soon) == []
    assert details(platform, request).request.complete_on == date(2026, 10, 20)


def test_papers_of_what_nobody_asks_for_any_more_are_not_due(platform: Archive) -> None:
    check_remedy(platform)
    who = provider(platform)
    request = running_out(platform, who)
    soon = date(2028, 1, 15)
    assert papers_due(platform, soon) == ["Kurszentrum Muster"]
    withdrawn = draft(
        platform, request, DecisionKind.REQUEST_WITHDRAWN, valid_from=None, valid_to=None
    )
    platform.run(usecases.send_decision, passing(platform, withdrawn))
    assert papers_due(platform, soon) == []
    closed = provider(platform, "Werkstatt Beispiel", closed_on=date(2027, 12, 31))
    running_out(platform, closed)
    assert papers_due(platform, soon) == []
    refused_one = provider(platform, "Nähatelier Probe")
    other = running_out(platform, refused_one)
    no = draft(platform, other, DecisionKind.REFUSED, valid_from=None, valid_to=None)
    row = platform.query(queries.decision_of, no)
    platform.run(
        usecases.record_hearing,
        usecases.RecordHearing(id=no, base_version=row.version, heard_on=DAY),
    )
    assert papers_due(platform, soon) == ["Nähatelier Probe"]
    platform.run(usecases.send_decision, passing(platform, no))
    assert papers_due(platform, soon) == []


# ------------------------------------------------------------------ categories


def test_a_category_or_regime_in_use_stays_and_says_by_what(platform: Archive) -> None:
    offering(platform, provider(platform))
    row = next(one for one in platform.query(queries.all_categories) if one.code == "basic_skills")
    gone = usecases.RemoveDatedValue(kind=DatedKind.CATEGORY, id=row.id, base_version=row.version)
    assert "1 Angebot" in said(platform, usecases.remove_dated_value, gone)
    regime = platform.query(queries.all_regimes)[0]
    of_regime = usecases.RemoveDatedValue(
        kind=DatedKind.REGIME, id=regime.id, base_version=regime.version
    )
    rates = [one for one in platform.query(queries.rates) if one.regime_code == regime.code]
    assert rates == []
    dated(
        platform,
        DatedKind.REGIME_RATE,
        DAY,
        regime_code=regime.code,
        category_code="basic_skills",
        billable="no",
    )
    assert "1 Ansatz" in said(platform, usecases.remove_dated_value, of_regime)
    later = dated(
        platform,
        DatedKind.CATEGORY,
        DAY,
        code="basic_skills",
        position=1,
        name="Grundkompetenzen",
        financing="per_person",
    )
    platform.run(
        usecases.remove_dated_value,
        usecases.RemoveDatedValue(kind=DatedKind.CATEGORY, id=later, base_version=1),
    )


def end_category(archive: Archive, last: date) -> str:
    row = next(one for one in archive.query(queries.all_categories) if one.code == "basic_skills")
    command = usecases.ChangeDatedValue(
        kind=DatedKind.CATEGORY, id=row.id, base_version=row.version, changes={"ended_on": last}
    )
    archive.run(usecases.change_dated_value, command)
    return row.name


def test_an_ended_category_keeps_its_name_and_its_offerings_can_be_changed(
    platform: Archive,
) -> None:
    who = provider(platform)
    course = offering(platform, who)
    recognised(platform, who, course)
    name = end_category(platform, date(2026, 12, 31))
    row = platform.query(queries.offering, course, DAY)
    assert row.category_name == name

    def changing(**changes: object) -> usecases.ChangeOffering:
        seen = platform.query(queries.offering, course, DAY)
        return usecases.ChangeOffering(id=course, base_version=seen.version, changes=changes)

    assert ("basic_skills", name) in [
        (one.code, one.name) for one in load(platform, course).categories
    ]
    assert "basic_skills" not in [one.code for one in load(platform, None).categories]
    platform.run(usecases.change_offering, changing(title="Deutsch am Abend"))
    platform.run(usecases.change_offering, changing(category_code="coaching"))
    back = changing(category_code="basic_skills")
    assert refused(platform, usecases.change_offering, back) == [
        ("category_unknown", "category_code")
    ]
    platform.undo_last()
    names = dict(platform.query(queries.monitoring, 2027, DAY).categories)
    assert names["basic_skills"] == name


def test_a_category_to_come_has_its_name_already(platform: Archive) -> None:
    dated(
        platform,
        DatedKind.CATEGORY,
        date(2028, 1, 1),
        code="new",
        position=99,
        name="Neues",
        financing="per_person",
    )
    assert platform.query(queries.known_categories, DAY)["new"].name == "Neues"


def test_a_catalogue_that_cannot_be_written_names_the_offering_in_german(
    platform: Archive,
) -> None:
    who = provider(platform)
    course = offering(platform, who, title="x" * 1_001)
    recognised(platform, who, course)
    price(platform, course, 100)
    row = platform.query(queries.offering, course, DAY)
    platform.run(
        usecases.set_offering_state,
        usecases.SetOfferingState(
            id=course, base_version=row.version, state=OfferingState.PUBLISHED
        ),
    )
    with pytest.raises(ReturnFileError) as caught:
        platform.query(queries.catalogue_draft, DAY)
    assert str(caught.value).startswith(
        "Eine Angabe passt nicht in den Katalog (Angebot 1: Titel)."
    )


# ------------------------------------------------------------------ offerings


def test_place_and_contact_of_another_provider_are_refused_at_their_field(
    platform: Archive,
) -> None:
    who, other = provider(platform), provider(platform, "Werkstatt Beispiel")
    place = platform.run(
        usecases.add_place, usecases.AddPlace(provider_id=other, town="Sissach")
    ).value
    contact = platform.run(
        usecases.add_provider_contact,
        usecases.AddProviderContact(provider_id=other, name="Bea Beispiel"),
    ).value
    add = usecases.AddOffering(
        provider_id=who, category_code="basic_skills", title="Deutsch",
        contact_id=contact, place_ids=(place,),
    )  # fmt: skip
    wrong = [("other_provider", "contact_id"), ("other_provider", "place_ids")]
    assert refused(platform, usecases.add_offering, add) == wrong
    course = offering(platform, who)
    for changes, finding in zip(
        ({"contact_id": contact}, {"place_ids": (place,)}), wrong, strict=True
    ):
        change = usecases.ChangeOffering(id=course, base_version=1, changes=changes)
        assert refused(platform, usecases.change_offering, change) == [finding]


# ------------------------------------------------------------------ attachments


def attach(archive: Archive, kind: AttachmentOwner, owner: Any, name: str = "A.pdf") -> None:
    command = usecases.AttachFile(
        owner_kind=kind, owner_id=owner, name=name, content=f"%PDF-1.7 {owner}".encode()
    )
    archive.run(usecases.attach_file, command)


def attached(archive: Archive, *owners: tuple[AttachmentOwner, Any]) -> list[int]:
    return [len(archive.query(queries.attachments, kind, key)) for kind, key in owners]


def _of_request(archive: Archive) -> Any:
    request = received(archive, provider(archive))
    fill_checklist(archive, request)
    paper = next(one for one in details(archive, request).enclosures if not one.kind.inspected_only)
    owners = ((AttachmentOwner.REQUEST, request), (AttachmentOwner.ENCLOSURE, paper.id))
    return usecases.remove_request, request, owners


def _of_decision(archive: Archive) -> Any:
    decision = ready(archive, kind=DecisionKind.WITH_CONDITIONS)
    condition = _condition_of(archive, decision)
    owners = ((AttachmentOwner.DECISION, decision), (AttachmentOwner.CONDITION, condition))
    return usecases.remove_decision, decision, owners


def _of_condition(archive: Archive) -> Any:
    condition = _condition_of(archive, ready(archive, kind=DecisionKind.WITH_CONDITIONS))
    return usecases.remove_condition, condition, ((AttachmentOwner.CONDITION, condition),)


def _of_agreement(archive: Archive) -> Any:
    agreement = agreed(archive, None)
    return usecases.remove_agreement, agreement, ((AttachmentOwner.AGREEMENT, agreement),)


@pytest.mark.parametrize("prepared", [_of_request, _of_decision, _of_condition, _of_agreement])
def test_files_go_with_what_is_removed_and_come_back(
    platform: Archive, prepared: Callable[[Archive], Any]
) -> None:
    remove, key, owners = prepared(platform)
    for owner in owners:
        attach(platform, *owner)
    version = 1
    if remove is usecases.remove_decision:
        version = platform.query(queries.decision_of, key).version
    platform.run(remove, usecases.RemoveRow(id=key, base_version=version))
    assert attached(platform, *owners) == [0] * len(owners)
    platform.undo_last()
    assert attached(platform, *owners) == [1] * len(owners)


@pytest.mark.parametrize(
    "name",
    ["Strafregisterauszug Muster.pdf", "STRAFREGISTER 2026.pdf", "Sonderprivatauszug.pdf"],
)
def test_no_owner_keeps_a_file_that_is_called_a_strafregisterauszug(
    platform: Archive, name: str
) -> None:
    who = provider(platform)
    for kind, owner in (
        (AttachmentOwner.PROVIDER, who),
        (AttachmentOwner.REQUEST, received(platform, who)),
    ):
        with pytest.raises(RuleViolation, match="Strafregisterauszüge werden nur eingesehen"):
            attach(platform, kind, owner, name)


# ------------------------------------------------------------------ the letter


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (DecisionKind.RECOGNISED, "Das Netz GmbH wird anerkannt."),
        (DecisionKind.REFUSED, "(Das Netz GmbH) wird abgewiesen."),
    ],
)
def test_the_name_of_a_provider_stays_whole_in_the_letter(
    platform: Archive, kind: DecisionKind, words: str
) -> None:
    request = received(platform, provider(platform, "Das Netz GmbH"), kind=RequestKind.FIRST)
    judge(platform, request)
    decision = platform.query(queries.decision_of, draft(platform, request))
    context = platform.context()
    letter = platform.query(queries.decision_letter, decision, context.now, context.today)
    told = reports.letter_lines(replace(letter, decision=replace(decision, kind=kind)))
    assert any(words in line for _level, line in told)
