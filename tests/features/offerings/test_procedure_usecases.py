"""Windows, the checklist, criteria, Leistungsvereinbarungen and the recognition under the GfS."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from platform_kit import offering, provider
from recognition_kit import DAY, assess, details, fill_checklist, received

from sozdesk.archive.store import Archive
from sozdesk.features.offerings import queries, usecases
from sozdesk.features.offerings.terms import DueKind, EnclosureScope, Financing
from sozdesk.kernel.errors import NotFound, RuleViolation

Line = usecases.CriterionLine


def refused(archive: Archive, usecase: Any, command: object) -> list[str]:
    with pytest.raises(RuleViolation) as caught:
        archive.run(usecase, command)
    return [one.code for one in caught.value.findings]


# ------------------------------------------------------------------ windows


def test_windows_are_set_per_year_and_do_not_overlap(platform: Archive) -> None:
    add = usecases.AddWindow(opens=date(2027, 1, 1), closes=date(2027, 1, 31), source="Amtsblatt")
    key = platform.run(usecases.add_window, add).value
    again = replace(add, opens=date(2027, 1, 31), closes=date(2027, 2, 28))
    assert refused(platform, usecases.add_window, again) == ["overlaps"]
    change = usecases.ChangeSetting(id=key, base_version=1, changes={"closes": date(2026, 12, 31)})
    assert refused(platform, usecases.change_window, change) == ["ends_before_start"]
    platform.run(usecases.change_window, replace(change, changes={"closes": date(2027, 2, 15)}))
    assert platform.query(queries.windows)[1].closes == date(2027, 2, 15)


def test_a_window_with_gesuche_stays(platform: Archive) -> None:
    received(platform, provider(platform))
    october = next(row for row in platform.query(queries.windows) if row.opens == date(2026, 10, 1))
    assert platform.query(queries.requests_in)[october.id] == 1
    gone = usecases.RemoveRow(id=october.id, base_version=october.version)
    assert refused(platform, usecases.remove_window, gone) == ["used"]
    empty = platform.query(queries.windows)[0]
    platform.run(
        usecases.remove_window, usecases.RemoveRow(id=empty.id, base_version=empty.version)
    )
    assert empty not in platform.query(queries.windows)


# ------------------------------------------------------------------ checklist


def test_the_checklist_is_the_offices_own(platform: Archive) -> None:
    add = usecases.AddEnclosureKind(name="Hygienekonzept", scope=EnclosureScope.PROVIDER)
    key = platform.run(usecases.add_enclosure_kind, add).value
    assert refused(platform, usecases.add_enclosure_kind, add) == ["name_taken"]
    assert refused(platform, usecases.add_enclosure_kind, replace(add, name=" ")) == [
        "name_missing"
    ]
    request = received(platform, provider(platform))
    assert "Hygienekonzept" in [row.kind.name for row in details(platform, request).enclosures]
    platform.run(usecases.remove_enclosure_kind, usecases.RemoveRow(id=key, base_version=1))
    assert "Hygienekonzept" not in [row.kind.name for row in details(platform, request).enclosures]


def test_what_is_only_inspected_does_not_become_a_paper_that_is_kept(platform: Archive) -> None:
    request = received(platform, provider(platform))
    fill_checklist(platform, request)
    look = next(row for row in platform.query(queries.enclosure_kinds) if row.inspected_only)
    change = usecases.ChangeSetting(
        id=look.id, base_version=look.version, changes={"inspected_only": False}
    )
    assert refused(platform, usecases.change_enclosure_kind, change) == ["used"]
    gone = usecases.RemoveRow(id=look.id, base_version=look.version)
    assert refused(platform, usecases.remove_enclosure_kind, gone) == ["used"]
    platform.run(usecases.change_enclosure_kind, replace(change, changes={"required": False}))


# ------------------------------------------------------------------ criteria


def test_the_shipped_criteria_are_a_labelled_sample_that_names_the_official_source(
    platform: Archive,
) -> None:
    (sample,) = platform.query(queries.criteria_versions)
    assert sample.sample
    assert "Grundlagendokument des KSA" in sample.source
    assert len(sample.criteria) >= 5


def test_the_offices_own_criteria_take_the_place_of_the_sample_from_their_day(
    platform: Archive,
) -> None:
    add = usecases.AddCriteriaVersion(
        name="Grundlagendokument 2027",
        valid_from=date(2027, 1, 1),
        source="KSA",
        criteria=(Line(text="Konzept", weight=3, mandatory=True), Line(text="Preis", weight=1)),
    )
    key = platform.run(usecases.add_criteria_version, add).value
    who = provider(platform)
    before = details(platform, received(platform, who)).criteria
    after = details(platform, received(platform, who, received_on=date(2027, 1, 4))).criteria
    assert before.sample
    assert (after.id, [one.weight for one in after.criteria]) == (key, [3, 1])
    twice = replace(add, valid_from=date(2028, 1, 1))
    assert refused(platform, usecases.add_criteria_version, twice) == ["name_taken"]
    same_day = replace(add, name="Anders")
    assert refused(platform, usecases.add_criteria_version, same_day) == ["same_start"]


def test_criteria_without_text_or_weight_are_refused(platform: Archive) -> None:
    add = usecases.AddCriteriaVersion(
        name="Neu", valid_from=DAY, source="", criteria=(Line(text="", weight=0),)
    )
    assert refused(platform, usecases.add_criteria_version, add) == ["text_missing", "weight_range"]
    none = replace(add, criteria=())
    assert refused(platform, usecases.add_criteria_version, none) == ["criteria_missing"]


def test_weights_change_until_a_gesuch_is_assessed_by_them(platform: Archive) -> None:
    (sample,) = platform.query(queries.criteria_versions)
    change = usecases.ChangeVersion(
        id=sample.id,
        base_version=sample.version,
        changes={},
        criteria=(Line(text="Konzept", weight=5), Line(text="Preis", weight=2)),
    )
    platform.run(usecases.change_criteria_version, change)
    request = received(platform, provider(platform))
    assert [one.criterion.weight for one in details(platform, request).assessments] == [5, 2]
    assess(platform, request, 2)
    (sample,) = platform.query(queries.criteria_versions)
    late = replace(change, base_version=sample.version)
    assert refused(platform, usecases.change_criteria_version, late) == ["version_used"]
    gone = usecases.RemoveRow(id=sample.id, base_version=sample.version)
    assert refused(platform, usecases.remove_criteria_version, gone) == ["version_used"]
    end = usecases.ChangeVersion(
        id=sample.id, base_version=sample.version, changes={"ended_on": date(2023, 12, 31)}
    )
    assert refused(platform, usecases.change_criteria_version, end) == ["ends_before_start"]
    platform.run(
        usecases.change_criteria_version, replace(end, changes={"ended_on": date(2026, 12, 31)})
    )
    fresh = received(platform, provider(platform), received_on=date(2027, 1, 4))
    assert details(platform, fresh).criteria is None


def test_a_version_that_nobody_used_is_removed_and_comes_back(platform: Archive) -> None:
    request = received(platform, provider(platform))
    (sample,) = platform.query(queries.criteria_versions)
    platform.run(
        usecases.remove_criteria_version,
        usecases.RemoveRow(id=sample.id, base_version=sample.version),
    )
    assert details(platform, request).criteria is None
    platform.undo_last()
    assert details(platform, request).criteria.name == sample.name


# ------------------------------------------------------------------ agreements


def test_a_leistungsvereinbarung_pays_for_its_offerings_while_it_runs(platform: Archive) -> None:
    who = provider(platform)
    course, other = offering(platform, who), offering(platform, who, "Nähatelier")
    add = usecases.AddAgreement(
        partner="SRK Baselland",
        programme="Programm R",
        begins=date(2026, 1, 1),
        ends=date(2027, 12, 31),
        amount=12_000_000,
        provider_id=who,
        offering_ids=(course,),
    )
    key = platform.run(usecases.add_agreement, add).value
    row = platform.query(queries.agreements)[0]
    assert (row.amount, row.offerings) == (12_000_000, ("Deutsch im Alltag",))
    paid = platform.query(queries.offering, course, DAY)
    assert paid.financing is Financing.PER_AGREEMENT
    assert (
        platform.query(queries.offering, course, date(2028, 1, 1)).financing is Financing.PER_PERSON
    )
    change = usecases.ChangeAgreement(
        id=key, base_version=1, changes={"deliverables": "20 Plätze"}, offering_ids=(other,)
    )
    platform.run(usecases.change_agreement, change)
    assert platform.query(queries.agreements)[0].offerings == ("Nähatelier",)
    version = platform.query(queries.agreements)[0].version
    only_text = usecases.ChangeAgreement(
        id=key, base_version=version, changes={"programme": "Programm S"}
    )
    platform.run(usecases.change_agreement, only_text)
    row = platform.query(queries.agreements)[0]
    assert (row.programme, row.offerings) == ("Programm S", ("Nähatelier",))
    platform.run(usecases.remove_agreement, usecases.RemoveRow(id=key, base_version=row.version))
    assert platform.query(queries.agreements) == ()


def test_what_cannot_be_of_an_agreement_is_said_at_its_field(platform: Archive) -> None:
    add = usecases.AddAgreement(
        partner="", programme="", begins=DAY, ends=date(2027, 1, 4), amount=-1
    )
    codes = ["partner_missing", "programme_missing", "ends_before_start", "amount_negative"]
    assert refused(platform, usecases.add_agreement, add) == codes


# ------------------------------------------------------------------ GfS


def test_a_municipality_recognises_for_four_years_and_the_canton_is_told(
    platform: Archive,
) -> None:
    who = provider(platform, "Spielgruppe Muster")
    add = usecases.AddMunicipal(
        provider_id=who, bfs_number=2829, recognised_on=date(2024, 9, 1), note="Beschluss 12"
    )
    key = platform.run(usecases.add_municipal, add).value
    (row,) = platform.query(queries.municipal_recognitions)
    assert (row.municipality, row.valid_to, row.notified_on) == ("Liestal", date(2028, 8, 31), None)
    assert platform.query(queries.offerings, DAY) == ()  # no recognition by the KSA
    assert refused(platform, usecases.add_municipal, add) == ["same_start"]
    change = usecases.ChangeMunicipal(id=key, base_version=1, changes={"notified_on": DAY})
    platform.run(usecases.change_municipal, change)
    turned = usecases.ChangeMunicipal(
        id=key, base_version=2, changes={"valid_to": date(2024, 8, 31)}
    )
    assert refused(platform, usecases.change_municipal, turned) == ["ends_before_start"]
    ending = platform.query(queries.due, date(2028, 3, 1))
    assert [one.kind for one in ending] == [DueKind.MUNICIPAL]
    assert platform.query(queries.due, date(2028, 2, 28)) == ()
    platform.run(usecases.remove_municipal, usecases.RemoveRow(id=key, base_version=2))
    assert platform.query(queries.municipal_recognitions) == ()


def test_before_the_law_nobody_knows_for_how_long(platform: Archive) -> None:
    who = provider(platform, "Spielgruppe Muster")
    early = usecases.AddMunicipal(provider_id=who, bfs_number=2829, recognised_on=date(2024, 8, 31))
    assert refused(platform, usecases.add_municipal, early) == ["years_missing"]
    platform.run(usecases.add_municipal, replace(early, valid_to=date(2026, 8, 31)))
    nowhere = replace(early, bfs_number=1)
    with pytest.raises(NotFound):
        platform.run(usecases.add_municipal, nowhere)


# ------------------------------------------------------------------ what is due


def test_what_is_due_is_named_with_its_day(platform: Archive) -> None:
    who = provider(platform)
    request = received(platform, who)
    fill_checklist(platform, request)
    rows = platform.query(queries.due, DAY)
    assert [(row.kind, row.title) for row in rows] == [(DueKind.REQUEST, "Kurszentrum Muster")]
    assert rows[0].detail == "Erstgesuch, Fenster 01.10.2026–31.10.2026"
    later = platform.query(queries.due, date(2027, 12, 15))
    (look,) = [row for row in later if row.kind is DueKind.ENCLOSURE]
    assert look.detail == "Strafregisterauszüge der verantwortlichen Personen"
    assert look.day == date(2028, 1, 31)


def test_a_recognition_that_ends_within_six_months_is_named_once(platform: Archive) -> None:
    from platform_kit import recognised

    who = provider(platform)
    course = offering(platform, who)
    recognised(platform, who, course, valid_to=date(2027, 7, 5))
    recognised(platform, who, None, valid_to=date(2027, 6, 30))
    rows = [row for row in platform.query(queries.due, DAY) if row.kind is DueKind.ENDING]
    assert [(row.title, row.detail) for row in rows] == [
        ("Kurszentrum Muster", "Anerkannt bis 30.06.2027"),
        ("Kurszentrum Muster: Deutsch im Alltag", "Anerkannt bis 05.07.2027"),
    ]
    before = platform.query(queries.due, date(2026, 12, 29))
    assert not before


def test_a_yearly_report_that_has_not_come_is_due_from_the_first_of_may(platform: Archive) -> None:
    from platform_kit import recognised

    who = provider(platform)
    recognised(platform, who, offering(platform, who))
    assert not platform.query(queries.due, date(2027, 4, 30))
    (row,) = platform.query(queries.due, date(2027, 5, 1))
    assert (row.kind, row.title, row.day) == (
        DueKind.REPORT,
        "Kurszentrum Muster",
        date(2027, 4, 30),
    )
    assert row.detail == "über das Jahr 2026"
