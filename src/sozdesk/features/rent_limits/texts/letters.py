"""The letters of an Erhebung as they are shipped, and what their fields mean.

Fields in double braces are filled in; an office may replace every text by its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sozdesk.features.rent_limits.terms import DeadlineKind, LetterField, LetterKind
from sozdesk.kernel import german

FIELD_WORDS: Mapping[str, str] = {
    LetterField.MUNICIPALITY: "Name der Gemeinde, bei einem Sozialdienst aller seiner Gemeinden",
    LetterField.YEAR: "Jahr, in dem die Grenzwerte gelten",
    LetterField.DUE_ON: "Tag der Frist, auch wenn sie erstreckt ist: 31.12.2026",
    LetterField.DUE_SENTENCE: "Frist als Satz: «Die Frist ist am 31.12.2026 abgelaufen, vor 5 Tagen.»",
    LetterField.OVERDUE_DAYS: "Anzahl Tage seit der Frist, leer solange sie läuft",
    LetterField.VALID_FROM: "Tag, ab dem die Grenzwerte gelten; leer, wenn keine festgelegt sind",
    LetterField.CALLED_ON: "Tag des Aufrufs an die Gemeinde",
    LetterField.DATE: "Tag des Schreibens: 5. Januar 2027",
    LetterField.PLACE_AND_DATE: "Ort Ihrer Stelle und Tag: Liestal, 5. Januar 2027",
    LetterField.SALUTATION: "«Guten Tag», mit dem Namen, wenn er bekannt ist",
    LetterField.ADDRESS: "Adresse, mehrere Zeilen",
    LetterField.OFFICE: "Name Ihrer Stelle",
    LetterField.OFFICE_ADDRESS: "Adresse Ihrer Stelle, mehrere Zeilen",
    LetterField.OFFICE_CONTACT: "Telefon und E-Mail Ihrer Stelle",
    LetterField.PERSON: "Name der Person, die schreibt",
    LetterField.FUNCTION: "Funktion der Person, die schreibt",
    LetterField.ENCLOSURES: "Namen der Beilagen",
    LetterField.RECEIVED_ON: "Tag, an dem die Meldung eingegangen ist",
    LetterField.AMOUNTS: "erfasste Beträge, netto oder brutto, pro Monat oder Jahr, mehrere Zeilen",
    LetterField.METHOD: "Basis, auf der die Grenzwerte festgelegt sind; leer, wenn es keine gibt",
}


DEADLINE_WORDS: Mapping[str, str] = {
    DeadlineKind.CALL: "Aufruf versenden",
    DeadlineKind.DUE: "Frist für Rückmeldungen",
    DeadlineKind.EXTENDED: "erstreckte Frist für Rückmeldungen",
    DeadlineKind.VALID_FROM: "neue Grenzwerte gelten",
    DeadlineKind.PUBLICATION: "Veröffentlichung vorbereiten",
}


def due_sentence(due_on: date, day: date) -> str:
    """The deadline as a sentence on ``day``: how long it lasts, or since when it is over."""
    left = (due_on - day).days
    if left < 0:
        return f"Die Frist ist am {german.day(due_on)} abgelaufen, vor {german.plural(-left, 'Tag', 'Tagen')}."
    if left == 0:
        return f"Die Frist läuft heute ab, am {german.day(due_on)}."
    return f"Die Frist läuft noch {german.plural(left, 'Tag', 'Tage')}, bis {german.day(due_on)}."


@dataclass(frozen=True, slots=True)
class ShippedLetter:
    """The words of a letter in Word; head and signature are the same in all."""

    subject: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShippedMail:
    """Subject and text of an e-mail."""

    subject: str
    body: str


_SELF_DECLARED = "Ihre Angaben sind eine Selbstdeklaration. Wir führen darüber die Übersicht des Kantons und überprüfen sie nicht standardmässig."
_MORE_TIME = "Brauchen Sie mehr Zeit, melden Sie sich bei uns: Wir können die Frist erstrecken."
_CROSSED = "Hat sich Ihre Antwort mit diesem Schreiben gekreuzt, ist die Erinnerung erledigt."

_CALL = (
    "Die Gemeinden legen die Mietzinsgrenzwerte der Sozialhilfe selbst fest und überprüfen sie jährlich. Für das Jahr {{ jahr }} fragen wir Sie, welche Grenzwerte in {{ gemeinde }} ab {{ gueltig_ab }} gelten und auf welcher Basis sie festgelegt sind.",
    "Senden Sie uns das ausgefüllte Formular bis {{ frist }} per E-Mail zurück. Darin stehen die Angaben des Vorjahres, soweit sie uns bekannt sind. Bleibt alles gleich, genügt bei «unverändert übernommen» ein «ja».",
    _SELF_DECLARED,
    "Bei Fragen rufen Sie uns an oder schreiben Sie uns.",
)
_FIRST = (
    "Mit unserem Schreiben vom {{ aufruf_vom }} haben wir Sie nach den Mietzinsgrenzwerten {{ jahr }} gefragt. Von {{ gemeinde }} ist noch keine Rückmeldung eingegangen. {{ fristlage }}",
    f"Senden Sie uns das ausgefüllte Formular per E-Mail. {_MORE_TIME}",
    _CROSSED,
)
_SECOND = (
    "An die Meldung der Mietzinsgrenzwerte {{ jahr }} haben wir Sie schon erinnert. Von {{ gemeinde }} ist weiterhin keine Rückmeldung eingegangen. {{ fristlage }}",
    "Senden Sie uns das ausgefüllte Formular in den nächsten Tagen, oder teilen Sie uns mit, bis wann wir damit rechnen können. Ohne Rückmeldung steht in der Übersicht des Kantons, dass die Angaben fehlen.",
    _CROSSED,
)
_SIGNED = "Freundliche Grüsse\n\n{{ person }}\n{{ stelle }}\n{{ stelle_kontakt }}"
_RECEIVED = """{{ anrede }}

Ihre Meldung der Mietzinsgrenzwerte {{ jahr }} ist am {{ eingegangen_am }} eingegangen. Besten Dank. Für {{ gemeinde }} ist erfasst:

{{ betraege }}
{% if basis %}
Basis: {{ basis }}
{% endif %}
{% if gueltig_ab %}
Gültig ab: {{ gueltig_ab }}
{% endif %}

Stimmt etwas davon nicht, senden Sie uns das Formular mit den richtigen Angaben noch einmal.

"""

_SUBJECT = "Mietzinsgrenzwerte {{ jahr }}"
SHIPPED_LETTERS: Mapping[LetterKind, ShippedLetter] = {
    LetterKind.CALL: ShippedLetter(f"{_SUBJECT}: Meldung bis {{{{ frist }}}}", _CALL),
    LetterKind.FIRST_REMINDER: ShippedLetter(f"{_SUBJECT}: Erinnerung", _FIRST),
    LetterKind.SECOND_REMINDER: ShippedLetter(f"{_SUBJECT}: zweite Erinnerung", _SECOND),
}


def _mail(kind: LetterKind) -> ShippedMail:
    """The same words as the letter; who reads many of them wants the municipality in the subject."""
    letter = SHIPPED_LETTERS[kind]
    text = "\n\n".join(("{{ anrede }}", *letter.paragraphs, _SIGNED))
    return ShippedMail(f"{letter.subject} ({{{{ gemeinde }}}})", text)


SHIPPED_MAILS: Mapping[LetterKind, ShippedMail] = {
    **{kind: _mail(kind) for kind in SHIPPED_LETTERS},
    LetterKind.RECEIPT: ShippedMail(
        f"{_SUBJECT}: Meldung erfasst ({{{{ gemeinde }}}})", _RECEIVED + _SIGNED
    ),
}


def written_line(letters: int, mails: int, forms: int = 0) -> str:
    """What was written: «86 Briefe, 80 E-Mail-Entwürfe und 89 Formulare»."""
    parts = [
        (letters, "Brief", "Briefe"),
        (mails, "E-Mail-Entwurf", "E-Mail-Entwürfe"),
        (forms, "Formular", "Formulare"),
    ]
    said = [german.plural(*part) for part in parts if part[0]]
    return german.enumeration(said) or "Kein Entwurf"


NO_WAY_BACK = (
    "Auf Brief und E-Mail steht nicht, wie man Sie erreicht. Tragen Sie Adresse, E-Mail und Telefon "
    "Ihrer Stelle unter «Gemeinden und Stellen › Stellen» ein."
)


def without_postal_line(letters: int) -> str:
    """«Ohne Postadresse: 82 Briefe.», or nothing."""
    return f"Ohne Postadresse: {german.plural(letters, 'Brief', 'Briefe')}." if letters else ""
