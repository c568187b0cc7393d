"""Sentences of the KSA's answer to a bill."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from sozdesk.features.billing.terms import LineDecision
from sozdesk.features.billing.terms.answers import CheckStage, LineChoice
from sozdesk.features.billing.texts.words import word
from sozdesk.kernel import german

STAGES: Final = {
    CheckStage.NEW: "neu",
    CheckStage.CHECKING: "in Prüfung",
    CheckStage.HEARING: "Stellungnahme läuft",
    CheckStage.READY: "freizugeben",
    CheckStage.ANSWERED: "auszuzahlen",
    CheckStage.VOUCHER: "Beleg freizugeben",
    CheckStage.SENT: "Zahlung offen",
    CheckStage.PAID: "bezahlt",
}
NONE_RECEIVED: Final = "In diesem Zeitraum ist keine Abrechnung eingelesen."
NONE_RECEIVED_NEXT: Final = "Lesen Sie die Dateien der Gemeinden ein."
NONE_TO_BOOK: Final = "In diesem Zeitraum wartet keine Antwort darauf, verbucht zu werden."
NONE_TO_BOOK_NEXT: Final = "Geben Sie die Datei der Antwort an."
ONLY_KSA: Final = "Über Abrechnungen entscheidet das Kantonale Sozialamt in seiner Datei."
ONLY_SERVICE: Final = "Antworten liest der Sozialdienst in seiner Datei ein."
ALREADY_ANSWERED: Final = "Die Abrechnung ist beantwortet. Die Antwort ändert sich nicht mehr."
CANCELS_OPEN: Final = (
    "Beantworten Sie zuerst die stornierte Abrechnung: Zurückgenommen wird, was der Kanton dort "
    "angenommen hat."
)
NOT_CHECKED: Final = "Schliessen Sie zuerst die Prüfung ab."
HEARING_RUNS: Final = "Der Entwurf ist schon bei der Gemeinde."
DECIDED_SINCE: Final = (
    "Seit dem Entwurf ist anders entschieden: Seine Datei wird nicht noch einmal geschrieben."
)
NOTHING_TO_HEAR: Final = (
    "Nichts ist gekürzt, abgelehnt oder nachzufragen: Geben Sie die Antwort frei."
)
NO_HEARING: Final = "Für diese Abrechnung läuft keine Stellungnahme."
HEAR_FIRST: Final = (
    "Kürzungen, Ablehnungen und Rückfragen gehen zuerst als Entwurf zur Stellungnahme."
)
QUERY_OPEN: Final = "Eine Rückfrage ist offen. Entscheiden Sie diese Zeilen."
NOT_ANSWERED: Final = "Die Antwort ist noch nicht freigegeben."
ALREADY_PAID: Final = "Für diese Abrechnung gibt es schon einen Beleg."
NOT_HEARD: Final = (
    "Dazu konnte die Gemeinde nicht Stellung nehmen. Nehmen Sie den Entwurf zurück und senden Sie "
    "einen neuen."
)
REASON_MISSING: Final = {
    LineDecision.REDUCED: "Schreiben Sie, warum gekürzt wird.",
    LineDecision.REFUSED: "Schreiben Sie, warum abgelehnt wird.",
    LineDecision.QUERY: "Schreiben Sie, was Sie wissen möchten.",
}
HEARING_DATE_MISSING: Final = (
    "Die Frist für die Stellungnahme ist nicht erfasst. Schreiben Sie, bis wann sie läuft."
)
HEARING_DATE_PAST: Final = "Das Datum für die Stellungnahme muss nach heute liegen."
NO_KEY: Final = "Der Schlüssel des Sozialdienstes ist nicht bekannt: Die Antwort lässt sich nicht verschlüsseln."
NO_KEY_NEXT: Final = "Lesen Sie die Datei der Abrechnung ein und bestätigen Sie ihren Schlüssel."
NO_OWN_KEY: Final = "Diese Datei hat keinen Schlüssel, um Dateien zu öffnen."
NO_OWN_KEY_NEXT: Final = (
    "Schreiben Sie zuerst den Katalog (KSA) oder eine Abrechnung (Sozialdienst)."
)
NO_KSA_KEY: Final = "Der Schlüssel des KSA ist nicht bekannt."
NO_KSA_KEY_NEXT: Final = "Lesen Sie den Katalog des KSA ein."
NO_STATEMENT: Final = "Schreiben Sie zu mindestens einer Zeile eine Stellungnahme."


def undecided(count: int) -> str:
    """«3 Zeilen haben noch keinen Entscheid.»."""
    verb = "hat" if count == 1 else "haben"
    return f"{german.plural(count, 'Zeile', 'Zeilen')} {verb} noch keinen Entscheid."


def no_letter(name: str) -> str:
    """There is nothing that a letter could say."""
    return f"{name}: Es ist nichts entschieden, das in einem Brief stehen könnte."


def hearing_until(day: date) -> str:
    """The municipality has time until a day."""
    return f"Die Stellungnahme läuft bis {german.day(day)}."


def second_person(name: str) -> str:
    """Checked and released by two persons."""
    return (
        f"{name} hat geprüft. Eine andere Person gibt frei. Zugang erhält sie unter Einstellungen › "
        "Personen."
    )


def no_reduction(canton: int) -> str:
    """What a reduction may be."""
    if canton <= 0:
        return "Diese Zeile lässt sich nicht kürzen: Anerkennen oder ablehnen."
    return f"Geben Sie einen Betrag über 0.00 und unter {german.amount(canton)} ein."


def decided(name: str, count: int) -> str:
    """Of the Verlauf."""
    return f"{name}: {german.plural(count, 'Zeile', 'Zeilen')} entschieden"


def proposals_taken(decisions: Sequence[LineDecision], open_lines: int) -> str:
    """«3 anerkannt, 1 gekürzt, 2 ohne Vorschlag.»: what became of the lines that were open."""
    counted = ((sum(one is each for one in decisions), word(each)) for each in LineDecision)
    parts = [f"{number} {said}" for number, said in counted if number]
    if rest := open_lines - len(decisions):
        parts.append(f"{rest} ohne Vorschlag")
    return f"{', '.join(parts)}."


def proposals_asked(found: Sequence[tuple[int, LineChoice]], open_lines: int) -> str:
    """«3 anerkennen, 1 kürzen um 75.00.»: what would become of open lines (Rappen, choice)."""
    parts = []
    for each, verb in _VERBS.items():
        lines = [(canton, choice) for canton, choice in found if choice.decision is each]
        less = german.amount(sum(canton - (choice.canton or 0) for canton, choice in lines))
        by = f" um {less}" if each is LineDecision.REDUCED else ""
        of = f" ({less})" if each is LineDecision.REFUSED else ""
        parts += [f"{len(lines)} {verb}{by}{of}"] if lines else []
    if rest := open_lines - len(found):
        parts.append(f"{rest} ohne Vorschlag")
    return f"{', '.join(parts)}. Gekürztes und Abgelehntes geht zuerst zur Stellungnahme."


def proposal(choice: LineChoice | None) -> str:
    """What the check proposes for a line; «selbst prüfen» where a person has to look."""
    if choice is None:
        return "selbst prüfen"
    amount = f" auf {german.amount(choice.canton)}" if choice.canton else ""
    return f"{_VERBS[choice.decision]}{amount}"


_VERBS: Final = {
    LineDecision.ACCEPTED: "anerkennen",
    LineDecision.REDUCED: "kürzen",
    LineDecision.REFUSED: "ablehnen",
    LineDecision.QUERY: "rückfragen",
}


def checked(name: str) -> str:
    """Of the Verlauf."""
    return f"{name}: Prüfung abgeschlossen"


def sent_to_hear(name: str, until: date) -> str:
    """Of the Verlauf."""
    return f"{name}: Entwurf zur Stellungnahme bis {german.day(until)}"


def withdrawn(name: str) -> str:
    """Of the Verlauf."""
    return f"{name}: Entwurf der Antwort zurückgenommen"


def stated(name: str) -> str:
    """Of the Verlauf."""
    return f"{name}: Stellungnahme erfasst"


def released(name: str) -> str:
    """Of the Verlauf."""
    return f"{name}: Antwort freigegeben"


def read(name: str, stage: str) -> str:
    """Of the Verlauf of the municipality."""
    return f"{name}: {stage} des KSA eingelesen"


def booked(name: str) -> str:
    """Of the Verlauf of the municipality."""
    return f"{name}: Antwort verbucht"


def statement_kept(name: str) -> str:
    """Of the Verlauf of the municipality."""
    return f"{name}: Stellungnahme geschrieben"


NOT_REFUSED: Final = (
    "Nur eine endgültig abgelehnte Zeile lässt sich wieder aufnehmen, oder eine gekürzte, wenn die "
    "Abrechnung storniert ist."
)


def resumed(bill: str, position: int) -> str:
    """Of the Verlauf."""
    return f"{bill}: Zeile {position} wieder aufgenommen"


def left_refused(bill: str, position: int) -> str:
    """Of the Verlauf."""
    return f"{bill}: Zeile {position} bleibt beim Entscheid des KSA"
