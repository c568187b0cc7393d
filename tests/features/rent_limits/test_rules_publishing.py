"""What may leave for whom, when a version may be published, and what it corrects."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules_examples import DECLARATIONS, TODAY, amounts, declared, round_of

from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.records import content_of
from sozdesk.features.rent_limits.terms import (
    AncillaryMode,
    Audience,
    Category,
    Contact,
    Decision,
    DecisionBody,
    Declaration,
    Extras,
    Interval,
    Method,
    PublicationDraft,
    PublishedRow,
    RentKind,
)

PUBLIC = Audience.PUBLIC
ROUND = round_of(2027)
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


FULL = Declaration(
    bfs_number=2841,
    year=2027,
    amounts={Category.P1: 90_000},
    rent_kind=RentKind.NET,
    interval=Interval.YEAR,
    valid_from=date(2027, 3, 1),
    decision=Decision(
        decided_on=date(2026, 11, 10),
        body=DecisionBody.OTHER,
        number="2026-118",
        pending=True,
        meeting_on=date(2027, 1, 12),
    ),
    method=Method.OTHER,
    method_text="Absprache",
    unchanged=True,
    last_reviewed_on=date(2026, 11, 1),
    no_limits_reason="kein Fall",
    contact=Contact(name="Rita Beispiel", email="rita@example.ch", phone="061 000 00 00"),
    remark="Nur intern",
    extras=Extras(
        ancillary_mode=AncillaryMode.FLAT,
        ancillary_amounts={Category.P1: 18_000},
        counter_amounts={Category.P1: 108_000},
        heating_included=True,
        index_name="LIK",
        index_base=100_000,
        index_date=date(2026, 10, 1),
        adverts_count=30,
        adverts_below=12,
        adverts_period="Herbst",
        adverts_source="Portal",
        households_above="7",
    ),
)
"""Every answer is given."""


def answered(declaration):
    """The answers that differ from an empty declaration, those within others with a dot."""
    empty, found = Declaration(bfs_number=0, year=0), set()
    for one in fields(declaration):
        value, nothing = getattr(declaration, one.name), getattr(empty, one.name)
        inner = fields(value) if is_dataclass(value) else ()
        found |= {
            f"{one.name}.{part.name}"
            for part in inner
            if getattr(value, part.name) != getattr(nothing, part.name)
        }
        if not inner and value != nothing:
            found.add(one.name)
    return found


def every_answer():
    """The names of all answers that there are."""
    inner = {"decision": Decision, "contact": Contact, "extras": Extras}
    outer = {one.name for one in fields(Declaration)} - set(inner)
    return outer | {f"{name}.{one.name}" for name, kind in inner.items() for one in fields(kind)}


def test_an_answer_leaves_only_if_it_is_named():
    """A new answer of the form stays in the office until somebody decides about it."""
    assert answered(FULL) == every_answer()
    limits = {"bfs_number", "year", "amounts", "rent_kind", "interval", "valid_from", "method"}
    limits |= {"unchanged", "last_reviewed_on", "no_limits_reason"}
    limits |= {"decision.body", "decision.pending", "decision.meeting_on"}
    limits |= {"extras.ancillary_amounts", "extras.counter_amounts"}
    words = {"method_text", "decision.number"}
    assert answered(rules.for_audience(FULL, Audience.INTERNAL)) == limits | words
    assert answered(rules.for_audience(FULL, Audience.MUNICIPALITIES)) == limits | words
    assert answered(rules.for_audience(FULL, Audience.PUBLIC)) == limits
    decided = replace(FULL, decision=replace(FULL.decision, pending=False))
    assert answered(rules.for_audience(decided, Audience.PUBLIC)) == (
        limits - {"decision.pending", "decision.meeting_on"} | {"decision.decided_on"}
    )


def test_words_about_the_basis_leave_only_where_they_are_the_basis():
    given = declared(method=Method.ADVERTS, method_text="40 Inserate")
    assert rules.for_audience(given, Audience.MUNICIPALITIES).method_text == ""


def test_of_last_year_only_what_the_change_is_reckoned_from_is_kept():
    kept = rules.row_for_audience(row(declared(), previous=FULL), Audience.INTERNAL)
    assert answered(kept.previous) == {"bfs_number", "year", "amounts", "rent_kind", "interval"}
    nothing = replace(FULL, amounts={})
    assert rules.row_for_audience(row(declared(), previous=nothing), PUBLIC).previous is None
    assert rules.row_for_audience(row(None, previous=FULL), PUBLIC).previous is None
    changed = row(declared(), changes=(FULL,))
    assert rules.row_for_audience(changed, PUBLIC).changes == (rules.for_audience(FULL, PUBLIC),)


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
        declared(extras={"counter_amounts": {Category.P2: 138_000}}),
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
        ("correction", "Nebenkosten", "1 Person 180", "keine Angabe"),
        ("correction", "Andere Basis", "keine Angabe", "2 Personen 1'380"),
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


def test_the_review_and_the_meeting_are_compared_too():
    january = date(2027, 1, 12)
    before = declared(decision=Decision(pending=True, meeting_on=january))
    now = replace(
        declared(unchanged=True, last_reviewed_on=date(2026, 11, 1)),
        decision=Decision(
            pending=True, meeting_on=date(2027, 1, 19), body=DecisionBody.SOCIAL_AUTHORITY
        ),
    )
    assert lines(before, now) == [
        (
            "correction",
            "Beschluss",
            "ausstehend, Sitzung vom 12.01.2027",
            "Sozialhilfebehörde, ausstehend, Sitzung vom 19.01.2027",
        ),
        (
            "correction",
            "Unverändert",
            "keine Angabe",
            "ja, zuletzt überprüft am 01.11.2026",
        ),
    ]


JULY = date(2027, 7, 1)


def of(before, now):
    return [
        (line.kind.value, line.what, line.before, line.now)
        for line in rules.amendments([before], [now])
    ]


def test_a_new_change_outside_the_erhebung_corrects_nothing():
    changed = row(declared(), changes=(declared(1040, valid_from=JULY),))
    assert rules.amendments([row(declared())], [changed]) == ()


def test_a_published_change_that_says_something_else_is_corrected():
    before = row(declared(), changes=(declared(1100, valid_from=JULY),))
    now = row(
        declared(),
        changes=(declared(1150, valid_from=JULY), declared(1200, valid_from=date(2027, 10, 1))),
    )
    assert of(before, now) == [
        ("correction", "Änderung ab 01.07.2027, 1 Person", "1'100.00", "1'150.00")
    ]
    assert codes(draft(now, amendments=rules.amendments([before], [now]))) == [
        "correction_unexplained"
    ]


def test_a_published_change_that_is_gone_is_withdrawn():
    before = row(declared(), changes=(declared(1100, valid_from=JULY),))
    assert of(before, row(declared())) == [("withdrawal", "Änderung ab 01.07.2027", "", "")]
    earlier = row(declared(), changes=(declared(1100, valid_from=None),))
    assert of(earlier, row(declared()))[0][1] == "Änderung"


def test_what_the_change_to_last_year_is_reckoned_from_is_compared():
    """Correcting the return of last year moves the sheet «Veränderung»."""
    first, second = declared(900, year=2026), declared(950, year=2026)
    assert of(row(declared(), previous=first), row(declared(), previous=second)) == [
        ("correction", "Vorjahr 2026, 1 Person", "900.00", "950.00")
    ]
    assert of(row(declared()), row(declared(), previous=second)) == [
        ("supplement", "Vorjahr 2026", "", "")
    ]
    assert of(row(declared(), previous=first), row(declared())) == [
        ("withdrawal", "Vorjahr 2026", "", "")
    ]


def test_another_name_and_another_bezirk_are_told():
    now = replace(row(declared()), official_name="Anwil (BL)", name="Anwyl", district="Liestal")
    assert of(row(declared()), now) == [
        ("correction", "Name der Gemeinde", "Anwil", "Anwil (BL)"),
        ("correction", "Kurzname", "Anwil", "Anwyl"),
        ("correction", "Bezirk", "Sissach", "Liestal"),
    ]


def test_a_municipality_that_is_no_more_is_withdrawn():
    found = rules.amendments([row(declared()), row(None, 2842, "Böckten")], [])
    assert [(line.name, line.kind.value) for line in found] == [
        ("Anwil", "withdrawal"),
        ("Böckten", "withdrawal"),
    ]


PUBLISHED = st.builds(
    PublishedRow,
    bfs_number=st.just(2841),
    official_name=st.just("Anwil"),
    name=st.just("Anwil"),
    district=st.sampled_from(["Sissach", "Liestal"]),
    declaration=st.none() | DECLARATIONS,
    previous=st.none() | DECLARATIONS,
    changes=st.lists(
        st.builds(replace, DECLARATIONS, valid_from=st.sampled_from([JULY, date(2027, 10, 1)])),
        max_size=2,
        unique_by=lambda change: change.valid_from,
    ).map(tuple),
)


def content(one):
    return content_of(2027, [one])


@given(PUBLISHED, PUBLISHED, st.sampled_from(Audience))
def test_whatever_differs_by_more_than_a_new_change_has_a_line(before, now, audience):
    before, now = (rules.row_for_audience(one, audience) for one in (before, now))
    known = {change.valid_from for change in before.changes}
    without_new = replace(
        now, changes=tuple(change for change in now.changes if change.valid_from in known)
    )
    in_order = replace(
        without_new, changes=tuple(sorted(without_new.changes, key=lambda one: one.valid_from))
    )
    earlier = replace(before, changes=tuple(sorted(before.changes, key=lambda one: one.valid_from)))
    differs = content(earlier) != content(in_order)
    assert bool(rules.amendments([before], [now])) is differs


@given(PUBLISHED, st.data())
def test_one_other_answer_that_leaves_the_office_has_a_line(one, data):
    """Two declarations that differ in one answer only: the usual correction."""
    declared_ = one.declaration or FULL
    name = data.draw(st.sampled_from([field.name for field in fields(Declaration)][2:]))
    other = replace(declared_, **{name: getattr(data.draw(DECLARATIONS), name)})
    before, now = (
        rules.row_for_audience(replace(one, declaration=each), Audience.INTERNAL)
        for each in (declared_, other)
    )
    assert bool(rules.amendments([before], [now])) is (content(before) != content(now))


def test_a_version_says_what_holds_on_a_day_with_its_changes():
    july, october = declared(1100, valid_from=JULY), declared(1200, valid_from=date(2027, 10, 1))
    published = row(declared(), changes=(declared(1300, valid_from=None), july, october))
    held = [
        rules.held_in_version(published, day).amounts[Category.P1]
        for day in (date(2027, 6, 30), JULY, date(2027, 10, 1))
    ]
    assert held == [100_000, 110_000, 120_000]
    assert rules.held_in_version(row(None), JULY) is None


def test_a_reason_stands_only_where_nothing_is_published():
    rows = [row(declared()), row(None, 2842, "Böckten"), row(None, 2844, "Buus")]
    given = {2841: "unnötig", 2842: "Beschluss im Februar"}
    assert [one.missing_reason for one in rules.with_reasons(rows, given)] == [
        "",
        "Beschluss im Februar",
        "",
    ]
