"""Rückfragen: drafts that ask, because the limits are a Selbstdeklaration of the municipality."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sozdesk.features.rent_limits.terms import Category, Code
from sozdesk.features.rent_limits.texts.words import field_label, for_category
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.german import plural

_IS_IT_MEANT = "{message} Ist das so gewollt?"
_IS_IT_RIGHT = "{message} Stimmt der Betrag?"
_SEND_AGAIN = "Können Sie uns das Formular noch einmal senden?"

_QUESTIONS: Mapping[Code, str] = {
    Code.NOT_A_FORM: "Ihre Datei ist nicht das Formular der Erhebung. Können Sie uns das Formular senden?",
    Code.UNREADABLE: f"Ihre Datei lässt sich bei uns nicht lesen. {_SEND_AGAIN}",
    Code.PASSWORD_PROTECTED: "Ihre Datei ist mit einem Passwort geschützt. Können Sie uns das Formular ohne Passwort senden?",
    Code.OLD_EXCEL: "Ihre Datei hat das alte Excel-Format (.xls). Können Sie uns das Formular als .xlsx senden?",
    Code.MACROS: "Dateien mit Makros (.xlsm) dürfen wir nicht öffnen. Können Sie uns das Formular als .xlsx senden?",
    Code.TOO_BIG: "Ihre Datei ist grösser als 5 MB. Können Sie uns das Formular ohne Bilder und Beilagen senden?",
    Code.ZIP_BOMB: f"Ihre Datei lässt sich bei uns nicht öffnen. {_SEND_AGAIN}",
    Code.DOCTYPE: f"Ihre Datei lässt sich bei uns nicht öffnen. {_SEND_AGAIN}",
    Code.UNSAFE_PATH: f"Ihre Datei lässt sich bei uns nicht öffnen. {_SEND_AGAIN}",
    Code.WRONG_YEAR: "Ihr Formular ist für ein anderes Jahr. Können Sie uns das Formular {year} senden?",
    Code.FOREIGN_NUMBER: "Die Gemeindenummer im Formular kennen wir nicht. Für welche Gemeinde ist es?",
    Code.UNKNOWN_MUNICIPALITY: "Im Formular fehlt die Gemeinde. Für welche Gemeinde ist es?",
    Code.UNREADABLE_FIELD: "Die Angabe bei «{label}» konnten wir nicht lesen. Was ist gemeint?",
    Code.MISSING_AMOUNT: "Welcher Betrag gilt {for_category}?",
    Code.MISSING_RENT_KIND: "Sind die Beträge netto oder brutto?",
    Code.MISSING_INTERVAL: "Gelten die Beträge pro Monat oder pro Jahr?",
    Code.MISSING_REASON: "Aus welchem Grund sind keine Grenzwerte festgelegt?",
    Code.NOT_MONOTONE: _IS_IT_MEANT,
    Code.STEP_SMALL: _IS_IT_MEANT,
    Code.STEP_LARGE: _IS_IT_MEANT,
    Code.ALL_EQUAL: _IS_IT_MEANT,
    Code.ROW_SLIP: _IS_IT_RIGHT,
    Code.CHANGE_LARGE: _IS_IT_MEANT,
    Code.MONTH_YEAR: _IS_IT_RIGHT,
    Code.NET_ABOVE_GROSS: "{message} Welche Beträge gelten?",
    Code.ANCILLARY_SHARE: _IS_IT_RIGHT,
    Code.HEATING_WITHOUT_ANCILLARY: "{message} Wie werden die Heizkosten bezahlt?",
    Code.FURTHER_MISSING: "Welcher Betrag gilt ab 6 Personen für jede weitere Person?",
    Code.FURTHER_NOT_POSITIVE: _IS_IT_MEANT,
    Code.FURTHER_ABOVE_STEP: _IS_IT_MEANT,
    Code.YOUNG_ABOVE_SINGLE: _IS_IT_MEANT,
    Code.SHARED_ABOVE_SINGLE: _IS_IT_MEANT,
    Code.KIND_CHANGED: "{message} Stimmt die neue Angabe?",
    Code.UNCHANGED_INDEX_MOVED: "{message} Wurde überprüft, ob die Beträge noch reichen?",
    Code.FAR_FROM_MEDIAN: _IS_IT_RIGHT,
    Code.SAME_AS_OTHER: "{message} Sind die Beträge für Ihre Gemeinde so festgelegt?",
    Code.UNCHANGED_BUT_DIFFERENT: "{message} Welche Beträge gelten?",
    Code.BASIS_BUT_DIFFERENT: "{message} Auf welcher Basis sind die neuen Beträge festgelegt?",
    Code.METHOD_MISSING: "Auf welcher Basis sind die Grenzwerte festgelegt?",
    Code.VALID_FROM_MISSING: "Ab wann gelten die Beträge?",
    Code.DECISION_MISSING: "Wann und von wem wurden die Beträge beschlossen?",
    Code.DECISION_PENDING: "Der Beschluss steht noch aus. Wann ist er vorgesehen?",
    Code.DECISION_OLDER: "{message} Welcher Beschluss gilt?",
    Code.DECISION_RETROACTIVE: "{message} Stimmen die beiden Daten?",
    Code.LOWER_WITH_SUBSIDY_RULES: "{message} Ist die Senkung auch dafür so gewollt?",
    Code.FEW_ADVERTS_BELOW: "{message} Wie finden unterstützte Haushalte in Ihrer Gemeinde eine Wohnung?",
    Code.NO_CONTACT: "Wen können wir bei Fragen anrufen oder anschreiben?",
}


def question(finding: Finding, *, year: int) -> str:
    """One finding as a question to the municipality; a finding that asks nothing gives its sentence."""
    template = _QUESTIONS.get(Code(finding.code), "{message}")
    return template.format(
        message=finding.message,
        year=year,
        for_category=_for_subject(finding.subject),
        label=field_label(finding.field) if finding.field else "",
    )


def _for_subject(subject: str) -> str:
    return for_category(Category(subject)) if subject in frozenset(Category) else ""


def query_draft(name: str, year: int, findings: Sequence[Finding]) -> str:
    """The draft of a Rückfrage to the municipality ``name`` about its limits of ``year``.

    Notes are left out, because there is nothing to answer; equal questions are asked once, and an
    answer that could not be read is not asked for as missing too. While one lacks, a confirmation
    is not enough: the closing then asks for the form.
    """
    unread = {one.field for one in findings if one.code == Code.UNREADABLE_FIELD}
    asked = [
        question(finding, year=year)
        for finding in findings
        if finding.severity is not Severity.NOTE and not _is_asked_already(finding, unread)
    ]
    questions = list(dict.fromkeys(asked))
    lines = [f"{number}. {text}" for number, text in enumerate(questions, 1)]
    lacks = any(finding.severity is Severity.STOP for finding in findings)
    closing = _SEND_ANSWERS if lacks else _CONFIRM
    return "\n".join(
        [*_opening(name, year, len(questions)), "", *lines, "", closing, "", _GREETING]
    )


def _is_asked_already(finding: Finding, unread: Collection[str]) -> bool:
    missing = finding.severity is Severity.STOP and finding.code != Code.UNREADABLE_FIELD
    return missing and finding.field in unread


def _opening(name: str, year: int, number: int) -> list[str]:
    questions = "eine Frage" if number == 1 else plural(number, "Frage", "Fragen")
    thanks = (
        f"Vielen Dank für die Rückmeldung der Gemeinde {name} zu den Mietzinsgrenzwerten {year}."
    )
    return ["Guten Tag", "", f"{thanks} Dazu haben wir {questions}:"]


_CONFIRM = "Ihre Gemeinde legt die Grenzwerte selber fest. Stimmen die Angaben, genügt eine kurze Bestätigung. Sonst senden Sie uns das Formular mit den richtigen Angaben."
_SEND_ANSWERS = "Bitte senden Sie uns das Formular mit diesen Angaben noch einmal."
_GREETING = "Freundliche Grüsse"
