"""A gallery of the components, to look at: ``python tests/widgets/gallery.py OUT light|dark [FACTOR]``.

The rows are invented.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.municipality import Municipality
from sozdesk.widgets import accessibility, buttons, labels, layouts, theme
from sozdesk.widgets.chips import Chip, ChipBar
from sozdesk.widgets.facts import Event, Facts, Timeline
from sozdesk.widgets.fields import Field, Form
from sozdesk.widgets.finding_block import FindingBlock
from sozdesk.widgets.form_table import FormTable
from sozdesk.widgets.inputs import (
    Choice,
    PasswordInput,
    RadioChoice,
    TextArea,
    TextInput,
    Tick,
)
from sozdesk.widgets.list_detail import ListDetail, detail, detail_head
from sozdesk.widgets.list_pane import FilterInput, ListPane
from sozdesk.widgets.municipalities import MunicipalitiesInput, MunicipalityInput
from sozdesk.widgets.page import ActionBar, EmptyState, Page, Step
from sozdesk.widgets.progress import Legend, Segment, SegmentedBar, WorkProgress
from sozdesk.widgets.sheet import SheetExcerpt, marks_of
from sozdesk.widgets.states import State, StateLabel
from sozdesk.widgets.summary import ErrorSummary
from sozdesk.widgets.table import Column, Group, RowsModel, TableView
from sozdesk.widgets.tabs import Tabs
from sozdesk.widgets.typed import AmountInput, DateInput


@dataclass(frozen=True)
class Town:
    name: str
    state: State
    word: str
    when: str
    hints: int
    district: str = "Bezirk Arlesheim"
    ticked: bool | None = False


TOWNS = (
    Town("Aesch (BL)", State.QUERIED, "Rückfrage", "18.12.2026", 2),
    Town("Allschwil", State.RECORDED, "erfasst", "13.12.2026", 0, ticked=True),
    Town("Birsfelden", State.RECEIVED, "eingegangen", "28.12.2026", 1),
    Town("Blauen", State.REMINDED, "erinnert", "bis 15.01.2027", 0, "Bezirk Laufen"),
    Town("Bretzwil", State.OVERDUE, "überfällig", "seit 5 Tagen", 0, "Bezirk Waldenburg"),
    Town("Biel-Benken", State.UNCHANGED, "unverändert bestätigt", "08.12.2026", 0),
    Town("Bottmingen", State.OPEN, "offen", "bis 15.01.2027", 0),
    Town("Ziefen", State.REFUSED, "nicht lesbar", "03.01.2027", 0, "Bezirk Liestal", None),
    Town("Wahlen", State.UNUSABLE, "nicht verwertbar", "03.01.2027", 0, "Bezirk Laufen"),
    Town("Liestal", State.IDENTICAL, "gleich wie 11.12.2026", "03.01.2027", 0, "Bezirk Liestal"),
    Town("Ormalingen", State.CLOSED, "abgeschlossen", "02.01.2027", 0, "Bezirk Sissach"),
)
COLUMNS = (
    Column(title="Gemeinde", text=lambda t: t.name),
    Column(title="Stand", text=lambda t: t.word, symbol=lambda t: t.state, stretch=True),
    Column(
        title="Eingang / Frist",
        text=lambda t: t.when,
        tone=lambda t: "err" if "seit" in t.when else "text2",
    ),
    Column(
        title="Prüfhinweise",
        text=lambda t: str(t.hints) if t.hints else "keine",
        symbol=lambda t: State.HINT if t.hints else "",
        tone=lambda t: "text" if t.hints else "text2",
    ),
)
SEGMENTS = (
    Segment("recorded", 44, "erfasst"),
    Segment("unchanged", 9, "unverändert bestätigt"),
    Segment("received", 5, "eingegangen"),
    Segment("queried", 3, "Rückfrage"),
    Segment("open", 16, "offen"),
    Segment("reminded", 6, "erinnert"),
    Segment("overdue", 3, "überfällig"),
)


@dataclass(frozen=True)
class Amount:
    size: str
    old: str
    new: str
    change: str
    hint: str = ""


AMOUNTS = (
    Amount("1 Person", "950.00", "1'000.00", "+5,3 %"),
    Amount("2 Personen", "1'200.00", "1'250.00", "+4,2 %"),
    Amount("3 Personen", "1'400.00", "1'680.00", "+20,0 %", "über ±15 %"),
    Amount("jede weitere Person", "150.00", "150.00", "gleich"),
)


def amounts_table() -> TableView:
    columns = (
        Column(title="Haushalt", text=lambda a: a.size),
        Column(title="2026", text=lambda a: a.old, align="right", tone="text2", width=90),
        Column(title="2027", text=lambda a: a.new, align="right", bold=True, width=90),
        Column(title="Änderung", text=lambda a: a.change, align="right"),
        Column(
            title="Prüfhinweis",
            text=lambda a: a.hint,
            tone="warn",
            symbol=lambda a: "hint" if a.hint else "",
        ),
    )
    model = RowsModel(columns)
    model.set_rows(AMOUNTS)
    table = TableView(model, "Beträge", lead=0, row=28, sortable=False)
    table.fit_height()
    return table


def town_detail() -> QWidget:
    declared = detail(
        layouts.row(
            StateLabel("queried", "Rückfrage vom 21.12.2026 ohne Antwort", bold=True),
            None,
            buttons.link("Entwurf öffnen"),
        ),
        amounts_table(),
        labels.secondary("CHF netto pro Monat, Nebenkosten effektiv"),
        Facts(
            [
                ("Grundlage", "Inserate (34 Stück, Sept. bis Nov. 2026), Median"),
                ("Beschluss", "Sozialhilfebehörde, 24.11.2026, Nr. 2026-118"),
                ("Kontakt", buttons.link("Sozialdienst Birs, Empfang")),
            ]
        ),
    )
    declared.layout().setContentsMargins(0, 0, 0, 0)
    history = Timeline(
        [
            Event(
                "received", "31.12.2026", "eingegangen", "Per E-Mail, Version 2 ersetzt Version 1."
            ),
            Event("queried", "21.12.2026", "Rückfrage", "Änderung bei 3 Personen."),
            Event("open", "02.11.2026", "offen", "Formular versandt."),
        ]
    )
    return detail(
        detail_head(
            "Aesch (BL)",
            "Bezirk Arlesheim, BFS-Nr. 2761",
            buttons.button("Erfassen …"),
            buttons.more_button([]),
        ),
        Tabs([("Deklaration", declared), ("Prüfhinweise (2)", history), ("Verlauf", QWidget())]),
    )


def round_page() -> Page:
    page = Page(
        "Mietzinsgrenzwerte 2027",
        "Gültig ab 01.01.2027. Frist 31.12.2026, für 22 Gemeinden erstreckt bis 15.01.2027",
    )
    page.head.set_actions(
        buttons.button("Erinnern …", icon="mail"),
        buttons.button("Veröffentlichen …"),
        primary=buttons.button("Rückmeldungen einlesen …", icon="download", primary=True),
        more=[buttons.action("Formulare erstellen …", lambda: None)],
    )
    bar = SegmentedBar(SEGMENTS)
    page.add_tools(bar, labels.secondary("noch 10 Tage bis 15.01.2027", wrap=False))
    chips = ChipBar()
    chips.set_chips(
        [
            Chip("all", "Alle", 86),
            Chip("check", "Zu prüfen", 5, "received"),
            Chip("query", "Rückfrage", 3, "queried"),
            Chip("late", "Überfällig", 3, "overdue"),
            Chip("open", "Offen", 22, "open"),
            Chip("done", "Erfasst", 53, "recorded"),
        ]
    )
    model = RowsModel(COLUMNS, key=lambda t: t.name)
    page.add_tools(chips, FilterInput(model))
    model.set_rows(TOWNS)
    table = TableView(model, "Gemeinden")
    table.sort_by("Gemeinde")
    split = ListDetail(ListPane(table, ("Gemeinde", "Gemeinden")), share=0.5)
    split.set_detail(town_detail())
    page.set_content(split)
    table.select_first()
    table.setFocus()
    return page


def import_page() -> Page:
    page = Page(
        "Rückmeldungen einlesen", "14 Dateien geprüft. Noch ist nichts erfasst.", back=print
    )
    page.show_notice("Die Liste wurde inzwischen geändert.", buttons.link("Neu laden"))
    columns = (
        *COLUMNS[:2],
        Column(
            title="Erfassen?",
            text=lambda t: {True: "ja", False: "noch offen", None: "von Hand"}[t.ticked],
            bold=lambda t: t.ticked is False,
            check=lambda t: t.ticked,
        ),
    )
    model = RowsModel(
        columns, key=lambda t: t.name, group_of=lambda t: Group(t.district, t.district, "2 von 7")
    )
    model.set_rows(TOWNS)
    table = TableView(model, "Rückmeldungen", row=32)
    pane = ListPane(table, ("Datei", "Dateien"))
    page.set_content(pane)
    bar = ActionBar(buttons.button("8 erfassen", primary=True), buttons.button("Abbrechen"))
    bar.set_message("8 von 14 werden erfasst", "2 Entscheide sind noch offen")
    work = WorkProgress("{done} von {total} Dateien gelesen")
    work.set_progress(37, 86)
    bar.show_progress(work)
    page.set_bar(bar)
    return page


def empty_page() -> Page:
    page = Page("Mietzinsgrenzwerte", "Noch keine Erhebung")
    page.set_content(
        EmptyState(
            "calendar-clock",
            "Eröffnen Sie die Erhebung 2027",
            "SozDesk legt für jede der 86 Gemeinden ein Formular mit den Werten von 2026 an und "
            "schreibt die Entwürfe der E-Mails. Verschickt wird nichts von selbst.",
            buttons.button("Erhebung 2027 eröffnen …", primary=True),
            buttons.button("Übersicht 2026 aus Excel lesen …"),
            steps_title="So läuft die Erhebung",
            steps=[
                Step("November", "Formulare und Entwürfe erstellen, mit Ihrem Programm versenden"),
                Step("bis 31.12.", "Antworten als Ordner einlesen, prüfen, erfassen"),
            ],
            help_link=buttons.link("Im Handbuch lesen (F1)"),
        )
    )
    return page


def start_page() -> Page:
    page = Page("Übersicht", "Dienstag, 5. Januar 2027")
    content = layouts.box(
        layouts.column(
            labels.section("Mietzinsgrenzwerte 2027"),
            SegmentedBar(SEGMENTS, numbers=True),
            Legend(SEGMENTS),
            None,
            margins=(24, 4, 20, 20),
        )
    )
    page.set_content(content, scroll=True, line=False)
    return page


PLACES = tuple(
    Municipality(number, name, name, district)
    for number, name, district in (
        (2792, "Wahlen", "Laufen"),
        (2895, "Waldenburg", "Waldenburg"),
        (2883, "Bretzwil", "Waldenburg"),
        (2889, "Lauwil", "Waldenburg"),
        (2893, "Reigoldswil", "Waldenburg"),
    )
)


def form_page() -> Page:
    page = Page("Deklaration 2027: Reigoldswil", "Frist 31.12.2026, noch 23 Tage", back=print)
    form = Form()
    summary = ErrorSummary(form, "Das Formular kann noch nicht erstellt werden")
    table = FormTable(
        [
            ("Haushalt", "left"),
            ("2026", "right"),
            ("2027, CHF", "right"),
            ("Änderung", "right"),
            ("Prüfhinweis", "left"),
        ]
    )
    for key, words in (
        ("amount_p1", "1 Person"),
        ("amount_p2", "2 Personen"),
        ("amount_p4", "4 Personen"),
    ):
        form.add(
            key, Field(f"{words}, Grenzwert 2027", AmountInput(), beside=True, show_label=False)
        )
        table.add_row(words, "1'000.00", form[key].input, "+2,4 %", form[key].line)
    form["amount_p1"].set_value(85000)
    form["amount_p2"].set_value(118000)
    form.add("valid_from", Field("&Gültig ab", DateInput()))
    form.add("number", Field("Beschluss-&Nr.", TextInput(), optional=True, width=160))
    form.add("decided_on", Field("&Beschlossen am", DateInput(), hint="Zum Beispiel 24.11.2026"))
    organ = Choice([("a", "Sozialhilfebehörde"), ("b", "Gemeinderat")])
    form.add("body", Field("&Organ", organ, width=260))
    form.add("place", Field("Gemein&de", MunicipalityInput(PLACES), width=260))
    many = MunicipalitiesInput(PLACES)
    many.set_value([2883, 2889, 2893])
    form.add(
        "places",
        Field(
            "Gemeinden, für die &Sie zuständig sind",
            many,
            hint="Name oder BFS-Nummer tippen, mit Enter übernehmen.",
        ),
    )
    form.add("password", Field("&Passwort", PasswordInput(), width=260))
    form.add("remark", Field("Be&merkung", TextArea(), optional=True))
    kind = RadioChoice("Beträge", [("net", "netto"), ("gross", "brutto")])
    kind.set_value("net")
    office = RadioChoice(
        "Stelle",
        [
            ("service", "Sozialdienst", "Eigene Grenzwerte melden"),
            ("ksa", "Kantonales Sozialamt", "Erhebungen eröffnen"),
        ],
        across=False,
    )
    left = layouts.column(
        labels.section("Grenzwerte"),
        layouts.row(kind, Tick("&unverändert")),
        table,
        form["places"],
        form["remark"],
        office,
        None,
    )
    right = layouts.column(
        labels.section("Beschluss"),
        layouts.row(form["valid_from"], form["number"], None, spacing=16),
        form["decided_on"],
        form["body"],
        form["place"],
        form["password"],
        None,
    )
    columns = layouts.Columns(left, right)
    page.set_content(
        layouts.box(layouts.column(summary, columns, spacing=20, margins=(24, 2, 20, 20))),
        scroll=True,
        line=False,
    )
    bar = ActionBar(
        buttons.button("Formular &erstellen", primary=True), buttons.button("Schliessen")
    )
    bar.set_message("", "Nicht gespeicherte Änderungen", "hint")
    page.set_bar(bar)
    summary.report(
        [
            Finding(
                "x", Severity.STOP, "Geben Sie den Betrag für 4 Personen ein", field="amount_p4"
            ),
            Finding("x", Severity.HINT, "über ±15 %, Begründung fehlt", field="amount_p2"),
            Finding(
                "x", Severity.STOP, "Geben Sie das Datum des Beschlusses ein", field="decided_on"
            ),
        ]
    )
    return page


def sheet_page() -> Page:
    page = Page("Frenkendorf", "Formularversion 3, erkannt an BFS-Nr. 2824")
    findings = [
        Finding(
            "a",
            Severity.STOP,
            "Der Betrag fehlt. Tragen Sie ihn nach oder fragen Sie zurück.",
            "Vorjahr 1'500, Median des Bezirks 1'580",
            cell="Erhebung!C15",
        ),
        Finding(
            "b",
            Severity.HINT,
            "1'298 statt 1'100 (+18,0 %). Üblich sind höchstens ±15 %.",
            "Letzte Begründung (2025): keine",
            cell="Erhebung!C13",
        ),
        Finding(
            "c", Severity.NOTE, "«Fr. 930.–» ist Text und wurde als 930.00 gelesen.", cell="C12"
        ),
    ]
    rows = (
        ("Haushalt", "2026", "2027", "Änderung"),
        ("1 Person", "900", "Fr. 930.–", "+3,3 %"),
        ("2 Personen", "1'100", "1'298", "+18,0 %"),
        ("3 Personen", "1'300", "1'350", "+3,8 %"),
        ("4 Personen", "1'500", "", ""),
    )
    missing, reason = AmountInput(), TextInput(placeholder="Begründung")
    missing.setAccessibleName("Betrag nachtragen")
    reason.setAccessibleName("Begründung")
    decision = RadioChoice("Entscheid", [("n", "zur Kenntnis genommen"), ("q", "Rückfrage")])
    page.set_content(
        detail(
            SheetExcerpt(11, rows, marks_of(findings)),
            FindingBlock(
                findings[0],
                layouts.box(
                    layouts.row(
                        labels.text("Betrag nachtragen", wrap=False),
                        missing,
                        buttons.button("Rückfrage stellen …"),
                        None,
                    )
                ),
                place="4 Personen",
            ),
            FindingBlock(findings[1], decision, reason, place="2 Personen"),
            FindingBlock(findings[2], place="1 Person", line=False),
        ),
        scroll=True,
    )
    return page


PAGES = {
    "formular": form_page,
    "befund": sheet_page,
    "runde": round_page,
    "einlesen": import_page,
    "leer": empty_page,
    "start": start_page,
}


def main(out: Path, mode: str, factor: float, size: tuple[int, int]) -> None:
    app = QApplication([])
    theme.apply(app, mode, factor)
    for name, build in PAGES.items():
        page = build()
        page.resize(*size)
        page.show()
        app.processEvents()
        for problem in accessibility.problems(page):
            sys.stdout.write(f"{name}: {problem}\n")
        page.grab().save(str(out / f"{name}-{mode}-{app.devicePixelRatio():.2f}.png"))
        page.close()


if __name__ == "__main__":
    width, height = (int(n) for n in (sys.argv[4] if len(sys.argv) > 4 else "1064x730").split("x"))
    factor = float(sys.argv[3]) if len(sys.argv) > 3 else 1.0
    main(Path(sys.argv[1]), sys.argv[2], factor, (width, height))
