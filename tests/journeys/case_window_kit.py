"""A Sozialdienst for Liestal with one case, in the real main window; 5 January 2027."""

from __future__ import annotations

import shutil
from datetime import date
from types import SimpleNamespace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import case_kit
import enactment_kit
from fixtures_archive import FAST_KDF, PASSWORD, fixed_clock
from fixtures_shell import PERSON
from sozdesk.app.office_file import new_file
from sozdesk.features.cases import records
from sozdesk.features.cases.usecases import LoadCaseReference, load_case_reference
from sozdesk.features.offerings.usecases import LoadOfferingReference, load_offering_reference
from sozdesk.shell.window import Window
from sozdesk.widgets.command_dialog import CommandDialog

TODAY = date(2027, 1, 5)
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_MOST = 60


def new_office(path, *, kind="service"):
    """A file with the reference data, open for writing rows; close it before the window opens it."""
    made = new_file(
        path,
        office_kind=kind,
        office_name="Sozialdienst Liestal",
        municipalities=(case_kit.BFS,) if kind == "service" else (),
        person_name=PERSON,
        password=PASSWORD,
        sample_today=TODAY,
        clock=fixed_clock,
        kdf=FAST_KDF,
    )
    made.archive.run(load_offering_reference, LoadOfferingReference())
    made.archive.run(load_case_reference, LoadCaseReference())
    return made.archive


def copied(template, folder):
    """A copy to open; the template stays as it is."""
    folder.mkdir()
    for part in (template, template.with_suffix(".keys")):
        shutil.copyfile(part, folder / part.name)
    return folder / template.name


def whole_case(archive):
    """One case in which the search finds something of each kind; answers the ids."""
    provider = enactment_kit.provider(archive)
    offering = enactment_kit.offering(archive, provider, "Velowerkstatt")
    person = case_kit.person(archive, "Zumbrunn", "Berta")
    other = case_kit.person(archive, "Aebersold", "Carl")
    case_kit.case(archive, [other], number=3)
    case = case_kit.case(archive, [person], number=12, dossier_number="DOSS7")
    ruling = case_kit.ruling(archive, case, subject="Bewilligung Velokurs")
    enacted = enactment_kit.enact(archive, case, person, offering, ruling_id=ruling)
    case_kit.row(
        archive,
        records.ApplicationRecord,
        case_id=case,
        kind="offering",
        title="Gesuch Nähmaschine",
        submitted_on=TODAY,
        decider="authority",
    )
    _work(archive, case)
    line = enactment_kit.line(enacted)
    invoice = enactment_kit.invoice(archive, provider, line, number="RX-77")
    enactment_kit.invoice(archive, provider, enactment_kit.line(enacted, month=2), number="RX-78")
    return SimpleNamespace(case=case, person=person, invoice=invoice, enactment=enacted)


def _work(archive, case):
    """Notes, tasks, files, a Grundsatzentscheid."""
    note = {"noted_on": TODAY, "text": "", "author": PERSON}
    case_kit.row(archive, records.CaseNoteRecord, case_id=case, title="Gespräch Ofen", **note)
    task = {"due_on": date(2027, 1, 4)}
    case_kit.row(archive, records.CaseTaskRecord, case_id=case, title="Mietvertrag holen", **task)
    case_kit.row(archive, records.CaseTaskRecord, title="Statistik Bund", **task)
    case_kit.row(
        archive,
        records.PolicyDecisionRecord,
        bfs_number=case_kit.BFS,
        topic="Lagerkosten",
        decision="Übernommen",
        decided_on=TODAY,
        valid_from=TODAY,
        origin="own",
    )


def press(qtbot, key, modifiers=Qt.KeyboardModifier.NoModifier):
    """A key where the focus is; the next test must not find it pressed."""
    if QApplication.activeWindow() is None:  # a dialog has closed, and nothing manages windows here
        (shown,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, Window)]
        shown.activateWindow()
        qtbot.waitUntil(shown.isActiveWindow)
    where = QApplication.focusWidget() or QApplication.activeWindow()
    qtbot.keyClick(where, key, modifiers)
    if QApplication.activeWindow() is not None:
        qtbot.keyRelease(QApplication.activeWindow(), Qt.Key.Key_Control)
    QApplication.processEvents()


def press_until(qtbot, key, arrived, modifiers=Qt.KeyboardModifier.NoModifier):
    """The same key again and again; a person gives up some time."""
    for _ in range(_MOST):
        if arrived():
            return
        press(qtbot, key, modifiers)
    raise AssertionError(f"never arrived, the focus is in {QApplication.focusWidget()}")


def type_words(words):
    """Words where the focus is."""
    QTest.keyClicks(QApplication.focusWidget(), words)
    QApplication.processEvents()


def find(qtbot, workspace, words, place=0):
    """Ctrl+K, the words, and one of the hits; answers its title."""
    workspace.window().activateWindow()
    qtbot.waitUntil(workspace.window().isActiveWindow)
    press_until(qtbot, Qt.Key.Key_K, workspace.top.search.hasFocus, CONTROL)
    QTest.keyClicks(workspace.top.search, words)
    titles = workspace.top.search.results()
    for _ in range(place):
        press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    return titles[place]


def reach(qtbot, widget):
    """Tab until a widget has the focus."""
    press_until(qtbot, Qt.Key.Key_Tab, widget.hasFocus)


def type_into(qtbot, form, **values):
    """Reach each field of a form with Tab, and type; what stands there is overtyped."""
    for key, words in values.items():
        reach(qtbot, form[key].input.focus_target())
        press(qtbot, Qt.Key.Key_A, CONTROL)
        type_words(words)


def choose_tab(qtbot, tabs, number):
    """Reach the tabs, and turn to one with the arrow keys."""
    reach(qtbot, tabs.current_button())
    press_until(qtbot, Qt.Key.Key_Right, lambda: tabs.current() == number)


def dialog_on(page):
    """The dialog that is open."""
    (found,) = dialogs_on(page)
    return found


def active_dialog(qtbot, page):
    """The dialog that is open, once its window has the keys."""
    found = dialog_on(page)
    found.activateWindow()
    qtbot.waitUntil(lambda: found.isActiveWindow() and found.focusWidget() is not None)
    return found


def dialogs_on(page):
    """Dialogs that are open."""
    return [one for one in page.findChildren(CommandDialog) if one.isVisible()]


def press_letter(qtbot, key, arrived):
    """Alt and a letter press a button, which Qt lets go a moment later."""
    press(qtbot, key, ALT)
    qtbot.waitUntil(arrived)


def dialog_by(qtbot, page, key):
    """The dialog that Alt and a letter open."""
    press_letter(qtbot, key, lambda: bool(dialogs_on(page)))
    return active_dialog(qtbot, page)
