"""Sentences of answer files and statement files."""

from __future__ import annotations

from typing import Final

from sozdesk.features.billing.terms import AnswerStage, BillFile
from sozdesk.features.billing.terms.answer_files import ANSWER_SUFFIX, STATEMENT_SUFFIX
from sozdesk.features.billing.texts.words import word

ASK_KSA: Final = "Fragen Sie beim KSA nach."
ASK_TOWN: Final = "Fragen Sie beim Sozialdienst nach."
SEND_IT: Final = "Nur der Sozialdienst kann sie öffnen. Senden Sie sie ihm."
UNKNOWN_KEY: Final = "Die Datei ist nicht mit dem bekannten Schlüssel unterschrieben."
SAMPLE_MIXED: Final = "Beispieldaten und echte Daten lassen sich nicht mischen."
SAMPLE_NEXT: Final = "Öffnen Sie die passende Datei von SozDesk."
TWICE: Final = "Diese Datei ist schon eingelesen."
OLDER: Final = "Es ist schon eine neuere Antwort eingelesen."
NOTHING_TO_DO: Final = "Nichts zu tun."
OTHER_LINES: Final = "Die Zeilen der Datei sind nicht die der Abrechnung."
CONTRADICTS: Final = "Die Datei widerspricht sich: Entscheide und Beträge passen nicht zusammen."
ALREADY_FINAL: Final = "Der Entscheid zu dieser Abrechnung ist schon eingelesen."
ALREADY_BOOKED: Final = "Die Antwort zu dieser Abrechnung ist schon verbucht."
NO_HEARING: Final = "Für diese Abrechnung läuft keine Stellungnahme."
OTHER_DRAFT: Final = "Die Stellungnahme gehört zu einem anderen Entwurf der Antwort."
STATEMENT_TWICE: Final = "Diese Stellungnahme ist schon eingelesen."
STATEMENT_OLDER: Final = "Es ist schon eine neuere Stellungnahme eingelesen."
NOT_FINAL: Final = "Verbucht wird der Entscheid. Zu dieser Abrechnung ist er noch nicht eingelesen."


def unknown_bill(number: int, year: int) -> str:
    """The bill that a file names is not in this data file."""
    return f"Die Abrechnung {number}/{year} ist nicht in dieser Datei."


def file_name(kind: BillFile, bill: str, stage: AnswerStage | None = None) -> str:
    """«antwort-liestal-2027-003-entwurf.sza»; ``bill`` is the name of the bill's own file."""
    own = bill.removeprefix("abrechnung-").removesuffix(".szb")
    return f"{word(kind).lower()}-{own}{_STAGES[stage] if stage else ''}{_SUFFIXES[kind]}"


_STAGES: Final = {AnswerStage.DRAFT: "-entwurf", AnswerStage.FINAL: "-entscheid"}
_SUFFIXES: Final = {BillFile.ANSWER: ANSWER_SUFFIX, BillFile.STATEMENT: STATEMENT_SUFFIX}
