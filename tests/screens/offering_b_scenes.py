"""«Anerkennung»: the cockpit with Gesuche in all states, its dialogs, and the pages behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import ModuleType
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QApplication, QDialog

from screens.stage import Stage, settle
from sozdesk.archive.store import Archive
from sozdesk.features.offerings import queries, usecases
from sozdesk.features.offerings.terms import (
    DatedKind,
    DecisionKind,
    InspectionResult,
    NeedResult,
    OrganisationType,
    RequestKind,
)
from sozdesk.features.offerings.ui import agreements_page, procedure_page, recognition_page
from sozdesk.features.offerings.ui.recognition_detail import CRITERIA, DECISION, PAPERS
from sozdesk.features.offerings.ui.recognition_page import RecognitionPage

_CRIMINAL = "criminal_record"


def _prepare(archive: Archive) -> None:
    """Three Gesuche (new, judged with a draft, decided), an agreement and a GfS recognition, once."""
    if archive.query(queries.requests):
        return
    archive.run(usecases.load_offering_reference, usecases.LoadOfferingReference())
    today = archive.context().today
    fresh = _provider(archive, "Werkstatt Beispiel", OrganisationType.COMPANY)
    school = _provider(archive, "Kurszentrum Muster", OrganisationType.ASSOCIATION)
    playgroup = _provider(archive, "Spielgruppe Sternwiese", OrganisationType.PLAYGROUP)
    archive.run(
        usecases.receive_request,
        usecases.ReceiveRequest(
            provider_id=fresh,
            offering_id=_offering(archive, fresh, "Coaching Wiedereinstieg", "coaching"),
            kind=RequestKind.FIRST,
            received_on=today - timedelta(days=3),
        ),
    )
    course = _offering(archive, school, "Deutsch im Alltag B1", "basic_skills")
    request = _judged(archive, school, course)
    decision = _drafted(archive, request)
    _check_remedy(archive)
    sewing = _offering(archive, school, "Nähatelier mit Kinderbetreuung", "social_integration")
    sent = _drafted(archive, _judged(archive, school, sewing))
    row = archive.query(queries.decision_of, sent)
    archive.run(usecases.send_decision, usecases.PassDecision(id=sent, base_version=row.version))
    assert decision != sent
    archive.run(
        usecases.add_agreement,
        usecases.AddAgreement(
            partner="Hilfswerk Muster",
            programme="Programm R",
            begins=date(2026, 1, 1),
            ends=date(2027, 12, 31),
            amount=24_000_000,
        ),
    )
    archive.run(
        usecases.add_municipal,
        usecases.AddMunicipal(
            provider_id=playgroup, bfs_number=2829, recognised_on=date(2024, 9, 1)
        ),
    )


def _provider(archive: Archive, name: str, kind: OrganisationType) -> UUID:
    command = usecases.AddProvider(
        name=name, organisation_type=kind, address="Musterstrasse 1\n4410 Liestal"
    )
    made: UUID = archive.run(usecases.add_provider, command).value
    return made


def _offering(archive: Archive, provider: UUID, title: str, category: str) -> UUID:
    command = usecases.AddOffering(provider_id=provider, title=title, category_code=category)
    made: UUID = archive.run(usecases.add_offering, command).value
    return made


def _judged(archive: Archive, provider: UUID, offering: UUID) -> UUID:
    """Received in October, every paper there, needed, assessed."""
    context = archive.context()
    day = date(context.today.year - (context.today.month < 11), 10, 12)
    command = usecases.ReceiveRequest(
        provider_id=provider, offering_id=offering, kind=RequestKind.FIRST, received_on=day
    )
    request: UUID = archive.run(usecases.receive_request, command).value
    for row in _details(archive, request).enclosures:
        _record(archive, request, row.kind.code, day)
    head = _details(archive, request).request
    complete = usecases.CompleteRequest(id=request, base_version=head.version, complete_on=day)
    archive.run(usecases.complete_request, complete)
    head = _details(archive, request).request
    need = usecases.CheckNeed(id=request, base_version=head.version, need=NeedResult.NEEDED)
    archive.run(usecases.check_need, need)
    points = [3, 2, 3, 1, 2, 3, 3, 2, 3, 2]
    entries = tuple(
        usecases.CriterionPoints(criterion_id=one.criterion.id, points=points[at], reason="")
        for at, one in enumerate(_details(archive, request).assessments)
    )
    archive.run(
        usecases.assess_request, usecases.AssessRequest(request_id=request, entries=entries)
    )
    return request


def _record(archive: Archive, request: UUID, code: str, day: date) -> None:
    more: dict[str, Any] = {}
    if code == _CRIMINAL:
        more = {
            "seen_by": "Anna Muster",
            "inspection": InspectionResult.CLEAR,
            "expires_on": day + timedelta(days=110),
        }
    command = usecases.RecordEnclosure(request_id=request, kind_code=code, received_on=day, **more)
    archive.run(usecases.record_enclosure, command)


def _details(archive: Archive, request: UUID) -> queries.RequestDetails:
    context = archive.context()
    found = archive.query(queries.request_details, request, context.today, context.staff_name)
    assert found is not None
    return found


def _drafted(archive: Archive, request: UUID) -> UUID:
    today = archive.context().today
    command = usecases.DraftDecision(
        request_id=request,
        kind=DecisionKind.WITH_CONDITIONS,
        decided_on=today,
        valid_from=today + timedelta(days=20),
        valid_to=today + timedelta(days=1115),
        reasons="Ziel, Zielgruppe und Inhalt passen zusammen. Das Zertifikat ist noch in Arbeit.",
        duties="Jahresbericht bis 30. April des Folgejahres\nÄnderungen von Preis und Inhalt melden",
    )
    decision: UUID = archive.run(usecases.draft_decision, command).value
    condition = usecases.AddCondition(
        decision_id=decision,
        text="Zertifikat der Qualitätssicherung nachreichen",
        due_on=today + timedelta(days=40),
        evidence="Kopie des Zertifikats",
    )
    archive.run(usecases.add_condition, condition)
    return decision


def _check_remedy(archive: Archive) -> None:
    row = archive.query(queries.remedies)[0]
    command = usecases.ChangeDatedValue(
        kind=DatedKind.REMEDY,
        id=row.id,
        base_version=row.version,
        changes={"checked": True, "text": "Rechtsmittelbelehrung der Beispieldaten (erfunden)."},
    )
    archive.run(usecases.change_dated_value, command)


def _cockpit(stage: Stage, chip: str = "", row: int = 0, tab: int = 0) -> RecognitionPage:
    stage.window.desk.call(_prepare)
    stage.open_area("start")
    page = recognition_page.build(stage.window.desk, stage.workspace)
    assert isinstance(page, RecognitionPage)
    stage.workspace.open_subpage(page)
    settle()
    if chip:
        page.chips.choose(chip)
    page.table.select_key(page.model.rows()[row].key)
    settle()
    if page.detail is not None:
        page.detail.tabs.choose(tab)
        page.split.show_detail()
    return page


def cockpit(chip: str = "", row: int = 0, tab: int = 0) -> Callable[[Stage], None]:
    def go(stage: Stage) -> None:
        _cockpit(stage, chip, row, tab)

    return go


def empty(stage: Stage) -> None:
    stage.open_area("start")
    page = recognition_page.build(stage.window.desk, stage.workspace)
    stage.workspace.open_subpage(page)


def _dialog() -> QDialog:
    (found,) = (
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible()
    )
    return found


def receive(stage: Stage) -> QDialog:
    _cockpit(stage).receive()
    return _dialog()


def paper(stage: Stage) -> QDialog:
    """The Strafregisterauszug."""
    page = _cockpit(stage, "request", 0, PAPERS)
    part = page.detail.papers
    part.table.view.select_key(_CRIMINAL)
    part.record()
    return _dialog()


def need(stage: Stage) -> QDialog:
    page = _cockpit(stage, "request", 1)
    page.detail._need()
    return _dialog()


def assess(stage: Stage) -> QDialog:
    page = _cockpit(stage, "request", 0)
    page.detail._assess()
    return _dialog()


def decide(stage: Stage) -> QDialog:
    page = _cockpit(stage, "request", 0)
    page.detail.decision.draft()
    return _dialog()


def letter(stage: Stage) -> QDialog:
    page = _cockpit(stage, "request", 0, DECISION)
    page.detail.decision.show_letter()
    return _dialog()


def end(stage: Stage) -> QDialog:
    page = _cockpit(stage, "closed", 0)
    page.end(page.table.current_row())
    return _dialog()


def _opened(stage: Stage, module: ModuleType, tab: int) -> Any:
    stage.window.desk.call(_prepare)
    stage.open_area("start")
    page = module.build(stage.window.desk, stage.workspace)
    stage.workspace.open_subpage(page)
    settle()
    page.tabs.choose(tab)
    return page


def tab_of(module: ModuleType, tab: int) -> Callable[[Stage], None]:
    def go(stage: Stage) -> None:
        _opened(stage, module, tab)

    return go


def criteria(stage: Stage) -> QDialog:
    _opened(stage, procedure_page, 2).versions.change()
    return _dialog()


def agreement(stage: Stage) -> QDialog:
    _opened(stage, agreements_page, 0).agreements.change()
    return _dialog()


SAMPLE = {
    "220-anerkennung": cockpit(),
    "221-gesuch-neu": cockpit("request", 1),
    "222-gesuch-beilagen": cockpit("request", 0, PAPERS),
    "223-gesuch-kriterien": cockpit("request", 0, CRITERIA),
    "224-gesuch-entscheid": cockpit("request", 0, DECISION),
    "225-entschieden": cockpit("closed", 0, DECISION),
    "226-gesuch-erfassen": receive,
    "227-strafregister": paper,
    "228-bedarf": need,
    "229-kriterien-beurteilen": assess,
    "230-entscheid-entwerfen": decide,
    "231-brief": letter,
    "232-anerkennung-beenden": end,
    "233-verfahren-fenster": tab_of(procedure_page, 0),
    "234-verfahren-beilagen": tab_of(procedure_page, 1),
    "235-verfahren-kriterien": tab_of(procedure_page, 2),
    "236-kriterien-aendern": criteria,
    "237-vereinbarungen": tab_of(agreements_page, 0),
    "238-gfs": tab_of(agreements_page, 1),
    "239-vereinbarung": agreement,
}
"""Scenes in the file of the sample canton."""
EMPTY = {"239-anerkennung-leer": empty}
"""In an empty file of the KSA."""
