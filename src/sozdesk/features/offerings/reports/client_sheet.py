"""«Blatt für die Person»: one offering on one page in plain German, without any person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sozdesk.documents.report import Block, Fact, Facts, Heading, Layout, Paragraph, Report
from sozdesk.features.offerings.terms import (
    Childcare,
    LanguageRow,
    OfferingRow,
    PlaceRow,
    ProviderContactRow,
    ProviderRow,
)
from sozdesk.features.offerings.texts import searching as said
from sozdesk.kernel import german

_LONGEST: Final = 600
"""Signs of goals and content that have room on the page."""
_LONGEST_NAME: Final = 60
_MOST_STARTS: Final = 4
_MOST_PLACES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetContent:
    """What the sheet is made of; ``now`` is UTC."""

    row: OfferingRow
    provider: ProviderRow
    contact: ProviderContactRow | None
    office: str
    """Who hands it out; empty where it is not the office that pays."""
    now: datetime
    today: date
    sample: bool


def client_sheet(content: SheetContent) -> Report:
    """One page for the person: what, where, when, language, children, whom to ask."""
    row = content.row
    return Report(
        title=row.title,
        subtitle=row.provider_name,
        created=content.now,
        dated=content.today,
        body=tuple(_blocks(content)),
        layout=Layout.SHEET,
        sample=content.sample,
    )


def write_sheet(content: SheetContent, ending: str) -> bytes:
    """The sheet as pdf or docx."""
    from sozdesk.documents.docx import write_docx  # noqa: PLC0415 - heavy, only when it is written
    from sozdesk.documents.pdf import write_pdf  # noqa: PLC0415 - the same

    report = client_sheet(content)
    return write_pdf(report) if ending == "pdf" else write_docx(report)


def sheet_name(row: OfferingRow) -> str:
    """«Blatt_Deutsch_im_Alltag_43»."""
    title = "_".join(re.findall(r"[^\W_]+", row.title))[:_LONGEST_NAME].strip("_")
    return f"Blatt_{title}_{row.number}"


def _blocks(content: SheetContent) -> Iterator[Block]:
    row = content.row
    yield _title("Was Sie dort lernen oder tun")
    yield Paragraph(_short(row.content or row.goals) or "Fragen Sie nach, was Sie dort tun.")
    if row.content and row.goals:
        yield Paragraph(f"Das Ziel: {_short(row.goals)}")
    yield _title("Wo und wann")
    yield Facts(tuple(_where_and_when(row, content.today)))
    yield _title("Gut zu wissen")
    yield Facts(tuple(_good_to_know(content)))
    yield _title("Hier können Sie fragen")
    yield Facts(tuple(_whom_to_ask(content)))


def _title(words: str) -> Heading:
    return Heading(1, words, numbered=False)


def _short(text: str) -> str:
    """Whole sentences that have room; a longer one ends with its last whole word."""
    if len(text) <= _LONGEST:
        return text
    cut = text[:_LONGEST]
    end = max(cut.rfind(sign) for sign in ".?!")
    return cut[: end + 1] if end > 0 else f"{cut.rsplit(' ', 1)[0]} …"


def _where_and_when(row: OfferingRow, today: date) -> Iterator[Fact]:
    places = "\n".join(_place(place) for place in row.places[:_MOST_PLACES])
    yield Fact("Ort", places or "Fragen Sie nach dem Ort.")
    yield Fact("Beginn", _begin(row, today))
    if lasting := _lasting(row):
        yield Fact("Dauer", lasting)
    if workload := _workload(row):
        yield Fact("Wie oft" if row.workload_note else "Wie viel", workload)


def _place(place: PlaceRow) -> str:
    parts = dict.fromkeys(filter(None, (place.name, place.address.replace("\n", ", "))))
    where = ", ".join(parts)
    named = where if place.town in where else ", ".join(filter(None, (where, place.town)))
    return f"{named} (mit Rollstuhl erreichbar)" if place.wheelchair else named


def _begin(row: OfferingRow, today: date) -> str:
    if row.starts_any_time:
        return "Sie können jederzeit anfangen."
    coming = [german.day(day) for day in row.starts if day >= today][:_MOST_STARTS]
    return " oder ".join(coming) if coming else "Fragen Sie nach dem nächsten Beginn."


def _lasting(row: OfferingRow) -> str:
    low, high = row.weeks_min, row.weeks_max
    if low and high and low != high:
        return f"{low} bis {high} Wochen"
    one = low or high
    return german.plural(one, "Woche", "Wochen") if one else ""


def _workload(row: OfferingRow) -> str:
    if row.workload_note:
        return row.workload_note
    low, high = row.workload_from, row.workload_to
    if low and high and low != high:
        return f"{low} bis {high} % einer vollen Woche"
    one = low or high
    return f"{one} % einer vollen Woche" if one else ""


def _good_to_know(content: SheetContent) -> Iterator[Fact]:
    row = content.row
    yield Fact("Sprache", "\n".join(map(_language, row.languages)) or "Keine Angabe")
    yield Fact("Kinder", _CHILDCARE[row.childcare])
    if age := said.age(row):
        yield Fact("Alter", age)
    if row.for_women:
        yield Fact("Für wen", "Nur oder vor allem für Frauen")
    if row.includes_meals:
        yield Fact("Essen", "Das Essen ist dabei.")
    if row.includes_travel:
        yield Fact("Fahrt", "Die Fahrt ist bezahlt.")
    yield Fact("Kosten", _who_pays(content.office))


def _who_pays(office: str) -> str:
    """The office that hands the sheet out is «we»."""
    if office:
        return f"Wir klären, wer bezahlt. Sprechen Sie zuerst mit uns: {office}."
    return "Ihre Gemeinde klärt, wer bezahlt. Sprechen Sie zuerst mit ihr."


_CHILDCARE: Final = {
    Childcare.YES: "Ihre Kinder werden betreut.",
    Childcare.ON_REQUEST: "Kinderbetreuung ist möglich. Fragen Sie vorher.",
    Childcare.NO: "Es gibt dort keine Kinderbetreuung.",
}


def _language(one: LanguageRow) -> str:
    needed = f"Sie brauchen {one.needed}." if one.needed else ""
    reached = f"Sie kommen bis {one.reached}." if one.reached else ""
    return " ".join(filter(None, (f"{one.language}.", needed, reached)))


def _whom_to_ask(content: SheetContent) -> Iterator[Fact]:
    contact, provider = content.contact, content.provider
    yield Fact("Anbieter/in", provider.name)
    if contact is not None:
        yield Fact("Name", contact.name)
    phone = (contact.phone if contact else "") or provider.phone
    email = (contact.email if contact else "") or provider.email
    if phone:
        yield Fact("Telefon", phone)
    if email:
        yield Fact("E-Mail", email)
    if link := content.row.link or provider.website:
        yield Fact("Internet", link)
    if not (phone or email):
        yield Fact("Hinweis", "Fragen Sie bei Ihrer Gemeinde nach der Telefonnummer.")
