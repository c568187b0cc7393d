"""«Datenschutz»: the list of deletions, accesses, fields, dialogs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QApplication, QDialog

import bill_kit
import case_kit
from screens.stage import Stage, settle
from sozdesk.archive.store import Archive
from sozdesk.features.billing.records import BillRecord, PaymentRecord
from sozdesk.features.billing.usecases import ALL_PAPERS
from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.terms import ArchiveAnswer, CaseDated, HoldReason
from sozdesk.features.cases.ui import privacy_page
from sozdesk.features.cases.ui.privacy_page import PrivacyPage


def _prepare(archive: Archive) -> None:
    """Four closed cases at different steps, and some accesses, once."""
    if archive.query(queries.persons):
        return
    archive.run(usecases.load_case_reference, usecases.LoadCaseReference())
    names = (("Beispiel", "Bruno"), ("Erfunden", "Erika"), ("Muster", "Anna"), ("Probe", "Petra"))
    made = [case_kit.person(archive, last, first) for last, first in names]
    cases = [
        case_kit.case(
            archive,
            [person],
            place + 3,
            opened_on=date(2013, 1, 1),
            closed_on=date(2014 + place, 3, 31),
        )
        for place, person in enumerate(made)
    ]
    _walk(archive, cases)
    archive.run(usecases.record_opening, usecases.RecordOpening(person_id=made[0]))
    archive.run(
        usecases.record_export,
        usecases.RecordExport(
            person_ids=(made[1],), recipient="Gemeinde Sissach", purpose="Übergabe nach dem Wegzug"
        ),
    )


def _walk(archive: Archive, cases: list[UUID]) -> None:
    today = archive.context().today
    first, second = cases[0], cases[1]
    archive.run(
        usecases.list_for_deletion,
        usecases.ListForDeletion(ids=(first, second), kinds=usecases.CASES),
    )
    archive.run(
        usecases.offer_to_archive,
        usecases.OfferToArchive(ids=(first,), archive="Gemeindearchiv", offered_on=today),
    )
    archive.run(
        usecases.record_answer,
        usecases.RecordAnswer(
            ids=(first,), answer=ArchiveAnswer.DECLINES, answered_on=today, kinds=usecases.CASES
        ),
    )
    archive.run(
        usecases.add_hold,
        usecases.AddHold(
            subject_id=cases[2],
            reason=HoldReason.AUDIT,
            valid_from=today,
            note="Audit 2026",
            kinds=usecases.CASES,
        ),
    )


def _open(stage: Stage) -> None:
    """A copy of an empty file, so that other scenes find theirs empty."""
    path = stage.sample / "datenschutz.sozdesk"
    stage.lock()
    if not path.exists():
        for ending in (".sozdesk", ".keys"):
            shutil.copyfile(stage.sample / f"leer-service{ending}", path.with_suffix(ending))
    stage.unlock(path)
    stage.window.desk.call(_prepare)


def _page(stage: Stage, tab: int) -> PrivacyPage:
    _open(stage)
    stage.open_area("start")
    page = privacy_page.build(stage.window.desk, stage.workspace, usecases.CASES)
    assert isinstance(page, PrivacyPage)
    stage.workspace.open_subpage(page)
    settle()
    if page.tabs is not None and page.deletions is not None:
        page.tabs.choose(tab)
        page.deletions.select_first()
    return page


def privacy(tab: int) -> Callable[[Stage], None]:
    """The page at a tab."""

    def go(stage: Stage) -> None:
        _page(stage, tab)

    return go


def of_nobody(stage: Stage) -> None:
    """The page of a file that holds nobody."""
    stage.lock()
    stage.unlock(stage.sample / "leer-service.sozdesk")
    stage.open_area("start")
    stage.workspace.open_subpage(
        privacy_page.build(stage.window.desk, stage.workspace, usecases.CASES)
    )


def bills_of_the_ksa(stage: Stage) -> None:
    """The KSA's bills on their way out, in a copy of its sample."""
    path = stage.sample / "datenschutz-ksa.sozdesk"
    stage.lock()
    if not path.exists():
        for ending in (".sozdesk", ".keys"):
            shutil.copyfile(stage.sample / f"leer-ksa{ending}", path.with_suffix(ending))
    stage.unlock(path)
    stage.window.desk.call(_bills)
    stage.open_area("start")
    page = privacy_page.build(stage.window.desk, stage.workspace, ALL_PAPERS)
    assert isinstance(page, PrivacyPage)
    stage.workspace.open_subpage(page)
    settle()
    if page.deletions is not None:
        page.deletions.select_first()


def _bills(archive: Archive) -> None:
    """Three settled bills, one of them due, one held, once."""
    if archive.query(lambda session: session.query(BillRecord).first()):
        return
    values = {"key": "retention_years", "part": "bill", "value": 10}
    more = {"valid_from": date(2010, 1, 1), "source": "Beispiel: Vereinbarung mit dem Staatsarchiv"}
    archive.run(
        usecases.add_reference_value,
        usecases.AddReferenceValue(kind=CaseDated.VALUE, values={**values, **more}),
    )
    for number, year in enumerate((2013, 2014, 2022), start=1):
        paid = case_kit.row(
            archive,
            PaymentRecord,
            year=year,
            number=number,
            bfs_number=bill_kit.LIESTAL,
            creditor="Einwohnergemeinde Liestal",
            iban="",
            amount=120_000,
            made_on=date(year, 6, 1),
            released_by="Beat Beispiel",
            paid_on=date(year, 6, 10),
        )
        days = {"first_day": date(year, 1, 1), "last_day": date(year, 3, 31)}
        made = bill_kit.bill(archive, number=number, state="settled", payment_id=paid, **days)
    hold = usecases.AddHold(
        subject_id=made,
        reason=HoldReason.OBJECTION,
        valid_from=date(2026, 1, 1),
        note="Beschwerde",
        kinds=ALL_PAPERS,
    )
    archive.run(usecases.add_hold, hold)


def hand_out(stage: Stage) -> QDialog:
    """Everybody, behind a password."""
    _page(stage, privacy_page.DELETIONS).hand_out()
    (found,) = (
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible()
    )
    return found


SCENES = {
    "290-datenschutz-loeschliste": privacy(privacy_page.DELETIONS),
    "291-datenschutz-zugriffe": privacy(privacy_page.ACCESSES),
    "292-datenschutz-angaben": privacy(privacy_page.FIELDS),
    "293-datenschutz-ausgeben": hand_out,
    "294-datenschutz-leer": of_nobody,
    "295-datenschutz-ksa": bills_of_the_ksa,
}
