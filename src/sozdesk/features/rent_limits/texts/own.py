"""What a Sozialdienst reads about its own declaration: findings, states, the mail to the KSA."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sozdesk.features.rent_limits.terms import (
    Category,
    Code,
    DeclarationRow,
    OwnRow,
    ReceivedVia,
    ReturnState,
)
from sozdesk.features.rent_limits.texts.words import for_category, word
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding

_SENTENCES: Mapping[str, str] = {
    Code.MISSING_AMOUNT: "Geben Sie den Betrag {for_category} ein.",
    Code.MISSING_RENT_KIND: "Wählen Sie, ob die Beträge netto oder brutto sind.",
    Code.MISSING_INTERVAL: "Wählen Sie, ob die Beträge pro Monat oder pro Jahr gelten.",
    Code.MISSING_REASON: "Schreiben Sie, weshalb keine Grenzwerte festgelegt sind.",
    Code.FURTHER_MISSING: "Geben Sie den Betrag ein, um den der Grenzwert ab 6 Personen steigt.",
    Code.METHOD_MISSING: "Wählen Sie, wie die Beträge hergeleitet wurden. Das KSA fragt jedes Jahr danach.",
    Code.VALID_FROM_MISSING: "Geben Sie ein, ab wann die Beträge gelten.",
    Code.DECISION_MISSING: "Geben Sie das Datum des Beschlusses ein, oder kreuzen Sie «Beschluss ausstehend» an.",
    Code.DECISION_PENDING: "Der Beschluss steht noch aus. Weicht er später ab, melden Sie eine Berichtigung.",
    Code.NO_CONTACT: "Geben Sie an, wen das KSA anrufen oder anschreiben kann.",
    Code.FEW_ADVERTS_BELOW: "{message} Überlegen Sie, ob unterstützte Haushalte damit eine Wohnung finden.",
    Code.UNCHANGED_BUT_DIFFERENT: "{message} Nehmen Sie das Kreuz bei «unverändert» weg, oder setzen Sie die Beträge zurück.",
    Code.BASIS_BUT_DIFFERENT: "{message} Wählen Sie, wie die neuen Beträge hergeleitet wurden.",
}
_FIELD_WORDS: Mapping[str, str] = {
    Code.FURTHER_MISSING: "jede weitere Person",
    Code.METHOD_MISSING: "Basis",
    Code.VALID_FROM_MISSING: "gültig ab",
    Code.DECISION_MISSING: "Beschluss",
    Code.NO_CONTACT: "Kontakt",
}


def for_municipality(finding: Finding) -> Finding:
    """The finding as it is said to the one who declares: what to do, not what to ask back."""
    template = _SENTENCES.get(finding.code, "{message}")
    subject = finding.subject
    known = subject in frozenset(Category)
    words = template.format(
        message=finding.message, for_category=for_category(Category(subject)) if known else ""
    )
    return replace(finding, message=words)


def left_out(findings: tuple[Finding, ...]) -> str:
    """«Basis und Kontakt»: what the KSA will ask for; empty if nothing is left out."""
    words = [_FIELD_WORDS[one.code] for one in findings if one.code in _FIELD_WORDS]
    return german.enumeration(words)


# ------------------------------------------------------------------ states

OPEN, OVERDUE = "offen", "überfällig"
_SHORT = {
    ReturnState.CONFIRMED_UNCHANGED: "unverändert",
    ReturnState.NO_LIMITS: "keine Grenzwerte",
}


def own_state(row: OwnRow, today: date) -> str:
    """«offen», «Entwurf», «Formular erstellt», «unverändert» …, as short as the lists need it."""
    if row.draft is not None:
        again = f" (Version {row.draft.revision})" if row.declared else ""
        return f"{word(ReturnState.DRAFT)}{again}"
    if row.declared is None:
        return OVERDUE if row.due_on < today else OPEN
    return _SHORT.get(row.declared.state) or declared_word(row.declared)


def declared_word(row: DeclarationRow) -> str:
    """The state of one revision: the form was made here, or it was read from elsewhere."""
    if row.state is ReturnState.RECORDED:
        return "Formular erstellt" if row.via is ReceivedVia.OWN else "erfasst"
    return word(row.state)


def own_detail(row: OwnRow, today: date) -> str:
    """The second line of a municipality on the start page."""
    if (draft := row.draft) is not None:
        saved = f"Entwurf vom {german.day(draft.received_on)}"
        return f"{saved}, {draft.recorded_by}" if draft.recorded_by else saved
    if (declared := row.declared) is not None:
        return f"{declared_word(declared)} am {german.day(declared.received_on)}"
    left = german.days_left(row.due_on, today)
    return f"noch nicht gemeldet, Frist {german.day(row.due_on)} ({left})"


def own_symbol(row: OwnRow, today: date) -> str:
    """Name of the drawn symbol (``widgets.states``) that goes with the word."""
    if row.draft is not None:
        return "received"
    if row.declared is None:
        return "overdue" if row.due_on < today else "open"
    return _SYMBOLS[row.declared.state]


_SYMBOLS = {
    ReturnState.RECORDED: "recorded",
    ReturnState.CONFIRMED_UNCHANGED: "unchanged",
    ReturnState.NO_LIMITS: "refused",
}


def own_verb(row: OwnRow) -> str:
    """What can be done next: «Melden», «Weiter», «Nochmals ansehen»."""
    if row.draft is not None:
        return "Weiter"
    return "Nochmals ansehen" if row.declared is not None else "Melden"


def own_command(row: OwnRow) -> str:
    """What the button of a declaration does: «Melden», «Weiter», «Berichtigen»."""
    return "Berichtigen" if row.draft is None and row.declared is not None else own_verb(row)


def own_title(year: int, due_on: date, today: date, *, left: int) -> str:
    """«Mietzinsgrenzwerte 2027: noch 23 Tage»; ``left`` municipalities are not declared yet."""
    if not left:
        return f"Mietzinsgrenzwerte {year}: gemeldet"
    return f"Mietzinsgrenzwerte {year}: {german.days_left(due_on, today)}"


def series_title(year: int, change_from: date | None) -> str:
    """«2027», «2027, Änderung ab 01.07.2027»."""
    return str(year) if change_from is None else f"{year}, Änderung ab {german.day(change_from)}"


# ------------------------------------------------------------------ the mail


def mail_text(
    names: list[str],
    year: int,
    person: str,
    office: str,
    *,
    revision: int,
    change_from: date | None,
) -> str:
    """The e-mail that goes with form and pdf; the person sends it with their own program."""
    towns = f"der Gemeinde {names[0]}" if len(names) == 1 else f"von {german.enumeration(names)}"
    what = f"die Mietzinsgrenzwerte {year} {towns}"
    if change_from is not None:
        what = f"einen neuen Beschluss über die Mietzinsgrenzwerte {towns}, gültig ab {german.day(change_from)}"
    elif revision > 1:
        what = f"eine Berichtigung der Mietzinsgrenzwerte {year} {towns}. Sie ersetzt unsere frühere Meldung"
    lines = ["Guten Tag", "", f"Im Anhang erhalten Sie {what}.", "", "Freundliche Grüsse", person]
    return "\n".join([*lines, office])
