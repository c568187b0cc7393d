"""Ctrl+K finds persons and cases and leads to them."""

from __future__ import annotations

from casework_kit import opened

import case_kit as kit
from sozdesk.archive.store import Archive
from sozdesk.features.cases import usecases
from sozdesk.shell.search_query import find


def test_a_person_is_found_by_name_and_ahv_number(casework: Archive) -> None:
    command = usecases.AddPerson(
        last_name="Mülheim", first_name="José", ahv_number="756.9217.0769.85"
    )
    made = casework.run(usecases.add_person, command).value
    for text in ("mulheim", "jose mül", "7569217076985"):
        (found,) = find(casework, text)
        assert (found.title, found.detail, found.area) == ("Mülheim José", "Person", "cases")
        assert found.target == (("person", made),)


def test_a_case_is_found_by_number_and_dossier_and_says_whose_it_is(casework: Archive) -> None:
    case_id = opened(casework, kit.person(casework), dossier_number="KLIB-4711")
    (found,) = find(casework, "klib 4711")
    assert (found.title, found.detail) == (
        "Fall 1, Muster Anna",
        "seit 10.03.2026, Dossier KLIB-4711",
    )
    assert found.target == (("case", case_id),)
    empty = opened(casework, dossier_number="KLIB-4712")
    (found,) = find(casework, "4712")
    assert (found.title, found.target) == ("Fall 2", (("case", empty),))


def test_who_was_removed_is_not_found(casework: Archive) -> None:
    made = kit.person(casework, "Einmalig", "Anna")
    assert [one.title for one in find(casework, "einmalig")] == ["Einmalig Anna"]
    command = usecases.RemoveRow(id=made, base_version=1)
    casework.run(usecases.remove_person, command)
    assert find(casework, "einmalig") == ()
