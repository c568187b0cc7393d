"""Contact persons, and who signs on the day of a document."""

from __future__ import annotations

import pytest
from offices_examples import BOECKTEN, ITINGEN, add_member, add_service, day, join

from sozdesk.archive.search import search
from sozdesk.features.offices import queries, usecases
from sozdesk.features.offices.terms import Job
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation


def signing(archive, when, bfs=BOECKTEN):
    rows = archive.query(queries.signatories, bfs, day(when))
    return [(row.function.value, row.name) for row in rows]


def test_the_document_of_a_day_is_signed_by_who_was_in_office_then(archive):
    add_member(archive, "Rosa Alt", "president", "1.7.2020", until="30.6.2024", bfs_number=BOECKTEN)
    add_member(archive, "Nora Neu", "president", "1.7.2024", bfs_number=BOECKTEN)
    add_member(archive, "Ali Akt", "secretary", "1.7.2020", bfs_number=BOECKTEN)
    assert signing(archive, "30.6.2024") == [("president", "Rosa Alt"), ("secretary", "Ali Akt")]
    assert signing(archive, "1.7.2024") == [("president", "Nora Neu"), ("secretary", "Ali Akt")]


def test_without_a_president_the_deputy_signs_and_without_a_secretary_the_head(archive):
    add_member(archive, "Vera Vize", "vice_president", "1.1.2025", bfs_number=BOECKTEN)
    add_member(archive, "Lea Leitung", "head", "1.1.2025", bfs_number=BOECKTEN)
    add_member(archive, "Mia Mitglied", "member", "1.1.2025", bfs_number=BOECKTEN)
    assert signing(archive, "5.1.2027") == [
        ("vice_president", "Vera Vize"),
        ("head", "Lea Leitung"),
    ]


def test_a_head_alone_signs_on_one_line(archive):
    add_member(archive, "Lea Leitung", "head", "1.1.2025", bfs_number=BOECKTEN)
    assert signing(archive, "5.1.2027") == [("head", "Lea Leitung")]


def test_while_two_terms_overlap_the_successor_signs(archive):
    add_member(archive, "Nora Neu", "president", "1.7.2024", bfs_number=BOECKTEN)
    add_member(archive, "Rosa Alt", "president", "1.7.2020", bfs_number=BOECKTEN)
    assert signing(archive, "5.1.2027") == [("president", "Nora Neu")]


def test_nobody_signs_where_nobody_is_entered(archive):
    assert signing(archive, "5.1.2027") == []


def test_the_people_of_the_service_sign_from_the_day_on_which_it_decides(archive):
    service = add_service(archive)
    add_member(archive, "Lea Leitung", "head", "1.1.2020", service_id=service)
    add_member(archive, "Rosa Alt", "president", "1.1.2020", bfs_number=BOECKTEN)
    join(archive, BOECKTEN, service, "1.7.2027", jobs=(Job.DECIDES,))
    assert signing(archive, "30.6.2027") == [("president", "Rosa Alt")]
    assert signing(archive, "1.7.2027") == [("head", "Lea Leitung")]


def test_ending_a_term_takes_the_signature_away_from_the_next_day_on(archive):
    add_member(archive, "Rosa Alt", "president", "1.1.2020", bfs_number=BOECKTEN)
    (row,) = archive.query(queries.details, BOECKTEN, day("5.1.2027")).members
    archive.run(
        usecases.change_body_member,
        usecases.ChangeBodyMember(
            id=row.id, base_version=row.version, changes={"ended_on": day("31.1.2027")}
        ),
    )
    assert signing(archive, "31.1.2027") == [("president", "Rosa Alt")]
    assert signing(archive, "1.2.2027") == []


def test_a_term_cannot_end_before_it_begins(archive):
    with pytest.raises(RuleViolation, match="liegt vor dem ersten Tag"):
        add_member(archive, "Rosa", "president", "1.7.2027", until="30.6.2027", bfs_number=BOECKTEN)


def test_a_member_entered_by_mistake_can_be_removed(archive):
    add_member(archive, "Rosa Alt", "president", "1.1.2020", bfs_number=BOECKTEN)
    (row,) = archive.query(queries.members_of, bfs_number=BOECKTEN)
    remove = usecases.RemoveBodyMember(id=row.id, base_version=row.version)
    archive.run(usecases.remove_body_member, remove)
    assert archive.query(queries.members_of, bfs_number=BOECKTEN) == ()
    with pytest.raises(NotFound):
        archive.run(usecases.remove_body_member, remove)


def add_contact(archive, name, **values):
    return archive.run(usecases.add_contact, usecases.AddContact(name=name, **values)).value


def test_the_main_contact_is_the_one_to_ask_and_there_is_only_one(archive):
    add_contact(archive, "Anna Zuerst", bfs_number=BOECKTEN, main=True)
    add_contact(archive, "Berta Neu", bfs_number=BOECKTEN, main=True)
    add_contact(archive, "Carla Andere", bfs_number=ITINGEN, main=True)
    assert archive.query(queries.contact_of, BOECKTEN).name == "Berta Neu"
    mains = [
        row.name for row in archive.query(queries.contacts_of, bfs_number=BOECKTEN) if row.main
    ]
    assert mains == ["Berta Neu"]
    assert archive.query(queries.contact_of, ITINGEN).name == "Carla Andere"


def test_where_a_municipality_has_no_contact_its_service_is_asked(archive):
    service = add_service(archive)
    add_contact(archive, "Sara Dienst", service_id=service)
    join(archive, BOECKTEN, service, "1.7.2027", jobs=(Job.DECLARES,))
    assert archive.query(queries.contact_of, BOECKTEN) is None
    assert archive.query(queries.contact_of, BOECKTEN, day("30.6.2027")) is None
    assert archive.query(queries.contact_of, BOECKTEN, day("1.7.2027")).name == "Sara Dienst"
    assert archive.query(queries.contacts, day("1.7.2027"))[BOECKTEN].name == "Sara Dienst"
    add_contact(archive, "Anna Eigene", bfs_number=BOECKTEN)
    assert archive.query(queries.contacts, day("1.7.2027"))[BOECKTEN].name == "Anna Eigene"


def test_a_person_belongs_to_a_municipality_or_to_a_service(archive):
    service = add_service(archive)
    for owner in ({}, {"bfs_number": BOECKTEN, "service_id": service}):
        with pytest.raises(RuleViolation, match="entweder zu einer Gemeinde oder zu einer Stelle"):
            add_contact(archive, "Anna", **owner)


def test_a_person_needs_a_name(archive):
    with pytest.raises(RuleViolation, match="Der Name fehlt"):
        add_contact(archive, "  ", bfs_number=BOECKTEN)


def test_two_people_changing_one_contact_do_not_overwrite_each_other(archive):
    row_id = add_contact(archive, "Anna", bfs_number=BOECKTEN, phone="061 000 00 00")
    first = usecases.ChangeContact(
        id=row_id, base_version=1, changes={"phone": "061 111 11 11", "name": "Anna"}
    )
    archive.run(usecases.change_contact, first)
    second = usecases.ChangeContact(
        id=row_id, base_version=1, changes={"phone": "061 222 22 22", "name": "Anna"}
    )
    with pytest.raises(Outdated) as outdated:
        archive.run(usecases.change_contact, second)
    assert "Telefon ist jetzt «061 111 11 11»" in outdated.value.sentence
    assert "Name" not in outdated.value.sentence


def test_a_contact_is_found_by_name_until_it_is_removed(archive):
    row_id = add_contact(archive, "Zoë Häfeli", bfs_number=BOECKTEN)
    (hit,) = archive.query(search, "haefeli", 5)
    assert (hit.kind, hit.row_id) == ("contact", row_id)
    archive.run(usecases.remove_contact, usecases.RemoveContact(id=row_id, base_version=1))
    assert archive.query(search, "haefeli", 5) == ()


def test_the_details_hold_everything_of_the_day(archive):
    service = add_service(archive)
    join(archive, BOECKTEN, service, "1.1.2027", jobs=(Job.BILLS, Job.DECIDES))
    add_contact(archive, "Anna", bfs_number=BOECKTEN)
    add_member(archive, "Lea", "head", "1.1.2020", service_id=service)
    found = archive.query(queries.details, BOECKTEN, day("5.1.2027"))
    assert found.row.municipality.short_name == "Böckten"
    assert [job for job, _ in found.services] == [Job.DECIDES, Job.BILLS]
    assert [row.job for row in found.memberships] == [Job.DECIDES, Job.BILLS]
    assert [row.name for row in found.contacts] == ["Anna"]
    assert [row.name for row in found.signatories] == ["Lea"]


def test_a_service_can_be_renamed(archive):
    service = add_service(archive, "Alt")
    archive.run(
        usecases.change_service,
        usecases.ChangeService(id=service, base_version=1, changes={"name": "  Neu "}),
    )
    assert archive.query(queries.service, service, day("5.1.2027")).name == "Neu"


def test_whoever_is_too_late_reads_days_choices_and_empty_fields_in_german(archive):
    row_id = add_member(archive, "Rosa Alt", "president", "1.1.2020", bfs_number=BOECKTEN)

    def change(**changes):
        command = usecases.ChangeBodyMember(id=row_id, base_version=1, changes=changes)
        archive.run(usecases.change_body_member, command)

    change(function="head", valid_from=day("1.2.2020"))
    with pytest.raises(Outdated) as outdated:
        change(function="member", valid_from=day("1.3.2020"), ended_on=day("1.3.2027"))
    assert outdated.value.sentence == (
        "Das Behördenmitglied wurde in der Zwischenzeit geändert: Funktion ist jetzt «Leitung», "
        "Gültig ab ist jetzt «01.02.2020» und Letzter Tag ist jetzt «leer»."
    )


def test_whoever_is_too_late_reads_yes_and_no(archive):
    row_id = add_contact(archive, "Anna", bfs_number=BOECKTEN)

    def make_main(value):
        command = usecases.ChangeContact(id=row_id, base_version=1, changes={"main": value})
        archive.run(usecases.change_contact, command)

    make_main(True)
    with pytest.raises(Outdated, match="Hauptkontakt ist jetzt «Ja»"):
        make_main(False)
