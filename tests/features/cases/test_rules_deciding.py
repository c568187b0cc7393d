"""Who may decide, and what keeps a Verfügung from being finished: from the law and the brief of it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import path_kit as kit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.cases import rules, texts
from sozdesk.features.cases.terms import (
    ApplicationKind,
    ApplicationRow,
    Decider,
    GivenNumber,
    Resolved,
    RulingNature,
    RulingRow,
)
from sozdesk.features.cases.texts import rulings as said
from sozdesk.kernel.findings import Finding, Severity

JANUARY = date(2027, 1, 1)


def codes(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(one.code, one.field) for one in findings]


def around(**more: Any) -> rules.Around:
    values: dict[str, Any] = {
        "today": kit.TODAY,
        "application": None,
        "delegation": None,
        "remedy": kit.remedy(),
        "somebody_signs": True,
        **more,
    }
    return rules.Around(**values)


def checked(ruling: RulingRow, **more: Any) -> list[tuple[str, str]]:
    return codes(rules.ruling_findings(ruling, around(**more)))


# ------------------------------------------------------------------ who decides


@pytest.mark.parametrize(
    ("kind", "decider", "bfs", "day", "found"),
    [
        (ApplicationKind.EXPENSES, Decider.PRESIDENT, kit.BFS, JANUARY, True),
        (ApplicationKind.EXPENSES, Decider.PRESIDENT, kit.BFS, date(2026, 12, 31), False),
        (ApplicationKind.EXPENSES, Decider.SERVICE, kit.BFS, JANUARY, False),
        (ApplicationKind.EXPENSES, Decider.PRESIDENT, 2831, JANUARY, False),
        (ApplicationKind.OFFERING, Decider.PRESIDENT, kit.BFS, JANUARY, False),
    ],
)
def test_a_delegation_covers_its_kind_its_municipality_and_its_days(
    kind: ApplicationKind, decider: Decider, bfs: int, day: date, found: bool
) -> None:
    rows = [kit.delegation()]
    assert (rules.delegation_for(kind, decider, bfs, day, rows) is not None) is found


def test_a_delegation_that_ran_out_covers_nothing() -> None:
    rows = [kit.delegation(ended_on=date(2027, 6, 30))]
    args = (ApplicationKind.EXPENSES, Decider.PRESIDENT, kit.BFS)
    assert rules.delegation_for(*args, date(2027, 6, 30), rows) is not None
    assert rules.delegation_for(*args, date(2027, 7, 1), rows) is None


def test_the_authority_needs_no_delegation_the_others_do() -> None:
    offering, day = ApplicationKind.OFFERING, kit.TODAY
    assert rules.decider_findings(offering, Decider.AUTHORITY, day, None) == ()
    assert rules.decider_findings(offering, Decider.SERVICE, day, kit.delegation()) == ()
    (finding,) = rules.decider_findings(offering, Decider.SERVICE, day, None)
    assert finding.severity is Severity.STOP
    assert finding.message == (
        "Der Sozialdienst kann nicht entscheiden: Für «Integrationsangebot» ist am 20.01.2027 keine "
        "Delegation der Gemeinde bekannt. § 26a Abs. 2 SHV nennt für die Delegation nur §§ 13, 14a, "
        "14d und 15 SHV, keine Integrationsangebote."
    )
    (other,) = rules.decider_findings(ApplicationKind.RENT, Decider.PRESIDENT, day, None)
    assert other.message == (
        "Das Präsidium kann nicht entscheiden: Für «Wohnkosten» ist am 20.01.2027 keine Delegation "
        "der Gemeinde bekannt."
    )


def test_the_remedy_is_the_one_of_the_decider_on_the_day() -> None:
    rows = [
        kit.remedy(ended_on=date(2026, 12, 31)),
        kit.remedy(id=UUID(int=31), valid_from=JANUARY, days=20),
        kit.remedy(id=UUID(int=32), decider=Decider.SERVICE, days=30),
    ]
    found = rules.remedy_on(Decider.AUTHORITY, date(2026, 12, 31), rows)
    assert found is not None
    assert found.days == 10
    later = rules.remedy_on(Decider.AUTHORITY, JANUARY, rows)
    assert later is not None
    assert later.days == 20
    assert rules.remedy_on(Decider.PRESIDENT, JANUARY, rows) is None


# ------------------------------------------------------------------ rechtliches Gehör


@pytest.mark.parametrize(
    ("nature", "limit", "earlier", "adverse"),
    [
        (RulingNature.GRANT, 100, None, False),
        (RulingNature.REFUSAL, None, None, True),
        (RulingNature.ORDER, None, None, True),
        (RulingNature.END, None, 100, True),
        (RulingNature.CHANGE, 99, 100, True),
        (RulingNature.CHANGE, None, 100, True),
        (RulingNature.CHANGE, 100, 100, False),
        (RulingNature.CHANGE, 100, None, False),
    ],
)
def test_what_burdens_the_person_asks_for_the_hearing(
    nature: RulingNature, limit: int | None, earlier: int | None, adverse: bool
) -> None:
    assert rules.is_adverse(nature, limit, earlier) is adverse
    ruling = kit.ruling(
        nature=nature, limit_amount=limit, replaced_limit=earlier, replaces_id=UUID(int=9)
    )
    assert checked(ruling) == ([("hearing_missing", "heard_on")] if adverse else [])


def test_the_hearing_comes_before_the_ruling() -> None:
    late = kit.ruling(heard_on=date(2027, 1, 16))
    assert checked(late) == [("heard_late", "heard_on")]
    assert checked(kit.ruling(heard_on=date(2027, 1, 15))) == []
    undated = kit.ruling(heard_on=date(2027, 1, 16), ruled_on=None)
    assert checked(undated) == [("ruled_on_missing", "ruled_on")]


# ------------------------------------------------------------------ the rest


def test_a_whole_ruling_has_nothing_to_say() -> None:
    assert checked(kit.ruling()) == []


def test_what_is_missing_stands_at_its_field() -> None:
    ruling = kit.ruling(addressee=" ", subject="", considerations="", disposition="")
    fields = ["addressee", "subject", "considerations", "disposition"]
    assert checked(ruling) == [("missing", field) for field in fields]


def test_considerations_without_a_paragraph_are_a_hint() -> None:
    found = rules.ruling_findings(kit.ruling(considerations="Es ist nötig."), around())
    assert [(one.code, one.severity) for one in found] == [("no_paragraph", Severity.HINT)]


@pytest.mark.parametrize("law", ["gestützt auf Art. 17 SHG", "§ 16 SHG"])
def test_an_article_is_a_rechtsgrundlage_too(law) -> None:
    assert rules.ruling_findings(kit.ruling(considerations=law), around()) == ()


@pytest.mark.parametrize("place", ["4410 Liestal", "D-79539 Lörrach"])
def test_an_address_without_postcode_and_place_is_a_hint(place) -> None:
    whole, short = f"Anna Muster\nBeispielweg 3\n{place}", "Anna Muster\nBeispielweg 3"
    assert checked(kit.ruling(addressee=whole)) == []
    assert checked(kit.ruling(addressee=short)) == [("no_place", "addressee")]


def test_a_negative_amount_is_refused_at_once() -> None:
    assert codes(rules.draft_findings(kit.ruling(limit_amount=-1))) == [
        ("negative", "limit_amount")
    ]
    assert rules.draft_findings(kit.ruling(limit_amount=0)) == ()


def resolved(result: Resolved = Resolved.GRANTED) -> ApplicationRow:
    return kit.application(resolved=result, resolved_on=date(2027, 1, 12), meeting_id=kit.MEETING)


def test_the_day_lies_between_the_resolution_and_today() -> None:
    early = kit.ruling(ruled_on=date(2027, 1, 11))
    assert checked(early, application=resolved()) == [("too_early", "ruled_on")]
    assert checked(kit.ruling(ruled_on=date(2027, 1, 12)), application=resolved()) == []
    assert checked(kit.ruling(ruled_on=date(2027, 1, 21))) == [("in_future", "ruled_on")]


def test_a_change_or_an_end_names_what_it_replaces() -> None:
    assert checked(kit.ruling(nature=RulingNature.CHANGE)) == [("replaces_missing", "replaces_id")]


def test_without_a_resolution_nothing_is_ruled() -> None:
    for application in (kit.application(), resolved(Resolved.POSTPONED)):
        assert ("not_resolved", "") in checked(kit.ruling(), application=application)


def test_resolution_and_ruling_say_the_same() -> None:
    granted = rules.ruling_findings(kit.ruling(), around(application=resolved(Resolved.REFUSED)))
    assert [one.message for one in granted] == [
        "Der Beschluss lautet «abgelehnt», die Verfügung ist «Leistungszusprache»."
    ]
    refusal = kit.ruling(nature=RulingNature.REFUSAL, heard_on=date(2027, 1, 8))
    assert checked(refusal, application=resolved(Resolved.REFUSED)) == []
    assert checked(refusal, application=resolved()) == [("other_result", "nature")]


def test_the_decider_of_the_ruling_needs_the_delegation_too() -> None:
    ruling = kit.ruling(decider=Decider.PRESIDENT)
    assert checked(ruling) == [("no_delegation", "decider")]
    assert checked(ruling, delegation=kit.delegation()) == []


def test_remedy_and_signatures_are_asked_for() -> None:
    assert checked(kit.ruling(), remedy=None) == [("remedy_missing", "remedy")]
    found = rules.ruling_findings(
        kit.ruling(), around(remedy=kit.remedy(checked=False), somebody_signs=False)
    )
    assert [(one.code, one.severity) for one in found] == [
        ("remedy_unchecked", Severity.HINT),
        ("nobody_signs", Severity.HINT),
    ]


def test_a_number_that_two_cases_bear_is_a_hint_with_both_cases() -> None:
    found = rules.ruling_findings(kit.ruling(), around(same_number=(12, 13)))
    said = (
        "Die Nummer des Beschlusses steht in diesem Jahr auch bei Fall 12 und Fall 13."
        " Prüfen Sie beide."
    )
    assert [(one.severity, one.message) for one in found] == [(Severity.HINT, said)]


OWN, OTHER = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("number", "year", "cases"),
    [("7", 2027, (13, 14)), ("7", 2026, ()), ("8", 2027, ()), ("", 2027, ())],
)
def test_a_number_counts_in_its_year_and_never_against_itself(number, year, cases) -> None:
    given = [
        GivenNumber(number="7", year=2027, application_id=key, case_number=case)
        for key, case in ((OWN, 12), (OTHER, 14), (UUID(int=3), 13), (UUID(int=4), 13))
    ]
    given.append(GivenNumber(number="", year=2027, application_id=OTHER, case_number=15))
    assert rules.number_elsewhere(number, year, OWN, given) == cases


# ------------------------------------------------------------------ days after the ruling


def test_the_notification_lies_between_the_ruling_and_today() -> None:
    ruled = date(2027, 1, 15)
    assert rules.notification_findings(ruled, ruled, kit.TODAY) == ()
    assert codes(rules.notification_findings(ruled, date(2027, 1, 14), kit.TODAY)) == [
        ("too_early", "notified_on")
    ]
    assert codes(rules.notification_findings(ruled, date(2027, 1, 21), kit.TODAY)) == [
        ("in_future", "notified_on")
    ]


def test_an_objection_comes_after_the_notification() -> None:
    notified = date(2027, 1, 15)
    assert rules.contest_findings(notified, notified, kit.TODAY) == ()
    (finding,) = rules.contest_findings(notified, date(2027, 1, 14), kit.TODAY)
    assert finding.message == "Der Tag liegt vor der Eröffnung (15.01.2027)."


def test_nothing_is_final_while_the_deadline_runs() -> None:
    last = date(2027, 1, 18)
    (finding,) = rules.final_findings(last, None, last, kit.TODAY)
    assert finding.message == "Die Frist läuft bis 18.01.2027 (berechnet, bitte prüfen)."
    assert rules.final_findings(last, None, date(2027, 1, 19), kit.TODAY) == ()
    contested = date(2027, 1, 17)
    assert rules.final_findings(last, contested, contested, kit.TODAY) == ()
    assert codes(rules.final_findings(last, contested, date(2027, 1, 16), kit.TODAY)) == [
        ("too_early", "final_on")
    ]


# ------------------------------------------------------------------ deadlines, worked by hand


HOLIDAYS = {
    date(2026, 12, 25),
    date(2026, 12, 26),
    date(2027, 1, 1),
    date(2027, 3, 26),  # Karfreitag; Easter is on 28 March 2027
    date(2027, 3, 29),
    date(2027, 5, 1),  # a Saturday
    date(2027, 5, 6),  # Auffahrt
    date(2027, 5, 17),  # Pfingstmontag
    date(2027, 8, 1),  # a Sunday
}


@pytest.mark.parametrize(
    ("notified_on", "days", "last"),
    [
        # 10 days from Tuesday 16 March: Friday the 26th is Karfreitag, then weekend, Ostermontag
        (date(2027, 3, 16), 10, date(2027, 3, 30)),
        # from Thursday 18 March: Sunday 28 March, then Ostermontag
        (date(2027, 3, 18), 10, date(2027, 3, 30)),
        # from Wednesday 21 April: Saturday 1 May, Sunday, then Monday
        (date(2027, 4, 21), 10, date(2027, 5, 3)),
        # from 26 April: Thursday 6 May is Auffahrt, the Friday after it is a working day
        (date(2027, 4, 26), 10, date(2027, 5, 7)),
        # from 7 May: Monday 17 May is Pfingstmontag
        (date(2027, 5, 7), 10, date(2027, 5, 18)),
        # from 24 December 2026: Sunday 3 January, then Monday
        (date(2026, 12, 24), 10, date(2027, 1, 4)),
        # from 22 December 2026: Friday 1 January is Neujahr, then weekend
        (date(2026, 12, 22), 10, date(2027, 1, 4)),
        # from 15 December 2026: Friday 25 December, Stephanstag on Saturday, Sunday, Monday
        (date(2026, 12, 15), 10, date(2026, 12, 28)),
        # from 22 July: Sunday 1 August, then Monday
        (date(2027, 7, 22), 10, date(2027, 8, 2)),
        # thirty days from 27 January: Friday 26 February
        (date(2027, 1, 27), 30, date(2027, 2, 26)),
    ],
)
def test_deadlines_end_on_working_days(notified_on: date, days: int, last: date) -> None:
    assert rules.deadline(notified_on, days, HOLIDAYS) == last


@given(st.dates(date(2026, 1, 1), date(2034, 12, 31)), st.integers(1, 90))
def test_a_deadline_is_never_shorter_and_at_most_five_days_longer(day: date, days: int) -> None:
    longer = (rules.deadline(day, days, HOLIDAYS) - day).days - days
    assert 0 <= longer <= 5


def test_the_sentence_for_offerings_names_the_law() -> None:
    assert "§ 26a Abs. 2 SHV" in texts.OFFERING_LAW


@pytest.mark.parametrize(
    ("changes", "last", "words"),
    [
        ({}, None, ""),
        ({}, date(2027, 1, 30), "Frist bis 30.01.2027 (berechnet, bitte prüfen)"),
        ({}, date(2027, 1, 19), "Frist abgelaufen am 19.01.2027"),
        ({"contested_on": date(2027, 1, 18)}, date(2027, 1, 30), "angefochten am 18.01.2027"),
        ({"final_on": date(2027, 1, 20)}, date(2027, 1, 19), "rechtskräftig seit 20.01.2027"),
    ],
)
def test_after_the_eroeffnung_the_page_says_how_it_stands(changes, last, words) -> None:
    assert said.standing(kit.ruling(**changes), last, kit.TODAY) == words


@pytest.mark.parametrize(
    ("resolved", "extract", "wanted"),
    [
        (Resolved.GRANTED, "Einstimmig bewilligt.", "Drei Tage pro Woche."),
        (Resolved.GRANTED_IN_PART, "Zwei Tage pro Woche.", "Zwei Tage pro Woche."),
        (Resolved.GRANTED_IN_PART, "", ""),
        (Resolved.REFUSED, "Abgelehnt.", "Abgelehnt."),
    ],
)
def test_the_dispositiv_is_what_was_decided(resolved: Resolved, extract: str, wanted: str) -> None:
    asked = kit.application(proposal="Drei Tage pro Woche.", resolved=resolved, extract=extract)
    assert rules.disposition(asked) == wanted


def test_without_a_proposal_the_dispositiv_is_the_protokollauszug() -> None:
    asked = kit.application(resolved=Resolved.GRANTED, extract="Drei Tage pro Woche.")
    assert rules.disposition(asked) == "Drei Tage pro Woche."
