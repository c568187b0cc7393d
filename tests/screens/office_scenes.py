"""Municipalities and services."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDialog

from screens.scene_kit import shown_dialog
from screens.stage import Stage
from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.terms import ServiceRow
from sozdesk.features.offices.ui.membership_dialogs import JoinDialog
from sozdesk.features.offices.ui.people_dialogs import ContactDialog
from sozdesk.shell.reference import municipalities


def contact_dialog(stage: Stage) -> QDialog:
    stage.open_area("offices", bfs=2883)
    return shown_dialog(ContactDialog(stage.workspace, stage.window.desk, (2883, None)))


def join_dialog(stage: Stage) -> QDialog:
    stage.open_area("offices", bfs=2883)
    desk, day = stage.window.desk, date(2027, 1, 5)
    found: list[tuple[ServiceRow, ...]] = []
    desk.query(offices.services, day, done=found.append)
    place = next(row for row in municipalities() if row.bfs_number == 2883)
    return shown_dialog(JoinDialog(stage.workspace, desk, [place], found[0], day))
