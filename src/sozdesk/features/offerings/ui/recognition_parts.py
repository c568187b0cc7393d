"""The tabs of a Gesuch: the way it goes, the checklist, the criteria."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings import rules, texts
from sozdesk.features.offerings.queries import RequestDetails
from sozdesk.features.offerings.terms import (
    AssessmentRow,
    AttachmentOwner,
    EnclosureRow,
    EnclosureState,
    StepRow,
)
from sozdesk.features.offerings.ui.attachments_part import AttachmentsPart
from sozdesk.features.offerings.ui.recognition_data import Shown
from sozdesk.features.offerings.ui.recognition_dialogs import (
    AllEnclosuresDialog,
    AssessDialog,
    EnclosureDialog,
)
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import labels, layouts, states
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.parts import Part, PartTable, stacked
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column

_SYMBOLS = {
    EnclosureState.MISSING: State.OPEN,
    EnclosureState.THERE: State.RECORDED,
    EnclosureState.EXPIRED: State.OVERDUE,
    EnclosureState.WAIVED: State.UNCHANGED,
}


class WayPart(Part):
    """Every step: done, possible, or why not; then what is known of the Gesuch."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._steps = layouts.column(spacing=8)
        self.facts = Facts()
        self.setLayout(stacked(layouts.box(self._steps), layouts.line(), self.facts))

    def show_data(self, shown: Shown) -> None:
        """Show the way of another Gesuch."""
        details = shown.details
        assert details is not None
        layouts.empty(self._steps)
        for row in details.steps:
            made = _step(row)
            self._steps.addWidget(made)
            made.show()  # or Qt does it after the pane was measured
        self.facts.set_facts(_facts(details))


def _step(row: StepRow) -> QWidget:
    state, said = step_words(row)
    words = layouts.column(labels.strong(texts.word(row.step)), spacing=1)
    if said:
        words.addWidget(labels.secondary(said))
    line = layouts.row(layouts.column(states.Symbol(state), None), words, spacing=8)
    line.setStretch(1, 1)
    return layouts.box(line)


def step_words(row: StepRow) -> tuple[State, str]:
    """Symbol and sentence of a step."""
    if row.done:
        return State.RECORDED, "erledigt"
    if not row.needed:
        return State.NOTE, f"Nicht nötig. {row.why}".strip()
    if row.possible:
        return State.RECEIVED, row.why or "jetzt möglich"
    return State.OPEN, f"Noch nicht möglich. {row.why}"


def _facts(details: RequestDetails) -> list[tuple[str, str | QWidget]]:
    row, covered = details.request, details.covered
    catalogue = (
        texts.need_covered(covered.valid_from, covered.segment, covered.reason) if covered else ""
    )
    need = ""
    if row.need is not None and row.need_checked_on is not None:
        need = f"{texts.word(row.need)} (geprüft am {german.day(row.need_checked_on)})"
    pairs = (
        ("Art", texts.word(row.kind)),
        ("Eingang", f"{german.day(row.received_on)}, {texts.window_words(row.window)}"),
        ("Vollständig", f"seit {german.day(row.complete_on)}" if row.complete_on else ""),
        ("Zuständig", row.responsible),
        ("Katalog", catalogue),
        ("Bedarf", " ".join(filter(None, (need, row.need_reason)))),
        ("Hinweis", " ".join(one.message for one in details.hints)),
        ("Bemerkung", row.note),
    )
    return [(key, value) for key, value in pairs if value]


class EnclosurePart(Part):
    """The checklist, and the files of the current paper."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.shown: Shown | None = None
        column = Column(
            title="Beilage",
            text=lambda row: row.kind.name,
            second=enclosure_words,
            symbol=lambda row: _SYMBOLS[row.state],
            stretch=True,
        )
        self.table = PartTable("Beilagen", (column,), key=lambda row: row.kind.code)
        self.table.view.opened.connect(lambda _row: self.record())
        self.table.view.current_row_changed.connect(lambda _row: self._show_files())
        self.record_button = self.command("Beilage erfa&ssen …", self.record, icon="pencil")
        self.all_button = self.command("&Alle als eingegangen erfassen …", self.record_all)
        self.table.needs_row(self.record_button)
        self.files_title = labels.section("Anhänge")
        self.files = AttachmentsPart(desk)
        self.no_files = labels.text("", "body", "text2")
        self.setLayout(
            stacked(
                self.table.view,
                layouts.Flow(self.record_button, self.all_button, spacing=8),
                self.files_title,
                self.no_files,
                self.files,
            )
        )

    def show_data(self, shown: Shown) -> None:
        """Show the checklist of another Gesuch."""
        assert shown.details is not None
        self.shown = shown
        self.table.set_rows(shown.details.enclosures)
        several = len(rules.recordable(shown.details.enclosures)) > 1
        self.all_button.setVisible(several and shown.open)
        self._show_files()

    def _show_files(self) -> None:
        row = self.table.current()
        self.files_title.setText(f"Anhänge zu «{row.kind.name}»" if row else "Anhänge")
        said = ""
        if row is not None and row.kind.inspected_only:
            said = texts.INSPECTED_INTRO
        elif row is None or row.id is None:
            said = "Erfassen Sie zuerst die Beilage, dann lassen sich Dateien anhängen."
        self.no_files.setText(said)
        self.no_files.setVisible(bool(said))
        self.files.setVisible(not said)
        if not said and row is not None and row.id is not None:
            self.files.show_owner(AttachmentOwner.ENCLOSURE, row.id)

    def record(self) -> None:
        """Record the current paper; after sending, one that was there can be renewed."""
        row, shown = self.table.current(), self.shown
        if row is None or shown is None or not self.may_change():
            return
        if shown.open or row.received_on is not None:
            assert shown.details is not None
            EnclosureDialog(self, self.desk, shown.details.request, row).present()

    def record_all(self) -> None:
        """Record everything that is missing."""
        if self.shown is not None and self.shown.open and self.may_change():
            details = self.shown.details
            assert details is not None
            rows = rules.recordable(details.enclosures)
            AllEnclosuresDialog(self, self.desk, details.request, rows).present()


def enclosure_words(row: EnclosureRow) -> str:
    """«da, eingegangen am 12.10.2026, gültig bis 12.10.2027»."""
    inspected = row.kind.inspected_only
    parts = [texts.word(row.state)]
    if row.waived_because:
        parts.append(row.waived_because)
    if row.received_on:
        verb = "eingesehen" if inspected else "eingegangen"
        by = f" von {row.seen_by}" if row.seen_by else ""
        parts.append(f"{verb} am {german.day(row.received_on)}{by}")
    if row.inspection:
        parts.append(texts.word(row.inspection))
    if row.expires_on:
        until = "nächste Einsicht bis" if inspected else "gültig bis"
        parts.append(f"{until} {german.day(row.expires_on)}")
    if not row.kind.required:
        parts.append("nicht verlangt")
    return ", ".join(parts)


class CriteriaPart(Part):
    """The criteria with their points, and what they come to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.shown: Shown | None = None
        self.version = labels.text("", "body", "text2")
        self.score = labels.strong("")
        column = Column(
            title="Kriterium",
            text=lambda row: f"{row.criterion.number}. {row.criterion.text}",
            second=_assessed,
            symbol=_assessment_symbol,
            tip=lambda row: row.criterion.text,
            stretch=True,
        )
        self.table = PartTable("Kriterien", (column,), key=lambda row: row.criterion.id)
        self.table.view.opened.connect(lambda _row: self.assess())
        self.assess_button = self.command("&Kriterien beurteilen …", self.assess, icon="pencil")
        self.setLayout(
            stacked(self.version, self.score, self.table.view, layouts.Flow(self.assess_button))
        )

    def show_data(self, shown: Shown) -> None:
        """Show the assessment of another Gesuch."""
        details = shown.details
        assert details is not None
        self.shown = shown
        version = details.criteria
        said = f"Fassung «{version.name}»" if version else texts.NO_CRITERIA
        sample = f" – {version.source}" if version and version.sample else ""
        self.version.setText(f"{said}{sample}")
        self.score.setText(score_words(details))
        self.score.setVisible(bool(details.assessments))
        self.table.set_rows(details.assessments)
        self.assess_button.setVisible(bool(details.assessments) and shown.open)

    def assess(self) -> None:
        """Assess all of them."""
        shown = self.shown
        if shown is not None and shown.details is not None and shown.open and self.may_change():
            AssessDialog(self, self.desk, shown.details).present()


def score_words(details: RequestDetails) -> str:
    """«32 von 45 gewichteten Punkten (71,1 %), 2 Kriterien offen»."""
    points = details.points
    said = f"{points.points} von {points.most} gewichteten Punkten"
    share = f" ({german.percent(points.percent)})" if points.most else ""
    left = german.plural(points.open, "Kriterium", "Kriterien")
    open_ = f", {left} offen" if points.open else ""
    unmet = f". {texts.unmet(points.unmet)}" if points.unmet else ""
    return f"{said}{share}{open_}{unmet}"


def _assessed(row: AssessmentRow) -> str:
    must = ", zwingend" if row.criterion.mandatory else ""
    head = f"Gewicht {row.criterion.weight}{must}"
    if row.points is None:
        return f"{head}: noch nicht beurteilt"
    reason = f", {row.reason}" if row.reason else ""
    return f"{head}: {german.plural(row.points, 'Punkt', 'Punkte')}{reason}"


def _assessment_symbol(row: AssessmentRow) -> str:
    if row.points is None:
        return State.OPEN
    if row.points == 0:
        return State.UNUSABLE if row.criterion.mandatory else State.HINT
    return State.RECORDED
