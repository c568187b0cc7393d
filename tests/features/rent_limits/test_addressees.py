"""To whom letters go: the service of several municipalities, the contact, the service of one."""

from __future__ import annotations

import pytest
from letters_kit import (
    BOECKTEN,
    BRETZWIL,
    LAUWIL,
    add_contact,
    add_postal_address,
    add_service,
)
from returns_examples import TODAY

from sozdesk.features.rent_limits.queries.addressees import addressees

OWN = "rita@boeckten.example"


def who(archive, bfs=BOECKTEN):
    return archive.query(addressees, TODAY)[bfs]


def test_nobody_is_known_at_first_and_the_letter_goes_to_the_municipality(archive):
    found = archive.query(addressees, TODAY)
    assert len(found) == 86
    assert (found[BOECKTEN].email, found[BOECKTEN].lines) == ("", ("Gemeinde Böckten",))
    assert found[BOECKTEN].words == "Gemeinde Böckten (keine E-Mail-Adresse)"


def test_the_main_contact_of_the_municipality_stands_on_letter_and_e_mail(archive):
    add_contact(archive, function="Sozialhilfebehörde")
    found = who(archive)
    assert (found.name, found.email, found.served) == ("Rita Beispiel", OWN, ())
    assert found.lines == ("Gemeinde Böckten", "Rita Beispiel", "Sozialhilfebehörde")
    assert found.words == "Rita Beispiel, rita@boeckten.example"


def test_the_postal_address_of_the_municipality_stands_below_the_person(archive):
    add_contact(archive, function="Sozialhilfebehörde")
    assert who(archive).can_be_posted is False
    add_postal_address(archive, address="Dorfweg 3\n\n 4461 Böckten ")
    assert who(archive).lines == (
        "Gemeinde Böckten",
        "Rita Beispiel",
        "Sozialhilfebehörde",
        "Dorfweg 3",
        "4461 Böckten",
    )
    assert who(archive).can_be_posted is True
    assert who(archive, LAUWIL).can_be_posted is False


def test_a_letter_to_a_service_goes_to_the_address_of_the_service(archive):
    add_postal_address(archive)
    add_service(archive, BOECKTEN, LAUWIL, email="info@dienst.example", address="Weg 1\n4461 Dorf")
    found = who(archive)
    assert found.lines == ("Sozialdienst Beispieltal", "Weg 1", "4461 Dorf")
    assert found.can_be_posted is True


def test_a_service_without_a_postal_address_has_none(archive):
    add_service(archive, BOECKTEN, LAUWIL, email="info@dienst.example")
    assert who(archive).can_be_posted is False


def test_without_a_contact_the_service_that_declares_stands_in(archive):
    service = add_service(
        archive, BOECKTEN, email="info@dienst.example", address="Weg 1\n4461 Böckten"
    )
    found = who(archive)
    assert (found.name, found.email) == ("", "info@dienst.example")
    assert found.lines == ("Sozialdienst Beispieltal", "Weg 1", "4461 Böckten")
    assert found.served == ()
    add_contact(archive, name="Urs Muster", email="urs@dienst.example", service_id=service)
    assert who(archive).email == "urs@dienst.example"
    assert who(archive).lines[:2] == ("Sozialdienst Beispieltal", "Urs Muster")


def test_the_contact_of_the_municipality_comes_before_a_service_of_one(archive):
    add_contact(archive)
    add_service(archive, BOECKTEN, email="info@dienst.example")
    assert who(archive).email == OWN


def test_a_service_of_several_is_written_to_for_all_of_them(archive):
    add_contact(archive)
    add_service(archive, BOECKTEN, LAUWIL, email="info@dienst.example")
    for number in (BOECKTEN, LAUWIL):
        found = who(archive, number)
        assert (found.email, found.service) == ("info@dienst.example", "Sozialdienst Beispieltal")
        assert found.served == (BOECKTEN, LAUWIL)
    assert who(archive, BRETZWIL).served == ()


def test_a_service_of_several_without_an_address_leaves_it_to_the_contacts(archive):
    add_contact(archive)
    add_service(archive, BOECKTEN, LAUWIL)
    assert (who(archive).email, who(archive).served) == (OWN, ())
    assert who(archive, LAUWIL).email == ""
    assert who(archive, LAUWIL).lines == ("Sozialdienst Beispieltal",)


@pytest.mark.parametrize("email", ["siehe Brief", "a@a.example; b@b.example"])
def test_an_address_that_is_none_does_not_count(archive, email):
    add_contact(archive, email=email)
    assert who(archive).email == ""
    add_service(archive, BOECKTEN, email="info@dienst.example")
    assert who(archive).email == "info@dienst.example"


def test_a_service_with_another_job_is_not_written_to(archive):
    from sozdesk.features.offices.terms import Job

    add_service(archive, BOECKTEN, jobs=(Job.BILLS,), email="info@dienst.example")
    assert who(archive).email == ""
