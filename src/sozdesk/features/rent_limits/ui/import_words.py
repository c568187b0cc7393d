"""The words of the import: what stands in the list, in the chips and in the action bar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.terms import (
    RECORDED_RESULTS,
    Code,
    PreviewResult,
    RecordingResult,
)
from sozdesk.features.rent_limits.ui.import_cases import (
    Case,
    Totals,
    is_amendable,
    still_open,
)
from sozdesk.features.rent_limits.usecases import EntryDecision, ReturnResult
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity, hints, stops
from sozdesk.widgets.chips import Chip
from sozdesk.widgets.states import State

_REFUSED: Mapping[str, str] = {
    Code.NOT_A_FORM: "kein Formular der Erhebung",
    Code.NOT_FOUND: "nicht gefunden",
    Code.UNREADABLE: "nicht lesbar",
    Code.PASSWORD_PROTECTED: "mit Passwort geschützt",
    Code.OLD_EXCEL: "altes Excel-Format (.xls)",
    Code.MACROS: "Datei mit Makros (.xlsm)",
    Code.TOO_BIG: "grösser als 5 MB",
    Code.ZIP_BOMB: "entpackt zu gross",
    Code.DOCTYPE: "fremde Anweisungen",
    Code.UNSAFE_PATH: "unsicherer Pfad",
    Code.WRONG_YEAR: "falsches Jahr",
    Code.FOREIGN_NUMBER: "fremde Gemeindenummer",
    Code.UNKNOWN_MUNICIPALITY: "Gemeinde nicht erkennbar",
}
_CHIPS = (
    (PreviewResult.READY, "Bereit", State.OK, "Ohne Prüfhinweise: wird erfasst"),
    (PreviewResult.HINTS, "Prüfhinweise", State.HINT, "Mit Begründung erfassen oder rückfragen"),
    (PreviewResult.CONFIRM, "Zu bestätigen", State.OPEN, "Nur der Name wurde erkannt"),
    (PreviewResult.REFUSED, "Nicht verwertbar", State.UNUSABLE, "Unvollständig oder nicht lesbar"),
    (PreviewResult.IDENTICAL, "Identisch", State.IDENTICAL, "Schon erfasst, nichts zu tun"),
    (PreviewResult.MANUAL, "Von Hand", State.REFUSED, "Scan oder Brief: von Hand erfassen"),
)
ALL = "all"


def chips(cases: Sequence[Case]) -> list[Chip]:
    """The filters with their counts; together they add up to «Alle»."""
    count = Counter(case.row.result for case in cases)
    made = [Chip(ALL, "Alle", len(cases))]
    for result, word, state, tip in _CHIPS:
        made.append(Chip(result, word, count[result], state, tip))
    return made


# ------------------------------------------------------------------ one line of the list


def name(case: Case) -> str:
    """«Oberdorf (BL)?» while somebody has to confirm it."""
    return f"{case.name}?" if case.needs_confirmation else case.name


def finding_symbol(case: Case) -> str:
    """The symbol of the column Prüfhinweis."""
    fixed = {
        PreviewResult.CONFIRM: State.HINT,
        PreviewResult.HINTS: State.HINT,
        PreviewResult.IDENTICAL: State.IDENTICAL,
        PreviewResult.MANUAL: State.REFUSED,
        PreviewResult.REFUSED: State.UNUSABLE if is_amendable(case) else State.REFUSED,
    }
    return fixed.get(case.row.result, State.NOTE if _notes(case.findings) else State.OK)


def finding_words(case: Case) -> str:
    """«1 Prüfhinweis, Version 2», «gleich wie 11.12.2026», «kein Formular der Erhebung»."""
    match case.row.result:
        case PreviewResult.MANUAL:
            return "kein Excel-Formular"
        case PreviewResult.CONFIRM:
            return "Gemeinde bestätigen"
        case PreviewResult.IDENTICAL:
            day = case.row.identical_to
            if case.overtaken_by:
                return f"überholt, {german.day(case.overtaken_by)}"
            return f"gleich wie {german.day(day)}" if day else "identisch"
        case PreviewResult.REFUSED:
            return _refused_words(case)
    return _checked_words(case)


def _refused_words(case: Case) -> str:
    found = stops(case.findings)
    if not is_amendable(case):
        return _REFUSED.get(found[0].code, found[0].message) if found else "nicht lesbar"
    parts = [german.plural(len(found), "Fehler", "Fehler")]
    if asked := hints(case.findings):
        parts.append(german.plural(len(asked), "Prüfhinweis", "Prüfhinweise"))
    return ", ".join(parts)


def _checked_words(case: Case) -> str:
    parts = []
    if asked := hints(case.findings):
        parts.append(german.plural(len(asked), "Prüfhinweis", "Prüfhinweise"))
    elif notes := _notes(case.findings):
        parts.append(german.plural(len(notes), "Hinweis", "Hinweise"))
    if case.row.change_from is not None:
        parts.append(f"Änderung ab {german.day(case.row.change_from)}")
    if case.row.supersedes is not None:
        parts = [*(parts or ["Berichtigung"]), f"Version {case.row.supersedes + 1}"]
    return ", ".join(parts) or "keine Prüfhinweise"


def _notes(findings: Sequence[Finding]) -> list[Finding]:
    return [one for one in findings if one.severity is Severity.NOTE]


def is_open(case: Case) -> bool:
    """Whether a person still has to decide something here."""
    return case.needs_confirmation or case.decision is EntryDecision.KEEP


def decision_words(case: Case) -> str:
    """The word beside the box in «Erfassen?»."""
    if case.is_stored:
        return "eingegangen"
    if is_open(case):
        return "noch offen"
    if case.decision is EntryDecision.QUERY:
        waiting = still_open(case.findings, case.choices)
        return f"Rückfrage, {waiting} offen" if waiting else "Rückfrage"
    fixed = {
        PreviewResult.REFUSED: "nicht möglich",
        PreviewResult.IDENTICAL: "nicht nötig",
        PreviewResult.MANUAL: "von Hand",
    }
    if case.row.result in fixed:
        return fixed[case.row.result]
    return "mit Begründung" if hints(case.findings) else "ja"


def is_ticked(case: Case) -> bool | None:
    """The box in «Erfassen?»; None where a tick means nothing."""
    if case.can_be_stored or is_open(case):
        return case.decision is EntryDecision.RECORD
    return None


# ------------------------------------------------------------------ one return in the detail


def facts(case: Case) -> str:
    """«Formularversion 2, am Formular erkannt, E-Mail»."""
    file = case.file
    parts = [f"Formularversion {file.form_version}" if file.form_version else ""]
    parts.append(texts.word(file.recognition) if file.recognition else "")
    return ", ".join(filter(None, parts)) or finding_words(case)


def standing(case: Case) -> str:
    """What the file means beside what is already there; empty if there is nothing to say."""
    row = case.row
    if case.overtaken_by:
        day = german.day(case.overtaken_by)
        return f"Überholt durch die Berichtigung vom {day}. Es gibt nichts zu tun."
    if row.result is PreviewResult.IDENTICAL and row.identical_to:
        day = german.day(row.identical_to)
        return f"Gleich wie die Rückmeldung vom {day}. Es gibt nichts zu tun."
    if row.identical_to and is_amendable(case):
        day = german.day(row.identical_to)
        return f"Liegt seit dem {day} in der Datei. Damals fehlte das Gleiche."
    if row.identical_to:
        day = german.day(row.identical_to)
        return f"Liegt seit dem {day} als eingegangen vor und ist noch nicht entschieden."
    return _beside_recorded(case)


def _beside_recorded(case: Case) -> str:
    """A change, a correction, or (empty) the first return."""
    row = case.row
    if row.supersedes is not None:
        since = f" vom {german.day(case.replaces_from)}" if case.replaces_from else ""
        return f"Berichtigung: ersetzt Version {row.supersedes}{since}. Die frühere bleibt lesbar."
    if row.change_from is not None:
        day = german.day(row.change_from)
        return f"Änderung: gilt ab {day}. Bis dahin bleibt die erfasste Rückmeldung gültig."
    return ""


# ------------------------------------------------------------------ action bar and result


def page_facts(cases: int, year: int, *, known: int, fresh: bool) -> str:
    """The line below the title; ``known`` of the returns are identical to another one."""
    if not cases:
        return f"Erhebung {year}"
    words = german.plural(cases, "Rückmeldung", "Rückmeldungen")
    same = f", {known} davon identisch" if known else ""
    return f"{words} für {year} geprüft{same}.{' Neu erfasst ist noch nichts.' if fresh else ''}"


def bar(count: Totals) -> tuple[str, str]:
    """«8 von 14 werden erfasst» and what happens to the others; empty without returns."""
    if not count.total:
        return "", ""
    parts = []
    if kept := count.kept - count.stored_already:
        filed = german.plural(kept, "ohne Entscheid wird", "ohne Entscheid werden")
        parts.append(f"{filed} als eingegangen abgelegt")
    if there := count.stored_already:
        lie = german.plural(there, "liegt", "liegen")
        parts.append(f"{lie} schon als eingegangen in der Datei")
    if count.queried:
        asked = german.plural(count.queried, "Rückfrage", "Rückfragen")
        parts.append(f"{asked} als Entwurf")
    if count.waiting:
        stays = german.plural(count.waiting, "bleibt", "bleiben")
        parts.append(f"{stays} auf dieser Seite")
    return _strong(count), ", ".join(parts)


def _strong(count: Totals) -> str:
    if not count.stored:
        return "Nichts zu erfassen"
    verb = "wird" if count.recorded == 1 else "werden"
    return f"{german.count(count.recorded)} von {german.count(count.total)} {verb} erfasst"


def leaving(cases: Sequence[Case]) -> tuple[str, str]:
    """Question and text before the page is left with returns that lie nowhere in the file."""
    names = [case.row.name or case.file.file for case in cases if case.is_unfinished]
    if not names:
        return "Ihre Entscheide sind noch nicht erfasst", _KEPT
    verb = "ist" if len(names) == 1 else "sind"
    words = german.plural(len(names), "Rückmeldung", "Rückmeldungen")
    text = f"{_some(names)}. {_without_municipality(cases)}{_KEPT}"
    return f"{words} {verb} noch nicht erfasst", text


def unconfirmed(cases: Sequence[Case]) -> list[Case]:
    """Returns of which only the name was recognised: nobody knows yet that they arrived."""
    return [case for case in cases if case.needs_confirmation]


def _without_municipality(cases: Sequence[Case]) -> str:
    """Their municipality counts as not answered, and would be reminded."""
    found = unconfirmed(cases)
    if not found:
        return ""
    names = _some([name(case) for case in found])
    one = len(found) == 1
    count = german.plural(len(found), "Antwort ist", "Antworten sind")
    counts = "Die Gemeinde gilt" if one else "Die Gemeinden gelten"
    reminded = "wird" if one else "werden"
    return (
        f"{count} noch keiner Gemeinde zugeordnet: {names} {counts} weiter als offen und "
        f"{reminded} erinnert, obwohl die Antwort da ist. "
    )


def _some(names: list[str]) -> str:
    """«Dittingen, Wenslingen und 3 weitere»."""
    if len(names) > _NAMED:
        rest = f"{german.count(len(names) - _NAMED + 1)} weitere"
        names = [*names[: _NAMED - 1], rest]
    return german.enumeration(names)


_KEPT = (
    "Die Dateien bleiben, wo sie liegen. Lesen Sie sie später wieder ein, "
    "dann gelten auch Ihre Entscheide wieder."
)
_NAMED = 6
"""Returns that a question names; the others are counted."""


def main_button(count: Totals) -> str:
    """The primary button carries the number."""
    if count.recorded or not count.stored:
        return f"{german.count(count.recorded)} &erfassen" if count.stored else "&Erfassen"
    return f"{german.count(count.stored)} abl&egen"


def result_line(answers: Sequence[ReturnResult], left: int) -> str:
    """«8 erfasst, davon 1 Berichtigung. 2 Rückfragen als Entwurf. 1 bleibt als eingegangen.»."""
    count = Counter(answer.result for answer in answers)
    recorded = [answer for answer in answers if answer.result in RECORDED_RESULTS]
    changes = sum(answer.change_from is not None for answer in recorded)
    corrected = sum(
        answer.result is RecordingResult.SUPERSEDED and answer.change_from is None
        for answer in recorded
    )
    parts = [german.plural(corrected, "Berichtigung", "Berichtigungen")] if corrected else []
    parts += [german.plural(changes, "Änderung", "Änderungen")] if changes else []
    among = f", davon {german.enumeration(parts)}" if parts else ""
    sentences = [f"{german.count(len(recorded))} erfasst{among}"]
    if asked := count[RecordingResult.QUERIED]:
        sentences.append(f"{german.plural(asked, 'Rückfrage', 'Rückfragen')} als Entwurf")
    if kept := count[RecordingResult.RECEIVED]:
        sentences.append(f"{german.count(kept)} als eingegangen abgelegt, noch zu entscheiden")
    if same := count[RecordingResult.IDENTICAL]:
        sentences.append(f"{german.count(same)} identisch")
    if left:
        sentences.append(f"{german.count(left)} noch auf dieser Seite")
    return ". ".join(sentences) + "."
