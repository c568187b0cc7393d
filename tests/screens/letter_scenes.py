"""Letters and deadlines of the Erhebung."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QDialog

from screens.rent_scenes import rent_area
from screens.scene_kit import YEAR, shown_dialog
from screens.stage import Stage
from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.terms import ContactRow
from sozdesk.features.rent_limits import usecases
from sozdesk.features.rent_limits.terms import (
    Contact,
    LetterKind,
    NamedContact,
)
from sozdesk.features.rent_limits.ui import detail as detail_tabs
from sozdesk.features.rent_limits.ui import letters_data
from sozdesk.features.rent_limits.ui.call_dialog import CallDialog
from sozdesk.features.rent_limits.ui.contacts_dialog import ContactsDialog
from sozdesk.features.rent_limits.ui.extension_dialog import ExtensionDialog
from sozdesk.features.rent_limits.ui.letters_data import CheckedJob, ReminderData
from sozdesk.features.rent_limits.ui.page import RentLimitsArea
from sozdesk.features.rent_limits.ui.reminder_dialog import ReminderDialog
from sozdesk.features.rent_limits.ui.template_text_dialog import TemplateTextDialog
from sozdesk.features.rent_limits.ui.templates_page import TemplatesPage


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
    return shown_dialog(ContactsDialog(stage.workspace, stage.window.desk, found))


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
    return shown_dialog(CallDialog(area, found[0], open_templates=idle, write_calendar=idle))


def reminder_dialog(stage: Stage) -> QDialog:
    area, desk = some_have_more_time(stage), stage.window.desk
    found: list[ReminderData] = []
    desk.call(lambda archive: letters_data.load_reminders(archive, YEAR), done=found.append)
    return shown_dialog(ReminderDialog(area, found[0], YEAR))


def extension_dialog(stage: Stage) -> QDialog:
    area = some_have_more_time(stage)
    assert area.data is not None
    shown = area.data.shown
    assert shown is not None
    desk, chosen = stage.window.desk, (2785, 2826)
    return shown_dialog(ExtensionDialog(area, desk, shown.round, shown.tracking, chosen))


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
    return shown_dialog(dialog)
