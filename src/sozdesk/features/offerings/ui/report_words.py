"""Words and symbols of the yearly reports on screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sozdesk.features.offerings.terms import ReportFile, ReportLine, ReportResult, ReportState
from sozdesk.features.offerings.texts import yearly_reports as said
from sozdesk.features.offerings.ui.reports_data import ReportsData
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.widgets.files_import import ImportWords
from sozdesk.widgets.states import State

SYMBOLS = {
    ReportState.OPEN: State.OPEN,
    ReportState.REMINDED: State.REMINDED,
    ReportState.OVERDUE: State.OVERDUE,
    ReportState.RECEIVED: State.RECEIVED,
    ReportState.DECIDED: State.RECORDED,
}
_RESULTS = {
    ReportResult.CONTINUE: "weiter",
    ReportResult.CONDITIONS: "mit Auflagen",
    ReportResult.WITHDRAW: "Entzug",
}
EMPTY_TITLE = "Für {year} ist kein Angebot anerkannt"
EMPTY_TEXT = (
    "Einen Jahresbericht schuldet, wer im Berichtsjahr ein anerkanntes Angebot hatte. Sobald ein "
    "Entscheid über die Anerkennung versandt ist, steht die Anbieterin oder der Anbieter hier."
)


def import_words(year: int) -> ImportWords:
    """What «Jahresberichte einlesen» says."""
    return ImportWords(
        title=f"Jahresberichte {year} einlesen",
        verb="erfassen",
        icon="file-spreadsheet",
        empty_title="Wählen Sie die zurückgesandten Formulare",
        empty_text=(
            "Excel- und Calc-Dateien, Ordner und gespeicherte E-Mails (.eml, .msg). Sie können sie "
            "auch hierher ziehen. Erfasst wird erst, wenn Sie es sagen."
        ),
        steps=(
            ("Wählen", "eine oder viele Dateien, auch den ganzen Ordner mit den Nachrichten"),
            ("Ansehen", "je Datei: von wem sie ist und was auffällt, mit der Zelle"),
            ("Erfassen", "alle verwertbaren in einem Schritt; Rückgängig mit Ctrl+Z"),
        ),
        ask_files="Formulare wählen",
        ask_folder="Ordner mit den Formularen wählen",
        filters="Formulare und Nachrichten (*.xlsx *.ods *.eml *.msg *.zip);;Alle Dateien (*)",
        listed="Gelesene Dateien",
        recording="Die Jahresberichte werden erfasst",
    )


def facts(data: ReportsData) -> str:
    """«3 von 12 Berichten erfasst, fällig am 30.04.2027, noch 10 Tage»."""
    here = sum(line.row is not None for line in data.lines)
    counted = f"{here} von {german.plural(len(data.lines), 'Bericht', 'Berichten')} erfasst"
    due = data.asked.due_on
    if due is None:
        return f"{counted}. {said.NO_DUE_DAY}"
    return f"{counted}, fällig am {german.day(due)} ({german.days_left(due, data.today)})"


def state(line: ReportLine) -> str:
    """«eingegangen»."""
    return said.REPORT_STATES[line.state]


def received(line: ReportLine) -> str:
    """The day, or how long it is overdue."""
    return german.day(line.row.received_on) if line.row else ""


def hints(line: ReportLine) -> int:
    """Prüfhinweise of a recorded report."""
    return sum(one.severity is Severity.HINT for one in line.findings)


def result(line: ReportLine) -> str:
    """«Auflagen»: short, for the list; empty before it is judged."""
    return _RESULTS[line.row.result] if line.row and line.row.result else ""


def days(found: tuple[date, ...]) -> str:
    """«03.05.2027 und 20.05.2027»."""
    return german.enumeration([german.day(one) for one in found])


_ORDER = (Severity.STOP, Severity.HINT, Severity.NOTE)


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Errors, then Prüfhinweise, then what only should be known."""
    return sorted(findings, key=lambda finding: _ORDER.index(finding.severity))


def place(finding: Finding) -> str:
    """«Blatt Angebote, Angebot 12 Deutsch»: the form has several sheets with a cell C7."""
    sheet = finding.cell.rpartition("!")[0]
    return ", ".join(filter(None, (f"Blatt {sheet}" if sheet else "", finding.subject)))


def file_state(one: ReportFile) -> tuple[str, str]:
    """Symbol and words of a file that was read."""
    if one.recorded:
        return State.IDENTICAL, "identisch"
    if not one.usable:
        return State.UNUSABLE, "nicht verwertbar"
    if any(finding.severity is Severity.HINT for finding in one.findings):
        return State.HINT, "Prüfhinweise"
    return State.OK, "keine Hinweise"


def standing(files: tuple[ReportFile, ...], chosen: int) -> tuple[str, str]:
    """Both parts of the sentence in the action bar."""
    strong = f"{chosen} von {german.plural(len(files), 'Datei', 'Dateien')} zum Erfassen gewählt"
    return strong, ", ".join(_counted(files))


def _counted(files: tuple[ReportFile, ...]) -> Iterator[str]:
    unusable = sum(not one.usable and not one.recorded for one in files)
    same = sum(one.recorded for one in files)
    if unusable:
        yield f"{german.count(unusable)} nicht verwertbar"
    if same:
        yield f"{german.count(same)} bereits erfasst"
