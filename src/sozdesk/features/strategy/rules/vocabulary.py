"""Everyday words that the checks of the texts tell apart."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NO_ADJECTIVES = _words(
    """
    wurden werden waren sind sollen haben konnten können müssen wollen gelten der den die des dem
    einen eine einer einem jeder jene jenen diese dieser diesen befinden gehen stehen umfassen
    weisen entfallen gehören fliessen bleiben stammen kommen hatten seine ihre unter über ohne
    neben gegen bestehen betreffen wegen zwischen
    """
)
"""End like adjectives and are none."""

ABOUT = {
    "fast": "below",
    "knapp": "below",
    "beinahe": "below",
    "nahezu": "below",
    "annähernd": "below",
    "gut": "above",
    "mehr als": "more",
    "über": "more",
    "mindestens": "more",
    "wenigstens": "more",
    "weniger als": "less",
    "unter": "less",
    "höchstens": "less",
    "maximal": "less",
    "rund": "near",
    "etwa": "near",
    "ungefähr": "near",
    "circa": "near",
    "ca .": "near",
}
"""Words before a number that is rounded or a bound, and what they say of the right one."""

BEFORE_ONE = _words("wird wurde erst nur noch davon lediglich bisher und , bislang einzig genau")
"""Behind these «eine Massnahme» counts; elsewhere it mostly is an article."""

OTHER_ONES = _words("weitere andere solche entsprechende einzelne neue jede letzte")
"""«eine weitere Massnahme» counts nothing."""

LABELS = _words(
    """
    handlungsfeld handlungsfelds handlungsfeldes handlungsfeldern hf massnahme massnahmen priorität
    ziel teil stufe schritt etappe modul variante nummer frage anhang kategorie klasse typ
    """
)
"""A number behind these is a name."""

SCOPES = _words("armutsstrategie ersten zweiten dritten präventiven umsetzungsagenda")
"""«fünf der Armutsstrategie» counts measures, «fünf der Gemeinden» does not."""

EVERYWHERE = _words(
    """
    massnahme massnahmen siehe handlungsfeld umsetzung bereich bereiche thema themen kanton kantons
    kantonale kantonalen kantonales gemeinden gemeinde sozialhilfe sozialen soziale bestehende
    bestehenden bestehender personen stärkung optimierung ausbau förderung umgesetzt abgeschlossen
    künftig stärker verstärkter verbunden diese dieser dieses einer eines einem werden wurde wurden
    sowie durch einsatz prüfung schaffung vermehrte vermehrter unterstützung unterstützen
    zusammenarbeit angebote angeboten errichtung etablierung zwischen entwickeln anwenden zugang
    zugangs gezielte gezielter neuer neuen gewährleisten überprüfung ganzheitliche einheitliche
    einheitlichen regelmässig leistung leistungen anbieten anbietende anbietenden behörde behörden
    sozialdienst sozialdienste sozialdiensten basis ebene weitere weiteren weiterhin gemeinsam
    geprüft zusammen speziellen bezüglich
    """
)
"""Say nothing about which measure is meant."""
