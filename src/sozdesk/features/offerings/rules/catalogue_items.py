"""A catalogue as things that people know: offerings with all their parts, providers, tariffs.

What a row of a table is called and how it reads stands here; two catalogues are compared by it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sozdesk.features.offerings import texts
from sozdesk.features.offerings.terms import (
    Audience,
    Billable,
    CapKind,
    CefrLevel,
    Childcare,
    CostBearer,
    DecisionKind,
    Financing,
    OfferingState,
    OrganisationType,
    PriceUnit,
    ProRata,
    ValueKey,
    Vat,
)
from sozdesk.features.offerings.terms.catalogue import (
    CatalogueItem,
    CatalogueSubject,
    CatalogueTables,
    Cell,
)
from sozdesk.kernel import german

_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Around:
    """What a row needs from other rows to be read."""

    parts: Mapping[tuple[str, Cell], tuple[_Row, ...]]
    """Table and id of the thing it belongs to → rows."""
    names: Mapping[tuple[str, Cell], str]
    """Table and id or code → name."""
    towns: Mapping[Cell, str]

    def of(self, table: str, key: Cell) -> tuple[_Row, ...]:
        """The rows of a table that belong to a thing."""
        return self.parts.get((table, key), ())

    def name(self, table: str, key: Cell) -> str:
        """What a row is called; its code where nobody knows its name."""
        return self.names.get((table, key), str(key or ""))


_OWNERS: Final = {
    "provider_contact": "provider_id",
    "provider_place": "provider_id",
    "offering_start": "offering_id",
    "offering_language": "offering_id",
    "offering_place": "offering_id",
    "offering_price": "offering_id",
    "agreement_offering": "offering_id",
}
_NAMES: Final = {
    "provider": ("id", "name"),
    "provider_contact": ("id", "name"),
    "service_agreement": ("id", "programme"),
    "offering_category": ("code", "name"),
    "regime": ("code", "name"),
}


def catalogue_items(tables: CatalogueTables) -> tuple[CatalogueItem, ...]:
    """Everything that a catalogue says, as people read it: offerings first, by number."""
    around = _around(tables)
    found = (
        item
        for subject, (table, name, fields) in _SUBJECTS.items()
        for item in _items(subject, tables[table], name, fields, around)
    )
    return tuple(found)


def _items(
    subject: CatalogueSubject,
    rows: Iterable[_Row],
    name: Callable[[_Row, _Around], str],
    fields: _Fields,
    around: _Around,
) -> Iterator[CatalogueItem]:
    named = sorted(((name(row, around), row) for row in rows), key=lambda pair: _order(*pair))
    for title, row in named:
        said = {label: text(row, around) for label, text in fields.items()}
        yield CatalogueItem(subject=subject, key=str(row["id"]), name=title, fields=said)


def _order(name: str, row: _Row) -> tuple[int, tuple[str, str], str]:
    return (row.get("number") or 0, german.sort_key(name), str(row["id"]))


def _around(tables: CatalogueTables) -> _Around:
    parts: dict[tuple[str, Cell], list[_Row]] = defaultdict(list)
    for table, owner in _OWNERS.items():
        for row in tables[table]:
            parts[table, row[owner]].append(row)
    for row in tables["recognition_decision"]:
        parts["recognition_decision", row["offering_id"] or row["provider_id"]].append(row)
    names = {
        (table, row[key]): str(row[name])
        for table, (key, name) in _NAMES.items()
        for row in tables[table]
    }
    names |= {("provider_place", row["id"]): _where(row) for row in tables["provider_place"]}
    towns = {row["bfs_number"]: str(row["short_name"]) for row in tables["municipality"]}
    return _Around({key: tuple(rows) for key, rows in parts.items()}, names, towns)


# ------------------------------------------------------------------ how a cell reads

_Text = Callable[[_Row, _Around], str]
_Fields = Mapping[str, _Text]


def _plain(column: str) -> _Text:
    return lambda row, _: _said(row[column])


def _said(value: Cell) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, date):
        return german.day(value)
    return "" if value is None else str(value)


def _of(words: Any, column: str) -> _Text:
    return lambda row, _: "" if row[column] is None else texts.word(words(row[column]))


def _money(column: str) -> _Text:
    return lambda row, _: "" if row[column] is None else german.amount(row[column])


def _rate(column: str) -> _Text:
    return lambda row, _: "" if row[column] is None else german.percent(row[column])


def _named(table: str, column: str) -> _Text:
    return lambda row, around: around.name(table, row[column])


def _reach(low: str, high: str, unit: str) -> _Text:
    """«18 bis 25 Jahre», «ab 18 Jahre»."""

    def text(row: _Row, _: _Around) -> str:
        first, last = row[low], row[high]
        if first is None and last is None:
            return ""
        if first is None or last is None:
            return f"ab {first} {unit}" if last is None else f"bis {last} {unit}"
        return f"{first} {unit}" if first == last else f"{first} bis {last} {unit}"

    return text


def _lines(table: str, line: _Text) -> _Text:
    """One line per row that belongs to the thing, in German order."""
    return lambda row, around: "\n".join(
        sorted((line(part, around) for part in around.of(table, row["id"])), key=german.sort_key)
    )


def _days(table: str, column: str) -> _Text:
    return lambda row, around: ", ".join(
        german.day(day) for day in sorted(part[column] for part in around.of(table, row["id"]))
    )


def _audience(row: _Row, _: _Around) -> str:
    flags = {
        "for_refugees": "Flüchtlinge",
        "for_women": "Frauen",
        "for_mothers": "Mütter",
        "with_health_impairment": "gesundheitliche Einschränkung",
    }
    also = [words for column, words in flags.items() if row[column]]
    return ", ".join([texts.word(Audience(row["audience"])), *also])


def _included(row: _Row, _: _Around) -> str:
    found = {"includes_travel": "Fahrkosten", "includes_meals": "Verpflegung"}
    return ", ".join(words for column, words in found.items() if row[column])


def _language(row: _Row, _: _Around) -> str:
    needed, reached = row["needed"], row["reached"]
    said = [
        f"ab {CefrLevel(needed)}" if needed else "",
        f"bis {CefrLevel(reached)}" if reached else "",
    ]
    return " ".join(filter(None, (row["language"], *said)))


def _where(row: _Row) -> str:
    """«Kurslokal, Sissach»; one word where both are the same."""
    return ", ".join(dict.fromkeys(filter(None, (row["name"], row["town"]))))


def _place(row: _Row, around: _Around) -> str:
    where = ", ".join(filter(None, (_where(row), row["address"])))
    town = around.towns.get(row["bfs_number"], "")
    marks = [f"Gemeinde {town}" if town else "", "rollstuhlgängig" if row["wheelchair"] else ""]
    return "; ".join(filter(None, (where, *marks)))


def _contact(row: _Row, _: _Around) -> str:
    said = (row["name"], row["function"], row["email"], row["phone"])
    return ", ".join(filter(None, (*said, "Hauptkontakt" if row["main"] else "")))


def _span(row: _Row) -> str:
    last = row.get("ended_on")
    return f"ab {german.day(row['valid_from'])}" + (f" bis {german.day(last)}" if last else "")


def _price(row: _Row, _: _Around) -> str:
    rate = f" {german.percent(row['vat_rate'])}" if row["vat_rate"] is not None else ""
    absences = {None: "", True: "Absenzen verrechnet", False: "Absenzen nicht verrechnet"}
    least = row["minimum_units"]
    terms = (
        f"{texts.word(Vat(row['vat']))}{rate}",
        f"mindestens {least}" if least is not None else "",
        absences[row["absences_invoiced"]],
        f"Kündigung: {row['notice_period']}" if row["notice_period"] else "",
        f"Probezeit: {row['trial_phase']}" if row["trial_phase"] else "",
        f"Versicherung: {row['insured_by']}" if row["insured_by"] else "",
        row["note"],
    )
    amount = f"{german.amount(row['amount'])} {texts.per_unit(PriceUnit(row['unit']))}"
    return f"{_span(row)}: {', '.join(filter(None, (amount, *terms)))}"


def _decision(row: _Row, _: _Around) -> str:
    number = f" (Nr. {row['number']})" if row["number"] else ""
    end = f" bis {german.day(row['valid_to'])}" if row["valid_to"] else ""
    kind = texts.word(DecisionKind(row["kind"]))
    said = f"{kind} ab {german.day(row['valid_from'])}{end}"
    return f"{said}, entschieden am {german.day(row['decided_on'])}{number}"


def _cap(row: _Row, _: _Around) -> str:
    if row["cap_kind"] is None:
        return ""
    return f"{german.amount(row['cap_amount'])} {texts.word(CapKind(row['cap_kind']))}"


# ------------------------------------------------------------------ the things

_DATED: Final[_Fields] = {"Gültig": lambda row, _: _span(row)}
_SOURCED: Final[_Fields] = {"Rechtsgrundlage": _plain("citation"), "Quelle": _plain("source")}

_OFFERING: Final[_Fields] = {
    "Titel": _plain("title"),
    "Anbieter/in": _named("provider", "provider_id"),
    "Kategorie": _named("offering_category", "category_code"),
    "Angebotssparte": _plain("segment"),
    "Stand": _of(OfferingState, "state"),
    "Anerkennung": _lines("recognition_decision", _decision),
    "Preis": _lines("offering_price", _price),
    "Leistungsvereinbarung": _lines(
        "agreement_offering", _named("service_agreement", "agreement_id")
    ),
    "Zielgruppe": _audience,
    "Alter": _reach("age_from", "age_to", "Jahre"),
    "Sprachen": _lines("offering_language", _language),
    "Orte": _lines("offering_place", _named("provider_place", "place_id")),
    "Beginn": _days("offering_start", "starts_on"),
    "Beginn jederzeit": _plain("starts_any_time"),
    "Dauer": _reach("weeks_min", "weeks_max", "Wochen"),
    "Pensum": _reach("workload_from", "workload_to", "%"),
    "Pensum, Bemerkung": _plain("workload_note"),
    "Plätze": _plain("capacity"),
    "Freie Plätze": _plain("free_places"),
    "Freie Plätze, Stand": _plain("free_as_of"),
    "Kinderbetreuung": _of(Childcare, "childcare"),
    "Inbegriffen": _included,
    "Ziele": _plain("goals"),
    "Inhalt": _plain("content"),
    "Kontakt": _named("provider_contact", "contact_id"),
    "Link": _plain("link"),
    "Geprüft am": _plain("checked_on"),
}
_PROVIDER: Final[_Fields] = {
    "Name": _plain("name"),
    "Rechtsform": _plain("legal_form"),
    "Art": _of(OrganisationType, "organisation_type"),
    "Adresse": _plain("address"),
    "E-Mail": _plain("email"),
    "Telefon": _plain("phone"),
    "Website": _plain("website"),
    "Kontakte": _lines("provider_contact", _contact),
    "Orte": _lines("provider_place", _place),
    "Anerkennung": _lines("recognition_decision", _decision),
    "Letzter Tag": _plain("closed_on"),
}
_CATEGORY: Final[_Fields] = {
    "Name": _plain("name"),
    **_DATED,
    "Gehört zu": _named("offering_category", "parent_code"),
    "Finanzierung": _of(Financing, "financing"),
    "Reihenfolge": _plain("position"),
    "Text": _plain("text"),
    **_SOURCED,
}
_REGIME: Final[_Fields] = {
    "Name": _plain("name"),
    **_DATED,
    "Reihenfolge": _plain("position"),
    **_SOURCED,
}
_RATE: Final[_Fields] = {
    **_DATED,
    "Abrechenbar": _of(Billable, "billable"),
    "Ansatz": _rate("rate"),
    "Rest trägt": _of(CostBearer, "cost_bearer"),
    **_SOURCED,
}
_TARIFF: Final[_Fields] = {
    **_DATED,
    "Maximaltarif": _money("amount"),
    "Anteilige Berechnung": _of(ProRata, "pro_rata"),
    "Obergrenze": _cap,
    **_SOURCED,
}
_VALUE: Final[_Fields] = {**_DATED, "Wert": _plain("value"), "Quelle": _plain("source")}
_COVERED: Final[_Fields] = {**_DATED, "Begründung": _plain("reason")}


def _category_of(row: _Row, around: _Around) -> str:
    return around.name("offering_category", row["category_code"])


def _with_day(name: _Text) -> _Text:
    return lambda row, around: f"{name(row, around)} ({_since(row)})"


def _since(row: _Row) -> str:
    return f"ab {german.day(row['valid_from'])}"


_SUBJECTS: Final[Mapping[CatalogueSubject, tuple[str, _Text, _Fields]]] = {
    CatalogueSubject.OFFERING: (
        "offering",
        lambda row, _: f"{row['number']} {row['title']}",
        _OFFERING,
    ),
    CatalogueSubject.PROVIDER: ("provider", _plain("name"), _PROVIDER),
    CatalogueSubject.TARIFF: (
        "tariff",
        _with_day(
            lambda row, around: (
                f"{_category_of(row, around)}, {around.name('regime', row['regime_code'])}, "
                f"{texts.per_unit(PriceUnit(row['unit']))}"
            )
        ),
        _TARIFF,
    ),
    CatalogueSubject.RATE: (
        "regime_rate",
        _with_day(
            lambda row, around: (
                f"{_category_of(row, around)}, {around.name('regime', row['regime_code'])}"
            )
        ),
        _RATE,
    ),
    CatalogueSubject.CATEGORY: ("offering_category", _with_day(_plain("name")), _CATEGORY),
    CatalogueSubject.COVERED_NEED: (
        "covered_need",
        _with_day(
            lambda row, around: ", ".join(filter(None, (_category_of(row, around), row["segment"])))
        ),
        _COVERED,
    ),
    CatalogueSubject.REGIME: ("regime", _with_day(_plain("name")), _REGIME),
    CatalogueSubject.VALUE: ("offering_value", _with_day(_of(ValueKey, "key")), _VALUE),
}
