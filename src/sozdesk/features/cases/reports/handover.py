"""The Übergabeblatt of a case: for the municipality that carries on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from sozdesk.documents.report import (
    Block,
    Column,
    Fact,
    Facts,
    Heading,
    Kind,
    Layout,
    Paragraph,
    Report,
    Signature,
    Table,
)
from sozdesk.features.cases import texts
from sozdesk.features.cases.terms import PersonRow
from sozdesk.features.cases.terms.handover import (
    HandedDwelling,
    HandedPerson,
    HandedRuling,
    Handover,
    HandoverRelease,
)
from sozdesk.features.offerings.terms import PriceUnit
from sozdesk.kernel import german

_UNITS: Final = {
    PriceUnit.HOUR: "Stunde",
    PriceUnit.DAY: "Tag",
    PriceUnit.MONTH: "Monat",
    PriceUnit.COURSE: "Kurs",
    PriceUnit.FLAT: "pauschal",
}


def write_handover(content: Handover, release: HandoverRelease, ending: str) -> bytes:
    """The sheet as pdf or docx."""
    from sozdesk.documents.docx import write_docx  # noqa: PLC0415 - heavy, only when it is written
    from sozdesk.documents.pdf import write_pdf  # noqa: PLC0415 - the same

    report = handover_sheet(content, release)
    return write_docx(report) if ending == "docx" else write_pdf(report)


def handover_sheet(content: Handover, release: HandoverRelease) -> Report:
    """Case, persons, dwelling, Verfügungen and offerings; who released it for whom and what for."""
    return Report(
        title=f"Übergabeblatt Fall {content.case.number}",
        subtitle=f"{content.office}, {content.municipality}",
        created=content.now,
        dated=content.today,
        layout=Layout.LETTER,
        body=tuple(_blocks(content, release)),
        signatures=(Signature(name=release.released_by, function="freigegeben"),),
        stamp="vertraulich",
        sample=content.sample,
    )


def _blocks(content: Handover, release: HandoverRelease) -> Iterator[Block]:
    yield _title(f"Übergabeblatt Fall {content.case.number}")
    yield Facts(
        (
            Fact("Von", content.office),
            Fact("An", release.recipient),
            Fact("Zweck", release.purpose),
            *_two(release),
        )
    )
    yield _title("Fall")
    yield Facts(tuple(_case(content)))
    yield _title("Personen")
    for one in content.persons:
        yield Heading(2, one.member.person.name, numbered=False)
        yield Facts(tuple(_person(one)))
    if not content.persons:
        yield Paragraph("Niemand ist an diesem Tag im Haushalt.")
    yield _title("Wohnung")
    if content.dwelling is None:
        yield Paragraph(_no_dwelling(content))
    else:
        yield Facts(tuple(_dwelling(content.dwelling)))
    yield _title("Verfügungen")
    yield from _rulings(content.rulings, content.today)
    yield _title("Verfügte Angebote, die weitergehen")
    yield from _offerings(content)


def _no_dwelling(content: Handover) -> str:
    """A case that was read in from a list has addresses, but no rent."""
    known = any(one.member.person.address for one in content.persons)
    return f"Keine Wohnung erfasst{': Die Adresse steht oben bei der Person' if known else ''}."


def _two(release: HandoverRelease) -> Iterator[Fact]:
    """Who prepared it stands there where that is somebody else."""
    if release.prepared_by != release.released_by:
        yield Fact("Vorbereitet", release.prepared_by)
    yield Fact("Freigegeben", release.released_by)


def _title(words: str) -> Heading:
    return Heading(1, words, numbered=False)


def _case(content: Handover) -> Iterator[Fact]:
    case = content.case
    yield Fact("Gemeinde", content.municipality)
    if case.dossier_number:
        yield Fact("Dossier", case.dossier_number)
    yield Fact("Eröffnet", german.day(case.opened_on))
    if case.closed_on:
        yield Fact("Abgeschlossen", german.day(case.closed_on))
    if case.moved_on:
        where = content.moved_to or "ausserhalb des Kantons"
        yield Fact("Wegzug", f"nach {where}, erster Tag dort {german.day(case.moved_on)}")
    if case.support_ended_on:
        yield Fact("Ablösung", german.day(case.support_ended_on))
    if case.responsible:
        yield Fact("Zuständig", case.responsible)
    yield Fact("Stand", f"Angaben per {german.day(content.day)}")


def _person(one: HandedPerson) -> Iterator[Fact]:
    person = one.member.person
    yield from _born_and_living(person)
    number = texts.shown_ahv(person.ahv_number) if person.ahv_number else ""
    yield Fact("AHV-Nummer", number or f"fehlt: {person.ahv_missing_because}")
    if person.nationality:
        yield Fact("Staatsangehörigkeit", person.nationality)
    yield Fact("Unterstützt", "ja" if one.member.supported else "nein")
    if one.residence:
        words = texts.permit_words(one.residence.permit, refugee=one.residence.refugee)
        yield Fact("Aufenthalt", f"{words}, seit {german.day(one.residence.valid_from)}")
    yield Fact("Regime", one.regime or "nicht bestimmt")
    if one.languages:
        spoken = [f"{row.language} {row.level or ''}".strip() for row in one.languages]
        yield Fact("Sprachen", ", ".join(spoken))
    if person.early_language_need:
        need = texts.word(person.early_language_need)
        yield Fact("Förderbedarf", f"{need} (gemäss Sprachstanderhebung)")
    for row in one.representatives:
        parts = (row.name, row.phone, *row.address.splitlines())
        yield Fact(texts.word(row.kind), ", ".join(filter(None, parts)))


def _born_and_living(person: PersonRow) -> Iterator[Fact]:
    if person.birth_date:
        yield Fact("Geburtsdatum", german.day(person.birth_date))
    if person.sex:
        yield Fact("Geschlecht", texts.word(person.sex))
    if person.address:
        yield Fact("Adresse", ", ".join(german.address_lines(person.address)))


def _dwelling(row: HandedDwelling) -> Iterator[Fact]:
    yield Fact("Adresse", row.address)
    yield Fact("Seit", german.day(row.valid_from))
    kind = texts.word(row.ancillary_kind)
    rent = f"{german.amount(row.net_rent)} netto, Nebenkosten {german.amount(row.ancillary)} {kind}"
    yield Fact("Miete im Monat", rent)
    yield Fact(
        "Wohnform", f"{texts.word(row.form)}, {german.plural(row.persons, 'Person', 'Personen')}"
    )


def _rulings(rows: tuple[HandedRuling, ...], today: date) -> Iterator[Block]:
    if not rows:
        yield Paragraph("Keine Verfügung.")
        return
    columns = (
        Column("number", "Nummer"),
        Column("subject", "Gegenstand", wide=True),
        Column("ruled_on", "vom", Kind.DATE),
        Column("notified_on", "eröffnet", Kind.DATE),
        Column("state", "Stand"),
    )
    lines = tuple(
        (
            row.number,
            row.subject or texts.word(row.nature),
            row.ruled_on,
            row.notified_on,
            _state(row, today),
        )
        for row in rows
    )
    yield Table(title="Verfügungen", columns=columns, rows=lines)


def _state(row: HandedRuling, today: date) -> str:
    if row.final_on:
        return f"rechtskräftig {german.day(row.final_on)}"
    if row.contested_on:
        return f"angefochten {german.day(row.contested_on)}"
    if row.deadline is None:
        return "" if row.notified_on else "nicht eröffnet"
    if row.deadline < today:
        return texts.expired(row.deadline)
    return f"Frist läuft bis {german.day(row.deadline)}"


def _offerings(content: Handover) -> Iterator[Block]:
    if not content.offerings:
        yield Paragraph("Kein Angebot geht weiter.")
        return
    columns = (
        Column("person", "Person"),
        Column("offering", "Angebot", wide=True),
        Column("first_day", "von", Kind.DATE),
        Column("last_day", "bis", Kind.DATE),
        Column("price", "Preis", Kind.AMOUNT),
        Column("unit", "pro"),
    )
    rows = tuple(
        (
            row.person,
            f"{row.title}, {row.provider}",
            row.first_day,
            row.last_day,
            row.price,
            _UNITS[row.unit],
        )
        for row in content.offerings
    )
    yield Table(title="Angebote", columns=columns, rows=rows)
