"""86 municipalities, found by number, sorted the German way."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from offices_examples import BOECKTEN, day

from sozdesk.archive.file_info import OfficeKind, RenameOffice
from sozdesk.archive.search import search
from sozdesk.features.offices import queries, usecases
from sozdesk.features.offices.terms import Job, ServiceKind
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.municipality import Municipality

TODAY = date(2027, 1, 5)


def test_the_canton_has_86_municipalities_in_five_districts(archive):
    rows = archive.query(queries.municipalities, TODAY)
    assert Counter(row.district for row in rows) == {
        "Arlesheim": 15,
        "Laufen": 13,
        "Liestal": 14,
        "Sissach": 29,
        "Waldenburg": 15,
    }


def test_six_municipalities_have_an_official_name_that_differs_from_the_short_one(archive):
    rows = archive.query(queries.municipalities, TODAY)
    assert {row.official_name for row in rows if row.official_name != row.short_name} == {
        "Aesch (BL)",
        "Oberwil (BL)",
        "Reinach (BL)",
        "Kilchberg (BL)",
        "Rickenbach (BL)",
        "Oberdorf (BL)",
    }


def test_boeckten_stands_between_blauen_and_bottmingen(archive):
    names = [row.short_name for row in archive.query(queries.municipalities, TODAY)]
    place = names.index("Böckten")
    assert names[place - 1 : place + 2] == ["Blauen", "Böckten", "Bottmingen"]


def test_a_municipality_has_the_same_id_in_every_file(archive, service_archive):
    ids = {
        file.query(queries.details, BOECKTEN, TODAY).row.id for file in (archive, service_archive)
    }
    assert ids == {natural_id("municipality", BOECKTEN)}


def test_a_number_of_another_canton_is_nobody(archive):
    assert archive.query(queries.municipality, 261) is None
    assert archive.query(queries.details, 261, TODAY) is None


def test_a_merged_municipality_stays_but_leaves_the_list_after_its_last_day(archive):
    before = archive.query(queries.details, BOECKTEN, TODAY).row
    archive.run(
        usecases.change_municipality,
        usecases.ChangeMunicipality(
            id=before.id, base_version=before.version, changes={"valid_to": day("31.12.2027")}
        ),
    )
    merged = Municipality(2899, "Ergolztal", "Ergolztal", "Sissach", day("1.1.2028"))
    archive.run(usecases.add_municipalities, usecases.AddMunicipalities(municipalities=(merged,)))
    on_the_last_day = archive.query(queries.municipalities, day("31.12.2027"))
    on_the_day_after = archive.query(queries.municipalities, day("1.1.2028"))
    assert {BOECKTEN, 2899} & {row.bfs_number for row in on_the_last_day} == {BOECKTEN}
    assert {BOECKTEN, 2899} & {row.bfs_number for row in on_the_day_after} == {2899}
    assert archive.query(queries.municipality, BOECKTEN).short_name == "Böckten"


def test_a_number_belongs_to_one_municipality(archive):
    twice = Municipality(BOECKTEN, "Neudorf", "Neudorf", "Sissach")
    with pytest.raises(RuleViolation, match="2842 gehört schon zu Böckten"):
        archive.run(
            usecases.add_municipalities, usecases.AddMunicipalities(municipalities=(twice,))
        )


def test_a_new_name_sorts_at_its_own_place(archive):
    row = archive.query(queries.details, BOECKTEN, TODAY).row
    archive.run(
        usecases.change_municipality,
        usecases.ChangeMunicipality(
            id=row.id, base_version=row.version, changes={"short_name": "Äbletten"}
        ),
    )
    assert archive.query(queries.municipalities, TODAY)[0].short_name == "Äbletten"


def test_whoever_saves_second_reads_what_changed_meanwhile(archive):
    row = archive.query(queries.details, BOECKTEN, TODAY).row

    def rename(name):
        command = usecases.ChangeMunicipality(
            id=row.id, base_version=row.version, changes={"short_name": name}
        )
        archive.run(usecases.change_municipality, command)

    rename("Böckten-Dorf")
    with pytest.raises(Outdated, match="Kurzname ist jetzt «Böckten-Dorf»"):
        rename("Böckten-Tal")
    assert archive.query(queries.municipality, BOECKTEN).short_name == "Böckten-Dorf"


def test_the_search_finds_a_municipality_by_number_and_by_any_spelling(archive):
    for text in ("2842", "böckten", "Boeckten", "bock"):
        (hit, *_) = archive.query(search, text, 5)
        assert (hit.kind, hit.row_id) == ("municipality", natural_id("municipality", BOECKTEN))


@pytest.mark.parametrize(
    ("kind", "numbers", "name"),
    [
        (OfficeKind.KSA, (), "Kantonales Sozialamt"),
        (OfficeKind.SERVICE, (2842,), "Sozialdienst Böckten"),
        (OfficeKind.SERVICE, (2842, 2849, 2861), "Sozialdienst Böckten, Itingen und Sissach"),
    ],
)
def test_an_office_without_a_name_is_called_after_its_municipalities(kind, numbers, name):
    assert usecases.office_name(kind, numbers) == name


def test_the_own_office_is_renamed_everywhere(service_archive):
    service_archive.run(usecases.add_service, usecases.AddService(name="Sozialdienst Beispieltal"))
    service_archive.run(
        usecases.rename_own_office, RenameOffice(office_name=" Sozialdienst Neutal ")
    )
    assert service_archive.info.office_name == "Sozialdienst Neutal"
    names = {row.name for row in service_archive.query(queries.services, TODAY)}
    assert names == {"Sozialdienst Neutal"}


def test_an_office_needs_a_name(service_archive):
    with pytest.raises(RuleViolation):
        service_archive.run(usecases.rename_own_office, RenameOffice(office_name=" "))


def test_a_service_needs_a_municipality_of_the_canton():
    with pytest.raises(RuleViolation, match="mindestens eine Gemeinde"):
        usecases.office_name(OfficeKind.SERVICE, ())
    with pytest.raises(RuleViolation, match="261"):
        usecases.office_name(OfficeKind.SERVICE, (2842, 261))


def test_the_set_up_of_a_service_gives_it_all_jobs_from_the_day_on(empty_service_archive):
    empty_service_archive.run(
        usecases.set_up_office,
        usecases.SetUpOffice(
            kind=OfficeKind.SERVICE, municipalities=(2842, 2849), valid_from=day("1.1.2027")
        ),
    )

    def at_work(when):
        return empty_service_archive.query(queries.services_of, BOECKTEN, day(when))

    assert {job: row.name for job, row in at_work("1.1.2027").items()} == dict.fromkeys(
        Job, "Sozialdienst Böckten und Itingen"
    )
    assert at_work("1.1.2027")[Job.BILLS].kind is ServiceKind.REGIONAL
    assert at_work("31.12.2026") == {}


def test_the_rules_of_the_mbg_count_from_their_approval_to_their_last_day(archive):
    def approve(since):
        command = usecases.ApproveSubsidyRules(bfs_number=BOECKTEN, approved_on=day(since))
        return archive.run(usecases.approve_subsidy_rules, command)

    def on(when):
        return archive.query(queries.subsidy_rules_on, day(when)).get(BOECKTEN)

    approve("15.3.2024")
    approve("1.9.2026")
    newest = archive.query(queries.subsidy_rules_of, BOECKTEN)[0]
    archive.run(
        usecases.change_subsidy_rules,
        usecases.ChangeSubsidyRules(
            id=newest.id, base_version=newest.version, ended_on=day("31.12.2027")
        ),
    )
    assert [on(text) for text in ("14.3.2024", "15.3.2024", "31.8.2026")] == [
        None,
        day("15.3.2024"),
        day("15.3.2024"),
    ]
    assert [on(text) for text in ("1.9.2026", "31.12.2027", "1.1.2028")] == [
        day("1.9.2026"),
        day("1.9.2026"),
        None,
    ]


def test_the_same_approval_twice_changes_nothing(archive):
    command = usecases.ApproveSubsidyRules(bfs_number=BOECKTEN, approved_on=day("15.3.2024"))
    assert archive.run(usecases.approve_subsidy_rules, command).changed
    assert not archive.run(usecases.approve_subsidy_rules, command).changed
    assert len(archive.query(queries.subsidy_rules_of, BOECKTEN)) == 1


def test_an_approval_for_a_number_of_another_canton_is_refused(archive):
    with pytest.raises(NotFound, match="261"):
        archive.run(
            usecases.approve_subsidy_rules,
            usecases.ApproveSubsidyRules(bfs_number=261, approved_on=day("15.3.2024")),
        )


def test_a_municipality_cannot_end_before_it_begins(archive):
    row = archive.query(queries.details, BOECKTEN, TODAY).row
    with pytest.raises(RuleViolation, match="liegt vor dem ersten Tag"):
        archive.run(
            usecases.change_municipality,
            usecases.ChangeMunicipality(
                id=row.id,
                base_version=row.version,
                changes={"valid_from": day("1.1.2027"), "valid_to": day("31.12.2026")},
            ),
        )

    for since in ("15.3.2024", "1.9.2026"):
        command = usecases.ApproveSubsidyRules(bfs_number=BOECKTEN, approved_on=day(since))
        archive.run(usecases.approve_subsidy_rules, command)
    newest = archive.query(queries.subsidy_rules_of, BOECKTEN)[0]

    def move(to):
        command = usecases.ChangeSubsidyRules(
            id=newest.id, base_version=newest.version, ended_on=None, approved_on=day(to)
        )
        archive.run(usecases.change_subsidy_rules, command)

    with pytest.raises(RuleViolation, match=r"15\.03\.2024 steht schon"):
        move("15.3.2024")
    move("2.9.2026")

    approvals = [row.valid_from for row in archive.query(queries.subsidy_rules_of, BOECKTEN)]
    assert approvals == [day("2.9.2026"), day("15.3.2024")]
    archive.undo_last()
    approvals = [row.valid_from for row in archive.query(queries.subsidy_rules_of, BOECKTEN)]
    assert approvals == [day("1.9.2026"), day("15.3.2024")]
