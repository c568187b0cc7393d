"""«Aufruf vorbereiten»: who gets what, who has no address, and the text to be copied."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from sozdesk.features.rent_limits import files, rules, texts
from sozdesk.features.rent_limits.files import CommonText
from sozdesk.features.rent_limits.terms import LetterJob, LetterKind
from sozdesk.features.rent_limits.ui.letters_data import CheckedJob
from sozdesk.features.rent_limits.usecases.letter_wording import some
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.widgets import buttons, labels, layouts, theme
from sozdesk.widgets.announce import announce
from sozdesk.widgets.buttons import Slot
from sozdesk.widgets.dialogs import Dialog
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.fields import Field, FindingLine
from sozdesk.widgets.inputs import Choice, TextArea

_INTRO = (
    "SozDesk schreibt in einen Ordner: die Formulare, einen Brief je Gemeinde, einen "
    "E-Mail-Entwurf je Kontakt, dazu Text und Adressen zum Kopieren und die Fristen für den "
    "Kalender. Verschickt wird nichts."
)
_HOW = (
    "Öffnen Sie die Entwürfe (.eml) in Ihrem E-Mail-Programm. Nimmt es sie nicht an, kopieren Sie "
    "hier den Text und die Adressen."
)
_OTHER_DEADLINES = "Jede Frist hat ihren eigenen Text und ihre eigenen Adressen."
_ENTER_POSTAL = "Tragen Sie sie unter «Gemeinden und Stellen» nach."
_WIDTH = 680


class CallDialog(Dialog):
    """Ends in the choice of a folder; nothing is written before."""

    def __init__(
        self,
        parent: QWidget,
        checked: CheckedJob,
        *,
        open_templates: Slot,
        write_calendar: Slot,
    ) -> None:
        job = checked.job
        super().__init__(
            parent,
            f"Aufruf {job.round.year} vorbereiten",
            action="&Ordner wählen …",
            intro=_INTRO,
        )
        self.texts = files.common_texts(job, LetterKind.CALL)
        self.setMinimumWidth(theme.px(_WIDTH))
        self.body.addWidget(Facts(_facts(checked)))
        for problem in checked.problems:
            line = FindingLine()
            self.body.addWidget(line)
            line.set_finding(Finding("template", Severity.STOP, problem))
        if files.names_no_way_back(job):
            line = FindingLine()
            self.body.addWidget(line)
            line.set_finding(Finding("no_way_back", Severity.HINT, texts.NO_WAY_BACK))
        self.action_button.setEnabled(not checked.problems)
        self.body.addWidget(labels.secondary(_HOW))
        self._add_text()
        calendar = buttons.button("&Fristen als Kalender …", write_calendar, icon="calendar")
        other = buttons.link("Vorlagen …", lambda: self._leave(open_templates))
        self.body.addWidget(layouts.Flow(*self.copy_buttons, calendar, other, spacing=8))

    def _add_text(self) -> None:
        """One text for every deadline: who has more time must not read the usual day."""
        self.choice = Choice([(text, text.head) for text in self.texts])
        deadline = Field("F&rist", self.choice, hint=_OTHER_DEADLINES, width=320)
        area = TextArea(lines=9)
        area.setReadOnly(True)
        self.field = Field("&Text zum Kopieren", area)
        copy = buttons.button("Te&xt kopieren", self._copy_text, icon="copy")
        self.copy_addresses = buttons.button(
            "&Adressen kopieren", self._copy_addresses, icon="copy"
        )
        self.copy_buttons = (copy, self.copy_addresses)
        self.body.addWidget(deadline)
        deadline.setVisible(len(self.texts) > 1)
        self.body.addWidget(self.field)
        self.choice.changed.connect(self._show_text)
        self._show_text()

    def _text(self) -> CommonText:
        found: CommonText = self.choice.value()
        return found

    def _show_text(self) -> None:
        self.field.set_value(self._words())
        self.copy_addresses.setEnabled(bool(self._text().addresses))

    def _words(self) -> str:
        return f"{self._text().subject}\n\n{self._text().body}"

    def _leave(self, open_templates: Slot) -> None:
        self.reject()
        open_templates()

    def _copy_text(self) -> None:
        self._copy(self._words(), "Text kopiert")

    def _copy_addresses(self) -> None:
        addresses = self._text().addresses
        number = german.plural(len(addresses), "Adresse", "Adressen")
        self._copy("; ".join(addresses), f"{number} kopiert")

    def _copy(self, text: str, said: str) -> None:
        QGuiApplication.clipboard().setText(text)
        announce(self, said)


def _facts(checked: CheckedJob) -> list[tuple[str, str | QWidget]]:
    job = checked.job
    without = files.without_address(job)
    found: list[tuple[str, str | QWidget]] = [
        ("Briefe", german.plural(len(job.targets), "Gemeinde", "Gemeinden")),
        ("E-Mail-Entwürfe", _drafts(job)),
        ("Ohne E-Mail", f"{some(without)}: nur der Brief" if without else "keine Gemeinde"),
    ]
    if number := files.without_postal(job):
        letters = german.plural(number, "Brief", "Briefe")
        found.append(("Ohne Postadresse", f"{letters}. {_ENTER_POSTAL}"))
    if checked.written_on is not None:
        day = german.day(checked.written_on)
        found.append(
            ("Schon geschrieben", f"am {day}. Nochmals schreiben ersetzt gleiche Dateien.")
        )
    return found


def _drafts(job: LetterJob) -> str:
    """«81, davon 2 an Sozialdienste mit mehreren Gemeinden»."""
    groups = rules.grouped(job.targets)
    together = sum(rules.answers_for_all(group) for group in groups)
    said = german.plural(len(groups), "Kontakt", "Kontakte")
    services = german.plural(together, "Sozialdienst", "Sozialdienste")
    return f"{said}, davon {services} mit mehreren Gemeinden" if together else said
