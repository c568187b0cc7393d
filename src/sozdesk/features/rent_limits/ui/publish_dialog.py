"""«Grenzwerte veröffentlichen»: for whom, why something is missing or corrected, who decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Amendment,
    AmendmentRow,
    Audience,
    Category,
    PublicationDraft,
    PublishedRow,
)
from sozdesk.features.rent_limits.texts import household, word
from sozdesk.features.rent_limits.ui.publish_data import PublishData
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding
from sozdesk.widgets import labels, layouts, theme
from sozdesk.widgets.dialogs import Dialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.form_table import FormTable
from sozdesk.widgets.inputs import Choice, RadioChoice, TextInput, Tick
from sozdesk.widgets.typed import DateInput

_WIDTH = 640
_INTRO = (
    "Geschrieben werden Excel, PDF mit Karte, CSV für Excel und für Open Data und die Karte als "
    "Bild. Die Version wird mit Nummer, Datum und Prüfsumme in der Datei festgehalten."
)
_AUDIENCES = (
    (Audience.INTERNAL, "&KSA-intern", "Bleibt im Haus, mit den Worten der Gemeinden."),
    (Audience.MUNICIPALITIES, "&Gemeinden", "Für die Gemeinden und Sozialdienste. Üblich."),
    (
        Audience.PUBLIC,
        "Öffentlichke&it",
        "Für alle, ohne Freitexte der Gemeinden. Braucht einen Beschluss.",
    ),
)
_NAMES_SHOWN = 12
_LINES_SHOWN = 6
_ALONE = "alone/"
"""Key of the field with the reason of a single municipality."""


class PublishDialog(Dialog):
    """Asks only what this version needs."""

    def __init__(self, parent: QWidget, data: PublishData) -> None:
        title = f"Grenzwerte {data.year} veröffentlichen"
        super().__init__(parent, title, action="&Veröffentlichen …", intro=_INTRO)
        self.data = data
        self.setMinimumWidth(theme.px(_WIDTH))
        self._state = labels.body("")
        self._since = labels.body("")
        self._build()
        self.form["audience"].input.changed.connect(self._follow)
        self.form["audience"].set_value(Audience.MUNICIPALITIES)
        self._put_known_reasons()
        self.form.mark_clean()
        self._follow()

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        audience = RadioChoice("Für wen", _AUDIENCES, across=False)
        self._put("audience", Field("Für wen?", audience))
        self._put("decided_by", Field("&Wer hat das beschlossen?", TextInput()))
        self._put("decided_on", Field("Beschlossen a&m", DateInput(near=self.data.context.today)))
        self.body.addWidget(layouts.line())
        self.body.addWidget(self._state)
        self._build_missing()
        self.body.addWidget(self._since)
        hint = "Steht bei den Berichtigungen, zum Beispiel «Betrag für 3 Personen war vertippt»."
        self._put("reason", Field("Was war &falsch?", TextInput(), hint=hint))
        sizes = Choice([(size, household(size)) for size in MAIN_CATEGORIES])
        hint = "Dazu kommt ein Blatt mit den Karten aller Grössen."
        self._put("map_size", Field("G&rosse Karte für", sizes, hint=hint))
        self.form["map_size"].set_value(Category.P1)

    def _put(self, key: str, field: Field) -> None:
        self.body.addWidget(self.form.add(key, field))

    def _build_missing(self) -> None:
        """One reason for all, one for those in Rückfrage, and a table for those with another one."""
        missing = self._any_draft().missing
        hint = "Steht bei diesen Gemeinden, zum Beispiel «Antwort steht aus»."
        self._put("missing_reason", Field("Warum &fehlen sie?", TextInput(), hint=hint))
        asked = [row.name for row in missing if row.bfs_number in self.data.answered]
        hint = f"Zum Beispiel «In Abklärung». Leer gilt der Grund oben. Es sind {named(asked)}."
        label = "Anderer Grund für die Unent&schiedenen (freiwillig)"
        self._put("queried_reason", Field(label, TextInput(), hint=hint))
        self.form["queried_reason"].setVisible(0 < len(asked) < len(missing))
        self._singly = Tick("&Einzelne Gemeinden anders begründen")
        self._alone = FormTable((("Gemeinde", "left"), ("Anderer Grund (freiwillig)", "left")))
        for row in missing:
            line = TextInput()
            field = Field(f"{row.name}, anderer Grund", line, show_label=False)
            self.form.add(f"{_ALONE}{row.bfs_number}", field)
            self._alone.add_row(row.name, line)
            field.setParent(self._alone)
            field.hide()
        self.body.addWidget(self._singly)
        self.body.addWidget(self._alone)
        self._singly.toggled.connect(self._alone.setVisible)
        self._alone.hide()
        few = 1 < len(missing) <= _NAMES_SHOWN
        self._singly.setVisible(few)
        self.form["missing_reason"].setVisible(bool(missing))

    def _put_known_reasons(self) -> None:
        """What the last version for this audience said about the same municipalities."""
        draft = self._any_draft()
        known = draft.before.missing if draft.before else {}
        said = {
            row.bfs_number: known[row.bfs_number]
            for row in draft.missing
            if row.bfs_number in known
        }
        if not said:
            return
        asked = {number: reason for number, reason in said.items() if number in self.data.answered}
        common = _usual(said[number] for number in said.keys() - asked.keys()) or _usual(
            said.values()
        )
        queried = _usual(asked.values()) if len(asked) < len(said) else ""
        self.form["missing_reason"].set_value(common)
        self.form["queried_reason"].set_value(queried if queried != common else "")
        others = {
            number: reason
            for number, reason in said.items()
            if reason != ((queried or common) if number in asked else common)
        }
        for number, reason in others.items():
            self.form[f"{_ALONE}{number}"].set_value(reason)
        if others:
            self._singly.show()
            self._singly.setChecked(True)

    def _any_draft(self) -> PublicationDraft:
        return self.data.drafts[Audience.MUNICIPALITIES]

    # ------------------------------------------------------------------ what follows the audience

    def draft(self) -> PublicationDraft:
        """What would be published for the chosen audience."""
        return self.data.drafts[self.audience()]

    def audience(self) -> Audience:
        """For whom."""
        chosen: Audience = self.form["audience"].value() or Audience.MUNICIPALITIES
        return chosen

    def _follow(self) -> None:
        draft = self.draft()
        public = draft.audience is Audience.PUBLIC
        self.form["decided_by"].setVisible(public)
        self.form["decided_on"].setVisible(public)
        self.form["reason"].setVisible(_needs_reason(draft.amendments))
        self._state.setText(_state(draft))
        self._since.setText(since(draft))
        self._since.setVisible(bool(since(draft)))

    # ------------------------------------------------------------------ answers

    def reasons(self) -> Mapping[int, str]:
        """BFS number → why nothing is published."""
        common = str(self.form["missing_reason"].value())
        queried = str(self.form["queried_reason"].value()) or common
        return {
            row.bfs_number: self._own_reason(row)
            or (queried if row.bfs_number in self.data.answered else common)
            for row in self._any_draft().missing
        }

    def _own_reason(self, row: PublishedRow) -> str:
        if not self._singly.isChecked():
            return ""
        return str(self.form[f"{_ALONE}{row.bfs_number}"].value())

    def reason(self) -> str:
        """What was wrong; empty if nothing is corrected."""
        return str(self.form["reason"].value()) if _needs_reason(self.draft().amendments) else ""

    def decided_by(self) -> str:
        """Who decided; only for the public."""
        return str(self.form["decided_by"].value())

    def decided_on(self) -> date | None:
        """When that was decided."""
        day: date | None = self.form["decided_on"].value()
        return day

    def map_size(self) -> Category:
        """The household size that gets a map of its own."""
        size: Category = self.form["map_size"].value()
        return size

    def check(self) -> Sequence[Finding]:
        """Unreadable entries, and what the rules say."""
        unread = tuple(super().check())
        if unread:
            return unread
        return rules.may_publish(
            self.draft(),
            reasons=self.reasons(),
            reason=self.reason(),
            decided_by=self.decided_by(),
            decided_on=self.decided_on(),
            today=self.data.context.today,
        )

    def reject(self) -> None:
        """Nothing is lost with two sentences: no question."""
        self.form.mark_clean()
        super().reject()


def _needs_reason(amendments: Sequence[AmendmentRow]) -> bool:
    return any(row.kind is not Amendment.SUPPLEMENT for row in amendments)


def _state(draft: PublicationDraft) -> str:
    """«Version 2027-2: 77 von 86 Gemeinden. Es fehlen Duggingen, …»."""
    whole, missing = len(draft.rows), draft.missing
    said = f"Version {draft.label}: {whole - len(missing)} von {whole} Gemeinden."
    if not missing:
        return said
    who = named([row.name for row in missing])
    return f"{said} {'Es fehlt' if len(missing) == 1 else 'Es fehlen'} {who}."


def named(names: list[str]) -> str:
    """Names in a sentence, the first twelve of them."""
    shown = names[:_NAMES_SHOWN]
    more = len(names) - len(shown)
    return f"{', '.join(shown)} und {more} weitere" if more else german.enumeration(shown)


def _usual(reasons: Iterable[str]) -> str:
    """The reason that is said most often; empty if there is none."""
    found = Counter(reasons).most_common(1)
    return found[0][0] if found else ""


def since(draft: PublicationDraft) -> str:
    """What is new since the last version for the same audience, line by line; empty for the first."""
    if draft.before is None:
        return ""
    day = german.day(draft.before.published_on)
    head = f"Seit der Veröffentlichung {draft.before.label} vom {day}:"
    if draft.same_as_before:
        return f"{head} nichts geändert."
    if not draft.amendments:
        return f"{head} keine Berichtigung; neu sind Änderungen."
    lines = [f"{head} {counted(draft.amendments)}", *_listed(draft.amendments)]
    return "\n".join(lines)


def counted(amendments: Sequence[AmendmentRow]) -> str:
    """«1 Berichtigung, 2 Nachmeldungen»: municipalities, not lines."""
    many = {
        Amendment.CORRECTION: ("Berichtigung", "Berichtigungen"),
        Amendment.SUPPLEMENT: ("Nachmeldung", "Nachmeldungen"),
        Amendment.WITHDRAWAL: ("Rückzug", "Rückzüge"),
    }
    numbers = {
        kind: len({row.bfs_number for row in amendments if row.kind is kind}) for kind in Amendment
    }
    return ", ".join(
        german.plural(number, *many[kind]) for kind, number in numbers.items() if number
    )


def _listed(amendments: Sequence[AmendmentRow]) -> list[str]:
    lines = [f"{row.name}: {_said(row)}" for row in amendments[:_LINES_SHOWN]]
    more = len(amendments) - len(lines)
    return [*lines, f"und {more} weitere"] if more else lines


def _said(row: AmendmentRow) -> str:
    if row.kind is not Amendment.CORRECTION:
        return f"{row.what} ({word(row.kind)})" if row.what else word(row.kind)
    return f"{row.what} {row.before} → {row.now}"
