"""Every page of the program as a person meets it, with the sample canton and with an empty file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QWidget

from fixtures_archive import PASSWORD
from screens import (
    bill_import_scenes,
    bill_scenes,
    billing_answer_scenes,
    case_scenes,
    case_tenancy_scenes,
    case_work_scenes,
    enactment_scenes,
    offering_b_scenes,
    offering_catalogue_scenes,
    offering_list_scenes,
    offering_platform_scenes,
    offering_report_scenes,
    offering_search_scenes,
    privacy_scenes,
    ruling_scenes,
    text_scenes,
)
from screens.stage import Stage, settle
from sozdesk.app import demo
from sozdesk.app.sample import clerk
from sozdesk.archive.store import Archive
from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.terms import ContactRow, ServiceRow
from sozdesk.features.offices.ui.membership_dialogs import JoinDialog
from sozdesk.features.offices.ui.people_dialogs import ContactDialog
from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.terms import (
    Audience,
    Category,
    Contact,
    LetterKind,
    MapSubject,
    NamedContact,
    PreviewResult,
    RentKind,
)
from sozdesk.features.rent_limits.ui import detail as detail_tabs
from sozdesk.features.rent_limits.ui import letters_data
from sozdesk.features.rent_limits.ui.call_dialog import CallDialog
from sozdesk.features.rent_limits.ui.contacts_dialog import ContactsDialog
from sozdesk.features.rent_limits.ui.declare_page import DeclarePage
from sozdesk.features.rent_limits.ui.derive_page import DerivePage
from sozdesk.features.rent_limits.ui.extension_dialog import ExtensionDialog
from sozdesk.features.rent_limits.ui.history_page import HistoryPage
from sozdesk.features.rent_limits.ui.history_view import HistoryView
from sozdesk.features.rent_limits.ui.import_page import ImportPage
from sozdesk.features.rent_limits.ui.index_page import IndexDialog, IndexPage
from sozdesk.features.rent_limits.ui.letters_data import CheckedJob, ReminderData
from sozdesk.features.rent_limits.ui.manual_entry import ManualEntry
from sozdesk.features.rent_limits.ui.map_page import MapPage
from sozdesk.features.rent_limits.ui.overview_dialog import OverviewDialog
from sozdesk.features.rent_limits.ui.own_area import OwnArea
from sozdesk.features.rent_limits.ui.own_words import Finished
from sozdesk.features.rent_limits.ui.page import RentLimitsArea
from sozdesk.features.rent_limits.ui.publish_data import PublishData, load_drafts
from sozdesk.features.rent_limits.ui.publish_dialog import PublishDialog
from sozdesk.features.rent_limits.ui.reminder_dialog import ReminderDialog
from sozdesk.features.rent_limits.ui.round_dialog import ChangeRoundDialog, OpenRoundDialog
from sozdesk.features.rent_limits.ui.round_page import OVERVIEW, YEARLY_NET
from sozdesk.features.rent_limits.ui.table_list import PlaceDialog
from sozdesk.features.rent_limits.ui.table_page import TablePage
from sozdesk.features.rent_limits.ui.template_text_dialog import TemplateTextDialog
from sozdesk.features.rent_limits.ui.templates_page import TemplatesPage
from sozdesk.features.rent_limits.ui.thresholds_page import ThresholdDialog, ThresholdsPage
from sozdesk.features.strategy.terms import MeasureState, ReportFile, ReportStage
from sozdesk.features.strategy.ui import import_page as measure_import
from sozdesk.features.strategy.ui.comparison_page import ComparisonPage
from sozdesk.features.strategy.ui.page import MeasuresPage
from sozdesk.features.strategy.ui.report_dialogs import CompareDialog, StageDialog, WriteDialog
from sozdesk.features.strategy.ui.report_page import ReportPage
from sozdesk.features.strategy.ui.status_dialog import RecordStatusDialog
from sozdesk.features.strategy.usecases import FreezeReport, SetStage, freeze_report, set_stage
from sozdesk.shell.first_start import FirstStart
from sozdesk.shell.first_start_steps import SKIP_CONSEQUENCE, SKIP_QUESTION, SKIP_VERB
from sozdesk.shell.handbook import Handbook
from sozdesk.shell.reference import municipalities
from sozdesk.shell.unlock import Unlock
from sozdesk.widgets import messages
from sozdesk.widgets.svg_picture import SvgPicture

YEAR = 2027
_PASSWORD_STEP = 2
_NEW_FILES = count()


Scene = Callable[[Stage], QWidget | None]
"""Goes to a page; answers the dialog to look at, or None for the window itself."""


# ---------------------------------------------------------------- without a file


def first_start(stage: Stage) -> None:
    stage.window.show_first_start()


def unlock(stage: Stage) -> None:
    stage.window.show_unlock(stage.sample / demo.FILE_NAME)


# ---------------------------------------------------------------- the sample canton


def in_sample(go: Callable[[Stage], QWidget | None]) -> Scene:
    """The scene in the sample file."""
    return _in_file(demo.FILE_NAME, go)


def _in_file(name: str, go: Callable[[Stage], QWidget | None]) -> Scene:
    def scene(stage: Stage) -> QWidget | None:
        path = stage.sample / name
        if stage.window.desk.file is None or stage.window.desk.file.path != path:
            stage.unlock(path)
        return go(stage)

    return scene


def area(key: str, **target: object) -> Callable[[Stage], None]:
    """An area of the navigation, perhaps at one record."""

    def go(stage: Stage) -> None:
        stage.open_area(key, **target)

    return go


def import_page(stage: Stage) -> ImportPage:
    """The folder of returns once more: most are identical, some wait for a person."""
    stage.open_area("rent_limits")
    page = ImportPage(
        stage.window.desk, stage.workspace, YEAR, paths=(stage.sample / "rueckmeldungen",)
    )
    stage.workspace.open_subpage(page)
    while page.reader.is_busy:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return page


def fresh_import(stage: Stage) -> ImportPage:
    """The same folder in a file that knows nothing yet."""
    from sozdesk.features.rent_limits.usecases import OpenRound, open_round

    stage.window.desk.run(open_round, OpenRound(year=YEAR), failed=lambda _error: None)
    return import_page(stage)


def import_at(result: str) -> Callable[[Stage], None]:
    """The import with the first return of this result selected."""

    def go(stage: Stage) -> None:
        page = fresh_import(stage)
        number = next(case.number for case in page.state.cases if case.row.result == result)
        assert page.list.table.select_key(number)

    return go


def empty_import(stage: Stage) -> None:
    """Before anything is chosen."""
    stage.open_area("rent_limits")
    stage.workspace.open_subpage(ImportPage(stage.window.desk, stage.workspace, YEAR))


def manual_entry(stage: Stage) -> None:
    stage.open_area("rent_limits")
    stage.workspace.open_subpage(ManualEntry(stage.window.desk, stage.workspace, YEAR, 2894))


def beside_a_scan(stage: Stage) -> None:
    """A scanned letter with the form beside it, once the hints are asked for."""
    page = import_page(stage)
    number = next(
        case.number for case in page.state.cases if case.row.result == PreviewResult.MANUAL
    )
    page.enter_by_hand(number)
    entry = stage.workspace.findChildren(ManualEntry)[-1]
    entry.form["municipality"].set_value(2829)
    entry.fill_like_last_year()
    entry.form["amount_p2"].set_value(1_980_00)
    entry.form["rent_kind"].set_value(RentKind.GROSS)
    entry.form["contact_name"].set_value("Eva Beispiel")
    entry.form["contact_phone"].set_value("061 000 00 00")
    entry.form["decided_on"].set_value(date(2026, 11, 10))
    entry.record()


def contacts_dialog(stage: Stage) -> QDialog:
    """The sample knows everybody, so that three are named anew."""
    stage.open_area("rent_limits")
    known: dict[int, tuple[ContactRow, ...]] = {}
    stage.window.desk.query(offices.contacts_by_municipality, done=known.update)
    people = ((2761, "Rita Beispiel"), (2829, "Urs Beispiel"), (2883, "Eva Beispiel"))
    found = [
        NamedContact(
            bfs_number=number,
            name=("Aesch", "Liestal", "Bretzwil")[line],
            contact=Contact(name=name, email="sozialhilfe@example.ch", phone="061 000 00 00"),
            known=known[number][0] if line and number in known else None,
        )
        for line, (number, name) in enumerate(people)
    ]
    return _opened(ContactsDialog(stage.workspace, stage.window.desk, found))


def file_history(stage: Stage) -> QWidget:
    stage.workspace.show_file_history()
    return _dialog()


def _dialog() -> QDialog:
    shown = [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible()
    ]
    return shown[-1]


def _opened(dialog: QDialog) -> QDialog:
    """A dialog that the program runs; here it only shows."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
    return dialog


# ---------------------------------------------------------------- the Erhebung


def rent_area(stage: Stage) -> RentLimitsArea:
    """The area of the Mietzinsgrenzwerte, gone to."""
    stage.open_area("rent_limits")
    return next(area for area in stage.workspace.findChildren(RentLimitsArea))


def rent_tab(tab: int) -> Callable[[Stage], None]:
    """A municipality that was asked back, at a tab of the detail."""

    def go(stage: Stage) -> None:
        stage.open_area("rent_limits", bfs=2788)
        detail = rent_area(stage).round.detail
        assert detail is not None
        detail.choose_tab(tab)

    return go


def rent_view(number: int) -> Callable[[Stage], None]:
    """Another view of the list."""

    def go(stage: Stage) -> None:
        rent_area(stage).round.view.set_value(number)

    return go


def open_round_dialog(stage: Stage) -> QDialog:
    area = rent_area(stage)
    assert area.data is not None
    return _opened(OpenRoundDialog(area, stage.window.desk, area.data.rounds, area.data.today))


def change_round_dialog(stage: Stage) -> QDialog:
    area = rent_area(stage)
    assert area.data is not None
    assert area.data.shown is not None
    return _opened(ChangeRoundDialog(area, stage.window.desk, area.data.shown.round))


def overview_dialog(stage: Stage) -> QDialog:
    area = rent_area(stage)
    assert area.data is not None
    assert area.data.shown is not None
    return _opened(OverviewDialog(area, YEAR, area.data.shown.missing))


def publish_dialog(audience: Audience) -> Callable[[Stage], QDialog]:
    """Publishing the sample year for an audience."""

    def go(stage: Stage) -> QDialog:
        area = rent_area(stage)
        loaded: list[PublishData] = []
        stage.window.desk.call(lambda archive: load_drafts(archive, YEAR), done=loaded.append)
        dialog = PublishDialog(area.round, loaded[0])
        dialog.form["audience"].set_value(audience)
        return _opened(dialog)

    return go


def publications(stage: Stage) -> None:
    rent_area(stage).open_publications()


def limits_on_a_day(stage: Stage) -> None:
    rent_area(stage).open_day()


def thresholds(stage: Stage) -> None:
    rent_area(stage).open_thresholds()


def threshold_dialog(stage: Stage) -> QDialog:
    thresholds(stage)
    page = stage.workspace.stack.currentWidget()
    assert isinstance(page, ThresholdsPage)
    row = page.table.current_row().row
    return _opened(ThresholdDialog(page, stage.window.desk, row, date(2027, 1, 5)))


def index_series(stage: Stage) -> None:
    rent_area(stage).open_index_series()


def index_dialog(stage: Stage) -> QDialog:
    index_series(stage)
    page = stage.workspace.stack.currentWidget()
    assert isinstance(page, IndexPage)
    series = page.table.current_row().series
    return _opened(IndexDialog(page, stage.window.desk, series, date(2027, 1, 5)))


def record_history(stage: Stage) -> QDialog:
    area = rent_area(stage)
    assert area.data is not None
    assert area.data.shown is not None
    stage.workspace.show_history("Erhebung 2027", "round", area.data.shown.round.id)
    return _dialog()


# ---------------------------------------------------------------- the map


def map_page(stage: Stage) -> MapPage:
    """The map of the newest year, with a municipality chosen."""
    stage.open_area("rent_limits")
    page = MapPage(stage.window.desk, stage.workspace, YEAR)
    stage.workspace.open_subpage(page)
    page.one.table.select(2829)
    return page


def map_scene(stage: Stage) -> None:
    map_page(stage)


def map_change(stage: Stage) -> None:
    page = map_page(stage)
    page.subject.set_value(MapSubject.CHANGE)
    page.household.set_value(Category.P4)


def map_all_sizes(stage: Stage) -> None:
    map_page(stage).all_link.click()


def map_classes(stage: Stage) -> QDialog:
    map_page(stage).set_classes()
    return _dialog()


def _drawn(view: HistoryView) -> None:
    """Wait for the chart, which is drawn in the worker."""
    while view.chart.is_empty():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def history_page(stage: Stage) -> None:
    map_page(stage).open_history(2829)
    page = stage.workspace.stack.currentWidget()
    assert isinstance(page, HistoryPage)
    _drawn(page.view)


def history_tab(stage: Stage) -> None:
    rent_tab(detail_tabs.HISTORY)(stage)
    detail = rent_area(stage).round.detail
    assert detail is not None
    _drawn(detail.findChildren(HistoryView)[0])


# ---------------------------------------------------------------- letters and deadlines


def some_have_more_time(stage: Stage) -> RentLimitsArea:
    """The deadline of two municipalities is extended; once for all scenes."""
    area = rent_area(stage)
    assert area.data is not None
    assert area.data.shown is not None
    missing = [row for row in area.data.shown.tracking if row.received_on is None]
    if not any(row.extended for row in missing):
        command = usecases.ExtendDeadline(
            year=YEAR,
            bfs_numbers=tuple(row.bfs_number for row in missing[3:]),
            until=date(2027, 1, 15),
            reason="Die Behörde tagt am 12. Januar (Beispiel)",
        )
        stage.window.desk.run(usecases.extend_deadline, command)
    return area


def before_the_call(stage: Stage) -> None:
    """An Erhebung without an answer: the call comes next."""
    opening = usecases.OpenRound(year=YEAR)
    stage.window.desk.run(usecases.open_round, opening, failed=lambda _error: None)
    stage.open_area("rent_limits")


def followed_up(**target: object) -> Callable[[Stage], None]:
    """The list after the reminders, perhaps at one municipality."""

    def go(stage: Stage) -> None:
        some_have_more_time(stage)
        stage.open_area("rent_limits", **target)

    return go


def correspondence(bfs: int) -> Callable[[Stage], None]:
    """The tab of one municipality."""

    def go(stage: Stage) -> None:
        some_have_more_time(stage)
        stage.open_area("rent_limits", bfs=bfs)
        detail = rent_area(stage).round.detail
        assert detail is not None
        detail.choose_tab(detail_tabs.LETTERS)

    return go


def call_dialog(stage: Stage) -> QDialog:
    area, desk = some_have_more_time(stage), stage.window.desk
    found: list[CheckedJob] = []
    desk.call(lambda archive: letters_data.load_call(archive, YEAR), done=found.append)
    idle = lambda: None  # noqa: E731 - nobody presses it
    return _opened(CallDialog(area, found[0], open_templates=idle, write_calendar=idle))


def reminder_dialog(stage: Stage) -> QDialog:
    area, desk = some_have_more_time(stage), stage.window.desk
    found: list[ReminderData] = []
    desk.call(lambda archive: letters_data.load_reminders(archive, YEAR), done=found.append)
    return _opened(ReminderDialog(area, found[0], YEAR))


def extension_dialog(stage: Stage) -> QDialog:
    area = some_have_more_time(stage)
    assert area.data is not None
    shown = area.data.shown
    assert shown is not None
    desk, chosen = stage.window.desk, (2785, 2826)
    return _opened(ExtensionDialog(area, desk, shown.round, shown.tracking, chosen))


def templates(kind: LetterKind) -> Callable[[Stage], None]:
    """The page «Vorlagen» at one kind."""

    def go(stage: Stage) -> None:
        stage.open_area("rent_limits")
        page = TemplatesPage(stage.window.desk, stage.workspace)
        stage.workspace.open_subpage(page)
        page.table.select_key(kind)

    return go


def template_text(stage: Stage) -> QDialog:
    templates(LetterKind.FIRST_REMINDER)(stage)
    page = stage.workspace.stack.currentWidget()
    assert isinstance(page, TemplatesPage)
    dialog = TemplateTextDialog(page, stage.window.desk, page.table.current_row().row)
    dialog.form["subject"].set_value("Mietzinsgrenzwerte {{ jahr }}: Frist {{ frits }}")
    dialog.check_now()
    dialog.form.mark_clean()  # closing it must not ask
    return _opened(dialog)


# ---------------------------------------------------------------- the overview of an earlier year

TABLE = Path(__file__).parents[1] / "data" / "tables" / "libreoffice.ods"


def table_page(path: Path | None = None) -> Callable[[Stage], TablePage]:
    """The page that reads in an overview, with a file or before one is chosen."""

    def go(stage: Stage) -> TablePage:
        stage.open_area("start")
        page = TablePage(stage.window.desk, stage.workspace, path=path)
        stage.workspace.open_subpage(page)
        while path is not None and page.state.table is None:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return page

    return go


def in_window(go: Callable[[Stage], QWidget]) -> Callable[[Stage], None]:
    """The whole window with the page."""

    def scene(stage: Stage) -> None:
        go(stage)

    return scene


def table_without_words(stage: Stage) -> None:
    """A table that says neither what its columns are nor whether rents are net."""
    path = stage.sample / "alte-tabelle.csv"
    path.write_text(
        "Ort;Eins;Zwei;Drei;Vier;Fünf;Zuschlag\n"
        "Aesch;1050;1250;1450;1650;1800;150\n"
        "Liestal;1010;1240;1430;1610;1790;140\n"
        "Total;2060;2490;2880;3260;3590;290\n",
        encoding="utf-8",
    )
    table_page(path)(stage)


def place_dialog(stage: Stage) -> QDialog:
    page = table_page(TABLE)(stage)
    entry = next(one for one in page.entries() if one.suggestion is not None)
    return _opened(PlaceDialog(page, entry, page.state.municipalities))


# ---------------------------------------------------------------- municipalities and services


def contact_dialog(stage: Stage) -> QDialog:
    stage.open_area("offices", bfs=2883)
    return _opened(ContactDialog(stage.workspace, stage.window.desk, (2883, None)))


def join_dialog(stage: Stage) -> QDialog:
    stage.open_area("offices", bfs=2883)
    desk, day = stage.window.desk, date(2027, 1, 5)
    found: list[tuple[ServiceRow, ...]] = []
    desk.query(offices.services, day, done=found.append)
    place = next(row for row in municipalities() if row.bfs_number == 2883)
    return _opened(JoinDialog(stage.workspace, desk, [place], found[0], day))


# ---------------------------------------------------------------- the measures


def measures(stage: Stage, number: str = "1.3", tab: int = 0) -> MeasuresPage:
    """The area, at one measure of 2021–2024."""
    stage.open_area("strategy", period="2021-2024", number=number)
    page = next(page for page in stage.workspace.findChildren(MeasuresPage))
    page.clear_filters()
    page.open_target(period="2021-2024", number=number)
    assert page.detail is not None
    page.detail.tabs.choose(tab)
    return page


def measure_at(number: str, tab: int = 0) -> Callable[[Stage], None]:
    """The same as a scene."""

    def go(stage: Stage) -> None:
        measures(stage, number, tab)

    return go


def measures_board(stage: Stage) -> None:
    measures(stage).view.set_value("board")


def measures_of(period: str) -> Callable[[Stage], None]:
    """Another period."""

    def go(stage: Stage) -> None:
        measures(stage).open_target(period=period)

    return go


def status_of_many(stage: Stage) -> QDialog:
    """Three measures, as implemented without a reason."""
    page = measures(stage)
    assert page.data is not None
    assert page.data.shown is not None
    page.commands.record_of(page.data.shown.measures[2:5])
    dialog = _dialog()
    assert isinstance(dialog, RecordStatusDialog)
    dialog.form["state"].set_value(MeasureState.IMPLEMENTED)
    dialog.accept()
    dialog.form.mark_clean()
    return dialog


def task_dialog(stage: Stage) -> QDialog:
    page = measures(stage, tab=2)
    assert page.detail is not None
    page.detail.tasks.add()
    return _dialog()


def carry_over_dialog(stage: Stage) -> QDialog:
    page = measures(stage, "1.6", 3)
    assert page.detail is not None
    page.detail.relations.carry()
    return _dialog()


def relation_dialog(stage: Stage) -> QDialog:
    page = measures(stage, "1.6", 3)
    assert page.detail is not None
    page.detail.relations.relate()
    return _dialog()


def reference_dialog(stage: Stage) -> QDialog:
    page = measures(stage, "5.3", 1)
    assert page.detail is not None
    page.detail.references.add()
    return _dialog()


def measure_dialog(stage: Stage) -> QDialog:
    measures(stage).commands.add_measure()
    return _dialog()


def period_dialog(stage: Stage) -> QDialog:
    measures(stage).commands.add_period()
    return _dialog()


def period_change_dialog(stage: Stage) -> QDialog:
    measures(stage).commands.change_period()
    return _dialog()


# ---------------------------------------------------------------- the frame


def search_results(stage: Stage) -> None:
    stage.open_area("start")
    settle()
    field = stage.workspace.top.search
    field.setFocus()
    field.setText("sis")
    field.textEdited.emit("sis")


# ---------------------------------------------------------------- a Sozialdienst


def in_service(go: Callable[[Stage], QWidget | None]) -> Scene:
    """The scene in the sample of a Sozialdienst."""
    return _in_file(clerk.FILE_NAME, go)


def in_empty_service(go: Callable[[Stage], QWidget | None]) -> Scene:
    """The scene in a file that knows nothing yet."""
    return _in_file("leer-service.sozdesk", go)


def own_area(stage: Stage, bfs: int = clerk.OPEN, year: int = YEAR, tab: int = 0) -> OwnArea:
    """The area of the own declarations, at one of them."""
    stage.open_area("rent_limits", bfs=bfs, year=year)
    area = next(area for area in stage.workspace.findChildren(OwnArea))
    if area.detail is not None:
        area.detail.tabs.choose(tab)
    return area


def own(bfs: int, year: int = YEAR, tab: int = 0) -> Callable[[Stage], None]:
    """The same as a scene."""

    def go(stage: Stage) -> None:
        own_area(stage, bfs, year, tab)

    return go


def declare(stage: Stage, bfs: int = clerk.OPEN) -> DeclarePage:
    """The form of a municipality."""
    stage.open_area("rent_limits", bfs=bfs, year=YEAR, declare=True)
    page = stage.workspace.stack.currentWidget()
    assert isinstance(page, DeclarePage)
    return page


def declared_just_now(stage: Stage) -> None:
    """The list after form and pdf of one municipality were made."""
    key = (clerk.DONE, YEAR, None)
    folder = Path("Grenzwerte 2027")
    done = Finished(key=key, name="Reigoldswil", folder=folder, revision=1)
    own_area(stage)._say_finished(done)


def declaring(stage: Stage) -> None:
    declare(stage)


def declaring_with_hints(stage: Stage) -> None:
    """A large change, and the main button with an amount missing."""
    page = declare(stage)
    page.form["amount_p2"].set_value(1_300_00)
    page.form["amount_p4"].set_value(None)
    page.finish()


def declaring_unchanged(stage: Stage) -> None:
    declare(stage).confirm_unchanged()


def declaring_change(stage: Stage) -> None:
    area = own_area(stage, clerk.DONE)
    assert area.detail is not None
    area.declare_change(area.detail.row)


_OFFERS = "Zimmer\tNettomiete\n" + "\n".join(
    f"{1.5 + number % 8 * 0.5}\t{700 + number % 8 * 130 + number * 37 % 160}"
    for number in range(74)
)


def deriving(tab: int, text: str = _OFFERS) -> Callable[[Stage], None]:
    """The helper at one of its ways."""

    def go(stage: Stage) -> None:
        declare(stage).derive()
        page = stage.workspace.stack.currentWidget()
        assert isinstance(page, DerivePage)
        page.tabs.choose(tab)
        if text and tab == 0:
            page.offers.put_back(
                {"text": f"{text}\n5.5\t1950\nRest\t", "percent": 40, "source": "Portale"}
            )

    return go


def derived(stage: Stage) -> None:
    """The form after «In die Meldung eintragen»."""
    deriving(0)(stage)
    page = stage.workspace.stack.currentWidget()
    assert isinstance(page, DerivePage)
    page.enter()


def deadline_dialog(stage: Stage) -> QDialog:
    own_area(stage).change_deadline()
    return _dialog()


def changed_just_now(stage: Stage) -> None:
    """The list after form and pdf of a new Beschluss as of 1 July were made."""
    start = date(YEAR, 7, 1)

    def change(archive: Archive) -> object:
        context = archive.context()
        if archive.query(queries.own_row, context.today, clerk.DONE, YEAR, start).declared:
            return None  # the other variants of this scene have the same file
        row = archive.query(queries.own_row, context.today, clerk.DONE, YEAR)
        declared = replace(row.declared.declaration, valid_from=start, unchanged=False)
        asked = archive.query(queries.own_documents, declared, start, None, context)
        command = usecases.FinishOwn(
            declaration=declared,
            change_from=start,
            revision=1,
            documents=usecases.made_documents(asked),
        )
        return archive.run(usecases.finish_own, command)

    area = own_area(stage)
    stage.window.desk.call(change)
    done = Finished(
        key=(clerk.DONE, YEAR, start),
        name="Reigoldswil",
        folder=Path("Grenzwerte 2027"),
        revision=1,
    )
    area._say_finished(done)


def handbook(stage: Stage) -> QDialog:
    rent_area(stage)
    stage.workspace.open_handbook("erhebung#einlesen")
    return _dialog()


def handbook_search(query: str) -> Callable[[Stage], QDialog]:
    """Something typed into the field of the handbook."""

    def go(stage: Stage) -> QDialog:
        rent_area(stage)
        stage.workspace.open_handbook("melden")
        book = _dialog()
        assert isinstance(book, Handbook)
        book.field.setText(query)
        return book

    return go


def first_start_of_a_service(stage: Stage) -> None:
    page = stage.window.show_first_start()
    page.office.choice.set_value("service")
    page.office.own.set_value((2883, 2889, 2893))


def typed_password(password: str) -> Scene:
    """The third step of the first start, with what is said about a password."""

    def scene(stage: Stage) -> None:
        start_step(_PASSWORD_STEP)(stage)
        page = stage.window.centralWidget()
        assert isinstance(page, FirstStart)
        page.password.new.first.set_value(password)

    return scene


def without_sheet(stage: Stage) -> QDialog:
    """What is asked before somebody goes on without a recovery sheet."""
    start_step(3)(stage)
    roles = messages.Role
    answers = [("yes", SKIP_VERB, roles.DestructiveRole), ("no", "Abbrechen", roles.RejectRole)]
    return _opened(messages.MessageDialog(stage.window, SKIP_QUESTION, SKIP_CONSEQUENCE, answers))


def restore_dialog(stage: Stage) -> QDialog:
    """The backups of the sample, with one made just now."""
    stage.open_area("start")
    stage.workspace.backup_now()
    stage.lock()
    page = stage.window.centralWidget()
    assert isinstance(page, Unlock)
    page.restore()
    return _dialog()


def wrong_password(stage: Stage) -> None:
    unlock(stage)
    page = stage.window.centralWidget()
    assert isinstance(page, Unlock)
    page.password.set_value("vergessen, leider")
    page.open_button.click()


def start_step(number: int) -> Scene:
    """A later step of the first start, with everything before it filled in."""

    def scene(stage: Stage) -> None:
        stage.lock()
        page = stage.window.show_first_start()
        page.file.person.set_value("Anna Muster")
        target = stage.sample / f"neu-{os.getpid()}-{next(_NEW_FILES)}.sozdesk"
        page.file._path, page.file._chosen = target, True
        for _ in range(number):
            if page.step == _PASSWORD_STEP:
                page.password.new.first.set_value(PASSWORD)
                page.password.new.second.set_value(PASSWORD)
            page.next()
        assert page.step == number

    return scene


# ---------------------------------------------------------------- measures from a table

MEASURE_HEAD = (
    "Nummer;Titel;Handlungsfeld;Ziel;Priorität;Führt fort;Stand;Stand per;Armutsstrategie"
)
INVENTED = (
    "1.1;Erfundene Massnahme zu den Grenzwerten;1;;1;1.6, 1.7;;;nein",
    "1.2;Erfundene Massnahme zum Leitfaden;1 Materielle Unterstützung;;2;1.3;in Umsetzung;30.06.2026;nein",
    "2.1;Erfundene Massnahme zur Beratung vor Ort;2;;1;2.4;;;nein",
    "2.2;Erfundene Massnahme zu gemeinsamen Sozialdiensten;2;;2;2.4, 2.5;;;nein",
    "7.1;Erfundene Massnahme zur frühen Förderung;Präventive Massnahmen;;3;7.1;;;nein",
)
FLAWED = (
    "3.1;;3;;1;;;;nein",
    "4.1;Erfundene Massnahme im falschen Feld;5;;2;;;;nein",
    "5.1;Erfundene Massnahme mit Formel;5;=B2;hoch dringend;9.9;;;nein",
    "1.1;Erfundene Massnahme mit doppelter Nummer;1;;1;;;;nein",
    ";Erfundene Massnahme ohne Nummer;6;;1;;;;nein",
)
OTHERWISE = (
    "1.1;Erfundener anderer Titel;1;Erfundenes Ziel;3;;in Umsetzung;30.06.2026",
    "1.2;;;;;;;",
    "7.4;Erfundener anderer Titel;7;;1;;;",
)
MANY = tuple(f"6.{n};Erfundene Massnahme {n};6;;2;;;;nein" for n in range(1, 16))


def measure_page(*rows: str, period: str = "2025-2028") -> Callable[[Stage], None]:
    """The page that reads in measures, empty or with an invented table."""

    def scene(stage: Stage) -> None:
        stage.open_area("start")
        page = measure_import.build(stage.window.desk, stage.workspace, period)
        stage.workspace.open_subpage(page)
        if rows:
            path = stage.sample / "massnahmen-erfunden.csv"
            path.write_text("\n".join((MEASURE_HEAD, *rows)), encoding="utf-8")
            page.open(path)
        while rows and page.plan is None:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    return scene


# ---------------------------------------------------------------- the report on the measures


def report_page(stage: Stage, period: str = "2021-2024", day: date | None = None) -> ReportPage:
    """The report on a period, with its charts drawn."""
    stage.open_area("start")
    page = ReportPage(stage.window.desk, stage.workspace, period, day or date(2024, 12, 31))
    stage.workspace.open_subpage(page)
    wait_for_charts(page)
    return page


def wait_for_charts(page: ReportPage) -> None:
    """The worker draws them one after the other."""
    while any(picture.is_empty() for picture in page.split.findChildren(SvgPicture)):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def report_draft(stage: Stage) -> None:
    report_page(stage)


def report_charts(stage: Stage) -> None:
    """Scrolled down to the charts by field and the table of contents."""
    page = report_page(stage)
    settle()
    area = page.split.findChildren(QScrollArea)[-1]
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def report_version(stage: Stage) -> None:
    """Decided and frozen."""
    page = report_page(stage)
    assert page.data is not None
    desk, period = stage.window.desk, page.data.period
    if not page.data.versions:
        decided = SetStage(
            period_id=period.id,
            stage=ReportStage.GOVERNMENT_DECISION,
            since=date(2025, 6, 24),
            rrb_number="2025-870",
        )
        desk.run(set_stage, decided)
        draft = page.data.draft
        names = ("docx", "pdf", "xlsx")
        files = (ReportFile(f"massnahmenbericht_2021-2024_version_1.{one}", b"") for one in names)
        command = FreezeReport(
            period_id=period.id,
            as_of=page.data.as_of,
            number=draft.number,
            content_sha256=draft.content_sha256,
            files=tuple(files),
        )
        desk.run(freeze_report, command)
    page.table.selectRow(1)


def report_dialog(name: str) -> Callable[[Stage], QDialog]:
    """What the page asks."""

    def go(stage: Stage) -> QDialog:
        page = report_page(stage)
        assert page.data is not None
        if name == "write":
            return _opened(WriteDialog(page, page.data))
        if name == "stage":
            return _opened(StageDialog(page, stage.window.desk, page.data))
        return _opened(CompareDialog(page, page.data))

    return go


def report_comparison(stage: Stage) -> None:
    """Two days, at a text that reads differently."""
    page = report_page(stage)
    assert page.data is not None
    compared = ComparisonPage(
        stage.window.desk, stage.workspace, page.data, date(2023, 12, 31), date(2024, 12, 31)
    )
    stage.workspace.open_subpage(compared)
    compared.table.selectRow(13)


def report_of_nothing(stage: Stage) -> None:
    """The period that nobody recorded yet."""
    report_page(stage, "2025-2028", date(2027, 1, 5))


SCENES: dict[str, Scene] = {
    "01-erster-start": first_start,
    "02-entsperren": unlock,
    "03-falsches-passwort": wrong_password,
    "10-uebersicht": in_sample(area("start")),
    "12-handbuch": in_sample(handbook),
    "13-verlauf-datei": in_sample(file_history),
    "20-erhebung": in_sample(area("rent_limits")),
    "21-erhebung-gemeinde": in_sample(area("rent_limits", bfs=2788)),
    "22-einlesen": in_sample(import_page),
    "23-von-hand": in_sample(manual_entry),
    "23-von-hand-scan": in_sample(beside_a_scan),
    "24-pruefhinweise": in_sample(rent_tab(1)),
    "25-rueckfrage": in_sample(rent_tab(2)),
    "26-uebersicht-liste": in_sample(rent_view(OVERVIEW)),
    "27-jahresnettomiete": in_sample(rent_view(YEARLY_NET)),
    "30-gemeinden": in_sample(area("offices")),
    "31-gemeinden-bretzwil": in_sample(area("offices", bfs=2883)),
    "32-kontakt": in_sample(contact_dialog),
    "33-beitritt": in_sample(join_dialog),
    "40-einstellungen": in_sample(area("settings")),
    "50-erhebung-eroeffnen": in_sample(open_round_dialog),
    "51-erhebung-aendern": in_sample(change_round_dialog),
    "52-uebersicht-schreiben": in_sample(overview_dialog),
    "53-verlauf-erhebung": in_sample(record_history),
    "54-schwellen": in_sample(thresholds),
    "55-schwelle": in_sample(threshold_dialog),
    "56-index": in_sample(index_series),
    "57-indexwert": in_sample(index_dialog),
    "58-suche": in_sample(search_results),
    "60-leer-uebersicht": _in_file("leer-ksa.sozdesk", area("start")),
    "61-leer-erhebung": _in_file("leer-ksa.sozdesk", area("rent_limits")),
    "62-leer-gemeinden": _in_file("leer-ksa.sozdesk", area("offices")),
    "63-erstes-einlesen": _in_file("leer-ksa.sozdesk", fresh_import),
    "64-einlesen-leer": _in_file("leer-ksa.sozdesk", empty_import),
    "65-einlesen-hinweis": _in_file("leer-ksa.sozdesk", import_at("hints")),
    "66-einlesen-abgewiesen": _in_file("leer-ksa.sozdesk", import_at("refused")),
    "67-einlesen-bestaetigen": _in_file("leer-ksa.sozdesk", import_at("confirm")),
    "68-einlesen-von-hand": _in_file("leer-ksa.sozdesk", import_at("manual")),
    "70-sozialdienst-uebersicht": _in_file("leer-service.sozdesk", area("start")),
    "71-sozialdienst-gemeinden": _in_file("leer-service.sozdesk", area("offices")),
    "130-veroeffentlichen": in_sample(publish_dialog(Audience.MUNICIPALITIES)),
    "131-veroeffentlichen-alle": in_sample(publish_dialog(Audience.PUBLIC)),
    "132-veroeffentlichungen": in_sample(publications),
    "133-an-einem-tag": in_sample(limits_on_a_day),
    "90-karte": in_sample(map_scene),
    "90-karte-aenderung": in_sample(map_change),
    "91-karte-alle-groessen": in_sample(map_all_sizes),
    "92-karte-klassen": in_sample(map_classes),
    "93-zeitreihe": in_sample(history_page),
    "93-zeitreihe-gemeinde": in_sample(history_tab),
    "94-karte-leer": _in_file("leer-ksa.sozdesk", map_scene),
    "100-vor-dem-aufruf": _in_file("leer-ksa.sozdesk", before_the_call),
    "100-erinnert-und-erstreckt": in_sample(followed_up(chip="all", bfs=2785)),
    "101-schriftverkehr": in_sample(correspondence(2788)),
    "102-aufruf": in_sample(call_dialog),
    "103-erinnern": in_sample(reminder_dialog),
    "104-frist-erstrecken": in_sample(extension_dialog),
    "107-kontakte": in_sample(contacts_dialog),
    "105-vorlagen": in_sample(templates(LetterKind.CALL)),
    "105b-vorlagen-bestaetigung": in_sample(templates(LetterKind.RECEIPT)),
    "106-vorlage-text": in_sample(template_text),
    "110-vorjahr-leer": in_sample(in_window(table_page())),
    "111-vorjahr-tabelle": _in_file("leer-ksa.sozdesk", in_window(table_page(TABLE))),
    "112-vorjahr-fragen": _in_file("leer-service.sozdesk", table_without_words),
    "113-vorjahr-gemeinde": _in_file("leer-ksa.sozdesk", place_dialog),
    "80-erster-start-datei": start_step(1),
    "81-erster-start-passwort": start_step(2),
    "82-erster-start-wiederherstellung": start_step(3),
    "120-dienst-uebersicht": in_service(area("start")),
    "121-meldungen": in_service(own(clerk.DONE)),
    "121-meldungen-erstellt": in_service(declared_just_now),
    "122-meldung-offen": in_service(own(clerk.OPEN)),
    "122-meldung-alle-jahre": in_service(own(clerk.OPEN, YEAR - 1, 1)),
    "123-melden": in_service(declaring),
    "123-melden-fehlt": in_service(declaring_with_hints),
    "123-melden-unveraendert": in_service(declaring_unchanged),
    "124-aenderung": in_service(declaring_change),
    "125-herleiten-inserate": in_service(deriving(0)),
    "125-herleiten-leer": in_service(deriving(0, "")),
    "126-herleiten-index": in_service(deriving(1)),
    "127-herleiten-bezirk": in_service(deriving(2)),
    "128-hergeleitet": in_service(derived),
    "128-frist": in_service(deadline_dialog),
    "128-aenderung-erstellt": in_service(changed_just_now),
    "129-dienst-leer": in_empty_service(own(clerk.OPEN)),
    "129-melden-leer": in_empty_service(declaring),
    "129-herleiten-bezirk-leer": in_empty_service(deriving(2)),
    "134-massnahmen": in_sample(measure_at("1.3")),
    "134-massnahmen-erschlossen": in_sample(measure_at("5.3")),
    "135-massnahme-verweise": in_sample(measure_at("5.3", 1)),
    "135-massnahme-aufgaben": in_sample(measure_at("1.3", 2)),
    "135-massnahme-verbindungen": in_sample(measure_at("1.6", 3)),
    "135-massnahme-verlauf": in_sample(measure_at("1.3", 4)),
    "136-massnahmen-tafel": in_sample(measures_board),
    "136-massnahmen-leer": in_sample(measures_of("2025-2028")),
    "137-stand-erfassen": in_sample(status_of_many),
    "138-aufgabe": in_sample(task_dialog),
    "138-weiterfuehrung": in_sample(carry_over_dialog),
    "138-verbindung": in_sample(relation_dialog),
    "138-verweis": in_sample(reference_dialog),
    "138-massnahme": in_sample(measure_dialog),
    "138-periode-neu": in_sample(period_dialog),
    "138-periode": in_sample(period_change_dialog),
    "139-massnahmen-dienst": in_service(measure_at("1.3")),
    "139-massnahmen-dienst-leer": in_service(measures_of("2025-2028")),
    "140-handbuch-suche": in_sample(handbook_search("rueckmeldung erfassen")),
    "141-handbuch-nichts": in_sample(handbook_search("Parkplatz")),
    "142-sicherung-wiederherstellen": in_sample(restore_dialog),
    "143-erster-start-sozialdienst": first_start_of_a_service,
    "144-passwort-warum": typed_password("Muster2027"),
    "145-ohne-blatt": without_sheet,
    "146-texte": in_sample(text_scenes.texts()),
    "146-texte-massnahme": in_sample(text_scenes.texts("2.3 2024-12-31")),
    "147-texte-hinweise": in_sample(text_scenes.hints),
    "147-texte-hinweise-unten": in_sample(text_scenes.hints_below),
    "147-texte-zahlen": in_sample(text_scenes.menu),
    "148-texte-kein-fehler": in_sample(text_scenes.dismissing),
    "149-texte-dienst": in_service(text_scenes.texts("field_3")),
    "149-texte-leer": in_sample(text_scenes.texts(period=text_scenes.NEXT)),
    "160-massnahmen-einlesen-leer": in_sample(measure_page()),
    "161-massnahmen-einlesen": _in_file("leer-ksa.sozdesk", measure_page(*INVENTED)),
    "162-massnahmen-nicht-verwertbar": _in_file(
        "leer-ksa.sozdesk", measure_page(*INVENTED, *FLAWED)
    ),
    "163-massnahmen-zu-viele": _in_file("leer-ksa.sozdesk", measure_page(*INVENTED, *MANY)),
    "165-massnahmen-geaendert": _in_file(
        "leer-ksa.sozdesk", measure_page(*OTHERWISE, period="2021-2024")
    ),
    "164-massnahmen-leere-tabelle": _in_file("leer-ksa.sozdesk", measure_page("")),
    "150-bericht": in_sample(report_draft),
    "150-bericht-unten": in_sample(report_charts),
    "151-bericht-version": in_sample(report_version),
    "152-bericht-schreiben": in_sample(report_dialog("write")),
    "153-bericht-stand": in_sample(report_dialog("stage")),
    "154-bericht-vergleichen": in_sample(report_dialog("compare")),
    "155-bericht-vergleich": in_sample(report_comparison),
    "156-bericht-leer": _in_file("leer-ksa.sozdesk", report_of_nothing),
    "157-bericht-dienst": in_empty_service(report_draft),
    **{name: in_sample(scene) for name, scene in offering_b_scenes.SAMPLE.items()},
    **{
        name: _in_file("leer-ksa.sozdesk", scene) for name, scene in offering_b_scenes.EMPTY.items()
    },
    **{name: in_service(scene) for name, scene in ruling_scenes.SERVICE.items()},
    **{name: in_empty_service(scene) for name, scene in ruling_scenes.EMPTY.items()},
    "275-jahresberichte": in_sample(offering_report_scenes.reports(3)),
    "276-jahresberichte-unten": in_sample(offering_report_scenes.lower),
    "277-jahresberichte-offen": in_sample(offering_report_scenes.reports(0, 2026)),
    "278-jahresberichte-leer": _in_file("leer-ksa.sozdesk", offering_report_scenes.reports(0)),
    "279-jahresbericht-beurteilen": in_sample(offering_report_scenes.decide),
    "280-jahresberichte-einlesen-leer": in_sample(offering_report_scenes.reading(empty=True)),
    "281-jahresberichte-einlesen": in_sample(offering_report_scenes.reading()),
    "285-monitoring": in_sample(offering_report_scenes.monitoring()),
    "286-monitoring-unten": in_sample(offering_report_scenes.monitoring_below),
    "287-monitoring-leer": _in_file("leer-ksa.sozdesk", offering_report_scenes.monitoring()),
    **{name: in_sample(go) for name, go in offering_platform_scenes.SAMPLE.items()},
    **{
        name: _in_file("leer-ksa.sozdesk", go)
        for name, go in offering_platform_scenes.EMPTY.items()
    },
    **offering_catalogue_scenes.SCENES,
    **privacy_scenes.SCENES,
    **billing_answer_scenes.SCENES,
    **bill_import_scenes.SCENES,
    **{name: in_sample(go) for name, go in offering_list_scenes.SAMPLE.items()},
    **{name: _in_file("leer-ksa.sozdesk", go) for name, go in offering_list_scenes.EMPTY.items()},
    **{name: in_service(go) for name, go in offering_search_scenes.SCENES.items()},
    **{name: in_sample(go) for name, go in offering_search_scenes.KSA.items()},
    **{name: in_empty_service(go) for name, go in offering_search_scenes.EMPTY.items()},
    **case_scenes.SCENES,
    **{name: in_empty_service(go) for name, go in case_scenes.EMPTY.items()},
    **{name: in_service(go) for name, go in case_work_scenes.SCENES.items()},
    **{name: in_sample(go) for name, go in case_work_scenes.KSA.items()},
    **{name: in_empty_service(go) for name, go in case_work_scenes.EMPTY.items()},
    **{name: _in_file("leer-ksa.sozdesk", go) for name, go in case_work_scenes.EMPTY_KSA.items()},
    **{name: in_service(go) for name, go in enactment_scenes.SAMPLE.items()},
    **{name: in_empty_service(go) for name, go in enactment_scenes.EMPTY.items()},
    **{name: in_service(go) for name, go in case_tenancy_scenes.SCENES.items()},
    **{name: in_empty_service(go) for name, go in case_tenancy_scenes.EMPTY.items()},
    **{name: in_service(go) for name, go in bill_scenes.SCENES.items()},
    **{name: in_empty_service(go) for name, go in bill_scenes.EMPTY.items()},
}


def play(stage: Stage, names: list[str] | None = None) -> Iterator[tuple[str, QWidget]]:
    """Each scene in turn: its name and the widget to look at."""
    for name, scene in SCENES.items():
        if names and not any(name.startswith(wanted) for wanted in names):
            continue
        shown = scene(stage) or stage.window
        settle()
        yield name, shown
        if isinstance(shown, QDialog):
            shown.reject()
