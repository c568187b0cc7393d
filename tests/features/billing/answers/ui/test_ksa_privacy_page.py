"""The page of data protection at the KSA: its bills, the Auskunft, how long they are kept."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

import bill_kit
import case_kit
from bill_kit import Line
from privacy_page_kit import (
    answer_tables,
    approve_as_second_person,
    dialog,
    list_and_offer,
    primary,
)
from sozdesk.features.billing.records import PaymentRecord
from sozdesk.features.billing.ui import check_page, check_words
from sozdesk.features.billing.usecases import ALL_PAPERS
from sozdesk.features.cases.terms import DeletionKind
from sozdesk.features.cases.terms.privacy import DeletionStep
from sozdesk.features.cases.ui import privacy_page
from sozdesk.features.cases.ui.privacy_dialogs import (
    RetentionDialog,
)
from sozdesk.widgets import messages


@pytest.fixture
def settled(archive):
    """A bill of two persons, paid in 2014."""
    paid = case_kit.row(
        archive,
        PaymentRecord,
        year=2014,
        number=1,
        bfs_number=bill_kit.LIESTAL,
        creditor="Einwohnergemeinde Liestal",
        iban="",
        amount=96_000,
        made_on=date(2014, 6, 1),
        released_by="Beat Beispiel",
        paid_on=date(2014, 6, 10),
    )
    return bill_kit.bill(
        archive,
        (Line(100_000), Line(20_000, last_name="Andere")),
        first_day=date(2014, 1, 1),
        last_day=date(2014, 3, 31),
        state="settled",
        payment_id=paid,
        received_at=datetime(2014, 4, 9, 22, 30, tzinfo=UTC),
    )


@pytest.fixture
def page(desk, navigation, settled, shown):
    return shown(privacy_page.build(desk, navigation, ALL_PAPERS))


def keep(page):
    page.enter_retention()
    asked = dialog(page, RetentionDialog)
    asked.form["value"].set_value(10)
    asked.form["valid_from"].set_value(date(2010, 1, 1))
    asked.form["source"].set_value("Vereinbarung mit dem Staatsarchiv (Test)")
    asked.accept()


def test_without_a_figure_the_list_says_what_is_missing_and_offers_bills_only(page):
    (row,) = page.data.deletions
    assert row.name == "Abrechnung Liestal 1/2014"
    assert "nicht erfasst" in page.deletions.shown_text().rows[0][-1]
    told = {(one.title, one.field): one.keep for one in page.data.fields}
    assert told["Zeile einer Abrechnung", "Name"] == "als Beleg, bis zur Löschung der Abrechnung"
    assert ("Datei einer Abrechnung", "Ausweis") in told
    assert ("Person", "Name") not in told
    page.enter_retention()
    asked = dialog(page, RetentionDialog)
    assert asked.form["part"].value() is DeletionKind.BILL
    asked.accept()
    assert asked.isVisible()  # neither years nor source


def test_a_bill_goes_its_way_and_the_list_of_the_received_ones_says_so(
    page, desk, navigation, shown, archive, monkeypatch
):
    keep(page)
    page.deletions.select_first()
    list_and_offer(page, "Staatsarchiv")
    approve_as_second_person(page, archive, monkeypatch)
    asked = []
    monkeypatch.setattr(messages, "ask_loss", lambda *words, **_more: asked.append(words) or True)
    primary(page).click()
    assert asked[0][1] == "1 Abrechnung löschen?"
    assert "Nummer und Beträge bleiben" in asked[0][2]
    assert page.data.deletions[0].step is DeletionStep.DELETED
    bills = shown(check_page.build(desk, navigation))
    (row,) = bills.data.bills
    assert (row.number, row.canton, row.persons_deleted_on) == (1, 96_000, date(2027, 1, 5))
    told = dict(check_words.facts(bills.detail.shown))
    origin = check_words.origin(row)
    assert origin == "Sozialdienst Beispieltal, eingelesen am 10.04.2014"
    assert told["Datenschutz"] == "Personendaten gelöscht am 05.01.2027"
    assert "gelöscht" in bills.detail.table.shown_text().rows[0][0]


def test_the_auskunft_of_the_ksa_is_a_json_with_the_lines_of_the_person(page, tmp_path):
    anna = next(one for one in page.data.people if one.name.startswith("Muster"))
    tables = answer_tables(page, anna.id, tmp_path)
    (line,) = tables["bill_line"]
    assert (line["Name"], line["Kosten"], line["Ansatz"]) == ("Muster", "1'000.00", "80,0 %")
    (access,) = page.data.accesses
    assert page.data.person_name(access.person_id) == "Muster Anna, 17.05.1990"
