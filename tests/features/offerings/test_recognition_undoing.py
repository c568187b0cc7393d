"""Every step of the recognition that can be undone leaves the file as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from platform_kit import offering, provider
from recognition_kit import DAY, details, draft, fill_checklist, judge, received
from sqlalchemy import select

from sozdesk.archive.base import Record
from sozdesk.archive.store import Archive
from sozdesk.features.offerings import queries, usecases
from sozdesk.features.offerings.terms import DecisionKind, EnclosureScope, NeedResult, RequestKind

Prepared = Callable[[Archive], object]


def request(archive: Archive) -> Any:
    return details(archive, received(archive, provider(archive))).request


def judged(archive: Archive) -> Any:
    key = received(archive, provider(archive))
    judge(archive, key)
    return key


def whole(archive: Archive) -> Any:
    row = request(archive)
    fill_checklist(archive, row.id)
    return row


def drafted(archive: Archive, kind: DecisionKind = DecisionKind.WITH_CONDITIONS) -> Any:
    return archive.query(queries.decision_of, draft(archive, judged(archive), kind))


def condition(archive: Archive) -> Any:
    decision = drafted(archive)
    command = usecases.AddCondition(decision_id=decision.id, text="Zertifikat", due_on=DAY)
    archive.run(usecases.add_condition, command)
    return archive.query(queries.decision_of, decision.id).conditions[0]


def agreement(archive: Archive) -> Any:
    course = offering(archive, provider(archive))
    command = usecases.AddAgreement(
        partner="SRK", programme="Programm R", begins=DAY, offering_ids=(course,)
    )
    archive.run(usecases.add_agreement, command)
    return archive.query(queries.agreements)[0]


def municipal(archive: Archive) -> Any:
    command = usecases.AddMunicipal(
        provider_id=provider(archive), bfs_number=2829, recognised_on=date(2025, 1, 1)
    )
    archive.run(usecases.add_municipal, command)
    return archive.query(queries.municipal_recognitions)[0]


def removal(row: Any) -> usecases.RemoveRow:
    return usecases.RemoveRow(id=row.id, base_version=row.version)


def changed(command: Any, row: Any, **changes: object) -> Any:
    return command(id=row.id, base_version=row.version, changes=changes)


def assessing(archive: Archive) -> object:
    row = request(archive)
    first = details(archive, row.id).assessments[0].criterion
    entry = usecases.CriterionPoints(criterion_id=first.id, points=2)
    return usecases.AssessRequest(request_id=row.id, entries=(entry,))


def need(archive: Archive) -> object:
    row = request(archive)
    return usecases.CheckNeed(id=row.id, base_version=row.version, need=NeedResult.NEEDED)


def complete(archive: Archive) -> object:
    row = whole(archive)
    return usecases.CompleteRequest(id=row.id, base_version=row.version, complete_on=DAY)


def hearing(archive: Archive) -> object:
    row = drafted(archive, DecisionKind.REFUSED)
    return usecases.RecordHearing(id=row.id, base_version=row.version, heard_on=DAY)


def fulfilled(archive: Archive) -> object:
    row = condition(archive)
    return usecases.FulfilCondition(id=row.id, base_version=row.version, fulfilled_on=DAY)


def other_criteria(archive: Archive) -> object:
    (row,) = archive.query(queries.criteria_versions)
    line = usecases.CriterionLine(text="Konzept", weight=2)
    return usecases.ChangeVersion(
        id=row.id, base_version=row.version, changes={"source": "neu"}, criteria=(line,)
    )


CASES: dict[str, Prepared] = {
    "record_enclosures": lambda archive: usecases.RecordEnclosures(
        request_id=request(archive).id, received_on=DAY
    ),
    "receive_request": lambda archive: usecases.ReceiveRequest(
        provider_id=provider(archive), offering_id=None, kind=RequestKind.FIRST, received_on=DAY
    ),
    "change_request": lambda archive: changed(
        usecases.ChangeRequest, request(archive), received_on=date(2026, 11, 2)
    ),
    "remove_request": lambda archive: removal(whole(archive)),
    "complete_request": complete,
    "check_need": need,
    "record_enclosure": lambda archive: usecases.RecordEnclosure(
        request_id=request(archive).id, kind_code="mission", received_on=DAY
    ),
    "assess_request": assessing,
    "draft_decision": lambda archive: usecases.DraftDecision(
        request_id=judged(archive), kind=DecisionKind.RECOGNISED
    ),
    "change_decision": lambda archive: changed(
        usecases.ChangeDecision, drafted(archive), reasons="Neu."
    ),
    "remove_decision": lambda archive: removal(
        archive.query(queries.decision_of, condition(archive).decision_id)
    ),
    "record_hearing": hearing,
    "add_condition": lambda archive: usecases.AddCondition(
        decision_id=drafted(archive).id, text="Zertifikat", due_on=DAY
    ),
    "change_condition": lambda archive: changed(
        usecases.ChangeCondition, condition(archive), text="Anders"
    ),
    "remove_condition": lambda archive: removal(condition(archive)),
    "fulfil_condition": fulfilled,
    "add_window": lambda _archive: usecases.AddWindow(opens=DAY, closes=DAY),
    "change_window": lambda archive: changed(
        usecases.ChangeSetting, archive.query(queries.windows)[0], source="neu"
    ),
    "remove_window": lambda archive: removal(archive.query(queries.windows)[0]),
    "add_enclosure_kind": lambda _archive: usecases.AddEnclosureKind(
        name="Hygienekonzept", scope=EnclosureScope.PROVIDER
    ),
    "change_enclosure_kind": lambda archive: changed(
        usecases.ChangeSetting, archive.query(queries.enclosure_kinds)[0], required=False
    ),
    "remove_enclosure_kind": lambda archive: removal(archive.query(queries.enclosure_kinds)[0]),
    "add_criteria_version": lambda _archive: usecases.AddCriteriaVersion(
        name="KSA",
        valid_from=DAY,
        source="",
        criteria=(usecases.CriterionLine(text="Konzept", weight=1),),
    ),
    "change_criteria_version": other_criteria,
    "remove_criteria_version": lambda archive: removal(archive.query(queries.criteria_versions)[0]),
    "add_agreement": lambda _archive: usecases.AddAgreement(
        partner="SRK", programme="Programm R", begins=DAY
    ),
    "change_agreement": lambda archive: changed(
        usecases.ChangeAgreement, agreement(archive), number="12"
    ),
    "remove_agreement": lambda archive: removal(agreement(archive)),
    "add_municipal": lambda archive: usecases.AddMunicipal(
        provider_id=provider(archive), bfs_number=2829, recognised_on=DAY
    ),
    "change_municipal": lambda archive: changed(
        usecases.ChangeMunicipal, municipal(archive), notified_on=DAY
    ),
    "remove_municipal": lambda archive: removal(municipal(archive)),
}


def rows(archive: Archive) -> dict[str, list[tuple[object, ...]]]:
    """Everything that the file holds about offerings, but for how often it was written."""
    found = {}
    for mapper in Record.registry.mappers:
        if ".features.offerings." in mapper.class_.__module__:
            columns = [one for one in mapper.local_table.columns if one.name != "version"]
            found[mapper.local_table.name] = archive.query(
                lambda session, asked=columns: sorted(
                    map(tuple, session.execute(select(*asked))), key=repr
                )
            )
    return found


@pytest.mark.parametrize("name", CASES)
def test_a_step_that_is_undone_leaves_every_row_as_it_was(platform: Archive, name: str) -> None:
    command = CASES[name](platform)
    before = rows(platform)
    platform.run(getattr(usecases, name), command)
    assert rows(platform) != before
    platform.undo_last()
    assert rows(platform) == before
