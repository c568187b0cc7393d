"""A quarter from the Sozialdienst to the KSA and back, through files only, with the real check."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

import bill_kit as kit
import bill_world as world
import case_kit
from bill_world import Course
from sozdesk.archive.store import Archive
from sozdesk.features.billing.queries import answer_files, what_if, year_figures
from sozdesk.features.billing.rules import answering
from sozdesk.features.billing.terms import BillState, LineDecision
from sozdesk.features.billing.terms.answers import LineChoice
from sozdesk.features.billing.terms.figures import OtherValue
from sozdesk.features.billing.texts import figures as texts
from sozdesk.features.billing.usecases import answer_book as book
from sozdesk.features.billing.usecases import answers
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.records import RegimeRateRecord


@pytest.fixture
def course(archive: Archive, service_archive: Archive) -> Course:
    """Catalogue shared, Sozialdienst known; a course of 900 a month, 860 at most, half the canton's."""
    made = world.stock(archive)
    world.share_catalogue(archive, service_archive)
    world.joined(archive)
    return made


@pytest.fixture
def sent(archive: Archive, service_archive: Archive, course: Course, tmp_path: Path):
    """January rightly claimed (430), February 20 francs too much (450 without the Maximaltarif)."""
    claim = course.claim()
    january = claim.costs[0]
    february = replace(
        january,
        invoice_line_id=UUID(int=60),
        number="R-2",
        first=world.FEBRUARY[0],
        last=world.FEBRUARY[1],
        invoiced_on=world.FEBRUARY[1],
        recorded_on=world.FEBRUARY[1],
    )
    right = course.line()
    own = world.issued(
        service_archive,
        (right, world.too_much(course)),
        (replace(claim, costs=(january, february)),),
    )
    (theirs,) = world.receive(
        archive, world.read(archive, tmp_path, world.written(service_archive, own))
    )
    return own, theirs


def test_the_check_proposes_what_the_ksa_computes_itself_with_its_sentence(archive, sent):
    _own, theirs = sent
    first, second = kit.detail(archive, theirs).lines
    assert answering.proposed(first, first.check) == LineChoice(decision=LineDecision.ACCEPTED)
    found = answering.proposed(second, second.check)
    assert (found.decision, found.canton, found.eligible) == (
        LineDecision.REDUCED,
        43_000,
        86_000,
    )
    assert "450.00" in found.reason
    assert "430.00" in found.reason


def test_a_quarter_goes_municipality_ksa_statement_answer_booked(archive, service_archive, sent):
    own, theirs = sent
    lines = kit.detail(archive, theirs).lines
    kit.decide(archive, theirs, *(answering.proposed(line, line.check) for line in lines))
    kit.check(archive, theirs)
    send = answers.SendHearing(
        bill_id=theirs, base_version=version(archive, theirs), until=date(2027, 1, 25)
    )
    archive.run(answers.send_hearing, send)
    read(service_archive, archive, theirs)
    draft = kit.detail(service_archive, own)
    assert draft.bill.state is BillState.HEARING
    assert [(line.difference, bool(line.findings)) for line in draft.lines] == [
        (0, False),
        (-2_000, True),
    ]
    said = book.KeepStatement(
        bill_id=own,
        base_version=draft.bill.version,
        statements={draft.lines[1].id: "Einverstanden."},
    )
    service_archive.run(book.keep_statement, said)
    statement = service_archive.run(book.write_statement, book.WriteStatement(bill_id=own)).value
    archive.run(answers.read_statement, answers.ReadStatement(data=statement.content))
    release = answers.ReleaseAnswer(bill_id=theirs, base_version=version(archive, theirs))
    archive.run(answers.release_answer, release)
    read(service_archive, archive, theirs)
    command = book.BookAnswer(bill_id=own, base_version=version(service_archive, own))
    service_archive.run(book.book_answer, command)
    booked = kit.detail(service_archive, own)
    assert booked.bill.state is BillState.SETTLED
    assert [line.own_share for line in booked.lines] == [47_000, 47_000]
    assert [line.statement for line in kit.detail(archive, theirs).lines] == ["", "Einverstanden."]


def version(archive: Archive, bill_id: UUID) -> int:
    return kit.detail(archive, bill_id).bill.version


def read(service: Archive, archive: Archive, theirs: UUID) -> None:
    """What the KSA wrote, read at the Sozialdienst."""
    file = archive.query(answer_files.answer_file, theirs)
    service.run(book.read_answer, book.ReadAnswer(data=file.content))


def test_another_rate_shows_what_the_year_would_cost_and_writes_nothing(archive, sent, statements):
    _own, theirs = sent
    choices = archive.query(what_if.changeable, 2026)
    rate = next(one for one in choices if one.is_rate and one.before == 5_000)
    assert rate.name.startswith("Ansatz ")
    before = kit.detail(archive, theirs)
    with statements() as seen:
        result = archive.query(
            what_if.what_if, 2026, replace(rate, after=OtherValue(amount=10_000))
        )
    assert not [one for one in seen if one.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert result.bills == 1
    (category, total) = result.categories
    assert (category.before, category.after, category.difference) == (86_000, 172_000, 86_000)
    assert total.difference == 86_000
    assert [row.name for row in result.municipalities] == ["Liestal", "Total"]
    assert kit.detail(archive, theirs) == before


def test_another_maximaltarif_is_applied_in_its_own_unit(archive, sent):
    choices = archive.query(what_if.changeable, 2026)
    tariff = next(one for one in choices if not one.is_rate and one.before == 86_000)
    result = archive.query(what_if.what_if, 2026, replace(tariff, after=OtherValue(amount=50_000)))
    # two months of at most 500, half the canton's: 250 each instead of 430
    assert result.categories[-1].after == 50_000
    assert archive.query(what_if.changeable, 2019) == ()


def test_a_value_is_tried_for_all_regimes_at_once(archive, sent):
    """Two regimes of the category: 50 % and 80 %; ten percent more of each, then 100 % for both."""
    choices = archive.query(what_if.changeable, 2026)
    own = next(one for one in choices if one.is_rate and one.before == 5_000)
    row = next(one for one in archive.query(offerings.rates) if one.id == own.value_ids[0])
    case_kit.row(
        archive,
        RegimeRateRecord,
        regime_code="asylum",
        category_code=row.category_code,
        valid_from=date(2026, 1, 1),
        billable="yes",
        rate=8_000,
        cost_bearer=row.cost_bearer.value,
        citation="§ 1 Test",
        source="Test",
    )
    every = next(
        one
        for one in archive.query(what_if.changeable, 2026)
        if "alle Regimes" in one.name and own.value_ids[0] in one.value_ids
    )
    assert every.before is None
    more = replace(every, after=OtherValue(amount=1_000, relative=True))
    result = archive.query(what_if.what_if, 2026, more)
    # 860.00 of two months at 55 instead of 50 percent
    assert [(row.before, row.after) for row in result.regimes] == [(86_000, 94_600)] * 2
    assert texts.change(more).endswith("alle Regimes: +10,0 %")
    whole = replace(every, after=OtherValue(amount=10_000))
    result = archive.query(what_if.what_if, 2026, whole)
    assert [row.after for row in result.municipalities] == [172_000, 172_000]
    assert texts.change(whole).endswith("100,0 % statt unterschiedlicher Werte")


def test_what_the_bills_and_the_provider_say_is_reconciled(archive, course, sent):
    (alone,) = archive.query(year_figures.reconciliation, 2026)
    assert (alone.municipality, alone.provider) == ("Liestal", "Kurszentrum Muster")
    assert (alone.billed, alone.reported, alone.difference) == (180_000, None, None)
    world.reported(archive, course, 2026, {2829: 170_000, 2861: 230_000})
    first, second = archive.query(year_figures.reconciliation, 2026)
    assert (first.municipality, first.difference, first.agreement.value) == (
        "Liestal",
        10_000,
        "more",
    )
    assert (second.municipality, second.billed, second.difference, second.agreement.value) == (
        "Sissach",
        0,
        -230_000,
        "less",
    )
