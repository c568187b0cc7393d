"""The decision path: tab of a case, page of a Verfügung, Sitzungen, Grundlagen der Fallarbeit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QApplication, QDialog, QWidget

import case_kit
from screens.stage import Stage, settle
from sozdesk.archive.store import Archive
from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.terms import (
    ApplicationKind,
    Decider,
    Notification,
    Resolved,
    RulingNature,
)
from sozdesk.features.cases.ui import (
    case_settings_page,
    meetings_page,
    ruling_page,
    rulings_part,
)
from sozdesk.features.cases.ui.rulings_part import RulingsPart
from sozdesk.features.offerings.usecases import LoadOfferingReference, load_offering_reference
from sozdesk.widgets import layouts
from sozdesk.widgets.page import Page

_NUMBER = 9001
"""Of the invented case of these pictures."""


def _prepare(archive: Archive) -> None:
    """One invented case with Anträge and Verfügungen in all states, once."""
    archive.run(load_offering_reference, LoadOfferingReference())
    archive.run(usecases.load_case_reference, usecases.LoadCaseReference())
    if _case(archive) is not None:
        return
    today = archive.context().today
    person = case_kit.person(archive, "Muster", "Anna", address="Beispielweg 3\n4410 Liestal")
    case_id = case_kit.case(archive, [person], number=_NUMBER, opened_on=today - timedelta(days=90))
    asked = [
        _ask(archive, case_id, title, kind, today)
        for title, kind in (
            ("Tagesstruktur 50 %", ApplicationKind.OFFERING),
            ("Deutschkurs A2", ApplicationKind.OFFERING),
            ("Zahnbehandlung", ApplicationKind.EXPENSES),
            ("Coaching Wiedereinstieg", ApplicationKind.OFFERING),
            ("Babyausstattung", ApplicationKind.EXPENSES),
        )
    ]
    held = _meet(archive, asked[:2], today - timedelta(days=20))
    _resolve(archive, held, today - timedelta(days=20))
    _meet(archive, asked[2:4], today)
    done = _draft(archive, case_id, asked[0], today - timedelta(days=18))
    row = _row(archive, done)
    archive.run(
        usecases.finalise_ruling, usecases.FinaliseRuling(id=done, base_version=row.version)
    )
    row = _row(archive, done)
    archive.run(
        usecases.notify_ruling,
        usecases.NotifyRuling(
            id=done,
            base_version=row.version,
            notified_on=today - timedelta(days=3),
            notified_by=Notification.TRACKED_MAIL,
        ),
    )
    _draft(archive, case_id, asked[1], today, nature=RulingNature.REFUSAL)


def _case(archive: Archive) -> Any:
    rows = archive.query(queries.cases, archive.context().today)
    return next((row for row in rows if row.number == _NUMBER), None)


def _ask(archive: Archive, case_id: UUID, title: str, kind: ApplicationKind, today: date) -> UUID:
    command = usecases.AddApplication(
        case_id=case_id,
        kind=kind,
        title=title,
        submitted_on=today - timedelta(days=30),
        decider=Decider.AUTHORITY,
        reasons="Frau Muster (erfunden) sucht eine Stelle und möchte sich vorbereiten.",
        proposal=f"{title} wird für drei Monate bewilligt.",
    )
    made: UUID = archive.run(usecases.add_application, command).value
    return made


def _meet(archive: Archive, applications: list[UUID], day: date) -> UUID:
    command = usecases.AddMeeting(bfs_number=case_kit.BFS, held_on=day, place="Rathaus")
    made: UUID = archive.run(usecases.add_meeting, command).value
    agenda = usecases.SetAgenda(meeting_id=made, application_ids=tuple(applications))
    archive.run(usecases.set_agenda, agenda)
    return made


def _resolve(archive: Archive, meeting: UUID, day: date) -> None:
    rows = archive.query(queries.agenda, meeting)
    command = usecases.RecordResolutions(
        resolved_on=day,
        resolutions=tuple(
            usecases.Resolution(
                application_id=row.id,
                base_version=row.version,
                resolved=Resolved.GRANTED if number == 1 else Resolved.REFUSED,
                number=f"{day.year}-{number}",
                extract=row.proposal,
            )
            for number, row in enumerate(rows, start=1)
        ),
    )
    archive.run(usecases.record_resolutions, command)


def _draft(
    archive: Archive,
    case_id: UUID,
    application: UUID,
    day: date,
    nature: RulingNature = RulingNature.GRANT,
) -> UUID:
    command = usecases.DraftRuling(case_id=case_id, application_id=application, nature=nature)
    made: UUID = archive.run(usecases.draft_ruling, command).value
    grants = nature is RulingNature.GRANT
    changes = {
        "ruled_on": day,
        "valid_from": day + timedelta(days=14),
        "limit_amount": 270_000 if grants else None,
        "considerations": "Gestützt auf § 16 SHG (Beispieldaten)." if grants else "",
    }
    version = _row(archive, made).version
    archive.run(
        usecases.change_ruling,
        usecases.ChangeRuling(id=made, base_version=version, changes=changes),
    )
    return made


def _row(archive: Archive, ruling_id: UUID) -> Any:
    return archive.query(queries.ruling_of, ruling_id)


def _show(stage: Stage, page: QWidget) -> None:
    stage.open_area("start")
    stage.workspace.open_subpage(page)
    settle()


def part(row: int = 0, *, filled: bool = True) -> Callable[[Stage], None]:
    """The tab in a page of its own."""

    def go(stage: Stage) -> None:
        desk = stage.window.desk
        desk.call(_prepare)
        found: list[Any] = []
        desk.call(_case, done=found.append)
        made = rulings_part.build(desk, stage.workspace)
        page = Page(f"Fall {_NUMBER}", "Muster Anna (erfunden)", back=stage.workspace.back)
        page.set_content(layouts.box(layouts.column(made, margins=(24, 12, 20, 20))), scroll=True)
        _show(stage, page)
        if filled:
            made.show_case(found[0])
            settle()
            made.table.view.select_key(made.table.model.rows()[row].key)
        else:
            made.show_case(replace(found[0], id=UUID(int=1)))
        settle()

    return go


def ruling(number: int, tab: int = 0) -> Callable[[Stage], None]:
    """The page of a Verfügung: 0 is the draft, 1 the finished one."""

    def go(stage: Stage) -> None:
        desk = stage.window.desk
        desk.call(_prepare)
        found: list[Any] = []
        desk.call(
            lambda archive: archive.query(queries.rulings_of, _case(archive).id), done=found.append
        )
        page = ruling_page.build(desk, stage.workspace, ruling_id=found[0][number].id)
        _show(stage, page)
        if tab and page.tabs is not None:
            page.tabs.choose(tab)
            settle()

    return go


def meetings(tab: int = 0, *, filled: bool = True) -> Callable[[Stage], None]:
    """Sitzungen."""

    def go(stage: Stage) -> None:
        if filled:
            stage.window.desk.call(_prepare)
        page = meetings_page.build(stage.window.desk, stage.workspace)
        _show(stage, page)
        page.tabs.choose(tab)
        if filled:
            page.split.show_detail()
        settle()

    return go


def settings(kind: str) -> Callable[[Stage], None]:
    """Grundlagen der Fallarbeit at one kind."""

    def go(stage: Stage) -> None:
        stage.window.desk.call(_prepare)
        page = case_settings_page.build(stage.window.desk, stage.workspace, kind=kind)
        _show(stage, page)
        page.split.show_detail()
        settle()

    return go


def dialog(open_it: Callable[[RulingsPart], object], row: int = 0) -> Callable[[Stage], QWidget]:
    """A dialog over the tab."""

    def go(stage: Stage) -> QWidget:
        part(row)(stage)
        made = stage.workspace.findChildren(RulingsPart)[-1]
        open_it(made)
        settle()
        (shown,) = (
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, QDialog) and one.isVisible()
        )
        return shown

    return go


SERVICE: dict[str, Callable[[Stage], QWidget | None]] = {
    "330-fall-verfuegungen": part(),
    "331-fall-verfuegungen-frist": part(4),
    "332-verfuegung-entwurf": ruling(0),
    "333-verfuegung-vorschau": ruling(0, 1),
    "334-verfuegung-fertig": ruling(1),
    "335-sitzung-vorbereiten": meetings(0),
    "336-sitzung-beschluesse": meetings(1),
    "337-grundlagen-regimes": settings("regime_rule"),
    "338-grundlagen-delegation": settings("delegation"),
    "339-grundlagen-rechtsmittel": settings("remedy"),
    "340-grundlagen-vorlage": settings("template"),
    "341-antrag-dialog": dialog(lambda made: made.add()),
    "342-fall-ohne-antrag": part(filled=False),
    "344-verfuegung-dialog": dialog(lambda made: made.draft_free()),
}
EMPTY: dict[str, Callable[[Stage], QWidget | None]] = {
    "343-sitzung-leer": meetings(filled=False),
}
