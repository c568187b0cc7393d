"""The four steps of the first start."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.shell import files
from sozdesk.shell.areas import KSA, SERVICE
from sozdesk.shell.new_password import NewPassword
from sozdesk.shell.reference import municipalities
from sozdesk.shell.sheet_saving import save_sheet
from sozdesk.widgets import buttons, file_prompts, labels, layouts, messages
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import RadioChoice, TextInput
from sozdesk.widgets.labels import Elided
from sozdesk.widgets.municipalities import MunicipalitiesInput
from sozdesk.widgets.states import StateLabel
from sozdesk.widgets.theme import px

SKIP_QUESTION = "Ohne Wiederherstellungsblatt weiterarbeiten?"
SKIP_VERB = "Ohne Blatt weiterarbeiten"
SKIP_CONSEQUENCE = (
    "Geht das letzte Passwort verloren, kann niemand die Datei öffnen, auch wir nicht: Alle Angaben "
    "darin sind dann verloren. Die Übersicht erinnert daran, bis ein Blatt gespeichert ist."
)
_NAMES_IN_TITLE = 3
"""A Sozialdienst is named after its first municipalities until somebody types its name."""


class Step(QWidget):
    """One step: title, line, fields."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(px(12))
        self.body.addWidget(labels.page_title(title))
        self.body.addWidget(labels.text(text, "body", "text2"))
        self.body.addSpacing(px(8))

    def check(self) -> bool:
        """Say beside the fields what is missing; True if one may go on."""
        return True

    def first_input(self) -> QWidget:
        """What gets the focus."""
        return self


def _refuse(field: Field, sentence: str) -> bool:
    field.set_finding(Finding("first_start", Severity.STOP, sentence))
    field.focus()
    return False


class OfficeStep(Step):
    """Which kind of office, and a service's municipalities."""

    def __init__(self, open_sample: Callable[[], None]) -> None:
        super().__init__(
            "Für welche Stelle arbeiten Sie?",
            "Die Wahl bestimmt, welche Bereiche das Programm zeigt. Sie lässt sich später nicht ändern.",
        )
        self._known = {row.bfs_number: row for row in municipalities()}
        self.choice = RadioChoice(
            "Art der Stelle",
            [
                (
                    SERVICE,
                    "&Sozialdienst einer oder mehrerer Gemeinden",
                    "Mietzinsgrenzwerte festlegen und melden, Integrationsangebote suchen, Fälle führen und mit dem Kanton abrechnen",
                ),
                (
                    KSA,
                    "&Kantonales Sozialamt",
                    "Erhebung der Mietzinsgrenzwerte führen, Angebote anerkennen, Abrechnungen der Gemeinden prüfen",
                ),
            ],
            across=False,
        )
        self.own = Field(
            "&Gemeinden, für die Sie zuständig sind",
            MunicipalitiesInput(tuple(self._known.values())),
            hint="Name oder BFS-Nummer tippen, mit Enter hinzufügen.",
        )
        self.choice.put_below(SERVICE, self.own)
        self.choice.changed.connect(self._show_own)
        self.choice.set_value(SERVICE)
        self.body.addWidget(self.choice)
        self._add_sample(open_sample)

    def _add_sample(self, open_sample: Callable[[], None]) -> None:
        self.sample = buttons.button("Mit &Beispieldaten ausprobieren", open_sample)
        words = layouts.column(
            labels.strong("Erst einmal umsehen?"),
            labels.text(
                "Mit frei erfundenen Angaben, auf jeder Seite als Beispiel markiert.",
                "body",
                "text2",
            ),
            spacing=2,
        )
        self.body.addSpacing(px(8))
        self.body.addWidget(layouts.line())
        line = layouts.row(words, self.sample)
        line.setStretch(0, 1)
        layouts.nest(self.body, line)

    def _show_own(self) -> None:
        self.own.setVisible(self.kind() == SERVICE)

    def kind(self) -> str:
        """``ksa`` or ``service``."""
        return str(self.choice.value())

    def municipalities(self) -> tuple[int, ...]:
        """BFS numbers of the service's municipalities."""
        return tuple(self.own.value()) if self.kind() == SERVICE else ()

    def names(self) -> list[str]:
        """Their short names."""
        return [self._known[number].short_name for number in self.municipalities()]

    def check(self) -> bool:
        """A service has at least one municipality."""
        if self.kind() == SERVICE and not self.municipalities():
            return _refuse(self.own, "Wählen Sie mindestens eine Gemeinde.")
        return True

    def first_input(self) -> QWidget:
        """The choice."""
        return self.choice.focus_target()


class FileStep(Step):
    """Names, and where the file lies."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            "Wie heisst Ihre Stelle, und wo liegt die Datei?",
            "Alle Daten liegen in einer einzigen, verschlüsselten Datei. Sie bestimmen, wo.",
        )
        self._folder = folder
        self._path = folder / f"sozdesk{files.SUFFIX}"
        self._chosen = False
        self._suggested = ""
        self.office = Field(
            "&Name der Stelle", TextInput(), hint="So steht er auf allen Dokumenten.", width=420
        )
        self.person = Field(
            "&Ihr Name",
            TextInput(),
            hint="So steht er im Verlauf. Weitere Personen später.",
            width=420,
        )
        self._shown = Elided("", "body", "text", Qt.TextElideMode.ElideMiddle)
        self.body.addWidget(self.office)
        self.body.addWidget(self.person)
        self.body.addWidget(labels.strong("Ort der Datei"))
        place = layouts.row(self._shown, buttons.button("Anderen &Ort wählen …", self.choose))
        place.setStretch(0, 1)
        layouts.nest(self.body, place)
        self.warning = labels.text("", "small", "warn")
        self.body.addWidget(self.warning)
        self.problem = labels.text("", "body", "err")
        self.problem.hide()
        self.body.addWidget(self.problem)
        self._show_path()

    def suggest(self, kind: str, names: list[str]) -> None:
        """Suggest names that fit the office, anew if it was changed; what was typed stays."""
        own = german.enumeration(names[:_NAMES_IN_TITLE])
        suggested = "Kantonales Sozialamt" if kind == KSA else f"Sozialdienst {own}"
        if self.office.value() in ("", self._suggested):
            self.office.set_value(suggested)
        self._suggested = suggested
        if not self._chosen:
            stem = "ksa" if kind == KSA else f"sozialdienst-{_file_words(names[0])}"
            self._path = self._folder / f"{stem}{files.SUFFIX}"
        self._show_path()

    def office_name(self) -> str:
        """Name of the office."""
        return str(self.office.value())

    def person_name(self) -> str:
        """Name of the first person."""
        return str(self.person.value())

    def path(self) -> Path:
        """Where the file will be made."""
        return self._path

    def choose(self) -> None:
        """Ask for another place."""
        path = file_prompts.save_file(
            self, "Ort der neuen Datei", self._path, "SozDesk-Dateien (*.sozdesk)"
        )
        if path is not None:
            self._path, self._chosen = path.with_suffix(files.SUFFIX), True
            self._show_path()

    def _show_path(self) -> None:
        self._shown.set_text(str(self._path))
        self.warning.setText(files.place_warning(self._path))
        self.warning.setVisible(bool(self.warning.text()))
        self._say_problem("")

    def check(self) -> bool:
        """Names are there, the folder can be made, no file is in the way."""
        if not self.office.value():
            return _refuse(self.office, "Geben Sie den Namen der Stelle ein.")
        if not self.person.value():
            return _refuse(self.person, "Geben Sie Ihren Vor- und Nachnamen ein.")
        return self._check_place()

    def _check_place(self) -> bool:
        if self._path.exists():
            self._say_problem(
                f"Hier liegt schon eine Datei «{self._path.name}». Wählen Sie einen anderen Namen, "
                "oder öffnen Sie die vorhandene Datei."
            )
            return False
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            self._say_problem(
                "In diesem Ordner dürfen Sie nichts speichern. Wählen Sie einen anderen."
            )
            return False
        return True

    def _say_problem(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def first_input(self) -> QWidget:
        """The name of the office."""
        return self.office.input.focus_target()


class PasswordStep(Step):
    """The password of the first person."""

    def __init__(self) -> None:
        super().__init__(
            "Wählen Sie Ihr Passwort",
            "Ohne Passwort liest niemand die Datei, auch wir nicht. Es gibt keine Stelle, die es "
            "zurücksetzen kann: Dafür drucken Sie im nächsten Schritt das Wiederherstellungsblatt.",
        )
        self.new = NewPassword()
        self.body.addWidget(self.new)

    def know(self, *words: str) -> None:
        """Names that would be tried first."""
        self.new.know(*words)

    def value(self) -> str:
        """The password."""
        return self.new.value()

    def forget(self) -> None:
        """Empty the fields."""
        self.new.forget()

    def show_finding(self, finding: Finding) -> None:
        """What making the file found."""
        self.new.show_finding(finding)

    def check(self) -> bool:
        """Long enough and typed twice the same."""
        return self.new.check()

    def first_input(self) -> QWidget:
        """The first field."""
        return self.new.first.input.focus_target()


class RecoveryStep(Step):
    """The sheet that opens the file when every password is lost; left out only on purpose."""

    saved = Signal()
    skipped = Signal()
    """The person goes on without a sheet, knowing what that means."""

    def __init__(self) -> None:
        super().__init__(
            "Drucken Sie das Wiederherstellungsblatt",
            "Mit diesem Blatt öffnen Sie die Datei, wenn niemand mehr ein Passwort weiss. Wer es hat, "
            "kann alles lesen: Legen Sie es in einen Tresor oder verschlossenen Schrank, nicht neben "
            "den Computer.",
        )
        self._sheet, self._file = b"", Path()
        self._saved: Path | None = None
        self.save_button = buttons.button("Als PDF &speichern …", self.save, icon="save")
        self.print_button = buttons.button("Zum &Drucken öffnen", self._open, icon="printer")
        self.print_button.setEnabled(False)
        self.skip_link = buttons.link("&Ohne Blatt weiter …", self._ask_to_skip)
        self._done = StateLabel("ok", "")
        self._done.hide()
        line = layouts.row(self.save_button, self.print_button, 6, self.skip_link, None)
        layouts.nest(self.body, line)
        self.body.addWidget(self._done)
        self.body.addWidget(
            labels.secondary(
                "Löschen Sie das PDF nach dem Drucken. Ein neues Blatt gibt es jederzeit unter "
                "Einstellungen › Datei."
            )
        )

    def set_sheet(self, sheet: bytes, file: Path) -> None:
        """The pdf, and the file it belongs to."""
        self._sheet, self._file = sheet, file

    def is_saved(self) -> bool:
        """Whether the sheet was saved somewhere."""
        return self._saved is not None

    def save(self) -> None:
        """Write the pdf where the person wants it."""
        path = save_sheet(self, self._sheet, self._file)
        if path is None:
            return
        self._saved = path
        self._done.set_state("ok", f"Gespeichert als «{path.name}»")
        self._done.show()
        self.print_button.setEnabled(True)
        self.skip_link.hide()
        self.saved.emit()

    def _ask_to_skip(self) -> None:
        if messages.ask_loss(self, SKIP_QUESTION, SKIP_CONSEQUENCE, action=SKIP_VERB):
            self.skipped.emit()

    def _open(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved)))

    def first_input(self) -> QWidget:
        """The button that saves."""
        return self.save_button


def _file_words(name: str) -> str:
    """«Biel-Benken» → ``biel-benken``, without marks and odd signs."""
    return re.sub(r"[^a-z0-9]+", "-", german.sort_key(name)[0]).strip("-")
