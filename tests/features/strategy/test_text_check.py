"""The texts of the file against its data: shipped texts are silent, a slip is found, «kein Fehler» stays."""

from __future__ import annotations

from datetime import date

import pytest
from measure_kit import details_of_number
from reference_kit import periods
from text_kit import DAY, SHIPPED

from sozdesk.features.strategy import queries, rules, usecases
from sozdesk.features.strategy.terms import ChapterKey, TextCode
from sozdesk.kernel.errors import NotFound, RuleViolation

PERIOD = "2021-2024"
SLIP = (
    "Die Budget- und Schuldenberatung ist im Assessmentcenter verankert (siehe Massnahme 7.1 und "
    "bezüglich Budget- und Schuldenberatung Massnahme 7.3)."
)


def period(archive):
    return archive.query(queries.period_of, PERIOD)


def found(archive, day=DAY):
    return archive.query(queries.text_findings, period(archive), day)


def write(archive, text, key=ChapterKey.OUTLOOK):
    row = next(one for one in archive.query(queries.chapters, period(archive).id) if one.key is key)
    archive.run(
        usecases.write_chapter,
        usecases.WriteChapter(
            period_id=period(archive).id, key=key, base_version=row.version, text=text
        ),
    )


def report_on_debts(archive):
    """The slip of the printed report, entered as the progress of 2.3."""
    details = archive.query(details_of_number, period(archive).id, "2.3", DAY)
    entry = details.row.status
    archive.run(
        usecases.change_status,
        usecases.ChangeStatus(id=entry.id, base_version=entry.version, changes={"text": SLIP}),
    )


def case(archive, row, **changes):
    values = {
        "period_id": period(archive).id,
        "place": row.place,
        "place_words": row.place_words,
        "code": row.found.finding.code,
        "excerpt": row.found.excerpt,
        **changes,
    }
    return usecases.DismissTextHint(**values)


@pytest.mark.parametrize("day", [date(2021, 6, 1), date(2023, 12, 31), DAY, date(2027, 1, 5)])
def test_the_shipped_texts_have_nothing_to_point_at_on_any_day(strategy, day):
    assert found(strategy, day) == ()


def test_every_shipped_sentence_is_silent_also_aims_reasons_and_earlier_entries():
    """Years, paragraphs, businesses of the Landrat and amounts are no counts."""
    pointed_at = []
    for one in periods():
        for key, text in one["chapters"].items():
            pointed_at += rules.chapter_check(text, ChapterKey(key), SHIPPED)
        for measure in one["measures"]:
            texts = [measure["aim"], *(state["text"] for state in measure["states"])]
            texts.append((measure["carry_over"] or {"reason": ""})["reason"])
            for text in texts:
                pointed_at += rules.progress_check(text, measure["number"], SHIPPED)
    assert pointed_at == []


def test_the_slip_is_listed_with_its_place(strategy):
    report_on_debts(strategy)
    (row,) = found(strategy)
    assert (row.place, row.place_words) == ("2.3 2024-12-31", "2.3 Stand per 31.12.2024")
    assert row.found.finding.code == TextCode.OTHER_MEASURE
    assert row.found.replacement == "7.2"
    assert (row.dismissed, row.reason) == (False, "")


def test_only_the_entry_that_holds_on_the_day_is_checked(strategy):
    report_on_debts(strategy)
    assert found(strategy, date(2024, 6, 30)) == ()


def test_a_right_number_is_no_hint_of_the_list(strategy):
    write(strategy, "19 von 40 Massnahmen sind umgesetzt.")
    assert found(strategy) == ()
    (row,) = found(strategy, date(2023, 12, 31))
    assert row.place_words == "Kapitel Gesamtwürdigung und Ausblick"
    assert row.place == "outlook"


def test_no_error_is_remembered_for_good_and_can_be_taken_back(strategy):
    report_on_debts(strategy)
    (row,) = found(strategy)
    outcome = strategy.run(
        usecases.dismiss_text_hint, case(strategy, row, reason=" mit VSO geklärt ")
    )
    assert outcome.summary == ("Prüfhinweis in «2.3 Stand per 31.12.2024» als kein Fehler vermerkt")
    (row,) = found(strategy)
    assert (row.dismissed, row.reason) == (True, "mit VSO geklärt")
    assert strategy.run(usecases.dismiss_text_hint, case(strategy, row)).changed == frozenset()
    taken = strategy.run(usecases.take_up_text_hint, case(strategy, row))
    assert taken.summary == "Prüfhinweis in «2.3 Stand per 31.12.2024» wieder aufgenommen"
    assert not found(strategy)[0].dismissed
    assert strategy.run(usecases.take_up_text_hint, case(strategy, row)).changed == frozenset()


def test_another_sentence_is_another_case(strategy):
    write(strategy, "18 Massnahmen sind umgesetzt.")
    strategy.run(usecases.dismiss_text_hint, case(strategy, found(strategy)[0]))
    write(strategy, "Vorab.  18   Massnahmen sind umgesetzt.")
    assert found(strategy)[0].dismissed
    write(strategy, "18 Massnahmen sind schon umgesetzt.")
    assert not found(strategy)[0].dismissed
    write(strategy, "18 Massnahmen sind umgesetzt.", ChapterKey.INTRODUCTION)
    assert not found(strategy)[0].dismissed


def test_another_number_of_the_same_sentence_is_another_case(strategy):
    """19 are done, 21 in Umsetzung."""
    write(strategy, "Die Massnahmen: 18  umgesetzt, 22 in Umsetzung, 18 geplant.")
    assert len(found(strategy)) == 3
    strategy.run(usecases.dismiss_text_hint, case(strategy, found(strategy)[0]))
    assert [(row.found.excerpt, row.dismissed) for row in found(strategy)] == [
        ("Die Massnahmen: ‹18› umgesetzt, 22 in Umsetzung, 18 geplant.", True),
        ("Die Massnahmen: 18 umgesetzt, ‹22› in Umsetzung, 18 geplant.", False),
        ("Die Massnahmen: 18 umgesetzt, 22 in Umsetzung, ‹18› geplant.", False),
    ]


def test_dismissing_can_be_undone(strategy):
    write(strategy, "18 Massnahmen sind umgesetzt.")
    strategy.run(usecases.dismiss_text_hint, case(strategy, found(strategy)[0]))
    strategy.undo_last()
    assert not found(strategy)[0].dismissed


def test_a_field_that_does_not_exist_cannot_be_dismissed(strategy):
    write(strategy, "Es sind {umgesezt}.")
    (row,) = found(strategy)
    with pytest.raises(RuleViolation, match="kein Fehler"):
        strategy.run(usecases.dismiss_text_hint, case(strategy, row))


def test_a_sozialdienst_dismisses_nothing(strategy, service_strategy):
    write(strategy, "18 Massnahmen sind umgesetzt.")
    command = case(strategy, found(strategy)[0])
    for act in (usecases.dismiss_text_hint, usecases.take_up_text_hint):
        with pytest.raises(RuleViolation, match="Kantonale Sozialamt"):
            service_strategy.run(act, command)


def test_a_period_that_is_gone_is_said(strategy):
    write(strategy, "18 Massnahmen sind umgesetzt.")
    command = case(strategy, found(strategy)[0], period_id=SHIPPED.period.id)
    with pytest.raises(NotFound, match="Periode"):
        strategy.run(usecases.dismiss_text_hint, command)
