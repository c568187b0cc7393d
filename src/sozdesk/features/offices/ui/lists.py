"""The two lists: columns on screen and in files, and the filters above them."""

from __future__ import annotations

from collections.abc import Sequence

from sozdesk.documents.report import Kind
from sozdesk.features.offices import texts
from sozdesk.features.offices.ui.known import MunicipalityLine, ServiceLine
from sozdesk.kernel import german
from sozdesk.widgets.chips import Chip
from sozdesk.widgets.list_columns import ListColumn
from sozdesk.widgets.table import Column

# ------------------------------------------------------------------ municipalities


def _services(line: MunicipalityLine) -> str:
    return german.enumeration(list(line.services))


def _contact(line: MunicipalityLine | ServiceLine) -> str:
    return line.contact.name if line.contact else ""


def _email(line: MunicipalityLine | ServiceLine) -> str:
    return line.contact.email if line.contact else ""


def _phone(line: MunicipalityLine | ServiceLine) -> str:
    return line.contact.phone if line.contact else ""


def _approval(line: MunicipalityLine) -> str:
    return german.day(line.approved_on) if line.approved_on else ""


MUNICIPALITIES = (
    ListColumn(Column(title="Gemeinde", text=lambda line: line.municipality.short_name)),
    ListColumn(Column(title="Bezirk", text=lambda line: line.municipality.district, hidden=True)),
    ListColumn(
        Column(
            title="BFS-Nr.",
            text=lambda line: str(line.municipality.bfs_number),
            sort_key=lambda line: line.municipality.bfs_number,
            tone="text2",
        ),
        Kind.INTEGER,
        lambda line: line.municipality.bfs_number,
    ),
    ListColumn(Column(title="Stelle", text=_services)),
    ListColumn(Column(title="Kontakt", text=_contact, stretch=True)),
    ListColumn(
        Column(
            title="Reglement",
            text=_approval,
            sort_key=lambda line: line.approved_on,
            spoken=lambda line: f"MBG-Reglement: {_approval(line) or 'keines'}",
        ),
        Kind.DATE,
        lambda line: line.approved_on,
        "MBG-Reglement genehmigt am",
    ),
    ListColumn(Column(title="E-Mail", text=_email, hidden=True)),
    ListColumn(Column(title="Telefon", text=_phone, hidden=True)),
    ListColumn(
        Column(
            title="Amtlicher Name", text=lambda line: line.municipality.official_name, hidden=True
        )
    ),
)

ALL, SERVED, WITHOUT_CONTACT, FORMER = "all", "served", "without_contact", "former"


def municipality_chips(lines: Sequence[MunicipalityLine]) -> tuple[Chip, ...]:
    """«Alle», the districts (they add up), then what overlaps them; «Frühere» only after a merger."""
    today = [line for line in lines if line.exists]
    former = len(lines) - len(today)
    found = [line.municipality.district for line in today]
    return (
        Chip(ALL, "Alle", len(today)),
        *(Chip(name, name, found.count(name), tip=f"Bezirk {name}") for name in districts(lines)),
        Chip(SERVED, "Mit Stelle", _count(today, SERVED), tip="Heute arbeitet eine Stelle für sie"),
        Chip(WITHOUT_CONTACT, "Ohne Kontakt", _count(today, WITHOUT_CONTACT)),
        *([Chip(FORMER, "Frühere und künftige", former)] if former else []),
    )


def districts(lines: Sequence[MunicipalityLine]) -> list[str]:
    """The districts in German order."""
    return sorted({line.municipality.district for line in lines}, key=german.sort_key)


def _count(lines: Sequence[MunicipalityLine], chip: str) -> int:
    return sum(belongs(line, chip) for line in lines)


def belongs(line: MunicipalityLine, chip: str) -> bool:
    """Whether a chip shows this municipality."""
    if chip == FORMER or not line.exists:
        return chip == FORMER and not line.exists
    named = {
        ALL: True,
        SERVED: bool(line.services),
        WITHOUT_CONTACT: line.contact is None,
    }
    return named.get(chip, line.municipality.district == chip)


# ------------------------------------------------------------------ services


def _places(line: ServiceLine) -> str:
    return german.enumeration(list(line.municipalities))


SERVICES = (
    ListColumn(Column(title="Stelle", text=lambda line: line.service.name)),
    ListColumn(
        Column(title="Gemeinden heute", text=_places, stretch=True),
    ),
    ListColumn(Column(title="Telefon", text=lambda line: line.service.phone)),
    ListColumn(
        Column(title="Art", text=lambda line: texts.SERVICE_KINDS[line.service.kind], hidden=True)
    ),
    ListColumn(Column(title="E-Mail", text=lambda line: line.service.email, hidden=True)),
    ListColumn(
        Column(
            title="Adresse",
            text=lambda line: ", ".join(line.service.address.splitlines()),
            hidden=True,
        )
    ),
    ListColumn(Column(title="Kontakt", text=_contact, hidden=True)),
)
