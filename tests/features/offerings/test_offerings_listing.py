"""The list of the offerings as the command line writes it."""

from __future__ import annotations

import json
from argparse import Namespace

from platform_kit import offering, price, provider, recognised

from sozdesk.app.commands_offerings import list_offerings
from sozdesk.archive.store import Archive


def options(**given) -> Namespace:
    return Namespace(**{"category": None, "state": None, "as_of": None, "json": False, **given})


def test_people_read_state_recognition_and_price(platform: Archive, capsys) -> None:
    who = provider(platform)
    course = offering(platform, who)
    price(platform, course, 90_000)
    recognised(platform, who, course)
    offering(platform, who, "Werkstatt", category_code="employment")
    assert list_offerings(platform, options()) == 0
    assert capsys.readouterr().out.splitlines() == [
        (
            "1  Deutsch im Alltag, Kurszentrum Muster: Entwurf, anerkannt, CHF 900.00 pro Kurs, "
            "von der MWST ausgenommen"
        ),
        "2  Werkstatt, Kurszentrum Muster: Entwurf, nicht anerkannt, kein Preis",
        "Stand 05.01.2027: 2 Angebote",
    ]


def test_machines_read_the_same_filtered(platform: Archive, capsys) -> None:
    who = provider(platform)
    price(platform, offering(platform, who, capacity=8, free_places=3), 90_000)
    offering(platform, who, "Werkstatt", category_code="employment")
    list_offerings(platform, options(json=True, category="basic_skills", state="draft"))
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["number"], row["price"], row["unit"], row["free_places"]) == (
        1,
        90_000,
        "course",
        3,
    )
    assert (row["recognised"], row["recognised_until"]) == (False, None)
    list_offerings(platform, options(json=True, state="paused"))
    assert json.loads(capsys.readouterr().out) == []
