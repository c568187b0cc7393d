"""Invented providers, titles and figures of the sample platform. Nobody here exists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sozdesk.features.offerings.terms import CefrLevel, Childcare, OrganisationType, PriceUnit

PROVIDER_KINDS: Sequence[tuple[str, OrganisationType, str]] = (
    ("Kurszentrum", OrganisationType.ASSOCIATION, "Verein"),
    ("Werkstatt", OrganisationType.FOUNDATION, "Stiftung"),
    ("Jobforum", OrganisationType.COMPANY, "GmbH"),
    ("Spielgruppe", OrganisationType.PLAYGROUP, "Verein"),
    ("Treffpunkt", OrganisationType.ASSOCIATION, "Verein"),
    ("Coaching", OrganisationType.COMPANY, "Einzelunternehmen"),
    ("Gartenbetrieb", OrganisationType.FOUNDATION, "Stiftung"),
    ("Kita", OrganisationType.DAY_CARE, "Genossenschaft"),
    ("Bildungshaus", OrganisationType.ASSOCIATION, "Verein"),
    ("Hilfswerk", OrganisationType.CHURCH, "Verein"),
)
PROVIDER_NAMES = (
    "Musterlinde",
    "Beispielau",
    "Musterbrücke",
    "Beispielhof",
    "Mustergarten",
    "Beispielbach",
)
"""Ten kinds by six names are sixty providers."""

TOWNS: Sequence[tuple[str, int]] = (
    ("Liestal", 2829),
    ("Sissach", 2861),
    ("Muttenz", 2770),
    ("Pratteln", 2831),
    ("Reinach", 2773),
    ("Laufen", 2787),
    ("Gelterkinden", 2846),
    ("Binningen", 2765),
    ("Allschwil", 2762),
    ("Waldenburg", 2895),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """What a kind of invented offering looks like; variants differ in level, place and price."""

    category: str
    title: str
    goals: str
    content: str
    unit: PriceUnit | None
    """None: costs nothing."""
    amount: int
    """Rappen, before the spread."""
    weeks: tuple[int, int]
    workload: tuple[int, int] | None
    language: str = "Deutsch"
    levels: tuple[CefrLevel | None, CefrLevel | None] = (CefrLevel.A1, None)
    childcare: Childcare = Childcare.NO
    women: bool = False
    mothers: bool = False
    impaired: bool = False
    segment: str = ""


A1, A2, B1, B2 = CefrLevel.A1, CefrLevel.A2, CefrLevel.B1, CefrLevel.B2
PATTERNS: Mapping[OrganisationType, Sequence[Pattern]] = {
    OrganisationType.ASSOCIATION: (
        Pattern(
            category="basic_skills",
            title="Deutsch im Alltag",
            goals="Sich im Alltag verständigen: beim Einkaufen, in der Schule, bei der Ärztin.",
            content="Sprechen, hören, lesen und schreiben in kleinen Gruppen.",
            unit=PriceUnit.COURSE,
            amount=118_000,
            weeks=(12, 20),
            workload=(20, 30),
            levels=(A2, B1),
            childcare=Childcare.YES,
        ),
        Pattern(
            category="basic_skills",
            title="Lesen, Schreiben, Rechnen",
            goals="Formulare ausfüllen, Rechnungen verstehen, einen Brief schreiben.",
            content="Übungen mit Beispielen aus dem Alltag, jede Person in ihrem Tempo.",
            unit=PriceUnit.COURSE,
            amount=96_000,
            weeks=(10, 16),
            workload=(20, 20),
            levels=(B1, B2),
            childcare=Childcare.ON_REQUEST,
        ),
        Pattern(
            category="social_integration",
            title="Treffpunkt am Vormittag",
            goals="Kontakte knüpfen und dem Tag eine Ordnung geben.",
            content="Gemeinsam kochen, Gespräche in einfachem Deutsch, Ausflüge in die Umgebung.",
            unit=PriceUnit.MONTH,
            amount=32_000,
            weeks=(8, 52),
            workload=(10, 20),
            levels=(None, None),
            childcare=Childcare.YES,
            women=True,
            mothers=True,
        ),
    ),
    OrganisationType.FOUNDATION: (
        Pattern(
            category="employment",
            title="Mitarbeit in der Werkstatt",
            goals="Arbeitsfähigkeit erhalten und einen geregelten Tag haben.",
            content="Holz, Velo und Verpackung, begleitet von Fachpersonen.",
            unit=PriceUnit.MONTH,
            amount=142_000,
            weeks=(13, 52),
            workload=(50, 100),
            impaired=True,
        ),
        Pattern(
            category="support",
            title="Arbeitstraining mit Praktikum",
            goals="Den Einstieg in eine Stelle des ersten Arbeitsmarkts finden.",
            content="Training im Betrieb, danach ein Praktikum mit Begleitung.",
            unit=PriceUnit.MONTH,
            amount=168_000,
            weeks=(13, 26),
            workload=(60, 100),
            levels=(A2, None),
        ),
        Pattern(
            category="qualification",
            title="Grundkurs Reinigung",
            goals="Fachkenntnisse der Gebäudereinigung mit einer Bestätigung.",
            content="Theorie und Praxis, Umgang mit Maschinen und Mitteln, Arbeitssicherheit.",
            unit=PriceUnit.COURSE,
            amount=245_000,
            weeks=(8, 12),
            workload=(50, 80),
            levels=(A2, None),
            segment="Reinigung",
        ),
    ),
    OrganisationType.COMPANY: (
        Pattern(
            category="coaching",
            title="Coaching zur Stellensuche",
            goals="Bewerbungen schreiben, sich vorstellen, eine Stelle finden.",
            content="Einzelgespräche, Unterlagen, Üben von Gesprächen.",
            unit=PriceUnit.HOUR,
            amount=12_500,
            weeks=(4, 26),
            workload=None,
            levels=(A2, None),
            segment="Coaching und Vermittlung",
        ),
        Pattern(
            category="job_coaching",
            title="Begleitung am Arbeitsplatz",
            goals="Eine Stelle antreten und behalten.",
            content="Gespräche mit der Person und dem Betrieb, Hilfe bei Schwierigkeiten.",
            unit=PriceUnit.HOUR,
            amount=13_200,
            weeks=(13, 52),
            workload=None,
            levels=(None, None),
            impaired=True,
        ),
        Pattern(
            category="qualification",
            title="Grundkurs Gastronomie",
            goals="In Küche und Service mitarbeiten können.",
            content="Hygiene, Küche, Service, eine Woche im Betrieb.",
            unit=PriceUnit.COURSE,
            amount=268_000,
            weeks=(8, 12),
            workload=(60, 100),
            levels=(A2, None),
            segment="Gastronomie",
        ),
    ),
    OrganisationType.PLAYGROUP: (
        Pattern(
            category="early_language",
            title="Deutsch in der Spielgruppe",
            goals="Kinder hören und sprechen Deutsch, bevor der Kindergarten beginnt.",
            content="Zwei Halbtage pro Woche: spielen, singen, erzählen.",
            unit=PriceUnit.MONTH,
            amount=24_000,
            weeks=(20, 40),
            workload=None,
            levels=(None, None),
        ),
        Pattern(
            category="early_language",
            title="Eltern und Kind lernen Deutsch",
            goals="Eltern und Kinder finden gemeinsam in die Sprache.",
            content="Ein Halbtag pro Woche mit Liedern, Büchern und Gesprächen.",
            unit=PriceUnit.MONTH,
            amount=18_000,
            weeks=(20, 40),
            workload=None,
            levels=(None, A1),
            mothers=True,
        ),
        Pattern(
            category="early_language",
            title="Waldspielgruppe mit Sprachförderung",
            goals="Deutsch lernen, während man etwas zusammen tut.",
            content="Ein Halbtag pro Woche draussen, bei jedem Wetter.",
            unit=PriceUnit.MONTH,
            amount=21_000,
            weeks=(20, 40),
            workload=None,
            levels=(None, None),
        ),
    ),
    OrganisationType.DAY_CARE: (
        Pattern(
            category="early_language",
            title="Kita mit Sprachförderung",
            goals="Kinder lernen Deutsch im Alltag der Kita.",
            content="Zwei Tage pro Woche in einer Gruppe mit ausgebildeter Fachperson.",
            unit=PriceUnit.DAY,
            amount=11_800,
            weeks=(26, 52),
            workload=None,
            levels=(None, None),
        ),
        Pattern(
            category="early_language",
            title="Sprachinsel am Nachmittag",
            goals="Zusätzliche Zeit für Deutsch in einer kleinen Gruppe.",
            content="Ein Nachmittag pro Woche mit Geschichten und Spielen.",
            unit=PriceUnit.DAY,
            amount=6_400,
            weeks=(20, 40),
            workload=None,
            levels=(None, None),
        ),
        Pattern(
            category="cantonal",
            title="Beratung zur Kinderbetreuung",
            goals="Einen Betreuungsplatz finden und bezahlen können.",
            content="Gespräch, Übersicht über Angebote, Hilfe bei der Anmeldung.",
            unit=None,
            amount=0,
            weeks=(1, 2),
            workload=None,
            levels=(None, None),
        ),
    ),
    OrganisationType.CHURCH: (
        Pattern(
            category="social_integration",
            title="Frauen treffen Frauen",
            goals="Über Gesundheit, Familie und Alltag reden und Rat finden.",
            content="Moderierte Runden in mehreren Sprachen, mit Betreuung der Kinder.",
            unit=PriceUnit.FLAT,
            amount=28_000,
            weeks=(8, 12),
            workload=None,
            levels=(None, None),
            childcare=Childcare.YES,
            women=True,
            mothers=True,
        ),
        Pattern(
            category="basic_skills",
            title="Computer und Telefon im Alltag",
            goals="Termine, Post und Formulare am Bildschirm erledigen.",
            content="Üben am eigenen Gerät oder an einem, das wir leihen.",
            unit=PriceUnit.COURSE,
            amount=64_000,
            weeks=(6, 10),
            workload=(10, 10),
            levels=(A2, None),
        ),
        Pattern(
            category="employment",
            title="Mitarbeit im Brockenhaus",
            goals="Dem Tag eine Ordnung geben und etwas leisten.",
            content="Annahme, Verkauf und Transport in einem kleinen Team.",
            unit=PriceUnit.DAY,
            amount=8_200,
            weeks=(13, 52),
            workload=(40, 80),
            impaired=True,
        ),
    ),
}
