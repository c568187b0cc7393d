"""Notes, tasks, what is due, Grundsatzentscheide; every person and decision is invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from PySide6.QtWidgets import QApplication, QDialog, QWidget

import case_kit
from screens.stage import Stage, settle
from sozdesk.archive.store import Archive
from sozdesk.features.cases import queries, records, usecases
from sozdesk.features.cases.terms import TOPIC, CaseRow
from sozdesk.features.cases.terms.work import (
    PolicyChange,
    PolicyChangeKind,
    PolicyDecision,
    PolicyDeclaration,
    PolicyPreview,
)
from sozdesk.features.cases.ui import note_page, notes_page, notes_part, policies_page, week_page
from sozdesk.features.cases.ui.policies_page import PoliciesPage
from sozdesk.features.cases.ui.policy_dialogs import MergeDialog
from sozdesk.features.cases.ui.week_page import WeekPage
from sozdesk.features.offerings.terms.catalogue import KeyTrust, Signer
from sozdesk.features.offices import queries as offices
from sozdesk.widgets.page import Page

_FIRST_TALK = (
    "Wohnt seit Juni allein. Sucht Arbeit im Verkauf, Deutsch B1.\n\n"
    "Vereinbart: Tagesstruktur ab Januar, Standortgespräch nach sechs Wochen."
)
Scene = Callable[[Stage], QWidget | None]
_NUMBER = 9201
"""Of the invented case, beyond those of the sample."""


def _with_case(stage: Stage) -> CaseRow:
    """The invented case, written when first asked for."""
    found: list[CaseRow] = []
    stage.window.desk.call(_case, done=found.append)
    settle()
    return found[0]


def _case(archive: Archive) -> CaseRow:
    today = archive.context().today

    def known(session):
        table = records.CaseRecord
        row = session.query(table).filter(table.number == _NUMBER).one_or_none()
        return row.id if row else None

    made = archive.query(known) or _written(archive, today)
    row = archive.query(queries.case, made, today)
    assert row is not None
    return row


def _written(archive: Archive, today: date) -> UUID:
    bfs = archive.query(offices.own_municipalities, today)[0].bfs_number
    (me, *_) = archive.query(queries.office_people)
    who = case_kit.person(archive, "Beispiel", "Berta")
    case = case_kit.case(archive, [who], _NUMBER, bfs, responsible_id=me[0])
    ruling = case_kit.ruling(
        archive,
        case,
        f"{today.year}-031",
        notified_on=today - timedelta(days=4),
        remedy_days=10,
        final_on=None,
    )
    case_kit.enactment(archive, case, who, UUID(int=1), ruling, last_day=today + timedelta(days=20))
    for title, days in (
        ("Mietvertrag und Kaution verlangen", -3),
        ("Standortgespräch vorbereiten", 2),
        ("Budget überprüfen", 12),
    ):
        command = usecases.AddCaseTask(
            case_id=case, title=title, due_on=today + timedelta(days=days)
        )
        archive.run(usecases.add_case_task, command)
    for title, days, text in (
        ("Telefon mit der Vermieterin", 1, "Die Kaution ist bezahlt. Den Vertrag schickt sie."),
        (
            "Erstgespräch",
            40,
            _FIRST_TALK,
        ),
    ):
        note = usecases.AddNote(
            case_id=case, noted_on=today - timedelta(days=days), title=title, text=text
        )
        archive.run(usecases.add_note, note)
    return case


def _sub_page(stage: Stage, page: QWidget) -> None:
    stage.open_area("cases")
    stage.workspace.open_subpage(page)
    settle()


def part(stage: Stage) -> None:
    """The tab «Notizen» by itself."""
    case = _with_case(stage)
    made = notes_part.build(stage.window.desk, stage.workspace)
    page = Page(f"Fall {case.number}", case.name, back=stage.workspace.back)
    page.set_content(made.widget, scroll=True)
    made.widget.layout().setContentsMargins(24, 12, 24, 24)
    made.show_case(case)
    _sub_page(stage, page)


def note(stage: Stage) -> None:
    case = _with_case(stage)
    page = note_page.build(stage.window.desk, stage.workspace, case_id=case.id, number=case.number)
    _sub_page(stage, page)
    page.save()


def reading(stage: Stage) -> None:
    case = _with_case(stage)
    _sub_page(
        stage,
        notes_page.build(stage.window.desk, stage.workspace, case_id=case.id, number=case.number),
    )


def week(stage: Stage) -> WeekPage:
    _with_case(stage)
    page = week_page.build(stage.window.desk, stage.workspace)
    _sub_page(stage, page)
    return page


def shown_week(stage: Stage) -> None:
    week(stage)


def task(stage: Stage) -> QDialog:
    week(stage).add()
    return _dialog()


def substitute(stage: Stage) -> QDialog:
    week(stage).substitute()
    return _dialog()


def empty_week(stage: Stage) -> None:
    _sub_page(stage, week_page.build(stage.window.desk, stage.workspace))


def start(stage: Stage) -> None:
    """The start page with what is due."""
    _with_case(stage)
    stage.open_area("start")
    stage.window.desk.changed.emit(frozenset({TOPIC}))


def _dialog() -> QDialog:
    settle()
    (found,) = (
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible()
    )
    return found


_POLICIES = (
    ("Zahnbehandlung", "Kontrollen und Notfälle bis zum Betrag ohne Antrag.", 50_000, "pro Jahr"),
    ("Lager und Schulreisen", "Effektive Kosten bis zum Betrag.", 30_000, "pro Kind und Jahr"),
    ("Musikunterricht", "Nur mit Stellungnahme der Schule.", None, ""),
)


def _write_policies(archive: Archive, numbers: tuple[int, ...], origin: str) -> None:
    if archive.query(queries.policies):
        return
    declared = datetime(2026, 11, 20, 10, 0, tzinfo=UTC) if origin == "declared" else None
    for place, number in enumerate(numbers):
        for topic, decision, amount, note in _POLICIES:
            case_kit.row(
                archive,
                records.PolicyDecisionRecord,
                bfs_number=number,
                topic=topic,
                decision=decision,
                decided_on=date(2025, 11, 10),
                resolution_number=f"2025/{80 + place}",
                amount=None if amount is None else amount + place * 10_000,
                amount_note=note,
                valid_from=date(2026, 1, 1),
                origin=origin,
                declared_at=declared,
            )


def _policies(stage: Stage, area: str) -> PoliciesPage:
    page = policies_page.build(stage.window.desk, stage.workspace)
    stage.open_area(area)
    stage.workspace.open_subpage(page)
    settle()
    return page


def own_policies(stage: Stage) -> PoliciesPage:
    def write(archive: Archive) -> None:
        towns = archive.query(offices.own_municipalities, archive.context().today)
        _write_policies(archive, (towns[0].bfs_number,), "own")

    stage.window.desk.call(write)
    return _policies(stage, "cases")


def shown_own_policies(stage: Stage) -> None:
    own_policies(stage)


def policy(stage: Stage) -> QDialog:
    own_policies(stage).add()
    return _dialog()


def policies(stage: Stage) -> PoliciesPage:
    stage.window.desk.call(lambda archive: _write_policies(archive, (2829, 2823, 2761), "declared"))
    return _policies(stage, "billing")


def shown_policies(stage: Stage) -> None:
    page = policies(stage)
    page.table.select_key("Zahnbehandlung")


def merge(stage: Stage) -> QDialog:
    page = policies(stage)
    change = PolicyChange(
        kind=PolicyChangeKind.CHANGED,
        bfs_number=2829,
        municipality="Liestal",
        topic="Zahnbehandlung",
        valid_from=date(2026, 1, 1),
        before="Bis zum Betrag ohne Antrag; CHF 500.00 pro Jahr",
        after="Bis zum Betrag ohne Antrag; CHF 600.00 pro Jahr",
    )
    decision = PolicyDecision(
        topic="Zahnbehandlung",
        decision="Bis zum Betrag ohne Antrag",
        decided_on=date(2026, 11, 3),
        resolution_number="2026-141",
        amount=60_000,
        amount_note="pro Jahr",
        valid_from=date(2026, 1, 1),
        ended_on=None,
    )
    preview = PolicyPreview(
        signer=Signer(office="Sozialdienst Beispieltal", key=""),
        made_at=datetime(2026, 11, 20, 10, 0, tzinfo=UTC),
        fingerprint="10293 84756 56473 82910 11223 34455 66778 89900",
        trust=KeyTrust.FIRST,
        declarations=(
            PolicyDeclaration(bfs_number=2823, decisions=()),
            PolicyDeclaration(bfs_number=2829, decisions=(decision,)),
        ),
        municipalities=("Bubendorf", "Liestal"),
        changes=(change,),
    )
    MergeDialog(page, stage.window.desk, b"", preview).present()
    return _dialog()


def empty_policies(stage: Stage) -> None:
    _policies(stage, "cases")


def empty_ksa(stage: Stage) -> None:
    _policies(stage, "billing")


SCENES: dict[str, Scene] = {
    "360-fall-notizen": part,
    "361-aktennotiz": note,
    "362-aktennotizen-lesen": reading,
    "363-fristen": shown_week,
    "364-aufgabe": task,
    "365-stellvertretung": substitute,
    "366-uebersicht-faelle": start,
    "367-grundsatzentscheide": shown_own_policies,
    "368-grundsatzentscheid": policy,
}
"""In the file of the sample's Sozialdienst."""
KSA: dict[str, Scene] = {
    "370-grundsatzentscheide-ksa": shown_policies,
    "371-meldung-einlesen": merge,
}
"""In the file of the sample canton."""
EMPTY: dict[str, Scene] = {
    "372-fristen-leer": empty_week,
    "373-grundsatzentscheide-leer": empty_policies,
}
"""In an empty file of a Sozialdienst."""
EMPTY_KSA: dict[str, Scene] = {"374-grundsatzentscheide-ksa-leer": empty_ksa}
