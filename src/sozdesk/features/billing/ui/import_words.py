"""Words and symbols of «Abrechnungen einlesen»."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sozdesk.features.billing.terms.bill_files import BillPreview
from sozdesk.features.billing.texts.bills import period_words
from sozdesk.features.offerings.terms.catalogue import KeyTrust
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity, stops
from sozdesk.widgets.files_import import ImportWords
from sozdesk.widgets.states import State

WORDS = ImportWords(
    title="Abrechnungen einlesen",
    verb="einlesen",
    icon="download",
    empty_title="Wählen Sie die Abrechnungen der Sozialdienste",
    empty_text=(
        "Die Dateien heissen «abrechnung-….szb» und sind für das Kantonale Sozialamt verschlüsselt. "
        "Sie können sie, auch einen ganzen Ordner, hierher ziehen. Eingelesen wird erst, wenn Sie "
        "es sagen."
    ),
    steps=(
        (
            "Prüfen",
            "SozDesk prüft je Datei Verschlüsselung, Unterschrift, Nummer, Summe und Anzahl.",
        ),
        ("Vergleichen", "Einen neuen Schlüssel vergleichen Sie am Telefon mit dem Sozialdienst."),
        ("Einlesen", "alle verwertbaren in einem Schritt; danach wird jede Zeile nachgerechnet"),
    ),
    ask_files="Abrechnungen wählen",
    ask_folder="Ordner mit den Abrechnungen wählen",
    filters="Abrechnungen (*.szb);;Alle Dateien (*)",
    listed="Gelesene Abrechnungen",
    recording="{done} von {total} Abrechnungen verarbeitet",
)
LOOKING = "{done} von {total} Abrechnungen geprüft"
NO_FILES = "In diesem Ordner liegt keine Abrechnung (.szb)."
COMPARED = "Alle acht Gruppen stimmen &überein"
CHANGED_KEY = "Der Sozialdienst unterschreibt mit einem anderen Schlüssel als bisher."
FIRST_KEY = "Den Schlüssel dieses Sozialdienstes kennt Ihre Datei noch nicht."


def name(one: BillPreview) -> str:
    """«Liestal 1/2026», or that nobody can say."""
    content = one.read.content
    if content is None:
        return "nicht lesbar"
    return f"{one.municipality_name} {content.number}/{content.year}"


def period(one: BillPreview) -> str:
    """«1. Quartal 2026»."""
    content = one.read.content
    return period_words(content.first_day, content.last_day) if content else ""


def lines(one: BillPreview) -> str:
    """How many."""
    content = one.read.content
    return german.plural(len(content.lines), "Zeile", "Zeilen") if content else ""


def amount(one: BillPreview) -> str:
    """Rappen of the canton."""
    return german.amount(one.read.content.canton) if one.read.content else ""


def state(one: BillPreview, compared: Collection[str]) -> tuple[State, str]:
    """Symbol and words of one file."""
    if one.is_needless:
        return State.NOTE, "nicht nötig"
    if one.refusal is not None:
        return State.UNUSABLE, "nicht verwertbar"
    if one.asks_comparison and one.read.fingerprint not in compared:
        return State.OPEN, "Schlüssel neu"
    if wrong := stops(one.findings):
        return State.HINT, german.plural(len(wrong), "Fehler", "Fehler")
    if one.findings:
        return State.HINT, german.plural(len(one.findings), "Hinweis", "Hinweise")
    return State.OK, "in Ordnung"


def facts(one: BillPreview) -> str:
    """What stands below the name: file, sender, day."""
    content = one.read.content
    if content is None:
        return one.read.name
    issued = f"gestellt am {german.day(content.issued_on)}"
    cancels = content.cancels
    takes_back = f"storniert {cancels.number}/{cancels.year}" if cancels else ""
    return ", ".join(filter(None, (one.read.name, one.read.office, issued, takes_back)))


def refusal_finding(one: BillPreview) -> Finding | None:
    """Why a file is not read in, as other findings are shown."""
    if one.refusal is None:
        return None
    sentence, next_step = one.refusal
    severity = Severity.NOTE if one.is_needless else Severity.STOP
    return Finding("refused", severity, sentence, next_step)


def why_compare(one: BillPreview) -> str:
    """The first or another key of this office."""
    return CHANGED_KEY if one.trust is KeyTrust.CHANGED else FIRST_KEY


def refused_of(previews: Sequence[BillPreview]) -> tuple[int, int]:
    """How many files cannot be used, and how many bring nothing new."""
    needless = sum(one.is_needless for one in previews)
    return sum(one.refusal is not None for one in previews) - needless, needless


def left_out(previews: Sequence[BillPreview], chosen: Collection[int]) -> str:
    """« 14 Dateien nicht: 13 nicht verwertbar, 1 nicht nötig.»: what was not read in, and why."""
    refused, needless = refused_of(previews)
    others = len(previews) - len(chosen) - refused - needless
    counted = ((refused, "nicht verwertbar"), (needless, "nicht nötig"), (others, "nicht gewählt"))
    said = [f"{german.count(number)} {words}" for number, words in counted if number]
    files = german.plural(len(previews) - len(chosen), "Datei", "Dateien")
    return f" {files} nicht: {', '.join(said)}." if said else ""


def standing(
    previews: Sequence[BillPreview], chosen: int, compared: Collection[str]
) -> tuple[str, str]:
    """«3 Dateien gelesen, 2 werden eingelesen», and what is left to do."""
    refused, needless = refused_of(previews)
    waiting = sum(one.asks_comparison and one.read.fingerprint not in compared for one in previews)
    wrong = sum(one.refusal is None and bool(stops(one.findings)) for one in previews)
    read = german.plural(len(previews), "Datei", "Dateien")
    rest = (
        f"{german.count(refused)} nicht verwertbar" if refused else "",
        f"{german.count(needless)} nicht nötig" if needless else "",
        german.plural(wrong, "mit Fehler", "mit Fehlern") if wrong else "",
        f"{german.count(waiting)} mit Schlüssel zum Vergleichen" if waiting else "",
    )
    return f"{read} gelesen, {german.count(chosen)} zum Einlesen", ", ".join(filter(None, rest))
