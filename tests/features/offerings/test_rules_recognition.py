"""The way of a Gesuch: what is missing, what is possible now and why the rest is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from recognition_kit import (
    CONDITION,
    DAY,
    DECISION,
    ID,
    INSPECTED,
    JUDGED,
    KIND,
    REMEDY,
    REQUEST,
    assessed,
)

from sozdesk.features.offerings import rules
from sozdesk.features.offerings.terms import (
    CoveredNeedRow,
    DecisionFact,
    DecisionKind,
    EnclosureRow,
    EnclosureScope,
    EnclosureState,
    InspectionResult,
    NeedResult,
    RequestStep,
    Score,
    WindowRow,
)
from sozdesk.kernel.findings import Severity
from sozdesk.kernel.months import months_later

FULL = Score(points=9, most=9, unmet=(), open=0)
NONE = Score(points=0, most=0, unmet=(), open=0)
Entry = rules.EnclosureEntry


# ------------------------------------------------------------------ checklist


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (Entry(), EnclosureState.MISSING),
        (Entry(received_on=date(2027, 1, 6)), EnclosureState.MISSING),
        (Entry(received_on=DAY), EnclosureState.THERE),
        (Entry(received_on=date(2026, 1, 5), expires_on=DAY), EnclosureState.THERE),
        (Entry(received_on=date(2026, 1, 5), expires_on=date(2027, 1, 4)), EnclosureState.EXPIRED),
        (Entry(waived_because="liegt vom Vorjahr vor"), EnclosureState.WAIVED),
    ],
)
def test_an_enclosure_is_good_to_its_last_day(entry: Entry, state: EnclosureState) -> None:
    assert rules.enclosure_state(entry, DAY) is state


def test_validity_in_months_ends_on_the_same_day_or_the_last_of_a_short_month() -> None:
    assert rules.expiry(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert rules.expiry(date(2026, 10, 12), 12) == date(2027, 10, 12)
    assert rules.expiry(date(2026, 10, 12), None) is None


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 240))
def test_months_later_never_skips_a_month(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


def _fields(kind: object, entry: Entry) -> list[str]:
    return [one.field for one in rules.enclosure_findings(kind, entry, DAY)]


def test_of_a_strafregisterauszug_all_four_are_said_because_nothing_is_kept() -> None:
    assert _fields(INSPECTED, Entry()) == ["received_on", "seen_by", "inspection", "expires_on"]
    whole = Entry(
        received_on=DAY,
        seen_by="Anna Muster",
        inspection=InspectionResult.CLEAR,
        expires_on=date(2028, 1, 31),
    )
    assert _fields(INSPECTED, whole) == []
    assert _fields(INSPECTED, Entry(waived_because="Leitung unverändert")) == []


def test_what_cannot_be_of_an_enclosure_is_said_at_its_field() -> None:
    assert _fields(KIND, Entry(received_on=date(2027, 1, 6))) == ["received_on"]
    assert _fields(KIND, Entry(received_on=DAY, waived_because="x")) == ["waived_because"]
    assert _fields(KIND, Entry(received_on=DAY, expires_on=date(2027, 1, 4))) == ["expires_on"]
    assert _fields(KIND, Entry(received_on=DAY, seen_by="Anna Muster")) == ["inspection"]


def _line(name: str, state: EnclosureState, *, required: bool = True) -> EnclosureRow:
    return EnclosureRow(
        id=None,
        version=0,
        kind=replace(KIND, name=name, required=required),
        received_on=None,
        expires_on=None,
        seen_by="",
        inspection=None,
        waived_because="",
        note="",
        state=state,
    )


def test_what_is_lacking_is_named_unless_it_is_not_required() -> None:
    lines = [
        _line("Leitbild", EnclosureState.MISSING),
        _line("Zertifizierung", EnclosureState.MISSING),
        _line("Finanzierungsplan", EnclosureState.EXPIRED),
        _line("Gesamtkonzept", EnclosureState.WAIVED),
        _line("Foto", EnclosureState.MISSING, required=False),
    ]
    words = "Es fehlen: Leitbild und Zertifizierung. Abgelaufen: Finanzierungsplan."
    assert rules.lacking(lines) == words
    assert rules.lacking(lines[:1]) == "Es fehlt: Leitbild."
    assert rules.lacking(lines[3:]) == ""


def test_a_gesuch_for_an_offering_brings_what_the_provider_brings_too() -> None:
    own = replace(KIND, scope=EnclosureScope.OFFERING)
    assert rules.belongs(KIND, of_offering=True)
    assert rules.belongs(own, of_offering=True)
    assert rules.belongs(KIND, of_offering=False)
    assert not rules.belongs(own, of_offering=False)


# ------------------------------------------------------------------ windows, need


def _window(opens: date, closes: date) -> WindowRow:
    return WindowRow(id=ID, version=1, opens=opens, closes=closes, source="")


def test_a_gesuch_belongs_to_the_window_of_its_day_or_to_none() -> None:
    october = _window(date(2026, 10, 1), date(2026, 10, 31))
    assert rules.window_of(date(2026, 10, 1), [october]) is october
    assert rules.window_of(date(2026, 10, 31), [october]) is october
    assert rules.window_of(date(2026, 11, 1), [october]) is None


def test_windows_do_not_close_before_they_open_nor_reach_into_each_other() -> None:
    others = [(date(2026, 10, 1), date(2026, 10, 31))]
    turned = rules.window_findings(date(2026, 3, 2), date(2026, 3, 1), others)
    assert [one.field for one in turned] == ["closes"]
    into = rules.window_findings(date(2026, 10, 31), date(2026, 11, 30), others)
    assert [one.code for one in into] == ["overlaps"]
    assert rules.window_findings(date(2026, 11, 1), date(2026, 11, 30), others) == ()


def _covered(category: str, segment: str = "", ended_on: date | None = None) -> CoveredNeedRow:
    return CoveredNeedRow(
        id=ID,
        version=1,
        category_code=category,
        segment=segment,
        valid_from=date(2025, 1, 1),
        ended_on=ended_on,
        reason="",
    )


def test_a_covered_need_holds_for_the_segment_its_category_and_the_kinds_below() -> None:
    parents = {"coaching": "support", "support": None}

    def found(*needs: CoveredNeedRow, segment: str = "Gastro") -> CoveredNeedRow | None:
        return rules.covered_on(DAY, "coaching", segment, needs, parents)

    assert found(_covered("coaching", "Gastro")) is not None
    assert found(_covered("coaching")) is not None
    assert found(_covered("support")) is not None
    assert found(_covered("coaching", "Reinigung")) is None
    assert found(_covered("coaching", ended_on=date(2026, 12, 31))) is None
    assert found(_covered("employment"), segment="") is None


# ------------------------------------------------------------------ criteria


def test_points_count_by_their_weight() -> None:
    rows = [assessed(1, 3, weight=3), assessed(2, 1, weight=2), assessed(3, None, weight=1)]
    got = rules.score(rows)
    assert (got.points, got.most, got.open) == (11, 18, 1)
    assert got.percent == 6111  # 11 / 18
    assert rules.score([]).percent == 0


def test_a_mandatory_criterion_without_a_point_is_named() -> None:
    rows = [assessed(1, 0, mandatory=True), assessed(2, 0), assessed(3, 1, mandatory=True)]
    assert rules.score(rows).unmet == (1,)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 10)), max_size=12))
def test_an_assessment_reaches_nothing_to_everything(pairs: list[tuple[int, int]]) -> None:
    got = rules.score([assessed(at, points, weight) for at, (points, weight) in enumerate(pairs)])
    assert 0 <= got.percent <= 10_000


def test_what_cannot_be_of_points_criteria_and_versions_is_refused() -> None:
    assert [one.field for one in rules.assessment_findings(4, "")] == ["points"]
    assert [one.field for one in rules.assessment_findings(0, " ")] == ["reason"]
    assert rules.assessment_findings(0, "fehlt") == rules.assessment_findings(3, "") == ()
    assert [one.field for one in rules.criterion_findings("", 11)] == ["text", "weight"]
    assert rules.criterion_findings("Ziel", 10) == ()
    assert [one.code for one in rules.version_findings(" ", taken=False)] == ["name_missing"]
    assert [one.code for one in rules.version_findings("KSA", taken=True)] == ["name_taken"]
    assert rules.version_findings("KSA", taken=False) == ()
    assert len(rules.used_findings(used=True)) == 1
    assert rules.used_findings(used=False) == ()


# ------------------------------------------------------------------ kinds of decisions


def _why(kind: DecisionKind, request: object, lack: str = "", points: Score = FULL) -> str:
    return next(one.why_not for one in rules.kinds(request, lack, points) if one.kind is kind)


def test_nobody_is_recognised_before_the_gesuch_is_whole_needed_and_assessed() -> None:
    recognised = DecisionKind.RECOGNISED
    lack = "Es fehlt: Leitbild."
    assert _why(recognised, REQUEST, lack) == f"Zuerst muss das Gesuch vollständig sein. {lack}"
    whole = replace(JUDGED, need=None)
    assert _why(recognised, whole) == "Der Bedarf ist noch nicht geprüft."
    covered = replace(JUDGED, need=NeedResult.COVERED)
    assert _why(recognised, covered).endswith("dass der Bedarf gedeckt ist.")
    half = Score(points=3, most=9, unmet=(), open=2)
    assert _why(recognised, JUDGED, points=half) == "Noch sind nicht alle Kriterien beurteilt."
    assert _why(recognised, JUDGED, points=NONE) == "Noch sind nicht alle Kriterien beurteilt."
    assert _why(recognised, JUDGED) == ""


def test_a_mandatory_criterion_without_a_point_allows_a_recognition_only_with_conditions() -> None:
    unmet = Score(points=6, most=9, unmet=(2,), open=0)
    assert "Kriterium 2 hat keinen Punkt" in _why(DecisionKind.RECOGNISED, JUDGED, points=unmet)
    both = Score(points=3, most=9, unmet=(2, 3), open=0)
    assert "Kriterien 2 und 3 haben" in _why(DecisionKind.RECOGNISED, JUDGED, points=both)
    assert _why(DecisionKind.WITH_CONDITIONS, JUDGED, points=unmet) == ""
    assert _why(DecisionKind.REFUSED, JUDGED, points=unmet) == ""


def test_a_covered_need_is_refused_at_once_and_only_then() -> None:
    covered = replace(REQUEST, need=NeedResult.COVERED)
    assert _why(DecisionKind.REFUSED_NEED_COVERED, covered, "Es fehlt: Leitbild.") == ""
    assert _why(DecisionKind.REFUSED_NEED_COVERED, JUDGED) != ""


def test_a_gesuch_can_always_be_withdrawn_or_not_entered_and_never_ends_a_recognition() -> None:
    for kind in (DecisionKind.NOT_ENTERED, DecisionKind.REQUEST_WITHDRAWN):
        assert _why(kind, REQUEST, "Es fehlt: Leitbild.") == ""
        assert _why(kind, None) == "Dafür braucht es ein Gesuch."
    for kind in (DecisionKind.REVOKED, DecisionKind.EXPIRED):
        assert _why(kind, REQUEST) != ""
        assert _why(kind, None) == ""


# ------------------------------------------------------------------ what keeps a decision back


def _around(**more: object) -> rules.Surroundings:
    return rules.Surroundings(**{"today": DAY, "remedy": REMEDY, "ever_granted": True, **more})


def _codes(decision: object, **more: object) -> list[str]:
    return [one.code for one in rules.decision_findings(decision, _around(**more))]


def test_a_whole_decision_may_be_sent() -> None:
    assert _codes(DECISION) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"decided_on": None}, "decided_on_missing"),
        ({"decided_on": date(2027, 1, 6)}, "decided_later"),
        ({"valid_from": None}, "valid_from_missing"),
        ({"valid_to": date(2027, 1, 31)}, "ends_before_start"),
        ({"kind": DecisionKind.REFUSED, "heard_on": DAY}, "reasons_missing"),
        ({"kind": DecisionKind.REFUSED, "reasons": "Fehlt."}, "hearing_missing"),
        ({"kind": DecisionKind.REVOKED, "reasons": "Mängel."}, "hearing_missing"),
        ({"kind": DecisionKind.WITH_CONDITIONS, "reasons": "Gut."}, "conditions_missing"),
        ({"conditions": (CONDITION,)}, "conditions_without_kind"),
        ({"decided_on": date(2026, 10, 11)}, "decided_early"),
        ({"heard_on": date(2026, 10, 11)}, "heard_early"),
        ({"heard_on": date(2027, 1, 6)}, "heard_late"),
    ],
)
def test_what_is_missing_in_a_decision_keeps_it_back(changes: dict, code: str) -> None:
    assert _codes(replace(DECISION, **changes), received_on=date(2026, 10, 12)) == [code]


def test_nothing_ends_that_never_was() -> None:
    ended = replace(DECISION, kind=DecisionKind.REVOKED, reasons="Mängel.", heard_on=DAY)
    (finding,) = rules.decision_findings(ended, _around(ever_granted=False))
    assert (finding.code, finding.severity) == ("never_recognised", Severity.STOP)
    assert _codes(ended) == []
    assert _codes(DECISION, ever_granted=False) == []
    undated = replace(DECISION, decided_on=None, heard_on=DAY)
    assert _codes(undated) == ["decided_on_missing"]


def test_a_gesuch_is_complete_when_it_came_in_and_its_last_paper_is_there() -> None:
    came = (date(2026, 10, 12), date(2026, 10, 25))
    assert rules.day_findings(REQUEST, came) == ()
    for day, words in (
        (date(2026, 10, 11), "ging erst am 12.10.2026 ein"),
        (date(2026, 10, 24), "Beilage ging erst am 25.10.2026 ein"),
    ):
        (finding,) = rules.day_findings(replace(REQUEST, complete_on=day), came)
        assert finding.field == "complete_on"
        assert words in finding.message
    assert rules.day_findings(replace(REQUEST, complete_on=came[1]), came) == ()
    assert rules.day_findings(replace(REQUEST, complete_on=came[0]), ()) == ()


def test_two_open_gesuche_for_one_thing_are_a_hint() -> None:
    second = replace(REQUEST, id=UUID(int=2), received_on=date(2026, 10, 20))
    elsewhere = replace(second, offering_id=UUID(int=3))
    closed = replace(second, sent_on=DAY)
    others = (REQUEST, second, elsewhere, closed)
    (finding,) = rules.request_hints(REQUEST, others)
    assert finding.severity is Severity.HINT
    assert "vom 20.10.2026" in finding.message
    assert rules.request_hints(closed, others) == ()
    assert rules.request_hints(REQUEST, (REQUEST, elsewhere, closed)) == ()


def test_papers_that_ran_out_since_keep_a_recognition_back_but_not_a_refusal() -> None:
    lack = "Abgelaufen: Leitbild."
    said = f"Das Gesuch ist nicht mehr vollständig. {lack}"
    for kind in (DecisionKind.RECOGNISED, DecisionKind.WITH_CONDITIONS):
        assert _why(kind, JUDGED, lack) == said
    assert _why(DecisionKind.REFUSED, JUDGED, lack) == ""
    facts = {"request": JUDGED, "points": FULL, "lack": lack}
    step = _step(RequestStep.DRAFT, **facts)
    assert step.possible
    assert "nur «abgewiesen», «nicht eingetreten» und «zurückgezogen»" in step.why
    for one in (RequestStep.RELEASE, RequestStep.SEND):
        row = _step(one, **facts, decision=DECISION, second_person=True, staff_name="Bea")
        assert (row.possible, row.why) == (False, said)


def test_a_paper_is_renewed_when_it_was_there_and_is_there_again() -> None:
    row = EnclosureRow(
        id=ID, version=1, kind=KIND, received_on=DAY, expires_on=None, seen_by="",
        inspection=None, waived_because="", note="", state=EnclosureState.EXPIRED,
    )  # fmt: skip
    again = rules.EnclosureEntry(received_on=DAY)
    assert rules.renews(row, again)
    assert not rules.renews(replace(row, received_on=None), again)
    assert not rules.renews(row, rules.EnclosureEntry())
    assert not rules.renews(row, replace(again, received_on=date(2027, 1, 4)))
    assert not rules.renews(row, replace(again, waived_because="Bekannt."))


def test_nobody_without_a_name_and_none_of_the_authors_releases() -> None:
    two = replace(DECISION, prepared_by="Anna Muster\nBea Beispiel")
    for name in ("Anna Muster", "Bea Beispiel", ""):
        assert [one.code for one in rules.release_findings(two, name)] == ["same_person"]
    assert rules.release_findings(two, "Carla Probe") == ()


def test_a_refusal_needs_no_first_day_and_conditions_belong_to_their_kind() -> None:
    refused = replace(
        DECISION, kind=DecisionKind.REFUSED, valid_from=None, reasons="Fehlt.", heard_on=DAY
    )
    assert _codes(refused) == []
    with_conditions = replace(
        DECISION, kind=DecisionKind.WITH_CONDITIONS, reasons="Gut.", conditions=(CONDITION,)
    )
    assert _codes(with_conditions) == []


def test_without_a_checked_rechtsmittelbelehrung_nothing_goes_out() -> None:
    assert _codes(DECISION, remedy=None) == ["remedy_missing"]
    assert _codes(DECISION, remedy=replace(REMEDY, checked=False)) == ["remedy_unchecked"]


def test_another_recognition_for_the_same_days_is_a_hint_and_no_stop() -> None:
    def fact(first: date, last: date | None, kind: DecisionKind = DecisionKind.RECOGNISED):
        return DecisionFact(
            kind=kind, number="2024-003", decided_on=first, valid_from=first, valid_to=last
        )

    others = (
        fact(date(2024, 1, 1), None),
        fact(date(2020, 1, 1), date(2027, 1, 31)),  # ends the day before
        fact(date(2027, 6, 1), None, DecisionKind.REVOKED),
    )
    (finding,) = rules.decision_findings(DECISION, _around(others=others))
    assert (finding.code, finding.severity) == ("overlaps", Severity.HINT)
    assert "Entscheid 2024-003 (01.01.2024 ohne Ende)" in finding.message
    expired = replace(DECISION, kind=DecisionKind.EXPIRED, reasons="Aufgegeben.")
    assert _codes(expired, others=others) == []


def test_numbers_of_a_year_follow_each_other_without_a_gap() -> None:
    assert rules.next_number(2027, []) == "2027-001"
    assert rules.next_number(2027, ["2026-044", "2027-013", "2027-002", "2027-x"]) == "2027-014"


@given(st.lists(st.integers(2020, 2030), max_size=40))
def test_numbers_are_unique_and_gapless_in_every_year(years: list[int]) -> None:
    given_out: list[str] = []
    for year in years:
        given_out.append(rules.next_number(year, given_out))
    assert len(set(given_out)) == len(given_out)
    for year in set(years):
        tails = [int(one[5:]) for one in given_out if one.startswith(f"{year}-")]
        assert tails == list(range(1, len(tails) + 1))


def test_conditions_and_agreements_say_what_they_are_about() -> None:
    assert [one.field for one in rules.condition_findings(" ", None)] == ["text", "due_on"]
    assert rules.condition_findings("Zertifikat", DAY) == ()
    twice = [UUID(int=2), UUID(int=2)]
    fields = [one.field for one in rules.agreement_findings("", "", twice)]
    assert fields == ["partner", "programme", "offering_ids"]
    assert rules.agreement_findings("SRK", "Programm R", []) == ()


# ------------------------------------------------------------------ steps


def _facts(**more: object) -> rules.RequestFacts:
    values = {
        "request": REQUEST,
        "lack": "",
        "points": NONE,
        "decision": None,
        "findings": (),
        "second_person": False,
        "staff_name": "Anna Muster",
        **more,
    }
    return rules.RequestFacts(**values)


def _next(**more: object) -> RequestStep | None:
    step = rules.next_step(rules.steps(_facts(**more)))
    return step.step if step else None


def _step(step: RequestStep, **more: object):
    return next(row for row in rules.steps(_facts(**more)) if row.step is step)


def test_the_next_step_goes_from_the_letter_box_to_the_letter() -> None:
    assert _next() is RequestStep.COMPLETE
    assert _next(lack="Es fehlt: Leitbild.") is RequestStep.NEED
    whole = replace(REQUEST, complete_on=DAY)
    assert _next(request=whole) is RequestStep.NEED
    open_ = Score(points=0, most=9, unmet=(), open=3)
    assert _next(request=JUDGED, points=open_) is RequestStep.ASSESS
    judged = {"request": JUDGED, "points": FULL}
    assert _next(**judged) is RequestStep.DRAFT
    assert _next(**judged, decision=DECISION) is RequestStep.SEND
    refused = replace(DECISION, kind=DecisionKind.REFUSED)
    assert _next(**judged, decision=refused) is RequestStep.HEAR
    heard = replace(refused, heard_on=DAY)
    assert _next(**judged, decision=heard) is RequestStep.SEND


def test_a_recognition_with_auflagen_asks_for_the_first_of_them() -> None:
    judged = {"request": JUDGED, "points": FULL}
    bound = replace(DECISION, kind=DecisionKind.WITH_CONDITIONS, conditions=())
    assert _next(**judged, decision=bound) is RequestStep.CONDITIONS
    assert _step(RequestStep.CONDITIONS, decision=DECISION).needed is False
    assert _step(RequestStep.CONDITIONS).possible is False


def test_a_covered_need_goes_straight_to_the_decision() -> None:
    covered = replace(REQUEST, need=NeedResult.COVERED)
    assert _next(request=covered, lack="Es fehlt: Leitbild.") is RequestStep.DRAFT
    step = _step(RequestStep.ASSESS, request=covered)
    assert (step.needed, step.possible) == (False, False)
    assert "ohne Beurteilung abgewiesen" in step.why


def test_every_step_that_is_not_possible_says_why() -> None:
    lack = "Es fehlt: Leitbild."
    assert _step(RequestStep.COMPLETE, lack=lack).why == lack
    assert lack in _step(RequestStep.ASSESS, lack=lack).why
    assert "keine Fassung der Kriterien" in _step(RequestStep.ASSESS, request=JUDGED).why
    for step in (RequestStep.HEAR, RequestStep.SEND):
        assert _step(step).why == "Zuerst braucht es einen Entwurf des Entscheids."
    assert "keine zweite Person" in _step(RequestStep.RELEASE).why
    assert _step(RequestStep.HEAR, decision=DECISION).needed is False


def test_a_draft_is_possible_early_and_says_for_what() -> None:
    for request, words in (
        (REQUEST, "vollständig"),
        (replace(JUDGED, need=None), "Bedarf"),
        (JUDGED, "Kriterien"),
    ):
        step = _step(RequestStep.DRAFT, request=request)
        assert step.possible
        assert "nur «nicht eingetreten» und «zurückgezogen»" in step.why
        assert words in step.why


def test_a_second_person_releases_before_it_is_sent() -> None:
    ready = {"request": JUDGED, "points": FULL, "decision": DECISION, "second_person": True}
    assert _step(RequestStep.RELEASE, **{**ready, "decision": None}).possible is False
    same = _step(RequestStep.RELEASE, **ready)
    assert same.why == "Wer den Entscheid vorbereitet hat, gibt ihn nicht selbst frei."
    assert _next(**ready) is None
    assert _next(**{**ready, "staff_name": "Bea Beispiel"}) is RequestStep.RELEASE
    assert "zweite Person" in _step(RequestStep.SEND, **ready).why
    released = replace(DECISION, released_at=datetime(2027, 1, 5, tzinfo=UTC))
    assert _next(**{**ready, "decision": released}) is RequestStep.SEND
    assert [one.code for one in rules.release_findings(DECISION, "Anna Muster")] == ["same_person"]
    assert rules.release_findings(DECISION, "Bea Beispiel") == ()


def test_what_keeps_a_decision_back_stands_at_release_and_sending() -> None:
    found = rules.decision_findings(DECISION, _around(remedy=None))
    more = {"request": JUDGED, "points": FULL, "decision": DECISION}
    more |= {"findings": found, "second_person": True}
    for step in (RequestStep.RELEASE, RequestStep.SEND):
        assert _step(step, **more).why.startswith("Am Tag des Entscheids gilt keine")


def test_after_sending_nothing_is_possible_any_more() -> None:
    sent = replace(DECISION, sent_on=DAY)
    rows = rules.steps(_facts(request=JUDGED, points=FULL, decision=sent))
    assert not any(row.possible for row in rows)
    assert rules.next_step(rows) is None
    assert all("versandt" in row.why for row in rows)


def test_only_what_is_required_and_missing_is_recorded_in_one_act() -> None:
    assert rules.recordable(()) == ()
    assert [one.code for one in rules.all_received_findings((), DAY, DAY)] == ["none_missing"]
    ahead = rules.all_received_findings((), date(2027, 1, 6), date(2027, 1, 5))
    assert [one.code for one in ahead] == ["in_future"]
