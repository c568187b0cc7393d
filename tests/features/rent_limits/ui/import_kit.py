"""Real forms in a folder, and the import page reading them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import returns_kit
from page_kit import button
from returns_examples import declared, entry, open_round, record

from sozdesk.app.sample import handwriting
from sozdesk.exchange.form_writer import PROMPT
from sozdesk.features.rent_limits.files import form_workbook
from sozdesk.features.rent_limits.files.prefill import cell_contents
from sozdesk.features.rent_limits.terms import Category, Decision
from sozdesk.features.rent_limits.ui.import_page import ImportPage

BOECKTEN, BUUS, ITINGEN, SISSACH = 2842, 2844, 2849, 2861
PENDING = Decision(pending=True)
PENDING_KEY = "decision_pending//"


def form_of(declaration):
    """The form of one municipality as somebody filled it in."""
    number = declaration.bfs_number
    request = returns_kit.request(returns_kit.page(number, previous=None))
    return form_workbook(request, {number: cell_contents(declaration)})


def without(declaration, category):
    """One amount was forgotten."""
    kept = {key: value for key, value in declaration.amounts.items() if key != category}
    return replace(declaration, amounts=kept)


def blank_form(declaration, name):
    """The blank form with a name somebody typed."""
    form = form_workbook(returns_kit.request(), {0: cell_contents(declaration)})
    return handwriting.retype(form, PROMPT, name)


@pytest.fixture
def folder(tmp_path):
    """Three plain forms: Böckten sound, Itingen waits for its Beschluss, Sissach forgot an amount."""
    place = tmp_path / "rueckmeldungen"
    place.mkdir()
    (place / "boeckten.xlsx").write_bytes(form_of(declared(BOECKTEN, 1000)))
    pending = form_of(declared(ITINGEN, 1100, decision=PENDING))
    (place / "itingen.xlsx").write_bytes(pending)
    forgot = form_of(without(declared(SISSACH, 1200), Category.P4))
    (place / "sissach.xlsx").write_bytes(forgot)
    return place


@pytest.fixture
def opened(archive):
    """The Erhebungen 2026 and 2027, without any answer for 2027."""
    open_round(archive, year=2026)
    open_round(archive)
    return archive


@pytest.fixture
def make_page(qtbot, opened, desk, navigation):
    """Shows an import page and waits until everything is read and checked."""

    def make(*paths):
        page = ImportPage(desk, navigation, 2027, paths)
        page.resize(1064, 720)
        qtbot.addWidget(page)
        navigation.open_subpage(page)
        page.show()
        wait(qtbot, page)
        return page

    return make


@pytest.fixture
def page(make_page, folder):
    return make_page(folder)


def wait(qtbot, page):
    qtbot.waitUntil(lambda: not page.reader.is_busy, timeout=20_000)


def select(page, name):
    """Make the return of a municipality current; answers its case."""
    case = case_of(page, name)
    assert page.list.table.select_key(case.number)
    return case


def case_of(page, name):
    return next(case for case in page.state.cases if case.name == name)


def lines(page):
    """Municipality → the words of the columns Prüfhinweis and Erfassen?."""
    return {row[0]: row[2:] for row in page.list.table.shown_text().rows}


def counts(page):
    return {one.chip.word: one.chip.count for one in page.list.chips.buttons()}


def give_reason(page, name, reason):
    """Note the only hint of a return."""
    select(page, name)
    (controls,) = page.detail.findings.controls.values()
    controls.give_reason(reason)


def earlier_reason(archive, bfs, reason, key=PENDING_KEY):
    """Last year's declaration of a municipality, with a noted hint."""
    from sozdesk.kernel.findings import Finding, Severity

    hint = Finding("decision_pending", Severity.HINT, "Der Beschluss steht noch aus.")
    last = declared(bfs, 1100, year=2026)
    record(
        archive,
        entry(last, hint, reasons={key: reason}, received_on=date(2025, 12, 8)),
        year=2026,
    )


__all__ = [
    "BOECKTEN",
    "BUUS",
    "ITINGEN",
    "PENDING",
    "PENDING_KEY",
    "SISSACH",
    "blank_form",
    "button",
    "case_of",
    "counts",
    "declared",
    "earlier_reason",
    "entry",
    "folder",
    "form_of",
    "give_reason",
    "lines",
    "make_page",
    "opened",
    "page",
    "record",
    "select",
    "wait",
    "without",
]
