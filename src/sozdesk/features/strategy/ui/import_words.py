"""The words of the page that reads in measures: empty state, facts, action bar. Pure."""

from __future__ import annotations

from sozdesk.features.strategy import texts
from sozdesk.features.strategy.terms import (
    ImportBase,
    ImportCounts,
    ImportPlan,
    ImportResult,
    MeasureTable,
    period_name,
)
from sozdesk.features.strategy.texts import importing as words
from sozdesk.kernel import german
from sozdesk.kernel.findings import stops
from sozdesk.widgets.states import State

EMPTY_TITLE = "Ziehen Sie die Tabelle mit den Massnahmen hierher"
STEPS = (
    ("Vorlage", "schreiben und ausfüllen, eine Massnahme je Zeile"),
    ("Vorschau", "zeigt je Zeile, was geschieht und was fehlt; noch ist nichts erfasst"),
    ("Erfassen", "alle zusammen, mit einem Knopf, der sich zurücknehmen lässt"),
)
FILTERS = "Tabellen (*.xlsx *.ods *.csv *.txt);;Alle Dateien (*)"
TEMPLATES = "Excel (*.xlsx);;CSV (*.csv)"


def title(code: str) -> str:
    """«Massnahmen 2025–2028 einlesen»."""
    return f"Massnahmen {period_name(code)} einlesen"


def empty_text(base: ImportBase) -> str:
    """What is missing, and where it is published."""
    period = base.period
    standing = f"{texts.period_state(period.expected, period.recorded)}."
    source = f" Amtliche Quelle: {period.source}." if period.source else ""
    kinds = "Gelesen werden .xlsx, .ods und .csv. Die Datei bleibt unverändert, wo sie ist."
    return f"{standing}{source} {kinds}"


def facts(table: MeasureTable) -> str:
    """«massnahmen.xlsx, Blatt «Massnahmen». Noch ist nichts erfasst. 2 Zeilen ausgelassen.»."""
    left = ""
    if table.unread:
        rows = german.enumeration([str(one.row) for one in table.unread[:5]])
        more = " …" if len(table.unread) > 5 else ""
        one = len(table.unread) == 1
        left = f" {'Ausgelassene Zeile' if one else 'Ausgelassene Zeilen'}: {rows}{more}."
    return f"{table.name}, Blatt «{table.sheet}». Noch ist nichts erfasst.{left}"


def recordable(plan: ImportPlan) -> int:
    """Measures that recording would add or change."""
    return plan.count(ImportResult.NEW) + plan.count(ImportResult.CHANGED)


def bar(plan: ImportPlan, *, confirmed: bool) -> tuple[str, str, str]:
    """What will happen, what stays as it is, and the symbol; ``confirmed`` = nothing is asked."""
    unusable, same = plan.count(ImportResult.UNUSABLE), plan.count(ImportResult.UNCHANGED)
    if unusable or stops(plan.findings):
        what = german.plural(unusable, "Zeile", "Zeilen") if unusable else "Die Tabelle ist"
        strong = f"{what} nicht verwertbar"
        return strong, "Berichtigen Sie die Tabelle, dann «Noch einmal lesen».", State.UNUSABLE
    if not recordable(plan):
        rest = f"{german.count(same)} unverändert" if same else ""
        return "Nichts zu erfassen", rest, State.NOTE
    number = german.plural(recordable(plan), "Massnahme", "Massnahmen")
    if not confirmed:
        return f"{number} bereit", "Bestätigen Sie zuerst, was über der Liste steht.", State.HINT
    changed = plan.count(ImportResult.CHANGED)
    parts = (
        (changed, f"{german.count(changed)} davon geändert"),
        (same, f"{german.count(same)} unverändert"),
    )
    rest = ", ".join([*(said for count, said in parts if count), f"danach {words.standing(plan)}"])
    verb = "wird erfasst" if recordable(plan) == 1 else "werden erfasst"
    return f"{number} {verb}", rest, State.OK


def main_button(plan: ImportPlan) -> str:
    """«19 erfassen»; without a number while some row keeps all of them out."""
    number = recordable(plan)
    blocked = plan.count(ImportResult.UNUSABLE) or not number
    return "&Erfassen" if blocked else f"{german.count(number)} &erfassen"


def recorded(plan: ImportPlan, counts: ImportCounts) -> str:
    """Said after recording."""
    return f"Massnahmen {plan.period.name}: {words.told(counts)}. Erfasst: {words.standing(plan)}."
