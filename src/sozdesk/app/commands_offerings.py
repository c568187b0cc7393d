"""Commands of the offerings: ``sozdesk offerings …``. The same queries as the window."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from sozdesk.app.round_options import day_argument, offer_json, print_json
from sozdesk.features.offerings import queries, texts
from sozdesk.features.offerings.terms import OfferingRow, OfferingState
from sozdesk.kernel import german
from sozdesk.kernel.errors import NotFound

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


def add_commands(commands: Any) -> None:
    """Declare the sub-commands of ``offerings``."""
    from sozdesk.app import (
        commands_offering_search,
        commands_offerings_catalogue,
        commands_offerings_due,
        commands_offerings_import,
        commands_offerings_reports,
    )

    parser = commands.add_parser("offerings", help="Angebote, Anbieter/innen und ihre Berichte")
    steps = parser.add_subparsers(dest="step", required=True, metavar="SCHRITT")
    _add_list(steps)
    commands_offering_search.add_command(steps)
    commands_offerings_catalogue.add_commands(steps)
    commands_offerings_due.add_command(steps)
    commands_offerings_import.add_command(steps)
    commands_offerings_reports.add_commands(steps)


def _add_list(steps: Any) -> None:
    listed = steps.add_parser("list", help="Angebote, wie sie an einem Tag gelten")
    listed.set_defaults(function=list_offerings)
    listed.add_argument(
        "--category", metavar="CODE", help="nur diese Kategorie, z. B. basic_skills"
    )
    listed.add_argument(
        "--state", choices=[one.value for one in OfferingState], help="nur dieser Stand"
    )
    listed.add_argument(
        "--as-of", type=day_argument, metavar="TAG", help="Preis und Anerkennung per; sonst heute"
    )
    offer_json(listed)


def list_offerings(archive: Archive, options: argparse.Namespace) -> int:
    """Every offering with provider, state, recognition and price of the day."""
    day = options.as_of or archive.context().today
    _check_category(archive, options.category)
    rows = [
        row
        for row in archive.query(queries.offerings, day)
        if options.category in (None, row.category_code)
        and options.state in (None, row.state.value)
    ]
    if options.json:
        print_json([_as_json(row) for row in rows])
        return 0
    for row in rows:
        print(f"{row.number}  {row.title}, {row.provider_name}: {_said(row)}")
    print(f"Stand {german.day(day)}: {german.plural(len(rows), 'Angebot', 'Angebote')}")
    return 0


def _check_category(archive: Archive, code: str | None) -> None:
    known = dict.fromkeys(row.code for row in archive.query(queries.all_categories))
    if code is not None and code not in known:
        there = f"Es gibt: {', '.join(known)}." if known else "Die Datei enthält keine Kategorie."
        raise NotFound(f"Die Kategorie «{code}» gibt es nicht.", there)


def _said(row: OfferingRow) -> str:
    price = texts.price_words(row.price) if row.price else "kein Preis"
    recognised = "anerkannt" if row.recognition.recognised else "nicht anerkannt"
    return f"{texts.word(row.state)}, {recognised}, {price}"


def _as_json(row: OfferingRow) -> dict[str, object]:
    return {
        "number": row.number,
        "title": row.title,
        "provider": row.provider_name,
        "category": row.category_code,
        "segment": row.segment,
        "state": row.state.value,
        "recognised": row.recognition.recognised,
        "recognised_until": row.recognition.until.isoformat() if row.recognition.until else None,
        "price": row.price.amount if row.price else None,
        "unit": row.price.unit.value if row.price else None,
        "financing": row.financing.value,
        "places": [place.town for place in row.places],
        "free_places": row.free_places,
    }
