"""«Bericht»: the draft on a period as of a day, its way to the Regierungsrat, its versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from sozdesk.documents.report import Heading, Paragraph, Report, heading_numbers
from sozdesk.features.strategy import reports
from sozdesk.features.strategy.terms import TOPIC, ReportVersionRow, StageRow
from sozdesk.features.strategy.texts import period_state
from sozdesk.features.strategy.texts import report as said
from sozdesk.features.strategy.ui import report_data, texts_page
from sozdesk.features.strategy.ui.comparison_page import ComparisonPage
from sozdesk.features.strategy.ui.report_data import ReportData
from sozdesk.features.strategy.ui.report_dialogs import CompareDialog, StageDialog
from sozdesk.features.strategy.ui.report_writer import ReportWriter
from sozdesk.kernel import german
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.swiss_time import swiss_day
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, labels, layouts
from sozdesk.widgets.chart_view import ChartView
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.list_detail import ListDetail, detail, detail_head
from sozdesk.widgets.list_pane import ListPane
from sozdesk.widgets.page import Page
from sozdesk.widgets.table import Column, RowsModel, TableView

_SHARE = "strategy.report"
_GROUP = 16
"""Digits of a checksum that stand together."""
_LEVELS = 2
"""Headings that the preview lists."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line on the left: the draft, or a version."""

    name: str
    as_of: date
    stage: str
    version: ReportVersionRow | None = None

    @property
    def key(self) -> object:
        """Stays the same when the list is read again."""
        return self.version.id if self.version else "draft"


_COLUMNS = [
    Column(title="Version", text=lambda row: row.name, sort_key=lambda row: row.name),
    Column(
        title="Stand per", text=lambda row: german.day(row.as_of), sort_key=lambda row: row.as_of
    ),
    Column(title="Bearbeitungsstand", text=lambda row: row.stage, stretch=True, tone="text2"),
]


def build(desk: Desk, navigator: Navigator, period_code: str, as_of: date) -> Page:
    """The sub-page on a period as of a day."""
    return ReportPage(desk, navigator, period_code, as_of)


class ReportPage(Page):
    """Sub-page of the measures."""

    handbook_place = "massnahmen-bericht"

    def __init__(self, desk: Desk, navigator: Navigator, period_code: str, as_of: date) -> None:
        super().__init__("Bericht", back=navigator.back)
        self._desk, self._navigator = desk, navigator
        self._code, self._as_of = period_code, as_of
        self.data: ReportData | None = None
        self._writer = ReportWriter(self, desk)
        self._add_actions()
        model = RowsModel(_COLUMNS, key=lambda row: row.key)
        self.table = TableView(model, "Entwurf und Versionen", sortable=False)
        pane = ListPane(self.table, ("Eintrag", "Einträge"), export=False)
        self.split = ListDetail(pane, share=navigator.share_of(_SHARE, 0.38))
        self.split.share_changed.connect(partial(navigator.remember_share, _SHARE))
        self.table.current_row_changed.connect(self._show_entry)
        self.set_content(self.split)
        self.setFocusProxy(self.table)
        desk.changed.connect(self._on_changed)
        self.reload()

    def _add_actions(self) -> None:
        self.write_button = buttons.button(
            "Bericht &schreiben …", self.write, icon="file-text", primary=True
        )
        self.freeze_button = buttons.button("Version &festhalten …", self.freeze, icon="save")
        self.stage_action = buttons.action("Stand des Entwurfs …", self.set_stage)
        self.head.set_actions(
            self.freeze_button,
            primary=self.write_button,
            more=[
                self.stage_action,
                buttons.action("Abbildungen schreiben …", self.write_figures),
                buttons.action("Vergleichen …", self.compare),
            ],
        )

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read the draft and the versions again."""
        code, as_of = self._code, self._as_of
        self._desk.call(
            lambda archive: report_data.load(archive, code, as_of),
            done=self._show,
            failed=self._failed,
            owner=self,
        )

    def _failed(self, error: SozDeskError) -> None:
        errors.show(self, error)

    def _show(self, data: ReportData) -> None:
        self.data = data
        self.head.set_title(f"Bericht {data.period.name}")
        stage = said.stamp(data.draft.written, data.imprint)
        label = "" if data.imprint.extract else "Bearbeitungsstand: "
        self.head.set_facts(f"Stand per {german.day(data.as_of)}, {label}{stage}")
        self.freeze_button.setVisible(not data.read_only)
        self.stage_action.setVisible(not data.read_only)
        self.table.rows_model.set_rows(list(_entries(data)))
        if self.table.current_row() is None:
            self.table.select_first()
        else:
            self._show_entry(self.table.current_row())

    # ------------------------------------------------------------------ one entry

    def _show_entry(self, row: Entry | None) -> None:
        if row is None or self.data is None:
            self.split.set_detail(None)
        elif row.version is None:
            self.split.set_detail(self._draft(self.data))
        else:
            self.split.set_detail(self._version(row.version))

    def _draft(self, data: ReportData) -> QWidget:
        report = reports.measures_report(data.draft.written, data.imprint)
        head = detail_head(said.title(data.period), f"Entwurf, Stand per {german.day(data.as_of)}")
        facts = [*_draft_facts(data), ("Texte", self._texts_link(data))]
        parts: list[layouts.Item] = [head, Facts(facts)]
        if report.charts:
            parts += [labels.section("Abbildungen"), *map(ChartView, report.charts)]
        parts += [labels.section("Inhalt"), *_contents(report)]
        return detail(*parts)

    def _texts_link(self, data: ReportData) -> QWidget:
        hints = german.plural(data.hints, "Prüfhinweis", "Prüfhinweise")
        return buttons.link(f"{hints if data.hints else 'keine Prüfhinweise'} …", self.open_texts)

    def open_texts(self) -> None:
        """The texts of the draft, with what stands out in them."""
        page = texts_page.build(self._desk, self._navigator, self._code, self._as_of)
        self._navigator.open_subpage(page)

    def _version(self, row: ReportVersionRow) -> QWidget:
        save = buttons.button(
            "Dateien s&peichern …", partial(self._writer.save_version, row), icon="save"
        )
        compare = buttons.button("Ver&gleichen …", partial(self.compare, row))
        when = f"festgehalten am {german.day(swiss_day(row.frozen_at))} von {row.frozen_by}"
        facts: list[tuple[str, str | QWidget]] = [
            ("Stand per", german.day(row.as_of)),
            ("Bearbeitungsstand", _stage_of(row)),
            ("Dateien", "\n".join(file.name for file in row.files)),
        ]
        for file in row.files:
            ending = file.name.rpartition(".")[2]
            facts.append((f"SHA-256 {ending}", _grouped(file.sha256)))
        return detail(detail_head(f"Version {row.number}", when, save, compare), Facts(facts))

    # ------------------------------------------------------------------ commands

    def write(self) -> None:
        """The draft as files."""
        if self.data is not None:
            self._writer.write(self.data)

    def write_figures(self) -> None:
        """The charts as files."""
        if self.data is not None:
            self._writer.write_figures(self.data)

    def freeze(self) -> None:
        """The draft as a version that stays."""
        if self.data is not None:
            self._writer.freeze(self.data)

    def set_stage(self) -> None:
        """Where the draft is."""
        if self.data is not None:
            StageDialog(self, self._desk, self.data).present()

    def compare(self, row: ReportVersionRow | None = None) -> None:
        """Two reports side by side, on a page of their own."""
        if self.data is None:
            return
        dialog = CompareDialog(self, self.data, row or None)
        chosen = dialog.run()
        sides = (dialog.side("before"), dialog.side("after")) if chosen else None
        fine = dialog.fine()
        dialog.deleteLater()
        if sides is not None:
            page = ComparisonPage(self._desk, self._navigator, self.data, *sides, fine=fine)
            self._navigator.open_subpage(page)


def _entries(data: ReportData) -> Iterator[Entry]:
    stage = said.stamp(data.draft.written, data.imprint)
    yield Entry("Entwurf", data.as_of, stage)
    for row in data.versions:
        yield Entry(f"Version {row.number}", row.as_of, _stage_of(row), row)


def _stage_of(row: ReportVersionRow) -> str:
    """As the title page of the version names it."""
    step = StageRow(
        id=row.id,
        version=1,
        stage=row.stage,
        since=row.rrb_on or row.as_of,
        rrb_number=row.rrb_number,
    )
    return said.stage_words(step)


def _draft_facts(data: ReportData) -> list[tuple[str, str | QWidget]]:
    step = data.draft.written.stage
    stage = said.stage_words(step)
    since = f", seit {german.day(step.since)}" if step and not step.rrb_number else ""
    facts: list[tuple[str, str | QWidget]] = []
    if not data.imprint.extract:
        facts.append(("Bearbeitungsstand", f"{stage}{since}"))
    if decision := data.draft.written.decision:
        facts.append((said.LAST_DECISION, said.stage_words(decision)))
    facts.append(("Massnahmen", period_state(data.period.expected, data.period.recorded)))
    if not data.read_only:
        facts.append(("Nächste Version", str(data.draft.number)))
    return facts


def _contents(report: Report) -> Iterator[QWidget]:
    """The numbered titles; said where a text is still missing."""
    blocks = report.body
    titles = [block for block in blocks if isinstance(block, Heading) and block.numbered]
    numbers = iter(heading_numbers([title.level for title in titles]))
    for at, block in enumerate(blocks):
        if not isinstance(block, Heading) or not block.numbered:
            continue
        number = next(numbers)
        if block.level <= _LEVELS:
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            missing = isinstance(following, Paragraph) and following.text == said.NO_CHAPTER
            words = f"{number}  {block.text}" + (" (noch kein Text)" if missing else "")
            role = labels.strong if block.level == 1 else labels.body
            yield role(words)


def _grouped(sha256: str) -> str:
    """In groups, so that the line can break and two can be compared by eye."""
    return " ".join(sha256[start : start + _GROUP] for start in range(0, len(sha256), _GROUP))
