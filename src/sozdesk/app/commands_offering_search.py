"""``sozdesk offerings search``: the same search as the page, with its reasons."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from sozdesk.app.round_options import offer_json, print_json
from sozdesk.archive.file_info import OfficeKind
from sozdesk.features.offerings import queries, rules
from sozdesk.features.offerings.terms import (
    USUAL_KM,
    CantonShare,
    CefrLevel,
    FoundOffering,
    PriceUnit,
    Wanted,
)
from sozdesk.features.offerings.texts import searching as said
from sozdesk.features.offices import queries as offices
from sozdesk.kernel import entry, german
from sozdesk.kernel.errors import NotFound

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


def add_command(steps: Any) -> None:
    """Declare the step with its filters."""
    step = steps.add_parser("search", help="ein Angebot für eine Person suchen")
    step.add_argument("words", nargs="*", metavar="WORT", help="zum Beispiel: deutsch b1 kinder")
    step.add_argument("--category", metavar="KATEGORIE", help="Name oder Code der Kategorie")
    step.add_argument("--near", metavar="GEMEINDE", help="Name oder BFS-Nummer")
    step.add_argument("--km", type=_whole, metavar="N", help=f"Umkreis, sonst {USUAL_KM} km")
    levels = [level.value for level in CefrLevel]
    step.add_argument("--level", type=str.upper, choices=levels, help="was die Person kann")
    step.add_argument("--childcare", action="store_true", help="mit Kinderbetreuung")
    step.add_argument("--max-price", type=_amount, metavar="BETRAG", help="Preis höchstens")
    units = [unit.value for unit in PriceUnit]
    step.add_argument("--unit", choices=units, help="Einheit des Preises")
    step.add_argument("--free", action="store_true", help="mit freien Plätzen")
    step.add_argument("--weeks", type=_whole, metavar="N", help="Beginn innert so vieler Wochen")
    step.add_argument("--all", action="store_true", help="auch nicht anerkannte, mit dem Grund")
    offer_json(step, "Ausgabe für Programme, Beträge in Rappen")
    step.set_defaults(function=search)


def _whole(text: str) -> int:
    try:
        return entry.whole_number(text)
    except entry.EntryError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _amount(text: str) -> int:
    try:
        return entry.amount(text)
    except entry.EntryError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def search(archive: Archive, options: argparse.Namespace) -> int:
    """Print what fits, the best first, with the reasons and what the canton pays; 1 if nothing does."""
    day = archive.context().today
    index: rules.SearchIndex = archive.query(queries.search_index, day)
    _refuse_nothing(archive, index)
    result = rules.search(index, _wanted(archive, index, options))
    basis = archive.query(queries.share_basis, day)
    found = [(one, rules.shares_of(basis, one.row)) for one in rules.described(result)]
    if options.json:
        print_json([_as_json(one, shares) for one, shares in found])
        return 0 if found else 1
    if result.meanings:
        print(said.understood([(one.word, one.said) for one in result.meanings]))
    for one, shares in found:
        print(f"{one.row.number}  {one.row.title} ({one.row.provider_name})")
        print(f"    {one.why}")
        for share in shares:
            print(f"    Kanton zahlt, {said.share_of_regime(share)}")
    print(german.plural(len(found), "Angebot passt.", "Angebote passen."))
    return 0 if found else 1


def _refuse_nothing(archive: Archive, index: rules.SearchIndex) -> None:
    """No offering at all is another answer than none that fits."""
    if index.entries:
        return
    service = archive.info.office_kind is OfficeKind.SERVICE
    raise NotFound(
        "In dieser Datei steht noch kein Angebot.",
        "Lesen Sie den Katalog des KSA ein: offerings import-catalogue DATEI."
        if service
        else "Erfassen Sie zuerst Angebote.",
    )


def _wanted(archive: Archive, index: rules.SearchIndex, options: argparse.Namespace) -> Wanted:
    near = _municipality(archive, index, options.near)
    radius = options.km if options.km is not None else USUAL_KM
    return Wanted(
        text=" ".join(options.words),
        category=_category(index, options.category),
        near=near,
        km=radius if options.near or options.km is not None else None,
        level=CefrLevel(options.level) if options.level else None,
        weeks=options.weeks,
        free=options.free,
        max_price=options.max_price,
        unit=PriceUnit(options.unit) if options.unit else None,
        childcare=options.childcare,
        hidden=options.all,
    )


def _municipality(archive: Archive, index: rules.SearchIndex, named: str | None) -> int | None:
    """The one that is named, else the own one for distances."""
    if named is None:
        own = archive.query(offices.own_municipalities, index.day)
        return own[0].bfs_number if own else None
    wanted = german.search_key(named)
    for number, name in index.names.items():
        if wanted in (german.search_key(name), str(number)):
            return number
    raise NotFound(
        f"Die Gemeinde «{named}» gibt es nicht.", "Nehmen Sie den Namen oder die BFS-Nummer."
    )


def _category(index: rules.SearchIndex, named: str | None) -> str | None:
    if named is None:
        return None
    wanted = german.search_key(named)
    for row in index.categories:
        if wanted in (german.search_key(row.name), row.code):
            return row.code
    known = ", ".join(row.name for row in index.categories)
    raise NotFound(f"Die Kategorie «{named}» gibt es nicht.", f"Es gibt: {known}.")


def _as_json(found: FoundOffering, shares: tuple[CantonShare, ...]) -> dict[str, object]:
    row = found.row
    return {
        "number": row.number,
        "title": row.title,
        "provider": row.provider_name,
        "category": row.category_code,
        "town": found.town or None,
        "km": found.km,
        "why": found.why,
        "hidden": found.hidden or None,
        "price": row.price.amount if row.price else None,
        "unit": row.price.unit.value if row.price else None,
        "canton_shares": [
            {"regime": one.regime_code, "share": one.share, "reasons": list(one.reasons)}
            for one in shares
        ],
    }
