"""The invented cases of the sample: who, since when, in which offering."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sozdesk.features.cases.terms import Permit, Sex

INVENTED: Final = "Beispieldaten, frei erfunden"
YEAR: Final = 2026


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """A case of the sample: who, since when, which categories of offerings from when to when."""

    place: int
    """Which of the service's municipalities."""
    last_name: str
    first_name: str
    sex: Sex
    born: date
    permit: Permit | None = None
    refugee: bool = False
    others: tuple[tuple[str, Sex, date], ...] = ()
    """First name, sex, birth date of the rest of the household."""
    rent: int = 0
    """Francs a month, net; 0 = no dwelling entered."""
    rooms: int = 20
    offering: tuple[tuple[str, date, date], ...] = ()
    """Category, first and last day."""
    ended_on: date | None = None
    """Ablösung."""


def _day(month: int, day: int) -> date:
    return date(YEAR, month, day)


CASES: Final[Sequence[Invented]] = (
    Invented(
        place=0,
        last_name="Muster",
        first_name="Anna",
        sex=Sex.FEMALE,
        born=date(1988, 5, 17),
        others=(("Kim", Sex.FEMALE, date(2022, 2, 3)),),
        rent=1_150,
        rooms=30,
        offering=(("employment", _day(1, 1), _day(12, 31)),),
    ),
    Invented(
        place=0,
        last_name="Beispiel",
        first_name="Bruno",
        sex=Sex.MALE,
        born=date(1979, 11, 2),
        rent=1_420,
        offering=(("support", _day(2, 15), _day(8, 31)),),
    ),
    Invented(
        place=0,
        last_name="Erfunden",
        first_name="Samira",
        sex=Sex.FEMALE,
        born=date(1994, 3, 8),
        permit=Permit.F,
        refugee=False,
        rent=980,
        offering=(
            ("basic_skills", _day(1, 12), _day(6, 30)),
            ("employment", _day(7, 1), _day(12, 31)),
        ),
    ),
    Invented(
        place=1,
        last_name="Probe",
        first_name="Tesfay",
        sex=Sex.MALE,
        born=date(1990, 9, 21),
        permit=Permit.B,
        refugee=True,
        rent=1_040,
        offering=(("social_integration", _day(3, 1), _day(11, 30)),),
    ),
    Invented(
        place=1,
        last_name="Vorlage",
        first_name="Petra",
        sex=Sex.FEMALE,
        born=date(1969, 1, 30),
        rent=890,
        rooms=15,
        offering=(("employment", _day(1, 1), _day(12, 31)),),
        ended_on=_day(9, 30),
    ),
    Invented(
        place=2,
        last_name="Skizze",
        first_name="Oleksandra",
        sex=Sex.FEMALE,
        born=date(1986, 7, 4),
        permit=Permit.S,
        others=(("Danylo", Sex.MALE, date(2014, 4, 19)), ("Mila", Sex.FEMALE, date(2021, 10, 8))),
        rent=1_690,
        rooms=35,
        offering=(("basic_skills", _day(1, 5), _day(5, 29)),),
    ),
    Invented(
        place=2,
        last_name="Entwurf",
        first_name="Luca",
        sex=Sex.MALE,
        born=date(2001, 12, 12),
        rent=760,
        rooms=15,
        offering=(("support", _day(4, 1), _day(12, 31)),),
    ),
    Invented(
        place=2,
        last_name="Muster",
        first_name="Fatima",
        sex=Sex.FEMALE,
        born=date(1992, 6, 25),
        permit=Permit.F,
        refugee=True,
        rent=1_210,
        rooms=25,
        offering=(("employment", _day(2, 1), _day(10, 31)),),
    ),
    Invented(
        place=1,
        last_name="Beispiel",
        first_name="Reto",
        sex=Sex.MALE,
        born=date(1963, 8, 14),
        rent=1_080,
        rooms=25,
    ),
    Invented(
        place=0,
        last_name="Zusatz",
        first_name="Gabriela",
        sex=Sex.FEMALE,
        born=date(1982, 10, 27),
        permit=Permit.C,
        rent=1_330,
        rooms=30,
        offering=(("early_language", _day(8, 10), _day(12, 31)),),
        others=(("Elio", Sex.MALE, date(2023, 5, 2)),),
    ),
)
