"""A crash report holds the repr of rows: no name, birthday or AHV number of a person may stand in it."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import fields, is_dataclass
from datetime import date
from uuid import UUID

import bill_file_kit as kit
from sozdesk.features.billing import terms
from sozdesk.features.cases.terms.claiming import PersonFact

PERSONAL = {"last_name", "first_name", "birth_date", "ahv_number"}


def test_no_row_of_the_billing_shows_a_person() -> None:
    seen = 0
    for module in pkgutil.iter_modules(terms.__path__, f"{terms.__name__}."):
        for kind in vars(importlib.import_module(module.name)).values():
            if isinstance(kind, type) and is_dataclass(kind):
                shown = {one.name for one in fields(kind) if one.repr}
                assert not shown & PERSONAL, kind
                seen += any(one.name in PERSONAL for one in fields(kind))
    assert seen >= 3


def test_a_claim_and_a_person_of_it_are_named_by_their_id() -> None:
    person = PersonFact(UUID(int=1), "Muster", "Anna", date(1990, 5, 17), "7569217076985")
    for said in (repr(kit.claim()), repr(kit.content()), repr(person)):
        for part in ("'Muster'", "Anna", "1990", "7569217076985"):
            assert part not in said
        assert str(UUID(int=1)) in said
