"""Sentences of the way from an Antrag to a Verfügung."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from sozdesk.features.cases.terms import ApplicationKind, Decider, Resolved, RulingNature, RulingRow
from sozdesk.features.cases.texts.words import word
from sozdesk.kernel import german

CALCULATED: Final = "berechnet, bitte prüfen"
TITLE_MISSING: Final = "Schreiben Sie, worum es geht."
OFFERING_LAW: Final = (
    "§ 26a Abs. 2 SHV nennt für die Delegation nur §§ 13, 14a, 14d und 15 SHV, keine "
    "Integrationsangebote."
)
NO_AGENDA: Final = "Die Sitzung hat noch keine Traktanden."
ALREADY_RESOLVED: Final = (
    "Zu diesem Antrag ist ein Beschluss erfasst. Bearbeiten › Rückgängig holt ihn zurück."
)
HAS_RULING: Final = "Zu diesem Antrag gibt es eine Verfügung."
NOT_RESOLVED: Final = "Zuerst braucht es einen Beschluss."
WAITS_FOR_MEETING: Final = "Zuerst muss der Antrag auf die Traktandenliste einer Sitzung."
NO_MEETING_NEEDED: Final = "Über diesen Antrag entscheidet keine Sitzung."
ON_AGENDA: Final = "Der Antrag steht auf einer Traktandenliste."
NO_DRAFT: Final = "Zuerst braucht es einen Entwurf."
DRAFT_EXISTS: Final = "Die Verfügung ist schon entworfen."
FINALISED: Final = (
    "Die Verfügung ist fertig gestellt und ändert sich nicht mehr. Ändern heisst: eine neue, die sie "
    "ersetzt."
)
NOT_FINALISED: Final = "Zuerst muss die Verfügung fertig gestellt sein."
NOT_NOTIFIED: Final = "Zuerst braucht es das Datum der Eröffnung."
NOTIFIED: Final = "Die Eröffnung ist erfasst."
CONTESTED: Final = "Die Verfügung ist angefochten."
FINAL: Final = "Die Verfügung ist rechtskräftig."
REPLACES_MISSING: Final = "Wählen Sie die Verfügung, die geändert oder beendet wird."
REPLACES_DRAFT: Final = "Ein Entwurf wird nicht ersetzt. Ändern Sie ihn."
ADDRESSEE_MISSING: Final = "Schreiben Sie, an wen die Verfügung geht."
SUBJECT_MISSING: Final = "Schreiben Sie den Betreff."
CONSIDERATIONS_MISSING: Final = "Schreiben Sie die Erwägungen."
NO_PARAGRAPH: Final = "Die Erwägungen nennen keine Rechtsgrundlage (§ oder Art.)."
EXTRACT: Final = (
    "Gutgeheissen ist der Vorschlag des Antrags das Dispositiv der Verfügung; sonst ist es der "
    "Protokollauszug."
)
DISPOSITION_MISSING: Final = "Schreiben Sie das Dispositiv."
RULED_ON_MISSING: Final = "Schreiben Sie das Datum der Verfügung."
NO_PLACE: Final = "In der Adresse fehlen Postleitzahl und Ort."
IN_FUTURE: Final = "Der Tag liegt in der Zukunft."
HEARING_MISSING: Final = (
    "Die Verfügung belastet die Person. Schreiben Sie, wann sie sich dazu äussern konnte "
    "(rechtliches Gehör)."
)
REMEDY_MISSING: Final = "An diesem Tag gilt keine Rechtsmittelbelehrung. Erfassen Sie sie unter «Grundlagen der Fallarbeit»."
REMEDY_UNCHECKED: Final = (
    "Die Rechtsmittelbelehrung ist noch nicht mit dem geltenden Recht verglichen: bitte prüfen."
)
NOBODY_SIGNS: Final = (
    "Für diesen Tag ist niemand erfasst, der unterschreibt. Unter «Gemeinden und Stellen» lassen sich "
    "die Personen der Behörde erfassen."
)
SUSPENDED: Final = "Ob die Anfechtung die Wirkung aufschiebt, entscheidet das Gesetz oder die Behörde: bitte prüfen."
NEGATIVE: Final = "Der Betrag ist negativ."
MEETING_TWICE: Final = "Für diesen Tag gibt es schon eine Sitzung dieser Gemeinde."
MEETING_USED: Final = "Auf der Traktandenliste stehen Anträge. Nehmen Sie sie zuerst weg."
OTHER_MUNICIPALITY: Final = "Der Antrag gehört zu einer anderen Gemeinde als die Sitzung."
NOT_WAITING: Final = "Der Antrag wartet nicht auf eine Sitzung."
SOURCE_MISSING: Final = "Schreiben Sie, worauf sich die Delegation stützt."
DAYS_RANGE: Final = "Die Frist hat 1 bis 90 Tage."
DELEGATION_USED: Final = "Auf dieser Delegation beruht ein Beschluss. Setzen Sie den letzten Tag, ab dem sie nicht mehr gilt."
MISSING: Final = "Füllen Sie dieses Feld aus."
A_YEAR_AT_LEAST: Final = "Schreiben Sie mindestens 1 Jahr."
AUTHORITY_NEEDS_NONE: Final = (
    "Die Sozialhilfebehörde braucht keine Delegation. Wählen Sie Präsidium oder Sozialdienst."
)


def number_taken(cases: Sequence[int]) -> str:
    """Another Beschluss of that year has the same number."""
    where = german.enumeration([f"Fall {number}" for number in cases])
    return f"Die Nummer des Beschlusses steht in diesem Jahr auch bei {where}. Prüfen Sie beide."


def no_delegation(decider: Decider, kind: ApplicationKind, day: date) -> str:
    """Nobody but the authority may decide: what was looked for, and the law for offerings."""
    who = "Das Präsidium" if decider is Decider.PRESIDENT else "Der Sozialdienst"
    said = (
        f"{who} kann nicht entscheiden: Für «{word(kind)}» ist am {german.day(day)} keine Delegation "
        "der Gemeinde bekannt."
    )
    return f"{said} {OFFERING_LAW}" if kind is ApplicationKind.OFFERING else said


def heard_late(ruled_on: date) -> str:
    """The hearing comes before the ruling."""
    return f"Das rechtliche Gehör liegt nach der Verfügung vom {german.day(ruled_on)}."


def not_before(what: str, day: date) -> str:
    """«Der Tag liegt vor der Eröffnung (12.03.2027).»."""
    return f"Der Tag liegt vor {what} ({german.day(day)})."


def deadline_runs(last: date) -> str:
    """Nothing is rechtskräftig while somebody may still object."""
    return f"Die Frist läuft bis {german.day(last)} ({CALCULATED})."


def expired(last: date) -> str:
    """A Verfügung that nobody contested in time, and nobody wrote down as rechtskräftig yet."""
    return f"Frist abgelaufen am {german.day(last)}"


def standing(ruling: RulingRow, last: date | None, today: date) -> str:
    """What became of it after the Eröffnung; empty before. ``last`` is the last day of the Frist."""
    if ruling.final_on is not None:
        return f"rechtskräftig seit {german.day(ruling.final_on)}"
    if ruling.contested_on is not None:
        return f"angefochten am {german.day(ruling.contested_on)}"
    if last is None:
        return ""
    return expired(last) if last < today else f"Frist bis {german.day(last)} ({CALCULATED})"


def written(name: str) -> str:
    """A document of the decision path was saved."""
    return f"Geschrieben: «{name}»."


def marked_final(number: int) -> str:
    """The act of writing down that several are rechtskräftig."""
    what = german.plural(number, "Verfügung", "Verfügungen")
    return f"{what} als rechtskräftig eingetragen"


def late_objection(last: date) -> str:
    """An Einsprache after the deadline is recorded all the same."""
    return f"Die Frist endete am {german.day(last)} ({CALCULATED})."


def other_result(resolved: Resolved, nature: RulingNature) -> str:
    """Beschluss and Verfügung say different things."""
    return f"Der Beschluss lautet «{word(resolved)}», die Verfügung ist «{word(nature)}»."


OWN_TEMPLATE: Final = (
    "Die Word-Datei entsteht aus der eigenen Vorlage. Das PDF hat dieselben Angaben in der Gestaltung "
    "von SozDesk."
)


def frozen(day: date) -> str:
    """Above a Verfügung that is finished."""
    return (
        f"Fertig gestellt am {german.day(day)}. Massgebend ist das abgelegte PDF. Ändern heisst: eine "
        "neue Verfügung, die sie ersetzt."
    )
