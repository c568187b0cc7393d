"""What may leave for whom, when a version may be published, and what it corrects."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from rules_examples import TODAY, amounts, declared

from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.terms import (
    AncillaryMode,
    Audience,
    Category,
    Decision,
    DecisionBody,
    Interval,
    Method,
    PublicationDraft,
    PublishedRow,
    RentKind,
    RoundRow,
)

ROUND = RoundRow(
    id=UUID(int=1),
    version=1,
    year=2027,
    call_on=date(2026, 11, 1),
    due_on=date(2026, 12, 31),
    valid_from=date(2027, 1, 1),
    blocks=frozenset(),
)
EXTRAS = {
    "ancillary_mode": AncillaryMode.ON_ACCOUNT,
    "ancillary_amounts": {Category.P1: 18000},
    "households_above": "7",
    "adverts_source": "Inserate",
}


def row(declaration=None, bfs=2841, name="Anwil", **values):
    return PublishedRow(
        bfs_number=bfs,
        official_name=name,
        name=name,
        district="Sissach",
        declaration=declaration,
        **values,
    )


def draft(*rows, audience=Audience.MUNICIPALITIES, **values):
    return PublicationDraft(
        round=ROUND,
        audience=audience,
        number=1,
        rows=rows or (row(declared()),),
        amendments=values.pop("amendments", ()),
        before=values.pop("before", None),
        same_as_before=values.pop("same", False),
        map_limits={},
    )


def codes(made, **given):
    options = {"reasons": {}, "reason": "", "decided_by": "", "decided_on": None, "today": TODAY}
    return [finding.code for finding in rules.may_publish(made, **options | given)]


# ------------------------------------------------------------------ what may leave


@pytest.mark.parametrize("audience", Audience)
def test_contact_remark_and_households_stay_in_the_office(audience):
    given = declared(extras=EXTRAS, remark="Bitte Frau Muster anrufen.")
    kept = rules.for_audience(given, audience)
    assert (kept.contact.name, kept.contact.email, kept.remark) == ("", "", "")
    assert (kept.extras.households_above, kept.extras.adverts_source) == ("", "")


@pytest.mark.parametrize("audience", Audience)
def test_limits_and_nebenkosten_leave_as_declared(audience):
    given = declared(extras=EXTRAS)
    kept = rules.for_audience(given, audience)
    assert kept.amounts == given.amounts
    assert (kept.rent_kind, kept.interval, kept.valid_from) == (
        RentKind.NET,
        Interval.MONTH,
        date(2027, 1, 1),
    )
    assert kept.extras.ancillary_amounts == {Category.P1: 18000}


def test_the_public_reads_no_words_of_a_municipality():
    given = declared(
        method=Method.OTHER,
        method_text="Absprache mit Herrn Muster",
        decision=Decision(decided_on=date(2026, 11, 10), number="2026-118"),
    )
    kept = rules.for_audience(given, Audience.PUBLIC)
    assert (kept.method, kept.method_text) == (Method.OTHER, "")
    assert (kept.decision.decided_on, kept.decision.number) == (date(2026, 11, 10), "")
    inside = rules.for_audience(given, Audience.MUNICIPALITIES)
    assert (inside.method_text, inside.decision.number) == (
        "Absprache mit Herrn Muster",
        "2026-118",
    )


def test_that_there_are_no_limits_is_public_but_not_why():
    given = replace(declared(), amounts={}, no_limits_reason="kein Fall zurzeit")
    assert rules.for_audience(given, Audience.PUBLIC).no_limits_reason == ""
    assert rules.for_audience(given, Audience.INTERNAL).no_limits_reason == "kein Fall zurzeit"
    assert rules.for_audience(declared(), Audience.PUBLIC).no_limits_reason is None


# ------------------------------------------------------------------ whether it may be published


def test_a_whole_year_may_be_published():
    assert codes(draft()) == []


def test_a_missing_municipality_needs_a_stated_reason():
    made = draft(row(declared()), row(None, 2842, "Böckten"), row(None, 2844, "Buus"))
    found = rules.may_publish(
        made,
        reasons={2842: "Beschluss im Februar", 2844: "  "},
        reason="",
        decided_by="",
        decided_on=None,
        today=TODAY,
    )
    assert [finding.message for finding in found] == [
        "Buus fehlt in der Veröffentlichung. Schreiben Sie, warum."
    ]
    assert codes(made, reasons={2842: "Beschluss im Februar", 2844: "ebenso"}) == []


def test_many_missing_municipalities_are_named_up_to_six():
    made = draft(*(row(None, 2841 + number, f"Ort {number}") for number in range(8)))
    (found,) = rules.may_publish(
        made, reasons={}, reason="", decided_by="", decided_on=None, today=TODAY
    )
    assert found.message == (
        "Ort 0, Ort 1, Ort 2, Ort 3, Ort 4, Ort 5 und 2 weitere fehlen in der Veröffentlichung. "
        "Schreiben Sie, warum."
    )


def test_for_the_public_somebody_decides():
    made = draft(audience=Audience.PUBLIC)
    assert codes(made) == ["decision_missing", "decision_day_missing"]
    decided = {"decided_by": "Leitung KSA", "decided_on": TODAY}
    assert codes(made, **decided) == []
    assert codes(made, **decided | {"decided_on": date(2027, 1, 6)}) == ["decision_in_future"]


@pytest.mark.parametrize("audience", [Audience.INTERNAL, Audience.MUNICIPALITIES])
def test_for_the_others_nobody_has_to(audience):
    assert codes(draft(audience=audience)) == []


def test_the_same_once_more_is_refused(a_version):
    made = draft(before=a_version, same=True)
    (found,) = rules.may_publish(
        made, reasons={}, reason="", decided_by="", decided_on=None, today=TODAY
    )
    assert found.message == (
        "Seit der Veröffentlichung 2027-1 vom 04.01.2027 hat sich nichts geändert. "
        "Speichern Sie deren Dateien noch einmal."
    )


def test_a_correction_says_why_a_supplement_need_not(a_version):
    corrected = rules.amendments([row(declared())], [row(declared(990))])
    supplied = rules.amendments([row(None)], [row(declared())])
    withdrawn = rules.amendments([row(declared())], [row(None)])
    reasons = {2841: "zurückgezogen"}
    assert codes(draft(amendments=corrected, before=a_version)) == ["correction_unexplained"]
    assert codes(draft(amendments=corrected, before=a_version), reason="Tippfehler") == []
    assert codes(draft(amendments=supplied, before=a_version)) == []
    assert codes(draft(row(None), amendments=withdrawn, before=a_version), reasons=reasons) == [
        "correction_unexplained"
    ]


@pytest.fixture
def a_version():
    from datetime import UTC, datetime

    from sozdesk.features.rent_limits.terms import PublicationRow

    return PublicationRow(
        id=UUID(int=2),
        version=1,
        year=2027,
        number=1,
        audience=Audience.MUNICIPALITIES,
        published_on=date(2027, 1, 4),
        published_at=datetime(2027, 1, 4, 9, tzinfo=UTC),
        published_by="Anna Muster",
        decided_by="",
        decided_on=None,
        reason="",
        missing={},
        amendments=(),
        content_sha256="0" * 64,
        files=(),
    )


# ------------------------------------------------------------------ the erratum list


def lines(before, now):
    return [
        (line.kind.value, line.what, line.before, line.now)
        for line in rules.amendments([row(before)], [row(now)])
    ]


def test_a_correction_is_listed_answer_by_answer():
    before = declared()
    now = replace(
        declared(1000, 1200, 1450, 1600, 1750),
        interval=Interval.YEAR,
        decision=Decision(
            decided_on=date(2026, 11, 10), body=DecisionBody.MUNICIPAL_COUNCIL, number="12"
        ),
    )
    assert lines(before, now) == [
        ("correction", "3 Personen", "1'400.00", "1'450.00"),
        ("correction", "jede weitere Person", "150.00", "keine Angabe"),
        ("correction", "Pro Monat oder pro Jahr", "pro Monat", "pro Jahr"),
        ("correction", "Beschluss", "10.11.2026", "Gemeinderat, 10.11.2026, Nr. 12"),
    ]


def test_that_there_are_no_limits_after_all_is_a_correction():
    now = replace(declared(), amounts={}, no_limits_reason="kein Fall", valid_from=None)
    found = lines(replace(declared(), amounts=amounts(900)), now)
    assert found == [
        ("correction", "1 Person", "900.00", "keine Angabe"),
        ("correction", "Gültig ab", "01.01.2027", "keine Angabe"),
        ("correction", "Keine Grenzwerte festgelegt", "keine Angabe", "ja, kein Fall"),
    ]
    assert lines(now, replace(now, no_limits_reason=""))[0][3] == "ja"


def test_basis_nebenkosten_and_pending_decisions_are_compared_too():
    before = declared(extras={"ancillary_amounts": {Category.P1: 18000}})
    now = replace(
        declared(extras={"ancillary_mode": AncillaryMode.FLAT}),
        rent_kind=None,
        interval=None,
        method=None,
        decision=Decision(pending=True),
    )
    assert lines(before, now) == [
        ("correction", "Netto oder brutto", "netto", "keine Angabe"),
        ("correction", "Pro Monat oder pro Jahr", "pro Monat", "keine Angabe"),
        ("correction", "Basis", "Inserate, Beobachtung des Wohnungsmarkts", "keine Angabe"),
        ("correction", "Beschluss", "10.11.2026", "ausstehend"),
        ("correction", "Nebenkosten", "1 Person 180", "pauschal"),
    ]
    assert lines(now, before)[0][2:] == ("keine Angabe", "netto")


def test_what_was_missing_is_a_supplement_what_is_gone_a_withdrawal():
    assert lines(None, declared()) == [("supplement", "", "", "")]
    assert lines(declared(), None) == [("withdrawal", "", "", "")]
    assert lines(None, None) == []
    assert lines(declared(), declared()) == []


def test_a_municipality_that_was_not_in_the_version_before_is_a_supplement():
    found = rules.amendments([], [row(declared())])
    assert [line.kind.value for line in found] == ["supplement"]


def test_a_change_outside_the_erhebung_corrects_nothing():
    changed = row(declared(), changes=(declared(1040, valid_from=date(2027, 7, 1)),))
    assert rules.amendments([row(declared())], [changed]) == ()


def test_a_reason_stands_only_where_nothing_is_published():
    rows = [row(declared()), row(None, 2842, "Böckten"), row(None, 2844, "Buus")]
    given = {2841: "unnötig", 2842: "Beschluss im Februar"}
    assert [one.missing_reason for one in rules.with_reasons(rows, given)] == [
        "",
        "Beschluss im Februar",
        "",
    ]
