"""Rows of the recognition for rules, and Gesuche in real files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from platform_kit import dated, provider

from sozdesk.archive.store import Archive
from sozdesk.features.offerings import queries, usecases
from sozdesk.features.offerings.terms import (
    AssessmentRow,
    ConditionRow,
    CriterionRow,
    DatedKind,
    DecisionKind,
    DecisionRow,
    EnclosureKindRow,
    EnclosureScope,
    InspectionResult,
    NeedResult,
    RemedyRow,
    RequestKind,
    RequestRow,
)

DAY = date(2027, 1, 5)
ID = UUID(int=1)

KIND = EnclosureKindRow(
    id=ID,
    version=1,
    code="mission",
    position=1,
    name="Leitbild",
    scope=EnclosureScope.PROVIDER,
    required=True,
    inspected_only=False,
    valid_months=None,
    source="",
)
INSPECTED = replace(KIND, code="criminal_record", name="Strafregisterauszug", inspected_only=True)

REQUEST = RequestRow(
    id=ID,
    version=1,
    provider_id=ID,
    provider_name="Kurszentrum Muster",
    offering_id=None,
    offering_number=None,
    offering_title="",
    category_code="",
    segment="",
    kind=RequestKind.FIRST,
    received_on=date(2026, 10, 12),
    window=None,
    complete_on=None,
    responsible="",
    need=None,
    need_reason="",
    need_checked_on=None,
    criteria_version_id=None,
    note="",
    decision_id=None,
    sent_on=None,
)
JUDGED = replace(REQUEST, complete_on=date(2026, 10, 20), need=NeedResult.NEEDED)

DECISION = DecisionRow(
    id=ID,
    version=1,
    provider_id=ID,
    provider_name="Kurszentrum Muster",
    offering_id=None,
    offering_number=None,
    offering_title="",
    request_id=ID,
    kind=DecisionKind.RECOGNISED,
    number="",
    decided_on=DAY,
    valid_from=date(2027, 2, 1),
    valid_to=None,
    reasons="",
    duties="",
    heard_on=None,
    hearing_note="",
    remedy="",
    prepared_by="Anna Muster",
    released_by="",
    released_at=None,
    sent_on=None,
    conditions=(),
)
CONDITION = ConditionRow(
    id=ID,
    version=1,
    decision_id=ID,
    text="Zertifikat nachreichen",
    due_on=date(2027, 6, 30),
    evidence="",
    fulfilled_on=None,
)
REMEDY = RemedyRow(
    id=ID, version=1, valid_from=DAY, ended_on=None, text="Beschwerde …", source="", checked=True
)


def assessed(number: int, points: int | None, weight: int = 1, **more: Any) -> AssessmentRow:
    """A criterion with its points."""
    values = {"mandatory": False, **more}
    one = CriterionRow(
        id=UUID(int=number),
        version=1,
        version_id=ID,
        number=number,
        text="",
        weight=weight,
        **values,
    )
    return AssessmentRow(criterion=one, points=points, reason="")


# ------------------------------------------------------------------ in files


def received(archive: Archive, who: UUID, course: UUID | None = None, **more: Any) -> UUID:
    """A Gesuch; answers its id."""
    values = {"kind": RequestKind.FIRST, "received_on": date(2026, 10, 12), **more}
    command = usecases.ReceiveRequest(provider_id=who, offering_id=course, **values)
    made: UUID = archive.run(usecases.receive_request, command).value
    return made


def details(archive: Archive, request_id: UUID, staff: str = "") -> queries.RequestDetails:
    """A Gesuch as it stands today."""
    found = archive.query(
        queries.request_details, request_id, archive.context().today, staff or "Anna Muster"
    )
    assert found is not None
    return found


def fill_checklist(archive: Archive, request_id: UUID, *, but: str = "") -> None:
    """Record every enclosure; ``but`` leaves one out."""
    for row in details(archive, request_id).enclosures:
        if row.kind.code == but:
            continue
        more: dict[str, Any] = {}
        if row.kind.inspected_only:
            more = {
                "seen_by": "Anna Muster",
                "inspection": InspectionResult.CLEAR,
                "expires_on": date(2028, 1, 31),
            }
        command = usecases.RecordEnclosure(
            request_id=request_id,
            kind_code=row.kind.code,
            base_version=row.version,
            received_on=date(2026, 10, 12),
            **more,
        )
        archive.run(usecases.record_enclosure, command)


def judge(archive: Archive, request_id: UUID, points: int = 3) -> None:
    """Complete, needed, assessed."""
    fill_checklist(archive, request_id)
    row = details(archive, request_id).request
    archive.run(
        usecases.complete_request,
        usecases.CompleteRequest(
            id=row.id, base_version=row.version, complete_on=date(2026, 10, 20)
        ),
    )
    row = details(archive, request_id).request
    archive.run(
        usecases.check_need,
        usecases.CheckNeed(id=row.id, base_version=row.version, need=NeedResult.NEEDED),
    )
    assess(archive, request_id, points)


def assess(archive: Archive, request_id: UUID, points: int) -> None:
    """The same points for every criterion."""
    entries = tuple(
        usecases.CriterionPoints(criterion_id=one.criterion.id, points=points, reason="Geprüft.")
        for one in details(archive, request_id).assessments
    )
    archive.run(
        usecases.assess_request, usecases.AssessRequest(request_id=request_id, entries=entries)
    )


def draft(
    archive: Archive, request_id: UUID, kind: DecisionKind = DecisionKind.RECOGNISED, **more: Any
) -> UUID:
    """A decision on a Gesuch, ready to be sent unless said otherwise."""
    values = {
        "decided_on": DAY,
        "valid_from": date(2027, 2, 1),
        "valid_to": date(2030, 1, 31),
        "reasons": "Ziel und Inhalt passen zusammen.",
        **more,
    }
    command = usecases.DraftDecision(request_id=request_id, kind=kind, **values)
    made: UUID = archive.run(usecases.draft_decision, command).value
    return made


def passing(archive: Archive, decision_id: UUID) -> usecases.PassDecision:
    """The command that releases or sends a decision as it stands."""
    row = archive.query(queries.decision_of, decision_id)
    assert row is not None
    return usecases.PassDecision(id=row.id, base_version=row.version)


def check_remedy(archive: Archive) -> None:
    """The office has compared the Rechtsmittelbelehrung with the law."""
    row = archive.query(queries.remedies)[0]
    command = usecases.ChangeDatedValue(
        kind=DatedKind.REMEDY,
        id=row.id,
        base_version=row.version,
        changes={
            "checked": True,
            "text": "Beschwerde innert 10 Tagen beim Regierungsrat (Muster).",
        },
    )
    archive.run(usecases.change_dated_value, command)


def ask_second_person(archive: Archive) -> None:
    """From 2026 on a second person releases."""
    dated(
        archive, DatedKind.VALUE, date(2026, 1, 1), key="second_person", value=1, source="Weisung"
    )


def ready(archive: Archive, **more: Any) -> UUID:
    """A decision that may be sent; answers its id."""
    check_remedy(archive)
    request = received(archive, provider(archive))
    judge(archive, request)
    return draft(archive, request, **more)
