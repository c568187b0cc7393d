"""German sentences of these use cases: why something is refused, and the lines of the Verlauf."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sozdesk.features.rent_limits.terms import RecordingResult
from sozdesk.kernel import german
from sozdesk.kernel.errors import RuleViolation
from sozdesk.kernel.findings import Finding, Severity

RELOAD = "Laden Sie die Seite neu."
LOOK_AGAIN = "Schauen Sie die neuen Angaben an und entscheiden Sie nochmals."


def refuse(findings: Sequence[Finding]) -> None:
    """Raise RuleViolation if there is anything to refuse."""
    if findings:
        raise RuleViolation(findings)


def stop(code: str, message: str, *, field: str = "", subject: str = "") -> Finding:
    """A reason to refuse a command."""
    return Finding(code, Severity.STOP, message, field=field, subject=subject)


# ------------------------------------------------------------------ Erhebung


CANTONAL_ONLY = (
    "Die Erhebung führt das Kantonale Sozialamt. In der Datei eines Sozialdienstes gibt es keine."
)


def round_exists(year: int) -> str:
    """One Erhebung per year."""
    return f"Die Erhebung {year} gibt es schon. Öffnen Sie sie in der Liste der Erhebungen."


def year_unlikely(year: int) -> str:
    """A slip of the keyboard."""
    return (
        f"Das Jahr {year} ist nicht möglich. Schreiben Sie das Jahr, in dem die Grenzwerte gelten."
    )


def due_before_call(call_on: date, due_on: date) -> str:
    """Nobody can answer before being asked."""
    return (
        f"Die Frist {german.day(due_on)} liegt vor dem Versand {german.day(call_on)}. "
        "Berichtigen Sie eines der beiden Daten."
    )


def round_opened(year: int, due_on: date) -> str:
    """Line of the Verlauf."""
    return f"Erhebung {year} eröffnet, Frist {german.day(due_on)}"


def round_changed(year: int) -> str:
    """Line of the Verlauf."""
    return f"Erhebung {year} geändert"


def round_outdated(year: int, due_on: date, valid_from: date) -> str:
    """Somebody else changed the Erhebung; says what it is now."""
    return (
        f"Die Erhebung {year} wurde in der Zwischenzeit geändert: "
        f"Frist {german.day(due_on)}, gültig ab {german.day(valid_from)}."
    )


# ------------------------------------------------------------------ Rückmeldungen


def wrong_year(name: str, declared: int, year: int) -> str:
    """The return belongs to another Erhebung."""
    return (
        f"{name}: Die Rückmeldung gilt für {declared}, die Erhebung für {year}. "
        f"Erfassen Sie sie in der Erhebung {declared}."
    )


def unknown_number(bfs_number: int) -> str:
    """No municipality with this number."""
    return f"Die BFS-Nummer {bfs_number} gehört zu keiner Gemeinde hier. Prüfen Sie die Nummer."


def not_recordable(name: str, finding: Finding) -> str:
    """A STOP finding, with the municipality in front."""
    return f"{name}: {finding.message}"


def reason_missing(name: str, hint: Finding) -> str:
    """A Prüfhinweis can only be noted with a reason."""
    return (
        f"{name}: Zu diesem Prüfhinweis fehlt die Begründung: {hint.message} "
        "Begründen Sie ihn oder stellen Sie eine Rückfrage."
    )


def question_missing(name: str) -> str:
    """Nothing to ask about."""
    return f"{name}: Die Rückfrage ist leer. Schreiben Sie, was Sie fragen möchten."


def superseded(name: str) -> str:
    """A newer revision has come in."""
    return f"{name}: Es gibt eine neuere Rückmeldung. Entscheiden Sie über die neuere."


def already_recorded(name: str) -> str:
    """Only what waits can be decided."""
    return (
        f"{name}: Diese Rückmeldung ist schon erfasst. "
        "Machen Sie das Erfassen rückgängig oder erfassen Sie eine Berichtigung."
    )


def return_outdated(name: str) -> str:
    """Somebody else decided meanwhile."""
    return f"Die Rückmeldung von {name} wurde in der Zwischenzeit geändert."


RETURN_GONE = "Diese Rückmeldung gibt es nicht mehr."

_ONE = {
    RecordingResult.RECORDED: "{name} erfasst, Version {revision}",
    RecordingResult.SUPERSEDED: "{name} erfasst, Version {revision}",
    RecordingResult.QUERIED: "{name}: Rückfrage gestellt",
    RecordingResult.RECEIVED: "{name}: Rückmeldung eingegangen",
    RecordingResult.IDENTICAL: "{name}: identisch, nichts geändert",
}


def one_return(
    name: str, result: RecordingResult, revision: int, change_from: date | None = None
) -> str:
    """Line of the Verlauf for one municipality: «Böckten erfasst, Version 1»."""
    if change_from is not None:
        name = f"{name}, Änderung ab {german.day(change_from)}"
    return _ONE[result].format(name=name, revision=revision)


def change_without_day(name: str) -> str:
    """A change holds from the day that it names."""
    return f"{name}: Es fehlt, ab wann die Änderung gilt. Geben Sie den Tag bei «Gültig ab» ein."


def nothing_to_change(name: str, year: int) -> str:
    """A change needs a return."""
    return (
        f"{name}: Für {year} gibt es noch keine Rückmeldung, die sich ändern kann. "
        "Erfassen Sie zuerst die Rückmeldung der Erhebung."
    )


def classes_of_publication(label: str) -> str:
    """Where the classes of the map come from."""
    return f"Vorgeschlagen nach den ältesten Werten, festgehalten mit der Veröffentlichung {label}"


def many_returns(results: Sequence[RecordingResult]) -> str:
    """Line of the Verlauf for an import: «82 Rückmeldungen erfasst, 3 Rückfragen»."""
    count = Counter(results)
    done = count[RecordingResult.RECORDED] + count[RecordingResult.SUPERSEDED]
    parts = [f"{german.plural(done, 'Rückmeldung', 'Rückmeldungen')} erfasst"]
    if asked := count[RecordingResult.QUERIED]:
        parts.append(german.plural(asked, "Rückfrage", "Rückfragen"))
    if kept := count[RecordingResult.RECEIVED]:
        parts.append(f"{german.count(kept)} eingegangen")
    if same := count[RecordingResult.IDENTICAL]:
        parts.append(f"{german.count(same)} identisch")
    return ", ".join(parts)


# ------------------------------------------------------------------ Einstellungen


def unknown_threshold(key: str) -> str:
    """There is no such limit."""
    return f"Eine Schwelle «{key}» gibt es nicht. Wählen Sie eine aus der Liste."


def negative_value(value: int) -> str:
    """Limits and index values count from zero."""
    return f"Der Wert {value} ist kleiner als 0. Schreiben Sie einen Wert ab 0."


def threshold_set(key: str, day: date) -> str:
    """Line of the Verlauf."""
    return f"Schwelle «{key}» ab {german.day(day)} gesetzt"


def index_value_set(series: str, day: date) -> str:
    """Line of the Verlauf."""
    return f"Indexwert {series} per {german.day(day)} gesetzt"


def reference_loaded(thresholds: int, values: int) -> str:
    """Line of the Verlauf."""
    return (
        f"{german.plural(thresholds, 'Schwelle', 'Schwellen')} und "
        f"{german.plural(values, 'Indexwert', 'Indexwerte')} geladen"
    )
