"""A Gesuch from the letter box of the KSA to a Sozialdienst that finds the course."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from docx_kit import paragraphs
from fixtures_archive import FAST_KDF, PASSWORD, fixed_clock
from fixtures_shell import unlock
from sozdesk.app.office_file import new_file
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.terms import InspectionResult, OfferingState
from sozdesk.features.offerings.ui.recognition_detail import DECISION, PAPERS
from sozdesk.features.offerings.ui.subpages import SERVICE_SUBPAGES, SUBPAGES, open_subpage
from sozdesk.widgets import file_prompts, layouts, messages
from sozdesk.widgets.command_dialog import CommandDialog

sys.path.append(str(Path(__file__).resolve().parents[1] / "features" / "offerings"))
from platform_kit import offering, price, provider
from recognition_kit import check_remedy

RECEIVED, LATER = date(2026, 10, 12), date(2090, 12, 31)
"""The window works with the clock of the machine: before and after any day of a test run."""


@pytest.fixture
def ksa_path(office_path, window):
    """The KSA with a provider, a course with its price, and a checked Rechtsmittelbelehrung."""
    unlock(window, office_path)
    archive = window.desk._archive
    who = provider(archive)
    price(archive, offering(archive, who), 120_000)
    check_remedy(archive)
    window.lock()
    return office_path


@pytest.fixture
def service_path(tmp_path):
    path = tmp_path / "dienst.sozdesk"
    made = new_file(
        path,
        office_kind="service",
        municipalities=(2861,),
        person_name="Beat Beispiel",
        password=PASSWORD,
        clock=fixed_clock,
        kdf=FAST_KDF,
    )
    made.archive.close(backup=False)
    return path


def area(window, path=None):
    """The first page of the offerings."""
    if path is not None:
        unlock(window, path)
    workspace = window.centralWidget()
    workspace.open_area("offerings")
    return workspace.stack.currentWidget()


def behind(window, module, pages=SUBPAGES):
    """A page behind the area that its head offers."""
    assert module in [name for _words, name in pages]
    workspace = window.centralWidget()
    open_subpage(window.desk, workspace, module)
    return workspace.stack.currentWidget()


def fill(page, **values):
    """Fill the open dialog and confirm it."""
    (dialog,) = [made for made in page.findChildren(CommandDialog) if made.isVisible()]
    for key, value in values.items():
        dialog.form[key].set_value(value)
    dialog.accept()
    assert not dialog.isVisible(), dialog.summary


def press_next(page, words):
    assert page.detail.next_words.text() == f"Nächster Schritt: {words}"
    next(layouts.widgets_of(page.detail._next_button)).click()


def record_papers(page):
    """Every line of the checklist; an extract of the criminal records is only looked at."""
    page.detail.tabs.choose(PAPERS)
    part = page.detail.papers
    for row in part.table.model.rows():
        part.table.view.select_key(row.kind.code)
        part.record_button.click()
        seen = {
            "seen_by": "Monika Brodbeck",
            "inspection": InspectionResult.CLEAR,
            "expires_on": LATER,
        }
        fill(page, received_on=RECEIVED, **(seen if row.kind.inspected_only else {}))


def decide(page, archive, folder, qtbot):
    """From the letter box to the letter; answers the saved letter's paragraphs."""
    today = archive.context().today
    page.receive()
    (course,) = archive.query(queries.offerings, today)
    fill(page, provider_id=course.provider_id, offering_id=course.id, received_on=RECEIVED)
    record_papers(page)
    press_next(page, "Vollständigkeit feststellen")
    fill(page)
    press_next(page, "Bedarf prüfen")
    fill(page)
    press_next(page, "Kriterien beurteilen")
    (request,) = archive.query(queries.requests)
    found = archive.query(queries.request_details, request.id, today, "")
    points = {f"points_{one.criterion.number}": 3 for one in found.assessments}
    fill(page, **points)
    press_next(page, "Entscheid entwerfen")
    fill(page, valid_from=today, valid_to=LATER, reasons="Ziel und Inhalt passen.")
    messages.set_next_answer(True)
    press_next(page, "Versenden")
    page.chips.choose("closed")
    page.detail.tabs.choose(DECISION)
    kept = page.detail.decision.files
    letter = folder / "brief.docx"
    file_prompts.set_next_path(letter)
    kept._save(kept.table.model.rows()[0])
    qtbot.waitUntil(letter.exists, timeout=20_000)
    return paragraphs(letter.read_bytes())


def test_from_the_letter_box_to_the_search_of_a_sozialdienst(
    qtbot, window, ksa_path, service_path, tmp_path
):
    page = area(window, ksa_path)
    archive = window.desk._archive
    letter = decide(behind(window, "recognition_page"), archive, tmp_path, qtbot)
    assert any("Das Angebot 1 «Deutsch im Alltag» wird anerkannt." in line for line in letter)
    assert any(f"Entscheid Nr. {archive.context().today.year}-001" in line for line in letter)

    page = area(window)
    (row,) = page.data.offerings
    assert row.recognition.recognised
    entries = {entry.text(): entry for entry in page.commands.of_offerings([row])}
    entries["Auf die Plattform setzen"].trigger()
    assert page.data.offerings[0].state is OfferingState.PUBLISHED
    file = tmp_path / "katalog.szk"
    page = behind(window, "catalogue_page")
    file_prompts.set_next_path(file)
    page.write_button.click()
    qtbot.waitUntil(file.exists, timeout=20_000)
    fingerprint = page.data.draft.fingerprint
    window.lock()

    area(window, service_path)
    page = behind(window, "catalogue_import_page", SERVICE_SUBPAGES)
    file_prompts.set_next_path(file)
    page.ask_file()
    qtbot.waitUntil(lambda: page.preview is not None, timeout=20_000)
    assert page.fingerprint.text() == fingerprint
    page.compared.click()
    page.record_button.click()
    page = area(window)
    page.filters.text.setText("deutsch alltag")
    page.finish_now()
    (found,) = page.model.rows()
    assert (found.row.title, found.row.number) == ("Deutsch im Alltag", 1)
    assert found.row.recognition.until == LATER
