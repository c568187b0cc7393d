"""The form «Jahresbericht» of a provider as a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from sozdesk.exchange.form_writer import write_form
from sozdesk.exchange.forms import (
    Fact,
    Field,
    Form,
    FormSheet,
    Heading,
    Line,
    Note,
    Question,
    Raw,
    TableHead,
)
from sozdesk.features.offerings import rules
from sozdesk.features.offerings.files import report_fields as fields
from sozdesk.features.offerings.terms import (
    PriceUnit,
    ReportedOfferingRow,
    ReportingProvider,
    ReportingYear,
    YearlyReport,
)
from sozdesk.features.offerings.texts import yearly_reports as said
from sozdesk.kernel import german

Typed = Mapping[str, Raw]
"""Field key → what somebody typed into the cell."""

_UNITS = {
    PriceUnit.HOUR: "in Stunden",
    PriceUnit.DAY: "in Tagen",
    PriceUnit.COURSE: "in Kursen pro Person",
    PriceUnit.MONTH: "in Monaten",
    PriceUnit.FLAT: "in Pauschalen",
}
_TEXT_LINES = 5
_NAME_LENGTH = 60


def form_name(provider: ReportingProvider, year: int) -> str:
    """«Jahresbericht_2026_Kurszentrum Muster.xlsx», without signs that a file name cannot hold."""
    plain = re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", provider.name)
    return f"Jahresbericht_{year}_{german.clean(plain)[:_NAME_LENGTH].strip(' .')}.xlsx"


def report_form(
    asked: ReportingYear, provider: ReportingProvider, typed: Typed | None = None
) -> bytes:
    """The .xlsx for a provider; the same request gives the same bytes.

    ``typed`` fills it in as a person would, for sample data and tests.
    """
    made = _FormMaker(asked, provider, typed or {})
    facts: tuple[tuple[Raw, ...], ...] = (
        ("formular", fields.FORM_NAME),
        ("version", fields.VERSION),
        ("jahr", asked.year),
        ("anbieter", str(provider.id), provider.name),
    )
    return write_form(
        Form(
            title=f"Jahresbericht {asked.year}, {provider.name}",
            sheets=(made.year(), made.offerings(), made.municipalities(), made.explanations()),
            facts=facts,
            created=asked.created,
            sample=asked.sample,
        )
    )


class _FormMaker:
    """One provider's sheets."""

    def __init__(self, asked: ReportingYear, provider: ReportingProvider, typed: Typed) -> None:
        self.asked, self.provider, self.typed = asked, provider, typed
        self.before = _known(provider.before, provider.offerings)

    def _sheet(self, name: str, lines: Iterable[Line], subtitle: str = "") -> FormSheet:
        title = f"Jahresbericht {self.asked.year}"
        return FormSheet(
            name=name,
            title=title,
            subtitle=subtitle,
            lines=tuple(lines),
            footer=f"{title} · {self.provider.name} · {name}",
        )

    def _head(self) -> TableHead:
        return TableHead((fields.ANSWER, self.asked.year - 1, self.asked.year))

    def _identity(self) -> Iterator[Line]:
        yield Fact(fields.PROVIDER, self.provider.name)
        yield Fact(fields.YEAR, self.asked.year)

    def _ask(self, field: Field, *, wide: bool = False, lines: int = 1) -> Question:
        before = None if wide else self.before.get(field.key)
        return Question((field,), (self.typed.get(field.key),), before, wide=wide, lines=lines)

    def year(self) -> FormSheet:
        """What is said about the whole year."""
        due = self.asked.due_on
        until = f"bis {german.day(due)} " if due else ""
        return self._sheet(
            "Jahresbericht",
            (
                *self._identity(),
                Heading("1  Alle Angebote zusammen"),
                self._head(),
                *map(self._ask, fields.TOTALS),
                self._ask(fields.VAT, wide=True),
                Heading("2  Inhalt"),
                *(self._ask(one, wide=True, lines=_TEXT_LINES) for one in fields.CONTENT),
            ),
            f"Füllen Sie die blau hinterlegten Felder auf den drei Blättern aus und senden Sie die "
            f"Datei {until}an: {self.asked.office}.",
        )

    def offerings(self) -> FormSheet:
        """One block for each offering."""
        lines: list[Line] = [*self._identity(), self._head()]
        for row in self.provider.offerings:
            lines.append(Heading(said.offering_label(row.number, row.title)))
            unit = _UNITS[row.unit] if row.unit else ""
            lines += map(self._ask, fields.offering_fields(row.number, unit))
        return self._sheet("Angebote", lines)

    def municipalities(self) -> FormSheet:
        """Each municipality with two answers, by district."""
        lines: list[Line] = [
            *self._identity(),
            Note(
                "Zuweisungen und verrechnete Beträge pro Gemeinde. Gemeinden ohne Zuweisung "
                f"lassen Sie leer. Links stehen die Zuweisungen {self.asked.year - 1}.",
                lines=2,
            ),
            TableHead((fields.MUNICIPALITY, self.asked.year - 1, fields.ASSIGNMENTS, "Betrag Fr.")),
        ]
        by_district = sorted(self.asked.municipalities, key=lambda town: town.district)
        for district, towns in groupby(by_district, key=lambda town: town.district):
            lines.append(Heading(f"Bezirk {district}"))
            for town in sorted(towns, key=lambda one: german.sort_key(one.official_name)):
                asked = fields.municipal_fields(town)
                typed = tuple(self.typed.get(field.key) for field in asked)
                lines.append(Question(asked, typed, self.before.get(asked[0].key)))
        return self._sheet("Gemeinden", lines)

    def explanations(self) -> FormSheet:
        """What each word means, and what is checked."""
        lines: list[Line] = []
        for title, text in _EXPLANATIONS:
            lines += [Heading(title), Note(text, lines=-(-len(text) // _LINE_LENGTH))]
        return self._sheet("Erläuterungen", lines)


def _known(report: YearlyReport | None, offerings: Iterable[ReportedOfferingRow]) -> Typed:
    """Last year's figures as the cells show them: francs, percent, units."""
    if report is None:
        return {}
    numbers = {row.id: row.number for row in offerings}
    found: dict[str, int | None] = {name: getattr(report, name) for name in rules.TOTALS}
    for one in report.offerings:
        for name in rules.FIGURES:
            if one.offering_id in numbers:
                key = rules.offering_key(numbers[one.offering_id], name)
                found[key] = getattr(one, name)
    for town in report.municipalities:
        found[rules.municipal_key(town.bfs_number, "assignments")] = town.assignments
    return {
        key: value / 100 if key.endswith(_IN_HUNDREDTHS) else value
        for key, value in found.items()
        if value is not None
    }


_IN_HUNDREDTHS = ("amount", "utilisation", "units")
_LINE_LENGTH = 110
_EXPLANATIONS = (
    (
        "Was Sie ausfüllen",
        (
            "Nur die blau hinterlegten Felder. Die Zahlen des Vorjahrs stehen links daneben. Was Sie "
            "nicht wissen, lassen Sie leer: Wir fragen nach."
        ),
    ),
    (
        "Zuweisung",
        (
            "Eine Person, die von einer Gemeinde oder ihrem Sozialdienst in ein Angebot geschickt wurde. "
            "Wer zweimal zugewiesen wurde, zählt zweimal."
        ),
    ),
    (
        "Teilnehmende",
        (
            "Alle Personen, die am Angebot teilgenommen haben, auch ohne Zuweisung. Jede zugewiesene "
            "Person nimmt teil: Die Zahl ist nie kleiner als jene der Zuweisungen."
        ),
    ),
    (
        "Auslastung",
        (
            "Belegte Plätze in Prozent aller Plätze, im Mittel über das Jahr, höchstens 100. Schreiben "
            "Sie 87,5 für 87,5 %."
        ),
    ),
    (
        "Verrechnete Einheiten und Betrag",
        (
            "Einheiten wie in Ihrem Preis (Stunde, Tag, Kurs, Monat, Pauschale), der Betrag in Franken "
            "so, wie Sie ihn den Gemeinden verrechnet haben. Sagen Sie auf dem ersten Blatt, ob die MWST "
            "darin enthalten ist."
        ),
    ),
    (
        "Was geprüft wird",
        (
            "Die Gemeinden zusammen ergeben das Total, die Angebote zusammen auch. Einheiten oder "
            "Zuweisungen mal Preis ergeben den Betrag."
        ),
    ),
    (
        "Keine Namen",
        "Schreiben Sie keine Namen von Teilnehmenden und nichts, woran man jemanden erkennt.",
    ),
    (
        "Senden",
        (
            "Speichern Sie die Datei als Excel-Arbeitsmappe (.xlsx) oder Calc-Tabelle (.ods), ohne "
            "Passwort."
        ),
    ),
)
